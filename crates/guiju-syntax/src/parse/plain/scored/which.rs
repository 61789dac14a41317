//! Which time it is: 首次扣50元,第二次扣100元,第三次及以上每次扣200元.
//!
//! What each time takes adds up: twice is 150. From some time on each takes the same, which is each beyond the times
//! before.

use rust_decimal::Decimal;

use crate::ast::{
    Basis, Comparison, Core, Effect, Expr, Requirement, Scale, Scoring, ScoringRule, Text, Threshold, Tier, TierGives,
};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::numbers;
use crate::parse::plain::effects::{self, Effects};
use crate::parse::plain::points::attach;
use crate::parse::plain::said::{Scored, is_which};
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::{quantity, violation};
use crate::span::Span;

/// Of which time something is said, and whether of every one from there on.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Which {
    /// 首次 is 1; what only comes again has no number of its own.
    time: Option<Decimal>,
    onwards: bool,
}

/// What is said of one time after another.
#[derive(Debug, Clone)]
pub struct Series {
    /// Where the bans stand.
    from: usize,
    to: usize,
    /// The last time of which anything is said.
    last: Decimal,
    /// What is taken, by time.
    taken: Vec<(Decimal, Effect)>,
}

/// What happens, and which time of it, from the beginning or the end of a text: 迟到首次, 第二次迟到, 再犯.
fn which(own: &str) -> Option<(&str, Which)> {
    const FIRST: [&str; 4] = ["首次", "初次", "初犯", "头一次"];
    const AGAIN: [&str; 6] = ["再次发生", "再次出现", "再次违反", "再次", "再犯", "重犯"];
    const NAMELESS: [&str; 7] = ["违反规定", "违反", "违规", "发生", "出现", "发现", "被发现"];
    let own = own.trim_end_matches(['的', '者', ',', ':']);
    let once = Which { time: Some(Decimal::ONE), onwards: false };
    let again = Which { time: None, onwards: true };
    let word = FIRST.iter().map(|word| (*word, once)).chain(AGAIN.iter().map(|word| (*word, again)));
    let plain = word.into_iter().find_map(|(word, which)| {
        let rest = own.strip_suffix(word).or_else(|| own.strip_prefix(word))?;
        Some((rest, which))
    });
    let (rest, found) = plain.or_else(|| numbered(own))?;
    let rest = rest.trim_matches([',', ':', '的', '、']);
    Some((if NAMELESS.contains(&rest) { "" } else { rest }, found))
}

/// 第二次, 第三次及以上
fn numbered(own: &str) -> Option<(&str, Which)> {
    const ONWARDS: [&str; 8] = ["及以上", "及以后", "以上", "以后", "起", "开始", "及", "后"];
    let at = own.find('第')?;
    let rest = own.get(at + "第".len()..)?;
    let count = numbers::arabic(rest).or_else(|| numbers::numeral(rest))?;
    let time = numbers::number(count)?;
    let tail = rest.get(count.len()..)?.strip_prefix('次')?;
    let (tail, onwards) =
        ONWARDS.iter().find_map(|word| tail.strip_prefix(word)).map_or((tail, false), |tail| (tail, true));
    let before = own.get(..at)?;
    let subject = match (before.is_empty(), tail.is_empty()) {
        (_, true) => before,
        (true, false) => tail,
        (false, false) => return None,
    };
    Some((subject, Which { time: Some(time), onwards }))
}

/// Whether a text ends in which time it is: 迟到首次, 第二次.
pub fn ends_in_which(text: &str) -> bool {
    which(text).is_some_and(|(rest, _)| text.starts_with(rest))
}

impl Sentence {
    /// 首次扣50元, or the next of such a series.
    pub(super) fn which_time(&mut self, said: &Scored) -> bool {
        let Some((subject, which)) = which(&said.own.text) else { return false };
        let effects = effects::split(&said.whole).map_or_else(|| said.effects.clone(), |(_, effects)| effects);
        // only words follow, and no series has begun: 第一次违反予以警告
        let soft = effects.rules.is_empty();
        let span = said.whole.span(0, said.whole.text.len());
        let begins = which.time == Some(Decimal::ONE) && !which.onwards;
        if begins {
            self.series = None;
        }
        if self.series.is_none() {
            if subject.is_empty() && self.waiting.is_empty() && begins {
                self.waiting = self.trailing(true);
            }
            let nameless = subject.is_empty() && self.waiting.is_empty();
            // 严禁酒后上岗,首次扣50元: of the ban before
            self.series = self.ban_before().filter(|_| nameless && begins);
            if self.series.is_none() {
                if soft && !begins || nameless {
                    return !soft && is_which(&said.own.text) && self.unreadable(said, span);
                }
                let at = said.own.text.find(subject).filter(|_| !subject.is_empty());
                let own = at.map(|at| said.own.part(at, at + subject.len()));
                self.begin_series(own);
            }
        }
        let fits = self.series.as_ref().is_some_and(|series| self.series_of(series, subject));
        let Some(mut series) = self.series.take().filter(|_| fits) else { return self.unreadable(said, span) };
        let time = which.time.or_else(|| series.last.checked_add(Decimal::ONE)).unwrap_or(series.last);
        let orderly = time > series.last || begins;
        let one = match effects.rules.as_slice() {
            [] | [ScoringRule::Fixed { when_met: false, .. }] => true,
            [ScoringRule::Step { basis: Basis::Times, step, effect }] => step.number == Decimal::ONE && !effect.adds,
            _ => false,
        };
        if !orderly || !one || effects.says_only_how_much() {
            self.series = Some(series);
            return self.unreadable(said, span);
        }
        series.last = time;
        let effect = effects.rules.iter().find_map(|rule| match rule {
            ScoringRule::Fixed { effect, .. } | ScoringRule::Step { effect, .. } => Some(effect.clone()),
            _ => None,
        });
        match effect {
            Some(effect) if !which.onwards => series.taken.push((time, effect)),
            Some(_) => self.each_from(&series, time, &effects, span, &said.whole.text),
            None => {}
        }
        self.write_series(&series);
        let follows = Effects { rules: Vec::new(), ..effects };
        if follows.consequence.is_some() || follows.veto {
            self.follows_from(&series, time, &follows, span, &said.whole.text);
        }
        self.series = Some(series);
        // what they take is said in sums
        self.said.retain(|segment| segment.text != said.whole.text);
        true
    }

    /// The ban that was said last, of which nothing else is said.
    fn ban_before(&self) -> Option<Series> {
        let (to, last) = (self.read.len(), self.read.last().filter(|_| self.read.len() > self.start)?);
        let plain = matches!(last.core, Core::Never { .. }) && last.scoring.is_empty();
        plain.then(|| Series { from: to - 1, to, last: Decimal::ONE, taken: Vec::new() })
    }

    /// The bans of which a series speaks.
    fn begin_series(&mut self, own: Option<Normal>) {
        let from = self.read.len();
        let subjects: Vec<Normal> = std::mem::take(&mut self.waiting).into_iter().chain(own).collect();
        for subject in subjects {
            let (found, problems) = violation::violation(&subject, &Effects::default());
            self.problems.extend(problems);
            self.read.extend(found);
        }
        let bans = self.read.get(from..).unwrap_or_default();
        if !bans.is_empty() && bans.iter().all(|ban| matches!(ban.core, Core::Never { .. })) {
            self.series = Some(Series { from, to: self.read.len(), last: Decimal::ONE, taken: Vec::new() });
        }
    }

    /// Whether what is said next is of the same.
    fn series_of(&self, series: &Series, subject: &str) -> bool {
        let bans = self.read.get(series.from..series.to).unwrap_or_default();
        let named = |ban: &Requirement| matches!(&ban.core, Core::Never { activity, .. } if activity.text == subject || ban.words.contains(subject));
        !bans.is_empty() && (subject.is_empty() || bans.iter().all(named)) && self.waiting.is_empty()
    }

    fn unreadable(&mut self, said: &Scored, span: Span) -> bool {
        for subject in std::mem::take(&mut self.waiting) {
            let (found, problems) = violation::violation(&subject, &Effects::default());
            self.problems.extend(problems);
            found.into_iter().for_each(|requirement| self.merge(requirement));
        }
        self.problems.push(Diagnostic::new(Code::NumberUnread, span).with("words", said.whole.text.as_str()));
        self.said.retain(|segment| segment.text != said.whole.text);
        true
    }

    /// What so many times take in all.
    fn write_series(&mut self, series: &Series) {
        let mut units: Vec<&str> = series.taken.iter().map(|(_, effect)| effect.unit.as_str()).collect();
        units.dedup();
        let rules: Vec<ScoringRule> = units.into_iter().map(|unit| taken(series, unit)).collect();
        for ban in self.read.get_mut(series.from..series.to).unwrap_or_default() {
            ban.scoring = match rules.is_empty() {
                true => Vec::new(),
                false => vec![Scoring::of(ban.span, rules.clone())],
            };
        }
    }

    /// 第三次及以上每次扣200元: each beyond two.
    fn each_from(&mut self, series: &Series, time: Decimal, effects: &Effects, span: Span, words: &str) {
        let rules = effects.rules.iter().filter_map(|rule| match rule {
            ScoringRule::Fixed { effect, .. } | ScoringRule::Step { effect, .. } => Some(effect.clone()),
            _ => None,
        });
        let step = quantity(span, Decimal::ONE, Scale::One, times(span));
        let rules = rules.map(|effect| ScoringRule::Step { basis: Basis::Over, step: step.clone(), effect }).collect();
        let effects = Effects { rules, ..Effects::default() };
        let most = time.saturating_sub(Decimal::ONE);
        self.counted(series, Comparison::AtMost, most, &effects, span, words);
    }

    /// 第三次解除劳动合同: fewer than three.
    fn follows_from(&mut self, series: &Series, time: Decimal, effects: &Effects, span: Span, words: &str) {
        if time > Decimal::ONE {
            return self.counted(series, Comparison::LessThan, time, effects, span, words);
        }
        for ban in self.read.get_mut(series.from..series.to).unwrap_or_default() {
            attach(ban, effects);
        }
    }

    /// So many of what is forbidden.
    fn counted(
        &mut self,
        series: &Series,
        comparison: Comparison,
        number: Decimal,
        effects: &Effects,
        span: Span,
        words: &str,
    ) {
        let bans = self.read.get(series.from..series.to).unwrap_or_default().to_vec();
        for ban in bans {
            let Core::Never { activity, filter } = &ban.core else { continue };
            let threshold = Threshold::Value(Expr::Number(quantity(span, number, Scale::One, times(span))));
            let core =
                Core::Measure { measure: Expr::Name(activity.clone()), filter: filter.clone(), comparison, threshold };
            let (scoring, properties) = (Vec::new(), Vec::new());
            let mut more = Requirement { span, words: words.to_owned(), core, scoring, properties, ..ban.clone() };
            attach(&mut more, effects);
            self.read.push(more);
        }
    }
}

fn times(span: Span) -> Option<Text> {
    Some(Text { text: "次".to_owned(), span, quoted: false })
}

/// One amount when anything is missed, or lines of a scale: 50 from the first, 150 from the second.
fn taken(series: &Series, unit: &str) -> ScoringRule {
    let mine = series.taken.iter().filter(|(_, effect)| effect.unit == unit);
    let mut sum = Decimal::ZERO;
    let mut lines = Vec::new();
    for (time, effect) in mine {
        sum = sum.saturating_add(effect.amount);
        let bound = Some((Comparison::AtLeast, quantity(Span::default(), *time, Scale::One, None)));
        lines.push((
            *time,
            Tier { bound, upto: None, gives: TierGives::Effect(Effect { amount: sum, ..effect.clone() }) },
        ));
    }
    match lines.as_slice() {
        [(time, Tier { gives: TierGives::Effect(effect), .. })] if *time == Decimal::ONE => {
            ScoringRule::Fixed { when_met: false, effect: effect.clone() }
        }
        _ => ScoringRule::Tiers(lines.into_iter().map(|(_, line)| line).collect()),
    }
}
