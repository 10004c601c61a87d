//! One report with everything known of it.

use super::Record;
use crate::derive::Retelling;
use crate::error::Result;
use crate::profile::{Profile, profile};
use linking::Known;
use record::report::Card;
use record::span::TextIndex;
use record::{MadeBy, Reading, Report, ReportId};
use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use store::{Filter, HeldReport, ReportRow, Store, Version};

/// Reports within so many days may stand beside one that shares its actors and places.
const DAYS: u32 = 7;
/// At most so many of them.
const NEARBY: u32 = 6;

/// One report with everything known of it; as data, every span bears its text.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportPage {
    /// The report.
    pub report: Report,
    /// Its statements and claims.
    pub reading: Reading,
    /// Who is quoted, in whose voice.
    pub profile: Profile,
    /// Which version this is.
    pub version: u32,
    /// All versions, newest first.
    pub versions: Vec<Version>,
    /// File or URL its bytes came from.
    pub origin: String,
    /// When it was read, RFC 3339.
    pub read_at: String,
    /// What made the reading.
    pub made_by: MadeBy,
    /// When the reading was made, RFC 3339.
    pub made_at: String,
    /// The cards of the page, each with the report it leads to where the record has it.
    pub related: Vec<Related>,
    /// Reports of about that day that speak of the same actors and places, most shared first.
    pub nearby: Vec<ReportRow>,
    /// What of it other reports tell too, passage by passage.
    pub retold: Vec<Retelling>,
}

impl Serialize for ReportPage {
    fn serialize<S: Serializer>(&self, out: S) -> std::result::Result<S::Ok, S::Error> {
        let index = TextIndex::new(&self.report.text);
        let custom = S::Error::custom;
        let mut fields = out.serialize_map(None)?;
        fields.serialize_entry("report", &export::report(&self.report).map_err(custom)?)?;
        fields.serialize_entry("reading", &export::spanned(&self.reading, &index).map_err(custom)?)?;
        fields.serialize_entry("profile", &export::spanned(&self.profile, &index).map_err(custom)?)?;
        fields.serialize_entry("version", &self.version)?;
        fields.serialize_entry("versions", &self.versions)?;
        fields.serialize_entry("origin", &self.origin)?;
        fields.serialize_entry("read_at", &self.read_at)?;
        fields.serialize_entry("made_by", &self.made_by)?;
        fields.serialize_entry("made_at", &self.made_at)?;
        fields.serialize_entry("related", &self.related)?;
        fields.serialize_entry("nearby", &self.nearby)?;
        fields.serialize_entry("retold", &self.retold)?;
        fields.end()
    }
}

/// A card, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Related {
    /// The card as the page shows it.
    #[serde(flatten)]
    pub card: Card,
    /// The report it leads to.
    pub report: Option<ReportId>,
}

impl Record {
    /// One report by itself: without what others tell too, which hangs on linking.
    pub fn report_alone(&self, id: &str) -> Result<Option<ReportPage>> {
        self.with(|store| match store.report(&id.into())? {
            None => Ok(None),
            Some(held) => page(store, held).map(Some),
        })
    }

    /// One report with everything known of it; none where the record has no such id.
    pub fn report_page(&self, known: &Known, id: &str) -> Result<Option<ReportPage>> {
        self.report_alone(id)?
            .map(|page| Ok(ReportPage { retold: self.retold(known, id)?, ..page }))
            .transpose()
    }
}

fn page(store: &Store, held: HeldReport) -> Result<ReportPage> {
    let profile = profile(&held.report, &held.reading);
    let versions = store.versions(&held.report.id)?;
    let nearby = nearby(store, &held.report.id)?;
    let related = held.report.related.iter().map(|card| related(store, card)).collect::<Result<_>>()?;
    let HeldReport { report, version, read_at, origin, reading, made_by, made_at } = held;
    Ok(ReportPage {
        report,
        reading,
        profile,
        version,
        versions,
        origin,
        read_at,
        made_by,
        made_at,
        related,
        nearby,
        retold: Vec::new(),
    })
}

fn related(store: &Store, card: &Card) -> Result<Related> {
    Ok(Related { card: card.clone(), report: store.report_of_card(card)? })
}

fn nearby(store: &Store, id: &ReportId) -> Result<Vec<ReportRow>> {
    let mut rows = Vec::new();
    for (id, _) in store.nearby(id, DAYS, NEARBY)? {
        rows.extend(store.reports(&Filter::of_report(&id.0))?);
    }
    Ok(rows)
}
