//! Running the binary as a person would, in a folder of its own.

#![allow(dead_code, reason = "each test file uses some of it")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder to run in, gone afterwards.
pub(crate) struct Desk(tempfile::TempDir);

/// What a run gave.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) talk: String,
}

impl Desk {
    pub(crate) fn new() -> Desk {
        Desk(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    /// The binary, ready to run here.
    pub(crate) fn daftari(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daftari"));
        command.args(arguments).current_dir(self.0.path()).env("NO_COLOR", "1").env_remove("COLUMNS");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.daftari(arguments).output().unwrap())
    }

    /// Lines of standard output as JSON, from a run that must end with this code.
    pub(crate) fn json(&self, code: i32, arguments: &[&str]) -> Vec<serde_json::Value> {
        let ran = self.run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.talk);
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Ran {
    fn of(output: Output) -> Ran {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), talk: text(output.stderr) }
    }

    /// Standard error with times made the same.
    pub(crate) fn talk_without_times(&self) -> String {
        let mut out = String::new();
        for word in self.talk.split_inclusive(' ') {
            let number = word.trim_end_matches([' ', ':', '.']).parse::<f64>().is_ok() && word.contains('.');
            out.push_str(if number { "0.0 " } else { word });
        }
        out
    }
}

/// An input of the tests.
pub(crate) fn input(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs").join(name).display().to_string()
}
