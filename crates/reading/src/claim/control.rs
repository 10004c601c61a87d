//! Who holds, took, lost or left what place: `control.tsv` says where holder and place stand.

use super::event::Draft;
use super::kinds::Cause;
use super::path::end_of;
use super::roles::expand;
use super::standing::mood;
use super::table::CONTROL;
use super::tree::Tree;
use language::{NameKind, Relation};
use record::claim::{ControlChange, Modality};

/// Control of a place.
#[derive(Debug)]
pub(crate) struct Control {
    pub(crate) at: usize,
    pub(crate) holder: usize,
    pub(crate) place: usize,
    pub(crate) change: ControlChange,
    pub(crate) modality: Modality,
    pub(crate) why: Vec<Cause>,
}

/// Every word that says so, once for each place.
pub(crate) fn control(tree: &Tree<'_>, drafts: &[Draft]) -> Vec<Control> {
    let mut out: Vec<Control> = (0..tree.len()).flat_map(|at| of_word(tree, drafts, at)).collect();
    out.extend((0..tree.len()).filter_map(|at| hyphened(tree, at)));
    out
}

fn of_word(tree: &Tree<'_>, drafts: &[Draft], at: usize) -> Vec<Control> {
    let Some(row) = CONTROL.at(tree, at) else { return Vec::new() };
    let (Some(change), [_, holder, place, ..]) = (ControlChange::from_word(row.cells[0]), &row.cells[..])
    else {
        return Vec::new();
    };
    let ends = end_of(tree, at, holder).zip(end_of(tree, at, place)).zip(modality(tree, drafts, at, change));
    let Some(((holder, place), modality)) = ends else { return Vec::new() };
    // Somebody who leaves a town gives up no control of it.
    let leaves = change == ControlChange::Withdrew && tree.name(holder) == Some(NameKind::Per);
    let foreign = tree.name(holder) == Some(NameKind::Loc) && !tree.is_known(holder);
    if leaves || foreign || !tree.is_party(holder) {
        return Vec::new();
    }
    let places = expand(tree, vec![place]).into_iter().flat_map(|one| located(tree, one));
    let why = || vec![Cause { at, rule: CONTROL.source(tree, row), effect: format!("control: {change}") }];
    places
        .filter(|&place| place != holder)
        .map(|place| Control { at, holder, place, change, modality, why: why() })
        .collect()
}

/// "in rebel-held Goma": read by the words as they stand, since trees of what is hyphened are seldom right.
fn hyphened(tree: &Tree<'_>, at: usize) -> Option<Control> {
    let form = |at: usize| tree.sentence.words.get(at).map(|word| word.form.to_lowercase());
    let held = form(at).is_some_and(|form| {
        tree.lexicon.class("held_form").is_some_and(|forms| forms.contains(form.as_str()))
    });
    let hyphen = at.checked_sub(1).filter(|&hyphen| form(hyphen).as_deref() == Some("-"))?;
    let holder = hyphen.checked_sub(1).filter(|&who| held && tree.is_party(who))?;
    let place = (at + 1..tree.len().min(at + 4)).find(|&place| tree.name(place) == Some(NameKind::Loc))?;
    let change = ControlChange::Held;
    let why = vec![Cause { at, rule: "control: hyphened".to_owned(), effect: format!("control: {change}") }];
    Some(Control { at, holder, place, change, modality: Modality::Ongoing, why })
}

/// How it stands: as the event of the word does, else as the verb itself says; none under another verb, which may take it back.
fn modality(tree: &Tree<'_>, drafts: &[Draft], at: usize, change: ControlChange) -> Option<Modality> {
    let standing = matches!(change, ControlChange::Held | ControlChange::Contested);
    let own = drafts.iter().find(|draft| draft.at == at && !draft.derived);
    if let Some(draft) = own.filter(|_| !standing) {
        return Some(draft.modality);
    }
    let open = !matches!(tree.relation(at), Relation::Xcomp | Relation::Csubj);
    let plain = if standing { Modality::Ongoing } else { Modality::Happened };
    match mood(tree, at) {
        None => open.then_some(plain),
        Some(("past_not", _)) => Some(Modality::NotHappened),
        Some(("future", _)) => Some(Modality::Planned),
        Some(_) => None,
    }
}

/// The place names in a phrase: itself, or those below it ("the towns of Pinga and Kaliki").
fn located(tree: &Tree<'_>, at: usize) -> Vec<usize> {
    let named = |i: &usize| tree.name(*i) == Some(NameKind::Loc);
    if named(&at) {
        return vec![at];
    }
    if !(tree.is(at, "place_noun") || tree.is(at, "town")) {
        return Vec::new();
    }
    let close = |&c: &usize| {
        matches!(tree.relation(c), Relation::Nmod | Relation::Appos | Relation::Flat | Relation::Compound)
    };
    let near = tree.children(at).iter().copied().filter(close).find(named);
    expand(tree, near.into_iter().collect()).into_iter().filter(named).collect()
}
