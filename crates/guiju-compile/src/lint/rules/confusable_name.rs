//! # 容易混淆的名称 | names that are easily confused
//!
//! 查什么:只差一个形近或常混的字(帐/账、订/定、未/末)的名称;词汇表开放时,还有四个字以上只差一个字的。
//! What it does: finds names that differ in one letter that is often mistaken (帐/账, 订/定, 未/末), and, where the vocabulary is
//! open, names of four letters or more that differ in any one.
//!
//! 为什么:多半是同一件事的两种写法,机器却当作两件事分别数。年/月、上/下 一类有意的差别不报。
//! Why: they are probably one thing, and are counted as two. Differences that are meant (年/月, 上/下) are left alone.
//!
//! 例子 Example
//! ```gj
//! 1. 每周上门访问客户8次。
//! 2. 每月上门访间客户30次。
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 1. 每周上门访问客户8次。
//! 2. 每月上门访问客户30次。
//! ```

use std::collections::BTreeMap;

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::package::{Judged, activities};
use super::super::{Found, Package};
use crate::near::Known;

/// Letters that are taken for each other; the first stands for all.
const MISTAKEN: &[&str] = &[
    "账帐", "定订", "未末", "己已巳", "作做", "像象", "候侯", "入人", "戊戌戍", "曰日", "士土", "录陆", "份分", "需须", "查察", "按安", "计记", "的地得", "他她它", "以已", "单弹", "核合",
    "制致治", "型形", "问间",
];

pub fn look(package: &Package<'_>, found: &mut Found) {
    let stands_for = stands_for();
    let fold = |name: &str| -> String { name.chars().map(|c| *stands_for.get(&c).unwrap_or(&c)).collect() };
    let mut first: BTreeMap<&str, Judged<'_>> = BTreeMap::new();
    let mut folded: BTreeMap<String, &str> = BTreeMap::new();
    let mut known = Known::default();
    for judged in package.judged() {
        for id in activities(&judged.lowered.check, package.program()) {
            let Some(activity) = package.program().schema.activities.get(id.index()) else { continue };
            let name = activity.name.as_str();
            if first.contains_key(name) {
                continue;
            }
            let plain = fold(name);
            let alike = folded.get(&plain).copied().or_else(|| {
                if package.vocabulary.open { known.slip_of(name) } else { None }
            });
            if let Some((other, before)) = alike.and_then(|other| first.get_key_value(other)) {
                let diagnostic = Diagnostic::new(Code::ConfusableName, judged.clause.span);
                let diagnostic = diagnostic.with("name", name).with("other", *other);
                found.add(&judged.file, before.related(&judged, diagnostic));
            }
            first.insert(name, judged);
            folded.entry(plain).or_insert(name);
            known.add(name);
        }
    }
}

/// The letter that stands for each that is taken for another; in several groups, that of the first.
fn stands_for() -> BTreeMap<char, char> {
    let mut found = BTreeMap::new();
    for group in MISTAKEN {
        let Some(first) = group.chars().next() else { continue };
        for letter in group.chars() {
            found.entry(letter).or_insert(first);
        }
    }
    found
}
