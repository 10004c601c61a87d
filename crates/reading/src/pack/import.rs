//! Places from public gazetteers into the table a pack keeps.

use super::table;
use record::pack::{PlaceEntry, PlaceKind};
use record::{Note, Noted, noted::Level};
use serde_json::Value;
use std::collections::BTreeMap;

/// What a file of places is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlacesFormat {
    /// A GeoNames dump: tab-separated, nineteen columns, no first line of names.
    GeoNames,
    /// Who's On First: one GeoJSON feature, a feature collection, or a list of these.
    WhosOnFirst,
}

impl PlacesFormat {
    /// What the bytes look like.
    pub fn guess(bytes: &[u8]) -> PlacesFormat {
        match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'{' | b'[') => PlacesFormat::WhosOnFirst,
            Some(_) | None => PlacesFormat::GeoNames,
        }
    }
}

/// Turn a gazetteer's file into a pack's `places.tsv`. Rows of kinds a pack does not keep are counted in a
/// note; a row that cannot be read is a note of its own.
pub fn import_places(bytes: &[u8], format: PlacesFormat) -> Noted<String> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        let what = "the file is not UTF-8 text";
        return Noted {
            value: table::write(&[]),
            notes: vec![Note::new(Level::Problem, "import-utf8", what)],
        };
    };
    let mut rows = Rows::default();
    match format {
        PlacesFormat::GeoNames => rows.geonames(text),
        PlacesFormat::WhosOnFirst => rows.whos_on_first(text),
    }
    rows.finish()
}

/// ISO 3166-1: two letters, three letters.
const ISO_3166: &str = include_str!("iso3166.tsv");

/// The three-letter code of a country; what has three letters already stays, what is unknown goes through.
fn alpha3(code: &str) -> String {
    let pairs = ISO_3166.lines().filter_map(|line| line.split_once('\t'));
    let found = pairs.filter(|(two, _)| *two == code).map(|(_, three)| three).next();
    found.unwrap_or(code).to_owned()
}

/// GeoNames feature codes and the kinds of place they are; `PPL` and its like are told apart by size.
const FEATURES: [(&str, PlaceKind); 35] = [
    ("PCLI", PlaceKind::Country),
    ("ADM1", PlaceKind::Province),
    ("ADM2", PlaceKind::Territory),
    ("ADM3", PlaceKind::Chiefdom),
    ("ADM4", PlaceKind::Groupement),
    ("ADM5", PlaceKind::Groupement),
    ("RGN", PlaceKind::Region),
    ("PPLC", PlaceKind::City),
    ("PPLA", PlaceKind::City),
    ("PPLA2", PlaceKind::Town),
    ("PPLA3", PlaceKind::Town),
    ("PPLX", PlaceKind::Quarter),
    ("PPL", PlaceKind::Village),
    ("PPLA4", PlaceKind::Village),
    ("PPLL", PlaceKind::Village),
    ("PPLS", PlaceKind::Village),
    ("CMP", PlaceKind::Camp),
    ("CMPRF", PlaceKind::Camp),
    ("MN", PlaceKind::Mine),
    ("MNAU", PlaceKind::Mine),
    ("MNSN", PlaceKind::Mine),
    ("PRK", PlaceKind::Park),
    ("RESN", PlaceKind::Park),
    ("RESW", PlaceKind::Park),
    ("LK", PlaceKind::Lake),
    ("LKS", PlaceKind::Lake),
    ("STM", PlaceKind::River),
    ("MT", PlaceKind::Mountain),
    ("HLL", PlaceKind::Mountain),
    ("VLC", PlaceKind::Mountain),
    ("ISL", PlaceKind::Island),
    ("RD", PlaceKind::Road),
    ("PSTB", PlaceKind::Border),
    ("AIRP", PlaceKind::Site),
    ("AIRF", PlaceKind::Site),
];

/// Who's On First placetypes and the kinds of place they are.
const PLACETYPES: [(&str, PlaceKind); 9] = [
    ("country", PlaceKind::Country),
    ("region", PlaceKind::Province),
    ("county", PlaceKind::Territory),
    ("localadmin", PlaceKind::Chiefdom),
    ("locality", PlaceKind::Village),
    ("borough", PlaceKind::Quarter),
    ("macrohood", PlaceKind::Quarter),
    ("neighbourhood", PlaceKind::Quarter),
    ("campus", PlaceKind::Site),
];

/// A settlement by its size, where it is known.
fn settled(kind: PlaceKind, population: Option<u64>) -> PlaceKind {
    match (kind, population) {
        (PlaceKind::Village | PlaceKind::Town, Some(100_000..)) => PlaceKind::City,
        (PlaceKind::Village, Some(5_000..)) => PlaceKind::Town,
        (kind, _) => kind,
    }
}

#[derive(Default)]
struct Rows {
    places: Vec<PlaceEntry>,
    notes: Vec<Note>,
    other_kinds: u64,
}

impl Rows {
    fn unread(&mut self, what: String) {
        self.notes.push(Note::new(Level::Doubt, "import-row", what));
    }

    fn finish(mut self) -> Noted<String> {
        self.places.sort_by(|a, b| (&a.admin, &a.name, &a.id).cmp(&(&b.admin, &b.name, &b.id)));
        self.places.dedup_by(|a, b| a.id == b.id);
        if self.other_kinds > 0 {
            let what = format!("{} rows are of kinds a pack does not keep", self.other_kinds);
            self.notes.push(Note::new(Level::Info, "import-kinds", what));
        }
        Noted { value: table::write(&self.places), notes: self.notes }
    }

    fn geonames(&mut self, text: &str) {
        let names = area_names(text);
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let cells: Vec<&str> = line.split('\t').collect();
            let Some(kind) = cells.get(7).and_then(|code| kind_of(&FEATURES, code)) else {
                self.other_kinds += u64::from(cells.len() >= 15);
                if cells.len() < 15 {
                    self.unread(format!("line {}: {} cells, but a GeoNames row has 19", n + 1, cells.len()));
                }
                continue;
            };
            match geonames_row(&cells, kind, &names) {
                Some(place) => self.places.push(place),
                None => self.unread(format!("line {}: its number or coordinates cannot be read", n + 1)),
            }
        }
    }

    fn whos_on_first(&mut self, text: &str) {
        let features = match serde_json::from_str::<Value>(text) {
            Ok(Value::Array(features)) => features,
            Ok(mut one) => match one.get_mut("features").map(Value::take) {
                Some(Value::Array(features)) => features,
                Some(_) | None => vec![one],
            },
            Err(error) => return self.unread(format!("the file is not JSON: {error}")),
        };
        for (n, feature) in features.iter().enumerate() {
            let properties = Properties(feature.get("properties").unwrap_or(feature));
            let placetype = properties.text(&["wof:placetype", "placetype", "pt"]).unwrap_or_default();
            let Some(kind) = kind_of(&PLACETYPES, &placetype) else {
                self.other_kinds += 1;
                continue;
            };
            match properties.place(kind) {
                Some(place) => self.places.push(place),
                None => self.unread(format!("feature {}: no id, name or coordinates", n + 1)),
            }
        }
    }
}

fn kind_of(table: &[(&str, PlaceKind)], word: &str) -> Option<PlaceKind> {
    table.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
}

/// The names of the first- and second-order areas a GeoNames file has rows for, by their codes.
fn area_names(text: &str) -> BTreeMap<Vec<&str>, &str> {
    let mut names = BTreeMap::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        match (cells.get(7), cells.len()) {
            (Some(&"ADM1"), 12..) => names.insert(vec![cells[8], cells[10]], cells[1]),
            (Some(&"ADM2"), 12..) => names.insert(vec![cells[8], cells[10], cells[11]], cells[1]),
            _ => None,
        };
    }
    names
}

fn geonames_row(cells: &[&str], kind: PlaceKind, names: &BTreeMap<Vec<&str>, &str>) -> Option<PlaceEntry> {
    let number: u64 = cells[0].parse().ok()?;
    let population = cells[14].parse().ok().filter(|people| *people > 0);
    let mut admin = vec![alpha3(cells[8])];
    let areas = [vec![cells[8], cells[10]], vec![cells[8], cells[10], cells[11]]];
    // An area does not enclose itself.
    let deep = match kind {
        PlaceKind::Country => 0,
        PlaceKind::Province => 0,
        PlaceKind::Territory => 1,
        _ => 2,
    };
    for area in areas.iter().take(deep).filter(|area| area.iter().all(|code| !code.is_empty())) {
        let code = area.last().copied().unwrap_or_default();
        admin.push(names.get(area).copied().unwrap_or(code).to_owned());
    }
    let other = |name: &&str| !name.is_empty() && *name != cells[1] && name.is_ascii();
    let kind = settled(kind, population);
    Some(PlaceEntry {
        id: format!("gn-{number}"),
        name: cells[1].to_owned(),
        also: cells[3].split(',').filter(other).map(str::to_owned).collect(),
        lat: cells[4].parse().ok()?,
        lon: cells[5].parse().ok()?,
        kind,
        admin,
        where_prec: kind.where_prec(),
        population,
        bounds: None,
        source: "geonames".to_owned(),
    })
}

/// The properties of a Who's On First feature, with or without their prefixes.
struct Properties<'v>(&'v Value);

impl Properties<'_> {
    fn text(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| match self.0.get(key)? {
            Value::String(words) if !words.is_empty() => Some(words.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    }

    fn number(&self, keys: &[&str]) -> Option<f64> {
        self.text(keys)?.parse().ok()
    }

    fn place(&self, kind: PlaceKind) -> Option<PlaceEntry> {
        let name = self.text(&["wof:name", "name"])?;
        let geonames = self.0.get("wof:concordances").and_then(|known| known.get("gn:id"));
        let id = match geonames.map(Value::to_string).or_else(|| self.text(&["gn"])) {
            Some(number) => format!("gn-{number}"),
            None => format!("wof-{}", self.text(&["wof:id", "id"])?),
        };
        let people = self.number(&["wof:population", "gn:population", "pop"]);
        let population = people.filter(|people| *people >= 1.0).map(|people| people as u64);
        let kind = settled(kind, population);
        let country = self.text(&["wof:country_alpha3", "wof:country", "iso:country"]);
        Some(PlaceEntry {
            id,
            also: self.other_names(&name),
            name,
            lat: self.number(&["geom:latitude", "lat"])?,
            lon: self.number(&["geom:longitude", "lon"])?,
            kind,
            admin: vec![alpha3(country.as_deref().unwrap_or("XXX"))],
            where_prec: kind.where_prec(),
            population,
            bounds: self.text(&["geom:bbox"]).and_then(|bounds| south_first(&bounds)),
            source: "wof".to_owned(),
        })
    }

    fn other_names(&self, name: &str) -> Vec<String> {
        let Value::Object(fields) = self.0 else { return Vec::new() };
        let lists = fields.iter().filter(|(key, _)| {
            let named = key.starts_with("name:eng_x_") || key.starts_with("name:fra_x_");
            named || key.as_str() == "names"
        });
        let mut names: Vec<String> = lists
            .filter_map(|(_, list)| list.as_array())
            .flatten()
            .filter_map(|one| one.as_str().map(str::to_owned))
            .filter(|one| one != name)
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

/// Who's On First gives `west,south,east,north`.
fn south_first(bounds: &str) -> Option<[f64; 4]> {
    let sides: Vec<f64> = bounds.split(',').filter_map(|side| side.trim().parse().ok()).collect();
    match sides[..] {
        [west, south, east, north] if north > south => Some([south, west, north, east]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(imported: &Noted<String>) -> Vec<PlaceEntry> {
        let (rows, problems) = table::read(&imported.value);
        assert!(problems.is_empty());
        rows.into_iter().map(|(_, place)| place).collect()
    }

    #[test]
    fn a_geonames_dump_becomes_a_table_with_the_names_of_its_areas() {
        let dump = "11\tHigh Marches\tHigh Marches\t\t10.0\t20.0\tA\tADM1\tCD\t\t07\t\t\t\t0\t\t\t\t2020-01-01\n\
                    12\tOrvel\tOrvel\tOrwell Ford,Orvél\t10.5\t20.5\tP\tPPL\tCD\t\t07\t\t\t\t6200\t\t\t\t2020-01-01\n\
                    13\tA Spring\tA Spring\t\t10.5\t20.5\tH\tSPNG\tCD\t\t07\t\t\t\t0\t\t\t\t2020-01-01\n\
                    broken line\n";
        let imported = import_places(dump.as_bytes(), PlacesFormat::guess(dump.as_bytes()));
        let places = rows(&imported);
        assert_eq!(places.len(), 2);
        let town = places.iter().find(|place| place.id == "gn-12").unwrap();
        assert_eq!(town.kind, PlaceKind::Town);
        assert_eq!(town.admin, ["COD", "High Marches"]);
        assert_eq!(town.also, ["Orwell Ford"]);
        let codes: Vec<&str> = imported.notes.iter().map(|note| note.code.as_str()).collect();
        assert_eq!(codes, ["import-row", "import-kinds"]);
    }

    #[test]
    fn a_whos_on_first_feature_keeps_its_geonames_number_and_its_box() {
        let feature = r#"{"type": "Feature", "properties": {"wof:id": 5, "wof:name": "Orvel", "wof:placetype":
            "county", "geom:latitude": 10.5, "geom:longitude": 20.5, "geom:bbox": "20.0,10.0,21.0,11.0",
            "wof:country": "CD", "name:fra_x_preferred": ["Orvèle"], "wof:concordances": {"gn:id": 12}}}"#;
        let imported = import_places(feature.as_bytes(), PlacesFormat::guess(feature.as_bytes()));
        let places = rows(&imported);
        assert_eq!(places[0].id, "gn-12");
        assert_eq!(places[0].bounds, Some([10.0, 20.0, 11.0, 21.0]));
        assert_eq!(places[0].also, ["Orvèle"]);
    }
}
