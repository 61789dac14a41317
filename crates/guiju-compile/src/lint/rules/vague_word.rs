//! # 含糊的词 | words that no record can decide
//!
//! 查什么:定期、及时、适当、经常、尽量 一类的词。
//! What it does: finds words such as 定期, 适当, 经常 and 尽量.
//!
//! 为什么:没有记录能证明“适当”;考核的人和被考核的人会各有各的理解。机器检查时不看这个词。
//! Why: no record proves that something was done suitably, and everyone will read it in their own way. The word itself is
//! not checked.
//!
//! 例子 Example
//! ```gj
//! 定期回访客户1次。
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每月回访客户1次。
//! ```
