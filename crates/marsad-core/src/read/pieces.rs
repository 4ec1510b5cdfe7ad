//! A parsed sentence as a grammarian writes it down: small words apart, each piece with its lemma, its part of
//! speech and the word it belongs to.
//!
//! Enters: a parsed sentence. Leaves: [`WordNote`]s. «وسيلتقيه الوزير» leaves as و + س + يلتقي + ه with «ه» the
//! object and «الوزير» the subject of the verb. Nothing that makes a record asks this room; people who ask what was
//! seen do, and whoever measures it.

use crate::find::words::{Clitics, Reading};
use crate::read::clauses::Clause;
use crate::read::clitics::written;
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use crate::{PieceNote, WordNote};
use marsad_pack::{Number, Pos, Shape};
use marsad_text::Span;

/// The words of a sentence, piece by piece; heads are counted in pieces of the sentence.
pub fn pieces(parsed: &Parsed<'_>) -> Vec<WordNote> {
    let mut words: Vec<WordNote> = (0..parsed.words.len()).map(|w| Splitter { parsed, word: w }.note()).collect();
    let stems = stems(&words);
    for phrase in &parsed.phrases {
        let head = phrase.head();
        for word in phrase.words.clone().filter(|w| *w != head && phrase.pronoun.is_none()) {
            attach(&mut words, (word, stems[word].1), stems[head], "dep");
        }
        // Of phrases joined by «و» the first stands for all.
        if let Some(first) = phrase.joined_to {
            attach(&mut words, (head, stems[head].1), stems[parsed.phrases[first].head()], "conj");
        }
    }
    for clause in &parsed.clauses {
        arguments(parsed, clause, &mut words, &stems);
    }
    words
}

/// For every word, which piece of the sentence its stem is, and which piece of the word.
fn stems(words: &[WordNote]) -> Vec<(usize, usize)> {
    let mut before = 0;
    words
        .iter()
        .map(|word| {
            let inside = word.pieces.iter().position(|p| p.stem).unwrap_or(0);
            let stem = (before + inside, inside);
            before += word.pieces.len();
            stem
        })
        .collect()
}

fn attach(words: &mut [WordNote], (word, piece): (usize, usize), head: (usize, usize), role: &'static str) {
    if let Some(piece) = words[word].pieces.get_mut(piece) {
        piece.head = Some(head.0);
        piece.role = role;
    }
}

/// Hangs subject, objects and the pronouns that are one of them on the verb.
fn arguments(parsed: &Parsed<'_>, clause: &Clause, words: &mut [WordNote], stems: &[(usize, usize)]) {
    let Some(verb) = clause.verb else { return };
    let passive = parsed.tags[verb].reading.is_some_and(|r| r.form.passive);
    let (subject, object) = if passive { ("nsubj:pass", "nsubj:pass") } else { ("nsubj", "obj") };
    let mut hang = |phrase: usize, role| {
        let head = parsed.phrases[phrase].head();
        attach(words, (head, stems[head].1), stems[verb], role);
    };
    if let Some(phrase) = clause.subject {
        hang(phrase, subject);
    }
    if let Some(&phrase) = clause.objects.first() {
        hang(phrase, object);
    }
    if let Some((word, _)) = clause.subject_pronoun {
        let last = words[word].pieces.len().saturating_sub(1);
        attach(words, (word, last), stems[verb], subject);
    }
    if parsed.enclitic(verb).is_some() {
        let last = words[verb].pieces.len().saturating_sub(1);
        attach(words, (verb, last), stems[verb], "obj");
    }
}

/// Takes one word of a sentence apart.
struct Splitter<'p, 'a> {
    parsed: &'p Parsed<'a>,
    word: usize,
}

impl Splitter<'_, '_> {
    fn note(&self) -> WordNote {
        let word = &self.parsed.words[self.word];
        let clitics = self.clitics();
        let letters: Vec<usize> = word.text.char_indices().filter(|(_, c)| marsad_text::fold_char(*c).is_some()).map(|(at, _)| at).collect();
        let before = [(clitics.conj, "CCONJ"), (clitics.prep.is_some(), "ADP"), (clitics.future, "PART")];
        let mut parts: Vec<(usize, &'static str)> = before.iter().filter(|(there, _)| *there).map(|(_, pos)| *pos).enumerate().collect();
        let stem = parts.len();
        parts.push((stem, self.pos()));
        let behind = clitics.enclitic.map_or(0, |e| written(e, &word.key).chars().count());
        if behind > 0 && letters.len() > stem + behind {
            parts.push((letters.len() - behind, "PRON"));
        }
        let start_of = |part: usize| parts.get(part).map_or(word.text.len(), |(letter, _)| if part == 0 { 0 } else { letters.get(*letter).copied().unwrap_or(word.text.len()) });
        let lemma = self.parsed.lemma(self.word).map(|l| self.parsed.language.lexicon.lemmas[l as usize].text.clone());
        let piece = |at: usize| {
            let form = word.text[start_of(at)..start_of(at + 1)].to_owned();
            let lemma = lemma.clone().filter(|_| at == stem).unwrap_or_else(|| form.clone());
            PieceNote { form, lemma, pos: parts[at].1, stem: at == stem, head: None, role: "" }
        };
        WordNote { start: word.span().start.at(), text: word.text.to_owned(), pieces: (0..parts.len()).map(piece).collect() }
    }

    /// What is written onto the word: as its reading or its name has it, or as the time or number it begins leaves out.
    fn clitics(&self) -> Clitics {
        let tag = &self.parsed.tags[self.word];
        if let Some(name) = tag.name.map(|n| &self.parsed.names[n]) {
            let before = if name.first == self.word { name.clitics } else { Clitics::default() };
            return Clitics { enclitic: name.enclitic.filter(|_| name.end == self.word + 1), ..before };
        }
        let times = tag.time.map(|t| &self.parsed.times[t]).map(|t| (t.first, t.span));
        let numbers = tag.number.map(|n| &self.parsed.numbers[n]).map(|n| (n.first, n.span));
        let inside = times.or(numbers).is_some_and(|(first, _)| first < self.word);
        if inside && tag.reading.is_none_or(|r| !r.exact) && word_begins(&self.parsed.words[self.word].key, 'و') {
            // «بين نيسان وحزيران»
            return Clitics { conj: true, ..Clitics::default() };
        }
        let left_out = times.or(numbers).filter(|(first, _)| *first == self.word).map(|(_, span)| self.before(span));
        match (tag.reading, left_out) {
            (Some(reading), _) => self.particle(reading).unwrap_or(reading.clitics),
            (None, Some(clitics)) => clitics,
            (None, None) => tag.guess,
        }
    }

    /// The small words that a time or number leaves out of its span.
    fn before(&self, span: Span) -> Clitics {
        let word = &self.parsed.words[self.word];
        let skipped = span.start.at().saturating_sub(word.span().start.at());
        let mut clitics = Clitics::default();
        for letter in word.text.get(..skipped).unwrap_or("").chars() {
            match letter {
                'و' | 'ف' => clitics.conj = true,
                'ب' | 'ل' | 'ك' => clitics.prep = Some(letter),
                _ => {}
            }
        }
        if word.key.trim_start_matches('و').starts_with("لل") {
            clitics.prep = Some('ل');
        }
        clitics
    }

    /// «بشأن», «لأن» and «وحده» are one word to the reader, two to a grammarian: the small word shows where the rest is a word too.
    fn particle(&self, chosen: Reading) -> Option<Clitics> {
        let small = matches!(chosen.form.pos, Pos::Prep | Pos::Sub | Pos::Conj | Pos::Adv | Pos::Part | Pos::Quant | Pos::Rel);
        let letters = self.parsed.words[self.word].key.chars().count();
        let fuller = |r: &&Reading| {
            let long = letters >= r.clitics.count() + 3 || matches!(r.form.pos, Pos::Prep | Pos::Sub | Pos::Rel);
            let more = r.clitics.count() > chosen.clitics.count() && (r.clitics.conj || !chosen.clitics.conj) && r.clitics.prep != Some('ك');
            r.exact && more && long && r.form.pos != Pos::Verb && r.form.number != Number::Dual && (r.clitics.conj == chosen.clitics.conj || r.form.pos == chosen.form.pos)
        };
        self.parsed.words[self.word].readings.iter().filter(|_| small).find(fuller).map(|r| r.clitics)
    }

    fn pos(&self) -> &'static str {
        let tag = &self.parsed.tags[self.word];
        match tag.kind {
            Kind::Verb if matches!(tag.shape(), Some(Shape::ActiveParticiple | Shape::PassiveParticiple)) => "ADJ",
            Kind::Verb => "VERB",
            Kind::Noun if tag.name.is_some() => "PROPN",
            Kind::Noun => "NOUN",
            Kind::Adj => "ADJ",
            Kind::Prep => "ADP",
            Kind::Conj => "CCONJ",
            Kind::Sub => "SCONJ",
            Kind::Rel | Kind::Pron => "PRON",
            Kind::Dem | Kind::Quant => "DET",
            // «ليس» is a verb by its forms.
            Kind::Neg
                if self.parsed.words[self.word]
                    .readings
                    .iter()
                    .any(|r| r.exact && r.form.pos == Pos::Verb && r.form.shape == Shape::Perfect && Some(r.form.gender) != tag.reading.map(|c| c.form.gender)) =>
            {
                "AUX"
            }
            Kind::Neg | Kind::Fut | Kind::Part => "PART",
            Kind::Adv => "ADV",
            Kind::Number => "NUM",
            Kind::Comma | Kind::Stop | Kind::Open | Kind::Close => "PUNCT",
            Kind::Time => "NOUN",
            Kind::Unknown => "X",
        }
    }
}

fn word_begins(key: &str, letter: char) -> bool {
    key.starts_with(letter) && key.chars().count() > 3
}
