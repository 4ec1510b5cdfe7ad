//! On whose word: each claimant of each event, and who denies it.

use crate::ask::Stop;
use crate::cell::{Cell, Rows};
use crate::error::Error;
use crate::filter::{Filter, Mark};
use crate::keep::{WITHIN, number};
use crate::show::{Shelf, actor_label, count_label, event_id, happening_id};
use crate::store::Archive;
use marsad_record::{Actor, Event, Record};

const CLAIMS: &[&str] = &["day", "claimant", "code", "stance", "type", "actors", "recipients", "place", "counts", "status", "event", "happening", "published", "outlet", "evidence"];

impl Archive {
    /// Claims about events: one row for each who asserts, confirms or denies, latest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn claims(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
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
            let record = shelf.record(self, id >> WITHIN)?;
            let shown = filter.after.as_ref().map_or(0, |mark| if (mark.id, &mark.day) == (id, &known.day) { mark.within } else { 0 });
            Ok::<_, Stop>(claims_of(record, &known).enumerate().skip(shown).all(|(at, cells)| {
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
    let said = record.statements.iter().find(|s| s.about.contains(&event.id) && (s.speaker.code == claimant.code || s.speaker.name == claimant.name));
    said.map_or("says", |s| s.stance.as_str())
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
