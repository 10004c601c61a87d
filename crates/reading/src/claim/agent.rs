//! Who is stated to do what a noun names: "bombardements lancés par X", "l'attaque attribuée à X", "clashes between X and Y".
//!
//! These words leave no choice, so that what they name is not left to the weights of `who.tsv`.

use super::event::Draft;
use super::roles::{Roles, expand};
use super::standing::Reason;
use super::tree::Tree;
use language::{Relation, Upos};
use record::plover::EventType;

/// The roles of an event with its stated agent, and the words that state it; none where nobody is stated.
pub(crate) fn stated(tree: &Tree<'_>, draft: &Draft) -> Option<(Roles, Reason)> {
    let (at, roles) = (draft.at, &draft.roles);
    if tree.is(at, "mediate_verb") {
        let sides = sides(tree, draft.thing.or_else(|| tree.object(at))?)?;
        let reason = reason(sides[0], "the sides that are brought together: between");
        return Some((Roles { actor: sides, recipient: Vec::new() }, reason));
    }
    if tree.is(at, "signed") {
        let sides = sides(tree, at)?;
        let reason = reason(sides[0], "both sides: signed between");
        return Some((Roles { actor: sides, recipient: Vec::new() }, reason));
    }
    if tree.word(at).upos != Upos::Noun {
        return None;
    }
    if let Some(sides) = sides(tree, at) {
        let reason = reason(sides[0], "both sides: between");
        return Some((Roles { actor: sides, recipient: Vec::new() }, reason));
    }
    let agent = by(tree, at).or_else(|| carried_out(tree, at)).or_else(|| fighters(tree, draft))?;
    let actor = expand(tree, vec![agent]);
    let recipient = roles.recipient.iter().copied().filter(|one| !actor.contains(one)).collect();
    Some((Roles { actor, recipient }, reason(agent, "stated agent")))
}

fn reason(at: usize, effect: &str) -> Reason {
    Reason { at, rule: "claim/agent".to_owned(), effect: effect.to_owned() }
}

/// "the attack by X": a party below the noun, or below what the noun is done to, with a preposition of agents.
fn by(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let below = |base: usize| {
        tree.children(base).iter().copied().find(|&child| {
            matches!(tree.relation(child), Relation::Nmod | Relation::Obl)
                && tree.case(child).is_some_and(|case| tree.is(case, "by_agent"))
                && tree.is_party(child)
        })
    };
    below(at).or_else(|| tree.by(at, Relation::Nmod).find_map(below))
}

/// "attacks carried out by X", "the attack laid to X": a participle below the noun that says who.
fn carried_out(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let participle = |child: &usize| {
        matches!(tree.relation(*child), Relation::Acl | Relation::Amod | Relation::Conj)
            && !tree.word(*child).deprel.is_sub(Relation::Acl, "relcl")
    };
    tree.children(at).iter().copied().filter(participle).find_map(|verb| {
        let class = if tree.is(verb, "carried_out") {
            "by_agent"
        } else if tree.is(verb, "laid_to") {
            "laid_to_prep"
        } else {
            return None;
        };
        tree.children(verb).iter().copied().find(|&who| {
            matches!(tree.relation(who), Relation::Obl | Relation::Nmod)
                && (tree.case(who).is_some_and(|case| tree.is(case, class))
                    || class == "by_agent" && tree.word(who).deprel.is_sub(Relation::Obl, "agent"))
                && tree.is_party(who)
        })
    })
}

/// "l'attaque des ADF": an armed group that an attack is of carries it out, where the noun's frame has its victims elsewhere.
fn fighters(tree: &Tree<'_>, draft: &Draft) -> Option<usize> {
    let attack = draft.event == EventType::Assault && draft.frame == "n1" && draft.roles.actor.is_empty();
    let of = || {
        tree.by(draft.at, Relation::Nmod)
            .find(|&child| tree.case(child).is_some_and(|case| tree.is(case, "prep.of")))
    };
    of().filter(|&who| attack && (tree.is_group(who) || tree.is(who, "fighter")))
}

/// "clashes between X and Y": both of at least two parties.
fn sides(tree: &Tree<'_>, at: usize) -> Option<Vec<usize>> {
    let first = tree.by(at, Relation::Nmod).chain(tree.by(at, Relation::Obl)).find(|&child| {
        tree.case(child).is_some_and(|case| tree.is(case, "prep.between")) && tree.is_party(child)
    })?;
    let mut sides = expand(tree, vec![first]);
    if sides.len() == 1 {
        // "between fighters of a group and the police": the second may hang on what the first is of
        let mut below = first;
        while let Some(next) = tree.by(below, Relation::Nmod).next() {
            sides.extend(tree.by(next, Relation::Conj).filter(|&c| {
                let named = tree.is_party(c) && tree.by(c, Relation::Det).next().is_some();
                named || tree.word(c).upos == Upos::Pron
            }));
            below = next;
        }
    }
    // "the delegates of the government and those of the rebels"
    let those = |side: usize| {
        let whose = tree.by(side, Relation::Nmod).find(|&who| tree.is_party(who));
        whose.filter(|_| tree.word(side).upos == Upos::Pron).unwrap_or(side)
    };
    sides = sides.into_iter().map(those).collect();
    (sides.len() > 1 || tree.word(first).feats.has("Number", "Plur")).then_some(sides)
}
