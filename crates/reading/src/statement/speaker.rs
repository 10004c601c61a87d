//! Who a source stands for: the report's own earlier mentions, and whoever knows actors.

use super::voice;
use super::words::Words;
use crate::lexicon::{Lexicon, Tagged};
use language::Upos;
use record::Span;
use record::span::TextIndex;
use record::statement::{Evidence, Source, Voice};

/// Somebody that the mentions of a report resolve to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speaker {
    /// Id in a pack, or `new:` and a folded name.
    pub actor: Option<String>,
    /// Its neutral name.
    pub name: Option<String>,
}

/// Whoever resolves mentions to actors.
pub trait Speakers {
    /// Who a word of a sentence stands for, if anybody known.
    fn speaker(&self, sentence: usize, word: usize) -> Option<Speaker>;
}

/// Resolves nobody: names are then the report's own words.
#[derive(Debug, Clone, Copy)]
pub struct Unknown;

impl Speakers for Unknown {
    fn speaker(&self, _: usize, _: usize) -> Option<Speaker> {
        None
    }
}

/// What reading knows while it goes through the sources of a report in order.
pub(crate) struct Hall<'h> {
    pub(crate) lexicon: &'h Lexicon,
    pub(crate) words: &'h Words<'h>,
    pub(crate) text: &'h TextIndex<'h>,
    pub(crate) speakers: &'h dyn Speakers,
}

/// A source resolved, with why.
#[derive(Debug, Clone)]
pub(crate) struct Heard {
    pub(crate) source: Source,
    pub(crate) evidence: Vec<Evidence>,
    plural: bool,
}

impl Hall<'_> {
    /// Resolve the source words of a draft; `before` are the sources of earlier statements, nearest last.
    pub(crate) fn hear(&self, source: &[usize], before: &[Heard]) -> Heard {
        let Some(head) = voice::head(self.words, source) else { return outlet() };
        let range = source.first().copied().unwrap_or(head)..source.last().copied().unwrap_or(head) + 1;
        let word = &self.words.all[head];
        let plural = word.token.feats.has("Number", "Plur");
        let span = Some(without_hyphens(self.words.span(range), word.form(), source.len()));
        let own = voice::voice(self.lexicon, self.words, source);
        if let Some((Voice::Outlet, evidence)) = own {
            let source = Source { span, actor: None, name: None, voice: Voice::Outlet };
            return Heard { source, evidence: evidence.into_iter().collect(), plural };
        }
        let known = self.speakers.speaker(word.sentence, head - self.words.sentence_of(head).start);
        let same = source.iter().any(|&at| self.lexicon.is_small("same", &self.words.all[at]));
        let own = own.filter(|_| !same || before.is_empty());
        let pronoun = own.is_none() && (same || matches!(word.upos(), Upos::Pron | Upos::Det));
        let antecedent = pronoun.then(|| self.antecedent(head, plural, before)).flatten();
        let earlier = if pronoun { None } else { self.earlier_name(head, source) };
        let voice = own
            .as_ref()
            .map_or_else(|| antecedent.as_ref().map_or(Voice::Named, |a| a.voice), |(voice, _)| *voice);
        let name = known
            .as_ref()
            .and_then(|k| k.name.clone())
            .or(antecedent.as_ref().and_then(|a| a.name.clone()))
            .or(earlier)
            .or_else(|| (!pronoun).then(|| span.map(|s| self.text.of(s).to_owned())).flatten());
        let actor = known.and_then(|k| k.actor).or(antecedent.as_ref().and_then(|a| a.actor.clone()));
        let mut evidence: Vec<Evidence> = own.and_then(|(_, evidence)| evidence).into_iter().collect();
        evidence.extend(antecedent.map(|a| Evidence {
            span: a.span.or(span),
            rule: "antecedent".to_owned(),
            effect: format!("stands for {}", a.name.unwrap_or_default()),
        }));
        Heard { source: Source { span, actor, name, voice }, evidence, plural }
    }

    /// Who a pronoun stands for: the last source of its number, else the last person named before it.
    fn antecedent(&self, head: usize, plural: bool, before: &[Heard]) -> Option<Source> {
        let named = |heard: &&Heard| heard.source.name.is_some();
        let last = before.iter().rev().take(4).filter(named).find(|heard| heard.plural == plural);
        let person = || self.person_before(head).filter(|_| !plural);
        last.map(|heard| heard.source.clone()).or_else(person)
    }

    fn person_before(&self, head: usize) -> Option<Source> {
        let from = self.words.sentences[self.words.all[head].sentence.saturating_sub(2)].start;
        let at = (from..head).rev().find(|&at| self.words.all[at].name == "PER")?;
        let start = (from..=at).rev().take_while(|&i| self.words.all[i].name == "PER").last()?;
        let span = self.words.span(start..at + 1);
        let known = self
            .speakers
            .speaker(self.words.all[at].sentence, at - self.words.sentence_of(at).start)
            .unwrap_or_default();
        let name = known.name.or_else(|| Some(self.text.of(span).to_owned()));
        Some(Source { span: Some(span), actor: known.actor, name, voice: Voice::Named })
    }

    /// The first fuller name that ends in this source's surname.
    fn earlier_name(&self, head: usize, source: &[usize]) -> Option<String> {
        let words = &self.words.all;
        let surname = source
            .iter()
            .rev()
            .copied()
            .find(|&at| words[at].name == "PER")
            .or((words[head].upos() == Upos::Propn).then_some(head))?;
        let same = |at: &usize| words[*at].name == "PER" && words[*at].lower == words[surname].lower;
        let first = (0..surname).find(same).unwrap_or(surname);
        let start = (0..=first)
            .rev()
            .take_while(|&at| words[at].name == "PER" && words[at].sentence == words[first].sentence)
            .last()?;
        Some(self.text.of(self.words.span(start..first + 1)).to_owned())
    }
}

/// The pronoun of an inversion without its hyphens: "-t-il" is "il".
fn without_hyphens(span: Span, form: &str, words: usize) -> Span {
    let cut = form.rfind('-').filter(|_| words == 1 && form.starts_with('-')).map_or(0, |at| at + 1);
    let cut = u32::try_from(form.get(..cut).map_or(0, |cut| cut.chars().count())).unwrap_or(0);
    Span::new(span.start + cut, span.end)
}

/// Nobody else is named.
pub(crate) fn outlet() -> Heard {
    let source = Source { span: None, actor: None, name: None, voice: Voice::Outlet };
    Heard { source, evidence: Vec::new(), plural: false }
}

/// The source of the statement before, carried over.
pub(crate) fn carried(before: &Heard) -> Heard {
    let mut heard = before.clone();
    heard.evidence = vec![Evidence {
        span: before.source.span,
        rule: "carried-over".to_owned(),
        effect: "source of the statement before".to_owned(),
    }];
    heard.source.span = None;
    heard
}
