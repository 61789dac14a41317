//! The period that a deadline alone implies, or the name of what is measured.

use crate::ast::{Core, Deadline, Expr, NextPeriod, Period, PeriodKind, PeriodUnit, Point, PointDay, Requirement};
use crate::parse::build::own_end;

/// The period that a deadline alone implies: 9:00前 is every day's, 年底前 every year's; a day of the next month only where
/// all are asked for it (请于次月5日前, 务必于…).
pub fn implied(deadline: &Deadline, text: &str) -> Option<PeriodUnit> {
    // 22:00至次日6:00 is of the day on which it begins
    let begun = deadline.from.as_ref().filter(|from| from.time.is_some() && deadline.to.is_some());
    let point = begun.or(deadline.to.as_ref()).or(deadline.from.as_ref())?;
    let opening = text.trim_start_matches(['请', '须', '应', '需', '于', '在', '每']);
    let first = ["次月", "下月", "次周", "下周", "次日"].iter().any(|word| opening.starts_with(word));
    let asked = first || ["请", "务必"].iter().any(|word| text.contains(word));
    match point.day {
        // 出院病历须于次日10:00前归档: after every one of them, unless nothing else is named
        PointDay::Same if point.time.is_some() && (point.next.is_none() || first) => Some(PeriodUnit::Day),
        PointDay::OfMonth(..) => Some(PeriodUnit::Year),
        PointDay::Last(Some(unit @ (PeriodUnit::Year | PeriodUnit::Month | PeriodUnit::Quarter))) => Some(unit),
        PointDay::Weekday(_) if first => Some(PeriodUnit::Week),
        PointDay::Of(_) if asked => Some(PeriodUnit::Month),
        _ => None,
    }
}

/// 各部门月度总结, by a day of the next month: of each month.
fn of_each(point: &Point, words: &str) -> Option<PeriodUnit> {
    let NextPeriod::Of(next) = point.next? else { return None };
    let named = |word: &str| words.find(word).is_some_and(|at| at > 0);
    let unit = match next {
        PeriodUnit::Month if named("月度") => PeriodUnit::Month,
        PeriodUnit::Quarter if named("季度") => PeriodUnit::Quarter,
        PeriodUnit::Year if named("年度") => PeriodUnit::Year,
        _ => return None,
    };
    Some(unit)
}

/// Fills in the period that a deadline implies.
pub fn implied_period(requirement: &mut Requirement) {
    // 月报次月3日前报出
    let known = requirement.period.is_some() || requirement.deadline.is_none();
    let paper = super::asked::PAPERS.iter().filter(|_| !known).find(|(paper, _)| {
        let at = requirement.words.find(paper).filter(|at| *at < 24);
        at.and_then(|at| requirement.words.get(at + paper.len()..))
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || "于应须在周次年月下每星".contains(c)))
    });
    if requirement.period.is_none()
        && let (Some(deadline), Some((_, unit))) = (&requirement.deadline, paper)
    {
        requirement.period = Some(Period { span: deadline.span, kind: PeriodKind::Every(1, *unit) });
    }
    if requirement.period.is_none()
        && let Some(deadline) = &requirement.deadline
        && let Some(unit) = implied(deadline, &requirement.words)
    {
        requirement.period = Some(Period { span: deadline.span, kind: PeriodKind::Every(1, unit) });
    }
    own_end(requirement);
}

/// 月度销售额, 年度培训时数: the period that the name of what is measured begins with.
pub fn named_period(requirement: &mut Requirement) {
    const BEGINNINGS: [(&str, PeriodUnit); 9] = [
        ("半年度", PeriodUnit::HalfYear),
        ("季度", PeriodUnit::Quarter),
        ("季", PeriodUnit::Quarter),
        ("年度", PeriodUnit::Year),
        ("月度", PeriodUnit::Month),
        ("月", PeriodUnit::Month),
        ("年", PeriodUnit::Year),
        ("周", PeriodUnit::Week),
        ("日", PeriodUnit::Day),
    ];
    #[rustfmt::skip]
    const MEASURED: [&str; 25] = [
        "率", "额", "量", "次数", "时数", "天数", "户数", "家数", "收入", "利润", "费用", "数量", "时间", "时长",
        "操行分", "得分", "积分", "课时", "人数", "件数", "起数", "单数", "台数", "客诉数", "投诉数",
    ];
    // 周例会, 年培训: how often it is done
    #[rustfmt::skip]
    const DONE: [&str; 27] = [
        "请假", "加班", "出差", "调休", "补休",
        "巡店", "巡场", "巡线", "总结", "小结", "复盘", "述职", "大扫除", "例会", "培训", "保养", "点检", "抽检", "检修", "演练", "考核", "消杀", "拖地", "团建", "谈心", "学习", "访谈",
    ];
    const COUNTED: [&str; 5] = ["净增", "新增", "累计", "开发", "成交"];
    let Core::Measure { measure: Expr::Name(name), .. } = &mut requirement.core else { return };
    if let (None, Some(deadline)) = (&requirement.period, &requirement.deadline)
        && let Some(unit) = deadline.to.as_ref().and_then(|to| of_each(to, &name.text))
    {
        requirement.period = Some(Period { span: deadline.span, kind: PeriodKind::Every(1, unit) });
        return;
    }
    // 员工流失率年度不超过15%
    let ending = BEGINNINGS.iter().find(|(word, _)| word.chars().count() > 1 && name.text.ends_with(word));
    if let (None, Some((word, unit))) = (&requirement.period, ending)
        && let Some(stem) = name.text.strip_suffix(word).filter(|stem| stem.chars().count() > 1)
    {
        let stem = stem.to_owned();
        requirement.period = Some(Period { span: name.span, kind: PeriodKind::Every(1, *unit) });
        name.text = stem;
        return;
    }
    // 班组月违章: of whom, in what time, and what
    let whose = ["月", "年", "周"].iter().find_map(|word| {
        let (who, what) = name.text.split_once(word)?;
        let bad = what.chars().count() <= 4 && super::duty::is_bad_event(what);
        (bad && super::actors::is_actor(who)).then(|| (*word, format!("{who}{what}")))
    });
    if let (None, Some((word, whole))) = (&requirement.period, whose)
        && let Some((_, unit)) = BEGINNINGS.iter().find(|(beginning, _)| *beginning == word)
    {
        requirement.period = Some(Period { span: name.span, kind: PeriodKind::Every(1, *unit) });
        name.text = whole;
        return;
    }
    let Some((word, unit)) = BEGINNINGS.iter().find(|(word, _)| name.text.starts_with(word)) else { return };
    let stem = name.text.get(word.len()..).unwrap_or("");
    if let (1, Some(letter)) = (word.chars().count(), word.chars().next())
        && super::reword::begins_noun(letter, stem)
    {
        return;
    }
    // 月净增客户, 月加班累计: what is counted up within it
    let counted = COUNTED.iter().any(|word| stem.starts_with(word)) || requirement.words.contains("累计");
    // 日巡查, 周检查
    let done = DONE.iter().any(|act| stem.starts_with(act)) || super::actors::begins_act(stem);
    // 月旷课, 周违章
    let done = done || super::duty::is_bad_event(stem);
    let counted = counted || stem.chars().count() <= 4 && done;
    let numeric = word.chars().count() > 1 || counted || MEASURED.iter().any(|noun| stem.ends_with(noun));
    // 年龄, 日均客流量, 月平均 … are names of their own
    if requirement.period.is_some() || !numeric || stem.chars().count() < 2 || stem.starts_with(['均', '龄', '平']) {
        return;
    }
    requirement.period = Some(Period { span: name.span, kind: PeriodKind::Every(1, *unit) });
    name.text = stem.strip_prefix("累计").filter(|it| it.chars().count() > 1).unwrap_or(stem).to_owned();
}
