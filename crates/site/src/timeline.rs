//! The axis, the shapes and the key of the ledger's drawing: plain SVG, sized by its container.

use crate::days;
use crate::strip::percent;
use jiff::civil::Date;
use maud::{Markup, html};
use record::commitment::MarkKind;

/// Where the drawing starts, in thousandths of its width: left of it stand the sides' names.
const LEFT: u32 = 170;
/// Where it ends.
const RIGHT: u32 = 985;

/// Days laid out over the drawing's width.
pub(crate) struct Axis {
    first: Date,
    days: u32,
}

impl Axis {
    /// An axis over these days with a margin on either side; none where there are no days.
    pub(crate) fn over(days: impl Iterator<Item = Date>) -> Option<Axis> {
        let (first, last) = days.fold(None, |bounds: Option<(Date, Date)>, day| {
            Some(bounds.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
        })?;
        let span = between(first, last);
        let margin = (span / 12).max(4);
        let first = first.checked_sub(jiff::Span::new().days(i64::from(margin))).unwrap_or(first);
        Some(Axis { first, days: span + 2 * margin })
    }

    /// Where a day stands, in thousandths of the width.
    pub(crate) fn at(&self, day: Date) -> u32 {
        LEFT + between(self.first, day).min(self.days) * (RIGHT - LEFT) / self.days.max(1)
    }

    /// Where the axis starts, in thousandths of the width.
    pub(crate) fn left(&self) -> u32 {
        LEFT
    }

    /// Where it ends.
    pub(crate) fn right(&self) -> u32 {
        RIGHT
    }

    /// A line at the first of each month (or of each fourth or twelfth, where many), named below.
    pub(crate) fn grid(&self, height: usize) -> Markup {
        let months = self.months();
        let every = match months.len() {
            0..=7 => 1,
            8..=24 => 4,
            _ => 12,
        };
        let shown = months.into_iter().filter(|day| (day.month() - 1) % every == 0);
        html! {
            g.grid {
                @for day in shown {
                    line x1=(percent(self.at(day), 1000)) x2=(percent(self.at(day), 1000)) y1="2" y2=(height - 20) {}
                    text x=(percent(self.at(day), 1000)) y=(height - 5) { (month(day)) }
                }
            }
        }
    }

    fn months(&self) -> Vec<Date> {
        let last = self.first.checked_add(jiff::Span::new().days(i64::from(self.days))).unwrap_or(self.first);
        let next = |day: &Date| day.first_of_month().checked_add(jiff::Span::new().months(1)).ok();
        // A century of months bounds a record with a wild date in it.
        std::iter::successors(next(&self.first), next).take_while(|day| *day < last).take(1200).collect()
    }
}

/// Whole days from one day to another; none back in time.
fn between(from: Date, to: Date) -> u32 {
    from.until(to).map_or(0, |span| u32::try_from(span.get_days()).unwrap_or(0))
}

fn month(day: Date) -> String {
    format!("{} {}", days::month(day).get(..3).unwrap_or_default(), day.year())
}

/// The shape of a mark, drawn about its own middle.
pub(crate) fn shape(kind: MarkKind) -> Markup {
    match kind {
        MarkKind::Demanded => html! { circle.hollow r="6" {} },
        MarkKind::Offered | MarkKind::Promised => {
            html! { circle.hollow r="6" {} path.full d="M0 -6A6 6 0 0 0 0 6Z" {} }
        }
        MarkKind::Agreed | MarkKind::Signed => html! { circle.full r="6.5" {} },
        MarkKind::Refused => html! { path.cross d="M-5 -5L5 5M5 -5L-5 5" {} },
        MarkKind::Due => html! { path.hollow d="M0 -8L8 0L0 8L-8 0Z" {} },
        MarkKind::Kept => html! { path.full d="M0 -7L7 6H-7Z" {} },
        MarkKind::Partly => html! { path.hollow d="M0 -7L7 6H-7Z" {} path.full d="M0 -7V6H-7Z" {} },
        MarkKind::Broken => html! { path.full d="M0 7L7 -6H-7Z" {} },
        MarkKind::CandidateKept => html! { path.hollow d="M0 -7L7 6H-7Z" {} },
        MarkKind::CandidateBroken => html! { path.hollow d="M0 7L7 -6H-7Z" {} },
        MarkKind::DeniesBroken => html! { path.hollow d="M0 7L7 -6H-7Z" {} path.cross d="M-8 6L8 -6" {} },
        MarkKind::DeniesKept => html! { path.hollow d="M0 -7L7 6H-7Z" {} path.cross d="M-8 6L8 -6" {} },
        MarkKind::Extended => html! { path.hollow d="M-6 -6L6 0L-6 6Z" {} },
        MarkKind::Suspended => html! { path.cross d="M-3 -6V6M3 -6V6" {} },
        MarkKind::Ended => html! { path.full d="M-5 -5H5V5H-5Z" {} },
    }
}

/// What each shape and each line means.
pub(crate) fn key() -> Markup {
    const MEANINGS: [(MarkKind, &str); 12] = [
        (MarkKind::Demanded, "demanded"),
        (MarkKind::Promised, "promised or offered"),
        (MarkKind::Agreed, "agreed or signed"),
        (MarkKind::Refused, "refused"),
        (MarkKind::Due, "due"),
        (MarkKind::Kept, "reported kept"),
        (MarkKind::Partly, "reported kept in part"),
        (MarkKind::Broken, "reported broken"),
        (MarkKind::DeniesBroken, "a breach denied"),
        (MarkKind::CandidateKept, "a deed that would keep it, nobody says so yet"),
        (MarkKind::CandidateBroken, "a deed that would break it, nobody says so yet"),
        (MarkKind::Ended, "ended"),
    ];
    html! {
        ul.key aria-label="What the marks mean" {
            @for (kind, words) in MEANINGS {
                li { svg.sign width="20" height="18" aria-hidden="true" { svg x="50%" y="50%" overflow="visible" { (shape(kind)) } } (words) }
            }
            li { svg.sign width="30" height="18" aria-hidden="true" { line.quiet x1="0" x2="30" y1="9" y2="9" {} } "no report" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_stand_in_order_between_the_margins() {
        let axis = Axis::over([date(2025, 4, 1), date(2025, 6, 6)].into_iter()).unwrap();
        let (a, b) = (axis.at(date(2025, 4, 1)), axis.at(date(2025, 6, 6)));
        assert!(LEFT < a && a < b && b < RIGHT);
        assert_eq!(axis.months().len(), 3, "April, May and June begin on it");
    }

    #[test]
    fn one_day_still_makes_an_axis() {
        let axis = Axis::over([date(2025, 4, 1)].into_iter()).unwrap();
        assert!(axis.at(date(2025, 4, 1)) > LEFT);
        assert!(Axis::over(std::iter::empty()).is_none());
    }
}
