//! Whose a segment is: 由设备科负责, of all that its sentence has asked; 总工程师不少于8次, of what was said before.

use super::Sentence;
use crate::ast::{Core, Expr};
use crate::normal::Normal;
use crate::parse::plain::attribution;
use crate::span::Span;

impl Sentence {
    /// 由设备科负责, 由设备科验收签字: of all that this sentence has asked so far.
    pub(super) fn attributed_to(&mut self, normal: &Normal) -> bool {
        if !normal.text.starts_with('由') || !self.waiting.is_empty() || self.opening.is_some() {
            return false;
        }
        let mine = self.read.get(self.start..).unwrap_or_default();
        if let Some(who) = attribution::owner(normal) {
            let asking = mine.iter().filter(|it| !matches!(it.core, Core::Phrase(_) | Core::Narrow(_)));
            let places: Vec<Span> = asking.map(|it| it.span).collect();
            self.owners.extend(places.iter().map(|place| (*place, who.clone())));
            return !places.is_empty();
        }
        let carried = attribution::carried(normal, mine);
        let any = !carried.is_empty();
        self.read.extend(carried);
        any
    }

    /// What the last requirement counts, where someone is named who does it.
    pub(super) fn owned_act(&self) -> Option<String> {
        let last = self.read.get(self.start..)?.last()?;
        let owned = self.owners.iter().any(|(place, _)| place.start <= last.span.start && last.span.start < place.end);
        match &last.core {
            Core::Measure { measure: Expr::Name(name), .. } if owned => Some(name.text.clone()),
            _ => None,
        }
    }
}
