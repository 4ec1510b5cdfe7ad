//! English inflection: listed principal parts, regular plurals.

use crate::arabic::NounForm;
use crate::lexicon::{Form, Gender, LexiconBuilder, Number, Pos, Shape, class_bit};
use crate::problem::Problem;
use crate::tsv::Table;

/// Reads `words/verbs.tsv` with its principal parts.
pub(crate) fn read_verbs(words: &mut LexiconBuilder, file: &str, text: &str) -> Vec<Problem> {
    let table = match Table::read(file, text, &["lemma", "third", "past", "participle", "ing", "nouns", "classes", "gloss"]) {
        Ok(table) => table,
        Err(problem) => return vec![problem],
    };
    let mut problems = Vec::new();
    for row in table.rows() {
        let lemma = words.lemma(row.cell(0), Pos::Verb);
        words.lemmas[lemma as usize].gloss = row.cell(7).to_owned();
        for class in row.cell(6).split_whitespace() {
            match class_bit(class) {
                Some(bit) => words.lemmas[lemma as usize].classes |= bit,
                None => problems.push(row.problem(format!("unknown class \"{class}\""))),
            }
        }
        let base = Form { lemma, pos: Pos::Verb, ..Form::default() };
        for (cell, shape) in [(0, Shape::Imperfect), (1, Shape::Imperfect), (2, Shape::Perfect), (3, Shape::PassiveParticiple), (4, Shape::ActiveParticiple)] {
            for form in row.values(cell) {
                words.add_form(form, Form { shape, person: if cell == 1 { 3 } else { 0 }, ..base });
            }
        }
        for noun in row.values(5) {
            let at = words.lemma(noun, Pos::Noun);
            words.lemmas[at as usize].of_verbs.push(lemma);
            words.add_form(noun, Form { lemma: at, number: Number::Sing, ..Form::default() });
            words.add_form(&plural(noun), Form { lemma: at, number: Number::Plur, ..Form::default() });
        }
    }
    problems
}

/// A noun and its plural: listed ones, else the regular one.
pub(crate) fn inflect_noun<'a>(lemma: &str, plurals: impl Iterator<Item = &'a str>) -> Vec<NounForm> {
    let form = |text: String, number| NounForm { text, gender: Gender::Both, number, accusative: false };
    let mut forms = vec![form(lemma.to_owned(), Number::Sing)];
    let listed: Vec<&str> = plurals.collect();
    if listed.is_empty() {
        forms.push(form(plural(lemma), Number::Plur));
    }
    forms.extend(listed.into_iter().map(|p| form(if p.starts_with('+') { plural(lemma) } else { p.to_owned() }, Number::Plur)));
    forms
}

/// An adjective: it is always the same.
pub(crate) fn uninflected(lemma: &str) -> NounForm {
    NounForm { text: lemma.to_owned(), gender: Gender::Both, number: Number::Any, accusative: false }
}

/// The plural: regular, or of a word that ends in one of the few irregular ones news has of people: "gunmen".
pub(crate) fn plural(word: &str) -> String {
    const IRREGULAR: &[(&str, &str)] = &[("man", "men"), ("child", "children"), ("thief", "thieves"), ("person", "people")];
    const REGULAR: &[&str] = &["human", "german", "roman", "ottoman", "norman"];
    let last = word.rsplit(' ').next().unwrap_or(word).to_lowercase();
    if let Some((one, many)) = IRREGULAR.iter().find(|(one, _)| last.ends_with(one) && !REGULAR.contains(&last.as_str())) {
        return format!("{}{many}", &word[..word.len() - one.len()]);
    }
    let vowel_y = word.len() > 1 && matches!(word.as_bytes()[word.len() - 2], b'a' | b'e' | b'i' | b'o' | b'u');
    if word.ends_with('y') && !vowel_y {
        format!("{}ies", &word[..word.len() - 1])
    } else if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn makes_regular_plurals() {
        assert_eq!([plural("treaty"), plural("clash"), plural("envoy")], ["treaties", "clashes", "envoys"]);
    }

    #[test]
    fn makes_plurals_of_people() {
        assert_eq!([plural("gunman"), plural("masked man"), plural("German"), plural("displaced person")], ["gunmen", "masked men", "Germans", "displaced people"]);
    }
}
