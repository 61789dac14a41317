//! So many failings, and what follows from them: 累计三次取消评优资格, 月累计3票以上的予以劝退.

use rust_decimal::Decimal;

use crate::ast::{
    Comparison, Core, Expr, Period, PeriodKind, PeriodUnit, Quantity, Requirement, Scale, ScoringRule, Threshold,
};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::build::empty_requirement;
use crate::parse::plain::points::attach;
use crate::parse::plain::said::{MEASURED, Scored};
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::sentence::Sentence;

/// In what time so many are counted.
#[rustfmt::skip]
const WITHIN: [(&str, PeriodUnit); 42] = [
    ("一天内", PeriodUnit::Day), ("一天", PeriodUnit::Day), ("一日内", PeriodUnit::Day), ("单日", PeriodUnit::Day), ("当日", PeriodUnit::Day), ("当天", PeriodUnit::Day),
    ("一个月", PeriodUnit::Month), ("一个季度", PeriodUnit::Quarter), ("一周", PeriodUnit::Week), ("一年", PeriodUnit::Year),
    ("一个自然月内", PeriodUnit::Month), ("一个月内", PeriodUnit::Month), ("一月内", PeriodUnit::Month), ("单月", PeriodUnit::Month), ("同一月内", PeriodUnit::Month),
    ("每月", PeriodUnit::Month), ("每个月", PeriodUnit::Month), ("当月", PeriodUnit::Month), ("月度", PeriodUnit::Month), ("月内", PeriodUnit::Month), ("本月", PeriodUnit::Month), ("月", PeriodUnit::Month),
    ("一个季度内", PeriodUnit::Quarter), ("每季度", PeriodUnit::Quarter), ("当季", PeriodUnit::Quarter), ("季度", PeriodUnit::Quarter), ("单季", PeriodUnit::Quarter),
    ("一个自然年内", PeriodUnit::Year), ("一年内", PeriodUnit::Year), ("每年度", PeriodUnit::Year), ("每年", PeriodUnit::Year), ("当年", PeriodUnit::Year), ("全年", PeriodUnit::Year),
    ("年度内", PeriodUnit::Year), ("年度", PeriodUnit::Year), ("年内", PeriodUnit::Year), ("年", PeriodUnit::Year),
    ("一周内", PeriodUnit::Week), ("每周", PeriodUnit::Week), ("当周", PeriodUnit::Week), ("本周", PeriodUnit::Week), ("周", PeriodUnit::Week),
];
const TERMS: [&str; 5] = ["一个学期内", "一个学期", "一学期内", "一学期", "学期内"];
/// That they are counted together.
#[rustfmt::skip]
const TOGETHER: [&str; 21] = [
    "累计发生", "累计出现", "累计违反", "累计达到", "累计满", "累计达", "累计", "合计达到", "合计达", "合计", "达到", "达", "发生", "出现", "被发现", "发现", "被查处", "查处", "违反",
    "违规", "被查到",
];

/// Fewer than what brings a consequence, and in what time.
struct Bound {
    period: Option<PeriodKind>,
    comparison: Comparison,
    number: Quantity,
}

/// 月累计3票以上的
fn bound(whole: &str) -> Option<Bound> {
    let own = whole.trim_end_matches(['的', '者', ',']);
    let every = |unit: &PeriodUnit| PeriodKind::Every(1, *unit);
    let within = WITHIN.iter().filter_map(|(word, unit)| Some((own.strip_prefix(word)?, every(unit))));
    let term = TERMS.iter().filter_map(|word| Some((own.strip_prefix(word)?, PeriodKind::Named("学期".to_owned()))));
    let within = within.chain(term).min_by_key(|(rest, _)| rest.len());
    let (rest, period) = within.map_or((own, None), |(rest, period)| (rest, Some(period)));
    let rest = rest.trim_start_matches('内');
    let together = TOGETHER.iter().find_map(|word| rest.strip_prefix(word));
    // 一年3次 may be how often
    let case = own.len() < whole.len();
    let beyond = rest.starts_with(['超', '满', '达']) || rest.contains("以上");
    if period.is_some() && together.is_none() && !case && !beyond {
        return None;
    }
    let counted = together.unwrap_or(rest).trim_start_matches('满');
    let plain = counted.replace("(含)", "").replace("(含本数)", "");
    let (parts, _) = scan(&Normal::new(&plain, 0));
    let (comparison, number) = match parts.as_slice() {
        [Part::Quantity(number)] => (Comparison::LessThan, number),
        [Part::Compare(Comparison::AtLeast), Part::Quantity(number)] => (Comparison::LessThan, number),
        [Part::Compare(Comparison::MoreThan), Part::Quantity(number)] => (Comparison::AtMost, number),
        _ => return None,
    };
    let times = number.scale == Scale::One
        && number.unit.as_ref().is_some_and(|unit| match &period {
            Some(_) => unit.text != "分" && unit.text != "项" && !MEASURED.contains(&unit.text.as_str()),
            None => ["次", "起", "例"].contains(&unit.text.as_str()),
        });
    let unit = number.unit.as_ref().map_or("", |unit| unit.text.as_str());
    let ends = counted.ends_with(unit) || counted.ends_with('上');
    // 发生1起不得分: that it happens at all
    let several = period.is_some() || number.number > Decimal::ONE || comparison != Comparison::LessThan;
    (times && ends && several).then(|| Bound { period, comparison, number: number.clone() })
}

impl Sentence {
    /// 每次扣2分,累计三次取消评优资格: so many of what was forbidden.
    pub(super) fn repeated(&mut self, said: &Scored) -> bool {
        // 月累计3次以上的, before its consequence
        let waits = said.refers && said.own.text.is_empty() && self.waiting.len() == 1;
        let waiting = self.waiting.first().filter(|_| waits).cloned();
        let own = waiting.as_ref().unwrap_or(&said.own);
        let Some(bound) = bound(&own.text) else { return false };
        // 三次以上本项考核为0分
        let nothing = said.effects.gain.is_some_and(|points| points.is_zero());
        let nought = |rule: &ScoringRule| matches!(rule, ScoringRule::AllMet) && nothing;
        let follows = said.effects.veto || said.effects.consequence.is_some() || nothing;
        // 当月20张以上另罚50元: besides what each of them costs
        let another = said.whole.text.contains('另') && bound.period.is_some();
        let apart = another || said.effects.rules.iter().all(nought) && follows;
        if !apart || waiting.is_none() && !self.waiting.is_empty() {
            return false;
        }
        let from = if self.read.len() == self.start { self.previous } else { self.start };
        let mine = self.read.get(from..).unwrap_or_default();
        let never = |it: &&Requirement| matches!(it.core, Core::Never { .. });
        let (activity, plain) = match mine.iter().filter(never).collect::<Vec<_>>().as_slice() {
            [] => return false,
            [Requirement { core: Core::Never { activity, filter: None }, .. }] => (activity.clone(), true),
            [first, ..] => match &first.core {
                Core::Never { activity, .. } => (activity.clone(), false),
                _ => return false,
            },
        };
        if waiting.is_some() {
            self.waiting.clear();
        }
        let place = said.whole.span(0, said.whole.text.len());
        let span = waiting.as_ref().map_or(place, |it| it.span(0, it.text.len()));
        let words = waiting.as_ref().map_or(said.whole.text.as_str(), |it| it.text.as_str());
        if !plain {
            self.problems.push(Diagnostic::new(Code::NothingCheckable, span).with("words", words));
            return true;
        }
        let mut requirement = empty_requirement(span);
        words.clone_into(&mut requirement.words);
        requirement.period = bound.period.map(|kind| Period { span, kind });
        let measure = Expr::Name(activity);
        let threshold = Threshold::Value(Expr::Number(bound.number));
        requirement.core = Core::Measure { measure, filter: None, comparison: bound.comparison, threshold };
        attach(&mut requirement, &said.effects);
        self.read.push(requirement);
        true
    }
}
