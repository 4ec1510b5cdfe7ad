//! Where a happening takes place: what is told with it, else whose soil it is on by its nature.
//!
//! Enters: a telling and the places of its sentence. Leaves: a [`Place`]. «استدعت باريس السفير» names no place, and
//! an envoy is summoned in the capital of the one who summons.

use crate::code::belongs::{governor, is_led, is_occasion, phrase_of};
use crate::code::predicates::{Filler, Predicate, is_light};
use crate::code::sentence::Telling;
use crate::code::sides::Side;
use crate::code::spots::{Spot, Told, soil};
use crate::read::chunks::Node;
use crate::read::clauses::Link;
use crate::read::parse::Parsed;
use marsad_pack::{EntityKind, EventSpec, Gender, Venue, World, classes};
use marsad_record::Place;

/// The places of a sentence, asked for each of its happenings.
pub struct Places<'a, 'p> {
    pub parsed: &'a Parsed<'p>,
    pub world: &'a World,
    pub spots: &'a [Spot],
    /// The state the report is about.
    pub home: Option<u32>,
}

/// A happening as far as its place is concerned.
struct Happening<'t> {
    predicate: &'t Predicate,
    kind: &'t str,
    mode: &'t [String],
    /// The states of its doers.
    doers: Vec<u32>,
}

impl Happening<'_> {
    /// Bodies move, strike or meet: told in a place, all of a sentence's are there.
    fn is_bodily(&self) -> bool {
        matches!(self.kind, "ASSAULT" | "PROTEST" | "COERCE" | "CONSULT")
    }

    fn has_mode(&self, mode: &str) -> bool {
        self.mode.iter().any(|m| m == mode)
    }
}

impl Places<'_, '_> {
    /// Where a telling takes place.
    pub fn of(&self, telling: &Telling, spec: &EventSpec) -> Option<Place> {
        let doers = telling.actor.iter().filter_map(|s| self.state(s)).collect();
        let happening = Happening { predicate: &telling.predicate, kind: &spec.kind, mode: &spec.mode, doers };
        let told = self.told(&happening).map(|spot| Place { rule: "core/told-place".into(), ..self.this_side(spot, telling, spec).unwrap_or_else(|| spot.place.clone()) });
        told.or_else(|| self.own_place(telling, spec)).or_else(|| self.by_nature(telling, spec))
    }

    /// «قُتل جندي تركي قرب الحدود السورية»: at another's border those struck, or those who act, are on their own soil.
    fn this_side(&self, spot: &Spot, telling: &Telling, spec: &EventSpec) -> Option<Place> {
        let theirs = spot.state.filter(|_| spot.border)?;
        let (state, _) = self.who_stands_there(telling, spec).filter(|(state, _)| *state != theirs)?;
        Some(soil(self.world, state, Place { start: spot.place.start, end: spot.place.end, ..Place::default() }))
    }

    /// Who is where it happens: those struck, else those who act.
    fn who_stands_there<'t, 's>(&self, telling: &'t Telling<'s>, spec: &EventSpec) -> Option<(u32, &'t Side<'s>)> {
        let struck = spec.kind == "ASSAULT" && telling.recipient.iter().any(|r| r.entity.is_some());
        self.only_state(if struck { &telling.recipient } else { &telling.actor })
    }

    /// «نشرت بولندا جنودا على حدودها», «على الحدود مع بيلاروسيا»: a place that its doer's own pronoun is written on, or a border
    /// without a name.
    fn own_place(&self, telling: &Telling, spec: &EventSpec) -> Option<Place> {
        let parsed = self.parsed;
        let predicate = &telling.predicate;
        let (state, side) = self.who_stands_there(telling, spec)?;
        let there = const { classes(&["at-place", "onto-place"]) };
        let clause = &parsed.clauses[predicate.clause];
        let phrase = clause.preps.iter().find(|(name, p)| {
            let head = parsed.phrases[*p].head();
            let class = parsed.class_of(head);
            let own = parsed.enclitic(head).is_some_and(|e| e.person == 3 && e.feminine == (side.gender != Gender::Masc)) && class & const { classes(&["border", "territory", "airspace"]) } != 0;
            // «تلتزم الهدوء على الحدود» is said at home.
            let deed = matches!(spec.kind.as_str(), "ASSAULT" | "COERCE" | "MOBILIZE");
            let border = deed && class & const { classes(&["border"]) } != 0 && parsed.phrases[*p].nouns.len() == 1 && parsed.tags[head].reading.is_some_and(|r| r.clitics.article);
            (own || border) && parsed.language.is_preposition(name, there)
        });
        let words = phrase.filter(|_| !predicate.noun).map(|(_, p)| parsed.phrases[*p].words.clone())?;
        let span = parsed.words_span(words.start, words.end);
        let base = Place { start: span.start.at(), end: span.end.at(), rule: "core/own-place".into(), ..Place::default() };
        Some(soil(self.world, state, base))
    }

    /// Where the subject of a clause is told to be: «أعلن الوزير في مؤتمر صحافي في باريس».
    pub fn of_clause(&self, clause: usize) -> Option<&Place> {
        let word = self.parsed.clauses[clause].verb?;
        let predicate = Predicate { word, lemma: 0, others: Vec::new(), noun: false, passive: false, clause, phrase: None, args: Vec::new() };
        self.told(&Happening { predicate: &predicate, kind: "", mode: &[], doers: Vec::new() }).map(|spot| &spot.place)
    }

    /// Where the ceremony was that a sentence tells of: «وجرى الاحتفال في مقر المنظمة».
    pub fn of_ceremony(&self) -> Option<Place> {
        let parsed = self.parsed;
        let clause = parsed.clauses.first()?;
        let subject = clause.subject.map(|p| parsed.phrases[p].head()).filter(|&noun| is_occasion(parsed, noun) && parsed.tags[noun].reading.is_some_and(|r| r.clitics.article))?;
        let spot = self.spots.iter().find(|s| s.told == Told::At && s.clause == 0 && s.word > subject)?;
        Some(spot.place.clone())
    }

    /// The place told nearest.
    fn told(&self, happening: &Happening<'_>) -> Option<&Spot> {
        let cost = |spot: &Spot| {
            let reach = self.reach(spot, happening).filter(|_| self.can_be(spot, happening))?;
            // «بإسلام آباد، بباكستان»
            Some((spot.told == Told::With, reach * 100 + spot.word.abs_diff(happening.predicate.word)))
        };
        self.spots.iter().filter_map(|spot| cost(spot).map(|cost| (cost, spot))).min_by_key(|(cost, _)| *cost).map(|(_, spot)| spot)
    }

    /// Whether the happening can be where the place is told to be: one goes to a place, or strikes it.
    fn can_be(&self, spot: &Spot, happening: &Happening<'_>) -> bool {
        match spot.told {
            Told::At => true,
            Told::From if happening.has_mode("withdraw") || happening.has_mode("expel") => true,
            Told::From => spot.front || !spot.side && !happening.has_mode("visit") && !matches!(happening.kind, "AID" | "REQUEST"),
            Told::To => happening.has_mode("visit") || matches!(happening.kind, "AID" | "MOBILIZE") || happening.kind == "CONSULT" && spot.clause < happening.predicate.clause,
            Told::With => matches!(happening.kind, "ASSAULT" | "PROTEST") || happening.has_mode("arrest"),
            Told::Onto => matches!(happening.kind, "ASSAULT" | "COERCE"),
            Told::Object => happening.has_mode("visit") || matches!(happening.kind, "ASSAULT" | "COERCE"),
        }
    }

    /// How far the telling of a place lies from a happening, `None` when it tells of something else.
    fn reach(&self, spot: &Spot, happening: &Happening<'_>) -> Option<usize> {
        let parsed = self.parsed;
        let predicate = happening.predicate;
        let chain = predicate.phrase.map_or(&[][..], |(phrase, _)| &parsed.phrases[phrase].nouns);
        let owner = spot.owner?;
        if owner == predicate.word || chain.contains(&owner) {
            // What people of a land agree on or say may be elsewhere.
            let people = spot.side && self.tells_of_people(spot);
            return if people { happening.is_bodily().then_some(4) } else { Some(0) };
        }
        // «غارات على أهداف في بغداد»: where its argument is.
        let holds = |f: &Filler| matches!(f, Filler::Phrase { phrase, .. } if parsed.phrases[*phrase].nouns.contains(&owner));
        if happening.is_bodily() && predicate.noun && predicate.args.iter().any(|(_, f)| holds(f)) {
            return Some(1);
        }
        if spot.clause == predicate.clause {
            return self.beside(owner, happening).or_else(|| self.in_front(spot, happening));
        }
        if let Link::Relative(antecedent) = parsed.clauses[spot.clause].link
            && parsed.clauses[spot.clause].parent == Some(predicate.clause)
        {
            let head = parsed.phrases[antecedent].head();
            if chain.contains(&head) {
                return Some(1);
            }
            // «قتل جنود في هجوم شنه مسلحون في المدينة»
            if self.is_struck_in(antecedent, head, happening) {
                return Some(3);
            }
            if self.is_attended(antecedent, head) {
                return Some(3);
            }
        }
        self.of_bare_be(spot, predicate).or_else(|| self.carried(spot, happening)).or_else(|| self.in_front(spot, happening))
    }

    /// «أقطاب المعارضة في لبنان»: a state behind people says of where they are.
    fn tells_of_people(&self, spot: &Spot) -> bool {
        let parsed = self.parsed;
        let node = parsed.nodes.iter().position(|n| n.word(&parsed.phrases) == spot.word);
        match node.and_then(|n| n.checked_sub(1)).map(|n| &parsed.nodes[n]) {
            Some(Node::Phrase(p)) => parsed.clauses[spot.clause].subject == Some(parsed.phrases[*p].joined_to.unwrap_or(*p)),
            _ => false,
        }
    }

    /// In one clause: a verb and its noun share a place, and what happens at a meeting happens where it is held.
    fn beside(&self, owner: usize, happening: &Happening<'_>) -> Option<usize> {
        let parsed = self.parsed;
        let predicate = happening.predicate;
        let clause = &parsed.clauses[predicate.clause];
        if clause.verb == Some(owner) {
            let phrase = predicate.phrase.map(|(p, _)| parsed.phrases[p].joined_to.unwrap_or(p))?;
            let argument = clause.subject == Some(phrase) || clause.objects.contains(&phrase);
            return (argument && !self.speaks(owner) || self.is_attended(phrase, predicate.word)).then_some(2);
        }
        let phrase = phrase_of(parsed, owner)?;
        if self.is_attended(phrase, owner) {
            return Some(3);
        }
        if self.is_struck_in(phrase, owner, happening) {
            return Some(2);
        }
        // «أرسلت جنودا للقتال إلى جانب القوات الروسية في أوكرانيا»: where those sent are to do what they are sent for.
        if happening.kind == "MOBILIZE" && !predicate.noun && owner > predicate.word && clause.preps.iter().any(|(_, p)| *p == phrase) {
            return Some(7);
        }
        // «تغيبت عن اجتماع في المدينة»
        if happening.kind == "REJECT" && happening.has_mode("meet") && is_occasion(parsed, owner) {
            return Some(4);
        }
        let shares = clause.verb.is_some_and(|v| is_light(parsed, v)) || happening.is_bodily() || parsed.class_of(owner) & const { classes(&["agreement", "document"]) } != 0;
        let argument = clause.objects.contains(&phrase)
            || clause.subject == Some(phrase)
            || matches!(happening.kind, "ASSAULT" | "COERCE") && clause.preps.iter().any(|(_, p)| *p == phrase) && spot_is_target(parsed, phrase);
        (!predicate.noun && argument && shares).then_some(2)
    }

    /// «قتل ثلاثة في غارة على المدينة»: who is killed in an attack is killed where it is.
    fn is_struck_in(&self, phrase: usize, attack: usize, happening: &Happening<'_>) -> bool {
        let parsed = self.parsed;
        let struck = parsed.class_of(attack) & const { classes(&["attack", "blast", "disaster"]) } != 0;
        happening.kind == "ASSAULT" && !happening.predicate.noun && struck && is_led(parsed, phrase, const { classes(&["occasion", "at-place"]) })
    }

    /// «خلال قمة …», «بعد محادثات …»: an occasion whose place is that of what is told with it.
    fn is_attended(&self, phrase: usize, noun: usize) -> bool {
        let parsed = self.parsed;
        // «بعد خمسة أيام من المفاوضات»: out of talks as well as in them.
        let talks = parsed.class_of(noun) & const { classes(&["talks", "meeting"]) } != 0;
        let at = if talks { const { classes(&["occasion", "at-place", "from-place"]) } } else { const { classes(&["occasion", "at-place"]) } };
        is_occasion(parsed, noun) && is_led(parsed, phrase, at)
    }

    /// «وكانت اشتباكات … اندلعت في بيروت»: the verb behind "had been" tells of its subject.
    fn of_bare_be(&self, spot: &Spot, predicate: &Predicate) -> Option<usize> {
        let clause = &self.parsed.clauses[predicate.clause];
        let here = &self.parsed.clauses[spot.clause];
        let subject = predicate.phrase.is_some_and(|(p, _)| clause.subject == Some(p));
        (subject && here.parent == Some(predicate.clause) && here.link == Link::Beside && here.verb == spot.owner).then_some(3)
    }

    /// A clause that goes on from another by the same doer is where that is.
    fn carried(&self, spot: &Spot, happening: &Happening<'_>) -> Option<usize> {
        let parsed = self.parsed;
        let predicate = happening.predicate;
        let mut at = predicate.clause;
        // «غارات على البلدة أسفرت عن مقتل ثلاثة»: what it came to is where it was.
        let outcome = predicate.noun && parsed.clauses[at].verb.is_some_and(|v| parsed.class_of(v) & const { classes(&["result"]) } != 0);
        while matches!(parsed.clauses[at].link, Link::Beside | Link::Participle | Link::Aim | Link::Circumstance) || outcome && matches!(parsed.clauses[at].link, Link::Relative(_)) {
            // «وصلت إلى الجزيرة، والتقت رئيستها»: behind a verb of meeting stands the other side.
            let other = happening.kind == "CONSULT" && happening.doers.len() > 1 && at == predicate.clause && !parsed.clauses[at].subject_first;
            // «قُتل ثلاثة في حلب وأصيب آخرون»
            let toll = happening.kind == "ASSAULT" && predicate.passive && at == predicate.clause && self.is_passive(parsed.clauses[at].parent?);
            if parsed.clauses[at].subject.is_some() && !other && !toll && !outcome || predicate.noun && !outcome {
                return None;
            }
            at = parsed.clauses[at].parent?;
            if at == spot.clause {
                let phrase = spot.owner.and_then(|o| phrase_of(parsed, o).map(|p| (p, o)));
                let attended = phrase.is_some_and(|(p, o)| self.is_attended(p, o));
                let its = phrase.is_some_and(|(p, _)| parsed.clauses[at].objects.contains(&p)) || spot.owner == parsed.clauses[at].verb;
                return (its && (spot.told == Told::At || happening.is_bodily()) || attended).then_some(5);
            }
        }
        None
    }

    fn is_passive(&self, clause: usize) -> bool {
        self.parsed.clauses[clause].verb.is_some_and(|v| self.parsed.tags[v].reading.is_some_and(|r| r.form.passive))
    }

    /// «وفي دمشق، …»: what opens a sentence holds for its deeds, and for words of those at home there.
    fn in_front(&self, spot: &Spot, happening: &Happening<'_>) -> Option<usize> {
        if !spot.front {
            return None;
        }
        let parsed = self.parsed;
        let predicate = happening.predicate;
        let at_home = spot.state.is_some_and(|s| happening.doers.contains(&s));
        let main = !predicate.noun && matches!(parsed.clauses[predicate.clause].link, Link::Root);
        let deed = happening.is_bodily() && !self.under_reaction(predicate);
        (main || at_home || deed).then_some(6)
    }

    /// A happening named only as what words are about: «رفض إدانة القصف».
    fn under_reaction(&self, predicate: &Predicate) -> bool {
        let Some((phrase, _)) = predicate.phrase else { return false };
        let clause = &self.parsed.clauses[predicate.clause];
        let argument = clause.subject == Some(phrase) || clause.objects.contains(&phrase);
        !argument && governor(self.parsed, phrase).is_some() || clause.verb.is_some_and(|v| self.speaks(v))
    }

    fn speaks(&self, verb: usize) -> bool {
        self.parsed.class_of(verb) & const { classes(&["speech"]) } != 0
    }

    fn state(&self, side: &Side) -> Option<u32> {
        side.entity.filter(|e| self.world.entities[*e as usize].kind == EntityKind::State)
    }

    /// The only state among sides.
    fn only_state<'s, 'p>(&self, sides: &'s [Side<'p>]) -> Option<(u32, &'s Side<'p>)> {
        let mut known = sides.iter().filter(|s| s.entity.is_some());
        let (first, None) = (known.next()?, known.next()) else { return None };
        self.state(first).map(|state| (state, first))
    }

    /// On whose soil a happening is when nothing is told: the host's, the jailer's, one's own.
    fn by_nature(&self, telling: &Telling, spec: &EventSpec) -> Option<Place> {
        let actor = self.only_state(&telling.actor);
        let recipient = self.only_state(&telling.recipient);
        let venue = spec.venue.or_else(|| usual_venue(spec));
        let alone = recipient.is_none() || recipient.map(|(r, _)| r) == actor.map(|(a, _)| a);
        let at_home = match spec.kind.as_str() {
            "ASSAULT" | "COERCE" | "CONCEDE" | "RETREAT" => true,
            "MOBILIZE" => !spec.mode.iter().any(|m| m == "weapons"),
            _ => false,
        };
        let host = match venue {
            Some(Venue::Actor) => actor,
            Some(Venue::Recipient) => recipient,
            None if at_home && alone && telling.recipient.iter().any(|r| r.entity.is_some()) && actor.is_some() => actor,
            None if spec.kind == "ASSAULT" && actor.is_none() && recipient.is_some_and(|(r, _)| self.home == Some(r)) => recipient,
            None => None,
        };
        let (state, side) = host?;
        let base = Place { start: side.span.start.at(), end: side.span.end.at(), rule: "core/own-soil".into(), ..Place::default() };
        Some(soil(self.world, state, base))
    }
}

/// «على أهداف في بغداد»: the phrase is what is struck.
fn spot_is_target(parsed: &Parsed<'_>, phrase: usize) -> bool {
    is_led(parsed, phrase, const { classes(&["onto-place"]) })
}

/// On whose soil happenings of a kind usually are.
fn usual_venue(spec: &EventSpec) -> Option<Venue> {
    let has = |names: &[&str]| spec.mode.iter().any(|m| names.contains(&m.as_str()));
    match spec.kind.as_str() {
        "CONSULT" | "AGREE" if has(&["visit"]) => Some(Venue::Recipient),
        "COERCE" if has(&["arrest", "curfew", "martial-law", "censor", "ban", "seize"]) => Some(Venue::Actor),
        "SANCTION" if has(&["expel"]) => Some(Venue::Actor),
        "RETREAT" if has(&["release", "resign"]) => Some(Venue::Actor),
        "ACCUSE" if has(&["investigate"]) => Some(Venue::Actor),
        // Relief goes to those in need, refuge is found with those who give it; alerts are at home.
        "AID" if spec.cameo == "073" => Some(Venue::Recipient),
        "AID" if spec.cameo == "075" => Some(Venue::Actor),
        "MOBILIZE" if matches!(spec.cameo.as_str(), "151" | "152" | "153") => Some(Venue::Actor),
        "PROTEST" => Some(Venue::Actor),
        _ => None,
    }
}

/// «وفي باريس، …»: the state of the place at the head of a sentence.
pub fn front(spots: &[Spot]) -> Option<u32> {
    spots.iter().find(|s| s.front && s.inside).and_then(|s| s.state)
}

/// The state of the first place told in a sentence, for bodies named without their state.
pub fn here(spots: &[Spot]) -> Option<u32> {
    spots.iter().find(|s| s.inside).and_then(|s| s.state)
}
