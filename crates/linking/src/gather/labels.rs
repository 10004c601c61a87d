//! What each outlet calls each party, side by side.

use crate::gather::accounts::Member;
use crate::parts;
use record::event::{Cited, LabelUse};
use record::span::TextIndex;
use std::collections::BTreeMap;

/// The words each outlet uses for each actor a pack knows, as they stand.
pub fn labels(members: &[Member<'_>]) -> Vec<LabelUse> {
    let mut found: BTreeMap<(String, String, String), LabelUse> = BTreeMap::new();
    for member in members {
        let index = TextIndex::new(&member.told.text);
        for entity in parts::entities(member.claim) {
            let (Some(actor), Some(span)) = (entity.actor.as_ref(), entity.span) else { continue };
            let words = index.of(span).trim();
            if actor.starts_with("new:") || words.is_empty() {
                continue;
            }
            let key = (actor.clone(), member.told.outlet.clone(), words.to_lowercase());
            let label = found.entry(key).or_insert_with(|| LabelUse {
                outlet: member.told.outlet.clone(),
                actor: actor.clone(),
                name: entity.name.clone(),
                words: words.to_owned(),
                at: Vec::new(),
            });
            let here = Cited { report: member.told.report.clone(), span };
            if !label.at.contains(&here) {
                label.at.push(here);
            }
        }
    }
    found.into_values().collect()
}
