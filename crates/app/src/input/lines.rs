//! JSON Lines: one report a line, read as they come so that a file may be larger than memory.

use super::file::{not_opened, too_large};
use super::{LARGEST, Opened};
use crate::clock::now;
use record::Capture;
use record::capture::Form;
use std::io::{self, BufRead, Read};

/// The lines of a reader as captures; blank lines are passed over.
pub(super) fn read<R: BufRead + Send>(reader: R, origin: String) -> Lines<R> {
    Lines { reader, origin, line: 0, done: false }
}

/// See [`read`].
pub(super) struct Lines<R> {
    reader: R,
    origin: String,
    line: u64,
    done: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Opened;

    fn next(&mut self) -> Option<Opened> {
        while !self.done {
            self.line += 1;
            let origin = format!("{}:{}", self.origin, self.line);
            match self.one_line() {
                Err(error) => {
                    self.done = true;
                    return Some(Err(not_opened(&origin, &error)));
                }
                Ok(Line::End) => self.done = true,
                Ok(Line::TooLong) => return Some(Err(too_large(&origin))),
                Ok(Line::Of(bytes)) if is_blank(&bytes) => {}
                Ok(Line::Of(bytes)) => return Some(Ok(capture(&bytes, &origin))),
            }
        }
        None
    }
}

enum Line {
    Of(Vec<u8>),
    TooLong,
    End,
}

impl<R: BufRead> Lines<R> {
    fn one_line(&mut self) -> io::Result<Line> {
        let mut bytes = Vec::new();
        let read = self.reader.by_ref().take(LARGEST + 1).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(Line::End);
        }
        if bytes.last() != Some(&b'\n') && read as u64 > LARGEST {
            self.skip_line()?;
            return Ok(Line::TooLong);
        }
        Ok(Line::Of(bytes))
    }

    /// Pass over the rest of a line without holding it.
    fn skip_line(&mut self) -> io::Result<()> {
        self.reader.skip_until(b'\n').map(|_| ())
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    trimmed(bytes).is_empty()
}

/// Without the line's end, spaces around it, and a byte order mark at the file's start.
fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii()
}

fn capture(bytes: &[u8], origin: &str) -> Capture {
    let mut capture = Capture::new(trimmed(bytes).to_vec(), origin, now());
    capture.form = Form::JsonLine;
    capture.media_type = Some("application/json".to_owned());
    capture
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_capture_with_its_number() {
        let text = b"\xef\xbb\xbf{\"id\": 1}\r\n\n  {\"id\": 3}" as &[u8];
        let captures: Vec<Capture> = read(text, "a.jsonl".to_owned()).map(Result::unwrap).collect();
        let origins: Vec<&str> = captures.iter().map(|capture| capture.origin.as_str()).collect();
        assert_eq!(origins, ["a.jsonl:1", "a.jsonl:3"]);
        assert_eq!(captures[0].bytes, b"{\"id\": 1}");
    }
}
