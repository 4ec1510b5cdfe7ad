//! Frames tried on predicates: which fire, and why others do not.

use crate::code::belongs::is_led;
use crate::code::predicates::{Filler, Predicate, fill};
use crate::code::sides::{Resolver, Side};
use crate::code::spots::named_place;
use crate::find::names::Match;
use crate::find::words::{Enclitic, Reading};
use crate::read::chunks::Node;
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use marsad_pack::{Frame, NameAs, NameOf, Number, Role, Tests, classes};
use marsad_record::ActorKind;
use std::rc::Rc;

/// A frame that fits a predicate.
pub struct Fit<'p> {
    pub index: u32,
    pub frame: &'p Frame,
    pub score: i32,
    pub actor: Rc<[Side<'p>]>,
    pub recipient: Rc<[Side<'p>]>,
    /// Words that the frame's `with` tests were met by.
    pub consumed: Vec<usize>,
}

/// Whom a filler stands for.
#[derive(Clone)]
pub struct Stands<'p> {
    /// Everyone told.
    pub all: Rc<[Side<'p>]>,
    /// Those among them that are sides of world politics.
    pub known: Rc<[Side<'p>]>,
}

impl<'p> Stands<'p> {
    pub fn new(sides: Vec<Side<'p>>, nobody: &Self) -> Self {
        if sides.is_empty() {
            return nobody.clone();
        }
        let known = sides.iter().filter(|s| s.entity.is_some()).count();
        let all: Rc<[Side<'p>]> = sides.into();
        let known = match known {
            0 => nobody.known.clone(),
            several if several == all.len() => all.clone(),
            _ => all.iter().filter(|s| s.entity.is_some()).cloned().collect(),
        };
        Self { all, known }
    }

    /// No one: made once, for it is what most fillers stand for.
    pub fn nobody() -> Self {
        let all: Rc<[Side<'p>]> = Rc::default();
        Self { known: all.clone(), all }
    }
}

/// What the tests of frames look at.
pub struct Ground<'x> {
    pub parsed: &'x Parsed<'x>,
    pub resolver: &'x Resolver<'x>,
    /// The classes each word counts as.
    counts_as: Vec<u128>,
    /// The classes any of them counts as.
    classes: u128,
    /// The lemmas any of them may be.
    lemmas: Lemmas,
}

/// Lemmas of a sentence, by their last digits: says surely what is not there.
#[derive(Default)]
struct Lemmas([u64; 8]);

impl Lemmas {
    fn add(&mut self, lemma: u32) {
        self.0[(lemma >> 6) as usize % 8] |= 1 << (lemma % 64);
    }

    fn may_hold(&self, lemma: u32) -> bool {
        self.0[(lemma >> 6) as usize % 8] & 1 << (lemma % 64) != 0
    }
}

/// Why a frame does not fit; put into words only where someone asks.
#[derive(Clone, Copy, Debug)]
pub enum Misfit {
    /// As it stands.
    Because(&'static str),
    /// The role holds nothing that the frame's `with` wants.
    Lacks(Role),
    /// The role holds this word, which the frame's `without` excludes.
    Excludes(Role, usize),
    /// The role is needed and empty.
    Unfilled(Role),
}

impl From<&'static str> for Misfit {
    fn from(why: &'static str) -> Self {
        Self::Because(why)
    }
}

impl Misfit {
    /// The reason in words: «إلى holds «المرمى», which the frame excludes».
    pub fn why(self, parsed: &Parsed<'_>) -> String {
        let name = |role: Role| parsed.language.frames.roles[role.0 as usize].as_str();
        match self {
            Self::Because(why) => why.to_owned(),
            Self::Lacks(role) => format!("{} does not hold what the frame wants", name(role)),
            Self::Excludes(role, word) => format!("{} holds «{}», which the frame excludes", name(role), parsed.words[word].text),
            Self::Unfilled(role) => format!("{} is not filled", name(role)),
        }
    }
}

/// Tries one frame: the fit, or the reason it does not. `act` tells whom a filler stands for; none stands for nobody.
pub fn try_frame<'p>(
    index: u32,
    frame: &'p Frame,
    predicate: &Predicate,
    ground: &Ground<'_>,
    act: &dyn Fn(Option<Filler>) -> Stands<'p>,
    soft: &dyn Fn(&[Side<'p>]) -> bool,
) -> Result<Fit<'p>, Misfit> {
    let parsed = ground.parsed;
    let mut consumed = Vec::new();
    let mut score = 0;
    if frame.negated {
        if predicate.noun || !parsed.clauses[predicate.clause].negated {
            return Err("the verb is not negated".into());
        }
        score += 14;
    }
    for (role, tests) in &frame.with {
        if !ground.can_meet(tests) {
            return Err(Misfit::Lacks(*role));
        }
        let hit = fill(predicate, frame, *role, parsed).find_map(|f| ground.holds(f, tests));
        let hit = hit.or_else(|| swapped(predicate, frame, *role, parsed).and_then(|f| ground.holds(f, tests)));
        let near = hit.is_some();
        let hit = hit.or_else(|| chained(predicate, *role).and_then(|f| ground.holds(f, tests)));
        let hit = hit.or_else(|| further(predicate, *role, parsed).find_map(|f| ground.holds(f, tests)));
        let Some(word) = hit else { return Err(Misfit::Lacks(*role)) };
        consumed.push(word);
        score += if near { 10 } else { 6 };
    }
    for (role, tests) in frame.without.iter().filter(|(_, tests)| ground.can_meet(tests)) {
        if let Some(word) = fill(predicate, frame, *role, parsed).chain(chained(predicate, *role)).find_map(|f| ground.holds(f, tests)) {
            return Err(Misfit::Excludes(*role, word));
        }
    }
    let filled = |role: Role| matches!(role, Role::ACTOR | Role::RECIPIENT) || fill(predicate, frame, role, parsed).next().is_some();
    if let Some(empty) = frame.needs.iter().find(|need| !filled(**need)) {
        return Err(Misfit::Unfilled(*empty));
    }
    let doer = |filler: Option<Filler>| act(filler.filter(|f| frame.kind() != "ASSAULT" || !is_where(*f, ground)));
    let actor = first_sides(predicate, frame, &frame.actor, parsed, &doer);
    let recipient = first_sides(predicate, frame, &frame.recipient, parsed, act);
    for need in &frame.needs {
        let there = match *need {
            Role::ACTOR => actor.iter().any(|s| s.entity.is_some() || s.sector == Some("UAF")) || frame.reciprocal && predicate.noun && soft(&[]),
            Role::RECIPIENT => recipient.iter().any(|s| s.entity.is_some()) || frame.reciprocal && several(&actor) || soft(&actor),
            _ => true,
        };
        if !there {
            return Err(Misfit::Unfilled(*need));
        }
        score += 3;
    }
    if !frame.reciprocal && !recipient.is_empty() && recipient.iter().all(|r| r.entity.is_some() && actor.iter().any(|a| a.same_party(r))) {
        score -= 5;
    }
    score += i32::from(actor.iter().any(|s| s.entity.is_some())) * 2 + i32::from(recipient.iter().any(|s| s.entity.is_some()));
    Ok(Fit { index, frame, score, actor, recipient, consumed })
}

/// Whether two sides or more are known: «دشن الرئيسان الروسي والتركي».
fn several(sides: &[Side]) -> bool {
    let first = sides.iter().find_map(|s| s.entity);
    sides.iter().any(|s| s.entity.is_some() && s.entity != first)
}

/// «مقتل ثلاثة بإسلام آباد»: a place where something happens does nothing.
fn is_where(filler: Filler, ground: &Ground<'_>) -> bool {
    let Filler::Phrase { phrase, from: 0 } = filler else { return false };
    let at = is_led(ground.parsed, phrase, const { classes(&["at-place"]) });
    at && named_place(ground.parsed, phrase, ground.resolver.world).is_some()
}

/// A verb whose voice the spelling hides may have its patient where the subject stands.
fn swapped(predicate: &Predicate, frame: &Frame, role: Role, parsed: &Parsed<'_>) -> Option<Filler> {
    let hidden = !predicate.noun && !predicate.passive && role == Role::OBJECT && predicate.arg(Role::OBJECT).is_none() && !frame.reciprocal;
    if !hidden {
        return None;
    }
    let ambiguous = parsed.words[predicate.word].readings.iter().any(|r| r.form.lemma == predicate.lemma && r.form.passive);
    predicate.arg(Role::SUBJECT).filter(|f| ambiguous && matches!(f, Filler::Phrase { .. }))
}

/// What a verbal noun is told of, whatever else follows it: «منح حق اللجوء لفلان» gives the right of asylum.
fn chained(predicate: &Predicate, role: Role) -> Option<Filler> {
    predicate.arg(Role::OF).filter(|_| predicate.noun && role == Role::OBJECT)
}

/// Objects behind the first one: «وقع كارتر وتوريخوس رئيس حكومة بنما معاهدتين» signs treaties.
fn further(predicate: &Predicate, role: Role, parsed: &Parsed<'_>) -> impl Iterator<Item = Filler> {
    let objects: &[usize] = if predicate.noun || role != Role::OBJECT || predicate.passive { &[] } else { &parsed.clauses[predicate.clause].objects };
    objects.iter().skip(1).map(|&phrase| Filler::Phrase { phrase, from: 0 })
}

fn first_sides<'p>(predicate: &Predicate, frame: &Frame, roles: &[Role], parsed: &Parsed<'_>, act: &dyn Fn(Option<Filler>) -> Stands<'p>) -> Rc<[Side<'p>]> {
    let mut unresolved: Option<Rc<[Side<'p>]>> = None;
    // «بين طالبان وبين الجيش الباكستاني»
    let between: Vec<Filler> = if roles.contains(&Role::BETWEEN) || predicate.noun && frame.reciprocal && roles.contains(&Role::SUBJECT) {
        predicate.args.iter().filter(|(r, _)| *r == Role::BETWEEN).map(|(_, f)| *f).collect()
    } else {
        Vec::new()
    };
    if between.len() > 1 {
        let mut all: Vec<Side<'p>> = Vec::new();
        for side in between.into_iter().flat_map(|f| act(Some(f)).known.to_vec()) {
            if !all.iter().any(|s| s.same_party(&side)) {
                all.push(side);
            }
        }
        if !all.is_empty() {
            return all.into();
        }
    }
    for filler in roles.iter().flat_map(|role| fill(predicate, frame, *role, parsed)) {
        let stands = act(Some(filler));
        if !stands.known.is_empty() {
            return stands.known;
        }
        if unresolved.is_none() && !stands.all.is_empty() {
            unresolved = Some(stands.all);
        }
    }
    unresolved.unwrap_or_else(|| act(None).all)
}

impl<'x> Ground<'x> {
    pub fn new(parsed: &'x Parsed<'x>, resolver: &'x Resolver<'x>) -> Self {
        let counts_as: Vec<u128> = (0..parsed.words.len()).map(|word| counts_as(parsed, word)).collect();
        let classes = counts_as.iter().fold(0, |all, classes| all | classes);
        let mut lemmas = Lemmas::default();
        parsed.words.iter().flat_map(|word| word.readings.iter()).for_each(|reading| lemmas.add(reading.form.lemma));
        Self { parsed, resolver, counts_as, classes, lemmas }
    }

    /// Whether any word of the sentence may meet one of the tests, or a pronoun in its stead.
    fn can_meet(&self, tests: &Tests) -> bool {
        self.classes & tests.classes != 0 || !tests.words.is_empty() || wants_people(tests) || tests.lemmas.iter().any(|lemma| self.lemmas.may_hold(*lemma))
    }

    /// The word of a filler that meets one of the tests.
    fn holds(&self, filler: Filler, tests: &Tests) -> Option<usize> {
        let parsed = self.parsed;
        let meets = |w: &usize| self.meets(*w, tests);
        match filler {
            Filler::Phrase { phrase, from } => {
                let p = &parsed.phrases[phrase];
                let own = p.nouns.iter().skip(from).chain(p.adjectives.iter());
                let joined = p.joined.iter().flat_map(|&j| parsed.phrases[j].nouns.iter().chain(parsed.phrases[j].adjectives.iter()));
                let found = own.chain(joined).copied().find(meets);
                let found = found.or_else(|| p.nouns.is_empty().then(|| p.words.clone().find(meets)).flatten());
                found.or_else(|| part_of(parsed, phrase, from).and_then(|whole| self.holds(Filler::Phrase { phrase: whole, from: 0 }, tests)))
            }
            Filler::Pronoun { word, enclitic } => (wants_people(tests) && self.stands_for_people(word, enclitic)).then_some(word),
            Filler::Clause(clause) => {
                let c = &parsed.clauses[clause];
                let heads = c.subject.iter().chain(&c.objects).flat_map(|&p| parsed.phrases[p].nouns.iter().chain(&parsed.phrases[p].adjectives));
                heads.copied().find(meets)
            }
            Filler::Adjectives { phrase, from } => parsed.phrases[phrase].adjectives.iter().chain(parsed.phrases[phrase].nouns.iter().skip(from + 1)).copied().find(meets),
            Filler::Unsaid { .. } => None,
        }
    }

    /// «سلّمهم»: a plural pronoun of people, or one that takes up someone told of.
    fn stands_for_people(&self, word: usize, enclitic: Enclitic) -> bool {
        let many = enclitic.number == Number::Plur && !enclitic.feminine && enclitic.person == 3;
        many || self.resolver.pronoun(self.parsed, enclitic, word, None).iter().any(|s| matches!(s.kind, ActorKind::Person | ActorKind::Group | ActorKind::Office))
    }

    fn meets(&self, word: usize, tests: &Tests) -> bool {
        if self.counts_as[word] & tests.classes != 0 {
            return true;
        }
        let known = &self.parsed.words[word];
        let chosen = self.parsed.tags[word].reading;
        // «السيناتور الجمهوري» is no dual of «جمهور»: with the article a dual ends in ن.
        let dual = |r: &Reading| r.form.number == Number::Dual && r.clitics.article && !known.key.ends_with('ن');
        let alike = |r: &Reading| chosen.is_none_or(|c| c.clitics == r.clitics) && !dual(r);
        let listed = !tests.lemmas.is_empty() && known.readings.iter().any(|r| tests.lemmas.binary_search(&r.form.lemma).is_ok() && alike(r));
        listed || tests.words.contains(&known.hash)
    }
}

/// What an amount is of, the phrase's `from`th noun: «دفعة من الأسلحة», «مقتل عشرات من الجنود».
pub fn part_of(parsed: &Parsed<'_>, phrase: usize, from: usize) -> Option<usize> {
    let p = &parsed.phrases[phrase];
    let counts = |w: usize| parsed.tags[w].number.is_some() || parsed.tags[w].kind == Kind::Quant || parsed.class_of(w) & const { classes(&["quantity"]) } != 0;
    let amount = match from {
        0 => counts(p.head()),
        // «مقتل أربعة من …»: a number is no noun of the chain.
        _ if from == p.nouns.len() => (p.nouns[from - 1] + 1..p.words.end).any(counts),
        _ => from + 1 == p.nouns.len() && counts(p.nouns[from]),
    };
    // «مليارات الدولارات من الأرصدة الإيرانية»
    let money = || from == 0 && parsed.class_of(p.head()) & const { classes(&["money", "unit"]) } != 0 && parsed.tags[p.words.start].number.is_some();
    if !amount && !money() {
        return None;
    }
    match parsed.nodes.get(crate::code::predicates::node_after(parsed, phrase)?)? {
        Node::Prep { name, phrase: of, .. } if *of != phrase && matches!(name.as_str(), "من" | "of") => Some(*of),
        _ => None,
    }
}

fn wants_people(tests: &Tests) -> bool {
    tests.classes & const { classes(&["person", "people", "prisoner", "citizen"]) } != 0
}

/// The classes a word counts as in a frame's tests: its own, and those of whom it names.
fn counts_as(parsed: &Parsed<'_>, word: usize) -> u128 {
    let own = parsed.class_of(word) | if is_stranger(parsed, word) { const { classes(&["person"]) } } else { 0 };
    let Some(named) = parsed.tags[word].name.map(|m| &parsed.names[m]) else { return own };
    let titled = named.office().is_some() || named.persons().next().is_some() || named.shorts().next().is_some();
    let people = named.names.iter().any(|n| matches!(n.of, NameOf::Entity(_, NameAs::Adjective | NameAs::People))) && (parsed.tags[word].kind != Kind::Adj || stands_alone(parsed, word));
    own | if people { const { classes(&["person", "people", "citizen"]) } } else { 0 }
        | if titled { const { classes(&["person"]) } } else { 0 }
        | if is_city(named) { const { classes(&["city"]) } } else { 0 }
        | named.agent().map_or(0, |(a, _)| agent_class(&parsed.language.names.agents[a as usize]))
}

/// «أوقفت الشرطة مغربياً»: an adjective that heads its phrase is somebody.
fn stands_alone(parsed: &Parsed<'_>, word: usize) -> bool {
    parsed.phrases.iter().any(|p| p.nouns.first() == Some(&word) && p.joined_to.is_none())
}

/// A word no list knows, written like a name: «يسلم كارلوس إلى فرنسا».
fn is_stranger(parsed: &Parsed<'_>, word: usize) -> bool {
    parsed.tags[word].kind == Kind::Unknown && parsed.words[word].token.is_word() && !parsed.words[word].key.starts_with("ال")
}

fn is_city(name: &Match<'_>) -> bool {
    name.place().is_some() || name.names.iter().any(|n| matches!(n.of, NameOf::Entity(_, NameAs::Capital)))
}

fn agent_class(agent: &marsad_pack::Agent) -> u128 {
    match agent.sector.as_str() {
        "MIL" => const { classes(&["troops"]) },
        "COP" => const { classes(&["police"]) },
        _ => 0,
    }
}
