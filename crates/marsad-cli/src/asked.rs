//! The command line of the archive's commands, as typed.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

const SHARED: &str = "\
Actors are named by code (EGY, UN), by name in either script, or by the id or Wikidata id that `marsad actors` prints.
Dates are days, months or years: 2024-05-17, 2024-05, 2024. The archive is --archive FILE, else $MARSAD_ARCHIVE, else marsad.db.";

/// Commands that keep articles and ask about them.
#[derive(Subcommand)]
pub enum Keeping {
    /// Keep articles in the archive, each once
    #[command(after_help = "Prints what was added only once it is safely kept. Adding the same again changes nothing.\n\
        The archive is --archive FILE, else $MARSAD_ARCHIVE, else marsad.db; it is made when there is none.")]
    Add(Add),
    /// Poll feeds and keep what is new in them
    #[command(after_help = "Only the feeds that are named, and the pages their entries link to, are fetched. What is remembered of a feed stands in the archive.\n\
        The archive is --archive FILE, else $MARSAD_ARCHIVE, else marsad.db; it is made when there is none.")]
    Watch(crate::fetching::Watch),
    /// Verify every span against its article, and the counts against each other
    Check(Where),
    /// Read kept articles again with the packs of now, and print what appeared, vanished and changed
    Reread(Reread),
    /// List events, one row each
    #[command(after_help = SHARED)]
    Events(Events),
    /// List happenings: what several reports tell together, with reports, independent reports and claims counted apart
    #[command(after_help = SHARED)]
    Happenings(Plain),
    /// List who asserts, confirms or denies events
    #[command(after_help = SHARED)]
    Claims(Plain),
    /// List who said what
    #[command(after_help = SHARED)]
    Statements(Statements),
    /// List who acts, is acted upon and is believed, most often named first
    #[command(after_help = SHARED)]
    Actors(Actors),
    /// What happened between two sides, oldest first
    #[command(after_help = SHARED)]
    Timeline(Timeline),
    /// Counts and scores by period, beside what was usual before
    #[command(after_help = SHARED)]
    Series(Series),
    /// Who did how much to whom
    #[command(after_help = SHARED)]
    Network(Plain),
    /// Articles that hold every word; hamza, tashkeel, the article and small words written on do not matter
    #[command(after_help = SHARED)]
    Search(Search),
    /// One article, event, statement or happening, whole
    Show(Show),
    /// Ask in SQL over the views that docs/archive.md describes; nothing can be changed
    Sql(Sql),
    /// Open the archive to a browser and to programs, on this machine unless told otherwise
    #[command(after_help = "Prints the address once it answers. The API is described at /api/openapi.json.\n\
        The archive is --archive FILE, else $MARSAD_ARCHIVE, else marsad.db; without one the page still reads articles.")]
    Serve(Serve),
    /// Make, list and take back the tokens that let programs send articles to a server
    #[command(subcommand)]
    Token(Token),
    /// Write events in a form other tools read
    #[command(after_help = SHARED)]
    Export(Export),
}

/// Which archive.
#[derive(Args)]
pub struct Where {
    /// The archive's file [default: $MARSAD_ARCHIVE, else marsad.db]
    #[arg(long, value_name = "FILE")]
    pub archive: Option<PathBuf>,
}

#[derive(Args)]
pub struct Add {
    /// Files, folders (with all below them), addresses (http:// or https://), or `-` for standard input; of a feed named by
    /// its address, entries that only begin an article are followed to its page
    #[arg(value_name = "PATH|URL|-", required = true)]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub archive: Where,
    #[command(flatten)]
    pub given: crate::args::Given,
    /// The outlet of articles that do not name theirs
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Articles read at the same time [default: one for each core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Print a line for each article once it is safely kept
    #[arg(long, short)]
    pub verbose: bool,
    /// Show no progress
    #[arg(long)]
    pub no_progress: bool,
    #[command(flatten)]
    pub fetching: crate::fetching::Fetching,
}

#[derive(Args)]
pub struct Reread {
    #[command(flatten)]
    pub archive: Where,
    /// Also articles that were read with the packs of now
    #[arg(long)]
    pub all: bool,
    /// Print the sums only
    #[arg(long, short)]
    pub quiet: bool,
}

/// What an answer looks like.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Look {
    /// Columns for people
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

#[derive(Args)]
pub struct Answer {
    #[command(flatten)]
    pub archive: Where,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Look::Table)]
    pub format: Look,
    /// Rows at most; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
}

/// Filters of every question.
#[derive(Args)]
#[command(next_help_heading = "Which events")]
pub struct Filters {
    /// Who did it; several: any of them
    #[arg(long, value_name = "WHO")]
    pub actor: Vec<String>,
    /// To whom
    #[arg(long, value_name = "WHO")]
    pub recipient: Vec<String>,
    /// Either of them
    #[arg(long, value_name = "WHO")]
    pub side: Vec<String>,
    /// PLOVER sector of a side: GOV, MIL, REB …
    #[arg(long, value_name = "CODE")]
    pub sector: Vec<String>,
    /// PLOVER event type: CONSULT, ASSAULT …
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Vec<String>,
    /// PLOVER mode: visit, aerial …
    #[arg(long, value_name = "MODE")]
    pub mode: Vec<String>,
    /// PLOVER context: military, economic …
    #[arg(long, value_name = "CONTEXT")]
    pub context: Vec<String>,
    /// verbal-cooperation, material-cooperation, verbal-conflict or material-conflict
    #[arg(long, value_name = "QUAD")]
    pub quad: Vec<String>,
    /// actual, future, hypothetical or negated
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<String>,
    /// Where: a state's code, or a state or place by its name in either script
    #[arg(long, value_name = "PLACE")]
    pub place: Vec<String>,
    /// Happened on this day or later
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Happened on this day or earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Printed on this day or later
    #[arg(long, value_name = "DATE")]
    pub published_from: Option<String>,
    /// Printed on this day or earlier
    #[arg(long, value_name = "DATE")]
    pub published_to: Option<String>,
    /// On whose word; `none` for what articles tell in their own voice
    #[arg(long, value_name = "WHO")]
    pub according_to: Vec<String>,
    /// Denied by somebody
    #[arg(long)]
    pub disputed: bool,
    /// The outlet, as `marsad events --format csv` prints it
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,
    /// The article's language: ar, en
    #[arg(long, value_name = "TAG")]
    pub language: Vec<String>,
    /// Confidence of at least this, 0 to 1
    #[arg(long, value_name = "P")]
    pub confidence: Option<f64>,
    /// Told by at least so many independent reports
    #[arg(long, value_name = "N")]
    pub independent: Option<i64>,
    /// Also events that tell again what the same article told before
    #[arg(long)]
    pub again: bool,
    /// Oldest first
    #[arg(long)]
    pub oldest_first: bool,
}

#[derive(Args)]
pub struct Events {
    #[command(flatten)]
    pub answer: Answer,
    #[command(flatten)]
    pub filters: Filters,
}

#[derive(Args)]
pub struct Plain {
    #[command(flatten)]
    pub answer: Answer,
    #[command(flatten)]
    pub filters: Filters,
}

#[derive(Args)]
pub struct Statements {
    /// says, announces, confirms, estimates, alleges, denies, praises, condemns, warns, promises or asks
    #[arg(long, value_name = "STANCE")]
    pub stance: Vec<String>,
    /// Who speaks
    #[arg(long, value_name = "WHO")]
    pub speaker: Vec<String>,
    /// actual, future, hypothetical or negated
    #[arg(long, value_name = "STATUS")]
    pub status: Vec<String>,
    /// Printed on this day or later
    #[arg(long, value_name = "DATE")]
    pub published_from: Option<String>,
    /// Printed on this day or earlier
    #[arg(long, value_name = "DATE")]
    pub published_to: Option<String>,
    /// The outlet
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,
    /// The article's language
    #[arg(long, value_name = "TAG")]
    pub language: Vec<String>,
    /// Oldest first
    #[arg(long)]
    pub oldest_first: bool,
    #[command(flatten)]
    pub answer: Answer,
}

#[derive(Args)]
pub struct Actors {
    /// Only those called so, or of this code
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
    #[command(flatten)]
    pub answer: Answer,
}

#[derive(Args)]
pub struct Timeline {
    /// One side
    #[arg(value_name = "WHO")]
    pub a: String,
    /// The other
    #[arg(value_name = "WHO")]
    pub b: String,
    #[command(flatten)]
    pub answer: Answer,
    #[command(flatten)]
    pub filters: Filters,
}

#[derive(Args)]
pub struct Series {
    /// A side, and another: counts what happened between them; without, everything the filters leave
    #[arg(value_name = "WHO", num_args = 0..=2)]
    pub pair: Vec<String>,
    /// The length of a period
    #[arg(long, value_enum, default_value_t = Period::Month)]
    pub by: Period,
    /// One row for each quad class of a period instead of one for all
    #[arg(long)]
    pub by_quad: bool,
    #[command(flatten)]
    pub answer: Answer,
    #[command(flatten)]
    pub filters: Filters,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Period {
    Day,
    Week,
    Month,
    Year,
}

#[derive(Args)]
pub struct Search {
    /// The words; all must be there
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// The outlet
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,
    /// The article's language
    #[arg(long, value_name = "TAG")]
    pub language: Vec<String>,
    /// Printed on this day or later
    #[arg(long, value_name = "DATE")]
    pub published_from: Option<String>,
    /// Printed on this day or earlier
    #[arg(long, value_name = "DATE")]
    pub published_to: Option<String>,
    #[command(flatten)]
    pub answer: Answer,
}

#[derive(Args)]
pub struct Show {
    /// 12 (an article), 12.e3 (an event), 12.s1 (a statement), h12.e3 (a happening)
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub archive: Where,
    /// Print the record as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct Sql {
    /// The question, such as "SELECT type, count(*) FROM v_events GROUP BY type"
    #[arg(value_name = "QUESTION")]
    pub question: String,
    /// Seconds after which it is stopped
    #[arg(long, value_name = "S", default_value_t = 60)]
    pub timeout: u64,
    #[command(flatten)]
    pub answer: Answer,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Into {
    /// Comma-separated, one row an event, with a header
    Csv,
    /// Tab-separated, one row an event, with a header
    Tsv,
    /// One JSON object an event: PLOVER's fields, and ours under "marsad"
    Jsonl,
    /// Apache Parquet: one row an event, in columns with types
    Parquet,
    /// Events that have a place, as points
    Geojson,
    /// Who did how much to whom, as a graph
    Graphml,
    /// GDELT 2.0 Events: 61 columns without a header, a line for each happening and pair
    Gdelt,
    /// GDELT 2.0 Mentions: 16 columns without a header, a line for each report
    GdeltMentions,
    /// ICEWS: 20 columns
    Icews,
    /// POLECAT: 40 columns
    Polecat,
}

#[derive(Args)]
pub struct Export {
    /// The form; docs/exports.md tells what fills each column
    #[arg(long, value_enum)]
    pub format: Into,
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub archive: Where,
    #[command(flatten)]
    pub filters: Filters,
}

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    pub archive: Where,
    /// Where to listen; port 0 takes any free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7777")]
    pub listen: std::net::SocketAddr,
    /// A name this server is reached by, beside its numbers and localhost
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Let programs that have a token send articles to be kept
    #[arg(long)]
    pub write: bool,
    /// Requests a second that one client may make, four times as many at once; 0 for any number
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub rate: u32,
    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
}

#[derive(Subcommand)]
pub enum Token {
    /// Make a token and print it, this once
    New {
        /// What to call it
        #[arg(value_name = "NAME")]
        name: String,
        #[command(flatten)]
        archive: Where,
    },
    /// List tokens by name, with when they were made
    List(Where),
    /// Take a token back
    Revoke {
        /// What it is called
        #[arg(value_name = "NAME")]
        name: String,
        #[command(flatten)]
        archive: Where,
    },
}
