//! The questions asked of an archive: arguments in, an answer out.

use crate::asked::{Actors, Answer, Filters, Look, Period, Plain, Search, Series, Sql, Statements, Timeline, Where};
use crate::complain;
use crate::packs;
use crate::settings::Settings;
use crate::table::{Brief, Printer};
use marsad_archive::{Archive, Asked, By, Cut, Filter, Side};
use marsad_serve::Called;
use std::path::PathBuf;

/// The archive when none is named.
const USUAL: &str = "marsad.db";

const EVENTS: Brief = &[
    ("id", &["id"]),
    ("date", &["start", "end"]),
    ("type", &["type", "mode"]),
    ("status", &["status"]),
    ("where", &["place"]),
    ("numbers", &["counts"]),
    ("reports", &["independent"]),
    ("on whose word", &["according_to"]),
    ("who", &["actors", "recipients"]),
];
const HAPPENINGS: Brief = &[
    ("id", &["id"]),
    ("date", &["start", "end"]),
    ("type", &["type"]),
    ("status", &["status"]),
    ("where", &["place"]),
    ("reports", &["reports"]),
    ("independent", &["independent"]),
    ("outlets", &["outlets"]),
    ("claims", &["claims"]),
    ("denials", &["disputes"]),
    ("who", &["actors", "recipients"]),
];
const CLAIMS: Brief = &[
    ("date", &["day"]),
    ("claimant", &["claimant"]),
    ("how", &["stance"]),
    ("type", &["type"]),
    ("numbers", &["counts"]),
    ("event", &["event"]),
    ("outlet", &["outlet"]),
    ("who", &["actors", "recipients"]),
];
const STATEMENTS: Brief = &[("id", &["id"]), ("printed", &["published"]), ("speaker", &["speaker", "code"]), ("how", &["stance"]), ("status", &["status"]), ("what", &["content"])];
const SEARCH: Brief = &[("id", &["id"]), ("printed", &["published"]), ("outlet", &["outlet"]), ("title", &["title"]), ("found", &["found"])];
const ACTORS: Brief =
    &[("id", &["id"]), ("name", &["name"]), ("", &["name_ar"]), ("code", &["code"]), ("office", &["office"]), ("did", &["as_actor"]), ("met", &["as_recipient"]), ("said", &["as_source"])];
const SERIES: Brief = &[
    ("period", &["period"]),
    ("events", &["events"]),
    ("happenings", &["happenings"]),
    ("independent", &["independent"]),
    ("claims", &["claims"]),
    ("v-coop", &["verbal-cooperation"]),
    ("m-coop", &["material-cooperation"]),
    ("v-conf", &["verbal-conflict"]),
    ("m-conf", &["material-conflict"]),
    ("goldstein", &["goldstein_mean"]),
    ("usual", &["baseline"]),
];

/// The archive's file.
pub fn path(named: &Where) -> PathBuf {
    named.archive.clone().or_else(|| std::env::var_os("MARSAD_ARCHIVE").filter(|v| !v.is_empty()).map(PathBuf::from)).unwrap_or_else(|| PathBuf::from(USUAL))
}

/// Opens it for questions; when an interrupted `add` left happenings behind, says so.
pub fn open(named: &Where) -> anyhow::Result<Archive> {
    let archive = Archive::open_to_read(&path(named))?;
    if archive.is_unsettled()? {
        complain(&format!("{}: reports of the same happening are not all joined yet; `marsad add` ends by joining them", archive.file()));
    }
    Ok(archive)
}

pub fn events(settings: &Settings, answer: &Answer, filters: &Filters) -> anyhow::Result<bool> {
    ask(settings, answer, EVENTS, |archive, out| Ok(archive.events(&filter(settings, archive, answer, filters)?, out)?))
}

pub fn happenings(settings: &Settings, args: &Plain) -> anyhow::Result<bool> {
    ask(settings, &args.answer, HAPPENINGS, |archive, out| Ok(archive.happenings(&filter(settings, archive, &args.answer, &args.filters)?, out)?))
}

pub fn claims(settings: &Settings, args: &Plain) -> anyhow::Result<bool> {
    ask(settings, &args.answer, CLAIMS, |archive, out| Ok(archive.claims(&filter(settings, archive, &args.answer, &args.filters)?, out)?))
}

pub fn statements(settings: &Settings, args: &Statements) -> anyhow::Result<bool> {
    ask(settings, &args.answer, STATEMENTS, |archive, out| {
        let speaker = args.speaker.iter().map(|w| archive.side("speaker", w)).collect::<Result<_, _>>()?;
        let asked = Asked {
            status: args.status.clone(),
            published_from: args.published_from.clone(),
            published_to: args.published_to.clone(),
            outlet: args.outlet.clone(),
            language: args.language.clone(),
            oldest_first: args.oldest_first,
            ..Asked::default()
        };
        let filter = Filter { actor: speaker, limit: limit(&args.answer), ..archive.filter(&asked)? };
        Ok(archive.statements(&filter, &args.stance, out)?)
    })
}

pub fn actors(settings: &Settings, args: &Actors) -> anyhow::Result<bool> {
    let filter = Filter { limit: limit(&args.answer), ..Filter::default() };
    ask(settings, &args.answer, ACTORS, |archive, out| Ok(archive.actors(args.name.as_deref(), &filter, out)?))
}

pub fn timeline(settings: &Settings, args: &Timeline) -> anyhow::Result<bool> {
    ask(settings, &args.answer, HAPPENINGS, |archive, out| {
        let (a, b) = (archive.resolve(&args.a)?, archive.resolve(&args.b)?);
        Ok(archive.timeline(&a, &b, &filter(settings, archive, &args.answer, &args.filters)?, out)?)
    })
}

pub fn series(settings: &Settings, args: &Series) -> anyhow::Result<bool> {
    let by = match args.by {
        Period::Day => By::Day,
        Period::Week => By::Week,
        Period::Month => By::Month,
        Period::Year => By::Year,
    };
    ask(settings, &args.answer, SERIES, |archive, out| {
        let sides: Vec<Side> = args.pair.iter().map(|w| archive.resolve(w)).collect::<Result<_, _>>()?;
        let mut filter = Filter { limit: None, ..filter(settings, archive, &args.answer, &args.filters)? };
        let cut = Cut { pair: None, by, by_quad: args.by_quad };
        match sides.as_slice() {
            [a, b] => Ok(archive.series(Cut { pair: Some((a, b)), ..cut }, &filter, out)?),
            _ => {
                filter.side.extend(sides);
                Ok(archive.series(cut, &filter, out)?)
            }
        }
    })
}

pub fn network(settings: &Settings, args: &Plain) -> anyhow::Result<bool> {
    print(settings, &args.answer, None, |archive, out| Ok(archive.network(&filter(settings, archive, &args.answer, &args.filters)?, out)?))
}

pub fn search(settings: &Settings, args: &Search) -> anyhow::Result<bool> {
    let asked = Asked { published_from: args.published_from.clone(), published_to: args.published_to.clone(), outlet: args.outlet.clone(), language: args.language.clone(), ..Asked::default() };
    ask(settings, &args.answer, SEARCH, |archive, out| Ok(archive.search(&args.words.join(" "), &Filter { limit: limit(&args.answer), ..archive.filter(&asked)? }, out)?))
}

pub fn sql(settings: &Settings, args: &Sql) -> anyhow::Result<bool> {
    let mut archive = open(&args.answer.archive)?;
    let mut printer = Limited { printer: Printer::new(args.answer.format, settings.painter, None), left: limit(&args.answer) };
    archive.query(&args.question, args.timeout, &mut printer)?;
    printer.printer.finish()?;
    Ok(true)
}

/// Stops after so many rows.
struct Limited {
    printer: Printer,
    left: Option<usize>,
}

impl marsad_archive::Rows for Limited {
    fn columns(&mut self, names: &[&str]) {
        self.printer.columns(names);
    }

    fn row(&mut self, cells: Vec<marsad_archive::Cell>) -> bool {
        self.left = self.left.map(|l| l.saturating_sub(1));
        self.printer.row(cells) && self.left != Some(0)
    }
}

type Question<'q> = dyn Fn(&Archive, &mut Printer) -> anyhow::Result<()> + 'q;

fn ask(settings: &Settings, answer: &Answer, brief: Brief, question: impl Fn(&Archive, &mut Printer) -> anyhow::Result<()>) -> anyhow::Result<bool> {
    print(settings, answer, Some(brief), question)
}

fn print(settings: &Settings, answer: &Answer, brief: Option<Brief>, question: impl Fn(&Archive, &mut Printer) -> anyhow::Result<()>) -> anyhow::Result<bool> {
    let question: &Question<'_> = &question;
    let archive = open(&answer.archive)?;
    let mut printer = Printer::new(answer.format, settings.painter, brief);
    question(&archive, &mut printer)?;
    let seen = printer.finish()?;
    if answer.format == Look::Table {
        if seen == 0 {
            complain(&format!("{}: nothing found", archive.file()));
        } else if Some(seen) == limit(answer) {
            complain(&format!("{}: the first {seen}; --limit 0 prints all", archive.file()));
        }
    }
    Ok(true)
}

fn limit(answer: &Answer) -> Option<usize> {
    Some(answer.limit).filter(|l| *l > 0)
}

/// The filter as typed, with its names resolved.
fn filter(settings: &Settings, archive: &Archive, answer: &Answer, args: &Filters) -> anyhow::Result<Filter> {
    Ok(Filter { limit: limit(answer), ..archive.filter(&asked(settings, archive, args)?)? })
}

/// Places as the archive names them: those that are no state by the English names that packs have for them.
fn places(settings: &Settings, archive: &Archive, named: &[String]) -> anyhow::Result<Vec<String>> {
    let mut places = Vec::new();
    let mut called = None;
    for place in named {
        if archive.is_code(place)? {
            places.push(place.clone());
            continue;
        }
        let called = match &mut called {
            Some(called) => called,
            none => {
                let packs = packs::load(settings.packs.as_deref())?;
                none.insert(Called::new(&packs, &packs::names(settings.packs.as_deref(), &packs)?))
            }
        };
        let found = called.places_called(place).ok_or_else(|| archive.no_place(place, called.nearest_place(place)))?;
        places.extend_from_slice(found);
    }
    Ok(places)
}

/// The words of the filters.
pub fn asked(settings: &Settings, archive: &Archive, args: &Filters) -> anyhow::Result<Asked> {
    Ok(Asked {
        actor: args.actor.clone(),
        recipient: args.recipient.clone(),
        side: args.side.clone(),
        according_to: args.according_to.clone(),
        disputed: args.disputed,
        sector: args.sector.clone(),
        kind: args.kind.clone(),
        mode: args.mode.clone(),
        context: args.context.clone(),
        quad: args.quad.clone(),
        status: args.status.clone(),
        place: places(settings, archive, &args.place)?,
        from: args.from.clone(),
        to: args.to.clone(),
        published_from: args.published_from.clone(),
        published_to: args.published_to.clone(),
        outlet: args.outlet.clone(),
        language: args.language.clone(),
        confidence: args.confidence,
        independent: args.independent,
        again: args.again,
        oldest_first: args.oldest_first,
        ..Asked::default()
    })
}
