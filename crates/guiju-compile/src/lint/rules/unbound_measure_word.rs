//! # 没有约定的量词 | a measure word that is not bound
//!
//! 查什么:词汇表没有说怎么数的量词。
//! What it does: finds measure words of which the vocabulary does not say what they count.
//!
//! 为什么:8 家 该数 8 个不同的客户;没有约定就按记录条数计,同一家访问 8 次也会达标。
//! Why: 8 家 means eight different customers; without a binding records are counted, and eight visits to one will do.
//!
//! 例子 Example
//! ```gj
//! 每周上门访问客户8家。
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每周上门访问客户8家。
//! ```
//! ```toml
//! [vocabulary]
//! open = true
//! [measure-word."家"]
//! count = "distinct"
//! field = "客户"
//! ```
