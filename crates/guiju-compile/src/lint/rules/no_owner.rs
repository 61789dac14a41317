//! # 没有写由谁负责 | clauses that name nobody
//!
//! 查什么:自己和上级都没有 适用 或 责任 的条款;每一节从第一条报起,只报一次。
//! What it does: finds clauses for which neither they nor what they stand in say 适用 or 责任, once for each section.
//!
//! 为什么:没有 适用 就对人员表里的每个人生效,保安也要上门访问客户。
//! Why: without 适用 a clause binds everyone in the people table, and the guard has to visit customers.
//!
//! 例子 Example
//! ```gj
//! 一、销售人员工作标准
//! 1. 每周上门访问客户8次。
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 一、销售人员工作标准
//! 适用 岗位 = 销售人员
//! 1. 每周上门访问客户8次。
//! ```

use guiju_syntax::ast::{Clause, Node, Property, PropertyKind};
use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;

use super::super::{File, Found, Package};

pub fn look(package: &Package<'_>, found: &mut Found) {
    for file in package.files() {
        if !names_somebody(&file.document.properties) {
            below(&file, &file.document.body, found);
        }
    }
}

fn below(file: &File<'_>, body: &[Node], found: &mut Found) {
    let mut ownerless: Vec<&Clause> = Vec::new();
    for node in body {
        match node {
            Node::Clause(clause) => {
                let stated = clause.requirements.iter().flat_map(|requirement| &requirement.properties);
                let note = clause.properties.iter().any(|it| matches!(it.kind, PropertyKind::Note(None)));
                if !note && !names_somebody(&clause.properties) && !stated.into_iter().any(names) {
                    ownerless.push(clause);
                }
            }
            Node::Section(section) if !names_somebody(&section.properties) => below(file, &section.body, found),
            Node::Section(_) => {}
        }
    }
    if let Some(first) = ownerless.first() {
        found.add(file, Diagnostic::new(Code::NoOwner, first.span).with("count", ownerless.len().to_string()));
    }
}

fn names_somebody(properties: &[Property]) -> bool {
    properties.iter().any(|property| names(&property.kind))
}

fn names(property: &PropertyKind) -> bool {
    matches!(property, PropertyKind::Applies(_) | PropertyKind::Owner(_))
}
