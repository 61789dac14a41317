//! A clause as written becomes one resolved clause per requirement.

use guiju_engine::program::Worth;
use guiju_syntax::ast::{
    Clause, Comparison, Condition, Core, Entity, Expr, Period, PeriodKind, PeriodUnit, Property, PropertyKind,
    Quantity, Requirement, Scale, Text, Threshold,
};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::{Source, Span};
use rust_decimal::Decimal;

use super::Resolver;
use super::scope::Scope;
use crate::hir;

/// What a clause's own properties say that no section can say.
#[derive(Default)]
struct Own {
    label: Option<String>,
    veto: Option<Option<String>>,
    manual: Option<(Span, Option<Text>)>,
    note: bool,
    since: Vec<hir::Since>,
    consequences: Vec<String>,
}

/// What the requirements of one clause hand on to the next.
#[derive(Default)]
struct Carried {
    entity: Option<Entity>,
    period: Option<Period>,
    filter: Option<Condition>,
    topic: Option<Text>,
    /// Whether the period was said of a state.
    state: Option<bool>,
    /// What was counted so often.
    act: Option<String>,
    /// What was forbidden, in no time of its own.
    banned: Vec<String>,
}

impl Resolver<'_> {
    /// Resolves a clause and adds its requirements; gives back the worth that it states.
    pub(crate) fn clause(
        &mut self,
        scope: &Scope,
        id: &str,
        clause: &Clause,
        out: &mut Vec<hir::Clause>,
    ) -> Option<Decimal> {
        let (own, scoped) = self.own(&clause.properties);
        let scope = self.scope(&Scope { worth: None, ..scope.clone() }, scoped);
        let requirements = match &own.manual {
            _ if own.note => Vec::new(),
            Some((span, name)) => vec![manual(clause, *span, name, self.source)],
            None => self.requirements(clause),
        };
        self.conflicts(&clause.properties);
        let id = own.label.clone().unwrap_or_else(|| id.to_owned());
        let mut worth = scope.worth;
        if own.note {
            let text = plain_text(self.source, clause.span);
            out.push(assemble(&scope, &own, id, (clause.span, text), None));
            return None;
        }
        let single = requirements.len() == 1;
        let first = out.len();
        for (i, requirement) in requirements.into_iter().enumerate() {
            let id = if single { id.clone() } else { format!("{id}{}", letters(i)) };
            let text = plain_text(self.source, requirement.span);
            let mut resolved = assemble(&scope, &own, id, (requirement.span, text), None);
            if matches!(requirement.core, Core::Phrase(_)) {
                out.push(resolved);
                continue;
            }
            let mut own_worth = None;
            for kind in &requirement.properties {
                self.stated(kind, requirement.span, &mut resolved, &mut own_worth);
            }
            worth = own_worth.or(worth);
            resolved.worth = own_worth.map(|points| Worth { points, parts: 1 });
            if !requirement.scoring.is_empty() {
                resolved.scoring = requirement.scoring.clone();
            }
            resolved.requirement = Some(Box::new(requirement));
            out.push(resolved);
        }
        self.idle_properties(&clause.properties, out.get(first..).unwrap_or_default());
        each_its_own(out.get_mut(first..).unwrap_or_default()).or(worth)
    }

    /// A property that the sentence itself states.
    fn stated(&mut self, kind: &PropertyKind, span: Span, clause: &mut hir::Clause, worth: &mut Option<Decimal>) {
        match kind {
            PropertyKind::Worth(points) => *worth = Some(*points),
            PropertyKind::BonusCap(most) => clause.bonus_cap = Some(*most),
            PropertyKind::Consequence(words) => clause.consequences.push(words.text.clone()),
            PropertyKind::Veto(cap) => clause.veto = Some(cap.as_ref().map(|cap| cap.text.clone())),
            other => {
                let property = Property { span, kind: other.clone() };
                let scope = self.scope(&Scope::default(), [property]);
                clause.excepts.extend(scope.excepts);
                clause.except_holidays |= scope.except_holidays;
                clause.roll = scope.roll.or(clause.roll);
                clause.sample = scope.sample.or(clause.sample);
                clause.counted_as.extend(scope.counted_as);
                clause.effective_from = clause.effective_from.max(scope.effective_from);
                clause.effective_to = clause.effective_to.or(scope.effective_to);
                clause.applies = scope.applies.into_iter().fold(clause.applies.take(), both);
            }
        }
    }

    /// Splits a clause's properties into those that only a clause has and those that a section has too.
    fn own(&mut self, properties: &[Property]) -> (Own, Vec<Property>) {
        let (mut own, mut scoped) = (Own::default(), Vec::new());
        for property in properties {
            match &property.kind {
                PropertyKind::Label(name) => own.label = Some(name.text.clone()),
                PropertyKind::Veto(cap) => own.veto = Some(cap.as_ref().map(|cap| cap.text.clone())),
                PropertyKind::Manual(name) => own.manual = Some((property.span, name.clone())),
                PropertyKind::Note(None) => own.note = true,
                PropertyKind::Consequence(words) => own.consequences.push(words.text.clone()),
                PropertyKind::Since { from, comparison, threshold } => {
                    let threshold = self.threshold(threshold);
                    own.since.push(hir::Since { from: *from, comparison: *comparison, threshold });
                }
                PropertyKind::Note(Some(_)) => {}
                _ => scoped.push(property.clone()),
            }
        }
        own.since.sort_by_key(|since| since.from);
        (own, scoped)
    }

    /// The requirements of a clause: phrases replaced by what they mean, inherited parts filled in, names resolved.
    fn requirements(&mut self, clause: &Clause) -> Vec<Requirement> {
        let mut carried = Carried::default();
        let mut resolved: Vec<Requirement> = Vec::new();
        for written in &clause.requirements {
            let phrase = self.phrase(written);
            self.at = phrase.is_some().then_some(written.span);
            for mut requirement in phrase.unwrap_or_else(|| vec![written.clone()]) {
                match requirement.core {
                    Core::Narrow(condition) => self.narrow(condition, written.span, resolved.last_mut()),
                    // [phrase] means = "说明": words for readers, kept and shown as such
                    Core::Phrase(ref words) if words.text == "说明" && self.at.is_some() => {
                        resolved.push(requirement)
                    }
                    Core::Phrase(words) => {
                        self.report(
                            Diagnostic::new(Code::NothingCheckable, written.span)
                                .with("words", words.text.as_str())
                                .near(crate::near::nearest(&words.text, self.vocabulary.phrases.names())),
                        );
                    }
                    _ => {
                        inherit(&mut requirement, written, &mut carried);
                        let topic = carried.topic.clone();
                        self.requirement(&mut requirement, topic.as_ref());
                        resolved.push(requirement);
                    }
                }
            }
            self.at = None;
            if written.topic.is_some() {
                carried.topic.clone_from(&written.topic);
            }
            if written.entity.as_ref().is_some_and(|entity| entity.object.text != "班") {
                carried.entity.clone_from(&written.entity);
            }
        }
        resolved
    }

    /// What a phrase of the vocabulary means, with what the sentence around it says.
    fn phrase(&self, written: &Requirement) -> Option<Vec<Requirement>> {
        let inner = match &written.core {
            Core::Phrase(words) | Core::Measure { measure: Expr::Name(words), .. } => Some(words.text.as_str()),
            _ => None,
        };
        let phrases = &self.vocabulary.phrases;
        // A phrase that is the whole segment has its own periods and entities; around a part of it stand the segment's.
        let (around, (_, meaning)) = match phrases.get(&written.words) {
            Some(found) => (false, found),
            None => (true, inner.and_then(|words| phrases.get(words))?),
        };
        let meaning = meaning.iter().map(|requirement| Requirement {
            span: written.span,
            words: written.words.clone(),
            condition: requirement.condition.clone().or_else(|| written.condition.clone()),
            period: requirement
                .period
                .clone()
                .or_else(|| written.period.clone().filter(|_| around && periodic(requirement))),
            deadline: requirement.deadline.clone().or_else(|| written.deadline.clone().filter(|_| around)),
            core: requirement.core.clone(),
            entity: requirement
                .entity
                .clone()
                .or_else(|| written.entity.clone().filter(|_| around && periodic(requirement))),
            scoring: [written.scoring.as_slice(), requirement.scoring.as_slice()].concat(),
            properties: [written.properties.as_slice(), requirement.properties.as_slice()].concat(),
            topic: None,
        });
        Some(meaning.collect())
    }

    /// 其中 … of a trailing phrase narrows the requirement before it.
    fn narrow(&mut self, condition: Condition, span: Span, before: Option<&mut Requirement>) {
        let condition = self.condition(&condition, super::names::People::Records);
        let narrowed = match before {
            Some(requirement) => match &mut requirement.core {
                Core::Measure { filter, .. }
                | Core::Every { filter, .. }
                | Core::Never { filter, .. }
                | Core::Record { filter, .. } => {
                    *filter = both(filter.take(), condition);
                    requirement.span = requirement.span.to(span);
                    true
                }
                _ => false,
            },
            None => false,
        };
        if !narrowed {
            self.report(Diagnostic::new(Code::NothingToNarrow, span));
        }
    }
}

/// Whether a requirement is judged period by period and so takes a period or an entity from around it.
fn periodic(requirement: &Requirement) -> bool {
    matches!(requirement.core, Core::Measure { .. } | Core::Manual { .. })
}

/// The name of what it measures.
fn named(requirement: &Requirement) -> Option<&Text> {
    match &requirement.core {
        Core::Measure { measure: Expr::Name(name), .. } => Some(name),
        _ => None,
    }
}

/// 仓库每月盘点一次,盘点差异率不得超过0.5%: found each time that the act is done.
fn is_of(requirement: &Requirement, act: &str) -> bool {
    let Some((verb, _)) = act.char_indices().rev().nth(1) else { return false };
    let verb = act.get(verb..).unwrap_or("");
    named(requirement).is_some_and(|name| name.text.starts_with(verb))
}

/// Occasions: what is asked at each of them is as often as in a period.
const OCCASIONS: [&str; 9] = ["趟", "单", "餐", "顿", "台班", "班次", "车次", "批", "航班"];
/// What takes its own time: 每班, 每餐.
const TIMED: [&str; 4] = ["班", "餐", "班次", "趟次"];

/// Units of what is so at any time.
const STATES: [&str; 10] = ["分", "℃", "度", "摄氏度", "MPa", "dB", "分贝", "勒克斯", "ppm", "Pa"];

/// Whether it bounds a share, a score, a state (℃) or each single thing, and not how often or how much.
fn is_state(requirement: &Requirement) -> bool {
    // 演练一年两次,参演率90%以上: how often is said of the drills
    let state = |number: &Quantity| {
        matches!(number.scale, Scale::Percent | Scale::Permille | Scale::Points)
            || number.unit.as_ref().is_some_and(|unit| {
                // 水质每两小时检测一次,余氯0.3-1.0mg/L
                unit.text.contains('/') || STATES.contains(&unit.text.as_str())
            })
    };
    // 每周更新3条,单篇阅读量不低于500
    if let Core::Measure { measure: Expr::Name(name), .. } = &requirement.core
        && ["单篇", "单条", "单次", "单件", "单项", "单个", "单笔", "单场", "单人"]
            .iter()
            .any(|each| name.text.starts_with(each))
    {
        return true;
    }
    // 密码每90天更换一次,长度不少于8位
    if let Core::Measure { measure: Expr::Name(name), threshold: Threshold::Value(Expr::Number(number)), .. } =
        &requirement.core
        && number.scale == Scale::One
        && name.text.ends_with(['度', '高', '距', '径', '厚', '宽'])
    {
        return true;
    }
    // 每周消毒一次;出餐时间不超过15分钟
    if let Core::Measure {
        measure: Expr::Name(name),
        comparison: Comparison::AtMost | Comparison::LessThan,
        threshold: Threshold::Value(Expr::Number(number)),
        ..
    } = &requirement.core
        && ["时间", "时长", "时效", "耗时"].iter().any(|end| name.text.ends_with(end))
        && number.unit.as_ref().is_some_and(|unit| ["秒", "分钟", "小时"].contains(&unit.text.as_str()))
    {
        return true;
    }
    match &requirement.core {
        Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } => state(number),
        // pH值在6.5至8.5之间
        Core::Measure { threshold: Threshold::Range(from, to), .. } => {
            state(from) || state(to) || (from.unit.is_none() && to.unit.is_none() && from.scale == Scale::One)
        }
        _ => false,
    }
}

/// 每日备份一次,保存不少于30天: what lasts as long as the period or longer is not so often asked.
fn outlasts(requirement: &Requirement, period: &Period) -> bool {
    let Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } = &requirement.core else {
        return false;
    };
    let days = match number.unit.as_ref().map_or("", |unit| unit.text.as_str()) {
        "天" | "日" | "个工作日" | "工作日" | "个自然日" => 1,
        "周" => 7,
        "个月" | "月" => 28,
        "年" => 365,
        _ => return false,
    };
    let PeriodKind::Every(many, unit) = &period.kind else { return false };
    let length = match unit {
        PeriodUnit::Minute | PeriodUnit::Hour => 0,
        PeriodUnit::Day | PeriodUnit::Workday => 1,
        PeriodUnit::Week => 7,
        PeriodUnit::Year => 365,
        PeriodUnit::Quarter => 90,
        PeriodUnit::HalfYear => 180,
        PeriodUnit::HalfMonth => 15,
        _ => 28,
    };
    number.number.saturating_mul(Decimal::from(days)) > Decimal::from(length).saturating_mul(Decimal::from(*many))
}

/// 每小时, 每4小时: in what no share is told.
fn is_short(period: &Period) -> bool {
    matches!(period.kind, PeriodKind::Every(_, PeriodUnit::Minute | PeriodUnit::Hour))
}

/// Fills in what a requirement does not state itself from the ones before it in its clause.
fn inherit(requirement: &mut Requirement, written: &Requirement, carried: &mut Carried) {
    let states_nothing = written.entity.is_none() && written.period.is_none();
    if periodic(requirement) {
        // 冰箱每周除霜一次,冷藏温度0～4℃: how often is said of what is done, not of a state
        let state = is_state(requirement);
        let lasts = carried.period.as_ref().is_some_and(|period| outlasts(requirement, period));
        let goes_on = carried.state.is_none_or(|carried| carried == state)
            || !requirement.scoring.is_empty() && !carried.period.as_ref().is_some_and(is_short)
            || carried.act.as_ref().is_some_and(|act| is_of(requirement, act));
        // 每两小时巡逻一遍,每班签到4次: the shift is the period of what is asked in it
        let timed = written.entity.as_ref().is_some_and(|entity| TIMED.contains(&entity.object.text.as_str()));
        // 睡岗第三次辞退: so many of what is forbidden, whenever that is
        let of_ban = named(requirement).is_some_and(|name| carried.banned.contains(&name.text));
        if requirement.period.is_none() && !lasts && goes_on && !timed && !of_ban {
            requirement.period.clone_from(&carried.period);
        }
        if written.period.is_some() {
            carried.state = Some(state);
            carried.act = named(requirement).map(|name| name.text.clone());
        }
        // 车厢每趟清扫一次,每日消毒一次: an occasion stands for the period, which the next has of its own
        let occasion = |entity: &Entity| OCCASIONS.contains(&entity.object.text.as_str());
        let otherwise = written.period.is_some() && carried.entity.as_ref().is_some_and(occasion);
        if requirement.entity.is_none()
            && !otherwise
            && matches!(requirement.core, Core::Measure { .. })
            && !carried.entity.as_ref().is_some_and(|entity| counts_them(requirement, entity))
        {
            requirement.entity.clone_from(&carried.entity);
        }
    }
    if let Core::Measure { filter, .. } = &mut requirement.core {
        if filter.is_none() && states_nothing {
            filter.clone_from(&carried.filter);
        }
        carried.filter.clone_from(filter);
    }
    if let (Core::Never { activity, .. }, None) = (&requirement.core, &requirement.period) {
        carried.banned.push(activity.text.clone());
    }
    if requirement.period.is_some() {
        carried.period.clone_from(&requirement.period);
    }
    // 每班 is as good as a period: it is not handed on
    if requirement.entity.as_ref().is_some_and(|entity| entity.object.text != "班") {
        carried.entity.clone_from(&requirement.entity);
    }
}

/// 每个项目配备一名安全员,同时管理的项目不得超过两个: it is these that are counted.
fn counts_them(requirement: &Requirement, entity: &Entity) -> bool {
    named(requirement).is_some_and(|name| {
        let head = name.text.strip_suffix(entity.object.text.as_str());
        head.is_some_and(|head| head.ends_with('的'))
    })
}

/// Both conditions, as one.
pub(super) fn both(before: Option<Condition>, and: Condition) -> Option<Condition> {
    Some(match before {
        None => and,
        Some(Condition::And(mut all)) => {
            all.push(and);
            Condition::And(all)
        }
        Some(before) if before == and => and,
        Some(before) => Condition::And(vec![before, and]),
    })
}

/// The one requirement of a clause marked 人工: judged under the name given, else under its own words.
fn manual(clause: &Clause, span: Span, name: &Option<Text>, source: &Source) -> Requirement {
    let own_words = plain_text(source, clause.span);
    let first = clause.requirements.first();
    let name = name.clone().unwrap_or_else(|| Text {
        text: own_words.trim_end_matches(['。', '.', ';', ';']).to_owned(),
        span,
        quoted: true,
    });
    Requirement {
        span: clause.span,
        words: own_words,
        condition: None,
        entity: None,
        period: first.and_then(|first| first.period.clone()),
        deadline: None,
        core: Core::Manual { name, bound: None },
        scoring: clause.requirements.iter().flat_map(|requirement| requirement.scoring.clone()).collect(),
        properties: clause.requirements.iter().flat_map(|requirement| requirement.properties.clone()).collect(),
        topic: None,
    }
}

/// 甲(5分),乙(10分): what all are worth together where every one says its own; else what is said is of all of them.
fn each_its_own(clauses: &mut [hir::Clause]) -> Option<Decimal> {
    let scored = clauses.iter().filter(|clause| clause.is_scored());
    let own: Option<Vec<Decimal>> = scored.map(|clause| clause.worth.as_ref().map(|worth| worth.points)).collect();
    let total = own.filter(|own| own.len() > 1).map(|own| own.into_iter().fold(Decimal::ZERO, Decimal::saturating_add));
    if total.is_none() {
        clauses.iter_mut().for_each(|clause| clause.worth = None);
    }
    total
}

fn assemble(
    scope: &Scope,
    own: &Own,
    id: String,
    (span, text): (Span, String),
    requirement: Option<Box<Requirement>>,
) -> hir::Clause {
    hir::Clause {
        id,
        span,
        text,
        requirement,
        canonical: String::new(),
        applies: scope.applies.iter().cloned().fold(None, both),
        effective_from: scope.effective_from,
        effective_to: scope.effective_to,
        worth: None,
        worth_stated: false,
        bonus_cap: None,
        scoring: scope.scoring.clone(),
        since: own.since.clone(),
        excepts: scope.excepts.clone(),
        except_holidays: scope.except_holidays,
        roll: scope.roll,
        sample: scope.sample,
        veto: own.veto.clone(),
        consequences: own.consequences.clone(),
        counted_as: scope.counted_as.clone(),
    }
}

/// `a`, `b`, … `z`, `aa`, `ab` …
fn letters(index: usize) -> String {
    let mut name = Vec::new();
    let mut rest = index;
    loop {
        name.push(b'a' + u8::try_from(rest % 26).unwrap_or(0));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break,
        }
    }
    name.reverse();
    String::from_utf8(name).unwrap_or_default()
}

/// The words of a span as one line: without comments, line breaks and what stands around them.
fn plain_text(source: &Source, span: Span) -> String {
    let words = source.slice(span);
    let mut text = String::with_capacity(words.len());
    for line in words.lines() {
        let comment = line.bytes().any(|byte| byte == b'/').then(|| line.find("//")).flatten();
        let line = comment.and_then(|at| line.get(..at)).unwrap_or(line).trim();
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if ascii(text.chars().last()) && ascii(line.chars().next()) {
            text.push(' ');
        }
        text.push_str(line);
    }
    // 培训(不少于20学时: the bracket is said to its end
    if !text.contains('(') && !text.contains('（') {
        return text;
    }
    let opened = text.matches(['(', '（']).count() > text.matches([')', '）']).count();
    let next = source.slice(Span { start: span.end, end: span.end.saturating_add(CLOSING) });
    text.extend(next.chars().next().filter(|c| opened && [')', '）'].contains(c)));
    text
}

/// The longest closing bracket, in bytes.
const CLOSING: u32 = 3;
