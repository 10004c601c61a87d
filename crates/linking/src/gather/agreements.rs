//! Undertakings of agreements that a pack knows: in the ledger whether or not a report speaks of them, so that a day that
//! passed in silence is seen.

use crate::gather::Record;
use crate::gather::accounts::Member;
use crate::gather::commitment::{Parts, Pledged};
use crate::known::Known;
use crate::parts::{self, actor_key};
use crate::told::Told;
use record::ClaimBody;
use record::id::content_id;
use record::pack::{AgreementEntry, Undertaking};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Put each undertaking to the claims that are about it, or beside them where none is.
pub fn pledge<'r>(record: &Record<'r>, told: &[Arc<Told>], commitments: &mut Vec<Parts<'r>>) {
    let named = named(record.known, told);
    let since = told.iter().map(|told| told.day).max();
    for agreement in &record.known.agreements {
        // An agreement between parties nobody speaks of, or later than all that was read, is not this record's business.
        let known = agreement.parties.iter().filter(|party| named.contains(*party)).count() >= 2;
        let begun = since.is_some_and(|last| agreement.date.first() <= last)
            && agreement.date.first() <= record.as_of;
        if !known || !begun {
            continue;
        }
        for (n, undertaking) in agreement.commitments.iter().enumerate() {
            let pledged = Pledged { agreement, undertaking };
            let own = |parts: &&mut Parts<'r>| is_about(record.known, parts, agreement, undertaking);
            match commitments.iter_mut().find(own) {
                Some(parts) => parts.pledged = Some(pledged),
                None => commitments.push(Parts {
                    id: content_id("k", &["agreement", &agreement.id, &n.to_string()]),
                    pledged: Some(pledged),
                    ..Parts::default()
                }),
            }
        }
    }
}

/// Every actor that any claim names, with what it is part of.
fn named(known: &Known, told: &[Arc<Told>]) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for told in told {
        let keys: BTreeSet<String> =
            told.reading.claims.iter().flat_map(parts::entities).map(actor_key).collect();
        for key in keys {
            named.extend(known.wholes(&key, told.day));
        }
    }
    named
}

/// Whether claims are about an undertaking: the same kind, the same obligor, laid to this agreement or its process and made
/// on the days it was signed.
fn is_about(known: &Known, parts: &Parts<'_>, agreement: &AgreementEntry, undertaking: &Undertaking) -> bool {
    let claim = |member: &Member<'_>| {
        let ClaimBody::Commitment(body) = &member.claim.body else { return false };
        let day = member.told.day;
        let bound = body.obligor.iter().any(|entity| {
            undertaking.obligor.iter().any(|obligor| known.nested(&actor_key(entity), obligor, day))
        });
        let under = body.process.as_deref() == Some(agreement.id.as_str());
        body.commitment_kind == undertaking.kind && bound && under
    };
    parts.pledged.is_none() && parts.members.iter().any(claim)
}
