//! What is measured: activities, metrics and arithmetic over them, as shared measures.

use guiju_engine::program::{
    Against, Aggregate, BinaryOp, Expr, GridId, Measure, MeasureSource, Predicate, PredicateId,
};
use guiju_engine::schema::{FieldId, FieldKind};
use guiju_syntax::ast::{self, Condition, Function, Scale, Text};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;

use super::condition::Subject;
use super::{Lowerer, Numbered};
use crate::hir::CountedAs;
use crate::resolve::TARGET;
use crate::vocabulary::Measuring;

/// How deep metrics may be defined by metrics.
const DEEPEST: usize = 32;

/// What the measures of one requirement share.
pub(super) struct Around<'c> {
    /// The periods.
    pub grid: GridId,
    /// The field that names the entity.
    pub by: Option<FieldId>,
    /// 其中
    pub filter: Option<Condition>,
    /// 除外
    pub excepts: &'c [Condition],
    /// The measure word of the threshold.
    pub unit: Option<&'c Text>,
    /// The threshold is a percentage, so an unknown name is a metric.
    pub ratio: bool,
    /// 视同 / 并计
    pub counted_as: &'c [CountedAs],
}

impl Lowerer<'_, '_> {
    /// An expression over measures; `None` where something in it is wrong, which is then reported.
    pub(super) fn expr(&mut self, expr: &ast::Expr, around: &Around) -> Option<Expr> {
        match expr {
            ast::Expr::Number(quantity) => self.exact(quantity).map(Expr::Number),
            ast::Expr::Name(name) => self.named(name, around),
            ast::Expr::Field(owner, field) if owner.text == TARGET => {
                let target =
                    Text { text: format!("{TARGET}.{}", field.text), span: owner.span.to(field.span), quoted: false };
                self.typed_field(&target, FieldKind::Number, Subject::Person).map(Expr::Target)
            }
            ast::Expr::Field(owner, field) => {
                self.report(
                    Diagnostic::new(Code::BareField, owner.span.to(field.span))
                        .with("activity", owner.text.as_str())
                        .with("field", field.text.as_str()),
                );
                None
            }
            ast::Expr::Call { function, argument, filter, span } => {
                self.call(*function, argument, filter.as_ref(), *span, around)
            }
            ast::Expr::Binary { op, left, right } => {
                let (left, right) = (self.expr(left, around), self.expr(right, around));
                let op = match op {
                    ast::BinaryOp::Add => BinaryOp::Add,
                    ast::BinaryOp::Sub => BinaryOp::Sub,
                    ast::BinaryOp::Mul => BinaryOp::Mul,
                    ast::BinaryOp::Div => BinaryOp::Div,
                };
                Some(Expr::Binary { op, left: Box::new(left?), right: Box::new(right?) })
            }
        }
    }

    fn named(&mut self, name: &Text, around: &Around) -> Option<Expr> {
        if let Some(quantity) = self.parameters.get(&name.text) {
            return self.exact(quantity).map(Expr::Number);
        }
        let vocabulary = self.shared.vocabulary;
        let definition = self.definitions.get(&name.text);
        let metric = vocabulary.metrics.get(&name.text).map(|(_, metric)| metric);
        if let Some(definition) = definition.or(metric.and_then(Option::as_ref)) {
            if self.open_definitions.contains(&name.text) || self.open_definitions.len() >= DEEPEST {
                self.report(Diagnostic::new(Code::DefinedByItself, name.span).with("name", name.text.as_str()));
                return None;
            }
            self.open_definitions.push(name.text.clone());
            let lowered = self.expr(definition, around);
            self.open_definitions.pop();
            return lowered;
        }
        let is_activity = vocabulary.activities.get(&name.text).is_some();
        if metric.is_some() || (around.ratio && !is_activity) {
            let value = Text { text: vocabulary.records.value.clone(), span: name.span, quoted: false };
            let value = self.typed_field(&value, FieldKind::Number, Subject::Record)?;
            return self.measure(name, Aggregate::Average(value), None, around);
        }
        let aggregate = self.counting(around.unit)?;
        self.measure(name, aggregate, None, around)
    }

    /// What the measure word of a threshold counts.
    fn counting(&mut self, unit: Option<&Text>) -> Option<Aggregate> {
        let Some(unit) = unit else { return Some(Aggregate::Count) };
        match self.shared.vocabulary.measure_words.get(&unit.text) {
            Some((_, Measuring::Records)) => Some(Aggregate::Count),
            Some((_, Measuring::Distinct(field))) => Some(Aggregate::Distinct(self.shared.schema.field_any(field))),
            Some((_, Measuring::Sum(field))) => {
                let field = Text { text: field.clone(), span: unit.span, quoted: false };
                self.typed_field(&field, FieldKind::Number, Subject::Record).map(Aggregate::Sum)
            }
            None => {
                if unit.text != "次" {
                    let (count, field) = likely(&unit.text);
                    let unbound = Diagnostic::new(Code::UnboundMeasureWord, unit.span).with("word", unit.text.as_str());
                    self.report(unbound.with("count", count).with("field", field));
                }
                Some(Aggregate::Count)
            }
        }
    }

    fn call(
        &mut self,
        function: Function,
        argument: &ast::Expr,
        filter: Option<&Condition>,
        span: Span,
        around: &Around,
    ) -> Option<Expr> {
        let change = |against, ratio| move |of: Expr| Expr::Change { of: Box::new(of), against, ratio };
        match function {
            Function::GrowthOnPeriod => self.expr(argument, around).map(change(Against::PeriodBefore, true)),
            Function::GrowthOnYear => self.expr(argument, around).map(change(Against::YearBefore, true)),
            Function::ChangeOnPeriod => self.expr(argument, around).map(change(Against::PeriodBefore, false)),
            Function::ChangeOnYear => self.expr(argument, around).map(change(Against::YearBefore, false)),
            Function::Share => {
                let ast::Expr::Name(activity) = argument else { return self.wrong_argument(span) };
                let part = self.measure(activity, Aggregate::Count, filter, around)?;
                let whole = self.measure(activity, Aggregate::Count, None, around)?;
                Some(Expr::Binary { op: BinaryOp::Div, left: Box::new(part), right: Box::new(whole) })
            }
            Function::Count | Function::Streak => {
                let ast::Expr::Name(activity) = argument else { return self.wrong_argument(span) };
                let aggregate = match function {
                    Function::Count => Aggregate::Count,
                    _ => Aggregate::Streak { working_days: self.by_working_day(&activity.text) },
                };
                self.measure(activity, aggregate, filter, around)
            }
            Function::Distinct => {
                let ast::Expr::Field(activity, field) = argument else { return self.wrong_argument(span) };
                let field = self.shared.schema.field_any(&field.text);
                self.measure(activity, Aggregate::Distinct(field), filter, around)
            }
            Function::Sum | Function::Average | Function::Max | Function::Min => {
                let ast::Expr::Field(activity, field) = argument else { return self.wrong_argument(span) };
                let field = self.typed_field(field, FieldKind::Number, Subject::Record)?;
                let aggregate = match function {
                    Function::Sum => Aggregate::Sum(field),
                    Function::Average => Aggregate::Average(field),
                    Function::Max => Aggregate::Max(field),
                    _ => Aggregate::Min(field),
                };
                self.measure(activity, aggregate, filter, around)
            }
        }
    }

    /// 旷工 and the like happen on working days only.
    fn by_working_day(&self, activity: &str) -> bool {
        ["旷工", "迟到", "早退", "缺勤", "缺卡"].iter().any(|word| activity.contains(word))
    }

    fn wrong_argument<T>(&mut self, span: Span) -> Option<T> {
        let words = self.words(span);
        self.report(Diagnostic::new(Code::WrongArgument, span).with("words", words));
        None
    }

    /// The shared measure of an activity.
    pub(super) fn measure(
        &mut self,
        activity: &Text,
        aggregate: Aggregate,
        filter: Option<&Condition>,
        around: &Around,
    ) -> Option<Expr> {
        let mut conditions: Vec<Condition> = around.filter.iter().chain(filter).cloned().collect();
        let mut sources = Vec::new();
        // 视同: what counts as something else no longer counts as itself.
        for counted in around.counted_as.iter().filter(|counted| counted.activity == activity.text && !counted.also) {
            match &counted.filter {
                Some(condition) => conditions.push(Condition::Not(Box::new(condition.clone()))),
                None => conditions.push(Condition::Or(Vec::new())),
            }
        }
        let filter = self.predicate(&conditions, around.excepts)?;
        sources.push(MeasureSource { activity: self.shared.schema.activity(&activity.text), filter, amount: None });
        for counted in around.counted_as.iter().filter(|counted| counted.as_activity == activity.text) {
            let conditions: Vec<Condition> = around.filter.iter().chain(&counted.filter).cloned().collect();
            let filter = self.predicate(&conditions, around.excepts)?;
            let amount = match &counted.amount {
                Some(amount) => Some(self.exact(amount)?),
                None => None,
            };
            let activity = self.shared.schema.activity(&counted.activity);
            sources.push(MeasureSource { activity, filter, amount });
        }
        let measure = Measure { sources, aggregate, by: around.by, grid: around.grid };
        Some(Expr::Measure(self.shared.measure(measure)))
    }

    /// The shared predicate that all conditions hold and no exception matches; the outer `None` where one is wrong.
    pub(super) fn predicate(&mut self, all: &[Condition], excepts: &[Condition]) -> Option<Option<PredicateId>> {
        let mut parts: Vec<_> = all.iter().map(|condition| self.condition(condition, Subject::Record)).collect();
        parts.extend(
            excepts.iter().map(|except| {
                self.condition(except, Subject::Record).map(|except| Predicate::Except(Box::new(except)))
            }),
        );
        let mut parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
        let predicate = match parts.len() {
            0 => return Some(None),
            1 => parts.remove(0),
            _ => Predicate::And(parts),
        };
        Some(Some(self.shared.predicate(predicate)))
    }
}

/// Whether the threshold for such an expression is scaled when a person is present in part: counts and sums are.
pub(super) fn additive(expr: &Expr, measures: &Numbered<Measure>) -> bool {
    match expr {
        Expr::Measure(id) => measures.get_index(id.index()).is_some_and(|measure| {
            matches!(measure.aggregate, Aggregate::Count | Aggregate::Distinct(_) | Aggregate::Sum(_))
        }),
        Expr::Number(_) => true,
        Expr::Binary { op: BinaryOp::Add | BinaryOp::Sub, left, right } => {
            additive(left, measures) && additive(right, measures)
        }
        Expr::Binary { .. } | Expr::Change { .. } | Expr::Target(_) => false,
    }
}

/// Whether the values of an expression are whole numbers: it is a count.
pub(super) fn counts(expr: &Expr, measures: &Numbered<Measure>) -> bool {
    match expr {
        Expr::Measure(id) => measures
            .get_index(id.index())
            .is_some_and(|measure| matches!(measure.aggregate, Aggregate::Count | Aggregate::Distinct(_))),
        _ => false,
    }
}

/// Whether a threshold is a percentage or a score, so that what it bounds is a metric.
pub(super) fn is_ratio(threshold: &ast::Threshold) -> bool {
    let quantity = |quantity: &ast::Quantity| {
        matches!(quantity.scale, Scale::Percent | Scale::Permille | Scale::Points)
            || quantity.unit.as_ref().is_some_and(|unit| unit.text == "分")
    };
    match threshold {
        ast::Threshold::Value(ast::Expr::Number(number)) => quantity(number),
        ast::Threshold::Value(ast::Expr::Binary { op: ast::BinaryOp::Div, left, right }) => {
            matches!((left.as_ref(), right.as_ref()), (ast::Expr::Number(_), ast::Expr::Number(_)))
        }
        ast::Threshold::Value(_) => false,
        ast::Threshold::Range(from, _) => quantity(from),
    }
}

/// How a measure word is most likely meant to count, and what: units are measured, and so added up; what is left are things.
fn likely(word: &str) -> (&'static str, &'static str) {
    match word {
        "秒" | "分钟" | "小时" | "个小时" | "工作小时" | "天" | "个工作日" | "工作日" => {
            ("sum", "时长")
        }
        "元" | "万元" | "亿元" => ("sum", "金额"),
        "℃" | "度" | "米" | "公里" | "千米" | "厘米" | "毫米" | "克" | "千克" | "公斤" | "斤" | "吨" | "升"
        | "毫升" | "亩" | "平方米" | "立方米" | "千瓦时" => ("sum", "数值"),
        _ => ("distinct", "…"),
    }
}
