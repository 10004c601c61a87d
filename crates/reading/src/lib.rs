//! The `reading` room: what a language says, promises, denies, and who and where it is said of; one report
//! at a time.
//!
//! [`read`] is the one door: statements (who says what), then the claims they carry.

pub mod claim;
pub mod dates;
pub mod lexicon;
pub mod mention;
pub mod numbers;
pub mod pack;
pub mod places;
pub mod profile;
pub mod statement;

use claim::tree::Tree;
use language::Analysis;
use mention::Mentions;
use pack::Packs;
use record::pack::Outlet;
use record::span::TextIndex;
use record::{Reading, Report};
use statement::{Speaker, Speakers};

/// Read one report: its statements, claims, loaded words and outlet.
pub fn read(packs: &Packs, report: &Report, analysis: &Analysis) -> Reading {
    let index = TextIndex::new(&report.text);
    let day = report.published.as_ref().map(|published| published.date);
    let known = mention::known_in(packs, &index, analysis, day);
    let trees = claim::trees(analysis, &known);
    let outlet = outlet(packs, report);
    let mentions = Mentions::new(packs, &index, analysis, &trees, day, known, outlet);
    let found = statement::find(report, analysis, &Heard { trees: &trees, mentions: &mentions });
    let claims = claim::of_trees(report, analysis, &index, &trees, &mentions, &found.value);
    let loaded = profile::loaded_words(report, analysis, &found.value);
    Reading {
        statements: found.value,
        claims,
        loaded,
        outlet: outlet.map(|outlet| outlet.id.clone()),
        notes: found.notes,
    }
}

/// The outlet by the host of the report's address, else by its name.
pub(crate) fn outlet<'p>(packs: &'p Packs, report: &Report) -> Option<&'p Outlet> {
    let host = report
        .url
        .as_deref()
        .and_then(|url| url.split("://").nth(1))
        .and_then(|rest| rest.split(['/', ':']).next());
    let by_host = host.and_then(|host| packs.outlet_by_host(host));
    let by_name = || report.outlet.as_deref().and_then(|name| packs.outlet_by_name(name));
    by_host.or_else(by_name)
}

/// The mentions of a report, as the statements ask for them.
struct Heard<'h> {
    trees: &'h [Option<Tree<'h>>],
    mentions: &'h Mentions<'h, 'h>,
}

impl Speakers for Heard<'_> {
    fn speaker(&self, sentence: usize, word: usize) -> Option<Speaker> {
        let tree = self.trees.get(sentence)?.as_ref()?;
        if word >= tree.len() {
            return None;
        }
        let entity = self.mentions.entity(tree, word).entity;
        Some(Speaker { actor: entity.actor, name: Some(entity.name) })
    }
}
