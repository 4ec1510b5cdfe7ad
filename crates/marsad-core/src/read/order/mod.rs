//! Languages that tell by the order of words what Arabic tells by endings.
//!
//! Which language is one its pack says, `word_order = "fixed"` in `pack.toml`. [`readings`] chooses what a word is by
//! what stands before and behind it, [`groups`] finds the head of a group of nouns at its end, [`clauses`] takes what
//! stands before a verb for its subject. "US strikes kill two soldiers" needs all three.

pub mod clauses;
pub mod groups;
pub mod readings;

use crate::find::words::{Enclitic, Reading, Word};
use crate::read::tags::Tag;
use marsad_pack::{Language, Number, Pos, Shape};

/// What a pronoun or a possessive says of whom it stands for: "she", "their". `None` for those who speak and are spoken to.
pub fn stands_for(tag: &Tag, language: &Language) -> Option<Enclitic> {
    let reading = tag.reading.filter(|r| matches!(r.form.pos, Pos::Pron | Pos::Dem))?;
    let is = |class: u128| language.is_preposition(&language.lexicon.lemmas[reading.form.lemma as usize].text, class);
    if is(const { marsad_pack::classes(&["people"]) }) {
        return Some(Enclitic { person: 3, feminine: false, number: Number::Plur });
    }
    let feminine = is(const { marsad_pack::classes(&["feminine", "body"]) });
    (feminine || is(const { marsad_pack::classes(&["person"]) })).then_some(Enclitic { person: 3, feminine, number: Number::Sing })
}

/// Whether a verb form is one that a subject stands before: "attacked", "attacks", "was".
fn is_finite(reading: &Reading) -> bool {
    reading.form.pos == Pos::Aux || reading.form.pos == Pos::Verb && matches!(reading.form.shape, Shape::Perfect | Shape::Imperfect)
}

/// Whether a mark joins what stands around it to one word or name: "UN-supervised", "B. J. Habibie".
pub fn glues(words: &[Word<'_>], at: usize) -> bool {
    let (Some(before), Some(mark)) = (at.checked_sub(1).and_then(|b| words.get(b)), words.get(at)) else { return false };
    let touches = before.span().end == mark.span().start;
    match mark.text {
        "-" | "‑" => touches && words.get(at + 1).is_some_and(|w| w.token.is_word() && w.span().start == mark.span().end),
        "." => touches && before.text.len() == 1 && before.text.starts_with(|c: char| c.is_ascii_uppercase()) && words.get(at + 1).is_some_and(|w| !opens_sentence(w)),
        _ => false,
    }
}

/// "in the U.S. The army": a small word with a capital.
fn opens_sentence(word: &Word<'_>) -> bool {
    let small = |r: &Reading| matches!(r.form.pos, Pos::Dem | Pos::Pron | Pos::Prep | Pos::Sub | Pos::Conj | Pos::Adv);
    word.text.starts_with(char::is_uppercase) && word.text.len() > 1 && word.readings.iter().any(small)
}

/// Whether the mark of an owner stands at a word: the first word behind it.
fn behind_owner_mark(words: &[Word<'_>], at: usize) -> Option<usize> {
    let apostrophe = |w: &Word<'_>| matches!(w.text, "'" | "’");
    let mark = words.get(at).filter(|w| apostrophe(w))?;
    let s = words.get(at + 1).filter(|w| w.text == "s" && w.span().start == mark.span().end);
    match s {
        Some(_) => Some(at + 2),
        // "the rebels' leader"
        None => at.checked_sub(1).filter(|&b| words[b].text.ends_with('s') && words[b].span().end == mark.span().start).map(|_| at + 1),
    }
}
