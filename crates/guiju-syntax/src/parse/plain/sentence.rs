//! A sentence: segments that follow each other, and what they say of each other.

mod among;
mod except;
mod limited;
mod recalled;
mod refused;
mod segment;
mod unscored;
mod whose;

use std::ops::Range;

use rust_decimal::Decimal;

use super::actors::{actor, between, same_act};
use super::acts::{Wanted, denied};
use super::apart::apart;
use super::asked::vague;
use super::attribution;
use super::audit;
use super::bands::Bands;
use super::discourse;
use super::effects::{self};
use super::events::urges;
use super::exceptions::{self, excepted};
use super::facts;
use super::findings::Best;
use super::grades;
use super::guard;
use super::looks::awaits_act;
use super::reword::{amid, day_of_event, edge_workday, reworded};
use super::said::CAUGHT;
use super::scan::{Part, scan};
use super::scored::Series;
use super::sequence::goes_on;
use super::shared;
use super::words::{ends_as_case, text};
use super::{Read, opening, respective, response};
use crate::ast::{Core, PropertyKind, Requirement, Scale, Text};
use crate::catalogue::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::normal::Normal;
use crate::span::Span;

/// 满意度(10分):90分以上得10分: its worth is said twice.
fn worth_once(requirement: &mut Requirement) {
    let mut known = Vec::new();
    requirement.properties.retain(|property| match property {
        PropertyKind::Worth(points) if known.contains(points) => false,
        PropertyKind::Worth(points) => {
            known.push(*points);
            true
        }
        _ => true,
    });
}

/// Reads a sentence: segments that follow each other up to `;` or `。`.
#[derive(Default)]
pub struct Sentence {
    /// What is read so far, of the whole clause.
    pub read: Vec<Requirement>,
    /// What is wrong.
    pub problems: Vec<Diagnostic>,
    /// Where requirements stand that were written in canonical form.
    exact: Vec<Span>,
    /// Segments whose points may still follow.
    pub(super) waiting: Vec<Normal>,
    /// Where the requirements of this sentence begin.
    pub(super) start: usize,
    /// Where those of the sentence before begin.
    pub(super) previous: usize,
    /// 每月5日前, alone: it belongs to what follows.
    opening: Option<Normal>,
    /// 如遇节假日 has been said: where the date goes follows.
    rolling: bool,
    /// 评5分, of a requirement that is still to come.
    pub(super) worth: Option<Decimal>,
    /// 90分以上得10分: further bands may follow.
    pub(super) bands: Option<Bands>,
    /// 首次扣50元: the next times may follow.
    pub(super) series: Option<Series>,
    /// Up to here everything has its points.
    pub(super) done: usize,
    /// 完全符合要求,评5分: what the other findings fall short of.
    pub(super) best: Option<Best>,
    /// 节假日除外, of what is still to come.
    excepting: bool,
    /// 每有1例: its points follow.
    stepping: Option<Normal>,
    /// 未经批准: of whom what is denied next is said.
    pub(super) under: Option<String>,
    /// 到达现场时限: of what the numbers that follow are the bounds.
    limit: Option<limited::Heading>,
    /// 一经发现: what follows is taken from whoever is found.
    pub(super) caught: bool,
    /// All that was said.
    pub(super) said: Vec<Normal>,
    /// 除急诊外, of what is still to come.
    exceptions: Vec<Text>,
    /// They are said of something.
    excepted: bool,
    /// 抽查2个月: how it is looked at, which is checked in full.
    sampled: Vec<Normal>,
    /// 普通快件3天内: what is done so soon is said with the next.
    eliding: Vec<Normal>,
    /// 根据公司规定: what for, or on what grounds, where what is asked follows.
    grounds: Option<Normal>,
    /// 上午、下午各巡查一次: where what was asked of each of them stands.
    each: Range<usize>,
    /// 应先审批: the next step may follow.
    in_order: bool,
    /// 发生事故的, of which kinds have had their points, and 事故.
    kinds: Option<(Normal, String)>,
    /// Requirements that only say what is not punished, and all that was said of them.
    pub(super) pardoned: Vec<(Span, Normal)>,
    /// 扣责任人50元: from whom the points of this sentence are taken.
    payer: Option<String>,
    /// (疑难件48小时内结案): what is said in brackets of something narrower.
    pub(super) beside: Vec<Normal>,
    /// Who answers for what is said at a place.
    owners: Vec<(Span, Text)>,
}

impl Sentence {
    /// The next segment, without blanks.
    pub fn next(&mut self, normal: &Normal) {
        if !normal.text.contains(['次', '犯']) {
            self.series = None;
        }
        if (urges(&normal.text) || facts::informs(normal)) && effects::split(normal).is_none() {
            self.flush();
            self.said.push(normal.clone());
            return self.phrase(normal);
        }
        if opening::joins(normal) {
            return;
        }
        if opening::hedges(normal) {
            let vague = Diagnostic::new(Code::VagueWord, normal.span(0, normal.text.len()));
            return self.problems.push(vague.with("word", normal.text.as_str()));
        }
        if opening::explains(normal) {
            self.grounds = Some(normal.clone());
            return;
        }
        // 不操作设备,每次扣2分: whether that is to be done nobody can say
        let subject = |normal: &Normal| effects::split(normal).map_or(normal.text.len(), |(at, _)| at);
        if normal.text.starts_with('不')
            && !ends_as_case(&normal.text)
            && normal.text.get(..subject(normal)).and_then(denied) == Some(Wanted::Unsaid)
        {
            self.flush();
            let unsaid = Diagnostic::new(Code::NothingCheckable, normal.span(0, normal.text.len()));
            return self.problems.push(unsaid.with("words", normal.text.as_str()));
        }
        let prizes = respective::prizes(normal);
        let normal = prizes.as_ref().unwrap_or(normal);
        let each = respective::each(normal);
        if !each.is_empty() {
            return each.iter().for_each(|part| self.next(part));
        }
        let headed = limited::with_colon(normal);
        let normal = headed.as_ref().unwrap_or(normal);
        if let Some(each) = self.listed(normal) {
            return each.iter().for_each(|part| self.next(part));
        }
        let limited = self.limited(normal);
        let normal = &opening::unjoined(&opening::unnumbered(limited.as_ref().unwrap_or(normal)));
        // 每日巡查2次且每周消毒1次
        if let Some((at, length)) = apart(normal) {
            self.next(&normal.part(0, at));
            return self.next(&normal.part(at + length, normal.text.len()));
        }
        let hedge = opening::hedge(normal);
        if hedge > 0 {
            let vague = Diagnostic::new(Code::VagueWord, normal.span(0, hedge));
            self.problems.push(vague.with("word", normal.text.get(..hedge).unwrap_or("")));
        }
        let normal = &normal.part(hedge, normal.text.len());
        let from = ["凡是", "凡", "其中", "对于"]
            .iter()
            .find(|word| normal.text.starts_with(**word))
            .map_or(0, |word| word.len());
        let within = normal.text.starts_with("其中");
        let unlabelled = self.labelled(&normal.part(from, normal.text.len()));
        if unlabelled.text.is_empty() {
            return;
        }
        let last = self.read.last().filter(|_| self.read.len() > self.start);
        if let Some(problem) = day_of_event(&unlabelled, last, !self.waiting.is_empty()) {
            self.waiting.clear();
            self.said.push(unlabelled);
            return self.problems.push(problem);
        }
        let edge = edge_workday(&unlabelled);
        let roll = edge.as_ref().and_then(|(_, roll)| *roll);
        let unlabelled = edge.map_or(unlabelled, |(plain, _)| plain);
        self.caught = self.catches(&unlabelled);
        let mut normal = &reworded(&unlabelled);
        let rest;
        // 道路保洁每天不少于16小时: with nothing else named it is what is done
        let named = |at: &usize| {
            // 正式员工须提前30天: they do the same, so soon
            if response::only_interval(&normal.part(*at, normal.text.len())) {
                return false;
            }
            let (parts, _) = scan(&normal.part(*at, normal.text.len()));
            // 女职工不得少于职工总数的30%: of them it is asked how many they are
            if let [Part::Compare(_), Part::Words(whole), Part::Quantity(share)] = parts.as_slice()
                && share.scale == Scale::Percent
                && whole.text.ends_with('的')
            {
                return false;
            }
            parts.iter().any(|part| !matches!(part, Part::Period(_) | Part::Compare(_) | Part::Quantity(_)))
        };
        if let Some(at) = actor(normal).filter(named) {
            rest = normal.part(at, normal.text.len());
            self.owners.push((rest.span(0, rest.text.len()), text(normal, 0, at)));
            normal = &rest;
        } else if let Some((from, to)) = between(normal).or_else(|| amid(normal)) {
            self.owners.push((normal.span(0, normal.text.len()), text(normal, from, to)));
            let mut whole = normal.part(0, from);
            whole.copy(normal, to, normal.text.len());
            rest = whole;
            normal = &rest;
        } else if let Some((at, act)) = same_act(normal).zip(self.owned_act()) {
            self.owners.push((normal.span(0, normal.text.len()), text(normal, 0, at)));
            let mut same = normal.part(0, 0);
            same.insert(&act, normal, at);
            same.copy(normal, at, normal.text.len());
            rest = same;
            normal = &rest;
        }
        let done;
        if let Some((plain, who)) = attribution::within(normal) {
            done = plain;
            self.owners.push((done.span(0, done.text.len()), who));
            normal = &done;
        }
        self.said.push(normal.clone());
        // 采购应先审批, then 再付款
        let open = self.in_order && self.waiting.is_empty() && self.read.len() > self.start;
        if open && self.read.last_mut().is_some_and(|last| goes_on(last, normal)) {
            return;
        }
        self.in_order =
            unlabelled.text.contains('先') && normal.text.contains("事先") && !unlabelled.text.contains("事先");
        if self.attributed_to(normal) {
            return;
        }
        self.problems.extend(vague(normal).or_else(|| vague(&unlabelled)));
        let known = self.read.len();
        match excepted(normal) {
            Some(except) => {
                let asking = |read: &&Requirement| !matches!(read.core, Core::Phrase(_) | Core::Narrow(_));
                let last = self.read.iter().rposition(|it| asking(&it));
                match last.filter(|_| except.behind && self.waiting.is_empty()) {
                    Some(last) => self.except_from(last, &except.names),
                    None => self.exceptions = except.names,
                }
                if !except.rest.text.is_empty() {
                    self.segment(&except.rest);
                }
            }
            None => self.segment(normal),
        }
        if within {
            self.within(known);
        }
        let asking = self.read.iter_mut().skip(known);
        for read in asking.filter(|read| read.period.is_some() && read.deadline.is_some()) {
            read.properties.extend(roll.map(PropertyKind::Roll));
        }
        self.except(known);
    }

    /// 一经发现罚款500元; or 罚款500元, behind 一经查实 that stands alone. 虚报行程的,一经查实 is of one case.
    fn catches(&self, normal: &Normal) -> bool {
        let case = !self.waiting.is_empty();
        let begins = |word: &&str| normal.text.starts_with(*word) && !(case && word.ends_with('实'));
        let alone = self.said.last().is_some_and(|last| CAUGHT.contains(&last.text.as_str()));
        CAUGHT.iter().any(begins) || alone && self.caught
    }

    /// All requirements, and what is wrong.
    pub fn finish(mut self) -> Read {
        let known = self.read.len();
        self.end();
        self.except(known);
        self.unpunished();
        let exact = &self.exact;
        self.read.iter_mut().filter(|read| !exact.contains(&read.span)).for_each(exceptions::unsaid);
        self.read.iter_mut().for_each(discourse::unheaded);
        let asking = self.read.iter_mut().find(|read| !matches!(read.core, Core::Phrase(_)));
        if let (true, Some(asking)) = (self.excepting, asking) {
            asking.properties.push(PropertyKind::ExceptHolidays);
        }
        // What is written in canonical form says exactly which words are the name.
        let exact = std::mem::take(&mut self.exact);
        let plain = |read: &&mut Requirement| !exact.contains(&read.span);
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::unplaced));
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(grades::asked));
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::unfit));
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::misspelt_unit));
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::wholeless));
        // 每周上门访问8家,电话访问30: the period goes on
        if self.read.iter().all(|read| read.period.is_none()) {
            self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::numbered_at_end));
        }
        let owner = |read: &Requirement| {
            let of = |place: &Span| place.start <= read.span.start && read.span.start < place.end;
            self.owners.iter().find(|(place, _)| of(place)).map(|(_, who)| who.clone())
        };
        for read in self.read.iter_mut().filter(|read| !matches!(read.core, Core::Phrase(_) | Core::Narrow(_))) {
            read.properties.extend(owner(read).map(PropertyKind::Owner));
        }
        self.problems.extend(self.read.iter_mut().filter(plain).filter_map(guard::boundless));
        self.read.iter_mut().for_each(worth_once);
        // an error says already that something is left
        if self.problems.iter().all(|problem| problem.code.entry().severity == Severity::Warning) {
            let left = audit::unread(&self.said, &self.read, &exact);
            self.problems.extend(left);
        }
        // a list begins with room for four
        self.read.shrink_to_fit();
        (self.read, self.problems)
    }

    /// The sentence ends.
    pub fn end(&mut self) {
        if let Some(stepping) = self.stepping.take() {
            self.unscored(&stepping);
        }
        if let Some(opening) = self.opening.take() {
            if awaits_act(&opening.text) {
                self.unscored(&opening);
            } else {
                self.phrase(&opening);
            }
        }
        let events = std::mem::take(&mut self.eliding);
        match shared::headed(&events) {
            Some(each) => each.iter().for_each(|event| self.segment(event)),
            None => events.iter().for_each(|event| self.unscored(event)),
        }
        self.flush();
        self.narrower();
        self.refused();
        if let Some(grounds) = self.grounds.take().filter(|_| self.read.len() == self.start) {
            self.phrase(&grounds);
        }
        let sampled = std::mem::take(&mut self.sampled);
        if self.read.len() == self.start {
            sampled.iter().for_each(|sampled| self.phrase(sampled));
        }
        let asking = self.read.iter_mut().rev().find(|read| !matches!(read.core, Core::Phrase(_)));
        if let (Some(worth), Some(asking)) = (self.worth, asking) {
            asking.properties.push(PropertyKind::Worth(worth));
            self.worth = None;
        }
        if self.read.len() > self.start {
            self.previous = self.start;
        }
        self.start = self.read.len();
        self.under = None;
        self.payer = None;
    }

    /// A segment read as canonical.
    pub fn requirement(&mut self, mut requirement: Requirement) {
        self.flush();
        self.scoped(&mut requirement);
        match (self.opening.take(), &mut requirement.core) {
            // 工作时间内, 不得玩手机
            (Some(opening), Core::Never { activity, .. }) if opening::during(&opening) && !activity.quoted => {
                activity.text.insert_str(0, &opening.text);
            }
            (Some(opening), _) => self.phrase(&opening),
            (None, _) => {}
        }
        self.exact.push(requirement.span);
        let known = self.read.len();
        self.read.push(requirement);
        self.except(known);
    }

    /// Whether anything is asked so far in this clause.
    pub fn asks(&self) -> bool {
        self.read.iter().any(|read| !matches!(read.core, Core::Phrase(_) | Core::Narrow(_)))
    }

    /// A property that is stated in canonical form, of the requirement before it.
    pub fn property(&mut self, kind: PropertyKind) {
        self.flush();
        let asking = |read: &&mut Requirement| !matches!(read.core, Core::Phrase(_) | Core::Narrow(_));
        let Some(last) = self.read.iter_mut().rev().find(asking) else { return };
        match kind {
            PropertyKind::Scoring(scoring) => last.scoring.push(scoring),
            kind => last.properties.push(kind),
        }
        self.done = self.read.len();
    }
}
