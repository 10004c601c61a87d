//! Tables: one row a report, statement or claim, for a spreadsheet.

use record::claim::{Claim, ClaimBody};
use record::span::TextIndex;
use record::statement::{Statement, Voice};
use record::{Entity, Place, Time};
use std::io::{self, Write};

/// Columns of reports.
pub const REPORT: &[&str] = &[
    "id",
    "version",
    "published",
    "read_at",
    "outlet",
    "outlet_id",
    "language",
    "headline",
    "url",
    "topics",
    "statements",
    "named",
    "unnamed",
    "collective",
    "claims",
    "claims_in_outlets_own_voice",
];

/// Columns of statements.
pub const STATEMENT: &[&str] = &[
    "id",
    "report",
    "day",
    "outlet",
    "voice",
    "source",
    "source_actor",
    "source_name",
    "attitude",
    "firmness",
    "quotation",
    "cue",
    "content",
    "within",
    "start",
    "end",
];

/// Columns of claims.
pub const CLAIM: &[&str] = &[
    "id",
    "report",
    "day",
    "outlet",
    "voice",
    "source",
    "claim_kind",
    "type",
    "detail",
    "from",
    "from_ids",
    "to",
    "to_ids",
    "place",
    "place_id",
    "lat",
    "lon",
    "where_prec",
    "since",
    "until",
    "date_prec",
    "low",
    "best",
    "high",
    "modality",
    "firmness",
    "trigger",
    "start",
    "end",
    "statement",
];

/// Columns of what is counted: actors, places.
pub const COUNTED: &[&str] = &["id", "name", "reports", "claims", "statements"];

/// Where a row's statement or claim stands.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    /// Report id.
    pub report: &'a str,
    /// The outlet's name.
    pub outlet: Option<&'a str>,
    /// Day of the report.
    pub day: &'a str,
}

/// A table being written.
pub struct Table<'w> {
    rows: ::csv::Writer<&'w mut dyn Write>,
    names: &'static [&'static str],
}

impl<'w> Table<'w> {
    /// A table with these columns.
    pub fn new(out: &'w mut dyn Write, names: &'static [&'static str]) -> Table<'w> {
        Table { rows: ::csv::Writer::from_writer(out), names }
    }

    /// Write a row; before the first, the names of the columns.
    pub fn row(&mut self, cells: &[String]) -> io::Result<()> {
        self.head()?;
        self.rows.write_record(cells.iter().map(|cell| inert(cell))).map_err(io::Error::from)
    }

    /// Write what is left.
    pub fn finish(mut self) -> io::Result<()> {
        self.head()?;
        self.rows.flush()
    }

    fn head(&mut self) -> io::Result<()> {
        match std::mem::take(&mut self.names) {
            [] => Ok(()),
            names => self.rows.write_record(names).map_err(io::Error::from),
        }
    }
}

/// A cell a spreadsheet takes for text: page text must not become a formula. Numbers stay numbers.
fn inert(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

/// A statement's cells.
pub fn statement(statement: &Statement, index: &TextIndex<'_>, at: At<'_>) -> Vec<String> {
    let words = |span: Option<record::Span>| span.map(|span| one_line(index.of(span))).unwrap_or_default();
    let source = &statement.source;
    let content: Vec<String> = statement.content.iter().map(|span| one_line(index.of(*span))).collect();
    vec![
        statement.id.0.clone(),
        at.report.to_owned(),
        at.day.to_owned(),
        at.outlet.unwrap_or_default().to_owned(),
        source.voice.word().to_owned(),
        words(source.span),
        source.actor.clone().unwrap_or_default(),
        source.name.clone().unwrap_or_default(),
        statement.attitude.word().to_owned(),
        statement.firmness.word().to_owned(),
        statement.quotation.word().to_owned(),
        words(statement.cue),
        content.join(" … "),
        statement.within.as_ref().map(|id| id.0.clone()).unwrap_or_default(),
        statement.content.first().map(|span| span.start.to_string()).unwrap_or_default(),
        statement.content.last().map(|span| span.end.to_string()).unwrap_or_default(),
    ]
}

/// A claim's cells.
pub fn claim(claim: &Claim, said: (Voice, Option<&str>), index: &TextIndex<'_>, at: At<'_>) -> Vec<String> {
    let parts = parts(&claim.body);
    let mut cells = vec![
        claim.id.0.clone(),
        at.report.to_owned(),
        at.day.to_owned(),
        at.outlet.unwrap_or_default().to_owned(),
        said.0.word().to_owned(),
        said.1.map(one_line).unwrap_or_default(),
        parts.kind.to_owned(),
        parts.word.to_owned(),
        parts.detail.unwrap_or_default(),
        names(&parts.from),
        ids(&parts.from),
        names(&parts.to),
        ids(&parts.to),
    ];
    cells.extend(place_cells(parts.place));
    cells.extend(time_cells(parts.time));
    cells.extend(parts.figures.map(|n| n.map(|n| n.to_string()).unwrap_or_default()));
    cells.extend([
        claim.modality.word().to_owned(),
        claim.firmness.word().to_owned(),
        one_line(index.of(claim.trigger)),
        claim.trigger.start.to_string(),
        claim.trigger.end.to_string(),
        claim.statement.as_ref().map(|id| id.0.clone()).unwrap_or_default(),
    ]);
    cells
}

/// What the columns of a claim are taken from, whatever its kind.
struct Parts<'c> {
    kind: &'static str,
    word: &'static str,
    detail: Option<String>,
    from: Vec<&'c Entity>,
    to: Vec<&'c Entity>,
    place: Option<&'c Place>,
    time: Option<&'c Time>,
    figures: [Option<u32>; 3],
}

fn parts(body: &ClaimBody) -> Parts<'_> {
    match body {
        ClaimBody::Event(event) => Parts {
            detail: event.mode.clone(),
            from: event.actor.iter().collect(),
            to: event.recipient.iter().collect(),
            place: event.place.as_ref(),
            time: event.time.as_ref(),
            ..bare("event", event.event.word())
        },
        ClaimBody::Commitment(commitment) => Parts {
            detail: Some(commitment.stage.word().to_owned()),
            from: commitment.obligor.iter().collect(),
            to: commitment.obligee.iter().collect(),
            place: commitment.place.as_ref(),
            time: commitment.due.as_ref().or(commitment.made.as_ref()),
            figures: commitment.quantity.as_ref().map_or([None; 3], |n| [n.low, n.best, n.high]),
            ..bare("commitment", commitment.commitment_kind.word())
        },
        ClaimBody::Control(control) => Parts {
            from: vec![&control.holder],
            to: control.from.iter().collect(),
            place: Some(&control.place),
            time: control.time.as_ref(),
            ..bare("control", control.change.word())
        },
        ClaimBody::Relation(relation) => Parts {
            detail: relation.role.clone(),
            from: vec![&relation.from],
            to: vec![&relation.to],
            ..bare("relation", relation.relation.word())
        },
        ClaimBody::Figure(figure) => Parts {
            detail: Some(figure.unit.clone()),
            to: figure.of.iter().collect(),
            figures: [figure.low, figure.best, figure.high],
            ..bare("figure", figure.what.word())
        },
    }
}

fn bare(kind: &'static str, word: &'static str) -> Parts<'static> {
    Parts { kind, word, detail: None, from: vec![], to: vec![], place: None, time: None, figures: [None; 3] }
}

fn names(entities: &[&Entity]) -> String {
    entities.iter().map(|entity| entity.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn ids(entities: &[&Entity]) -> String {
    entities.iter().filter_map(|entity| entity.actor.as_deref()).collect::<Vec<_>>().join("; ")
}

fn place_cells(place: Option<&Place>) -> [String; 5] {
    let Some(place) = place else { return Default::default() };
    let degrees = |degrees: Option<f64>| degrees.map(|degrees| degrees.to_string()).unwrap_or_default();
    [
        place.name.clone(),
        place.id.clone().unwrap_or_default(),
        degrees(place.lat),
        degrees(place.lon),
        place.where_prec.to_string(),
    ]
}

fn time_cells(time: Option<&Time>) -> [String; 3] {
    let Some(time) = time else { return Default::default() };
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let precision = serde_json::to_value(time.date_prec).ok();
    let precision = precision.as_ref().and_then(|word| word.as_str()).unwrap_or_default().to_owned();
    [day(time.start), day(time.end), precision]
}

/// Runs of space, line breaks among them, as one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(inert("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(inert("-1.5"), "-1.5");
        assert_eq!(inert("- said nobody"), "'- said nobody");
    }

    #[test]
    fn a_table_without_rows_still_names_its_columns() {
        let mut out = Vec::new();
        Table::new(&mut out, COUNTED).finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "id,name,reports,claims,statements\n");
    }
}
