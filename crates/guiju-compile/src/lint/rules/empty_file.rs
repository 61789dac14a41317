//! # 没有条款的文件 | a file with no clause
//!
//! 查什么:一条要求也没有的标准文件。
//! What it does: finds standards files that ask nothing.
//!
//! 为什么:文件也许存错了地方,或者内容全在注释里;评分时它什么也不考核。
//! Why: it may have been saved in the wrong place, or all of it is a comment; nothing in it is ever judged.
//!
//! 例子 Example
//! ```gj
//! // 每周上门访问客户 >= 8
//! ```
//!
//! 应写 Use instead
//! ```gj
//! 每周上门访问客户 >= 8
//! ```
