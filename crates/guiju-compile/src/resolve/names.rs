//! Every name of a requirement, by the vocabulary.

use guiju_syntax::ast::{
    Comparison, Condition, Core, Duty, DutyItem, DutyKind, Expr, PropertyKind, Requirement, Text, Threshold, Value,
};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::Resolver;
use crate::hir;
use crate::near::nearest;

/// What the fields of a condition are fields of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum People {
    /// Records.
    Records,
    /// People: every further column of the people table is an attribute.
    Attributes,
}

/// Attributes of people that a slip is looked for in.
const STANDARD: [&str; 10] = ["岗位", "部门", "工号", "姓名", "岗龄", "工龄", "司龄", "学历", "入职日期", "离职日期"];

/// Attributes that look like one of those and are their own.
const ATTRIBUTES: [&str; 16] = [
    "职位", "岗级", "岗类", "岗别", "岗序", "工种", "工段", "工区", "工时", "工序", "工资", "部类", "部别", "学位",
    "学制", "班龄",
];

/// The person's own target: `目标.销售额`.
pub const TARGET: &str = "目标";

impl Resolver<'_> {
    /// Resolves all names of a requirement in place. `topic` is what an elided object refers to.
    pub(super) fn requirement(&mut self, requirement: &mut Requirement, topic: Option<&Text>) {
        if let Some(condition) = &mut requirement.condition {
            *condition = self.condition(condition, People::Records);
        }
        if let Some(entity) = &mut requirement.entity
            && let Some((name, _)) = self.vocabulary.entities.get(&entity.object.text)
        {
            entity.object.text = name.to_owned();
        }
        match &mut requirement.core {
            Core::Measure { measure, filter, threshold, .. } => {
                *measure = self.expr(measure, topic);
                *threshold = self.threshold(threshold);
                self.filter(filter);
            }
            Core::Every { trigger, filter, duty, key } => {
                // A trigger is a subject, no bare verb: only the vocabulary may complete it.
                self.activity(trigger, topic.filter(|_| !self.vocabulary.open));
                self.filter(filter);
                let (Duty::All(items) | Duty::Any(items)) = duty;
                for item in items {
                    self.duty(item);
                }
                if let Some(key) = key {
                    self.field(key, People::Records);
                }
            }
            Core::Never { activity, filter } | Core::Record { activity, filter } => {
                self.activity(activity, topic);
                self.filter(filter);
            }
            Core::Qualification(condition) => *condition = self.condition(condition, People::Attributes),
            Core::Manual { .. } | Core::Phrase(_) | Core::Narrow(_) => {}
        }
    }

    fn filter(&mut self, filter: &mut Option<Condition>) {
        if let Some(condition) = filter {
            *condition = self.condition(condition, People::Records);
        }
    }

    fn duty(&mut self, item: &mut DutyItem) {
        match &mut item.kind {
            DutyKind::Act { interval: None, activity, filter: None } if self.is_flag(&activity.text) => {
                let mut field = activity.clone();
                self.field(&mut field, People::Records);
                item.kind = DutyKind::Field(Condition::Flag(field));
            }
            DutyKind::Act { activity, filter, .. } => {
                self.activity(activity, None);
                self.filter(filter);
            }
            DutyKind::After { event, .. } | DutyKind::Before { event, .. } => self.activity(event, None),
            DutyKind::Field(condition) => *condition = self.condition(condition, People::Records),
            DutyKind::Filled(fields) => {
                for field in fields {
                    self.field(field, People::Records);
                }
            }
            DutyKind::Sequence(activities) => {
                for activity in activities {
                    self.activity(activity, None);
                }
            }
            DutyKind::Manual(_) => {}
        }
    }

    /// A duty of one bare word is a flag of the trigger's record where the vocabulary has such a field, or where it is
    /// open and has no such activity.
    fn is_flag(&self, name: &str) -> bool {
        let vocabulary = self.vocabulary;
        vocabulary.fields.get(name).is_some() || (vocabulary.open && vocabulary.activities.get(name).is_none())
    }

    /// Resolves the name of an activity in place.
    pub(super) fn activity(&mut self, name: &mut Text, topic: Option<&Text>) {
        let table = &self.vocabulary.activities;
        if let Some(main) = with_topic(&name.text, topic, |name| table.get(name).map(|(main, _)| main.to_owned())) {
            name.text = main;
        } else if self.vocabulary.open {
            self.complete(name, topic);
        } else {
            let near = self.vocabulary.near_activities(&name.text);
            self.unknown(name, near);
        }
    }

    /// With no vocabulary a bare verb takes its object from the topic: (客户档案 …) 更新 is 更新客户档案.
    fn complete(&self, name: &mut Text, topic: Option<&Text>) {
        if let Some(topic) = topic.filter(|topic| topic.text != name.text)
            && name.text.chars().count() <= 2
            && !name.quoted
            && !OBJECTLESS.contains(&name.text.as_str())
        {
            name.text.push_str(&topic.text);
        }
    }

    fn unknown(&mut self, name: &Text, near: Vec<String>) {
        self.report(Diagnostic::new(Code::UnknownName, name.span).with("name", name.text.as_str()).near(near));
    }

    /// Resolves what is measured: an activity, a metric, a definition, a parameter, or arithmetic over them.
    pub(super) fn expr(&mut self, expr: &Expr, topic: Option<&Text>) -> Expr {
        match expr {
            Expr::Name(name) => Expr::Name(self.measured(name, topic)),
            Expr::Field(owner, field) if owner.text == TARGET => Expr::Field(owner.clone(), field.clone()),
            Expr::Field(owner, field) => {
                let (mut owner, mut field) = (owner.clone(), field.clone());
                self.activity(&mut owner, None);
                self.field(&mut field, People::Records);
                Expr::Field(owner, field)
            }
            Expr::Call { function, argument, filter, span } => Expr::Call {
                function: *function,
                argument: Box::new(self.expr(argument, topic)),
                filter: filter.as_ref().map(|condition| self.condition(condition, People::Records)),
                span: *span,
            },
            Expr::Number(number) => Expr::Number(number.clone()),
            Expr::Binary { op, left, right } => Expr::Binary {
                op: *op,
                left: Box::new(self.expr(left, topic)),
                right: Box::new(self.expr(right, topic)),
            },
        }
    }

    fn measured(&mut self, name: &Text, topic: Option<&Text>) -> Text {
        let vocabulary = self.vocabulary;
        let mut resolved = name.clone();
        if let Some(main) = with_topic(&name.text, topic, |name| self.known(name)) {
            resolved.text = main;
        } else if vocabulary.open {
            self.complete(&mut resolved, topic);
        } else {
            self.unknown(name, vocabulary.near_measures(&name.text));
        }
        resolved
    }

    /// The own name of what can be measured under this name: a definition, a parameter, an activity or a metric.
    fn known(&self, name: &str) -> Option<String> {
        if self.definitions.contains_key(name) || self.parameters.contains_key(name) {
            return Some(name.to_owned());
        }
        let activity = self.vocabulary.activities.get(name).map(|(main, _)| main);
        activity.or_else(|| self.vocabulary.metrics.get(name).map(|(main, _)| main)).map(str::to_owned)
    }

    /// Resolves a threshold.
    pub(super) fn threshold(&mut self, threshold: &Threshold) -> Threshold {
        match threshold {
            // A name that nothing knows is a parameter without a value, and is reported as that.
            Threshold::Value(Expr::Name(name)) if self.known(&name.text).is_none() => threshold.clone(),
            Threshold::Value(expr) => Threshold::Value(self.expr(expr, None)),
            Threshold::Range(from, to) => Threshold::Range(from.clone(), to.clone()),
        }
    }

    /// Resolves the fields of a condition.
    pub(super) fn condition(&mut self, condition: &Condition, people: People) -> Condition {
        let mut condition = condition.clone();
        self.condition_in_place(&mut condition, people);
        condition
    }

    fn condition_in_place(&mut self, condition: &mut Condition, people: People) {
        match condition {
            Condition::Compare { field, value, .. } => {
                self.field(field, people);
                if let Value::Field(owner, target) = value
                    && owner.text != TARGET
                {
                    self.field(target, people);
                }
            }
            Condition::In { field, .. } | Condition::Empty { field, .. } | Condition::Contains { field, .. } => {
                self.field(field, people);
            }
            Condition::Flag(field) => match self.step_of_level(field) {
                Some(reached) => *condition = reached,
                None => self.field(field, people),
            },
            Condition::And(all) | Condition::Or(all) => {
                for one in all {
                    self.condition_in_place(one, people);
                }
            }
            Condition::Not(inner) => self.condition_in_place(inner, people),
        }
    }

    /// 初级专业技术任职资格 is a step and its level in one word: that step, or a higher one.
    fn step_of_level(&self, word: &Text) -> Option<Condition> {
        let levels = &self.vocabulary.levels;
        if word.quoted || levels.get(&word.text).is_some() || self.vocabulary.fields.get(&word.text).is_some() {
            return None;
        }
        let (level, step) = levels.names().find_map(|name| {
            let (level, steps) = levels.get(name)?;
            let step = word.text.strip_suffix(name)?;
            steps.iter().any(|known| known == step).then_some((level, step))
        })?;
        let part = |text: &str| Text { text: text.to_owned(), span: word.span, quoted: false };
        Some(Condition::Compare { field: part(level), comparison: Comparison::AtLeast, value: Value::Text(part(step)) })
    }

    /// Resolves the name of a field: a declared one, a level, or (where fields are not declared) any.
    fn field(&mut self, field: &mut Text, people: People) {
        let vocabulary = self.vocabulary;
        let declared = vocabulary.fields.get(&field.text).map(|(main, _)| main);
        if let Some(main) = declared.or_else(|| vocabulary.levels.get(&field.text).map(|(main, _)| main)) {
            field.text = main.to_owned();
        } else if people == People::Records
            && vocabulary.fields_closed()
            && vocabulary.entities.get(&field.text).is_none()
        {
            let near = nearest(&field.text, vocabulary.fields.names().chain(vocabulary.levels.names()));
            self.report(Diagnostic::new(Code::UnknownField, field.span).with("name", field.text.as_str()).near(near));
        } else if people == People::Attributes && !ATTRIBUTES.contains(&field.text.as_str()) {
            let near = self.near_attributes(&field.text);
            if !near.is_empty() {
                self.report(
                    Diagnostic::new(Code::NearAttribute, field.span).with("name", field.text.as_str()).near(near),
                );
            }
        }
    }

    /// Attributes that a name is one letter off: those of every people table, and those that the vocabulary declares.
    fn near_attributes(&self, name: &str) -> Vec<String> {
        let vocabulary = self.vocabulary;
        let columns = &vocabulary.people;
        let own = [&columns.person, &columns.post, &columns.department, &columns.joined, &columns.left];
        let own: Vec<&str> = own.into_iter().map(String::as_str).collect();
        if own.contains(&name) || STANDARD.contains(&name) {
            return Vec::new();
        }
        let declared = vocabulary.fields.names().chain(vocabulary.levels.names());
        let known: Vec<&str> = STANDARD.into_iter().chain(own).chain(declared).collect();
        let length = name.chars().count();
        let mut near = nearest(name, known.into_iter().filter(|known| known.chars().count() == length));
        near.dedup();
        near
    }

    /// Resolves 视同 / 并计.
    pub(super) fn counted_as(&mut self, kind: &PropertyKind) -> Option<hir::CountedAs> {
        let PropertyKind::CountedAs { activity, filter, as_activity, amount, also } = kind else { return None };
        let (mut activity, mut as_activity) = (activity.clone(), as_activity.clone());
        self.activity(&mut activity, None);
        self.activity(&mut as_activity, None);
        Some(hir::CountedAs {
            activity: activity.text,
            filter: filter.as_ref().map(|condition| self.condition(condition, People::Records)),
            as_activity: as_activity.text,
            amount: amount.clone(),
            also: *also,
        })
    }
}

/// Short names that take no object: 进入现场须戴安全帽,迟到一次扣1分 is of 迟到.
#[rustfmt::skip]
const OBJECTLESS: [&str; 32] = [
    "迟到", "早退", "旷工", "旷课", "缺勤", "请假", "离岗", "脱岗", "睡岗", "串岗", "空岗", "漏岗", "缺席", "事故", "投诉", "差错",
    "时间", "时长", "次数", "数量", "金额", "误差", "温度", "湿度", "压力", "浓度", "费用", "成本", "上午", "下午", "夜间", "附件",
];

/// Looks a name up as it stands, then with the topic after it and before it (更新 + 客户档案).
fn with_topic(name: &str, topic: Option<&Text>, find: impl Fn(&str) -> Option<String>) -> Option<String> {
    find(name).or_else(|| {
        let topic = topic?;
        find(&format!("{name}{}", topic.text)).or_else(|| find(&format!("{}{name}", topic.text)))
    })
}
