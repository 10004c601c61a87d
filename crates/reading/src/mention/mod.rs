//! Mentions: who the words of one report stand for, within that report and in the packs.
//!
//! A name is looked up in the packs as of the day of publication; an acronym, a surname, a pronoun or a
//! definite description ("the group", "le mouvement") stands for somebody named before it in the report.
//! What no pack knows stays a new actor; it is never forced onto the nearest known one.

mod heard;
mod home;
mod known;
mod short;

pub(crate) use known::{Known, countries, find as names};

use heard::Heard;
pub(crate) use home::Home;

use crate::claim::lexicon::Lexicon;
use crate::claim::tree::Tree;
use crate::pack::{Packs, fold};
use jiff::civil::Date;
use language::{Analysis, NameKind, Relation, Upos};
use record::pack::Outlet;
use record::span::TextIndex;
use record::statement::Evidence;
use record::{Entity, Span};
use std::collections::BTreeMap;

/// What is known of the mentions of one report.
#[derive(Debug)]
pub(crate) struct Mentions<'p, 't> {
    packs: &'p Packs,
    index: &'t TextIndex<'t>,
    language: &'static str,
    day: Option<Date>,
    lexicon: Option<&'static Lexicon>,
    trees: &'t [Option<Tree<'t>>],
    /// The state whose bodies are called "the government", "the army".
    home: Home<'p>,
    /// Actors of the packs that a part of their name may stand for.
    short: short::Short<'p>,
    /// Pack names in text order.
    known: Vec<Known<'p>>,
    /// Full names of persons by folded surname.
    surnames: BTreeMap<String, Span>,
    /// Long names by the acronym that follows them in brackets.
    acronyms: BTreeMap<String, Span>,
    /// Somebody mentioned, in text order, for pronouns and descriptions.
    heard: Vec<Heard>,
    /// What stands between quotation marks.
    quotes: Vec<Span>,
}

/// The names of the packs in a report, without persons that something is named after.
pub(crate) fn known_in<'p>(
    packs: &'p Packs,
    index: &TextIndex<'_>,
    analysis: &Analysis,
    day: Option<Date>,
) -> Vec<Known<'p>> {
    let mut known = known::find(packs, index, analysis.language.as_str(), day);
    if let Some(lexicon) = Lexicon::of(analysis.language) {
        known.retain(|known| !(known.is_person() && named_after(lexicon, index, known.span)));
    }
    known
}

fn capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// "gouvernement Suminwa", "Kabila regime": a name beside a word for what is named after somebody is not that person.
fn named_after(lexicon: &Lexicon, index: &TextIndex<'_>, name: Span) -> bool {
    let text = index.text();
    let (before, after) =
        (text[..index.byte(name.start)].trim_end(), text[index.byte(name.end)..].trim_start());
    let word_before = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let word_after = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is = |class: &str, word: &str| {
        lexicon.class(class).is_some_and(|words| words.contains(word.to_lowercase().as_str()))
    };
    is("named_after.before", word_before) || is("named_after.behind", word_after)
}

/// An entity with what resolved it.
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub(crate) entity: Entity,
    pub(crate) why: Vec<Evidence>,
    /// A capital or a seat that stands for who sits there.
    pub(crate) metonym: bool,
}

impl<'p, 't> Mentions<'p, 't> {
    /// Read the mentions of a report of an outlet, from the names of the packs in it ([`known_in`]).
    pub(crate) fn new(
        packs: &'p Packs,
        index: &'t TextIndex<'t>,
        analysis: &Analysis,
        trees: &'t [Option<Tree<'t>>],
        day: Option<Date>,
        known: Vec<Known<'p>>,
        outlet: Option<&Outlet>,
    ) -> Mentions<'p, 't> {
        let language = analysis.language.as_str();
        let mut mentions = Mentions {
            packs,
            index,
            language,
            day,
            lexicon: Lexicon::of(analysis.language),
            trees,
            home: Home::new(packs, &known, outlet, day),
            short: short::Short::new(&known, index),
            known,
            surnames: BTreeMap::new(),
            acronyms: BTreeMap::new(),
            heard: Vec::new(),
            quotes: heard::quotes(index),
        };
        mentions.read_names(analysis);
        for (sentence, tree) in trees.iter().enumerate() {
            if let Some(tree) = tree {
                mentions.hear(sentence, tree);
            }
        }
        mentions
    }

    /// Surnames of persons and acronyms in brackets.
    fn read_names(&mut self, analysis: &Analysis) {
        for name in &analysis.names {
            let words = self.index.of(name.span);
            if name.kind == NameKind::Per
                && words.contains(' ')
                && let Some(last) = words.rsplit(' ').next()
            {
                self.surnames.entry(fold(last)).or_insert(name.span);
            }
            if name.kind == NameKind::Org {
                self.acronym_after(name.span);
            }
        }
    }

    /// "Union des patriotes (UP)": the acronym stands for the name before it.
    fn acronym_after(&mut self, span: Span) {
        let rest: String = self.index.of(Span::new(span.end, span.end + 16)).to_owned();
        let Some(inner) = rest.trim_start().strip_prefix('(').and_then(|r| r.split(')').next()) else {
            return;
        };
        let acronym = inner.trim();
        if acronym.len() >= 2
            && acronym.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || "-/.".contains(c))
        {
            self.acronyms.entry(acronym.to_owned()).or_insert(span);
        }
    }

    /// Pack names in text order.
    pub(crate) fn known(&self) -> &[Known<'p>] {
        &self.known
    }

    /// How often each country is named or acts in the report.
    pub(crate) fn countries(&self) -> BTreeMap<String, usize> {
        known::countries(self.packs, &self.known, self.day)
    }

    /// The process or agreement named in a span.
    pub(crate) fn process(&self, span: Span) -> Option<String> {
        self.in_span(span).find_map(Known::process)
    }

    fn in_span(&self, span: Span) -> impl Iterator<Item = &Known<'p>> {
        self.begun_in(span).filter(move |k| span.contains(k.span))
    }

    /// Pack names that begin in a span, where a phrase may be cut within a name.
    fn begun_in(&self, span: Span) -> impl Iterator<Item = &Known<'p>> {
        let from = self.known.partition_point(|known| known.span.start < span.start);
        self.known[from..].iter().take_while(move |known| known.span.start < span.end)
    }

    /// Who a word stands for.
    /// Everybody a word that fills a role stands for: of a plural pronoun all that it stands for, of "you" that means anybody nobody.
    pub(crate) fn entities(&self, tree: &Tree<'_>, at: usize) -> Vec<Resolved> {
        let pronoun = tree.word(at).upos == Upos::Pron;
        if pronoun && tree.is(at, "pronoun.anybody") {
            return Vec::new();
        }
        let several = if pronoun { self.antecedents(tree, at) } else { Vec::new() };
        if several.len() > 1 { several } else { vec![self.entity(tree, at)] }
    }

    pub(crate) fn entity(&self, tree: &Tree<'_>, at: usize) -> Resolved {
        let word = tree.word(at);
        if word.upos == Upos::Pron || (word.upos == Upos::Det && word.feats.has("Poss", "Yes")) {
            let nobody = || Resolved { entity: self.thing(tree, at), why: Vec::new(), metonym: false };
            return self.antecedent(tree, at).unwrap_or_else(nobody);
        }
        // "the parties", "both sides" are nobody by themselves: others elsewhere are called so too
        if tree.is(at, "some_parties") && tree.word(at).feats.has("Number", "Plur") && tree.name(at).is_none()
        {
            return Resolved { entity: self.thing(tree, at), why: Vec::new(), metonym: false };
        }
        let span = tree.phrase(at);
        if let Some(theirs) = self.men_of(tree, at) {
            return theirs;
        }
        let known = self.resolve(tree, at).map(|known| self.at_home(tree, at, &known).unwrap_or(known));
        let somebody = |known: &known::Meaning<'_>| known.actor.is_some() || known.code.is_some();
        if let Some(heard) = self.described(tree, at).filter(|_| !known.as_ref().is_some_and(somebody)) {
            let mut resolved = self.named_again(span, heard, "definite description");
            resolved.entity.number = self.number(tree, at);
            return resolved;
        }
        if let Some(known) = known {
            return self.entity_of(span, &known, self.number(tree, at));
        }
        self.new_entity(tree, at, span)
    }

    fn number(&self, tree: &Tree<'_>, at: usize) -> Option<u32> {
        tree.by(at, Relation::Nummod).next()?;
        crate::claim::quantity(tree, at).and_then(|number| number.best)
    }

    /// The pack's actor for a phrase, through names, acronyms, offices, demonyms and surnames.
    fn resolve(&self, tree: &Tree<'_>, at: usize) -> Option<known::Meaning<'p>> {
        let (phrase, head) = (tree.phrase(at), tree.word(at).span);
        let inside: Vec<&Known<'p>> = self.begun_in(phrase).collect();
        let beside = |name: Span| self.beside(tree, at, name);
        // victims of a group are not the group
        let own = |meaning: &known::Meaning<'_>| meaning.span.overlaps(head) || !tree.is(at, "victim");
        if let Some(meaning) = known::meaning(self.packs, &inside, head, self.day, &beside).filter(own) {
            return Some(meaning);
        }
        if let Some(meaning) = self.within_office(phrase, head) {
            return Some(meaning);
        }
        if let Some(meaning) = self.short.meaning(self.packs, self.unmarked(phrase), phrase) {
            return Some(meaning);
        }
        let words = self.index.of(phrase);
        let long = words
            .rsplit(' ')
            .next()
            .and_then(|last| self.acronyms.get(words.trim()).or_else(|| self.surnames.get(&fold(last))))?;
        if long.overlaps(phrase) {
            return None;
        }
        let inside: Vec<&Known<'p>> = self.in_span(*long).collect();
        known::meaning(self.packs, &inside, *long, self.day, &|_| true)
    }

    /// "the government", "l'armée", "le président de la République" with nothing more: the home state's.
    fn at_home(
        &self,
        tree: &Tree<'_>,
        at: usize,
        meaning: &known::Meaning<'p>,
    ) -> Option<known::Meaning<'p>> {
        // headlines leave the article out: "Government and rebels agree"
        let opens = tree.by(at, Relation::Det).next().is_none()
            && tree.phrase(at).start == tree.sentence.span.start
            && !tree.word(at).feats.has("Number", "Plur");
        let definite = opens || tree.by(at, Relation::Det).any(|det| tree.is(det, "definite"));
        if meaning.actor.is_some() || meaning.code.is_some() || !definite {
            return None;
        }
        let head = self.in_span(tree.phrase(at)).find(|known| known.span.overlaps(tree.word(at).span))?;
        let title = head.is_title() && self.index.of(head.span).contains(' ');
        let body = tree.is(at, "state_body");
        // "le gouvernement Suminwa II": a cabinet by its head's name
        let rest = self.unmarked(tree.phrase(at)).strip_prefix(self.index.of(head.span))?;
        let named =
            rest.split_whitespace().all(|word| word.chars().all(char::is_uppercase) || body && capital(word));
        if !named || !(title || body) {
            return None;
        }
        self.home.meaning(self.packs, head, self.day)
    }

    /// The words of a phrase without the article before them.
    fn unmarked(&self, phrase: Span) -> &'t str {
        let words = self.index.of(phrase);
        let articles = self.lexicon.and_then(|lexicon| lexicon.class("article"));
        let is =
            |word: &str| articles.is_some_and(|articles| articles.contains(word.to_lowercase().as_str()));
        let (first, rest) = match words.find([' ', '\'', '\u{2019}']) {
            Some(end) if words[end..].starts_with(' ') => (&words[..end], &words[end..]),
            Some(end) => {
                let mark = words[end..].chars().next().map_or(0, char::len_utf8);
                (&words[..end + mark], &words[end + mark..])
            }
            None => ("", words),
        };
        if is(first) { rest.trim_start() } else { words }
    }

    /// Whether a name in a phrase is another name for its head or says whose it is: "le gouverneur Daniel Bumba", "responsables
    /// congolais"; not "un Etat des lieux en RDC". A title may have its holder anywhere behind it.
    fn beside(&self, tree: &Tree<'_>, at: usize, name: Span) -> bool {
        let head = tree.word(at).span;
        let own = |&child: &usize| {
            let other_name = tree.relation(child) == Relation::Appos;
            let words = if other_name { tree.sentence.subtree_span(child) } else { tree.word(child).span };
            name.overlaps(words) && tree.by(child, Relation::Case).next().is_none()
        };
        let title = || self.in_span(tree.phrase(at)).any(|k| k.is_title() && k.span.overlaps(head));
        name.overlaps(head) || name.end <= head.start || tree.children(at).iter().any(own) || title()
    }

    /// What a phrase means whose words the name of an office took in: "the Front" in "spokesman of the Front".
    fn within_office(&self, phrase: Span, head: Span) -> Option<known::Meaning<'p>> {
        let from = self.known.partition_point(|known| known.span.end <= phrase.start);
        let office =
            self.known.get(from).filter(|known| known.is_office() && known.span.start < phrase.start)?;
        let taken = Span::new(phrase.start, office.span.end.min(phrase.end));
        if !taken.overlaps(head) {
            return None;
        }
        let words = TextIndex::new(self.index.of(taken));
        let found = known::find(self.packs, &words, self.language, self.day);
        let inside: Vec<&Known<'p>> = found.iter().collect();
        let meaning = known::meaning(self.packs, &inside, Span::new(0, words.len()), self.day, &|_| true)?;
        Some(known::Meaning { span: taken, ..meaning })
    }

    fn entity_of(&self, span: Span, meaning: &known::Meaning<'p>, number: Option<u32>) -> Resolved {
        let entity = Entity {
            span: Some(span),
            actor: meaning.actor.map(|actor| actor.id.clone()).or_else(|| Some(self.new_id(span))),
            name: meaning.name(self.language).unwrap_or_else(|| self.index.of(span).to_owned()),
            code: meaning.code.clone(),
            sector: meaning.sector,
            number,
        };
        let rule = meaning.entry.clone().unwrap_or_else(|| "pack".to_owned());
        let effect = format!("{} by {}", entity.name, meaning.how);
        let metonym = meaning.how == "metonym";
        Resolved { entity, why: vec![Evidence { span: Some(meaning.span), rule, effect }], metonym }
    }

    /// What a word names where it names nobody: its words alone.
    pub(crate) fn thing(&self, tree: &Tree<'_>, at: usize) -> Entity {
        let span = tree.phrase(at);
        Entity {
            span: Some(span),
            name: self.plain(tree, span),
            number: self.number(tree, at),
            ..Entity::default()
        }
    }

    /// The words of a phrase as they would stand within a sentence: a first word that is no name without its capital.
    fn plain(&self, tree: &Tree<'_>, span: Span) -> String {
        // a name may go on over a wrapped line
        let words = self.index.of(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let first = (0..tree.len()).find(|&at| tree.word(at).span.start == span.start);
        let named = first.is_none_or(|at| tree.name(at).is_some() || tree.word(at).upos == Upos::Propn);
        let mut letters = words.chars();
        match letters.next() {
            Some(capital) if !named && letters.clone().next().is_none_or(|c| !c.is_uppercase()) => {
                capital.to_lowercase().chain(letters).collect()
            }
            _ => words.clone(),
        }
    }

    /// "its forces", "ses hommes": whoever they are of.
    fn men_of(&self, tree: &Tree<'_>, at: usize) -> Option<Resolved> {
        let men = tree.is(at, "armed") || tree.is(at, "fighter") || tree.is(at, "men");
        let whose = tree.children(at).iter().copied().find(|&c| tree.word(c).feats.has("Poss", "Yes"));
        let mut found = self.antecedent(tree, whose.filter(|_| men)?)?;
        found.entity.actor.as_deref().filter(|id| !id.starts_with("new:"))?;
        found.entity.span = Some(tree.phrase(at));
        found.entity.number = self.number(tree, at);
        Some(found)
    }

    fn new_id(&self, span: Span) -> String {
        format!("new:{}", fold(self.unmarked(span)).replace(' ', "-"))
    }

    fn new_entity(&self, tree: &Tree<'_>, at: usize, span: Span) -> Resolved {
        let name = self.plain(tree, span);
        let number = self.number(tree, at);
        let entity = Entity {
            span: Some(span),
            actor: Some(self.new_id(span)),
            name,
            code: None,
            sector: None,
            number,
        };
        Resolved { entity, why: Vec::new(), metonym: false }
    }
}
