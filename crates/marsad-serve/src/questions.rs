//! The questions that may be asked, each with its parameters: the one table that requests, the API's description and the page
//! are held to.
//!
//! Enters: a path's last part and a query such as `actor=EGY&type=CONSULT&limit=20`. Leaves: a question ready to be put to an
//! archive, or the parameter that is wrong. Names are those of the command line.

use crate::problem::{Code, Problem};
use marsad_archive::{Archive, Asked, By, Cut, Filter, Mark, QUADS, Rows, STATUSES, Tallied};

/// Rows of a page when nothing is said.
pub(crate) const USUAL: usize = 50;
/// Rows of a page at most.
pub(crate) const MOST: usize = 1000;
/// Values of one parameter at most.
pub(crate) const MANY: usize = 20;
/// Letters of a value at most.
pub(crate) const LONG: usize = 200;

/// What a parameter may say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Takes {
    /// Any words.
    Words,
    /// A day, month or year.
    Day,
    /// `true` or `false`.
    Flag,
    /// A number between these.
    Number(f64, f64),
    /// A whole number between these.
    Whole(i64, i64),
    /// One of these.
    One(&'static [&'static str]),
    /// An event type of the packs.
    Type,
}

/// A parameter of a question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter {
    pub name: &'static str,
    pub takes: Takes,
    /// Whether it may be given again, any of its values being enough.
    pub again: bool,
    pub about: &'static str,
}

const fn one(name: &'static str, takes: Takes, about: &'static str) -> Parameter {
    Parameter { name, takes, again: false, about }
}

const fn many(name: &'static str, takes: Takes, about: &'static str) -> Parameter {
    Parameter { name, takes, again: true, about }
}

pub(crate) const STANCES: &[&str] = &["says", "announces", "confirms", "estimates", "alleges", "denies", "praises", "condemns", "warns", "promises", "asks"];
const PERIODS: &[&str] = &["day", "week", "month", "year"];

const STATUS: Parameter = many("status", Takes::One(&STATUSES), "Whether it happened");
const PUBLISHED_FROM: Parameter = one("published-from", Takes::Day, "Printed on this day or later");
const PUBLISHED_TO: Parameter = one("published-to", Takes::Day, "Printed on this day or earlier");
const OUTLET: Parameter = many("outlet", Takes::Words, "The outlet's name");
const LANGUAGE: Parameter = many("language", Takes::Words, "The article's language, such as ar");
const OLDEST_FIRST: Parameter = one("oldest-first", Takes::Flag, "Oldest first");

/// The filters of every question about events.
pub(crate) const FILTERS: &[Parameter] = &[
    many("actor", Takes::Words, "Who did it: a code, a name in either script, an id or a Wikidata id"),
    many("recipient", Takes::Words, "To whom"),
    many("side", Takes::Words, "Either of them"),
    many("sector", Takes::Words, "PLOVER sector of a side, such as GOV"),
    many("type", Takes::Type, "PLOVER event type"),
    many("mode", Takes::Words, "PLOVER mode, such as visit"),
    many("context", Takes::Words, "PLOVER context, such as military"),
    many("quad", Takes::One(&QUADS), "PLOVER quad class"),
    STATUS,
    many("place", Takes::Words, "Where: a state's code, or a place by its English or Arabic name"),
    one("from", Takes::Day, "Happened on this day or later"),
    one("to", Takes::Day, "Happened on this day or earlier"),
    PUBLISHED_FROM,
    PUBLISHED_TO,
    many("according-to", Takes::Words, "On whose word; none for what articles tell in their own voice"),
    one("disputed", Takes::Flag, "Denied by somebody"),
    OUTLET,
    LANGUAGE,
    one("q", Takes::Words, "Words that the article holds, all of them"),
    one("confidence", Takes::Number(0.0, 1.0), "Confidence of at least this"),
    one("independent", Takes::Whole(0, 1_000_000), "Told by at least so many independent reports"),
    one("again", Takes::Flag, "Also events that tell again what the same article told before"),
    OLDEST_FIRST,
];

/// How much of an answer is wanted.
pub(crate) const PAGE: &[Parameter] = &[
    one("limit", Takes::Whole(1, MOST as i64), "Rows at most; of CSV and JSON lines, where it may be left out, all"),
    one("cursor", Takes::Words, "Where to go on: the answer before gave it as next"),
];

const SIDES: &[Parameter] = &[one("a", Takes::Words, "One side"), one("b", Takes::Words, "The other side")];
const SPEECH: &[Parameter] =
    &[many("speaker", Takes::Words, "Who speaks"), many("stance", Takes::One(STANCES), "How it is said"), STATUS, PUBLISHED_FROM, PUBLISHED_TO, OUTLET, LANGUAGE, OLDEST_FIRST];
const NAME: &[Parameter] = &[one("name", Takes::Words, "Only those called so, or of this code")];
const BY: &[Parameter] =
    &[one("by", Takes::One(PERIODS), "The length of a period; a month when nothing is said"), one("by-quad", Takes::Flag, "One row for each quad class of a period instead of one for all")];
const LOOKING: &[Parameter] = &[one("q", Takes::Words, "The words; all must be there"), OUTLET, LANGUAGE, PUBLISHED_FROM, PUBLISHED_TO];

/// A question with rows for an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question {
    pub name: &'static str,
    pub about: &'static str,
    pub parameters: &'static [&'static [Parameter]],
    /// Those that must be given.
    pub needs: &'static [&'static str],
    /// Whether its answer comes in pages.
    pub paged: bool,
}

/// Every question.
pub(crate) const QUESTIONS: &[Question] = &[
    Question { name: "events", about: "Events, one row each, latest first; what is dated after the last printing comes last", parameters: &[FILTERS, PAGE], needs: &[], paged: true },
    Question { name: "happenings", about: "What several reports tell together, latest first", parameters: &[FILTERS, PAGE], needs: &[], paged: true },
    Question { name: "claims", about: "Who asserts, confirms or denies events, latest first", parameters: &[FILTERS, PAGE], needs: &[], paged: true },
    Question { name: "statements", about: "Who said what, latest first", parameters: &[SPEECH, PAGE], needs: &[], paged: true },
    Question { name: "actors", about: "Who acts, is acted upon and is believed, most often named first", parameters: &[NAME, PAGE], needs: &[], paged: true },
    Question { name: "timeline", about: "What happened between two sides, oldest first", parameters: &[SIDES, FILTERS, PAGE], needs: &["a", "b"], paged: true },
    Question { name: "series", about: "Counts and scores by period, of two sides, of one, or of all", parameters: &[SIDES, BY, FILTERS], needs: &[], paged: false },
    Question { name: "network", about: "Who did how much to whom, most first", parameters: &[FILTERS, PAGE], needs: &[], paged: true },
    Question { name: "places", about: "Where it happened, most events first", parameters: &[FILTERS, PAGE], needs: &[], paged: true },
    Question { name: "search", about: "Articles that hold every word, latest added first", parameters: &[LOOKING, PAGE], needs: &["q"], paged: true },
];

/// The sums of a filter, by value.
pub(crate) const FACETS: Question = Question {
    name: "facets",
    about: "How many events have each type, quad, status, language, outlet, country, actor and recipient, each counted under all filters but its own",
    parameters: &[FILTERS],
    needs: &[],
    paged: false,
};

impl Question {
    pub fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters.iter().copied().flatten().find(|p| p.name == name)
    }
}

/// A question with what was said of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Asking {
    pub asked: Asked,
    a: Option<String>,
    b: Option<String>,
    name: Option<String>,
    speaker: Vec<String>,
    stance: Vec<String>,
    by: Option<String>,
    by_quad: bool,
    pub limit: Option<usize>,
    pub after: Option<Mark>,
}

impl Asking {
    /// What a query says; `types` are the event types there are.
    pub fn parse(question: &Question, query: &str, types: &[(String, String)]) -> Result<Self, Problem> {
        let mut asking = Self::default();
        let mut seen: Vec<&'static str> = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let Some(parameter) = question.parameter(&name) else {
                let known = question.parameters.iter().copied().flatten().map(|p| p.name).collect::<Vec<_>>().join(", ");
                return Err(Problem::new(Code::UnknownParameter, format!("there is no parameter \"{name}\" here; there are {known}")).about(name.as_ref()));
            };
            if value.trim().is_empty() {
                continue;
            }
            let times = seen.iter().filter(|s| **s == parameter.name).count();
            if times > 0 && !parameter.again || times >= MANY {
                let wrong = if parameter.again { Problem::new(Code::GivenTooOften, "is given too many times").with("most", MANY) } else { Problem::new(Code::GivenTwice, "is given twice") };
                return Err(wrong.about(parameter.name));
            }
            seen.push(parameter.name);
            asking.set(parameter, &value, types)?;
        }
        match question.needs.iter().find(|needed| !seen.contains(needed)) {
            Some(missing) => Err(Problem::new(Code::Needed, format!("{} needs \"{missing}\"", question.name)).about(*missing)),
            None => Ok(asking),
        }
    }

    fn set(&mut self, parameter: &Parameter, value: &str, types: &[(String, String)]) -> Result<(), Problem> {
        check(parameter, value, types)?;
        let text = || value.to_owned();
        let flag = value == "true";
        let asked = &mut self.asked;
        match parameter.name {
            "actor" => asked.actor.push(text()),
            "recipient" => asked.recipient.push(text()),
            "side" => asked.side.push(text()),
            "sector" => asked.sector.push(text()),
            "type" => asked.kind.push(text()),
            "mode" => asked.mode.push(text()),
            "context" => asked.context.push(text()),
            "quad" => asked.quad.push(text()),
            "status" => asked.status.push(text()),
            "place" => asked.place.push(text()),
            "from" => asked.from = Some(text()),
            "to" => asked.to = Some(text()),
            "published-from" => asked.published_from = Some(text()),
            "published-to" => asked.published_to = Some(text()),
            "according-to" => asked.according_to.push(text()),
            "outlet" => asked.outlet.push(text()),
            "language" => asked.language.push(text()),
            "q" => asked.words = Some(text()),
            "confidence" => asked.confidence = value.parse().ok(),
            "independent" => asked.independent = value.parse().ok(),
            "disputed" => asked.disputed = flag,
            "again" => asked.again = flag,
            "oldest-first" => asked.oldest_first = flag,
            "a" => self.a = Some(text()),
            "b" => self.b = Some(text()),
            "name" => self.name = Some(text()),
            "speaker" => self.speaker.push(text()),
            "stance" => self.stance.push(text()),
            "by" => self.by = Some(text()),
            "by-quad" => self.by_quad = flag,
            "limit" => self.limit = value.parse().ok(),
            _ => self.after = Some(mark(value).ok_or_else(|| Problem::new(Code::NoCursor, "is none that an answer gave").about("cursor"))?),
        }
        Ok(())
    }

    /// The filter, with nothing said of pages.
    pub fn filter(&self, archive: &Archive) -> Result<Filter, Problem> {
        Ok(archive.filter(&self.asked)?)
    }

    /// Puts the question to an archive; `limit` rows at most, all when `None`.
    pub fn answer(&self, question: &Question, tallied: Tallied<'_>, limit: Option<usize>, rows: &mut dyn Rows) -> Result<(), Problem> {
        let archive = tallied.archive;
        let filter = Filter { limit, after: self.after.clone(), ..self.filter(archive)? };
        let side = |parameter, who: &Option<String>| who.as_ref().map(|who| archive.side(parameter, who)).transpose();
        match question.name {
            "events" => tallied.events(&filter, rows)?,
            "happenings" => tallied.happenings(&filter, rows)?,
            "claims" => tallied.claims(&filter, rows)?,
            "network" => tallied.network(&filter, rows)?,
            "places" => tallied.places(&filter, rows)?,
            "actors" => archive.actors(self.name.as_deref(), &filter, rows)?,
            "search" => archive.search(self.asked.words.as_deref().unwrap_or_default(), &filter, rows)?,
            "statements" => {
                let actor = self.speaker.iter().map(|who| archive.side("speaker", who)).collect::<Result<_, _>>()?;
                archive.statements(&Filter { actor, ..filter }, &self.stance, rows)?;
            }
            "timeline" => {
                let (Some(a), Some(b)) = (side("a", &self.a)?, side("b", &self.b)?) else { return Err(Problem::new(Code::Needed, "two sides are needed").about("a")) };
                // Pages go on from the oldest.
                tallied.timeline(&a, &b, &Filter { oldest_first: true, ..filter }, rows)?;
            }
            _ => {
                let mut filter = Filter { limit: None, after: None, ..filter };
                let cut = Cut { pair: None, by: self.period(), by_quad: self.by_quad };
                match (side("a", &self.a)?, side("b", &self.b)?) {
                    (Some(a), Some(b)) => tallied.series(Cut { pair: Some((&a, &b)), ..cut }, &filter, rows)?,
                    (a, b) => {
                        filter.side.extend(a.into_iter().chain(b));
                        tallied.series(cut, &filter, rows)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn period(&self) -> By {
        match self.by.as_deref() {
            Some("day") => By::Day,
            Some("week") => By::Week,
            Some("year") => By::Year,
            _ => By::Month,
        }
    }
}

/// Whether a value is one the parameter may have; names and days are looked at by the archive.
fn check(parameter: &Parameter, value: &str, types: &[(String, String)]) -> Result<(), Problem> {
    let wrong = |code, what: String| Problem::new(code, what).about(parameter.name).with("value", value);
    let none_of = |what: &str, known: Vec<&str>| Err(wrong(Code::NoneOf, format!("\"{value}\" is {what} {}", known.join(", "))).with("known", known));
    let within = |low: f64, high: f64, number: Option<f64>| number.is_some_and(|n| n >= low && n <= high);
    match parameter.takes {
        _ if value.chars().count() > LONG => Err(Problem::new(Code::TooLong, format!("is longer than {LONG} letters")).about(parameter.name).with("most", LONG)),
        _ if value.contains('\0') => Err(Problem::new(Code::NullCharacter, "holds a null character").about(parameter.name)),
        Takes::Words | Takes::Day => Ok(()),
        Takes::Flag if ["true", "false"].contains(&value) => Ok(()),
        Takes::Flag => Err(wrong(Code::NoFlag, format!("\"{value}\" is neither true nor false"))),
        Takes::Number(low, high) if within(low, high, value.parse().ok()) => Ok(()),
        Takes::Number(low, high) => Err(wrong(Code::NoNumber, format!("\"{value}\" is no number from {low} to {high}")).with("least", low).with("most", high)),
        Takes::Whole(low, high) if within(low as f64, high as f64, value.parse::<i64>().ok().map(|n| n as f64)) => Ok(()),
        Takes::Whole(low, high) => Err(wrong(Code::NoWholeNumber, format!("\"{value}\" is no whole number from {low} to {high}")).with("least", low).with("most", high)),
        Takes::One(these) if these.contains(&value) => Ok(()),
        Takes::One(these) => none_of("none of", these.to_vec()),
        Takes::Type if types.iter().any(|(kind, _)| kind == value) => Ok(()),
        Takes::Type => none_of("no event type; there are", types.iter().map(|(kind, _)| kind.as_str()).collect()),
    }
}

/// A mark as a cursor: `2024-05-17_1048579_0`.
pub(crate) fn cursor(mark: &Mark) -> String {
    format!("{}_{}_{}", mark.day, mark.id, mark.within)
}

fn mark(cursor: &str) -> Option<Mark> {
    let mut parts = cursor.split('_');
    let (day, id, within) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let fine = parts.next().is_none() && day.len() <= 10 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    // A number no answer gives would only make the archive walk.
    (fine && (0..1_i64 << 62).contains(&id) && within < 1 << 40).then(|| Mark { day: day.to_owned(), id, within })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(name: &str, query: &str) -> Result<Asking, Problem> {
        let question = QUESTIONS.iter().find(|q| q.name == name).expect("a question");
        Asking::parse(question, query, &[("CONSULT".to_owned(), "verbal-cooperation".to_owned())])
    }

    #[test]
    fn every_parameter_is_understood() {
        for question in QUESTIONS.iter().chain([&FACETS]) {
            for parameter in question.parameters.iter().copied().flatten() {
                let value = match parameter.takes {
                    Takes::Words if parameter.name == "cursor" => "2024-05-17_7_0",
                    Takes::Words => "x",
                    Takes::Day => "2024-05",
                    Takes::Flag => "true",
                    Takes::Number(..) | Takes::Whole(..) => "1",
                    Takes::One(these) => these[0],
                    Takes::Type => "CONSULT",
                };
                let needs = question.needs.iter().filter(|n| **n != parameter.name).map(|n| format!("&{n}=x")).collect::<String>();
                let types = [("CONSULT".to_owned(), String::new())];
                let said = Asking::parse(question, &format!("{}={value}{needs}", parameter.name), &types).expect(parameter.name);
                let silent = Asking::parse(question, needs.trim_start_matches('&'), &types);
                assert!(silent.map_or(true, |silent| silent != said), "{} of {} changes nothing", parameter.name, question.name);
            }
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (name, query, parameter) in [
            ("events", "actr=EGY", "actr"),
            ("events", "type=consult", "type"),
            ("events", "limit=0", "limit"),
            ("events", "limit=1001", "limit"),
            ("events", "confidence=2", "confidence"),
            ("events", "confidence=NaN", "confidence"),
            ("events", "disputed=yes", "disputed"),
            ("events", "from=2024&from=2025", "from"),
            ("events", "cursor=2024_x_0", "cursor"),
            ("events", "cursor=2024-01-01_1_0_9", "cursor"),
            ("timeline", "a=EGY", "b"),
            ("search", "", "q"),
            ("series", "limit=3", "limit"),
            ("statements", "actor=EGY", "actor"),
        ] {
            assert_eq!(parse(name, query).expect_err(query).parameter.as_deref(), Some(parameter), "{name}?{query}");
        }
    }

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        for at in [Mark { day: "2024-05-17".to_owned(), id: 1_048_579, within: 2 }, Mark { within: 50, ..Mark::default() }] {
            assert_eq!(mark(&cursor(&at)), Some(at));
        }
    }

    #[test]
    fn arabic_and_spaces_are_decoded() {
        let asking = parse("events", "actor=%D9%85%D8%B5%D8%B1&q=a+b").expect("understood");
        assert_eq!((asking.asked.actor, asking.asked.words.as_deref()), (vec!["مصر".to_owned()], Some("a b")));
    }
}
