//! How an event stands to the world: what governs it, and what acts of saying or stopping come out of that.

use super::lexicon::{Act, Operator, Pos, reduction};
use super::tree::Tree;
use super::trigger::{Trigger, operator};
use language::{Relation, Upos};
use record::claim::Modality;
use record::plover::EventType;

/// An act that governs the event and is an event of its own: "will withdraw", "suspended aid".
#[derive(Debug, Clone)]
pub(crate) struct Deed {
    /// PLOVER type of the act.
    pub(crate) event: EventType,
    /// PLOVER mode.
    pub(crate) mode: Option<&'static str>,
    /// The word that makes it.
    pub(crate) at: usize,
    /// How the act itself stands.
    pub(crate) modality: Modality,
    /// It is a demand by whoever says it ("Russia says Israel must ...").
    pub(crate) by_speaker: bool,
}

/// Why something stands as it does: the word, the rule, what it decided.
#[derive(Debug, Clone)]
pub(crate) struct Reason {
    pub(crate) at: usize,
    pub(crate) rule: String,
    pub(crate) effect: String,
}

/// How an event stands.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    /// Of the event itself.
    pub(crate) modality: Modality,
    /// Acts made out of it, innermost first.
    pub(crate) deeds: Vec<Deed>,
    /// Subject of the verb that carries a noun.
    pub(crate) carrier: Option<usize>,
    /// The trigger whose complement it is.
    pub(crate) governor: Option<usize>,
    /// The highest word reached on the way up.
    pub(crate) top: usize,
    /// Why.
    pub(crate) reasons: Vec<Reason>,
}

/// Climb from a trigger through what governs it.
pub(crate) fn standing(tree: &Tree<'_>, triggers: &[Trigger], trigger: &Trigger) -> Standing {
    let mut climb = Climb {
        tree,
        triggers,
        event: trigger.event,
        out: Standing {
            modality: Modality::Happened,
            deeds: Vec::new(),
            carrier: None,
            governor: None,
            top: trigger.at,
            reasons: Vec::new(),
        },
        settled: false,
    };
    let mut at = trigger.at;
    for _ in 0..6 {
        climb.local(at);
        match climb.governed(at) {
            Some(next) => at = next,
            None => break,
        }
        climb.out.top = at;
    }
    climb.out
}

struct Climb<'r, 't> {
    tree: &'r Tree<'t>,
    triggers: &'r [Trigger],
    /// What the event has become on the way up.
    event: EventType,
    out: Standing,
    /// The event's own modality is decided; what comes above concerns the act.
    settled: bool,
}

impl Climb<'_, '_> {
    /// What stands beside a verb: negation, auxiliaries, tense, a conditional conjunction.
    fn local(&mut self, at: usize) {
        let tree = self.tree;
        let verbal = tree.is_verb(at) || tree.by(at, Relation::Cop).next().is_some();
        if !verbal || qualified(tree, at).is_some() {
            if let Some(no) = negation(tree, at) {
                self.apply("deny", no, at);
            } else if let Some((word, operator)) = qualified(tree, at) {
                self.qualify(word, operator);
            }
            return;
        }
        let Some((name, word)) = mood(tree, at) else {
            let perfect = tree.by(at, Relation::Aux).any(|a| tree.lemmas[a] == "have");
            let ing =
                tree.word(at).feats.has("VerbForm", "Part") || tree.word(at).feats.has("VerbForm", "Ger");
            let be = tree.by(at, Relation::Aux).any(|a| tree.lemmas[a] == "be");
            if !self.settled && ing && be && !perfect && !tree.passive(at) {
                self.out.modality = Modality::Ongoing;
            }
            return;
        };
        self.apply(name, word, at);
    }

    /// What governs a word; gives the next word to climb to.
    fn governed(&mut self, at: usize) -> Option<usize> {
        let tree = self.tree;
        let head = tree.head(at)?;
        let relation = tree.relation(at);
        if relation == Relation::Conj {
            let shares =
                tree.is_verb(at) == tree.is_verb(head) && tree.by(at, Relation::Nsubj).next().is_none();
            if shares && self.out.carrier.is_none() && !tree.is_verb(at) {
                // a coordinated noun is carried like the first one
                return Some(head);
            }
            return shares.then_some(head);
        }
        if !complement(tree, at, head) {
            return None;
        }
        if let Some(operator) = operator(tree, head).filter(|o| o.pos != Pos::Noun || !tree.is_verb(head)) {
            // "never stopped": it went on; "did not fail to": it was done
            let class = match operator.class {
                "stop" if negation(tree, head).is_some() => "continue",
                "fail" | "deny" if negation(tree, head).is_some() => "light",
                class => class,
            };
            let line = operator.line;
            self.reason(
                head,
                format!("{}/operators.tsv:{line}", tree.lexicon.code),
                format!("class {class}"),
            );
            if self.out.carrier.is_none() && tree.is_verb(head) {
                self.out.carrier = tree.subject(head).filter(|&s| s != at);
            }
            self.apply(class, head, head);
            if class != operator.class {
                // the negation is used up
                return None;
            }
            return Some(head);
        }
        let trigger = self.triggers.iter().find(|t| t.at == head && governs(t))?;
        self.apply_trigger(trigger);
        None
    }

    fn apply_trigger(&mut self, trigger: &Trigger) {
        self.out.governor.get_or_insert(trigger.at);
        let Some(row) = reduction(trigger.event.word(), self.event) else { return };
        if row.modality != Modality::Happened {
            self.settle(row.modality);
        }
        self.reason(
            trigger.at,
            format!("reductions.tsv:{}", row.line),
            format!("complement of {}: {}", trigger.event, row.modality),
        );
    }

    fn apply(&mut self, operator: &str, word: usize, at: usize) {
        let Some(row) = reduction(operator, self.event) else { return };
        self.reason(word, format!("reductions.tsv:{}", row.line), format!("{operator}: {}", row.modality));
        match row.act {
            Act::Same => {
                let plain = self.out.modality == Modality::Happened;
                if !self.settled && plain {
                    self.out.modality = row.modality;
                }
            }
            Act::None => self.settle(row.modality),
            Act::Of(event) => {
                self.settle(row.modality);
                let mode = match row.mode {
                    Some("@") => mode_of(event, self.event),
                    other => other,
                };
                let by_speaker = operator == "must";
                self.out.deeds.push(Deed { event, mode, at, modality: Modality::Happened, by_speaker });
                self.event = event;
            }
        }
    }

    /// What an adjective makes of the noun of an event: it stands otherwise, and nobody does anything by that.
    fn qualify(&mut self, word: usize, operator: &Operator) {
        let Some(row) = reduction(operator.class, self.event) else { return };
        let rule = format!("{}/operators.tsv:{}", self.tree.lexicon.code, operator.line);
        self.reason(word, rule, format!("{}: {}", operator.class, row.modality));
        if row.modality != Modality::Happened {
            self.settle(row.modality);
        }
    }

    /// Decide the modality of the event, or, once that is decided, of the outermost act.
    fn settle(&mut self, modality: Modality) {
        match self.out.deeds.last_mut() {
            Some(deed) if self.settled => deed.modality = modality,
            _ if !self.settled => self.out.modality = modality,
            _ => {}
        }
        self.settled = true;
    }

    fn reason(&mut self, at: usize, rule: String, effect: String) {
        self.out.reasons.push(Reason { at, rule, effect });
    }
}

/// The mode of a demand, refusal or threat, by what is demanded, refused or threatened.
pub(crate) fn mode_of(act: EventType, of: EventType) -> Option<&'static str> {
    match (act, of) {
        (EventType::Threaten, EventType::Assault | EventType::Mobilize) => Some("violence"),
        (EventType::Threaten, EventType::Sanction | EventType::Consult) => Some("relations"),
        (EventType::Threaten, EventType::Coerce) => Some("restrict"),
        (EventType::Request | EventType::Reject, EventType::Aid | EventType::Cooperate) => Some("assist"),
        (EventType::Request | EventType::Reject, EventType::Retreat | EventType::Concede) => Some("yield"),
        (EventType::Request | EventType::Reject, EventType::Consult) => Some("meet"),
        (EventType::Request | EventType::Reject, _) => Some("change"),
        _ => None,
    }
}

/// Whether a trigger's complement does not simply happen.
pub(crate) fn governs(trigger: &Trigger) -> bool {
    let verbal = matches!(trigger.entry.frame.name, "cp" | "rq" | "ac");
    let nominal = matches!(
        trigger.event,
        EventType::Request | EventType::Threaten | EventType::Reject | EventType::Agree | EventType::Accuse
    );
    verbal || (trigger.entry.pos == Pos::Noun && nominal)
}

/// Whether a word stands where a governing word takes its complement.
fn complement(tree: &Tree<'_>, at: usize, head: usize) -> bool {
    match tree.relation(at) {
        Relation::Xcomp | Relation::Ccomp | Relation::Obj | Relation::Csubj => true,
        // "the talks will take place": the verb says how its subject stands
        Relation::Nsubj => {
            tree.passive(head) && tree.word(at).deprel.is_sub(Relation::Nsubj, "pass")
                || tree.is(head, "takes_place") && !tree.is_verb(at)
        }
        Relation::Obl => !tree.is_verb(at) && !tree.by(at, Relation::Case).any(|c| circumstance(tree, c)),
        Relation::Nmod | Relation::Compound => true,
        Relation::Acl => !tree.word(at).deprel.is_sub(Relation::Acl, "relcl"),
        Relation::Advcl => tree.by(at, Relation::Mark).any(|m| {
            let form = tree.word(m).form.to_lowercase();
            matches!(form.as_str(), "to" | "of" | "on" | "de" | "d'" | "d’" | "à" | "that" | "from")
        }),
        _ => false,
    }
}

/// Prepositions of circumstance: what they mark is no complement ("after talks").
fn circumstance(tree: &Tree<'_>, case: usize) -> bool {
    tree.is(case, "circumstance")
}

/// "a failed attack", "the planned offensive": an adjective of `operators.tsv` beside the noun of an event.
fn qualified(tree: &Tree<'_>, at: usize) -> Option<(usize, &'static Operator)> {
    tree.by(at, Relation::Amod).find_map(|word| {
        let form = tree.word(word).form.to_lowercase();
        let mut rows = tree.lexicon.operators(&form).iter().chain(tree.lexicon.operators(&tree.lemmas[word]));
        rows.find(|row| row.pos == Pos::Adj && row.rest.is_empty()).map(|row| (word, row))
    })
}

fn negation(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let own = tree.children(at).iter().copied().find(|&c| {
        matches!(tree.relation(c), Relation::Advmod | Relation::Det | Relation::Aux | Relation::Cc)
            && tree.is(c, "neg")
    });
    own.filter(|&c| {
        // French "ne ... que" restricts and does not deny
        tree.lemmas[c] != "ne" || !tree.children(at).iter().any(|&d| tree.lemmas[d] == "que" && d > at)
    })
}

/// The mood a verb stands in: which operator of `reductions.tsv`, and the word that shows it.
pub(crate) fn mood(tree: &Tree<'_>, at: usize) -> Option<(&'static str, usize)> {
    let no = negation(tree, at);
    let mut auxiliaries = tree.by(at, Relation::Aux).chain(tree.by(at, Relation::Cop));
    let feats = &tree.word(at).feats;
    let aux = |class: &str| tree.by(at, Relation::Aux).find(|&a| tree.is(a, class));
    let finite_future =
        feats.has("Tense", "Fut") || auxiliaries.any(|a| tree.word(a).feats.has("Tense", "Fut"));
    let going = going_to(tree, at);
    let would = tree.by(at, Relation::Aux).find(|&a| {
        tree.lemmas[a] == "would"
            || tree.word(a).form.eq_ignore_ascii_case("would")
            || tree.word(a).form == "'d"
    });
    let conditional =
        feats.has("Mood", "Cnd") || tree.by(at, Relation::Aux).any(|a| tree.word(a).feats.has("Mood", "Cnd"));
    if let Some(mark) = tree.by(at, Relation::Mark).find(|&m| tree.is(m, "hypothetical_mark")) {
        return Some(("may", mark));
    }
    let reported = reported(tree, at);
    let future =
        aux("future").or(going).or_else(|| would.filter(|_| reported)).or(finite_future.then_some(at));
    if let Some(word) = future {
        return Some((if no.is_some() { "future_not" } else { "future" }, word));
    }
    if let Some(word) = aux("must").or_else(|| modal_verb(tree, at, "must")) {
        return (no.is_none()).then_some(("must", word));
    }
    if let Some(word) =
        aux("may").or(would).or(conditional.then_some(at)).or_else(|| modal_verb(tree, at, "may"))
    {
        return Some(("may", word));
    }
    if let Some(word) = no {
        return Some(("past_not", word));
    }
    let purpose = tree.relation(at) == Relation::Advcl
        && (feats.has("VerbForm", "Inf") || tree.by(at, Relation::Mark).any(|m| tree.is(m, "purpose_mark")))
        && tree.by(at, Relation::Mark).any(|m| tree.is(m, "purpose_mark"));
    // "only to launch a new offensive" tells what came of it
    let came_of_it = tree.by(at, Relation::Advmod).any(|word| tree.is(word, "result_mark"));
    (purpose && !came_of_it).then_some(("purpose", at))
}

/// Whether a clause is what somebody says ("said it would").
fn reported(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.relation(at), Relation::Ccomp | Relation::Parataxis)
        || (tree.relation(at) == Relation::Conj && tree.head(at).is_some_and(|h| reported(tree, h)))
        || tree.by(at, Relation::Parataxis).next().is_some()
}

/// "is going to withdraw", "va se retirer".
fn going_to(tree: &Tree<'_>, at: usize) -> Option<usize> {
    let head = tree.head(at)?;
    let open = tree.relation(at) == Relation::Xcomp;
    (open && matches!(tree.lemmas[head].as_str(), "go" | "aller") && tree.word(at).upos == Upos::Verb)
        .then_some(head)
}

/// A modal that the analysis makes the head of its verb ("doit se retirer", "need to leave").
fn modal_verb(tree: &Tree<'_>, at: usize, class: &str) -> Option<usize> {
    let head = tree.head(at)?;
    (tree.relation(at) == Relation::Xcomp && tree.is(head, class)).then_some(head)
}

/// Whether counted people are those somebody demands be freed ("demanded the release of 700 detainees").
pub(crate) fn demanded(tree: &Tree<'_>, of: usize) -> Option<record::claim::FigureKind> {
    let above = std::iter::successors(tree.head(of), |&h| tree.head(h)).take(3);
    let mut stages = above.filter_map(|h| super::table::STAGES.at(tree, h));
    stages.any(|row| row.cells[0] == "demanded").then_some(record::claim::FigureKind::Demanded)
}
