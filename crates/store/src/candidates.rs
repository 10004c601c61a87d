//! The one question linking asks of memory: which known claims might be about the same happening.

use crate::error::Result;
use crate::list::{Place, claim_row};
use crate::open::Store;
use crate::rows::ClaimRow;
use jiff::civil::Date;
use rusqlite::types::Value;

/// A block: what a claim must share to be a candidate. The bounds are the asker's; the store knows no threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Claim kind.
    pub kind: &'static str,
    /// Any of these words of the kind (PLOVER events, kinds of commitment...); none: any word.
    pub words: Vec<&'static str>,
    /// The days it must touch.
    pub since: Date,
    /// Last of these days.
    pub until: Date,
    /// It must be at one of these places, or have one of the actors...
    pub places: Vec<String>,
    /// ...in any role.
    pub actors: Vec<String>,
    /// Not in this report.
    pub not_in: String,
    /// At most so many, latest reports first.
    pub limit: u32,
}

impl Store {
    /// The claims of current readings that lie in a block.
    pub fn candidates(&self, asked: &Question) -> Result<Vec<ClaimRow>> {
        let mut values: Vec<Value> = vec![asked.kind.to_owned().into()];
        let mut list = |words: &mut dyn Iterator<Item = String>| {
            let before = values.len();
            values.extend(words.map(Value::Text));
            vec!["?"; values.len() - before].join(", ")
        };
        let words = list(&mut asked.words.iter().map(|word| (*word).to_owned()));
        list(&mut [asked.since.to_string(), asked.until.to_string()].into_iter());
        let places = list(&mut asked.places.iter().cloned());
        let actors = list(&mut asked.actors.iter().cloned());
        values.push(asked.not_in.clone().into());
        let words = if words.is_empty() { "1".to_owned() } else { format!("c.word IN ({words})") };
        let sql = include_str!("../sql/candidates.sql")
            .replace(":words", &words)
            .replace(":places", &places)
            .replace(":actors", &actors)
            .replace(":limit", &asked.limit.to_string());
        let (mut found, mut place) = (Vec::new(), Place::default());
        self.each(&sql, values, |row| {
            found.push(claim_row(row, &mut place)?);
            Ok(())
        })?;
        Ok(found)
    }
}
