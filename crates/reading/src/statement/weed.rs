//! Drafts that are no statements: places and measures taken for speakers, people merely cited, verbs as sources.

use super::draft::Draft;
use super::marks::Quoted;
use super::voice;
use super::words::Words;
use crate::lexicon::{Lexicon, Tagged};
use language::{Relation, Upos};

/// Take away what is no statement, and sources that are no speakers.
pub(crate) fn weed(lexicon: &Lexicon, words: &Words<'_>, quotes: &[Quoted], drafts: &mut Vec<Draft>) {
    let verbs: Vec<bool> = drafts.iter().map(|draft| verb_as_source(words, draft)).collect();
    let judged = drafts.iter().zip(&verbs).map(|(draft, verb)| {
        let noun = words.all[draft.anchor].upos() == Upos::Noun;
        let wrong = (*verb && noun)
            || measure(lexicon, words, draft)
            || place(words, quotes, draft)
            || citation(words, draft)
            || doubtful_participle(words, draft)
            || deed(lexicon, words, quotes, draft)
            || by_doing(lexicon, words, draft)
            || pronoun_in_quotation(words, quotes, draft, drafts);
        !wrong
    });
    let keep: Vec<bool> = judged.collect();
    for (draft, verb) in drafts.iter_mut().zip(&verbs) {
        if *verb || shown(lexicon, words, draft) || agent_of_the_subject(words, draft) {
            draft.source.clear();
        }
    }
    let mut keep = keep.into_iter();
    drafts.retain(|_| keep.next().unwrap_or(true));
}

/// A participle or verb as the head of the source ("led by the general").
fn verb_as_source(words: &Words<'_>, draft: &Draft) -> bool {
    voice::head(words, &draft.source)
        .is_some_and(|head| words.all[head].upos() == Upos::Verb && draft.source.first() == Some(&head))
}

/// "walked out, proving that ...": what somebody did shows it, he does not say it.
fn shown(lexicon: &Lexicon, words: &Words<'_>, draft: &Draft) -> bool {
    let anchor = &words.all[draft.anchor];
    anchor.relation() == Relation::Advcl && lexicon.is_small("evidence", anchor)
}

/// "The withdrawal, led by the general, is a warning": who is behind what warns, and does not say so.
fn agent_of_the_subject(words: &Words<'_>, draft: &Draft) -> bool {
    let noun = words.all[draft.anchor].upos() == Upos::Noun;
    let behind = |head: usize| {
        let word = &words.all[head];
        let participle = word.head.filter(|_| word.token.deprel.subtype.as_deref() == Some("agent"));
        participle.is_some_and(|verb| words.all[verb].relation() == Relation::Acl)
    };
    noun && voice::head(words, &draft.source).is_some_and(behind)
}

/// What something is done by, not who says it: "according to plan".
fn measure(lexicon: &Lexicon, words: &Words<'_>, draft: &Draft) -> bool {
    let preposition =
        matches!(words.all[draft.anchor].upos(), Upos::Adp | Upos::Verb | Upos::Sconj | Upos::Adv);
    let head = voice::head(words, &draft.source);
    let listed =
        |head: usize| lexicon.outlets_at(&words.all, head).into_iter().any(|(_, entry)| entry.measure);
    preposition && words.all[draft.anchor].classes.leads_source() && head.is_some_and(listed)
}

/// A place before a colon heads what it is told of, unless its words are quoted.
fn place(words: &Words<'_>, quotes: &[Quoted], draft: &Draft) -> bool {
    let colon = words.all[draft.anchor].form() == ":"
        || draft.cue.iter().all(|&at| words.all[at].form() == ":") && !draft.cue.is_empty();
    let quoted = || draft.content.iter().any(|at| quotes.iter().any(|quoted| quoted.words.contains(at)));
    let place = || {
        let mut names = draft.source.iter().map(|&at| words.all[at].name).filter(|name| !name.is_empty());
        names.next() == Some("LOC")
    };
    colon && place() && !quoted()
}

/// "Citing an officer" names who is cited; what he says stands elsewhere.
fn citation(words: &Words<'_>, draft: &Draft) -> bool {
    let verb = |&at: &usize| matches!(words.all[at].upos(), Upos::Verb | Upos::Aux);
    words.all[draft.anchor].classes.cites() && !draft.content.iter().any(verb)
}

/// "has resumed attacks", "violates the deal": a verb that no list has for saying and that takes a thing without a verb of its own is
/// something done, unless the model is sure.
fn deed(lexicon: &Lexicon, words: &Words<'_>, quotes: &[Quoted], draft: &Draft) -> bool {
    const SURE: f32 = 0.9;
    let verb = match words.all[draft.anchor].upos() {
        Upos::Verb => true,
        // "a failed attack on the town" by nobody
        Upos::Noun => draft.source.is_empty(),
        _ => false,
    };
    let listed = || lexicon.cues_at(&words.all, draft.anchor).into_iter().any(|(_, _, fits)| fits);
    let quoted = |at: &usize| quotes.iter().any(|quoted| quoted.words.contains(at));
    let thing = draft.content.iter().copied().find(|&at| {
        !words.all[at].is_punct()
            && words.ancestors(at).nth(1).is_none_or(|head| !draft.content.contains(&head))
    });
    let nominal = thing.is_some_and(|at| matches!(words.all[at].upos(), Upos::Noun | Upos::Propn));
    verb && draft.rule.is_none()
        && draft.likelihood < SURE
        && nominal
        && !draft.content.iter().any(quoted)
        && !listed()
}

/// "responded by abandoning the town", "a réagi en retirant ses troupes": what somebody does is not what he says.
fn by_doing(lexicon: &Lexicon, words: &Words<'_>, draft: &Draft) -> bool {
    draft.rule.is_none()
        && words.children[draft.anchor].iter().any(|&at| {
            let means = |&mark: &usize| lexicon.is_small("means", &words.all[mark]) && mark < at;
            draft.content.contains(&at)
                && words.all[at].upos() == Upos::Verb
                && words.children_by(at, &[Relation::Mark, Relation::Case]).any(|mark| means(&mark))
        })
}

/// A participle on a noun without a source ("known for its wells") is a statement only where the model is sure.
fn doubtful_participle(words: &Words<'_>, draft: &Draft) -> bool {
    const SURE: f32 = 0.6;
    let hangs = matches!(words.all[draft.anchor].relation(), Relation::Acl | Relation::Amod);
    hangs && draft.source.is_empty() && draft.rule.is_none() && draft.likelihood < SURE
}

/// Inside a quotation a pronoun that thinks or wants colours what the speaker says and makes no statement of its own.
fn pronoun_in_quotation(words: &Words<'_>, quotes: &[Quoted], draft: &Draft, drafts: &[Draft]) -> bool {
    let within = drafts.iter().any(|other| other.holds(draft) && !draft.holds(other));
    let quoted = quotes.iter().any(|quoted| quoted.words.contains(&draft.anchor));
    let pronoun = || draft.source.iter().all(|&at| matches!(words.all[at].upos(), Upos::Pron | Upos::Det));
    within && quoted && pronoun()
}
