//! Single things, whole: an article with its record, an event, a statement, a happening with its ledger of claims, an actor.
//!
//! Enters: an id, such as `12.e3`, or whatever a question may call an actor. Leaves: an object.

use crate::answers::Kept;
use crate::desk::Desk;
use crate::problem::{Code, Problem};
use marsad_archive::{Archive, Filter, Id, Shown, Side, Span, Tallied, said_by};
use marsad_export::codes_of;
use marsad_pack::{Packs, Person, Tenure};
use marsad_record::{Actor, Event, Record, Statement};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// Happenings shown first.
const LATEST: usize = 12;
/// Pairs shown that are busier than usual.
const BUSIER: usize = 8;
/// Values of a long facet.
const FACET: usize = 60;
/// Actors of one name.
const CALLED_SO: usize = 50;
/// A tenure that has not ended.
const OPEN: i32 = 99_991_231;

/// The archive at one look.
pub(crate) fn overview(archive: Tallied<'_>) -> Result<Value, Problem> {
    let totals = archive.totals();
    let (mut latest, mut busier) = (Kept::default(), Kept::default());
    let printed = archive.archive.printed_between()?;
    // What is only planned stands behind the last printing, and is no news of what happened.
    let until = Span { from: None, to: printed.as_ref().map(|(_, to)| to.clone()) };
    archive.happenings(&Filter { limit: Some(LATEST), status: vec!["actual".to_owned()], happened: until, ..Filter::default() }, &mut latest)?;
    archive.busier(BUSIER, &mut busier)?;
    let printed = printed.map(|(from, to)| json!({ "from": from, "to": to }));
    Ok(json!({
        "totals": {
            "articles": totals.articles, "versions": totals.versions, "independent": totals.independent, "events": totals.events,
            "happenings": totals.happenings, "claims": totals.claims, "statements": totals.statements,
        },
        "printed": printed,
        "latest": latest.objects(),
        "busier": busier.objects(),
    }))
}

/// How many events of a filter have each value.
pub(crate) fn facets(archive: Tallied<'_>, filter: &Filter) -> Result<Value, Problem> {
    let values = |values: Vec<(String, i64)>| values.into_iter().map(|(value, count)| json!({ "value": value, "count": count })).collect::<Vec<_>>();
    let facets = archive.facets(filter, FACET)?;
    Ok(Value::Object(facets.into_iter().map(|(name, counted)| (name.to_owned(), values(counted).into())).collect()))
}

/// An article with its record; what was left aside is told by whoever reads.
pub(crate) fn article(archive: &Archive, id: &str) -> Result<(Record, Value), Problem> {
    let nothing = || Problem::missing(id, format!("there is no article {id}"));
    let Some(Id::Article(document)) = Id::parse(id) else { return Err(nothing()) };
    let record = archive.record(document)?.ok_or_else(nothing)?;
    let kept = archive.article(document)?.ok_or_else(nothing)?;
    let happenings: Map<String, Value> = archive.happenings_of(document)?.into_iter().map(|(event, happening)| (event, happening.into())).collect();
    let about = json!({
        "url": kept.url, "outlet": kept.outlet, "title": kept.title, "published": kept.published, "language": kept.language, "current": kept.current,
        "reprint_of": kept.reprint_of, "kin": kept.kin, "versions": kept.versions, "happenings": happenings,
    });
    Ok((record, about))
}

/// An event, a statement or a happening, as its id says.
pub(crate) fn thing(archive: &Archive, what: &str, id: &str) -> Result<Value, Problem> {
    let fits = matches!((Id::parse(id), what), (Some(Id::Event(_)), "events") | (Some(Id::Statement(_)), "statements") | (Some(Id::Happening(_)), "happenings"));
    if !fits {
        return Err(Problem::missing(id, format!("there is no {id} among the {what}")));
    }
    let shown = archive.show(id)?;
    match shown {
        Shown::Event { id, record, happening } => Ok(json!({ "id": id, "happening": happening, "event": record.events.first(), "document": document(&record) })),
        Shown::Statement { id, record } => Ok(json!({ "id": id, "statement": record.statements.first(), "document": document(&record) })),
        Shown::Happening { id, tellings, .. } => happening(archive, &id, &tellings),
        Shown::Article { .. } => Err(Problem::missing(id, format!("there is no {what} here"))),
    }
}

fn happening(archive: &Archive, id: &str, tellings: &[(String, Option<String>, i64, Record)]) -> Result<Value, Problem> {
    let mut row = Kept::default();
    if let Some(Id::Happening(number)) = Id::parse(id) {
        archive.happenings(&Filter { happening: Some(number), twins: true, limit: Some(1), ..Filter::default() }, &mut row)?;
    }
    let mut texts = HashSet::new();
    let mut reports = Vec::new();
    let mut claims = Vec::new();
    for (event, outlet, kin, record) in tellings {
        let article = event.split('.').next().unwrap_or_default();
        reports.push(json!({
            "id": event, "article": article, "outlet": outlet, "reprint_group": kin, "independent": texts.insert(kin),
            "event": record.events.first(), "document": document(record),
        }));
        let (Some(told), Some(Id::Article(number))) = (record.events.first(), Id::parse(article)) else { continue };
        let Some(whole) = archive.record(number)? else { continue };
        claims.extend(ledger(&whole, told).map(|claim| {
            json!({
                "claimant": claim.claimant, "stance": claim.stance, "words": claim.words, "event": event, "day": record.document.published, "outlet": outlet,
            })
        }));
    }
    Ok(json!({ "id": id, "row": row.objects().first(), "tellings": reports, "claims": claims }))
}

/// Who says it, or says that it is not so.
struct Claim<'r> {
    claimant: &'r Actor,
    stance: &'r str,
    words: Value,
}

fn ledger<'r>(record: &'r Record, event: &'r Event) -> impl Iterator<Item = Claim<'r>> {
    let asserted = event.according_to.iter().map(move |claimant| {
        let said = said_by(record, event, claimant);
        Claim { claimant, stance: said.map_or("says", |s| s.stance.as_str()), words: said.map_or(Value::Null, words) }
    });
    let denied = event.disputed_by.iter().map(|dispute| {
        let said = record.statements.iter().find(|s| s.id == dispute.by).map(words);
        let told = || record.events.iter().find(|e| e.id == dispute.by).map(|e| json!(e.evidence));
        Claim { claimant: &dispute.actor, stance: "denies", words: said.or_else(told).unwrap_or_default() }
    });
    asserted.chain(denied)
}

/// The words of a statement with the verb that brings them.
fn words(statement: &Statement) -> Value {
    let (cue, content) = (&statement.cue, &statement.content);
    json!({ "text": content.text, "start": content.start, "end": content.end, "cue": cue })
}

/// The article without its text.
fn document(record: &Record) -> Value {
    let d = &record.document;
    json!({ "id": d.id, "title": d.title, "published": d.published, "language": d.language, "source": d.source, "url": d.url })
}

/// Whom a name stands for, with the offices that the packs know.
pub(crate) fn actor(archive: &Archive, packs: &Packs, desk: &Desk, who: &str) -> Result<Value, Problem> {
    let nobody = |error: marsad_archive::Error| match Problem::from(error) {
        unknown if unknown.code == Code::Nobody => unknown.not_found(),
        other => other,
    };
    let side = archive.side("id", who).map_err(nobody)?;
    let (some, mut actors) = (Filter { limit: Some(CALLED_SO), ..Filter::default() }, Kept::default());
    archive.actors_of(&side, &some, &mut actors)?;
    let actors = actors.objects();
    let code = if let Side::Code(code) = side { Some(code) } else { None };
    let codes = code.as_deref().and_then(codes_of);
    let entity = code.as_deref().and_then(|code| packs.world.entity(code)).and_then(|at| packs.world.entities.get(at as usize));
    let wikidata = match entity {
        Some(entity) => Some(entity.wikidata.clone()),
        None => actors.first().and_then(|row| row["wikidata"].as_str()).map(str::to_owned),
    };
    let names = match (code.as_deref(), actors.first()) {
        (Some(code), _) => names_of(desk, code),
        (None, Some(row)) => json!({ "en": row["name"], "ar": row["name_ar"] }),
        (None, None) => Value::Null,
    };
    Ok(json!({
        "code": code, "names": names, "iso3": codes.and(code.as_deref()), "cow": codes.map(|c| c.cow).filter(|c| !c.is_empty()),
        "wikidata": wikidata.filter(|w| !w.is_empty()), "offices": offices(packs, code.as_deref(), &actors), "actors": actors,
    }))
}

/// Names of a code in both scripts.
fn names_of(desk: &Desk, code: &str) -> Value {
    let found = desk.names().0.iter().find(|(known, _)| known == code).map(|(_, names)| names.as_slice());
    in_both_scripts(found.unwrap_or_default())
}

/// What something is called, its English name and its Arabic one standing first.
pub(crate) fn in_both_scripts(names: &[String]) -> Value {
    json!({ "en": names.first(), "ar": names.get(1) })
}

/// Who held which office of a code, or which offices somebody held, latest first.
fn offices(packs: &Packs, code: Option<&str>, rows: &[Value]) -> Vec<Value> {
    let of = code.and_then(|code| packs.world.entity(code));
    let is_asked = |person: &Person, tenure: &Tenure| match code {
        Some(_) => Some(tenure.of) == of,
        None => rows.iter().any(|row| row["name"] == person.name.as_str() && row["kind"] == "person"),
    };
    let mut held: Vec<(&Person, &Tenure)> = packs.world.persons.iter().flat_map(|p| p.tenures.iter().map(move |t| (p, t))).filter(|(p, t)| is_asked(p, t)).collect();
    held.sort_by_key(|(person, tenure)| (std::cmp::Reverse(tenure.from), &tenure.office, &person.name));
    let shown = held.into_iter().map(|(person, tenure)| {
        let code = packs.world.entities.get(tenure.of as usize).map(|e| &e.code);
        json!({ "office": tenure.office, "of": code, "name": person.name, "name_ar": person.name_ar, "wikidata": Some(&person.wikidata).filter(|w| !w.is_empty()), "from": day(tenure.from), "to": day(tenure.to) })
    });
    shown.collect()
}

/// `20240517` as an ISO day; nothing for what is open.
fn day(number: i32) -> Option<String> {
    (number > 0 && number < OPEN).then(|| format!("{:04}-{:02}-{:02}", number / 10_000, number / 100 % 100, number % 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_tenure_has_no_last_day() {
        assert_eq!((day(20_240_517).as_deref(), day(OPEN), day(0)), (Some("2024-05-17"), None, None));
    }

    #[test]
    fn the_ledger_tells_who_asserts_and_who_denies() {
        let speaker = |name: &str| Actor { name: name.to_owned(), ..Actor::default() };
        let statement = |id: &str, name: &str, stance: &str, about: &str| {
            let empty = json!({ "id": id, "speaker": speaker(name), "addressee": null, "stance": stance, "cue": { "text": "", "start": 0, "end": 0 },
                "content": { "text": id, "start": 1, "end": 3 }, "quotes": [], "about": [about], "status": "actual", "rule": "" });
            serde_json::from_value::<Statement>(empty).expect("a statement")
        };
        let event = json!({ "id": "e1", "type": "ASSAULT", "mode": [], "context": [], "cameo": "190", "quad": "material-conflict", "goldstein": -10.0, "actor": [], "recipient": [],
            "date": { "start": null, "end": null, "precision": "document", "text": "", "rule": "" }, "place": null, "status": "actual",
            "according_to": [speaker("Norland"), speaker("Sudland")], "disputed_by": [{ "actor": speaker("Estland"), "by": "s2" }], "counts": [],
            "trigger": { "text": "", "start": 0, "end": 0 }, "evidence": { "text": "", "start": 0, "end": 0 }, "rule": "", "confidence": 0.5, "same_as": [] });
        let event: Event = serde_json::from_value(event).expect("an event");
        let record = Record { statements: vec![statement("s1", "Norland", "confirms", "e1"), statement("s2", "Estland", "denies", "e9")], events: vec![event.clone()], ..Record::default() };
        let claims: Vec<(String, &str, Value)> = ledger(&record, &event).map(|c| (c.claimant.name.clone(), c.stance, c.words["text"].clone())).collect();
        assert_eq!(claims, [("Norland".to_owned(), "confirms", json!("s1")), ("Sudland".to_owned(), "says", Value::Null), ("Estland".to_owned(), "denies", json!("s2"))]);
    }
}
