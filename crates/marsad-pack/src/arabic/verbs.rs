//! All written forms of an Arabic verb.
//!
//! In goes one line of `words/verbs.tsv`: a verb's lemma, root, measure, imperfect and masdars.
//! Out come the forms a newspaper prints: finite forms, participles and masdars, without tashkeel
//! or shadda, with hamzas on their proper seats, without clitics and without the article.
//! From `التقى` (root `لقي`, measure 8, `يلتقي`, masdar `التقاء`) come `التقت`, `التقوا`,
//! `يلتقيان`, the shortened `يلتق` of «لم يلتق الوفدان», `ملتقيا` and `التقاءات`.
//!
//! A form is first built as sounds (consonants, `a i u` short, `A I U` long, `Y` an ā written ى,
//! `W` the joining alif, `O` a silent alif) and only then spelled, because the seat of a hamza
//! depends on vowels that the page does not show. Where the press has two spellings of one form
//! (`بدأوا` and `بدؤوا`), both come out.

use crate::lexicon::Mood;
use std::collections::HashSet;

/// One verb as the word list has it.
#[derive(Clone, Debug)]
pub struct VerbEntry<'a> {
    /// Third person masculine singular perfect; may carry a shadda (`قدّر`).
    pub lemma: &'a str,
    /// Three or four radicals, weak ones as their true letter, hamza as `ء` (`سءل`).
    pub root: &'a str,
    /// `1` to `10`, `q1`, `q2` or `q4`.
    pub measure: &'a str,
    /// Third person masculine singular imperfect. Two imperfects of one lemma are parted by `|`
    /// (`يزال|يزول`). Empty: not checked, which measure 1 does not allow.
    pub imperfect: &'a str,
    /// Verbal nouns, the usual one first.
    pub masdars: Vec<&'a str>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Aspect {
    Perfect,
    Imperfect,
    Imperative,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Voice {
    Active,
    Passive,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Person {
    First,
    Second,
    Third,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Gender {
    Masc,
    Fem,
    Both,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Number {
    Sing,
    Dual,
    Plur,
}

/// What a written form says about its word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum VerbForm {
    Finite {
        aspect: Aspect,
        voice: Voice,
        person: Person,
        gender: Gender,
        number: Number,
        mood: Mood,
    },
    ActiveParticiple {
        gender: Gender,
        number: Number,
    },
    PassiveParticiple {
        gender: Gender,
        number: Number,
    },
    /// `plural` is true of the dual as well.
    Masdar {
        plural: bool,
    },
}

/// One written form of a verb.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Inflected {
    pub text: String,
    pub form: VerbForm,
}

/// All forms of the verb, or what in its entry does not fit together.
pub fn inflect(entry: &VerbEntry) -> Result<Vec<Inflected>, String> {
    let lemma = strip(entry.lemma);
    if lemma == "ليس" {
        return Ok(laysa());
    }
    let mut out = Out::default();
    for imperfect in entry.imperfect.split('|') {
        let imperfect = strip(imperfect);
        let verb = resolve(entry.lemma, &lemma, entry.root, entry.measure, &imperfect)?;
        verb.emit(&mut out);
        for masdar in &entry.masdars {
            emit_masdar(&mut out, &strip(masdar), &verb);
        }
    }
    Ok(out.forms)
}

/// The text without tashkeel and shadda.
fn strip(text: &str) -> String {
    text.trim().chars().filter(|c| !matches!(c, '\u{064B}'..='\u{0652}' | '\u{0670}' | '\u{0640}')).collect()
}

/// Finite forms that a reader always takes for a particle or adverb instead.
const PARTICLES: [&str; 27] =
    ["لمن", "لنا", "هنا", "لكم", "لها", "منا", "عنا", "بنا", "لكن", "لقد", "عما", "لما", "هما", "إما", "أما", "كما", "مما", "بما", "جدا", "مثلا", "بعد", "دون", "سوى", "حسب", "ضمن", "آل", "غدا"];

/// Participles whose letters the language has given to another word: «مصر» is Egypt, not one who insists.
const NOUNS: [&str; 16] = ["مصر", "مصري", "مساء", "محل", "محلي", "مجلس", "مجلسي", "منزل", "منزلي", "مركزي", "مسرح", "مسرحي", "مرحلي", "مدرسي", "محوري", "عالم"];

/// The same of feminine participles, without their ending: `طائرة`, `جامعات`, `قاعدتين`.
const FEMININE_NOUNS: [&str; 13] = ["طائر", "جامع", "قاعد", "قائم", "دائر", "ماد", "خاص", "عام", "كاف", "مدرس", "مرحل", "منزل", "جائز"];

/// Whether the text, though regular, is another word on every page.
fn belongs_elsewhere(text: &str, form: VerbForm) -> bool {
    match form {
        VerbForm::Finite { .. } => PARTICLES.contains(&text),
        VerbForm::ActiveParticiple { gender, .. } | VerbForm::PassiveParticiple { gender, .. } => {
            let feminine = ["تان", "تين", "ات", "ة"].iter().find_map(|ending| text.strip_suffix(ending));
            NOUNS.contains(&text) || gender == Gender::Fem && feminine.is_some_and(|stem| FEMININE_NOUNS.contains(&stem))
        }
        VerbForm::Masdar { .. } => false,
    }
}

#[derive(Default)]
struct Out {
    forms: Vec<Inflected>,
    seen: HashSet<Inflected>,
}

impl Out {
    fn text(&mut self, text: String, form: VerbForm) {
        let letters = text.chars().count();
        let imperative = matches!(form, VerbForm::Finite { aspect: Aspect::Imperative, .. });
        if letters < 2 || imperative && letters < 3 || belongs_elsewhere(&text, form) {
            return;
        }
        let item = Inflected { text, form };
        if self.seen.insert(item.clone()) {
            self.forms.push(item);
        }
    }

    fn sounds(&mut self, sounds: &str, form: VerbForm) {
        for text in spell(sounds) {
            self.text(text, form);
        }
    }
}

// ---------------------------------------------------------------------------------------------
// Sounds and spelling

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u' | 'A' | 'I' | 'U' | 'Y')
}

fn is_consonant(c: char) -> bool {
    !is_vowel(c) && c != 'W' && c != 'O'
}

fn is_weak(c: char) -> bool {
    c == 'و' || c == 'ي'
}

/// Sound laws that hold everywhere: ʾaʾC becomes ʾāC, uyC becomes ūC, iwC becomes īC, doubled
/// consonants are written once.
fn normalise(sounds: &str) -> Vec<char> {
    let source: Vec<char> = sounds.chars().collect();
    let mut out: Vec<char> = Vec::with_capacity(source.len());
    let mut i = 0;
    while i < source.len() {
        let c = source[i];
        let closes = source.get(i + 1).is_none_or(|n| !is_vowel(*n));
        let last = out.last().copied();
        let before = out.len().checked_sub(2).map(|k| out[k]);
        // A hamza that closes a syllable opened by a hamza.
        if c == 'ء' && closes && source.get(i + 1).is_some_and(|n| *n != 'ء') && before == Some('ء') {
            let long = match last {
                Some('a') => Some('A'),
                Some('i') => Some('I'),
                Some('u') => Some('U'),
                _ => None,
            };
            if let Some(long) = long {
                out.pop();
                out.push(long);
                i += 1;
                continue;
            }
        }
        // A weak consonant that closes a syllable bends to the vowel before it, unless doubled.
        let doubled = source.get(i + 1) == Some(&c);
        if c == 'ي' && closes && !doubled && last == Some('u') {
            out.push('و');
        } else if c == 'و' && closes && !doubled && last == Some('i') {
            out.push('ي');
        } else if is_consonant(c) && last == Some(c) {
            // doubled: written once
        } else {
            out.push(c);
        }
        i += 1;
    }
    out
}

/// The written forms of a word given as sounds, the usual spelling first.
fn spell(sounds: &str) -> Vec<String> {
    let s = normalise(sounds);
    let mut texts = vec![String::new()];
    let mut i = 0;
    while i < s.len() {
        let c = s[i];
        let mut used = 1;
        let pieces: Vec<&str> = match c {
            'a' | 'i' | 'u' => vec![""],
            'A' | 'W' | 'O' => vec!["ا"],
            'I' => vec!["ي"],
            'U' => vec!["و"],
            'Y' => {
                if i > 0 && s[i - 1] == 'ي' {
                    vec!["ا"]
                } else {
                    vec!["ى"]
                }
            }
            'ء' => {
                let next = s.get(i + 1).copied();
                let (seats, n) = hamza(if i == 0 { None } else { Some(&s[..i]) }, next);
                used = n;
                seats
            }
            _ => vec![],
        };
        if pieces.is_empty() {
            for text in &mut texts {
                text.push(c);
            }
        } else {
            let mut grown = Vec::with_capacity(texts.len() * pieces.len());
            for piece in &pieces {
                for text in &texts {
                    grown.push(format!("{text}{piece}"));
                }
            }
            texts = grown;
        }
        i += used;
    }
    texts
}

/// The seats a hamza may take, and how many sounds (1, or 2 with a following ā) they write.
fn hamza(before: Option<&[char]>, next: Option<char>) -> (Vec<&'static str>, usize) {
    let Some(before) = before else {
        return match next {
            Some('A') => (vec!["آ"], 2),
            Some('i') | Some('I') => (vec!["إ"], 1),
            _ => (vec!["أ"], 1),
        };
    };
    let last = before[before.len() - 1];
    // What stands before: a short vowel, a long one, or a consonant without a vowel (a glide counts as its vowel).
    let glide = last == 'ي';
    let prev = match last {
        'ي' => 'I',
        'و' => 'U',
        'a' | 'i' | 'u' | 'A' | 'I' | 'U' => last,
        _ => '0',
    };
    let Some(next) = next else {
        return match prev {
            'a' => (vec!["أ"], 1),
            'i' => (vec!["ئ"], 1),
            'u' => (vec!["ؤ"], 1),
            _ => (vec!["ء"], 1),
        };
    };
    if prev == 'I' {
        return if glide && next == 'a' { (vec!["ئ", "أ"], 1) } else { (vec!["ئ"], 1) };
    }
    if prev == 'i' || matches!(next, 'i' | 'I') {
        return (vec!["ئ"], 1);
    }
    if matches!(next, 'u' | 'U') {
        return match (prev, next) {
            ('a', 'U') => (vec!["أ", "ؤ"], 1),
            ('A', 'U') => (vec!["ؤ", "ء"], 1),
            ('U', 'U') => (vec!["ء", "ؤ"], 1),
            _ => (vec!["ؤ"], 1),
        };
    }
    match (prev, next) {
        ('u', _) => (vec!["ؤ"], 1),
        ('U', _) | ('A', _) => (vec!["ء"], 1),
        (_, 'A') => (vec!["آ"], 2),
        _ => (vec!["أ"], 1),
    }
}

// ---------------------------------------------------------------------------------------------
// Stems

/// A stem that endings are put on.
#[derive(Clone, Debug)]
enum Stem {
    /// `open` before vowels and when bare, `shut` before consonants and in the jussive.
    Strong { open: String, shut: String, doubled: bool },
    /// Ends in a weak radical: what stands before its last vowel, that vowel, the weak radical,
    /// and whether a final ā is written with alif (`دعا`).
    Weak { head: String, vowel: char, weak: char, alif: bool },
}

/// How one verb is built.
#[derive(Clone, Debug)]
struct Verb {
    measure: u8,
    radicals: Vec<char>,
    /// Middle radical swallowed by a long vowel (`قال`, `استقال`).
    hollow: bool,
    /// Last two radicals contracted (`ردّ`, `احتلّ`).
    contracted: bool,
    /// Measure 8: how the first radical and the ت sound together.
    eighth: String,
    /// Measure 1: vowels of the second radical.
    perfect_vowel: char,
    imperfect_vowel: char,
    /// Measure 1: the first radical falls out of the imperfect (`يصل`).
    drops_first: bool,
}

const Q1: u8 = 11;
const Q2: u8 = 12;
const Q4: u8 = 14;

fn measure_number(measure: &str) -> Option<u8> {
    match measure {
        "q1" => Some(Q1),
        "q2" => Some(Q2),
        "q4" => Some(Q4),
        _ => measure.parse().ok().filter(|n| (1..=10).contains(n)),
    }
}

/// Finds the build that yields the listed lemma and imperfect.
fn resolve(shown: &str, lemma: &str, root: &str, measure: &str, imperfect: &str) -> Result<Verb, String> {
    let number = measure_number(measure).ok_or_else(|| format!("{shown}: no such measure: {measure}"))?;
    let radicals: Vec<char> = root.chars().collect();
    let want = if number > 10 { 4 } else { 3 };
    if radicals.len() != want {
        return Err(format!("{shown}: measure {measure} takes a root of {want} radicals, not {root}"));
    }
    if let Some(bad) = radicals.iter().find(|c| matches!(c, 'ا' | 'أ' | 'إ' | 'آ' | 'ؤ' | 'ئ' | 'ى' | 'ة') || !('\u{0621}'..='\u{064A}').contains(*c)) {
        return Err(format!("{shown}: {bad} cannot be a radical (root {root})"));
    }
    if number == 1 && imperfect.is_empty() {
        return Err(format!("{shown}: measure 1 needs its imperfect"));
    }
    let (r1, r2, r3) = (radicals[0], radicals[1], radicals[2]);
    let may_hollow = number <= 10 && is_weak(r2) && !is_weak(r3) && matches!(number, 1 | 4 | 7 | 8 | 10);
    let may_contract = number <= 10 && r2 == r3 && !is_weak(r2) && matches!(number, 1 | 3 | 4 | 6 | 7 | 8 | 10);
    let eighths: Vec<String> = if number == 8 { eighth_variants(r1) } else { vec![String::new()] };
    let lemma_chars: Vec<char> = lemma.chars().collect();
    let imperfect_chars: Vec<char> = imperfect.chars().collect();

    let mut complaint = String::new();
    for hollow in if may_hollow { vec![true, false] } else { vec![false] } {
        for contracted in if may_contract { vec![true, false] } else { vec![false] } {
            for eighth in &eighths {
                let verb = Verb {
                    measure: number,
                    radicals: radicals.clone(),
                    hollow,
                    contracted,
                    eighth: eighth.clone(),
                    perfect_vowel: perfect_vowel(&lemma_chars, r2, r3),
                    imperfect_vowel: imperfect_vowel(&imperfect_chars, r2, r3, hollow),
                    drops_first: number == 1 && r1 == 'و' && imperfect_chars.get(1) != Some(&'و'),
                };
                let made = spell(&perfect(&verb.perfect(Voice::Active), Ending::Bare));
                if !made.iter().any(|t| t == lemma) {
                    if complaint.is_empty() {
                        complaint = format!("{shown}: root {root}, measure {measure} make the perfect {}, not {lemma}", made[0]);
                    }
                    continue;
                }
                let made = spell(&format!("ي{}{}", verb.prefix_vowel(Voice::Active), imperfect_bare(&verb.imperfect(Voice::Active))));
                if !imperfect.is_empty() && !made.iter().any(|t| t == imperfect) {
                    complaint = format!("{shown}: root {root}, measure {measure} make the imperfect {}, not {imperfect}", made[0]);
                    continue;
                }
                return Ok(verb);
            }
        }
    }
    Err(complaint)
}

/// The vowel of the second radical in the perfect, as far as the page shows it.
fn perfect_vowel(lemma: &[char], r2: char, r3: char) -> char {
    let last = lemma.last().copied().unwrap_or(' ');
    if is_weak(r3) {
        return match last {
            'ي' => 'i',
            'و' => 'u',
            _ => 'a',
        };
    }
    if r3 == 'ء' || r2 == 'ء' {
        let seat = if r3 == 'ء' { last } else { lemma.get(1).copied().unwrap_or(' ') };
        return seat_vowel(seat, 'a');
    }
    'a'
}

fn imperfect_vowel(imperfect: &[char], r2: char, r3: char, hollow: bool) -> char {
    let last = imperfect.last().copied().unwrap_or(' ');
    if is_weak(r3) {
        return match last {
            'و' => 'u',
            'ي' => 'i',
            _ => 'a',
        };
    }
    if hollow {
        return match imperfect.len().checked_sub(2).map(|k| imperfect[k]) {
            Some('و') => 'u',
            Some('ي') => 'i',
            _ => 'a',
        };
    }
    if r3 == 'ء' {
        return seat_vowel(last, 'u');
    }
    if r2 == 'ء' {
        let seat = imperfect.len().checked_sub(2).map(|k| imperfect[k]).unwrap_or(' ');
        return seat_vowel(seat, 'u');
    }
    'u'
}

fn seat_vowel(seat: char, other: char) -> char {
    match seat {
        'أ' | 'آ' => 'a',
        'ئ' => 'i',
        'ؤ' => 'u',
        _ => other,
    }
}

/// What the first radical and the infixed ت of measure 8 become.
fn eighth_variants(r1: char) -> Vec<String> {
    match r1 {
        'و' | 'ي' => vec!["تت".into()],
        'ء' => vec!["ءت".into(), "تت".into()],
        'د' => vec!["دد".into()],
        'ذ' => vec!["دد".into(), "ذذ".into(), "ذد".into()],
        'ز' => vec!["زد".into()],
        'ص' => vec!["صط".into()],
        'ض' => vec!["ضط".into()],
        'ط' => vec!["طط".into()],
        'ظ' => vec!["طط".into(), "ظط".into(), "ظظ".into()],
        'ث' => vec!["ثت".into(), "ثث".into(), "تت".into()],
        _ => vec![format!("{r1}ت")],
    }
}

impl Verb {
    fn last(&self) -> char {
        self.radicals[self.radicals.len() - 1]
    }

    fn is_raa(&self) -> bool {
        self.radicals == ['ر', 'ء', 'ي']
    }

    fn prefix_vowel(&self, voice: Voice) -> char {
        if voice == Voice::Passive || matches!(self.measure, 2 | 3 | 4 | Q1) { 'u' } else { 'a' }
    }

    /// A stem of what stands before the last vowel, that vowel and the last radical.
    fn stem(&self, head: String, vowel: char, alif: bool) -> Stem {
        let last = self.last();
        if is_weak(last) {
            let weak = match vowel {
                'i' => 'ي',
                'u' => 'و',
                _ if self.measure == 1 && alif => 'و',
                _ => 'ي',
            };
            return Stem::Weak { head, vowel, weak, alif };
        }
        let whole = format!("{head}{vowel}{last}");
        Stem::Strong { open: whole.clone(), shut: whole, doubled: false }
    }

    /// A hollow stem: onset, long vowel, last radical; short before consonants.
    fn hollow_stem(&self, onset: String, long: char, short: char) -> Stem {
        let last = self.last();
        Stem::Strong { open: format!("{onset}{long}{last}"), shut: format!("{onset}{short}{last}"), doubled: false }
    }

    fn doubled_stem(&self, open: String, shut: String) -> Stem {
        Stem::Strong { open, shut, doubled: true }
    }

    fn perfect(&self, voice: Voice) -> Stem {
        let r = &self.radicals;
        let (a, b) = (r[0], r[1]);
        let c = r[2];
        let active = voice == Voice::Active;
        let v = if active { 'a' } else { 'i' };
        let p = if active { 'a' } else { 'u' };
        let long = if active { 'A' } else { 'U' };
        let e = &self.eighth;
        let w = if active { 'i' } else { 'u' };
        if self.hollow {
            let l = if active { 'A' } else { 'I' };
            let s = if active { 'a' } else { 'i' };
            return match self.measure {
                1 => {
                    let u = self.imperfect_vowel == 'u';
                    let short = if u == active { 'u' } else { 'i' };
                    self.hollow_stem(format!("{a}"), l, short)
                }
                4 => self.hollow_stem(format!("ء{p}{a}"), l, s),
                7 => self.hollow_stem(format!("W{w}ن{a}"), l, s),
                8 => self.hollow_stem(format!("W{w}{e}"), l, s),
                _ => self.hollow_stem(format!("W{w}ست{p}{a}"), l, s),
            };
        }
        if self.contracted {
            return match self.measure {
                1 => self.doubled_stem(format!("{a}{p}{b}{b}"), format!("{a}{p}{b}{v}{b}")),
                3 => self.doubled_stem(format!("{a}{long}{b}{b}"), format!("{a}{long}{b}{v}{b}")),
                4 => self.doubled_stem(format!("ء{p}{a}{v}{b}{b}"), format!("ء{p}{a}{b}{v}{b}")),
                6 => self.doubled_stem(format!("ت{p}{a}{long}{b}{b}"), format!("ت{p}{a}{long}{b}{v}{b}")),
                7 => self.doubled_stem(format!("W{w}ن{a}{p}{b}{b}"), format!("W{w}ن{a}{p}{b}{v}{b}")),
                8 => self.doubled_stem(format!("W{w}{e}{p}{b}{b}"), format!("W{w}{e}{p}{b}{v}{b}")),
                _ => self.doubled_stem(format!("W{w}ست{p}{a}{v}{b}{b}"), format!("W{w}ست{p}{a}{b}{v}{b}")),
            };
        }
        match self.measure {
            1 => {
                let vowel = if active { self.perfect_vowel } else { 'i' };
                self.stem(format!("{a}{p}{b}"), vowel, c == 'و')
            }
            2 => self.stem(format!("{a}{p}{b}{b}"), v, false),
            3 => self.stem(format!("{a}{long}{b}"), v, false),
            4 if self.is_raa() => self.stem(format!("ء{p}{a}"), v, false),
            4 => self.stem(format!("ء{p}{a}{b}"), v, false),
            5 => self.stem(format!("ت{p}{a}{p}{b}{b}"), v, false),
            6 => self.stem(format!("ت{p}{a}{long}{b}"), v, false),
            7 => self.stem(format!("W{w}ن{a}{p}{b}"), v, false),
            8 => self.stem(format!("W{w}{e}{p}{b}"), v, false),
            9 => self.doubled_stem(format!("W{w}{a}{b}{v}{c}{c}"), format!("W{w}{a}{b}{v}{c}{v}{c}")),
            10 => self.stem(format!("W{w}ست{p}{a}{b}"), v, false),
            Q1 => self.stem(format!("{a}{p}{b}{c}"), v, false),
            Q2 => self.stem(format!("ت{p}{a}{p}{b}{c}"), v, false),
            _ => {
                let d = r[3];
                self.doubled_stem(format!("W{w}{a}{b}{p}{c}{v}{d}{d}"), format!("W{w}{a}{b}{p}{c}{d}{v}{d}"))
            }
        }
    }

    /// The imperfect stem without its personal prefix.
    fn imperfect(&self, voice: Voice) -> Stem {
        let r = &self.radicals;
        let (a, b) = (r[0], r[1]);
        let c = r[2];
        let active = voice == Voice::Active;
        // Measures whose last vowel is i in the active, a in the passive.
        let v = if active { 'i' } else { 'a' };
        let e = &self.eighth;
        if self.hollow {
            let (l, s) = match (self.measure, active) {
                (1, true) => match self.imperfect_vowel {
                    'u' => ('U', 'u'),
                    'i' => ('I', 'i'),
                    _ => ('A', 'a'),
                },
                (4, true) | (10, true) => ('I', 'i'),
                _ => ('A', 'a'),
            };
            return match self.measure {
                1 | 4 => self.hollow_stem(format!("{a}"), l, s),
                7 => self.hollow_stem(format!("ن{a}"), l, s),
                8 => self.hollow_stem(e.clone(), l, s),
                _ => self.hollow_stem(format!("ستa{a}"), l, s),
            };
        }
        if self.contracted {
            return match self.measure {
                1 => {
                    let x = if active { self.imperfect_vowel } else { 'a' };
                    self.doubled_stem(format!("{a}{x}{b}{b}"), format!("{a}{b}{x}{b}"))
                }
                3 => self.doubled_stem(format!("{a}A{b}{b}"), format!("{a}A{b}{v}{b}")),
                4 => self.doubled_stem(format!("{a}{v}{b}{b}"), format!("{a}{b}{v}{b}")),
                6 => self.doubled_stem(format!("تa{a}A{b}{b}"), format!("تa{a}A{b}a{b}")),
                7 => self.doubled_stem(format!("ن{a}a{b}{b}"), format!("ن{a}a{b}{v}{b}")),
                8 => self.doubled_stem(format!("{e}a{b}{b}"), format!("{e}a{b}{v}{b}")),
                _ => self.doubled_stem(format!("ستa{a}{v}{b}{b}"), format!("ستa{a}{b}{v}{b}")),
            };
        }
        match self.measure {
            1 => {
                let vowel = if active { self.imperfect_vowel } else { 'a' };
                if self.is_raa() {
                    return self.stem(format!("{a}"), 'a', false);
                }
                if active && self.drops_first {
                    return self.stem(format!("{b}"), vowel, false);
                }
                self.stem(format!("{a}{b}"), vowel, false)
            }
            2 => self.stem(format!("{a}a{b}{b}"), v, false),
            3 => self.stem(format!("{a}A{b}"), v, false),
            4 if self.is_raa() => self.stem(format!("{a}"), v, false),
            4 => self.stem(format!("{a}{b}"), v, false),
            5 => self.stem(format!("تa{a}a{b}{b}"), 'a', false),
            6 => self.stem(format!("تa{a}A{b}"), 'a', false),
            7 => self.stem(format!("ن{a}a{b}"), v, false),
            8 => self.stem(format!("{e}a{b}"), v, false),
            9 => self.doubled_stem(format!("{a}{b}a{c}{c}"), format!("{a}{b}a{c}{v}{c}")),
            10 => self.stem(format!("ستa{a}{b}"), v, false),
            Q1 => self.stem(format!("{a}a{b}{c}"), v, false),
            Q2 => self.stem(format!("تa{a}a{b}{c}"), 'a', false),
            _ => {
                let d = r[3];
                self.doubled_stem(format!("{a}{b}a{c}{v}{d}{d}"), format!("{a}{b}a{c}{d}{v}{d}"))
            }
        }
    }

    fn participle(&self, voice: Voice) -> Stem {
        let r = &self.radicals;
        let (a, b, c) = (r[0], r[1], r[2]);
        if self.measure == 1 {
            return match voice {
                Voice::Active => {
                    if self.hollow && c == 'ء' {
                        return Stem::Weak { head: format!("{a}Aء"), vowel: 'i', weak: 'ي', alif: false };
                    }
                    if self.hollow {
                        let whole = format!("{a}Aءi{c}");
                        return Stem::Strong { open: whole.clone(), shut: whole, doubled: false };
                    }
                    if self.contracted {
                        return self.doubled_stem(format!("{a}A{b}{b}"), format!("{a}A{b}{b}"));
                    }
                    self.stem(format!("{a}A{b}"), 'i', false)
                }
                Voice::Passive => {
                    let whole = if self.hollow {
                        let l = if b == 'و' { 'U' } else { 'I' };
                        format!("مa{a}{l}{c}")
                    } else if c == 'و' && self.perfect_vowel != 'i' {
                        format!("مa{a}{b}uوو")
                    } else if is_weak(c) {
                        format!("مa{a}{b}iيي")
                    } else {
                        format!("مa{a}{b}U{c}")
                    };
                    Stem::Strong { open: whole.clone(), shut: whole, doubled: false }
                }
            };
        }
        // The other measures put مُ before the imperfect stem; measures 5, 6 and q2 take i in the active.
        let mut stem = self.imperfect(voice);
        if voice == Voice::Active && matches!(self.measure, 5 | 6 | Q2) {
            let from = "a";
            match &mut stem {
                Stem::Strong { open, doubled, .. } if !*doubled => {
                    let last = self.last();
                    if let Some(head) = open.strip_suffix(last).and_then(|h| h.strip_suffix(from)) {
                        *open = format!("{head}i{last}");
                    }
                }
                Stem::Weak { vowel, .. } => *vowel = 'i',
                _ => {}
            }
        }
        match &mut stem {
            Stem::Strong { open, shut, .. } => {
                *open = format!("مu{open}");
                *shut = open.clone();
            }
            Stem::Weak { head, .. } => *head = format!("مu{head}"),
        }
        stem
    }

    fn emit(&self, out: &mut Out) {
        for voice in [Voice::Active, Voice::Passive] {
            if voice == Voice::Passive && matches!(self.measure, 7 | 9 | Q4) {
                continue;
            }
            self.emit_perfect(out, voice);
            self.emit_imperfect(out, voice);
        }
        self.emit_imperative(out);
        self.emit_participle(out, Voice::Active);
        if !matches!(self.measure, 7 | 9) {
            self.emit_participle(out, Voice::Passive);
        }
    }

    fn emit_perfect(&self, out: &mut Out, voice: Voice) {
        use {Gender::*, Number::*, Person::*};
        let stem = self.perfect(voice);
        let rows = [
            (Third, Masc, Sing, Ending::Bare),
            (Third, Fem, Sing, Ending::Vowel("aت")),
            (Third, Masc, Dual, Ending::A),
            (Third, Fem, Dual, Ending::Vowel("aتA")),
            (Third, Masc, Plur, Ending::U),
            (Third, Fem, Plur, Ending::Shut("نa")),
            (First, Both, Sing, Ending::Shut("تu")),
            (First, Both, Plur, Ending::Shut("نA")),
            (Second, Masc, Sing, Ending::Shut("تa")),
            (Second, Fem, Sing, Ending::Shut("تi")),
            (Second, Masc, Plur, Ending::Shut("تuم")),
        ];
        for (person, gender, number, ending) in rows {
            let form = VerbForm::Finite { aspect: Aspect::Perfect, voice, person, gender, number, mood: Mood::Full };
            out.sounds(&perfect(&stem, ending), form);
        }
    }

    fn emit_imperfect(&self, out: &mut Out, voice: Voice) {
        use {Gender::*, Number::*, Person::*};
        let stem = self.imperfect(voice);
        let vowel = self.prefix_vowel(voice);
        let form = |person, gender, number, mood| VerbForm::Finite { aspect: Aspect::Imperfect, voice, person, gender, number, mood };
        for (prefix, person, gender, number) in [('ي', Third, Masc, Sing), ('ت', Third, Fem, Sing), ('ء', First, Both, Sing), ('ن', First, Both, Plur), ('ت', Second, Masc, Sing)] {
            let full = format!("{prefix}{vowel}{}", imperfect_bare(&stem));
            let shown = spell(&full);
            let short = form(person, gender, number, Mood::Jussive);
            let form = form(person, gender, number, Mood::Full);
            out.sounds(&full, form);
            for text in jussive(&format!("{prefix}{vowel}"), &stem).into_iter().filter(|t| !shown.contains(t)) {
                out.text(text, short);
            }
            // «أؤمن» is what the press writes for ʾūmin.
            if prefix == 'ء' && vowel == 'u' && self.radicals[0] == 'ء' {
                for text in shown {
                    if let Some(rest) = text.strip_prefix("أو") {
                        out.text(format!("أؤ{rest}"), form);
                    }
                }
            }
        }
        for (prefix, person, gender, number, endings) in [
            ('ي', Third, Masc, Dual, ["An", "A"]),
            ('ت', Third, Fem, Dual, ["An", "A"]),
            ('ي', Third, Masc, Plur, ["Un", "U"]),
            ('ت', Second, Masc, Plur, ["Un", "U"]),
            ('ت', Second, Fem, Sing, ["In", "I"]),
        ] {
            for (ending, mood) in endings.into_iter().zip([Mood::Full, Mood::Dependent]) {
                out.sounds(&format!("{prefix}{vowel}{}", imperfect_long(&stem, ending)), form(person, gender, number, mood));
            }
        }
        let fem = match &stem {
            Stem::Strong { shut, .. } => format!("{shut}نa"),
            Stem::Weak { head, vowel: 'a', .. } => format!("{head}aينa"),
            Stem::Weak { head, vowel: 'i', .. } => format!("{head}Iنa"),
            Stem::Weak { head, .. } => format!("{head}Uنa"),
        };
        out.sounds(&format!("ي{vowel}{fem}"), form(Third, Fem, Plur, Mood::Full));
    }

    fn emit_imperative(&self, out: &mut Out) {
        use {Gender::*, Number::*, Person::*};
        let mut stem = self.imperfect(Voice::Active);
        // خذ، كل، مر
        if self.measure == 1 && self.radicals[0] == 'ء' && matches!((self.radicals[1], self.radicals[2]), ('خ', 'ذ') | ('ك', 'ل') | ('م', 'ر')) {
            stem = self.stem(format!("{}", self.radicals[1]), 'u', false);
        }
        let start = |sounds: &str| -> String {
            if self.measure == 4 {
                return "ءa".into();
            }
            let mut chars = sounds.chars();
            let cluster = chars.next().is_some_and(is_consonant) && chars.next().is_some_and(is_consonant);
            match cluster {
                false => String::new(),
                true if self.measure == 1 && self.imperfect_vowel == 'u' && self.radicals[0] != 'ء' => "Wu".into(),
                true => "Wi".into(),
            }
        };
        let form = |gender, number| VerbForm::Finite { aspect: Aspect::Imperative, voice: Voice::Active, person: Second, gender, number, mood: Mood::Full };
        let bare = match &stem {
            Stem::Strong { open, shut, doubled } => {
                if *doubled {
                    vec![open.clone(), shut.clone()]
                } else {
                    vec![shut.clone()]
                }
            }
            Stem::Weak { .. } => vec![],
        };
        for sounds in bare {
            out.sounds(&format!("{}{sounds}", start(&sounds)), form(Masc, Sing));
        }
        if let Stem::Weak { head, .. } = &stem {
            for text in jussive(&start(&format!("{head}a")), &stem) {
                out.text(text, form(Masc, Sing));
            }
        }
        for (gender, number, ending) in [(Fem, Sing, "I"), (Masc, Plur, "U")] {
            let sounds = imperfect_long(&stem, ending);
            out.sounds(&format!("{}{sounds}", start(&sounds)), form(gender, number));
        }
    }

    fn emit_participle(&self, out: &mut Out, voice: Voice) {
        use {Gender::*, Number::*};
        let stem = self.participle(voice);
        let form = |gender, number| match voice {
            Voice::Active => VerbForm::ActiveParticiple { gender, number },
            Voice::Passive => VerbForm::PassiveParticiple { gender, number },
        };
        // «محليّ»-like words would look like the construct plural of a measure 1 participle.
        let construct = self.measure != 1;
        match &stem {
            Stem::Strong { open, .. } => {
                for text in spell(open) {
                    out.text(text.clone(), form(Masc, Sing));
                    out.text(accusative(&text), form(Masc, Sing));
                }
                for (ending, gender, number) in [
                    ("aة", Fem, Sing),
                    ("Aن", Masc, Dual),
                    ("aينi", Masc, Dual),
                    ("aتAن", Fem, Dual),
                    ("aتaينi", Fem, Dual),
                    ("Uن", Masc, Plur),
                    ("Iن", Masc, Plur),
                    ("U", Masc, Plur),
                    ("Aت", Fem, Plur),
                ] {
                    out.sounds(&format!("{open}{ending}"), form(gender, number));
                }
                if construct {
                    out.sounds(&format!("{open}I"), form(Masc, Plur));
                }
            }
            Stem::Weak { head, vowel: 'i', .. } => {
                for text in spell(&format!("{head}I")) {
                    out.text(text.clone(), form(Masc, Sing));
                    out.text(accusative(&text), form(Masc, Sing));
                }
                // قاضٍ; «جاءٍ» would be taken for the verb.
                if !self.hollow {
                    out.sounds(head, form(Masc, Sing));
                }
                for (ending, gender, number) in [
                    ("iيaة", Fem, Sing),
                    ("iيAن", Masc, Dual),
                    ("iيaينi", Masc, Dual),
                    ("iيaتAن", Fem, Dual),
                    ("iيaتaينi", Fem, Dual),
                    ("Uن", Masc, Plur),
                    ("Iن", Masc, Plur),
                    ("U", Masc, Plur),
                    ("iيAت", Fem, Plur),
                ] {
                    out.sounds(&format!("{head}{ending}"), form(gender, number));
                }
                if construct {
                    out.sounds(&format!("{head}I"), form(Masc, Plur));
                }
            }
            Stem::Weak { head, .. } => {
                for (ending, gender, number) in [
                    ("Y", Masc, Sing),
                    ("Aة", Fem, Sing),
                    ("aيAن", Masc, Dual),
                    ("aيaينi", Masc, Dual),
                    ("AتAن", Fem, Dual),
                    ("Aتaينi", Fem, Dual),
                    ("aون", Masc, Plur),
                    ("aين", Masc, Plur),
                    ("aيAت", Fem, Plur),
                ] {
                    out.sounds(&format!("{head}{ending}"), form(gender, number));
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Ending {
    Bare,
    /// Begins with short a.
    Vowel(&'static str),
    /// Dual ā.
    A,
    /// Plural ū with its silent alif.
    U,
    /// Begins with a consonant.
    Shut(&'static str),
}

fn perfect(stem: &Stem, ending: Ending) -> String {
    match stem {
        Stem::Strong { open, shut, .. } => match ending {
            Ending::Bare => open.clone(),
            Ending::Vowel(e) => format!("{open}{e}"),
            Ending::A => format!("{open}A"),
            Ending::U => format!("{open}UO"),
            Ending::Shut(e) => format!("{shut}{e}"),
        },
        Stem::Weak { head, vowel: 'a', weak, alif } => match ending {
            Ending::Bare if *alif => format!("{head}A"),
            Ending::Bare => format!("{head}Y"),
            Ending::Vowel(e) => format!("{head}{e}"),
            Ending::A => format!("{head}a{weak}A"),
            Ending::U => format!("{head}aوO"),
            Ending::Shut(e) => format!("{head}a{weak}{e}"),
        },
        Stem::Weak { head, vowel, weak, .. } => match ending {
            Ending::Bare => format!("{head}{vowel}{weak}a"),
            Ending::Vowel(e) => format!("{head}{vowel}{weak}{e}"),
            Ending::A => format!("{head}{vowel}{weak}A"),
            Ending::U => format!("{head}UO"),
            Ending::Shut(e) => format!("{head}{vowel}{weak}{e}"),
        },
    }
}

fn imperfect_bare(stem: &Stem) -> String {
    match stem {
        Stem::Strong { open, .. } => open.clone(),
        Stem::Weak { head, vowel: 'a', .. } => format!("{head}Y"),
        Stem::Weak { head, vowel: 'i', .. } => format!("{head}I"),
        Stem::Weak { head, .. } => format!("{head}U"),
    }
}

/// The jussive without an ending: `يقل`, `يلتق`, `يردد`.
fn jussive(prefix: &str, stem: &Stem) -> Vec<String> {
    match stem {
        Stem::Strong { shut, .. } => spell(&format!("{prefix}{shut}")),
        Stem::Weak { .. } => spell(&format!("{prefix}{}", imperfect_bare(stem)))
            .into_iter()
            .map(|mut text| {
                text.pop();
                text
            })
            .collect(),
    }
}

/// The imperfect with an ending: `An`, `Un`, `In`, or the same without its n.
fn imperfect_long(stem: &Stem, ending: &str) -> String {
    let noon = if ending.ends_with('n') { "ن" } else { "" };
    let silent = if ending == "U" { "O" } else { noon };
    let kind = ending.chars().next().unwrap_or('A');
    match stem {
        Stem::Strong { open, .. } => format!("{open}{kind}{}", if kind == 'U' { silent } else { noon }),
        Stem::Weak { head, vowel, weak, .. } => match (kind, *vowel) {
            ('A', v) => format!("{head}{v}{weak}A{noon}"),
            ('U', 'a') => format!("{head}aو{silent}"),
            ('U', _) => format!("{head}U{silent}"),
            (_, 'a') => format!("{head}aي{noon}"),
            _ => format!("{head}I{noon}"),
        },
    }
}

/// The indefinite accusative, which most words show by an alif.
fn accusative(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let last = chars.last().copied().unwrap_or(' ');
    let before = chars.len().checked_sub(2).map(|k| chars[k]);
    match last {
        'ة' | 'ى' | 'ا' | 'أ' | 'آ' => text.to_string(),
        'ء' if before == Some('ا') => text.to_string(),
        'ء' if before.is_some_and(joins) => format!("{}ئا", &text[..text.len() - 'ء'.len_utf8()]),
        _ => format!("{text}ا"),
    }
}

/// Whether the letter joins the one after it.
fn joins(c: char) -> bool {
    !matches!(c, 'ا' | 'أ' | 'إ' | 'آ' | 'د' | 'ذ' | 'ر' | 'ز' | 'و' | 'ؤ' | 'ى' | 'ة' | 'ء')
}

/// Singular, accusative, dual and sound plural of a verbal noun.
fn emit_masdar(out: &mut Out, masdar: &str, verb: &Verb) {
    let one = VerbForm::Masdar { plural: false };
    let many = VerbForm::Masdar { plural: true };
    let chars: Vec<char> = masdar.chars().collect();
    let Some(&last) = chars.last() else { return };
    let before = chars.len().checked_sub(2).map(|k| chars[k]);
    let head: String = chars[..chars.len() - 1].iter().collect();
    out.text(masdar.to_string(), one);
    out.text(accusative(masdar), one);
    // تحدٍّ beside تحدي
    if last == 'ي' && is_weak(verb.last()) && matches!(verb.measure, 5 | 6 | Q2) {
        out.text(head.clone(), one);
    }
    // A stem for ان، ين، ات.
    let (dual, plural) = match last {
        'ة' if before == Some('ا') => (format!("{head}ت"), None),
        'ة' => (format!("{head}ت"), Some(head.clone())),
        'ى' => (format!("{head}ي"), Some(format!("{head}ي"))),
        'ا' => return,
        'ء' if before != Some('ا') && before.is_some_and(joins) => (format!("{head}ئ"), Some(format!("{head}ئ"))),
        _ => (masdar.to_string(), Some(masdar.to_string())),
    };
    if last == 'أ' {
        out.text(format!("{head}آن"), many);
    } else {
        out.text(format!("{dual}ان"), many);
    }
    out.text(format!("{dual}ين"), many);
    // The short masdars of measure 1 (قتل، قصف) have no plural in ات.
    if verb.measure == 1 && last != 'ة' && chars.len() < 4 {
        return;
    }
    match plural {
        // مفاجأة، مفاجآت
        Some(stem) if stem.ends_with('أ') => {
            out.text(format!("{}آت", &stem[..stem.len() - 'أ'.len_utf8()]), many);
        }
        Some(stem) => out.text(format!("{stem}ات"), many),
        // مباراة، مباريات
        None if verb.measure == 3 => out.text(format!("{}يات", head.trim_end_matches('ا')), many),
        None => {}
    }
}

/// `ليس` has a perfect only.
fn laysa() -> Vec<Inflected> {
    use {Gender::*, Number::*, Person::*};
    [
        ("ليس", Third, Masc, Sing),
        ("ليست", Third, Fem, Sing),
        ("ليسا", Third, Masc, Dual),
        ("ليستا", Third, Fem, Dual),
        ("ليسوا", Third, Masc, Plur),
        ("لسن", Third, Fem, Plur),
        ("لست", First, Both, Sing),
        ("لسنا", First, Both, Plur),
        ("لست", Second, Masc, Sing),
        ("لست", Second, Fem, Sing),
        ("لستم", Second, Masc, Plur),
    ]
    .into_iter()
    .map(|(text, person, gender, number)| Inflected { text: text.to_string(), form: VerbForm::Finite { aspect: Aspect::Perfect, voice: Voice::Active, person, gender, number, mood: Mood::Full } })
    .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;

    fn forms(lemma: &str, root: &str, measure: &str, imperfect: &str, masdars: &[&str]) -> Vec<Inflected> {
        inflect(&VerbEntry { lemma, root, measure, imperfect, masdars: masdars.to_vec() }).unwrap()
    }

    fn assert_texts(verb: &[Inflected], texts: &str) {
        for text in texts.split_whitespace() {
            assert!(verb.iter().any(|i| i.text == text), "{text} is missing");
        }
    }

    fn assert_no_texts(verb: &[Inflected], texts: &str) {
        for text in texts.split_whitespace() {
            assert!(!verb.iter().any(|i| i.text == text), "{text} should not be there");
        }
    }

    fn finite(aspect: Aspect, voice: Voice, person: Person, gender: Gender, number: Number) -> VerbForm {
        VerbForm::Finite { aspect, voice, person, gender, number, mood: Mood::Full }
    }

    fn assert_form(verb: &[Inflected], text: &str, form: VerbForm) {
        assert!(verb.iter().any(|i| i.text == text && i.form == form), "{text} is not {form:?}");
    }

    #[test]
    fn sound_verbs_take_every_person_and_both_moods() {
        let verb = forms("كتب", "كتب", "1", "يكتب", &["كتابة"]);
        assert_texts(&verb, "كتب كتبت كتبا كتبتا كتبوا كتبن كتبنا كتبتم يكتب تكتب أكتب نكتب يكتبان تكتبان يكتبون يكتبوا يكتبا تكتبين تكتبي يكتبن");
        assert_texts(&verb, "اكتب اكتبي اكتبوا كاتب كاتبة كاتبون كاتبين كاتبات مكتوب مكتوبة كتابة كتابات كتابتان كتابتين");
        assert_form(&verb, "كتبوا", finite(Aspect::Perfect, Voice::Active, Person::Third, Gender::Masc, Number::Plur));
        assert_form(&verb, "نكتب", finite(Aspect::Imperfect, Voice::Active, Person::First, Gender::Both, Number::Plur));
    }

    #[test]
    fn shadda_is_never_written() {
        let verb = forms("حذّر", "حذر", "2", "يحذّر", &["تحذير"]);
        assert_texts(&verb, "حذر حذرت حذروا يحذر يحذرون محذر محذرا محذرة محذرين تحذير تحذيرا تحذيرات تحذيران تحذيرين");
        assert!(verb.iter().all(|i| !i.text.contains('\u{0651}')));
    }

    #[test]
    fn doubled_verbs_open_before_consonants() {
        let verb = forms("ردّ", "ردد", "1", "يردّ", &["رد"]);
        assert_texts(&verb, "رد ردت ردوا رددت رددنا يرد يردون يردد رددن مردود رد ردا");
        let verb = forms("احتلّ", "حلل", "8", "يحتلّ", &["احتلال"]);
        assert_texts(&verb, "احتل احتلت احتلوا احتللنا يحتل يحتلون محتل محتلة محتلون احتلال");
        let verb = forms("أعدّ", "عدد", "4", "يعدّ", &["إعداد"]);
        assert_texts(&verb, "أعد أعدت أعددنا يعد يعدون معد إعداد إعدادا");
        let verb = forms("استمرّ", "مرر", "10", "يستمرّ", &["استمرار"]);
        assert_texts(&verb, "استمر استمرت استمررنا يستمر يستمرون مستمر مستمرة مستمرين استمرار");
    }

    #[test]
    fn hollow_verbs_shorten_and_turn_passive() {
        let verb = forms("قال", "قول", "1", "يقول", &["قول"]);
        assert_texts(&verb, "قال قالت قالا قالوا قلت قلنا قلن يقول تقول أقول نقول يقولون يقولوا يقل تقل قولوا قائل قائلا قائلة قائلين مقول");
        assert_form(&verb, "قيل", finite(Aspect::Perfect, Voice::Passive, Person::Third, Gender::Masc, Number::Sing));
        assert_form(&verb, "يقال", finite(Aspect::Imperfect, Voice::Passive, Person::Third, Gender::Masc, Number::Sing));
        let verb = forms("باع", "بيع", "1", "يبيع", &["بيع"]);
        assert_texts(&verb, "باع بعنا يبيع يبع يباع مبيع بائع");
        let verb = forms("نام", "نوم", "1", "ينام", &["نوم"]);
        assert_texts(&verb, "ينام ينم نامت");
        let verb = forms("استقال", "قيل", "10", "يستقيل", &["استقالة"]);
        assert_texts(&verb, "استقال استقالت استقلت يستقيل يستقل مستقيل مستقيلا استقالة استقالات");
        let verb = forms("أدان", "دين", "4", "يدين", &["إدانة"]);
        assert_texts(&verb, "أدان أدانت أدانوا أدنا يدين تدين ندين يدينون يدن أدين يدان مدان مدينا إدانة إدانات");
        let verb = forms("انهار", "هور", "7", "ينهار", &["انهيار"]);
        assert_texts(&verb, "انهار انهارت ينهار ينهر منهار منهارة انهيار انهيارات");
        let verb = forms("اختار", "خير", "8", "يختار", &["اختيار"]);
        assert_texts(&verb, "اختار اخترنا يختار يختر اختير مختار");
    }

    #[test]
    fn a_middle_glide_may_be_sound() {
        let verb = forms("استجوب", "جوب", "10", "يستجوب", &["استجواب"]);
        assert_texts(&verb, "استجوب استجوبت يستجوب مستجوب");
        let verb = forms("استجاب", "جوب", "10", "يستجيب", &["استجابة"]);
        assert_texts(&verb, "استجاب يستجيب يستجب");
        let verb = forms("تعاون", "عون", "6", "يتعاون", &["تعاون"]);
        assert_texts(&verb, "تعاونت يتعاونون متعاون");
    }

    #[test]
    fn defective_verbs_lose_and_change_their_end() {
        let verb = forms("دعا", "دعو", "1", "يدعو", &["دعوة", "دعاء"]);
        assert_texts(&verb, "دعا دعت دعوا دعوت دعونا يدعو تدعو يدعون يدعوا يدع تدع ندع يدعوان داع داعي داعيا داعية داعون داعين مدعو مدعوا مدعوة مدعوون مدعوين دعوة دعوات دعاء دعوتين");
        assert_form(&verb, "دعي", finite(Aspect::Perfect, Voice::Passive, Person::Third, Gender::Masc, Number::Sing));
        assert_form(&verb, "يدعى", finite(Aspect::Imperfect, Voice::Passive, Person::Third, Gender::Masc, Number::Sing));
        let verb = forms("بقي", "بقي", "1", "يبقى", &["بقاء"]);
        assert_texts(&verb, "بقي بقيت بقوا بقينا يبقى يبقون يبق باق باقي باقية باقيا بقاء");
        let verb = forms("بنى", "بني", "1", "يبني", &["بناء"]);
        assert_texts(&verb, "بنى بنت بنوا بنينا يبني يبنون يبن بني يبنى مبني مبنيا مبنية");
        let verb = forms("ألغى", "لغو", "4", "يلغي", &["إلغاء"]);
        assert_texts(&verb, "ألغى ألغت ألغوا ألغينا يلغي يلغون يلغ ألغي يلغى ملغى ملغاة ملغيا إلغاء");
        let verb = forms("التقى", "لقي", "8", "يلتقي", &["التقاء"]);
        assert_texts(&verb, "التقى التقت التقيا التقوا التقينا يلتقي يلتق يلتقون يلتقوا يلتقيان ملتق ملتقيا التقي التقاء التقاءات");
        let verb = forms("استدعى", "دعو", "10", "يستدعي", &["استدعاء"]);
        assert_texts(&verb, "استدعى استدعت استدعوا يستدعي يستدع استدعي يستدعى مستدعى مستدعيا استدعاء استدعاءات");
        let verb = forms("تحدّى", "حدي", "5", "يتحدّى", &["تحدي"]);
        assert_texts(&verb, "تحدى تحدت تحدوا يتحدى يتحد يتحدون متحد متحديا تحدي تحد تحديا تحديات");
        let verb = forms("تلقّى", "لقي", "5", "يتلقّى", &["تلقي"]);
        assert_texts(&verb, "تلقت يتلقى تلقيا");
        assert_no_texts(&verb, "يتلقي");
    }

    #[test]
    fn first_radical_waw_falls_or_is_taken_in() {
        let verb = forms("وصل", "وصل", "1", "يصل", &["وصول"]);
        assert_texts(&verb, "وصل وصلت وصلوا يصل تصل يصلون يوصل صلوا واصل موصول وصولا");
        let verb = forms("أوقف", "وقف", "4", "يوقف", &["إيقاف"]);
        assert_texts(&verb, "أوقف أوقفت يوقف موقف إيقاف");
        let verb = forms("اتفق", "وفق", "8", "يتفق", &["اتفاق"]);
        assert_texts(&verb, "اتفق اتفقت اتفقوا اتفقا يتفق يتفقان متفق اتفاق اتفاقات اتفاقا");
        let verb = forms("اتهم", "وهم", "8", "يتهم", &["اتهام"]);
        assert_texts(&verb, "اتهم اتهمت يتهم تتهم متهم متهما متهمة متهمون اتهامات");
    }

    #[test]
    fn the_infixed_ta_is_assimilated() {
        assert_texts(&forms("اتخذ", "ءخذ", "8", "يتخذ", &["اتخاذ"]), "اتخذ اتخذت يتخذ متخذا اتخاذ");
        assert_texts(&forms("اضطر", "ضرر", "8", "يضطر", &["اضطرار"]), "اضطر اضطرت اضطررنا يضطر مضطر");
        assert_texts(&forms("اصطدم", "صدم", "8", "يصطدم", &["اصطدام"]), "اصطدم يصطدم اصطدامات");
        assert_texts(&forms("ازداد", "زيد", "8", "يزداد", &["ازدياد"]), "ازداد ازدادت يزداد يزدد ازدياد");
        assert_texts(&forms("ادّعى", "دعو", "8", "يدّعي", &["ادعاء"]), "ادعى ادعت ادعوا يدعي يدع مدعيا ادعاءات");
        assert_texts(&forms("اطّلع", "طلع", "8", "يطّلع", &["اطلاع"]), "اطلع يطلع مطلع");
        assert_texts(&forms("ائتلف", "ءلف", "8", "يأتلف", &["ائتلاف"]), "ائتلف يأتلف مؤتلف");
    }

    #[test]
    fn hamza_sits_where_it_should() {
        let verb = forms("بدأ", "بدء", "1", "يبدأ", &["بدء"]);
        assert_texts(&verb, "بدأ بدأت بدآ بدأوا بدؤوا يبدأ يبدأون يبدؤون يبدآن بدئ بدء بدءا");
        let verb = forms("أكّد", "ءكد", "2", "يؤكّد", &["تأكيد"]);
        assert_texts(&verb, "أكد أكدت يؤكد تؤكد أؤكد نؤكد مؤكد مؤكدا مؤكدة تأكيدات");
        let verb = forms("أخذ", "ءخذ", "1", "يأخذ", &["أخذ"]);
        assert_texts(&verb, "أخذ يأخذ آخذ يؤخذ خذوا آخذا مأخوذ");
        let verb = forms("آمن", "ءمن", "4", "يؤمن", &["إيمان"]);
        assert_texts(&verb, "آمن آمنت آمنوا يؤمن أؤمن مؤمن إيمان");
        let verb = forms("سأل", "سءل", "1", "يسأل", &["سؤال"]);
        assert_texts(&verb, "سأل سألت يسأل سئل سئلت اسأل سائل مسؤول مسؤولة مسؤولون مسؤولين سؤال سؤالا");
        let verb = forms("تساءل", "سءل", "6", "يتساءل", &["تساؤل"]);
        assert_texts(&verb, "تساءل تساءلت يتساءل متسائلا تساؤلات");
        let verb = forms("هنّأ", "هنء", "2", "يهنّئ", &["تهنئة"]);
        assert_texts(&verb, "هنأ هنأت هنأوا يهنئ تهنئ يهنئون مهنئا مهنئة تهنئة");
        let verb = forms("استأنف", "ءنف", "10", "يستأنف", &["استئناف"]);
        assert_texts(&verb, "استأنف استأنفت يستأنف استؤنف استؤنفت مستأنفا استئناف");
        let verb = forms("فاجأ", "فجء", "3", "يفاجئ", &["مفاجأة"]);
        assert_texts(&verb, "فاجأ يفاجئ مفاجئا مفاجأة مفاجآت فوجئ");
        let verb = forms("أساء", "سوء", "4", "يسيء", &["إساءة"]);
        assert_texts(&verb, "أساء أساءت أساؤوا أساءوا أسأنا يسيء يسئ يسيئون مسيء مسيئة مسيئا إساءات");
        let verb = forms("اطمأنّ", "طمءن", "q4", "يطمئنّ", &["اطمئنان"]);
        assert_texts(&verb, "اطمأن اطمأنت اطمأننت يطمئن مطمئن اطمئنان");
        let verb = forms("ترأّس", "رءس", "5", "يترأّس", &["ترؤس"]);
        assert_texts(&verb, "ترأس ترأست يترأس مترئسا ترؤس");
        let verb = forms("أعلن", "علن", "4", "يعلن", &["إعلان"]);
        assert_texts(&verb, "أعلن أعلنت أعلنوا أعلنا يعلن يعلنون معلنا معلنة إعلان إعلانات");
        assert_form(&verb, "أعلن", finite(Aspect::Perfect, Voice::Passive, Person::Third, Gender::Masc, Number::Sing));
    }

    #[test]
    fn doubly_weak_verbs_hold() {
        let verb = forms("رأى", "رءي", "1", "يرى", &["رؤية", "رأي"]);
        assert_texts(&verb, "رأى رأت رأوا رأينا يرى ترى أرى يرون يروا ير رئي رؤية مرئي");
        let verb = forms("جاء", "جيء", "1", "يجيء", &["مجيء"]);
        assert_texts(&verb, "جاء جاءت جاؤوا جاءوا جئت جئنا يجيء يجئ مجيء");
        let verb = forms("أتى", "ءتي", "1", "يأتي", &["إتيان"]);
        assert_texts(&verb, "أتى أتت أتوا أتينا يأتي تأتي آتي يأتون يأت يؤتى آت آتية");
        let verb = forms("وقى", "وقي", "1", "يقي", &["وقاية"]);
        assert_texts(&verb, "وقى وقت يقي يقون يق وقاية");
        let verb = forms("حيّا", "حيي", "2", "يحيّي", &["تحية"]);
        assert_texts(&verb, "حيا حيت حيوا يحيي يحيون محييا تحية تحيات");
        let verb = forms("أحيا", "حيي", "4", "يحيي", &["إحياء"]);
        assert_texts(&verb, "أحيا أحيت أحيوا يحيي إحياء");
        let verb = forms("روى", "روي", "1", "يروي", &["رواية"]);
        assert_texts(&verb, "روى روت رووا يروي يروون راو راويا رواية روايات");
        let verb = forms("شاء", "شيء", "1", "يشاء", &["مشيئة"]);
        assert_texts(&verb, "شاء شئنا يشاء يشأ يشاؤون");
        let verb = forms("أدّى", "ءدي", "2", "يؤدّي", &["تأدية"]);
        assert_texts(&verb, "أدى أدت أدوا يؤدي تؤدي يؤد مؤديا");
    }

    #[test]
    fn quadriliterals_inflect() {
        let verb = forms("سيطر", "سيطر", "q1", "يسيطر", &["سيطرة"]);
        assert_texts(&verb, "سيطر سيطرت يسيطر يسيطرون مسيطرا مسيطرة سيطرة");
        let verb = forms("تدهور", "دهور", "q2", "يتدهور", &["تدهور"]);
        assert_texts(&verb, "تدهور تدهورت يتدهور متدهورة تدهورا");
    }

    #[test]
    fn construct_plurals_of_participles_come_too() {
        assert_texts(&forms("أيّد", "ءيد", "2", "يؤيّد", &["تأييد"]), "مؤيدو مؤيدي تأييدا");
        // خارجي is an adjective, not those who go out.
        assert_no_texts(&forms("خرج", "خرج", "1", "يخرج", &["خروج"]), "خارجي");
    }

    #[test]
    fn forms_that_are_other_words_stay_away() {
        let verb = forms("أصرّ", "صرر", "4", "يصرّ", &["إصرار"]);
        assert_texts(&verb, "أصر يصر مصرا مصرة مصرون إصرار");
        assert_no_texts(&verb, "مصر مصري");
        assert_no_texts(&forms("قاد", "قود", "1", "يقود", &["قيادة"]), "قد");
        assert_no_texts(&forms("وفى", "وفي", "1", "يفي", &["وفاء"]), "في");
        let verb = forms("طار", "طير", "1", "يطير", &["طيران"]);
        assert_texts(&verb, "طار يطير طائرا");
        assert_no_texts(&verb, "طائرة طائرات طائرتين");
    }

    #[test]
    fn laysa_has_a_perfect_only() {
        let verb = forms("ليس", "ليس", "1", "", &[]);
        assert_texts(&verb, "ليس ليست ليسوا لسنا");
        assert_no_texts(&verb, "يليس");
    }

    #[test]
    fn one_lemma_may_have_two_imperfects() {
        let verb = forms("زال", "زول", "1", "يزال|يزول", &["زوال"]);
        assert_texts(&verb, "زال زالت يزال تزال يزول يزالون");
    }

    #[test]
    fn inconsistent_entries_are_named() {
        let entry = |lemma, root, measure, imperfect| VerbEntry { lemma, root, measure, imperfect, masdars: vec![] };
        assert!(inflect(&entry("قال", "قيل", "4", "يقول")).unwrap_err().contains("perfect"));
        assert!(inflect(&entry("أعلن", "علن", "4", "يعلم")).unwrap_err().contains("imperfect"));
        assert!(inflect(&entry("سأل", "سأل", "1", "يسأل")).unwrap_err().contains("radical"));
        assert!(inflect(&entry("كتب", "كتب", "11", "يكتب")).unwrap_err().contains("measure"));
        assert!(inflect(&entry("سيطر", "سيطر", "1", "يسيطر")).unwrap_err().contains("radicals"));
        assert!(inflect(&entry("كتب", "كتب", "1", "")).is_err());
    }

    #[test]
    fn every_verb_of_the_word_list_inflects() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/ar/words/verbs.tsv");
        let list = std::fs::read_to_string(path).unwrap();
        let mut seen = HashSet::new();
        for line in list.lines().skip(1).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 7, "cells of {line}");
            assert!(seen.insert(cells[0].to_string()), "{} is listed twice", cells[0]);
            let masdars = cells[4].split('|').filter(|m| !m.is_empty()).collect();
            let entry = VerbEntry { lemma: cells[0], root: cells[1], measure: cells[2], imperfect: cells[3], masdars };
            if let Err(message) = inflect(&entry) {
                panic!("{message}");
            }
        }
        assert!(seen.len() > 1000);
    }
}
