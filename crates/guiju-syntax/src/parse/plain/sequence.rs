//! One thing after another: 出库应先登记后发货, 先审批后付款, 采购应先审批,再付款,后入库.

use super::words::{lead, modal};
use crate::ast::{Core, Duty, DutyItem, DutyKind, Interval, IntervalKind, Requirement, Text};
use crate::normal::Normal;

/// What stands before each of the later steps, longest first where one begins another.
const THEN: [&str; 12] =
    ["、然后", "、最后", "、接着", "、再", "、后", "然后", "最后", "接着", "而后", "再", "后", "之后"];

/// Words of which 后 is a part.
const WORDS: [&str; 10] = ["后勤", "后续", "后期", "后台", "后备", "后厨", "后门", "再次", "再生", "再保险"];

/// The steps of an act that begins with 先: 先登记后发货.
pub fn steps(act: &str) -> Option<Vec<&str>> {
    let mut rest = act
        .strip_prefix("首先")
        .or_else(|| act.strip_prefix('先'))
        .filter(|rest| !rest.starts_with(['进', '行', '后']))?;
    let mut steps = Vec::new();
    loop {
        let next = rest.char_indices().skip(1).find_map(|(at, _)| {
            let tail = rest.get(at..)?;
            let then = THEN.iter().find(|then| tail.starts_with(**then))?;
            let word = WORDS.iter().any(|word| tail.trim_start_matches('、').starts_with(word));
            (!word).then_some((at, then.len()))
        });
        let Some((at, length)) = next else { break };
        steps.push(rest.get(..at)?);
        rest = rest.get(at + length..)?;
    }
    steps.push(rest);
    let named = |step: &&str| {
        (2..=10).contains(&step.chars().count())
            && step.chars().all(char::is_alphabetic)
            && !step.contains(['的', '、'])
    };
    (steps.len() > 1 && steps.iter().all(named)).then_some(steps)
}

/// What an act asks for where it is a sequence.
pub fn sequence(act: &Text) -> Option<DutyKind> {
    let steps = steps(&act.text).filter(|_| !act.quoted)?;
    Some(DutyKind::Sequence(steps.into_iter().map(|step| Text { text: step.to_owned(), ..act.clone() }).collect()))
}

/// 物资领用先登记后领取, and 先审批后付款: before every 付款 there is 审批.
pub fn in_order(normal: &Normal) -> Option<Core> {
    let text = normal.text.as_str();
    let at = text.match_indices('先').map(|(at, _)| at).find(|at| {
        !text.get(..*at).is_some_and(|before| before.ends_with(['优', '事', '首', '预', '率', '原', '领', '争', '祖']))
    })?;
    let head = text.get(..at)?;
    // 紧急情况可先处理后补报: that is allowed
    if ["可", "可以", "允许", "能"].iter().any(|may| head.ends_with(may)) {
        return None;
    }
    if modal(head).is_some_and(|(place, word)| place + word.len() < head.len()) {
        return None;
    }
    let head = modal(head).map_or(head, |(place, _)| head.get(..place).unwrap_or(head));
    let topic = head
        .get(lead(head)..)
        .filter(|topic| !["做到", "坚持", "必须", "应", "严格", "一律"].contains(topic))
        .unwrap_or("");
    let found = steps(text.get(at..)?)?;
    let span = normal.span(0, text.len());
    let named = |words: &str| Text { text: words.to_owned(), span, quoted: false };
    if topic.chars().count() > 1 {
        if !topic.chars().all(char::is_alphabetic) || topic.ends_with(['前', '后', '时', '的', '不', '未']) {
            return None;
        }
        let kind = DutyKind::Sequence(found.iter().map(|step| named(step)).collect());
        return Some(every(named(topic), DutyItem { span, own: false, kind }));
    }
    let [first, last] = found.as_slice() else { return None };
    let interval = Some(Interval { span, kind: IntervalKind::Before });
    let kind = DutyKind::Act { interval, activity: named(first), filter: None };
    Some(every(named(last), DutyItem { span, own: false, kind }))
}

/// 采购应先审批, then 再付款: the next step of the same.
pub fn goes_on(last: &mut Requirement, normal: &Normal) -> bool {
    let text = normal.text.as_str();
    let word = WORDS.iter().any(|word| text.starts_with(word));
    let then = THEN.iter().find_map(|then| text.strip_prefix(*then)).filter(|_| !word);
    let Some(step) =
        then.filter(|step| (2..=10).contains(&step.chars().count()) && step.chars().all(char::is_alphabetic))
    else {
        return false;
    };
    let step = Text { text: step.to_owned(), span: normal.span(text.len() - step.len(), text.len()), quoted: false };
    let Core::Every { duty: Duty::All(items), .. } = &mut last.core else { return false };
    let [item] = items.as_mut_slice() else { return false };
    match &mut item.kind {
        DutyKind::Sequence(steps) => steps.push(step),
        DutyKind::Act { interval: Some(Interval { kind: IntervalKind::Before, .. }), activity, filter: None } => {
            item.kind = DutyKind::Sequence(vec![activity.clone(), step]);
        }
        _ => return false,
    }
    true
}

fn every(trigger: Text, item: DutyItem) -> Core {
    Core::Every { trigger, filter: None, duty: Duty::All(vec![item]), key: None }
}
