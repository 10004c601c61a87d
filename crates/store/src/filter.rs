//! What a list is asked for.

use rusqlite::types::Value;

/// Narrows a list; what is `None` does not narrow it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Id of the statement or claim.
    pub id: Option<String>,
    /// Report id.
    pub report: Option<String>,
    /// Outlet: a pack's id, or the name as printed.
    pub outlet: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Topic of the report.
    pub topic: Option<String>,
    /// First day of the report.
    pub since: Option<String>,
    /// Last day of the report.
    pub until: Option<String>,
    /// Voice of the statement, or of the statement a claim stands in.
    pub voice: Option<String>,
    /// Firmness.
    pub firmness: Option<String>,
    /// Actor id: source of a statement, any role in a claim.
    pub actor: Option<String>,
    /// Claim kind.
    pub kind: Option<String>,
    /// The kind's word: PLOVER event, kind of commitment, change of control, relation, kind of figure.
    pub word: Option<String>,
    /// Modality of a claim.
    pub modality: Option<String>,
    /// Place id of a claim.
    pub place: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
    /// Leaving out so many first.
    pub offset: u32,
}

/// What a list is made of, for the columns a filter may name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    Reports,
    Statements,
    Claims,
}

/// `WHERE`, its parameters, and `LIMIT`.
pub(crate) struct Narrowed {
    pub(crate) clause: String,
    pub(crate) limit: String,
    pub(crate) values: Vec<Value>,
}

impl Filter {
    /// Only this report.
    pub fn of_report(id: &str) -> Filter {
        Filter { report: Some(id.to_owned()), ..Filter::default() }
    }

    /// Write the filter as SQL over `r` (report), `g` (reading), `s` (statement) or `c` (claim).
    pub(crate) fn narrow(&self, over: Over) -> Narrowed {
        let conditions: Vec<(&str, &String)> = self
            .conditions(over)
            .into_iter()
            .filter_map(|(condition, value)| value.map(|value| (condition, value)))
            .collect();
        let clause: Vec<&str> = conditions.iter().map(|(condition, _)| *condition).collect();
        Narrowed {
            clause: if clause.is_empty() { "1".to_owned() } else { clause.join(" AND ") },
            limit: match self.limit {
                Some(limit) => format!("LIMIT {limit} OFFSET {}", self.offset),
                None => format!("LIMIT -1 OFFSET {}", self.offset),
            },
            values: conditions.iter().map(|(_, value)| Value::Text((*value).clone())).collect(),
        }
    }

    fn conditions(&self, over: Over) -> Vec<(&'static str, Option<&String>)> {
        let mut all = vec![
            ("r.id = ?", self.report.as_ref()),
            ("? IN (r.outlet, g.outlet)", self.outlet.as_ref()),
            ("r.language = ?", self.language.as_ref()),
            ("r.key IN (SELECT report FROM report_topic WHERE topic = ?)", self.topic.as_ref()),
            ("r.day >= ?", self.since.as_ref()),
            ("r.day <= ?", self.until.as_ref()),
        ];
        match over {
            Over::Reports => {}
            Over::Statements => all.extend([
                ("s.id = ?", self.id.as_ref()),
                ("s.voice = ?", self.voice.as_ref()),
                ("s.firmness = ?", self.firmness.as_ref()),
                ("s.actor = ?", self.actor.as_ref()),
            ]),
            Over::Claims => all.extend([
                ("c.id = ?", self.id.as_ref()),
                ("c.voice = ?", self.voice.as_ref()),
                ("c.firmness = ?", self.firmness.as_ref()),
                ("c.key IN (SELECT claim FROM claim_actor WHERE actor = ?)", self.actor.as_ref()),
                ("c.kind = ?", self.kind.as_ref()),
                ("c.word = ?", self.word.as_ref()),
                ("c.modality = ?", self.modality.as_ref()),
                ("c.place = ?", self.place.as_ref()),
            ]),
        }
        all
    }
}
