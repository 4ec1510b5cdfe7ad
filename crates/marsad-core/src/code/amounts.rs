//! How many of what a sentence counts.
//!
//! Enters: a parsed sentence. Leaves: [`Amount`]s. «ضابطان ورهينة واحد» leaves as three people, «الأميركيين الاثنين
//! والخمسين» as fifty-two, «نحو ثمانية مليارات دولار» as about eight thousand million.

use crate::find::numbers::NumberMention;
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use marsad_pack::{Number, Pos, Shape, classes};
use marsad_text::Span;

/// A number and the word it counts.
#[derive(Clone, Debug)]
pub struct Amount {
    /// The word counted.
    pub noun: usize,
    /// First word of the number, or of the noun that says its own: «جنديان».
    pub first: usize,
    /// A number says it, not only the form of a noun.
    pub told: bool,
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub approximate: bool,
    pub span: Span,
}

impl Amount {
    fn exactly(value: f64, word: usize, span: Span) -> Self {
        Self { noun: word, first: word, told: false, min: Some(value), max: Some(value), approximate: false, span }
    }

    /// Both together: «ثلاثة جنود وخمسة مدنيين».
    pub fn add(&mut self, other: &Self) {
        self.min = self.min.zip(other.min).map(|(a, b)| a + b).or(self.min);
        self.max = self.max.zip(other.max).map(|(a, b)| a + b);
        self.approximate |= other.approximate;
        self.span = self.span.join(other.span);
    }
}

/// The numbers of a sentence that count something, in order.
pub fn amounts(parsed: &Parsed<'_>) -> Vec<Amount> {
    let counts = |n: &&NumberMention| !n.ordinal && !parsed.times.iter().any(|t| t.first <= n.first && n.end <= t.end);
    let amount = |n: &NumberMention| {
        let noun = counted_before(parsed, n).or_else(|| counted_after(parsed, n)).or_else(|| toll_of(parsed, n.first)).unwrap_or(n.end.saturating_sub(1));
        let time = parsed.class_of(noun) & const { classes(&["time"]) } != 0;
        (!time).then_some(Amount { noun, first: n.first, told: true, min: n.min, max: n.max, approximate: n.approximate, span: n.span })
    };
    parsed.numbers.iter().filter(counts).filter_map(amount).collect()
}

/// «المسلحين الأربعة عشر»: a definite number behind its noun.
fn counted_before(parsed: &Parsed<'_>, number: &NumberMention) -> Option<usize> {
    let before = number.first.checked_sub(1)?;
    let definite = |word: usize| parsed.tags[word].reading.is_some_and(|r| r.clitics.article) || parsed.words[word].key.starts_with(ARTICLE);
    let noun = matches!(parsed.tags[before].kind, Kind::Noun | Kind::Adj) && definite(before);
    (noun && parsed.words[number.first].key.starts_with(ARTICLE)).then_some(before)
}

/// The article, written onto its word.
const ARTICLE: &str = "\u{627}\u{644}";

/// «مقتل 21 وإصابة 117»: the noun right before a number that says what befell them.
pub fn toll_of(parsed: &Parsed<'_>, number: usize) -> Option<usize> {
    let before = number.checked_sub(1)?;
    let toll = parsed.class_of(before) & const { classes(&["dead", "wounded"]) } != 0;
    (toll && parsed.tags[before].kind == Kind::Noun).then_some(before)
}

/// «ثلاثة جنود», «عشرات من المتظاهرين».
fn counted_after(parsed: &Parsed<'_>, number: &NumberMention) -> Option<usize> {
    let is_of = |word: usize| parsed.tags[word].kind == Kind::Prep && parsed.language.is_preposition(&parsed.words[word].key, const { classes(&["from-place"]) });
    let at = number.end + usize::from(number.end < parsed.tags.len() && is_of(number.end));
    let tag = parsed.tags.get(at)?;
    // «مقتل 21 وإصابة 117»: what is joined to a number is not what it counts.
    let joined = tag.reading.is_some_and(|r| r.clitics.conj);
    (matches!(tag.kind, Kind::Noun | Kind::Adj | Kind::Unknown) && !joined).then_some(at)
}

/// How many a phrase stands for from its `from`th noun on: as numbered, two by its form, or one.
pub fn amount_of(parsed: &Parsed<'_>, amounts: &[Amount], phrase: usize, from: usize) -> Option<Amount> {
    let p = &parsed.phrases[phrase];
    let start = if from == 0 { p.words.start } else { *p.nouns.get(from)? };
    let inside = |a: &&Amount| (start..p.words.end).contains(&a.noun) || from == 0 && (p.words.start..p.words.end).contains(&a.first);
    if let Some(found) = amounts.iter().find(inside) {
        return Some(found.clone());
    }
    let one_of = (start.saturating_sub(1)..p.words.end).find(|&w| parsed.tags[w].kind == Kind::Quant && is_one_of(parsed, w));
    if let Some(word) = one_of {
        return Some(Amount::exactly(1.0, word, parsed.words[word].span()));
    }
    if p.nouns.is_empty() {
        return p.adjectives.first().and_then(|&noun| by_form(parsed, noun));
    }
    p.nouns.get(from..)?.iter().find_map(|&noun| by_form(parsed, noun))
}

/// «أحد الطيارين»
fn is_one_of(parsed: &Parsed<'_>, word: usize) -> bool {
    let name = parsed.lemma(word).map(|l| parsed.language.lexicon.lemmas[l as usize].text.as_str());
    name.is_some_and(|name| parsed.language.is_preposition(name, const { classes(&["one-of"]) }))
}

/// People and things that are counted one by one.
const SINGLE: u128 = classes(&["person", "citizen", "prisoner", "hostage", "diplomat", "dead", "wounded", "refugee", "weapon", "vehicle", "ship", "missile", "satellite", "flight"]);

/// «شرطيان» is two, «السفير» is one.
fn by_form(parsed: &Parsed<'_>, noun: usize) -> Option<Amount> {
    let span = parsed.words[noun].span();
    let tag = &parsed.tags[noun];
    let named = tag.name.map(|m| &parsed.names[m]);
    let office = named.is_some_and(|n| n.office().is_some() || n.persons().next().is_some() || n.agent().is_some_and(|(a, _)| parsed.language.names.agents[a as usize].kind == "person"));
    // «المتعاقد الأميركي»: a participle with the article is a person where people are counted.
    let participle = tag.reading.is_some_and(|r| r.clitics.article && matches!(r.form.shape, Shape::ActiveParticiple | Shape::PassiveParticiple));
    if is_also_a_thing(parsed, noun) || parsed.class_of(noun) & SINGLE == 0 && !office && !(participle && parsed.class_of(noun) == 0) {
        return None;
    }
    let number = tag.reading.map_or_else(|| crate::read::chunks::agreement(tag, parsed.names).1, |r| r.form.number);
    match number {
        // «مسلحي الحزب» and «الدبلوماسيين» may be many.
        Number::Dual => is_surely_dual(parsed, noun).then(|| Amount::exactly(2.0, noun, span)),
        Number::Sing => Some(Amount::exactly(1.0, noun, span)),
        Number::Plur | Number::Any => None,
    }
}

/// «مدرسة» is a school before it is a woman who teaches.
fn is_also_a_thing(parsed: &Parsed<'_>, noun: usize) -> bool {
    let lemmas = &parsed.language.lexicon.lemmas;
    parsed.words[noun]
        .readings
        .iter()
        .filter(|r| r.exact && r.form.pos == Pos::Noun)
        .any(|r| lemmas[r.form.lemma as usize].classes & const { classes(&["building", "region", "abstract", "document"]) } != 0)
}

/// No plural or singular is spelled alike.
fn is_surely_dual(parsed: &Parsed<'_>, noun: usize) -> bool {
    let lemma = parsed.lemma(noun);
    !parsed.words[noun].readings.iter().any(|r| Some(r.form.lemma) == lemma && r.form.number != Number::Dual)
}
