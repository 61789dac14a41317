//! The words that plain sentences are put together with.

use super::first;
use crate::ast::Text;
use crate::letters::Sketch;
use crate::lexicon::lexicon;
use crate::normal::Normal;

/// Words that make an obligation.
pub const MODALS: [&str; 18] = [
    "均要",
    "一律",
    "一律须",
    "均需",
    "均须",
    "均应",
    "都要",
    "都应",
    "应当",
    "必须",
    "需要",
    "务必",
    "应该",
    "需",
    "须",
    "应",
    "要",
    "必需",
];

/// Words that only lead up to what is asked.
const LEADS: [&str; 27] = [
    "力争",
    "力求",
    "争取",
    "请大家",
    "请各位",
    "并且",
    "同时",
    "确保",
    "做到",
    "保证",
    "坚持",
    "认真",
    "进行",
    "组织",
    "开展",
    "提供",
    "按计划",
    "各村",
    "请",
    "将",
    "并",
    "且",
    "另",
    "但",
    "和",
    "对",
    "的",
];

/// Words of praise: a duty of these alone can be checked by nobody.
const PRAISE: [&str; 46] = [
    "及时", "准时", "按时", "迅速", "快速", "认真", "负责", "积极", "主动", "热情", "良好", "细致", "细心", "耐心",
    "努力", "勤奋", "踏实", "敬业", "热心", "诚实", "严格", "严谨", "周到", "到位", "高效", "优秀", "干净", "整洁",
    "清洁", "美观", "平整", "大方", "整齐", "规范", "科学", "合理", "明确", "完善", "健全", "充分", "切实", "保持",
    "做好", "加强", "有序", "好",
];

/// What no record can decide: how, not what.
pub const VAGUE: [&str; 19] = [
    "力争",
    "力求",
    "争取",
    "一般应",
    "一般不",
    "定期",
    "不定期",
    "适当",
    "适时",
    "尽快",
    "尽量",
    "尽可能",
    "左右",
    "原则上",
    "一般情况下",
    "经常",
    "必要时",
    "酌情",
    "视情况",
];

/// Words that say an event happens.
pub const EVENTS: [&str; 7] = ["引起", "发生", "出现", "产生", "造成", "存在", "有"];

/// The first modal that parts a topic from what is asked of it, with its place; the longest of those at one place.
pub fn modal(text: &str) -> Option<(usize, &'static str)> {
    // 应当日送存: on the same day, and not 应当
    const DAYS: [char; 8] = ['日', '天', '月', '年', '场', '面', '班', '晚'];
    text.char_indices().filter(|(_, c)| first::modal(*c)).find_map(|(at, _)| {
        let (before, rest) = (text.get(..at)?, text.get(at..)?);
        // 要求, 需求, 应急 … are words, and so is 主要; 应能 and 应有 ask for a state, not for an act
        let day = |word: &str, after: &str| word == "应当" && after.starts_with(DAYS);
        let parts =
            |word: &&&str| rest.strip_prefix(**word).is_some_and(|after| !is_word(word, after) && !day(word, after));
        let word = MODALS.iter().filter(parts).max_by_key(|word| word.len())?;
        (!ends_word(before, word) && !is_quoted(text, at)).then_some((at, *word))
    })
}

/// Whether a modal only ends a word: 主要, 响应; 业主须 asks.
fn ends_word(before: &str, modal: &str) -> bool {
    before.ends_with(['只', '不', '反', '适', '响', '相', '对', '供', '必'])
        || modal.starts_with('需') && is_need(before)
        || modal == "要" && before.strip_suffix('需').is_some_and(is_need)
        || modal == "要" && before.ends_with(['主', '重', '纪', '概', '摘'])
}

/// 因工作需要, 非工作需要: what makes it necessary, which is a noun.
pub fn is_need(before: &str) -> bool {
    let needs = ["工作", "业务", "生产", "经营", "实际", "特殊"].iter().find_map(|word| before.strip_suffix(word));
    needs.is_some_and(|head| head.ends_with(['因', '非', '据', '照', '按', '视', '为', '无', '殊', '有']))
}

/// Whether a modal only begins a word: 要求, 需求, 应急, 应收账款; 应能 and 应有 ask for a state, not for an act.
pub fn is_word(modal: &str, after: &str) -> bool {
    const WORDS: [&str; 30] = [
        "到人",
        "到会",
        "考人",
        "考学",
        "出勤",
        "出席",
        "参加人",
        "参会",
        "求",
        "急",
        "用",
        "点",
        "素",
        "件",
        "能",
        "变",
        "力",
        "收账",
        "收款",
        "付账",
        "付款",
        "付票",
        "届",
        "纳税",
        "聘",
        "酬",
        "激",
        "缴",
        "答",
        "诊",
    ];
    modal.chars().count() == 1
        && (modal == "应" && after.starts_with('对') || WORDS.iter().any(|word| after.starts_with(word)))
}

/// Where a word stands, outside 「」.
pub fn find(text: &str, word: &str) -> Option<usize> {
    // Few words are there: looking for their last byte takes much less than looking for them.
    let Some(last) = word.as_bytes().last() else { return Some(0) };
    let ends = memchr::memchr_iter(*last, text.as_bytes()).filter_map(|at| text.get(..=at));
    ends.filter(|head| head.ends_with(word)).map(|head| head.len() - word.len()).find(|at| !is_quoted(text, *at))
}

/// Whether any of these words is in a text.
pub fn holds_any(text: &str, words: &[&str]) -> bool {
    let letters = Sketch::of(text);
    words.iter().any(|word| letters.may_hold(word) && text.contains(word))
}

/// Whether a place lies within 「」.
pub fn is_quoted(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before.contains('「') && before.matches('「').count() > before.matches('」').count()
}

/// Whether nothing but praise is asked.
pub fn is_praise(act: &str) -> bool {
    if act.contains('、') {
        return act.split('、').any(is_praise);
    }
    let left = PRAISE.iter().fold(act.to_owned(), |left, word| left.replace(word, ""));
    left.trim_matches(['、', '地', '得', '的', '和', '而', '很', '内', '应']).is_empty()
}

/// 组织生活会, 组织架构图: the word is part of a name.
pub fn begins_noun(text: &str) -> bool {
    text.strip_prefix("组织").is_some_and(|rest| rest.starts_with(BODIES))
}

/// What follows 组织 as a noun.
const BODIES: [char; 7] = ['架', '部', '关', '生', '机', '结', '章'];

/// 在岗, 在校, 在途: what 在 makes a word with.
pub const ABOUT: [char; 14] = ['线', '岗', '职', '建', '校', '册', '编', '库', '途', '产', '售', '押', '场', '班'];

/// How many bytes of a text only lead up to what is asked.
pub fn lead(text: &str) -> usize {
    let mut rest = text;
    // 请假, 请示, 和解, 对账 … are words
    let word = |shorter: &str, lead: &str| match lead {
        "请" => shorter.starts_with(['假', '示', '购', '款', '教', '销', '人', '他', '别']),
        "对" => pairs(shorter) || treats(shorter),
        "和" => shorter.starts_with(['解', '谐']),
        "在" => shorter.starts_with(ABOUT),
        "另" => shorter.starts_with('行'),
        "组织" => shorter.starts_with(BODIES),
        _ => false,
    };
    while let Some(shorter) = lexicon!(LEADS)
        .all(rest)
        .find_map(|(_, lead)| rest.strip_prefix(lead).filter(|shorter| !word(shorter, lead)))
        .filter(|shorter| shorter.chars().count() > 1)
    {
        rest = shorter;
    }
    text.len() - rest.len()
}

/// 账, 手, 讲机, behind 对: a word with it. 对手机, 对方案 are none.
fn pairs(text: &str) -> bool {
    const OTHERS: [&str; 12] =
        ["手机", "手续", "手册", "手术", "手工", "方案", "方式", "方法", "方向", "话务", "策划", "联系"];
    const WORDS: [&str; 16] =
        ["账", "外", "内", "接", "标", "比", "口", "公", "私", "手", "方", "话", "联", "策", "象", "讲机"];
    WORDS.iter().any(|word| text.starts_with(word)) && !OTHERS.iter().any(|word| text.starts_with(word))
}

/// 患者推诿, behind 对: somebody, and what is done to them.
pub fn treats(text: &str) -> bool {
    #[rustfmt::skip]
    const WHOM: [&str; 40] = [
        "患者", "病人", "家属", "客户", "顾客", "客人", "宾客", "旅客", "乘客", "用户", "学生", "学员", "幼儿", "儿童", "孩子", "家长", "群众", "业主", "住户", "租户", "老人", "老年人", "消费者",
        "服务对象", "办事群众", "办事人员", "来访者", "来访人员", "投诉人", "举报人", "同事", "员工", "下属", "上级", "领导", "他人", "会员", "读者", "游客", "当事人",
    ];
    #[rustfmt::skip]
    const HOW: [&str; 16] = [
        "推诿", "敷衍", "冷漠", "冷淡", "怠慢", "刁难", "态度", "不理", "不管", "隐瞒", "体罚", "打骂", "辱骂", "发火", "发脾气", "动手",
    ];
    let rest = WHOM.iter().filter_map(|whom| text.strip_prefix(whom)).min_by_key(|rest| rest.len());
    rest.is_some_and(|rest| HOW.iter().any(|how| rest.starts_with(how)))
}

/// 所有合同, 各类咨询: whichever it is, which 凡 says already.
pub fn whichever(text: &str) -> &str {
    const ALL: [&str; 11] = ["所有的", "所有", "全部", "任何", "一切", "各类", "各种", "凡", "每一次", "每次", "每场"];
    let stem = ALL.iter().find_map(|word| text.strip_prefix(word));
    stem.filter(|stem| stem.chars().count() > 1).unwrap_or(text)
}

/// A part of the sentence as a name.
pub fn text(normal: &Normal, start: usize, end: usize) -> Text {
    let words = normal.text.get(start..end).unwrap_or("");
    // Quotes within a longer name are not part of it.
    let quoted = words.starts_with('「') && words.find('」') == words.len().checked_sub('」'.len_utf8());
    Text { text: words.replace(['「', '」'], ""), span: normal.span(start, end), quoted }
}

/// A part as a name, without what leads up to it.
pub fn name(normal: &Normal, start: usize, end: usize) -> Text {
    let words = normal.text.get(start..end).unwrap_or("");
    let start = start + lead(words);
    let tail: usize = ["的", "者", "时", "一", ":", "、"]
        .iter()
        .find(|tail| words.ends_with(**tail) && words.chars().count() > 3 && !is_noun_end(words, tail))
        .map_or(0, |tail| tail.len());
    let end = end.saturating_sub(tail).max(start);
    let mut name = text(normal, start, end);
    let words = normal.text.get(start..end).unwrap_or("");
    name.quoted = words.starts_with('「') && words.ends_with('」');
    name
}

/// Whether a segment names a failing or a case by its end: …的, …者; 消费者 and 患者 are nouns, and so is whatever a modal asks
/// something for (须告知受检者).
pub fn ends_as_case(text: &str) -> bool {
    const NOUNS: [&str; 23] = [
        "供货者",
        "供应者",
        "施工者",
        "应聘者",
        "受检者",
        "志愿者",
        "就诊者",
        "消费者",
        "劳动者",
        "患者",
        "经营者",
        "使用者",
        "所有者",
        "管理者",
        "投资者",
        "参与者",
        "申请者",
        "学者",
        "记者",
        "作者",
        "读者",
        "负责者",
        "生产者",
    ];
    let noun = || NOUNS.iter().any(|noun| text.ends_with(noun)) || modal(text).is_some_and(|(at, _)| at > 0);
    text.ends_with('的') || text.ends_with('者') && !noun()
}

/// 消费者 is a noun, and 及时 no time.
pub fn is_noun_end(words: &str, tail: &str) -> bool {
    let timely = [
        "超时", "工时", "学时", "课时", "计时", "耗时", "限时", "同时", "随时", "及时", "按时", "准时", "小时", "定时",
        "实时", "临时",
    ]
    .iter()
    .any(|word| words.ends_with(word));
    (tail == "者" && !ends_as_case(words)) || (tail == "时" && timely)
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use super::{MODALS, find, is_quoted, is_word, modal};
    use crate::parse::tests::sentences;

    #[test]
    fn the_first_modal_is_the_first_of_all_modals() {
        let mut asking = 0;
        for sentence in sentences() {
            let text = sentence.as_str();
            let all = MODALS.iter().flat_map(|word| text.match_indices(word).map(|(at, _)| (at, *word)));
            let parts = all.filter(|(at, word)| {
                let before = &text[..*at];
                let after = &text[at + word.len()..];
                let named = *word == "应当" && after.starts_with(|c| "日天月年场面班晚".contains(c));
                let part = before.ends_with(|c| "只不反适响相对供必".contains(c))
                    || *word == "要" && before.ends_with(|c| "主重纪概摘".contains(c));
                !(is_quoted(text, *at) || is_word(word, after) || named || part)
            });
            let first = parts.min_by_key(|(at, word)| (*at, Reverse(word.len())));
            asking += usize::from(first.is_some());
            assert_eq!(modal(text), first, "{text}");
        }
        assert!(asking > 500, "{asking}");
    }

    #[test]
    fn a_word_is_found_outside_of_quotes_only() {
        assert_eq!(find("「须」须", "须"), Some("「须」".len()));
        assert_eq!(find("「须」", "须"), None);
        assert_eq!(find("甲", "须"), None);
    }
}
