//! Words: lemmas, their inflected forms, and what every form may be.

use crate::hash::{RangeTable, word_hash};
use marsad_text::{fold_into, spell_into};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Semantic classes of nouns, in bit order.
pub const CLASSES: &[&str] = &[
    "person",
    "people",
    "troops",
    "police",
    "weapon",
    "vehicle",
    "money",
    "aid",
    "agreement",
    "relations",
    "talks",
    "meeting",
    "visit",
    "attack",
    "blast",
    "protest",
    "strike",
    "sanction",
    "statement",
    "law",
    "election",
    "position",
    "embassy",
    "border",
    "territory",
    "building",
    "city",
    "region",
    "dead",
    "wounded",
    "prisoner",
    "hostage",
    "refugee",
    "citizen",
    "disaster",
    "sport",
    "business",
    "culture",
    "science",
    "health",
    "exercise",
    "missile",
    "nuclear",
    "threat",
    "demand",
    "invitation",
    "letter",
    "greeting",
    "condolence",
    "congratulation",
    "accusation",
    "crime",
    "investigation",
    "court",
    "verdict",
    "vote",
    "resolution",
    "ceasefire",
    "withdrawal",
    "release",
    "siege",
    "curfew",
    "emergency",
    "airspace",
    "trade",
    "energy",
    "unit",
    "document",
    "time",
    "body",
    "group",
    "quantity",
    "abstract",
    "apology",
    "recognition",
    "solidarity",
    "concern",
    "diplomat",
    "intelligence",
    "flight",
    "port",
    "ship",
    "satellite",
    "network",
    // Classes of verbs.
    "speech",
    "motion",
    "light",
    "aspect",
    "transitive",
    "ditransitive",
    "modal",
    // How long something goes on stands behind it: «تستمر أربعة أيام».
    "lasting",
    "copula",
    // Before rarer words of the same spelling: «يبلغ» is of «بلغ» before «أبلغ».
    "common",
    // Classes of prepositions: what their noun is to the happening.
    "at-place",
    "from-place",
    "to-place",
    "onto-place",
    "occasion",
    "day-before",
    "since",
    // Before whom or what a deed is done to: "of", "on", "against".
    "patient",
    // What goes on as long as the thing behind it: «طوال الأزمة».
    "throughout",
    "circumstance",
    "source",
    // Behind it stand some of those told before: «بينهم امرأة».
    "among",
    // Stands for the doer once more: «فجّر نفسه».
    "reflexive",
    // One of several: «أحد».
    "one-of",
    // Turns to someone else: «من جانبه».
    "turn",
    // Said before a name out of courtesy: «السيد», «الدكتور».
    "courtesy",
    // Verbs that are never without the one they are said or done to: «اتهم», «ناشد».
    "addressee",
    // Verbs that tell what a happening came to: «أسفر عن», «أدى إلى».
    "result",
    // Verbs behind which stands what is yet to be done: «تسعى إلى سحب قواتها».
    "planned",
    // Verbs behind which stands what may be done: «يجيز فرض عقوبات».
    "permits",
    // Prepositions behind which stands what something is done for: «من أجل».
    "aim",
    // Nouns that are feminine without showing it: «أرض», «حرب».
    "feminine",
    // Words that describe a noun together, as an adjective would: «بدون طيار».
    "describes",
    // Prepositions that say in which part of a land: «شمال», «شرقي».
    "direction",
];

/// The bit of a class, `None` for an unknown one.
#[must_use]
pub const fn class_bit(name: &str) -> Option<u128> {
    let mut at = 0;
    while at < CLASSES.len() {
        if same_bytes(CLASSES[at].as_bytes(), name.as_bytes()) {
            return Some(1 << at);
        }
        at += 1;
    }
    None
}

/// The bits of classes that code names, as `const { classes(&["troops", "police"]) }`: then a name that is
/// none does not compile, and reading compares numbers.
///
/// # Panics
/// When a name is not in [`CLASSES`].
#[must_use]
pub const fn classes(names: &[&str]) -> u128 {
    let mut bits = 0;
    let mut at = 0;
    while at < names.len() {
        match class_bit(names[at]) {
            Some(bit) => bits |= bit,
            None => panic!("a name that is not in CLASSES"),
        }
        at += 1;
    }
    bits
}

/// `==` of slices cannot be asked in a `const fn`.
const fn same_bytes(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// Part of speech, in Universal Dependencies' spirit, with the closed classes told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Pos {
    #[default]
    Noun,
    Verb,
    Adj,
    Prep,
    Conj,
    Sub,
    Neg,
    Fut,
    Pron,
    Dem,
    Rel,
    Adv,
    Part,
    Num,
    Quant,
    Aux,
    Det,
}

impl Pos {
    /// All of them, in the order of their numbers.
    const ALL: [Self; 17] = {
        use Pos::{Adj, Adv, Aux, Conj, Dem, Det, Fut, Neg, Noun, Num, Part, Prep, Pron, Quant, Rel, Sub, Verb};
        [Noun, Verb, Adj, Prep, Conj, Sub, Neg, Fut, Pron, Dem, Rel, Adv, Part, Num, Quant, Aux, Det]
    };

    /// Reads the name a particles table uses.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "noun" => Self::Noun,
            "verb" => Self::Verb,
            "adj" => Self::Adj,
            "prep" => Self::Prep,
            "conj" => Self::Conj,
            "sub" => Self::Sub,
            "neg" => Self::Neg,
            "fut" => Self::Fut,
            "pron" => Self::Pron,
            "dem" => Self::Dem,
            "rel" => Self::Rel,
            "adv" => Self::Adv,
            "part" | "interj" => Self::Part,
            "num" => Self::Num,
            "quant" => Self::Quant,
            "aux" => Self::Aux,
            "det" => Self::Det,
            _ => return None,
        })
    }
}

/// What kind of form of its lemma a word is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Shape {
    #[default]
    Base,
    Perfect,
    Imperfect,
    Imperative,
    ActiveParticiple,
    PassiveParticiple,
}

impl Shape {
    const ALL: [Self; 6] = [Self::Base, Self::Perfect, Self::Imperfect, Self::Imperative, Self::ActiveParticiple, Self::PassiveParticiple];
}

/// Grammatical gender of a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Gender {
    #[default]
    Both,
    Masc,
    Fem,
}

impl Gender {
    const ALL: [Self; 3] = [Self::Both, Self::Masc, Self::Fem];
}

/// Grammatical number of a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Number {
    #[default]
    Any,
    Sing,
    Dual,
    Plur,
}

impl Number {
    const ALL: [Self; 4] = [Self::Any, Self::Sing, Self::Dual, Self::Plur];
}

/// What must stand before a form of the imperfect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Mood {
    /// Nothing: «يقول».
    #[default]
    Full,
    /// A particle that takes the nun away: «أن يقولوا», «لم يقولوا».
    Dependent,
    /// «لم» or its like: «لم يقل», «لم يلتق».
    Jussive,
}

impl Mood {
    const ALL: [Self; 3] = [Self::Full, Self::Dependent, Self::Jussive];
}

/// One thing an inflected form may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Form {
    /// Index of the lemma.
    pub lemma: u32,
    /// Part of speech.
    pub pos: Pos,
    /// Which form.
    pub shape: Shape,
    /// What a finite form wants before it.
    pub mood: Mood,
    /// Passive voice; for ambiguous spellings both analyses are there.
    pub passive: bool,
    /// 1, 2, 3; 0 when it has none.
    pub person: u8,
    /// Gender.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// Written with the accusative alef, as «محذراً».
    pub accusative: bool,
    /// Hash of the exact spelling, to prefer it over a merely folded match.
    pub spelling: u32,
}

/// A dictionary word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lemma {
    /// As listed.
    pub text: String,
    /// Its main part of speech.
    pub pos: Pos,
    /// Semantic classes, bits of [`CLASSES`].
    pub classes: u128,
    /// English gloss.
    pub gloss: String,
    /// Verbs this noun is the verbal noun of.
    pub of_verbs: Vec<u32>,
    /// Context indexes this word puts an event in.
    pub contexts: Vec<u8>,
}

/// All words of a language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// The dictionary words.
    pub lemmas: Vec<Lemma>,
    table: RangeTable,
    #[serde(with = "packed")]
    forms: Vec<Form>,
}

/// Forms as one block of bytes: there are hundreds of thousands, and start-up waits for them.
mod packed {
    use super::{Form, Gender, Mood, Number, Pos, Shape};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};
    use serde_bytes::Bytes;

    const SIZE: usize = 15;

    pub fn serialize<S: Serializer>(forms: &[Form], serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = forms.iter().flat_map(to_bytes).collect();
        serializer.serialize_bytes(&bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Form>, D::Error> {
        let bytes = <&Bytes>::deserialize(deserializer)?;
        let forms = bytes.chunks(SIZE).map(|chunk| chunk.try_into().ok().and_then(from_bytes));
        forms.collect::<Option<_>>().ok_or_else(|| D::Error::custom("a form that is none"))
    }

    fn to_bytes(form: &Form) -> [u8; SIZE] {
        let [a, b, c, d] = form.lemma.to_le_bytes();
        let [e, f, g, h] = form.spelling.to_le_bytes();
        let marks = u8::from(form.passive) | u8::from(form.accusative) << 1;
        [a, b, c, d, e, f, g, h, form.pos as u8, form.shape as u8, form.mood as u8, form.gender as u8, form.number as u8, form.person, marks]
    }

    fn from_bytes([a, b, c, d, e, f, g, h, pos, shape, mood, gender, number, person, marks]: [u8; SIZE]) -> Option<Form> {
        Some(Form {
            lemma: u32::from_le_bytes([a, b, c, d]),
            spelling: u32::from_le_bytes([e, f, g, h]),
            pos: *Pos::ALL.get(usize::from(pos))?,
            shape: *Shape::ALL.get(usize::from(shape))?,
            mood: *Mood::ALL.get(usize::from(mood))?,
            gender: *Gender::ALL.get(usize::from(gender))?,
            number: *Number::ALL.get(usize::from(number))?,
            person,
            passive: marks & 1 != 0,
            accusative: marks & 2 != 0,
        })
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn every_form_comes_back_as_it_went_in() {
            for pos in Pos::ALL {
                for (shape, (gender, number)) in Shape::ALL.iter().cycle().zip(Gender::ALL.iter().cycle().zip(Number::ALL.into_iter().cycle())).take(12) {
                    let form = Form { lemma: 70_000, pos, shape: *shape, mood: Mood::Jussive, passive: true, person: 3, gender: *gender, number, accusative: false, spelling: u32::MAX - 5 };
                    assert_eq!(from_bytes(to_bytes(&form)), Some(form));
                }
            }
        }
    }
}

impl Lexicon {
    /// What a folded word may be, clitics already taken off.
    #[must_use]
    pub fn look_up(&self, hash: u64) -> &[Form] {
        self.table.find(hash).map_or(&[], |range| &self.forms[range])
    }

    /// Number of inflected forms known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether no form is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }
}

/// Hash of an exact spelling.
#[must_use]
pub fn spelling_hash(spelled: &str) -> u32 {
    (word_hash(spelled) >> 32) as u32
}

/// Collects lemmas and forms, then freezes them.
#[derive(Default)]
pub(crate) struct LexiconBuilder {
    pub lemmas: Vec<Lemma>,
    by_text: HashMap<(String, bool), u32>,
    forms: BTreeMap<u64, Vec<Form>>,
}

impl LexiconBuilder {
    /// The lemma of that text; verbs and other words are told apart. Made when new.
    pub fn lemma(&mut self, text: &str, pos: Pos) -> u32 {
        let key = (text.to_owned(), pos == Pos::Verb);
        if let Some(&at) = self.by_text.get(&key) {
            return at;
        }
        let at = self.lemmas.len() as u32;
        self.lemmas.push(Lemma { text: text.to_owned(), pos, ..Lemma::default() });
        self.by_text.insert(key, at);
        at
    }

    pub fn find(&self, text: &str, verb: bool) -> Option<u32> {
        self.by_text.get(&(text.to_owned(), verb)).copied()
    }

    pub fn texts(&self, verb: bool) -> impl Iterator<Item = &str> {
        self.by_text.keys().filter(move |(_, v)| *v == verb).map(|(t, _)| t.as_str())
    }

    /// Lemmas whose folded text agrees, for words written with other hamza or without shadda.
    pub fn add_form(&mut self, text: &str, mut form: Form) {
        let mut folded = String::new();
        fold_into(text, &mut folded);
        let mut spelled = String::new();
        spell_into(text, &mut spelled);
        form.spelling = spelling_hash(&spelled);
        let forms = self.forms.entry(word_hash(&folded)).or_default();
        if !forms.contains(&form) {
            forms.push(form);
        }
    }

    pub fn finish(self) -> Lexicon {
        let (table, forms) = RangeTable::build(self.forms);
        Lexicon { lemmas: self.lemmas, table, forms }
    }
}
