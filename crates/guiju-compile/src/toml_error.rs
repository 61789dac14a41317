//! What the reader of TOML says, in words for authors: in Chinese and English, with near names.

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::Diagnostic;
use guiju_syntax::span::Span;

use crate::near::nearest;

/// What is wrong with a TOML text, under a code whose message has `{cause}`.
///
/// ```
/// use guiju_compile::toml_error::diagnostic;
/// use guiju_syntax::catalogue::Code;
/// use guiju_syntax::diagnostic::Lang;
/// #[derive(serde::Deserialize, Debug)]
/// #[serde(deny_unknown_fields)]
/// struct Table { also: Vec<String> }
/// let error = toml::from_str::<Table>("alsa = []").unwrap_err();
/// let said = diagnostic(Code::BadManifest, &error);
/// assert_eq!(said.near, ["also"]);
/// assert!(said.message(Lang::Zh).ends_with("没有 `alsa` 这一项,这里可以写 `also`"));
/// ```
pub fn diagnostic(code: Code, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().map_or(Span::default(), |range| Span::new(range.start, range.end));
    let Said { zh, en, near } = said(error.message());
    Diagnostic::new(code, span).with("cause", en).with("cause_zh", zh).near(near)
}

/// The same as one line of both languages.
pub fn cause(error: &toml::de::Error) -> String {
    let Said { zh, en, .. } = said(error.message());
    format!("{zh} / {en}")
}

struct Said {
    zh: String,
    en: String,
    near: Vec<String>,
}

/// Words for kinds of values: those of serde, Chinese, English.
const KINDS: &[(&str, &str, &str)] = &[
    ("string", "文字", "text"),
    ("a string", "文字", "text"),
    ("a borrowed string", "文字", "text"),
    ("integer", "数", "the number"),
    ("floating point", "小数", "the number"),
    ("boolean", "真假值", "the value"),
    ("a boolean", "true 或 false", "`true` or `false`"),
    ("sequence", "列表", "a list"),
    ("a sequence", "列表 [ … ]", "a list `[…]`"),
    ("map", "一节", "a table"),
    ("a map", "一节", "a table"),
    ("u32", "整数", "a whole number"),
    ("i32", "整数", "a whole number"),
    ("string or table", "文字或一节", "text or a table"),
];

/// What a text that is no TOML lacks.
const SYNTAX: &[(&str, &str)] = &[
    ("key with no value", "这里少了 `=` 和值,或者前面漏了引号、括号"),
    ("invalid boolean", "应写 true 或 false"),
    ("invalid integer number", "数写得不对"),
    ("invalid floating-point number", "小数写得不对"),
    ("invalid datetime", "日期要放在引号里,或写成 2024-03-04"),
    ("missing value for key", "这一项没有值"),
    ("missing value", "少了值"),
    ("unclosed array table", "`[[` 没有收尾的 `]]`"),
    ("unclosed array", "`[` 没有收尾的 `]`"),
    ("unclosed inline table", "`{` 没有收尾的 `}`"),
    ("unclosed table", "`[` 没有收尾的 `]`"),
    ("invalid basic string", "引号没有收尾,或里面有不能写的字符"),
    ("invalid literal string", "引号没有收尾,或里面有不能写的字符"),
    ("invalid multi-line basic string", "三个引号没有收尾"),
    ("invalid multi-line literal string", "三个引号没有收尾"),
    ("string values must be quoted", "文字要放在引号里"),
    ("missing opening quote", "文字少了开头的引号"),
    ("duplicate key", "这一项写了两次"),
    ("invalid unquoted key", "这个名字要放在引号里"),
    ("unquoted keys cannot be empty", "这里少了名字"),
    ("missing comma between array elements", "列表的两个值之间少了逗号"),
    ("missing comma between key-value pairs", "两项之间少了逗号"),
    ("extra comma in array", "列表里多了一个逗号"),
    ("extra comma in inline table", "`{ }` 里多了一个逗号"),
    ("extra `=`", "多了一个 `=`"),
    ("missing assignment between key-value pairs", "名字和值之间少了 `=`"),
    ("extra assignment between key-value pairs", "多了一个 `=`"),
    ("unexpected key or value", "这里多了文字:一行只写一项"),
    ("unexpected content", "这里多了文字"),
    ("unexpected `=` in array", "列表里不能写 `=`"),
    ("missing escaped value", "`\\` 后面少了字符"),
    ("too few unicode value digits", "`\\u` 后面的位数不够"),
    ("invalid value", "这个值读不懂"),
    ("invalid comment character", "注释里有不能写的字符"),
    ("cannot recurse further; max recursion depth met", "嵌套太深"),
    ("integer number overflowed", "数太大"),
];

fn said(message: &str) -> Said {
    let line = message.lines().next().unwrap_or_default();
    let quoted: Vec<&str> = line.split('`').skip(1).step_by(2).collect();
    let (name, allowed) = quoted.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
    let all = allowed.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>();
    let only = if all.is_empty() {
        ("这里什么都不能写".to_owned(), "nothing can stand here".to_owned())
    } else {
        (format!("这里可以写 {}", all.join("、")), format!("expected {}", all.join(", ")))
    };
    let near = nearest(name, allowed.iter().copied());
    if line.starts_with("unknown field") {
        return Said {
            zh: format!("没有 `{name}` 这一项,{}", only.0),
            en: format!("there is no key `{name}` here: {}", only.1),
            near,
        };
    }
    if line.starts_with("unknown variant") {
        return Said {
            zh: format!("不能写 `{name}`,{}", only.0),
            en: format!("`{name}` cannot stand here: {}", only.1),
            near,
        };
    }
    if line.starts_with("missing field") {
        return Said {
            zh: format!("少了 `{name}` 这一项"),
            en: format!("the key `{name}` is missing"),
            near: Vec::new(),
        };
    }
    if line.starts_with("duplicate field") {
        return Said { zh: format!("`{name}` 写了两次"), en: format!("`{name}` is given twice"), near: Vec::new() };
    }
    if line.starts_with("data did not match any variant") {
        return Said {
            zh: "这个值不是能写的样子".to_owned(),
            en: "the value has none of the forms that can stand here".to_owned(),
            near: Vec::new(),
        };
    }
    if let Some((found, expected)) = line.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        let (found, expected) = (kind(found), kind(expected));
        return Said {
            zh: format!("这里要写{},不是{}", expected.0, found.0),
            en: format!("expected {}, found {}", expected.1, found.1),
            near: Vec::new(),
        };
    }
    let (what, expected) = line.split_once(", expected ").unwrap_or((line, ""));
    let zh = SYNTAX.iter().find(|(en, _)| *en == what).map_or(what, |(_, zh)| zh);
    // What is expected is told where it is nothing but signs, and the words do not say it.
    let signs = |it: &&str| !it.is_empty() && it.split(", ").all(|part| part.starts_with('`') && part.ends_with('`'));
    let said = ["少了", "应写"].iter().any(|word| zh.contains(word));
    let expected = Some(expected).filter(signs).filter(|_| !said).map(|it| format!(",应为 {}", it.replace(", ", "、")));
    Said { zh: format!("{zh}{}", expected.unwrap_or_default()), en: line.to_owned(), near: Vec::new() }
}

/// A kind of value, with the value where it is told: in Chinese and English.
fn kind(words: &str) -> (String, String) {
    let (kind, value) = match words.find(['`', '"']) {
        Some(at) => words.split_at(at),
        None => (words, ""),
    };
    let known = KINDS.iter().find(|(name, ..)| *name == kind.trim());
    let with = |kind: &str| if value.is_empty() { kind.to_owned() } else { format!("{kind} {value}") };
    let zh = known.map_or(kind.trim(), |(_, zh, _)| zh);
    (with(&format!("{}{zh}", if zh.is_ascii() { " " } else { "" })), with(known.map_or(kind.trim(), |(.., en)| en)))
}
