//! Latest first means what has happened: what is dated after the last day of printing comes behind it.
//!
//! Enters: a question whose rows stand in the order of their days. Leaves: its rows up to the last printing, the latest first, then those
//! ahead, the soonest first. A summit announced for next spring is no news before the strike of yesterday, and is not left out.

use crate::cell::{Cell, Rows};
use crate::error::Error;
use crate::filter::{Filter, Mark, Span};
use crate::store::Archive;

impl Archive {
    /// Puts a question once for what lies up to the last printing and once for what is ahead of it.
    pub(crate) fn ahead_last(&self, filter: &Filter, rows: &mut dyn Rows, mut ask: impl FnMut(&Filter, &mut dyn Rows) -> Result<(), Error>) -> Result<(), Error> {
        let printed = if filter.oldest_first { None } else { self.printed_between()? };
        let Some(last) = printed.as_ref().and_then(|(_, last)| last.get(..10)) else { return ask(filter, rows) };
        let Span { from, to } = &filter.happened;
        // No digit comes after `~`, so that a day's or month's own days lie before it.
        let end = format!("{last}~");
        let mut passed = Passed { rows, left: filter.limit, told: false, ended: false };
        if filter.after.as_ref().is_none_or(|mark| mark.day <= end) {
            let to = to.as_deref().filter(|to| format!("{to}~") < end).unwrap_or(last);
            let happened = Span { from: from.clone(), to: Some(to.to_owned()) };
            ask(&Filter { happened, ..filter.clone() }, &mut passed)?;
        }
        if passed.ended || to.as_ref().is_some_and(|to| format!("{to}~") <= end) {
            return Ok(());
        }
        let after = filter.after.clone().filter(|mark| mark.day > end);
        let from = from.clone().filter(|from| *from > end).unwrap_or(end);
        let happened = Span { from: Some(from), to: to.clone() };
        let limit = passed.left;
        ask(&Filter { happened, after, limit, oldest_first: true, ..filter.clone() }, &mut passed)
    }
}

/// Rows that go on to where they go, counted.
struct Passed<'r> {
    rows: &'r mut dyn Rows,
    left: Option<usize>,
    told: bool,
    ended: bool,
}

impl Rows for Passed<'_> {
    fn columns(&mut self, names: &[&str]) {
        if !std::mem::replace(&mut self.told, true) {
            self.rows.columns(names);
        }
    }

    fn mark(&mut self, mark: Mark) {
        self.rows.mark(mark);
    }

    fn row(&mut self, cells: Vec<Cell>) -> bool {
        self.left = self.left.map(|left| left.saturating_sub(1));
        self.ended = !self.rows.row(cells) || self.left == Some(0);
        !self.ended
    }
}
