//! Days by which something is done, and of what they are: 月报次月3日前报出, 16:00前下单当日发货.

use crate::ast::{Core, Deadline, DurationUnit, NextPeriod, PeriodKind, PeriodUnit, PointDay, Requirement, Text};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::duty::once;
use crate::parse::plain::scan::{Part, duration, scan};
use crate::parse::plain::words::name;
use crate::parse::plain::{measure, response};

/// 3日前完成盘点并上报财务部: each by that day.
pub(super) fn several_once(normal: &Normal, parts: &[Part]) -> Option<Vec<(Core, usize, usize)>> {
    let [before @ .., Part::Words(_)] = parts else { return None };
    if before.iter().any(|part| matches!(part, Part::Words(_))) {
        return None;
    }
    let pieces = response::pieces(normal, 0);
    let [(_, cut), others @ ..] = pieces.as_slice() else { return None };
    let first = normal.part(0, *cut);
    let (first_parts, _) = scan(&first);
    let mut cores = vec![(once(&first, &first_parts)?, 0, *cut)];
    for (start, end) in others {
        let act = name(normal, *start, *end);
        if act.text.is_empty() {
            return None;
        }
        cores.push((measure::once_of(act), *start, *end));
    }
    (cores.len() > 1).then_some(cores)
}

/// 16:00前下单当日发货: what comes by then is done that day. 录入当日出入库单据 names what.
pub(super) fn dispatched(parts: &[Part]) -> bool {
    let mut after = parts.iter().skip_while(|part| !matches!(part, Part::Deadline(_)));
    after.any(|part| match part {
        Part::Words(words) => ["当日", "当天", "次日"].iter().any(|day| {
            let Some((before, done)) = words.text.split_once(day) else { return false };
            (2..=4).contains(&before.chars().count()) && done.chars().count() == 2 && begins_act_of_delivery(done)
        }),
        _ => false,
    })
}

/// 发货, 送达: what is done on a day for what came before it.
fn begins_act_of_delivery(done: &str) -> bool {
    done.starts_with(['发', '送', '办', '达', '配', '受', '处', '完', '出'])
}

/// 并在会议开始前 says when, 并在记录表上签字 where.
pub(super) fn timed_place(text: &str) -> bool {
    text.strip_prefix("并在").is_some_and(|rest| rest.contains(['前', '后', '内', '时', '日', '天']))
}

/// 合同签订后应于次年1月底前归档: the day is one after an event, and not one of every year.
pub(super) fn due_after(parts: &[Part]) -> bool {
    parts.windows(2).any(|pair| {
        let [Part::Words(event), Part::Deadline(deadline)] = pair else { return false };
        let next = deadline.to.as_ref().is_some_and(|point| point.next.is_some());
        next && event.text.ends_with('后')
    })
}

/// 合同签订后应于月底前归档 does not say the end of which month after it.
pub(super) fn undated(parts: &[Part], before: Option<&Requirement>) -> Option<Diagnostic> {
    let said =
        |words: &Text| words.text.ends_with('后').then(|| words.text.trim_end_matches(['之', '以', '后']).to_owned());
    let (event, deadline) = match (parts, before) {
        ([Part::Words(event), Part::Deadline(deadline), ..], _) => (said(event)?, deadline),
        ([Part::Deadline(deadline), ..], Some(Requirement { core: Core::Phrase(event), .. })) => {
            (said(event)?, deadline)
        }
        _ => return None,
    };
    let point = deadline.to.as_ref()?;
    let dated = point.next.is_some() || point.day == PointDay::Same;
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    (!dated && !periodic && !event.is_empty())
        .then(|| Diagnostic::new(Code::DeadlineUndated, deadline.span).with("event", event))
}

/// 接到投诉后当月答复, 入职当月签订合同: the month of the event, which no interval says; of 报表当月完成 it is every month.
pub(super) fn of_that_month(normal: &Normal) -> Option<Diagnostic> {
    const THEN: [&str; 4] = ["当月", "当季", "当季度", "当年"];
    let (at, word) = THEN.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let head = normal.text.get(..at)?.trim_end_matches(['在', '于', '应', '须', '的']);
    let act = normal.text.get(at + word.len()..)?;
    let stem = ["之后", "以后", "后", "之日"].iter().find_map(|mark| head.strip_suffix(mark));
    let event = stem.or_else(|| Some(head).filter(|head| response::happens(head)))?;
    let due = act.chars().count() > 1 && !act.starts_with(['的', '工', '累', '绩', '奖', '考']);
    let span = normal.span(at, at + word.len());
    let problem = || Diagnostic::new(Code::DeadlineUndated, span).with("event", event);
    (due && event.chars().count() > 1).then(problem)
}

/// 月底前3天, 每月最后3天, 每月前5个工作日: counted from an end of the period, which no deadline is.
pub(super) fn counted_back(normal: &Normal) -> Option<Diagnostic> {
    let text = normal.text.as_str();
    let long = |from: usize| {
        text.get(from..)
            .and_then(duration)
            .filter(|(long, _)| matches!(long.unit, DurationUnit::Day | DurationUnit::Workday))
            .map(|(_, size)| from + size)
    };
    let before = ["底前", "末前"].iter().find_map(|word| {
        let at = normal.find(word)?;
        Some((at.saturating_sub("月".len()), long(at + word.len())?))
    });
    let last = || {
        let at = normal
            .find("最后")
            .filter(|at| text.get(..*at).is_some_and(|it| it.ends_with(['月', '度', '年', '周', '季'])))?;
        Some((at, long(at + "最后".len())?))
    };
    let first = || {
        ["每月前", "每季度前", "每年前", "每周前", "次月前", "月初前"].iter().find_map(|word| {
            let at = normal.find(word)?;
            Some((at, long(at + word.len())?))
        })
    };
    let (from, to) = before.or_else(last).or_else(first)?;
    let words = text.get(from..to)?;
    Some(Diagnostic::new(Code::CountedBack, normal.span(from, to)).with("words", words))
}

/// 每月5日前上报,10日前分析: of the same months.
pub(super) fn same_period(normal: &Normal, parts: &[Part], before: Option<&Requirement>) -> Option<Normal> {
    let before = before?;
    let [Part::Deadline(Deadline { to: Some(point), .. }), Part::Words(_), rest @ ..] = parts else { return None };
    let counted = rest.iter().all(|part| matches!(part, Part::Quantity(_) | Part::Compare(_)));
    let (PeriodKind::Every(1, unit), Core::Measure { .. }) = (&before.period.as_ref()?.kind, &before.core) else {
        return None;
    };
    before.deadline.as_ref()?;
    let each = match (unit, &point.day) {
        (PeriodUnit::Month, PointDay::Of(_) | PointDay::Last(_)) => "每月",
        (PeriodUnit::Week, PointDay::Weekday(_)) => "每周",
        (PeriodUnit::Year, PointDay::OfMonth(..)) => "每年",
        _ => return None,
    };
    counted.then(|| {
        let mut whole = normal.part(0, 0);
        whole.insert(each, normal, 0);
        whole.copy(normal, 0, normal.text.len());
        whole
    })
}

/// 周报周五17:00前提交, 月报次月3日前报出: papers that are named by their period.
fn paper(parts: &[Part]) -> Option<Core> {
    let [Part::Words(papers), Part::Deadline(_), ..] = parts else { return None };
    let rest = parts.get(2..)?;
    let named = PAPERS.iter().any(|(paper, _)| papers.text.ends_with(paper));
    let acts = rest.iter().all(|part| matches!(part, Part::Words(_)));
    (named && acts && !rest.is_empty()).then(|| measure::once_of(measure::rest(parts, papers.span)))
}

/// Papers and how often they are made.
pub const PAPERS: [(&str, PeriodUnit); 11] = [
    ("伙食账", PeriodUnit::Month),
    ("往来账", PeriodUnit::Month),
    ("工资表", PeriodUnit::Month),
    ("日报", PeriodUnit::Day),
    ("日报表", PeriodUnit::Day),
    ("周报", PeriodUnit::Week),
    ("周报表", PeriodUnit::Week),
    ("月报", PeriodUnit::Month),
    ("月报表", PeriodUnit::Month),
    ("季报", PeriodUnit::Quarter),
    ("年报", PeriodUnit::Year),
];

/// What is made for every week, month or quarter, by a day of it or of the next.
pub(super) fn monthly(normal: &Normal, parts: &[Part]) -> Option<Core> {
    if let Some(core) = paper(parts) {
        return Some(core);
    }
    let point = parts.iter().find_map(|part| match part {
        Part::Deadline(Deadline { to: Some(point), .. }) => Some(point),
        _ => None,
    });
    let number = parts.iter().any(|part| matches!(part, Part::Quantity(_) | Part::Compare(_)));
    let (Some(point), Some(Part::Words(topic)), false) = (point, parts.first(), number) else { return None };
    // 月度考核结果: of every month, whoever it is of
    let of_each = |words: &[&str]| words.iter().any(|word| topic.text.contains(word));
    // 月度对账差异: each that is found
    #[rustfmt::skip]
    const MET: [&str; 14] = [
        "差异", "差错", "差额", "问题", "隐患", "缺陷", "异常", "投诉", "不合格", "不合格项", "员工", "人员", "客户", "欠款",
    ];
    let met = MET.iter().any(|word| topic.text.ends_with(word));
    let (quarterly, weekly) =
        (of_each(&["季度", "各季"]), topic.text.starts_with('周') && !topic.text.starts_with("周边"));
    let regular = match (point.next, point.day) {
        (Some(NextPeriod::Of(PeriodUnit::Quarter)), PointDay::Of(_)) => quarterly && !met && !of_each(&["上季"]),
        (Some(next), PointDay::Of(_)) => {
            let counts = ["统计", "汇总", "报表", "台账"].iter().any(|paper| topic.text.ends_with(paper));
            let monthly = matches!(next, NextPeriod::Of(PeriodUnit::Month)) && counts;
            (of_each(&["月度", "各月"]) || monthly) && !quarterly && !met
        }
        (_, PointDay::Weekday(_)) => weekly && topic.text.chars().count() > 2,
        _ => false,
    };
    if !regular && !matches!((point.next, point.day), (Some(_), PointDay::Of(_))) {
        return None;
    }
    // 当月报表 is of every month; 当月离职员工 is each of them
    let month = ["每月", "当月", "本月"].iter().any(|word| normal.text.starts_with(word));
    let papers = ["表", "报告", "总结", "计划", "台账", "资料", "数据", "账单", "小结", "月报", "简报", "记录", "统计"];
    let paper = month && papers.iter().any(|paper| topic.text.ends_with(paper));
    let name = measure::rest(parts, normal.span(0, normal.text.len()));
    ((regular || paper) && !name.text.is_empty()).then(|| measure::once_of(name))
}
