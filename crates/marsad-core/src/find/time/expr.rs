//! What an expression of time means, before it is known when it was printed.
//!
//! Enters: a [`TimeExpr`] built from words, and a [`TimeContext`]. Leaves: an [`Interval`]. «في الثلاثاء الماضي»
//! is a weekday that looks back; printed on a Friday it is three days before.

use jiff::civil::Date;
use marsad_pack::time::{Calendar, FeastDay, Third, Unit};
use marsad_record::Precision;

use super::{Lead, calendar};

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeContext {
    /// The day the article was printed.
    pub published: Date,
    /// The last time the article told of, for "the same day" and "two days later".
    pub last_told: Option<(Date, Date)>,
    /// Whether the clause looks to the future: a bare «الثلاثاء» is then the coming one.
    pub ahead: bool,
}

/// Days from `from` to `to`, both included; `None` where open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// How exact it is.
    pub precision: Precision,
}

impl Interval {
    /// The expression tells nothing in this context: neither end is known and the precision is `document`.
    pub const UNKNOWN: Self = Self { from: None, to: None, precision: Precision::Document };

    /// Whether nothing is known.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// The open stretch that ends or begins with the interval.
    pub(super) fn bounded(self, lead: Lead) -> Self {
        let day_after = |date: Date| calendar::step(date, Unit::Day, 1);
        let day_before = |date: Date| calendar::step(date, Unit::Day, -1);
        match lead {
            Lead::At => self,
            Lead::Until => Self { from: None, to: self.to, precision: Precision::Before },
            Lead::Before => Self { from: None, to: self.from.map(day_before), precision: Precision::Before },
            Lead::After => Self { from: self.to.map(day_after), to: None, precision: Precision::After },
            Lead::From => Self { from: self.from, to: None, precision: Precision::After },
        }
    }

    pub(super) fn new((from, to): (Date, Date), precision: Precision) -> Self {
        Self { from: Some(from), to: Some(to), precision }
    }

    pub(super) fn day(date: Date) -> Self {
        Self::new((date, date), Precision::Day)
    }

    /// A range, or a day when both ends are one.
    pub(super) fn range(from: Date, to: Date) -> Self {
        if from == to { Self::day(from) } else { Self::new((from.min(to), from.max(to)), Precision::Range) }
    }

    pub(super) fn of_unit(dates: (Date, Date), unit: Unit) -> Self {
        let precision = match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Precision::Day,
            Unit::Week => Precision::Week,
            Unit::Month => Precision::Month,
            Unit::Year => Precision::Year,
            Unit::Decade | Unit::Century => Precision::Range,
        };
        Self::new(dates, precision)
    }

    pub(super) fn ends(&self) -> Option<(Date, Date)> {
        self.from.zip(self.to)
    }
}

/// Which one of a recurring time is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nothing said: the latest begun, or the coming one where the clause looks ahead.
    Bare,
    /// «الماضي»
    Last,
    /// «الجاري»
    This,
    /// «المقبل»
    Next,
    /// «قبل الماضي»
    BeforeLast,
    /// «بعد المقبل»
    AfterNext,
}

/// A length of time: «ثلاثة أيام»; without a count, «أيام».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The unit counted.
    pub unit: Unit,
    /// How many; `None` for an unnamed several.
    pub count: Option<u32>,
    /// Whether the text says "about".
    pub about: bool,
}

impl Length {
    /// How many are meant when the text only says several, seen forward or back.
    pub(super) fn guess(self) -> i64 {
        match self.unit {
            Unit::Second | Unit::Minute | Unit::Hour => 0,
            Unit::Day => 7,
            Unit::Week => 4,
            Unit::Month => 6,
            Unit::Year => 5,
            Unit::Decade | Unit::Century => 3,
        }
    }

    fn count_or_guess(self) -> i64 {
        self.count.map_or_else(|| self.guess(), i64::from)
    }

    /// The length away from a day, before it when `sign` is negative.
    pub(super) fn away(self, date: Date, sign: i64) -> Date {
        calendar::step(date, self.unit, sign * self.count_or_guess())
    }
}

/// When each feast of one name begins, and how many days it lasts.
pub type Feasts = Vec<(FeastDay, u8)>;

/// What is counted inside a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inner {
    /// Days, weeks of seven days from its first, months.
    Unit(Unit),
    /// Weekdays, 1 = Monday.
    Weekday(u8),
}

/// From where a length is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The day of printing.
    Published,
    /// The day of printing, and said so: «من الآن» counts by days where a bare length would name a month.
    Now,
    /// The last time told.
    Told,
}

/// What an expression of time means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeExpr {
    /// Known without the article: «27 أكتوبر 2025», «عام 2011», «الثمانينات».
    Fixed(Interval),
    /// A month, day or feast without its year: «في الثالث من سبتمبر», «آذار الماضي».
    Dated {
        /// Whose month.
        calendar: Calendar,
        /// 1 to 12.
        month: u8,
        /// The day, and how many days from it.
        days: Option<(u8, u8)>,
        /// The weekday told beside it, 1 = Monday, which settles the year.
        weekday: Option<u8>,
        /// Which year's.
        turn: Turn,
    },
    /// A month or day of a period told apart: «السادس من الشهر الجاري», «ديسمبر من العام نفسه».
    Inside {
        /// Whose month.
        calendar: Calendar,
        /// 1 to 12; without one, the day is of the period's own month.
        month: Option<u8>,
        /// Day of the month.
        day: Option<u8>,
        /// The month or year it lies in.
        of: Box<TimeExpr>,
    },
    /// «الجمعة», 1 = Monday.
    Weekday {
        /// 1 = Monday.
        weekday: u8,
        /// Which week's.
        turn: Turn,
    },
    /// «الجمعة من الأسبوع المقبل», 1 = Monday.
    WeekdayOf {
        /// 1 = Monday.
        weekday: u8,
        /// The week.
        of: Box<TimeExpr>,
    },
    /// The night after a weekday: «ليل الجمعة السبت».
    Night {
        /// The day it begins, 1 = Monday.
        weekday: u8,
        /// Which week's.
        turn: Turn,
    },
    /// «الأحد الثالث من سبتمبر»: the date where it falls on that weekday, else the weekday counted in the month.
    IfWeekday {
        /// 1 = Monday.
        weekday: u8,
        /// Sunday the third.
        date: Box<TimeExpr>,
        /// The third Sunday.
        otherwise: Box<TimeExpr>,
    },
    /// «الجمعة 13»: the day of a month that falls on a weekday.
    WeekdayOn {
        /// 1 = Monday.
        weekday: u8,
        /// 1 to 31.
        day: u8,
    },
    /// «هجمات 11 سبتمبر»: a day whose year everybody knows, once it has been.
    Landmark {
        /// That year.
        year: i16,
        /// Whether a noun says so, and not only «منذ», which may mean last month's.
        named: bool,
        /// The day and month.
        date: Box<TimeExpr>,
    },
    /// «يوم 15»: a day of the month at hand.
    MonthDay(u8),
    /// Days after publication: «أمس» is -1.
    Day(i8),
    /// «الأسبوع الماضي».
    Unit {
        /// The unit.
        unit: Unit,
        /// Which one.
        turn: Turn,
    },
    /// Several units up to now or from now: «الأيام القليلة الماضية», «الأشهر الستة المقبلة».
    Several {
        /// How long.
        length: Length,
        /// Towards the past or the future.
        turn: Turn,
    },
    /// «قبل يومين».
    Ago {
        /// How long ago.
        length: Length,
        /// Counted from where.
        from: Anchor,
    },
    /// «بعد يومين».
    Later {
        /// How long after.
        length: Length,
        /// Counted from where.
        from: Anchor,
    },
    /// «خلال 48 ساعة»: up to now, or from now where the clause looks ahead; «في غضون» always from now.
    Over {
        /// How long.
        length: Length,
        /// Whether it always looks ahead.
        ahead: bool,
    },
    /// The last time told, or the unit around it, moved: «في اليوم التالي» is one day on.
    Told {
        /// The unit, `None` for the time itself.
        unit: Option<Unit>,
        /// How many units on.
        step: i8,
    },
    /// «مطلع العام», «أواخر تشرين الثاني».
    Part {
        /// Which third.
        third: Third,
        /// Whether only its edge is meant.
        edge: bool,
        /// The whole.
        of: Box<TimeExpr>,
    },
    /// «الربع الأول من 2023».
    Share {
        /// Into how many.
        parts: u8,
        /// Which, 1 for the first.
        nth: u8,
        /// The year.
        of: Box<TimeExpr>,
    },
    /// «الربع الماضي».
    ShareTurn {
        /// Into how many the year is divided.
        parts: u8,
        /// Which one, seen from now.
        turn: Turn,
    },
    /// «آخر يوم في السنة», «أول أحد من الشهر», «ثاني أيام العيد».
    Nth {
        /// Which, 1 for the first, counted from the end when negative.
        nth: i8,
        /// Which of what.
        inner: Inner,
        /// The whole.
        of: Box<TimeExpr>,
    },
    /// «الأشهر الستة الأولى من 2020», «آخر ثلاثة أيام من رمضان».
    Ends {
        /// How long.
        length: Length,
        /// Whether it is the end of the whole and not its beginning.
        last: bool,
        /// The whole.
        of: Box<TimeExpr>,
    },
    /// «نهاية الأسبوع»: Friday to Sunday, which holds the free days of every country.
    Weekend(Turn),
    /// «عيد الأضحى»: the feasts of one name.
    Feast {
        /// When each begins and how many days it lasts.
        feasts: Feasts,
        /// Which one.
        turn: Turn,
    },
    /// «بعد عيد الأضحى بأسبوع», «قبل يوم من أمس».
    Away {
        /// How far.
        length: Length,
        /// Whether before it.
        before: bool,
        /// From what.
        of: Box<TimeExpr>,
    },
    /// «اليوم التالي لعيد الفطر», «الأسبوع الذي يلي 5 مايو».
    Beside {
        /// The unit.
        unit: Unit,
        /// How many on.
        step: i8,
        /// From what.
        of: Box<TimeExpr>,
    },
    /// «الساعة الثالثة عصرا»: on the day told, else on that of printing.
    Clock,
    /// «صيف 2014»: 1 = winter.
    Season {
        /// 1 = winter, 2 = spring, 3 = summer, 4 = autumn.
        season: u8,
        /// The year.
        of: Box<TimeExpr>,
    },
    /// «منذ عام»: from then to publication.
    Since(Box<TimeExpr>),
    /// «من الخميس إلى السبت»: from the beginning of one to the end of the other.
    To(Box<TimeExpr>, Box<TimeExpr>),
    /// «في وقت سابق».
    Earlier,
    /// «لاحقا».
    Afterwards,
    /// «مؤخرا».
    Recently,
}

impl TimeExpr {
    /// When it was, or will be, for an article printed and told as `ctx` says.
    ///
    /// [`Interval::UNKNOWN`] where the words fix nothing: "two days later" that would lie after the printing of
    /// a story told in the past, or a day the calendar does not have.
    #[must_use]
    pub fn resolve(&self, ctx: &TimeContext) -> Interval {
        self.find(ctx).unwrap_or(Interval::UNKNOWN)
    }

    /// Whether it names a day, or the few days of a feast.
    pub(super) fn tells_day(&self) -> bool {
        match self {
            Self::Fixed(interval) => interval.precision == Precision::Day,
            Self::Dated { days, .. } => days.is_some(),
            Self::Inside { day, .. } => day.is_some(),
            Self::Day(_)
            | Self::Weekday { .. }
            | Self::WeekdayOf { .. }
            | Self::Night { .. }
            | Self::IfWeekday { .. }
            | Self::Landmark { .. }
            | Self::MonthDay(_)
            | Self::WeekdayOn { .. }
            | Self::Feast { .. }
            | Self::Clock => true,
            Self::Nth { inner, .. } => matches!(inner, Inner::Weekday(_) | Inner::Unit(Unit::Day)),
            Self::Away { length, .. } => length.unit <= Unit::Week,
            Self::Told { unit, .. } => *unit == Some(Unit::Day),
            Self::Beside { unit, .. } => *unit == Unit::Day,
            _ => false,
        }
    }

    /// Whether it means another time in an article printed another day.
    #[must_use]
    pub fn needs_published(&self) -> bool {
        match self {
            Self::Fixed(_) => false,
            Self::Inside { of, .. }
            | Self::WeekdayOf { of, .. }
            | Self::Part { of, .. }
            | Self::Share { of, .. }
            | Self::Season { of, .. }
            | Self::Nth { of, .. }
            | Self::Ends { of, .. }
            | Self::Away { of, .. }
            | Self::Beside { of, .. } => of.needs_published(),
            Self::IfWeekday { date, otherwise, .. } => date.needs_published() || otherwise.needs_published(),
            Self::To(from, to) => from.needs_published() || to.needs_published(),
            _ => true,
        }
    }
}
