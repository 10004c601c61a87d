//! One list, from a CSV file's bytes.

use crate::names::token::{Token, tokens};
use crate::words::fold;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most rows a list may have; more is refused before anything is compared.
pub const MOST_ROWS: usize = 1_000_000;

/// A list of names.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// What it is called: the file's name.
    pub label: String,
    /// Its rows, each person once.
    pub rows: Vec<Row>,
    /// Lines that repeat an earlier one, by line of the file: the line and the one it repeats.
    pub repeated: Vec<(usize, usize)>,
    /// Lines without a name.
    pub empty: Vec<usize>,
}

/// One person of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Line of the file, counted from 1.
    pub line: usize,
    /// The name as written.
    pub name: String,
    /// Year of birth.
    pub born: Option<i16>,
    /// The list's own number for the person.
    pub reference: Option<String>,
    pub(crate) tokens: Vec<Token>,
}

/// Why a list cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListError {
    /// Its bytes are in an encoding other than UTF-8.
    Encoding {
        /// The list.
        label: String,
        /// The first line that is not UTF-8.
        line: usize,
    },
    /// No column holds names.
    Columns {
        /// The list.
        label: String,
        /// The headings it has.
        found: Vec<String>,
    },
    /// It has no rows.
    Empty {
        /// The list.
        label: String,
    },
    /// A line is not CSV.
    Line {
        /// The list.
        label: String,
        /// The line.
        line: u64,
        /// What is wrong.
        why: String,
    },
    /// It has more rows than can be compared.
    Long {
        /// The list.
        label: String,
    },
}

impl std::fmt::Display for ListError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ListError::Encoding { label, line } => write!(
                f,
                "{label}: line {line} is not UTF-8; save the list as \"CSV UTF-8\" from the spreadsheet it comes from"
            ),
            ListError::Columns { label, found } => write!(
                f,
                "{label}: no column of names; its headings are {}; name one `name`, or two `family` and `given`",
                found.join(", ")
            ),
            ListError::Empty { label } => write!(f, "{label}: no rows"),
            ListError::Line { label, line, why } => write!(f, "{label}: line {line}: {why}"),
            ListError::Long { label } => write!(f, "{label}: more than {MOST_ROWS} rows"),
        }
    }
}

impl std::error::Error for ListError {}

/// Read a list.
pub fn read(label: &str, bytes: &[u8]) -> Result<List, ListError> {
    let label = label.to_owned();
    let text =
        std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).map_err(|error| {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|&&b| b == b'\n').count();
            ListError::Encoding { label: label.clone(), line }
        })?;
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let at_line = |error: csv::Error| ListError::Line {
        label: label.clone(),
        line: error.position().map_or(1, csv::Position::line),
        why: error.to_string(),
    };
    let headings: Vec<String> = reader.headers().map_err(at_line)?.iter().map(str::to_owned).collect();
    let columns =
        Columns::of(&headings).ok_or_else(|| ListError::Columns { label: label.clone(), found: headings })?;
    let mut list = List { label: label.clone(), rows: Vec::new(), repeated: Vec::new(), empty: Vec::new() };
    let mut seen: BTreeMap<(String, Option<i16>, Option<String>), usize> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(at_line)?;
        let line = record.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(usize::MAX));
        list.take(columns.row(&record, line), line, &mut seen);
        if list.rows.len() > MOST_ROWS {
            return Err(ListError::Long { label });
        }
    }
    if list.rows.is_empty() { Err(ListError::Empty { label }) } else { Ok(list) }
}

impl List {
    fn take(
        &mut self,
        row: Row,
        line: usize,
        seen: &mut BTreeMap<(String, Option<i16>, Option<String>), usize>,
    ) {
        if row.tokens.is_empty() {
            self.empty.push(line);
            return;
        }
        let key = (fold(&row.name), row.born, row.reference.clone());
        if let Some(first) = seen.get(&key) {
            self.repeated.push((line, *first));
            return;
        }
        seen.insert(key, line);
        self.rows.push(row);
    }
}

/// Comma, semicolon or tab: whichever the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|&b| b == delimiter).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

/// Which columns hold what.
struct Columns {
    names: Vec<usize>,
    born: Option<usize>,
    reference: Option<usize>,
}

impl Columns {
    fn of(headings: &[String]) -> Option<Columns> {
        let holds = |heading: &String| {
            let words: Vec<String> =
                crate::words::words(heading).into_iter().map(|word| word.folded).collect();
            let folded = words.join(" ");
            let listed = include_str!("../../../../lexicons/names/columns.tsv").lines();
            let rows = listed.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
            rows.into_iter().find(|(listed, _)| *listed == folded).map(|(_, holds)| holds)
        };
        let kinds: Vec<Option<&str>> = headings.iter().map(holds).collect();
        let of = |kind: &str| kinds.iter().position(|found| *found == Some(kind));
        let names = match of("name") {
            Some(name) => vec![name],
            None => ["given", "middle", "family"].into_iter().filter_map(of).collect(),
        };
        (!names.is_empty()).then(|| Columns { names, born: of("born"), reference: of("reference") })
    }

    fn row(&self, record: &csv::StringRecord, line: usize) -> Row {
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        let parts: Vec<&str> =
            self.names.iter().map(|&at| cell(at)).filter(|part| !part.is_empty()).collect();
        let name = parts.join(" ");
        Row {
            line,
            born: self.born.and_then(|at| year(cell(at))),
            reference: self.reference.map(|at| cell(at).to_owned()).filter(|cell| !cell.is_empty()),
            tokens: tokens(&name),
            name,
        }
    }
}

/// The year of a date, however it is written.
fn year(cell: &str) -> Option<i16> {
    let digits = cell.split(|c: char| !c.is_ascii_digit());
    digits
        .filter(|run| run.len() == 4)
        .find_map(|run| run.parse().ok())
        .filter(|year| (1900..=2100).contains(year))
}
