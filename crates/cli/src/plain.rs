//! Small words: numbers with their nouns, text on one line.

/// "1 report", "2,345 reports".
pub(crate) fn counted(n: u32, noun: &str) -> String {
    match n {
        1 => format!("1 {noun}"),
        _ => format!("{} {noun}s", grouped(n)),
    }
}

/// 1,234,567.
pub(crate) fn grouped(n: u32) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Text on one line, at most `most` characters, cut with an ellipsis.
pub(crate) fn one_line(text: &str, most: usize) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= most {
        return words;
    }
    let mut cut: String = words.chars().take(most.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(counted(1, "report"), "1 report");
        assert_eq!(counted(1_234_567, "claim"), "1,234,567 claims");
        assert_eq!(grouped(12), "12");
    }

    #[test]
    fn a_long_line_is_cut() {
        assert_eq!(one_line("the talks\n resume", 12), "the talks r…");
        assert_eq!(one_line("the talks", 12), "the talks");
    }
}
