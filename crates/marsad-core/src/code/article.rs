//! The article as a whole: sentences read in order, tellings dated, placed and counted, and joined.
//!
//! Enters: an article's text and the day it was printed. Leaves: its record. This room keeps what sentences
//! hand on to each other: the last time told, the scene, who spoke.

use crate::code::amounts::{Amount, amounts};
use crate::code::confidence::{confidence, signs};
use crate::code::counts::{Counter, share_casualties};
use crate::code::join::{date_headline, date_occasions, join};
use crate::code::memory::{Act, Memory};
use crate::code::place::{Places, front, here};
use crate::code::report::{weigh, weighed_as};
use crate::code::sentence::{SentenceCoder, Speech, Telling, Told};
use crate::code::sides::{Resolver, Side};
use crate::code::spots::{Spot, Told as SpotTold, spots};
use crate::code::venue::Venues;
use crate::code::when::{Dated, NO_DAY};
use crate::find::names::Match;
use crate::find::namesakes;
use crate::find::time::TimeContext;
use crate::find::words::{Word, WordCache};
use crate::layout::{Block, Part, bare_outlet, dateline_end, layout};
use crate::read::parse::{Parsed, names_of, parse, parse_all, times_of, words_of};
use crate::read::pieces::pieces as word_notes;
use crate::{AsideNote, DateNote, FrameNote, SentenceNote, SureNote, WeighNote, WordNote};
use jiff::civil::Date;
use marsad_pack::{Entity, EntityKind, EventSpec, Frame, Language, NameAs, Packs, Pos, World};
use marsad_record::{Actor, ActorKind, Date as When, Dispute, Event, Place, Quote, Statement};
use marsad_text::{CodePoints, Sentence, SentenceRules, Span, Token, sentences, tokenize};
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// Rules whose words are no name of whom they give: pronouns, and predicates beside which the story has somebody.
const STANDS_IN: &[&str] = &["pronoun", "unsaid", "first-person", "maker", "doer", "beside", "answered", "others", "latter", "other-side", "some-of"];

/// What a state is called without its name: "government of Kenya" is Kenya.
const SAYS_NO_MORE: &[&str] = &["country", "state", "kingdom", "republic", "government", "side"];

/// Reads one article.
pub struct ArticleReader<'a> {
    packs: &'a Packs,
    language: &'a Language,
    text: &'a str,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    blocks: Vec<Block>,
    points: CodePoints<'a>,
}

/// A sentence ready to be parsed.
struct Line<'a> {
    part: Part,
    span: Span,
    words: Vec<Word<'a>>,
    paragraph: usize,
    /// It opens its paragraph, with a dateline of this state or without.
    opens: Option<Option<u32>>,
    /// Of sport or the arts.
    silent: bool,
}

/// What reading leaves, before it becomes a record.
#[derive(Default)]
pub struct Draft {
    pub events: Vec<Event>,
    pub statements: Vec<Statement>,
    pub notes: Vec<SentenceNote>,
}

impl<'a> ArticleReader<'a> {
    pub fn new(packs: &'a Packs, language: &'a Language, text: &'a str) -> Self {
        let tokens = tokenize(text);
        let sentences = sentences(text, &tokens, SentenceRules { abbreviations: &language.abbreviations });
        let blocks = layout(text, &tokens, &sentences, language);
        Self { packs, language, text, tokens, sentences, blocks, points: CodePoints::new(text) }
    }

    /// The headline: the first line.
    pub fn title(&self) -> Option<Span> {
        self.blocks.iter().find(|b| b.part == Part::Title).map(|b| self.block_span(b))
    }

    fn block_span(&self, block: &Block) -> Span {
        self.sentences[block.sentences.start].span.join(self.sentences[block.sentences.end - 1].span)
    }

    /// The lines that are none of the article's, with the reason.
    pub fn aside(&self) -> Vec<AsideNote> {
        let alike = self.blocks.chunk_by(|a, b| a.part == b.part);
        let notes = alike.filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            let (start, end) = self.points.range(self.block_span(first).join(self.block_span(last)));
            Some(AsideNote { start, end, reason: first.part.aside()? })
        });
        notes.collect()
    }

    /// The day a publication line gives.
    pub fn printed(&self) -> Option<Date> {
        self.blocks.iter().find_map(|b| b.printed)
    }

    /// Every time told in the text, resolved; those that need a day of printing only when there is one.
    pub fn dates(&self, published: Option<Date>, cache: &mut WordCache) -> Vec<DateNote> {
        let mut found = Vec::new();
        let mut last_told = None;
        let names: Vec<Match<'_>> = Vec::new();
        for sentence in &self.sentences {
            let words = words_of(self.text, &self.tokens, sentence, self.language, cache);
            let parsed = parse(self.text, sentence.span, words, &names, self.language, &self.packs.world);
            for time in &parsed.times {
                if published.is_none() && time.expr.needs_published() {
                    continue;
                }
                let told = last_told.filter(|_| !time.alone);
                let context = TimeContext { published: published.unwrap_or(NO_DAY), last_told: told, ahead: time.alone || parsed.looks_ahead(time.first) };
                let at = time.bounded(&context);
                if at.is_unknown() {
                    continue;
                }
                let closed = time.expr.resolve(&context);
                last_told = closed.from.zip(closed.to).or(last_told);
                let quote = self.quote(if time.is_bounded() { time.bounded_span } else { time.span });
                found.push(DateNote { text: quote.text, start: quote.start, end: quote.end, from: at.from.map(|d| d.to_string()), to: at.to.map(|d| d.to_string()), precision: at.precision });
            }
        }
        found
    }

    /// The words of every sentence, whatever part of the article it stands in.
    pub fn words(&self, cache: &mut WordCache) -> Vec<Vec<WordNote>> {
        let mut found = Vec::new();
        for sentence in &self.sentences {
            let words = words_of(self.text, &self.tokens, sentence, self.language, cache);
            for piece in pieces(words) {
                let span = piece[0].span().join(piece[piece.len() - 1].span());
                let names = names_of(&piece, self.language);
                found.push(word_notes(&parse(self.text, span, piece, &names, self.language, &self.packs.world)));
            }
        }
        found
    }

    /// Reads everything.
    pub fn read(&self, published: Option<Date>, cache: &mut WordCache, explain: bool) -> Draft {
        let mut lines = self.lines(cache);
        let mut names: Vec<Vec<Match<'_>>> = lines.iter().map(|l| names_of(&l.words, self.language)).collect();
        for (line, names) in lines.iter().zip(&mut names) {
            namesakes::leave_out_everyday(&line.words, names, &self.packs.world);
        }
        let day = published.map_or(20_250_101, |d| i32::from(d.year()) * 10_000 + i32::from(d.month()) * 100 + i32::from(d.day()));
        let code = |c: &str| self.packs.world.entity(c);
        let union = code("RUS").zip(code("SUN"));
        let (play, politics) = self.topic(&lines, &names);
        // A single sentence is judged as a line, below.
        let silent = play >= 3 && 2 * play > politics || play >= 2 && politics == 0 && lines.len() > 1;
        let mut resolver = Resolver { world: &self.packs.world, language: self.language, day, union, memory: Memory::default(), asked: Cell::default() };
        let mut draft = Draft::default();
        let mut dated = Dated::new(published);
        let mut venues = Venues::default();
        (resolver.memory.home, resolver.memory.dyad) = self.home(&lines, &names, day);
        let about: Vec<u32> = resolver.memory.home.into_iter().chain(resolver.memory.dyad.iter().copied()).collect();
        namesakes::settle_states(&mut names, &self.packs.world, &about);
        for (line, names) in lines.iter().zip(&mut names) {
            namesakes::settle(&line.words, names, &self.packs.world, &about);
        }
        for line in lines.iter().filter(|l| l.part == Part::Paragraph).take(3) {
            if dated.seeks_story() {
                dated.begin(self.text, &times_of(&line.words, self.language));
            }
        }
        let count = lines.len();
        self.open_paragraphs(&mut lines, &mut names, silent);
        let mut paragraph = usize::MAX;
        let mut paragraph_count = 0;
        let mut headline = 0;
        let mut headline_events = 0;
        let mut lead_events = 0;
        let mut ahead = Vec::new().into_iter();
        for at in 0..count {
            if at % TOGETHER == 0 {
                let batch = lines[at..].iter_mut().zip(&names[at..]).take(TOGETHER);
                let sentences = batch.map(|(line, names)| (line.span, std::mem::take(&mut line.words), names.as_slice()));
                ahead = parse_all(self.text, sentences, self.language, &self.packs.world).into_iter();
            }
            let (line, parsed) = (&lines[at], ahead.next().expect("a batch is parsed before its first sentence is read"));
            paragraph_count += usize::from(line.opens.is_some());
            if line.paragraph != paragraph {
                paragraph = line.paragraph;
                // «جنيف: قالت الأمم المتحدة»: where it was written is where it plays only if the story is of that state.
                let told_of = |p: &u32| resolver.memory.home == Some(*p) || resolver.memory.dyad.contains(p);
                resolver.memory.scene = line.opens.flatten().filter(told_of).or(resolver.memory.home);
                dated.paragraph(line.part == Part::Paragraph && paragraph_count > 1);
                if line.part == Part::Paragraph {
                    venues.paragraph();
                }
            }
            if parsed.words.is_empty() {
                continue;
            }
            resolver.memory.sentence = at + 1;
            self.sentence(&parsed, line.part, &mut resolver, &mut dated, &mut venues, &mut draft, explain, line.silent);
            if paragraph_count <= 1 {
                lead_events = draft.events.len();
            }
            if line.part == Part::Title {
                headline = draft.statements.len();
                headline_events = draft.events.len();
            }
        }
        leave_to_body(&mut draft, headline);
        if self.is_by_the_way(&draft, count) {
            draft.events.clear();
            draft.statements.iter_mut().for_each(|s| s.about.clear());
        }
        join(&mut draft);
        date_occasions(&mut draft.events, lead_events, dated.behind_lead().as_ref());
        date_headline(&mut draft.events, headline_events);
        venues.share(&mut draft.events, &self.packs.world);
        self.weigh_readings(&mut draft, explain);
        draft
    }

    /// Says how sure each event is, and in the notes of its sentence why.
    fn weigh_readings(&self, draft: &mut Draft, explain: bool) {
        for event in &mut draft.events {
            let signs = signs(event, &self.language.weights, explain);
            event.confidence = confidence(signs.sum());
            let at = event.trigger.start;
            if let Some(note) = draft.notes.iter_mut().find(|n| (n.start..n.end).contains(&at)) {
                note.sure.push(SureNote { kind: event.kind.clone(), trigger: event.trigger.text.clone(), start: at, confidence: event.confidence, signs: signs.told() });
            }
        }
    }

    /// Leaves out datelines, and sees which lines are of sport or the arts, whatever the whole is of.
    fn open_paragraphs(&self, lines: &mut [Line<'_>], names: &mut [Vec<Match<'_>>], silent: bool) {
        let mut paragraph = usize::MAX;
        let mut lead = true;
        for (line, names) in lines.iter_mut().zip(names) {
            let (play, politics) = self.topic(std::slice::from_ref(line), std::slice::from_ref(names));
            line.silent = silent || play >= 2 && play > politics + violence(line);
            if std::mem::replace(&mut paragraph, line.paragraph) != line.paragraph && line.part == Part::Paragraph {
                let (skip, place) = self.dateline(line, names, lead);
                line.opens = Some(place);
                lead = false;
                leave_out_dateline(line, names, skip);
            }
        }
    }

    /// News of world politics tells it in its headline or lead, or again and again; a recipe, a column or a match
    /// report that yields a stray happening deep in its text is about something else.
    fn is_by_the_way(&self, draft: &Draft, lines: usize) -> bool {
        let lead = self.blocks.iter().find(|b| b.part == Part::Paragraph).map_or(0, |b| self.points.range(self.block_span(b)).1);
        let known = |e: &Event| e.actor.iter().chain(&e.recipient).any(|a| a.code.is_some());
        let early = draft.events.iter().any(|e| known(e) && e.trigger.start < lead);
        lines >= LONG_TEXT && !early && LONG_TEXT * draft.events.len() <= 2 * lines
    }

    /// How much of a text is of the pitch, the stage or the kitchen, and how much of states: everyday words, political names.
    fn topic(&self, lines: &[Line<'_>], names: &[Vec<Match<'_>>]) -> (usize, usize) {
        let everyday = const { marsad_pack::classes(&["sport", "culture"]) };
        let play = lines.iter().flat_map(|l| &l.words).filter(|w| w.noun_classes & everyday != 0).count();
        let title = |n: &&Match<'_>| {
            n.office().is_some()
                || n.persons().next().is_some()
                || n.agent().is_some_and(|(a, _)| matches!(self.language.names.agents[a as usize].sector.as_str(), "GOV" | "MIL" | "COP" | "LEG" | "JUD" | "REB" | "UAF" | "OPP"))
        };
        let politics = names.iter().flatten().filter(title).count();
        (play, politics)
    }

    fn lines(&self, cache: &mut WordCache) -> Vec<Line<'a>> {
        let mut lines = Vec::with_capacity(self.sentences.len());
        for (paragraph, block) in self.blocks.iter().enumerate() {
            if !matches!(block.part, Part::Title | Part::Paragraph) {
                continue;
            }
            for sentence in &self.sentences[block.sentences.clone()] {
                let words = words_of(self.text, &self.tokens, sentence, self.language, cache);
                for words in pieces(words) {
                    let span = words[0].span().join(words[words.len() - 1].span());
                    lines.push(Line { part: block.part, span, words, paragraph, opens: None, silent: false });
                }
            }
        }
        lines
    }

    /// The state the report comes from or is most about, the dateline's, else the one named most at the start; and the two
    /// sides named most.
    fn home(&self, lines: &[Line<'_>], names: &[Vec<Match<'_>>], day: i32) -> (Option<u32>, Vec<u32>) {
        let world = &self.packs.world;
        let mut named: HashMap<u32, (usize, usize)> = HashMap::new();
        let mut order = 0;
        let body = lines.iter().position(|l| l.part == Part::Paragraph);
        let dateline = body.map_or((0, None), |b| self.dateline(&lines[b], &names[b], true));
        let told_in_full = |person: u32| names.iter().flatten().any(|n| n.persons().any(|p| p == person));
        let from = body.map(|b| self.states_within(&names[b], dateline.0)).unwrap_or_default();
        let mut unclear: Vec<(Vec<u32>, usize)> = Vec::new();
        for (at, (line, names)) in lines.iter().zip(names).enumerate().take(5) {
            for name in names.iter().filter(|n| (body != Some(at) || n.first >= dateline.0) && !self.is_everyday(line, n)) {
                // Where something happens is less what it is about.
                let place = is_behind_in(line, name);
                let shorts = name.shorts().filter(|p| !is_part_of_name(line, names, name) || told_in_full(*p));
                let person = || name.persons().chain(shorts).filter(|p| world.persons[*p as usize].distance(day) < 30_000).find_map(|p| world.persons[p as usize].tenure_at(day)).map(|t| t.of);
                let weight = match line.part {
                    _ if place => 1,
                    Part::Title => 4,
                    _ => 2,
                };
                let several = name.several();
                if !several.is_empty() {
                    unclear.push((several, weight));
                    continue;
                }
                if let Some(entity) = name.entity().map(|(e, _, _)| world.sovereign(e)).or_else(person)
                    && world.entities[entity as usize].kind != EntityKind::Organization
                {
                    order += 1;
                    named.entry(entity).or_insert((0, order)).0 += weight;
                }
            }
        }
        // «المملكة» is the one the report comes from, else the one it names.
        for (several, weight) in unclear {
            let told = several.iter().copied().filter(|e| named.contains_key(e)).max_by_key(|e| named[e].0);
            if let Some(entity) = from.iter().copied().find(|e| several.contains(e)).or(told).or(several.first().copied()).map(|e| world.sovereign(e)) {
                order += 1;
                named.entry(entity).or_insert((0, order)).0 += weight;
            }
        }
        let mut order: Vec<(u32, (usize, usize))> = named.iter().map(|(e, c)| (*e, *c)).collect();
        order.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
        let dyad: Vec<u32> = order.iter().filter(|(_, (count, _))| *count > 2).map(|(e, _)| *e).take(2).collect();
        // «الدوحة، بيروت»: of several places the report comes from, that of the state it tells most of.
        let told = from.into_iter().enumerate().max_by_key(|(at, e)| (named.get(e).map_or(0, |(count, _)| *count), std::cmp::Reverse(*at)));
        let dateline = told.map(|(_, state)| state).or(dateline.1);
        let most = named.iter().max_by_key(|(_, (count, first))| (*count, std::cmp::Reverse(*first))).map(|(e, _)| *e);
        let home = match dateline {
            Some(country) if (dyad.contains(&country) || dyad.is_empty() && named.contains_key(&country)) && !self.is_guest(country, most, &named) => Some(country),
            dateline => most.or(dateline),
        };
        let title = lines.iter().zip(names).find(|(l, _)| l.part == Part::Title);
        let subject = title.and_then(|(line, names)| self.subject_of_headline(line, names, home?));
        (subject.or(home).or_else(|| self.first_soil(names)), dyad)
    }

    /// Where no state is named, the one of the first place: «شهدت كركوك أسوأ موجة عنف».
    fn first_soil(&self, names: &[Vec<Match<'_>>]) -> Option<u32> {
        names.iter().take(5).flatten().find_map(|name| name.place().and_then(|p| self.packs.world.entity(&self.packs.world.places[p as usize].country)))
    }

    /// «اتفاق في الدوحة ينهي الأزمة اللبنانية»: the one state a headline is about, where it names the other only as a place.
    fn subject_of_headline(&self, line: &Line<'_>, names: &[Match<'_>], other: u32) -> Option<u32> {
        let state = |n: &Match<'_>| n.entity().map(|(e, _, _)| self.packs.world.sovereign(e)).filter(|e| self.packs.world.entities[*e as usize].kind == EntityKind::State);
        let of_thing = |n: &&Match<'_>| matches!(n.entity(), Some((_, NameAs::Adjective, _)));
        let mut told = names.iter().filter(|n| !is_behind_in(line, n) && state(n).is_some());
        let one = told.next().filter(of_thing).and_then(state).filter(|one| *one != other)?;
        let alone = told.all(|n| state(n) == Some(one));
        (alone && names.iter().filter(|n| is_behind_in(line, n)).filter_map(state).any(|s| s == other)).then_some(one)
    }

    /// «بفتح مفاوضات»: one word that is as well an everyday noun names no movement.
    fn is_everyday(&self, line: &Line<'_>, name: &Match<'_>) -> bool {
        let group = name.entity().is_some_and(|(e, _, _)| self.packs.world.entities[e as usize].kind == EntityKind::Group);
        group && name.end == name.first + 1 && line.words[name.first].readings.iter().any(|r| r.exact && r.form.pos == Pos::Noun && !r.clitics.article)
    }

    /// Whether the dateline's state only lends its ground: another is named thrice as often.
    fn is_guest(&self, country: u32, most: Option<u32>, named: &HashMap<u32, (usize, usize)>) -> bool {
        let weight = |e: u32| named.get(&e).map_or(0, |(count, _)| *count);
        most.is_some_and(|most| weight(most) >= 3 * weight(country))
    }

    /// How many words of a paragraph are its dateline, and the state it names.
    fn dateline(&self, line: &Line<'_>, names: &[Match<'_>], lead: bool) -> (usize, Option<u32>) {
        let place = |word: usize| {
            names.iter().any(|m| (m.first..m.end).contains(&word) && m.clitics.prep.is_none() && (m.place().is_some() || matches!(m.entity(), Some((_, NameAs::Capital | NameAs::Name, _)))))
        };
        let skip = match dateline_end(&line.words, lead, place) {
            0 if lead => bare_outlet(&line.words, self.language),
            end => end,
        };
        let country = names.iter().find(|m| m.first == 0 && skip > 0).and_then(|m| self.country_of(m));
        (skip, country)
    }

    /// The states that a dateline of so many words names.
    fn states_within(&self, names: &[Match<'_>], end: usize) -> Vec<u32> {
        names.iter().filter(|m| m.end <= end).filter_map(|m| self.country_of(m)).collect()
    }

    fn country_of(&self, name: &Match<'_>) -> Option<u32> {
        // «عمان (بترا) -»: reports come from cities.
        if let Some((_, capital)) = name.two() {
            return Some(capital);
        }
        let entity = name.entity().map(|(e, _, _)| e).filter(|e| self.packs.world.entities[*e as usize].kind == EntityKind::State);
        entity.or_else(|| name.place().and_then(|p| self.packs.world.entity(&self.packs.world.places[p as usize].country)))
    }

    #[allow(clippy::too_many_arguments, reason = "a sentence reads and writes all that sentences hand on")]
    fn sentence<'p>(&self, parsed: &Parsed<'_>, part: Part, resolver: &mut Resolver<'p>, dated: &mut Dated<'p>, venues: &mut Venues, draft: &mut Draft, explain: bool, silent: bool) {
        let spots = spots(parsed, &self.packs.world, resolver.memory.scene.or(resolver.memory.home));
        if let Some(country) = front(&spots) {
            resolver.memory.scene = Some(country);
        }
        let settled = resolver.memory.scene;
        resolver.memory.here = here(&spots).or_else(|| only_soil(&spots));
        resolver.memory.scene = here(&spots).or(settled);
        resolver.take_in(parsed);
        let mut told = SentenceCoder::new(parsed, resolver, explain).code();
        if silent {
            // «المنتخب يقصف المرمى»: on the pitch and on the stage the words of war mean no war.
            told.tellings.clear();
            for tried in &mut told.tried {
                tried.outcome = Err("the text is of sport or the arts".into());
            }
        }
        let amounts = amounts(parsed);
        let weighed = self.leave_out_mentions(parsed, &amounts, &mut told, explain);
        let counter = Counter { parsed, amounts: &amounts, tellings: &told.tellings };
        let places = Places { parsed, world: &self.packs.world, spots: &spots, home: resolver.memory.home };
        for (at, clause) in parsed.clauses.iter().enumerate().filter(|_| !spots.is_empty()) {
            let person = || clause.subject.and_then(|s| resolver.known_sides(parsed, s, 0).into_iter().find(|side| side.person.is_some()));
            if let Some((place, person)) = places.of_clause(at).and_then(|place| person().map(|person| (place, person))) {
                venues.seen(self.actor(&person, &self.packs.world), self.placed(place.clone()));
            }
        }
        if let Some(place) = places.of_ceremony() {
            venues.ceremony(self.placed(place), &mut draft.events);
        }
        let (first_statement, first_event) = (draft.statements.len(), draft.events.len());
        for speech in &told.speeches {
            let date = dated.of_speech(parsed, speech.predicate.and_then(|at| told.predicates.get(at)), speech, self.kind_of(speech));
            draft.statements.push(self.statement(speech, date, resolver, draft.statements.len()));
        }
        for telling in &told.tellings {
            let mut event = self.event(telling, resolver, dated, &places, &counter, draft.events.len(), part == Part::Title);
            venues.told(&event);
            if let Some(answered) = telling.answers {
                let statement = &draft.statements[first_statement + answered];
                for id in statement.about.clone() {
                    let actor = event.actor.first().cloned();
                    if let (Some(actor), Some(denied)) = (actor, draft.events.iter_mut().find(|e| e.id == id)) {
                        denied.disputed_by.push(Dispute { actor, by: event.id.clone() });
                    }
                }
            } else if event.kind == "REJECT" {
                answer_back(&mut event, &mut draft.events);
            }
            if let Some(speech) = telling.told_in {
                draft.statements[first_statement + speech].about.push(event.id.clone());
                if telling.denied {
                    self.dispute(&event, &draft.statements[first_statement + speech].clone(), &mut draft.events);
                }
            }
            draft.events.push(event);
        }
        share_casualties(&mut draft.events[first_event..]);
        dated.end(parsed);
        if explain {
            let note = self.note(parsed, &told, resolver);
            draft.notes.push(SentenceNote { weighed, ..note });
        }
        resolver.memory.scene = settled;
        remember(parsed, &told, resolver);
    }

    /// Leaves out what a sentence only speaks of; gives the reasons when they are asked for.
    fn leave_out_mentions(&self, parsed: &Parsed<'_>, amounts: &[Amount], told: &mut Told<'_>, explain: bool) -> Vec<WeighNote> {
        let mut notes = Vec::new();
        let mut kinds: Vec<&str> = told.tellings.iter().filter_map(|t| weighed_as(parsed, t)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            let counter = Counter { parsed, amounts, tellings: &told.tellings };
            let Some(signs) = weigh(parsed, kind, told, &counter, explain) else { continue };
            let kept = signs.sum() >= 0;
            if explain {
                let triggers = told.tellings.iter().filter(|t| weighed_as(parsed, t) == Some(kind)).map(|t| self.quote(t.trigger)).map(|q| (q.text, q.start)).collect();
                notes.push(WeighNote { kind: kind.to_owned(), triggers, kept, sum: signs.sum(), signs: signs.told() });
            }
            told.tellings.retain(|telling| kept || weighed_as(parsed, telling) != Some(kind));
        }
        notes
    }

    /// A denial names what it denies: an earlier event of the same kind whose doer is the one who denies.
    fn dispute(&self, denied: &Event, statement: &Statement, events: &mut [Event]) {
        for event in events.iter_mut().filter(|e| e.kind == denied.kind && same_codes(&e.actor, &denied.actor)) {
            event.disputed_by.push(Dispute { actor: statement.speaker.clone(), by: statement.id.clone() });
        }
    }

    fn quote(&self, span: Span) -> Quote {
        let (start, end) = self.points.range(span);
        let text = span.of(self.text).to_owned();
        debug_assert_eq!(text.chars().count(), end - start);
        Quote { text, start, end }
    }

    fn actor(&self, side: &Side, world: &World) -> Actor {
        let quote = self.quote(side.span);
        let entity = side.entity.map(|e| &world.entities[e as usize]);
        let person = side.person.map(|p| &world.persons[p as usize]);
        // Agencies, companies, parties and armed groups count with whom they are of; the few movements that are sides
        // of their own keep their code.
        let state = |e: &&Entity| Some(if e.kind == EntityKind::Group { &e.country } else { &e.acts_for }).filter(|of| !of.is_empty()).cloned();
        let part = entity.filter(|e| !is_own_side(&e.code)).and_then(|e| state(&e));
        let code = part.or_else(|| entity.map(|e| e.code.clone()));
        let code = code.filter(|_| entity.is_none_or(|e| e.sector != "MED"));
        let (name, name_ar) = self.names(side, world);
        Actor {
            name,
            name_ar,
            code,
            sector: side.sector.filter(|s| !s.is_empty()).map(str::to_owned).into_iter().collect(),
            kind: side.kind,
            office: side.office.map(str::to_owned),
            wikidata: person.map(|p| p.wikidata.clone()).or_else(|| entity.filter(|e| side.told_name.is_none() && has_entitys_name(side, e)).map(|e| e.wikidata.clone())).filter(|q| !q.is_empty()),
            rule: side.rule.to_owned(),
            text: quote.text,
            start: quote.start,
            end: quote.end,
        }
    }

    /// What a side is called in English and in Arabic: a person, state or body by its own name, anybody else by office, kind or
    /// sector and whose they are, «الجنود الكوريون» "soldiers of North Korea". Arabic keeps the words, unless they only stand
    /// in for a name. Who has no entry has no English name but the words.
    fn names(&self, side: &Side, world: &World) -> (String, String) {
        let words = || side.span.of(self.text).to_owned();
        if let Some(person) = side.person.map(|p| &world.persons[p as usize]) {
            return (person.name.clone(), person.name_ar.clone());
        }
        if let Some(told) = side.told_name.as_deref() {
            return (told.to_owned(), told.to_owned());
        }
        let entity = side.entity.map(|e| &world.entities[e as usize]);
        let sector = || side.sector.filter(|_| entity.is_none_or(|e| e.kind == EntityKind::State)).and_then(|s| world.sector(s));
        let what = side.office.or(side.what).or_else(sector).filter(|what| !SAYS_NO_MORE.contains(what));
        let Some(entity) = entity else {
            return (what.map_or_else(words, str::to_owned), words());
        };
        if has_entitys_name(side, entity) {
            return (entity.name.clone(), entity.name_ar.clone());
        }
        let name = what.map_or_else(|| entity.name.clone(), |what| format!("{what} of {}", entity.name));
        (name, if STANDS_IN.contains(&side.rule) { entity.name_ar.clone() } else { words() })
    }

    fn actors(&self, sides: &[Side], world: &World) -> Vec<Actor> {
        let mut actors: Vec<Actor> = Vec::with_capacity(sides.len());
        for side in sides {
            let actor = self.actor(side, world);
            let same_name = |a: &Actor| a.code.is_some() && a.name == actor.name && a.name_ar == actor.name_ar;
            if !actors.iter().any(|a| a.code == actor.code && (a.start == actor.start || same_name(a))) {
                actors.push(actor);
            }
        }
        actors
    }

    /// The kind of event that a speech makes as well.
    fn kind_of(&self, speech: &Speech<'_>) -> &str {
        let frame = speech.frame.map(|f| &self.language.frames.list[f as usize]);
        frame.map_or("", Frame::kind)
    }

    fn statement(&self, speech: &Speech, date: When, resolver: &Resolver<'_>, index: usize) -> Statement {
        let content = self.quote(speech.content);
        Statement {
            id: format!("s{}", index + 1),
            speaker: self.actor(&speech.speaker, resolver.world),
            addressee: speech.addressee.as_ref().map(|s| self.actor(s, resolver.world)),
            stance: speech.stance.clone(),
            cue: self.quote(speech.cue),
            quotes: self.quotes_in(speech.content),
            content,
            about: Vec::new(),
            status: speech.status,
            date,
            rule: speech.frame.map_or_else(|| if speech.cue.of(self.text) == ":" { COLON.to_owned() } else { "core/cited".to_owned() }, |f| self.language.frames.list[f as usize].id.clone()),
        }
    }

    /// Passages in quotation marks inside a span, the marks left out.
    fn quotes_in(&self, span: Span) -> Vec<Quote> {
        // A mark right around the content belongs to it.
        let from = self.text[..span.start.at()].char_indices().next_back().filter(|(_, c)| is_quote(*c)).map_or(span.start.at(), |(at, _)| at);
        let behind = &self.text[span.end.at()..];
        // "…," said Kyiv: the comma stands within.
        let comma = usize::from(behind.starts_with(','));
        let to = behind[comma..].chars().next().filter(|c| is_quote(*c)).map_or(span.end.at(), |c| span.end.at() + comma + c.len_utf8());
        let mut found = Vec::new();
        let mut open: Option<usize> = None;
        for (at, c) in self.text[from..to].char_indices() {
            let at = from + at;
            match (c, open) {
                ('«' | '“', _) => open = Some(at + c.len_utf8()),
                ('»' | '”', Some(start)) | ('"', Some(start)) => {
                    found.push(self.quote(Span::new(start, at)));
                    open = None;
                }
                ('"', None) => open = Some(at + 1),
                _ => {}
            }
        }
        found
    }

    /// A place with code points for its bytes.
    fn placed(&self, place: Place) -> Place {
        let quote = self.quote(Span::new(place.start, place.end));
        Place { text: quote.text, start: quote.start, end: quote.end, ..place }
    }

    #[allow(clippy::too_many_arguments, reason = "an event gathers what every room found")]
    fn event<'p>(&self, telling: &Telling<'p>, resolver: &Resolver<'p>, dated: &mut Dated<'p>, places: &Places<'_, '_>, counter: &Counter<'_, '_>, index: usize, headline: bool) -> Event {
        let parsed = places.parsed;
        let frame = &self.language.frames.list[telling.frame as usize];
        let none = EventSpec::default();
        let spec = frame.event.as_ref().unwrap_or(&none);
        let world = resolver.world;
        let kind = world.types.iter().find(|t| t.name == spec.kind);
        let cameo = if spec.cameo.is_empty() { kind.map_or_else(String::new, |k| k.cameo.clone()) } else { spec.cameo.clone() };
        let date = dated.date(parsed, telling, &spec.kind);
        let status = dated.looks_ahead(parsed, telling, &date, headline);
        let place = places.of(telling, spec).map(|place| self.placed(place));
        let also = telling.also.iter().map(|f| &self.language.frames.list[*f as usize]);
        let mut mode = spec.mode.clone();
        for further in also.clone().filter_map(|f| f.event.as_ref()).flat_map(|e| &e.mode) {
            if !mode.contains(further) {
                mode.push(further.clone());
            }
        }
        if spec.kind == "CONSULT" && self.third_party(parsed, telling, resolver) && !mode.iter().any(|m| m == "third-party") {
            mode.push("third-party".into());
        }
        let counts = counter.of(telling, frame).into_iter().map(|(mut count, span)| {
            let quote = self.quote(span);
            (count.text, count.start, count.end) = (quote.text, quote.start, quote.end);
            count
        });
        let mut event = Event {
            id: format!("e{}", index + 1),
            mode,
            context: self.contexts(parsed, telling, &spec.context, world),
            quad: kind.map_or_else(String::new, |k| k.quad.clone()),
            goldstein: (f64::from(world.goldstein(&cameo)) * 10.0).round() / 10.0,
            cameo,
            kind: spec.kind.clone(),
            actor: self.actors(&telling.actor, world),
            recipient: self.actors(&telling.recipient, world),
            date,
            place,
            status,
            according_to: self.actors(&telling.according_to, world),
            disputed_by: Vec::new(),
            counts: counts.collect(),
            trigger: self.quote(telling.trigger),
            evidence: self.quote(telling.evidence),
            rule: also.fold(frame.id.clone(), |rule, further| rule + "+" + &further.id),
            confidence: 0.0,
            same_as: Vec::new(),
        };
        if event.according_to.is_empty() {
            let cited = crate::code::attribution::cited(parsed, telling, resolver);
            event.according_to = self.actors(&cited, world);
        }
        event
    }

    fn third_party(&self, parsed: &Parsed<'_>, telling: &Telling, resolver: &Resolver<'_>) -> bool {
        let clause = &parsed.clauses[telling.predicate.clause];
        let cued = parsed.cues.iter().any(|m| (clause.first..parsed.words.len()).contains(&m.first) && m.cue().is_some_and(|c| self.language.names.cues[c as usize].kind == "third-party"));
        // «عقب عرض عسكري دعت إليه الصين»: another state brings them together.
        let host = || {
            parsed.clauses.iter().filter(|c| matches!(c.link, crate::read::clauses::Link::Relative(_)) && c.verb.and_then(|v| parsed.lemma(v)).is_some_and(|l| self.brings_together(l))).any(|c| {
                let another = |host: &Side| !telling.actor.iter().any(|a| a.same_party(host));
                c.subject.is_some_and(|s| resolver.known_sides(parsed, s, 0).iter().any(another))
            })
        };
        cued || telling.actor.len() > 1 && host()
    }

    /// Whether a verb is listed as one of bringing others together: «دعا», «استضاف».
    fn brings_together(&self, lemma: u32) -> bool {
        let verb = &self.language.lexicon.lemmas[lemma as usize].text;
        self.language.names.cues.iter().any(|cue| cue.kind == "third-party-verb" && cue.text.split('|').any(|listed| listed == verb))
    }

    fn contexts(&self, parsed: &Parsed<'_>, telling: &Telling, given: &[String], world: &World) -> Vec<String> {
        let mut found: Vec<String> = given.to_vec();
        let clause = &parsed.clauses[telling.predicate.clause];
        let words = clause.first.min(telling.predicate.word)..clause.end.max(telling.predicate.word + 1).min(parsed.words.len());
        for word in words {
            let Some(lemma) = parsed.lemma(word) else { continue };
            for &context in &self.language.lexicon.lemmas[lemma as usize].contexts {
                let name = &world.contexts[context as usize];
                if !found.contains(name) {
                    found.push(name.clone());
                }
            }
        }
        found
    }

    fn note(&self, parsed: &Parsed<'_>, told: &Told, resolver: &Resolver<'_>) -> SentenceNote {
        let lexicon = &self.language.lexicon;
        let words = parsed.words.iter().zip(&parsed.tags).map(|(w, t)| {
            let lemma = t.reading.map_or("", |r| lexicon.lemmas[r.form.lemma as usize].text.as_str());
            format!("{} {:?} {lemma}", w.text, t.kind).trim_end().to_owned()
        });
        let mentions = (0..parsed.phrases.len()).filter_map(|p| {
            let sides = resolver.sides(parsed, p, 0);
            let phrase = &parsed.phrases[p];
            let text = parsed.words_span(phrase.words.start, phrase.words.end).of(self.text);
            (!sides.is_empty()).then(|| {
                let codes: Vec<String> = sides.iter().map(|s| format!("{} ({})", s.entity.map_or("?", |e| resolver.world.entities[e as usize].code.as_str()), s.rule)).collect();
                format!("{text} = {}", codes.join(", "))
            })
        });
        let clauses = parsed.clauses.iter().enumerate().map(|(at, c)| {
            let phrase = |p: usize| parsed.words_span(parsed.phrases[p].words.start, parsed.phrases[p].words.end).of(self.text);
            let mut line = format!("{at} {:?}", c.link);
            if let Some(parent) = c.parent {
                line += &format!(" of {parent}");
            }
            if let Some(verb) = c.verb {
                line += &format!(" · verb {}", parsed.words[verb].text);
            }
            if let Some(subject) = c.subject {
                line += &format!(" · subject {}", phrase(subject));
            }
            for object in &c.objects {
                line += &format!(" · object {}", phrase(*object));
            }
            for (name, p) in &c.preps {
                line += &format!(" · {name}: {}", phrase(*p));
            }
            for (flag, name) in [(c.negated, "negated"), (c.future, "future"), (c.possible, "possible"), (c.condition, "condition")] {
                if flag {
                    line += &format!(" · {name}");
                }
            }
            line
        });
        let frames = told.tried.iter().map(|t| FrameNote {
            rule: self.language.frames.list[t.frame as usize].id.clone(),
            word: parsed.words[t.word].text.to_owned(),
            fired: t.outcome.is_ok(),
            why: t.outcome.clone().err().unwrap_or_default(),
        });
        let (start, end) = self.points.range(parsed.span);
        SentenceNote {
            text: parsed.span.of(self.text).to_owned(),
            start,
            end,
            words: words.collect(),
            mentions: mentions.collect(),
            clauses: clauses.collect(),
            frames: frames.collect(),
            weighed: Vec::new(),
            sure: Vec::new(),
        }
    }
}

/// The one state in which every place lies that a sentence tells by more than a state's name.
fn only_soil(spots: &[Spot]) -> Option<u32> {
    let mut states = spots.iter().filter(|s| !s.side && matches!(s.told, SpotTold::At | SpotTold::Onto | SpotTold::Object)).filter_map(|s| s.state);
    let first = states.next()?;
    states.all(|s| s == first).then_some(first)
}

/// The rule of what is said behind a colon.
const COLON: &str = "core/colon";

/// Sentences from which on a text shows what it is about.
const LONG_TEXT: usize = 5;

/// Sentences that are parsed together.
const TOGETHER: usize = 32;

/// No writer's sentence is longer; what is, is a list or garbage, and is read in pieces so that time stays in
/// proportion to the text.
const SENTENCE_WORDS: usize = 250;

/// A sentence as it is read: whole, or cut behind a comma near the limit.
fn pieces<'a>(words: Vec<Word<'a>>) -> Vec<Vec<Word<'a>>> {
    let mut found = Vec::new();
    let mut rest = words.into_iter();
    while rest.len() > SENTENCE_WORDS {
        let ahead = rest.as_slice();
        let cut = (SENTENCE_WORDS / 2..SENTENCE_WORDS).rev().find(|&w| matches!(ahead[w].text, "،" | ",")).map_or(SENTENCE_WORDS, |w| w + 1);
        found.push(rest.by_ref().take(cut).collect());
    }
    if rest.len() > 0 {
        found.push(rest.collect());
    }
    found
}

/// Leaves of a line the words and names behind the `skip` words of its dateline.
fn leave_out_dateline(line: &mut Line<'_>, names: &mut Vec<Match<'_>>, skip: usize) {
    if skip > 0 {
        line.words.drain(..skip.min(line.words.len()));
        names.retain(|m| m.first >= skip);
        for name in names {
            name.first -= skip;
            name.end -= skip;
        }
    }
}

/// A headline only repeats what the body lets its people say: «بكين تعلن مناورات» leaves to «أعلنت الصين…», while
/// words quoted behind a colon stand for themselves.
fn leave_to_body(draft: &mut Draft, headline: usize) {
    let (title, body) = draft.statements.split_at(headline.min(draft.statements.len()));
    let told_below = |s: &Statement| s.rule != COLON && s.speaker.code.is_some() && body.iter().any(|b| b.speaker.code == s.speaker.code);
    let dropped: HashSet<String> = title.iter().filter(|s| told_below(s)).map(|s| s.id.clone()).collect();
    if dropped.is_empty() {
        return;
    }
    draft.statements.retain(|s| !dropped.contains(&s.id));
    let mut renamed = HashMap::new();
    for (at, statement) in draft.statements.iter_mut().enumerate() {
        let id = format!("s{}", at + 1);
        renamed.insert(std::mem::replace(&mut statement.id, id.clone()), id);
    }
    for event in &mut draft.events {
        event.disputed_by.retain(|d| !dropped.contains(&d.by));
        for dispute in &mut event.disputed_by {
            if let Some(id) = renamed.get(&dispute.by) {
                dispute.by.clone_from(id);
            }
        }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '«' | '»' | '“' | '”' | '"')
}

fn is_own_side(code: &str) -> bool {
    matches!(code, "HAMAS" | "FATAH" | "PLO" | "HEZBOLLAH" | "HOUTHI" | "TALIBAN" | "ISIS" | "ALQAEDA" | "PKK" | "SDF" | "RSF" | "POLISARIO")
}

/// How many words tell of attacks, victims and protest: «هجوم على حفل زفاف أوقع سبعة قتلى» is no news of a wedding.
fn violence(line: &Line<'_>) -> usize {
    let violent = const { marsad_pack::classes(&["attack", "blast", "dead", "wounded", "protest"]) };
    line.words.iter().filter(|w| w.noun_classes & violent != 0).count()
}

/// Whether a name only says where: «في الدوحة».
fn is_behind_in(line: &Line<'_>, name: &Match<'_>) -> bool {
    name.first > 0 && matches!(&*line.words[name.first - 1].key, "في" | "in")
}

/// «بلدة خان بني سعد», «العميد سعيد أحمد الجبوري»: a surname that is an everyday word, or stands among words of another's name,
/// is nobody's by itself unless an office stands before it.
fn is_part_of_name(line: &Line<'_>, names: &[Match<'_>], name: &Match<'_>) -> bool {
    let known = |w: usize| names.iter().any(|n| (n.first..n.end).contains(&w));
    let titled = || names.iter().any(|n| n.end == name.first && n.office().is_some());
    let stranger = |w: &usize| line.words.get(*w).is_some_and(|word| word.token.is_word() && word.readings.is_empty() && !known(*w));
    let everyday = || name.words() == 1 && line.words[name.first].readings.iter().any(|r| r.exact && r.clitics.count() <= name.clitics.count());
    let beside = name.first.checked_sub(1).into_iter().chain([name.end]);
    beside.into_iter().any(|w| stranger(&w)) || everyday() && !titled()
}

/// Whether a side is its entity itself; the police of a state is an organisation, and not the state.
fn has_entitys_name(side: &Side, entity: &Entity) -> bool {
    match side.kind {
        ActorKind::State => true,
        ActorKind::Organization => entity.kind != EntityKind::State,
        _ => side.rule == "name",
    }
}

/// Whether the two lists stand for the same sides.
pub fn same_codes(a: &[Actor], b: &[Actor]) -> bool {
    let within = |few: &[Actor], many: &[Actor]| few.iter().filter(|x| x.code.is_some()).all(|x| many.iter().any(|y| x.code == y.code));
    within(a, b) && within(b, a)
}

/// «نفت طهران ذلك»: a rejection answers the nearest accusation of the one who rejects.
fn answer_back(event: &mut Event, before: &mut [Event]) {
    let Some(actor) = event.actor.first().cloned() else { return };
    let accused = |e: &&mut Event| e.kind == "ACCUSE" && e.recipient.iter().any(|r| r.code.is_some() && r.code == actor.code);
    let Some(accusation) = before.iter_mut().rev().take(6).find(accused) else { return };
    if event.recipient.iter().all(|r| matches!(r.rule.as_str(), "other-side" | "doer" | "pronoun")) {
        event.recipient.clone_from(&accusation.actor);
    }
    accusation.disputed_by.push(Dispute { actor, by: event.id.clone() });
}

/// What the next sentences need to know of this one.
fn remember<'p>(parsed: &Parsed<'_>, told: &Told<'p>, resolver: &mut Resolver<'p>) {
    // Who speaks within another's words is not the one who goes on speaking: «وأضاف».
    let quoted = |speech: &&Speech| told.speeches.iter().any(|s| s.content.start <= speech.cue.start && speech.cue.end <= s.content.end);
    if let Some(speech) = told.speeches.iter().rfind(|s| !quoted(s)) {
        resolver.memory.speaker = Some(speech.speaker.clone());
    }
    let main = parsed.clauses.iter().find(|c| c.subject.is_some() && c.verb.is_some() && c.parent.is_none());
    let subject = main.and_then(|c| resolver.known_sides(parsed, c.subject.unwrap_or(0), 0).into_iter().next());
    if subject.is_some() {
        resolver.memory.subject = subject;
    }
    for telling in &told.tellings {
        let known = |sides: &[Side<'p>]| sides.iter().filter(|s| s.entity.is_some()).cloned().collect::<Vec<_>>();
        let (actor, recipient) = (known(&telling.actor), known(&telling.recipient));
        let mut sides: Vec<Side<'p>> = Vec::new();
        for side in actor.iter().chain(&recipient) {
            if !sides.iter().any(|s| s.same_party(side)) {
                sides.push(side.clone());
            }
        }
        match sides.len() {
            2 => {
                resolver.memory.allied = recipient.is_empty();
                resolver.memory.pair.clone_from(&sides);
            }
            3.. => resolver.memory.company.clone_from(if actor.len() > 2 { &actor } else { &sides }),
            _ => {}
        }
        if !actor.is_empty() {
            resolver.memory.doers.truncate(1);
            resolver.memory.doers.push(actor.clone());
        }
        resolver.memory.note_act(Act { frame: telling.frame, actor, recipient });
    }
}
