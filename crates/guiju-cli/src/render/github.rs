//! Annotations of GitHub Actions: one workflow command per finding, shown at its line of a pull request.

use std::io::{self, Write};

use guiju::{Lang, Severity};

use super::Finding;

/// Writes one line per finding.
pub fn write(findings: &[Finding], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for finding in findings {
        let diagnostic = &finding.diagnostic;
        let command = match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let ((line, column), (end_line, end_column)) = finding.range();
        let message = [diagnostic.message(lang), diagnostic.help(lang)].join("\n");
        // An end column is for spans within a line.
        let end = if end_line == line { format!(",endColumn={end_column}") } else { String::new() };
        writeln!(
            out,
            "::{command} file={},line={line},endLine={end_line},col={column}{end},title={}::{}",
            property(&finding.address()),
            property(diagnostic.code.entry().code),
            data(message.trim_end()),
        )?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
