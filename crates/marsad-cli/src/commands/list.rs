//! `marsad pack list`: what the packs hold, and under which licence.

use crate::settings::Settings;

pub fn run(_settings: &Settings) -> anyhow::Result<bool> {
    anyhow::bail!("not yet")
}
