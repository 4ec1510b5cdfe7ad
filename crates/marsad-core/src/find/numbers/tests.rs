//! Numbers in sentences. A row is a sentence with its numbers in brackets, and what they bound, one a number:
//! `10` exactly, `51..` at least, `..9` at most, `10..20` between, `~` about, `#` a place in a row.

use std::sync::LazyLock;

use super::super::word::testing;
use super::*;

static ARABIC: LazyLock<NumberTables> = LazyLock::new(|| testing::number_tables("ar"));
static ENGLISH: LazyLock<NumberTables> = LazyLock::new(|| testing::number_tables("en"));

fn check_in(tables: &NumberTables, rows: &[(&str, &str)]) {
    let mut wrong = String::new();
    for (marked, expected) in rows {
        let text = marked.replace(['[', ']'], "");
        let found = find_numbers(&testing::words(&text), tables);
        let (shown, bounds) = (mark(&text, &found), found.iter().map(show).collect::<Vec<_>>().join(" "));
        if shown != *marked || bounds != *expected {
            wrong += &format!("\nwanted {marked}  {expected}\n   got {shown}  {bounds}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn check(rows: &[(&str, &str)]) {
    check_in(&ARABIC, rows);
}

fn mark(text: &str, found: &[NumberMention]) -> String {
    let mut shown = text.to_owned();
    for mention in found.iter().rev() {
        shown.insert(mention.span.end.at(), ']');
        shown.insert(mention.span.start.at(), '[');
    }
    shown
}

fn show(mention: &NumberMention) -> String {
    let bounds = match (mention.min, mention.max) {
        (Some(min), Some(max)) if min == max => format!("{min}"),
        (Some(min), Some(max)) => format!("{min}..{max}"),
        (min, max) => format!("{}..{}", min.map_or(String::new(), |n| n.to_string()), max.map_or(String::new(), |n| n.to_string())),
    };
    format!("{}{}{bounds}", if mention.approximate { "~" } else { "" }, if mention.ordinal { "#" } else { "" })
}

#[test]
fn reads_digits_of_both_sets_with_separators() {
    check(&[
        ("قتل [1,200] شخص", "1200"),
        ("قتل [1.200] شخص", "1200"),
        ("أصيب [٢٥] جنديا", "25"),
        ("نزح [١٬٢٠٠] شخص", "1200"),
        ("نما الاقتصاد [2.5] نقطة", "2.5"),
        ("بلغ السعر [٢٥٢٫٧] دولارا", "252.7"),
        ("باعت [1,250,000] برميل", "1250000"),
        ("خسرت [0.125] نقطة", "0.125"),
    ]);
}

#[test]
fn multiplies_by_the_scale_that_follows() {
    check(&[
        ("أرسلت [10 آلاف] جندي", "10000"),
        ("أرسلت [50 ألفا] من جنودها", "50000"),
        ("بلغت [3.5 مليون] طن", "3500000"),
        ("تقديم [1,78 مليار] دولار", "1780000000"),
        ("تقديم [1.28 بليون] دولار", "1280000000"),
        ("أصيب [ستة آلاف] شخص", "6000"),
    ]);
}

#[test]
fn adds_number_words_in_every_case_and_gender() {
    check(&[
        ("طردت [خمسة وعشرين] دبلوماسيا", "25"),
        ("اعتقلت [ثلاث] ناشطات و[أربعة] ناشطين", "3 4"),
        ("أيدت القرار [ثماني عشرة] دولة", "18"),
        ("في [اثنتي عشرة] دولة", "12"),
        ("قتل [أحد عشر] متظاهرا", "11"),
        ("بعد [مئة وسبعة وعشرين] يوما", "127"),
        ("سقط [ثلاثمئة] جريح", "300"),
        ("سقط [ثلاث مئة] جريح", "300"),
        ("أعلنت أن [مئتي] جندي وصلوا", "200"),
        ("نشر [ألفي] عنصر", "2000"),
        ("نشر [ألفا] عنصر", "2000"),
        ("مقتل [اثنين] من الجنود", "2"),
        ("عن الأميركيين [الاثنين والخمسين] المحتجزين", "52"),
        ("قتل [واحد وعشرون] شخصا", "21"),
        ("قتلت المسلحين [الأربعة عشر]", "14"),
    ]);
}

#[test]
fn joins_thousands_hundreds_and_units() {
    check(&[
        ("نزوح [خمسة وعشرين ألفا]", "25000"),
        ("نزوح [ألفين وخمسمئة] شخص", "2500"),
        ("نزوح [مئة وخمسة وعشرين ألف] شخص", "125000"),
        ("نزوح [مليون ومئتي ألف] شخص", "1200000"),
        ("نزوح [مليون و200 ألف] شخص", "1200000"),
        ("عام [ألف وتسعمئة وثمانية وأربعين]", "1948"),
        ("قيمته [نصف مليون] دولار", "500000"),
        ("قيمته [ربع مليار] يورو", "250000000"),
        ("قيمته [مليون ونصف المليون] دولار", "1500000"),
        ("قيمته [مليونين ونصف مليون] دولار", "2500000"),
        ("قيمته [ثمانية مليارات] دولار", "8000000000"),
    ]);
}

#[test]
fn keeps_two_counts_apart() {
    check(&[("قتل [20] و[30] جريحا", "20 30"), ("[عشرة] جنود و[20] مدنيا", "10 20"), ("[مئة] رجل و[مئتا] امرأة", "100 200"), ("[2011] و[2013]", "2011 2013")]);
}

#[test]
fn takes_about_as_exact_but_approximate() {
    check(&[
        ("مقتل [نحو ستمئة] جندي", "~600"),
        ("نشر [حوالي 10,000] جندي", "~10000"),
        ("جرح [قرابة ألف] مدني", "~1000"),
        ("جرح [زهاء 40] مدنيا", "~40"),
        ("جرح [ما يقارب مئتين] من المدنيين", "~200"),
        ("قدرت ب[نحو مائة وخمسين] عدد القتلى", "~150"),
        ("جرح [40] مدنيا تقريبا", "~40"),
    ]);
}

#[test]
fn bounds_from_below() {
    check(&[
        ("مقتل [أكثر من خمسين] شخصا", "51.."),
        ("مقتل [أكثر من 3500] شخص", "3500.."),
        ("مقتل [ما لا يقل عن 20] شخصا", "20.."),
        ("والقتلى [لا يقل عددهم عن 30] شخصا", "30.."),
        ("أوقعت [65] قتيلا على الأقل", "65.."),
        ("قتل [13] شخصا مدنيا على الأقل", "13.."),
        ("جمع [أزيد من ألف] توقيع", "1000.."),
        ("جمع [ما يزيد على مئة] توقيع", "100.."),
    ]);
}

#[test]
fn bounds_from_above() {
    check(&[("قتل [أقل من عشرة] أشخاص", "..9"), ("حضره [ما لا يزيد على 300] شخص", "..300"), ("يضم [500] عضو على الأكثر", "..500")]);
}

#[test]
fn bounds_from_both_sides() {
    check(&[
        ("قتل [بين 10 و20] شخصا", "10..20"),
        ("قتل [ما بين مئة ومئتي] شخص", "100..200"),
        ("قتل [10 إلى 20] شخصا", "10..20"),
        ("قتل [من 10 إلى 20] شخصا", "10..20"),
        ("نزح [10 إلى 20 ألفا]", "10000..20000"),
        ("نزح [بين ألف وألفين]", "1000..2000"),
        ("اعتقل [ثلاثة أو أربعة] منهم", "3..4"),
        ("نشر [10-15] سفينة", "10..15"),
    ]);
}

#[test]
fn reads_unnamed_multitudes_as_their_least() {
    check(&[
        ("تظاهر [عشرات] الطلاب", "20.."),
        ("تظاهر [مئات] الطلاب", "200.."),
        ("تظاهر [آلاف] الطلاب", "2000.."),
        ("تظاهر [الآلاف] في العاصمة", "2000.."),
        ("نزح [عشرات الآلاف] من السكان", "20000.."),
        ("نزح [مئات الآلاف] من السكان", "200000.."),
        ("نزح [ملايين] السكان", "2000000.."),
        ("قتل [بضعة] أشخاص", "3.."),
        ("احتجز [عدة مئات] من المدعوين", "300.."),
        ("نشر [بضعة آلاف] من الجنود", "3000.."),
    ]);
}

#[test]
fn tells_places_in_a_row() {
    check(&[("للمرة [الأولى] منذ الحرب", "#1"), ("في [الثالث والعشرين] من الشهر", "#23"), ("في [الحادي عشر] من محرم", "#11"), ("الدورة [الخامسة والسبعون]", "#75")]);
}

#[test]
fn stays_silent_where_nothing_is_counted() {
    check(&[
        ("قال أحد المسؤولين إن واحدا منهم فر", ""),
        ("وصل الأحد إلى بيروت", ""),
        ("وصل الاثنين إلى بيروت", ""),
        ("لست نادما", ""),
        ("أعرب بعده عن أسفه", ""),
        ("قصفتها ب[عدة] صواريخ", "3.."),
        ("ارتفعت الأسعار [20] في المئة", "20"),
        ("على نصف الأراضي", ""),
        ("بتاريخ 27.10.2025", ""),
    ]);
}

#[test]
fn reads_english_numbers() {
    check_in(
        &ENGLISH,
        &[
            ("killed [at least 600] soldiers", "600.."),
            ("killed [more than fifty] people", "51.."),
            ("expelled [twenty-five] diplomats", "25"),
            ("sent [about 10,000] troops", "~10000"),
            ("sent [two hundred and fifty thousand] troops", "250000"),
            ("sent [3.5 million] tons", "3500000"),
            ("[between 10 and 20] people", "10..20"),
            ("[tens of thousands] of people", "20000.."),
            ("[up to 4,500] soldiers", "..4500"),
        ],
    );
}
