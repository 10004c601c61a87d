//! A linear model that chooses, among the nouns of a sentence, who does an event and who has it done to them.
//!
//! The frames of `lexicons/frames.tsv` propose; the model weighs every noun by where it stands from the event's
//! word, what kind of thing it names and what the frames said, against nobody at all. Weights are a table a
//! language (`lexicons/<language>/who.tsv`: feature, weight as actor, weight as recipient), learned by
//! `training/claims/train.py`.

use super::agent;
use super::barred;
use super::event::Draft;
use super::roles::{Roles, expand};
use super::standing::Reason;
use super::tree::Tree;
use language::{NameKind, Relation, Upos};
use record::plover::EventType;
use std::collections::BTreeMap;
use std::sync::LazyLock;

type Weights = BTreeMap<&'static str, [f32; 2]>;

static ENGLISH: LazyLock<Weights> = LazyLock::new(|| read(include_str!("../../../../lexicons/en/who.tsv")));
static FRENCH: LazyLock<Weights> = LazyLock::new(|| read(include_str!("../../../../lexicons/fr/who.tsv")));

/// How far up the tree a path is followed before it counts as far.
const REACH: usize = 4;

fn read(text: &'static str) -> Weights {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        Some((cells.next()?, [cells.next()?.parse().ok()?, cells.next()?.parse().ok()?]))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
}

/// A noun that may fill a role, with what the model looks at.
#[derive(Debug)]
pub(crate) struct Candidate {
    /// The head of its phrase.
    pub(crate) at: usize,
    /// Its features.
    pub(crate) features: Vec<String>,
}

/// Fill the roles of the kept drafts anew: the pair of nouns, or nobody, that weighs most. The others stay as the frames had them.
/// For each draft: by how much its actor, or nobody, outweighs the next; infinity where words state who it is.
pub(crate) fn fill(tree: &Tree<'_>, drafts: &mut [Draft], kept: &[bool]) -> Vec<f32> {
    let weights = if tree.lexicon.code == "fr" { &*FRENCH } else { &*ENGLISH };
    let choice = |(draft, kept): (&Draft, &bool)| {
        if *kept { choose(tree, weights, draft, drafts) } else { (draft.roles.clone(), 0.0) }
    };
    let (chosen, mut leads): (Vec<Roles>, Vec<f32>) = drafts.iter().zip(kept).map(choice).unzip();
    let led: Vec<Roles> = chosen.iter().map(|roles| behind(tree, drafts, &chosen, roles)).collect();
    for ((lead, before), after) in leads.iter_mut().zip(&chosen).zip(&led) {
        if before.actor != after.actor {
            *lead = f32::INFINITY;
        }
    }
    let chosen = led;
    for (((draft, roles), lead), _) in
        drafts.iter_mut().zip(chosen).zip(&mut leads).zip(kept).filter(|(_, kept)| **kept)
    {
        let others = [
            ("actor", &draft.roles.actor, &roles.actor),
            ("recipient", &draft.roles.recipient, &roles.recipient),
        ];
        let changed = others.iter().filter(|(_, proposed, chosen)| proposed != chosen);
        let reasons: Vec<Reason> = changed
            .map(|(role, _, chosen)| Reason {
                at: chosen.first().copied().unwrap_or(draft.at),
                rule: format!("{}/who.tsv", tree.lexicon.code),
                effect: format!(
                    "{role}: {}",
                    if chosen.is_empty() { "nobody" } else { "this, against the frame" }
                ),
            })
            .collect();
        draft.why.extend(reasons);
        draft.roles = roles;
        if let Some((roles, reason)) = agent::stated(tree, draft) {
            draft.why.push(reason);
            draft.roles = roles;
            *lead = f32::INFINITY;
        }
    }
    leads
}

fn choose(tree: &Tree<'_>, weights: &Weights, draft: &Draft, all: &[Draft]) -> (Roles, f32) {
    let weigh = |features: &[String]| {
        let mut sum = [0.0f32; 2];
        for pair in features.iter().filter_map(|feature| weights.get(feature.as_str())) {
            sum[0] += pair[0];
            sum[1] += pair[1];
        }
        sum
    };
    let mut options: Vec<(Option<usize>, [f32; 2])> = vec![(None, weigh(&nobody(tree, draft)))];
    // as the table has them, before rules bar or favour a noun: what a lead is told from
    let mut plain: Vec<(Option<usize>, f32)> = vec![(None, options[0].1[0])];
    let asks = asker(tree, draft, all);
    for one in candidates(tree, draft, all) {
        let mut sums = weigh(&one.features);
        plain.push((Some(one.at), sums[0]));
        sums = barred::ruled(tree, draft, one.at, asks, sums);
        options.push((Some(one.at), sums));
    }
    let mut best: Option<(f32, Option<usize>, Option<usize>)> = None;
    for (actor, as_actor) in &options {
        for (recipient, as_recipient) in &options {
            let sum = as_actor[0] + as_recipient[1];
            // "United" of "United States" is nobody beside it
            let part = recipient.is_some_and(|at| {
                matches!(tree.relation(at), Relation::Compound | Relation::Flat) && tree.head(at) == *actor
            });
            let distinct = actor.is_none() || actor != recipient && !part;
            if distinct && best.is_none_or(|(most, ..)| sum > most) {
                best = Some((sum, *actor, *recipient));
            }
        }
    }
    let (_, actor, recipient) = best.unwrap_or_default();
    let lead = lead_of(&plain, actor);
    let actor = expand(tree, actor.into_iter().collect());
    let mut recipient = expand(tree, recipient.into_iter().collect());
    recipient.retain(|at| !actor.contains(at));
    (Roles { actor, recipient }, lead)
}

/// By how much one noun, or nobody, outweighs the next; negative where another weighs more.
fn lead_of(plain: &[(Option<usize>, f32)], chosen: Option<usize>) -> f32 {
    let own = plain.iter().find(|(at, _)| *at == chosen).map_or(0.0, |(_, sum)| *sum);
    let others = plain.iter().filter(|(at, _)| *at != chosen).map(|(_, sum)| *sum);
    others.reduce(f32::max).map_or(f32::INFINITY, |next| own - next)
}

/// "a series of attacks by X killed ...": whoever is behind the attacks, where the report says that the attacks did it.
fn behind(tree: &Tree<'_>, drafts: &[Draft], chosen: &[Roles], roles: &Roles) -> Roles {
    let deed = |at: usize| {
        let below = tree.by(at, Relation::Nmod).filter(|_| tree.word(at).upos == Upos::Noun);
        std::iter::once(at).chain(below).find_map(|at| drafts.iter().position(|d| d.at == at && !d.derived))
    };
    let actor = match roles.actor[..] {
        [only] => deed(only).map(|n| {
            agent::stated(tree, &drafts[n])
                .map_or_else(|| chosen[n].actor.clone(), |(stated, _)| stated.actor)
        }),
        _ => None,
    };
    match actor {
        Some(actor) if !actor.is_empty() => {
            let recipient = roles.recipient.iter().copied().filter(|at| !actor.contains(at)).collect();
            Roles { actor, recipient }
        }
        _ => roles.clone(),
    }
}

/// The demand or accusation whose complement a draft is: whoever makes it is not who does what is demanded.
fn asker<'d>(tree: &Tree<'_>, draft: &Draft, all: &'d [Draft]) -> Option<&'d Draft> {
    let governor = draft.governor_type.filter(|t| matches!(t, EventType::Request | EventType::Accuse))?;
    let above: Vec<usize> = std::iter::successors(tree.head(draft.at), |&h| tree.head(h)).take(4).collect();
    all.iter().find(|other| other.event == governor && !other.derived && above.contains(&other.at))
}

/// The nouns that may fill a role of a draft.
pub(crate) fn candidates(tree: &Tree<'_>, draft: &Draft, all: &[Draft]) -> Vec<Candidate> {
    let heads: Vec<usize> = (0..tree.len()).filter(|&at| may_stand(tree, draft, at)).collect();
    let view = View { tree, draft, all, heads: &heads };
    heads.iter().map(|&at| Candidate { at, features: view.features(at) }).collect()
}

/// What speaks for nobody in a role.
pub(crate) fn nobody(tree: &Tree<'_>, draft: &Draft) -> Vec<String> {
    let event = draft.event.word();
    let pos = tree.word(draft.at).upos;
    let told = |heads: &[usize]| heads.first().map_or("none", |&head| kind(tree, head));
    vec![
        "nobody".to_owned(),
        format!("nobody {event}"),
        format!("nobody {pos:?}"),
        format!("nobody derived={}", draft.derived),
        format!("nobody modality={}", draft.modality),
        format!("nobody actor={}", told(&draft.roles.actor)),
        format!("nobody recipient={}", told(&draft.roles.recipient)),
        format!("nobody frame={}", draft.frame),
        format!("nobody relation={}", tree.relation(draft.at)),
    ]
}

/// Whether a word heads a phrase that can name somebody or something.
fn may_stand(tree: &Tree<'_>, draft: &Draft, at: usize) -> bool {
    if at == draft.at || at == draft.base || tree.is_time(at) {
        return false;
    }
    let word = tree.word(at);
    let relation = tree.relation(at);
    if matches!(relation, Relation::Flat | Relation::Fixed | Relation::Goeswith | Relation::Appos) {
        return false;
    }
    let follows = relation == Relation::Conj
        && tree.head(at).is_some_and(|head| head != draft.at && head != draft.base && !tree.is_verb(head));
    if follows {
        return false;
    }
    let named = tree.name(at).is_some() || word.form.chars().next().is_some_and(char::is_uppercase);
    match word.upos {
        Upos::Noun | Upos::Propn | Upos::X => relation != Relation::Compound || named || tree.is_party(at),
        Upos::Pron => {
            !tree.is(at, "relative") && relation != Relation::Expl && !word.feats.has("Reflex", "Yes")
        }
        Upos::Det => word.feats.has("Poss", "Yes"),
        Upos::Num => !matches!(relation, Relation::Nummod | Relation::Compound),
        Upos::Adj => named || relation != Relation::Amod && tree.is(at, "agent"),
        _ => false,
    }
}

/// What kind of thing a word names.
pub(crate) fn kind(tree: &Tree<'_>, at: usize) -> &'static str {
    let word = tree.word(at);
    if matches!(word.upos, Upos::Pron | Upos::Det) {
        return if word.feats.has("Poss", "Yes") { "possessive" } else { "pronoun" };
    }
    if tree.is_group(at) {
        return "group";
    }
    if let Some(name) = tree.name(at) {
        return match name {
            NameKind::Per => "person",
            NameKind::Org => "body",
            NameKind::Loc => "place name",
            NameKind::Misc => "other name",
        };
    }
    const CLASSES: [&str; 10] = [
        "armed",
        "agent",
        "group_word",
        "captive",
        "place_noun",
        "site",
        "consult",
        "abstract",
        "weapon",
        "goods",
    ];
    if let Some(class) = CLASSES.into_iter().find(|class| tree.is(at, class)) {
        return class;
    }
    if !tree.lexicon.events(&tree.lemmas[at]).is_empty() {
        return "act";
    }
    if word.upos == Upos::Propn { "proper noun" } else { "thing" }
}

/// One draft and the nouns around it.
struct View<'v, 't> {
    tree: &'v Tree<'t>,
    draft: &'v Draft,
    all: &'v [Draft],
    heads: &'v [usize],
}

impl View<'_, '_> {
    fn features(&self, at: usize) -> Vec<String> {
        let (tree, draft) = (self.tree, self.draft);
        let event = draft.event.word();
        let kind = kind(tree, at);
        let path = path(tree, draft.at, at);
        let case = tree.case(at).map_or("-", |case| tree.lemmas[case].as_str());
        let frame = draft.frame;
        let mut out = vec![
            format!("path={path}"),
            format!("path={path} {event}"),
            format!("path={path} frame={frame}"),
            format!("path={path} {case}"),
            format!("path={path} {kind}"),
            format!("kind={kind}"),
            format!("kind={kind} {event}"),
            format!("case={case} {event}"),
            format!("case={case} {kind}"),
            format!("word={} {path}", tree.lemmas[draft.at]),
        ];
        if draft.base != draft.at {
            let base = self::path(tree, draft.base, at);
            out.push(format!("base={base}"));
            out.push(format!("base={base} {event}"));
            out.push(format!("base={base} {case}"));
        }
        self.proposed(at, kind, &mut out);
        self.logic(at, &mut out);
        self.order(at, &mut out);
        out
    }

    /// What the frames said of it, for this event and for the others of the sentence.
    fn proposed(&self, at: usize, kind: &str, out: &mut Vec<String>) {
        let draft = self.draft;
        let said = |roles: &Roles| {
            if roles.actor.contains(&at) {
                "actor"
            } else if roles.recipient.contains(&at) {
                "recipient"
            } else {
                "-"
            }
        };
        let own = said(&draft.roles);
        let event = draft.event.word();
        out.push(format!("frames={own}"));
        out.push(format!("frames={own} {event}"));
        out.push(format!("frames={own} {kind}"));
        out.push(format!("frames={own} frame={}", draft.frame));
        out.push(format!("frames={own} derived={}", draft.derived));
        for other in self.all.iter().filter(|other| other.at != draft.at) {
            let role = said(&other.roles);
            let above = self.tree.head(other.at) == Some(draft.at);
            let below = self.tree.head(draft.at) == Some(other.at);
            let place = if above {
                "under"
            } else if below {
                "over"
            } else {
                "beside"
            };
            if role != "-" {
                out.push(format!("other={role} {place} {event}"));
                out.push(format!("other={role} {place} own={own}"));
            }
        }
    }

    /// Its logical part: subject, object, possessor, speaker.
    fn logic(&self, at: usize, out: &mut Vec<String>) {
        let (tree, draft) = (self.tree, self.draft);
        let is = |found: Option<usize>| found == Some(at);
        let part = if is(tree.subject(draft.at)) {
            "subject"
        } else if is(tree.object(draft.at)) {
            "object"
        } else if is(tree.possessor(draft.at)) {
            "possessor"
        } else if is(super::event::speaker(tree, draft.at)) {
            "speaker"
        } else {
            "-"
        };
        let event = draft.event.word();
        out.push(format!("part={part}"));
        out.push(format!("part={part} {event}"));
        out.push(format!("part={part} frame={}", draft.frame));
        if is(draft.thing) {
            out.push("condition".to_owned());
            out.push(format!("condition {event}"));
        }
        let below = draft.thing.is_some_and(|thing| tree.head(at) == Some(thing));
        if below {
            out.push(format!("below condition {event}"));
        }
    }

    /// Where it stands in the line of words and of nouns.
    fn order(&self, at: usize, out: &mut Vec<String>) {
        let (tree, draft) = (self.tree, self.draft);
        let (low, high) = (at.min(draft.at), at.max(draft.at));
        let side = if at < draft.at { "before" } else { "after" };
        let between = self.heads.iter().filter(|&&head| head > low && head < high).count().min(4);
        let verbs = (low + 1..high).filter(|&i| tree.is_verb(i)).count().min(3);
        out.push(format!("near={side} {between}"));
        out.push(format!("verbs={side} {verbs}"));
        out.push(format!("near={side} {between} {}", draft.event.word()));
        if self.heads.first() == Some(&at) {
            out.push("first".to_owned());
        }
    }
}

/// The way from one word to another: relations up (`^`) to where the two meet, then down.
fn path(tree: &Tree<'_>, from: usize, to: usize) -> String {
    let up =
        |at: usize| std::iter::successors(Some(at), |&i| tree.head(i)).take(REACH + 1).collect::<Vec<_>>();
    let (ups, downs) = (up(from), up(to));
    for (n, at) in ups.iter().enumerate() {
        let Some(m) = downs.iter().position(|other| other == at) else { continue };
        if n + m > REACH {
            break;
        }
        let rise = ups[..n].iter().map(|&i| format!("^{}", tree.relation(i)));
        let fall = downs[..m].iter().rev().map(|&i| tree.word(i).deprel.to_string());
        return rise.chain(fall).collect::<Vec<_>>().join(" ");
    }
    "far".to_owned()
}
