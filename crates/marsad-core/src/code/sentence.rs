//! From a parsed sentence to what it tells: happenings and speech, with who, whether and on whose word.
//!
//! Enters: a parsed sentence and the article's memory. Leaves: [`Telling`]s and [`Speech`]es that still point
//! at words of the article; dates, places and numbers are read here, joining tellings is for later.

use crate::code::belongs::governor;
use crate::code::frames::{Fit, Ground, Misfit, Stands, try_frame};
use crate::code::memory::Act;
use crate::code::predicates::{Filler, Predicate, done_to, fill, is_light, predicates};
use crate::code::sides::{Resolver, Side};
use crate::code::status::{Weaken, weaker};
use crate::find::words::Enclitic;
use crate::read::chunks::Node;
use crate::read::clauses::{Clause, Link};
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use marsad_pack::{Again, Inside, Number, Role, Shape, classes};
use marsad_record::Status;
use marsad_text::Span;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// A happening told by a sentence.
pub struct Telling<'p> {
    pub predicate: Predicate,
    pub frame: u32,
    pub actor: Vec<Side<'p>>,
    pub recipient: Vec<Side<'p>>,
    pub status: Status,
    pub according_to: Vec<Side<'p>>,
    pub trigger: Span,
    pub evidence: Span,
    /// Index of the speech it is told in, among this sentence's.
    pub told_in: Option<usize>,
    /// The speech denies it.
    pub denied: bool,
    /// Further frames that had a part: «وكذلك فعلت دمشق» tells once more, «قتل في كمين» tells once of two words.
    pub also: Vec<u32>,
    /// The speech of this sentence that it answers: «وهو ما وصفه الكرملين بأنه مزاعم».
    pub answers: Option<usize>,
}

/// A speech act told by a sentence.
pub struct Speech<'p> {
    pub speaker: Side<'p>,
    /// Who else says it: «قدّرت سيول وكييف».
    pub beside: Vec<Side<'p>>,
    pub addressee: Option<Side<'p>>,
    pub stance: String,
    pub cue: Span,
    pub content: Span,
    pub status: Status,
    pub frame: Option<u32>,
    /// Index of the predicate that tells it, among this sentence's.
    pub predicate: Option<usize>,
}

/// A frame that was tried, for `explain`.
pub struct Tried {
    pub word: usize,
    pub frame: u32,
    pub outcome: Result<(), String>,
}

/// What a sentence tells.
#[derive(Default)]
pub struct Told<'p> {
    pub tellings: Vec<Telling<'p>>,
    pub speeches: Vec<Speech<'p>>,
    /// What may tell something, in order.
    pub predicates: Vec<Predicate>,
    pub tried: Vec<Tried>,
}

pub struct SentenceCoder<'a, 'p> {
    pub parsed: &'a Parsed<'a>,
    pub resolver: &'a Resolver<'p>,
    /// Keep what was tried.
    pub explain: bool,
    /// Whom fillers stand for, once found: many frames ask for the same ones.
    stands: RefCell<HashMap<Filler, Stands<'p>, foldhash::fast::FixedState>>,
    nobody: Stands<'p>,
    /// What the tests of frames look at.
    ground: Ground<'a>,
}

pub(super) struct Chosen<'f> {
    pub(super) event: Option<Fit<'f>>,
    pub(super) speech: Option<Fit<'f>>,
    /// A frame that tells the happening before once more.
    pub(super) again: Option<Fit<'f>>,
}

impl<'a, 'p> SentenceCoder<'a, 'p> {
    pub fn new(parsed: &'a Parsed<'a>, resolver: &'a Resolver<'p>, explain: bool) -> Self {
        Self { parsed, resolver, explain, stands: RefCell::default(), nobody: Stands::nobody(), ground: Ground::new(parsed, resolver) }
    }

    /// Codes the sentence.
    pub fn code(&self) -> Told<'p> {
        let mut told = Told::default();
        let mut preds = predicates(self.parsed);
        self.inherit(&mut preds);
        let chosen: Vec<Chosen<'p>> = preds.iter().map(|p| self.choose(p, &mut told.tried)).collect();
        let eaten = |at: usize| chosen[at].event.iter().flat_map(|f| f.consumed.iter().flat_map(|w| self.chain_to(*w)));
        let consumed: Vec<(usize, usize)> = (0..preds.len()).flat_map(|at| eaten(at).map(move |w| (at, w))).collect();
        let speech_of = self.speeches(&preds, &chosen, &mut told);
        self.cited_speeches(&mut told);
        let colon = self.colon_speech(&mut told);
        for (at, predicate) in preds.iter().enumerate() {
            let Some(fit) = &chosen[at].event else {
                let repeated = chosen[at].again.as_ref().and_then(|fit| self.repeat(predicate, fit, &told));
                told.tellings.extend(repeated);
                continue;
            };
            if predicate.noun && consumed.iter().any(|(by, word)| *by != at && *word == predicate.word && preds[*by].word < predicate.word) {
                continue;
            }
            if let Some(telling) = self.telling(at, predicate, fit, &preds, &chosen, &speech_of, colon, &told) {
                told.tellings.push(telling);
            }
        }
        self.share_deed(&mut told.tellings);
        let eats = |verb: usize, noun: usize| consumed.iter().any(|(by, word)| *word == noun && preds[*by].word == verb);
        self.tell_once(&mut told.tellings, &eats);
        told.predicates = preds;
        told
    }

    /// «وكذلك فعلت دمشق», «وردت لاتفيا بالمثل»: the happening told before, of another doer.
    fn repeat(&self, predicate: &Predicate, fit: &Fit<'p>, told: &Told<'p>) -> Option<Telling<'p>> {
        let known = |sides: &[Side]| sides.iter().any(|s| s.entity.is_some());
        let done = told.tellings.last().is_some_and(|t| t.also.contains(&fit.index));
        if !known(&fit.actor) || done {
            return None;
        }
        let here = told.tellings.iter().map(|t| Act { frame: t.frame, actor: t.actor.clone(), recipient: t.recipient.clone() });
        let acts: Vec<Act<'p>> = self.resolver.memory.acts.iter().cloned().chain(here).collect();
        // Nobody follows their own example: in «وحذت إيطاليا حذوها» the pronoun is another's.
        let model: Vec<&Side<'p>> = fit.recipient.iter().filter(|r| r.entity.is_some() && !fit.actor.iter().any(|a| a.same_party(r))).collect();
        let by_model = |act: &&Act<'p>| model.is_empty() || act.actor.iter().any(|a| model.iter().any(|r| a.same_party(r)));
        let another = |act: &&Act<'p>| !act.actor.iter().any(|a| fit.actor.iter().any(|b| a.same_party(b)));
        let act = acts.iter().rev().filter(another).find(by_model)?;
        let trigger = self.trigger(predicate, fit);
        // «طردت موسكو دبلوماسيين فرنسيين ردا على إجراء مماثل اتخذته باريس»: what was done to the doer, the doer did to them.
        let own = !act.recipient.is_empty() && act.recipient.iter().all(|r| fit.actor.iter().any(|a| a.same_party(r)));
        Some(Telling {
            predicate: predicate.clone(),
            frame: act.frame,
            actor: fit.actor.iter().filter(|s| s.entity.is_some()).cloned().collect(),
            recipient: if own || fit.frame.again == Some(Again::Back) { act.actor.clone() } else { act.recipient.clone() },
            status: self.own_status(predicate),
            according_to: Vec::new(),
            trigger,
            evidence: self.evidence(predicate, trigger),
            told_in: None,
            denied: false,
            also: vec![fit.index],
            answers: None,
        })
    }

    /// «قتل جنديان في هجوم لبوكو حرام»: who attacks kills them, and whom it kills the attack is on.
    fn share_deed(&self, tellings: &mut [Telling<'p>]) {
        let frames = &self.parsed.language.frames.list;
        let assault = |t: &Telling| frames[t.frame as usize].kind() == "ASSAULT";
        let known = |sides: &[Side]| sides.iter().any(|s| s.entity.is_some());
        for at in 0..tellings.len() {
            let killing = &tellings[at];
            if !assault(killing) || !self.counts_people(&frames[killing.frame as usize]) || known(&killing.actor) {
                continue;
            }
            let led = |t: &Telling| {
                let phrase = t.predicate.phrase.filter(|(_, place)| *place == 0).map(|(p, _)| p);
                phrase.is_some_and(|p| killing.predicate.args.iter().any(|(_, f)| matches!(f, Filler::Phrase { phrase, .. } if *phrase == p)))
            };
            let attack = tellings.iter().position(|t| t.predicate.noun && assault(t) && known(&t.actor) && !t.actor.iter().any(|a| a.assumed) && led(t)).filter(|a| *a != at);
            let done = |t: &Telling| assault(t) && !t.actor.is_empty() && killing.actor.is_empty() && self.is_outcome(&killing.predicate, &t.predicate);
            let Some(attack) = attack.or_else(|| tellings.iter().position(done)) else { continue };
            tellings[at].actor = tellings[attack].actor.clone();
            let actor = tellings[at].actor.clone();
            tellings[at].recipient.retain(|r| !(r.assumed && actor.iter().any(|a| a.same_party(r))));
            if !known(&tellings[attack].recipient) && known(&tellings[at].recipient) {
                tellings[attack].recipient = tellings[at].recipient.clone();
            }
        }
    }

    /// «قتل ثمانية عندما فجّر انتحاري نفسه», «فجّر انتحاري نفسه مما أدى إلى مقتل ثمانية»: whether a killing is what another deed came to.
    fn is_outcome(&self, killing: &Predicate, deed: &Predicate) -> bool {
        let clauses = &self.parsed.clauses;
        let (killed, done) = (&clauses[killing.clause], &clauses[deed.clause]);
        let when = self.parsed.language.is_preposition(&self.parsed.words[done.first].key, const { classes(&["occasion"]) }) && done.link == Link::Circumstance;
        let beside = |clause: usize| clause == killing.clause || clauses[clause].link == Link::Beside && clauses[clause].parent == Some(killing.clause);
        if when && done.parent.is_some_and(beside) {
            return true;
        }
        let brought = killed.verb.is_some_and(|v| self.parsed.class_of(v) & const { classes(&["result"]) } != 0);
        let own = |phrase: usize| deed.phrase.is_some_and(|(p, _)| p == phrase) || done.link == Link::Relative(phrase);
        let comment = matches!(killed.link, Link::Circumstance | Link::Relative(_)) && killed.subject.is_none() && killed.parent == Some(deed.clause) && !deed.noun;
        brought && (comment || killed.subject.is_some_and(own))
    }

    /// «وصل الوزير في زيارة», «عقد الوفدان جلسة مباحثات»: one happening named twice is told once.
    fn tell_once(&self, tellings: &mut Vec<Telling>, eats: &dyn Fn(usize, usize) -> bool) {
        let frames = &self.parsed.language.frames.list;
        let kind = |t: &Telling| frames[t.frame as usize].event.as_ref().map(|e| e.kind.as_str());
        let within = |few: &Telling, many: &Telling| entities(few).all(|e| entities(many).any(|other| other == e));
        let mut at = 0;
        while at < tellings.len() {
            let noun = &tellings[at];
            if !noun.predicate.noun || noun.status == Status::Negated {
                at += 1;
                continue;
            }
            let names_it = self.is_circumstance_of_itself(&noun.predicate);
            let once = |o: usize, other: &Telling| {
                let beside = names_it && other.predicate.clause == noun.predicate.clause && (!other.predicate.noun || o < at) && within(noun, other);
                o != at && kind(other) == kind(noun) && (beside || eats(other.predicate.word, noun.predicate.word))
            };
            let told = tellings.iter().enumerate().position(|(o, other)| once(o, other));
            let Some(told) = told else {
                at += 1;
                continue;
            };
            let noun = tellings.remove(at);
            let kept = &mut tellings[if told > at { told - 1 } else { told }];
            for frame in std::iter::once(noun.frame).chain(noun.also) {
                if frame != kept.frame && !kept.also.contains(&frame) {
                    kept.also.push(frame);
                }
            }
            if kept.actor.is_empty() {
                kept.actor = noun.actor;
            }
        }
    }

    /// Whether a noun may name what its clause tells, not what went before or behind it: «بعد زيارة», «ردا على هجوم».
    fn is_circumstance_of_itself(&self, predicate: &Predicate) -> bool {
        let Some((phrase, _)) = predicate.phrase else { return false };
        let top = self.parsed.phrases[phrase].joined_to.unwrap_or(phrase);
        let led = self.parsed.nodes.iter().find_map(|n| match n {
            Node::Prep { name, phrase, .. } if *phrase == top => Some(name.as_str()),
            _ => None,
        });
        led.is_none_or(|name| matches!(name, "في" | "ب" | "ل" | "على" | "إلى" | "من" | "خلال" | "أثناء" | "ضمن" | "في إطار" | "لدى" | "في ختام"))
    }

    /// A consumed word with the nouns of its chain before it: «فرضت حظر التجول» is one happening.
    fn chain_to(&self, word: usize) -> Vec<usize> {
        let phrase = self.parsed.phrases.iter().find(|p| p.nouns.contains(&word));
        phrase.map_or_else(|| vec![word], |p| p.nouns.iter().copied().take_while(|n| *n <= word).collect())
    }

    /// Whom a filler stands for; the article's memory does not change while a sentence is coded.
    pub(super) fn stands(&self, filler: Filler) -> Stands<'p> {
        if let Some(stands) = self.stands.borrow().get(&filler) {
            return stands.clone();
        }
        let stands = Stands::new(self.resolve(filler), &self.nobody);
        self.stands.borrow_mut().insert(filler, stands.clone());
        stands
    }

    pub(super) fn sides(&self, filler: Filler) -> Rc<[Side<'p>]> {
        self.stands(filler).all
    }

    /// Whom a whole phrase stands for.
    pub(super) fn phrase_sides(&self, phrase: usize) -> Rc<[Side<'p>]> {
        self.sides(Filler::Phrase { phrase, from: 0 })
    }

    fn resolve(&self, filler: Filler) -> Vec<Side<'p>> {
        match filler {
            Filler::Phrase { phrase, from } => {
                let pronoun = self.parsed.phrases[phrase].pronoun.and_then(|enclitic| self.resolution_before(self.parsed.phrases[phrase].words.start, enclitic));
                if let Some(makers) = pronoun {
                    return makers;
                }
                let sides = self.resolver.sides(self.parsed, phrase, from);
                if sides.is_empty() && from == 0 { self.makers(phrase) } else { sides }
            }
            Filler::Pronoun { word, enclitic } => {
                if let Some(makers) = self.resolution_before(word, enclitic) {
                    return makers;
                }
                let span = self.parsed.words[word].span();
                let not = self.clause_subject(self.parsed.clause_of[word], word).filter(|_| self.parsed.tags[word].kind == Kind::Verb);
                self.resolver.pronoun(self.parsed, enclitic, word, not.as_ref()).into_iter().map(|s| Side { span, ..s }).collect()
            }
            Filler::Adjectives { phrase, from } => {
                let p = &self.parsed.phrases[phrase];
                let head = p.nouns[from];
                let mut found: Vec<Side<'p>> = Vec::new();
                for &a in p.adjectives.iter().filter(|&&a| a > head || self.parsed.language.fixed_order) {
                    let Some((entity, _, _)) = self.parsed.tags[a].name.and_then(|m| self.parsed.names[m].entity()) else { continue };
                    let side = self.resolver.country(entity, self.parsed.words[a].span(), "adjective");
                    if !found.iter().any(|f| f.same_party(&side)) {
                        found.push(side);
                    }
                }
                found
            }
            Filler::Unsaid { clause } => self.unsaid(clause),
            // «أكد أن القرار الأميركي مخالف للقانون»: whose decision it is.
            Filler::Clause(clause) => self.subject_of(clause).to_vec(),
        }
    }

    /// The subject a clause leaves unsaid: that of the clause it hangs on, else of what was told before.
    pub(super) fn unsaid(&self, clause: usize) -> Vec<Side<'p>> {
        let c = &self.parsed.clauses[clause];
        let verb = c.verb.and_then(|v| self.parsed.tags[v].reading);
        let speech = c.verb.is_some_and(|v| self.parsed.class_of(v) & const { classes(&["speech"]) } != 0);
        let agrees = |side: &Side| verb.is_none_or(|r| agrees(&r.form, side));
        let word = c.verb.unwrap_or(c.first);
        if self.parsed.cue_at(word) == Some("impersonal") {
            return Vec::new();
        }
        if verb.is_some_and(|r| r.form.person == 1) {
            // «قال الوزير إننا نقف»: whoever is quoted here, before whoever spoke last.
            let mut at = Some(clause);
            while let Some(here) = at {
                let c = &self.parsed.clauses[here];
                if let Some(speaker) = c.parent.filter(|_| c.link == Link::Complement).map(|p| self.subject_of(p)).filter(|s| s.iter().any(|s| s.entity.is_some())) {
                    return speaker.iter().take(1).map(|s| Side { rule: "first-person", ..s.clone() }).collect();
                }
                at = c.parent;
            }
            return self.resolver.pronoun(self.parsed, Enclitic { person: 1, feminine: false, number: Number::Plur }, word, None);
        }
        let mut at = c.parent;
        while let Some(parent) = at {
            let sides = self.subject_of(parent);
            if !sides.is_empty() && (sides.iter().all(&agrees) || sides.len() > 1) {
                return sides.to_vec();
            }
            at = self.parsed.clauses[parent].parent;
        }
        // «سبق لواشنطن أن شكلت», «لا يحق لطهران أن تمنع»: whose affair it is does it.
        if let Some(parent) = c.parent.filter(|_| c.link == Link::Complement) {
            let above = &self.parsed.clauses[parent];
            let whose = above.preps.iter().find(|(name, p)| name == "ل" && self.parsed.phrases[*p].words.end <= c.first);
            let sides = whose.filter(|_| above.verb.is_none_or(|v| !self.is_speech(v))).map(|(_, p)| self.phrase_sides(*p));
            if let Some(sides) = sides.filter(|s| s.iter().any(|s| s.entity.is_some() && agrees(s))) {
                return sides.to_vec();
            }
        }
        // «وعندما سئل الرئيس عن ذلك، قال»: who was told of in front.
        for front in self.parsed.clauses.iter().enumerate().filter(|(_, f)| f.parent == Some(clause) && f.link == Link::Circumstance && f.first < word) {
            let sides = self.subject_of(front.0);
            if sides.iter().any(|s| s.entity.is_some() && agrees(s)) {
                return sides.to_vec();
            }
        }
        // An earlier main clause of the same sentence.
        for earlier in (0..clause).rev().filter(|&e| matches!(self.parsed.clauses[e].link, Link::Root | Link::Beside | Link::Circumstance)) {
            let sides = self.subject_of(earlier);
            if sides.iter().any(&agrees) {
                return sides.to_vec();
            }
        }
        let memory = &self.resolver.memory;
        let before = if speech { memory.speaker.iter().chain(&memory.subject).next() } else { memory.subject.iter().chain(&memory.speaker).next() };
        let span = self.parsed.words[word].span();
        before.filter(|s| agrees(s)).map(|s| Side { span, rule: "unsaid", ..s.clone() }).into_iter().collect()
    }

    /// «أيدت القرار دول واعترض عليه لبنان»: whose the resolution is that a pronoun takes up, when none that acts stands
    /// nearer.
    fn resolution_before(&self, word: usize, enclitic: Enclitic) -> Option<Vec<Side<'p>>> {
        let verb = self.parsed.clauses[self.parsed.clause_of[word]].verb?;
        let judged = enclitic.person == 3 && enclitic.number == Number::Sing && self.parsed.frames_of(verb).any(|f| matches!(f.kind(), "REJECT" | "SUPPORT"));
        let text = const { classes(&["resolution", "agreement", "law", "document"]) };
        let gender = if enclitic.feminine { marsad_pack::Gender::Fem } else { marsad_pack::Gender::Masc };
        let before = self.parsed.phrases.iter().filter(|p| judged && p.words.end <= word && p.pronoun.is_none()).max_by_key(|p| p.words.start);
        let told = before.and_then(|last| {
            let near = self.parsed.phrases.iter().enumerate().filter(|(_, p)| p.words.end <= word && p.words.start + NEAR >= last.words.start);
            near.filter(|(_, p)| self.parsed.class_of(p.head()) & text != 0 && crate::read::chunks::agreement(&self.parsed.tags[p.head()], self.parsed.names).0 == gender)
                .max_by_key(|(_, p)| p.words.start)
        })?;
        let lemma = self.parsed.lemma(told.1.head())?;
        let span = self.parsed.words[word].span();
        let memory = &self.resolver.memory;
        let made = memory.makers(lemma);
        let decided = made.is_empty() && self.parsed.class_of(told.1.head()) & const { classes(&["resolution"]) } != 0;
        let made = if decided { memory.doers.first().map_or(made, Vec::as_slice) } else { made };
        let makers: Vec<Side<'p>> = made.iter().filter(|s| s.entity.is_some()).map(|s| Side { rule: "maker", ..s.clone().at(span) }).collect();
        (!makers.is_empty()).then_some(makers)
    }

    /// The sides of a clause's own subject.
    pub(super) fn subject_of(&self, clause: usize) -> Rc<[Side<'p>]> {
        let c = &self.parsed.clauses[clause];
        if let Some(subject) = c.subject {
            return self.phrase_sides(subject);
        }
        if let Some((word, enclitic)) = c.subject_pronoun {
            return self.sides(Filler::Pronoun { word, enclitic });
        }
        match c.link {
            Link::Relative(p) => self.phrase_sides(p),
            _ => self.nobody.all.clone(),
        }
    }

    fn clause_subject(&self, clause: usize, before: usize) -> Option<Side<'p>> {
        let c = &self.parsed.clauses[clause];
        let subject = c.subject.filter(|&s| self.parsed.phrases[s].words.start != before)?;
        self.phrase_sides(subject).first().cloned()
    }

    fn choose(&self, predicate: &Predicate, tried: &mut Vec<Tried>) -> Chosen<'p> {
        let frames = &self.resolver.language.frames;
        let index = if predicate.noun { frames.by_noun.get(&predicate.lemma) } else { frames.by_verb.get(&predicate.lemma) };
        let act = |filler: Option<Filler>| filler.map_or_else(|| self.nobody.clone(), |filler| self.stands(filler));
        let mut chosen = Chosen { event: None, speech: None, again: None };
        let other = |l: &u32| if predicate.noun { frames.by_noun.get(l) } else { frames.by_verb.get(l) };
        let rest = predicate.others.iter().filter_map(other).flatten();
        let own = index.map_or(0, Vec::len);
        for (nth, &at) in index.into_iter().flatten().chain(rest).enumerate() {
            let frame = &frames.list[at as usize];
            let soft = |actor: &[Side<'p>]| {
                // Nobody named for what joins two: the sentence may speak of both.
                if actor.is_empty() {
                    return self.both_named().len() > 1;
                }
                let kind = frame.kind();
                // «احتج السفير على القرار»: whose decision it is, the article has told.
                let aimed = matches!(kind, "ACCUSE" | "REJECT" | "THREATEN" | "SUPPORT" | "REQUEST") && frame.recipient.iter().any(|r| predicate.arg(*r).is_some_and(|f| self.points(f)));
                (aimed || matches!(kind, "AID" | "SANCTION")) && actor.iter().any(|s| s.entity.is_some()) && self.resolver.other_side(actor, self.parsed.span).is_some()
            };
            let outcome = try_frame(at, frame, predicate, &self.ground, &act, &soft).and_then(|mut fit| {
                self.turn_passive(&mut fit, predicate);
                self.turn_dropped(&mut fit, predicate);
                fit.score -= i32::from(nth >= own);
                // «لن نسمح»: what refusing is, goes before what allowing would be.
                fit.score += 4 * i32::from(frame.negated && self.parsed.clauses[predicate.clause].negated);
                let bare = frame.recipient.contains(&Role::OBJECT) && predicate.arg(Role::OBJECT).is_none() && !predicate.noun;
                if nth >= own && fit.consumed.is_empty() && (bare || !fit.actor.iter().any(|s| s.entity.is_some())) {
                    return Err("another reading of the word is likelier".into());
                }
                self.is_worth(&fit, predicate).map(|()| fit)
            });
            if self.explain {
                tried.push(Tried { word: predicate.word, frame: at, outcome: outcome.as_ref().map(|_| ()).map_err(|misfit| misfit.why(self.parsed)) });
            }
            let Ok(fit) = outcome else { continue };
            let slot = if frame.event.is_some() {
                &mut chosen.event
            } else if frame.again.is_some() {
                &mut chosen.again
            } else {
                &mut chosen.speech
            };
            if slot.as_ref().is_none_or(|best| fit.score > best.score) {
                *slot = Some(fit);
            }
        }
        chosen
    }

    /// A definite thing told before, that belongs to nobody by its own words: «على القرار».
    fn points(&self, filler: Filler) -> bool {
        matches!(filler, Filler::Phrase { phrase, from } if self.points_back(phrase, from).is_some())
    }

    /// «قتل ثلاثة جنود»: a transitive deed told without an object has its patient where the subject stands.
    fn turn_passive(&self, fit: &mut Fit<'p>, predicate: &Predicate) {
        let frame = fit.frame;
        let Some(event) = &frame.event else { return };
        let deed = matches!(event.kind.as_str(), "ASSAULT" | "COERCE" | "SANCTION" | "RETREAT" | "AID" | "MOBILIZE");
        let suspect = !predicate.noun && !predicate.passive && deed && frame.recipient.contains(&Role::OBJECT) && frame.actor.contains(&Role::SUBJECT);
        let counts = self.counts_people(frame);
        let sufferer = predicate.arg(Role::OBJECT).filter(|&f| !counts || !self.is_where(f));
        if !suspect || sufferer.is_some() || predicate.arg(Role::CLAUSE).is_some() {
            return;
        }
        // «أغار متمردون على بلدة سودانية»: whoever is struck is told already.
        let struck = predicate.arg(Role::OBJECT).is_none() && fit.recipient.iter().any(|r| r.entity.is_some() && !fit.actor.iter().any(|a| a.same_party(r)));
        if struck {
            return;
        }
        let can_be = self.parsed.words[predicate.word].readings.iter().any(|r| r.form.lemma == predicate.lemma && r.form.passive);
        // «إن عشرة جنود قتلوا في هجوم»: who kills says whom.
        let first = self.parsed.clauses[predicate.clause].subject_first && !counts;
        if can_be && !first && matches!(predicate.arg(Role::SUBJECT), Some(Filler::Phrase { .. })) {
            let told = frame.actor.iter().filter(|r| **r != Role::SUBJECT).flat_map(|r| fill(predicate, frame, *r, self.parsed));
            let by: Vec<Side<'p>> = told.map(|f| self.sides(f).to_vec()).find(|by| !by.is_empty()).unwrap_or_default();
            fit.recipient = std::mem::replace(&mut fit.actor, by.into());
        }
    }

    /// Whether an argument tells where something is, not whom it is done to: «قتل مدنيان جنوب لبنان».
    fn is_where(&self, filler: Filler) -> bool {
        let told = self.sides(filler);
        !told.is_empty() && told.iter().all(|s| s.rule == "place")
    }

    /// Whether a frame counts the people its object tells of: killed, wounded, detained.
    fn counts_people(&self, frame: &marsad_pack::Frame) -> bool {
        frame.counts.iter().any(|(role, what)| *role == Role::OBJECT && matches!(what.as_str(), "killed" | "wounded" | "detained" | "hostages"))
    }

    /// «زار اليابان والتقى رئيس وزرائها»: a verb that joins two, told of the same doer, has the other after it.
    fn turn_dropped(&self, fit: &mut Fit<'p>, predicate: &Predicate) {
        let clause = &self.parsed.clauses[predicate.clause];
        let goes_on = matches!(clause.link, Link::Beside | Link::Aim) && !clause.subject_first && clause.subject.is_some();
        if predicate.noun
            || !fit.frame.reciprocal
            || !goes_on
            || fit.recipient.iter().any(|s| s.entity.is_some() && !fit.actor.iter().any(|a| a.same_party(s)))
            || fit.actor.iter().filter(|s| s.entity.is_some()).count() > 1
        {
            return;
        }
        let unsaid = self.stands(Filler::Unsaid { clause: predicate.clause }).known;
        let doer: Rc<[Side<'p>]> = unsaid.iter().filter(|s| !fit.actor.iter().any(|a| a.same_party(s))).cloned().collect();
        if !doer.is_empty() {
            fit.recipient = std::mem::replace(&mut fit.actor, doer);
        }
    }

    /// Whether an event concerns world politics: a side is known, or it is violence or protest.
    fn is_worth(&self, fit: &Fit<'p>, predicate: &Predicate) -> Result<(), Misfit> {
        let Some(event) = &fit.frame.event else {
            return Ok(());
        };
        let known = |sides: &[Side]| sides.iter().any(|s| s.entity.is_some());
        if fit.frame.actor.contains(&Role::SPEAKER) {
            return Ok(());
        }
        let fights = event.kind == "ASSAULT" && fit.frame.reciprocal && predicate.noun && fit.actor.iter().chain(fit.recipient.iter()).filter(|s| s.entity.is_some()).count() < 2;
        if fights && !self.is_happening(predicate) {
            return Err("fighting is only spoken of".into());
        }
        if known(&fit.actor) || known(&fit.recipient) || fit.frame.reciprocal && predicate.noun && self.is_happening(predicate) && self.both_named().len() > 1 {
            return Ok(());
        }
        match event.kind.as_str() {
            "ASSAULT" | "PROTEST" if self.is_told(fit, predicate) => Ok(()),
            "COERCE" if self.resolver.memory.scene.or(self.resolver.memory.home).is_some() => Ok(()),
            _ => Err("no side of world politics is known".into()),
        }
    }

    /// Violence without a known side is told when someone unnamed suffers or does it, or when it is what happens.
    fn is_told(&self, fit: &Fit<'p>, predicate: &Predicate) -> bool {
        if !predicate.noun || !fit.actor.is_empty() || !fit.recipient.is_empty() || !fit.consumed.is_empty() {
            return true;
        }
        self.is_happening(predicate)
    }

    /// Whether a noun is what happens: the subject of its clause, or what a light verb carries.
    fn is_happening(&self, predicate: &Predicate) -> bool {
        let Some((phrase, place)) = predicate.phrase else { return true };
        let clause = &self.parsed.clauses[predicate.clause];
        let top = self.parsed.phrases[phrase].joined_to.unwrap_or(phrase);
        place == 0 && (clause.subject == Some(top) || clause.objects.contains(&top) && clause.verb.is_some_and(|v| is_light(self.parsed, v) || self.includes(v)))
    }

    /// Verbs that tell of their object as something that happened: «شملت توقيع معاهدة».
    fn includes(&self, verb: usize) -> bool {
        let lemma = self.parsed.lemma(verb).map_or("", |l| self.parsed.language.lexicon.lemmas[l as usize].text.as_str());
        matches!(lemma, "شمل" | "تضمّن" | "شهد" | "أثمر" | "توّج")
    }

    pub(super) fn chain_has(&self, mut at: Option<usize>, clause: usize) -> bool {
        while let Some(here) = at {
            if here == clause {
                return true;
            }
            at = self.parsed.clauses[here].parent;
        }
        false
    }

    #[allow(clippy::too_many_arguments)]
    fn telling(
        &self,
        at: usize,
        predicate: &Predicate,
        fit: &Fit<'p>,
        preds: &[Predicate],
        chosen: &[Chosen<'p>],
        speech_of: &[Option<usize>],
        colon: Option<usize>,
        told: &Told<'p>,
    ) -> Option<Telling<'p>> {
        if self.is_untold(predicate, fit) {
            return None;
        }
        let mut status = self.own_status(predicate);
        if fit.frame.negated && status == Status::Negated {
            // «لن نقبل»: not doing is what is done.
            status = Status::Actual;
        }
        if fit.frame.event.as_ref().is_some_and(|e| e.hypothetical) {
            status = weaker(status, Status::Hypothetical);
        }
        let mut according_to: Vec<Side<'p>> = Vec::new();
        let mut told_in = None;
        let mut denied = false;
        for governor in self.governors(at, preds, chosen) {
            let over = &chosen[governor];
            let inside = match (&over.event, &over.speech) {
                (Some(e), _) if e.frame.speech.is_some() || e.frame.inside != Inside::Actual => e.frame.inside,
                (_, Some(s)) => s.frame.inside,
                (Some(e), None) => e.frame.inside,
                (None, None) => continue,
            };
            let speaker = speech_of[governor].map(|s| &told.speeches[s]);
            if told_in.is_none() {
                told_in = speech_of[governor];
            }
            // «لم يستبعد دبلوماسيون أن …»: people without a name make no statement, but it is their word.
            let unnamed = over.speech.as_ref().filter(|_| speaker.is_none()).map(|fit| fit.actor.to_vec()).unwrap_or_default();
            let claim = |list: &mut Vec<Side<'p>>| {
                let told = speaker.iter().flat_map(|s| std::iter::once(&s.speaker).chain(&s.beside));
                for side in told.chain(unnamed.iter().filter(|s| matches!(s.rule, "agent" | "office" | "people")).take(1)) {
                    if !list.iter().any(|s| s.same_party(side)) {
                        list.push(side.clone());
                    }
                }
            };
            match inside {
                Inside::None => return None,
                Inside::Claim => claim(&mut according_to),
                Inside::Future => {
                    claim(&mut according_to);
                    status = weaker(status, Status::Future);
                }
                Inside::Hypothetical => {
                    claim(&mut according_to);
                    status = weaker(status, Status::Hypothetical);
                }
                Inside::Negated => {
                    claim(&mut according_to);
                    denied = true;
                    status = if status == Status::Negated { Status::Actual } else { Status::Negated };
                }
                Inside::Actual => {}
            }
            // A governor's own status carries down: who may say, would say.
            status = weaker(status, self.own_status(&preds[governor])).min_unless_negated(status);
        }
        if let Some(colon) = colon {
            let speech = &told.speeches[colon];
            let own = {
                let c = &self.parsed.clauses[predicate.clause];
                c.link == Link::Beside && c.subject_first
            };
            if according_to.is_empty() && !own && predicate.word > 1 && self.chain_has(Some(predicate.clause), 1) {
                according_to.push(speech.speaker.clone());
                told_in = told_in.or(Some(colon));
            }
        }
        let answers = self.answers(predicate, fit, told);
        let (actor, mut recipient) = self.settle(fit, predicate, told_in.map(|s| &told.speeches[s].speaker), &self.beside(at, preds, chosen))?;
        if let Some(doers) = self.doers_of_judged(predicate, fit, preds, chosen, told, &actor, &recipient) {
            recipient = doers;
        }
        if let Some(answered) = answers {
            let span = recipient.first().map_or(self.parsed.words[predicate.word].span(), |r| r.span);
            recipient = vec![Side { span, rule: "answered", ..told.speeches[answered].speaker.clone() }];
        }
        let trigger = self.trigger(predicate, fit);
        Some(Telling {
            predicate: predicate.clone(),
            frame: fit.index,
            actor,
            recipient,
            status,
            according_to,
            trigger,
            evidence: self.evidence(predicate, trigger),
            told_in,
            also: Vec::new(),
            answers,
            denied,
        })
    }

    /// Who did what is condemned or refused: «دانت باريس مقتل جنود لبنانيين في غارة إسرائيلية» is aimed at whoever killed
    /// them, «أجرى الجيشان مناورات ونددت بها كراكاس» at both.
    #[allow(clippy::too_many_arguments, reason = "a deed is judged in the light of all that the sentence tells")]
    fn doers_of_judged(&self, predicate: &Predicate, fit: &Fit<'p>, preds: &[Predicate], chosen: &[Chosen<'p>], told: &Told<'p>, actor: &[Side<'p>], recipient: &[Side<'p>]) -> Option<Vec<Side<'p>>> {
        let kind = fit.frame.kind();
        if !matches!(kind, "ACCUSE" | "REJECT") {
            return None;
        }
        let is = |list: &[Side], s: &Side| list.iter().any(|o| o.same_party(s));
        if let [side] = recipient
            && side.rule == "pronoun"
            && let Some(deed) = told.tellings.iter().rev().find(|t| t.actor.len() > 1 && t.recipient.is_empty() && is(&t.actor, side) && !t.actor.iter().any(|s| is(actor, s)))
        {
            return Some(deed.actor.iter().map(|s| Side { span: side.span, rule: "pronoun", ..s.clone() }).collect());
        }
        let judged = done_to(predicate, fit.frame, self.parsed).find_map(|f| match f {
            Filler::Phrase { phrase, from } => self.parsed.phrases[phrase].nouns.get(from).copied(),
            _ => None,
        })?;
        let guessed = !recipient.is_empty() && recipient.iter().all(|r| matches!(r.rule, "other-side" | "both-sides"));
        if guessed && self.parsed.class_of(judged) & const { classes(&["attack", "blast"]) } != 0 {
            // «أدان مجلس الأمن الهجوم في كابل»: blames whoever did it, and nobody where nobody is known to have.
            return Some(self.last_attackers(actor));
        }
        let (at, _) = preds.iter().enumerate().find(|(_, p)| p.noun && p.word == judged)?;
        let deed = chosen[at].event.as_ref().filter(|f| f.frame.kind() == "ASSAULT")?;
        let struck = !recipient.is_empty() && recipient.iter().all(|r| r.rule == "thing-of" || r.rule == "people-of") && recipient.iter().all(|r| is(&deed.recipient, r) || deed.recipient.is_empty());
        if !struck || deed.actor.iter().any(|s| s.entity.is_some() && s.rule != "adjective" && is(recipient, s)) {
            return None;
        }
        let named = |fit: &Fit<'p>| fit.actor.iter().filter(|s| s.entity.is_some() && !s.assumed && !is(actor, s)).cloned().collect::<Vec<Side<'p>>>();
        let own = named(deed);
        if !own.is_empty() {
            return Some(own);
        }
        // «مقتل مدنيين في قصف روسي»
        let led = |p: &Predicate| p.phrase.is_some_and(|(of, place)| place == 0 && preds[at].args.iter().any(|(_, f)| matches!(f, Filler::Phrase { phrase, .. } if *phrase == of)));
        let attack = preds.iter().zip(chosen).filter(|(p, _)| p.word != judged && led(p)).find_map(|(_, c)| c.event.as_ref().filter(|f| f.frame.kind() == "ASSAULT"));
        let led_by = attack.map(named).unwrap_or_default();
        if !led_by.is_empty() {
            return Some(led_by);
        }
        let hostile = |a: &&Act<'p>| self.parsed.language.frames.list[a.frame as usize].kind() == "ASSAULT";
        let struck_them = |a: &&Act<'p>| a.recipient.iter().any(|r| is(recipient, r)) && a.actor.iter().any(|s| !is(actor, s) && !is(recipient, s));
        let before = self.resolver.memory.acts.iter().rev().filter(hostile).find(struck_them)?;
        Some(before.actor.iter().map(|s| Side { rule: "doer", ..s.clone() }).collect())
    }

    /// Those other than the given sides who did the last violence that the article tells the doer of.
    fn last_attackers(&self, besides: &[Side<'p>]) -> Vec<Side<'p>> {
        let frames = &self.parsed.language.frames.list;
        let known = |s: &&Side<'p>| s.entity.is_some() && !s.assumed && !besides.iter().any(|b| b.same_party(s));
        let attacks = self.resolver.memory.acts.iter().rev().filter(|a| frames[a.frame as usize].kind() == "ASSAULT");
        let doers = attacks.map(|a| a.actor.iter().filter(known).cloned().collect::<Vec<_>>()).find(|doers| !doers.is_empty());
        doers.into_iter().flatten().map(|s| Side { rule: "doer", ..s }).collect()
    }

    /// Whether a word that could name a happening tells none: a state of affairs, a topic, a motive, what is to be prevented.
    fn is_untold(&self, predicate: &Predicate, fit: &Fit<'_>) -> bool {
        let kind = fit.frame.kind();
        if !predicate.noun {
            return !fit.frame.negated && self.never_does(predicate);
        }
        let Some((phrase, place)) = predicate.phrase else { return false };
        self.is_unreal(phrase, place)
            || kind == "CONSULT" && (self.is_topic(predicate) || self.is_aside(phrase))
            || matches!(kind, "SANCTION" | "COERCE") && self.is_provision(predicate, phrase)
            || is_verbal(kind) && self.is_motive(predicate, phrase)
    }

    /// «التقيا على هامش أعمال الدورة»: the occasion is not what is told.
    fn is_aside(&self, phrase: usize) -> bool {
        let top = self.parsed.phrases[phrase].joined_to.unwrap_or(phrase);
        self.parsed.nodes.iter().any(|n| matches!(n, Node::Prep { name, phrase, .. } if *phrase == top && name == "على هامش"))
    }

    /// «تشمل العقوبات تجميد أصول»: what a measure holds is told with the measure.
    fn is_provision(&self, predicate: &Predicate, phrase: usize) -> bool {
        let clause = &self.parsed.clauses[predicate.clause];
        let top = self.parsed.phrases[phrase].joined_to.unwrap_or(phrase);
        let frames = &self.parsed.language.frames;
        let measure = |l: u32| frames.by_noun.get(&l).into_iter().flatten().any(|f| matches!(frames.list[*f as usize].kind(), "SANCTION" | "COERCE"));
        let subject = clause.subject.or(match clause.link {
            Link::Relative(told) => Some(told),
            _ => None,
        });
        let holds = clause.verb.is_some_and(|v| self.includes(v)) && clause.objects.contains(&top);
        holds && subject.and_then(|s| self.parsed.lemma(self.parsed.phrases[s].head())).is_some_and(measure)
    }

    /// «لا تقيم مصر وإسرائيل علاقات»: what is never done is a state of affairs.
    fn never_does(&self, predicate: &Predicate) -> bool {
        let before = predicate.word.saturating_sub(3)..predicate.word;
        let neg = before.rev().find(|&w| self.parsed.tags[w].kind == Kind::Neg);
        let never = neg.and_then(|w| self.parsed.lemma(w)).is_some_and(|l| self.parsed.language.lexicon.lemmas[l as usize].text == "لا");
        never && self.parsed.clauses[predicate.clause].negated
    }

    /// «وقف إطلاق النار», «خطر حرب», «يمهد لرحيل القوات»: what stands over it says that it stops, may come or shall not.
    fn is_unreal(&self, phrase: usize, place: usize) -> bool {
        let parsed = self.parsed;
        let unreal = |w: &usize| parsed.cue_at(*w) == Some("unreal");
        let clause = &parsed.clauses[parsed.clause_of[parsed.phrases[phrase].head()]];
        if clause.subject != Some(phrase) && clause.verb.is_some_and(|v| unreal(&v)) {
            return true;
        }
        parsed.phrases[phrase].nouns[..place].iter().any(unreal) || self.host(phrase).is_some_and(|h| parsed.phrases[h].nouns.iter().any(unreal))
    }

    /// The phrase that a preposition hangs this one on: «الدخول في مفاوضات», «وقف فوري لإطلاق النار».
    fn host(&self, phrase: usize) -> Option<usize> {
        let nodes = &self.parsed.nodes;
        let top = self.parsed.phrases[phrase].joined_to.unwrap_or(phrase);
        let at = nodes.iter().position(|n| matches!(n, Node::Prep { name, phrase, .. } if *phrase == top && matches!(name.as_str(), "في" | "ب" | "ل" | "إلى" | "من" | "عن" | "على")))?;
        match nodes.get(at.checked_sub(1)?)? {
            Node::Phrase(host) | Node::Prep { phrase: host, .. } => Some(*host),
            _ => None,
        }
    }

    /// «قمة جاكرتا: أنان يطلب…»: a heading's first words say what it is about.
    fn is_topic(&self, predicate: &Predicate) -> bool {
        let clause = &self.parsed.clauses[predicate.clause];
        let colon = |c: &Clause| c.parent == Some(predicate.clause) && c.link == Link::Complement && self.parsed.words[c.first].text == ":";
        clause.first == 0 && clause.verb.is_none() && self.parsed.clauses.iter().any(colon)
    }

    /// «تقديم مليار دولار دعما لجهود الإغاثة»: a bare accusative behind the object says why.
    fn is_motive(&self, predicate: &Predicate, phrase: usize) -> bool {
        let clause = &self.parsed.clauses[predicate.clause];
        let bare = self.parsed.tags[predicate.word].reading.is_some_and(|r| r.form.accusative);
        let carried = clause.verb.is_none_or(|v| is_light(self.parsed, v));
        bare && !carried && clause.objects.contains(&phrase) && clause.objects.first() != Some(&phrase)
    }

    /// Whom the same doer acts on elsewhere in the sentence: «أدانت روسيا التدخل، محذرة الولايات المتحدة».
    fn beside(&self, at: usize, preds: &[Predicate], chosen: &[Chosen<'p>]) -> Vec<Side<'p>> {
        let Some(own) = &chosen[at].event else { return Vec::new() };
        if own.frame.kind() == "PROTEST" {
            return self.cries_at(at, own, preds, chosen);
        }
        let same = |fit: &Fit<'p>| fit.actor.iter().any(|a| a.entity.is_some() && own.actor.iter().any(|b| a.same_party(b)));
        let others = chosen.iter().zip(preds).enumerate().filter(|(o, _)| *o != at).filter_map(|(_, (c, p))| c.event.as_ref().map(|f| (f, p)));
        let named = |fit: &Fit<'p>| fit.recipient.iter().any(|r| r.entity.is_some() && !own.actor.iter().any(|a| a.same_party(r)));
        let kind = |fit: &Fit<'p>| fit.frame.kind();
        // «شكر السودان، لكنه نفى …»: who is thanked is not who is refuted.
        let alike = |fit: &Fit<'p>| !(matches!(kind(own), "REJECT" | "ACCUSE" | "THREATEN") && matches!(kind(fit), "SUPPORT" | "AID" | "COOPERATE" | "CONSULT"));
        // «طالبوا بالإفراج عنهما، ودعوا المنظمة …»: whom a later clause of its own turns to is another matter.
        let goes_on = |p: &Predicate| p.word < preds[at].word || p.noun || !matches!(self.parsed.clauses[p.clause].link, Link::Beside | Link::Root);
        let near = others.filter(|(f, p)| same(f) && named(f) && !f.frame.reciprocal && alike(f) && goes_on(p)).min_by_key(|(_, p)| p.word.abs_diff(preds[at].word));
        near.map_or_else(Vec::new, |(f, _)| f.recipient.iter().filter(|r| r.entity.is_some()).cloned().collect())
    }

    /// Whom a crowd's demands and slogans are at: «تجمع المتظاهرون مطالبين رئيس الوزراء بالتنحي», «مرددين شعارات تندد بالحصار».
    fn cries_at(&self, at: usize, own: &Fit<'p>, preds: &[Predicate], chosen: &[Chosen<'p>]) -> Vec<Side<'p>> {
        let crowd = |fit: &Fit<'p>| fit.actor.iter().any(|a| own.actor.iter().any(|b| a.same_party(b) && (a.entity.is_some() || a.span == b.span)));
        let cries = |fit: &Fit<'p>| matches!(fit.frame.kind(), "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "PROTEST");
        let aimed = |fit: &Fit<'p>| fit.recipient.iter().any(|r| r.entity.is_some() && !matches!(r.rule, "pronoun" | "unsaid") && !own.actor.iter().any(|a| a.span == r.span));
        let others = chosen.iter().zip(preds).enumerate().filter(|(o, _)| *o != at).filter_map(|(_, (c, p))| c.event.as_ref().map(|f| (f, p)));
        let theirs = others.filter(|(f, p)| cries(f) && aimed(f) && (crowd(f) || self.is_told_under(p.clause, preds[at].clause)));
        let near = theirs.min_by_key(|(_, p)| (p.word < preds[at].word, p.word.abs_diff(preds[at].word)));
        near.map_or_else(Vec::new, |(f, _)| f.recipient.iter().filter(|r| r.entity.is_some()).cloned().collect())
    }

    /// Whether a clause only goes on with what another tells: its participles, aims and relative clauses, and itself.
    fn is_told_under(&self, mut clause: usize, above: usize) -> bool {
        while clause != above {
            let here = &self.parsed.clauses[clause];
            let (Link::Participle | Link::Aim | Link::Relative(_), Some(parent)) = (here.link, here.parent) else { return false };
            clause = parent;
        }
        true
    }

    /// A rejection in the same breath answers what another said just before.
    fn answers(&self, predicate: &Predicate, fit: &Fit<'p>, told: &Told<'p>) -> Option<usize> {
        let rejects = fit.frame.kind() == "REJECT";
        let word = self.parsed.words[predicate.word].span();
        let explicit = fit.recipient.iter().any(|s| s.entity.is_some() && !matches!(s.rule, "pronoun" | "unsaid"));
        let mut before = told.speeches.iter().enumerate().filter(|(_, s)| s.cue.end <= word.start && !fit.actor.iter().any(|a| a.same_party(&s.speaker)) && s.speaker.entity.is_some());
        before.next_back().filter(|_| rejects && !explicit).map(|(at, _)| at)
    }

    /// The clause whose happening a predicate is part of: in "agreed to restore ties after a swap" the swap is not agreed.
    fn clause_it_stands_in(&self, predicate: &Predicate) -> usize {
        let parsed = self.parsed;
        let apart = |name: &str| parsed.language.fixed_order && parsed.language.is_preposition(name, const { classes(&["circumstance"]) });
        let led = predicate.phrase.and_then(|(phrase, _)| governor(parsed, phrase)).is_some_and(apart);
        let clause = &parsed.clauses[predicate.clause];
        clause.parent.filter(|_| led && clause.link == Link::Complement).unwrap_or(predicate.clause)
    }

    /// Predicates whose content this one stands in, inmost first.
    fn governors(&self, at: usize, preds: &[Predicate], chosen: &[Chosen<'p>]) -> Vec<usize> {
        let mut found = Vec::new();
        let predicate = &preds[at];
        let by_word = |word: usize| preds.iter().position(|p| p.word == word && !p.noun);
        if let Some((phrase, place)) = predicate.phrase {
            let p = &self.parsed.phrases[phrase];
            // A noun in another noun's chain: «رفض إدانة القصف».
            for &outer in p.nouns[..place].iter().rev() {
                if let Some(o) = preds.iter().position(|q| q.noun && q.word == outer)
                    && self.is_content(&chosen[o], Role::OF)
                {
                    found.push(o);
                }
            }
            let chain_head = p.joined_to.unwrap_or(phrase);
            let host = self.host(phrase).filter(|&h| self.is_entry(h));
            for (o, other) in preds.iter().enumerate().filter(|(o, _)| *o != at) {
                if other.word == predicate.word {
                    continue;
                }
                let role = other.args.iter().find(|(_, f)| matches!(f, Filler::Phrase { phrase: q, from: 0 } if *q == chain_head || Some(*q) == host)).map(|(r, _)| *r);
                if let Some(role) = role
                    && self.is_content(&chosen[o], role)
                    && !found.contains(&o)
                {
                    found.push(o);
                }
            }
        }
        let mut clause = self.clause_it_stands_in(predicate);
        loop {
            let c = &self.parsed.clauses[clause];
            let Some(parent) = c.parent else { break };
            if c.link == Link::Complement
                && let Some(o) = self.parsed.clauses[parent].verb.and_then(by_word)
                && o != at
                && !found.contains(&o)
            {
                found.push(o);
            }
            if c.link == Link::Complement && self.parsed.clauses[parent].verb.is_none() {
                let noun = preds.iter().enumerate().rfind(|(_, p)| p.noun && p.clause == parent && p.word < c.first);
                if let Some((o, _)) = noun.filter(|(o, _)| *o != at && !found.contains(o)) {
                    found.push(o);
                }
            }
            clause = parent;
        }
        found
    }

    /// Whether a noun only leads into what follows it: «الدخول في مفاوضات», «العودة إلى المحادثات».
    fn is_entry(&self, phrase: usize) -> bool {
        let lemmas = &self.parsed.language.lexicon.lemmas;
        let leads = const { classes(&["light", "aspect", "motion", "modal"]) };
        let head = self.parsed.lemma(self.parsed.phrases[phrase].head());
        head.is_some_and(|l| lemmas[l as usize].of_verbs.iter().any(|v| lemmas[*v as usize].classes & leads != 0))
    }

    /// Whether a role of a predicate is what it says, wants or refuses, rather than a circumstance.
    fn is_content(&self, chosen: &Chosen<'p>, role: Role) -> bool {
        let name = &self.parsed.language.frames.roles[role.0 as usize];
        let content = |fit: &Fit<'p>| {
            let listed = fit.frame.speech.as_ref().is_some_and(|s| s.content.contains(&role));
            let taken = fit.frame.actor.contains(&role) && !listed;
            let usual = matches!(name.as_str(), "object" | "of" | "ب" | "إلى" | "على" | "عن" | "ل" | "من" | "to" | "for" | "from") && role != Role::SUBJECT;
            !taken && (listed || usual)
        };
        let event = chosen.event.as_ref().is_some_and(|f| f.frame.inside != Inside::Actual && content(f));
        event || chosen.speech.as_ref().is_some_and(content)
    }

    /// The words that name the event: the verb or noun, with what completes it, «أطلق صواريخ», «هجوم انتحاري». Where somebody
    /// stands between a verb and the noun that completes it, the noun names it: «أكدت موريتانيا رفضها».
    pub(super) fn trigger(&self, predicate: &Predicate, fit: &Fit<'p>) -> Span {
        let own = self.parsed.words[predicate.word].span();
        let near = |w: &usize| w.abs_diff(predicate.word) <= NAMED_TOGETHER && !self.is_somebody(*w);
        let between = |w: usize| w.min(predicate.word) + 1..w.max(predicate.word);
        let (apart, beside): (Vec<usize>, Vec<usize>) = fit.consumed.iter().copied().filter(near).partition(|&w| between(w).any(|b| self.is_somebody(b)));
        let verbal = |w: &&usize| self.parsed.lemma(**w).is_some_and(|l| !self.parsed.language.lexicon.lemmas[l as usize].of_verbs.is_empty());
        match apart.iter().find(verbal).filter(|_| beside.is_empty()) {
            Some(&noun) => self.parsed.words[noun].span(),
            None => beside.iter().fold(own, |span, &w| span.join(self.parsed.words[w].span())),
        }
    }

    /// Whether a word tells of people: those who act or suffer do not name what happens.
    fn is_somebody(&self, word: usize) -> bool {
        let people = const { classes(&["person", "people", "troops", "police", "citizen", "diplomat", "refugee", "prisoner", "hostage", "city"]) };
        self.parsed.tags[word].name.is_some() || self.parsed.cue_at(word).is_some() || self.parsed.class_of(word) & people != 0
    }

    /// The clause it was read from, the whole sentence when that is short.
    pub(super) fn evidence(&self, predicate: &Predicate, trigger: Span) -> Span {
        if self.parsed.span.len() <= 700 {
            return self.parsed.span;
        }
        let clause = &self.parsed.clauses[predicate.clause];
        self.parsed.words_span(clause.first.min(self.parsed.words.len() - 1), clause.end.max(clause.first + 1)).join(trigger)
    }
}

/// How far the noun that completes a verb may stand for both to be one name: «أطلقت عشرات الصواريخ».
const NAMED_TOGETHER: usize = 2;

/// How many words may stand between a resolution and the pronoun that takes it up.
const NEAR: usize = 6;

/// The states and bodies that have a part in a telling.
fn entities(telling: &Telling<'_>) -> impl Iterator<Item = u32> {
    telling.actor.iter().chain(&telling.recipient).filter_map(|s| s.entity)
}

/// Kinds of happening that are done by words.
fn is_verbal(kind: &str) -> bool {
    matches!(kind, "SUPPORT" | "ACCUSE" | "REJECT" | "THREATEN" | "REQUEST" | "AGREE" | "CONCEDE")
}

/// Whether a verb form can have this side as its subject.
fn agrees(form: &marsad_pack::Form, side: &Side) -> bool {
    use marsad_pack::Gender;
    if form.shape != Shape::Perfect && form.shape != Shape::Imperfect {
        return true;
    }
    let gender = match (form.gender, side.gender) {
        (Gender::Fem, Gender::Masc) => side.number == Number::Plur,
        (Gender::Masc, Gender::Fem) => false,
        _ => true,
    };
    let number = match form.number {
        Number::Plur => side.number != Number::Sing || side.kind == marsad_record::ActorKind::Group,
        _ => true,
    };
    gender && number
}
