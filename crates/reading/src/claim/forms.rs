//! Forms of regular verbs, so that a lemmatiser that slips on one is mended; the others stand in `irregular.tsv`.

/// The forms of a French verb in -er but those of "tu"; other verbs are listed.
pub(super) fn french(verb: &str) -> Vec<String> {
    let Some(stem) = verb.strip_suffix("er") else { return Vec::new() };
    let soft = match stem.chars().last() {
        Some('g') => format!("{stem}e"),
        Some('c') => format!("{}ç", &stem[..stem.len() - 1]),
        _ => stem.to_owned(),
    };
    let plain = ["é", "ée", "és", "ées", "er", "èrent", "ez", "ions", "iez"];
    let softened = ["ait", "aient", "ant", "a", "ons"];
    let mute = ["e", "ent", "era", "eront", "erait", "eraient", "erons", "erions"];
    let mut out: Vec<String> = plain.iter().map(|end| format!("{stem}{end}")).collect();
    out.extend(softened.iter().map(|end| format!("{soft}{end}")));
    for stem in std::iter::once(stem.to_owned()).chain(before_mute(stem)) {
        out.extend(mute.iter().map(|end| format!("{stem}{end}")));
    }
    out
}

/// The other stems that some verbs have before a mute e: "libèrent", "lèvent", "appellent", "paient".
fn before_mute(stem: &str) -> Vec<String> {
    let letters: Vec<char> = stem.chars().collect();
    let [head @ .., vowel, last] = &letters[..] else { return Vec::new() };
    let head: String = head.iter().collect();
    match (vowel, last) {
        (vowel, 'y') => vec![format!("{head}{vowel}i")],
        ('e' | 'é', 'l' | 't') => vec![format!("{head}è{last}"), format!("{stem}{last}")],
        ('e' | 'é', last) if last.is_alphabetic() => vec![format!("{head}è{last}")],
        _ => Vec::new(),
    }
}

/// Third person, past and -ing forms of a regular English verb, doubled consonants and dropped vowels included.
pub(super) fn english(verb: &str) -> Vec<String> {
    let vowel = |c: char| "aeiou".contains(c);
    let letters: Vec<char> = verb.chars().collect();
    if let Some(stem) = verb.strip_suffix('e') {
        return vec![format!("{verb}s"), format!("{verb}d"), format!("{stem}ing")];
    }
    if verb.ends_with('y') && letters.len() > 1 && !vowel(letters[letters.len() - 2]) {
        let stem = &verb[..verb.len() - 1];
        return vec![format!("{stem}ies"), format!("{stem}ied"), format!("{verb}ing")];
    }
    let hiss = ["s", "x", "z", "ch", "sh"].iter().any(|end| verb.ends_with(end));
    let mut out =
        vec![format!("{verb}{}s", if hiss { "e" } else { "" }), format!("{verb}ed"), format!("{verb}ing")];
    if let [.., before, middle, last] = letters[..]
        && !vowel(before)
        && vowel(middle)
        && !vowel(last)
        && !"wxy".contains(last)
    {
        out.extend([format!("{verb}{last}ed"), format!("{verb}{last}ing")]);
    }
    out
}
