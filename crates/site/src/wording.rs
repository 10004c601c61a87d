//! The site's own English for claims: templates from `wording.tsv`, filled with what a claim knows.

use maud::{Markup, html};
use record::claim::{CommitmentKind, FigureKind, Modality, Stage};
use record::plover::EventType;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Cells after the keys, by kind of row and keys.
type Rows = BTreeMap<(&'static str, String), Vec<&'static str>>;

static ROWS: LazyLock<Rows> = LazyLock::new(|| {
    let lines = include_str!("wording.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.filter_map(|line| {
        let mut cells = line.split('\t');
        let (kind, mut key) = (cells.next()?, cells.next()?.to_owned());
        if kind == "event" {
            key = format!("{key} {}", cells.next()?);
        }
        Some(((kind, key), cells.collect()))
    })
    .collect()
});

/// A slot of a template: its name, and what fills it where that is known.
pub(crate) type Slot<'s> = (&'s str, Option<Markup>);

/// An event as one claim puts it.
pub(crate) fn claimed(event: EventType, mode: Option<&str>, modality: Modality, who: &[Slot<'_>]) -> Markup {
    put(event, mode, modality.word(), who)
}

/// An event as several reports tell it, without a word on whether it is so.
pub(crate) fn reported(event: EventType, mode: Option<&str>, who: &[Slot<'_>]) -> Markup {
    put(event, mode, "reported", who)
}

/// The four forms of an event's words (infinitive, past, -ing, noun) in the template of `how` they are put; a mode without
/// words of its own has its type's.
fn put(event: EventType, mode: Option<&str>, how: &str, who: &[Slot<'_>]) -> Markup {
    let by_mode = ROWS.get(&("event", format!("{event} {}", mode.unwrap_or("-"))));
    let Some(forms) = by_mode.or_else(|| ROWS.get(&("event", format!("{event} -")))) else {
        return html! { (event) };
    };
    let form = |at: usize| forms.get(at).map(|template| fill(template, who));
    let mut slots: Vec<Slot<'_>> = who.to_vec();
    slots.extend([("base", form(0)), ("past", form(1)), ("ing", form(2)), ("noun", form(3))]);
    fill(cell("modality", how), &slots)
}

/// An undertaking at one stage of its life.
pub(crate) fn undertaking(kind: CommitmentKind, stage: Stage, who: &[Slot<'_>]) -> Markup {
    let mut slots: Vec<Slot<'_>> = who.to_vec();
    let what = cell("undertaking", kind.word());
    slots.push(("u", Some(html! { (what) })));
    fill(cell("stage", stage.word()), &slots)
}

/// What happened to those counted.
pub(crate) fn figure(kind: FigureKind) -> &'static str {
    cell("figure", kind.word())
}

/// The first cell of a row; empty where there is none, which a test rules out.
fn cell(kind: &'static str, key: &str) -> &'static str {
    ROWS.get(&(kind, key.to_owned())).and_then(|cells| cells.first()).copied().unwrap_or_default()
}

/// Fill the first alternative whose slots are all known, else the last.
fn fill(template: &str, slots: &[Slot<'_>]) -> Markup {
    let known = |name: &str| slots.iter().find(|slot| slot.0 == name).and_then(|slot| slot.1.as_ref());
    let whole = |one: &&str| names(&outside(one)).all(|name| known(name).is_some());
    let chosen = template.split('|').find(whole).or(template.split('|').next_back()).unwrap_or_default();
    html! {
        @for (part, optional) in parts(chosen) {
            @if !optional || names(part).all(|name| known(name).is_some()) {
                @for piece in part.split_inclusive('}') {
                    @match piece.split_once('{') {
                        Some((before, name)) => {
                            (before) @if let Some(words) = known(name.trim_end_matches('}')) { (words) }
                        },
                        None => (piece),
                    }
                }
            }
        }
    }
}

/// The names of a template's slots.
fn names(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| rest.split('}').next())
}

/// A template without what stands in brackets.
fn outside(template: &str) -> String {
    parts(template).into_iter().filter(|(_, optional)| !optional).map(|(part, _)| part).collect()
}

/// The parts of a template, each with whether it stands in brackets.
fn parts(template: &str) -> Vec<(&str, bool)> {
    let pieces = template.split(['[', ']']).enumerate();
    pieces.map(|(at, part)| (part, at % 2 == 1)).filter(|(part, _)| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(words: &str) -> Option<Markup> {
        Some(html! { (words) })
    }

    #[test]
    fn a_claim_reads_as_a_sentence() {
        let said = |event: EventType, mode: Option<&str>, modality, a: Option<Markup>, r: Option<Markup>| {
            claimed(event, mode, modality, &[("a", a), ("r", r)]).into_string()
        };
        let (north, south) = (|| name("North"), || name("South"));
        let attack = EventType::Assault;
        assert_eq!(said(attack, None, Modality::Happened, north(), south()), "North attacked South");
        assert_eq!(said(attack, None, Modality::NotHappened, north(), None), "North did not attack");
        assert_eq!(
            said(attack, None, Modality::Planned, None, south()),
            "an attack on South, planned, by whom not said"
        );
        let refused = EventType::Accuse;
        assert_eq!(
            said(refused, Some("allege"), Modality::Happened, north(), None),
            "North made an accusation"
        );
        let who = [("o", north()), ("e", None)];
        let released = undertaking(CommitmentKind::Release, Stage::Demanded, &who).into_string();
        assert_eq!(released, "a release of people held demanded of North");
    }

    #[test]
    fn every_word_of_the_codebook_has_words_here() {
        for event in EventType::ALL {
            let forms = ROWS.get(&("event", format!("{event} -"))).map(Vec::len);
            assert_eq!(forms, Some(4), "{event}");
        }
        for ((kind, key), forms) in ROWS.iter().filter(|((kind, _), _)| *kind == "event") {
            let (event, mode) = key.split_once(' ').unwrap();
            let event = EventType::from_word(event).unwrap();
            assert!(mode == "-" || event.modes().contains(&mode), "{kind} {key}");
            assert_eq!(forms.len(), 4, "{kind} {key}");
        }
        Modality::ALL.iter().for_each(|one| assert_ne!(cell("modality", one.word()), "", "{one}"));
        Stage::ALL.iter().for_each(|one| assert_ne!(cell("stage", one.word()), "", "{one}"));
        CommitmentKind::ALL.iter().for_each(|one| assert_ne!(cell("undertaking", one.word()), "", "{one}"));
        FigureKind::ALL.iter().for_each(|one| assert_ne!(figure(*one), "", "{one}"));
    }
}
