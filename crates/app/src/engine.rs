//! From one capture to what is understood of it: the pure stages in a row.

use crate::error::{Error, Result};
use crate::packs;
use language::Models;
use reading::pack::Packs;
use record::noted::Level;
use record::span::TextIndex;
use record::{Capture, MadeBy, Note, Reading, Report};
use std::path::PathBuf;

/// Bytes of text that are searched for statements and claims: some hundred pages, so that one input cannot hold up
/// the rest.
const LONGEST: usize = 512 << 10;

/// Everything that reads: the page reader, the language models, the packs.
pub struct Engine {
    models: Models,
    packs: Packs,
    made_by: MadeBy,
}

/// One report and the reading of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// The report, with the notes of the page.
    pub report: Report,
    /// Its statements and claims.
    pub reading: Reading,
}

impl Engine {
    /// Load the models and the packs in these folders beside the built-in ones.
    pub fn open(folders: &[PathBuf]) -> Result<Engine> {
        let (models, packs) = (models()?, packs::load(folders)?);
        let mut made_by = MadeBy {
            daftari: env!("CARGO_PKG_VERSION").to_owned(),
            models: models.made_by(),
            packs: packs.made_by(),
        };
        made_by.models.push(reading::statement::made_by());
        made_by.models.push(word_lists());
        Ok(Engine { models, packs, made_by })
    }

    /// What makes the readings: versions of Daftari, models and packs.
    pub fn made_by(&self) -> &MadeBy {
        &self.made_by
    }

    /// The packs it reads with.
    pub(crate) fn packs(&self) -> &Packs {
        &self.packs
    }

    /// Read one capture. Never fails: a capture that holds no report says why.
    pub fn read(&self, capture: &Capture) -> std::result::Result<Understood, Note> {
        let report = page::read(capture).value;
        match report.notes.iter().find(|note| note.level == Level::Problem) {
            Some(problem) => Err(problem.clone()),
            None => Ok(self.understand(report)),
        }
    }

    fn understand(&self, report: Report) -> Understood {
        let mut reading = match beginning(&report) {
            None => self.read_whole(&report),
            Some(beginning) => self.read_whole(&beginning),
        };
        if report.text.len() > LONGEST {
            let message =
                format!("Only its first {} KiB were searched for statements and claims.", LONGEST >> 10);
            reading.notes.push(Note::new(Level::Doubt, "text-long", message));
        }
        Understood { report, reading }
    }

    fn read_whole(&self, report: &Report) -> Reading {
        let analysis = language::analyse(&self.models, report);
        reading::read(&self.packs, report, &analysis)
    }
}

/// A report cut to its longest readable beginning, at the end of a line where the second half of it has one; none where
/// it is short enough. Spans into the beginning are spans into the whole.
fn beginning(report: &Report) -> Option<Report> {
    if report.text.len() <= LONGEST {
        return None;
    }
    let bytes = report.text.as_bytes();
    let end = (0..=LONGEST)
        .rev()
        .find(|&at| bytes[at] == b'\n' || report.text.is_char_boundary(at) && at < LONGEST / 2);
    let text = report.text[..end.unwrap_or(0)].to_owned();
    let length = TextIndex::new(&text).len();
    let blocks = report.blocks.iter().copied().filter(|block| block.span.end <= length).collect();
    Some(Report { text, blocks, ..report.clone() })
}

/// Which word lists this Daftari was built with: a changed list makes another reading, as a changed model does.
fn word_lists() -> String {
    let sum = env!("DAFTARI_WORD_LISTS");
    format!("word lists sha256:{}", sum.get(..16).unwrap_or(sum))
}

/// The models that come with Daftari.
pub(crate) fn models() -> Result<Models> {
    Models::built_in().map_err(|error| Error::Usage {
        message: format!("the language models inside this Daftari cannot be used: {error}"),
        help: "build or install it again".to_owned(),
    })
}

#[cfg(test)]
#[path = "../checksum.rs"]
mod checksum;

#[cfg(test)]
mod tests {
    use super::*;
    use record::Capture;
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_changed_word_changes_what_made_a_reading() {
        let folder = tempfile::tempdir().unwrap();
        let sum = || checksum::of(&[folder.path()]).unwrap();
        fs::create_dir(folder.path().join("en")).unwrap();
        fs::write(folder.path().join("en/cues.tsv"), "said\n").unwrap();
        let before = sum();
        assert_eq!(sum(), before);
        fs::write(folder.path().join("en/README.md"), "What the lists are.\n").unwrap();
        assert_eq!(sum(), before, "an explanation is no list");
        fs::write(folder.path().join("en/cues.tsv"), "said\nvowed\n").unwrap();
        let more = sum();
        fs::rename(folder.path().join("en/cues.tsv"), folder.path().join("en/hedges.tsv")).unwrap();
        assert!(before != more && more != sum());

        let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lexicons");
        assert_eq!(checksum::of(&[&lists]).unwrap().len(), 64);
        let engine = Engine::open(&[]).unwrap();
        assert!(engine.made_by().models.iter().any(|one| one.starts_with("word lists sha256:")));
    }

    #[test]
    fn another_maker_reads_the_same_input_anew() {
        struct Silent;
        impl crate::Listener for Silent {
            fn report(&mut self, _: &Understood, _: Option<crate::Kept>) -> Result<()> {
                Ok(())
            }
            fn problem(&mut self, _: &crate::Problem) -> Result<()> {
                Ok(())
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let (page, into) = (folder.path().join("a.txt"), folder.path().join("a.daftari"));
        fs::write(&page, "The army said on Monday that it had left the town of Kest.\n").unwrap();
        let mut engine = Engine::open(&[]).unwrap();
        let inputs = [crate::Input::Path(page)];
        let stop = std::sync::atomic::AtomicBool::new(false);
        let read = |engine: &Engine| crate::read(&inputs, engine, Some(&into), &mut Silent, &stop).unwrap();
        assert_eq!(read(&engine).new, 1);
        assert_eq!(read(&engine).unchanged, 1);
        engine.made_by.models.pop();
        engine.made_by.models.push("word lists sha256:another".to_owned());
        assert_eq!(read(&engine).read_anew, 1);
    }

    fn report(text: &str) -> Report {
        let mut capture = Capture::new(text.as_bytes().to_vec(), "a.txt", "2031-05-04T10:00:00Z");
        capture.form = record::capture::Form::Text;
        Report { text: text.to_owned(), ..page::read(&capture).value }
    }

    #[test]
    fn a_long_text_is_cut_at_a_line_and_a_short_one_is_not() {
        assert!(beginning(&report("Les pourparlers reprennent.")).is_none());
        let lines = "Les pourparlers ont repris à Port Alba.\n".repeat(20_000);
        let cut = beginning(&report(&lines)).unwrap();
        assert!(
            cut.text.len() > LONGEST - 100 && lines.starts_with(&cut.text) && cut.text.ends_with("Alba.")
        );
        let one_line = "é".repeat(LONGEST);
        let cut = beginning(&report(&one_line)).unwrap();
        assert!(!cut.text.is_empty() && one_line.starts_with(&cut.text));
    }
}
