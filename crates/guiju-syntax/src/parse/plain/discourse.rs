//! Talk that asks for nothing a record could show: 市场部应加强管理 names nobody's deed and no event, 这样才能… explains.

use super::actors::{is_actor, is_case};
use super::words::is_praise;
use crate::ast::{Core, Duty, DutyItem, DutyKind, Requirement, Text};

/// Words that join sentences or stand for what was said; a name holds none of them at its beginning.
const OPENINGS: &[&str] = &[
    "这",
    "那么",
    "那样",
    "则",
    "如果",
    "虽然",
    "因为",
    "只有",
    "所以",
    "但",
    "而",
    "不仅",
    "从而",
    "以便",
    "即使",
    "无论",
    "与此同",
    "我们",
    "他们",
    "她们",
    "它们",
    "你",
    "您",
    "本文",
    "其实",
    "其次",
    "此外",
    "总之",
    "例如",
    "比如",
    "对于",
    "不同意",
    "能够",
    "够让",
    "让",
    "使得",
    "一定",
    "下面",
    "以上",
    "想要",
    "保证员工",
    "或从事",
];

/// Words that are left at the end of what only talks.
const LEFTOVERS: &[&str] =
    &["也", "还", "都", "更", "就", "则", "时候", "一定", "将", "所", "之", "只是", "不但", "想"];

/// What asks for an attitude, a quality or a way to go about it: no record shows when it is done.
const ATTITUDES: &[&str] = &[
    "根据",
    "依据",
    "通过",
    "具备",
    "具有",
    "体现",
    "注重",
    "重视",
    "关注",
    "鼓励",
    "营造",
    "加强",
    "努力",
    "遵循",
    "综合考虑",
    "考虑",
    "涉及",
    "作为",
    "善于",
    "深入",
    "挖掘",
    "运用",
    "提高",
    "促进",
    "推动",
    "发挥",
    "强化",
    "完善",
    "健全",
    "树立",
    "该",
    "的",
    "一个",
    "有其",
    "与目标",
    "积极",
    "坚决",
    "注意",
    "知道",
    "负责",
    "因为",
    "只有",
    "这样",
    "包括",
    "了解",
    "妥善",
    "科学",
    "合理",
    "切实",
    "自觉",
    "热情",
    "耐心",
    "维护公司",
    "服从",
    "爱护",
    "珍惜",
    "尊重",
    "团结",
    "勤俭",
    "提升",
    "优化",
    "增强",
    "牢固",
    "高度",
    "始终",
    "时刻",
    "协助",
    "配合",
    "支持",
    "引导",
    "倡导",
    "给予",
    "关心",
    "关爱",
];

/// The first name of a requirement that only talks.
pub fn talk(core: &Core) -> Option<(Text, String)> {
    if let Core::Every { trigger, duty: Duty::All(items) | Duty::Any(items), .. } = core {
        // with an interval it is done in time, or it is not
        let vague = |item: &&DutyItem| matches!(&item.kind, DutyKind::Act { interval: None, activity, .. } if !activity.quoted && attitude(&activity.text));
        // 目标市场的选择:企业: a heading and a sentence
        if !trigger.quoted && ((nobody(&trigger.text) && !items.iter().any(timed)) || headed(&trigger.text)) {
            return Some((trigger.clone(), trigger.text.clone()));
        }
        if let Some(DutyItem { kind: DutyKind::Act { activity, .. }, .. }) = items.iter().find(vague) {
            return Some((activity.clone(), activity.text.clone()));
        }
    }
    None
}

fn timed(item: &DutyItem) -> bool {
    !matches!(&item.kind, DutyKind::Act { interval: None, .. })
}

/// Words that a name can neither begin nor end with, or hold.
pub fn spoken(name: &str) -> Option<String> {
    // 让他人代打卡 is done
    let lets = ["让他人", "让别人", "让人", "让同事"].iter().any(|word| name.starts_with(word));
    let opening = OPENINGS.iter().find(|word| name.starts_with(**word)).filter(|_| !lets);
    let left = LEFTOVERS.iter().find(|word| name.ends_with(**word) && !closed(name, word));
    opening.or(left).map(|word| (*word).to_owned())
}

/// 会诊:普通会诊24小时内完成: the heading is no part of the event, nor is who meets it (进入现场的人员).
pub fn unheaded(requirement: &mut Requirement) {
    let Core::Every { trigger, .. } = &mut requirement.core else { return };
    // 进入施工现场的人员须佩戴安全帽: whenever someone does
    let who = ["的人员", "的员工", "的职工", "的单位", "的个人"].iter().find_map(|who| trigger.text.strip_suffix(who));
    if let Some(event) = who.filter(|event| event.chars().count() > 1 && !is_actor(event) && !trigger.quoted) {
        trigger.text = event.to_owned();
        return;
    }
    let parts = trigger.text.split_once(':').map(|(head, rest)| (head.to_owned(), rest.to_owned()));
    let Some((head, rest)) = parts.filter(|(_, rest)| !trigger.quoted && !rest.is_empty() && !nobody(rest)) else {
        return;
    };
    // 16:00前下单 is a time
    let clock = head.ends_with(|c: char| c.is_ascii_digit()) && rest.starts_with(|c: char| c.is_ascii_digit());
    if head.chars().count() <= 10 && !head.contains(['.', '、']) && !clock {
        // 热线工单:一般类 is nothing without it
        let kind = ["类", "级", "型", "等"].iter().any(|end| rest.ends_with(end)) && rest.chars().count() < 4;
        trigger.text = if kind { format!("{head}{rest}") } else { rest };
    }
}

/// 工作流程和执行1.市场营销部, 目标市场的选择:企业
fn headed(name: &str) -> bool {
    name.char_indices().any(|(at, c)| {
        let number = |c: char| c.is_ascii_digit();
        let before = name.get(..at).is_some_and(|before| before.ends_with(number));
        let after = name.get(at + c.len_utf8()..).is_some_and(|after| after.starts_with(number));
        (c == '.' && before && !after) || (c == ':' && !(before && after))
    })
}

/// 场所, 厕所, 更 …: words that end as those do.
fn closed(name: &str, word: &str) -> bool {
    let ends: &[&str] = match word {
        "所" => &[
            "场所",
            "厕所",
            "派出所",
            "事务所",
            "诊所",
            "研究所",
            "处所",
            "住所",
            "会所",
            "卫生所",
            "交易所",
            "税务所",
            "所",
        ],
        "更" => &["变更", "打更", "值更", "巡更"],
        "就" => &["成就", "造就"],
        "将" => &["麻将"],
        "之" => &["总之"],
        "想" => &["思想", "理想", "设想"],
        "还" => &["归还", "偿还", "退还", "返还", "交还"],
        "都" => &["首都"],
        "则" => &["规则", "原则", "细则", "守则", "总则", "准则"],
        _ => &[],
    };
    ends.iter().any(|end| name.ends_with(end) && (*end != "所" || name.chars().count() < 6))
}

/// Whether a trigger only says who: 市场营销部的员工, 公司各部门和全体员工, 企业, 每个员工.
fn nobody(trigger: &str) -> bool {
    let bare = ["每个", "每位", "每名", "全体", "所有", "本", "我", "各级", "各", "公司", "每一方面的工作内容"]
        .iter()
        .fold(trigger, |left, word| left.strip_prefix(word).unwrap_or(left));
    let one = |piece: &str| {
        let piece = ["各", "全体", "所有"].iter().find_map(|word| piece.strip_prefix(word)).unwrap_or(piece);
        WHO.contains(&piece) || is_actor(piece)
    };
    // 各个工作环节的执行人员: all of them, whatever they do
    let each = trigger.starts_with('各')
        && trigger.rsplit_once('的').is_some_and(|(_, who)| is_actor(who) && !WHO.contains(&who));
    let parts: Vec<&str> = bare.split('的').collect();
    each || ends_in_post(trigger) || bare.is_empty() || (parts.len() < 3 && parts.iter().all(|part| one(part)))
}

/// 市场调研与分析市场营销经理: a heading that ran into a post is no event.
fn ends_in_post(trigger: &str) -> bool {
    const POSTS: [&str; 6] = ["经理", "总监", "主管", "主任", "专员", "秘书"];
    let post = POSTS.iter().find_map(|post| trigger.strip_suffix(post));
    post.is_some_and(|head| head.chars().count() > 2) && !is_case(trigger)
}

/// Those who act, with nothing before them.
const WHO: &[&str] = &[
    "企业",
    "公司",
    "员工",
    "职工",
    "人员",
    "部门",
    "单位",
    "领导",
    "干部",
    "党员",
    "团队",
    "管理者",
    "经理",
    "主管",
    "教师",
    "老师",
    "医生",
    "护士",
    "学生",
    "业务员",
    "营业员",
    "司机",
    "保安",
    "工作人员",
    "本人",
    "用人部门",
    "上级领导",
];

/// Whether what is asked says how, not what.
fn attitude(act: &str) -> bool {
    // 做到整洁有序; 做到有记录 and 做到定人、定时 can be shown
    let state = act.strip_prefix("做到").is_some_and(|state| !state.starts_with(['有', '定', '每']));
    let done_well = state
        || act.ends_with("到位")
        || ["做好", "抓好", "把好", "搞好"].iter().any(|word| act.starts_with(word))
            && ["工作", "管理", "服务", "建设", "关"].iter().any(|end| act.ends_with(end));
    let manner =
        ["相结合", "为主", "原则", "优先", "并重", "第一", "一体化", "常态化"].iter().any(|end| act.ends_with(end));
    // 通过短信告知 is a way to do it, and what is done
    const WAYS: [&str; 16] = [
        "短信", "电话", "邮件", "微信", "公告", "系统", "平台", "OA", "网站", "书面", "函", "广播", "会议", "群",
        "APP", "钉钉",
    ];
    const DONE: [&str; 22] = [
        "支付", "付款", "转账", "结算", "缴纳", "办理", "报送", "提交", "上报", "申报", "采购", "招标", "审批", "发布",
        "通知", "预约", "登记", "签收", "交接", "传递", "发送", "验收",
    ];
    let told = act.strip_prefix("通过").is_some_and(|by| {
        WAYS.iter().any(|way| by.starts_with(way))
            || DONE.iter().any(|done| by.ends_with(done) && by.len() > done.len())
    });
    manner
        || !told && ATTITUDES.iter().any(|word| act.starts_with(word))
        || done_well
        || (act.ends_with('的') && is_praise(act))
}
