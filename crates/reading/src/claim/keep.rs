//! A linear model that tells an event worth a claim from a word that only looks like one.
//!
//! The rules find every word that can carry an event; the model weighs where it stands (its relation, what governs
//! it, who is there, what makes it particular, what the sentence is about) and drops the unlikely. Weights are a
//! table a language (`lexicons/<language>/keep.tsv`), learned by `training/claims/train.py` from the sentences that
//! docs/claims.md names.

use super::event::Draft;
use super::tree::Tree;
use super::who;
use language::{Relation, Upos};
use record::claim::Modality;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A weight by feature.
pub(crate) type Weights = BTreeMap<&'static str, f32>;

static ENGLISH: LazyLock<Weights> = LazyLock::new(|| read(include_str!("../../../../lexicons/en/keep.tsv")));
static FRENCH: LazyLock<Weights> = LazyLock::new(|| read(include_str!("../../../../lexicons/fr/keep.tsv")));

/// A table of a feature and its weight on each line.
pub(crate) fn read(text: &'static str) -> Weights {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(feature, weight)| Some((feature, weight.parse().ok()?)))
        .collect()
}

/// Which drafts of a sentence are worth a claim. What is demanded, promised, threatened or refused stands beside the act
/// that demands, promises, threatens or refuses it.
///
/// Each bears the log odds that it is; none where it is not. What stands beside another is as sure as that and bears infinity,
/// whatever its own odds.
pub(crate) fn kept(tree: &Tree<'_>, all: &[Draft]) -> Vec<Option<f32>> {
    let own: Vec<Option<f32>> =
        all.iter().map(|draft| Some(odds(tree, draft, all)).filter(|odds| *odds > 0.0)).collect();
    let beside = |draft: &Draft| {
        let Some(governor) = draft.governor_type.filter(|_| !done(draft)) else { return false };
        all.iter().zip(&own).any(|(other, kept)| {
            let above = || {
                std::iter::successors(tree.head(draft.at), |&h| tree.head(h)).take(4).any(|h| h == other.at)
            };
            kept.is_some() && !other.derived && other.event == governor && above()
        })
    };
    let or_beside =
        |(draft, kept): (&Draft, &Option<f32>)| if beside(draft) { Some(f32::INFINITY) } else { *kept };
    all.iter().zip(&own).map(or_beside).collect()
}

/// The log odds that a draft is worth a claim by itself, counted from the bar on.
fn odds(tree: &Tree<'_>, draft: &Draft, all: &[Draft]) -> f32 {
    let weights = if tree.lexicon.code == "fr" { &FRENCH } else { &ENGLISH };
    let bias = weights.get("bias").copied().unwrap_or(0.0);
    let features = features(tree, draft, all);
    bias + features.iter().filter_map(|feature| weights.get(feature.as_str())).sum::<f32>()
}

/// Whether a draft is told as something that took place.
fn done(draft: &Draft) -> bool {
    matches!(draft.modality, Modality::Happened | Modality::Ongoing | Modality::Attempted)
}

/// What the model looks at.
pub(crate) fn features(tree: &Tree<'_>, draft: &Draft, all: &[Draft]) -> Vec<String> {
    let event = draft.event.word();
    let at = draft.at;
    let upos = tree.word(at).upos;
    let relation = tree.word(at).deprel.to_string();
    let told = |heads: &[usize]| heads.first().map_or("none", |&head| who::kind(tree, head));
    let (actor, recipient) = (told(&draft.roles.actor), told(&draft.roles.recipient));
    let party =
        |heads: &[usize]| heads.first().map_or("none", |&h| if tree.is_party(h) { "party" } else { "thing" });
    let (does, takes) = (party(&draft.roles.actor), party(&draft.roles.recipient));
    let mut out = vec![
        format!("type={event}"),
        format!("rel={relation}"),
        format!("type-rel={event} {}", tree.relation(at)),
        format!("pos={upos:?}"),
        format!("modality={}", draft.modality),
        format!("type-modality={event} {}", draft.modality),
        format!("derived={}", draft.derived),
        format!("roles={does} {takes}"),
        format!("pos-roles={upos:?} {does} {takes}"),
        format!("type-roles={event} {does} {takes}"),
        format!("modality-roles={} {does} {takes}", draft.modality),
        format!("actor={actor}"),
        format!("recipient={recipient}"),
        format!("actor={actor} {event}"),
        format!("recipient={recipient} {event}"),
        format!("frame={}", draft.frame),
        format!("governor={}", draft.governor_type.map_or("none", |t| t.word())),
    ];
    if super::agent::stated(tree, draft).is_some() {
        out.push("stated agent".to_owned());
        out.push(format!("stated agent {event}"));
    }
    standing(tree, at, &mut out);
    particular(tree, draft, &mut out);
    sentence(tree, event, &mut out);
    competition(tree, draft, all, &mut out);
    own_words(tree, draft, &mut out);
    out
}

/// What makes one happening of it, and not a kind of happening: article, number, place, time, tense, person.
fn particular(tree: &Tree<'_>, draft: &Draft, out: &mut Vec<String>) {
    let (event, at) = (draft.event.word(), draft.at);
    let feats = &tree.word(at).feats;
    if matches!(tree.word(at).upos, Upos::Noun | Upos::Propn) {
        let article = tree.by(at, Relation::Det).next();
        let article = article.map_or("none", |det| {
            let feats = &tree.word(det).feats;
            if feats.has("Poss", "Yes") {
                "possessive"
            } else if tree.is(det, "definite") || feats.has("Definite", "Def") {
                "definite"
            } else {
                "other"
            }
        });
        let number = feats.get("Number").unwrap_or("-");
        out.push(format!("article={article} {number}"));
        out.push(format!("article={article} {}", tree.relation(at)));
        out.push(format!("article={article} {event}"));
    } else {
        let form = feats.get("VerbForm").unwrap_or("-");
        let tense = feats.get("Tense").unwrap_or("-");
        let mood = feats.get("Mood").unwrap_or("-");
        let person = tree.subject(at).and_then(|s| tree.word(s).feats.get("Person")).unwrap_or("-");
        out.push(format!("form={form} {tense} {mood}"));
        out.push(format!("person={person}"));
        out.push(format!("passive={} {event}", tree.passive(at)));
    }
    let placed =
        tree.children(at).iter().any(|&c| tree.by(c, Relation::Case).any(|k| tree.is(k, "prep.place")));
    let timed = tree.children(at).iter().any(|&c| tree.is_time(c));
    let named = tree.children(at).iter().any(|&c| tree.name(c).is_some());
    out.push(format!("placed={placed} timed={timed} named={named}"));
}

/// What sentence it stands in.
fn sentence(tree: &Tree<'_>, event: &str, out: &mut Vec<String>) {
    let finite = (0..tree.len()).any(|i| tree.word(i).feats.has("VerbForm", "Fin"));
    let asks = (0..tree.len()).any(|i| tree.word(i).form == "?");
    let names = (0..tree.len()).filter(|&i| tree.name(i).is_some()).count().min(3);
    out.push(format!("finite={finite}"));
    out.push(format!("asks={asks}"));
    out.push(format!("names={names}"));
    let about = tree.about.unwrap_or("none");
    out.push(format!("report={about}"));
    out.push(format!("report={about} {event}"));
    for theme in &tree.themes {
        out.push(format!("theme={theme}"));
        out.push(format!("theme={theme} {event}"));
    }
}

/// Where in the sentence's tree the draft stands.
fn standing(tree: &Tree<'_>, at: usize, out: &mut Vec<String>) {
    let chain: Vec<String> = std::iter::successors(Some(at), |&i| tree.head(i))
        .take(3)
        .map(|i| tree.relation(i).to_string())
        .collect();
    out.push(format!("chain={}", chain.join(" ")));
    let depth = std::iter::successors(tree.head(at), |&h| tree.head(h)).take(9).count();
    out.push(format!("depth={depth}"));
    let clause =
        std::iter::successors(Some(at), |&i| tree.head(i)).take(12).find_map(|i| match tree.relation(i) {
            Relation::Acl => Some("acl"),
            Relation::Advcl => Some("advcl"),
            Relation::Ccomp => Some("ccomp"),
            Relation::Parataxis => Some("parataxis"),
            _ => None,
        });
    out.push(format!("clause={}", clause.unwrap_or("main")));
    if let Some(case) = tree.case(at) {
        out.push(format!("case={}", tree.lemmas[case]));
    }
    if let Some(mark) = tree.by(at, Relation::Mark).next() {
        out.push(format!("mark={}", tree.lemmas[mark]));
    }
}

/// Which other drafts of the sentence it stands beside, after and under.
fn competition(tree: &Tree<'_>, draft: &Draft, all: &[Draft], out: &mut Vec<String>) {
    let (event, at) = (draft.event.word(), draft.at);
    let rivals: Vec<&Draft> = all.iter().filter(|other| other.at != at && done(other)).collect();
    out.push(format!("rivals={}", rivals.len().min(4)));
    out.push(format!("before={}", rivals.iter().filter(|other| other.at < at).count().min(3)));
    let above = rivals.iter().find(|other| {
        std::iter::successors(tree.head(at), |&h| tree.head(h)).take(12).any(|h| h == other.at)
    });
    out.push(format!("under={}", above.map_or("none", |other| other.event.word())));
    out.push(format!("type-under={event} {}", above.map_or("none", |other| other.event.word())));
    let twins = all.iter().filter(|other| other.at == at && other.event != draft.event);
    out.extend(twins.map(|twin| format!("twin={} {event}", twin.event.word())));
}

/// The words themselves.
fn own_words(tree: &Tree<'_>, draft: &Draft, out: &mut Vec<String>) {
    let (event, at) = (draft.event.word(), draft.at);
    out.push(format!("lemma={} {event}", tree.lemmas[at]));
    out.push(format!("row={} {event}", draft.row));
    if draft.base != at {
        out.push(format!("base={} {event}", tree.lemmas[draft.base]));
    }
    if let Some(thing) = draft.thing.or_else(|| tree.object(at)) {
        out.push(format!("thing={} {event}", tree.lemmas[thing]));
    }
    if let Some(head) = tree.head(at) {
        out.push(format!("head={} {}", tree.lemmas[head], tree.relation(at)));
    }
    if let Some(subject) = tree.subject(at) {
        out.push(format!("subject={}", tree.lemmas[subject]));
    }
}
