//! What places and people of an answer are called in Arabic, and which places a name means.
//!
//! Enters: an answer, whose record names Cairo in English. Leaves: the same with `names` beside its rows, `"Cairo": "القاهرة"`, for
//! whoever shows it in Arabic. The record itself stays as it is.

use marsad_archive::{Cell, Names, name_key, nearest};
use marsad_pack::Packs;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// What the packs' places and people are called.
#[derive(Default)]
pub struct Called {
    people: HashMap<String, String>,
    /// Of each name the places called so, by their state.
    places: HashMap<String, Vec<(String, String)>>,
    /// English names of places by the name in either script, as it is looked up.
    in_english: HashMap<String, Vec<String>>,
}

/// Where answers name people; others name places, or nobody.
const PEOPLE: &[&str] = &["name", "actors", "recipients", "according_to", "disputed_by", "claimant", "speaker", "addressee"];

impl Called {
    /// `names` are those of states and bodies.
    #[must_use]
    pub fn new(packs: &Packs, names: &Names) -> Self {
        let of_codes: HashSet<String> = names.iter().flat_map(|(_, called)| called).map(|name| name_key(name)).collect();
        let mut called = Self::default();
        for person in packs.world.persons.iter().filter(|p| !p.name_ar.is_empty()) {
            called.people.entry(person.name.clone()).or_insert_with(|| person.name_ar.clone());
        }
        let mut places: Vec<_> = packs.world.places.iter().collect();
        // Of two of one name in one state the larger is meant.
        places.sort_by_key(|place| std::cmp::Reverse(place.population));
        for place in places {
            for key in [name_key(&place.name), name_key(&place.name_ar)] {
                // Of a state and a town of one name the state is meant.
                if !key.is_empty() && !of_codes.contains(&key) {
                    let english = called.in_english.entry(key).or_default();
                    english.extend((!english.contains(&place.name)).then(|| place.name.clone()));
                }
            }
            if !place.name_ar.is_empty() {
                called.places.entry(place.name.clone()).or_default().push((place.country.clone(), place.name_ar.clone()));
            }
        }
        called
    }

    /// Places as the archive names them: `القاهرة` and `cairo` are Cairo. What no place is called stays as it is.
    #[must_use]
    pub fn in_english(&self, places: Vec<String>) -> Vec<String> {
        let names = |place: String| self.places_called(&place).map_or_else(|| vec![place.clone()], <[String]>::to_vec);
        places.into_iter().flat_map(names).collect()
    }

    /// The English names of the places called so in either script.
    #[must_use]
    pub fn places_called(&self, name: &str) -> Option<&[String]> {
        self.in_english.get(&name_key(name)).map(Vec::as_slice)
    }

    /// The place called most like a name.
    #[must_use]
    pub fn nearest_place(&self, name: &str) -> Option<&str> {
        let names = self.in_english.iter().map(|(key, english)| (key.as_str(), english.first().map_or("", String::as_str)));
        nearest(&name_key(name), names)
    }

    /// Puts beside an answer what those it names are called.
    pub fn beside(&self, mut answer: Value) -> Value {
        let mut names = Map::new();
        self.collect(&answer, &mut names);
        if let Value::Object(answer) = &mut answer
            && !names.is_empty()
        {
            answer.insert("names".to_owned(), names.into());
        }
        answer
    }

    /// What those in rows of these columns are called.
    pub fn of_rows(&self, columns: &[String], rows: &[Vec<Cell>]) -> Map<String, Value> {
        let mut names = Map::new();
        let at = |name: &str| columns.iter().position(|column| column == name);
        let (place, country) = (at("place"), at("country"));
        let people: Vec<usize> = (0..columns.len()).filter(|at| PEOPLE.contains(&columns[*at].as_str())).collect();
        for cells in rows {
            let word = |at: Option<usize>| at.and_then(|at| if let Cell::Text(word) = &cells[at] { Some(word.as_str()) } else { None });
            if let Some(place) = word(place) {
                self.place(place, word(country), &mut names);
            }
            for at in &people {
                match &cells[*at] {
                    Cell::Text(label) => self.person(label, &mut names),
                    Cell::List(labels) => labels.iter().for_each(|label| self.person(label, &mut names)),
                    _ => {}
                }
            }
        }
        names
    }

    fn collect(&self, answer: &Value, names: &mut Map<String, Value>) {
        match answer {
            Value::Array(all) => all.iter().for_each(|one| self.collect(one, names)),
            Value::Object(object) => {
                for (key, value) in object {
                    match key.as_str() {
                        "place" => self.place_of(value, object.get("country"), names),
                        key if PEOPLE.contains(&key) => self.people(value, names),
                        _ => {}
                    }
                    self.collect(value, names);
                }
            }
            _ => {}
        }
    }

    /// A place as a row names it, or as a record does.
    fn place_of(&self, place: &Value, country: Option<&Value>, names: &mut Map<String, Value>) {
        let (name, country) = match place {
            Value::Object(place) => (place.get("name"), place.get("country")),
            _ => (Some(place), country),
        };
        if let Some(name) = name.and_then(Value::as_str) {
            self.place(name, country.and_then(Value::as_str), names);
        }
    }

    fn place(&self, name: &str, country: Option<&str>, names: &mut Map<String, Value>) {
        // Claims name a place without its state.
        let of_state = self.places.get(name).and_then(|called| called.iter().find(|(state, _)| country.is_none_or(|country| state == country)));
        if let Some((_, arabic)) = of_state {
            names.insert(name.to_owned(), arabic.as_str().into());
        }
    }

    /// One of them, or several.
    fn people(&self, people: &Value, names: &mut Map<String, Value>) {
        match people {
            Value::Array(all) => all.iter().for_each(|one| self.people(one, names)),
            Value::String(label) => self.person(label, names),
            _ => {}
        }
    }

    /// `Hosni Mubarak (EGY)`.
    fn person(&self, label: &str, names: &mut Map<String, Value>) {
        let name = label.rsplit_once(" (").map_or(label, |(name, _)| name);
        if let Some(arabic) = self.people.get(name) {
            names.insert(name.to_owned(), arabic.as_str().into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn called() -> Called {
        let place = |country: &str, name: &str| (country.to_owned(), name.to_owned());
        Called {
            in_english: HashMap::new(),
            people: [("Hosni Mubarak".to_owned(), "حسني مبارك".to_owned())].into(),
            places: [("Tripoli".to_owned(), vec![place("LBY", "طرابلس الغرب"), place("LBN", "طرابلس")]), ("Cairo".to_owned(), vec![place("EGY", "القاهرة")])].into(),
        }
    }

    #[test]
    fn those_an_answer_names_are_called_beside_it() {
        let answer = called().beside(json!({ "rows": [{ "place": "Cairo", "country": "EGY", "actors": ["Hosni Mubarak (EGY)", "Egypt (EGY)"] }], "next": null }));
        assert_eq!(answer["names"], json!({ "Cairo": "القاهرة", "Hosni Mubarak": "حسني مبارك" }));
        let record = called().beside(json!({ "record": { "events": [{ "place": { "name": "Tripoli", "country": "LBN" } }] } }));
        assert_eq!(record["names"], json!({ "Tripoli": "طرابلس" }));
    }

    #[test]
    fn a_place_is_asked_for_by_its_name_in_either_script() {
        let english = |key: &str, names: &[&str]| (name_key(key), names.iter().map(|&n| n.to_owned()).collect());
        let called = Called { in_english: [english("القاهرة", &["Cairo"]), english("Cairo", &["Cairo"]), english("Kirkuk", &["Kirkuk"])].into(), ..called() };
        let asked = |place: &str| called.in_english(vec![place.to_owned()]);
        assert_eq!([asked("القاهره"), asked("cairo"), asked("EGY")], [["Cairo"], ["Cairo"], ["EGY"]]);
        assert_eq!([called.nearest_place("Kirkukk"), called.nearest_place("zzzzzzzzzz")], [Some("Kirkuk"), None]);
    }

    #[test]
    fn a_place_of_another_state_lends_no_name() {
        let answer = json!({ "rows": [{ "place": "Tripoli", "country": "GRC" }, { "place": "Atlantis", "country": null }] });
        assert_eq!(called().beside(answer.clone()), answer);
    }
}
