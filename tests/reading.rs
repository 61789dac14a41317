//! What is read of a sentence, for the targets that put sentences together in all ways.

use guiju_syntax::ast::{Core, PropertyKind};
use guiju_syntax::diagnostic::Severity;
use guiju_syntax::{Names, canonical, parse_requirements};

/// What is asked, in canonical form, and whether anything is wrong.
pub fn asked(sentence: &str) -> (Vec<String>, bool) {
    let (read, problems) = parse_requirements(sentence, &Names::default());
    let asking = read.iter().filter(|it| !matches!(it.core, Core::Phrase(_)));
    let shown = asking.map(canonical::requirement).collect();
    let phrases = read.iter().any(|it| matches!(it.core, Core::Phrase(_)));
    (shown, phrases || problems.iter().any(|problem| problem.code.entry().severity == Severity::Error))
}

/// What is asked with its points, joined by `|`, and such properties as are worth telling; and the codes of what is named.
pub fn said(sentence: &str, told: impl Fn(&PropertyKind) -> Option<String>) -> (String, Vec<&'static str>) {
    let (read, problems) = parse_requirements(sentence, &Names::default());
    let mut shown = Vec::new();
    for it in &read {
        shown.push(canonical::requirement(it));
        shown.extend(it.properties.iter().filter_map(&told));
        shown.extend(it.scoring.iter().map(canonical::scoring));
    }
    let phrases = read.iter().filter(|it| matches!(it.core, Core::Phrase(_))).map(|_| "GJ0311");
    let named = problems.iter().map(|problem| problem.code.entry().code);
    (shown.join("|"), named.chain(phrases).collect())
}

/// What a sentence compiles to by itself.
pub struct Compiled {
    /// What is asked, in canonical form, and its points; of what has none they are empty.
    pub forms: Vec<(String, String)>,
    /// The codes of what is named, and whether each is an error.
    pub named: Vec<(String, bool)>,
}

impl Compiled {
    /// `每月 走访客户 >= 8 家 {计分 每少 1 家 扣 2 分}`, each.
    pub fn shown(&self) -> Vec<String> {
        self.forms.iter().map(|(form, points)| format!("{form} {{{points}}}")).collect()
    }

    /// Whether anything is wrong.
    pub fn wrong(&self) -> bool {
        self.named.iter().any(|(_, error)| *error)
    }
}

/// Compiles a sentence by itself.
pub fn compiled(sentence: &str) -> Compiled {
    let explained = guiju::compile_text("a.gj", sentence).explain(guiju::Lang::Zh);
    let files = || explained.files.iter();
    let forms = files().flat_map(|file| &file.requirements).map(|it| (it.canonical.clone(), it.scoring.join("、")));
    let named = files().flat_map(|file| &file.diagnostics).map(|it| (it.code.to_string(), it.severity == "error"));
    Compiled { forms: forms.collect(), named: named.collect() }
}
