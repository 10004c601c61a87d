//! An HTML page: where its text is, what it says of itself.

mod body;
mod cards;
mod content;
mod data;
mod headline;
mod meta;
mod sanitise;
mod tree;

use crate::dates::{self, Order};
use crate::draft::{self, Draft};
use crate::{clean, decode, note};
use record::Capture;
use record::date::Published;
use record::report::{BlockKind, Report};

/// Fewer characters of text than this leave a doubt that the text was found.
const SHORT: usize = 250;

/// Reads a capture that holds an HTML page.
pub(crate) fn read(capture: &Capture) -> Report {
    let mut notes = Vec::new();
    let decoded = decode::decode(capture, &mut notes);
    let text = clean::characters(&decoded, &mut notes);
    let page = sanitise::sanitise(&text, &mut notes);
    let tree = tree::Tree::parse(&page.markup);
    let data = data::Data::parse(&page.data);
    let mut draft = page_of(&tree, &data, capture);
    draft.notes.splice(0..0, notes);
    draft.compose(capture)
}

fn page_of(tree: &tree::Tree, data: &data::Data, capture: &Capture) -> Draft {
    let weights = content::Weights::of(tree);
    let root = content::root(tree, &weights);
    let url = meta::url(tree).or_else(|| capture.url.clone());
    let mut page = meta::Page {
        tree,
        data,
        url,
        language: meta::language(tree),
        headline: None,
        outside: content::outside(tree),
    };
    let mut draft = Draft::default();
    let headline = headline::headline(&page);
    page.headline = headline.as_ref().and_then(|(_, id)| *id);
    draft.headline = headline.map(|(words, _)| words);
    draft.standfirst = headline::standfirst(&page, page.headline).map(|(words, _)| words);
    meta::read(&page, &mut draft);
    let order = Order::of(page.language.as_deref());
    body::read(content::pieces(tree, &weights, root), order, &mut draft);
    cards::read(tree, page.url.as_deref(), &mut draft);
    if let (None, Some(headline)) = (&draft.outlet, &draft.headline) {
        draft.outlet = headline::outlet_in_title(&page, headline);
    }
    draft.outlet = draft.outlet.take().or_else(|| page.url.as_deref().and_then(host_of));
    check(data, &mut draft);
    draft
}

/// Notes what is missing; takes the text from the page's data for machines where the page itself shows less.
fn check(data: &data::Data, draft: &mut Draft) {
    let length: usize = draft.body.iter().map(|(_, text)| text.chars().count()).sum();
    let told = data.report().and_then(|report| data::text(report, "articleBody"));
    if let Some(told) = told.filter(|told| told.chars().count() > length.max(SHORT) * 2 && length < SHORT * 4)
    {
        let lines = told.lines().map(clean::line).filter(|line| !line.is_empty());
        draft.body = lines.map(|line| (BlockKind::Paragraph, line)).collect();
        draft.notes.push(note::info(note::BODY_FROM_DATA, "The text was taken from the page's JSON-LD."));
    } else if length == 0 {
        draft.notes.push(note::problem(note::NO_TEXT, "No text was found on the page."));
    } else if length < SHORT {
        let message = format!("Only {length} characters of text were found.");
        draft.notes.push(note::doubt(note::BODY_SHORT, message));
    }
    if draft.headline.is_none() {
        draft.notes.push(note::doubt(note::HEADLINE_MISSING, "No headline was found."));
    }
    draft::note_missing_date(draft);
}

/// The host of an address, without `www.`.
pub(crate) fn host_of(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// The day in an address such as `/2025/06/06/`.
pub(crate) fn date_in_url(url: &str) -> Option<Published> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let found = dates::find(path, Order::DayFirst).filter(|found| !found.ambiguous)?;
    Some(Published { date: found.date, precision: found.precision, basis: "url".to_owned() })
}
