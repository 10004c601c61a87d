//! Names: there, neutral, one actor's alone; labels with who uses them; domains as hosts.

use super::super::fold::fold;
use super::super::parse::{Entry, Parsed};
use super::{Check, Problem, names_of, overlap};
use record::pack::{ActorEntry, Name};
use std::collections::BTreeMap;

impl Check {
    pub(super) fn words(&mut self, parsed: &Parsed) {
        for entry in &parsed.actors {
            if entry.value.kind.is_some() && entry.value.names.is_empty() {
                self.at(entry, "", format!("`{}` has no name", entry.value.id), None);
            }
            self.neutral(entry);
            self.labels(entry);
        }
        self.duplicate_names(parsed);
        self.domains(parsed);
    }

    fn neutral(&mut self, entry: &Entry<ActorEntry>) {
        for (list, names) in names_of(&entry.value) {
            for name in names.iter() {
                let loaded = fold(&name.words)
                    .split(' ')
                    .find(|word| self.known.loaded.contains(*word))
                    .map(str::to_owned);
                if let Some(word) = loaded {
                    let what = format!("`{}` among the {list} is not neutral (`{word}`)", name.words);
                    self.at(
                        entry,
                        &name.words,
                        what,
                        Some("put it under labels, with who uses it".to_owned()),
                    );
                }
            }
        }
    }

    fn labels(&mut self, entry: &Entry<ActorEntry>) {
        for label in &entry.value.labels {
            let words = label.words.shown("en").unwrap_or_default().to_owned();
            if words.is_empty() {
                self.at(entry, &label.used_by, "a label has no words", None);
            }
            if label.used_by.trim().is_empty() {
                self.at(entry, &words, format!("the label `{words}` does not say who uses it"), None);
            }
            if label.neutral.is_empty() {
                self.at(entry, &words, format!("the label `{words}` has no neutral wording"), None);
            }
        }
    }

    /// Two actors of one pack called the same at the same time: which one is meant cannot be told.
    fn duplicate_names(&mut self, parsed: &Parsed) {
        type Called<'e> = (&'e Entry<ActorEntry>, &'e Name);
        let mut seen: BTreeMap<(usize, String), Vec<Called<'_>>> = BTreeMap::new();
        for entry in &parsed.actors {
            for name in entry.value.names.iter().chain(entry.value.acronyms.iter()) {
                let of_name = seen.entry((entry.pack, fold(&name.words))).or_default();
                let clash = of_name.iter().find(|(other, earlier)| {
                    let languages = earlier.speaks(&name.language) || name.speaks(&earlier.language);
                    other.value.id != entry.value.id
                        && languages
                        && overlap((earlier.from, earlier.to), (name.from, name.to))
                });
                if let Some((other, _)) = clash {
                    let what = format!("`{}` is also a name of `{}`", name.words, other.value.id);
                    let see = Some(format!("see {}", other.at));
                    self.problems.push(Problem::new(&entry.at.file, entry.line_of(&name.words), what, see));
                }
                of_name.push((entry, name));
            }
        }
    }

    fn domains(&mut self, parsed: &Parsed) {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for entry in &parsed.outlets {
            for domain in &entry.value.domains {
                let host = domain.trim_start_matches("https://").trim_start_matches("http://");
                let host = host.split('/').next().unwrap_or(host).trim_start_matches("www.").to_lowercase();
                if host != *domain {
                    let what = format!("`{domain}` is not a bare host name");
                    self.at(entry, domain, what, Some(format!("`{host}`")));
                }
                if let Some(other) = seen.insert(host, entry.value.id.clone()) {
                    self.at(entry, domain, format!("`{domain}` is also a domain of `{other}`"), None);
                }
            }
        }
    }
}
