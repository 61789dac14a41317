//! Bounds in other words: 目标值为10% is 不低于10%, 以85%为基准 is 不低于85%, 安全事故为零 is 安全事故=0.

use crate::normal::Normal;
use crate::parse::plain::duty::is_bad_event;
use crate::parse::plain::effects::{self, Effects};
use crate::parse::plain::lists::replaced;
use crate::parse::plain::measure::is_bad;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::words::holds_any;

/// A segment whose bound is said plainly.
pub(super) fn bound(normal: Normal) -> Normal {
    [target, based, limited, firmly, reached, broken, ranged, capped, headed, passed, zero, given]
        .into_iter()
        .fold(normal, |normal, plain| plain(&normal).unwrap_or(normal))
}

/// 增长率目标值为10%: at least so much; of what should be low, at most.
fn target(normal: &Normal) -> Option<Normal> {
    #[rustfmt::skip]
    const TARGETS: [&str; 15] = [
        "考核目标值为", "考核目标为", "目标值为", "目标值:", "目标为", "指标值为", "指标为", "达标值为", "考核值为", "基准值为", "基准为", "基数为",
        "基准值", "目标值", "目标",
    ];
    let (at, word) = TARGETS.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let name = normal.text.get(..at)?.trim_end_matches(['的', ':']);
    // 拜访客户:目标20次/周: the heading is what is counted
    let row = name.len() < at && normal.text.get(name.len()..at) == Some(":");
    let number = normal.text.get(at + word.len()..)?;
    let digits = number.starts_with(|c: char| c.is_ascii_digit());
    let verb = ["完成", "达到", "实现", "超过", "低于", "未达", "为"].iter().any(|verb| name.ends_with(verb));
    // 销售目标300万元: of what, money or things?
    let digits_end = number.trim_start_matches(|c: char| c.is_ascii_digit() || ".,万亿".contains(c));
    let nought = digits && number.starts_with('0') && !number.starts_with("0.");
    if nought && is_bad_event(name) && row {
        return Some(replaced(normal, name.len(), at + word.len(), ""));
    }
    let measured = row && !digits_end.starts_with('元')
        || word != "目标"
        || name.ends_with(['率', '度', '额', '量', '数', '值', '分', '比', '本', '费', '入', '润']);
    let told = word.ends_with(['为', ':']) || told_by_name(name);
    if !digits || verb || !measured || !told || name.chars().count() < 2 || number.contains(['以', '-', '~']) {
        return None;
    }
    Some(replaced(normal, name.len(), at + word.len(), if is_bad(name) { "不超过" } else { "不低于" }))
}

/// 不良率目标值2%: the name says whether more is better; of 费用率 nobody knows.
fn told_by_name(name: &str) -> bool {
    #[rustfmt::skip]
    const GOOD: [&str; 42] = [
        "开发", "新增", "拜访", "走访", "签约", "签订", "招聘", "培训", "发展", "成交", "订单", "检查", "巡查", "巡检", "演练", "发表", "建议", "采纳", "入库", "交付",
        "合格", "满意", "完成", "及时", "准确", "达标", "增长", "回访", "良品", "出勤", "成功", "覆盖", "完好", "转化", "回款", "命中", "销售", "收入", "利润",
        "产量", "产值", "得分",
    ];
    is_bad(name) || !name.ends_with("费用率") && holds_any(name, &GOOD)
}

/// 满意率以85%为基准: at least so much is the ordinary; of what should be low, at most.
fn based(normal: &Normal) -> Option<Normal> {
    #[rustfmt::skip]
    const BASES: [&str; 12] = [
        "为基准值", "为基准线", "为基准分", "为基准", "为基数", "为标准值", "为起点", "为底线", "为目标值", "为目标", "为考核基准", "为参照",
    ];
    let text = normal.text.as_str();
    let (end, word) = BASES.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let at = text.get(..end)?.rfind('以')?;
    let name = text.get(..at)?.trim_end_matches([':', ',', '应', '须']);
    let bound = normal.part(at + "以".len(), end);
    let (parts, _) = scan(&bound);
    let number = matches!(parts.as_slice(), [Part::Quantity(_)]);
    if !number || name.chars().count() < 2 {
        return None;
    }
    let after = replaced(normal, end, end + word.len(), "");
    Some(replaced(&after, name.len(), at + "以".len(), if is_bad(name) { "不超过" } else { "不低于" }))
}

/// 以3天为限, 上限3天, 限报5000元, 控制在3天内, 办理时限3天: at most so much.
fn limited(normal: &Normal) -> Option<Normal> {
    const LIMITS: [&str; 8] = ["上限为", "上限:", "上限", "限制在", "限额为", "限额", "限为", "限"];
    const NOUNS: [char; 7] = ['期', '时', '权', '年', '界', '有', '无'];
    let text = normal.text.as_str();
    let number = |part: &Normal| matches!(scan(part).0.as_slice(), [Part::Quantity(_)]);
    // 以3天为限
    const ENDS: [(&str, &str); 4] =
        [("为限", "不超过"), ("为上限", "不超过"), ("为下限", "不低于"), ("为最低限", "不低于")];
    let ends = ENDS.iter().find_map(|(word, by)| Some((text.strip_suffix(word)?, *by)));
    if let Some((at, (end, by))) = text.rfind('以').zip(ends)
        && at > 0
        && number(&normal.part(at + "以".len(), end.len()))
    {
        let after = replaced(normal, end.len(), text.len(), "");
        return Some(replaced(&after, at, at + "以".len(), by));
    }
    // 办理时间压缩至6个工作日以内
    const DOWN: [&str; 8] = ["压缩至", "压缩到", "缩短至", "缩短到", "压减至", "压降至", "降低至", "降低到"];
    if let Some((at, word)) = DOWN.iter().find_map(|word| Some((normal.find(word)?, *word))) {
        let stem = ["以内", "以下", "之内", "内"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
        let bound = number(&normal.part(at + word.len(), stem.len())) && at > 3;
        return bound.then(|| replaced(&replaced(normal, stem.len(), text.len(), ""), at, at + word.len(), "不超过"));
    }
    // 控制在3天内
    if let Some(at) = normal.find("控制在").or_else(|| normal.find("限制在"))
        && let Some(stem) = text.strip_suffix('内').filter(|stem| !stem.ends_with(['以', '之', '范']))
        && number(&normal.part(at + "控制在".len(), stem.len()))
    {
        return Some(replaced(normal, stem.len(), text.len(), "以内"));
    }
    let (at, word) = LIMITS.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let (name, rest) = (text.get(..at)?, normal.part(at + word.len(), text.len()));
    if name.chars().count() < 2 || !rest.text.starts_with(|c: char| c.is_ascii_digit()) || !number(&rest) {
        return None;
    }
    // 办理时限3个工作日: the limit is what is named
    let noun = word == "限" && name.ends_with(NOUNS);
    match noun {
        true if name.ends_with('时') => Some(replaced(normal, at + word.len(), at + word.len(), "不超过")),
        true => None,
        false => Some(replaced(normal, at, at + word.len(), "不超过")),
    }
}

/// 满意度确保95%以上, 费用严格控制在3%以内: how firmly it is asked says nothing of how much.
fn firmly(normal: &Normal) -> Option<Normal> {
    #[rustfmt::skip]
    const WORDS: [&str; 12] = [
        "必须确保", "确保", "保证", "力争", "争取", "力求", "要求", "严格", "需要完成", "需完成", "须完成", "应完成",
    ];
    const MEASURED: [char; 7] = ['率', '度', '额', '量', '数', '值', '润'];
    let text = normal.text.as_str();
    let bounded = |rest: &str| {
        const BOUNDS: [&str; 10] =
            ["达到", "不低于", "不少于", "不超过", "不高于", "控制在", "保持在", "维持在", "在", "达"];
        rest.starts_with(|c: char| c.is_ascii_digit()) || BOUNDS.iter().any(|word| rest.starts_with(word))
    };
    let found = WORDS.iter().find_map(|word| Some((normal.find(word)?, *word)));
    // 销售额完成100万元
    let done = || {
        let at = normal.find("完成").filter(|at| text.get(..*at).is_some_and(|name| name.ends_with(MEASURED)))?;
        Some((at, "完成"))
    };
    let (at, word) = found.or_else(done)?;
    let (name, rest) = (text.get(..at)?, normal.part(at + word.len(), text.len()));
    let number = scan(&rest).0.iter().any(|part| matches!(part, Part::Quantity(_)));
    let fails = name.ends_with(['未', '不', '按', '照', '合', '到', '没', '能']);
    let named = name.chars().count() > 1 && !fails;
    (named && number && bounded(&rest.text)).then(|| replaced(normal, at, at + word.len(), ""))
}

/// 出勤率满95%, 激活率达成55%: at least so much.
fn reached(normal: &Normal) -> Option<Normal> {
    const WORDS: [&str; 4] = ["达成", "达标", "已达", "满"];
    const OTHER: [char; 8] = ['不', '未', '届', '圆', '期', '客', '没', '扣'];
    let text = normal.text.as_str();
    let (at, word) = WORDS.iter().find_map(|word| Some((normal.find(word)?, *word)))?;
    let (name, rest) = (text.get(..at)?, text.get(at + word.len()..)?);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let share = digits.len() < rest.len() && digits.starts_with(['%', '‰']);
    (share && !name.ends_with(OTHER)).then(|| replaced(normal, at, at + word.len(), "达到"))
}

/// 风速应处于0.4至0.6m/s, 静养时间为12至24小时: from so much to so much.
fn ranged(normal: &Normal) -> Option<Normal> {
    #[rustfmt::skip]
    const WORDS: [&str; 12] = [
        "处于", "保持在", "维持在", "稳定在", "控制在", "介于", "保持为", "控制为", "设定在", "设定为", "在", "为",
    ];
    const MODALS: [&str; 6] = ["应当", "必须", "应", "须", "需", "要"];
    let text = normal.text.as_str();
    let ranges = |from: usize| matches!(scan(&normal.part(from, text.len())).0.as_slice(), [Part::Between(..)]);
    let (at, end) = WORDS.iter().find_map(|word| {
        let at = normal.find(word)?;
        ranges(at + word.len()).then_some((at, at + word.len()))
    })?;
    let before = text.get(..at)?;
    let name = MODALS.iter().find_map(|modal| before.strip_suffix(modal)).unwrap_or(before);
    let named = name.chars().count() > 1 && !name.ends_with(|c: char| c.is_ascii_digit() || "不未行作成认".contains(c));
    named.then(|| replaced(normal, name.len(), end, ""))
}

/// 播放量破10万: more than so many.
fn broken(normal: &Normal) -> Option<Normal> {
    let at = normal.find("破").filter(|at| *at > 0)?;
    let measured = normal.text.get(..at)?.ends_with(['量', '额', '数', '率', '值']);
    let number = normal.text.get(at + "破".len()..)?.starts_with(|c: char| c.is_ascii_digit());
    (measured && number).then(|| replaced(normal, at, at, "突"))
}

/// 废张率3%封顶: at most so much.
fn capped(normal: &Normal) -> Option<Normal> {
    let stem = normal.text.strip_suffix("封顶").or_else(|| normal.text.strip_suffix("为上限"))?;
    let bound = normal.part(0, stem.len());
    let (parts, _) = scan(&bound);
    let [Part::Words(name), Part::Quantity(number)] = parts.as_slice() else { return None };
    let measured = name.text.ends_with(['率', '度', '比', '费', '量', '数', '值', '额'])
        && number.unit.as_ref().is_none_or(|unit| unit.text != "分");
    measured.then(|| replaced(&bound, name.text.len(), name.text.len(), "不超过"))
}

/// 培训出勤率:>=95%, 走访客户:每月60家以上: the bound of what the heading names.
fn headed(normal: &Normal) -> Option<Normal> {
    let at = normal.find(":")?;
    let (name, rest) = (normal.text.get(..at)?, normal.part(at + ":".len(), normal.text.len()));
    let named = (2..=16).contains(&name.chars().count()) && !name.contains(|c: char| c.is_ascii_digit());
    // 合同履约率:达95%得满分: up to its points
    let (end, _) = effects::split(&rest).filter(|(end, _)| *end > 0).unwrap_or((rest.text.len(), Effects::default()));
    let (parts, _) = scan(&rest.part(0, end));
    let bounds =
        |part: &Part| matches!(part, Part::Period(_) | Part::Compare(_) | Part::Quantity(_) | Part::Between(..));
    let periodic = parts.iter().any(|part| matches!(part, Part::Period(_)));
    let bounded = periodic || parts.iter().any(|part| matches!(part, Part::Compare(_)));
    // 仓库盘点频次:每月一次
    let often = ["频次", "频率"].iter().find_map(|word| name.strip_suffix(word)).filter(|_| periodic);
    let stem = often.filter(|stem| !stem.is_empty()).unwrap_or(name);
    (named && bounded && parts.iter().all(bounds)).then(|| replaced(normal, stem.len(), at + ":".len(), ""))
}

/// 依从率≥80%为合格: at least so much.
fn passed(normal: &Normal) -> Option<Normal> {
    const PASSED: [&str; 8] =
        ["方为合格", "即为合格", "视为合格", "为合格", "为达标", "为及格", "为符合要求", "方可合格"];
    let end = PASSED.iter().find_map(|end| normal.text.strip_suffix(end))?;
    let bound = normal.part(0, end.len());
    let (parts, _) = scan(&bound);
    matches!(parts.as_slice(), [Part::Words(_), .., Part::Quantity(_)]).then_some(bound)
}

/// 安全事故为零, 客户投诉率为0: as many as nought.
fn zero(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    // 重大安全事故0起, 客户投诉:0次
    const NONE: [&str; 14] =
        ["0起", "0次", "0例", "0件", "0宗", "0人", "0单", "0票", "0张", "零起", "零次", "零例", "零件", "零宗"];
    let none = NONE.iter().find_map(|end| text.strip_suffix(end));
    if let Some(name) = none.map(|name| name.trim_end_matches([':', '目', '标']))
        && is_bad_event(name)
        && !name.contains(|c: char| c.is_ascii_digit() || ",、于为过到,".contains(c))
    {
        let unit = text.chars().next_back().unwrap_or('次');
        return Some(replaced(normal, name.len(), text.len(), &format!("=0{unit}")));
    }
    let ends = ["为零", "为0", "为0次", "为0起", "为零起", "为0件", "为0例", "控制为零", "保持为零", "为0%"];
    let end = ends.iter().filter(|end| text.ends_with(**end)).max_by_key(|end| end.len())?;
    let name = text.get(..text.len() - end.len())?;
    if name.chars().count() < 2
        || name.contains(|c: char| c.is_ascii_digit())
        || name.ends_with(['得', '分', '计'])
        || ["绩效", "奖金", "工资", "提成", "津贴"].iter().any(|pay| name.ends_with(pay))
    {
        return None;
    }
    let stem = ["发生数", "次数", "件数", "起数"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    Some(replaced(normal, stem.len(), text.len(), if name.ends_with('率') { "=0%" } else { "=0" }))
}

/// 60分以下0分, 90%-95%8分: so many points are given.
fn given(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let head = text.strip_suffix('分')?;
    let bound = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let points = head.get(bound.len()..)?;
    let beyond = ["以上", "以下", "以内", "之内"].iter().any(|end| bound.ends_with(end));
    let range = bound.ends_with(['%', '‰', '分']) && bound.contains(['-', '至', '~']);
    let told = points == "0" || range || bound.contains(['%', '‰', '分']);
    let none = text.contains(['扣', '加', '奖', '罚', '得', '每', '减']);
    let so = !points.is_empty() && (beyond || range) && told && !none && !bound.contains("分钟");
    so.then(|| replaced(normal, bound.len(), bound.len(), "得"))
}
