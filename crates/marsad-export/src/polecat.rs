//! POLECAT: one line an event, several actors in a cell.

use crate::line::{day, happened, name, number, sorted, state, title};
use crate::{Error, codes};
use marsad_archive::{Archive, Filter};
use marsad_record::Actor;
use std::collections::BTreeSet;
use std::io::Write;

/// The columns, in order.
pub const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

pub(crate) fn write(archive: &Archive, filter: &Filter, out: &mut dyn Write) -> Result<u64, Error> {
    crate::line::write(out, &COLUMNS.map(str::to_owned))?;
    crate::lines(archive, filter, |told| {
        if !happened(told) {
            return Ok(0);
        }
        let (e, d) = (told.event, &told.record.document);
        let place = e.place.as_ref();
        let land = place.and_then(|p| p.country.as_deref()).and_then(codes::of).map(|c| c.name.to_owned()).unwrap_or_default();
        let city = place.map(|p| p.name.clone()).filter(|n| *n != land).unwrap_or_default();
        let mut cells = vec![told.id(), day(&e.date).to_owned(), e.kind.clone(), sorted(&e.mode, "; "), e.goldstein.to_string(), e.quad.replace('-', " ").to_uppercase(), sorted(&e.context, "; ")];
        cells.extend(side(&e.actor));
        cells.extend(side(&e.recipient));
        cells.extend([place.map(|p| p.name.clone()).unwrap_or_default(), city, String::new(), String::new(), land]);
        cells.extend([number(place.and_then(|p| p.lat)), number(place.and_then(|p| p.lon))]);
        cells.extend([place.and_then(|p| p.geonames).map(|g| g.to_string()).unwrap_or_default(), place.map(|p| p.text.clone()).unwrap_or_default(), String::new()]);
        cells.extend([told.known.outlet.clone().unwrap_or_default(), d.published.clone().unwrap_or_default(), String::new(), String::new(), String::new(), d.language.clone()]);
        cells.push(concat!("Marsad ", env!("CARGO_PKG_VERSION")).to_owned());
        for cell in &mut cells {
            if cell.is_empty() {
                cell.push_str("None");
            }
        }
        crate::line::write(out, &cells)?;
        Ok(1)
    })
}

/// Name, country, COW, primary sector, sectors, title, raw name, encyclopaedia id.
fn side(actors: &[Actor]) -> [String; 8] {
    let join = |of: &dyn Fn(&Actor) -> String| {
        let mut all: Vec<String> = Vec::new();
        for value in actors.iter().map(of).filter(|v| !v.is_empty()) {
            if !all.contains(&value) {
                all.push(value);
            }
        }
        all.join("; ")
    };
    let sectors: BTreeSet<&str> = actors.iter().flat_map(|a| a.sector.iter().map(String::as_str)).collect();
    [
        join(&name),
        join(&|a| state(a).unwrap_or_default().to_owned()),
        join(&|a| state(a).and_then(codes::of).map(|c| c.cow.to_owned()).unwrap_or_default()),
        join(&|a| a.sector.first().cloned().unwrap_or_default()),
        sectors.into_iter().collect::<Vec<_>>().join("; "),
        join(&title),
        join(&|a| a.text.clone()),
        join(&|a| a.wikidata.clone().unwrap_or_default()),
    ]
}
