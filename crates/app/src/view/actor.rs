//! One actor: what it says, and what is said of it.

use super::{PAGE, Record};
use crate::contract::{claim_rows, statement_rows};
use crate::error::Result;
use serde::Serialize;
use store::{ClaimRow, Counted, Filter, StatementRow};

/// One actor: what it says, and what is said of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActorPage {
    /// Its id, name and counts.
    pub actor: Counted,
    /// Statements laid to it, newest report first.
    #[serde(serialize_with = "statement_rows")]
    pub statements: Vec<StatementRow>,
    /// Claims it has a part in, newest report first.
    #[serde(serialize_with = "claim_rows")]
    pub claims: Vec<ClaimRow>,
}

impl Record {
    /// One actor by id; none where no claim or statement names it.
    pub fn actor(&self, id: &str) -> Result<Option<ActorPage>> {
        self.with(|store| {
            let Some(actor) = store.actor(id)? else { return Ok(None) };
            let filter = Filter { actor: Some(id.to_owned()), limit: Some(PAGE * 3), ..Filter::default() };
            Ok(Some(ActorPage {
                actor,
                statements: store.statements(&filter)?,
                claims: store.claims(&filter)?,
            }))
        })
    }
}
