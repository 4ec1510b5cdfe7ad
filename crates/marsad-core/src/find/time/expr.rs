//! What an expression of time means, before it is known when it was printed.
//!
//! Enters: a [`TimeExpr`] built from words, and a [`TimeContext`]. Leaves: an [`Interval`]. «في الثلاثاء الماضي»
//! is a weekday that looks back; printed on a Friday it is three days before.

use jiff::civil::Date;
use marsad_pack::time::{Calendar, Third, Unit};
use marsad_record::Precision;

use super::calendar;

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeContext {
    /// The day the article was printed.
    pub published: Date,
    /// The last time the article told of, for "the same day" and "two days later".
    pub last_told: Option<(Date, Date)>,
    /// Whether the clause looks to the future: a bare «الثلاثاء» is then the coming one.
    pub ahead: bool,
}

/// Days from `from` to `to`, both included; `None` where open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// How exact it is.
    pub precision: Precision,
}

impl Interval {
    /// The expression tells nothing in this context: neither end is known and the precision is `document`.
    pub const UNKNOWN: Self = Self { from: None, to: None, precision: Precision::Document };

    /// Whether nothing is known.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    pub(super) fn new((from, to): (Date, Date), precision: Precision) -> Self {
        Self { from: Some(from), to: Some(to), precision }
    }

    pub(super) fn day(date: Date) -> Self {
        Self::new((date, date), Precision::Day)
    }

    /// A range, or a day when both ends are one.
    pub(super) fn range(from: Date, to: Date) -> Self {
        if from == to { Self::day(from) } else { Self::new((from.min(to), from.max(to)), Precision::Range) }
    }

    fn of_unit(dates: (Date, Date), unit: Unit) -> Self {
        let precision = match unit {
            Unit::Minute | Unit::Hour | Unit::Day => Precision::Day,
            Unit::Week => Precision::Week,
            Unit::Month => Precision::Month,
            Unit::Year => Precision::Year,
            Unit::Decade | Unit::Century => Precision::Range,
        };
        Self::new(dates, precision)
    }

    fn ends(&self) -> Option<(Date, Date)> {
        self.from.zip(self.to)
    }
}

/// Which one of a recurring time is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nothing said: the latest begun, or the coming one where the clause looks ahead.
    Bare,
    /// «الماضي»
    Last,
    /// «الجاري»
    This,
    /// «المقبل»
    Next,
    /// «قبل الماضي»
    BeforeLast,
    /// «بعد المقبل»
    AfterNext,
}

/// A length of time: «ثلاثة أيام»; without a count, «أيام».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The unit counted.
    pub unit: Unit,
    /// How many; `None` for an unnamed several.
    pub count: Option<u32>,
}

impl Length {
    /// How many are meant when the text only says several, seen forward or back.
    fn guess(self) -> i64 {
        match self.unit {
            Unit::Minute | Unit::Hour => 0,
            Unit::Day => 7,
            Unit::Week => 4,
            Unit::Month => 6,
            Unit::Year => 5,
            Unit::Decade | Unit::Century => 3,
        }
    }

    fn count_or_guess(self) -> i64 {
        self.count.map_or_else(|| self.guess(), i64::from)
    }

    /// The length away from a day, before it when `sign` is negative.
    fn away(self, date: Date, sign: i64) -> Date {
        calendar::step(date, self.unit, sign * self.count_or_guess())
    }
}

/// From where a length is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The day of printing.
    Published,
    /// The last time told.
    Told,
}

/// What an expression of time means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeExpr {
    /// Known without the article: «27 أكتوبر 2025», «عام 2011», «الثمانينات».
    Fixed(Interval),
    /// A month, day or feast without its year: «في الثالث من سبتمبر», «آذار الماضي».
    Dated {
        /// Whose month.
        calendar: Calendar,
        /// 1 to 12.
        month: u8,
        /// The day, and how many days from it.
        days: Option<(u8, u8)>,
        /// The weekday told beside it, 1 = Monday, which settles the year.
        weekday: Option<u8>,
        /// Which year's.
        turn: Turn,
    },
    /// A month or day of a period told apart: «السادس من الشهر الجاري», «ديسمبر من العام نفسه».
    Inside {
        /// Whose month.
        calendar: Calendar,
        /// 1 to 12; without one, the day is of the period's own month.
        month: Option<u8>,
        /// Day of the month.
        day: Option<u8>,
        /// The month or year it lies in.
        of: Box<TimeExpr>,
    },
    /// «الجمعة», 1 = Monday.
    Weekday {
        /// 1 = Monday.
        weekday: u8,
        /// Which week's.
        turn: Turn,
    },
    /// «الجمعة من الأسبوع المقبل», 1 = Monday.
    WeekdayOf {
        /// 1 = Monday.
        weekday: u8,
        /// The week.
        of: Box<TimeExpr>,
    },
    /// The night after a weekday: «ليل الجمعة السبت».
    Night {
        /// The day it begins, 1 = Monday.
        weekday: u8,
        /// Which week's.
        turn: Turn,
    },
    /// Days after publication: «أمس» is -1.
    Day(i8),
    /// «الأسبوع الماضي».
    Unit {
        /// The unit.
        unit: Unit,
        /// Which one.
        turn: Turn,
    },
    /// Several units up to now or from now: «الأيام القليلة الماضية», «الأشهر الستة المقبلة».
    Several {
        /// How long.
        length: Length,
        /// Towards the past or the future.
        turn: Turn,
    },
    /// «قبل يومين».
    Ago {
        /// How long ago.
        length: Length,
        /// Counted from where.
        from: Anchor,
    },
    /// «بعد يومين».
    Later {
        /// How long after.
        length: Length,
        /// Counted from where.
        from: Anchor,
    },
    /// «خلال 48 ساعة»: up to now, or from now where the clause looks ahead; «في غضون» always from now.
    Over {
        /// How long.
        length: Length,
        /// Whether it always looks ahead.
        ahead: bool,
    },
    /// The last time told, or the unit around it, moved: «في اليوم التالي» is one day on.
    Told {
        /// The unit, `None` for the time itself.
        unit: Option<Unit>,
        /// How many units on.
        step: i8,
    },
    /// «مطلع العام», «أواخر تشرين الثاني».
    Part {
        /// Which third.
        third: Third,
        /// Whether only its edge is meant.
        edge: bool,
        /// The whole.
        of: Box<TimeExpr>,
    },
    /// «الربع الأول من 2023».
    Share {
        /// Into how many.
        parts: u8,
        /// Which, 1 for the first.
        nth: u8,
        /// The year.
        of: Box<TimeExpr>,
    },
    /// «صيف 2014»: 1 = winter.
    Season {
        /// 1 = winter, 2 = spring, 3 = summer, 4 = autumn.
        season: u8,
        /// The year.
        of: Box<TimeExpr>,
    },
    /// «منذ عام»: from then to publication.
    Since(Box<TimeExpr>),
    /// «من الخميس إلى السبت»: from the beginning of one to the end of the other.
    To(Box<TimeExpr>, Box<TimeExpr>),
    /// «في وقت سابق».
    Earlier,
    /// «لاحقا».
    Afterwards,
    /// «مؤخرا».
    Recently,
}

impl TimeExpr {
    /// When it was, or will be, for an article printed and told as `ctx` says.
    ///
    /// [`Interval::UNKNOWN`] where the words fix nothing: "two days later" that would lie after the printing of
    /// a story told in the past, or a day the calendar does not have.
    #[must_use]
    pub fn resolve(&self, ctx: &TimeContext) -> Interval {
        self.find(ctx).unwrap_or(Interval::UNKNOWN)
    }

    /// Whether it means another time in an article printed another day.
    #[must_use]
    pub fn needs_published(&self) -> bool {
        match self {
            Self::Fixed(_) => false,
            Self::Inside { of, .. } | Self::WeekdayOf { of, .. } | Self::Part { of, .. } | Self::Share { of, .. } | Self::Season { of, .. } => of.needs_published(),
            Self::To(from, to) => from.needs_published() || to.needs_published(),
            _ => true,
        }
    }

    fn find(&self, ctx: &TimeContext) -> Option<Interval> {
        match self {
            Self::Fixed(interval) => Some(*interval),
            Self::Dated { calendar, month, days, weekday, turn } => dated(ctx, *calendar, *month, *days, *weekday, *turn),
            Self::Inside { calendar, month, day, of } => inside(of.find(ctx)?.ends()?, *calendar, *month, *day),
            Self::Weekday { weekday, turn } => Some(Interval::day(nearest_weekday(ctx, *weekday, *turn))),
            Self::WeekdayOf { weekday, of } => Some(Interval::day(on_or_after(of.find(ctx)?.from?, *weekday))),
            Self::Night { weekday, turn } => {
                let eve = nearest_weekday(ctx, *weekday, *turn);
                Some(Interval::range(eve, calendar::step(eve, Unit::Day, 1)))
            }
            Self::Day(days) => Some(Interval::day(calendar::step(ctx.published, Unit::Day, i64::from(*days)))),
            Self::Unit { unit, turn } => Some(Interval::of_unit(moved_period(ctx.published, *unit, steps(*turn)), *unit)),
            Self::Several { length, turn } => Some(several(ctx.published, *length, *turn)),
            Self::Ago { length, from } => ago(ctx, *length, *from),
            Self::Later { length, from } => later(ctx, *length, *from),
            Self::Over { length, ahead } => {
                let sign = if *ahead || ctx.ahead { 1 } else { -1 };
                let day = Length { count: length.count.or(Some(u32::from(length.unit > Unit::Hour) * 2)), ..*length };
                Some(Interval::range(ctx.published, day.away(ctx.published, sign)))
            }
            Self::Told { unit, step } => told(ctx, *unit, i64::from(*step)),
            Self::Part { third, edge, of } => part(of.find(ctx)?, *third, *edge),
            Self::Share { parts, nth, of } => share(of.find(ctx)?.ends()?, *parts, *nth),
            Self::Season { season, of } => seasonal(of.find(ctx)?.from?, *season),
            Self::Since(inner) => since(ctx, inner),
            Self::To(from, to) => span(ctx, from, to),
            Self::Earlier => Some(Interval { from: None, to: Some(ctx.published), precision: Precision::Before }),
            Self::Afterwards => Some(Interval { from: Some(ctx.published), to: None, precision: Precision::After }),
            Self::Recently => Some(Interval::new((calendar::step(ctx.published, Unit::Day, -30), ctx.published), Precision::Before)),
        }
    }
}

fn steps(turn: Turn) -> i64 {
    match turn {
        Turn::Last => -1,
        Turn::Bare | Turn::This => 0,
        Turn::Next => 1,
        Turn::BeforeLast => -2,
        Turn::AfterNext => 2,
    }
}

fn moved_period(date: Date, unit: Unit, count: i64) -> (Date, Date) {
    // From the first day, so that a month's step never falls off the end of a shorter one.
    calendar::period(calendar::step(calendar::period(date, unit).0, unit, count), unit)
}

/// A month or day of the year that the turn picks, seen from the day of printing.
fn dated(ctx: &TimeContext, system: Calendar, month: u8, days: Option<(u8, u8)>, weekday: Option<u8>, turn: Turn) -> Option<Interval> {
    let this = calendar::year_of(system, ctx.published);
    let of_year = |year: i32| match days {
        None => calendar::month(system, year, month),
        Some((day, count)) => calendar::day(system, year, month, day).map(|from| (from, calendar::step(from, Unit::Day, i64::from(count) - 1))),
    };
    // Leap days need more than the neighbouring years.
    let candidates: Vec<(Date, Date)> = (this - 4..=this + 4).filter_map(of_year).collect();
    let beside = weekday.filter(|_| system == Calendar::Gregorian).and_then(|number| on_weekday(ctx, &candidates, number));
    let mut chosen = beside.or_else(|| turned(ctx, &candidates, days.is_none(), turn))?;
    if let Some(number) = weekday.filter(|_| system == Calendar::Hijri) {
        let date = calendar::snap(chosen.0, number);
        chosen = (date, date);
    }
    Some(match days {
        None => Interval::new(chosen, Precision::Month),
        Some(_) => Interval::range(chosen.0, chosen.1),
    })
}

/// The candidate nearest to printing that falls on the weekday told beside it.
fn on_weekday(ctx: &TimeContext, candidates: &[(Date, Date)], number: u8) -> Option<(Date, Date)> {
    let distance = |c: &&(Date, Date)| days_between(ctx.published, c.0).abs();
    let fits = candidates.iter().filter(|c| c.0.weekday() == calendar::weekday(number) && distance(c) <= 366);
    fits.min_by_key(distance).copied()
}

/// A date told bare is rarely a whole year old: one due within this many days is the coming one.
const SOON: i64 = 30;

fn turned(ctx: &TimeContext, candidates: &[(Date, Date)], whole_month: bool, turn: Turn) -> Option<(Date, Date)> {
    let published = ctx.published;
    let begun = candidates.iter().rev().find(|c| c.0 <= published).copied();
    let coming = candidates.iter().find(|c| c.1 >= published).copied();
    match turn {
        // «آذار الماضي» printed in March is last year's, «5 آذار الماضي» need not be.
        Turn::Last => candidates.iter().rev().find(|c| if whole_month { c.1 < published } else { c.0 < published }).copied(),
        Turn::Next => candidates.iter().find(|c| c.0 > published).copied(),
        Turn::BeforeLast => candidates.iter().rev().filter(|c| c.1 < published).nth(1).copied(),
        Turn::AfterNext => candidates.iter().filter(|c| c.0 > published).nth(1).copied(),
        Turn::This => candidates.iter().min_by_key(|c| days_between(published, c.0).abs()).copied(),
        Turn::Bare if ctx.ahead => coming,
        Turn::Bare if !whole_month => coming.filter(|c| (1..=SOON).contains(&days_between(published, c.0)) && begun.is_some_and(|b| days_between(b.0, published) > 365 - SOON - 1)).or(begun),
        Turn::Bare => begun,
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

fn inside((from, to): (Date, Date), system: Calendar, month: Option<u8>, day: Option<u8>) -> Option<Interval> {
    let Some(month) = month else {
        let date = calendar::step(from, Unit::Day, i64::from(day?) - 1);
        return (date <= to).then(|| Interval::day(date));
    };
    let year = calendar::year_of(system, from);
    match day {
        Some(day) => calendar::day(system, year, month, day).map(Interval::day),
        None => calendar::month(system, year, month).map(|dates| Interval::new(dates, Precision::Month)),
    }
}

fn on_or_after(date: Date, weekday: u8) -> Date {
    calendar::step(date, Unit::Day, i64::from(date.weekday().until(calendar::weekday(weekday))))
}

fn on_or_before(date: Date, weekday: u8) -> Date {
    calendar::step(date, Unit::Day, -i64::from(date.weekday().since(calendar::weekday(weekday))))
}

fn nearest_weekday(ctx: &TimeContext, weekday: u8, turn: Turn) -> Date {
    let neighbour = |days| calendar::step(ctx.published, Unit::Day, days);
    match turn {
        Turn::Last => on_or_before(neighbour(-1), weekday),
        Turn::Next => on_or_after(neighbour(1), weekday),
        Turn::BeforeLast => on_or_before(neighbour(-8), weekday),
        Turn::AfterNext => on_or_after(neighbour(8), weekday),
        Turn::This => on_or_after(calendar::period(ctx.published, Unit::Week).0, weekday),
        Turn::Bare if ctx.ahead => on_or_after(ctx.published, weekday),
        Turn::Bare => on_or_before(ctx.published, weekday),
    }
}

fn several(published: Date, length: Length, turn: Turn) -> Interval {
    match turn {
        Turn::Next => Interval::range(calendar::step(published, Unit::Day, i64::from(length.unit > Unit::Hour)), length.away(published, 1)),
        // «الساعات الماضية» reach back to the day before.
        _ if length.unit < Unit::Day => Interval::range(calendar::step(published, Unit::Day, -1).min(length.away(published, -1)), published),
        _ => Interval::range(length.away(published, -1), published),
    }
}

fn anchor(ctx: &TimeContext, from: Anchor) -> (Date, Date) {
    let published = (ctx.published, ctx.published);
    if from == Anchor::Told { ctx.last_told.unwrap_or(published) } else { published }
}

fn ago(ctx: &TimeContext, length: Length, from: Anchor) -> Option<Interval> {
    let (start, _) = anchor(ctx, from);
    let Some(count) = length.count else {
        let near = calendar::step(start, length.unit, -2);
        return Some(Interval::range(length.away(start, -1).min(near), near));
    };
    let date = calendar::step(start, length.unit, -i64::from(count));
    Some(around(date, length.unit))
}

/// A date known to a unit: a week is three days about it, a month or year the calendar's.
fn around(date: Date, unit: Unit) -> Interval {
    let days = |count| calendar::step(date, Unit::Day, count);
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => Interval::day(date),
        Unit::Week => Interval::new((days(-3), days(3)), Precision::Week),
        Unit::Month => Interval::of_unit(calendar::period(date, unit), unit),
        Unit::Year | Unit::Decade | Unit::Century => Interval::of_unit(calendar::period(date, Unit::Year), Unit::Year),
    }
}

fn later(ctx: &TimeContext, length: Length, from: Anchor) -> Option<Interval> {
    let told = ctx.last_told.filter(|_| from == Anchor::Told && !ctx.ahead);
    let (start, end) = told.unwrap_or((ctx.published, ctx.published));
    let found = match length.count {
        Some(count) => {
            let (first, last) = (calendar::step(start, length.unit, i64::from(count)), calendar::step(end, length.unit, i64::from(count)));
            if first == last || length.unit <= Unit::Day { Interval::range(first, last) } else { Interval::new((first, month_end(end, last)), Precision::Range) }
        }
        None => Interval::range(calendar::step(start, length.unit, 2.min(length.guess())), length.away(end, 1)),
    };
    let found = match (found.from, length.count) {
        (Some(date), Some(_)) if found.precision == Precision::Day => around(date, length.unit),
        _ => found,
    };
    let past = told.is_none() || found.from.is_some_and(|date| date <= ctx.published);
    past.then_some(found)
}

/// Eight months after all of March is all of November.
fn month_end(before: Date, after: Date) -> Date {
    if before == before.last_of_month() { after.last_of_month() } else { after }
}

fn told(ctx: &TimeContext, unit: Option<Unit>, count: i64) -> Option<Interval> {
    let (from, to) = anchor(ctx, Anchor::Told);
    let Some(unit) = unit else { return Some(Interval::range(from, to)) };
    if unit <= Unit::Day {
        return Some(match count {
            0 => Interval::range(from, to),
            ..0 => Interval::day(calendar::step(from, Unit::Day, count)),
            _ => Interval::day(calendar::step(to, Unit::Day, count)),
        });
    }
    Some(Interval::of_unit(moved_period(from, unit, count), unit))
}

fn part(whole: Interval, third: Third, edge: bool) -> Option<Interval> {
    let (from, to) = whole.ends()?;
    let length = days_between(from, to) + 1;
    let day = |count| calendar::step(from, Unit::Day, count);
    let of_months = |first: i64, count: i64| {
        let start = calendar::step(from, Unit::Month, first);
        (start, calendar::step(calendar::step(start, Unit::Month, count), Unit::Day, -1))
    };
    let of_years = |first: i64, count: i64| of_months(first * 12, count * 12);
    let (is_decade, is_century) = ((3650..3660).contains(&length), length > 36_000);
    let dates = match (third, edge) {
        _ if length == 1 => return Some(whole),
        (Third::Early, true) if is_century => of_years(0, 10),
        (Third::Late, true) if is_century => of_years(90, 10),
        (Third::Early, false) if is_century => of_years(0, 33),
        (Third::Middle, _) if is_century => of_years(33, 34),
        (Third::Late, false) if is_century => of_years(67, 33),
        (Third::Early, _) if is_decade => of_years(0, 4),
        (Third::Middle, _) if is_decade => of_years(4, 3),
        (Third::Late, _) if is_decade => of_years(7, 3),
        // The year's first month, its middle two, its last; or longer stretches of it.
        (Third::Early, true) if whole.precision == Precision::Year => of_months(0, 1),
        (Third::Middle, true) if whole.precision == Precision::Year => of_months(5, 2),
        (Third::Late, true) if whole.precision == Precision::Year => of_months(11, 1),
        (Third::Early, false) if whole.precision == Precision::Year => of_months(0, 3),
        (Third::Middle, false) if whole.precision == Precision::Year => of_months(4, 4),
        (Third::Late, false) if whole.precision == Precision::Year => of_months(9, 3),
        // Ten days of a month, however long.
        (Third::Early, _) if whole.precision == Precision::Month => (from, day(9)),
        (Third::Middle, _) if whole.precision == Precision::Month => (day(10), day(19)),
        (Third::Late, _) if whole.precision == Precision::Month => (day(20), to),
        (Third::Early, _) => (from, day((length + 2) / 3 - 1)),
        (Third::Middle, _) => (day(length / 3), day(length - length / 3 - 1)),
        (Third::Late, _) => (day(length - (length + 2) / 3), to),
    };
    let is_month = dates.0.first_of_month() == dates.0 && dates.0.last_of_month() == dates.1;
    Some(if is_month { Interval::new(dates, Precision::Month) } else { Interval::range(dates.0, dates.1) })
}

fn share((from, _): (Date, Date), parts: u8, nth: u8) -> Option<Interval> {
    let months = 12 / i64::from(parts.max(1));
    let start = calendar::step(from.first_of_year(), Unit::Month, months * (i64::from(nth) - 1));
    let end = calendar::step(calendar::step(start, Unit::Month, months), Unit::Day, -1);
    (nth >= 1 && nth <= parts).then(|| Interval::new((start, end), Precision::Range))
}

/// Seasons of the north, by whole months; winter belongs to the year it ends in.
fn seasonal(from: Date, season: u8) -> Option<Interval> {
    let start = calendar::step(from.first_of_year(), Unit::Month, i64::from(season) * 3 - 4);
    Some(Interval::new((start, calendar::step(calendar::step(start, Unit::Month, 3), Unit::Day, -1)), Precision::Range))
}

fn since(ctx: &TimeContext, inner: &TimeExpr) -> Option<Interval> {
    let from = match inner {
        TimeExpr::Ago { length, .. } => length.away(ctx.published, -1),
        inner => inner.find(ctx)?.from?,
    };
    if from > ctx.published {
        return Some(Interval { from: Some(from), to: None, precision: Precision::After });
    }
    Some(Interval::range(from, ctx.published))
}

fn span(ctx: &TimeContext, first: &TimeExpr, last: &TimeExpr) -> Option<Interval> {
    let (from, to) = (first.find(ctx)?.from?, last.find(ctx)?.to?);
    if from <= to {
        return Some(Interval::range(from, to));
    }
    // The two looked back apart: "from Thursday to Saturday" printed on a Friday ends tomorrow.
    match last {
        TimeExpr::Weekday { .. } => Some(Interval::range(from, calendar::step(to, Unit::Week, 1))),
        TimeExpr::Dated { .. } => Some(Interval::range(calendar::step(from, Unit::Year, -1), to)),
        _ => None,
    }
}
