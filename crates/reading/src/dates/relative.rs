//! Days, weeks and longer stretches that are counted from the day of publication or named by their number.

use super::calendar::{
    add, halfway, monday_of, month_of, near_day, nearest_weekday_date, one, part, precision_of, range, shift,
    small, unit_around, widened, years,
};
use super::grammar::Value;
use super::meaning::{Length, Moment, Reader, Shape, direction, find, has, number, said_year};
use super::pattern::Caught;
use jiff::civil::{Date, Weekday};
use record::{DateFrom, DatePrecision};

/// A date moved by a length, forth (1) or back (-1).
pub(super) fn along(date: Date, length: &Length, sign: i32) -> Option<Date> {
    length.parts.iter().try_fold(date, |date, (n, unit)| add(date, sign.checked_mul(*n)?, unit))
}

/// How finely a length counts: by its smallest unit.
pub(super) fn fineness(length: &Length) -> DatePrecision {
    length.parts.last().map_or(DatePrecision::Year, |(_, unit)| precision_of(unit))
}

/// How precise a stretch of that length is.
pub(super) fn breadth(length: &Length) -> DatePrecision {
    match length.parts[..] {
        [(1, unit)] => precision_of(unit),
        [(_, unit), ..] => widened(unit),
        [] => DatePrecision::Year,
    }
}

/// Some units of a kind: a number of days that "recent days", "the coming weeks" reach.
fn some(unit: &str) -> Option<(i32, DatePrecision)> {
    match unit {
        "day" => Some((7, DatePrecision::Week)),
        "week" => Some((28, DatePrecision::Month)),
        "month" => Some((180, DatePrecision::Year)),
        _ => None,
    }
}

impl Reader {
    /// A weekday alone: the last one up to the day of publication, or the next one if the clause looks ahead.
    pub(super) fn weekday(&self, caught: &Caught, ahead: bool) -> Option<Moment> {
        let base = self.anchor?;
        let today = i32::from(base.weekday().to_monday_one_offset());
        let weekday = number(caught, "WD")?;
        let by = if ahead { (weekday - today).rem_euclid(7) } else { -(today - weekday).rem_euclid(7) };
        one(shift(base, by)?, DateFrom::Published).map(|m| Moment { shape: Shape::Weekday, ..m })
    }

    /// Weekdays and days of the month, seen from the day of publication.
    pub(super) fn day(&self, name: &str, caught: &Caught, ahead: bool) -> Option<Moment> {
        if matches!(name, "nth-week" | "nth-wd") {
            return self.nth(name, caught);
        }
        let base = self.anchor?;
        let monday = monday_of(base);
        let weekday = || number(caught, "WD");
        let of_week = |week: i32, wd: i32| one(shift(monday, week * 7 + wd - 1)?, DateFrom::Published);
        let today = i32::from(base.weekday().to_monday_one_offset());
        match name {
            "rel" => {
                let by = number(caught, "REL").or_else(|| number(caught, "NOW"))?;
                one(shift(base, by)?, DateFrom::Published)
            }
            "so-far" => range(None, Some(base), DatePrecision::Day, DateFrom::Published),
            "wd-week" => of_week(direction(caught), weekday()?),
            "wd-this" => of_week(0, weekday()?),
            "wd-next" => of_week(1, weekday()?).map(|m| Moment { shape: Shape::NextWeekday, ..m }),
            "wd-past" => {
                let back = (today - weekday()?).rem_euclid(7);
                one(shift(base, -if back == 0 { 7 } else { back })?, DateFrom::Published)
            }
            "wd-last" => {
                let back = (today - weekday()?).rem_euclid(7);
                one(shift(base, -if back <= 1 { back + 7 } else { back })?, DateFrom::Published)
            }
            "day-of-month" | "day-alone" => {
                if let Some(Value::Word(unit)) = find(caught, "UNIT")
                    && *unit != "month"
                {
                    return None;
                }
                let said = number(caught, "N").or_else(|| number(caught, "ORD"));
                let day = small(said.or_else(|| number(caught, "ORDN"))?)?;
                let month = add(base.first_of_month(), direction(caught), "month")?;
                let moment = match weekday() {
                    Some(wd) => nearest_weekday_date(base, wd, day)?,
                    None if name == "day-alone" => near_day(base, day, ahead)?,
                    None => one(Date::new(month.year(), month.month(), day).ok()?, DateFrom::Published)?,
                };
                // "the 4th of next month" says its month, and may lend it to another day
                let shape = match (has(caught, "UNIT"), weekday()) {
                    (true, _) => Shape::Yearless,
                    (false, None) if name == "day-of-month" => Shape::BareDay,
                    _ => Shape::Full,
                };
                Some(Moment { shape, ..moment })
            }
            _ => None,
        }
    }

    /// "first week of May", "last Monday of 2024".
    fn nth(&self, name: &str, caught: &Caught) -> Option<Moment> {
        let year = said_year(caught);
        let from = if year.is_some() { DateFrom::Text } else { DateFrom::Published };
        let around = || -> Option<Date> {
            let Some(Value::Word(unit)) = find(caught, "UNIT") else { return self.anchor };
            unit_around(self.anchor?, unit, direction(caught))?.start
        };
        let base = match year {
            Some(year) => Date::new(year, 1, 1).ok()?,
            None => around()?,
        };
        let month = match (number(caught, "MON"), find(caught, "UNIT")) {
            (Some(month), _) => Some(small(month)?),
            (None, Some(Value::Word("month"))) => Some(base.month()),
            (None, Some(Value::Word("year")) | None) => None,
            _ => return None,
        };
        let nth =
            number(caught, "ORD").or_else(|| number(caught, "LASTORD")).or_else(|| number(caught, "N"))?;
        if name == "nth-wd" {
            let weekday = Weekday::from_monday_one_offset(small(number(caught, "WD")?)?).ok()?;
            let first = Date::new(base.year(), month?, 1).ok()?;
            return one(first.nth_weekday_of_month(small(nth)?, weekday).ok()?, from);
        }
        // The first week of a month or year is the one that holds its fourth day (ISO 8601).
        let start = match month {
            Some(month) if nth < 0 => Date::new(base.year(), month, 1).ok()?.last_of_month(),
            Some(month) => Date::new(base.year(), month, 4).ok()?,
            None if nth < 0 => Date::new(base.year(), 12, 28).ok()?,
            None => Date::new(base.year(), 1, 4).ok()?,
        };
        let monday = monday_of(start);
        let monday = if nth < 0 { monday } else { shift(monday, 7 * (nth - 1))? };
        if let Some(weekday) = number(caught, "WD") {
            return one(shift(monday, weekday - 1)?, from);
        }
        range(Some(monday), Some(shift(monday, 6)?), DatePrecision::Week, from)
    }

    /// Lengths counted from the day of publication.
    pub(super) fn counted(&self, name: &str, caught: &Caught) -> Option<Moment> {
        let base = self.anchor?;
        let from = DateFrom::Published;
        if matches!(name, "last-few" | "next-few") {
            let Some(Value::Word(unit)) = find(caught, "UNITPL").or_else(|| find(caught, "UNIT")) else {
                return None;
            };
            let (days, precision) = some(unit)?;
            return if name == "last-few" {
                range(Some(shift(base, -days)?), Some(base), precision, from)
            } else {
                range(Some(shift(base, 1)?), Some(shift(base, days)?), precision, from)
            };
        }
        let length = said_length(caught)?;
        if let ([(n, unit @ ("quarter" | "half" | "decade"))], "last-n" | "next-n") =
            (&length.parts[..], name)
        {
            // these are counted by the calendar: the last two quarters are the two that have ended
            let (first, last) = if name == "last-n" { (-n, -1) } else { (1, *n) };
            let (first, last) = (unit_around(base, unit, first)?, unit_around(base, unit, last)?);
            return range(first.start, last.end, breadth(&length), from);
        }
        let at = |shape: Shape, sign: i32| {
            let there = along(base, &length, sign)?;
            let moment = range(Some(there), Some(there), fineness(&length), from)?;
            (!length.vague).then_some(Moment { shape, ..moment })
        };
        match name {
            "ago" => at(Shape::CountedBack, -1),
            "since-n" => {
                let start = along(base, &length, -1)?;
                range(Some(start), None, fineness(&length), from).filter(|_| !length.vague)
            }
            "hence" => at(Shape::CountedOn, 1),
            "over-ago" => {
                let last = shift(along(base, &length, -1)?, -1)?;
                range(None, Some(last), breadth(&length), from).filter(|_| !length.vague)
            }
            "under-ago" => {
                let first = along(base, &length, -1)?;
                range(Some(first), Some(base), breadth(&length), from).filter(|_| !length.vague)
            }
            "last-n" => range(Some(along(base, &length, -1)?), shift(base, -1), breadth(&length), from),
            "next-n" => {
                let first = shift(base, 1)?;
                range(Some(first), shift(along(first, &length, 1)?, -1), breadth(&length), from)
            }
            "within" => {
                let last = shift(along(base, &length, 1)?, -1);
                range(Some(base), last, breadth(&length), from).filter(|_| !length.vague)
            }
            _ => None,
        }
    }

    /// This, last, next week, month, year, and parts of them.
    pub(super) fn unit(&self, name: &str, caught: &Caught, ahead: bool) -> Option<Moment> {
        let base = self.anchor?;
        let from = DateFrom::Published;
        if name == "weekend" {
            // the weekend that has begun last, unless the clause looks ahead
            let this = unit_around(base, "weekend", 0)?;
            let begun = this.start? <= base || ahead;
            return unit_around(base, "weekend", if begun { 0 } else { -1 });
        }
        let Some(Value::Word(unit)) = find(caught, "UNIT") else { return None };
        let whole = unit_around(base, unit, direction(caught))?;
        let within = |start: Option<Date>, end: Option<Date>| range(start, end, whole.precision, from);
        match name {
            "unit-rel" => Some(whole),
            "unit-after" => unit_around(base, unit, 2 * direction(caught)),
            _ if *unit == "day" => None,
            // "earlier this year": up to the day before
            "unit-early" if has(caught, "LAST") => part("early", whole),
            "unit-early" => within(whole.start, Some(shift(base, -1)?.max(whole.start?))),
            "unit-todate" => within(whole.start, Some(base)),
            "unit-begin" => part("beginning", whole),
            "unit-mid" => part("mid", whole),
            "unit-end" => part("end", whole),
            "unit-late" => within(Some(shift(halfway(whole)?, 1)?.max(base)), whole.end),
            "unit-rest" => within(Some(base), whole.end),
            _ => None,
        }
    }

    /// Seasons, quarters, halves, decades, centuries.
    pub(super) fn long(&self, name: &str, caught: &Caught) -> Option<Moment> {
        let year = said_year(caught);
        let from = if year.is_some() { DateFrom::Text } else { DateFrom::Published };
        let year = || {
            year.or_else(|| {
                self.anchor.map(|b| b.year() + i16::try_from(direction(caught)).unwrap_or_default())
            })
        };
        let stretch = |month: i32, months: i32| {
            let first = Date::new(year()?, small(month)?, 1).ok()?;
            let end = shift(add(first, months, "month")?, -1)?;
            range(Some(first), Some(end), DatePrecision::Season, from)
        };
        match name {
            "season" | "season-rel" => stretch(number(caught, "SEASON")?, 3),
            "quarter" => stretch(3 * number(caught, "Q").or_else(|| number(caught, "ORD"))? - 2, 3),
            "half" => stretch(6 * number(caught, "H").or_else(|| number(caught, "ORD"))? - 5, 6),
            "first-in" => self.first_in(caught),
            "decade" | "decade-y" => {
                let said = number(caught, "DECADE")
                    .or_else(|| number(caught, "DEC"))
                    .or_else(|| number(caught, "Y0"))
                    .or_else(|| number(caught, "NN"))?;
                let unit = matches!(find(caught, "UNIT"), Some(Value::Word("year")));
                if name == "decade-y" && (!unit || said % 10 != 0) {
                    return None;
                }
                let first = i16::try_from(if said < 100 { 1_900 + said } else { said }).ok()?;
                years(first, first + 9, DateFrom::Text)
            }
            "century" => {
                let nth = i16::try_from(number(caught, "ORD")?).ok()?;
                years(
                    nth.checked_sub(1)?.checked_mul(100)?,
                    nth.checked_mul(100)?.checked_sub(1)?,
                    DateFrom::Text,
                )
            }
            _ => None,
        }
    }
}

impl Reader {
    /// "the last three weeks of this year", "the first ten days of May 2024".
    fn first_in(&self, caught: &Caught) -> Option<Moment> {
        let whole = match (number(caught, "MON"), said_year(caught), find(caught, "UNIT")) {
            (Some(month), Some(year), _) => month_of(year, small(month)?, DateFrom::Text)?,
            (None, Some(year), _) => years(year, year, DateFrom::Text)?,
            (Some(month), None, _) => {
                let year = self.anchor?.year();
                month_of(year, small(month)?, DateFrom::Published)?
            }
            (None, None, Some(Value::Word(unit))) => unit_around(self.anchor?, unit, direction(caught))?,
            _ => return None,
        };
        super::joined::first_of(caught, &said_length(caught)?, whole)
    }
}

/// The length of a match: read as one before, or a count beside its unit ("the three last days").
fn said_length(caught: &Caught) -> Option<Length> {
    if let Some(Value::Length(length)) = find(caught, "LEN") {
        return Some(length.clone());
    }
    let Some(Value::Word(unit)) = find(caught, "UNIT").or_else(|| find(caught, "UNITPL")) else {
        return None;
    };
    let vague = has(caught, "FEW");
    let count = number(caught, "N").or_else(|| number(caught, "FEW")).unwrap_or(1);
    Some(Length { parts: vec![(count, unit)], vague })
}
