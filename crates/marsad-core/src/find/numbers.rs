//! Numbers told in a sentence.
//!
//! Enters: the words of one sentence. Leaves: [`NumberMention`]s with what they bound. In «أكثر من خمسة
//! وعشرين ألف نازح» the five words before the noun become one mention of at least 25,000.

use marsad_pack::{NumberRole, NumberTables, NumberWord};
use marsad_text::{Span, TokenKind, digit_value};

use super::word::{Stem, Word, phrases_at, span_of};

/// Below this, "more than fifty" is read as fifty-one or more; above it the figure is a round one.
const EXACT_BELOW: f64 = 100.0;

/// How far after a number "at least" may stand: «65 قتيلا مدنيا على الأقل».
const AFTER_REACH: usize = 4;

/// A number as the sentence bounds it.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberMention {
    /// Index of its first word.
    pub first: usize,
    /// Index after its last word.
    pub end: usize,
    /// Its words, proclitics left out.
    pub span: Span,
    /// At least.
    pub min: Option<f64>,
    /// At most.
    pub max: Option<f64>,
    /// The number named, whatever "more than" or "at least" makes of it; `None` for ranges and «مئات».
    pub named: Option<f64>,
    /// Whether the text says "about".
    pub approximate: bool,
    /// Whether it gives a place in a row: «الثالث».
    pub ordinal: bool,
}

impl NumberMention {
    /// The one value it stands for, when it names one.
    #[must_use]
    pub fn exact(&self) -> Option<f64> {
        self.min.filter(|_| self.min == self.max)
    }
}

/// Finds the numbers of one sentence, in order, not overlapping.
///
/// Digits that belong to a date or an identifier are found too: who knows dates drops the numbers inside them.
#[must_use]
pub fn find_numbers(words: &[Word<'_>], tables: &NumberTables) -> Vec<NumberMention> {
    if !words.iter().any(|word| !word.tells.number.is_empty() || word.token.kind == TokenKind::Number) {
        return Vec::new();
    }
    let entry = |at: usize| {
        let known = Some(words[at].tells.number).filter(|known| !known.is_empty())?;
        phrases_at(words, at, known, &tables.words).map(|(stem, senses)| (stem, senses.collect()))
    };
    let entries: Vec<Entry<'_, '_>> = (0..words.len()).map(entry).collect();
    let reader = Reader { words, entries };
    let mut found: Vec<NumberMention> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let step = reader.mention(at);
        at = step.as_ref().map_or(at, |(end, _)| *end).max(at + 1);
        found.extend(step.and_then(|(_, mention)| mention));
    }
    found
}

/// What the tables say of one word: how it was read, and each phrase from it with its end.
type Entry<'a, 'w> = Option<(Stem<'a>, Vec<(usize, &'w NumberWord)>)>;

struct Reader<'a, 'w> {
    words: &'w [Word<'a>],
    entries: Vec<Entry<'a, 'w>>,
}

/// A number word at a place, and where it ends.
#[derive(Clone, Copy)]
struct Found<'a> {
    word: NumberWord,
    stem: Stem<'a>,
    end: usize,
}

/// A value read up to `end`.
#[derive(Clone, Copy)]
struct Read {
    value: f64,
    end: usize,
    /// The last scale it was multiplied by, 1 when none was.
    scale: f64,
}

/// What a number says of its least and greatest.
#[derive(Clone, Copy)]
struct Bounds {
    min: Option<f64>,
    max: Option<f64>,
    named: Option<f64>,
    end: usize,
}

impl Bounds {
    fn exactly(value: f64, end: usize) -> Self {
        Self { min: Some(value), max: Some(value), named: Some(value), end }
    }
}

impl<'a> Reader<'a, '_> {
    /// The mention beginning at `at`; `None` inside for words that only look like a number.
    fn mention(&self, at: usize) -> Option<(usize, Option<NumberMention>)> {
        let is_digits = self.words[at].token.kind == TokenKind::Number;
        if !is_digits && self.senses(at).is_none() {
            return None;
        }
        if let Some(skip) = self.find(at, NumberRole::Nothing) {
            return Some((skip.end, None));
        }
        if let Some((value, end)) = self.ordinal(at) {
            return Some((end, Some(self.build(at, Bounds::exactly(value, end), false, true))));
        }
        let (bounds, approximate) = self.range(at).map(|b| (b, false)).or_else(|| self.bounded(at))?;
        let (bounds, approximate) = self.bounded_after(bounds, approximate);
        Some((bounds.end, Some(self.build(at, bounds, approximate, false))))
    }

    fn build(&self, first: usize, bounds: Bounds, approximate: bool, ordinal: bool) -> NumberMention {
        let span = span_of(self.words, first, bounds.end, self.senses(first).map(|(stem, _)| stem));
        NumberMention { first, end: bounds.end, span, min: bounds.min, max: bounds.max, named: bounds.named, approximate, ordinal }
    }

    fn senses(&self, at: usize) -> Option<(Stem<'a>, &[(usize, &NumberWord)])> {
        self.entries.get(at)?.as_ref().map(|(stem, senses)| (*stem, senses.as_slice()))
    }

    fn find(&self, at: usize, role: NumberRole) -> Option<Found<'a>> {
        let (stem, senses) = self.senses(at)?;
        senses.iter().find(|(_, word)| word.role == role).map(|(end, word)| Found { word: **word, stem, end: *end })
    }

    /// "more than N", "about N", or N itself.
    fn bounded(&self, at: usize) -> Option<(Bounds, bool)> {
        use NumberRole::{About, Least, Less, More, Most};
        for role in [More, Least, Less, Most, About] {
            let Some(inner) = self.find(at, role).and_then(|found| self.bounded(found.end).filter(|(b, _)| b.end > found.end)) else { continue };
            let (inner, near) = inner;
            let Bounds { min, max, .. } = inner;
            let step = |n: f64| if n < EXACT_BELOW && n.fract() == 0.0 { 1.0 } else { 0.0 };
            let bounds = match role {
                More => Bounds { min: min.map(|n| if max.is_some() { n + step(n) } else { n }), max: None, ..inner },
                Least => Bounds { max: None, ..inner },
                Less => Bounds { min: None, max: max.or(min).map(|n| n - step(n)), ..inner },
                Most => Bounds { min: None, max: max.or(min), ..inner },
                _ => inner,
            };
            return Some((bounds, near || role == About));
        }
        self.vague(at).or_else(|| self.cardinal(at).map(|n| Bounds::exactly(n.value, n.end))).map(|b| (b, false))
    }

    /// «… على الأقل» a few words after the number bounds it too.
    fn bounded_after(&self, bounds: Bounds, approximate: bool) -> (Bounds, bool) {
        for at in bounds.end..self.words.len().min(bounds.end + AFTER_REACH) {
            if self.find(at, NumberRole::LeastAfter).is_some() {
                return (Bounds { max: None, ..bounds }, approximate);
            }
            if self.find(at, NumberRole::MostAfter).is_some() {
                return (Bounds { min: None, ..bounds }, approximate);
            }
            if self.find(at, NumberRole::AboutAfter).is_some() {
                return (bounds, true);
            }
            let kind = self.words[at].token.kind;
            if matches!(kind, TokenKind::Punct | TokenKind::Number) || self.cardinal(at).is_some() {
                break;
            }
        }
        (bounds, approximate)
    }

    /// "between N and M", "from N to M", "N to M", "N or M".
    fn range(&self, at: usize) -> Option<Bounds> {
        let open = self.find(at, NumberRole::Between);
        let first = open.or_else(|| self.find(at, NumberRole::From)).map_or(at, |found| found.end);
        let low = self.cardinal(first)?;
        let next = if open.is_some() { self.after_and(low.end)? } else { self.find(low.end, NumberRole::To).filter(|f| !f.stem.joined)?.end };
        let high = self.cardinal(next)?;
        if self.is_dashed(low.end) && (self.is_dashed(high.end) || at.checked_sub(1).is_some_and(|before| self.is_dashed(before))) {
            return None;
        }
        // «10 إلى 20 ألفا» means ten thousand.
        let min = if low.scale == 1.0 && low.value < high.value / high.scale { low.value * high.scale } else { low.value };
        (min < high.value).then_some(Bounds { min: Some(min), max: Some(high.value), named: None, end: high.end })
    }

    fn is_dashed(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| matches!(word.text, "-" | "–" | "/"))
    }

    /// «عشرات الآلاف», «بضع مئات», «آلاف».
    fn vague(&self, at: usize) -> Option<Bounds> {
        let least = |value: f64, end| Some(Bounds { min: Some(value), max: None, named: None, end });
        if let Some(few) = self.find(at, NumberRole::Few) {
            if let Some(many) = self.find(few.end, NumberRole::Many) {
                // «عدة مئات» is several hundreds; a bare «مئات» is at least two.
                return least(few.word.value * many.word.value / 2.0, many.end);
            }
            let scale = self.find(few.end, NumberRole::Scale);
            return scale.map_or_else(|| least(few.word.value, few.end), |s| least(few.word.value * s.word.value, s.end));
        }
        if let Some(many) = self.find(at, NumberRole::Many) {
            let scale = self.find(many.end, NumberRole::Scale);
            return scale.map_or_else(|| least(many.word.value, many.end), |s| least(many.word.value * s.word.value, s.end));
        }
        let scale = self.find(at, NumberRole::Scale)?;
        let alone = scale.word.alone?;
        // «ألفا جندي» is exactly two thousand, «آلاف الجنود» at least that.
        let is_dual = alone == 2.0 * scale.word.value && !self.is_plural(&scale);
        (!is_dual).then_some(())?;
        least(alone, scale.end)
    }

    /// The table lists a dual that is spelled like an accusative singular with its own least value.
    fn is_plural(&self, scale: &Found<'_>) -> bool {
        !scale.stem.key.ends_with('\u{627}')
    }

    /// A whole number: «ألفان وخمسمئة», «3.5 مليون», «125 ألفا».
    fn cardinal(&self, at: usize) -> Option<Read> {
        let mut total = 0.0;
        let mut limit = f64::INFINITY;
        let mut read: Option<Read> = None;
        let mut from = at;
        while let Some(part) = self.part(from).filter(|part| part.value < limit) {
            total += part.value;
            let mut end = part.end;
            if let Some((half, after)) = self.fraction_after(&part) {
                total += half;
                end = after;
            }
            read = Some(Read { value: total, end, scale: part.scale });
            if part.scale == 1.0 {
                break;
            }
            limit = part.scale;
            let Some(next) = self.after_and(end) else { break };
            from = next;
        }
        read
    }

    /// Where the next part of a number begins, when «و» joins it at `at`.
    fn after_and(&self, at: usize) -> Option<usize> {
        if let Some(and) = self.find(at, NumberRole::And) {
            return Some(and.end);
        }
        self.senses(at).filter(|(stem, _)| stem.joined).map(|_| at)
    }

    /// «مليون ونصف المليون».
    fn fraction_after(&self, part: &Read) -> Option<(f64, usize)> {
        let fraction = (part.scale > 1.0).then(|| self.find(self.after_and(part.end)?, NumberRole::Fraction)).flatten()?;
        let repeated = self.find(fraction.end, NumberRole::Scale);
        match repeated {
            Some(scale) if scale.word.value < part.scale => None,
            Some(scale) => Some((fraction.word.value * part.scale, scale.end)),
            None => Some((fraction.word.value * part.scale, fraction.end)),
        }
    }

    /// One chunk with the scales after it.
    fn part(&self, at: usize) -> Option<Read> {
        if let Some(pair) = self.find(at, NumberRole::Pair) {
            return Some(Read { value: 2.0 * pair.word.value, end: pair.end, scale: pair.word.value });
        }
        if let Some(part) = self.find(at, NumberRole::Fraction) {
            let scale = self.find(part.end, NumberRole::Scale)?;
            return Some(Read { value: part.word.value * scale.word.value, end: scale.end, scale: 1.0 });
        }
        let chunk = self.chunk(at);
        let mut part = chunk.map_or_else(|| self.bare_scale(at), Some)?;
        while let Some(scale) = self.find(part.end, NumberRole::Scale).filter(|s| !s.stem.joined && s.stem.preposition.is_none()) {
            part = Read { value: part.value * scale.word.value, end: scale.end, scale: part.scale * scale.word.value };
        }
        Some(part)
    }

    /// «ألف», or «ألفا» before its noun, which is two thousand.
    fn bare_scale(&self, at: usize) -> Option<Read> {
        let scale = self.find(at, NumberRole::Scale)?;
        let value = scale.word.alone.unwrap_or(scale.word.value);
        Some(Read { value, end: scale.end, scale: scale.word.value })
    }

    /// What may stand before a scale: digits, or words below a thousand.
    fn chunk(&self, at: usize) -> Option<Read> {
        self.digits(at).or_else(|| self.hundreds(at)).or_else(|| self.below_hundred(at)).map(|(value, end)| Read { value, end, scale: 1.0 })
    }

    fn hundreds(&self, at: usize) -> Option<(f64, usize)> {
        let one = self.find(at, NumberRole::Hundred).map(|h| (h.word.value, h.end));
        let (value, end) = one.or_else(|| {
            let unit = self.find(at, NumberRole::Unit).or_else(|| self.find(at, NumberRole::Bound))?;
            let hundred = self.find(unit.end, NumberRole::Hundred).filter(|h| h.word.value == 100.0 && !h.stem.joined)?;
            Some((unit.word.value * 100.0, hundred.end))
        })?;
        let rest = self.after_and(end).and_then(|next| self.below_hundred(next).or_else(|| self.one(next)));
        Some(rest.map_or((value, end), |(more, end)| (value + more, end)))
    }

    /// «مئة وواحد»: one counts where a hundred came before.
    fn one(&self, at: usize) -> Option<(f64, usize)> {
        self.find(at, NumberRole::Bound).map(|f| (f.word.value, f.end))
    }

    fn below_hundred(&self, at: usize) -> Option<(f64, usize)> {
        use NumberRole::{Bound, Teen, Ten, Tens, Unit};
        if let Some(whole) = self.find(at, Ten).or_else(|| self.find(at, Teen)) {
            return Some((whole.word.value, whole.end));
        }
        if let Some(tens) = self.find(at, Tens) {
            // English puts the unit after the ten, with or without a hyphen.
            let next = tens.end + usize::from(self.is_dashed(tens.end));
            let unit = self.find(next, Unit).or_else(|| self.find(next, Bound)).filter(|u| !u.stem.joined && u.stem.key.is_ascii());
            return Some(unit.map_or((tens.word.value, tens.end), |u| (tens.word.value + u.word.value, u.end)));
        }
        // «الاثنين» is listed as bound with its article, and is a unit only without.
        let bound = self.find(at, Bound);
        let unit = self.find(at, Unit).filter(|_| bound.is_none());
        let small = unit.or(bound)?;
        if let Some(ten) = self.find(small.end, Ten).filter(|ten| !ten.stem.joined && ten.stem.preposition.is_none()) {
            return Some((small.word.value + 10.0, ten.end));
        }
        let tens = self.after_and(small.end).and_then(|next| self.find(next, Tens));
        tens.map(|tens| (small.word.value + tens.word.value, tens.end)).or_else(|| unit.map(|u| (u.word.value, u.end)))
    }

    /// «الثالث والعشرين», «الحادي عشر», «الأول».
    fn ordinal(&self, at: usize) -> Option<(f64, usize)> {
        let alone = self.find(at, NumberRole::Ordinal);
        let small = alone.or_else(|| self.find(at, NumberRole::BoundOrdinal))?;
        if let Some(ten) = self.find(small.end, NumberRole::Ten).filter(|ten| !ten.stem.joined) {
            return Some((small.word.value + 10.0, ten.end));
        }
        let tens = self.after_and(small.end).and_then(|next| self.find(next, NumberRole::Tens));
        tens.map(|tens| (small.word.value + tens.word.value, tens.end)).or_else(|| alone.map(|o| (o.word.value, o.end)))
    }

    fn digits(&self, at: usize) -> Option<(f64, usize)> {
        let word = self.words.get(at).filter(|w| w.token.kind == TokenKind::Number)?;
        let scaled = self.find(at + 1, NumberRole::Scale).is_some_and(|s| !s.stem.joined);
        Some((parse_digits(word.text, scaled)?, at + 1))
    }
}

/// The value of a run of digits with separators; `None` when it is no one number (`27.10.2025`).
///
/// A single `1,280` is a thousand and more, but before «مليار» it is one and a fraction.
fn parse_digits(text: &str, scaled: bool) -> Option<f64> {
    const ARABIC_DECIMAL: char = '\u{66b}';
    const ARABIC_THOUSANDS: char = '\u{66c}';
    let mut groups = vec![String::new()];
    let mut marks = Vec::new();
    for c in text.chars() {
        match digit_value(c) {
            Some(value) => groups.last_mut()?.extend(char::from_digit(value, 10)),
            None => {
                marks.push(c);
                groups.push(String::new());
            }
        }
    }
    let thousands = |groups: &[String]| !groups[0].starts_with('0') && groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3);
    let whole = |groups: &[String]| groups.concat().parse::<f64>().ok();
    let decimal = |groups: &[String]| format!("{}.{}", groups[..groups.len() - 1].concat(), groups[groups.len() - 1]).parse::<f64>().ok();
    match marks.as_slice() {
        [] => whole(&groups),
        [ARABIC_DECIMAL] => decimal(&groups),
        [ARABIC_THOUSANDS] if thousands(&groups) => whole(&groups),
        [_] if thousands(&groups) && !scaled => whole(&groups),
        [_] => decimal(&groups),
        [first, .., last] if first != last => thousands(&groups[..groups.len() - 1]).then(|| decimal(&groups)).flatten(),
        _ => thousands(&groups).then(|| whole(&groups)).flatten(),
    }
}

#[cfg(test)]
mod tests;
