//! Every name that a tree mentions, with what it may name there and where it stands.

use crate::ast::{
    Clause, Condition, Core, Document, Duty, DutyItem, DutyKind, Expr, Interval, IntervalKind, Node, PropertyKind,
    Quantity, Requirement, Scoring, ScoringRule, Text, Threshold, TierGives, Value,
};
use crate::span::Span;

/// A name in a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention<'a> {
    /// The name, normalised and without quotes.
    pub name: &'a str,
    /// The words that say it. In a plain sentence other words may stand among them (整理一次文件夹).
    pub span: Span,
    /// What it may name.
    pub role: Role<'a>,
}

/// What a name may name at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role<'a> {
    /// The name that a 定义 gives.
    Defined,
    /// The name that a 参数 gives.
    Parameter,
    /// A 参数 that says how long 及时 and 立即 are.
    Length,
    /// What happens: an activity.
    Activity,
    /// What is measured: an activity, a metric, a 定义 or a 参数.
    Measured,
    /// What is to be done, in a bare word: an activity, or a flag of the record.
    Act,
    /// A field of records.
    Field,
    /// What is known of a person.
    Attribute,
    /// What a field is compared with; for a level, one of its steps.
    Step(&'a str),
    /// What 每家客户 is about.
    Entity,
    /// 家
    MeasureWord,
    /// What a person judges.
    Judgement,
    /// The person's own target: what stands behind 目标.
    Target,
    /// Words of which the vocabulary may say what they mean; every requirement as a whole is such.
    Phrase,
    /// A grade of the 等级.
    Grade,
}

/// All that a file mentions, in order of place.
///
/// ```
/// use guiju_syntax::{Names, mentions, parse, span::Source};
/// let source = Source::new("visits.gj", "每周 上门访问客户 >= 8 家");
/// let parsed = parse(&source, &Names::default());
/// let mentioned = mentions::of_document(&parsed.document);
/// let names = mentioned.iter().filter(|it| it.role != mentions::Role::Phrase).map(|it| it.name);
/// assert_eq!(names.collect::<Vec<_>>(), ["上门访问客户", "家"]);
/// ```
pub fn of_document(document: &Document) -> Vec<Mention<'_>> {
    fn below<'a>(body: &'a [Node], found: &mut Mentions<'a>) {
        for node in body {
            match node {
                Node::Section(section) => {
                    section.properties.iter().for_each(|it| found.property(&it.kind));
                    below(&section.body, found);
                }
                Node::Clause(clause) => found.clause(clause),
            }
        }
    }
    let mut found = Mentions::default();
    document.properties.iter().for_each(|it| found.property(&it.kind));
    below(&document.body, &mut found);
    found.0.sort_by_key(|mention| mention.span);
    found.0
}

/// What requirements mention.
pub fn of_requirement(requirement: &Requirement) -> Vec<Mention<'_>> {
    let mut found = Mentions::default();
    found.requirement(requirement);
    found.0
}

/// What an expression mentions.
pub fn of_expr(expr: &Expr) -> Vec<Mention<'_>> {
    let mut found = Mentions::default();
    found.expr(expr);
    found.0
}

/// What a threshold mentions.
pub fn of_threshold(threshold: &Threshold) -> Vec<Mention<'_>> {
    let mut found = Mentions::default();
    found.threshold(threshold);
    found.0
}

/// What a condition on records mentions.
pub fn of_condition(condition: &Condition) -> Vec<Mention<'_>> {
    let mut found = Mentions::default();
    found.condition(condition, Role::Field);
    found.0
}

/// What a condition on people mentions.
pub fn of_people(condition: &Condition) -> Vec<Mention<'_>> {
    let mut found = Mentions::default();
    found.condition(condition, Role::Attribute);
    found.0
}

/// What a scoring line mentions.
pub fn of_scoring(scoring: &Scoring) -> Vec<Mention<'_>> {
    let mut found = Mentions::default();
    found.scoring(scoring);
    found.0
}

/// Before the dot: the person's own target.
const TARGET: &str = "目标";

#[derive(Default)]
struct Mentions<'a>(Vec<Mention<'a>>);

impl<'a> Mentions<'a> {
    fn text(&mut self, text: &'a Text, role: Role<'a>) {
        self.word(&text.text, text.span, role);
    }

    fn word(&mut self, name: &'a str, span: Span, role: Role<'a>) {
        if !name.is_empty() {
            self.0.push(Mention { name, span, role });
        }
    }

    fn clause(&mut self, clause: &'a Clause) {
        clause.requirements.iter().for_each(|it| self.requirement(it));
        clause.properties.iter().for_each(|it| self.property(&it.kind));
    }

    fn property(&mut self, kind: &'a PropertyKind) {
        match kind {
            PropertyKind::Define { name, value } => {
                self.text(name, Role::Defined);
                self.expr(value);
            }
            PropertyKind::Parameter { name, value } => {
                self.text(name, Role::Parameter);
                self.quantity(value);
            }
            PropertyKind::Applies(condition) => self.condition(condition, Role::Attribute),
            PropertyKind::Except(condition) => self.condition(condition, Role::Field),
            PropertyKind::Scoring(scoring) => self.scoring(scoring),
            PropertyKind::Since { threshold, .. } => self.threshold(threshold),
            PropertyKind::Veto(Some(grade)) => self.text(grade, Role::Grade),
            PropertyKind::Manual(Some(name)) => self.text(name, Role::Judgement),
            PropertyKind::Grades(grades) => grades.iter().for_each(|grade| self.text(&grade.name, Role::Grade)),
            PropertyKind::CountedAs { activity, filter, as_activity, amount, .. } => {
                self.text(activity, Role::Activity);
                filter.iter().for_each(|it| self.condition(it, Role::Field));
                self.text(as_activity, Role::Activity);
                amount.iter().for_each(|it| self.quantity(it));
            }
            PropertyKind::Code(_)
            | PropertyKind::Effective { .. }
            | PropertyKind::Worth(_)
            | PropertyKind::BonusCap(_)
            | PropertyKind::ExceptHolidays
            | PropertyKind::Source(_)
            | PropertyKind::Note(_)
            | PropertyKind::Owner(_)
            | PropertyKind::Label(_)
            | PropertyKind::Veto(None)
            | PropertyKind::Manual(None)
            | PropertyKind::Consequence(_)
            | PropertyKind::Roll(_)
            | PropertyKind::Sample(_) => {}
        }
    }

    fn requirement(&mut self, requirement: &'a Requirement) {
        if !matches!(requirement.core, Core::Phrase(_)) {
            self.word(&requirement.words, requirement.span, Role::Phrase);
        }
        requirement.condition.iter().for_each(|it| self.condition(it, Role::Field));
        if let Some(entity) = &requirement.entity {
            self.word(&entity.measure_word, entity.span, Role::MeasureWord);
            self.text(&entity.object, Role::Entity);
        }
        match &requirement.core {
            Core::Measure { measure, filter, threshold, .. } => {
                self.expr(measure);
                filter.iter().for_each(|it| self.condition(it, Role::Field));
                self.threshold(threshold);
            }
            Core::Every { trigger, filter, duty, key } => {
                self.text(trigger, Role::Activity);
                filter.iter().for_each(|it| self.condition(it, Role::Field));
                let (Duty::All(items) | Duty::Any(items)) = duty;
                items.iter().for_each(|it| self.duty(it));
                key.iter().for_each(|it| self.text(it, Role::Field));
            }
            Core::Never { activity, filter } | Core::Record { activity, filter } => {
                self.text(activity, Role::Activity);
                filter.iter().for_each(|it| self.condition(it, Role::Field));
            }
            Core::Qualification(condition) => self.condition(condition, Role::Attribute),
            Core::Manual { name, bound } => {
                self.text(name, Role::Judgement);
                bound.iter().for_each(|(_, it)| self.threshold(it));
            }
            Core::Phrase(words) => self.text(words, Role::Phrase),
            Core::Narrow(condition) => self.condition(condition, Role::Field),
        }
        requirement.scoring.iter().for_each(|it| self.scoring(it));
        requirement.properties.iter().for_each(|it| self.property(it));
    }

    fn duty(&mut self, item: &'a DutyItem) {
        match &item.kind {
            DutyKind::Act { interval: None, activity, filter: None } => self.text(activity, Role::Act),
            DutyKind::Act { interval, activity, filter } => {
                interval.iter().for_each(|it| self.interval(it));
                self.text(activity, Role::Activity);
                filter.iter().for_each(|it| self.condition(it, Role::Field));
            }
            DutyKind::After { event, interval } | DutyKind::Before { event, interval } => {
                self.text(event, Role::Activity);
                self.interval(interval);
            }
            DutyKind::Field(condition) => self.condition(condition, Role::Field),
            DutyKind::Filled(fields) => fields.iter().for_each(|it| self.text(it, Role::Field)),
            DutyKind::Sequence(activities) => activities.iter().for_each(|it| self.text(it, Role::Activity)),
            DutyKind::Manual(name) => self.text(name, Role::Judgement),
        }
    }

    fn interval(&mut self, interval: &'a Interval) {
        if let IntervalKind::Vague(word) = &interval.kind {
            self.word(word, interval.span, Role::Length);
        }
    }

    fn expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(name) => self.text(name, Role::Measured),
            Expr::Field(owner, field) if owner.text == TARGET => self.text(field, Role::Target),
            Expr::Field(owner, field) => {
                self.text(owner, Role::Measured);
                self.text(field, Role::Field);
            }
            Expr::Call { argument, filter, .. } => {
                self.expr(argument);
                filter.iter().for_each(|it| self.condition(it, Role::Field));
            }
            Expr::Number(number) => self.quantity(number),
            Expr::Binary { left, right, .. } => {
                self.expr(left);
                self.expr(right);
            }
        }
    }

    fn threshold(&mut self, threshold: &'a Threshold) {
        match threshold {
            Threshold::Value(value) => self.expr(value),
            Threshold::Range(from, to) => {
                self.quantity(from);
                self.quantity(to);
            }
        }
    }

    fn quantity(&mut self, quantity: &'a Quantity) {
        quantity.unit.iter().for_each(|it| self.text(it, Role::MeasureWord));
    }

    fn condition(&mut self, condition: &'a Condition, field_is: Role<'a>) {
        match condition {
            Condition::Compare { field, value, .. } => {
                self.text(field, field_is);
                match value {
                    Value::Number(number) => self.quantity(number),
                    Value::Text(text) => self.text(text, Role::Step(&field.text)),
                    Value::Date(..) => {}
                    Value::Field(owner, target) if owner.text == TARGET => self.text(target, Role::Target),
                    Value::Field(_, other) => self.text(other, field_is),
                }
            }
            Condition::In { field, values, .. } => {
                self.text(field, field_is);
                values.iter().for_each(|it| self.text(it, Role::Step(&field.text)));
            }
            Condition::Empty { field, .. } | Condition::Contains { field, .. } | Condition::Flag(field) => {
                self.text(field, field_is);
            }
            Condition::And(all) | Condition::Or(all) => all.iter().for_each(|it| self.condition(it, field_is)),
            Condition::Not(inner) => self.condition(inner, field_is),
        }
    }

    fn scoring(&mut self, scoring: &'a Scoring) {
        for rule in &scoring.rules {
            match rule {
                ScoringRule::Step { step, .. } => self.quantity(step),
                ScoringRule::Tiers(tiers) => {
                    for tier in tiers {
                        tier.bound.iter().for_each(|(_, it)| self.quantity(it));
                        tier.upto.iter().for_each(|it| self.quantity(it));
                        if let TierGives::Share(share) = &tier.gives {
                            self.quantity(share);
                        }
                    }
                }
                ScoringRule::Linear(points) => points.iter().for_each(|(at, _)| self.quantity(at)),
                ScoringRule::MetRate
                | ScoringRule::AllMet
                | ScoringRule::Proportional { .. }
                | ScoringRule::Fixed { .. } => {}
            }
        }
    }
}
