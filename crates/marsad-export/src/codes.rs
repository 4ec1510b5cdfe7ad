//! States under the codes other data sets know them by.

use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: &str = include_str!("../data/codes.tsv");

/// A state's other codes; empty where it has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    /// Correlates of War number.
    pub cow: &'static str,
    /// FIPS 10-4.
    pub fips: &'static str,
    /// English name.
    pub name: &'static str,
}

static BY_ISO: LazyLock<HashMap<&str, Codes>> = LazyLock::new(|| TABLE.lines().skip(1).filter_map(entry).collect());

fn entry(line: &'static str) -> Option<(&'static str, Codes)> {
    let mut cells = line.split('\t');
    let (iso3, _, cow, fips, name) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    Some((iso3, Codes { cow, fips, name }))
}

/// The codes of an ISO alpha-3 code; `None` for what is no state.
#[must_use]
pub fn of(iso3: &str) -> Option<Codes> {
    BY_ISO.get(iso3).copied()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn states_have_the_codes_of_other_data_sets() {
        let germany = of("DEU").expect("a state");
        assert_eq!((germany.cow, germany.fips, germany.name), ("255", "GM", "Germany"));
        assert_eq!(of("UN"), None);
    }
}
