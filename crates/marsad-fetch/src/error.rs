//! What keeps an address from being fetched, in one line that names it.

use crate::resolver::Private;
use std::io::ErrorKind;
use std::net::IpAddr;
use std::time::Duration;

/// An address that could not be fetched.
///
/// ```
/// use marsad_fetch::{Fetcher, Manners, Validators};
/// let error = Fetcher::new(Manners::default()).fetch("http://127.0.0.1:9/", &Validators::default()).expect_err("it is private");
/// assert!(error.to_string().starts_with("http://127.0.0.1:9/: leads to 127.0.0.1, a private address"));
/// ```
#[derive(Clone, Debug, thiserror::Error)]
#[error("{address}: {kind}")]
pub struct Error {
    address: String,
    kind: Kind,
}

#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("is no address that can be fetched: {0}")]
    Address(String),
    #[error("leads to {0}, a private address; --allow-private allows it")]
    Private(IpAddr),
    #[error("the host is not known")]
    UnknownHost,
    #[error("does not answer within {0} s")]
    Slow(u64),
    #[error("cannot be reached: {0}")]
    Unreachable(String),
    #[error("cannot be read: {0}")]
    Broken(String),
    #[error("answers {0}")]
    Status(u16),
    #[error("answers {status}{}", .wait.map(|w| format!(", and asks to wait {} s", w.as_secs())).unwrap_or_default())]
    Busy { status: u16, wait: Option<Duration> },
    #[error("the host's robots.txt forbids it")]
    Forbidden,
    #[error("the host's robots.txt cannot be had: {0}")]
    NoRobots(Box<Kind>),
    #[error("is larger than {}; --max-size allows more", size(*.0))]
    TooLarge(u64),
    #[error("is redirected more than {0} times")]
    Redirects(usize),
    #[error("is redirected to {0}, which {1}")]
    Elsewhere(String, Box<Kind>),
}

fn size(bytes: u64) -> String {
    if bytes.is_multiple_of(1 << 20) { format!("{} MB", bytes >> 20) } else { format!("{bytes} bytes") }
}

impl Error {
    pub(crate) fn new(address: &str, kind: Kind) -> Self {
        Self { address: address.to_owned(), kind }
    }

    /// The address that was to be fetched.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What is wrong, without the address.
    #[must_use]
    pub fn reason(&self) -> String {
        self.kind.to_string()
    }

    /// Whether the same address may be there later: the host is busy, slow or not to be reached.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        self.kind.is_passing()
    }

    /// How long the server asks to be left alone.
    #[must_use]
    pub fn wait(&self) -> Option<Duration> {
        self.kind.wait()
    }
}

impl Kind {
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Address(_) | Self::Private(_) | Self::Forbidden | Self::TooLarge(_) | Self::Redirects(_) => false,
            Self::UnknownHost | Self::Slow(_) | Self::Unreachable(_) | Self::Broken(_) | Self::Busy { .. } => true,
            Self::Status(status) => *status >= 500 || matches!(status, 408 | 425),
            Self::NoRobots(kind) | Self::Elsewhere(_, kind) => kind.is_passing(),
        }
    }

    pub fn wait(&self) -> Option<Duration> {
        match self {
            Self::Busy { wait, .. } => *wait,
            Self::NoRobots(kind) | Self::Elsewhere(_, kind) => kind.wait(),
            _ => None,
        }
    }

    /// What the client says, in words for people. `patience` is how long an answer is waited for.
    pub fn of(error: ureq::Error, patience: Duration) -> Self {
        match error {
            ureq::Error::Other(other) => match other.downcast::<Private>() {
                Ok(private) => Self::Private(private.0),
                Err(other) => Self::Unreachable(other.to_string()),
            },
            ureq::Error::HostNotFound => Self::UnknownHost,
            ureq::Error::Timeout(_) => Self::Slow(patience.as_secs()),
            ureq::Error::BadUri(what) => Self::Address(what),
            ureq::Error::Decompress(..) => Self::Broken("the compressed data are damaged".to_owned()),
            ureq::Error::Rustls(what) => Self::Unreachable(format!("no safe connection: {what}")),
            ureq::Error::Protocol(what) => Self::Broken(format!("its answer is no sound HTTP: {what}")),
            ureq::Error::Io(io) => Self::of_io(&io, patience),
            other => Self::Unreachable(other.to_string()),
        }
    }

    fn of_io(io: &std::io::Error, patience: Duration) -> Self {
        let text = io.to_string();
        match io.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Self::Slow(patience.as_secs()),
            ErrorKind::ConnectionRefused => Self::Unreachable("the connection is refused".to_owned()),
            ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe => Self::Broken("the connection ends early".to_owned()),
            // The standard library has no kind of its own for this.
            _ if text.contains("lookup address") => Self::UnknownHost,
            _ => Self::Unreachable(text.split(" (os error").next().unwrap_or_default().to_owned()),
        }
    }
}
