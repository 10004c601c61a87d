//! The words of a personal name, in the forms they are compared by.

use crate::words::words;
use std::sync::LazyLock;

/// One word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Folded, as written.
    pub(crate) word: String,
    /// As it sounds: spellings of one sound are one.
    pub(crate) sound: String,
    /// The consonants of that.
    pub(crate) bones: String,
}

static PARTICLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../../lexicons/names/particles.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next()).collect()
});

static SPELLINGS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("../../../../lexicons/names/spellings.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
});

/// The words of a name that tell people apart; all of them where it has only particles.
pub(crate) fn tokens(name: &str) -> Vec<Token> {
    let found: Vec<String> = words(name).into_iter().map(|word| word.folded).flat_map(apart).collect();
    let telling: Vec<&String> = found.iter().filter(|word| !PARTICLES.contains(&word.as_str())).collect();
    let chosen = if telling.is_empty() { found.iter().collect() } else { telling };
    chosen.into_iter().map(|word| token(word)).collect()
}

/// Words that an apostrophe joins are two ("M'Bala" is "Mbala": one).
fn apart(word: String) -> Vec<String> {
    vec![word.replace('\'', "")]
}

fn token(word: &str) -> Token {
    let sound = sound(word);
    let bones = sound.chars().filter(|c| !"aiu".contains(*c)).collect();
    Token { word: word.to_owned(), sound, bones }
}

/// Read a word by the table of spellings, double letters as one, a last h left out.
fn sound(word: &str) -> String {
    let mut read = String::new();
    let mut rest = word;
    while !rest.is_empty() {
        let rule = SPELLINGS
            .iter()
            .filter(|(written, _)| rest.starts_with(written))
            .max_by_key(|(written, _)| written.len());
        let (written, sounds) = match rule {
            Some((written, sounds)) => (written.len(), (*sounds).to_owned()),
            None => {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                (first, rest[..first].to_owned())
            }
        };
        read.push_str(&sounds);
        rest = &rest[written..];
    }
    let mut once = String::new();
    for c in read.chars() {
        if !once.ends_with(c) {
            once.push(c);
        }
    }
    once.strip_suffix('h').map(str::to_owned).filter(|short| !short.is_empty()).unwrap_or(once)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sounds(name: &str) -> Vec<String> {
        tokens(name).into_iter().map(|token| token.sound).collect()
    }

    #[test]
    fn spellings_of_one_name_sound_alike() {
        for (a, b) in [
            ("Chisekedi", "Shisekedi"),
            ("Youssouf", "Yusuf"),
            ("Tchombé", "Tshombe"),
            ("Khalid", "Halid"),
            ("Moustapha", "Mustafa"),
        ] {
            assert_eq!(sounds(a), sounds(b), "{a} and {b}");
        }
        assert_eq!(tokens("Mohammed")[0].bones, tokens("Muhamad")[0].bones);
    }

    #[test]
    fn particles_are_left_out_but_never_all() {
        assert_eq!(sounds("Abdallah bin Said"), sounds("Abdallah Said"));
        assert_eq!(tokens("El Abu").len(), 2);
    }
}
