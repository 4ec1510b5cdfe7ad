//! The words of a sentence as the grammar of time sees them.

use marsad_pack::TimeTables;
use marsad_pack::time::{Amount, Landmark, Sense, Unit};
use marsad_text::{TokenKind, digit_value};

use super::super::numbers::NumberMention;
use super::super::word::{Stem, Word, may_be_joined, phrases_at, stems};
use super::expr::{Length, TimeExpr};

/// Years that a bare number of four digits may name.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2199;

/// The Arabic article, folded.
const ARTICLE: &str = "\u{627}\u{644}";

/// Years of two figures that can only be of the last century: «عام 67».
const SHORT_YEARS: std::ops::RangeInclusive<i32> = 32..=99;

/// An expression read up to word `end`, and the rule that read it.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub end: usize,
    pub expr: TimeExpr,
    pub rule: &'static str,
}

impl Hit {
    pub fn new(end: usize, expr: TimeExpr, rule: &'static str) -> Self {
        Self { end, expr, rule }
    }
}

/// A word or phrase of time at a place.
#[derive(Clone, Copy, Debug)]
struct Atom {
    end: usize,
    sense: Sense,
}

/// What the tables say of each word, looked up once.
pub(super) struct Reader<'a, 'w> {
    pub words: &'w [Word<'a>],
    numbers: &'w [NumberMention],
    landmarks: &'w [Landmark],
    /// The atoms of every word, one word's after another's.
    atoms: Vec<Atom>,
    /// Where each word's atoms begin, and where the last word's end.
    starts: Vec<usize>,
    stems: Vec<Option<Stem<'a>>>,
    /// Whether any word means «كل».
    any_every: bool,
}

impl<'a, 'w> Reader<'a, 'w> {
    /// `None` when no word of the sentence has to do with time.
    pub fn new(words: &'w [Word<'a>], numbers: &'w [NumberMention], tables: &'w TimeTables) -> Option<Self> {
        if numbers.is_empty() && !words.iter().any(|word| word.tells.opens_time || word.token.kind == TokenKind::Number || word.key == ARTICLE) {
            return None;
        }
        let mut reader = Self { words, numbers, landmarks: &tables.landmarks, atoms: Vec::new(), starts: Vec::with_capacity(words.len() + 1), stems: vec![None; words.len()], any_every: false };
        for at in 0..words.len() {
            reader.starts.push(reader.atoms.len());
            let known = Some(words[at].tells.time).filter(|known| !known.is_empty());
            if let Some((stem, phrases)) = known.and_then(|known| phrases_at(words, at, known, &tables.words)) {
                reader.atoms.extend(phrases.map(|(end, sense)| Atom { end, sense: *sense }));
                reader.stems[at] = Some(stem);
            }
        }
        reader.starts.push(reader.atoms.len());
        reader.any_every = reader.atoms.iter().any(|atom| atom.sense == Sense::Every);
        (!reader.atoms.is_empty() || words.iter().any(|word| word.token.kind == TokenKind::Number)).then_some(reader)
    }

    /// What the tables say of a word, the longest first.
    fn atoms(&self, at: usize) -> &[Atom] {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(first), Some(end)) => &self.atoms[*first..*end],
            _ => &[],
        }
    }

    /// Whether a word has to do with time at all: nothing is read from where none such stands.
    pub fn tells(&self, at: usize) -> bool {
        !self.atoms(at).is_empty() || self.words.get(at).is_some_and(|word| word.token.kind == TokenKind::Number || word.key == ARTICLE) || self.number(at).is_some()
    }

    /// Whether the word only leads to a time, and none follows: «من البيت», «هذا القرار», «ثلاثة جنود».
    pub fn leads_nowhere(&self, at: usize) -> bool {
        let atoms = self.atoms(at);
        let counts = || self.number(at).is_some_and(|number| self.is_plain_word(at + 1) && self.is_plain_word(number.end)) && self.figure_count(at).is_none_or(|count| count < 3);
        let is_digits = self.words[at].token.kind == TokenKind::Number;
        atoms.iter().all(|atom| leads(atom.sense) && !self.tells(atom.end)) && if is_digits || self.number(at).is_some() { counts() } else { !atoms.is_empty() }
    }

    fn is_plain_word(&self, at: usize) -> bool {
        self.is_word(at) && !self.tells(at)
    }

    /// Whether any word of the sentence means «كل».
    pub fn has_every(&self) -> bool {
        self.any_every
    }

    /// The longest atom at `at` that `pick` takes, and where it ends.
    pub fn take<T>(&self, at: usize, mut pick: impl FnMut(Sense) -> Option<T>) -> Option<(T, usize)> {
        self.atoms(at).iter().find_map(|atom| pick(atom.sense).map(|taken| (taken, atom.end)))
    }

    /// Where the atom of exactly this sense ends.
    pub fn is(&self, at: usize, sense: Sense) -> Option<usize> {
        self.take(at, |found| (found == sense).then_some(())).map(|(_, end)| end)
    }

    /// Every atom at `at` with where it ends, the longest first.
    pub fn ends_of(&self, at: usize) -> impl Iterator<Item = (Sense, usize)> {
        self.atoms(at).iter().map(|atom| (atom.sense, atom.end))
    }

    /// The place after an optional atom.
    pub fn skip(&self, at: usize, sense: Sense) -> usize {
        self.is(at, sense).unwrap_or(at)
    }

    /// Where the words of this sense begin that end right before `at`.
    pub fn ending(&self, at: usize, sense: Sense) -> Option<usize> {
        (at.saturating_sub(4)..at).find(|before| self.ends_of(*before).any(|found| found == (sense, at)))
    }

    /// Whether a word of this sense ends right before `at`.
    pub fn follows(&self, at: usize, sense: Sense) -> bool {
        self.follows_any(at, |found| found == sense)
    }

    /// Whether the word can begin an expression: it is a number, or has a sense that opens one.
    pub fn can_begin(&self, at: usize) -> bool {
        let may_open = |atom: &Atom| match atom.sense {
            // «الماضي» ends what "last" begins.
            Sense::Past | Sense::Next | Sense::This => !self.is_definite(at),
            sense => opens(sense),
        };
        self.atoms(at).iter().any(may_open) || self.words[at].token.kind == TokenKind::Number || self.number(at).is_some() || self.is_article(at)
    }

    pub fn stem(&self, at: usize) -> Option<Stem<'a>> {
        self.stems.get(at).copied().flatten()
    }

    /// Whether the words are all the sentence says, a preposition aside: «صيف 2006», «حتى الأحد؟». Nothing else they might be comes into question.
    pub fn is_alone(&self, at: usize, end: usize) -> bool {
        let mut before = 0;
        while before < at {
            let opens = self.take(before, |sense| asks_for_time(sense).then_some(())).map(|(_, end)| end);
            match opens.or_else(|| (self.is_any_mark(before) || self.is_article(before)).then_some(before + 1)) {
                Some(next) => before = next,
                None => return false,
            }
        }
        before == at && (end..self.words.len()).all(|after| self.is_any_mark(after))
    }

    fn is_any_mark(&self, at: usize) -> bool {
        self.words[at].token.kind == TokenKind::Punct
    }

    /// Whether the article stands apart before a figure: «الـ19».
    pub fn is_article(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.key == ARTICLE) || self.is(at, Sense::The).is_some()
    }

    /// What the rule that reads furthest makes of the words at `at`, an article that stands apart taken along.
    pub fn longest(&self, rules: &[Rule<Self>], at: usize) -> Option<Hit> {
        let after = self.after_article(at);
        let places = [Some(at), (after > at).then_some(after)];
        places.into_iter().flatten().filter_map(|at| self.longest_here(rules, at)).max_by_key(|hit| hit.end)
    }

    /// What the rule that reads furthest makes of the words at `at`. Only rules that may begin with its first word are tried.
    pub fn longest_here(&self, rules: &[Rule<Self>], at: usize) -> Option<Hit> {
        let first = self.first(at);
        let read = |(begins, rule): &Rule<Self>| {
            let tried = first & begins != 0;
            debug_assert!(tried || rule(self, at).is_none(), "a rule must name all it may begin with");
            tried.then(|| rule(self, at)).flatten()
        };
        rules.iter().filter_map(read).max_by_key(|hit| hit.end)
    }

    /// What the word at `at` may be as the first of an expression, bits of [`first`].
    fn first(&self, at: usize) -> u32 {
        let number = self.words.get(at).is_some_and(|word| word.token.kind == TokenKind::Number) || self.number(at).is_some();
        self.atoms(at).iter().fold(if number { first::NUMBER } else { 0 }, |bits, atom| bits | first::of(atom.sense))
    }

    /// The place after an article that stands apart.
    pub fn after_article(&self, at: usize) -> usize {
        at + usize::from(self.is_article(at))
    }

    /// Whether a word is spelled with the article, whatever table knows it: «الثالثة».
    pub fn has_article(&self, at: usize) -> bool {
        self.is_definite(at) || self.words.get(at).is_some_and(|word| stems(word.key).any(|stem| stem.definite && stem.key.chars().nth(1).is_some()))
    }

    /// Whether the word carries the article.
    pub fn is_definite(&self, at: usize) -> bool {
        self.stem(at).is_some_and(|stem| stem.definite)
    }

    /// Whether و joins the word at `at`; where the joined word begins.
    pub fn after_and(&self, at: usize) -> Option<usize> {
        let joined = |at: usize| may_be_joined(self.words[at].key) && self.has_meaning(at);
        self.is(at, Sense::And).or_else(|| (at < self.words.len() && joined(at)).then_some(at))
    }

    fn has_meaning(&self, at: usize) -> bool {
        self.stem(at).is_some_and(|stem| stem.joined) || self.number(at).is_some()
    }

    /// The year that a day and month mean where they stand for a happening: «هجمات 11 سبتمبر», «منذ السابع من أكتوبر».
    ///
    /// Whether a noun says so, and not only a preposition, comes with it.
    pub fn landmark(&self, at: usize, month: u8, day: u8) -> Option<(i16, bool)> {
        let known = self.landmarks.iter().find(|known| (known.month, known.day) == (month, day))?;
        let named = self.follows(at, Sense::Landmark);
        (named || self.follows_any(at, |sense| matches!(sense, Sense::Since | Sense::Before | Sense::After))).then_some((known.year, named))
    }

    /// The number that begins at `at`.
    pub fn number(&self, at: usize) -> Option<&'w NumberMention> {
        let place = self.numbers.binary_search_by_key(&at, |number| number.first).ok()?;
        Some(&self.numbers[place])
    }

    /// Whether the text of the word is this mark.
    pub fn is_mark(&self, at: usize, marks: &str) -> bool {
        self.words.get(at).is_some_and(|word| word.token.kind == TokenKind::Punct && marks.contains(word.text))
    }

    /// A run of digits of this many figures.
    pub fn digits(&self, at: usize, count: std::ops::RangeInclusive<usize>) -> Option<i32> {
        self.figure_count(at).filter(|figures| count.contains(figures)).and_then(|_| figures(self.words[at].text))
    }

    /// How many figures the word has, when it is digits and nothing else.
    fn figure_count(&self, at: usize) -> Option<usize> {
        let word = self.words.get(at).filter(|word| word.token.kind == TokenKind::Number)?;
        word.text.chars().all(|c| digit_value(c).is_some()).then(|| word.text.chars().count())
    }

    /// A year in four digits; not one that counts a unit: «2000 يوم».
    pub fn year_digits(&self, at: usize) -> Option<(i32, usize)> {
        let year = self.digits(at, 4..=4).filter(|year| YEARS.contains(year))?;
        let counts = self.unit(at + 1).is_some_and(|_| !self.is_definite(at + 1));
        (!counts).then_some((year, at + 1))
    }

    /// «67» for 1967.
    pub fn short_year(&self, at: usize) -> Option<(i32, usize)> {
        self.digits(at, 2..=2).filter(|year| SHORT_YEARS.contains(year)).map(|year| (1900 + year, at + 1))
    }

    /// Whether a word, not a mark or the end of the sentence, stands at `at`.
    pub fn is_word(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.token.is_word())
    }

    /// A year in digits or words: «ألف وتسعمئة وثمانية وأربعين».
    pub fn year_number(&self, at: usize) -> Option<(i32, usize)> {
        self.year_digits(at).or_else(|| {
            let number = self.number(at).filter(|n| self.words[n.first].token.kind != TokenKind::Number)?;
            let value = number.exact().filter(|n| (1000.0..2200.0).contains(n) && n.fract() == 0.0)?;
            #[expect(clippy::cast_possible_truncation, reason = "between 1000 and 2200")]
            Some((value as i32, number.end))
        })
    }

    /// A day of the month, in digits or as «الثالث والعشرين».
    pub fn day(&self, at: usize) -> Option<(u8, usize)> {
        let in_month = |day: i32| u8::try_from(day).ok().filter(|day| (1..=31).contains(day));
        if let Some(day) = self.digits(at, 1..=2) {
            return in_month(day).map(|day| (day, self.skip(at + 1, Sense::OrdinalMark)));
        }
        let number = self.number(at).filter(|n| self.words[n.first].token.kind != TokenKind::Number)?;
        let value = number.exact().filter(|n| !number.approximate && n.fract() == 0.0)?;
        (1..=31).find(|day| f64::from(*day) == value).and_then(in_month).map(|day| (day, number.end))
    }

    /// A place in a row: «الأول».
    pub fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        let number = self.number(at).filter(|n| n.ordinal || self.is_spelled(n))?;
        let value = number.exact()?;
        (1..=99).find(|n| f64::from(*n) == value).map(|n| (n, number.end))
    }

    fn is_spelled(&self, number: &NumberMention) -> bool {
        self.words[number.first].token.kind != TokenKind::Number
    }

    /// A unit with how many its form means and whether it is shy.
    pub fn unit(&self, at: usize) -> Option<((Unit, Amount, bool), usize)> {
        self.take(at, |sense| match sense {
            Sense::Unit { unit, amount, shy } => Some((unit, amount, shy)),
            _ => None,
        })
    }

    /// «ثلاثة أيام», «نحو عامين», «شهر», «نصف قرن», «48 ساعة», «أيام قليلة», «عقد من الزمن».
    pub fn length(&self, at: usize) -> Option<(Length, usize)> {
        let from = self.skip(self.skip(at, Sense::About), Sense::One);
        let about = self.is(at, Sense::About).is_some();
        let read = self.counted(at).or_else(|| self.counted(from)).or_else(|| self.half(from)).or_else(|| self.uncounted(from, about))?;
        let (length, end) = (Length { about: about || read.0.about, ..read.0 }, self.skip(read.1, Sense::One));
        if length.count.is_none() {
            return Some((length, self.skip(end, Sense::Few)));
        }
        let (length, end) = self.and_a_half(length, end).unwrap_or((length, self.skip(end, Sense::OfTime)));
        Some((length, self.skip(end, Sense::Exactly)))
    }

    fn counted(&self, at: usize) -> Option<(Length, usize)> {
        let number = self.number(at).filter(|n| !n.ordinal)?;
        let count = number.named.or(number.min).or(number.max).filter(|n| *n >= 1.0 && *n < 100_000.0)?;
        let ((unit, amount, _), end) = self.unit(number.end)?;
        let is_several = number.max.is_none() && number.min.is_some_and(|n| n <= 3.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
        let count = (!is_several).then_some(count as u32);
        (amount != Amount::Two).then_some((Length { unit, count, about: number.approximate }, end))
    }

    /// «شهرين», «أيام»; «عقد» only after "about" or before "of time".
    fn uncounted(&self, at: usize, about: bool) -> Option<(Length, usize)> {
        let ((unit, amount, shy), end) = self.unit(at)?;
        let count = match amount {
            Amount::One => Some(1),
            Amount::Two => Some(2),
            Amount::Several => None,
        };
        (!shy || about || self.is(end, Sense::OfTime).is_some()).then_some((Length { unit, count, about: false }, end))
    }

    /// «نصف قرن», «ربع قرن».
    fn half(&self, at: usize) -> Option<(Length, usize)> {
        let (parts, unit_at) = self.take(at, fraction)?;
        let ((unit, amount, _), end) = self.unit(unit_at)?;
        let (unit, count) = pieces(unit);
        (amount == Amount::One).then_some((Length { unit, count: Some(count / u32::from(parts)), about: false }, end))
    }

    /// «شهر ونصف», «عامين ونصف العام».
    fn and_a_half(&self, length: Length, end: usize) -> Option<(Length, usize)> {
        let next = self.after_and(end)?;
        let (parts, after) = self.take(next, fraction)?;
        let after = self.unit(after).filter(|((unit, ..), _)| *unit == length.unit).map_or(after, |(_, end)| end);
        let (unit, count) = pieces(length.unit);
        Some((Length { unit, count: Some(length.count? * count + count / u32::from(parts)), ..length }, after))
    }
}

/// A rule that reads an expression from its first word, and what that word may be: bits of [`first`].
pub(super) type Rule<R> = (u32, fn(&R, usize) -> Option<Hit>);

/// What the first word of an expression may be.
pub(super) mod first {
    use marsad_pack::time::Sense;

    /// Figures or a number in words.
    pub const NUMBER: u32 = 1;
    pub const UNIT: u32 = 1 << 1;
    pub const MONTH: u32 = 1 << 2;
    /// A day by name: «الجمعة», «أمس», «فاتح».
    pub const DAY: u32 = 1 << 3;
    /// «هذا», "last", "next".
    pub const TURN: u32 = 1 << 4;
    /// «ذلك», «التالي».
    pub const TOLD: u32 = 1 << 5;
    /// What may stand before a unit in a length: «نحو», «نصف».
    pub const LENGTH: u32 = 1 << 6;
    pub const SHARE: u32 = 1 << 7;
    /// «آخر»
    pub const FINAL: u32 = 1 << 8;
    pub const PART: u32 = 1 << 9;
    pub const FEAST: u32 = 1 << 10;
    pub const SEASON: u32 = 1 << 11;
    /// «عطلة», «الويكند»
    pub const FREE: u32 = 1 << 12;
    pub const DECADE: u32 = 1 << 13;
    /// «قبل», «بعد»
    pub const SIDE: u32 = 1 << 14;
    /// «بعد ذلك», «غداة ذلك»
    pub const THAT: u32 = 1 << 15;
    /// «خلال»
    pub const WITHIN: u32 = 1 << 16;
    pub const SINCE: u32 = 1 << 17;
    /// «سابقا»
    pub const VAGUE: u32 = 1 << 18;

    pub fn of(sense: Sense) -> u32 {
        use Sense::*;
        match sense {
            Unit { .. } => UNIT,
            Month { .. } => MONTH,
            Weekday(_) | BareWeekday(_) | Day(_) | Today | FirstDay => DAY,
            This | Past | Next | BeforeLast | AfterNext => TURN,
            That | Same | Following | Preceding => TOLD,
            About | One | Fraction(_) => LENGTH,
            Share(_) => SHARE,
            Final => FINAL,
            Part { .. } => PART,
            Feast { .. } => FEAST,
            Season(_) | SeasonOf => SEASON,
            Weekend | Holiday => FREE,
            Decade(_) => DECADE,
            Before | After => SIDE,
            AfterThat | BeforeThat | DayAfterThat | DayBeforeThat => THAT,
            During | Within => WITHIN,
            Since | SinceThen => SINCE,
            Earlier | Later | Recently | Then => VAGUE,
            _ => 0,
        }
    }
}

/// Words that are part of a time only with what follows them.
fn leads(sense: Sense) -> bool {
    use Sense::{About, After, Before, Between, During, Final, From, Next, Past, Same, Since, Starting, That, This, Within};
    matches!(sense, About | After | Before | Between | During | Final | From | Next | Past | Same | Since | Starting | That | This | Within)
}

/// A number in figures of any script; `None` where an `i32` does not hold it.
pub(super) fn figures(text: &str) -> Option<i32> {
    let value = text.chars().try_fold(0i32, |value, c| value.checked_mul(10)?.checked_add(i32::try_from(digit_value(c)?).ok()?));
    value.filter(|_| !text.is_empty())
}

/// Words after which a number or a name may be a time: «في», «منذ», «قبل».
pub(super) fn asks_for_time(sense: Sense) -> bool {
    use Sense::{After, At, Before, Between, During, In, On, Part, Since, Starting, Until};
    matches!(sense, In | On | At | Starting | During | Since | Until | Before | After | Between | Part { .. })
}

/// Whether an expression may begin with a word of this sense; others stand inside it, after it or before it.
pub(in crate::find) fn opens(sense: Sense) -> bool {
    use Sense::{
        AfterNext, Ago, Ancient, And, At, BeforeLast, Blessed, Corresponding, DayAdjective, EarlierAfter, Except, Few, Follows, FollowsIt, General, GregorianMark, HijriMark, In, LaterAfter, Named,
        OfIt, OfTime, On, Precedes, PrecedesIt, To, Until, Which, YearAdjective, Zone, ZoneOf,
    };
    !matches!(
        sense,
        AfterNext
            | Ago
            | Ancient
            | And
            | At
            | BeforeLast
            | Blessed
            | Corresponding
            | DayAdjective
            | EarlierAfter
            | Except
            | Few
            | Follows
            | FollowsIt
            | General
            | GregorianMark
            | HijriMark
            | In
            | LaterAfter
            | Named
            | OfIt
            | OfTime
            | On
            | Precedes
            | PrecedesIt
            | To
            | Until
            | Which
            | YearAdjective
            | Zone
            | ZoneOf
    )
}

fn fraction(sense: Sense) -> Option<u8> {
    match sense {
        Sense::Fraction(parts) => Some(parts),
        _ => None,
    }
}

/// The unit that parts of a unit are counted in, and how many of it there are.
fn pieces(unit: Unit) -> (Unit, u32) {
    match unit {
        Unit::Second | Unit::Minute => (Unit::Second, 60),
        Unit::Hour => (Unit::Minute, 60),
        Unit::Day => (Unit::Hour, 24),
        Unit::Week => (Unit::Day, 7),
        Unit::Month => (Unit::Day, 30),
        Unit::Year => (Unit::Month, 12),
        Unit::Decade => (Unit::Year, 10),
        Unit::Century => (Unit::Year, 100),
    }
}
