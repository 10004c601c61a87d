//! Cases as plain files: Markdown that a journalist can read and extend.
//!
//! `##` names a case, `>` lines are its input, `-` lines what is to be found (`- nothing`, or
//! `- statement: source = the mayor | cue = said | content = the well is safe`); anything else says why the case exists.
//! A heading that holds `(wrong today` marks a case that fails for now; [`check`] tells when one starts to pass.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// One named case of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// File and line of its heading, `en/direct.md:3`.
    pub place: String,
    /// Its heading.
    pub name: String,
    /// The text to read; `>` lines joined by line ends.
    pub input: String,
    /// What is to be found in it, in order.
    pub expected: Vec<Finding>,
}

impl Case {
    /// Whether its heading says that it fails today.
    pub fn wrong_today(&self) -> bool {
        self.name.contains("(wrong today")
    }
}

/// Something found, or to be found: a kind and its named parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// `statement`, `event`, `commitment`...
    pub kind: String,
    /// Its parts by name; pieces of one part joined by [`PIECES`]. In what is expected, parts left out are not compared.
    /// [`WITHIN`] counts the findings of the same list.
    pub parts: BTreeMap<String, String>,
}

/// Joins the pieces of a part that stands in several places.
pub const PIECES: &str = " [...] ";

/// The part that refers to another line of the same case by its number, from 1.
pub const WITHIN: &str = "within";

impl Finding {
    /// A finding of `kind` without parts.
    pub fn new(kind: &str) -> Finding {
        Finding { kind: kind.to_owned(), parts: BTreeMap::new() }
    }

    /// The finding with one more part.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Finding {
        self.parts.insert(name.to_owned(), value.into());
        self
    }

    /// Names of the expected parts in which `found` differs; `within` is left to the caller.
    fn differing(&self, found: &Finding) -> Vec<String> {
        let same =
            |name: &str, value: &str| found.parts.get(name).is_some_and(|other| bare(other) == bare(value));
        let parts = self.parts.iter().filter(|(name, _)| name.as_str() != WITHIN);
        parts.filter(|(name, value)| !same(name, value)).map(|(name, _)| name.clone()).collect()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.parts.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        write!(f, "- {}: {}", self.kind, parts.join(" | "))
    }
}

/// A part without the white space, commas, stops and quotation marks at the edges of its pieces.
fn bare(value: &str) -> Vec<&str> {
    let edge = |c: char| c.is_whitespace() || ",.:;\"'“”‘’«»".contains(c);
    value.split(PIECES).map(|piece| piece.trim_matches(edge)).collect()
}

/// Reads every case of a file's text. `Err` holds each faulty line with its place.
pub fn read(file: &str, text: &str) -> Result<Vec<Case>, Vec<String>> {
    let mut cases: Vec<Case> = Vec::new();
    let mut faults = Vec::new();
    let mut nothing = false;
    for (number, line) in text.lines().enumerate() {
        let place = format!("{file}:{}", number + 1);
        if let Some(name) = line.strip_prefix("## ") {
            close(&cases, nothing, &mut faults);
            nothing = false;
            cases.push(Case { place, name: name.to_owned(), input: String::new(), expected: Vec::new() });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(input) = line.strip_prefix('>') {
            if !case.input.is_empty() || input.is_empty() {
                case.input.push('\n');
            }
            case.input.push_str(input.strip_prefix(' ').unwrap_or(input));
        } else if line == "- nothing" {
            nothing = true;
        } else if let Some(finding) = line.strip_prefix("- ") {
            match parse(finding) {
                Some(finding) => case.expected.push(finding),
                None => {
                    faults.push(format!("{place}: not `nothing` and not `kind: part = value | ...`: {line}"))
                }
            }
        }
    }
    close(&cases, nothing, &mut faults);
    if faults.is_empty() { Ok(cases) } else { Err(faults) }
}

/// Notes a case that ends without input, or without saying what is to be found.
fn close(cases: &[Case], nothing: bool, faults: &mut Vec<String>) {
    let Some(case) = cases.last() else { return };
    if case.input.trim().is_empty() {
        faults.push(format!("{}: no input", case.place));
    }
    if nothing != case.expected.is_empty() {
        faults.push(format!("{}: either findings or `- nothing`", case.place));
    }
}

/// `kind: part = value | part = value`.
fn parse(line: &str) -> Option<Finding> {
    let (kind, rest) = line.split_once(": ")?;
    let mut finding = Finding::new(kind);
    for part in rest.split(" | ") {
        let (name, value) = part.split_once(" = ")?;
        let twice = finding.parts.insert(name.trim().to_owned(), value.trim().to_owned());
        if twice.is_some() {
            return None;
        }
    }
    Some(finding)
}

/// Reads every `.md` file under `folder` but `README.md`, by name.
#[allow(clippy::disallowed_methods)] // a test's own files, not a room's input
pub fn folder(folder: &Path) -> Result<Vec<Case>, Vec<String>> {
    let fault = |e: std::io::Error| vec![format!("{}: {e}", folder.display())];
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).map_err(fault)?.collect::<Result<_, _>>().map_err(fault)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    let mut cases = Vec::new();
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            cases.extend(self::folder(&path)?);
        } else if path.extension().is_some_and(|e| e == "md") && !path.ends_with("README.md") {
            let text = std::fs::read_to_string(&path).map_err(fault)?;
            cases.extend(read(&path.display().to_string(), &text)?);
        }
    }
    Ok(cases)
}

/// How a set of cases went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// How many came out as written.
    pub right: usize,
    /// How many fail and say so in their heading.
    pub wrong_today: usize,
    /// Those that fail and should not, each with what was found instead.
    pub wrong: Vec<String>,
    /// Those whose heading says that they fail, and that pass.
    pub right_now: Vec<String>,
}

/// Runs `find` on every case.
pub fn check(cases: &[Case], mut find: impl FnMut(&Case) -> Vec<Finding>) -> Outcome {
    let mut outcome = Outcome::default();
    for case in cases {
        let found = find(case);
        match (compare(&case.expected, &found), case.wrong_today()) {
            (faults, false) if faults.is_empty() => outcome.right += 1,
            (faults, true) if faults.is_empty() => {
                outcome.right_now.push(format!("{} {}", case.place, case.name))
            }
            (_, true) => outcome.wrong_today += 1,
            (faults, false) => outcome.wrong.push(complaint(case, &found, &faults)),
        }
    }
    outcome
}

/// A failed case in words: what differs, then everything found.
fn complaint(case: &Case, found: &[Finding], faults: &[String]) -> String {
    let found: Vec<String> = found.iter().map(Finding::to_string).collect();
    let found = if found.is_empty() { "- nothing".to_owned() } else { found.join("\n  ") };
    format!("{} {}\n  {}\n  found:\n  {found}", case.place, case.name, faults.join("\n  "))
}

/// What is missing, what is too much, and which parts differ. Each expected finding is held against the one of its kind
/// that differs least.
pub fn compare(expected: &[Finding], found: &[Finding]) -> Vec<String> {
    let partners = partners(expected, found);
    let mut faults = Vec::new();
    for (want, partner) in expected.iter().zip(&partners) {
        let Some(index) = *partner else {
            faults.push(format!("missing: {want}"));
            continue;
        };
        let mut differing = want.differing(&found[index]);
        if let Some(outer) = want.parts.get(WITHIN) {
            let line = outer.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let outer = line.and_then(|n| partners.get(n).copied().flatten()).map(|n| (n + 1).to_string());
            if found[index].parts.get(WITHIN) != outer.as_ref() {
                differing.push(WITHIN.to_owned());
            }
        }
        if !differing.is_empty() {
            faults.push(format!("{} differs: {want}", differing.join(", ")));
        }
    }
    let extra = found.iter().enumerate().filter(|(index, _)| !partners.contains(&Some(*index)));
    faults.extend(extra.map(|(_, finding)| format!("too much: {finding}")));
    faults
}

/// For each expected finding the index of the found one that is held against it, least differences first.
fn partners(expected: &[Finding], found: &[Finding]) -> Vec<Option<usize>> {
    let mut cells = Vec::new();
    for (i, want) in expected.iter().enumerate() {
        for (j, have) in found.iter().enumerate().filter(|(_, have)| have.kind == want.kind) {
            cells.push((want.differing(have).len(), i.abs_diff(j), i, j));
        }
    }
    cells.sort_unstable();
    let mut partner = vec![None; expected.len()];
    for (_, _, i, j) in cells {
        if partner[i].is_none() && !partner.contains(&Some(j)) {
            partner[i] = Some(j);
        }
    }
    partner
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Wells\n\n## a mayor\n\nWhy it is here.\n\n> The mayor said: \"It is safe.\"\n>\n> He left.\n\n\
        - statement: source = The mayor | cue = said | content = It is safe\n\n## nobody (wrong today: finds one)\n\n> Rain fell.\n\n- nothing\n";

    fn mayor() -> Finding {
        Finding::new("statement")
            .with("source", "The mayor")
            .with("cue", "said")
            .with("content", "\"It is safe.\"")
    }

    #[test]
    fn reads_name_input_and_findings() {
        let cases = read("wells.md", FILE).unwrap();
        assert_eq!(cases[0].place, "wells.md:3");
        assert_eq!(cases[0].input, "The mayor said: \"It is safe.\"\n\nHe left.");
        assert_eq!(cases[0].expected[0].parts["cue"], "said");
        assert!(cases[1].wrong_today() && cases[1].expected.is_empty());
    }

    #[test]
    fn edges_and_parts_left_out_are_not_compared() {
        let cases = read("wells.md", FILE).unwrap();
        assert_eq!(compare(&cases[0].expected, &[mayor().with("voice", "named")]), Vec::<String>::new());
    }

    #[test]
    fn tells_missing_wrong_and_too_much() {
        let expected = read("wells.md", FILE).unwrap().remove(0).expected;
        assert!(compare(&expected, &[])[0].starts_with("missing: - statement"));
        assert!(compare(&expected, &[mayor().with("cue", "lied")])[0].starts_with("cue differs"));
        assert!(compare(&expected, &[mayor(), mayor()])[0].starts_with("too much"));
    }

    #[test]
    fn within_follows_the_partner() {
        let inner = |outer: &str| Finding::new("statement").with("cue", "asked").with(WITHIN, outer);
        let outer = Finding::new("statement").with("cue", "said");
        let expected = [outer.clone(), inner("1")];
        assert_eq!(compare(&expected, &[outer.clone(), inner("1")]), Vec::<String>::new());
        assert_eq!(compare(&expected, &[inner("2"), outer.clone()]), Vec::<String>::new());
        assert_eq!(compare(&expected, &[outer.clone(), inner("2")]).len(), 1);
    }

    #[test]
    fn a_case_that_starts_to_pass_is_told() {
        let cases = read("wells.md", FILE).unwrap();
        let outcome = check(&cases, |case| if case.wrong_today() { Vec::new() } else { vec![mayor()] });
        assert_eq!((outcome.right, outcome.wrong.len()), (1, 0));
        assert_eq!(outcome.right_now.len(), 1);
    }

    #[test]
    fn faulty_lines_are_named() {
        assert_eq!(read("x.md", "## a\n> b\n").unwrap_err().len(), 1);
        assert_eq!(read("x.md", "## a\n- nothing\n").unwrap_err().len(), 1);
        assert!(read("x.md", "## a\n> b\n- statement source\n").unwrap_err()[0].starts_with("x.md:3"));
    }
}
