//! The text as published, with statements underlined by voice and claims' words as anchors.

use crate::voices;
use maud::{Markup, html};
use record::report::{Block, BlockKind, LoadedWord};
use record::span::TextIndex;
use record::statement::{Quotation, Statement};
use record::{Claim, Reading, Report, Span};

/// What a block's text is marked with.
pub(crate) struct Marked<'r> {
    index: TextIndex<'r>,
    statements: &'r [Statement],
    claims: &'r [Claim],
    loaded: &'r [LoadedWord],
    quoted: Vec<Span>,
}

/// A run of text over which nothing changes.
struct Piece {
    span: Span,
    statement: Option<usize>,
}

impl<'r> Marked<'r> {
    /// Ready the marks of one report.
    pub(crate) fn new(report: &'r Report, reading: &'r Reading) -> Marked<'r> {
        Marked {
            index: TextIndex::new(&report.text),
            statements: &reading.statements,
            claims: &reading.claims,
            loaded: &reading.loaded,
            quoted: quoted(&report.text),
        }
    }

    /// One block as the element its kind calls for.
    pub(crate) fn block(&self, block: Block) -> Markup {
        let inner = self.inline(block.span);
        match block.kind {
            BlockKind::Headline => html! { h1 { (inner) } },
            BlockKind::Heading => html! { h3 { (inner) } },
            BlockKind::Standfirst => html! { p.standfirst { (inner) } },
            BlockKind::Quotation => html! { blockquote { (inner) } },
            BlockKind::ListItem => html! { p.li { (inner) } },
            BlockKind::Caption => html! { p.caption { (inner) } },
            BlockKind::Paragraph | BlockKind::TableRow => html! { p { (inner) } },
        }
    }

    /// The marked text of a span.
    pub(crate) fn inline(&self, span: Span) -> Markup {
        let pieces = self.pieces(span);
        html! {
            @for group in pieces.chunk_by(|a, b| a.statement == b.statement) {
                @match group[0].statement {
                    Some(statement) => (self.statement(statement, group)),
                    None => @for piece in group { (self.piece(piece)) },
                }
            }
        }
    }

    fn pieces(&self, within: Span) -> Vec<Piece> {
        let marks = self.statements.iter().flat_map(voices::all_spans);
        let marks = marks.chain(self.claims.iter().map(|claim| claim.trigger));
        let marks = marks.chain(self.loaded.iter().map(|word| word.span)).chain(self.quoted.iter().copied());
        let mut cuts = vec![within.start, within.end];
        for mark in marks.filter(|mark| mark.overlaps(within)) {
            cuts.extend([mark.start, mark.end]);
        }
        cuts.retain(|&cut| within.start <= cut && cut <= within.end);
        cuts.sort_unstable();
        cuts.dedup();
        let spans = cuts.windows(2).map(|pair| Span::new(pair[0], pair[1]));
        spans.map(|span| Piece { span, statement: voices::innermost(span, self.statements) }).collect()
    }

    fn statement(&self, at: usize, pieces: &[Piece]) -> Markup {
        let statement = &self.statements[at];
        let first = voices::all_spans(statement).map(|span| span.start).min();
        let last = voices::all_spans(statement).map(|span| span.end).max();
        let starts = pieces.first().map(|piece| piece.span.start) == first;
        let ends = pieces.last().map(|piece| piece.span.end) == last;
        html! {
            mark class={ "st " (voices::class(statement.source.voice)) } tabindex="0"
                id=[starts.then(|| format!("m{}", at + 1))] {
                @for piece in pieces { (self.piece(piece)) }
                (tip(&self.index, statement))
            }
            @if ends { a.num href={ "#s" (at + 1) } aria-label={ "statement " (at + 1) } { (at + 1) } }
        }
    }

    fn piece(&self, piece: &Piece) -> Markup {
        let statement = piece.statement.map(|at| &self.statements[at]);
        let is_source =
            statement.is_some_and(|s| s.source.span.is_some_and(|part| part.contains(piece.span)));
        let is_cue = statement.is_some_and(|s| s.cue.is_some_and(|part| part.contains(piece.span)));
        let is_quoted = statement.is_some_and(|s| self.in_quotation(s, piece.span));
        let loaded = self.loaded.iter().find(|word| word.span.contains(piece.span));
        let mut class = String::new();
        for (word, on) in
            [("src", is_source), ("cue", is_cue), ("q", is_quoted), ("loaded", loaded.is_some())]
        {
            if on {
                class.push_str(word);
                class.push(' ');
            }
        }
        let anchors: Vec<&Claim> =
            self.claims.iter().filter(|claim| claim.trigger.start == piece.span.start).collect();
        let words = self.index.of(piece.span);
        html! {
            @for at in self.begun_within_another(piece) { span id={ "m" (at + 1) } {} }
            @for claim in &anchors { span.trig id=(claim.id) {} }
            @if class.is_empty() { (words) }
            @else { span class=(class.trim_end()) title=[loaded.map(|word| format!("loaded; neutral: {}", word.neutral))] { (words) } }
        }
    }

    /// Statements that begin here, where the words belong to another that lies within them or across their start: the
    /// other's mark is drawn, and theirs begins later or not at all, so that their rows need a place to lead to.
    fn begun_within_another(&self, piece: &Piece) -> impl Iterator<Item = usize> {
        let begins =
            |s: &Statement| voices::all_spans(s).map(|part| part.start).min() == Some(piece.span.start);
        let all = self.statements.iter().enumerate();
        all.filter(move |(at, s)| piece.statement != Some(*at) && begins(s)).map(|(at, _)| at)
    }

    fn in_quotation(&self, statement: &Statement, span: Span) -> bool {
        let in_content = statement.content.iter().any(|part| part.contains(span));
        match statement.quotation {
            Quotation::Direct => in_content,
            Quotation::Mixed => in_content && self.quoted.iter().any(|quoted| quoted.contains(span)),
            Quotation::Indirect | Quotation::None => false,
        }
    }
}

/// What hovering, focusing or tapping a statement shows: source, cue, firmness, kind of quotation.
fn tip(index: &TextIndex<'_>, statement: &Statement) -> Markup {
    let source = &statement.source;
    let words = source.span.map(|span| index.of(span));
    html! {
        span.tip role="note" {
            span { b { (source.name.as_deref().or(words).unwrap_or("source not named")) } ", " (voices::label(source.voice)) }
            @if let Some(cue) = statement.cue { span { span.soft { "cue " } i { (index.of(cue)) } ". " (statement.attitude.meaning()) } }
            @else { span { (statement.attitude.meaning()) } }
            span { span.soft { "firmness " } (statement.firmness.meaning()) }
            span.soft { (statement.quotation.meaning()) }
        }
    }
}

/// Stretches between quotation marks, paragraph by paragraph; an unclosed mark reaches the paragraph's end.
fn quoted(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<u32> = None;
    for (at, c) in (0u32..).zip(text.chars()) {
        let closes = matches!(c, '”' | '»') || (c == '"' && open.is_some());
        if let (Some(start), true) = (open, closes || c == '\n') {
            out.push(Span::new(start, if closes { at + 1 } else { at }));
            open = None;
        } else if matches!(c, '“' | '«' | '"') {
            open = Some(at);
        }
    }
    out
}
