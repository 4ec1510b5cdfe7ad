//! Whether a sentence reports happenings of a type or only speaks of some.
//!
//! Enters: the tellings of one type and their parsed sentence. Leaves: the signs seen, and their sum by the pack's weights. «قتل ثلاثة
//! جنود في تفجير أمس» reports an attack; «إدانة الهجمات» speaks of attacks. Signs are kinds of words, places in the
//! sentence, and words that many sentences share; `marsad explain` shows each with what it weighs.

use crate::code::belongs::governor;
use crate::code::counts::Counter;
use crate::code::predicates::is_light;
use crate::code::sentence::{Telling, Told};
use crate::code::sides::Side;
use crate::read::chunks::Node;
use crate::read::clauses::Link;
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use foldhash::fast::FixedState;
use marsad_pack::{CLASSES, Frame, Number, Shape, class_bit, classes};
use marsad_record::Status;
use std::borrow::Cow;
use std::collections::HashMap;

/// Tellings weighed together: their signs with their weights, and the sum.
#[derive(Clone, Debug, Default)]
pub struct Weighed<'a> {
    pub signs: Vec<(Cow<'a, str>, i32)>,
    pub sum: i32,
}

impl Weighed<'_> {
    /// Whether what speaks for a report outweighs what speaks against it.
    pub fn is_report(&self) -> bool {
        self.sum >= 0
    }
}

/// The event type a telling is weighed by: one that has weights, of something told as actual.
pub fn weighed_as<'a>(parsed: &'a Parsed<'_>, telling: &Telling<'_>) -> Option<&'a str> {
    let kind = parsed.language.frames.list[telling.frame as usize].event.as_ref()?.kind.as_str();
    (telling.status == Status::Actual && parsed.language.weights.of(kind).is_some()).then_some(kind)
}

/// Weighs all that a sentence tells of a type. Signs that weigh nothing are named only where someone asks.
pub fn weigh<'a>(parsed: &'a Parsed<'_>, kind: &str, told: &Told<'_>, counter: &Counter<'_, '_>, explain: bool) -> Option<Weighed<'a>> {
    let weights = parsed.language.weights.of(kind)?;
    let mut found = Vec::new();
    for telling in told.tellings.iter().filter(|t| weighed_as(parsed, t) == Some(kind)) {
        let frame = &parsed.language.frames.list[telling.frame as usize];
        let first = found.is_empty();
        let mut signs = Signs { parsed, telling, weights, explain, found, sign: String::new() };
        if first {
            signs.of_all();
        }
        signs.rule(frame);
        if telling.predicate.noun {
            signs.of_noun()
        } else {
            signs.of_verb()
        }
        signs.neighbours();
        signs.sides(["actor", "actor-by", "actor-is"], &telling.actor);
        signs.sides(["recipient", "recipient-by", "recipient-is"], &telling.recipient);
        for (count, _) in counter.of(telling, frame) {
            signs.add("count", &count.what);
        }
        signs.of_sentence(told);
        found = signs.found;
    }
    let sum = found.iter().map(|(_, w)| w).sum();
    Some(Weighed { signs: found, sum })
}

struct Signs<'a, 't, 'p> {
    parsed: &'a Parsed<'p>,
    telling: &'t Telling<'t>,
    weights: &'a HashMap<String, i32, FixedState>,
    explain: bool,
    found: Vec<(Cow<'a, str>, i32)>,
    /// The sign at hand, written out.
    sign: String,
}

impl Signs<'_, '_, '_> {
    /// Notes a sign, once.
    fn add(&mut self, name: &str, value: &str) {
        self.begin(name);
        if !value.is_empty() {
            self.sign.push('=');
            self.go_on(value);
        }
        self.note();
    }

    /// Notes that a word of these classes stands there.
    fn add_classes(&mut self, name: &str, mut bits: u128) {
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
        let (sign, weight) = match self.weights.get_key_value(&self.sign) {
            Some((sign, weight)) => (Cow::Borrowed(sign.as_str()), *weight),
            None if self.explain => (Cow::Owned(self.sign.clone()), 0),
            None => return,
        };
        if !self.found.iter().any(|(s, _)| *s == sign) {
            self.found.push((sign, weight));
        }
    }

    fn rule(&mut self, frame: &Frame) {
        self.add("rule", &frame.id);
        for mode in frame.event.iter().flat_map(|e| &e.mode) {
            self.add("mode", mode);
        }
    }

    /// Tense, voice, person and clause of a verb.
    fn of_verb(&mut self) {
        self.add("verb", "");
        let predicate = &self.telling.predicate;
        let clause = &self.parsed.clauses[predicate.clause];
        if let Some(form) = self.parsed.tags[predicate.word].reading.map(|r| r.form) {
            let shape = match form.shape {
                Shape::Perfect => "perfect",
                Shape::Imperfect => "imperfect",
                _ => "participle",
            };
            self.add("tense", shape);
            if form.person == 1 || form.person == 2 {
                self.add("person", "speaking");
            }
        }
        if predicate.passive {
            self.add("passive", "");
        }
        if !clause.auxiliaries.is_empty() {
            self.add("auxiliary", "");
        }
        if clause.subject_first {
            self.add("subject-first", "");
        }
        self.add("clause", link_name(clause.link));
    }

    /// Definiteness, number and place of a noun.
    fn of_noun(&mut self) {
        self.add("noun", "");
        let (parsed, word) = (self.parsed, self.telling.predicate.word);
        let Some((phrase, place)) = self.telling.predicate.phrase else { return };
        let p = &parsed.phrases[phrase];
        if let Some(reading) = parsed.tags[word].reading {
            let owned = p.nouns.len() > place + 1;
            self.add(
                "noun-is",
                if reading.clitics.article {
                    "definite"
                } else if owned {
                    "of-something"
                } else if reading.clitics.enclitic.is_some() {
                    "owned"
                } else {
                    "indefinite"
                },
            );
            if reading.form.number == Number::Plur {
                self.add("noun-is", "plural");
            }
        }
        if let Some(before) = place.checked_sub(1) {
            self.add("noun-in", "chain");
            self.add_classes("chain", parsed.class_of(p.nouns[before]));
        }
        let top = p.joined_to.unwrap_or(phrase);
        if let Some(Node::Prep { name, .. }) = parsed.phrases[top].prep.and_then(|n| parsed.nodes.get(n)) {
            self.add("under", name);
        }
        if parsed.clauses.iter().any(|c| c.link == Link::Relative(phrase)) {
            self.add("noun-is", "told-of");
        }
        for &adjective in p.adjectives.iter().filter(|&&a| a > word).take(2) {
            if let Some(lemma) = parsed.lemma(adjective) {
                self.add("adjective", &parsed.language.lexicon.lemmas[lemma as usize].text);
            }
        }
        self.place_in_clause(top);
    }

    /// «استعادت المدينة بعد هجوم أوكراني»: what something comes after has been, in however long a sentence.
    fn has_passed(&self) -> bool {
        const AFTER: u128 = classes(&["occasion"]) | classes(&["circumstance"]);
        let parsed = self.parsed;
        let own = self.telling.actor.iter().any(|s| s.entity.is_some() && s.rule == "adjective");
        let after = |phrase: usize| governor(parsed, phrase).is_some_and(|name| parsed.language.prepositions.get(name).is_some_and(|c| c & AFTER == AFTER));
        own && self.telling.predicate.phrase.is_some_and(|(phrase, _)| after(phrase))
    }

    /// What the noun's phrase is to the verb of its clause.
    fn place_in_clause(&mut self, phrase: usize) {
        let clause = &self.parsed.clauses[self.telling.predicate.clause];
        let (place, place_of) = if clause.subject == Some(phrase) {
            ("subject", "subject-of")
        } else if clause.objects.contains(&phrase) {
            ("object", "object-of")
        } else {
            ("beside", "beside-of")
        };
        let Some(verb) = clause.verb else {
            self.add("verbless", place);
            return;
        };
        self.add("place", place);
        if is_light(self.parsed, verb) {
            self.add("carried", place);
        }
        let bits = self.parsed.class_of(verb);
        if bits & class_bit("speech").unwrap_or(0) != 0 {
            self.add("spoken-of", place);
        }
        if let Some(stance) = stance_of(self.parsed, verb) {
            self.add(place_of, stance);
        }
    }

    /// The words right before and behind.
    fn neighbours(&mut self) {
        let word = self.telling.predicate.word;
        let [first, after, before] = if self.telling.predicate.noun { ["noun-first", "noun-after", "noun-before"] } else { ["verb-first", "verb-after", "verb-before"] };
        match word.checked_sub(1) {
            None => self.add(first, ""),
            Some(w) => {
                self.add(after, kind_name(self.parsed.tags[w].kind));
                self.add_classes(after, self.parsed.class_of(w));
            }
        }
        for w in word + 1..(word + 4).min(self.parsed.words.len()) {
            self.add_classes(before, self.parsed.class_of(w));
        }
    }

    /// How well the doer, or the one done to, is known; whose soil something is on, where no word names a side, speaks for nothing.
    fn sides(&mut self, [name, by, is]: [&str; 3], sides: &[Side<'_>]) {
        let sides: Vec<&Side<'_>> = sides.iter().filter(|s| s.rule != "soil" || !s.span.is_empty()).collect();
        let known = sides.iter().any(|s| s.entity.is_some() && s.rule != "soil");
        self.add(
            name,
            if known {
                "known"
            } else if sides.is_empty() {
                "none"
            } else {
                "unnamed"
            },
        );
        for side in sides {
            self.add(by, side.rule);
            for sector in side.sector.iter().filter(|s| !s.is_empty()) {
                self.add(is, sector);
            }
        }
    }

    /// What is so whatever is told: the sentence's words by their dictionary form.
    fn of_all(&mut self) {
        self.add("always", "");
        for lemma in (0..self.parsed.words.len()).filter_map(|w| self.parsed.lemma(w)) {
            self.begin("word=");
            self.sign.push_str(&self.parsed.language.lexicon.lemmas[lemma as usize].text);
            self.note();
        }
    }

    /// What the sentence as a whole is of: its length, its times, its kinds of words, what else it tells.
    fn of_sentence(&mut self, told: &Told<'_>) {
        let parsed = self.parsed;
        let passed = self.has_passed();
        for (_, length) in LENGTHS.iter().filter(|(least, _)| !passed && parsed.words.len() >= *least) {
            self.add("words", length);
        }
        if !parsed.times.is_empty() {
            self.add("time", "");
        }
        if parsed.times.iter().any(|t| parsed.clause_of.get(t.first) == Some(&self.telling.predicate.clause)) {
            self.add("time-beside", "");
        }
        if !parsed.numbers.is_empty() {
            self.add("number", "");
        }
        if parsed.words.iter().any(|w| matches!(w.text, "؟" | "?")) {
            self.add("question", "");
        }
        if self.telling.told_in.is_some() || !self.telling.according_to.is_empty() {
            self.add("on-a-word", "");
        }
        let frames = &parsed.language.frames.list;
        let own = &frames[self.telling.frame as usize].event;
        let mut alike = 0;
        for other in &told.tellings {
            let Some(event) = &frames[other.frame as usize].event else { continue };
            if own.as_ref().is_some_and(|o| o.kind == event.kind) {
                alike += usize::from(other.status == Status::Actual);
            } else {
                self.add("beside", &event.kind);
            }
        }
        for (_, many) in ALIKE.iter().filter(|(least, _)| alike >= *least) {
            self.add("alike", many);
        }
        for speech in &told.speeches {
            self.add("speech", &speech.stance);
        }
    }
}

/// Lengths of a sentence in words that tell, and how many of its tellings are of one type.
const LENGTHS: [(usize, &str); 6] = [(10, "10"), (15, "15"), (20, "20"), (30, "30"), (45, "45"), (70, "70")];
const ALIKE: [(usize, &str); 3] = [(2, "2"), (3, "3"), (4, "4")];

/// The event type or stance that a verb's first frame makes.
fn stance_of<'p>(parsed: &Parsed<'p>, verb: usize) -> Option<&'p str> {
    let frames = &parsed.language.frames;
    let first = frames.by_verb.get(&parsed.lemma(verb)?)?.first()?;
    let frame = &frames.list[*first as usize];
    frame.event.as_ref().map(|e| e.kind.as_str()).or_else(|| frame.speech.as_ref().map(|s| s.stance.as_str()))
}

fn link_name(link: Link) -> &'static str {
    match link {
        Link::Root => "root",
        Link::Beside => "beside",
        Link::Complement => "complement",
        Link::Relative(_) => "relative",
        Link::Circumstance => "circumstance",
        Link::Aim => "aim",
        Link::Participle => "participle",
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Verb => "verb",
        Kind::Noun => "noun",
        Kind::Adj => "adjective",
        Kind::Prep => "preposition",
        Kind::Sub => "conjunction",
        Kind::Rel => "relative",
        Kind::Neg => "negation",
        Kind::Number | Kind::Quant => "number",
        Kind::Dem => "demonstrative",
        Kind::Time => "time",
        Kind::Comma | Kind::Stop | Kind::Open | Kind::Close => "mark",
        _ => "word",
    }
}
