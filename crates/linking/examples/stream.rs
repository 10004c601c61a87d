//! What linking costs as a record grows: a made-up stream of reports, and the seconds each tenth of it took.
//!
//! `stream [REPORTS]`: a fifth of the reports retell an earlier happening of the last days, as news does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measuring program of our own, not a room"
)]

use jiff::ToSpan;
use jiff::civil::date;
use linking::copies::generate::{Dice, edited, name, text};
use linking::{Known, Linker, Told};
use record::Reading;
use std::sync::Arc;

#[allow(clippy::disallowed_methods)] // measuring is what this tool is for
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let reports: usize = std::env::args().nth(1).map_or(Ok(20_000), |n| n.parse())?;
    let mut dice = Dice::new(11);
    let theatre: Vec<String> = (0..300).map(|_| name(&mut dice)).collect();
    let known = Known::default();
    let mut linker = Linker::default();
    let mut recent: Vec<Vec<String>> = Vec::new();
    let (mut seconds, mut rows) = (Vec::new(), 0usize);
    let mut begun = std::time::Instant::now();
    for n in 0..reports {
        let anew = recent.is_empty() || dice.below(5) > 0;
        let words = if anew {
            text(&mut dice, 250, &theatre)
        } else {
            let back = dice.below(recent.len().min(200));
            edited(&mut dice, &recent[recent.len() - 1 - back], 30)
        };
        let told = Told {
            report: format!("r{n}").as_str().into(),
            seq: n as u64,
            outlet: format!("outlet-{}", n % 60),
            url: None,
            day: date(2020, 1, 1).checked_add(((n / 50) as i64).days())?,
            language: "en".into(),
            headline: Some(words.iter().take(9).cloned().collect::<Vec<_>>().join(" ")),
            headline_span: None,
            text: Arc::from(words.join(" ")),
            reading: Arc::new(Reading::default()),
        };
        rows += linker.meet(&known, Arc::new(told)).len();
        recent.push(words);
        if (n + 1) % (reports / 10).max(1) == 0 {
            seconds.push(begun.elapsed().as_secs_f64());
            begun = std::time::Instant::now();
        }
    }
    let half: f64 = seconds.iter().take(5).sum();
    let rest: f64 = seconds.iter().skip(5).sum();
    let shown: Vec<String> = seconds.iter().map(|s| format!("{s:.2}")).collect();
    let mut out = std::io::stdout().lock();
    std::io::Write::write_fmt(
        &mut out,
        format_args!(
            "reports {reports}, judgements {rows}\nseconds by tenth: {}\nsecond half / first half: {:.3}\n",
            shown.join(" "),
            rest / half
        ),
    )?;
    Ok(())
}
