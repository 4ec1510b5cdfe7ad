//! `marsad serve`: the archive for browsers and programs.

use super::{ask, explain};
use crate::asked::Serve;
use crate::complain;
use crate::packs;
use crate::paint::Painter;
use crate::settings::Settings;
use anyhow::Context;
use marsad_core::SentenceNote;
use marsad_pack::Packs;
use std::io::{Write, stdout};
use std::net::TcpListener;

/// The article that the page offers to whoever has none at hand, and its day.
const EXAMPLE: (&str, &str) = (include_str!("../../../../examples/article-ar.txt"), "");
/// Columns of an explanation.
const WIDTH: usize = 100;

/// Serves until it is asked to end.
pub fn run(settings: &Settings, packs: Packs, args: &Serve) -> anyhow::Result<bool> {
    let listener = TcpListener::bind(args.listen).with_context(|| format!("listening on {}", args.listen))?;
    let address = listener.local_addr()?;
    if !address.ip().is_loopback() {
        let writes = if args.write { "; whoever has a token can add to it" } else { "" };
        complain(&format!("marsad: whoever reaches {address} can read the whole archive, and nothing they send is encrypted{writes}"));
    }
    let archive = ask::path(&args.archive);
    if args.write && !archive.exists() {
        complain(&format!("{}: there is no such archive yet; `marsad token new` makes it, and a token to write with", archive.display()));
    }
    writeln!(stdout(), "http://{address}/")?;
    stdout().flush()?;
    if args.open
        && let Err(error) = open::that_detached(format!("http://{address}/"))
    {
        complain(&format!("marsad: no browser could be opened: {error}"));
    }
    let (packs_id, names) = (packs::identity(settings.packs.as_deref(), &packs), packs::names(settings.packs.as_deref(), &packs)?);
    marsad_serve::serve(marsad_serve::Options {
        archive,
        listener,
        hosts: args.allow_host.clone(),
        writes: args.write,
        rate: args.rate,
        packs,
        packs_id,
        names,
        example: (EXAMPLE.0.to_owned(), EXAMPLE.1.to_owned()),
        draw,
    })?;
    Ok(true)
}

fn draw(notes: &[SentenceNote]) -> String {
    let painter = Painter { colour: false, width: WIDTH };
    notes.iter().map(|note| explain::page(&painter, note)).collect()
}
