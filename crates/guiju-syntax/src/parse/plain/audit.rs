//! Nothing is passed over in silence: numbers and conditions of a sentence that no requirement judges are named.

mod names;
mod twice;
mod words;

use rust_decimal::Decimal;

use self::words::Held;
use super::effects;
use super::scan::{Part, duration, scan};
use crate::ast::{
    Condition, Core, Deadline, Duty, DutyItem, DutyKind, Expr, Interval, IntervalKind, Period, PeriodKind,
    PropertyKind, Quantity, Requirement, Scale, Scoring, ScoringRule, Threshold, Tier, TierGives, Value,
};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::span::Span;

/// What the segments of a clause say beyond what was read of them.
pub fn unread(segments: &[Normal], read: &[Requirement], exact: &[Span]) -> Vec<Diagnostic> {
    let mut judged = Judged::default();
    let asking: Vec<&Requirement> = read.iter().filter(|it| !matches!(it.core, Core::Phrase(_))).collect();
    // what is reported as a whole needs no second word
    let reported: String =
        read.iter().filter(|it| matches!(it.core, Core::Phrase(_))).map(|it| format!("{}\n", it.words)).collect();
    let mut problems = Vec::new();
    if asking.is_empty() {
        return problems;
    }
    if segments.is_empty() && asking.iter().all(|it| exact.contains(&it.span)) {
        return asking.iter().filter_map(|it| names::reckoned(it)).collect();
    }
    asking.iter().for_each(|requirement| judged.requirement(requirement));
    let held = Held::of(&asking);
    for segment in segments.iter().filter(|segment| !reported.contains(&segment.text)) {
        let known = problems.len();
        problems.extend(judged.number_left(segment).or_else(|| bound_in_name(segment)).or_else(|| by_size(segment)));
        if !judged.conditioned {
            let named = |left: &Diagnostic| judged.names_case(segment, left.span);
            problems.extend(condition_left(segment).filter(|left| !judged.opens(&segment.text) && !named(left)));
        }
        // what the vocabulary knows as a phrase, or is told as a whole
        let place = segment.span(0, segment.text.len());
        let phrase = read
            .iter()
            .any(|it| matches!(it.core, Core::Phrase(_)) && it.span.start <= place.start && place.start < it.span.end);
        if problems.len() == known && !phrase {
            problems.extend(held.left(segment).or_else(|| day_left(segment, &asking, &held)));
        }
    }
    let told = |place: &Span| problems.iter().any(|it| it.span.start < place.end && place.start < it.span.end);
    // what is written in canonical form says exactly which words are the name
    let plain: Vec<&Requirement> = asking.iter().filter(|it| !exact.contains(&it.span)).copied().collect();
    let held = plain.iter().filter_map(|it| names::held(it)).chain(asking.iter().filter_map(|it| names::reckoned(it)));
    let held =
        held.chain(twice::repeated(&plain)).chain(twice::held_to_both(&plain)).chain(twice::spread(segments, &plain));
    let held: Vec<Diagnostic> = held.filter(|problem| !told(&problem.span)).collect();
    problems.extend(held);
    problems
}

/// 除…外, 如遇…, 特殊情况: an exception that nothing takes out.
fn condition_left(segment: &Normal) -> Option<Diagnostic> {
    let text = segment.text.as_str();
    let end = ["除外", "以外", "之外", "外,", "外"].iter().find_map(|word| Some(segment.find(word)? + word.len()));
    let except = segment.find("除").and_then(|from| end.filter(|end| *end > from).map(|end| (from, end)));
    let words = ["特殊情况", "如遇", "如需", "情况下", "情形下", "另有规定", "除外", "不含", "不包括", "条件允许"];
    // (不含) after a number says whether the number itself is in, which is read.
    let bound = |at: usize| {
        text.get(..at).is_some_and(|it| it.ends_with('(')) && text.get(at..).is_some_and(|it| it.starts_with("不含)"))
    };
    let said = words.iter().find_map(|word| segment.find(word).map(|at| (at, at + word.len())));
    let said = said.filter(|(at, _)| !bound(*at));
    let (from, to) = except.or(said)?;
    let words = text.get(from..to)?;
    Some(Diagnostic::new(Code::ConditionUnread, segment.span(from, to)).with("words", words))
}

/// 次日要有查房记录: the day on which something is due, where what is read of the segment has none.
fn day_left(segment: &Normal, read: &[&Requirement], held: &Held) -> Option<Diagnostic> {
    const DAYS: [&str; 7] = ["次日", "当日", "当天", "同日", "隔日", "次月", "次周"];
    let place = segment.span(0, segment.text.len());
    let mut own = Judged::default();
    let mine = read.iter().filter(|it| it.span.start < place.end && place.start < it.span.end);
    let count = mine.map(|it| own.requirement(it)).count();
    if count == 0 || own.deadlines > 0 || !own.periods.is_empty() {
        return None;
    }
    let (word, at) = DAYS.iter().find_map(|word| Some((*word, segment.find(word)?)))?;
    let problem = Diagnostic::new(Code::NumberUnread, segment.span(at, at + word.len())).with("words", word);
    (!held.holds(word)).then_some(problem)
}

/// 奖励每升5元, 扣每平方米2分: by so much of what no record counts.
fn by_size(segment: &Normal) -> Option<Diagnostic> {
    const SIZES: [&str; 13] =
        ["毫升", "升", "吨", "公斤", "千克", "克", "平方米", "平米", "立方米", "公里", "米", "亩", "度"];
    let text = segment.text.as_str();
    let paid = |at: usize| text.get(..at).is_some_and(|it| it.ends_with(['扣', '罚', '奖', '励', '款', '偿', '加']));
    text.match_indices('每').filter(|(at, _)| paid(*at)).find_map(|(at, each)| {
        let from = at + each.len();
        let size = SIZES.iter().find(|size| text.get(from..).is_some_and(|rest| rest.starts_with(**size)))?;
        let words = text.get(at..from + size.len())?;
        let span = segment.span(at, from + size.len());
        Some(Diagnostic::new(Code::NumberUnread, span).with("words", words))
    })
}

/// 超过0.15mg/m³: a bound that is read as part of a name.
fn bound_in_name(segment: &Normal) -> Option<Diagnostic> {
    let (parts, _) = scan(segment);
    let text = segment.text.as_str();
    let read = parts.iter().any(|part| matches!(part, Part::Quantity(_) | Part::Between(..) | Part::Fraction(..)));
    let bound = ["超过", "低于", "高于", "少于", "不足", "大于", "小于", "达到"].iter().find_map(|word| {
        let at = segment.find(word)?;
        text.get(at + word.len()..)?.starts_with(|c: char| c.is_ascii_digit()).then_some(at)
    })?;
    let words = text.get(bound..)?;
    (!read).then(|| Diagnostic::new(Code::NumberUnread, segment.span(bound, text.len())).with("words", words))
}

/// The numbers and times that requirements judge.
#[derive(Default)]
struct Judged {
    numbers: Vec<Decimal>,
    /// Those of points and of what they are given for.
    steps: Vec<Decimal>,
    /// Those in per cent, per mille or points.
    shares: Vec<Decimal>,
    periods: Vec<PeriodKind>,
    deadlines: usize,
    /// Numbers within units and consequences.
    words: String,
    conditioned: bool,
    /// What triggers duties.
    triggers: Vec<String>,
}

impl Judged {
    /// 如遇停电 is the trigger 停电.
    fn opens(&self, segment: &str) -> bool {
        ["如遇", "如需"]
            .iter()
            .filter_map(|word| segment.strip_prefix(word))
            .any(|event| self.triggers.iter().any(|trigger| event.starts_with(trigger.as_str())))
    }

    /// 遇特殊情况不能参加的: a trigger says it, and more.
    fn names_case(&self, segment: &Normal, left: crate::span::Span) -> bool {
        let words = words_at(segment, left).unwrap_or_default();
        let more = |trigger: &String| trigger.contains(&words) && trigger.chars().count() > words.chars().count() + 2;
        !words.is_empty() && self.triggers.iter().any(more)
    }

    /// The first number of a segment that is not judged.
    fn number_left(&self, segment: &Normal) -> Option<Diagnostic> {
        let (parts, _) = scan(segment);
        let scored = segment.text.contains(['扣', '加', '奖', '罚', '得', '评']);
        // 一年内未发生事故: a time within which, of which nothing was read
        let within = parts.windows(2).find_map(|pair| match pair {
            [Part::Quantity(number), Part::Words(rest)] if rest.text.starts_with('内') && !rest.quoted => {
                let length = number.unit.as_ref().is_some_and(|unit| duration(&format!("1{}", unit.text)).is_some());
                let said = number.number.normalize();
                let read = !self.periods.is_empty()
                    || self.deadlines > 0
                    || self.numbers.contains(&said)
                    || self.words.contains(&format!(" {said} "));
                (length && !read).then_some(number.span)
            }
            _ => None,
        });
        // 扣至0分为止 holds anyway
        let nought =
            |number: &Quantity| number.number.is_zero() && effects::split(segment).is_some_and(|it| it.1.plain);
        let left = parts.iter().find_map(|part| match part {
            Part::Quantity(number) if nought(number) => None,
            // 罚款5千元
            Part::Quantity(number)
                if self.takes(number.number, 1_000) && segment.text.contains(&format!("{}千元", number.number)) =>
            {
                None
            }
            Part::Quantity(number) => (!self.judges(number) && !self.names(number)).then_some(number.span),
            Part::Between(from, to) => (!self.judges(from) && !self.judges(to)).then_some(from.span),
            Part::Fraction(over, under) => (!self.judges(over) && !self.judges(under)).then_some(over.span),
            Part::Period(period) => (!scored && !self.keeps(&period.kind)).then_some(period.span),
            Part::Deadline(deadline) => (self.deadlines == 0).then_some(deadline.span),
            _ => None,
        });
        let left = left.or(within)?;
        let whole = segment.span(0, segment.text.len());
        let words = words_at(segment, left).unwrap_or_else(|| segment.text.clone());
        let span = if left == Default::default() { whole } else { left };
        Some(Diagnostic::new(Code::NumberUnread, span).with("words", words))
    }

    /// 12345工单: a number that is a name.
    fn names(&self, number: &Quantity) -> bool {
        let said = number.number.normalize().to_string();
        let bare = number.unit.is_none() && number.scale == Scale::One && said.len() >= 5;
        bare && self.triggers.iter().any(|trigger| trigger.starts_with(said.as_str()))
    }

    fn judges(&self, number: &Quantity) -> bool {
        let one = number.number == Decimal::ONE && number.scale == Scale::One && !self.lasts(number);
        let said = number.number.abs().normalize();
        // 出勤率100%的奖励100元: the one is not the other
        let kept = match number.scale {
            Scale::Percent | Scale::Permille | Scale::Points => self.shares.contains(&said),
            _ => self.numbers.contains(&said) || self.steps.contains(&said),
        };
        // 罚款5万元: as so many of 元
        let kept = kept || number.scale == Scale::TenThousand && self.takes(said, 10_000);
        let nought = said.is_zero() && self.words.contains('零');
        // 0.1个万分点 is read as 0.001个百分点
        let finer = !self.shares.is_empty() && number.unit.as_ref().is_some_and(|unit| unit.text == "个");
        one || kept || nought || finer || self.words.contains(&number.number.normalize().to_string())
    }

    /// Whether points are so many times as much.
    fn takes(&self, number: Decimal, times: i64) -> bool {
        number.checked_mul(Decimal::from(times)).is_some_and(|it| self.steps.contains(&it))
    }

    /// 一个月内重复发生2次以上: a length of time of which nothing was read.
    fn lasts(&self, number: &Quantity) -> bool {
        const LENGTHS: [&str; 12] =
            ["天", "日", "小时", "个工作日", "个月", "月", "年", "周", "个星期", "个季度", "季度", "个学期"];
        let length = number.unit.as_ref().is_some_and(|unit| LENGTHS.contains(&unit.text.as_str()));
        length && self.periods.is_empty() && self.deadlines == 0 && !self.numbers.contains(&Decimal::ONE)
    }

    fn keeps(&self, kind: &PeriodKind) -> bool {
        self.periods.contains(kind) || self.periods.iter().any(|kept| matches!(kept, PeriodKind::Rolling(..)))
    }

    fn requirement(&mut self, requirement: &Requirement) {
        self.periods.extend(requirement.period.iter().map(|Period { kind, .. }| kind.clone()));
        if let Some(PeriodKind::Rolling(length, _)) = requirement.period.as_ref().map(|period| &period.kind) {
            self.numbers.push(Decimal::from(*length));
        }
        self.deadline(requirement.deadline.as_ref());
        requirement.condition.iter().for_each(|condition| self.condition(condition));
        match &requirement.core {
            Core::Measure { measure, filter, threshold, .. } => {
                self.expr(measure);
                filter.iter().for_each(|condition| self.condition(condition));
                match threshold {
                    Threshold::Value(value) => self.expr(value),
                    Threshold::Range(from, to) => {
                        self.quantity(from);
                        self.quantity(to);
                    }
                }
            }
            Core::Every { trigger, filter, duty, .. } => {
                self.triggers.push(trigger.text.clone());
                filter.iter().for_each(|condition| self.condition(condition));
                let (Duty::All(items) | Duty::Any(items)) = duty;
                items.iter().for_each(|item| self.item(item));
            }
            Core::Never { activity, filter } | Core::Record { activity, filter } => {
                // 校园欺凌事件零发生
                if matches!(requirement.core, Core::Never { .. }) {
                    self.numbers.push(Decimal::ZERO);
                }
                // 版本上线后72小时内回滚 is a name that says it all
                let (held, _) =
                    if activity.quoted { scan(&Normal::new(&activity.text, 0)) } else { Default::default() };
                for part in held.iter() {
                    match part {
                        Part::Quantity(number) => self.quantity(number),
                        Part::Deadline(_) => self.deadlines += 1,
                        _ => {}
                    }
                }
                filter.iter().for_each(|condition| self.condition(condition));
            }
            Core::Qualification(condition) | Core::Narrow(condition) => self.condition(condition),
            Core::Manual { .. } | Core::Phrase(_) => {}
        }
        requirement.scoring.iter().for_each(|scoring| self.scoring(scoring));
        for property in &requirement.properties {
            match property {
                PropertyKind::Worth(points) | PropertyKind::BonusCap(points) => {
                    // 权重20% is 分值 20
                    self.shares.push(points.normalize());
                    self.numbers.push(points.normalize());
                }
                // 双方各罚款100元 is more than words
                PropertyKind::Consequence(words) if fines(&words.text) => {}
                PropertyKind::Consequence(words) => {
                    self.words.push_str(&words.text);
                    // 停职三天 says 3
                    for part in scan(&Normal::new(&words.text, 0)).0.iter() {
                        if let Part::Quantity(number) = part {
                            self.words.push_str(&format!(" {} ", number.number.normalize()));
                        }
                    }
                }
                PropertyKind::Except(condition) => self.condition(condition),
                PropertyKind::ExceptHolidays | PropertyKind::Roll(_) => self.conditioned = true,
                _ => {}
            }
        }
    }

    fn deadline(&mut self, deadline: Option<&Deadline>) {
        self.deadlines += usize::from(deadline.is_some());
    }

    fn quantity(&mut self, quantity: &Quantity) {
        let number = quantity.number.abs().normalize();
        match quantity.scale {
            Scale::Percent | Scale::Permille | Scale::Points => self.shares.push(number),
            _ => self.numbers.push(number),
        }
    }

    fn step(&mut self, step: &Quantity) {
        match step.scale {
            Scale::Percent | Scale::Permille | Scale::Points => self.quantity(step),
            _ => self.steps.push(step.number.abs().normalize()),
        }
    }

    fn expr(&mut self, expr: &Expr) {
        match expr {
            Expr::Number(number) => self.quantity(number),
            Expr::Binary { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            Expr::Call { argument, filter, .. } => {
                self.expr(argument);
                filter.iter().for_each(|condition| self.condition(condition));
            }
            // 等候超过30分钟的客户占比: the name holds it
            Expr::Name(name) if name.quoted => self.words.push_str(&name.text),
            Expr::Name(_) | Expr::Field(..) => {}
        }
    }

    fn condition(&mut self, condition: &Condition) {
        self.conditioned = true;
        match condition {
            Condition::Compare { value: Value::Number(number), .. } => self.quantity(number),
            Condition::And(all) | Condition::Or(all) => all.iter().for_each(|each| self.condition(each)),
            Condition::Not(inner) => self.condition(inner),
            _ => {}
        }
    }

    fn item(&mut self, item: &DutyItem) {
        match &item.kind {
            DutyKind::Act { interval, filter, .. } => {
                interval.iter().for_each(|interval| self.interval(interval));
                filter.iter().for_each(|condition| self.condition(condition));
            }
            DutyKind::After { interval, .. } | DutyKind::Before { interval, .. } => self.interval(interval),
            DutyKind::Field(condition) => self.condition(condition),
            _ => {}
        }
    }

    fn interval(&mut self, interval: &Interval) {
        match &interval.kind {
            IntervalKind::Within(length) | IntervalKind::Ahead(length) => {
                self.numbers.push(length.amount.normalize());
                self.deadlines += 1;
            }
            _ => self.deadlines += 1,
        }
    }

    /// 1次得5分,2次及以上不得分: the rest begins with the next number.
    fn rest_of(&mut self, tiers: &[Tier]) {
        let [.., Tier { bound: Some((_, last)), .. }, Tier { bound: None, .. }] = tiers else { return };
        if matches!(last.scale, Scale::One | Scale::Percent) && last.number.fract().is_zero() {
            let next = [last.number.checked_add(Decimal::ONE), last.number.checked_sub(Decimal::ONE)];
            let known = if last.scale == Scale::One { &mut self.numbers } else { &mut self.shares };
            known.extend(next.into_iter().flatten().map(|next| next.normalize()));
        }
    }

    fn scoring(&mut self, scoring: &Scoring) {
        let limits = scoring.most_lost.iter().chain(&scoring.most_won);
        self.numbers.extend(limits.map(|number| number.normalize()));
        self.numbers.extend(scoring.most_each.iter().map(|limit| limit.most.normalize()));
        self.periods.extend(scoring.most_each.iter().map(|limit| limit.period.kind.clone()));
        for rule in &scoring.rules {
            match rule {
                ScoringRule::Step { step, effect, .. } => {
                    self.step(step);
                    self.steps.push(effect.amount.normalize());
                    self.words.push_str(&effect.unit);
                }
                ScoringRule::Fixed { effect, .. } => {
                    self.steps.push(effect.amount.normalize());
                    self.words.push_str(&effect.unit);
                }
                ScoringRule::Tiers(tiers) => {
                    for tier in tiers {
                        tier.bound.iter().for_each(|(_, bound)| self.quantity(bound));
                        match &tier.gives {
                            TierGives::Share(share) => self.quantity(share),
                            TierGives::Points(points) => self.numbers.push(points.normalize()),
                            TierGives::Effect(effect) => self.numbers.push(effect.amount.normalize()),
                        }
                    }
                    // the upper end of 90%-95% is the band before it
                    self.numbers.push(Decimal::ZERO);
                    self.rest_of(tiers);
                }
                ScoringRule::Linear(points) => {
                    for (at, share) in points {
                        self.quantity(at);
                        self.quantity(share);
                    }
                    self.words.push_str("线性");
                }
                _ => self.numbers.push(Decimal::ZERO),
            }
        }
    }
}

/// Whether a consequence takes an amount that no points say.
fn fines(words: &str) -> bool {
    let (parts, _) = scan(&Normal::new(words, 0));
    let amount = |unit: &str| ["元", "分"].contains(&unit);
    words.contains(['扣', '罚'])
        && parts
            .iter()
            .any(|part| matches!(part, Part::Quantity(Quantity { unit: Some(unit), .. }) if amount(&unit.text)))
}

/// The words of a segment at a place of the source.
fn words_at(segment: &Normal, span: crate::span::Span) -> Option<String> {
    let mut found = segment.text.char_indices().filter(|(at, c)| {
        let place = segment.span(*at, at + c.len_utf8());
        place.start >= span.start && place.end <= span.end
    });
    let first = found.next()?.0;
    let (last, c) = found.next_back().unwrap_or((first, segment.text.get(first..)?.chars().next()?));
    segment.text.get(first..last + c.len_utf8()).map(str::to_owned)
}
