//! What the reader of sentences makes of a text by itself, and whether that can be trusted in a draft.

use guiju_syntax::ast::{Condition, Core, Duty, DutyKind, Expr, Requirement, Threshold};
use guiju_syntax::{Names, canonical, parse_requirements};

/// What was read in a text.
pub(super) struct Reading {
    /// The requirements that a machine can judge, and those that are too doubtful for that.
    pub certain: Vec<Requirement>,
    pub doubtful: Vec<Requirement>,
    /// The words that say nothing checkable.
    pub unread: Vec<String>,
    /// Whether something is wrong with it.
    pub wrong: bool,
}

/// Reads a text.
pub(super) fn reading(text: &str) -> Reading {
    let (requirements, problems) = parse_requirements(text, &Names::default());
    let mut reading =
        Reading { certain: Vec::new(), doubtful: Vec::new(), unread: Vec::new(), wrong: !problems.is_empty() };
    for requirement in requirements {
        match &requirement.core {
            Core::Phrase(words) => reading.unread.push(words.text.clone()),
            Core::Narrow(_) => {}
            _ if is_doubtful(&requirement) => reading.doubtful.push(requirement),
            _ => reading.certain.push(requirement),
        }
    }
    reading
}

/// A name that is longer was not understood.
const LONGEST_NAME: usize = 15;

/// Whether the names of a requirement are pieces of a sentence rather than names.
pub(super) fn is_doubtful(requirement: &Requirement) -> bool {
    match &requirement.core {
        Core::Every { trigger, duty, .. } => {
            let (Duty::All(items) | Duty::Any(items)) = duty;
            !is_name(&trigger.text) || items.iter().any(|item| flag(&item.kind).is_some_and(|flag| !is_act(flag)))
        }
        Core::Measure { measure: Expr::Name(name), threshold, .. } => {
            !is_name(&name.text) || is_of_years(threshold) && requirement.period.is_none()
        }
        Core::Never { activity, .. } | Core::Record { activity, .. } => !is_name(&activity.text),
        Core::Qualification(condition) => is_no_qualification(condition),
        Core::Phrase(_) | Core::Narrow(_) | Core::Manual { .. } | Core::Measure { .. } => false,
    }
}

/// Whether a condition on people names what no table of people has: 吸引力和创新性.
fn is_no_qualification(condition: &Condition) -> bool {
    const HELD: [&str; 7] = ["证书", "证", "资格", "执照", "职称", "学历", "合格"];
    match condition {
        Condition::Flag(name) => !is_name(&name.text) || !HELD.iter().any(|end| name.text.ends_with(end)),
        Condition::Compare { field, .. } | Condition::In { field, .. } => !is_name(&field.text),
        Condition::Empty { field, .. } | Condition::Contains { field, .. } => !is_name(&field.text),
        Condition::And(parts) | Condition::Or(parts) => parts.iter().any(is_no_qualification),
        Condition::Not(part) => is_no_qualification(part),
    }
}

fn is_of_years(threshold: &Threshold) -> bool {
    matches!(threshold, Threshold::Value(Expr::Number(quantity)) if quantity.unit.as_ref().is_some_and(|unit| unit.text == "年"))
}

/// The words of a duty that is nothing but a name, with no time and no condition.
pub(super) fn flag(duty: &DutyKind) -> Option<&str> {
    match duty {
        DutyKind::Act { interval: None, activity, filter: None } => Some(&activity.text),
        DutyKind::Field(Condition::Flag(name)) => Some(&name.text),
        _ => None,
    }
}

/// Whether words are the name of an activity, and no piece of a sentence.
pub(super) fn is_name(words: &str) -> bool {
    const INSIDE: [&str; 9] = ["应当", "必须", "等原因", "要求：", "要求:", "不得", "应收", "，", "的时候"];
    const BEFORE: [&str; 8] = ["当", "如果", "若", "因为", "为了", "但", "则", "或"];
    let long = words.chars().count() > LONGEST_NAME;
    !(long || INSIDE.iter().any(|piece| words.contains(piece)) || BEFORE.iter().any(|piece| words.starts_with(piece)))
}

/// Whether words name something that is done, which a record can say.
fn is_act(words: &str) -> bool {
    const ACTS: [&str; 40] = [
        "签收", "签字", "签名", "签认", "签到", "盖章", "登记", "备案", "归档", "存档", "建档", "审批", "审核", "报告",
        "汇报", "通知", "填写", "提交", "发送", "发放", "录入", "输入", "请假", "打卡", "记录", "公示", "告知", "回访",
        "回复", "佩戴", "穿", "携带", "持", "上报", "移交", "交接", "检查", "验收", "拍照", "核对",
    ];
    const MANNER: [&str; 8] = ["清楚", "详细", "认真", "及时", "相应", "必要", "一定", "与"];
    words.chars().count() <= LONGEST_NAME
        && ACTS.iter().any(|act| words.contains(act))
        && !MANNER.iter().any(|manner| words.contains(manner))
}

/// The canonical form, on one line.
pub(super) fn form(requirement: &Requirement) -> String {
    canonical::requirement(requirement)
}
