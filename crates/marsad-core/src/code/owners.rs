//! Whose a phrase is: the state or body that its words belong to.
//!
//! Enters: a phrase of a parsed sentence. Leaves: entities of the world pack. «وزير الخارجية في حكومة المالديف» is the
//! Maldives' by what stands behind it, «سفارتها» is hers by the pronoun written on.

use crate::code::sides::{PEOPLE, Resolver, Side, is_adjective_alone, is_one, names_span};
use crate::read::chunks::{Node, Phrase, agreement};
use crate::read::clauses::{Clause, Link};
use crate::read::parse::Parsed;
use marsad_pack::{EntityKind, Gender, NameAs, Number, Shape, classes};
use marsad_record::ActorKind;

impl<'a> Resolver<'a> {
    /// The states and bodies a chain belongs to: by «of», by adjective, by the pronoun written on.
    pub fn owners(&self, parsed: &Parsed<'_>, phrase: &Phrase, from: usize) -> Vec<u32> {
        let mut owners: Vec<u32> = Vec::new();
        let first = phrase.nouns.get(from).copied().unwrap_or(phrase.words.start);
        let mut add = |entity: u32| {
            if !owners.contains(&entity) {
                owners.push(entity);
            }
        };
        for &noun in phrase.nouns.iter().skip(from + 1) {
            let Some(name) = parsed.tags[noun].name else { continue };
            let name = &parsed.names[name];
            if self.is_island(parsed, phrase, noun) {
                self.island(noun).and_then(|island| island.entity).into_iter().for_each(&mut add);
                continue;
            }
            if let Some((entity, _, _)) = name.entity().filter(|(e, _, _)| self.world.entities[*e as usize].sector != "MED") {
                add(entity);
            }
        }
        if let Some(owner) = phrase.owner.filter(|_| from == 0) {
            self.sides(parsed, owner, 0).into_iter().filter_map(|s| s.entity).for_each(&mut add);
        }
        for &adjective in phrase.adjectives.iter().filter(|&&a| a > first || self.language.fixed_order) {
            let Some(name) = parsed.tags[adjective].name else { continue };
            if let Some((entity, _, _)) = parsed.names[name].entity() {
                add(entity);
            }
        }
        if owners.is_empty()
            && let Some(&noun) = phrase.nouns.iter().skip(from + 1).find(|&&n| parsed.cue_at(n) == Some("both"))
        {
            owners.extend(self.pair(parsed, noun).iter().filter_map(|s| s.entity));
        }
        // «الرئيسان الروسي والتركي»: an adjective alone joined on.
        for &joined in &phrase.joined {
            let other = &parsed.phrases[joined];
            if is_adjective_alone(parsed, other) && !is_one(parsed, phrase) {
                for entity in self.entities_in(parsed, other) {
                    if !owners.contains(&entity) {
                        owners.push(entity);
                    }
                }
            }
        }
        if owners.is_empty() && from == 0 {
            owners.extend(self.shared_adjective(parsed, phrase).or_else(|| self.joined_owner(parsed, phrase)));
        }
        // «سفارتها في طهران»: whose it is, is written on; where it stands is not.
        let written_on = || parsed.enclitic(phrase.head()).is_some();
        if owners.is_empty() && from == 0 && !written_on() {
            owners = self.owners_behind(parsed, phrase);
            if owners.is_empty() {
                owners.extend(self.owner_told(parsed, phrase));
            }
        }
        if owners.is_empty() {
            let owned = phrase.nouns.iter().skip(from).find_map(|&n| parsed.tags[n].name.is_none().then(|| parsed.enclitic(n)).flatten().map(|e| (n, e)));
            if let Some((noun, enclitic)) = owned {
                owners.extend(self.pronoun(parsed, enclitic, noun, None).iter().filter_map(|s| s.entity).take(if enclitic.number == Number::Dual { 2 } else { 1 }));
            }
        }
        if owners.is_empty() {
            // A person's own things, and what belongs to an office: «بشجاعة الرئيس السوري».
            for (at, &noun) in phrase.nouns.iter().enumerate().skip(from + 1) {
                let Some(name) = parsed.tags[noun].name else { continue };
                let m = &parsed.names[name];
                if let Some(person) = self.person_of(m) {
                    owners.extend(self.world.persons[person as usize].tenure_at(self.day).map(|t| t.of));
                } else if let Some((agent, n)) = m.agent() {
                    // «هجوم انتحاري» is of nobody whose state no word tells.
                    let sides = self.agent_sides(parsed, phrase, at, agent, n, m.enclitic, names_span(parsed, m));
                    owners.extend(sides.iter().filter(|s| !(s.assumed && s.sector == Some("UAF"))).filter_map(|s| s.entity));
                } else if let Some(place) = m.place() {
                    owners.extend(self.world.entity(&self.world.places[place as usize].country));
                }
                if !owners.is_empty() {
                    break;
                }
            }
        }
        owners
    }

    /// «المعارض وأنصاره», «واشنطن وحلفائها»: what is joined on by «و» with a pronoun belongs to whom it is joined to.
    fn joined_owner(&self, parsed: &Parsed<'_>, phrase: &Phrase) -> Option<u32> {
        let named = parsed.tags[phrase.head()].name.and_then(|m| parsed.names[m].enclitic);
        let enclitic = named.or_else(|| parsed.enclitic(phrase.head())).filter(|e| e.person == 3)?;
        // «الوزير ونظيره»: a counterpart is of anybody else.
        let top = phrase.joined_to.filter(|_| parsed.cue_at(phrase.head()) != Some("counterpart"))?;
        let before = parsed.phrases[top].joined.iter().copied().filter(|&p| parsed.phrases[p].words.end <= phrase.words.start).max();
        let against = |s: &Side| match if s.kind == ActorKind::State { s.entity.map_or(s.gender, |e| self.gender_of_state(e)) } else { s.gender } {
            Gender::Masc => enclitic.feminine && s.number != Number::Plur,
            Gender::Fem => !enclitic.feminine,
            Gender::Both => false,
        };
        self.own_sides(parsed, before.unwrap_or(top), 0).into_iter().find(|s| !against(s)).and_then(|s| s.entity)
    }

    /// «مسؤولين ونواب وقادة عسكريين روس»: the adjective behind the last of several people tells of them all.
    fn shared_adjective(&self, parsed: &Parsed<'_>, phrase: &Phrase) -> Option<u32> {
        let several = |p: &Phrase| {
            let titled = parsed.tags[p.head()].name.is_some_and(|m| parsed.names[m].office().is_some() || parsed.names[m].agent().is_some());
            agreement(&parsed.tags[p.head()], parsed.names).1 != Number::Sing && (titled || parsed.class_of(p.head()) & PEOPLE != 0)
        };
        let top = phrase.joined_to.map_or(phrase, |top| &parsed.phrases[top]);
        let last = &parsed.phrases[*top.joined.last()?];
        let alike = several(phrase) && last.words.start > phrase.words.start && top.joined.iter().all(|&p| several(&parsed.phrases[p]));
        let adjective = last.adjectives.iter().filter_map(|&a| parsed.names[parsed.tags[a].name?].entity()).find(|(_, named, _)| matches!(named, NameAs::Adjective | NameAs::People));
        adjective.filter(|_| alike).map(|(entity, _, _)| entity)
    }

    /// «الأمين العام للأمم المتحدة»، «الجيش في ميانمار»، «قوات من الهند واليابان»: the owners in a preposition right behind.
    fn owners_behind(&self, parsed: &Parsed<'_>, phrase: &Phrase) -> Vec<u32> {
        let index = parsed.phrases.iter().position(|p| std::ptr::eq(p, phrase));
        let after = index.and_then(|index| crate::code::predicates::node_after(parsed, index));
        let Some(Node::Prep { name, phrase: other, .. }) = after.and_then(|after| parsed.nodes.get(after)) else { return Vec::new() };
        if let Some(enclitic) = parsed.phrases[*other].pronoun.filter(|_| name == "ل") {
            // «أي أرصدة لهم»
            return self.pronoun(parsed, enclitic, phrase.words.start, None).into_iter().find_map(|s| s.entity).into_iter().collect();
        }
        let titled = parsed.tags[phrase.head()].name.is_some_and(|m| parsed.names[m].office().is_some() || parsed.names[m].agent().is_some());
        // «قافلة تابعة لبعثة الأمم المتحدة»
        let belongs = phrase.adjectives.last().is_some_and(|&a| a + 1 == phrase.words.end && parsed.cue_at(a) == Some("belongs"));
        // «الجماعة المدعومة من طهران»: a participle's preposition does not tell whose the group is.
        let by_another = phrase.adjectives.last().is_some_and(|&a| a + 1 == phrase.words.end && parsed.tags[a].reading.is_some_and(|r| r.form.shape == Shape::PassiveParticiple));
        let people =
            phrase.nouns.iter().map(|&n| parsed.class_of(n)).fold(0, |a, b| a | b) & const { classes(&["person", "people", "group", "troops", "police", "citizen", "building", "embassy"]) } != 0;
        let embassy = |p: &Phrase| parsed.class_of(p.head()) & const { classes(&["embassy"]) } != 0;
        if people && name == "في" && embassy(&parsed.phrases[*other]) && !embassy(phrase) {
            // «موظفون في القنصليات الجزائرية»
            return self.owners(parsed, &parsed.phrases[*other], 0);
        }
        if name == "ل" && self.is_held(parsed, phrase, *other) {
            // «دورية للجيش» is of the state told of; «مواقع للمتمردين» are of nobody's.
            let own = self.own_sides(parsed, *other, 0).into_iter().filter(|s| !(s.assumed && matches!(s.sector, Some("REB" | "UAF"))));
            return own.filter_map(|s| s.entity).take(1).collect();
        }
        if name == "من" && phrase.nouns.len() > 1 && phrase.nouns.last().is_some_and(|&n| &*parsed.words[n].key == "كل") {
            // «سفيري كل من فرنسا وإسبانيا»
            return self.sides(parsed, *other, 0).into_iter().filter_map(|s| s.entity).collect();
        }
        let fits = match name.as_str() {
            "ل" => titled || people || belongs,
            "of" => true,
            "من" | "from" => people && !by_another && parsed.phrases[*other].nouns.len() == 1,
            // «القيادي في حماس», «مسؤول في الأمم المتحدة»
            "في" | "لدى" | "in" if people && self.is_body(parsed, *other) => true,
            "في" | "لدى" | "ب" | "in" => titled && phrase.joined.is_empty(),
            _ => false,
        };
        if !fits {
            return Vec::new();
        }
        if belongs && name == "ل" {
            return self.own_sides(parsed, *other, 0).into_iter().filter_map(|s| s.entity).take(1).collect();
        }
        let named = |other: usize| {
            let head = parsed.phrases[other].nouns.first()?;
            let m = &parsed.names[parsed.tags[*head].name?];
            // «وحدات من الجيش», «عناصر من الشرطة»
            let body = || m.agent().filter(|_| name == "من").and_then(|_| self.own_sides(parsed, other, 0).into_iter().find_map(|s| s.entity));
            let entity = m.entity().map(|(e, _, _)| e).or_else(body);
            entity.or_else(|| m.place().and_then(|p| self.world.entity(&self.world.places[p as usize].country)).filter(|_| name != "ل"))
        };
        // «مسلحون من مالي والنيجر»: several may be of several.
        let all = agreement(&parsed.tags[phrase.head()], parsed.names).1 == Number::Plur && matches!(name.as_str(), "من" | "of");
        let joined = parsed.phrases[*other].joined.iter().copied().filter(|_| all);
        // «قال مصدر في الجيش للجزيرة»: whom a source speaks to owns nothing.
        let press = |e: &u32| self.world.entities[*e as usize].sector == "MED";
        named(*other).filter(|e| !press(e)).into_iter().chain(joined.filter_map(named)).collect()
    }

    /// «دورية للجيش الفرنسي», «معسكر للقوات الكندية»: whether what stands in front of «ل» is people or a thing of a body behind it.
    fn is_held(&self, parsed: &Parsed<'_>, phrase: &Phrase, by: usize) -> bool {
        let things = const { classes(&["person", "people", "group", "troops", "police", "citizen", "building", "embassy", "vehicle", "ship", "meeting"]) };
        let body = parsed.tags[parsed.phrases[by].head()].name.map(|m| &parsed.names[m]);
        body.is_some_and(|m| m.entity().is_none() && (m.agent().is_some() || m.office().is_some())) && phrase.nouns.iter().any(|&n| parsed.class_of(n) & things != 0)
    }

    /// Whether a phrase names an organisation or a movement.
    fn is_body(&self, parsed: &Parsed<'_>, phrase: usize) -> bool {
        let named = parsed.phrases[phrase].nouns.first().and_then(|&n| parsed.tags[n].name).and_then(|m| parsed.names[m].entity());
        named.is_some_and(|(e, named, _)| named == NameAs::Name && self.world.entities[e as usize].kind != EntityKind::State)
    }

    /// «التحالف الذي تقوده واشنطن»، «الإجراءات التي اتخذتها الرياض»: who leads or makes it, told in a clause.
    fn owner_told(&self, parsed: &Parsed<'_>, phrase: &Phrase) -> Option<u32> {
        let person = const { classes(&["person", "people", "citizen"]) };
        if phrase.nouns.iter().any(|&n| parsed.class_of(n) & person != 0) {
            return None;
        }
        let told = |c: &&Clause| matches!(c.link, Link::Relative(p) if std::ptr::eq(&parsed.phrases[p], phrase)) && c.verb.is_some_and(|v| parsed.enclitic(v).is_some());
        let subject = parsed.clauses.iter().find(told)?.subject?;
        // «لقطات بثتها الوكالات»: who shows it owns it not.
        let press = |s: &Side<'a>| s.sector == Some("MED");
        self.own_sides(parsed, subject, 0).into_iter().filter(|s| !press(s)).find_map(|s| s.entity)
    }

    pub(super) fn entities_in(&self, parsed: &Parsed<'_>, phrase: &Phrase) -> Vec<u32> {
        phrase.nouns.iter().chain(&phrase.adjectives).filter_map(|&w| parsed.tags[w].name.and_then(|m| parsed.names[m].entity()).map(|(e, _, _)| e)).collect()
    }
}
