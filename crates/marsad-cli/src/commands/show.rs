//! `marsad show ID`: one thing of the archive, whole.

use super::ask::open;
use super::record;
use crate::asked::Show;
use crate::paint::{Role, Text};
use crate::settings::Settings;
use marsad_archive::Shown;
use marsad_record::Record;
use serde_json::json;
use std::io::{Write, stdout};

const MARGIN: usize = 16;

/// Prints what the id names.
pub fn run(settings: &Settings, args: &Show) -> anyhow::Result<bool> {
    let archive = open(&args.archive)?;
    let shown = archive.show(&args.id)?;
    let page = if args.json { format!("{:#}\n", as_json(&shown)?) } else { page(settings, &args.id, &shown) };
    stdout().write_all(page.as_bytes())?;
    Ok(true)
}

fn page(settings: &Settings, id: &str, shown: &Shown) -> String {
    let painter = &settings.painter;
    match shown {
        Shown::Article { record, about } => {
            let mut out = record::page(painter, id, record);
            out.push('\n');
            for (name, value) in about {
                painter.block(&mut out, &[(&format!(" {name}"), Role::Dim)], MARGIN, &Text::of(value, Role::Plain));
            }
            out
        }
        Shown::Event { id, record, happening } => {
            let mut out = record::page(painter, id, record);
            if let Some(happening) = happening {
                painter.block(&mut out, &[(" happening", Role::Dim)], MARGIN, &Text::of(happening, Role::Plain));
            }
            out
        }
        Shown::Statement { id, record } => record::page(painter, id, record),
        Shown::Happening { id, counts: [reports, independent, outlets, claims, disputes], tellings } => {
            let mut out = String::new();
            let sums = format!("{id}: {reports} reports, {independent} of them independent, of {outlets} outlets; {claims} claimants, {disputes} denials");
            painter.block(&mut out, &[], 0, &Text::of(&sums, Role::Title));
            for (event, outlet, kin, record) in tellings {
                out.push('\n');
                let place = format!("{event} {} (text {kin})", outlet.as_deref().unwrap_or_default());
                out.push_str(&record::page(painter, &place, record));
            }
            out
        }
    }
}

fn as_json(shown: &Shown) -> anyhow::Result<serde_json::Value> {
    let first = |record: &Record| record.events.first().map(serde_json::to_value).transpose();
    Ok(match shown {
        Shown::Article { record, about } => {
            let mut value = serde_json::to_value(record)?;
            value["archive"] = about.iter().map(|(name, text)| ((*name).to_owned(), json!(text))).collect::<serde_json::Map<_, _>>().into();
            value
        }
        Shown::Event { id, record, happening } => json!({ "id": id, "happening": happening, "event": first(record)?, "document": document(record) }),
        Shown::Statement { id, record } => json!({ "id": id, "statement": record.statements.first(), "document": document(record) }),
        Shown::Happening { id, counts: [reports, independent, outlets, claims, disputes], tellings } => {
            let tellings =
                tellings.iter().map(|(event, outlet, kin, record)| Ok(json!({ "id": event, "outlet": outlet, "reprint_group": kin, "event": first(record)?, "document": document(record) })));
            json!({ "id": id, "reports": reports, "independent": independent, "outlets": outlets, "claims": claims, "disputes": disputes, "tellings": tellings.collect::<anyhow::Result<Vec<_>>>()? })
        }
    })
}

/// The article without its text.
fn document(record: &Record) -> serde_json::Value {
    let d = &record.document;
    json!({ "id": d.id, "title": d.title, "published": d.published, "language": d.language, "source": d.source, "url": d.url })
}
