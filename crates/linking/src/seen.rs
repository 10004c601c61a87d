//! A report with what linking made of it once: its profile, its sentences, its claims as they are compared.

use crate::profile::Profile;
use crate::told::Told;
use std::sync::Arc;

/// A report made ready to be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The report.
    pub told: Arc<Told>,
    /// Its words, weighed.
    pub profile: Profile,
}

impl Seen {
    /// Make a report ready.
    pub fn of(told: Arc<Told>) -> Seen {
        let profile = Profile::of(&told);
        Seen { told, profile }
    }
}
