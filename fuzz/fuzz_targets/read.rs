//! Any bytes, taken as text, give a record that keeps them and quotes them rightly.
//!
//! Enters: bytes, of which the first says which language is claimed. Leaves: nothing, or a crash to look at.
#![no_main]

#[path = "../../crates/marsad-core/tests/packs/mod.rs"]
mod packs;
#[path = "../../crates/marsad-core/tests/quotations/mod.rs"]
mod quotations;

use libfuzzer_sys::fuzz_target;
use marsad_core::{Article, Reader};
use marsad_pack::Packs;
use std::path::Path;
use std::sync::LazyLock;

static PACKS: LazyLock<Packs> = LazyLock::new(|| packs::compiled(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")));

fuzz_target!(init: { LazyLock::force(&PACKS); }, |bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let language = match first {
        b'e' => Some("en"),
        b'?' => None,
        _ => Some("ar"),
    };
    let text = String::from_utf8_lossy(rest);
    let article = Article { text: &text, language, published: "2025-10-27".parse().ok(), ..Article::default() };
    let record = Reader::new(&PACKS).read(&article);
    assert_eq!(record.document.text, text);
    assert_eq!(quotations::misquoted(&record), None);
    assert_eq!(quotations::dangling(&record), None);
});
