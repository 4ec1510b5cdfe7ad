//! `marsad dates`: every time expression, resolved.

use super::{article, shape};
use crate::args::Dates;
use crate::complain;
use marsad_core::Reader;
use marsad_pack::Packs;
use marsad_sources::{Articles, Input, Item};
use std::io::{BufWriter, Write, stdout};

/// Prints one JSON object a line.
pub fn run(packs: &Packs, args: &Dates) -> anyhow::Result<bool> {
    let mut reader = Reader::new(packs);
    let mut out = BufWriter::new(stdout().lock());
    let mut fine = true;
    for item in Articles::new(vec![Input::parse(&args.input)], shape(&args.given)).map(|item| item.map(Item::unfold)) {
        let item = match item {
            Ok(item) => item,
            Err(error) => {
                complain(&error.to_string());
                fine = false;
                continue;
            }
        };
        for warning in &item.warnings {
            complain(&format!("{}: {warning}", item.origin.name));
        }
        let Some(given) = &item.article else { continue };
        for date in reader.dates(&article(given, args.given.published, args.given.language.as_deref())) {
            serde_json::to_writer(&mut out, &date).map_err(std::io::Error::from)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(fine)
}
