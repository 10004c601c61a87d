//! The places of reports, each in its words: `cargo run --example places -p reading -- fr reports.jsonl`.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a measuring command, not a room")]

use language::Tagger;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [language, path] = arguments.as_slice() else { return Err("LANGUAGE FILE".into()) };
    let language = if language == "fr" { language::Language::French } else { language::Language::English };
    let models = language::Models::built_in()?;
    let packs = reading::pack::Packs::builtin().value;
    for line in std::fs::read_to_string(path)?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().unwrap_or_default();
        let analysis = models.analyse(text, Some(language));
        let people = analysis.names.iter().filter(|name| name.kind == language::NameKind::Per);
        let people: Vec<record::Span> = people.map(|name| name.span).collect();
        let day = row["date"].as_str().and_then(|day| day.get(..10)).and_then(|day| day.parse().ok());
        println!("== {} {}", row["id"], row["title"]);
        let letters: Vec<char> = text.chars().collect();
        for place in reading::places::find(&packs, text, language, day, &people) {
            let Some(span) = place.span else { continue };
            let (start, end) = (span.start as usize, span.end as usize);
            let part = |from: usize, to: usize| {
                letters[from..to.min(letters.len())].iter().collect::<String>().replace('\n', " ")
            };
            println!(
                "{}[{}]{} => {} {:?} {} {}",
                part(start.saturating_sub(30), start),
                part(start, end),
                part(end.min(letters.len()), end + 20),
                place.name,
                place.admin,
                place.where_prec,
                place.id.unwrap_or_default()
            );
        }
    }
    Ok(())
}
