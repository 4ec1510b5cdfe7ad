//! The command line of what is fetched, as typed.

use crate::asked::Where;
use clap::Args;
use marsad_fetch::Manners;
use std::path::PathBuf;
use std::time::Duration;

/// How addresses are fetched.
#[derive(Args)]
#[command(next_help_heading = "Addresses")]
pub struct Fetching {
    /// Also fetch private and loopback addresses
    #[arg(long)]
    pub allow_private: bool,
    /// The largest answer in megabytes, counted after unpacking
    #[arg(long, value_name = "MB", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=65_536))]
    pub max_size: u64,
    /// Seconds between two requests to one host; its robots.txt may ask for more
    #[arg(long, value_name = "S", default_value = "1", value_parser = parse_seconds)]
    pub pause: Duration,
}

impl Fetching {
    /// The same, for whoever fetches.
    pub fn manners(&self) -> Manners {
        Manners { allow_private: self.allow_private, largest: self.max_size << 20, pause: self.pause, ..Manners::default() }
    }
}

#[derive(Args)]
pub struct Watch {
    /// Feeds to poll: TOML with [[feed]] and url, outlet and language, or OPML
    #[arg(value_name = "FEEDS")]
    pub feeds: PathBuf,
    #[command(flatten)]
    pub archive: Where,
    /// Time between two rounds, such as 15m or 1h30m; a feed that fails is left alone longer each time
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = parse_time)]
    pub every: Duration,
    /// Poll each feed once and end, for cron
    #[arg(long)]
    pub once: bool,
    /// Print a line for each article once it is safely kept
    #[arg(long, short)]
    pub verbose: bool,
    #[command(flatten)]
    pub fetching: Fetching,
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|s: &f64| (0.0..=3600.0).contains(s));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "not seconds, 0 to 3600".to_owned())
}

fn parse_time(text: &str) -> Result<Duration, String> {
    let time = text.parse::<jiff::SignedDuration>().ok().and_then(|t| Duration::try_from(t).ok());
    time.filter(|t| (Duration::from_secs(1)..=Duration::from_secs(7 * 24 * 3600)).contains(t)).ok_or_else(|| "not a time such as 15m, from 1s to 168h".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_as_people_write_them() {
        assert_eq!((parse_time("15m"), parse_time("1h30m")), (Ok(Duration::from_secs(900)), Ok(Duration::from_secs(5400))));
        assert!(["", "15", "0s", "-1h", "often"].iter().all(|t| parse_time(t).is_err()));
        assert!(parse_seconds("0.5").is_ok() && ["-1", "NaN", "1e9", ""].iter().all(|t| parse_seconds(t).is_err()));
    }
}
