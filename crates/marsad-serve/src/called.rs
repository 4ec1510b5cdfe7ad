//! What places and people of an answer are called in Arabic.
//!
//! Enters: an answer, whose record names Cairo in English. Leaves: the same with `names` beside its rows, `"Cairo": "القاهرة"`, for
//! whoever shows it in Arabic. The record itself stays as it is.

use marsad_archive::{Cell, Names, name_key};
use marsad_pack::Packs;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Arabic names by English ones.
#[derive(Default)]
pub(crate) struct Called {
    people: HashMap<String, String>,
    /// Of each name the places called so, by their state.
    places: HashMap<String, Vec<(String, String)>>,
    /// English names of places by the Arabic one, as it is looked up.
    in_english: HashMap<String, Vec<String>>,
}

/// Where answers name people; others name places, or nobody.
const PEOPLE: &[&str] = &["name", "actors", "recipients", "according_to", "disputed_by", "claimant", "speaker", "addressee"];

impl Called {
    /// `names` are those of states and bodies.
    pub fn new(packs: &Packs, names: &Names) -> Self {
        let of_codes: HashSet<String> = names.iter().flat_map(|(_, called)| called).map(|name| name_key(name)).collect();
        let mut called = Self::default();
        for person in packs.world.persons.iter().filter(|p| !p.name_ar.is_empty()) {
            called.people.entry(person.name.clone()).or_insert_with(|| person.name_ar.clone());
        }
        let mut places: Vec<_> = packs.world.places.iter().filter(|p| !p.name_ar.is_empty()).collect();
        // Of two of one name in one state the larger is meant.
        places.sort_by_key(|place| std::cmp::Reverse(place.population));
        for place in places {
            let arabic = name_key(&place.name_ar);
            // Of a state and a town of one name the state is meant.
            if !of_codes.contains(&arabic) {
                let english = called.in_english.entry(arabic).or_default();
                english.extend((!english.contains(&place.name)).then(|| place.name.clone()));
            }
            called.places.entry(place.name.clone()).or_default().push((place.country.clone(), place.name_ar.clone()));
        }
        called
    }

    /// Places as the archive names them: those that are asked for in Arabic by their English names.
    pub fn in_english(&self, places: Vec<String>) -> Vec<String> {
        let names = |place: String| self.in_english.get(&name_key(&place)).cloned().unwrap_or_else(|| vec![place]);
        places.into_iter().flat_map(names).collect()
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
    fn a_place_of_another_state_lends_no_name() {
        let answer = json!({ "rows": [{ "place": "Tripoli", "country": "GRC" }, { "place": "Atlantis", "country": null }] });
        assert_eq!(called().beside(answer.clone()), answer);
    }
}
