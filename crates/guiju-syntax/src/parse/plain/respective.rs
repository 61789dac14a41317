//! 门诊、急诊、住院患者满意度分别不低于90%、88%、95%: each name with the number that stands at its place.

use super::lists::replaced;
use super::scan::{Part, scan};
use crate::ast::Comparison;
use crate::normal::Normal;

/// What several names may have in common, said with the last.
const SHARED: [char; 9] = ['率', '度', '额', '量', '数', '费', '分', '价', '比'];

/// Each name with its own bound; nothing, where there are not as many names as numbers.
pub fn each(normal: &Normal) -> Vec<Normal> {
    let Some(respective) = respective(normal) else { return Vec::new() };
    let Respective { names, numbers, period, first } = respective;
    let shared = shared(&normal.text, &names);
    let words = normal.text.get(numbers.first().map_or(0, |it| it.0)..first).unwrap_or("");
    let part = |(at, (name, number)): (usize, (&Place, &Place))| {
        let mut whole = normal.part(0, 0);
        whole.copy(normal, period.0, period.1);
        whole.copy(normal, name.0, name.1);
        if at + 1 < names.len() {
            whole.insert(shared, normal, name.1.saturating_sub(1));
        }
        if at > 0 {
            whole.insert(words, normal, number.0);
        }
        whole.copy(normal, number.0, number.1);
        whole
    };
    names.iter().zip(&numbers).enumerate().map(part).collect()
}

/// From where to where.
type Place = (usize, usize);

struct Respective {
    names: Vec<Place>,
    numbers: Vec<Place>,
    /// 每周, where it stands behind the last name; otherwise nothing.
    period: Place,
    /// Where the first number begins.
    first: usize,
}

fn respective(normal: &Normal) -> Option<Respective> {
    let text = normal.text.as_str();
    let at = normal.find("分别")?;
    let (mut names, numbers) = (pieces(text, 0, at), pieces(text, at + "分别".len(), text.len()));
    let (comparison, first) = bound(normal, *numbers.first()?)?;
    let last = numbers.len().checked_sub(1)?;
    // 分别达到95%、90%以上 says it twice
    let bare = |(at, place): (usize, &Place)| {
        bound(normal, *place).is_some_and(|(other, _)| other.is_none() || at == last && other == comparison)
    };
    let fits = names.len() == numbers.len() && names.len() > 1 && comparison.is_some();
    if !fits || !numbers.iter().enumerate().skip(1).all(bare) {
        return None;
    }
    // 上门访问、电话访问每周分别不少于8次、30次
    let mut period = (0, 0);
    let (from, to) = names.last_mut().map(|name| (name.0, &mut name.1))?;
    if let Some(every) = text.get(from..*to).and_then(|name| name.find('每')).map(|every| from + every)
        && matches!(scan(&normal.part(every, *to)).0.as_slice(), [Part::Period(_)])
        && every > from
    {
        period = (every, *to);
        *to = every;
    }
    Some(Respective { names, numbers, period, first })
}

/// 一、二、三等奖: the prize is said with the last.
pub fn prizes(normal: &Normal) -> Option<Normal> {
    // longer ones first
    const LISTS: [(&str, &str); 5] = [
        ("特、一、二、三等奖", "特等奖、一等奖、二等奖、三等奖"),
        ("一、二、三等奖", "一等奖、二等奖、三等奖"),
        ("一、二等奖", "一等奖、二等奖"),
        ("二、三等奖", "二等奖、三等奖"),
        ("1、2、3等奖", "1等奖、2等奖、3等奖"),
    ];
    normal.find("等奖")?;
    let (at, list, each) = LISTS.iter().find_map(|(list, each)| Some((normal.find(list)?, *list, *each)))?;
    Some(replaced(normal, at, at + list.len(), each))
}

/// Where the pieces of a list stand.
fn pieces(text: &str, from: usize, to: usize) -> Vec<Place> {
    let list = text.get(from..to).unwrap_or("");
    let mut at = from;
    let mut found = Vec::new();
    for piece in list.split_inclusive(['、', '和']) {
        let bare = piece.trim_end_matches(['、', '和']);
        found.push((at, at + bare.len()));
        at += piece.len();
    }
    found.retain(|(from, to)| from < to);
    found
}

/// The comparison of 不低于90%, and where its number begins; nothing where more is said.
fn bound(normal: &Normal, (from, to): Place) -> Option<(Option<Comparison>, usize)> {
    let piece = normal.part(from, to);
    let digits = piece.text.find(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c))?;
    match scan(&piece).0.as_slice() {
        [Part::Quantity(_)] => Some((None, from + digits)),
        [Part::Compare(comparison), Part::Quantity(_)] => Some((Some(*comparison), from + digits)),
        _ => None,
    }
}

/// 满意度, of 门诊、住院患者满意度: what the others are without.
fn shared<'t>(text: &'t str, names: &[Place]) -> &'t str {
    let name = |(from, to): &Place| text.get(*from..*to).unwrap_or("");
    let Some((last, others)) = names.split_last() else { return "" };
    let last = name(last);
    let Some(letter) = last.chars().next_back().filter(|c| SHARED.contains(c)) else { return "" };
    // 满意度、一次解决率: each has a name of its own
    if others.iter().any(|other| name(other).ends_with(SHARED)) {
        return "";
    }
    // 满意度 and 销售额, but 销量
    const LONG: [&str; 8] = ["销售额", "营业额", "成交额", "交易额", "业务量", "客流量", "访问量", "工作量"];
    let long = if matches!(letter, '率' | '度') || LONG.iter().any(|end| last.ends_with(end)) { 3 } else { 2 };
    let letters = last.chars().count();
    let from = last.char_indices().nth(letters.saturating_sub(long)).map_or(0, |(at, _)| at);
    last.get(from..).unwrap_or("")
}
