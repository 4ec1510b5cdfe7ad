//! `marsad dates`: every time expression, resolved.

use super::{each_article, shape};
use crate::args::Dates;
use marsad_core::Reader;
use marsad_pack::Packs;
use marsad_sources::{Articles, Input};
use std::io::Write;

/// Prints one JSON object a line.
pub fn run(packs: &Packs, args: &Dates) -> anyhow::Result<bool> {
    let mut reader = Reader::new(packs);
    each_article(Articles::new(vec![Input::parse(&args.input)], shape(&args.given)), &args.given, |article, out| {
        for date in reader.dates(article) {
            serde_json::to_writer(&mut *out, &date)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    })
}
