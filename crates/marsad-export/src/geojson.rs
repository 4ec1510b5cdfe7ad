//! Events that have a place, as points on a map.

use crate::Error;
use crate::line::name;
use marsad_archive::{Archive, Filter};
use serde_json::json;
use std::io::Write;

pub(crate) fn write(archive: &Archive, filter: &Filter, out: &mut dyn Write) -> Result<u64, Error> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut first = true;
    let written = crate::lines(archive, filter, |told| {
        let e = told.event;
        let Some((place, lat, lon)) = e.place.as_ref().and_then(|p| Some((p, p.lat?, p.lon?))) else { return Ok(0) };
        let names = |actors: &[marsad_record::Actor]| actors.iter().map(name).collect::<Vec<_>>();
        let feature = json!({
            "type": "Feature",
            "id": told.id(),
            "geometry": { "type": "Point", "coordinates": [lon, lat] },
            "properties": {
                "happening": told.happening(), "type": e.kind, "mode": e.mode, "quad": e.quad, "cameo": e.cameo, "goldstein": e.goldstein, "status": e.status,
                "start": e.date.start, "end": e.date.end, "precision": e.date.precision, "actors": names(&e.actor), "recipients": names(&e.recipient),
                "place": place.name, "country": place.country, "reports": told.known.sums[1], "independent": told.known.sums[2], "confidence": e.confidence,
                "evidence": e.evidence.text, "outlet": told.known.outlet, "url": told.record.document.url,
            },
        });
        out.write_all(if std::mem::take(&mut first) { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &feature).map_err(std::io::Error::from)?;
        Ok(1)
    })?;
    out.write_all(b"\n]}\n")?;
    Ok(written)
}
