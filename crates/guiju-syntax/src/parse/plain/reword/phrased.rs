//! A bound in many words, in as few: 下限为95% is 不低于95%, 应高于或等于95% is 应不低于95%, 不得低于95%以下 is 不低于95%.

use crate::ast::Comparison;
use crate::lexicon::lexicon;
use crate::normal::Normal;
use crate::parse::plain::effects;
use crate::parse::plain::first;
use crate::parse::plain::lists::replaced;
use crate::parse::plain::scan::comparison::{DENIALS, compared};
use crate::parse::plain::scan::{Part, scan};

/// What a word before a number says of the bound.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    /// That it is asked, not how much: 应, 均.
    Nothing,
    /// What kind of number it is: 指标, 标准.
    Kind,
    /// At least; with 为 or behind a name of its own.
    Least,
    /// At most.
    Most,
    /// 控制在: at most, unless what follows says 以上.
    Held,
    /// 为, 在: so much, and what follows says whether at least or at most.
    So,
}

/// Words of a bound, beside those that compare.
#[rustfmt::skip]
const WORDS: [(&str, Says); 36] = [
    ("均", Says::Nothing), ("都", Says::Nothing), ("一律", Says::Nothing), ("应", Says::Nothing), ("应当", Says::Nothing), ("应该", Says::Nothing),
    ("须", Says::Nothing), ("必须", Says::Nothing), ("需", Says::Nothing), ("需要", Says::Nothing), ("要", Says::Nothing), ("务必", Says::Nothing),
    ("确保", Says::Nothing), ("保证", Says::Nothing), ("严格", Says::Nothing), ("要求", Says::Kind), ("指标", Says::Kind), ("指标值", Says::Kind),
    ("标准", Says::Kind), ("标准值", Says::Kind), ("目标", Says::Kind), ("目标值", Says::Kind), ("考核值", Says::Kind), ("下限", Says::Least), ("下限值", Says::Least),
    ("底线", Says::Least), ("不下于", Says::Least), ("不亚于", Says::Least), ("上限", Says::Most), ("上限值", Says::Most), ("控制在", Says::Held),
    ("限制在", Says::Held), ("保持在", Says::So), ("维持在", Says::So), ("在", Says::So), ("为", Says::So),
];

/// What follows a number.
const AFTER: [(&str, Says); 10] = [
    ("或以上", Says::Least),
    ("及以上", Says::Least),
    ("(含)以上", Says::Least),
    ("以上", Says::Least),
    ("或以下", Says::Most),
    ("及以下", Says::Most),
    ("(含)以下", Says::Most),
    ("以下", Says::Most),
    ("以内", Says::Most),
    ("之内", Says::Most),
];

/// The words of a bound, and where they stand.
struct Bound<'t> {
    from: usize,
    to: usize,
    words: Vec<(&'t str, Says)>,
}

/// A segment whose bound takes several words, with one that says the same.
pub(super) fn phrased(normal: &Normal) -> Option<Normal> {
    let bound = bound(normal)?;
    let (end, after, says_after) = behind(normal, bound.to)?;
    let said = bound.words.iter().map(|(_, says)| *says);
    let least = said.clone().any(|says| says == Says::Least);
    let most = said.clone().any(|says| says == Says::Most);
    let held = said.clone().any(|says| says == Says::Held);
    let denied = bound.words.iter().any(|(word, _)| DENIALS.iter().any(|denial| word.starts_with(denial)));
    let says = match (least, most, held, says_after) {
        (true, true, ..) => return None,
        (true, false, _, Some(Says::Most)) if !denied => return None,
        (false, true, _, Some(Says::Least)) if !denied => return None,
        (true, ..) => Says::Least,
        (_, true, ..) => Says::Most,
        (_, _, _, Some(says)) => says,
        (_, _, true, None) => Says::Most,
        // 标准为95%: at least or at most, as the name tells
        _ => return None,
    };
    // 应达到, 至少, 不低于, 控制在…以内: said already in as few words
    let asked = bound.words.iter().take_while(|(_, says)| *says == Says::Nothing).count();
    let plain = match bound.words.get(asked..)? {
        [(_, Says::Least)] => says_after.is_none() || !denied,
        [(_, Says::Most)] => says_after.is_none() || !denied,
        [] | [(_, Says::Held)] => true,
        _ => false,
    };
    let hollow = bound.words.iter().any(|(word, _)| HOLLOW.contains(word));
    if plain && !hollow {
        return None;
    }
    let modal = bound.words.iter().find(|(word, says)| *says == Says::Nothing && !HOLLOW.contains(word));
    let word = if says == Says::Least { "不低于" } else { "不超过" };
    let by = format!("{}{word}", modal.map_or("", |(modal, _)| *modal));
    let shorter = replaced(normal, end, end + after, "");
    Some(replaced(&shorter, bound.from, bound.to, &by))
}

/// Whether more words than a sign lead to a number: 应>=95%, 指标为>=95%.
pub fn many_words(normal: &Normal) -> bool {
    const LAST: [char; 15] = ['应', '当', '该', '须', '需', '要', '求', '必', '为', '在', '均', '都', '标', '准', '值'];
    let before = normal.text.find(['>', '<', '=']).and_then(|at| normal.text.get(..at));
    before.is_some_and(|before| before.trim_end().ends_with(LAST))
        && bound(&normal.tight()).is_some_and(|bound| bound.words.len() > 1)
}

/// Words of a bound that are no constituent of it.
const HOLLOW: [&str; 9] = ["均", "都", "确保", "保证", "严格", "起码", "不下于", "不亚于", "限制在"];

/// The words that lead to a number without a gap, behind a name.
fn bound(normal: &Normal) -> Option<Bound<'_>> {
    let text = normal.text.as_str();
    for (from, _) in text.char_indices().skip(2) {
        let before = text.get(..from)?;
        let mut to = from;
        let mut words = Vec::new();
        while let Some((word, says)) = text.get(to..).and_then(|rest| word(rest)) {
            to += word.len();
            words.push((word, says));
        }
        let number = text.get(to..).is_some_and(|rest| rest.starts_with(first::number));
        if !words.is_empty() && number && !begins_later(before, &words) {
            return Some(Bound { from, to, words });
        }
    }
    None
}

/// 响应, 人均, 主要, 行为: the word belongs to the name.
fn begins_later(before: &str, words: &[(&str, Says)]) -> bool {
    let Some((word, says)) = words.first() else { return true };
    let measured = before
        .trim_end_matches(':')
        .ends_with(['率', '度', '额', '量', '数', '值', '分', '比', '本', '费', '润', '时', '间', '限']);
    match *word {
        "均" | "都" => {
            before.ends_with(['平', '人', '户', '月', '年', '周', '日', '亩', '台', '车', '件', '单', '次'])
        }
        "应" | "需" | "要" | "须" => before.ends_with([
            '响', '供', '反', '效', '适', '相', '对', '必', '主', '重', '纪', '概', '摘', '提', '只', '需', '急', '无',
            '不', '刚',
        ]),
        // 行为不少于2次, 人为差错
        "为" => before.ends_with(['行', '作', '成', '认', '人', '因', '较', '更', '称', '所', '何', '有', '无']),
        "在" => before.ends_with(['存', '内', '外', '潜', '现', '实', '所']),
        _ if *says == Says::Kind => !measured,
        _ => before.ends_with(['不', '未', '没', '可', '能']),
    }
}

/// The word of a bound that a text begins with: the longest.
fn word(rest: &str) -> Option<(&str, Says)> {
    let known = lexicon!(WORDS.map(|(word, _)| word)).all(rest).max_by_key(|(_, word)| word.len());
    let known = known.and_then(|(place, _)| WORDS.get(place)).copied();
    // 不得低于, 不超过, >=
    let compares = || {
        let (comparison, length) = compared(rest)?;
        let says = match comparison {
            Comparison::AtLeast => Says::Least,
            Comparison::AtMost => Says::Most,
            _ => return None,
        };
        Some((rest.get(..length)?, says))
    };
    known.or_else(compares)
}

/// What stands behind a number: where, how long it is, and what it says.
fn behind(normal: &Normal, from: usize) -> Option<(usize, usize, Option<Says>)> {
    let text = normal.text.as_str();
    let number = |end: usize| matches!(scan(&normal.part(from, end)).0.as_slice(), [Part::Quantity(_)]);
    let rest = text.get(from..)?;
    let found = AFTER.iter().find_map(|(word, says)| {
        let at = from + rest.find(word)?;
        // 1万元以上5万元以下, 五人以上单数 say more
        let behind = text.get(at + word.len()..)?;
        let ends = behind.trim_start_matches(['的', '者']).is_empty() || effects::holds(normal);
        (ends && number(at)).then_some((at, word.len(), Some(*says)))
    });
    found.or(Some((text.len(), 0, None)))
}
