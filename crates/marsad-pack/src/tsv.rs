//! Reads the packs' tables: a header line, tab-separated cells, `#` comments, `|` between values.

use crate::problem::{Problem, nearest};

/// A table whose columns are the ones asked for.
pub struct Table<'a> {
    file: &'a str,
    rows: Vec<Row<'a>>,
}

/// One line of a table, its cells in the order asked for.
pub struct Row<'a> {
    file: &'a str,
    /// 1-based line in the file.
    pub line: usize,
    cells: Vec<&'a str>,
}

impl<'a> Table<'a> {
    /// Reads `text`, whose header must name exactly `columns`, in any order; columns ending in `?` may be absent.
    ///
    /// # Errors
    /// An unknown or missing column, or a line with another number of cells, named by file and line.
    pub fn read(file: &'a str, text: &'a str, columns: &[&str]) -> Result<Self, Problem> {
        let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
        let Some((at, header)) = lines.next() else { return Ok(Self { file, rows: Vec::new() }) };
        let header: Vec<&str> = header.split('\t').map(str::trim).collect();
        let bare = || columns.iter().map(|c| c.trim_end_matches('?'));
        for name in &header {
            if !bare().any(|c| c == *name) {
                let hint = nearest(name, bare()).map(|c| format!(", did you mean \"{c}\"?")).unwrap_or_default();
                return Err(Problem::new(file, at + 1, format!("unknown column \"{name}\"{hint}")));
            }
        }
        let mut order = Vec::new();
        for column in columns {
            let name = column.trim_end_matches('?');
            match header.iter().position(|h| *h == name) {
                Some(place) => order.push(Some(place)),
                None if column.ends_with('?') => order.push(None),
                None => return Err(Problem::new(file, at + 1, format!("missing column \"{name}\""))),
            }
        }
        let rows = lines.map(|(at, line)| Row::read(file, at + 1, line, header.len(), &order)).collect::<Result<_, _>>()?;
        Ok(Self { file, rows })
    }

    /// The rows, in the order written.
    #[must_use]
    pub fn rows(&self) -> &[Row<'a>] {
        &self.rows
    }

    /// The file the table was read from.
    #[must_use]
    pub fn file(&self) -> &'a str {
        self.file
    }
}

impl<'a> Row<'a> {
    fn read(file: &'a str, line: usize, text: &'a str, width: usize, order: &[Option<usize>]) -> Result<Self, Problem> {
        let mut cells: Vec<&str> = text.split('\t').map(str::trim).collect();
        if cells.len() > width {
            return Err(Problem::new(file, line, format!("{} cells where the header has {width}", cells.len())));
        }
        cells.resize(width, "");
        Ok(Self { file, line, cells: order.iter().map(|place| place.map_or("", |p| cells[p])).collect() })
    }

    /// The cell of the `n`th column asked for.
    #[must_use]
    pub fn cell(&self, n: usize) -> &'a str {
        self.cells[n]
    }

    /// The `|`-separated values of the `n`th column asked for.
    pub fn values(&self, n: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cells[n].split('|').map(str::trim).filter(|v| !v.is_empty())
    }

    /// A complaint about this line.
    pub fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::new(self.file, self.line, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_cells_in_the_order_asked_for() {
        let table = Table::read("t.tsv", "b\ta\n# note\nx|y\t1\n", &["a", "b"]).expect("well formed");
        let row = &table.rows()[0];
        assert_eq!((row.cell(0), row.values(1).collect::<Vec<_>>(), row.line), ("1", vec!["x", "y"], 3));
    }

    #[test]
    fn names_the_file_and_line_of_an_unknown_column() {
        let problem = Table::read("t.tsv", "lema\n", &["lemma"]).err().expect("lema is unknown");
        assert_eq!(problem.to_string(), "t.tsv:1: unknown column \"lema\", did you mean \"lemma\"?");
    }
}
