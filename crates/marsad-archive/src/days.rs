//! Days of the calendar as they are counted and compared.

use jiff::civil;
use marsad_record::Date;

/// The day an event is listed under: its first day, or its last when the first is not known.
pub(crate) fn listed(date: &Date) -> &str {
    date.start.as_deref().or(date.end.as_deref()).unwrap_or_default()
}

/// Days since some day long ago; `None` for what is no date.
pub(crate) fn number(day: &str) -> Option<i64> {
    let date: civil::Date = day.parse().ok()?;
    let (y, m, d) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let year = y - era * 400;
    let day = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
    Some(era * 146_097 + year * 365 + year / 4 - year / 100 + day)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn counts_days() {
        assert_eq!(number("2024-03-01").zip(number("2024-02-28")).map(|(a, b)| a - b), Some(2));
        assert_eq!(number("2025-01-01").zip(number("2024-01-01")).map(|(a, b)| a - b), Some(366));
        assert_eq!(number("soon"), None);
    }
}
