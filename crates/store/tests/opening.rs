//! A file that is not a record, or not ours to write, says so and stays as it is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test may fail loudly"
)]

use std::fs;
use store::{APPLICATION_ID, AsOf, CURRENT_SCHEMA, Store, StoreError};

fn named(name: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    (folder, path)
}

#[test]
fn a_text_file_is_no_record_and_is_left_alone() {
    let (_folder, path) = named("notes.daftari");
    fs::write(&path, "Notes on the talks.\n".repeat(100)).unwrap();
    assert!(matches!(Store::create(&path), Err(StoreError::NotARecord { .. })));
    assert!(matches!(Store::open(&path, AsOf::default()), Err(StoreError::NotARecord { .. })));
    assert!(fs::read_to_string(&path).unwrap().starts_with("Notes on the talks."));
}

#[test]
fn another_programs_database_is_no_record() {
    let (_folder, path) = named("other.daftari");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    let error = Store::create(&path).unwrap_err();
    assert!(error.to_string().contains("another program"), "{error}");
    assert!(Store::open(&path, AsOf::default()).is_err());
}

#[test]
fn a_record_of_a_newer_daftari_says_so() {
    let (_folder, path) = named("new.daftari");
    drop(Store::create(&path).unwrap());
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 999).unwrap();
    for error in [Store::create(&path).unwrap_err(), Store::open(&path, AsOf::default()).unwrap_err()] {
        assert!(matches!(error, StoreError::Newer { found: 999, known: CURRENT_SCHEMA, .. }), "{error}");
        assert!(error.help().is_some());
    }
}

#[test]
fn a_missing_file_is_not_made_by_looking() {
    let (_folder, path) = named("none.daftari");
    assert!(matches!(Store::open(&path, AsOf::default()), Err(StoreError::Missing { .. })));
    assert!(!path.exists());
}

#[test]
fn an_empty_file_becomes_a_record_only_by_writing() {
    let (_folder, path) = named("empty.daftari");
    fs::write(&path, "").unwrap();
    assert!(matches!(Store::open(&path, AsOf::default()), Err(StoreError::NotARecord { .. })));
    drop(Store::create(&path).unwrap());
    assert!(Store::open(&path, AsOf::default()).is_ok());
    let raw = rusqlite::Connection::open(&path).unwrap();
    let id: i64 = raw.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap();
    assert_eq!(id, APPLICATION_ID);
}

#[test]
fn a_reader_sees_what_a_writer_commits_beside_it() {
    let (_folder, path) = named("both.daftari");
    let mut writer = Store::create(&path).unwrap();
    let reader = Store::open(&path, AsOf::default()).unwrap();
    assert_eq!(reader.counts().unwrap().judgements, 0);
    writer.append(&[("j-1".into(), "{}".into())], "2031-05-04T10:00:00Z").unwrap();
    assert_eq!(reader.counts().unwrap().judgements, 1);
}
