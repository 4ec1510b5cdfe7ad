//! When: the time told with a happening, else the day its story has come to.
//!
//! Enters: a telling and the times of its sentence. Leaves: a [`Date`](marsad_record::Date). «وقّع الرئيسان أمس … وتعهدا …»
//! leaves with one day for both; «وكان البلدان اتفقا العام الماضي» looks back and moves nothing.

use crate::code::belongs::{governor, is_occasion, owner, phrase_of};
use crate::code::predicates::Predicate;
use crate::code::sentence::{Speech, Telling};
use crate::code::sides::Side;
use crate::find::time::{Interval, Lead, TimeContext, TimeExpr, TimeMention};
use crate::read::chunks::Node;
use crate::read::clauses::{Clause, Link};
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
    /// The first word of the sentence it stands in.
    before_at: TextPos,
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
        Self { published, last_told: None, story: None, before: None, before_at: TextPos::default(), fresh: None, further: false, doers: Vec::new() }
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
    }

    /// A sentence whose happenings are not understood may still say when its paragraph plays.
    fn look_back(&mut self, parsed: &Parsed<'_>) {
        let main = |clause: usize| matches!(parsed.clauses[clause].link, Link::Root) || parsed.clauses[clause].link == Link::Beside && parsed.clauses[clause].parent == Some(0);
        let told = (0..parsed.times.len()).find(|&t| parsed.times[t].lead == Lead::At && main(parsed.clause_of[parsed.times[t].first]));
        if let Some((at, (from, to))) = told.and_then(|t| self.resolved(parsed, t).map(|told| (t, told))) {
            self.before_at = parsed.span.start;
            self.before = Some(Told { from, to, text: parsed.times[at].span.of(parsed.text).to_owned(), sides: None });
        }
    }

    /// What is dated after the day of printing, or told in the present of that very day, is still to come.
    pub fn looks_ahead(&self, parsed: &Parsed<'_>, telling: &Telling<'p>, date: &When, headline: bool) -> Status {
        let (Status::Actual, Some(published), Some(start)) = (telling.status, self.published, day(date.start.as_deref())) else { return telling.status };
        let present = !telling.predicate.noun && parsed.tags[telling.predicate.word].shape() == Some(Shape::Imperfect);
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
        if asked.status != Status::Actual || asked.is_recalled() && asked.predicate.noun {
            return;
        }
        let next = self.published.filter(|p| from == to && to <= *p && self.story.as_ref().is_some_and(|story| from > story.to));
        if next.is_some() && !asked.predicate.noun && !asked.is_recalled() {
            self.story = Some(Story { from, to, text: when.text.clone() });
        }
        self.fresh = Some(from).filter(|_| self.published.is_some_and(|p| from == to && (0..=FRESH).contains(&(p - from).get_days()))).or(self.fresh);
        self.before_at = asked.parsed.span.start;
        self.before = Some(Told { from, to, text: when.text.clone(), sides: Some((asked.actor.to_vec(), asked.recipient.to_vec())) });
    }

    /// The date of a telling whose words give none.
    fn untold(&self, asked: &Asked<'_, '_>) -> When {
        let parsed = asked.parsed;
        if let Some(published) = self.published.filter(|_| asked.status == Status::Future) {
            return When { start: Some(published.to_string()), end: None, precision: Precision::After, text: parsed.words[asked.predicate.word].text.to_owned(), rule: "core/future".into() };
        }
        if let Some(when) = self.after_look_back(asked) {
            return when;
        }
        let Some(story) = &self.story else { return self.news() };
        // Further on, a reaction told without a day falls between the news and its printing.
        if let Some(printed) = self.published.filter(|p| *p > story.to && self.further && !asked.predicate.noun && asked.reacts() && elsewhere(parsed) && self.is_new(asked.actor)) {
            return range(self.fresh.map_or(story.from, |day| day.min(story.from)), printed, &story.text, "core/since-news");
        }
        self.news()
    }

    /// Whether others act than those the report is of.
    fn is_new(&self, actor: &[Side<'p>]) -> bool {
        !actor.iter().any(|a| a.entity.is_some() && self.doers.iter().any(|d| d.same_party(a)))
    }

    /// «وكانت القوات اجتاحت البلاد في آب … وأعلنت …»: what goes on from a look back by the same sides is of its time.
    fn after_look_back(&self, asked: &Asked<'_, '_>) -> Option<When> {
        let before = self.before.as_ref()?;
        let story = self.story.as_ref().map(|s| s.from).or(self.published)?;
        if before.to >= story || asked.predicate.noun && !asked.is_deed() {
            return None;
        }
        let same = |a: &[Side], b: &[Side]| a.iter().any(|x| x.entity.is_some() && b.iter().any(|y| x.same_party(y)));
        let goes_on = match &before.sides {
            Some((actor, _)) if asked.reacts() => same(asked.actor, actor),
            Some((actor, recipient)) => [asked.actor, asked.recipient].into_iter().any(|sides| same(sides, actor) || same(sides, recipient)),
            None => asked.is_deed(),
        };
        goes_on.then(|| range(before.from, before.to, &before.text, "core/look-back"))
    }

    /// The time that dates a telling, resolved: in its clause, nearest; for a noun first the one right behind it.
    fn own_time(&self, asked: &Asked<'_, '_>) -> Option<(usize, Interval)> {
        let (parsed, predicate) = (asked.parsed, asked.predicate);
        let fits = |at: usize| self.fitting(asked, at).map(|interval| (at, interval));
        if predicate.noun
            && let Some(own) = right_behind(parsed, predicate).or_else(|| stands_with(parsed, predicate)).and_then(fits).or_else(|| self.of_relative(asked))
        {
            return Some(own);
        }
        let mut clause = Some(predicate.clause);
        let mut crossed = false;
        while let Some(here) = clause {
            let near = (0..parsed.times.len()).filter(|&t| parsed.clause_of[parsed.times[t].first] == here && !self.is_of_another(asked, t));
            let best = near.filter_map(fits).min_by_key(|(t, _)| distance(parsed.times[*t].first, predicate.word));
            let best = best.or_else(|| self.of_occasion(asked, here)).or_else(|| self.of_bare_be(asked, here));
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
        if interval.is_unknown() || coming || since {
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
        let elsewhere = phrase_of(parsed, other).is_some_and(|p| !asked.is_in(p) && !is_occasion(parsed, other) && is_remote(parsed, p, other, asked.predicate.noun));
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
        let relatives = (0..parsed.clauses.len()).filter(|&c| own(&parsed.clauses[c]));
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

    /// «تدريبات … تستمر حتى الأحد»: how long what begins then will last.
    fn lasting(&self, asked: &Asked<'_, '_>, interval: Interval) -> Interval {
        let parsed = asked.parsed;
        let lasts = matches!(asked.kind, "MOBILIZE" | "COOPERATE" | "CONSULT" | "PROTEST" | "COERCE" | "AID");
        let (Some(from), Some(published)) = (interval.from.filter(|f| lasts && interval.to == Some(*f)), self.published) else { return interval };
        let context = TimeContext { published, last_told: None, ahead: true };
        let goes_on = |c: usize| c != asked.predicate.clause && parsed.clauses[c].parent.is_some() && parsed.clauses[c].first > asked.predicate.word;
        let until = parsed.times.iter().filter(|t| t.lead == Lead::Until && goes_on(parsed.clause_of[t.first]) && parsed.clause_of[t.first] <= asked.predicate.clause + 1);
        let end = until.filter_map(|t| t.expr.resolve(&context).to).find(|to| *to > from);
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

    /// What a resolution does is done when it is passed: «اعتمد أمس القرار الذي يشدد العقوبات».
    fn is_content_of(&self, clause: &Clause, antecedent: usize) -> bool {
        let imperfect = |verb: usize| self.parsed.tags[verb].shape() == Some(Shape::Imperfect);
        clause.verb.is_some_and(imperfect) && self.parsed.class_of(self.parsed.phrases[antecedent].head()) & const { classes(&["agreement", "document", "resolution", "law", "statement"]) } != 0
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
