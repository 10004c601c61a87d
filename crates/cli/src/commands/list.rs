//! `daftari reports|statements|claims|actors|places`.

use super::Done;
use crate::args::{ListArguments, PlainListArguments};
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::plain::{counted, one_line};
use app::{ClaimRow, Counted, Filter, Format, Listed, Record, ReportRow, StatementRow};
use record::Span;
use record::claim::ClaimBody;
use record::span::TextIndex;
use std::io::{self, BufWriter, Write};

/// Longest a line of a list for people is.
const LINE: usize = 110;

pub(crate) fn reports(asked: &ListArguments) -> Done {
    let (record, filter) = (Record::open(&asked.file, asked.as_of.as_of())?, asked.narrow.filter());
    if let Some(format) = asked.format.format() {
        return program(&record, Listed::Reports, &filter, format);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    for row in record.reports(&filter)? {
        report(&row, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}

pub(crate) fn statements(asked: &ListArguments) -> Done {
    let (record, filter) = (Record::open(&asked.file, asked.as_of.as_of())?, asked.narrow.filter());
    if let Some(format) = asked.format.format() {
        return program(&record, Listed::Statements, &filter, format);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    record.each_statement(&filter, |row| statement(row, &mut out).map_err(app::Error::Output))?;
    out.flush()?;
    Ok(Outcome::Well)
}

pub(crate) fn claims(asked: &ListArguments) -> Done {
    let (record, filter) = (Record::open(&asked.file, asked.as_of.as_of())?, asked.narrow.filter());
    if let Some(format) = asked.format.format() {
        return program(&record, Listed::Claims, &filter, format);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    record.each_claim(&filter, |row| claim(row, &mut out).map_err(app::Error::Output))?;
    out.flush()?;
    Ok(Outcome::Well)
}

pub(crate) fn actors(asked: &PlainListArguments) -> Done {
    plain(asked, Listed::Actors, Record::actors)
}

pub(crate) fn places(asked: &PlainListArguments) -> Done {
    plain(asked, Listed::Places, Record::places)
}

fn plain(
    asked: &PlainListArguments,
    listed: Listed,
    rows: impl Fn(&Record) -> app::Result<Vec<Counted>>,
) -> Done {
    let record = Record::open(&asked.file, asked.as_of.as_of())?;
    if let Some(format) = asked.format.format() {
        return program(&record, listed, &Filter::default(), format);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    for row in rows(&record)? {
        let counts = [(row.reports, "report"), (row.claims, "claim"), (row.statements, "statement")];
        let counts: Vec<String> =
            counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| counted(*n, noun)).collect();
        writeln!(out, "{}  {}  {}", row.id.as_deref().unwrap_or("-"), row.name, counts.join(", "))?;
    }
    out.flush()?;
    Ok(Outcome::Well)
}

/// The list for programs.
fn program(record: &Record, listed: Listed, filter: &Filter, format: Format) -> Done {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    app::list(record, listed, filter, format, &mut out)?;
    out.flush()?;
    Ok(Outcome::Well)
}

fn report(row: &ReportRow, out: &mut dyn Write) -> Result<(), Failure> {
    let outlet = row.outlet.as_deref().unwrap_or("unknown outlet");
    let headline = one_line(row.headline.as_deref().unwrap_or("(no headline)"), LINE);
    writeln!(out, "{}  {}  {headline}", row.day, row.id)?;
    let counts =
        [counted(row.statements.total(), "statement"), counted(row.claims.total(), "claim")].join(", ");
    let version = if row.version > 1 { format!(", version {}", row.version) } else { String::new() };
    writeln!(out, "            {outlet}, {}, {counts}{version}", row.language)?;
    Ok(())
}

fn statement(row: &StatementRow, out: &mut dyn Write) -> io::Result<()> {
    let index = TextIndex::new(&row.at.text);
    let statement = &row.statement;
    let words = |span: Span| one_line(index.of(span), 60);
    let source = statement.source.span.map(words).or_else(|| statement.source.name.clone());
    let content: Vec<&str> = statement.content.iter().map(|span| index.of(*span)).collect();
    writeln!(
        out,
        "{}  {}  {} [{}] {}: {}",
        row.at.day,
        statement.id,
        source.as_deref().unwrap_or("nobody named"),
        statement.source.voice,
        statement.attitude,
        one_line(&content.join(" … "), LINE)
    )
}

fn claim(row: &ClaimRow, out: &mut dyn Write) -> io::Result<()> {
    let index = TextIndex::new(&row.at.text);
    let claim = &row.claim;
    let said = match &row.source {
        Some(source) => format!("says {}", one_line(source, 40)),
        None => "in the outlet's own voice".to_owned(),
    };
    writeln!(
        out,
        "{}  {}  {}  {}, {} · “{}” · {said}",
        row.at.day,
        claim.id,
        headline(&claim.body),
        claim.modality,
        claim.firmness,
        one_line(index.of(claim.trigger), 40),
    )
}

/// A claim in a few words: type, who, whom, where.
fn headline(body: &ClaimBody) -> String {
    let names = |entities: &[record::Entity]| {
        entities.iter().map(|entity| entity.name.as_str()).collect::<Vec<_>>().join(" + ")
    };
    let at = |place: &Option<record::Place>| match place {
        Some(place) => format!(" at {}", place.name),
        None => String::new(),
    };
    match body {
        ClaimBody::Event(event) => {
            let mode = event.mode.as_ref().map(|mode| format!(":{mode}")).unwrap_or_default();
            let (actor, recipient) = (names(&event.actor), names(&event.recipient));
            format!("{}{mode} {} → {}{}", event.event, or_dash(&actor), or_dash(&recipient), at(&event.place))
        }
        ClaimBody::Commitment(one) => {
            let (obligor, obligee) = (names(&one.obligor), names(&one.obligee));
            let stage = one.stage;
            let breakers = match &one.broken_by[..] {
                [] => String::new(),
                breakers => format!(" by {}", names(breakers)),
            };
            format!(
                "{} {stage}{breakers} {} → {}{}",
                one.commitment_kind,
                or_dash(&obligor),
                or_dash(&obligee),
                at(&one.place)
            )
        }
        ClaimBody::Control(control) => {
            format!("{} {} {}", control.holder.name, control.change, control.place.name)
        }
        ClaimBody::Relation(relation) => {
            format!("{} {} {}", relation.from.name, relation.relation, relation.to.name)
        }
        ClaimBody::Figure(figure) => {
            let n = |n: Option<u32>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
            format!("{} {}/{}/{} {}", figure.what, n(figure.low), n(figure.best), n(figure.high), figure.unit)
        }
    }
}

fn or_dash(names: &str) -> &str {
    if names.is_empty() { "-" } else { names }
}
