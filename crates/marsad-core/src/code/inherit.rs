//! What a noun takes over from the verb that carries it: its subject, and what the verb's prepositions lead to.
//!
//! Enters: the predicates of a sentence. Leaves: the same, nouns with further arguments. In «أجرى الوزير محادثات مع نظيره» the
//! talks are the minister's.

use crate::code::predicates::{Filler, Predicate, is_light};
use crate::code::sentence::SentenceCoder;
use crate::read::chunks::Node;
use crate::read::clauses::Clause;
use marsad_pack::{Role, classes};

impl SentenceCoder<'_, '_> {
    /// Nouns under a light verb, a verb of beginning or of deciding take over its subject and prepositions.
    pub(super) fn inherit(&self, preds: &mut [Predicate]) {
        for at in 0..preds.len() {
            if let Some((phrase, _)) = preds[at].phrase.filter(|_| preds[at].noun) {
                let inherited = self.inherited(&preds[at], phrase, preds);
                preds[at].args.extend(inherited);
            }
        }
    }

    /// What a noun takes over from the verb of its clause.
    fn inherited(&self, noun: &Predicate, phrase: usize, preds: &[Predicate]) -> Vec<(Role, Filler)> {
        let mut args = Vec::new();
        if let Some(decider) = self.decider(phrase).filter(|_| noun.phrase.is_some_and(|(_, place)| place == 0)) {
            args.push((Role::ACTOR, decider));
            return args;
        }
        let clause = &self.parsed.clauses[noun.clause];
        let Some(verb) = clause.verb else { return args };
        let chain_head = self.parsed.phrases[phrase].joined_to.unwrap_or(phrase);
        let reading = self.parsed.tags[verb].reading;
        let object = clause.objects.contains(&chain_head);
        let as_subject = clause.subject == Some(chain_head);
        let governed = clause.preps.iter().find(|(_, p)| *p == chain_head).map(|(n, _)| n.as_str());
        let light = is_light(self.parsed, verb);
        let control = light || self.controls(verb);
        let under = object || as_subject && reading.is_some_and(|r| r.form.passive) || matches!(governed, Some("ب" | "على" | "إلى" | "في" | "عن" | "ل")) && control && governed != Some("في");
        // "during talks", not "after the meeting".
        let of_class = |name: &str, class: u128| self.parsed.language.is_preposition(name, class);
        let occasion = |name: &str| self.parsed.language.fixed_order && of_class(name, const { classes(&["occasion"]) }) && !of_class(name, const { classes(&["circumstance"]) });
        let circumstance = matches!(governed, Some("في" | "خلال" | "أثناء" | "لدى" | "قبيل" | "في ختام" | "في إطار")) || governed.is_some_and(occasion);
        let violence = self.parsed.class_of(noun.word) & const { classes(&["attack", "blast"]) } != 0;
        if circumstance && (light || !violence) {
            // «… في أول زيارة إلى»: the circumstance is the subject's own; not so «أعلن مقتل جندي في الهجوم».
            let subject = clause.subject.map_or(Filler::Unsaid { clause: noun.clause }, |p| Filler::Phrase { phrase: p, from: 0 });
            args.push((Role::ACTOR, subject));
        }
        let owner = preds.iter().find(|v| !v.noun && v.word == verb);
        // «اتهمت لندن موسكو بتسميم العميل»; «السعي إلى …» is done to nobody.
        let deed = governed == Some("ب") && noun.arg(Role::OF).is_some();
        if let Some(accused) = owner.filter(|_| deed).and_then(|o| self.accused(o)) {
            args.push((Role::ACTOR, accused));
        }
        let Some(owner) = owner else {
            if light || control {
                self.take_over(noun, clause, verb, (under, light, as_subject), &mut args);
            }
            return args;
        };
        if control {
            let filler = owner.arg(Role::SUBJECT).filter(|_| under && !as_subject);
            args.extend(filler.map(|f| (Role::ACTOR, f)));
            if light && (under || as_subject) {
                args.extend(owner.args.iter().filter(|(r, f)| r.0 > Role::RECIPIENT.0 && !matches!(f, Filler::Phrase { phrase: q, .. } if *q == chain_head)).copied());
            }
        }
        args
    }

    /// «قرار مجلس الوزراء حظر الشبكة», «إعلان باريس سحب سفيرها»: whose decision stands right before the verbal noun does it.
    fn decider(&self, phrase: usize) -> Option<Filler> {
        let parsed = self.parsed;
        let start = parsed.phrases[phrase].words.start;
        if !parsed.nodes.iter().any(|n| matches!(n, Node::Phrase(p) if *p == phrase)) {
            return None;
        }
        let before = parsed.phrases.iter().position(|p| p.words.end == start && p.closed && p.nouns.len() > 1 && p.joined_to.is_none())?;
        let head = parsed.phrases[before].head();
        let lemmas = &parsed.language.lexicon.lemmas;
        let decides = const { classes(&["speech", "modal"]) };
        let masdar = parsed.lemma(head).is_some_and(|l| lemmas[l as usize].of_verbs.iter().any(|v| lemmas[*v as usize].classes & decides != 0));
        let resolution = parsed.class_of(head) & const { classes(&["resolution"]) } != 0;
        let bare = parsed.tags[parsed.phrases[phrase].head()].reading.is_some_and(|r| !r.clitics.article && !r.form.accusative);
        ((masdar || resolution) && bare).then_some(Filler::Phrase { phrase: before, from: 1 })
    }

    /// «اتهمت لندن موسكو بتسميم العميل»: the accused is the doer of what the accusation is about.
    fn accused(&self, accusation: &Predicate) -> Option<Filler> {
        let frames = &self.parsed.language.frames;
        let list = frames.by_verb.get(&accusation.lemma)?.iter().map(|f| &frames.list[*f as usize]);
        let mut accuses = list.filter(|frame| frame.kind() == "ACCUSE" && (frame.recipient.contains(&Role::OBJECT) || frame.speech.as_ref().is_some_and(|s| s.stance == "alleges")));
        // «وجّه اتهامات إلى موسكو بقصف …»: the accused need not be the object.
        accuses.find_map(|frame| frame.recipient.iter().find_map(|role| accusation.arg(*role)))
    }

    /// As `inherited`, for a verb that is no predicate of its own.
    fn take_over(&self, noun: &Predicate, clause: &Clause<'_>, verb: usize, (under, light, as_subject): (bool, bool, bool), args: &mut Vec<(Role, Filler)>) {
        let passive = self.parsed.tags[verb].reading.is_some_and(|r| r.form.passive);
        if under && !as_subject && !passive {
            let subject = clause.subject.map_or(Filler::Unsaid { clause: noun.clause }, |p| Filler::Phrase { phrase: p, from: 0 });
            args.push((Role::ACTOR, subject));
        }
        if light && (under || as_subject) {
            for (name, p) in &clause.preps {
                if Some(*p) != noun.phrase.map(|(q, _)| q)
                    && let Some(role) = self.parsed.language.frames.role(name.as_str())
                {
                    args.push((role, Filler::Phrase { phrase: *p, from: 0 }));
                }
            }
        }
    }

    /// Verbs whose subject is also the doer of the verbal noun after them: decide, begin, announce.
    pub(super) fn controls(&self, verb: usize) -> bool {
        if self.parsed.class_of(verb) & const { classes(&["modal"]) } != 0 {
            return true;
        }
        self.parsed.frames_of(verb).any(|f| f.speech.as_ref().is_some_and(|s| matches!(s.stance.as_str(), "announces" | "promises")))
    }
}
