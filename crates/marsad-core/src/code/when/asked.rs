//! What is to be dated, and what its words say of its kind: deed or reaction, told as done, as going on, as recalled.
//!
//! Enters: a telling with its sides. Leaves: answers that need no calendar. «وكان قد أعلن» is recalled.

use crate::code::belongs::{is_led, is_occasion};
use crate::code::predicates::{Filler, Predicate};
use crate::code::sides::Side;
use crate::read::clauses::Clause;
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use marsad_pack::{Shape, classes};
use marsad_record::Status;

/// Prepositions behind which a time is their noun's: «بعد لقاء سبتمبر».
pub const CIRCUMSTANCE: u128 = classes(&["circumstance"]);
/// Prepositions behind which stands what people gathered for.
pub const OCCASION: u128 = classes(&["occasion"]);
/// What is decided or agreed in writing.
const TEXTS: u128 = classes(&["agreement", "document", "resolution", "law"]);

/// What is to be dated.
pub struct Asked<'a, 'p> {
    pub parsed: &'a Parsed<'a>,
    pub predicate: &'a Predicate,
    pub status: Status,
    pub actor: &'a [Side<'p>],
    pub recipient: &'a [Side<'p>],
    pub kind: &'a str,
}

impl Asked<'_, '_> {
    /// The pluperfect: «وكان قد أعلن».
    pub fn is_recalled(&self) -> bool {
        !self.parsed.clauses[self.predicate.clause].auxiliaries.is_empty()
    }

    /// «ردا على طرد السفير», «بعد اعتقاله»: what the happening of the clause came after, named by a noun.
    pub fn is_occasioned(&self) -> bool {
        self.predicate.noun && self.predicate.phrase.is_some_and(|(phrase, _)| is_led(self.parsed, phrase, CIRCUMSTANCE))
    }

    pub fn shape(&self) -> Option<Shape> {
        self.parsed.tags[self.predicate.word].shape().filter(|_| !self.predicate.noun)
    }

    /// A verb that tells of what is done, which no coming day can date: «طالب بعقد اجتماع الأسبوع المقبل».
    pub fn is_done(&self) -> bool {
        !self.predicate.noun && self.shape() != Some(Shape::Imperfect)
    }

    /// Told as going on since then: the present, and tolls.
    pub fn goes_on(&self) -> bool {
        self.predicate.noun || self.shape() == Some(Shape::Imperfect) || self.kind == "ASSAULT"
    }

    pub fn is_deed(&self) -> bool {
        matches!(self.kind, "ASSAULT" | "COERCE" | "PROTEST" | "MOBILIZE" | "RETREAT" | "AID" | "COOPERATE")
    }

    pub fn reacts(&self) -> bool {
        matches!(self.kind, "SUPPORT" | "REJECT" | "ACCUSE" | "REQUEST")
    }

    /// What somebody elsewhere says or offers of the news, be it with a noun that a verb carries: «أبدى استعداد بلاده للمساعدة».
    pub fn is_reaction(&self) -> bool {
        let carried = || self.predicate.phrase.is_some_and(|(p, _)| self.parsed.clauses[self.predicate.clause].objects.contains(&p));
        (self.reacts() || matches!(self.kind, "AGREE" | "THREATEN")) && (!self.predicate.noun || carried())
    }

    /// People or goods under way.
    pub fn is_sent(&self) -> bool {
        matches!(self.kind, "AID" | "MOBILIZE")
    }

    /// «وجرى خلال الاستقبال استعراض العلاقات»: at a meeting told before.
    pub fn is_at_occasion(&self) -> bool {
        let parsed = self.parsed;
        let told = |phrase: usize| {
            let p = &parsed.phrases[phrase];
            p.nouns.len() == 1 && is_occasion(parsed, p.head()) && parsed.tags[p.head()].reading.is_some_and(|r| r.clitics.article)
        };
        let preps = &parsed.clauses[self.predicate.clause].preps;
        preps.iter().any(|(name, p)| parsed.language.is_preposition(name, OCCASION) && !parsed.language.is_preposition(name, CIRCUMSTANCE) && told(*p))
    }

    /// «رفضت القرار»: a text told before stands in its clause.
    pub fn names_text(&self) -> bool {
        let parsed = self.parsed;
        let clause = &parsed.clauses[self.predicate.clause];
        let told = |p: usize| {
            let head = parsed.phrases[p].head();
            let this = parsed.phrases[p].words.start.checked_sub(1).is_some_and(|w| parsed.tags[w].kind == Kind::Dem) || parsed.phrases[p].words.clone().any(|w| parsed.tags[w].kind == Kind::Dem);
            !this && parsed.class_of(head) & TEXTS != 0 && parsed.tags[head].reading.is_some_and(|r| r.clitics.article)
        };
        clause.objects.iter().chain(clause.preps.iter().map(|(_, p)| p)).any(|p| told(*p))
    }

    /// What a resolution does is done when it is passed: «اعتمد أمس القرار الذي يشدد العقوبات».
    pub fn is_content_of(&self, clause: &Clause, antecedent: usize) -> bool {
        let imperfect = |verb: usize| self.parsed.tags[verb].shape() == Some(Shape::Imperfect);
        clause.verb.is_some_and(imperfect) && self.parsed.class_of(self.parsed.phrases[antecedent].head()) & const { classes(&["agreement", "document", "resolution", "law", "statement"]) } != 0
    }

    /// Whether a phrase is one of the happening's own: «استضافتهما جولات الحوار عام 2021».
    pub fn has(&self, phrase: usize) -> bool {
        self.predicate.noun && self.predicate.args.iter().any(|(_, f)| matches!(f, Filler::Phrase { phrase: p, .. } if *p == phrase))
    }

    /// Whether the happening is a noun of that phrase.
    pub fn is_in(&self, phrase: usize) -> bool {
        self.predicate.phrase.is_some_and(|(p, _)| p == phrase)
    }
}
