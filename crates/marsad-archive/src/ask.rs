//! The questions: events, happenings, statements, actors, timeline, search, and plain SQL.
//!
//! Enters: a [`Filter`]. Leaves: rows, one at a time, for whoever draws or writes them.

use crate::cell::{Cell, Rows};
use crate::error::{Error, Fault};
use crate::filter::{Filter, Mark, Side, Span, list};
use crate::rows::WITHIN;
use crate::show::{Shelf, actor_label, event_id, happening_id, statement_id};
use crate::store::Archive;
use crate::words::{each_key, name_key, search_words};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Row, params_from_iter};
use std::collections::BTreeSet;

pub(crate) const EVENTS: &[&str] = &[
    "id",
    "start",
    "end",
    "precision",
    "type",
    "mode",
    "context",
    "cameo",
    "quad",
    "goldstein",
    "actor_codes",
    "actors",
    "recipient_codes",
    "recipients",
    "status",
    "place",
    "country",
    "lat",
    "lon",
    "geonames",
    "according_to",
    "disputed_by",
    "counts",
    "confidence",
    "happening",
    "reports",
    "independent",
    "outlet",
    "published",
    "language",
    "url",
    "title",
    "trigger",
    "evidence",
    "rule",
];
const HAPPENINGS: &[&str] =
    &["id", "start", "end", "precision", "type", "quad", "goldstein", "actors", "recipients", "status", "place", "country", "tellings", "reports", "independent", "outlets", "claims", "disputes"];
const STATEMENTS: &[&str] = &["id", "published", "start", "end", "precision", "speaker", "code", "office", "stance", "addressee", "status", "cue", "content", "about", "outlet", "url", "title"];
const ACTORS: &[&str] = &["id", "name", "name_ar", "code", "sector", "kind", "office", "wikidata", "as_actor", "as_recipient", "as_source"];
const SEARCH: &[&str] = &["id", "published", "outlet", "language", "title", "found", "events", "url"];
/// PLOVER's quad classes, in the order of the numbers that data sets give them.
pub const QUADS: [&str; 4] = ["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"];
/// The number that data sets give a quad class, 1 to 4.
#[must_use]
pub fn quad_number(quad: &str) -> Option<usize> {
    QUADS.iter().position(|q| *q == quad).map(|at| at + 1)
}

/// Letters shown around a word that was searched.
const AROUND: usize = 60;

impl Archive {
    /// Events, latest first; what is dated after the last printing comes last, the soonest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        self.ahead_last(filter, rows, |filter, rows| self.events_by_day(filter, rows))
    }

    fn events_by_day(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(EVENTS);
        let mut shelf = Shelf::default();
        let mut left = filter.limit;
        let query = filter.query();
        let sql = query.ordered("e.id, e.happening, d.outlet, (SELECT h.reports FROM happenings h WHERE h.id = e.happening), (SELECT h.independent FROM happenings h WHERE h.id = e.happening), e.day");
        self.each(&sql, query.params, |row| {
            let (id, happening): (i64, Option<i64>) = (row.get(0)?, row.get(1)?);
            let more = [Cell::some(row.get(2)?), number(row.get(3)?), number(row.get(4)?)];
            let record = shelf.record_of(self, id, false)?;
            let Some(cells) = event_row(&record, id, happening, more) else { return Ok(true) };
            rows.mark(Mark::at(row.get_ref(5)?.as_str()?, id));
            Ok(rows.row(cells) && spend(&mut left))
        })
    }

    /// Happenings, latest first as events are: what reports of several outlets tell together, each counted apart. Days are their own,
    /// whatever days single reports tell.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn happenings(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        self.ahead_last(filter, rows, |filter, rows| self.happenings_by_day(filter, rows))
    }

    fn happenings_by_day(&self, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(HAPPENINGS);
        let mut left = filter.limit;
        let (among, params) = if is_plain(filter) { ("1".to_owned(), Vec::new()) } else { told(filter) };
        let (rest, params) = by_own_days(filter, &among, params);
        self.each(&format!("{HAPPENING} {rest}"), params, |row| {
            rows.mark(Mark::at(row.get_ref(18)?.as_str()?, row.get(0)?));
            Ok(rows.row(happening_row(row)?) && spend(&mut left))
        })
    }

    /// What happened between two sides, by happening, oldest first. When there are more than the limit, the last ones; with
    /// `oldest_first` the first ones, behind the mark when there is one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn timeline(&self, a: &Side, b: &Side, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        let (events, params) = self.between(a, b, &told_of(filter), "e.happening", "");
        let (rest, params) = by_own_days(filter, &format!("h.id IN ({events})"), params);
        let mut found: Vec<(i64, Mark)> = Vec::new();
        let mut left = filter.limit;
        self.each(&format!("SELECT h.id, h.day FROM happenings h {rest}"), params, |row| {
            let happening = row.get(0)?;
            found.push((happening, Mark::at(row.get_ref(1)?.as_str()?, happening)));
            Ok(spend(&mut left))
        })?;
        if !filter.oldest_first {
            found.reverse();
        }
        self.happenings_at(found.into_iter(), filter.limit, rows)
    }

    /// The rows of happenings that were found already, in the order given.
    pub(crate) fn happenings_at(&self, found: impl Iterator<Item = (i64, Mark)>, limit: Option<usize>, rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(HAPPENINGS);
        let mut statement = self.db.prepare_cached(&format!("{HAPPENING} WHERE h.id = ?1")).map_err(|e| Error::sql(self.file(), &e))?;
        let mut left = limit;
        for (happening, mark) in found {
            let Some(cells) = self.sql(|_| statement.query([happening])?.next()?.map(happening_row).transpose())? else { continue };
            rows.mark(mark);
            if !rows.row(cells) || !spend(&mut left) {
                break;
            }
        }
        Ok(())
    }

    /// Events between two sides, whoever of them acts.
    pub(crate) fn between(&self, a: &Side, b: &Side, filter: &Filter, columns: &str, order: &str) -> (String, Vec<Value>) {
        let (Side::Code(x), Side::Code(y)) = (a, b) else {
            let query = Filter { side: vec![a.clone()], ..filter.clone() }.query();
            let also = Filter { side: vec![b.clone()], ..Filter::default() }.conditions();
            let second = also.wheres.iter().find(|w| w.starts_with('(')).cloned().unwrap_or_else(|| "1".to_owned());
            let mut params = query.params.clone();
            params.extend(match b {
                Side::Code(code) => vec![Value::Text(code.clone())],
                Side::Actors(_) => Vec::new(),
            });
            return (format!("{} AND {second} {order}", query.sql(columns)), params);
        };
        let rest = filter.conditions();
        let wheres = rest.wheres.iter().map(|w| format!(" AND {w}")).collect::<String>();
        let pairs = "(SELECT day, event FROM dyads WHERE source = ? AND target = ? UNION SELECT day, event FROM dyads WHERE source = ? AND target = ? AND mutual = 0) p";
        let from = format!("{pairs} CROSS JOIN events e ON e.id = p.event CROSS JOIN documents d ON d.id = e.document");
        let params = [x, y, y, x].into_iter().map(|c| Value::Text(c.clone())).chain(rest.params).collect();
        (format!("SELECT {columns} FROM {from} WHERE 1{wheres} {order}"), params)
    }

    /// Statements, latest printed first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn statements(&self, filter: &Filter, stance: &[String], rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(STATEMENTS);
        let (mut wheres, mut params) = (vec!["1".to_owned()], Vec::new());
        for side in filter.actor.iter().chain(&filter.side).chain(&filter.according_to) {
            match side {
                Side::Code(code) => {
                    wheres.push("s.code = ?".to_owned());
                    params.push(Value::Text(code.clone()));
                }
                Side::Actors(ids) => wheres.push(format!("s.speaker IN ({})", ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))),
            }
        }
        let mut any = |what: &str, values: &[String]| {
            if !values.is_empty() {
                wheres.push(format!("{what} IN ({})", vec!["?"; values.len()].join(", ")));
                params.extend(values.iter().cloned().map(Value::Text));
            }
        };
        any("s.stance", stance);
        any("s.status", &filter.status);
        any("d.outlet", &filter.outlet);
        any("d.language", &filter.language);
        for (bound, mark) in [(&filter.published.from, ">="), (&filter.published.to, "<=")] {
            if let Some(day) = bound {
                wheres.push(format!("s.day {mark} ?"));
                params.push(Value::Text(if mark == "<=" { format!("{day}~") } else { day.clone() }));
            }
        }
        let (order, later) = if filter.oldest_first { ("ASC", ">") } else { ("DESC", "<") };
        if let Some(mark) = &filter.after {
            wheres.push(format!("(s.day, s.id) {later} (?, ?)"));
            params.extend(mark.values());
        }
        let sql = format!("SELECT s.id, d.outlet, s.day FROM statements s CROSS JOIN documents d ON d.id = s.document WHERE {} ORDER BY s.day {order}, s.id {order}", wheres.join(" AND "));
        let mut shelf = Shelf::default();
        let mut left = filter.limit;
        self.each(&sql, params, |row| {
            let id: i64 = row.get(0)?;
            let outlet = Cell::some(row.get(1)?);
            let record = shelf.record(self, id >> WITHIN)?;
            let Some((_, s)) = record.statements.iter().enumerate().find(|(at, s)| crate::rows::number(id >> WITHIN, &s.id, *at) == id) else { return Ok(true) };
            let about = s.about.iter().map(|e| format!("{}.{e}", id >> WITHIN)).collect();
            let cells = vec![
                Cell::Text(statement_id(id)),
                Cell::some(record.document.published.clone()),
                Cell::some(s.date.start.clone()),
                Cell::some(s.date.end.clone()),
                Cell::Text(s.date.precision.as_str().to_owned()),
                Cell::Text(s.speaker.name.clone()),
                Cell::some(s.speaker.code.clone()),
                Cell::some(s.speaker.office.clone()),
                Cell::Text(s.stance.clone()),
                Cell::some(s.addressee.as_ref().map(actor_label)),
                Cell::Text(s.status.as_str().to_owned()),
                Cell::Text(s.cue.text.clone()),
                Cell::Text(s.content.text.clone()),
                Cell::List(about),
                outlet,
                Cell::some(record.document.url.clone()),
                Cell::Text(record.document.title.clone()),
            ];
            rows.mark(Mark::at(row.get_ref(2)?.as_str()?, id));
            Ok(rows.row(cells) && spend(&mut left))
        })
    }

    /// Who acts, is acted upon and is believed, most often named first; only those called `name` when one is given.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn actors(&self, name: Option<&str>, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        let Some(name) = name else { return self.actors_where("as_actor + as_recipient + as_source > 0", Vec::new(), filter, rows) };
        let key = Value::Text(format!("%{}%", name_key(name).replace(['%', '_'], " ")));
        self.actors_where("folded LIKE ? OR folded_ar LIKE ? OR code = ?", vec![key.clone(), key, Value::Text(name.to_uppercase())], filter, rows)
    }

    /// Those that a side stands for, in the same order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn actors_of(&self, side: &Side, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        match side {
            Side::Code(code) => self.actors_where("code = ?", vec![Value::Text(code.clone())], filter, rows),
            Side::Actors(ids) => self.actors_where(&format!("id IN ({})", list(ids)), Vec::new(), filter, rows),
        }
    }

    fn actors_where(&self, condition: &str, mut params: Vec<Value>, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        rows.columns(ACTORS);
        let mut at = filter.after.as_ref().map_or(0, |mark| mark.within);
        params.extend([Value::Integer(filter.limit.map_or(-1, |l| i64::try_from(l).unwrap_or(i64::MAX))), Value::Integer(i64::try_from(at).unwrap_or(i64::MAX))]);
        let sql = format!("SELECT {} FROM actors WHERE {condition} ORDER BY as_actor + as_recipient + as_source DESC, id LIMIT ? OFFSET ?", ACTORS.join(", "));
        self.each(&sql, params, |row| {
            let mut cells = (0..ACTORS.len()).map(|at| Ok(cell(row.get_ref(at)?))).collect::<rusqlite::Result<Vec<_>>>()?;
            if let Cell::Text(sector) = &cells[4] {
                cells[4] = Cell::list(sector);
            }
            at += 1;
            rows.mark(Mark::nth(at));
            Ok(rows.row(cells))
        })
    }

    /// Articles that hold every word, latest added first.
    ///
    /// # Errors
    /// When there is no word to look for, or the file cannot be read.
    pub fn search(&self, words: &str, filter: &Filter, rows: &mut dyn Rows) -> Result<(), Error> {
        let asked = search_words(words);
        if asked.is_empty() {
            return Err(self.question(Fault::NoWords).about("q"));
        }
        rows.columns(SEARCH);
        let keys: BTreeSet<String> = asked.split(" AND ").map(|k| k.trim_matches('"').to_owned()).collect();
        let (mut wheres, mut params) = (Vec::new(), vec![Value::Text(asked)]);
        for (what, values) in [("d.outlet", &filter.outlet), ("d.language", &filter.language)] {
            if !values.is_empty() {
                wheres.push(format!(" AND {what} IN ({})", vec!["?"; values.len()].join(", ")));
                params.extend(values.iter().cloned().map(Value::Text));
            }
        }
        for (bound, mark) in [(&filter.published.from, ">="), (&filter.published.to, "<=")] {
            if let Some(day) = bound {
                wheres.push(format!(" AND d.published {mark} ?"));
                params.push(Value::Text(if mark == "<=" { format!("{day}~") } else { day.clone() }));
            }
        }
        if let Some(mark) = &filter.after {
            wheres.push(" AND words.rowid < ?".to_owned());
            params.push(Value::Integer(mark.id));
        }
        let sql = format!(
            "SELECT d.id, d.published, d.outlet, d.language, d.title, b.text, d.events, iif(d.url LIKE 'file:%', NULL, d.url) FROM words CROSS JOIN documents d ON d.id = words.rowid CROSS JOIN bodies b ON b.document = d.id
             WHERE words MATCH ?{} ORDER BY words.rowid DESC",
            wheres.concat()
        );
        let mut left = filter.limit;
        self.each(&sql, params, |row| {
            let mut cells = (0..SEARCH.len()).map(|at| Ok(cell(row.get_ref(at)?))).collect::<rusqlite::Result<Vec<_>>>()?;
            if let Cell::Text(text) = &cells[5] {
                cells[5] = Cell::Text(excerpt(text, &keys));
            }
            rows.mark(Mark::at("", row.get(0)?));
            Ok(rows.row(cells) && spend(&mut left))
        })
    }

    /// A question in SQL over the views; the archive was opened for reading only, so it can change nothing.
    ///
    /// # Errors
    /// When it is no question, or takes longer than `seconds`.
    pub fn query(&mut self, sql: &str, seconds: u64, rows: &mut dyn Rows) -> Result<(), Error> {
        self.give_up_after(Some(std::time::Duration::from_secs(seconds)))?;
        let fault = |e: rusqlite::Error| match e.sqlite_error_code() {
            Some(rusqlite::ErrorCode::OperationInterrupted) => self.question(format!("took longer than {seconds} seconds and was stopped; --timeout gives it more")),
            _ => self.question(e.to_string()),
        };
        let mut statement = self.db.prepare(sql).map_err(fault)?;
        if !statement.readonly() {
            return Err(self.question("only questions that change nothing are answered"));
        }
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        rows.columns(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let mut found = statement.query([]).map_err(fault)?;
        while let Some(row) = found.next().map_err(fault)? {
            let cells = (0..names.len()).map(|at| row.get_ref(at).map_or(Cell::None, cell)).collect();
            if !rows.row(cells) {
                break;
            }
        }
        Ok(())
    }

    /// Every event that the filter leaves, in the order of their ids, with its article and what is known of its happening.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_event<E: From<Error>>(&self, filter: &Filter, take: &mut dyn FnMut(&Told<'_>) -> Result<bool, E>) -> Result<(), E> {
        let query = filter.query();
        const COLUMNS: &str = "e.id, e.happening, d.outlet, d.kin, d.added, h.tellings, h.reports, h.independent, h.outlets";
        let sql = format!(
            "{} ORDER BY e.id",
            query.sql(COLUMNS).replacen(" CROSS JOIN documents d ON d.id = e.document", " CROSS JOIN documents d ON d.id = e.document LEFT JOIN happenings h ON h.id = e.happening", 1)
        );
        let mut shelf = Shelf::default();
        let mut left = filter.limit;
        let mut failed = None;
        self.each(&sql, query.params, |row| {
            let id: i64 = row.get(0)?;
            let known = Known {
                id,
                happening: row.get(1)?,
                outlet: row.get(2)?,
                kin: row.get(3)?,
                added: row.get(4)?,
                sums: [row.get::<_, Option<i64>>(5)?, row.get(6)?, row.get(7)?, row.get(8)?].map(|n| n.unwrap_or(1)),
            };
            let record = shelf.record(self, id >> WITHIN)?;
            let Some((_, event)) = record.events.iter().enumerate().find(|(at, e)| crate::rows::number(id >> WITHIN, &e.id, *at) == id) else { return Ok(true) };
            match take(&Told { known, event, record }) {
                Ok(more) => Ok(more && spend(&mut left)),
                Err(error) => {
                    failed = Some(error);
                    Ok(false)
                }
            }
        })?;
        failed.map_or(Ok(()), Err)
    }

    /// Runs a query, giving each row until `take` says that no more are wanted.
    pub(crate) fn each(&self, sql: &str, params: Vec<Value>, mut take: impl FnMut(&Row<'_>) -> Result<bool, Stop>) -> Result<(), Error> {
        let mut statement = self.db.prepare(sql).map_err(|e| Error::sql(self.file(), &e))?;
        let mut rows = self.sql(|_| statement.query(params_from_iter(params)))?;
        while let Some(row) = self.sql(|_| rows.next())? {
            match take(row) {
                Ok(true) => {}
                Ok(false) => break,
                Err(Stop::Sql(error)) => return Err(Error::sql(self.file(), &error)),
                Err(Stop::Ours(error)) => return Err(error),
            }
        }
        Ok(())
    }
}

/// An event as it leaves the archive.
pub struct Told<'r> {
    /// What the archive knows of it.
    pub known: Known,
    /// The event.
    pub event: &'r marsad_record::Event,
    /// The record of its article.
    pub record: &'r marsad_record::Record,
}

/// What the archive knows of an event.
pub struct Known {
    /// Its number.
    pub id: i64,
    /// The number of its happening, which is that of the happening's first telling.
    pub happening: Option<i64>,
    /// Who printed it.
    pub outlet: Option<String>,
    /// Whose reprint its article is.
    pub kin: i64,
    /// When it was added.
    pub added: String,
    /// Of its happening: tellings, reports, independent reports, outlets.
    pub sums: [i64; 4],
}

impl Told<'_> {
    /// Its id as every question prints it.
    #[must_use]
    pub fn id(&self) -> String {
        event_id(self.known.id)
    }

    /// Its happening's id.
    #[must_use]
    pub fn happening(&self) -> Option<String> {
        self.known.happening.map(happening_id)
    }

    /// Whether it is the telling its happening is named after.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.known.happening == Some(self.known.id)
    }

    /// Its row, as [`Archive::events`] gives it.
    #[must_use]
    pub fn row(&self) -> Vec<Cell> {
        let known = &self.known;
        let more = [Cell::some(known.outlet.clone()), Cell::Int(known.sums[1]), Cell::Int(known.sums[2])];
        event_cells(self.record, self.event, known.id, known.happening, more)
    }
}

/// The columns of an event's row.
pub const EVENT_COLUMNS: &[&str] = EVENTS;

/// What ends a query early.
pub(crate) enum Stop {
    Sql(rusqlite::Error),
    Ours(Error),
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<rusqlite::types::FromSqlError> for Stop {
    fn from(error: rusqlite::types::FromSqlError) -> Self {
        Self::Sql(error.into())
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

const HAPPENING: &str = "SELECT h.id, h.start, h.\"end\", h.precision, h.type, (SELECT quad FROM types t WHERE t.type = h.type), h.goldstein, h.actors, h.recipients, h.status, h.place, h.country,
    h.tellings, h.reports, h.independent, h.outlets, h.claims, h.disputes, h.day FROM happenings h";

fn happening_row(row: &Row<'_>) -> rusqlite::Result<Vec<Cell>> {
    let mut cells = (0..HAPPENINGS.len()).map(|at| Ok(cell(row.get_ref(at)?))).collect::<rusqlite::Result<Vec<_>>>()?;
    cells[0] = Cell::Text(happening_id(row.get(0)?));
    for at in [7, 8] {
        cells[at] = Cell::list(row.get_ref(at)?.as_str().unwrap_or_default());
    }
    Ok(cells)
}

/// What a filter asks of the events of a happening: its days, its mark and its place in an answer are the happening's own.
pub(crate) fn told_of(filter: &Filter) -> Filter {
    Filter { happened: Span::default(), after: None, ..filter.clone() }
}

/// The condition that an event of a happening `h` is left by a filter.
fn told(filter: &Filter) -> (String, Vec<Value>) {
    let mut query = told_of(filter).query();
    if query.is_of_all() {
        // Most happenings are left, so that they are walked in their order and each is looked at.
        query.from = query.from.replacen("events e", "events e INDEXED BY events_happening", 1);
        query.add("e.happening = h.id", []);
        return (format!("EXISTS ({})", query.sql("1")), query.params);
    }
    (format!("h.id IN ({})", query.sql("e.happening")), query.params)
}

/// Which happenings are walked and in which order, by their own days.
fn by_own_days(filter: &Filter, among: &str, mut params: Vec<Value>) -> (String, Vec<Value>) {
    let (order, later) = if filter.oldest_first { ("ASC", ">") } else { ("DESC", "<") };
    let top = filter.happened.to.as_ref().map_or_else(|| "~".to_owned(), |to| format!("{to}~"));
    params.extend([Value::Integer(filter.independent.unwrap_or(0)), Value::Text(filter.happened.from.clone().unwrap_or_default()), Value::Text(top)]);
    let behind = filter.after.as_ref().map_or_else(String::new, |mark| {
        params.extend(mark.values());
        format!("AND (h.day, h.id) {later} (?, ?)")
    });
    (format!("WHERE {among} AND h.independent >= ? AND h.day >= ? AND h.day <= ? {behind} ORDER BY h.day {order}, h.id {order}"), params)
}

/// Whether a filter says no more than when, and how well reported.
pub(crate) fn is_plain(filter: &Filter) -> bool {
    *filter == Filter { independent: filter.independent, happened: filter.happened.clone(), after: filter.after.clone(), limit: filter.limit, oldest_first: filter.oldest_first, ..Filter::default() }
}

/// Whether another row is wanted after this one.
fn spend(left: &mut Option<usize>) -> bool {
    match left {
        Some(left) => {
            *left = left.saturating_sub(1);
            *left > 0
        }
        None => true,
    }
}

fn number(value: Option<i64>) -> Cell {
    value.map_or(Cell::None, Cell::Int)
}

pub(crate) fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::None,
        ValueRef::Integer(n) => Cell::Int(n),
        ValueRef::Real(n) => Cell::Real(n),
        ValueRef::Text(text) => Cell::some(Some(String::from_utf8_lossy(text).into_owned())),
        ValueRef::Blob(bytes) => Cell::Text(bytes.iter().map(|b| format!("{b:02x}")).collect()),
    }
}

pub(crate) fn event_row(record: &marsad_record::Record, id: i64, happening: Option<i64>, more: [Cell; 3]) -> Option<Vec<Cell>> {
    let (_, e) = record.events.iter().enumerate().find(|(at, e)| crate::rows::number(id >> WITHIN, &e.id, *at) == id)?;
    Some(event_cells(record, e, id, happening, more))
}

fn event_cells(record: &marsad_record::Record, e: &marsad_record::Event, id: i64, happening: Option<i64>, [outlet, reports, independent]: [Cell; 3]) -> Vec<Cell> {
    let codes = |actors: &[marsad_record::Actor]| Cell::List(crate::rows::codes(actors).into_iter().map(str::to_owned).collect());
    let labels = |actors: &[marsad_record::Actor]| Cell::List(actors.iter().map(actor_label).collect());
    let place = e.place.as_ref();
    let real = |value: Option<f64>| value.map_or(Cell::None, Cell::Real);
    vec![
        Cell::Text(event_id(id)),
        Cell::some(e.date.start.clone()),
        Cell::some(e.date.end.clone()),
        Cell::Text(e.date.precision.as_str().to_owned()),
        Cell::Text(e.kind.clone()),
        Cell::List(e.mode.clone()),
        Cell::List(e.context.clone()),
        Cell::Text(e.cameo.clone()),
        Cell::Text(e.quad.clone()),
        Cell::Real(e.goldstein),
        codes(&e.actor),
        labels(&e.actor),
        codes(&e.recipient),
        labels(&e.recipient),
        Cell::Text(e.status.as_str().to_owned()),
        Cell::some(place.map(|p| p.name.clone())),
        Cell::some(place.and_then(|p| p.country.clone())),
        real(place.and_then(|p| p.lat)),
        real(place.and_then(|p| p.lon)),
        place.and_then(|p| p.geonames).map_or(Cell::None, |g| Cell::Int(g.cast_signed())),
        labels(&e.according_to),
        Cell::List(e.disputed_by.iter().map(|d| actor_label(&d.actor)).collect()),
        Cell::List(e.counts.iter().map(crate::show::count_label).collect()),
        Cell::Real(e.confidence),
        happening.map_or(Cell::None, |h| Cell::Text(happening_id(h))),
        reports,
        independent,
        outlet,
        Cell::some(record.document.published.clone()),
        Cell::Text(record.document.language.clone()),
        Cell::some(record.document.url.clone()),
        Cell::Text(record.document.title.clone()),
        Cell::Text(e.trigger.text.clone()),
        Cell::Text(e.evidence.text.clone()),
        Cell::Text(e.rule.clone()),
    ]
}

/// A sum, whatever order it was summed in.
pub(crate) fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

/// The passage in which the first of the words stands.
fn excerpt(text: &str, keys: &BTreeSet<String>) -> String {
    let mut found = 0;
    for line in text.split_inclusive('\n') {
        let mut here = false;
        each_key(line, |key, _| here |= keys.contains(key));
        if here {
            let at = line.split_whitespace().find(|word| {
                let mut hit = false;
                each_key(word, |key, _| hit |= keys.contains(key));
                hit
            });
            let at = at.map_or(0, |word| word.as_ptr() as usize - line.as_ptr() as usize);
            return around(line.trim_end(), at);
        }
        found += line.len();
    }
    around(text.get(..found.min(text.len())).unwrap_or_default(), 0)
}

fn around(line: &str, at: usize) -> String {
    let before = line.get(..at).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND).map_or(0, |(i, _)| i);
    let from = if from == 0 { 0 } else { line[from..].find(' ').map_or(from, |space| from + space + 1) };
    let after = line.get(at..).unwrap_or_default();
    let to = after.char_indices().nth(2 * AROUND).map_or(line.len(), |(i, _)| at + i);
    let words = line.get(from..to).unwrap_or_default();
    format!("{}{words}{}", if from > 0 { "… " } else { "" }, if to < line.len() { "…" } else { "" })
}
