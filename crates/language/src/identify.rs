//! Which language a text is in: English, French, or neither.
//!
//! News reports carry short headlines, where letter statistics fail and small words do not: what share of the
//! words is among the frequent words of a language decides between the two; `whatlang` is asked only where
//! neither share convinces.

use crate::labels::Language;
use crate::model::features::{lower, same};
use std::collections::HashSet;

/// Share of frequent words at which a text needs no second opinion.
const SURE: f32 = 0.45;
/// Share below which a text of several words is in another language.
const FOREIGN: f32 = 0.15;
/// Words from which a low share means something.
const ENOUGH_WORDS: usize = 5;
/// Share and number of words at which even an unsure guess at a third language is taken.
const DOUBT: f32 = 0.4;
const DOUBT_WORDS: usize = 8;
/// Words looked at.
const SAMPLE_WORDS: usize = 2000;

/// Frequent words of the two languages.
#[derive(Debug)]
pub(crate) struct Identifier {
    english: HashSet<String>,
    french: HashSet<String>,
}

impl Identifier {
    pub(crate) fn new(english: &[String], french: &[String]) -> Identifier {
        Identifier { english: english.iter().cloned().collect(), french: french.iter().cloned().collect() }
    }

    /// The language of a text; `usual` where it is too short or too even to say.
    pub(crate) fn identify(&self, text: &str, usual: Option<Language>) -> Language {
        let shares = self.shares(text);
        let usual_or = |language| usual.unwrap_or(language);
        let (ahead, share) = if shares.french > shares.english {
            (Language::French, shares.french)
        } else {
            (Language::English, shares.english)
        };
        let lead = (shares.french - shares.english).abs();
        if shares.words == 0 {
            return usual.unwrap_or(Language::Other);
        }
        if shares.words >= ENOUGH_WORDS && share < FOREIGN {
            return self.second_opinion(text).unwrap_or(Language::Other);
        }
        if shares.words >= ENOUGH_WORDS && share < SURE {
            let guess = self.second_opinion(text);
            let doubtful = shares.words >= DOUBT_WORDS && share < DOUBT;
            let other = doubtful && whatlang::detect_lang(text).is_some_and(|lang| !is_read(lang));
            return guess.unwrap_or(if other { Language::Other } else { ahead });
        }
        if share > 0.0 && lead >= LEAD / (shares.words as f32).sqrt() { ahead } else { usual_or(ahead) }
    }

    /// Letter statistics, where they are sure of themselves.
    fn second_opinion(&self, text: &str) -> Option<Language> {
        let info = whatlang::detect(text)?;
        match info.lang() {
            whatlang::Lang::Eng if info.is_reliable() => Some(Language::English),
            whatlang::Lang::Fra if info.is_reliable() => Some(Language::French),
            _ if info.is_reliable() => Some(Language::Other),
            _ => None,
        }
    }

    fn shares(&self, text: &str) -> Shares {
        let (mut words, mut english, mut french) = (0_usize, 0_usize, 0_usize);
        let pieces = text.split(|c: char| !c.is_alphabetic() && same(c) != '\'');
        for word in pieces.filter(|w| w.chars().any(char::is_alphabetic)).take(SAMPLE_WORDS) {
            let low: String = word.chars().map(|c| lower(same(c))).collect();
            // `l'accord` counts as two French words, `don't` as one English word.
            let elided = low
                .split_once('\'')
                .filter(|(head, _)| matches!(*head, "l" | "d" | "qu" | "n" | "s" | "c" | "j"));
            words += 1;
            french += usize::from(elided.is_some() || self.french.contains(&low));
            let stem = low.split('\'').next().unwrap_or(&low);
            english +=
                usize::from(elided.is_none() && (self.english.contains(&low) || self.english.contains(stem)));
        }
        let share = |n: usize| n as f32 / words.max(1) as f32;
        Shares { words, english: share(english), french: share(french) }
    }
}

/// Lead that decides a text of one word; longer texts need less.
const LEAD: f32 = 0.5;

struct Shares {
    words: usize,
    english: f32,
    french: f32,
}

fn is_read(language: whatlang::Lang) -> bool {
    matches!(language, whatlang::Lang::Eng | whatlang::Lang::Fra)
}
