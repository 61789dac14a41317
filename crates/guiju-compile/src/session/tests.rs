//! After any edits a session says what a fresh compilation says.
#![allow(clippy::indexing_slicing, clippy::expect_used, reason = "test code: a panic is a failing test")]

use guiju_engine::calendar::Calendar;
use guiju_syntax::span::Source;

use super::Session;
use crate::vocabulary::Vocabulary;
use crate::{compile, read_manifest};

/// Lines that depend on each other in every way that lines do.
const LINES: [&str; 64] = [
    "标准 市场部",
    "标准 行政部",
    "# 标题",
    "## 一、文员",
    "一、文员",
    "二、销售人员",
    "四、其他",
    "(一)其中",
    "(二)又",
    "第一章 总则",
    "等级 优秀 >= 90、良好 >= 80、其余 不合格",
    "等级 优秀 >= 90、良好 >= 80",
    "等级 合格 >= 60、优秀 >= 90、其余 不合格",
    "定义 错字率 = 合计(打印文件.错字数) / 合计(打印文件.字数)",
    "定义 错字率 = 次数(投诉) / 次数(无此活动)",
    "定义 自己 = 自己 + 1",
    "参数 目标数 = 8",
    "参数 目标数 = 9",
    "适用 岗位 = 文员",
    "适用 岗位 = 销售人员",
    "适用 岗龄 >= 3月",
    "适用 岗龄 = 长",
    "施行 2024-01-01 起",
    "施行 2024-03-01 起 至 2024-02-01",
    "施行 2024-02-31 起",
    "分值 20",
    "分值 60",
    "分值 100",
    "分直 20",
    "计分 每次 扣 3 分",
    "计分 全部达标",
    "计分 达标率",
    "计分 没有这样的",
    "一票否决",
    "一票否决 不高于 良好",
    "一票否决 不高于 量好",
    "加分 最多 10 分",
    "标识 拜访量",
    "说明",
    "人工",
    "自 2025-07-01 起 >= 10",
    "自 2025-07-01 起 >= 12",
    "除外 事由 = 客户原因",
    "除外 事由 > 3",
    "视同 迟到 其中 时长 > 30分钟 为 旷工 0.5 天",
    "1. 每周上门访问客户8家,电话访问客户30家。",
    "1. 每周 上门访问客户 >= 目标数",
    "2. 每月 错字率 <= 3‰",
    "3. 每月 自己 >= 1",
    "每月 上门访问客户 其中 事由 = 客户原因 >= 2",
    "每月 上门访问客户 其中 事由 > 3 >= 2",
    "每月 上门访问客户 其中 时长 包含 「长」 >= 2",
    "不得 投诉 其中 时长 >= 30分钟",
    "4294967295. 不得 迟到",
    "凡 新协议 须 当天 发送有关部门 且 签收",
    "每周 每月 上门访问客户 >= 8",
    "「没有结束",
    "台面无灰尘",
    "认真负责",
    "每周上门访问客户8家，除恶劣天气外",
    "每月检查3次并在5天内整改2项",
    "不得 迟到 // 规矩:允许 vague-word 因为 如此",
    "// 规矩:本文件允许 nothing-checkable 因为 还在写",
    "// 只是说明",
];

const MANIFEST: &str = r#"
[package]
name = "x"
[vocabulary]
open = false
[activity."上门访问客户"]
also = ["拜访客户"]
[activity."电话访问客户"]
[activity."新协议"]
[activity."投诉"]
[activity."迟到"]
[activity."旷工"]
[activity."打印文件"]
[activity."发送有关部门"]
[metric."错字率二"]
is = "合计(打印文件.事由) / 次数(打印文件)"
[phrase."台面无灰尘"]
means = "不得 投诉 其中 事由 > 3"
"#;

/// Numbers that look random, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % sides
    }

    fn line(&mut self) -> String {
        let blank = ["", "", "", "  ", "\u{3000}"][self.below(5)];
        let end = ["", "", "", "\r", " // 注"][self.below(5)];
        match self.below(12) {
            0 => String::new(),
            1 => "   接着写的字".to_owned(),
            _ => format!("{blank}{}{end}", LINES[self.below(LINES.len())]),
        }
    }
}

fn agree(vocabulary: fn() -> Vocabulary, seeds: std::ops::Range<u64>, edits: usize) {
    let mut said = 0;
    for seed in seeds {
        let mut dice = Dice(seed);
        let mut session = Session::new(vocabulary(), Calendar::default());
        let mut files: Vec<Vec<String>> = (0..2).map(|_| (0..12).map(|_| dice.line()).collect()).collect();
        for _ in 0..edits {
            let file = dice.below(2);
            let lines = &mut files[file];
            let at = dice.below(lines.len() + 1);
            match dice.below(4) {
                0 => lines.insert(at, dice.line()),
                1 if at < lines.len() => drop(lines.remove(at)),
                2 if at + 1 < lines.len() => lines.swap(at, at + 1),
                _ if at < lines.len() => lines[at] = dice.line(),
                _ => {}
            }
            let sources: Vec<Source> =
                files.iter().enumerate().map(|(i, lines)| Source::new(format!("{i}.gj"), lines.join("\n"))).collect();
            let fresh = compile(&sources, &vocabulary(), &Calendar::default()).diagnostics;
            said += fresh.iter().map(Vec::len).sum::<usize>();
            assert_eq!(
                session.check(&sources),
                fresh,
                "seed {seed}\n{}\n----\n{}",
                sources[0].text(),
                sources[1].text()
            );
        }
    }
    assert!(said > 1000, "only {said} things were wrong");
}

#[test]
fn a_session_says_what_a_compilation_says_with_no_vocabulary() {
    agree(Vocabulary::open, 0..40, 20);
}

#[test]
fn a_session_says_what_a_compilation_says_with_a_vocabulary() {
    fn vocabulary() -> Vocabulary {
        let source = Source::new("guiju.toml", MANIFEST);
        let manifest = read_manifest(&source).expect("a manifest");
        Vocabulary::new(&[(source, manifest)]).0
    }
    agree(vocabulary, 100..140, 20);
}

/// One clause after another becomes one of these, and what is said is what a compilation says.
#[test]
fn a_clause_that_is_edited_is_looked_at_alone() {
    const CLAUSES: [&str; 12] = [
        "每周上门访问客户8家",
        "每周上门访问客户8家。",
        "每月检查3次并在5天内整改2项",
        "每周 适当 拜访",
        "每月 上门访问客户 其中 事由 > 3 >= 2",
        "每月 上门访问客户 其中 事由 = 客户原因 >= 2",
        "不得 投诉",
        "每周 每月 上门访问客户 >= 8",
        "「没有结束",
        "台面无灰尘",
        "认真负责",
        "凡 新协议 须 当天 发送有关部门 且 签收",
    ];
    let properties = ["", "\n分值 20", "\n  说明", "\n除外 事由 = 客户原因", "\n标识 拜访量", "\n人工"];
    let (mut dice, mut alone, mut said) = (Dice(7), 0, 0);
    for _ in 0..3 {
        let mut session = Session::new(Vocabulary::open(), Calendar::default());
        let mut clauses: Vec<(&str, &str)> =
            (0..20).map(|_| (CLAUSES[dice.below(12)], properties[dice.below(6)])).collect();
        for _ in 0..20 {
            clauses[dice.below(20)].0 = CLAUSES[dice.below(12)];
            let heads = ["# 规定\n适用 岗位 = 文员\n", "", "二、又\n分值 60\n"];
            let lines = clauses.iter().enumerate().map(|(at, (clause, properties))| {
                let head = if at % 7 == 0 { heads[at / 7] } else { "" };
                format!("{head}{}. {clause}{properties}", at + 1)
            });
            let text = lines.collect::<Vec<_>>().join("\n");
            let sources = [Source::new("a.gj", text)];
            let fresh = compile(&sources, &Vocabulary::open(), &Calendar::default()).diagnostics;
            let before = session.round;
            assert_eq!(session.check(&sources), fresh, "{}", sources[0].text());
            alone += usize::from(session.round == before);
            said += fresh[0].len();
        }
    }
    assert!(alone > 0 && said > 100, "{alone} alone, {said} said");
}

#[test]
fn what_is_gone_is_let_go_of() {
    let mut session = Session::new(Vocabulary::open(), Calendar::default());
    for edit in 0..1000 {
        session.check(&[Source::new("a.gj", format!("分值 {edit}\n每周 拜访 >= {edit}"))]);
    }
    assert!(session.blocks.len() + session.files.len() < 4 * super::SPARE, "{} clauses", session.blocks.len());
    session.forget();
    assert!(session.check(&[Source::new("a.gj", "每周 拜访 >= 8")]).iter().all(Vec::is_empty));
}
