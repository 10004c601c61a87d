//! Who brings the parties together: "talks mediated by Qatar", "sous la médiation du Qatar", "Qatar-brokered truce".

use super::event::Draft;
use super::tree::Tree;
use language::Relation;
use record::plover::EventType;

/// The mediators of an event that people can be brought together for.
pub(crate) fn of(tree: &Tree<'_>, draft: &Draft) -> Vec<usize> {
    let brought = matches!(
        draft.event,
        EventType::Consult | EventType::Agree | EventType::Support | EventType::Concede | EventType::Retreat
    );
    if !brought {
        return Vec::new();
    }
    if let Some(host) = host(tree, draft) {
        return tree.conjuncts(host);
    }
    let mut bases = vec![draft.at];
    bases.extend(draft.thing);
    bases.extend(tree.head(draft.at).filter(|_| !tree.is_verb(draft.at)));
    let found = bases.iter().find_map(|&base| {
        tree.children(base).iter().find_map(|&child| by_verb(tree, child).or_else(|| by_noun(tree, child)))
    });
    found.map_or_else(Vec::new, |at| tree.conjuncts(at))
}

/// "Qatar hosted talks between the government and the rebels": whoever does it, where others are said to be the sides.
fn host(tree: &Tree<'_>, draft: &Draft) -> Option<usize> {
    let brings = tree.is_verb(draft.at) && tree.is(draft.at, "mediate_verb");
    let subject = tree.subject(draft.at).filter(|&who| brings && tree.is_party(who))?;
    (!draft.roles.actor.is_empty() && !draft.roles.actor.contains(&subject)).then_some(subject)
}

/// "mediated by Qatar", "talks that Qatar mediates", "Qatar-mediated".
fn by_verb(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let clause =
        matches!(tree.relation(at), Relation::Acl | Relation::Amod | Relation::Advcl | Relation::Conj);
    if !clause || !tree.is(at, "mediate_verb") {
        return None;
    }
    let beside = || tree.children(at).iter().copied().find(|&c| c < at && tree.name(c).is_some());
    let who = if tree.relation(at) == Relation::Amod { beside() } else { None };
    who.or_else(|| tree.subject(at)).filter(|&who| tree.is_party(who))
}

/// "under the mediation of Qatar", "sous l'égide de l'ONU".
fn by_noun(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let under = matches!(tree.relation(at), Relation::Obl | Relation::Nmod)
        && tree.is(at, "mediate_noun")
        && tree.by(at, Relation::Case).any(|case| tree.is(case, "mediate_prep"));
    if !under {
        return None;
    }
    let of = tree.by(at, Relation::Nmod).chain(tree.by(at, Relation::Amod));
    tree.possessor(at).into_iter().chain(of).find(|&who| tree.is_party(who))
}
