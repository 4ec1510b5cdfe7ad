//! Whether what a word tells happened: done, planned, possible or denied by the words around it.
//!
//! Enters: a predicate of a sentence. Leaves: its status. «من المقرر أن يزور» is to come, «لم يوقع» was not done.

use crate::code::belongs::{governor, is_led};
use crate::code::predicates::{Predicate, is_light};
use crate::code::sentence::SentenceCoder;
use crate::read::clauses::{Clause, Link};
use crate::read::tags::Kind;
use marsad_pack::{Role, Shape, classes};
use marsad_record::Status;

impl SentenceCoder<'_, '_> {
    /// Status by the predicate's own words.
    pub(super) fn own_status(&self, predicate: &Predicate) -> Status {
        let parsed = self.parsed;
        let clause = &parsed.clauses[predicate.clause];
        if predicate.noun {
            return self.noun_status(predicate);
        }
        if clause.negated {
            return Status::Negated;
        }
        if clause.condition || self.above(predicate.clause, |c| c.condition) {
            return Status::Hypothetical;
        }
        if clause.possible {
            return Status::Hypothetical;
        }
        let planned = self.planned_before(predicate.word);
        if clause.future || planned || clause.link != Link::Circumstance && self.above(predicate.clause, |c| c.future && c.link != Link::Root) {
            return Status::Future;
        }
        if clause.link == Link::Aim {
            return Status::Future;
        }
        Status::Actual
    }

    fn above(&self, clause: usize, test: impl Fn(&Clause<'_>) -> bool) -> bool {
        let mut at = Some(clause);
        while let Some(here) = at {
            let c = &self.parsed.clauses[here];
            if test(c) {
                return true;
            }
            at = if matches!(c.link, Link::Relative(_) | Link::Participle | Link::Aim | Link::Circumstance) { c.parent } else { None };
        }
        false
    }

    /// A cue of planning or possibility right before the verb's clause: «من المقرر أن».
    fn planned_before(&self, word: usize) -> bool {
        let near = word.saturating_sub(5)..word;
        self.parsed.cues.iter().any(|m| {
            near.contains(&m.first)
                && m.cue().is_some_and(|c| self.parsed.language.names.cues[c as usize].kind == "future")
                && self.parsed.clause_of[m.first].abs_diff(self.parsed.clause_of[word]) <= 1
        })
    }

    fn noun_status(&self, predicate: &Predicate) -> Status {
        let parsed = self.parsed;
        let clause = &parsed.clauses[predicate.clause];
        let Some((phrase, _)) = predicate.phrase else { return Status::Actual };
        let start = parsed.phrases[phrase].words.start;
        let near = start.saturating_sub(2)..predicate.word;
        let negated = near.clone().any(|w| parsed.tags[w].kind == Kind::Neg || matches!(&*parsed.words[w].key, "عدم" | "بعدم" | "دون" | "بدون" | "لعدم"));
        if negated {
            return Status::Negated;
        }
        let after = parsed.phrases[phrase].words.end.min(parsed.words.len());
        let future_word = |w: usize| parsed.cue_at(w) == Some("future") || matches!(&*parsed.words[w].key, "المقبل" | "المقبله" | "القادم" | "القادمه");
        if (predicate.word..after).any(future_word) || start > 0 && parsed.cue_at(start - 1) == Some("future") {
            return Status::Future;
        }
        if clause.condition {
            return Status::Hypothetical;
        }
        if self.is_yet_to_be(predicate, phrase) {
            return if clause.negated { Status::Negated } else { Status::Future };
        }
        if self.is_permitted(predicate, phrase) {
            return Status::Hypothetical;
        }
        let carried = clause.verb.is_some_and(|v| is_light(parsed, v) || self.controls(v)) && (clause.objects.contains(&phrase) || clause.subject == Some(phrase));
        if carried {
            if clause.negated {
                return Status::Negated;
            }
            if clause.future {
                return Status::Future;
            }
            if clause.possible {
                return Status::Hypothetical;
            }
        }
        Status::Actual
    }
}

impl SentenceCoder<'_, '_> {
    /// «أوفدت وفدا من أجل الإفراج عنهم», «تسعى إلى سحب قواتها»: what is aimed at or planned has yet to be done.
    fn is_yet_to_be(&self, predicate: &Predicate, phrase: usize) -> bool {
        let parsed = self.parsed;
        if !self.leads(predicate, phrase) {
            return false;
        }
        let planned = self.verb_over(predicate, phrase, classes(&["planned"])).is_some_and(|verb| {
            let transitive = parsed.class_of(verb) & const { classes(&["transitive"]) } != 0;
            transitive && self.is_object(predicate, phrase) || is_led(parsed, phrase, const { classes(&["to-place"]) })
        });
        planned || is_led(parsed, phrase, const { classes(&["aim"]) })
    }

    /// «يجيز القرار فرض عقوبات», «قانون يسمح بترحيل اللاجئين»: what may be done is not done with that.
    fn is_permitted(&self, predicate: &Predicate, phrase: usize) -> bool {
        let parsed = self.parsed;
        let Some(verb) = self.verb_over(predicate, phrase, classes(&["permits"])) else { return false };
        let told_done = parsed.tags[verb].shape() == Some(Shape::Perfect);
        !told_done && self.leads(predicate, phrase) && (self.is_object(predicate, phrase) || governor(parsed, phrase).is_some_and(|name| parsed.language.frames.role(name) == Some(Role::WITH)))
    }

    /// The happening stands at the head of its phrase, or behind a light noun: «شن هجوم».
    fn leads(&self, predicate: &Predicate, phrase: usize) -> bool {
        let before = self.parsed.phrases[phrase].nouns.iter().take_while(|n| **n != predicate.word);
        before.into_iter().all(|&noun| is_light(self.parsed, noun))
    }

    /// The verb of the happening's clause, when it is of a kind and stands before it.
    fn verb_over(&self, predicate: &Predicate, phrase: usize, kind: u128) -> Option<usize> {
        let verb = self.parsed.clauses[predicate.clause].verb?;
        (verb < self.parsed.phrases[phrase].words.start && self.parsed.class_of(verb) & kind != 0).then_some(verb)
    }

    fn is_object(&self, predicate: &Predicate, phrase: usize) -> bool {
        let top = self.parsed.phrases[phrase].joined_to.unwrap_or(phrase);
        self.parsed.clauses[predicate.clause].objects.contains(&top)
    }
}

pub(super) trait Weaken {
    fn min_unless_negated(self, own: Status) -> Status;
}

impl Weaken for Status {
    fn min_unless_negated(self, own: Status) -> Status {
        // What is negated itself stays negated however it is told.
        if own == Status::Negated { Status::Negated } else { self }
    }
}

/// The status of what is told inside something less than actual.
pub(super) fn weaker(own: Status, outer: Status) -> Status {
    match (own, outer) {
        (Status::Negated, _) | (_, Status::Negated) if own == Status::Negated => Status::Negated,
        (Status::Actual, Status::Negated) => Status::Actual,
        (Status::Actual, outer) => outer,
        (own, _) => own,
    }
}
