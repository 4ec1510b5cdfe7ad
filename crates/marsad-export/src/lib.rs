//! The record in other people's formats.
//!
//! Enters: an archive and a filter. Leaves: bytes that people's tools open: CSV, TSV, JSON lines, Parquet, GeoJSON, GraphML, and the
//! columns of GDELT, ICEWS and POLECAT. docs/exports.md says column by column what is filled and what is left empty. It streams:
//! one article is held at a time. Nothing here reads text or decides what happened.

mod answers;
mod codes;
mod gdelt;
mod geojson;
mod graphml;
mod icews;
mod jsonl;
mod line;
#[cfg(feature = "parquet")]
mod parquet;
mod polecat;
mod rows;

pub use answers::{Objects, cell_text, csv_header, csv_line};
pub use codes::{Codes, of as codes_of};
pub use gdelt::{EVENTS as GDELT_EVENTS, MENTIONS as GDELT_MENTIONS};
pub use icews::COLUMNS as ICEWS_COLUMNS;
pub use polecat::COLUMNS as POLECAT_COLUMNS;

use marsad_archive::{Archive, Filter, Told};
use std::io::{self, Write};

/// A form the record leaves in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One row an event, comma-separated, with a header.
    Csv,
    /// One row an event, tab-separated, with a header.
    Tsv,
    /// One JSON object an event.
    Jsonl,
    /// One row an event, in columns with types; where the crate is built with the feature `parquet`.
    Parquet,
    /// Events that have a place, as points.
    GeoJson,
    /// Who did how much to whom, as a graph.
    GraphMl,
    /// GDELT 2.0 Events: 61 columns, no header.
    Gdelt,
    /// GDELT 2.0 Mentions: 16 columns, no header.
    GdeltMentions,
    /// ICEWS: 20 columns.
    Icews,
    /// POLECAT: 40 columns.
    Polecat,
}

/// What keeps an export from being written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The archive could not be read.
    #[error(transparent)]
    Archive(#[from] marsad_archive::Error),
    /// The output could not be written.
    #[error("writing the export: {0}")]
    Output(#[from] io::Error),
    /// The form is not in this build.
    #[error("this marsad was built without Parquet; `cargo build --release --features parquet` makes one that has it")]
    NotBuilt,
}

/// Writes what the filter leaves; gives how many rows were written.
///
/// # Errors
/// When the archive cannot be read or `out` not be written.
pub fn export(archive: &Archive, filter: &Filter, form: Form, out: &mut (dyn Write + Send)) -> Result<u64, Error> {
    match form {
        Form::Csv => rows::write(archive, filter, rows::Separator::Comma, out),
        Form::Tsv => rows::write(archive, filter, rows::Separator::Tab, out),
        Form::Jsonl => jsonl::write(archive, filter, out),
        #[cfg(feature = "parquet")]
        Form::Parquet => parquet::write(archive, filter, out),
        #[cfg(not(feature = "parquet"))]
        Form::Parquet => Err(Error::NotBuilt),
        Form::GeoJson => geojson::write(archive, filter, out),
        Form::GraphMl => graphml::write(archive, filter, out),
        Form::Gdelt => gdelt::write_events(archive, filter, out),
        Form::GdeltMentions => gdelt::write_mentions(archive, filter, out),
        Form::Icews => icews::write(archive, filter, out),
        Form::Polecat => polecat::write(archive, filter, out),
    }
}

/// Each event to lines of its own; counts them.
fn lines(archive: &Archive, filter: &Filter, mut write: impl FnMut(&Told<'_>) -> Result<u64, Error>) -> Result<u64, Error> {
    let mut written = 0;
    archive.each_event::<Error>(filter, &mut |told| {
        written += write(told)?;
        Ok(true)
    })?;
    Ok(written)
}
