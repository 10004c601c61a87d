//! Robustness on news as it comes: the cases are plain files in `cases/`, read with the real weights.
//!
//! A case is a comment, a `text:` (`\n` is a line break) and what must hold of it. A line `fails: KEY` marks a
//! check that is known to go wrong; the test says when it no longer does.

#![allow(clippy::unwrap_used, clippy::panic)]

use language::{Analysis, Language, Models, Tagger};
use std::collections::BTreeSet;

fn models() -> Models {
    Models::built_in().unwrap()
}

#[derive(Default)]
struct Case {
    about: String,
    text: String,
    checks: Vec<(String, String)>,
    fails: BTreeSet<String>,
}

fn cases(source: &str) -> Vec<Case> {
    let blocks = source.split("\n\n").filter(|block| block.contains("text:"));
    blocks.map(case).collect()
}

fn case(block: &str) -> Case {
    let mut case = Case::default();
    for line in block.lines() {
        match line.split_once(": ") {
            _ if line.starts_with('#') => case.about = line[1..].trim().to_owned(),
            Some(("text", text)) => case.text = text.replace("\\n", "\n"),
            Some(("fails", key)) => drop(case.fails.insert(key.to_owned())),
            Some((key, wanted)) => case.checks.push((key.to_owned(), wanted.to_owned())),
            None => panic!("not a line of a case: {line}"),
        }
    }
    case
}

/// What the analysis says where the case wants `wanted`; equal where the check holds.
fn found(key: &str, wanted: &str, text: &str, analysis: &Analysis) -> String {
    let sentences = &analysis.sentences;
    match key {
        "sentences" => sentences.iter().map(|s| s.text(text)).collect::<Vec<_>>().join(" | "),
        "words" => {
            let words = sentences.iter().flat_map(|s| s.words.iter().map(|w| w.form.as_str()));
            words.collect::<Vec<_>>().join(" ")
        }
        "names" => {
            let names = analysis.names.iter().map(|n| format!("{} {}", n.kind.as_str(), n.span.of(text)));
            names.collect::<Vec<_>>().join(", ")
        }
        "root" => {
            let last = sentences.last().unwrap();
            last.words[last.root().unwrap()].form.clone()
        }
        "relation" => relation(wanted, analysis),
        _ => panic!("unknown check `{key}`"),
    }
}

/// `relation dependent head` as found for the dependent named in `wanted`.
fn relation(wanted: &str, analysis: &Analysis) -> String {
    let dependent = wanted.split(' ').nth(1).unwrap();
    let found = analysis.sentences.iter().find_map(|s| {
        let word = s.words.iter().find(|w| w.form == dependent)?;
        let head = word.head.map_or("ROOT", |h| s.words[h].form.as_str());
        Some(format!("{} {dependent} {head}", word.deprel))
    });
    found.unwrap_or_else(|| format!("no word `{dependent}`"))
}

fn check(source: &str, language: Language) {
    let models = models();
    let mut wrong = Vec::new();
    for case in cases(source) {
        let analysis = models.analyse(&case.text, Some(language));
        for (key, wanted) in &case.checks {
            let found = found(key, wanted, &case.text, &analysis);
            match (found == *wanted, case.fails.contains(key)) {
                (false, false) => wrong.push(format!("{}\n  {key}: {wanted}\n  found: {found}", case.about)),
                (true, true) => wrong.push(format!("{}: `{key}` holds now; drop its `fails`", case.about)),
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_news_as_it_comes() {
    check(include_str!("../cases/en.txt"), Language::English);
}

#[test]
fn french_news_as_it_comes() {
    check(include_str!("../cases/fr.txt"), Language::French);
}

#[test]
fn the_language_of_a_headline_is_known() {
    let models = models();
    for line in include_str!("../cases/languages.txt").lines().filter(|l| !l.starts_with('#')) {
        let (code, text) = line.split_once(": ").unwrap();
        assert_eq!(models.identify(text, None).as_str(), code, "{text}");
    }
}

#[test]
fn a_sentence_in_the_other_language_is_read_in_its_own() {
    let text =
        "The minister spoke to reporters on Monday.\nNous voulons la paix dans notre pays, a-t-il dit.";
    let analysis = models().analyse(text, None);
    let languages: Vec<Language> = analysis.sentences.iter().map(|s| s.language).collect();
    assert_eq!(languages, [Language::English, Language::French]);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let models = models();
    let text = include_str!("../cases/fr.txt").repeat(6);
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| models.analyse(&text, None))
    };
    assert_eq!(with(1), with(3));
}

#[test]
fn whatever_comes_every_sentence_is_a_tree_inside_its_text() {
    let models = models();
    let long = "mot ".repeat(50_000);
    let run = "a".repeat(1_000_000);
    let odd = "\u{0}\u{200b}…… ((( \"\"\" \u{1F469}\u{200d}\u{1F680} e\u{301}\u{301} \r\n\t. . .";
    for text in ["", "\n\n", ".", odd, long.as_str(), run.as_str(), &"«(".repeat(5_000)] {
        let analysis = models.analyse(text, None);
        let length = u32::try_from(text.chars().count()).unwrap();
        let mut end = 0;
        for sentence in &analysis.sentences {
            assert!(sentence.span.start >= end && sentence.span.end <= length);
            end = sentence.span.end;
            assert!(sentence.words.len() <= 800);
            assert_eq!(sentence.words.iter().filter(|w| w.head.is_none()).count(), 1);
            let reaches =
                |i: usize| i == sentence.root().unwrap() || sentence.heads(i).last() == sentence.root();
            assert!((0..sentence.words.len()).all(reaches));
        }
    }
}

#[test]
fn damaged_weights_are_refused() {
    let error = Models::from_bytes(b"DAFTARI\x01 and nothing more", b"").unwrap_err();
    assert!(error.to_string().contains("weights"));
}
