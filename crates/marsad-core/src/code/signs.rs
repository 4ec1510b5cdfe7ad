//! Signs that learned weights are summed over.
//!
//! Enters: what is seen, name by name. Leaves: each sign once, with its weight. «قتل ثلاثة جنود» leaves `count=killed` with what a number
//! of dead speaks for a report.

use foldhash::fast::FixedState;
use marsad_pack::CLASSES;
use std::borrow::Cow;
use std::collections::HashMap;

/// The weights of a pack by their signs.
type Weights = HashMap<String, i32, FixedState>;

/// The signs seen of something.
pub struct Signs<'w> {
    weights: Option<&'w Weights>,
    /// Whether signs that weigh nothing are named too.
    all: bool,
    found: Vec<(Cow<'w, str>, i32)>,
    /// The sign at hand, written out.
    sign: String,
}

impl<'w> Signs<'w> {
    /// Without weights nothing weighs. `all`: signs that weigh nothing are named too, for whoever asks.
    pub fn new(weights: Option<&'w Weights>, all: bool) -> Self {
        Self { weights, all, found: Vec::with_capacity(16), sign: String::new() }
    }

    /// Notes a sign: `name=value`, or the name alone.
    pub fn add(&mut self, name: &str, value: &str) {
        self.begin(name);
        if !value.is_empty() {
            self.sign.push('=');
            self.go_on(value);
        }
        self.note();
    }

    /// Notes that a word of these classes stands there.
    pub fn add_classes(&mut self, name: &str, mut bits: u128) {
        while bits != 0 {
            let class = CLASSES[bits.trailing_zeros() as usize];
            bits &= bits - 1;
            self.begin(name);
            self.sign.push_str("=@");
            self.go_on(class);
            self.note();
        }
    }

    fn begin(&mut self, name: &str) {
        self.sign.clear();
        self.sign.push_str(name);
    }

    fn go_on(&mut self, value: &str) {
        self.sign.extend(value.chars().map(|c| if c == ' ' { '_' } else { c }));
    }

    fn note(&mut self) {
        let (sign, weight) = match self.weights.and_then(|weights| weights.get_key_value(&self.sign)) {
            Some((sign, weight)) => (Cow::Borrowed(sign.as_str()), *weight),
            None if self.all => (Cow::Owned(self.sign.clone()), 0),
            None => return,
        };
        if !self.found.iter().any(|(s, _)| *s == sign) {
            self.found.push((sign, weight));
        }
    }

    /// The weights of all together.
    pub fn sum(&self) -> i32 {
        self.found.iter().map(|(_, weight)| weight).sum()
    }

    /// Each with its weight, for people who ask.
    pub fn told(self) -> Vec<(String, i32)> {
        self.found.into_iter().map(|(sign, weight)| (sign.into_owned(), weight)).collect()
    }
}
