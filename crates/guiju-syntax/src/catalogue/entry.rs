//! How a code is written down: its name, its number, how bad it is, and its words in both languages.

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

pub(super) use catalogue;
