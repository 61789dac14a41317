//! Duties and bans without a number.

use super::actors::is_actor;
use super::acts;
use super::implied::implied;
use super::scan::{Part, scan};
use super::sequence::sequence;
use super::words::{ABOUT, ends_as_case, holds_any, is_need, is_noun_end, is_praise, modal, name, text, whichever};
use super::{bare_event, measure, response, violation};
use crate::ast::{
    Comparison, Condition, Core, Duty, DutyItem, DutyKind, Entity, Expr, Quantity, Requirement, Scale, Text, Threshold,
    Value,
};
use crate::normal::Normal;

/// 处理完毕后将设备复位, 户外活动后集中组织饮水: every time after the event.
pub fn after_event(normal: &Normal) -> Option<Core> {
    let asked = ["后将", "后应", "后须", "后需", "后要", "后立即将"];
    let how = ["后集中", "后统一", "后主动", "后自觉", "后随即"];
    let (at, word) = asked
        .iter()
        .find_map(|word| Some((normal.find(word)?, word.len())))
        .or_else(|| how.iter().find_map(|word| Some((normal.find(word)?, '后'.len_utf8()))))?;
    let trigger = name(normal, 0, at);
    let mut items = Vec::new();
    for (start, end) in response::pieces(normal, at + word) {
        let act = name(normal, start, end);
        let (parts, _) = scan(&normal.part(start, end));
        // 设备大修后须试运行不少于72小时
        if let [Part::Words(field), Part::Compare(comparison), Part::Quantity(number)] = parts.as_slice() {
            let condition = super::events::compared(number, *comparison, Some(field.clone()));
            items.push(DutyItem { span: act.span, own: false, kind: DutyKind::Field(condition) });
        } else if !act.text.is_empty() {
            let kind = DutyKind::Act { interval: None, activity: act.clone(), filter: None };
            items.push(DutyItem { span: act.span, own: false, kind });
        }
    }
    let numbered = trigger.text.contains(|c: char| c.is_ascii_digit()) || trigger.text.starts_with('每');
    (!items.is_empty() && !trigger.text.is_empty() && !numbered).then_some(Core::Every {
        trigger,
        filter: None,
        duty: Duty::All(items),
        key: None,
    })
}

/// 一次连续请假不得超过五个工作日: every one of them.
pub fn per_occurrence(normal: &Normal, parts: &[Part]) -> Option<Core> {
    if let Some(core) = of_each(normal, parts).or_else(|| lasts(normal, parts)) {
        return Some(core);
    }
    let rest = ["一次", "每次", "单次"].iter().find_map(|word| normal.text.strip_prefix(word))?;
    let Some(Core::Measure {
        measure: Expr::Name(name),
        comparison,
        threshold: Threshold::Value(Expr::Number(number)),
        ..
    }) = measure::measure(parts, false)
    else {
        return None;
    };
    let timed =
        number.unit.as_ref().is_some_and(|unit| ["天", "日", "小时", "分钟", "个工作日"].contains(&unit.text.as_str()));
    let act = name
        .text
        .trim_start_matches(["一次", "每次", "单次"].iter().find(|word| normal.text.starts_with(**word))?)
        .trim_end_matches("最多");
    // 每次停车休息时间不少于20分钟: of every such rest
    let act = ["持续时间", "时间", "时长"].iter().find_map(|noun| act.strip_suffix(noun)).unwrap_or(act).to_owned();
    if !timed || act.is_empty() || rest.is_empty() {
        return None;
    }
    let field = Text { text: "时长".to_owned(), span: name.span, quoted: false };
    let kind = DutyKind::Field(Condition::Compare { field, comparison, value: Value::Number(number) });
    let item = DutyItem { span: normal.span(0, normal.text.len()), own: false, kind };
    Some(Core::Every { trigger: Text { text: act, ..name }, filter: None, duty: Duty::All(vec![item]), key: None })
}

/// 办理入住手续不得超过5分钟, 连续驾驶不得超过4小时: an act, not a measure of time, has a length every time.
fn lasts(normal: &Normal, parts: &[Part]) -> Option<Core> {
    const ACTS: [&str; 14] = [
        "连续", "办理", "处理", "受理", "审批", "审核", "接待", "检修", "加工", "清扫", "更换", "维修", "候诊", "装卸",
    ];
    const TIMES: [&str; 10] = ["时间", "时长", "期限", "时限", "周期", "期", "间隔", "天数", "时数", "工时"];
    let [Part::Words(_), Part::Compare(comparison), Part::Quantity(number)] = parts else { return None };
    let hours = number.unit.as_ref().is_some_and(|unit| ["分钟", "小时", "个小时", "秒"].contains(&unit.text.as_str()));
    let act = measure::rest(parts, normal.span(0, normal.text.len()));
    let done = ACTS.iter().any(|verb| act.text.starts_with(verb)) && !TIMES.iter().any(|noun| act.text.ends_with(noun));
    if !hours || !done {
        return None;
    }
    let condition = lasting(number, *comparison)?;
    let item = DutyItem { span: number.span, own: false, kind: DutyKind::Field(condition) };
    Some(Core::Every { trigger: act, filter: None, duty: Duty::All(vec![item]), key: None })
}

/// 客房清扫每间不超过30分钟, 培训每次不少于4学时: every one of them, by its length.
fn of_each(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let [Part::Words(_), between @ .., Part::Compare(comparison), Part::Quantity(number)] = parts else { return None };
    let ([] | [Part::Words(_) | Part::Entity(_)]) = between else { return None };
    let each = ["每次", "每间", "单次", "每趟", "每单", "每笔", "每台", "每件"];
    let (at, word) = each.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let from = at + word.len();
    let rest = normal.part(from, normal.text.len());
    let (tail, _) = scan(&rest);
    if at == 0 || !matches!(tail.as_slice(), [Part::Compare(_), Part::Quantity(_)]) {
        return None;
    }
    let condition = lasting(number, *comparison)?;
    let span = rest.span(0, rest.text.len());
    let item = DutyItem { span, own: false, kind: DutyKind::Field(condition) };
    let trigger = name(normal, 0, at);
    Some(Core::Every { trigger, filter: None, duty: Duty::All(vec![item]), key: None })
}

/// The condition on how long something lasts, by the unit.
fn lasting(number: &Quantity, comparison: Comparison) -> Option<Condition> {
    let unit = number.unit.as_ref()?.text.as_str();
    let field = match unit {
        "学时" | "课时" => unit,
        "天" | "日" | "小时" | "个小时" | "分钟" | "秒" | "个工作日" => "时长",
        _ => return None,
    };
    let field = Text { text: field.to_owned(), span: number.span, quoted: false };
    let unit = number.unit.clone().filter(|_| field.text == "时长");
    Some(Condition::Compare { field, comparison, value: Value::Number(Quantity { unit, ..number.clone() }) })
}

/// What a requirement counts, for a duty that every one of them carries.
pub fn counted(before: &Requirement) -> Option<Text> {
    match &before.core {
        Core::Measure { measure: Expr::Name(name), .. } => Some(name.clone()),
        Core::Every { trigger, .. } => Some(trigger.clone()),
        _ => None,
    }
}

pub fn carries(trigger: Text, act: Text) -> Core {
    let item =
        DutyItem { span: act.span, own: false, kind: DutyKind::Act { interval: None, activity: act, filter: None } };
    Core::Every { trigger, filter: None, duty: Duty::All(vec![item]), key: None }
}

/// What says only that it is long.
const LENGTHS: [&str; 4] = ["时间", "时长", "持续时间", "学习时间"];

/// Whether what is asked is counted, and no ratio.
fn occurs(before: &Requirement) -> bool {
    !matches!(&before.core, Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. }
        if matches!(number.scale, Scale::Percent | Scale::Permille | Scale::Points))
}

/// Whether what is asked is so long.
fn measured(before: &Requirement) -> bool {
    matches!(&before.core, Core::Measure { threshold: Threshold::Value(Expr::Number(Quantity { unit: Some(unit), .. })), .. }
        if super::said::MEASURED.contains(&unit.text.as_str()))
}

/// 每次时间不少于2小时 narrows the requirement before it.
pub fn narrowed(normal: &Normal, before: Option<&Requirement>) -> Option<Core> {
    let before = before.filter(|before| matches!(before.core, Core::Measure { .. }))?;
    // 每次不少于4学时
    let unit = match &before.core {
        Core::Measure { threshold: Threshold::Value(Expr::Number(Quantity { unit: Some(unit), .. })), .. } => {
            unit.text.as_str()
        }
        _ => "次",
    };
    let each =
        normal.text.strip_prefix('每').and_then(|rest| rest.strip_prefix(unit).or_else(|| rest.strip_prefix('次')));
    let each = each.or_else(|| ["单次", "单场", "单笔"].iter().find_map(|word| normal.text.strip_prefix(word)));
    // 班前会每天召开,时长不超过15分钟
    const LONG: [&str; 4] = ["时长", "时间", "会议时间", "每次时间"];
    let long = || LONG.iter().find_map(|word| normal.text.strip_prefix(word));
    let each = each.or_else(|| long().filter(|_| !measured(before)));
    if let Some(rest) = each {
        let tail = normal.part(normal.text.len() - rest.len(), normal.text.len());
        let (parts, _) = scan(&tail);
        // 可用率不低于99.9%,单次恢复时间不超过30分钟: a ratio or a length has no occurrences, and another thing is named
        let named = matches!(parts.first(), Some(Part::Words(words)) if !LENGTHS.contains(&words.text.as_str()));
        if !occurs(before) || named && measured(before) {
            return None;
        }
        if let [Part::Compare(comparison), Part::Quantity(number)] = parts.as_slice() {
            let long = lasting(number, *comparison);
            let condition = long.unwrap_or_else(|| super::events::compared(number, *comparison, None));
            // 请假不超过15天,单次不超过5天: every one of them
            if matches!(comparison, Comparison::AtMost | Comparison::LessThan) {
                let item = DutyItem { span: number.span, own: false, kind: DutyKind::Field(condition) };
                let trigger = counted(before)?;
                return Some(Core::Every { trigger, filter: None, duty: Duty::All(vec![item]), key: None });
            }
            return Some(Core::Narrow(condition));
        }
        // 每次30分钟
        if let [Part::Quantity(number)] = parts.as_slice()
            && let Some(condition) = lasting(number, Comparison::AtLeast)
        {
            return Some(Core::Narrow(condition));
        }
        // 每次抽样不少于5件, 每次巡逻不少于20分钟
        if let [Part::Words(field), Part::Compare(comparison), Part::Quantity(number)] = parts.as_slice()
            && !LENGTHS.contains(&field.text.as_str())
        {
            let own = counted(before).is_some_and(|name| name.text.contains(&field.text));
            let field = Some(field.clone()).filter(|_| !own);
            return Some(Core::Narrow(super::events::compared(number, *comparison, field)));
        }
    }
    let rest = ["每次时间", "每次时长", "每次持续时间", "持续时间", "每次学习时间"]
        .iter()
        .find_map(|word| normal.text.strip_prefix(word))?;
    let tail = normal.part(normal.text.len() - rest.len(), normal.text.len());
    let (parts, _) = scan(&tail);
    let number = parts.iter().find_map(|part| match part {
        Part::Quantity(it) => Some(it.clone()),
        _ => None,
    })?;
    let comparison = parts
        .iter()
        .find_map(|part| match part {
            Part::Compare(it) => Some(*it),
            _ => None,
        })
        .unwrap_or(Comparison::AtLeast);
    let field = Text { text: "时长".to_owned(), span: before.span, quoted: false };
    Some(Core::Narrow(Condition::Compare { field, comparison, value: Value::Number(number) }))
}

/// A period with an act and no number: once. 每周五报送工作小结
pub fn once(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let deadline = parts.iter().any(|part| matches!(part, Part::Deadline(it) if implied(it, &normal.text).is_some()));
    // 餐具每餐消毒
    let occasion = |entity: &Entity| ["餐", "班", "顿", "趟", "节课"].contains(&entity.object.text.as_str());
    let period = deadline
        || parts.iter().any(|part| match part {
            Part::Entity(entity) => occasion(entity),
            part => matches!(part, Part::Period(_)),
        });
    let number = parts.iter().any(|part| matches!(part, Part::Quantity(_) | Part::Between(..) | Part::Compare(_)));
    let banned = holds_any(&normal.text, &["不得", "严禁", "禁止", "不准", "杜绝", "未"]);
    if !period || number || banned {
        return None;
    }
    let name = measure::rest(parts, normal.span(0, normal.text.len()));
    // 每天台面无灰尘 is a state, not an act, and 不发生 none at all
    if name.text.chars().count() < 2
        || name.text.starts_with(['不', '未', '无', '没', '勿'])
        || violation::wanting::not_so(&name.text).is_some()
        || is_praise(&name.text)
        || name.text.contains('无')
        || states(&name.text, normal)
        || normal.text.ends_with(['后', '时'])
    {
        return None;
    }
    Some(measure::once_of(name))
}

/// 每月25日为考核日, 事假每天扣发当日工资, 工作时间为8:30至12:00 say what is, not what is to be done.
fn states(name: &str, normal: &Normal) -> bool {
    const MONEY: [&str; 9] = ["扣发", "扣除", "扣减", "补贴", "补助", "津贴", "享", "折算", "计发"];
    let leave = ["事假", "病假", "年假", "婚假", "产假", "加班", "迟到", "早退", "旷工", "请假"];
    let is = ["为", "是", "属于", "即为"].iter().any(|word| name.starts_with(word) || name.ends_with(word));
    let timetable = holds_any(&normal.text, &["工作时间", "上班时间", "作息", "营业时间", "办公时间"]);
    let part_of_day = ["上午", "下午", "中午", "晚上", "早上", "夜间"].contains(&name);
    is || timetable || part_of_day || leave.contains(&name) || holds_any(name, &MONEY)
}

/// Words that name what should not happen.
#[rustfmt::skip]
const BAD: [&str; 73] = [
    "差错", "事故", "投诉", "迟到", "早退", "旷工", "违规", "违纪", "缺勤", "死角", "脱岗", "缺岗", "漏岗", "缺课", "旷课",
    "病案", "案件", "事件", "纠纷", "失误", "违章", "违法", "曝光", "缺陷", "逾期", "遗漏", "漏报", "迟报", "瞒报", "拖欠",
    "丢失", "伤亡", "火灾", "中毒", "感染", "泄密", "泄露", "缺席", "离岗", "串岗", "空岗", "丙级", "丁级", "差评", "退货",
    "次品", "废品", "不合格", "超期", "超标", "过期", "变质", "死亡", "空项", "漏项", "错项", "重大隐患", "拖延", "跑冒滴漏",
    "上访", "信访", "诉讼", "欺诈", "缺货", "断货", "断料", "积压", "返工", "返修", "重复投诉", "处罚", "违反", "隐患",
];

/// 无 behind a period, and what leads up to it.
pub fn none_of(normal: &Normal) -> Option<Text> {
    const LEADS: [&str; 7] = ["确保", "保证", "做到", "实现", "力保", "保持", "必须"];
    let (parts, _) = scan(normal);
    let (last, before) = parts.split_last()?;
    let leads = |part: &Part| match part {
        Part::Words(words) => LEADS.contains(&words.text.as_str()),
        Part::Period(_) => true,
        _ => false,
    };
    let Part::Words(words) = last else { return None };
    let event = without(&words.text).filter(|event| is_bad_event(event) && !before.is_empty())?;
    // 全年无事故的, 全月无旷工者: who did none of it
    let event =
        ["的员工", "的职工", "的人员", "的", "者"].iter().find_map(|who| event.strip_suffix(who)).unwrap_or(event);
    before.iter().all(leads).then(|| Text { text: event.to_owned(), ..words.clone() })
}

/// What there should be none of: 事故 of 无事故; 无故旷工 and 无证上岗 say how it is done.
pub fn without(text: &str) -> Option<&str> {
    const MANNERS: [&str; 11] = ["故", "理", "证", "照", "票", "序", "关", "偿", "牌", "正当", "特殊"];
    let event = text.strip_prefix('无')?;
    let manner = MANNERS.iter().any(|word| event.starts_with(word)) && !event.starts_with("故障");
    (!manner).then_some(event)
}

/// Whether it should not happen: 无投诉 asks for none.
pub fn is_bad_event(event: &str) -> bool {
    // 隐患排查, 投诉处理: what is done about it
    const HANDLED: [&str; 14] = [
        "排查", "治理", "整改", "处理", "检查", "分析", "调查", "演练", "培训", "上报", "回访", "通报", "统计", "监测",
    ];
    holds_any(event, &BAD) && !HANDLED.iter().any(|done| event.ends_with(done))
}

/// Each of what is listed, with 无 before it or without: 早退、无缺课.
fn absent(list: &Text) -> Vec<Core> {
    let each = violation::listed(&list.text).into_iter();
    let each = each.map(|piece| piece.strip_prefix('无').map(str::to_owned).unwrap_or(piece));
    each.map(|text| Core::Never { activity: Text { text, ..list.clone() }, filter: None }).collect()
}

/// 不得, 严禁, 禁止 and what must not happen; 无 only of what is an event.
pub fn ban(normal: &Normal) -> Vec<Core> {
    let text_ = normal.text.as_str();
    let never = |activity: Text| Core::Never { activity, filter: None };
    // 确保全年无重大事故
    if let Some(event) = none_of(normal) {
        return absent(&event);
    }
    if let Some(event) = without(text_).filter(|event| is_bad_event(event)) {
        let activity = text(normal, text_.len() - event.len(), text_.len());
        return absent(&activity);
    }
    let words =
        ["不得", "严禁", "禁止", "不准", "不允许", "不许", "杜绝", "切勿", "不可以", "谢绝", "不能由", "不能兼"];
    // 上课期间不接打手机
    let verbs = [
        "不接打",
        "不玩",
        "不迟到",
        "不早退",
        "不旷工",
        "不旷课",
        "不脱岗",
        "不离岗",
        "不串岗",
        "不聊天",
        "不睡觉",
        "不吸烟",
        "不饮酒",
        "不喝酒",
        "不乱扔",
        "不乱丢",
        "不擅自",
        "不私自",
        "不打架",
        "不抄袭",
        "不大声喧哗",
    ];
    // 全年不发生安全事故
    const NEVER: [&str; 9] = ["不发生", "不出现", "未发生", "不产生", "不存在", "不引发", "不造成", "无发生", "零发生"];
    let never_happens = || NEVER.iter().find_map(|word| Some((normal.find(word)?, *word)));
    let denied = || {
        let known = verbs.iter().filter_map(|word| Some((normal.find(word)?, "不"))).min();
        known.or_else(|| (acts::denied(text_) == Some(acts::Wanted::No)).then_some((0, "不")))
    };
    // 数据不准确 and 不准时 only describe
    let describes =
        |at: usize| ["不准确", "不准时"].iter().any(|it| text_.get(at..).is_some_and(|t| t.starts_with(it)));
    let said = |word: &&'static str| Some((normal.find(word).filter(|at| !describes(*at))?, *word));
    let found = words.iter().filter_map(said).min().or_else(never_happens).or_else(denied);
    let Some((at, word)) = found else { return Vec::new() };
    let mut activity = text(normal, at + word.len(), text_.len());
    bare_event(&mut activity);
    if activity.text.is_empty() {
        // 校园欺凌事件零发生
        let topic = if NEVER.contains(&word) { topic_of_ban(text_.get(..at).unwrap_or("")) } else { String::new() };
        return if topic.chars().count() > 1 {
            vec![never(Text { text: topic, ..text(normal, 0, at) })]
        } else {
            Vec::new()
        };
    }
    let topic = topic_of_ban(text_.get(..at).unwrap_or(""));
    // 不得携带刀具、不得翻越围墙: each is denied by itself
    let again = [format!("、{word}"), format!("或{word}"), format!("和{word}")];
    let activity = Text { text: again.iter().fold(activity.text, |text, joint| text.replace(joint, "\n")), ..activity };
    let pieces = activity.text.lines().flat_map(banned).collect::<Vec<_>>().into_iter();
    pieces.map(|piece| never(Text { text: format!("{topic}{piece}"), ..activity.clone() })).collect()
}

/// 上班期间 and 仓库防火门 before 不得 belong to what is banned, as does whoever lacks what it takes (未取得健康证的);
/// 员工 only says to whom, and 坚决 how.
fn topic_of_ban(before: &str) -> String {
    const HOW: [&str; 24] = [
        "一律",
        "绝对",
        "坚决",
        "严格",
        "切实",
        "原则上",
        "必须",
        "应当",
        "应",
        "须",
        "要",
        "均",
        "都",
        "也",
        "还",
        "但",
        "并且",
        "并",
        "且",
        "同时",
        "确保",
        "做到",
        "力求",
        "尽量",
    ];
    const ANYONE: [&str; 9] =
        ["任何人", "任何单位和个人", "任何单位或者个人", "任何单位或个人", "任何个人", "个人", "他人", "本人", "全体"];
    let (parts, _) = scan(&Normal::new(before, 0));
    let worded = parts.iter().filter_map(|part| match part {
        Part::Words(words) => Some(words.text.as_str()),
        _ => None,
    });
    let mut topic: String = worded.collect();
    if parts.iter().any(|part| !matches!(part, Part::Words(_) | Part::Period(_) | Part::Deadline(_) | Part::Entity(_)))
    {
        topic = before.to_owned();
    }
    let mut topic = topic.trim_end_matches([':', '、', ',']);
    // 非工作需要不得外出: what makes it necessary
    let kept = |topic: &str| topic.strip_suffix("需要").is_some_and(is_need);
    while let Some(shorter) = HOW.iter().find_map(|word| topic.strip_suffix(word)).filter(|_| !kept(topic)) {
        topic = shorter;
    }
    while let Some(shorter) = HOW.iter().find_map(|word| topic.strip_prefix(word)) {
        topic = shorter;
    }
    topic = topic.strip_prefix('在').filter(|rest| !rest.starts_with(ABOUT)).unwrap_or(topic);
    // 住院部 and 消防中心 are places too
    let place = ["部", "科", "中心", "医院", "学校", "门店", "幼儿园"].iter().any(|end| topic.ends_with(end));
    if is_actor(topic) && !place || ANYONE.contains(&topic) {
        return String::new();
    }
    let cased = topic.strip_suffix('者').filter(|stem| ends_as_case(topic) && stem.chars().count() > 1);
    cased.or_else(|| topic.strip_suffix('的')).unwrap_or(topic).to_owned()
}

/// 玩手机、睡觉、串岗 are three bans; 堆放易燃、易爆物品 is one.
fn banned(activity: &str) -> Vec<String> {
    if let Some(acts) = acts::acts(activity) {
        return acts;
    }
    // 收受礼金、礼品、有价证券: one act, on each of these
    const TAKEN: [&str; 12] =
        ["收受", "索取", "索要", "接受", "携带", "挪用", "夹带", "存放", "堆放", "销售", "采购", "录用"];
    let verb = TAKEN.iter().find(|verb| activity.starts_with(**verb));
    let listed: Vec<&str> = activity.trim_end_matches('等').split(['、', '或']).collect();
    let things = |piece: &&str| {
        (2..=6).contains(&piece.chars().count())
            && !super::actors::begins_act(piece)
            && !VERBS.iter().chain(&TAKEN).any(|verb| piece.starts_with(verb))
            && !["进入", "入内", "的", "易", "有毒", "剧毒", "危险"].iter().any(|word| piece.contains(word))
    };
    if let (Some(verb), [first, others @ ..]) = (verb, listed.as_slice())
        && !others.is_empty()
        && others.iter().all(things)
        && first
            .strip_prefix(verb)
            .is_some_and(|thing| (2..=6).contains(&thing.chars().count()) && !thing.contains('的'))
    {
        return std::iter::once((*first).to_owned())
            .chain(others.iter().map(|thing| format!("{verb}{thing}")))
            .collect();
    }
    let short = |piece: &str, most: usize| (2..=most).contains(&piece.chars().count());
    let stem = activity.strip_suffix('等').unwrap_or(activity);
    let pieces: Vec<&str> = stem.split(['、', '或']).filter(|piece| !piece.is_empty()).collect();
    let most = if pieces.len() > 2 { 4 } else { 3 };
    let several = pieces.len() > 1 && pieces.iter().all(|piece| short(piece, most));
    // 抛扔、踩踏货物: two acts on the same thing
    if let [first, second] = pieces.as_slice()
        && stem.contains('、')
        && short(first, 2)
        && (4..=8).contains(&second.chars().count())
        && let Some(shared) = second.char_indices().nth(2).and_then(|(at, _)| second.get(at..))
    {
        return vec![format!("{first}{shared}"), (*second).to_owned()];
    }
    // 保管存单、填写凭证、设置密码: acts, each with its object
    if pieces.len() > 2
        && pieces.iter().skip(1).all(|piece| short(piece, 5) && VERBS.iter().any(|verb| piece.starts_with(verb)))
    {
        return pieces.into_iter().map(str::to_owned).collect();
    }
    if several { pieces.into_iter().map(str::to_owned).collect() } else { vec![activity.to_owned()] }
}

/// Acts that bans are made of.
const VERBS: [&str; 26] = [
    "填写", "设置", "保管", "使用", "携带", "泄露", "打印", "复制", "修改", "删除", "安装", "拆除", "转借", "出借",
    "代签", "伪造", "涂改", "销毁", "收受", "索取", "接受", "参与", "玩", "打", "喝", "吃",
];

/// X 均要 Y: every X carries Y.
pub fn obligation(normal: &Normal, parts: &[Part]) -> Option<Core> {
    let (at, word) = modal(&normal.text)?;
    if parts.iter().any(|part| matches!(part, Part::Entity(_) | Part::Period(_))) {
        return None;
    }
    let mut trigger = text(normal, 0, at);
    // 所有合同须经法务审核: whichever it is
    if !trigger.quoted {
        trigger.text = whichever(&trigger.text).to_owned();
    }
    // 需治疗可请病假 permits
    if trigger.text.is_empty() || normal.text.get(at..).is_some_and(super::facts::grants) {
        return None;
    }
    // 开箱时须两人以上在场: whenever it is done
    if let Some(event) = trigger.text.strip_suffix('时').filter(|event| event.chars().count() > 1 && !trigger.quoted)
        && !is_noun_end(&trigger.text, "时")
    {
        trigger.text = event.strip_prefix('在').filter(|event| event.chars().count() > 1).unwrap_or(event).to_owned();
    }
    // 驾驶4小时须休息20分钟: whenever it lasts so long
    let (head, _) = scan(&normal.part(0, at));
    let mut lasts_so_long = None;
    if let [Part::Words(done), Part::Quantity(number)] = head.as_slice()
        && let Some(condition) = lasting(number, Comparison::AtLeast)
    {
        (trigger, lasts_so_long) = (done.clone(), Some(condition));
    }
    // 方案须至少两名评审专家签字
    if let Some(many) = super::events::so_many(&normal.part(at, normal.text.len())) {
        let item = DutyItem { span: normal.span(at, normal.text.len()), own: false, kind: DutyKind::Field(many) };
        return Some(Core::Every { trigger, filter: lasts_so_long, duty: Duty::All(vec![item]), key: None });
    }
    let mut items = Vec::new();
    for (start, end) in response::pieces(normal, at + word.len()) {
        let mut act = text(normal, start, end);
        if !act.text.is_empty() && !is_praise(&act.text) {
            let named = noted(&act);
            let (parts, _) = scan(&normal.part(start, end));
            let mut filter = None;
            if let [Part::Words(done), Part::Quantity(number)] = parts.as_slice()
                && let Some(condition) = lasting(number, Comparison::AtLeast)
            {
                (act, filter) = (done.clone(), Some(condition));
            }
            let act_ = || DutyKind::Act { interval: None, activity: act.clone(), filter: filter.clone() };
            let kind = sequence(&act).unwrap_or_else(|| named.map_or_else(act_, DutyKind::Filled));
            items.push(DutyItem { span: act.span, own: false, kind });
        }
    }
    let filter = lasts_so_long;
    (!items.is_empty()).then_some(Core::Every { trigger, filter, duty: Duty::All(items), key: None })
}

/// 注明时间、地点、参加人: fields that must not be empty.
pub fn noted(act: &Text) -> Option<Vec<Text>> {
    let verbs = ["载明", "注明", "写明", "标明", "列明", "明确", "包括但不限于", "包括", "包含", "涵盖", "含有"];
    let (listed, holds) =
        verbs.iter().find_map(|verb| Some((act.text.strip_prefix(verb)?, verb.starts_with(['包', '涵', '含']))))?;
    // 管理应包括买卖合同、租赁合同等的管理: what is done, of which things
    if holds && listed.contains('的') {
        return None;
    }
    let listed =
        ["下列事项:", "以下内容:", "以下事项:"].iter().find_map(|it| listed.strip_prefix(it)).unwrap_or(listed);
    let listed =
        listed.trim_end_matches("等内容").trim_end_matches("等事项").trim_end_matches("等信息").trim_end_matches('等');
    let pieces: Vec<&str> = listed.split(['、', '和', '及']).filter(|piece| !piece.is_empty()).collect();
    let fields = pieces.len() > 1 && pieces.iter().all(|piece| (2..=8).contains(&piece.chars().count()));
    fields.then(|| pieces.into_iter().map(|piece| Text { text: piece.to_owned(), ..act.clone() }).collect())
}
