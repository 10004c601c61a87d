//! Lemmas as edit scripts, `case|cut front|cut back|front|back` or `=lemma`, as in `lemmas.py`.

use super::features::lower;

/// A script, parsed once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Script {
    /// The lemma itself.
    Whole(String),
    /// What to change at the ends of the form.
    Edit { lower: bool, cut_front: usize, cut_back: usize, front: String, back: String },
}

impl Script {
    /// `None` where the text is not a script.
    pub(crate) fn parse(text: &str) -> Option<Script> {
        if let Some(lemma) = text.strip_prefix('=') {
            return Some(Script::Whole(lemma.to_owned()));
        }
        let mut cells = text.splitn(5, '|');
        let lower = cells.next()? == "l";
        let cut_front = cells.next()?.parse().ok()?;
        let cut_back = cells.next()?.parse().ok()?;
        let (front, back) = (cells.next()?.to_owned(), cells.next()?.to_owned());
        Some(Script::Edit { lower, cut_front, cut_back, front, back })
    }

    /// The lemma of a form; the form itself where the script cuts more than there is.
    pub(crate) fn apply(&self, form: &str) -> String {
        match self {
            Script::Whole(lemma) => lemma.clone(),
            Script::Edit { lower: low, cut_front, cut_back, front, back } => {
                let base: Vec<char> = form.chars().map(|c| if *low { lower(c) } else { c }).collect();
                match base.len().checked_sub(*cut_back).and_then(|end| base.get(*cut_front..end)) {
                    Some(middle) => front.chars().chain(middle.iter().copied()).chain(back.chars()).collect(),
                    None => base.into_iter().collect(),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_turns_a_form_into_its_lemma() {
        let of = |script: &str, form: &str| Script::parse(script).unwrap().apply(form);
        assert_eq!(of("a|0|1||", "accords"), "accord");
        assert_eq!(of("l|0|0||", "Paix"), "paix");
        assert_eq!(of("a|0|3||oir", "reçu"), "roir");
        assert_eq!(of("=être", "sont"), "être");
        assert_eq!(of("a|0|9||", "il"), "il");
    }
}
