//! Events against gold: reports by incident, or pairs of mentions.

use super::{lines, malformed, text};
use crate::derive::Retelling;
use crate::error::Result;
use crate::view::Record;
use jiff::civil::Date;
use linking::Known;
use record::Span;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use store::{AsOf, Filter};

/// Events of a record against gold: a TSV with report and incident, or (`.jsonl`) pairs of mentions marked same or different. A day
/// keeps the pairs whose two reports bear it.
pub fn evaluate_links(gold: &Path, file: &Path, day: Option<Date>, known: &Known) -> Result<String> {
    let record = Record::open(file, AsOf::default())?;
    if gold.extension().is_some_and(|ending| ending == "jsonl") {
        return mentions(&lines(&text(gold)?, gold)?, &record, day, known);
    }
    let incident = incidents(&text(gold)?, gold)?;
    reports(&incident, &record, known)
}

/// Right, found and wanted of anything that is found.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Tally {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Tally {
    /// Count one answer.
    fn count(&mut self, is_same: bool, judged: bool) {
        self.right += usize::from(is_same && judged);
        self.found += usize::from(judged);
        self.wanted += usize::from(is_same);
    }

    fn words(&self) -> String {
        let share = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let (precision, recall) = (share(self.found), share(self.wanted));
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        format!("P {precision:.3}\tR {recall:.3}\tF1 {f1:.3}")
    }
}

fn incidents(source: &str, gold: &Path) -> Result<BTreeMap<String, String>> {
    let full = source.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    full.map(|(n, line)| {
        let mut fields = line.trim_end().split('\t');
        match (fields.next(), fields.next()) {
            (Some(report), Some(incident)) => Ok((report.to_owned(), incident.to_owned())),
            _ => Err(malformed(gold, &format!("line {}: two columns, report and incident", n + 1))),
        }
    })
    .collect()
}

/// Which reports speak of one incident: over pairs of reports.
fn reports(incident: &BTreeMap<String, String>, record: &Record, known: &Known) -> Result<String> {
    let mut linked: BTreeSet<(String, String)> = BTreeSet::new();
    record.each_event(known, &mut |event| {
        let own: Vec<&String> =
            event.reports.iter().map(|report| &report.0).filter(|id| incident.contains_key(*id)).collect();
        for (n, a) in own.iter().enumerate() {
            for b in &own[n + 1..] {
                linked.insert(((*a.min(b)).clone(), (*a.max(b)).clone()));
            }
        }
        Ok(())
    })?;
    let mut size: BTreeMap<&String, usize> = BTreeMap::new();
    for id in incident.values() {
        *size.entry(id).or_default() += 1;
    }
    let tally = Tally {
        right: linked.iter().filter(|(a, b)| incident.get(a) == incident.get(b)).count(),
        found: linked.len(),
        wanted: size.values().map(|n| n * (n - 1) / 2).sum(),
    };
    Ok(format!("reports\t{}\npairs\t{}\n", incident.len(), tally.words()))
}

/// One mention of a happening.
#[derive(Debug, Clone, Deserialize)]
struct Mention {
    report: String,
    start: u32,
    end: u32,
}

/// Two mentions, and whether they are of one happening.
#[derive(Debug, Clone, Deserialize)]
struct Marked {
    a: Mention,
    b: Mention,
    label: String,
}

/// Everything that stands for a mention: where it stands, and the events and undertakings it is part of.
type Standing = BTreeMap<String, Vec<(Span, BTreeSet<String>)>>;

fn mentions(pairs: &[Marked], record: &Record, day: Option<Date>, known: &Known) -> Result<String> {
    let mut days: BTreeMap<String, String> = BTreeMap::new();
    for report in record.reports(&Filter::default())? {
        days.insert(report.id.0, report.day);
    }
    let asked = day.map(|day| day.to_string());
    let on_day = |mention: &Mention| asked.is_none() || days.get(&mention.report) == asked.as_ref();
    let standing = standing(record, known)?;
    let retold = retold(pairs, record, known)?;
    let (mut all, mut found, mut n, mut n_found) = (Tally::default(), Tally::default(), 0, 0);
    let mut told = Tally::default();
    for pair in pairs.iter().filter(|pair| on_day(&pair.a) && on_day(&pair.b)) {
        let is_same = pair.label == "same";
        let (a, b) = (of(&standing, &pair.a), of(&standing, &pair.b));
        let judged = matches!((&a, &b), (Some(a), Some(b)) if !a.is_disjoint(b));
        all.count(is_same, judged);
        told.count(
            is_same,
            judged || retells(&retold, &pair.a, &pair.b) || retells(&retold, &pair.b, &pair.a),
        );
        n += 1;
        if a.is_some() && b.is_some() {
            found.count(is_same, judged);
            n_found += 1;
        }
    }
    Ok(format!(
        "by event or passage\t{n}\t{}\nby event\t{n}\t{}\nby event, something read at both\t{n_found}\t{}\n",
        told.words(),
        all.words(),
        found.words()
    ))
}

/// What every report of the pairs tells that others tell too, by report.
fn retold(pairs: &[Marked], record: &Record, known: &Known) -> Result<BTreeMap<String, Vec<Retelling>>> {
    let reports: BTreeSet<&String> = pairs.iter().flat_map(|pair| [&pair.a.report, &pair.b.report]).collect();
    reports.into_iter().map(|id| Ok((id.clone(), record.retold(known, id)?))).collect()
}

/// Whether the passage that holds one mention is told again in the one that holds the other.
fn retells(retold: &BTreeMap<String, Vec<Retelling>>, a: &Mention, b: &Mention) -> bool {
    let holds = |span: Span, mention: &Mention| span.start <= mention.start && mention.start < span.end;
    retold.get(&a.report).is_some_and(|all| {
        all.iter().any(|one| one.report.0 == b.report && holds(one.span, a) && holds(one.there, b))
    })
}

/// Where every claim stands, and the words that reports lead with, each with the events and undertakings that hold it.
fn standing(record: &Record, known: &Known) -> Result<Standing> {
    let mut held: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut standing: Standing = BTreeMap::new();
    record.each_event(known, &mut |event| {
        for lead in &event.about {
            let events = BTreeSet::from([event.id.0.clone()]);
            standing.entry(lead.report.0.clone()).or_default().push((lead.span, events));
        }
        for claim in &event.claims {
            held.entry(claim.0.clone()).or_default().insert(event.id.0.clone());
        }
        Ok(())
    })?;
    record.each_commitment(known, &mut |commitment| {
        for claim in &commitment.claims {
            held.entry(claim.0.clone()).or_default().insert(commitment.id.0.clone());
        }
        Ok(())
    })?;
    record.each_claim(&Filter::default(), |row| {
        let events = held.get(&row.claim.id.0).cloned().unwrap_or_default();
        standing.entry(row.claim.report.0.clone()).or_default().push((row.claim.trigger, events));
        Ok(())
    })?;
    Ok(standing)
}

/// The events and undertakings that whatever stands at a mention is part of; none where nothing stands there.
fn of(standing: &Standing, mention: &Mention) -> Option<BTreeSet<String>> {
    let there = standing.get(&mention.report)?;
    let own: Vec<_> =
        there.iter().filter(|(span, _)| span.start < mention.end && span.end > mention.start).collect();
    (!own.is_empty()).then(|| own.into_iter().flat_map(|(_, events)| events.clone()).collect())
}
