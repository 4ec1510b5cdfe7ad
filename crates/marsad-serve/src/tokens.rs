//! Tokens that let programs write: made once, shown once, kept as a hash.
//!
//! Enters: a token as a request carries it. Leaves: whether it is one of the archive's. A token has 256 random bits, so a plain
//! SHA-256 of it is no shorter a way to guess it.

use marsad_archive::{Archive, Error};
use sha2::{Digest, Sha256};

/// What keys of tokens begin with in the archive's memory.
const KEY: &str = "token ";
const PREFIX: &str = "marsad_";

/// A token that was made, without itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What its maker calls it.
    pub name: String,
    /// When it was made, ISO.
    pub made: String,
}

/// Makes a token called `name` and gives it; it cannot be shown again.
///
/// # Errors
/// When there is one of that name, or the archive cannot be written.
pub fn new(archive: &Archive, name: &str, now: &str) -> anyhow::Result<String> {
    anyhow::ensure!(!name.trim().is_empty() && !name.chars().any(char::is_control), "a token's name is one line of words");
    let key = format!("{KEY}{name}");
    anyhow::ensure!(archive.meta(&key)?.is_none(), "there is a token called \"{name}\" already; `marsad token revoke` takes it back");
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|e| anyhow::anyhow!("the machine gives no random bytes: {e}"))?;
    let token = format!("{PREFIX}{}", hex(&bytes));
    archive.set_meta(&key, &format!("{} {now}", hashed(&token)))?;
    Ok(token)
}

/// The tokens there are, by name.
///
/// # Errors
/// When the archive cannot be read.
pub fn list(archive: &Archive) -> Result<Vec<Token>, Error> {
    let made = |value: &str| value.split_once(' ').map(|(_, made)| made.to_owned()).unwrap_or_default();
    Ok(archive.metas(KEY)?.into_iter().map(|(key, value)| Token { name: key[KEY.len()..].to_owned(), made: made(&value) }).collect())
}

/// Takes a token back; whether there was one of that name.
///
/// # Errors
/// When the archive cannot be written.
pub fn revoke(archive: &Archive, name: &str) -> Result<bool, Error> {
    archive.forget_meta(&format!("{KEY}{name}"))
}

/// Whether a token is one of the archive's.
pub(crate) fn is_known(archive: &Archive, token: &str) -> Result<bool, Error> {
    let wanted = hashed(token);
    Ok(archive.metas(KEY)?.iter().any(|(_, value)| value.split(' ').next() == Some(&wanted)))
}

fn hashed(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_until_it_is_taken_back() {
        let archive = Archive::empty("a.db").expect("memory");
        let token = new(&archive, "desk", "2026-01-02").expect("made");
        assert!(token.len() > 64 && is_known(&archive, &token).expect("read"));
        assert!(!archive.metas("").expect("read").iter().any(|(key, value)| key.contains(&token) || value.contains(&token)));
        assert!(new(&archive, "desk", "2026-01-03").is_err());
        assert_eq!(list(&archive).expect("read"), [Token { name: "desk".to_owned(), made: "2026-01-02".to_owned() }]);
        assert!(!is_known(&archive, &token[..70]).expect("read") && !is_known(&archive, "").expect("read"));
        assert!(revoke(&archive, "desk").expect("written") && !revoke(&archive, "desk").expect("written"));
        assert!(!is_known(&archive, &token).expect("read"));
    }
}
