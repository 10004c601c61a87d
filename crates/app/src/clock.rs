//! The only clock.

use jiff::{Timestamp, Unit};

/// Now, as the record writes it: RFC 3339 in UTC, to the second.
pub(crate) fn now() -> String {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now).to_string()
}

/// Measures how long something took.
pub(crate) struct Watch(Timestamp);

impl Watch {
    /// Start.
    pub(crate) fn start() -> Watch {
        Watch(Timestamp::now())
    }

    /// Seconds since the start.
    pub(crate) fn seconds(&self) -> f64 {
        Timestamp::now().duration_since(self.0).as_secs_f64().max(0.0)
    }
}
