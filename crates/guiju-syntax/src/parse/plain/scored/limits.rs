//! Limits of what is won or lost: 每月最多加10分.

use crate::ast::{Core, Limit, PropertyKind, Requirement};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::parse::plain::effects::Effects;
use crate::parse::plain::points::attach;
use crate::parse::plain::said::{Scored, adding};
use crate::parse::plain::scan::{self, Part, scan};
use crate::parse::plain::sentence::Sentence;

/// Puts down what is the most that is taken or added. What never may happen, and what only adds, is judged by the periods
/// of its limit, where it has none.
pub(in crate::parse::plain) fn limit(requirement: &mut Requirement, effects: &Effects) {
    let judged = matches!(requirement.core, Core::Never { .. } | Core::Record { .. }) && requirement.period.is_none();
    let Some(scoring) = requirement.scoring.last_mut() else { return };
    let Some(period) = &effects.most_each else {
        scoring.most_lost = effects.most_lost.or(scoring.most_lost);
        scoring.most_won = effects.most_won.or(scoring.most_won);
        return;
    };
    for (most, adds) in [(effects.most_lost, false), (effects.most_won, true)] {
        scoring.most_each.extend(most.map(|most| Limit { period: period.clone(), adds, most }));
    }
    if judged {
        requirement.period = Some(period.clone());
    }
}

impl Sentence {
    /// 每月最多加10分: the limit is of each month.
    pub(super) fn periodic_cap(&mut self, said: &mut Scored) {
        let periodic = |part: &Part| match part {
            Part::Period(period) => Some(period.clone()),
            _ => None,
        };
        let (parts, _) = scan(&said.own);
        // 得满分 is no limit
        let limit = said.effects.most_won.is_some() || said.effects.most_lost.is_some();
        let period = parts.iter().find_map(periodic).filter(|_| limit && said.effects.says_only_how_much());
        said.effects.most_each = period;
    }

    /// 每次最多扣2分: no limit is of one occurrence here.
    pub(super) fn is_cap_of_each(&mut self, said: &Scored) -> bool {
        let own = said.own.text.trim_end_matches([',', '的', '、']);
        let limit = said.effects.most_won.is_some() || said.effects.most_lost.is_some();
        const APART: [&str; 10] = ["人", "月", "年", "周", "季", "季度", "天", "日", "学期", "年度"];
        let each = own.strip_prefix('每').is_some_and(|unit| scan::unit(unit) == Some(unit) && !APART.contains(&unit));
        // 每超一次扣2分,加分不超过5分: nothing is added
        let mine = self.read.get(self.start..).unwrap_or_default();
        let added = mine.iter().flat_map(|it| &it.scoring).flat_map(|it| &it.rules).any(adding);
        let unadded = said.effects.bonus && own.is_empty() && !added && self.waiting.is_empty();
        let each = (each || unadded) && limit && said.effects.says_only_how_much();
        if each {
            let words = said.whole.text.as_str();
            self.problems
                .push(Diagnostic::new(Code::NumberUnread, said.whole.span(0, words.len())).with("words", words));
            self.said.retain(|segment| segment.text != words);
        }
        each
    }

    /// 特急件当日办结,平件5日内办结,超期每件扣0.5分,最多扣5分: of each of which the points are.
    pub(super) fn is_cap_of_all(&mut self, said: &Scored) -> bool {
        let effects = &said.effects;
        let caps = effects.most_lost.is_some() && effects.says_only_how_much() && effects.most_each.is_none();
        if !caps || !said.refers || !said.own.text.is_empty() || !self.waiting.is_empty() {
            return false;
        }
        let mine = self.read.get_mut(self.start..).unwrap_or_default();
        let rules = |read: &Requirement| read.scoring.iter().flat_map(|it| it.rules.clone()).collect::<Vec<_>>();
        let Some(last) = mine.last().map(rules).filter(|rules| !rules.is_empty()) else { return false };
        // what one breath took from several stands at one place
        let same = mine.iter().rev().take_while(|read| rules(read) == last).count();
        if same > 1 {
            mine.iter_mut().rev().take(same).for_each(|read| attach(read, effects));
        }
        same > 1
    }

    /// 论文每篇加3分,专利每件加5分,最多加10分: of all these together.
    pub(super) fn is_shared_cap(&mut self, said: &Scored) -> bool {
        let effects = &said.effects;
        let Some(most) = effects.most_won.filter(|_| effects.says_only_how_much() && effects.worth.is_none()) else {
            return false;
        };
        let adds = |read: &Requirement| read.scoring.iter().any(|scoring| scoring.rules.iter().any(adding));
        let mine = self.read.get_mut(self.start..).unwrap_or_default();
        let shared = said.refers && self.waiting.is_empty() && mine.iter().filter(|read| adds(read)).count() > 1;
        if let Some(period) = effects.most_each.as_ref().filter(|_| shared) {
            let unread = Diagnostic::new(Code::NumberUnread, period.span).with("words", said.own.text.as_str());
            self.problems.push(unread);
        }
        if let Some(last) = mine.iter_mut().rev().find(|read| adds(read)).filter(|_| shared) {
            last.properties.push(PropertyKind::BonusCap(most));
        }
        shared
    }
}
