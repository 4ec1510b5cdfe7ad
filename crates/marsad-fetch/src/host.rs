//! What is remembered of a host between two requests: when it may be asked again, and what it allows.

use crate::error::Kind;
use crate::robots::Rules;
use std::time::{Duration, Instant};

/// How long rules hold.
const DAY: Duration = Duration::from_secs(24 * 3600);
/// How long a host that could not be reached is left alone.
const MINUTE: Duration = Duration::from_secs(60);

/// Whoever holds this may ask the host.
#[derive(Debug, Default)]
pub(crate) struct Host {
    next: Option<Instant>,
    rules: Option<(Instant, Rules)>,
    closed: Option<(Instant, Kind)>,
}

impl Host {
    /// Waits until the host may be asked again.
    pub fn wait(&self) {
        if let Some(left) = self.next.and_then(|next| next.checked_duration_since(Instant::now())) {
            std::thread::sleep(left);
        }
    }

    /// A request has been made: the next one comes after `pause`, or after what the host asks for.
    pub fn asked(&mut self, pause: Duration) {
        let delay = self.rules.as_ref().and_then(|(_, rules)| rules.delay).unwrap_or_default();
        self.next = Some(Instant::now() + pause.max(delay));
    }

    /// The rules, when they have been fetched and are not old.
    pub fn rules(&self) -> Option<&Rules> {
        self.rules.as_ref().filter(|(at, _)| at.elapsed() < DAY).map(|(_, rules)| rules)
    }

    /// Remembers the rules.
    pub fn learn(&mut self, rules: Rules) {
        self.rules = Some((Instant::now(), rules));
    }

    /// Remembers that the host is not to be asked for a while.
    pub fn close(&mut self, why: &Kind) {
        if why.is_passing() {
            self.closed = Some((Instant::now() + why.wait().unwrap_or(MINUTE), why.clone()));
        }
    }

    /// Why the host is not to be asked now.
    pub fn is_closed(&self) -> Option<Kind> {
        self.closed.as_ref().filter(|(until, _)| *until > Instant::now()).map(|(_, why)| why.clone())
    }
}
