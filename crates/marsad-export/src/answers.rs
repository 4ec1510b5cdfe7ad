//! Answers of any question, for programs: a line of CSV or a JSON object a row.
//!
//! Enters: a row of an archive's answer. Leaves: the same bytes whoever asks, a command line or a server.

use marsad_archive::Cell;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The words of a cell; those of a list side by side.
#[must_use]
pub fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::None => String::new(),
        Cell::Int(n) => n.to_string(),
        Cell::Real(n) => n.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::List(all) => all.join("; "),
    }
}

/// Rows as objects with a key a column, written as they are sent.
#[derive(Clone, Debug, Default)]
pub struct Objects {
    /// The columns by their names' order, each with its key as JSON.
    keys: Vec<(usize, String)>,
}

impl Objects {
    /// For rows of these columns; of two of one name the later is shown.
    #[must_use]
    pub fn new(columns: &[String]) -> Self {
        let by_name: BTreeMap<&String, usize> = columns.iter().enumerate().map(|(at, name)| (name, at)).collect();
        Self { keys: by_name.into_iter().map(|(name, at)| (at, Value::from(name.as_str()).to_string())).collect() }
    }

    /// Writes a row; a number that is none becomes `null`.
    ///
    /// # Errors
    /// When `out` takes no more.
    pub fn write(&self, cells: &[Cell], out: &mut impl Write) -> io::Result<()> {
        for (nth, (at, key)) in self.keys.iter().enumerate() {
            out.write_all(if nth == 0 { b"{" } else { b"," })?;
            out.write_all(key.as_bytes())?;
            out.write_all(b":")?;
            serde_json::to_writer(&mut *out, cells.get(*at).unwrap_or(&Cell::None))?;
        }
        out.write_all(if self.keys.is_empty() { b"{}" } else { b"}" })
    }
}

/// A row as a line of CSV, with its end.
#[must_use]
pub fn csv_line(cells: &[Cell]) -> String {
    line(cells.iter().map(|c| quoted(&cell_text(c))))
}

/// The header of a CSV.
#[must_use]
pub fn csv_header(columns: &[String]) -> String {
    line(columns.iter().map(|c| quoted(c)))
}

fn line(fields: impl Iterator<Item = String>) -> String {
    let mut line = fields.collect::<Vec<_>>().join(",");
    line.push('\n');
    line
}

/// A CSV field. What a spreadsheet would take for a formula keeps its words and loses its power.
fn quoted(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']) && field.parse::<f64>().is_err();
    let field = if formula { format!("'{field}") } else { field.to_owned() };
    if field.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_is_quoted_and_harmless_to_spreadsheets() {
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!([quoted("=1+2"), quoted("-3.5"), quoted("@x")], ["'=1+2", "-3.5", "'@x"]);
    }

    #[test]
    fn a_row_is_one_line_and_one_object() {
        let cells = [Cell::Text("12.e3".to_owned()), Cell::None, Cell::List(vec!["EGY".to_owned(), "JOR".to_owned()])];
        let columns = ["id", "end", "actors"].map(str::to_owned);
        assert_eq!(csv_line(&cells), "12.e3,,EGY; JOR\n");
        let mut object = Vec::new();
        Objects::new(&columns).write(&cells, &mut object).expect("written");
        assert_eq!(String::from_utf8_lossy(&object), r#"{"actors":["EGY","JOR"],"end":null,"id":"12.e3"}"#);
    }
}
