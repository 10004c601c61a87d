//! The patterns of `date_patterns.tsv`, and how one of them matches a run of items.

use super::grammar::{Item, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// One row of `date_patterns.tsv`.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) level: u8,
    /// `<A|B` first: one of these must stand just before; `^` is the beginning of the text.
    after: Vec<&'static str>,
    steps: Vec<Step>,
    pub(super) meaning: &'static str,
}

/// One step of a pattern.
#[derive(Debug)]
enum Step {
    /// One of some classes; it may be missing.
    Class { any_of: Vec<&'static str>, optional: bool },
    /// `!A|B`: none of these may follow.
    Not(Vec<&'static str>),
    /// `$`: the text ends here, or a mark stands here.
    Stop,
    /// `/`: what follows must be there but is left for later matches.
    Ahead,
}

/// What a pattern caught: class and value of each step that was there.
pub(super) type Caught = Vec<(&'static str, Value)>;

/// Every pattern, in the order of the file.
pub(super) static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    include_str!("../../../../lexicons/date_patterns.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(Pattern::parse)
        .collect()
});

/// The patterns of a level by the classes that an item must have one of for them to begin there.
#[derive(Debug, Default)]
pub(super) struct Level {
    beginning: BTreeMap<&'static str, Vec<usize>>,
}

/// The levels of the file, each once.
static LEVELS: LazyLock<BTreeMap<u8, Level>> = LazyLock::new(|| {
    let mut levels: BTreeMap<u8, Level> = BTreeMap::new();
    for (number, pattern) in PATTERNS.iter().enumerate() {
        let level = levels.entry(pattern.level).or_default();
        for class in pattern.beginnings() {
            level.beginning.entry(class).or_default().push(number);
        }
    }
    levels
});

/// The patterns of a level that may begin at an item, in the order of the file.
pub(super) fn beginning_at(level: u8, item: &Item) -> impl Iterator<Item = &'static Pattern> {
    let of_class = |class: &'static str| LEVELS.get(&level).and_then(|level| level.beginning.get(class));
    let numbers: BTreeSet<usize> =
        item.classes.iter().filter_map(|(class, _)| of_class(class)).flatten().copied().collect();
    numbers.into_iter().filter_map(|number| PATTERNS.get(number))
}

impl Pattern {
    /// The classes of which its first item must have one: those of its first steps, up to one that may not be missing.
    fn beginnings(&self) -> BTreeSet<&'static str> {
        let mut out = BTreeSet::new();
        for step in &self.steps {
            match step {
                Step::Class { any_of, optional } => {
                    out.extend(any_of.iter().copied());
                    if !optional {
                        break;
                    }
                }
                Step::Not(_) => {}
                Step::Stop | Step::Ahead => break,
            }
        }
        out
    }

    fn parse(line: &'static str) -> Option<Pattern> {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [level, steps, meaning] = cells[..] else { return None };
        let step = |word: &'static str| match word {
            "$" => Step::Stop,
            "/" => Step::Ahead,
            _ => match word.strip_prefix('!') {
                Some(classes) => Step::Not(classes.split('|').collect()),
                None => {
                    let (classes, optional) = word.strip_suffix('?').map_or((word, false), |w| (w, true));
                    Step::Class { any_of: classes.split('|').collect(), optional }
                }
            },
        };
        let (after, steps) = match steps.strip_prefix('<') {
            Some(rest) => rest.split_once(' ').map(|(after, rest)| (after.split('|').collect(), rest))?,
            None => (Vec::new(), steps),
        };
        let steps = steps.split(' ').map(step).collect();
        Some(Pattern { level: level.parse().ok()?, after, steps, meaning })
    }

    /// The longest match from an item on: how many items, and what was caught.
    pub(super) fn at(&self, items: &[Item], at: usize) -> Option<(usize, Caught)> {
        let behind = at.checked_sub(1).and_then(|last| items.get(last));
        let follows = |class: &&str| match behind {
            Some(item) => item.value(class).is_some(),
            None => *class == "^",
        };
        if !self.after.is_empty() && !self.after.iter().any(follows) {
            return None;
        }
        let mut caught = Caught::new();
        let length = walk(&self.steps, items.get(at..)?, true, &mut caught)?;
        caught.reverse();
        Some((length, caught))
    }
}

/// Match steps from the first item on; `counting` is off behind a `/`. What is caught is pushed last step first.
fn walk(steps: &[Step], items: &[Item], counting: bool, caught: &mut Caught) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(0) };
    match step {
        Step::Ahead => walk(rest, items, false, caught),
        Step::Not(classes) => {
            let there = items.first().is_some_and(|item| classes.iter().any(|c| item.value(c).is_some()));
            if there { None } else { walk(rest, items, counting, caught) }
        }
        Step::Stop => {
            let stop = items.first().is_none_or(|item| item.value("STOP").is_some());
            if stop { walk(rest, items, counting, caught) } else { None }
        }
        Step::Class { any_of, optional } => {
            let here = items.first().and_then(|item| {
                any_of.iter().find_map(|class| item.value(class).map(|value| (*class, value.clone())))
            });
            let mut with = Caught::new();
            let taken = here.and_then(|found| {
                let n = walk(rest, &items[1..], counting, &mut with)?;
                with.push(found);
                Some(n + usize::from(counting))
            });
            let mut without = Caught::new();
            let skipped = if *optional { walk(rest, items, counting, &mut without) } else { None };
            let longer = match (taken, skipped) {
                (Some(a), Some(b)) => a >= b,
                (a, _) => a.is_some(),
            };
            caught.extend(if longer { with } else { without });
            if longer { taken } else { skipped }
        }
    }
}
