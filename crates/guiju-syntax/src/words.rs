//! The words of the tree in both directions: what the grammar reads and the canonical printer writes.

use crate::ast::{BinaryOp, Comparison, DurationUnit, Function, PeriodUnit, Scale};

macro_rules! both_ways {
    ($read:ident $write:ident $kind:ty, $first:expr; $($word:literal => $value:expr),* $(,)?) => {
        #[doc = concat!("What `", stringify!($kind), "` a word is.")]
        pub fn $read(word: &str) -> $kind {
            match word.trim() { $($word => $value,)* _ => $first }
        }
        #[doc = concat!("The canonical word of a `", stringify!($kind), "`.")]
        #[allow(unreachable_patterns, reason = "several words may mean the same; the first is canonical")]
        pub fn $write(value: $kind) -> &'static str {
            $(if value == $value { return $word; })*
            ""
        }
    };
}

both_ways! { comparison comparison_word Comparison, Comparison::AtLeast;
">=" => Comparison::AtLeast, ">" => Comparison::MoreThan, "<=" => Comparison::AtMost,
"<" => Comparison::LessThan, "=" => Comparison::Equal, "!=" => Comparison::NotEqual, "介于" => Comparison::Between }
both_ways! { period_unit period_unit_word PeriodUnit, PeriodUnit::Day;
"分钟" => PeriodUnit::Minute, "小时" => PeriodUnit::Hour, "日" => PeriodUnit::Day, "天" => PeriodUnit::Day,
"工作日" => PeriodUnit::Workday, "周" => PeriodUnit::Week, "星期" => PeriodUnit::Week, "旬" => PeriodUnit::TenDays,
"半月" => PeriodUnit::HalfMonth, "月" => PeriodUnit::Month, "月度" => PeriodUnit::Month, "季度" => PeriodUnit::Quarter, "季" => PeriodUnit::Quarter,
"半年" => PeriodUnit::HalfYear, "年" => PeriodUnit::Year, "年度" => PeriodUnit::Year }
both_ways! { duration_unit duration_unit_word DurationUnit, DurationUnit::Day;
"秒" => DurationUnit::Second, "秒钟" => DurationUnit::Second, "分钟" => DurationUnit::Minute, "小时" => DurationUnit::Hour, "工作小时" => DurationUnit::WorkHour, "天" => DurationUnit::Day,
"日" => DurationUnit::Day, "工作日" => DurationUnit::Workday, "周" => DurationUnit::Week, "月" => DurationUnit::Month, "年" => DurationUnit::Year }
both_ways! { scale scale_word Scale, Scale::One;
"" => Scale::One, "万" => Scale::TenThousand, "亿" => Scale::HundredMillion, "%" => Scale::Percent, "‰" => Scale::Permille,
"个百分点" => Scale::Points }
both_ways! { function function_word Function, Function::Count;
"合计" => Function::Sum, "平均" => Function::Average, "最大" => Function::Max, "最小" => Function::Min,
"去重" => Function::Distinct, "次数" => Function::Count, "占比" => Function::Share, "连续" => Function::Streak,
"环比增长" => Function::GrowthOnPeriod, "同比增长" => Function::GrowthOnYear, "环比增加" => Function::ChangeOnPeriod,
"同比增加" => Function::ChangeOnYear }
/// The sign of an operation.
pub fn binary_op_word(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
    }
}

/// 1 for 周一 … 7 for 周日.
pub fn weekday(word: &str) -> u32 {
    let last = word.chars().last().unwrap_or('一');
    "一二三四五六日".chars().position(|c| c == last).map_or(7, |i| i as u32 + 1)
}
