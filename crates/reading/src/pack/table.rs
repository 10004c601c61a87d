//! The gazetteer table: tab-separated, one place a line, columns named in the first line.
//!
//! Columns: `id name also lat lon kind country admin1 admin2 admin3 where_prec population bounds source`.
//! `also` holds other names between `|`; `bounds` is `south,west,north,east`. Only `id`, `name`, `lat`,
//! `lon`, `kind` and `country` must be there.

use super::check::nearest;
use record::pack::{PlaceEntry, PlaceKind};

/// Every column, in the order it is written.
pub(super) const COLUMNS: [&str; 14] = [
    "id",
    "name",
    "also",
    "lat",
    "lon",
    "kind",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "where_prec",
    "population",
    "bounds",
    "source",
];
const NEEDED: [&str; 6] = ["id", "name", "lat", "lon", "kind", "country"];

/// What is wrong with a line, and what may be meant.
pub(super) struct RowProblem {
    pub(super) line: u32,
    pub(super) what: String,
    pub(super) mend: Option<String>,
}

impl RowProblem {
    fn new(line: u32, what: impl Into<String>, mend: Option<String>) -> RowProblem {
        RowProblem { line, what: what.into(), mend }
    }
}

/// Read a table: each place with its line, and what is wrong with the others.
pub(super) fn read(text: &str) -> (Vec<(u32, PlaceEntry)>, Vec<RowProblem>) {
    let mut lines = (1u32..).zip(text.lines());
    let Some((_, header)) = lines.next() else {
        return (Vec::new(), vec![RowProblem::new(1, "the table has no first line with its columns", None)]);
    };
    let columns: Vec<&str> = header.split('\t').collect();
    let mut problems = header_problems(&columns);
    if !problems.is_empty() {
        return (Vec::new(), problems);
    }
    let mut rows = Vec::new();
    for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        match row(&columns, line) {
            Ok(place) => rows.push((number, place)),
            Err((what, mend)) => problems.push(RowProblem::new(number, what, mend)),
        }
    }
    (rows, problems)
}

fn header_problems(columns: &[&str]) -> Vec<RowProblem> {
    let mut problems = Vec::new();
    for column in columns.iter().filter(|column| !COLUMNS.contains(column)) {
        let mend = nearest(column, COLUMNS);
        problems.push(RowProblem::new(1, format!("no column is called `{column}`"), mend));
    }
    for column in NEEDED.iter().filter(|column| !columns.contains(column)) {
        problems.push(RowProblem::new(1, format!("the column `{column}` is missing"), None));
    }
    problems
}

type Fault = (String, Option<String>);

fn row(columns: &[&str], line: &str) -> Result<PlaceEntry, Fault> {
    let cells: Vec<&str> = line.split('\t').collect();
    if cells.len() != columns.len() {
        return Err((format!("{} cells, but {} columns", cells.len(), columns.len()), None));
    }
    let cell =
        |name: &str| columns.iter().position(|column| *column == name).map_or("", |at| cells[at].trim());
    if let Some(name) = NEEDED.iter().find(|name| cell(name).is_empty()) {
        return Err((format!("`{name}` is empty"), None));
    }
    let kind = PlaceKind::from_word(cell("kind")).ok_or_else(|| {
        let kinds = PlaceKind::ALL.iter().map(|kind| kind.word());
        (format!("no kind of place is called `{}`", cell("kind")), nearest(cell("kind"), kinds))
    })?;
    let filled = |names: &[&str]| -> Vec<String> {
        names.iter().map(|name| cell(name).to_owned()).filter(|cell| !cell.is_empty()).collect()
    };
    let also = cell("also").split('|').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    Ok(PlaceEntry {
        id: cell("id").to_owned(),
        name: cell("name").to_owned(),
        also: also.collect(),
        lat: degrees(cell("lat"), 90.0)?,
        lon: degrees(cell("lon"), 180.0)?,
        kind,
        admin: filled(&["country", "admin1", "admin2", "admin3"]),
        where_prec: precision(cell("where_prec"), kind)?,
        population: optional(cell("population"), "a number of people")?,
        bounds: bounds(cell("bounds"))?,
        source: cell("source").to_owned(),
    })
}

fn degrees(cell: &str, most: f64) -> Result<f64, Fault> {
    match cell.parse::<f64>() {
        Ok(degrees) if degrees.abs() <= most => Ok(degrees),
        Ok(_) | Err(_) => Err((format!("`{cell}` is not a coordinate between -{most} and {most}"), None)),
    }
}

fn precision(cell: &str, kind: PlaceKind) -> Result<u8, Fault> {
    match optional::<u8>(cell, "a where_prec")? {
        None => Ok(kind.where_prec()),
        Some(code @ 1..=7) => Ok(code),
        Some(code) => Err((format!("where_prec runs from 1 to 7, not {code}"), None)),
    }
}

fn optional<T: std::str::FromStr>(cell: &str, what: &str) -> Result<Option<T>, Fault> {
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse().map(Some).map_err(|_| (format!("`{cell}` is not {what}"), None))
}

fn bounds(cell: &str) -> Result<Option<[f64; 4]>, Fault> {
    if cell.is_empty() {
        return Ok(None);
    }
    let sides: Vec<f64> = cell.split(',').filter_map(|side| side.trim().parse().ok()).collect();
    match sides[..] {
        [south, west, north, east] if south <= north && west <= east => Ok(Some([south, west, north, east])),
        _ => Err((format!("`{cell}` is not `south,west,north,east`"), None)),
    }
}

/// Write a table that [`read`] reads back to the same places.
pub(super) fn write(places: &[PlaceEntry]) -> String {
    let mut out = COLUMNS.join("\t");
    out.push('\n');
    for place in places {
        let admin = |n: usize| place.admin.get(n).cloned().unwrap_or_default();
        let precise = place.where_prec != place.kind.where_prec();
        let cells = [
            place.id.clone(),
            place.name.clone(),
            place.also.join("|"),
            place.lat.to_string(),
            place.lon.to_string(),
            place.kind.word().to_owned(),
            admin(0),
            admin(1),
            admin(2),
            admin(3),
            if precise { place.where_prec.to_string() } else { String::new() },
            place.population.map(|people| people.to_string()).unwrap_or_default(),
            place.bounds.map(|sides| sides.map(|side| side.to_string()).join(",")).unwrap_or_default(),
            place.source.clone(),
        ];
        let clean: Vec<String> = cells.iter().map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect();
        out.push_str(&clean.join("\t"));
        out.push('\n');
    }
    out
}
