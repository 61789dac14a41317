//! XML as a flat list of events, bounded in depth.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::read::ReadError;

/// The deepest nesting that is read.
const DEEPEST: usize = 256;

/// What happens in a document.
pub(super) enum Step {
    /// An element begins: its local name and its attributes by local name.
    Open(String, Vec<(String, String)>),
    /// An element ends.
    Close(String),
    /// Text.
    Text(String),
}

/// Hands every step of an XML text to `each`.
pub(super) fn steps(text: &str, mut each: impl FnMut(Step)) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|error| ReadError::Archive(error.to_string()))? {
            Event::Start(element) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(ReadError::TooLarge);
                }
                each(open(&element));
            }
            Event::Empty(element) => {
                each(open(&element));
                each(Step::Close(local(element.local_name().as_ref())));
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                each(Step::Close(local(element.local_name().as_ref())));
            }
            Event::Text(text) => each(Step::Text(local(text.as_ref()))),
            Event::CData(text) => each(Step::Text(local(text.as_ref()))),
            Event::GeneralRef(name) => each(Step::Text(entity(&local(name.as_ref())))),
            Event::Eof if depth > 0 => return Err(ReadError::Archive("the document breaks off".to_owned())),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The value of an attribute.
pub(super) fn value(attributes: &[(String, String)], key: &str) -> Option<String> {
    attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
}

fn open(element: &BytesStart<'_>) -> Step {
    let attributes = element.attributes().flatten();
    let attributes = attributes.map(|it| (local(it.key.local_name().as_ref()), local(it.value.as_ref())));
    Step::Open(local(element.local_name().as_ref()), attributes.collect())
}

fn local(bytes: impl AsRef<[u8]>) -> String {
    String::from_utf8_lossy(bytes.as_ref()).into_owned()
}

/// The character of a reference; no others are expanded.
fn entity(name: &str) -> String {
    let code = name.strip_prefix("#x").map(|code| u32::from_str_radix(code, 16));
    let code = code.or_else(|| name.strip_prefix('#').map(str::parse));
    match (name, code) {
        ("amp", _) => "&".to_owned(),
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("quot", _) => "\"".to_owned(),
        ("apos", _) => "'".to_owned(),
        (_, Some(Ok(code))) => char::from_u32(code).map(String::from).unwrap_or_default(),
        _ => format!("&{name};"),
    }
}
