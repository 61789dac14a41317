//! Standards with every name resolved, every inherited part filled in and every phrase replaced by its meaning.
//!
//! A resolved requirement is a tree of the same kind as a parsed one, in canonical form: printing it gives the
//! sentence that says exactly this.

use std::fmt;

use chrono::NaiveDate;
use guiju_engine::program::Worth;
use guiju_syntax::ast;
use guiju_syntax::span::Span;
use indexmap::IndexMap;

/// One file.
#[derive(Debug, Clone)]
pub struct Standard {
    /// `标准 …`, else the file's name without its ending.
    pub name: String,
    /// `等级`
    pub grades: Vec<ast::Grade>,
    /// `加分 最多`, inner ones first
    pub bonus_caps: Vec<guiju_engine::program::BonusCap>,
    /// `定义`
    pub definitions: IndexMap<String, ast::Expr>,
    /// `参数`
    pub parameters: IndexMap<String, ast::Quantity>,
    /// One per requirement, in order.
    pub clauses: Vec<Clause>,
}

/// One requirement with all that belongs to it.
#[derive(Debug, Clone)]
pub struct Clause {
    /// `2.1a`
    pub id: String,
    /// Where its words stand.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// What it asks; `None` for a 说明.
    pub requirement: Option<Box<ast::Requirement>>,
    /// That in canonical form; empty for a 说明.
    pub canonical: String,
    /// Whom it binds.
    pub applies: Option<ast::Condition>,
    /// `施行 … 起`
    pub effective_from: Option<NaiveDate>,
    /// `施行 … 至`
    pub effective_to: Option<NaiveDate>,
    /// What it is worth; `None` for 记 and 说明.
    pub worth: Option<Worth>,
    /// Whether the author wrote the worth.
    pub worth_stated: bool,
    /// 最多加15分, of all that its sentence gives points for.
    pub bonus_cap: Option<rust_decimal::Decimal>,
    /// `计分`; empty means 达标率.
    pub scoring: Vec<ast::Scoring>,
    /// `自 … 起 …`
    pub since: Vec<Since>,
    /// `除外`
    pub excepts: Vec<ast::Condition>,
    /// `除外 法定节假日`
    pub except_holidays: bool,
    /// `遇节假日顺延` / `提前`
    pub roll: Option<ast::Roll>,
    /// `样本`
    pub sample: Option<u32>,
    /// `一票否决`, with the grade it caps
    pub veto: Option<Option<String>>,
    /// `后果`
    pub consequences: Vec<String>,
    /// `视同` / `并计`: records of `activity` that match count as `as_activity`.
    pub counted_as: Vec<CountedAs>,
}

/// `自 2025-07-01 起 >= 10`
#[derive(Debug, Clone)]
pub struct Since {
    /// The first day.
    pub from: NaiveDate,
    /// How the value compares from then on.
    pub comparison: ast::Comparison,
    /// With what.
    pub threshold: ast::Threshold,
}

/// `视同 迟到 其中 时长 > 30分钟 为 旷工 0.5 天`
#[derive(Debug, Clone)]
pub struct CountedAs {
    /// What is recorded.
    pub activity: String,
    /// Only such records.
    pub filter: Option<ast::Condition>,
    /// What it counts as.
    pub as_activity: String,
    /// How much of it.
    pub amount: Option<ast::Quantity>,
    /// 并计: it still counts as itself too.
    pub also: bool,
}

/// The kinds of requirements that `explain` names (language.md §9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A value against a threshold.
    Measure,
    /// 凡
    Every,
    /// 不得
    Never,
    /// 任职
    Qualification,
    /// 记
    Record,
    /// 人工
    Manual,
    /// 说明
    Note,
}

impl Kind {
    /// The word of the JSON form.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Measure => "measure",
            Kind::Every => "every",
            Kind::Never => "never",
            Kind::Qualification => "qualification",
            Kind::Record => "record",
            Kind::Manual => "manual",
            Kind::Note => "note",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Clause {
    /// Whether it can have a worth of its own.
    pub fn is_scored(&self) -> bool {
        !matches!(self.kind(), Kind::Note | Kind::Record)
    }

    /// What kind of requirement it is.
    pub fn kind(&self) -> Kind {
        match self.requirement.as_deref().map(|requirement| &requirement.core) {
            Some(ast::Core::Measure { .. }) => Kind::Measure,
            Some(ast::Core::Every { .. }) => Kind::Every,
            Some(ast::Core::Never { .. }) => Kind::Never,
            Some(ast::Core::Qualification(_)) => Kind::Qualification,
            Some(ast::Core::Record { .. }) => Kind::Record,
            Some(ast::Core::Manual { .. }) => Kind::Manual,
            Some(ast::Core::Phrase(_) | ast::Core::Narrow(_)) | None => Kind::Note,
        }
    }
}
