//! Lists: what a paper has to note, steps in order, classes.

use super::words::{asked, bare, canonical, items, set};
use super::{Found, Place};

/// What lists are introduced by.
const NOTES: [&str; 11] = ["明确", "包括", "包含", "载明", "注明", "写明", "列明", "考虑", "含有", "记录", "登记"];
/// What a paper is called.
const PAPERS: [&str; 26] = [
    "计划", "方案", "报告", "通知", "合同", "协议", "制度", "档案", "表", "记录", "预算", "目标", "策略", "总结",
    "调研", "单", "清单", "说明", "申请", "台账", "管理", "活动", "评估", "架构", "登记", "信息",
];

/// `采购管理包括采购计划、…的全过程`: the first step leads to the others in order.
pub(super) fn steps(place: &Place<'_>) -> Found {
    let here = asked(place.here());
    let (_, list) = here.split_once("包括")?;
    let process =
        ["全过程", "环节", "步骤", "阶段"].iter().any(|word| list.ends_with(word)) || here.contains("流程包括");
    let steps = items(list);
    let (first, rest) = steps.split_first().filter(|(_, rest)| process && rest.len() > 1)?;
    let all: Vec<String> = rest.to_vec();
    set(&all)?;
    canonical(&format!("凡 {first} 须 依次 {}", set(&all)?)).map(|means| (1, means))
}

/// `计划应明确产值、利润及措施`: each is noted in it.
pub(super) fn noted(place: &Place<'_>) -> Found {
    let here = place.here();
    if ["例如", "比如", "可以", "可"].iter().any(|word| here.starts_with(word))
        || here.contains("可以")
        || here.contains("不明确")
    {
        return None;
    }
    let (at, verb) = NOTES.iter().filter_map(|verb| here.find(verb).map(|at| (at, *verb))).min()?;
    let (who, list) = (here.get(..at)?, here.get(at + verb.len()..)?);
    let asks = ["应", "须", "必须", "需", "应当", "应该", "综合", "要"].iter().any(|word| who.ends_with(word))
        || who.is_empty();
    let asks = asks || who.ends_with("应综合");
    if !asks || place.here().contains("流程") && verb == "包括" {
        return None;
    }
    let fields = fields(list)?;
    if let ("记录" | "登记", true, Some((of, _))) = (verb, who.is_empty(), list.split_once('的')) {
        return canonical(&format!("凡 登记{} 须 注明 {}", of.trim_start_matches("各"), set(&fields)?))
            .map(|means| (1, means));
    }
    let paper = paper(who.trim_end_matches("综合")).map(str::to_owned).or_else(|| place.before().find_map(subject))?;
    canonical(&format!("凡 {paper} 须 注明 {}", set(&fields)?)).map(|means| (1, means))
}

/// `预算编制的内容、格式、范围`, `各项经营指标（如产值、利润等）及相应的措施`
fn fields(list: &str) -> Option<Vec<String>> {
    if let Some((before, rest)) = list.split_once(['（', '(']) {
        let (within, after) = rest.split_once(['）', ')'])?;
        let within = within.trim_start_matches("如").trim_start_matches("例");
        let mut fields = items(within.trim_start_matches("包括"));
        if fields.len() < 2 {
            fields = items(before);
        }
        fields.extend(items(after));
        return Some(fields);
    }
    let mut fields = items(list);
    let (first, last) = (fields.first()?.clone(), fields.last()?.clone());
    if let Some((of, own)) = first.split_once('的') {
        // `渠道的选择、渠道成本` are of it by name, `预算编制的内容、格式` are all of one thing.
        let named = fields.iter().skip(1).any(|field| field.starts_with(of));
        *fields.first_mut()? = if named { format!("{of}{own}") } else { own.to_owned() };
    } else if let Some((own, kind)) =
        last.split_once('的').filter(|(own, _)| own.chars().count() == first.chars().count())
    {
        // `定性和定量的研究方法`
        *fields.last_mut()? = own.to_owned();
        fields.iter_mut().for_each(|field| field.push_str(kind));
    }
    let single = fields.iter().all(|field| !field.contains('的') && !field.contains('等'));
    (fields.len() > 1 && single).then_some(fields)
}

/// What stands before the verb, where it is a paper.
fn paper(who: &str) -> Option<&str> {
    let mut who = who;
    for asking in ["应当", "应该", "必须", "需要", "应", "须", "需", "要", "中"] {
        who = who.strip_suffix(asking).unwrap_or(who);
    }
    let who = bare(who);
    let named = PAPERS.iter().any(|paper| who.ends_with(paper)) && (2..=14).contains(&who.chars().count());
    named.then_some(who)
}

/// What the segment before is about: `在制定市场营销策略时`, `财务经理起草年度预算编制通知`.
fn subject(segment: &str) -> Option<String> {
    let occasion = segment.strip_prefix(['在', '对', '于']).and_then(|rest| rest.strip_suffix('时'));
    if let Some(occasion) = occasion {
        return Some(occasion.strip_prefix("进行").unwrap_or(occasion).to_owned());
    }
    let act = asked(segment);
    let act = act
        .strip_prefix("根据")
        .or_else(|| act.strip_prefix("按照"))
        .and_then(|rest| {
            let verbs = ["制定", "制订", "编制", "起草", "设定"];
            verbs.iter().find_map(|verb| rest.find(verb)).and_then(|at| rest.get(at..))
        })
        .unwrap_or(act);
    let paper = PAPERS.iter().any(|paper| act.ends_with(paper));
    let act_begins = ["制定", "制订", "编制", "起草", "提出", "建立", "设定", "填写", "签订", "收集"]
        .iter()
        .any(|verb| act.starts_with(verb));
    let act = ["明确的", "清晰的", "合理的", "相应的", "规范的", "具体的", "有效的", "详细的"]
        .iter()
        .fold(act.to_owned(), |act, word| act.replace(word, ""));
    (paper && act_begins && act.chars().count() <= 14).then_some(act)
}

/// `按忠诚客户、潜在客户分类管理`
pub(super) fn classified(place: &Place<'_>) -> Found {
    let here = asked(place.here());
    let list = here.strip_prefix('按').or_else(|| here.strip_prefix("按照"))?;
    let list =
        ["分类管理", "分类存放", "分类建档", "进行分类", "分类"].iter().find_map(|tail| list.strip_suffix(tail))?;
    let classes = items(list);
    let last = classes.first()?;
    let mut letters = last.char_indices();
    let kind = letters.nth_back(1).and_then(|(at, _)| last.get(at..))?;
    let shared = classes.len() > 1 && classes.iter().all(|class| class.ends_with(kind));
    let trigger = match place.before().any(|segment| segment.contains("档案")) {
        true => format!("建立{kind}档案"),
        false => format!("登记{kind}"),
    };
    let set = set(&classes).filter(|_| shared)?;
    canonical(&format!("凡 {trigger} 须 {kind}类别 属于 {set}")).map(|means| (1, means))
}
