//! Files to entries, each with its file and line; what cannot be read is a problem, never a silence.

use super::check::{Problem, nearest};
use super::table;
use record::pack::{
    ActorEntry, AgentEntry, AgreementEntry, Outlet, PackInfo, PlaceEntry, ProcessEntry, TitleEntry,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// Where an entry stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Where {
    /// The file's path as given.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
}

impl std::fmt::Display for Where {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// An entry, the pack it is of, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Entry<T> {
    pub(super) value: T,
    pub(super) pack: usize,
    pub(super) at: Where,
    /// Each quoted string of the entry with its line, to point at the right one.
    strings: Vec<(String, u32)>,
}

impl<T> Entry<T> {
    /// Where a string stands inside the entry; the entry itself where it does not.
    pub(super) fn line_of(&self, words: &str) -> u32 {
        self.strings.iter().find(|(string, _)| string == words).map_or(self.at.line, |(_, line)| *line)
    }
}

/// Everything some files hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Parsed {
    /// Each pack with its folder.
    pub(super) packs: Vec<(String, Entry<PackInfo>)>,
    pub(super) outlets: Vec<Entry<Outlet>>,
    pub(super) actors: Vec<Entry<ActorEntry>>,
    pub(super) titles: Vec<Entry<TitleEntry>>,
    pub(super) agents: Vec<Entry<AgentEntry>>,
    pub(super) processes: Vec<Entry<ProcessEntry>>,
    pub(super) agreements: Vec<Entry<AgreementEntry>>,
    pub(super) places: Vec<Entry<PlaceEntry>>,
    /// Ids of entries that could not be read: pointing at one is not a second mistake.
    pub(super) unread: Vec<String>,
    pub(super) problems: Vec<Problem>,
}

/// Tables a file may hold beside `[pack]`.
const TABLES: [&str; 7] = ["pack", "outlet", "actor", "title", "agent", "process", "agreement"];

/// Read files given as (path, bytes). A pack is a folder with a `pack.toml`; packs come in the order of
/// their first file, and a later one adds to or replaces what an earlier one says.
pub(super) fn parse(files: &[(String, Vec<u8>)]) -> Parsed {
    let mut parsed = Parsed::default();
    let mut folders: Vec<&str> = Vec::new();
    for (path, _) in files {
        if !folders.contains(&folder(path)) {
            folders.push(folder(path));
        }
    }
    for (number, name) in folders.iter().enumerate() {
        let mut of_folder: Vec<&(String, Vec<u8>)> =
            files.iter().filter(|(path, _)| folder(path) == *name).collect();
        of_folder.sort();
        for (path, bytes) in of_folder {
            match std::str::from_utf8(bytes) {
                Ok(text) => Source { path, text, pack: number }.read_into(&mut parsed),
                Err(_) => parsed.problems.push(Problem::new(path, 1, "the file is not UTF-8 text", None)),
            }
        }
        if !parsed.packs.iter().any(|(_, info)| info.pack == number) {
            let what = "the folder has no readable pack.toml with a [pack] table";
            parsed.problems.push(Problem::new(&format!("{name}/pack.toml"), 1, what, None));
        }
    }
    parsed
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

struct Source<'f> {
    path: &'f str,
    text: &'f str,
    pack: usize,
}

impl<'f> Source<'f> {
    fn read_into(&self, parsed: &mut Parsed) {
        if self.path.ends_with(".tsv") {
            self.read_table(parsed);
        } else if self.path.ends_with(".toml") {
            self.read_toml(parsed);
        }
    }

    fn read_table(&self, parsed: &mut Parsed) {
        let (rows, problems) = table::read(self.text);
        let at = |line| Where { file: self.path.to_owned(), line };
        parsed.places.extend(rows.into_iter().map(|(line, value)| Entry {
            value,
            pack: self.pack,
            at: at(line),
            strings: Vec::new(),
        }));
        parsed.problems.extend(
            problems
                .into_iter()
                .map(|problem| Problem::new(self.path, problem.line, problem.what, problem.mend)),
        );
    }

    fn read_toml(&self, parsed: &mut Parsed) {
        let (root, errors) = DeTable::parse_recoverable(self.text);
        let lines = Lines::of(self.text);
        for error in &errors {
            let line = lines.at(error.span().map_or(0, |span| span.start));
            parsed.problems.push(Problem::new(self.path, line, error.message(), None));
        }
        if !errors.is_empty() {
            return;
        }
        for (key, value) in root.into_inner() {
            let name: &str = key.get_ref();
            let mut reader = Reader { source: self, lines: &lines, problems: Vec::new(), unread: Vec::new() };
            match name {
                "pack" => {
                    let found: Vec<Entry<PackInfo>> = reader.one(value).into_iter().collect();
                    parsed.packs.extend(found.into_iter().map(|info| (folder(self.path).to_owned(), info)));
                }
                "outlet" => parsed.outlets.extend(reader.many(name, value)),
                "actor" => parsed.actors.extend(reader.many(name, value)),
                "title" => parsed.titles.extend(reader.many(name, value)),
                "agent" => parsed.agents.extend(reader.many(name, value)),
                "process" => parsed.processes.extend(reader.many(name, value)),
                "agreement" => parsed.agreements.extend(reader.many(name, value)),
                _ => {
                    let line = lines.at(key.span().start);
                    let what = format!("no table is called `{name}`");
                    reader.problems.push(Problem::new(self.path, line, what, nearest(name, TABLES)));
                }
            }
            parsed.problems.append(&mut reader.problems);
            parsed.unread.append(&mut reader.unread);
        }
    }
}

struct Reader<'r, 'f> {
    source: &'r Source<'f>,
    lines: &'r Lines,
    problems: Vec<Problem>,
    unread: Vec<String>,
}

impl<'f> Reader<'_, 'f> {
    fn problem(&mut self, at: usize, what: impl Into<String>, mend: Option<String>) {
        self.problems.push(Problem::new(self.source.path, self.lines.at(at), what, mend));
    }

    fn many<T: DeserializeOwned>(&mut self, name: &str, value: Spanned<DeValue<'f>>) -> Vec<Entry<T>> {
        let at = value.span().start;
        match value.into_inner() {
            DeValue::Array(items) => items.into_iter().filter_map(|item| self.one(item)).collect(),
            _ => {
                self.problem(at, format!("`{name}` is a list"), Some(format!("[[{name}]]")));
                Vec::new()
            }
        }
    }

    /// One entry. An unknown key is a problem of its own and does not hide what else is wrong.
    fn one<T: DeserializeOwned>(&mut self, mut value: Spanned<DeValue<'f>>) -> Option<Entry<T>> {
        let line = self.lines.at(value.span().start);
        let mut strings = Vec::new();
        self.collect(&value, &mut strings);
        loop {
            let error = match T::deserialize(ValueDeserializer::from(value.clone())) {
                Ok(read) => {
                    let at = Where { file: self.source.path.to_owned(), line };
                    return Some(Entry { value: read, pack: self.source.pack, at, strings });
                }
                Err(error) => error,
            };
            let span = error.span().unwrap_or(value.span());
            let (what, mend) = in_words(error.message());
            self.problem(span.start, what, mend);
            let unknown_key = error.message().starts_with("unknown field");
            if !(unknown_key && remove_key(&mut value, span.start)) {
                let id = value.get_ref().get("id").and_then(|id| id.get_ref().as_str());
                self.unread.extend(id.map(str::to_owned));
                return None;
            }
        }
    }

    fn collect(&self, value: &Spanned<DeValue<'f>>, strings: &mut Vec<(String, u32)>) {
        match value.get_ref() {
            DeValue::String(words) => strings.push((words.to_string(), self.lines.at(value.span().start))),
            DeValue::Array(items) => items.iter().for_each(|item| self.collect(item, strings)),
            DeValue::Table(table) => table.iter().for_each(|(_, item)| self.collect(item, strings)),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
        }
    }
}

/// Remove the key that begins at byte `at`, wherever it is nested.
fn remove_key(value: &mut Spanned<DeValue<'_>>, at: usize) -> bool {
    match value.get_mut() {
        DeValue::Table(table) => {
            let key = table.keys().find(|key| key.span().start == at).cloned();
            match key {
                Some(key) => table.remove(&key).is_some(),
                None => table.iter_mut().any(|(_, inner)| remove_key(inner, at)),
            }
        }
        DeValue::Array(items) => items.iter_mut().any(|item| remove_key(item, at)),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => false,
    }
}

/// A deserialiser's message in the words of this room: ``unknown field `x`, expected one of `a`, `b` ``
/// names what was written and what could be.
fn in_words(message: &str) -> (String, Option<String>) {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let words = |what: &str| match quoted.first() {
        Some(first) => (format!("{what} `{first}`"), nearest(first, quoted.iter().skip(1).copied())),
        None => (message.to_owned(), None),
    };
    if message.starts_with("unknown field") {
        words("no such key:")
    } else if message.starts_with("unknown variant") {
        words("no such word here:")
    } else {
        (message.trim().to_owned(), None)
    }
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Lines {
        Lines(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line, from 1, that byte `at` stands in.
    fn at(&self, at: usize) -> u32 {
        u32::try_from(self.0.partition_point(|end| *end < at) + 1).unwrap_or(u32::MAX)
    }
}

/// The checksum of each pack's files, in the order of the packs.
pub(super) fn checksums(files: &[(String, Vec<u8>)]) -> BTreeMap<String, String> {
    let mut by_folder: BTreeMap<String, BTreeMap<&str, String>> = BTreeMap::new();
    for (path, bytes) in files {
        let of_folder = by_folder.entry(folder(path).to_owned()).or_default();
        of_folder.insert(path.rsplit('/').next().unwrap_or(path), record::id::sha256_hex(bytes));
    }
    let whole = |of_folder: BTreeMap<&str, String>| {
        let lines: String = of_folder.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect();
        record::id::sha256_hex(lines.as_bytes())
    };
    by_folder.into_iter().map(|(folder, files)| (folder, whole(files))).collect()
}
