//! One place: what is said to have happened there.

use super::{PAGE, Record};
use crate::contract::claim_rows;
use crate::error::Result;
use record::claim::ClaimBody;
use record::{Claim, Place};
use serde::Serialize;
use store::{ClaimRow, Counted, Filter};

/// One place: what is said to have happened there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlacePage {
    /// Its id, name and counts.
    pub place: Counted,
    /// Where it is, as the latest claim's gazetteer gives it.
    pub area: Option<Place>,
    /// Claims about it, newest report first.
    #[serde(serialize_with = "claim_rows")]
    pub claims: Vec<ClaimRow>,
}

impl Record {
    /// One place by id; none where no claim is about it.
    pub fn place(&self, id: &str) -> Result<Option<PlacePage>> {
        self.with(|store| {
            let Some(place) = store.place(id)? else { return Ok(None) };
            let filter = Filter { place: Some(id.to_owned()), limit: Some(PAGE * 3), ..Filter::default() };
            let claims = store.claims(&filter)?;
            let area = claims.first().and_then(|row| place_of(&row.claim)).cloned();
            Ok(Some(PlacePage { place, area, claims }))
        })
    }
}

fn place_of(claim: &Claim) -> Option<&Place> {
    match &claim.body {
        ClaimBody::Event(event) => event.place.as_ref(),
        ClaimBody::Commitment(commitment) => commitment.place.as_ref(),
        ClaimBody::Control(control) => Some(&control.place),
        ClaimBody::Relation(_) | ClaimBody::Figure(_) => None,
    }
}
