//! Where a sentence ends between two tokens.

use super::MAX_WORDS;
use super::linear::{Linear, row};
use super::split::Piece;
use crate::model::features::{lower, normal, shape};

const BUCKETS: [usize; 9] = [0, 1, 2, 3, 5, 9, 17, 31, 51];

/// A token's form and shape, as the features use them.
struct Form {
    low: String,
    shape: String,
}

impl Form {
    fn new(form: &str) -> Form {
        let text = normal(form);
        let shaped = if is_numbered_name(&text) {
            text.replace(|c: char| c.is_ascii_digit(), "") + "X"
        } else {
            text.clone()
        };
        Form { low: text.chars().map(lower).collect(), shape: shape(&shaped) }
    }

    fn none() -> Form {
        Form { low: "_".to_owned(), shape: "_".to_owned() }
    }
}

/// "M23", "G7": capitals and then digits. The trees that the classifier learned from have next to none of them, and it never ended
/// a sentence before one; they begin sentences as other names in capitals do.
fn is_numbered_name(form: &str) -> bool {
    let digits = form.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = form.len() - digits.len();
    letters > 0 && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// Open brackets and quotes.
#[derive(Debug, Clone, Copy, Default)]
struct Open {
    brackets: i32,
    straight: bool,
}

impl Open {
    fn after(mut self, token: &str) -> Open {
        for c in token.chars() {
            match c {
                '"' => self.straight = !self.straight,
                '(' | '[' | '«' | '“' => self.brackets += 1,
                ')' | ']' | '»' | '”' => self.brackets -= 1,
                _ => {}
            }
        }
        self.brackets = self.brackets.max(0);
        self
    }

    fn any(self) -> bool {
        self.brackets != 0 || self.straight
    }
}

fn bucket(n: usize) -> String {
    BUCKETS.iter().filter(|&&b| n >= b).count().to_string()
}

/// Indices of the tokens that end a sentence; the last token always does.
pub(crate) fn stops(classifier: &Linear<2>, pieces: &[Piece], forms: &[String]) -> Vec<usize> {
    let seen: Vec<Form> = forms.iter().map(|f| Form::new(f)).collect();
    let mut stops: Vec<usize> = dateline_end(pieces, forms).into_iter().collect();
    let (mut begin, mut open) = (stops.last().map_or(0, |stop| stop + 1), Open::default());
    let first = begin;
    for i in first..forms.len().saturating_sub(1) {
        open = open.after(&forms[i]);
        if !may_end(&forms[i], &forms[i + 1]) {
            continue;
        }
        // The classifier only met gaps with a space after a full stop.
        let lost =
            forms[i] == "." && pieces[i + 1].chars.start == pieces[i].chars.end && begins_word(&forms[i + 1]);
        let space = if lost { 1 } else { (pieces[i + 1].chars.start - pieces[i].chars.end).min(2) };
        let state = format!("{}{space}", if open.any() { 'o' } else { 'c' });
        let gap = Gap { state, length: bucket(i - begin + 1), rest: bucket(forms.len() - i - 1) };
        if classifier.best(&features(&seen, i, &gap)) == 1 {
            stops.push(i);
            (begin, open) = (i + 1, Open::default());
        }
    }
    stops.extend(forms.len().checked_sub(1));
    stops
}

/// Tokens looked at for the dash of a dateline.
const DATELINE: usize = 14;

/// The dash that ends a dateline, by which a paragraph begins: only names, numbers and the small words of
/// dates before it, among them a comma or a bracket, or the first in capitals.
fn dateline_end(pieces: &[Piece], forms: &[String]) -> Option<usize> {
    let is_dash = |form: &str| matches!(form, "—" | "–" | "-" | "--");
    let dash =
        forms.iter().take(DATELINE).position(|f| is_dash(f)).filter(|&at| at > 0 && at + 3 < forms.len())?;
    let apart = |i: usize| pieces[i].chars.end < pieces[i + 1].chars.start;
    let small = |form: &str| form.chars().next().is_some_and(char::is_lowercase);
    let before = &forms[..dash];
    let allowed = before.iter().all(|f| !small(f) || small_words().any(|word| word == f));
    let marked = before.iter().any(|f| matches!(f.as_str(), "," | "("));
    let capitals = before[0].chars().count() > 2 && before[0].chars().all(|c| !c.is_lowercase());
    let named = before[0].chars().next().is_some_and(char::is_uppercase);
    (apart(dash - 1) && apart(dash) && allowed && named && (marked || capitals)).then_some(dash)
}

fn small_words() -> impl Iterator<Item = &'static str> {
    include_str!("../../lexicon/dateline.txt").lines().filter(|line| !line.starts_with('#'))
}

/// A sentence may end after anything but a plain word, or before anything but a small letter.
fn may_end(token: &str, next: &str) -> bool {
    !token.chars().next_back().is_some_and(char::is_alphanumeric)
        || !next.chars().next().is_some_and(char::is_lowercase)
}

fn begins_word(form: &str) -> bool {
    let mut chars = form.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.all(|c| c.is_lowercase() || !c.is_alphabetic())
}

struct Gap {
    state: String,
    length: String,
    rest: String,
}

fn features(seen: &[Form], at: usize, gap: &Gap) -> Vec<usize> {
    let none = Form::none();
    let get = |i: Option<usize>| i.and_then(|i| seen.get(i)).unwrap_or(&none);
    let (v, w, n, nn) = (get(at.checked_sub(1)), get(Some(at)), get(Some(at + 1)), get(Some(at + 2)));
    let v_tail: String = v.low.chars().skip(v.low.chars().count().saturating_sub(3)).collect();
    let v_size = bucket(v.low.chars().count());
    let (s, t, tt, state) = (&w.shape, &n.shape, &nn.shape, &gap.state);
    let (v_low, w_low, n_low) = (&v.low, &w.low, &n.low);
    let parts: [&[&str]; 22] = [
        &["a", w_low],
        &["b", n_low],
        &["c", w_low, "|", n_low],
        &["d", s, "|", t],
        &["e", v_low, "|", w_low],
        &["f", w_low, "|", t],
        &["g", t, "|", tt],
        &["h", n_low, "|", &nn.low],
        &["i", &v.shape, "|", w_low, "|", t],
        &["j", w_low, "|", t, "|", tt],
        &["k", state],
        &["l", state, w_low, "|", t],
        &["m", state, s, "|", t],
        &["n", &gap.length],
        &["o", &gap.length, w_low, "|", t],
        &["p", &gap.rest, w_low],
        &["q", v_low],
        &["r", v_low, "|", w_low, "|", t],
        &["s", &v_size, w_low, "|", t],
        &["t", &gap.length, state, s],
        &["u", &v_tail, "|", w_low, "|", t],
        &["v", &nn.low, "|", w_low],
    ];
    parts.iter().map(|p| row(p)).collect()
}

/// Cut what is longer than [`MAX_WORDS`]: after the last `;`, `:` or `,` that is not too early, else anywhere.
pub(crate) fn bounded(stops: Vec<usize>, forms: &[String]) -> Vec<usize> {
    let mut out = Vec::with_capacity(stops.len());
    let mut begin = 0;
    for stop in stops {
        while stop + 1 - begin > MAX_WORDS {
            let last = begin + MAX_WORDS - 1;
            let soft = |i: &usize| matches!(forms[*i].as_str(), ";" | ":" | "," | "." | "?" | "!");
            let cut = (begin + MAX_WORDS / 2..=last).rev().find(soft).unwrap_or(last);
            out.push(cut);
            begin = cut + 1;
        }
        out.push(stop);
        begin = stop + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_sentence_is_cut_at_a_comma() {
        let mut forms = vec!["mot".to_owned(); 500];
        forms[150] = ",".to_owned();
        assert_eq!(bounded(vec![499], &forms), [150, 350, 499]);
    }
}
