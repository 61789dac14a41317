//! Fines in other words: 处以每处80元罚款 is 每次罚款80元, 按每册每天0.2元缴纳延误费 is 每天罚款0.2元.

use crate::normal::Normal;
use crate::numbers;
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::first;
use crate::parse::plain::lapse::is_breach;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::said::is_recipient;
use crate::parse::plain::scan::{self, unit};

/// What is paid by who fails.
const FINES: [&str; 12] =
    ["罚款", "罚金", "处罚", "滞纳金", "延误费", "逾期费", "超期费", "延期费", "违约金", "赔偿金", "超时费", "延误金"];
/// What imposes or pays it.
#[rustfmt::skip]
const GIVES: [&str; 20] = [
    "处以", "并处", "另处", "给予", "予以", "缴纳", "交纳", "支付", "收取", "加收", "计收", "按照", "按", "交", "缴", "付", "处", "收", "承担", "计算",
];
const MODALS: [&str; 8] = ["应当", "必须", "应", "须", "需", "将", "要", "则"];
/// Whom it is taken from, behind what was done.
#[rustfmt::skip]
const WHOM: [&str; 12] = [
    "的个人", "的人员", "的直接责任人", "的责任人", "的当事人", "的员工", "的职工", "的单位", "的班组", "的部门", "的人", "者",
];
/// What goes on while someone is late.
const TIMES: [&str; 6] = ["天", "日", "小时", "周", "个月", "月"];

/// A fine in the order in which others are said: how often, 罚款, how much.
pub(super) fn fine(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let yuan = text.rfind('元')?;
    // 处以300元罚款并永不录用: what follows besides
    let besides = ["并且", "并", "且"].iter().find_map(|joint| text.get(yuan..)?.find(joint));
    if let Some(at) = besides.map(|at| yuan + at) {
        let mut whole = fine(&normal.part(0, at))?;
        whole.copy(normal, at, text.len());
        return Some(whole);
    }
    // 罚200元一次
    if let Some(once) = ["元一次", "元1次"].iter().find_map(|end| text.strip_suffix(end)) {
        let from = once.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let verb = ["罚款", "罚", "扣"].iter().find_map(|verb| once.get(..from)?.strip_suffix(verb))?;
        return Some(replaced(normal, verb.len(), text.len(), &format!("每次罚款{}元", once.get(from..)?)));
    }
    let digit = |c: char| c.is_ascii_digit() || c == '.' || c == '万' || first::number(c);
    let from = text.get(..yuan)?.trim_end_matches(digit).len();
    let number = text.get(from..yuan)?;
    numbers::number(number.trim_end_matches('万'))?;
    let before = Before::of(text.get(..from)?);
    let after = After::of(text.get(yuan + "元".len()..)?)?;
    // 罚款80元/处 is said so already
    let plain = before.units.is_empty() && before.given.is_empty() && !after.fined;
    let damages = before.damages && (!before.units.is_empty() || !after.units.is_empty());
    if plain && !damages || !(before.fined || after.fined || damages) {
        return None;
    }
    let units = || before.units.iter().chain(&after.units);
    let time = units().find(|unit| TIMES.contains(unit));
    let how_often = match (time, units().next()) {
        (Some(time), _) => format!("每{time}"),
        (None, Some(_)) => "每次".to_owned(),
        (None, None) => String::new(),
    };
    let mut head = text.get(..before.length)?;
    let whom = WHOM.iter().find(|whom| head.ends_with(whom.trim_start_matches('的')));
    // 则对当事人: from whom, and nothing of what was done
    let of_whom = head.trim_start_matches('则').starts_with('对') && !head.contains(['未', '不', '无', '没']);
    if whom.is_some() && of_whom {
        head = "";
    }
    // 违者每次罚款200元: whoever that is, it is said of what was asked before
    let refers = is_breach(head);
    if let Some(done) = whom.and_then(|whom| head.strip_suffix(whom)).filter(|_| !refers) {
        head = done;
    }
    let case = if refers || head.is_empty() || head.ends_with(['的', ',', '期']) { "" } else { "的" };
    Some(replaced(normal, head.len(), text.len(), &format!("{case}{how_often}罚款{number}元")))
}

/// 考核责任人50元, 乐捐20元, 考核2分/次: a fine by another name.
pub(super) fn charged(normal: &Normal) -> Option<Normal> {
    const CHARGES: [&str; 5] = ["考核", "乐捐", "负激励", "罚没", "罚扣"];
    let text = normal.text.as_str();
    CHARGES.iter().find_map(|charge| {
        let (at, _) = text.match_indices(charge).last()?;
        let (head, rest) = (text.get(..at)?, text.get(at + charge.len()..)?);
        let digits = rest.find(|c: char| c.is_ascii_digit())?;
        let number = numbers::arabic(rest.get(digits..)?)?;
        let unit = rest.get(digits + number.len()..)?;
        let whom = rest.get(..digits)?;
        let whom = ["每人每次", "每人次", "每人", "每次", "各"]
            .iter()
            .find_map(|each| whom.strip_suffix(each))
            .unwrap_or(whom);
        let unit_of = ["工区", "班组", "车间", "项目部", "部门", "科室", "门店", "单位", "作业组"].contains(&whom);
        let known = whom.is_empty() || is_recipient(whom) || is_actor(whom) || unit_of;
        // 绩效考核90分 is measured, and 安全考核 names what is: points are taken only of a case
        let case = head.is_empty() || head.ends_with(['的', '者', ',', '次', '起', '处', '例', '项', '并', '另', '则']);
        let fails = head.contains(['未', '不', '无', '没', '缺', '漏', '错', '违', '擅', '私', '乱']);
        let (word, fits) = match unit.chars().next()? {
            '元' => ("罚款", case || fails || *charge != "考核"),
            '分' => ("扣", case && *charge == "考核" && !unit.starts_with("分以") && !unit.starts_with("分的")),
            _ => return None,
        };
        let each = if rest.get(..digits)?.contains('每') { "每次" } else { "" };
        (known && fits).then(|| replaced(normal, at, at + charge.len() + digits, &format!("{each}{word}")))
    })
}

/// 从当月考核分中扣2分: where points are kept is no part of what was done.
pub(super) fn kept(normal: &Normal) -> Option<Normal> {
    const KEPT: [&str; 9] = ["分", "工资", "绩效", "奖金", "考核", "津贴", "补贴", "奖励", "成绩"];
    let text = normal.text.as_str();
    let end = ["中加", "中扣", "中减", "中奖", "中罚", "里扣", "内扣"].iter().find_map(|word| normal.find(word))?;
    let from = text.get(..end)?.rfind(['在', '从', '于']).filter(|from| *from > 0)?;
    let ledger = text.get(from..end)?;
    let kept = (2..=13).contains(&ledger.chars().count()) && KEPT.iter().any(|word| ledger.ends_with(word));
    kept.then(|| replaced(normal, from, end + "中".len(), ""))
}

/// 给予50元奖励, 予以奖励50元: a reward in the order in which others are said.
pub(super) fn reward(normal: &Normal) -> Option<Normal> {
    const ENDS: [&str; 6] = ["元的奖励", "元奖励", "元的奖金", "元奖金", "元现金奖励", "元的现金奖励"];
    let text = normal.text.as_str();
    // 发放全勤奖200元
    let given = ["发放", "发给", "给予", "另发"].iter().find_map(|word| text.strip_prefix(word));
    if let Some((named, amount)) = given.and_then(|rest| rest.split_once("奖金").or_else(|| rest.split_once('奖'))) {
        let number =
            amount.strip_suffix('元').filter(|number| named.chars().count() <= 4 && numbers::number(number).is_some());
        if number.is_some() {
            return Some(replaced(normal, 0, text.len() - amount.len(), "奖励"));
        }
    }
    let stem = ENDS.iter().find_map(|end| text.strip_suffix(end))?;
    let from = stem.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    numbers::number(stem.get(from..)?)?;
    let head = stem.get(..from)?;
    let gives =
        ["一次性给予", "给予", "予以", "奖励", "发放", "发给"].iter().find_map(|word| head.strip_suffix(word))?;
    let number = stem.get(from..)?;
    Some(replaced(normal, gives.len(), text.len(), &format!("奖励{number}元")))
}

/// 当月绩效加5分, 年终奖励500元: in which ledger it is kept, or when it is given, before the points.
pub(super) fn ledger(normal: &Normal) -> Option<Normal> {
    #[rustfmt::skip]
    const WHEN: [&str; 19] = [
        "当月", "本月", "月度", "当季", "季度末", "季度", "当年", "年度", "年终", "年末", "年底", "季末", "月底", "月末", "期末", "次月", "下月", "次年", "当期",
    ];
    const LEDGERS: [&str; 7] = ["绩效考核分", "绩效考核", "考核分", "绩效分", "绩效", "考核", "得分"];
    let text = normal.text.as_str();
    let when = WHEN.iter().find_map(|when| text.strip_prefix(when));
    let rest = when.unwrap_or(text);
    let rest = LEDGERS.iter().find_map(|ledger| rest.strip_prefix(ledger)).or(when)?;
    let verbs = ["一次性奖励", "一次性加", "一次性扣", "奖励", "加", "扣", "减", "奖", "罚款", "罚"];
    let points = verbs.iter().find_map(|verb| rest.strip_prefix(verb))?;
    let number = numbers::arabic(points)?;
    let whole = points.get(number.len()..).is_some_and(|unit| ["分", "元", "分/次", "元/次"].contains(&unit));
    whole.then(|| normal.part(text.len() - rest.len(), text.len()))
}

/// 少组织一次扣3分: for each that is wanting.
pub(super) fn fewer(normal: &Normal) -> Option<Normal> {
    let rest = normal.text.strip_prefix('少')?;
    let at = ["一次", "1次", "一场", "1场", "一期", "1期"].iter().filter_map(|word| rest.find(word)).min()?;
    let act = rest.get(..at)?;
    let taken = rest.get(at..)?.contains(['扣', '罚', '减']);
    let plain = (1..=4).contains(&act.chars().count()) && act.chars().all(char::is_alphabetic);
    (plain && taken).then(|| replaced(normal, 0, "少".len() + at, "每少"))
}

/// 每多拜访1家加1分, 多走访一户加0.5分, 每少回访1家扣2分: for each beyond or below what was asked, whatever is done.
/// 目标98%,实际每低1个百分点: what is lower is what there is.
pub(super) fn in_fact(normal: &Normal) -> Option<Normal> {
    let rest = ["实际值每", "实际每"].iter().find(|word| normal.text.starts_with(**word))?;
    Some(normal.part(rest.len() - "每".len(), normal.text.len()))
}

pub(super) fn each_more_or_fewer(normal: &Normal) -> Option<Normal> {
    const NO_ACTS: [char; 10] = ['于', '出', '过', '部', '次', '个', '计', '目', '标', '定'];
    const WORDS: [(&str, &str); 5] =
        [("多", "每多"), ("超额", "每多"), ("增加", "每多"), ("再", "每多"), ("少", "每少")];
    let each = normal.text.starts_with('每');
    let rest = normal.text.strip_prefix('每').unwrap_or(&normal.text);
    let (act, by) = WORDS.iter().find_map(|(word, by)| Some((rest.strip_prefix(word)?, *by)))?;
    let at = act.find(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十半".contains(c))?;
    let (verb, number) = act.split_at(at);
    // 每少用1度 is saved
    let saved = by == "每少" && ["用", "死亡"].contains(&verb);
    let plain = (1..=4).contains(&verb.chars().count())
        && verb.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !NO_ACTS.contains(&c))
        && !saved;
    let more = by == "每多";
    let said = if more { number.contains(['加', '奖']) } else { number.contains(['扣', '罚', '减']) };
    let counted = scan::counted(number) && (each || more && said) && !number.contains("以上");
    let skipped = normal.text.len() - number.len();
    (plain && counted).then(|| replaced(normal, 0, skipped, by))
}

/// 迟到1分钟扣5元, 每迟到5分钟扣10元, 每迟录一天扣20元: so much later than it was due.
pub(super) fn later(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let each = text.starts_with('每');
    let rest = text.strip_prefix('每').unwrap_or(text);
    let (act, units) = match rest.strip_prefix("迟到") {
        Some(act) => (act, ["分钟", "小时"]),
        None => (rest.strip_prefix(['迟', '晚']).filter(|_| each)?, ["天", "日"]),
    };
    // 录一天
    let at = act.find(|c: char| c.is_ascii_digit() || c == '一')?;
    let (verb, count) = act.split_at_checked(at)?;
    let after = count.trim_start_matches(|c: char| c.is_ascii_digit() || c == '一');
    let one = ["一", "1"].contains(&count.get(..count.len() - after.len())?);
    let taken = units.iter().find_map(|unit| after.strip_prefix(unit))?.starts_with(['扣', '罚', '减']);
    // 迟交 and 晚报 are words
    let done = match verb.chars().count() {
        0 => rest.starts_with("迟到"),
        1 => !rest.starts_with("迟到") && !verb.starts_with(['到', '于', '交', '报']),
        _ => false,
    };
    (done && taken && (each || one)).then(|| replaced(normal, 0, text.len() - count.len(), "每迟"))
}

/// 逾期回款每套每天扣50元: for each day, whatever it is counted in.
pub(super) fn each_day(normal: &Normal) -> Option<Normal> {
    const DAYS: [&str; 4] = ["天扣", "天罚", "日扣", "日罚"];
    let at = normal.find("每")?;
    let rest = normal.text.get(at + "每".len()..)?;
    let day = rest.find('每')?;
    let counted = rest.get(..day).filter(|word| unit(word) == Some(*word))?;
    let daily = rest.get(day + "每".len()..).is_some_and(|tail| DAYS.iter().any(|word| tail.starts_with(word)));
    (daily && !["月", "年", "周", "日", "天"].contains(&counted))
        .then(|| replaced(normal, at, at + "每".len() + day, ""))
}

/// 虚假签收每票罚款100元: 收 ends what was done, and takes nothing.
fn stands_alone(text: &str, word: &str) -> bool {
    #[rustfmt::skip]
    const VERBS: [&str; 32] = [
        "签收", "验收", "拒收", "回收", "接收", "代收", "没收", "征收", "漏收", "多收", "少收", "乱收", "私收", "上交", "提交", "迟交", "转交", "移交",
        "私交", "漏交", "补交", "未交", "不交", "递交", "晚交", "拖付", "错付", "漏付", "多付", "未付", "上缴", "未缴",
    ];
    word.chars().count() > 1 || !VERBS.iter().any(|verb| text.ends_with(verb))
}

/// What stands before the number.
#[derive(Default)]
struct Before<'a> {
    /// Where it begins.
    length: usize,
    units: Vec<&'a str>,
    fined: bool,
    /// 赔偿甲方损失
    damages: bool,
    given: &'a str,
}

impl<'a> Before<'a> {
    fn of(text: &'a str) -> Self {
        let mut before = Self { length: text.len(), ..Self::default() };
        loop {
            let rest = text.get(..before.length).unwrap_or("");
            // 每处, 每人每次
            let each = rest.rfind('每').and_then(|at| Some((at, rest.get(at + "每".len()..)?)));
            if let Some((at, each)) = each.filter(|(_, each)| counted(each)) {
                before.units.push(each);
                before.length = at;
                continue;
            }
            let fine = FINES.iter().find(|fine| rest.ends_with(**fine)).filter(|_| !before.fined);
            // 缺失一处罚款200元: at one place
            let place = |word: &str| {
                word.starts_with('处') && rest.strip_suffix(word).is_some_and(|before| before.ends_with(['一', '1']))
            };
            let fine = fine.filter(|fine| !place(fine));
            let gives = GIVES.iter().find(|gives| rest.ends_with(**gives)).filter(|gives| stands_alone(rest, gives));
            let gives = gives.filter(|gives| !place(gives));
            let modal = MODALS.iter().find(|modal| rest.ends_with(**modal)).filter(|_| before.length < text.len());
            let Some(word) = fine.or(gives).or(modal) else { break };
            before.fined |= fine.is_some() || ["处以", "处", "并处", "另处"].contains(word);
            if fine.is_none() {
                before.given = word;
            }
            before.length -= word.len();
        }
        let rest = text.get(..before.length).unwrap_or("");
        let damages = rest.rfind("赔偿").filter(|at| {
            rest.get(at + "赔偿".len()..)
                .is_some_and(|whose| whose.is_empty() || whose.ends_with("损失") && whose.chars().count() <= 8)
        });
        if let Some(at) = damages {
            before.damages = true;
            let rest = rest.get(..at).unwrap_or("");
            before.length = MODALS.iter().find_map(|modal| rest.strip_suffix(modal)).unwrap_or(rest).len();
        }
        before
    }
}

/// What stands behind it.
struct After<'a> {
    units: Vec<&'a str>,
    fined: bool,
}

impl<'a> After<'a> {
    /// Nothing, unless all of it is read.
    fn of(mut rest: &'a str) -> Option<Self> {
        let mut after = Self { units: Vec::new(), fined: false };
        while !rest.is_empty() {
            let each = rest.strip_prefix(['/', '每']).map(|each| {
                let end = each.find(['/', '每', '的', '处']).unwrap_or(each.len());
                (each.get(..end).unwrap_or(each), each.get(end..).unwrap_or(""))
            });
            if let Some((each, left)) = each {
                counted(each).then(|| after.units.push(each))?;
                rest = left;
                continue;
            }
            rest = rest.strip_prefix('的').unwrap_or(rest);
            let rest_of = |words: &[&str]| words.iter().find_map(|word| rest.strip_prefix(word));
            if let Some(left) = rest_of(&FINES) {
                after.fined = true;
                rest = left;
                continue;
            }
            rest = rest_of(&GIVES).or_else(|| rest_of(&["逾期", "超期", "经济"]))?;
        }
        Some(after)
    }
}

/// Whether this may be counted: a measure word, or a noun of one letter (元/证).
fn counted(each: &str) -> bool {
    unit(each) == Some(each) || ["人次", "车次"].contains(&each) || each.chars().count() == 1 && !each.is_ascii()
}
