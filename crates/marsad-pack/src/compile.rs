//! From a pack's files to what the reader uses: discovery by folder, meaning by path.
//!
//! Enters: sources, each a path such as `packs/ar/words/nouns.tsv` with its text. Leaves: [`Packs`], or every
//! defect found. Later sources of the same path add to earlier ones, so a user's folder stands beside the
//! built-in packs.

use crate::arabic;
use crate::english;
use crate::frames::{Examples, Frames, FramesBuilder, read_examples};
use crate::lexicon::{Form, Gender, Lexicon, LexiconBuilder, Number, Pos, class_bit};
use crate::names::{Agent, CUE_KINDS, Cue, Name, NameAs, NameOf, Names, NamesBuilder, Office, PAGE_KINDS};
use crate::numbers::NumberTables;
use crate::problem::{Problem, nearest};
use crate::time::TimeTables;
use crate::tsv::{Row, Table};
use crate::weights::Weights;
use crate::world::{World, WorldBuilder};
use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// One file of a pack.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it lies: `packs/ar/words/nouns.tsv`. The folder names decide what it means.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// What a language pack says of its language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: String,
    /// Name for people.
    pub name: String,
    /// The order of words tells what does what; nothing is inflected for it.
    pub fixed_order: bool,
    /// Words.
    pub lexicon: Lexicon,
    /// Names and cues.
    pub names: Names,
    /// Frames.
    pub frames: Frames,
    /// Number words.
    pub numbers: NumberTables,
    /// Time words.
    pub time: TimeTables,
    /// Words after which a full stop does not end a sentence.
    pub abbreviations: Vec<String>,
    /// What was learned of happenings reported and happenings only spoken of.
    pub weights: Weights,
    /// Classes of prepositions, by lemma: «قرب» is `at-place`.
    pub prepositions: HashMap<String, u128, FixedState>,
}

impl Language {
    /// Whether a preposition is of one of the classes.
    #[must_use]
    pub fn is_preposition(&self, name: &str, classes: u128) -> bool {
        self.prepositions.get(name).is_some_and(|of| of & classes != 0)
    }
}

/// All packs, compiled.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Packs {
    /// What is known whatever the language.
    pub world: World,
    /// The languages.
    pub languages: Vec<Language>,
}

impl Packs {
    /// The pack of a language.
    #[must_use]
    pub fn language(&self, tag: &str) -> Option<&Language> {
        let primary = tag.split('-').next().unwrap_or(tag);
        self.languages.iter().find(|l| l.tag.eq_ignore_ascii_case(primary))
    }

    /// Packs as bytes, for embedding.
    ///
    /// # Panics
    /// Never: every part serialises.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("packs hold only plain data")
    }

    /// Packs from [`Packs::to_bytes`].
    ///
    /// # Errors
    /// When the bytes are not compiled packs of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Problem> {
        postcard::from_bytes(bytes).map_err(|e| Problem::new("compiled packs", 0, e.to_string()))
    }
}

/// Compiles packs from their sources.
///
/// # Errors
/// Every defect found, each naming file and line.
pub fn compile(sources: &[Source]) -> Result<Packs, Vec<Problem>> {
    let (packs, problems) = compile_leniently(sources);
    if problems.is_empty() { Ok(packs) } else { Err(problems) }
}

/// Compiles what is sound and lists what is not.
#[must_use]
pub fn compile_leniently(sources: &[Source]) -> (Packs, Vec<Problem>) {
    let mut files: Vec<File<'_>> = sources.iter().filter_map(File::of).collect();
    files.sort_by_key(|f| (f.order(), f.path));
    let mut problems = Vec::new();
    let mut world = WorldBuilder::default();
    for file in files.iter().filter(|f| f.pack == "world" && f.is_table()) {
        problems.extend(world.read(file.stem, file.path, file.text).err().unwrap_or_default());
    }
    let mut tags: Vec<&str> = files.iter().map(|f| f.pack).filter(|p| *p != "world").collect();
    tags.sort_unstable();
    tags.dedup();
    let languages = tags.iter().map(|tag| {
        let own: Vec<&File<'_>> = files.iter().filter(|f| f.pack == *tag).collect();
        language(tag, &own, &mut world, &mut problems)
    });
    let languages = languages.collect();
    (Packs { world: world.finish(), languages }, problems)
}

/// The examples of every frame file among the sources.
///
/// # Errors
/// The frame files that cannot be read.
pub fn examples(sources: &[Source]) -> Result<Vec<(String, Examples)>, Vec<Problem>> {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for file in sources.iter().filter_map(File::of).filter(|f| f.folder == "frames") {
        match read_examples(file.path, &file.rule(), file.text) {
            Ok(examples) => found.push((file.pack.to_owned(), examples)),
            Err(problem) => problems.push(problem),
        }
    }
    found.sort_by(|a, b| a.1.file.cmp(&b.1.file));
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

struct File<'a> {
    path: &'a str,
    text: &'a str,
    /// `ar`
    pack: &'a str,
    /// `words`, `names`, `frames`, `time`, or empty
    folder: &'a str,
    /// The path below the folder, without its ending.
    stem: &'a str,
    ending: &'a str,
}

impl<'a> File<'a> {
    fn of(source: &'a Source) -> Option<Self> {
        let inside = source.path.rfind("packs/").map_or(source.path.as_str(), |at| &source.path[at + "packs/".len()..]);
        let (pack, rest) = inside.split_once('/')?;
        let (rest, ending) = rest.rsplit_once('.')?;
        let (folder, stem) = if pack == "world" { ("", rest) } else { rest.split_once('/').unwrap_or(("", rest)) };
        matches!(ending, "tsv" | "toml").then_some(Self { path: &source.path, text: &source.text, pack, folder, stem, ending })
    }

    fn is_table(&self) -> bool {
        self.ending == "tsv"
    }

    fn rule(&self) -> String {
        format!("{}/{}", self.pack, self.stem)
    }

    /// Tables that others refer to come first.
    fn order(&self) -> usize {
        match (self.folder, self.stem) {
            ("", "tenures") => 1,
            ("", _) => 0,
            ("words", "verbs") => 2,
            ("words", "nouns") => 3,
            ("words", "contexts") => 5,
            ("words", _) => 4,
            ("names", _) => 6,
            _ => 7,
        }
    }
}

#[derive(Deserialize)]
struct PackToml {
    pack: PackHead,
}

#[derive(Deserialize)]
struct PackHead {
    name: String,
    language: Option<String>,
    word_order: Option<WordOrder>,
}

/// Whether the order of words or their endings tell what does what.
#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum WordOrder {
    Free,
    Fixed,
}

fn language(tag: &str, files: &[&File<'_>], world: &mut WorldBuilder, problems: &mut Vec<Problem>) -> Language {
    let mut reader = LanguageReader { arabic: tag == "ar", words: LexiconBuilder::default(), names: NamesBuilder::default(), prepositions: HashMap::default(), world, problems };
    let mut language = Language { tag: tag.to_owned(), ..Language::default() };
    for file in files {
        match (file.folder, file.stem) {
            ("", "pack") => match toml::from_str::<PackToml>(file.text) {
                Ok(head) => {
                    language.name = head.pack.name;
                    language.fixed_order = head.pack.word_order == Some(WordOrder::Fixed);
                    if let Some(tag) = head.pack.language {
                        language.tag = tag;
                    }
                }
                Err(e) => reader.problems.push(Problem::new(file.path, 0, e.message().to_owned())),
            },
            ("words", "numbers") => reader.problems.extend(language.numbers.read(file.path, file.text).err()),
            ("words", "abbreviations") => language.abbreviations.extend(file.text.lines().filter(|l| !l.starts_with('#')).map(|l| l.trim().to_owned()).filter(|l| !l.is_empty())),
            ("words", _) => reader.words_file(file),
            ("names", _) => reader.names_file(file),
            ("time", _) => reader.problems.extend(language.time.read(file.path, file.text).err()),
            ("weights", _) => reader.problems.extend(language.weights.read(file.path, file.text).err()),
            ("frames", _) => {}
            _ => reader.problems.push(Problem::new(file.path, 0, "this folder is no part of a language pack")),
        }
    }
    let LanguageReader { words, names, prepositions, .. } = reader;
    language.prepositions = prepositions;
    let mut frames = FramesBuilder::new(&words, &world.world);
    for file in files.iter().filter(|f| f.folder == "frames") {
        problems.extend(frames.read(file.path, &file.rule(), file.text));
    }
    language.frames = frames.finish();
    language.lexicon = words.finish();
    language.names = names.finish();
    language
}

struct LanguageReader<'a> {
    arabic: bool,
    words: LexiconBuilder,
    names: NamesBuilder,
    prepositions: HashMap<String, u128, FixedState>,
    world: &'a mut WorldBuilder,
    problems: &'a mut Vec<Problem>,
}

impl LanguageReader<'_> {
    fn table<'t>(&mut self, file: &File<'t>, columns: &[&str]) -> Option<Table<'t>> {
        Table::read(file.path, file.text, columns).map_err(|p| self.problems.push(p)).ok()
    }

    fn words_file(&mut self, file: &File<'_>) {
        match file.stem {
            "verbs" if self.arabic => self.problems.extend(arabic::read_verbs(&mut self.words, file.path, file.text)),
            "verbs" => self.problems.extend(english::read_verbs(&mut self.words, file.path, file.text)),
            "nouns" => self.nouns(file),
            "adjectives" => self.adjectives(file),
            "particles" => self.particles(file),
            "contexts" => self.contexts(file),
            "cues" => self.cues(file),
            _ => self.problems.push(Problem::new(file.path, 0, "not a table of a language pack's words")),
        }
    }

    fn nouns(&mut self, file: &File<'_>) {
        let Some(table) = self.table(file, &["lemma", "plural", "feminine", "classes", "gloss"]) else { return };
        for row in table.rows() {
            let lemma = self.words.lemma(row.cell(0), Pos::Noun);
            self.words.lemmas[lemma as usize].gloss = row.cell(4).to_owned();
            self.words.lemmas[lemma as usize].classes |= self.class_bits(row, 3);
            let mut forms = if self.arabic { arabic::inflect_noun(row.cell(0), row.values(1), row.cell(2)) } else { english::inflect_noun(row.cell(0), row.values(1)) };
            if row.cell(3).split_whitespace().any(|class| class == "feminine") {
                forms.iter_mut().for_each(|form| form.gender = Gender::Fem);
            }
            self.noun_forms(lemma, Pos::Noun, forms);
        }
    }

    /// The classes a cell lists; what is no class is a problem of its line.
    fn class_bits(&mut self, row: &Row<'_>, cell: usize) -> u128 {
        let mut bits = 0;
        for class in row.cell(cell).split_whitespace() {
            match class_bit(class) {
                Some(bit) => bits |= bit,
                None => {
                    let hint = nearest(class, crate::lexicon::CLASSES.iter().copied()).map(|k| format!(", did you mean \"{k}\"?")).unwrap_or_default();
                    self.problems.push(row.problem(format!("unknown class \"{class}\"{hint}")));
                }
            }
        }
        bits
    }

    fn adjectives(&mut self, file: &File<'_>) {
        let Some(table) = self.table(file, &["lemma", "feminine", "plural", "gloss"]) else { return };
        for row in table.rows() {
            let lemma = self.words.lemma(row.cell(0), Pos::Adj);
            if self.words.lemmas[lemma as usize].gloss.is_empty() {
                self.words.lemmas[lemma as usize].gloss = row.cell(3).to_owned();
            }
            let forms = if self.arabic { arabic::inflect_adjective(row.cell(0), row.values(2), row.cell(1)) } else { vec![english::uninflected(row.cell(0))] };
            self.noun_forms(lemma, Pos::Adj, forms);
        }
    }

    fn noun_forms(&mut self, lemma: u32, pos: Pos, forms: Vec<arabic::NounForm>) {
        for form in forms {
            self.words.add_form(&form.text, Form { lemma, pos, gender: form.gender, number: form.number, accusative: form.accusative, ..Form::default() });
        }
    }

    fn particles(&mut self, file: &File<'_>) {
        let Some(table) = self.table(file, &["form", "pos", "gloss", "classes?"]) else { return };
        let mut listed = HashSet::new();
        for row in table.rows() {
            if !listed.insert(row.cell(0)) {
                self.problems.push(row.problem(format!("\"{}\" is listed twice", row.cell(0))));
            }
            let poses: Option<Vec<Pos>> = row.values(1).map(Pos::parse).collect();
            let Some(poses) = poses else {
                self.problems.push(row.problem(format!("unknown part of speech \"{}\"", row.cell(1))));
                continue;
            };
            let Some(&first) = poses.first() else {
                self.problems.push(row.problem("a particle needs a part of speech"));
                continue;
            };
            let classes = self.class_bits(row, 3);
            if classes != 0 {
                self.prepositions.insert(row.cell(0).to_owned(), classes);
            }
            let lemma = self.words.lemma(row.cell(0), first);
            if self.words.lemmas[lemma as usize].gloss.is_empty() {
                self.words.lemmas[lemma as usize].gloss = row.cell(2).to_owned();
            }
            if row.cell(0).contains(' ') {
                self.words.lemmas[lemma as usize].pos = first;
                self.names.add(row.cell(0), name(NameOf::Particle(lemma)));
            } else {
                for pos in poses {
                    self.words.add_form(row.cell(0), Form { lemma, pos, ..Form::default() });
                }
            }
        }
    }

    fn contexts(&mut self, file: &File<'_>) {
        let Some(table) = self.table(file, &["word", "context"]) else { return };
        for row in table.rows() {
            let Some(context) = self.world.world.contexts.iter().position(|c| c == row.cell(1)) else {
                self.problems.push(row.problem(format!("unknown context \"{}\"", row.cell(1))));
                continue;
            };
            let found: Vec<u32> = [true, false].into_iter().filter_map(|verb| self.words.find(row.cell(0), verb)).collect();
            for lemma in found {
                self.words.lemmas[lemma as usize].contexts.push(context as u8);
            }
        }
    }

    fn cues(&mut self, file: &File<'_>) {
        let Some(table) = self.table(file, &["form", "kind", "value?", "gloss"]) else { return };
        for row in table.rows() {
            let Some(kind) = CUE_KINDS.iter().position(|k| *k == row.cell(1)) else {
                let hint = nearest(row.cell(1), CUE_KINDS.iter().copied()).map(|k| format!(", did you mean \"{k}\"?")).unwrap_or_default();
                self.problems.push(row.problem(format!("unknown kind of cue \"{}\"{hint}", row.cell(1))));
                continue;
            };
            let at = self.names.cues.len() as u32;
            self.names.cues.push(Cue { text: row.cell(0).into(), kind: row.cell(1).into(), value: row.cell(2).into(), of_page: kind < PAGE_KINDS });
            for form in row.values(0) {
                self.names.add(form, name(NameOf::Cue(at)));
            }
        }
    }

    fn names_file(&mut self, file: &File<'_>) {
        match file.stem {
            "states" => self.states(file),
            "organizations" | "groups" => self.bodies(file),
            "persons" => self.persons(file),
            "offices" => self.offices(file),
            "agents" => self.agents(file),
            "places" | "places-hand" => self.places(file),
            _ => self.problems.push(Problem::new(file.path, 0, "not a table of a language pack's names")),
        }
    }

    fn code(&mut self, row: &Row<'_>) -> Option<u32> {
        let found = self.world.codes.get(row.cell(0)).copied();
        if found.is_none() {
            self.problems.push(row.problem(format!("unknown code \"{}\"", row.cell(0))));
        }
        found
    }

    fn states(&mut self, file: &File<'_>) {
        let Some(table) = self.table(file, &["code", "names", "adjectives", "peoples", "capitals", "seats", "gender?"]) else { return };
        // «أعلنت سوريا», «أعلنت دمشق»: states and cities are feminine, but for a few states.
        let feminine = if self.arabic { Gender::Fem } else { Gender::Both };
        for row in table.rows() {
            let Some(at) = self.code(row) else { continue };
            self.own_name(at, row);
            let of = |kind| NameOf::Entity(at, kind);
            let gender = if row.cell(6) == "masculine" { Gender::Both } else { feminine };
            self.phrases(row.values(1), of(NameAs::Name), gender);
            for adjective in row.values(2) {
                self.adjective(adjective, at);
            }
            for people in row.values(3) {
                self.people(people, at);
            }
            self.phrases(row.values(4), of(NameAs::Capital), feminine);
            self.phrases(row.values(5), of(NameAs::Seat), Gender::Both);
        }
    }

    fn bodies(&mut self, file: &File<'_>) {
        let Some(table) = self.table(file, &["code", "names", "adjectives?", "seats?"]) else { return };
        for row in table.rows() {
            let Some(at) = self.code(row) else { continue };
            self.own_name(at, row);
            self.phrases(row.values(1), NameOf::Entity(at, NameAs::Name), Gender::Both);
            for adjective in row.values(2) {
                self.adjective(adjective, at);
            }
            self.phrases(row.values(3), NameOf::Entity(at, NameAs::Seat), Gender::Both);
        }
    }

    fn own_name(&mut self, at: u32, row: &Row<'_>) {
        if self.arabic
            && let Some(first) = row.values(1).next()
        {
            self.world.world.entities[at as usize].name_ar = first.to_owned();
        }
    }

    fn phrases<'p>(&mut self, phrases: impl Iterator<Item = &'p str>, of: NameOf, gender: Gender) {
        for phrase in phrases {
            self.names.add(phrase, Name { of, gender, number: Number::Sing, definite: true });
        }
    }

    fn adjective(&mut self, adjective: &str, at: u32) {
        let of = NameOf::Entity(at, NameAs::Adjective);
        if !self.arabic {
            self.names.add(adjective, Name { of, gender: Gender::Both, number: Number::Any, definite: false });
            return;
        }
        for (form, gender, number) in arabic::nisba_forms(adjective) {
            let definite = form.starts_with("ال");
            self.names.add(&form, Name { of, gender, number, definite });
        }
    }

    fn people(&mut self, people: &str, at: u32) {
        let of = NameOf::Entity(at, NameAs::People);
        self.names.add(people, Name { of, gender: Gender::Masc, number: Number::Plur, definite: false });
        if self.arabic {
            let second = people.replace(' ', " ال");
            self.names.add(&format!("ال{second}"), Name { of, gender: Gender::Masc, number: Number::Plur, definite: true });
        }
    }

    fn persons(&mut self, file: &File<'_>) {
        let Some(table) = self.table(file, &["id", "names", "short"]) else { return };
        for row in table.rows() {
            let Some(&at) = self.world.person_ids.get(row.cell(0)) else {
                self.problems.push(row.problem(format!("unknown person \"{}\"", row.cell(0))));
                continue;
            };
            if self.arabic
                && let Some(first) = row.values(1).next()
            {
                self.world.world.persons[at as usize].name_ar = first.to_owned();
            }
            self.phrases(row.values(1), NameOf::Person(at), Gender::Both);
            self.phrases(row.values(2), NameOf::Short(at), Gender::Both);
        }
    }

    fn places(&mut self, file: &File<'_>) {
        let Some(table) = self.table(file, &["id", "names"]) else { return };
        for row in table.rows() {
            let Some(&at) = self.world.place_ids.get(row.cell(0)) else {
                self.problems.push(row.problem(format!("unknown place \"{}\"", row.cell(0))));
                continue;
            };
            if self.arabic
                && let Some(first) = row.values(1).next()
            {
                self.world.world.places[at as usize].name_ar = first.to_owned();
            }
            self.phrases(row.values(1), NameOf::Place(at), Gender::Both);
        }
    }

    fn offices(&mut self, file: &File<'_>) {
        let Some(table) = self.table(file, &["form", "feminine", "plural", "office", "sector", "gloss"]) else { return };
        for row in table.rows() {
            let at = self.names.offices.len() as u32;
            self.check_sector(row, 4);
            self.names.offices.push(Office { text: row.cell(0).into(), office: row.cell(3).into(), sector: row.cell(4).into() });
            self.titled(row.cell(0), row.cell(1), row.values(2), NameOf::Office(at));
        }
    }

    fn agents(&mut self, file: &File<'_>) {
        let Some(table) = self.table(file, &["form", "feminine", "plural", "sector", "kind", "gloss", "of?"]) else { return };
        for row in table.rows() {
            let at = self.names.agents.len() as u32;
            let of = row.cell(6);
            if !of.is_empty() && !self.world.codes.contains_key(of) {
                self.problems.push(row.problem(format!("unknown code \"{of}\"")));
            }
            self.check_sector(row, 3);
            let name = row.cell(5).split([',', ';']).next().unwrap_or_default();
            let plural = if name.ends_with('s') { name.to_owned() } else { english::plural(name) };
            self.names.agents.push(Agent { text: row.cell(0).into(), sector: row.cell(3).into(), kind: row.cell(4).into(), name: name.into(), plural, of: of.into() });
            self.titled(row.cell(0), row.cell(1), row.values(2), NameOf::Agent(at));
        }
    }

    /// A sector that `world/sectors.tsv` does not list is a slip of the pen.
    fn check_sector(&mut self, row: &Row<'_>, column: usize) {
        let code = row.cell(column);
        if !code.is_empty() && self.world.world.sector(code).is_none() {
            self.problems.push(row.problem(format!("unknown sector \"{code}\"")));
        }
    }

    /// A word that heads a phrase of other words: its forms, with the article on none, the last, or all of them.
    fn titled<'p>(&mut self, form: &str, feminine: &str, plurals: impl Iterator<Item = &'p str>, of: NameOf) {
        if !self.arabic {
            self.names.add(form, Name { of, gender: Gender::Both, number: Number::Sing, definite: false });
            for plural in plurals {
                let plural = if plural.starts_with('+') { english::plural(form) } else { plural.to_owned() };
                self.names.add(&plural, Name { of, gender: Gender::Both, number: Number::Plur, definite: false });
            }
            return;
        }
        let (head, rest) = form.split_once(' ').unwrap_or((form, ""));
        let feminine_head = feminine.split(' ').next().unwrap_or("");
        let feminine_head = if feminine == "+ة" { "+ة" } else { feminine_head };
        let mut heads: HashMap<String, (Gender, Number)> = HashMap::new();
        let plurals: Vec<&str> = plurals.map(|p| if p.starts_with('+') { p } else { p.split(' ').next().unwrap_or(p) }).collect();
        for noun in arabic::inflect_noun(head, plurals.into_iter(), feminine_head) {
            heads.entry(noun.text).or_insert((noun.gender, noun.number));
        }
        let mut heads: Vec<_> = heads.into_iter().collect();
        heads.sort();
        let tails = if rest.is_empty() { vec![String::new()] } else { tails(rest) };
        for (head, (gender, number)) in heads {
            for tail in &tails {
                for article in ["", "ال"] {
                    // «رئيسي الوزراء» stands in construct: «الرئيسي» is no dual.
                    if !article.is_empty() && number == Number::Dual && !head.ends_with('ن') {
                        continue;
                    }
                    let phrase = format!("{article}{head} {tail}");
                    let definite = !article.is_empty() || tail.split(' ').next_back().is_some_and(|w| w.starts_with("ال"));
                    self.names.add(phrase.trim(), Name { of, gender, number, definite });
                }
            }
        }
    }
}

/// The words after a head, as they may stand: with the article on none, the last or all; adjectives in the
/// feminine and the plural too.
fn tails(rest: &str) -> Vec<String> {
    let words: Vec<&str> = rest.split(' ').collect();
    let with = |each: &dyn Fn(usize, &str) -> String| words.iter().enumerate().map(|(i, w)| each(i, w)).collect::<Vec<_>>().join(" ");
    let last = words.len() - 1;
    let article = |w: &str| if w.starts_with("ال") { w.to_owned() } else { format!("ال{w}") };
    let mut tails = vec![rest.to_owned(), with(&|i, w| if i == last { article(w) } else { w.to_owned() }), with(&|_, w| article(w))];
    if let [only] = words[..]
        && !only.ends_with('ة')
        && !only.starts_with("ال")
    {
        tails.extend([format!("{only}ة"), format!("ال{only}ة"), format!("ال{only}ين"), format!("ال{only}ون"), format!("{only}ين"), format!("{only}ون")]);
    }
    tails.dedup();
    tails
}

fn name(of: NameOf) -> Name {
    Name { of, gender: Gender::Both, number: Number::Any, definite: false }
}
