//! What Marsad promises the world: the record of one article, and its JSON.
//!
//! Enters: nothing but finished facts. Leaves: [`Record`], which serialises to the fields every other
//! program may rely on. "Putin met Choe in the Kremlin" leaves as one [`Event`] of type `CONSULT` whose
//! actors, date, place and trigger each carry the words they were read from.
//!
//! Offsets count Unicode code points from the start of `document.text`, end exclusive.

use serde::{Deserialize, Serialize};

/// Everything Marsad says about one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The article itself.
    pub document: Document,
    /// What it reports as happening, in the order told.
    pub events: Vec<Event>,
    /// Who said what in it, in the order told.
    pub statements: Vec<Statement>,
}

/// The article a record was read from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Content hash of the normalised title and text.
    pub id: String,
    /// The id the caller gave, when it gave one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// The headline.
    pub title: String,
    /// The whole text that every offset refers to.
    pub text: String,
    /// ISO date the article gives for itself or the caller gave; `None` when unknown.
    pub published: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// The outlet, when known.
    pub source: Option<String>,
    /// The address, when known.
    pub url: Option<String>,
    /// What the reader should know about this reading.
    pub warnings: Vec<String>,
}

/// A stretch of the article, quoted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// The words as written.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
}

/// One happening that the article reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Stable within the document: `e1`, `e2`, …
    pub id: String,
    /// PLOVER event type, `CONSULT`.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER modes of that type.
    pub mode: Vec<String>,
    /// PLOVER contexts.
    pub context: Vec<String>,
    /// Closest CAMEO code, leading zero kept.
    pub cameo: String,
    /// PLOVER quad class, `verbal-cooperation`.
    pub quad: String,
    /// Goldstein score of `cameo`.
    pub goldstein: f64,
    /// Who did it; every side of a reciprocal event.
    pub actor: Vec<Actor>,
    /// To whom.
    pub recipient: Vec<Actor>,
    /// When it happened.
    pub date: Date,
    /// Where it happened.
    pub place: Option<Place>,
    /// Whether it happened.
    pub status: Status,
    /// On whose word the event rests; empty when the article states it in its own voice.
    pub according_to: Vec<Actor>,
    /// Who denies it in the same article.
    pub disputed_by: Vec<Dispute>,
    /// Numbers told of it.
    pub counts: Vec<Count>,
    /// The words that name the event.
    pub trigger: Quote,
    /// The clause or sentence it was read from.
    pub evidence: Quote,
    /// The dictionary entry that fired.
    pub rule: String,
    /// 0 to 1: the share of such events that are right.
    pub confidence: f64,
    /// Other events of this document that report the same happening.
    pub same_as: Vec<String>,
}

/// Whether a reported happening happened: PLOVER's auxiliary modes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened, or is told as having happened.
    #[default]
    Actual,
    /// It is planned or announced.
    Future,
    /// It depends on something.
    Hypothetical,
    /// It did not happen.
    Negated,
}

impl Status {
    /// The word the record uses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Future => "future",
            Self::Hypothetical => "hypothetical",
            Self::Negated => "negated",
        }
    }
}

/// A side of world politics as the article names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Actor {
    /// The mention as written.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// Canonical name in English, or as written when there is none.
    pub name: String,
    /// Canonical name in Arabic.
    pub name_ar: String,
    /// ISO 3166-1 alpha-3 of the state acted for, or the code of an organisation.
    pub code: Option<String>,
    /// PLOVER sector codes.
    pub sector: Vec<String>,
    /// What kind of thing it is.
    pub kind: ActorKind,
    /// The office named or held at the date.
    pub office: Option<String>,
    /// Wikidata QID.
    pub wikidata: Option<String>,
    /// The rule or entry that resolved it.
    pub rule: String,
}

/// What kind of thing an actor is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A state or what stands for one.
    #[default]
    State,
    /// A body with a name.
    Organization,
    /// People without a body: protesters, soldiers, citizens.
    Group,
    /// A holder of office not named.
    Office,
}

impl ActorKind {
    /// The word the record uses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::State => "state",
            Self::Organization => "organization",
            Self::Group => "group",
            Self::Office => "office",
        }
    }
}

/// When something happened, inclusive at both ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Date {
    /// ISO date, `None` when open.
    pub start: Option<String>,
    /// ISO date, `None` when open.
    pub end: Option<String>,
    /// How exact it is.
    pub precision: Precision,
    /// The words it was read from; empty only for [`Precision::Document`].
    pub text: String,
    /// The rule that read it.
    pub rule: String,
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// One day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Any other stretch.
    Range,
    /// Some time before `end`.
    Before,
    /// Some time after `start`.
    After,
    /// Nothing said: the publication date.
    #[default]
    Document,
}

impl Precision {
    /// The word the record uses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Range => "range",
            Self::Before => "before",
            Self::After => "after",
            Self::Document => "document",
        }
    }
}

/// Where something happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Canonical name in English.
    pub name: String,
    /// ISO 3166-1 alpha-3, `None` at sea.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonames: Option<u64>,
    /// The mention as written.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// The rule that chose it.
    pub rule: String,
}

/// Who denies an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dispute {
    /// The one who denies.
    pub actor: Actor,
    /// Id of the event or statement that denies.
    pub by: String,
}

/// A number told of an event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// What is counted: `killed`, `troops`, `money`, …
    pub what: String,
    /// At least.
    pub min: Option<f64>,
    /// At most.
    pub max: Option<f64>,
    /// Whether the text says "about".
    pub approximate: bool,
    /// Currency, for money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The words it was read from.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
}

/// A reported or direct speech act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Stable within the document: `s1`, `s2`, …
    pub id: String,
    /// Who speaks.
    pub speaker: Actor,
    /// To whom, when said.
    pub addressee: Option<Actor>,
    /// How it is said: `says`, `denies`, …
    pub stance: String,
    /// The word that names the speaking.
    pub cue: Quote,
    /// What is said.
    pub content: Quote,
    /// Passages in quotation marks inside it.
    pub quotes: Vec<Quote>,
    /// Ids of events told in it.
    pub about: Vec<String>,
    /// Whether it is told as said, planned, conditional or not said.
    pub status: Status,
    /// When it was said; records kept before there was one have none.
    #[serde(default)]
    pub date: Date,
    /// The rule that read it.
    pub rule: String,
}
