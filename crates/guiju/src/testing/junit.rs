//! Results as JUnit XML, which build servers read: elements and attributes of `junit-10.xsd`, by which Jenkins checks.

use std::fmt::Write;

use super::run::{CaseResult, FileResult};

/// The results in the form of JUnit: `name` names a file, `case` gives the words of a case that failed, and `broken` those
/// of a file that cannot be run.
pub fn junit(
    files: &[FileResult],
    name: impl Fn(&FileResult) -> String,
    case: impl Fn(&FileResult, &CaseResult) -> String,
    broken: impl Fn(&FileResult) -> String,
) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let failures: usize = files.iter().map(failed).sum();
    let errors = files.iter().filter(|file| file.is_broken()).count();
    let tests = files.iter().map(|file| file.cases.len()).sum::<usize>() + errors;
    let mut line = |depth: usize, text: String| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}{text}", "  ".repeat(depth));
    };
    line(0, format!("<testsuites name=\"guiju\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">"));
    for file in files {
        let (name, broke) = (escaped(&name(file)), file.is_broken());
        let (tests, errors) = (file.cases.len() + usize::from(broke), usize::from(broke));
        line(
            1,
            format!("<testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{}\" errors=\"{errors}\">", failed(file)),
        );
        for result in &file.cases {
            let head = format!("<testcase classname=\"{name}\" name=\"{}\"", escaped(&result.name));
            if result.passed() {
                line(2, format!("{head}/>"));
            } else {
                line(2, format!("{head}>"));
                let first = result.checked.iter().find(|checked| !checked.passed);
                let message =
                    first.map(|it| format!("{}: {} != {}", it.what, it.expected, it.actual)).unwrap_or_default();
                let text = escaped(&case(file, result));
                line(3, format!("<failure message=\"{}\">{text}</failure>", escaped(&message)));
                line(2, "</testcase>".to_owned());
            }
        }
        if broke {
            line(2, format!("<testcase classname=\"{name}\" name=\"{name}\">"));
            line(3, format!("<error message=\"cannot be run\">{}</error>", escaped(&broken(file))));
            line(2, "</testcase>".to_owned());
        }
        line(1, "</testsuite>".to_owned());
    }
    line(0, "</testsuites>".to_owned());
    out
}

fn failed(file: &FileResult) -> usize {
    file.cases.iter().filter(|case| !case.passed()).count()
}

/// Text between tags or quotes; characters that XML cannot hold are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}
