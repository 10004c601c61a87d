//! `daftari search`.

use super::{Done, print_json};
use crate::args::SearchArguments;
use crate::outcome::Outcome;
use crate::plain::{counted, one_line};
use app::Record;
use record::span::TextIndex;
use std::io::{self, BufWriter, Write};

pub(crate) fn run(asked: &SearchArguments) -> Done {
    let record = Record::open(&asked.file, asked.as_of.as_of())?;
    let found = record.search(&asked.words.join(" "), asked.page)?;
    if asked.json {
        print_json(&found)?;
        return Ok(Outcome::Well);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    for one in &found.reports {
        let headline = one.report.headline.as_deref().unwrap_or("(no headline)");
        writeln!(out, "{}  {}  {}", one.report.day, one.report.id, one_line(headline, 90))?;
        let excerpt = one.excerpt.replace(['\u{2068}', '\u{2069}'], "");
        writeln!(out, "            {}", one_line(&excerpt, 160))?;
    }
    for row in &found.statements {
        let index = TextIndex::new(&row.at.text);
        let content: Vec<&str> = row.statement.content.iter().map(|span| index.of(*span)).collect();
        let source = row.statement.source.span.map(|span| index.of(span)).unwrap_or("nobody named");
        let said = one_line(&content.join(" … "), 120);
        writeln!(out, "{}  {}  {}: {said}", row.at.day, row.statement.id, one_line(source, 50))?;
    }
    let n = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (reports, statements) = (n(found.reports.len()), n(found.statements.len()));
    let more = if found.more { format!("; more with --page {}", found.page + 1) } else { String::new() };
    out.flush()?;
    writeln!(io::stderr(), "{}, {}{more}", counted(reports, "report"), counted(statements, "statement"))?;
    Ok(Outcome::Well)
}
