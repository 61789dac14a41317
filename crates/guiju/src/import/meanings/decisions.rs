//! What follows an event or a decision.

use super::words::{asked, bare, canonical, is_done, joined, quoted};
use super::{Found, Place, is_name};

/// `审核…申请，同意则实施招聘；不同意则报告总经理`
pub(super) fn if_agreed(place: &Place<'_>) -> Found {
    let here = place.here();
    let (decision, rest) = [("不同意", "不同意则"), ("同意", "同意则"), ("不合格", "不合格则"), ("合格", "合格则")]
        .into_iter()
        .find_map(|(decision, begins)| Some((decision, here.strip_prefix(begins)?)))?;
    let act = asked(rest);
    let judged = place.before().map(asked).find(|segment| JUDGED.iter().any(|verb| segment.starts_with(verb)))?;
    let verb = JUDGED.iter().find(|verb| judged.starts_with(**verb))?;
    let object = judged.get(verb.len()..)?;
    let object = bare(object.rsplit_once('的').map_or(object, |(_, object)| object));
    if object.is_empty() || !is_name(act) {
        return None;
    }
    let means = format!("凡 {verb}{} 其中 {verb}结果 = {decision} 须 {}", quoted(object), quoted(act));
    canonical(&means).map(|means| (1, means))
}

const JUDGED: [&str; 5] = ["审核", "审批", "审查", "评审", "检验"];

/// `如果需要增补员工，则需提出增补申请，填写申请表，提交上级审核`
pub(super) fn in_case(place: &Place<'_>) -> Found {
    let here = place.here();
    let case = ["如果", "若", "如"].iter().find_map(|word| here.strip_prefix(word))?;
    let case = case.trim_end_matches("的").trim_end_matches("时").replace("及时", "");
    let first = place.after().first().filter(|next| next.starts_with(['则', '应', '须', '需']))?;
    let mut acts = vec![asked(first)];
    acts.extend(place.after().iter().skip(1).copied().take_while(|next| is_done(next)).map(asked));
    duties(&case, &acts).map(|means| (acts.len() + 1, means))
}

/// `对外联系业务时，应详细介绍…，发放有关宣传材料，记录客户有关情况`, `当某部门出现职位空缺时，用人部门领导首先要判断…`
pub(super) fn on_occasion(place: &Place<'_>) -> Found {
    let occasion = |segment: &'_ str| {
        let body = segment.strip_suffix('时').or_else(|| segment.strip_suffix("的"))?;
        let body = body
            .strip_prefix('当')
            .or_else(|| body.strip_prefix("在进行"))
            .or_else(|| body.strip_prefix('在'))
            .unwrap_or(body);
        let happens = ["出现", "发生", "发现"].iter().find_map(|verb| body.find(verb)).and_then(|at| body.get(at..));
        Some(happens.unwrap_or(body).to_owned())
    };
    // The act that is asked first, together with the occasion.
    if let Some(event) = occasion(place.here()).filter(|_| place.here().starts_with(['当', '在'])) {
        let act = place.after().first().map(|next| (asked(next), *next))?;
        let notes = ["明确", "考虑", "包括"].iter().any(|verb| act.0.starts_with(verb));
        let leads = !notes && (act.1.contains("首先") || is_done(act.0));
        let act = joined(act.0.strip_prefix("首先要").unwrap_or(act.0));
        return duties(&event, &[act]).filter(|_| leads && act.chars().count() >= 4).map(|means| (2, means));
    }
    let here = place.here();
    let first = place.segments.first().filter(|_| place.at > 0).filter(|first| first.ends_with('时'))?;
    let event = occasion(first)?;
    let act = asked(here);
    let filled = act.strip_prefix("记录").filter(|_| !act.contains("时"));
    let means = match (filled, act) {
        (Some(what), _) => canonical(&format!("凡 {} 须 {}记录 非空", quoted(&event), what.replace("有关", "")))?,
        (None, "存档" | "归档" | "登记" | "备案") => duties(&event, &[act])?,
        (None, act) if ["发放", "提交", "填写", "通知", "出示", "登记"].iter().any(|verb| act.starts_with(verb)) => {
            duties(&event, &[act])?
        }
        (None, _) => return None,
    };
    Some((1, means))
}

fn duties(event: &str, acts: &[&str]) -> Option<String> {
    let acts: Vec<String> = acts.iter().map(|act| act.replace(['“', '”', '《', '》'], "")).collect();
    if !is_name(event) || event.is_empty() || !acts.iter().all(|act| is_name(act) && !act.is_empty()) {
        return None;
    }
    let acts: Vec<String> = acts.iter().map(|act| quoted(act)).collect();
    canonical(&format!("凡 {} 须 {}", quoted(event), acts.join(" 且 ")))
}

/// `报公司审批后实施`: what is carried out was approved before.
pub(super) fn approved_first(place: &Place<'_>) -> Found {
    let here = joined(place.here());
    let (before, act) =
        ["审批后方可", "批准后方可", "审批后", "批准后", "审核后"].iter().find_map(|word| here.split_once(word))?;
    let approved = before.starts_with(['报', '经', '由']);
    let act = act.trim_start_matches("再").trim_start_matches("予以");
    let paper = place.before().find_map(|segment| {
        let verbs = ["提出", "编制", "制定", "制订", "拟定", "起草"];
        let at = verbs.iter().filter_map(|verb| segment.find(verb).map(|at| at + verb.len())).min()?;
        segment.get(at..).filter(|paper| (2..=10).contains(&paper.chars().count()))
    })?;
    let alone = ["实施", "执行", "发布", "下发"].contains(&act);
    canonical(&format!("凡 {act}{paper} 须 事先 审批{paper}")).filter(|_| approved && alone).map(|means| (1, means))
}

/// `对员工的违规行为进行相应的处罚`
pub(super) fn punished(place: &Place<'_>) -> Found {
    let here = joined(place.here());
    let (event, act) = ["进行", "给予", "予以"].iter().find_map(|verb| here.strip_prefix('对')?.split_once(verb))?;
    let act = bare(act);
    let acts = ["处罚", "处分", "登记", "通报", "整改", "备案", "回复"];
    let happens = ["行为", "事件", "事故", "投诉", "意见", "咨询", "隐患"].iter().any(|end| event.ends_with(end));
    let event = event.rsplit_once('的').map_or(event, |(_, event)| event);
    let means = canonical(&format!("凡 {} 须 {act}", quoted(event)));
    means.filter(|_| happens && acts.contains(&act)).map(|means| (1, means))
}

/// `编制…预算草案，并提交财务部`: what is drawn up is handed on.
pub(super) fn handed_on(place: &Place<'_>) -> Found {
    let verbs = ["编制", "制定", "制订", "起草", "撰写", "填写", "确定", "汇总"];
    let act = asked(place.here());
    let draws = verbs.iter().any(|verb| act.starts_with(verb)) && (4..=14).contains(&act.chars().count());
    let next = joined(place.after().first()?);
    let on = ["提交", "报送", "上报", "抄送", "下达", "下发", "移交"].iter().any(|verb| next.starts_with(verb));
    let whole = place.after().first().is_some_and(|next| next.starts_with('并'));
    duties(act, &[next]).filter(|_| draws && on && whole).map(|means| (2, means))
}

/// `根据市场调研的结果制定市场策划方案`: the one comes before the other.
pub(super) fn based_on(place: &Place<'_>) -> Found {
    let rest = joined(place.here());
    let rest = rest.strip_prefix("根据").or_else(|| rest.strip_prefix("按照"))?;
    let at = ["制定", "制订", "编制", "起草"].iter().filter_map(|verb| rest.find(verb)).min()?;
    let (ground, act) = rest.split_at_checked(at)?;
    let ground = ground.strip_suffix("的结果").or_else(|| ground.strip_suffix("结果"))?;
    let plain = is_name(ground) && is_name(act) && !act.contains('的');
    let means = canonical(&format!("凡 {} 须 事先 {}", quoted(act), quoted(ground)));
    means.filter(|_| plain).map(|means| (1, means))
}
