//! Words of a sentence that nothing of what was read holds: 获奖 of 获奖奖励每项5分, 特殊定制 of 特殊定制产品除外.
//!
//! A name is made of words of the sentence, so what is read of a sentence holds all that it names. What is left over are
//! words that only put it together, a closed class, or something that was lost.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::ast::{
    Core, Duty, DutyItem, DutyKind, Expr, Function, Interval, IntervalKind, PeriodKind, PropertyKind, Requirement,
};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::letters::Sketch;
use crate::mentions::{Role, of_requirement};
use crate::normal::Normal;
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::effects;
use crate::parse::plain::lapse::is_lapse;
use crate::parse::plain::said::Scored;
use crate::parse::plain::scan::{Part, scan};

/// Words that put a sentence together and name nothing.
#[rustfmt::skip]
const JOINING: &[&str] = &[
    "应当", "必须", "应该", "需要", "务必", "一律", "统一", "严禁", "禁止", "不准", "不许", "不得", "杜绝", "切勿", "谢绝", "不允许",
    "确保", "保证", "做到", "坚持", "认真", "进行", "组织", "开展", "提供", "举行", "实行", "执行", "按计划", "各类", "各种", "各项",
    "发生", "出现", "发现", "产生", "造成", "存在", "引起", "查出", "如果", "如遇", "凡是", "若是", "一旦", "一经", "对于", "以及",
    "同时", "并且", "而且", "其中", "另外", "此外", "期间", "之日起", "之后", "之前", "以后", "以前", "后方可", "方可", "后方能",
    "累计", "合计", "共计", "总计", "不计", "分别", "每次", "每人", "每名", "每位", "个人", "本人", "人员", "员工", "职工", "有关",
    "相关", "至少", "最多", "最少", "不少", "控制", "保持", "维持", "达到", "满", "在", "于", "对", "将", "把", "从", "自", "向",
    "为", "与", "和", "及", "或", "并", "且", "而", "的", "地", "得", "了", "者", "时", "后", "前", "内", "起", "应", "须", "需", "要",
    "均", "都", "各", "每", "所", "有", "无", "未", "不", "如", "若", "凡", "经", "由", "被", "给", "请", "让", "使", "另", "再", "也",
    "还", "只", "仅", "即", "则", "就", "其", "该", "此", "本", "全", "共", "能", "可", "会", "做", "个", "一", "必", "按", "以", "到", "当",
    "除外", "除了", "之外", "以外", "事先", "首先", "事前", "次日", "当天", "当日", "注明", "数量", "之间", "持续时间", "单次", "单项", "单张", "单笔", "单件", "计算", "计", "具备", "取得",
    "完成", "提出", "以此类推", "依此类推", "抽查", "任查", "请大家", "上午", "相应", "规定", "标准", "符合", "要求", "全部合格",
    "任何人", "任何", "严格", "力争", "力求", "争取", "原则上", "一般", "具有", "能够", "有效", "逾期", "办理", "相关记录",
    "等行为", "等现象", "等情况", "等情形", "行为", "现象", "情形", "之一", "任意", "任一",
];

/// The same: 以 is part of 以此类推.
static LONGER_FIRST: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut words = JOINING.to_vec();
    words.sort_by_key(|word| Reverse(word.len()));
    words
});

/// Words that say when, or against what, where a period, a run or a growth was read of them.
#[rustfmt::skip]
const TIMES: &[&str] = &["月度", "季度", "年度", "年内", "月内", "全年", "当年", "当月", "本月", "本年", "半年度", "早晚", "周一", "周二", "周三", "周四", "周五", "周六", "周日"];
const NOTES: [&str; 8] = ["明确", "包括", "包含", "载明", "写明", "列明", "标明", "含有"];
const CLEARED: [&str; 4] = ["实施", "执行", "进行", "办理"];
const GROWTH: &[&str] = &[
    "同比", "环比", "增长", "下降", "提高", "上升", "降低", "增加", "上年", "去年", "上月", "上季", "同期", "相比",
    "较", "比",
];

/// What is read of a clause.
#[derive(Default)]
pub struct Held {
    /// The pairs of letters of its names.
    pairs: BTreeSet<(char, char)>,
    /// Words that were read as something else than names.
    read: Vec<&'static str>,
}

impl Held {
    /// All names, consequences and owners of requirements.
    pub fn of(read: &[&Requirement]) -> Held {
        let mut held = Held::default();
        for requirement in read {
            held.frame(requirement);
            // the resolver puts it before what is said of it
            requirement.topic.iter().for_each(|topic| held.hold(&topic.text));
            for mention in of_requirement(requirement).iter().filter(|it| it.role != Role::Phrase) {
                held.hold(mention.name);
            }
            for property in &requirement.properties {
                match property {
                    PropertyKind::ExceptHolidays => held.read.extend(["法定", "节假日", "假日", "休息日"]),
                    PropertyKind::Roll(_) => held.read.extend([
                        "法定",
                        "节假日",
                        "假日",
                        "休息日",
                        "节日",
                        "周末",
                        "顺延",
                        "提前",
                        "工作日",
                        "至下",
                    ]),
                    PropertyKind::Consequence(words) | PropertyKind::Owner(words) => held.hold(&words.text),
                    _ => {}
                }
            }
        }
        held
    }

    /// Words of time, of a run or of growth that were read.
    fn frame(&mut self, requirement: &Requirement) {
        match requirement.period.as_ref().map(|period| &period.kind) {
            Some(PeriodKind::Rolling(..)) => self.read.extend(["连续"].iter().chain(TIMES)),
            Some(_) => self.read.extend(TIMES),
            None => {}
        }
        if let Core::Every { duty: Duty::All(items) | Duty::Any(items), .. } = &requirement.core
            && items.iter().any(|item| matches!(item.kind, DutyKind::Filled(_)))
        {
            self.read.extend(NOTES);
        }
        // 经审批后方可实施
        let before = |item: &DutyItem| {
            matches!(&item.kind, DutyKind::Act { interval: Some(Interval { kind: IntervalKind::Before, .. }), .. })
        };
        if let Core::Every { duty: Duty::All(items) | Duty::Any(items), .. } = &requirement.core
            && items.iter().any(before)
        {
            self.read.extend(CLEARED);
        }
        if let Core::Measure { measure: Expr::Call { function, .. }, .. } = &requirement.core {
            self.read.extend(if *function == Function::Streak { &["连续"] } else { GROWTH });
        }
    }

    fn hold(&mut self, name: &str) {
        self.pairs.extend(name.chars().zip(name.chars().skip(1)));
    }

    /// Whether a name holds a word.
    pub fn holds(&self, word: &str) -> bool {
        word.chars().zip(word.chars().skip(1)).all(|pair| self.pairs.contains(&pair))
    }

    /// The first words of a segment that are in no name.
    pub fn left(&self, segment: &Normal) -> Option<Diagnostic> {
        let own = match effects::split(segment) {
            Some((subject, effects)) => {
                let said = Scored::new(segment, subject, &effects);
                // 逾期扣5分, 少检一次扣5分: of what was asked before
                if said.refers
                    || is_lapse(&said.own.text)
                    || said.own.text.trim_start_matches('每').starts_with(['少', '缺', '漏', '欠'])
                {
                    return None;
                }
                segment.part(0, subject)
            }
            None => segment.clone(),
        };
        // 上菜速度:冷菜5分钟内上桌: a heading
        let heading = own.text.find(':').map_or(0, |at| at + 1);
        let own = own.part(heading, own.text.len());
        let (parts, _) = scan(&own);
        let words = parts.iter().filter_map(|part| match part {
            Part::Words(words) if !words.quoted => Some(words),
            _ => None,
        });
        let (span, left) = words.filter_map(|words| Some((words.span, self.missing(&words.text)?))).next()?;
        Some(Diagnostic::new(Code::WordsUnread, span).with("words", left))
    }

    /// The first run of letters that no name holds and that names something.
    fn missing(&self, words: &str) -> Option<String> {
        let letters: Vec<char> = words.chars().collect();
        let held = |pair: Option<&[char]>| matches!(pair, Some([a, b]) if self.pairs.contains(&(*a, *b)));
        let mut run = String::new();
        for (at, letter) in letters.iter().enumerate() {
            let covered = held(letters.get(at..at + 2)) || at > 0 && held(letters.get(at - 1..at + 1));
            if !covered && letter.is_alphabetic() {
                run.push(*letter);
            } else if self.names(&run) {
                return Some(run);
            } else {
                run.clear();
            }
        }
        self.names(&run).then_some(run)
    }

    /// Whether anything is named by these letters: two of them at least are no joining words.
    fn names(&self, run: &str) -> bool {
        if run.chars().nth(1).is_none() {
            return false;
        }
        let letters = Sketch::of(run);
        let joining = self.read.iter().chain(LONGER_FIRST.iter()).filter(|word| letters.may_hold(word));
        let left = joining.fold(run.to_owned(), |left, word| left.replace(word, ""));
        // 接报后保安5分钟内到场: who comes
        left.chars().nth(1).is_some() && !is_actor(&left)
    }
}
