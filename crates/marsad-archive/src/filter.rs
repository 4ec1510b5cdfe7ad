//! What a question is about: the same filters for every question.

use crate::error::{Error, Fault};
use crate::store::Archive;
use crate::words::search_words;
use rusqlite::types::Value;

/// What an event's status may be, as [`marsad_record::Status`] writes it.
pub const STATUSES: [&str; 4] = ["actual", "future", "hypothetical", "negated"];

/// Somebody a question names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// All who act for a state or body.
    Code(String),
    /// These actors only.
    Actors(Vec<i64>),
}

/// From one day to another, inclusive, as ISO dates or their beginnings (`2024`, `2024-05`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// Where a row stands among those of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The day it is ordered by.
    pub day: String,
    /// Its number among those of the same day.
    pub id: i64,
    /// How many rows of the same number there are up to it; of sums, how many rows at all.
    pub within: usize,
}

impl Mark {
    pub(crate) fn at(day: &str, id: i64) -> Self {
        Self { day: day.to_owned(), id, within: 0 }
    }

    pub(crate) fn nth(within: usize) -> Self {
        Self { within, ..Self::default() }
    }

    pub(crate) fn values(&self) -> [Value; 2] {
        [Value::Text(self.day.clone()), Value::Integer(self.id)]
    }
}

/// Which events are asked for; what is empty asks nothing.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "named as the options are")]
pub struct Filter {
    pub actor: Vec<Side>,
    pub recipient: Vec<Side>,
    pub side: Vec<Side>,
    pub according_to: Vec<Side>,
    pub own_voice: bool,
    pub disputed: bool,
    pub sector: Vec<String>,
    pub kind: Vec<String>,
    pub mode: Vec<String>,
    pub context: Vec<String>,
    pub quad: Vec<String>,
    pub status: Vec<String>,
    pub place: Vec<String>,
    pub happened: Span,
    pub published: Span,
    pub outlet: Vec<String>,
    pub language: Vec<String>,
    pub confidence: Option<f64>,
    pub independent: Option<i64>,
    /// Also events that tell again, in the same article, what an earlier one told.
    pub twins: bool,
    /// Only events of articles that hold these words.
    pub words: Option<String>,
    /// Only these events.
    pub only: Option<Vec<i64>>,
    /// Only this event.
    pub event: Option<i64>,
    /// Only tellings of this happening.
    pub happening: Option<i64>,
    /// Only rows behind this one.
    pub after: Option<Mark>,
    /// Rows at most; all when `None`.
    pub limit: Option<usize>,
    /// Oldest first.
    pub oldest_first: bool,
}

/// A query over events `e` with documents `d`.
pub(crate) struct Query {
    pub(crate) from: String,
    pub(crate) wheres: Vec<String>,
    pub(crate) params: Vec<Value>,
    /// What rows are ordered by.
    pub(crate) day: &'static str,
    oldest_first: bool,
    /// Whether single events are named.
    few: bool,
}

impl Query {
    pub(crate) fn sql(&self, columns: &str) -> String {
        let wheres = if self.wheres.is_empty() { String::new() } else { format!(" WHERE {}", self.wheres.join(" AND ")) };
        format!("SELECT {columns} FROM {}{wheres}", self.from)
    }

    pub(crate) fn ordered(&self, columns: &str) -> String {
        let order = if self.oldest_first { "ASC" } else { "DESC" };
        let (day, event) = (self.day, self.event());
        format!("{} ORDER BY {day} {order}, {event} {order}", self.sql(columns))
    }

    /// Whether it looks at all events, not at those of somebody or a few that are known.
    pub(crate) fn is_of_all(&self) -> bool {
        self.from.starts_with("events e ") && !self.few
    }

    fn event(&self) -> &'static str {
        if self.day == "e.day" { "e.id" } else { "x.event" }
    }

    /// Only events that stand before or behind a mark, as `sign` says: `<`, `>=` …
    pub(crate) fn beside(&mut self, sign: &str, mark: &Mark) {
        let [day, id] = mark.values();
        let (of_day, of_event) = (self.day, self.event());
        // The first half is what an index is searched by.
        self.add(format!("{of_day} {}= ? AND ({of_day}, {of_event}) {sign} (?, ?)", &sign[..1]), [day.clone(), day, id]);
    }

    /// The sign of what comes later in the answer.
    pub(crate) fn later(&self) -> &'static str {
        if self.oldest_first { ">" } else { "<" }
    }

    pub(crate) fn add(&mut self, condition: impl Into<String>, params: impl IntoIterator<Item = Value>) {
        self.wheres.push(condition.into());
        self.params.extend(params);
    }

    fn any(&mut self, what: &str, values: &[String]) {
        if !values.is_empty() {
            let marks = vec!["?"; values.len()].join(", ");
            self.add(format!("{what} IN ({marks})"), values.iter().cloned().map(Value::Text));
        }
    }

    fn listed(&mut self, what: &str, values: &[String]) {
        if !values.is_empty() {
            let one = format!("'|' || {what} || '|' LIKE ?");
            let marks = vec![one.as_str(); values.len()].join(" OR ");
            self.add(format!("({marks})"), values.iter().map(|v| Value::Text(format!("%|{}|%", v.replace(['%', '|'], "")))));
        }
    }

    fn span(&mut self, what: &str, span: &Span) {
        if let Some(from) = &span.from {
            self.add(format!("{what} >= ?"), [Value::Text(from.clone())]);
        }
        if let Some(to) = &span.to {
            // `2024-05` ends with its last day: no digit comes after `~`.
            self.add(format!("{what} <= ?"), [Value::Text(format!("{to}~"))]);
        }
    }
}

/// What is looked at first, so that a question touches few rows.
enum Drive<'f> {
    Code(&'f str, &'static str),
    Pair(&'f str, &'f str),
    Actors(&'f [i64], &'static str),
    Events,
}

impl Filter {
    fn drive(&self) -> Drive<'_> {
        let code = |sides: &'_ [Side]| sides.iter().find_map(|s| if let Side::Code(code) = s { Some(code.clone()) } else { None });
        if let ([Side::Code(actor)], [Side::Code(recipient)]) = (self.actor.as_slice(), self.recipient.as_slice())
            && actor != recipient
        {
            return Drive::Pair(actor, recipient);
        }
        for (sides, roles) in [(&self.actor, "0"), (&self.recipient, "1"), (&self.according_to, "2"), (&self.side, "0, 1")] {
            if let [Side::Actors(ids)] = sides.as_slice() {
                return Drive::Actors(ids, roles);
            }
        }
        for (sides, roles) in [(&self.recipient, "1"), (&self.actor, "0"), (&self.according_to, "2"), (&self.side, "0, 1")] {
            if sides.len() == 1 && code(sides).is_some() {
                let Some(Side::Code(code)) = sides.first() else { continue };
                return Drive::Code(code, roles);
            }
        }
        Drive::Events
    }

    fn is_of_few(&self) -> bool {
        self.event.is_some() || self.happening.is_some() || self.only.is_some() || self.words.is_some()
    }

    /// The query by the shortest way.
    pub(crate) fn query(&self) -> Query {
        self.query_along(&self.drive())
    }

    /// The query as conditions on `e` and `d` alone, for whoever leads to events by a way of their own.
    pub(crate) fn conditions(&self) -> Query {
        self.query_along(&Drive::Events)
    }

    fn query_along(&self, drive: &Drive<'_>) -> Query {
        let mut query = Query { from: String::new(), wheres: Vec::new(), params: Vec::new(), day: "x.day", oldest_first: self.oldest_first, few: self.is_of_few() };
        match *drive {
            Drive::Pair(a, b) => {
                query.from = "dyads x CROSS JOIN events e ON e.id = x.event".to_owned();
                query.add("x.source = ? AND x.target = ? AND x.mutual = 0", [a, b].map(|c| Value::Text(c.to_owned())));
            }
            Drive::Code(code, "0, 1") => {
                query.from = "(SELECT DISTINCT day, event FROM sides WHERE code = ? AND role <= 1) x CROSS JOIN events e ON e.id = x.event".to_owned();
                query.params.push(Value::Text(code.to_owned()));
            }
            Drive::Code(code, role) => {
                query.from = "sides x CROSS JOIN events e ON e.id = x.event".to_owned();
                query.add(format!("x.code = ? AND x.role = {role}"), [Value::Text(code.to_owned())]);
            }
            Drive::Actors(ids, roles) => {
                query.from = format!("(SELECT DISTINCT event FROM mentions WHERE actor IN ({}) AND role IN ({roles})) x CROSS JOIN events e ON e.id = x.event", list(ids));
                query.day = "e.day";
            }
            Drive::Events => {
                query.from = "events e".to_owned();
                query.day = "e.day";
            }
        }
        query.from.push_str(" CROSS JOIN documents d ON d.id = e.document");
        for (sides, roles) in [(&self.actor, "0"), (&self.recipient, "1"), (&self.according_to, "2"), (&self.side, "0, 1")] {
            add_sides(&mut query, sides, roles);
        }
        self.add_rest(&mut query);
        query
    }

    fn add_rest(&self, query: &mut Query) {
        if self.own_voice {
            query.add("NOT EXISTS (SELECT 1 FROM mentions m WHERE m.event = e.id AND m.role = 2)", []);
        }
        if self.disputed {
            query.add("EXISTS (SELECT 1 FROM mentions m WHERE m.event = e.id AND m.role = 3)", []);
        }
        if !self.sector.is_empty() {
            let one = "'|' || a.sector || '|' LIKE ?";
            let any = vec![one; self.sector.len()].join(" OR ");
            let params = self.sector.iter().map(|s| Value::Text(format!("%|{}|%", s.to_uppercase()))).collect::<Vec<_>>();
            query.add(format!("EXISTS (SELECT 1 FROM mentions m JOIN actors a ON a.id = m.actor WHERE m.event = e.id AND m.role <= 1 AND ({any}))"), params);
        }
        query.any("e.type", &self.kind.iter().map(|k| k.to_uppercase()).collect::<Vec<_>>());
        query.listed("e.mode", &self.mode);
        query.listed("e.context", &self.context);
        if !self.quad.is_empty() {
            let marks = vec!["?"; self.quad.len()].join(", ");
            query.add(format!("e.type IN (SELECT type FROM types WHERE quad IN ({marks}))"), self.quad.iter().cloned().map(Value::Text));
        }
        query.any("e.status", &self.status);
        if !self.place.is_empty() {
            let marks = vec!["?"; self.place.len()].join(", ");
            let names = self.place.iter().map(|p| Value::Text(p.clone()));
            query.add(format!("(e.country IN ({marks}) OR e.place IN ({marks}))"), names.clone().chain(names).collect::<Vec<_>>());
        }
        query.span(query.day, &self.happened);
        query.span("d.published", &self.published);
        query.any("d.outlet", &self.outlet);
        query.any("d.language", &self.language);
        if let Some(least) = self.confidence {
            query.add("e.confidence >= ?", [Value::Real(least)]);
        }
        if let Some(least) = self.independent {
            query.add("EXISTS (SELECT 1 FROM happenings h WHERE h.id = e.happening AND h.independent >= ?)", [Value::Integer(least)]);
        }
        if !self.twins {
            query.add("e.twin_of IS NULL", []);
        }
        for (what, number) in [("e.id", self.event), ("e.happening", self.happening)] {
            if let Some(number) = number {
                query.add(format!("{what} = ?"), [Value::Integer(number)]);
            }
        }
        if let Some(ids) = &self.only {
            query.add(format!("e.id IN ({})", list(ids)), []);
        }
        if let Some(words) = &self.words {
            query.add("e.document IN (SELECT rowid FROM words WHERE words MATCH ?)", [Value::Text(search_words(words))]);
        }
        if let Some(mark) = &self.after {
            query.beside(query.later(), mark);
        }
    }
}

pub(crate) fn list(ids: &[i64]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Any of the sides given must be there.
fn add_sides(query: &mut Query, sides: &[Side], roles: &str) {
    if sides.is_empty() {
        return;
    }
    let mut either = Vec::new();
    let mut params = Vec::new();
    for side in sides {
        match side {
            Side::Code(code) => {
                either.push(format!("EXISTS (SELECT 1 FROM sides s WHERE s.code = ? AND s.day = e.day AND s.event = e.id AND s.role IN ({roles}))"));
                params.push(Value::Text(code.clone()));
            }
            Side::Actors(ids) => either.push(format!("EXISTS (SELECT 1 FROM mentions m WHERE m.event = e.id AND m.role IN ({roles}) AND m.actor IN ({}))", list(ids))),
        }
    }
    query.add(format!("({})", either.join(" OR ")), params);
}

impl Archive {
    /// Checks words of a filter that only certain values make sense for; gives the nearest for one that is not.
    ///
    /// # Errors
    /// When a type, quad or status is none.
    pub(crate) fn check_filter(&self, filter: &Filter) -> Result<(), Error> {
        let known = |what, parameter, given: &[String], all: Vec<String>| {
            let wrong = given.iter().find(|g| !all.is_empty() && !all.iter().any(|a| a.eq_ignore_ascii_case(g)));
            wrong.map_or(Ok(()), |w| Err(self.question(Fault::NoneOf { value: w.clone(), what, known: all }).about(parameter)))
        };
        let column = |sql: &str| self.sql(|db| db.prepare_cached(sql)?.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>());
        known("event type", "type", &filter.kind, column("SELECT type FROM types ORDER BY type")?)?;
        known("quad", "quad", &filter.quad, column("SELECT DISTINCT quad FROM types ORDER BY quad")?)?;
        known("status", "status", &filter.status, STATUSES.map(str::to_owned).to_vec())
    }
}
