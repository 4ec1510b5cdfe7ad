//! Learned weights: what speaks for a happening being reported, and what for its being only spoken of.
//!
//! Enters: `weights/report.tsv`, made by `tools/train_report.py`. Leaves: for each event type that was learned, a
//! whole number for every sign. «ASSAULT counts=killed 61» says that a number of dead speaks for a report.

use crate::problem::Problem;
use crate::tsv::Table;
use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Weights by event type and sign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    of: BTreeMap<String, HashMap<String, i32, FixedState>>,
}

impl Weights {
    /// Adds a table of weights: columns `type sign weight`.
    ///
    /// # Errors
    /// A weight that is no whole number, or a sign listed twice, named by file and line.
    pub fn read(&mut self, file: &str, text: &str) -> Result<(), Problem> {
        for row in Table::read(file, text, &["type", "sign", "weight"])?.rows() {
            let weight = row.cell(2).parse().map_err(|_| row.problem(format!("\"{}\" is no whole number", row.cell(2))))?;
            if self.of.entry(row.cell(0).to_owned()).or_default().insert(row.cell(1).to_owned(), weight).is_some() {
                return Err(row.problem(format!("\"{}\" is listed twice", row.cell(1))));
            }
        }
        Ok(())
    }

    /// The weights of an event type, if any were learned.
    #[must_use]
    pub fn of(&self, kind: &str) -> Option<&HashMap<String, i32, FixedState>> {
        self.of.get(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_line_of_a_weight_that_is_no_number() {
        let text = "type\tsign\tweight\nASSAULT\tverb\tmuch\n";
        let problem = Weights::default().read("report.tsv", text).expect_err("\"much\" is no number");
        assert_eq!(problem.to_string(), "report.tsv:2: \"much\" is no whole number");
    }

    #[test]
    fn knows_only_types_that_were_learned() {
        let mut weights = Weights::default();
        weights.read("report.tsv", "type\tsign\tweight\nASSAULT\tverb\t12\n").expect("a good table");
        assert_eq!(weights.of("ASSAULT").and_then(|w| w.get("verb")), Some(&12));
        assert_eq!(weights.of("CONSULT"), None);
    }
}
