//! Who was mentioned before: whom pronouns and descriptions ("the group", "ces rebelles") stand for.

use super::{Known, Mentions, Resolved};
use crate::claim::tree::Tree;
use language::{NameKind, Relation, Upos};
use record::span::TextIndex;
use record::statement::Evidence;
use record::{Entity, Span};

/// How many mentions back a pronoun may reach.
const REACH: usize = 14;

/// Somebody mentioned, as an antecedent.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    span: Span,
    /// Its sentence and the head of its phrase there.
    sentence: usize,
    at: usize,
    kind: Kind,
    plural: bool,
    subject: bool,
    /// It resolves to an armed or political group.
    group: bool,
    gender: Option<Gender>,
    /// It stands below another noun: "the rights of man".
    below: bool,
    /// The quotation it stands in.
    quote: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Feminine,
    Masculine,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Person,
    Body,
}

impl Mentions<'_, '_> {
    /// Note who is mentioned in a sentence, for the pronouns after it.
    pub(super) fn hear(&mut self, sentence: usize, tree: &Tree<'_>) {
        for at in 0..tree.len() {
            let head = tree.head(at);
            let inner = matches!(
                tree.relation(at),
                Relation::Compound | Relation::Flat | Relation::Amod | Relation::Appos
            );
            let same_name = head.is_some_and(|h| tree.name(h).is_some() && inner);
            let party = matches!(tree.word(at).upos, Upos::Propn | Upos::Noun) && tree.is_party(at);
            // where something is said to be is nobody
            let somewhere = || {
                tree.by(at, Relation::Case).any(|case| tree.is(case, "prep.in"))
                    || !self.in_span(tree.phrase(at)).any(Known::is_actor)
            };
            let whereabouts = tree.name(at) == Some(NameKind::Loc) && somewhere();
            if same_name || !party || whereabouts {
                continue;
            }
            let span = tree.phrase(at);
            let group = self.in_span(span).any(Known::is_group);
            let kind = match tree.name(at) {
                Some(NameKind::Per) => Kind::Person,
                _ if tree.is(at, "office") => Kind::Person,
                None if !tree.word(at).feats.has("Number", "Plur") && !tree.is(at, "body") => Kind::Person,
                _ => Kind::Body,
            };
            let plural =
                tree.word(at).feats.has("Number", "Plur") || !tree.by(at, Relation::Conj).count().eq(&0);
            let subject = tree.relation(at) == Relation::Nsubj;
            let gender = gender(tree, at);
            let below = tree.relation(at) == Relation::Nmod;
            let quote = self.quote(span);
            self.heard.push(Heard { span, sentence, at, kind, plural, subject, group, gender, below, quote });
        }
        self.heard.sort_by_key(|heard| heard.span);
    }

    /// The quotation that a span stands in.
    fn quote(&self, span: Span) -> Option<usize> {
        self.quotes.iter().position(|quote| quote.contains(span))
    }

    fn says(&self, class: &str, form: &str) -> bool {
        let words = self.lexicon.and_then(|lexicon| lexicon.class(class));
        words.is_some_and(|words| words.contains(form))
    }

    /// Whom a pronoun stands for: the nearest fitting subject before it, else the nearest fitting name that stands below no other. Whoever is named within
    /// somebody's words is not meant outside them, nor the other way round, unless nobody else fits.
    pub(super) fn antecedent(&self, tree: &Tree<'_>, at: usize) -> Option<Resolved> {
        let best = self.meant(tree, at)?;
        Some(self.stands_for(tree, at, best))
    }

    /// Everybody a plural pronoun stands for: "X and Y ... they".
    pub(super) fn antecedents(&self, tree: &Tree<'_>, at: usize) -> Vec<Resolved> {
        let Some(best) = self.meant(tree, at) else { return Vec::new() };
        let plural = tree.word(at).feats.has("Number", "Plur");
        let theirs = self.trees.get(best.sentence).and_then(Option::as_ref).filter(|_| plural);
        let beside = theirs.map_or_else(Vec::new, |tree| tree.conjuncts(best.at));
        let others = self.heard.iter().filter(|heard| {
            heard.sentence == best.sentence && heard.at != best.at && beside.contains(&heard.at)
        });
        std::iter::once(best).chain(others).map(|heard| self.stands_for(tree, at, heard)).collect()
    }

    fn stands_for(&self, tree: &Tree<'_>, at: usize, heard: &Heard) -> Resolved {
        let mut resolved = self.named_again(heard.span, heard, "pronoun");
        resolved.why.push(Evidence {
            span: Some(tree.word(at).span),
            rule: "pronoun".to_owned(),
            effect: format!("stands for \u{201c}{}\u{201d}", self.index.of(heard.span)),
        });
        resolved
    }

    fn meant(&self, tree: &Tree<'_>, at: usize) -> Option<&Heard> {
        let word = tree.word(at);
        if word.feats.has("Person", "1") || word.feats.has("Person", "2") {
            return None;
        }
        let wanted = self.wanted(tree, at);
        let end = self.heard.partition_point(|heard| heard.span.start < word.span.start);
        let near = || {
            let near = self.heard[end.saturating_sub(REACH)..end].iter().rev();
            near.filter(|heard| !heard.span.contains(word.span) && wanted.fits(heard))
        };
        let quote = self.quote(word.span);
        let here = || near().filter(|heard| heard.quote == quote);
        // "its forces": of whoever is named just before
        let beside = || {
            let own = |heard: &&Heard| tree.sentence.span.contains(heard.span);
            here().find(own).filter(|_| word.feats.has("Poss", "Yes"))
        };
        beside()
            .or_else(|| here().find(|heard| heard.subject))
            .or_else(|| here().find(|heard| !heard.below))
            .or_else(|| here().next())
            .or_else(|| near().find(|heard| heard.subject))
            .or_else(|| near().next())
    }

    /// What a pronoun says of whom it stands for.
    fn wanted(&self, tree: &Tree<'_>, at: usize) -> Wanted {
        let word = tree.word(at);
        let form = word.form.to_lowercase();
        let possessive = word.feats.has("Poss", "Yes");
        let gender = if self.says("pronoun.feminine", &form) {
            Some(Gender::Feminine)
        } else {
            self.says("pronoun.masculine", &form).then_some(Gender::Masculine)
        };
        Wanted {
            // a possessive's own number is that of what is possessed
            plural: if possessive {
                self.says("possessive.plural", &form)
            } else {
                word.feats.has("Number", "Plur")
            },
            person: self.says("pronoun.person", &form),
            thing: self.says("pronoun.thing", &form),
            gender,
        }
    }

    /// "the group", "le mouvement", "the rebels", "the attackers": the group that was called so with its name; else the only one named
    /// before; else, of a word for one group, the last.
    pub(super) fn described(&self, tree: &Tree<'_>, at: usize) -> Option<&Heard> {
        if !tree.is(at, "group_word") && !tree.is(at, "attacker") {
            return None;
        }
        let definite = tree.by(at, Relation::Det).any(|d| tree.is(d, "definite"));
        let bare = tree.children(at).iter().all(|&c| {
            matches!(
                tree.relation(c),
                Relation::Det
                    | Relation::Case
                    | Relation::Punct
                    | Relation::Acl
                    | Relation::Cc
                    | Relation::Conj
            )
        });
        if !definite || !bare {
            return None;
        }
        // only what ends before this phrase begins, so that whoever stands for somebody stands for somebody earlier
        let start = tree.phrase(at).start.min(tree.word(at).span.start);
        let end = self.heard.partition_point(|heard| heard.span.start < start);
        let groups = || self.heard[..end].iter().rev().filter(|heard| heard.group && heard.span.end <= start);
        let word = |heard: &Heard| {
            let tree = self.trees.get(heard.sentence).and_then(Option::as_ref);
            tree.map(|tree| tree.lemmas[heard.at].as_str())
        };
        if let Some(same) = groups().find(|heard| word(heard) == Some(tree.lemmas[at].as_str())) {
            return Some(same);
        }
        let last = groups().next()?;
        let first = self.id_of(last);
        let only = groups().all(|heard| self.id_of(heard) == first);
        let one = tree.is(at, "group_word") && !tree.word(at).feats.has("Number", "Plur");
        (only || one).then_some(last)
    }

    /// Who somebody mentioned is.
    fn id_of(&self, heard: &Heard) -> Option<String> {
        let tree = self.trees.get(heard.sentence)?.as_ref()?;
        self.entity(tree, heard.at).entity.actor
    }

    /// An entity for a later mention of somebody heard before.
    pub(super) fn named_again(&self, span: Span, heard: &Heard, how: &str) -> Resolved {
        let first = self.trees.get(heard.sentence).and_then(Option::as_ref);
        let entity = first.map(|tree| self.entity(tree, heard.at).entity).unwrap_or_default();
        let entity = Entity { span: Some(span), number: None, ..entity };
        let why = vec![Evidence {
            span: Some(heard.span),
            rule: how.to_owned(),
            effect: format!("{} named before", entity.name),
        }];
        Resolved { entity, why, metonym: false }
    }
}

/// What a pronoun says of whom it stands for.
#[derive(Debug)]
struct Wanted {
    plural: bool,
    person: bool,
    thing: bool,
    gender: Option<Gender>,
}

impl Wanted {
    fn fits(&self, heard: &Heard) -> bool {
        let kind = !(self.person && heard.kind != Kind::Person || self.thing && heard.kind == Kind::Person);
        let number = self.plural == heard.plural || (self.plural && heard.kind == Kind::Body);
        let gender = self.gender.zip(heard.gender).is_none_or(|(a, b)| a == b);
        kind && number && gender
    }
}

/// The grammatical gender of a noun, by its article ("la ministre") or itself.
fn gender(tree: &Tree<'_>, at: usize) -> Option<Gender> {
    let own = |word: usize| match tree.word(word).feats.get("Gender") {
        Some("Fem") => Some(Gender::Feminine),
        Some("Masc") => Some(Gender::Masculine),
        _ => None,
    };
    tree.by(at, Relation::Det).find_map(own).or_else(|| own(at))
}

/// What stands between quotation marks, marks included; an opening mark that is never closed quotes to the end of its line.
pub(super) fn quotes(index: &TextIndex<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<u32> = None;
    for (at, mark) in (0u32..).zip(index.text().chars()) {
        match (mark, open) {
            ('\u{201c}' | '\u{ab}', None) | ('"', None) => open = Some(at),
            ('\u{201d}' | '\u{bb}' | '"', Some(start)) => {
                out.push(Span::new(start, at + 1));
                open = None;
            }
            ('\n', Some(start)) => {
                out.push(Span::new(start, at));
                open = None;
            }
            _ => {}
        }
    }
    out
}
