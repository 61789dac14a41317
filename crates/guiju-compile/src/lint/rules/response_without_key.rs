//! # 触发与响应没有键 | a response without a key
//!
//! 查什么:凡 … 须 … 的触发和响应之间没有对应的字段。
//! What it does: finds duties whose response shares no field with its trigger.
//!
//! 为什么:没有键,期限之内任何一条响应都算数:回复了甲的投诉,乙的也算回复了。
//! Why: with no key any response in time will do: the answer to one complaint answers all of them.
//!
//! 例子 Example
//! ```gj
//! 凡 投诉 须 3天内 回复投诉
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 凡 投诉 须 3天内 回复投诉 按 投诉号
//! ```
