//! What a host's robots.txt allows us (RFC 9309).
//!
//! Enters: the file's bytes. Leaves: rules that answer for a path. Of `Disallow: /private` and `Allow: /private/news` the
//! longer one that fits decides. A crate for this brings three more; the format is a few kinds of lines.

use std::time::Duration;

/// No more of a file is looked at.
pub(crate) const MOST: u64 = 500 << 10;
/// A longer pause than this is not kept: one page a minute is as slow as we go.
const LONGEST_DELAY: f64 = 60.0;

/// What one host says to one robot.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    rules: Vec<Rule>,
    /// The pause that is asked for between two requests.
    pub delay: Option<Duration>,
}

#[derive(Clone, Debug)]
struct Rule {
    allow: bool,
    pattern: Vec<u8>,
}

/// The lines between one `User-agent` and the next.
#[derive(Default)]
struct Group {
    robots: Vec<String>,
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

impl Rules {
    /// What the file says to the robot called `name`, else to all.
    pub fn parse(bytes: &[u8], name: &str) -> Self {
        let groups = groups(&String::from_utf8_lossy(bytes));
        let named = |wanted: &str| groups.iter().filter(|g| g.robots.iter().any(|r| r.eq_ignore_ascii_case(wanted))).collect::<Vec<_>>();
        let ours = match named(name) {
            none if none.is_empty() => named("*"),
            ours => ours,
        };
        Self { rules: ours.iter().flat_map(|g| g.rules.iter().cloned()).collect(), delay: ours.iter().filter_map(|g| g.delay).max() }
    }

    /// Whether a path, with its query, may be asked for.
    pub fn allow(&self, path: &str) -> bool {
        let path = plain(path);
        let fitting = self.rules.iter().filter(|r| fits(&r.pattern, &path));
        path == b"/robots.txt" || fitting.max_by_key(|r| (r.pattern.len(), r.allow)).is_none_or(|r| r.allow)
    }
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut naming = false;
    for line in text.trim_start_matches('\u{feff}').lines().flat_map(|l| l.split('\r')) {
        let Some((key, value)) = line.split('#').next().unwrap_or_default().split_once(':') else { continue };
        let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
        if key == "user-agent" {
            if !naming {
                groups.push(Group::default());
            }
            naming = true;
            if let Some(group) = groups.last_mut() {
                group.robots.push(value.split('/').next().unwrap_or_default().trim().to_owned());
            }
            continue;
        }
        let Some(group) = groups.last_mut() else { continue };
        naming &= !group.take(&key, value);
    }
    groups
}

impl Group {
    /// Takes a line; `false` for one that is no rule.
    fn take(&mut self, key: &str, value: &str) -> bool {
        match key {
            // An empty rule says nothing.
            "allow" | "disallow" if value.is_empty() => {}
            "allow" | "disallow" => self.rules.push(Rule { allow: key == "allow", pattern: plain(value) }),
            "crawl-delay" => self.delay = value.parse().ok().filter(|s: &f64| s.is_finite() && *s >= 0.0).map(|s| Duration::from_secs_f64(s.min(LONGEST_DELAY))),
            _ => return false,
        }
        true
    }
}

/// A path written one way: letters beyond ASCII as `%D9%85`, and what needs no such writing without it.
fn plain(path: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let written = (byte == b'%').then(|| after.get(..2).and_then(|d| str::from_utf8(d).ok()).and_then(|d| u8::from_str_radix(d, 16).ok())).flatten();
        let (meant, after) = written.map_or((byte, after), |meant| (meant, &after[2..]));
        let free = meant.is_ascii_alphanumeric() || matches!(meant, b'-' | b'.' | b'_' | b'~');
        match written {
            Some(_) if !free => out.extend_from_slice(format!("%{meant:02X}").as_bytes()),
            None if !meant.is_ascii() => out.extend_from_slice(format!("%{meant:02X}").as_bytes()),
            _ => out.push(meant),
        }
        rest = after;
    }
    out
}

/// Whether a pattern fits the beginning of a path. `*` is anything, `$` at the end is the end.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_the_end) = pattern.strip_suffix(b"$").map_or((pattern, false), |p| (p, true));
    let mut pieces = pattern.split(|b| *b == b'*');
    let Some(mut rest) = pieces.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut last: Option<&[u8]> = None;
    for piece in pieces {
        if let Some(before) = last.replace(piece) {
            let Some(at) = find(rest, before) else { return false };
            rest = &rest[at + before.len()..];
        }
    }
    match last {
        None => !to_the_end || rest.is_empty(),
        Some(last) if to_the_end => rest.ends_with(last),
        Some(last) => find(rest, last).is_some(),
    }
}

fn find(within: &[u8], piece: &[u8]) -> Option<usize> {
    if piece.is_empty() { Some(0) } else { within.windows(piece.len()).position(|w| w == piece) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(file: &str, path: &str) -> bool {
        Rules::parse(file.as_bytes(), "Marsad").allow(path)
    }

    #[test]
    fn the_longest_rule_that_fits_decides() {
        let file = "User-agent: *\nDisallow: /private\nAllow: /private/news\nDisallow: /*.pdf$\nDisallow: /a*b*c\n";
        for (path, allowed) in [("/", true), ("/private", false), ("/private/x?y", false), ("/private/news/1", true), ("/x.pdf", false), ("/x.pdf?y", true), ("/a-b-c-d", false), ("/a-c-b", true)] {
            assert_eq!(allows(file, path), allowed, "{path}");
        }
        assert!(allows("User-agent: *\nDisallow: /x\nAllow: /x", "/x"));
        assert!(allows("User-agent: *\nDisallow: /", "/robots.txt"));
    }

    #[test]
    fn what_is_said_to_us_goes_before_what_is_said_to_all() {
        let file = "User-agent: *\nDisallow: /\n\nuser-agent: Other\nUser-Agent: MARSAD/1.0 # us\nDisallow: /x\nSitemap: /s\nCrawl-delay: 2.5\n\nUser-agent: marsad\nDisallow: /y";
        for (path, allowed) in [("/", true), ("/x", false), ("/y", false)] {
            assert_eq!(allows(file, path), allowed, "{path}");
        }
        assert_eq!(Rules::parse(file.as_bytes(), "Marsad").delay, Some(Duration::from_millis(2500)));
        assert!(!allows(file.split("user-agent").next().expect("the first group"), "/z"));
    }

    #[test]
    fn letters_are_compared_however_they_are_written() {
        let file = "User-agent: *\nDisallow: /أخبار/\nDisallow: /%7euser";
        assert!(!allows(file, "/%D8%A3%d8%ae%D8%A8%D8%A7%D8%B1/1"));
        assert!(!allows(file, "/~user") && allows(file, "/أخبار"));
    }

    #[test]
    fn any_bytes_at_all_give_rules() {
        for file in [&b"\xff\xfe\0"[..], b"", b":::\n*:$", b"Disallow: /", b"User-agent: *\nDisallow: %\nDisallow: $\nDisallow: ***\nCrawl-delay: -1e999"] {
            let _ = Rules::parse(file, "Marsad").allow("/%zz?*$");
        }
    }
}
