//! Shell completions and manual pages, made from the arguments themselves.

use crate::args::Args;
use anyhow::Context;
use clap::CommandFactory;
use std::io::{Write, stdout};
use std::path::Path;

/// Prints the completions of a shell.
pub fn completions(shell: clap_complete::Shell) -> anyhow::Result<bool> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "marsad", &mut script);
    stdout().write_all(&script)?;
    Ok(true)
}

/// Prints the main manual page, or writes all pages into a folder.
pub fn manual(dir: Option<&Path>) -> anyhow::Result<bool> {
    let Some(dir) = dir else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Args::command()).render(&mut page)?;
        stdout().write_all(&page)?;
        return Ok(true);
    };
    let writing = || format!("writing manual pages into {}", dir.display());
    std::fs::create_dir_all(dir).with_context(writing)?;
    clap_mangen::generate_to(Args::command(), dir).with_context(writing)?;
    Ok(true)
}
