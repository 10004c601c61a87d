//! The packs that come with Daftari are right as far as a check can tell, and a check tells what is wrong.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may fail loudly")]

use jiff::civil::date;
use reading::pack::{Candidate, Mention, Packs, Problem, Thing, builtin_files, check};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a folder, by their path from the root of the repository.
fn folder(name: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(root().join(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml" || ending == "tsv"))
        .map(|path| {
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            (format!("{name}/{file}"), std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn told(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{problem}\n")).collect()
}

#[test]
fn the_builtin_packs_are_clean() {
    assert_eq!(told(&check(&builtin_files(), &[])), "");
    assert!(Packs::builtin().notes.is_empty());
}

#[test]
fn every_file_of_the_packs_folder_is_built_in() {
    let built: BTreeSet<String> = builtin_files().into_iter().map(|(path, _)| path).collect();
    let packs = std::fs::read_dir(root().join("packs")).unwrap();
    let there: BTreeSet<String> = packs
        .map(|pack| pack.unwrap())
        .filter(|pack| pack.path().is_dir())
        .map(|pack| format!("packs/{}", pack.file_name().to_string_lossy()))
        .flat_map(|pack| folder(&pack))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(built, there);
}

#[test]
fn five_planted_mistakes_are_found_with_their_lines_and_the_nearest_right_thing() {
    let problems = check(&folder("cases/packs/five-mistakes"), &builtin_files());
    insta::assert_snapshot!(told(&problems));
}

#[test]
fn the_pack_of_the_examples_is_clean() {
    assert_eq!(told(&check(&folder("examples/pack"), &builtin_files())), "");
}

/// What the packs find in a sentence: the words, and the ids they may mean.
fn found(packs: &Packs, sentence: &str) -> String {
    let id = |candidate: &Candidate<'_>| match candidate.thing {
        Thing::Actor(actor) => format!("{} ({:?})", actor.id, candidate.how),
        Thing::Office(actor, _) => format!("office of {}", actor.id),
        Thing::Agent(agent) => format!("agent {}", agent.id),
        Thing::Title(title) => format!("title {}", title.id),
        Thing::Process(process) => format!("process {}", process.id),
        Thing::Agreement(agreement) => format!("agreement {}", agreement.id),
        Thing::Outlet(outlet) => format!("outlet {}", outlet.id),
        Thing::Place(place) => format!("place {} {}", place.id, place.admin.join(" > ")),
    };
    let line = |mention: Mention<'_>| {
        let ids: Vec<String> = mention.candidates.iter().map(id).collect();
        format!("  {} = {}\n", mention.span.of(sentence), ids.join(" | "))
    };
    let lines: String = packs.mentions(sentence).into_iter().map(line).collect();
    format!("{sentence}\n{lines}")
}

#[test]
fn names_of_all_kinds_are_found_in_a_sentence() {
    let packs = Packs::builtin().value;
    let told: String = [
        "L'AFC/M23 accuse les FARDC d'avoir bombardé Rubaya, selon un porte-parole de l'armée.",
        "The UN said Rwandan soldiers had crossed near Kitchanga; Kigali denied it in Doha.",
        "Un convoi a été attaqué sur l'axe Bunia-Bogoro ; au moins huit civils sont morts.",
        "Le gouverneur militaire de l'Ituri a reçu la cheffe de la MONUSCO.",
        "The Washington Peace Agreement binds both governments, Massad Boulos told Reuters.",
    ]
    .iter()
    .map(|sentence| found(&packs, sentence))
    .collect();
    insta::assert_snapshot!(told);
}

#[test]
fn an_office_is_held_by_somebody_else_on_another_day() {
    let packs = Packs::builtin().value;
    let held = |actor: &str, title: &str, day| packs.holder(actor, title, day).map(|who| who.id.clone());
    for (actor, title, day, who) in [
        ("cod-government", "president", date(2018, 6, 1), Some("cod-kabila")),
        ("cod-government", "president", date(2025, 6, 6), Some("cod-tshisekedi")),
        ("cod-government", "president", date(2019, 1, 24), Some("cod-tshisekedi")),
        ("cod-nord-kivu-government", "governor", date(2025, 1, 26), None),
        ("cod-nord-kivu-government", "governor", date(2025, 2, 6), Some("cod-somo-kakule")),
        ("usa-government", "president", date(2022, 1, 1), Some("usa-biden")),
        ("usa-government", "president", date(2025, 6, 27), Some("usa-trump")),
        ("monusco", "special-representative", date(2024, 1, 1), Some("un-keita")),
        ("cod-government", "foreign-minister", date(2018, 6, 1), Some("cod-okitundu")),
        ("cod-government", "interior-minister", date(2017, 6, 1), Some("cod-shadary")),
        ("tza-government", "foreign-minister", date(2022, 12, 1), Some("sadc-tax")),
    ] {
        assert_eq!(held(actor, title, day).as_deref(), who, "{title} of {actor} on {day}");
    }
}

#[test]
fn a_group_is_part_of_what_it_was_part_of_on_that_day() {
    let packs = Packs::builtin().value;
    let wholes =
        |day| packs.wholes_of("cod-m23", day).iter().map(|whole| whole.id.clone()).collect::<Vec<_>>();
    assert_eq!(wholes(date(2023, 6, 1)), Vec::<String>::new());
    assert_eq!(wholes(date(2025, 6, 1)), ["cod-afc"]);
}

#[test]
fn an_outlet_is_known_by_its_host_and_by_its_name() {
    let packs = Packs::builtin().value;
    let by_host = |host: &str| packs.outlet_by_host(host).map(|outlet| outlet.id.as_str());
    assert_eq!(by_host("www.radiookapi.net"), Some("radio-okapi"));
    assert_eq!(by_host("amp.rfi.fr"), Some("rfi"));
    assert_eq!(by_host("notrfi.fr"), None);
    assert_eq!(packs.outlet_by_name("actualité.cd").map(|outlet| outlet.id.as_str()), Some("actualite-cd"));
}

#[test]
fn a_later_pack_adds_to_an_actor_and_says_where() {
    let packs = Packs::builtin().value;
    let army = packs.organ_of("RWA", "army").unwrap();
    assert_eq!(army.id, "rwa-army");
    assert!(army.names.iter().any(|name| name.words == "Rwanda Defence Forces"), "from the base");
    assert!(!army.offices.is_empty(), "from the theatre");
    assert!(packs.actor_at("rwa-army").unwrap().file.ends_with("drc-east/states.toml"));
    assert_eq!(packs.made_by().len(), 2);
}
