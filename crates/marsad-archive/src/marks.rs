//! A set of events of a tally, a bit each.
//!
//! Enters: places in the tally, in any order. Leaves: the same places in order, from either end. The events of Egypt among a million
//! are gone through as fast as they are few.

use std::ops::Range;

const WIDTH: usize = u64::BITS as usize;

/// Which events are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marked(Vec<u64>);

impl Marked {
    /// None of so many.
    pub fn none(of: usize) -> Self {
        Self(vec![0; of.div_ceil(WIDTH)])
    }

    pub fn mark(&mut self, at: usize) {
        self.0[at / WIDTH] |= 1 << (at % WIDTH);
    }

    pub fn has(&self, at: usize) -> bool {
        self.0[at / WIDTH] >> (at % WIDTH) & 1 == 1
    }

    /// Leaves those that are in both.
    pub fn keep(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word &= other;
        }
    }

    /// Takes the first of those within off its beginning, and it with them.
    pub fn first(&self, within: &mut Range<usize>) -> Option<usize> {
        let mut word = within.start / WIDTH;
        // Bits before the range's first are none of it.
        let mut bits = self.0.get(word)? & (u64::MAX << (within.start % WIDTH));
        while bits == 0 {
            word += 1;
            if word * WIDTH >= within.end {
                break;
            }
            bits = self.0[word];
        }
        let found = word * WIDTH + bits.trailing_zeros() as usize;
        let found = Some(found).filter(|at| bits != 0 && within.contains(at));
        within.start = found.map_or(within.end, |at| at + 1);
        found
    }

    /// Takes the last of those within off its end, and it with them.
    pub fn last(&self, within: &mut Range<usize>) -> Option<usize> {
        let mut word = within.end / WIDTH;
        let mut bits = self.0.get(word).map_or(0, |bits| bits & !(u64::MAX << (within.end % WIDTH)));
        while bits == 0 {
            if word * WIDTH <= within.start {
                break;
            }
            word -= 1;
            bits = self.0[word];
        }
        let found = (word * WIDTH + WIDTH - 1).checked_sub(bits.leading_zeros() as usize);
        let found = found.filter(|at| bits != 0 && within.contains(at));
        within.end = found.unwrap_or(within.start);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(these: &[usize]) -> Marked {
        let mut marked = Marked::none(200);
        these.iter().for_each(|at| marked.mark(*at));
        marked
    }

    #[test]
    fn those_of_a_range_come_from_either_end() {
        let marked = marked(&[0, 5, 63, 64, 65, 127, 128, 199]);
        for (within, these) in
            [(0..200, &[0, 5, 63, 64, 65, 127, 128, 199][..]), (1..199, &[5, 63, 64, 65, 127, 128]), (64..128, &[64, 65, 127]), (66..127, &[]), (6..63, &[]), (7..7, &[]), (200..200, &[])]
        {
            let (mut from_start, mut from_end) = (within.clone(), within.clone());
            let onward: Vec<usize> = std::iter::from_fn(|| marked.first(&mut from_start)).collect();
            let mut back: Vec<usize> = std::iter::from_fn(|| marked.last(&mut from_end)).collect();
            back.reverse();
            assert_eq!((onward.as_slice(), back.as_slice()), (these, these), "{within:?}");
        }
    }

    #[test]
    fn those_of_two_sets_are_in_both() {
        let mut both = marked(&[1, 70, 130]);
        both.keep(&marked(&[2, 70, 131]));
        assert_eq!(both, marked(&[70]));
        assert!(both.has(70) && !both.has(1));
    }
}
