//! What holds for every input: reading ends, points inside its text, and gives the same report each time.
#![allow(missing_docs, clippy::unwrap_used)]

use proptest::prelude::*;
use record::capture::Form;
use record::{Capture, Report, Span};

fn capture(bytes: Vec<u8>, form: Form) -> Capture {
    let mut capture = Capture::new(bytes, "test", "2031-04-01T00:00:00Z");
    capture.form = form;
    capture
}

fn check(capture: &Capture) {
    let report = page::read(capture).value;
    let length = u32::try_from(report.text.chars().count()).unwrap();
    let spans = spans(&report);
    assert!(
        spans.iter().all(|span| span.start <= span.end && span.end <= length),
        "{spans:?} beyond {length}"
    );
    let blocks = report.blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    assert!(blocks, "blocks overlap or go back: {:?}", report.blocks);
    for (words, span) in
        [(&report.headline, report.headline_span), (&report.standfirst, report.standfirst_span)]
    {
        if let (Some(words), Some(span)) = (words, span) {
            let stands = span.of(&report.text).split_whitespace().collect::<Vec<_>>();
            assert_eq!(stands.len(), words.split_whitespace().count(), "{words}");
        }
    }
    assert_eq!(report, page::read(capture).value);
}

fn spans(report: &Report) -> Vec<Span> {
    let sections = report.sections.iter().map(|section| Span::new(section.start, section.end));
    let blocks = report.blocks.iter().map(|block| block.span);
    let heads = [report.headline_span, report.standfirst_span].into_iter().flatten();
    sections.chain(blocks).chain(heads).chain(report.notes.iter().filter_map(|note| note.span)).collect()
}

/// Text made of the pieces that pages are made of, so that the readers get past the door.
fn pieces(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|parts| parts.concat())
}

const MARKUP: &[&str] = &[
    "<html lang=fr>",
    "<h1>",
    "</h1>",
    "<p>",
    "</p>",
    "<div class=\"related card\">",
    "</div>",
    "<a href=/x>",
    "</a>",
    "<br>",
    "<ul><li>",
    "<table><tr><td>",
    "</table>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<time datetime=2031-03-12>",
    "<meta property=og:title content='A title of words'>",
    "<blockquote>",
    "<b>",
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"é\"}</script>",
    "<",
    "&amp;",
    "\"",
    "é",
    "You may also like",
    "12 March 2031",
    "The delegation left the town a day before the truce was to be renewed, he said. ",
    "<svg>",
    "<form>",
    "<aside>",
    "\u{0}",
    "\r\n",
    "<figure><figcaption>",
    "<x-y>",
    "<article>",
    "<nav>",
    " ",
    "word ",
];

const LINES: &[&str] = &[
    "top of page\n",
    "Heading 2\n",
    "\n",
    "Tolva\n",
    "A headline of six plain words\n",
    "By Ana Dessou\n",
    "2031-03-12\n",
    "The delegation left the town a day before the truce was to be renewed, he said on Monday.\n",
    "You may also like\n",
    "• facebook – 1\n",
    "Tags: a, b\n",
    "Lire aussi : Le bac reprend du service\n",
    "\u{feff}",
    "e\u{301}",
    "\t",
    "« ",
    " »\n",
    "Comments\n",
    "© 2031\n",
    "- an item of a list\n",
    "\r\n",
    "Photo: a bridge\n",
    "12/03/2031\n",
    "word ",
    "\u{a0}",
];

proptest! {
    #[test]
    fn bytes_of_any_kind(bytes in prop::collection::vec(any::<u8>(), 0..400), form in 0..4u8) {
        let form = [Form::Unknown, Form::Html, Form::Text, Form::JsonLine][usize::from(form)];
        check(&capture(bytes, form));
    }

    #[test]
    fn markup_in_any_order(page in pieces(MARKUP)) {
        check(&capture(page.into_bytes(), Form::Html));
    }

    #[test]
    fn lines_in_any_order(page in pieces(LINES)) {
        check(&capture(page.into_bytes(), Form::Text));
    }

    #[test]
    fn the_text_of_a_json_line_is_kept_to_the_character(text in "\\PC{1,80}", title in "\\PC{0,10}") {
        prop_assume!(!text.trim().is_empty());
        let line = serde_json::json!({"id": "a", "text": text, "title": title}).to_string();
        let capture = capture(line.into_bytes(), Form::JsonLine);
        check(&capture);
        prop_assert_eq!(page::read(&capture).value.text, text);
    }

    #[test]
    fn splitting_gives_each_line_once(lines in prop::collection::vec("[a-z]{1,9}", 2..9)) {
        let file: String = lines.iter().map(|line| format!("{{\"text\": \"{line}\"}}\n")).collect();
        let read = page::split(capture(file.into_bytes(), Form::Unknown)).into_iter();
        let texts: Vec<String> = read.map(|one| page::read(&one).value.text).collect();
        prop_assert_eq!(texts, lines);
    }
}
