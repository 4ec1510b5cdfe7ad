//! On whose word: each claimant of each event, and who denies it.

use crate::ask::Stop;
use crate::cell::{Cell, Rows};
use crate::error::Error;
use crate::filter::{Filter, Mark};
use crate::rows::{WITHIN, number};
use crate::show::{Shelf, actor_label, count_label, event_id, happening_id};
use crate::store::Archive;
use marsad_record::{Actor, Event, Record, Statement};

const CLAIMS: &[&str] = &["day", "claimant", "code", "stance", "type", "actors", "recipients", "place", "counts", "status", "event", "happening", "published", "outlet", "evidence"];

impl Archive {
    /// Claims about events: one row for each who asserts, confirms or denies, latest first as events are.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn claims(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        self.ahead_last(filter, rows, |filter, rows| self.claims_by_day(filter, rows))
    }

    pub(crate) fn claims_by_day(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(CLAIMS);
        let mut query = Filter { after: None, ..filter.clone() }.query();
        if let Some(mark) = &filter.after {
            // One event may have several claims, and the last page may have ended among them.
            query.beside(if filter.oldest_first { ">=" } else { "<=" }, mark);
        }
        query.wheres.push("EXISTS (SELECT 1 FROM mentions m WHERE m.event = e.id AND m.role >= 2)".to_owned());
        let mut shelf = Shelf::default();
        let mut left = filter.limit.unwrap_or(usize::MAX);
        self.each(&query.ordered("e.id, e.happening, d.outlet, e.day"), query.params.clone(), |row| {
            let id: i64 = row.get(0)?;
            let known = Known { id, happening: row.get(1)?, outlet: row.get(2)?, day: row.get(3)? };
            let record = shelf.record_of(self, id, true)?;
            let shown = filter.after.as_ref().map_or(0, |mark| if (mark.id, &mark.day) == (id, &known.day) { mark.within } else { 0 });
            Ok::<_, Stop>(claims_of(&record, &known).enumerate().skip(shown).all(|(at, cells)| {
                rows.mark(Mark { within: at + 1, ..Mark::at(&known.day, id) });
                left = left.saturating_sub(1);
                rows.row(cells) && left > 0
            }))
        })
    }
}

struct Known {
    id: i64,
    happening: Option<i64>,
    outlet: Option<String>,
    day: String,
}

fn claims_of<'r>(record: &'r Record, known: &'r Known) -> impl Iterator<Item = Vec<Cell>> + 'r {
    let event = record.events.iter().enumerate().find(|(at, e)| number(known.id >> WITHIN, &e.id, *at) == known.id).map(|(_, e)| e);
    event.into_iter().flat_map(move |event| {
        let asserted = event.according_to.iter().map(move |a| (a, stance(record, event, a)));
        let denied = event.disputed_by.iter().map(|d| (&d.actor, "denies"));
        asserted.chain(denied).map(move |(claimant, stance)| row(record, event, known, claimant, stance))
    })
}

/// How the claimant said it, when a statement about the event tells.
fn stance<'r>(record: &'r Record, event: &Event, claimant: &Actor) -> &'r str {
    said_by(record, event, claimant).map_or("says", |s| s.stance.as_str())
}

/// The statement by which somebody tells an event. Two of whom nothing but a name is known are one only when it is the same.
#[must_use]
pub fn said_by<'r>(record: &'r Record, event: &Event, who: &Actor) -> Option<&'r Statement> {
    let is_one = |speaker: &Actor| speaker.code.is_some() && speaker.code == who.code || speaker.name == who.name;
    record.statements.iter().find(|s| s.about.contains(&event.id) && is_one(&s.speaker))
}

fn row(record: &Record, event: &Event, known: &Known, claimant: &Actor, stance: &str) -> Vec<Cell> {
    let labels = |actors: &[Actor]| Cell::List(actors.iter().map(actor_label).collect());
    vec![
        Cell::some(Some(known.day.clone())),
        Cell::Text(actor_label(claimant)),
        Cell::some(claimant.code.clone()),
        Cell::Text(stance.to_owned()),
        Cell::Text(event.kind.clone()),
        labels(&event.actor),
        labels(&event.recipient),
        Cell::some(event.place.as_ref().map(|p| p.name.clone())),
        Cell::List(event.counts.iter().map(count_label).collect()),
        Cell::Text(event.status.as_str().to_owned()),
        Cell::Text(event_id(known.id)),
        known.happening.map_or(Cell::None, |h| Cell::Text(happening_id(h))),
        Cell::some(record.document.published.clone()),
        Cell::some(known.outlet.clone()),
        Cell::Text(event.evidence.text.clone()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(name: &str, code: Option<&str>) -> Actor {
        Actor { name: name.to_owned(), code: code.map(str::to_owned), ..Actor::default() }
    }

    #[test]
    fn whoever_has_no_code_is_not_everybody_who_has_none() {
        let record: Record = serde_json::from_str(
            r#"{"document":{"id":"00","title":"","text":"","published":null,"language":"ar","source":null,"url":null,"warnings":[]},
            "events":[{"id":"e1","type":"ASSAULT","mode":[],"context":[],"cameo":"190","quad":"material-conflict","goldstein":-10.0,"actor":[],"recipient":[],
            "date":{"start":null,"end":null,"precision":"document","text":"","rule":""},"place":null,"status":"actual","according_to":[],"disputed_by":[],"counts":[],
            "trigger":{"text":"","start":0,"end":0},"evidence":{"text":"","start":0,"end":0},"rule":"","confidence":0.5,"same_as":[]}],
            "statements":[{"id":"s1","speaker":{"text":"","start":0,"end":0,"name":"villagers","name_ar":"","code":null,"sector":[],"kind":"group","office":null,"wikidata":null,"rule":""},
            "addressee":null,"stance":"confirms","cue":{"text":"","start":0,"end":0},"content":{"text":"","start":0,"end":0},"quotes":[],"about":["e1"],"status":"actual","rule":""}]}"#,
        )
        .expect("a record");
        let stance_of = |claimant: &Actor| stance(&record, &record.events[0], claimant);
        assert_eq!([stance_of(&actor("villagers", None)), stance_of(&actor("witnesses", None)), stance_of(&actor("Mali", Some("MLI")))], ["confirms", "says", "says"]);
    }
}
