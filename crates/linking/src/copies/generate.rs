//! Planted copies: reports made up of words, and copies of them with a known share of words changed. For tests and benches.
//!
//! A small generator of its own, seeded, so that every run and every machine has the same.

/// A sequence of numbers that looks random and always is the same (SplitMix64).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Start from a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// The next number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % (n.max(1) as u64)) as usize
    }
}

/// Syllables that made-up names and words are made of.
const SYLLABLES: &[&str] = &[
    "ba", "ki", "ru", "mo", "lu", "sha", "ndo", "we", "to", "pe", "ga", "ri", "ma", "zi", "bu", "ke", "no",
    "la", "mi", "du",
];
/// Words every text has.
const COMMON: &[&str] = &[
    "the",
    "of",
    "and",
    "to",
    "in",
    "that",
    "was",
    "on",
    "for",
    "by",
    "with",
    "from",
    "said",
    "army",
    "rebels",
    "town",
    "people",
    "killed",
    "attack",
    "officials",
    "talks",
    "government",
    "after",
    "were",
    "have",
    "has",
    "not",
    "it",
    "at",
    "as",
];

/// A made-up word.
pub fn word(dice: &mut Dice) -> String {
    (0..2 + dice.below(2)).map(|_| SYLLABLES[dice.below(SYLLABLES.len())]).collect()
}

/// A made-up name.
pub fn name(dice: &mut Dice) -> String {
    let word = word(dice);
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A made-up text of about so many words, with the names of its own happening and of its theatre.
pub fn text(dice: &mut Dice, length: usize, theatre: &[String]) -> Vec<String> {
    let own: Vec<String> = (0..8).map(|_| name(dice)).collect();
    let plain: Vec<String> = (0..60).map(|_| word(dice)).collect();
    (0..length)
        .map(|n| match dice.below(20) {
            0 => own[dice.below(own.len())].clone(),
            1 => theatre[dice.below(theatre.len())].clone(),
            2..=5 => plain[dice.below(plain.len())].clone(),
            6 if n % 3 == 0 => (10 + dice.below(900)).to_string(),
            _ => COMMON[dice.below(COMMON.len())].to_owned(),
        })
        .collect()
}

/// A copy with so many per cent of its words changed: left out, put in, swapped or replaced, in small runs as editors do.
pub fn edited(dice: &mut Dice, words: &[String], percent: usize) -> Vec<String> {
    let mut copy: Vec<String> = words.to_vec();
    let mut left = words.len() * percent / 100;
    while left > 0 && copy.len() > 3 {
        let run = (1 + dice.below(6)).min(left).min(copy.len() - 2);
        let at = dice.below(copy.len() - run);
        match dice.below(3) {
            0 => drop(copy.drain(at..at + run)),
            1 => {
                for _ in 0..run {
                    copy.insert(at, word(dice));
                }
            }
            _ => {
                for one in &mut copy[at..at + run] {
                    *one = word(dice);
                }
            }
        }
        left -= run;
    }
    copy
}

/// The same text in another language: every word that is no name and no number is another, and some are left out or put in, as
/// grammars differ; then so many per cent are changed.
pub fn translated(dice: &mut Dice, words: &[String], percent: usize) -> Vec<String> {
    let mut other = Vec::with_capacity(words.len());
    for word in words {
        let keeps = word.chars().next().is_some_and(|first| first.is_uppercase() || first.is_ascii_digit());
        match (keeps, dice.below(12)) {
            (true, _) => other.push(word.clone()),
            (false, 0) => {}
            (false, n) => {
                other.extend((n == 1).then(|| "de".to_owned()));
                other.push(word.chars().rev().chain(['e']).collect());
            }
        }
    }
    edited(dice, &other, percent)
}

/// Somebody else's text about the same happening, in the other language: its names and numbers, not in its order, among names
/// of its theatre and some of its own.
pub fn retold(dice: &mut Dice, words: &[String], theatre: &[String]) -> Vec<String> {
    let keeps = |word: &&String| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let names: Vec<&String> = words.iter().filter(keeps).collect();
    let length = words.len() * (60 + dice.below(80)) / 100;
    let plain: Vec<String> = text(dice, length, theatre);
    plain
        .into_iter()
        .map(|word| match (keeps(&&word), names.is_empty()) {
            (true, false) if dice.below(3) > 0 => names[dice.below(names.len())].clone(),
            (true, _) => word,
            (false, _) => word.chars().rev().chain(['e']).collect(),
        })
        .collect()
}
