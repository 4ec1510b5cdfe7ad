//! What went wrong, as `application/problem+json` (RFC 9457).
//!
//! Enters: an error of the archive or of the request. Leaves: a status and an object that names the parameter at fault, with a code
//! and what belongs to it, so that a page can say it in its reader's language.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use marsad_archive::Fault;
use serde_json::{Map, Value, json};

/// What can go wrong. Codes stay as they are: programs and the page's catalogues know them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub(crate) enum Code {
    UnknownParameter,
    GivenTwice,
    GivenTooOften,
    Needed,
    TooLong,
    NullCharacter,
    NoFlag,
    NoNumber,
    NoWholeNumber,
    NoneOf,
    NoCursor,
    NoDay,
    NoFullDay,
    NoWords,
    Nobody,
    NoArticle,
    NoSuchQuestion,
    NoSuchAddress,
    NoSuchThing,
    NotHere,
    LateArticle,
    LongArticle,
    NotJson,
    NotWritable,
    NoToken,
    OtherSite,
    OtherHost,
    TooOften,
    Busy,
    Slow,
    Written,
    Refused,
    Defect,
}

impl Code {
    /// Every one.
    pub const ALL: [Self; 33] = [
        Self::UnknownParameter,
        Self::GivenTwice,
        Self::GivenTooOften,
        Self::Needed,
        Self::TooLong,
        Self::NullCharacter,
        Self::NoFlag,
        Self::NoNumber,
        Self::NoWholeNumber,
        Self::NoneOf,
        Self::NoCursor,
        Self::NoDay,
        Self::NoFullDay,
        Self::NoWords,
        Self::Nobody,
        Self::NoArticle,
        Self::NoSuchQuestion,
        Self::NoSuchAddress,
        Self::NoSuchThing,
        Self::NotHere,
        Self::LateArticle,
        Self::LongArticle,
        Self::NotJson,
        Self::NotWritable,
        Self::NoToken,
        Self::OtherSite,
        Self::OtherHost,
        Self::TooOften,
        Self::Busy,
        Self::Slow,
        Self::Written,
        Self::Refused,
        Self::Defect,
    ];

    /// The code as it is sent, and its usual status.
    fn sent(self) -> (&'static str, StatusCode) {
        match self {
            Self::UnknownParameter => ("unknown-parameter", StatusCode::BAD_REQUEST),
            Self::GivenTwice => ("given-twice", StatusCode::BAD_REQUEST),
            Self::GivenTooOften => ("given-too-often", StatusCode::BAD_REQUEST),
            Self::Needed => ("needed", StatusCode::BAD_REQUEST),
            Self::TooLong => ("too-long", StatusCode::BAD_REQUEST),
            Self::NullCharacter => ("null-character", StatusCode::BAD_REQUEST),
            Self::NoFlag => ("no-flag", StatusCode::BAD_REQUEST),
            Self::NoNumber => ("no-number", StatusCode::BAD_REQUEST),
            Self::NoWholeNumber => ("no-whole-number", StatusCode::BAD_REQUEST),
            Self::NoneOf => ("none-of", StatusCode::BAD_REQUEST),
            Self::NoCursor => ("no-cursor", StatusCode::BAD_REQUEST),
            Self::NoDay => ("no-day", StatusCode::BAD_REQUEST),
            Self::NoFullDay => ("no-full-day", StatusCode::BAD_REQUEST),
            Self::NoWords => ("no-words", StatusCode::BAD_REQUEST),
            Self::Nobody => ("nobody", StatusCode::BAD_REQUEST),
            Self::NoArticle => ("no-article", StatusCode::BAD_REQUEST),
            Self::NoSuchQuestion => ("no-such-question", StatusCode::NOT_FOUND),
            Self::NoSuchAddress => ("no-such-address", StatusCode::NOT_FOUND),
            Self::NoSuchThing => ("no-such-thing", StatusCode::NOT_FOUND),
            Self::NotHere => ("not-here", StatusCode::METHOD_NOT_ALLOWED),
            Self::LateArticle => ("late-article", StatusCode::REQUEST_TIMEOUT),
            Self::LongArticle => ("long-article", StatusCode::PAYLOAD_TOO_LARGE),
            Self::NotJson => ("not-json", StatusCode::UNSUPPORTED_MEDIA_TYPE),
            Self::NotWritable => ("not-writable", StatusCode::FORBIDDEN),
            Self::NoToken => ("no-token", StatusCode::UNAUTHORIZED),
            Self::OtherSite => ("other-site", StatusCode::FORBIDDEN),
            Self::OtherHost => ("other-host", StatusCode::MISDIRECTED_REQUEST),
            Self::TooOften => ("too-often", StatusCode::TOO_MANY_REQUESTS),
            Self::Busy => ("busy", StatusCode::SERVICE_UNAVAILABLE),
            Self::Slow => ("slow", StatusCode::SERVICE_UNAVAILABLE),
            Self::Written => ("written", StatusCode::SERVICE_UNAVAILABLE),
            Self::Refused => ("refused", StatusCode::BAD_REQUEST),
            Self::Defect => ("defect", StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    /// The code as it is sent.
    pub fn word(self) -> &'static str {
        self.sent().0
    }
}

/// An answer that is none.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Problem {
    pub status: StatusCode,
    pub code: Code,
    pub detail: String,
    pub parameter: Option<String>,
    /// What belongs to the code: the `value` that is wrong, the name `near` it, the `least` and the `most` there may be.
    with: Map<String, Value>,
}

impl Problem {
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { status: code.sent().1, code, detail: detail.into(), parameter: None, with: Map::new() }
    }

    /// The same, said of one parameter.
    pub fn about(self, parameter: impl Into<String>) -> Self {
        Self { parameter: Some(parameter.into()), ..self }
    }

    /// The same, with something that belongs to it.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.with.insert(name.to_owned(), value.into());
        self
    }

    /// The same, of what an address names: it is not there.
    pub fn not_found(self) -> Self {
        Self { status: StatusCode::NOT_FOUND, parameter: None, ..self }
    }

    /// Something by this id, which is not there.
    pub fn missing(id: &str, detail: impl Into<String>) -> Self {
        Self::new(Code::NoSuchThing, detail).with("value", id)
    }

    /// A fault of the server's own; what it was is for its log, not for the client.
    pub fn defect(what: &dyn std::fmt::Display) -> Self {
        eprintln!("marsad: {what}");
        Self::new(Code::Defect, "the server could not answer; its log says why")
    }

    /// A question that the archive refuses.
    fn refused(fault: &Fault) -> Self {
        let said = |code| Self::new(code, fault.to_string());
        match fault {
            Fault::Nobody { name, near } => said(Code::Nobody).with("value", name.as_str()).with("near", near.as_deref()),
            Fault::NoDay(text) => said(Code::NoDay).with("value", text.as_str()),
            Fault::NoWords => said(Code::NoWords),
            Fault::NoneOf { value, known, .. } => said(Code::NoneOf).with("value", value.as_str()).with("known", known.as_slice()),
            Fault::NoSuchId(id) => Self::missing(id, fault.to_string()),
            Fault::Other(_) => said(Code::Refused),
        }
    }
}

impl From<marsad_archive::Error> for Problem {
    fn from(error: marsad_archive::Error) -> Self {
        match error.fault() {
            // Whatever was asked, the question is not at fault.
            _ if error.is_slow() => Self::new(Code::Slow, error.detail()),
            _ if error.is_locked() => Self::new(Code::Written, error.detail()),
            Some(fault) => Self { parameter: error.parameter().map(str::to_owned), ..Self::refused(fault) },
            None => Self::defect(&error),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or_default(),
            "status": self.status.as_u16(),
            "code": self.code.word(),
            "detail": self.detail,
        });
        if let Some(parameter) = self.parameter {
            body["parameter"] = parameter.into();
        }
        for (name, value) in self.with.into_iter().filter(|(_, value)| !value.is_null()) {
            body[name] = value;
        }
        let mut response = (self.status, body.to_string()).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn each_code_is_sent_as_a_word_of_its_own() {
        let words: HashSet<&str> = Code::ALL.into_iter().map(Code::word).collect();
        assert_eq!(words.len(), Code::ALL.len());
    }
}
