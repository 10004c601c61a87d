//! What holds of every report, whatever the bytes were.

use record::Capture;
use record::capture::Form;
use record::span::TextIndex;

/// Read bytes as one form and hold the report against its own text.
pub fn read_as(bytes: &[u8], form: Form, media_type: Option<&str>) {
    let mut capture = Capture::new(bytes.to_vec(), "fuzz", "2031-04-01T00:00:00Z");
    capture.form = form;
    capture.media_type = media_type.map(str::to_owned);
    for one in page::split(capture) {
        let report = page::read(&one).value;
        let index = TextIndex::new(&report.text);
        let mut end = 0;
        for block in &report.blocks {
            assert!(end <= block.span.start && block.span.start <= block.span.end, "blocks overlap");
            end = block.span.end;
        }
        assert!(end <= index.len(), "a block ends beyond the text");
        if let (Some(span), Some(words), false) =
            (report.headline_span, &report.headline, form == Form::JsonLine)
        {
            assert_eq!(index.of(span), words, "the headline's span shows other words");
        }
        assert_eq!(page::read(&one).value, report, "the same bytes give another report");
    }
}
