//! The time that the words of a telling give it: in its clause, at its noun, or where a clause beside it tells of it.
//!
//! Enters: what is to be dated and the times of its sentence. Leaves: one of them, resolved, or none. «محادثات أجراها الوفدان بين السادس
//! والعاشر» leaves with the days behind «أجراها».

use super::asked::{Asked, CIRCUMSTANCE, OCCASION};
use super::{Dated, NO_DAY, OLD};
use crate::code::belongs::{governor, is_led, is_occasion, owner, phrase_of};
use crate::code::predicates::Predicate;
use crate::find::time::{Interval, Lead, TimeContext, TimeExpr};
use crate::read::chunks::{Node, is_elative};
use crate::read::clauses::{Clause, Link};
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use jiff::civil::Date;
use marsad_pack::{Pos, Shape, classes};
use marsad_record::{Precision, Status};

const SINCE: u128 = classes(&["since"]);
/// «تستمر أربعة أيام»
const LASTING: u128 = classes(&["lasting"]);
const MOTION: u128 = classes(&["motion"]);
/// What carries people and goods.
const CARRIERS: u128 = classes(&["flight", "ship", "vehicle"]);

impl Dated<'_> {
    /// The time that dates a telling, resolved: in its clause, nearest; for a noun first the one right behind it.
    pub(super) fn own_time(&self, asked: &Asked<'_, '_>) -> Option<(usize, Interval)> {
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

    pub(super) fn is_old(&self, day: Option<Date>) -> bool {
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
        let attended = |p: usize| is_occasion(parsed, other) && is_led(parsed, p, OCCASION);
        let elsewhere = phrase_of(parsed, other).is_some_and(|p| !asked.is_in(p) && !asked.has(p) && !attended(p) && is_remote(parsed, p, other, asked.predicate.noun));
        elsewhere && self.is_old(self.resolved(parsed, at).map(|(_, to)| to))
    }

    /// «في بيان صدر أمس», «في خطاب ألقاه الجمعة»: the time of an occasion is that of what is said at it.
    fn of_occasion(&self, asked: &Asked<'_, '_>, clause: usize) -> Option<(usize, Interval)> {
        let parsed = asked.parsed;
        let told_at = |c: &Clause| match c.link {
            Link::Relative(p) if c.parent == Some(clause) => is_occasion(parsed, parsed.phrases[p].head()) && is_led(parsed, p, OCCASION) && !is_led(parsed, p, CIRCUMSTANCE),
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
    pub(super) fn lasting(&self, asked: &Asked<'_, '_>, interval: Interval) -> Interval {
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
}

/// The nearer to a word the sooner; what stands before it last of the equally near.
fn distance(at: usize, word: usize) -> (usize, usize) {
    (if at >= word { at - word } else { word - at + 1 }, at)
}

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
    let since = |phrase: &usize| is_led(parsed, *phrase, SINCE);
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
    let break_at = near.clone().rev().find(|&w| match parsed.tags[w].kind {
        Kind::Comma | Kind::Stop => true,
        // «أسوأ هجمات تستهدف البلاد منذ عقود»: what is compared may be told of in the present.
        Kind::Verb => parsed.tags[w].shape() != Some(Shape::Imperfect),
        _ => false,
    });
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

/// Whether a clause of saying goes on from another by the same speaker.
fn says_it(parsed: &Parsed<'_>, told: usize, clause: usize) -> bool {
    let c = &parsed.clauses[clause];
    let says = c.verb.is_some_and(|verb| parsed.class_of(verb) & const { classes(&["speech"]) } != 0);
    let hung = clause > told && (c.parent == Some(told) || c.parent == parsed.clauses[told].parent);
    says && hung && c.subject.is_none() && matches!(c.link, Link::Beside | Link::Circumstance)
}
