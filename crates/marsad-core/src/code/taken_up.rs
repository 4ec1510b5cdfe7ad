//! Words that take up whom the article told before: pronouns, «الطرفان», «نظيره», «الدول الثلاث», «الوزير», a bare surname.
//!
//! Enters: such a word of a parsed sentence and the article's memory. Leaves: [`Side`]s. After «تشو سون هي، وزيرة خارجية كوريا
//! الشمالية», «الوزيرة» and «تشو» are hers.

use crate::code::memory::Told;
use crate::code::sides::{Resolver, Side, noun_lemma, phrase_span};
use crate::find::names::Match;
use crate::find::numbers::NumberMention;
use crate::find::words::{Enclitic, Reading};
use crate::read::chunks::{Phrase, agreement};
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use marsad_pack::{EntityKind, Gender, Number, Shape, classes};
use marsad_record::ActorKind;
use marsad_text::Span;
use std::collections::BTreeSet;

/// States of one island, or of most of one, that «الجزيرة» takes up.
const ISLANDS: &[&str] = &["BHR", "COM", "CUB", "CYP", "DOM", "GRD", "HTI", "IRL", "ISL", "JAM", "LKA", "MDG", "MLT", "MUS", "NRU", "SGP", "STP", "TLS", "TWN"];

impl<'a> Resolver<'a> {
    pub(super) fn cue_sides(&self, parsed: &Parsed<'_>, phrase: &Phrase, head: usize, cue: &str) -> Option<Vec<Side<'a>>> {
        match cue {
            // «البلدان الثلاثة»
            "both" => Some(self.several(parsed, phrase, head).filter(|s| s.len() > 2).unwrap_or_else(|| self.both(parsed, phrase, head))),
            // «بلدة» is a town, whatever folding makes of it.
            "own-country" if parsed.words[head].text.ends_with('ة') => None,
            "own-country" if phrase.owner.is_some() => {
                let owner = self.sides(parsed, phrase.owner?, 0).into_iter().find_map(|s| s.entity);
                Some(owner.map(|e| Side { sector: Some("GOV"), rule: "own-country", ..self.bare(e, Span::default()) }).into_iter().collect())
            }
            "own-country" => {
                let enclitic = parsed.enclitic(head).unwrap_or(Enclitic { person: 3, feminine: false, number: Number::Sing });
                let owner = self.pronoun(parsed, enclitic, head, None);
                Some(
                    owner
                        .into_iter()
                        .filter(|s| s.entity.is_some())
                        .take(1)
                        .map(|s| Side { person: None, told_name: None, office: None, kind: ActorKind::State, sector: Some("GOV"), rule: "own-country", ..s })
                        .collect(),
                )
            }
            "enemy" => Some(self.enemy(parsed, head)),
            "latter" => Some(self.memory.last(head, |_| true).into_iter().map(|s| Side { rule: "latter", ..s }).collect()),
            "counterpart" => Some(self.counterpart(parsed, phrase, head)),
            "others" => self.others(parsed, phrase, head).map(|s| vec![Side { rule: "others", ..s }]),
            "members" => self.memory.last(head, |s| s.kind == ActorKind::Organization && s.entity.is_some()).map(|s| vec![Side { rule: "members", ..s }]),
            "all" if self.owners(parsed, phrase, 0).is_empty() => Some(self.several(parsed, phrase, head).unwrap_or_else(|| self.everybody(parsed, head))),
            _ => None,
        }
    }

    /// «الجزيرة» alone, where an island state was told before.
    pub(super) fn is_island(&self, parsed: &Parsed<'_>, phrase: &Phrase, head: usize) -> bool {
        parsed.words[head].key.trim_start_matches(['و', 'ف', 'ب']) == "الجزيره" && phrase.adjectives.is_empty() && self.island(head).is_some()
    }

    /// The island state told last before a word.
    pub(super) fn island(&self, word: usize) -> Option<Side<'a>> {
        let island = |e: u32| ISLANDS.contains(&self.world.entities[e as usize].code.as_str());
        self.memory.last(word, |s| s.entity.is_some_and(island)).and_then(|s| s.entity).map(|e| Side { rule: "island", ..self.bare(e, Span::default()) })
    }

    /// «نظيره الأردني»: the same office in the other state.
    fn counterpart(&self, parsed: &Parsed<'_>, phrase: &Phrase, head: usize) -> Vec<Side<'a>> {
        let office = self.memory.last(head, |s| s.office.is_some()).and_then(|s| s.office);
        let span = phrase_span(parsed, phrase, head);
        let person = self.person_in(parsed, phrase, 0);
        let told_name = self.told_name(parsed, phrase).filter(|_| person.is_none());
        let mut owners = self.owners(parsed, phrase, 0);
        if owners.is_empty()
            && let Some(person) = person
        {
            owners.extend(self.world.persons[person as usize].tenure_at(self.day).map(|t| t.of));
        }
        owners
            .into_iter()
            .map(|entity| Side {
                person,
                told_name: told_name.clone(),
                office,
                kind: if person.is_some() || told_name.is_some() { ActorKind::Person } else { ActorKind::Office },
                sector: Some("GOV"),
                rule: "counterpart",
                ..self.bare(entity, span)
            })
            .collect()
    }

    /// «الرئيس يتلقى اتصالا من نظيره الأميركي»: the state of the counterpart, which whoever else is told of is not of.
    pub(super) fn of_counterpart(&self, parsed: &Parsed<'_>) -> Option<u32> {
        let told = parsed.phrases.iter().find(|p| parsed.cue_at(p.head()) == Some("counterpart"))?;
        // What its own words name: to ask on whose side it is would ask for those it is told beside.
        self.entities_in(parsed, told).first().copied()
    }

    /// «البلدان»، «الطرفين», also with two adjectives: «الرئيسان الروسي والتركي».
    fn both(&self, parsed: &Parsed<'_>, phrase: &Phrase, head: usize) -> Vec<Side<'a>> {
        let span = phrase_span(parsed, phrase, head);
        let mut owners = self.owners(parsed, phrase, 0);
        for &joined in &phrase.joined {
            for entity in self.entities_in(parsed, &parsed.phrases[joined]) {
                if !owners.contains(&entity) {
                    owners.push(entity);
                }
            }
        }
        if owners.len() > 1 {
            return owners.into_iter().map(|e| Side { rule: "both-named", ..self.bare(e, span) }).collect();
        }
        self.pair(parsed, head)
    }

    /// The two sides spoken of: those the article is about, those of the last event that joins two, else the two
    /// states named last.
    pub(super) fn pair(&self, parsed: &Parsed<'_>, word: usize) -> Vec<Side<'a>> {
        let memory = &self.memory;
        if let [one, two] = memory.dyad[..] {
            let span = parsed.words[word].span();
            return [one, two].map(|e| Side { rule: "both", ..self.bare(e, span) }).to_vec();
        }
        let here: BTreeSet<u32> = memory.before(word).take_while(|t| t.sentence == memory.sentence).filter_map(|t| t.side.entity).collect();
        if here.len() < 2 && memory.pair.len() == 2 {
            return memory.pair.iter().map(|s| Side { rule: "both", ..s.clone() }).collect();
        }
        self.states_before(word, 2, "both")
    }

    /// «أصيب آخرون», «قتل جنديا وأصاب آخرين»: others of the people who were told of in the same place of a clause.
    fn others(&self, parsed: &Parsed<'_>, phrase: &Phrase, head: usize) -> Option<Side<'a>> {
        let object = parsed.clauses.iter().any(|c| c.objects.iter().any(|&o| std::ptr::eq(&parsed.phrases[o], phrase)));
        self.memory.crowd(head, object).or_else(|| self.memory.crowd(head, false))
    }

    /// «العدو»: of those at blows or spoken of, the one that does not speak.
    fn enemy(&self, parsed: &Parsed<'_>, word: usize) -> Vec<Side<'a>> {
        let memory = &self.memory;
        let at_blows = memory.at_blows(|f| self.is_hostile(f), |_| true);
        let two = if at_blows.len() > 1 { at_blows } else { self.pair(parsed, word) };
        let speaks = memory.before(word).find(|t| t.sentence == memory.sentence && t.subject && t.side.entity.is_some());
        let own = |s: &Side| speaks.is_some_and(|t| t.side.same_party(s));
        if two.iter().any(own) { two.into_iter().filter(|s| !own(s)).map(|s| Side { rule: "enemy", ..s }).collect() } else { Vec::new() }
    }

    /// «جميع الأطراف»: those at blows with each other, else the two spoken of.
    fn everybody(&self, parsed: &Parsed<'_>, word: usize) -> Vec<Side<'a>> {
        if let Some(one) = self.at_odds_at_home() {
            return vec![Side { rule: "all", ..one }];
        }
        let at_blows = self.memory.at_blows(|f| self.is_hostile(f), |_| true);
        if at_blows.is_empty() { self.pair(parsed, word) } else { at_blows.into_iter().map(|s| Side { rule: "all", ..s }).collect() }
    }

    /// The state whose own people are all that acted last: «اتفقت الموالاة والمعارضة في لبنان … وتعهد الفرقاء».
    fn at_odds_at_home(&self) -> Option<Side<'a>> {
        let last = self.memory.acts.iter().rev().find(|a| self.language.frames.list[a.frame as usize].reciprocal)?;
        let [one] = &last.actor[..] else { return None };
        (last.recipient.is_empty() && one.rule == "agent").then(|| one.clone())
    }

    fn is_hostile(&self, frame: u32) -> bool {
        matches!(self.language.frames.list[frame as usize].kind(), "ASSAULT" | "THREATEN" | "COERCE")
    }

    /// So many different states told last before a word, in the order told.
    fn states_before(&self, word: usize, count: usize, rule: &'static str) -> Vec<Side<'a>> {
        let mut found: Vec<Side<'a>> = Vec::new();
        for told in self.memory.before(word) {
            let state = told.side.entity.is_some_and(|e| self.world.entities[e as usize].kind != EntityKind::Organization);
            if state && !found.iter().any(|f| f.same_party(&told.side)) {
                found.push(Side { rule, ..told.side.clone() });
                if found.len() == count {
                    break;
                }
            }
        }
        found.reverse();
        found
    }

    /// «الدول الثلاث»، «الأطراف الثلاثة»: so many states as were told together, else as were told last.
    fn several(&self, parsed: &Parsed<'_>, phrase: &Phrase, head: usize) -> Option<Vec<Side<'a>>> {
        let reading = parsed.tags[head].reading?;
        let plural = reading.form.number == Number::Plur || parsed.tags[head].name.is_some();
        if !plural || parsed.numbers.is_empty() || !parsed.words[head].key.contains("ال") {
            return None;
        }
        // «الدول الثلاث» agrees in the article; «اعتقلت الشرطة خمسة» counts somebody else.
        let counts = |n: &&NumberMention| (phrase.words.start..phrase.words.end + 1).contains(&n.first) && parsed.words[n.first].key.starts_with("ال");
        let count = parsed.numbers.iter().find(counts).and_then(|n| (2_u8..=9).find(|few| n.named == Some(f64::from(*few))));
        let sides = match usize::from(count?) {
            2 => self.pair(parsed, head),
            count if self.memory.company.len() == count => self.memory.company.clone(),
            count => self.states_before(head, count, "several"),
        };
        Some(sides.into_iter().map(|s| Side { rule: "several", person: None, told_name: None, office: None, ..s }).collect())
    }

    /// «الدول الخليجية الثلاث»: of a union's members the three that were told, not the union.
    pub(super) fn members_told(&self, parsed: &Parsed<'_>, phrase: &Phrase, head: usize, name: &Match<'_>) -> Option<Vec<Side<'a>>> {
        let (entity, ..) = name.entity().filter(|_| name.words() > 1)?;
        let union = self.world.entities[entity as usize].kind == EntityKind::Organization;
        let told = self.several(parsed, phrase, head).filter(|_| union)?;
        // Which of more than so many are its members, nobody says.
        (told.len() > 2 && told.len() == self.memory.company.len()).then_some(told)
    }

    /// Whom a pronoun before or at `word` stands for.
    pub fn pronoun(&self, parsed: &Parsed<'_>, enclitic: Enclitic, word: usize, not: Option<&Side>) -> Vec<Side<'a>> {
        if enclitic.person == 1 {
            return self.memory.speaker.clone().or_else(|| self.memory.subject.clone()).into_iter().map(|s| Side { rule: "first-person", ..s }).collect();
        }
        if enclitic.number == Number::Dual {
            return self.pair(parsed, word);
        }
        let plural = enclitic.number == Number::Plur;
        let fits = |told: &Told<'a>| {
            let side = &told.side;
            if not.is_some_and(|n| n == side || n.same_party(side) && side.person == n.person && side.sector == n.sector) {
                return false;
            }
            if self.language.fixed_order && enclitic.number == Number::Sing {
                // "he" and "she" are somebody, "it" is not.
                let somebody = self.language.is_preposition(&parsed.words[word].key, const { marsad_pack::classes(&["person"]) });
                let person = matches!(side.kind, ActorKind::Person | ActorKind::Office);
                if somebody != person {
                    return false;
                }
            }
            match enclitic.number {
                Number::Plur => side.kind == ActorKind::Group || side.number == Number::Plur,
                _ => match (enclitic.feminine, side.gender) {
                    (true, Gender::Masc) | (false, Gender::Fem) => false,
                    _ => side.number != Number::Plur || enclitic.feminine,
                },
            }
        };
        // People first, else several that were told together: «مصر والأردن … وعدتهم».
        let together = |told: &Told<'a>| plural && self.memory.told_with(told).len() > 1;
        let Some(told) = self.memory.antecedent(word, plural, fits).or_else(|| self.memory.antecedent(word, plural, together)) else { return Vec::new() };
        // «رسائل إلى وزراء خارجية إيران وروسيا، ناشدهم فيها»: all who were told together.
        let all = if plural && told.side.entity.is_some() { self.memory.told_with(told) } else { vec![told.side.clone()] };
        all.into_iter().map(|s| Side { rule: "pronoun", ..s }).collect()
    }

    /// «الوزراء»: the holders of that office who met last.
    pub(super) fn met(&self, office: &str) -> Option<Vec<Side<'a>>> {
        let holds = |s: &Side| s.entity.is_some() && s.office.is_some_and(|o| is_kin(office, o));
        let met = self.memory.acts.iter().rev().find(|a| a.actor.len() > 1 && a.recipient.is_empty() && a.actor.iter().any(holds))?;
        Some(met.actor.iter().filter(|s| s.entity.is_some()).cloned().collect())
    }

    /// «الرئيس»، «الوزير»: the holder of that office told last.
    pub(super) fn bare_office(&self, parsed: &Parsed<'_>, office: &marsad_pack::Office, phrase: &Phrase) -> Option<Side<'a>> {
        let word = phrase.words.start;
        // «الأمير» is the emir told of, whatever other head of state was told later.
        let head = noun_lemma(parsed, phrase.head()).filter(|_| office.office == "head of state");
        let same = self.memory.before(word).find(|t| head.is_some() && t.head == head && t.side.entity.is_some() && t.side.office == Some(office.office.as_str()));
        if let Some(same) = same {
            return Some(Side { rule: "bare-office", ..same.side.clone() });
        }
        let kin = |s: &Side| s.entity.is_some() && s.office.is_some_and(|o| is_kin(&office.office, o));
        let told = self.memory.last(word, kin)?;
        // «الوزير يلتقي نظيره المغربي … بحث الوزير»: the one whose counterpart the other is.
        let ours = if told.rule == "counterpart" { self.memory.last(word, |s| kin(s) && s.rule != "counterpart") } else { None };
        Some(Side { rule: "bare-office", ..ours.unwrap_or(told) })
    }

    /// Whom a definite noun without an owner takes up: «المنظمة» the organisation told before, «الأطراف الثلاثة» the
    /// three.
    pub(super) fn taken_up(&self, parsed: &Parsed<'_>, phrase: &Phrase, from: usize) -> Option<Vec<Side<'a>>> {
        let &head = phrase.nouns.get(from)?;
        if let Some(sides) = self.several(parsed, phrase, head).filter(|s| s.len() > 1) {
            return Some(sides);
        }
        let plural = agreement(&parsed.tags[head], parsed.names).1 == Number::Plur;
        let forces = parsed.class_of(head) & const { classes(&["troops"]) } != 0;
        let alone = (!plural || forces) && phrase.nouns.len() == from + 1 && phrase.adjectives.iter().all(|&a| is_passive(parsed, a)) && parsed.words[head].key.contains("ال");
        let side = self.memory.body(phrase.words.start, noun_lemma(parsed, head).filter(|_| alone)?)?;
        Some(vec![Side { rule: "body", ..side }])
    }

    /// Both of the two sides, when they act together, or are at blows and a third goes `between` them; else the other
    /// of them.
    pub fn other_sides(&self, sides: &[Side], span: Span, between: bool) -> Vec<Side<'a>> {
        let memory = &self.memory;
        let apart = |s: &Side| s.entity.is_some_and(|e| memory.dyad.contains(&e));
        let two = |pair: &Vec<Side<'a>>| pair.len() == 2 && pair.iter().all(apart);
        let allied = Some(memory.pair.clone()).filter(|pair| memory.allied && two(pair));
        let pair = allied.or_else(|| between.then(|| memory.at_blows(|f| self.is_hostile(f), apart)).filter(two)).unwrap_or_default();
        if memory.dyad.len() == 2 && pair.len() == 2 && !sides.iter().any(apart) {
            return pair.iter().map(|s| Side { span: self.named_last(s, span), rule: "both-sides", ..s.clone() }).collect();
        }
        self.other_side(sides, span).into_iter().collect()
    }

    fn named_last(&self, side: &Side, span: Span) -> Span {
        self.memory.mentions().find(|s| s.entity == side.entity).map_or(span, |s| s.span)
    }

    /// Who stood against these sides in what the article tells first: «الجامعة العربية تعلق مشاركة سوريا ودمشق تدعو إلى قمة».
    fn opponent(&self, sides: &[Side]) -> Option<u32> {
        let act = self.memory.acts.first()?;
        let has = |list: &[Side]| list.iter().any(|a| sides.iter().any(|s| s.same_party(a)));
        let against = match (has(&act.actor), has(&act.recipient)) {
            (true, false) => &act.recipient,
            (false, true) => &act.actor,
            _ => return None,
        };
        against.iter().find_map(|s| s.entity)
    }

    /// The other of the two sides the article is about, pointing at where it was last named.
    pub fn other_side(&self, sides: &[Side], span: Span) -> Option<Side<'a>> {
        let memory = &self.memory;
        let others = || memory.home.iter().chain(&memory.dyad).copied().filter(|e| !sides.iter().any(|s| s.entity == Some(*e)));
        let named = others().find(|e| memory.told_here().any(|t| t.entity == Some(*e)));
        let other = named.or_else(|| self.opponent(sides)).or_else(|| others().next())?;
        let named = self.memory.mentions().find(|s| s.entity == Some(other)).map_or(span, |s| s.span);
        Some(Side { rule: "other-side", ..self.bare(other, named) })
    }

    /// A surname that the article introduced in full before.
    pub(super) fn learned(&self, parsed: &Parsed<'_>, word: usize) -> Option<Side<'a>> {
        // «شكري» is hardly «my thanks» once a minister of that name was told of.
        let everyday = |r: Reading| r.exact && r.clitics.enclitic.is_none_or(|e| e.person == 3);
        if parsed.tags[word].kind != Kind::Unknown && parsed.tags[word].reading.is_some_and(everyday) {
            return None;
        }
        let key: &str = &parsed.words[word].key;
        let bare = ['و', 'ف', 'ب', 'ل', 'ك'].into_iter().filter_map(|prefix| key.strip_prefix(prefix)).filter(|rest| rest.chars().count() > 2);
        std::iter::once(key).chain(bare).find_map(|k| self.memory.people.get(k)).map(|s| Side { rule: "surname", ..s.clone() })
    }
}

/// Whether an office told bare may be one told in full: «الوزير» of a foreign minister.
fn is_kin(bare: &str, full: &str) -> bool {
    bare == full || bare == "minister" && full.contains("minister") || full.ends_with(bare) || bare == "head of state" && full == "head of government"
}

/// A participle of what was done to somebody: «المدعومة من طهران».
fn is_passive(parsed: &Parsed<'_>, word: usize) -> bool {
    parsed.tags[word].reading.is_some_and(|r| r.form.shape == Shape::PassiveParticiple)
}
