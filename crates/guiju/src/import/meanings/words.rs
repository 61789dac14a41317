//! Pieces of sentences.

/// What a requirement says before its verb.
const ASKING: [&str; 14] =
    ["应当", "应该", "必须", "需要", "务必", "均应", "均须", "均需", "应", "须", "需", "要", "可以", "负责"];
/// Who is meant, at the end of what stands before the verb.
const ACTORS: [&str; 20] = [
    "部",
    "处",
    "科",
    "室",
    "组",
    "中心",
    "经理",
    "主管",
    "领导",
    "人员",
    "员工",
    "公司",
    "企业",
    "单位",
    "总监",
    "专员",
    "他们",
    "我们",
    "各部门",
    "负责人",
];

/// What a segment asks for, without who is asked and the word that asks: `企业应该明确目标` is `明确目标`.
pub(super) fn asked(segment: &str) -> &str {
    let segment = joined(segment);
    for asking in ASKING {
        if let Some((who, what)) = segment.split_once(asking)
            && !what.is_empty()
            && (who.is_empty() || is_actor(who))
        {
            return joined(what);
        }
    }
    ACTORS
        .iter()
        .filter_map(|actor| segment.find(actor).map(|at| at + actor.len()))
        .filter_map(|at| Some((segment.get(..at)?, segment.get(at..)?)))
        .find(|(who, what)| is_actor(who) && who.chars().count() <= 8 && !is_done(who) && is_done(what))
        .map_or(segment, |(_, what)| what)
}

/// What most acts begin with.
const VERBS: [&str; 26] = [
    "编制", "制定", "制订", "起草", "提出", "提交", "填写", "报送", "审核", "组织", "召开", "收集", "明确", "建立",
    "发放", "记录", "首先", "采取", "汇总", "撰写", "编写", "拟定", "拟订", "发送", "下达", "登记",
];

/// Whether words begin with a verb that HR writes.
pub(super) fn is_done(words: &str) -> bool {
    VERBS.iter().any(|verb| words.starts_with(verb))
}

pub(super) fn is_actor(who: &str) -> bool {
    who.chars().count() <= 14 && ACTORS.iter().any(|actor| who.ends_with(actor))
}

/// Without what joins a segment to the one before.
pub(super) fn joined(segment: &str) -> &str {
    let mut rest = segment;
    for word in ["并且", "同时", "首先要", "首先", "其次", "然后", "最后", "并", "且", "则", "也", "还", "均"]
    {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    rest
}

/// The items of a list, and whether it ends with 等: `产值、利润及投资等方面`.
pub(super) fn items(list: &str) -> Vec<String> {
    const TAILS: [&str; 16] = [
        "等方面内容",
        "等方面的内容",
        "等各个环节",
        "等各环节",
        "等方面",
        "等内容",
        "等环节",
        "等因素",
        "等指标",
        "等步骤",
        "等阶段",
        "等情况",
        "等信息",
        "的全过程",
        "等",
        "内容",
    ];
    let mut list = list;
    for tail in TAILS {
        list = list.strip_suffix(tail).unwrap_or(list);
    }
    let list =
        list.replace("以及", "、").replace("及其", "、").replace("和", "、").replace("及", "、").replace("与", "、");
    list.split('、').map(|item| bare(item).to_owned()).filter(|item| !item.is_empty()).collect()
}

/// Without what only leads to a noun.
pub(super) fn bare(words: &str) -> &str {
    let mut rest = words;
    for word in [
        "各个",
        "各项",
        "各种",
        "有关",
        "相关的",
        "相关",
        "相应的",
        "自身的",
        "明确的",
        "合理的",
        "必要的",
        "每个",
        "本",
    ] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    rest
}

/// Items as a set; `None` where they are no names.
pub(super) fn set(items: &[String]) -> Option<String> {
    let names = items.iter().all(|item| (2..=12).contains(&item.chars().count()) && super::is_name(item));
    let plain = items.iter().all(|item| !item.contains(['「', '」', '（', '）', '(', ')', '“', '”', ' ']));
    (names && plain && items.len() > 1)
        .then(|| format!("{{{}}}", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join("、")))
}

/// A name as canonical forms write it.
pub(super) fn quoted(name: &str) -> String {
    let marked = name.contains(['「', '」']);
    let kept = ["其中", "须", "且", "或", "要求", "在", "后", "前"].iter().any(|word| name.contains(word)) && !marked;
    if kept { format!("「{name}」") } else { name.to_owned() }
}

/// A canonical requirement as the language itself prints it, where it reads.
pub(super) fn canonical(text: &str) -> Option<String> {
    let (requirements, problems) = guiju_syntax::parse_requirements(text, &guiju_syntax::Names::default());
    match requirements.as_slice() {
        [one] if problems.is_empty() => Some(guiju_syntax::canonical::requirement(one)),
        _ => None,
    }
}
