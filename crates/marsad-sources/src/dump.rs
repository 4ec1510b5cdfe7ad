//! JSON that is not one object a line: an array of articles, or objects one after another.

use std::io::{self, BufRead, BufReader, Read};

/// Whether a `.json` file holds a list.
pub(crate) fn looks_like_array(head: &str) -> bool {
    let start = head.trim_start_matches('\u{feff}').trim_start();
    start.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(['{', ']']))
}

/// Each object of a stream of JSON, as its bytes, without holding the rest. What stands between objects is passed over.
pub(crate) struct Objects<R> {
    from: BufReader<R>,
    longest: usize,
}

impl<R: Read> Objects<R> {
    pub(crate) fn new(from: R, longest: u64) -> Self {
        Self { from: BufReader::with_capacity(1 << 16, from), longest: usize::try_from(longest).unwrap_or(usize::MAX) }
    }

    /// The next object, whole or cut off by the end of the file.
    pub(crate) fn next_object(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut object = Vec::new();
        let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
        loop {
            let there = self.from.fill_buf()?;
            if there.is_empty() {
                return Ok((!object.is_empty()).then_some(object));
            }
            let mut used = 0;
            let mut done = false;
            for byte in there {
                used += 1;
                if depth == 0 && *byte != b'{' {
                    continue;
                }
                object.push(*byte);
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if quoted => escaped = true,
                    b'"' => quoted = !quoted,
                    b'{' if !quoted => depth += 1,
                    b'}' if !quoted => depth -= 1,
                    _ => {}
                }
                if depth == 0 || object.len() >= self.longest {
                    done = true;
                    break;
                }
            }
            self.from.consume(used);
            if done {
                return Ok(Some(object));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_of_an_array_come_one_by_one() {
        let text = r#"[{"text":"a}\"{"}, {"b":{"c":[1]}}
 ] {"d"#;
        let mut objects = Objects::new(text.as_bytes(), 1000);
        let mut all = Vec::new();
        while let Some(object) = objects.next_object().expect("reads") {
            all.push(String::from_utf8(object).expect("text"));
        }
        assert_eq!(all, [r#"{"text":"a}\"{"}"#, r#"{"b":{"c":[1]}}"#, "{\"d"]);
    }
}
