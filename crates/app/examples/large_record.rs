//! A large record without reading: made-up reports of an invented theatre with made-up readings, to measure the site on.
//!
//! `large_record FILE [REPORTS]`: 50 reports a day; each leads with a happening of the last days, which one to five reports
//! tell, and tells three others in passing; one in eight tells an undertaking, one in twelve who holds a town. Events are then
//! derived, and the seconds of both printed. Serve it with `daftari serve FILE --pack examples/pack`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measuring program of our own, not a room"
)]

use jiff::ToSpan;
use jiff::civil::{Date, date};
use linking::copies::generate::{Dice, name, text};
use record::capture::Form;
use record::claim::{Claim, Modality};
use record::claim::{CommitmentClaim, CommitmentKind, ControlChange, ControlClaim, EventClaim, Stage};
use record::date::{DateFrom, DatePrecision, Time};
use record::plover::EventType;
use record::statement::{Attitude, Firmness, Quotation, Source, Statement, Voice};
use record::{Capture, ClaimBody, Entity, MadeBy, Place, Reading, Report, Span};
use std::path::Path;
use std::time::Instant;
use store::Store;

const SIDES: &[&str] =
    &["xta-government", "xta-naf", "xta-army", "xta-ridge-guards", "xke-army", "xta-hill-league"];
const SPEAKERS: &[&str] = &["xta-government", "xta-naf", "basin-council", "joint-observer-mission"];
const KINDS: &[(EventType, Option<&str>)] = &[
    (EventType::Assault, Some("firearms")),
    (EventType::Assault, Some("heavy-weapons")),
    (EventType::Coerce, Some("arrest")),
    (EventType::Retreat, Some("release")),
    (EventType::Mobilize, None),
    (EventType::Aid, None),
    (EventType::Accuse, None),
    (EventType::Protest, None),
];
const PLEDGES: &[CommitmentKind] =
    &[CommitmentKind::Ceasefire, CommitmentKind::Withdrawal, CommitmentKind::Release, CommitmentKind::Access];
const STAGES: &[Stage] =
    &[Stage::Demanded, Stage::Promised, Stage::Agreed, Stage::ReportedBroken, Stage::ReportedKept];

/// Something that happened, to be told more than once.
#[derive(Clone)]
struct Happening {
    kind: usize,
    actor: usize,
    recipient: usize,
    place: usize,
    day: Date,
    names: [String; 2],
    number: usize,
}

struct Maker {
    dice: Dice,
    places: Vec<Place>,
    theatre: Vec<String>,
    recent: Vec<(Happening, usize)>,
}

impl Maker {
    fn new() -> Maker {
        let mut dice = Dice::new(7);
        let places = (0..400)
            .map(|n| Place {
                span: None,
                id: Some(format!("town-{n}")),
                name: name(&mut dice),
                lat: Some(1.0 + (n / 20) as f64 / 4.0),
                lon: Some(20.0 + (n % 20) as f64 / 4.0),
                admin: vec!["XTA".to_owned()],
                where_prec: 1,
            })
            .collect();
        let theatre = (0..300).map(|_| name(&mut dice)).collect();
        Maker { dice, places, theatre, recent: Vec::new() }
    }

    /// A happening that still is to be told again, or a new one.
    fn happening(&mut self, day: Date) -> Happening {
        let fresh = self.recent.is_empty() || self.dice.below(5) < 2;
        if fresh {
            let back = self.dice.below(3) as i64;
            let happening = Happening {
                kind: self.dice.below(KINDS.len()),
                actor: self.dice.below(SIDES.len()),
                recipient: self.dice.below(SIDES.len()),
                place: self.dice.below(self.places.len()),
                day: day.checked_sub(back.days()).unwrap(),
                names: [name(&mut self.dice), name(&mut self.dice)],
                number: 2 + self.dice.below(90),
            };
            let times = 1 + self.dice.below(4);
            self.recent.push((happening.clone(), times));
            return happening;
        }
        let n = self.dice.below(self.recent.len());
        let (happening, left) = self.recent[n].clone();
        if left <= 1 {
            self.recent.swap_remove(n);
        } else {
            self.recent[n].1 = left - 1;
        }
        happening
    }
}

/// A report in the making: its text, and the reading of it.
#[derive(Default)]
struct Draft {
    text: String,
    reading: Reading,
}

impl Draft {
    /// Add a sentence that carries a claim; the first word is the trigger. Every second is somebody's.
    fn say(&mut self, id: &str, words: &str, speaker: Option<&str>, body: ClaimBody) {
        let start = u32::try_from(self.text.chars().count()).unwrap();
        let span = Span::new(start, start + u32::try_from(words.chars().count()).unwrap());
        let first = u32::try_from(words.split(' ').next().unwrap().chars().count()).unwrap();
        self.text.push_str(words);
        self.text.push('\n');
        let n = self.reading.claims.len();
        let statement = speaker.map(|speaker| {
            let sid: record::StatementId = format!("s-{id}-{n}").as_str().into();
            self.reading.statements.push(Statement {
                id: sid.clone(),
                report: id.into(),
                source: Source {
                    span: None,
                    actor: Some(speaker.to_owned()),
                    name: Some(speaker.to_owned()),
                    voice: Voice::Named,
                },
                relay: Vec::new(),
                cue: None,
                content: vec![span],
                quotation: Quotation::Indirect,
                attitude: Attitude::Asserts,
                firmness: Firmness::Asserted,
                evidence: Vec::new(),
                within: None,
            });
            sid
        });
        self.reading.claims.push(Claim {
            id: format!("c-{id}-{n}").as_str().into(),
            report: id.into(),
            statement,
            trigger: Span::new(start, start + first),
            modality: Modality::Happened,
            firmness: Firmness::Asserted,
            body,
            why: Vec::new(),
        });
    }
}

fn entity(id: &str) -> Entity {
    Entity { actor: Some(id.to_owned()), name: id.to_owned(), ..Entity::default() }
}

fn on(day: Date) -> Option<Time> {
    Some(Time {
        span: None,
        start: Some(day),
        end: Some(day),
        date_prec: DatePrecision::Day,
        from: DateFrom::Text,
    })
}

fn event(maker: &Maker, one: &Happening) -> ClaimBody {
    let (event, mode) = KINDS[one.kind];
    ClaimBody::Event(EventClaim {
        event,
        mode: mode.map(str::to_owned),
        context: Vec::new(),
        actor: vec![entity(SIDES[one.actor])],
        recipient: vec![entity(SIDES[one.recipient])],
        mediator: Vec::new(),
        place: Some(maker.places[one.place].clone()),
        time: on(one.day),
        cause: None,
        figures: Vec::new(),
    })
}

fn sentence(maker: &Maker, one: &Happening) -> String {
    format!(
        "{} by {} at {} near {} {}: {} people, on {}.",
        KINDS[one.kind].0,
        SIDES[one.actor],
        maker.places[one.place].name,
        one.names[0],
        one.names[1],
        one.number,
        one.day
    )
}

fn report(maker: &mut Maker, n: usize, day: Date) -> (Report, Reading, Capture) {
    let id = format!("made-up-{n}");
    let mut draft = Draft::default();
    for _ in 0..4 {
        let one = maker.happening(day);
        let speaker = (maker.dice.below(2) == 0).then(|| SPEAKERS[maker.dice.below(SPEAKERS.len())]);
        let (words, body) = (sentence(maker, &one), event(maker, &one));
        draft.say(&id, &words, speaker, body);
    }
    if n.is_multiple_of(8) {
        let (kind, stage) = (PLEDGES[maker.dice.below(4)], STAGES[maker.dice.below(5)]);
        let (by, place) = (SIDES[maker.dice.below(2)], maker.places[maker.dice.below(400)].clone());
        let words = format!("Undertaking of {by} at {}: {}.", place.name, stage.word());
        let body = CommitmentClaim {
            commitment_kind: kind,
            stage,
            obligor: vec![entity(by)],
            obligee: Vec::new(),
            broken_by: Vec::new(),
            terms: None,
            place: Some(place),
            quantity: None,
            condition: None,
            made: None,
            due: None,
            process: (maker.dice.below(4) == 0).then(|| "sennary".to_owned()),
        };
        draft.say(&id, &words, Some(SPEAKERS[n / 8 % 4]), ClaimBody::Commitment(body));
    }
    if n.is_multiple_of(12) {
        let place = maker.places[maker.dice.below(400)].clone();
        let words = format!("Held is {} by {}.", place.name, SIDES[n / 12 % 4]);
        let body = ControlClaim {
            place,
            holder: entity(SIDES[n / 12 % 4]),
            from: None,
            change: ControlChange::Held,
            time: on(day),
        };
        draft.say(&id, &words, None, ClaimBody::Control(body));
    }
    draft.text.push_str(&text(&mut maker.dice, 180, &maker.theatre).join(" "));
    let line = serde_json::json!({"id": id, "text": draft.text, "title": draft.text.lines().next(), "date": day.to_string(),
        "language": "en", "outlet": format!("Outlet {}", n % 60)});
    let mut capture =
        Capture::new(line.to_string().into_bytes(), format!("large:{n}"), "2031-01-01T00:00:00Z");
    capture.form = Form::JsonLine;
    let report = page::read(&capture).value;
    (report, draft.reading, capture)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give the file to make")?;
    let reports: usize = std::env::args().nth(2).map_or(Ok(100_000), |n| n.parse())?;
    let path = Path::new(&path);
    let begun = Instant::now();
    let mut store = Store::create(path)?;
    let made_by =
        store.made_by(&MadeBy { daftari: "made up".into(), models: Vec::new(), packs: Vec::new() })?;
    let mut maker = Maker::new();
    for n in 0..reports {
        let day = date(2022, 1, 1).checked_add(((n / 50) as i64).days())?;
        let (report, reading, capture) = report(&mut maker, n, day);
        store.keep(&capture, &report, &reading, (made_by, "2031-01-01T00:00:00Z"))?;
    }
    println!("{reports} reports kept in {:.1} s", begun.elapsed().as_secs_f64());
    drop(store);
    let begun = Instant::now();
    let record = app::Record::open(path, app::AsOf::default())?;
    let known = app::known(&[Path::new("examples/pack").to_owned()])?;
    record.refreshed(&known)?;
    println!("derived in {:.1} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    let page = record.events(&known, 1, 40)?;
    println!("{} events; a page of 40 in {:.3} s", page.total, begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    let outlets = record.outlets()?.len();
    println!("{outlets} outlets in {:.3} s", begun.elapsed().as_secs_f64());
    Ok(())
}
