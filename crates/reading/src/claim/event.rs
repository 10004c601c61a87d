//! Events of one sentence: triggers, how they stand, who is who, and what of it is worth a claim.

use super::roles::{Around, Roles, expand, roles};
use super::standing::{Deed, Reason, Standing, governs, mode_of, mood, standing};
use super::tree::Tree;
use super::trigger::{Trigger, triggers};
use language::{Relation, Upos};
use record::claim::Modality;
use record::plover::EventType;

/// An event found in a sentence, in word indices.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// The word that carries it.
    pub(crate) at: usize,
    /// The word of the event it was made out of; its own word where it was not.
    pub(crate) base: usize,
    /// First and last word of the trigger.
    pub(crate) words: (usize, usize),
    /// PLOVER type.
    pub(crate) event: EventType,
    /// PLOVER mode.
    pub(crate) mode: Option<&'static str>,
    /// Who is who.
    pub(crate) roles: Roles,
    /// How it stands.
    pub(crate) modality: Modality,
    /// Type of the trigger whose complement it is.
    pub(crate) governor_type: Option<EventType>,
    /// The row and rules behind it.
    pub(crate) why: Vec<Reason>,
    /// It is an act made out of another event ("will withdraw").
    pub(crate) derived: bool,
    /// The noun that met the row's condition.
    pub(crate) thing: Option<usize>,
    /// Table line of the row.
    pub(crate) line: usize,
    /// Frame of the row.
    pub(crate) frame: &'static str,
    /// Words of the row.
    pub(crate) row: String,
}

/// One trigger with what was worked out about it.
struct Worked {
    trigger: Trigger,
    standing: Standing,
    roles: Option<Roles>,
}

/// The events of a sentence in the order of their words, their roles as the frames propose them.
pub(crate) fn events(tree: &Tree<'_>) -> Vec<Draft> {
    let found = triggers(tree);
    let mut worked: Vec<Worked> = found
        .iter()
        .map(|t| Worked { trigger: *t, standing: standing(tree, &found, t), roles: None })
        .collect();
    for n in innermost_first(tree, &worked) {
        let complement = complement_of(&worked, worked[n].trigger.at);
        let clause = clause_of(tree, worked[n].trigger.at);
        let inner = complement.and_then(|c| worked[c].roles.clone());
        let around = Around { carrier: worked[n].standing.carrier, complement: inner.as_ref(), clause };
        worked[n].roles = Some(roles(tree, &worked[n].trigger, around));
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for n in 0..worked.len() {
        drafts.extend(claims_of(tree, &worked, n));
    }
    drafts.extend(demands(tree, &found));
    merge(tree, &mut drafts);
    drafts.retain(|draft| !over(tree, draft) && !refused_again(draft));
    drafts.sort_by_key(|draft| draft.at);
    drafts
}

/// Triggers by depth, deepest first, so that a governing act can take its complement's roles.
fn innermost_first(tree: &Tree<'_>, worked: &[Worked]) -> Vec<usize> {
    let depth = |at: usize| std::iter::successors(tree.head(at), |&h| tree.head(h)).take(tree.len()).count();
    let mut order: Vec<usize> = (0..worked.len()).collect();
    order.sort_by_key(|&n| std::cmp::Reverse(depth(worked[n].trigger.at)));
    order
}

/// The worked trigger that is the complement of the one at `at`.
fn complement_of(worked: &[Worked], at: usize) -> Option<usize> {
    worked.iter().position(|w| w.standing.governor == Some(at))
}

/// The clause that complements a word.
fn clause_of(tree: &Tree<'_>, at: usize) -> Option<usize> {
    tree.children(at).iter().copied().find(|&c| {
        matches!(tree.relation(c), Relation::Xcomp | Relation::Ccomp) && !tree.is_time(c)
            || (matches!(tree.relation(c), Relation::Advcl | Relation::Acl)
                && tree.by(c, Relation::Mark).any(|m| tree.is(m, "purpose_mark") || tree.is(m, "prep.of")))
    })
}

fn claims_of(tree: &Tree<'_>, worked: &[Worked], n: usize) -> Vec<Draft> {
    let Worked { trigger, standing, roles } = &worked[n];
    let roles = roles.clone().unwrap_or_default();
    let mode = trigger.entry.mode.or_else(|| {
        let inner = complement_of(worked, trigger.at).map(|c| worked[c].trigger.event)?;
        governs(trigger).then(|| mode_of(trigger.event, inner)).flatten()
    });
    let governor_type =
        standing.governor.and_then(|g| worked.iter().find(|w| w.trigger.at == g)).map(|w| w.trigger.event);
    // who agrees to mediation or refuses it is a side and does not mediate
    let side = matches!(governor_type, Some(EventType::Agree | EventType::Reject | EventType::Concede));
    let mode = mode.filter(|&mode| !(side && mode == "third-party"));
    let mut why = vec![Reason {
        at: trigger.at,
        rule: format!("{}/events.tsv:{}", tree.lexicon.code, trigger.entry.line),
        effect: format!("{}, frame {}", trigger.event, trigger.entry.frame.name),
    }];
    why.extend(standing.reasons.iter().cloned());
    let own = Draft {
        at: trigger.at,
        base: trigger.at,
        words: extent(tree, trigger),
        event: trigger.event,
        mode,
        roles: roles.clone(),
        modality: standing.modality,
        governor_type,
        why: why.clone(),
        derived: false,
        thing: trigger.thing,
        line: trigger.entry.line,
        frame: trigger.entry.frame.name,
        row: std::iter::once(tree.lemmas[trigger.at].as_str())
            .chain(trigger.entry.rest.iter().copied())
            .collect::<Vec<_>>()
            .join(" "),
    };
    let mut out = vec![own];
    for deed in &standing.deeds {
        if let Some(act) = act(tree, deed, &roles, &out[0], &why) {
            out.push(act);
        }
    }
    out
}

/// First and last word of the words that a trigger's row names.
fn extent(tree: &Tree<'_>, trigger: &Trigger) -> (usize, usize) {
    let mut words = vec![trigger.at];
    words.extend(trigger.anchor);
    words.extend(trigger.told);
    words.extend(tree.children(trigger.at).iter().copied().filter(|&c| {
        tree.word(c).deprel.is_sub(Relation::Compound, "prt") && !trigger.entry.rest.is_empty()
    }));
    let low = words.iter().copied().min().unwrap_or(trigger.at);
    let high = words.iter().copied().max().unwrap_or(trigger.at);
    let told = trigger.told.or(trigger.anchor).unwrap_or(trigger.at);
    if high - low > 4 { (told, told) } else { (low, high) }
}

/// An act made out of an event: who makes it is the subject of the word that makes it.
fn act(tree: &Tree<'_>, deed: &Deed, roles: &Roles, own: &Draft, why: &[Reason]) -> Option<Draft> {
    let subject = tree.subject(deed.at).or_else(|| tree.by(deed.at, Relation::Nsubj).next());
    let (actor, recipient) = if deed.by_speaker {
        let speaker = speaker(tree, deed.at)?;
        let told = subject.or_else(|| tree.object(deed.at));
        (vec![speaker], told.into_iter().collect())
    } else {
        let actor = if deed.at == own.at { roles.actor.clone() } else { subject.into_iter().collect() };
        (actor, roles.recipient.clone())
    };
    let actor = expand(tree, actor);
    let recipient: Vec<usize> = expand(tree, recipient).into_iter().filter(|r| !actor.contains(r)).collect();
    Some(Draft {
        at: deed.at,
        base: own.at,
        words: (deed.at, deed.at),
        event: deed.event,
        mode: deed.mode,
        roles: Roles { actor, recipient },
        modality: deed.modality,
        governor_type: None,
        why: why.to_vec(),
        derived: true,
        thing: own.thing,
        line: own.line,
        frame: own.frame,
        row: own.row.clone(),
    })
}

/// Whoever says the clause a word stands in ("Russia says Israel must ...": Russia).
pub(crate) fn speaker(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let mut at = at;
    for _ in 0..6 {
        let head = tree.head(at)?;
        match tree.relation(at) {
            Relation::Ccomp | Relation::Parataxis => {
                let verb = tree.by(head, Relation::Nsubj).next().filter(|_| tree.is_verb(head))?;
                return Some(verb);
            }
            Relation::Conj | Relation::Xcomp | Relation::Advcl => at = head,
            _ => break,
        }
    }
    let aside = tree.by(at, Relation::Parataxis).chain(tree.by(at, Relation::Ccomp));
    aside.filter(|&p| tree.is_verb(p)).find_map(|p| tree.by(p, Relation::Nsubj).next())
}

/// "X says Y must ...": a demand by X on Y, whatever is demanded.
fn demands(tree: &Tree<'_>, found: &[Trigger]) -> Vec<Draft> {
    let mut out = Vec::new();
    for at in (0..tree.len()).filter(|&at| tree.is_verb(at) || tree.word(at).upos == Upos::Adj) {
        let Some(("must", word)) = mood(tree, at) else { continue };
        if found.iter().any(|t| t.at == at) {
            continue;
        }
        let Some(speaker) = speaker(tree, at) else { continue };
        let told = if tree.passive(at) { tree.object(at) } else { tree.subject(at) };
        let told = told
            .or_else(|| tree.by(at, Relation::Nsubj).next())
            .filter(|t| tree.is_party(*t) && *t != speaker);
        let Some(told) = told else { continue };
        out.push(Draft {
            at,
            base: at,
            words: (at, at),
            event: EventType::Request,
            mode: Some("change"),
            roles: Roles { actor: expand(tree, vec![speaker]), recipient: expand(tree, vec![told]) },
            modality: Modality::Happened,
            governor_type: None,
            why: vec![Reason {
                at: word,
                rule: "demand: somebody says that somebody else must".to_owned(),
                effect: "REQUEST".to_owned(),
            }],
            derived: true,
            thing: None,
            line: 0,
            frame: "-",
            row: String::new(),
        });
    }
    out
}

/// "the ceasefire has collapsed": what is said to be over is not said to happen.
fn over(tree: &Tree<'_>, draft: &Draft) -> bool {
    let stands = matches!(draft.event, EventType::Retreat | EventType::Agree | EventType::Cooperate);
    let subject = matches!(tree.relation(draft.at), Relation::Nsubj) && !draft.derived;
    stands && subject && tree.head(draft.at).is_some_and(|head| super::undertaking::ends(tree, head))
}

/// "refused to accept": the refusal says it all.
fn refused_again(draft: &Draft) -> bool {
    draft.event == EventType::Agree
        && draft.governor_type == Some(EventType::Reject)
        && draft.modality == Modality::NotHappened
}

/// Two words for one happening become one: "an attack killed", "stormed the post, killing".
fn merge(tree: &Tree<'_>, drafts: &mut Vec<Draft>) {
    let mut gone = vec![false; drafts.len()];
    for b in 0..drafts.len() {
        let Some(a) =
            (0..drafts.len()).find(|&a| a != b && !gone[a] && says_again(tree, &drafts[a], &drafts[b]))
        else {
            continue;
        };
        gone[b] = true;
        if tree.relation(drafts[b].at) == Relation::Nsubj {
            // "a Taliban attack on a base killed": the noun knows who, the verb whom
            let (actor, why) = (drafts[b].roles.actor.clone(), drafts[b].why.clone());
            if !actor.is_empty() {
                drafts[a].roles.actor = actor;
            }
            drafts[a].why.extend(why);
        }
    }
    let mut keep = gone.iter().map(|gone| !gone);
    drafts.retain(|_| keep.next().unwrap_or(true));
}

/// Whether `b` says again what `a` says: as its subject or as its result clause.
fn says_again(tree: &Tree<'_>, a: &Draft, b: &Draft) -> bool {
    if a.event != b.event || a.modality != b.modality || tree.head(b.at) != Some(a.at) || !tree.is_verb(a.at)
    {
        return false;
    }
    let result = tree.relation(b.at) == Relation::Advcl && tree.is_verb(b.at);
    result || tree.relation(b.at) == Relation::Nsubj
}
