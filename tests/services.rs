//! What editors ask of a package: names are found wherever and however they are written, and a rename keeps the program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use guiju::services::{
    Place, RenameError, complete, complete_in_cases, definition, definition_in_cases, diagnostics_in_cases, fixes,
    fixes_in_cases, hover, hover_in_cases, references, references_in_cases, rename, rename_in_cases,
};
use guiju::testing::{CaseFile, case_files};
use guiju::{Compiled, Lang};

const TABLES: &str = r#"
[activity."上门访问客户"]
also = ["拜访客户"]
key = "客户"
[activity."整理文件夹"]
[activity."投诉"]
[measure-word."家"]
count = "distinct"
field = "客户"
[metric."完成率"]
is = "次数(整理文件夹) / 次数(上门访问客户)"
[level."学历"]
also = ["文化程度"]
order = ["中专", "大专", "本科"]
[phrase."拜访到位"]
means = "每周 上门访问客户 >= 8 家"
[phrase."以书面形式"]
means = "其中 形式 = 书面"
[entity."门店"]
register = "门店台账"
"#;

const STANDARD: &str = "\
标准 拜访
等级 优秀 >= 90、合格 >= 60、其余 不合格
参数 目标数 = 8
1. 每周上门访
   问客户8家,以书面形式。 // 上门访问客户
2. 每月整理一次文件夹。
3. 每周 「上门访问客户」 >= 目标数
4. 每周拜访客户8家。
5. 拜访到位。
6. 任职 文化程度 >= 大专
7. 每月 完成率 >= 90%
   一票否决 不高于 合格
8. 凡 上门 访问 // 上门访问客户
     客户 须 当天 整理文件夹 按 客户
9. 每门店 每月 投诉 <= 3 次
";

fn package(tables: &str, standard: &str) -> (tempfile::TempDir, Compiled) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("guiju.toml"), tables).unwrap();
    fs::write(folder.path().join("拜访.gj"), standard).unwrap();
    let compiled = guiju::compile(folder.path()).unwrap();
    (folder, compiled)
}

/// The file of a package by the end of its name, and its text.
fn file<'a>(compiled: &'a Compiled, name: &str) -> (usize, &'a str) {
    let index = compiled.files.iter().position(|file| file.source.name().ends_with(name)).unwrap();
    (index, compiled.files[index].source.text())
}

/// Where the words with a mark `|` in them stand: the offset of the mark.
fn mark(compiled: &Compiled, name: &str, words: &str) -> (usize, usize) {
    let (index, text) = file(compiled, name);
    let before = words.find('|').unwrap();
    let at = text.find(&words.replace('|', "")).unwrap_or_else(|| panic!("no `{words}`"));
    (index, at + before)
}

/// Places as `file:line words`.
fn shown(compiled: &Compiled, places: &[Place]) -> Vec<String> {
    let one = |place: &Place| {
        let source = &compiled.files[place.file].source;
        let words: String = source.slice(place.span).split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{}:{} {words}", source.name(), source.position(place.span.start).0)
    };
    places.iter().map(one).collect()
}

#[test]
fn a_name_is_found_however_it_is_written() {
    let (_folder, compiled) = package(TABLES, STANDARD);
    assert!(!compiled.has_errors());
    let cases: [(&str, &str, &[&str]); 11] = [
        (
            "拜访.gj",
            "每周上门|访",
            &[
                "guiju.toml:2 上门访问客户",
                "guiju.toml:3 拜访客户",
                "guiju.toml:11 上门访问客户",
                "guiju.toml:16 上门访问客户",
                "拜访.gj:4 上门访 问客户",
                "拜访.gj:7 上门访问客户",
                "拜访.gj:8 拜访客户",
                "拜访.gj:13 上门 访问 // 上门访问客户 客户",
            ],
        ),
        (
            "拜访.gj",
            "整理一次|文件夹",
            &[
                "guiju.toml:5 整理文件夹",
                "guiju.toml:11 整理文件夹",
                "拜访.gj:6 整理一次文件夹",
                "拜访.gj:14 整理文件夹",
            ],
        ),
        ("拜访.gj", ">= 目|标数", &["拜访.gj:3 目标数", "拜访.gj:7 目标数"]),
        ("拜访.gj", "拜访|到位", &["guiju.toml:15 拜访到位", "拜访.gj:9 拜访到位"]),
        ("拜访.gj", "以书面|形式", &["guiju.toml:17 以书面形式", "拜访.gj:5 以书面形式"]),
        ("拜访.gj", "文化|程度", &["guiju.toml:12 学历", "guiju.toml:13 文化程度", "拜访.gj:10 文化程度"]),
        ("拜访.gj", ">= 大|专", &["guiju.toml:14 大专", "拜访.gj:10 大专"]),
        ("拜访.gj", "每月 完成|率", &["guiju.toml:10 完成率", "拜访.gj:11 完成率"]),
        ("拜访.gj", "不高于 合|格", &["拜访.gj:2 合格", "拜访.gj:12 合格"]),
        ("拜访.gj", "按 客|户", &["guiju.toml:4 客户", "guiju.toml:9 客户", "拜访.gj:14 客户"]),
        ("guiju.toml", "word.\"家|\"", &["guiju.toml:7 家", "guiju.toml:16 家", "拜访.gj:5 家", "拜访.gj:8 家"]),
    ];
    for (name, words, expected) in cases {
        let (index, at) = mark(&compiled, name, words);
        let found = references(&compiled, index, at);
        assert_eq!(shown(&compiled, &found), expected, "{words}");
        // Whatever place it is asked from, the same is found.
        for place in &found {
            assert_eq!(references(&compiled, place.file, place.span.start as usize), found, "{words} {place:?}");
        }
    }
    let comment = mark(&compiled, "拜访.gj", "// 上门|访问客户");
    assert!(references(&compiled, comment.0, comment.1).is_empty());
}

#[test]
fn a_name_is_defined_in_its_table_or_its_line() {
    let (_folder, compiled) = package(TABLES, STANDARD);
    for (words, expected) in [
        ("每周拜访|客户", "guiju.toml:2 上门访问客户"),
        ("整理一|次文件夹", "guiju.toml:5 整理文件夹"),
        (">= 目标|数", "拜访.gj:3 目标数"),
        ("拜|访到位", "guiju.toml:15 拜访到位"),
        ("任职 文化|程度", "guiju.toml:12 学历"),
        (">= 大|专", "guiju.toml:14 大专"),
        ("完成|率 >=", "guiju.toml:10 完成率"),
        ("每门|店", "guiju.toml:19 门店"),
        ("不高于 合|格", "拜访.gj:2 合格"),
    ] {
        let (index, at) = mark(&compiled, "拜访.gj", words);
        let found: Vec<Place> = definition(&compiled, index, at).into_iter().collect();
        assert_eq!(shown(&compiled, &found), [expected], "{words}");
    }
}

#[test]
fn hover_tells_what_a_name_is_in_both_languages() {
    let (_folder, compiled) = package(TABLES, STANDARD);
    for (words, zh, en) in [
        (
            "每周拜访|客户",
            "活动 上门访问客户\n也叫 拜访客户\n按 客户",
            "activity 上门访问客户\nalso 拜访客户\ncorrelated by 客户",
        ),
        ("8|家,", "量词 家 = 不同的 客户 的个数", "measure word 家 = the number of distinct 客户"),
        (">= 目标|数", "参数 目标数 = 8", "parameter 目标数 = 8"),
        (
            "文化|程度",
            "级别 学历 = 中专 < 大专 < 本科\n也叫 文化程度",
            "level 学历 = 中专 < 大专 < 本科\nalso 文化程度",
        ),
        (">= 大|专", "级 大专 (学历) = 中专 < 大专 < 本科", "step 大专 (学历) = 中专 < 大专 < 本科"),
        (
            "完成|率 >=",
            "指标 完成率 = 次数(整理文件夹) / 次数(上门访问客户)",
            "metric 完成率 = 次数(整理文件夹) / 次数(上门访问客户)",
        ),
        ("拜|访到位", "短语 拜访到位 = 每周 上门访问客户 >= 8 家", "phrase 拜访到位 = 每周 上门访问客户 >= 8 家"),
        ("每门|店", "考核对象 门店\n台账 门店台账", "entity 门店\nregister 门店台账"),
        ("不高于 合|格", "等级 合格 = >= 60", "grade 合格 = >= 60"),
    ] {
        let (index, at) = mark(&compiled, "拜访.gj", words);
        let text = |lang| hover(&compiled, index, at, lang).map(|it| it.text).unwrap_or_default();
        assert_eq!((text(Lang::Zh).as_str(), text(Lang::En).as_str()), (zh, en), "{words}");
    }
    let (index, at) = mark(&compiled, "拜访.gj", "须 当|天");
    let text = |lang| hover(&compiled, index, at, lang).unwrap().text;
    assert!(text(Lang::Zh).starts_with("当天 同一日期") && text(Lang::En).starts_with("当天 the same date"));
    let (index, at) = mark(&compiled, "拜访.gj", "3| 次");
    assert!(hover(&compiled, index, at, Lang::En).unwrap().text.starts_with("9 每门店 每月 投诉 <= 3 次"));
    let (index, at) = mark(&compiled, "拜访.gj", "// 上门|访问客户");
    assert_eq!(hover(&compiled, index, at, Lang::Zh), None);
}

/// The texts of a package with replacements.
fn edited(compiled: &Compiled, edits: &[(usize, guiju::Edit)]) -> Vec<String> {
    let mut texts: Vec<String> = compiled.files.iter().map(|file| file.source.text().to_owned()).collect();
    for (index, edit) in edits.iter().rev() {
        texts[*index].replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    texts
}

#[test]
fn a_rename_reaches_every_spelling_in_every_file() {
    let (_folder, compiled) = package(TABLES, STANDARD);
    let (index, at) = mark(&compiled, "拜访.gj", "每周上门|访");
    let texts = edited(&compiled, &rename(&compiled, index, at, "登门拜会").unwrap());
    assert!(!texts[0].contains("上门访问客户") && texts[0].matches("登门拜会").count() == 3, "{}", texts[0]);
    assert!(texts[0].contains("also = [\"拜访客户\"]"), "other names stay");
    let expected = STANDARD
        .replace("上门访\n   问客户", "登门拜会")
        .replace("「上门访问客户」", "「登门拜会」")
        .replace("上门 访问 // 上门访问客户\n     客户", "登门拜会 // 上门访问客户\n     ");
    assert_eq!(texts[1], expected);
    // another name of it
    let (index, at) = mark(&compiled, "拜访.gj", "每周拜访|客户");
    let texts = edited(&compiled, &rename(&compiled, index, at, "走访客户").unwrap());
    assert!(texts[0].contains("[activity.\"上门访问客户\"]\nalso = [\"走访客户\"]"), "{}", texts[0]);
    assert!(texts[1].contains("每周走访客户8家"));
    // words between its letters stay
    let (index, at) = mark(&compiled, "拜访.gj", "整理一次|文件夹");
    let texts = edited(&compiled, &rename(&compiled, index, at, "归档文件").unwrap());
    assert!(texts[1].contains("每月归档文件一次。") && texts[1].contains("当天 归档文件 按"), "{}", texts[1]);
    // a step, a level, a grade
    for (words, to, table, line) in [
        (">= 大|专", "专科", "[\"中专\", \"专科\", \"本科\"]", "文化程度 >= 专科"),
        ("文化|程度", "文凭", "also = [\"文凭\"]", "任职 文凭 >= 大专"),
        ("不高于 合|格", "及格", "", "一票否决 不高于 及格"),
        ("每门|店", "网点", "[entity.\"网点\"]", "每网点 每月"),
        ("按 客|户", "户名", "key = \"户名\"", "按 户名"),
        (">= 目标|数", "定额", "", "参数 定额 = 8"),
    ] {
        let (index, at) = mark(&compiled, "拜访.gj", words);
        let texts = edited(&compiled, &rename(&compiled, index, at, to).unwrap_or_else(|it| panic!("{words}: {it}")));
        assert!(texts[0].contains(table) && texts[1].contains(line), "{words}: {}{}", texts[0], texts[1]);
    }
}

#[test]
fn a_rename_that_would_change_more_is_refused() {
    let (_folder, compiled) = package(TABLES, STANDARD);
    let error = |words: &str, to: &str| {
        let (index, at) = mark(&compiled, "拜访.gj", words);
        rename(&compiled, index, at, to).unwrap_err()
    };
    for to in ["", "甲 乙", "「甲」", "甲//乙", "甲\n乙", "甲\"乙"] {
        assert_eq!(error("每周上门|访", to), RenameError::BadName(to.to_owned()));
    }
    // What has the name already: an activity, another name, a field, a parameter, a phrase, a measure word.
    for to in ["整理文件夹", "拜访客户", "形式", "目标数", "拜访到位", "家", "学历"] {
        assert_eq!(error("每周上门|访", to), RenameError::Taken(to.to_owned()), "{to}");
    }
    assert_eq!(error(">= 大|专", "本科"), RenameError::Taken("本科".to_owned()));
    assert_eq!(error("参|数 目标数", "甲"), RenameError::NoName);
    // A column of the records, and a word that would be read as a number.
    assert_eq!(error("按 客|户", "人员"), RenameError::Taken("人员".to_owned()));
    assert_eq!(error("8|家,", "万"), RenameError::WouldBreak("万".to_owned()));
}

#[test]
fn a_name_that_would_be_taken_apart_goes_into_quotes() {
    let (_folder, compiled) = package(TABLES, STANDARD);
    let (index, at) = mark(&compiled, "拜访.gj", "每月 完成|率");
    let texts = edited(&compiled, &rename(&compiled, index, at, "完成率(季)").unwrap());
    assert!(texts[0].contains("[metric.\"完成率(季)\"]"), "{}", texts[0]);
    assert!(texts[1].contains("每月 「完成率(季)」 >= 90%"), "{}", texts[1]);
}

const CASES: &str = r#"
standard = "拜访.gj"
[[case]]
name = "上门访问客户是名字,不是内容"
from = "2024-03-04"
to = "2024-03-11"
people = ["张三 学历=大专", "李四 文化程度=「中专」"]
register."门店台账" = ["甲店", "乙店"]
records = [
  "张三 周一..周四 上门访问客户 客户=甲,乙,丙,丁 形式=书面",
  "张三 周五 9:00 「上门访问客户」 客户=客户,己 形式=书面",
  "张三 周五 拜访客户 客户=庚,辛",
  "李四 周五 整理文件夹 ×2",
  "李四 周六 投诉 门店=甲店 客户=甲",
]
expect = { "张三 3" = "达标 实际=8", "李四 3" = "未达标", "张三 6" = "达标", "李四 6" = "未达标", "张三 等级" = "合格" }
"#;

/// The cases of a package after a rename, which have passed before.
fn cases_after(folder: &Path, name: &str, words: &str, to: &str) -> String {
    let compiled = guiju::compile(folder).unwrap();
    let cases: Vec<CaseFile> = case_files(folder).unwrap().iter().map(|path| CaseFile::read(path).unwrap()).collect();
    let passed = |cases: &CaseFile| {
        let ran = cases.run_beside("").unwrap();
        let failed: Vec<String> = (ran.cases.iter().flat_map(|case| &case.checked).filter(|it| !it.passed))
            .map(|it| format!("{} {:?}: {} for {}", it.what, it.person, it.actual, it.expected))
            .collect();
        assert!(ran.passed(), "{words}: {:?} {failed:?}", ran.diagnostics);
    };
    cases.iter().for_each(passed);
    let (index, at) = mark(&compiled, name, words);
    let edits = rename(&compiled, index, at, to).unwrap_or_else(|it| panic!("{words}: {it}"));
    let in_cases = rename_in_cases(&compiled, index, at, to, &cases).unwrap();
    let copy = tempfile::tempdir().unwrap();
    let write = |path: &Path, text: &str| {
        let path = copy.path().join(path.strip_prefix(folder).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for (file, text) in compiled.files.iter().zip(edited(&compiled, &edits)) {
        write(&file.path, &text);
    }
    let mut all = String::new();
    for (index, file) in cases.iter().enumerate() {
        let mut text = file.source.text().to_owned();
        for (_, edit) in in_cases.iter().rev().filter(|(file, _)| *file == index) {
            text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
        write(&file.path, &text);
        all.push_str(&text);
    }
    case_files(copy.path()).unwrap().iter().for_each(|path| passed(&CaseFile::read(path).unwrap()));
    all
}

#[test]
fn cases_follow_a_rename_and_pass_as_before() {
    let (folder, _) = package(TABLES, STANDARD);
    fs::write(folder.path().join("拜访_test.toml"), CASES).unwrap();
    for (words, to, replaced) in [
        (
            "每周上门|访",
            "登门拜会",
            &[("周四 上门访问客户", "周四 登门拜会"), ("「上门访问客户」", "「登门拜会」")][..],
        ),
        (
            "每周上门|访",
            "每周拜会",
            &[("周四 上门访问客户", "周四 「每周拜会」"), ("「上门访问客户」", "「每周拜会」")],
        ),
        ("每周拜访|客户", "走访客户", &[("周五 拜访客户", "周五 走访客户")]),
        ("整理一次|文件夹", "归档文件", &[("整理文件夹", "归档文件")]),
        ("按 客|户", "户名", &[(" 客户=", " 户名=")]),
        ("每门|店", "网点", &[("门店=", "网点=")]),
        ("文化|程度", "文凭", &[("文化程度", "文凭")]),
        (">= 大|专", "专科", &[("学历=大专", "学历=专科")]),
        ("90、合|格", "及格", &[("\"合格\"", "\"及格\"")]),
        // What no case names.
        (">= 目标|数", "定额", &[]),
    ] {
        let expected = replaced.iter().fold(CASES.to_owned(), |text, (from, to)| text.replace(from, to));
        assert_eq!(cases_after(folder.path(), "拜访.gj", words, to), expected, "{words}");
    }
}

#[test]
fn cases_of_the_real_standards_follow_a_rename() {
    let marketing = Path::new(env!("CARGO_MANIFEST_DIR")).join("../standards/marketing");
    for (words, name) in [("activity.\"上门|访问客户", "上门访问客户"), ("activity.\"整理|文件夹", "整理文件夹")]
    {
        let cases = cases_after(&marketing, "guiju.toml", words, "新名甲乙");
        assert!(cases.contains("新名甲乙") && !cases.contains(&format!(" {name} ")), "{words}");
    }
}

/// Renames what was renamed to what it was, in a package of the new texts: they are the old ones again, but for
/// blanks and for quotes that one of them needs.
fn back(compiled: &Compiled, edits: &[(usize, guiju::Edit)], texts: &[String]) {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in compiled.files.iter().zip(texts) {
        let path = folder.path().join(file.source.name());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let renamed = guiju::compile(folder.path()).unwrap();
    let (index, first) = &edits[0];
    let tight = |text: &str| text.split_whitespace().collect::<String>().replace(['「', '」'], "");
    let before = tight(compiled.files[*index].source.slice(first.span));
    if edits.iter().any(|(_, edit)| edit.text != "新名甲乙") {
        return;
    }
    let edits =
        rename(&renamed, *index, first.span.start as usize, &before).unwrap_or_else(|it| panic!("{before}: {it}"));
    for (text, file) in edited(&renamed, &edits).iter().zip(&compiled.files) {
        assert_eq!(tight(text), tight(file.source.text()), "{before}");
    }
}

/// Names of the real standards: it is found from each of its places, and renamed there and back it leaves the
/// texts as they were.
#[test]
fn names_of_the_real_standards_can_be_renamed_and_back() {
    let standards = Path::new(env!("CARGO_MANIFEST_DIR")).join("../standards");
    let (mut done, mut refused) = (0, Vec::new());
    for package in ["marketing", "norms"] {
        let compiled = guiju::compile(standards.join(package)).unwrap();
        let mut seen: BTreeSet<Place> = BTreeSet::new();
        for index in 0..compiled.files.len() {
            let text = compiled.files[index].source.text();
            // A few places of each file: a rename compiles the package twice.
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(text.len() / 40 + 1).collect();
            for at in places {
                let found = references(&compiled, index, at);
                let Some(first) = found.first() else { continue };
                if !seen.insert(*first) {
                    continue;
                }
                match rename(&compiled, index, at, "新名甲乙") {
                    Ok(edits) => {
                        let texts = edited(&compiled, &edits);
                        assert!(texts.concat().contains("新名甲乙"));
                        back(&compiled, &edits, &texts);
                        done += 1;
                    }
                    Err(error) => refused.push(error.to_string()),
                }
            }
        }
    }
    assert!(done > 20 && refused.len() * 4 < done, "{done} renamed, refused: {refused:#?}");
}

/// What is offered at the mark `|` of a standard.
fn offered(text: &str) -> Vec<String> {
    let at = text.find('|').unwrap();
    let (_folder, compiled) = package(TABLES, &text.replace('|', ""));
    let (index, _) = file(&compiled, "拜访.gj");
    complete(&compiled, index, at).into_iter().map(|it| it.text).collect()
}

#[test]
fn what_is_offered_fits_the_place() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        // properties of what stands above
        ("|\n", &["标准", "等级", "参数", "每周 ", "凡"], &["分值", "计分"]),
        ("1. 每周拜访客户8家。\n   |", &["分值", "计分", "除外", "自", "一票否决"], &["标准", "等级"]),
        ("1. 每周拜访客户8家。\n   分值 20\n   |", &["计分", "除外"], &["分值"]),
        ("一、销售\n|", &["适用", "分值", "每周 "], &["标准", "计分"]),
        // 计分 by the requirement, with its measure word
        ("1. 每周拜访客户8家。\n   计分 |", &["每少 1 家 扣 ", "达标率", "分档 "], &["每迟 1 天 扣 ", "每超 1 家 扣 "]),
        ("1. 每月 完成率 >= 90%\n   计分 |", &["每低 1 个百分点 扣 "], &["每少 1 次 扣 "]),
        ("1. 每月 投诉 <= 3 次\n   计分 每|", &["每超 1 次 扣 "], &["达标率"]),
        ("1. 不得 投诉\n   计分 |", &["每次 扣 "], &["每少 1 次 扣 "]),
        ("1. 凡 投诉 须 当天 整理文件夹\n   计分 |", &["每迟 1 天 扣 "], &["分档 "]),
        ("1. 每周拜访客户8家。\n   计分 每少 1|", &["家"], &["扣"]),
        ("等级 优秀 >= 90、其余 合格\n1. 不得 投诉\n   一票否决 不高于 |", &["优秀", "合格"], &["投诉"]),
        // names of the vocabulary
        ("1. 凡 |", &["投诉", "上门访问客户", "拜访客户"], &["学历", "完成率", "家"]),
        ("1. 凡 投诉 须 |", &["当天", "整理文件夹"], &["学历"]),
        ("1. 凡 投诉 须 当天 整理文件夹 按 |", &["客户"], &["投诉"]),
        ("1. 每月 |", &["完成率", "投诉", "合计("], &["学历"]),
        ("1. 每周 上门|", &["上门访问客户"], &["投诉"]),
        ("1. 每周 拜访客户 >= 8 |", &["家"], &["投诉"]),
        ("1. 每家|", &["门店"], &["投诉"]),
        ("参数 定额 = 8\n1. 每周 拜访客户 >= |", &["定额"], &["投诉"]),
        // conditions: fields, signs, steps of a level, values said elsewhere
        ("1. 任职 |", &["学历", "文化程度", "岗位"], &["投诉"]),
        ("1. 任职 学历 |", &[">=", "属于"], &["投诉"]),
        ("1. 任职 学历 >= |", &["中专", "大专", "本科"], &["投诉"]),
        ("1. 任职 文化程度 属于 {大专、|", &["中专", "本科"], &["投诉"]),
        ("适用 岗位 = 销售员\n1. 不得 投诉\n   适用 岗位 = |", &["销售员"], &["大专"]),
        ("1. 不得 投诉 其中 类别 = 重大\n2. 凡 投诉 其中 类别 = |", &["重大"], &["投诉"]),
        ("1. 凡 投诉 其中 |", &["客户"], &["投诉", "整理文件夹"]),
        ("1. 不得 投诉\n   除外 |", &["客户"], &["投诉"]),
        // Chinese needs no blanks
        ("1. 凡投|", &["投诉"], &["学历"]),
        ("1. 凡投诉须当天整理文件夹按|", &["客户"], &["投诉"]),
        // a sentence wrapped over lines goes on
        ("1. 凡 投诉\n   须 |", &["整理文件夹", "当天"], &["分值"]),
        // where nothing is known
        ("1. 不得 投诉 // |", &[], &["投诉"]),
        ("1. 不得 投诉\n   来源 |", &[], &["投诉"]),
        ("1. 不得 「|", &[], &["投诉"]),
    ];
    for (text, there, not) in cases {
        let found = offered(text);
        for word in *there {
            assert!(found.contains(&(*word).to_owned()), "{text}: no `{word}` in {found:?}");
        }
        for word in *not {
            assert!(!found.contains(&(*word).to_owned()), "{text}: `{word}` in {found:?}");
        }
    }
}

#[test]
fn forms_of_scoring_that_are_offered_can_be_read() {
    for requirement in [
        "每周拜访客户8家。",
        "每月 完成率 >= 90%",
        "每月 投诉 <= 3 次",
        "不得 投诉",
        "凡 投诉 须 3天内 整理文件夹 按 客户",
        "记 投诉",
    ] {
        for form in offered(&format!("1. {requirement}\n   计分 |")) {
            let rest = match form.as_str() {
                "分档 " => "其余 得 0",
                "线性 " => "0 得 100%、1 得 0%",
                form if form.ends_with(' ') => "1 分",
                _ => "",
            };
            let (_folder, compiled) = package(TABLES, &format!("1. {requirement}\n   计分 {form}{rest}\n"));
            let wrong: Vec<String> = compiled
                .files
                .iter()
                .flat_map(|it| &it.diagnostics)
                .filter(|it| it.severity() == guiju::Severity::Error)
                .map(|it| it.message(Lang::En))
                .collect();
            assert!(wrong.is_empty(), "{requirement} 计分 {form}{rest}: {wrong:?}");
        }
    }
}

/// What is offered at the mark `|` of a vocabulary file, beside a standard that asks for what no table has.
fn offered_in_tables(tables: &str) -> Vec<String> {
    let at = tables.find('|').unwrap();
    let standard = "1. 每周 登门拜会 >= 8 家\n2. 凡 投诉 其中 渠道 = 电话 须 当天 整理文件夹\n3. 任职 学历 >= 大专\n4. 每门店 每月 投诉 <= 3 次\n5. 热情服务。\n";
    let (_folder, compiled) = package(&tables.replace('|', ""), standard);
    let (index, _) = file(&compiled, "guiju.toml");
    complete(&compiled, index, at).into_iter().map(|it| it.text).collect()
}

#[test]
fn what_is_offered_in_tables_fits_the_place() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("[|", &["calendar", "records", "activity.\"", "measure-word.\"", "lint"], &["activity"]),
        ("[me|", &["measure-word.\"", "metric.\""], &["records"]),
        // names that the standards use and no table has, also while the file cannot be read
        ("[activity.\"|", &["登门拜会"], &["投诉", "整理文件夹", "渠道"]),
        ("[activity.\"登|\"]", &["登门拜会"], &[]),
        ("[activity.|", &["\"登门拜会\""], &["\"投诉\""]),
        ("[measure-word.\"|", &["家"], &["登门拜会"]),
        ("[field.\"|", &["渠道"], &["登门拜会", "投诉"]),
        ("[field.\"渠道\"]\n[field.\"|", &[], &["渠道"]),
        ("[level.\"|", &["学历"], &["渠道"]),
        ("[entity.\"|", &["门店"], &["渠道"]),
        ("[phrase.\"|", &["热情服务"], &["渠道"]),
        // keys that the table lacks, what they hold
        ("[activity.\"登门拜会\"]\n|", &["also", "key", "feed"], &["type", "order"]),
        ("[activity.\"登门拜会\"]\nalso = []\n|", &["key", "feed"], &["also"]),
        ("[activity.\"登门拜会\"]\nkey = |", &["\"客户\""], &["\"投诉\""]),
        ("[activity.\"登门拜会\"]\nkey = \"客|\"", &["客户"], &[]),
        ("[field.\"渠道\"]\ntype = |", &["\"text\"", "\"number\"", "\"flag\"", "\"date\""], &[]),
        ("[measure-word.\"次\"]\ncount = \"d|", &["distinct"], &["sum"]),
        ("[vocabulary]\nopen = t|", &["true"], &["false"]),
        ("[lint]\n|", &["vague-word"], &["also"]),
        ("[lint]\nvague-word = |", &["\"off\"", "\"error\""], &[]),
        ("[calendar]\nname = \"中国\"\n|", &["timezone", "holidays"], &["name"]),
        // where nothing is known
        ("# [|", &[], &["calendar"]),
        ("[package]\nname = \"|\"", &[], &["登门拜会"]),
        ("[nothing]\n|", &[], &["also"]),
    ];
    for (tables, there, not) in cases {
        let found =
            offered_in_tables(&format!("[activity.\"投诉\"]\nkey = \"客户\"\n[activity.\"整理文件夹\"]\n{tables}\n"));
        for word in *there {
            assert!(found.contains(&(*word).to_owned()), "{tables}: no `{word}` in {found:?}");
        }
        for word in *not {
            assert!(!found.contains(&(*word).to_owned()), "{tables}: `{word}` in {found:?}");
        }
    }
}

/// The cases beside a package, with a text that has a mark `|`, and the offset of the mark.
fn case_file(folder: &Path, text: &str) -> (CaseFile, usize) {
    let at = text.find('|').unwrap();
    (CaseFile::parse(folder.join("拜访_test.toml"), &text.replace('|', "")), at)
}

#[test]
fn what_is_offered_in_cases_fits_the_place() {
    let case = "[[case]]\nname = \"甲\"\npeople = [\"张三 岗位=销售\", \"李四\"]\n";
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("sta|", &["standard"], &["name"]),
        ("standard = |", &["\"拜访.gj\""], &["拜访.gj"]),
        ("standard = \"拜|", &["拜访.gj"], &["guiju.toml"]),
        // keys that the case lacks
        ("CASE|", &["from", "to", "records", "expect", "register"], &["name", "people", "standard"]),
        ("CASErec|", &["records"], &["register"]),
        // lines
        ("CASErecords = [\"|", &["张三", "李四", "上门访问客户", "拜访客户"], &["学历", "家"]),
        ("CASErecords = [\"张|", &["张三"], &["李四"]),
        ("CASErecords = [\n  \"张三 周一 |\",\n]", &["上门访问客户", "投诉"], &["张三", "客户="]),
        ("CASErecords = [\"张三 周一 上门访问客户 |", &["客户=", "形式="], &["投诉"]),
        ("CASErecords = [\"张三 周一 上门访问客户 形式=|", &["书面"], &["投诉"]),
        ("CASEpeople = [\"王五 |", &["岗位=", "学历=", "入职日期="], &["客户=", "张三"]),
        ("CASEpeople = [\"王五 学历=|", &["中专", "大专", "本科"], &["岗位="]),
        ("CASEleave = [\"|", &["张三", "李四"], &["投诉"]),
        ("CASEregister.\"|", &["门店台账"], &["客户"]),
        // expectations
        ("CASEexpect = { \"|", &["1", "3", "9", "总分", "等级", "张三"], &["达标"]),
        ("CASEexpect = { \"张三 |", &["3", "总分"], &["李四"]),
        ("CASEexpect = { \"3\" = \"|", &["达标", "未达标", "不约束", "实际=", "得分="], &["合格"]),
        ("CASEexpect = { \"3\" = \"达标 实|", &["实际="], &["达标"]),
        ("CASEexpect = { \"3\" = [\"达标\", \"未|", &["未达标"], &["达标"]),
        ("CASEexpect = { \"张三 等级\" = \"|", &["优秀", "合格", "不合格"], &["达标"]),
        ("CASE[case.expect]\n\"|", &["2", "总分"], &["达标"]),
        ("CASE[case.expect]\n\"3\" = |", &["\"达标\""], &["达标"]),
        // where nothing is known
        ("CASE# |", &[], &["from"]),
        ("CASEname = \"|", &[], &["张三"]),
        ("CASEexpect = { \"总分\" = \"|", &[], &["达标", "合格"]),
    ];
    let (folder, compiled) = package(TABLES, STANDARD);
    for (text, there, not) in cases {
        let (file, at) = case_file(folder.path(), &text.replace("CASE", case));
        let found: Vec<String> = complete_in_cases(&compiled, &file, at).into_iter().map(|it| it.text).collect();
        for word in *there {
            assert!(found.contains(&(*word).to_owned()), "{text}: no `{word}` in {found:?}");
        }
        for word in *not {
            assert!(!found.contains(&(*word).to_owned()), "{text}: `{word}` in {found:?}");
        }
    }
}

#[test]
fn names_in_cases_are_those_of_the_package() {
    let (folder, compiled) = package(TABLES, STANDARD);
    let at = |words: &str| {
        let (before, _) = words.split_once('|').unwrap();
        let at = CASES.find(&words.replace('|', "")).unwrap() + before.len();
        (CaseFile::parse(folder.path().join("拜访_test.toml"), CASES), at)
    };
    for (words, defined, told) in [
        ("周四 上门|访问客户", "guiju.toml:2 上门访问客户", "activity 上门访问客户"),
        ("周五 拜访|客户", "guiju.toml:2 上门访问客户", "activity 上门访问客户"),
        ("学|历=大专", "guiju.toml:12 学历", "level 学历"),
        ("学历=大|专", "guiju.toml:14 大专", "step 大专"),
        ("文化|程度=", "guiju.toml:12 学历", "level 学历"),
        ("门|店=甲店", "guiju.toml:19 门店", "entity 门店"),
        ("\"合|格\"", "拜访.gj:2 合格", "grade 合格 = >= 60"),
        ("\"张三 3|\"", "拜访.gj:7 每周 「上门访问客户」 >= 目标数", "3 每周 上门访问客户 >= 目标数"),
    ] {
        let (file, at) = at(words);
        let found: Vec<Place> = definition_in_cases(&compiled, &file, at).into_iter().collect();
        let found: Vec<String> = shown(&compiled, &found).iter().map(|it| it.replace("3. ", "")).collect();
        assert_eq!(found, [defined], "{words}");
        let text = hover_in_cases(&compiled, &file, at, Lang::En).unwrap().text;
        assert!(text.starts_with(told), "{words}: {text}");
        // The same places as from the package; a rename can begin at any of them.
        let places = references_in_cases(&compiled, &file, at);
        if let Some(first) = places.first() {
            assert_eq!(places, references(&compiled, first.file, first.span.start as usize), "{words}");
            assert!(rename(&compiled, first.file, first.span.start as usize, "新名甲乙").is_ok(), "{words}");
        }
    }
    for words in ["name = \"上门|访问客户", "\"张|三 周五 拜访", "实|际=8"] {
        let (file, at) = at(words);
        assert_eq!(definition_in_cases(&compiled, &file, at), None, "{words}");
        assert_eq!(hover_in_cases(&compiled, &file, at, Lang::Zh), None, "{words}");
    }
}

#[test]
fn what_is_wrong_with_cases_has_a_place_and_a_near_name() {
    let (folder, compiled) = package(TABLES, STANDARD);
    let wrong = CASES
        .replace("周五 拜访客户", "周五 拜访客护")
        .replace("\"张三 3\"", "\"张三 1b\"")
        .replace("门店台账", "门店台帐");
    let file = CaseFile::parse(folder.path().join("拜访_test.toml"), &wrong);
    let found: Vec<String> = diagnostics_in_cases(&compiled, &file)
        .iter()
        .map(|it| format!("{} {} {:?}", it.code.entry().code, file.source.slice(it.span), it.near))
        .collect();
    assert_eq!(found, ["GJ0809 \"门店台帐\" [\"门店台账\"]", "GJ0806 拜访客护 [\"拜访客户\"]", "GJ0808 1b [\"1\"]"]);
}

/// A text with the first fix of what is wrong at some words.
fn mended(source: &guiju::Source, all: &[guiju::services::Fix]) -> String {
    let mut text = source.text().to_owned();
    for edit in all.first().into_iter().flat_map(|fix| fix.edits.iter().rev()) {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    text
}

#[test]
fn a_near_name_mends_an_unknown_one_in_every_kind_of_file() {
    for (tables, standard, name, from, to) in [
        (TABLES.to_owned(), STANDARD.replace("每门店 每月 投诉", "每门店 每月 投述"), "拜访.gj", "投述", "投诉"),
        (TABLES.to_owned(), STANDARD.replace("每周拜访客户", "每周拜访客护"), "拜访.gj", "拜访客护", "拜访客户"),
        (
            TABLES.replace("also = [\"拜访客户\"]", "als = [\"拜访客户\"]"),
            STANDARD.to_owned(),
            "guiju.toml",
            "als",
            "also",
        ),
        (TABLES.replace("\"distinct\"", "\"distinc\""), STANDARD.to_owned(), "guiju.toml", "distinc", "distinct"),
    ] {
        let (_folder, compiled) = package(&tables, &standard);
        let (index, text) = file(&compiled, name);
        let at = text.find(from).unwrap();
        let all = fixes(&compiled, index, guiju::Span::new(at, at + from.len()), Lang::En);
        let found = mended(&compiled.files[index].source, &all);
        assert_eq!(found, text.replacen(from, to, 1), "{from}: {all:?} of {:?}", compiled.files[index].diagnostics);
    }
    let (folder, compiled) = package(TABLES, STANDARD);
    for (from, to) in [("拜访客护", "拜访客户"), ("投述", "投诉"), ("门店台帐", "门店台账")] {
        let wrong = CASES.replacen(to, from, 1);
        let cases = CaseFile::parse(folder.path().join("拜访_test.toml"), &wrong);
        let found = diagnostics_in_cases(&compiled, &cases);
        let at = wrong.find(from).unwrap();
        let all = fixes_in_cases(&cases, &found, guiju::Span::new(at, at + from.len()), Lang::Zh);
        assert_eq!(mended(&cases.source, &all), CASES, "{from}: {found:?}");
    }
}
