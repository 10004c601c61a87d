//! From word indices to claims: entities, places, times, statements, ids and reasons.

use super::control::Control;
use super::event::Draft;
use super::kinds::{Cause, Figure, Link};
use super::tree::Tree;
use super::undertaking::Commitment;
use crate::mention::Mentions;
use crate::places::Places;
use language::{NameKind, Relation, Upos};
use record::claim::{
    Claim, ClaimBody, CommitmentClaim, ControlChange, ControlClaim, EventClaim, FigureClaim, FigureKind,
    Modality, Quantity, RelationClaim, Stage,
};
use record::id::content_id;
use record::plover::{EventType, Quad};
use record::statement::{Evidence, Firmness};
use record::{ClaimId, Entity, Place, Report, Span, Statement, Time};

/// What is known of a report while its claims are written.
pub(crate) struct Writer<'r> {
    pub(crate) report: &'r Report,
    pub(crate) statements: &'r [Statement],
    pub(crate) mentions: &'r Mentions<'r, 'r>,
    pub(crate) places: &'r Places,
    pub(crate) times: &'r [Time],
}

/// UCDP GED `where_prec` of a fuzzy area.
const FUZZY: u8 = 5;

impl Writer<'_> {
    /// An event claim.
    pub(crate) fn event(&self, tree: &Tree<'_>, draft: &Draft, figures: &[(usize, Claim)]) -> Claim {
        let mut why: Vec<Evidence> =
            draft.why.iter().map(|reason| evidence(tree, reason.at, &reason.rule, &reason.effect)).collect();
        let mediators = super::mediator::of(tree, draft);
        let does: Vec<usize> =
            draft.roles.actor.iter().copied().filter(|at| !mediators.contains(at)).collect();
        let actor = self.entities(tree, &does, &mut why);
        let recipient = self.recipients(tree, draft, &actor, &mut why);
        let mediator = self.entities(tree, &mediators, &mut why);
        let place = self.place(tree, draft.at, &draft.roles.recipient);
        if let Some(place) = &place {
            why.push(Evidence {
                span: place.span,
                rule: "gazetteer".to_owned(),
                effect: format!("place: {}", place.name),
            });
        }
        let here = |at: usize| {
            at == draft.at || draft.roles.recipient.contains(&at) || tree.head(at) == Some(draft.at)
        };
        let figures = figures.iter().filter(|(at, _)| here(*at)).map(|(_, claim)| claim.id.clone()).collect();
        let trigger = tree.word(draft.words.0).span.cover(tree.word(draft.words.1).span);
        let body = ClaimBody::Event(EventClaim {
            event: draft.event,
            mode: draft.mode.map(str::to_owned),
            context: contexts(tree),
            actor,
            recipient,
            mediator,
            place,
            time: self.time(tree, draft.at),
            cause: super::cause::of(tree, draft),
            figures,
        });
        self.claim(tree, trigger, draft.event.word(), draft.modality, body, why)
    }

    /// A commitment claim.
    pub(crate) fn commitment(&self, tree: &Tree<'_>, one: &Commitment) -> Claim {
        let mut why = causes(tree, &one.why);
        let obligor = self.entities(tree, &one.obligor, &mut why);
        let obligee = self.entities(tree, &one.obligee, &mut why);
        let terms = self.clause_span(tree, one.at);
        let quantity = one.counted.map(|(of, n)| Quantity {
            span: words(tree, n.start, n.end),
            low: n.low,
            best: n.best,
            high: n.high,
            unit: tree.lemmas[of].clone(),
        });
        let due = self.times_of(tree, one.at).find(|t| t.start.is_none() || self.after_publication(t));
        let due = due.or_else(|| self.until(tree, one)).cloned();
        let made = self
            .times_of(tree, one.stage_at)
            .find(|t| Some(*t) != due.as_ref() && t.start.is_some() && !names_it(tree, one, t))
            .cloned();
        let modality = match one.stage {
            record::claim::Stage::Demanded => Modality::Demanded,
            record::claim::Stage::Refused => Modality::NotHappened,
            record::claim::Stage::Promised | record::claim::Stage::Offered | record::claim::Stage::Agreed => {
                Modality::Promised
            }
            _ => Modality::Happened,
        };
        let body = ClaimBody::Commitment(CommitmentClaim {
            commitment_kind: one.kind,
            stage: one.stage,
            obligor,
            obligee,
            broken_by: Vec::new(),
            terms: Some(terms),
            place: self.place(tree, one.at, &[]),
            quantity,
            condition: one.condition.map(|at| self.clause_span(tree, at)),
            made,
            due,
            process: self.mentions.process(tree.sentence.span),
        });
        self.claim(tree, tree.word(one.at).span, one.kind.word(), modality, body, why)
    }

    /// A control claim; none where the place is not known.
    pub(crate) fn control(&self, tree: &Tree<'_>, one: &Control) -> Option<Claim> {
        let mut why = causes(tree, &one.why);
        let place = self.places.within(tree.phrase(one.place)).cloned();
        // whoever leaves a place that no table has may leave a prison or a hall
        let named = || self.new_place(tree, one.place).filter(|_| one.change != ControlChange::Withdrew);
        let place = place.or_else(named)?;
        let holder = self.entities(tree, &[one.holder], &mut why).into_iter().next()?;
        let place_id = place.id.clone().unwrap_or_else(|| place.name.clone());
        let body = ClaimBody::Control(ControlClaim {
            holder,
            from: None,
            place,
            change: one.change,
            time: self.time(tree, one.at),
        });
        // One word may take two towns: each is a claim of its own.
        let kind = format!("{} {}", one.change.word(), place_id);
        Some(self.claim(tree, tree.word(one.at).span, &kind, one.modality, body, why))
    }

    /// A place that no table has, by its name: where it lies is not known, so that it is no more precise than a fuzzy area.
    fn new_place(&self, tree: &Tree<'_>, at: usize) -> Option<Place> {
        (tree.name(at) == Some(NameKind::Loc)).then(|| Place {
            span: Some(tree.word(at).span),
            name: self.mentions.thing(tree, at).name,
            id: None,
            lat: None,
            lon: None,
            admin: Vec::new(),
            where_prec: FUZZY,
        })
    }

    /// A relation claim; none where both ends are called by names of one actor ("M23 is a Rwandan proxy").
    pub(crate) fn relation(&self, tree: &Tree<'_>, one: &Link) -> Option<Claim> {
        let mut why = causes(tree, &one.why);
        let mut ends = self.entities(tree, &[one.from, one.to], &mut why);
        let (to, from) = (ends.pop()?, ends.pop()?);
        if to.actor.is_some() && to.actor == from.actor {
            return None;
        }
        let body =
            ClaimBody::Relation(RelationClaim { relation: one.kind, from, to, role: one.role.clone() });
        Some(self.claim(tree, tree.word(one.at).span, one.kind.word(), one.modality, body, why))
    }

    /// A figure claim.
    pub(crate) fn figure(&self, tree: &Tree<'_>, one: &Figure) -> Claim {
        let mut why = causes(tree, &one.why);
        let of = self.entities(tree, &[one.of], &mut why).pop();
        let unit = match tree.lemmas[one.of].as_str() {
            "household" | "family" | "ménage" | "famille" => "households",
            _ => "persons",
        };
        let demanded = super::standing::demanded(tree, one.of)
            .filter(|_| one.what == FigureKind::Released || one.what == FigureKind::Detained);
        let body = ClaimBody::Figure(FigureClaim {
            what: demanded.unwrap_or(one.what),
            low: one.number.low,
            best: one.number.best,
            high: one.number.high,
            unit: unit.to_owned(),
            of,
            words: words(tree, one.number.start, one.number.end),
        });
        self.claim(
            tree,
            words(tree, one.number.start, one.number.end),
            one.what.word(),
            Modality::Happened,
            body,
            why,
        )
    }

    fn entities(&self, tree: &Tree<'_>, heads: &[usize], why: &mut Vec<Evidence>) -> Vec<Entity> {
        let mut out: Vec<Entity> = Vec::new();
        for &at in heads {
            if let Some(speaker) = self.speaker(tree, at, why) {
                out.push(speaker);
                continue;
            }
            for resolved in self.mentions.entities(tree, at) {
                why.extend(resolved.why);
                out.push(resolved.entity);
            }
        }
        out
    }

    /// "I", "we" in what somebody says: whoever says it.
    fn speaker(&self, tree: &Tree<'_>, at: usize, why: &mut Vec<Evidence>) -> Option<Entity> {
        let word = tree.word(at);
        if word.upos != Upos::Pron || !tree.is(at, "first_person") {
            return None;
        }
        let source = &self.statement(word.span)?.source;
        let (span, name) = (source.span?, source.name.clone()?);
        why.push(Evidence {
            span: Some(span),
            rule: "first person".to_owned(),
            effect: format!("stands for the speaker, {name}"),
        });
        Some(Entity { span: Some(word.span), actor: source.actor.clone(), name, ..Entity::default() })
    }

    /// Whom or what it is done to. A thing keeps its words but is nobody; a place that is taken, left or visited is no
    /// government that sits there.
    fn recipients(
        &self,
        tree: &Tree<'_>,
        draft: &Draft,
        actors: &[Entity],
        why: &mut Vec<Evidence>,
    ) -> Vec<Entity> {
        let deed = matches!(draft.event.quad(), Quad::MaterialConflict | Quad::MaterialCooperation)
            || draft.event == EventType::Consult && draft.mode == Some("visit");
        let mut out = Vec::new();
        for &at in &draft.roles.recipient {
            let mut several = self.mentions.entities(tree, at);
            let Some(resolved) = several.pop() else { continue };
            for other in several {
                why.extend(other.why);
                out.push(other.entity);
            }
            let where_ = tree.case(at).is_some_and(|case| tree.is(case, "prep.in"));
            // what is signed in Qatar is not signed with it
            let signed = where_ && tree.is(draft.at, "signed");
            let seat =
                tree.name(at) == Some(NameKind::Loc) && (resolved.metonym && (deed || where_) || signed);
            let new = resolved.entity.actor.as_deref().is_none_or(|id| id.starts_with("new:"));
            let inside = tree.name(at) == Some(NameKind::Loc)
                && draft.event.quad() == Quad::MaterialConflict
                && where_;
            let place = inside
                || new
                    && self
                        .places
                        .within(tree.phrase(at))
                        .is_some_and(|place| place.span == resolved.entity.span);
            // "Riyadh arrested Saudi princes": whom a state does it to among its own is not the state
            let own = actors.iter().any(|one| one.actor.is_some() && one.actor == resolved.entity.actor);
            if seat || place || own || new && !tree.is_party(at) {
                out.push(self.mentions.thing(tree, at));
            } else {
                why.extend(resolved.why);
                out.push(resolved.entity);
            }
        }
        out
    }

    /// Where: a place below the word, below the words that carry it, or in what it is done to.
    fn place(&self, tree: &Tree<'_>, at: usize, recipient: &[usize]) -> Option<Place> {
        let mut bases = vec![at];
        bases.extend(tree.head(at).filter(|&h| tree.is_verb(h) && tree.relation(at) != Relation::Ccomp));
        for base in bases {
            let below = tree.children(base).iter().copied().filter(|&c| {
                matches!(tree.relation(c), Relation::Obl | Relation::Nmod)
                    && tree.by(c, Relation::Case).any(|case| tree.is(case, "prep.place"))
            });
            if let Some(found) = below.filter_map(|c| self.places.within(covered(tree, c))).next() {
                return Some(found.clone());
            }
        }
        recipient.iter().find_map(|&r| self.places.within(tree.phrase(r))).cloned()
    }

    /// When: a time in the clause of the word, else the only time of the sentence before its clauses.
    fn time(&self, tree: &Tree<'_>, at: usize) -> Option<Time> {
        self.times_of(tree, at).next().cloned()
    }

    /// Times whose words hang in the clause of a word.
    fn times_of<'s>(&'s self, tree: &'s Tree<'_>, at: usize) -> impl Iterator<Item = &'s Time> {
        let clause = clause(tree, at);
        let sentence = tree.sentence.span;
        let from = self.times.partition_point(|t| t.span.is_some_and(|s| s.end <= sentence.start));
        self.times[from..].iter().take_while(move |t| t.span.is_some_and(|s| s.start < sentence.end)).filter(
            move |t| {
                t.span.and_then(|s| head_in(tree, s)).is_some_and(|head| self::clause(tree, head) == clause)
            },
        )
    }

    /// "the truce, which will continue through July 19": the last day to come that is told of the undertaking or of its extension.
    fn until(&self, tree: &Tree<'_>, one: &Commitment) -> Option<&Time> {
        let noun = Some(one.stage_at).filter(|&at| !tree.is_verb(at));
        let told = |time: &&Time| {
            let under =
                |at: usize| time.span.is_some_and(|span| tree.sentence.subtree_span(at).contains(span));
            under(one.at) || noun.is_some_and(under)
        };
        let from = self.times.partition_point(|t| t.span.is_some_and(|s| s.end <= tree.sentence.span.start));
        let within = self.times[from..]
            .iter()
            .take_while(|t| t.span.is_some_and(|s| s.start < tree.sentence.span.end));
        within
            .filter(told)
            .filter(|time| self.after_publication(time))
            .max_by_key(|time| time.end.or(time.start))
    }

    fn after_publication(&self, time: &Time) -> bool {
        let day = self.report.published.as_ref().map(|published| published.date);
        time.start.zip(day).is_some_and(|(start, day)| start > day)
    }

    fn clause_span(&self, tree: &Tree<'_>, at: usize) -> Span {
        tree.sentence.subtree_span(at)
    }

    fn claim(
        &self,
        tree: &Tree<'_>,
        trigger: Span,
        kind: &str,
        modality: Modality,
        body: ClaimBody,
        why: Vec<Evidence>,
    ) -> Claim {
        let statement = self.said(tree, trigger);
        let (start, end) = (trigger.start.to_string(), trigger.end.to_string());
        let family = match &body {
            ClaimBody::Event(_) => "event",
            ClaimBody::Commitment(_) => "commitment",
            ClaimBody::Control(_) => "control",
            ClaimBody::Relation(_) => "relation",
            ClaimBody::Figure(_) => "figure",
        };
        let id = content_id("c", &[&self.report.id.0, &start, &end, family, kind, modality.word()]);
        Claim {
            id: ClaimId(id),
            report: self.report.id.clone(),
            statement: statement.map(|s| s.id.clone()),
            trigger,
            modality,
            firmness: statement.map_or(Firmness::Asserted, |s| s.firmness),
            body,
            why,
        }
    }

    /// The innermost statement whose content holds a span.
    fn statement(&self, span: Span) -> Option<&Statement> {
        self.holding(span).min_by_key(|(len, _)| *len).map(|(_, s)| s)
    }

    /// The innermost statement that says what stands in a span. That they tried or want to is told of them, not by them.
    fn said(&self, tree: &Tree<'_>, span: Span) -> Option<&Statement> {
        let will = |s: &Statement| {
            let within = |at: &usize| s.cue.iter().any(|cue| cue.contains(tree.word(*at).span));
            (0..tree.len()).filter(within).any(|at| tree.is(at, "will"))
        };
        self.holding(span).filter(|(_, s)| !will(s)).min_by_key(|(len, _)| *len).map(|(_, s)| s)
    }

    /// Statements whose content holds a span, each with the length of that content.
    fn holding(&self, span: Span) -> impl Iterator<Item = (u32, &Statement)> {
        let held = move |s: &Statement| s.content.iter().filter(|c| c.contains(span)).map(|c| c.len()).min();
        self.statements.iter().filter_map(move |s| held(s).map(|len| (len, s)))
    }
}

/// "the ceasefire from April has collapsed": a time that says which undertaking it is, not when this was done to it.
fn names_it(tree: &Tree<'_>, one: &Commitment, time: &Time) -> bool {
    let making = matches!(
        one.stage,
        Stage::Demanded | Stage::Offered | Stage::Promised | Stage::Agreed | Stage::Signed
    );
    let head = time.span.and_then(|span| head_in(tree, span));
    let below = |head| std::iter::successors(Some(head), |&at| tree.head(at)).take(4).any(|at| at == one.at);
    !making && one.at != one.stage_at && head.is_some_and(below)
}

/// The PLOVER contexts of a sentence; themes in brackets are none.
fn contexts(tree: &Tree<'_>) -> Vec<String> {
    tree.themes.iter().filter(|theme| !theme.starts_with('(')).map(|theme| (*theme).to_owned()).collect()
}

/// The verb a word's clause hangs on.
fn clause(tree: &Tree<'_>, at: usize) -> usize {
    std::iter::successors(Some(at), |&i| tree.head(i))
        .take(tree.len())
        .find(|&i| tree.is_verb(i) && !matches!(tree.relation(i), Relation::Amod) || tree.head(i).is_none())
        .unwrap_or(at)
}

/// The word of a span whose head lies outside it.
fn head_in(tree: &Tree<'_>, span: Span) -> Option<usize> {
    (0..tree.len()).find(|&i| {
        span.contains(tree.word(i).span) && tree.head(i).is_none_or(|h| !span.contains(tree.word(h).span))
    })
}

fn covered(tree: &Tree<'_>, at: usize) -> Span {
    tree.phrase(at)
}

fn words(tree: &Tree<'_>, start: usize, end: usize) -> Span {
    let last = end.saturating_sub(1).max(start).min(tree.len().saturating_sub(1));
    tree.word(start.min(last)).span.cover(tree.word(last).span)
}

fn causes(tree: &Tree<'_>, why: &[Cause]) -> Vec<Evidence> {
    why.iter().map(|cause| evidence(tree, cause.at, &cause.rule, &cause.effect)).collect()
}

fn evidence(tree: &Tree<'_>, at: usize, rule: &str, effect: &str) -> Evidence {
    Evidence { span: Some(tree.word(at).span), rule: rule.to_owned(), effect: effect.to_owned() }
}
