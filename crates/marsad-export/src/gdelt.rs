//! GDELT 2.0: one line a happening and pair of sides in Events, one a report in Mentions.
//!
//! GDELT knows no status and no claimant: only what is told as having happened is listed.

use crate::line::{body, day, digits, happened, name, number, pairs, state, write};
use crate::{Error, codes};
use marsad_archive::{Archive, Filter, Told, quad_number};
use marsad_record::{Actor, Place};
use std::io::Write;

/// The columns of Events, in order; the files have no header.
pub const EVENTS: [&str; 61] = [
    "GlobalEventID",
    "Day",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// The columns of Mentions.
pub const MENTIONS: [&str; 16] = [
    "GlobalEventID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
];

/// Pairs of one happening that have a number of their own.
const PAIRS: i64 = 256;

pub(crate) fn write_events(archive: &Archive, filter: &Filter, out: &mut dyn Write) -> Result<u64, Error> {
    crate::lines(archive, filter, |told| {
        if !told.leads() || !happened(told) {
            return Ok(0);
        }
        let pairs = pairs(told);
        for (at, (source, target)) in (0..PAIRS).zip(&pairs) {
            write(out, &event(told, number_of(told.known.id, at), *source, *target))?;
        }
        Ok(pairs.len() as u64)
    })
}

/// A whole number that is the same in every export of the same archive.
fn number_of(event: i64, pair: i64) -> i64 {
    event * PAIRS + pair
}

fn event(told: &Told<'_>, id: i64, source: Option<&Actor>, target: Option<&Actor>) -> Vec<String> {
    let e = told.event;
    let day = day(&e.date);
    let mut cells = vec![id.to_string(), digits(day, 8), digits(day, 6), digits(day, 4), fraction(day)];
    cells.extend(actor(source));
    cells.extend(actor(target));
    let [tellings, reports, _, outlets] = told.known.sums;
    cells.extend([
        "1".to_owned(),
        e.cameo.clone(),
        e.cameo.get(..3).unwrap_or(&e.cameo).to_owned(),
        e.cameo.get(..2).unwrap_or(&e.cameo).to_owned(),
        quad_number(&e.quad).map(|n| n.to_string()).unwrap_or_default(),
    ]);
    cells.extend([e.goldstein.to_string(), tellings.to_string(), outlets.max(1).to_string(), reports.to_string(), String::new()]);
    cells.extend(home(source));
    cells.extend(home(target));
    cells.extend(spot(e.place.as_ref()));
    cells.extend([digits(&told.known.added, 14), told.record.document.url.clone().unwrap_or_default()]);
    cells
}

/// `2024-07-01` as 2024.5: the share of the year that has passed.
fn fraction(day: &str) -> String {
    let mut parts = day.splitn(3, '-').map(|p| p.parse::<f64>().ok());
    match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten()) {
        (Some(year), Some(month), Some(day)) => format!("{:.4}", year + (month * 30.0 + day) / 365.0 * 0.9999 - 30.0 / 365.0),
        _ => String::new(),
    }
}

/// Code, name, country, known group, ethnic, two religions, three types.
fn actor(actor: Option<&Actor>) -> [String; 10] {
    let Some(actor) = actor else { return Default::default() };
    let country = state(actor).unwrap_or_default().to_owned();
    let group = body(actor).unwrap_or_default().to_owned();
    let mut types: Vec<&str> = actor.sector.iter().map(String::as_str).collect();
    types.sort_unstable();
    types.dedup();
    let kind = |at: usize| types.get(at).map(|t| (*t).to_owned()).unwrap_or_default();
    let code = format!("{country}{group}{}", kind(0));
    [code, name(actor).to_uppercase(), country, group, String::new(), String::new(), String::new(), kind(0), kind(1), kind(2)]
}

/// Type, full name, country, ADM1, ADM2, latitude, longitude, feature: an actor's state only.
fn home(actor: Option<&Actor>) -> [String; 8] {
    let codes = actor.and_then(state).and_then(codes::of);
    match codes {
        Some(codes) => ["1".to_owned(), codes.name.to_owned(), codes.fips.to_owned(), codes.fips.to_owned(), String::new(), String::new(), String::new(), codes.fips.to_owned()],
        None => ["0".to_owned(), String::new(), String::new(), String::new(), String::new(), String::new(), String::new(), String::new()],
    }
}

/// The same of the place itself: 1 a state, 4 a place in the world.
fn spot(place: Option<&Place>) -> [String; 8] {
    let Some(place) = place else { return home(None) };
    let codes = place.country.as_deref().and_then(codes::of).unwrap_or_default();
    let is_state = place.name == codes.name;
    let full = if is_state || codes.name.is_empty() { place.name.clone() } else { format!("{}, {}", place.name, codes.name) };
    let feature = if is_state { codes.fips.to_owned() } else { place.geonames.map(|g| g.to_string()).unwrap_or_default() };
    [if is_state { "1" } else { "4" }.to_owned(), full, codes.fips.to_owned(), String::new(), String::new(), number(place.lat), number(place.lon), feature]
}

pub(crate) fn write_mentions(archive: &Archive, filter: &Filter, out: &mut dyn Write) -> Result<u64, Error> {
    crate::lines(archive, filter, |told| {
        let Some(happening) = told.known.happening.filter(|_| happened(told)) else { return Ok(0) };
        let (e, d) = (told.event, &told.record.document);
        let place = |actors: &[Actor]| actors.first().map(|a| a.start.to_string()).unwrap_or_else(|| "-1".to_owned());
        let sentence = d.text.chars().take(e.evidence.start).filter(|c| matches!(c, '.' | '!' | '?' | '؟' | '\n')).count() + 1;
        let published = digits(d.published.as_deref().unwrap_or_default(), 14);
        let cells = [
            number_of(happening, 0).to_string(),
            digits(day(&e.date), 14),
            published,
            "1".to_owned(),
            told.known.outlet.clone().unwrap_or_default(),
            d.url.clone().unwrap_or_default(),
            sentence.to_string(),
            place(&e.actor),
            place(&e.recipient),
            e.trigger.start.to_string(),
            "1".to_owned(),
            format!("{:.0}", e.confidence * 100.0),
            d.text.chars().count().to_string(),
            String::new(),
            String::new(),
            String::new(),
        ];
        write(out, &cells)?;
        Ok(1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_parts_of_a_year() {
        assert!(fraction("2024-01-01").starts_with("2024.0") && fraction("2024-12-31").starts_with("2024.9"));
        assert_eq!(fraction(""), "");
    }
}
