//! What is excepted in a sentence, and from what: 急诊除外, 除急诊外.

use super::Sentence;
use crate::ast::{Core, PropertyKind, Requirement, Text};
use crate::parse::plain::exceptions::condition;

impl Sentence {
    /// What is excepted from a requirement is so of all that its sentence asks of the same event.
    pub(super) fn except_from(&mut self, at: usize, names: &[Text]) {
        let trigger = |read: &Requirement| match &read.core {
            Core::Every { trigger, .. } => Some(trigger.text.clone()),
            _ => None,
        };
        let of = self.read.get(at).and_then(trigger);
        let start = self.start.min(at);
        let mine = self.read.iter_mut().enumerate().skip(start);
        for (_, read) in mine.filter(|(place, read)| *place == at || of.is_some() && trigger(read) == of) {
            read.properties.extend(condition(names, read).map(PropertyKind::Except));
        }
    }

    /// What is excepted is so of all that is asked in what follows.
    pub(super) fn except(&mut self, known: usize) {
        let Some(begins) = self.exceptions.first().map(|name| name.span.start) else { return };
        // 收到投诉,应在24小时内答复 takes the place of what was read of its beginning
        let follows = |at: usize, read: &Requirement| at >= known || at >= self.start && read.span.start > begins;
        let asking = self.read.iter_mut().enumerate().filter(|(at, read)| follows(*at, read)).map(|(_, read)| read);
        for read in asking.filter(|read| !matches!(read.core, Core::Phrase(_) | Core::Narrow(_))) {
            let except = condition(&self.exceptions, read).map(PropertyKind::Except);
            if !except.as_ref().is_some_and(|except| read.properties.contains(except)) {
                read.properties.extend(except);
            }
            self.excepted = true;
        }
        if std::mem::take(&mut self.excepted) {
            self.exceptions.clear();
        }
    }
}
