//! Whether a record's quotations stand where they are said to, and its ids stand for something: for the
//! property tests and the fuzz target.

use marsad_record::{Actor, Event, Quote, Record, Statement};

/// The first quotation that is not what stands there, in code points.
pub fn misquoted(record: &Record) -> Option<String> {
    let points: Vec<char> = record.document.text.chars().collect();
    let claims = record.events.iter().flat_map(of_event).chain(record.statements.iter().flat_map(of_statement));
    claims.into_iter().find_map(|(field, text, start, end)| {
        let there: Option<String> = points.get(start..end).map(|c| c.iter().collect());
        (there.as_deref() != Some(text)).then(|| format!("{field} \"{text}\" is said to stand at {start}..{end}, where \"{}\" stands", there.unwrap_or_default()))
    })
}

/// The first id that stands for nothing in the record.
pub fn dangling(record: &Record) -> Option<String> {
    let events: Vec<&str> = record.events.iter().map(|e| e.id.as_str()).collect();
    let statements: Vec<&str> = record.statements.iter().map(|s| s.id.as_str()).collect();
    let same_as = record.events.iter().flat_map(|e| &e.same_as).find(|id| !events.contains(&id.as_str()));
    let about = record.statements.iter().flat_map(|s| &s.about).find(|id| !events.contains(&id.as_str()));
    let by = record.events.iter().flat_map(|e| &e.disputed_by).map(|d| &d.by).find(|id| !events.contains(&id.as_str()) && !statements.contains(&id.as_str()));
    same_as.or(about).or(by).cloned()
}

/// The quoted words and where they are said to stand.
type Claim<'r> = (&'static str, &'r str, usize, usize);

fn quote<'r>(field: &'static str, quote: &'r Quote) -> Claim<'r> {
    (field, &quote.text, quote.start, quote.end)
}

fn actors<'r>(field: &'static str, actors: impl IntoIterator<Item = &'r Actor>) -> impl Iterator<Item = Claim<'r>> {
    actors.into_iter().map(move |a| (field, a.text.as_str(), a.start, a.end))
}

fn of_event(event: &Event) -> Vec<Claim<'_>> {
    let mut claims = vec![quote("trigger", &event.trigger), quote("evidence", &event.evidence)];
    claims.extend(actors("actor", &event.actor));
    claims.extend(actors("recipient", &event.recipient));
    claims.extend(actors("according_to", &event.according_to));
    claims.extend(actors("disputed_by", event.disputed_by.iter().map(|d| &d.actor)));
    claims.extend(event.place.iter().map(|p| ("place", p.text.as_str(), p.start, p.end)));
    claims.extend(event.counts.iter().map(|c| ("count", c.text.as_str(), c.start, c.end)));
    claims
}

fn of_statement(statement: &Statement) -> Vec<Claim<'_>> {
    let mut claims = vec![quote("cue", &statement.cue), quote("content", &statement.content)];
    claims.extend(actors("speaker", [&statement.speaker]));
    claims.extend(actors("addressee", &statement.addressee));
    claims.extend(statement.quotes.iter().map(|q| quote("quote", q)));
    claims
}
