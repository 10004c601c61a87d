//! The packs that come with Daftari, inside the program.

macro_rules! embedded {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../../../", $path)))),+]
    };
}

/// Each file of `packs/`, the base first. A test compares the list with the folders.
const FILES: &[(&str, &[u8])] = embedded![
    "packs/base/agents.toml",
    "packs/base/organisations.toml",
    "packs/base/pack.toml",
    "packs/base/people.toml",
    "packs/base/places.tsv",
    "packs/base/states.toml",
    "packs/base/titles.toml",
    "packs/drc-east/agreements.toml",
    "packs/drc-east/army.toml",
    "packs/drc-east/groups-local.toml",
    "packs/drc-east/groups.toml",
    "packs/drc-east/institutions.toml",
    "packs/drc-east/missions.toml",
    "packs/drc-east/outlets.toml",
    "packs/drc-east/pack.toml",
    "packs/drc-east/parties.toml",
    "packs/drc-east/people-abroad.toml",
    "packs/drc-east/people-drc.toml",
    "packs/drc-east/people-groups.toml",
    "packs/drc-east/people.toml",
    "packs/drc-east/places.tsv",
    "packs/drc-east/processes.toml",
    "packs/drc-east/states.toml",
];

/// The files of the packs that come with Daftari, as (path, bytes), the base first.
pub fn files() -> Vec<(String, Vec<u8>)> {
    FILES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect()
}
