//! Tellings of one happening within an article: the headline and the lead, the lead and a look back.

use crate::code::article::Draft;
use crate::code::when::BESIDE;
use foldhash::fast::FixedState;
use marsad_record::{Actor, Date, Event, Precision, Status};
use std::collections::{BTreeSet, HashMap};

/// Links events that tell the same happening; the earliest carries the merged detail.
pub fn join(draft: &mut Draft) {
    let sides = Sides::of_all(&draft.events);
    let mut of_kind: HashMap<u32, Vec<usize>, FixedState> = HashMap::default();
    for late in 0..draft.events.len() {
        let earlier = of_kind.entry(sides[late].kind).or_default();
        let found = earlier.iter().copied().find(|&early| same((&draft.events[early], &sides[early]), (&draft.events[late], &sides[late])));
        earlier.push(late);
        let Some(early) = found else { continue };
        let (before, after) = draft.events.split_at_mut(late);
        let (first, second) = (&mut before[early], &mut after[0]);
        merge(first, second);
        first.same_as.push(second.id.clone());
        second.same_as.push(first.id.clone());
    }
}

/// Codes and kinds by numbers, so that comparing many events compares no strings.
#[derive(Default)]
struct Numbers<'a>(HashMap<&'a str, u32, FixedState>);

impl<'a> Numbers<'a> {
    fn of(&mut self, code: &'a str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(code).or_insert(next)
    }
}

/// An event's kind and the codes of its sides, each list in order and without repeats.
struct Sides {
    kind: u32,
    actor: Vec<u32>,
    recipient: Vec<u32>,
    both: Vec<u32>,
}

impl Sides {
    fn of_all(events: &[Event]) -> Vec<Self> {
        let mut numbers = Numbers::default();
        events.iter().map(|event| Self::of(event, &mut numbers)).collect()
    }

    fn of<'a>(event: &'a Event, numbers: &mut Numbers<'a>) -> Self {
        let kind = numbers.of(&event.kind);
        let mut codes = |actors: &'a [Actor]| -> Vec<u32> { in_order(actors.iter().filter_map(|a| a.code.as_deref()).map(|code| numbers.of(code)).collect()) };
        let (actor, recipient) = (codes(&event.actor), codes(&event.recipient));
        let both = in_order([actor.as_slice(), recipient.as_slice()].concat());
        Self { kind, actor, recipient, both }
    }
}

fn in_order(mut codes: Vec<u32>) -> Vec<u32> {
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Whether two events of one kind tell the same happening.
fn same((a, of_a): (&Event, &Sides), (b, of_b): (&Event, &Sides)) -> bool {
    a.status == b.status && a.status != Status::Negated && sides_agree((a, of_a), (b, of_b)) && dates_agree(a, b) && counts_agree(a, b)
}

fn sides_agree((a, of_a): (&Event, &Sides), (b, of_b): (&Event, &Sides)) -> bool {
    let (x, y) = (&of_a.both, &of_b.both);
    let aimed = !a.recipient.is_empty() && !b.recipient.is_empty();
    if aimed && (of_a.actor != of_b.actor || of_a.recipient != of_b.recipient) {
        return false;
    }
    let within = |few: &[u32], many: &[u32]| few.iter().all(|code| many.binary_search(code).is_ok());
    // «وقّع الوزيران بياناً» is not what a third welcomes: «رحبت الأمم المتحدة بالتقارب بين البلدين».
    let by_a_third = |together: &Event, of_aimed: &Sides, sides: &[u32]| together.recipient.is_empty() && sides.len() > 1 && !within(&of_aimed.actor, sides);
    if only_one_is_aimed(a, b) && (by_a_third(a, of_b, x) || by_a_third(b, of_a, y)) {
        return false;
    }
    !x.is_empty() && (x == y || x.len() > 1 && y.len() > 1 && (within(x, y) || within(y, x)))
}

/// Whether one of the two is aimed at somebody and the other is not.
fn only_one_is_aimed(a: &Event, b: &Event) -> bool {
    a.recipient.is_empty() != b.recipient.is_empty()
}

fn side(actors: &[Actor]) -> BTreeSet<&str> {
    actors.iter().filter_map(|a| a.code.as_deref()).collect()
}

fn dates_agree(a: &Event, b: &Event) -> bool {
    if a.date.precision == Precision::Document || b.date.precision == Precision::Document {
        // A report's fresh news is days old at most: the undated telling may be the dated one.
        return near(a, b) && (a.rule == b.rule || a.recipient.is_empty() || b.recipient.is_empty() || a.id == "e1");
    }
    overlap(a, b, 0)
}

fn near(a: &Event, b: &Event) -> bool {
    overlap(a, b, 3)
}

fn overlap(a: &Event, b: &Event, slack: i64) -> bool {
    let day = |s: &Option<String>| s.as_deref().and_then(|s| s.parse::<jiff::civil::Date>().ok());
    let (Some(a1), Some(b1)) = (day(&a.date.start), day(&b.date.start)) else { return a.date.start == b.date.start && a.date.end == b.date.end };
    let a2 = day(&a.date.end).unwrap_or(a1);
    let b2 = day(&b.date.end).unwrap_or(b1);
    let gap = |from: jiff::civil::Date, to: jiff::civil::Date| i64::from((to - from).get_days());
    gap(a2, b1) <= slack && gap(b2, a1) <= slack
}

fn counts_agree(a: &Event, b: &Event) -> bool {
    a.counts.iter().all(|x| b.counts.iter().all(|y| x.what != y.what || x.min == y.min))
}

fn merge(first: &mut Event, second: &mut Event) {
    if first.date.precision == Precision::Document && second.date.precision != Precision::Document {
        first.date = second.date.clone();
    } else if second.date.precision == Precision::Document && first.date.precision != Precision::Document {
        second.date = first.date.clone();
    }
    if first.place.is_none() {
        first.place.clone_from(&second.place);
    }
    if first.counts.is_empty() {
        first.counts.clone_from(&second.counts);
    }
    for mode in &second.mode {
        if !first.mode.contains(mode) {
            first.mode.push(mode.clone());
        }
    }
}

/// Dates what only a headline dates by the news: the first telling in the body of the same kind by the same side knows
/// better. «ترامب يتوعد بيونغ يانغ» was yesterday when the body says so.
pub fn date_headline(events: &mut [Event], headline: usize) {
    let (title, body) = events.split_at_mut(headline.min(events.len()));
    for event in title.iter_mut().filter(|e| e.same_as.is_empty() && is_fallback(e)) {
        let doers = side(&event.actor);
        // «المانحون يتعهدون …» is told of nobody known: the same word for it tells as much.
        let unknown = |other: &Event| side(&other.actor).is_empty() && other.rule == event.rule && side(&other.recipient).is_subset(&side(&event.recipient));
        let same_sides = |other: &Event| if doers.is_empty() { side(&other.recipient) == side(&event.recipient) || unknown(other) } else { side(&other.actor) == doers };
        let alike = |other: &&Event| other.kind == event.kind && other.status == event.status && same_sides(other);
        if let Some(told) = body.iter().filter(|told| !is_old(told, event)).find(alike).filter(|told| !is_fallback(told)) {
            event.date = told.date.clone();
        }
    }
}

/// «قرروا الاثنين منع الشركات ردا على إجبار طائرة على الهبوط»: what the news answers came before it, on the day the article tells
/// it with, else the day that the sentence right behind the lead looks back to. `lead` is how many events the headline and the lead tell.
pub fn date_occasions(events: &mut [Event], lead: usize, behind_lead: Option<&Date>) {
    for at in 0..events.len() {
        let event = &events[at];
        if event.date.rule != BESIDE {
            continue;
        }
        let alike = |told: &&Event| told.kind == event.kind && told.status == event.status && !side(&event.actor).is_empty() && side(&told.actor) == side(&event.actor);
        let before = |told: &&Event| told.date.start.is_some() && told.date.end < event.date.start && !is_old(told, event);
        let told = events[at + 1..].iter().find(|told| alike(told) && before(told) && told.date.rule != BESIDE).map(|told| &told.date);
        let earlier = behind_lead.filter(|date| at < lead && date.end < event.date.start);
        if let Some(date) = told.or(earlier).cloned() {
            events[at].date = date;
        }
    }
}

/// A headline tells the news: what the body recalls from more than a month before is another happening.
fn is_old(told: &Event, headline: &Event) -> bool {
    let day = |s: &Option<String>| s.as_deref().and_then(|s| s.parse::<jiff::civil::Date>().ok());
    day(&told.date.end).zip(day(&headline.date.start)).is_some_and(|(told, news)| (news - told).get_days() > 31)
}

/// The date is not told with the event.
fn is_fallback(event: &Event) -> bool {
    matches!(event.date.rule.as_str(), "core/news-day" | "core/published" | "core/since-news")
}
