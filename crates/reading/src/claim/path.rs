//! Where the small tables say that an end of a relation stands: `subj`, `obj`, `of`, `by`, `to`, `=main/of`...

use super::tree::Tree;
use language::{NameKind, Relation};

/// The word at the end of a path from another; steps are taken from the left, `=WORD` stands for what hangs below with that lemma
/// ("=main/of": of the "main" below), and `|` parts paths of which the first that leads somewhere counts.
pub(crate) fn end_of(tree: &Tree<'_>, at: usize, paths: &str) -> Option<usize> {
    paths.split('|').find_map(|path| path.split('/').try_fold(at, |from, one| step(tree, from, one)))
}

fn step(tree: &Tree<'_>, at: usize, name: &str) -> Option<usize> {
    match name {
        "subj" => tree.subject(at),
        // French verbs of movement look passive ("est tombée", "se sont retirés"): the subject as it stands.
        "nsubj" => tree.by(at, Relation::Nsubj).next(),
        "obj" => tree.object(at),
        "of" => below(tree, at, "prep.of").or_else(|| owner(tree, at)),
        "by" => below(tree, at, "by_agent").or_else(|| owner(tree, at)),
        "to" => below(tree, at, "prep.to"),
        "from" => below(tree, at, "prep.from"),
        "with" => below(tree, at, "prep.with"),
        "above" => above(tree, at),
        "same" => same(tree, at),
        "named" => named(tree, at),
        word => {
            let lemma = word.strip_prefix('=')?;
            tree.children(at).iter().copied().find(|&child| tree.lemmas[child] == lemma)
        }
    }
}

fn below(tree: &Tree<'_>, at: usize, class: &str) -> Option<usize> {
    tree.children(at).iter().copied().find(|&child| {
        matches!(tree.relation(child), Relation::Nmod | Relation::Obl)
            && tree.by(child, Relation::Case).any(|case| tree.is(case, class))
    })
}

/// "M23's capture", "M23 control", "a Rwandan proxy".
fn owner(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let beside = || tree.by(at, Relation::Compound).chain(tree.by(at, Relation::Amod));
    tree.possessor(at).or_else(|| beside().find(|&c| tree.name(c).is_some()))
}

/// What a noun is said of: its subject ("Goma is under control"), the subject of the verb it hangs on ("remains under control"), the noun
/// it hangs on ("areas under control").
fn above(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let head = || {
        let head = tree.head(at)?;
        if !tree.is_verb(head) {
            return Some(head);
        }
        tree.by(head, Relation::Nsubj).next().or_else(|| tree.subject(head))
    };
    tree.by(at, Relation::Nsubj).next().or_else(head)
}

/// Whoever a noun says what they are: "M23, a proxy", "M23 is a proxy".
fn same(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let apposed = tree.head(at).filter(|_| tree.relation(at) == Relation::Appos);
    let subject =
        || tree.by(at, Relation::Nsubj).next().filter(|_| tree.by(at, Relation::Cop).next().is_some());
    apposed.or_else(subject)
}

/// The person a word for an office stands beside.
fn named(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let person = |c: usize| tree.name(c) == Some(NameKind::Per);
    let beside = tree.children(at).iter().copied().find(|&c| {
        person(c) && matches!(tree.relation(c), Relation::Appos | Relation::Flat | Relation::Nmod)
    });
    let above = || {
        let apposed = matches!(
            tree.relation(at),
            Relation::Appos | Relation::Compound | Relation::Nmod | Relation::Flat
        );
        tree.head(at).filter(|&head| person(head) && apposed)
    };
    let predicate =
        || tree.by(at, Relation::Nsubj).next().filter(|_| tree.by(at, Relation::Cop).next().is_some());
    beside.or_else(above).or_else(predicate)
}

#[cfg(test)]
mod tests {
    use crate::claim::table::{CONTROL, RELATIONS};

    #[test]
    fn every_path_of_the_tables_is_made_of_steps() {
        let known = ["subj", "nsubj", "obj", "of", "by", "to", "from", "with", "above", "same", "named"];
        for (name, table) in [("control.tsv", &CONTROL), ("relations.tsv", &RELATIONS)] {
            for row in table.rows() {
                assert!(row.cells.len() >= 3, "{name}:{}: two paths after the word for it", row.line);
                for step in row.cells[1..3].iter().flat_map(|paths| paths.split(['|', '/'])) {
                    let word = step.strip_prefix('=').is_some_and(|word| !word.is_empty());
                    assert!(word || known.contains(&step), "{name}:{}: no step `{step}`", row.line);
                }
            }
        }
    }
}
