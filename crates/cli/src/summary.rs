//! The closing summary of a run: what was read, in whose voices, what was not, and what to do next.

use crate::plain::{counted, grouped};
use app::{Summary, Voices};
use std::fmt::Write;
use std::path::PathBuf;

/// Bars are this wide.
const WIDTH: u32 = 24;

/// The summary in words.
pub(crate) fn words(summary: &Summary, packs: &[PathBuf]) -> String {
    let mut out = String::new();
    // Writing to a String does not fail.
    let _ = write(summary, packs, &mut out);
    out
}

fn write(summary: &Summary, packs: &[PathBuf], out: &mut String) -> std::fmt::Result {
    writeln!(out, "{}", first_line(summary))?;
    if summary.statements.total() + summary.claims.total() > 0 {
        writeln!(out)?;
        voices(out, "statement", &summary.statements)?;
        voices(out, "claim", &summary.claims)?;
        kinds(summary, out)?;
    }
    problems(summary, out)?;
    next(summary, packs, out)
}

/// "Read 12 reports in 1.4 s (9 a second): 10 new, 2 known already."
fn first_line(summary: &Summary) -> String {
    let reports = summary.reports();
    if reports == 0 && summary.problem_count == 0 {
        return if summary.interrupted {
            "Interrupted before anything was read."
        } else {
            "There was nothing to read."
        }
        .to_owned();
    }
    let verb = if summary.interrupted { "Interrupted after" } else { "Read" };
    let mut line = format!("{verb} {} in {}", counted(reports, "report"), time(summary.seconds));
    if reports > 1 && summary.seconds >= 0.1 {
        let rate = f64::from(reports) / summary.seconds;
        line.push_str(&format!(
            " ({} a second)",
            if rate < 10.0 { format!("{rate:.1}") } else { format!("{rate:.0}") }
        ));
    }
    if summary.into.is_some() && reports > 0 {
        line.push_str(": ");
        line.push_str(&fates(summary).join(", "));
    }
    line.push('.');
    line
}

/// What became of the reports.
fn fates(summary: &Summary) -> Vec<String> {
    if !summary.changed() {
        return vec!["all known already, nothing changed".to_owned()];
    }
    let fates = [
        (summary.new, "new"),
        (summary.new_versions, "new versions of known ones"),
        (summary.read_anew, "known, read anew"),
        (summary.unchanged, "known already"),
    ];
    fates.iter().filter(|(n, _)| *n > 0).map(|(n, fate)| format!("{} {fate}", grouped(*n))).collect()
}

fn time(seconds: f64) -> String {
    if seconds < 90.0 { format!("{seconds:.1} s") } else { format!("{:.1} min", seconds / 60.0) }
}

/// One line of a kind: how many, a bar by voice, and each voice in words.
fn voices(out: &mut String, noun: &str, voices: &Voices) -> std::fmt::Result {
    let parts = [
        (voices.outlet, "in the outlet's own voice", '█'),
        (voices.named, "named", '▓'),
        (voices.unnamed, "unnamed", '▒'),
        (voices.collective, "unnamed groups", '░'),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|(n, _, _)| *n > 0)
        .map(|(n, voice, _)| format!("{} {voice}", grouped(*n)))
        .collect();
    let total = voices.total();
    writeln!(
        out,
        "  {:>18}  {}  {}",
        counted(total, noun),
        bar(&parts.map(|(n, _, mark)| (n, mark))),
        said.join(", ")
    )
}

/// A bar of `WIDTH`, each part with its mark; a part that is there shows at least one.
fn bar(parts: &[(u32, char)]) -> String {
    let total = u64::from(parts.iter().map(|(n, _)| n).sum::<u32>()).max(1);
    let mut bar = String::new();
    for (n, mark) in parts.iter().filter(|(n, _)| *n > 0) {
        let share = (u64::from(*n) * u64::from(WIDTH) + total / 2) / total;
        bar.extend(std::iter::repeat_n(*mark, usize::try_from(share.max(1)).unwrap_or(1)));
    }
    bar.chars().chain(std::iter::repeat(' ')).take(WIDTH as usize).collect()
}

fn kinds(summary: &Summary, out: &mut String) -> std::fmt::Result {
    let mut kinds: Vec<(&String, &u32)> = summary.kinds.iter().collect();
    kinds.sort_by(|a, b| b.1.cmp(a.1));
    let words: Vec<String> = kinds.iter().map(|(kind, n)| format!("{} {kind}", grouped(**n))).collect();
    if words.is_empty() { Ok(()) } else { writeln!(out, "  {:>18}  {}", "of these", words.join(", ")) }
}

fn problems(summary: &Summary, out: &mut String) -> std::fmt::Result {
    if summary.problem_count == 0 {
        return Ok(());
    }
    writeln!(out, "\n{} could not be read:", counted(summary.problem_count, "input"))?;
    for problem in &summary.problems {
        writeln!(out, "  {}: {} [{}]", problem.origin, problem.message, problem.code)?;
    }
    let more =
        summary.problem_count.saturating_sub(u32::try_from(summary.problems.len()).unwrap_or(u32::MAX));
    if more > 0 { writeln!(out, "  and {} more", grouped(more)) } else { Ok(()) }
}

/// What to do next.
/// What to do next, with the packs the reading was made with: the ledger needs them too.
fn next(summary: &Summary, packs: &[PathBuf], out: &mut String) -> std::fmt::Result {
    match &summary.into {
        Some(file) if summary.reports() > 0 => {
            write!(out, "\nTo look at it: daftari serve {}", file.display())?;
            packs.iter().try_for_each(|pack| write!(out, " --pack {}", pack.display()))?;
            writeln!(out)
        }
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn a_bar_shows_every_part_and_keeps_its_width() {
        assert_eq!(bar(&[(1, 'a'), (1, 'b')]), format!("{}{}", "a".repeat(12), "b".repeat(12)));
        assert_eq!(bar(&[(1000, 'a'), (1, 'b')]).chars().count(), 24);
        assert_eq!(bar(&[(0, 'a'), (0, 'b')]).trim(), "");
    }
}
