//! 95%以上的旅客排队时间不超过10分钟: how many of the cases are so, which is a share with a name of its own.

use crate::ast::{Comparison, Scale};
use crate::normal::Normal;
use crate::parse::plain::scan::{Part, scan};
use crate::parse::plain::words::{holds_any, modal};

/// Words before the share that only ask for it.
const ASKING: [&str; 11] =
    ["确保", "保证", "力争", "要求", "做到", "应确保", "应保证", "须确保", "应有", "须有", "必须有"];

/// Names the share behind the words that say of what it is, and puts how large it is behind the name:
/// 「旅客排队时间不超过10分钟的占比」95%以上.
pub(super) fn of_most(normal: &Normal) -> Option<Normal> {
    let text = normal.text.as_str();
    let of =
        normal.find("的").filter(|at| text.get(..*at).is_some_and(|head| head.ends_with(['%', '‰', '上', '下'])))?;
    let (from, bare) = share(normal, of)?;
    let case = normal.part(of + "的".len(), text.len());
    let asks = modal(&case.text);
    let (parts, _) = scan(&case);
    let whose = parts.iter().find_map(|part| if let Part::Words(words) = part { Some(&words.text) } else { None });
    let named = whose.is_some_and(|words| words.chars().count() > 1) && matches!(parts.first(), Some(Part::Words(_)));
    let within = parts.iter().any(|part| matches!(part, Part::Quantity(of) if of.scale != Scale::Percent))
        || holds_any(
            &case.text,
            &["小时内", "分钟内", "秒内", "日内", "天内", "个工作日内", "当天", "当日", "按时", "及时"],
        );
    let held = asks.is_some_and(|(at, word)| at > "某".len() && at + word.len() + "某".len() < case.text.len())
        || within && !bare;
    let plain = !case.text.ends_with(['的', '时', '者', '分', '元'])
        && !holds_any(&case.text, &[":", "、", "「", "扣", "罚", "奖", "加分", "部分", "超出"]);
    if !named || !held || !plain {
        return None;
    }
    let least = if bare { "以上" } else { "" };
    let amount = format!("的占比」{}{least}", text.get(from..of)?);
    // 应 asks, and is no part of the name
    let (asks_at, asks_to) = asks.map_or((text.len(), text.len()), |(at, word)| {
        let at = of + "的".len() + at;
        (at, at + word.len())
    });
    let mut whole = normal.part(0, from);
    whole.insert("「", normal, from);
    whole.copy(normal, of + "的".len(), asks_at);
    whole.copy(normal, asks_to, text.len());
    // how many it is stands where the segment ends
    whole.insert(&amount, normal, text.len() - 1);
    Some(whole)
}

/// Where 至少90%, 90%以上 or 98% begins, which ends at a place and before which only a period stands; and whether it is a
/// number alone.
fn share(normal: &Normal, end: usize) -> Option<(usize, bool)> {
    let head = normal.part(0, end);
    let mut from = 0;
    let (parts, _) = scan(&head);
    let mut rest = parts.as_slice();
    if let [Part::Period(_), more @ ..] = rest {
        rest = more;
        from = ["每月", "每季度", "每年", "每周", "每日", "每天", "全年"]
            .iter()
            .find(|word| head.text.starts_with(**word))?
            .len();
    }
    if let [Part::Words(words), more @ ..] = rest
        && ASKING.contains(&words.text.as_str())
    {
        rest = more;
        from += words.text.len();
    }
    let least = |comparison: &Comparison| matches!(comparison, Comparison::AtLeast | Comparison::MoreThan);
    let percent = |number: &crate::ast::Quantity| matches!(number.scale, Scale::Percent | Scale::Permille);
    match rest {
        [Part::Compare(comparison), Part::Quantity(number)] if least(comparison) && percent(number) => {
            Some((from, false))
        }
        [Part::Quantity(number)] if percent(number) => Some((from, true)),
        _ => None,
    }
}
