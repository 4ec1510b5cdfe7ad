//! What holds of every text, however strange: a record comes back, it points at the words it quotes, and it
//! is the same each time.
#![allow(clippy::disallowed_methods, reason = "tests open the packs' files; the core is handed bytes")]

mod packs;
mod quotations;

use marsad_core::{Article, Reader};
use marsad_pack::Packs;
use marsad_record::Record;
use proptest::prelude::*;
use quotations::{dangling, misquoted};
use std::path::Path;
use std::sync::LazyLock;

static PACKS: LazyLock<Packs> = LazyLock::new(|| packs::compiled(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")));

/// Pieces that news is made of, and pieces that break readers of it.
const PIECES: &[&str] = &[
    "التقى",
    "يلتقي",
    "زار",
    "قال",
    "أعلنت",
    "نفى",
    "أكد",
    "قصف",
    "قُتل",
    "شنّ",
    "وقّعت",
    "هدد",
    "رفضت",
    "لم يزر",
    "سيزور",
    "قد تنسحب",
    "إذا تعرضت",
    "بحسب",
    "وفق",
    "اتهم",
    "الرئيس",
    "وزير خارجية",
    "الروسي",
    "المصرية",
    "بوتين",
    "تشو سون هي",
    "الكرملين",
    "بكين",
    "في موسكو",
    "سيول وكييف",
    "البلدان",
    "نظيره",
    "بلاده",
    "الجانبين",
    "حماس",
    "الأمم المتحدة",
    "الجنود",
    "قوات",
    "محادثات",
    "زيارة",
    "هجوم",
    "معاهدة دفاع",
    "تحياته",
    "عقوبات",
    "أمس",
    "في 3 سبتمبر",
    "العام الماضي",
    "١٥ رمضان ١٤٤٦",
    "منذ ذلك الحين",
    "عشرة آلاف",
    "600 على الأقل",
    "نحو ٢٥٠",
    "مليوني دولار",
    "أن",
    "إنّ",
    "إلى",
    "على",
    "من",
    "مع",
    "ضد",
    "و",
    "ثم",
    "بعدما",
    "الذي",
    "حيث",
    "،",
    ".",
    "؟",
    "…",
    ":",
    "«",
    "»",
    "\"",
    "(",
    ")",
    " - ",
    "\n",
    "\n\n",
    "نشر في 27 أكتوبر 2025\n",
    "اقرأ أيضا: ",
    "Putin met",
    "the Kremlin",
    "said that",
    "on Monday",
    "signed a treaty with",
    "North Korea",
    "killed 12 people",
    ". ",
    "“",
    "”",
    " ",
    "\u{200f}",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\u{64b}",
    "\u{640}",
    "ﷲ",
    "ﻻ",
    "🙂",
    "e\u{301}",
    "\0",
    "\u{85}",
    "\r",
    "\u{10ffff}",
    "ا",
    "ال",
    "وال",
    "ه",
];

fn news_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    let gap = prop_oneof![9 => Just(" "), 1 => Just("")];
    prop::collection::vec((piece, gap), 0..120).prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| piece + gap).collect())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![6 => news_like(), 1 => ".{0,400}", 1 => any::<String>()]
}

fn read(reader: &mut Reader<'_>, text: &str, language: Option<&str>) -> Record {
    reader.read(&Article { text, language, published: "2025-10-27".parse().ok(), ..Article::default() })
}

fn json(record: &Record) -> String {
    serde_json::to_string(record).expect("a record is JSON")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_record_that_keeps_it(text in any_text()) {
        for language in [None, Some("ar"), Some("en")] {
            let record = read(&mut Reader::new(&PACKS), &text, language);
            prop_assert_eq!(&record.document.text, &text);
        }
    }

    #[test]
    fn every_quotation_stands_where_it_is_said_to(text in any_text()) {
        for language in ["ar", "en"] {
            let record = read(&mut Reader::new(&PACKS), &text, Some(language));
            prop_assert_eq!(misquoted(&record), None);
            prop_assert_eq!(dangling(&record), None);
        }
    }

    #[test]
    fn reading_twice_gives_the_same_bytes(before in news_like(), text in any_text()) {
        let fresh = json(&read(&mut Reader::new(&PACKS), &text, Some("ar")));
        let mut used = Reader::new(&PACKS);
        read(&mut used, &before, Some("ar"));
        prop_assert_eq!(&fresh, &json(&read(&mut used, &text, Some("ar"))));
        prop_assert_eq!(&fresh, &json(&read(&mut used, &text, Some("ar"))));
    }

    #[test]
    fn a_record_survives_its_json(text in news_like()) {
        let record = read(&mut Reader::new(&PACKS), &text, Some("ar"));
        let back: Record = serde_json::from_str(&json(&record)).expect("what was written can be read");
        prop_assert_eq!(back, record);
    }
}

#[test]
fn the_quotations_of_the_example_stand_where_they_are_said_to() {
    let text = include_str!("../../../examples/article-ar.txt");
    let record = read(&mut Reader::new(&PACKS), text, None);
    assert!(!record.events.is_empty(), "the example tells of something");
    assert_eq!(misquoted(&record), None);
}

#[test]
fn deep_nesting_and_long_lines_are_read() {
    let quotes = "قال: «".repeat(20_000);
    let brackets = format!("{}التقى بوتين كيم{}", "(".repeat(20_000), ")".repeat(20_000));
    let chain = "وزير ".repeat(5_000);
    let clauses = "قال إن ".repeat(5_000);
    // More than an integer holds, and more than a float does.
    let [long, longer] = [22, 5_000].map(|figures| format!("أطلقت إيران {} صاروخا على أهداف.", "3".repeat(figures)));
    for text in [quotes, brackets, chain, clauses, long, longer] {
        assert_eq!(read(&mut Reader::new(&PACKS), &text, Some("ar")).document.text, text);
    }
}

#[test]
fn packs_are_the_same_after_a_journey_through_bytes() {
    let back = Packs::from_bytes(&PACKS.to_bytes()).expect("just written");
    let text = include_str!("../../../examples/article-ar.txt");
    assert_eq!(json(&read(&mut Reader::new(&back), text, None)), json(&read(&mut Reader::new(&PACKS), text, None)));
}
