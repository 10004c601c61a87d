//! Whether two places can be one.

use record::Place;

/// Kilometres between two places that have coordinates.
pub fn kilometres(a: &Place, b: &Place) -> Option<f64> {
    let (lat1, lon1, lat2, lon2) =
        (a.lat?.to_radians(), a.lon?.to_radians(), b.lat?.to_radians(), b.lon?.to_radians());
    let half =
        ((lat2 - lat1) / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * ((lon2 - lon1) / 2.0).sin().powi(2);
    Some(2.0 * 6371.0 * half.sqrt().min(1.0).asin())
}

/// Whether two places are one, or one lies in the other.
pub fn agree(a: &Place, b: &Place) -> bool {
    same(a, b) || within(a, b) || within(b, a)
}

/// Whether two places are one, by id or folded name.
pub fn same(a: &Place, b: &Place) -> bool {
    match (&a.id, &b.id) {
        (Some(a), Some(b)) => a == b,
        _ => folded(&a.name) == folded(&b.name),
    }
}

/// Whether `inner` lies in the area `outer`.
pub fn within(inner: &Place, outer: &Place) -> bool {
    let area = folded(&outer.name);
    outer.where_prec >= 3 && inner.admin.iter().any(|enclosing| folded(enclosing) == area)
        || country(outer).is_some_and(|code| inner.admin.first() == Some(code))
}

/// The country a place is, where it is one.
fn country(place: &Place) -> Option<&String> {
    if place.where_prec == 6 { place.admin.first() } else { None }
}

/// A name without case, accents and marks between its words.
fn folded(name: &str) -> String {
    crate::words::words(name).into_iter().map(|word| word.folded).collect::<Vec<_>>().join(" ")
}
