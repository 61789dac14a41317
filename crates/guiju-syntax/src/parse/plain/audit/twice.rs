//! What is told of one thing in a clause and read of two: 不得 无故缺席 and 不得 缺席, 不得 体罚 with the points of another.

use crate::ast::{Core, Expr, PropertyKind, Requirement, Text, Threshold};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::parse::plain::duty::is_bad_event;
use crate::parse::plain::effects;
use crate::parse::plain::measure::is_bad;
use crate::span::Span;

/// What says that something fails.
const FAILS: &str = "未不没无违迟漏缺错擅私乱误逾超少低差损坏脏乱弄伤谎虚假骗偷";

/// In what a time is measured.
const LENGTHS: [&str; 4] = ["分钟", "小时", "秒", "个小时"];

/// 培训期间不得无故缺席,…,缺席一次扣3分: the points are of a ban that only repeats the one before.
pub fn repeated(read: &[&Requirement]) -> Vec<Diagnostic> {
    let bans: Vec<(&Requirement, &Text)> = read.iter().filter_map(|it| Some((*it, banned(it)?))).collect();
    let mut problems = Vec::new();
    for (at, (later, name)) in bans.iter().enumerate() {
        let same = bans.iter().take(at).find(|(earlier, whole)| {
            earlier.scoring.is_empty() != later.scoring.is_empty()
                && whole.text != name.text
                && name.text.chars().count() > 1
                && (whole.text.ends_with(&name.text) || name.text.ends_with(&whole.text))
        });
        if let Some((_, whole)) = same {
            let problem = Diagnostic::new(Code::SaidTwice, name.span).with("name", name.text.as_str());
            problems.push(problem.with("other", whole.text.as_str()));
            continue;
        }
        // 迟到10分钟以内,迟到一次扣10元: of which ones the points are
        if let Some(bounded) =
            read.iter().find(|it| it.span < later.span && bounds(it, &name.text) && told_by(it, later))
        {
            let problem = Diagnostic::new(Code::SaidTwice, name.span).with("name", name.text.as_str());
            problems.push(problem.with("other", bounded.words.as_str()));
        }
    }
    problems
}

/// 管理人员不少于40学时,员工不少于24学时: who answers for it does not say who is judged, so both hold for everyone.
pub fn held_to_both(read: &[&Requirement]) -> Vec<Diagnostic> {
    let asked = |it: &Requirement| match &it.core {
        Core::Measure { measure: Expr::Name(name), threshold, .. } => Some((name.clone(), threshold.clone())),
        _ => None,
    };
    let owner = |it: &Requirement| {
        it.properties.iter().find_map(|property| match property {
            PropertyKind::Owner(who) => Some(who.text.clone()),
            _ => None,
        })
    };
    let owned: Vec<(Text, Threshold, String)> = read
        .iter()
        .filter_map(|it| asked(it).zip(owner(it)).map(|((name, threshold), who)| (name, threshold, who)))
        .collect();
    let later = |(at, (name, bound, who)): (usize, &(Text, Threshold, String))| {
        let before = owned.iter().take(at);
        let (_, _, one) = before.rev().find(|(of, other, one)| of.text == name.text && one != who && other != bound)?;
        let problem = Diagnostic::new(Code::HeldToBoth, name.span).with("name", name.text.as_str());
        Some(problem.with("one", one.as_str()).with("other", who.as_str()))
    };
    owned.iter().enumerate().filter_map(later).collect()
}

/// Whether it is of those of this name that last so long, and asks nothing else.
fn bounds(requirement: &Requirement, of: &str) -> bool {
    match &requirement.core {
        Core::Never { activity, filter: Some(_) } => activity.text == of,
        Core::Measure { measure: Expr::Name(name), threshold: Threshold::Value(Expr::Number(bound)), .. } => {
            let long = |unit: &Text| LENGTHS.contains(&unit.text.as_str());
            name.text == of && bound.unit.as_ref().is_some_and(long)
        }
        _ => false,
    }
}

/// Whether it has the points of the later one, or none.
fn told_by(one: &Requirement, later: &Requirement) -> bool {
    !later.scoring.is_empty() && (one.scoring.is_empty() || alike(one, later))
}

fn banned(requirement: &Requirement) -> Option<&Text> {
    match &requirement.core {
        Core::Never { activity, filter: None } => Some(activity),
        _ => None,
    }
}

/// 冷藏保存48小时以上,留样记录缺一次扣3分: the points are said of what stands with them, and the other is no failing.
pub fn spread(segments: &[Normal], read: &[&Requirement]) -> Vec<Diagnostic> {
    let own = |requirement: &Requirement| {
        let place = requirement.span;
        segments.iter().find(|it| within(place, it.span(0, it.text.len())))
    };
    let mut problems = Vec::new();
    for (at, requirement) in read.iter().enumerate() {
        let Core::Never { activity, .. } = &requirement.core else { continue };
        let Some(segment) = own(requirement).filter(|it| effects::split(it).is_none()) else { continue };
        let shared = read.iter().skip(at + 1).any(|later| {
            let subject = own(later).and_then(effects::split).map_or(0, |(subject, _)| subject);
            subject > 0 && !later.scoring.is_empty() && alike(later, requirement)
        });
        let text = segment.text.as_str();
        if shared
            && !text.contains(|c| FAILS.contains(c))
            && !is_bad_event(text)
            && !is_bad(text)
            && !text.ends_with(['的', '者'])
        {
            problems.push(Diagnostic::new(Code::PointsSpread, activity.span).with("name", activity.text.as_str()));
        }
    }
    problems
}

fn alike(one: &Requirement, other: &Requirement) -> bool {
    let rules = |it: &Requirement| it.scoring.iter().map(|scoring| scoring.rules.clone()).collect::<Vec<_>>();
    !rules(one).is_empty() && rules(one) == rules(other)
}

fn within(place: Span, whole: Span) -> bool {
    whole.start <= place.start && place.start < whole.end
}
