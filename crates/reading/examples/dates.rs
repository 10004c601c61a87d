//! Score `reading::dates` on a specification file: `cargo run --example dates -p reading -- en DateTimeModel.json`.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a measuring command, not a room")]

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [language, path, rest @ ..] = arguments.as_slice() else {
        return Err("LANGUAGE FILE [--misses]".into());
    };
    let language = if language == "fr" { language::Language::French } else { language::Language::English };
    let score = reading::dates::evaluate(&std::fs::read_to_string(path)?, language)?;
    let share = 100.0 * score.right as f64 / score.total.max(1) as f64;
    println!(
        "right {} of {} ({share:.1} %); spurious {}; out of scope {}",
        score.right, score.total, score.spurious, score.left_out
    );
    if !rest.is_empty() {
        score.misses.iter().for_each(|miss| println!("{miss}"));
    }
    Ok(())
}
