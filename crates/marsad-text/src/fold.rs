//! Folding: match on folded text, quote the original.
//!
//! Two strengths. *Spelling* drops what newspapers add or leave out freely (tashkeel, tatweel, invisible
//! marks, presentation forms, letter case): nothing that tells two words apart is lost. *Folding* also joins
//! the seats of hamza, ة with ه and ى with ي: readers need that, and «على» and «علي» then meet, so whoever
//! matches on it prefers the analysis whose spelling agrees.

const TATWEEL: char = '\u{640}';
const ALEF: char = '\u{627}';
const HAMZA: char = '\u{621}';

/// A folded text with, for each of its bytes, the byte of the original it came from.
pub struct Folded {
    /// The folded text.
    pub text: String,
    map: Vec<u32>,
}

impl Folded {
    /// The original byte offset of folded byte `at`; the original's length for the folded length.
    #[must_use]
    pub fn original(&self, at: usize) -> usize {
        self.map[at] as usize
    }
}

/// Folds a whole text, keeping the way back.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), map: Vec::with_capacity(text.len() + 1) };
    for (at, c) in text.char_indices() {
        each_folded(c, |c| {
            folded.text.push(c);
            folded.map.resize(folded.text.len(), u32::try_from(at).unwrap_or(u32::MAX));
        });
    }
    folded.map.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    folded
}

/// Appends the folded form of `word` to `out`.
pub fn fold_into(word: &str, out: &mut String) {
    // Most letters stay as they are, and a run of them is taken over at once.
    out.reserve(word.len());
    let (mut kept, mut at) = (0, 0);
    while let Some(&byte) = word.as_bytes().get(at) {
        if begins_arabic(byte) && stays_arabic(word, at) {
            at += 2;
            continue;
        }
        let Some(c) = word[at..].chars().next() else { break };
        let end = at + c.len_utf8();
        match listed(c) {
            Some(folded) if folded == c => {}
            folded => {
                out.push_str(&word[kept..at]);
                match folded {
                    Some(folded) => out.push(folded),
                    None => each_folded(c, |c| out.push(c)),
                }
                kept = end;
            }
        }
        at = end;
    }
    out.push_str(&word[kept..]);
}

/// Shows each word between white space in its folded form; words that fold to nothing are left out.
pub fn fold_words(text: &str, mut show: impl FnMut(&str)) {
    let mut folded = String::new();
    let mut first = 0;
    let mut stays = true;
    let mut end_at = |first: usize, end: usize, stays: bool| {
        let word = &text[first..end];
        if stays {
            if !word.is_empty() {
                show(word);
            }
            return;
        }
        folded.clear();
        fold_into(word, &mut folded);
        if !folded.is_empty() {
            show(&folded);
        }
    };
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        // None of these is white space.
        if begins_arabic(byte) {
            stays &= stays_arabic(text, at);
            at += 2;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        if c.is_whitespace() {
            end_at(first, at, stays);
            (first, stays) = (at + c.len_utf8(), true);
        } else {
            stays &= listed(c) == Some(c);
        }
        at += c.len_utf8();
    }
    end_at(first, text.len(), stays);
}

/// The folded form of the letters newspapers print most, `None` for all others.
fn listed(c: char) -> Option<char> {
    let folded = *LISTED.get(c as usize)?;
    (folded != '\0').then_some(folded)
}

/// By letter: ASCII and Arabic.
static LISTED: [char; 0x64b] = listed_letters();

/// Whether a byte begins a letter from U+0600 to U+067F, two bytes long: most of a text do.
fn begins_arabic(byte: u8) -> bool {
    matches!(byte, 0xd8 | 0xd9)
}

/// Whether such a letter is listed as its own folded form.
fn stays_arabic(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    ARABIC_STAYS[usize::from(bytes[at] & 1) << 6 | usize::from(bytes[at + 1] & 0x3f)]
}

/// By letter, from U+0600 on.
static ARABIC_STAYS: [bool; 0x80] = arabic_that_stays();

const fn arabic_that_stays() -> [bool; 0x80] {
    let listed = listed_letters();
    let mut table = [false; 0x80];
    let mut c = 0x600;
    while c < listed.len() {
        table[c - 0x600] = listed[c] as usize == c;
        c += 1;
    }
    table
}

const fn listed_letters() -> [char; 0x64b] {
    let mut table = ['\0'; 0x64b];
    let mut c = 1u8;
    while c < 0x80 {
        table[c as usize] = c.to_ascii_lowercase() as char;
        c += 1;
    }
    let mut c = HAMZA as u32;
    while c <= 'ي' as u32 {
        if let Some(letter) = char::from_u32(c)
            && letter != TATWEEL
        {
            table[c as usize] = joined(letter);
        }
        c += 1;
    }
    table
}

/// Appends the spelling of `word` to `out`: tashkeel, tatweel and marks gone, letters kept.
pub fn spell_into(word: &str, out: &mut String) {
    for c in word.chars() {
        each_spelled(c, |c| out.push(c));
    }
}

/// One letter folded, `None` when it vanishes. Ligatures give their first letter.
#[must_use]
pub fn fold_char(c: char) -> Option<char> {
    if let Some(folded) = listed(c) {
        return Some(folded);
    }
    let mut first = None;
    each_folded(c, |c| {
        first.get_or_insert(c);
    });
    first
}

fn each_folded(c: char, mut emit: impl FnMut(char)) {
    each_spelled(c, |c| {
        emit(joined(c));
    });
}

/// The letter that stands for all that are written for one another.
const fn joined(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | '\u{671}' => ALEF,
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ؤ' | 'ئ' => HAMZA,
        'ک' => 'ك',
        'ڤ' => 'ف',
        'پ' => 'ب',
        'چ' => 'ج',
        'گ' => 'غ',
        c => c,
    }
}

fn each_spelled(c: char, mut emit: impl FnMut(char)) {
    match c {
        'a'..='z' | '\u{621}'..='\u{63f}' | '\u{641}'..='\u{64a}' => emit(c),
        c if is_mark(c) => {}
        '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => presentation(c, emit),
        c => c.to_lowercase().for_each(emit),
    }
}

/// Whether the character is written freely or is invisible: tashkeel, tatweel, joiners, direction marks.
fn is_mark(c: char) -> bool {
    matches!(c,
        TATWEEL
        | '\u{610}'..='\u{61a}'
        | '\u{61c}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{300}'..='\u{36f}')
}

pub(crate) fn is_invisible_or_mark(c: char) -> bool {
    is_mark(c)
}

/// Letters of the Arabic presentation blocks, as old page layouts leave them in a text.
fn presentation(c: char, mut emit: impl FnMut(char)) {
    const ISOLATED: &[(u32, u32, &str)] = &[
        (0xfe80, 0xfe80, "ء"),
        (0xfe81, 0xfe82, "آ"),
        (0xfe83, 0xfe84, "أ"),
        (0xfe85, 0xfe86, "ؤ"),
        (0xfe87, 0xfe88, "إ"),
        (0xfe89, 0xfe8c, "ئ"),
        (0xfe8d, 0xfe8e, "ا"),
        (0xfe8f, 0xfe92, "ب"),
        (0xfe93, 0xfe94, "ة"),
        (0xfe95, 0xfe98, "ت"),
        (0xfe99, 0xfe9c, "ث"),
        (0xfe9d, 0xfea0, "ج"),
        (0xfea1, 0xfea4, "ح"),
        (0xfea5, 0xfea8, "خ"),
        (0xfea9, 0xfeaa, "د"),
        (0xfeab, 0xfeac, "ذ"),
        (0xfead, 0xfeae, "ر"),
        (0xfeaf, 0xfeb0, "ز"),
        (0xfeb1, 0xfeb4, "س"),
        (0xfeb5, 0xfeb8, "ش"),
        (0xfeb9, 0xfebc, "ص"),
        (0xfebd, 0xfec0, "ض"),
        (0xfec1, 0xfec4, "ط"),
        (0xfec5, 0xfec8, "ظ"),
        (0xfec9, 0xfecc, "ع"),
        (0xfecd, 0xfed0, "غ"),
        (0xfed1, 0xfed4, "ف"),
        (0xfed5, 0xfed8, "ق"),
        (0xfed9, 0xfedc, "ك"),
        (0xfedd, 0xfee0, "ل"),
        (0xfee1, 0xfee4, "م"),
        (0xfee5, 0xfee8, "ن"),
        (0xfee9, 0xfeec, "ه"),
        (0xfeed, 0xfeee, "و"),
        (0xfeef, 0xfef0, "ى"),
        (0xfef1, 0xfef4, "ي"),
        (0xfef5, 0xfef6, "لآ"),
        (0xfef7, 0xfef8, "لأ"),
        (0xfef9, 0xfefa, "لإ"),
        (0xfefb, 0xfefc, "لا"),
        (0xfb56, 0xfb59, "پ"),
        (0xfb7a, 0xfb7d, "چ"),
        (0xfb8e, 0xfb91, "ک"),
        (0xfb92, 0xfb95, "گ"),
        (0xfbfc, 0xfbff, "ی"),
        (0xfdf2, 0xfdf2, "الله"),
    ];
    let code = c as u32;
    match ISOLATED.iter().find(|(from, to, _)| (*from..=*to).contains(&code)) {
        Some((_, _, letters)) => letters.chars().for_each(emit),
        None => emit(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(word: &str) -> String {
        let mut out = String::new();
        fold_into(word, &mut out);
        out
    }

    #[test]
    fn joins_spellings_of_one_word() {
        for (a, b) in [("أمريكا", "امريكا"), ("مسؤول", "مسئول"), ("هيئة", "هيئه"), ("مُحَمَّد", "محمد"), ("ﻻجئ", "لاجئ"), ("الـعراق", "العراق")]
        {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn keeps_letters_that_tell_words_apart() {
        for (a, b) in [("قدر", "قدس"), ("حرب", "حزب"), ("سوريا", "سورا")] {
            assert_ne!(key(a), key(b));
        }
        let mut spelled = String::new();
        spell_into("عَلى", &mut spelled);
        assert_eq!(spelled, "على");
    }

    proptest! {
        #[test]
        fn letters_that_stay_are_their_own_folded_form(text in "[\\PC\u{600}-\u{6ff}]*") {
            let mut slowly = String::new();
            text.chars().for_each(|c| each_folded(c, |c| slowly.push(c)));
            prop_assert_eq!(key(&text), slowly);
        }

        #[test]
        fn words_fold_as_the_whole_text_does(text in "[\\PC\u{600}-\u{6ff} \n\u{a0}]*") {
            let mut words = Vec::new();
            fold_words(&text, |word| words.push(word.to_owned()));
            let whole = key(&text);
            prop_assert_eq!(words, whole.split_whitespace().collect::<Vec<_>>());
        }

        #[test]
        fn folded_positions_map_back_in_order(text in "\\PC*") {
            let folded = fold(&text);
            let mut last = 0;
            for at in 0..=folded.text.len() {
                let original = folded.original(at);
                prop_assert!(original >= last && text.is_char_boundary(original));
                last = original;
            }
        }
    }
}
