//! `marsad token`: who may send articles to a server.

use super::ask::{open, path};
use crate::asked::Token;
use crate::complain;
use marsad_archive::Archive;
use std::io::{Write, stdout};

/// Makes, lists or takes back tokens; `false` when there was none of that name.
pub fn run(args: &Token) -> anyhow::Result<bool> {
    match args {
        Token::New { name, archive } => {
            let archive = Archive::open(&path(archive))?;
            let token = marsad_serve::new(&archive, name, &super::now()?)?;
            archive.tidy()?;
            writeln!(stdout(), "{token}")?;
            complain(&format!("{}: keep it; it cannot be shown again", archive.file()));
            Ok(true)
        }
        Token::List(archive) => {
            for token in marsad_serve::list(&open(archive)?)? {
                writeln!(stdout(), "{}\t{}", token.made, crate::paint::harmless(&token.name))?;
            }
            Ok(true)
        }
        Token::Revoke { name, archive } => {
            let archive = Archive::open(&path(archive))?;
            let was = marsad_serve::revoke(&archive, name)?;
            archive.tidy()?;
            if !was {
                complain(&format!("{}: there is no token called \"{name}\"", archive.file()));
            }
            Ok(was)
        }
    }
}
