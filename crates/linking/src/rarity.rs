//! How rare a word is: fixed tables, so that a judgement about two reports depends on these two alone.
//!
//! Counting in the record itself would weigh a theatre's own names better, but then what is judged would
//! depend on which reports came first.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Weight of a word no table lists: rarer than one text in 670.
pub const RAREST: f64 = 7.5;

const ENGLISH_LINES: &str = include_str!("../../../lexicons/en/rarity.tsv");
const FRENCH_LINES: &str = include_str!("../../../lexicons/fr/rarity.tsv");

static ENGLISH: LazyLock<BTreeMap<&'static str, f64>> = LazyLock::new(|| table(ENGLISH_LINES));
static FRENCH: LazyLock<BTreeMap<&'static str, f64>> = LazyLock::new(|| table(FRENCH_LINES));

/// Digest of both tables.
pub(crate) fn digest() -> String {
    record::id::sha256_hex(format!("{ENGLISH_LINES}{FRENCH_LINES}").as_bytes())
}

fn table(lines: &'static str) -> BTreeMap<&'static str, f64> {
    lines
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (word, tenths) = line.split_once('\t')?;
            Some((word, tenths.parse::<f64>().ok()? / 10.0))
        })
        .collect()
}

/// The natural logarithm of how many texts there are per text that has this folded word.
///
/// A word of another language's table counts as it does there, so that a name the French press is full of is not rare
/// in English.
pub fn rarity(folded: &str) -> f64 {
    let listed = |table: &BTreeMap<&str, f64>| table.get(folded).copied().unwrap_or(RAREST);
    listed(&ENGLISH).min(listed(&FRENCH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_weigh_little_and_unheard_ones_most() {
        assert!(rarity("the") < 0.2);
        assert!(rarity("les") < 0.2);
        assert!(rarity("police") < rarity("garage"));
        assert!((rarity("zzyzzx") - RAREST).abs() < 1e-9);
    }

    #[test]
    fn a_name_common_in_one_language_is_common_in_the_other() {
        assert!(rarity("kinshasa") < 2.0);
    }
}
