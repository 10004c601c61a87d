//! French multiword tokens: `du` is `de le`, and `des` sometimes `de les`.

use super::linear::row;
use crate::model::features::{lower, normal, shape};

/// Preposition and what follows it.
const CONTRACTIONS: [(&str, &str, &str); 10] = [
    ("au", "à", "le"),
    ("aux", "à", "les"),
    ("du", "de", "le"),
    ("des", "de", "les"),
    ("auquel", "à", "lequel"),
    ("auxquels", "à", "lesquels"),
    ("auxquelles", "à", "lesquelles"),
    ("duquel", "de", "lequel"),
    ("desquels", "de", "lesquels"),
    ("desquelles", "de", "lesquelles"),
];
/// Characters of the longest contraction.
const LONGEST: usize = 10;

/// The words of a contraction; `merged` is asked where the form can also be a determiner.
pub(crate) fn expand(form: &str, merged: impl FnOnce() -> bool) -> Option<Vec<String>> {
    if form.chars().count() > LONGEST {
        return None;
    }
    let low: String = form.chars().map(lower).collect();
    let (_, first, second) = CONTRACTIONS.iter().find(|(whole, _, _)| *whole == low)?;
    if matches!(low.as_str(), "du" | "des") && !merged() {
        return None;
    }
    let upper = |text: &str| text.to_uppercase();
    if form.chars().count() > 1 && form == upper(form) {
        return Some(vec![upper(first), upper(second)]);
    }
    let mut first = (*first).to_owned();
    if form.starts_with(char::is_uppercase) {
        let rest = first.split_off(first.chars().next().map_or(0, char::len_utf8));
        first = upper(&first) + &rest;
    }
    Some(vec![first, (*second).to_owned()])
}

/// Context of `des` or `du`.
pub(crate) fn features(forms: &[String], at: usize) -> Vec<usize> {
    let form = |offset: isize| {
        let found = at.checked_add_signed(offset).and_then(|i| forms.get(i));
        found.map_or("_".to_owned(), |f| normal(f).chars().map(lower).collect())
    };
    let tail = |text: &str, n: usize| -> String {
        text.chars().skip(text.chars().count().saturating_sub(n)).collect()
    };
    let w = form(0);
    let around = [("-3", form(-3)), ("-2", form(-2)), ("-1", form(-1)), ("1", form(1)), ("2", form(2))];
    let mut out: Vec<usize> = around.iter().map(|(i, f)| row(&[i, &w, f])).collect();
    for (i, f) in &around {
        out.extend([2, 3].map(|n| row(&["s", i, &w, &tail(f, n)])));
    }
    let [_, (_, before2), (_, before), (_, after), _] = &around;
    out.push(row(&["B", &w, before, "|", after]));
    out.push(row(&["P", &w, before2, "|", before]));
    out.push(row(&["S", &w, &tail(before, 2), "|", &tail(after, 2)]));
    out.push(row(&["T", &w, &tail(before2, 2), "|", &tail(before, 2)]));
    let next_shape = forms.get(at + 1).map_or("_".to_owned(), |f| shape(&normal(f)));
    out.push(row(&["k", &w, &next_shape]));
    out.push(row(&["w", &w]));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contraction_keeps_its_capitals() {
        let of = |form: &str| expand(form, || true).map(|w| w.join(" "));
        assert_eq!(of("du").as_deref(), Some("de le"));
        assert_eq!(of("Aux").as_deref(), Some("À les"));
        assert_eq!(of("DES").as_deref(), Some("DE LES"));
        assert_eq!(of("desquelles").as_deref(), Some("de lesquelles"));
        assert_eq!(of("dune"), None);
        assert_eq!(expand("des", || false), None);
    }
}
