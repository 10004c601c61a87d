//! Inputs: files, folders, standard input and URLs, opened one after the other in the order given.

mod file;
mod folder;
mod lines;

use crate::fetch::Fetcher;
use record::Capture;
use record::capture::Form;
use std::path::{Path, PathBuf};
use store::Problem;

/// No page or line may be longer: it is kept as a problem, not read.
pub(crate) const LARGEST: u64 = 64 << 20;

/// One input as named on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// `-`.
    Stdin,
    /// An http or https URL.
    Url(String),
    /// A file or a folder.
    Path(PathBuf),
}

impl Input {
    /// Tell what an argument names.
    pub fn named(argument: &str) -> Input {
        match argument {
            "-" => Input::Stdin,
            _ if is_url(argument) => Input::Url(argument.to_owned()),
            _ => Input::Path(PathBuf::from(argument)),
        }
    }
}

fn is_url(argument: &str) -> bool {
    argument.split_once("://").is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// What opening an input gives, one by one: a capture, or why there is none.
pub(crate) type Opened = Result<Capture, Problem>;

/// Open the inputs lazily, in order.
pub(crate) fn open<'i>(
    inputs: &'i [Input],
    fetcher: &'i Fetcher,
) -> impl Iterator<Item = Opened> + Send + 'i {
    inputs.iter().flat_map(move |input| -> Box<dyn Iterator<Item = Opened> + Send + 'i> {
        match input {
            Input::Stdin => file::stdin(),
            Input::Url(url) => Box::new(std::iter::once_with(move || fetcher.fetch(url)).flat_map(split)),
            Input::Path(path) if path.is_dir() => {
                Box::new(folder::files(path).flat_map(|found| match found {
                    Ok(path) => file::open(&path),
                    Err(problem) => Box::new(std::iter::once(Err(problem))),
                }))
            }
            Input::Path(path) => file::open(path),
        }
    })
}

/// The reports of a capture: one, or one for each of its lines.
fn split(opened: Opened) -> Vec<Opened> {
    match opened {
        Ok(capture) => page::split(capture).into_iter().map(Ok).collect(),
        Err(problem) => vec![Err(problem)],
    }
}

/// What a file's ending says of its form; nothing where it says nothing.
fn form_by_ending(path: &Path) -> Form {
    match ending(path).as_str() {
        "html" | "htm" | "xhtml" | "shtml" => Form::Html,
        "txt" | "text" => Form::Text,
        _ => Form::Unknown,
    }
}

fn ending(path: &Path) -> String {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase()
}

pub(crate) fn problem(origin: &str, code: &str, message: impl Into<String>) -> Problem {
    Problem { origin: origin.to_owned(), code: code.to_owned(), message: message.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_names_one_thing() {
        assert_eq!(Input::named("-"), Input::Stdin);
        assert_eq!(Input::named("https://courier.example/a"), Input::Url("https://courier.example/a".into()));
        assert_eq!(Input::named("file:///etc/passwd"), Input::Url("file:///etc/passwd".into()));
        assert_eq!(Input::named("a:b.html"), Input::Path("a:b.html".into()));
    }
}
