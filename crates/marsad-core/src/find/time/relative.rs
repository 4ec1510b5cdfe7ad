//! Times counted from another: «قبل يومين», «بعد ذلك بأسابيع», «منذ عام», «خلال 48 ساعة», «لاحقا».

use marsad_pack::time::{Amount, Sense, Unit};

use super::expr::{Anchor, Length, TimeExpr};
use super::reader::{Hit, Reader, Rule, first};

const BEH: char = '\u{628}';

impl Reader<'_, '_> {
    /// The longest relative time beginning at `at`.
    pub(super) fn relative(&self, at: usize) -> Option<Hit> {
        use first::{LENGTH, NUMBER, SIDE, SINCE, THAT, UNIT, VAGUE, WITHIN};
        let rules: &[Rule<Self>] = &[
            (SIDE, Self::ago),
            (SIDE, Self::later),
            (THAT, Self::after_that),
            (UNIT | NUMBER | LENGTH, Self::length_first),
            (WITHIN, Self::over),
            (SINCE, Self::since),
            (VAGUE, Self::vague),
            (SIDE, Self::away_from),
            (SIDE, Self::away_by),
            (UNIT, Self::beside_named),
            (UNIT | THAT, Self::beside_told),
        ];
        self.longest_here(rules, at)
    }

    /// Words that look like a time counted from now but are counted from a happening: «قبل ثلاثة أيام من الانتخابات».
    ///
    /// Where they end, so that nothing inside is read as a time.
    pub(super) fn counted_from_happening(&self, at: usize) -> Option<usize> {
        let next = self.is(at, Sense::Before).or_else(|| self.is(at, Sense::After))?;
        let (_, end) = self.length(next)?;
        (self.is_from_happening(end) && self.away_from(at).is_none()).then_some(end)
    }

    /// «قبل يوم من أمس», «بعد ثلاثة أيام من 5 مايو».
    fn away_from(&self, at: usize) -> Option<Hit> {
        let (before, next) = self.side(at)?;
        let (length, end) = self.length(next).filter(|(length, _)| length.unit >= Unit::Day)?;
        let of = self.point_or_feast(self.is(end, Sense::From)?).filter(|hit| hit.expr != TimeExpr::Day(0))?;
        Some(Hit::new(of.end, TimeExpr::Away { length, before, of: Box::new(of.expr) }, "time/away"))
    }

    /// «قبل عيد الفطر بيومين», «بعد الأحد بأسبوع».
    fn away_by(&self, at: usize) -> Option<Hit> {
        let (before, next) = self.side(at)?;
        let of = self.point_or_feast(next).filter(|hit| hit.expr.tells_day())?;
        let (length, end) = self.length(of.end).filter(|_| self.begins_with_beh(of.end))?;
        Some(Hit::new(end, TimeExpr::Away { length, before, of: Box::new(of.expr) }, "time/away"))
    }

    /// Whether «قبل», and not «بعد», stands at `at`.
    fn side(&self, at: usize) -> Option<(bool, usize)> {
        self.is(at, Sense::Before).map(|end| (true, end)).or_else(|| self.is(at, Sense::After).map(|end| (false, end)))
    }

    /// «اليوم التالي لعيد الفطر», «الأسبوع الذي يلي 5 مايو», «اليوم الذي يسبق عيد الميلاد».
    pub(super) fn beside_named(&self, at: usize) -> Option<Hit> {
        const LAM: char = '\u{644}';
        if let Some(week) = self.week_of(at) {
            return Some(week);
        }
        let (unit, next) = self.definite_unit(at)?;
        let relative = self.is(next, Sense::Which).and_then(|next| self.take(next, follows_or_precedes));
        let adjective = || {
            let found = self.take(next, |sense| match sense {
                Sense::Following => Some(1),
                Sense::Preceding => Some(-1),
                _ => None,
            });
            found.filter(|(_, of)| self.stem(*of).is_some_and(|stem| stem.preposition == Some(LAM)))
        };
        let (step, of) = relative.or_else(adjective)?;
        let of = self.point_or_feast(of)?;
        Some(Hit::new(of.end, TimeExpr::Beside { unit, step, of: Box::new(of.expr) }, "time/beside"))
    }

    /// «أسبوع 6 أكتوبر», «الأسبوع الذي يبدأ في 6 أكتوبر».
    fn week_of(&self, at: usize) -> Option<Hit> {
        let ((unit, amount, _), next) = self.unit(at)?;
        let begins = self.is(next, Sense::Which).and_then(|which| self.is(which, Sense::BeginsWith)).map(|end| self.skip(end, Sense::In));
        let of =
            self.day_expression(begins.or_else(|| (!self.is_definite(at)).then_some(next))?).filter(|hit| matches!(hit.expr, TimeExpr::Fixed(_) | TimeExpr::Dated { .. }) && hit.expr.tells_day())?;
        (unit == Unit::Week && amount == Amount::One).then(|| Hit::new(of.end, TimeExpr::Beside { unit, step: 0, of: Box::new(of.expr) }, "time/beside"))
    }

    /// «العام الذي تلاه», «اليوم الذي سبقه», «غداة ذلك».
    fn beside_told(&self, at: usize) -> Option<Hit> {
        let told = |unit, step, end| Hit::new(end, TimeExpr::Told { unit: Some(unit), step }, "time/told-unit");
        let adverb = self.take(at, |sense| match sense {
            Sense::DayAfterThat => Some(1),
            Sense::DayBeforeThat => Some(-1),
            _ => None,
        });
        if let Some((step, end)) = adverb {
            return Some(told(Unit::Day, step, end));
        }
        let (unit, next) = self.definite_unit(at)?;
        let (step, end) = self.take(next, |sense| match sense {
            Sense::FollowsIt => Some(1),
            Sense::PrecedesIt => Some(-1),
            _ => None,
        })?;
        Some(told(unit, step, end))
    }

    /// A time, or a feast whatever stands before it.
    fn point_or_feast(&self, at: usize) -> Option<Hit> {
        [self.any_feast(at), self.point(at)].into_iter().flatten().max_by_key(|hit| hit.end)
    }

    fn definite_unit(&self, at: usize) -> Option<(Unit, usize)> {
        let ((unit, amount, _), end) = self.unit(at)?;
        (amount == Amount::One && unit >= Unit::Day && self.is_definite(at)).then_some((unit, end))
    }

    /// «من» or «على» after the length, and what follows is neither now nor "that".
    fn is_from_happening(&self, end: usize) -> bool {
        const ALA: &str = "\u{639}\u{644}\u{64a}";
        let next = self.is(end, Sense::From).or_else(|| self.words.get(end).filter(|word| word.key == ALA).map(|_| end + 1));
        next.is_some_and(|next| self.take(next, |sense| matches!(sense, Sense::That | Sense::Day(0) | Sense::Today).then_some(())).is_none())
    }

    /// «قبل يومين», «قبل نحو عشرين عاما»; «قبل ساعات من ذلك» is counted from what was told.
    fn ago(&self, at: usize) -> Option<Hit> {
        let next = self.is(at, Sense::Before)?;
        let (length, end) = self.length(next).filter(|(_, end)| self.can_be_ago(next, *end))?;
        let (from, end) = self.counted_from(end);
        Some(Hit::new(end, TimeExpr::Ago { length, from }, "time/ago"))
    }

    /// «قبل عام 2014», «قبل شهر رمضان», «قبل يوم الجمعة» and «قبل العام الجاري» name what comes after, and are not lengths.
    fn can_be_ago(&self, at: usize, end: usize) -> bool {
        let is_name = self.unit(at).is_some_and(|((_, amount, _), unit_end)| {
            self.is_definite(at) || (amount != Amount::Several && self.year_number(unit_end).is_some() || self.month(unit_end).is_some() || self.weekday(unit_end).is_some())
        });
        !is_name && !self.is_from_happening(end)
    }

    /// «من ذلك», «من الآن», or nothing.
    fn counted_from(&self, end: usize) -> (Anchor, usize) {
        let Some(next) = self.is(end, Sense::From) else { return (Anchor::Published, end) };
        if let Some(after) = self.is(next, Sense::That) {
            return (Anchor::Told, after);
        }
        let now = self.take(next, |sense| matches!(sense, Sense::Day(0) | Sense::Today).then_some(()));
        now.map_or((Anchor::Published, end), |(_, after)| (Anchor::Now, after))
    }

    /// «بعد يومين».
    fn later(&self, at: usize) -> Option<Hit> {
        let next = self.is(at, Sense::After)?;
        let (length, end) = self.length(next).filter(|(_, end)| self.can_be_ago(next, *end))?;
        let (from, after) = self.counted_from(end);
        let from = if from == Anchor::Published { Anchor::Told } else { from };
        Some(Hit::new(after, TimeExpr::Later { length, from }, "time/later"))
    }

    /// «بعد ذلك بأسابيع», «قبل ذلك بيومين».
    fn after_that(&self, at: usize) -> Option<Hit> {
        let (is_after, next) = self.take(at, |sense| match sense {
            Sense::AfterThat => Some(true),
            Sense::BeforeThat => Some(false),
            _ => None,
        })?;
        let (length, end) = self.length(next).filter(|_| self.stem(next).is_some_and(|stem| stem.preposition == Some(BEH)) || self.begins_with_beh(next))?;
        let from = Anchor::Told;
        let expr = if is_after { TimeExpr::Later { length, from } } else { TimeExpr::Ago { length, from } };
        Some(Hit::new(end, expr, "time/after-that"))
    }

    fn begins_with_beh(&self, at: usize) -> bool {
        self.words[at].key.starts_with(BEH)
    }

    /// "three days ago", "two days later".
    fn length_first(&self, at: usize) -> Option<Hit> {
        let (length, end) = self.length(at)?;
        // «أسبوع من الآن».
        if let (Anchor::Now, end) = self.counted_from(end) {
            return Some(Hit::new(end, TimeExpr::Later { length, from: Anchor::Now }, "time/later"));
        }
        self.take(end, |sense| match sense {
            Sense::Ago => Some((TimeExpr::Ago { length, from: Anchor::Published }, "time/ago")),
            Sense::EarlierAfter => Some((TimeExpr::Ago { length, from: Anchor::Told }, "time/ago")),
            Sense::LaterAfter => Some((TimeExpr::Later { length, from: Anchor::Told }, "time/later")),
            _ => None,
        })
        .map(|((expr, rule), end)| Hit::new(end, expr, rule))
    }

    /// «خلال 48 ساعة», «في غضون أيام», «على مدى ثمانية عشر شهرا».
    fn over(&self, at: usize) -> Option<Hit> {
        let (ahead, next) = self.take(at, |sense| match sense {
            Sense::During => Some(false),
            Sense::Within => Some(true),
            _ => None,
        })?;
        let (length, end) = self.length(next).filter(|(length, _)| length.unit > Unit::Minute && !self.is_definite(next))?;
        // «طوال أيام العيد», «خلال ساعات الليل» are named by what follows.
        let is_named = length.count.is_none() && self.words.get(end).is_some_and(|word| word.key.starts_with("\u{627}\u{644}"));
        if is_named || !self.can_be_ago(next, end) {
            return None;
        }
        Some(Hit::new(end, TimeExpr::Over { length, ahead }, "time/within"))
    }

    /// «منذ عام», «منذ 2011», «منذ مطلع العام», «منذ ذلك الحين».
    fn since(&self, at: usize) -> Option<Hit> {
        const RULE: &str = "time/since";
        let since = |end, inner| Some(Hit::new(end, TimeExpr::Since(Box::new(inner)), RULE));
        if let Some(end) = self.is(at, Sense::SinceThen) {
            return since(end, TimeExpr::Told { unit: None, step: 0 });
        }
        let next = self.is(at, Sense::Since)?;
        let point = self.point(next);
        let length = self.length(next).filter(|(_, end)| self.can_be_since(next, *end));
        match (point, length) {
            (Some(point), length) if length.is_none_or(|(_, end)| end <= point.end) => self.until(&point).or_else(|| since(point.end, point.expr)),
            (_, Some((length, end))) => since(end, TimeExpr::Ago { length, from: Anchor::Published }),
            _ => None,
        }
    }

    /// «منذ 2011 وحتى 2014».
    fn until(&self, from: &Hit) -> Option<Hit> {
        let to = self.point(self.is(from.end, Sense::Until)?)?;
        Some(Hit::new(to.end, TimeExpr::To(Box::new(from.expr.clone()), Box::new(to.expr)), "time/range"))
    }

    fn can_be_since(&self, at: usize, end: usize) -> bool {
        self.can_be_ago(at, end) && !matches!(self.length(at), Some((Length { unit: Unit::Minute, .. }, _)))
    }

    /// «سابقا», «لاحقا», «آنذاك», «مؤخرا».
    fn vague(&self, at: usize) -> Option<Hit> {
        self.take(at, |sense| match sense {
            Sense::Earlier => Some((TimeExpr::Earlier, "time/earlier")),
            Sense::Later => Some((TimeExpr::Afterwards, "time/afterwards")),
            Sense::Recently => Some((TimeExpr::Recently, "time/recently")),
            Sense::Then => Some((TimeExpr::Told { unit: None, step: 0 }, "time/then")),
            _ => None,
        })
        .map(|((expr, rule), end)| {
            // «في وقت سابق اليوم» and «في وقت لاحق من هذا الأسبوع» say when.
            let exact = self.point(self.skip(end, Sense::From));
            exact.map_or_else(|| Hit::new(end, expr, rule), |point| Hit::new(point.end, point.expr, point.rule))
        })
    }
}

/// «يلي» is 1, «يسبق» -1.
fn follows_or_precedes(sense: Sense) -> Option<i8> {
    match sense {
        Sense::Follows => Some(1),
        Sense::Precedes => Some(-1),
        _ => None,
    }
}
