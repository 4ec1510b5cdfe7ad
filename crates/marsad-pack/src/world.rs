//! What Marsad knows of the world: states, bodies, people and the offices they held, places, codes.

use crate::problem::{Problem, nearest};
use crate::tsv::Table;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// What kind of side an entity is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum EntityKind {
    #[default]
    State,
    Organization,
    Group,
}

/// A state, an organisation or an armed or political movement.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Entity {
    /// ISO 3166-1 alpha-3, or the body's short code.
    pub code: String,
    /// What it is.
    pub kind: EntityKind,
    /// English name.
    pub name: String,
    /// Arabic name.
    pub name_ar: String,
    /// PLOVER/CAMEO sector.
    pub sector: String,
    /// Wikidata QID, empty when unknown.
    pub wikidata: String,
    /// The state a movement belongs to, or the one that has the capital of a state that is no more; empty when none.
    pub country: String,
    /// City where an organisation has its seat, in English; empty when unknown.
    pub seat: String,
    /// Code of the state or body it acts for: the state of a territory or company, the body an agency is part of.
    /// Empty when it acts for itself.
    pub acts_for: String,
}

/// A time in office; days as `yyyymmdd`, end 99991231 while it lasts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Tenure {
    /// Canonical English office.
    pub office: String,
    /// Index of the entity.
    pub of: u32,
    /// First day.
    pub from: i32,
    /// Last day.
    pub to: i32,
}

/// A person in the knowledge base.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Person {
    /// Slug.
    pub id: String,
    /// English name.
    pub name: String,
    /// Arabic name.
    pub name_ar: String,
    /// Wikidata QID, empty when unknown.
    pub wikidata: String,
    /// Offices held.
    pub tenures: Vec<Tenure>,
}

impl Person {
    /// The office that explains why the news names this person on `day` (`yyyymmdd`): the one held then, else
    /// the nearest one, former before future.
    #[must_use]
    pub fn tenure_at(&self, day: i32) -> Option<&Tenure> {
        let distance = |t: &Tenure| if day < t.from { 2 * (t.from - day) + 1 } else { (day - t.to).max(0) };
        self.tenures.iter().min_by_key(|t| (distance(t), office_rank(&t.office)))
    }

    /// How far (roughly, in `yyyymmdd` steps) `day` is from any office of this person; 0 while in office.
    #[must_use]
    pub fn distance(&self, day: i32) -> i32 {
        self.tenures.iter().map(|t| if day < t.from { 2 * (t.from - day) } else { (day - t.to).max(0) }).min().unwrap_or(i32::MAX / 2)
    }
}

fn office_rank(office: &str) -> usize {
    const ORDER: &[&str] = &["head of state", "head of government", "head of organization", "leader", "foreign minister", "defence minister"];
    ORDER.iter().position(|o| *o == office).unwrap_or(ORDER.len())
}

/// A place with coordinates.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Place {
    /// GeoNames number or slug.
    pub id: String,
    /// ISO 3166-1 alpha-3, empty for seas and regions of several states.
    pub country: String,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// `city`, `province`, `sea`, …
    pub kind: String,
    /// Inhabitants.
    pub population: u32,
    /// English name.
    pub name: String,
    /// Arabic name.
    pub name_ar: String,
}

/// A PLOVER event type.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PloverType {
    /// `CONSULT`
    pub name: String,
    /// `verbal-cooperation`
    pub quad: String,
    /// Modes it may have.
    pub modes: Vec<String>,
    /// CAMEO code when a frame gives none.
    pub cameo: String,
}

/// All of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct World {
    /// States first, then organisations, then movements.
    pub entities: Vec<Entity>,
    /// People.
    pub persons: Vec<Person>,
    /// Places.
    pub places: Vec<Place>,
    /// Event types.
    pub types: Vec<PloverType>,
    /// CAMEO code and Goldstein score, sorted by code.
    pub goldstein: Vec<(String, f32)>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// Code and English name of each sector.
    pub sectors: Vec<(String, String)>,
    /// Indexes of the entities in the order of their codes.
    by_code: Vec<u32>,
    /// Indexes of the bodies whose seat is a listed place, in order, each with the place's.
    seats: Vec<(u32, u32)>,
}

impl World {
    /// Index of the entity with that code.
    #[must_use]
    pub fn entity(&self, code: &str) -> Option<u32> {
        let at = self.by_code.binary_search_by(|e| self.entities[*e as usize].code.as_str().cmp(code)).ok()?;
        Some(self.by_code[at])
    }

    /// The state a territory acts for; any other side acts for itself.
    #[must_use]
    pub fn sovereign(&self, entity: u32) -> u32 {
        let known = &self.entities[entity as usize];
        let of = Some(known.acts_for.as_str()).filter(|of| known.kind == EntityKind::State && !of.is_empty());
        of.and_then(|of| self.entity(of)).unwrap_or(entity)
    }

    /// English name of a sector: `military` for `MIL`.
    #[must_use]
    pub fn sector(&self, code: &str) -> Option<&str> {
        self.sectors.iter().find(|(known, _)| known == code).map(|(_, name)| name.as_str())
    }

    /// The city where a body has its seat.
    #[must_use]
    pub fn seat(&self, entity: u32) -> Option<&Place> {
        let at = self.seats.binary_search_by_key(&entity, |(body, _)| *body).ok()?;
        self.places.get(self.seats[at].1 as usize)
    }

    /// The largest place of an English name; GeoNames says "New York City" and "Frankfurt am Main".
    fn city(&self, name: &str) -> Option<u32> {
        let is_city = |place: &Place| place.name.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        let named = (0u32..).zip(&self.places).filter(|(_, place)| !name.is_empty() && is_city(place));
        named.max_by_key(|(_, place)| place.population).map(|(at, _)| at)
    }

    /// Goldstein score of a CAMEO code or of the nearest shorter one.
    #[must_use]
    pub fn goldstein(&self, cameo: &str) -> f32 {
        (2..=cameo.len()).rev().find_map(|len| self.goldstein.binary_search_by(|(c, _)| c.as_str().cmp(&cameo[..len])).ok()).map_or(0.0, |at| self.goldstein[at].1)
    }
}

/// Reads the tables of `packs/world`.
#[derive(Default)]
pub(crate) struct WorldBuilder {
    pub world: World,
    pub codes: HashMap<String, u32>,
    pub person_ids: HashMap<String, u32>,
    pub place_ids: HashMap<String, u32>,
}

impl WorldBuilder {
    /// The world, its entities to be found by their codes.
    pub fn finish(self) -> World {
        let mut world = self.world;
        let mut by_code: Vec<u32> = (0..world.entities.len() as u32).collect();
        by_code.sort_by(|a, b| world.entities[*a as usize].code.cmp(&world.entities[*b as usize].code));
        world.by_code = by_code;
        world.seats = (0u32..).zip(&world.entities).filter_map(|(at, entity)| Some((at, world.city(&entity.seat)?))).collect();
        world
    }

    /// Reads one file of the world pack; the files in any order, tenures last.
    pub fn read(&mut self, name: &str, file: &str, text: &str) -> Result<(), Vec<Problem>> {
        match name {
            "states" => self.states(file, text),
            "organizations" => self.organizations(file, text),
            "groups" => self.groups(file, text),
            "persons" => self.persons(file, text),
            "tenures" => self.tenures(file, text),
            "places" | "places-hand" => self.places(file, text),
            "plover" => self.plover(file, text),
            "cameo" => self.cameo(file, text),
            "contexts" => self.contexts(file, text),
            "sectors" => self.sectors(file, text),
            _ => Err(vec![Problem::new(file, 0, "not a table of the world pack")]),
        }
    }

    fn states(&mut self, file: &str, text: &str) -> Result<(), Vec<Problem>> {
        let table = Table::read(file, text, &["code", "iso2", "cow", "geonames", "wikidata", "name", "status", "note", "soil?", "of?"]).map_err(one)?;
        for row in table.rows() {
            self.entity(Entity {
                code: row.cell(0).into(),
                kind: EntityKind::State,
                name: row.cell(5).into(),
                sector: "GOV".into(),
                wikidata: row.cell(4).into(),
                country: row.cell(8).into(),
                acts_for: row.cell(9).into(),
                ..Entity::default()
            });
        }
        Ok(())
    }

    fn organizations(&mut self, file: &str, text: &str) -> Result<(), Vec<Problem>> {
        let table = Table::read(file, text, &["code", "wikidata", "name", "sector", "seat?", "note?", "of?"]).map_err(one)?;
        for row in table.rows() {
            self.entity(Entity {
                code: row.cell(0).into(),
                kind: EntityKind::Organization,
                name: row.cell(2).into(),
                sector: row.cell(3).into(),
                wikidata: row.cell(1).into(),
                seat: row.cell(4).into(),
                acts_for: row.cell(6).into(),
                ..Entity::default()
            });
        }
        Ok(())
    }

    fn groups(&mut self, file: &str, text: &str) -> Result<(), Vec<Problem>> {
        let table = Table::read(file, text, &["code", "country", "wikidata", "name", "sector", "note?"]).map_err(one)?;
        for row in table.rows() {
            self.entity(Entity {
                code: row.cell(0).into(),
                kind: EntityKind::Group,
                country: row.cell(1).into(),
                wikidata: row.cell(2).into(),
                name: row.cell(3).into(),
                sector: row.cell(4).into(),
                ..Entity::default()
            });
        }
        Ok(())
    }

    fn entity(&mut self, entity: Entity) {
        let at = *self.codes.entry(entity.code.clone()).or_insert(self.world.entities.len() as u32);
        if at as usize == self.world.entities.len() {
            self.world.entities.push(entity);
        } else {
            self.world.entities[at as usize] = entity;
        }
    }

    fn persons(&mut self, file: &str, text: &str) -> Result<(), Vec<Problem>> {
        let table = Table::read(file, text, &["id", "wikidata", "name"]).map_err(one)?;
        for row in table.rows() {
            let at = self.world.persons.len() as u32;
            self.person_ids.insert(row.cell(0).into(), at);
            self.world.persons.push(Person { id: row.cell(0).into(), wikidata: row.cell(1).into(), name: row.cell(2).into(), ..Person::default() });
        }
        Ok(())
    }

    fn tenures(&mut self, file: &str, text: &str) -> Result<(), Vec<Problem>> {
        let table = Table::read(file, text, &["person", "office", "of", "from", "to", "note?"]).map_err(one)?;
        let mut problems = Vec::new();
        for row in table.rows() {
            let Some(&person) = self.person_ids.get(row.cell(0)) else {
                problems.push(row.problem(format!("unknown person \"{}\"{}", row.cell(0), hint(row.cell(0), self.person_ids.keys()))));
                continue;
            };
            let Some(&of) = self.codes.get(row.cell(2)) else {
                problems.push(row.problem(format!("unknown code \"{}\"", row.cell(2))));
                continue;
            };
            let (Some(from), Some(to)) = (parse_day(row.cell(3), false), parse_day(row.cell(4), true)) else {
                problems.push(row.problem("dates are written YYYY, YYYY-MM or YYYY-MM-DD"));
                continue;
            };
            self.world.persons[person as usize].tenures.push(Tenure { office: row.cell(1).into(), of, from, to });
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn places(&mut self, file: &str, text: &str) -> Result<(), Vec<Problem>> {
        let table = Table::read(file, text, &["id", "country", "lat", "lon", "kind", "population", "name", "note?"]).map_err(one)?;
        let mut problems = Vec::new();
        for row in table.rows() {
            let (Ok(lat), Ok(lon)) = (row.cell(2).parse(), row.cell(3).parse()) else {
                problems.push(row.problem("latitude and longitude are decimal degrees"));
                continue;
            };
            let at = self.world.places.len() as u32;
            self.place_ids.insert(row.cell(0).into(), at);
            self.world.places.push(Place {
                id: row.cell(0).into(),
                country: row.cell(1).into(),
                lat,
                lon,
                kind: row.cell(4).into(),
                population: row.cell(5).parse().unwrap_or(0),
                name: row.cell(6).into(),
                name_ar: String::new(),
            });
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn plover(&mut self, file: &str, text: &str) -> Result<(), Vec<Problem>> {
        let table = Table::read(file, text, &["type", "quad", "modes", "cameo"]).map_err(one)?;
        self.world.types =
            table.rows().iter().map(|row| PloverType { name: row.cell(0).into(), quad: row.cell(1).into(), modes: row.values(2).map(String::from).collect(), cameo: row.cell(3).into() }).collect();
        Ok(())
    }

    fn cameo(&mut self, file: &str, text: &str) -> Result<(), Vec<Problem>> {
        let table = Table::read(file, text, &["code", "name", "goldstein"]).map_err(one)?;
        let mut scores = BTreeMap::new();
        for row in table.rows() {
            let Ok(score) = row.cell(2).parse::<f32>() else { return Err(vec![row.problem("the Goldstein score is a number")]) };
            scores.insert(row.cell(0).to_owned(), score);
        }
        self.world.goldstein = scores.into_iter().collect();
        Ok(())
    }

    fn sectors(&mut self, file: &str, text: &str) -> Result<(), Vec<Problem>> {
        let table = Table::read(file, text, &["code", "name", "note?"]).map_err(one)?;
        self.world.sectors = table.rows().iter().map(|row| (row.cell(0).to_owned(), row.cell(1).to_owned())).collect();
        Ok(())
    }

    fn contexts(&mut self, file: &str, text: &str) -> Result<(), Vec<Problem>> {
        let table = Table::read(file, text, &["context", "note?"]).map_err(one)?;
        self.world.contexts = table.rows().iter().map(|row| row.cell(0).to_owned()).collect();
        Ok(())
    }
}

fn one(problem: Problem) -> Vec<Problem> {
    vec![problem]
}

fn hint<'a>(word: &str, known: impl Iterator<Item = &'a String>) -> String {
    nearest(word, known.map(String::as_str)).map(|k| format!(", did you mean \"{k}\"?")).unwrap_or_default()
}

/// `2012-05` as `yyyymmdd`, its first or last day.
fn parse_day(text: &str, last: bool) -> Option<i32> {
    if text.is_empty() {
        return last.then_some(99_991_231);
    }
    let parts: Vec<i32> = text.split('-').map(|p| p.parse().ok()).collect::<Option<_>>()?;
    let (year, month, day) = match parts[..] {
        [y] => (y, if last { 12 } else { 1 }, if last { 31 } else { 1 }),
        [y, m] => (y, m, if last { days_of(y, m) } else { 1 }),
        [y, m, d] => (y, m, d),
        _ => return None,
    };
    let is_day = (1000..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day);
    is_day.then_some(year * 10_000 + month * 100 + day)
}

/// How many days a month has.
fn days_of(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_partial_days_as_the_whole_of_them() {
        assert_eq!(parse_day("2012-05", false), Some(20_120_501));
        assert_eq!(parse_day("2012", true), Some(20_121_231));
        assert_eq!(parse_day("2015-09", true), Some(20_150_930));
        assert_eq!(parse_day("2024-02", true), Some(20_240_229));
        assert_eq!(parse_day("", true), Some(99_991_231));
        for none in ["May 2012", "2023-02-29", "2023-13", "2023-04-31", "2023-00-10"] {
            assert_eq!(parse_day(none, true), None, "{none}");
        }
    }

    #[test]
    fn prefers_the_office_held_on_the_day() {
        let tenure = |office: &str, from, to| Tenure { office: office.into(), of: 0, from, to };
        let person = Person { tenures: vec![tenure("head of government", 19_990_809, 20_000_507), tenure("head of state", 20_000_507, 20_080_507)], ..Person::default() };
        assert_eq!(person.tenure_at(20_040_101).map(|t| t.office.as_str()), Some("head of state"));
        assert_eq!(person.tenure_at(19_991_201).map(|t| t.office.as_str()), Some("head of government"));
    }
}
