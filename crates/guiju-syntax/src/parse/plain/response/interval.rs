//! The interval of a segment: 当天, 3个工作日内, 提前2天, and where it begins.

use pest::Parser;

use crate::ast::{Interval, IntervalKind};
use crate::grammar::{Grammar, Rule};
use crate::normal::Normal;
use crate::parse::build::Builder;
use crate::parse::plain::words::{holds_any, is_quoted, modal};
use crate::parse::plain::{first, scan};

/// 须提前30天: so soon, and nothing is done.
pub fn only_interval(normal: &Normal) -> bool {
    let all = normal.text.as_str();
    let from = modal(all).filter(|(at, _)| *at == 0).map_or(0, |(_, word)| word.len());
    let from = from
        + all
            .get(from..)
            .map_or(0, |rest| ["在", "于"].iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len()));
    interval_at(normal, from).is_some_and(|(_, length)| from + length == all.len())
}

/// The first interval of a segment: its place, what it is, and its length.
pub(super) fn interval(normal: &Normal) -> Option<(usize, Interval, usize)> {
    let text = normal.text.as_str();
    text.char_indices().filter(|(at, _)| !is_quoted(text, *at)).find_map(|(at, _)| {
        let (kind, length) = interval_at(normal, at)?;
        Some((at, Interval { span: normal.span(at, at + length), kind }, length))
    })
}

/// The interval that begins at a place.
pub fn interval_at(normal: &Normal, at: usize) -> Option<(IntervalKind, usize)> {
    let text = normal.text.as_str();
    let rest = text.get(at..)?;
    if rest.starts_with(first::interval) { interval_here(normal, at) } else { None }
}

/// 停止当日室外作业, 核对当天账目: which of them is done, not when.
fn of_day(before: &str, tail: &str) -> bool {
    const DONE: [&str; 22] = [
        "停止", "取消", "暂停", "核对", "清点", "整理", "汇总", "填写", "统计", "总结", "上报", "完成", "提交", "公布",
        "安排", "登记", "检查", "报送", "打印", "盘点", "了解", "查看",
    ];
    let things = tail.chars().count() > 1 && super::super::acts::verb(tail).is_none();
    things
        && !tail.starts_with(['内', '完', '向', '将', '由', '给', '至', '前', '后'])
        && DONE.iter().any(|verb| before.ends_with(verb))
}

/// The same, where one may begin.
fn interval_here(normal: &Normal, at: usize) -> Option<(IntervalKind, usize)> {
    let text = normal.text.as_str();
    let (before, rest) = (text.get(..at)?, text.get(at..)?);
    for word in ["当天", "当日", "同日"] {
        if let Some(tail) = rest.strip_prefix(word)
            && !before.ends_with('每')
            && !tail.is_empty()
            && !tail.starts_with(|c: char| c.is_ascii_digit())
            && !tail.starts_with(['工', '的', '施', '值'])
            && !of_day(before, tail)
            && !tail.chars().take_while(|c| !c.is_ascii_digit()).any(|c| c == '率')
        {
            return Some((IntervalKind::SameDay, word.len() + usize::from(tail.starts_with('内')) * "内".len()));
        }
    }
    const NEXT: [&str; 7] = ["次日", "第二天", "次月", "次周", "次季", "次半年", "次年"];
    if NEXT.iter().any(|word| rest.starts_with(word)) {
        let pair = Grammar::parse(Rule::interval, rest).ok()?.next()?;
        let length = pair.as_str().len();
        if rest.get(length..).is_none_or(|tail| tail.is_empty() || tail.starts_with(['工', '的', '计', '施'])) {
            return None;
        }
        return Some((Builder::new(normal, at).interval(pair)?.kind, length));
    }
    for word in ["立即", "马上"] {
        if rest.starts_with(word) && rest.len() > word.len() {
            return Some((IntervalKind::Vague("立即".to_owned()), word.len()));
        }
    }
    if let Some(tail) = rest.strip_prefix("提前") {
        let Some((length, size)) = scan::duration(tail) else {
            // 加班须提前填写: before it, at any time
            let asked = ["须", "需", "应", "要", "必须"].iter().any(|word| before.ends_with(word));
            return (asked && !tail.is_empty()).then_some((IntervalKind::Before, "提前".len()));
        };
        return Some((IntervalKind::Ahead(length), "提前".len() + size));
    }
    if rest.starts_with("事先") || rest.starts_with("事前") {
        return Some((IntervalKind::Before, "事先".len()));
    }
    if before.ends_with(['每', '续', '近', '第'])
        || before.ends_with(|c: char| c.is_ascii_digit() || c == ':' || c == '.')
    {
        return None;
    }
    let (length, size) = scan::duration(rest)?;
    let tail = rest.get(size..)?;
    if let Some(word) = ["之内", "以内", "内"].iter().find(|word| tail.starts_with(**word)) {
        return Some((IntervalKind::Within(length), size + word.len()));
    }
    if before.ends_with('后') || before.ends_with("以后") {
        return Some((IntervalKind::Within(length), size));
    }
    if before.ends_with('前') {
        return Some((IntervalKind::Ahead(length), size));
    }
    // 投标截止时间10日前提出
    let far = holds_any(before, &["截止", "开始", "届满", "期满", "到期"]);
    (far && tail.starts_with('前')).then_some((IntervalKind::Ahead(length), size + "前".len()))
}

/// 闭店后30分钟内: an interval from an event on.
pub fn runs_from_event(text: &str) -> bool {
    text.match_indices('后').any(|(at, word)| {
        let tail = text.get(at + word.len()..).unwrap_or("");
        at > word.len()
            && scan::duration(tail).is_some_and(|(_, size)| tail.get(size..).is_some_and(|it| it.starts_with('内')))
    })
}

#[cfg(test)]
mod tests {
    use super::{interval_at, interval_here};
    use crate::normal::Normal;
    use crate::parse::tests::sentences;

    #[test]
    fn an_interval_begins_with_one_of_its_letters() {
        let mut found = 0;
        for sentence in sentences() {
            let normal = Normal::new(&sentence, 0).tight();
            for (at, _) in normal.text.char_indices() {
                let here = interval_here(&normal, at);
                found += usize::from(here.is_some());
                assert_eq!(interval_at(&normal, at), here, "{sentence} {at}");
            }
        }
        assert!(found > 500, "{found}");
    }
}
