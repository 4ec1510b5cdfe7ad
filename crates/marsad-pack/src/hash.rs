//! A read-only hash table that loads as one block of bytes.
//!
//! Keys are 64-bit hashes of folded words or phrases; values are ranges in a list beside the table.
//! Loading copies bytes instead of inserting, which keeps start-up short.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

const SLOT: usize = 16;

/// Set in the length of a range whose key is marked.
const MARK: u32 = 1 << 31;

/// Hash of a folded word. The same on every machine and in every run.
#[must_use]
pub fn word_hash(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut chunks = word.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        hash = mix(hash ^ u64::from_le_bytes(chunk.try_into().expect("chunks of eight")));
    }
    let mut tail = [0u8; 8];
    tail[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    let hash = mix(hash ^ u64::from_le_bytes(tail) ^ (word.len() as u64).rotate_left(56));
    if hash == 0 { 1 } else { hash }
}

/// Hash of a phrase whose first words hash to `phrase`, one word longer.
#[must_use]
pub fn phrase_hash(phrase: u64, word: u64) -> u64 {
    let hash = mix(phrase.rotate_left(23) ^ word);
    if hash == 0 { 1 } else { hash }
}

fn mix(x: u64) -> u64 {
    let wide = u128::from(x ^ 0x9e37_79b9_7f4a_7c15) * u128::from(0xa076_1d64_78bd_642f_u64);
    (wide as u64) ^ ((wide >> 64) as u64)
}

/// From a hash to a range of a list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RangeTable {
    #[serde(with = "serde_bytes")]
    slots: Vec<u8>,
}

impl RangeTable {
    /// Builds the table and the list its ranges point into. Values of one key keep their order.
    #[must_use]
    pub fn build<V>(entries: BTreeMap<u64, Vec<V>>) -> (Self, Vec<V>) {
        Self::build_marked(entries, &HashSet::new())
    }

    /// As `build`, and notes with each key whether it is marked.
    #[must_use]
    pub fn build_marked<V>(entries: BTreeMap<u64, Vec<V>>, marked: &HashSet<u64>) -> (Self, Vec<V>) {
        let room = (entries.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![0u8; room * SLOT];
        let mut list = Vec::new();
        for (key, values) in entries {
            let start = list.len() as u32;
            let len = values.len() as u32 | if marked.contains(&key) { MARK } else { 0 };
            list.extend(values);
            let mut at = key as usize & (room - 1);
            while slots[at * SLOT..at * SLOT + 8] != [0; 8] {
                at = (at + 1) & (room - 1);
            }
            let slot = &mut slots[at * SLOT..(at + 1) * SLOT];
            slot[..8].copy_from_slice(&key.to_le_bytes());
            slot[8..12].copy_from_slice(&start.to_le_bytes());
            slot[12..].copy_from_slice(&len.to_le_bytes());
        }
        (Self { slots }, list)
    }

    /// The range of `key`, if the table has it. The range may be empty: then the key only begins longer phrases.
    #[must_use]
    pub fn find(&self, key: u64) -> Option<std::ops::Range<usize>> {
        self.find_marked(key).map(|(range, _)| range)
    }

    /// The range of `key`, and whether it is marked.
    #[must_use]
    pub fn find_marked(&self, key: u64) -> Option<(std::ops::Range<usize>, bool)> {
        let room = self.slots.len() / SLOT;
        if room == 0 {
            return None;
        }
        let mut at = key as usize & (room - 1);
        loop {
            let slot = &self.slots[at * SLOT..(at + 1) * SLOT];
            let found = u64::from_le_bytes(slot[..8].try_into().expect("eight bytes"));
            if found == key {
                let start = u32::from_le_bytes(slot[8..12].try_into().expect("four bytes")) as usize;
                let len = u32::from_le_bytes(slot[12..].try_into().expect("four bytes"));
                return Some((start..start + (len & !MARK) as usize, len & MARK != 0));
            }
            if found == 0 {
                return None;
            }
            at = (at + 1) & (room - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        let words: Vec<String> = (0..5000).map(|n| format!("كلمة{n}")).collect();
        let entries = words.iter().map(|w| (word_hash(w), vec![w.clone()])).collect();
        let (table, list) = RangeTable::build(entries);
        for word in &words {
            assert_eq!(&list[table.find(word_hash(word)).expect("put in")], std::slice::from_ref(word));
        }
        assert_eq!(table.find(word_hash("غريب")), None);
    }
}
