//! Evidence for and against, added up as log odds, with the words for each piece.

/// Evidence collected on one question.
#[derive(Debug, Clone, Default)]
pub struct Weigh {
    score: f64,
    reasons: Vec<(f64, String)>,
}

impl Weigh {
    /// Start from what is known before any evidence.
    pub fn from(prior: f64) -> Weigh {
        Weigh { score: prior, reasons: Vec::new() }
    }

    /// Add evidence without words: what a reader would not ask about.
    pub fn add(&mut self, weight: f64) {
        self.score += weight;
    }

    /// Add evidence with its words.
    pub fn say(&mut self, weight: f64, words: impl Into<String>) {
        self.score += weight;
        self.reasons.push((weight, words.into()));
    }

    /// Give a reason for a score that was computed otherwise; `weight` only says how much it counts among the reasons.
    pub fn explain(&mut self, weight: f64, words: impl Into<String>) {
        self.reasons.push((weight, words.into()));
    }

    /// The log odds.
    pub fn score(&self) -> f64 {
        self.score
    }

    /// What speaks against, in words.
    pub fn against(&self) -> String {
        let contra = self.reasons.iter().filter(|(weight, _)| *weight < 0.0);
        contra.map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// The reasons, in words: those that speak for the outcome first, then the strongest against it.
    pub fn words(&self, is_same: bool) -> String {
        let toward = |weight: f64| if is_same { weight } else { -weight };
        let mut pro: Vec<&(f64, String)> = self.reasons.iter().filter(|(w, _)| toward(*w) > 0.0).collect();
        let mut contra: Vec<&(f64, String)> = self.reasons.iter().filter(|(w, _)| toward(*w) < 0.0).collect();
        pro.sort_by(|a, b| toward(b.0).total_cmp(&toward(a.0)));
        contra.sort_by(|a, b| toward(a.0).total_cmp(&toward(b.0)));
        let list = |all: &[&(f64, String)], n: usize| {
            all.iter().take(n).map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(", ")
        };
        match (pro.is_empty(), contra.is_empty()) {
            (true, true) => "nothing speaks for or against it".to_owned(),
            (true, false) => format!("although {}", list(&contra, 3)),
            (false, true) => list(&pro, 5),
            (false, false) => format!("{}; although {}", list(&pro, 5), list(&contra, 2)),
        }
    }
}
