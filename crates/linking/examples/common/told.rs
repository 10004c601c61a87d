//! A report of a JSON Lines file as linking sees it, its words alone.

use linking::Told;
use record::Reading;
use serde_json::Value;
use std::sync::Arc;

/// Read one line; `seq` is its place in the file.
pub(crate) fn told(line: &str, seq: u64) -> Result<Told, Box<dyn std::error::Error>> {
    let row: Value = serde_json::from_str(line)?;
    let word = |name: &str| row[name].as_str().map(str::to_owned);
    Ok(Told {
        report: word("id").unwrap_or_default().as_str().into(),
        seq,
        outlet: word("outlet").unwrap_or_default(),
        outlet_name: word("outlet").unwrap_or_default(),
        url: None,
        day: word("date").unwrap_or_default().get(..10).unwrap_or_default().parse()?,
        language: word("language").unwrap_or_default(),
        headline: word("title"),
        headline_span: None,
        text: Arc::from(word("text").unwrap_or_default()),
        reading: Arc::new(Reading::default()),
    })
}
