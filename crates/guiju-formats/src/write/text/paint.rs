//! Colours, where they are shown at all.

use anstyle::{AnsiColor, Style};
use guiju_engine::report::Status;

/// Puts colours on text, or leaves it as it is.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// A painter that paints if `on`.
    pub fn new(on: bool) -> Self {
        Paint { on }
    }

    /// In bold.
    pub fn bold(self, text: &str) -> String {
        self.put(Style::new().bold(), text)
    }

    /// Less visible.
    pub fn dim(self, text: &str) -> String {
        self.put(Style::new().dimmed(), text)
    }

    /// As a warning.
    pub fn warn(self, text: &str) -> String {
        self.put(AnsiColor::Yellow.on_default().bold(), text)
    }

    /// As an error.
    pub fn error(self, text: &str) -> String {
        self.put(AnsiColor::Red.on_default().bold(), text)
    }

    /// As something new.
    pub fn added(self, text: &str) -> String {
        self.put(AnsiColor::Green.on_default(), text)
    }

    /// As an outcome: what is met is plain.
    pub fn status(self, status: Status, text: &str) -> String {
        match status {
            Status::Met => text.to_owned(),
            Status::Missed => self.put(AnsiColor::Red.on_default(), text),
            Status::Undetermined | Status::Pending => self.put(AnsiColor::Yellow.on_default(), text),
            Status::NotApplicable => self.dim(text),
        }
    }

    fn put(self, style: Style, text: &str) -> String {
        if self.on { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}
