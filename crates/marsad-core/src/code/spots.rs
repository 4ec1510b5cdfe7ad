//! Places a sentence names, each with the happening it stands with.
//!
//! Enters: a parsed sentence. Leaves: [`Spot`]s. «اقتحم محتجون السفارة في دمشق» leaves as Damascus, standing with
//! the storming; the embassy itself says nothing of where.

use crate::code::belongs::{clause_of, is_happening, is_occasion, owner};
use crate::read::chunks::Node;
use crate::read::parse::Parsed;
use crate::read::tags::Kind;
use marsad_pack::{EntityKind, NameAs, Number, World, classes};
use marsad_record::Place;

/// How a place is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// «في باريس»
    At,
    /// «مقتل جندي بسوريا»: «ب» before a state leads to a place only where there is violence or arrest.
    With,
    /// «من سيدني»
    From,
    /// «إلى دمشق»
    To,
    /// «هجوم على مدينة حلب»
    Onto,
    /// «قصف مدينة حلب», «زيارة موسكو»: what is hit or visited is the place.
    Object,
}

/// A place as told.
#[derive(Clone, Debug)]
pub struct Spot {
    /// First word.
    pub word: usize,
    pub clause: usize,
    /// The word of the happening it stands with.
    pub owner: Option<usize>,
    pub told: Told,
    /// It opens the sentence: «وفي باريس، …».
    pub front: bool,
    /// «في», not «أمام» or «شرقي»: bodies named without their state are of it.
    pub inside: bool,
    /// «قرب الحدود السورية»: at the border of its state, on whichever side.
    pub border: bool,
    /// A state or its capital by name only, which is as often a side as a place.
    pub side: bool,
    /// Its state, `None` at sea and in disputed places.
    pub state: Option<u32>,
    /// With byte offsets.
    pub place: Place,
}

/// Every place of a sentence.
pub fn spots(parsed: &Parsed<'_>, world: &World, scene: Option<u32>) -> Vec<Spot> {
    let mut found = Vec::new();
    let front = parsed.nodes.iter().position(|n| !matches!(n, Node::Conj(_) | Node::Comma(_) | Node::Time(_) | Node::Part(_)));
    for (node, told) in parsed.nodes.iter().enumerate() {
        match told {
            Node::Prep { name, phrase, word } => {
                let Some(told) = told_by(parsed, name) else {
                    found.extend(seat_of_meeting(parsed, node, *phrase, world));
                    continue;
                };
                if let Some(place) = named_place(parsed, *phrase, world).or_else(|| of_scene(parsed, *phrase, scene, world)) {
                    let told = if name.as_str() == "ب" && !place.listed && !place.built { Told::With } else { told };
                    let inside = told == Told::At && parsed.language.is_preposition(name, const { classes(&["occasion"]) });
                    let spot = place.spot(parsed, *word, owner(parsed, node), told, front == Some(node) && matches!(told, Told::At | Told::From));
                    let border = told == Told::At && !inside && parsed.class_of(parsed.phrases[*phrase].head()) & BORDER != 0;
                    found.push(Spot { inside, border, ..spot });
                } else {
                    found.extend(seat_of_meeting(parsed, node, *phrase, world).or_else(|| part_of_land(parsed, node, *phrase, world)));
                }
            }
            Node::Phrase(phrase) => {
                found.extend(seat_of_meeting(parsed, node, *phrase, world).or_else(|| part_of_land(parsed, node, *phrase, world)));
                found.extend(object_place(parsed, node, *phrase, world, scene));
            }
            _ => {}
        }
    }
    found
}

fn told_by(parsed: &Parsed<'_>, preposition: &str) -> Option<Told> {
    const KINDS: [(u128, Told); 4] = [(classes(&["at-place"]), Told::At), (classes(&["from-place"]), Told::From), (classes(&["to-place"]), Told::To), (classes(&["onto-place"]), Told::Onto)];
    let classes = parsed.language.prepositions.get(preposition)?;
    KINDS.into_iter().find(|(class, _)| classes & class != 0).map(|(_, told)| told)
}

/// «اجتماع واشنطن», «قمة جاكرتا»: a meeting named by its city.
fn seat_of_meeting(parsed: &Parsed<'_>, node: usize, phrase: usize, world: &World) -> Option<Spot> {
    let p = &parsed.phrases[phrase];
    let (&noun, &city) = p.nouns.iter().zip(p.nouns.iter().skip(1)).find(|(noun, _)| parsed.class_of(**noun) & const { classes(&["meeting"]) } != 0)?;
    let bare = p.joined.is_empty() && !matches!(parsed.nodes.get(node + 1), Some(Node::Conj(_)));
    let place = place_of_word(parsed, city, world).filter(|p| bare && p.place.lat.is_some())?;
    Some(place.spot(parsed, city, Some(noun), Told::At, false))
}

/// «غارات جنوب لبنان», «هجوم شمال العراق»: a part of a land is where the happening before it is, as if «في» led to it.
fn part_of_land(parsed: &Parsed<'_>, node: usize, phrase: usize, world: &World) -> Option<Spot> {
    let p = &parsed.phrases[phrase];
    let is_part = |&noun: &usize| {
        let name = parsed.tags[noun].name.map(|m| &parsed.names[m]);
        name.is_some_and(|n| n.end - n.first > 1 && parsed.language.is_preposition(&parsed.words[n.first].key, const { classes(&["direction"]) }))
    };
    let at = p.nouns.iter().position(is_part)?;
    let clause = &parsed.clauses[clause_of(parsed, node)];
    let owner = match at.checked_sub(1) {
        Some(before) => Some(p.nouns[before]).filter(|&noun| is_happening(parsed, noun))?,
        None if clause.subject == Some(phrase) || clause.objects.contains(&phrase) || p.prep.is_some() => return None,
        None => owner(parsed, node)?,
    };
    let place = place_of_word(parsed, p.nouns[at], world)?;
    Some(Spot { inside: true, ..place.spot(parsed, p.nouns[at], Some(owner), Told::At, false) })
}

/// A place as object of a verb, or in the chain of a happening: «قصف مدينة حلب», «غزو الكويت».
fn object_place(parsed: &Parsed<'_>, node: usize, phrase: usize, world: &World, scene: Option<u32>) -> Option<Spot> {
    let p = &parsed.phrases[phrase];
    let clause = clause_of(parsed, node);
    let object = parsed.clauses[clause].objects.contains(&phrase);
    let noun = p.nouns.iter().copied().find(|&n| is_happening(parsed, n));
    let owner = noun.or(parsed.clauses[clause].verb.filter(|_| object))?;
    let place = named_place(parsed, phrase, world).or_else(|| of_scene(parsed, phrase, scene, world))?;
    Some(place.spot(parsed, p.words.start, Some(owner), Told::Object, false))
}

/// A place named by a phrase, before it is known what happens there.
pub struct Named {
    pub state: Option<u32>,
    /// It stands in the list of places with coordinates.
    listed: bool,
    /// A noun for a place leads to it: «العاصمة السورية», «الأراضي اللبنانية».
    built: bool,
    side: bool,
    pub place: Place,
}

impl Named {
    fn spot(self, parsed: &Parsed<'_>, word: usize, owner: Option<usize>, told: Told, front: bool) -> Spot {
        Spot { word, clause: parsed.clause_of[word], owner, told, front, inside: false, border: false, side: self.side, state: self.state, place: self.place }
    }
}

/// Nouns for places.
const PLACES: u128 = classes(&["city", "region", "territory", "building", "port", "border", "airspace"]);

const BORDER: u128 = classes(&["border"]);

/// An embassy lies elsewhere than in the state it is of.
const AWAY: u128 = classes(&["embassy"]);

/// The place a phrase names: one listed, a state, «الأراضي السورية», or the seat of a body.
pub fn named_place(parsed: &Parsed<'_>, phrase: usize, world: &World) -> Option<Named> {
    let p = &parsed.phrases[phrase];
    let mut led = p.nouns.first().is_some_and(|&head| parsed.class_of(head) & PLACES != 0 && parsed.tags[head].name.is_none());
    let mut named = None;
    for (at, &noun) in p.nouns.iter().enumerate() {
        if at > 0 && !led {
            return None;
        }
        if let Some(mut found) = place_of_word(parsed, noun, world) {
            found.built |= led;
            named = Some(found).filter(|_| at == 0 || led);
            break;
        }
        if let Some(seat) = seat(parsed, noun, world).filter(|_| led) {
            named = Some(seat);
            break;
        }
        let class = parsed.class_of(noun);
        if class & AWAY != 0 || parsed.tags[noun].name.is_some() || is_occasion(parsed, noun) {
            return None;
        }
        led &= class & PLACES != 0 || class == 0;
    }
    let named = named.or_else(|| of_adjective(parsed, phrase, world).filter(|_| led))?;
    let elsewhere = |joined: &usize| named_place(parsed, *joined, world).is_some_and(|other| other.place.country != named.place.country);
    (!p.joined.iter().any(elsewhere)).then_some(named)
}

/// The place or state a name stands for.
fn place_of_word(parsed: &Parsed<'_>, noun: usize, world: &World) -> Option<Named> {
    let name = &parsed.names[parsed.tags[noun].name?];
    // «صوفيا سابيغا»: a name goes on that the packs do not know.
    if parsed.tags.get(name.end).is_some_and(|t| t.kind == Kind::Unknown) && name.end - name.first == 1 {
        return None;
    }
    let span = parsed.words[name.first].span().join(parsed.words[name.end - 1].span());
    let base = Place { start: span.start.at(), end: span.end.at(), ..Place::default() };
    let state = name.entity().filter(|(e, named, _)| world.entities[*e as usize].kind == EntityKind::State && matches!(named, NameAs::Name | NameAs::Capital | NameAs::Seat));
    if let Some(place) = name.place().filter(|_| !matches!(state, Some((_, NameAs::Name, _)))) {
        let known = &world.places[place as usize];
        let country = (!known.country.is_empty()).then(|| known.country.clone());
        let entity = country.as_deref().and_then(|c| world.entity(c));
        let place = Place { name: known.name.clone(), country, lat: Some(f64::from(known.lat)), lon: Some(f64::from(known.lon)), geonames: known.id.parse().ok(), ..base };
        return Some(Named { state: entity, listed: true, built: false, side: state.is_some(), place });
    }
    let (entity, _, _) = state?;
    Some(Named { state: Some(entity), listed: false, built: false, side: true, place: soil(world, entity, base) })
}

/// A state as a place: of one that is no more, the state that has its soil today.
pub fn soil(world: &World, state: u32, base: Place) -> Place {
    let known = &world.entities[state as usize];
    let today = if known.country.is_empty() { &known.code } else { &known.country };
    Place { name: known.name.clone(), country: Some(today.clone()), ..base }
}

/// «وسط العاصمة»: a city named by no name is of the state the sentences play in.
fn of_scene(parsed: &Parsed<'_>, phrase: usize, scene: Option<u32>, world: &World) -> Option<Named> {
    let p = &parsed.phrases[phrase];
    let city = |&&noun: &&usize| {
        parsed.class_of(noun) & const { classes(&["city"]) } != 0 && parsed.tags[noun].name.is_none() && parsed.tags[noun].reading.is_some_and(|r| r.clitics.article && r.form.number == Number::Sing)
    };
    let &noun = p.nouns.last().filter(city)?;
    let span = parsed.words[noun].span();
    let base = Place { start: span.start.at(), end: span.end.at(), ..Place::default() };
    scene.map(|state| Named { state: Some(state), listed: false, built: true, side: false, place: soil(world, state, base) })
}

/// «مقر الأمم المتحدة»: the city where a body has its seat.
fn seat(parsed: &Parsed<'_>, noun: usize, world: &World) -> Option<Named> {
    let name = &parsed.names[parsed.tags[noun].name?];
    let (entity, _, _) = name.entity()?;
    let known = world.seat(entity)?;
    let span = parsed.words[name.first].span().join(parsed.words[name.end - 1].span());
    let place = Place {
        name: known.name.clone(),
        country: Some(known.country.clone()).filter(|c| !c.is_empty()),
        lat: Some(f64::from(known.lat)),
        lon: Some(f64::from(known.lon)),
        geonames: known.id.parse().ok(),
        start: span.start.at(),
        end: span.end.at(),
        ..Place::default()
    };
    Some(Named { state: world.entity(&known.country), listed: true, built: true, side: false, place })
}

/// «العاصمة الجزائرية», «المناطق التركية المنكوبة»: the state an adjective of a place names.
fn of_adjective(parsed: &Parsed<'_>, phrase: usize, world: &World) -> Option<Named> {
    let p = &parsed.phrases[phrase];
    let state = |&word: &usize| {
        let (entity, _, name) = parsed.tags[word].name.and_then(|m| parsed.names[m].entity())?;
        // «محلات السنغاليين» are of people, wherever they are.
        (world.entities[entity as usize].kind == EntityKind::State && name.number != Number::Plur).then_some((entity, word))
    };
    let (entity, word) = p.adjectives.iter().find_map(state)?;
    let span = parsed.words_span(p.words.start, word + 1);
    let base = Place { start: span.start.at(), end: span.end.at(), ..Place::default() };
    Some(Named { state: Some(entity), listed: false, built: true, side: false, place: soil(world, entity, base) })
}
