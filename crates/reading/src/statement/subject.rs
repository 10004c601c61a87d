//! The source of a cue whose source the model left out: the subject of its verb, or of the verb it hangs on.

use super::draft::Draft;
use super::words::Words;
use crate::lexicon::{Lexicon, Listed};
use language::{Relation, Upos};

/// Words after which a long subject is cut at a comma.
const LONG: usize = 8;

/// Give drafts without a source the subject that the tree gives their cue.
pub(crate) fn fill(lexicon: &Lexicon, words: &Words<'_>, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.source.is_empty()) {
        if let Some(subject) = subject(lexicon, words, draft) {
            draft.source = phrase(words, draft, subject);
        }
    }
}

/// The active subject of the cue's verb; of the verb before, where the cue is coordinated or a gerund without its own.
fn subject(lexicon: &Lexicon, words: &Words<'_>, draft: &Draft) -> Option<usize> {
    let mut at = draft.anchor;
    for _ in 0..3 {
        let word = &words.all[at];
        let subtype = |child: usize| words.all[child].token.deprel.subtype.as_deref();
        if words.children[at].iter().any(|&child| subtype(child) == Some("pass")) {
            return None;
        }
        if let Some(found) =
            words.children_by(at, &[Relation::Nsubj]).find(|child| !draft.content.contains(child))
        {
            return Some(found);
        }
        // "walked out, proving ...": what somebody did shows it, he does not say it
        let shows = word.relation() == Relation::Advcl && lexicon.is_small("evidence", word);
        let follows = matches!(word.relation(), Relation::Conj | Relation::Advcl | Relation::Xcomp) && !shows;
        at = word.head.filter(|_| follows && word.token.upos == Upos::Verb)?;
    }
    None
}

/// The subject with what hangs on it, without words of cue and content; a long one ends at its first comma.
pub(crate) fn phrase(words: &Words<'_>, draft: &Draft, subject: usize) -> Vec<usize> {
    let below: Vec<usize> =
        words.subtree(subject).filter(|at| !draft.content.contains(at) && !draft.cue.contains(at)).collect();
    let comma = below.iter().position(|&at| at > subject && words.all[at].lower() == ",");
    match comma {
        Some(cut) if below.len() > LONG => below[..cut].to_vec(),
        _ => below,
    }
}
