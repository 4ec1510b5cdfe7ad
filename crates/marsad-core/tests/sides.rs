//! Sentences and who acts on whom in them, each group a shape that newspapers write in many words.

#![allow(clippy::disallowed_methods, reason = "tests open the packs' files; the core is handed bytes")]

mod packs;

use marsad_core::{Article, Reader};
use marsad_pack::Packs;
use marsad_record::Actor;
use std::path::Path;
use std::sync::OnceLock;

fn reader() -> Reader<'static> {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    Reader::new(PACKS.get_or_init(|| packs::compiled(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))))
}

/// Each text tells, among what it tells, a happening of this type between these sides: «REJECT CUB > USA», «-» for nobody.
fn all_read(wanted: &[(&str, &str)]) {
    let mut reader = reader();
    let published = "2025-06-15".parse().ok();
    let mut wrong = Vec::new();
    for (text, told) in wanted {
        let record = reader.read(&Article { text, published, language: Some("ar"), ..Article::default() });
        let found: Vec<String> = record.events.iter().map(|e| format!("{} {} > {}", e.kind, codes(&e.actor), codes(&e.recipient))).collect();
        if !found.iter().any(|f| f == told) {
            wrong.push(format!("{text}\n  wanted {told}\n  got    {}", found.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn codes(actors: &[Actor]) -> String {
    let mut codes: Vec<&str> = actors.iter().filter_map(|a| a.code.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    if codes.is_empty() { "-".to_owned() } else { codes.join("+") }
}

#[test]
fn who_has_no_name_is_called_by_what_and_whose_they_are() {
    let called = |text: &str| {
        let record = reader().read(&Article { text, published: "2025-06-15".parse().ok(), language: Some("ar"), ..Article::default() });
        let event = record.events.last().expect("an event is told");
        event.actor.iter().chain(&event.recipient).map(|a| format!("{} / {}", a.name, a.name_ar)).collect::<Vec<_>>()
    };
    assert_eq!(called("احتجزت الشرطة البلجيكية مغربياً في بروكسل."), ["police of Belgium / الشرطة البلجيكية", "civilians of Morocco / مغربياً"]);
    assert_eq!(called("التقى السفير الكيني نظيره الغاني في أكرا."), ["ambassador of Kenya / السفير الكيني", "ambassador of Ghana / نظيره الغاني"]);
    let helped = called("أرسلت كوبا جنوداً إلى أنغولا، وقالت هافانا إنهم ساعدوا أنغولا في استعادة بلدة حدودية.");
    assert_eq!(helped, ["soldiers of Cuba / كوبا", "Angola / أنغولا"]);
}

#[test]
fn a_counterpart_joined_on_is_of_nobody_told_before() {
    for text in ["التقى الوزير ونظيره.", "التقى رئيس ونظيره وزيرا ونظيره.", "بحث السفير ووزيره ونظيره الملف مع مستشاره ونظيره."]
    {
        let record = reader().read(&Article { text, published: "2025-06-15".parse().ok(), language: Some("ar"), ..Article::default() });
        assert_eq!(record.document.text, text);
    }
    all_read(&[("التقى الرئيس التركي ونظيره الكيني في نيروبي.", "CONSULT KEN+TUR > -")]);
}

#[test]
fn what_a_third_welcomes_is_not_its_welcome() {
    let text = "وقّع وزيرا خارجية غانا وتوغو اليوم اتفاقا في لومي.\n\nورحبت الأمم المتحدة اليوم بالاتفاق بين البلدين.";
    let record = reader().read(&Article { text, published: "2025-06-15".parse().ok(), language: Some("ar"), ..Article::default() });
    let told: Vec<_> = record.events.iter().map(|e| (e.kind.as_str(), codes(&e.actor), e.same_as.len())).collect();
    assert_eq!(told, [("SUPPORT", "GHA+TGO".to_owned(), 0), ("SUPPORT", "UN".to_owned(), 0)]);
}

#[test]
fn an_adjective_that_agrees_with_nobody_is_the_object() {
    #[rustfmt::skip]
    all_read(&[
        ("أيدت أذربيجان الموقف التركي.", "SUPPORT AZE > TUR"),
        ("رفضت كوبا العرض الأميركي.", "REJECT CUB > USA"),
        ("انتقدت ليتوانيا القرار المجري.", "ACCUSE LTU > HUN"),
        ("أدانت ماليزيا العدوان الإسرائيلي.", "ACCUSE MYS > ISR"),
        ("رفضت حكومة كينيا المقترح الإثيوبي.", "REJECT KEN > ETH"),
        ("انتقد وزير الدفاع البولندي الألمان بسبب ترددهم.", "ACCUSE POL > DEU"),
        ("أيد لبنان المقترح الفرنسي.", "SUPPORT LBN > FRA"),
        ("رفض العراق المقترح الإيراني.", "REJECT IRQ > IRN"),
    ]);
}

#[test]
fn an_accusative_is_no_subject() {
    #[rustfmt::skip]
    all_read(&[
        ("أوقفت الشرطة البلجيكية مغربياً في بروكسل.", "COERCE BEL > MAR"),
        ("احتجزت السلطات الصينية كندياً بتهمة التجسس.", "COERCE CHN > CAN"),
        ("قتلت القوات الإسرائيلية فلسطينياً في جنين.", "ASSAULT ISR > PSE"),
        ("اعتقلت السلطات المصرية سودانياً عند الحدود.", "COERCE EGY > SDN"),
        ("خطفت جماعة مسلحة في نيجيريا صينياً.", "ASSAULT NGA > CHN"),
    ]);
}

#[test]
fn each_of_several_does_it() {
    #[rustfmt::skip]
    all_read(&[
        ("أعلن كل من تونس والجزائر دعمه للشعب الفلسطيني.", "SUPPORT DZA+TUN > PSE"),
        ("دعا كل من الرئيس المصري والعاهل الأردني إسرائيل إلى وقف الحرب.", "REQUEST EGY+JOR > ISR"),
        ("نددت كل من إسبانيا وإيرلندا وسلوفينيا بالغارة الإسرائيلية.", "ACCUSE ESP+IRL+SVN > ISR"),
        ("اتهمت كل من كييف ووارسو موسكو بالتصعيد.", "ACCUSE POL+UKR > RUS"),
        ("التقى كل من وزير الخارجية التركي ونظيره القطري الرئيس السوري.", "CONSULT QAT+SYR+TUR > -"),
    ]);
}

#[test]
fn two_adjectives_are_two_sides() {
    #[rustfmt::skip]
    all_read(&[
        ("اجتمع الوزيران الكويتي والعراقي في الكويت.", "CONSULT IRQ+KWT > -"),
        ("بحث الرئيسان الإيراني والعراقي أمن الحدود.", "CONSULT IRN+IRQ > -"),
        ("وقع وزيرا الطاقة المصري والقبرصي اتفاقاً في نيقوسيا.", "SUPPORT CYP+EGY > -"),
        ("اتفق الجانبان الليبي والمالطي على مكافحة الهجرة.", "AGREE LBY+MLT > -"),
    ]);
}

#[test]
fn people_of_several_states_are_of_all() {
    #[rustfmt::skip]
    all_read(&[
        ("اشتبك مسلحون من إثيوبيا وإريتريا عند الحدود.", "ASSAULT ERI+ETH > -"),
    ]);
}

#[test]
fn who_several_are_may_be_told_behind_a_pronoun() {
    #[rustfmt::skip]
    all_read(&[
        ("صوتت ثلاث دول هي بوليفيا ونيكاراغوا وكوبا ضد القرار الأميركي.", "REJECT BOL+CUB+NIC > USA"),
        ("رفضت دولتان هما النمسا والمجر الخطة.", "REJECT AUT+HUN > -"),
    ]);
}

#[test]
fn between_may_be_said_twice() {
    #[rustfmt::skip]
    all_read(&[
        ("اندلعت اشتباكات بين الجيش السوداني وبين قوات الدعم السريع في الفاشر.", "ASSAULT RSF+SDN > -"),
        ("دارت معارك بين الجيش السوري وبين تنظيم الدولة الإسلامية.", "ASSAULT ISIS+SYR > -"),
        ("جرت محادثات بين وزير الخارجية الهندي وبين نظيره الصيني.", "CONSULT CHN+IND > -"),
    ]);
}

#[test]
fn the_struck_are_of_where_they_are_struck() {
    #[rustfmt::skip]
    all_read(&[
        ("سيطرت القوات الروسية على قرية في منطقة دونيتسك.", "ASSAULT RUS > UKR"),
        ("قصفت المدفعية التركية قرى شمالي سوريا.", "ASSAULT TUR > SYR"),
        ("أدت غارة أميركية في محافظة البيضاء إلى مقتل عشرة أشخاص في اليمن.", "ASSAULT USA > YEM"),
        ("قصف الجيش الباكستاني بالمدفعية قرية في ولاية كونر الأفغانية.", "ASSAULT PAK > AFG"),
        ("أصاب صاروخ روسي مبنى سكنياً في خاركيف.", "ASSAULT RUS > UKR"),
        ("داهم الجيش الإسرائيلي منازل في الخليل.", "COERCE ISR > PSE"),
    ]);
}

#[test]
fn whose_attack_it_is_kills() {
    #[rustfmt::skip]
    all_read(&[
        ("قتل ستة جنود صوماليين في هجوم لحركة الشباب في بيدوا.", "ASSAULT SOM > SOM"),
        ("أصيب عشرة عراقيين في قصف تركي على دهوك.", "ASSAULT TUR > IRQ"),
        ("قتل شرطيان باكستانيان في هجوم لحركة طالبان.", "ASSAULT TALIBAN > PAK"),
        ("قتل ثلاثة مدنيين في غارة إسرائيلية على بلدة لبنانية.", "ASSAULT ISR > LBN"),
    ]);
}

#[test]
fn whoever_did_it_is_condemned() {
    #[rustfmt::skip]
    all_read(&[
        ("أدانت أنقرة مقتل مدنيين سوريين في قصف روسي.", "ACCUSE TUR > RUS"),
        ("استنكرت بيروت اغتيال قيادي لبناني في غارة إسرائيلية.", "ACCUSE LBN > ISR"),
        ("قتل الجيش الإسرائيلي صحافية لبنانية. وأدانت فرنسا مقتل الصحافية اللبنانية.", "ACCUSE FRA > ISR"),
        ("نددت إسلام آباد بمقتل طلاب باكستانيين في قصف هندي.", "ACCUSE PAK > IND"),
    ]);
}

#[test]
fn whose_decision_it_is_does_it() {
    #[rustfmt::skip]
    all_read(&[
        ("نددت طهران بقرار الاتحاد الأوروبي فرض عقوبات على شركاتها.", "SANCTION EU > IRN"),
        ("جاء ذلك بعد إعلان باريس سحب سفيرها من نيامي.", "SANCTION FRA > NER"),
        ("انتقدت المعارضة اعتزام الحكومة الكينية إرسال قوات إلى هايتي.", "MOBILIZE KEN > HTI"),
        ("رحبت واشنطن بقرار الخرطوم طرد السفير الإيراني.", "SANCTION SDN > IRN"),
        ("رفضت روما قرار تونس ترحيل المهاجرين الإيطاليين.", "COERCE TUN > ITA"),
    ]);
}

#[test]
fn an_office_alone_is_the_one_of_that_name() {
    #[rustfmt::skip]
    all_read(&[
        ("استقبل ملك المغرب الرئيس الغابوني. وأكد الملك دعم بلاده للغابون.", "SUPPORT MAR > GAB"),
        ("التقى سلطان عمان الرئيس التركي. وأشاد السلطان بدور تركيا.", "SUPPORT OMN > TUR"),
        ("استقبل أمير قطر الرئيس الإندونيسي. وهنأ الأمير إندونيسيا بعيدها.", "SUPPORT QAT > IDN"),
    ]);
}

#[test]
fn settlers_have_their_state() {
    #[rustfmt::skip]
    all_read(&[
        ("أحرق مستوطنون حقولاً في قرية فلسطينية.", "ASSAULT ISR > PSE"),
        ("هاجم مستوطنون مسلحون رعاة فلسطينيين قرب رام الله.", "ASSAULT ISR > PSE"),
    ]);
}

#[test]
fn a_person_in_front_of_a_verb_does_it() {
    #[rustfmt::skip]
    all_read(&[
        ("غير أن بوتين رفض الاقتراح الأوكراني.", "REJECT RUS > UKR"),
        ("لكن زيلينسكي رفض الدعوات الروسية.", "REJECT UKR > RUS"),
        ("إلا أن نتنياهو رفض المقترح المصري.", "REJECT ISR > EGY"),
    ]);
}

#[test]
fn what_names_again_is_no_side_of_its_own() {
    #[rustfmt::skip]
    all_read(&[
        ("هنأ الرئيس الصيني، شي جين بينغ، رئيس البرازيل، بعيد بلاده.", "SUPPORT CHN > BRA"),
        ("ودعت تركيا، الحليف الأقرب لأذربيجان، أرمينيا إلى السلام.", "REQUEST TUR > ARM"),
    ]);
}

#[test]
fn a_city_behind_its_noun_is_where() {
    #[rustfmt::skip]
    all_read(&[
        ("وصل وزير الخارجية الألماني إلى العاصمة الأرمينية يريفان.", "CONSULT DEU > ARM"),
        ("التقى المبعوث الأممي في مدينة عدن وزير الدفاع اليمني.", "CONSULT UN+YEM > -"),
    ]);
}

#[test]
fn a_crowd_at_an_embassy_is_of_where_it_stands() {
    #[rustfmt::skip]
    all_read(&[
        ("قطعت الدنمارك علاقاتها مع إيران بعد اقتحام محتجين سفارتها في طهران.", "PROTEST IRN > DNK"),
        ("اقتحم متظاهرون غاضبون سفارة السويد لدى العراق.", "PROTEST IRQ > SWE"),
    ]);
}

#[test]
fn of_two_titles_in_a_row_the_fuller_tells_whose() {
    #[rustfmt::skip]
    all_read(&[
        ("ووقّع الاتفاق وزير الدولة وزير الخارجية القطري محمد بن عبد الرحمن ونظيره التركي هاكان فيدان.", "SUPPORT QAT+TUR > -"),
        ("وصل نائب رئيس الوزراء وزير الخارجية الأردني أيمن الصفدي إلى بغداد.", "CONSULT JOR > IRQ"),
    ]);
}

#[test]
fn who_calls_for_calm_calls_on_both_at_blows() {
    #[rustfmt::skip]
    all_read(&[
        ("قصفت الهند مواقع في باكستان. وردت باكستان بقصف مواقع هندية. ودعت الصين، الجار الأكبر للبلدين، جميع الأطراف إلى ضبط النفس.", "REQUEST CHN > IND+PAK"),
        ("أسقط الجيش الأذربيجاني مروحية أرمينية. وقصفت أرمينيا بلدة أذربيجانية. ودعا الاتحاد الأوروبي إلى الهدوء.", "REQUEST EU > ARM+AZE"),
    ]);
}

#[test]
fn part_of_a_sum_is_of_whose_the_sum_is() {
    #[rustfmt::skip]
    all_read(&[
        ("رفعت واشنطن التجميد عن نحو ستة مليارات دولار من الأرصدة الإيرانية.", "RETREAT USA > IRN"),
        ("رفعت بريطانيا التجميد عن ملياري دولار من الأرصدة الليبية.", "RETREAT GBR > LBY"),
    ]);
}

#[test]
fn a_short_name_in_brackets_or_quotes_breaks_no_row_of_names() {
    all_read(&[("انطلقت في الدوحة محادثات بين حركة المقاومة الإسلامية (حماس) وإسرائيل.", "CONSULT HAMAS+ISR > -"), ("بدأت المفاوضات بين حركة \"حماس\" وإسرائيل في الدوحة.", "CONSULT HAMAS+ISR > -")]);
}

#[test]
fn three_countries_told_before_are_three() {
    all_read(&[("عقدت كينيا وأوغندا وتنزانيا قمة في أروشا. وبحث قادة البلدان الثلاثة أمن الحدود.", "CONSULT KEN+TZA+UGA > -")]);
}

#[test]
fn a_step_in_kind_strikes_back() {
    all_read(&[("طردت بوليفيا ثلاثة دبلوماسيين بيروفيين ردا على إجراء مماثل اتخذته بيرو.", "SANCTION PER > BOL")]);
}

#[test]
fn an_office_told_bare_is_not_the_counterparts() {
    all_read(&[("التقى وزير الخارجية الكيني نظيره الغاني في نيروبي. ثم زار الوزير لوساكا.", "CONSULT KEN > ZMB")]);
}

#[test]
fn a_counterpart_goes_on_over_commas() {
    all_read(&[("أجرى وزير الخارجية المصري بدر عبد العاطي، ونظيره العماني بدر البوسعيدي، اتصالا هاتفيا.", "CONSULT EGY+OMN > -")]);
}

#[test]
fn the_kingdom_is_the_one_the_article_is_of() {
    all_read(&[
        ("ملف اللاجئين\n\nعمان (بترا) - استقبل الملك عبد الله الثاني وزيرة الخارجية السويدية. وأشادت الوزيرة السويدية بدور المملكة في استقبال اللاجئين.", "SUPPORT SWE > JOR"),
        ("الرباط - التقى وزير الخارجية المغربي نظيره الكيني، وأشاد الوزير الكيني بجهود المملكة.", "SUPPORT KEN > MAR"),
        ("أشادت كينيا بجهود المملكة.", "SUPPORT KEN > SAU"),
    ]);
}

#[test]
fn an_office_is_of_the_state_of_whoever_is_named_behind_a_comma_or_a_further_title() {
    all_read(&[("زار وزير الخارجية، ناصر بوريطة، نيروبي.", "CONSULT MAR > KEN"), ("زار نائب رئيس الوزراء ووزير الخارجية وشؤون المغتربين أيمن الصفدي نيروبي.", "CONSULT JOR > KEN")]);
}

#[test]
fn each_of_several_states_has_its_own_envoy() {
    all_read(&[("استدعت الجزائر سفيري كل من فرنسا وإسبانيا.", "ACCUSE DZA > ESP+FRA")]);
}

#[test]
fn a_unit_of_the_army_is_of_the_state_told_of() {
    all_read(&[("نيامي - أعلنت النيجر أن مسلحين شنوا هجوما على وحدة للجيش.", "ASSAULT - > NER")]);
}

#[test]
fn security_forces_are_not_described_by_the_men_they_pursue() {
    all_read(&[("طاردت قوات الأمن التونسية المسلحين وقتلت اثنين منهم.", "ASSAULT TUN > TUN")]);
}

#[test]
fn a_military_base_is_no_movement() {
    let record = reader()
        .read(&Article { text: "قصفت طائرات روسية القاعدة العسكرية في إدلب.", published: "2025-06-15".parse().ok(), language: Some("ar"), ..Article::default() });
    let codes: Vec<_> = record.events.iter().flat_map(|e| e.actor.iter().chain(&e.recipient)).filter_map(|a| a.code.as_deref()).collect();
    assert!(!codes.contains(&"ALQAEDA"), "{codes:?}");
}

#[test]
fn a_meeting_told_again_is_of_all_who_met() {
    all_read(&[("بحث وزير الخارجية التركي في أنقرة مع نظيره العراقي ملف المياه. وخلال المباحثات أكد الوزير دعم بلاده لمشروع السد.", "CONSULT IRQ+TUR > -")]);
}

#[test]
fn people_of_a_state_who_are_counted_are_told_by_themselves() {
    all_read(&[("مقتل خمسة سوريين بنيران الجيش التركي قرب الحدود.", "ASSAULT TUR > SYR"), ("أعلنت الوزارة مقتل أربعة سوريين في تفجير.", "ASSAULT - > SYR")]);
}
