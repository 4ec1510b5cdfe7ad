//! ICEWS coded event data: one line an event and pair of sides.

use crate::line::{day, happened, name, number, pairs, sorted, state};
use crate::{Error, codes};
use marsad_archive::{Archive, Filter};
use marsad_record::Actor;
use std::io::Write;

/// The columns, in order.
pub const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

pub(crate) fn write(archive: &Archive, filter: &Filter, out: &mut dyn Write) -> Result<u64, Error> {
    crate::line::write(out, &COLUMNS.map(str::to_owned))?;
    crate::lines(archive, filter, |told| {
        if !happened(told) {
            return Ok(0);
        }
        let e = told.event;
        let country = |a: Option<&Actor>| a.and_then(state).and_then(codes::of).map(|c| c.name.to_owned()).unwrap_or_default();
        let place = e.place.as_ref();
        let land = place.and_then(|p| p.country.as_deref()).and_then(codes::of).map(|c| c.name.to_owned()).unwrap_or_default();
        let city = place.map(|p| p.name.clone()).filter(|n| *n != land).unwrap_or_default();
        let all = pairs(told);
        for (source, target) in &all {
            let cells = [
                told.id(),
                day(&e.date).to_owned(),
                source.map(name).unwrap_or_default(),
                source.map(|a| sorted(&a.sector, ",")).unwrap_or_default(),
                country(*source),
                e.evidence.text.clone(),
                e.cameo.clone(),
                e.goldstein.to_string(),
                target.map(name).unwrap_or_default(),
                target.map(|a| sorted(&a.sector, ",")).unwrap_or_default(),
                country(*target),
                told.id().split('.').next().unwrap_or_default().to_owned(),
                String::new(),
                told.known.outlet.clone().unwrap_or_default(),
                city.clone(),
                String::new(),
                String::new(),
                land.clone(),
                number(place.and_then(|p| p.lat)),
                number(place.and_then(|p| p.lon)),
            ];
            write_line(out, &cells)?;
        }
        Ok(all.len() as u64)
    })
}

fn write_line(out: &mut dyn Write, cells: &[String]) -> Result<(), Error> {
    crate::line::write(out, cells).map_err(Error::from)
}
