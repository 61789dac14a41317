//! Lines of a case: words with their places, quotes and lists.

use std::ops::Range;

/// A word of a line; its place is in bytes of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// Where.
    pub place: Range<usize>,
}

/// Opening and closing quotes.
const QUOTES: [(char, char); 3] = [('「', '」'), ('"', '"'), ('“', '”')];

/// The pieces of a text between separators that stand outside quotes.
fn pieces(text: &str, separates: impl Fn(char) -> bool) -> Vec<Word<'_>> {
    let (mut found, mut start, mut closing) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        match closing {
            Some(quote) => {
                if c == quote {
                    closing = None;
                }
            }
            None if separates(c) => {
                found.push(start..at);
                start = at + c.len_utf8();
            }
            None => closing = QUOTES.iter().find(|(open, _)| *open == c).map(|(_, close)| *close),
        }
    }
    found.push(start..text.len());
    found.into_iter().filter_map(|place| Some(Word { text: text.get(place.clone())?, place })).collect()
}

/// The words of a line.
pub fn words(line: &str) -> Vec<Word<'_>> {
    pieces(line, char::is_whitespace).into_iter().filter(|word| !word.text.is_empty()).collect()
}

/// `field=value`, at the first `=` outside quotes.
pub fn assignment(word: &str) -> Option<(&str, &str)> {
    let first = pieces(word, |c| c == '=' || c == '\u{FF1D}').into_iter().next()?;
    let rest = word.get(first.place.end..)?;
    let mut rest = rest.chars();
    rest.next()?;
    Some((unquoted(first.text), rest.as_str()))
}

/// The values of a list.
pub fn list(text: &str) -> Vec<&str> {
    pieces(text, |c| matches!(c, ',' | '\u{FF0C}' | '、')).into_iter().map(|piece| unquoted(piece.text)).collect()
}

/// Without quotes around it.
pub fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = |(open, close): &(char, char)| text.strip_prefix(*open)?.strip_suffix(*close);
    QUOTES.iter().find_map(inner).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lists_and_quotes() {
        let line = "张三  2024-03-04\u{3000}建档 地址=「人民路 1 号, 二楼」 备注=甲,「乙, 丙」、丁";
        let found: Vec<&str> = words(line).into_iter().map(|word| word.text).collect();
        assert_eq!(found, ["张三", "2024-03-04", "建档", "地址=「人民路 1 号, 二楼」", "备注=甲,「乙, 丙」、丁"]);
        assert_eq!(
            assignment("地址=「a=b, c」").map(|(field, value)| (field, list(value))),
            Some(("地址", vec!["a=b, c"]))
        );
        assert_eq!(assignment("数\u{FF1D}3"), Some(("数", "3")));
        assert_eq!(assignment("上门访问客户"), None);
        assert_eq!(list("甲,「乙, 丙」、丁\u{FF0C}"), ["甲", "乙, 丙", "丁", ""]);
        for (word, place) in words(line).into_iter().map(|word| (word.text, word.place)) {
            assert_eq!(&line[place], word);
        }
    }
}
