//! Which language a text is in, and an id for it.

use marsad_pack::word_hash;

/// Letters that Arabic does not write but its neighbours in the same script do: Persian, Urdu, Kurdish, Pashto.
const NOT_ARABIC: &[char] = &['پ', 'چ', 'ژ', 'گ', 'ی', 'ک', 'ں', 'ہ', 'ے', 'ھ', 'ۆ', 'ێ', 'ە', 'ڕ', 'ڵ', 'ټ', 'ډ', 'ړ', 'ږ', 'ښ', 'ۍ', 'ې'];

/// The text's language as a BCP 47 tag: `ar`, `en`, or `und` when it is neither.
pub fn guess(text: &str) -> String {
    let mut arabic = 0usize;
    let mut foreign = 0usize;
    let mut latin = 0usize;
    let mut other = 0usize;
    for c in text.chars().take(20_000) {
        match c {
            'ا'..='ي' | 'آ' | 'أ' | 'إ' | 'ؤ' | 'ئ' | 'ء' => arabic += 1,
            'a'..='z' | 'A'..='Z' => latin += 1,
            c if NOT_ARABIC.contains(&c) => foreign += 1,
            c if c.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    if arabic + foreign > latin && arabic + foreign > other {
        // Arabic names of Persian places carry such letters now and then; a text of another language, all the time.
        return if foreign * 40 > arabic { "und".into() } else { "ar".into() };
    }
    if latin > other && english_words(text) { "en".into() } else { "und".into() }
}

/// English shows in its smallest words.
fn english_words(text: &str) -> bool {
    let mut words = 0usize;
    let mut small = 0usize;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(2_000) {
        words += 1;
        small += usize::from(matches!(word.to_ascii_lowercase().as_str(), "the" | "of" | "and" | "to" | "in" | "that" | "is" | "was" | "with" | "on" | "for" | "by" | "said" | "has" | "at" | "from"));
    }
    words > 0 && small * 12 >= words
}

/// A content hash of title and text that white space and tashkeel do not change.
pub fn content_id(title: &str, text: &str) -> String {
    let mut one = 0u64;
    let mut two = 0x9e37_79b9_7f4a_7c15u64;
    let mut take_in = |word: &str| {
        let hash = word_hash(word);
        one = one.rotate_left(7) ^ hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
        two = (two ^ hash).wrapping_mul(0xc4ce_b9fe_1a85_ec53).rotate_left(31);
    };
    marsad_text::fold_words(title, &mut take_in);
    marsad_text::fold_words(text, &mut take_in);
    format!("{one:016x}{two:016x}")
}
