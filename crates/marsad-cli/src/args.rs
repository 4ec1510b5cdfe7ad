//! The command line as typed.

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

const HOW_TO_READ: &str = "\
Reading the text output:
  2025-10-27    the day the words give        (2025-10-27)  no time told: the day of publication
  2025-04       some time in that month       ≤2025-10-27   on that day or before
  A → B         A did it to B                 A + B         both sides did it together
  [future]      planned; also [hypothetical], [negated]";

/// Reads Arabic news into a record of who did what to whom, when, where, and on whose word.
#[derive(Parser)]
#[command(name = "marsad", version, max_term_width = 100, disable_help_subcommand = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    /// A folder laid out like `packs/`, whose entries stand beside the built-in ones; a folder that holds
    /// `world/plover.tsv` replaces them
    #[arg(long, global = true, value_name = "DIR")]
    pub packs: Option<PathBuf>,
}

#[derive(Subcommand)]
pub enum Command {
    /// Read articles and print their records
    #[command(after_help = HOW_TO_READ)]
    Read(Read),
    /// Print every time expression, resolved, one JSON object a line
    Dates(Dates),
    /// Show what is seen in each sentence, and why each frame fired or did not
    Explain(Explain),
    /// Print every word as it is read, in the columns of CoNLL-U: small words apart, lemmas, subjects, objects
    #[command(hide = true)]
    Words(Words),
    /// Check, list and extend what Marsad knows
    #[command(subcommand)]
    Pack(Pack),
    #[command(flatten)]
    Keeping(Box<crate::asked::Keeping>),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write one page for each command into a folder
    Man {
        /// Where to write the pages
        dir: Option<PathBuf>,
    },
}

#[derive(clap::Args)]
pub struct Read {
    /// Files, folders (read with all below them, in the order of their names), addresses (http:// or https://), or `-` for standard input
    #[arg(value_name = "PATH|URL|-")]
    pub inputs: Vec<PathBuf>,
    /// How to print the records
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[command(flatten)]
    pub given: Given,
    /// Articles read at the same time; the output is the same whatever this says [default: one for each core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Show no progress
    #[arg(long)]
    pub no_progress: bool,
    #[command(flatten)]
    pub fetching: crate::fetching::Fetching,
}

/// What is known of the articles beside their words.
#[derive(clap::Args)]
pub struct Given {
    /// How articles lie in the files
    #[arg(long, value_enum, default_value_t = From::Auto)]
    pub from: From,
    /// Where a dump of JSON keeps what, such as text=body,published=date; the names of common dumps are known
    #[arg(long, value_name = "OURS=THEIRS,…", value_parser = marsad_sources::FieldMap::parse)]
    pub map: Option<marsad_sources::FieldMap>,
    /// Day of publication of articles that do not give their own, such as 2025-10-27
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub published: Option<Date>,
    /// Language of articles that do not name their own, such as `ar` [default: told from the text]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
}

#[derive(clap::Args)]
pub struct Dates {
    /// A file, or `-` for standard input
    #[arg(value_name = "FILE|-", default_value = "-")]
    pub input: PathBuf,
    #[command(flatten)]
    pub given: Given,
}

#[derive(clap::Args)]
pub struct Explain {
    /// A text, a file, or `-` for standard input
    #[arg(value_name = "TEXT|FILE|-", required = true)]
    pub input: Vec<String>,
    #[command(flatten)]
    pub given: Given,
}

#[derive(clap::Args)]
pub struct Words {
    /// A file, or `-` for standard input
    #[arg(value_name = "FILE|-", default_value = "-")]
    pub input: PathBuf,
    #[command(flatten)]
    pub given: Given,
}

#[derive(Subcommand)]
pub enum Pack {
    /// Compile the packs and run every frame's examples
    Check {
        /// A folder of your own entries, as for --packs
        dir: Option<PathBuf>,
        /// Only run examples of files whose path contains this
        #[arg(long, value_name = "PATTERN")]
        only: Option<String>,
        /// Print failures and the summary only
        #[arg(long, short)]
        quiet: bool,
    },
    /// Show what the packs hold, and under which licence
    List,
    /// Begin a new entry
    #[command(subcommand)]
    New(New),
}

#[derive(Subcommand)]
pub enum New {
    /// Write a commented frame file, such as `marsad pack new frame consult/telephone my-packs`
    Frame {
        /// The event type and the idea, such as `consult/telephone`; `speech/…` for ways of speaking
        #[arg(value_name = "TYPE/IDEA")]
        name: String,
        /// The folder of your own entries
        dir: PathBuf,
        /// The pack it belongs to
        #[arg(long, default_value = "ar")]
        language: String,
    },
    /// Write a commented table to add words to
    Word {
        /// Which table
        #[arg(value_enum)]
        table: WordTable,
        /// The folder of your own entries
        dir: PathBuf,
        /// The pack it belongs to
        #[arg(long, default_value = "ar")]
        language: String,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WordTable {
    Verbs,
    Nouns,
    Adjectives,
    Particles,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// One JSON object for each article, indented
    Json,
    /// One JSON object a line for each article
    Jsonl,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum From {
    /// One article a file
    Text,
    /// One article a line, as a JSON object with "text" and, if known, "id", "published", "language", "title", "url", "source"
    Jsonl,
    /// By the file's ending, or by how it begins: JSON, a page, a feed, a web archive; packed with gzip or zstd or not
    Auto,
}

fn parse_date(text: &str) -> Result<Date, String> {
    marsad_sources::parse_published(text).ok_or_else(|| "not a date such as 2025-10-27".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Args::command().debug_assert();
    }
}
