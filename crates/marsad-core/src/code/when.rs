//! When: the time told with a happening, else the day its story has come to.
//!
//! Enters: a telling and the times of its sentence. Leaves: a [`Date`](marsad_record::Date). «وقّع الرئيسان أمس … وتعهدا …»
//! leaves with one day for both; «وكان البلدان اتفقا العام الماضي» looks back and moves nothing.

mod asked;
mod own_time;

use self::asked::{Asked, CIRCUMSTANCE, OCCASION};
use crate::code::belongs::is_occasion;
use crate::code::predicates::Predicate;
use crate::code::sentence::{Speech, Telling};
use crate::code::sides::Side;
use crate::find::time::{Interval, Lead, TimeContext, TimeMention};
use crate::read::chunks::Node;
use crate::read::clauses::Link;
use crate::read::parse::Parsed;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use marsad_pack::{Shape, classes};
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
    /// What the first sentence behind the lead looks back to.
    behind_lead: BehindLead,
}

/// What the first sentence behind the lead looks back to, once it has been read.
enum BehindLead {
    ToCome,
    Opens,
    Read(Option<When>),
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
            behind_lead: BehindLead::ToCome,
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
        // "HAVANA, Dec 18 (Agencies) -": a dateline says when the report was sent.
        let dateline = |t: &TimeMention| t.rule == "time/day-month" && text[t.span.end.at()..].trim_start().starts_with(['(', '-', '–', '—']);
        for time in times.iter().filter(|t| t.lead == Lead::At && !dateline(t)) {
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
        if further && matches!(self.behind_lead, BehindLead::ToCome) {
            self.behind_lead = BehindLead::Opens;
        }
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
        if matches!(self.behind_lead, BehindLead::Opens) {
            self.behind_lead = BehindLead::Read(self.recalled_behind_lead(parsed));
        }
        if self.before.is_none() || self.before_at != parsed.span.start {
            self.move_on(parsed);
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

    /// «وكانت مقاتلة رافقت أمس الأحد الطائرة»: right behind the lead stands what the lead came after, when it is of the days before.
    fn recalled_behind_lead(&self, parsed: &Parsed<'_>) -> Option<When> {
        let recalled = |clause: usize| matches!(parsed.clauses[clause].link, Link::Root) && !parsed.clauses[clause].auxiliaries.is_empty();
        let at = time_in(parsed, recalled)?;
        let (from, to) = self.resolved(parsed, at)?;
        let news = self.news_day()?;
        (to < news && (news - from).get_days() <= OLD).then(|| range(from, to, parsed.times[at].span.of(parsed.text), "core/look-back"))
    }

    /// The date of what the lead came after, told right behind it.
    pub fn behind_lead(self) -> Option<When> {
        match self.behind_lead {
            BehindLead::Read(when) => when,
            _ => None,
        }
    }

    /// «وأعلن الوزير الخميس أن الجيش لن يقبل … وأدانت موسكو …»: whatever is told of a day after the story's, the story has come to
    /// that day.
    fn move_on(&mut self, parsed: &Parsed<'_>) {
        let (Some(published), Some(story), true) = (self.published, &self.story, self.further) else { return };
        let told = |clause: usize| {
            let c = &parsed.clauses[clause];
            matches!(c.link, Link::Root) && c.auxiliaries.is_empty() && c.verb.is_some_and(|verb| parsed.tags[verb].shape() == Some(Shape::Perfect))
        };
        let Some(at) = time_in(parsed, told) else { return };
        let day = self.resolved(parsed, at).filter(|(from, to)| from == to && *from > story.to && *to <= published);
        if let Some((from, to)) = day {
            self.story = Some(Story { from, to, text: parsed.times[at].span.of(parsed.text).to_owned() });
        }
    }

    /// A sentence whose happenings are not understood may still say when its paragraph plays.
    fn look_back(&mut self, parsed: &Parsed<'_>) {
        let main = |clause: usize| matches!(parsed.clauses[clause].link, Link::Root) || parsed.clauses[clause].link == Link::Beside && parsed.clauses[clause].parent == Some(0);
        let told = time_in(parsed, main);
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
            let rule = if asked.is_occasioned() && time.first < asked.predicate.word { BESIDE.to_owned() } else { format!("{}/{}", parsed.language.tag, time.rule) };
            return Some(written(&interval, time.span.of(parsed.text), &rule));
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
        if let Some(when) = self.after_occasion(asked).or_else(|| self.all_along(asked)).or_else(|| self.since_antecedent(asked)).or_else(|| self.after_look_back(asked)) {
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

    /// "After the September meeting, the president alleged …": some time since the meeting, whose day may have been told.
    fn after_occasion(&self, asked: &Asked<'_, '_>) -> Option<When> {
        let parsed = asked.parsed;
        let after = |name: &str| parsed.language.is_preposition(name, CIRCUMSTANCE) && parsed.language.is_preposition(name, OCCASION);
        let (phrase, word) = parsed.nodes.iter().find_map(|n| match n {
            Node::Prep { name, phrase, word } if parsed.clause_of[*word] == asked.predicate.clause && after(name) => Some((*phrase, *word)),
            _ => None,
        })?;
        let p = &parsed.phrases[phrase];
        let time = parsed.times.iter().position(|t| p.words.contains(&t.first)).filter(|_| is_occasion(parsed, p.head()) && !asked.predicate.noun)?;
        let (from, to) = self.resolved(parsed, time).filter(|(_, to)| self.is_old(Some(*to)))?;
        let day = self.back.filter(|back| from <= back.0 && back.1 <= to).map_or(from, |back| back.0);
        let text = parsed.words_span(word, p.words.end).of(parsed.text);
        Some(When { start: Some(day.to_string()), end: None, precision: Precision::After, text: text.to_owned(), rule: "core/after-occasion".into() })
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

/// The first time at which something is told in one of these clauses.
fn time_in(parsed: &Parsed<'_>, clause: impl Fn(usize) -> bool) -> Option<usize> {
    parsed.times.iter().position(|time| time.lead == Lead::At && clause(parsed.clause_of[time.first]))
}

/// The rule of what another happening came after, with that one's day: «قرروا الاثنين منع الشركات ردا على إجبار طائرة على الهبوط». It
/// was that day or before, and where the article tells it with its own day, that is its day.
pub const BESIDE: &str = "core/beside";
const DAY_BEFORE: u128 = classes(&["day-before"]);
/// «طوال الأزمة»
const THROUGHOUT: u128 = classes(&["throughout"]);
/// The rule of what goes on since the last look back.
const ALL_ALONG: &str = "core/all-along";
/// The rule of what answers something old, some time since.
const SINCE_TOLD: &str = "core/since-told";

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
