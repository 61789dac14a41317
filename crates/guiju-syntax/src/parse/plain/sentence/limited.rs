//! Limits of time under one heading: 到达现场时限:城区45分钟,农村90分钟 is 城区到达现场时限不超过45分钟, and so on.

use super::Sentence;
use crate::ast::Scale;
use crate::normal::Normal;
use crate::parse::plain::scan::{Part, duration, scan};

/// What a heading ends in that is a time at most.
const LIMITS: [&str; 8] = ["时限", "期限", "时效", "响应时间", "办理时间", "处理时间", "上菜时间", "用时"];

impl Sentence {
    /// A length of time behind such a heading, or behind one of which that was said.
    pub(super) fn limited(&mut self, normal: &Normal) -> Option<Normal> {
        let headed = heading(normal);
        let (head, at) = match (&headed, &self.limit) {
            (Some((head, at)), _) => (head.clone(), *at),
            (None, Some(head)) => (head.clone(), 0),
            (None, None) => return None,
        };
        let rest = normal.part(at, normal.text.len());
        let number = timed(&rest)?;
        let mut limit = rest.part(0, number);
        limit.insert(&head, normal, at);
        limit.insert("不超过", &rest, number);
        limit.copy(&rest, number, rest.text.len());
        self.limit = Some(head);
        Some(limit)
    }
}

/// 到达现场时限:, and where what stands behind it begins.
fn heading(normal: &Normal) -> Option<(String, usize)> {
    let (head, rest) = normal.text.split_once(':')?;
    let named = (2..=14).contains(&head.chars().count()) && head.chars().all(char::is_alphabetic);
    let limit = named && LIMITS.iter().any(|end| head.ends_with(end));
    limit.then(|| (head.to_owned(), normal.text.len() - rest.len()))
}

/// Where the number of 城区45分钟 begins: a name, a length of time, and nothing else.
fn timed(normal: &Normal) -> Option<usize> {
    let (parts, _) = scan(normal);
    let [Part::Words(name), Part::Quantity(number)] = parts.as_slice() else { return None };
    let unit = number.unit.as_ref().filter(|_| number.scale == Scale::One)?;
    let time = duration(&format!("1{}", unit.text)).is_some_and(|(_, size)| size > unit.text.len());
    let at = name.text.len();
    let plain = normal.text.starts_with(name.text.as_str()) && name.text.chars().count() > 1 && !name.quoted;
    (time && plain).then_some(at)
}
