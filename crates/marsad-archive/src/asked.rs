//! Filters as people write them, on a command line or in an address, made into a [`Filter`].
//!
//! Enters: words such as `Egypt`, «بوتين» or `2024-05`. Leaves: the sides and days they stand for, or the nearest name.

use crate::error::{Error, Fault};
use crate::filter::{Filter, Side, Span};
use crate::store::Archive;
use crate::words::search_words;

/// A filter in words; what is empty asks nothing.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "named as the options are")]
pub struct Asked {
    pub actor: Vec<String>,
    pub recipient: Vec<String>,
    pub side: Vec<String>,
    /// Who is believed; `none` for the article's own voice.
    pub according_to: Vec<String>,
    pub disputed: bool,
    pub sector: Vec<String>,
    pub kind: Vec<String>,
    pub mode: Vec<String>,
    pub context: Vec<String>,
    pub quad: Vec<String>,
    pub status: Vec<String>,
    pub place: Vec<String>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub published_from: Option<String>,
    pub published_to: Option<String>,
    pub outlet: Vec<String>,
    pub language: Vec<String>,
    /// Words that the article must hold, all of them.
    pub words: Option<String>,
    pub confidence: Option<f64>,
    pub independent: Option<i64>,
    /// Also events that tell again what their article told before.
    pub again: bool,
    pub oldest_first: bool,
}

impl Archive {
    /// The filter that these words ask for, without a limit.
    ///
    /// # Errors
    /// When nobody has such a name, or a type, quad, status or date is none; [`Error::parameter`] says which word it was.
    pub fn filter(&self, asked: &Asked) -> Result<Filter, Error> {
        let sides = |parameter, names: &[String]| self.sides(parameter, names.iter());
        let (none, claimants): (Vec<&String>, Vec<&String>) = asked.according_to.iter().partition(|w| w.as_str() == "none");
        let filter = Filter {
            actor: sides("actor", &asked.actor)?,
            recipient: sides("recipient", &asked.recipient)?,
            side: sides("side", &asked.side)?,
            according_to: self.sides("according-to", claimants.into_iter())?,
            own_voice: !none.is_empty(),
            disputed: asked.disputed,
            sector: asked.sector.clone(),
            kind: asked.kind.clone(),
            mode: asked.mode.clone(),
            context: asked.context.clone(),
            quad: asked.quad.clone(),
            status: asked.status.clone(),
            place: asked.place.iter().map(|p| self.place(p)).collect::<Result<_, _>>()?,
            happened: Span { from: self.day("from", asked.from.as_ref())?, to: self.day("to", asked.to.as_ref())? },
            published: Span { from: self.day("published-from", asked.published_from.as_ref())?, to: self.day("published-to", asked.published_to.as_ref())? },
            outlet: asked.outlet.clone(),
            language: asked.language.clone(),
            words: self.words(asked.words.as_deref())?,
            confidence: asked.confidence,
            independent: asked.independent,
            twins: asked.again,
            oldest_first: asked.oldest_first,
            ..Filter::default()
        };
        self.check_filter(&filter)?;
        Ok(filter)
    }

    /// Whom a word stands for; an error names the parameter it was given as.
    ///
    /// # Errors
    /// When nobody of that name is known.
    pub fn side(&self, parameter: &'static str, who: &str) -> Result<Side, Error> {
        self.resolve(who).map_err(|e| e.about(parameter))
    }

    fn sides<'w>(&self, parameter: &'static str, names: impl Iterator<Item = &'w String>) -> Result<Vec<Side>, Error> {
        names.map(|who| self.side(parameter, who)).collect()
    }

    /// Whether a word for a place is that of a state or body.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_code(&self, name: &str) -> Result<bool, Error> {
        Ok(matches!(self.find_side(name)?, Some(Side::Code(_))))
    }

    /// The error that no place is called so.
    #[must_use]
    pub fn no_place(&self, name: &str, near: Option<&str>) -> Error {
        let near = near.map_or_else(|| "a state's code, or a place's English or Arabic name, is one".to_owned(), |near| format!("did you mean \"{near}\"?"));
        self.question(format!("no place called \"{name}\" is known; {near}")).about("place")
    }

    fn place(&self, name: &str) -> Result<String, Error> {
        Ok(match self.find_side(name)? {
            Some(Side::Code(code)) => code,
            _ => name.to_owned(),
        })
    }

    fn words(&self, words: Option<&str>) -> Result<Option<String>, Error> {
        let Some(words) = words.filter(|w| !w.trim().is_empty()) else { return Ok(None) };
        if search_words(words).is_empty() { Err(self.question(Fault::NoWords).about("q")) } else { Ok(Some(words.to_owned())) }
    }

    /// A day, a month or a year.
    fn day(&self, parameter: &'static str, text: Option<&String>) -> Result<Option<String>, Error> {
        let Some(text) = text.map(|t| t.trim()).filter(|t| !t.is_empty()) else { return Ok(None) };
        let whole = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        let is_day = whole.len() == 10 && whole.parse::<jiff::civil::Date>().is_ok();
        if is_day { Ok(Some(text.to_owned())) } else { Err(self.question(Fault::NoDay(text.to_owned())).about(parameter)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive() -> Archive {
        let mut archive = Archive::empty("a.db").expect("made");
        archive.learn_names(&vec![("EGY".to_owned(), vec!["Egypt".to_owned(), "مصر".to_owned()])], &[("CONSULT".to_owned(), "verbal-cooperation".to_owned())]).expect("learnt");
        archive
    }

    #[test]
    fn names_become_sides_and_places_codes() {
        let asked = Asked { actor: vec!["مصر".to_owned()], place: vec!["egypt".to_owned(), "Cairo".to_owned()], according_to: vec!["none".to_owned(), "EGY".to_owned()], ..Asked::default() };
        let filter = archive().filter(&asked).expect("understood");
        assert_eq!(filter.actor, [Side::Code("EGY".to_owned())]);
        assert_eq!(filter.place, ["EGY", "Cairo"]);
        assert!(filter.own_voice);
        assert_eq!(filter.according_to.len(), 1);
    }

    #[test]
    fn days_months_and_years_are_dates_and_nothing_else_is() {
        let asked = |from: &str| archive().filter(&Asked { from: Some(from.to_owned()), ..Asked::default() });
        for fine in ["2024", "2024-05", "2024-02-29"] {
            assert_eq!(asked(fine).expect(fine).happened.from.as_deref(), Some(fine));
        }
        for wrong in ["yesterday", "2024-13", "2023-02-29", "20240517", "2024-5", "2024-05-17T10"] {
            assert_eq!(asked(wrong).expect_err(wrong).parameter(), Some("from"), "{wrong}");
        }
    }

    #[test]
    fn an_error_names_the_word_that_was_wrong() {
        let wrong = |asked: Asked| archive().filter(&asked).expect_err("wrong").parameter();
        let one = || vec!["Egipt".to_owned()];
        assert_eq!(wrong(Asked { actor: one(), ..Asked::default() }), Some("actor"));
        assert_eq!(wrong(Asked { according_to: one(), ..Asked::default() }), Some("according-to"));
        assert_eq!(wrong(Asked { kind: one(), ..Asked::default() }), Some("type"));
        assert_eq!(wrong(Asked { quad: one(), ..Asked::default() }), Some("quad"));
        assert_eq!(wrong(Asked { status: one(), ..Asked::default() }), Some("status"));
    }
}
