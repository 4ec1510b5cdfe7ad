//! What went wrong, as `application/problem+json` (RFC 9457).
//!
//! Enters: an error of the archive or of the request. Leaves: a status and an object that names the parameter at fault.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An answer that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub status: StatusCode,
    pub detail: String,
    pub parameter: Option<String>,
}

impl Problem {
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), parameter: None }
    }

    /// A request that cannot be understood, for what one parameter says.
    pub fn parameter(name: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { parameter: Some(name.into()), ..Self::new(StatusCode::BAD_REQUEST, detail) }
    }

    pub fn missing(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// A fault of the server's own; what it was is for its log, not for the client.
    pub fn defect(what: &dyn std::fmt::Display) -> Self {
        eprintln!("marsad: {what}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "the server could not answer; its log says why")
    }
}

impl From<marsad_archive::Error> for Problem {
    fn from(error: marsad_archive::Error) -> Self {
        match error.parameter() {
            // Whatever was asked, the parameter is not at fault.
            _ if error.is_slow() || error.is_locked() => Self::new(StatusCode::SERVICE_UNAVAILABLE, error.detail()),
            Some(parameter) => Self::parameter(parameter, error.detail()),
            None if error.is_question() => Self::new(StatusCode::BAD_REQUEST, error.detail()),
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
            "detail": self.detail,
        });
        if let Some(parameter) = self.parameter {
            body["parameter"] = parameter.into();
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
