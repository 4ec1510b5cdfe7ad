//! Where the sentences around a happening have placed its doers.
//!
//! Enters: events and speakers with their places, in order. Leaves: places for events that name none. «وقال الوزير في
//! مؤتمر صحافي في باريس … وشكر السودان»: he thanks in Paris too.

use crate::code::article::same_codes;
use marsad_pack::{EntityKind, World};
use marsad_record::{Actor, ActorKind, Event, Place};

/// How many paragraphs off people are still taken to be where they were.
const NEAR: usize = 2;

/// Who was somewhere.
struct Presence {
    told: Told,
    paragraph: usize,
    /// First and last day, when an event gave them.
    days: Option<(String, String)>,
}

/// What tells of somebody at a place.
enum Told {
    /// The event of that index: its doers, where it is placed.
    Event(usize),
    Seen(Box<(Actor, Place)>),
}

/// Who was where, paragraph by paragraph.
#[derive(Default)]
pub struct Venues {
    paragraph: usize,
    seen: Vec<Presence>,
    /// The paragraph of each event.
    of_event: Vec<usize>,
}

impl Venues {
    /// A paragraph begins.
    pub fn paragraph(&mut self) {
        self.paragraph += 1;
    }

    /// A ceremony was told to be at a place: what was signed or agreed just before was signed there.
    pub fn ceremony(&self, place: Place, events: &mut [Event]) {
        let last = events.iter_mut().zip(&self.of_event).rev().find(|(e, p)| **p == self.paragraph && matches!(e.kind.as_str(), "SUPPORT" | "AGREE" | "CONSULT" | "COOPERATE"));
        if let Some((event, _)) = last.filter(|(e, _)| e.place.is_none()) {
            event.place = Some(Place { rule: "core/ceremony".into(), ..place });
        }
    }

    /// Somebody did or said something at a place.
    pub fn seen(&mut self, who: Actor, place: Place) {
        self.seen.push(Presence { told: Told::Seen(Box::new((who, place))), paragraph: self.paragraph, days: None });
    }

    /// The article's next event was told.
    pub fn told(&mut self, event: &Event) {
        self.seen.extend(Presence::of(event, self.of_event.len(), self.paragraph));
        self.of_event.push(self.paragraph);
    }

    /// Gives events without a place that of their doers nearby.
    pub fn share(mut self, events: &mut [Event], world: &World) {
        for at in 0..events.len().min(self.of_event.len()) {
            let (event, paragraph) = (&events[at], self.of_event[at]);
            if event.place.is_some() || !is_said_or_agreed(event) {
                continue;
            }
            let near = self.seen.iter().filter(|p| p.paragraph.abs_diff(paragraph) <= NEAR && p.holds(event, events, world));
            let nearest = near.min_by_key(|p| (p.paragraph.abs_diff(paragraph), p.days.is_none()));
            let Some(place) = nearest.and_then(|p| p.place(events)) else { continue };
            events[at].place = Some(Place { rule: "core/venue".into(), ..place.clone() });
            self.seen.extend(Presence::of(&events[at], at, paragraph));
        }
    }
}

impl Presence {
    fn of(event: &Event, index: usize, paragraph: usize) -> Option<Self> {
        event.place.as_ref().filter(|p| p.country.is_some() && is_gathering(event))?;
        Some(Self { told: Told::Event(index), paragraph, days: days(event) })
    }

    fn who<'a>(&'a self, events: &'a [Event]) -> &'a [Actor] {
        match &self.told {
            Told::Event(at) => &events[*at].actor,
            Told::Seen(seen) => std::slice::from_ref(&seen.0),
        }
    }

    fn place<'a>(&'a self, events: &'a [Event]) -> Option<&'a Place> {
        match &self.told {
            Told::Event(at) => events[*at].place.as_ref(),
            Told::Seen(seen) => Some(&seen.1),
        }
    }

    /// Whether the doers of an event are those who were there, on its day: several sides together, a body that met, or a
    /// person.
    fn holds(&self, event: &Event, events: &[Event], world: &World) -> bool {
        // An open date («قبل ذلك», «لاحقاً») is no day to be where one was on another.
        let other_days = self.days.as_ref().is_some_and(|(from, to)| match (&event.date.start, &event.date.end) {
            (Some(start), Some(end)) => from > end || start > to,
            (None, None) => false,
            _ => true,
        });
        if other_days {
            return false;
        }
        let who = self.who(events);
        let met = |code: &str| who.iter().any(|w| w.code.as_deref().is_some_and(|c| c != code)) || world.entity(code).is_some_and(|e| world.entities[e as usize].kind == EntityKind::Organization);
        let bodies = who.iter().find_map(|w| w.code.as_deref()).is_some_and(met) && same_codes(who, &event.actor);
        let person = |a: &Actor| who.iter().any(|w| w.kind == ActorKind::Person && a.kind == ActorKind::Person && w.name == a.name && w.code == a.code);
        bodies || event.actor.iter().take(if event.kind == "CONSULT" { event.actor.len() } else { 1 }).any(person)
    }
}

/// What puts its doers where it happens: meetings, visits, signatures, decisions taken there.
fn is_gathering(event: &Event) -> bool {
    matches!(event.kind.as_str(), "CONSULT" | "AGREE" | "SUPPORT" | "COOPERATE" | "REQUEST" | "SANCTION" | "ACCUSE" | "REJECT")
}

/// What people do with words where they are, on the phone and by decree apart.
fn is_said_or_agreed(event: &Event) -> bool {
    let by_phone = event.mode.iter().any(|m| m == "phone");
    let at_home = event.kind == "SANCTION" && event.actor.iter().any(|a| a.kind == ActorKind::State);
    !by_phone && !at_home && matches!(event.kind.as_str(), "CONSULT" | "AGREE" | "SUPPORT" | "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "SANCTION" | "CONCEDE")
}

fn days(event: &Event) -> Option<(String, String)> {
    event.date.start.clone().zip(event.date.end.clone())
}
