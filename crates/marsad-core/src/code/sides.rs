//! Sides: who a phrase stands for.
//!
//! Enters: a phrase of a parsed sentence and what the article has told before. Leaves: [`Side`]s. «وزيرة
//! خارجية كوريا الشمالية تشو سون هي» needs no entry to be North Korea's foreign minister, and is remembered as
//! «تشو» for the rest of the article.

use crate::code::memory::{Memory, Told};
use crate::find::names::Match;
use crate::find::words::Enclitic;
use crate::read::chunks::{Node, Phrase, agreement};

use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use marsad_pack::{EntityKind, Gender, Language, NameAs, NameOf, Number, Pos, World, classes};
use marsad_record::ActorKind;
use marsad_text::{Span, TokenKind};
use std::cell::Cell;
use std::rc::Rc;

/// Someone who can act in world politics, as told in the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Side<'p> {
    pub span: Span,
    pub entity: Option<u32>,
    pub person: Option<u32>,
    /// Name as told, for people without an entry.
    pub told_name: Option<Rc<str>>,
    pub kind: ActorKind,
    /// Code of what it is in its state, when it is known: `GOV`, `MIL`.
    pub sector: Option<&'p str>,
    /// The office held, in English, as the packs name it.
    pub office: Option<&'p str>,
    /// What somebody without an office is, in English: "gunmen".
    pub what: Option<&'p str>,
    pub gender: Gender,
    pub number: Number,
    /// How it was resolved.
    pub rule: &'static str,
    /// Whose it is no word says: taken to be of where the story plays.
    pub assumed: bool,
}

impl Side<'_> {
    /// Whether the two stand for the same state or body.
    pub fn same_party(&self, other: &Self) -> bool {
        match (self.entity, other.entity) {
            (Some(a), Some(b)) => a == b,
            (None, None) => self.span == other.span,
            _ => false,
        }
    }

    pub fn at(mut self, span: Span) -> Self {
        self.span = span;
        self
    }
}

pub struct Resolver<'a> {
    pub world: &'a World,
    pub language: &'a Language,
    /// `yyyymmdd` of the article.
    pub day: i32,
    /// Russia and the Soviet Union: before 1992 Moscow and the Soviets are one side.
    pub union: Option<(u32, u32)>,
    pub memory: Memory<'a>,
    /// How many phrases are asked for whom another stands for.
    pub asked: Cell<u8>,
}

/// Phrases may lead to each other in a circle, «أرسل الآتون، جنودا»: past so many, nobody is found.
const DEEPEST: u8 = 10;

/// States whose Arabic names are masculine.
pub const MASCULINE: &[&str] = &["IRQ", "LBN", "JOR", "YEM", "SDN", "MAR", "SOM", "VAT", "SSD"];

impl<'a> Resolver<'a> {
    /// The sides a phrase stands for, from its `from`th noun on, joined phrases included.
    pub fn sides(&self, parsed: &Parsed<'_>, phrase: usize, from: usize) -> Vec<Side<'a>> {
        let mut found = self.own_sides(parsed, phrase, from);
        for &joined in &parsed.phrases[phrase].joined {
            // «الرئيسان المصري والسوداني»: the second adjective is no name, its state is an owner.
            if is_adjective_alone(parsed, &parsed.phrases[joined]) && !is_one(parsed, &parsed.phrases[phrase]) {
                continue;
            }
            for side in self.own_sides(parsed, joined, 0) {
                if !found.iter().any(|f| f.same_party(&side)) {
                    found.push(side);
                }
            }
        }
        found
    }

    /// Only the sides that resolve to a state or body.
    pub fn known_sides(&self, parsed: &Parsed<'_>, phrase: usize, from: usize) -> Vec<Side<'a>> {
        self.sides(parsed, phrase, from).into_iter().filter(|s| s.entity.is_some()).collect()
    }

    /// Remembers every side of a sentence, and who acts in it.
    pub fn take_in(&mut self, parsed: &Parsed<'_>) {
        let mut order = Vec::with_capacity(parsed.phrases.len());
        order.extend((0..parsed.phrases.len()).filter(|&p| parsed.phrases[p].pronoun.is_none()));
        order.sort_by_key(|&p| parsed.phrases[p].words.start);
        for phrase in order {
            let subject = parsed.clauses.iter().any(|c| c.subject == Some(phrase) && c.verb.is_some());
            let chain = parsed.phrases[parsed.phrases[phrase].joined_to.unwrap_or(phrase)].words.start;
            let core = subject || parsed.clauses.iter().any(|c| c.objects.contains(&phrase));
            for side in self.own_sides(parsed, phrase, 0) {
                let word = parsed.phrases[phrase].words.start;
                if side.rule == "thing-of" {
                    continue;
                }
                if let Some(name) = &side.told_name {
                    self.learn(name, &side);
                } else if let Some(surname) = side.person.and_then(|_| surname(parsed, phrase)) {
                    self.learn(surname, &side);
                }
                let head = parsed.phrases[phrase].nouns.first().and_then(|&n| noun_lemma(parsed, n));
                self.memory.remember(Told { side, sentence: self.memory.sentence, word, chain, subject, core, head });
            }
            self.take_in_names(parsed, phrase);
            self.take_in_thing(parsed, phrase);
        }
    }

    /// Names deeper in a phrase («قصف روسيا لمدينة») are told too.
    fn take_in_names(&mut self, parsed: &Parsed<'_>, phrase: usize) {
        for &word in parsed.phrases[phrase].nouns.iter().skip(1).chain(&parsed.phrases[phrase].adjectives) {
            let people = parsed.class_of(word) & const { classes(&["people", "troops", "police", "citizen"]) } != 0;
            if people
                && parsed.enclitic(word).is_some()
                && let Some(at) = parsed.phrases[phrase].nouns.iter().position(|&n| n == word)
            {
                // «مشاركة جنودها»: people told of by whose they are.
                for side in self.own_sides(parsed, phrase, at) {
                    let side = Side { number: Number::Plur, kind: ActorKind::Group, ..side };
                    self.memory.remember(Told { side, sentence: self.memory.sentence, word, chain: word, subject: false, core: true, head: None });
                }
                continue;
            }
            let Some(name) = parsed.tags[word].name else { continue };
            if let Some((entity, _, _)) = parsed.names[name].entity() {
                let side = self.entity_side(parsed, entity, &parsed.names[name]);
                self.memory.remember(Told { side, sentence: self.memory.sentence, word, chain: word, subject: false, core: false, head: noun_lemma(parsed, word) });
            }
        }
    }

    /// «قرار أميركي»، «اعتماد مجلس الأمن القرار»: a thing told anew is noted with whose it is.
    fn take_in_thing(&mut self, parsed: &Parsed<'_>, phrase: usize) {
        let p = &parsed.phrases[phrase];
        let Some(&head) = p.nouns.first().filter(|&&n| parsed.tags[n].name.is_none()) else { return };
        let Some(lemma) = parsed.lemma(head).filter(|_| parsed.class_of(head) & PEOPLE == 0) else { return };
        let definite = parsed.tags[head].reading.is_some_and(|r| r.clitics.article);
        let mut makers = self.owners(parsed, p, 0);
        if makers.is_empty() {
            makers = self.maker(parsed, phrase, definite && self.memory.knows_thing(lemma));
        }
        let span = phrase_span(parsed, p, head);
        if !makers.is_empty() {
            let sides = makers.into_iter().map(|e| Side { rule: "maker", ..self.bare(e, span) }).collect();
            self.memory.note_thing(lemma, sides);
        }
    }

    /// Who makes what a phrase tells of: the subject of the verb whose object it is, or the owner of the verbal noun
    /// right before it.
    fn maker(&self, parsed: &Parsed<'_>, phrase: usize, known: bool) -> Vec<u32> {
        if known {
            return Vec::new();
        }
        let masdar = |b: &&Phrase| parsed.lemma(b.head()).is_some_and(|l| !self.language.lexicon.lemmas[l as usize].of_verbs.is_empty());
        let before = phrase.checked_sub(1).map(|before| &parsed.phrases[before]).filter(|b| b.words.end == parsed.phrases[phrase].words.start && b.nouns.len() > 1);
        if let Some(deed) = before.filter(masdar) {
            return self.owners(parsed, deed, 0);
        }
        let clause = parsed.clauses.iter().find(|c| c.objects.contains(&phrase));
        // «رفض مجلس الأمن المشروع»: who refuses or backs a thing did not make it.
        let judged = clause.and_then(|c| c.verb).is_some_and(|verb| {
            let mut frames = parsed.frames_of(verb).peekable();
            frames.peek().is_some() && frames.all(|f| matches!(f.kind(), "REJECT" | "SUPPORT" | "ACCUSE"))
        });
        let Some(subject) = clause.and_then(|c| c.subject).filter(|_| !judged) else { return Vec::new() };
        self.own_sides(parsed, subject, 0).into_iter().filter_map(|s| s.entity).collect()
    }

    fn learn(&mut self, name: &str, side: &Side<'a>) {
        let mut key = String::new();
        marsad_text::fold_into(name, &mut key);
        for word in key.split(' ').filter(|w| w.chars().count() > 2 && !matches!(*w, "بن" | "عبد" | "ابو" | "ال")) {
            self.memory.people.insert(word.to_owned(), side.clone());
        }
    }

    /// The sides a phrase stands for without those joined to it.
    pub(super) fn own_sides(&self, parsed: &Parsed<'_>, phrase: usize, from: usize) -> Vec<Side<'a>> {
        let deep = self.asked.get();
        if deep >= DEEPEST {
            return Vec::new();
        }
        self.asked.set(deep + 1);
        let found = self.sides_of_phrase(parsed, phrase, from);
        self.asked.set(deep);
        found
    }

    fn sides_of_phrase(&self, parsed: &Parsed<'_>, phrase: usize, from: usize) -> Vec<Side<'a>> {
        let p = &parsed.phrases[phrase];
        if let Some(enclitic) = p.pronoun {
            let (several, not) = self.beside_pronoun(parsed, phrase);
            if let Some(several) = several.filter(|_| enclitic.number == Number::Plur) {
                return self.sides(parsed, several, 0).into_iter().map(|s| Side { rule: "pronoun", ..s }).collect();
            }
            return self.pronoun(parsed, enclitic, p.words.start, not.as_ref()).into_iter().map(|s| s.at(parsed.words[p.words.start].span())).collect();
        }
        let some = self.some_of(parsed, phrase, from);
        if !some.is_empty() {
            return some;
        }
        if let Some(listed) = listed_behind(parsed, phrase).filter(|_| from == 0) {
            return self.sides(parsed, listed, 0);
        }
        let head = p.nouns.get(from).or(Some(&p.words.start).filter(|&&first| from == 0 && self.language.fixed_order && parsed.cue_at(first) == Some("both")));
        let Some(&head) = head else { return Vec::new() };
        let span = phrase_span(parsed, p, head);
        let cue = parsed.cue_at(head).or_else(|| parsed.cue_at(p.words.start).filter(|c| from == 0 && (*c == "both" || self.language.fixed_order)));
        if let Some(sides) = cue.and_then(|cue| self.cue_sides(parsed, p, head, cue)) {
            return sides.into_iter().map(|s| s.at(span)).collect();
        }
        match parsed.tags[head].name {
            Some(_) if self.is_island(parsed, p, head) => self.island(head).map(|s| s.at(span)).into_iter().collect(),
            Some(name) if let Some(some) = self.members_told(parsed, p, head, &parsed.names[name]) => some.into_iter().map(|s| s.at(span)).collect(),
            Some(name) => self.named(parsed, p, from, &parsed.names[name], span),
            None => self.unnamed(parsed, p, from, head, span),
        }
    }

    /// What a pronoun that is a word of its own may stand for and may not: the several that the clause above tells of, "Chad
    /// and Mali said they …"; nobody is done to by themselves, "annexed it".
    fn beside_pronoun(&self, parsed: &Parsed<'_>, phrase: usize) -> (Option<usize>, Option<Side<'a>>) {
        if !self.language.fixed_order {
            return (None, None);
        }
        let mut at = Some(parsed.clause_of[parsed.phrases[phrase].words.start]);
        let object = at.is_some_and(|c| parsed.clauses[c].objects.contains(&phrase));
        while let Some(here) = at {
            let clause = &parsed.clauses[here];
            if let Some(subject) = clause.subject.filter(|&s| s != phrase && parsed.phrases[s].pronoun.is_none()) {
                let several = Some(subject).filter(|&s| !object && !parsed.phrases[s].joined.is_empty());
                return (several, if object { self.own_sides(parsed, subject, 0).into_iter().next() } else { None });
            }
            at = clause.parent;
        }
        (None, None)
    }

    /// «600 منهم»، «عدد من أنصاره»: so many of those told before or named behind.
    fn some_of(&self, parsed: &Parsed<'_>, phrase: usize, from: usize) -> Vec<Side<'a>> {
        let Some(whole) = crate::code::frames::part_of(parsed, phrase, from) else { return Vec::new() };
        let p = &parsed.phrases[whole];
        let span = parsed.words_span(p.words.start, p.words.end);
        self.sides(parsed, whole, 0).into_iter().map(|s| Side { span, number: Number::Plur, rule: "some-of", ..s }).collect()
    }

    fn named(&self, parsed: &Parsed<'_>, phrase: &Phrase, from: usize, name: &Match<'_>, span: Span) -> Vec<Side<'a>> {
        if let Some(person) = self.person_of(name) {
            return vec![self.person_side(parsed, phrase, from, person, span)];
        }
        // «تونس» is a state before it is a city; «سفير» an office before anything.
        if let Some((office, n)) = name.office() {
            return self.office_sides(parsed, phrase, from, office, n, name.enclitic, span);
        }
        if let Some((entity, _, _)) = name.entity() {
            return vec![Side { span: names_span(parsed, name).join(span), ..self.entity_side(parsed, entity, name) }];
        }
        if let Some((agent, n)) = name.agent() {
            return self.agent_sides(parsed, phrase, from, agent, n, name.enclitic, span);
        }
        if let Some(place) = name.place() {
            let country = &self.world.places[place as usize].country;
            if let Some(entity) = self.world.entity(country).filter(|_| !country.is_empty()) {
                return vec![Side { rule: "place", ..self.bare(entity, span) }];
            }
        }
        Vec::new()
    }

    /// The person a name means on the article's day: one already told first, then the one nearest in office.
    pub(super) fn person_of(&self, name: &Match<'_>) -> Option<u32> {
        let told = |p: &u32| self.memory.mentions().any(|s| s.person == Some(*p));
        let full = name.persons().min_by_key(|p| (!told(p), self.world.persons[*p as usize].distance(self.day)));
        full.or_else(|| name.shorts().min_by_key(|p| (!told(p), self.world.persons[*p as usize].distance(self.day))))
    }

    fn person_side(&self, parsed: &Parsed<'_>, phrase: &Phrase, from: usize, person: u32, span: Span) -> Side<'a> {
        let known = &self.world.persons[person as usize];
        let tenure = known.tenure_at(self.day);
        let owner = self.owners(parsed, phrase, from).first().copied();
        let title = phrase.nouns.iter().find_map(|&n| parsed.tags[n].name.and_then(|m| parsed.names[m].office()));
        Side {
            person: Some(person),
            kind: ActorKind::Person,
            office: title.map(|(o, _)| self.language.names.offices[o as usize].office.as_str()).filter(|_| tenure.is_none()).or(tenure.map(|t| t.office.as_str())),
            gender: title.map(|(_, n)| n.gender).or_else(|| self.memory.mentions().find(|s| s.person == Some(person)).map(|s| s.gender)).unwrap_or(self.unshown()),
            rule: "person",
            sector: Some("GOV"),
            ..self.bare_or(owner.or(tenure.map(|t| t.of)), span)
        }
    }

    /// The gender of somebody whose words show no feminine ending: a man, where words would show one.
    fn unshown(&self) -> Gender {
        if self.language.fixed_order { Gender::Both } else { Gender::Masc }
    }

    /// A known person named anywhere in a phrase.
    pub(super) fn person_in(&self, parsed: &Parsed<'_>, phrase: &Phrase, from: usize) -> Option<u32> {
        phrase.nouns[from..].iter().find_map(|&n| parsed.tags[n].name.and_then(|m| self.person_of(&parsed.names[m])))
    }

    #[allow(clippy::too_many_arguments)]
    fn office_sides(&self, parsed: &Parsed<'_>, phrase: &Phrase, from: usize, office: u32, name: marsad_pack::Name, enclitic: Option<Enclitic>, span: Span) -> Vec<Side<'a>> {
        let office = &self.language.names.offices[office as usize];
        let person = self.person_in(parsed, phrase, from);
        let told_name = self.told_name(parsed, phrase);
        let mut owners = self.owners(parsed, phrase, from);
        if let Some(enclitic) = enclitic.filter(|_| owners.is_empty()) {
            // «مديرها العام»: such an office is no state's.
            let heads = office.office.ends_with("head of organization");
            let body = self.memory.last(phrase.words.start, |s| heads && s.entity.is_some_and(|e| self.world.entities[e as usize].kind == EntityKind::Organization));
            let owner = body.into_iter().chain(self.pronoun(parsed, enclitic, phrase.words.start, None));
            owners.extend(owner.filter_map(|s| s.entity).take(1));
        }
        let tenure = person.and_then(|p| self.world.persons[p as usize].tenure_at(self.day));
        if owners.is_empty() {
            owners.extend(tenure.map(|t| t.of).or_else(|| self.holder_behind(parsed, phrase)));
        }
        let unnamed = owners.is_empty() && told_name.is_none() && person.is_none();
        // «دبلوماسيون»: several whom nobody tells more of are of no state.
        let anyone = name.number == Number::Plur && !parsed.words[phrase.head()].key.contains("ال");
        if unnamed
            && !anyone
            && name.number == Number::Plur
            && let Some(met) = self.met(&office.office)
        {
            return met.into_iter().map(|s| Side { rule: "bare-office", ..s.at(span) }).collect();
        }
        if let Some(side) = self.bare_office(parsed, office, phrase).filter(|_| unnamed && !anyone) {
            return vec![side.at(span)];
        }
        if owners.is_empty() && !anyone {
            let other = self.of_counterpart(parsed);
            let ours = || self.memory.home.iter().chain(&self.memory.dyad).copied().find(|&e| Some(e) != other);
            owners.extend(self.own_state(phrase.words.start, name.number != Number::Plur).or_else(|| self.scene()).filter(|&e| Some(e) != other).or_else(ours));
        }
        let known_office = tenure.map(|t| t.office.as_str());
        let side = |entity: Option<u32>| Side {
            person,
            told_name: told_name.clone(),
            kind: if person.is_some() || told_name.is_some() { ActorKind::Person } else { ActorKind::Office },
            office: Some(office.office.as_str()).filter(|o| !o.is_empty()).or(known_office),
            sector: Some(&office.sector),
            gender: if name.gender == Gender::Fem { Gender::Fem } else { self.unshown() },
            number: name.number,
            rule: "office",
            ..self.bare_or(entity, span)
        };
        if owners.is_empty() {
            return vec![side(None)];
        }
        let both = phrase.nouns.iter().any(|&n| parsed.cue_at(n) == Some("both"));
        let beside = phrase.joined.iter().any(|&j| is_adjective_alone(parsed, &parsed.phrases[j]));
        let several = both || beside || name.number == Number::Dual || name.number == Number::Plur;
        owners.into_iter().take(if several { 6 } else { 1 }).map(|e| side(Some(e))).collect()
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn agent_sides(&self, parsed: &Parsed<'_>, phrase: &Phrase, from: usize, agent: u32, name: marsad_pack::Name, enclitic: Option<Enclitic>, span: Span) -> Vec<Side<'a>> {
        let agent = &self.language.names.agents[agent as usize];
        let mut owners = self.owners(parsed, phrase, from);
        if let Some(enclitic) = enclitic.filter(|_| owners.is_empty()) {
            owners.extend(self.pronoun(parsed, enclitic, phrase.words.start, None).iter().filter_map(|s| s.entity).take(1));
        }
        if owners.is_empty() {
            // «مستوطنون»
            owners.extend(self.world.entity(&agent.of).filter(|_| !agent.of.is_empty()));
        }
        let counted = parsed.tags[phrase.words.clone()].iter().any(|t| t.number.is_some());
        let number = if counted { Number::Plur } else { name.number };
        let press = agent.sector == "MED";
        if owners.is_empty()
            && let Some(sides) = self.taken_up(parsed, phrase, from)
        {
            return sides.into_iter().map(|s| s.at(span)).collect();
        }
        if owners.is_empty() && matches!(agent.sector.as_str(), "MIL" | "COP") {
            owners.extend(self.sender(parsed, phrase));
        }
        let told = !owners.is_empty();
        // «ثماني عشرة دولة»، «الدول»: many bodies are not the one at home.
        let many = number == Number::Plur && agent.kind == "organization" && agent.sector == "GOV";
        if owners.is_empty() && !press && !many && self.is_domestic(agent) {
            // Who acts unnamed is of the scene; who suffers or is spoken of, of the state the report is about.
            // «مئات من الأقباط»: of some who act, all do.
            let is = |p: usize| std::ptr::eq(&parsed.phrases[p], phrase);
            let acts = parsed.clauses.iter().filter_map(|c| c.subject).any(|s| is(s) || crate::code::frames::part_of(parsed, s, 0).is_some_and(is));
            let armed = agent.sector == "UAF";
            let definite = parsed.words[phrase.head()].key.contains("ال");
            owners.extend(if armed && !definite {
                // «مسلحون»: nobody knows of which state but by where they strike.
                self.memory.here
            } else if acts && !definite && agent.sector == "MIL" {
                // «طائرات حربية»: of where they strike, else of the scene.
                self.memory.here.or_else(|| self.scene())
            } else if acts {
                self.scene()
            } else {
                self.memory.home.or(self.memory.scene).map(|e| self.soil_of(e))
            });
        }
        let side = |entity: Option<u32>| Side {
            kind: match agent.kind.as_str() {
                "organization" => ActorKind::Organization,
                "person" if number != Number::Plur => ActorKind::Person,
                _ => ActorKind::Group,
            },
            sector: Some(&agent.sector),
            what: Some(agent.called(number)),
            gender: if name.gender == Gender::Both { Gender::Masc } else { name.gender },
            number,
            rule: "agent",
            assumed: !told && entity.is_some(),
            told_name: name_in_quotes(parsed, phrase).filter(|_| entity.is_none() && agent.kind == "organization"),
            ..self.bare_or(entity, span)
        };
        if owners.is_empty() { vec![side(None)] } else { owners.into_iter().take(6).map(|e| side(Some(e))).collect() }
    }

    /// Whether a body named without its state is the scene's own: «السلطات»، «الشرطة»، «المتظاهرون».
    fn is_domestic(&self, agent: &marsad_pack::Agent) -> bool {
        matches!(agent.sector.as_str(), "GOV" | "MIL" | "COP" | "REB" | "UAF" | "LEG" | "JUD" | "OPP" | "CVL" | "PTY" | "SPY" | "EDU" | "LAB" | "ELI")
    }

    /// «وضعت تايبه قواتها …، وأكد ناطق باسم الحكومة»: the state that acts earlier in the sentence is whose office speaks.
    pub(super) fn own_state(&self, word: usize, one: bool) -> Option<u32> {
        let state = |s: &Side| s.kind == ActorKind::State && matches!(s.rule, "name" | "capital");
        // «أقال الرئيس التشادي وزير الدفاع»: an office without a state is of the same one as the office that acts.
        let office = |s: &Side| one && s.sector == Some("GOV") && matches!(s.rule, "office" | "person");
        let here = |t: &&Told| t.subject && t.side.entity.is_some() && (state(&t.side) || office(&t.side));
        self.memory.before(word).take_while(|t| t.sentence == self.memory.sentence).find(here).and_then(|t| t.side.entity)
    }

    pub(super) fn scene(&self) -> Option<u32> {
        self.memory.scene.or(self.memory.home).map(|e| self.soil_of(e))
    }

    /// A movement is at home in its state: an army and police told of without one are that state's.
    pub fn soil_of(&self, entity: u32) -> u32 {
        let known = &self.world.entities[entity as usize];
        if known.kind == EntityKind::Group { self.world.entity(&known.country).unwrap_or(entity) } else { entity }
    }

    /// A common noun or an unlisted word: people with an owner, a learned surname, a thing of a state.
    fn unnamed(&self, parsed: &Parsed<'_>, phrase: &Phrase, from: usize, head: usize, span: Span) -> Vec<Side<'a>> {
        if let Some(side) = self.learned(parsed, head) {
            return vec![side.at(span)];
        }
        if let Some(side) = self.apposed(parsed, phrase, head) {
            return vec![side.at(span)];
        }
        let owners = self.owners(parsed, phrase, from);
        if owners.is_empty()
            && let Some(sides) = self.taken_up(parsed, phrase, from)
        {
            return sides.into_iter().map(|s| s.at(span)).collect();
        }
        let class = parsed.class_of(head);
        let people = PEOPLE;
        let mut owners = owners;
        if owners.is_empty() && class & const { classes(&["troops", "police"]) } != 0 {
            // «أرسلت بيونغ يانغ عشرة آلاف جندي»: who sends them owns them.
            owners.extend(self.sender(parsed, phrase));
        }
        let (gender, number) = agreement(&parsed.tags[head], parsed.names);
        let gender = if gender == Gender::Both { Gender::Masc } else { gender };
        let kind = if class & people != 0 { ActorKind::Group } else { ActorKind::State };
        let sector = if class & const { classes(&["troops"]) } != 0 {
            "MIL"
        } else if class & const { classes(&["police"]) } != 0 {
            "COP"
        } else if class & const { classes(&["diplomat"]) } != 0 {
            "GOV"
        } else if class & people != 0 {
            "CVL"
        } else {
            "GOV"
        };
        let counted = parsed.tags[phrase.words.clone()].iter().any(|t| t.number.is_some());
        let number = if counted { Number::Plur } else { number };
        if owners.is_empty() {
            if class & people == 0 {
                return Vec::new();
            }
            return vec![Side { kind, sector: Some(sector), gender, number, rule: "people", ..self.bare_or(None, span) }];
        }
        let rule = if class & people != 0 { "people-of" } else { "thing-of" };
        owners.into_iter().take(4).map(|e| Side { kind, sector: Some(sector), gender, number, rule, ..self.bare(e, span) }).collect()
    }

    /// «مبان سكنية», «حفل زفاف»: a thing, or somebody by a name nobody knows, of no side that a word tells.
    pub fn nobodys(&self, parsed: &Parsed<'_>, phrase: usize, from: usize) -> Option<Side<'a>> {
        let p = &parsed.phrases[phrase];
        let &head = p.nouns.get(from).filter(|_| p.pronoun.is_none())?;
        let unreal = const { classes(&["abstract", "attack", "blast", "time", "body", "quantity", "unit"]) };
        let stranger = parsed.tags[head].kind == Kind::Unknown && parsed.words[head].token.is_word();
        if !stranger && (parsed.tags[head].kind != Kind::Noun || parsed.class_of(head) & unreal != 0) {
            return None;
        }
        let kind = if stranger { ActorKind::Person } else { ActorKind::Group };
        Some(Side { kind, rule: "thing", ..self.bare_or(None, phrase_span(parsed, p, head)) })
    }

    /// Whoever sends or deploys the people a phrase tells of.
    fn sender(&self, parsed: &Parsed<'_>, phrase: &Phrase) -> Option<u32> {
        let clause = parsed.clauses.iter().find(|c| c.objects.iter().any(|&o| std::ptr::eq(&parsed.phrases[o], phrase)))?;
        let sends = parsed.frames_of(clause.verb?).any(|f| matches!(f.kind(), "MOBILIZE" | "AID"));
        let subject = clause.subject.filter(|_| sends)?;
        self.own_sides(parsed, subject, 0).into_iter().find_map(|s| s.entity)
    }

    /// «روبرت هولدن، المسؤول في منظمة الصحة العالمية،»: a name nobody knows, with what its bearer is behind a comma.
    fn apposed(&self, parsed: &Parsed<'_>, phrase: &Phrase, head: usize) -> Option<Side<'a>> {
        if parsed.tags[head].kind != Kind::Unknown {
            return None;
        }
        let index = parsed.phrases.iter().position(|p| std::ptr::eq(p, phrase))?;
        let after = crate::code::predicates::node_after(parsed, index)?;
        let [Node::Comma(_), Node::Phrase(title), ..] = parsed.nodes.get(after..)? else { return None };
        let title = &parsed.phrases[*title];
        let person = self.language.fixed_order && parsed.class_of(title.head()) & const { classes(&["person"]) } != 0;
        let titled = person || parsed.tags[title.head()].name.is_some_and(|m| parsed.names[m].office().is_some() || parsed.names[m].agent().is_some());
        if !titled || self.owners(parsed, title, 0).is_empty() {
            return None;
        }
        let side = self.own_sides(parsed, parsed.phrases.iter().position(|p| std::ptr::eq(p, title))?, 0).into_iter().next()?;
        let name: Vec<&str> = phrase.words.clone().filter(|&w| parsed.words[w].token.is_word()).map(|w| parsed.words[w].text).collect();
        Some(Side { told_name: Some(name.join(" ").into()), kind: ActorKind::Person, rule: "apposed", ..side })
    }

    /// «وزير الخارجية، ناصر بوريطة،», «نائب رئيس الوزراء ووزير الخارجية أيمن الصفدي»: the state whose office the person holds that is
    /// named behind a comma, or behind a further title of the same one.
    fn holder_behind(&self, parsed: &Parsed<'_>, phrase: &Phrase) -> Option<u32> {
        let state = |other: usize| {
            let person = self.person_in(parsed, &parsed.phrases[other], 0)?;
            self.world.persons[person as usize].tenure_at(self.day).map(|t| t.of)
        };
        if let Some(&further) = phrase.joined.first() {
            let titled = parsed.tags[parsed.phrases[further].head()].name.is_some_and(|m| parsed.names[m].office().is_some());
            return Some(further).filter(|_| titled).and_then(state);
        }
        let index = parsed.phrases.iter().position(|p| std::ptr::eq(p, phrase))?;
        let after = crate::code::predicates::node_after(parsed, index)?;
        match parsed.nodes.get(after..)? {
            [Node::Comma(_), Node::Phrase(name), ..] if parsed.tags[parsed.phrases[*name].head()].name.is_some_and(|m| parsed.names[m].office().is_none()) => state(*name),
            [Node::Phrase(title), ..] if parsed.tags[parsed.phrases[*title].head()].name.is_some_and(|m| parsed.names[m].office().is_some()) => state(*title),
            _ => None,
        }
    }

    /// The unlisted name words that follow an office.
    pub(super) fn told_name(&self, parsed: &Parsed<'_>, phrase: &Phrase) -> Option<Rc<str>> {
        let unknown: Vec<&str> =
            phrase.words.clone().filter(|&w| parsed.tags[w].kind == Kind::Unknown && parsed.words[w].token.is_word() && !parsed.words[w].key.starts_with("ال")).map(|w| parsed.words[w].text).collect();
        (!unknown.is_empty()).then(|| unknown.join(" ").into())
    }

    fn entity_side(&self, parsed: &Parsed<'_>, entity: u32, name: &Match<'_>) -> Side<'a> {
        let named = name.names.iter().find_map(|n| match n.of {
            NameOf::Entity(e, named) if e == entity => Some((named, n.gender, n.number)),
            _ => None,
        });
        let (named, gender, number) = named.unwrap_or((NameAs::Name, Gender::Both, Number::Any));
        let side = self.bare(entity, names_span(parsed, name));
        match named {
            NameAs::Adjective | NameAs::People => {
                Side { kind: ActorKind::Group, sector: Some("CVL"), gender: if gender == Gender::Both { Gender::Masc } else { gender }, number, rule: "people-of", ..side }
            }
            NameAs::Capital => Side { rule: "capital", ..side },
            NameAs::Seat => Side { rule: "seat", ..side },
            NameAs::Name => Side { gender: self.gender_of_body(parsed, name).unwrap_or(side.gender), rule: "name", ..side },
        }
    }

    /// States are feminine, a few either, as newspapers write; of a body nothing is known without its name.
    pub(super) fn gender_of_state(&self, entity: u32) -> Gender {
        let known = &self.world.entities[entity as usize];
        if known.kind == EntityKind::State && !MASCULINE.contains(&known.code.as_str()) { Gender::Fem } else { Gender::Both }
    }

    /// «الاتحاد» is masculine, «المنظمة» feminine: a body's name goes by its first noun.
    fn gender_of_body(&self, parsed: &Parsed<'_>, name: &Match<'_>) -> Option<Gender> {
        let (entity, _, _) = name.entity()?;
        let first = parsed.words[name.first].readings.iter().find(|r| r.exact && r.form.pos == Pos::Noun)?;
        let body = self.world.entities[entity as usize].kind != EntityKind::State;
        match (first.form.gender, first.form.number) {
            (Gender::Masc, Number::Sing) if body => Some(Gender::Masc),
            (Gender::Fem, _) | (_, Number::Plur) if body => Some(Gender::Fem),
            _ => None,
        }
    }

    pub(super) fn bare(&self, entity: u32, span: Span) -> Side<'a> {
        let entity = match self.union {
            _ if self.world.entities[entity as usize].kind == EntityKind::State && !self.world.entities[entity as usize].acts_for.is_empty() => self.world.sovereign(entity),
            Some((russia, soviets)) if entity == russia && self.day < 19_911_226 => soviets,
            _ => entity,
        };
        let known = &self.world.entities[entity as usize];
        let gender = self.gender_of_state(entity);
        Side {
            span,
            entity: Some(entity),
            person: None,
            told_name: None,
            kind: match known.kind {
                EntityKind::State => ActorKind::State,
                EntityKind::Organization => ActorKind::Organization,
                EntityKind::Group => ActorKind::Group,
            },
            sector: Some(known.sector.as_str()).filter(|s| !s.is_empty()),
            office: None,
            what: None,
            gender,
            number: Number::Sing,
            rule: "name",
            assumed: false,
        }
    }

    pub(super) fn bare_or(&self, entity: Option<u32>, span: Span) -> Side<'a> {
        match entity {
            Some(entity) => self.bare(entity, span),
            None => Side {
                span,
                entity: None,
                person: None,
                told_name: None,
                kind: ActorKind::Group,
                sector: None,
                office: None,
                what: None,
                gender: Gender::Both,
                number: Number::Any,
                rule: "unresolved",
                assumed: false,
            },
        }
    }

    /// A side made of a country alone, pointing at `span`.
    pub fn country(&self, entity: u32, span: Span, rule: &'static str) -> Side<'a> {
        Side { rule, ..self.bare(entity, span) }
    }
}

/// Classes of nouns that are or stand for people.
pub(super) const PEOPLE: u128 = classes(&["person", "people", "troops", "police", "diplomat", "citizen", "refugee", "prisoner", "hostage", "group", "intelligence"]);

/// «دولتان هما سويسرا وبريطانيا»: who several are, told behind a pronoun.
fn listed_behind(parsed: &Parsed<'_>, phrase: usize) -> Option<usize> {
    let several = agreement(&parsed.tags[parsed.phrases[phrase].head()], parsed.names).1 != Number::Sing;
    let after = crate::code::predicates::node_after(parsed, phrase).filter(|_| several)?;
    match parsed.nodes.get(after..after + 2)? {
        [Node::Pron(_), Node::Phrase(listed)] if parsed.tags[parsed.phrases[*listed].head()].name.is_some() => Some(*listed),
        _ => None,
    }
}

/// The noun a word is by itself, whatever name it belongs to.
pub(super) fn noun_lemma(parsed: &Parsed<'_>, word: usize) -> Option<u32> {
    parsed.lemma(word).or_else(|| parsed.words[word].readings.iter().find(|r| r.form.pos == Pos::Noun).map(|r| r.form.lemma))
}

/// A state's adjective that stands for a phrase: «والسوداني».
pub(super) fn is_adjective_alone(parsed: &Parsed<'_>, phrase: &Phrase) -> bool {
    let tag = &parsed.tags[phrase.head()];
    let adjective = tag.kind == Kind::Adj && tag.name.is_some_and(|m| matches!(parsed.names[m].entity(), Some((_, NameAs::Adjective, _))));
    adjective && phrase.nouns.len() == 1 && phrase.pronoun.is_none()
}

/// A singular head cannot own two adjectives joined by «و».
pub(super) fn is_one(parsed: &Parsed<'_>, phrase: &Phrase) -> bool {
    let (_, number) = agreement(&parsed.tags[phrase.head()], parsed.names);
    number == Number::Sing && parsed.class_of(phrase.head()) == 0
}

pub(super) fn names_span(parsed: &Parsed<'_>, name: &Match<'_>) -> Span {
    parsed.words[name.first].span().join(parsed.words[name.end - 1].span())
}

/// The first word of a phrase behind its number: of «نحو خمسة آلاف شخص» who is meant, not how many.
fn uncounted(parsed: &Parsed<'_>, phrase: &Phrase, head: usize) -> usize {
    let counted = |w: usize| parsed.tags[w].number.is_some();
    let last = (phrase.words.start..head).rev().find(|&w| counted(w));
    last.map_or(phrase.words.start, |w| w + 1)
}

/// The words of a phrase from a noun on.
pub(super) fn phrase_span(parsed: &Parsed<'_>, phrase: &Phrase, from: usize) -> Span {
    let first = if from == phrase.head() { uncounted(parsed, phrase, from) } else { from };
    let mut end = phrase.words.end.max(first + 1);
    if parsed.language.fixed_order && from != phrase.head() {
        // What the head is of stands before it.
        end = parsed.tags[from].name.map_or(from + 1, |m| parsed.names[m].end);
    }
    let quoted = |end: usize| opening(parsed, first..end - 1).is_some() && is_quote(parsed, end - 1);
    while end > first + 1 && !parsed.words[end - 1].token.is_word() && parsed.tags[end - 1].number.is_none() && !quoted(end) {
        end -= 1;
    }
    parsed.words[first].span().join(parsed.words[end - 1].span())
}

/// The last word of a phrase's full name of a known person.
fn surname<'p>(parsed: &'p Parsed<'_>, phrase: usize) -> Option<&'p str> {
    let names = parsed.phrases[phrase].nouns.iter().filter_map(|&n| parsed.tags[n].name);
    let full = names.map(|m| &parsed.names[m]).find(|m| m.persons().next().is_some() && m.end > m.first + 1)?;
    Some(&parsed.words[full.end - 1].key)
}

/// Where the first quotation mark of a stretch opens.
fn opening(parsed: &Parsed<'_>, mut words: std::ops::Range<usize>) -> Option<usize> {
    words.find(|&w| parsed.tags.get(w).is_some_and(|t| t.kind == Kind::Open))
}

/// A mark that looks the same opening and closing is taken for an opening one.
fn is_quote(parsed: &Parsed<'_>, word: usize) -> bool {
    matches!(parsed.tags[word].kind, Kind::Open | Kind::Close)
}

/// «منظمة «نتبلوكس»»: a name the packs do not know, in quotation marks behind its kind.
fn name_in_quotes(parsed: &Parsed<'_>, phrase: &Phrase) -> Option<Rc<str>> {
    let open = opening(parsed, phrase.head()..phrase.words.end + 1)?;
    let close = (open + 2..(open + 5).min(parsed.words.len())).find(|&w| parsed.words[w].token.kind == TokenKind::Punct)?;
    let unknown = (open + 1..close).any(|w| parsed.tags[w].kind == Kind::Unknown);
    unknown.then(|| parsed.words_span(open + 1, close).of(parsed.text).into())
}
