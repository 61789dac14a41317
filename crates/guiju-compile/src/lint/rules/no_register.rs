//! # 没有台账 | no register
//!
//! 查什么:每家客户 … 一类逐个考核的要求,词汇表里没有这种对象的台账。
//! What it does: finds requirements per entity (每家客户 …) for which the vocabulary names no register.
//!
//! 为什么:没有台账就从记录里认对象:一次也没去过的客户没有记录,于是不算未达标。
//! Why: without a register entities are those of the records: a customer whom nobody ever visited is then no miss.
//!
//! 例子 Example
//! ```gj
//! 每家客户 每月 更新客户档案 >= 1 次
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每家客户 每月 更新客户档案 >= 1 次
//! ```
//! ```toml
//! [vocabulary]
//! open = true
//! [entity."客户"]
//! register = "客户台账"
//! ```

use std::collections::BTreeSet;

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    let mut seen = BTreeSet::new();
    for file in package.files() {
        for clause in &file.standard.clauses {
            let Some(entity) = clause.requirement.as_deref().and_then(|requirement| requirement.entity.as_ref()) else {
                continue;
            };
            let name = entity.object.text.as_str();
            let listed = package.vocabulary.entities.get(name).is_some_and(|(_, table)| table.register.is_some());
            // A shift is a period rather than a thing.
            if !listed && name != "班" && seen.insert(name) {
                found.add(&file, Diagnostic::new(Code::NoRegister, clause.span).with("entity", name));
            }
        }
    }
}
