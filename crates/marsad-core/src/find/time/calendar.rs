//! Reckoning with days: periods, steps, and the Hijri calendar.

use icu_calendar::cal::Hijri;
use icu_calendar::cal::hijri::UmmAlQura;
use icu_calendar::{Date as AnyDate, Iso};
use jiff::Span;
use jiff::civil::{Date, Weekday};
use marsad_pack::time::{Calendar, Unit};

/// Moves a date by whole units, towards the past when `count` is negative. Less than a day moves nothing.
pub(super) fn step(date: Date, unit: Unit, count: i64) -> Date {
    let none = Span::new();
    let span = match unit {
        Unit::Minute => none.try_days(count / (24 * 60)),
        Unit::Hour => none.try_days(count / 24),
        Unit::Day => none.try_days(count),
        Unit::Week => none.try_weeks(count),
        Unit::Month => none.try_months(count),
        Unit::Year => none.try_years(count),
        Unit::Decade => none.try_years(count.saturating_mul(10)),
        Unit::Century => none.try_years(count.saturating_mul(100)),
    };
    let edge = if count < 0 { Date::MIN } else { Date::MAX };
    span.map_or(edge, |span| date.saturating_add(span))
}

/// The day, week, month, year, decade or century a date lies in. Weeks begin on Monday.
pub(super) fn period(date: Date, unit: Unit) -> (Date, Date) {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => (date, date),
        Unit::Week => {
            let monday = step(date, Unit::Day, -i64::from(date.weekday().to_monday_zero_offset()));
            (monday, step(monday, Unit::Day, 6))
        }
        Unit::Month => (date.first_of_month(), date.last_of_month()),
        Unit::Year => (date.first_of_year(), date.last_of_year()),
        Unit::Decade => years(date.year() - date.year().rem_euclid(10), 10),
        Unit::Century => years(date.year() - (date.year() - 1).rem_euclid(100), 100),
    }
}

/// From the first day of year `from`, `count` years long.
pub(super) fn years(from: i16, count: i16) -> (Date, Date) {
    let day = |year, month, day| Date::new(year, month, day).unwrap_or(Date::MAX);
    (day(from, 1, 1), day(from.saturating_add(count - 1), 12, 31))
}

/// A day of a calendar, `None` when that calendar has no such day.
pub(super) fn day(calendar: Calendar, year: i32, month: u8, day: u8) -> Option<Date> {
    match calendar {
        Calendar::Gregorian => Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok(),
        Calendar::Hijri => to_civil(hijri(year, month, day)?),
    }
}

/// A whole month of a calendar.
pub(super) fn month(calendar: Calendar, year: i32, number: u8) -> Option<(Date, Date)> {
    let first = day(calendar, year, number, 1)?;
    let length = match calendar {
        Calendar::Gregorian => first.days_in_month(),
        Calendar::Hijri => i8::try_from(hijri(year, number, 1)?.days_in_month()).ok()?,
    };
    Some((first, step(first, Unit::Day, i64::from(length) - 1)))
}

/// A whole year of a calendar.
pub(super) fn year(calendar: Calendar, year: i32) -> Option<(Date, Date)> {
    Some((month(calendar, year, 1)?.0, month(calendar, year, 12)?.1))
}

/// The year of a calendar that a date lies in.
pub(super) fn year_of(calendar: Calendar, date: Date) -> i32 {
    match calendar {
        Calendar::Gregorian => i32::from(date.year()),
        Calendar::Hijri => {
            let iso = AnyDate::try_new_iso(i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs());
            iso.map_or(0, |iso| iso.to_calendar(Hijri::new_umm_al_qura()).year().extended_year())
        }
    }
}

/// The weekday with this number, 1 = Monday.
pub(super) fn weekday(number: u8) -> Weekday {
    i8::try_from(number).ok().and_then(|n| Weekday::from_monday_one_offset(n).ok()).unwrap_or(Weekday::Monday)
}

/// The date with this weekday next to one that a Hijri calendar gives: calendars differ by a day or two.
pub(super) fn snap(date: Date, number: u8) -> Date {
    let near = [0, 1, -1, 2, -2].map(|days| step(date, Unit::Day, days));
    near.into_iter().find(|near| near.weekday() == weekday(number)).unwrap_or(date)
}

fn hijri(year: i32, month: u8, day: u8) -> Option<AnyDate<Hijri<UmmAlQura>>> {
    AnyDate::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura()).ok()
}

fn to_civil(date: AnyDate<Hijri<UmmAlQura>>) -> Option<Date> {
    let iso = date.to_calendar(Iso);
    Date::new(i16::try_from(iso.year().extended_year()).ok()?, i8::try_from(iso.month().ordinal).ok()?, i8::try_from(iso.day_of_month().0).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn knows_hijri_days_by_umm_al_qura() {
        assert_eq!(day(Calendar::Hijri, 1444, 8, 18), Some(date(2023, 3, 10)));
        assert_eq!(day(Calendar::Hijri, 1438, 9, 10), Some(date(2017, 6, 5)));
        assert_eq!(year_of(Calendar::Hijri, date(2023, 3, 10)), 1444);
    }

    #[test]
    fn begins_weeks_on_monday_and_centuries_with_one() {
        assert_eq!(period(date(2023, 12, 15), Unit::Week), (date(2023, 12, 11), date(2023, 12, 17)));
        assert_eq!(period(date(2000, 5, 5), Unit::Century), (date(1901, 1, 1), date(2000, 12, 31)));
    }

    #[test]
    fn has_no_thirtieth_of_february() {
        assert_eq!(day(Calendar::Gregorian, 2024, 2, 30), None);
    }

    #[test]
    fn stops_at_the_edge_of_the_calendar() {
        assert_eq!(step(date(2024, 1, 1), Unit::Century, -9_000_000), Date::MIN);
    }
}
