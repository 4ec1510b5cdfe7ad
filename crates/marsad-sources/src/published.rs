//! The day an article gives for itself, from the ways data sets write it.

use jiff::civil::Date;

/// Reads an ISO date, or the date of an ISO date-time as written there (its offset changes nothing: the day of
/// printing is the outlet's own).
///
/// ```
/// use marsad_sources::parse_published;
/// assert_eq!(parse_published("2025-10-27T23:30:00+03:00"), parse_published("2025-10-27"));
/// assert_eq!(parse_published("27/10/2025"), None);
/// ```
#[must_use]
pub fn parse_published(text: &str) -> Option<Date> {
    let text = text.trim();
    let (day, rest) = if text.len() > 8 && text.as_bytes()[..8].iter().all(u8::is_ascii_digit) { text.split_at(8) } else { text.split_at_checked(10).unwrap_or((text, "")) };
    let time = rest.strip_prefix(['T', 't', ' ']).map_or("", str::trim_start);
    let sound = rest.is_empty() || time.starts_with(|c: char| c.is_ascii_digit());
    day.parse().ok().filter(|_| sound)
}

/// Day and moment of a date as news and their feeds write it: ISO, the form of mails and feeds, or seconds since 1970. The
/// day is the one at the place of writing, whatever its offset.
pub(crate) fn parse_moment(text: &str) -> Option<(Date, String)> {
    let text = text.trim();
    if let Some(date) = parse_published(text) {
        return Some((date, text.to_owned()));
    }
    if text.len() >= 9 && text.len() <= 13 && text.bytes().all(|b| b.is_ascii_digit()) {
        let number: i64 = text.parse().ok()?;
        let seconds = if text.len() > 11 { number / 1000 } else { number };
        let at = jiff::Timestamp::from_second(seconds).ok()?;
        let at = at.to_string();
        return parse_published(&at).map(|date| (date, at));
    }
    let zoned = jiff::fmt::rfc2822::parse(&text.replace("GMT", "+0000").replace("UTC", "+0000")).ok()?;
    Some((zoned.date(), format!("{}{}", zoned.datetime(), zoned.offset())))
}

/// The numbers of a clock on the wall, as feeds hand times on.
pub(crate) fn wall_clock(at: &str) -> Option<chrono::DateTime<chrono::Utc>> {
    let date = parse_published(at)?;
    let time = at.get(11..19).and_then(|t| t.parse::<jiff::civil::Time>().ok()).unwrap_or(jiff::civil::Time::midnight());
    let day = chrono::NaiveDate::from_ymd_opt(i32::from(date.year()), u32::try_from(date.month()).ok()?, u32::try_from(date.day()).ok()?)?;
    let part = |n: i8| u32::try_from(n).ok();
    Some(day.and_hms_opt(part(time.hour())?, part(time.minute())?, part(time.second())?)?.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_and_date_times() {
        let day = jiff::civil::date(2025, 10, 27);
        for text in ["2025-10-27", " 2025-10-27 ", "2025-10-27T10:00:00Z", "2025-10-27 10:00", "20251027", "20251027T1000"] {
            assert_eq!(parse_published(text), Some(day), "{text}");
        }
    }

    #[test]
    fn reads_the_dates_of_feeds_and_dumps() {
        for text in ["Mon, 27 Oct 2025 23:40:00 +0300", "Mon, 27 Oct 2025 20:40:00 GMT", "1761597600", "1761597600000", "2025-10-27T23:40:00+03:00"] {
            assert_eq!(parse_moment(text).map(|(d, _)| d.to_string()).as_deref(), Some("2025-10-27"), "{text}");
        }
        assert!(parse_moment("الإثنين").is_none());
    }

    #[test]
    fn refuses_what_is_no_day() {
        for text in ["", "2025", "2025-13-01", "2025-02-30", "yesterday", "2025-10-27x", "٢٠٢٥-١٠-٢٧", "2025-10-27T", "🙂🙂🙂🙂"] {
            assert_eq!(parse_published(text), None, "{text}");
        }
    }
}
