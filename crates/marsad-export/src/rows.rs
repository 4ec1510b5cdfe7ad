//! One row an event, with the columns of `marsad events`.

use crate::Error;
use marsad_archive::{Archive, Cell, EVENT_COLUMNS, Filter};
use std::io::Write;

/// What stands between cells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Separator {
    Comma,
    Tab,
}

pub(crate) fn write(archive: &Archive, filter: &Filter, separator: Separator, out: &mut dyn Write) -> Result<u64, Error> {
    let between = if separator == Separator::Comma { "," } else { "\t" };
    writeln!(out, "{}", EVENT_COLUMNS.join(between))?;
    let mut line = String::new();
    crate::lines(archive, filter, |told| {
        line.clear();
        for (at, cell) in told.row().iter().enumerate() {
            if at > 0 {
                line.push_str(between);
            }
            push(&mut line, cell, separator);
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
        Ok(1)
    })
}

fn push(line: &mut String, cell: &Cell, separator: Separator) {
    let text = match cell {
        Cell::None => return,
        Cell::Int(n) => n.to_string(),
        Cell::Real(n) => n.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::List(all) => all.join("; "),
    };
    match separator {
        Separator::Tab => line.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c })),
        Separator::Comma if text.contains([',', '"', '\n', '\r']) => {
            line.push('"');
            line.push_str(&text.replace('"', "\"\""));
            line.push('"');
        }
        Separator::Comma => line.push_str(&text),
    }
}
