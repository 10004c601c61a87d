//! Dates that run backwards, and offices held by two at once.

use super::super::parse::{Entry, Parsed};
use super::{Check, overlap};
use record::pack::{ActorEntry, Holder, Names, Office, PartialDate};

impl Check {
    pub(super) fn dates(&mut self, parsed: &Parsed) {
        for (_, entry) in &parsed.packs {
            self.period(entry, "the pack", entry.value.from, entry.value.to);
        }
        for entry in &parsed.actors {
            let actor = &entry.value;
            self.period(entry, &actor.id, actor.from, actor.to);
            for names in [&actor.names, &actor.acronyms, &actor.metonyms] {
                self.name_periods(entry, names);
            }
            for part in &actor.part_of {
                self.period(entry, &part.id, part.from, part.to);
            }
            for office in &actor.offices {
                self.holders(entry, office);
            }
        }
        for entry in &parsed.processes {
            self.period(entry, &entry.value.id, entry.value.from, entry.value.to);
        }
        self.agreement_dates(parsed);
    }

    fn period<T>(&mut self, entry: &Entry<T>, of: &str, from: Option<PartialDate>, to: Option<PartialDate>) {
        if let (Some(from), Some(to)) = (from, to)
            && to.last() < from.first()
        {
            let what = format!("`{of}` ends ({to}) before it begins ({from})");
            self.at(entry, &to.to_string(), what, None);
        }
    }

    fn name_periods<T>(&mut self, entry: &Entry<T>, names: &Names) {
        for name in names.iter() {
            self.period(entry, &name.words, name.from, name.to);
        }
    }

    fn holders(&mut self, entry: &Entry<ActorEntry>, office: &Office) {
        for holder in &office.holders {
            self.period(entry, &holder.who, holder.from, holder.to);
        }
        let title = office.title.as_deref();
        if office.shared || title.is_some_and(|title| self.known.shared.contains(title)) {
            return;
        }
        let period = |holder: &Holder| (holder.from, holder.to);
        for (n, holder) in office.holders.iter().enumerate() {
            let other = office.holders[..n].iter().find(|other| overlap(period(holder), period(other)));
            if let Some(other) = other {
                let name = title.or(office.names.shown("en")).unwrap_or("office");
                let what = format!("`{}` and `{}` hold `{name}` at once", other.who, holder.who);
                self.at(entry, &holder.who, what, None);
            }
        }
    }

    fn agreement_dates(&mut self, parsed: &Parsed) {
        for entry in &parsed.agreements {
            let agreement = &entry.value;
            for undertaking in &agreement.commitments {
                let what = undertaking.what.shown("en").unwrap_or(undertaking.kind.word()).to_owned();
                self.period(entry, &what, Some(agreement.date), undertaking.due);
            }
            let of_process = parsed.processes.iter().map(|process| &process.value);
            for process in of_process.filter(|process| Some(&process.id) == agreement.process.as_ref()) {
                let early = process.from.is_some_and(|from| agreement.date.last() < from.first());
                let late = process.to.is_some_and(|to| to.last() < agreement.date.first());
                if early || late {
                    let what = format!("{} is outside the process `{}`", agreement.date, process.id);
                    self.at(entry, &agreement.date.to_string(), what, None);
                }
            }
        }
    }
}
