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
    fn refuses_what_is_no_day() {
        for text in ["", "2025", "2025-13-01", "2025-02-30", "yesterday", "2025-10-27x", "٢٠٢٥-١٠-٢٧", "2025-10-27T", "🙂🙂🙂🙂"] {
            assert_eq!(parse_published(text), None, "{text}");
        }
    }
}
