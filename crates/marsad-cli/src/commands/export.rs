//! `marsad export`: events in a form other tools read.

use super::ask::{asked, open};
use crate::asked::{Export, Into};
use crate::complain;
use crate::settings::Settings;
use anyhow::Context;
use marsad_export::{Form, export};
use std::fs::File;
use std::io::{BufWriter, Write, stdout};

/// Room for what is written at once.
const BUFFER: usize = 1 << 18;

/// Writes what the filters leave.
pub fn run(settings: &Settings, args: &Export) -> anyhow::Result<bool> {
    let archive = open(&args.archive)?;
    let filter = archive.filter(&asked(settings, &archive, &args.filters)?)?;
    let form = match args.format {
        Into::Csv => Form::Csv,
        Into::Tsv => Form::Tsv,
        Into::Jsonl => Form::Jsonl,
        Into::Parquet => Form::Parquet,
        Into::Geojson => Form::GeoJson,
        Into::Graphml => Form::GraphMl,
        Into::Gdelt => Form::Gdelt,
        Into::GdeltMentions => Form::GdeltMentions,
        Into::Icews => Form::Icews,
        Into::Polecat => Form::Polecat,
    };
    let Some(path) = &args.output else {
        let mut out = BufWriter::with_capacity(BUFFER, stdout());
        export(&archive, &filter, form, &mut out)?;
        out.flush()?;
        return Ok(true);
    };
    let file = File::create(path).with_context(|| format!("making {}", path.display()))?;
    let mut out = BufWriter::with_capacity(BUFFER, file);
    let rows = export(&archive, &filter, form, &mut out)?;
    out.flush().with_context(|| format!("writing {}", path.display()))?;
    complain(&format!("{}: {rows} rows", path.display()));
    Ok(true)
}
