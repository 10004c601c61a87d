//! The sourcing profile of a report: who is quoted, in whose voice, with which loaded words.

use record::id::StatementId;
use record::plover::Quad;
use record::report::LoadedWord;
use record::span::TextIndex;
use record::statement::{Statement, Voice};
use record::{Claim, ClaimBody, Entity, Reading, Report, Span};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use store::Voices;

/// Who is quoted in a report, in whose voice, with which loaded words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// The profile in one sentence.
    pub sentence: String,
    /// Statements by voice.
    pub statements: Voices,
    /// Claims by the voice of the statement they stand in.
    pub claims: Voices,
    /// Claims by a named source that is no party to what the report tells.
    pub claims_outside: u32,
    /// The text from first to last, each stretch with the voice that speaks there.
    pub stretches: Vec<Stretch>,
    /// Who is quoted, most claims first.
    pub sources: Vec<SourceRow>,
    /// Actors of the conflict and the commitments the report tells of.
    pub parties: Vec<String>,
    /// Those of them that packs know and that no statement is laid to, those with most claims about them first.
    pub not_quoted: Vec<NotQuoted>,
    /// Statements whose source nobody could ask: unnamed, or a vague group.
    pub unasked: Vec<Unasked>,
    /// Loaded words in the outlet's own voice.
    pub loaded: Vec<Loaded>,
}

/// A stretch of text in one voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// Where.
    pub span: Span,
    /// Whose voice.
    pub voice: Voice,
}

/// A source, and what is laid to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceRow {
    /// Its name: as resolved, else as the report words it.
    pub name: String,
    /// Its id in a pack.
    pub actor: Option<String>,
    /// Its voice.
    pub voice: Voice,
    /// Statements laid to it.
    pub statements: u32,
    /// Claims in them.
    pub claims: u32,
    /// Whether it is a party to what the report tells.
    pub party: bool,
}

/// A party that the report speaks of and does not quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotQuoted {
    /// Its id in a pack.
    pub actor: String,
    /// Its name.
    pub name: String,
    /// Claims that name it as a party.
    pub claims: u32,
}

/// A statement with nobody to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unasked {
    /// The statement.
    pub statement: StatementId,
    /// Who is said to say it, as the report words it; empty where the report words nobody.
    pub source: String,
    /// Its voice.
    pub voice: Voice,
    /// What is said, piece by piece.
    pub content: Vec<Span>,
}

/// A loaded word, once for all the places it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loaded {
    /// The word in each form it stands in, whatever its case.
    pub forms: Vec<String>,
    /// The neutral wording.
    pub neutral: String,
    /// Which side or kind of side uses it.
    pub used_by: String,
    /// The lexicon or pack entry it was found by (`file:line`).
    pub entry: String,
    /// Everywhere it stands.
    pub at: Vec<Span>,
}

/// The profile of one report.
pub fn profile(report: &Report, reading: &Reading) -> Profile {
    let index = TextIndex::new(&report.text);
    let parties: BTreeSet<&str> = reading.claims.iter().flat_map(parties_of).collect();
    let sources = sources(reading, &index, &parties);
    let (statements, claims) = voices(reading);
    let outside = sources.iter().filter(|row| row.voice == Voice::Named && !row.party);
    let claims_outside = outside.map(|row| row.claims).sum();
    Profile {
        sentence: sentence(&claims, claims_outside),
        statements,
        claims,
        claims_outside,
        stretches: stretches(reading, index.len()),
        sources,
        parties: parties.into_iter().map(str::to_owned).collect(),
        not_quoted: not_quoted(reading),
        unasked: unasked(reading, &index),
        loaded: loaded(&reading.loaded, &index),
    }
}

/// Statements and claims of a reading, by voice.
pub(crate) fn voices(reading: &Reading) -> (Voices, Voices) {
    let of: BTreeMap<_, _> = reading.statements.iter().map(|one| (&one.id, one.source.voice)).collect();
    let (mut statements, mut claims) = (Voices::default(), Voices::default());
    reading.statements.iter().for_each(|one| statements.add(one.source.voice));
    for claim in &reading.claims {
        let voice = claim.statement.as_ref().and_then(|id| of.get(id)).copied();
        claims.add(voice.unwrap_or(Voice::Outlet));
    }
    (statements, claims)
}

/// The actors a claim makes parties: both sides of material conflict, of an undertaking, of control, of backing.
fn parties_of(claim: &Claim) -> Vec<&str> {
    party_entities(claim).into_iter().filter_map(|entity| entity.actor.as_deref()).collect()
}

/// The same as entities.
fn party_entities(claim: &Claim) -> Vec<&Entity> {
    match &claim.body {
        ClaimBody::Event(event) if event.event.quad() == Quad::MaterialConflict => {
            event.actor.iter().chain(&event.recipient).collect()
        }
        ClaimBody::Commitment(commitment) => {
            commitment.obligor.iter().chain(&commitment.obligee).chain(&commitment.broken_by).collect()
        }
        ClaimBody::Control(control) => std::iter::once(&control.holder).chain(&control.from).collect(),
        ClaimBody::Relation(relation) => vec![&relation.from, &relation.to],
        ClaimBody::Event(_) | ClaimBody::Figure(_) => Vec::new(),
    }
}

/// The parties that packs know and no statement is laid to.
fn not_quoted(reading: &Reading) -> Vec<NotQuoted> {
    let heard: BTreeSet<&str> =
        reading.statements.iter().filter_map(|one| one.source.actor.as_deref()).collect();
    let mut found: BTreeMap<&str, NotQuoted> = BTreeMap::new();
    for claim in &reading.claims {
        let named: BTreeMap<&str, &str> = party_entities(claim)
            .into_iter()
            .filter_map(|entity| Some((entity.actor.as_deref()?, entity.name.as_str())))
            .filter(|(actor, _)| !actor.starts_with("new:") && !heard.contains(actor))
            .collect();
        for (actor, name) in named {
            let row = found.entry(actor).or_insert_with(|| NotQuoted {
                actor: actor.to_owned(),
                name: name.to_owned(),
                claims: 0,
            });
            row.claims += 1;
        }
    }
    let mut rows: Vec<NotQuoted> = found.into_values().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.claims));
    rows
}

/// The statements of nobody who could be asked, in the order of the text.
fn unasked(reading: &Reading, index: &TextIndex<'_>) -> Vec<Unasked> {
    let nobody = |one: &&Statement| matches!(one.source.voice, Voice::Unnamed | Voice::Collective);
    let row = |one: &Statement| Unasked {
        statement: one.id.clone(),
        source: one.source.span.map(|span| index.of(span).to_owned()).unwrap_or_default(),
        voice: one.source.voice,
        content: one.content.clone(),
    };
    reading.statements.iter().filter(nobody).map(row).collect()
}

fn sources(reading: &Reading, index: &TextIndex<'_>, parties: &BTreeSet<&str>) -> Vec<SourceRow> {
    let mut rows: BTreeMap<(Voice, String), SourceRow> = BTreeMap::new();
    for statement in &reading.statements {
        let name = name(statement, index);
        let key = statement.source.actor.clone().unwrap_or_else(|| name.to_lowercase());
        let row = rows.entry((statement.source.voice, key)).or_insert_with(|| SourceRow {
            name,
            actor: statement.source.actor.clone(),
            voice: statement.source.voice,
            statements: 0,
            claims: 0,
            party: statement.source.actor.as_deref().is_some_and(|actor| parties.contains(actor)),
        });
        row.statements += 1;
        row.claims += claims_in(reading, statement);
    }
    let mut rows: Vec<SourceRow> = rows.into_values().collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.claims, row.statements)));
    rows
}

fn name(statement: &Statement, index: &TextIndex<'_>) -> String {
    let source = &statement.source;
    let words = || source.span.map(|span| index.of(span).split_whitespace().collect::<Vec<_>>().join(" "));
    source.name.clone().or_else(words).unwrap_or_default()
}

fn claims_in(reading: &Reading, statement: &Statement) -> u32 {
    let inside = reading.claims.iter().filter(|claim| claim.statement.as_ref() == Some(&statement.id));
    u32::try_from(inside.count()).unwrap_or(u32::MAX)
}

/// The text cut where the voice changes; inside a statement its own voice speaks, inside a nested one the nested.
pub(crate) fn stretches(reading: &Reading, length: u32) -> Vec<Stretch> {
    let mut voices = vec![Voice::Outlet; length as usize];
    let mut inner: Vec<(usize, &Statement)> =
        reading.statements.iter().map(|one| (depth(reading, one), one)).collect();
    inner.sort_by_key(|(depth, _)| *depth);
    for (_, statement) in inner {
        for span in &statement.content {
            let end = span.end.min(length) as usize;
            if let Some(stretch) = voices.get_mut(span.start as usize..end) {
                stretch.fill(statement.source.voice);
            }
        }
    }
    let mut stretches: Vec<Stretch> = Vec::new();
    for (at, voice) in (0u32..).zip(voices) {
        match stretches.last_mut() {
            Some(last) if last.voice == voice => last.span.end = at + 1,
            _ => stretches.push(Stretch { span: Span::new(at, at + 1), voice }),
        }
    }
    stretches
}

/// How many statements a statement stands inside of.
fn depth(reading: &Reading, statement: &Statement) -> usize {
    let parent =
        |one: &Statement| reading.statements.iter().find(|other| Some(&other.id) == one.within.as_ref());
    // Bounded, so that a circle in a damaged record ends.
    std::iter::successors(parent(statement), |one| parent(one)).take(8).count()
}

/// Each entry once, the most frequent first, then as they stand.
fn loaded(words: &[LoadedWord], index: &TextIndex<'_>) -> Vec<Loaded> {
    let mut found: Vec<Loaded> = Vec::new();
    for word in words {
        let form = index.of(word.span).to_lowercase();
        match found.iter_mut().find(|one| one.entry == word.entry) {
            Some(one) => {
                one.at.push(word.span);
                if !one.forms.contains(&form) {
                    one.forms.push(form);
                }
            }
            None => found.push(Loaded {
                forms: vec![form],
                neutral: word.neutral.clone(),
                used_by: word.used_by.clone(),
                entry: word.entry.clone(),
                at: vec![word.span],
            }),
        }
    }
    found.sort_by_key(|one| std::cmp::Reverse(one.at.len()));
    found
}

/// "41 claims: 33 in the outlet's own voice, 7 from unnamed sources, 1 from named sources, none of them outside
/// the parties."
fn sentence(claims: &Voices, outside: u32) -> String {
    let mut parts = Vec::new();
    let mut part = |n: u32, of: &str| {
        if n > 0 {
            parts.push(format!("{n} {of}"));
        }
    };
    part(claims.outlet, "in the outlet's own voice");
    part(claims.unnamed, "from unnamed sources");
    part(claims.collective, "from unnamed groups");
    part(claims.named, "from named sources");
    match (claims.total(), claims.named, outside) {
        (0, _, _) => "No claims found.".to_owned(),
        (total, 0, _) => format!("{}: {}; none from a named source.", counted(total), parts.join(", ")),
        (total, _, 0) => format!("{}: {}; none from outside the parties.", counted(total), parts.join(", ")),
        (total, _, n) => format!("{}: {}; {n} from outside the parties.", counted(total), parts.join(", ")),
    }
}

fn counted(claims: u32) -> String {
    if claims == 1 { "1 claim".to_owned() } else { format!("{claims} claims") }
}
