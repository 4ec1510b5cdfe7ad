//! When: the time told with a happening, else the day its story has come to.
//!
//! Enters: a telling and the times of its sentence. Leaves: a [`Date`](marsad_record::Date). «وقّع الرئيسان أمس … وتعهدا …»
//! leaves with one day for both; «وكان البلدان اتفقا العام الماضي» looks back and moves nothing.

use crate::code::belongs::{governor, is_occasion, owner, phrase_of};
use crate::code::predicates::{Filler, Predicate};
use crate::code::sentence::{Speech, Telling};
use crate::code::sides::Side;
use crate::find::time::{Interval, Lead, TimeContext, TimeExpr, TimeMention};
use crate::read::chunks::{Node, is_elative};
use crate::read::clauses::{Clause, Link};
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use marsad_pack::{Pos, Shape, classes};
use marsad_record::{Date as When, Precision, Status};
use marsad_text::TextPos;

/// Stands for the day of printing where none is known; only fixed dates are resolved against it.
pub const NO_DAY: Date = date(2000, 1, 1);

/// How long before the printing a day still counts as the news.
const FRESH: i32 = 3;

/// Beyond this many days before the printing, a time behind another happening's noun is that happening's.
const OLD: i32 = 14;

/// The day the story is told of, or the night, with the words that told it.
struct Story {
    from: Date,
    to: Date,
    text: String,
}

/// A dated happening that the next sentence may go on from.
struct Told<'p> {
    from: Date,
    to: Date,
    text: String,
    /// What kind of happening it was, nothing when only the time is known.
    kind: String,
    /// Who did it and to whom, `None` when only the time is known.
    sides: Option<(Vec<Side<'p>>, Vec<Side<'p>>)>,
}

/// Dates the tellings of an article, in order.
pub struct Dated<'p> {
    published: Option<Date>,
    last_told: Option<(Date, Date)>,
    /// The day the story has come to: at first the day the report is of.
    story: Option<Story>,
    /// The last dated happening of this paragraph.
    before: Option<Told<'p>>,
    /// A meeting that the sentence at hand looks back to by the way.
    aside: Option<Told<'p>>,
    /// The first word of the sentence it stands in.
    before_at: TextPos,
    /// The last day told from before the news, in whatever paragraph.
    back: Option<(Date, Date)>,
    /// Where a sentence began that tells of all the time since then, and that time.
    all_along: Option<(TextPos, When)>,
    /// Where the last sentence began that tells the news with its day.
    story_told_at: Option<TextPos>,
    /// The last fresh day told, be it before the story's.
    fresh: Option<Date>,
    /// Past the opening paragraph.
    further: bool,
    /// Who did what the report is of.
    doers: Vec<Side<'p>>,
}

/// What is to be dated.
struct Asked<'a, 'p> {
    parsed: &'a Parsed<'a>,
    predicate: &'a Predicate,
    status: Status,
    actor: &'a [Side<'p>],
    recipient: &'a [Side<'p>],
    kind: &'a str,
}

impl<'p> Dated<'p> {
    pub fn new(published: Option<Date>) -> Self {
        Self {
            published,
            last_told: None,
            story: None,
            before: None,
            aside: None,
            before_at: TextPos::default(),
            back: None,
            all_along: None,
            story_told_at: None,
            fresh: None,
            further: false,
            doers: Vec::new(),
        }
    }

    /// Whether the day the report is of is still to be found.
    pub fn seeks_story(&self) -> bool {
        self.published.is_some() && self.story.is_none()
    }

    /// Looks in a sentence of the opening for the day the report is of: «أمس الخميس» in the lead.
    pub fn begin(&mut self, text: &str, times: &[TimeMention]) {
        let (Some(published), None) = (self.published, &self.story) else { return };
        let context = TimeContext { published, last_told: None, ahead: false };
        for time in times.iter().filter(|t| t.lead == Lead::At) {
            let at = time.expr.resolve(&context);
            if let (Some(from), Some(to)) = (at.from, at.to)
                && (to - from).get_days() <= 1
                && (0..=FRESH).contains(&(published - from).get_days())
            {
                self.story = Some(Story { from, to, text: time.span.of(text).to_owned() });
                return;
            }
        }
    }

    /// Begins a paragraph; `further` past the opening one.
    pub fn paragraph(&mut self, further: bool) {
        self.further = further;
        self.before = None;
    }

    /// A time of the sentence, when it is a closed interval.
    fn resolved(&self, parsed: &Parsed<'_>, at: usize) -> Option<(Date, Date)> {
        let context = TimeContext { published: self.published?, last_told: self.last_told, ahead: false };
        let interval = parsed.times[at].expr.resolve(&context);
        interval.from.zip(interval.to)
    }

    /// Takes leave of a sentence: its last time is what «the same day» means in the next.
    pub fn end(&mut self, parsed: &Parsed<'_>) {
        for at in 0..parsed.times.len() {
            if let Some(told) = self.resolved(parsed, at) {
                self.last_told = Some(told);
            }
        }
        if self.before.is_none() || self.before_at != parsed.span.start {
            self.look_back(parsed);
        }
        // «وكان المانحون تعهدوا، خلال مؤتمر الأحد، …»: the meeting is what the next sentence goes on from.
        if let Some(meeting) = self.aside.take().filter(|_| self.before.is_none() || self.before_at != parsed.span.start) {
            (self.before, self.before_at) = (Some(meeting), parsed.span.start);
        }
    }

    /// A day told from before the news is what «طوال الأزمة» looks back to.
    fn keep_back(&mut self, from: Date, to: Date) {
        if self.news_day().is_some_and(|news| to < news) {
            self.back = Some((from, to));
        }
    }

    /// The first day of the news.
    fn news_day(&self) -> Option<Date> {
        self.story.as_ref().map(|story| story.from).or(self.published)
    }

    /// A sentence whose happenings are not understood may still say when its paragraph plays.
    fn look_back(&mut self, parsed: &Parsed<'_>) {
        let main = |clause: usize| matches!(parsed.clauses[clause].link, Link::Root) || parsed.clauses[clause].link == Link::Beside && parsed.clauses[clause].parent == Some(0);
        let told = (0..parsed.times.len()).find(|&t| parsed.times[t].lead == Lead::At && main(parsed.clause_of[parsed.times[t].first]));
        if let Some((at, (from, to))) = told.and_then(|t| self.resolved(parsed, t).map(|told| (t, told))) {
            self.before_at = parsed.span.start;
            self.before = Some(Told { from, to, text: parsed.times[at].span.of(parsed.text).to_owned(), kind: String::new(), sides: None });
            self.keep_back(from, to);
        }
    }

    /// What is dated after the day of printing, or told in the present of that very day, is still to come.
    pub fn looks_ahead(&self, parsed: &Parsed<'_>, telling: &Telling<'p>, date: &When, headline: bool) -> Status {
        let (Status::Actual, Some(published), Some(start)) = (telling.status, self.published, day(date.start.as_deref())) else { return telling.status };
        let present = !telling.predicate.noun && parsed.tags[telling.predicate.word].shape() == Some(Shape::Imperfect);
        // «أعلن اليوم أن دمشق تطلب قمة»: what is announced today as being done is no plan.
        let present = present && parsed.clauses[telling.predicate.clause].link != Link::Complement;
        let today = start == published && !date.text.is_empty() && date.rule != "core/news-day";
        if start > published || today && present && !headline && parsed.clauses[telling.predicate.clause].auxiliaries.is_empty() { Status::Future } else { Status::Actual }
    }

    /// The date of a telling, and what it means for the tellings after it.
    pub fn date(&mut self, parsed: &Parsed<'_>, telling: &Telling<'p>, kind: &str) -> When {
        let asked = Asked { parsed, predicate: &telling.predicate, status: telling.status, actor: &telling.actor, recipient: &telling.recipient, kind };
        if self.doers.is_empty() && !self.further {
            self.doers.clone_from(&telling.actor);
        }
        match self.told(&asked) {
            Some(when) => {
                self.go_on(&asked, &when);
                when
            }
            None => {
                let when = self.untold(&asked);
                if matches!(when.rule.as_str(), ALL_ALONG | SINCE_TOLD) {
                    self.all_along = Some((parsed.span.start, when.clone()));
                }
                if when.rule == "core/news-day" && !telling.predicate.noun {
                    // Back to the news, the look back is over.
                    self.before = None;
                }
                when
            }
        }
    }

    /// When somebody spoke, which moves nothing: what is said may be of another time.
    pub fn of_speech(&self, parsed: &Parsed<'_>, predicate: Option<&Predicate>, speech: &Speech<'p>, kind: &str) -> When {
        let Some(predicate) = predicate else { return self.news() };
        let asked = Asked { parsed, predicate, status: speech.status, actor: std::slice::from_ref(&speech.speaker), recipient: &[], kind };
        self.told(&asked).unwrap_or_else(|| self.untold(&asked))
    }

    /// The day of the news, or of its printing where no other is known.
    fn news(&self) -> When {
        match &self.story {
            Some(story) => range(story.from, story.to, &story.text, "core/news-day"),
            None => {
                let printed = self.published.map(|d| d.to_string());
                When { start: printed.clone(), end: printed, precision: Precision::Document, text: String::new(), rule: "core/published".into() }
            }
        }
    }

    /// The date the words of a telling give.
    fn told(&self, asked: &Asked<'_, '_>) -> Option<When> {
        let parsed = asked.parsed;
        if let Some((at, interval)) = self.own_time(asked) {
            let time = &parsed.times[at];
            let interval = self.lasting(asked, interval);
            return Some(written(&interval, time.span.of(parsed.text), &format!("{}/{}", parsed.language.tag, time.rule)));
        }
        self.day_before(asked)
    }

    /// A told date moves the story on, and is what the rest of its paragraph goes on from.
    fn go_on(&mut self, asked: &Asked<'_, 'p>, when: &When) {
        let (Some(from), Some(to)) = (day(when.start.as_deref()), day(when.end.as_deref())) else { return };
        if asked.status == Status::Actual && asked.is_recalled() && asked.predicate.noun && asked.kind == "CONSULT" {
            self.aside = Some(Told { from, to, text: when.text.clone(), kind: asked.kind.to_owned(), sides: Some((asked.actor.to_vec(), asked.recipient.to_vec())) });
        }
        if asked.status != Status::Actual || asked.is_recalled() && asked.predicate.noun {
            return;
        }
        // «ردا على تحذير وجهته الجارة الاثنين»: an aside in the telling of the news.
        if matches!(asked.parsed.clauses[asked.predicate.clause].link, Link::Relative(_)) && self.story_told_at == Some(asked.parsed.span.start) && self.news_day().is_some_and(|news| to < news) {
            return;
        }
        if self.story.as_ref().is_some_and(|story| from >= story.from) {
            self.story_told_at = Some(asked.parsed.span.start);
        }
        let next = self.published.filter(|p| from == to && to <= *p && self.story.as_ref().is_some_and(|story| from > story.to));
        if next.is_some() && !asked.predicate.noun && !asked.is_recalled() {
            self.story = Some(Story { from, to, text: when.text.clone() });
        }
        self.fresh = Some(from).filter(|_| self.published.is_some_and(|p| from == to && (0..=FRESH).contains(&(p - from).get_days()))).or(self.fresh);
        self.before_at = asked.parsed.span.start;
        self.before = Some(Told { from, to, text: when.text.clone(), kind: asked.kind.to_owned(), sides: Some((asked.actor.to_vec(), asked.recipient.to_vec())) });
        self.keep_back(from, to);
    }

    /// The date of a telling whose words give none.
    fn untold(&self, asked: &Asked<'_, '_>) -> When {
        let parsed = asked.parsed;
        if let Some(published) = self.published.filter(|_| asked.status == Status::Future) {
            return When { start: Some(published.to_string()), end: None, precision: Precision::After, text: parsed.words[asked.predicate.word].text.to_owned(), rule: "core/future".into() };
        }
        if let Some(when) = self.all_along(asked).or_else(|| self.since_antecedent(asked)).or_else(|| self.after_look_back(asked)) {
            return when;
        }
        let Some(story) = &self.story else { return self.news() };
        // Further on, a reaction told without a day falls between the news and its printing.
        if let Some(printed) = self.published.filter(|p| *p > story.to && self.further && asked.is_reaction() && elsewhere(parsed) && self.is_new(asked.actor)) {
            return range(self.fresh.map_or(story.from, |day| day.min(story.from)), printed, &story.text, "core/since-news");
        }
        self.news()
    }

    /// Whether others act than those the report is of.
    fn is_new(&self, actor: &[Side<'p>]) -> bool {
        !actor.iter().any(|a| a.entity.is_some() && self.doers.iter().any(|d| d.same_party(a)))
    }

    /// «وطالبت الحركة طوال الأزمة بالإفراج عنهم، لكن الحكومة رفضت»: since what was last looked back to.
    fn all_along(&self, asked: &Asked<'_, '_>) -> Option<When> {
        let parsed = asked.parsed;
        if let Some((_, when)) = self.all_along.as_ref().filter(|(at, _)| *at == parsed.span.start && asked.reacts()) {
            return Some(when.clone());
        }
        let (news, (from, _)) = (self.news_day()?, self.back?);
        let (phrase, word) = parsed.nodes.iter().find_map(|n| match n {
            Node::Prep { name, phrase, word } if parsed.clause_of[*word] == asked.predicate.clause && parsed.language.is_preposition(name, THROUGHOUT) => Some((*phrase, *word)),
            _ => None,
        })?;
        let text = parsed.words_span(word, parsed.phrases[phrase].words.end).of(parsed.text);
        (!asked.predicate.noun).then(|| range(from, self.story.as_ref().map_or(news, |story| story.to), text, ALL_ALONG))
    }

    /// «الهجمات التي وقعت في أيار، والتي اتهمت واشنطن طهران بها»: what is said of an old happening is said since then.
    fn since_antecedent(&self, asked: &Asked<'_, '_>) -> Option<When> {
        let parsed = asked.parsed;
        if asked.predicate.noun || !asked.reacts() {
            return None;
        }
        let mut clause = asked.predicate.clause;
        let phrase = loop {
            match parsed.clauses[clause].link {
                Link::Relative(phrase) => break phrase,
                Link::Beside | Link::Circumstance | Link::Participle => clause = parsed.clauses[clause].parent?,
                _ => return None,
            }
        };
        let its = |time: &usize| {
            let at = parsed.clause_of[parsed.times[*time].first];
            // «ناقلات نفط في أيار، والتي …» goes on of the attacks, not of the tankers.
            let beside = at + 1 == clause && parsed.clauses[at].parent == parsed.clauses[clause].parent && matches!(parsed.clauses[at].link, Link::Relative(_));
            parsed.times[*time].lead == Lead::At && at != clause && (beside || parsed.clauses[at].link == Link::Relative(phrase))
        };
        let time = (0..parsed.times.len()).find(its)?;
        let (from, to) = self.resolved(parsed, time).filter(|(_, to)| self.is_old(Some(*to)))?;
        let news = self.story.as_ref().map_or(self.published?, |story| story.to);
        (to < news).then(|| range(from, news, parsed.times[time].span.of(parsed.text), SINCE_TOLD))
    }

    /// «وكانت القوات اجتاحت البلاد في آب … وأعلنت …»: what goes on from a look back by the same sides is of its time.
    fn after_look_back(&self, asked: &Asked<'_, '_>) -> Option<When> {
        let before = self.before.as_ref()?;
        let story = self.story.as_ref().map(|s| s.from).or(self.published)?;
        if before.to >= story || asked.predicate.noun && !asked.is_deed() && !asked.is_at_occasion() {
            return None;
        }
        let same = |a: &[Side], b: &[Side]| a.iter().any(|x| x.entity.is_some() && b.iter().any(|y| x.same_party(y)));
        let goes_on = match &before.sides {
            Some((actor, _)) if asked.reacts() => same(asked.actor, actor),
            Some(_) if !asked.predicate.noun && (before.kind == asked.kind || before.kind == "CONSULT" && tells_of_occasion(asked.parsed)) => true,
            Some((actor, recipient)) => [asked.actor, asked.recipient].into_iter().any(|sides| same(sides, actor) || same(sides, recipient)),
            None => asked.is_deed(),
        };
        if goes_on {
            return Some(range(before.from, before.to, &before.text, "core/look-back"));
        }
        // «اعتمد المجلس السبت القرار … ورفضت بيونغ يانغ القرار»: some time since then.
        let (makers, _) = before.sides.as_ref()?;
        let answers = asked.reacts() && !asked.predicate.noun && same(asked.recipient, makers) && asked.names_text();
        let until = self.published.filter(|_| answers)?;
        Some(range(before.from, until, &before.text, SINCE_TOLD))
    }

    /// The time that dates a telling, resolved: in its clause, nearest; for a noun first the one right behind it.
    fn own_time(&self, asked: &Asked<'_, '_>) -> Option<(usize, Interval)> {
        let (parsed, predicate) = (asked.parsed, asked.predicate);
        let fits = |at: usize| self.fitting(asked, at).map(|interval| (at, interval));
        if predicate.noun
            && let Some(own) = right_behind(parsed, predicate).filter(|&t| !self.is_of_another(asked, t)).or_else(|| stands_with(parsed, predicate)).and_then(fits).or_else(|| self.of_relative(asked))
        {
            return Some(own);
        }
        let mut clause = Some(predicate.clause);
        let mut crossed = false;
        while let Some(here) = clause {
            let near = (0..parsed.times.len()).filter(|&t| parsed.clause_of[parsed.times[t].first] == here && !self.is_of_another(asked, t));
            let best = near.filter_map(fits).min_by_key(|(t, _)| distance(parsed.times[*t].first, predicate.word));
            let best = best.or_else(|| self.of_occasion(asked, here)).or_else(|| self.of_bare_be(asked, here)).or_else(|| self.of_carrier(asked, here)).or_else(|| self.of_words(asked, here));
            if best.is_some() {
                return best;
            }
            let c = &parsed.clauses[here];
            // «أعلن أمس أن …»: the time of saying dates what is announced, not what is recalled.
            let carry = match c.link {
                Link::Participle | Link::Beside | Link::Aim | Link::Circumstance => true,
                Link::Complement => !std::mem::replace(&mut crossed, true),
                Link::Relative(p) => here == predicate.clause && predicate.noun || asked.is_content_of(c, p),
                Link::Root => false,
            };
            clause = if carry { c.parent } else { None };
        }
        None
    }

    /// A time of the sentence resolved for a telling, unless it cannot date it.
    fn fitting(&self, asked: &Asked<'_, '_>, at: usize) -> Option<Interval> {
        let time = &asked.parsed.times[at];
        let ahead = asked.status == Status::Future;
        let begins = ahead && time.lead == Lead::From;
        if time.lead != Lead::At && !begins || self.published.is_none() && time.expr.needs_published() || is_length_of(asked.parsed, at) {
            return None;
        }
        let last_told = at.checked_sub(1).and_then(|before| self.resolved(asked.parsed, before)).or(self.last_told);
        let context = TimeContext { published: self.published.unwrap_or(NO_DAY), last_told, ahead };
        let mut interval = time.expr.resolve(&context);
        if begins {
            (interval.to, interval.precision) = (interval.from, Precision::Day);
        }
        let coming = !ahead && asked.is_done() && self.published.is_some_and(|p| interval.from.is_some_and(|from| from > p || interval.precision == Precision::After));
        // «منذ عام 2011» is how long a state has lasted; «منذ ذلك الحين» dates what came after the last thing told.
        let since = matches!(&time.expr, TimeExpr::Since(from) if !matches!(**from, TimeExpr::Told { .. })) && !asked.goes_on() && self.is_old(interval.from);
        // «أعلنت أنها لن تعترف به في الوقت الراهن»: now is when it is not to be.
        let now = asked.status == Status::Negated && time.expr == TimeExpr::Day(0) && time.rule == "time/day-word";
        if interval.is_unknown() || coming || since || now || is_of_comparison(asked.parsed, at) {
            return None;
        }
        // «هذا الأسبوع» is told on its third day of what has happened in it.
        let happened = asked.is_done() || asked.predicate.noun && asked.status == Status::Actual;
        if let Some(published) = self.published.filter(|p| !ahead && happened && interval.from.is_some_and(|f| f <= *p) && interval.to.is_some_and(|to| to > *p)) {
            interval.to = Some(published);
        }
        Some(self.since_happening(asked, at, interval))
    }

    fn is_old(&self, day: Option<Date>) -> bool {
        self.published.zip(day).is_some_and(|(p, day)| (p - day).get_days() > OLD)
    }

    /// «قُتل المئات منذ بدء الاحتجاجات منتصف آذار»: since another happening is since its day.
    fn since_happening(&self, asked: &Asked<'_, '_>, at: usize, interval: Interval) -> Interval {
        let parsed = asked.parsed;
        let since = since_whom(parsed, at).is_some_and(|phrase| !asked.is_in(phrase));
        match (interval.from, self.published) {
            (Some(from), Some(published)) if since && asked.goes_on() && from < published => Interval { from: Some(from), to: Some(published), precision: Precision::Range },
            _ => interval,
        }
    }

    /// A time behind another happening's noun is that noun's: «بعد لقاء سبتمبر», «شكره لاستضافته المحادثات عام 2021».
    fn is_of_another(&self, asked: &Asked<'_, '_>, at: usize) -> bool {
        let parsed = asked.parsed;
        let word = asked.predicate.word;
        if asked.goes_on() && since_whom(parsed, at).is_some() {
            return false;
        }
        if let Some((name, phrase)) = behind(parsed, at)
            && parsed.language.is_preposition(name, CIRCUMSTANCE)
            && parsed.phrases[phrase].words.start > word
        {
            return true;
        }
        let Some(node) = node_of(parsed, at) else { return false };
        let Some(other) = owner(parsed, node).filter(|&o| o != word && o > word) else { return false };
        let attended = |p: usize| is_occasion(parsed, other) && governor(parsed, p).is_some_and(|name| parsed.language.is_preposition(name, OCCASION));
        let elsewhere = phrase_of(parsed, other).is_some_and(|p| !asked.is_in(p) && !asked.has(p) && !attended(p) && is_remote(parsed, p, other, asked.predicate.noun));
        elsewhere && self.is_old(self.resolved(parsed, at).map(|(_, to)| to))
    }

    /// «في بيان صدر أمس», «في خطاب ألقاه الجمعة»: the time of an occasion is that of what is said at it.
    fn of_occasion(&self, asked: &Asked<'_, '_>, clause: usize) -> Option<(usize, Interval)> {
        let parsed = asked.parsed;
        let told_at = |c: &Clause| match c.link {
            Link::Relative(p) if c.parent == Some(clause) => {
                is_occasion(parsed, parsed.phrases[p].head())
                    && governor(parsed, p).is_some_and(|name| parsed.language.is_preposition(name, OCCASION) && !parsed.language.is_preposition(name, CIRCUMSTANCE))
            }
            _ => false,
        };
        let relatives = (0..parsed.clauses.len()).filter(|&c| told_at(&parsed.clauses[c]));
        let times = relatives.flat_map(|c| (0..parsed.times.len()).filter(move |&t| parsed.clause_of[parsed.times[t].first] == c));
        times.filter_map(|t| self.fitting(asked, t).map(|interval| (t, interval))).find(|(_, interval)| !self.is_old(interval.to))
    }

    /// «محادثات أجراها الوفدان في بكين بين السادس والعاشر»: what is told of a happening's noun behind it dates it.
    fn of_relative(&self, asked: &Asked<'_, '_>) -> Option<(usize, Interval)> {
        let parsed = asked.parsed;
        let (phrase, at) = asked.predicate.phrase?;
        let own = |c: &Clause| at == 0 && c.link == Link::Relative(phrase) && c.verb.is_some_and(|verb| parsed.tags[verb].shape() != Some(Shape::Imperfect));
        let told = parsed.clauses.iter().position(own)?;
        let relatives = (0..parsed.clauses.len()).filter(|&c| own(&parsed.clauses[c]) || says_it(parsed, told, c));
        let times = relatives.flat_map(|c| (0..parsed.times.len()).filter(move |&t| parsed.clause_of[parsed.times[t].first] == c));
        times.filter_map(|t| self.fitting(asked, t).map(|interval| (t, interval))).next()
    }

    /// «وكانت اشتباكات اندلعت الجمعة»: the verb behind "had been" tells of its subject.
    fn of_bare_be(&self, asked: &Asked<'_, '_>, clause: usize) -> Option<(usize, Interval)> {
        let parsed = asked.parsed;
        let subject = asked.predicate.phrase.is_some_and(|(p, _)| parsed.clauses[clause].subject == Some(p));
        let next = parsed.clauses.get(clause + 1).filter(|c| subject && c.link == Link::Beside && c.parent == Some(clause))?;
        let times = (0..parsed.times.len()).filter(|&t| (next.first..next.end).contains(&parsed.times[t].first));
        times.filter_map(|t| self.fitting(asked, t).map(|interval| (t, interval))).next()
    }

    /// «تحذير وجهه الرئيس من باريس، إذ قال الثلاثاء إن …»: the words that tell it were said then.
    fn of_words(&self, asked: &Asked<'_, '_>, clause: usize) -> Option<(usize, Interval)> {
        let parsed = asked.parsed;
        if asked.predicate.noun || !matches!(parsed.clauses[clause].link, Link::Relative(_)) {
            return None;
        }
        let times = (0..parsed.times.len()).filter(|&t| says_it(parsed, clause, parsed.clause_of[parsed.times[t].first]));
        times.filter_map(|t| self.fitting(asked, t).map(|interval| (t, interval))).next()
    }

    /// «أرسلت فرقا على متن طائرات وصلت أمس»: what carries it tells when.
    fn of_carrier(&self, asked: &Asked<'_, '_>, clause: usize) -> Option<(usize, Interval)> {
        let parsed = asked.parsed;
        let carrier = |phrase: &usize| parsed.phrases[*phrase].nouns.iter().any(|&noun| parsed.class_of(noun) & CARRIERS != 0);
        let comes = |c: &Clause| c.subject.is_none() && c.verb.is_some_and(|verb| parsed.class_of(verb) & MOTION != 0 && parsed.tags[verb].shape() == Some(Shape::Perfect));
        let behind = |c: &Clause| c.first.checked_sub(1).is_some_and(|w| parsed.phrases.iter().enumerate().any(|(p, phrase)| phrase.words.contains(&w) && carrier(&p)));
        let told = (0..parsed.clauses.len()).find(|&c| {
            let next = &parsed.clauses[c];
            asked.is_sent() && next.parent == Some(clause) && comes(next) && (behind(next) || matches!(next.link, Link::Relative(p) if carrier(&p)))
        })?;
        let times = (0..parsed.times.len()).filter(|&t| parsed.clause_of[parsed.times[t].first] == told);
        times.filter_map(|t| self.fitting(asked, t).map(|interval| (t, interval))).next()
    }

    /// «تدريبات … تستمر حتى الأحد»: how long what begins then will last.
    fn lasting(&self, asked: &Asked<'_, '_>, interval: Interval) -> Interval {
        let parsed = asked.parsed;
        let lasts = matches!(asked.kind, "MOBILIZE" | "COOPERATE" | "CONSULT" | "PROTEST" | "COERCE" | "AID");
        let (Some(from), Some(published)) = (interval.from.filter(|f| lasts && interval.to == Some(*f)), self.published) else { return interval };
        let context = TimeContext { published, last_told: None, ahead: true };
        let goes_on = |c: usize| c != asked.predicate.clause && parsed.clauses[c].parent.is_some() && parsed.clauses[c].first > asked.predicate.word;
        let until = parsed.times.iter().filter(|t| t.lead == Lead::Until && goes_on(parsed.clause_of[t.first]) && parsed.clause_of[t.first] <= asked.predicate.clause + 1);
        let end = until.filter_map(|t| t.expr.resolve(&context).to).find(|to| *to > from);
        let counted = || {
            let verb = |c: usize| parsed.clauses[c].verb.filter(|&v| parsed.class_of(v) & LASTING != 0 && parsed.tags[v].shape() == Some(Shape::Imperfect));
            let clauses = (0..parsed.clauses.len()).filter(|&c| asked.kind != "COERCE" && goes_on(c) && c <= asked.predicate.clause + 2);
            clauses.filter_map(verb).find_map(|verb| parsed.lasting_until(verb + 1, from))
        };
        let end = end.or_else(counted).filter(|to| *to > from);
        end.map_or(interval, |to| Interval { from: Some(from), to: Some(to), precision: Precision::Range })
    }

    /// «وجاء ذلك غداة اعتماد القرار»: what the story came the day after was the day before.
    fn day_before(&self, asked: &Asked<'_, '_>) -> Option<When> {
        let parsed = asked.parsed;
        let clause = &parsed.clauses[asked.predicate.clause];
        let here = match clause.link {
            Link::Relative(_) if !asked.predicate.noun => clause.parent?,
            _ => asked.predicate.clause,
        };
        let leads = |node: &&Node| matches!(node, Node::Prep { name, word, .. } if parsed.clause_of[*word] == here && *word < asked.predicate.word && parsed.language.is_preposition(name, DAY_BEFORE));
        let Some(Node::Prep { word, .. }) = parsed.nodes.iter().find(leads) else { return None };
        let before = self.story.as_ref()?.from.checked_sub(1.day()).ok()?;
        Some(range(before, before, parsed.words[*word].text, "core/day-before"))
    }
}

impl Asked<'_, '_> {
    /// The pluperfect: «وكان قد أعلن».
    fn is_recalled(&self) -> bool {
        !self.parsed.clauses[self.predicate.clause].auxiliaries.is_empty()
    }

    fn shape(&self) -> Option<Shape> {
        self.parsed.tags[self.predicate.word].shape().filter(|_| !self.predicate.noun)
    }

    /// A verb that tells of what is done, which no coming day can date: «طالب بعقد اجتماع الأسبوع المقبل».
    fn is_done(&self) -> bool {
        !self.predicate.noun && self.shape() != Some(Shape::Imperfect)
    }

    /// Told as going on since then: the present, and tolls.
    fn goes_on(&self) -> bool {
        self.predicate.noun || self.shape() == Some(Shape::Imperfect) || self.kind == "ASSAULT"
    }

    fn is_deed(&self) -> bool {
        matches!(self.kind, "ASSAULT" | "COERCE" | "PROTEST" | "MOBILIZE" | "RETREAT" | "AID" | "COOPERATE")
    }

    fn reacts(&self) -> bool {
        matches!(self.kind, "SUPPORT" | "REJECT" | "ACCUSE" | "REQUEST")
    }

    /// What somebody elsewhere says or offers of the news, be it with a noun that a verb carries: «أبدى استعداد بلاده للمساعدة».
    fn is_reaction(&self) -> bool {
        let carried = || self.predicate.phrase.is_some_and(|(p, _)| self.parsed.clauses[self.predicate.clause].objects.contains(&p));
        (self.reacts() || matches!(self.kind, "AGREE" | "THREATEN")) && (!self.predicate.noun || carried())
    }

    /// People or goods under way.
    fn is_sent(&self) -> bool {
        matches!(self.kind, "AID" | "MOBILIZE")
    }

    /// «وجرى خلال الاستقبال استعراض العلاقات»: at a meeting told before.
    fn is_at_occasion(&self) -> bool {
        let parsed = self.parsed;
        let told = |phrase: usize| {
            let p = &parsed.phrases[phrase];
            p.nouns.len() == 1 && is_occasion(parsed, p.head()) && parsed.tags[p.head()].reading.is_some_and(|r| r.clitics.article)
        };
        let preps = &parsed.clauses[self.predicate.clause].preps;
        preps.iter().any(|(name, p)| parsed.language.is_preposition(name, OCCASION) && !parsed.language.is_preposition(name, CIRCUMSTANCE) && told(*p))
    }

    /// «رفضت القرار»: a text told before stands in its clause.
    fn names_text(&self) -> bool {
        let parsed = self.parsed;
        let clause = &parsed.clauses[self.predicate.clause];
        let told = |p: usize| {
            let head = parsed.phrases[p].head();
            let this = parsed.phrases[p].words.start.checked_sub(1).is_some_and(|w| parsed.tags[w].kind == Kind::Dem) || parsed.phrases[p].words.clone().any(|w| parsed.tags[w].kind == Kind::Dem);
            !this && parsed.class_of(head) & TEXTS != 0 && parsed.tags[head].reading.is_some_and(|r| r.clitics.article)
        };
        clause.objects.iter().chain(clause.preps.iter().map(|(_, p)| p)).any(|p| told(*p))
    }

    /// What a resolution does is done when it is passed: «اعتمد أمس القرار الذي يشدد العقوبات».
    fn is_content_of(&self, clause: &Clause, antecedent: usize) -> bool {
        let imperfect = |verb: usize| self.parsed.tags[verb].shape() == Some(Shape::Imperfect);
        clause.verb.is_some_and(imperfect) && self.parsed.class_of(self.parsed.phrases[antecedent].head()) & const { classes(&["agreement", "document", "resolution", "law", "statement"]) } != 0
    }

    /// Whether a phrase is one of the happening's own: «استضافتهما جولات الحوار عام 2021».
    fn has(&self, phrase: usize) -> bool {
        self.predicate.noun && self.predicate.args.iter().any(|(_, f)| matches!(f, Filler::Phrase { phrase: p, .. } if *p == phrase))
    }

    /// Whether the happening is a noun of that phrase.
    fn is_in(&self, phrase: usize) -> bool {
        self.predicate.phrase.is_some_and(|(p, _)| p == phrase)
    }
}

/// The nearer to a word the sooner; what stands before it last of the equally near.
fn distance(at: usize, word: usize) -> (usize, usize) {
    (if at >= word { at - word } else { word - at + 1 }, at)
}

/// Prepositions behind which a time is their noun's: «بعد لقاء سبتمبر».
const CIRCUMSTANCE: u128 = classes(&["circumstance"]);
const SINCE: u128 = classes(&["since"]);
const OCCASION: u128 = classes(&["occasion"]);
const DAY_BEFORE: u128 = classes(&["day-before"]);
/// «طوال الأزمة»
const THROUGHOUT: u128 = classes(&["throughout"]);
/// «تستمر أربعة أيام»
const LASTING: u128 = classes(&["lasting"]);
const MOTION: u128 = classes(&["motion"]);
/// What carries people and goods.
const CARRIERS: u128 = classes(&["flight", "ship", "vehicle"]);
/// What is decided or agreed in writing.
const TEXTS: u128 = classes(&["agreement", "document", "resolution", "law"]);
/// The rule of what goes on since the last look back.
const ALL_ALONG: &str = "core/all-along";
/// The rule of what answers something old, some time since.
const SINCE_TOLD: &str = "core/since-told";

fn node_of(parsed: &Parsed<'_>, time: usize) -> Option<usize> {
    let at = parsed.times[time].first;
    parsed.nodes.iter().position(|n| matches!(n, Node::Time(w) if *w == at))
}

/// The preposition and phrase that a time stands right behind.
fn behind<'p>(parsed: &'p Parsed<'_>, time: usize) -> Option<(&'p str, usize)> {
    match node_of(parsed, time)?.checked_sub(1).map(|n| &parsed.nodes[n]) {
        Some(Node::Prep { name, phrase, .. }) => Some((name.as_str(), *phrase)),
        _ => None,
    }
}

/// Whether a happening stands so deep in an argument that a time behind it is its own: «على تفعيل الاتفاقية الموقعة عام
/// 2001», «لاستضافتهما جولات الحوار عام 2021»; «على اتفاق عام 1979» may be when it was signed.
fn is_remote(parsed: &Parsed<'_>, phrase: usize, happening: usize, noun: bool) -> bool {
    let p = &parsed.phrases[phrase];
    let participle = || p.adjectives.iter().any(|&a| parsed.tags[a].reading.is_some_and(|r| matches!(r.form.shape, Shape::PassiveParticiple | Shape::ActiveParticiple)));
    let deep = governor(parsed, phrase).is_some() && (noun || p.head() != happening || participle());
    let node = parsed.nodes.iter().position(|n| matches!(n, Node::Phrase(q) if *q == phrase));
    let owned = || match node.and_then(|n| n.checked_sub(1)).map(|n| &parsed.nodes[n]) {
        Some(Node::Prep { phrase, .. }) => parsed.enclitic(parsed.phrases[*phrase].head()).is_some(),
        _ => false,
    };
    deep || owned()
}

/// The phrase of another happening since which a time is told: «منذ بدء الاحتجاجات منتصف آذار».
fn since_whom(parsed: &Parsed<'_>, time: usize) -> Option<usize> {
    let since = |phrase: &usize| governor(parsed, *phrase).is_some_and(|name| parsed.language.is_preposition(name, SINCE));
    let behind = behind(parsed, time).map(|(_, phrase)| phrase).filter(since);
    behind.or_else(|| owner(parsed, node_of(parsed, time)?).and_then(|o| phrase_of(parsed, o)).filter(since))
}

/// «أكبر مناورات منذ خمس سنوات», «الهجوم هو الأعنف منذ عام»: since when there has been none like it.
fn is_of_comparison(parsed: &Parsed<'_>, time: usize) -> bool {
    let told = match &parsed.times[time].expr {
        TimeExpr::Since(from) => !matches!(**from, TimeExpr::Told { .. }),
        TimeExpr::Several { .. } | TimeExpr::Over { .. } => true,
        _ => false,
    };
    let at = parsed.times[time].first;
    let near = at.saturating_sub(COMPARED)..at;
    let compares = |w: &usize| {
        parsed.tags[*w].reading.map(|r| &parsed.language.lexicon.lemmas[r.form.lemma as usize]).is_some_and(|l| l.pos == Pos::Adj && is_elative(&l.text))
            || parsed.numbers.iter().any(|n| n.ordinal && n.first == *w && n.min == Some(1.0))
    };
    let break_at = near.clone().rev().find(|&w| matches!(parsed.tags[w].kind, Kind::Comma | Kind::Stop | Kind::Verb));
    told && near.rev().take_while(|w| break_at.is_none_or(|b| *w > b)).any(|w| compares(&w))
}

/// How many words a comparison reaches back.
const COMPARED: usize = 8;

/// «بعد خمسة أعوام أمضاها في السجن»: a length told of, not a time.
fn is_length_of(parsed: &Parsed<'_>, time: usize) -> bool {
    let relative = matches!(parsed.times[time].expr, TimeExpr::Later { .. } | TimeExpr::Ago { .. });
    let next = node_of(parsed, time).and_then(|n| parsed.nodes.get(n + 1));
    relative && matches!(next, Some(Node::Verb(w)) if parsed.tags[*w].reading.is_some_and(|r| r.clitics.enclitic.is_some()))
}

/// A time that follows the noun's phrase, or its last preposition, directly.
fn right_behind(parsed: &Parsed<'_>, predicate: &Predicate) -> Option<usize> {
    let (phrase, _) = predicate.phrase?;
    let top = parsed.phrases[phrase].joined_to.unwrap_or(phrase);
    let at = parsed.nodes.iter().position(|n| matches!(n, Node::Phrase(p) | Node::Prep { phrase: p, .. } if *p == top))?;
    for node in &parsed.nodes[at + 1..] {
        match node {
            Node::Time(word) => return parsed.tags[*word].time,
            Node::Prep { .. } => {}
            _ => return None,
        }
    }
    None
}

/// The time whose nearest happening before it is the noun: «تسميم العميل سكريبال في الرابع من الشهر».
fn stands_with(parsed: &Parsed<'_>, predicate: &Predicate) -> Option<usize> {
    let chain = predicate.phrase.map_or(&[][..], |(p, _)| &parsed.phrases[p].nouns);
    (0..parsed.times.len()).find(|&t| {
        parsed.times[t].first > predicate.word
            && !matches!(parsed.times[t].expr, TimeExpr::Since(_))
            && node_of(parsed, t).and_then(|node| owner(parsed, node)).is_some_and(|o| o == predicate.word || chain.contains(&o))
    })
}

/// «وفي طوكيو، …»، «من جانبها، …»: the sentence turns to someone else's reaction.
fn elsewhere(parsed: &Parsed<'_>) -> bool {
    let turns = |m: &crate::find::names::Match<'_>| {
        m.first == 0 && m.particle().is_some_and(|lemma| parsed.language.is_preposition(&parsed.language.lexicon.lemmas[lemma as usize].text, const { classes(&["turn"]) }))
    };
    let first = parsed.nodes.iter().find(|n| !matches!(n, Node::Conj(_) | Node::Comma(_)));
    let place = matches!(first, Some(Node::Prep { name, .. }) if parsed.language.is_preposition(name, const { classes(&["at-place", "from-place"]) }));
    place || parsed.cues.iter().any(turns)
}

/// «وشدد البيان الختامي على …»: the sentence goes on from a meeting told before.
fn tells_of_occasion(parsed: &Parsed<'_>) -> bool {
    let subject = parsed.clauses.first().and_then(|c| c.subject).map(|p| parsed.phrases[p].head());
    subject.is_some_and(|noun| is_occasion(parsed, noun) && parsed.tags[noun].reading.is_some_and(|r| r.clitics.article))
}

/// Whether a clause of saying goes on from another by the same speaker.
fn says_it(parsed: &Parsed<'_>, told: usize, clause: usize) -> bool {
    let c = &parsed.clauses[clause];
    let says = c.verb.is_some_and(|verb| parsed.class_of(verb) & const { classes(&["speech"]) } != 0);
    let hung = clause > told && (c.parent == Some(told) || c.parent == parsed.clauses[told].parent);
    says && hung && c.subject.is_none() && matches!(c.link, Link::Beside | Link::Circumstance)
}

fn day(text: Option<&str>) -> Option<Date> {
    text.and_then(|t| t.parse().ok())
}

fn range(from: Date, to: Date, text: &str, rule: &str) -> When {
    let precision = if from == to { Precision::Day } else { Precision::Range };
    When { start: Some(from.to_string()), end: Some(to.to_string()), precision, text: text.to_owned(), rule: rule.to_owned() }
}

fn written(interval: &Interval, text: &str, rule: &str) -> When {
    When { start: interval.from.map(|d| d.to_string()), end: interval.to.map(|d| d.to_string()), precision: interval.precision, text: text.to_owned(), rule: rule.to_owned() }
}
