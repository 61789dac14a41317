//! 凡 … 须 …: duties, what correlates them, and when they are due.

use guiju_engine::program::{Check, Duty, DutyItem, EveryCheck, Predicate};
use guiju_syntax::ast::{self, Condition, DutyKind, Text};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;

use super::Lowerer;
use super::condition::Subject;
use super::time::roll;
use crate::hir::Clause;

/// The parts of 凡 … 须 … 按 ….
pub(super) struct Every<'c> {
    /// 凡 …
    pub trigger: &'c Text,
    /// 其中 …
    pub filter: Option<&'c Condition>,
    /// 须 …
    pub duty: &'c ast::Duty,
    /// 按 …
    pub key: Option<&'c Text>,
}

impl Lowerer<'_, '_> {
    /// The check of 凡.
    pub(super) fn every(&mut self, clause: &Clause, every: &Every) -> Option<Check> {
        let narrowed: Vec<Condition> = every.filter.cloned().into_iter().collect();
        let filter = self.predicate(&narrowed, &clause.excepts)?;
        let (ast::Duty::All(items) | ast::Duty::Any(items)) = every.duty;
        let lowered: Vec<_> = items.iter().map(|item| self.duty_item(item)).collect();
        let lowered = lowered.into_iter().collect::<Option<Vec<_>>>()?;
        let duty = match every.duty {
            ast::Duty::All(_) => Duty::All(lowered),
            ast::Duty::Any(_) => Duty::Any(lowered),
        };
        let key = match every.key {
            Some(key) => Some(self.shared.schema.field_any(&key.text)),
            None => self.correlating_key(every, items, clause.span),
        };
        let roll = clause.roll.map(roll);
        let trigger = self.shared.schema.activity(&every.trigger.text);
        Some(Check::Every(EveryCheck { trigger, filter, duty, key, roll, except_holidays: clause.except_holidays }))
    }

    /// The key that the vocabulary gives the trigger, else one of the responses.
    fn correlating_key(
        &mut self,
        every: &Every,
        items: &[ast::DutyItem],
        span: Span,
    ) -> Option<guiju_engine::schema::FieldId> {
        let others: Vec<&Text> = items.iter().flat_map(|item| others(&item.kind)).collect();
        if others.is_empty() {
            return None;
        }
        let vocabulary = self.shared.vocabulary;
        let key_of =
            |name: &Text| vocabulary.activities.get(&name.text).and_then(|(_, activity)| activity.key.as_deref());
        let key = key_of(every.trigger).or_else(|| others.iter().find_map(|name| key_of(name)));
        match key {
            Some(key) => Some(self.shared.schema.field_any(key)),
            None => {
                self.report(
                    Diagnostic::new(Code::NothingCorrelates, span)
                        .with("trigger", every.trigger.text.as_str())
                        .with("response", others.first().map_or("", |name| name.text.as_str())),
                );
                None
            }
        }
    }

    fn duty_item(&mut self, item: &ast::DutyItem) -> Option<DutyItem> {
        Some(match &item.kind {
            DutyKind::Act { interval, activity, filter } => {
                let interval = self.interval(interval.as_ref())?;
                let filter = self.predicate(filter.as_slice(), &[])?;
                let activity = self.shared.schema.activity(&activity.text);
                DutyItem::Response { activity, filter, interval, own: item.own }
            }
            DutyKind::After { event, interval } | DutyKind::Before { event, interval } => {
                let after = matches!(item.kind, DutyKind::After { .. });
                let interval = self.interval(Some(interval))?;
                DutyItem::Anchored { event: self.shared.schema.activity(&event.text), after, interval }
            }
            DutyKind::Field(condition) => {
                let predicate = self.condition(condition, Subject::Record)?;
                DutyItem::Field(self.shared.predicate(predicate))
            }
            DutyKind::Filled(fields) => {
                let filled = fields
                    .iter()
                    .map(|field| {
                        let field = self.shared.schema.field_any(&field.text);
                        Predicate::Not(Box::new(Predicate::Empty { field }))
                    })
                    .collect();
                DutyItem::Field(self.shared.predicate(Predicate::And(filled)))
            }
            DutyKind::Sequence(activities) => DutyItem::Sequence(
                activities.iter().map(|activity| self.shared.schema.activity(&activity.text)).collect(),
            ),
            DutyKind::Manual(name) => DutyItem::Manual(self.shared.schema.activity(&name.text)),
        })
    }
}

/// The other activities that a duty speaks of.
fn others(kind: &DutyKind) -> Vec<&Text> {
    match kind {
        DutyKind::Act { activity, .. } => vec![activity],
        DutyKind::After { event, .. } | DutyKind::Before { event, .. } => vec![event],
        DutyKind::Sequence(activities) => activities.iter().collect(),
        DutyKind::Manual(name) => vec![name],
        DutyKind::Field(_) | DutyKind::Filled(_) => Vec::new(),
    }
}
