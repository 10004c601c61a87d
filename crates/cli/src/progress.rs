//! What a run of reading shows while it goes on: nothing where nobody watches.

use crate::plain::grouped;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::Duration;

/// One line that counts.
pub(crate) struct Progress {
    bar: ProgressBar,
    reports: u32,
    statements: u32,
    claims: u32,
    problems: u32,
}

impl Progress {
    /// A line on standard error, drawn only where that is a terminal.
    pub(crate) fn start() -> Progress {
        let bar = ProgressBar::new_spinner();
        if !io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed_precise}  {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress { bar, reports: 0, statements: 0, claims: 0, problems: 0 }
    }

    /// A report was read.
    pub(crate) fn report(&mut self, reading: &record::Reading) {
        let most = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.reports += 1;
        self.statements = self.statements.saturating_add(most(reading.statements.len()));
        self.claims = self.claims.saturating_add(most(reading.claims.len()));
        self.show();
    }

    /// An input could not be read.
    pub(crate) fn problem(&mut self) {
        self.problems += 1;
        self.show();
    }

    /// Take the line away.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }

    fn show(&self) {
        let [reports, statements, claims, problems] =
            [self.reports, self.statements, self.claims, self.problems].map(grouped);
        self.bar.set_message(format!(
            "reports {reports}   statements {statements}   claims {claims}   problems {problems}"
        ));
    }
}
