//! Frames: what a predicate means for each pattern of its arguments.

use crate::lexicon::{LexiconBuilder, class_bit};
use crate::problem::{Problem, nearest};
use crate::world::World;
use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Where an argument stands, as an index into [`Frames::roles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Role(pub u16);

#[allow(missing_docs)]
impl Role {
    pub const SUBJECT: Self = Self(0);
    pub const OBJECT: Self = Self(1);
    pub const OBJECT2: Self = Self(2);
    pub const OF: Self = Self(3);
    pub const BY: Self = Self(4);
    pub const QUOTE: Self = Self(5);
    pub const CLAUSE: Self = Self(6);
    pub const ACTOR: Self = Self(7);
    pub const RECIPIENT: Self = Self(8);
    pub const ADJECTIVE: Self = Self(9);
    pub const SPEAKER: Self = Self(10);
    /// «بين»
    pub const BETWEEN: Self = Self(11);
    /// «ل»
    pub const FOR: Self = Self(12);
    /// «ب»
    pub const WITH: Self = Self(13);
    /// «في»
    pub const IN: Self = Self(14);
}

/// What roles that code asks for are called in other languages.
const ALSO_CALLED: [(&str, Role); 2] = [("between", Role::BETWEEN), ("in", Role::IN)];

const FIXED: &[&str] = &["subject", "object", "object2", "of", "by", "quote", "clause", "actor", "recipient", "adj", "speaker", "بين", "ل", "ب", "في"];

/// What an argument must hold one of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tests {
    /// A noun of one of these classes.
    pub classes: u128,
    /// One of these lemmas; sorted.
    pub lemmas: Vec<u32>,
    /// A word with one of these hashes, when the lexicon does not list it.
    pub words: Vec<u64>,
}

/// How happenings told inside a predicate's content are treated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Inside {
    #[default]
    Actual,
    Claim,
    Future,
    Hypothetical,
    Negated,
    None,
}

/// What a predicate takes over from the happening told before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Again {
    /// The same towards the same side: «وكذلك فعلت دمشق».
    Same,
    /// The same back towards whoever did it: «وردت لاتفيا بالمثل».
    Back,
}

/// The event a frame makes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventSpec {
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER modes.
    #[serde(default)]
    pub mode: Vec<String>,
    /// PLOVER contexts.
    #[serde(default)]
    pub context: Vec<String>,
    /// CAMEO code; empty for the type's own.
    #[serde(default)]
    pub cameo: String,
    /// On whose soil it happens when the text names no place.
    #[serde(default)]
    pub venue: Option<Venue>,
    /// What it tells is bound to be done only if something else happens: «تلزم كل طرف بنجدة الآخر».
    #[serde(default)]
    pub hypothetical: bool,
}

/// On whose soil a happening takes place by its nature: an envoy is summoned where the one who summons is at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Venue {
    Actor,
    Recipient,
}

/// The statement a frame makes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SpeechSpec {
    /// Stance of the statement.
    pub stance: String,
    /// Where the content stands.
    pub content: Vec<Role>,
}

/// A compiled frame.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Frame {
    /// `ar/consult/meet#meet`
    pub id: String,
    /// What its file is about.
    pub about: String,
    /// Where the actor is found, first filled wins.
    pub actor: Vec<Role>,
    /// Where the recipient is found.
    pub recipient: Vec<Role>,
    /// Both sides are actors.
    pub reciprocal: bool,
    /// Arguments that must be there and hold one of these.
    pub with: Vec<(Role, Tests)>,
    /// Arguments that must not hold one of these.
    pub without: Vec<(Role, Tests)>,
    /// Arguments that must be filled.
    pub needs: Vec<Role>,
    /// The event it makes.
    pub event: Option<EventSpec>,
    /// The statement it makes.
    pub speech: Option<SpeechSpec>,
    /// What a number in an argument counts.
    pub counts: Vec<(Role, String)>,
    /// How happenings inside its content are treated.
    pub inside: Inside,
    /// Whether the verbs' own nouns and participles are triggers too.
    pub verbal: bool,
    /// Fires only when the verb is negated: «لن نقبل» refuses.
    pub negated: bool,
    /// Tells the happening before it once more, of another doer.
    pub again: Option<Again>,
}

impl Frame {
    /// The type of the event it makes; nothing where it makes none.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.event.as_ref().map_or("", |event| event.kind.as_str())
    }

    /// Whether the event it makes has a mode.
    #[must_use]
    pub fn has_mode(&self, mode: &str) -> bool {
        self.event.as_ref().is_some_and(|event| event.mode.iter().any(|m| m == mode))
    }
}

/// All frames of a language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Frames {
    /// Names of roles; prepositions as written.
    pub roles: Vec<String>,
    /// The roles by their names.
    by_name: HashMap<String, Role, FixedState>,
    /// The frames.
    pub list: Vec<Frame>,
    /// Lemma of a verb to its frames.
    pub by_verb: HashMap<u32, Vec<u32>, FixedState>,
    /// Lemma of a noun to its frames.
    pub by_noun: HashMap<u32, Vec<u32>, FixedState>,
}

impl Frames {
    /// The role a preposition makes, when any frame names it.
    #[must_use]
    pub fn role(&self, name: &str) -> Option<Role> {
        self.by_name.get(name).copied()
    }
}

/// An example sentence of a frame file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Example {
    pub text: String,
    #[serde(default)]
    pub actor: Option<Vec<String>>,
    #[serde(default)]
    pub recipient: Option<Vec<String>>,
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    #[serde(default)]
    pub status: Option<String>,
    #[serde(default)]
    pub date: Option<Vec<String>>,
    #[serde(default)]
    pub published: Option<String>,
    #[serde(default)]
    pub counts: Option<Vec<toml::Value>>,
    #[serde(default)]
    pub frame: Option<String>,
    #[serde(default)]
    pub stance: Option<String>,
    #[serde(default)]
    pub mode: Option<Vec<String>>,
    #[serde(default)]
    pub why: Option<String>,
    /// Why the reader does not manage this sentence yet. It is counted apart, and fails once it passes.
    #[serde(default)]
    pub known: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    about: String,
    #[serde(default)]
    frame: Vec<Raw>,
    #[serde(default)]
    fires: Vec<Example>,
    #[serde(default)]
    silent: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    id: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    recipient: Vec<String>,
    #[serde(default)]
    reciprocal: bool,
    #[serde(default)]
    with: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    without: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    needs: Vec<String>,
    event: Option<EventSpec>,
    speech: Option<RawSpeech>,
    #[serde(default)]
    counts: BTreeMap<String, String>,
    inside: Option<Inside>,
    #[serde(default = "yes")]
    verbal: bool,
    #[serde(default)]
    negated: bool,
    again: Option<Again>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSpeech {
    stance: String,
    #[serde(default)]
    content: Vec<String>,
}

fn yes() -> bool {
    true
}

/// The examples of one frame file, for `marsad pack check` and the tests.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// The file.
    pub file: String,
    /// Prefix of its rule ids.
    pub rule: String,
    /// Ids of its frames.
    pub frames: Vec<String>,
    /// Sentences that must fire.
    pub fires: Vec<Example>,
    /// Sentences that must not.
    pub silent: Vec<Example>,
}

/// Reads the examples of a frame file.
///
/// # Errors
/// When the file is not a frame file.
pub fn read_examples(file: &str, rule: &str, text: &str) -> Result<Examples, Problem> {
    let parsed: File = parse(file, text)?;
    Ok(Examples { file: file.into(), rule: rule.into(), frames: parsed.frame.into_iter().map(|f| f.id).collect(), fires: parsed.fires, silent: parsed.silent })
}

fn parse(file: &str, text: &str) -> Result<File, Problem> {
    toml::from_str(text).map_err(|e| {
        let line = e.span().map_or(0, |s| text[..s.start].matches('\n').count() + 1);
        Problem::new(file, line, e.message().to_owned())
    })
}

/// Compiles frame files against a lexicon.
pub(crate) struct FramesBuilder<'a> {
    words: &'a LexiconBuilder,
    nouns_of_verb: HashMap<u32, Vec<u32>>,
    world: &'a World,
    frames: Frames,
}

impl<'a> FramesBuilder<'a> {
    pub fn new(words: &'a LexiconBuilder, world: &'a World) -> Self {
        let mut nouns_of_verb: HashMap<u32, Vec<u32>> = HashMap::new();
        for (noun, lemma) in words.lemmas.iter().enumerate() {
            for verb in &lemma.of_verbs {
                nouns_of_verb.entry(*verb).or_default().push(noun as u32);
            }
        }
        let fixed = FIXED.iter().enumerate().map(|(at, name)| (*name, Role(at as u16)));
        let by_name = fixed.chain(ALSO_CALLED).map(|(name, role)| (name.to_owned(), role)).collect();
        let frames = Frames { roles: FIXED.iter().map(|r| (*r).to_owned()).collect(), by_name, ..Frames::default() };
        Self { words, nouns_of_verb, world, frames }
    }

    pub fn finish(self) -> Frames {
        self.frames
    }

    /// Compiles one file; `rule` is `ar/consult/meet`.
    pub fn read(&mut self, file: &str, rule: &str, text: &str) -> Vec<Problem> {
        let parsed = match parse(file, text) {
            Ok(parsed) => parsed,
            Err(problem) => return vec![problem],
        };
        let mut problems = Vec::new();
        for raw in parsed.frame {
            let line = text.lines().position(|l| l.contains(&format!("\"{}\"", raw.id))).map_or(0, |l| l + 1);
            let mut complain = |message: String| problems.push(Problem::new(file, line, message));
            self.frame(rule, &parsed.about, raw, &mut complain);
        }
        problems
    }

    fn frame(&mut self, rule: &str, about: &str, raw: Raw, complain: &mut impl FnMut(String)) {
        let at = self.frames.list.len() as u32;
        let inside = raw.inside.unwrap_or_else(|| default_inside(raw.event.as_ref(), raw.speech.as_ref().map(|s| s.stance.as_str())));
        if let Some(event) = &raw.event {
            self.check_event(event, complain);
        } else if raw.speech.is_none() && raw.inside.is_none() && raw.again.is_none() {
            complain(format!("frame \"{}\" makes neither an event nor a statement", raw.id));
        }
        let frame = Frame {
            id: format!("{rule}#{}", raw.id),
            about: about.to_owned(),
            actor: self.roles(&raw.actor),
            recipient: self.roles(&raw.recipient),
            reciprocal: raw.reciprocal,
            with: raw.with.iter().map(|(role, tests)| (self.role(role), self.tests(tests, complain))).collect(),
            without: raw.without.iter().map(|(role, tests)| (self.role(role), self.tests(tests, complain))).collect(),
            needs: self.roles(&raw.needs),
            event: raw.event,
            speech: raw.speech.map(|s| SpeechSpec { stance: s.stance, content: self.roles(&s.content) }),
            counts: raw.counts.into_iter().map(|(role, what)| (self.role(&role), what)).collect(),
            inside,
            verbal: raw.verbal && !raw.negated,
            negated: raw.negated,
            again: raw.again,
        };
        for verb in &raw.verbs {
            match self.words.find(verb, true) {
                Some(lemma) => {
                    self.frames.by_verb.entry(lemma).or_default().push(at);
                    if raw.verbal && !raw.negated {
                        for noun in self.nouns_of_verb.get(&lemma).into_iter().flatten() {
                            push_new(self.frames.by_noun.entry(*noun).or_default(), at);
                        }
                    }
                }
                None => complain(format!("unknown verb \"{verb}\"{}", self.hint(verb, true))),
            }
        }
        for noun in &raw.nouns {
            match self.words.find(noun, false) {
                Some(lemma) => push_new(self.frames.by_noun.entry(lemma).or_default(), at),
                None => complain(format!("unknown noun \"{noun}\"{}", self.hint(noun, false))),
            }
        }
        self.frames.list.push(frame);
    }

    fn check_event(&self, event: &EventSpec, complain: &mut impl FnMut(String)) {
        let Some(kind) = self.world.types.iter().find(|t| t.name == event.kind) else {
            let known = self.world.types.iter().map(|t| t.name.as_str());
            complain(format!("unknown event type \"{}\"{}", event.kind, suggestion(&event.kind, known)));
            return;
        };
        for mode in &event.mode {
            if !kind.modes.contains(mode) {
                complain(format!("{} has no mode \"{mode}\"{}", event.kind, suggestion(mode, kind.modes.iter().map(String::as_str))));
            }
        }
    }

    fn role(&mut self, name: &str) -> Role {
        let name = match name {
            "أن" | "إن" | "that" => "clause",
            name => name,
        };
        if let Some(role) = self.frames.role(name) {
            return role;
        }
        let role = Role(self.frames.roles.len() as u16);
        self.frames.roles.push(name.to_owned());
        self.frames.by_name.insert(name.to_owned(), role);
        role
    }

    fn roles(&mut self, names: &[String]) -> Vec<Role> {
        names.iter().map(|name| self.role(name)).collect()
    }

    fn tests(&self, tests: &[String], complain: &mut impl FnMut(String)) -> Tests {
        let mut found = Tests::default();
        for test in tests {
            if let Some(class) = test.strip_prefix('@') {
                match class_bit(class) {
                    Some(bit) => found.classes |= bit,
                    None => complain(format!("unknown class \"@{class}\"{}", suggestion(class, crate::lexicon::CLASSES.iter().copied()))),
                }
                continue;
            }
            match self.words.find(test, false) {
                Some(lemma) => found.lemmas.push(lemma),
                None => {
                    let mut folded = String::new();
                    marsad_text::fold_into(test, &mut folded);
                    found.words.push(crate::hash::word_hash(&folded));
                }
            }
        }
        found.lemmas.sort_unstable();
        found
    }

    fn hint(&self, word: &str, verb: bool) -> String {
        suggestion(word, self.words.texts(verb))
    }
}

fn push_new(list: &mut Vec<u32>, item: u32) {
    if !list.contains(&item) {
        list.push(item);
    }
}

fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map(|k| format!(", did you mean \"{k}\"?")).unwrap_or_default()
}

fn default_inside(event: Option<&EventSpec>, stance: Option<&str>) -> Inside {
    match event.map(|e| e.kind.as_str()) {
        Some("REQUEST" | "AGREE" | "THREATEN" | "REJECT" | "CONCEDE") => return Inside::None,
        Some(_) => return Inside::Actual,
        None => {}
    }
    match stance {
        Some("says" | "announces" | "confirms" | "estimates" | "alleges") => Inside::Claim,
        Some("denies") => Inside::Negated,
        Some("promises" | "asks") => Inside::None,
        Some("warns") => Inside::Hypothetical,
        _ => Inside::Actual,
    }
}
