//! Who acted on whom, in the end: what no word of a clause says is taken from the story.
//!
//! Enters: a frame that fits, with the sides its arguments name. Leaves: actors and recipients. «رحب الوزير
//! بالقرار» welcomes whoever made the decision, «تظاهر الآلاف في تونس» are Tunisians before their own state.

use crate::code::belongs::{governor, owner, phrase_of};
use crate::code::frames::Fit;
use crate::code::memory::Act;
use crate::code::predicates::{Filler, Predicate, done_to, fill, is_light};
use crate::code::sentence::SentenceCoder;
use crate::code::sides::Side;
use crate::read::chunks::Node;
use crate::read::clauses::Link;
use marsad_pack::{Number, Role, classes};
use marsad_record::ActorKind;
use marsad_text::Span;
use std::rc::Rc;

fn known(sides: &[Side<'_>]) -> bool {
    sides.iter().any(|s| s.entity.is_some())
}

fn holds(sides: &[Side<'_>], side: &Side<'_>) -> bool {
    sides.iter().any(|s| s.same_party(side))
}

impl<'p> SentenceCoder<'_, 'p> {
    /// Who acted on whom: as named, else as the content, the same doer's other acts, the story or home tell.
    /// `beside` are those the doer acts on elsewhere in the sentence.
    pub(super) fn settle(&self, fit: &Fit<'p>, predicate: &Predicate, speaker: Option<&Side<'p>>, beside: &[Side<'p>]) -> Option<(Vec<Side<'p>>, Vec<Side<'p>>)> {
        let frame = fit.frame;
        let kind = frame.kind();
        let mut actor = fit.actor.to_vec();
        let by_speaker = frame.actor.contains(&Role::SPEAKER);
        if by_speaker && actor.is_empty() {
            actor.push(speaker.cloned()?);
        }
        if frame.reciprocal {
            return Some(self.all_together(fit, predicate, kind, actor));
        }
        let mut recipient = fit.recipient.to_vec();
        if kind == "ASSAULT" && predicate.noun {
            self.doers_of_told(predicate, &mut actor, &mut recipient);
        }
        let at_home = !recipient.is_empty() && actor.iter().chain(&recipient).all(|s| s.entity.is_some() && s.entity == actor.first().and_then(|a| a.entity));
        if at_home && (kind == "CONSULT" || kind == "COOPERATE" && predicate.noun) {
            // «قبل عودة الرئيس المصري إلى القاهرة»: nobody meets or trades with itself.
            return None;
        }
        if !known(&recipient) {
            let spoken = self.recipient_of_content(fit, predicate, kind, &actor, beside);
            if !spoken.is_empty() {
                recipient = spoken;
            }
        }
        if kind == "PROTEST" && !known(&recipient) && !beside.is_empty() {
            recipient = beside.to_vec();
        }
        if kind == "ASSAULT" && recipient.is_empty() {
            recipient.extend(self.struck_thing(fit, predicate));
        }
        if matches!(kind, "ASSAULT" | "PROTEST") && actor.is_empty() {
            actor.extend(self.stranger(fit, predicate));
        }
        if kind == "ASSAULT" && predicate.noun && recipient.iter().all(|r| r.rule == "thing-of" && r.entity.is_some() && holds(&actor, r)) {
            recipient.clear();
        }
        if kind == "ASSAULT" {
            self.soil_of_struck(fit, predicate, &actor, &mut recipient);
        }
        if matches!(kind, "ASSAULT" | "COERCE" | "MOBILIZE") && recipient.iter().all(|r| r.entity.is_none()) {
            let owners = self.owners_of_thing(predicate, fit, &actor);
            if !owners.is_empty() {
                recipient = owners;
            }
        }
        // The doer is not its own target, unless the whole is a home affair.
        recipient.retain(|r| !actor.iter().any(|a| a.same_party(r) && a.span == r.span));
        if kind == "ASSAULT" && actor.is_empty() && !predicate.noun {
            actor = self.fought_with(predicate, &recipient);
        }
        if !known(&actor)
            && let Some(doers) = self.doers_of_scene(kind, predicate, &actor, &recipient)
        {
            actor = doers;
        }
        let crowd = fit.frame.has_mode("crowd-control");
        if matches!(kind, "PROTEST" | "ASSAULT") && actor.iter().any(|a| a.assumed) {
            self.crowd_of_place(fit, predicate, &mut actor);
        }
        let home_affair = matches!(kind, "COERCE" | "PROTEST" | "CONCEDE") || crowd;
        if !home_affair && recipient.iter().any(|r| !holds(&actor, r)) {
            recipient.retain(|r| r.entity.is_none() || !holds(&actor, r));
        }
        let foreign = matches!(kind, "COERCE" | "CONCEDE") && self.is_outsider(&actor);
        let own_only = recipient.iter().all(|r| r.entity.is_none() || holds(&actor, r));
        if own_only && known(&actor) {
            if kind == "MOBILIZE" {
                recipient.clear();
            }
            if foreign || self.is_aimed(kind, fit, predicate, &actor) {
                let brings = fit.frame.has_mode("third-party");
                let aimed = self.aim(kind, predicate, &actor, brings);
                if !aimed.is_empty() {
                    recipient = aimed;
                }
            }
        }
        if home_affair
            && !foreign
            && !known(&recipient)
            && let Some(home) = actor.iter().find_map(|s| s.entity)
        {
            let several = kind == "PROTEST" && actor.iter().any(|a| !a.same_party(&actor[0]));
            if several {
                return Some((actor, beside.to_vec()));
            }
            // What a government eases or imposes, and whom a crowd speaks to, is its own country.
            let span = recipient.first().map_or_else(|| self.unwritten(predicate), |r| r.span);
            // «داهم الجيش الإسرائيلي منازل في نابلس»: on another's soil it is that other.
            let abroad = self.resolver.memory.here.filter(|h| kind == "COERCE" && *h != home && actor.iter().all(|a| !a.assumed && a.sector == Some("MIL")));
            recipient = vec![self.resolver.country(abroad.unwrap_or(home), span, if abroad.is_some() { "soil" } else { "home" })];
        }
        Some((actor, recipient))
    }

    /// «أعلن الجيش مقتل مدنيين بقصف لقوات الدعم السريع»: who tells that its own were killed did not kill them, fighters
    /// behind «ل» did.
    fn doers_of_told(&self, predicate: &Predicate, actor: &mut Vec<Side<'p>>, recipient: &mut Vec<Side<'p>>) {
        let carried = self.parsed.clauses[predicate.clause].verb.is_some_and(|v| is_light(self.parsed, v));
        let only_told = !carried && predicate.arg(Role::ACTOR).is_some() && [Role::SUBJECT, Role::BY].iter().all(|r| predicate.arg(*r).is_none());
        let own = |r: &Side<'p>| matches!(r.sector, Some("CVL" | "MIL" | "COP")) && (r.entity.is_none() || holds(actor, r));
        let own_loss = !recipient.is_empty() && recipient.iter().all(own);
        let fighters = if only_told || !known(actor) { self.fighters_behind(predicate) } else { Vec::new() };
        if !fighters.is_empty() {
            recipient.retain(|r| !holds(&fighters, r));
            *actor = fighters;
        } else if only_told && own_loss {
            actor.clear();
        }
    }

    /// «هجوم لقوات الدعم السريع على المدينة»: fighters behind «ل» strike.
    fn fighters_behind(&self, predicate: &Predicate) -> Vec<Side<'p>> {
        let whose = self.parsed.language.frames.role("ل").and_then(|role| predicate.arg(role)).filter(|_| predicate.arg(Role::OF).is_none());
        let fights = |s: &&Side<'p>| s.entity.is_some() && !s.assumed && matches!(s.kind, ActorKind::Group | ActorKind::Organization) && matches!(s.sector, Some("MIL" | "REB" | "UAF"));
        whose.map_or_else(Vec::new, |f| self.stands(f).known.iter().filter(fights).cloned().collect())
    }

    /// «قتل جندي في اشتباكات مع مسلحين», «… بين الجيش ومسلحين»: those fought with, or the other of those at it.
    fn fought_with(&self, predicate: &Predicate, struck: &[Side<'p>]) -> Vec<Side<'p>> {
        let parsed = self.parsed;
        let frames = &parsed.language.frames;
        let meanwhile = |name: &str| matches!(name, "في" | "ب" | "خلال" | "أثناء" | "جراء" | "إثر" | "في أثناء");
        let own = &parsed.clauses[predicate.clause].preps;
        let fight = |phrase: usize| {
            let list = parsed.lemma(parsed.phrases[phrase].head()).and_then(|l| frames.by_noun.get(&l));
            own.iter().any(|(name, p)| *p == phrase && meanwhile(name.as_str()))
                && list.is_some_and(|list| list.iter().any(|f| frames.list[*f as usize].reciprocal && frames.list[*f as usize].kind() == "ASSAULT"))
        };
        let others = parsed.nodes.windows(2).find_map(|pair| match (&pair[0], &pair[1]) {
            (Node::Prep { phrase: fought, .. }, Node::Prep { name, phrase, .. }) if fight(*fought) => matches!(name.as_str(), "مع" | "ضد" | "بين").then_some(*phrase),
            _ => None,
        });
        let sides = others.map(|p| self.resolver.sides(parsed, p, 0)).unwrap_or_default();
        sides.into_iter().filter(|s| !holds(struck, s)).collect()
    }

    /// «رافقت مقاتلة الطائرة»: whose the plane is that was told of before.
    fn owners_of_thing(&self, predicate: &Predicate, fit: &Fit<'p>, actor: &[Side<'p>]) -> Vec<Side<'p>> {
        let thing = done_to(predicate, fit.frame, self.parsed).find_map(|f| match f {
            Filler::Phrase { phrase, from } => self.points_back(phrase, from),
            _ => None,
        });
        let Some(lemma) = thing.and_then(|noun| self.parsed.lemma(noun)) else { return Vec::new() };
        let span = thing.map_or_else(|| self.unwritten(predicate), |noun| self.parsed.words[noun].span());
        let owners = self.resolver.memory.makers(lemma).iter().filter(|s| s.entity.is_some() && !holds(actor, s));
        owners.map(|s| Side { span, rule: "maker", ..s.clone() }).collect()
    }

    /// «اقتحام محتجين سفارتها لدى إيران»: a crowd at an embassy is of where the embassy stands.
    fn crowd_of_place(&self, fit: &Fit<'p>, predicate: &Predicate, actor: &mut [Side<'p>]) {
        let parsed = self.parsed;
        let mut told = done_to(predicate, fit.frame, parsed);
        let embassy = told.find_map(|f| match f {
            Filler::Phrase { phrase, .. } if parsed.class_of(parsed.phrases[phrase].head()) & const { classes(&["embassy"]) } != 0 => Some(phrase),
            _ => None,
        });
        let after = embassy.and_then(|phrase| crate::code::predicates::node_after(parsed, phrase)).and_then(|at| parsed.nodes.get(at));
        let Some(Node::Prep { name, phrase, .. }) = after else { return };
        let Some(place) = self.resolver.known_sides(parsed, *phrase, 0).into_iter().next().filter(|_| matches!(name.as_str(), "لدى" | "في" | "ب")) else { return };
        for side in actor.iter_mut().filter(|a| a.assumed) {
            side.entity = place.entity;
        }
    }

    /// «سقطت قذائف على مبان سكنية»: what is struck is told, be it of no side.
    fn struck_thing(&self, fit: &Fit<'p>, predicate: &Predicate) -> Option<Side<'p>> {
        // «خطف الموظف من منزله على يد مسلحين»: whoever stands before a verb whose doer is told behind it suffers it.
        let by_another = !predicate.noun && predicate.arg(Role::BY).is_some() && fit.frame.recipient.contains(&Role::OBJECT);
        let subject = predicate.arg(Role::SUBJECT).filter(|_| by_another);
        done_to(predicate, fit.frame, self.parsed).chain(subject).find_map(|filler| match filler {
            Filler::Phrase { phrase, from } => self.sides(filler).first().cloned().or_else(|| self.resolver.nobodys(self.parsed, phrase, from)),
            _ => None,
        })
    }

    /// «أطلق الوحيدي النار»: whoever does it by a name that nobody knows.
    fn stranger(&self, fit: &Fit<'p>, predicate: &Predicate) -> Option<Side<'p>> {
        let told = fit.frame.actor.iter().flat_map(|role| fill(predicate, fit.frame, *role, self.parsed));
        let named = told.filter_map(|filler| match filler {
            Filler::Phrase { phrase, from } => self.resolver.nobodys(self.parsed, phrase, from),
            _ => None,
        });
        named.into_iter().find(|side| side.kind == ActorKind::Person)
    }

    /// «أصابت مدنياً», «سيطر الجيش الروسي على بلدة في خاركيف»: the struck of whom no word says whose they are are of where
    /// it happens; a state's shells and bombs fall on others.
    fn soil_of_struck(&self, fit: &Fit<'p>, predicate: &Predicate, actor: &[Side<'p>], recipient: &mut Vec<Side<'p>>) {
        let memory = &self.resolver.memory;
        let doer = actor.iter().find(|a| a.entity.is_some());
        let Some(doer) = doer else {
            // «قُتل عشرة في كركوك»: by nobody told, they are of where they are struck.
            for side in recipient.iter_mut().filter(|r| r.entity.is_none() && r.rule != "unresolved") {
                side.entity = memory.here;
                side.assumed = memory.here.is_some();
            }
            return;
        };
        if doer.assumed || actor.iter().any(|a| a.entity.is_some() && !a.same_party(doer)) {
            return;
        }
        let foreign = |e: &u32| Some(*e) != doer.entity && Some(*e) != doer.entity.map(|d| self.resolver.soil_of(d));
        let soil = memory.here.or(memory.scene.filter(|s| Some(*s) != memory.home)).filter(foreign);
        let told = done_to(predicate, fit.frame, self.parsed).next().is_some();
        let heavy = ["aerial", "heavy-weapons", "drone"].iter().any(|mode| fit.frame.has_mode(mode));
        let other = || if heavy { self.resolver.other_side(actor, Span::default()).and_then(|s| s.entity).filter(foreign) } else { None };
        let struck = |r: &&mut Side<'p>| r.assumed && r.same_party(doer) || r.entity.is_none() && r.rule != "unresolved";
        for side in recipient.iter_mut().filter(struck) {
            if let Some(entity) = soil.or_else(other) {
                let rule = if side.entity.is_none() { "soil" } else { side.rule };
                (side.entity, side.assumed, side.rule) = (Some(entity), true, rule);
            }
        }
        if recipient.is_empty()
            && let Some(entity) = soil.filter(|_| heavy || told)
        {
            recipient.push(self.resolver.country(entity, self.unwritten(predicate), "soil"));
        }
    }

    /// Where a side stands that no word names: nowhere, behind the word that implies it.
    fn unwritten(&self, predicate: &Predicate) -> Span {
        let word = self.parsed.words[predicate.word].span();
        Span { start: word.end, end: word.end }
    }

    /// The sides of what joins all: named, else those the sentence speaks of. What one body agrees on with itself
    /// may be aimed at another: «اتفق القادة الأوروبيون على حظر الطيران البيلاروسي».
    fn all_together(&self, fit: &Fit<'p>, predicate: &Predicate, kind: &str, mut actor: Vec<Side<'p>>) -> (Vec<Side<'p>>, Vec<Side<'p>>) {
        if !known(&actor) && !known(&fit.recipient) {
            actor = self.both_named();
        }
        for side in fit.recipient.iter() {
            if !holds(&actor, side) {
                actor.push(side.clone());
            }
        }
        if known(&actor) {
            actor.retain(|s| s.entity.is_some());
        }
        if kind == "CONSULT" && predicate.noun {
            self.those_who_met(predicate, &mut actor);
        }
        let alone = kind == "AGREE" && actor.len() == 1 && actor[0].entity.is_some();
        let recipient = if alone { self.named_in_content(predicate, &actor) } else { Vec::new() };
        (actor, recipient)
    }

    /// «خلال اللقاء، أكد الوزير …»: a meeting told again that names one or none of its sides is of all who met.
    fn those_who_met(&self, predicate: &Predicate, actor: &mut Vec<Side<'p>>) {
        let several = actor.iter().any(|a| !a.same_party(&actor[0]));
        let Some(noun) = predicate.phrase.filter(|_| !several).and_then(|(phrase, from)| self.points_back(phrase, from)) else { return };
        let frames = &self.parsed.language.frames.list;
        let met = self.resolver.memory.acts.iter().rev().find(|a| frames[a.frame as usize].kind() == "CONSULT" && a.actor.len() > 1 && a.recipient.is_empty());
        let Some(met) = met.filter(|met| actor.iter().all(|a| a.entity.is_none() || holds(&met.actor, a))) else { return };
        let span = self.parsed.words[noun].span();
        for side in &met.actor {
            if !holds(actor, side) {
                actor.push(Side { rule: "met", person: None, told_name: None, ..side.clone().at(span) });
            }
        }
        actor.retain(|a| a.entity.is_some());
    }

    /// Who does what nobody is named for: the crowds of where they gather, the authorities of the scene, those who
    /// strive with each other at home.
    fn doers_of_scene(&self, kind: &str, predicate: &Predicate, actor: &[Side<'p>], recipient: &[Side<'p>]) -> Option<Vec<Side<'p>>> {
        let memory = &self.resolver.memory;
        let span = actor.first().map_or_else(|| self.unwritten(predicate), |s| s.span);
        if kind == "PROTEST" {
            // «في دمشق وبغداد»
            let places = predicate.args.iter().filter(|(r, f)| *r == Role::IN && self.is_there(predicate, *f));
            let crowds: Vec<Side<'p>> = places.flat_map(|(_, f)| self.stands(*f).known.to_vec()).collect();
            if !crowds.is_empty() {
                return Some(crowds);
            }
        }
        let told =
            predicate.arg(Role::IN).filter(|f| self.is_there(predicate, *f)).and_then(|f| self.stands(f).known.iter().find(|s| matches!(s.rule, "place" | "capital" | "name")).and_then(|s| s.entity));
        let scene = told.or(memory.scene).or(memory.home);
        let gunmen = !actor.is_empty() && actor.iter().all(|a| a.sector == Some("UAF"));
        let doer = match kind {
            "COERCE" | "PROTEST" => scene,
            "ASSAULT" if gunmen => told.or(memory.here),
            "ASSAULT" if !actor.is_empty() => scene,
            "ASSAULT" => recipient.iter().find_map(|r| self.at_odds(r)),
            _ => None,
        };
        doer.map(|entity| vec![self.resolver.country(entity, span, "scene")])
    }

    /// Whether an argument tells where the happening itself is, not where something lies that it is about: «تظاهروا احتجاجا على
    /// الحرب في غزة».
    fn is_there(&self, predicate: &Predicate, place: Filler) -> bool {
        let Filler::Phrase { phrase, .. } = place else { return true };
        let about = self.parsed.phrases[phrase].prep.and_then(|node| owner(self.parsed, node)).filter(|&word| word != predicate.word);
        about.and_then(|word| phrase_of(self.parsed, word)).is_none_or(|p| governor(self.parsed, p).is_none())
    }

    /// Who unnamed strikes a side: its own people where they are at strife, the other of the two sides where it is
    /// struck in their midst.
    fn at_odds(&self, struck: &Side<'p>) -> Option<u32> {
        let memory = &self.resolver.memory;
        let victim = struck.entity?;
        match memory.scene.filter(|s| *s != victim) {
            Some(scene) => Some(scene).filter(|s| memory.dyad.contains(s) && memory.dyad.contains(&victim)),
            None => Some(victim).filter(|_| memory.acts.iter().any(|a| holds(&a.actor, struck) && holds(&a.recipient, struck))),
        }
    }

    /// Whether nobody of the story's two sides acts.
    fn is_outsider(&self, actor: &[Side<'p>]) -> bool {
        let memory = &self.resolver.memory;
        memory.home.is_some_and(|h| !actor.iter().any(|a| a.entity == Some(h) || a.entity.is_some_and(|e| memory.dyad.contains(&e))))
    }

    /// Whether what is told is aimed at somebody even where nobody is named.
    fn is_aimed(&self, kind: &str, fit: &Fit<'p>, predicate: &Predicate, actor: &[Side<'p>]) -> bool {
        match kind {
            // «تمنح أسانج حق اللجوء»: whoever is helped is told, though known by no state.
            "AID" => !fit.recipient.iter().any(|r| r.entity.is_none() || r.assumed) && !self.helps_stranger(fit, predicate),
            // «أقرت الحكومة خطة»: what a government decides for itself is aimed at nobody.
            "AGREE" => !fit.frame.recipient.is_empty() && self.other_is_told(actor),
            "ACCUSE" | "SUPPORT" | "REJECT" | "THREATEN" | "SANCTION" | "CONSULT" => true,
            // Whoever is asked and known by no state is asked all the same.
            "REQUEST" => predicate.noun || !predicate.arg(Role::OBJECT).is_some_and(|f| matches!(f, Filler::Phrase { .. }) && self.is_people(f)),
            // Troops are shown to the other side, weapons are tried for oneself.
            "MOBILIZE" => {
                let tried = fit.frame.event.as_ref().is_some_and(|e| e.mode.iter().any(|m| m.contains("weapons")));
                // «صواريخ في المياه القريبة من تايوان»: shown to the other side where it is spoken of.
                let shown = || self.shown_to(actor).is_some();
                let alert = fit.frame.event.as_ref().is_some_and(|e| e.cameo == "152");
                alert || (!tried || shown()) && actor.iter().any(|a| a.kind == ActorKind::Organization || a.entity.is_some_and(|e| self.resolver.memory.dyad.contains(&e)))
            }
            _ => false,
        }
    }

    /// Whether the sentence speaks of the other of the story's two sides.
    fn other_is_told(&self, actor: &[Side<'p>]) -> bool {
        let other = self.resolver.other_side(actor, Span::default());
        other.is_some_and(|o| self.resolver.memory.told_here().any(|t| t.same_party(&o)))
    }

    /// «أطلق الجيش صواريخ في المياه المحيطة بتايوان»: the one other state that is spoken of.
    fn shown_to(&self, actor: &[Side<'p>]) -> Option<Side<'p>> {
        let memory = &self.resolver.memory;
        let other = |s: &&Side<'p>| s.entity.is_some() && !s.assumed && s.sector != Some("MED") && !holds(actor, s);
        let mut told = memory.told_here().filter(other);
        let first = told.next()?;
        told.all(|s| s.same_party(first)).then(|| first.clone())
    }

    fn helps_stranger(&self, fit: &Fit<'p>, predicate: &Predicate) -> bool {
        let mut told = done_to(predicate, fit.frame, self.parsed);
        told.any(|f| matches!(f, Filler::Phrase { phrase, .. } if self.parsed.phrases[phrase].pronoun.is_none() && self.parsed.tags[self.parsed.phrases[phrase].head()].kind == crate::read::tags::Kind::Unknown))
    }

    fn is_people(&self, filler: Filler) -> bool {
        let Filler::Phrase { phrase, from } = filler else { return false };
        let people = const { classes(&["person", "people", "citizen", "group", "troops", "police", "diplomat"]) };
        let head = self.parsed.phrases[phrase].nouns.get(from);
        head.is_some_and(|&n| self.parsed.class_of(n) & people != 0 || self.parsed.tags[n].name.is_some())
    }

    /// Whom an act is aimed at that names nobody: the host, unless the doer brings others together, or the other side
    /// of the story.
    fn aim(&self, kind: &str, predicate: &Predicate, actor: &[Side<'p>], brings: bool) -> Vec<Side<'p>> {
        let span = self.parsed.words[predicate.word].span();
        let comes = matches!(kind, "CONSULT" | "MOBILIZE") && !brings && actor.iter().all(|a| kind == "CONSULT" || a.kind == ActorKind::Organization);
        if let Some(host) = self.host_state(kind, actor).filter(|_| comes) {
            return vec![self.resolver.country(host, span, "host")];
        }
        if kind == "MOBILIZE"
            && let Some(other) = self.shown_to(actor)
        {
            return vec![Side { rule: "other-side", ..other }];
        }
        // Who calls on two at blows, or helps them, means both.
        let between = matches!(kind, "REQUEST" | "AID" | "CONSULT");
        self.resolver.other_sides(actor, span, between)
    }

    /// On whose ground an act is done: where the story plays, troops where a place is told. One of the story's two sides
    /// visits the other, not a third that is spoken of.
    fn host_state(&self, kind: &str, actor: &[Side<'p>]) -> Option<u32> {
        let memory = &self.resolver.memory;
        let acts = |e: u32| actor.iter().any(|a| a.entity == Some(e));
        let ground = if kind == "MOBILIZE" { memory.here } else { memory.scene };
        let of_two = memory.dyad.len() == 2 && memory.dyad.iter().any(|e| acts(*e));
        ground.filter(|g| !acts(*g) && (!of_two || memory.dyad.contains(g)))
    }

    /// «توطدت الروابط بين روسيا وكوريا الشمالية … وشملت توقيع معاهدة»: the two the sentence speaks of.
    pub(super) fn both_named(&self) -> Vec<Side<'p>> {
        let between = self.parsed.nodes.iter().find_map(|n| match n {
            Node::Prep { name, phrase, .. } if matches!(name.as_str(), "بين" | "between") => Some(*phrase),
            _ => None,
        });
        between.map_or_else(Vec::new, |p| self.resolver.known_sides(self.parsed, p, 0))
    }

    /// Whom words are aimed at when no argument names them: the owner of what they are about, the maker of «the
    /// decision», the doer of «the attack», those the same doer acts on in the same breath, the last doer at all.
    fn recipient_of_content(&self, fit: &Fit<'p>, predicate: &Predicate, kind: &str, actor: &[Side<'p>], beside: &[Side<'p>]) -> Vec<Side<'p>> {
        if !matches!(kind, "REQUEST" | "ACCUSE" | "SUPPORT" | "REJECT" | "THREATEN" | "AGREE" | "AID" | "CONCEDE") {
            return Vec::new();
        }
        let named = self.named_in_content(predicate, actor);
        if !named.is_empty() {
            return named;
        }
        let differs = |s: &Side<'p>| s.entity.is_some() && !holds(actor, s);
        let span = self.parsed.words[predicate.word].span();
        let at = |sides: Vec<Side<'p>>, rule: &'static str| sides.into_iter().map(|s| Side { span, rule, ..s }).collect::<Vec<_>>();
        let pointed = || {
            self.about(predicate).filter_map(|f| match f {
                Filler::Phrase { phrase, from } => self.points_back(phrase, from),
                _ => None,
            })
        };
        let pointing = pointed().next();
        let made = pointed().map(|noun| self.whose(noun, &differs)).find(|made| !made.is_empty()).unwrap_or_default();
        if !made.is_empty() {
            return at(made, "maker");
        }
        if kind == "AID" {
            // «… في حين بعثت مدريد طائرة»: what others send in the same breath, or before, goes to the same.
            let aid = |a: &&Act<'p>| self.parsed.language.frames.list[a.frame as usize].kind() == "AID";
            let helped = self.resolver.memory.acts.iter().rev().filter(aid).find(|a| a.recipient.len() > 1 && a.recipient.iter().all(&differs));
            return helped.map_or_else(Vec::new, |a| at(a.recipient.clone(), "beside"));
        }
        let change = || fit.frame.has_mode("change");
        // «داعياً إلى الهدوء»: what was never told before is no thing of somebody's.
        let told = pointing.and_then(|noun| self.parsed.lemma(noun)).is_some_and(|l| self.resolver.memory.knows_thing(l) || self.parsed.language.frames.by_noun.contains_key(&l));
        if kind == "REQUEST" && !told && !change() {
            // Who calls for calm, or for talks, calls on both that are at blows.
            let both = self.resolver.other_sides(actor, span, true);
            if both.len() > 1 {
                return both;
            }
        }
        // «وصف المندوب القرار بأنه باطل، واتهم قطر …»: a decision is of whoever did what the article tells first.
        let decided = pointing.is_some_and(|noun| self.parsed.class_of(noun) & const { classes(&["resolution"]) } != 0);
        if let Some(doers) = self.resolver.memory.doers.first().filter(|d| decided && d.iter().any(differs)) {
            return at(doers.iter().filter(|s| differs(s)).cloned().collect(), "doer");
        }
        if !beside.is_empty() && kind != "CONCEDE" && !(kind == "AGREE" && fit.frame.recipient.is_empty()) {
            return at(beside.to_vec(), "beside");
        }
        // «رفض الدعوات»: words are answered to whoever said them.
        let words = pointing
            .and_then(|noun| self.parsed.lemma(noun))
            .and_then(|l| self.parsed.language.frames.by_noun.get(&l))
            .is_some_and(|list| list.iter().any(|f| self.is_request(*f)) || list.iter().all(|f| self.is_words(*f)));
        let doers = self.resolver.memory.doers.iter().find(|d| d.iter().any(differs)).filter(|_| pointing.is_some() && !words);
        at(doers.into_iter().flatten().filter(|s| differs(s)).cloned().collect(), "doer")
    }

    fn is_request(&self, frame: u32) -> bool {
        self.parsed.language.frames.list[frame as usize].kind() == "REQUEST"
    }

    fn is_words(&self, frame: u32) -> bool {
        self.parsed.language.frames.list[frame as usize].event.as_ref().is_none_or(|e| matches!(e.kind.as_str(), "REQUEST" | "ACCUSE" | "THREATEN"))
    }

    /// The arguments that say what an act is about.
    fn about<'x>(&self, predicate: &'x Predicate) -> impl Iterator<Item = Filler> + use<'_, 'x, 'p> {
        let wanted = |role: Role| matches!(self.parsed.language.frames.roles[role.0 as usize].as_str(), "object" | "object2" | "ب" | "على" | "من" | "ل" | "إلى" | "عن" | "ضد" | "of" | "clause");
        predicate.args.iter().filter(move |(role, _)| wanted(*role)).map(|(_, filler)| *filler)
    }

    /// The sides, other than the doer, that what an act is about belongs to.
    fn named_in_content(&self, predicate: &Predicate, actor: &[Side<'p>]) -> Vec<Side<'p>> {
        let sides = |filler| match filler {
            Filler::Clause(clause) => self.subject_of(clause),
            Filler::Phrase { phrase, .. } if self.parsed.phrases[phrase].pronoun.is_some_and(|p| p.number == Number::Dual) => Rc::default(),
            filler => self.sides(filler),
        };
        let others = self.about(predicate).map(|f| sides(f).iter().filter(|s| s.entity.is_some() && !s.assumed && !holds(actor, s)).cloned().collect::<Vec<_>>());
        others.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Whose what a noun points back to is: who joined in that agreement, who made that thing, who did that deed.
    fn whose(&self, noun: usize, fits: &dyn Fn(&Side<'p>) -> bool) -> Vec<Side<'p>> {
        let memory = &self.resolver.memory;
        let frames = &self.parsed.language.frames;
        let Some(lemma) = self.parsed.lemma(noun) else { return Vec::new() };
        let kind = |frame: u32| frames.list[frame as usize].kind();
        let agreed = self.parsed.class_of(noun) & const { classes(&["agreement"]) } != 0;
        let deal = |a: &&Act| frames.list[a.frame as usize].reciprocal && matches!(kind(a.frame), "AGREE" | "SUPPORT");
        let kinds: Vec<&str> = frames.by_noun.get(&lemma).into_iter().flatten().map(|f| kind(*f)).collect();
        // Deeds of one side alone; meetings are of all.
        let deed = |a: &&Act| {
            let told = kind(a.frame);
            let alone = matches!(told, "ASSAULT" | "COERCE" | "PROTEST" | "SANCTION" | "THREATEN" | "MOBILIZE");
            alone && (kinds.contains(&told) || told == "PROTEST" && kinds.contains(&"ASSAULT") || told == "ASSAULT" && kinds.contains(&"COERCE"))
        };
        let act = |wanted: &dyn Fn(&&Act) -> bool| memory.acts.iter().rev().filter(|a| a.actor.iter().any(fits)).find(wanted).map(|a| a.actor.as_slice());
        let several = agreed && crate::read::chunks::agreement(&self.parsed.tags[noun], self.parsed.names).1 == Number::Plur;
        if several {
            // «الاتفاقات»: all who joined in one of them.
            let mut all: Vec<Side<'p>> = Vec::new();
            for side in memory.acts.iter().filter(deal).flat_map(|a| &a.actor).filter(|s| fits(s)) {
                if !holds(&all, side) {
                    all.push(side.clone());
                }
            }
            if !all.is_empty() {
                return all;
            }
        }
        let deal = if agreed { act(&deal) } else { None };
        // "dismissed the claim": whoever accused.
        let accusation = self.parsed.class_of(noun) & const { classes(&["accusation"]) } != 0;
        let accused = |a: &&Act| accusation && kind(a.frame) == "ACCUSE";
        let made = deal.or_else(|| Some(memory.makers(lemma)).filter(|m| m.iter().any(fits))).or_else(|| act(&deed)).or_else(|| act(&accused));
        made.unwrap_or_default().iter().filter(|s| fits(s)).cloned().collect()
    }

    /// The noun of a phrase that stands for something told before: «بالقرار»، «الخطوة»، «هذه الإجراءات».
    pub(super) fn points_back(&self, phrase: usize, from: usize) -> Option<usize> {
        let p = &self.parsed.phrases[phrase];
        let &noun = p.nouns.get(from).filter(|_| p.nouns.len() == from + 1 && p.adjectives.is_empty())?;
        let people = const { classes(&["person", "people"]) };
        let thing = self.parsed.tags[noun].name.is_none() && self.parsed.class_of(noun) & people == 0;
        let definite = self.parsed.tags[noun].reading.is_some_and(|r| r.clitics.article) || self.parsed.language.fixed_order && p.definite && p.owner.is_none();
        (thing && definite).then_some(noun)
    }

    /// «ودعا القرار الدول»: what a thing says its makers say.
    pub(super) fn makers(&self, phrase: usize) -> Vec<Side<'p>> {
        let Some(noun) = self.points_back(phrase, 0) else { return Vec::new() };
        let text = const { classes(&["document", "statement", "resolution", "law", "agreement", "letter"]) };
        let tells =
            self.parsed.class_of(noun) & text != 0 && self.parsed.clauses.iter().any(|c| c.verb.is_some() && (c.subject == Some(phrase) || c.subject.is_none() && c.link == Link::Relative(phrase)));
        let Some(lemma) = self.parsed.lemma(noun).filter(|_| tells) else { return Vec::new() };
        let span = self.parsed.words[noun].span();
        let memory = &self.resolver.memory;
        let made = memory.makers(lemma);
        let makers = if made.is_empty() { memory.doers.first().map_or(made, Vec::as_slice) } else { made };
        makers.iter().map(|s| Side { rule: "maker", ..s.clone().at(span) }).collect()
    }
}
