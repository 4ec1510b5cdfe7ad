//! Clocks and the time of day behind a day: «الساعة الثالثة عصرا», «غدا في الخامسة مساء», «15:30 بتوقيت غرينتش».
//!
//! A record tells days, so that an hour only says which words belong to the time.

use marsad_pack::time::{Amount, Sense, Unit};

use super::expr::TimeExpr;
use super::reader::{Hit, Reader};

const RULE: &str = "time/clock";

impl Reader<'_, '_> {
    /// A clock, and the day it is told of: «الثامنة من صباح غد» is tomorrow.
    pub(super) fn clock(&self, at: usize) -> Option<Hit> {
        // «منتصف الليل» by itself.
        let part = self.is(at, Sense::DayPartAfter).or_else(|| self.is(at, Sense::DayPart)).filter(|end| self.is_alone(at, *end));
        let end = self.hour(at).or(part)?;
        let day = self.day_expression(self.skip(self.skip(end, Sense::From), Sense::In)).filter(|hit| hit.expr.tells_day());
        Some(day.map_or_else(|| Hit::new(end, TimeExpr::Clock, RULE), |day| Hit::new(day.end, day.expr, day.rule)))
    }

    /// Where the time of day and the clock behind a day end: «أمس مساء», «الأحد عند الساعة 21:00».
    pub(super) fn after_time_of_day(&self, end: usize) -> usize {
        let is_another_day = self.is(end, Sense::DayPart).is_some_and(|after| self.date(self.skip(after, Sense::From)).is_some());
        let end = self.is(end, Sense::DayPartAfter).filter(|_| !is_another_day).unwrap_or(end);
        let from = self.skip(self.skip(end, Sense::In), Sense::At);
        self.hour(from).or_else(|| self.hour(self.skip(end, Sense::At))).unwrap_or(end)
    }

    /// Where an hour ends, with its minutes, its time of day and whose clock it is.
    fn hour(&self, at: usize) -> Option<usize> {
        let end = self.one_hour(at)?;
        // «ما بين الساعة الثالثة والخامسة عصرا».
        let next = self.after_and(end).or_else(|| self.is(end, Sense::To)).or_else(|| self.is(end, Sense::Until));
        let another = |at: usize| self.one_hour(at).or_else(|| self.figures_of_clock(at));
        Some(next.and_then(another).unwrap_or(end))
    }

    fn one_hour(&self, at: usize) -> Option<usize> {
        let marked = self.unit(at).filter(|((unit, amount, _), _)| *unit == Unit::Hour && *amount == Amount::One && self.is_definite(at)).map(|(_, end)| self.skip(end, Sense::At));
        let from = marked.unwrap_or(at);
        let (end, is_figure) = self.figures_of_clock(from).map(|end| (end, true)).or_else(|| self.spelled_hour(from, marked.is_some()).map(|end| (end, false)))?;
        let minutes = self.minutes(end);
        let part = self.is(minutes, Sense::DayPartAfter).unwrap_or(minutes);
        let zone = self.zone(part).unwrap_or(part);
        let of_day = self.is(self.skip(end, Sense::From), Sense::DayPart).is_some();
        let by_itself = (is_figure || minutes > end) && self.is_alone(at, minutes);
        let is_clock = marked.is_some() || part > minutes || of_day || is_figure && zone > part || by_itself;
        is_clock.then_some(zone)
    }

    /// «15:30», «9:05:00».
    fn figures_of_clock(&self, at: usize) -> Option<usize> {
        let sixtieth = |at: usize| self.digits(at, 2..=2).filter(|n| *n < 60 && self.is_mark(at - 1, ":"));
        self.digits(at, 1..=2).filter(|hour| *hour <= 24)?;
        sixtieth(at + 2)?;
        Some(if sixtieth(at + 4).is_some() { at + 5 } else { at + 3 })
    }

    /// «الثالثة», «الحادية عشرة», «الواحدة»; bare figures only after «الساعة».
    fn spelled_hour(&self, at: usize, marked: bool) -> Option<usize> {
        let figure = self.after_article(at);
        let is_marked = marked || self.is(figure + 1, Sense::DayPartAfter).is_some_and(|_| self.words[figure + 1].key.is_ascii());
        if self.digits(figure, 1..=2).is_some_and(|hour| is_marked && hour <= 24) {
            return Some(figure + 1);
        }
        let ordinal = self.number(at).filter(|n| n.ordinal && self.has_article(at) && n.exact().is_some_and(|hour| hour <= 24.0)).map(|n| n.end);
        ordinal.or_else(|| self.is(at, Sense::One).filter(|_| self.is_definite(at)))
    }

    /// «والنصف», «إلا ربعا», «وعشر دقائق».
    fn minutes(&self, end: usize) -> usize {
        let Some(next) = self.is(end, Sense::Except).or_else(|| self.after_and(end)) else { return end };
        let part = self.take(next, |sense| matches!(sense, Sense::Fraction(_) | Sense::Share(_)).then_some(())).map(|(_, end)| end);
        part.or_else(|| self.length(next).filter(|(length, _)| length.unit == Unit::Minute).map(|(_, end)| end)).unwrap_or(end)
    }

    /// «بتوقيت غرينتش», «(بالتوقيت المحلي)», «بتوقيت صنعاء».
    fn zone(&self, end: usize) -> Option<usize> {
        let opened = usize::from(self.is_mark(end, "(["));
        let at = end + opened;
        let of = |at: usize| self.is(at, Sense::ZoneOf).filter(|next| self.is_word(*next)).map(|next| next + 1);
        let after = self.is(at, Sense::Zone).or_else(|| of(at))?;
        Some(after + usize::from(opened > 0 && self.is_mark(after, ")]")))
    }
}
