//! What an expression of time comes to, once the day of printing is known.
//!
//! Enters: a [`TimeExpr`] and a [`TimeContext`]. Leaves: an [`Interval`]. «في الثلاثاء الماضي» printed on a Friday is
//! three days before.

use jiff::civil::Date;
use marsad_pack::time::{Calendar, FeastDay, Third, Unit};
use marsad_record::Precision;

use super::calendar;
use super::expr::{Anchor, Inner, Interval, Length, TimeContext, TimeExpr, Turn};

impl TimeExpr {
    /// The interval, `None` where the words fix nothing.
    pub(super) fn find(&self, ctx: &TimeContext) -> Option<Interval> {
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
            Self::IfWeekday { weekday, date, otherwise } => {
                let told = date.find(ctx).filter(|found| found.from.is_some_and(|day| day.weekday() == calendar::weekday(*weekday)));
                told.or_else(|| otherwise.find(ctx))
            }
            Self::WeekdayOn { weekday, day } => {
                let days: Vec<(Date, Date)> = month_days(ctx.published, *day).into_iter().filter(|(day, _)| day.weekday() == calendar::weekday(*weekday)).collect();
                turned(ctx, &days, false, Turn::This).map(|(day, _)| Interval::day(day))
            }
            Self::Landmark { year, named, date } => landmark(ctx, *year, *named, date.find(ctx)?.from?),
            Self::MonthDay(day) => turned(ctx, &month_days(ctx.published, *day), false, Turn::Bare).map(|(from, to)| Interval::range(from, to)),
            Self::Day(days) => Some(Interval::day(calendar::step(ctx.published, Unit::Day, i64::from(*days)))),
            Self::Unit { unit, turn } => Some(Interval::of_unit(moved_period(ctx.published, *unit, steps(*turn)), *unit)),
            Self::Several { length, turn } => Some(several(ctx.published, *length, *turn)),
            Self::Ago { length, from } => ago(ctx, *length, *from),
            Self::Later { length, from } => later(ctx, *length, *from),
            Self::Over { length, ahead } => {
                let sign = if *ahead || ctx.ahead { 1 } else { -1 };
                Some(Interval::range(ctx.published, length.away(ctx.published, sign)))
            }
            Self::Told { unit, step } => told(ctx, *unit, i64::from(*step)),
            Self::Part { third, edge, of } => part(of.find(ctx)?, *third, *edge),
            Self::Share { parts, nth, of } => share(of.find(ctx)?.ends()?, *parts, *nth),
            Self::ShareTurn { parts, turn } => share_turn(ctx.published, *parts, *turn),
            Self::Nth { nth, inner, of } => nth_of(of.find(ctx)?.ends()?, *inner, *nth),
            Self::Ends { length, last, of } => Some(ends_of(of.find(ctx)?.ends()?, *length, *last)),
            Self::Weekend(Turn::This) => weekends(ctx.published).into_iter().find(|weekend| weekend.1 >= ctx.published).map(|dates| Interval::new(dates, Precision::Range)),
            Self::Weekend(turn) => turned(ctx, &weekends(ctx.published), true, *turn).map(|dates| Interval::new(dates, Precision::Range)),
            Self::Feast { feasts, turn } => turned(ctx, &feast_days(feasts, i32::from(ctx.published.year())), false, *turn).map(|(from, to)| Interval::range(from, to)),
            Self::Away { length, before, of } => away(of.find(ctx)?, *length, *before),
            Self::Beside { unit, step, of } => beside(of.find(ctx)?.ends()?, *unit, i64::from(*step)),
            Self::Clock => Some(Interval::day(ctx.last_told.filter(|(from, to)| from == to).map_or(ctx.published, |(day, _)| day))),
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
        Turn::Bare if !whole_month => coming.filter(|c| (1..=SOON).contains(&days_between(published, c.0)) && begun.is_none_or(|b| days_between(b.0, published) > 350 - SOON)).or(begun),
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
        // «الساعات المقبلة» reach into the next day.
        Turn::Next if length.unit < Unit::Day => Interval::range(published, calendar::step(published, Unit::Day, 1).max(length.away(published, 1))),
        Turn::Next => Interval::range(calendar::step(published, Unit::Day, 1), length.away(published, 1)),
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
    Some(around(date, length, from))
}

/// A date known to a unit: "about two weeks" is three days around it, a month or year the calendar's.
fn around(date: Date, length: Length, from: Anchor) -> Interval {
    let days = |count| calendar::step(date, Unit::Day, count);
    match length.unit {
        Unit::Week if length.about => Interval::new((days(-3), days(3)), Precision::Week),
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Week => Interval::day(date),
        Unit::Month if from == Anchor::Now => Interval::day(date),
        Unit::Month => Interval::of_unit(calendar::period(date, Unit::Month), Unit::Month),
        Unit::Year | Unit::Decade | Unit::Century => Interval::of_unit(calendar::period(date, Unit::Year), Unit::Year),
    }
}

fn later(ctx: &TimeContext, length: Length, from: Anchor) -> Option<Interval> {
    // Nothing is two days after a state that lasted for years.
    let told = ctx.last_told.filter(|_| from == Anchor::Told && !ctx.ahead);
    if told.is_some_and(|(from, to)| days_between(from, to) > 366) {
        return None;
    }
    let (start, end) = told.unwrap_or((ctx.published, ctx.published));
    let found = match length.count {
        Some(count) => {
            let (first, last) = (calendar::step(start, length.unit, i64::from(count)), calendar::step(end, length.unit, i64::from(count)));
            if first == last || length.unit <= Unit::Day { Interval::range(first, last) } else { Interval::new((first, month_end(end, last)), Precision::Range) }
        }
        None => Interval::range(calendar::step(start, length.unit, 2.min(length.guess())), length.away(end, 1)),
    };
    let found = match (found.from, length.count) {
        (Some(date), Some(_)) if found.precision == Precision::Day => around(date, length, from),
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
    beside((from, to), unit, count)
}

/// The day, week or month so many on from an interval.
fn beside((from, to): (Date, Date), unit: Unit, count: i64) -> Option<Interval> {
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
        // Three months make a season or a quarter.
        _ if (89..=92).contains(&length) && from == from.first_of_month() => of_months(third_of(third), 1),
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

/// How many thirds come before it.
fn third_of(third: Third) -> i64 {
    match third {
        Third::Early => 0,
        Third::Middle => 1,
        Third::Late => 2,
    }
}

/// Equal parts of a year or longer by its months, of anything shorter by its days: the second half of a month begins on the 16th.
fn share((from, to): (Date, Date), parts: u8, nth: u8) -> Option<Interval> {
    let (parts, before) = (i64::from(parts.max(1)), i64::from(nth) - 1);
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month() - from.month()) + 1;
    let cut = |count: i64| if months >= 12 { calendar::step(from, Unit::Month, months * count / parts) } else { calendar::step(from, Unit::Day, (days_between(from, to) + 1) * count / parts) };
    let end = if before + 1 == parts { to } else { calendar::step(cut(before + 1), Unit::Day, -1) };
    (0..parts).contains(&before).then(|| Interval::range(cut(before), end))
}

/// This quarter, or one beside it.
fn share_turn(published: Date, parts: u8, turn: Turn) -> Option<Interval> {
    let months = 12 / i64::from(parts.max(1));
    let begun = (i64::from(published.month()) - 1) / months;
    let start = calendar::step(published.first_of_year(), Unit::Month, months * (begun + steps(turn)));
    Some(Interval::range(start, calendar::step(calendar::step(start, Unit::Month, months), Unit::Day, -1)))
}

/// The first, second or last of what a whole holds. Weeks are counted by seven days from its ends.
fn nth_of((from, to): (Date, Date), inner: Inner, nth: i8) -> Option<Interval> {
    let before = i64::from(nth.unsigned_abs()) - 1;
    let dates = match (inner, nth > 0) {
        (Inner::Weekday(number), true) => single(calendar::step(on_or_after(from, number), Unit::Week, before)),
        (Inner::Weekday(number), false) => single(calendar::step(on_or_before(to, number), Unit::Week, -before)),
        // The first decade of a century is its years from 2000 on.
        (Inner::Unit(Unit::Decade), true) => calendar::period(calendar::step(calendar::period(from, Unit::Decade).0, Unit::Decade, before), Unit::Decade),
        (Inner::Unit(Unit::Decade), false) => calendar::period(calendar::step(calendar::step(to, Unit::Year, -1), Unit::Decade, -before), Unit::Decade),
        (Inner::Unit(Unit::Week), true) => {
            let first = calendar::step(from, Unit::Week, before);
            (first, calendar::step(first, Unit::Day, 6))
        }
        (Inner::Unit(Unit::Week), false) => {
            let last = calendar::step(to, Unit::Week, -before);
            (calendar::step(last, Unit::Day, -6), last)
        }
        (Inner::Unit(unit), true) => calendar::period(calendar::step(from, unit, before), unit),
        (Inner::Unit(unit), false) => calendar::period(calendar::step(to, unit, -before), unit),
    };
    let unit = if let Inner::Unit(unit) = inner { unit } else { Unit::Day };
    (dates.0 >= calendar::step(from, Unit::Year, -1) && dates.0 <= to).then(|| Interval::of_unit(dates, unit))
}

fn single(day: Date) -> (Date, Date) {
    (day, day)
}

/// The beginning or end of a whole, so long; unnamed several are a third of it.
fn ends_of((from, to): (Date, Date), length: Length, last: bool) -> Interval {
    // «الأشهر الأولى من 2020» are four, «الأيام الأولى من سبتمبر» ten.
    let months = (days_between(from, to) + 1) / 30 / 3;
    let length = if length.count.is_none() && length.unit == Unit::Month { Length { count: u32::try_from(months).ok(), ..length } } else { length };
    let third = (days_between(from, to) + 1) / 3;
    let (first, after) = match length.count {
        Some(count) if last => (calendar::step(calendar::step(to, Unit::Day, 1), length.unit, -i64::from(count)), to),
        Some(count) => (from, calendar::step(calendar::step(from, length.unit, i64::from(count)), Unit::Day, -1)),
        None if last => (calendar::step(to, Unit::Day, 1 - third), to),
        None => (from, calendar::step(from, Unit::Day, third - 1)),
    };
    Interval::range(first.max(from).min(to), after.min(to).max(from))
}

/// Days after which «منذ 24 فبراير» no longer means the one just past.
const FADED: i64 = 60;

/// The day in the year it is known by, unless it has just come round again.
fn landmark(ctx: &TimeContext, year: i16, named: bool, latest: Date) -> Option<Interval> {
    let known = latest.with().year(year).build().ok()?;
    let is_meant = known <= ctx.published && (named || days_between(latest, ctx.published).abs() > FADED);
    Some(Interval::day(if is_meant { known } else { latest }))
}

/// The days of this number in the months about one.
fn month_days(published: Date, number: u8) -> Vec<(Date, Date)> {
    let months = (-15..=15).map(|months| calendar::step(published.first_of_month(), Unit::Month, months));
    months.filter_map(|first| calendar::day(Calendar::Gregorian, i32::from(first.year()), first.month().unsigned_abs(), number)).map(single).collect()
}

/// The weekends about a day.
fn weekends(published: Date) -> Vec<(Date, Date)> {
    let friday = calendar::step(calendar::period(published, Unit::Week).0, Unit::Day, 4);
    (-3..=3).map(|weeks| calendar::step(friday, Unit::Week, weeks)).map(|friday| (friday, calendar::step(friday, Unit::Day, 2))).collect()
}

/// When feasts of one name fall in the years about one, in order.
fn feast_days(feasts: &[(FeastDay, u8)], year: i32) -> Vec<(Date, Date)> {
    let years = year - 2..=year + 2;
    let mut found: Vec<(Date, Date)> = feasts.iter().flat_map(|(begins, days)| years.clone().flat_map(|year| calendar::feast(*begins, *days, year))).collect();
    found.sort_unstable();
    found
}

/// So far from an interval: a day or a week of days from its edge, longer stretches as a whole.
fn away(of: Interval, length: Length, before: bool) -> Option<Interval> {
    let (from, to) = of.ends()?;
    let sign = if before { -1 } else { 1 };
    let count = i64::from(length.count?) * sign;
    if days_between(from, to) > 9 && length.unit > Unit::Week {
        return Some(Interval::new((calendar::step(from, length.unit, count), calendar::step(to, length.unit, count)), of.precision));
    }
    Some(Interval::day(calendar::step(if before { from } else { to }, length.unit, count)))
}

/// Seasons of the north, by whole months; winter belongs to the year it ends in.
fn seasonal(from: Date, season: u8) -> Option<Interval> {
    let start = calendar::step(from.first_of_year(), Unit::Month, i64::from(season) * 3 - 4);
    Some(Interval::new((start, calendar::step(calendar::step(start, Unit::Month, 3), Unit::Day, -1)), Precision::Range))
}

fn since(ctx: &TimeContext, inner: &TimeExpr) -> Option<Interval> {
    let from = match inner {
        TimeExpr::Ago { length, .. } => length.away(ctx.published, -1),
        // What has been going on since June began last June, whatever comes.
        inner => inner.find(&TimeContext { ahead: false, ..*ctx })?.from?,
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
        TimeExpr::Weekday { weekday, .. } => Some(Interval::range(from, on_or_after(from, *weekday))),
        TimeExpr::Dated { .. } => Some(Interval::range(calendar::step(from, Unit::Year, -1), to)),
        _ => None,
    }
}
