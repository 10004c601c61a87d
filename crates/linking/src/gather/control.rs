//! Who is said to control which place, over time.

use crate::gather::accounts::{Member, account};
use crate::gather::sides::side_of;
use crate::known::Known;
use crate::outline::place_key;
use crate::parts;
use crate::told::Sentences;
use record::ClaimBody;
use record::claim::ControlChange;
use record::process::{ControlMark, PlaceControl};
use std::collections::BTreeMap;

/// What is said about each place's control, by place.
pub fn control(known: &Known, members: &[Member<'_>]) -> Vec<PlaceControl> {
    let mut places: BTreeMap<String, PlaceControl> = BTreeMap::new();
    let mut holders: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for member in members {
        if let ClaimBody::Control(body) = &member.claim.body {
            let names = parts::entities(member.claim).into_iter().map(parts::actor_key);
            holders.entry(place_key(&body.place)).or_default().extend(names);
        }
    }
    // Everybody who is said to hold or lose a place: the sides a teller may be on.
    holders.values_mut().for_each(|names| {
        names.sort();
        names.dedup();
    });
    for member in members {
        let ClaimBody::Control(body) = &member.claim.body else { continue };
        let account = account(*member, &Sentences::of(&member.told.text));
        let key = place_key(&body.place);
        let holders = holders.get(&key).map(Vec::as_slice).unwrap_or_default();
        let mark = ControlMark {
            report: member.told.report.clone(),
            time: body.time.clone(),
            day: parts::days(member.claim, member.told.day).0,
            holder: body.holder.clone(),
            from: body.from.clone(),
            change: body.change,
            side: side_of(known, &account, holders),
            account,
        };
        let place = places.entry(key).or_insert_with(|| PlaceControl {
            place: record::Place { span: None, ..body.place.clone() },
            said: Vec::new(),
            state: String::new(),
        });
        place.said.push(mark);
    }
    for place in places.values_mut() {
        place.said.sort_by(|a, b| {
            (a.day, &a.account.report, a.account.span).cmp(&(b.day, &b.account.report, b.account.span))
        });
        place.state = worded(&place.said);
    }
    places.into_values().collect()
}

/// The latest thing each teller says: "X: held by Z (since 2025-06-03); W denies it".
fn worded(said: &[ControlMark]) -> String {
    let mut latest: BTreeMap<&str, &ControlMark> = BTreeMap::new();
    for mark in said {
        latest.insert(mark.account.teller(), mark);
    }
    let words = |(teller, mark): (&str, &ControlMark)| {
        let denied = if mark.account.denies() { "denied: " } else { "" };
        let what = match mark.change {
            ControlChange::Taken => "taken by",
            ControlChange::Lost => "lost by",
            ControlChange::Held => "held by",
            ControlChange::Contested => "fought over by",
            ControlChange::Withdrew => "left by",
        };
        format!("{teller}: {denied}{what} {} ({})", mark.holder.name, mark.day)
    };
    latest.into_iter().map(words).collect::<Vec<_>>().join("; ")
}
