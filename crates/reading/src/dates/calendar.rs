//! Days counted and stretches of days: the arithmetic behind the meanings, with `jiff`.

use super::meaning::{Moment, Shape};
use jiff::Span as Length;
use jiff::civil::Date;
use record::{DateFrom, DatePrecision};

pub(super) fn shift(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Length::new().try_days(days).ok()?).ok()
}

pub(super) fn add(date: Date, count: i32, unit: &str) -> Option<Date> {
    // "the last 200 centuries": more than a calendar holds is no date
    let none = Length::new();
    let times = |n: i64| i64::from(count).checked_mul(n);
    let length = match unit {
        "day" => none.try_days(count),
        "week" | "weekend" => none.try_weeks(count),
        "fortnight" => none.try_weeks(times(2)?),
        "month" => none.try_months(count),
        "quarter" => none.try_months(times(3)?),
        "half" => none.try_months(times(6)?),
        "year" => none.try_years(count),
        "decade" => none.try_years(times(10)?),
        "century" => none.try_years(times(100)?),
        _ => return None,
    };
    let length = length.ok()?;
    date.checked_add(length).ok()
}

pub(super) fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days())
}

pub(super) fn monday_of(date: Date) -> Date {
    let back = i32::from(date.weekday().to_monday_zero_offset());
    shift(date, -back).unwrap_or(date)
}

pub(super) fn one(date: Date, from: DateFrom) -> Option<Moment> {
    range(Some(date), Some(date), DatePrecision::Day, from)
}

pub(super) fn range(
    start: Option<Date>,
    end: Option<Date>,
    precision: DatePrecision,
    from: DateFrom,
) -> Option<Moment> {
    (start.is_some() || end.is_some()).then_some(Moment {
        start,
        end,
        precision,
        from,
        shape: Shape::Full,
        edge: None,
    })
}

pub(super) fn month_of(year: i16, month: i8, from: DateFrom) -> Option<Moment> {
    let first = Date::new(year, month, 1).ok()?;
    range(Some(first), Some(first.last_of_month()), DatePrecision::Month, from)
}

pub(super) fn years(first: i16, last: i16, from: DateFrom) -> Option<Moment> {
    range(Some(Date::new(first, 1, 1).ok()?), Some(Date::new(last, 12, 31).ok()?), DatePrecision::Year, from)
}

pub(super) fn precision_of(unit: &str) -> DatePrecision {
    match unit {
        "day" => DatePrecision::Day,
        "weekend" => DatePrecision::Days,
        "week" | "fortnight" => DatePrecision::Week,
        "month" => DatePrecision::Month,
        "quarter" | "half" => DatePrecision::Season,
        _ => DatePrecision::Year,
    }
}

pub(super) fn widened(unit: &str) -> DatePrecision {
    match unit {
        "day" => DatePrecision::Days,
        "week" | "fortnight" | "weekend" => DatePrecision::Month,
        "month" | "quarter" => DatePrecision::Season,
        _ => DatePrecision::Year,
    }
}

pub(super) fn span_precision(start: Date, end: Date) -> DatePrecision {
    match days_between(start, end) {
        0 => DatePrecision::Day,
        1..=5 => DatePrecision::Days,
        6..=7 => DatePrecision::Week,
        8..=31 => DatePrecision::Month,
        32..=100 => DatePrecision::Season,
        _ => DatePrecision::Year,
    }
}

/// This, last or next week, month, year...
pub(super) fn unit_around(base: Date, unit: &str, by: i32) -> Option<Moment> {
    let from = DateFrom::Published;
    match unit {
        "day" => one(shift(base, by)?, from),
        "week" => {
            let monday = shift(monday_of(base), 7 * by)?;
            range(Some(monday), shift(monday, 6), DatePrecision::Week, from)
        }
        "weekend" => {
            let saturday = shift(monday_of(base), 7 * by + 5)?;
            range(Some(saturday), shift(saturday, 1), DatePrecision::Days, from)
        }
        "month" => {
            let there = add(base.first_of_month(), by, "month")?;
            month_of(there.year(), there.month(), from)
        }
        "quarter" => {
            let first = Date::new(base.year(), (base.month() - 1) / 3 * 3 + 1, 1).ok()?;
            let first = add(first, by, "quarter")?;
            range(Some(first), shift(add(first, 1, "quarter")?, -1), DatePrecision::Season, from)
        }
        "half" => {
            let first = Date::new(base.year(), (base.month() - 1) / 6 * 6 + 1, 1).ok()?;
            let first = add(first, by, "half")?;
            range(Some(first), shift(add(first, 1, "half")?, -1), DatePrecision::Season, from)
        }
        "year" => {
            let year = base.year() + i16::try_from(by).ok()?;
            years(year, year, from)
        }
        "decade" => {
            let first = base.year() / 10 * 10 + i16::try_from(10 * by).ok()?;
            years(first, first + 9, from)
        }
        "century" => {
            let first = base.year() / 100 * 100 + i16::try_from(100 * by).ok()?;
            years(first, first + 99, from)
        }
        _ => None,
    }
}

pub(super) fn halfway(whole: Moment) -> Option<Date> {
    let (start, end) = (whole.start?, whole.end?);
    match whole.precision {
        DatePrecision::Month if start.month() == end.month() => {
            Date::new(start.year(), start.month(), 15).ok()
        }
        DatePrecision::Year if start.year() == end.year() => Date::new(start.year(), 6, 30).ok(),
        DatePrecision::Week => shift(start, 2),
        _ => shift(start, days_between(start, end) / 2),
    }
}

/// Parts of a month, a year or another stretch: a half for "early" in a year and for parts of a month, thirds else.
/// "the beginning, middle, end of" also name a boundary, which counts when a range begins or ends there.
pub(super) fn part(name: &str, whole: Moment) -> Option<Moment> {
    let (start, end) = (whole.start?, whole.end?);
    let middle = shift(halfway(whole)?, 1)?;
    let year = whole.precision == DatePrecision::Year;
    let (name, edge) = match name {
        "beginning" => ("beginning", Some(start)),
        // a year has its middle on 2 July
        "middle" => ("mid", Some(if year { shift(middle, 1)? } else { middle })),
        "end" => ("late", Some(shift(end, 1)?)),
        other => (other, None),
    };
    if start == end {
        return Some(whole);
    }
    let on = |month: i8, day: i8| Date::new(start.year(), month, day).ok();
    let one_year = whole.precision == DatePrecision::Year && start.year() == end.year();
    let (first, last) = match (whole.precision, name) {
        (DatePrecision::Year, "early") if one_year => (start, on(6, 30)?),
        (DatePrecision::Year, "beginning") if one_year => (start, on(4, 30)?),
        (DatePrecision::Year, "mid") if one_year => (on(5, 1)?, on(8, 31)?),
        (DatePrecision::Year, "late") if one_year => (on(9, 1)?, end),
        (DatePrecision::Month, "early" | "beginning") => (start, on(start.month(), 15)?),
        (DatePrecision::Month, "mid") => (on(start.month(), 10)?, on(start.month(), 20)?),
        (DatePrecision::Month, _) => (on(start.month(), 16)?, end),
        (_, "early" | "beginning") => (start, halfway(whole)?),
        (_, "mid") => (halfway(whole)?, halfway(whole)?),
        _ => (middle, end),
    };
    let precision = match whole.precision {
        DatePrecision::Week | DatePrecision::Days => span_precision(first, last),
        other => other,
    };
    let moment = range(Some(first), Some(last), precision, whole.from)?;
    Some(Moment { edge, shape: whole.shape, ..moment })
}

/// "le 23": the last day of that number, or the next one if the words look ahead.
pub(super) fn near_day(base: Date, day: i8, ahead: bool) -> Option<Moment> {
    let mut dates = (-2..=2)
        .filter_map(|m| add(base.first_of_month(), m, "month"))
        .filter_map(|first| Date::new(first.year(), first.month(), day).ok());
    let date = if ahead { dates.find(|date| *date >= base) } else { dates.rfind(|date| *date <= base) };
    one(date?, DateFrom::Published)
}

/// "vendredi 31": the nearest day of that number that falls on that weekday.
pub(super) fn nearest_weekday_date(base: Date, weekday: i32, day: i8) -> Option<Moment> {
    let fits = |date: &Date| i32::from(date.weekday().to_monday_one_offset()) == weekday;
    let months = (-24..=24).filter_map(|m| add(base.first_of_month(), m, "month"));
    let near = months
        .filter_map(|first| Date::new(first.year(), first.month(), day).ok())
        .filter(fits)
        .min_by_key(|date| days_between(base, *date).abs())?;
    one(near, DateFrom::Published)
}

/// A day or month number.
pub(super) fn small(n: i32) -> Option<i8> {
    i8::try_from(n).ok()
}

/// The year of two figures.
pub(super) fn two_digits(year: i32) -> i32 {
    match year {
        0..=39 => 2_000 + year,
        40..=99 => 1_900 + year,
        _ => year,
    }
}
