//! Sentences and what the rooms of words and of syntax make of them: splits, lemmas, and who does it to whom.

#![allow(clippy::disallowed_methods, reason = "tests open the packs' files; the core is handed bytes")]

mod packs;

use marsad_core::{Article, Reader, WordNote};
use marsad_pack::Packs;
use std::path::Path;
use std::sync::OnceLock;

fn all_packs() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    PACKS.get_or_init(|| packs::compiled(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")))
}

fn words(text: &str) -> Vec<WordNote> {
    words_in("ar", text)
}

fn words_in(language: &str, text: &str) -> Vec<WordNote> {
    Reader::new(all_packs()).words(&Article { text, language: Some(language), ..Article::default() }).into_iter().flatten().collect()
}

/// The pieces of each word, `+` between them.
fn split(text: &str) -> String {
    let joined = |w: &WordNote| w.pieces.iter().map(|p| p.form.as_str()).collect::<Vec<_>>().join("+");
    words(text).iter().map(joined).collect::<Vec<_>>().join(" ")
}

/// The lemma of the one verb of a text.
fn verb(text: &str) -> String {
    words(text).iter().flat_map(|w| &w.pieces).find(|p| p.pos == "VERB").map(|p| p.lemma.clone()).unwrap_or_default()
}

/// Each verb with its subject and object, as heads: «شكر الرئيس البابا» gives «شكر(الرئيس, البابا)».
fn roles(text: &str) -> String {
    roles_of(&words(text))
}

fn roles_of(words: &[WordNote]) -> String {
    let pieces: Vec<_> = words.iter().flat_map(|w| &w.pieces).collect();
    let with = |verb: usize, roles: &[&str]| pieces.iter().find(|p| p.head == Some(verb) && roles.contains(&p.role)).map_or("-", |p| p.form.as_str());
    let verbs = pieces.iter().enumerate().filter(|(_, p)| p.pos == "VERB" && p.stem);
    verbs.map(|(at, p)| format!("{}({}, {})", p.form, with(at, &["nsubj", "nsubj:pass"]), with(at, &["obj"]))).collect::<Vec<_>>().join(" ")
}

#[test]
fn small_words_come_off() {
    assert_eq!(split("وسيلتقيه به لديهم ولكنه للوزير"), "و+س+يلتقي+ه ب+ه لدي+هم و+لكن+ه ل+لوزير");
    assert_eq!(split("فقط فيلم التجارة بعض"), "فقط فيلم التجارة بعض");
    assert_eq!(split("بين نيسان وحزيران"), "بين نيسان و+حزيران");
}

#[test]
fn of_verbs_spelled_alike_the_everyday_one_is_read() {
    assert_eq!(verb("يبلغ ارتفاع الجبل ألف متر"), "بلغ");
    assert_eq!(verb("لن يكون الأمر سهلا"), "كان");
    assert_eq!(verb("لم يعد الوزير إلى بلاده"), "عاد");
    assert_eq!(verb("تظهر الصور في الصحف"), "ظهر");
}

#[test]
fn a_verb_agrees_with_the_noun_beside_it() {
    assert_eq!(verb("تمثل رئيسة البلاد أمام المحكمة"), "مثّل");
    assert_eq!(verb("تركيا تعرض على باكستان وساطتها"), "عرض");
    assert_eq!(verb("قيّدت السلطات الوصول إلى الموقع"), "قيّد");
}

#[test]
fn subject_and_object_part_without_a_break() {
    assert_eq!(roles("شكر الرئيس الكوبي البابا"), "شكر(الرئيس, البابا)");
    assert_eq!(roles("التقت رئيسة الوزراء الإيطالية كيارا فونتانا نظيرها الألباني"), "التقت(رئيسة, نظير)");
    assert_eq!(roles("عذّب جنود أميركيون سجناء عراقيين"), "عذّب(جنود, سجناء)");
    assert_eq!(roles("طعن فلسطيني جنديا إسرائيليا"), "طعن(فلسطيني, جنديا)");
    assert_eq!(roles("قصفت طائرات حربية روسية أحياء في المدينة"), "قصفت(طائرات, أحياء)");
    assert_eq!(roles("اقتحم متظاهرون عراقيون السفارة السويدية"), "اقتحم(متظاهرون, السفارة)");
}

#[test]
fn an_object_may_come_first_and_a_subject_be_left_out() {
    assert_eq!(roles("ووقّع البيان وزير الدولة"), "وقّع(وزير, البيان)");
    assert_eq!(roles("وصل الوزير إلى بغداد وأعلن حالة الطوارئ"), "وصل(الوزير, -) أعلن(-, حالة)");
    assert_eq!(roles("حاول الفريق أن يبعد الخطر"), "حاول(الفريق, -) يبعد(-, الخطر)");
}

#[test]
fn a_relative_clause_gives_its_noun_or_takes_another_doer() {
    assert_eq!(roles("البلد الذي أنهكته الحروب"), "أنهكت(الحروب, ه)");
    assert_eq!(roles("رئيسة المجلس التي التقت كيشيدا"), "التقت(-, كيشيدا)");
    assert_eq!(roles("جوزيف دارنان، الذي أصبح ضابطا، أعلن استقالته"), "أصبح(-, ضابطا) أعلن(جوزيف, استقالت)");
}

#[test]
fn what_names_again_is_no_argument() {
    assert_eq!(roles("رأى يوان شيكاي، رئيس جمهورية الصين، أن الوضع خطير"), "رأى(يوان, -)");
}

/// Each passage that is none of the article's, with the reason.
fn aside(text: &str) -> Vec<(String, &'static str)> {
    let letters: Vec<char> = text.chars().collect();
    let notes = Reader::new(all_packs()).aside(&Article { text, language: Some("ar"), ..Article::default() });
    notes.iter().map(|n| (letters[n.start..n.end].iter().collect(), n.reason)).collect()
}

#[test]
fn what_is_none_of_the_article_is_told_with_its_reason() {
    let text = "وزير الخارجية المصري يزور عمان\nنشر في 3 مايو 2024\nكتبت: هند سالم\nزار وزير الخارجية المصري عمان أمس والتقى نظيره الأردني وبحث معه الوضع في المنطقة.\n\
                اقرأ أيضاً: الأردن يستقبل وفداً من بغداد\nGoogle AdSense 728 x 90\nوقال الوزير إن المحادثات كانت مثمرة.";
    let found = aside(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(words, reason)| (words.as_str(), *reason)).collect();
    assert_eq!(
        found,
        [("نشر في 3 مايو 2024", "publication line"), ("كتبت: هند سالم", "byline"), ("اقرأ أيضاً: الأردن يستقبل وفداً من بغداد", "related links"), ("Google AdSense 728 x 90", "other script")]
    );
    assert_eq!(aside("زار الوزير عمان أمس."), []);
}

#[test]
fn keeps_a_thing_behind_a_time_between_commas_a_noun() {
    assert_eq!(roles("فرقت الشرطة التونسية، الجمعة، مسيرة في العاصمة."), "فرقت(الشرطة, مسيرة)");
    assert_eq!(roles("استهدفت القوات الروسية، صباح الأحد، مدينة أوكرانية."), "استهدفت(القوات, مدينة)");
}

#[test]
fn takes_a_name_in_quotes_behind_its_noun_for_no_object() {
    assert_eq!(roles("أسقطت مقاتلات تركية من طراز \"إف-16\" قاذفة روسية."), "أسقطت(مقاتلات, قاذفة)");
}

#[test]
fn the_words_that_name_a_happening_leave_out_who_does_it() {
    let triggers = |text: &str| {
        let record = Reader::new(all_packs()).read(&Article { text, language: Some("ar"), ..Article::default() });
        record.events.iter().map(|e| e.trigger.text.clone()).collect::<Vec<_>>().join(" · ")
    };
    assert_eq!(triggers("أطلق الجيش الإسرائيلي صواريخ على بلدة لبنانية."), "أطلق");
    assert_eq!(triggers("فجّر انتحاري نفسه وسط مجندين في الجيش العراقي ببغداد."), "فجّر");
    assert_eq!(triggers("انفجار عبوة ناسفة بدورية للجيش المصري في سيناء"), "انفجار عبوة");
}

#[test]
fn a_sentence_is_weighed_as_a_whole_with_its_words() {
    let text = "قتل مسلحون ثلاثة جنود ماليين واختطفوا ضابطا قرب غاو.";
    let notes = Reader::new(all_packs()).explain(&Article { text, language: Some("ar"), ..Article::default() });
    let weighed: Vec<_> = notes.iter().flat_map(|s| &s.weighed).collect();
    assert_eq!(weighed.len(), 1, "one sentence, one type");
    assert_eq!(weighed[0].triggers.len(), 2);
    for sign in ["word=جندي", "rule=ar/assault/abduct#kidnap"] {
        assert!(weighed[0].signs.iter().any(|(s, _)| s == sign), "{sign} is seen");
    }
}

#[test]
fn an_english_participle_is_passive_behind_a_form_of_be() {
    let sides = |text: &str| {
        let record = Reader::new(all_packs()).read(&Article { text, language: Some("en"), ..Article::default() });
        let codes = |side: &[marsad_record::Actor]| side.iter().filter_map(|a| a.code.clone()).collect::<Vec<_>>().join("+");
        record.events.iter().map(|e| format!("{} > {}", codes(&e.actor), codes(&e.recipient))).collect::<Vec<_>>().join(" · ")
    };
    assert_eq!(sides("Two Indian soldiers were killed by the Chinese army on Monday."), "CHN > IND");
    assert_eq!(sides("The Chinese army has killed two Indian soldiers."), "CHN > IND");
}

#[test]
fn an_english_name_is_written_with_a_capital() {
    let named = |text: &str| {
        let notes = Reader::new(all_packs()).explain(&Article { text, language: Some("en"), ..Article::default() });
        notes.iter().flat_map(|s| s.mentions.clone()).collect::<Vec<_>>().join(" · ")
    };
    assert!(named("The WHO thanked Kenya.").contains("WHO"));
    assert!(!named("The army helped people who fled Kenya.").contains("WHO"));
}

#[test]
fn a_name_in_quotation_marks_is_the_name_and_keeps_both() {
    for text in ["أعلنت منظمة «نتبلوكس» أن الحكومة السودانية قطعت الإنترنت.", "أعلنت منظمة «نتبلوكس ديفا» أن الحكومة السودانية قطعت الإنترنت."]
    {
        let record = Reader::new(all_packs()).read(&Article { text, language: Some("ar"), ..Article::default() });
        let source = &record.events[0].according_to[0];
        let name = text.split(['«', '»']).nth(1).expect("a name in quotation marks");
        assert_eq!(source.name, name);
        let count = |mark| source.text.matches(mark).count();
        assert_eq!(count('«'), count('»'), "{}", source.text);
    }
}

#[test]
fn a_time_that_begins_like_a_conjunction_opens_no_clause() {
    assert_eq!(roles("أجرى الوزير المصري في وقت سابق الثلاثاء اتصالا بنظيره الأردني."), "أجرى(الوزير, اتصالا)");
    assert_eq!(roles("استقبل الرئيس التونسي، في وقت لاحق، الوزير الليبي."), "استقبل(الرئيس, الوزير)");
}

#[test]
fn who_stands_beside_a_verb_tells_its_form() {
    assert_eq!(verb("في لندن توجه المتظاهرون إلى المقر."), "توجّه");
    assert_eq!(verb("إنه تعرض للضرب في السجن."), "تعرّض");
    assert_eq!(verb("إن الجندي قتل في غزة."), "قتل");
    assert_eq!(verb("إن مقاتلا قتل قرب الحدود."), "قتل");
}

/// As `roles`, for what is told by the order of words.
fn ordered(text: &str) -> String {
    roles_of(&words_in("en", text))
}

#[test]
fn order_tells_nouns_from_verbs() {
    assert_eq!(ordered("Pakistan returns captured Indian pilot"), "returns(Pakistan, pilot)");
    assert_eq!(ordered("Peace talks between Chad and Mali resume"), "resume(talks, -)");
    assert_eq!(ordered("The army attacks convoys"), "attacks(army, convoys)");
}

#[test]
fn what_describes_a_noun_leaves_the_clause_its_verb() {
    assert_eq!(ordered("Forces that attacked the town fled"), "attacked(-, town) fled(Forces, -)");
    assert_eq!(ordered("The army says the rebels destroyed a bridge"), "says(army, -) destroyed(rebels, bridge)");
}
