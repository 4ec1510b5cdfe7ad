//! What each command does.

mod add;
mod ask;
mod check;
mod dates;
mod explain;
mod export;
mod feeds;
mod list;
mod named;
mod new;
mod pages;
mod read;
mod record;
mod reread;
mod serve;
mod show;
mod token;
mod watch;
mod words;

use crate::args::{Command, Given, Pack};
use crate::asked::Keeping;
use crate::complain;
use crate::packs;
use crate::settings::Settings;
use jiff::civil::Date;
use marsad_core::Article;
use marsad_sources::{Item, Shape};
use std::io::{BufWriter, StdoutLock, Write, stdout};

/// Runs the command; `false` when something was wrong that has already been said.
pub fn run(settings: &Settings, command: Command) -> anyhow::Result<bool> {
    let load = || packs::load(settings.packs.as_deref());
    match command {
        Command::Read(args) => read::run(settings, &load()?, args),
        Command::Dates(args) => dates::run(&load()?, &args),
        Command::Explain(args) => explain::run(settings, &load()?, &args),
        Command::Words(args) => words::run(&load()?, &args),
        Command::Pack(Pack::Check { dir, only, quiet }) => check::run(settings, dir.as_deref(), only.as_deref(), quiet),
        Command::Pack(Pack::List) => list::run(settings),
        Command::Pack(Pack::New(new)) => new::run(&new),
        Command::Keeping(keeping) => keep(settings, *keeping),
        Command::Completions { shell } => pages::completions(shell),
        Command::Man { dir } => pages::manual(dir.as_deref()),
    }
}

/// The present second, as archives write it.
fn now() -> anyhow::Result<String> {
    Ok(jiff::Timestamp::from_second(jiff::Timestamp::now().as_second())?.to_string())
}

fn keep(settings: &Settings, command: Keeping) -> anyhow::Result<bool> {
    let load = || packs::load(settings.packs.as_deref());
    match command {
        Keeping::Add(args) => add::run(settings, &load()?, &args),
        Keeping::Watch(args) => watch::run(settings, &load()?, &args),
        Keeping::Check(archive) => reread::check(&archive),
        Keeping::Reread(args) => reread::run(settings, &load()?, &args),
        Keeping::Events(args) => ask::events(settings, &args.answer, &args.filters),
        Keeping::Happenings(args) => ask::happenings(settings, &args),
        Keeping::Claims(args) => ask::claims(settings, &args),
        Keeping::Statements(args) => ask::statements(settings, &args),
        Keeping::Actors(args) => ask::actors(settings, &args),
        Keeping::Timeline(args) => ask::timeline(settings, &args),
        Keeping::Series(args) => ask::series(settings, &args),
        Keeping::Network(args) => ask::network(settings, &args),
        Keeping::Search(args) => ask::search(settings, &args),
        Keeping::Serve(args) => serve::run(settings, load()?, &args),
        Keeping::Token(args) => token::run(&args),
        Keeping::Show(args) => show::run(settings, &args),
        Keeping::Export(args) => export::run(settings, &args),
        Keeping::Sql(args) => ask::sql(settings, &args),
    }
}

/// Shows every article to `tell`, which writes what it finds; what cannot be read is complained about, and the rest goes on.
/// `false` when there was such.
fn each_article(
    items: impl Iterator<Item = Result<Item, marsad_sources::Error>>,
    given: &Given,
    mut tell: impl FnMut(&Article<'_>, &mut BufWriter<StdoutLock<'_>>) -> std::io::Result<()>,
) -> anyhow::Result<bool> {
    let mut out = BufWriter::new(stdout().lock());
    let mut fine = true;
    for item in items {
        match item.map(Item::unfold) {
            Ok(item) => {
                for warning in &item.warnings {
                    complain(&format!("{}: {warning}", item.origin.name));
                }
                if let Some(found) = &item.article {
                    tell(&article(found, given.published, given.language.as_deref()), &mut out)?;
                }
            }
            Err(error) => {
                complain(&error.to_string());
                fine = false;
            }
        }
    }
    out.flush()?;
    Ok(fine)
}

/// An article as the core takes it: what it says of itself goes before what the command line says.
fn article<'a>(article: &'a marsad_sources::Given, published: Option<Date>, language: Option<&'a str>) -> Article<'a> {
    Article {
        text: &article.text,
        title: article.title.as_deref(),
        published: article.published.or(published),
        language: article.language.as_deref().or(language),
        external_id: article.external_id.as_deref(),
        source: article.source.as_deref(),
        url: article.url.as_deref(),
    }
}

fn shape(given: &Given) -> Shape {
    match given.from {
        crate::args::From::Text => Shape::Text,
        crate::args::From::Jsonl => Shape::Jsonl,
        crate::args::From::Auto => Shape::Auto,
    }
}
