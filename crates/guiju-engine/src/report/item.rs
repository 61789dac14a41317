//! What was won and lost, item by item (language.md §8).

use serde::Serialize;

use super::Moment;
use crate::exact::Exact;

/// One lost or won amount of a clause. The items in points, added to what the clause is worth, give its points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// By which rule.
    pub kind: ItemKind,
    /// Start of the period or interval it is about; `None` where it is about the clause as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    /// Its end, exclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Moment>,
    /// The entity it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// The record that triggered it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// How far the actual value lies from the required one, or how often or how late (in days) it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<Exact>,
    /// Points, or amount of `unit`; what is lost is negative.
    pub amount: Exact,
    /// `None` for points; else the unit of the ledger that it goes to (元).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What it does to the score; `None` for another unit, and where there is no score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<Exact>,
}

/// The rules by which points are lost and won.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A miss, under 达标率 and 全部达标.
    Unmet,
    /// The share that a value earns is not the whole (按比例, 线性, 分档 … 得).
    Share,
    /// 未达标 扣, 达标 加
    Fixed,
    /// 每少, 每低
    Below,
    /// 每超
    Above,
    /// 每迟
    Late,
    /// 每次
    Times,
    /// 分档 … 扣
    Tier,
    /// 最多扣, 最多加: what goes past it.
    Most,
    /// 扣完为止: what would have gone below 0.
    Floor,
}

/// What changes the score as a whole. 100, the `score` of every item and the adjustments add up to the score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Adjustment {
    /// Why.
    pub kind: AdjustmentKind,
    /// The clause that is the cause, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Points of the score.
    pub amount: Exact,
}

/// Why a score is not the sum of its clauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentKind {
    /// 加分 最多
    BonusCap,
    /// A score does not fall below 0, unless a clause says 可为负.
    Floor,
    /// 一票否决
    Veto,
}

/// A sum in another unit than points; it never enters the score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ledger {
    /// 元
    pub unit: String,
    /// Negative for what the person owes.
    pub amount: Exact,
}

/// What follows a miss besides points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Consequence {
    /// The words of 后果.
    pub what: String,
    /// Start of the period or interval of the miss.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    /// Its end, exclusive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Moment>,
    /// The entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
    /// The record that triggered it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
}
