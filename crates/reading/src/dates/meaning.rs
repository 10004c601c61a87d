//! What the patterns mean: passes over the items of a text, level by level.

use super::calendar::{days_between, month_of, one, range, small, two_digits, years};
use super::grammar::{Item, Table, Value};
use super::pattern::{Caught, beginning_at};
use jiff::civil::Date;
use record::{DateFrom, DatePrecision};
use std::ops::Range;

/// Stands for a year that is not said; never leaves this folder. A leap year, so that 29 February can wait too.
const NO_YEAR: i16 = 2_000;

/// Years that four figures alone may stand for.
const NEWS_YEARS: std::ops::RangeInclusive<i16> = 1_900..=2_100;

/// How many items back a date may stand that "the next day" counts from: two or three sentences.
const REACH: usize = 60;

/// How many items back a word such as "will" turns a weekday to the future.
const AHEAD_REACH: usize = 12;

/// A time read, before it knows its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    pub(super) start: Option<Date>,
    pub(super) end: Option<Date>,
    pub(super) precision: DatePrecision,
    pub(super) from: DateFrom,
    pub(super) shape: Shape,
    /// For "the start, middle, end of": the first day after that boundary.
    pub(super) edge: Option<Date>,
}

/// What of a date is said, as far as joining it to others depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Full,
    /// Month (and day) are said, the year is not.
    Yearless,
    /// The same without a day of publication: it waits for a year at the other end of a range.
    Waiting,
    /// Only a day of some month.
    BareDay,
    /// A weekday alone.
    Weekday,
    /// A weekday said to be the next one.
    NextWeekday,
    /// Counted back or forth by a length ("two weeks ago").
    CountedBack,
    CountedOn,
}

/// A length of time: counts of units; `vague` when the count is "a few".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) parts: Vec<(i32, &'static str)>,
    pub(super) vague: bool,
}

/// The times of some items: their bytes and what they mean.
pub(super) fn times(table: &Table, items: Vec<Item>, anchor: Option<Date>) -> Vec<(Range<usize>, Moment)> {
    let reader = Reader { day_first: table.day_first, anchor };
    // numbers, then lengths; dates; dates of dates, as long as there are more; what counts from a date before it
    let mut items = reader.pass(reader.pass(items, 0), 0);
    items = reader.pass(items, 1);
    for _ in 0..4 {
        let before = items.len();
        let dates = count(&items);
        items = reader.pass(items, 2);
        if items.len() == before && count(&items) == dates {
            break;
        }
    }
    reader
        .pass(items, 3)
        .into_iter()
        .filter_map(|item| match item.value("D") {
            Some(Value::Date(moment)) if sound(moment) => Some((item.bytes.clone(), *moment)),
            _ => None,
        })
        .collect()
}

fn count(items: &[Item]) -> usize {
    items.iter().filter(|item| item.value("D").is_some()).count()
}

fn sound(moment: &Moment) -> bool {
    let ordered = moment.start.zip(moment.end).is_none_or(|(start, end)| start <= end);
    ordered && !matches!(moment.shape, Shape::BareDay | Shape::Waiting)
}

pub(super) struct Reader {
    pub(super) day_first: bool,
    pub(super) anchor: Option<Date>,
}

/// What a match stands for.
struct Hit {
    taken: usize,
    /// Whether a determiner in front is left out of the date.
    bare: bool,
    class: &'static str,
    value: Value,
}

impl Reader {
    /// Replace, from the left, the longest match of a level by what it means.
    fn pass(&self, items: Vec<Item>, level: u8) -> Vec<Item> {
        let mut out: Vec<Item> = Vec::with_capacity(items.len());
        let mut at = 0;
        while at < items.len() {
            let Some(hit) = self.best(&items, at, level, &out) else {
                out.push(items[at].clone());
                at += 1;
                continue;
            };
            let n = hit.taken;
            // a determiner or preposition the pattern tolerates in front is no part of the date
            let lead = items[at..at + n - 1].iter().take_while(|item| lead(item)).count();
            let first = if hit.bare { at + lead } else { at };
            out.extend(items[at..first].iter().cloned());
            let bytes = items[first].bytes.start..items[at + n - 1].bytes.end;
            let mut classes = vec![(hit.class, hit.value)];
            if first + 1 == at + n {
                let kept =
                    |(class, _): &&(&'static str, Value)| matches!(*class, "N" | "ORD" | "WD" | "TODATE");
                classes.extend(items[first].classes.iter().filter(kept).cloned());
            } else if let (true, Value::Date(moment)) =
                (items[first].value("TOPART").is_some(), &classes[0].1)
            {
                // "à la fin de 2008" is a date, and after "de 2007" also the end of a range
                classes.push(("TOD", Value::Date(*moment)));
            }
            out.push(Item { bytes, classes });
            at += n;
        }
        out
    }

    fn best(&self, items: &[Item], at: usize, level: u8, before: &[Item]) -> Option<Hit> {
        if items[at].classes.is_empty() {
            return None;
        }
        let mut best: Option<Hit> = None;
        for pattern in beginning_at(level, &items[at]) {
            let Some((n, caught)) = pattern.at(items, at) else { continue };
            if n == 0 || best.as_ref().is_some_and(|hit| n <= hit.taken) {
                continue;
            }
            let found = match pattern.meaning {
                "number" => total(&caught).map(|n| ("N", Value::Number(n))),
                "length" => length(&caught).map(|length| ("LEN", Value::Length(length))),
                name => self.meaning(name, &caught, before).map(|moment| ("D", Value::Date(moment))),
            };
            if let Some((class, value)) = found {
                let bare = level == 1 || pattern.meaning == "day-with";
                best = Some(Hit { taken: n, bare, class, value });
            }
        }
        best
    }

    fn meaning(&self, name: &str, caught: &Caught, before: &[Item]) -> Option<Moment> {
        match name {
            "ymd" | "md" | "my" | "m" | "m-rel" | "y" | "y-said" | "my-short" | "ymd-short"
            | "ymd-numeric" | "dmy-numeric" | "my-numeric" | "md-numeric" | "holiday" => {
                self.calendar(name, caught, ahead(before))
            }
            "wd" => self.weekday(caught, ahead(before)),
            "wd-week" | "wd-last" | "wd-past" | "wd-next" | "wd-this" | "day-of-month" | "day-alone"
            | "nth-week" | "nth-wd" | "rel" | "so-far" => self.day(name, caught, ahead(before)),
            // "the worst attack in two years" does not look ahead
            "in" if !has(caught, "IN") && !ahead(before) => None,
            "in" => self.counted("hence", caught),
            "last-n" | "next-n" | "within" | "since-n" | "ago" | "hence" | "over-ago" | "under-ago"
            | "last-few" | "next-few" => self.counted(name, caught),
            "unit-rel" | "unit-after" | "unit-early" | "unit-late" | "unit-rest" | "unit-todate"
            | "unit-begin" | "unit-mid" | "unit-end" | "weekend" => self.unit(name, caught, ahead(before)),
            "season" | "season-rel" | "decade" | "decade-y" | "century" | "quarter" | "half" | "first-in" => {
                self.long(name, caught)
            }
            "ref" | "ref-n" | "ref-unit" => counted_from(name, caught, antecedent(before)?),
            _ => self.joined(name, caught),
        }
    }

    /// Dates with a month or year said.
    fn calendar(&self, name: &str, caught: &Caught, ahead: bool) -> Option<Moment> {
        let month = || number(caught, "MON").and_then(small);
        let year = || said_year(caught);
        let day = || number(caught, "N").or_else(|| number(caught, "ORD")).and_then(small);
        let mut ns: Vec<i32> = numbers(caught, "N");
        ns.extend(numbers(caught, "NN"));
        match name {
            "ymd" => one(Date::new(year()?, month()?, day()?).ok()?, DateFrom::Text),
            "ymd-numeric" => {
                one(Date::new(year()?, small(*ns.first()?)?, small(*ns.get(1)?)?).ok()?, DateFrom::Text)
            }
            "dmy-numeric" => {
                let year = year().or_else(|| ns.get(2).and_then(|y| i16::try_from(two_digits(*y)).ok()))?;
                let (day, month) = self.day_month(*ns.first()?, *ns.get(1)?)?;
                one(Date::new(year, month, day).ok()?, DateFrom::Text)
            }
            // "2024/25": a season over two years
            "my-numeric" if ns.first().is_some_and(|n| *n > 12) => {
                let (first, last) = (year()?, *ns.first()?);
                let next = first.checked_add(1)?;
                if i32::from(next) % 100 == last { years(first, next, DateFrom::Text) } else { None }
            }
            "my-numeric" => month_of(year()?, small(*ns.first()?)?, DateFrom::Text),
            "my" => month_of(year()?, month()?, DateFrom::Text),
            // four figures alone are a year only within what news speaks of; "résolution 1325" is none
            "y" if !NEWS_YEARS.contains(&i16::try_from(number(caught, "YEAR")?).ok()?) => None,
            "y" | "y-said" => {
                let year = i16::try_from(number(caught, "YEAR").or_else(|| number(caught, "Y"))?).ok()?;
                years(year, year, DateFrom::Text)
            }
            "my-short" => month_of(short_year(caught)?, month()?, DateFrom::Text),
            "ymd-short" => one(Date::new(short_year(caught)?, month()?, day()?).ok()?, DateFrom::Text),
            "md" if has(caught, "LAST") || has(caught, "NEXT") || has(caught, "PAST") => {
                let base = self.anchor?;
                let this = Date::new(base.year(), month()?, day()?).ok()?;
                let shift =
                    if has(caught, "NEXT") { i16::from(this <= base) } else { -i16::from(this >= base) };
                one(Date::new(base.year() + shift, month()?, day()?).ok()?, DateFrom::Published)
            }
            "md" => self.yearless(month()?, day()?),
            "md-numeric" => {
                let (day, month) = self.day_month(*ns.first()?, *ns.get(1)?)?;
                self.yearless(month, day)
            }
            "holiday" => {
                let Some(Value::Word(said)) = find(caught, "HOLI") else { return None };
                let (m, d) = said.split_once('-')?;
                let (m, d) = (m.parse().ok()?, d.parse().ok()?);
                match year() {
                    Some(year) => one(Date::new(year, m, d).ok()?, DateFrom::Text),
                    None => self.yearless(m, d),
                }
            }
            _ => self.month_alone(name, caught, ahead),
        }
    }

    /// A month without its year: of the last, the next or the nearest one.
    fn month_alone(&self, name: &str, caught: &Caught, ahead: bool) -> Option<Moment> {
        let month = number(caught, "MON").and_then(small)?;
        let Some(base) = self.anchor else {
            let moment = month_of(NO_YEAR, month, DateFrom::Text)?;
            return (name == "m").then_some(Moment { shape: Shape::Waiting, ..moment });
        };
        let year = if name == "m-rel" {
            let by = if has(caught, "UNIT") {
                i16::try_from(direction(caught)).ok()?
            } else {
                match direction(caught) {
                    -1 => -i16::from(month >= base.month()),
                    1 => i16::from(month <= base.month()),
                    _ => 0,
                }
            };
            base.year() + by
        } else {
            // up to eight months back and three ahead; from last month on where the clause looks ahead
            let months = i16::from(month) - i16::from(base.month());
            let (back, forth) = if ahead { (-1, 10) } else { (-8, 3) };
            base.year() + i16::from(months < back) - i16::from(months > forth)
        };
        let moment = month_of(year, month, DateFrom::Published)?;
        let shape = if name == "m" { Shape::Yearless } else { Shape::Full };
        Some(Moment { shape, ..moment })
    }

    /// Day and month of two figures, in the order of the language unless only the other one makes a date.
    fn day_month(&self, a: i32, b: i32) -> Option<(i8, i8)> {
        let (day, month) = if self.day_first { (a, b) } else { (b, a) };
        let (day, month) = if month > 12 && day <= 12 { (month, day) } else { (day, month) };
        Some((small(day)?, small(month)?))
    }

    /// A day and month of the year that is nearest to the day of publication.
    fn yearless(&self, month: i8, day: i8) -> Option<Moment> {
        let Some(base) = self.anchor else {
            // waits for the year of the other end ("du 18 novembre au 19 décembre 2015")
            let moment = one(Date::new(NO_YEAR, month, day).ok()?, DateFrom::Text)?;
            return Some(Moment { shape: Shape::Waiting, ..moment });
        };
        let near = (-4..=4)
            .filter_map(|shift| Date::new(base.year() + shift, month, day).ok())
            .min_by_key(|date| days_between(base, *date).abs())?;
        one(near, DateFrom::Published).map(|moment| Moment { shape: Shape::Yearless, ..moment })
    }
}

/// Units counted from a date that stands before in the text.
fn counted_from(name: &str, caught: &Caught, before: Moment) -> Option<Moment> {
    let from = DateFrom::Mentioned;
    if name == "ref-unit" {
        let Some(Value::Word(unit)) = find(caught, "REFUNIT").or_else(|| find(caught, "UNIT")) else {
            return None;
        };
        let by = i32::from(has(caught, "FOLLOW")) - i32::from(has(caught, "LAST"));
        let fits = before.precision <= super::calendar::precision_of(unit);
        let whole = super::calendar::unit_around(before.start?, unit, by).filter(|_| fits)?;
        return Some(Moment { from, ..whole });
    }
    if before.precision > DatePrecision::Days {
        return None;
    }
    let end = before.end?;
    if name == "ref" {
        let by = number(caught, "REF").or_else(|| number(caught, "REFSTOP"))?;
        return one(super::calendar::shift(if by < 0 { before.start? } else { end }, by)?, from);
    }
    let Some(Value::Length(length)) = find(caught, "LEN") else { return None };
    let sign = if has(caught, "EARLIERBY") { -1 } else { 1 };
    if length.vague {
        return None;
    }
    let there = super::relative::along(if sign < 0 { before.start? } else { end }, length, sign)?;
    range(Some(there), Some(there), super::relative::fineness(length), from)
}

/// The date that stands last before, if it is near.
fn antecedent(before: &[Item]) -> Option<Moment> {
    before.iter().rev().take(REACH).find_map(|item| match item.value("D") {
        Some(Value::Date(moment)) if sound(moment) && moment.start.is_some() && moment.end.is_some() => {
            Some(*moment)
        }
        _ => None,
    })
}

/// Whether the words before, in the same clause, speak of what is to come ("will resume on Monday").
fn ahead(before: &[Item]) -> bool {
    let clause = before
        .iter()
        .rev()
        .take(AHEAD_REACH)
        .take_while(|item| item.value("STOP").is_none() && item.value("D").is_none());
    clause.into_iter().any(|item| item.value("FUTURE").is_some())
}

/// "98", "of 87": a year of two figures that can be no day.
fn short_year(caught: &Caught) -> Option<i16> {
    let year = number(caught, "NN").filter(|year| *year > 31)?;
    i16::try_from(two_digits(year)).ok()
}

fn total(caught: &Caught) -> Option<i32> {
    Some(number(caught, "TENS")? + number(caught, "DIGIT")?)
}

/// "2 weeks and 2 days": each count with its unit.
fn length(caught: &Caught) -> Option<Length> {
    let mut parts = Vec::new();
    let mut waiting = None;
    for (class, value) in caught {
        match (*class, value) {
            ("N" | "FEW", Value::Number(n)) if waiting.is_none() => waiting = Some(*n),
            ("UNIT", Value::Word(unit)) => parts.push((waiting.take()?, *unit)),
            ("AND" | "COMMA", _) => {}
            _ => return None,
        }
    }
    Some(Length { parts, vague: has(caught, "FEW") })
}

fn lead(item: &Item) -> bool {
    item.value("THE").is_some() && item.value("N").is_none()
}

pub(super) fn said_year(caught: &Caught) -> Option<i16> {
    number(caught, "Y").and_then(|y| i16::try_from(y).ok())
}

pub(super) fn find<'c>(caught: &'c Caught, class: &str) -> Option<&'c Value> {
    caught.iter().find(|(c, _)| *c == class).map(|(_, value)| value)
}

pub(super) fn number(caught: &Caught, class: &str) -> Option<i32> {
    match find(caught, class)? {
        Value::Number(n) => Some(*n),
        Value::Word(_) | Value::Date(_) | Value::Length(_) => None,
    }
}

fn numbers(caught: &Caught, class: &str) -> Vec<i32> {
    let values = caught.iter().filter(|(c, _)| *c == class);
    values.filter_map(|(_, value)| if let Value::Number(n) = value { Some(*n) } else { None }).collect()
}

pub(super) fn has(caught: &Caught, class: &str) -> bool {
    find(caught, class).is_some()
}

pub(super) fn direction(caught: &Caught) -> i32 {
    i32::from(has(caught, "NEXT")) - i32::from(has(caught, "LAST") || has(caught, "PAST"))
}
