//! Cases: unit tests for standards, in files `*_test.toml` beside them (language.md §10).
//!
//! ```toml
//! standard = "marketing.gj"          # without it, the .gj file of the same name
//!
//! [[case]]
//! name = "一周八家即达标"
//! from = "2024-03-04"                # the range, `to` exclusive
//! to = "2024-03-11"
//! as_of = "2024-03-08 12:00"         # the instant of judgement; by default the end of the range
//! people = ["张三 岗位=销售人员 入职日期=2024-03-04"]
//! targets = ["张三 销售额=100"]        # what `目标.销售额` is
//! records = [
//!   "张三 2024-03-04 09:30 上门访问客户 客户=甲",
//!   "张三 2024-03-05..2024-03-08 上门访问客户 客户=乙,丙,丁,戊",
//!   "张三 周五 上门访问客户 ×3",
//! ]
//! register."客户台账" = ["甲 建档日期=2024-01-05"]
//! leave = ["张三 3月6日下午..3月7日"]  # a day or days, from or to noon where 下午 or 上午 is written
//! coverage = ["客服系统 3月4日..3月10日"]  # when a source (`feed`) was recording; without days, always
//! expect = { "2.1a" = "达标 实际=8", "总分" = "100" }
//! ```
//!
//! # Records
//!
//! A record is `person days [times] activity [×n] [field=value …]`; with one person in the case the person may be left out.
//!
//! | days | are |
//! |---|---|
//! | `2024-03-05`, `3月5日`, `5日` | that day; without a year or month, the first such day of the range |
//! | `周五` | the first Friday on or after the first day of the range |
//! | `2024-03-05..2024-03-08`, `周一..周五` | one a day |
//! | `每日`, `每工作日`, `每周五`, `每2天`, `每周`, `每月` | such days of the range, or of the series before it: `周一..周五 每工作日` |
//!
//! Times (`09:30`, `9点`, `09:00,14:00`) make one record each; `×3` makes three of each. Values are lists (`,` or `、`): one
//! value for all, one per record, or one per day; a list on a single day makes one record per value. A value with blanks
//! or commas is quoted: `地址=「人民路 1 号, 二楼」`.
//!
//! # Expectations
//!
//! A key is `[person] what [which]`. `what` is a clause id (`2.1a`; `2.1` is all its requirements, the worst of them),
//! a 标识, `总分` or `等级`; without a person it holds for everyone whom the clause binds. `which` picks outcomes: a
//! day (the period that contains it), an entity, or the record that triggers. A value is a status, with numbers if wanted
//! (`达标 实际=7 要求=8 得分=20`), or a list of them, one per outcome in order.
//!
//! ```
//! # fn main() -> Result<(), guiju::Error> {
//! use guiju::testing::CaseFile;
//! let standard = guiju::compile_text("visits.gj", "每周上门访问客户 >= 2");
//! let cases = CaseFile::parse("visits_test.toml", r#"
//! [[case]]
//! name = "two visits in a week"
//! from = "2024-03-04"
//! to = "2024-03-11"
//! people = ["张三"]
//! records = ["张三 周一..周二 上门访问客户"]
//! expect = { "1" = "达标 实际=2" }
//! "#);
//! let ran = cases.run(standard, "")?;
//! assert!(ran.passed(), "{ran:?}");
//! # Ok(())
//! # }
//! ```

mod coverage;
mod days;
mod expect;
mod file;
mod junit;
mod leave;
mod line;
mod names;
mod run;
mod values;

pub use coverage::{Coverage, Gap, GapKind, coverage};
pub(crate) use expect::{ASSIGNED, STATUS_WORDS};
pub(crate) use file::CASE_KEYS;
pub use file::{CaseFile, case_files};
pub use junit::junit;
pub(crate) use names::{CaseName, Named};
pub use run::{CaseResult, Checked, FileResult, Involved};
