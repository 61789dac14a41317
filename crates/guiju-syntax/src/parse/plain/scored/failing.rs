//! Failings, or achievements, of their own: 迟到一次扣1分, 论文每篇加3分.

use super::lengths;
use crate::ast::{Core, Entity, Requirement, ScoringRule};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::build::empty_requirement;
use crate::parse::plain::lapse;
use crate::parse::plain::measure;
use crate::parse::plain::points::{self, attach, counts_once, each_time, of_entity, same_ban, shared_out};
use crate::parse::plain::response::interval_at;
use crate::parse::plain::said::{PENALTIES, Scored};
use crate::parse::plain::scan::scan;
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::violation::{self, wanting};
use crate::parse::plain::words::{self, text};

/// Ranks of one kind each, which stand in for each other.
#[rustfmt::skip]
const RANKS: [&[&str]; 5] = [
    &["国家级", "省部级", "省级", "市级", "地市级", "县级", "区级", "区县级", "校级", "院级", "厂级", "部级", "镇级", "乡级", "公司级", "集团级", "部门级", "科级"],
    &["特等奖", "一等奖", "二等奖", "三等奖", "优秀奖", "鼓励奖", "金奖", "银奖", "铜奖", "第一名", "第二名", "第三名", "冠军", "亚军", "季军"],
    &["优秀", "良好", "中等", "合格", "不合格", "及格", "不及格", "基本合格", "优", "良", "中", "差", "较差"],
    &["A级", "B级", "C级", "D级", "E级", "甲级", "乙级", "丙级", "A", "B", "C", "D", "E"],
    &["甲等", "乙等", "丙等", "A等", "B等", "C等", "A档", "B档", "C档", "D档", "一档", "二档", "三档"],
];

impl Sentence {
    /// …的,没收并扣5分: what else follows is no second failing.
    pub(super) fn penalty(&self, said: &mut Scored) {
        let case = self.waiting.last().is_some_and(|last| words::ends_as_case(&last.text));
        let own = said.own.text.trim_end_matches(['并', '且', '另', '再', '同', '时', '及', ',', '后']);
        let at_once = ["立即", "当场", "马上", "一律"].iter().find_map(|word| own.strip_prefix(word)).unwrap_or(own);
        // 立即停止操作并罚款: what is done at once besides
        let joined = own.len() < said.own.text.len() && at_once.len() < own.len();
        let besides = joined || PENALTIES.iter().any(|word| at_once.starts_with(word));
        if case && !said.refers && said.effects.takes() && besides {
            said.effects.consequence = said.effects.consequence.take().or_else(|| Some(text(&said.own, 0, own.len())));
            said.own = said.own.part(0, 0);
            said.refers = true;
        }
    }

    /// Failings, or achievements, of their own.
    pub(super) fn failings(&mut self, said: &Scored) {
        // 准确率99.5%以上,每错发一单扣20元: what is asked, and a failing of its own
        let wanted = !self.waiting.is_empty() && self.waiting.iter().all(|it| measure::is_wanted(&scan(it).0));
        if (said.own.text.starts_with('每') || wanted)
            && !said.refers
            && !self.waiting.iter().any(|it| words::ends_as_case(&it.text))
        {
            self.flush();
        }
        // 准确率98%以上,屡教不改的,扣3分
        // 破片率0.05%以内,损坏光刻版的每块扣200元; 每日发布3条以上,播放量破10万的每条奖200元
        let case = said.is_case();
        let apart = |it: &Normal| case && (measure::asks_within(it) || measure::asks_so_many(&scan(it).0));
        let wants = |it: &Normal| measure::is_wanted(&scan(it).0) || apart(it);
        let first = |it: &&Normal| !words::ends_as_case(&it.text) && wants(it);
        let heads = self.waiting.iter().take_while(first).count();
        let named = |it: &Normal| !lapse::is_lapse(&it.text) && !measure::without_name(it);
        let own = heads == self.waiting.len() && self.waiting.last().is_some_and(apart);
        let fails = self.waiting.get(heads).is_some_and(named) || own && !said.refers && named(&said.own);
        if fails && (said.effects.takes() && !said.effects.adds() || own) {
            let behind = self.waiting.split_off(heads);
            self.flush();
            self.waiting = behind;
        }
        let mut subjects = std::mem::take(&mut self.waiting);
        if !said.refers {
            subjects.push(said.own.clone());
        }
        wanting::share_deadline(&mut subjects);
        let subjects = wanting::share_interval(subjects);
        let village = of_entity(&said.own);
        let mut read = Vec::new();
        for (subject, effects) in subjects.iter().flat_map(|subject| shared_out(subject, &said.effects)) {
            let subject = self.with_object(self.with_trigger(subject));
            let subject = self.said_again(subject);
            let subject = self.with_rank(subject, &read);
            // 旷课1节、半天、1天分别扣1分、2分、5分: lengths in units of their own, which one step cannot say
            if points::unlike(&subject, &effects) {
                self.problems.push(
                    Diagnostic::new(Code::NothingCheckable, said.whole.span(0, said.whole.text.len()))
                        .with("words", said.whole.text.as_str()),
                );
                continue;
            }
            if let Some(mut missed) = wanting::missed_period(&subject).filter(|_| effects.takes()) {
                let effects = wanting::wanting(&missed, &points::times(&effects));
                attach(&mut missed, &effects);
                read.push(missed);
                continue;
            }
            let (mut found, problems) = violation::violation(&subject, &effects);
            let each = self.each_before(&subject);
            // …的,每孔扣1000元: of a ban, each time; of a measure, each of them
            let banned = found.iter().all(|it| matches!(it.core, Core::Never { .. }));
            let fixed = effects.rules.iter().all(|rule| matches!(rule, ScoringRule::Fixed { .. }));
            // 油管未包扎,违者罚款100元: whoever breaks it, each time
            let offends = said.refers && effects.takes() && self.offenders(said);
            // 25分钟内未上齐的,每桌扣20元: no duty is asked of each
            let duty = village.is_some() && found.iter().all(|it| matches!(it.core, Core::Every { .. }));
            let times = ((village.is_some() || offends) && banned || duty) && fixed && !effects.rules.is_empty();
            let effects = if times { points::times(&effects) } else { effects };
            for requirement in &mut found {
                let village = village.clone().filter(|_| !times);
                requirement.entity = requirement.entity.take().or(village).or_else(|| each.clone());
                points::planned(requirement);
            }
            // 单项最多16分: a limit bans nothing
            let limits = effects.says_only_how_much() && !effects.full && effects.worth.is_none();
            if limits {
                found.retain(|it| !matches!(it.core, Core::Never { .. } | Core::Record { .. }));
            }
            if found.is_empty() && effects.worth.is_some() {
                self.worth = effects.worth.max(self.worth);
            }
            if found.is_empty() && problems.is_empty() && !subject.text.is_empty() {
                let mut phrase = empty_requirement(subject.span(0, subject.text.len()));
                phrase.words.clone_from(&subject.text);
                phrase.core = Core::Phrase(text(&subject, 0, subject.text.len()));
                found.push(phrase);
            }
            for requirement in &mut found {
                let bounded = matches!(requirement.core, Core::Never { filter: Some(_), .. });
                // 一个季度内无漏测的加8分 is won once
                let won = effects.adds() && matches!(requirement.core, Core::Never { .. });
                if bounded || each.is_some() || counts_once(&subject) && !won {
                    each_time(requirement, &effects);
                } else {
                    attach(requirement, &effects);
                }
            }
            read.extend(found);
            self.problems.extend(problems);
        }
        read.into_iter().for_each(|requirement| self.merge(requirement));
    }

    /// 每一项指标未完成月计划扣1分,未完成年度计划扣2分: each of the same items.
    fn each_before(&self, subject: &Normal) -> Option<Entity> {
        let last = self.read.get(self.start..)?.last().filter(|_| subject.text.starts_with('未'))?;
        match &last.core {
            Core::Never { activity, .. } if activity.text.starts_with('未') => last.entity.clone(),
            _ => None,
        }
    }

    /// 客诉24小时内未响应的扣2分,48小时内未解决的扣5分: from the same event.
    fn with_trigger(&self, subject: Normal) -> Normal {
        let Some(Requirement { core: Core::Every { trigger, .. }, .. }) = self.read.last() else { return subject };
        if interval_at(&subject, 0).is_none() {
            return subject;
        }
        let mut whole = Normal::placed(&trigger.text, trigger.span);
        whole.copy(&subject, 0, subject.text.len());
        whole
    }

    /// 获一等奖加5分,二等奖加3分: of the same, with another rank.
    fn with_rank(&self, subject: Normal, read: &[Requirement]) -> Normal {
        let stem = subject.text.trim_end_matches(['的', '者', ',', '为']);
        let mine = self.read.get(self.start..).unwrap_or_default();
        let before = mine.iter().chain(read).next_back().map(|last| &last.core);
        let (Some(Core::Never { activity, .. } | Core::Record { activity, .. }), Some(ranks)) =
            (before, RANKS.iter().find(|ranks| ranks.contains(&stem)))
        else {
            return subject;
        };
        let known = ranks.iter().filter_map(|rank| Some((activity.text.rfind(rank)?, rank.len())));
        let Some((at, length)) = known.max_by_key(|(at, length)| (at + length, *length)) else { return subject };
        let mut whole = activity.text.clone();
        whole.replace_range(at..at + length, stem);
        if whole == activity.text { subject } else { Normal::placed(&whole, subject.span(0, subject.text.len())) }
    }

    /// 按要求佩戴胸牌,未佩戴的每次扣1分: of what was said; that is then all it says.
    fn with_object(&mut self, subject: Normal) -> Normal {
        let stem = subject.text.trim_end_matches(['的', '者']);
        let Some(verb) = stem.strip_prefix('未').filter(|verb| (2..=3).contains(&verb.chars().count())) else {
            return subject;
        };
        let Some(last) = self.read.last().filter(|_| self.read.len() > self.start) else { return subject };
        let Core::Phrase(words) = &last.core else { return subject };
        const LEADS: [&str; 10] = ["按要求", "按规定", "按时", "统一", "规范", "上班", "上岗", "必须", "应", "须"];
        let mut said = words.text.as_str();
        while let Some(rest) = LEADS.iter().find_map(|lead| said.strip_prefix(lead)) {
            said = rest;
        }
        if !said.starts_with(verb) || said.len() == verb.len() {
            return subject;
        }
        let whole = Normal::placed(&format!("未{said}"), words.span);
        self.read.pop();
        whole
    }

    /// 员工必须佩戴胸牌,不佩戴胸牌的: what was asked of them says no more.
    fn said_again(&mut self, subject: Normal) -> Normal {
        let undone = wanting::left_undone(&subject.text);
        let again = |act: &str| undone.is_some_and(|undone| wanting::is_act(undone, act));
        let mine = self.read.last().filter(|_| self.read.len() > self.start);
        if !mine.is_some_and(|last| matches!(&last.core, Core::Phrase(words) if again(&words.text))) {
            return subject;
        }
        self.read.pop();
        let end = subject.text.trim_end_matches(['的', '者']).len();
        let from = if subject.text.starts_with("发现") { "发现".len() } else { 0 };
        subject.part(from, end)
    }

    /// 未发生X得5分;发生X不得分: one ban, with the points of both.
    pub(in crate::parse::plain) fn merge(&mut self, mut requirement: Requirement) {
        match self.read.iter_mut().find(|known| same_ban(known, &requirement)) {
            // 旷课1节扣1分,旷课1天扣5分: which of the steps holds nothing decides
            Some(known) if points::overlap(known, &requirement) => {
                let unread = Diagnostic::new(Code::NumberUnread, requirement.span);
                self.problems.push(unread.with("words", requirement.words.as_str()));
            }
            Some(known) => {
                known.scoring.extend(requirement.scoring);
                known.properties.extend(requirement.properties);
            }
            None => {
                let start = self.start.min(self.read.len());
                lengths::part(self.read.get_mut(start..).unwrap_or_default(), &mut requirement);
                self.read.push(requirement);
            }
        }
    }
}
