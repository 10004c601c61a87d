//! Why something is said to have happened: "in retaliation for the raid", "because of the fighting", "à la suite de l'attaque".

use super::event::Draft;
use super::tree::Tree;
use language::Relation;
use record::Span;

/// The words that give the cause of an event, from the word that marks it to the end of the phrase or clause.
pub(crate) fn of(tree: &Tree<'_>, draft: &Draft) -> Option<Span> {
    let mut bases = vec![draft.at];
    bases.extend(draft.thing);
    bases.extend(tree.head(draft.at).filter(|&head| tree.is_verb(head) && tree.is(head, "light")));
    bases.into_iter().find_map(|base| {
        tree.children(base).iter().find_map(|&child| marked(tree, child).or_else(|| named(tree, base, child)))
    })
}

/// "because of the fighting", "suite à une attaque", "because they were attacked".
fn marked(tree: &Tree<'_>, at: usize) -> Option<Span> {
    let hangs = matches!(tree.relation(at), Relation::Obl | Relation::Nmod | Relation::Advcl);
    let mut marks = tree.by(at, Relation::Case).chain(tree.by(at, Relation::Mark));
    let mark = marks.find(|&mark| tree.is(mark, "cause_mark"))?;
    (hangs && !tree.is(at, "time")).then(|| from(tree, mark, at))
}

/// "in retaliation for the raid", "en raison des combats"; a noun of cause without what it is of says nothing.
fn named(tree: &Tree<'_>, base: usize, at: usize) -> Option<Span> {
    let hangs = matches!(tree.relation(at), Relation::Obl | Relation::Nmod) && tree.is(at, "cause_noun");
    let mark = tree.by(at, Relation::Case).find(|&case| hangs && tree.is(case, "cause_prep"))?;
    if tree.by(at, Relation::Nmod).any(|of| of > at) {
        return Some(from(tree, mark, at));
    }
    // What the cause is of hangs on the verb where the parser takes "à cause" for words of its own.
    let begins = |other: usize| {
        tree.by(other, Relation::Case).chain(tree.by(other, Relation::Det)).any(|case| case == at + 1)
    };
    let of = tree.children(base).iter().copied().find(|&other| other > at && begins(other))?;
    Some(from(tree, mark, of))
}

/// The words from one to the end of what hangs on another.
fn from(tree: &Tree<'_>, first: usize, head: usize) -> Span {
    Span::new(tree.word(first).span.start, tree.sentence.subtree_span(head).end)
}
