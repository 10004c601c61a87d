//! Dates made of other dates: ranges, bounds, parts, counts from a named day.

use super::calendar::{add, monday_of, one, part, range, shift, small, span_precision, unit_around};
use super::grammar::Value;
use super::meaning::{Length, Moment, Reader, Shape, find, has, number, said_year};
use super::pattern::Caught;
use super::relative::{along, breadth};
use jiff::civil::{Date, Weekday};
use record::{DateFrom, DatePrecision};

impl Reader {
    /// Dates made of other dates.
    pub(super) fn joined(&self, name: &str, caught: &Caught) -> Option<Moment> {
        let dates: Vec<Moment> = caught
            .iter()
            .filter_map(|(_, value)| if let Value::Date(moment) = value { Some(*moment) } else { None })
            .collect();
        let a = *dates.first()?;
        let waiting = |moment: &Moment| moment.shape == Shape::Waiting;
        if (name != "range" && dates.iter().any(waiting)) || dates.last().is_some_and(waiting) {
            return None;
        }
        match name {
            "range" => between(a, *dates.get(1)?),
            "range-n" | "pair-n" | "pair-dn" | "day-with" | "range-dn" | "range-dny" => {
                of_one_month(name, caught, a)
            }
            // "depuis le 13 novembre" has begun: the last one
            "since" => {
                let start = a.start?;
                let ahead = a.shape == Shape::Yearless && self.anchor.is_some_and(|base| start > base);
                range(Some(if ahead { add(start, -1, "year")? } else { start }), None, a.precision, a.from)
            }
            "to-date" => {
                let (start, base) = (a.start?, self.anchor?);
                let back = a.shape == Shape::Yearless && start > base;
                let start = if back { add(start, -1, "year")? } else { start };
                range(Some(start), Some(base), a.precision, DateFrom::Published)
            }
            "until" => range(None, a.end, a.precision, a.from),
            "by" => {
                // "by Friday", "by January": the coming one
                let end = a.end?;
                let past = self.anchor.is_some_and(|base| end < base);
                let end = match a.shape {
                    Shape::Weekday if past => shift(end, 7)?,
                    Shape::Yearless if past => add(end, 1, "year")?,
                    _ => end,
                };
                range(None, Some(end), a.precision, a.from)
            }
            "before" => range(None, shift(a.edge.or(a.start)?, -1), a.precision, a.from),
            "after" => match a.edge {
                Some(edge) => range(Some(edge), None, a.precision, a.from),
                None => range(shift(a.end.or(a.start)?, 1), None, a.precision, a.from),
            },
            "week-of" => unit_around(a.start?, "week", 0).map(|week| Moment { from: a.from, ..week }),
            "weekend-of" => {
                let week = unit_around(a.start?, "weekend", 0)?;
                Some(Moment { from: a.from, ..week })
            }
            "early" | "beginning" | "mid" | "middle" | "late" | "end" => part(name, a),
            "same" => Some(a),
            _ => self.with_length(name, caught, a),
        }
    }

    /// A date and a length or an ordinal.
    fn with_length(&self, name: &str, caught: &Caught, a: Moment) -> Option<Moment> {
        let length = if let Some(Value::Length(length)) = find(caught, "LEN") { Some(length) } else { None };
        let length = || length.filter(|length| !length.vague);
        match name {
            "before-d" | "after-d" => {
                let sign = if name == "before-d" { -1 } else { 1 };
                let there = along(a.start?, length()?, sign)?;
                one(there, a.from).map(|m| Moment { shape: Shape::CountedOn, ..m })
            }
            "day-before" => {
                one(shift(a.start?, number(caught, "REF").or_else(|| number(caught, "REFSTOP"))?)?, a.from)
            }
            "over-before-d" => range(None, shift(along(a.start?, length()?, -1)?, -1), a.precision, a.from),
            "over-after-d" => range(along(a.start?, length()?, 1), None, a.precision, a.from),
            "under-after-d" => {
                let last = shift(along(a.start?, length()?, 1)?, -1)?;
                range(a.start, Some(last), span_precision(a.start?, last), a.from)
            }
            "len-from" => {
                let last = shift(along(a.start?, length()?, 1)?, -1)?;
                range(a.start, Some(last), span_precision(a.start?, last), a.from)
            }
            "first-of" => first_of(caught, length()?, a),
            "nth-month" => {
                let nth = number(caught, "ORD").or_else(|| number(caught, "LASTORD"))?;
                let year = a.start.filter(|_| a.precision == DatePrecision::Year)?.year();
                let month = if nth < 0 { 12 } else { small(nth)? };
                super::calendar::month_of(year, month, a.from)
            }
            // "Monday two weeks ago": of that week; "Saturday in three days": the nearest one
            "wd-near" => {
                let weekday = Weekday::from_monday_one_offset(small(number(caught, "WD")?)?).ok()?;
                let there = a.start?;
                match a.shape {
                    Shape::CountedBack => {
                        let monday = monday_of(there);
                        one(shift(monday, i32::from(weekday.to_monday_zero_offset()))?, a.from)
                    }
                    Shape::CountedOn => {
                        let ahead = i32::from(there.weekday().until(weekday));
                        one(shift(there, if ahead > 3 { ahead - 7 } else { ahead })?, a.from)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// "the first ten days of 2021", "the last two weeks of May".
pub(super) fn first_of(caught: &Caught, length: &Length, a: Moment) -> Option<Moment> {
    let (first, last) = (a.start?, a.end?);
    let [(_, unit)] = length.parts[..] else { return None };
    let week = unit == "week";
    let precision = breadth(length);
    let (start, end) = if number(caught, "ORD") == Some(1) {
        let monday = monday_of(shift(first, 3)?);
        let start = if week { monday } else { first };
        (start, shift(along(start, length, 1)?, -1)?)
    } else if has(caught, "LASTORD") {
        let sunday = shift(monday_of(shift(last, -3)?), 6)?;
        let end = if week { sunday } else { last };
        (along(shift(end, 1)?, length, -1)?, end)
    } else {
        return None;
    };
    range(Some(start), Some(end), precision, a.from)
}

/// A bare day beside a date of the same month: "du 12 au 14 août", "5 and 6 November".
fn of_one_month(name: &str, caught: &Caught, a: Moment) -> Option<Moment> {
    // only a date that says its day and its month lends the month
    let dated = a.precision == DatePrecision::Day && (a.from == DateFrom::Text || a.shape == Shape::Yearless);
    let there = a.start.filter(|_| dated)?;
    let day = small(number(caught, "N").or_else(|| number(caught, "ORD"))?)?;
    match name {
        "range-n" => {
            let start = Date::new(there.year(), there.month(), day).ok()?;
            let start = if start > there { add(start, -1, "month")? } else { start };
            range(Some(start), Some(there), span_precision(start, there), a.from)
        }
        // "le 5 et le 6 novembre": two days beside each other; "le 5 et le 12" are two dates
        "pair-n" => {
            let start = Date::new(there.year(), there.month(), day).ok()?;
            let beside = shift(start, 1)? == there;
            beside.then(|| range(Some(start), Some(there), DatePrecision::Days, a.from)).flatten()
        }
        "pair-dn" => {
            let end = Date::new(there.year(), there.month(), day).ok()?;
            let beside = shift(there, 1)? == end;
            beside.then(|| range(Some(there), Some(end), DatePrecision::Days, a.from)).flatten()
        }
        "day-with" => one(Date::new(there.year(), there.month(), day).ok()?, a.from)
            .map(|moment| Moment { shape: a.shape, ..moment }),
        _ => {
            let year = said_year(caught).unwrap_or(there.year());
            let end = Date::new(year, there.month(), day).ok()?;
            let start = Date::new(year, there.month(), there.day()).ok()?;
            let from = if name == "range-dny" { DateFrom::Text } else { a.from };
            (end > start).then(|| range(Some(start), Some(end), span_precision(start, end), from)).flatten()
        }
    }
}

/// From one date to another; a year said once holds for both.
fn between(a: Moment, b: Moment) -> Option<Moment> {
    let (mut start, mut end) = (a.edge.or(a.start)?, b.end?);
    if let Some(edge) = b.edge {
        end = shift(edge, -1)?;
    }
    let yearless = |m: Moment| matches!(m.shape, Shape::Yearless | Shape::Waiting);
    let bare = |m: Moment| m.shape == Shape::BareDay;
    // "from April the ninth till the seventeenth": a bare day takes the month of the other end
    if bare(b) && !bare(a) {
        end = Date::new(start.year(), start.month(), end.day()).ok()?;
        end = if end < start { add(end, 1, "month")? } else { end };
    } else if bare(a) && !bare(b) {
        start = Date::new(end.year(), end.month(), start.day()).ok()?;
        start = if start > end { add(start, -1, "month")? } else { start };
    }
    if yearless(a) && b.from == DateFrom::Text {
        start = start.with().year(end.year()).build().ok()?;
        if start > end {
            start = start.with().year(end.year() - 1).build().ok()?;
        }
    } else if start > end && yearless(b) {
        end = add(end, 1, "year")?;
    } else if start > end && yearless(a) {
        start = add(start, -1, "year")?;
    } else if start > end {
        // "de dimanche à lundi", "from next Monday to Friday": one of the two fell back by weeks
        let weekdays = |m: Moment| matches!(m.shape, Shape::Weekday | Shape::NextWeekday);
        if a.shape == Shape::NextWeekday && weekdays(b) {
            end = shift(monday_of(start), i32::from(end.weekday().to_monday_zero_offset()))?;
            end = if end < start { shift(end, 7)? } else { end };
        } else if weekdays(a) || weekdays(b) {
            start = shift(start, -7)?;
        }
    }
    let from = if yearless(a) && b.from == DateFrom::Text { DateFrom::Text } else { a.from.max(b.from) };
    (start <= end).then(|| range(Some(start), Some(end), span_precision(start, end), from)).flatten()
}
