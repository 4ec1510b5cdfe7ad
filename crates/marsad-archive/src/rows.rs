//! What is written of a record, worked out before the archive is asked.
//!
//! Enters: the events and statements of one record. Leaves: its rows, with everybody named in it once. Numbers count within
//! the document, whose own number the archive gives; «التقى لافروف نظيره» leaves one event row with two mentions.

use crate::ask::quad_number;
use crate::days::listed;
use crate::happenings::{Block, block_of};
use crate::words::{each_key, hash};
use marsad_record::{Actor, ActorKind, Count, Date, Event, Place, Quote, Statement, Status};
use std::collections::HashMap;

/// Low bits of an event's number that count within its document.
pub(crate) const WITHIN: u32 = 20;
/// Sides of one event that are paired; a summit of sixty states is not 3,540 pairs.
const PAIRED: usize = 12;

/// The rows of one document.
pub(crate) struct DocumentRows {
    /// Everybody named, each once, in the order they are named first.
    pub(crate) named: Vec<Named>,
    pub(crate) events: Vec<EventRow>,
    pub(crate) statements: Vec<StatementRow>,
}

/// Somebody as the archive tells them apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) office: String,
    pub(crate) kind: &'static str,
    pub(crate) sector: String,
    pub(crate) name_ar: String,
    pub(crate) wikidata: String,
}

/// An event's row and those that hang on it.
pub(crate) struct EventRow {
    /// Its number within the document.
    pub(crate) own: i64,
    /// The event of the same document that was told first.
    pub(crate) twin: Option<i64>,
    pub(crate) date: Date,
    pub(crate) kind: String,
    pub(crate) mode: String,
    pub(crate) context: String,
    pub(crate) cameo: String,
    pub(crate) goldstein: f64,
    /// The quad class as data sets number it, 0 for an event that does not count as a happening.
    pub(crate) quad: i64,
    pub(crate) status: &'static str,
    /// The codes of each role, joined.
    pub(crate) codes: [String; 4],
    /// Everybody's part: the role, and who it is in [`DocumentRows::named`].
    pub(crate) mentions: Vec<(usize, usize)>,
    pub(crate) place: Option<Place>,
    pub(crate) counts: Vec<Count>,
    pub(crate) confidence: f64,
    pub(crate) rule: String,
    pub(crate) trigger: (usize, usize),
    pub(crate) evidence: (usize, usize),
    pub(crate) who: String,
    pub(crate) gist: i64,
    pub(crate) block: Block,
}

/// A statement's row.
pub(crate) struct StatementRow {
    pub(crate) own: i64,
    pub(crate) speaker: usize,
    pub(crate) code: String,
    pub(crate) addressee: Option<usize>,
    pub(crate) stance: String,
    pub(crate) status: &'static str,
    pub(crate) cue: (usize, usize),
    pub(crate) content: (usize, usize),
    /// The events it is about, by their numbers within the document.
    pub(crate) about: Vec<i64>,
}

impl DocumentRows {
    pub(crate) fn of(events: Vec<Event>, statements: Vec<Statement>) -> Self {
        let numbers: HashMap<String, i64> = events.iter().enumerate().map(|(at, e)| (e.id.clone(), number(0, &e.id, at))).collect();
        let mut named = Everybody::default();
        let mut told_first: HashMap<i64, i64> = HashMap::new();
        let mut rows = Vec::with_capacity(events.len());
        for event in events {
            let own = numbers[&event.id];
            let twin = event.same_as.iter().filter_map(|s| numbers.get(s)).copied().filter(|s| *s < own).min();
            let twin = twin.map(|twin| told_first.get(&twin).copied().unwrap_or(twin));
            told_first.extend(twin.map(|twin| (own, twin)));
            rows.push(EventRow::of(event, own, twin, &mut named));
        }
        let statements = statements.into_iter().enumerate().map(|(at, s)| StatementRow::of(s, at, &numbers, &mut named)).collect();
        Self { named: named.in_order(), events: rows, statements }
    }
}

impl EventRow {
    fn of(event: Event, own: i64, twin: Option<i64>, named: &mut Everybody) -> Self {
        let block = block_of(&event);
        let (who, gist, quad) = (who(&event), gist(&event.evidence.text), quad_class(&event, twin.is_some()));
        let disputed: Vec<Actor> = event.disputed_by.into_iter().map(|d| d.actor).collect();
        let roles = [event.actor, event.recipient, event.according_to, disputed];
        let codes = roles.each_ref().map(|actors| codes(actors).join("|"));
        let mentions = roles.into_iter().enumerate().flat_map(|(role, actors)| actors.into_iter().map(move |a| (role, a)));
        Self {
            own,
            twin,
            date: event.date,
            kind: event.kind,
            mode: event.mode.join("|"),
            context: event.context.join("|"),
            cameo: event.cameo,
            goldstein: event.goldstein,
            quad,
            status: event.status.as_str(),
            codes,
            mentions: mentions.map(|(role, actor)| (role, named.place(actor))).collect(),
            place: event.place,
            counts: event.counts,
            confidence: event.confidence,
            rule: event.rule,
            trigger: ends(&event.trigger),
            evidence: ends(&event.evidence),
            who,
            gist,
            block,
        }
    }

    /// The day it is listed under.
    pub(crate) fn day(&self) -> &str {
        listed(&self.date)
    }
}

impl StatementRow {
    fn of(statement: Statement, at: usize, events: &HashMap<String, i64>, named: &mut Everybody) -> Self {
        Self {
            own: number(0, &statement.id, at),
            code: statement.speaker.code.clone().unwrap_or_default(),
            speaker: named.place(statement.speaker),
            addressee: statement.addressee.map(|a| named.place(a)),
            stance: statement.stance,
            status: statement.status.as_str(),
            cue: ends(&statement.cue),
            content: ends(&statement.content),
            about: statement.about.iter().filter_map(|e| events.get(e)).copied().collect(),
        }
    }
}

/// Everybody named so far.
#[derive(Default)]
struct Everybody(HashMap<Named, usize>);

impl Everybody {
    /// Where somebody stands in the list.
    fn place(&mut self, actor: Actor) -> usize {
        let next = self.0.len();
        *self.0.entry(Named::of(actor)).or_insert(next)
    }

    fn in_order(self) -> Vec<Named> {
        let mut all: Vec<(Named, usize)> = self.0.into_iter().collect();
        all.sort_unstable_by_key(|(_, at)| *at);
        all.into_iter().map(|(named, _)| named).collect()
    }
}

impl Named {
    fn of(actor: Actor) -> Self {
        Self {
            name: actor.name,
            code: actor.code.unwrap_or_default(),
            office: actor.office.unwrap_or_default(),
            kind: actor.kind.as_str(),
            sector: actor.sector.join("|"),
            name_ar: actor.name_ar,
            wikidata: actor.wikidata.unwrap_or_default(),
        }
    }
}

fn ends(quote: &Quote) -> (usize, usize) {
    (quote.start, quote.end)
}

/// The number of an event or statement: its document's, and its own within it.
pub(crate) fn number(document: i64, id: &str, at: usize) -> i64 {
    let own = id.get(1..).and_then(|n| n.parse::<i64>().ok()).filter(|n| (1..1 << WITHIN).contains(n));
    document << WITHIN | own.unwrap_or_else(|| i64::try_from(at + 1).unwrap_or(i64::MAX))
}

/// The codes of a list of actors, each once, in order.
pub(crate) fn codes(actors: &[Actor]) -> Vec<&str> {
    let mut codes: Vec<&str> = Vec::new();
    for code in actors.iter().filter_map(|a| a.code.as_deref()).filter(|c| !c.is_empty()) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// What was joined, codes or whoever takes part, again apart.
pub(crate) fn apart(joined: &str) -> impl Iterator<Item = &str> {
    joined.split('|').filter(|c| !c.is_empty())
}

/// Each code that did something to, or together with, another: source, target, and whether together.
pub(crate) fn pairs<'c, C: PartialEq>(actors: &'c [C], recipients: &'c [C]) -> impl Iterator<Item = (&'c C, &'c C, bool)> {
    let together = recipients.is_empty();
    let targets = if together { actors } else { recipients };
    let each = move |source: &'c C| targets.iter().take(PAIRED).map(move |target| (source, target, together));
    actors.iter().take(PAIRED).flat_map(each).filter(|(source, target, _)| source != target)
}

/// A quad class as the number data sets use, 0 for one that does not count as a happening.
fn quad_class(event: &Event, again: bool) -> i64 {
    if again || event.status != Status::Actual {
        return 0;
    }
    quad_number(&event.quad).and_then(|number| i64::try_from(number).ok()).unwrap_or(0)
}

/// Persons and offices of an event as `code/office/name`, by which two meetings of one pair are told apart.
fn who(event: &Event) -> String {
    let mut all: Vec<String> = Vec::new();
    for actor in event.actor.iter().chain(&event.recipient).filter(|a| matches!(a.kind, ActorKind::Person | ActorKind::Office)) {
        let name = if actor.kind == ActorKind::Person { actor.name.as_str() } else { "" };
        let one = format!("{}/{}/{}", actor.code.as_deref().unwrap_or_default(), actor.office.as_deref().unwrap_or_default(), name.replace(['/', '|'], " "));
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all.join("|")
}

/// The longer words of a sentence as 64 bits, to see whether two sentences are about the same.
fn gist(evidence: &str) -> i64 {
    let mut bits = 0u64;
    each_key(evidence, |key, main| {
        if main && key.chars().nth(3).is_some() {
            bits |= 1 << (hash(key.as_bytes()) & 63);
        }
    });
    bits.cast_signed()
}
