//! Lists of names: matched across spelling, order, particles, initials; explained; counted; sealed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

use linking::copies::generate::{Dice, name};
use linking::names::{Cell, ListError, MIN_CELL, Sealing, Verdict, compare, counts, open, read, seal};

fn verdict(a: &str, b: &str) -> Option<Verdict> {
    // Other rows, so that rarity means something.
    let others = "Sorrow Pell\nVantis Ilse\nDolo Raff\nSorre Pim\nKesse Brenn\n";
    let list = |label: &str, name: &str| read(label, format!("name\n{name}\n{others}").as_bytes()).unwrap();
    let comparison = compare(vec![list("a", a), list("b", b)]);
    comparison.matches.iter().find(|one| one.a.1 == 0 && one.b.1 == 0).map(|one| one.verdict)
}

#[test]
fn cases_of_names_that_are_one_and_that_are_not() {
    let cases = include_str!("../../../cases/linking/lists/pairs.tsv");
    let mut wrong = Vec::new();
    for line in cases.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let [expected, a, b, why] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not a case: {line}")
        };
        let found = match verdict(a, b) {
            Some(Verdict::Same) => "same",
            Some(Verdict::Unsure) => "unsure",
            None => "different",
        };
        if found != expected {
            wrong.push(format!("{a} / {b}: {found}, expected {expected} ({why})"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn small_cells_and_those_that_give_them_away_are_held_back() {
    let list = |label: &str, from: usize, to: usize| {
        let rows: String = (from..to).map(|n| format!("Bana{n}ru Keso{n}lo\n")).collect();
        read(label, format!("name\n{rows}").as_bytes()).unwrap()
    };
    let comparison = compare(vec![list("a", 0, 30), list("b", 3, 40)]);
    let counts = counts(&comparison, MIN_CELL);
    assert_eq!(counts.on_list, [Cell::Shown(30), Cell::Shown(37)]);
    let cell = |on: [bool; 2]| counts.cells.iter().find(|(lists, _)| lists == &on).unwrap().1;
    assert_eq!(cell([true, false]), Cell::HeldBack);
    assert_eq!(cell([true, true]), Cell::HeldBack, "30 on the list less 27 on both would give the 3 away");
}

#[test]
fn bad_lists_are_refused_with_their_reason() {
    let error = |bytes: &[u8]| read("list.csv", bytes).unwrap_err().to_string();
    assert!(error(b"name\nAnna\xe9\n").contains("line 2 is not UTF-8"));
    assert!(error(b"place;day\nOss;3\n").contains("no column of names; its headings are place, day"));
    assert!(error(b"name\n").contains("no rows"));
    assert!(matches!(read("x", b""), Err(ListError::Columns { .. } | ListError::Empty { .. })));
    let doubled = read(
        "x",
        "Nom;Pr\u{e9}nom;Ann\u{e9}e de naissance\nKesse;Brenn;1980\nKesse;Brenn;1980\n;;\n".as_bytes(),
    )
    .unwrap();
    assert_eq!((doubled.rows.len(), doubled.repeated.len(), doubled.empty.len()), (1, 1, 1));
    assert_eq!(doubled.rows[0].born, Some(1980));
}

#[test]
fn only_the_passphrase_opens_what_was_sealed() {
    let sealing = Sealing { salt: [7; 16], nonce: [9; 24] };
    let sealed = seal(b"a list", "a long passphrase", sealing).unwrap();
    assert!(!sealed.windows(6).any(|run| run == b"a list"));
    assert_eq!(open(&sealed, "a long passphrase").unwrap(), b"a list");
    assert!(open(&sealed, "another passphrase").is_err());
    let mut changed = sealed;
    *changed.last_mut().unwrap() ^= 1;
    assert!(open(&changed, "a long passphrase").is_err());
    assert!(seal(b"x", "short", sealing).is_err());
}

#[test]
fn a_list_of_a_hundred_thousand_rows_is_compared() {
    let mut dice = Dice::new(5);
    let families: Vec<String> = (0..3000).map(|_| name(&mut dice)).collect();
    let given: Vec<String> = (0..400).map(|_| name(&mut dice)).collect();
    let row = |n: usize| format!("{} {} {}", given[n % 400], given[(n / 400) % 400], families[n % 3000]);
    let long: String = (0..100_000).map(|n| row(n) + "\n").collect();
    // Every hundredth of them, in another order of words.
    let turned = |n: usize| {
        let row = row(n);
        let words: Vec<&str> = row.split(' ').collect();
        format!("{} {} {}\n", words[2].to_uppercase(), words[0], words[1])
    };
    let short: String = (0..100_000).step_by(100).map(turned).collect();
    let list = |label: &str, rows: &str| read(label, format!("name\n{rows}").as_bytes()).unwrap();
    let comparison = compare(vec![list("long", &long), list("short", &short)]);
    let asked = comparison.lists[1].rows.len();
    let found: std::collections::BTreeSet<usize> = comparison.matches.iter().map(|one| one.b.1).collect();
    assert!(asked > 900 && found.len() == asked, "{} of {asked}", found.len());
}
