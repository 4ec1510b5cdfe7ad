//! `marsad read`: articles in, records out, in the order the articles came.

use super::named::Named;
use super::{article, named, record, shape};
use crate::args::{Format, Read};
use crate::complain;
use crate::order::{Sink, in_order};
use crate::settings::{Settings, jobs};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use marsad_core::{Article, Reader};
use marsad_fetch::Fetcher;
use marsad_pack::Packs;
use marsad_record::{Document, Record};
use marsad_sources::{Input, Item, bytes_to_read};
use std::io::{self, BufWriter, IsTerminal, Stdout, Write, stdin, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// Below this, reading is over before a bar could be looked at.
const WORTH_WATCHING: u64 = 4 << 20;

/// Reads everything named; `false` when something could not be read.
pub fn run(settings: &Settings, packs: &Packs, args: Read) -> anyhow::Result<bool> {
    let inputs = if args.inputs.is_empty() { vec![PathBuf::from("-")] } else { args.inputs.clone() };
    if args.inputs.is_empty() && stdin().is_terminal() {
        anyhow::bail!("nothing to read: name files, folders or addresses, or - for standard input");
    }
    let progress = progress(settings, &args, &inputs);
    let articles = Named::new(inputs, Fetcher::new(args.fetching.manners()), shape(&args.given), args.given.map.clone().unwrap_or_default());
    let mut printer = Printer { out: BufWriter::with_capacity(64 * 1024, stdout()), progress, first: true, blank_between: args.format == Format::Text, fine: true };
    let worker = || {
        let mut reader = Reader::new(packs);
        let args = &args;
        move |item: Item| answer(settings, packs, &mut reader, args, item)
    };
    in_order(articles, jobs(args.jobs), worker, &mut printer)?;
    printer.out.flush()?;
    printer.progress.finish_and_clear();
    Ok(printer.fine)
}

/// What one article leaves.
struct Answer {
    page: String,
    /// Set when the article could not be read for a defect of Marsad's own.
    defect: Option<String>,
}

fn answer<'p>(settings: &Settings, packs: &'p Packs, reader: &mut Reader<'p>, args: &Read, item: Item) -> Answer {
    let mut item = item.unfold();
    let (record, defect) = match catch_unwind(AssertUnwindSafe(|| read(reader, args, &item))) {
        Ok(record) => (record, None),
        Err(_) => {
            *reader = Reader::new(packs);
            (unread(&item), Some(format!("{}: could not be read for a defect of Marsad", place(&item))))
        }
    };
    item.article = None; // The record has the text now; a long one is not held twice.
    Answer { page: page(settings, args.format, &item, &record), defect }
}

fn read(reader: &mut Reader<'_>, args: &Read, item: &Item) -> Record {
    let language = args.given.language.as_deref();
    let Some(given) = &item.article else {
        let mut record = reader.read(&Article { language, ..Article::default() });
        record.document.warnings.clone_from(&item.warnings);
        return record;
    };
    let mut record = reader.read(&article(given, args.given.published, language));
    record.document.warnings.splice(0..0, item.warnings.iter().cloned());
    record
}

/// The record of an article whose reading broke off: its text, and a warning.
fn unread(item: &Item) -> Record {
    let given = item.article.clone().unwrap_or_default();
    let mut warnings = item.warnings.clone();
    warnings.push("not read: a defect of Marsad, please report it".to_owned());
    let document = Document {
        external_id: given.external_id,
        title: given.title.unwrap_or_default(),
        text: given.text,
        published: given.published.map(|d| d.to_string()),
        language: given.language.unwrap_or_else(|| "und".to_owned()),
        source: given.source,
        url: given.url,
        warnings,
        ..Document::default()
    };
    Record { document, ..Record::default() }
}

fn place(item: &Item) -> String {
    let line = item.origin.line.map(|l| format!(":{l}")).unwrap_or_default();
    format!("{}{line}", item.origin.name)
}

fn page(settings: &Settings, format: Format, item: &Item, record: &Record) -> String {
    let json = match format {
        Format::Text => return record::page(&settings.painter, &place(item), record),
        Format::Json => serde_json::to_string_pretty(record),
        Format::Jsonl => serde_json::to_string(record),
    };
    // A record holds strings and finite numbers only; should that ever change, the line says so itself.
    let mut json = json.unwrap_or_else(|e| format!("{{\"error\":{:?}}}", e.to_string()));
    json.push('\n');
    json
}

/// Writes answers as they come.
struct Printer {
    out: BufWriter<Stdout>,
    progress: ProgressBar,
    first: bool,
    blank_between: bool,
    fine: bool,
}

impl Printer {
    fn complain(&mut self, line: &str) {
        self.fine = false;
        self.progress.suspend(|| complain(line));
    }

    fn print(&mut self, page: &str) -> io::Result<()> {
        if self.blank_between && !std::mem::take(&mut self.first) {
            self.out.write_all(b"\n")?;
        }
        self.out.write_all(page.as_bytes())
    }
}

impl Sink<Answer, String> for Printer {
    fn take(&mut self, answer: Result<Answer, String>, bytes: u64) -> anyhow::Result<()> {
        match answer {
            Err(error) => self.complain(&error),
            Ok(answer) => {
                self.print(&answer.page).unwrap_or_else(|e| leave(&e));
                if let Some(defect) = &answer.defect {
                    self.complain(defect);
                }
                self.progress.inc(bytes);
            }
        }
        Ok(())
    }

    fn idle(&mut self) -> anyhow::Result<()> {
        self.out.flush().unwrap_or_else(|e| leave(&e));
        Ok(())
    }
}

/// Ends at once when nothing can be written any more: the threads may be waiting for input that never comes.
fn leave(error: &io::Error) -> ! {
    if error.kind() == io::ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    complain(&format!("marsad: writing to standard output: {error}"));
    std::process::exit(1);
}

fn progress(settings: &Settings, args: &Read, inputs: &[PathBuf]) -> ProgressBar {
    if args.no_progress || !settings.watched {
        return ProgressBar::hidden();
    }
    let (files, bytes) = bytes_to_read(&inputs.iter().filter(|i| named::address(i).is_none()).map(Input::parse).collect::<Vec<_>>());
    if files < 2 && bytes < WORTH_WATCHING {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr()).with_style(style)
}
