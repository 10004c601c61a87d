//! A capture, a report and a reading to keep.

use record::claim::{Claim, ClaimBody, EventClaim, Modality};
use record::date::Published;
use record::id::content_id;
use record::plover::EventType;
use record::statement::{Attitude, Firmness, Quotation, Source, Statement, Voice};
use record::{
    Capture, ClaimId, DatePrecision, Entity, MadeBy, Place, Reading, Report, ReportId, Span, StatementId,
};

pub(crate) const AT: &str = "2031-05-04T10:00:00Z";

pub(crate) fn made_by(version: &str) -> MadeBy {
    MadeBy { daftari: version.to_owned(), models: vec!["none".to_owned()], packs: vec!["none".to_owned()] }
}

pub(crate) fn capture(bytes: &str, origin: &str) -> Capture {
    Capture::new(bytes.as_bytes().to_vec(), origin, AT)
}

/// A report of one capture, by id, day and text.
pub(crate) fn report(id: &str, day: &str, text: &str) -> Report {
    Report {
        id: ReportId(id.to_owned()),
        capture: None,
        url: None,
        outlet: Some("The Lakeside Courier".to_owned()),
        headline: Some("Talks resume".to_owned()),
        headline_span: None,
        standfirst: None,
        standfirst_span: None,
        published: Some(Published {
            date: day.parse().unwrap(),
            precision: DatePrecision::Day,
            basis: "input".to_owned(),
        }),
        language: "en".to_owned(),
        authors: vec![],
        topics: vec!["Talks".to_owned()],
        tags: vec![],
        sections: vec![],
        blocks: vec![],
        related: vec![],
        text: text.to_owned(),
        notes: vec![],
    }
}

/// The first `words` of a report's text as a span.
fn span_of(report: &Report, words: &str) -> Span {
    let byte = report.text.find(words).unwrap();
    let start = report.text[..byte].chars().count() as u32;
    Span::new(start, start + words.chars().count() as u32)
}

/// One statement by a named source with one claim in it.
pub(crate) fn reading(report: &Report, source: &str, said: &str, actor: &str, place: &str) -> Reading {
    let statement = Statement {
        id: StatementId(content_id("s", &[&report.id.0, said])),
        report: report.id.clone(),
        source: Source {
            span: Some(span_of(report, source)),
            actor: None,
            name: Some(source.to_owned()),
            voice: Voice::Named,
        },
        relay: vec![],
        cue: None,
        content: vec![span_of(report, said)],
        quotation: Quotation::Indirect,
        attitude: Attitude::Asserts,
        firmness: Firmness::Asserted,
        evidence: vec![],
        within: None,
    };
    let claim = Claim {
        id: ClaimId(content_id("c", &[&report.id.0, said])),
        report: report.id.clone(),
        statement: Some(statement.id.clone()),
        trigger: span_of(report, said),
        modality: Modality::Happened,
        firmness: Firmness::Asserted,
        body: ClaimBody::Event(event(actor, place)),
        why: vec![],
    };
    Reading { statements: vec![statement], claims: vec![claim], ..Reading::default() }
}

fn event(actor: &str, place: &str) -> EventClaim {
    EventClaim {
        event: EventType::Assault,
        mode: None,
        context: vec![],
        actor: vec![Entity { actor: Some(actor.to_owned()), name: actor.to_owned(), ..Entity::default() }],
        recipient: vec![],
        mediator: vec![],
        place: Some(Place {
            span: None,
            id: Some(place.to_owned()),
            name: place.to_owned(),
            lat: None,
            lon: None,
            admin: vec![],
            where_prec: 1,
        }),
        time: None,
        cause: None,
        figures: vec![],
    }
}
