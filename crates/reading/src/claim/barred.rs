//! Nouns that rules bar from a role of an event, or favour for it, whatever the weights of `who.tsv` say.

use super::event::Draft;
use super::tree::Tree;
use super::trigger::operator;
use super::who::kind;
use language::{Relation, Upos};
use record::plover::EventType;

/// What a party gains that a frame finds as the object, or people that it finds behind "of" ("the release of detainees"): the sentences learned from often mark somebody further off.
const OBJECT: f32 = 1.0;

/// What a party gains that is the grammatical subject of an active verb, for the same reason.
const SUBJECT: f32 = 2.0;

/// What rules make of a noun's weights as actor and as recipient: some nouns are barred, some favoured.
pub(super) fn ruled(
    tree: &Tree<'_>,
    draft: &Draft,
    at: usize,
    asks: Option<&Draft>,
    sums: [f32; 2],
) -> [f32; 2] {
    let [mut actor, mut recipient] = sums;
    // what happens does nothing itself, but a bomb or a raid may kill
    let idle = draft.event != EventType::Assault && matches!(kind(tree, at), "act" | "abstract");
    let asker = asks.is_some_and(|other| other.roles.actor.contains(&at));
    if idle || asker || told_within(tree, draft, at) || predicate(tree, at) {
        actor = f32::NEG_INFINITY;
    }
    if in_favour(tree, draft, at) {
        actor = f32::NEG_INFINITY;
        recipient += SUBJECT;
    }
    let barred = predicate(tree, at) || wanted(tree, draft, at) || made_to(tree, draft, at);
    let elsewhere = told_of_elsewhere(tree, draft, at) || clause_beside(tree, draft, at);
    if barred || own_people(tree, draft, at) || elsewhere {
        recipient = f32::NEG_INFINITY;
    }
    if draft.roles.recipient.contains(&at) {
        let object = tree.object(draft.at) == Some(at) && tree.is_party(at);
        let of = tree.head(at) == Some(draft.at) && tree.case(at).is_some_and(|c| tree.is(c, "prep.of"));
        recipient += if object || tree.is(at, "captive") && of { OBJECT } else { 0.0 };
    }
    if own_subject(tree, draft.at) == Some(at) && tree.is_party(at) {
        actor += SUBJECT;
    }
    [actor, recipient]
}

/// "en appui du M23", "in support of the rebels": those whom a noun behind such a preposition is of have it done to them.
fn in_favour(tree: &Tree<'_>, draft: &Draft, at: usize) -> bool {
    let behind = tree.case(draft.at).is_some_and(|case| tree.is(case, "in_favour"));
    matches!(draft.event, EventType::Support | EventType::Aid)
        && tree.head(at) == Some(draft.at)
        && behind
        && tree.case(at).is_some_and(|case| tree.is(case, "prep.of"))
}

/// Whether a noun stands within quoted words that tell something of their own, outside of which the event stands: "if the troops
/// had left", he said, calling on ...
fn told_within(tree: &Tree<'_>, draft: &Draft, at: usize) -> bool {
    let mut open = None;
    for (i, word) in tree.sentence.words.iter().enumerate() {
        match (word.form.as_str(), open) {
            ("\u{ab}" | "\u{201c}" | "\"", None) => open = Some(i),
            ("\u{bb}" | "\u{201d}" | "\"", Some(from)) => {
                open = None;
                let quoted = from..i;
                let tells = quoted.clone().any(|k| tree.word(k).feats.has("VerbForm", "Fin"));
                if tells && quoted.contains(&at) && !quoted.contains(&draft.at) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// "it is not a partner": what somebody is said to be takes no part.
fn predicate(tree: &Tree<'_>, at: usize) -> bool {
    tree.name(at).is_none()
        && tree.word(at).upos == Upos::Noun
        && tree.by(at, Relation::Cop).next().is_some()
        && tree.by(at, Relation::Nsubj).next().is_some()
}

/// "demanded the release of 700 detainees": whoever is counted within what is demanded is not who it is demanded of.
fn wanted(tree: &Tree<'_>, draft: &Draft, at: usize) -> bool {
    let deed =
        |thing: &usize| !tree.is_party(*thing) && !tree.lexicon.events(&tree.lemmas[*thing]).is_empty();
    let thing = tree.object(draft.at).filter(deed);
    draft.event == EventType::Request
        && tree.head(at).is_some_and(|head| Some(head) == thing)
        && tree.case(at).is_some_and(|case| tree.is(case, "prep.of"))
}

/// "the clashes drove the inhabitants to flee": whoever a happening makes do something is not who it is done to.
fn made_to(tree: &Tree<'_>, draft: &Draft, at: usize) -> bool {
    let verb = tree.head(draft.at).filter(|&verb| tree.is(verb, "made_to"));
    tree.relation(draft.at) == Relation::Nsubj && verb.is_some() && tree.head(at) == verb
}

/// The subject that stands beside an active verb itself, or beside the verb that does no more than carry the noun ("launched an offensive").
fn own_subject(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let carried = |&verb: &usize| {
        tree.relation(at) == Relation::Obj
            && operator(tree, verb).is_some_and(|row| matches!(row.class, "light" | "start" | "continue"))
    };
    let verb = if tree.is_verb(at) { at } else { tree.head(at).filter(carried)? };
    let own =
        || tree.by(verb, Relation::Nsubj).filter(|&s| !tree.word(s).deprel.is_sub(Relation::Nsubj, "pass"));
    (!tree.passive(verb)).then(|| own().last()).flatten()
}

/// "pulled its delegation", "withdraws its troops": one's own people whom one takes away or along are not who it is done to.
fn own_people(tree: &Tree<'_>, draft: &Draft, at: usize) -> bool {
    let moves = matches!(draft.event, EventType::Retreat | EventType::Reject | EventType::Mobilize);
    let own = tree.possessor(at).is_some_and(|whose| tree.word(whose).feats.has("Poss", "Yes"));
    moves && own && tree.object(draft.at) == Some(at)
}

/// "They agreed to mediation, but Rwanda's ally continues ...": what stands in a clause beside, with a subject of its own.
fn clause_beside(tree: &Tree<'_>, draft: &Draft, at: usize) -> bool {
    let holds = |top: usize, word: usize| {
        std::iter::successors(Some(word), |&i| tree.head(i)).take(tree.len()).any(|i| i == top)
    };
    std::iter::successors(Some(at), |&i| tree.head(i)).take(tree.len()).any(|top| {
        matches!(tree.relation(top), Relation::Conj | Relation::Parataxis)
            && tree.is_verb(top)
            && tree.by(top, Relation::Nsubj).next().is_some()
            && !holds(top, draft.at)
    })
}

/// "The walkout in Qatar shows that the group joined ...": what stands below the subject of a verb is not who takes part in what the verb's
/// clause tells.
fn told_of_elsewhere(tree: &Tree<'_>, draft: &Draft, at: usize) -> bool {
    let above: Vec<usize> =
        std::iter::successors(Some(draft.at), |&i| tree.head(i)).take(tree.len()).collect();
    let telling = above.windows(2).filter(|pair| tree.relation(pair[0]) == Relation::Ccomp);
    let mut subjects = telling.flat_map(|pair| tree.by(pair[1], Relation::Nsubj));
    subjects.any(|subject| {
        subject != at
            && tree.word(subject).upos == Upos::Noun
            && std::iter::successors(tree.head(at), |&i| tree.head(i)).take(tree.len()).any(|i| i == subject)
    })
}
