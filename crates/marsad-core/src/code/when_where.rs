//! When and where: the time and place told with a happening, else what the sentences before settled.

use crate::code::sentence::Telling;
use crate::find::time::{Interval, Lead, TimeContext};
use crate::read::chunks::Node;
use crate::read::clauses::Link;
use crate::read::parse::Parsed;
use jiff::civil::{Date, date};
use marsad_pack::{EntityKind, Language, NameAs, World};
use marsad_record::{Date as When, Place, Precision, Status};

/// Stands for the day of printing where none is known; only fixed dates are resolved against it.
pub const NO_DAY: Date = date(2000, 1, 1);

/// Dates the tellings of an article, in order.
pub struct Dated {
    published: Option<Date>,
    last_told: Option<(Date, Date)>,
    /// The day the report is of, with the words that told it.
    news: Option<(Date, String)>,
    /// Past the opening paragraph.
    pub further: bool,
}

impl Dated {
    pub fn new(published: Option<Date>) -> Self {
        Self { published, last_told: None, news: None, further: false }
    }

    /// Looks in a sentence of the opening for the day the report is of: «أمس الخميس» in the lead.
    pub fn begin(&mut self, parsed: &Parsed<'_>) {
        let (Some(published), None) = (self.published, &self.news) else { return };
        let context = TimeContext { published, last_told: None, ahead: false };
        for time in parsed.times.iter().filter(|t| t.lead == crate::find::time::Lead::At) {
            let at = time.expr.resolve(&context);
            if let (Some(from), Some(to)) = (at.from, at.to)
                && from == to
                && (0..=3).contains(&(published - from).get_days())
            {
                self.news = Some((from, time.span.of(parsed.text).to_owned()));
                return;
            }
        }
    }

    /// A time of the sentence, when it is a closed interval.
    fn resolved(&self, parsed: &Parsed<'_>, at: usize) -> Option<(Date, Date)> {
        let context = TimeContext { published: self.published?, last_told: self.last_told, ahead: false };
        let interval = parsed.times[at].expr.resolve(&context);
        interval.from.zip(interval.to)
    }

    /// Takes leave of a sentence: its last time is what «the same day» means in the next.
    pub fn end(&mut self, parsed: &Parsed<'_>) {
        for at in 0..parsed.times.len() {
            if let Some(told) = self.resolved(parsed, at) {
                self.last_told = Some(told);
            }
        }
    }

    /// What is dated after the day of printing, or told in the present of that very day, is still to come.
    pub fn looks_ahead(&self, parsed: &Parsed<'_>, telling: &Telling, date: &When, headline: bool) -> Status {
        let (Status::Actual, Some(published), Some(start)) = (telling.status, self.published, date.start.as_deref().and_then(|s| s.parse::<Date>().ok())) else { return telling.status };
        let present = !telling.predicate.noun && parsed.tags[telling.predicate.word].shape() == Some(marsad_pack::Shape::Imperfect);
        let today = start == published && !date.text.is_empty() && date.rule != "core/news-day";
        if start > published || today && present && !headline && parsed.clauses[telling.predicate.clause].auxiliaries.is_empty() { Status::Future } else { Status::Actual }
    }

    /// The date of a telling.
    pub fn date(&mut self, parsed: &Parsed<'_>, telling: &Telling, kind: &str) -> (When, ()) {
        let ahead = telling.status == Status::Future;
        if let Some(at) = self.time_of(parsed, telling) {
            let time = &parsed.times[at];
            if self.published.is_some() || !time.expr.needs_published() {
                let last_told = at.checked_sub(1).and_then(|before| self.resolved(parsed, before)).or(self.last_told);
                let context = TimeContext { published: self.published.unwrap_or(NO_DAY), last_told, ahead };
                let interval = time.expr.resolve(&context);
                if interval.from.is_some() || interval.to.is_some() {
                    return (written(&interval, time.span.of(parsed.text), time.rule, &parsed.language.tag), ());
                }
            }
        }
        let day = self.published.map(|d| d.to_string());
        if telling.status == Status::Future && self.published.is_some() {
            return (When { start: day, end: None, precision: Precision::After, text: parsed.words[telling.predicate.word].text.to_owned(), rule: "core/future".into() }, ());
        }
        if let Some((news, words)) = &self.news {
            let day = Some(news.to_string());
            // Further on, a reaction told without a day falls between the news and its printing.
            if self.further && !telling.predicate.noun && elsewhere(parsed) && matches!(kind, "SUPPORT" | "REJECT" | "ACCUSE" | "REQUEST") && self.published.is_some_and(|p| p > *news) {
                return (When { start: day, end: self.published.map(|d| d.to_string()), precision: Precision::Range, text: words.clone(), rule: "core/since-news".into() }, ());
            }
            return (When { start: day.clone(), end: day, precision: Precision::Day, text: words.clone(), rule: "core/news-day".into() }, ());
        }
        (When { start: day.clone(), end: day, precision: Precision::Document, text: String::new(), rule: "core/published".into() }, ())
    }

    /// The time that tells of the predicate: in its clause, nearest; for a noun first the one right behind it.
    fn time_of(&self, parsed: &Parsed<'_>, telling: &Telling) -> Option<usize> {
        let word = telling.predicate.word;
        if telling.predicate.noun
            && let Some(own) = right_behind(parsed, telling)
        {
            return Some(own);
        }
        let mut clause = Some(telling.predicate.clause);
        let mut first = true;
        while let Some(here) = clause {
            let near = (0..parsed.times.len()).filter(|&t| parsed.clause_of[parsed.times[t].first] == here && parsed.times[t].lead == Lead::At && !belongs_elsewhere(parsed, t, word));
            let best = near.min_by_key(|&t| {
                let at = parsed.times[t].first;
                (if at >= word { at - word } else { word - at + 1 }, at)
            });
            if best.is_some() {
                return best;
            }
            let c = &parsed.clauses[here];
            // «أعلن أمس أن …»: the time of saying dates what is announced, not what is recalled.
            let carry = matches!(c.link, Link::Participle | Link::Beside | Link::Aim) || c.link == Link::Circumstance || c.link == Link::Complement && first;
            let carry = carry || telling.predicate.noun && matches!(c.link, Link::Relative(_)) && first;
            clause = if carry { c.parent } else { None };
            first = false;
        }
        None
    }
}

/// A time that follows the noun's phrase, or its last preposition, directly.
fn right_behind(parsed: &Parsed<'_>, telling: &Telling) -> Option<usize> {
    let (phrase, _) = telling.predicate.phrase?;
    let top = parsed.phrases[phrase].joined_to.unwrap_or(phrase);
    let at = parsed.nodes.iter().position(|n| matches!(n, Node::Phrase(p) | Node::Prep { phrase: p, .. } if *p == top))?;
    for node in &parsed.nodes[at + 1..] {
        match node {
            Node::Time(word) => return parsed.tags[*word].time,
            Node::Prep { .. } => {}
            _ => return None,
        }
    }
    None
}

/// A time right behind another happening's noun in a circumstance is that noun's: «بعد لقاء سبتمبر».
fn belongs_elsewhere(parsed: &Parsed<'_>, time: usize, word: usize) -> bool {
    let at = parsed.times[time].first;
    let Some(node) = parsed.nodes.iter().position(|n| matches!(n, Node::Time(w) if *w == at)) else { return false };
    let Some(Node::Prep { name, phrase, .. }) = node.checked_sub(1).map(|n| &parsed.nodes[n]) else { return false };
    matches!(name.as_str(), "بعد" | "قبل" | "منذ" | "عقب" | "إثر" | "رغم") && parsed.phrases[*phrase].words.start > word
}

/// «وفي طوكيو، …»، «من جانبها، …»: the sentence turns to someone else's reaction.
fn elsewhere(parsed: &Parsed<'_>) -> bool {
    let first = parsed.nodes.iter().find(|n| !matches!(n, Node::Conj(_) | Node::Comma(_)));
    matches!(first, Some(Node::Prep { name, .. }) if matches!(name.as_str(), "في" | "من"))
}

fn written(interval: &Interval, text: &str, rule: &str, tag: &str) -> When {
    When { start: interval.from.map(|d| d.to_string()), end: interval.to.map(|d| d.to_string()), precision: interval.precision, text: text.to_owned(), rule: format!("{tag}/{rule}") }
}

/// Where the report plays.
#[derive(Default)]
pub struct Scene {
    pub dateline: Option<u32>,
    /// The two sides named most at the start.
    pub dyad: Vec<u32>,
}

impl Scene {
    /// «وفي باريس، …»: a place at the head of a sentence sets the scene.
    pub fn front(&mut self, parsed: &Parsed<'_>, world: &World) -> Option<u32> {
        let node = parsed.nodes.iter().find(|n| !matches!(n, Node::Conj(_) | Node::Comma(_) | Node::Time(_)))?;
        let Node::Prep { name, phrase, .. } = node else { return None };
        if !matches!(name.as_str(), "في" | "in") {
            return None;
        }
        place_in(parsed, *phrase, world).and_then(|(_, country)| country)
    }

    /// The country of the first place a sentence names with «في», for bodies named without their state.
    pub fn here(parsed: &Parsed<'_>, world: &World) -> Option<u32> {
        parsed.nodes.iter().find_map(|n| match n {
            Node::Prep { name, phrase, .. } if matches!(name.as_str(), "في" | "in") => place_in(parsed, *phrase, world).and_then(|(_, country)| country),
            _ => None,
        })
    }

    /// The place of a telling: told with it by a preposition of place, or at the head of its sentence.
    pub fn place(&mut self, parsed: &Parsed<'_>, telling: &Telling, world: &World, _language: &Language) -> Option<Place> {
        let word = telling.predicate.word;
        let mut best: Option<(usize, Place)> = None;
        for (at, node) in parsed.nodes.iter().enumerate() {
            let Node::Prep { name, phrase, word: prep_word } = node else { continue };
            let locative = matches!(
                name.as_str(),
                "في" | "داخل"
                    | "قرب"
                    | "وسط"
                    | "شرق"
                    | "شمال"
                    | "غرب"
                    | "جنوب"
                    | "شرقي"
                    | "غربي"
                    | "شمالي"
                    | "جنوبي"
                    | "بالقرب من"
                    | "قبالة"
                    | "أمام"
                    | "in"
                    | "at"
                    | "near"
            );
            let at_b = name == "ب";
            if !locative && !at_b {
                continue;
            }
            let clause = parsed.clause_of[*prep_word];
            let own = clause == telling.predicate.clause || parsed.clauses[telling.predicate.clause].parent == Some(clause) && *prep_word < word;
            if !own {
                continue;
            }
            let Some((mut place, _)) = place_in(parsed, *phrase, world) else { continue };
            if at_b && place.lat.is_none() {
                continue;
            }
            let distance = prep_word.abs_diff(word) + if *prep_word < word && at > 0 { 4 } else { 0 } + if clause == telling.predicate.clause { 0 } else { 20 };
            if best.as_ref().is_none_or(|(d, _)| distance < *d) {
                place.rule = "core/locative".into();
                best = Some((distance, place));
            }
        }
        best.map(|(_, place)| place)
    }
}

/// The place a phrase names, with byte offsets, and its country.
fn place_in(parsed: &Parsed<'_>, phrase: usize, world: &World) -> Option<(Place, Option<u32>)> {
    let p = &parsed.phrases[phrase];
    let mut nested: Option<u32> = None;
    for &noun in p.nouns.iter().rev() {
        if let Some((entity, NameAs::Name | NameAs::Capital, _)) = parsed.tags[noun].name.and_then(|m| parsed.names[m].entity()) {
            nested = nested.or(Some(entity).filter(|e| world.entities[*e as usize].kind == EntityKind::State));
        }
    }
    for &noun in &p.nouns {
        let Some(name) = parsed.tags[noun].name.map(|m| &parsed.names[m]) else { continue };
        let span = parsed.words[name.first].span().join(parsed.words[name.end - 1].span());
        let base = Place { start: span.start.at(), end: span.end.at(), ..Place::default() };
        let state = name.entity().filter(|(e, named, _)| world.entities[*e as usize].kind == EntityKind::State && matches!(named, NameAs::Name | NameAs::Capital | NameAs::Seat));
        if let Some(place) = name.place().filter(|_| !matches!(state, Some((_, NameAs::Name, _)))) {
            let known = &world.places[place as usize];
            let country = (!known.country.is_empty()).then(|| known.country.clone());
            let entity = country.as_deref().and_then(|c| world.entity(c));
            return Some((Place { name: known.name.clone(), country, lat: Some(f64::from(known.lat)), lon: Some(f64::from(known.lon)), geonames: known.id.parse().ok(), ..base }, entity));
        }
        if let Some((entity, _, _)) = state {
            let known = &world.entities[entity as usize];
            return Some((Place { name: known.name.clone(), country: Some(known.code.clone()), ..base }, Some(entity)));
        }
    }
    let (entity, noun) = p
        .adjectives
        .iter()
        .find_map(|&a| parsed.tags[a].name.and_then(|m| parsed.names[m].entity()).filter(|(e, _, _)| world.entities[*e as usize].kind == EntityKind::State).map(|(e, _, _)| (e, a)))?;
    let building = parsed.class_of(p.head()) & const { marsad_pack::classes(&["city", "region", "territory", "building", "port", "border", "airspace", "embassy"]) } != 0;
    if !building {
        return None;
    }
    let span = parsed.words_span(p.words.start, noun + 1);
    let known = &world.entities[entity as usize];
    Some((Place { name: known.name.clone(), country: Some(known.code.clone()), start: span.start.at(), end: span.end.at(), ..Place::default() }, Some(entity)))
}
