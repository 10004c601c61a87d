//! Who else tells what a paragraph tells, beside it.

use crate::days;
use crate::events::outlet;
use crate::lists::report_link;
use app::{Known, Retelling};
use maud::{Markup, html};
use record::event::ToldToo;
use record::report::Block;
use std::collections::BTreeMap;

/// Longest the words of another report are shown, in code points.
const SHOWN: usize = 220;

/// What of a report others tell too.
pub(crate) struct Retold<'r> {
    /// All of it, the likeliest of each passage first.
    pub(crate) all: &'r [Retelling],
    /// For the names of outlets.
    pub(crate) known: &'r Known,
}

impl Retold<'_> {
    /// Those who tell what stands in some paragraphs, each report once, with the words that are likest.
    pub(crate) fn beside(&self, blocks: &[Block]) -> Markup {
        let mut others: BTreeMap<&str, &Retelling> = BTreeMap::new();
        for one in self.all.iter().filter(|one| blocks.iter().any(|block| block.span.overlaps(one.span))) {
            let best = others.entry(one.report.0.as_str()).or_insert(one);
            if one.score > best.score {
                *best = one;
            }
        }
        let mut others: Vec<&Retelling> = others.into_values().collect();
        others.sort_by(|a, b| b.score.cmp(&a.score).then(a.report.cmp(&b.report)));
        let (sure, less): (Vec<&Retelling>, Vec<&Retelling>) = others.into_iter().partition(|one| one.sure);
        html! {
            (self.folded("told too by", &sure))
            (self.folded("perhaps told too by", &less))
        }
    }

    fn folded(&self, how: &str, others: &[&Retelling]) -> Markup {
        html! {
            @if !others.is_empty() {
                details.retold {
                    summary { (how) " " (others.len()) @if others.len() == 1 { " other report" } @else { " other reports" } }
                    ul {
                        @for one in others {
                            li {
                                a.words href=(report_link(&one.report.0)) { (shortened(&one.there_words)) }
                                br; span.soft title=(one.why) { (self.teller(one)) ", " (days::of(&one.day.to_string())) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn teller<'a>(&'a self, one: &'a Retelling) -> &'a str {
        if one.outlet == one.report.0 { "outlet not known" } else { outlet(self.known, &one.outlet) }
    }
}

/// Passages that tell an event too, where no claim of it was read; the less sure ones folded.
pub(crate) fn of_event(all: &[ToldToo]) -> Markup {
    let (sure, less): (Vec<&ToldToo>, Vec<&ToldToo>) = all.iter().partition(|one| one.sure);
    html! {
        @if !all.is_empty() {
            h2 { "Told too, by the words alone" }
            p.note { "Passages of further reports that are like those above; no claim was read in them, and they count as no source." }
            (passages(&sure))
            @if !less.is_empty() {
                details.retold { summary { "perhaps also in " (less.len()) @if less.len() == 1 { " report" } @else { " reports" } } (passages(&less)) }
            }
        }
    }
}

fn passages(all: &[&ToldToo]) -> Markup {
    html! {
        @if !all.is_empty() {
            ul {
                @for one in all {
                    li {
                        a.words href=(report_link(&one.at.report.0)) { (shortened(&one.words)) }
                        br; span.soft title=(one.why) { (one.outlet_name) ", " (days::of(&one.day.to_string())) }
                    }
                }
            }
        }
    }
}

fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(SHOWN).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short.replace('\n', " ")
}
