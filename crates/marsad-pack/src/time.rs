//! What a language says about time: the tables of `time/`.
//!
//! Enters: `months.tsv`, `weekdays.tsv`, `units.tsv`, `feasts.tsv`, `decades.tsv`, `landmarks.tsv` and `words.tsv`, each known
//! by its name. Leaves: [`TimeTables`], where «كانون الثاني» is the first Gregorian month and «الماضي» looks back.

use serde::{Deserialize, Serialize};

use crate::phrases::Phrases;
use crate::problem::{Problem, nearest};
use crate::tsv::{Row, Table};

/// The calendar a month belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Calendar {
    /// The civil calendar of the news.
    Gregorian,
    /// The Islamic calendar, as Umm al-Qura reckons it.
    Hijri,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

/// How many of a unit one of its forms means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Amount {
    /// «شهر»
    One,
    /// «شهرين»
    Two,
    /// «أشهر»
    Several,
}

/// When the bare name of a month is a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alone {
    /// Always.
    Yes,
    /// After a preposition: «في مارس», not «مارس ضغوطا».
    Preposition,
    /// After a preposition and written with its madda: «في آب», not «في أب».
    Madda,
    /// Never: «رجب» needs a day, «شهر» or a year.
    No,
}

/// When a feast begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeastDay {
    /// On a day of a calendar.
    Fixed {
        /// Whose calendar.
        calendar: Calendar,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// So many days after Easter, as the western or the eastern churches reckon it.
    Easter {
        /// Whether it is the eastern one.
        eastern: bool,
        /// Days after it, negative before.
        days: i8,
    },
    /// The nth weekday of a month: the fourth Thursday of November.
    Weekday {
        /// 1 to 12.
        month: u8,
        /// 1 = Monday.
        weekday: u8,
        /// 1 to 4.
        nth: u8,
    },
}

/// Which third of a period a word picks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Third {
    Early,
    Middle,
    Late,
}

/// What a word of time means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sense {
    /// A month of a calendar, 1 to 12.
    Month {
        /// Whose month.
        calendar: Calendar,
        /// 1 to 12.
        number: u8,
        /// When the bare name counts.
        alone: Alone,
    },
    /// A day of the week, 1 = Monday.
    Weekday(u8),
    /// Its name without the article, which tells a day only in «أول أحد من الشهر», «خميس الأسبوع المقبل».
    BareWeekday(u8),
    /// A unit and how many.
    Unit {
        /// The unit.
        unit: Unit,
        /// How many the form means.
        amount: Amount,
        /// Whether it also means something else and needs a count or "last", "next": «عقد».
        shy: bool,
    },
    /// A feast: its first day in any year, and how many days it lasts.
    Feast {
        /// When it begins.
        begins: FeastDay,
        /// How many days it lasts.
        days: u8,
        /// When the bare name is a time.
        alone: Alone,
    },
    /// The ten years from this one of a century: 80.
    Decade(u8),
    /// Days after publication: yesterday is -1.
    Day(i8),
    /// "today", unless it is "the day" of something.
    Today,
    /// A time of day before a day: «مساء».
    DayPart,
    /// A time of day after a day or a clock: «صباحا».
    DayPartAfter,
    /// The night or day before: «عشية».
    Eve,
    /// Whose clock it is: «بتوقيت غرينتش».
    Zone,
    /// The clock of the place that follows: «بتوقيت».
    ZoneOf,
    /// "less", of minutes: «إلا ربعا».
    Except,
    /// "at", before a clock: «عند».
    At,
    /// "last".
    Past,
    /// "next".
    Next,
    /// "before last".
    BeforeLast,
    /// "after next".
    AfterNext,
    /// "this".
    This,
    /// "the same".
    Same,
    /// "the following", seen from the last time told.
    Following,
    /// "the preceding", seen from the last time told.
    Preceding,
    /// "few", between unit and "last".
    Few,
    /// A third of a period; `edge` picks its first or last stretch only.
    Part {
        /// Which third.
        third: Third,
        /// Whether the word means the edge rather than a whole third.
        edge: bool,
    },
    /// A fourth, a third or a half of a period.
    Share(u8),
    /// "last" of several, not "the past one": «آخر».
    Final,
    /// The days that end a week.
    Weekend,
    /// Free days, before the name of what they are free for: «عطلة».
    Holiday,
    /// "the season of".
    SeasonOf,
    /// What a year is of: «الدراسي».
    YearAdjective,
    /// An honour of a month or a feast: «المبارك».
    Blessed,
    /// "which" before what it does: «اليوم الذي يلي».
    Which,
    /// "follows": «يلي».
    Follows,
    /// "precedes": «يسبق».
    Precedes,
    /// "follows it", told.
    FollowsIt,
    /// "precedes it", told.
    PrecedesIt,
    /// "of it", of the month told: «15 منه».
    OfIt,
    /// "of time", after its unit: «عقد من الزمن».
    OfTime,
    /// The day after what was told: «غداة ذلك».
    DayAfterThat,
    /// The day before what was told: «عشية ذلك».
    DayBeforeThat,
    /// "dated", before a date in figures: «بتاريخ».
    On,
    /// "exactly", "almost", after a length.
    Exactly,
    /// "begins with", of a week: «الأسبوع الذي يبدأ في 6 أكتوبر».
    BeginsWith,
    /// "every", which makes a habit of a time.
    Every,
    /// A noun before a day that makes it a name even with its year: «حدود».
    Line,
    /// A happening that a well-known date names: «هجمات».
    Landmark,
    /// A season: 1 = winter, 2 = spring, 3 = summer, 4 = autumn.
    Season(u8),
    /// "half" or "a quarter" of a unit.
    Fraction(u8),
    /// "since".
    Since,
    /// "until".
    Until,
    /// "before"; with an amount, "ago".
    Before,
    /// "ago", after its amount.
    Ago,
    /// "after".
    After,
    /// "after that".
    AfterThat,
    /// "before that".
    BeforeThat,
    /// "later", after its amount.
    LaterAfter,
    /// "earlier", after its amount.
    EarlierAfter,
    /// "during".
    During,
    /// "within", of what is to come.
    Within,
    /// "in", "on", "at".
    In,
    /// "as of".
    Starting,
    /// "from", "of".
    From,
    /// "to".
    To,
    /// "between".
    Between,
    /// "and", where it is a word of its own.
    And,
    /// May stand between a preposition and its amount: «نحو».
    About,
    /// "then": the last time told.
    Then,
    /// "since then".
    SinceThen,
    /// "earlier", by itself.
    Earlier,
    /// "later", by itself.
    Later,
    /// "recently".
    Recently,
    /// "that" before a unit.
    That,
    /// "one" after a unit: «يوم واحد»; "a" before it.
    One,
    /// "the", where it is a word of its own.
    The,
    /// "rd" after a figure.
    OrdinalMark,
    /// The mark of a Hijri year.
    HijriMark,
    /// The mark of a Gregorian year.
    GregorianMark,
    /// Between a date and the same date in the other calendar.
    Corresponding,
    /// "before Christ", which unmakes the year before it.
    Ancient,
    /// The first day of a month: «فاتح».
    FirstDay,
    /// A word after «اليوم» that makes it "the day" and not today.
    DayAdjective,
    /// A noun before «العام» that makes it "general".
    General,
    /// A noun before a day that makes it a name: «ميدان».
    Named,
    /// Looks like a time and is none: «روسيا اليوم».
    Nothing,
}

/// Senses of `words.tsv` that take no value.
const PLAIN: &[(&str, Sense)] = &[
    ("today", Sense::Today),
    ("day-part", Sense::DayPart),
    ("day-part-after", Sense::DayPartAfter),
    ("eve", Sense::Eve),
    ("zone", Sense::Zone),
    ("zone-of", Sense::ZoneOf),
    ("except", Sense::Except),
    ("at", Sense::At),
    ("final", Sense::Final),
    ("weekend", Sense::Weekend),
    ("holiday", Sense::Holiday),
    ("season-of", Sense::SeasonOf),
    ("year-adjective", Sense::YearAdjective),
    ("blessed", Sense::Blessed),
    ("which", Sense::Which),
    ("follows", Sense::Follows),
    ("precedes", Sense::Precedes),
    ("follows-it", Sense::FollowsIt),
    ("precedes-it", Sense::PrecedesIt),
    ("of-it", Sense::OfIt),
    ("of-time", Sense::OfTime),
    ("day-after-that", Sense::DayAfterThat),
    ("day-before-that", Sense::DayBeforeThat),
    ("on", Sense::On),
    ("exactly", Sense::Exactly),
    ("begins-with", Sense::BeginsWith),
    ("every", Sense::Every),
    ("line", Sense::Line),
    ("landmark", Sense::Landmark),
    ("past", Sense::Past),
    ("next", Sense::Next),
    ("before-last", Sense::BeforeLast),
    ("after-next", Sense::AfterNext),
    ("this", Sense::This),
    ("same", Sense::Same),
    ("following", Sense::Following),
    ("preceding", Sense::Preceding),
    ("few", Sense::Few),
    ("early", Sense::Part { third: Third::Early, edge: false }),
    ("middle", Sense::Part { third: Third::Middle, edge: false }),
    ("late", Sense::Part { third: Third::Late, edge: false }),
    ("start", Sense::Part { third: Third::Early, edge: true }),
    ("midpoint", Sense::Part { third: Third::Middle, edge: true }),
    ("end", Sense::Part { third: Third::Late, edge: true }),
    ("since", Sense::Since),
    ("until", Sense::Until),
    ("before", Sense::Before),
    ("ago", Sense::Ago),
    ("after", Sense::After),
    ("after-that", Sense::AfterThat),
    ("before-that", Sense::BeforeThat),
    ("later-after", Sense::LaterAfter),
    ("earlier-after", Sense::EarlierAfter),
    ("during", Sense::During),
    ("within", Sense::Within),
    ("in", Sense::In),
    ("starting", Sense::Starting),
    ("from", Sense::From),
    ("to", Sense::To),
    ("between", Sense::Between),
    ("and", Sense::And),
    ("about", Sense::About),
    ("then", Sense::Then),
    ("since-then", Sense::SinceThen),
    ("earlier", Sense::Earlier),
    ("later", Sense::Later),
    ("recently", Sense::Recently),
    ("that", Sense::That),
    ("one", Sense::One),
    ("the", Sense::The),
    ("ordinal-mark", Sense::OrdinalMark),
    ("hijri", Sense::HijriMark),
    ("gregorian", Sense::GregorianMark),
    ("corresponding", Sense::Corresponding),
    ("ancient", Sense::Ancient),
    ("first-day", Sense::FirstDay),
    ("day-adjective", Sense::DayAdjective),
    ("general", Sense::General),
    ("named", Sense::Named),
    ("nothing", Sense::Nothing),
];

/// Kinds of `words.tsv` that take a number.
const VALUED: &[&str] = &["day", "share", "season", "fraction"];

/// Everything a language says about time.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TimeTables {
    /// The words and phrases.
    pub words: Phrases<Sense>,
    /// Days that go without their year.
    pub landmarks: Vec<Landmark>,
}

/// A day that the news goes on calling by day and month alone: «السابع من أكتوبر».
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landmark {
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// The year it means.
    pub year: i16,
}

impl TimeTables {
    /// Adds a table, known by the name of its file: `months`, `weekdays`, `units`, `feasts`, `decades`, `landmarks` or `words`.
    ///
    /// # Errors
    /// An unknown table, kind or column, a number out of range, or a form listed twice, named by file and line.
    pub fn read(&mut self, file: &str, text: &str) -> Result<(), Problem> {
        const NAMES: &[&str] = &["months", "weekdays", "units", "feasts", "decades", "landmarks", "words"];
        let name = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".tsv");
        match name {
            "months" => self.read_rows(Table::read(file, text, &["forms", "calendar", "number", "alone", "gloss"])?, 4, month),
            "weekdays" => self.read_weekdays(&Table::read(file, text, &["forms", "number", "bare", "gloss"])?),
            "feasts" => self.read_rows(Table::read(file, text, &["forms", "calendar", "month", "day", "days", "alone", "gloss"])?, 6, feast),
            "decades" => self.read_rows(Table::read(file, text, &["forms", "from", "gloss"])?, 2, |row| Ok(Sense::Decade(in_range(row, 1, 0, 110)?))),
            "landmarks" => self.read_landmarks(&Table::read(file, text, &["month", "day", "year", "gloss"])?),
            "words" => self.read_rows(Table::read(file, text, &["forms", "kind", "value", "gloss"])?, 3, word),
            "units" => self.read_units(&Table::read(file, text, &["unit", "singular", "dual", "plural", "shy", "gloss"])?),
            _ => {
                let hint = nearest(name, NAMES.iter().copied()).map(|n| format!(", did you mean \"{n}\"?")).unwrap_or_default();
                Err(Problem::new(file, 0, format!("unknown table of time \"{name}\"{hint}")))
            }
        }
    }

    fn read_rows(&mut self, table: Table<'_>, gloss: usize, sense: impl Fn(&Row<'_>) -> Result<Sense, Problem>) -> Result<(), Problem> {
        for row in table.rows() {
            let sense = sense(row)?;
            self.add(row, 0, gloss, sense)?;
        }
        Ok(())
    }

    fn read_landmarks(&mut self, table: &Table<'_>) -> Result<(), Problem> {
        for row in table.rows() {
            let year = row.cell(2).parse().map_err(|_| row.problem(format!("\"{}\" is no year", row.cell(2))))?;
            self.landmarks.push(Landmark { month: in_range(row, 0, 1, 12)?, day: in_range(row, 1, 1, 31)?, year });
        }
        Ok(())
    }

    fn read_weekdays(&mut self, table: &Table<'_>) -> Result<(), Problem> {
        for row in table.rows() {
            let number = in_range(row, 1, 1, 7)?;
            self.add(row, 0, 3, Sense::Weekday(number))?;
            self.add(row, 2, 3, Sense::BareWeekday(number))?;
        }
        Ok(())
    }

    fn read_units(&mut self, table: &Table<'_>) -> Result<(), Problem> {
        for row in table.rows() {
            let unit = unit(row)?;
            let shy = choice(row, 4, &[("", false), ("shy", true)])?;
            for (column, amount) in [(1, Amount::One), (2, Amount::Two), (3, Amount::Several)] {
                self.add(row, column, 5, Sense::Unit { unit, amount, shy: shy && amount == Amount::One })?;
            }
        }
        Ok(())
    }

    fn add(&mut self, row: &Row<'_>, forms: usize, gloss: usize, sense: Sense) -> Result<(), Problem> {
        if row.cell(gloss).is_empty() {
            return Err(row.problem("a gloss is missing"));
        }
        match row.values(forms).find(|form| !self.words.add(form, sense)) {
            Some(form) => Err(row.problem(format!("\"{form}\" is listed twice"))),
            None => Ok(()),
        }
    }
}

const ALONE: &[(&str, Alone)] = &[("yes", Alone::Yes), ("preposition", Alone::Preposition), ("madda", Alone::Madda), ("no", Alone::No)];

fn month(row: &Row<'_>) -> Result<Sense, Problem> {
    Ok(Sense::Month { calendar: calendar(row)?, number: in_range(row, 2, 1, 12)?, alone: choice(row, 3, ALONE)? })
}

/// `gregorian 5 1`: the first of May; `gregorian 11 4/4`: the fourth Thursday of November; `easter  -2`: two days before.
fn feast(row: &Row<'_>) -> Result<Sense, Problem> {
    let eastern = match row.cell(1) {
        "easter" => Some(false),
        "eastern-easter" => Some(true),
        _ => None,
    };
    let begins = match (eastern, row.cell(3).split_once('/')) {
        (Some(eastern), _) => FeastDay::Easter { eastern, days: row.cell(3).parse().map_err(|_| row.problem("the days after Easter are no number"))? },
        (None, Some((nth, weekday))) => {
            let part = |part: &str, most: u8| part.parse().ok().filter(|n| (1..=most).contains(n)).ok_or_else(|| row.problem("a feast on a weekday is written nth/weekday"));
            FeastDay::Weekday { month: in_range(row, 2, 1, 12)?, weekday: part(weekday, 7)?, nth: part(nth, 4)? }
        }
        (None, None) => FeastDay::Fixed { calendar: calendar(row)?, month: in_range(row, 2, 1, 12)?, day: in_range(row, 3, 1, 31)? },
    };
    Ok(Sense::Feast { begins, days: in_range(row, 4, 1, 9)?, alone: choice(row, 5, ALONE)? })
}

fn calendar(row: &Row<'_>) -> Result<Calendar, Problem> {
    choice(row, 1, &[("gregorian", Calendar::Gregorian), ("hijri", Calendar::Hijri)])
}

fn unit(row: &Row<'_>) -> Result<Unit, Problem> {
    const UNITS: &[(&str, Unit)] = &[
        ("second", Unit::Second),
        ("minute", Unit::Minute),
        ("hour", Unit::Hour),
        ("day", Unit::Day),
        ("week", Unit::Week),
        ("month", Unit::Month),
        ("year", Unit::Year),
        ("decade", Unit::Decade),
        ("century", Unit::Century),
    ];
    choice(row, 0, UNITS)
}

fn word(row: &Row<'_>) -> Result<Sense, Problem> {
    let number = |low, high| row.cell(2).parse::<i8>().ok().filter(|n| (low..=high).contains(n)).ok_or_else(|| row.problem(format!("\"{}\" is no value between {low} and {high}", row.cell(2))));
    let part = |high| number(1, high).map(i8::unsigned_abs);
    match row.cell(1) {
        "day" => Ok(Sense::Day(number(-9, 9)?)),
        "share" => Ok(Sense::Share(part(4)?)),
        "season" => Ok(Sense::Season(part(4)?)),
        "fraction" => Ok(Sense::Fraction(part(4)?)),
        kind => {
            let sense = PLAIN.iter().find(|(name, _)| *name == kind).map(|(_, sense)| *sense);
            sense.ok_or_else(|| unknown(row, 1, PLAIN.iter().map(|p| p.0).chain(VALUED.iter().copied())))
        }
    }
}

fn choice<T: Copy>(row: &Row<'_>, column: usize, choices: &[(&str, T)]) -> Result<T, Problem> {
    let found = choices.iter().find(|(name, _)| *name == row.cell(column)).map(|(_, value)| *value);
    found.ok_or_else(|| unknown(row, column, choices.iter().map(|c| c.0)))
}

fn unknown<'a>(row: &Row<'_>, column: usize, known: impl Iterator<Item = &'a str>) -> Problem {
    let hint = nearest(row.cell(column), known).map(|k| format!(", did you mean \"{k}\"?")).unwrap_or_default();
    row.problem(format!("unknown value \"{}\"{hint}", row.cell(column)))
}

fn in_range(row: &Row<'_>, column: usize, low: u8, high: u8) -> Result<u8, Problem> {
    let found = row.cell(column).parse().ok().filter(|n| (low..=high).contains(n));
    found.ok_or_else(|| row.problem(format!("\"{}\" is no number between {low} and {high}", row.cell(column))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_line_of_a_month_out_of_range() {
        let text = "forms\tcalendar\tnumber\talone\tgloss\nيناير\tgregorian\t13\tyes\tJanuary\n";
        let problem = TimeTables::default().read("ar/time/months.tsv", text).expect_err("no thirteenth month");
        assert_eq!(problem.to_string(), "ar/time/months.tsv:2: \"13\" is no number between 1 and 12");
    }

    #[test]
    fn suggests_the_kind_meant() {
        let text = "forms\tkind\tvalue\tgloss\nمنذ\tsinse\t\tsince\n";
        let problem = TimeTables::default().read("words.tsv", text).expect_err("sinse is no kind");
        assert!(problem.to_string().ends_with("did you mean \"since\"?"));
    }

    #[test]
    fn refuses_a_table_it_does_not_know() {
        let problem = TimeTables::default().read("ar/time/month.tsv", "").expect_err("no such table");
        assert!(problem.to_string().contains("did you mean \"months\"?"));
    }
}
