//! Number words of a language: `words/numbers.tsv`.
//!
//! Enters: lines that say «عشرون» or «عشرين» is a ten worth 20. Leaves: [`NumberTables`], in which the reader of
//! «خمسة وعشرين ألفا» finds a unit, a ten and a scale.

use serde::{Deserialize, Serialize};

use crate::phrases::Phrases;
use crate::problem::{Problem, nearest};
use crate::tsv::{Row, Table};

/// What a number word does in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberRole {
    /// 2 to 9.
    Unit,
    /// A unit only inside a compound: «واحد», «اثنا», and «الاثنين», which alone is Monday.
    Bound,
    /// Ten, which also makes the teens.
    Ten,
    /// A whole word under a hundred: `eleven`.
    Teen,
    /// 20, 30, … 90.
    Tens,
    /// 100, 200, … 900 in one word.
    Hundred,
    /// A thousand and what multiplies like it.
    Scale,
    /// Two of a scale in one word: «ألفان».
    Pair,
    /// A part of the scale that follows: «نصف مليون».
    Fraction,
    /// An unnamed multiple: «عشرات».
    Many,
    /// An unnamed small number: «بضعة».
    Few,
    /// First to tenth.
    Ordinal,
    /// An ordinal only inside a compound: «الحادي».
    BoundOrdinal,
    /// "about", before the number.
    About,
    /// "more than", before.
    More,
    /// "at least", before.
    Least,
    /// "less than", before.
    Less,
    /// "at most", before.
    Most,
    /// "about", after what is counted.
    AboutAfter,
    /// "at least", after what is counted.
    LeastAfter,
    /// "at most", after what is counted.
    MostAfter,
    /// Opens "between N and M".
    Between,
    /// Opens "from N to M".
    From,
    /// Joins a range.
    To,
    /// Joins the parts of one number, where it is a word of its own.
    And,
    /// Looks like a number word and is none: «في المئة», «لست».
    Nothing,
}

const ROLES: &[(&str, NumberRole)] = &[
    ("unit", NumberRole::Unit),
    ("bound", NumberRole::Bound),
    ("ten", NumberRole::Ten),
    ("teen", NumberRole::Teen),
    ("tens", NumberRole::Tens),
    ("hundred", NumberRole::Hundred),
    ("scale", NumberRole::Scale),
    ("pair", NumberRole::Pair),
    ("fraction", NumberRole::Fraction),
    ("many", NumberRole::Many),
    ("few", NumberRole::Few),
    ("ordinal", NumberRole::Ordinal),
    ("bound-ordinal", NumberRole::BoundOrdinal),
    ("about", NumberRole::About),
    ("more", NumberRole::More),
    ("least", NumberRole::Least),
    ("less", NumberRole::Less),
    ("most", NumberRole::Most),
    ("about-after", NumberRole::AboutAfter),
    ("least-after", NumberRole::LeastAfter),
    ("most-after", NumberRole::MostAfter),
    ("between", NumberRole::Between),
    ("from", NumberRole::From),
    ("to", NumberRole::To),
    ("and", NumberRole::And),
    ("nothing", NumberRole::Nothing),
];

impl NumberRole {
    /// Whether the role means nothing without a value.
    fn has_value(self) -> bool {
        use NumberRole::{Bound, BoundOrdinal, Few, Fraction, Hundred, Many, Ordinal, Pair, Scale, Teen, Ten, Tens, Unit};
        matches!(self, Unit | Bound | Ten | Teen | Tens | Hundred | Scale | Pair | Fraction | Many | Few | Ordinal | BoundOrdinal)
    }
}

/// One number word: what it does, what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberWord {
    /// What it does in a number.
    pub role: NumberRole,
    /// What it is worth, 0 for words that only bound or join.
    pub value: f64,
    /// The least it means when nothing counts it: «آلاف» alone is at least two thousand.
    pub alone: Option<f64>,
}

/// Everything a language says about number words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct NumberTables {
    /// The words and phrases.
    pub words: Phrases<NumberWord>,
}

impl NumberTables {
    /// Adds a table of number words: columns `forms role value alone gloss`.
    ///
    /// # Errors
    /// An unknown role, a value that is no number, a missing gloss, or a form listed twice, named by file and line.
    pub fn read(&mut self, file: &str, text: &str) -> Result<(), Problem> {
        let table = Table::read(file, text, &["forms", "role", "value", "alone", "gloss"])?;
        for row in table.rows() {
            let word = number_word(row)?;
            for form in row.values(0) {
                if !self.words.add(form, word) {
                    return Err(row.problem(format!("\"{form}\" is listed twice")));
                }
            }
        }
        Ok(())
    }
}

fn number_word(row: &Row<'_>) -> Result<NumberWord, Problem> {
    let role = ROLES.iter().find(|(name, _)| *name == row.cell(1)).map(|(_, role)| *role).ok_or_else(|| {
        let hint = nearest(row.cell(1), ROLES.iter().map(|r| r.0)).map(|r| format!(", did you mean \"{r}\"?")).unwrap_or_default();
        row.problem(format!("unknown role \"{}\"{hint}", row.cell(1)))
    })?;
    let value = number(row, 2)?;
    if value.is_some() != role.has_value() {
        return Err(row.problem(format!("a value is {} for \"{}\"", if role.has_value() { "needed" } else { "meaningless" }, row.cell(1))));
    }
    if row.cell(4).is_empty() {
        return Err(row.problem("a gloss is missing"));
    }
    Ok(NumberWord { role, value: value.unwrap_or(0.0), alone: number(row, 3)? })
}

fn number(row: &Row<'_>, column: usize) -> Result<Option<f64>, Problem> {
    let cell = row.cell(column);
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse().map(Some).map_err(|_| row.problem(format!("\"{cell}\" is no number")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_line_of_an_unknown_role() {
        let text = "forms\trole\tvalue\talone\tgloss\nعشرون\ttenss\t20\t\ttwenty\n";
        let problem = NumberTables::default().read("n.tsv", text).expect_err("tenss is no role");
        assert_eq!(problem.to_string(), "n.tsv:2: unknown role \"tenss\", did you mean \"tens\"?");
    }

    #[test]
    fn refuses_a_form_listed_twice() {
        let text = "forms\trole\tvalue\talone\tgloss\nعشرة|عشره\tten\t10\t\tten\n";
        assert!(NumberTables::default().read("n.tsv", text).is_err());
    }
}
