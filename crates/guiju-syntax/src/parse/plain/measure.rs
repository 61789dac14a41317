//! A number makes a measure: 每周上门访问客户8家, 错字率不得超过3‰, 满意率低于90%的.

use super::actors::is_actor;
use super::scan::{Part, scan};
use super::words::{VAGUE, begins_noun, holds_any, lead};
use crate::ast::{BinaryOp, Comparison, Core, Expr, Quantity, Requirement, Scale, Text, Threshold};
use crate::normal::{Normal, tight};
use crate::span::Span;

/// All words that are no other constituent, as one name.
pub fn rest(parts: &[Part], otherwise: Span) -> Text {
    let mut name = Text { text: String::new(), span: otherwise, quoted: false };
    let mut first = true;
    for (at, part) in parts.iter().enumerate() {
        let Part::Words(words) = part else { continue };
        // 发现一人无证上岗: what is found
        let finds = ["发现", "查出", "出现", "发生", "查到", "组织", "开展", "进行", "举行", "组织开展"]
            .contains(&words.text.as_str());
        if finds && matches!(parts.get(at + 1), Some(Part::Quantity(_))) && parts.len() > at + 2 {
            continue;
        }
        name.span = if first { words.span } else { name.span.to(words.span) };
        name.quoted |= words.quoted;
        // 电梯每15日进行一次清洁: 进行 says nothing
        let light = ["进行", "组织开展", "开展", "组织", "举行"];
        let mut text = words.text.as_str();
        if !first && !words.quoted {
            let stem = light.iter().find_map(|word| text.strip_prefix(word));
            text = stem.filter(|_| !begins_noun(text)).unwrap_or(text);
        }
        if !words.quoted && !text.is_empty() {
            text = text.strip_suffix("进行").unwrap_or(text);
        }
        // 与每位员工面谈
        if matches!(parts.get(at + 1), Some(Part::Entity(_))) {
            text = text.strip_suffix(super::scan::TOWARDS).unwrap_or(text);
        }
        first = false;
        name.text.push_str(text);
    }
    // 仓库管理员每月须盘点: what is asked, without the word that asks
    if !name.quoted && name.text.contains(['应', '必', '务', '须']) {
        for word in ["应当", "必须", "应该", "务必", "须", "应"] {
            let amid = name.text.find(word).filter(|at| *at > 0);
            // 响应, 供应设备, 感应器: 应 asks before what is put there
            let sets = |at: usize| {
                let (before, rest) =
                    (name.text.get(..at).unwrap_or(""), name.text.get(at + word.len()..).unwrap_or(""));
                let part = before.ends_with(['反', '适', '响', '相', '对', '供', '感', '效']);
                !part && rest.starts_with(['设', '配', '备', '放']) && !rest.starts_with("设备")
            };
            let known = |at: usize| {
                name.text.get(at + word.len()..).is_some_and(|rest| rest.starts_with(['知', '品']))
                    || word == "应" && !sets(at)
            };
            if let Some(at) = amid.filter(|at| !known(*at)) {
                name.text.replace_range(at..at + word.len(), "");
                break;
            }
        }
    }
    name.text = name.text.trim_end_matches("之间").to_owned();
    let mut text = name.text.get(lead(&name.text)..).unwrap_or("").to_owned();
    // 累计迟到: how often in all, of 迟到
    if let Some(counted) = text.strip_prefix("累计").filter(|counted| counted.chars().count() > 1 && !name.quoted) {
        text = counted.to_owned();
    }
    for tail in [
        "保持在",
        "保持",
        "维持在",
        "累计天数",
        "累计",
        "累计满",
        "累计超",
        "满",
        "合计",
        "共计",
        "的",
        "者",
        "分别",
        ":",
        "、",
        "数量",
        "一般",
        "原则上",
    ] {
        let full = tail == "满"
            && ["圆满", "美满", "客满", "丰满", "期满", "不满", "届满"].iter().any(|word| text.ends_with(word));
        if let Some(shorter) = text.strip_suffix(tail).filter(|shorter| shorter.chars().count() > 1 && !full) {
            text = shorter.to_owned();
            // 档案室温度应保持在
            let asked = ["应当", "必须", "应该", "应", "须", "需"].iter().find_map(|word| text.strip_suffix(word));
            if let Some(shorter) = asked.filter(|shorter| shorter.chars().count() > 1) {
                text = shorter.to_owned();
            }
        }
    }
    // 等候时间平均不超过10分钟
    if let Some(stem) = text.strip_suffix("平均").filter(|stem| stem.chars().count() > 1) {
        text = format!("平均{stem}");
    }
    name.text = tight(text.trim_matches(['、', ':', '/', ',']));
    name
}

/// The measure of a segment; `bare` says whether a number without any comparison asks for so much.
pub fn measure(parts: &[Part], bare: bool) -> Option<Core> {
    if let Some((from, to)) = parts.iter().find_map(|part| match part {
        Part::Between(from, to) => Some((from, to)),
        _ => None,
    }) {
        let threshold = Threshold::Range(from.clone(), to.clone());
        let compared = parts.iter().any(|part| matches!(part, Part::Compare(_)));
        return named(parts, from.span, Comparison::Between, threshold).filter(|_| bare || compared);
    }
    let bounds = bounds(parts);
    // 大于0小于等于30: two bounds of one thing
    if bounds.len() > 1
        && !parts.iter().any(|part| matches!(part, Part::Words(words) if words.text.contains(['、', '或'])))
    {
        return None;
    }
    // 面积100平方米以上的门店每日盘点一次: the bound describes, and the number behind it is asked
    if let [before @ .., Part::Words(act), Part::Quantity(_)] = parts
        && act.text.chars().all(char::is_alphabetic)
        && before.windows(2).any(|pair| matches!(pair, [Part::Compare(_), Part::Quantity(_)]))
    {
        return None;
    }
    if let Some((
        Comparison::AtMost | Comparison::AtLeast | Comparison::MoreThan | Comparison::LessThan,
        Bound::Fraction(over, under),
    )) = bounds.first()
    {
        let comparison = bounds.first().map(|(comparison, _)| *comparison)?;
        let side = |number: &Quantity| Box::new(Expr::Number(number.clone()));
        let fraction = Expr::Binary { op: BinaryOp::Div, left: side(over), right: side(under) };
        return share(parts, comparison, &fraction)
            .or_else(|| named(parts, over.span, comparison, Threshold::Value(fraction)));
    }
    if either(parts) {
        return None;
    }
    let first = parts.iter().find_map(|part| match part {
        Part::Quantity(it) => Some(it.clone()),
        _ => None,
    });
    let (comparison, quantity) = match bounds.first() {
        Some((comparison, Bound::Number(number))) => (*comparison, number.clone()),
        Some(_) => return None,
        None => {
            let quantity = first?;
            let compared = parts.iter().find_map(|part| match part {
                Part::Compare(it) => Some(*it),
                _ => None,
            });
            let counts = matches!(quantity.scale, Scale::One | Scale::TenThousand | Scale::HundredMillion);
            match compared {
                Some(comparison) => (comparison, quantity),
                // 投诉次数0次: none of them
                None if bare && counts && !is_given(parts) && !is_interval(parts) => {
                    let none = quantity.number.is_zero();
                    (if none { Comparison::Equal } else { Comparison::AtLeast }, quantity)
                }
                None if is_target(parts) => (Comparison::AtLeast, quantity),
                None => return None,
            }
        }
    };
    let number = Expr::Number(quantity.clone());
    if matches!(quantity.scale, Scale::Percent | Scale::Permille)
        && let Some(core) = share(parts, comparison, &number)
    {
        return Some(core);
    }
    named(parts, quantity.span, comparison, Threshold::Value(number))
}

/// 等候超过30分钟的客户占比不得高于5%: the share of those that a bound describes, which is a name of its own.
pub fn of_cases(normal: &Normal) -> Option<Core> {
    const SHARES: [&str; 6] = ["占比", "比例", "比率", "比重", "率", "百分比"];
    let ends = SHARES.iter().flat_map(|word| normal.text.match_indices(word).map(|(at, word)| at + word.len()));
    let (end, comparison, number) = ends.filter(|end| *end < normal.text.len()).find_map(|end| {
        let (parts, _) = scan(&normal.part(end, normal.text.len()));
        match parts.as_slice() {
            [Part::Compare(_), Part::Compare(comparison), Part::Quantity(number)]
            | [Part::Compare(comparison), Part::Quantity(number)]
                if number.scale != Scale::One =>
            {
                Some((end, *comparison, number.clone()))
            }
            _ => None,
        }
    })?;
    let head = normal.part(0, end);
    let (parts, _) = scan(&head);
    let counted = parts.iter().any(|part| matches!(part, Part::Quantity(_)));
    // 20秒内接听率
    let begins =
        matches!(parts.first(), Some(Part::Quantity(number)) if number.scale == Scale::One && number.unit.is_some());
    let bounded = begins || parts.iter().any(|part| matches!(part, Part::Compare(_)));
    let framed = parts.iter().any(|part| matches!(part, Part::Period(_) | Part::Deadline(_) | Part::Entity(_)));
    let name = Text { quoted: true, ..super::words::text(&head, 0, end) };
    (counted && bounded && !framed).then_some(Core::Measure {
        measure: Expr::Name(name),
        filter: None,
        comparison,
        threshold: Threshold::Value(Expr::Number(number)),
    })
}

/// 不少于12天或者90学时: either will do, which no one threshold says.
fn either(parts: &[Part]) -> bool {
    let unit = |number: &Quantity| number.unit.as_ref().map(|unit| unit.text.clone());
    parts.windows(3).any(|three| match three {
        [Part::Quantity(one), Part::Words(word), Part::Quantity(other)] => {
            ["或", "或者"].contains(&word.text.as_str()) && unit(one) != unit(other)
        }
        _ => false,
    })
}

/// What a comparison is with.
enum Bound {
    Number(Quantity),
    Fraction(Quantity, Quantity),
}

/// Every plain number that is compared with.
pub fn numbers(parts: &[Part]) -> Vec<(Comparison, Quantity)> {
    let plain = bounds(parts).into_iter().filter_map(|(comparison, bound)| match bound {
        Bound::Number(number) => Some((comparison, number)),
        Bound::Fraction(..) => None,
    });
    plain.collect()
}

/// Every comparison with the number that stands by it: behind it, else before it.
fn bounds(parts: &[Part]) -> Vec<(Comparison, Bound)> {
    let bound = |part: Option<&Part>| match part {
        Some(Part::Quantity(it)) => Some(Bound::Number(it.clone())),
        Some(Part::Fraction(over, under)) => Some(Bound::Fraction(over.clone(), under.clone())),
        _ => None,
    };
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Part::Compare(comparison) = part else { continue };
        // 超过Y的20%: the words between name what it is a share of
        let beyond = matches!(parts.get(at + 1), Some(Part::Words(words)) if words.text.ends_with('的'));
        let number = bound(parts.get(at + 1))
            .or_else(|| bound(parts.get(at + 2)).filter(|_| beyond))
            .or_else(|| bound(at.checked_sub(1).and_then(|at| parts.get(at))));
        found.extend(number.map(|number| (*comparison, number)));
    }
    found
}

/// 持证上岗率100%: the ratio that is aimed at; of a bad ratio (差错率) nobody says whether at most or at least.
fn is_target(parts: &[Part]) -> bool {
    let [before @ .., Part::Words(name), Part::Quantity(number)] = parts else { return false };
    let plain = before.iter().all(|part| matches!(part, Part::Period(_) | Part::Entity(_)));
    plain
        && number.scale == Scale::Percent
        && (name.text.ends_with('率') || name.text.ends_with("满意度"))
        && !is_bad(&name.text)
}

/// 每日发布3条以上: so many are asked in every such time, of what is not bad.
pub fn asks_so_many(parts: &[Part]) -> bool {
    let framed = parts.iter().any(|part| matches!(part, Part::Period(_) | Part::Entity(_)));
    let least = match parts {
        [.., Part::Words(name), Part::Compare(Comparison::AtLeast), Part::Quantity(number)] => {
            number.scale == Scale::One && !super::duty::is_bad_event(&name.text)
        }
        _ => false,
    };
    framed && least
}

/// 破片率0.05%以内: within so much, for which nobody is punished.
pub fn asks_within(normal: &Normal) -> bool {
    let (parts, _) = scan(normal);
    let rate = matches!(parts.as_slice(), [Part::Words(name), Part::Compare(_), Part::Quantity(_)] if name.text.ends_with('率'));
    rate && ["以内", "之内"].iter().any(|end| normal.text.ends_with(end))
}

/// Whether a bound says what is wanted, by its name alone: 完好率98%以上, 差错率低于1‰.
pub fn is_wanted(parts: &[Part]) -> bool {
    // 审计发现问题的年度整改率: when it is asked, and of what, stand anywhere
    let framed = |part: &&Part| !matches!(part, Part::Period(_) | Part::Deadline(_) | Part::Entity(_));
    let named: Vec<&Part> = parts.iter().filter(framed).collect();
    let (name, comparison) = match named.as_slice() {
        [Part::Words(name), Part::Compare(comparison), Part::Quantity(_)]
        | [Part::Words(_), Part::Words(name), Part::Compare(comparison), Part::Quantity(_)]
        | [Part::Words(name), Part::Compare(_), Part::Compare(comparison), Part::Quantity(_)]
        | [Part::Words(_), Part::Words(name), Part::Compare(_), Part::Compare(comparison), Part::Quantity(_)]
        | [Part::Words(name), Part::Compare(_), Part::Quantity(_), Part::Compare(comparison)]
        | [Part::Words(_), Part::Words(name), Part::Compare(_), Part::Quantity(_), Part::Compare(comparison)] => {
            (name, comparison)
        }
        _ => return false,
    };
    const GOOD: [&str; 6] = ["率", "满意度", "成绩", "得分", "分数", "评分"];
    let ratio = GOOD.iter().any(|end| name.text.ends_with(end));
    ratio
        && match comparison {
            Comparison::AtLeast | Comparison::MoreThan => !is_bad(&name.text),
            Comparison::AtMost | Comparison::LessThan => is_bad(&name.text),
            _ => false,
        }
}

/// Whether less of what has this name is better.
pub fn is_bad(name: &str) -> bool {
    const BAD: [&str; 38] = [
        "损失",
        "差错",
        "错误",
        "投诉",
        "损耗",
        "事故",
        "退货",
        "流失",
        "故障",
        "缺勤",
        "超限",
        "死亡",
        "不良",
        "废品",
        "报废",
        "返工",
        "延误",
        "逾期",
        "坏账",
        "负债",
        "离职",
        "违规",
        "失误",
        "能耗",
        "成本",
        "周转天数",
        "丢失",
        "破损",
        "漏检",
        "缺陷",
        "感染",
        "返修",
        "误差",
        "差评",
        "空置",
        "缺货",
        "损坏",
        "漏诊",
    ];
    #[rustfmt::skip]
    let handled = [
        "处理率", "解决率", "整改率", "回复率", "修复率", "响应率", "回访率", "上报率", "关闭率", "办结率", "结案率", "处置率", "闭环率", "化解率",
        "及时率", "完成率", "控制率", "下降率", "降低率", "达标率", "合格率", "满意率", "追回率", "回收率", "清收率", "消除率", "受理率", "答复率",
        "查处率", "登记率", "分析率", "排查率", "培训率", "回款率", "治理率", "消缺率",
    ];
    // 逾期贷款催收, 事故分析: what is done about it
    const DONE: [&str; 16] = [
        "催收", "清收", "处理", "整改", "回访", "分析", "排查", "通报", "检查", "统计", "演练", "汇报", "上报", "培训",
        "调查", "会议",
    ];
    if DONE.iter().any(|act| name.ends_with(act)) {
        return false;
    }
    // 错架率, 漏播率: the letter before tells
    let wrong = name.strip_suffix('率').is_some_and(|of| {
        let slips = of.chars().rev().take(2).any(|c| "错误漏损废坏亡".contains(c));
        slips && !of.contains(['防', '纠', '免', '无', '零', '控', '补'])
    });
    (holds_any(name, &BAD) || wrong) && !handled.iter().any(|good| name.ends_with(good))
}

/// 营业前15分钟: how long before, not how much.
fn is_interval(parts: &[Part]) -> bool {
    let timed = |number: &Quantity| {
        number
            .unit
            .as_ref()
            .is_some_and(|unit| ["秒", "分钟", "小时", "个小时", "天", "日"].contains(&unit.text.as_str()))
    };
    parts.windows(2).any(|pair| match pair {
        [Part::Words(words), Part::Quantity(number)] => timed(number) && words.text.ends_with(['前', '后']),
        _ => false,
    })
}

/// 停车费每小时5元, 每平方米2.5元: what it costs.
fn is_price(parts: &[Part]) -> bool {
    let money =
        |part: &Part| matches!(part, Part::Quantity(number) if number.unit.as_ref().is_some_and(|it| it.text == "元"));
    match parts {
        [Part::Words(fee), Part::Period(_), number] => fee.text.ends_with('费') && money(number),
        [Part::Words(fee), .., number] => {
            let each = fee.text.rsplit_once('每').is_some_and(|(_, of)| (1..=3).contains(&of.chars().count()));
            each && parts.iter().all(|part| matches!(part, Part::Words(_) | Part::Period(_) | Part::Quantity(_)))
                && money(number)
        }
        _ => false,
    }
}

/// 销售目标300万元, 考核总分100分, 现有员工300人: what is given, not what is asked.
fn is_given(parts: &[Part]) -> bool {
    let points = parts.iter().any(|part| match part {
        Part::Quantity(number) => number.unit.as_ref().is_some_and(|unit| unit.text == "分"),
        _ => false,
    });
    if points || is_price(parts) {
        return true;
    }
    const GIVEN: [&str; 41] = [
        "津贴",
        "餐补",
        "房补",
        "奖金",
        "薪酬",
        "产能",
        "生产能力",
        "装机容量",
        "吞吐能力",
        "赔偿",
        "赔付",
        "补偿",
        "收取",
        "缴纳",
        "支付",
        "目标",
        "任务",
        "预算",
        "标准",
        "定额",
        "单价",
        "总价",
        "总分",
        "编制",
        "注册资本",
        "总投资",
        "现有",
        "共有",
        "设有",
        "占地",
        "拥有",
        "工资",
        "补贴",
        "补助",
        "总分为",
        // 总建筑面积12.6万平方米 describes the place
        "建筑面积",
        "用地面积",
        "占地面积",
        "总面积",
        "总人口",
        "总户数",
    ];
    is_size(parts)
        || is_rate(parts)
        || parts.iter().any(|part| match part {
            Part::Words(words) => {
                GIVEN.iter().any(|word| words.text.ends_with(word))
                    || ["现有", "共有", "拥有"].iter().any(|word| words.text.contains(word))
            }
            _ => false,
        })
}

/// Times that something takes, which are too long, if anything.
#[rustfmt::skip]
pub const TAKEN: [&str; 13] = [
    "到达现场时间", "响应时间", "到场时间", "到达时间", "处理时间", "等待时间", "等候时间", "排队时间", "送达时间", "办理时间", "抢修时间", "恢复时间", "停机时间",
];

/// 西装25元/套, 油耗8升/百公里: what it costs or takes, and nobody says whether at most or at least.
fn is_rate(parts: &[Part]) -> bool {
    let [Part::Words(words), Part::Quantity(number)] = parts else { return false };
    if TAKEN.iter().chain(&["办结时间", "间隔时间"]).any(|time| words.text.ends_with(time)) {
        return true;
    }
    let each = number.unit.as_ref().is_some_and(|unit| unit.text.contains('/'));
    each && !words.text.contains(['应', '须', '需', '必', '达', '罚', '扣', '奖'])
}

/// 岸线长1800米, 门卫岗设4人: how it is, which nobody asks for.
fn is_size(parts: &[Part]) -> bool {
    const LENGTHS: [&str; 7] = ["米", "公里", "千米", "厘米", "毫米", "m", "km"];
    let [.., Part::Words(words), Part::Quantity(number)] = parts else { return false };
    let unit = number.unit.as_ref().map_or("", |unit| unit.text.as_str());
    let asked = words.text.contains(['应', '须', '需', '必']);
    let size = words.text.ends_with(['长', '宽', '高', '深', '厚']) && LENGTHS.contains(&unit);
    let staffed = ["岗设", "处设", "点设", "站设"].iter().any(|end| words.text.ends_with(end)) && unit == "人";
    !asked && (size || staffed)
}

fn named(parts: &[Part], span: Span, comparison: Comparison, threshold: Threshold) -> Option<Core> {
    let name = rest(parts, span);
    // 连续两个月不合格: a run of periods is no number of them
    let units = ["个月", "月", "周", "季度", "个季度", "年", "次"];
    let runs = name.text.starts_with("连续")
        && match &threshold {
            Threshold::Value(Expr::Number(Quantity { unit: Some(unit), .. })) => units.contains(&unit.text.as_str()),
            _ => false,
        };
    if runs {
        return None;
    }
    let (name, comparison) = denied(name, comparison);
    let measure = Expr::Name(name.clone());
    (!name.text.is_empty()).then_some(Core::Measure { measure, filter: None, comparison, threshold })
}

/// 每月不迟到超过2次: at most so often.
fn denied(name: Text, comparison: Comparison) -> (Text, Comparison) {
    const EVENTS: [&str; 9] = ["迟到", "早退", "旷工", "旷课", "缺勤", "缺席", "请假", "发生", "出现"];
    let within = match comparison {
        Comparison::MoreThan => Comparison::AtMost,
        Comparison::LessThan => Comparison::AtLeast,
        other => return (name, other),
    };
    let event = name.text.strip_prefix('不').filter(|rest| EVENTS.iter().any(|event| rest.starts_with(event)));
    match event.map(str::to_owned) {
        Some(text) => (Text { text, ..name }, within),
        None => (name, comparison),
    }
}

/// 事假须提前1天申请,全年累计不得超过15天: a bound of what was asked before, which is the only name there is. 批改8篇,
/// 精批不得少于三分之一: a part of it.
pub fn of_before(parts: &[Part], before: &Requirement) -> Option<Core> {
    let topic = match &before.core {
        Core::Every { trigger, .. } => trigger.clone(),
        Core::Measure { measure: Expr::Name(name), .. } => name.clone(),
        // 病假:因病可请病假,每年累计不得超过15天: of the heading
        Core::Phrase(words) => {
            let (head, _) = words.text.split_once(':').filter(|(head, _)| (2..=6).contains(&head.chars().count()))?;
            Text { text: head.to_owned(), ..words.clone() }
        }
        _ => return None,
    };
    let topic = &topic;
    let mut name = rest(parts, topic.span);
    if VAGUE.contains(&name.text.as_str()) || ["累计", "合计", "共计", "总计"].contains(&name.text.as_str()) {
        name.text.clear();
    }
    let bounds = bounds(parts);
    let [(comparison, bound)] = bounds.as_slice() else { return None };
    let (measure, bound) = match bound {
        // 矿长带班下井不少于5次,总工程师不少于8次: the same act of another
        Bound::Number(number) if is_actor(&name.text) && matches!(before.core, Core::Measure { .. }) => {
            let mut ends = topic.text.char_indices().map(|(at, _)| at);
            let who = ends.rfind(|at| topic.text.get(..*at).is_some_and(is_actor))?;
            let act = topic.text.get(who..)?;
            let text = format!("{}{act}", name.text);
            (Expr::Name(Text { text, ..name.clone() }), Expr::Number(number.clone()))
        }
        Bound::Number(number) => {
            // 每月加班不超过36小时,每日不超过3小时: in a period of its own
            let unit = |number: &Quantity| number.unit.as_ref().map(|unit| unit.text.clone());
            let alike = match &before.core {
                Core::Every { .. } | Core::Phrase(_) => true,
                Core::Measure { threshold: Threshold::Value(Expr::Number(of)), filter: None, .. } => {
                    unit(of) == unit(number) && of.scale == number.scale
                }
                _ => false,
            };
            let same = alike && parts.iter().any(|it| matches!(it, Part::Period(_) | Part::Entity(_)));
            if !same || !name.text.is_empty() {
                return None;
            }
            (Expr::Name(topic.clone()), Expr::Number(number.clone()))
        }
        Bound::Fraction(over, under) => {
            let count = |number: &Quantity| Box::new(Expr::Number(number.clone()));
            let whole = Box::new(Expr::Name(topic.clone()));
            // 缺勤人数不得超过应到人数的三分之一 says itself of what
            let own = share(parts, *comparison, &Expr::Number(over.clone())).is_some();
            if own || name.text.is_empty() || !matches!(before.core, Core::Measure { .. }) {
                return None;
            }
            let part = Expr::Binary { op: BinaryOp::Div, left: Box::new(Expr::Name(name)), right: whole };
            (part, Expr::Binary { op: BinaryOp::Div, left: count(over), right: count(under) })
        }
    };
    Some(Core::Measure { measure, filter: None, comparison: *comparison, threshold: Threshold::Value(bound) })
}

/// X超过上级下达的控制指标: compared with what has a name.
pub fn against_name(parts: &[Part], span: Span) -> Option<Core> {
    let at = parts.iter().position(|part| matches!(part, Part::Compare(_)))?;
    let (Some(Part::Compare(comparison)), Some(Part::Words(bound)), None) =
        (parts.get(at), parts.get(at + 1), parts.get(at + 2))
    else {
        return None;
    };
    let name = rest(parts.get(..at)?, span);
    (!name.text.is_empty()).then(|| Core::Measure {
        measure: Expr::Name(name),
        filter: None,
        comparison: *comparison,
        threshold: Threshold::Value(Expr::Name(bound.clone())),
    })
}

/// X不得超过Y的20%: the one over the other.
fn share(parts: &[Part], comparison: Comparison, bound: &Expr) -> Option<Core> {
    let at = parts.iter().position(|part| matches!(part, Part::Compare(_)))?;
    // 控制在预算的95%以内: the bound is said twice
    let number = match parts.get(at + 2) {
        Some(Part::Compare(_)) => parts.get(at + 3),
        other => other,
    };
    let (Some(Part::Words(whole)), Some(Part::Quantity(_) | Part::Fraction(..))) = (parts.get(at + 1), number) else {
        return None;
    };
    let part = rest(parts.get(..at)?, whole.span);
    let mut whole = whole.clone();
    let stem = whole.text.trim_end_matches('的').to_owned();
    whole.text = stem;
    if part.text.is_empty() || whole.text.is_empty() {
        return None;
    }
    let (left, right) = (Box::new(Expr::Name(part)), Box::new(Expr::Name(whole)));
    let measure = Expr::Binary { op: BinaryOp::Div, left, right };
    Some(Core::Measure { measure, filter: None, comparison, threshold: Threshold::Value(bound.clone()) })
}

/// 按工资总额的2%拨缴经费: so much of the one is the other.
pub fn proportion(parts: &[Part]) -> Option<Core> {
    let [before @ .., Part::Words(whole), Part::Quantity(number), Part::Words(act)] = parts else { return None };
    let framed = before.iter().all(|part| matches!(part, Part::Period(_) | Part::Entity(_)));
    let of = whole.text.strip_prefix("按照").or_else(|| whole.text.strip_prefix('按'))?.strip_suffix('的')?;
    let act_ = ["的比例", "的标准", "比例"].iter().find_map(|word| act.text.strip_prefix(word)).unwrap_or(&act.text);
    if !framed || of.is_empty() || act_.chars().count() < 2 || !matches!(number.scale, Scale::Percent | Scale::Permille)
    {
        return None;
    }
    let name = |words: &Text, text: &str| Box::new(Expr::Name(Text { text: text.to_owned(), ..words.clone() }));
    let measure = Expr::Binary { op: BinaryOp::Div, left: name(act, act_), right: name(whole, of) };
    let threshold = Threshold::Value(Expr::Number(number.clone()));
    Some(Core::Measure { measure, filter: None, comparison: Comparison::Equal, threshold })
}

/// What is asked where the opposite is punished.
pub fn complement(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::LessThan => Comparison::AtLeast,
        Comparison::AtMost => Comparison::MoreThan,
        Comparison::MoreThan => Comparison::AtMost,
        Comparison::AtLeast => Comparison::LessThan,
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Between => Comparison::Between,
    }
}

/// Whether a text is a bound alone: 低于90%.
pub fn without_name(normal: &Normal) -> bool {
    let (parts, _) = scan(normal);
    !parts.is_empty()
        && parts.iter().all(|part| matches!(part, Part::Compare(_) | Part::Quantity(_) | Part::Between(..)))
}

/// At least once.
pub fn once_of(name: Text) -> Core {
    let unit = Some(Text { text: "次".to_owned(), span: name.span, quoted: false });
    let number = super::quantity(name.span, rust_decimal::Decimal::ONE, Scale::One, unit);
    Core::Measure {
        measure: Expr::Name(name),
        filter: None,
        comparison: Comparison::AtLeast,
        threshold: Threshold::Value(Expr::Number(number)),
    }
}
