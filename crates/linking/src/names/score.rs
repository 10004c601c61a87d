//! How alike two names are, word by word, with the words for it.

use crate::names::list::Row;
use crate::names::token::Token;
use std::collections::BTreeMap;

/// How often each word (as it sounds) occurs in the lists: rare words tell people apart, common ones do not.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    rows: f64,
    by_sound: BTreeMap<String, f64>,
}

impl Rarity {
    /// Count the words of some rows.
    pub fn of<'r>(rows: impl Iterator<Item = &'r Row>) -> Rarity {
        let mut rarity = Rarity::default();
        for row in rows {
            rarity.rows += 1.0;
            for token in &row.tokens {
                *rarity.by_sound.entry(token.sound.clone()).or_default() += 1.0;
            }
        }
        rarity
    }

    /// Weight of a word: 1 for one that everybody has, more the rarer it is; an initial weighs little.
    fn weight(&self, token: &Token) -> f64 {
        let n = self.by_sound.get(&token.sound).copied().unwrap_or(1.0);
        let weight = 1.0 + (self.rows.max(2.0) / n).ln().max(0.0);
        if token.word.chars().count() == 1 { weight.min(1.0) } else { weight }
    }
}

/// How alike two rows are.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// From 0 to 1.
    pub score: f64,
    /// Each word, how it was matched, and what it weighs.
    pub why: Vec<String>,
}

/// Compare two rows.
pub fn alike(a: &Row, b: &Row, rarity: &Rarity) -> Alike {
    let mut why = Vec::new();
    let (short, long) = if a.tokens.len() <= b.tokens.len() { (a, b) } else { (b, a) };
    let mut pairs: Vec<(f64, usize, usize, &str)> = Vec::new();
    for (i, x) in short.tokens.iter().enumerate() {
        for (j, y) in long.tokens.iter().enumerate() {
            let (likeness, how) = likeness(x, y);
            if likeness > 0.0 {
                pairs.push((likeness, i, j, how));
            }
        }
    }
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let (mut used_short, mut used_long) = (vec![false; short.tokens.len()], vec![false; long.tokens.len()]);
    let (mut matched, mut order) = (0.0, Vec::new());
    for (likeness, i, j, how) in pairs {
        if used_short[i] || used_long[j] {
            continue;
        }
        (used_short[i], used_long[j]) = (true, true);
        let weight = rarity.weight(&short.tokens[i]).min(rarity.weight(&long.tokens[j]));
        matched += likeness * weight;
        order.push((i, j));
        why.push(format!("{} and {}: {how} (weight {weight:.1})", short.tokens[i].word, long.tokens[j].word));
    }
    let missing = |tokens: &[Token], used: &[bool]| -> f64 {
        tokens.iter().zip(used).filter(|(_, used)| !**used).map(|(token, _)| rarity.weight(token)).sum()
    };
    // A word the longer name alone has (a middle name, a patronym) counts a third of one that contradicts.
    let extra = missing(&long.tokens, &used_long) / 3.0;
    let against = missing(&short.tokens, &used_short);
    for (token, _) in short.tokens.iter().zip(&used_short).filter(|(_, used)| !**used) {
        why.push(format!("{}: nothing like it", token.word));
    }
    order.sort_unstable();
    if order.windows(2).any(|two| two[0].1 > two[1].1) {
        why.push("in another order".to_owned());
    }
    let full = weight_of_matched(short, &used_short, rarity);
    let alone = matched / (full + against + extra).max(1e-9);
    let score =
        born(alone, a, b, &mut why) * enough(short, matched, a.born.is_some() && a.born == b.born, &mut why);
    Alike { score: score.clamp(0.0, 1.0), why }
}

fn weight_of_matched(row: &Row, used: &[bool], rarity: &Rarity) -> f64 {
    row.tokens.iter().zip(used).filter(|(_, used)| **used).map(|(token, _)| rarity.weight(token)).sum()
}

/// One word, or initials alone, do not make a person.
fn enough(short: &Row, matched: f64, same_year: bool, why: &mut Vec<String>) -> f64 {
    let words = short.tokens.iter().filter(|token| token.word.chars().count() > 1).count();
    if words >= 2 || (words == 1 && same_year && matched > 4.0) {
        return 1.0;
    }
    why.push("only one word to go by".to_owned());
    0.75
}

/// Years of birth confirm or contradict.
fn born(score: f64, a: &Row, b: &Row, why: &mut Vec<String>) -> f64 {
    let (Some(x), Some(y)) = (a.born, b.born) else { return score };
    let apart = (x - y).abs();
    match apart {
        0 => why.push(format!("both born in {x}")),
        _ => why.push(format!("born in {x} and in {y}")),
    }
    match apart {
        0 => score + (1.0 - score) * 0.35,
        1 => score,
        2 => score * 0.85,
        _ => score * 0.55,
    }
}

/// How alike two words are, and how.
fn likeness(a: &Token, b: &Token) -> (f64, &'static str) {
    if a.word == b.word {
        return (1.0, "the same");
    }
    let (initial_a, initial_b) = (a.word.chars().count() == 1, b.word.chars().count() == 1);
    if initial_a || initial_b {
        let same = a.word.chars().next() == b.word.chars().next()
            || a.sound.chars().next() == b.sound.chars().next();
        return if same { (0.8, "an initial") } else { (0.0, "") };
    }
    if a.sound == b.sound {
        return (0.97, "spellings of one sound");
    }
    let like = strsim::jaro_winkler(&a.sound, &b.sound);
    if a.bones == b.bones && a.bones.chars().count() >= 2 && like > 0.75 {
        return (0.92, "the same but for vowels");
    }
    let edits = strsim::osa_distance(&a.sound, &b.sound);
    let longest = a.sound.chars().count().max(b.sound.chars().count());
    if edits == 1 && longest >= 5 {
        return (0.88, "one letter apart");
    }
    if edits == 2 && longest >= 8 && like > 0.85 {
        return (0.75, "two letters apart");
    }
    (0.0, "")
}
