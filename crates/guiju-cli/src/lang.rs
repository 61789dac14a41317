//! The language of messages: what `--lang` says, else the locale, else Chinese.

use std::ffi::OsString;

use guiju::Lang;
use guiju::write;

/// Chooses before the arguments are parsed, so that what is wrong with them is said in it too.
pub fn choose(args: &[OsString], locale: Option<&str>) -> Lang {
    let mut given = args.iter().map(|arg| arg.to_string_lossy());
    while let Some(arg) = given.next() {
        let value = match arg.strip_prefix("--lang") {
            Some("") => given.next().map(|value| value.into_owned()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        match value.as_deref() {
            Some("en") => return Lang::En,
            Some("zh") => return Lang::Zh,
            _ => {}
        }
    }
    if locale.is_some_and(|locale| locale.to_ascii_lowercase().starts_with("en")) { Lang::En } else { Lang::Zh }
}

/// One of two: the first is Chinese.
pub fn pick<T>(lang: Lang, zh: T, en: T) -> T {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The same language, as the writers of reports know it.
pub fn of_reports(lang: Lang) -> write::Lang {
    pick(lang, write::Lang::Zh, write::Lang::En)
}
