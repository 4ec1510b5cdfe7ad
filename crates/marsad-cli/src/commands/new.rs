//! `marsad pack new`: a commented file to begin with.

use crate::args::New;

pub fn run(_new: &New) -> anyhow::Result<bool> {
    anyhow::bail!("not yet")
}
