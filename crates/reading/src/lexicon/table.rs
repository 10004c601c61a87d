//! A tab-separated file with a header line, comments and line numbers.

use super::LexiconError;
use std::collections::BTreeSet;

/// The rows of a file, by column name.
#[derive(Debug, Clone)]
pub struct Table<'t> {
    file: String,
    columns: Vec<&'t str>,
    rows: Vec<(usize, Vec<&'t str>)>,
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    table: &'r Table<'r>,
    line: usize,
    cells: &'r [&'r str],
}

impl<'t> Table<'t> {
    /// Read `text`; `file` is only used in complaints. Columns in `needed` must be there.
    pub fn parse(file: &str, text: &'t str, needed: &[&str]) -> Result<Table<'t>, LexiconError> {
        let mut lines =
            text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let Some((at, header)) = lines.next() else {
            return Err(LexiconError {
                file: file.to_owned(),
                line: 1,
                message: "no header line".to_owned(),
            });
        };
        let columns: Vec<&str> = header.split('\t').map(str::trim).collect();
        if let Some(missing) = needed.iter().find(|name| !columns.contains(name)) {
            let message = format!("no column `{missing}` in the header; it has {}", columns.join(", "));
            return Err(LexiconError { file: file.to_owned(), line: at + 1, message });
        }
        let mut rows = Vec::new();
        for (at, line) in lines {
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if cells.len() > columns.len() {
                let message = format!("{} cells where the header has {}", cells.len(), columns.len());
                return Err(LexiconError { file: file.to_owned(), line: at + 1, message });
            }
            rows.push((at + 1, cells));
        }
        Ok(Table { file: file.to_owned(), columns, rows })
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

/// The words of each class of a file with the columns `class` and `words`.
pub(super) fn classes(file: &str, text: &str) -> Result<Vec<(String, BTreeSet<String>)>, LexiconError> {
    let table = Table::parse(file, text, &["class", "words"])?;
    let words = |row: Row<'_>| {
        let words = row.get("words").split(", ").filter(|word| !word.is_empty()).map(str::to_owned);
        Ok((row.need("class")?.to_owned(), words.collect()))
    };
    table.rows().map(words).collect()
}

/// Lines of two cells without a header, as `irregular.tsv` has them: form and dictionary form.
pub(super) fn pairs(file: &str, text: &str) -> Result<Vec<(String, String)>, LexiconError> {
    let lines =
        text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines
        .map(|(at, line)| match line.split_once('\t') {
            Some((form, lemma)) => Ok((form.trim().to_owned(), lemma.trim().to_owned())),
            None => {
                let message = "not two cells: a form, a tab, its dictionary form".to_owned();
                Err(LexiconError { file: file.to_owned(), line: at + 1, message })
            }
        })
        .collect()
}

impl<'r> Row<'r> {
    /// The cell of a column; empty where the row or the file has none.
    pub fn get(&self, column: &str) -> &'r str {
        let at = self.table.columns.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at)).copied().unwrap_or("")
    }

    /// A cell that may not be empty.
    pub fn need(&self, column: &str) -> Result<&'r str, LexiconError> {
        match self.get(column) {
            "" => Err(self.wrong(format!("`{column}` is empty"))),
            cell => Ok(cell),
        }
    }

    /// A cell that is one of a closed set of words.
    pub fn word<T: Copy>(
        &self,
        column: &str,
        from_word: fn(&str) -> Option<T>,
        known: &[&str],
    ) -> Result<T, LexiconError> {
        let cell = self.need(column)?;
        from_word(cell)
            .ok_or_else(|| self.wrong(format!("`{cell}` is no {column}; known: {}", known.join(", "))))
    }

    /// A complaint about this row.
    pub fn wrong(&self, message: String) -> LexiconError {
        LexiconError { file: self.table.file.clone(), line: self.line, message }
    }

    /// `file:line` of this row.
    pub fn entry(&self) -> String {
        format!("{}:{}", self.table.file, self.line)
    }
}
