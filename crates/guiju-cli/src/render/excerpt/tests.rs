//! Marks stand below the words they mean, whatever columns the words take.

use guiju::{Source, Span};
use unicode_width::UnicodeWidthStr;

use super::excerpt;

fn marked(text: &str, words: &str, width: usize) -> (String, String) {
    let source = Source::new("a.gj", text);
    let start = text.find(words).unwrap();
    excerpt(&source, Span::new(start, start + words.len()), width).unwrap()
}

#[test]
fn marks_are_aligned_by_columns() {
    let (text, marks) = marked("第一行\n每周上门访问客人8家\n", "上门访问客人", 80);
    assert_eq!(text, "每周上门访问客人8家");
    assert_eq!(marks, "    ^^^^^^^^^^^^");
}

#[test]
fn tabs_and_controls_take_one_column() {
    let (text, marks) = marked("\tab\u{1b}c 坏 d", "坏", 80);
    assert_eq!(text, " ab c 坏 d");
    assert_eq!(marks, "      ^^");
}

#[test]
fn a_long_line_is_cut_around_the_words() {
    let text = format!("{}坏的{}", "字".repeat(5000), "后".repeat(5000));
    let (shown, marks) = marked(&text, "坏的", 60);
    assert!(shown.width() <= 62, "{}", shown.width());
    let before = shown.split("坏的").next().unwrap();
    assert_eq!(marks, format!("{}^^^^", " ".repeat(before.width())));
}

#[test]
fn a_place_without_words_has_one_mark() {
    let source = Source::new("a.gj", "每周\n");
    assert_eq!(excerpt(&source, Span::new(6, 6), 80), Some(("每周".into(), "    ^".into())));
    assert_eq!(excerpt(&source, Span::new(7, 7), 80), None);
    assert_eq!(excerpt(&source, Span::new(700, 900), 80), None);
}

#[test]
fn words_over_several_lines_are_marked_on_the_first() {
    assert_eq!(marked("每周上门\n访问客户\n", "上门\n访问", 80).1, "    ^^^^");
}
