//! What follows and is no amount: 取消当月绩效奖金, 书面警告, 解除劳动合同.

use std::sync::LazyLock;

use super::Effects;
use crate::lexicon::{Lexicon, lexicon};
use crate::normal::Normal;
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::words::holds_any;
use crate::parse::plain::{said, scan, scored, words};

/// Words with which a consequence begins.
#[rustfmt::skip]
const CONSEQUENCES: [&str; 212] = [
    "扣回", "双倍退还", "双倍返还",
    "退一罚十", "退一赔三", "退一赔十", "假一罚十", "假一赔十", "假一赔三", "只发底薪", "只发基本工资", "只发放底薪",
    "追回", "追缴", "永不录用", "永不聘用", "永久取消", "押金不退",
    "停岗", "下岗", "离岗培训", "停班", "停驾", "下调", "降一级", "降一档", "降一等", "降一个", "降低一级", "降低一档", "降低一个", "降低1个", "降低等级", "降为", "降至", "留级", "撤销资格", "撤销职务",
    "撤销其", "撤换", "罢免", "解聘", "暂停接单", "暂停上岗", "暂停执业", "暂停晋升", "暂停其", "暂停派单", "暂停评", "移交公安", "移交纪检", "移交司法机关", "禁止参加", "禁止上岗", "冻结账号", "取缔",
    "记小过", "记大过", "双倍处罚", "加倍处罚", "从重处罚", "扣除当日", "扣除当天", "终止合作", "终止合同", "终止供货", "停止合作", "列入黑名单", "纳入黑名单",
    "口头警告", "批评教育", "书面检查", "书面检讨", "写检讨", "清退", "清除出场", "没收", "停课", "留校察看",

    "吊销", "注销", "停业整顿", "停工整改", "撤职", "免职", "移送", "移交司法", "调岗", "调整岗位", "停岗培训", "待岗培训", "培训后上岗",

    "超出部分", "超过部分", "不足部分", "由责任人", "由当事人", "赔偿损失", "赔偿全部", "赔偿相应", "赔偿经济", "赔偿由此", "全额赔偿",
    "取消", "一经发现", "一经查实", "一旦发现", "立即解除", "不得参加", "不得参评", "不得评", "不得享受", "不得晋升", "不参加评", "不参与评", "不享受",
    "不发放", "不发", "扣除当月", "扣除全部", "停发", "降级", "降职", "降薪", "调离", "开除", "除名", "记过", "劝退", "待岗", "追究",
    "按旷工处理", "按自动离职处理", "予以", "并予以", "给予", "不予", "解除", "公司可解除", "公司有权", "书面警告", "扣发", "扣当月", "扣本月", "扣全月", "扣当季", "扣全年", "扣当年", "扣当日工资", "扣工资", "扣绩效", "扣奖金", "扣全勤奖", "扣考勤奖", "扣提成", "逾期归入", "逾期不予",
    "逾期作废", "逾期不", "作废", "纳入绩效", "考虑月", "将视情况", "承担", "并承担", "不允许上线", "不允许上岗", "不允许参加", "责令", "通报批评", "一票否决", "视为严重", "属于严重",
    "停职", "辞退", "警告", "照价赔偿", "按价赔偿", "按原价赔偿",
    "停工学习", "停班学习", "离岗学习", "停职学习", "年度考核定为", "年度考核评为", "年度考核不", "年终考核定为", "年终考核不", "当年考核定为", "当年考核不", "当年年度考核", "考核定为不", "考核评为不",
    "一年内不得", "两年内不得", "三年内不得", "半年内不得", "当年不得",
    "评为不", "定为不", "判为不", "暂停供货", "暂停合作", "暂停使用", "暂停资格", "停机检修", "约谈", "停产整顿", "不参与评", "不参与年终评", "不参与当年评", "不参加年终评",
];

static CONSEQUENCE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::of(&CONSEQUENCES));

/// Every word that begins a consequence.
#[cfg(test)]
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    CONSEQUENCES.into_iter()
}

/// Words without a number: a consequence that is no amount.
pub(super) fn is_plain(words: &str) -> bool {
    // 离岗培训10天, 停岗三个月
    let ends = words.char_indices().map(|(at, _)| at).skip(2);
    let long = ends.into_iter().find(|at| {
        let rest = words.get(*at..).unwrap_or("");
        !rest.ends_with("分钟") && scan::duration(rest).is_some_and(|(_, size)| size == rest.len())
    });
    let words = words.get(..long.unwrap_or(words.len())).unwrap_or(words);
    words.chars().count() > 1 && !words.contains(|c: char| c.is_ascii_digit() || c == '分' || c == '元')
}

pub(super) fn consequence(normal: &Normal, at: usize, effects: &mut Effects) -> Option<usize> {
    let rest = normal.text.get(at..)?;
    let plain = adverbless(rest);
    let bare = if plain.len() < rest.len() { CONSEQUENCE.placed(plain) } else { None };
    let said = CONSEQUENCE.placed(rest);
    let of_pay = || {
        pay(rest)
            .or_else(|| dealt_with(rest))
            .or_else(|| before_all(rest))
            .or_else(|| suspended(rest))
            .or_else(|| borne(rest))
            .or_else(|| behind_bound(normal, at))
            .or_else(|| pay_lost(rest).filter(|_| at == 0))
    };
    // most letters begin none
    let found = if bare.or(said).is_none() { Some(of_pay()?) } else { None };
    // 通报表扬 praises
    if rest.contains("表扬") || rest.contains("表彰") || rest.contains("嘉奖") {
        return None;
    }
    // 无异议的,予以录用 is no penalty
    const FAVOURS: [&str; 17] = [
        "通报表扬",
        "通报表彰",
        "嘉奖",
        "公开表扬",
        "一次性",
        "录用",
        "聘用",
        "奖励",
        "表彰",
        "表扬",
        "晋升",
        "转正",
        "通过",
        "受理",
        "办理",
        "报销",
        "采纳",
    ];
    if ["予以", "给予"]
        .iter()
        .any(|word| plain.strip_prefix(word).is_some_and(|it| FAVOURS.iter().any(|good| it.starts_with(good))))
    {
        return None;
    }
    // 并给予关爱 gives something good
    let good = plain.len() < rest.len()
        && ["给予", "不予", "承担"].iter().any(|word| plain.starts_with(word))
        && !["处分", "处罚", "警告", "批评", "辞退", "责任", "降级", "记过"].iter().any(|end| plain.ends_with(end));
    let first = bare.filter(|_| !good).into_iter().chain(said).min();
    let word = first.map(|(_, word)| word).or(found).or_else(of_pay)?;
    // 承担公开课任务 is work, which is done
    let burden = || holds_any(rest, &["责", "损失", "后果", "费用", "赔偿", "违约", "罚", "风险"]);
    if word.ends_with("承担") && !burden() {
        return None;
    }
    // 承担着重要责任 describes
    if rest.get(word.len()..).is_some_and(|rest| rest.starts_with('着')) {
        return None;
    }
    // 当月迟到3次以上取消全勤奖
    let before = normal.text.get(..at)?.trim_end_matches([':', ',']);
    let follows = words::ends_as_case(before)
        || said::is_which(before)
        || scored::ends_in_which(before)
        || ["以上", "次", "天", "否则", "%", "‰"].iter().any(|end| before.ends_with(end))
        || counted(before)
        || word.starts_with("逾期");
    // 逾期不交报表者 is a case
    if word.starts_with("逾期") && words::ends_as_case(rest) {
        return None;
    }
    // 逾期不交每次扣2分 is a failing with its points
    let scored = word.starts_with("逾期") && rest.contains(['扣', '罚']) && rest.contains(|c: char| c.is_ascii_digit());
    // 一律解除劳动合同 asks nothing of those who are dismissed
    let asks = words::modal(if bare.is_some() { plain } else { rest });
    if asks.is_some() || scored || before.ends_with("不得") || (at > 0 && !follows) {
        return None;
    }
    let length = up_to_amount(normal, at);
    effects.consequence = Some(words::text(normal, at, at + length));
    Some(length)
}

/// 累计达到3票: so many.
fn counted(before: &str) -> bool {
    let ends = before.char_indices().rev().take(3).map(|(at, _)| at);
    ends.into_iter().any(|at| {
        let (head, unit) = before.split_at(at);
        scan::unit(unit) == Some(unit)
            && !["元", "分", "积分"].contains(&unit)
            && head.ends_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c))
    })
}

/// 直接取消资格, 一律辞退, 并移送: how, and what follows.
fn adverbless(rest: &str) -> &str {
    static HOW: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::of(&["直接", "一律", "立即", "当即", "同时", "并", "将", "则"]));
    let mut words = rest;
    while let Some(shorter) = HOW.begins(words).and_then(|word| words.strip_prefix(word)) {
        words = shorter;
    }
    words
}

/// 公司予以解除劳动合同, 逾期当月不予采购, 当月绩效等级不得高于C: who does it or when, and what; or what becomes of the grade.
pub(super) fn by_company(text: &str) -> bool {
    const COMPANY: [&str; 10] = [
        "公司有权",
        "公司可以",
        "公司将",
        "公司可",
        "公司",
        "用人单位",
        "单位有权",
        "单位将",
        "人力资源部将",
        "本公司有权",
    ];
    const LATE: [&str; 4] = ["逾期", "超期", "过期", "否则"];
    const GRADES: [&str; 10] = [
        "绩效等级",
        "考核等级",
        "考核等次",
        "绩效等次",
        "考核结果",
        "绩效结果",
        "绩效考核结果",
        "年度考核",
        "绩效考核",
        "绩效评级",
    ];
    let skip = |rest: &mut &str, words: &[&str]| {
        let shorter = words.iter().find_map(|word| rest.strip_prefix(word));
        *rest = shorter.unwrap_or(rest);
        shorter.is_some()
    };
    let mut rest = text;
    let late = skip(&mut rest, &LATE);
    let when = skip(&mut rest, &WHEN);
    let graded = GRADES.iter().find_map(|grade| rest.strip_prefix(grade)).is_some_and(|said| {
        let lowered = ["不得高于", "不高于", "不得评", "不得定", "最高", "降", "直接", "定为", "评为", "一律"];
        when && lowered.iter().any(|word| said.starts_with(word))
    });
    let company = skip(&mut rest, &COMPANY);
    let numbered = text.contains(|c: char| c.is_ascii_digit());
    let follows = CONSEQUENCE.placed(adverbless(rest)).is_some();
    // 当月不得评为优秀
    let denied = || ["不得评", "不得参评", "不参与评", "不参加评"].iter().any(|word| rest.starts_with(word));
    !numbered && (graded || (late && when || company) && follows || when && denied())
}

/// What is paid.
const PAY: [&str; 12] =
    ["绩效工资", "绩效奖金", "绩效奖", "全勤奖", "年终奖", "奖金", "绩效", "工资", "提成", "津贴", "补贴", "薪酬"];

/// What pay or a grade is of.
const WHEN: [&str; 15] = [
    "本季度",
    "本季",
    "本月",
    "本年度",
    "本年",
    "当月",
    "当季度",
    "当季",
    "当年",
    "当期",
    "年度",
    "年终",
    "季度",
    "月度",
    "全年",
];

/// 全矿全年安全考核为零分: an appraisal that is not the one at hand.
pub(super) fn nought(text: &str) -> bool {
    const NOUGHT: [&str; 9] =
        ["为零分", "为0分", "计零分", "计0分", "记零分", "记0分", "以零分计", "按零分计", "得零分"];
    let own = NOUGHT.iter().find_map(|end| text.strip_suffix(end));
    // 该课程成绩记零分
    let mark = |own: &str| own.ends_with("成绩") && own.starts_with(['该', '本', '当']);
    own.is_some_and(|own| {
        mark(own)
            || own.chars().count() > 3
                && ["考核", "考评", "绩效"].iter().any(|it| own.ends_with(it))
                && own.contains(['全', '年', '季', '部', '月'])
    })
}

/// 主管负责人书面检讨: who does it, and what.
pub(super) fn by_leader(rest: &str) -> bool {
    const ENDS: [&str; 4] = ["检讨", "检查", "说明", "辞职"];
    if !ENDS.iter().any(|end| rest.ends_with(end)) {
        return false;
    }
    let ends = rest.char_indices().map(|(at, _)| at).skip(2).take(12);
    ends.filter(|at| rest.get(..*at).is_some_and(is_actor)).any(|at| {
        let done = rest.get(at..).unwrap_or("");
        let verbs = ["作出", "做出", "写出", "提交", "须", "应", "作", "做", "写"];
        let done = verbs.iter().find_map(|verb| done.strip_prefix(verb)).unwrap_or(done);
        ["书面检讨", "书面检查", "书面说明", "检讨", "深刻检讨", "公开检讨", "引咎辞职"].contains(&done)
    })
}

/// 给予警告并扣5分: the points are no part of the words.
fn up_to_amount(normal: &Normal, at: usize) -> usize {
    let rest = normal.text.get(at..).unwrap_or("");
    let amount = |from: usize| {
        let tail = rest.get(from..).unwrap_or("");
        tail.starts_with(['扣', '罚', '处', '每', '减'])
            && super::one(normal, at + from, &mut Effects::default()) == Some(tail.len())
    };
    let joints = ["并且", "并", "同时", "且", "另", "及"];
    let found = joints.iter().flat_map(|joint| rest.match_indices(joint).map(|(at, _)| (at, joint.len())));
    found.filter(|(at, length)| *at > 0 && amount(at + length)).map(|(at, _)| at).min().unwrap_or(rest.len())
}

/// 本季度绩效为零, 当月奖金减半: what is lost of the pay.
fn pay_lost(rest: &str) -> Option<&'static str> {
    const LOST: [&str; 10] = ["为零", "为0", "为0元", "清零", "归零", "减半", "取消", "不予发放", "全部扣除", "全扣"];
    let when = lexicon!(WHEN).begins(rest)?;
    let pay = rest.get(when.len()..)?;
    let pay = pay.strip_prefix('的').unwrap_or(pay);
    let lost = PAY.iter().find_map(|word| pay.strip_prefix(word))?;
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(['并', '且', ',']);
    LOST.iter().any(|word| lost.strip_prefix(word).is_some_and(ends)).then_some(when)
}

/// 全市通报批评, 公司内部通报: before whom.
fn before_all(rest: &str) -> Option<&'static str> {
    const WHERE: [&str; 18] = [
        "全市",
        "全县",
        "全区",
        "全省",
        "全镇",
        "全院",
        "全校",
        "全厂",
        "全局",
        "全公司",
        "全集团",
        "全系统",
        "全行",
        "全店",
        "公司内",
        "院内",
        "厂内",
        "校内",
    ];
    let within = lexicon!(WHERE).begins(rest)?;
    let said = rest.get(within.len()..)?;
    let said = said.strip_prefix("范围").unwrap_or(said);
    let said = said.strip_prefix(['内', '部']).unwrap_or(said);
    ["通报", "公开检讨", "公开检查", "点名批评"].iter().any(|word| said.starts_with(word)).then_some(within)
}

/// 按自行脱党处理: as what it is taken. 按实际损失赔偿: what is paid for.
fn dealt_with(rest: &str) -> Option<&'static str> {
    const PAID: [&str; 12] = [
        "损失",
        "损失金额",
        "原价",
        "市价",
        "市场价",
        "成本价",
        "进价",
        "价值",
        "声明价值",
        "保价金额",
        "采购价",
        "零售价",
    ];
    let paid = rest.strip_prefix('按').and_then(|rest| rest.strip_suffix("赔偿"));
    if paid.is_some_and(|paid| paid.chars().count() < 9 && PAID.iter().any(|price| paid.ends_with(price))) {
        return Some("按");
    }
    #[rustfmt::skip]
    const AS: [&str; 21] = [
        "旷工", "脱党", "脱团", "离职", "辞职", "弃权", "违纪", "违规", "缺勤", "缺席", "事假", "迟到", "早退", "放弃", "退学", "退会", "作废", "无效", "违约",
        "不合格", "劳动合同",
    ];
    let taken = ["处理", "处分"].iter().find_map(|end| rest.strip_prefix('按')?.strip_suffix(end))?;
    (taken.chars().count() < 9 && AS.iter().any(|word| taken.ends_with(word))).then_some("按")
}

/// 由值班经理赔偿, 由责任班组自行承担: who bears what it costs.
fn borne(rest: &str) -> Option<&'static str> {
    #[rustfmt::skip]
    const BEARS: [&str; 16] = [
        "赔偿", "赔付", "补足", "补齐", "自负", "负担", "垫付", "自行承担", "承担损失", "承担费用", "承担责任", "承担全部损失", "承担相应损失", "负责赔偿",
        "照价赔偿", "全额赔偿",
    ];
    let who = rest.strip_prefix('由')?;
    let bears = BEARS.iter().filter_map(|word| who.strip_suffix(word)).min_by_key(|who| who.len())?;
    ((2..=9).contains(&bears.chars().count()) && !bears.contains(|c: char| c.is_ascii_digit())).then_some("由")
}

/// 得分低于85分的复训, 误差率超过1%的返工, 不足的重做: what follows where a bound is not kept, and is no noun that it describes.
fn behind_bound(normal: &Normal, at: usize) -> Option<&'static str> {
    #[rustfmt::skip]
    const FOLLOWS: [&str; 40] = [
        "返工", "返修", "重做", "重测", "重烘", "重喷", "重新", "复训", "补训", "重训", "再培训", "转岗", "换岗", "离岗", "收回", "更换", "撤岗", "免去", "移交", "停止", "停用", "停售",
        "暂停", "中止", "终止", "退回", "退货", "隔离", "报废", "销毁", "封存", "列入", "纳入", "限期", "劝", "不计", "永不", "淘汰", "拒收", "拒付",
    ];
    let rest = normal.text.get(at..)?;
    let word = lexicon!(FOLLOWS).begins(rest).or_else(|| lexicon!(STOPS).begins(rest))?;
    let case = normal.text.get(..at)?.trim_end_matches(',');
    let short =
        ["不足的", "不够的", "超过的", "超出的", "不合格的", "达不到的", "不达标的", "未达标的"].contains(&case);
    let bounded = || {
        let (parts, _) = scan::scan(&normal.part(0, case.len() - '的'.len_utf8()));
        let compares = parts.iter().any(|part| matches!(part, scan::Part::Compare(_)));
        compares && matches!(parts.last(), Some(scan::Part::Quantity(_)))
    };
    let fits = case.ends_with('的') && rest.chars().count() <= 16 && words::modal(rest).is_none();
    (fits && (short || bounded())).then_some(word)
}

/// What stops for a while.
#[rustfmt::skip]
const STOPS: [&str; 29] = [
    "停运", "停业", "停业整顿", "停线", "停机", "停工", "停产", "停班", "停岗", "停驾", "停课", "停职", "停诊", "停学", "停牌", "停飞", "停权", "停单", "停演", "停教", "停借",
    "停派", "待岗", "封号", "禁言", "禁赛", "禁入", "禁飞", "下线",
];

/// 停运3天, 待岗一个月, 封号7天: for so long, and nothing else.
fn suspended(rest: &str) -> Option<&'static str> {
    let stops = lexicon!(STOPS).begins(rest)?;
    let (_, size) = scan::duration(rest.get(stops.len()..)?)?;
    let long = ["天", "日", "周", "月", "年", "小时"].iter().any(|unit| rest.ends_with(unit));
    (long && stops.len() + size == rest.len()).then_some(stops)
}

/// 扣减当月绩效10%: a part of the pay is no amount of points.
fn pay(rest: &str) -> Option<&'static str> {
    // 扣除全年奖金
    let digits = rest.contains(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十半".contains(c));
    let all =
        rest.starts_with("扣") && PAY.iter().any(|pay| rest.ends_with(pay)) && rest.chars().count() <= 10 && !digits;
    if all {
        return Some("扣");
    }
    if !rest.starts_with('扣') || !rest.ends_with('%') || rest.contains('的') {
        return None;
    }
    let paid = holds_any(rest, &PAY);
    paid.then_some("扣")
}
