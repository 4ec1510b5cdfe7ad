//! Which of several places or states of one name is meant.
//!
//! Enters: the names of a sentence, and the states the article is about. Leaves: the same names, each with its place
//! or state chosen. In «طرابلس الليبية» an adjective settles it, in «قتل جنود هنود في البنجاب» the state whose soldiers they are;
//! where nothing speaks for one, the largest.

use crate::find::names::Match;
use crate::find::words::{Reading, Word};
use marsad_pack::{EntityKind, Gender, NameAs, NameOf, Number, Pos, World};

/// How many words off an adjective still is the place's own: «طرابلس الليبية».
const BESIDE: usize = 1;

/// «القاعدة العسكرية»: leaves out the names that are everyday nouns here: a movement's one word that an adjective describes.
pub fn leave_out_everyday(words: &[Word<'_>], names: &mut Vec<Match<'_>>, world: &World) {
    let described = |name: &Match<'_>, gender: Gender| {
        let describes = |r: &Reading| r.exact && r.form.pos == Pos::Adj && r.clitics.article && r.clitics.count() == 0 && r.form.gender == gender;
        words.get(name.end).is_some_and(|next| next.readings.iter().any(describes))
    };
    let everyday = |name: &Match<'_>| {
        let nouns = words[name.first].readings.iter().filter(|r| r.exact && r.form.pos == Pos::Noun && r.clitics.article && r.form.number == Number::Sing);
        nouns.map(|r| r.form.gender).any(|gender| described(name, gender))
    };
    names.retain(|name| {
        let movement = name.words() == 1 && name.entity().is_some_and(|(e, _, _)| world.entities[e as usize].kind == EntityKind::Group);
        !(movement && everyday(name))
    });
}

/// «المملكة»: chooses the state of every name that several bear: of those the article is about or tells of, the likeliest first.
pub fn settle_states(names: &mut [Vec<Match<'_>>], world: &World, about: &[u32]) {
    if names.iter().flatten().all(|m| m.several().is_empty()) {
        return;
    }
    let told: Vec<u32> = names.iter().flatten().filter(|m| m.several().is_empty()).filter_map(|m| state(m, world)).collect();
    for name in names.iter_mut().flatten() {
        let several = name.several();
        name.state = about.iter().chain(&told).copied().find(|s| several.contains(s));
    }
}

/// Chooses the place of every name that several bear. `about`: the states of the article, the likeliest first.
pub fn settle(words: &[Word<'_>], names: &mut [Match<'_>], world: &World, about: &[u32]) {
    if !names.iter().any(|m| m.places().nth(1).is_some() || m.is_two()) {
        return;
    }
    let clear = names.iter().filter(|m| !m.is_two() && m.places().nth(1).is_none());
    let around = Around { world, about, named: clear.filter_map(|m| state(m, world).map(|s| (m.first, s))).collect() };
    for at in 0..names.len() {
        if names[at].places().nth(1).is_some() {
            names[at].chosen = around.choose(&names[at], names.get(at + 1));
        }
        if let Some((state, capital)) = names[at].two().filter(|_| !names[at].capital && is_in(words, &names[at])) {
            // «استقبل الملك الأردني في عمان»: a host is at home.
            names[at].capital = around.names(capital) && !around.names(state) && about.first() != Some(&state);
        }
    }
}

/// What the words around a name speak for.
struct Around<'a> {
    world: &'a World,
    about: &'a [u32],
    /// States that the sentence names, each with its word.
    named: Vec<(usize, u32)>,
}

impl Around<'_> {
    fn names(&self, state: u32) -> bool {
        self.named.iter().any(|(_, s)| *s == state)
    }

    /// The place meant: of the adjective behind it, else of the state named nearest, else of one the article is about, else the largest.
    fn choose(&self, name: &Match<'_>, next: Option<&Match<'_>>) -> Option<u32> {
        let country = |place: u32| self.world.entity(&self.world.places[place as usize].country);
        let of = |state: u32| largest(name.places().filter(|p| country(*p) == Some(state)), self.world);
        let own = next.filter(|m| m.first < name.end + BESIDE).and_then(|m| adjective(m, self.world));
        let bears = |state: u32| name.places().any(|p| country(p) == Some(state));
        let nearest = self.named.iter().filter(|(_, s)| bears(*s)).min_by_key(|(first, _)| first.abs_diff(name.first)).map(|(_, s)| *s);
        own.and_then(of).or_else(|| nearest.and_then(of)).or_else(|| self.about.iter().find_map(|s| of(*s))).or_else(|| largest(name.places(), self.world))
    }
}

fn largest(places: impl Iterator<Item = u32>, world: &World) -> Option<u32> {
    places.enumerate().max_by_key(|(at, p)| (world.places[*p as usize].population, std::cmp::Reverse(*at))).map(|(_, p)| p)
}

/// The state an adjective names.
fn adjective(name: &Match<'_>, world: &World) -> Option<u32> {
    name.find(|n| match n.of {
        NameOf::Entity(at, NameAs::Adjective) if world.entities[at as usize].kind == EntityKind::State => Some(world.sovereign(at)),
        _ => None,
    })
}

/// The state a name speaks for: its own, or the one a place lies in.
fn state(name: &Match<'_>, world: &World) -> Option<u32> {
    let own = name.entity().map(|(at, _, _)| world.sovereign(at)).filter(|at| world.entities[*at as usize].kind == EntityKind::State);
    own.or_else(|| name.places().next().and_then(|p| world.entity(&world.places[p as usize].country)))
}

/// «في عمان», «بعمان»
fn is_in(words: &[Word<'_>], name: &Match<'_>) -> bool {
    const IN: &str = "\u{641}\u{64a}";
    name.clitics.prep.is_some() || name.first.checked_sub(1).is_some_and(|before| &*words[before].key == IN)
}
