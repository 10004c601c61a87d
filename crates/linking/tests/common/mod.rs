//! Made-up reports with claims, for tests.
#![allow(dead_code, unreachable_pub)] // each test file uses some of it

use jiff::civil::{Date, date};
use linking::Told;
use record::claim::{
    Claim, CommitmentClaim, CommitmentKind, EventClaim, FigureClaim, FigureKind, Modality, Quantity, Stage,
};
use record::date::{DateFrom, DatePrecision, Time};
use record::plover::EventType;
use record::statement::{Attitude, Firmness, Quotation, Source, Statement, Voice};
use record::{ClaimBody, Entity, Place, Reading, Span};
use std::sync::Arc;

/// A report in the making.
pub struct Draft {
    pub id: String,
    pub outlet: String,
    pub day: Date,
    text: String,
    reading: Reading,
}

/// A day of the made-up theatre's year.
pub fn day(month: i8, day: i8) -> Date {
    date(2031, month, day)
}

/// An actor with an id of a pack.
pub fn actor(id: &str) -> Entity {
    Entity { actor: Some(id.to_owned()), name: id.to_owned(), ..Entity::default() }
}

/// A town.
pub fn town(name: &str, lat: f64) -> Place {
    Place {
        span: None,
        id: Some(format!("p-{name}")),
        name: name.to_owned(),
        lat: Some(lat),
        lon: Some(20.0),
        admin: vec!["VAL".to_owned()],
        where_prec: 1,
    }
}

/// An exact day.
pub fn on(day: Date) -> Option<Time> {
    Some(Time {
        span: None,
        start: Some(day),
        end: Some(day),
        date_prec: DatePrecision::Day,
        from: DateFrom::Text,
    })
}

/// An event without anything.
pub fn event(kind: EventType, mode: Option<&str>) -> EventClaim {
    EventClaim {
        event: kind,
        mode: mode.map(str::to_owned),
        context: Vec::new(),
        actor: Vec::new(),
        recipient: Vec::new(),
        mediator: Vec::new(),
        place: None,
        time: None,
        cause: None,
        figures: Vec::new(),
    }
}

/// An undertaking without anything.
pub fn commitment(kind: CommitmentKind, stage: Stage, obligor: &str, obligee: &str) -> CommitmentClaim {
    CommitmentClaim {
        commitment_kind: kind,
        stage,
        obligor: vec![actor(obligor)],
        obligee: vec![actor(obligee)],
        broken_by: Vec::new(),
        terms: None,
        place: None,
        quantity: None,
        condition: None,
        made: None,
        due: None,
        process: None,
    }
}

/// So many people.
pub fn people(number: u32) -> Option<Quantity> {
    Some(Quantity {
        span: Span::new(0, 1),
        low: Some(number),
        best: Some(number),
        high: Some(number),
        unit: "persons".into(),
    })
}

impl Draft {
    pub fn new(id: &str, outlet: &str, day: Date) -> Draft {
        Draft {
            id: id.to_owned(),
            outlet: outlet.to_owned(),
            day,
            text: String::new(),
            reading: Reading::default(),
        }
    }

    /// Add a sentence that somebody says (none: the outlet itself) and that carries a claim.
    pub fn says(self, who: Option<&str>, words: &str, body: ClaimBody) -> Draft {
        self.puts(who, words, body, Firmness::Asserted, Modality::Happened)
    }

    /// Add a sentence that somebody denies.
    pub fn denies(self, who: &str, words: &str, body: ClaimBody) -> Draft {
        self.puts(Some(who), words, body, Firmness::Denied, Modality::Happened)
    }

    pub fn puts(
        mut self,
        who: Option<&str>,
        words: &str,
        body: ClaimBody,
        firmness: Firmness,
        modality: Modality,
    ) -> Draft {
        let start = u32::try_from(self.text.chars().count()).unwrap();
        let span = Span::new(start, start + u32::try_from(words.chars().count()).unwrap());
        self.text.push_str(words);
        self.text.push_str("\n\n");
        let n = self.reading.claims.len();
        let statement = who.map(|who| self.statement(who, span, firmness));
        self.reading.claims.push(Claim {
            id: format!("c-{}-{n}-{}", self.id, body.kind_name()).as_str().into(),
            report: self.id.as_str().into(),
            statement,
            trigger: Span::new(start, start + 6),
            modality,
            firmness,
            body,
            why: Vec::new(),
        });
        self
    }

    /// Give the last event claim a figure.
    pub fn with_figure(mut self, what: FigureKind, number: u32) -> Draft {
        let last = self.reading.claims.len() - 1;
        let trigger = self.reading.claims[last].trigger;
        let (statement, firmness) =
            (self.reading.claims[last].statement.clone(), self.reading.claims[last].firmness);
        let id: record::ClaimId = format!("c-{}-{last}-number", self.id).as_str().into();
        if let ClaimBody::Event(event) = &mut self.reading.claims[last].body {
            event.figures.push(id.clone());
        }
        let figure = FigureClaim {
            what,
            low: Some(number),
            best: Some(number),
            high: Some(number),
            unit: "persons".into(),
            of: None,
            words: trigger,
        };
        self.reading.claims.push(Claim {
            id,
            report: self.id.as_str().into(),
            statement,
            trigger,
            modality: Modality::Happened,
            firmness,
            body: ClaimBody::Figure(figure),
            why: Vec::new(),
        });
        self
    }

    fn statement(&mut self, who: &str, span: Span, firmness: Firmness) -> record::StatementId {
        let id: record::StatementId =
            format!("s-{}-{}", self.id, self.reading.statements.len()).as_str().into();
        self.reading.statements.push(Statement {
            id: id.clone(),
            report: self.id.as_str().into(),
            source: Source {
                span: None,
                actor: Some(who.to_owned()),
                name: Some(who.to_owned()),
                voice: Voice::Named,
            },
            relay: Vec::new(),
            cue: None,
            content: vec![span],
            quotation: Quotation::Indirect,
            attitude: if firmness == Firmness::Denied { Attitude::Denies } else { Attitude::Asserts },
            firmness,
            evidence: Vec::new(),
            within: None,
        });
        id
    }

    pub fn told(self, seq: u64) -> Arc<Told> {
        Arc::new(Told {
            report: self.id.as_str().into(),
            seq,
            outlet_name: self.outlet.clone(),
            outlet: self.outlet,
            url: None,
            day: self.day,
            language: "en".into(),
            headline: self.text.lines().next().map(str::to_owned),
            headline_span: None,
            text: Arc::from(self.text),
            reading: Arc::new(self.reading),
        })
    }
}
