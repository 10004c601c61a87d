//! The label sets of Universal Dependencies, as types.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A label that its set does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLabel(pub String);

impl fmt::Display for UnknownLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown label `{}`", self.0)
    }
}

impl std::error::Error for UnknownLabel {}

macro_rules! label_set {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every member, in the order of the definition.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The label as Universal Dependencies writes it.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }
        }

        impl FromStr for $name {
            type Err = UnknownLabel;
            fn from_str(text: &str) -> Result<Self, UnknownLabel> {
                match text { $($text => Ok($name::$variant),)+ _ => Err(UnknownLabel(text.to_owned())) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

label_set! {
    /// Universal part of speech.
    Upos {
        /// Adjective.
        Adj = "ADJ",
        /// Adposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Auxiliary, copulas included.
        Aux = "AUX",
        /// Coordinating conjunction.
        Cconj = "CCONJ",
        /// Determiner.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Numeral.
        Num = "NUM",
        /// Particle.
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Punctuation.
        Punct = "PUNCT",
        /// Subordinating conjunction.
        Sconj = "SCONJ",
        /// Symbol.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Anything else.
        X = "X",
    }
}

label_set! {
    /// Universal dependency relation, without its subtype.
    Relation {
        /// Clause that modifies a noun.
        Acl = "acl",
        /// Clause that modifies a predicate.
        Advcl = "advcl",
        /// Adverb.
        Advmod = "advmod",
        /// Adjective that modifies a noun.
        Amod = "amod",
        /// Apposition.
        Appos = "appos",
        /// Auxiliary.
        Aux = "aux",
        /// Case marker, as a preposition.
        Case = "case",
        /// Coordinating conjunction.
        Cc = "cc",
        /// Clause that is a complement.
        Ccomp = "ccomp",
        /// Classifier.
        Clf = "clf",
        /// Part of a compound.
        Compound = "compound",
        /// Second and later conjuncts.
        Conj = "conj",
        /// Copula.
        Cop = "cop",
        /// Clause that is a subject.
        Csubj = "csubj",
        /// Anything else.
        Dep = "dep",
        /// Determiner.
        Det = "det",
        /// Discourse marker.
        Discourse = "discourse",
        /// Moved or doubled element.
        Dislocated = "dislocated",
        /// Expletive.
        Expl = "expl",
        /// Part of a fixed expression.
        Fixed = "fixed",
        /// Part of a headless name.
        Flat = "flat",
        /// Part of one word written apart.
        Goeswith = "goeswith",
        /// Indirect object.
        Iobj = "iobj",
        /// Item of a list.
        List = "list",
        /// Subordinating word.
        Mark = "mark",
        /// Noun that modifies a noun.
        Nmod = "nmod",
        /// Subject.
        Nsubj = "nsubj",
        /// Number that modifies a noun.
        Nummod = "nummod",
        /// Direct object.
        Obj = "obj",
        /// Oblique: a noun that modifies a predicate.
        Obl = "obl",
        /// Orphan of an ellipsis.
        Orphan = "orphan",
        /// Clause or phrase set beside another.
        Parataxis = "parataxis",
        /// Punctuation.
        Punct = "punct",
        /// What a speaker took back.
        Reparandum = "reparandum",
        /// The root of the sentence.
        Root = "root",
        /// Address.
        Vocative = "vocative",
        /// Open clausal complement.
        Xcomp = "xcomp",
    }
}

label_set! {
    /// Language of a text or sentence. What is neither English nor French is kept and marked `und`.
    Language {
        /// English.
        English = "en",
        /// French.
        French = "fr",
        /// Any other language, or none: not read.
        Other = "und",
    }
}

/// A dependency relation with its subtype: `nsubj:pass`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Deprel {
    /// The universal relation.
    pub relation: Relation,
    /// What follows the colon.
    pub subtype: Option<Arc<str>>,
}

impl Deprel {
    /// A relation without subtype.
    pub fn plain(relation: Relation) -> Deprel {
        Deprel { relation, subtype: None }
    }

    /// Whether this is `relation` with any subtype or none.
    pub fn is(&self, relation: Relation) -> bool {
        self.relation == relation
    }

    /// Whether this is `relation` with exactly this subtype.
    pub fn is_sub(&self, relation: Relation, subtype: &str) -> bool {
        self.relation == relation && self.subtype.as_deref() == Some(subtype)
    }
}

impl FromStr for Deprel {
    type Err = UnknownLabel;
    fn from_str(text: &str) -> Result<Deprel, UnknownLabel> {
        let (relation, subtype) = match text.split_once(':') {
            Some((relation, subtype)) => (relation, Some(Arc::from(subtype))),
            None => (text, None),
        };
        Ok(Deprel { relation: relation.parse()?, subtype })
    }
}

impl fmt::Display for Deprel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.subtype {
            Some(subtype) => write!(f, "{}:{subtype}", self.relation),
            None => self.relation.fmt(f),
        }
    }
}

/// Morphological features, as CoNLL-U writes them: `Number=Sing|Person=3`. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feats(Arc<str>);

impl Feats {
    /// From the CoNLL-U column; `_` is no feature.
    pub fn new(column: &str) -> Feats {
        Feats(Arc::from(if column == "_" { "" } else { column }))
    }

    /// The value of a feature: `get("Number")` may be `Some("Plur")`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find_map(|(n, value)| (n == name).then_some(value))
    }

    /// Whether a feature has a value (or has it among several: `Case=Acc,Nom`).
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|values| values.split(',').any(|v| v == value))
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.split('|').filter_map(|pair| pair.split_once('='))
    }

    /// The CoNLL-U column.
    pub fn column(&self) -> &str {
        if self.0.is_empty() { "_" } else { &self.0 }
    }
}

impl Default for Feats {
    fn default() -> Feats {
        Feats::new("_")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_keeps_its_subtype() {
        let deprel: Deprel = "obl:arg".parse().unwrap();
        assert!(deprel.is(Relation::Obl) && deprel.is_sub(Relation::Obl, "arg"));
        assert_eq!(deprel.to_string(), "obl:arg");
        assert!("obll".parse::<Deprel>().is_err());
    }

    #[test]
    fn features_answer_by_name() {
        let feats = Feats::new("Case=Acc,Nom|Number=Plur");
        assert!(feats.has("Case", "Nom") && !feats.has("Case", "Gen"));
        assert_eq!(feats.get("Number"), Some("Plur"));
        assert_eq!(Feats::new("_").get("Number"), None);
    }
}
