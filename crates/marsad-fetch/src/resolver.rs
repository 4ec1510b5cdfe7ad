//! Names to addresses, checked. Enters: an address of the web. Leaves: the addresses of its host that may be connected to.

use crate::address::is_public;
use std::net::IpAddr;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Looks names up, and keeps what is private to itself unless told otherwise.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub allow_private: bool,
    names: DefaultResolver,
}

impl Checked {
    pub fn new(allow_private: bool) -> Self {
        Self { allow_private, names: DefaultResolver::default() }
    }
}

/// A host that stands at private addresses only.
#[derive(Debug, thiserror::Error)]
#[error("{0} is private")]
pub(crate) struct Private(pub IpAddr);

impl Resolver for Checked {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        found.iter().filter(|a| self.allow_private || is_public(a.ip())).for_each(|a| kept.push(*a));
        match found.first() {
            Some(first) if kept.is_empty() => Err(ureq::Error::Other(Box::new(Private(first.ip())))),
            _ => Ok(kept),
        }
    }
}
