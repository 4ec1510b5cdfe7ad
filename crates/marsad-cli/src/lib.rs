//! The `marsad` command: arguments in, records and pages out. It decides nothing about language.
//!
//! Enters: a command line such as `marsad read article.txt`. Leaves: the article's record on standard output,
//! one clear line on standard error for each file that could not be read, and an exit code. The arguments are
//! first collected as typed (`args.rs`), then resolved against the machine (`settings.rs`).

mod args;
mod asked;
pub mod check;
mod commands;
mod fetching;
mod order;
pub mod packs;
mod paint;
mod settings;
mod table;

use clap::Parser;
use std::io::Write;
use std::process::ExitCode;

/// Runs the command line that this process was started with.
#[must_use]
pub fn run() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.payload().downcast_ref::<&str>().map(ToString::to_string).or_else(|| panic.payload().downcast_ref::<String>().cloned());
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        complain(&format!("marsad: a defect, please report it: {} ({place})", message.unwrap_or_default()));
    }));
    let result = settings::Settings::of_this_machine(args::Args::parse()).and_then(|(settings, command)| commands::run(&settings, command));
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            format!("marsad: {error:#}").lines().for_each(complain);
            ExitCode::FAILURE
        }
    }
}

/// One line on standard error; a closed standard error is nobody listening.
fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "{}", paint::harmless(line));
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|e| e.downcast_ref::<std::io::Error>()).any(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}
