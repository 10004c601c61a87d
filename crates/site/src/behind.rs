//! What linking makes is brought up to date behind the pages: a page that needs it waits a moment, then says so.

use crate::routes::Desk;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// How long a page waits for it: most records are done by then.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it looks whether it is.
const LOOK: Duration = Duration::from_millis(40);

/// Whether linking is at work.
#[derive(Debug, Default)]
pub(crate) struct AtWork(AtomicBool);

/// Whether what linking makes is up to date; where it is not, work on it begins if it has not, and a moment is waited for it.
pub(crate) async fn linked(desk: &Arc<Desk>) -> bool {
    // A record that cannot be asked is for the page itself to report.
    if desk.record.is_linked(&desk.known).unwrap_or(true) {
        return true;
    }
    begin(desk);
    let mut waited = Duration::ZERO;
    while waited < PATIENCE {
        tokio::time::sleep(LOOK).await;
        if !desk.at_work.0.load(Ordering::Acquire) {
            return true;
        }
        waited += LOOK;
    }
    false
}

/// Begin the work on a thread of its own, unless it is going on. The thread is not waited for at the end: what it has not finished
/// by then is begun anew at the next look.
pub(crate) fn begin(desk: &Arc<Desk>) {
    if desk.at_work.0.swap(true, Ordering::AcqRel) {
        return;
    }
    let desk = Arc::clone(desk);
    thread::spawn(move || {
        // The page that asks next reports what is wrong, if anything is.
        let _ = desk.record.events(&desk.known, 1, 1);
        desk.at_work.0.store(false, Ordering::Release);
    });
}
