//! Feasts and the days counted inside a month, a year or a feast: «ثاني أيام العيد», «أول أحد من الشهر», «عيد الفطر المقبل».

use marsad_pack::time::{Alone, Amount, Calendar, FeastDay, Sense, Unit};

use super::calendar;
use super::dates::{HIJRI_DATE, Year};
use super::expr::{Feasts, Inner, Interval, Length, TimeExpr, Turn};
use super::reader::{Hit, Reader, asks_for_time};

const RULE: &str = "time/feast";

impl Reader<'_, '_> {
    /// «عيد الفطر الماضي», «عيد الأضحى عام 2006», and «في عيد الفطر» of the year at hand.
    pub(super) fn feast(&self, at: usize) -> Option<Hit> {
        let (feasts, alone, end) = self.feasts(at)?;
        match self.year_after(end) {
            Some((Year::Turn(turn), end)) => Some(Hit::new(end, TimeExpr::Feast { feasts, turn }, RULE)),
            Some((Year::Number(year, system), end)) => {
                let (from, to) = feast_in(&feasts, system, year)?;
                Some(Hit::new(end, TimeExpr::Fixed(Interval::range(from, to)), RULE))
            }
            _ => {
                let is_asked = alone == Alone::Yes || alone == Alone::Preposition && self.follows_any(at, asks_for_time);
                (is_asked || self.is_alone(at, end)).then(|| Hit::new(end, TimeExpr::Feast { feasts, turn: Turn::Bare }, RULE))
            }
        }
    }

    /// A feast whatever stands before it.
    pub(super) fn any_feast(&self, at: usize) -> Option<Hit> {
        self.feast(at).or_else(|| {
            let (feasts, _, end) = self.feasts(at)?;
            Some(Hit::new(end, TimeExpr::Feast { feasts, turn: Turn::Bare }, RULE))
        })
    }

    /// The first day of a feast: what «يوم» or «صباح» before it means.
    pub(super) fn first_of_feast(&self, at: usize) -> Option<Hit> {
        let feast = self.any_feast(at)?;
        Some(Hit::new(feast.end, TimeExpr::Nth { nth: 1, inner: Inner::Unit(Unit::Day), of: Box::new(feast.expr) }, RULE))
    }

    /// The feasts of the name at `at`, when the name is a time by itself, and where it ends.
    fn feasts(&self, at: usize) -> Option<(Feasts, Alone, usize)> {
        let (alone, end) = self.take(at, |sense| match sense {
            Sense::Feast { alone, .. } => Some(alone),
            _ => None,
        })?;
        let named = self.ends_of(at).filter(|(_, named)| *named == end);
        let feasts = named.filter_map(|(sense, _)| match sense {
            Sense::Feast { begins, days, .. } => Some((begins, days)),
            _ => None,
        });
        Some((feasts.collect(), alone, self.skip(end, Sense::Blessed)))
    }

    /// «أول يوم في السنة», «ثاني أيام العيد», «آخر جمعة من رمضان», «الخميس الثالث من الشهر».
    pub(super) fn nth_day(&self, at: usize) -> Option<Hit> {
        self.nth(at).filter(|hit| hit.expr.tells_day())
    }

    /// The first, second or last of what a whole holds: «الأسبوع الأول من سبتمبر», «العقد الأخير من القرن العشرين».
    pub(super) fn nth(&self, at: usize) -> Option<Hit> {
        let (nth, inner, end) = self.place_first(at).or_else(|| self.place_last(at))?;
        let of = self.skip(self.skip(end, Sense::From), Sense::In);
        let whole = [self.whole(of), self.any_feast(of)].into_iter().flatten().max_by_key(|hit| hit.end)?;
        let counted = TimeExpr::Nth { nth, inner, of: Box::new(whole.expr) };
        let expr = match inner {
            Inner::Weekday(weekday) => self.weekday_with_date(at, weekday, whole.end, counted)?,
            Inner::Unit(_) => counted,
        };
        Some(Hit::new(whole.end, expr, "time/nth"))
    }

    /// «الأحد الثالث من سبتمبر» is Sunday the third where the third was a Sunday, else the third Sunday.
    fn weekday_with_date(&self, at: usize, weekday: u8, end: usize, counted: TimeExpr) -> Option<TimeExpr> {
        let beside = self.weekday(at).and_then(|(_, next)| self.date(next)).filter(|hit| hit.end == end && hit.expr.tells_day());
        let is_hijri = beside.as_ref().is_some_and(|hit| hit.rule == HIJRI_DATE);
        let date = match beside.map(|hit| hit.expr) {
            // Hijri dates are a day or two apart from place to place, so that the weekday settles them.
            Some(TimeExpr::Fixed(Interval { from: Some(day), .. })) if is_hijri => return Some(TimeExpr::Fixed(Interval::day(calendar::snap(day, weekday)))),
            Some(TimeExpr::Dated { calendar, month, days, turn, .. }) => {
                let dated = TimeExpr::Dated { calendar, month, days, weekday: Some(weekday), turn };
                if calendar == Calendar::Hijri {
                    return Some(dated);
                }
                Some(dated)
            }
            other => other,
        };
        let is_far = |expr: &TimeExpr| matches!(expr, TimeExpr::Nth { nth, .. } if *nth > 5);
        match date {
            Some(date) if is_far(&counted) => Some(date),
            Some(date) => Some(TimeExpr::IfWeekday { weekday, date: Box::new(date), otherwise: Box::new(counted) }),
            None => (!is_far(&counted)).then_some(counted),
        }
    }

    /// «ثاني أيام», «آخر جمعة», «أول أسبوع».
    fn place_first(&self, at: usize) -> Option<(i8, Inner, usize)> {
        let (nth, next) = self.place(at).filter(|_| !self.has_article(at))?;
        if let Some((weekday, end)) = self.bare_weekday(next) {
            return self.is(end, Sense::From).or_else(|| self.is(end, Sense::In)).map(|_| (nth, Inner::Weekday(weekday), end));
        }
        let ((unit, amount, _), end) = self.unit(next)?;
        let is_counted = amount == Amount::One && !self.is_definite(next) || amount == Amount::Several && unit == Unit::Day;
        (is_counted && unit >= Unit::Day).then_some((nth, Inner::Unit(unit), end))
    }

    /// «الأسبوع الثاني», «الجمعة الأخيرة», «اليوم الأول».
    fn place_last(&self, at: usize) -> Option<(i8, Inner, usize)> {
        let weekday = || self.weekday(at).map(|(weekday, end)| (Inner::Weekday(weekday), end));
        let unit = self.unit(at).filter(|((unit, amount, _), _)| *amount == Amount::One && *unit >= Unit::Day && self.is_definite(at));
        let (inner, next) = unit.map(|((unit, ..), end)| (Inner::Unit(unit), end)).or_else(weekday)?;
        let (nth, end) = self.place(next).filter(|_| self.has_article(next))?;
        self.is(end, Sense::From).or_else(|| self.is(end, Sense::In)).map(|_| (nth, inner, end))
    }

    /// «أول» is 1, «آخر» is -1.
    fn place(&self, at: usize) -> Option<(i8, usize)> {
        let last = self.is(at, Sense::Final).map(|end| (-1, end));
        last.or_else(|| self.ordinal(at).filter(|_| self.digits(at, 1..=9).is_none() && self.number(at).is_some_and(|n| n.ordinal)).and_then(|(nth, end)| Some((i8::try_from(nth).ok()?, end))))
    }

    /// «الأشهر الستة الأولى من 2020», «الأيام الأخيرة من رمضان», «أول ثلاثة أيام من مايو».
    pub(super) fn ends(&self, at: usize) -> Option<Hit> {
        let leading = self.place(at).filter(|(nth, _)| nth.abs() == 1).and_then(|(nth, next)| {
            let (length, end) = self.length(next).filter(|(length, _)| length.count != Some(1))?;
            Some((nth, length, end))
        });
        let trailing = || {
            let (length, next) = self.several_length(at)?;
            let (nth, end) = self.place(next).filter(|(nth, _)| nth.abs() == 1 && length.count != Some(1))?;
            Some((nth, length, end))
        };
        let (nth, length, end) = leading.or_else(trailing).filter(|(_, length, _)| length.unit > Unit::Hour)?;
        let whole = self.whole(self.is(end, Sense::From)?)?;
        Some(Hit::new(whole.end, TimeExpr::Ends { length, last: nth < 0, of: Box::new(whole.expr) }, "time/ends"))
    }

    /// «آخر ثلاثة أيام», «آخر 24 ساعة»: up to now.
    pub(super) fn latest(&self, at: usize) -> Option<Hit> {
        let next = self.is(at, Sense::Final).filter(|_| !self.has_article(at))?;
        let (length, end) = self.length(next).filter(|(length, end)| length.count.is_some_and(|count| count > 1 || self.is_alone(at, *end)))?;
        let is_of_something = self.is(end, Sense::From).is_some();
        (!is_of_something).then(|| Hit::new(end, TimeExpr::Several { length: Length { about: false, ..length }, turn: Turn::Last }, "time/several-turn"))
    }
}

/// The first of a name's feasts in a year of either calendar; one Gregorian year may see a Hijri feast twice.
fn feast_in(feasts: &[(FeastDay, u8)], system: Calendar, year: i32) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let (opens, closes) = calendar::year(system, year)?;
    let years = i32::from(opens.year())..=i32::from(closes.year());
    let mut found: Vec<_> =
        feasts.iter().flat_map(|(begins, days)| years.clone().flat_map(|year| calendar::feast(*begins, *days, year))).filter(|(first, _)| (opens..=closes).contains(first)).collect();
    found.sort_unstable();
    found.into_iter().next()
}
