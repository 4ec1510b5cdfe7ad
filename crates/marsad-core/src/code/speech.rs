//! Who said what: the speeches of a sentence, and where what is said begins and ends.
//!
//! Enters: the predicates of a sentence with the frames that fit them. Leaves: [`Speech`]es. «قال الوزير إن بلاده لن
//! تشارك، مؤكداً …» is two, and the first ends before the comma.

use crate::code::frames::Fit;
use crate::code::predicates::{Filler, Predicate, fill};
use crate::code::sentence::{Chosen, SentenceCoder, Speech, Told};
use crate::code::sides::Side;
use crate::read::chunks::Node;
use crate::read::clauses::{Clause, Link};
use crate::read::tags::Kind;
use marsad_pack::{Role, classes};
use marsad_record::Status;
use marsad_text::Span;

impl<'p> SentenceCoder<'_, 'p> {
    pub(super) fn is_speech(&self, verb: usize) -> bool {
        self.parsed.class_of(verb) & const { classes(&["speech"]) } != 0
    }

    /// The sentence's speeches, and for each predicate the one it makes.
    pub(super) fn speeches(&self, preds: &[Predicate], chosen: &[Chosen<'p>], told: &mut Told<'p>) -> Vec<Option<usize>> {
        let mut of = vec![None; preds.len()];
        for (at, predicate) in preds.iter().enumerate().filter(|(_, p)| !self.cites(p)) {
            let with_event = chosen[at].event.as_ref().filter(|f| f.frame.speech.is_some());
            let Some(fit) = with_event.or(chosen[at].speech.as_ref()) else { continue };
            let Some(spec) = &fit.frame.speech else { continue };
            let speakers: Vec<&Side<'p>> = fit.actor.iter().filter(|s| s.entity.is_some() || s.told_name.is_some()).collect();
            let Some(speaker) = speakers.first() else { continue };
            let Some(content) = self.content(predicate, &spec.content, fit) else { continue };
            told.speeches.push(Speech {
                speaker: (*speaker).clone(),
                beside: speakers[1..].iter().map(|s| (*s).clone()).collect(),
                addressee: fit.recipient.iter().find(|s| s.entity.is_some()).cloned(),
                stance: spec.stance.clone(),
                cue: self.parsed.words[predicate.word].span(),
                content,
                status: self.own_status(predicate),
                frame: Some(fit.index),
                predicate: Some(at),
            });
            of[at] = Some(told.speeches.len() - 1);
        }
        of
    }

    /// «وفق ما أفادت الوزارة»: a verb that only leads to whom a report cites.
    fn cites(&self, predicate: &Predicate) -> bool {
        let cues = &self.parsed.language.names.cues;
        predicate.arg(Role::CLAUSE).is_none()
            && self.parsed.cues.iter().any(|m| m.words() > 1 && (m.first..m.end).contains(&predicate.word) && m.cue().is_some_and(|c| cues[c as usize].kind == "attribution"))
    }

    /// Where what is said stands: the first content role that is filled, to the end of what belongs to it.
    fn content(&self, predicate: &Predicate, roles: &[Role], fit: &Fit<'p>) -> Option<Span> {
        let clauses = roles.contains(&Role::CLAUSE) || roles.contains(&Role::QUOTE);
        // «عرض دعت إليه الصين»: the noun a clause is hung on is not what is said in it.
        let told_of = &|f: &Filler| matches!(f, Filler::Phrase { phrase, .. } if self.hangs_on(predicate, *phrase));
        let starts = |role: Role| fill(predicate, fit.frame, role, self.parsed).filter(move |f| role == Role::OBJECT || !told_of(f)).filter_map(|f| self.content_start(f));
        let clause = [Role::CLAUSE].into_iter().filter(|_| clauses).flat_map(starts).next();
        let first = clause.or_else(|| roles.iter().flat_map(|r| starts(*r)).min())?;
        Some(self.trim(first, self.content_end(predicate.clause, first)))
    }

    /// Whether a verb's clause is hung on a noun right before it, with a relative pronoun or bare.
    fn hangs_on(&self, predicate: &Predicate, phrase: usize) -> bool {
        let parsed = self.parsed;
        let bare = || parsed.nodes.windows(2).any(|pair| matches!((&pair[0], &pair[1]), (Node::Phrase(p) | Node::Prep { phrase: p, .. }, Node::Verb(w)) if *p == phrase && *w == predicate.word));
        let clause = &parsed.clauses[predicate.clause];
        !predicate.noun && clause.subject != Some(phrase) && (clause.link == Link::Relative(phrase) || bare())
    }

    /// The word a content begins with: behind the «أن» or colon that opens a clause.
    fn content_start(&self, filler: Filler) -> Option<usize> {
        let first = match filler {
            Filler::Clause(clause) => {
                let first = self.parsed.clauses[clause].first;
                first + usize::from(matches!(self.parsed.tags[first].kind, Kind::Sub | Kind::Stop))
            }
            Filler::Phrase { phrase, from } => {
                let p = Some(&self.parsed.phrases[phrase]).filter(|p| p.pronoun.is_none())?;
                if from == 0 { p.words.start } else { *p.nouns.get(from)? }
            }
            Filler::Pronoun { .. } | Filler::Adjectives { .. } | Filler::Unsaid { .. } => return None,
        };
        Some(first).filter(|f| *f < self.parsed.words.len())
    }

    /// What is said goes on until its speaker does something else, and never ends in mid-quotation or mid-phrase:
    /// «"عواقب وخيمة" إذا حاولت…» is one content, «…، مؤكداً أن…» begins the next.
    fn content_end(&self, clause: usize, first: usize) -> usize {
        let next = self.parsed.clauses.iter().filter(|c| c.first > first && self.is_break(c.first)).find(|c| {
            let leaves = self.chain_has(c.parent, clause) && !self.below_complement(c.parent, clause);
            let goes_on = leaves && (c.link == Link::Beside || c.link == Link::Circumstance && self.parsed.tags[c.first - 1].kind == Kind::Comma);
            let own_participle = c.link == Link::Participle && (c.parent == Some(clause) || self.is_speech_participle(c));
            goes_on || own_participle || c.link == Link::Root
        });
        let joint = |first: usize| self.parsed.language.fixed_order && self.parsed.tags[first - 1].kind == Kind::Conj;
        next.map_or(self.parsed.words.len(), |c| c.first - usize::from(joint(c.first)))
    }

    /// Whether one thing told can end and another begin before a word: at a mark, a conjunction or a subordinator,
    /// outside quotation marks. «، كما قال،» only names the speaker once more.
    fn is_break(&self, word: usize) -> bool {
        let parsed = self.parsed;
        let Some(before) = word.checked_sub(1).map(|w| parsed.tags[w].kind) else { return false };
        // «الهدوء وخفض التصعيد»: «و» before what may be a noun only goes on.
        let noun = parsed.words[word].readings.iter().any(|r| r.exact && r.clitics.conj && r.form.pos == marsad_pack::Pos::Noun);
        let ordered = parsed.language.fixed_order && matches!(before, Kind::Open | Kind::Conj);
        let mark = ordered || matches!(before, Kind::Comma | Kind::Stop | Kind::Close);
        let joint = mark || matches!(parsed.tags[word].kind, Kind::Sub | Kind::Conj | Kind::Stop) || parsed.tags[word].has_conj() && !noun;
        joint && parsed.cue_at(word) != Some("attribution") && !parsed.in_quotes(word)
    }

    fn is_speech_participle(&self, clause: &Clause<'_>) -> bool {
        clause.verb.is_some_and(|v| self.parsed.class_of(v) & const { classes(&["speech"]) } != 0)
    }

    fn below_complement(&self, mut at: Option<usize>, clause: usize) -> bool {
        while let Some(here) = at {
            if here == clause {
                return false;
            }
            if self.parsed.clauses[here].link == Link::Complement {
                return true;
            }
            at = self.parsed.clauses[here].parent;
        }
        false
    }

    /// The span of words without marks at its edges.
    fn trim(&self, first: usize, end: usize) -> Span {
        let solid = |w: usize| self.parsed.words[w].token.is_word() || self.parsed.words[w].token.kind == marsad_text::TokenKind::Number;
        let first = (first..end).find(|&w| solid(w)).unwrap_or(first);
        let last = (first..end).rev().find(|&w| solid(w)).unwrap_or(first);
        self.parsed.words_span(first, last + 1)
    }

    /// «بحسب الأمم المتحدة، قُتل …»: whom a report cites, the press apart, says what the sentence tells.
    pub(super) fn cited_speeches(&self, told: &mut Told<'p>) {
        let parsed = self.parsed;
        let public = |s: &&Side| s.told_name.is_some() || s.entity.is_some_and(|e| self.resolver.world.entities[e as usize].sector != "MED") && !matches!(s.sector, Some("CVL" | "MED"));
        for citation in crate::code::attribution::citations(parsed, self.resolver) {
            let Some(speaker) = citation.sides.iter().find(public) else { continue };
            let solid = (0..citation.first).any(|w| parsed.words[w].token.is_word());
            let (first, end) = if solid { (0, citation.first) } else { (citation.end, parsed.words.len()) };
            let cue = parsed.words[citation.first].span();
            if first >= end || told.speeches.iter().any(|s| s.content.start <= cue.start && cue.end <= s.content.end || s.speaker.same_party(speaker)) {
                continue;
            }
            told.speeches.push(Speech {
                speaker: speaker.clone(),
                beside: Vec::new(),
                addressee: None,
                stance: "says".into(),
                cue,
                content: self.trim(first, end),
                status: Status::Actual,
                frame: None,
                predicate: None,
            });
        }
    }

    /// «بوتين: العلاقات تتطور»: a person or body before a colon speaks.
    pub(super) fn colon_speech(&self, told: &mut Told<'p>) -> Option<usize> {
        let colon = self.parsed.clauses.iter().position(|c| c.link == Link::Complement && self.parsed.words[c.first].text == ":")?;
        let parent = self.parsed.clauses[colon].parent?;
        let c = &self.parsed.clauses[parent];
        if c.verb.is_some() || c.first != 0 || colon != 1 {
            return None;
        }
        let press = |s: &Side<'p>| s.entity.is_some_and(|e| self.resolver.world.entities[e as usize].sector == "MED");
        let speaker = self.stands(Filler::Phrase { phrase: c.subject?, from: 0 }).known.iter().find(|s| !press(s))?.clone();
        let speaks = speaker.person.is_some() || speaker.office.is_some() || matches!(speaker.rule, "seat" | "agent" | "surname") || speaker.kind == marsad_record::ActorKind::Organization;
        let first = self.parsed.clauses[colon].first + 1;
        if !speaks || first >= self.parsed.words.len() {
            return None;
        }
        told.speeches.push(Speech {
            cue: self.parsed.words[first - 1].span(),
            content: self.trim(first, self.parsed.words.len()),
            speaker,
            beside: Vec::new(),
            addressee: None,
            stance: "says".into(),
            status: Status::Actual,
            frame: None,
            predicate: None,
        });
        Some(told.speeches.len() - 1)
    }
}
