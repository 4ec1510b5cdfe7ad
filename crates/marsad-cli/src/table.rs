//! Answers printed: for people as columns, for programs as CSV or JSON.
//!
//! Enters: rows of an archive's answer. Leaves: lines on standard output, written as they come but for the table, whose
//! columns are measured first. Cells hold words of articles: for people they are made harmless, in CSV and JSON escaped.

use crate::asked::Look;
use crate::paint::{Painter, Role, harmless};
use marsad_archive::{Cell, Rows};
use marsad_export::{Objects, cell_text, csv_header, csv_line};
use std::io::{self, BufWriter, IsTerminal, Stdout, Write, stdout};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A column no wider than this unless it is the last.
const WIDEST: usize = 34;
const GAP: usize = 2;

/// What a table for people shows of a row: heading, and the columns it is made of.
pub type Brief = &'static [(&'static str, &'static [&'static str])];

/// Prints an answer.
pub struct Printer {
    look: Look,
    painter: Painter,
    brief: Option<Brief>,
    out: BufWriter<Stdout>,
    columns: Vec<String>,
    objects: Objects,
    lines: Vec<Vec<String>>,
    /// Rows seen.
    pub seen: usize,
    failed: Option<io::Error>,
}

impl Printer {
    pub fn new(look: Look, painter: Painter, brief: Option<Brief>) -> Self {
        Self { look, painter, brief, out: BufWriter::with_capacity(1 << 16, stdout()), columns: Vec::new(), objects: Objects::default(), lines: Vec::new(), seen: 0, failed: None }
    }

    /// Writes what is left to write.
    pub fn finish(mut self) -> anyhow::Result<usize> {
        if let Some(error) = self.failed.take() {
            return Err(error.into());
        }
        match self.look {
            Look::Table => self.draw()?,
            Look::Json => self.out.write_all(if self.seen == 0 { b"[]\n" } else { b"\n]\n" })?,
            Look::Jsonl | Look::Csv => {}
        }
        self.out.flush()?;
        Ok(self.seen)
    }

    fn write(&mut self, cells: &[Cell]) -> io::Result<()> {
        match self.look {
            Look::Table => self.lines.push(self.brief_line(cells)),
            Look::Csv => self.out.write_all(csv_line(cells).as_bytes())?,
            Look::Json => {
                self.out.write_all(if self.seen == 0 { b"[\n" } else { b",\n" })?;
                self.objects.write(cells, &mut self.out)?;
            }
            Look::Jsonl => {
                self.objects.write(cells, &mut self.out)?;
                self.out.write_all(b"\n")?;
            }
        }
        self.seen += 1;
        Ok(())
    }

    fn brief_line(&self, cells: &[Cell]) -> Vec<String> {
        let of = |name: &str| self.columns.iter().position(|c| c == name).map(|at| cell_text(&cells[at])).unwrap_or_default();
        match self.brief {
            None => cells.iter().map(|c| harmless(&cell_text(c)).into_owned()).collect(),
            Some(brief) => brief.iter().map(|(_, names)| harmless(&join(names, of)).into_owned()).collect(),
        }
    }

    fn headings(&self) -> Vec<String> {
        self.brief.map_or_else(|| self.columns.clone(), |brief| brief.iter().map(|(heading, _)| (*heading).to_owned()).collect())
    }

    fn draw(&mut self) -> io::Result<()> {
        if self.lines.is_empty() {
            return Ok(());
        }
        let headings = self.headings();
        let lines = std::mem::take(&mut self.lines);
        // A column that holds nothing is left out.
        let kept: Vec<usize> = (0..headings.len()).filter(|at| lines.iter().any(|l| !l[*at].is_empty())).collect();
        let widths: Vec<usize> = kept.iter().map(|at| lines.iter().map(|l| l[*at].width()).chain([headings[*at].width()]).max().unwrap_or(0)).collect();
        let room = if stdout().is_terminal() { self.painter.width } else { usize::MAX };
        let last = kept.len().saturating_sub(1);
        for (role, line) in std::iter::once((Role::Dim, &headings)).chain(lines.iter().map(|l| (Role::Plain, l))) {
            let mut used = 0;
            let mut out = String::new();
            for (n, at) in kept.iter().enumerate() {
                let most = if n == last { room.saturating_sub(used).max(20) } else { widths[n].min(WIDEST) };
                let cell = cut(&line[*at], most);
                let padding = if n == last { 0 } else { most.saturating_sub(cell.width()) + GAP };
                out.push_str(&cell);
                out.extend(std::iter::repeat_n(' ', padding));
                used = used.saturating_add(most).saturating_add(GAP);
            }
            writeln!(self.out, "{}", self.painter.paint(out.trim_end(), role))?;
        }
        Ok(())
    }
}

impl Rows for Printer {
    fn columns(&mut self, names: &[&str]) {
        self.columns = names.iter().map(|n| (*n).to_owned()).collect();
        self.objects = Objects::new(&self.columns);
        if self.look == Look::Csv {
            self.failed = self.out.write_all(csv_header(&self.columns).as_bytes()).err();
        }
    }

    fn row(&mut self, cells: Vec<Cell>) -> bool {
        if let Err(error) = self.write(&cells) {
            self.failed = Some(error);
        }
        self.failed.is_none()
    }
}

/// `start` and `end` as one cell, and other columns side by side.
fn join(names: &[&str], of: impl Fn(&str) -> String) -> String {
    let parts: Vec<String> = names.iter().map(|n| of(n)).collect();
    match names {
        ["start", "end"] if parts[0] == parts[1] => parts[0].clone(),
        ["start", "end"] if parts[0].is_empty() && parts[1].is_empty() => String::new(),
        ["start", "end"] => format!("{}–{}", parts[0], parts[1]),
        ["actors", "recipients"] if parts[1].is_empty() => parts[0].replace("; ", " + "),
        ["actors", "recipients"] => format!("{} → {}", if parts[0].is_empty() { "unknown" } else { &parts[0] }, parts[1]),
        _ => parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" "),
    }
}

/// At most so many columns of a text.
fn cut(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for letter in text.chars() {
        used += letter.width().unwrap_or(0);
        if used > most {
            break;
        }
        out.push(letter);
    }
    format!("{}…", out.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_cells_are_cut() {
        assert_eq!(cut("abcdef", 4), "abc…");
        assert_eq!(cut("abc", 4), "abc");
    }
}
