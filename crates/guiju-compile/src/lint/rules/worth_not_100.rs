//! # 分值不满 100 | worths that do not come to 100
//!
//! 查什么:每一条都写了分值的小节,加起来却不是 100(或小节自己的分值)。
//! What it does: finds sections in which every clause states a worth and the sum is not 100 (or the section's own worth).
//!
//! 为什么:得分按比例折算,一条写着 20 分的条款实际就不值 20 分了。
//! Why: scores are relative to the sum, so a clause that says 20 is then not worth 20.
//!
//! 例子 Example
//! ```gj
//! 1. 不得 迟到
//!    分值 40
//! 2. 不得 早退
//!    分值 50
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 1. 不得 迟到
//!    分值 40
//! 2. 不得 早退
//!    分值 60
//! ```
