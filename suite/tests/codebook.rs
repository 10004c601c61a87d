//! docs/codebook.md says what the enums say. `UPDATE=1 cargo test -p suite --test codebook` writes it anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

use record::claim::{CommitmentKind, ControlChange, FigureKind, Modality, RelationKind, Stage};
use record::date::DatePrecision;
use record::plover::{CONTEXTS, EventType, Sector};
use record::statement::{Attitude, Firmness, Quotation, Voice};
use std::fmt::Write;
use std::path::Path;

macro_rules! table {
    ($out:ident, $title:literal, $about:literal, $kind:ty) => {
        writeln!($out, "\n## {}\n\n{}\n\n| word | means |\n| --- | --- |", $title, $about).expect("a string");
        for one in <$kind>::ALL {
            writeln!($out, "| `{}` | {} |", one.word(), one.meaning()).expect("a string");
        }
    };
}

fn codebook() -> String {
    let mut out = String::from(
        "# Codebook\n\nThe words of the record and what each means. Written from the code by `suite/tests/codebook.rs`; change the \
         code, not this page.\n\n## Event types (PLOVER 2.0)\n\nAfter the Open Event Data Alliance's draft of 2024. The actor \
         does it, the recipient has it done to them; both are lists.\n\n| type | quad | means | modes |\n| --- | --- | --- | --- |\n",
    );
    for event in EventType::ALL {
        let modes = if event.modes().is_empty() { "-".to_owned() } else { event.modes().join(", ") };
        writeln!(out, "| `{event}` | {} | {} | {modes} |", event.quad(), event.meaning()).expect("a string");
    }
    writeln!(out, "\nContexts: {}.", CONTEXTS.join(", ")).expect("a string");
    table!(out, "Sectors", "Which kind of agent an actor is.", Sector);
    table!(out, "Voice", "Who speaks, as far as a reader could ask them.", Voice);
    table!(out, "Firmness", "How the source puts it.", Firmness);
    table!(out, "Attitude", "What the source does in saying it.", Attitude);
    table!(out, "Quotation", "How the content is quoted.", Quotation);
    table!(out, "Modality", "How a claim's happening relates to the world, as the words put it.", Modality);
    table!(out, "Kinds of commitment", "What is undertaken.", CommitmentKind);
    table!(out, "Stages of a commitment", "At which stage a claim puts it.", Stage);
    table!(out, "Control", "What is said of a place's control.", ControlChange);
    table!(out, "Relations", "How two actors stand to each other; always somebody's claim.", RelationKind);
    table!(out, "Figures", "What happened to the counted people.", FigureKind);
    writeln!(
        out,
        "\n## Precision of dates\n\nAfter UCDP GED's `date_prec`.\n\n| word | GED |\n| --- | --- |"
    )
    .expect("a string");
    let ged = [
        (DatePrecision::Day, "1"),
        (DatePrecision::Days, "2"),
        (DatePrecision::Week, "3"),
        (DatePrecision::Month, "4"),
        (DatePrecision::Season, "5"),
        (DatePrecision::Year, "5"),
    ];
    for (precision, code) in ged {
        let word = format!("{precision:?}").to_lowercase();
        writeln!(out, "| `{word}` | {code} |").expect("a string");
    }
    out
}

#[test]
fn the_codebook_says_what_the_code_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/codebook.md");
    let made = codebook();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &made).expect("docs/codebook.md written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "docs/codebook.md is out of date: UPDATE=1 cargo test -p suite --test codebook");
}
