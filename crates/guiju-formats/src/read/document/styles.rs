//! What the styles of a Word document say of paragraphs (`styles.xml`), with what they are based on.

use std::collections::BTreeMap;

use super::xml::{Step, steps, value};
use crate::read::ReadError;

/// What a style says of its paragraphs.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub heading: Option<u8>,
    pub list: Option<String>,
    pub level: Option<u32>,
    /// A line of a table of contents.
    pub contents: bool,
    based_on: Option<String>,
}

/// A style is based on no more others.
const MOST_ANCESTORS: usize = 16;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

impl Styles {
    /// Reads `styles.xml`.
    pub fn new(text: &str) -> Result<Styles, ReadError> {
        let mut styles: BTreeMap<String, Style> = BTreeMap::new();
        let mut current = String::new();
        steps(text, |step| {
            let Step::Open(name, attributes) = step else { return };
            let value = |key: &str| value(&attributes, key);
            if name == "style" {
                current = value("styleId").unwrap_or_default();
                return;
            }
            let style = styles.entry(current.clone()).or_default();
            match name.as_str() {
                "name" => {
                    let title = value("val").unwrap_or_default().to_lowercase();
                    style.heading = title.strip_prefix("heading ").and_then(|it| it.parse().ok()).or(style.heading);
                    style.contents = title.starts_with("toc ");
                }
                "basedOn" => style.based_on = value("val"),
                "outlineLvl" => {
                    let level = value("val").and_then(|level| level.parse::<u8>().ok());
                    style.heading = level.filter(|level| *level < 9).map(|level| level + 1).or(style.heading);
                }
                "numId" => style.list = value("val"),
                "ilvl" => style.level = value("val").and_then(|level| level.parse().ok()),
                _ => {}
            }
        })?;
        Ok(Styles(styles))
    }

    /// A style with what it takes from those that it is based on.
    pub fn get(&self, name: &str) -> Style {
        let mut whole = self.0.get(name).cloned().unwrap_or_default();
        let mut above = whole.based_on.clone();
        for _ in 0..MOST_ANCESTORS {
            let Some(style) = above.as_ref().and_then(|name| self.0.get(name)) else { break };
            whole.heading = whole.heading.or(style.heading);
            whole.level = whole.level.or(style.level);
            whole.list = whole.list.or_else(|| style.list.clone());
            above = style.based_on.clone();
        }
        whole
    }
}
