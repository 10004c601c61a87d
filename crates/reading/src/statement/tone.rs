//! What a source does in saying it, and how firmly: from the cue's entry, hedges, negation and mood.

use super::act;
use super::draft::Draft;
use super::words::Words;
use crate::lexicon::{Cue, Hedge, HedgeKind, Lexicon, Tagged};
use language::{Relation, Upos};
use record::Span;
use record::statement::{Attitude, Evidence, Firmness};

/// Attitude and firmness with the words that decided them.
#[derive(Debug, Clone)]
pub(crate) struct Tone {
    pub(crate) attitude: Attitude,
    pub(crate) firmness: Firmness,
    pub(crate) evidence: Vec<Evidence>,
    /// Whether the cue's entry holds its negation ("not rule out").
    negated: bool,
}

/// The tone of a statement.
pub(crate) fn tone(lexicon: &Lexicon, words: &Words<'_>, draft: &Draft) -> Tone {
    let mut tone = from_cue(lexicon, words, draft);
    if tone.attitude == Attitude::Asserts {
        tone.take_up(own_act(lexicon, words, draft));
    }
    let threatening = lexicon.cues_at(&words.all, draft.anchor);
    let threatens = threatening.iter().any(|(_, cue, fits)| *fits && cue.attitude == Attitude::Threatens);
    if let Some(act) = act::of(lexicon, words, draft, tone.attitude, threatens) {
        tone.attitude = act.0;
        tone.evidence.push(act.1);
    }
    if let Some(negation) = negated(lexicon, words, draft).filter(|_| !tone.negated) {
        let entry = lexicon
            .hedges_at(&words.all, negation)
            .into_iter()
            .find(|(_, hedge)| hedge.kind == HedgeKind::Negation);
        if let Some((_, hedge)) = entry {
            tone.deny(words.all[negation].span(), hedge);
        }
    }
    let straight = matches!(
        tone.attitude,
        Attitude::Demands | Attitude::Promises | Attitude::Asks | Attitude::Threatens
    );
    if !straight {
        for (span, hedge) in hedges(lexicon, words, draft) {
            tone.weaken(span, hedge);
            if hedge.kind == HedgeKind::Mood && tone.attitude == Attitude::Asserts {
                tone.attitude = Attitude::Alleges;
            }
        }
    }
    tone
}

impl Tone {
    /// The weakest hedge counts.
    fn weaken(&mut self, span: Span, hedge: &Hedge) {
        if hedge.firmness > self.firmness && self.firmness != Firmness::Denied {
            self.firmness = hedge.firmness;
            self.evidence.push(Evidence {
                span: Some(span),
                rule: hedge.entry.clone(),
                effect: format!("firmness {}", hedge.firmness),
            });
        }
    }

    /// What the speaker does in the content itself.
    fn take_up(&mut self, act: Option<(Span, &Cue)>) {
        if let Some((span, cue)) = act {
            self.attitude = cue.attitude;
            let effect = format!("attitude {}: said in the first person", cue.attitude);
            self.evidence.push(Evidence { span: Some(span), rule: cue.entry.clone(), effect });
        }
    }

    /// A negated cue: what it would assert, it denies.
    fn deny(&mut self, span: Span, hedge: &Hedge) {
        let asserting = matches!(
            self.attitude,
            Attitude::Asserts | Attitude::Believes | Attitude::Confirms | Attitude::Alleges
        );
        if asserting && self.firmness != Firmness::Denied {
            self.firmness = Firmness::Denied;
            let effect = "firmness denied: the cue is negated".to_owned();
            self.evidence.push(Evidence { span: Some(span), rule: hedge.entry.clone(), effect });
        }
    }
}

/// The entry of the cue that fits what carries the content; none of them fitting, the first.
fn from_cue(lexicon: &Lexicon, words: &Words<'_>, draft: &Draft) -> Tone {
    let frame = if act::asks(lexicon, words, draft) { "wh" } else { frame(words, draft) };
    let span = words.span(
        draft.cue.first().copied().unwrap_or(draft.anchor)
            ..draft.cue.last().map_or(draft.anchor, |last| *last) + 1,
    );
    let tried = std::iter::once(draft.anchor).chain(draft.cue.iter().rev().copied());
    for at in tried {
        let found = lexicon.cues_at(&words.all, at);
        let longest =
            found.iter().filter(|(_, _, fits)| *fits).map(|(found, ..)| found.end - found.start).max();
        let fitting: Vec<&Cue> = found
            .iter()
            .filter(|(f, _, fits)| *fits && Some(f.end - f.start) == longest)
            .map(|(_, cue, _)| *cue)
            .collect();
        let chosen = fitting.iter().find(|cue| cue.frames.iter().any(|one| one == frame)).or(fitting.first());
        if let Some(cue) = chosen {
            let effect = format!("attitude {}, firmness {}", cue.attitude, cue.firmness);
            let evidence = vec![Evidence { span: Some(span), rule: cue.entry.clone(), effect }];
            let negated = lexicon.is_negated(&cue.lemma);
            return Tone { attitude: cue.attitude, firmness: cue.firmness, evidence, negated };
        }
    }
    Tone { attitude: Attitude::Asserts, firmness: Firmness::Asserted, evidence: Vec::new(), negated: false }
}

/// An act that the speaker does in the first person in the content: "we demand", "je condamne".
fn own_act<'l>(lexicon: &'l Lexicon, words: &Words<'_>, draft: &Draft) -> Option<(Span, &'l Cue)> {
    let acts =
        [Attitude::Demands, Attitude::Promises, Attitude::Threatens, Attitude::Accuses, Attitude::Denies];
    let first = |child: usize| words.all[child].token.feats.has("Person", "1");
    let does = |&&at: &&usize| {
        words.all[at].upos() == Upos::Verb && words.children_by(at, &[Relation::Nsubj]).any(first)
    };
    let verb = *draft.content.iter().find(does)?;
    let found = lexicon.cues_at(&words.all, verb);
    let (_, cue, _) = found.into_iter().find(|(_, _, fits)| *fits)?;
    acts.contains(&cue.attitude).then(|| (words.all[verb].span(), cue))
}

/// What carries the content, as the cue lexicon names it.
fn frame(words: &Words<'_>, draft: &Draft) -> &'static str {
    let worded = || draft.content.iter().copied().filter(|&at| !words.all[at].is_punct());
    let marked =
        draft.content.iter().take(2).any(|&at| matches!(words.all[at].form(), "\"" | "“" | "«" | "''" | "‘"));
    let top = worded().min_by_key(|&at| {
        (words.all[at].sentence.abs_diff(words.all[draft.anchor].sentence), words.all[at].depth)
    });
    let Some(top) = top else { return "quote" };
    let word = &words.all[top];
    let infinitive = word.token.feats.has("VerbForm", "Inf");
    match word.relation() {
        _ if marked => "quote",
        Relation::Ccomp => "that",
        Relation::Xcomp | Relation::Advcl if infinitive => "inf",
        Relation::Xcomp if word.token.feats.has("VerbForm", "Ger") => "ing",
        Relation::Obj | Relation::Nsubj | Relation::Iobj => "obj",
        Relation::Obl | Relation::Nmod => "prep",
        Relation::Acl if infinitive => "inf",
        _ if infinitive => "inf",
        _ if matches!(word.upos(), Upos::Noun | Upos::Propn) => "obj",
        _ => "that",
    }
}

/// The word that negates the cue, if one does.
fn negated(lexicon: &Lexicon, words: &Words<'_>, draft: &Draft) -> Option<usize> {
    let negation = |hedge: &Hedge| hedge.kind == HedgeKind::Negation;
    let negates = |at: usize| {
        !lexicon.is_small("bare_negation", &words.all[at])
            && lexicon.hedges_at(&words.all, at).into_iter().any(|(_, hedge)| negation(hedge))
    };
    words
        .children_by(draft.anchor, &[Relation::Advmod])
        .find(|&at| negates(at) && !draft.content.contains(&at))
}

/// Hedges on the head of the content and beside the cue.
fn hedges<'l>(lexicon: &'l Lexicon, words: &Words<'_>, draft: &Draft) -> Vec<(Span, &'l Hedge)> {
    let head_of_content = |at: usize| words.all[at].head.is_none_or(|head| !draft.content.contains(&head));
    let mut heads: Vec<usize> = draft
        .content
        .iter()
        .copied()
        .filter(|&at| head_of_content(at) && !words.all[at].is_punct())
        .collect();
    heads.truncate(2);
    let mut out = Vec::new();
    let past = is_past(words, draft.anchor);
    for head in heads {
        let near = std::iter::once(head)
            .chain(words.children_by(head, &[Relation::Advmod, Relation::Aux, Relation::Cop]));
        for at in near.filter(|at| draft.content.contains(at)) {
            out.extend(hedges_on(lexicon, words, at, past));
        }
    }
    let beside =
        words.children_by(draft.anchor, &[Relation::Advmod]).filter(|at| !draft.content.contains(at));
    for at in beside {
        out.extend(hedges_on(lexicon, words, at, past));
    }
    out
}

/// Whether the cue stands in the past: a conditional after it is then what would come, not a doubt.
fn is_past(words: &Words<'_>, cue: usize) -> bool {
    let feats = |at: usize| &words.all[at].token.feats;
    let auxiliary = || words.children_by(cue, &[Relation::Aux]).next().is_some();
    feats(cue).has("Tense", "Imp")
        || (feats(cue).has("Tense", "Past") && (auxiliary() || feats(cue).has("VerbForm", "Fin")))
}

/// Hedges that a word is, or that its mood makes it.
fn hedges_on<'l>(lexicon: &'l Lexicon, words: &Words<'_>, at: usize, past: bool) -> Vec<(Span, &'l Hedge)> {
    let word = &words.all[at];
    let weakening = |hedge: &&Hedge| matches!(hedge.kind, HedgeKind::Word | HedgeKind::Modal);
    let found = lexicon.hedges_at(&words.all, at).into_iter().map(|(_, hedge)| hedge).filter(weakening);
    let mut out: Vec<(Span, &Hedge)> = found
        .filter(|hedge| modal_fits(lexicon, words, at, hedge))
        .map(|hedge| (word.span(), hedge))
        .collect();
    let moods = lexicon.moods().filter(|hedge| mood_fits(lexicon, words, at, hedge, past));
    out.extend(moods.map(|hedge| (word.span(), hedge)));
    out
}

/// Modal verbs of duty hedge in the conditional only ("doit partir" is a duty); what cannot be is no doubt.
fn modal_fits(lexicon: &Lexicon, words: &Words<'_>, at: usize, hedge: &Hedge) -> bool {
    let word = &words.all[at];
    let negated = |head: usize| {
        let mut near = words.children_by(head, &[Relation::Advmod]);
        near.any(|near| lexicon.is_small("negation", &words.all[near]))
    };
    if lexicon.is_small("ability", word) && word.head.is_some_and(negated) {
        return false;
    }
    hedge.kind != HedgeKind::Modal || word.token.feats.has("Mood", "Cnd") || !lexicon.is_small("duty", word)
}

/// A mood such as `Mood=Cnd` on a verb that is no wish, has no condition and is no future seen from the past.
fn mood_fits(lexicon: &Lexicon, words: &Words<'_>, at: usize, hedge: &Hedge, past: bool) -> bool {
    let word = &words.all[at];
    let Some((name, value)) = hedge.expression.split_once('=') else { return false };
    let wishes = lexicon.is_small("wish", word) || lexicon.is_small("duty", word);
    let subtype = word.token.deprel.subtype.as_deref();
    let compound = word.relation() == Relation::Aux && subtype != Some("pass");
    let condition = words.children_by(at, &[Relation::Advcl]).any(|clause| {
        words.children_by(clause, &[Relation::Mark]).any(|mark| lexicon.is_small("if", &words.all[mark]))
    });
    word.token.feats.has(name, value) && !wishes && !condition && (compound || !past)
}
