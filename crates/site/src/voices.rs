//! Who is speaking, from the first character to the last.

use record::statement::{Statement, Voice};
use record::{Report, Span};

/// A stretch of a report's text with one speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Where it stands.
    pub(crate) span: Span,
    /// Index of the innermost statement that holds it; none: the outlet's own voice.
    pub(crate) statement: Option<usize>,
}

/// Cut the whole text into stretches by innermost statement, in order and without gaps.
pub(crate) fn stretches(length: u32, statements: &[Statement]) -> Vec<Stretch> {
    let mut cuts = vec![0, length];
    for span in statements.iter().flat_map(all_spans) {
        cuts.extend([span.start.min(length), span.end.min(length)]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut out: Vec<Stretch> = Vec::new();
    for pair in cuts.windows(2) {
        let span = Span::new(pair[0], pair[1]);
        let statement = innermost(span, statements);
        match out.last_mut() {
            Some(last) if last.statement == statement => last.span.end = span.end,
            _ => out.push(Stretch { span, statement }),
        }
    }
    out
}

/// The statement with the shortest content among those that hold `span`.
pub(crate) fn innermost(span: Span, statements: &[Statement]) -> Option<usize> {
    (0..statements.len())
        .filter(|&i| all_spans(&statements[i]).any(|part| part.contains(span)))
        .min_by_key(|&i| statements[i].content.iter().map(|part| part.len()).sum::<u32>())
}

/// Source, cue and content of a statement.
pub(crate) fn all_spans(statement: &Statement) -> impl Iterator<Item = Span> + '_ {
    statement.source.span.into_iter().chain(statement.cue).chain(statement.content.iter().copied())
}

/// Shares of the text by voice in whole percent that add up to 100, headline and headings included; the largest
/// remainders are rounded up.
pub(crate) fn shares(report: &Report, statements: &[Statement]) -> [(Voice, u32); 4] {
    let length = text_length(report);
    let mut counts = [(Voice::Outlet, 0u64), (Voice::Named, 0), (Voice::Unnamed, 0), (Voice::Collective, 0)];
    for stretch in stretches(length, statements) {
        let voice = stretch.statement.map_or(Voice::Outlet, |i| statements[i].source.voice);
        for slot in counts.iter_mut().filter(|slot| slot.0 == voice) {
            slot.1 += u64::from(stretch.span.len());
        }
    }
    percents(counts)
}

fn percents(counts: [(Voice, u64); 4]) -> [(Voice, u32); 4] {
    let whole = counts.iter().map(|(_, n)| n).sum::<u64>().max(1);
    let mut shares = counts.map(|(voice, n)| (voice, u32::try_from(n * 100 / whole).unwrap_or(100)));
    let mut by_remainder = [0, 1, 2, 3];
    by_remainder.sort_by_key(|&i| std::cmp::Reverse(counts[i].1 * 100 % whole));
    let missing = 100u32.saturating_sub(shares.iter().map(|(_, share)| share).sum());
    for i in by_remainder.into_iter().take(missing as usize) {
        shares[i].1 += 1;
    }
    shares
}

/// Length of the stored text in code points.
pub(crate) fn text_length(report: &Report) -> u32 {
    u32::try_from(report.text.chars().count()).unwrap_or(u32::MAX)
}

/// The class that carries a voice's colour and line.
pub(crate) fn class(voice: Voice) -> &'static str {
    voice.word()
}

/// From whom, after a number: "3 from unnamed sources".
pub(crate) fn from(voice: Voice) -> &'static str {
    match voice {
        Voice::Outlet => "in the outlet's own voice",
        Voice::Named => "from named sources",
        Voice::Unnamed => "from unnamed sources",
        Voice::Collective => "from unnamed groups",
    }
}

/// A voice as a reader reads it.
pub(crate) fn label(voice: Voice) -> &'static str {
    match voice {
        Voice::Outlet => "the outlet's own voice",
        Voice::Named => "named sources",
        Voice::Unnamed => "unnamed sources",
        Voice::Collective => "unnamed groups",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::statement::{Attitude, Firmness, Quotation, Source};

    fn statement(content: Span, voice: Voice) -> Statement {
        Statement {
            id: "s".into(),
            report: "r".into(),
            source: Source { span: None, actor: None, name: None, voice },
            relay: vec![],
            cue: None,
            content: vec![content],
            quotation: Quotation::Indirect,
            attitude: Attitude::Asserts,
            firmness: Firmness::Asserted,
            evidence: vec![],
            within: None,
        }
    }

    #[test]
    fn a_nested_statement_speaks_over_the_one_around_it() {
        let outer = statement(Span::new(2, 10), Voice::Named);
        let inner = statement(Span::new(4, 6), Voice::Unnamed);
        let found = stretches(12, &[outer, inner]);
        let shown: Vec<_> = found.iter().map(|s| (s.span.start, s.span.end, s.statement)).collect();
        assert_eq!(shown, [(0, 2, None), (2, 4, Some(0)), (4, 6, Some(1)), (6, 10, Some(0)), (10, 12, None)]);
    }

    #[test]
    fn shares_add_up_to_a_hundred() {
        let counts = [(Voice::Outlet, 2), (Voice::Named, 2), (Voice::Unnamed, 2), (Voice::Collective, 0)];
        assert_eq!(percents(counts).map(|(_, share)| share), [34, 33, 33, 0]);
    }

    #[test]
    fn a_span_beyond_the_text_is_cut_at_its_end() {
        let found = stretches(5, &[statement(Span::new(3, 90), Voice::Named)]);
        assert_eq!(found.last().map(|s| s.span.end), Some(5));
    }
}
