//! # 没有人在的岗位 | a post that nobody has
//!
//! 查什么:有人员表时(`--people`,或 guiju.toml 写明的),适用 里写的岗位、部门没有一个人。
//! What it does: with a people table (`--people`, or the one of guiju.toml), finds posts and departments in 适用 that nobody has.
//!
//! 为什么:这些条款谁也不考核,而且不会有任何提示。
//! Why: such clauses judge nobody, and nothing says so.
//!
//! 例子 Example
//! ```gj
//! 适用 岗位 = 销售员
//! 不得 迟到
//! ```
//! ```people
//! 人员,岗位
//! 张三,销售人员
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 适用 岗位 = 销售人员
//! 不得 迟到
//! ```

use guiju_syntax::ast::{Comparison, Condition, PropertyKind, Text, Value};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};
use crate::near::nearest;

pub fn look(package: &Package<'_>, found: &mut Found) {
    let Some(people) = &package.evidence.people else { return };
    let columns = &package.vocabulary.people;
    for file in package.files() {
        for property in file.properties() {
            let PropertyKind::Applies(condition) = &property.kind else { continue };
            for (field, value) in named(condition) {
                let column = match field.text.as_str() {
                    "岗位" => columns.post.as_str(),
                    "部门" => columns.department.as_str(),
                    other => other,
                };
                let values: Vec<&str> =
                    people.iter().filter(|(name, _)| name == column).map(|(_, value)| value.as_str()).collect();
                let there = values.iter().any(|known| guiju_syntax::normal::words(known) == value.text);
                if !values.is_empty() && !there {
                    let diagnostic = Diagnostic::new(Code::UnknownPost, value.span).with("field", field.text.as_str());
                    let diagnostic = diagnostic.with("value", value.text.as_str());
                    found.add(&file, diagnostic.near(nearest(&value.text, values)));
                }
            }
        }
    }
}

/// The values that a condition compares fields with.
fn named(condition: &Condition) -> Vec<(&Text, &Text)> {
    match condition {
        Condition::Compare { field, comparison: Comparison::Equal, value: Value::Text(value) } => vec![(field, value)],
        Condition::In { field, values, negated: false } => values.iter().map(|value| (field, value)).collect(),
        Condition::And(all) | Condition::Or(all) => all.iter().flat_map(named).collect(),
        _ => Vec::new(),
    }
}
