//! Relay chains: "AFP, citing an army spokesman, said" has the spokesman as source and AFP as the one who passed it on.

use super::draft::Draft;
use super::voice;
use super::words::Words;
use crate::lexicon::Listed;
use language::Relation;

/// Give every draft whose source cites somebody that somebody as source, and keep who passed it on.
pub(crate) fn resolve(words: &Words<'_>, drafts: &mut [Draft]) {
    for draft in drafts {
        while let Some((relay, source)) = cited(words, draft) {
            draft.relay.push(relay);
            draft.source = source;
            if draft.relay.len() > 3 {
                break;
            }
        }
    }
}

/// The words of who passed it on and of whom they cite.
fn cited(words: &Words<'_>, draft: &Draft) -> Option<(Vec<usize>, Vec<usize>)> {
    let head = voice::head(words, &draft.source)?;
    let clauses = [Relation::Acl, Relation::Advcl, Relation::Dep];
    let on_head = words.children_by(head, &clauses);
    let on_cue = words.children_by(draft.anchor, &clauses).filter(|_| draft.relay.is_empty());
    let citing =
        on_head.chain(on_cue).find(|&at| words.all[at].classes.cites() && !draft.content.contains(&at))?;
    if let Some(passed) = passed_on_by(words, draft, citing) {
        return Some(passed);
    }
    let object =
        words.children_by(citing, &[Relation::Obj, Relation::Obl]).find(|at| !draft.content.contains(at))?;
    let leads = |at: usize| words.all[at].relation() == Relation::Case && words.all[at].head == Some(object);
    let below = words
        .subtree(object)
        .filter(|&at| !draft.content.contains(&at) && !draft.cue.contains(&at) && !leads(at));
    let source: Vec<usize> = below.take_while(|&at| at == object || words.all[at].lower() != ",").collect();
    let relay: Vec<usize> =
        draft.source.iter().copied().filter(|at| *at < citing && !source.contains(at)).collect();
    let relay = trimmed(words, relay);
    (!relay.is_empty() && !source.is_empty()).then_some((relay, source))
}

/// "A spokesman, quoted by the agency": the agency passed it on, the spokesman stays the source.
fn passed_on_by(words: &Words<'_>, draft: &Draft, citing: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let agent = words.children[citing]
        .iter()
        .copied()
        .find(|&at| words.all[at].token.deprel.subtype.as_deref() == Some("agent"))?;
    let leads = |at: usize| words.all[at].relation() == Relation::Case && words.all[at].head == Some(agent);
    let relay: Vec<usize> =
        words.subtree(agent).filter(|&at| !draft.content.contains(&at) && !leads(at)).collect();
    let source: Vec<usize> = draft.source.iter().copied().filter(|&at| at < citing).collect();
    let source = trimmed(words, source);
    (!relay.is_empty() && !source.is_empty() && !draft.relay.contains(&relay)).then_some((relay, source))
}

fn trimmed(words: &Words<'_>, mut relay: Vec<usize>) -> Vec<usize> {
    while relay.last().is_some_and(|&at| words.all[at].is_punct()) {
        relay.pop();
    }
    relay
}
