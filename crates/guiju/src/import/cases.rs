//! Cases to begin with: what a person without any record comes to, and what enough records come to. What they expect is what
//! the draft gave when it was run.

use std::fmt::Write as _;

use guiju_compile::hir::Clause;
use guiju_compile::read_manifest;
use guiju_syntax::ast::{Comparison, Core, Expr, Threshold};
use guiju_syntax::canonical;
use guiju_syntax::diagnostic::Lang;
use guiju_syntax::span::Source;
use indexmap::IndexSet;
use rust_decimal::Decimal;

use crate::Compiled;
use crate::package::{Files, Text};
use crate::testing::CaseFile;

/// So many clauses and posts are enough to begin with.
const MOST_CLAUSES: usize = 40;
const MOST_POSTS: usize = 6;
/// Periods that the lines of cases know.
const SERIES: [&str; 4] = ["每日", "每工作日", "每周", "每月"];

/// A case file for a draft; `None` where there is nothing to judge.
pub(super) fn cases(stem: &str, standard: &Source, vocabulary: &str, lang: Lang) -> Option<String> {
    let compiled = compiled(standard, vocabulary)?;
    let all = &compiled.compilation.standards.first()?.clauses;
    let clauses: Vec<&Clause> = all.iter().filter(|it| it.requirement.is_some()).take(MOST_CLAUSES).collect();
    if clauses.is_empty() {
        return None;
    }
    let mut posts: IndexSet<Option<String>> = clauses.iter().map(|clause| post(clause)).collect();
    posts.truncate(MOST_POSTS);
    let mut text = head(stem, lang);
    for post in &posts {
        let ids = clauses.iter().filter(|clause| self::post(clause) == *post).map(|clause| clause.id.as_str());
        let name = match (post, lang) {
            (None, Lang::Zh) => "一条记录也没有".to_owned(),
            (None, Lang::En) => "no record at all".to_owned(),
            (Some(post), Lang::Zh) => format!("{post}:一条记录也没有"),
            (Some(post), Lang::En) => format!("{post}: no record at all"),
        };
        let case = Case { stem, name, post: post.as_deref(), records: Vec::new(), ids: ids.collect() };
        text += &case.written(&compiled, &clauses, |_| true)?;
    }
    let enough = clauses.iter().filter_map(|clause| {
        let name = if lang == Lang::Zh {
            format!("{}:做够了就达标", clause.text)
        } else {
            format!("{}: enough is met", clause.text)
        };
        let (post, records) = (post(clause), vec![enough(clause)?]);
        Case { stem, name, post: post.as_deref(), records, ids: vec![&clause.id] }.written(
            &compiled,
            &clauses,
            |status| status == "达标",
        )
    });
    text.extend(enough.take(1));
    Some(text)
}

fn head(stem: &str, lang: Lang) -> String {
    let about = if lang == Lang::Zh {
        "# 起步用例:期望是导入时算出来的,请逐条核对,再补上自己的记录和期望。用 guiju test 运行。"
    } else {
        "# Cases to begin with: they expect what the import computed. Look them over, add records and expectations; run guiju test."
    };
    format!("{about}\nstandard = {}\n", quoted(&format!("{stem}.gj")))
}

fn compiled(standard: &Source, vocabulary: &str) -> Option<Compiled> {
    let source = Source::new("guiju.toml", vocabulary);
    let manifest = read_manifest(&source).ok()?;
    let text = |source: Source| Text { path: source.name().into(), source, problem: None };
    let compiled = Compiled::new(Files {
        folder: Default::default(),
        manifests: vec![(text(source), manifest, Vec::new())],
        calendar: None,
        standards: vec![text(standard.clone())],
        whole: true,
    });
    (!compiled.has_errors()).then_some(compiled)
}

/// The post that a clause binds, where it binds one.
fn post(clause: &Clause) -> Option<String> {
    let applies = canonical::condition(clause.applies.as_ref()?);
    let post = applies.strip_prefix("岗位 = ")?;
    (!post.contains([' ', '「'])).then(|| post.to_owned())
}

/// The line of records that a count asks for.
fn enough(clause: &Clause) -> Option<String> {
    let requirement = clause.requirement.as_deref().filter(|it| it.entity.is_none())?;
    let Core::Measure { measure: Expr::Name(activity), filter: None, comparison: Comparison::AtLeast, threshold } =
        &requirement.core
    else {
        return None;
    };
    let Threshold::Value(Expr::Number(number)) = threshold else { return None };
    let whole = number.number.is_integer() && number.number > Decimal::ZERO && number.number <= Decimal::from(20);
    let period = clause.canonical.split(' ').next().filter(|word| SERIES.contains(word))?;
    whole.then(|| format!("张三 {period} 「{}」 ×{}", activity.text, number.number))
}

struct Case<'a> {
    stem: &'a str,
    name: String,
    post: Option<&'a str>,
    records: Vec<String>,
    ids: Vec<&'a str>,
}

impl Case<'_> {
    /// The case with what it comes to; `None` where it cannot be run, or comes to something that is not wanted.
    fn written(&self, compiled: &Compiled, clauses: &[&Clause], wanted: impl Fn(&str) -> bool) -> Option<String> {
        let asked = self.ids.iter().map(|id| (*id, "达标".to_owned())).collect::<Vec<_>>();
        let text = format!("{}{}", head(self.stem, Lang::En), self.text(&asked, clauses));
        let cases = CaseFile::parse(format!("{}_test.toml", self.stem), &text);
        let ran = cases.run(compiled.clone(), "").ok()?;
        let found: Vec<(&str, String)> = (self.ids.iter())
            .filter_map(|id| {
                let checked = ran.cases.first()?.checked.iter().find(|checked| checked.what == *id)?;
                Some((*id, checked.actual.clone())).filter(|(_, status)| wanted(status))
            })
            .collect();
        (!found.is_empty()).then(|| self.text(&found, clauses))
    }

    fn text(&self, expected: &[(&str, String)], clauses: &[&Clause]) -> String {
        let list = |lines: &[String]| lines.iter().map(|line| quoted(line)).collect::<Vec<_>>().join(", ");
        let person = self.post.map_or_else(|| "张三".to_owned(), |post| format!("张三 岗位={post}"));
        let mut text = format!(
            "\n[[case]]\nname = {}\nfrom = \"2024-03-01\"\nto = \"2024-04-01\"\npeople = [{}]\nrecords = [{}]\n\n[case.expect]\n",
            quoted(&self.name),
            list(&[person]),
            list(&self.records),
        );
        for (id, status) in expected {
            let words = clauses.iter().find(|clause| clause.id == *id).map_or("", |clause| clause.canonical.as_str());
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{} = {}  # {words}", quoted(id), quoted(status));
        }
        text
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
