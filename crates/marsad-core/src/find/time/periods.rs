//! Stretches by name: «الأسبوع الماضي», «عامي 2021 و2022», «مطلع العام», «الثمانينات», «الربع الأول من 2023».

use marsad_pack::time::{Amount, Calendar, Sense, Unit};
use marsad_record::Precision;

use super::calendar;
use super::expr::{Interval, Length, TimeExpr, Turn};
use super::reader::{Hit, Reader};

impl Reader<'_, '_> {
    /// The longest stretch beginning at `at`.
    pub(super) fn period(&self, at: usize) -> Option<Hit> {
        let rules = [Self::unit_period, Self::several, Self::year, Self::years, Self::months, Self::weekdays, Self::decade, Self::century, Self::share, Self::season, Self::part];
        rules.iter().filter_map(|rule| rule(self, at)).max_by_key(|hit| hit.end)
    }

    /// «الشهر الماضي», «هذا الأسبوع», «العام نفسه», «ذلك اليوم», "last week".
    pub(super) fn unit_period(&self, at: usize) -> Option<Hit> {
        if self.is_general(at) {
            return None;
        }
        self.turned_unit(at).or_else(|| self.told_unit(at))
    }

    /// «الأمين العام الحالي» is no year.
    fn is_general(&self, at: usize) -> bool {
        let agrees = at > 0 && self.is_definite(at) == self.is_definite(at - 1);
        agrees && self.follows(at, Sense::General) && matches!(self.unit(at), Some(((Unit::Year, ..), _)))
    }

    fn turned_unit(&self, at: usize) -> Option<Hit> {
        let hit = |unit, turn, end| Some(Hit::new(end, TimeExpr::Unit { unit, turn }, "time/unit-turn"));
        if let Some((turn, next)) = self.turn_before(at) {
            let (unit, end) = self.one_unit(next).filter(|_| self.is_definite_or_latin(next))?;
            return hit(unit, turn, end).filter(|_| unit != Unit::Day || turn != Turn::This);
        }
        let (unit, end) = self.one_unit(at).filter(|_| self.is_definite(at))?;
        let (turn, end) = self.turn(end)?;
        // «اليوم المقبل» is nobody's tomorrow.
        hit(unit, turn, end).filter(|_| unit > Unit::Day)
    }

    /// A unit of what was told: «اليوم نفسه», «ذلك العام», «الأسبوع التالي», «ذات اليوم».
    fn told_unit(&self, at: usize) -> Option<Hit> {
        let hit = |unit, step, end| Some(Hit::new(end, TimeExpr::Told { unit: Some(unit), step }, "time/told-unit"));
        if let Some(next) = self.is(at, Sense::That).or_else(|| self.is(at, Sense::Same)) {
            let (unit, end) = self.one_unit(next).filter(|_| self.is_definite_or_latin(next))?;
            return hit(unit, 0, end);
        }
        let before = self.take(at, told_step);
        if let Some((step, next)) = before {
            let (unit, end) = self.one_unit(next)?;
            return hit(unit, step, end);
        }
        let (unit, end) = self.one_unit(at).filter(|_| self.is_definite(at))?;
        let (step, end) = self.take(end, told_step).or_else(|| self.is(end, Sense::Same).map(|end| (0, end)))?;
        hit(unit, step, end)
    }

    /// «هذا العام» needs the article that "this year" has not.
    fn is_definite_or_latin(&self, at: usize) -> bool {
        self.is_definite(at) || self.words[at].key.is_ascii()
    }

    fn one_unit(&self, at: usize) -> Option<(Unit, usize)> {
        self.unit(at).filter(|((unit, amount, _), _)| *amount == Amount::One && *unit >= Unit::Day).map(|((unit, ..), end)| (unit, end))
    }

    /// «اليوم التالي», «اليوم السابق», told or not; a time of day may stand before it.
    pub(super) fn relative_day(&self, at: usize) -> Option<Hit> {
        self.told_unit(at).filter(|hit| matches!(hit.expr, TimeExpr::Told { unit: Some(Unit::Day), .. }))
    }

    /// «الأيام القليلة الماضية», «اليومين الماضيين», «السنوات الثلاث الماضية», «الـ24 ساعة الماضية», "the past three days".
    fn several(&self, at: usize) -> Option<Hit> {
        let hit = |length: Length, turn, end| (length.unit > Unit::Minute).then(|| Hit::new(end, TimeExpr::Several { length, turn }, "time/several-turn"));
        if let Some((turn, next)) = self.turn_before(at).or_else(|| self.turn(at)) {
            let next = self.skip(next, Sense::Few);
            let (length, end) = self.length(next).filter(|(length, _)| length.count != Some(1))?;
            return hit(length, turn, end).filter(|_| turn != Turn::This);
        }
        let (length, end) = self.several_length(at)?;
        let end = self.skip(end, Sense::Few);
        let (turn, end) = self.turn(end)?;
        hit(length, turn, end).filter(|_| turn != Turn::This && length.count != Some(1))
    }

    /// A count on either side of its unit, or none.
    fn several_length(&self, at: usize) -> Option<(Length, usize)> {
        let ((unit, amount, _), end) = match self.unit(at) {
            Some(found) => found,
            None => return self.length(at),
        };
        if let Some(number) = self.article_number(end) {
            let (count, after) = number;
            return Some((Length { unit, count: Some(count) }, after));
        }
        let count = if amount == Amount::Two { Some(2) } else { None };
        (amount != Amount::One).then_some((Length { unit, count }, end))
    }

    /// «الثلاث» or «الـ48» after a plural.
    fn article_number(&self, at: usize) -> Option<(u32, usize)> {
        let from = if self.words.get(at)?.key == "\u{627}\u{644}" { at + 1 } else { at };
        let number = self.number(from).filter(|n| !n.ordinal)?;
        let value = number.exact()?;
        (1..=999).find(|n| f64::from(*n) == value).map(|n| (n, number.end))
    }

    /// «عام 2024», «العام ١٩٧١», «سنة 1415هـ»; a bare «2024» only after a word that asks for a time.
    fn year(&self, at: usize) -> Option<Hit> {
        const RULE: &str = "time/year";
        let named = (!self.is_general(at)).then(|| self.named_year(at)).flatten();
        let (year, system, end) = named.or_else(|| self.bare_year(at))?;
        let system = if year < 1500 && system == Calendar::Gregorian && (1300..1500).contains(&year) { Calendar::Hijri } else { system };
        Some(Hit::new(end, TimeExpr::Fixed(Interval::new(calendar::year(system, year)?, Precision::Year)), RULE))
    }

    fn bare_year(&self, at: usize) -> Option<(i32, Calendar, usize)> {
        let (year, end) = self.year_digits(at)?;
        // «1500 م» alone is a race.
        if let Some((system, end)) = self.year_mark(end).filter(|(system, _)| *system == Calendar::Hijri || self.asks_for_time(at)) {
            return Some((year, system, end));
        }
        (self.asks_for_time(at) && !self.counts_something(year, end)).then_some((year, Calendar::Gregorian, end))
    }

    /// «في 2000 قرية» counts villages: a round number is no year before what it may count.
    pub(super) fn counts_something(&self, year: i32, end: usize) -> bool {
        let is_likely = (1800..2100).contains(&year) && year % 100 != 0;
        !is_likely && self.words.get(end).is_some_and(|word| word.token.is_word() && !word.key.starts_with("\u{627}\u{644}"))
    }

    fn asks_for_time(&self, at: usize) -> bool {
        use Sense::{After, Before, Between, During, In, Part, Since, Starting, Until};
        self.follows_any(at, |sense| matches!(sense, In | Starting | During | Since | Until | Before | After | Between | Part { .. }))
    }

    /// Whether a word whose sense fits ends right before `at`.
    pub(super) fn follows_any(&self, at: usize, fits: impl Fn(Sense) -> bool) -> bool {
        (at.saturating_sub(4)..at).any(|before| self.take_ending(before, at, &fits))
    }

    fn take_ending(&self, before: usize, at: usize, fits: &impl Fn(Sense) -> bool) -> bool {
        // The longest phrase may run past `at`; any that ends there counts.
        self.ends_of(before).any(|(sense, end)| end == at && fits(sense))
    }

    /// «عامي 2021 و2022», «2010-2012», «الأعوام 2010 و2011», "2022/2023".
    fn years(&self, at: usize) -> Option<Hit> {
        let named = self.unit(at).filter(|((unit, amount, _), _)| *unit == Unit::Year && *amount != Amount::One).map(|(_, end)| end);
        let is_named = named.is_some();
        let (first, end) = self.year_digits(named.unwrap_or(at))?;
        let and = self.after_and(end).or_else(|| self.is(end, Sense::To));
        let dash = self.is_mark(end, "-–/").then_some(end + 1);
        let second = if is_named { and.or(dash) } else { dash.filter(|_| self.asks_for_time(at)) }?;
        let (last, end) = self.year_digits(second).filter(|(last, _)| *last > first)?;
        Some(Hit::new(end, fixed_years(first, last)?, "time/years"))
    }

    /// «أيار وحزيران الماضيين», «يناير وفبراير 2011».
    fn months(&self, at: usize) -> Option<Hit> {
        let at = self.pair_of(at, Unit::Month).unwrap_or(at);
        let (first, end) = self.month(at)?;
        let (second, _) = self.month(self.after_and(end)?).filter(|(second, _)| second.calendar == first.calendar)?;
        let last = self.date(self.after_and(end)?)?;
        let expr = match last.expr {
            TimeExpr::Dated { calendar, days: None, turn: Turn::Bare, .. } => {
                let bare = |month| Box::new(TimeExpr::Dated { calendar, month, days: None, weekday: None, turn: Turn::Bare });
                TimeExpr::To(bare(first.number), bare(second.number))
            }
            TimeExpr::Dated { calendar, days: None, turn, .. } => {
                let month = |month| Box::new(TimeExpr::Dated { calendar, month, days: None, weekday: None, turn });
                TimeExpr::To(month(first.number), month(second.number))
            }
            TimeExpr::Fixed(interval) if interval.precision == Precision::Month => {
                let to = interval.from?;
                let year = calendar::year_of(first.calendar, to);
                let from = calendar::month(first.calendar, year, first.number)?;
                TimeExpr::Fixed(Interval::range(from.0, interval.to?))
            }
            _ => return None,
        };
        Some(Hit::new(last.end, expr, "time/months"))
    }

    /// «يومي الاثنين والثلاثاء الماضيين».
    fn weekdays(&self, at: usize) -> Option<Hit> {
        let (first, end) = self.weekday(self.pair_of(at, Unit::Day)?)?;
        let (second, end) = self.weekday(self.after_and(end)?)?;
        let (turn, end) = self.turn(end).unwrap_or((Turn::Bare, end));
        let day = |weekday| Box::new(TimeExpr::Weekday { weekday, turn });
        Some(Hit::new(end, TimeExpr::To(day(first), day(second)), "time/weekdays"))
    }

    /// The place after a dual: «يومي», «شهري».
    fn pair_of(&self, at: usize, wanted: Unit) -> Option<usize> {
        self.unit(at).filter(|((unit, amount, _), _)| *unit == wanted && *amount == Amount::Two).map(|(_, end)| end)
    }

    /// «الثمانينات», «ثمانينيات القرن الماضي», «عقد التسعينات».
    fn decade(&self, at: usize) -> Option<Hit> {
        let from = match self.unit(at) {
            Some(((Unit::Decade, Amount::One, _), end)) => end,
            _ => at,
        };
        let (decade, end) = self.take(from, |sense| match sense {
            Sense::Decade(decade) => Some(i32::from(decade)),
            _ => None,
        })?;
        let (century, end) = self.century_years(self.skip(end, Sense::From)).unwrap_or((1900, end));
        Some(Hit::new(end, fixed_years(century + decade, century + decade + 9)?, "time/decade"))
    }

    /// «القرن العشرين», «القرن التاسع عشر». «القرن الماضي» is read as the twentieth.
    fn century(&self, at: usize) -> Option<Hit> {
        let (from, end) = self.century_years(at)?;
        Some(Hit::new(end, fixed_years(from + 1, from + 100)?, "time/century"))
    }

    fn century_years(&self, at: usize) -> Option<(i32, usize)> {
        let (_, end) = self.unit(at).filter(|((unit, amount, _), _)| *unit == Unit::Century && *amount == Amount::One && self.is_definite(at))?;
        if let Some((turn, end)) = self.turn(end) {
            return Some((if turn == Turn::Last { 1900 } else { 2000 }, end));
        }
        let (nth, end) = self.ordinal(end).filter(|(nth, _)| (1..=21).contains(nth))?;
        Some(((i32::try_from(nth).ok()? - 1) * 100, end))
    }

    /// «الربع الأول من 2023», «النصف الثاني من العام الماضي».
    fn share(&self, at: usize) -> Option<Hit> {
        let (parts, end) = self.take(at, |sense| match sense {
            Sense::Share(parts) => Some(parts),
            _ => None,
        })?;
        let (nth, end) = self.ordinal(end).filter(|(nth, _)| *nth <= u32::from(parts))?;
        let from = self.is(end, Sense::From)?;
        let year = self.whole_year(from)?;
        Some(Hit::new(year.end, TimeExpr::Share { parts, nth: u8::try_from(nth).ok()?, of: Box::new(year.expr) }, "time/share"))
    }

    /// «صيف 2014», «خريف العام الماضي», «الصيف الماضي».
    fn season(&self, at: usize) -> Option<Hit> {
        const RULE: &str = "time/season";
        let (season, end) = self.take(at, |sense| match sense {
            Sense::Season(season) => Some(season),
            _ => None,
        })?;
        let year = self.whole_year(self.skip(end, Sense::From));
        if let Some(year) = year {
            return Some(Hit::new(year.end, TimeExpr::Season { season, of: Box::new(year.expr) }, RULE));
        }
        let (turn, end) = self.turn(end)?;
        Some(Hit::new(end, season_turn(season, turn), RULE))
    }

    /// A year in any form, bare digits too: the caller has seen what asks for them.
    fn whole_year(&self, at: usize) -> Option<Hit> {
        let digits = self.year_digits(at).and_then(|(year, end)| Some(Hit::new(end, TimeExpr::Fixed(Interval::new(calendar::year(Calendar::Gregorian, year)?, Precision::Year)), "time/year")));
        digits.or_else(|| self.year(at)).or_else(|| self.unit_period(at).filter(|hit| matches!(hit.expr, TimeExpr::Unit { unit: Unit::Year, .. } | TimeExpr::Told { unit: Some(Unit::Year), .. })))
    }

    /// «مطلع العام 2016», «أواخر تشرين الثاني», «نهاية الأسبوع», «منتصف الثمانينات».
    fn part(&self, at: usize) -> Option<Hit> {
        let ((third, edge), end) = self.take(at, |sense| match sense {
            Sense::Part { third, edge } => Some((third, edge)),
            _ => None,
        })?;
        let whole = self.whole(self.skip(end, Sense::From))?;
        Some(Hit::new(whole.end, TimeExpr::Part { third, edge, of: Box::new(whole.expr) }, "time/part"))
    }

    /// What a part may be of: a month, a year, a decade, «الأسبوع» alone.
    fn whole(&self, at: usize) -> Option<Hit> {
        let month = self.date(at).filter(|hit| hit.rule.starts_with("time/month"));
        let named = [self.whole_year(at), self.decade(at), self.century(at), self.unit_period(at), self.season(at), month];
        let longest = named.into_iter().flatten().max_by_key(|hit| hit.end);
        longest.or_else(|| {
            let (unit, end) = self.one_unit(at).filter(|(unit, _)| *unit > Unit::Day && self.is_definite(at) && !self.is_general(at))?;
            Some(Hit::new(end, TimeExpr::Unit { unit, turn: Turn::Bare }, "time/unit"))
        })
    }
}

fn told_step(sense: Sense) -> Option<i8> {
    match sense {
        Sense::Following => Some(1),
        Sense::Preceding => Some(-1),
        _ => None,
    }
}

fn season_turn(season: u8, turn: Turn) -> TimeExpr {
    // A season is told by its middle month, which picks the right year.
    let month = season * 3 - 2;
    let middle = TimeExpr::Dated { calendar: Calendar::Gregorian, month, days: None, weekday: None, turn };
    TimeExpr::Season { season, of: Box::new(middle) }
}

fn fixed_years(first: i32, last: i32) -> Option<TimeExpr> {
    let (from, _) = calendar::year(Calendar::Gregorian, first)?;
    let (_, to) = calendar::year(Calendar::Gregorian, last)?;
    Some(TimeExpr::Fixed(Interval::new((from, to), Precision::Range)))
}
