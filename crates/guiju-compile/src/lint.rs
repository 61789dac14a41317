//! Lint: named rules about standards that can be read and scored, and yet may not say what was meant.
//!
//! A rule is one file in `lint/rules/` and one row of [`RULES`]. The file's doc comment is the rule's manual page. Rules
//! without a function of their own are known to the compiler already, which reports them to `check` as well; here
//! they have their name, their page and their level.

mod allow;
mod bounds;
pub mod fix;
mod package;
mod page;
mod rules;
mod versions;

use guiju_syntax::catalogue::Code;
use guiju_syntax::diagnostic::{Diagnostic, Severity};
use indexmap::IndexMap;
use toml::Spanned;

pub use allow::{Allowance, allowances, parts};
pub(crate) use allow::{Place, allowances_among};
pub use package::{Claim, Evidence, File, Found, Package, Proof};
pub use page::{Example, Page};
pub use rules::RULES;

use crate::manifest::Level;
use crate::near::nearest;

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `vague-word`
    pub name: &'static str,
    /// The code of what it reports.
    pub code: Code,
    /// Its file, of which the doc comment is the manual page.
    source: &'static str,
    /// How it looks.
    pub(crate) run: Run,
}

/// How a rule looks for what it reports.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Run {
    /// The compiler does, on every `check`.
    Check,
    /// At the package.
    Lint(fn(&Package<'_>, &mut Found)),
}

impl Rule {
    /// The rule called so.
    ///
    /// ```
    /// use guiju_compile::lint::Rule;
    /// assert_eq!(Rule::named("vague-word").map(|rule| rule.code.entry().code), Some("GJ0203"));
    /// ```
    pub fn named(name: &str) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.name == name)
    }

    /// The rule that reports this code.
    pub fn of(code: Code) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.code == code)
    }

    /// The names of rules near one that is none, nearest first.
    ///
    /// ```
    /// use guiju_compile::lint::Rule;
    /// assert_eq!(Rule::near("vague-wrod"), ["vague-word"]);
    /// ```
    pub fn near(name: &str) -> Vec<String> {
        nearest(name, RULES.iter().map(|rule| rule.name))
    }

    /// Its manual page.
    pub fn page(&self) -> Page {
        Page::read(self.source)
    }
}

/// Whether a line of `[lint]` can be followed.
///
/// # Errors
/// Where there is no such rule, or what it reports is an error in itself.
pub(crate) fn level(key: &Spanned<String>, level: Level) -> Result<(), Diagnostic> {
    let (name, place) = (key.get_ref().as_str(), crate::vocabulary::span(key));
    let Some(rule) = Rule::named(name) else {
        return Err(Diagnostic::new(Code::UnknownRule, place).with("rule", name).near(Rule::near(name)));
    };
    if rule.code.entry().severity == Severity::Error && level != Level::Error {
        return Err(Diagnostic::new(Code::LevelFixed, place).with("rule", name));
    }
    Ok(())
}

/// Gives every diagnostic the level its package says, takes out those that are off, and takes out and gives back those
/// that the file allows.
pub(crate) fn settle(
    found: &mut Vec<Diagnostic>,
    allowances: &[Allowance],
    levels: &IndexMap<String, Level>,
) -> Vec<Diagnostic> {
    let mut hidden = Vec::new();
    found.retain_mut(|diagnostic| {
        let Some(rule) = Rule::of(diagnostic.code) else { return true };
        match levels.get(rule.name) {
            None => {}
            Some(Level::Off) => return false,
            Some(Level::Error) => diagnostic.level = Some(Severity::Error),
            Some(Level::Warn) => diagnostic.level = Some(Severity::Warning),
            Some(Level::Note) => diagnostic.level = Some(Severity::Note),
        }
        // What makes a file unusable cannot be allowed.
        let allowed = rule.code.entry().severity != Severity::Error
            && allowances.iter().any(|allowance| allowance.allows(rule.name, diagnostic));
        if allowed {
            hidden.push(diagnostic.clone());
        }
        !allowed
    });
    hidden
}

/// All that the rules find in a package, beyond what compiling it found: one list per source and one per vocabulary file,
/// each in order of place.
pub fn lint(package: &Package<'_>) -> (Vec<Vec<Diagnostic>>, Vec<Vec<Diagnostic>>) {
    settled(package, |_| true)
}

/// Only the posts and departments that nobody has: one list per source.
pub fn unknown_posts(package: &Package<'_>) -> Vec<Vec<Diagnostic>> {
    let (all, _) = settled(package, |code| code == Code::UnknownPost);
    let of_post = |list: Vec<Diagnostic>| list.into_iter().filter(|it| it.code == Code::UnknownPost).collect();
    all.into_iter().map(of_post).collect()
}

/// What the rules of these codes find, without what is allowed or turned off.
fn settled(package: &Package<'_>, wanted: impl Fn(Code) -> bool) -> (Vec<Vec<Diagnostic>>, Vec<Vec<Diagnostic>>) {
    let mut found = Found::default();
    for rule in RULES.iter().filter(|rule| wanted(rule.code)) {
        if let Run::Lint(look) = rule.run {
            look(package, &mut found);
        }
    }
    let mut all: Vec<Vec<Diagnostic>> = package.files().map(|_| Vec::new()).collect();
    for (index, diagnostic) in found.all {
        all.get_mut(index).into_iter().for_each(|list| list.push(diagnostic.clone()));
    }
    for (file, list) in package.files().zip(&mut all) {
        let allowances = allowances(file.source, file.document);
        let mut hidden = settle(list, &allowances, &package.vocabulary.rules);
        hidden.extend_from_slice(file.hidden);
        for allowance in &allowances {
            list.extend(allowance.problems(&hidden, |name| looks_at(name, package)));
        }
        list.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
        list.dedup();
    }
    let mut vocabulary: Vec<Vec<Diagnostic>> = package.manifests.iter().map(|_| Vec::new()).collect();
    for (index, diagnostic) in found.vocabulary {
        vocabulary.get_mut(index).into_iter().for_each(|list| list.push(diagnostic.clone()));
    }
    for (list, source) in vocabulary.iter_mut().zip(package.tables) {
        let allowances = allow::in_tables(source);
        let hidden = settle(list, &allowances, &package.vocabulary.rules);
        for allowance in &allowances {
            list.extend(allowance.problems(&hidden, |name| looks_at(name, package)));
        }
        list.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    }
    (all, vocabulary)
}

/// Whether the rule of that name had what it needs to find anything.
fn looks_at(name: &str, package: &Package<'_>) -> bool {
    let evidence = &package.evidence;
    package.vocabulary.rules.get(name) != Some(&Level::Off)
        && match name {
            "never-recorded" => evidence.recorded.is_some(),
            "unknown-post" => evidence.people.is_some(),
            "unused-name" => package.whole,
            _ => true,
        }
}
