//! Who is who: a frame's paths followed through the tree.

use super::lexicon::Frame;
use super::tree::Tree;
use super::trigger::Trigger;
use language::{NameKind, Relation, Upos};

/// Words that fill the roles of one event, each the head of its phrase.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Roles {
    /// Who does it.
    pub(crate) actor: Vec<usize>,
    /// Who has it done to them.
    pub(crate) recipient: Vec<usize>,
}

/// What is known of an event before its roles are looked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'r> {
    /// The subject of the verb that carries a noun ("launch an attack").
    pub(crate) carrier: Option<usize>,
    /// The roles of the event in the complement.
    pub(crate) complement: Option<&'r Roles>,
    /// Head of the complement.
    pub(crate) clause: Option<usize>,
}

/// The roles around a trigger.
pub(crate) fn roles(tree: &Tree<'_>, trigger: &Trigger, around: Around<'_>) -> Roles {
    let frame = trigger.entry.frame;
    let finder = Finder { tree, trigger, around };
    let actor = finder.first(frame, &frame.actor, false, &[]);
    let mut taken = actor.clone();
    taken.push(trigger.at);
    let recipient = finder.first(frame, &frame.recipient, frame.party_first, &taken);
    Roles { actor: expand(tree, actor), recipient: expand(tree, recipient) }
}

/// A head with its coordinated heads.
pub(crate) fn expand(tree: &Tree<'_>, heads: Vec<usize>) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    for head in heads {
        for one in tree.conjuncts(head) {
            if !out.contains(&one) {
                out.push(one);
            }
        }
    }
    out
}

struct Finder<'r, 't> {
    tree: &'r Tree<'t>,
    trigger: &'r Trigger,
    around: Around<'r>,
}

impl Finder<'_, '_> {
    /// The first path that leads to somebody who is not yet taken.
    fn first(&self, frame: &Frame, paths: &[&str], party_first: bool, taken: &[usize]) -> Vec<usize> {
        if party_first {
            let found = self.pass(frame, paths, true, taken);
            if !found.is_empty() {
                return found;
            }
        }
        self.pass(frame, paths, false, taken)
    }

    fn pass(&self, frame: &Frame, paths: &[&str], parties: bool, taken: &[usize]) -> Vec<usize> {
        for path in paths {
            let (path, marked) = path.strip_suffix('!').map_or((*path, false), |p| (p, true));
            let must = parties || marked;
            let mut found = self.path(path);
            found.retain(|&at| !taken.contains(&at) && self.usable(at, path, must));
            if frame.name == "th" && !parties {
                found.retain(|&at| Some(at) != self.trigger.thing || path == "obj");
            }
            if !found.is_empty() {
                found.truncate(if matches!(path, "event" | "event.actor") { found.len() } else { 1 });
                return found;
            }
        }
        Vec::new()
    }

    /// Whether a word can fill a role: no time, no clause, no empty noun behind a preposition.
    fn usable(&self, at: usize, path: &str, party: bool) -> bool {
        let tree = self.tree;
        if tree.is_time(at) || matches!(tree.word(at).upos, Upos::Verb | Upos::Aux | Upos::Adv | Upos::Sym) {
            return false;
        }
        if tree.word(at).upos == Upos::Adj
            && path != "amod"
            && tree.name(at).is_none()
            && !tree.is(at, "agent")
        {
            return false;
        }
        if party && !tree.is_party(at) {
            return false;
        }
        let bare = matches!(path, "subj" | "obj" | "event" | "event.actor");
        bare || !tree.is(at, "abstract")
    }

    fn path(&self, path: &str) -> Vec<usize> {
        match path {
            "event" => self.around.complement.map_or_else(Vec::new, |roles| roles.recipient.clone()),
            "event.actor" => self.around.complement.map_or_else(Vec::new, |roles| roles.actor.clone()),
            "carrier" => self.around.carrier.into_iter().collect(),
            _ => {
                let mut bases = vec![self.trigger.at];
                for (depth, step) in path.split('/').enumerate() {
                    bases = bases.iter().flat_map(|&base| self.step(base, step, depth == 0)).collect();
                }
                bases
            }
        }
    }

    fn step(&self, base: usize, step: &str, first: bool) -> Vec<usize> {
        let tree = self.tree;
        match step {
            "subj" => tree.subject(base).or_else(|| self.nominal_subject(base)).into_iter().collect(),
            "obj" if first => self.trigger.thing.or_else(|| tree.object(base)).into_iter().collect(),
            "obj" => tree.object(base).into_iter().collect(),
            "iobj" => tree.by(base, Relation::Iobj).collect(),
            "poss" => tree.possessor(base).into_iter().collect(),
            "comp" => self.around.clause.into_iter().collect(),
            "compound" => tree.by(base, Relation::Compound).filter(|&c| self.named(c)).collect(),
            "amod" => tree.by(base, Relation::Amod).filter(|&c| self.named(c)).collect(),
            "place" => self.bases(base, first).into_iter().flat_map(|b| self.places(b)).collect(),
            class => self.bases(base, first).into_iter().flat_map(|b| self.marked(b, class)).collect(),
        }
    }

    /// Where dependents are looked for: at the first step also below the other words of the row.
    fn bases(&self, base: usize, first: bool) -> Vec<usize> {
        let mut out = vec![base];
        if first {
            out.extend(self.trigger.anchor);
            // "launched an offensive against": the party may hang on the verb that carries the noun
            let carried = self.around.carrier.is_some() && self.tree.relation(base) == Relation::Obj;
            out.extend(self.tree.head(base).filter(|_| carried));
        }
        out
    }

    /// Subject of a predicate that is no verb ("Germany is willing").
    fn nominal_subject(&self, base: usize) -> Option<usize> {
        self.tree.by(base, Relation::Nsubj).next().filter(|_| !self.tree.passive(base))
    }

    /// A modifier that names somebody: "Taliban attack", "Russian troops".
    fn named(&self, at: usize) -> bool {
        let word = self.tree.word(at);
        let capital = word.form.chars().next().is_some_and(char::is_uppercase);
        self.tree.name(at).is_some_and(|kind| kind != NameKind::Misc)
            || word.upos == Upos::Propn
            || (capital && word.upos == Upos::Adj)
            || self.tree.is(at, "armed")
            || self.tree.is(at, "agent")
    }

    fn marked(&self, base: usize, class: &str) -> Vec<usize> {
        let tree = self.tree;
        let class = format!("prep.{class}");
        tree.children(base)
            .iter()
            .copied()
            .filter(|&c| {
                matches!(tree.relation(c), Relation::Obl | Relation::Nmod | Relation::Iobj | Relation::Advmod)
            })
            .filter(|&c| tree.by(c, Relation::Case).any(|case| tree.is(case, &class)))
            .collect()
    }

    fn places(&self, base: usize) -> Vec<usize> {
        let tree = self.tree;
        let mut found: Vec<usize> = self.marked(base, "place");
        found.retain(|&at| tree.name(at) == Some(NameKind::Loc) || tree.is(at, "place_noun"));
        found
    }
}
