//! Points for one of several duties: 上班须佩戴工牌、穿工作服,一项不达标扣2分. They are of each that was said before.

use crate::ast::{
    Basis, Comparison, Core, Duty, DutyItem, DutyKind, Expr, Requirement, Scale, ScoringRule, Text, Threshold,
};
use crate::parse::plain::actors::begins_act;
use crate::parse::plain::effects::Effects;
use crate::parse::plain::lapse;
use crate::parse::plain::points::{attach, times};
use crate::parse::plain::said::Scored;
use crate::parse::plain::sentence::Sentence;
use crate::parse::plain::violation::wanting;
use crate::parse::plain::words::modal;

/// One of them, which counts no occurrence.
#[rustfmt::skip]
const ONE: [&str; 22] = [
    "其中任何一项", "其中任意一项", "其中一项", "任何一项", "任意一项", "任一项", "每一项", "每1项", "一项", "1项", "每项", "一处", "1处", "每处", "一条", "1条", "每条", "一点",
    "1点", "一个方面", "其中之一", "其一",
];
/// When it comes to light.
const CASES: [&str; 12] = ["如果", "如有", "若有", "凡有", "经检查", "检查", "发现", "出现", "如", "若", "有", "每"];
/// What is wrong with it.
#[rustfmt::skip]
const WRONG: [&str; 12] = [
    "不合格", "不合要求", "不规范", "没做好", "未做好", "做不好", "不完善", "有问题", "存在问题", "缺失", "不落实", "未执行到位",
];
/// What stands before it.
const AGAINST: [&str; 4] = ["违反", "未完成", "未做到", "不符合"];
/// What is wanting.
const WANTING: [&str; 3] = ["缺少", "缺", "少"];

/// How one of them fails: 违反一项, 一项不达标, or 缺一项.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fails {
    Broken,
    Wanting,
}

/// What is said before the points, where it is no more than that one of them fails.
fn fails(text: &str) -> Option<Fails> {
    let taken = ["扣", "减", "罚"].iter().filter_map(|word| text.find(word)).min()?;
    let mut words = text.get(..taken)?.trim_end_matches(['的', '者', ',', '则', '时', '每', '次']);
    while let Some(rest) = CASES.iter().find_map(|case| words.strip_prefix(case)) {
        words = rest;
    }
    // 每有一项, 每发现一处 begin as one of them does
    let one = |words: &str| ONE.contains(&words);
    let begun = ONE.iter().filter(|one| words.starts_with(**one)).max_by_key(|one| one.len());
    if let Some(rest) = begun.and_then(|one| words.strip_prefix(one)) {
        let wrong = WRONG.contains(&rest) || lapse::is_lapse(rest);
        return wrong.then_some(Fails::Broken);
    }
    if AGAINST.iter().filter_map(|word| words.strip_prefix(word)).any(one) {
        return Some(Fails::Broken);
    }
    WANTING.iter().filter_map(|word| words.strip_prefix(word)).any(one).then_some(Fails::Wanting)
}

/// 一项不达标扣2分: whether it is said of one of several.
pub fn is_one_of(text: &str) -> bool {
    fails(text).is_some()
}

/// 佩戴工牌、穿工作服: each of them, where each is told by itself.
fn pieces(text: &str) -> Vec<&str> {
    let pieces: Vec<&str> = text.split(['、', ',']).collect();
    let whole = pieces.iter().all(|piece| piece.chars().count() > 2);
    if whole { pieces } else { vec![text] }
}

/// 凡 上班 须 佩戴工牌、穿工作服: one for each.
fn parted(known: &Requirement) -> Vec<Requirement> {
    let Core::Every { trigger, filter, duty: Duty::All(items), key } = &known.core else { return vec![known.clone()] };
    let [DutyItem { kind: DutyKind::Act { interval, activity, filter: of }, span, own }] = items.as_slice() else {
        return vec![known.clone()];
    };
    let each = |piece: &str| {
        let activity = Text { text: piece.to_owned(), span: activity.span, quoted: false };
        let kind = DutyKind::Act { interval: interval.clone(), activity, filter: of.clone() };
        let duty = Duty::All(vec![DutyItem { span: *span, own: *own, kind }]);
        let core = Core::Every { trigger: trigger.clone(), filter: filter.clone(), duty, key: key.clone() };
        Requirement { core, ..known.clone() }
    };
    match pieces(&activity.text).as_slice() {
        [_] | [] => vec![known.clone()],
        several => several.iter().map(|piece| each(piece)).collect(),
    }
}

/// 必须穿工作服, 按时归档, 地面干净: what must not be, of each; nothing where that cannot be told of all of them.
fn undone(known: &Requirement) -> Option<Vec<Requirement>> {
    const MUST: [&str; 10] = ["做到", "必须", "应当", "保证", "要求", "确保", "应该", "应", "须", "需"];
    const HOW: [&str; 20] = [
        "按时",
        "按期",
        "及时",
        "准时",
        "按要求",
        "按规定",
        "认真",
        "严格",
        "保持",
        "做好",
        "统一",
        "主动",
        "佩戴",
        "穿",
        "戴",
        "系好",
        "擦拭",
        "清扫",
        "拖洗",
        "打扫",
    ];
    let Core::Phrase(words) = &known.core else { return None };
    let not = |piece: &str| {
        let must = MUST.iter().find_map(|word| piece.strip_prefix(word));
        let act = must.unwrap_or(piece);
        if act.starts_with(['不', '无', '未']) {
            return None;
        }
        let asked = must.is_some()
            || ["必须", "应当", "应", "须"].iter().any(|must| known.words.contains(&format!("{must}{act}")));
        let state = wanting::not_so(act);
        let done = HOW.iter().any(|how| act.starts_with(how)) || state.is_none() && (asked || begins_act(act));
        (act.chars().count() > 2 && done).then(|| format!("未{act}")).or(state)
    };
    let pieces = pieces(&words.text);
    // 着装整洁、佩戴工牌、微笑服务: where one of them is a duty, each is
    let some = pieces.iter().any(|piece| not(piece).is_some());
    let plain = |piece: &&str| !is_failing(piece);
    let each = pieces
        .into_iter()
        .filter(|_| some)
        .map(|piece| not(piece).or_else(|| Some(format!("未{}", Some(piece).filter(plain)?))));
    let each: Option<Vec<String>> = each.collect();
    let each = each.filter(|each| !each.is_empty());
    let ban = |text| Core::Never { activity: Text { text, span: words.span, quoted: false }, filter: None };
    Some(each?.into_iter().map(|text| Requirement { core: ban(text), ..known.clone() }).collect())
}

/// 合格率不低于95%
pub(super) fn is_ratio(known: &Requirement) -> bool {
    matches!(&known.core, Core::Measure { threshold: Threshold::Value(Expr::Number(number)), .. } if number.scale != Scale::One)
}

/// What is taken from one of them: of a ratio, once; of what is done or not, each time.
fn own(known: &Requirement, effects: &Effects) -> Effects {
    let ratio = is_ratio(known);
    let mut effects = times(effects);
    for rule in &mut effects.rules {
        if let ScoringRule::Step { basis, step, effect } = rule {
            (*basis, step.unit) = (Basis::Times, None);
            if ratio {
                *rule = ScoringRule::Fixed { when_met: false, effect: effect.clone() };
            }
        }
    }
    (effects.noun, effects.wanting, effects.found) = (None, false, false);
    effects
}

/// 台账记录不全: what is said before is a failing itself.
fn is_failing(words: &str) -> bool {
    words.contains(['未', '不', '无', '没', '缺', '漏', '错', '违'])
}

impl Sentence {
    /// 每周巡检一次;每月维护一次;违反一项扣2分: all that was asked one after another, with no points of its own.
    pub(super) fn unscored_from(&self, mut from: usize) -> usize {
        let asks = |it: &Requirement| {
            let asking = matches!(it.core, Core::Measure { .. } | Core::Every { .. } | Core::Never { .. });
            asking && it.scoring.is_empty() && it.properties.is_empty()
        };
        while let Some(before) = from.checked_sub(1).filter(|before| self.read.get(*before).is_some_and(asks)) {
            from = before;
        }
        from
    }

    /// 违反一项扣1分, 一项不达标扣2分, 缺一项扣1分: of each of the duties before.
    pub(super) fn one_of(&mut self, said: &Scored) -> bool {
        let Some(fails) = fails(&said.whole.text).filter(|_| said.effects.takes() && !said.effects.adds()) else {
            return false;
        };
        // 上班迟到,每缺一项扣1分: what waits is a failing, and no duty
        if !self.waiting.is_empty() {
            return false;
        }
        let from = if self.read.len() == self.start { self.unscored_from(self.previous) } else { self.start };
        let counted = |it: &Requirement| matches!(it.core, Core::Measure { comparison: Comparison::AtLeast, .. });
        let mine = self.read.get(from..).unwrap_or_default();
        // 每月甲2次,每季度乙1次,缺一项扣1分: so many fewer
        // 相符率达100%,每出现一处不符: what is found, which no ratio counts; 完全符合得5分 is a finding
        let found = ["一处", "1处", "每处", "一点", "1点"].iter().any(|one| said.whole.text.contains(one));
        let told = |it: &Requirement| {
            matches!(it.core, Core::Phrase(_)) && (!it.properties.is_empty() || is_failing(&it.words))
        };
        // 发现地面有积水,每缺一项扣1分: what says of nothing that it is to be done
        let duty = |it: &Requirement| {
            !matches!(it.core, Core::Phrase(_)) || undone(it).is_some() || modal(&it.words).is_some()
        };
        let says =
            |it: &Requirement| fails == Fails::Broken && matches!(it.core, Core::Phrase(_)) && !is_failing(&it.words);
        if !mine.iter().any(|it| duty(it) || says(it))
            || fails == Fails::Wanting && mine.iter().all(counted)
            || found && mine.iter().any(is_ratio)
            || mine.iter().any(told)
        {
            return false;
        }
        self.said.retain(|segment| segment.text != said.whole.text);
        let mine = self.read.split_off(from.min(self.read.len()));
        for known in mine {
            // what has its own points is no part of it
            if !known.scoring.is_empty() || matches!(known.core, Core::Narrow(_) | Core::Record { .. }) {
                self.read.push(known);
                continue;
            }
            let each = match &known.core {
                Core::Phrase(_) => undone(&known),
                _ => Some(parted(&known)),
            };
            let Some(each) = each else {
                self.read.push(known);
                continue;
            };
            for mut one in each {
                let effects = own(&one, &said.effects);
                attach(&mut one, &effects);
                self.read.push(one);
            }
        }
        true
    }
}
