//! CoNLL-U: the exchange format of treebanks, read for gold sets and fakes, written for people and tools.

use crate::analysis::{Analysis, Name, NameKind, Part, Sentence, Word};
use crate::labels::{Deprel, Feats, Language, Upos};
use record::span::{Span, TextIndex};
use std::fmt::Write;

/// What is wrong with a CoNLL-U text, with the line it stands on (from 1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// Line number.
    pub line: usize,
    /// What is wrong there.
    pub problem: String,
}

impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for Malformed {}

/// Sentences of a CoNLL-U file together with the running text they make.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The text: `# newdoc` and `# newpar` start a paragraph (an empty line), other sentences follow a space.
    pub text: String,
    /// The sentences with spans into the text.
    pub analysis: Analysis,
}

/// Read CoNLL-U. Enhanced dependencies and empty nodes are skipped; names come from `Name=B-PER` in MISC.
pub fn read(source: &str, language: Language) -> Result<Document, Malformed> {
    let mut reader = Reader::new(language);
    for (i, line) in source.lines().enumerate() {
        let at = |problem: String| Malformed { line: i + 1, problem };
        if line.is_empty() {
            reader.finish_sentence().map_err(at)?;
        } else if let Some(comment) = line.strip_prefix('#') {
            reader.comment(comment.trim());
        } else {
            reader.row(line).map_err(at)?;
        }
    }
    let last = source.lines().count();
    reader.finish_sentence().map_err(|problem| Malformed { line: last, problem })?;
    Ok(Document { text: reader.text, analysis: reader.analysis })
}

struct Reader {
    text: String,
    length: u32,
    analysis: Analysis,
    words: Vec<Word>,
    tags: Vec<Option<String>>,
    paragraph: usize,
    new_paragraph: bool,
    space: bool,
    /// Words that still belong to the open multiword token: its span, next index, size.
    open: Option<(Span, usize, usize)>,
}

impl Reader {
    fn new(language: Language) -> Reader {
        Reader {
            text: String::new(),
            length: 0,
            analysis: Analysis::empty(language),
            words: Vec::new(),
            tags: Vec::new(),
            paragraph: 0,
            new_paragraph: false,
            space: true,
            open: None,
        }
    }

    fn comment(&mut self, comment: &str) {
        let key = comment.split('=').next().unwrap_or(comment).trim();
        self.new_paragraph |= matches!(key, "newpar" | "newpar id" | "newdoc" | "newdoc id");
    }

    fn row(&mut self, line: &str) -> Result<(), String> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, _, feats, head, deprel, _, misc] = cells[..] else {
            return Err(format!("{} columns instead of 10", cells.len()));
        };
        if id.contains('.') {
            return Ok(());
        }
        let space = !misc.split('|').any(|m| m == "SpaceAfter=No");
        if let Some((first, last)) = id.split_once('-') {
            let (first, last) = (number(first)?, number(last)?);
            let span = self.surface(form, space);
            self.open = Some((span, 0, (last + 1).saturating_sub(first)));
            return Ok(());
        }
        if number(id)? != self.words.len() + 1 {
            return Err(format!("word {id} where {} was expected", self.words.len() + 1));
        }
        let (span, part) = self.place(form, space);
        self.tags.push(misc.split('|').find_map(|m| m.strip_prefix("Name=")).map(str::to_owned));
        self.words.push(Word {
            span,
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: upos.parse::<Upos>().map_err(|e| e.to_string())?,
            feats: Feats::new(feats),
            head: number(head)?.checked_sub(1),
            deprel: deprel.parse::<Deprel>().map_err(|e| e.to_string())?,
            part,
        });
        Ok(())
    }

    /// The span of a word's token: the open multiword token while it lasts, else its own form.
    fn place(&mut self, form: &str, space: bool) -> (Span, Option<Part>) {
        if let Some((span, index, of)) = self.open.filter(|&(_, index, of)| index < of) {
            self.open = Some((span, index + 1, of));
            return (span, Some(Part { index, of }));
        }
        self.open = None;
        (self.surface(form, space), None)
    }

    fn surface(&mut self, form: &str, space: bool) -> Span {
        if self.words.is_empty() && !self.text.is_empty() {
            let gap = if self.new_paragraph { "\n\n" } else { " " };
            let gap = if self.space || self.new_paragraph { gap } else { "" };
            self.paragraph += usize::from(self.new_paragraph);
            self.push(gap);
        } else if self.space && !self.text.is_empty() {
            self.push(" ");
        }
        self.new_paragraph = false;
        let start = self.length;
        self.push(form);
        self.space = space;
        Span::new(start, self.length)
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += u32::try_from(text.chars().count()).unwrap_or(0);
    }

    fn finish_sentence(&mut self) -> Result<(), String> {
        let words = std::mem::take(&mut self.words);
        let tags = std::mem::take(&mut self.tags);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Ok(()) };
        if let Some(word) = words.iter().find(|w| w.head.is_some_and(|h| h >= words.len())) {
            return Err(format!("the head of `{}` is beyond the sentence", word.form));
        }
        let sentence = self.analysis.sentences.len();
        self.analysis.names.extend(names_of(&words, &tags, sentence));
        let span = first.span.cover(last.span);
        let language = self.analysis.language;
        self.analysis.sentences.push(Sentence { span, language, words, paragraph: self.paragraph });
        Ok(())
    }
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("`{text}` is not a number"))
}

fn names_of(words: &[Word], tags: &[Option<String>], sentence: usize) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (i, tag) in tags.iter().enumerate() {
        let Some((prefix, kind)) = tag.as_deref().and_then(|t| t.split_once('-')) else { continue };
        let kind = match kind {
            "PER" => NameKind::Per,
            "ORG" => NameKind::Org,
            "LOC" => NameKind::Loc,
            _ => NameKind::Misc,
        };
        match names.last_mut().filter(|n| prefix == "I" && n.words.end == i && n.kind == kind) {
            Some(name) => {
                name.words.end = i + 1;
                name.span = name.span.cover(words[i].span);
            }
            None => names.push(Name { span: words[i].span, kind, sentence, words: i..i + 1 }),
        }
    }
    names
}

/// Write an analysis as CoNLL-U; names go to MISC as `Name=B-PER`.
pub fn write(analysis: &Analysis, text: &str) -> String {
    let index = TextIndex::new(text);
    let mut out = String::new();
    let mut paragraph = None;
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        if paragraph != Some(sentence.paragraph) {
            out.push_str("# newpar\n");
            paragraph = Some(sentence.paragraph);
        }
        let line = index.of(sentence.span).replace(['\n', '\t'], " ");
        let _ =
            writeln!(out, "# sent_id = {}\n# text = {line}\n# language = {}", number + 1, sentence.language);
        let names: Vec<&Name> = analysis.names_in(number).collect();
        for i in 0..sentence.words.len() {
            write_word(&mut out, sentence, i, &index, &names);
        }
        out.push('\n');
    }
    out
}

fn write_word(out: &mut String, sentence: &Sentence, i: usize, index: &TextIndex<'_>, names: &[&Name]) {
    let word = &sentence.words[i];
    let after = index.text()[index.byte(word.span.end)..].chars().next();
    let glued = after.is_some_and(|c| !c.is_whitespace());
    let space = if glued { "SpaceAfter=No" } else { "_" };
    if let Some(Part { index: 0, of }) = word.part {
        let surface = index.of(word.span);
        let _ = writeln!(out, "{}-{}\t{surface}\t_\t_\t_\t_\t_\t_\t_\t{space}", i + 1, i + of);
    }
    let mut misc: Vec<String> = Vec::new();
    if let Some(name) = names.iter().find(|n| n.words.contains(&i)) {
        misc.push(format!("Name={}-{}", if name.words.start == i { 'B' } else { 'I' }, name.kind.as_str()));
    }
    if word.part.is_none() && glued {
        misc.push(space.to_owned());
    }
    let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
    let head = word.head.map_or(0, |h| h + 1);
    let (feats, deprel) = (word.feats.column(), &word.deprel);
    let _ = writeln!(
        out,
        "{}\t{}\t{}\t{}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}",
        i + 1,
        word.form,
        word.lemma,
        word.upos
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# newpar\n# text = Il parle du Kivu.\n\
        1\tIl\til\tPRON\t_\tNumber=Sing\t2\tnsubj\t_\t_\n\
        2\tparle\tparler\tVERB\t_\t_\t0\troot\t_\t_\n\
        3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n\
        3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_\n\
        4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_\n\
        5\tKivu\tKivu\tPROPN\t_\t_\t2\tobl:arg\t_\tName=B-LOC|SpaceAfter=No\n\
        6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n";

    #[test]
    fn the_words_of_a_multiword_token_share_its_span() {
        let document = read(SAMPLE, Language::French).unwrap();
        assert_eq!(document.text, "Il parle du Kivu.");
        let words = &document.analysis.sentences[0].words;
        assert_eq!(words[2].span, words[3].span);
        assert_eq!(words[3].span.of(&document.text), "du");
        assert_eq!(document.analysis.names[0].span.of(&document.text), "Kivu");
        assert_eq!(document.analysis.sentences[0].subtree(4), [2, 3, 4]);
    }

    #[test]
    fn what_is_written_reads_back() {
        let document = read(SAMPLE, Language::French).unwrap();
        let written = write(&document.analysis, &document.text);
        assert_eq!(read(&written, Language::French).unwrap(), document);
    }

    #[test]
    fn a_broken_row_is_named_by_its_line() {
        let error = read("# x\n1\tA\n", Language::English).unwrap_err();
        assert_eq!((error.line, error.problem.as_str()), (2, "2 columns instead of 10"));
    }
}
