//! Days as a reader reads them: "6 June 2025".

use jiff::civil::Date;
use maud::{Markup, html};
use record::Time;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a day's month.
pub(crate) fn month(day: Date) -> &'static str {
    usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
}

/// "6 June 2025".
pub(crate) fn words(day: Date) -> String {
    format!("{} {} {}", day.day(), month(day), day.year())
}

/// A day written as `2025-06-06`, in words and for machines; anything else as it stands.
pub(crate) fn of(day: &str) -> Markup {
    html! { @match day.parse::<Date>() { Ok(date) => time datetime=(day) { (words(date)) }, Err(_) => (day) } }
}

/// A day or a range of days: "on 6 June 2025", "in April 2025", "from 5 to 8 May 2025".
pub(crate) fn range(when: &Time) -> String {
    match (when.start, when.end) {
        (Some(start), Some(end)) if start == end => format!("on {}", words(start)),
        (Some(start), Some(end)) => closed(start, end),
        (Some(start), None) => format!("since {}", words(start)),
        (None, Some(end)) => format!("by {}", words(end)),
        (None, None) => "at an unstated time".to_owned(),
    }
}

fn closed(start: Date, end: Date) -> String {
    let whole = start.day() == 1 && end == end.last_of_month();
    match (start.year() == end.year(), start.month() == end.month()) {
        (true, true) if whole => format!("in {} {}", month(start), start.year()),
        (true, true) => format!("from {} to {}", start.day(), words(end)),
        (true, false) if whole && start.month() == 1 && end.month() == 12 => format!("in {}", start.year()),
        (true, false) if whole => format!("from {} to {} {}", month(start), month(end), end.year()),
        (true, false) => format!("from {} {} to {}", start.day(), month(start), words(end)),
        (false, _) => format!("from {} to {}", words(start), words(end)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ranges_say_no_more_than_they_must() {
        assert_eq!(closed(date(2031, 4, 1), date(2031, 4, 30)), "in April 2031");
        assert_eq!(closed(date(2031, 4, 3), date(2031, 4, 5)), "from 3 to 5 April 2031");
        assert_eq!(closed(date(2031, 4, 28), date(2031, 5, 2)), "from 28 April to 2 May 2031");
        assert_eq!(closed(date(2031, 1, 1), date(2031, 12, 31)), "in 2031");
        assert_eq!(closed(date(2030, 12, 30), date(2031, 1, 2)), "from 30 December 2030 to 2 January 2031");
        assert_eq!(of("soon").into_string(), "soon");
    }
}
