//! Segments by what they look like: how many are looked at, an interval whose act is to come, who offends.

use super::scan::{Part, duration, scan};
use super::{effects, lapse, words};
use crate::normal::Normal;

/// 抽查2个月, 任查一个月相关记录: how many are looked at.
pub(super) fn samples(normal: &Normal) -> bool {
    const LOOKS: [&str; 5] = ["随机抽查", "任意抽查", "现场抽查", "抽查", "任查"];
    let Some(word) = LOOKS.iter().find(|word| normal.text.starts_with(**word)) else { return false };
    let rest = normal.part(word.len(), normal.text.len());
    let (parts, _) = scan(&rest);
    let bound = parts.iter().any(|part| matches!(part, Part::Compare(_) | Part::Period(_) | Part::Deadline(_)));
    let number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c);
    rest.text.starts_with(number) && !bound && words::modal(&rest.text).is_none()
}

/// 每月抽查病历20份: how what follows is looked at; 每月抽查录音不少于5份 and 抽查每月不少于两次 say who has to look, 抽查合格率
/// and 抽查不合格 what came of it.
pub(super) fn looked_at(text: &str) -> bool {
    const ASKS: [&str; 7] = ["不少于", "不得少于", "不低于", "至少", "以上", ">=", "次"];
    let Some(at) = ["抽查", "任查"].iter().filter_map(|word| text.find(word)).min() else { return false };
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let every = before.contains('每') || after.trim_start_matches(['抽', '任', '查']).starts_with('每');
    let often = every && words::holds_any(text, &ASKS);
    let found = words::holds_any(after, &["合格", "达标", "得分", "发现"]);
    !often && (!found || after.starts_with("抽查中") || after.starts_with("任查中"))
}

/// Where 或 stands in 无旷课或迟到少于2次.
pub(super) fn none_or_fewer(normal: &Normal) -> Option<usize> {
    let at = words::find(&normal.text, "或")
        .filter(|_| normal.text.starts_with('无') && !normal.text.starts_with("无故"))?;
    let (none, fewer) = (normal.part(0, at), normal.part(at + "或".len(), normal.text.len()));
    let (first, _) = scan(&none);
    let (second, _) = scan(&fewer);
    let plain = first.iter().all(|part| matches!(part, Part::Words(_)));
    let bound = matches!(second.as_slice(), [Part::Words(_), Part::Compare(_), Part::Quantity(_)]);
    (plain && bound && !fewer.text.starts_with('者')).then_some(at)
}

/// Where 或 stands between two bounds of which either is punished, and its length; at the beginning where a case waits.
pub(super) fn either_bound(normal: &Normal, waits: bool) -> Option<(usize, usize)> {
    let text = normal.text.as_str();
    let word = |at: usize| if text.get(at..).is_some_and(|it| it.starts_with("或者")) { "或者" } else { "或" };
    let at = words::find(text, "或")?;
    let length = word(at).len();
    let counted = |part: &Normal| {
        let (parts, _) = scan(part);
        let number = parts.iter().any(|part| matches!(part, Part::Quantity(number) if number.unit.is_some()));
        number && parts.iter().any(|part| matches!(part, Part::Words(_)))
    };
    let runs = ["连续", "累计", "一年内", "一个月内", "全年"];
    let (left, right) = (normal.part(0, at), normal.part(at + length, text.len()));
    if at == 0 {
        return (waits && counted(&right)).then_some((0, length));
    }
    let both = [&left, &right].iter().all(|side| counted(side) && runs.iter().any(|run| side.text.contains(run)));
    (both && (words::ends_as_case(text) || effects::split(normal).is_some())).then_some((at, length))
}

/// 自验收合格之日起15日内: an interval whose act is still to come.
pub(super) fn awaits_act(text: &str) -> bool {
    let ends = ["日内", "天内", "小时内", "个月内", "工作日内", "分钟内", "年内", "周内"]
        .iter()
        .any(|end| text.ends_with(end));
    let after = text.rsplit_once('后').is_some_and(|(event, rest)| {
        event.chars().count() > 1 && duration(rest).is_some_and(|(_, size)| rest.get(size..) == Some("内"))
    });
    let from = ends && (after || ["之日起", "之时起"].iter().any(|word| text.contains(word)));
    // 合同期满前一个月
    let before = text.char_indices().any(|(at, c)| {
        let rest = text.get(at + c.len_utf8()..).unwrap_or("");
        c == '前'
            && text.get(..at).is_some_and(|event| event.chars().count() > 2)
            && duration(rest).is_some_and(|(_, size)| size == rest.len())
    });
    from || before
}

/// 违者, 违反规定的, 逾期的: whoever does not do what was asked, and nothing else.
pub(super) fn offends(text: &str) -> bool {
    lapse::is_lapse(text) || super::said::LATE.contains(&text.trim_end_matches([',', '的', '者']))
}
