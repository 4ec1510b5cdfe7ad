//! The binary as its users meet it.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its files has nothing to test")]

mod archive;
mod bad_input;
mod examples;
mod faces;
mod fetch;
mod happenings;
mod run;
mod serve;
#[path = "../../../marsad-fetch/tests/server/mod.rs"]
mod server;
