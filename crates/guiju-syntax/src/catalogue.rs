//! The one catalogue of messages: every code with its severity and its words in both languages.
//!
//! Style: lowercase in English, no final full stop, the user's words in backticks, the way out apart in the
//! help. Codes: `GJ00` files, `GJ01` structure and syntax, `GJ02` sentences, `GJ03` names, `GJ04` types and
//! values, `GJ05` scoring, `GJ06` vocabulary files.

use crate::diagnostic::Severity;

/// What the catalogue says of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// `GJ0101`
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The message in Chinese; `{name}` stands for an argument.
    pub zh: &'static str,
    /// The message in English.
    pub en: &'static str,
    /// The way out in Chinese.
    pub help_zh: &'static str,
    /// The way out in English.
    pub help_en: &'static str,
}

macro_rules! catalogue {
    ($($name:ident $code:literal $severity:ident
        $zh:literal $en:literal
        $help_zh:literal $help_en:literal;)*) => {
        /// Every problem Guiju can name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!("`", $code, "`: ", $en)] $name,)*
        }

        impl Code {
            /// All codes, in order.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// What the catalogue says of it.
            pub fn entry(self) -> Entry {
                match self {
                    $(Code::$name => Entry {
                        code: $code,
                        severity: Severity::$severity,
                        zh: $zh,
                        en: $en,
                        help_zh: $help_zh,
                        help_en: $help_en,
                    },)*
                }
            }
        }
    };
}

catalogue! {
    // Files
    NotUtf8 "GJ0001" Error
        "文件不是 UTF-8 编码(第 {byte} 字节处)"
        "the file is not UTF-8 (at byte {byte})"
        "在编辑器中另存为 UTF-8;若是 Excel 或记事本导出的 GBK 文件,请转换编码后再用"
        "save it as UTF-8; files exported as GBK have to be converted first";
    EmptyFile "GJ0002" Warning
        "文件里没有任何条款"
        "the file holds no clause"
        "写一条要求试试,例如 `每周上门访问客户 >= 8`"
        "write a requirement, for instance `每周上门访问客户 >= 8`";
    TooLong "GJ0003" Error
        "这一句太长({length} 字节,上限 {limit})"
        "this sentence is too long ({length} bytes, at most {limit})"
        "把它分成几条"
        "split it into several clauses";
    TooDeep "GJ0004" Error
        "括号嵌套太深({depth} 层,上限 {limit})"
        "brackets are nested too deeply ({depth} levels, at most {limit})"
        "用 `定义` 给里层的式子起个名字"
        "give the inner expression a name with `定义`";

    // Names
    UnknownName "GJ0301" Error
        "词汇表里没有 `{name}`"
        "`{name}` is in no table of the vocabulary"
        "在 guiju.toml 里登记它(活动、指标、字段或短语),或写 `人工 「{name}」` 由人评定"
        "add it to guiju.toml (activity, metric, field or phrase), or write `人工 「{name}」` to have a person judge it";
}
