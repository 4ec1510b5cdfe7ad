//! Text for people: harmless, wrapped by the width letters take, coloured on a terminal.
//!
//! Enters: runs of text with a role each, some of them from hostile articles. Leaves: lines no wider than the
//! terminal. Arabic is left in the order it is written; the terminal lays it out.

use std::borrow::Cow;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many marks without width one letter may carry; more would paint over the lines above.
const MOST_MARKS: usize = 6;

/// The part a run of text plays, and so its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    #[default]
    Plain,
    Title,
    Dim,
    Trigger,
    Actor,
    Date,
    VerbalCooperation,
    MaterialCooperation,
    VerbalConflict,
    MaterialConflict,
    Caution,
    Good,
    Bad,
}

impl Role {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Title => "1",
            Self::Dim => "2",
            Self::Trigger => "1;33",
            Self::Actor => "1",
            Self::Date => "36",
            Self::VerbalCooperation | Self::Good => "32",
            Self::MaterialCooperation => "1;32",
            Self::VerbalConflict => "35",
            Self::MaterialConflict | Self::Bad => "1;31",
            Self::Caution => "33",
        }
    }
}

/// Whether to colour, and how wide to draw.
#[derive(Clone, Copy, Debug)]
pub struct Painter {
    pub colour: bool,
    pub width: usize,
}

impl Painter {
    /// Text in its colour, with nothing done to it.
    pub fn paint(&self, text: &str, role: Role) -> String {
        let code = role.code();
        if !self.colour || code.is_empty() || text.is_empty() { text.to_owned() } else { format!("\x1b[{code}m{text}\x1b[0m") }
    }

    /// Adds the text to `out`, wrapped beneath a margin: `margin` holds what stands left of its first lines,
    /// padded to `indent`. Gives the number of lines drawn, so that a margin of more lines can go on beside the
    /// next block.
    pub fn block(&self, out: &mut String, margin: &[(&str, Role)], indent: usize, text: &Text) -> usize {
        let lines = text.wrap(self.width.saturating_sub(indent).max(16));
        let drawn = lines.len().max(margin.len().min(1));
        for at in 0..drawn {
            let (left, role) = margin.get(at).copied().unwrap_or_default();
            let runs = lines.get(at).map_or(&[][..], Vec::as_slice);
            let padding = if runs.is_empty() { 0 } else { indent.saturating_sub(left.width()) };
            out.push_str(&self.paint(left, role));
            out.extend(std::iter::repeat_n(' ', padding));
            for (run, role) in runs {
                out.push_str(&self.paint(run, *role));
            }
            out.push('\n');
        }
        drawn
    }
}

type Runs = Vec<(String, Role)>;

/// Runs of harmless text.
#[derive(Clone, Debug, Default)]
pub struct Text {
    runs: Runs,
}

impl Text {
    /// Text of one role.
    pub fn of(text: &str, role: Role) -> Self {
        let mut new = Self::default();
        new.push(text, role);
        new
    }

    /// Adds text, made harmless.
    pub fn push(&mut self, text: &str, role: Role) {
        self.runs.push((harmless(text).into_owned(), role));
    }

    /// Adds text that is not broken at its spaces unless a line is too short for it.
    pub fn push_whole(&mut self, text: &str, role: Role) {
        self.runs.push((harmless(text).replace(' ', "\u{a0}"), role));
    }

    /// Breaks the text at spaces into lines of at most `width` columns. Several spaces stay several inside a
    /// line; a word wider than a line is broken where it must.
    fn wrap(&self, width: usize) -> Vec<Runs> {
        let mut lines: Vec<Runs> = Vec::new();
        let mut line = Runs::new();
        let mut used = 0;
        for Word { gap, gap_role, runs } in self.words() {
            let wide: usize = runs.iter().map(|(t, _)| t.width()).sum();
            if used > 0 && used + gap + wide > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            } else if used > 0 {
                push_run(&mut line, &" ".repeat(gap), gap_role);
                used += gap;
            }
            if used + wide <= width {
                runs.iter().for_each(|(text, role)| push_run(&mut line, text, *role));
                used += wide;
                continue;
            }
            for (text, role) in &runs {
                for letter in text.chars() {
                    let wide = letter.width().unwrap_or(0);
                    if used + wide > width {
                        lines.push(std::mem::take(&mut line));
                        used = 0;
                    }
                    push_run(&mut line, letter.encode_utf8(&mut [0; 4]), *role);
                    used += wide;
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    fn words(&self) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        let mut gap = 0;
        let mut gap_role = Role::Plain;
        let mut inside = false;
        for (text, role) in &self.runs {
            for (at, piece) in text.split(' ').enumerate() {
                if at > 0 {
                    gap += 1;
                    gap_role = *role;
                    inside = false;
                }
                if piece.is_empty() {
                    continue;
                }
                let piece = (piece.replace('\u{a0}', " "), *role);
                match words.last_mut().filter(|_| inside) {
                    Some(word) => word.runs.push(piece),
                    None => words.push(Word { gap: std::mem::take(&mut gap), gap_role, runs: vec![piece] }),
                }
                inside = true;
            }
        }
        words
    }
}

/// What stands between two places where a line may break.
struct Word {
    /// Spaces before it.
    gap: usize,
    gap_role: Role,
    runs: Runs,
}

fn push_run(line: &mut Runs, text: &str, role: Role) {
    match line.last_mut() {
        Some((last, same)) if *same == role => last.push_str(text),
        _ => line.push((text.to_owned(), role)),
    }
}

/// The text with nothing in it that could move a cursor, turn the direction of other text or hide.
///
/// Control characters become their pictures, so that a reader sees that there was something; direction
/// marks, tags and characters without width disappear, except the joiners that Arabic script needs.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| matches!(treat(c), Treatment::Keep)) && !has_heap_of_marks(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        match treat(c) {
            Treatment::Drop => continue,
            Treatment::Become(other) => out.push(other),
            Treatment::Keep => {
                marks = if c.width() == Some(0) { marks + 1 } else { 0 };
                if marks <= MOST_MARKS {
                    out.push(c);
                }
            }
        }
    }
    Cow::Owned(out)
}

enum Treatment {
    Keep,
    Drop,
    Become(char),
}

fn treat(c: char) -> Treatment {
    match c {
        ' '..='~' | '\u{200c}' | '\u{200d}' => Treatment::Keep,
        '\t' | '\n' | '\r' | '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' => Treatment::Become(' '),
        '\0'..='\u{1f}' => Treatment::Become(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
        '\u{7f}' => Treatment::Become('\u{2421}'),
        '\u{80}'..='\u{9f}' => Treatment::Become('\u{fffd}'),
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' => Treatment::Drop,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' => Treatment::Drop,
        '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => Treatment::Drop,
        _ => Treatment::Keep,
    }
}

fn has_heap_of_marks(text: &str) -> bool {
    let mut marks = 0;
    text.chars().any(|c| {
        marks = if c.width() == Some(0) { marks + 1 } else { 0 };
        marks > MOST_MARKS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Painter = Painter { colour: false, width: 24 };

    fn block(text: &Text) -> String {
        let mut out = String::new();
        PLAIN.block(&mut out, &[("left", Role::Dim)], 6, text);
        out
    }

    #[test]
    fn wraps_beneath_a_margin_by_columns() {
        let mut text = Text::of("التقى الوزير نظيره ", Role::Plain);
        text.push("في ", Role::Trigger);
        text.push("عمّان", Role::Plain);
        assert_eq!(block(&text), "left  التقى الوزير نظيره\n      في عمّان\n");
        assert_eq!(block(&Text::default()), "left\n");
    }

    #[test]
    fn breaks_a_word_wider_than_the_line() {
        assert_eq!(block(&Text::of(&"x".repeat(40), Role::Plain)), format!("left  {}\n      {}\n      {}\n", "x".repeat(18), "x".repeat(18), "xxxx"));
    }

    #[test]
    fn keeps_whole_what_should_be_whole() {
        let mut text = Text::of("a b c d e ", Role::Plain);
        text.push_whole("Choe Son Hui", Role::Plain);
        assert_eq!(block(&text), "left  a b c d e\n      Choe Son Hui\n");
    }

    #[test]
    fn makes_hostile_text_harmless() {
        assert_eq!(harmless("a\u{1b}[31mb\u{7}\r\nc\u{9b}d"), "a␛[31mb␇  c\u{fffd}d");
        assert_eq!(harmless("a\u{202e}b\u{2066}c\u{200b}d\u{e0041}e\u{feff}"), "abcde");
        assert_eq!(harmless("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(harmless(&format!("a{}", "\u{301}".repeat(50))).chars().count(), 1 + MOST_MARKS);
    }

    #[test]
    fn colours_only_when_told() {
        let painter = Painter { colour: true, width: 80 };
        assert_eq!(painter.paint("x", Role::Good), "\x1b[32mx\x1b[0m");
        assert_eq!(PLAIN.paint("x", Role::Good), "x");
    }
}
