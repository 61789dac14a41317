//! So many of the same are of a kind: 其中夜班不少于2次.

use super::Sentence;
use crate::ast::{Condition, Core, Expr, Text, Threshold};

impl Sentence {
    /// 下井带班不少于5次,其中夜班不少于2次: so many of the same are of that kind.
    pub(super) fn within(&mut self, known: usize) {
        let Some((before, [kind])) = self.read.split_at_mut_checked(known) else { return };
        let (Some(whole), true) = (before.last(), known > self.start) else { return };
        let unit = |threshold: &Threshold| match threshold {
            Threshold::Value(Expr::Number(number)) => number.unit.as_ref().map(|unit| unit.text.clone()),
            _ => None,
        };
        let (
            Core::Measure { measure, threshold: all, filter: None, .. },
            Core::Measure { measure: kind, threshold, filter, .. },
        ) = (&whole.core, &mut kind.core)
        else {
            return;
        };
        if let (Expr::Name(of), Expr::Name(name)) = (measure, &*kind)
            && unit(all).is_some()
            && unit(all) == unit(threshold)
            && of.text != name.text
            && filter.is_none()
        {
            // 其中跨学科听课不少于5节, of 听课
            let stem = name.text.strip_suffix(of.text.as_str()).filter(|stem| !stem.is_empty()).unwrap_or(&name.text);
            let flag = Text { text: stem.trim_end_matches('的').to_owned(), ..name.clone() };
            *filter = Some(Condition::Flag(flag));
            *kind = measure.clone();
        }
    }
}
