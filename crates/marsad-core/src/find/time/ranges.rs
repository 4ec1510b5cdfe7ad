//! From one time to another: «من 3 إلى 5 مايو», «بين السادس والعاشر من الشهر الجاري», «بين 2011 و2013».

use marsad_pack::time::{Calendar, Sense};
use marsad_record::Precision;

use super::calendar;
use super::expr::{Interval, TimeExpr, Turn};
use super::reader::{Hit, Reader};

const RULE: &str = "time/range";

impl Reader<'_, '_> {
    /// The range beginning at `at`.
    pub(super) fn range(&self, at: usize) -> Option<Hit> {
        let open = self.is(at, Sense::Between);
        if let Some(first) = open.or_else(|| self.is(at, Sense::From)).or_else(|| self.is(at, Sense::Starting)) {
            return self.both_ends(first, open.is_some());
        }
        let named = self.several_days(at).and_then(|days| self.dashed_days(days));
        [named, self.dashed_days(at), self.dashed_dates(at)].into_iter().flatten().max_by_key(|hit| hit.end)
    }

    fn both_ends(&self, first: usize, between: bool) -> Option<Hit> {
        if !self.tells(first) {
            return None;
        }
        let years = self.plain_years(first, between);
        let days = self.shared_days(first, between);
        let whole = self.two_points(first, between);
        let since_year = self.year_to_day(first, between);
        [years, days, whole, since_year].into_iter().flatten().max_by_key(|hit| hit.end)
    }

    /// The place after «و» in "between … and", after «إلى» or «حتى» in "from … to".
    fn joint(&self, at: usize, between: bool) -> Option<usize> {
        if between { self.after_and(at) } else { self.is(at, Sense::To).or_else(|| self.is(at, Sense::Until)) }
    }

    /// «بين 2011 و2013», «بين عامي 2010 و2012», «من عام 2005 إلى عام 2010».
    fn plain_years(&self, first: usize, between: bool) -> Option<Hit> {
        let year = |at: usize| self.named_year(at).map(|(year, _, end)| (year, end)).or_else(|| self.year_digits(at));
        let skip_unit = self.unit(first).filter(|_| self.year_digits(first + 1).is_some()).map_or(first, |(_, end)| end);
        let (from, end) = year(first).or_else(|| year(skip_unit))?;
        let (to, end) = year(self.joint(end, between)?).filter(|(to, end)| from >= 1800 && !self.counts_something(*to, *end))?;
        let (from, to) = (calendar::year(Calendar::Gregorian, from)?.0, calendar::year(Calendar::Gregorian, to)?.1);
        (from < to).then(|| Hit::new(end, TimeExpr::Fixed(Interval::new((from, to), Precision::Range)), RULE))
    }

    /// A first day that takes its month from the second: «بين السادس والعاشر من الشهر الجاري».
    fn shared_days(&self, first: usize, between: bool) -> Option<Hit> {
        let (day, end) = self.day(first)?;
        let next = self.joint(end, between)?;
        let last = self.date(next)?;
        Some(Hit::new(last.end, share_month(day, last.expr)?, RULE))
    }

    /// «من 2011 حتى الآن».
    fn year_to_day(&self, first: usize, between: bool) -> Option<Hit> {
        let (year, end) = self.year_digits(first).filter(|(year, _)| *year >= 1800)?;
        let to = self.point(self.joint(end, between)?)?;
        let from = TimeExpr::Fixed(Interval::new(calendar::year(Calendar::Gregorian, year)?, Precision::Year));
        Some(Hit::new(to.end, TimeExpr::To(Box::new(from), Box::new(to.expr)), RULE))
    }

    /// «3-5 مايو», «3 و4 مايو», «10 إلى 12 مايو», «3 و4 و5 مايو».
    fn dashed_days(&self, at: usize) -> Option<Hit> {
        // «السبت 25 والأحد 26 أكتوبر».
        let figure = self.weekday(at).map_or(at, |(_, end)| end).max(at);
        let (day, end) = self.day(figure).filter(|_| !self.is_mark(at.wrapping_sub(1), "-–/"))?;
        let mut next = self.is(end, Sense::To).or_else(|| self.after_and(end)).or_else(|| self.is_mark(end, "-–/").then_some(end + 1))?;
        while let Some(after) = self.digits(next, 1..=2).and_then(|_| self.after_and(next + 1)) {
            next = after;
        }
        let last = self.date(self.weekday(next).map_or(next, |(_, end)| end)).or_else(|| self.date(next))?;
        Some(Hit::new(last.end, share_month(day, last.expr)?, RULE))
    }

    /// «28 أبريل - 3 مايو 2019», «يناير - أبريل 2024».
    fn dashed_dates(&self, at: usize) -> Option<Hit> {
        let (day, from) = self.day(at).map_or((None, at), |(day, end)| (Some(day), self.skip(end, Sense::From)));
        let (month, end) = self.month(from)?;
        let next = self.is_mark(end, "-–—").then_some(end + 1)?;
        let last = self.date(next).filter(|last| last.expr.tells_day() == day.is_some() && matches!(last.expr, TimeExpr::Fixed(_) | TimeExpr::Dated { .. }))?;
        let start = borrow_year(month.with(day, Turn::Bare)?, &last.expr);
        Some(Hit::new(last.end, TimeExpr::To(Box::new(start), Box::new(last.expr)), RULE))
    }

    /// «من الخميس إلى السبت», «بين يناير ومارس 2011», «من 28 فبراير حتى 3 مارس».
    fn two_points(&self, first: usize, between: bool) -> Option<Hit> {
        // «يناير ومارس 2011» is a point of its own, which must not hide the «و» of "between".
        [self.day_expression(first), self.point(first)].into_iter().flatten().find_map(|from| {
            let to = self.point(self.joint(from.end, between)?)?;
            let start = borrow_year(from.expr, &to.expr);
            Some(Hit::new(to.end, TimeExpr::To(Box::new(start), Box::new(to.expr)), RULE))
        })
    }
}

/// The day of the month that `last` is a later day of.
fn share_month(day: u8, last: TimeExpr) -> Option<TimeExpr> {
    match last {
        TimeExpr::Fixed(Interval { from: Some(date), precision: Precision::Day, .. }) => {
            let first = date.with().day(i8::try_from(day).ok()?).build().ok()?;
            (first < date).then(|| TimeExpr::Fixed(Interval::range(first, date)))
        }
        TimeExpr::Dated { calendar, month, days: Some((to, 1)), weekday: None, turn } if day < to => Some(TimeExpr::Dated { calendar, month, days: Some((day, to - day + 1)), weekday: None, turn }),
        TimeExpr::Inside { calendar, month, day: Some(to), of } if day < to => {
            let first = TimeExpr::Inside { calendar, month, day: Some(day), of: of.clone() };
            Some(TimeExpr::To(Box::new(first), Box::new(TimeExpr::Inside { calendar, month, day: Some(to), of })))
        }
        _ => None,
    }
}

/// A first month or day without a year takes the second's: «بين يناير ومارس 2011».
fn borrow_year(first: TimeExpr, last: &TimeExpr) -> TimeExpr {
    match (first, last) {
        (TimeExpr::Dated { calendar, month, days, weekday: None, turn: Turn::Bare }, TimeExpr::Fixed(Interval { to: Some(to), .. })) => {
            let year = calendar::year_of(calendar, *to);
            let of = |year: i32| match days {
                Some((day, count)) => calendar::day(calendar, year, month, day).map(|from| Interval::range(from, calendar::step(from, marsad_pack::time::Unit::Day, i64::from(count) - 1))),
                None => calendar::month(calendar, year, month).map(|dates| Interval::new(dates, Precision::Month)),
            };
            let borrowed = of(year).filter(|found| found.from < Some(*to)).or_else(|| of(year - 1));
            borrowed.map_or(TimeExpr::Dated { calendar, month, days, weekday: None, turn: Turn::Bare }, TimeExpr::Fixed)
        }
        (TimeExpr::Dated { calendar, month, days, weekday: None, turn: Turn::Bare }, TimeExpr::Dated { turn, .. }) => TimeExpr::Dated { calendar, month, days, weekday: None, turn: *turn },
        (TimeExpr::Part { third, edge, of }, last) => TimeExpr::Part { third, edge, of: Box::new(borrow_year(*of, whole_of(last))) },
        (first, TimeExpr::Part { of, .. }) => borrow_year(first, of),
        (first, _) => first,
    }
}

/// The whole that a part is of: «نهاية أغسطس 2024» lends the year of its month.
fn whole_of(expr: &TimeExpr) -> &TimeExpr {
    match expr {
        TimeExpr::Part { of, .. } => of,
        expr => expr,
    }
}
