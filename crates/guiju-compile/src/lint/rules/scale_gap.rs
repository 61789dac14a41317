//! # 标度有空档 | a scale with a gap
//!
//! 查什么:等级 或 分档 没有说到的值。
//! What it does: finds values of which 等级 or 分档 says nothing.
//!
//! 为什么:得到那个值的人没有等级、没有得分。这是错误,不能允许,也不能调低。
//! Why: whoever reaches such a value has no grade and no points. It is an error, and can be neither allowed nor lowered.
//!
//! 例子 Example
//! ```gj
//! 等级 优秀 >= 90、合格 >= 60
//! 不得 迟到
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 等级 优秀 >= 90、合格 >= 60、其余 不合格
//! 不得 迟到
//! ```
