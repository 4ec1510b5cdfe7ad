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
use crate::code::signs::Signs;
use crate::read::chunks::Node;
use crate::read::clauses::Link;
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use marsad_pack::{Frame, Number, Shape, class_bit, classes};
use marsad_record::Status;

/// The event type a telling is weighed by: one that has weights, of something told as actual.
pub fn weighed_as<'a>(parsed: &'a Parsed<'_>, telling: &Telling<'_>) -> Option<&'a str> {
    let kind = parsed.language.frames.list[telling.frame as usize].event.as_ref()?.kind.as_str();
    (telling.status == Status::Actual && parsed.language.weights.of(kind).is_some()).then_some(kind)
}

/// The signs of all that a sentence tells of a type: a sum of 0 or more is a report. Signs that weigh nothing are named only where
/// someone asks.
pub fn weigh<'a>(parsed: &'a Parsed<'_>, kind: &str, told: &Told<'_>, counter: &Counter<'_, '_>, explain: bool) -> Option<Signs<'a>> {
    let mut signs = Signs::new(Some(parsed.language.weights.of(kind)?), explain);
    of_all(parsed, &mut signs);
    for telling in told.tellings.iter().filter(|t| weighed_as(parsed, t) == Some(kind)) {
        let frame = &parsed.language.frames.list[telling.frame as usize];
        let mut seen = Seen { parsed, telling, signs: &mut signs };
        seen.rule(frame);
        if telling.predicate.noun {
            seen.of_noun()
        } else {
            seen.of_verb()
        }
        seen.neighbours();
        seen.sides(["actor", "actor-by", "actor-is"], &telling.actor);
        seen.sides(["recipient", "recipient-by", "recipient-is"], &telling.recipient);
        for (count, _) in counter.of(telling, frame) {
            seen.signs.add("count", &count.what);
        }
        seen.of_sentence(told);
    }
    Some(signs)
}

/// What is so whatever is told: the sentence's words by their dictionary form.
fn of_all(parsed: &Parsed<'_>, signs: &mut Signs<'_>) {
    signs.add("always", "");
    for lemma in (0..parsed.words.len()).filter_map(|w| parsed.lemma(w)) {
        signs.add("word", &parsed.language.lexicon.lemmas[lemma as usize].text);
    }
}

/// A telling, looked at for signs.
struct Seen<'s, 'a, 'p> {
    parsed: &'a Parsed<'p>,
    telling: &'s Telling<'s>,
    signs: &'s mut Signs<'a>,
}

impl Seen<'_, '_, '_> {
    fn rule(&mut self, frame: &Frame) {
        self.signs.add("rule", &frame.id);
        for mode in frame.event.iter().flat_map(|e| &e.mode) {
            self.signs.add("mode", mode);
        }
    }

    /// Tense, voice, person and clause of a verb.
    fn of_verb(&mut self) {
        self.signs.add("verb", "");
        let predicate = &self.telling.predicate;
        let clause = &self.parsed.clauses[predicate.clause];
        if let Some(form) = self.parsed.tags[predicate.word].reading.map(|r| r.form) {
            let shape = match form.shape {
                Shape::Perfect => "perfect",
                Shape::Imperfect => "imperfect",
                _ => "participle",
            };
            self.signs.add("tense", shape);
            if form.person == 1 || form.person == 2 {
                self.signs.add("person", "speaking");
            }
        }
        if predicate.passive {
            self.signs.add("passive", "");
        }
        if !clause.auxiliaries.is_empty() {
            self.signs.add("auxiliary", "");
        }
        if clause.subject_first {
            self.signs.add("subject-first", "");
        }
        self.signs.add("clause", link_name(clause.link));
    }

    /// Definiteness, number and place of a noun.
    fn of_noun(&mut self) {
        self.signs.add("noun", "");
        let (parsed, word) = (self.parsed, self.telling.predicate.word);
        let Some((phrase, place)) = self.telling.predicate.phrase else { return };
        let p = &parsed.phrases[phrase];
        if let Some(reading) = parsed.tags[word].reading {
            let owned = p.nouns.len() > place + 1;
            self.signs.add(
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
                self.signs.add("noun-is", "plural");
            }
        }
        if let Some(before) = place.checked_sub(1) {
            self.signs.add("noun-in", "chain");
            self.signs.add_classes("chain", parsed.class_of(p.nouns[before]));
        }
        let top = p.joined_to.unwrap_or(phrase);
        if let Some(Node::Prep { name, .. }) = parsed.phrases[top].prep.and_then(|n| parsed.nodes.get(n)) {
            self.signs.add("under", name);
        }
        if parsed.clauses.iter().any(|c| c.link == Link::Relative(phrase)) {
            self.signs.add("noun-is", "told-of");
        }
        for &adjective in p.adjectives.iter().filter(|&&a| a > word).take(2) {
            if let Some(lemma) = parsed.lemma(adjective) {
                self.signs.add("adjective", &parsed.language.lexicon.lemmas[lemma as usize].text);
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
            self.signs.add("verbless", place);
            return;
        };
        self.signs.add("place", place);
        if is_light(self.parsed, verb) {
            self.signs.add("carried", place);
        }
        let bits = self.parsed.class_of(verb);
        if bits & class_bit("speech").unwrap_or(0) != 0 {
            self.signs.add("spoken-of", place);
        }
        if let Some(stance) = stance_of(self.parsed, verb) {
            self.signs.add(place_of, stance);
        }
    }

    /// The words right before and behind.
    fn neighbours(&mut self) {
        let word = self.telling.predicate.word;
        let [first, after, before] = if self.telling.predicate.noun { ["noun-first", "noun-after", "noun-before"] } else { ["verb-first", "verb-after", "verb-before"] };
        match word.checked_sub(1) {
            None => self.signs.add(first, ""),
            Some(w) => {
                self.signs.add(after, kind_name(self.parsed.tags[w].kind));
                self.signs.add_classes(after, self.parsed.class_of(w));
            }
        }
        for w in word + 1..(word + 4).min(self.parsed.words.len()) {
            self.signs.add_classes(before, self.parsed.class_of(w));
        }
    }

    /// How well the doer, or the one done to, is known; whose soil something is on, where no word names a side, speaks for nothing.
    fn sides(&mut self, [name, by, is]: [&str; 3], sides: &[Side<'_>]) {
        let sides: Vec<&Side<'_>> = sides.iter().filter(|s| s.rule != "soil" || !s.span.is_empty()).collect();
        let known = sides.iter().any(|s| s.entity.is_some() && s.rule != "soil");
        self.signs.add(
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
            self.signs.add(by, side.rule);
            for sector in side.sector.iter().filter(|s| !s.is_empty()) {
                self.signs.add(is, sector);
            }
        }
    }

    /// What the sentence as a whole is of: its length, its times, its kinds of words, what else it tells.
    fn of_sentence(&mut self, told: &Told<'_>) {
        let parsed = self.parsed;
        let passed = self.has_passed();
        for (_, length) in LENGTHS.iter().filter(|(least, _)| !passed && parsed.words.len() >= *least) {
            self.signs.add("words", length);
        }
        if !parsed.times.is_empty() {
            self.signs.add("time", "");
        }
        if parsed.times.iter().any(|t| parsed.clause_of.get(t.first) == Some(&self.telling.predicate.clause)) {
            self.signs.add("time-beside", "");
        }
        if !parsed.numbers.is_empty() {
            self.signs.add("number", "");
        }
        if parsed.words.iter().any(|w| matches!(w.text, "؟" | "?")) {
            self.signs.add("question", "");
        }
        if self.telling.told_in.is_some() || !self.telling.according_to.is_empty() {
            self.signs.add("on-a-word", "");
        }
        let frames = &parsed.language.frames.list;
        let own = &frames[self.telling.frame as usize].event;
        let mut alike = 0;
        for other in &told.tellings {
            let Some(event) = &frames[other.frame as usize].event else { continue };
            if own.as_ref().is_some_and(|o| o.kind == event.kind) {
                alike += usize::from(other.status == Status::Actual);
            } else {
                self.signs.add("beside", &event.kind);
            }
        }
        for (_, many) in ALIKE.iter().filter(|(least, _)| alike >= *least) {
            self.signs.add("alike", many);
        }
        for speech in &told.speeches {
            self.signs.add("speech", &speech.stance);
        }
    }
}

/// Lengths of a sentence in words that tell, and how many of its tellings are of one type.
const LENGTHS: [(usize, &str); 6] = [(10, "10"), (15, "15"), (20, "20"), (30, "30"), (45, "45"), (70, "70")];
const ALIKE: [(usize, &str); 3] = [(2, "2"), (3, "3"), (4, "4")];

/// The event type or stance that a verb's first frame makes.
fn stance_of<'p>(parsed: &Parsed<'p>, verb: usize) -> Option<&'p str> {
    let frame = parsed.frames_of(verb).next()?;
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
