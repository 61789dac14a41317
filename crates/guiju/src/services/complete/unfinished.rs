//! Where a place stands in a TOML text that may be unfinished: its table, its key, and the string it lies in.

use std::ops::Range;

/// A string, or the place that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// The keys from the top down to the one whose value it is, or whose table gets a key here.
    pub path: Vec<String>,
    /// Whether it is a key, and no value.
    pub key: bool,
    /// What has been written of the string, or of the bare word.
    pub text: Range<usize>,
    /// Whether it stands in quotes.
    pub quoted: bool,
}

/// A table or a list that is open.
struct Frame {
    list: bool,
    key: Option<String>,
}

/// The strings before an offset, in order, and what the offset asks for; `None` in a comment and in a table's head.
pub(super) fn spots(text: &str, offset: usize) -> (Vec<Spot>, Option<Spot>) {
    let Some(text) = text.get(..offset) else { return (Vec::new(), None) };
    let (mut strings, mut head, mut frames) = (Vec::new(), Vec::new(), vec![Frame { list: false, key: None }]);
    let mut word = 0;
    let mut rest = text.char_indices();
    while let Some((at, c)) = rest.next() {
        let within = text.get(word..at).unwrap_or_default();
        let top = frames.len() == 1;
        match c {
            '"' | '\'' => {
                let mut place = spot(&head, &frames);
                if place.key {
                    // `register."` has got a key before this one.
                    place.path.extend(parts(within.rsplit_once('.').map_or("", |(before, _)| before)));
                }
                let here = |text| Spot { quoted: true, text, ..place };
                let all = text.get(at..).unwrap_or_default();
                let open: String = [c; 3].iter().collect();
                let quote = if all.starts_with(&open) { 3 } else { 1 };
                let Some(close) = closing(all, c, quote) else {
                    let found = here(at + quote.min(all.len())..offset);
                    return (strings, Some(found));
                };
                strings.push(here(at + quote..at + close - quote));
                while rest.clone().next().is_some_and(|(next, _)| next < at + close) {
                    rest.next();
                }
            }
            '#' => match text.get(at..).and_then(|rest| rest.find('\n')) {
                None => return (strings, None),
                Some(end) => {
                    while rest.clone().next().is_some_and(|(next, _)| next < at + end) {
                        rest.next();
                    }
                }
            },
            '[' if top && within.trim().is_empty() && frames.iter().all(|frame| frame.key.is_none()) => {
                let line = text.get(at..).unwrap_or_default();
                let Some(end) = line.find('\n') else { return (strings, None) };
                head = parts(line.get(..end).unwrap_or_default().trim().trim_matches(['[', ']']));
                while rest.clone().next().is_some_and(|(next, _)| next < at + end) {
                    rest.next();
                }
            }
            '[' | '{' => {
                frames.push(Frame { list: c == '[', key: None });
                word = at + 1;
            }
            ']' | '}' => {
                if !top {
                    frames.pop();
                }
                word = at + 1;
            }
            '=' => {
                if let Some(frame) = frames.last_mut().filter(|frame| !frame.list) {
                    frame.key = Some(within.trim().to_owned());
                }
                word = at + 1;
            }
            ',' | '\n' => {
                if let Some(frame) = frames.last_mut().filter(|frame| !frame.list && (c == ',' || top)) {
                    frame.key = None;
                }
                word = at + 1;
            }
            _ => {}
        }
    }
    let bare = text.get(word..).unwrap_or_default();
    let start = offset - bare.trim_start().len();
    let found = Spot { text: start..offset, ..spot(&head, &frames) };
    (strings, Some(found))
}

/// A place in the frames that are open.
fn spot(head: &[String], frames: &[Frame]) -> Spot {
    let keys = frames.iter().filter_map(|frame| frame.key.as_deref()).flat_map(parts);
    let key = frames.last().is_some_and(|frame| !frame.list && frame.key.is_none());
    Spot { path: head.iter().cloned().chain(keys).collect(), key, text: 0..0, quoted: false }
}

/// The length of a string with its quotes; of one in single quotes, up to the end of its line. `None` where it is open.
fn closing(all: &str, quote: char, count: usize) -> Option<usize> {
    let (mut escaped, mut run) = (false, 0);
    for (at, c) in all.char_indices().skip(count) {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => (escaped, run) = (true, 0),
            '\n' if count == 1 => return Some(at + 1),
            c if c == quote => {
                run += 1;
                if run == count {
                    return Some(at + 1);
                }
            }
            _ => run = 0,
        }
    }
    None
}

/// `register."客户台账"` by its dots outside quotes.
fn parts(key: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut quote = None;
    for c in key.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == '.' => found.push(String::new()),
            None if c.is_whitespace() => {}
            _ => found.last_mut().into_iter().for_each(|last| last.push(c)),
        }
    }
    found.retain(|part| !part.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Path, whether a key, and what is written, at the mark.
    fn at(text: &str) -> Option<(String, bool, String)> {
        let offset = text.find('|').unwrap_or(text.len());
        let text = text.replace('|', "");
        let spot = spots(&text, offset).1?;
        Some((spot.path.join("/"), spot.key, text.get(spot.text).unwrap_or_default().to_owned()))
    }

    #[test]
    fn a_place_has_a_table_a_key_and_a_string() {
        for (text, path, key, written) in [
            ("sta|", "", true, "sta"),
            ("standard = \"a|", "standard", false, "a"),
            ("[[case]]\nna|", "case", true, "na"),
            ("[[case]]\nname = \"a\" # = \"b\nfrom|", "case", true, "from"),
            ("[[case]]\npeople = [\"张三\", \"李|", "case/people", false, "李"),
            ("[[case]]\npeople = [\n  \"张三\", # 甲\n  \"李|\",\n]", "case/people", false, "李"),
            ("[[case]]\npeople = [\n]\nre|", "case", true, "re"),
            ("[[case]]\nregister.\"台 账\" = [\"|", "case/register/台 账", false, ""),
            ("[[case]]\nexpect = { \"1\" = \"达标\", \"|", "case/expect", true, ""),
            ("[[case]]\nexpect = { \"1\" = \"达|", "case/expect/1", false, "达"),
            ("[[case]]\nexpect = { \"1\" = [\"达标\", \"|", "case/expect/1", false, ""),
            ("[[case]]\nexpect = { \"1\" = { 实际 = |", "case/expect/1/实际", false, ""),
            ("[case.expect]\n\"2.1|", "case/expect", true, "2.1"),
            ("[case.expect]\n\"2.1\" = \"|", "case/expect/2.1", false, ""),
            ("a = \"\\\"\"\nb = '|", "b", false, ""),
            ("a = \"\"\"x\ny\"\"\"\nb|", "", true, "b"),
        ] {
            assert_eq!(at(text), Some((path.to_owned(), key, written.to_owned())), "{text}");
        }
        for text in ["# a|", "[[ca|", "[[case]]\nname = \"a\" # |"] {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
