//! Papers: in writing, filed by class, kept by a department, drawn up for every month.

use super::words::{asked, bare, canonical, is_done, joined, quoted};
use super::{Found, Place, is_name};
use crate::import::reading::reading;

/// `必须以书面形式订立`, `变更内容也必须以书面形式签认`, `以书面形式汇报`
pub(super) fn written(place: &Place<'_>) -> Found {
    let here = place.here();
    let (who, act) = here.split_once("以书面形式")?;
    let mut who = who;
    for asking in ["必须", "应当", "应", "须", "需", "也", "并", "均"] {
        who = who.strip_suffix(asking).unwrap_or(who);
    }
    let who = who.rsplit_once("中的").map_or(who, |(_, who)| who).trim_end_matches("内容");
    if who.is_empty() && place.before().next().is_some_and(|before| !reading(before).certain.is_empty()) {
        return (!act.is_empty()).then(|| (1, format!("其中 {act}形式 = 书面")));
    }
    let object = place.before().find_map(|segment| ["合同", "协议"].into_iter().find(|paper| segment.contains(paper)));
    let trigger = match (who.is_empty(), object) {
        (true, Some(object)) => format!("{act}{object}"),
        (true, None) => return None,
        (false, _) => bare(who).to_owned(),
    };
    let signed = if act.starts_with('签') && !who.is_empty() { format!(" 且 {act}") } else { String::new() };
    canonical(&format!("凡 {} 须 形式 = 书面{signed}", quoted(&trigger))).map(|means| (1, means))
}

/// `按类别将文件存入文件夹`, `将各种报表分类存档`
pub(super) fn filed(place: &Place<'_>) -> Found {
    let here = joined(place.here());
    if let Some((class, rest)) = here.strip_prefix('按').and_then(|rest| rest.split_once('将')) {
        let act = ["存入", "放入", "归入"].into_iter().find(|act| rest.contains(act))?;
        let (what, _) = rest.split_once(act)?;
        return canonical(&format!("凡 {act}{what} 须 {class} 非空")).map(|means| (1, means));
    }
    let rest = here.strip_prefix('将')?;
    let act = ["分类存档", "分类归档", "分类存放"].into_iter().find(|act| rest.ends_with(act))?;
    let what = bare(rest.strip_suffix(act)?);
    let act = act.strip_prefix("分类")?;
    canonical(&format!("凡 {act}{what} 须 类别 非空")).map(|means| (1, means))
}

/// `合同归档由综合管理部统一管理`
pub(super) fn kept_by(place: &Place<'_>) -> Found {
    let (what, by) = place.here().split_once('由')?;
    let by = ["统一管理", "统一保管", "归口管理", "统一办理"].iter().find_map(|end| by.strip_suffix(end))?;
    let department = ["部", "处", "科", "室", "中心"].iter().any(|end| by.ends_with(end)) && by.chars().count() <= 10;
    let act = ["归档", "采购", "发放", "办理", "保管", "登记", "报销"].iter().any(|end| what.ends_with(end));
    let means = canonical(&format!("凡 {} 须 管理部门 = {by}", quoted(what)));
    means.filter(|_| department && act).map(|means| (1, means))
}

/// `编制月度市场开拓计划`: the period stands in the name of the paper.
pub(super) fn periodic(place: &Place<'_>) -> Found {
    const VERBS: [&str; 14] = [
        "编制",
        "制定",
        "制订",
        "起草",
        "编写",
        "撰写",
        "提交",
        "报送",
        "上报",
        "拟定",
        "拟订",
        "提出",
        "填报",
        "编制出",
    ];
    const PERIODS: [(&str, &str); 6] = [
        ("月度", "每月"),
        ("季度", "每季度"),
        ("年度", "每年"),
        ("半年度", "每半年"),
        ("周度", "每周"),
        ("每日", "每日"),
    ];
    let here = asked(place.here());
    if here.contains("年度和") || here.contains("月度和") {
        return both(here, &VERBS, &PERIODS);
    }
    let from = VERBS.iter().filter_map(|verb| here.find(verb)).min()?;
    let act = here.get(from..)?.replace("出公司的", "").replace(['《', '》'], "");
    let (verb_end, _) = act.char_indices().nth(2)?;
    let object = act.get(verb_end..)?;
    let (_, period) = PERIODS.iter().find(|(word, _)| object.starts_with(word))?;
    let paper = ["计划", "总结", "报告", "目标", "报表", "通知", "方案", "预算", "汇总表"]
        .iter()
        .any(|paper| object.ends_with(paper));
    canonical(&format!("{period} {} >= 1 次", quoted(&act))).filter(|_| paper && is_name(&act)).map(|means| (1, means))
}

/// `制定年度和季度的市场营销目标`
fn both(here: &str, verbs: &[&str], periods: &[(&str, &str)]) -> Found {
    let verb = verbs.iter().find(|verb| here.starts_with(**verb))?;
    let (words, what) = here.get(verb.len()..)?.split_once('的')?;
    let words: Vec<&str> = words.split(['和', '、', '及']).collect();
    let period = |word: &str| periods.iter().find(|(known, _)| *known == word).map(|(_, period)| *period);
    let each = words.iter().map(|word| canonical(&format!("{} {verb}{word}{what} >= 1 次", period(word)?)));
    let each: Vec<String> = each.collect::<Option<_>>()?;
    (each.len() > 1 && is_name(what)).then(|| (1, each.join("；")))
}

/// `客户档案需详实`, `会议预订单需填写清楚`: how a paper is, people judge.
pub(super) fn manner(place: &Place<'_>) -> Found {
    const MANNERS: [&str; 12] =
        ["详实", "填写清楚", "清楚", "完整", "齐全", "真实", "准确", "规范", "整洁", "清晰", "真实准确", "完整准确"];
    let here = joined(place.here());
    let (what, how) = ["应当", "必须", "应", "须", "需", "要"].iter().find_map(|asking| here.split_once(asking))?;
    let paper = ["档案", "单", "表", "记录", "台账", "合同", "报告", "资料"].iter().any(|end| what.ends_with(end));
    let means = canonical(&format!("凡 {} 须 人工 「{how}」", quoted(what)));
    means.filter(|_| paper && MANNERS.contains(&how) && !is_done(what)).map(|means| (1, means))
}

/// `每家客户需建档`, `每个客户均应建立详细客户档案`
pub(super) fn each_has(place: &Place<'_>) -> Found {
    let rest = place.here().strip_prefix('每')?;
    let rest = rest.strip_prefix(['家', '个', '位', '名', '户'])?;
    let (object, act) =
        ["均应", "均须", "均需", "都应", "都要", "应", "须", "需"].iter().find_map(|asking| rest.split_once(asking))?;
    let file = act == "建档" || act.strip_prefix("建立").is_some_and(|act| act.ends_with("档案"));
    let means = canonical(&format!("凡 新增{object} 须 建立{object}档案"));
    means.filter(|_| file && (1..=6).contains(&object.chars().count())).map(|means| (1, means))
}

/// `年度经营计划…，并分解成季度计划`
pub(super) fn divided(place: &Place<'_>) -> Found {
    let here = joined(place.here());
    let part = here.strip_prefix("分解成").or_else(|| here.strip_prefix("分解为"))?;
    let (unit, count) = [("季度", 4), ("月度", 12)].into_iter().find(|(unit, _)| part.starts_with(unit))?;
    let yearly = place.before().any(|segment| segment.contains("年度"));
    let means = canonical(&format!("每年 去重(分解{part}.{unit}) >= {count}"));
    means.filter(|_| yearly && is_name(part)).map(|means| (1, means))
}
