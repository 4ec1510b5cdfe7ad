//! What each command does.

mod check;
mod dates;
mod explain;
mod list;
mod new;
mod pages;
mod read;
mod record;
mod words;

use crate::args::{Command, Given, Pack};
use crate::packs;
use crate::settings::Settings;
use jiff::civil::Date;
use marsad_core::Article;
use marsad_sources::Shape;

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
        Command::Completions { shell } => pages::completions(shell),
        Command::Man { dir } => pages::manual(dir.as_deref()),
    }
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
