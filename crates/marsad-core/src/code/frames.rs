//! Frames tried on predicates: which fire, and why others do not.

use crate::code::predicates::{Filler, Predicate, fill};
use crate::code::sides::{Resolver, Side};
use crate::find::words::{Enclitic, Reading};
use crate::read::chunks::Node;
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use marsad_pack::{Frame, NameAs, NameOf, Number, Role, Test};
use marsad_record::ActorKind;

/// A frame that fits a predicate.
pub struct Fit<'a> {
    pub index: u32,
    pub frame: &'a Frame,
    pub score: i32,
    pub actor: Vec<Side>,
    pub recipient: Vec<Side>,
    /// Words that the frame's `with` tests were met by.
    pub consumed: Vec<usize>,
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

/// Tries one frame: the fit, or the reason it does not.
pub fn try_frame<'a>(
    index: u32,
    frame: &'a Frame,
    predicate: &Predicate,
    parsed: &Parsed<'_>,
    resolver: &Resolver<'_>,
    act: &dyn Fn(Filler) -> Vec<Side>,
    soft: &dyn Fn(&[Side]) -> bool,
) -> Result<Fit<'a>, Misfit> {
    let mut consumed = Vec::new();
    let mut score = 0;
    if frame.negated {
        if predicate.noun || !parsed.clauses[predicate.clause].negated {
            return Err("the verb is not negated".into());
        }
        score += 8;
    }
    for (role, tests) in &frame.with {
        let hit = fill(predicate, frame, *role, parsed).iter().find_map(|f| holds(parsed, *f, tests, resolver));
        let hit = hit.or_else(|| swapped(predicate, frame, *role, parsed).and_then(|f| holds(parsed, f, tests, resolver)));
        let near = hit.is_some();
        let hit = hit.or_else(|| chained(predicate, *role).and_then(|f| holds(parsed, f, tests, resolver)));
        let hit = hit.or_else(|| further(predicate, *role, parsed).into_iter().find_map(|f| holds(parsed, f, tests, resolver)));
        let Some(word) = hit else { return Err(Misfit::Lacks(*role)) };
        consumed.push(word);
        score += if near { 10 } else { 6 };
    }
    for (role, tests) in &frame.without {
        if let Some(word) = fill(predicate, frame, *role, parsed).iter().find_map(|f| holds(parsed, *f, tests, resolver)) {
            return Err(Misfit::Excludes(*role, word));
        }
    }
    let actor = first_sides(predicate, frame, &frame.actor, parsed, act);
    let recipient = first_sides(predicate, frame, &frame.recipient, parsed, act);
    for need in &frame.needs {
        let there = match *need {
            Role::ACTOR => actor.iter().any(|s| s.entity.is_some()) || frame.reciprocal && predicate.noun && soft(&[]),
            Role::RECIPIENT => recipient.iter().any(|s| s.entity.is_some()) || soft(&actor),
            role => !fill(predicate, frame, role, parsed).is_empty(),
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
fn further(predicate: &Predicate, role: Role, parsed: &Parsed<'_>) -> Vec<Filler> {
    if predicate.noun || role != Role::OBJECT || predicate.passive {
        return Vec::new();
    }
    parsed.clauses[predicate.clause].objects.iter().skip(1).map(|&phrase| Filler::Phrase { phrase, from: 0 }).collect()
}

fn first_sides(predicate: &Predicate, frame: &Frame, roles: &[Role], parsed: &Parsed<'_>, act: &dyn Fn(Filler) -> Vec<Side>) -> Vec<Side> {
    let mut unresolved = Vec::new();
    for role in roles {
        for filler in fill(predicate, frame, *role, parsed) {
            let sides = act(filler);
            if sides.iter().any(|s| s.entity.is_some()) {
                return sides.into_iter().filter(|s| s.entity.is_some()).collect();
            }
            if unresolved.is_empty() {
                unresolved = sides;
            }
        }
    }
    unresolved
}

/// The word of a filler that meets one of the tests.
pub fn holds(parsed: &Parsed<'_>, filler: Filler, tests: &[Test], resolver: &Resolver<'_>) -> Option<usize> {
    match filler {
        Filler::Phrase { phrase, from } => {
            let p = &parsed.phrases[phrase];
            let own = p.nouns.iter().skip(from).chain(p.adjectives.iter());
            let joined = p.joined.iter().flat_map(|&j| parsed.phrases[j].nouns.iter().chain(parsed.phrases[j].adjectives.iter()));
            let found = own.chain(joined).copied().find(|&w| meets(parsed, w, tests, resolver));
            let found = found.or_else(|| p.nouns.is_empty().then(|| p.words.clone().find(|&w| meets(parsed, w, tests, resolver))).flatten());
            found.or_else(|| part_of(parsed, phrase).and_then(|whole| holds(parsed, Filler::Phrase { phrase: whole, from: 0 }, tests, resolver)))
        }
        Filler::Pronoun { word, enclitic } => (wants_people(tests) && stands_for_people(parsed, word, enclitic, resolver)).then_some(word),
        Filler::Clause(clause) => {
            let c = &parsed.clauses[clause];
            let heads = c.subject.iter().chain(&c.objects).flat_map(|&p| parsed.phrases[p].nouns.iter().chain(&parsed.phrases[p].adjectives));
            heads.copied().find(|&w| meets(parsed, w, tests, resolver))
        }
        Filler::Adjectives { phrase, from } => parsed.phrases[phrase].adjectives.iter().chain(parsed.phrases[phrase].nouns.iter().skip(from + 1)).copied().find(|&w| meets(parsed, w, tests, resolver)),
        _ => None,
    }
}

/// What an amount is of: «دفعة من الأسلحة», «عشرات من الجنود».
fn part_of(parsed: &Parsed<'_>, phrase: usize) -> Option<usize> {
    let head = parsed.phrases[phrase].head();
    let amount = parsed.tags[head].number.is_some() || parsed.tags[head].kind == Kind::Quant || parsed.class_of(head) & const { marsad_pack::classes(&["quantity"]) } != 0;
    match parsed.nodes.get(crate::code::predicates::node_after(parsed, phrase)?)? {
        Node::Prep { name, phrase: of, .. } if amount && *of != phrase && matches!(name.as_str(), "من" | "of") => Some(*of),
        _ => None,
    }
}

fn wants_people(tests: &[Test]) -> bool {
    let people = const { marsad_pack::classes(&["person", "people", "prisoner", "citizen"]) };
    tests.iter().any(|t| matches!(t, Test::Class(bits) if bits & people != 0))
}

/// «سلّمهم»: a plural pronoun of people, or one that takes up someone told of.
fn stands_for_people(parsed: &Parsed<'_>, word: usize, enclitic: Enclitic, resolver: &Resolver<'_>) -> bool {
    let many = enclitic.number == Number::Plur && !enclitic.feminine && enclitic.person == 3;
    many || resolver.pronoun(parsed, enclitic, word, None).iter().any(|s| matches!(s.kind, ActorKind::Person | ActorKind::Group | ActorKind::Office))
}

fn meets(parsed: &Parsed<'_>, word: usize, tests: &[Test], resolver: &Resolver<'_>) -> bool {
    let named = parsed.tags[word].name.map(|m| &parsed.names[m]);
    let titled = named.is_some_and(|m| m.office().is_some() || m.persons().next().is_some() || m.shorts().next().is_some());
    let people = named.is_some_and(|m| m.names.iter().any(|n| matches!(n.of, NameOf::Entity(_, NameAs::Adjective | NameAs::People)))) && parsed.tags[word].kind != Kind::Adj;
    let class = parsed.class_of(word)
        | if people { const { marsad_pack::classes(&["person", "people", "citizen"]) } } else { 0 }
        | if titled || is_stranger(parsed, word) { const { marsad_pack::classes(&["person"]) } } else { 0 }
        | named.and_then(|m| m.agent()).map_or(0, |(a, _)| agent_class(&resolver.language.names.agents[a as usize]));
    tests.iter().any(|test| match test {
        Test::Class(bits) => class & bits != 0,
        Test::Lemma(lemma) => {
            let chosen = parsed.tags[word].reading;
            // «السيناتور الجمهوري» is no dual of «جمهور»: with the article a dual ends in ن.
            let dual = |r: &Reading| r.form.number == Number::Dual && r.clitics.article && !parsed.words[word].key.ends_with('ن');
            let alike = |r: &Reading| chosen.is_none_or(|c| c.clitics == r.clitics) && !dual(r);
            parsed.words[word].readings.iter().any(|r| r.form.lemma == *lemma && alike(r))
        }
        Test::Word(hash) => parsed.words[word].hash == *hash,
    })
}

/// A word no list knows, written like a name: «يسلم كارلوس إلى فرنسا».
fn is_stranger(parsed: &Parsed<'_>, word: usize) -> bool {
    parsed.tags[word].kind == Kind::Unknown && parsed.words[word].token.is_word() && !parsed.words[word].key.starts_with("ال")
}

fn agent_class(agent: &marsad_pack::Agent) -> u128 {
    match agent.sector.as_str() {
        "MIL" => const { marsad_pack::classes(&["troops"]) },
        "COP" => const { marsad_pack::classes(&["police"]) },
        _ => 0,
    }
}
