//! What the server counts of itself, in the form Prometheus reads.
//!
//! Enters: each answer with its route and how long it took. Leaves: text.

use prometheus_client::encoding::{EncodeLabelSet, text::encode};
use prometheus_client::metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram};
use prometheus_client::registry::Registry;
use std::time::Duration;

/// Upper bounds of the buckets, in seconds.
const BUCKETS: [f64; 10] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.3, 0.5, 1.0, 5.0, 20.0];

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Answered {
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

/// The counters.
pub(crate) struct Metrics {
    registry: Registry,
    answered: Family<Answered, Counter>,
    took: Family<Route, Histogram, fn() -> Histogram>,
    at_work: Gauge,
}

impl Metrics {
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("marsad");
        let answered = Family::default();
        let took = Family::new_with_constructor((|| Histogram::new(BUCKETS)) as fn() -> Histogram);
        let at_work = Gauge::default();
        registry.register("http_requests", "Requests answered, by route and status", answered.clone());
        registry.register("http_request_duration_seconds", "Time until the answer began, by route", took.clone());
        registry.register("http_requests_in_progress", "Requests being answered", at_work.clone());
        Self { registry, answered, took, at_work }
    }

    pub fn begin(&self) {
        self.at_work.inc();
    }

    pub fn end(&self, route: &str, status: u16, took: Duration) {
        self.at_work.dec();
        self.answered.get_or_create(&Answered { route: route.to_owned(), status }).inc();
        self.took.get_or_create(&Route { route: route.to_owned() }).observe(took.as_secs_f64());
    }

    pub fn text(&self) -> String {
        let mut out = String::new();
        // Writing to a string does not fail.
        encode(&mut out, &self.registry).unwrap_or_default();
        out
    }
}
