//! Scoring against date specifications in the form of Recognizers-Text (`DateTimeModel`).

use jiff::civil::Date;
use language::Language;
use serde::Deserialize;

/// How many expressions of the news scope were read right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// Expressions in scope.
    pub total: usize,
    /// Read right: overlapping words, equal bounds.
    pub right: usize,
    /// Expressions out of scope, left out.
    pub left_out: usize,
    /// Times read where the specification has none, in the inputs that were scored.
    pub spurious: usize,
    /// The misses: input, expected, read.
    pub misses: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Spec {
    input: String,
    #[serde(default)]
    context: Option<Context>,
    results: Vec<Expected>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Context {
    #[serde(default, alias = "referenceDateTime")]
    reference_date_time: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Expected {
    text: String,
    #[serde(default)]
    start: Option<usize>,
    #[serde(default)]
    type_name: Option<String>,
    #[serde(default)]
    resolution: Option<Resolution>,
}

#[derive(Deserialize)]
struct Resolution {
    #[serde(default)]
    values: Vec<Resolved>,
}

#[derive(Deserialize)]
struct Resolved {
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    start: Option<String>,
    #[serde(default)]
    end: Option<String>,
    #[serde(default, rename = "Mod")]
    modifier: Option<String>,
}

/// Score a specification file. In scope: inputs whose expressions are all dates or date ranges that resolve
/// to days (absolute, relative, ranges, open ranges) and whose reference date is given; out of scope: times of
/// day, durations, repeated times, expressions the specification itself does not resolve, and what
/// `lexicons/date_scope.tsv` lists with its reasons. Where the file gives no reference date (most of the French one),
/// only expressions that say their year and need nothing else are in scope.
pub fn evaluate(spec: &str, language: Language) -> Result<Score, serde_json::Error> {
    let specs: Vec<Spec> = serde_json::from_str(spec.trim_start_matches('\u{feff}'))?;
    let mut score = Score::default();
    for spec in &specs {
        let anchor = spec.context.as_ref().and_then(|c| c.reference_date_time.as_deref()).and_then(day);
        let known = anchor.is_some() || spec.results.iter().all(|expected| placed(&expected.text));
        if spec.results.is_empty() || !spec.results.iter().all(in_scope) || !known {
            score.left_out += spec.results.len();
            continue;
        }
        one(&mut score, spec, language, anchor);
    }
    Ok(score)
}

fn one(score: &mut Score, spec: &Spec, language: Language, anchor: Option<Date>) {
    let found = super::find(&spec.input, language, anchor);
    let mut used = vec![false; found.len()];
    for expected in &spec.results {
        score.total += 1;
        let start = expected.start.unwrap_or(0);
        let end = start + expected.text.chars().count();
        let hit = found.iter().position(|time| {
            time.span.is_some_and(|span| (span.start as usize) < end && start < span.end as usize)
                && matches(expected, time.start, time.end)
        });
        for (n, time) in found.iter().enumerate() {
            used[n] |= time.span.is_some_and(|span| (span.start as usize) < end && start < span.end as usize);
        }
        match hit {
            Some(_) => score.right += 1,
            None => score.misses.push(miss(spec, expected, &found)),
        }
    }
    score.spurious += used.iter().filter(|used| !**used).count();
}

fn miss(spec: &Spec, expected: &Expected, found: &[record::Time]) -> String {
    let values: Vec<String> = expected
        .resolution
        .iter()
        .flat_map(|r| &r.values)
        .map(|v| format!("{:?} {:?}..{:?}", v.value, v.start, v.end))
        .collect();
    let read: Vec<String> = found.iter().map(|t| format!("{:?}..{:?}", t.start, t.end)).collect();
    format!("{} | {} | {} | read {}", spec.input, expected.text, values.join(" or "), read.join(", "))
}

fn in_scope(expected: &Expected) -> bool {
    let kind = expected.type_name.as_deref().and_then(|name| name.rsplit('.').next());
    let dated = matches!(kind, Some("date" | "daterange"));
    let text = expected.text.to_lowercase();
    let outside =
        scope("word").any(|word| holds(&text, word)) || scope("whole").any(|whole| whole == figures(&text));
    let packed = text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 4);
    let resolved = expected.resolution.iter().flat_map(|r| &r.values).any(|v| {
        v.value.as_deref().and_then(day).is_some()
            || v.start.as_deref().and_then(day).is_some()
            || v.end.as_deref().and_then(day).is_some()
    });
    dated && resolved && !outside && !packed
}

/// Whether bounds equal one of the expected readings; ends are exclusive there and inclusive here.
fn matches(expected: &Expected, start: Option<Date>, end: Option<Date>) -> bool {
    expected.resolution.iter().flat_map(|r| &r.values).any(|value| {
        if let Some(day) = value.value.as_deref().and_then(day) {
            return start == Some(day) && end == Some(day);
        }
        let first = value.start.as_deref().and_then(day);
        let last = value.end.as_deref().and_then(day);
        // "after 1 January" starts there on the day itself, with a mark, and here on the day after
        let after =
            value.modifier.as_deref() == Some("after") && first.and_then(|d| d.tomorrow().ok()) == start;
        (first == start || after) && ends_alike(last, end, value.modifier.as_deref() == Some("before"))
    })
}

/// Whether ends agree. "By Friday" and "before Friday" share one resolution there, so either last day is right;
/// "from May to July" ends there with the first day of July and here with its last.
fn ends_alike(expected: Option<Date>, end: Option<Date>, open: bool) -> bool {
    let (Some(expected), Some(end)) = (expected, end) else { return expected == end };
    let exact = expected.yesterday().ok() == Some(end);
    let same_day = expected == end;
    let closes = end == end.last_of_month();
    let month = closes && expected == end.first_of_month();
    // "from the first quarter of 2017 to the first of 2018" ends there where that last one begins
    let quarter = closes
        && end.month() % 3 == 0
        && end.first_of_month().checked_sub(jiff::Span::new().months(2)).is_ok_and(|first| first == expected);
    let year = (end.month(), end.day()) == (12, 31) && end.first_of_year() == expected;
    exact || same_day || month || quarter || year || (open && end.first_of_month() == expected)
}

/// The rows of a kind in `date_scope.tsv`.
fn scope(kind: &str) -> impl Iterator<Item = &'static str> {
    let rows =
        include_str!("../../../../lexicons/date_scope.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split_once('\t')).filter(move |(k, _)| *k == kind).map(|(_, words)| words)
}

/// Whether a text holds a word of the scope: as a whole word, or anywhere if it is more than one word.
fn holds(text: &str, word: &str) -> bool {
    let plain = word.chars().all(char::is_alphabetic);
    if plain { text.split(|c: char| !c.is_alphabetic()).any(|w| w == word) } else { text.contains(word) }
}

/// A text with every run of figures as one `#`.
fn figures(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c.is_ascii_digit() {
            true if out.ends_with('#') => {}
            true => out.push('#'),
            false => out.push(c),
        }
    }
    out
}

/// Whether an expression can be placed without a reference date.
fn placed(text: &str) -> bool {
    let year = text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    year && !scope("relative").any(|word| holds(&text.to_lowercase(), word))
}

fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}
