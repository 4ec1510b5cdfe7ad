//! Reckoning with days: periods, steps, and the Hijri calendar.

use icu_calendar::cal::Hijri;
use icu_calendar::cal::hijri::UmmAlQura;
use icu_calendar::{Date as AnyDate, Iso};
use jiff::Span;
use jiff::civil::{Date, Weekday};
use marsad_pack::time::{Calendar, FeastDay, Unit};

/// Moves a date by whole units, towards the past when `count` is negative. Less than a day moves nothing.
pub(super) fn step(date: Date, unit: Unit, count: i64) -> Date {
    let none = Span::new();
    let span = match unit {
        Unit::Second => none.try_days(count / (24 * 60 * 60)),
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
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => (date, date),
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

/// The days of a feast that begin in a Gregorian year: none, one, or two of a Hijri feast.
pub(super) fn feast(begins: FeastDay, days: u8, year: i32) -> Vec<(Date, Date)> {
    let first: Vec<Date> = match begins {
        FeastDay::Fixed { calendar: Calendar::Gregorian, month, day: number } => day(Calendar::Gregorian, year, month, number).into_iter().collect(),
        FeastDay::Fixed { calendar: Calendar::Hijri, month, day: number } => {
            let opens = self::year(Calendar::Gregorian, year).map_or(0, |(first, _)| year_of(Calendar::Hijri, first));
            (opens..=opens + 1).filter_map(|hijri| day(Calendar::Hijri, hijri, month, number)).filter(|date| i32::from(date.year()) == year).collect()
        }
        FeastDay::Easter { eastern, days } => easter(year, eastern).map(|easter| step(easter, Unit::Day, i64::from(days))).into_iter().collect(),
        FeastDay::Weekday { month, weekday: number, nth } => {
            let opens = day(Calendar::Gregorian, year, month, 1);
            opens.map(|first| step(first, Unit::Day, i64::from(first.weekday().until(weekday(number))) + 7 * (i64::from(nth) - 1))).into_iter().collect()
        }
    };
    first.into_iter().map(|first| (first, step(first, Unit::Day, i64::from(days.max(1)) - 1))).collect()
}

/// Easter Sunday of a year, by the reckoning of the western churches or, on the Julian calendar, of the eastern ones.
fn easter(year: i32, eastern: bool) -> Option<Date> {
    let (golden, century) = (year.rem_euclid(19), year.div_euclid(100));
    let march = |days: i32| day(Calendar::Gregorian, year, 3, 1).map(|first| step(first, Unit::Day, i64::from(days) - 1));
    if eastern {
        let moon = (19 * golden + 15).rem_euclid(30);
        let sunday = (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7) - moon + 34).rem_euclid(7);
        // Days of March in the Julian calendar, which lags behind.
        return march(moon + sunday + 22 + century - century.div_euclid(4) - 2);
    }
    let leaps = century - century / 4 - (8 * century + 13) / 25;
    let raw = (leaps + 19 * golden + 15).rem_euclid(30);
    let moon = raw - (raw / 28) * (1 - (29 / (raw + 1)) * ((21 - golden) / 11));
    let weekday = (year + year.div_euclid(4) + moon + 2 - century + century / 4).rem_euclid(7);
    march(moon - weekday + 28)
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
    fn reckons_easter_east_and_west() {
        for (year, western, eastern) in
            [(2019, date(2019, 4, 21), date(2019, 4, 28)), (2024, date(2024, 3, 31), date(2024, 5, 5)), (2025, date(2025, 4, 20), date(2025, 4, 20)), (1981, date(1981, 4, 19), date(1981, 4, 26))]
        {
            assert_eq!((easter(year, false), easter(year, true)), (Some(western), Some(eastern)));
        }
    }

    #[test]
    fn finds_a_hijri_feast_twice_in_a_long_year() {
        let fixed = FeastDay::Fixed { calendar: Calendar::Hijri, month: 10, day: 1 };
        assert_eq!(feast(fixed, 3, 2000).len(), 2);
        assert_eq!(feast(fixed, 3, 2025), [(date(2025, 3, 30), date(2025, 4, 1))]);
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
