//! Which of its readings a word has here.
//!
//! Enters: the words of a sentence with their readings, names, numbers and times. Leaves: one [`Tag`] a word.
//! The choice is a sum of small reasons a person can follow: what stands before, what is written on, whether
//! the spelling agrees. In «بعد قتل الجنود» the preposition makes «قتل» a noun; at the head of a sentence it is
//! the verb.

use crate::find::names::Match;
use crate::find::numbers::NumberMention;
use crate::find::time::TimeMention;
use crate::find::words::{Clitics, Reading, Word, doubled};
use crate::read::chunks::is_elative;
use crate::read::clauses::doers;
use crate::read::clitics::{guess, relative_gender};
use crate::read::order::glues;
use crate::read::order::readings::{Neighbours, tells_of_noun};
use marsad_pack::{Gender, Language, Mood, NameAs, NameOf, Number, Pos, Shape};
use marsad_text::TokenKind;

/// What a word is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Verb,
    Noun,
    Adj,
    Prep,
    Conj,
    Sub,
    Rel,
    Neg,
    Fut,
    Pron,
    Dem,
    Adv,
    Part,
    Number,
    Quant,
    Comma,
    Stop,
    Open,
    Close,
    Time,
    Unknown,
}

/// A word's choice.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    pub kind: Kind,
    pub reading: Option<Reading>,
    /// Index of the name it belongs to.
    pub name: Option<usize>,
    /// Index of the number it belongs to.
    pub number: Option<usize>,
    /// Index of the time it belongs to.
    pub time: Option<usize>,
    /// What an unlisted word seems to have written onto it: «والبيتزا».
    pub guess: Clitics,
}

impl Tag {
    pub fn shape(&self) -> Option<Shape> {
        self.reading.map(|r| r.form.shape)
    }

    /// What is written onto the word, its name's own small words apart.
    pub fn clitics(&self) -> Clitics {
        self.reading.map_or(self.guess, |r| r.clitics)
    }

    pub fn has_conj(&self) -> bool {
        self.clitics().conj
    }

    pub fn prep(&self) -> Option<char> {
        self.clitics().prep
    }
}

/// Chooses for a whole sentence.
pub fn choose(words: &[Word<'_>], names: &[Match<'_>], numbers: &[NumberMention], times: &[TimeMention], language: &Language) -> Vec<Tag> {
    let blank = Tag { kind: Kind::Unknown, reading: None, name: None, number: None, time: None, guess: Clitics::default() };
    let mut tags = vec![blank; words.len()];
    for (at, mention) in numbers.iter().enumerate().filter(|(_, n)| !n.ordinal) {
        tags[mention.first..mention.end].iter_mut().for_each(|t| t.number = Some(at));
    }
    for (at, name) in names.iter().enumerate() {
        if keep_name(words, name, &tags, language) {
            tags[name.first..name.end].iter_mut().for_each(|t| {
                t.name = Some(at);
                t.number = None;
            });
        }
    }
    for (at, time) in times.iter().enumerate() {
        let named = tags[time.first..time.end].iter().any(|t| t.name.is_some());
        let first = time.first + usize::from(language.fixed_order && tells_of_noun(words, time));
        if !named || time.end - time.first > 1 {
            tags[first..time.end].iter_mut().for_each(|t| {
                t.time = Some(at);
                t.name = None;
                t.number = None;
            });
        }
    }
    for at in 0..words.len() {
        let (kind, reading) = choose_one(words, names, &tags, at, language);
        tags[at].kind = kind;
        tags[at].reading = reading;
        if kind == Kind::Unknown && !language.fixed_order {
            // Behind another unlisted word it is more likely a name: «يوري بالويفسكي».
            let name_goes_on = at > 0 && tags[at - 1].kind == Kind::Unknown;
            let joined = at > 0 && !name_goes_on && matches!(tags[at - 1].kind, Kind::Noun | Kind::Adj);
            tags[at].guess = guess(&words[at].key, name_goes_on, joined);
        }
    }
    tags
}

/// A single everyday word that also happens to name a village or a person is the everyday word.
fn keep_name(words: &[Word<'_>], name: &Match<'_>, tags: &[Tag], language: &Language) -> bool {
    if name.words() > 1 {
        return true;
    }
    let word = &words[name.first];
    let first = name.first.checked_sub(1);
    let title = name.names.iter().all(|n| matches!(n.of, NameOf::Office(_) | NameOf::Agent(_)));
    let starts = name.clitics.conj || first.is_none_or(|p| matches!(words[p].text, "،" | "." | ":" | "«" | "\"" | "“" | "-") || matches!(&*words[p].key, "انه" | "انها" | "انهم"));
    if title && starts && words[name.first].readings.iter().any(|r| r.exact && r.form.pos == Pos::Verb && r.form.shape == Shape::Perfect && r.form.person == 3 && !r.clitics.article) {
        return false;
    }
    let comma = first.is_none_or(|p| words[p].text == "،");
    if title && comma && words[name.first].readings.iter().any(|r| r.form.shape == Shape::ActiveParticiple && !r.clitics.article && (r.form.accusative || r.form.gender == Gender::Fem)) {
        return false;
    }
    // «يرفض طلبه» are no students: a ه that is written is a pronoun.
    let owned = title && word.text.ends_with('ه') && word.readings.iter().any(|r| r.exact && r.clitics.enclitic.is_some());
    if owned && name.enclitic.is_none() {
        return false;
    }
    let clipped = name.clitics.prep.is_some() && word_len(words, name) < 6;
    if clipped && name.names.iter().all(|n| matches!(n.of, NameOf::Short(_) | NameOf::Person(_))) {
        return false;
    }
    // «فتح سفارة» opens an embassy; the movement is named as one.
    let masdar = !word.key.starts_with("ال") && word.readings.iter().any(|r| r.exact && r.form.pos == Pos::Noun && !language.lexicon.lemmas[r.form.lemma as usize].of_verbs.is_empty());
    let announced = first.is_some_and(|p| matches!(&*words[p].key, "حركه" | "تنظيم" | "حزب" | "جماعه" | "منظمه" | "حركتا" | "حركتي" | "«" | "\"" | "“"));
    if masdar && !announced && name.names.iter().all(|n| matches!(n.of, NameOf::Entity(_, NameAs::Name))) {
        return false;
    }
    let weak = name.names.iter().all(|n| matches!(n.of, NameOf::Place(_) | NameOf::Short(_) | NameOf::Person(_)));
    // «السادات» are no stopping ones: a participle that no list has is a name.
    let everyday = word.readings.iter().any(|r| r.exact && r.clitics.count() <= name.clitics.count() && !(r.form.pos == Pos::Adj && r.form.shape != Shape::Base && r.form.number == Number::Plur));
    let short = word.key.chars().count() <= 4 && word.readings.iter().any(|r| r.clitics.count() <= name.clitics.count() + 1);
    // «مدينة عدن», «محافظة إب»
    let led = first.is_some_and(|p| words[p].noun_classes & const { marsad_pack::classes(&["city", "region"]) } != 0) && name.place().is_some() && name.clitics.count() == 0;
    if led || name.place().is_some() && name.clitics.count() == 0 && first.is_some_and(|p| is_barred_behind(word, &words[p], language)) {
        return true;
    }
    let adverb = title && word.readings.iter().any(|r| r.form.accusative && r.form.pos == Pos::Adj);
    if weak && (everyday || short && name.shorts().next().is_some()) || adverb {
        return false;
    }
    if name.clitics.count() > 0 && word.readings.iter().any(|r| r.exact && r.clitics.count() == 0) {
        // «وليد» is no «و» + «ليد», unless a preposition stands on a state's name.
        return name.entity().is_some() && name.clitics.prep.is_some() && !word.readings.iter().any(|r| r.form.pos == Pos::Verb);
    }
    let adjective = matches!(name.entity(), Some((_, NameAs::Name, _)));
    let after = name.first.checked_sub(1).map(|p| &tags[p]);
    // «مالي» after a definite noun is the adjective of money, «عماني» of Oman stays.
    !(adjective && word.readings.iter().any(|r| r.exact && r.form.pos == Pos::Adj && r.clitics.count() == 0) && after.is_some_and(|t| t.kind == Kind::Noun))
}

/// «في درعا», «في تعز»: behind «في» stands neither a verb, nor an accusative or a dual in «ا», nor somebody not told before.
fn is_barred_behind(word: &Word<'_>, before: &Word<'_>, language: &Language) -> bool {
    let person = |r: &Reading| language.lexicon.lemmas[r.form.lemma as usize].classes & const { marsad_pack::classes(&["person"]) } != 0;
    let dual = |r: &Reading| r.form.number == Number::Dual && word.text.ends_with('ا');
    let barred = |r: &Reading| r.form.pos == Pos::Verb || r.form.accusative || dual(r) || r.form.pos == Pos::Noun && person(r) && r.clitics.count() == 0 && r.form.number == Number::Sing;
    let place = const { marsad_pack::classes(&["occasion"]) };
    language.is_preposition(before.text, place) && word.readings.iter().filter(|r| r.exact).all(barred)
}

fn word_len(words: &[Word<'_>], name: &Match<'_>) -> usize {
    words[name.first].key.chars().count()
}

fn choose_one(words: &[Word<'_>], names: &[Match<'_>], tags: &[Tag], at: usize, language: &Language) -> (Kind, Option<Reading>) {
    let word = &words[at];
    match word.token.kind {
        TokenKind::Punct if language.fixed_order && glues(words, at) => return (Kind::Part, None),
        TokenKind::Punct => return (punctuation(word.text), None),
        TokenKind::Number => return (if tags[at].time.is_some() { Kind::Time } else { Kind::Number }, None),
        _ => {}
    }
    if tags[at].time.is_some() {
        return (Kind::Time, None);
    }
    if language.fixed_order {
        return Neighbours { words, names, tags, at, language }.choose();
    }
    let best = best_reading(words, names, tags, at, language);
    if let Some(name) = tags[at].name {
        let name = &names[name];
        let adjective = matches!(name.entity(), Some((_, NameAs::Adjective, _))) && name.find(|n| matches!(n.of, NameOf::Entity(_, NameAs::Name)).then_some(())).is_none();
        let reading = best.filter(|r| r.form.pos != Pos::Verb && r.clitics.prep == name.clitics.prep && r.clitics.conj == name.clitics.conj);
        return (if adjective { Kind::Adj } else { Kind::Noun }, reading);
    }
    if tags[at].number.is_some() {
        return (Kind::Number, best.filter(|r| r.form.pos != Pos::Verb));
    }
    let Some(best) = best else { return (Kind::Unknown, None) };
    // News says «ما» for what, hardly ever for not.
    if matches!(&*word.key, "ما" | "مما" | "بما") && !words.get(at + 1).is_some_and(|w| w.key.contains("زال")) {
        return (Kind::Rel, Some(best));
    }
    // «إلى شمال غرب سوريا»: the second of two directions is no preposition.
    if best.form.pos == Pos::Prep && at > 0 && tags[at - 1].kind == Kind::Noun && is_direction(word, language) && is_direction(&words[at - 1], language) {
        return (Kind::Noun, words[at].readings.iter().find(|r| r.form.pos == Pos::Noun).copied());
    }
    let kind = match best.form.pos {
        Pos::Verb | Pos::Aux => Kind::Verb,
        Pos::Noun | Pos::Det => Kind::Noun,
        Pos::Adj => Kind::Adj,
        Pos::Prep => Kind::Prep,
        Pos::Conj => Kind::Conj,
        Pos::Sub => Kind::Sub,
        Pos::Neg => Kind::Neg,
        Pos::Fut => Kind::Fut,
        Pos::Pron => Kind::Pron,
        Pos::Dem => Kind::Dem,
        Pos::Rel => Kind::Rel,
        Pos::Adv => Kind::Adv,
        Pos::Part => Kind::Part,
        Pos::Num => Kind::Number,
        Pos::Quant => Kind::Quant,
    };
    (kind, Some(best))
}

fn is_direction(word: &Word<'_>, language: &Language) -> bool {
    let direction = const { marsad_pack::classes(&["direction"]) };
    word.readings.iter().any(|r| r.form.pos == Pos::Prep && r.exact && language.is_preposition(&language.lexicon.lemmas[r.form.lemma as usize].text, direction))
}

/// The last finite verb between here and the last break of the sentence.
fn last_verb_before(tags: &[Tag], at: usize) -> Option<&Tag> {
    let near = tags[..at].iter().rev().take_while(|t| !matches!(t.kind, Kind::Stop | Kind::Sub | Kind::Rel | Kind::Comma | Kind::Open));
    near.into_iter().find(|t| t.kind == Kind::Verb && matches!(t.shape(), Some(Shape::Perfect | Shape::Imperfect)) && t.reading.is_some_and(|r| r.form.person == 3))
}

/// Whether a finite verb stands between here and the last break of the sentence.
fn has_verb_before(tags: &[Tag], at: usize) -> bool {
    last_verb_before(tags, at).is_some()
}

/// Whether two people or things are told of between here and the last break of the sentence.
fn has_two_before(words: &[Word<'_>], tags: &[Tag], at: usize) -> bool {
    let near = (0..at).rev().take_while(|&p| !matches!(tags[p].kind, Kind::Stop | Kind::Sub | Kind::Rel | Kind::Comma | Kind::Open));
    near.into_iter().any(|p| tags[p].number.is_some() && words[p].key.starts_with("اثن") || tags[p].reading.is_some_and(|r| matches!(r.form.pos, Pos::Noun) && r.form.number == Number::Dual))
}

/// «إن الجندي …», «أن مقاتلا …»: whether all between «إن» and a word is people and what describes them, complete as it stands.
fn speaks_of_people(words: &[Word<'_>], tags: &[Tag], at: usize) -> bool {
    const PEOPLE: u128 = marsad_pack::classes(&["person", "people", "troops", "police", "citizen"]);
    let Some(first) = (0..at).rev().find(|&p| !matches!(tags[p].kind, Kind::Noun | Kind::Adj | Kind::Unknown | Kind::Number)) else { return false };
    let opens = tags[first].kind == Kind::Sub && matches!(&*words[first].key, "ان" | "بان" | "وان") && first + 1 < at;
    let complete = |p: usize| words[p].key.starts_with("ال") || tags[p].kind != Kind::Noun || words[p].key.ends_with('ا');
    opens && complete(at - 1) && words[first + 1..at].iter().zip(first + 1..).all(|(w, p)| tags[p].kind != Kind::Noun || p > first + 1 || w.noun_classes & PEOPLE != 0)
}

/// «أكدت إيران رفضها لقرار»: whether a word with a pronoun may as well be a verbal noun.
fn may_be_masdar(word: &Word<'_>, verb: &Reading, language: &Language) -> bool {
    let masdar = |r: &Reading| r.form.pos == Pos::Noun && r.exact && !language.lexicon.lemmas[r.form.lemma as usize].of_verbs.is_empty();
    word.readings.iter().any(|r| r.clitics == verb.clitics && masdar(r))
}

/// The noun that stands before a word, adjectives left out: «هجوم» before «عنيف».
fn described(tags: &[Tag], at: usize) -> Option<&Tag> {
    tags[..at].iter().rev().find(|t| t.kind != Kind::Adj || t.name.is_some()).filter(|t| t.kind == Kind::Noun)
}

fn is_indefinite(tag: &Tag) -> bool {
    matches!(tag.kind, Kind::Noun | Kind::Adj) && tag.name.is_none() && tag.reading.is_some_and(|r| !r.clitics.article && r.clitics.enclitic.is_none())
}

/// Whether the pronoun on a verb may stand for the noun before it.
fn takes_up(reading: &Reading, noun: Option<&Tag>) -> bool {
    let of = noun.and_then(|t| t.reading).map(|r| (r.form.gender, r.form.number));
    reading.clitics.enclitic.zip(of).is_some_and(|(pronoun, (gender, number))| pronoun.person == 3 && number == Number::Sing && (gender == Gender::Both || pronoun.feminine == (gender == Gender::Fem)))
}

/// A word that can only be a noun or a name, with nothing written on.
fn is_plain_noun(word: Option<&Word<'_>>) -> bool {
    word.is_some_and(|w| !w.readings.is_empty() && w.readings.iter().all(|r| matches!(r.form.pos, Pos::Noun | Pos::Adj) && r.clitics.prep.is_none() && !r.clitics.conj))
}

fn punctuation(mark: &str) -> Kind {
    match mark {
        "،" | "," | "؛" | ";" | "–" | "—" | "-" => Kind::Comma,
        "«" | "“" | "„" => Kind::Open,
        "»" | "”" => Kind::Close,
        "\"" => Kind::Open,
        "(" | "[" | "{" => Kind::Comma,
        ")" | "]" | "}" => Kind::Comma,
        "/" | "%" | "٪" | "'" | "’" | "‘" | "_" | "*" | "#" | "@" | "&" | "+" | "=" | "$" | "€" | "£" | "¥" => Kind::Part,
        _ => Kind::Stop,
    }
}

fn best_reading(words: &[Word<'_>], names: &[Match<'_>], tags: &[Tag], at: usize, language: &Language) -> Option<Reading> {
    let mut best: Option<(i32, Reading)> = None;
    let tanwin = (words[at].marked || words[at].token.kind != TokenKind::Arabic) && words[at].text.contains(['\u{64b}', '\u{64c}', '\u{64d}']);
    for reading in words[at].readings.iter() {
        // News gives no orders, and tanwin is for nouns.
        let verb = reading.form.pos == Pos::Verb;
        let common = language.lexicon.lemmas[reading.form.lemma as usize].classes & const { marsad_pack::classes(&["common"]) } != 0;
        // «أندريه» is hardly «I shun him».
        let aside = verb && !common && reading.form.person != 3 && reading.clitics.enclitic.is_some();
        let stub = aside || verb && reading.form.person != 3 && !common && words[at].key.chars().count() <= 3;
        if verb && (tanwin || stub || reading.form.shape == Shape::Imperative) {
            continue;
        }
        // The only reading needs no reasons.
        let only = words[at].readings.len() == 1;
        let score = if only { 0 } else { score(words, names, tags, at, reading, language) };
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, *reading));
        }
    }
    let (top, chosen) = best?;
    if words[at].readings.len() == 1 {
        return Some(chosen);
    }
    let common = |r: &&Reading| language.lexicon.lemmas[r.form.lemma as usize].classes & const { marsad_pack::classes(&["common"]) } != 0;
    if chosen.form.pos != Pos::Verb || common(&&chosen) {
        return Some(chosen);
    }
    // Of verbs spelled alike the everyday one: «يبلغ» is of «بلغ» rather than of «أبلغ».
    let rival = |r: &&Reading| {
        r.form.pos == Pos::Verb
            && r.form.shape != Shape::Imperative
            && r.form.shape == chosen.form.shape
            && shadda(&words[at], r, language) >= shadda(&words[at], &chosen, language)
            && r.clitics == chosen.clitics
            && common(r)
    };
    let rivals = words[at].readings.iter().filter(rival).map(|r| (score(words, names, tags, at, r, language), r));
    Some(rivals.filter(|(s, _)| s + 2 >= top).max_by_key(|(s, _)| *s).map_or(chosen, |(_, r)| *r))
}

/// What the noun before or behind a verb says for or against its gender: «أعلنت الحكومة»، «تركيا تعرض»، «ترتب واشنطن».
fn concord(words: &[Word<'_>], names: &[Match<'_>], tags: &[Tag], at: usize, reading: &Reading, language: &Language) -> i32 {
    let fits = |gender: Gender| match (reading.form.gender, gender) {
        (Gender::Both, _) | (_, Gender::Both) => true,
        (a, b) => a == b,
    };
    let owner = |word: usize| tags.get(word).and_then(|t| t.name).and_then(|m| names[m].entity()).filter(|(_, named, _)| matches!(named, NameAs::Name | NameAs::Capital)).map(|(_, _, n)| n.gender);
    let behind = || owner(at + 1).or_else(|| words.get(at + 1).filter(|_| tags[at + 1].number.is_none()).and_then(|next| plain_gender(next, language)));
    let opens = |word: usize| word == 0 || matches!(tags[word - 1].kind, Kind::Comma | Kind::Stop | Kind::Sub);
    let first_of = |word: usize| tags[word].name.map_or(word, |m| names[m].first);
    let opener = at.checked_sub(1).filter(|w| opens(first_of(*w)));
    // «غير أن فوجيموري رفض الاستجابة»: a person in front does it.
    let led = |w: usize| first_of(w).checked_sub(1).is_some_and(|b| matches!(tags[b].kind, Kind::Sub | Kind::Conj));
    let in_front = at.checked_sub(1).filter(|w| opens(first_of(*w)) || led(*w));
    let person = in_front.and_then(|w| tags[w].name).is_some_and(|m| names[m].persons().next().is_some() || names[m].shorts().next().is_some());
    // «أعلن أن بلاده تدين الهجوم»
    let noun = opener.is_some_and(|w| led(w) && tags[w].kind == Kind::Noun && tags[w].name.is_none() && tags[w].reading.is_some_and(|r| r.clitics.article || r.clitics.enclitic.is_some()));
    let said = opener.and_then(owner).or_else(|| subject_before(words, names, tags, at, language)).or_else(|| if person || noun { None } else { behind() });
    if reading.form.number == Number::Sing && said.is_some_and(|g| !fits(g)) { -3 } else { 0 }
}

/// «المعارضة اللبنانية ترفع اعتصامها», «أنغولا وكوبا توقع اتفاقا»: the gender of the verb that all in front at the head of a
/// sentence would have.
fn subject_before(words: &[Word<'_>], names: &[Match<'_>], tags: &[Tag], at: usize, language: &Language) -> Option<Gender> {
    let of_phrase = |w: usize| matches!(tags[w].kind, Kind::Noun | Kind::Adj) && tags[w].prep().is_none() && tags[w].name.is_none_or(|m| names[m].clitics.prep.is_none());
    let all = at > 1 && (0..at).all(of_phrase);
    let state = |m: &Match<'_>| matches!(m.entity(), Some((_, NameAs::Name | NameAs::Capital, _)));
    let joined = |w: usize| tags[w].name.map_or(tags[w].has_conj(), |m| names[m].first == w && names[m].clitics.conj);
    if !all {
        return None;
    }
    if (1..at).any(joined) {
        // Several states together have their verb in the feminine.
        return (0..at).all(|w| tags[w].name.is_some_and(|m| state(&names[m]))).then_some(Gender::Fem);
    }
    let complete = tags[at - 1].name.is_some() || tags[at - 1].clitics().article;
    plain_gender(&words[0], language).filter(|_| complete)
}

/// The gender a verb before it would have: «الرئيس», «حكومة», and of plurals of things, «الأرقام».
fn plain_gender(word: &Word<'_>, language: &Language) -> Option<Gender> {
    let bare = |r: &&Reading| r.exact && r.form.pos == Pos::Noun && !r.clitics.conj && r.clitics.prep.is_none() && !r.form.accusative;
    let people = doers();
    let verb_of = |r: &Reading| match (r.form.number, r.form.gender) {
        (Number::Sing, gender) => Some(gender),
        (Number::Plur, _) if language.lexicon.lemmas[r.form.lemma as usize].classes & people == 0 => Some(Gender::Fem),
        _ => None,
    };
    let mut nouns = word.readings.iter().filter(bare);
    let gender = nouns.next().and_then(verb_of)?;
    nouns.all(|r| verb_of(r) == Some(gender)).then_some(gender)
}

/// «احتلت الأراضي من قبل …»: a doer named behind makes the verb a passive.
fn has_doer_behind(words: &[Word<'_>], at: usize) -> bool {
    let mut pairs = words[at + 1..].windows(3).take(12).take_while(|w| w[0].token.kind != TokenKind::Punct || !matches!(punctuation(w[0].text), Kind::Stop | Kind::Comma));
    pairs.any(|w| matches!((&*w[0].key, &*w[1].key), ("من", "قبل") | ("علي", "يد" | "ايدي")) && w[2].token.kind != TokenKind::Punct)
}

/// Whether a word is a sound masculine plural that does something: «المتظاهرون».
fn is_of_men(word: &Word<'_>) -> bool {
    word.key.ends_with("ون") && word.readings.iter().any(|r| r.exact && r.form.pos == Pos::Noun && r.form.number == Number::Plur && r.form.gender == Gender::Masc && r.clitics.prep.is_none())
}

/// Whether the same letters may be an active verb of the third person; «أنشئ» and «أعيد» may not.
fn may_be_active(word: &Word<'_>, passive: &Reading) -> bool {
    word.readings.iter().any(|r| r.form.pos == Pos::Verb && r.exact && !r.form.passive && r.form.person == 3 && r.form.shape != Shape::Imperative && r.clitics == passive.clitics)
}

/// What rarer small words take away: ف where the word stands without it too, «فيلم», and pronouns of those who speak and are spoken to, «وسمك».
fn unlikely_clitics(words: &[Word<'_>], at: usize, reading: &Reading) -> i32 {
    let whole = |r: &&Reading| r.exact && !r.clitics.conj && matches!(r.form.person, 0 | 3) && r.form.number != Number::Dual;
    let fa = reading.clitics.conj && words[at].key.starts_with('ف') && words[at].readings.iter().any(|r| whole(&r));
    let near = reading.clitics.enclitic.is_some_and(|e| e.person != 3);
    i32::from(fa) * 2 + i32::from(near) * 2
}

/// What the word behind a verb says for or against a reading that wants an object.
fn transitivity(words: &[Word<'_>], at: usize, reading: &Reading, language: &Language) -> i32 {
    let wants = language.lexicon.lemmas[reading.form.lemma as usize].classes & const { marsad_pack::classes(&["transitive", "ditransitive"]) } != 0 && !reading.form.passive;
    let Some(next) = words.get(at + 1) else { return 0 };
    // «تهدد بضرب», «تطالب بوقف»: verbs of speech say with «ب» what they say.
    let speech = language.lexicon.lemmas[reading.form.lemma as usize].classes & const { marsad_pack::classes(&["speech"]) } != 0;
    let said = |r: &Reading| speech && r.clitics.prep == Some('ب');
    let governed = next.readings.iter().any(|r| r.exact && (r.form.pos == Pos::Prep || r.clitics.prep.is_some()) && !said(r));
    let owned = reading.clitics.enclitic.is_some();
    match (wants, owned) {
        (false, true) => -3,
        (true, false) if governed => -2,
        _ => 0,
    }
}

/// A shadda that is written belongs to the verb: «قيّدت» is not of «قاد».
fn shadda(word: &Word<'_>, reading: &Reading, language: &Language) -> i32 {
    let own = word.doubled.is_some_and(|written| doubled(&language.lexicon.lemmas[reading.form.lemma as usize].text) == Some(written));
    match word.doubled {
        Some(_) if own => 3,
        // «وعدّ» is not of «وعد».
        Some(_) => -4,
        None => 0,
    }
}

/// «لم يعد»، «أن يكونوا»: what a shortened form takes away when the particle it wants does not stand before it.
fn mood(reading: &Reading, before: Option<&Tag>) -> i32 {
    let particle = before.is_some_and(|t| matches!(t.kind, Kind::Neg | Kind::Sub | Kind::Prep)) || reading.clitics.prep == Some('ل');
    match reading.form.mood {
        Mood::Jussive if !(particle && before.is_none_or(|t| t.kind != Kind::Sub)) => 7,
        Mood::Dependent if !particle => 4,
        // What is short behind «لم» is short because of it.
        Mood::Jussive => -1,
        _ => 0,
    }
}

/// Whether the word is also a thing that can be seen: «مدينة» is a city before she condemns, «مسيرة» a march.
fn names_a_thing(word: &Word<'_>, reading: &Reading, language: &Language) -> bool {
    let things = const { marsad_pack::classes(&["city", "region", "building", "vehicle", "weapon", "protest"]) };
    word.readings.iter().any(|r| r.form.pos == Pos::Noun && r.exact && r.clitics == reading.clitics && language.lexicon.lemmas[r.form.lemma as usize].classes & things != 0)
}

/// «أكبر مناورات»: before a bare noun a superlative, however verbs are spelled.
fn is_superlative(words: &[Word<'_>], at: usize, reading: &Reading, language: &Language) -> bool {
    let elative = |r: &Reading| r.exact && r.form.pos == Pos::Adj && r.form.number == Number::Sing && r.clitics == reading.clitics && is_elative(&language.lexicon.lemmas[r.form.lemma as usize].text);
    let bare = |r: &Reading| r.exact && r.form.pos == Pos::Noun && r.clitics.count() == 0 && !r.form.accusative;
    words[at].readings.iter().any(elative) && words.get(at + 1).is_some_and(|next| next.readings.iter().any(bare))
}

/// Whether the auxiliary that a participle stands behind is one of being: "was killed", "has since been killed"; not so "has killed".
pub fn is_behind_copula(words: &[Word<'_>], tags: &[Tag], at: usize, language: &Language) -> Option<bool> {
    let before = (0..at).rev().find(|&p| !matches!(tags[p].kind, Kind::Adv | Kind::Neg | Kind::Time))?;
    tags[before].reading.filter(|r| r.form.pos == Pos::Aux)?;
    Some(language.is_preposition(&words[before].key, const { marsad_pack::classes(&["copula"]) }))
}

fn score(words: &[Word<'_>], names: &[Match<'_>], tags: &[Tag], at: usize, reading: &Reading, language: &Language) -> i32 {
    let form = &reading.form;
    let mut score = if reading.exact { 4 } else { 0 };
    score -= 3 * reading.clitics.count() as i32;
    score -= unlikely_clitics(words, at, reading);
    let solid = (0..at).rev().find(|&p| tags[p].time.is_none());
    let before = solid.map(|p| &tags[p]);
    let kind = before.map(|t| t.kind);
    let starts = matches!(kind, None | Some(Kind::Stop | Kind::Comma | Kind::Open | Kind::Close | Kind::Conj)) || reading.clitics.conj;
    let as_sub = before.is_some_and(|t| t.kind == Kind::Adv) && solid.is_some_and(|p| words[p].readings.iter().any(|r| r.exact && r.form.pos == Pos::Sub));
    let before_verb = as_sub || matches!(kind, Some(Kind::Neg | Kind::Fut | Kind::Sub | Kind::Rel)) || before.is_some_and(|t| t.kind == Kind::Part && t.reading.is_some());
    match form.pos {
        Pos::Verb => {
            score += match kind {
                Some(Kind::Prep) if reading.clitics.prep.is_none() => -9,
                Some(Kind::Dem | Kind::Quant) => -5,
                Some(Kind::Number) => -4,
                _ => 0,
            };
            // «الذي تقدم»: the verb agrees with the noun told of, unless another does it: «الذي أنهكته الحروب».
            let told_of = solid.filter(|_| before.is_some_and(|t| t.kind == Kind::Rel)).map_or(Gender::Both, |p| relative_gender(&words[p].key));
            let own = reading.clitics.enclitic.is_some() || words.get(at + 1).is_some_and(|next| next.readings.iter().any(|r| r.exact && r.form.pos == Pos::Prep && r.clitics.enclitic.is_some()));
            let wrong = !own
                && match told_of {
                    Gender::Masc => form.gender == Gender::Fem,
                    Gender::Fem => form.gender == Gender::Masc && form.number == Number::Sing,
                    Gender::Both => false,
                };
            if wrong {
                score -= 6;
            }
            if before_verb {
                score += 5;
            } else if starts {
                score += 3;
            } else if at > 0 && tags[at - 1].kind == Kind::Time {
                score += 2;
            }
            score += match form.shape {
                Shape::Imperfect => 1,
                Shape::Imperative => -7,
                _ => 0,
            };
            // «توصل»، «تفقد»: at the head of a telling the past comes before the present of another verb.
            let past = |r: &&Reading| {
                r.form.pos == Pos::Verb && r.exact && r.form.shape == Shape::Perfect && r.form.person == 3 && r.form.gender == Gender::Masc && r.clitics == reading.clitics && !r.form.passive
            };
            if starts && form.shape == Shape::Imperfect && form.gender == Gender::Fem && words[at].readings.iter().find(past).is_some() {
                score -= 2;
            }
            // «توجه المتظاهرون»: before several men a verb is masculine.
            if form.gender == Gender::Fem && form.number == Number::Sing && words.get(at + 1).is_some_and(is_of_men) {
                score -= 4;
            }
            // «إنه تعرض للضرب»: behind «إنه» one man acts, behind «إنها» none.
            let one = before.filter(|t| t.kind == Kind::Sub).and_then(|t| t.reading?.clitics.enclitic).filter(|e| e.person == 3 && e.number == Number::Sing);
            if one.is_some_and(|e| form.person == 3 && form.gender == if e.feminine { Gender::Masc } else { Gender::Fem }) {
                score -= 4;
            }
            score -= mood(reading, before);
            score += transitivity(words, at, reading, language) + shadda(&words[at], reading, language);
            if form.person != 3 {
                score -= 4;
            }
            // «إن جنديين من القوة قتلا في هجوم»: the two told of before have no verb yet.
            if form.number == Number::Dual && form.shape == Shape::Perfect && !has_verb_before(tags, at) && has_two_before(words, tags, at) {
                score += 4;
            }
            if form.number == Number::Dual && !before.is_some_and(|t| t.kind == Kind::Noun || t.kind == Kind::Adj) {
                score -= 4;
            }
            // «إن الجندي قتل في غزة»: whom «إن» speaks of has no verb yet.
            if form.shape == Shape::Perfect && !reading.clitics.conj && speaks_of_people(words, tags, at) {
                score += 4;
            }
            // «إن جنديين عراقيين قُتلا»: two in front have their verb in the dual.
            let two = |p: usize| words[p].readings.iter().any(|r| r.form.number == Number::Dual) || tags[p].name.is_some_and(|m| matches!(names[m].entity(), Some((_, NameAs::Adjective, _))));
            if form.number == Number::Dual && solid.is_some_and(two) && !has_verb_before(tags, at) {
                score += 3;
            }
            // «سيكون» is of «كان» before it is of «كوّن».
            let helps = language.lexicon.lemmas[form.lemma as usize].classes == const { marsad_pack::classes(&["aspect"]) };
            if language.frames.by_verb.contains_key(&form.lemma) || helps {
                score += 1 + i32::from(helps);
            }
            if form.passive && has_doer_behind(words, at) {
                score += 4;
            } else if form.passive && !words[at].marked {
                score -= if may_be_active(&words[at], reading) { 3 } else { 1 };
            }
            if form.number == Number::Plur && form.gender == Gender::Fem {
                score -= 5;
            }
            // «، حاكم إقليم دارفور،» is his office before he tries anybody.
            if kind == Some(Kind::Comma) && names.iter().any(|m| m.first == at && m.office().is_some()) {
                score -= 4;
            }
            if is_superlative(words, at, reading, language) {
                score -= 5;
            }
            if reading.clitics.prep == Some('ل') {
                score += 1;
            }
            if words[at].marked && form.passive == words[at].damma {
                score += 2;
            }
            if form.shape == Shape::Perfect && !reading.clitics.conj && before.is_some_and(|t| t.kind == Kind::Verb) {
                score -= if before.is_some_and(|t| t.reading.is_some_and(|r| language.lexicon.lemmas[r.form.lemma as usize].text == "كان")) { 0 } else { 4 };
            }
            // A clause has one verb: a second perfect without «و» is more likely the verbal noun of the object.
            let after_kana = || last_verb_before(tags, at).is_some_and(|t| t.reading.is_some_and(|r| language.lexicon.lemmas[r.form.lemma as usize].text == "كان"));
            if form.shape == Shape::Perfect && !reading.clitics.conj && after_kana() {
                // «وكان القضاء حكم عليه»
                score += 2;
            } else if form.shape == Shape::Perfect
                && !reading.clitics.conj
                && (reading.clitics.enclitic.is_none() || may_be_masdar(&words[at], reading, language))
                && has_verb_before(tags, at)
                && !before.is_some_and(is_indefinite)
            {
                score -= 4;
            }
            // «أعلنت …، فجر الاثنين، قطع علاقاتها»: nor does a comma alone begin another.
            let spoken =
                || tags[..at].iter().rev().take_while(|t| !matches!(t.kind, Kind::Stop | Kind::Sub | Kind::Rel | Kind::Open)).any(|t| t.kind == Kind::Verb && t.shape() == Some(Shape::Perfect));
            if form.shape == Shape::Perfect && !reading.clitics.conj && kind == Some(Kind::Comma) && spoken() {
                score -= 4;
            }
            if starts || solid.is_some_and(|p| tags[p].name.is_some()) {
                score += concord(words, names, tags, at, reading, language);
            }
            // «هجوم شنه مسلحون»: what somebody did to an indefinite noun is told right behind it.
            if form.shape == Shape::Perfect && before.is_some_and(is_indefinite) && takes_up(reading, described(tags, at)) && is_plain_noun(words.get(at + 1)) {
                score += 4;
            }
            // After an article-less noun the verbal noun goes on the chain: «عملية قتل الجنود».
            if form.shape == Shape::Perfect
                && reading.clitics.enclitic.is_none()
                && before.is_some_and(|t| t.kind == Kind::Noun && t.name.is_none() && t.reading.is_some_and(|r| !r.clitics.article && r.clitics.enclitic.is_none() && !r.form.accusative))
            {
                score -= 3;
            }
        }
        Pos::Noun | Pos::Adj => {
            score += match kind {
                Some(Kind::Prep) => 4,
                Some(Kind::Dem | Kind::Number | Kind::Quant) => 3,
                Some(Kind::Neg) if before.is_some_and(|t| t.reading.is_some_and(|r| r.form.pos == Pos::Neg)) => 0,
                Some(Kind::Fut) => -6,
                _ => 0,
            };
            if form.pos == Pos::Adj {
                score -= 1;
                if matches!(kind, Some(Kind::Noun | Kind::Adj)) && before.is_some_and(|t| t.time.is_none()) {
                    score += 2;
                }
                // «، متهمةً الدوحة»، «، مشيراً إلى …»: after a comma a bare participle goes on telling.
                let telling = form.shape == Shape::ActiveParticiple
                    && kind == Some(Kind::Comma)
                    && !reading.clitics.article
                    && (form.accusative || form.gender == Gender::Fem)
                    && reading.clitics.enclitic.is_none()
                    && form.number == Number::Sing
                    && language.frames.by_verb.contains_key(&form.lemma)
                    && !names_a_thing(&words[at], reading, language);
                if telling {
                    score += 8;
                }
                // «تعليق مشاركة»: nor does one of the other gender describe it.
                let clash = |t: &Tag| {
                    t.kind == Kind::Noun
                        && t.name.is_none()
                        && t.reading.is_some_and(|r| r.form.number == Number::Sing && form.number == Number::Sing && r.form.gender != Gender::Both && r.form.gender != form.gender)
                };
                if before.is_some_and(clash) {
                    score -= 4;
                }
                if form.accusative {
                    score += 1;
                } else if !reading.clitics.article && before.is_some_and(|t| t.kind == Kind::Noun && (t.name.is_some() || t.reading.is_some_and(|r| r.clitics.article))) {
                    // An adjective agrees: after a definite noun it carries the article.
                    score -= 5;
                }
            }
            if form.shape == Shape::ActiveParticiple || form.shape == Shape::PassiveParticiple {
                let noun = words[at].readings.iter().any(|r| r.form.pos == Pos::Noun && r.exact && r.clitics == reading.clitics);
                score -= if noun { 4 } else { 1 };
            }
        }
        Pos::Prep | Pos::Conj | Pos::Sub | Pos::Neg | Pos::Rel | Pos::Dem | Pos::Pron | Pos::Fut | Pos::Part | Pos::Adv => {
            let everyday = form.pos == Pos::Adv && words[at].readings.iter().any(|r| r.exact && r.form.pos == Pos::Noun && r.clitics.count() <= reading.clitics.count());
            let opens = matches!(&*words[at].key, "ان" | "فان" | "وان") && form.pos != Pos::Sub;
            score += if everyday || opens { 1 } else { 6 } + i32::from(reading.clitics.conj) * 2;
            if form.pos == Pos::Rel || form.pos == Pos::Sub {
                score -= 1;
            }
            // «واصفة اياه بانه», the hamza left out, is hardly anything else.
            if form.pos == Pos::Sub && reading.clitics.enclitic.is_some() && !reading.exact {
                score += 3;
            }
            // «فتحت» opens before it is «ف» and «تحت».
            if form.pos == Pos::Prep && reading.clitics.conj && words[at].key.starts_with('ف') && words[at].readings.iter().any(|r| r.exact && r.form.pos == Pos::Verb && r.clitics.count() == 0) {
                score -= 8;
            }
            if matches!(kind, Some(Kind::Prep)) && matches!(form.pos, Pos::Prep | Pos::Conj | Pos::Neg) {
                score -= 6;
            }
        }
        // «بعض» is hardly anything else; «سلسلة» is a chain as often as a series.
        Pos::Quant if !words[at].readings.iter().any(|r| r.exact && r.form.pos == Pos::Noun && r.clitics == reading.clitics) => score += 3,
        _ => {}
    }
    score
}
