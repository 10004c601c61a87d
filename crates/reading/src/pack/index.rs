//! Names to entries: which actor, place, title, process or outlet a run of words may mean.

use super::fold::{Word, fold, words};
use record::pack::{Name, Names, PartialDate};
use std::collections::HashMap;

/// How words point at an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// One of its names.
    Name,
    /// Its acronym, letter for letter.
    Acronym,
    /// An adjective or a word for its people.
    Demonym,
    /// A place said in its stead.
    Metonym,
    /// A label others use for it.
    Label,
    /// Words that point to a process.
    Issue,
}

/// Which entry, by its number in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Actor(u32),
    /// An actor and the number of its office.
    Office(u32, u32),
    Agent(u32),
    Title(u32),
    Process(u32),
    Agreement(u32),
    Outlet(u32),
    Place(u32),
}

/// That some words may mean an entry.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) target: Target,
    pub(super) how: How,
    pub(super) language: Language,
    pub(super) from: Option<PartialDate>,
    pub(super) to: Option<PartialDate>,
    case: Case,
}

/// A two-letter code, or none for "every language".
pub(super) type Language = Option<[u8; 2]>;

/// From how many letters on an acronym is said as a word.
const SAID: usize = 4;

/// What capitals the text must have for the words to match.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Case {
    /// Any.
    Any,
    /// The first letter must be a capital.
    Capital,
    /// Exactly these words.
    Exact(Box<str>),
}

impl Case {
    fn of(words_of_name: &[Word<'_>], how: How, target: Target) -> Case {
        let letters = || words_of_name.iter().flat_map(|word| word.surface.chars());
        let shouted = letters().any(char::is_uppercase) && !letters().any(char::is_lowercase);
        let short = letters().count() <= 7;
        if how == How::Acronym || (shouted && short) {
            return Case::Exact(surface(words_of_name).into());
        }
        // Titles and agents are common nouns, however a file writes them: "premier ministre".
        let common = matches!(target, Target::Title(_) | Target::Agent(_) | Target::Office(..));
        let capital = !common && letters().next().is_some_and(char::is_uppercase);
        match how {
            How::Name | How::Metonym if capital => Case::Capital,
            How::Name | How::Metonym | How::Demonym | How::Label | How::Issue | How::Acronym => Case::Any,
        }
    }

    fn allows(&self, found: &[Word<'_>]) -> bool {
        match self {
            Case::Any => true,
            Case::Capital => {
                found.first().and_then(|word| word.surface.chars().next()).is_some_and(|c| !c.is_lowercase())
            }
            Case::Exact(wanted) => surface(found) == **wanted || titled(wanted, found),
        }
    }
}

/// "Monusco", "Ocha", "Rdc": French newspapers print an acronym as a name where it can be said as a word or cannot be
/// anything else.
fn titled(wanted: &str, found: &[Word<'_>]) -> bool {
    let [word] = found else { return false };
    let vowel = |c: char| "AEIOUY".contains(c);
    let said = wanted.chars().count() >= SAID || !wanted.contains(vowel);
    let mut letters = word.surface.chars().zip(wanted.chars());
    said && wanted.chars().all(char::is_uppercase)
        && word.surface.chars().count() == wanted.chars().count()
        && letters.next().is_some_and(|(a, b)| a == b)
        && letters.all(|(a, b)| a.is_lowercase() && a.to_uppercase().eq(b.to_uppercase()))
}

fn surface(words: &[Word<'_>]) -> String {
    let surfaces: Vec<&str> = words.iter().map(|word| word.surface).collect();
    surfaces.join(" ")
}

/// All names of all entries.
#[derive(Debug, Default)]
pub(super) struct Index {
    hits: HashMap<String, Vec<Hit>>,
    /// For the first word of a name: how many words the longest name beginning with it has.
    longest: HashMap<String, usize>,
}

impl Index {
    /// Add each of some names for a target.
    pub(super) fn add_all(&mut self, names: &Names, how: How, target: Target) {
        for name in names.iter() {
            self.add(name, how, target);
        }
    }

    fn add(&mut self, name: &Name, how: How, target: Target) {
        let language = match name.language.as_bytes() {
            &[a, b] => Some([a, b]),
            _ => None,
        };
        self.insert(&name.words, how, target, (language, name.from, name.to));
    }

    /// Add a name that is the same in every language and at all times.
    pub(super) fn add_plain(&mut self, name: &str, how: How, target: Target) {
        self.insert(name, how, target, (None, None, None));
    }

    fn insert(
        &mut self,
        name: &str,
        how: How,
        target: Target,
        (language, from, to): (Language, Option<PartialDate>, Option<PartialDate>),
    ) {
        let of_name = words(name);
        let Some(first) = of_name.first() else { return };
        let longest = self.longest.entry(first.folded.clone()).or_default();
        *longest = of_name.len().max(*longest);
        let case = Case::of(&of_name, how, target);
        let hits = self.hits.entry(fold(name)).or_default();
        let same =
            |hit: &&mut Hit| hit.target == target && hit.case == case && (hit.from, hit.to) == (from, to);
        if let Some(known) = hits.iter_mut().find(same) {
            // The same words in two languages, or among names and acronyms: one reading, not two.
            known.how = known.how.min(how);
            known.language = known.language.filter(|code| Some(*code) == language);
        } else {
            hits.push(Hit { target, how, language, from, to, case });
            hits.sort_by_key(|hit| (hit.target, hit.how, hit.language));
        }
    }

    /// What exactly these words may mean, whatever their capitals.
    pub(super) fn named(&self, name: &str) -> &[Hit] {
        self.hits.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    /// The longest name that begins at the first of `found`, with its number of words.
    pub(super) fn longest_at<'i>(&'i self, found: &[Word<'_>]) -> Option<(usize, Vec<&'i Hit>)> {
        let most = *self.longest.get(&found.first()?.folded)?;
        let mut key = String::new();
        let mut ends = Vec::new();
        for word in found.iter().take(most) {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&word.folded);
            ends.push(key.len());
        }
        for (n, end) in ends.iter().enumerate().rev() {
            let Some(hits) = self.hits.get(&key[..*end]) else { continue };
            let allowed: Vec<&Hit> = hits.iter().filter(|hit| hit.case.allows(&found[..=n])).collect();
            if !allowed.is_empty() {
                return Some((n + 1, allowed));
            }
        }
        None
    }
}
