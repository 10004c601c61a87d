//! robots.txt after RFC 9309: the group that names us, else the one for all; the longest matching rule decides.

/// The rules of one host for one robot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rules(Vec<Rule>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    path: String,
}

impl Rules {
    /// Rules that allow nothing.
    pub(super) fn nothing_allowed() -> Rules {
        Rules(vec![Rule { allow: false, path: "/".to_owned() }])
    }

    /// The rules a robots.txt has for a robot.
    pub(super) fn of(text: &str, robot: &str) -> Rules {
        let (mut ours, mut everyones) = (Vec::new(), Vec::new());
        let (mut for_us, mut for_all, mut naming, mut named) = (false, false, false, false);
        for (key, value) in text.lines().filter_map(field) {
            let allow = key.eq_ignore_ascii_case("allow");
            if key.eq_ignore_ascii_case("user-agent") {
                if !naming {
                    (for_us, for_all) = (false, false);
                }
                naming = true;
                for_us |= value.eq_ignore_ascii_case(robot);
                for_all |= value == "*";
                named |= for_us;
            } else if allow || key.eq_ignore_ascii_case("disallow") {
                naming = false;
                let rule = Rule { allow, path: value.to_owned() };
                if for_us {
                    ours.push(rule.clone());
                }
                if for_all {
                    everyones.push(rule);
                }
            }
        }
        let mut rules = if named { ours } else { everyones };
        rules.retain(|rule| !rule.path.is_empty());
        Rules(rules)
    }

    /// Whether a path with its query may be fetched: the longest match decides, and for it where two tie.
    pub(super) fn allow(&self, path: &str) -> bool {
        let matching = self.0.iter().filter(|rule| matches(rule.path.as_bytes(), path.as_bytes()));
        matching.max_by_key(|rule| (rule.path.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }
}

/// A line's key and value, its comment taken away.
fn field(line: &str) -> Option<(&str, &str)> {
    let line = line.split('#').next().unwrap_or_default();
    let (key, value) = line.split_once(':')?;
    Some((key.trim(), value.trim()))
}

/// Whether a rule's pattern matches the start of a path: `*` is any run, a final `$` the end.
///
/// Greedy with one point to come back to, so linear for one `*` and never exponential.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix(b"$") {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    let (mut p, mut s) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    loop {
        if p == pattern.len() && (!to_end || s == path.len()) {
            return true;
        }
        if p < pattern.len() && pattern[p] == b'*' {
            back = Some((p, s));
            p += 1;
        } else if p < pattern.len() && s < path.len() && pattern[p] == path[s] {
            (p, s) = (p + 1, s + 1);
        } else {
            match back.as_mut() {
                Some((star, from)) if *from < path.len() => {
                    *from += 1;
                    (p, s) = (*star + 1, *from);
                }
                _ => return false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(text: &str, path: &str) -> bool {
        Rules::of(text, "daftari").allow(path)
    }

    #[test]
    fn the_longest_rule_of_our_group_decides() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: Daftari\nDisallow: /private # staff\nAllow: /private/news";
        assert!(allowed(text, "/news"));
        assert!(!allowed(text, "/private/a"));
        assert!(allowed(text, "/private/news/1"));
        assert!(!Rules::of(text, "another").allow("/news"));
    }

    #[test]
    fn an_empty_rule_and_an_empty_file_allow_all() {
        assert!(allowed("User-agent: *\nDisallow:", "/a"));
        assert!(allowed("", "/a"));
        assert!(!Rules::nothing_allowed().allow("/a"));
    }

    #[test]
    fn a_star_is_any_run_and_a_dollar_the_end() {
        let text = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /print/*/all";
        assert!(!allowed(text, "/a/b.pdf"));
        assert!(allowed(text, "/a/b.pdf?x"));
        assert!(!allowed(text, "/print/2031/05/all/"));
        assert!(allowed(text, "/print/2031"));
    }

    #[test]
    fn several_robots_share_a_group() {
        let text = "user-agent: a\nuser-agent: daftari\ndisallow: /x\nuser-agent: b\ndisallow: /y";
        assert!(!allowed(text, "/x"));
        assert!(allowed(text, "/y"));
    }
}
