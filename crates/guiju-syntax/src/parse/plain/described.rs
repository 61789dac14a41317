//! Things that a bound describes: 5000元以下的案件3日内赔付, 不得招用未满十六周岁的未成年人.

use super::events::{carried, compared};
use super::levels;
use super::measure;
use super::response::interval_at;
use super::scan::{Part, scan};
use super::sentence::Sentence;
use super::words::find;
use crate::ast::{Condition, Core, Requirement, Text};
use crate::normal::Normal;

/// What something is that a bound may be of, said before the bound.
const FIELDS: [&str; 14] =
    ["价格", "单价", "金额", "年龄", "重量", "高度", "长度", "深度", "面积", "浓度", "温度", "时间", "数量", "厚度"];
/// Words of a ban.
pub(super) const BANS: [&str; 7] = ["不得", "严禁", "禁止", "不准", "不允许", "不许", "不可以"];

/// 5000元至5万元的案件3日内赔付: every such thing is dealt with in time.
pub fn in_time(normal: &Normal) -> Option<Core> {
    let text = normal.text.as_str();
    let of = find(text, "的")?;
    let at = text
        .char_indices()
        .map(|(at, _)| at)
        .filter(|at| *at > of + '的'.len_utf8())
        .find(|at| interval_at(normal, *at).is_some())?;
    let (parts, _) = scan(&normal.part(0, of));
    let bound = matches!(
        parts.as_slice(),
        [Part::Compare(_), Part::Quantity(_)] | [Part::Between(..)] | [Part::Between(..), Part::Words(_)]
    );
    let included = match parts.last() {
        Some(Part::Words(words)) if parts.len() == 2 => {
            Some(["(含)", "(不含)"].iter().position(|it| *it == words.text)?)
        }
        _ => None,
    };
    let mut filter = levels::size(&parts).filter(|_| bound)?;
    // 5000元至5万元(含): what begins it is of the band below
    if let (Some(included), Condition::And(ends)) = (included, &mut filter) {
        one_end(ends, included == 0);
    }
    let thing = super::words::text(normal, of + "的".len(), at);
    let named = (1..=8).contains(&thing.text.chars().count()) && thing.text.chars().all(char::is_alphanumeric);
    named.then(|| carried(thing, filter, &normal.part(at, text.len())))?
}

/// Of a range of which one end is said to be in, or out, the other is not so.
fn one_end(ends: &mut [Condition], upper_is_in: bool) {
    use crate::ast::Comparison::{AtLeast, AtMost, LessThan, MoreThan};
    for end in ends {
        if let Condition::Compare { comparison, .. } = end {
            *comparison = match (*comparison, upper_is_in) {
                (AtLeast, true) => MoreThan,
                (AtMost, false) => LessThan,
                (other, _) => other,
            };
        }
    }
}

/// 禁止招用未满十六周岁的未成年人: none of those that are so.
pub fn ban(normal: &Normal) -> Option<Core> {
    let text = normal.text.as_str();
    let (at, word) = BANS.iter().find_map(|word| Some((find(text, word)?, *word)))?;
    let rest = normal.part(at + word.len(), text.len());
    let (parts, _) = scan(&rest);
    let (done, comparison, number, thing) = match parts.as_slice() {
        [Part::Words(done), Part::Compare(comparison), Part::Quantity(number), Part::Words(thing)] => {
            (done, *comparison, number, thing)
        }
        _ => return None,
    };
    let thing_ = thing.text.strip_prefix('的').filter(|thing| thing.chars().count() > 1)?;
    let field = FIELDS.iter().find_map(|field| Some((done.text.strip_suffix(field)?, *field)));
    let (verb, field) =
        field.filter(|(verb, _)| !verb.is_empty()).map_or((done.text.as_str(), None), |(verb, field)| {
            (verb, Some(Text { text: field.to_owned(), ..done.clone() }))
        });
    let (head, _) = scan(&normal.part(0, at));
    let framed = head.iter().any(|part| !matches!(part, Part::Words(_)));
    let topic = measure::rest(&head, normal.span(0, text.len()));
    let activity = Text { text: format!("{verb}{thing_}"), span: rest.span(0, rest.text.len()), quoted: false };
    let activity = match super::actors::is_actor(&topic.text) || topic.text.is_empty() {
        true => activity,
        false => Text { text: format!("{}{}", topic.text, activity.text), ..activity },
    };
    (!framed).then(|| Core::Never { activity, filter: Some(compared(number, comparison, field)) })
}

/// 不得直接采购: denied of what was said before it.
pub fn begins_ban(text: &str) -> bool {
    BANS.iter().any(|word| text.starts_with(word))
}

/// 采购超过5万元的须招标,不得直接采购: of those that are so.
pub fn scoped(ban: &mut Core, before: Option<&Requirement>) {
    if let (Core::Never { filter: filter @ None, .. }, Some(Core::Every { filter: Some(of), .. })) =
        (ban, before.map(|before| &before.core))
    {
        *filter = Some(of.clone());
    }
}

/// 未经批准, 没有处方的: what is wanting, of whoever is then denied something.
fn wants(words: &str) -> bool {
    let begins = ["未", "没有", "非经", "凡未"].iter().any(|word| words.starts_with(word));
    let listed = ["下列", "以下", "情形", "的情况"].iter().any(|word| words.contains(word));
    let plain = matches!(scan(&Normal::new(words, 0)).0.as_slice(), [Part::Words(_)]);
    begins && !listed && plain && (3..=24).contains(&words.chars().count())
}

impl Sentence {
    /// 未经批准,不得外出,不得会客: each is denied to those of whom it was said.
    pub(super) fn under(&mut self, cores: &mut [&mut Core], words: &str) {
        let denies = BANS.iter().any(|ban| words.contains(ban));
        let never = cores.iter().all(|core| matches!(core, Core::Never { filter: None, .. }));
        if cores.is_empty() || !never || !denies {
            return;
        }
        let last = self.read.last().filter(|_| self.read.len() > self.start);
        match last.map(|last| &last.core) {
            Some(Core::Phrase(head)) if wants(&head.text) => {
                self.under = Some(head.text.trim_end_matches('的').to_owned());
                self.read.pop();
            }
            Some(Core::Never { .. }) => {}
            _ => self.under = None,
        }
        let Some(head) = &self.under else { return };
        for core in cores {
            if let Core::Never { activity, .. } = core {
                activity.text.insert_str(0, head);
                activity.quoted = false;
            }
        }
    }

    /// 不得 without a blank behind it is as plain as any other word: what a bound describes, and of what it is said.
    pub(super) fn scoped(&mut self, requirement: &mut Requirement) {
        if !begins_ban(&requirement.words) || requirement.words.contains([' ', '「']) {
            return;
        }
        let words = Normal::placed(&requirement.words, requirement.span);
        if let Some(core) = ban(&words) {
            requirement.core = core;
        }
        self.under(&mut [&mut requirement.core], &requirement.words);
        let before = self.read.last().filter(|_| self.read.len() > self.start);
        scoped(&mut requirement.core, before);
    }
}
