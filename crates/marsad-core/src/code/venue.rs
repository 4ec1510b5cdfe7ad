//! Where the sentences around a happening have placed its doers.
//!
//! Enters: events and speakers with their places, in order. Leaves: places for events that name none. «وقال الوزير في
//! مؤتمر صحافي في باريس … وشكر السودان»: he thanks in Paris too.

use marsad_pack::{EntityKind, World};
use marsad_record::{Actor, ActorKind, Event, Place};
use std::collections::BTreeSet;

/// How many paragraphs off people are still taken to be where they were.
const NEAR: usize = 2;

/// Who was somewhere.
struct Presence {
    who: Vec<Actor>,
    place: Place,
    paragraph: usize,
    /// First and last day, when an event gave them.
    days: Option<(String, String)>,
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
        self.seen.push(Presence { who: vec![who], place, paragraph: self.paragraph, days: None });
    }

    /// An event was told.
    pub fn told(&mut self, event: &Event) {
        self.of_event.push(self.paragraph);
        self.seen.extend(Presence::of(event, self.paragraph));
    }

    /// Gives events without a place that of their doers nearby.
    pub fn share(mut self, events: &mut [Event], world: &World) {
        for (event, &paragraph) in events.iter_mut().zip(&self.of_event).filter(|(e, _)| e.place.is_none() && is_said_or_agreed(e)) {
            let near = self.seen.iter().filter(|p| p.paragraph.abs_diff(paragraph) <= NEAR && p.holds(event, world));
            let Some(nearest) = near.min_by_key(|p| (p.paragraph.abs_diff(paragraph), p.days.is_none())) else { continue };
            event.place = Some(Place { rule: "core/venue".into(), ..nearest.place.clone() });
            self.seen.extend(Presence::of(event, paragraph));
        }
    }
}

impl Presence {
    fn of(event: &Event, paragraph: usize) -> Option<Self> {
        let place = event.place.clone().filter(|p| p.country.is_some() && is_gathering(event))?;
        Some(Self { who: event.actor.clone(), place, paragraph, days: days(event) })
    }

    /// Whether the doers of an event are those who were there, on its day: several sides together, a body that met, or a
    /// person.
    fn holds(&self, event: &Event, world: &World) -> bool {
        // An open date («قبل ذلك», «لاحقاً») is no day to be where one was on another.
        let other_days = self.days.as_ref().is_some_and(|(from, to)| match (&event.date.start, &event.date.end) {
            (Some(start), Some(end)) => from > end || start > to,
            (None, None) => false,
            _ => true,
        });
        if other_days {
            return false;
        }
        let (here, there) = (codes(&self.who), codes(&event.actor));
        let bodies = !here.is_empty() && here == there && (here.len() > 1 || here.iter().all(|code| world.entity(code).is_some_and(|e| world.entities[e as usize].kind == EntityKind::Organization)));
        let person = |a: &Actor| self.who.iter().any(|w| w.kind == ActorKind::Person && a.kind == ActorKind::Person && w.name == a.name && w.code == a.code);
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

fn codes(actors: &[Actor]) -> BTreeSet<&str> {
    actors.iter().filter_map(|a| a.code.as_deref()).collect()
}
