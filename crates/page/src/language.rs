//! The language of a report: as declared, unless the words plainly say otherwise.

use crate::note;
use record::Note;
use whatlang::Lang;

/// Fewer letters than this say too little to overrule a declaration.
const ENOUGH: usize = 200;
/// How much of the text is looked at.
const SAMPLE: usize = 4000;

/// ISO 639-1 code of the language of `text`, or `und`.
pub(crate) fn of(text: &str, declared: Option<&str>, notes: &mut Vec<Note>) -> String {
    let declared = declared.and_then(primary);
    let sample: String = text.chars().take(SAMPLE).collect();
    let found = whatlang::detect(&sample).and_then(|info| Some((code(info.lang())?, info.is_reliable())));
    match (declared, found) {
        (Some(declared), Some((found, true))) if declared != found && sample.len() >= ENOUGH => {
            let message = format!("Declared as `{declared}`, but the words are `{found}`.");
            notes.push(note::doubt(note::LANGUAGE_DISAGREES, message));
            found.to_owned()
        }
        (Some(declared), _) => declared,
        (None, Some((found, reliable))) => {
            if !reliable {
                let message = format!("No language is declared and the words are few; taken as `{found}`.");
                notes.push(note::doubt(note::LANGUAGE_GUESSED, message));
            }
            found.to_owned()
        }
        (None, None) => {
            notes.push(note::doubt(note::LANGUAGE_UNKNOWN, "No language is declared or could be told."));
            "und".to_owned()
        }
    }
}

/// The primary subtag of a language tag: `fr` of `fr-CD`, in lower case.
pub(crate) fn primary(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    let fits = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase());
    (fits && first != "und").then_some(first)
}

/// The two-letter code of a language that can be told by its words; rarer ones keep their three letters unsaid.
fn code(language: Lang) -> Option<&'static str> {
    const CODES: &[(Lang, &str)] = &[
        (Lang::Eng, "en"),
        (Lang::Fra, "fr"),
        (Lang::Ara, "ar"),
        (Lang::Spa, "es"),
        (Lang::Por, "pt"),
        (Lang::Deu, "de"),
        (Lang::Ita, "it"),
        (Lang::Nld, "nl"),
        (Lang::Rus, "ru"),
        (Lang::Ukr, "uk"),
        (Lang::Tur, "tr"),
        (Lang::Pol, "pl"),
        (Lang::Swe, "sv"),
        (Lang::Dan, "da"),
        (Lang::Nob, "nb"),
        (Lang::Fin, "fi"),
        (Lang::Ind, "id"),
        (Lang::Zul, "zu"),
        (Lang::Sna, "sn"),
        (Lang::Amh, "am"),
        (Lang::Heb, "he"),
        (Lang::Pes, "fa"),
        (Lang::Urd, "ur"),
        (Lang::Hin, "hi"),
        (Lang::Cmn, "zh"),
        (Lang::Jpn, "ja"),
        (Lang::Kor, "ko"),
        (Lang::Ell, "el"),
        (Lang::Ces, "cs"),
        (Lang::Ron, "ro"),
        (Lang::Hun, "hu"),
        (Lang::Vie, "vi"),
    ];
    CODES.iter().find(|(lang, _)| *lang == language).map(|(_, code)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_gives_way_only_to_plain_words() {
        let french = "Le porte-parole du gouvernement a affirmé mercredi que les négociations reprendraient la \
            semaine prochaine, après plusieurs jours de combats dans les collines qui entourent la ville, où des \
            milliers de familles attendent encore de pouvoir rentrer chez elles.";
        let mut notes = Vec::new();
        assert_eq!(of(french, Some("en-US"), &mut notes), "fr");
        assert_eq!(notes[0].code, "language-disagrees");
        assert_eq!(of("Accord signé", Some("fr-CD"), &mut notes), "fr");
        assert_eq!(of("", None, &mut notes), "und");
    }
}
