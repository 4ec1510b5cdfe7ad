//! Inflects Arabic nouns and adjectives: number, gender, the accusative alef. No clitics, no article.

use crate::lexicon::{Gender, Number};

/// A form of a noun or adjective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NounForm {
    /// As written, without article or clitics.
    pub text: String,
    /// Gender.
    pub gender: Gender,
    /// Number.
    pub number: Number,
    /// With the accusative alef.
    pub accusative: bool,
}

/// All forms of a noun: `plurals` holds broken plurals and the marks `+ات`, `+ون`; `feminine` a form or `+ة`.
#[must_use]
pub fn inflect_noun<'a>(lemma: &str, plurals: impl Iterator<Item = &'a str>, feminine: &str) -> Vec<NounForm> {
    let mut forms = Vec::new();
    let gender = if is_feminine(lemma) { Gender::Fem } else { Gender::Masc };
    singular(&mut forms, lemma, gender);
    for plural in plurals {
        match plural {
            "+ات" => push(&mut forms, sound_feminine_plural(lemma), Gender::Fem, Number::Plur),
            "+ون" => sound_masculine_plural(&mut forms, lemma),
            broken => {
                push(&mut forms, broken.to_owned(), gender, Number::Plur);
                accusative(&mut forms, broken, gender, Number::Plur);
            }
        }
    }
    if !feminine.is_empty() {
        let feminine = if feminine == "+ة" { format!("{}ة", stem(lemma)) } else { feminine.to_owned() };
        singular(&mut forms, &feminine, Gender::Fem);
        push(&mut forms, sound_feminine_plural(&feminine), Gender::Fem, Number::Plur);
    }
    forms
}

/// All forms of an adjective; an empty feminine is the regular one, empty plurals are the sound ones.
#[must_use]
pub fn inflect_adjective<'a>(lemma: &str, plurals: impl Iterator<Item = &'a str>, feminine: &str) -> Vec<NounForm> {
    let mut forms = inflect_noun(lemma, plurals, if feminine.is_empty() { "+ة" } else { feminine });
    sound_masculine_plural(&mut forms, lemma);
    forms
}

fn is_feminine(word: &str) -> bool {
    word.ends_with(['ة', 'ى']) || word.ends_with("اء")
}

fn stem(word: &str) -> &str {
    word.trim_end_matches('ة')
}

fn push(forms: &mut Vec<NounForm>, text: String, gender: Gender, number: Number) {
    forms.push(NounForm { text, gender, number, accusative: false });
}

fn singular(forms: &mut Vec<NounForm>, word: &str, gender: Gender) {
    push(forms, word.to_owned(), gender, Number::Sing);
    accusative(forms, word, gender, Number::Sing);
    for ending in ["ان", "ين"] {
        push(forms, dual(word, ending), gender, Number::Dual);
    }
    // In construct the dual loses its nun: «وزيرا خارجية البلدين»، «دولتي».
    for ending in ["ا", "ي"] {
        push(forms, dual(word, ending), gender, Number::Dual);
    }
}

fn dual(word: &str, ending: &str) -> String {
    if let Some(stem) = word.strip_suffix('ة') {
        format!("{stem}ت{ending}")
    } else if let Some(stem) = word.strip_suffix('ى') {
        format!("{stem}ي{ending}")
    } else {
        format!("{word}{ending}")
    }
}

fn accusative(forms: &mut Vec<NounForm>, word: &str, gender: Gender, number: Number) {
    if !word.ends_with(['ة', 'ى', 'ا']) && !word.ends_with("اء") {
        forms.push(NounForm { text: format!("{word}ا"), gender, number, accusative: true });
    }
}

fn sound_feminine_plural(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('ى') { format!("{stem}يات") } else { format!("{}ات", stem(word)) }
}

fn sound_masculine_plural(forms: &mut Vec<NounForm>, word: &str) {
    let stem = stem(word);
    for ending in ["ون", "ين", "و", "ي"] {
        push(forms, format!("{stem}{ending}"), Gender::Masc, Number::Plur);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(forms: &[NounForm], text: &str) -> bool {
        forms.iter().any(|f| f.text == text)
    }

    #[test]
    fn inflects_an_occupation_in_both_genders() {
        let forms = inflect_noun("دبلوماسي", ["+ون"].into_iter(), "+ة");
        for text in ["دبلوماسي", "دبلوماسيا", "دبلوماسيون", "دبلوماسيين", "دبلوماسية", "دبلوماسيات", "دبلوماسيان", "دبلوماسيتين"]
        {
            assert!(has(&forms, text), "{text}");
        }
    }

    #[test]
    fn keeps_the_broken_plural_and_its_accusative() {
        let forms = inflect_noun("صاروخ", ["صواريخ"].into_iter(), "");
        assert!(has(&forms, "صواريخ") && has(&forms, "صاروخين") && has(&forms, "صاروخا"));
    }

    #[test]
    fn writes_the_dual_of_a_feminine_with_an_open_ta() {
        assert!(has(&inflect_noun("دولة", ["دول"].into_iter(), ""), "دولتين"));
    }
}
