//! Every example of every frame file of the packs.

use marsad_cli::{check, packs};
use marsad_pack::examples;

#[test]
fn every_example_is_read_as_it_says() {
    let sources = packs::built_in_sources().unwrap();
    let report = check::run(&packs::built_in().unwrap(), &examples(&sources).expect("frame files that can be read"));
    let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{} of {} examples fail:\n{}", failures.len(), report.examples, failures.join("\n"));
}

#[test]
fn every_frame_has_sentences_that_must_and_must_not_fire_it() {
    let sources = packs::built_in_sources().unwrap();
    let report = check::run(&packs::built_in().unwrap(), &examples(&sources).expect("frame files that can be read"));
    assert!(report.without_fires.is_empty(), "frames without fires: {}", report.without_fires.join(", "));
    assert!(report.without_silent.is_empty(), "files without silent: {}", report.without_silent.join(", "));
}

#[test]
fn the_packs_have_no_problem() {
    let problems = marsad_pack::compile(&packs::built_in_sources().unwrap()).err().unwrap_or_default();
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
