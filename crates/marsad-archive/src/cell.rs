//! Rows of answers, the same for every question.

use crate::filter::Mark;
use crate::rows::apart;
use serde::Serialize;

/// One value of a row; as JSON itself, and `null` for nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Nothing known.
    None,
    /// A whole number.
    Int(i64),
    /// A number.
    Real(f64),
    /// Words.
    Text(String),
    /// Several words.
    List(Vec<String>),
}

impl Cell {
    /// Words, or nothing when there are none.
    pub(crate) fn some(text: Option<String>) -> Self {
        text.filter(|t| !t.is_empty()).map_or(Self::None, Self::Text)
    }

    /// A list written with `|` between its values.
    pub(crate) fn list(joined: &str) -> Self {
        Self::List(apart(joined).map(str::to_owned).collect())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Where rows go, one at a time.
pub trait Rows {
    /// Told once, before the first row.
    fn columns(&mut self, names: &[&str]);
    /// Told before a row where it stands, so that a later question can go on behind it.
    fn mark(&mut self, _mark: Mark) {}
    /// Takes a row; `false` when no more are wanted.
    fn row(&mut self, cells: Vec<Cell>) -> bool;
}
