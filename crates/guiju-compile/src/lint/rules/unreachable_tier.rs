//! # 轮不到的一档 | a line that no value reaches
//!
//! 查什么:被前面的档挡住的档;等级次序颠倒时就会这样。
//! What it does: finds lines of 等级 and 分档 that the lines before them take everything from, as when the order is wrong.
//!
//! 为什么:第一个成立的档算数,后面更严的档永远用不上。
//! Why: the first line that holds counts, so a stricter one below it never does.
//!
//! 例子 Example
//! ```gj
//! 等级 合格 >= 60、优秀 >= 90、其余 不合格
//! 不得 迟到
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 等级 优秀 >= 90、合格 >= 60、其余 不合格
//! 不得 迟到
//! ```
