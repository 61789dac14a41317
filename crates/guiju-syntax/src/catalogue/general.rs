//! Messages with `…` for what a diagnostic fills in, as a manual shows them.

/// A message of the catalogue as a page of the manual shows it: `…` for what a diagnostic fills in.
///
/// ```
/// use guiju_syntax::catalogue::general;
/// assert_eq!(general("`{word}` does not say how often"), "`…` does not say how often");
/// assert_eq!(general("注明 {产值、利润}"), "注明 {产值、利润}");
/// ```
pub fn general(message: &str) -> String {
    let mut parts = message.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let argument = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        match part.split_once('}').filter(|(name, _)| argument(name)) {
            Some((_, rest)) => text = text + "…" + rest,
            None => text = text + "{" + part,
        }
    }
    text
}
