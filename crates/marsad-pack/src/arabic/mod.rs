//! Arabic inflection: what the tables' lemmas look like in text.

mod nouns;
mod verbs;

pub(crate) use nouns::{NounForm, inflect_adjective, inflect_noun};
pub use verbs::{Aspect, Gender as VerbGender, Inflected, Number as VerbNumber, Person, VerbEntry, VerbForm, Voice, inflect};

use crate::lexicon::{Form, Gender, LexiconBuilder, Number, Pos, Shape, class_bit};
use crate::problem::Problem;
use crate::tsv::Table;

/// Reads `words/verbs.tsv` into the lexicon with all inflections.
pub(crate) fn read_verbs(words: &mut LexiconBuilder, file: &str, text: &str) -> Vec<Problem> {
    let table = match Table::read(file, text, &["lemma", "root", "measure", "imperfect", "masdars", "classes", "gloss"]) {
        Ok(table) => table,
        Err(problem) => return vec![problem],
    };
    let mut problems = Vec::new();
    for row in table.rows() {
        let lemma = words.lemma(row.cell(0), Pos::Verb);
        words.lemmas[lemma as usize].gloss = row.cell(6).to_owned();
        for class in row.cell(5).split_whitespace() {
            match class_bit(class) {
                Some(bit) => words.lemmas[lemma as usize].classes |= bit,
                None => problems.push(row.problem(format!("unknown class \"{class}\""))),
            }
        }
        let masdars: Vec<&str> = row.values(4).collect();
        let entry = VerbEntry { lemma: row.cell(0), root: row.cell(1), measure: row.cell(2), imperfect: row.cell(3), masdars: masdars.clone() };
        match inflect(&entry) {
            Ok(forms) => forms.iter().for_each(|form| add_verb_form(words, lemma, &masdars, form)),
            Err(message) => problems.push(row.problem(message)),
        }
    }
    problems
}

fn add_verb_form(words: &mut LexiconBuilder, verb: u32, masdars: &[&str], inflected: &Inflected) {
    let base = Form { lemma: verb, pos: Pos::Verb, ..Form::default() };
    let form = match inflected.form {
        VerbForm::Finite { aspect, voice, person, gender, number, mood } => Form {
            mood,
            shape: match aspect {
                Aspect::Perfect => Shape::Perfect,
                Aspect::Imperfect => Shape::Imperfect,
                Aspect::Imperative => Shape::Imperative,
            },
            passive: voice == Voice::Passive,
            person: match person {
                Person::First => 1,
                Person::Second => 2,
                Person::Third => 3,
            },
            gender: gender_of(gender),
            number: number_of(number),
            ..base
        },
        VerbForm::ActiveParticiple { gender, number } => participle(base, Shape::ActiveParticiple, gender, number, &inflected.text),
        VerbForm::PassiveParticiple { gender, number } => participle(base, Shape::PassiveParticiple, gender, number, &inflected.text),
        VerbForm::Masdar { plural } => return add_masdar(words, verb, masdars, &inflected.text, plural),
    };
    words.add_form(&inflected.text, form);
}

fn participle(base: Form, shape: Shape, gender: VerbGender, number: VerbNumber, text: &str) -> Form {
    let accusative = number == VerbNumber::Sing && gender == VerbGender::Masc && text.ends_with('ا');
    Form { pos: Pos::Adj, shape, gender: gender_of(gender), number: number_of(number), accusative, ..base }
}

/// A verbal noun is a noun of its own that remembers its verb; forms are told by their longest common listing.
fn add_masdar(words: &mut LexiconBuilder, verb: u32, masdars: &[&str], text: &str, plural: bool) {
    let shared = |m: &str| m.chars().zip(text.chars()).take_while(|(a, b)| a == b).count();
    let Some(listed) = masdars.iter().copied().filter(|m| !m.is_empty()).max_by_key(|m| shared(m)) else { return };
    let noun = words.lemma(listed, Pos::Noun);
    let entry = &mut words.lemmas[noun as usize];
    if !entry.of_verbs.contains(&verb) {
        entry.of_verbs.push(verb);
    }
    let accusative = !plural && text != listed && text.ends_with('ا');
    let gender = if listed.ends_with('ة') || plural { Gender::Fem } else { Gender::Masc };
    let number = if plural { Number::Plur } else { Number::Sing };
    words.add_form(text, Form { lemma: noun, pos: Pos::Noun, gender, number, accusative, ..Form::default() });
}

fn gender_of(gender: VerbGender) -> Gender {
    match gender {
        VerbGender::Masc => Gender::Masc,
        VerbGender::Fem => Gender::Fem,
        VerbGender::Both => Gender::Both,
    }
}

fn number_of(number: VerbNumber) -> Number {
    match number {
        VerbNumber::Sing => Number::Sing,
        VerbNumber::Dual => Number::Dual,
        VerbNumber::Plur => Number::Plur,
    }
}

/// The forms of a nisba adjective of one or two words («روسي»، «كوري شمالي»), each with gender and number.
pub(crate) fn nisba_forms(adjective: &str) -> Vec<(String, Gender, Number)> {
    let parts: Vec<&str> = adjective.split(' ').collect();
    let endings = [
        ("", Gender::Masc, Number::Sing),
        ("ة", Gender::Fem, Number::Sing),
        ("ان", Gender::Masc, Number::Dual),
        ("ين", Gender::Masc, Number::Plur),
        ("ون", Gender::Masc, Number::Plur),
        ("تان", Gender::Fem, Number::Dual),
        ("تين", Gender::Fem, Number::Dual),
        ("ات", Gender::Fem, Number::Plur),
        ("ا", Gender::Masc, Number::Sing),
    ];
    let mut forms = Vec::new();
    for (ending, gender, number) in endings {
        let join = |article: &str| parts.iter().map(|p| format!("{article}{p}{ending}")).collect::<Vec<_>>().join(" ");
        forms.push((join(""), gender, number));
        if ending != "ا" {
            forms.push((join("ال"), gender, number));
        }
    }
    if let [first, second] = parts[..] {
        // People in the plural take a singular adjective of direction as often: «الكوريين الشمالية».
        for plural in ["ون", "ين"] {
            forms.push((format!("{first}{plural} {second}ة"), Gender::Masc, Number::Plur));
            forms.push((format!("ال{first}{plural} ال{second}ة"), Gender::Masc, Number::Plur));
        }
    }
    forms
}
