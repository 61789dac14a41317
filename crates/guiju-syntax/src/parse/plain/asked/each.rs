//! Of whom something is asked, each by itself: 对重点企业每年检查一次, 向业主发送通知.

use crate::ast::{Entity, Text};
use crate::parse::plain::scan::Part;

/// 对重点企业每年检查一次, 所有项目的覆盖率60%以上: of every one of them.
pub(super) fn each_of(parts: &mut Vec<Part>) -> Option<Entity> {
    const FIRMS: [&str; 9] = ["企业", "单位", "经销商", "供应商", "门店", "商户", "客户", "学校", "机构"];
    let periodic = matches!(parts.get(1), Some(Part::Period(_)));
    if let Some(entity) = addressed(parts) {
        return Some(entity);
    }
    let Some(Part::Words(words)) = parts.first_mut() else { return None };
    let entity = |measure_word: &str, object: &str, words: &Text| Entity {
        measure_word: measure_word.to_owned(),
        object: Text { text: object.to_owned(), span: words.span, quoted: false },
        span: words.span,
    };
    if let Some(object) = words.text.strip_prefix('对').filter(|object| FIRMS.iter().any(|firm| object.ends_with(firm)))
        && periodic
    {
        let entity = entity("家", object, words);
        parts.remove(0);
        return Some(entity);
    }
    let (object, measured) = words.text.strip_prefix("所有")?.split_once('的')?;
    let measured = measured.trim_start_matches('*').to_owned();
    let entity = entity("个", object, words);
    words.text = measured;
    (!words.text.is_empty()).then_some(entity)
}

/// 每年向缴费个人发送一次通知单: to each of them.
fn addressed(parts: &mut [Part]) -> Option<Entity> {
    const SENT: [&str; 6] = ["发送", "寄送", "邮寄", "寄发", "送达", "推送"];
    const THOSE: [&str; 12] =
        ["个人", "客户", "消费者", "业主", "用户", "会员", "储户", "股东", "患者", "投保人", "参保人", "持卡人"];
    if !parts.iter().any(|part| matches!(part, Part::Period(_))) {
        return None;
    }
    let words = parts.iter_mut().find_map(|part| match part {
        Part::Words(words) if !words.quoted && words.text.starts_with('向') => Some(words),
        _ => None,
    })?;
    let (object, verb) =
        SENT.iter().find_map(|verb| Some((words.text.get('向'.len_utf8()..words.text.find(verb)?)?, *verb)))?;
    if object.chars().count() > 6 || !THOSE.iter().any(|those| object.ends_with(those)) {
        return None;
    }
    let object = Text { text: object.to_owned(), span: words.span, quoted: false };
    let at = words.text.find(verb)?;
    words.text = words.text.get(at..)?.to_owned();
    Some(Entity { measure_word: "个".to_owned(), object, span: words.span })
}
