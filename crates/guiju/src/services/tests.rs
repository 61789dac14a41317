//! What an editor would ask, on texts of several lines in Chinese.

use super::*;
use crate::{Compiled, compile_text};

const TEXT: &str = "\
标准 市场营销部工作标准 // 𠮷 拜访目标
参数 拜访目标 = 8
定义 错字率 = 合计(打印.错字数) / 合计(打印.字数)
一、销售人员
适用 岗位 = 销售人员
1. 每周 上门访问客户 >= 拜访目标
2. 每月 错字率 <= 3‰
3. 凡 上门 访问客户 须 当天 填写访问记录 按 客户
";

fn compiled() -> Compiled {
    compile_text("标准.gj", TEXT)
}

/// The offset of the `n`th place of some words.
fn place(words: &str, n: usize) -> usize {
    TEXT.match_indices(words).nth(n).map(|(at, _)| at).unwrap_or(TEXT.len())
}

fn texts(places: &[Place]) -> Vec<&str> {
    places.iter().filter_map(|place| TEXT.get(place.span.start as usize..place.span.end as usize)).collect()
}

#[test]
fn places_go_to_utf16_and_back() {
    for (offset, _) in TEXT.char_indices() {
        assert_eq!(Utf16::of(TEXT, offset).offset(TEXT), offset);
    }
    let at = place("拜访目标", 0);
    assert_eq!(Utf16::of(TEXT, at), Utf16 { line: 0, unit: 19 });
    assert_eq!(Utf16::of(TEXT, at + 1), Utf16::of(TEXT, at), "within a letter");
    assert_eq!(Utf16::of(TEXT, 9999).line, 8);
    assert_eq!(Utf16 { line: 99, unit: 0 }.offset(TEXT), TEXT.len());
}

#[test]
fn a_parameter_is_defined_on_its_line_and_comments_do_not_count() {
    let compiled = compiled();
    let used = place("拜访目标", 2);
    let defined = definition(&compiled, 0, used).unwrap_or(Place { file: 9, span: Span::default() });
    assert_eq!((defined.file, defined.span.start as usize), (0, place("拜访目标", 1)));
    assert_eq!(references(&compiled, 0, used).len(), 2);
    assert!(references(&compiled, 0, place("拜访目标", 0)).is_empty());
}

#[test]
fn a_name_with_blanks_in_it_is_the_same_name() {
    let compiled = compiled();
    assert_eq!(texts(&references(&compiled, 0, place("上门访问客户", 0))), ["上门访问客户", "上门 访问客户"]);
}

#[test]
fn hover_tells_names_keywords_and_clauses() {
    let compiled = compiled();
    let about = |at: usize| hover(&compiled, 0, at, Lang::Zh).map(|hover| hover.text).unwrap_or_default();
    assert_eq!(about(place("拜访目标", 2)), "参数 拜访目标 = 8");
    assert_eq!(about(place("错字率", 1)), "定义 错字率 = 合计(打印.错字数) / 合计(打印.字数)");
    assert_eq!(about(place("上门访问客户", 0)), "活动 上门访问客户");
    assert!(about(place("当天", 0)).starts_with("当天 同一日期"), "{}", about(place("当天", 0)));
    assert!(about(place("3‰", 0)).starts_with("1.2 每月 错字率 <= 3‰"), "{}", about(place("3‰", 0)));
    assert_eq!(hover(&compiled, 7, 0, Lang::En), None);
}

#[test]
fn a_name_is_renamed_everywhere_or_not_at_all() {
    let compiled = compiled();
    let at = place("错字率", 1);
    let edits = rename(&compiled, 0, at, "差错率").unwrap_or_default();
    assert_eq!(edits.iter().map(|(_, edit)| edit.span.start as usize).collect::<Vec<_>>(), [place("错字率", 0), at]);
    assert_eq!(rename(&compiled, 0, at, "拜访目标"), Err(RenameError::Taken("拜访目标".to_owned())));
    assert_eq!(rename(&compiled, 0, at, "差 错"), Err(RenameError::BadName("差 错".to_owned())));
    assert_eq!(rename(&compiled, 0, place("一、", 0), "甲"), Err(RenameError::NoName));
}

#[test]
fn what_is_offered_depends_on_the_place() {
    let offered = |text: &str| -> Vec<String> {
        let all = format!("{TEXT}{text}");
        let compiled = compile_text("标准.gj", &all);
        complete(&compiled, 0, all.len()).into_iter().map(|it| it.text).collect()
    };
    assert_eq!(offered("4. 不得 上门"), ["上门访问客户"]);
    assert!(offered("4. ").contains(&"每周 ".to_owned()));
    assert!(offered("分").contains(&"分值".to_owned()));
    assert!(!offered("4. 凡 打印 其中 ").contains(&"上门访问客户".to_owned()));
    assert!(offered("4. 凡 打印 其中 ").contains(&"客户".to_owned()));
}

#[test]
fn fixes_are_those_of_the_place() {
    let mut compiled = compile_text("标准.gj", "1. 每月5日前整理文件夹1次。\n2. 不得 迟到\n");
    compiled.lint(None);
    assert_eq!(fixes(&compiled, 0, Span::new(0, 20), Lang::Zh).len(), 1);
    assert!(fixes(&compiled, 0, Span::new(50, 55), Lang::Zh).is_empty());
}
