//! The arguments resolved against the machine: terminals, cores, widths.

use crate::args::{Args, Command};
use crate::paint::Painter;
use std::io::{IsTerminal, stderr, stdout};
use std::path::PathBuf;

const NARROWEST: usize = 40;
const USUAL: usize = 80;
const WIDEST: usize = 100;

/// What every command needs to know of the machine.
pub struct Settings {
    /// The user's own packs.
    pub packs: Option<PathBuf>,
    /// How text is drawn on standard output.
    pub painter: Painter,
    /// Whether somebody watches standard error while standard output goes elsewhere.
    pub watched: bool,
}

impl Settings {
    /// Looks at the machine once, for the arguments as typed.
    pub fn of_this_machine(args: Args) -> anyhow::Result<(Self, Command)> {
        let terminal = stdout().is_terminal();
        let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) && std::env::var_os("TERM").is_none_or(|t| t != "dumb");
        let width = if terminal { terminal_size::terminal_size().map_or(USUAL, |(w, _)| usize::from(w.0)) } else { USUAL };
        let painter = Painter { colour, width: width.clamp(NARROWEST, WIDEST) };
        Ok((Self { packs: args.packs, painter, watched: stderr().is_terminal() && !terminal }, args.command))
    }
}

/// How many articles to read at the same time.
pub fn jobs(wanted: Option<usize>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    wanted.filter(|n| *n > 0).unwrap_or_else(cores).min(256)
}
