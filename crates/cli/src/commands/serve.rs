//! `daftari serve`: the site.

use super::Done;
use crate::args::ServeArguments;
use crate::outcome::Outcome;
use site::{ServeError, Serving};
use std::io::{self, Write};
use std::process::{Command, Stdio};

pub(crate) fn run(asked: &ServeArguments) -> Done {
    let serving = Serving {
        file: asked.file.clone(),
        as_of: asked.as_of.as_of(),
        packs: asked.packs.folders.clone(),
        port: asked.port,
    };
    let served = site::serve(&serving, |address| {
        // Nobody is left to tell when standard error is closed; the site still answers.
        let _ = writeln!(io::stderr(), "Serving {} at {address} (Ctrl-C ends it)", asked.file.display());
        if !asked.no_open {
            open(address);
        }
    });
    served.map_err(failed)?;
    Ok(Outcome::Well)
}

fn failed(error: ServeError) -> app::Error {
    match error {
        ServeError::Record(error) => error,
        ServeError::Start(error) => {
            app::Error::Usage { message: format!("the site could not start: {error}"), help: String::new() }
        }
        ServeError::Port { port, source } => app::Error::Usage {
            message: format!("port {port} cannot be had: {source}"),
            help: "give another with --port, or --port 0 to let the system choose".to_owned(),
        },
    }
}

/// Open the page in the person's browser, where there is one; the address is printed either way.
fn open(address: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let started = Command::new(program)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    drop(started);
}
