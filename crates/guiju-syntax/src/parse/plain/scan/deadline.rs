//! 5日前, 次月7日内, 周五下班前: by when.

use super::{Found, Part, parsed};
use crate::ast::{Deadline, IntervalKind};
use crate::grammar::Rule;
use crate::parse::build::Builder;

/// The longest deadline, in letters: 次季度二十五月二十五日 and a moment of four.
pub(super) const LONGEST_DEADLINE: usize = 24;

/// Moments that days have in plain sentences; another word behind a day is what happens on it (20日稽核后).
pub(super) const MOMENTS: [&str; 14] =
    ["下班", "上班", "中午", "收工", "开工", "交班", "接班", "营业", "打烊", "放学", "上课", "午休", "闭店", "开市"];

pub(super) fn deadline(builder: &Builder, rest: &str, after_period: bool) -> Found {
    // 应当在次月7日内: as 前
    if ["次月", "次周", "次年", "下月"].iter().any(|word| rest.starts_with(word))
        && let Some(pair) = parsed(Rule::interval, rest)
        && pair.as_str().ends_with('内')
        && let Some(interval) = builder.interval(pair.clone())
        && let IntervalKind::By(point) = interval.kind
    {
        let deadline = Deadline { span: builder.span(&pair), from: None, to: Some(point) };
        return Some((vec![Part::Deadline(deadline)], pair.as_str().len()));
    }
    // A day alone is a deadline behind its period only; elsewhere one of these ends it.
    let ends = |c| matches!(c, '前' | '后' | '至');
    // 工资于次月15日发放: that day
    let next = ["次月", "下月", "次周", "次年", "次季度"].iter().any(|word| rest.starts_with(word));
    if !after_period && !next && !rest.chars().take(LONGEST_DEADLINE).any(ends) {
        return None;
    }
    let mut pair = parsed(Rule::deadline, rest)?;
    let odd = |pair: &pest::iterators::Pair<Rule>| {
        let mut inside = pair.clone().into_inner().flatten();
        inside.any(|it| it.as_rule() == Rule::other_moment && !MOMENTS.contains(&it.as_str()))
    };
    if odd(&pair) {
        pair = parsed(
            Rule::deadline,
            rest.get(..rest.find(['日', '号', '五', '一', '二', '三', '四', '六', '天'])? + '日'.len_utf8())?,
        )?;
    }
    let alone = pair.clone().into_inner().next().is_some_and(|part| part.as_rule() == Rule::point);
    if alone && !after_period && !next {
        return None;
    }
    let length = pair.as_str().trim_end().len();
    if length == 0 {
        return None;
    }
    Some((vec![Part::Deadline(builder.deadline(pair)?)], length))
}
