//! Days and months by name or number: «27 أكتوبر/تشرين الأول 2025», «الثالث من سبتمبر», «أمس», «الثلاثاء الماضي».

use jiff::civil::Date;
use marsad_pack::time::{Alone, Amount, Calendar, Sense, Unit};
use marsad_record::Precision;

use super::calendar;
use super::expr::{Interval, TimeExpr, Turn};
use super::reader::{Hit, Reader};

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
        let rules = [Self::numeric_date, Self::day_of_month, Self::month_first_date, Self::day_of_this_month, Self::month_date, Self::day_word, Self::weekday_date, Self::feast];
        rules.iter().filter_map(|rule| rule(self, at)).max_by_key(|hit| hit.end)
    }

    /// A day of any kind, with the time of day before it and a second name after it.
    pub(super) fn day_expression(&self, at: usize) -> Option<Hit> {
        let part = self.is(at, Sense::DayPart).map(|after| self.skip(self.skip(after, Sense::DayPart), Sense::From));
        let of_part = part.and_then(|after| self.night(after).or_else(|| self.date(after).filter(|hit| !hit.rule.contains("month"))).or_else(|| self.relative_day(after)));
        [self.date(at), of_part].into_iter().flatten().max_by_key(|hit| hit.end)
    }

    /// «ليل الجمعة السبت», «ليلة الخميس/الجمعة».
    fn night(&self, at: usize) -> Option<Hit> {
        let (first, end) = self.weekday(at)?;
        let next = if self.is_mark(end, "-/–") { end + 1 } else { end };
        let (second, end) = self.weekday(next)?;
        let (turn, end) = self.turn(end).unwrap_or((Turn::Bare, end));
        (second == first % 7 + 1).then(|| Hit::new(end, TimeExpr::Night { weekday: first, turn }, "time/night"))
    }

    /// «27/10/2025», «2025-10-27», «27.10.2025».
    fn numeric_date(&self, at: usize) -> Option<Hit> {
        const RULE: &str = "time/numeric-date";
        let word = self.words.get(at)?;
        let dotted: Vec<i32> = word.text.split('.').filter_map(|part| part.parse().ok()).collect();
        if let [day, month, year] = dotted[..] {
            return fixed_day(Calendar::Gregorian, (year > 999).then_some(year)?, month, day).map(|expr| Hit::new(at + 1, expr, RULE));
        }
        let (first, second, third) = (self.digits(at, 1..=4)?, self.digits(at + 2, 1..=2)?, self.digits(at + 4, 1..=4)?);
        let mark = self.words[at + 1].text;
        let same_marks = matches!(mark, "/" | "-" | "–") && self.words[at + 3].text == mark;
        let (year, month, day) = if first > 999 { (first, second, third) } else { (third, second, first) };
        let system = if (1300..1500).contains(&year) { Calendar::Hijri } else { Calendar::Gregorian };
        // America's order is told by a month that cannot be one.
        let expr = fixed_day(system, year, month, day).or_else(|| fixed_day(system, year, day, month));
        let (_, end) = self.year_mark(at + 5).unwrap_or((system, at + 5));
        let rule = if system == Calendar::Hijri { HIJRI_DATE } else { RULE };
        expr.filter(|_| same_marks && year > 999).map(|expr| Hit::new(end, expr, rule))
    }

    /// «27 أكتوبر 2025», «الثالث والعشرين من أيلول», «فاتح جويلية 1991».
    fn day_of_month(&self, at: usize) -> Option<Hit> {
        let (day, end) = self.is(at, Sense::FirstDay).map(|end| (1, end)).or_else(|| self.day(at))?;
        let end = self.skip(end, Sense::From);
        let (month, end) = self.month(end)?;
        self.dated(at, month, Some(day), end)
    }

    /// "October 27, 2025".
    fn month_first_date(&self, at: usize) -> Option<Hit> {
        let (month, end) = self.month(at).filter(|_| self.words[at].key.is_ascii())?;
        let (day, end) = self.day(end).filter(|(_, after)| *after == end + 1)?;
        let year_at = if self.is_mark(end, ",") { end + 1 } else { end };
        let year = self.year_digits(year_at).and_then(|(year, end)| Some((fixed_day(month.calendar, year, i32::from(month.number), i32::from(day))?, end)));
        year.map(|(expr, end)| Hit::new(end, expr, "time/full-date")).or_else(|| self.dated(at, month, Some(day), end))
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
        let from = self.is(end, Sense::From)?;
        let month = self.unit_period(from).filter(|hit| matches!(hit.expr, TimeExpr::Unit { unit: Unit::Month, .. } | TimeExpr::Told { unit: Some(Unit::Month), .. }))?;
        Some(Hit::new(month.end, inside(month.expr), RULE))
    }

    /// «في أبريل الماضي», «نيسان/أبريل 2003», «شهر آذار», «سبتمبر».
    fn month_date(&self, at: usize) -> Option<Hit> {
        let (month, end) = self.month(at)?;
        self.dated(at, month, None, end)
    }

    /// A day or month with whatever tells its year.
    fn dated(&self, at: usize, month: Month, day: Option<u8>, end: usize) -> Option<Hit> {
        let number = i32::from(month.number);
        match self.year_after(end) {
            Some((Year::Number(year, system), end)) => {
                // A marked Hijri year beside a Gregorian month is nobody's date.
                let calendar = if system == Calendar::Hijri || year < 1500 { Calendar::Hijri } else { Calendar::Gregorian };
                if calendar != month.calendar {
                    return None;
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
            // «1 - صفر» is a score.
            None if day.is_some() && month.calendar == Calendar::Hijri && month.alone == Alone::No && !month.sure && self.digits(at, 1..=2).is_some() => None,
            None if day.is_some() => Some(Hit::new(end, month.with(day, Turn::Bare)?, "time/day-month")),
            None if self.stands_alone(at, month) => Some(Hit::new(end, month.with(None, Turn::Bare)?, "time/month")),
            None => None,
        }
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
        use Sense::{After, Before, Between, During, In, Part, Since, Starting, Until};
        let is_preposition = |sense: Sense| matches!(sense, In | Starting | Since | Until | Before | After | During | Between | Part { .. });
        self.stem(at).is_some_and(|stem| stem.preposition.is_some()) || self.follows_any(at, is_preposition)
    }

    /// A month with its second name: «أكتوبر/تشرين الأول», «حزيران (يونيو)», «شهر رمضان».
    pub(super) fn month(&self, at: usize) -> Option<(Month, usize)> {
        if let Some(((Unit::Month, Amount::One, _), next)) = self.unit(at) {
            return self.month(next).map(|(month, end)| (Month { sure: true, ..month }, end));
        }
        let (month, end) = self.month_name(at)?;
        let is_other = |next: usize| self.words.get(next).is_some_and(|word| word.key != self.words[at].key);
        let second = |next: usize| self.month_name(next).filter(|(other, _)| is_other(next) && other.calendar == month.calendar && other.number == month.number);
        if self.is_mark(end, "/-–")
            && let Some((_, end)) = second(end + 1)
        {
            return Some((Month { sure: true, ..month }, end));
        }
        if self.is_mark(end, "([")
            && let Some((_, after)) = second(end + 1).filter(|(_, after)| self.is_mark(*after, ")]"))
        {
            return Some((Month { sure: true, ..month }, after + 1));
        }
        Some((month, end))
    }

    fn month_name(&self, at: usize) -> Option<(Month, usize)> {
        self.take(at, |sense| match sense {
            Sense::Month { calendar, number, alone } => Some(Month { calendar, number, alone, sure: false }),
            _ => None,
        })
    }

    /// What tells the year after a month: «2025», «من عام 2014», «الماضي», «من العام نفسه».
    fn year_after(&self, at: usize) -> Option<(Year, usize)> {
        if let Some((year, end)) = self.year_digits(at).filter(|_| !self.is_mark(at + 1, ",") || self.digits(at + 2, 1..=3).is_none()) {
            let (system, end) = self.year_mark(end).unwrap_or((Calendar::Gregorian, end));
            return Some((Year::Number(year, system), end));
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
        let (year, end) = self.year_number(end).filter(|(_, end)| self.is(*end, Sense::Ancient).is_none())?;
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
    fn is_some_day(&self, at: usize, end: usize) -> bool {
        use Sense::{DayAdjective, Following, Next, Past, Preceding, Same, That};
        let adjective = self.take(end, |sense| matches!(sense, Same | Following | Preceding | Past | Next | DayAdjective).then_some(())).is_some();
        let counted = self.number(end).is_some_and(|number| number.ordinal && self.is_definite_number(end));
        let pointed = self.follows_any(at, |sense| matches!(sense, That | Same));
        let inside = self.follows(at, Sense::In) || self.stem(at).is_some_and(|stem| stem.preposition == Some('\u{643}'));
        adjective || counted || pointed || inside
    }

    fn is_definite_number(&self, at: usize) -> bool {
        self.words[at].key.contains("\u{627}\u{644}")
    }

    /// «الثلاثاء», «يوم الجمعة الماضي», «الأحد من الأسبوع المقبل», «هذا السبت», "last Friday".
    fn weekday_date(&self, at: usize) -> Option<Hit> {
        let (before, name_at) = self.turn_before(at).map_or((None, at), |(turn, end)| (Some(turn), end));
        let name_at = self.day_unit(name_at).filter(|end| self.weekday(*end).is_some()).unwrap_or(name_at);
        let (weekday, end) = self.weekday(name_at)?;
        if let Some(week) = self.unit_period(self.skip(end, Sense::From)).filter(|hit| matches!(hit.expr, TimeExpr::Unit { unit: Unit::Week, .. })) {
            return Some(Hit::new(week.end, TimeExpr::WeekdayOf { weekday, of: Box::new(week.expr) }, "time/weekday-of-week"));
        }
        let (turn, end) = before.map(|turn| (turn, end)).or_else(|| self.turn(end)).unwrap_or((Turn::Bare, end));
        let rule = match turn {
            Turn::Bare => "time/weekday",
            Turn::Last | Turn::BeforeLast => "time/weekday-last",
            Turn::This => "time/weekday-this",
            Turn::Next | Turn::AfterNext => "time/weekday-next",
        };
        Some(Hit::new(end, TimeExpr::Weekday { weekday, turn }, rule))
    }

    /// «يوم» before the name of a day.
    fn day_unit(&self, at: usize) -> Option<usize> {
        self.unit(at).filter(|((unit, amount, _), _)| *unit == Unit::Day && *amount == Amount::One && !self.is_definite(at)).map(|(_, end)| end)
    }

    /// «ميدان 6 أكتوبر»: where the name ends.
    pub(super) fn named_day(&self, at: usize) -> Option<usize> {
        let (_, end) = self.day(at).filter(|_| self.follows(at, Sense::Named))?;
        let (_, end) = self.month(end)?;
        self.year_after(end).is_none().then_some(end)
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

    /// «عيد الفطر الماضي», «عيد الأضحى عام 2006».
    fn feast(&self, at: usize) -> Option<Hit> {
        const RULE: &str = "time/feast";
        let ((calendar, month, day, days), end) = self.take(at, |sense| match sense {
            Sense::Feast { calendar, month, day, days } => Some((calendar, month, day, days)),
            _ => None,
        })?;
        match self.year_after(end)? {
            (Year::Turn(turn), end) => Some(Hit::new(end, TimeExpr::Dated { calendar, month, days: Some((day, days)), weekday: None, turn }, RULE)),
            (Year::Number(year, system), end) => {
                let dates = feast_days((calendar, month, day, days), (system, year))?;
                Some(Hit::new(end, TimeExpr::Fixed(Interval::range(dates.0, dates.1)), RULE))
            }
            (Year::Of(_), _) => None,
        }
    }
}

impl Month {
    /// The month or its day without a year, where the month has such a day.
    fn with(self, day: Option<u8>, turn: Turn) -> Option<TimeExpr> {
        let longest = match (self.calendar, self.number) {
            (Calendar::Hijri, _) | (Calendar::Gregorian, 4 | 6 | 9 | 11) => 30,
            (Calendar::Gregorian, 2) => 29,
            (Calendar::Gregorian, _) => 31,
        };
        day.is_none_or(|day| day <= longest).then(|| TimeExpr::Dated { calendar: self.calendar, month: self.number, days: day.map(|day| (day, 1)), weekday: None, turn })
    }
}

/// A feast in a year of either calendar; one Gregorian year may see a Hijri feast twice, and the first is meant.
fn feast_days((calendar, month, day, days): (Calendar, u8, u8, u8), (system, year): (Calendar, i32)) -> Option<(Date, Date)> {
    let last = |first: Date| calendar::step(first, Unit::Day, i64::from(days) - 1);
    if calendar == system {
        let first = calendar::day(calendar, year, month, day)?;
        return Some((first, last(first)));
    }
    let start = calendar::year(system, year)?.0;
    let first_year = calendar::year_of(calendar, start);
    let found = (first_year..=first_year + 1).filter_map(|year| calendar::day(calendar, year, month, day)).find(|date| *date >= start)?;
    Some((found, last(found)))
}

fn fixed_day(system: Calendar, year: i32, month: i32, day: i32) -> Option<TimeExpr> {
    let date = calendar::day(system, year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    Some(TimeExpr::Fixed(Interval::day(date)))
}
