//! One JSON object an event: PLOVER's fields, and all of ours under `marsad`.

use crate::Error;
use crate::line::{name, sorted};
use marsad_archive::{Archive, Filter};
use marsad_record::Actor;
use serde_json::{Value, json};
use std::io::Write;

pub(crate) fn write(archive: &Archive, filter: &Filter, out: &mut dyn Write) -> Result<u64, Error> {
    crate::lines(archive, filter, |told| {
        let (e, d) = (told.event, &told.record.document);
        let object = json!({
            "id": told.id(),
            "date": e.date.start.as_deref().or(e.date.end.as_deref()),
            "version": "PLOVER 1.0",
            "source": sides(&e.actor),
            "target": sides(&e.recipient),
            "event": e.kind,
            "mode": e.mode,
            "context": e.context,
            "status": e.status,
            "text": e.evidence.text,
            "language": d.language,
            "publisher": told.known.outlet,
            "published": d.published,
            "url": d.url,
            "location": e.place.as_ref().map(|p| json!({ "name": p.name, "country": p.country, "lat": p.lat, "lon": p.lon, "geonames": p.geonames })),
            "marsad": {
                "happening": told.happening(),
                "reports": told.known.sums[1],
                "independent": told.known.sums[2],
                "reprint_group": told.known.kin,
                "event": e,
            },
        });
        serde_json::to_writer(&mut *out, &object).map_err(std::io::Error::from)?;
        out.write_all(b"\n")?;
        Ok(1)
    })
}

fn sides(actors: &[Actor]) -> Vec<Value> {
    actors.iter().map(|a| json!({ "code": a.code, "sector": sorted(&a.sector, ";"), "name": name(a), "office": a.office })).collect()
}
