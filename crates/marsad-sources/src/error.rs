//! What keeps a file from being read, in one line that names it.

use std::io;

/// A file, folder or stream that could not be read.
///
/// ```
/// use marsad_sources::{Articles, Input, Shape};
/// let mut articles = Articles::new(vec![Input::parse("no-such-file.txt")], Shape::Auto);
/// let error = articles.next().and_then(Result::err).expect("the file is missing");
/// assert_eq!(error.to_string(), "no-such-file.txt: there is no such file");
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{name}: {kind}")]
pub struct Error {
    name: String,
    kind: Kind,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("there is no such file")]
    Missing,
    #[error("cannot be read: {0}")]
    Io(String),
    #[error("is empty")]
    Empty,
    #[error("is not text: it looks like {0}")]
    NotText(&'static str),
    #[error("is longer than 1 GiB; split it, or give it as JSONL with one article a line")]
    TooLong,
    #[error("holds no file of articles")]
    NoArticles,
    #[error("{0}")]
    Odd(String),
}

impl Error {
    pub(crate) fn new(name: &str, kind: Kind) -> Self {
        Self { name: name.to_owned(), kind }
    }

    pub(crate) fn io(name: &str, error: &io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => Kind::Missing,
            io::ErrorKind::PermissionDenied => Kind::Io("permission denied".to_owned()),
            _ => {
                let text = error.to_string();
                Kind::Io(text.split(" (os error").next().unwrap_or(&text).to_owned())
            }
        };
        Self::new(name, kind)
    }
}
