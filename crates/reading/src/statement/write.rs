//! Drafts written down as statements of the record: spans, ids, nesting.

use super::draft::{Draft, runs};
use super::marks::Quoted;
use super::speaker::{Hall, Heard, carried, outlet};
use super::tone;
use super::words::Words;
use crate::lexicon::Tagged;
use language::Upos;
use record::id::content_id;
use record::statement::{Attitude, Evidence, Quotation, Source, Statement};
use record::{Report, Span, StatementId};

/// Words without letters that may stand between two runs of one piece of content.
const PIECE_GAP: usize = 3;

/// The statements of drafts, in text order.
pub(crate) fn statements(
    report: &Report,
    hall: &Hall<'_>,
    quotes: &[Quoted],
    drafts: &[Draft],
) -> Vec<Statement> {
    let mut heard: Vec<Heard> = Vec::new();
    let mut out: Vec<Statement> = Vec::new();
    for draft in drafts {
        let source = match draft.source.is_empty() {
            true if takes_over(hall.words, draft) => heard.last().map_or_else(outlet, carried),
            true => outlet(),
            false => hall.hear(&draft.source, &heard),
        };
        out.push(statement(report, hall, quotes, draft, &source));
        if source.source.span.is_some() {
            heard.push(source);
        }
    }
    let ids: Vec<StatementId> = out.iter().map(|statement| statement.id.clone()).collect();
    for (at, statement) in out.iter_mut().enumerate() {
        statement.within = innermost(drafts, at).map(|outer| ids[outer].clone());
    }
    out.sort_by_key(|statement| (first_span(statement), statement.id.clone()));
    out
}

/// Whether a statement without a source takes that of the statement before: not in the passive, nor under a noun ("a warning").
fn takes_over(words: &Words<'_>, draft: &Draft) -> bool {
    let passive = words.all[draft.anchor].token.feats.has("Voice", "Pass");
    let noun = words.all[draft.anchor].upos() == Upos::Noun;
    !passive
        && !noun
        && !words.children[draft.anchor]
            .iter()
            .any(|&child| words.all[child].token.deprel.subtype.as_deref() == Some("pass"))
}

fn statement(report: &Report, hall: &Hall<'_>, quotes: &[Quoted], draft: &Draft, heard: &Heard) -> Statement {
    let words = hall.words;
    let content = pieces(words, draft);
    let cue = cue(hall, draft);
    let tone = tone::tone(hall.lexicon, words, draft);
    let quotation = quotation(words, quotes, draft, tone.attitude);
    let relay: Vec<Source> = draft.relay.iter().map(|relay| hall.hear(relay, &[]).source).collect();
    let mut evidence = vec![placed(draft, cue)];
    evidence.extend(tone.evidence);
    evidence.extend(heard.evidence.iter().cloned());
    Statement {
        id: StatementId(id(report, heard.source.span, cue, &content)),
        report: report.id.clone(),
        source: heard.source.clone(),
        relay,
        cue,
        content,
        quotation,
        attitude: tone.attitude,
        firmness: tone.firmness,
        evidence,
        within: None,
    }
}

/// The cue as a span; an infinitive's "de" is not in it ("Et d'ajouter").
fn cue(hall: &Hall<'_>, draft: &Draft) -> Option<Span> {
    let words = hall.words;
    let infinitive = words.all[draft.anchor].token.feats.has("VerbForm", "Inf");
    let leads = |at: usize| infinitive && hall.lexicon.is_small("marker", &words.all[at]);
    let skipped = draft.cue.iter().take_while(|&&at| leads(at)).count();
    let first = draft.cue.get(skipped).or(draft.cue.first())?;
    let worded = draft.cue.iter().rev().find(|&&at| !words.all[at].is_punct());
    Some(words.span(*first..worded.or(draft.cue.last())? + 1))
}

/// What put the statement there.
fn placed(draft: &Draft, cue: Option<Span>) -> Evidence {
    let rule = draft.rule.map_or_else(|| "span model".to_owned(), str::to_owned);
    Evidence { span: cue, rule, effect: format!("a statement, likelihood {:.2}", draft.likelihood) }
}

fn id(report: &Report, source: Option<Span>, cue: Option<Span>, content: &[Span]) -> String {
    let show = |span: Span| format!("{}-{}", span.start, span.end);
    let optional = |span: Option<Span>| span.map(show).unwrap_or_default();
    let content: Vec<String> = content.iter().map(|span| show(*span)).collect();
    content_id("s", &[&report.id.0, &optional(source), &optional(cue), &content.join(" ")])
}

/// The content as spans: runs of words, bridged over marks, without commas and blanks at their edges.
fn pieces(words: &Words<'_>, draft: &Draft) -> Vec<Span> {
    let content: Vec<usize> = draft.content.iter().copied().collect();
    let mut out: Vec<Span> = Vec::new();
    let mut last_end = 0;
    for mut run in runs(&content, 1) {
        while run.first().is_some_and(|&at| is_edge(words, at)) {
            run.remove(0);
        }
        while run.last().is_some_and(|&at| is_edge(words, at)) {
            run.pop();
        }
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
        if run.iter().all(|&at| words.all[at].is_punct()) {
            continue;
        }
        let span = words.span(first..last + 1);
        let bridge = first - last_end <= PIECE_GAP && (last_end..first).all(|at| words.all[at].is_punct());
        match out.last_mut() {
            Some(before)
                if bridge
                    && words.all[first].paragraph == words.all[last_end.saturating_sub(1)].paragraph =>
            {
                *before = before.cover(span)
            }
            _ => out.push(span),
        }
        last_end = last + 1;
    }
    out
}

fn is_edge(words: &Words<'_>, at: usize) -> bool {
    matches!(words.all[at].form(), "," | ";" | ":" | "-" | "–" | "—")
}

/// Direct where nine words in ten are quoted; an attitude or belief that is not quoted is no quotation.
fn quotation(words: &Words<'_>, quotes: &[Quoted], draft: &Draft, attitude: Attitude) -> Quotation {
    let worded: Vec<usize> = draft.content.iter().copied().filter(|&at| !words.all[at].is_punct()).collect();
    let quoted = worded.iter().filter(|at| quotes.iter().any(|quoted| quoted.words.contains(at))).count();
    match quoted {
        0 if attitude == Attitude::Believes => Quotation::None,
        0 => Quotation::Indirect,
        some if some * 10 >= worded.len() * 9 => Quotation::Direct,
        _ => Quotation::Mixed,
    }
}

/// The smallest other statement whose content holds this one's cue.
fn innermost(drafts: &[Draft], at: usize) -> Option<usize> {
    let outer = (0..drafts.len())
        .filter(|&other| drafts[other].holds(&drafts[at]) && !drafts[at].holds(&drafts[other]));
    outer.min_by_key(|&other| drafts[other].content.len())
}

fn first_span(statement: &Statement) -> Span {
    let spans = statement.content.iter().copied().chain(statement.cue);
    spans.min().unwrap_or(Span::new(0, 0))
}
