//! Stretches by name: «الأسبوع الماضي», «عامي 2021 و2022», «مطلع العام», «الثمانينات», «الربع الأول من 2023».

use marsad_pack::time::{Amount, Calendar, Sense, Third, Unit};
use marsad_record::Precision;

use super::calendar;
use super::expr::{Interval, Length, TimeExpr, Turn};
use super::reader::{Hit, Reader, Rule, asks_for_time, first};

impl Reader<'_, '_> {
    /// The longest stretch beginning at `at`.
    pub(super) fn period(&self, at: usize) -> Option<Hit> {
        use first::{DAY, DECADE, FINAL, FREE, LENGTH, MONTH, NUMBER, PART, SEASON, SHARE, TOLD, TURN, UNIT};
        let rules: &[Rule<Self>] = &[
            (UNIT | TURN | TOLD, Self::unit_period),
            (UNIT | TURN | NUMBER | LENGTH, Self::several),
            (FINAL, Self::latest),
            (UNIT | NUMBER, Self::year),
            (UNIT | NUMBER, Self::years),
            (UNIT | MONTH, Self::months),
            (UNIT | DAY, Self::weekdays),
            (UNIT | DECADE, Self::decade),
            (UNIT | NUMBER, Self::century),
            (UNIT, Self::centuries),
            (SHARE | NUMBER, Self::share),
            (SHARE | TURN, Self::share_turn),
            (SEASON | TURN, Self::season),
            (UNIT | DAY | NUMBER | FINAL, Self::nth),
            (UNIT | NUMBER | FINAL | LENGTH, Self::ends),
            (PART | NUMBER | FINAL, Self::part),
            (FREE | TURN, Self::weekend),
        ];
        self.longest(rules, at)
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
        // «الساعة المقبلة» is today.
        let shorter = self
            .unit(at)
            .filter(|((unit, amount, _), _)| *unit < Unit::Day && *amount == Amount::One && self.is_definite(at))
            .and_then(|(_, end)| self.turn(end).filter(|_| self.is(end, Sense::Final).is_none()));
        if let Some((_, end)) = shorter {
            return Some(Hit::new(end, TimeExpr::Day(0), "time/hour-turn"));
        }
        if let Some((turn, next)) = self.turn_before(at) {
            let (unit, end) = self.one_unit(next).filter(|_| self.is_definite_or_latin(next))?;
            return hit(unit, turn, end).filter(|_| unit != Unit::Day || turn != Turn::This);
        }
        let (unit, end) = self.one_unit(at).filter(|_| self.is_definite(at))?;
        let (turn, end) = self.turn(end)?;
        // «الأسبوع الماضي يوم الاثنين».
        if let Some((weekday, end)) = self.day_unit(end).filter(|_| unit == Unit::Week).and_then(|day| self.weekday(day)) {
            return Some(Hit::new(end, TimeExpr::WeekdayOf { weekday, of: Box::new(TimeExpr::Unit { unit, turn }) }, "time/weekday-of-week"));
        }
        // «العام المقبل 2026» says it twice.
        if let Some((year, end)) = self.year_digits(end).filter(|(_, end)| unit == Unit::Year && !self.is_word(*end)) {
            return Some(Hit::new(end, TimeExpr::Fixed(Interval::new(calendar::year(Calendar::Gregorian, year)?, Precision::Year)), "time/year"));
        }
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
        // «اليوم التالي لعيد الفطر» follows what is named, not what was told.
        hit(unit, step, end).filter(|_| self.beside_named(at).is_none())
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
    pub(super) fn several_length(&self, at: usize) -> Option<(Length, usize)> {
        let ((unit, amount, _), end) = match self.unit(at) {
            Some(found) => found,
            None => return self.length(at),
        };
        if let Some((count, after)) = self.article_number(end) {
            return Some((Length { unit, count: Some(count), about: false }, after));
        }
        let count = if amount == Amount::Two { Some(2) } else { None };
        (amount != Amount::One).then_some((Length { unit, count, about: false }, end))
    }

    /// «الثلاث» or «الـ48» after a plural.
    fn article_number(&self, at: usize) -> Option<(u32, usize)> {
        let number = self.number(self.after_article(at)).filter(|n| !n.ordinal)?;
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
        let is_asked = self.asks_for_time(at) && !self.counts_something(year, end) || self.is_alone(at, end);
        is_asked.then_some((year, Calendar::Gregorian, end))
    }

    /// «في 2000 قرية» counts villages: a round number is no year before what it may count.
    pub(super) fn counts_something(&self, year: i32, end: usize) -> bool {
        let is_likely = (1800..2100).contains(&year) && year % 100 != 0;
        !is_likely && self.words.get(end).is_some_and(|word| word.token.is_word() && !word.key.starts_with("\u{627}\u{644}"))
    }

    pub(super) fn asks_for_time(&self, at: usize) -> bool {
        self.follows_any(at, |sense| sense != Sense::At && asks_for_time(sense))
    }

    /// Whether a word whose sense fits ends right before `at`.
    pub(super) fn follows_any(&self, at: usize, fits: impl Fn(Sense) -> bool) -> bool {
        (at.saturating_sub(4)..at).any(|before| self.take_ending(before, at, &fits))
    }

    fn take_ending(&self, before: usize, at: usize, fits: &impl Fn(Sense) -> bool) -> bool {
        // The longest phrase may run past `at`; any that ends there counts.
        self.ends_of(before).any(|(sense, end)| end == at && fits(sense))
    }

    /// «عامي 2021 و2022», «2010-2012», «الأعوام 2010 و2011 و2012», «العام الدراسي 2022/2023».
    fn years(&self, at: usize) -> Option<Hit> {
        let named = self.unit(at).filter(|((unit, ..), _)| *unit == Unit::Year);
        let is_several = named.is_some_and(|((_, amount, _), _)| amount != Amount::One);
        let (first, end) = self.year_digits(named.map_or(at, |(_, end)| self.skip(end, Sense::YearAdjective)))?;
        let and = self.after_and(end).or_else(|| self.is(end, Sense::To)).filter(|_| is_several);
        let dash = self.is_mark(end, "-–/").then_some(end + 1).filter(|_| named.is_some() || self.asks_for_time(at) || self.is_mark(at.wrapping_sub(1), "(["));
        let (mut last, mut end) = self.year_digits(and.or(dash)?).filter(|(last, _)| *last > first)?;
        while let Some(next) = self.after_and(end).filter(|_| is_several).and_then(|next| self.year_digits(next)).filter(|(next, _)| *next > last) {
            (last, end) = next;
        }
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

    /// «يومي الاثنين والثلاثاء الماضيين», «أيام الجمعة والسبت والأحد», «السبت والأحد الماضيين».
    fn weekdays(&self, at: usize) -> Option<Hit> {
        let named = self.several_days(at);
        let (first, end) = self.weekday(named.unwrap_or(at))?;
        let next = |end: usize| self.weekday(self.after_and(end).or_else(|| self.is_mark(end, "،,").then_some(end + 1).filter(|_| named.is_some()))?);
        let (mut last, mut end) = next(end)?;
        while let Some(more) = next(end) {
            (last, end) = more;
        }
        let turn = self.turn(end);
        let is_bare = named.is_some() || self.is_alone(at, end);
        let (turn, end) = turn.filter(|_| named.is_some() || turn.is_some_and(|(_, after)| self.is_plural_turn(after))).or_else(|| is_bare.then_some((Turn::Bare, end)))?;
        let day = |weekday| Box::new(TimeExpr::Weekday { weekday, turn });
        Some(Hit::new(end, TimeExpr::To(day(first), day(last)), "time/weekdays"))
    }

    /// «الماضيين» tells of both days before it.
    fn is_plural_turn(&self, after: usize) -> bool {
        const DUAL: &str = "\u{64a}\u{646}";
        self.words[after - 1].key.ends_with(DUAL)
    }

    /// The place after «يومي», «أيام».
    pub(super) fn several_days(&self, at: usize) -> Option<usize> {
        self.unit(at).filter(|((unit, amount, _), _)| *unit == Unit::Day && *amount != Amount::One).map(|(_, end)| end)
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
        let (from, end) = self.century_years(at).or_else(|| self.nth_century(at))?;
        let (system, end) = self.year_mark(end).unwrap_or((Calendar::Gregorian, end));
        let (first, last) = (calendar::year(system, from + 1)?, calendar::year(system, from + 100)?);
        Some(Hit::new(end, TimeExpr::Fixed(Interval::new((first.0, last.1), Precision::Range)), "time/century"))
    }

    /// "19th century".
    fn nth_century(&self, at: usize) -> Option<(i32, usize)> {
        let nth = self.digits(at, 1..=2).filter(|nth| (1..=21).contains(nth))?;
        let unit = self.is(at + 1, Sense::OrdinalMark)?;
        self.unit(unit).filter(|((unit, ..), _)| *unit == Unit::Century).map(|(_, end)| ((nth - 1) * 100, end))
    }

    /// «القرنين الثامن عشر والتاسع عشر».
    fn centuries(&self, at: usize) -> Option<Hit> {
        let (first, end) = self.ordinal(self.pair_of(at, Unit::Century)?)?;
        let (last, end) = self.ordinal(self.after_and(end)?).filter(|(last, _)| *last > first && *last <= 21)?;
        let opens = |century: u32| i32::try_from(century).map_or(0, |century| (century - 1) * 100);
        Some(Hit::new(end, fixed_years(opens(first) + 1, opens(last) + 100)?, "time/century"))
    }

    fn century_years(&self, at: usize) -> Option<(i32, usize)> {
        let (_, end) = self.unit(at).filter(|((unit, amount, _), _)| *unit == Unit::Century && *amount == Amount::One && self.is_definite(at))?;
        if let Some((turn, end)) = self.turn(end) {
            return Some((if turn == Turn::Last { 1900 } else { 2000 }, end));
        }
        let figures = self.digits(self.after_article(end), 1..=2).and_then(|nth| u32::try_from(nth).ok()).map(|nth| (nth, self.after_article(end) + 1));
        let (nth, end) = figures.or_else(|| self.ordinal(end)).filter(|(nth, _)| (1..=21).contains(nth))?;
        Some(((i32::try_from(nth).ok()? - 1) * 100, end))
    }

    /// «الربع الأول من 2023», «النصف الثاني من العام الماضي», «الثلث الأخير من رمضان».
    fn share(&self, at: usize) -> Option<Hit> {
        if let Some((parts, nth, end)) = self.share_named_last(at) {
            let whole = self.whole_year(self.skip(end, Sense::From))?;
            return Some(Hit::new(whole.end, TimeExpr::Share { parts, nth, of: Box::new(whole.expr) }, "time/share"));
        }
        let (parts, next) = self.share_word(at)?;
        let last = self.is(next, Sense::Final).map(|end| (u32::from(parts), end));
        let (nth, end) = last.or_else(|| self.ordinal(next)).filter(|(nth, _)| *nth <= u32::from(parts))?;
        let year = self.whole_year(self.skip(end, Sense::From));
        let whole = year.or_else(|| self.whole(self.is(end, Sense::From)?)).or_else(|| {
            let this_year = TimeExpr::Unit { unit: Unit::Year, turn: Turn::Bare };
            self.is_alone(at, end).then(|| Hit::new(end, this_year, "time/share"))
        })?;
        Some(Hit::new(whole.end, TimeExpr::Share { parts, nth: u8::try_from(nth).ok()?, of: Box::new(whole.expr) }, "time/share"))
    }

    /// «هذا الربع», «الربع الماضي».
    fn share_turn(&self, at: usize) -> Option<Hit> {
        let (turn, parts, end) = match self.turn_before(at) {
            Some((turn, next)) => self.share_word(next).map(|(parts, end)| (turn, parts, end))?,
            None => {
                let (parts, next) = self.share_word(at)?;
                let (turn, end) = self.turn(next).filter(|_| self.is(next, Sense::Final).is_none())?;
                (turn, parts, end)
            }
        };
        (parts == 4).then(|| Hit::new(end, TimeExpr::ShareTurn { parts, turn }, "time/share"))
    }

    /// "first quarter", where the place comes before the share.
    fn share_named_last(&self, at: usize) -> Option<(u8, u8, usize)> {
        let (nth, next) = self.ordinal(at)?;
        let (parts, end) = self.share_word(next).filter(|(parts, _)| nth <= u32::from(*parts) && self.words[next].key.is_ascii())?;
        Some((parts, u8::try_from(nth).ok()?, end))
    }

    fn share_word(&self, at: usize) -> Option<(u8, usize)> {
        self.take(at, |sense| match sense {
            Sense::Share(parts) => Some(parts),
            _ => None,
        })
    }

    /// «صيف 2014», «خريف العام الماضي», «الصيف الماضي», «هذا الشتاء», «شتاء 2010-2011».
    fn season(&self, at: usize) -> Option<Hit> {
        const RULE: &str = "time/season";
        let before = self.turn_before(at);
        let named = before.map_or(at, |(_, next)| next);
        let (season, end) = self.take(self.skip(named, Sense::SeasonOf), |sense| match sense {
            Sense::Season(season) => Some(season),
            _ => None,
        })?;
        if let Some(year) = self.year_pair(end).or_else(|| self.whole_year(self.skip(end, Sense::From))) {
            return Some(Hit::new(year.end, TimeExpr::Season { season, of: Box::new(year.expr) }, RULE));
        }
        let alone = self.is_alone(at, end).then_some((Turn::Bare, end));
        let (turn, end) = before.map(|(turn, _)| (turn, end)).or_else(|| self.turn(end)).or(alone)?;
        Some(Hit::new(end, season_turn(season, turn), RULE))
    }

    /// «2010-2011», the second of which a winter belongs to.
    fn year_pair(&self, at: usize) -> Option<Hit> {
        let (first, end) = self.year_digits(at)?;
        let (last, end) = self.year_digits(end + 1).filter(|(last, _)| self.is_mark(end, "-–/") && *last == first + 1)?;
        Some(Hit::new(end, TimeExpr::Fixed(Interval::new(calendar::year(Calendar::Gregorian, last)?, Precision::Year)), "time/year"))
    }

    /// «نهاية الأسبوع», «عطلة نهاية الأسبوع المقبلة», «الويكند الماضي».
    fn weekend(&self, at: usize) -> Option<Hit> {
        const RULE: &str = "time/weekend";
        const TEH_MARBUTA: char = '\u{647}';
        if let Some((turn, end)) = self.turn_before(at).and_then(|(turn, next)| Some((turn, self.is(next, Sense::Weekend)?))) {
            return Some(Hit::new(end, TimeExpr::Weekend(turn), RULE));
        }
        let named = self.skip(at, Sense::Holiday);
        let bare = self.is(at, Sense::Weekend).or_else(|| self.is(named, Sense::Weekend)).map(|end| {
            // «الأسبوع المقبل» is the week's next one, «نهاية … المقبلة» the weekend's.
            let this = || self.is(end, Sense::This).map(|end| (Turn::This, end));
            let turn = self.turn(end).filter(|(_, after)| self.words[after - 1].key.ends_with(TEH_MARBUTA) || end == at + 1).or_else(this);
            let (turn, end) = turn.unwrap_or((Turn::Bare, end));
            Hit::new(end, TimeExpr::Weekend(turn), RULE)
        });
        let is_week = |hit: &Hit| matches!(&hit.expr, TimeExpr::Part { of, .. } if matches!(**of, TimeExpr::Unit { unit: Unit::Week, .. }));
        let of_week = self.part(named).filter(|hit| named > at && is_week(hit));
        [of_week, bare].into_iter().flatten().max_by_key(|hit| hit.end)
    }

    /// A year in any form, bare digits too: the caller has seen what asks for them.
    fn whole_year(&self, at: usize) -> Option<Hit> {
        let digits = self.year_digits(at).and_then(|(year, end)| Some(Hit::new(end, TimeExpr::Fixed(Interval::new(calendar::year(Calendar::Gregorian, year)?, Precision::Year)), "time/year")));
        digits.or_else(|| self.year(at)).or_else(|| self.unit_period(at).filter(|hit| matches!(hit.expr, TimeExpr::Unit { unit: Unit::Year, .. } | TimeExpr::Told { unit: Some(Unit::Year), .. })))
    }

    /// «مطلع العام 2016», «أواخر تشرين الثاني», «نهاية الأسبوع», «منتصف الثمانينات», «آخر الشهر», «أول السنة».
    fn part(&self, at: usize) -> Option<Hit> {
        let named = self.take(at, |sense| match sense {
            Sense::Part { third, edge } => Some((third, edge)),
            _ => None,
        });
        // «بداية من يونيو» is from June on.
        let ((third, edge), end) = named.filter(|_| self.is(at, Sense::Starting).is_none()).or_else(|| self.plain_part(at))?;
        let whole = self.whole(self.skip(end, Sense::From))?;
        Some(Hit::new(whole.end, TimeExpr::Part { third, edge, of: Box::new(whole.expr) }, "time/part"))
    }

    /// «آخر الشهر», «أول السنة», «آخر أغسطس».
    fn plain_part(&self, at: usize) -> Option<((Third, bool), usize)> {
        if self.has_article(at) {
            return None;
        }
        let last = self.is(at, Sense::Final).map(|end| ((Third::Late, true), end));
        let first = || self.ordinal(at).filter(|(nth, end)| *nth == 1 && self.is_definite(*end) && self.unit(*end).is_some()).map(|(_, end)| ((Third::Early, true), end));
        last.or_else(first)
    }

    /// What a part may be of: a month, a year, a decade, «الأسبوع» alone.
    pub(super) fn whole(&self, at: usize) -> Option<Hit> {
        let month = self.month_date(at).or_else(|| self.bare_month(at));
        // «نهاية اليوم» is today.
        let today = self.is(at, Sense::Today).filter(|end| !self.is_some_day(at, *end)).map(|end| Hit::new(end, TimeExpr::Day(0), "time/today"));
        let named = [self.whole_year(at), self.decade(at), self.century(at), self.unit_period(at), self.season(at), month, today];
        let longest = named.into_iter().flatten().max_by_key(|hit| hit.end);
        longest.or_else(|| {
            let (unit, end) = self.one_unit(at).filter(|(unit, _)| *unit > Unit::Day && self.is_definite_or_latin(at) && !self.is_general(at))?;
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
