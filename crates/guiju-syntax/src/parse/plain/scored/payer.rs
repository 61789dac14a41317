//! Who pays: 未戴安全帽,管理人员罚60元,工人罚20元.

use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::actors::is_actor;
use crate::parse::plain::effects;
use crate::parse::plain::said::Scored;
use crate::parse::plain::sentence::Sentence;

/// 管理人员罚60元: the name of those from whom it is taken, and nothing else.
fn pays(segment: &Normal) -> bool {
    effects::split(segment).is_some_and(|(subject, effects)| {
        let own = segment.text.get(..subject).map(|own| own.trim_end_matches(['各', '每', '人']));
        effects.takes() && segment.text.get(..subject).into_iter().chain(own).any(is_actor)
    })
}

impl Sentence {
    /// Who pays after a failing is whom its points are taken from; what others pay for the same cannot be told apart.
    pub(super) fn payer(&mut self, said: &mut Scored) -> bool {
        if !pays(&said.whole) {
            return false;
        }
        if self.said.iter().rev().nth(1).is_some_and(pays) {
            let words = said.whole.text.as_str();
            let place = said.whole.span(0, words.len());
            self.problems.push(Diagnostic::new(Code::PointsByPayer, place).with("words", words));
            return true;
        }
        if !self.waiting.is_empty() {
            said.own = said.own.part(0, 0);
            said.refers = true;
        }
        false
    }
}
