//! Whether two claims are about one happening, or two claims about one undertaking.

use crate::judge::place;
use crate::judge::weigh::Weigh;
use crate::known::Known;
use crate::parts::{self, actor_key};
use crate::seen::{Seen, SeenClaim};
use record::claim::{Claim, CommitmentClaim, CommitmentKind, EventClaim, Stage};
use record::plover::{EventType, Quad};
use record::{ClaimBody, Entity};

/// One claim with everything it is compared by.
#[derive(Clone, Copy)]
pub struct Side<'s> {
    /// The report.
    pub seen: &'s Seen,
    /// What was made of the claim once.
    pub claim: &'s SeenClaim,
}

impl<'s> Side<'s> {
    fn of(self) -> &'s Claim {
        &self.seen.told.reading.claims[self.claim.at]
    }
}

/// Weigh two claims; none where their kinds cannot be one. `reports` is the log odds that their reports are mainly about
/// one happening.
pub fn weigh(known: &Known, a: Side<'_>, b: Side<'_>, reports: f64) -> Option<Weigh> {
    let mut weigh = match (&a.of().body, &b.of().body) {
        (ClaimBody::Event(x), ClaimBody::Event(y)) => events(x, y)?,
        (ClaimBody::Commitment(x), ClaimBody::Commitment(y)) => commitments(x, y)?,
        _ => return None,
    };
    let is_event = matches!(a.of().body, ClaimBody::Event(_));
    places(&mut weigh, a.of(), b.of());
    if is_event {
        times(&mut weigh, a, b);
    }
    actors(&mut weigh, known, (a, &parts::doers(a.of())), (b, &parts::doers(b.of())), "by");
    actors(&mut weigh, known, (a, &parts::receivers(a.of())), (b, &parts::receivers(b.of())), "of");
    speakers(&mut weigh, known, a, b);
    figures(&mut weigh, a, b);
    words(&mut weigh, a.claim, b.claim);
    blamed(&mut weigh, a, b);
    sources(&mut weigh, a, b);
    if !is_event {
        return Some(weigh);
    }
    if a.seen.told.report == b.seen.told.report {
        // Within one report two tellings in like terms are more often two happenings: the writer tells each once.
        weigh.add(-1.6);
    } else {
        mains(&mut weigh, a, b, reports);
    }
    Some(weigh)
}

/// What speaks against two reports being about one happening, by the claims they lead with: elsewhere, another day, others.
pub fn against(known: &Known, a: &Seen, b: &Seen) -> Option<(f64, String)> {
    let main = |seen: &'_ Seen| seen.claims.iter().position(|claim| claim.main);
    let (x, y) = (&a.claims[main(a)?], &b.claims[main(b)?]);
    let (x, y) = (Side { seen: a, claim: x }, Side { seen: b, claim: y });
    let mut when = Weigh::from(0.0);
    times(&mut when, x, y);
    let mut weigh = Weigh::from(0.0);
    places(&mut weigh, x.of(), y.of());
    if when.score() < 0.0 {
        // The day a report first names may be that of an arrest, a court, a vigil: it speaks against less than place and people.
        weigh.say(0.4 * when.score(), when.against());
    }
    actors(&mut weigh, known, (x, &parts::doers(x.of())), (y, &parts::doers(y.of())), "by");
    (weigh.score() < 0.0).then(|| (weigh.score(), weigh.against()))
}

fn events(a: &EventClaim, b: &EventClaim) -> Option<Weigh> {
    let mut weigh = Weigh::from(-1.6);
    if a.event == b.event {
        match (&a.mode, &b.mode) {
            (Some(x), Some(y)) if x == y => weigh.say(1.6, format!("same type and means ({}:{x})", a.event)),
            (Some(x), Some(y)) => weigh.say(0.2, format!("same type ({}), though {x} and {y}", a.event)),
            _ => weigh.say(1.0, format!("same type ({})", a.event)),
        }
        return Some(weigh);
    }
    let near = near(a.event, b.event)?;
    weigh.say(near, format!("types {} and {}", a.event, b.event));
    Some(weigh)
}

/// What two different types weigh; none where they cannot be one happening.
fn near(a: EventType, b: EventType) -> Option<f64> {
    use EventType as E;
    const TALKS: &[EventType] = &[E::Agree, E::Consult, E::Support, E::Concede, E::Cooperate];
    const SAID: &[EventType] = &[E::Accuse, E::Request, E::Reject, E::Threaten];
    let both = |list: &[EventType]| list.contains(&a) && list.contains(&b);
    if both(TALKS) || both(SAID) {
        return Some(-0.6);
    }
    if a.quad() == b.quad() && a.quad() == Quad::MaterialConflict {
        return Some(-0.6);
    }
    (a.quad() == b.quad()).then_some(-1.2)
}

fn commitments(a: &CommitmentClaim, b: &CommitmentClaim) -> Option<Weigh> {
    use CommitmentKind as K;
    let mut weigh = Weigh::from(-2.4);
    let truce = |kind| matches!(kind, K::Ceasefire | K::Truce);
    if a.commitment_kind == b.commitment_kind {
        let weight = if a.commitment_kind == K::Other { -0.5 } else { 1.6 };
        weigh.say(weight, format!("both a {}", a.commitment_kind.word().replace('_', " ")));
    } else if truce(a.commitment_kind) && truce(b.commitment_kind) {
        weigh.say(0.8, "a ceasefire and a truce");
    } else {
        return None;
    }
    match (&a.process, &b.process) {
        (Some(x), Some(y)) if x == y => weigh.say(1.6, format!("both under {x}")),
        (Some(x), Some(y)) => weigh.say(-2.5, format!("under {x} and under {y}")),
        _ => {}
    }
    match (quantity(a), quantity(b)) {
        (Some(x), Some(y)) if x == y && x > 2 => weigh.say(1.8, format!("both {x}")),
        (Some(x), Some(y)) if x != y => weigh.say(-0.4, format!("{x} and {y}")),
        _ => {}
    }
    Some(weigh)
}

/// A side that lays the end of a truce to somebody speaks of the truce that its report has just told of.
fn blamed(weigh: &mut Weigh, a: Side<'_>, b: Side<'_>) {
    let (ClaimBody::Commitment(x), ClaimBody::Commitment(y)) = (&a.of().body, &b.of().body) else { return };
    let lays = !x.broken_by.is_empty() || !y.broken_by.is_empty();
    let over = |one: &CommitmentClaim| matches!(one.stage, Stage::Ended | Stage::ReportedBroken);
    if lays && over(x) && over(y) && a.seen.told.report == b.seen.told.report {
        weigh.say(3.0, "one report, and a side says who broke it");
    }
}

fn quantity(claim: &CommitmentClaim) -> Option<u32> {
    claim.quantity.as_ref().and_then(|quantity| quantity.best.or(quantity.low))
}

fn places(weigh: &mut Weigh, a: &Claim, b: &Claim) {
    let (Some(x), Some(y)) = (parts::place(a), parts::place(b)) else { return };
    let coarse = x.where_prec.max(y.where_prec);
    if place::same(x, y) {
        let weight = match coarse {
            0..=2 => 2.0,
            3 => 1.3,
            4 | 5 => 0.6,
            _ => 0.1,
        };
        weigh.say(weight, format!("both at {}", x.name));
    } else if place::agree(x, y) {
        let (inner, outer) = if x.where_prec <= y.where_prec { (x, y) } else { (y, x) };
        weigh.say(if coarse <= 3 { 0.8 } else { 0.2 }, format!("{} lies in {}", inner.name, outer.name));
    } else {
        let kilometres = place::kilometres(x, y);
        let weight = match (kilometres, coarse) {
            (Some(km), 0..=3) if km > 40.0 => -4.0,
            (Some(km), 0..=3) if km > 10.0 => -2.2,
            (Some(_), 0..=3) => -0.6,
            (Some(km), _) if km > 300.0 => -3.0,
            _ => -1.5,
        };
        let far = kilometres.map(|km| format!(", {km:.0} km apart")).unwrap_or_default();
        weigh.say(weight, format!("at {} and at {}{far}", x.name, y.name));
    }
}

fn times(weigh: &mut Weigh, a: Side<'_>, b: Side<'_>) {
    let dated =
        |claim: &Claim| parts::time(claim).is_some_and(|time| time.start.is_some() || time.end.is_some());
    let (x, y) = (parts::days(a.of(), a.seen.told.day), parts::days(b.of(), b.seen.told.day));
    let apart = f64::from(parts::days_apart(x, y));
    let same_day = x == y && x.0 == x.1;
    match (dated(a.of()), dated(b.of())) {
        (true, true) if same_day => weigh.say(1.4, format!("both on {}", x.0)),
        (true, true) if apart < 0.5 => weigh.say(0.5, "at times that allow each other"),
        (true, true) if apart < 1.5 => weigh.say(0.0, "1 day apart"),
        (true, true) => weigh.say(-(0.9 + 0.5 * apart).min(6.0), format!("{apart:.0} days apart")),
        _ if apart < 1.5 => weigh.add(0.2),
        _ => weigh.say(-(0.12 * apart).min(4.5), format!("told {apart:.0} days apart")),
    }
}

fn actors(
    weigh: &mut Weigh,
    known: &Known,
    (a, x): (Side<'_>, &[&Entity]),
    (_, y): (Side<'_>, &[&Entity]),
    role: &str,
) {
    if x.is_empty() || y.is_empty() {
        return;
    }
    let day = a.seen.told.day;
    let one = x.iter().find_map(|p| {
        y.iter()
            .find(|q| known.nested(&actor_key(p), &actor_key(q), day))
            .map(|q| (p, actor_key(p) == actor_key(q)))
    });
    let known_id = |entity: &Entity| entity.actor.as_deref().is_some_and(|id| !id.starts_with("new:"));
    match one {
        Some((entity, true)) => {
            weigh.say(if known_id(entity) { 0.8 } else { 0.5 }, format!("both {role} {}", entity.name))
        }
        Some((entity, false)) => {
            weigh.say(0.4, format!("one {role} a part of the other's ({})", entity.name))
        }
        None if x.iter().chain(y).all(|entity| known_id(entity)) => {
            weigh.say(-2.0, format!("{role} {} and {role} {}", x[0].name, y[0].name));
        }
        None => weigh.add(-0.5),
    }
}

/// Two people who accuse, ask or praise do two things, in however like words.
fn speakers(weigh: &mut Weigh, known: &Known, a: Side<'_>, b: Side<'_>) {
    let (ClaimBody::Event(x), ClaimBody::Event(y)) = (&a.of().body, &b.of().body) else { return };
    let said =
        |event: &EventClaim| event.event.quad() == Quad::VerbalConflict || event.event == EventType::Support;
    let named = |event: &EventClaim| !event.actor.is_empty() && event.actor.iter().all(parts::is_named);
    let last = |entity: &Entity| entity.name.split_whitespace().last().map(crate::words::fold);
    let one = |p: &Entity, q: &Entity| {
        known.nested(&actor_key(p), &actor_key(q), a.seen.told.day) || last(p) == last(q)
    };
    let two = said(x) && said(y) && named(x) && named(y);
    if two && !x.actor.iter().any(|p| y.actor.iter().any(|q| one(p, q))) {
        weigh.say(-12.0, format!("said by {} and by {}", x.actor[0].name, y.actor[0].name));
    }
}

fn figures(weigh: &mut Weigh, a: Side<'_>, b: Side<'_>) {
    let mut clash = None;
    for x in &a.claim.figures {
        for y in b.claim.figures.iter().filter(|y| y.0 == x.0) {
            if x.1 == y.1 {
                let weight = if x.1 >= 10 { 2.2 } else { 0.9 };
                return weigh.say(weight, format!("both {} {}", x.1, x.0.word()));
            }
            clash = Some((x, y));
        }
    }
    if let Some((x, y)) = clash {
        let (low, high) = (f64::from(x.1.min(y.1)).max(1.0), f64::from(x.1.max(y.1)));
        weigh.say(if high / low > 4.0 { -1.2 } else { -0.4 }, format!("{} and {} {}", x.1, y.1, x.0.word()));
    }
}

/// Likeness of the sentences, and rare words they share.
fn words(weigh: &mut Weigh, a: &SeenClaim, b: &SeenClaim) {
    let like = a.words.likeness(&b.words);
    if like > 0.35 {
        weigh.say(5.0 * (like - 0.2), "told in like words");
    } else {
        weigh.add(5.0 * (like - 0.2));
    }
    let shared: Vec<&String> =
        a.rare.iter().filter_map(|(term, name)| b.rare.contains_key(term).then_some(name)).collect();
    if !shared.is_empty() {
        let names = shared.iter().take(3).map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
        weigh.say((0.7 * shared.len() as f64).min(2.4), format!("both name {names}"));
    }
}

/// Whether both rest on one speaker.
fn sources(weigh: &mut Weigh, a: Side<'_>, b: Side<'_>) {
    let speaker = |side: Side<'_>| {
        let statement = side.seen.told.statement_of(side.of())?;
        statement.source.actor.clone().or_else(|| statement.source.name.as_deref().map(crate::words::fold))
    };
    if let (Some(x), Some(y)) = (speaker(a), speaker(b))
        && x == y
    {
        weigh.say(0.6, format!("both cite {x}"));
    }
}

/// What both reports are mainly about counts most for what each leads with.
fn mains(weigh: &mut Weigh, a: Side<'_>, b: Side<'_>, reports: f64) {
    let bounded = reports.clamp(-4.0, 5.0);
    let weight = match (a.claim.main, b.claim.main) {
        (true, true) => 0.8,
        (true, false) | (false, true) => 0.55,
        (false, false) => 0.5,
    };
    if bounded > 0.0 {
        weigh.say(weight * bounded, "their reports are about one happening");
    } else {
        weigh.add(weight * bounded);
    }
}
