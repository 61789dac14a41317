//! That a bound is not kept, and nothing else: 超标一次扣200元, 每发现一次超限扣50元. It is the failing of the bound before.

use rust_decimal::Decimal;

use crate::ast::{Basis, Comparison, Core, Expr, Requirement, ScoringRule, Threshold};
use crate::normal::Normal;
use crate::parse::plain::lapse;
use crate::parse::plain::points::{attach, counts_once, times};
use crate::parse::plain::said::{LATE, MEASURED, Scored};
use crate::parse::plain::scan;
use crate::parse::plain::sentence::Sentence;

/// More than was allowed, whatever it is.
#[rustfmt::skip]
const BEYOND: [&str; 16] = [
    "超标排放", "超标使用", "超标", "超限值", "超限额", "超限", "超差", "超过限值", "超出限值", "超过标准", "超出标准", "超过规定", "超出规定", "超过限额", "超出范围", "超范围",
];
/// More of one thing, by the letters that its name, or its unit, holds.
#[rustfmt::skip]
const OF: [(&str, &[char]); 13] = [
    ("超高", &['高']), ("超宽", &['宽']), ("超长", &['长']), ("超厚", &['厚']),
    ("超速", &['速']), ("超载", &['载', '重']), ("超重", &['重']), ("超温", &['温']), ("超压", &['压']), ("超员", &['人', '员']),
    ("超支", &['费', '支', '元', '算']), ("超耗", &['耗']), ("超量", &['量']),
];
/// Less than was asked, whatever it is.
const SHORT: [&str; 7] = ["不足", "不够", "达不到", "未达到", "不满", "未满", "未达"];
/// Otherwise than was asked.
const UNMET: [&str; 5] = ["不达标", "未达标", "不合格", "未达到标准", "不符合标准"];

/// Whether the words say of a bound that it is not kept.
fn exceeds(words: &str, asked: &Requirement) -> bool {
    let Core::Measure { measure: Expr::Name(name), comparison, threshold, .. } = &asked.core else { return false };
    let (least, unit) = match threshold {
        Threshold::Value(Expr::Number(number)) => {
            (matches!(comparison, Comparison::AtLeast | Comparison::MoreThan), number.unit.as_ref())
        }
        Threshold::Range(_, number) => (false, number.unit.as_ref()),
        Threshold::Value(_) => return false,
    };
    let what = lapse::bare(words);
    // 逾期3天未清: how late is a bound of its own
    let late = LATE.iter().any(|late| what.starts_with(late)) && !what.contains(|c: char| c.is_ascii_digit());
    // 货损超标, of 货损率
    let what = BEYOND
        .iter()
        .find(|word| what.strip_suffix(**word).is_some_and(|of| of.chars().count() > 1 && name.text.contains(of)))
        .map_or(what, |word| *word);
    let unit = unit.map_or("", |unit| unit.text.as_str());
    // 不足的, 烘烤不足的, 少注的, of 烘烤时间 and 注浆量
    let named = |of: &str| of.is_empty() || of.chars().count() > 1 && name.text.contains(of);
    let short = || {
        let less =
            what.strip_prefix(['少', '欠']).is_some_and(|verb| verb.chars().count() == 1 && name.text.contains(verb));
        SHORT.iter().any(|word| what.strip_suffix(word).is_some_and(named)) || less && MEASURED.contains(&unit)
    };
    if least && short() {
        return true;
    }
    let long = scan::duration(&format!("1{unit}")).is_some();
    let of =
        |(word, letters): &(&str, &[char])| *word == what && (name.text.contains(*letters) || unit.contains(*letters));
    let counts = name.text.ends_with(['率', '度', '数']) || !["次", "项", "家", "人", "份"].contains(&unit);
    !least
        && (BEYOND.contains(&what)
            || OF.iter().any(of)
            || words.contains("超时") && ["超", "超时"].contains(&what) && long
            || late && long)
        || UNMET.contains(&what) && counts
}

/// 每超一次, of what is measured (5000元): each time that it is more; 每超时1分钟, of how long it takes: so much longer.
pub fn steps_beyond(asked: &Requirement, rule: &mut ScoringRule) {
    let Core::Measure { comparison, threshold: Threshold::Value(Expr::Number(number)), .. } = &asked.core else {
        return;
    };
    let ScoringRule::Step { basis, step, effect } = rule else { return };
    if effect.adds || asked.deadline.is_some() || !matches!(comparison, Comparison::AtMost | Comparison::LessThan) {
        return;
    }
    let long = |unit: &str| scan::duration(&format!("1{unit}")).is_some();
    let of = number.unit.as_ref().map_or("", |unit| unit.text.as_str());
    let unit = step.unit.as_ref().map_or("", |unit| unit.text.as_str());
    match basis {
        Basis::Over if unit == "次" && step.number == Decimal::ONE && (MEASURED.contains(&of) || long(of)) => {
            (*basis, step.unit) = (Basis::Times, None);
        }
        Basis::Late if long(unit) && long(of) => *basis = Basis::Over,
        _ => {}
    }
}

impl Sentence {
    /// The bound that was asked last, where the words say that it is not kept.
    fn exceeded_by(&self, words: &str) -> Option<usize> {
        let asking = |it: &Requirement| !matches!(it.core, Core::Phrase(_) | Core::Narrow(_));
        let last = self.read.iter().rposition(asking).filter(|at| *at >= self.start)?;
        self.read.get(last).filter(|asked| exceeds(words, asked)).map(|_| last)
    }

    /// 超标一次, before its points.
    pub(in crate::parse::plain) fn awaits_points(&self, normal: &Normal) -> bool {
        self.waiting.is_empty() && self.exceeded_by(&normal.text).is_some()
    }

    /// 超标一次扣200元, 超标的每次扣200元: of the bound before.
    pub(super) fn exceeded(&mut self, said: &Scored) -> bool {
        let case = match self.waiting.as_slice() {
            [] => said.own.clone(),
            [only] if said.refers && !said.pronoun => only.clone(),
            _ => return false,
        };
        if !said.effects.takes() || said.effects.adds() || case.text.is_empty() || said.effects.steps() {
            return false;
        }
        // 超标1mg/L扣10元: steps that no sign of more says
        let plain = |rule: &ScoringRule| match rule {
            ScoringRule::Step { basis: Basis::Times, step, .. } => step.unit.is_none(),
            ScoringRule::Step { .. } => false,
            _ => true,
        };
        let noun = said.effects.noun.is_some() || !said.effects.rules.iter().all(plain);
        let Some(asked) = self.exceeded_by(&case.text).filter(|_| !noun) else { return false };
        self.waiting.clear();
        self.said.retain(|segment| segment.text != said.whole.text && segment.text != case.text);
        let each = counts_once(&case);
        // 合格率不低于95%,及时率不低于98%,未达标的扣2分: of both
        let start = self.start.min(asked);
        for known in self.read.iter_mut().take(asked).skip(start) {
            if known.scoring.is_empty() && exceeds(&case.text, known) {
                attach(known, &if each { times(&said.effects) } else { said.effects.clone() });
            }
        }
        if let Some(asked) = self.read.get_mut(asked) {
            attach(asked, &if each { times(&said.effects) } else { said.effects.clone() });
        }
        true
    }
}
