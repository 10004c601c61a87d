//! Coordinates: inside the country and the areas a place is said to be in.

use super::super::fold::fold;
use super::super::parse::{Entry, Parsed};
use super::Check;
use record::pack::{PlaceEntry, PlaceKind};
use std::collections::BTreeMap;

/// How far outside its box, in degrees, a place on a border may lie.
const MARGIN: f64 = 0.1;

/// The boxes of areas by country and folded name, whichever name; of a country under its own code.
pub(super) fn boxes<'e>(
    places: impl Iterator<Item = &'e Entry<PlaceEntry>>,
) -> BTreeMap<(String, String), [f64; 4]> {
    let mut boxes = BTreeMap::new();
    for place in places.map(|entry| &entry.value) {
        let (Some(country), Some(bounds)) = (place.admin.first(), place.bounds) else { continue };
        let names = match place.kind {
            PlaceKind::Country => vec![country],
            _ => std::iter::once(&place.name).chain(&place.also).collect(),
        };
        boxes.extend(names.into_iter().map(|name| ((country.clone(), fold(name)), bounds)));
    }
    boxes
}

impl Check {
    pub(super) fn places(&mut self, parsed: &Parsed) {
        for entry in &parsed.places {
            let place = &entry.value;
            let Some(country) = place.admin.first() else { continue };
            let outside = place.admin.iter().find(|area| {
                let bounds = self.known.boxes.get(&(country.clone(), fold(area)));
                bounds.is_some_and(|bounds| !holds(bounds, place))
            });
            if let Some(area) = outside {
                let what = format!("{}, {} ({}) lies outside {area}", place.lat, place.lon, place.name);
                let swapped = PlaceEntry { lat: place.lon, lon: place.lat, ..place.clone() };
                let bounds = self.known.boxes.get(&(country.clone(), fold(area)));
                let mend =
                    bounds.filter(|bounds| holds(bounds, &swapped)).map(|_| "swap lat and lon".to_owned());
                self.at(entry, "", what, mend);
            }
        }
    }
}

fn holds([south, west, north, east]: &[f64; 4], place: &PlaceEntry) -> bool {
    // A box over the antimeridian is not drawn; such countries have none.
    (south - MARGIN..=north + MARGIN).contains(&place.lat)
        && (west - MARGIN..=east + MARGIN).contains(&place.lon)
}
