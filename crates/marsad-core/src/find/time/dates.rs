//! Days and months by name or number: «27 أكتوبر/تشرين الأول 2025», «الثالث من سبتمبر», «أمس», «الثلاثاء الماضي».

use marsad_pack::time::{Alone, Amount, Calendar, FeastDay, Sense, Unit};
use marsad_record::Precision;
use marsad_text::TokenKind;

use super::calendar;
use super::expr::{Interval, Length, TimeExpr, Turn};
use super::reader::{Hit, Reader, Rule, asks_for_time, figures, first};

/// The rule of a whole Hijri date, which another calendar's name of the day overrules.
pub(super) const HIJRI_DATE: &str = "time/hijri-date";

const MADDA: char = '\u{622}';

/// A month's name, both its names, or its name after «شهر».
#[derive(Clone, Copy)]
pub(super) struct Month {
    pub calendar: Calendar,
    pub number: u8,
    pub alone: Alone,
    /// Whether «شهر» stands before it or its other name beside it: then it is a month beyond doubt.
    pub sure: bool,
}

/// Which year a month is of.
pub(super) enum Year {
    Number(i32, Calendar),
    Turn(Turn),
    Of(TimeExpr),
}

impl Reader<'_, '_> {
    /// The longest day or month beginning at `at`.
    pub(super) fn date(&self, at: usize) -> Option<Hit> {
        use first::{DAY, FEAST, FINAL, MONTH, NUMBER, TURN, UNIT};
        let rules: &[Rule<Self>] = &[
            (NUMBER, Self::numeric_date),
            (NUMBER, Self::numeric_day),
            (NUMBER, Self::numeric_month),
            (NUMBER | DAY, Self::day_of_month),
            (UNIT | MONTH, Self::month_first_date),
            (NUMBER | DAY, Self::day_of_this_month),
            (UNIT | MONTH, Self::month_date),
            (UNIT | DAY, Self::day_word),
            (UNIT | DAY | TURN, Self::weekday_date),
            (FEAST, Self::feast),
            (UNIT | DAY | NUMBER | FINAL, Self::nth_day),
        ];
        self.longest(rules, at)
    }

    /// A day of any kind, with the time of day before it or after it, and its clock.
    pub(super) fn day_expression(&self, at: usize) -> Option<Hit> {
        if !self.tells(at) {
            return None;
        }
        let hit = [self.date(at), self.part_of_day(at), self.eve(at), self.day_so_called(at)].into_iter().flatten().max_by_key(|hit| hit.end)?;
        let end = if hit.expr.tells_day() { self.after_time_of_day(hit.end) } else { hit.end };
        Some(Hit { end, ..hit })
    }

    /// «مساء أمس», «فجر الأحد», «في ساعة متأخرة من ليل السبت», «صباح عيد الفطر».
    fn part_of_day(&self, at: usize) -> Option<Hit> {
        let after = self.is(at, Sense::DayPart).map(|after| self.skip(self.skip(after, Sense::DayPart), Sense::From))?;
        let day = || [self.date(after), self.day_so_called(after), self.first_of_feast(after)].into_iter().flatten().filter(|hit| hit.expr.tells_day()).max_by_key(|hit| hit.end);
        self.night(after).or_else(day).or_else(|| self.relative_day(after))
    }

    /// «يوم 3 سبتمبر», «يوم 20 الجاري», «يوم عيد الفطر», «يوم 15».
    fn day_so_called(&self, at: usize) -> Option<Hit> {
        let next = self.day_unit(at)?;
        let named = [self.date(next), self.first_of_feast(next)].into_iter().flatten().filter(|hit| hit.expr.tells_day()).max_by_key(|hit| hit.end);
        named.or_else(|| self.day_in_figures(next))
    }

    /// «يوم 15», and nothing that 15 could count.
    fn day_in_figures(&self, at: usize) -> Option<Hit> {
        let (day, end) = self.digits(at, 1..=2).and_then(|_| self.day(at)).filter(|(_, end)| !self.is_word(*end))?;
        Some(Hit::new(end, TimeExpr::MonthDay(day), "time/day-of-this-month"))
    }

    /// «عشية عيد الميلاد», «ليلة رأس السنة»: the day before.
    fn eve(&self, at: usize) -> Option<Hit> {
        let feast = self.first_of_feast(self.is(at, Sense::Eve)?)?;
        let length = Length { unit: Unit::Day, count: Some(1), about: false };
        Some(Hit::new(feast.end, TimeExpr::Away { length, before: true, of: Box::new(feast.expr) }, feast.rule))
    }

    /// «ليل الجمعة السبت», «ليلة الخميس/الجمعة».
    fn night(&self, at: usize) -> Option<Hit> {
        let (first, end) = self.weekday(at)?;
        let next = self.is(end, Sense::To).or_else(|| self.is_mark(end, "-/–").then_some(end + 1)).unwrap_or(end);
        let (second, end) = self.weekday(next)?;
        let (turn, end) = self.turn(end).unwrap_or((Turn::Bare, end));
        (second == first % 7 + 1).then(|| Hit::new(end, TimeExpr::Night { weekday: first, turn }, "time/night"))
    }

    /// «27/10/2025», «2025-10-27», «27.10.2025», «27/10/25».
    fn numeric_date(&self, at: usize) -> Option<Hit> {
        const RULE: &str = "time/numeric-date";
        if let Some([first, month, third]) = self.dotted(at) {
            let (year, day) = if first > 999 { (first, third) } else { (third, first) };
            return fixed_day(Calendar::Gregorian, (year > 999).then_some(year)?, month, day).map(|expr| Hit::new(at + 1, expr, RULE));
        }
        let (first, second, third) = (self.digits(at, 1..=4)?, self.digits(at + 2, 1..=2)?, self.digits(at + 4, 1..=4)?);
        let mark = self.words[at + 1].text;
        let same_marks = matches!(mark, "/" | "-" | "–") && self.words[at + 3].text == mark;
        let third = if mark == "/" && first < 100 && self.digits(at + 4, 2..=2).is_some() { this_century(third) } else { third };
        let (year, month, day) = if first > 999 { (first, second, third) } else { (third, second, first) };
        let system = if (1300..1500).contains(&year) { Calendar::Hijri } else { Calendar::Gregorian };
        // America's order is told by a month that cannot be one.
        let expr = fixed_day(system, year, month, day).or_else(|| fixed_day(system, year, day, month));
        let (_, end) = self.year_mark(at + 5).unwrap_or((system, at + 5));
        let goes_on = |end: usize| self.is_mark(end, "-–/") && self.digits(end + 1, 1..=9).is_some() && self.numeric_date(end + 1).is_none();
        let rule = if system == Calendar::Hijri { HIJRI_DATE } else { RULE };
        expr.filter(|_| same_marks && year > 999 && !goes_on(end)).map(|expr| Hit::new(end, expr, rule))
    }

    /// The three numbers of «٢٧.١٠.٢٠٢٥», which is one word.
    fn dotted(&self, at: usize) -> Option<[i32; 3]> {
        let word = self.words.get(at).filter(|word| word.token.kind == TokenKind::Number)?;
        let mut parts = word.text.split('.').map(figures);
        let three = [parts.next()??, parts.next()??, parts.next()??];
        parts.next().is_none().then_some(three)
    }

    /// «3/9», after «يوم», «بتاريخ» or alone.
    fn numeric_day(&self, at: usize) -> Option<Hit> {
        let (day, end) = self.day(at).filter(|_| self.digits(at, 1..=2).is_some())?;
        let month = self.digits(end + 1, 1..=2).filter(|_| self.is_mark(end, "/")).and_then(|month| u8::try_from(month).ok()).filter(|month| (1..=12).contains(month))?;
        let end = end + 2;
        let is_asked = self.follows(at, Sense::On) || (0..at).last().is_some_and(|before| self.day_unit(before) == Some(at)) || self.is_alone(at, end);
        let month = Month { calendar: Calendar::Gregorian, number: month, alone: Alone::No, sure: true };
        Some(Hit::new(end, month.with(Some(day), Turn::Bare)?, "time/numeric-date")).filter(|_| is_asked && !self.is_mark(end, "/"))
    }

    /// «9/2025», where a time is asked for.
    fn numeric_month(&self, at: usize) -> Option<Hit> {
        let month = self.digits(at, 1..=2).and_then(|month| u8::try_from(month).ok())?;
        let (year, end) = self.year_digits(at + 2).filter(|(year, _)| self.is_mark(at + 1, "/") && (1900..2100).contains(year))?;
        let dates = calendar::month(Calendar::Gregorian, year, Some(month).filter(|month| (1..=12).contains(month))?)?;
        let is_asked = self.asks_for_time(at) || self.is_alone(at, end);
        Some(Hit::new(end, TimeExpr::Fixed(Interval::new(dates, Precision::Month)), "time/numeric-month")).filter(|_| is_asked && !self.is_mark(at.wrapping_sub(1), "/-"))
    }

    /// «27 أكتوبر 2025», «الثالث والعشرين من أيلول», «فاتح جويلية 1991».
    fn day_of_month(&self, at: usize) -> Option<Hit> {
        let (day, end) = self.is(at, Sense::FirstDay).map(|end| (1, end)).or_else(|| self.day(at))?;
        if let Some(hit) = self.joined_by_marks(at) {
            return Some(hit);
        }
        let next = self.skip(end, Sense::From);
        // «ثلاثة من أكتوبر» are three of something.
        let is_counted = next > end && self.number(at).is_some_and(|number| !number.ordinal) && self.digits(at, 1..=2).is_none() && !self.has_article(at);
        let (month, end) = self.month(next).filter(|_| !is_counted)?;
        self.dated(at, month, Some(day), end)
    }

    /// «12/آذار/2019», «12-مارس-2019».
    fn joined_by_marks(&self, at: usize) -> Option<Hit> {
        let (day, end) = self.day(at).filter(|(_, end)| self.is_mark(*end, "/-"))?;
        let (month, after) = self.month_name(end + 1).filter(|(_, after)| self.is_mark(*after, "/-"))?;
        let (year, after) = self.year_digits(after + 1)?;
        Some(Hit::new(after, fixed_day(month.calendar, year, i32::from(month.number), i32::from(day))?, "time/full-date"))
    }

    /// "October 27, 2025".
    fn month_first_date(&self, at: usize) -> Option<Hit> {
        let (month, end) = self.month(at)?;
        let (day, end) = self.day(end).filter(|_| self.digits(end, 1..=2).is_some())?;
        let year_at = end + usize::from(self.is_mark(end, ",،"));
        let is_year_first = !self.words[at].key.is_ascii();
        let year = self.year_digits(year_at).and_then(|(year, end)| Some((fixed_day(month.calendar, year, i32::from(month.number), i32::from(day))?, end)));
        year.map(|(expr, end)| Hit::new(end, expr, "time/full-date")).or_else(|| self.dated(at, month, Some(day), end).filter(|_| !is_year_first))
    }

    /// «السادس من الشهر الجاري», «16 الجاري», «الخامس من هذا الشهر».
    fn day_of_this_month(&self, at: usize) -> Option<Hit> {
        const RULE: &str = "time/day-of-this-month";
        let (day, end) = self.is(at, Sense::FirstDay).map(|end| (1, end)).or_else(|| self.day(at))?;
        let inside = |of: TimeExpr| TimeExpr::Inside { calendar: Calendar::Gregorian, month: None, day: Some(day), of: Box::new(of) };
        if let Some(after) = self.is(end, Sense::This).filter(|_| self.digits(at, 1..=2).is_some()) {
            let is_bare = self.is_definite(end) && self.unit(after).is_none();
            return is_bare.then(|| Hit::new(after, inside(TimeExpr::Unit { unit: Unit::Month, turn: Turn::This }), RULE));
        }
        if let Some(after) = self.is(end, Sense::OfIt) {
            return Some(Hit::new(after, inside(TimeExpr::Told { unit: Some(Unit::Month), step: 0 }), RULE));
        }
        if let Some(after) = self.is(end, Sense::Next).filter(|_| self.digits(at, 1..=2).is_some() && self.is_definite(end)) {
            return Some(Hit::new(after, inside(TimeExpr::Unit { unit: Unit::Month, turn: Turn::Next }), RULE));
        }
        let from = self.is(end, Sense::From)?;
        let this_month = self.unit(from).filter(|((unit, amount, _), after)| *unit == Unit::Month && *amount == Amount::One && self.is_definite(from) && !self.is_word(*after));
        if let Some((_, after)) = this_month {
            return Some(Hit::new(after, TimeExpr::MonthDay(day), RULE));
        }
        let month = self.unit_period(from).filter(|hit| matches!(hit.expr, TimeExpr::Unit { unit: Unit::Month, .. } | TimeExpr::Told { unit: Some(Unit::Month), .. }))?;
        Some(Hit::new(month.end, inside(month.expr), RULE))
    }

    /// «في أبريل الماضي», «نيسان/أبريل 2003», «شهر آذار», «سبتمبر».
    pub(super) fn month_date(&self, at: usize) -> Option<Hit> {
        let (month, end) = self.month(at)?;
        self.dated(at, month, None, end)
    }

    /// A month that the words before it leave no doubt about: «العشر الأواخر من رمضان».
    pub(super) fn bare_month(&self, at: usize) -> Option<Hit> {
        let (month, end) = self.month(at)?;
        Some(Hit::new(end, month.with(None, Turn::Bare)?, "time/month"))
    }

    /// A day or month with whatever tells its year.
    fn dated(&self, at: usize, month: Month, day: Option<u8>, end: usize) -> Option<Hit> {
        let number = i32::from(month.number);
        match self.year_after(end) {
            Some((Year::Number(year, system), end)) => {
                // A marked Hijri year beside a Gregorian month is nobody's date.
                let calendar = if system == Calendar::Hijri || year < 1500 { Calendar::Hijri } else { Calendar::Gregorian };
                if calendar != month.calendar {
                    return self.hijri_of_year(&month, day, year, end);
                }
                let expr = match day {
                    Some(day) => fixed_day(calendar, year, number, i32::from(day))?,
                    None => TimeExpr::Fixed(Interval::new(calendar::month(calendar, year, month.number)?, Precision::Month)),
                };
                let rule = match (day, calendar) {
                    (Some(_), Calendar::Gregorian) => "time/full-date",
                    (Some(_), Calendar::Hijri) => HIJRI_DATE,
                    (None, _) => "time/month-of-year",
                };
                Some(Hit::new(end, expr, rule))
            }
            Some((Year::Of(of), end)) => Some(Hit::new(end, TimeExpr::Inside { calendar: month.calendar, month: Some(month.number), day, of: Box::new(of) }, "time/date-of-told-year")),
            Some((Year::Turn(turn), end)) => Some(Hit::new(end, month.with(day, turn)?, if day.is_some() { "time/day-month-turn" } else { "time/month-turn" })),
            None if day.is_none() && self.is_alone(at, end) => Some(Hit::new(end, month.with(None, Turn::Bare)?, "time/month")),
            // «1 - صفر» is a score.
            None if day.is_some() && month.calendar == Calendar::Hijri && month.alone == Alone::No && !month.sure && self.digits(at, 1..=2).is_some() => None,
            None if day.is_some() => {
                let bare = month.with(day, Turn::Bare)?;
                let landmark = day.filter(|_| month.calendar == Calendar::Gregorian).and_then(|day| self.landmark(at, month.number, day));
                let expr = match landmark {
                    Some((year, named)) => TimeExpr::Landmark { year, named, date: Box::new(bare) },
                    None => bare,
                };
                Some(Hit::new(end, expr, "time/day-month"))
            }
            None if self.stands_alone(at, month) => Some(Hit::new(end, month.with(None, Turn::Bare)?, "time/month")),
            None => None,
        }
    }

    /// «رمضان 2024»: the Hijri month that begins in a Gregorian year.
    fn hijri_of_year(&self, month: &Month, day: Option<u8>, year: i32, end: usize) -> Option<Hit> {
        let begins = FeastDay::Fixed { calendar: Calendar::Hijri, month: month.number, day: day.unwrap_or(1) };
        let (first, _) = calendar::feast(begins, 1, year).into_iter().next().filter(|_| month.calendar == Calendar::Hijri && year >= 1500)?;
        let interval = match day {
            Some(_) => Interval::day(first),
            None => Interval::new(calendar::month(Calendar::Hijri, calendar::year_of(Calendar::Hijri, first), month.number)?, Precision::Month),
        };
        Some(Hit::new(end, TimeExpr::Fixed(interval), "time/hijri-month-of-year"))
    }

    fn stands_alone(&self, at: usize, month: Month) -> bool {
        month.sure
            || match month.alone {
                Alone::Yes => true,
                Alone::Preposition => self.follows_preposition(at),
                Alone::Madda => self.follows_preposition(at) && self.words[at].text.contains(MADDA),
                Alone::No => false,
            }
    }

    fn follows_preposition(&self, at: usize) -> bool {
        self.stem(at).is_some_and(|stem| stem.preposition.is_some()) || self.follows_any(at, asks_for_time)
    }

    /// A month with its second name: «أكتوبر/تشرين الأول», «حزيران (يونيو)», «شهر رمضان».
    pub(super) fn month(&self, at: usize) -> Option<(Month, usize)> {
        if let Some(((Unit::Month, Amount::One, _), next)) = self.unit(at) {
            return self.month(next).map(|(month, end)| (Month { sure: true, ..month }, end));
        }
        let (month, end) = self.month_name(at)?;
        let (month, end) = self.other_name(at, month, end).map_or((month, end), |end| (Month { sure: true, ..month }, end));
        Some((month, self.skip(end, Sense::Blessed)))
    }

    /// Where a month's name in another tradition ends, beside it or in brackets.
    fn other_name(&self, at: usize, month: Month, end: usize) -> Option<usize> {
        let is_other = |next: usize| self.words.get(next).is_some_and(|word| word.key != self.words[at].key);
        let second = |next: usize| self.month_name(next).filter(|(other, _)| is_other(next) && other.calendar == month.calendar && other.number == month.number).map(|(_, end)| end);
        if self.is_mark(end, "/-–\\") {
            return second(end + 1);
        }
        let closed = second(end + 1).filter(|_| self.is_mark(end, "([")).filter(|after| self.is_mark(*after, ")]"));
        closed.map(|after| after + 1)
    }

    fn month_name(&self, at: usize) -> Option<(Month, usize)> {
        self.take(at, |sense| match sense {
            Sense::Month { calendar, number, alone } => Some(Month { calendar, number, alone, sure: false }),
            _ => None,
        })
    }

    /// What tells the year after a month: «2025», «من عام 2014», «الماضي», «من العام نفسه».
    pub(super) fn year_after(&self, at: usize) -> Option<(Year, usize)> {
        if let Some((year, end)) = self.year_digits(at).filter(|_| !self.is_mark(at + 1, ",") || self.digits(at + 2, 1..=3).is_none()) {
            let (system, end) = self.year_mark(end).unwrap_or((Calendar::Gregorian, end));
            return Some((Year::Number(year, system), end));
        }
        // «3 سبتمبر، 2025», «أكتوبر 73», where nothing follows that the figure could count.
        let after_mark = self.is_mark(at, ",،").then(|| self.year_digits(at + 1)).flatten();
        if let Some((year, end)) = after_mark.or_else(|| self.short_year(at)).filter(|(_, end)| !self.is_word(*end)) {
            return Some((Year::Number(year, Calendar::Gregorian), end));
        }
        let next = self.skip(self.skip(at, Sense::From), Sense::In);
        if let Some((year, system, end)) = self.named_year(next) {
            return Some((Year::Number(year, system), end));
        }
        if let Some(hit) = self.unit_period(next).filter(|hit| matches!(hit.expr, TimeExpr::Unit { unit: Unit::Year, .. } | TimeExpr::Told { unit: Some(Unit::Year), .. })) {
            return Some((Year::Of(hit.expr), hit.end));
        }
        self.turn(at).map(|(turn, end)| (Year::Turn(turn), end))
    }

    /// «عام 2014», «سنة 1415هـ», «عام ألف وتسعمئة وثمانية وأربعين».
    pub(super) fn named_year(&self, at: usize) -> Option<(i32, Calendar, usize)> {
        let (_, end) = self.unit(at).filter(|((unit, amount, _), _)| *unit == Unit::Year && *amount == Amount::One)?;
        let end = self.skip(end, Sense::YearAdjective);
        let (year, end) = self.year_number(end).or_else(|| self.short_year(end)).filter(|(_, end)| self.is(*end, Sense::Ancient).is_none())?;
        let (system, end) = self.year_mark(end).unwrap_or((Calendar::Gregorian, end));
        Some((year, system, end))
    }

    /// «هـ», «م».
    pub(super) fn year_mark(&self, at: usize) -> Option<(Calendar, usize)> {
        self.take(at, |sense| match sense {
            Sense::HijriMark => Some(Calendar::Hijri),
            Sense::GregorianMark => Some(Calendar::Gregorian),
            _ => None,
        })
    }

    /// «الماضي», «المقبل», «الجاري» after what they tell of.
    pub(super) fn turn(&self, at: usize) -> Option<(Turn, usize)> {
        self.take(at, |sense| match sense {
            Sense::Past => Some(Turn::Last),
            Sense::Next => Some(Turn::Next),
            Sense::This => Some(Turn::This),
            Sense::BeforeLast => Some(Turn::BeforeLast),
            Sense::AfterNext => Some(Turn::AfterNext),
            _ => None,
        })
        .filter(|(turn, _)| *turn != Turn::This || self.is_definite(at))
    }

    /// «أمس», «غدا», «اليوم».
    fn day_word(&self, at: usize) -> Option<Hit> {
        let word = |at: usize| {
            self.take(at, |sense| match sense {
                Sense::Day(days) => Some(days),
                _ => None,
            })
        };
        let after_day = self.day_unit(at).and_then(word);
        if let Some((days, end)) = word(at).or(after_day) {
            return Some(Hit::new(end, TimeExpr::Day(days), "time/day-word"));
        }
        let end = self.is(at, Sense::Today)?;
        (!self.is_some_day(at, end)).then(|| Hit::new(end, TimeExpr::Day(0), "time/today"))
    }

    /// «اليوم» is no "today" in «اليوم التالي», «في اليوم الثاني», «ذلك اليوم», «في اليوم الذي».
    pub(super) fn is_some_day(&self, at: usize, end: usize) -> bool {
        use Sense::{DayAdjective, Following, FollowsIt, Next, Past, PrecedesIt, Preceding, Same, That, Which};
        let adjective = self.take(end, |sense| matches!(sense, Same | Following | Preceding | Past | Next | DayAdjective | Which | FollowsIt | PrecedesIt).then_some(())).is_some();
        let counted = self.number(end).is_some_and(|number| number.ordinal && self.has_article(end));
        let pointed = self.follows_any(at, |sense| matches!(sense, That | Same));
        let inside = self.follows(at, Sense::In) || self.stem(at).is_some_and(|stem| stem.preposition == Some('\u{643}'));
        adjective || counted || pointed || inside
    }

    /// «الثلاثاء», «يوم الجمعة الماضي», «الأحد من الأسبوع المقبل», «هذا السبت», "last Friday".
    fn weekday_date(&self, at: usize) -> Option<Hit> {
        let (before, name_at) = self.turn_before(at).map_or((None, at), |(turn, end)| (Some(turn), end));
        let name_at = self.day_unit(name_at).filter(|end| self.weekday(*end).is_some()).unwrap_or(name_at);
        let (weekday, end) = match self.weekday(name_at) {
            Some(found) => found,
            // «خميس الأسبوع المقبل» needs no «من».
            None => self.bare_weekday(name_at).filter(|(_, end)| self.week(*end).is_some())?,
        };
        if let Some(week) = self.week(self.skip(end, Sense::From)) {
            return Some(Hit::new(week.end, TimeExpr::WeekdayOf { weekday, of: Box::new(week.expr) }, "time/weekday-of-week"));
        }
        // «الجمعة 13».
        if let Some((day, after)) = self.digits(end, 1..=2).and_then(|_| self.day(end)).filter(|(_, after)| !self.is_word(*after) && !self.is_mark(*after, "-–/:")) {
            return Some(Hit::new(after, TimeExpr::WeekdayOn { weekday, day }, "time/weekday-day"));
        }
        let this = || self.is(end, Sense::This).map(|end| (Turn::This, end));
        let (turn, end) = before.map(|turn| (turn, end)).or_else(|| self.turn(end)).or_else(this).unwrap_or((Turn::Bare, end));
        let rule = match turn {
            Turn::Bare => "time/weekday",
            Turn::Last | Turn::BeforeLast => "time/weekday-last",
            Turn::This => "time/weekday-this",
            Turn::Next | Turn::AfterNext => "time/weekday-next",
        };
        Some(Hit::new(end, TimeExpr::Weekday { weekday, turn }, rule))
    }

    fn week(&self, at: usize) -> Option<Hit> {
        self.unit_period(at).filter(|hit| matches!(hit.expr, TimeExpr::Unit { unit: Unit::Week, .. } | TimeExpr::Told { unit: Some(Unit::Week), .. }))
    }

    /// «يوم» before the name of a day.
    pub(super) fn day_unit(&self, at: usize) -> Option<usize> {
        self.unit(at).filter(|((unit, amount, _), _)| *unit == Unit::Day && *amount == Amount::One && !self.is_definite(at)).map(|(_, end)| end)
    }

    /// «يوم الثلاثاء من كل أسبوع», «كل يوم سبت»: where the habit ends.
    pub(super) fn habit(&self, at: usize) -> Option<usize> {
        if let Some(next) = self.is(at, Sense::Every) {
            let unit = self.unit(next).map(|(_, end)| end);
            let weekday = |at: usize| self.weekday(at).or_else(|| self.bare_weekday(at)).map(|(_, end)| end);
            let counted = self.nth(next).map(|hit| hit.end);
            return counted.or_else(|| unit.map(|end| weekday(end).unwrap_or(end))).or_else(|| weekday(next));
        }
        if !self.has_every() {
            return None;
        }
        let end = self.weekday_date(at)?.end;
        let every = self.is(self.is(end, Sense::From)?, Sense::Every)?;
        self.unit(every).map(|(_, end)| end)
    }

    /// «ميدان 6 أكتوبر», «سوق السبت», «حزب أيار»: where the name ends.
    pub(super) fn named_day(&self, at: usize) -> Option<usize> {
        if !self.follows_any(at, |sense| matches!(sense, Sense::Line | Sense::Named)) || self.has_article(at.checked_sub(1)?) {
            return None;
        }
        let is_line = self.follows(at, Sense::Line);
        let from = self.day(at).map_or(at, |(_, end)| self.skip(end, Sense::From));
        let end = self.month(from).map(|(_, end)| end).or_else(|| self.weekday(at).map(|(_, end)| end))?;
        match self.year_after(end) {
            Some((_, end)) if is_line => Some(end),
            Some(_) => None,
            None => Some(end),
        }
    }

    /// «هذا», "last", "next" before what they tell of.
    pub(super) fn turn_before(&self, at: usize) -> Option<(Turn, usize)> {
        self.take(at, |sense| match sense {
            Sense::This => Some(Turn::This),
            Sense::Past => Some(Turn::Last),
            Sense::Next => Some(Turn::Next),
            _ => None,
        })
        .filter(|_| !self.is_definite(at))
    }

    pub(super) fn weekday(&self, at: usize) -> Option<(u8, usize)> {
        self.take(at, |sense| match sense {
            Sense::Weekday(weekday) => Some(weekday),
            _ => None,
        })
    }

    pub(super) fn bare_weekday(&self, at: usize) -> Option<(u8, usize)> {
        self.take(at, |sense| match sense {
            Sense::BareWeekday(weekday) => Some(weekday),
            _ => None,
        })
    }
}

impl Month {
    /// The month or its day without a year, where the month has such a day.
    pub(super) fn with(self, day: Option<u8>, turn: Turn) -> Option<TimeExpr> {
        let longest = match (self.calendar, self.number) {
            (Calendar::Hijri, _) | (Calendar::Gregorian, 4 | 6 | 9 | 11) => 30,
            (Calendar::Gregorian, 2) => 29,
            (Calendar::Gregorian, _) => 31,
        };
        day.is_none_or(|day| day <= longest).then(|| TimeExpr::Dated { calendar: self.calendar, month: self.number, days: day.map(|day| (day, 1)), weekday: None, turn })
    }
}

/// «25» for 2025, «79» for 1979.
fn this_century(year: i32) -> i32 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

fn fixed_day(system: Calendar, year: i32, month: i32, day: i32) -> Option<TimeExpr> {
    let date = calendar::day(system, year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    Some(TimeExpr::Fixed(Interval::day(date)))
}
