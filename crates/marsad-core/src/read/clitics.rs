//! Arabic words are written with their small words on: و ف ب ل ك س ال before, pronouns behind.
//!
//! Every split whose stem the lexicon knows is a reading; choosing is for the sentence.

use crate::find::words::{Clitics, Enclitic, Reading};
use marsad_pack::{Form, Gender, Lexicon, Number, Pos, Shape, spelling_hash, word_hash};

/// Pronouns behind a word, longest first.
const ENCLITICS: &[(&str, u8, bool, Number)] = &[
    ("هما", 3, false, Number::Dual),
    ("كما", 2, false, Number::Dual),
    ("ها", 3, true, Number::Sing),
    ("هم", 3, false, Number::Plur),
    ("هن", 3, true, Number::Plur),
    ("كم", 2, false, Number::Plur),
    ("نا", 1, false, Number::Plur),
    ("ني", 1, false, Number::Sing),
    ("ه", 3, false, Number::Sing),
    ("ك", 2, false, Number::Sing),
    ("ي", 1, false, Number::Sing),
];

/// A pronoun as it is written behind a word that ends in it: «يمكنني» and «بلادي» end in the same one.
pub fn written(pronoun: Enclitic, key: &str) -> &'static str {
    let same = |(text, person, feminine, number): &&(&str, u8, bool, Number)| pronoun == Enclitic { person: *person, feminine: *feminine, number: *number } && key.ends_with(text);
    ENCLITICS.iter().find(same).map_or("", |(text, ..)| text)
}

/// «آل» before the name of a house: «آل سعود».
pub fn is_house(text: &str) -> bool {
    text == "آل"
}

/// The gender of the noun a relative pronoun tells of, as far as it shows: «الذي», «التي».
pub fn relative_gender(key: &str) -> Gender {
    match key.trim_start_matches(['و', 'ف', 'ب', 'ك']).trim_start_matches("ال").trim_start_matches('ل') {
        "ذي" | "ذين" | "ذان" => Gender::Masc,
        "تي" | "تان" | "تين" => Gender::Fem,
        _ => Gender::Both,
    }
}

/// What an unlisted word has written onto it, where the article shows it: «والبيتزا», «للأوريغامي».
/// Behind a noun a و at the front joins a further one, «القمح وقشوره», but for names such as «ويلسون» and «وارن».
pub fn guess(key: &str, name_goes_on: bool, behind_noun: bool) -> Clitics {
    let shown = ["وال", "وبال", "ولل"].iter().any(|start| key.starts_with(start)) && key.chars().count() > 5;
    let joins = behind_noun && key.chars().count() > 4 && key.strip_prefix('و').is_some_and(|rest| !rest.starts_with(['ا', 'ي', 'و']));
    let conj = shown || joins;
    let rest = if conj { key.strip_prefix('و').unwrap_or(key) } else { key };
    let prep = match rest.chars().count() {
        _ if name_goes_on => None,
        6.. if rest.starts_with("بال") => Some('ب'),
        5.. if rest.starts_with("لل") => Some('ل'),
        _ => None,
    };
    Clitics { conj, prep, ..Clitics::default() }
}

/// Readings of a word of a language without clitics.
pub fn plain(folded: &str, spelled: &str, lexicon: &Lexicon) -> Vec<Reading> {
    let mut readings = Vec::new();
    look_up(folded, spelled, Clitics::default(), lexicon, &mut readings);
    readings
}

/// Readings of an Arabic word.
pub fn arabic(folded: &str, spelled: &str, lexicon: &Lexicon) -> Vec<Reading> {
    let mut readings = Vec::new();
    with_conjunction(folded, spelled, lexicon, &mut readings);
    // An exact spelling settles what folding left open: «على» is not «علي». An order settles nothing: «انه» is «أنه».
    if readings.iter().any(|r| r.exact && r.form.shape != Shape::Imperative) {
        readings.retain(|r| r.exact);
    }
    readings
}

fn with_conjunction(folded: &str, spelled: &str, lexicon: &Lexicon, readings: &mut Vec<Reading>) {
    with_preposition(folded, spelled, Clitics::default(), lexicon, readings);
    for conj in ['و', 'ف'] {
        if let (Some(rest), Some(spelled)) = (strip(folded, conj), strip(spelled, conj)) {
            with_preposition(rest, spelled, Clitics { conj: true, ..Clitics::default() }, lexicon, readings);
        }
    }
}

fn with_preposition(folded: &str, spelled: &str, clitics: Clitics, lexicon: &Lexicon, readings: &mut Vec<Reading>) {
    with_article(folded, spelled, clitics, lexicon, readings);
    if let (Some(rest), Some(spelled)) = (strip(folded, 'س'), strip(spelled, 'س')) {
        with_pronoun(rest, spelled, Clitics { future: true, ..clitics }, lexicon, readings);
    }
    for prep in ['ب', 'ل', 'ك'] {
        if let (Some(rest), Some(spelled)) = (strip(folded, prep), strip(spelled, prep)) {
            let clitics = Clitics { prep: Some(prep), ..clitics };
            with_article(rest, spelled, clitics, lexicon, readings);
            if prep == 'ل'
                && let (Some(rest), Some(spelled)) = (strip(rest, 'ل'), strip(spelled, 'ل'))
            {
                look_up(rest, spelled, Clitics { article: true, ..clitics }, lexicon, readings);
            }
        }
    }
}

fn with_article(folded: &str, spelled: &str, clitics: Clitics, lexicon: &Lexicon, readings: &mut Vec<Reading>) {
    with_pronoun(folded, spelled, clitics, lexicon, readings);
    if let (Some(rest), Some(spelled)) = (folded.strip_prefix("ال"), spelled.strip_prefix("ال")) {
        look_up(rest, spelled, Clitics { article: true, ..clitics }, lexicon, readings);
    }
}

fn with_pronoun(folded: &str, spelled: &str, clitics: Clitics, lexicon: &Lexicon, readings: &mut Vec<Reading>) {
    look_up(folded, spelled, clitics, lexicon, readings);
    for &(ending, person, feminine, number) in ENCLITICS {
        let (Some(stem), Some(spelled)) = (folded.strip_suffix(ending), spelled.strip_suffix(ending)) else { continue };
        let clitics = Clitics { enclitic: Some(Enclitic { person, feminine, number }), ..clitics };
        if stem.chars().count() < 2 {
            // «به»، «لهم»: of single letters only prepositions carry a pronoun.
            look_up_some(stem, spelled, clitics, lexicon, readings, |form| form.pos == Pos::Prep);
            continue;
        }
        // «يمكنني» and «بلادي»: ني is behind verbs, ي behind nouns.
        let stub = stem.chars().count() < 3;
        let fits = |form: &Form| match ending {
            _ if stub && form.pos == Pos::Part => false,
            "ني" => form.pos == Pos::Verb,
            "ي" => form.pos != Pos::Verb,
            _ => true,
        };
        look_up_some(stem, spelled, clitics, lexicon, readings, fits);
        // «عليه»، «لديهم»: only prepositions keep their ى as a ي.
        if let Some(s) = spelled.strip_suffix('ي') {
            look_up_some(stem, &format!("{s}ى"), clitics, lexicon, readings, |form| form.pos == Pos::Prep);
        }
        // Before a pronoun ة is written ت, ى is written ا, and the silent alef of «قتلوا» drops.
        if let (Some(s), Some(sp)) = (stem.strip_suffix('ت'), spelled.strip_suffix('ت')) {
            look_up_some(&format!("{s}ه"), &format!("{sp}ة"), clitics, lexicon, readings, fits);
        }
        if let (Some(s), Some(sp)) = (stem.strip_suffix('ا'), spelled.strip_suffix('ا')) {
            look_up_some(&format!("{s}ي"), &format!("{sp}ى"), clitics, lexicon, readings, fits);
        }
        if stem.ends_with('و') {
            look_up_some(&format!("{stem}ا"), &format!("{spelled}ا"), clitics, lexicon, readings, fits);
        }
        if let Some(s) = stem.strip_suffix('ي') {
            // «رئيسَي» + «هما»: the construct dual; and hamza seats before a pronoun fold alike already.
            look_up(s, "", clitics, lexicon, readings);
        }
    }
}

fn strip(word: &str, first: char) -> Option<&str> {
    word.strip_prefix(first).filter(|rest| rest.len() >= 2 * 2)
}

fn look_up(folded: &str, spelled: &str, clitics: Clitics, lexicon: &Lexicon, readings: &mut Vec<Reading>) {
    look_up_some(folded, spelled, clitics, lexicon, readings, |_| true);
}

fn look_up_some(folded: &str, spelled: &str, clitics: Clitics, lexicon: &Lexicon, readings: &mut Vec<Reading>, wanted: impl Fn(&Form) -> bool) {
    let forms = lexicon.look_up(word_hash(folded));
    if forms.is_empty() {
        return;
    }
    let spelling = spelling_hash(spelled);
    let short = clitics.count() > 0 && folded.chars().count() <= 2;
    let common = const { marsad_pack::classes(&["common"]) };
    for form in forms.iter().filter(|f| wanted(f)) {
        if short && form.pos == Pos::Verb && lexicon.lemmas[form.lemma as usize].classes & common == 0 {
            continue;
        }
        if may_carry(form, &clitics) {
            let reading = Reading { form: *form, clitics, exact: form.spelling == spelling };
            match readings.iter_mut().find(|r| r.form == reading.form && r.clitics == reading.clitics) {
                Some(known) => known.exact |= reading.exact,
                None => readings.push(reading),
            }
        }
    }
}

/// Which small words a form can carry.
fn may_carry(form: &Form, clitics: &Clitics) -> bool {
    let finite = form.pos == Pos::Verb;
    let nominal = matches!(form.pos, Pos::Noun | Pos::Adj | Pos::Num | Pos::Quant);
    if clitics.article {
        return nominal && !form.accusative && clitics.enclitic.is_none();
    }
    if clitics.future {
        return finite && form.shape == Shape::Imperfect;
    }
    if finite {
        let purpose = clitics.prep == Some('ل') && form.shape == Shape::Imperfect;
        return clitics.prep.is_none() || purpose;
    }
    if clitics.enclitic.is_some() {
        return !form.accusative && (nominal || matches!(form.pos, Pos::Prep | Pos::Sub | Pos::Part | Pos::Conj));
    }
    if clitics.prep.is_some() {
        return !form.accusative && (nominal || matches!(form.pos, Pos::Pron | Pos::Dem | Pos::Rel | Pos::Sub));
    }
    true
}

/// The stems a name may begin with after و ف ب ل ك are taken off; «للعراق» begins «العراق».
pub fn name_starts(key: &str, mut each: impl FnMut(&str, Clitics)) {
    let mut tops = vec![(key, Clitics::default())];
    for conj in ['و', 'ف'] {
        if let Some(rest) = strip(key, conj) {
            tops.push((rest, Clitics { conj: true, ..Clitics::default() }));
        }
    }
    for (top, clitics) in tops {
        if clitics.conj {
            each(top, clitics);
        }
        for prep in ['ب', 'ل', 'ك'] {
            if let Some(rest) = strip(top, prep) {
                let clitics = Clitics { prep: Some(prep), ..clitics };
                each(rest, clitics);
                if prep == 'ل'
                    && let Some(stem) = strip(rest, 'ل')
                {
                    each(&format!("ال{stem}"), clitics);
                }
            }
        }
    }
}

/// Finds a stem that `find` knows under a pronoun: «خارجيته» holds «خارجيه».
pub fn owned<T>(key: &str, find: impl Fn(&str) -> Option<T>) -> Option<(T, Enclitic)> {
    for &(ending, person, feminine, number) in ENCLITICS {
        if person == 1 && number == Number::Sing {
            continue;
        }
        let Some(stem) = key.strip_suffix(ending).filter(|s| s.len() >= 3 * 2) else { continue };
        let enclitic = Enclitic { person, feminine, number };
        let found = find(stem).or_else(|| stem.strip_suffix('ت').and_then(|s| find(&format!("{s}ه"))));
        if let Some(found) = found {
            return Some((found, enclitic));
        }
    }
    None
}

/// Every stem that may stand under a pronoun at the end of a word.
pub fn owned_stems(key: &str, spelled: &str, mut each: impl FnMut(&str, Enclitic)) {
    for &(ending, person, feminine, number) in ENCLITICS {
        // «التجارة» is no «تجار» with a pronoun.
        if person == 1 && number == Number::Sing || !spelled.ends_with(ending) {
            continue;
        }
        let Some(stem) = key.strip_suffix(ending).filter(|s| s.len() >= 3 * 2) else { continue };
        let enclitic = Enclitic { person, feminine, number };
        each(stem, enclitic);
        if let Some(s) = stem.strip_suffix('ت') {
            each(&format!("{s}ه"), enclitic);
        }
    }
}
