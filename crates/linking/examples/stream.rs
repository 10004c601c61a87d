//! What linking costs as a record grows: a made-up stream of reports, and the seconds each tenth of it took.
//!
//! `stream [REPORTS] [PORTION]`: a fifth of the reports retell an earlier happening of the last days, as news does; they are
//! linked in portions, as a feed brings them (500 unless said otherwise). Progress goes to standard error.

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
use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

/// The stream: made as it is asked for, so that making it is not measured.
struct Stream {
    dice: Dice,
    theatre: Vec<String>,
    recent: Vec<Vec<String>>,
    made: usize,
}

impl Stream {
    fn next(&mut self) -> Arc<Told> {
        let Stream { dice, theatre, recent, made } = self;
        let anew = recent.is_empty() || dice.below(5) > 0;
        let words = if anew {
            text(dice, 250, theatre)
        } else {
            let back = dice.below(recent.len().min(200));
            edited(dice, &recent[recent.len() - 1 - back], 30)
        };
        let n = *made;
        *made += 1;
        let told = Told {
            report: format!("r{n}").as_str().into(),
            seq: n as u64,
            outlet: format!("outlet-{}", n % 60),
            outlet_name: format!("outlet-{}", n % 60),
            url: None,
            day: date(2020, 1, 1).checked_add(((n / 50) as i64).days()).unwrap(),
            language: "en".into(),
            headline: Some(words.iter().take(9).cloned().collect::<Vec<_>>().join(" ")),
            headline_span: None,
            text: Arc::from(words.join(" ")),
            reading: Arc::new(Reading::default()),
        };
        recent.push(words);
        Arc::new(told)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let reports: usize = std::env::args().nth(1).map_or(Ok(20_000), |n| n.parse())?;
    let portion: usize = std::env::args().nth(2).map_or(Ok(500), |n| n.parse())?;
    let mut dice = Dice::new(11);
    let theatre: Vec<String> = (0..300).map(|_| name(&mut dice)).collect();
    let mut stream = Stream { dice, theatre, recent: Vec::new(), made: 0 };
    let known = Known::default();
    let mut linker = Linker::default();
    let tenth = (reports / 10).max(1);
    let (mut seconds, mut judged) = (vec![0.0; 10], 0);
    while stream.made < reports {
        let at = (stream.made / tenth).min(9);
        let told: Vec<Arc<Told>> = (0..portion.min(reports - stream.made)).map(|_| stream.next()).collect();
        let begun = Instant::now();
        judged += linker.meet(&known, told);
        seconds[at] += begun.elapsed().as_secs_f64();
        if stream.made % tenth < portion {
            writeln!(std::io::stderr(), "{} reports, {:.1} s", stream.made, seconds.iter().sum::<f64>())?;
        }
    }
    let half: f64 = seconds.iter().take(5).sum();
    let rest: f64 = seconds.iter().skip(5).sum();
    let shown: Vec<String> = seconds.iter().map(|s| format!("{s:.2}")).collect();
    writeln!(
        std::io::stdout(),
        "reports {reports}, pairs judged {judged}\nseconds by tenth: {}\nsecond half / first half: {:.3}",
        shown.join(" "),
        rest / half
    )?;
    Ok(())
}
