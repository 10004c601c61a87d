//! Actors and places as a claim mentions them.

use crate::plover::Sector;
use crate::span::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An actor as a claim or statement mentions it; resolved to a pack's id where one is known, never forced.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// The words that mention it here; none where it is understood ("agreed to [M23] withdraw").
    pub span: Option<Span>,
    /// Id in a pack, such as `cod-m23`; `new:` and a folded name for one no pack knows.
    pub actor: Option<String>,
    /// The neutral name of the pack, or the words themselves.
    pub name: String,
    /// ISO 3166-1 alpha-3 of the country it belongs to.
    pub code: Option<String>,
    /// PLOVER sector.
    pub sector: Option<Sector>,
    /// How many, where the words say ("three soldiers").
    pub number: Option<u32>,
}

/// A place as a claim mentions it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The words that mention it.
    pub span: Option<Span>,
    /// Id in a pack's or gazetteer's table.
    pub id: Option<String>,
    /// The gazetteer's name, or the words themselves.
    pub name: String,
    /// Degrees north, WGS 84.
    pub lat: Option<f64>,
    /// Degrees east, WGS 84.
    pub lon: Option<f64>,
    /// Enclosing areas from the country inwards: ISO alpha-3, province, territory...
    pub admin: Vec<String>,
    /// UCDP GED `where_prec`: 1 exact, 2 near a known point, 3 second-order area, 4 first-order area,
    /// 5 linear feature or fuzzy area, 6 country, 7 international waters or airspace.
    pub where_prec: u8,
}
