//! The canonical form: exactly one spelling for each requirement. Parsing it gives the same tree again.

mod property;

pub use property::property;

use std::fmt::{self, Display, Formatter};

use crate::ast::{
    Basis, BinaryOp, Comparison, Condition, Core, Deadline, Duration, Duty, DutyItem, DutyKind, Effect, Entity, Expr,
    Interval, IntervalKind, NextPeriod, PeriodKind, PeriodUnit, Point, PointDay, PointTime, Quantity, Requirement,
    Scale, Scoring, ScoringRule, StepRounding, Text, Threshold, Tier, TierGives, Value,
};
use crate::parse::{Place, bare_event, reads_as};
use crate::words::{binary_op_word, comparison_word, duration_unit_word, function_word, period_unit_word, scale_word};

/// A requirement: `每周 上门访问客户 >= 8 家`.
pub fn requirement(requirement: &Requirement) -> String {
    let period_kind = requirement.period.as_ref().map(|period| &period.kind);
    let parts = [
        requirement.entity.as_ref().map(entity),
        period_kind.map(period),
        requirement.deadline.as_ref().map(|it| deadline(it, period_kind)),
        Some(match requirement.deadline {
            Some(_) => after_deadline(&requirement.core),
            None => core(&requirement.core),
        }),
    ];
    let rest = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    match &requirement.condition {
        Some(condition) => format!("若 {} {rest}", when(condition, &rest)),
        None => rest,
    }
}

/// The condition of 若. A number without a unit would take the next word for one: then brackets keep it apart.
fn when(holds: &Condition, rest: &str) -> String {
    const NO_UNIT: [&str; 4] = ["每", "任意", "凡", "不得"];
    let joined = |all: &[Condition], word: &str| {
        let rests = all.iter().skip(1).map(|_| "每").chain([rest]);
        all.iter().zip(rests).map(|(it, rest)| when(it, rest)).collect::<Vec<_>>().join(word)
    };
    match holds {
        Condition::Flag(event) => name(event, Place::When),
        Condition::And(all) => joined(all, " 且 "),
        Condition::Or(any) => joined(any, " 或 "),
        Condition::Compare { value: Value::Number(Quantity { unit: None, .. }), .. }
            if !NO_UNIT.iter().any(|word| rest.starts_with(word)) =>
        {
            format!("({})", condition(holds))
        }
        compared => condition(compared),
    }
}

/// Where a deadline would take the first name for its moment, quotes keep it.
fn after_deadline(core: &Core) -> String {
    let printed = self::core(core);
    let Core::Measure { measure, .. } = core else { return printed };
    let mut first = measure;
    while let Expr::Binary { left, .. } = first {
        first = left;
    }
    match first {
        Expr::Name(it) | Expr::Field(it, _) if !reads_as(&it.text, Place::AfterDeadline) => {
            match printed.strip_prefix(&it.text) {
                Some(rest) => format!("「{}」{rest}", it.text),
                None => printed,
            }
        }
        _ => printed,
    }
}

fn core(core: &Core) -> String {
    match core {
        Core::Measure { measure, filter: narrow, comparison, threshold: bound } => {
            format!("{}{} {}", expr(measure), filter(narrow), bounded(*comparison, bound))
        }
        Core::Every { trigger, filter: narrow, duty, key } => {
            let key = key.as_ref().map(|key| format!(" 按 {}", name(key, Place::Name))).unwrap_or_default();
            format!("凡 {}{} 须 {}{key}", name(trigger, Place::Trigger), filter(narrow), duties(duty))
        }
        Core::Never { activity, filter: narrow } => format!("不得 {}{}", forbidden(activity), filter(narrow)),
        Core::Qualification(holds) => format!("任职 {}", condition(holds)),
        Core::Record { activity, filter: narrow } => format!("记 {}{}", name(activity, Place::Name), filter(narrow)),
        Core::Manual { name, bound } => {
            let bound = bound.as_ref().map(|(how, value)| format!(" {}", bounded(*how, value))).unwrap_or_default();
            format!("人工 「{}」{bound}", name.text)
        }
        Core::Phrase(words) => words.text.clone(),
        Core::Narrow(holds) => format!("其中 {}", condition(holds)),
    }
}

/// 不得 有价单证出入库 would forbid 价单证出入库: what leads up to an event is no part of it, unless it is quoted.
fn forbidden(activity: &Text) -> String {
    let mut bare = Text { quoted: false, ..activity.clone() };
    bare_event(&mut bare);
    if bare.text == activity.text { name(activity, Place::Name) } else { format!("「{}」", activity.text) }
}

/// A name as it has to be written where it stands: in 「」 only where the grammar would not read it back whole.
fn name(text: &Text, place: Place) -> String {
    if reads_as(&text.text, place) { text.text.clone() } else { format!("「{}」", text.text) }
}

fn filter(condition_: &Option<Condition>) -> String {
    condition_.as_ref().map(|it| format!(" 其中 {}", condition(it))).unwrap_or_default()
}

/// The filter of an act; brackets end it where another duty follows, or where it begins with one itself.
fn act_filter(narrow: &Option<Condition>, last: bool) -> String {
    let Some(narrow) = narrow.as_ref().map(condition) else { return String::new() };
    if last && !narrow.starts_with('(') { format!(" 其中 {narrow}") } else { format!(" 其中 ({narrow})") }
}

fn bounded(comparison: Comparison, threshold: &Threshold) -> String {
    match threshold {
        Threshold::Value(Expr::Name(it)) => format!("{} {}", comparison_word(comparison), name(it, Place::Threshold)),
        Threshold::Value(value) => format!("{} {}", comparison_word(comparison), expr(value)),
        Threshold::Range(from, to) => format!("介于 {} 至 {}", quantity(from), quantity(to)),
    }
}

fn entity(entity: &Entity) -> String {
    let place = if entity.measure_word.is_empty() { Place::BareEntity } else { Place::Entity };
    format!("每{}{}", entity.measure_word, name(&entity.object, place))
}

fn period(kind: &PeriodKind) -> String {
    let many = |n: u32, unit: &PeriodUnit| {
        let counted = matches!(unit, PeriodUnit::Month | PeriodUnit::Quarter | PeriodUnit::Workday);
        let word = if *unit == PeriodUnit::Day { "天" } else { period_unit_word(*unit) };
        format!("{n}{}{word}", if counted { "个" } else { "" })
    };
    match kind {
        PeriodKind::Every(1, unit) => format!("每{}", period_unit_word(*unit)),
        PeriodKind::Every(n, unit) => format!("每{}", many(*n, unit)),
        PeriodKind::Named(name) => format!("每{name}"),
        PeriodKind::Range => "考核期".to_owned(),
        PeriodKind::Rolling(n, unit) => format!("任意连续{}", many(*n, unit)),
        PeriodKind::Last(n, unit) => format!("近{}", many(*n, unit)),
    }
}

fn deadline(deadline: &Deadline, period: Option<&PeriodKind>) -> String {
    let unit = match period {
        Some(PeriodKind::Every(_, unit)) => Some(*unit),
        _ => None,
    };
    let point = |it: &Point| point(it, unit);
    let out = |point: &Point| if point.inclusive { "" } else { "(不含)" };
    match (&deadline.from, &deadline.to) {
        (Some(from), Some(to)) if from == to => point(from),
        (Some(from), Some(to)) => format!("{}至{}", point(from), point(to)),
        (Some(from), None) => format!("{}后{}", point(from), out(from)),
        (None, Some(to)) => format!("{}前{}", point(to), out(to)),
        (None, None) => String::new(),
    }
}

/// A point of a period of that unit: a month ends with 月底, a year with 年底.
fn point(point: &Point, unit: Option<PeriodUnit>) -> String {
    let next = match point.next {
        None => "",
        Some(NextPeriod::Same) => "次期",
        Some(NextPeriod::Of(unit)) => next_word(unit),
    };
    let day = match point.day {
        PointDay::Same => String::new(),
        PointDay::Of(day) => format!("{day}日"),
        PointDay::OfNth(nth, day) => format!("第{nth}个月{day}日"),
        PointDay::OfLast(day) => format!("末月{day}日"),
        PointDay::OfMonth(month, day) => format!("{month}月{day}日"),
        PointDay::Weekday(day) => {
            let day = "一二三四五六日".chars().nth(day.saturating_sub(1) as usize).unwrap_or('日');
            format!("周{day}")
        }
        PointDay::Last(own) => last_word(own.or(match point.next {
            Some(NextPeriod::Of(unit)) => Some(unit),
            Some(NextPeriod::Same) => None,
            None => unit,
        }))
        .to_owned(),
    };
    // 次周五, and not 次周周五
    let next = if matches!(point.day, PointDay::Weekday(_)) { next.trim_end_matches('周') } else { next };
    let day = format!("{next}{day}");
    match &point.time {
        None => day,
        Some(time) if day.is_empty() => clock(time),
        Some(time) => format!("{day} {}", clock(time)),
    }
}

fn next_word(unit: PeriodUnit) -> &'static str {
    match unit {
        PeriodUnit::Week => "次周",
        PeriodUnit::Month => "次月",
        PeriodUnit::Quarter => "次季度",
        PeriodUnit::HalfYear => "次半年",
        PeriodUnit::Year => "次年",
        _ => "次日",
    }
}

fn last_word(unit: Option<PeriodUnit>) -> &'static str {
    match unit {
        Some(PeriodUnit::Week) => "周末",
        Some(PeriodUnit::Month) => "月底",
        Some(PeriodUnit::Quarter) => "季度末",
        Some(PeriodUnit::Year) => "年底",
        _ => "期末",
    }
}

fn clock(time: &PointTime) -> String {
    match time {
        PointTime::Clock(clock) => clock.format("%-H:%M").to_string(),
        PointTime::Moment(name) => name.clone(),
    }
}

fn interval(interval: &Interval) -> String {
    match &interval.kind {
        IntervalKind::SameDay => "当天".to_owned(),
        IntervalKind::NextDay(None) => "次日".to_owned(),
        IntervalKind::NextDay(Some(time @ PointTime::Clock(_))) if clock(time) == "12:00" => "次日上午".to_owned(),
        IntervalKind::NextDay(Some(time)) => format!("次日{}前", clock(time)),
        IntervalKind::Within(length) => format!("{length}内"),
        IntervalKind::By(by) => {
            format!("{}前{}", point(by, None), if by.inclusive { "" } else { "(不含)" })
        }
        IntervalKind::Ahead(length) => format!("提前{length}"),
        IntervalKind::Before => "事先".to_owned(),
        IntervalKind::Vague(word) => word.clone(),
    }
}

/// A length of time: `3天`, `24小时`, `3个工作日`.
impl Display for Duration {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let word = duration_unit_word(self.unit);
        let counted = matches!(word, "工作日" | "工作小时" | "月");
        write!(f, "{}{}{word}", self.amount.normalize(), if counted { "个" } else { "" })
    }
}

fn duties(duty: &Duty) -> String {
    let (items, between) = match duty {
        Duty::All(items) => (items, " 且 "),
        Duty::Any(items) => (items, " 或 "),
    };
    let last = items.len().saturating_sub(1);
    items.iter().enumerate().map(|(at, item)| duty_item(item, at == last)).collect::<Vec<_>>().join(between)
}

fn duty_item(item: &DutyItem, last: bool) -> String {
    let list = |names: &[Text]| {
        let names: Vec<String> = names.iter().map(|it| name(it, Place::Item)).collect();
        format!("{{{}}}", names.join("、"))
    };
    let words = match &item.kind {
        DutyKind::Act { interval: when, activity, filter: narrow } => {
            let when = when.as_ref().map(|it| interval(it) + " ").unwrap_or_default();
            format!("{when}{}{}", name(activity, Place::Duty), act_filter(narrow, last))
        }
        DutyKind::After { event, interval: when } => format!("在 {} 后 {}", name(event, Place::Anchor), interval(when)),
        DutyKind::Before { event, interval: when } => {
            let when = match &when.kind {
                IntervalKind::Ahead(length) => length.to_string(),
                _ => interval(when),
            };
            format!("在 {} 前 {when}", name(event, Place::Anchor))
        }
        DutyKind::Field(Condition::Flag(flag)) => name(flag, Place::Duty),
        DutyKind::Field(holds) => condition(holds),
        DutyKind::Filled(names) => format!("注明 {}", list(names)),
        DutyKind::Sequence(names) => format!("依次 {}", list(names)),
        DutyKind::Manual(name) => format!("人工 「{}」", name.text),
    };
    if item.own { format!("由本人 {words}") } else { words }
}

/// An expression: `合计(签订合同.金额) / 2`.
pub fn expr(expression: &Expr) -> String {
    match expression {
        Expr::Name(it) => name(it, Place::Measure),
        Expr::Field(owner, field) => format!("{}.{}", name(owner, Place::Owner), name(field, Place::Owned)),
        Expr::Call { function, argument, filter, .. } => {
            let filter = filter.as_ref().map(|it| format!(", {}", condition(it))).unwrap_or_default();
            format!("{}({}{filter})", function_word(*function), expr(argument))
        }
        Expr::Number(number) => quantity(number),
        Expr::Binary { op, left, right } => {
            let tight = matches!(op, BinaryOp::Mul | BinaryOp::Div);
            let side = |it: &Expr, right: bool| match it {
                Expr::Binary { op: inner, .. } => {
                    let loose = matches!(inner, BinaryOp::Add | BinaryOp::Sub);
                    if right || (tight && loose) { format!("({})", expr(it)) } else { expr(it) }
                }
                it => expr(it),
            };
            let numbers = matches!((left.as_ref(), right.as_ref()), (Expr::Number(_), Expr::Number(_)));
            let blank = if numbers && *op == BinaryOp::Div { "" } else { " " };
            format!("{}{blank}{}{blank}{}", side(left, false), binary_op_word(*op), side(right, true))
        }
    }
}

/// A number with its scale and unit: `3‰`, `8 家`, `24小时`.
pub fn quantity(quantity: &Quantity) -> String {
    let mut text = quantity.number.normalize().to_string();
    match quantity.scale {
        Scale::One => {}
        Scale::Points => text += " 个百分点",
        scale => text += scale_word(scale),
    }
    if let Some(unit) = &quantity.unit {
        if !time_unit(&unit.text) {
            text.push(' ');
        }
        text += &unit.text;
    }
    text
}

/// Units of time stand close to their number, measure words apart from it.
fn time_unit(unit: &str) -> bool {
    matches!(
        unit,
        "天" | "小时" | "分钟" | "秒" | "个工作日" | "工作日" | "个月" | "月" | "年" | "周" | "个工作小时" | "工作小时"
    )
}

/// A condition: `岗位 = 销售人员`.
pub fn condition(holds: &Condition) -> String {
    let field = |it: &Text| name(it, Place::Field);
    match holds {
        Condition::Compare { field: of, comparison, value } => {
            let value = match value {
                Value::Number(number) => quantity(number),
                Value::Text(text) => name(text, Place::Value),
                Value::Date(date, _) => date.to_string(),
                Value::Field(owner, field) => {
                    format!("{}.{}", name(owner, Place::ValueOwner), name(field, Place::ValueOwned))
                }
            };
            format!("{} {} {value}", field(of), comparison_word(*comparison))
        }
        Condition::In { field: of, negated, values } => {
            let values: Vec<String> = values.iter().map(|it| name(it, Place::Item)).collect();
            format!("{} {} {{{}}}", field(of), if *negated { "不属于" } else { "属于" }, values.join("、"))
        }
        Condition::Empty { field: of, negated } => {
            format!("{} {}", field(of), if *negated { "非空" } else { "为空" })
        }
        Condition::Contains { field: of, text } => format!("{} 包含 「{}」", field(of), text.text),
        Condition::Flag(of) => field(of),
        Condition::And(all) => {
            let side = |it: &Condition| match it {
                Condition::Or(_) | Condition::And(_) => format!("({})", condition(it)),
                it => condition(it),
            };
            all.iter().map(side).collect::<Vec<_>>().join(" 且 ")
        }
        Condition::Or(any) => {
            let side = |it: &Condition| match it {
                Condition::Or(_) => format!("({})", condition(it)),
                it => condition(it),
            };
            any.iter().map(side).collect::<Vec<_>>().join(" 或 ")
        }
        Condition::Not(inner) => match inner.as_ref() {
            Condition::And(_) | Condition::Or(_) => format!("非 ({})", condition(inner)),
            inner => format!("非 {}", condition(inner)),
        },
    }
}

/// A scoring line: `计分 每少 1 家 扣 2 分`.
pub fn scoring(scoring: &Scoring) -> String {
    let mut text = format!("计分 {}", scoring.rules.iter().map(rule).collect::<Vec<_>>().join("、"));
    for limit in &scoring.most_each {
        let word = if limit.adds { "加" } else { "扣" };
        let most = format!("最多{word} {} {}", limit.most.normalize(), purse(scoring, limit.adds));
        text += &format!(",{}{most}", period(&limit.period.kind));
    }
    if let Some(most) = scoring.most_lost {
        text += &format!(",最多扣 {} {}", most.normalize(), purse(scoring, false));
    }
    if let Some(most) = scoring.most_won {
        text += &format!(",最多加 {} {}", most.normalize(), purse(scoring, true));
    }
    if scoring.may_be_negative {
        text += ",可为负";
    }
    text + match scoring.rounding {
        StepRounding::Down => "",
        StepRounding::Up => ",不足一档按一档",
        StepRounding::Exact => ",按比例扣",
    }
}

fn rule(rule: &ScoringRule) -> String {
    match rule {
        ScoringRule::MetRate => "达标率".to_owned(),
        ScoringRule::AllMet => "全部达标".to_owned(),
        ScoringRule::Proportional { cap, floor } => {
            let cap = cap.as_ref().map(|it| format!(" 封顶 {}", quantity(it))).unwrap_or_default();
            let floor = floor.as_ref().map(|it| format!(" 保底 {}", quantity(it))).unwrap_or_default();
            format!("按比例{cap}{floor}")
        }
        ScoringRule::Step { basis: Basis::Times, step, effect: gives } => {
            let one = step.number == rust_decimal::Decimal::ONE && step.scale == Scale::One;
            let word = step.unit.as_ref().map_or("次", |unit| unit.text.as_str());
            let step = if one { word.to_owned() } else { format!(" {} {word}", step.number.normalize()) };
            format!("每{step} {}", effect(gives))
        }
        ScoringRule::Step { basis, step, effect: gives } => {
            let word = match basis {
                Basis::Fewer => "少",
                Basis::Over => "超",
                Basis::Lower => "低",
                Basis::Late => "迟",
                Basis::Times => "次",
            };
            format!("每{word} {} {}", spaced(step), effect(gives))
        }
        ScoringRule::Fixed { when_met, effect: gives } => {
            format!("{} {}", if *when_met { "达标" } else { "未达标" }, effect(gives))
        }
        ScoringRule::Tiers(tiers) => {
            format!("分档 {}", tiers.iter().map(tier).collect::<Vec<_>>().join("、"))
        }
        ScoringRule::Linear(points) => {
            let points: Vec<String> =
                points.iter().map(|(at, share)| format!("{} 得 {}", quantity(at), quantity(share))).collect();
            format!("线性 {}", points.join("、"))
        }
    }
}

/// In a step even a unit of time stands apart: `每迟 1 天`.
fn spaced(step: &Quantity) -> String {
    match &step.unit {
        Some(unit) => {
            let number = quantity(&Quantity { unit: None, ..step.clone() });
            let blank = if step.scale == Scale::One { " " } else { "" };
            format!("{number}{blank}{}", unit.text)
        }
        None => quantity(step),
    }
}

/// What a limit is in: 分, unless all that is taken, or added, is in another unit.
fn purse(scoring: &Scoring, adds: bool) -> &str {
    let mut units = scoring.rules.iter().filter_map(|rule| match rule {
        ScoringRule::Step { effect, .. } | ScoringRule::Fixed { effect, .. } if effect.adds == adds => {
            Some(effect.unit.as_str())
        }
        _ => None,
    });
    let first = units.next().unwrap_or("分");
    let other = first == "元" && units.all(|unit| unit == first);
    if other { first } else { "分" }
}

fn effect(effect: &Effect) -> String {
    let word = if effect.adds { "加" } else { "扣" };
    if effect.unit.chars().count() > 4 {
        return format!("{word} 「{}」", effect.unit);
    }
    format!("{word} {} {}", effect.amount.normalize(), effect.unit)
}

fn tier(tier: &Tier) -> String {
    let bound = match &tier.bound {
        None => "其余".to_owned(),
        Some((comparison, value)) => {
            let upto = tier.upto.as_ref().map(|it| format!(" 至 {}", quantity(it))).unwrap_or_default();
            format!("{} {}{upto}", comparison_word(*comparison), quantity(value))
        }
    };
    let gives = match &tier.gives {
        TierGives::Share(share) => format!("得 {}", quantity(share)),
        TierGives::Points(points) => {
            let points = points.normalize();
            if points.is_zero() { "得 0".to_owned() } else { format!("得 {points} 分") }
        }
        TierGives::Effect(gives) => effect(gives),
    };
    format!("{bound} {gives}")
}

/// The sign of a comparison: `>=`.
pub fn comparison(comparison: Comparison) -> &'static str {
    comparison_word(comparison)
}
