//! A sentence's tree as the claim rules ask it: who is the subject, whatever the voice and the nesting.

use super::lexicon::Lexicon;
use language::{Name, NameKind, Relation, Sentence, Upos};
use record::Span;

/// A sentence with its children lists, its names and the word classes of its language.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    /// The sentence.
    pub(crate) sentence: &'a Sentence,
    /// The word lists of its language.
    pub(crate) lexicon: &'static Lexicon,
    /// Lemma of each word in lower case.
    pub(crate) lemmas: Vec<String>,
    /// What it is about, by the words of `themes.tsv`; in the order of the words.
    pub(crate) themes: Vec<&'static str>,
    /// What its report is mostly about, by the same words; none where no theme stands out.
    pub(crate) about: Option<&'static str>,
    names: Vec<Option<NameKind>>,
    /// The classes of each word's lemma and form, a bit each.
    classes: Vec<u128>,
    /// Words in a pack's name of an actor; true where it can be an armed or political group.
    known: Vec<Option<bool>>,
    children: Vec<Vec<usize>>,
}

/// The lemma of a word, mended for verb forms of the tables that the lemmatiser took for something else.
fn lemma(word: &language::Word, lexicon: &Lexicon) -> String {
    let verbal = matches!(word.upos, Upos::Verb | Upos::Aux) || word.feats.get("VerbForm").is_some();
    let known = || lexicon.lemma_of(&word.form.to_lowercase()).filter(|_| verbal);
    known().map_or_else(|| word.lemma.to_lowercase(), str::to_owned)
}

impl<'a> Tree<'a> {
    /// Index a sentence once.
    pub(crate) fn new(sentence: &'a Sentence, names: &[&Name], lexicon: &'static Lexicon) -> Tree<'a> {
        let count = sentence.words.len();
        let mut children = vec![Vec::new(); count];
        for (at, word) in sentence.words.iter().enumerate() {
            if let Some(head) = word.head {
                children[head].push(at);
            }
        }
        let mut kinds = vec![None; count];
        for name in names {
            for at in name.words.clone().filter(|&at| at < count) {
                kinds[at] = Some(name.kind);
            }
        }
        let lemmas: Vec<String> = sentence.words.iter().map(|word| lemma(word, lexicon)).collect();
        let of_word = |(word, lemma): (&language::Word, &String)| {
            lexicon.classes_of(lemma) | lexicon.classes_of(&word.form.to_lowercase())
        };
        let classes = sentence.words.iter().zip(&lemmas).map(of_word).collect();
        let mut themes = Vec::new();
        for theme in lemmas.iter().flat_map(|lemma| lexicon.themes(lemma)) {
            if !themes.contains(theme) {
                themes.push(*theme);
            }
        }
        Tree {
            sentence,
            lexicon,
            lemmas,
            themes,
            about: None,
            names: kinds,
            classes,
            known: vec![None; count],
            children,
        }
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.sentence.words.len()
    }

    /// Direct dependents.
    pub(crate) fn children(&self, at: usize) -> &[usize] {
        &self.children[at]
    }

    /// The word itself.
    pub(crate) fn word(&self, at: usize) -> &'a language::Word {
        &self.sentence.words[at]
    }

    /// Its relation to its head, without subtype.
    pub(crate) fn relation(&self, at: usize) -> Relation {
        self.word(at).deprel.relation
    }

    /// Its head.
    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        self.word(at).head
    }

    /// Direct dependents with this relation.
    pub(crate) fn by(&self, at: usize, relation: Relation) -> impl Iterator<Item = usize> {
        self.children[at].iter().copied().filter(move |&child| self.relation(child) == relation)
    }

    /// Whether a word's lemma or form is in a class of the language.
    pub(crate) fn is(&self, at: usize, class: &str) -> bool {
        self.classes[at] & self.lexicon.bit(class) != 0
    }

    /// What the name it stands in names.
    pub(crate) fn name(&self, at: usize) -> Option<NameKind> {
        self.names[at]
    }

    /// Note a pack's name of an actor.
    pub(crate) fn note(&mut self, span: Span, group: bool) {
        for (word, known) in self.sentence.words.iter().zip(&mut self.known) {
            if span.contains(word.span) {
                *known = Some(group || *known == Some(true));
            }
        }
    }

    /// Note a pack's name of a place where the names model saw nothing or a name of one word: short texts give it little to go by.
    pub(crate) fn note_place(&mut self, span: Span) {
        let within: Vec<usize> = (0..self.len()).filter(|&at| span.contains(self.word(at).span)).collect();
        let (Some(&first), Some(&last)) = (within.first(), within.last()) else { return };
        let outside = [first.checked_sub(1), Some(last + 1)];
        let longer = outside.into_iter().flatten().any(|at| self.names.get(at).is_some_and(Option::is_some));
        if longer || self.known[first].is_some() {
            return;
        }
        for at in within {
            if self.word(at).upos == Upos::Propn {
                self.names[at] = Some(NameKind::Loc);
            }
        }
    }

    /// Whether a word stands in a pack's name of an actor.
    pub(crate) fn is_known(&self, at: usize) -> bool {
        self.known[at].is_some()
    }

    /// Whether a word stands in a pack's name of an armed or political group.
    pub(crate) fn is_group(&self, at: usize) -> bool {
        self.known[at] == Some(true)
    }

    /// Whether a word is a verb, participles tagged as adjectives included.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        matches!(self.word(at).upos, Upos::Verb)
            || (self.word(at).upos == Upos::Adj && self.word(at).feats.get("VerbForm").is_some())
            || (self.word(at).upos == Upos::Aux
                && self.relation(at) != Relation::Aux
                && self.relation(at) != Relation::Cop)
    }

    /// Whether a verb is in the passive voice.
    pub(crate) fn passive(&self, at: usize) -> bool {
        // "se sont retirés": a reflexive is active, whatever its auxiliary
        if self.children[at].iter().any(|&c| matches!(self.lemmas[c].as_str(), "se" | "s'" | "s’")) {
            return false;
        }
        if self.children[at].iter().any(|&child| {
            let deprel = &self.word(child).deprel;
            deprel.is_sub(Relation::Aux, "pass")
                || deprel.is_sub(Relation::Nsubj, "pass")
                || deprel.is_sub(Relation::Csubj, "pass")
                // "ont été tués", "have been killed" with a bare auxiliary label
                || (deprel.is(Relation::Aux) && matches!(self.word(child).form.as_str(), "été" | "être" | "been" | "being")
                    && !self.word(at).form.ends_with("ing"))
        }) {
            return true;
        }
        let past = self.word(at).feats.has("VerbForm", "Part") && !self.word(at).feats.has("Tense", "Pres");
        let bare = !self.by(at, Relation::Aux).any(|_| true) && !self.by(at, Relation::Obj).any(|_| true);
        past && bare
            && match self.relation(at) {
                Relation::Acl => !self.word(at).deprel.is_sub(Relation::Acl, "relcl"),
                Relation::Advcl | Relation::Amod => true,
                Relation::Conj => self.head(at).is_some_and(|head| self.passive(head)),
                _ => false,
            }
    }

    /// The preposition (its lemma) that marks a noun, if any.
    pub(crate) fn case(&self, at: usize) -> Option<usize> {
        self.by(at, Relation::Case).next()
    }

    /// Who does it: the logical subject of a verb, through passives, control, relatives and coordination.
    pub(crate) fn subject(&self, at: usize) -> Option<usize> {
        self.subject_within(at, 6)
    }

    fn subject_within(&self, at: usize, depth: usize) -> Option<usize> {
        if depth == 0 {
            return None;
        }
        if self.passive(at) {
            return self.agent(at);
        }
        // of two subjects the first is a dateline or a topic
        let own = self
            .by(at, Relation::Nsubj)
            .filter(|&s| !self.word(s).deprel.is_sub(Relation::Nsubj, "pass"))
            .last();
        match own {
            Some(subject) => Some(self.antecedent(at, subject)),
            None => self.understood(at, depth),
        }
    }

    /// What it is done to: the logical object.
    pub(crate) fn object(&self, at: usize) -> Option<usize> {
        if !self.passive(at) {
            return self.by(at, Relation::Obj).next().map(|object| self.antecedent(at, object));
        }
        let own = self.by(at, Relation::Nsubj).next();
        match own {
            Some(subject) => Some(self.antecedent(at, subject)),
            None => self.understood(at, 6),
        }
    }

    /// The agent of a passive.
    fn agent(&self, at: usize) -> Option<usize> {
        self.by(at, Relation::Obl).find(|&o| self.word(o).deprel.is_sub(Relation::Obl, "agent")).or_else(
            || {
                let by = |o: &usize| self.case(*o).is_some_and(|case| self.is(case, "by_agent"));
                self.by(at, Relation::Obl)
                    .chain(self.by(at, Relation::Nmod))
                    .find(|o| by(o) && !self.is(*o, "time"))
            },
        )
    }

    /// The noun a relative pronoun stands for; any other word stands for itself.
    fn antecedent(&self, verb: usize, word: usize) -> usize {
        let relative =
            self.is(word, "relative") && matches!(self.word(word).upos, Upos::Pron | Upos::Det | Upos::Sconj);
        if !relative {
            return word;
        }
        let mut up = Some(verb);
        while let Some(at) = up {
            if self.relation(at) == Relation::Acl {
                return self.head(at).unwrap_or(word);
            }
            if !matches!(self.relation(at), Relation::Conj | Relation::Xcomp | Relation::Ccomp) {
                break;
            }
            up = self.head(at);
        }
        word
    }

    /// The subject a verb without one shares with a word above it.
    fn understood(&self, at: usize, depth: usize) -> Option<usize> {
        let head = self.head(at)?;
        match self.relation(at) {
            Relation::Conj if self.is_verb(head) || self.cop(head) => {
                if self.passive(head) && !self.passive(at) {
                    self.object(head)
                } else {
                    self.shared(head, at, depth)
                }
            }
            Relation::Xcomp | Relation::Ccomp | Relation::Csubj => self.controller(head, at, depth),
            // "accuses Kigali of backing", "forced them into leaving"
            Relation::Advcl if self.is(head, "object_control") && self.complements(at) => {
                self.controller(head, at, depth)
            }
            Relation::Advcl | Relation::Parataxis if self.finite_subjectless(at) => {
                self.main_subject(head, depth)
            }
            Relation::Acl
                if !self.word(at).deprel.is_sub(Relation::Acl, "relcl") || !self.has_subject(at) =>
            {
                if self.purpose(at) { self.possessor_or_subject(head, depth) } else { Some(head) }
            }
            _ => None,
        }
    }

    /// Whether a clause is marked as what its verb takes: "of backing", "from leaving", "d'avoir armé".
    fn complements(&self, at: usize) -> bool {
        const MARKS: [&str; 3] = ["prep.of", "prep.from", "prep.into"];
        self.by(at, Relation::Mark).any(|mark| MARKS.iter().any(|class| self.is(mark, class)))
    }

    fn shared(&self, head: usize, at: usize, depth: usize) -> Option<usize> {
        if self.passive(head) && self.passive(at) {
            self.object(head)
        } else {
            self.subject_within(head, depth - 1)
        }
    }

    /// Whether an infinitive hangs here ("the decision to release").
    fn purpose(&self, at: usize) -> bool {
        self.word(at).feats.has("VerbForm", "Inf")
            || self.children[at].iter().any(|&c| {
                matches!(self.relation(c), Relation::Mark | Relation::Case) && self.is(c, "purpose_mark")
            })
    }

    /// For "X's decision to release" or "X took the decision to release": X.
    fn possessor_or_subject(&self, noun: usize, depth: usize) -> Option<usize> {
        self.possessor(noun).or_else(|| {
            let verb = self.head(noun)?;
            (self.is_verb(verb) && self.relation(noun) == Relation::Obj)
                .then(|| self.subject_within(verb, depth - 1))
                .flatten()
        })
    }

    /// The possessor of a noun.
    pub(crate) fn possessor(&self, noun: usize) -> Option<usize> {
        self.children[noun].iter().copied().find(|&c| {
            let deprel = &self.word(c).deprel;
            deprel.is_sub(Relation::Nmod, "poss")
                || (deprel.is(Relation::Det) && self.word(c).feats.has("Poss", "Yes"))
        })
    }

    fn has_subject(&self, at: usize) -> bool {
        self.by(at, Relation::Nsubj).next().is_some()
    }

    fn finite_subjectless(&self, at: usize) -> bool {
        !self.has_subject(at)
    }

    fn cop(&self, at: usize) -> bool {
        self.by(at, Relation::Cop).next().is_some()
    }

    /// The subject of the clause above, logical object where that is passive ("was arrested for aiding").
    fn main_subject(&self, head: usize, depth: usize) -> Option<usize> {
        if self.passive(head) {
            let affected = self.object(head);
            return affected.or_else(|| self.agent(head));
        }
        self.subject_within(head, depth - 1).or_else(|| {
            matches!(self.word(head).upos, Upos::Noun | Upos::Propn)
                .then(|| self.by(head, Relation::Nsubj).next().or_else(|| self.possessor(head)))
                .flatten()
        })
    }

    /// Who controls the subject of a complement: the object of "urge", the subject of "agree" and of raising verbs.
    fn controller(&self, head: usize, at: usize, depth: usize) -> Option<usize> {
        if self.is(head, "object_control") {
            let object = self.object(head).filter(|&object| object != at && !self.is_verb(object));
            let oblique = || {
                self.by(head, Relation::Iobj)
                    .chain(self.by(head, Relation::Obl))
                    .find(|&o| !self.is(o, "time"))
            };
            if let Some(found) = object.or_else(oblique) {
                return Some(found);
            }
        }
        if self.passive(head) {
            return self.object(head);
        }
        self.subject_within(head, depth - 1)
            .or_else(|| self.by(head, Relation::Nsubj).next().map(|s| self.antecedent(head, s)))
    }

    /// A word and the words coordinated with it.
    pub(crate) fn conjuncts(&self, at: usize) -> Vec<usize> {
        let mut out = vec![at];
        out.extend(self.by(at, Relation::Conj).filter(|&c| !self.is_verb(c)));
        out
    }

    /// The noun phrase of a word: what it covers without clauses, conjuncts, marks and the preposition before it.
    pub(crate) fn phrase(&self, at: usize) -> Span {
        let mut span = self.word(at).span;
        for &child in &self.children[at] {
            let keep = match self.relation(child) {
                Relation::Det
                | Relation::Amod
                | Relation::Nummod
                | Relation::Compound
                | Relation::Flat
                | Relation::Fixed
                | Relation::Advmod
                | Relation::Goeswith => true,
                Relation::Nmod => !self.is_time(child) && !self.aimed(at, child),
                // "des hommes armés": a bare participle right after its noun
                Relation::Acl => child == at + 1 && self.children[child].is_empty(),
                Relation::Appos => self.names[child].is_some() || self.word(child).upos == Upos::Propn,
                _ => false,
            };
            if keep && !self.crosses_clause(at, child) && !self.contracted(child) {
                span = span.cover(self.covered(child));
            }
        }
        self.without_preposition(span)
    }

    /// A phrase without a preposition before it, which may hang on another word of a name: "by M23 Secretary General X".
    fn without_preposition(&self, span: Span) -> Span {
        let first = self.sentence.words.iter().position(|word| word.span.start == span.start);
        let next = first.filter(|&at| self.relation(at) == Relation::Case && self.word(at).upos == Upos::Adp);
        match next.and_then(|at| self.sentence.words.get(at + 1)).filter(|word| word.span.end <= span.end) {
            Some(word) => Span::new(word.span.start, span.end),
            None => span,
        }
    }

    /// "au", "du": a preposition and an article in one word, no part of the phrase.
    fn contracted(&self, at: usize) -> bool {
        let word = self.word(at);
        // the words of "aux" both stand over all of it
        if word.part.is_some() && word.upos == Upos::Det {
            return true;
        }
        let form = word.form.to_lowercase();
        self.lexicon.class("contracted").is_some_and(|words| words.contains(form.as_str()))
    }

    /// "la population à la vigilance" in "appelle la population à la vigilance": what people are called to, hung on them.
    fn aimed(&self, at: usize, below: usize) -> bool {
        let to = || self.by(below, Relation::Case).any(|case| self.is(case, "aimed"));
        self.is(at, "agent") && !self.is(at, "office") && to()
    }

    /// A dependent of a phrase with everything below it that is no clause.
    fn covered(&self, at: usize) -> Span {
        let mut span = self.word(at).span;
        for &child in &self.children[at] {
            let clause = matches!(
                self.relation(child),
                Relation::Acl | Relation::Advcl | Relation::Parataxis | Relation::Punct | Relation::Cc
            );
            if !clause && !self.is_time(child) {
                span = span.cover(self.covered(child));
            }
        }
        span
    }

    /// A determiner or adjective far to the left belongs to another reading of the sentence.
    fn crosses_clause(&self, at: usize, child: usize) -> bool {
        let (low, high) = (child.min(at), child.max(at));
        (low..high).any(|i| self.is_verb(i) && self.word(i).feats.has("VerbForm", "Fin") && i != at)
    }

    /// Whether a noun names a time ("on Monday", "last week", "in 2019").
    pub(crate) fn is_time(&self, at: usize) -> bool {
        let form = &self.word(at).form;
        self.is(at, "time")
            || self.word(at).deprel.is_sub(Relation::Obl, "tmod")
            || self.word(at).deprel.is_sub(Relation::Nmod, "tmod")
            || (form.len() == 4 && form.bytes().all(|b| b.is_ascii_digit()) && self.name(at).is_none())
    }

    /// Whether a word names somebody or a body of people who can act.
    pub(crate) fn is_party(&self, at: usize) -> bool {
        let word = self.word(at);
        match word.upos {
            Upos::Pron => !self.is(at, "relative") && word.feats.get("PronType").is_none_or(|t| t == "Prs"),
            Upos::Propn => !self.is_time(at),
            Upos::Noun | Upos::Adj | Upos::Num | Upos::X => {
                self.names[at].is_some_and(|kind| kind != NameKind::Misc)
                    || self.known[at].is_some()
                    || self.is(at, "agent")
                    || self.is(at, "armed")
                    || self.is(at, "captive")
            }
            _ => false,
        }
    }
}
