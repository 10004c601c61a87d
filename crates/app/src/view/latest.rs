//! Latest reports, all or of one topic.

use super::{PAGE, Record};
use crate::error::Result;
use crate::profile::{Stretch, stretches};
use serde::Serialize;
use store::{Counted, Filter, ReportRow, Store};

/// One page of the latest reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Latest {
    /// The topic asked for.
    pub topic: Option<String>,
    /// Every topic, those of most reports first.
    pub topics: Vec<Counted>,
    /// The reports of this page, newest first.
    pub reports: Vec<ReportCard>,
    /// How many reports there are on all pages.
    pub total: u32,
    /// This page, counted from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
}

/// A report in a list, with its voices drawn out along its text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportCard {
    /// The report.
    #[serde(flatten)]
    pub row: ReportRow,
    /// Length of its text in code points.
    pub length: u32,
    /// Each stretch of the text with the voice that speaks there.
    pub stretches: Vec<Stretch>,
}

impl Record {
    /// The latest reports, of one topic where one is asked for; pages count from 1.
    pub fn latest(&self, topic: Option<&str>, page: u32) -> Result<Latest> {
        self.with(|store| {
            let mut filter = Filter { topic: topic.map(str::to_owned), ..Filter::default() };
            let Tally { total, topics } = self.tally(store, &filter)?;
            let pages = total.div_ceil(PAGE).max(1);
            let page = page.clamp(1, pages);
            filter.limit = Some(PAGE);
            filter.offset = (page - 1) * PAGE;
            let reports = cards(store, store.reports(&filter)?)?;
            Ok(Latest { topic: filter.topic, topics, reports, total, page, pages })
        })
    }
}

/// What a page of the latest reports counts over the whole record.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    total: u32,
    topics: Vec<Counted>,
}

impl Record {
    /// Counted anew only when the record has grown: over 100,000 reports it takes a second.
    fn tally(&self, store: &Store, filter: &Filter) -> Result<Tally> {
        let position = store.position()?;
        let kept = self.tallies.lock().ok().and_then(|kept| kept.get(&filter.topic).cloned());
        if let Some((at, tally)) = kept
            && at == position
        {
            return Ok(tally);
        }
        let tally = Tally { total: store.count_reports(filter)?, topics: store.topics()? };
        // A topic that no report bears is not kept: who asks for many must not fill the memory.
        if tally.total > 0
            && let Ok(mut kept) = self.tallies.lock()
        {
            kept.insert(filter.topic.clone(), (position, tally.clone()));
        }
        Ok(tally)
    }
}

/// Rows with their voices.
pub(super) fn cards(store: &Store, rows: Vec<ReportRow>) -> Result<Vec<ReportCard>> {
    rows.into_iter().map(|row| card(store, row)).collect()
}

/// One row with its voices.
pub(super) fn card(store: &Store, row: ReportRow) -> Result<ReportCard> {
    let (length, stretches) = match store.report(&row.id)? {
        None => (0, Vec::new()),
        Some(held) => {
            let length = u32::try_from(held.report.text.chars().count()).unwrap_or(u32::MAX);
            (length, stretches(&held.reading, length))
        }
    };
    Ok(ReportCard { row, length, stretches })
}
