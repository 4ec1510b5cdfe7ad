//! How fast an article is read, against the floor of merely looking at its words.
//!
//! Enters: the stories and the example, told again with other names until they are a few megabytes. Leaves:
//! megabytes a second of (a) the floor: a table tokeniser and one hash look-up a word, (b) the whole reading,
//! and b/a; the time to load the compiled packs; the resident memory. `BENCH_MB` sets the size. Rates are by processor time
//! where the system tells it, so that what else a machine does hits neither.
#![allow(clippy::disallowed_methods, reason = "a bench opens files and looks at the clock; the core does neither")]

#[path = "../tests/packs/mod.rs"]
mod packs;

use foldhash::{HashSet, HashSetExt};
use marsad_core::{Article, Reader};
use marsad_pack::{Packs, word_hash};
use marsad_text::tokenize;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// That of the `marsad` command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Each measure is the best of so many runs.
const RUNS: usize = 3;

/// A run is repeated for so long: the system counts processor time by ticks of some milliseconds.
const LASTING: Duration = Duration::from_millis(200);

fn main() {
    // `cargo test --benches` only asks whether it still runs.
    let testing = !std::env::args().any(|a| a == "--bench");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let blob = packs::compiled(&root).to_bytes();
    let (packs, start) = once(|| Packs::from_bytes(black_box(&blob)).expect("just written"));
    let loaded = resident();
    let size = std::env::var("BENCH_MB").ok().and_then(|mb| mb.parse::<f64>().ok()).unwrap_or(4.0);
    let articles = told_again(&arabic_articles(&root), if testing { 50_000 } else { (size * 1e6) as usize });
    let bytes: usize = articles.iter().map(String::len).sum();
    let known = known_words(&articles);

    let (words, floor) = best(|| articles.iter().map(|a| floor(a, &known)).sum::<usize>());
    let (told, whole) = best(|| read(&packs, &articles));
    let (_, first) = once(|| read(&packs, &articles[..1]));
    let long = [articles.concat()];
    let (_, line) = best(|| read(&packs, &long));

    println!("articles           {} of Arabic, {:.2} MB in all", articles.len(), bytes as f64 / 1e6);
    println!("a  floor           {:>8.1} MB/s   tokens and one hash look-up a word ({words} found)", rate(bytes, floor));
    println!("b  whole reading   {:>8.1} MB/s   {told} events and statements", rate(bytes, whole));
    println!("b/a                {:>8.4}        1/{:.1} of the floor; aim: 1/20 or better", floor.as_secs_f64() / whole.as_secs_f64(), whole.as_secs_f64() / floor.as_secs_f64());
    println!("as one article     {:>8.1} MB/s   all of it as one text", rate(bytes, line));
    println!("first article      {:>8.1} ms     {} bytes, with nothing remembered", ms(first), articles[0].len());
    println!("packs loaded       {:>8.1} ms     {:.1} MB, {} languages; aim: start-up under 50 ms", ms(start), blob.len() as f64 / 1e6, packs.languages.len());
    if let (Some((then, _)), Some((now, peak))) = (loaded, resident()) {
        println!("resident           {now:>8.1} MB     {then:.1} MB with packs and nothing else, {peak:.1} MB at the peak with all texts; aim for `marsad read`: 150 MB");
    }
}

fn rate(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn once<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begin = Instant::now();
    let done = black_box(work());
    (done, begin.elapsed())
}

fn best<T>(mut work: impl FnMut() -> T) -> (T, Duration) {
    (0..RUNS).map(|_| repeated(&mut work)).min_by_key(|(_, time)| *time).expect("at least one run")
}

/// The processor time of one pass, of as many as make it certain.
fn repeated<T>(work: &mut impl FnMut() -> T) -> (T, Duration) {
    let clock = Instant::now();
    let spent = || processor_time().unwrap_or_else(|| clock.elapsed());
    let begin = spent();
    let mut passes = 0;
    loop {
        let done = black_box(work());
        passes += 1;
        let time = spent() - begin;
        if time >= LASTING {
            return (done, time / passes);
        }
    }
}

/// What this thread has had of a processor, where the system tells.
fn processor_time() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// Words of a text that a set of hashes knows: what any dictionary reader must do at the least.
fn floor(text: &str, known: &HashSet<u64>) -> usize {
    tokenize(text).iter().filter(|t| t.is_word() && known.contains(&word_hash(t.span.of(text)))).count()
}

/// About half of the words, so that look-ups both hit and miss.
fn known_words(articles: &[String]) -> HashSet<u64> {
    let mut known = HashSet::new();
    for text in articles {
        let words = tokenize(text).into_iter().filter(|t| t.is_word());
        known.extend(words.map(|t| word_hash(t.span.of(text))).filter(|hash| hash & 1 == 0));
    }
    known
}

fn read(packs: &Packs, articles: &[String]) -> usize {
    let mut reader = Reader::new(packs);
    let published = "2025-10-27".parse().ok();
    let records = articles.iter().map(|text| reader.read(&Article { text, published, language: Some("ar"), ..Article::default() }));
    records.map(|r| r.events.len() + r.statements.len()).sum()
}

/// The Arabic articles of the stories, and the example.
fn arabic_articles(root: &Path) -> Vec<String> {
    let stories = fs::read_dir(root.join("stories")).expect("the stories lie in the tree");
    let mut files: Vec<_> = stories.map(|e| e.expect("a folder of the tree can be listed").path()).collect();
    files.sort();
    let mut articles: Vec<String> = files.iter().filter_map(|file| article_of(&fs::read_to_string(file).expect("stories are UTF-8"))).collect();
    articles.push(fs::read_to_string(root.join("examples/article-ar.txt")).expect("the example lies in the tree"));
    articles
}

fn article_of(story: &str) -> Option<String> {
    let (_, block) = story.split_once("```article\n")?;
    let (head, text) = block.split_once("\n\n")?;
    head.contains("language: ar").then(|| text.split("```").next().unwrap_or(text).to_owned())
}

/// Names that take each other's place, so that articles told again are not the same.
const NAMES: &[&[&str]] = &[
    &["مصر", "قطر", "تركيا", "إيران", "فرنسا", "البرازيل", "الهند", "كينيا", "اليابان", "المكسيك", "روسيا", "الصين", "المغرب", "العراق"],
    &["القاهرة", "الدوحة", "أنقرة", "طهران", "باريس", "برازيليا", "نيودلهي", "نيروبي", "طوكيو", "موسكو", "بكين", "الرباط", "بغداد", "جنيف"],
    &["المصري", "القطري", "التركي", "الإيراني", "الفرنسي", "البرازيلي", "الهندي", "الكيني", "الياباني", "المكسيكي", "الروسي", "الصيني", "المغربي", "العراقي"],
    &["سليم", "نادر", "كامل", "وائل", "بهاء", "رامي", "فادي", "حازم", "عماد", "زياد", "مازن", "ياسر", "أنور", "جلال"],
];

/// The articles again and again, each time with the next of the names, until there are so many bytes.
fn told_again(articles: &[String], bytes: usize) -> Vec<String> {
    let mut told = Vec::new();
    let mut size = 0;
    let rounds = (0..).flat_map(|round| articles.iter().map(move |article| (round, article)));
    for (round, article) in rounds {
        let text = turned(article, round);
        size += text.len();
        told.push(text);
        if size >= bytes {
            break;
        }
    }
    told
}

fn turned(article: &str, round: usize) -> String {
    let turn = |word: &str| {
        let (names, at) = NAMES.iter().find_map(|names| Some((names, names.iter().position(|n| *n == word)?)))?;
        Some(names[(at + round) % names.len()].to_owned())
    };
    let words = tokenize(article).into_iter().map(|token| token.span.of(article)).map(|word| turn(word).unwrap_or_else(|| word.to_owned()));
    let text: String = words.collect();
    // With a word no dictionary has, so that it is not only the memory of words that is measured.
    format!("{text}\nوقالت وكالة {} للأنباء إن الوفد وصل إلى المطار.\n", invented(round))
}

/// A number in letters: another word for each.
fn invented(mut number: usize) -> String {
    const LETTERS: &[char] = &['ب', 'د', 'ر', 'س', 'ف', 'ك', 'ل', 'م', 'ن', 'ي'];
    let mut word = String::from("ظ");
    while number > 0 {
        word.push(LETTERS[number % LETTERS.len()]);
        number /= LETTERS.len();
    }
    word
}

/// Resident memory now and at most, in MB, where the system tells.
fn resident() -> Option<(f64, f64)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = |key: &str| status.lines().find_map(|l| l.strip_prefix(key)?.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok());
    Some((line("VmRSS:")? / 1e3, line("VmHWM:")? / 1e3))
}
