//! Bytes inside, code points at the faces: the one place that converts.

use crate::Span;

/// Bytes between two marks: a count walks half of it on average.
const STRIDE: usize = 64;

/// Counts code points before any byte of a text, in constant time.
pub struct CodePoints<'a> {
    text: &'a str,
    marks: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// Walks the text once.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut seen = 0u32;
        for stretch in text.as_bytes().chunks(STRIDE) {
            marks.push(seen);
            seen += count_of(stretch) as u32;
        }
        marks.push(seen);
        Self { text, marks }
    }

    /// Code points before byte `at`, which must lie on a character boundary.
    #[must_use]
    pub fn before(&self, at: usize) -> usize {
        let block = at / STRIDE;
        let tail = &self.text.as_bytes()[block * STRIDE..at];
        self.marks[block] as usize + count_of(tail)
    }

    /// The span's start and end in code points.
    #[must_use]
    pub fn range(&self, span: Span) -> (usize, usize) {
        (self.before(span.start.at()), self.before(span.end.at()))
    }
}

/// Code points that begin in a stretch: of eight bytes at once those that do not go on from another.
fn count_of(stretch: &[u8]) -> usize {
    let (eights, rest) = stretch.as_chunks::<8>();
    let begun = eights.iter().map(|eight| {
        let bytes = u64::from_le_bytes(*eight);
        let go_on = (bytes >> 7) & !(bytes >> 6) & 0x0101_0101_0101_0101;
        8 - go_on.count_ones() as usize
    });
    begun.sum::<usize>() + rest.iter().filter(|byte| starts_code_point(**byte)).count()
}

fn starts_code_point(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_arabic_latin_and_emoji() {
        let text = "أهلا hi 🙂 يا".repeat(80);
        let points = CodePoints::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.before(at), count);
        }
        assert_eq!(points.before(text.len()), text.chars().count());
    }
}
