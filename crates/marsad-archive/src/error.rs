//! What keeps an archive from answering, in one line that names the file.

use rusqlite::ErrorCode;

/// What is wrong with a question.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum Fault {
    #[error("nobody called \"{name}\" is known; {}", near.as_ref().map_or_else(|| "`marsad actors` lists who is".to_owned(), |near| format!("did you mean \"{near}\"?")))]
    Nobody { name: String, near: Option<String> },
    #[error("\"{0}\" is no day, month or year such as 2024-05-17, 2024-05 or 2024")]
    NoDay(String),
    #[error("there is no word to search for")]
    NoWords,
    #[error("\"{value}\" is no {what}; there are {}", known.join(", "))]
    NoneOf { value: String, what: &'static str, known: Vec<String> },
    #[error("there is no {0}; ids look like 12 (article), 12.e3 (event), 12.s1 (statement), h12.e3 (happening)")]
    NoSuchId(String),
    #[error("{0}")]
    Other(String),
}

impl From<String> for Fault {
    fn from(what: String) -> Self {
        Self::Other(what)
    }
}

impl From<&str> for Fault {
    fn from(what: &str) -> Self {
        what.to_owned().into()
    }
}

/// An archive that could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {kind}")]
pub struct Error {
    file: String,
    kind: Kind,
    parameter: Option<&'static str>,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("there is no such archive; `marsad add` makes one")]
    Missing,
    #[error("is not a Marsad archive: {0}")]
    Foreign(&'static str),
    #[error("was written by a newer Marsad (layout {found}; this one knows {known})")]
    Newer { found: i64, known: i64 },
    #[error("is being written to by another process; try again when it is done")]
    Locked,
    #[error("the disk is full; what was reported as added is kept")]
    Full,
    #[error("cannot be written: it, or its folder, is read-only")]
    ReadOnly,
    #[error("cannot be opened: {0}")]
    Unopened(String),
    #[error("is damaged: {0}")]
    Damaged(String),
    #[error("the answer took too long and was given up; a narrower question takes less")]
    Slow,
    #[error("{0}")]
    Question(Fault),
    #[error("{0}")]
    Sql(String),
}

impl Error {
    pub(crate) fn new(file: &str, kind: Kind) -> Self {
        Self { file: file.to_owned(), kind, parameter: None }
    }

    pub(crate) fn sql(file: &str, error: &rusqlite::Error) -> Self {
        let kind = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Kind::Locked,
            Some(ErrorCode::OperationInterrupted) => Kind::Slow,
            Some(ErrorCode::DiskFull) => Kind::Full,
            Some(ErrorCode::ReadOnly) => Kind::ReadOnly,
            Some(ErrorCode::NotADatabase) => Kind::Foreign("it is not a database"),
            Some(ErrorCode::DatabaseCorrupt) => Kind::Damaged(error.to_string()),
            Some(ErrorCode::CannotOpen) => Kind::Unopened("no such folder, or no permission".to_owned()),
            Some(ErrorCode::SystemIoFailure) => Kind::Sql(format!("reading or writing failed ({error}); what was reported as added is kept")),
            _ => Kind::Sql(error.to_string()),
        };
        Self::new(file, kind)
    }

    /// The same error, said of one part of a question.
    pub(crate) fn about(self, parameter: &'static str) -> Self {
        Self { parameter: Some(parameter), ..self }
    }

    /// The option or parameter of the question that is at fault, without dashes before it.
    #[must_use]
    pub fn parameter(&self) -> Option<&'static str> {
        self.parameter
    }

    /// What is wrong, without the file's name.
    #[must_use]
    pub fn detail(&self) -> String {
        self.kind.to_string()
    }

    pub(crate) fn is_read_only(&self) -> bool {
        matches!(self.kind, Kind::ReadOnly)
    }

    /// Whether there is no archive yet.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self.kind, Kind::Missing)
    }

    /// Whether another process was writing for longer than was waited.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        matches!(self.kind, Kind::Locked)
    }

    /// Whether the answer took longer than [`crate::Archive::give_up_after`] allows.
    #[must_use]
    pub fn is_slow(&self) -> bool {
        matches!(self.kind, Kind::Slow)
    }

    /// What is wrong with the question, when the fault lies there and not in the archive.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        if let Kind::Question(fault) = &self.kind { Some(fault) } else { None }
    }

    /// Whether the fault lies in the question, not in the archive.
    #[must_use]
    pub fn is_question(&self) -> bool {
        matches!(self.kind, Kind::Question(_))
    }
}
