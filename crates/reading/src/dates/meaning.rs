//! What the patterns mean: days, computed with `jiff`.

use super::calendar::{
    add, counted, days_between, halfway, monday_of, month_of, nearest_weekday_date, one, one_at, part,
    precision_of, range, shift, small, span_precision, two_digits, unit_around, widened, years,
};
use super::grammar::{Caught, Item, PATTERNS, Table, Value};
use jiff::civil::{Date, Weekday};
use language::Language;
use record::{DateFrom, DatePrecision};
use std::ops::Range;

/// Stands for a year that is not said; never leaves this file. A leap year, so that 29 February can wait too.
const NO_YEAR: i16 = 2_000;

/// A time read, before it knows its words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    pub(super) start: Option<Date>,
    pub(super) end: Option<Date>,
    pub(super) precision: DatePrecision,
    pub(super) from: DateFrom,
    /// Month and day are said, the year is not.
    pub(super) yearless: bool,
    /// Too vague to stand alone as a date ("the day" of a longer phrase).
    pub(super) weak: bool,
    /// It was said to be the next one.
    pub(super) rising: bool,
}

/// The times of some items: their bytes and what they mean.
pub(super) fn times(table: &Table, items: Vec<Item>, anchor: Option<Date>) -> Vec<(Range<usize>, Moment)> {
    let reader = Reader { french: table.language == Language::French, anchor };
    let mut items = reader.pass(items, 1);
    for _ in 0..3 {
        let before = items.len();
        items = reader.pass(items, 2);
        if items.len() == before {
            break;
        }
    }
    items
        .into_iter()
        .filter_map(|item| match item.value("D") {
            Some(Value::Date(moment)) if !moment.weak => Some((item.bytes.clone(), *moment)),
            _ => None,
        })
        .collect()
}

struct Reader {
    french: bool,
    anchor: Option<Date>,
}

impl Reader {
    /// Replace, from the left, the longest match of a level by a date.
    fn pass(&self, items: Vec<Item>, level: u8) -> Vec<Item> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < items.len() {
            match self.best(&items[at..], level) {
                Some((n, moment)) => {
                    // a determiner or preposition the pattern tolerates in front is no part of the date
                    let lead = items[at..at + n - 1].iter().take_while(|item| lead(item)).count();
                    let first = if level == 1 { at + lead } else { at };
                    out.extend(items[at..first].iter().cloned());
                    let bytes = items[first].bytes.start..items[at + n - 1].bytes.end;
                    let mut classes = vec![("D", Value::Date(moment))];
                    if n == 1 {
                        classes.extend(
                            items[at].classes.iter().filter(|(c, _)| matches!(*c, "N" | "ORD")).cloned(),
                        );
                    }
                    out.push(Item { bytes, classes });
                    at += n;
                }
                None => {
                    out.push(items[at].clone());
                    at += 1;
                }
            }
        }
        out
    }

    fn best(&self, items: &[Item], level: u8) -> Option<(usize, Moment)> {
        let mut best: Option<(usize, Moment)> = None;
        for pattern in PATTERNS.iter().filter(|pattern| pattern.level == level) {
            let Some((n, caught)) = pattern.at(items) else { continue };
            if n == 0 || best.as_ref().is_some_and(|(most, _)| n <= *most) {
                continue;
            }
            if let Some(moment) = self.meaning(pattern.meaning, &caught) {
                best = Some((n, moment));
            }
        }
        best
    }

    fn meaning(&self, name: &str, caught: &Caught) -> Option<Moment> {
        match name {
            "ymd" | "md" | "my" | "m" | "m-rel" | "y" | "ymd-numeric" | "dmy-numeric" | "my-numeric"
            | "md-numeric" | "holiday" => self.calendar(name, caught),
            "wd" | "wd-week" | "wd-last" | "wd-next" | "wd-this" | "day-of-month" | "nth-week" | "nth-wd"
            | "rel" => self.day(name, caught),
            "last-n" | "next-n" | "within" | "unit-rel" | "unit-early" | "unit-late" | "unit-rest"
            | "unit-todate" | "unit-end" | "ago" | "hence" => self.relative(name, caught),
            "season" | "season-rel" | "decade" | "decade-y" | "century" | "quarter" => {
                self.long(name, caught)
            }
            _ => self.joined(name, caught),
        }
    }

    /// Dates with a month or year said.
    fn calendar(&self, name: &str, caught: &Caught) -> Option<Moment> {
        let month = || number(caught, "MON").and_then(|m| i8::try_from(m).ok());
        let year = || number(caught, "Y").and_then(|y| i16::try_from(y).ok());
        let day = || number(caught, "N").or_else(|| number(caught, "ORD")).and_then(|d| i8::try_from(d).ok());
        let ns: Vec<i32> = numbers(caught, "N");
        match name {
            "ymd" => one(Date::new(year()?, month()?, day()?).ok()?, DateFrom::Text),
            "ymd-numeric" => one(Date::new(year()?, small(ns[0])?, small(ns[1])?).ok()?, DateFrom::Text),
            "dmy-numeric" => {
                let year = year().or_else(|| ns.get(2).and_then(|y| i16::try_from(two_digits(*y)).ok()))?;
                let (day, month) = self.day_month(ns[0], ns[1])?;
                one(Date::new(year, month, day).ok()?, DateFrom::Text)
            }
            "my-numeric" => month_of(year()?, small(ns[0])?, DateFrom::Text),
            "my" => month_of(year()?, month()?, DateFrom::Text),
            "y" => years(year()?, year()?, DateFrom::Text),
            "md" if has(caught, "LAST") || has(caught, "NEXT") => {
                let base = self.anchor?;
                let this = Date::new(base.year(), month()?, day()?).ok()?;
                let shift =
                    if has(caught, "LAST") { -i16::from(this >= base) } else { i16::from(this <= base) };
                one(Date::new(base.year() + shift, month()?, day()?).ok()?, DateFrom::Published)
            }
            "md" => self.yearless(month()?, day()?),
            "md-numeric" => {
                let (day, month) = self.day_month(ns[0], ns[1])?;
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
            _ => self.month_alone(name, caught),
        }
    }

    /// A month without its year: of the last, the next or the nearest one.
    fn month_alone(&self, name: &str, caught: &Caught) -> Option<Moment> {
        let month = || number(caught, "MON").and_then(|m| i8::try_from(m).ok());
        match name {
            "m-rel" => {
                let base = self.anchor?;
                let shift = match (has(caught, "LAST"), has(caught, "NEXT")) {
                    (true, _) => -i16::from(month()? >= base.month()),
                    (_, true) => i16::from(month()? <= base.month()),
                    _ => 0,
                };
                let unit = find(caught, "UNIT").is_some();
                let shift = if unit {
                    i16::from(has(caught, "NEXT")) - i16::from(has(caught, "LAST"))
                } else {
                    shift
                };
                month_of(base.year() + shift, month()?, DateFrom::Published)
            }
            "m" => {
                let month = month()?;
                let Some(base) = self.anchor else {
                    let moment = month_of(NO_YEAR, month, DateFrom::Text)?;
                    return Some(Moment { yearless: true, weak: true, ..moment });
                };
                let ahead = i16::from(month) - i16::from(base.month());
                let year = base.year() + i16::from(ahead < -6) - i16::from(ahead > 5);
                let mut moment = month_of(year, month, DateFrom::Published)?;
                moment.yearless = true;
                Some(moment)
            }
            _ => None,
        }
    }

    /// Day and month of two figures, in the order of the language unless only the other one makes a date.
    fn day_month(&self, a: i32, b: i32) -> Option<(i8, i8)> {
        let (day, month) = if self.french { (a, b) } else { (b, a) };
        let (day, month) = if month > 12 && day <= 12 { (month, day) } else { (day, month) };
        Some((small(day)?, small(month)?))
    }

    /// A day and month of the year that is nearest to the day of publication.
    fn yearless(&self, month: i8, day: i8) -> Option<Moment> {
        let Some(base) = self.anchor else {
            // waits for the year of the other end ("du 18 novembre au 19 décembre 2015")
            let moment = one(Date::new(NO_YEAR, month, day).ok()?, DateFrom::Text)?;
            return Some(Moment { yearless: true, weak: true, ..moment });
        };
        let near = (-4..=4)
            .filter_map(|shift| Date::new(base.year() + shift, month, day).ok())
            .min_by_key(|date| days_between(base, *date).abs())?;
        let mut moment = one(near, DateFrom::Published)?;
        moment.yearless = true;
        Some(moment)
    }

    /// Weekdays and days counted from the day of publication.
    fn day(&self, name: &str, caught: &Caught) -> Option<Moment> {
        if matches!(name, "nth-week" | "nth-wd") {
            return self.nth(name, caught);
        }
        let base = self.anchor?;
        let monday = monday_of(base);
        let weekday = || number(caught, "WD");
        let of_week = |week: i32, wd: i32| one(shift(monday, week * 7 + wd - 1)?, DateFrom::Published);
        let today = i32::from(base.weekday().to_monday_one_offset());
        match name {
            "rel" => one(
                shift(base, number(caught, "REL").or_else(|| number(caught, "NOW"))?)?,
                DateFrom::Published,
            ),
            "wd" => {
                let back = (today - weekday()?).rem_euclid(7);
                one(shift(base, -back)?, DateFrom::Published)
            }
            "wd-week" => of_week(direction(caught), weekday()?),
            "wd-this" => of_week(0, weekday()?),
            "wd-next" => of_week(1, weekday()?).map(|moment| Moment { rising: true, ..moment }),
            "wd-last" => {
                let back = (today - weekday()?).rem_euclid(7);
                let back = if back <= 1 { back + 7 } else { back };
                one(shift(base, -back)?, DateFrom::Published)
            }
            "day-of-month" => {
                if let Some(Value::Word(unit)) = find(caught, "UNIT")
                    && *unit != "month"
                {
                    return None;
                }
                let day = small(number(caught, "N").or_else(|| number(caught, "ORD"))?)?;
                let month = add(base.first_of_month(), direction(caught), "month")?;
                let mut moment = match weekday() {
                    Some(wd) => nearest_weekday_date(base, wd, day)?,
                    None => one(Date::new(month.year(), month.month(), day).ok()?, DateFrom::Published)?,
                };
                moment.weak = find(caught, "UNIT").is_none() && weekday().is_none();
                Some(moment)
            }
            _ => None,
        }
    }

    /// "first week of May", "last Monday of 2024".
    fn nth(&self, name: &str, caught: &Caught) -> Option<Moment> {
        let year = number(caught, "Y").and_then(|y| i16::try_from(y).ok());
        let from = if year.is_some() { DateFrom::Text } else { DateFrom::Published };
        let year = year.or_else(|| self.anchor.map(Date::year))?;
        let nth =
            number(caught, "ORD").or_else(|| number(caught, "LASTORD")).or_else(|| number(caught, "N"))?;
        if name == "nth-wd" {
            let weekday = Weekday::from_monday_one_offset(small(number(caught, "WD")?)?).ok()?;
            let first = Date::new(year, small(number(caught, "MON")?)?, 1).ok()?;
            return one(first.nth_weekday_of_month(small(nth)?, weekday).ok()?, from);
        }
        // The first week of a month or year is the one that holds its fourth day (ISO 8601).
        let start = match number(caught, "MON") {
            Some(month) if nth < 0 => Date::new(year, small(month)?, 1).ok()?.last_of_month(),
            Some(month) => Date::new(year, small(month)?, 4).ok()?,
            None if nth < 0 => Date::new(year, 12, 28).ok()?,
            None => Date::new(year, 1, 4).ok()?,
        };
        let monday = monday_of(start);
        let monday = if nth < 0 { monday } else { shift(monday, 7 * (nth - 1))? };
        range(Some(monday), Some(shift(monday, 6)?), DatePrecision::Week, from)
    }

    /// Units counted from the day of publication.
    fn relative(&self, name: &str, caught: &Caught) -> Option<Moment> {
        let base = self.anchor?;
        let Some(Value::Word(unit)) = find(caught, "UNIT") else { return None };
        let vague = has(caught, "FEW");
        let count = number(caught, "N").or_else(|| number(caught, "FEW")).unwrap_or(1);
        let precision = precision_of(unit);
        match name {
            "ago" if vague => None,
            "ago" => counted(add(base, -count, unit)?, precision),
            "hence" if vague => None,
            "hence" => counted(add(base, count, unit)?, precision),
            "last-n" => {
                let precision = if count == 1 { precision } else { widened(unit) };
                range(Some(add(base, -count, unit)?), Some(shift(base, -1)?), precision, DateFrom::Published)
            }
            "next-n" => {
                let first = shift(base, 1)?;
                range(
                    Some(first),
                    Some(shift(add(first, count, unit)?, -1)?),
                    widened(unit),
                    DateFrom::Published,
                )
            }
            "within" if vague => None,
            "within" => {
                let last = shift(add(base, count, unit)?, -1)?;
                range(Some(base), Some(last), widened(unit), DateFrom::Published)
            }
            "unit-rel" => unit_around(base, unit, direction(caught)),
            "unit-early" | "unit-todate" => {
                let whole = unit_around(base, unit, 0)?;
                let end = if name == "unit-todate" { base } else { halfway(whole)? };
                range(whole.start, Some(end), whole.precision, DateFrom::Published)
            }
            "unit-end" => part("late", unit_around(base, unit, 0)?),
            "unit-late" | "unit-rest" => {
                let whole = unit_around(base, unit, 0)?;
                let second = if name == "unit-late" { shift(halfway(whole)?, 1)? } else { base };
                range(Some(second.max(base)), whole.end, whole.precision, DateFrom::Published)
            }
            _ => None,
        }
    }

    /// Seasons, quarters, decades, centuries.
    fn long(&self, name: &str, caught: &Caught) -> Option<Moment> {
        let year = number(caught, "Y").and_then(|y| i16::try_from(y).ok());
        let from = if year.is_some() { DateFrom::Text } else { DateFrom::Published };
        match name {
            "season" | "season-rel" => {
                let base = self.anchor;
                let year =
                    year.or_else(|| base.map(|b| b.year() + i16::try_from(direction(caught)).unwrap_or(0)))?;
                let first = Date::new(year, small(number(caught, "SEASON")?)?, 1).ok()?;
                let end = shift(add(first, 3, "month")?, -1)?;
                range(Some(first), Some(end), DatePrecision::Season, from)
            }
            "decade" | "decade-y" => {
                let said = number(caught, "DECADE")
                    .or_else(|| number(caught, "DEC"))
                    .or_else(|| number(caught, "Y0"))?;
                if name == "decade-y" && !matches!(find(caught, "UNIT"), Some(Value::Word("year"))) {
                    return None;
                }
                let first = i16::try_from(if said < 100 { 1_900 + said } else { said }).ok()?;
                years(first, first + 9, DateFrom::Text)
            }
            "century" => {
                let nth = i16::try_from(number(caught, "ORD")?).ok()?;
                years((nth - 1) * 100, (nth - 1) * 100 + 99, DateFrom::Text)
            }
            "quarter" => {
                let year = year.or_else(|| {
                    self.anchor.map(|b| b.year() + i16::try_from(direction(caught)).unwrap_or(0))
                })?;
                let nth = number(caught, "Q").or_else(|| number(caught, "ORD"))?;
                let first = Date::new(year, small(3 * nth - 2)?, 1).ok()?;
                range(Some(first), Some(shift(add(first, 3, "month")?, -1)?), DatePrecision::Season, from)
            }
            _ => None,
        }
    }

    /// Dates made of other dates.
    fn joined(&self, name: &str, caught: &Caught) -> Option<Moment> {
        let dates: Vec<Moment> = caught
            .iter()
            .filter_map(|(_, value)| match value {
                Value::Date(moment) => Some(*moment),
                Value::Number(_) | Value::Word(_) => None,
            })
            .collect();
        let a = *dates.first()?;
        let waiting = |moment: &Moment| moment.weak && moment.yearless;
        if name != "range" && dates.iter().any(waiting) || dates.last().is_some_and(waiting) {
            return None;
        }
        let counted_unit = || -> Option<(i32, &'static str)> {
            let Some(Value::Word(unit)) = find(caught, "UNIT") else { return None };
            Some((number(caught, "N")?, unit))
        };
        match name {
            "range" => self.between(a, *dates.get(1)?),
            "range-n" => {
                let first = number(caught, "N").or_else(|| number(caught, "ORD"))?;
                let end = a.start.filter(|_| a.precision == DatePrecision::Day)?;
                let start = Date::new(end.year(), end.month(), small(first)?).ok()?;
                let start = if start > end { add(start, -1, "month")? } else { start };
                range(Some(start), Some(end), span_precision(start, end), a.from)
            }
            "range-dn" | "range-dny" => {
                let start = a.start.filter(|_| a.precision == DatePrecision::Day)?;
                let year = number(caught, "Y").and_then(|y| i16::try_from(y).ok()).unwrap_or(start.year());
                let last = number(caught, "N").or_else(|| number(caught, "ORD"))?;
                let end = Date::new(year, start.month(), small(last)?).ok()?;
                let start = Date::new(year, start.month(), start.day()).ok()?;
                let from = if name == "range-dny" { DateFrom::Text } else { a.from };
                (end > start)
                    .then(|| range(Some(start), Some(end), span_precision(start, end), from))
                    .flatten()
            }
            "since" => range(a.start, None, a.precision, a.from),
            "until" => range(None, a.end, a.precision, a.from),
            "before" => range(None, Some(shift(a.start?, -1)?), a.precision, a.from),
            "after" => range(shift(a.end.or(a.start)?, 1), None, a.precision, a.from),
            "week-of" => {
                let monday = monday_of(a.start?);
                range(Some(monday), shift(monday, 6), DatePrecision::Week, a.from)
            }
            "early" | "beginning" | "mid" | "late" => part(name, a),
            "before-d" => {
                let (n, unit) = counted_unit()?;
                one_at(add(a.start?, -n, unit)?, a.from)
            }
            "after-d" => {
                let (n, unit) = counted_unit()?;
                one_at(add(a.start?, n, unit)?, a.from)
            }
            _ => None,
        }
    }

    /// From one date to another; a year said once holds for both.
    fn between(&self, a: Moment, b: Moment) -> Option<Moment> {
        let (mut start, mut end) = (a.start?, b.end?);
        // "from April the ninth till the seventeenth": a bare day takes the month of the other end
        if b.weak && !b.yearless && !a.weak {
            end = Date::new(start.year(), start.month(), end.day()).ok()?;
            end = if end < start { add(end, 1, "month")? } else { end };
        } else if a.weak && !a.yearless && !b.weak {
            start = Date::new(end.year(), end.month(), start.day()).ok()?;
        }
        if a.yearless && b.from == DateFrom::Text {
            start = start.with().year(end.year()).build().ok()?;
            if start > end {
                start = start.with().year(end.year() - 1).build().ok()?;
            }
        } else if start > end && b.yearless {
            end = add(end, 1, "year")?;
        } else if start > end && a.yearless {
            start = add(start, -1, "year")?;
        } else if start > end {
            // "de dimanche à lundi", "from next Monday to Friday": one of the two fell back a week
            (start, end) = if a.rising { (start, shift(end, 7)?) } else { (shift(start, -7)?, end) };
        }
        let from = if a.yearless && b.from == DateFrom::Text { DateFrom::Text } else { a.from.max(b.from) };
        (start <= end).then(|| range(Some(start), Some(end), span_precision(start, end), from)).flatten()
    }
}

fn lead(item: &Item) -> bool {
    item.classes.iter().any(|(class, _)| *class == "THE")
        && !item.classes.iter().any(|(c, _)| matches!(*c, "N" | "YEARW"))
}

fn find<'c>(caught: &'c Caught, class: &str) -> Option<&'c Value> {
    caught.iter().find(|(c, _)| *c == class).map(|(_, value)| value)
}

fn number(caught: &Caught, class: &str) -> Option<i32> {
    match find(caught, class)? {
        Value::Number(n) => Some(*n),
        Value::Word(_) | Value::Date(_) => None,
    }
}

fn numbers(caught: &Caught, class: &str) -> Vec<i32> {
    caught
        .iter()
        .filter(|(c, _)| *c == class)
        .filter_map(|(_, value)| match value {
            Value::Number(n) => Some(*n),
            Value::Word(_) | Value::Date(_) => None,
        })
        .collect()
}

fn has(caught: &Caught, class: &str) -> bool {
    find(caught, class).is_some()
}

fn direction(caught: &Caught) -> i32 {
    i32::from(has(caught, "NEXT")) - i32::from(has(caught, "LAST"))
}
