//! Names that cannot be names: what is left over of a sentence is reported, not compiled.

mod glued;
pub use glued::within;

use super::actors::{is_actor, is_title};
use super::discourse;
use super::effects::Effects;
use super::first;
use super::measure::is_bad;
use super::said::{LATE, Scored};
use super::scan::{Part, scan};
use super::words;
use crate::ast::{
    Basis, Comparison, Core, Duty, DutyItem, DutyKind, Expr, Requirement, Scale, ScoringRule, Text, Threshold,
};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::lexicon::lexicon;
use crate::normal::Normal;
use crate::numbers;

/// Words that name nothing by themselves.
#[rustfmt::skip]
const FUNCTION_WORDS: [&str; 75] = [
    "须", "必", "应", "要", "需", "违", "每", "其", "该", "此", "者", "为", "于", "的", "前", "后", "内", "在", "由", "对", "将",
    "并", "且", "或", "和", "及", "均", "各", "当", "最", "至", "到", "达", "满", "有", "无", "是", "否", "累计", "合计", "每有",
    "每低", "每高", "连续", "其他", "其它", "以上", "以下", "超过", "低于", "本项", "此项", "该项", "最后", "发生",
    "出现", "发现", "平均", "人均", "组织", "开展", "进行", "举行", "召开", "实施", "依法", "依规", "按规定", "按要求", "确",
    "发觉", "经核实", "经查实", "经确认", "经认定",
];

/// What no name begins with.
const BEGINNINGS: [&str; 31] = [
    "则对",
    "上半年",
    "下半年",
    "第一季度",
    "第二季度",
    "第三季度",
    "第四季度",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "截至",
    "截止到",
    "都会",
    "总会",
    "往往",
    "常常",
    "在其中",
    "必须",
    "应当",
    "不低于",
    "不超过",
    "不少于",
    "低于",
    "高于",
    "少于",
    "每有",
    "每低",
    "每超",
    "每次",
    "最后前",
];

/// What no name ends with.
const ENDS: [&str; 54] = [
    "不少",
    "不低",
    "不高",
    "不超",
    "的扣",
    "的罚",
    "的罚款",
    "的奖",
    "的奖励",
    "的加",
    "最少提前",
    "至少提前",
    "首次",
    "初次",
    "再次",
    "第一次",
    "第二次",
    "货比",
    "次月",
    "次日",
    "次周",
    "次年",
    "次季",
    "之日起",
    "单次",
    "但",
    "必须",
    "应当",
    "须",
    "不得",
    "不低于",
    "不超过",
    "不少于",
    "低于",
    "高于",
    "少于",
    "超过",
    "每有",
    "每",
    "目标值",
    "为",
    "于",
    "累计",
    "至少",
    "最多",
    "得分为",
    "应",
    "每出现",
    "每发生",
    "每缺",
    "的",
    "和",
    "未",
    "没有",
];

/// Done to people: 使用童工 names none who acts.
#[rustfmt::skip]
const TO_PEOPLE: [&str; 31] = [
    "留宿", "容留", "收留", "放行", "接纳",
    "使用", "雇用", "雇佣", "聘用", "录用", "留用", "招用", "招收", "辱骂", "殴打", "顶撞", "威胁", "骚扰", "刁难", "歧视", "侮辱", "打骂", "体罚",
    "委托", "冒充", "顶替", "包庇", "报复", "冷落", "让", "替",
];

/// 使用童工, but not 使用人员, who are those that use.
fn done_to_people(act: &str) -> bool {
    let how = ["擅自", "私自", "违规", "随意", "故意", "无故"].iter().find_map(|how| act.strip_prefix(how));
    let act = how.unwrap_or(act);
    let whom = TO_PEOPLE.iter().find_map(|verb| act.strip_prefix(verb));
    whom.is_some_and(|whom| whom.chars().count() > 1 && !is_title(whom))
}

/// A requirement with such a name becomes a phrase; the word is named.
pub fn unplaced(requirement: &mut Requirement) -> Option<Diagnostic> {
    let who = match &requirement.core {
        // 录用员工 of less than 18 years is what is done
        Core::Never { activity, filter: None } | Core::Record { activity, .. }
            if !activity.quoted
                && is_actor(&activity.text)
                && !activity.text.starts_with(['被', '获', '评', '受', '当', '得', '为'])
                && !done_to_people(&activity.text) =>
        {
            Some((activity.clone(), activity.text.clone()))
        }
        // 由值班经理赔偿500元: who does it is nothing that happens
        Core::Never { activity, .. }
            if !activity.quoted && activity.text.starts_with('由') && !activity.text.starts_with("由于") =>
        {
            Some((activity.clone(), "由".to_owned()))
        }
        _ => None,
    };
    let odd = names(&requirement.core).into_iter().find_map(|name| Some((name.clone(), stray(name)?)));
    let odd = odd.or_else(|| denied(&requirement.core)).or_else(|| unsaid(&requirement.core));
    let glued = || glued::glued(requirement);
    let (name, word) = who
        .or(odd)
        .or_else(|| over_unknown(requirement))
        .or_else(glued)
        .or_else(|| discourse::talk(&requirement.core))?;
    let words = Text { text: requirement.words.clone(), span: requirement.span, quoted: false };
    requirement.core = Core::Phrase(words);
    requirement.scoring.clear();
    requirement.properties.clear();
    (requirement.period, requirement.deadline, requirement.entity) = (None, None, None);
    Some(Diagnostic::new(Code::WordUnplaced, name.span).with("word", word).with("name", name.text))
}

/// 断头率不高于25根/千锭时: what follows the unit is a part of it that nobody knows, and none of the name.
fn over_unknown(requirement: &Requirement) -> Option<(Text, String)> {
    let Core::Measure { measure: Expr::Name(name), threshold: Threshold::Value(Expr::Number(number)), .. } =
        &requirement.core
    else {
        return None;
    };
    let (_, over) = name.text.rsplit_once('/')?;
    let unit = format!("{}/{over}", number.unit.as_ref()?.text);
    requirement.words.contains(&unit).then(|| (name.clone(), unit))
}

/// 逾期当月不予采购 is nothing to be reached.
fn denied(core: &Core) -> Option<(Text, String)> {
    const DENIALS: [&str; 9] = ["逾期", "不予", "不得", "严禁", "禁止", "杜绝", "擅自", "拒不", "未"];
    let Core::Measure { measure: Expr::Name(name), comparison: Comparison::AtLeast, .. } = core else { return None };
    let word = DENIALS.iter().find(|word| name.text.starts_with(**word))?;
    // 逾期贷款催收: what is done about it
    const OVERDUE: [&str; 9] = ["贷款", "账款", "欠款", "应收", "款项", "客户", "工单", "订单", "任务"];
    let overdue = name.text.strip_prefix("逾期").filter(|rest| OVERDUE.iter().any(|noun| rest.starts_with(noun)));
    if overdue.is_some_and(|act| act.chars().count() > 3) {
        return None;
    }
    let ratio = name.text.ends_with(['率', '度', '额', '量', '数']);
    (!name.quoted && !ratio).then(|| (name.clone(), (*word).to_owned()))
}

/// 至少提前3天预约: before what, nobody says.
fn unsaid(core: &Core) -> Option<(Text, String)> {
    let Core::Measure { measure: Expr::Name(name), threshold: Threshold::Value(Expr::Number(number)), .. } = core
    else {
        return None;
    };
    let length = number.unit.as_ref().is_some_and(|unit| super::scan::duration(&format!("1{}", unit.text)).is_some());
    (length && (name.text.starts_with("提前") || name.text.ends_with("提前")) && !name.quoted)
        .then(|| (name.clone(), "提前".to_owned()))
}

/// The word for which a name can be none.
fn stray(name: &Text) -> Option<String> {
    let text = name.text.as_str();
    // 强度应>=40xyz, 应在40-65xyz之间: a bound in units that nobody knows is no act
    let bare = text.trim_start_matches(['在', '为', '应']);
    let ranged = ["之间", "以内", "之内", "以上", "以下"].iter().any(|end| bare.ends_with(end));
    if text.starts_with(['<', '>', '=']) || ranged && bare.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(text.to_owned());
    }
    if name.quoted {
        return None;
    }
    // 原则上应答复客户, 超过3小时: neither says of what
    let bound = ["超过", "超出", "达到", "不足", "低于", "高于"].iter().find_map(|word| text.strip_prefix(word));
    let bound = bound.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    // 漏一次扣1分: one letter says of nothing what it is
    if text.chars().nth(1).is_none() || FUNCTION_WORDS.contains(&text) || words::VAGUE.contains(&text) || bound {
        return Some(text.to_owned());
    }
    let begins = lexicon!(BEGINNINGS).begins(text);
    let ends = ENDS.iter().find(|word| text.ends_with(**word) && !is_word(text));
    // 作业前须检查刹车: a modal that parts nothing
    let amid = ["必须", "应当", "须", "不得"].iter().find(|word| {
        text.find(**word).is_some_and(|at| !text.get(at + word.len()..).is_some_and(|rest| rest.starts_with("知")))
    });
    // 自归档之日起保存, 遗留物品在当日上交, 大扫除隔周, 卫生检查早晚各: when, not what
    let when = [
        "|",
        "挑战值",
        "底线值",
        "挑战目标",
        "底线目标",
        "违者",
        "之日起",
        "之时起",
        "在当日",
        "在当天",
        "隔周",
        "隔日",
        "隔天",
        "每晚",
        "早晚各",
        "上下午各",
    ];
    let amid = amid.or_else(|| when.iter().find(|word| text.contains(**word)));
    let each = ["每次", "每间", "每餐", "每趟", "每单", "每笔"].iter().find(|word| text.ends_with(**word));
    let word = begins.or(ends.or(amid).or(each).copied()).map(str::to_owned);
    word.or_else(|| numbered(text)).or_else(|| counts_only(text)).or_else(|| discourse::spoken(text))
}

/// 行为, 供应, 相应, 目的: words that end as those do.
fn is_word(text: &str) -> bool {
    [
        "行为",
        "作为",
        "人为",
        "供应",
        "反应",
        "响应",
        "相应",
        "目的",
        "标的",
        "关于",
        "饮和",
        "反馈和",
        "适应",
        "效应",
        "接应",
        "呼应",
    ]
    .iter()
    .any(|word| text.ends_with(word))
}

/// 一次, 三处: a number and its unit name nothing.
fn counts_only(text: &str) -> Option<String> {
    let number = numbers::numeral(text).or_else(|| numbers::arabic(text))?;
    let unit = text.get(number.len()..)?;
    (super::scan::unit(unit) == Some(unit)).then(|| text.to_owned())
}

/// 迟到4次: a number that was read as part of a name.
fn numbered(text: &str) -> Option<String> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let rest = text.get(at..)?;
    let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let before = text.get(..at)?.chars().next_back();
    // 用75%酒精擦拭 is done with that
    if super::scan::is_agent(text.get(..at)?, rest.get(digits..)?.trim_start_matches(['%', '‰'])) {
        return None;
    }
    let unit = ["%", "次", "个百分点", "元", "‰"]
        .iter()
        .find(|unit| rest.get(digits..).is_some_and(|it| it.starts_with(**unit)))?;
    (before != Some('第')).then(|| rest.get(..digits + unit.len()).unwrap_or("").to_owned())
}

/// 办结率100%,超时一件扣2分; 差错率为0,出现一次扣2分: what fails is said by the word, or by what the ratio is of.
pub fn failing(said: &Scored, asked: &Requirement) -> Effects {
    let mut effects = said.effects.clone();
    let Core::Measure { measure: Expr::Name(name), .. } = &asked.core else { return effects };
    let own = said.own.text.trim_end_matches([',', '的', '、', '者']);
    let span = said.whole.span(0, said.whole.text.len());
    let noun = |text: &str| Some(Text { text: text.to_owned(), span, quoted: false });
    let named = Effects { noun: noun(""), ..effects.clone() };
    if effects.noun.is_none() && !effects.wanting && found(asked, &named) && !name.quoted {
        let of = ["发生率", "率"].iter().find_map(|end| name.text.strip_suffix(end));
        effects.noun = match of.filter(|of| is_bad(of) && of.chars().count() > 1) {
            Some(of) if own.is_empty() => noun(of),
            _ if LATE.contains(&own) => noun(own),
            _ => None,
        };
    }
    effects
}

/// Whether the points are for things found (每出现一件不合格) where a ratio was asked for.
pub fn found(asked: &Requirement, effects: &Effects) -> bool {
    let ratio = matches!(&asked.core, Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } if matches!(number.scale, Scale::Percent | Scale::Permille));
    let times = !effects.rules.is_empty()
        && effects.rules.iter().all(|rule| matches!(rule, ScoringRule::Step { basis: Basis::Times, .. }));
    ratio && times && effects.noun.is_some() && effects.takes()
}

/// 引进投资每增加500万元加1分: steps from a bound where there is none.
pub fn boundless(requirement: &mut Requirement) -> Option<Diagnostic> {
    if !matches!(requirement.core, Core::Never { .. } | Core::Record { .. }) {
        return None;
    }
    let steps =
        |rule: &ScoringRule| matches!(rule, ScoringRule::Step { basis: Basis::Fewer | Basis::Over | Basis::Lower, .. });
    let before: usize = requirement.scoring.iter().map(|scoring| scoring.rules.len()).sum();
    requirement.scoring.iter_mut().for_each(|scoring| scoring.rules.retain(|rule| !steps(rule)));
    let after: usize = requirement.scoring.iter().map(|scoring| scoring.rules.len()).sum();
    requirement.scoring.retain(|scoring| !scoring.rules.is_empty());
    let words = requirement.words.clone();
    if after < before && after == 0 && matches!(requirement.core, Core::Record { .. }) {
        requirement.core = Core::Phrase(Text { text: words.clone(), span: requirement.span, quoted: false });
    }
    (after < before).then(|| Diagnostic::new(Code::StepUnfit, requirement.span).with("words", words))
}

/// 客户回访率100%,缺一户扣1分: what is wanting cannot be counted in a ratio; the points are named, not guessed.
pub fn unfit(requirement: &mut Requirement) -> Option<Diagnostic> {
    let Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } = &requirement.core else {
        return None;
    };
    if !matches!(number.scale, Scale::Percent | Scale::Permille) {
        return None;
    }
    let counts = |rule: &ScoringRule| match rule {
        ScoringRule::Step { basis, step, .. } => {
            *basis != Basis::Late && step.scale == Scale::One && (*basis == Basis::Times || step.unit.is_some())
        }
        _ => false,
    };
    let before: usize = requirement.scoring.iter().map(|scoring| scoring.rules.len()).sum();
    requirement.scoring.iter_mut().for_each(|scoring| scoring.rules.retain(|rule| !counts(rule)));
    let after: usize = requirement.scoring.iter().map(|scoring| scoring.rules.len()).sum();
    requirement
        .scoring
        .retain(|scoring| !scoring.rules.is_empty() || scoring.most_lost.is_some() || !scoring.most_each.is_empty());
    let words = requirement.words.clone();
    (after < before).then(|| Diagnostic::new(Code::StepUnfit, requirement.span).with("words", words))
}

/// 提交上级领导审核审批2: a number at the end that counts nothing, of no period, is that of the next item.
pub fn numbered_at_end(requirement: &mut Requirement) -> Option<Diagnostic> {
    let Core::Measure { comparison: Comparison::AtLeast, threshold: Threshold::Value(Expr::Number(number)), .. } =
        &requirement.core
    else {
        return None;
    };
    let placed = requirement.period.is_some() || requirement.deadline.is_some() || requirement.entity.is_some();
    if placed || number.unit.is_some() || number.scale != Scale::One || !requirement.scoring.is_empty() {
        return None;
    }
    let (parts, _) = scan(&Normal::new(&requirement.words, 0));
    if !matches!(parts.as_slice(), [Part::Words(_), Part::Quantity(_)]) {
        return None;
    }
    let unread = Diagnostic::new(Code::NumberUnread, number.span).with("words", number.number.normalize().to_string());
    requirement.core = Core::Phrase(Text { text: requirement.words.clone(), span: requirement.span, quoted: false });
    Some(unread)
}

/// 每周拜访客户8加: one letter behind a bare number is a measure word misspelt, no part of the name.
pub fn misspelt_unit(requirement: &mut Requirement) -> Option<Diagnostic> {
    let Core::Measure { measure: Expr::Name(name), .. } = &requirement.core else { return None };
    // Most words do not end as the name does.
    let end = |c: char| matches!(c, ',' | '。' | ';' | '于' | '在') || first::modal(c);
    let last = name.text.chars().next_back()?;
    if !end(last) && !requirement.words.trim_end_matches(end).ends_with(last) {
        return None;
    }
    let (parts, _) = scan(&Normal::new(&requirement.words, 0));
    let [.., Part::Words(_), Part::Quantity(number), Part::Words(rest)] = parts.as_slice() else { return None };
    let letter = rest.text.trim_end_matches([',', '。', ';']);
    let bare = number.unit.is_none() && number.scale == Scale::One;
    if !bare || letter.chars().count() != 1 || !name.text.ends_with(letter) {
        return None;
    }
    let unplaced =
        Diagnostic::new(Code::WordUnplaced, name.span).with("word", letter).with("name", requirement.words.as_str());
    requirement.core = Core::Phrase(Text { text: requirement.words.clone(), span: requirement.span, quoted: false });
    requirement.scoring.clear();
    requirement.properties.clear();
    (requirement.period, requirement.deadline, requirement.entity) = (None, None, None);
    Some(unplaced)
}

/// 到会人数不少于三分之二: of how many, nobody says. A ratio (出席率) says it by its name.
pub fn wholeless(requirement: &mut Requirement) -> Option<Diagnostic> {
    const COUNTS: [&str; 12] =
        ["人数", "次数", "户数", "家数", "件数", "台数", "天数", "数量", "总数", "票数", "人员", "代表"];
    let Core::Measure { measure: Expr::Name(name), threshold: Threshold::Value(bound), .. } = &requirement.core else {
        return None;
    };
    let share = match bound {
        Expr::Number(number) => matches!(number.scale, Scale::Percent | Scale::Permille),
        Expr::Binary { .. } => true,
        _ => false,
    };
    // 须经全体业主三分之二以上同意: a part of them is no ratio by its name
    const RATIOS: [&str; 6] = ["率", "度", "占比", "比例", "比重", "比"];
    let part = matches!(bound, Expr::Binary { .. }) && !RATIOS.iter().any(|ratio| name.text.ends_with(ratio));
    if !share || name.quoted || !part && !COUNTS.iter().any(|count| name.text.ends_with(count)) {
        return None;
    }
    let problem = Diagnostic::new(Code::WholeUnnamed, name.span).with("name", name.text.as_str());
    requirement.core = Core::Phrase(Text { text: requirement.words.clone(), span: requirement.span, quoted: false });
    Some(problem)
}

/// Every name that a requirement would be judged by.
fn names(core: &Core) -> Vec<&Text> {
    match core {
        Core::Measure { measure, .. } => measured(measure),
        Core::Every { trigger, duty: Duty::All(items) | Duty::Any(items), .. } => {
            std::iter::once(trigger).chain(items.iter().filter_map(done)).collect()
        }
        Core::Never { activity, .. } | Core::Record { activity, .. } => vec![activity],
        _ => Vec::new(),
    }
}

fn measured(expr: &Expr) -> Vec<&Text> {
    match expr {
        Expr::Name(name) => vec![name],
        Expr::Binary { left, right, .. } => measured(left).into_iter().chain(measured(right)).collect(),
        Expr::Call { argument, .. } => measured(argument),
        Expr::Number(_) | Expr::Field(..) => Vec::new(),
    }
}

fn done(item: &DutyItem) -> Option<&Text> {
    match &item.kind {
        DutyKind::Act { activity, .. } => Some(activity),
        _ => None,
    }
}
