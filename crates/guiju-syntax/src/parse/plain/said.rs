//! What a segment with points says by itself: whether it names something, or refers to what was asked before.

use rust_decimal::Decimal;

use super::effects::Effects;
use super::scan::{self, Part};
use super::words::text;
use super::{first, lapse, measure, points};
use crate::ast::{Basis, Comparison, Core, Duty, DutyKind, Expr, Requirement, Scale, ScoringRule, Threshold};
use crate::normal::Normal;

/// A segment that speaks of points.
pub(super) struct Scored {
    /// All of it.
    pub(super) whole: Normal,
    /// What it says before the points.
    pub(super) own: Normal,
    pub(super) effects: Effects,
    /// Whether its first words refer to what was asked before.
    pub(super) pronoun: bool,
    /// Whether it names nothing of its own.
    pub(super) refers: bool,
}

/// Units of what is measured, not counted.
#[rustfmt::skip]
pub(super) const MEASURED: [&str; 22] = [
    "秒", "小时", "个小时", "分钟", "天", "日", "个月", "元", "吨", "公斤", "千克", "克", "毫克", "斤", "升", "毫升", "米", "厘米", "毫米", "公里", "平方米", "立方米",
];

pub(super) fn adding(rule: &ScoringRule) -> bool {
    matches!(rule, ScoringRule::Step { effect, .. } | ScoringRule::Fixed { effect, .. } if effect.adds)
}

/// Words that refer to what was asked before.
#[rustfmt::skip]
const PRONOUNS: [&str; 15] = [
    "双方", "两者", "责任人", "否则", "情节", "屡教不改", "如未", "未做者", "每项", "本项", "其中", "达到要求", "完全符合要求", "全部合格", "符合要求",
];
/// What follows besides points.
#[rustfmt::skip]
pub(super) const PENALTIES: [&str; 19] = [
    "没收", "责令", "批评教育", "通报", "警告", "口头警告", "书面检讨", "书面检查", "写检讨", "限期", "停工", "返工", "照价赔偿", "约谈", "给予", "予以", "勒令",
    "退回", "停止",
];
/// Whatever comes too late.
#[rustfmt::skip]
pub(super) const LATE: [&str; 18] = [
    "逾时", "逾期", "超期", "超时", "延误", "延迟", "推迟", "拖延", "延期", "逾期未完成", "超时未完成", "未按时完成", "未按期完成", "逾期未办", "逾期未办结", "超审限", "超期限", "超工期",
];

/// 第三次起: the occurrences beyond what is allowed.
fn is_ordinal(own: &str) -> bool {
    let Some(rest) = own.strip_prefix('第') else { return false };
    let count = rest.find('次').and_then(|at| rest.get(..at)).filter(|count| count.chars().all(first::number));
    count.is_some_and(|count| rest.strip_prefix(count).is_some_and(|tail| ["次起", "次开始"].contains(&tail)))
}

/// 第一次, 再次, 首次: which of the occurrences.
pub(super) fn is_which(own: &str) -> bool {
    const WHICH: [&str; 12] =
        ["首次", "初次", "再次", "再犯", "再次发生", "再次出现", "屡犯", "累犯", "屡次", "多次", "初犯", "重犯"];
    let own = own.trim_end_matches(['的', '者', ',']);
    let own =
        ["违反规定", "违反", "违规", "发生", "出现"].iter().find_map(|tail| own.strip_suffix(tail)).unwrap_or(own);
    let counted = own.strip_prefix('第').is_some_and(|rest| {
        let count: &str = rest.trim_end_matches("及以上").trim_end_matches("以上");
        count.strip_suffix('次').is_some_and(|count| !count.is_empty() && count.chars().all(first::number))
    });
    counted || WHICH.contains(&own)
}

/// 年度考核, 当年评优: what a veto or a loss is of, which names no failing.
fn is_standing(own: &str) -> bool {
    const ENDS: [&str; 12] =
        ["考核", "评优", "评先", "评比", "绩效", "考评", "评选", "得分", "资格", "晋升", "评审", "评定"];
    const FAILS: [char; 9] = ['未', '不', '无', '没', '缺', '漏', '错', '违', '拒'];
    let own = own.trim_end_matches([',', '实', '行', '予', '以']);
    own.chars().count() <= 8 && ENDS.iter().any(|end| own.ends_with(end)) && !own.contains(FAILS)
}

/// 交接双方, 责任人: whose points they are, which is said of what was done.
pub(super) fn is_recipient(own: &str) -> bool {
    const WHO: [&str; 12] = [
        "双方",
        "责任人",
        "当事人",
        "全员",
        "全体成员",
        "双方当事人",
        "相关责任人",
        "直接责任人",
        "违规者",
        "违纪者",
        "本人",
        "每人",
    ];
    let own = own.trim_end_matches([',', '各', '均', '分', '别', '对', '给']);
    let own = own.strip_prefix(['则', '将']).unwrap_or(own);
    // 对责任装配员, 则对点检员: whoever it is taken from
    if own.strip_prefix(['对', '给']).is_some_and(super::actors::is_actor) {
        return true;
    }
    let own = own.strip_prefix('对').unwrap_or(own);
    WHO.contains(&own) || (own.ends_with("双方") && own.chars().count() <= 5)
}

/// 发现, 一旦发现者: that it is found, before what it costs.
pub(super) fn is_found(own: &str) -> bool {
    const FOUND: [&str; 7] = ["发现", "一经发现", "一旦发现", "如发现", "被发现", "查到", "查出"];
    FOUND.contains(&own.trim_end_matches([',', '的', '者', '、']))
}

/// 一经发现, 一经查实, before what it costs whoever did it.
pub(super) const CAUGHT: [&str; 6] = ["一经发现", "一旦发现", "被发现", "一经查实", "一旦查实", "一经核实"];

/// 发生一起, 一经发生: that what was forbidden happens, and nothing else.
fn happens(own: &Normal) -> bool {
    #[rustfmt::skip]
    const WORDS: [&str; 16] = [
        "发生", "出现", "一经发生", "一经出现", "一旦发生", "一旦出现", "如发生", "如出现", "如有发生", "查实", "经查实", "一经查实", "查证属实", "经查证属实", "经查属实", "一经核实",
    ];
    let stem = own.text.trim_end_matches([',', '的', '者']).trim_start_matches('每');
    let stem = own.part(0, own.text.find(stem).unwrap_or(0) + stem.len());
    let (parts, _) = scan::scan(&stem);
    let says = |words: &str| WORDS.contains(&words.trim_start_matches('每')) || is_found(words);
    match parts.as_slice() {
        [Part::Words(words)] => says(&words.text),
        [Part::Words(words), Part::Quantity(number)] => says(&words.text) && number.number == Decimal::ONE,
        _ => false,
    }
}

/// 单项累计, 每人全年: of what a limit holds.
fn is_scope(own: &str) -> bool {
    const WORDS: [&str; 16] = [
        "单项",
        "此项",
        "该项",
        "本项",
        "各项",
        "同一项",
        "同项",
        "每项",
        "总计",
        "累计",
        "合计",
        "加分",
        "扣分",
        "本条",
        "该条",
        "每人",
    ];
    let mut rest = own.trim_end_matches([',', '的']);
    while let Some(shorter) = WORDS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    !own.is_empty() && rest.is_empty()
}

/// Whether points are for each that is wanting: 每少一次, 缺一次.
pub(super) fn fewer(said: &Scored) -> bool {
    said.effects.wanting
        || matches!(said.effects.rules.first(), Some(ScoringRule::Step { basis: Basis::Fewer, step, .. }) if step.scale == Scale::One)
}

/// Whether so many are asked.
pub(super) fn counts(known: &Requirement) -> bool {
    matches!(&known.core, Core::Measure { comparison: Comparison::AtLeast, threshold: Threshold::Value(Expr::Number(number)), .. } if number.scale == Scale::One)
}

/// Whether points that refer to a whole sentence are of this requirement too.
pub(super) fn concerns(said: &Scored, known: &Requirement) -> bool {
    let whose = said.own.text.trim_end_matches([',', '的', '、']);
    let own = whose.trim_end_matches('者').trim_start_matches('每');
    let first = said.effects.rules.first();
    let late = LATE.contains(&own) || matches!(first, Some(ScoringRule::Step { basis: Basis::Late, .. }));
    let unit = match first {
        Some(ScoringRule::Step { step, .. }) => step.unit.as_ref().map(|unit| unit.text.as_str()),
        _ => None,
    };
    let lower = match first {
        Some(ScoringRule::Step { basis: Basis::Lower, step, .. }) => step.scale != Scale::One,
        _ => false,
    };
    let over = match first {
        Some(ScoringRule::Step { basis: Basis::Over, step, .. }) => step.scale != Scale::One,
        _ => false,
    };
    match &known.core {
        // 外出须登记,返回须销假,违者扣5分: of all that one sentence asks; so are 未做到的 and 未按要求执行的
        Core::Measure { .. } | Core::Every { .. } if lapse::is_lapse(whose) => true,
        Core::Measure {
            comparison: Comparison::AtLeast, threshold: Threshold::Value(Expr::Number(number)), ..
        } if fewer(said) => {
            let counted = number.unit.as_ref().map(|unit| unit.text.as_str());
            let also = counted.is_some_and(|counted| said.effects.units.contains(&counted));
            number.scale == Scale::One && (also || unit == counted || unit.is_none_or(|unit| unit == "次"))
        }
        // 合格率≥95%,及时率≥98%,每低1个百分点扣2分
        Core::Measure {
            comparison: Comparison::AtLeast, threshold: Threshold::Value(Expr::Number(number)), ..
        } if lower => number.scale != Scale::One,
        // 开路、短路不良率分别控制在0.3%、0.2%以内,每超0.1个百分点扣1分
        Core::Measure { comparison: Comparison::AtMost, threshold: Threshold::Value(Expr::Number(number)), .. }
            if over =>
        {
            number.scale != Scale::One
        }
        Core::Measure { .. } if late => known.deadline.is_some(),
        Core::Every { duty: Duty::All(items) | Duty::Any(items), .. } if late => {
            items.iter().any(|item| matches!(&item.kind, DutyKind::Act { interval: Some(_), .. }))
        }
        Core::Never { .. } => {
            let soft = said.effects.rules.is_empty() && said.effects.consequence.is_some();
            // 不乱丢工具,不在车间吃零食,发现一次扣10分
            let found = own.is_empty() && said.whole.text.starts_with("发现");
            lapse::offends(whose) || found || (soft && is_which(own))
        }
        _ => false,
    }
}

impl Scored {
    pub(super) fn new(whole: &Normal, subject: usize, effects: &Effects) -> Scored {
        let mut effects = effects.clone();
        let mut own = whole.part(0, subject);
        // 餐厅卫生检查每发现一处不合格扣1分: what is found there
        let stem = own.text.trim_end_matches([':', ',', '的', '中', '时']).len();
        if let Some(noun) = effects.noun.clone().filter(|_| effects.found && stem > 0) {
            own = own.part(0, stem);
            own.insert(&noun.text, whole, subject);
            effects.noun = None;
        }
        // 旁站记录缺一次扣2分: what is wanting
        const FAILS: [char; 8] = ['未', '不', '无', '没', '缺', '漏', '少', '每'];
        let breach = lapse::is_breach(own.text.trim_end_matches([',', '的']));
        if effects.wanting && own.text.chars().count() > 1 && !own.text.contains(FAILS) && !breach {
            let mut wanting = own.part(0, 0);
            let mut from = 0;
            // 留样记录、消毒记录缺一项: each of them
            for (at, joint) in own.text.match_indices('、').chain([(own.text.len(), "")]) {
                wanting.insert("缺", &own, from);
                wanting.copy(&own, from, at + joint.len());
                from = at + joint.len();
            }
            own = wanting;
        }
        // 质量不合格的退回重做并扣3分: what else follows
        let more = own.text.rfind('的').and_then(|at| {
            let end = at + "的".len();
            let tail = own.text.get(end..)?;
            let said = ["并且", "并", "同时", "且", "另"].iter().find_map(|joint| tail.strip_suffix(joint))?;
            (at > 0 && (2..=8).contains(&said.chars().count())).then_some((end, end + said.len()))
        });
        if let Some((from, to)) = more.filter(|_| effects.takes() && effects.consequence.is_none()) {
            effects.consequence = Some(text(&own, from, to));
            own = own.part(0, from);
        }
        // 否则每摊位扣5分: each of them, whatever it is
        let each = own.text.strip_prefix("否则每").is_some_and(|noun| {
            let periodic = scan::scan(&whole.part(0, subject)).0.iter().any(|part| matches!(part, Part::Period(_)));
            (2..=4).contains(&noun.chars().count()) && !periodic
        });
        if each {
            own = own.part(0, "否则".len());
            effects = points::times(&effects);
        }
        // 高于5%时本项为零分
        if let Some(stem) =
            own.text.strip_suffix('时').filter(|stem| stem.ends_with(['%', '分', '次', '元', '天', '‰', '时']))
        {
            own = own.part(0, stem.len());
        }
        // 退一赔三,并罚款500元
        if ["并", "并且", "同时", "且", "并再", "并另"].contains(&own.text.as_str()) {
            own = own.part(0, 0);
        }
        // 双方各扣100元, 被采纳再加2分
        while let Some(tail) = ["再", "另", "各", "再次各"].iter().find(|tail| own.text.ends_with(**tail)) {
            own = own.part(0, own.text.len() - tail.len());
        }
        // 情节严重者予以辞退: the case belongs to the consequence
        if own.text.starts_with("情节") && effects.consequence.is_some() {
            effects.consequence = Some(text(whole, 0, whole.text.len()));
        }
        // 第一次通报批评: which time it is belongs to the consequence; 年度考核一票否决: what of
        let soft = effects.rules.is_empty() && (effects.consequence.is_some() || effects.veto);
        let which = is_which(&own.text);
        if soft && which && effects.consequence.is_some() {
            effects.consequence = Some(text(whole, 0, whole.text.len()));
        }
        // 单项累计加分不超过16分
        let limited = effects.says_only_how_much() && effects.worth.is_none() && is_scope(&own.text);
        let pronoun = is_recipient(&own.text)
            || (soft && (which || is_standing(&own.text)))
            || limited
            || PRONOUNS.iter().chain(&["做到"]).any(|word| own.text.starts_with(word))
            || lapse::offends(&own.text)
            || own.text == "否"
            || ["达不到", "达不到要求", "达不到标准"].contains(&own.text.trim_end_matches([',', '的', '、']))
            || own.text.strip_prefix('每').is_some_and(|unit| {
                unit.chars().count() <= 1 || scan::unit(unit) == Some(unit) || ["人次", "项次"].contains(&unit)
            })
            || LATE.contains(&own.text.trim_end_matches([',', '的', '、', '者']).trim_start_matches('每'))
            || happens(&own)
            || is_ordinal(&own.text);
        let refers = own.text.trim_matches([',', '的', '、', '将', '则']).is_empty() || pronoun;
        Scored { whole: whole.clone(), own, effects, pronoun, refers }
    }

    /// 未按要求执行的每次扣2分, 每次不符扣2分, where something was asked before: the failing of that.
    pub(super) fn of_before(&mut self, asked: &Requirement) {
        // 合格率100%,每出现一处不符扣5分: what is found, which no ratio counts
        let found = super::guard::found(asked, &self.effects);
        let noun = !found
            && self.effects.noun.as_ref().is_some_and(|noun| self.own.text.is_empty() && lapse::is_lapse(&noun.text));
        if noun {
            self.effects.noun = None;
        } else if lapse::is_lapse(&self.own.text) {
            if points::counts_once(&self.own) {
                self.effects = points::times(&self.effects);
            }
            (self.refers, self.pronoun) = (true, true);
        }
    }

    /// Whether only consequences are said, no points.
    pub(super) fn is_soft(&self) -> bool {
        self.effects.rules.is_empty() && self.effects.consequence.is_some()
    }

    /// 迟到的一律辞退: whoever does it is what it is said of.
    pub(super) fn is_case(&self) -> bool {
        let behind = self.whole.text.strip_prefix(self.own.text.as_str());
        // 造成损失的由责任人赔偿: what comes of something else
        let grave = ["造成", "情节", "后果"].iter().any(|word| self.own.text.starts_with(word));
        !grave && !self.own.text.is_empty() && behind.is_some_and(|behind| behind.starts_with('的'))
    }

    /// A bound and no name: 低于80%扣5分.
    pub(super) fn only_bounds(&self) -> bool {
        !self.refers && measure::without_name(&self.own)
    }
}
