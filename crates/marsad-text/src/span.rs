//! Half-open stretches of the original article, in bytes.

/// A byte offset into the original article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextPos(pub u32);

impl TextPos {
    /// The offset as an index.
    #[must_use]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// `start..end` in bytes of the original article, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: TextPos,
    /// Byte after the last.
    pub end: TextPos,
}

impl Span {
    /// A span from byte offsets.
    ///
    /// # Panics
    /// When `end < start` or the text is past 4 GiB: both are mistakes of the caller.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span runs forward");
        let pos = |at: usize| TextPos(u32::try_from(at).expect("articles stay below 4 GiB"));
        Self { start: pos(start), end: pos(end) }
    }

    /// The words it covers.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start.at()..self.end.at()]
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `other` lies inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end.at() - self.start.at()
    }

    /// Whether it covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}
