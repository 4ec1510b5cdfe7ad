//! Times told in a sentence.
//!
//! Enters: the words of one sentence and its numbers. Leaves: [`TimeMention`]s, each with a [`TimeExpr`] that is
//! resolved once the day of printing and the last time told are known. «أمس الجمعة 18 شعبان 1444هـ» is one mention.

mod calendar;
mod clock;
mod dates;
mod expr;
mod feasts;
mod periods;
mod ranges;
mod reader;
mod relative;
mod resolve;

use jiff::civil::Date;
use marsad_pack::TimeTables;
use marsad_pack::time::{Sense, Unit};
use marsad_record::Precision;
use marsad_text::Span;

use super::numbers::NumberMention;
use super::word::{Word, span_of};
pub use expr::{Interval, TimeContext, TimeExpr};
use reader::{Hit, Reader};

pub(super) use reader::opens;

/// Words that tell a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// Index of the first word.
    pub first: usize,
    /// Index after the last word.
    pub end: usize,
    /// The words, proclitics left out.
    pub span: Span,
    /// What they mean.
    pub expr: TimeExpr,
    /// How the words before it bound it.
    pub lead: Lead,
    /// Its words with those that bound it, proclitics left out.
    pub bounded_span: Span,
    /// Whether the sentence says nothing else: «الأحد القادم».
    pub alone: bool,
    /// The rule that read it, without its pack: `time/weekday-last`.
    pub rule: &'static str,
}

impl TimeMention {
    /// When it was or will be, what bounds it taken into account: «حتى الأحد» ends on Sunday, «بعد عام 2014» begins with 2015.
    #[must_use]
    pub fn bounded(&self, ctx: &TimeContext) -> Interval {
        // «منذ يومين» by itself answers "when", and "two days ago" is the answer.
        let expr = match &self.expr {
            TimeExpr::Since(ago) if self.alone && matches!(**ago, TimeExpr::Ago { .. }) => ago,
            expr => expr,
        };
        let at = expr.resolve(ctx);
        match self.lead {
            _ if !self.is_bounded() => at,
            // «قبل نهاية الشهر» leaves time until its end.
            Lead::Before if matches!(expr, TimeExpr::Part { .. }) => at.bounded(Lead::Until),
            lead => at.bounded(lead),
        }
    }

    /// Whether the words before it make it the end or the beginning of an open stretch; «حتى الآن» means no more than now.
    #[must_use]
    pub fn is_bounded(&self) -> bool {
        self.lead != Lead::At && self.expr != TimeExpr::Day(0)
    }
}

/// What stands before a time: a happening told «حتى الجمعة» is not told to be on that Friday.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lead {
    /// On it, in it, or nothing said.
    #[default]
    At,
    /// «حتى»
    Until,
    /// «قبل»
    Before,
    /// «بعد»
    After,
    /// «اعتبارا من»
    From,
}

/// Finds the times of one sentence, in order, not overlapping.
#[must_use]
pub fn find_times(words: &[Word<'_>], numbers: &[NumberMention], tables: &TimeTables) -> Vec<TimeMention> {
    let Some(reader) = Reader::new(words, numbers, tables) else { return Vec::new() };
    let mut found: Vec<TimeMention> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !reader.tells(at) || reader.leads_nowhere(at) {
            at += 1;
        } else if let Some(end) = reader.not_a_time(at) {
            at = end;
        } else if let Some(hit) = reader.best(at) {
            let end = hit.end;
            let mention = reader.mention(at, hit);
            match found.last().and_then(|last| reader.merge(last, &mention)) {
                Some(one) => {
                    found.pop();
                    at = one.end;
                    found.push(one);
                }
                None => {
                    found.push(mention);
                    at = end;
                }
            }
        } else {
            at += 1;
        }
    }
    date_clocks(&mut found);
    found
}

/// The last day of a stretch that begins on `from` and is as long as the first words say; `None` for a length of less than
/// a day or of no number.
#[must_use]
pub fn last_day(words: &[Word<'_>], numbers: &[NumberMention], tables: &TimeTables, from: Date) -> Option<Date> {
    let (length, _) = Reader::new(words, numbers, tables)?.length(0)?;
    let next = (length.unit >= Unit::Day && length.count.is_some()).then(|| length.away(from, 1))?;
    Some(calendar::step(next, Unit::Day, -1)).filter(|last| *last >= from)
}

/// A clock tells the hour of the day its sentence names: «وقع الانفجار الساعة التاسعة صباحا في بغداد أمس».
fn date_clocks(found: &mut [TimeMention]) {
    let days: Vec<(usize, TimeExpr)> = found.iter().filter(|mention| is_day(&mention.expr)).map(|mention| (mention.first, mention.expr.clone())).collect();
    for clock in found.iter_mut().filter(|mention| mention.expr == TimeExpr::Clock) {
        if let Some((_, day)) = days.iter().min_by_key(|(first, _)| first.abs_diff(clock.first)) {
            clock.expr = day.clone();
        }
    }
}

impl Reader<'_, '_> {
    /// Where words that only look like a time end.
    fn not_a_time(&self, at: usize) -> Option<usize> {
        self.is(at, Sense::Nothing).or_else(|| self.counted_from_happening(at)).or_else(|| self.named_day(at)).or_else(|| self.habit(at))
    }

    /// The longest expression of any kind beginning at `at`.
    fn best(&self, at: usize) -> Option<Hit> {
        if !self.can_begin(at) {
            return None;
        }
        [self.range(at), self.relative(at), self.point(at), self.clock(self.after_article(at))].into_iter().flatten().max_by_key(|hit| hit.end)
    }

    /// The longest day or stretch beginning at `at`: what ranges and «منذ» are built from.
    fn point(&self, at: usize) -> Option<Hit> {
        if at >= self.words.len() || !self.can_begin(at) {
            return None;
        }
        [self.period(at), self.day_expression(at)].into_iter().flatten().max_by_key(|hit| hit.end)
    }

    fn mention(&self, first: usize, hit: Hit) -> TimeMention {
        let span = span_of(self.words, first, hit.end, self.stem(first));
        let (lead, lead_first) = self.lead(first);
        let bounded_span = if lead == Lead::At { span } else { span_of(self.words, lead_first, hit.end, self.stem(lead_first)) };
        TimeMention { first, end: hit.end, span, expr: hit.expr, lead, bounded_span, alone: self.is_alone(first, hit.end), rule: hit.rule }
    }

    /// What bounds the time at `at`, and where the words that do begin.
    fn lead(&self, at: usize) -> (Lead, usize) {
        const LEADS: [(Sense, Lead); 4] = [(Sense::Until, Lead::Until), (Sense::Before, Lead::Before), (Sense::After, Lead::After), (Sense::Starting, Lead::From)];
        let leads = self.follows_any(at, |found| LEADS.iter().any(|(sense, _)| *sense == found));
        let found = || LEADS.iter().find_map(|(sense, lead)| Some((*lead, self.ending(at, *sense)?)));
        leads.then(found).flatten().unwrap_or((Lead::At, at))
    }

    /// Two names of one day side by side: «أمس الجمعة», «اليوم (الأحد)», «18 شعبان 1444هـ الموافق 10 مارس 2023».
    fn merge(&self, last: &TimeMention, next: &TimeMention) -> Option<TimeMention> {
        let (end, given) = self.beside(last.end, next)?;
        let expr = one_day(last, next).or_else(|| given.then(|| next.expr.clone()))?;
        let rule = if expr == last.expr { last.rule } else { next.rule };
        let span = last.span.join(self.words[end - 1].token.span);
        Some(TimeMention { end, span, expr, rule, alone: self.is_alone(last.first, end), bounded_span: last.bounded_span.join(span), ..last.clone() })
    }

    /// Where the second name ends when it stands beside the first, and whether «الموافق» says they are one.
    fn beside(&self, end: usize, next: &TimeMention) -> Option<(usize, bool)> {
        let opened = self.is_mark(end, "([،,/");
        let corresponding = self.is(end + usize::from(opened), Sense::Corresponding).or_else(|| self.is(end, Sense::Corresponding));
        if corresponding.is_some_and(|after| after <= next.first && next.first <= after + 2) {
            let in_brackets = (end..next.first).any(|at| self.is_mark(at, "([")) && self.is_mark(next.end, ")]");
            return Some((next.end + usize::from(in_brackets), true));
        }
        let in_brackets = self.is_mark(end, "([") && next.first == end + 1 && self.is_mark(next.end, ")]");
        let start = end + usize::from(self.is_mark(end, "،,") || self.is(end, Sense::In).is_some());
        let bare = next.first == start && self.stem(next.first).is_none_or(|stem| !stem.joined);
        (in_brackets || bare).then_some((next.end + usize::from(in_brackets), false))
    }
}

/// The more telling of two names of one day, `None` when they cannot be that.
fn one_day(first: &TimeMention, second: &TimeMention) -> Option<TimeExpr> {
    use TimeExpr::{Dated, Day, Fixed, Weekday};
    let is_hijri = |mention: &TimeMention| mention.rule == dates::HIJRI_DATE;
    match (&first.expr, &second.expr) {
        (Fixed(_), Fixed(_)) if is_hijri(first) && !is_hijri(second) => Some(second.expr.clone()),
        (Fixed(_), Fixed(_)) if is_hijri(second) && !is_hijri(first) => Some(first.expr.clone()),
        (Weekday { weekday, .. }, Fixed(Interval { from: Some(date), .. })) if is_hijri(second) => Some(Fixed(Interval::day(calendar::snap(*date, *weekday)))),
        (Weekday { weekday, .. }, Dated { calendar, month, days: Some(days), turn, .. }) | (Dated { calendar, month, days: Some(days), turn, .. }, Weekday { weekday, .. }) => {
            Some(Dated { calendar: *calendar, month: *month, days: Some(*days), weekday: Some(*weekday), turn: *turn })
        }
        (a, b) if is_day(a) && is_day(b) && rank(a) != rank(b) => Some(if rank(a) < rank(b) { a.clone() } else { b.clone() }),
        (Day(a), Day(b)) if a == b => Some(first.expr.clone()),
        _ => None,
    }
}

fn is_day(expr: &TimeExpr) -> bool {
    rank(expr).is_some()
}

/// Which of two names of a day is surer: a whole date, «أمس», a day of a month, a weekday.
fn rank(expr: &TimeExpr) -> Option<u8> {
    match expr {
        TimeExpr::Fixed(Interval { precision: Precision::Day, .. }) => Some(0),
        TimeExpr::Day(_) => Some(1),
        TimeExpr::Inside { day: Some(_), .. } => Some(2),
        TimeExpr::Dated { days: Some((_, 1)), .. } | TimeExpr::IfWeekday { .. } => Some(3),
        TimeExpr::Feast { .. } | TimeExpr::Nth { .. } => Some(4),
        TimeExpr::Weekday { .. } | TimeExpr::WeekdayOf { .. } => Some(5),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
