//! A draft as TOML, to be completed by the integrator. It is itself a valid vocabulary file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use guiju_syntax::diagnostic::Lang;
use guiju_syntax::span::Source;
use guiju_syntax::{canonical, mentions};
use indexmap::IndexSet;

use super::Lacking;
use crate::Compilation;
use crate::hir::Clause;
use crate::near::{groups, nearest};
use crate::vocabulary::Vocabulary;

/// Orders that everybody knows, from the lowest.
const ORDERS: [(&[&str], &[&str]); 2] = [
    (
        &["学历", "文化程度", "文化水平", "学位"],
        &["小学", "初中", "高中", "中专", "大专", "本科", "学士", "硕士", "博士"],
    ),
    (&["职称", "专业技术任职资格", "专业技术职称", "专业技术资格"], &["无", "初级", "中级", "副高级", "高级"]),
];

/// The tables of what is lacking; with the head of a whole file where `whole` names the standards that it is for.
pub fn toml(
    lacking: &Lacking,
    known: &Vocabulary,
    whole: Option<&[Source]>,
    compilation: &Compilation,
    lang: Lang,
) -> String {
    let mut page = Page { text: String::new(), lang, compilation, mentioned: mentioned(compilation) };
    if let Some(sources) = whole {
        page.head(sources);
    }
    let alike = groups(lacking.activities.iter().chain(&lacking.metrics).map(String::as_str));
    page.section(lacking.activities.len(), ["活动:记录里“活动”一列的名字", "Activities: what the records call them"]);
    for name in &lacking.activities {
        page.table("activity", name, &known.near_measures(name));
        page.alike(name, &alike);
        page.line("also = []", ["其他叫法", "other names"]);
        page.line("# key = \"…\"", ["与别的活动对应的字段,如 协议号", "the field that correlates it with others"]);
    }
    page.section(lacking.metrics.len(), ["指标", "Metrics"]);
    for name in &lacking.metrics {
        page.table("metric", name, &known.near_measures(name));
        page.alike(name, &alike);
        page.line("also = []", ["其他叫法", "other names"]);
        let hint = ["不写则取记录里“数值”的平均", "with none, the mean of the values in the records"];
        page.line("# is = \"合计(活动.字段) / 合计(活动.字段)\"", hint);
    }
    page.section(lacking.fields.len(), ["字段:记录里别的列", "Fields: further columns of the records"]);
    for (name, kind) in &lacking.fields {
        page.table("field", name, &nearest(name, known.fields.names().chain(known.levels.names())));
        page.line(&format!("type = \"{kind}\""), ["text、number、flag 或 date", "text, number, flag or date"]);
    }
    page.section(lacking.levels.len(), ["有高低次序的字段", "Fields with an order"]);
    for (name, steps) in &lacking.levels {
        page.table("level", name, &nearest(name, known.levels.names()));
        page.line(&format!("order = {}", list(&order(name, steps))), ["从低到高", "from the lowest"]);
    }
    page.section(lacking.measure_words.len(), ["量词:一个单位数什么", "Measure words: what one of them counts"]);
    for name in &lacking.measure_words {
        page.table("measure-word", name, &[]);
        page.line("count = \"records\"", ["记录条数;或 distinct(不同的值)、sum(合计)", "or distinct, or sum"]);
        page.line("# field = \"…\"", ["distinct 与 sum 数的字段", "the field that these two count"]);
    }
    page.section(lacking.entities.len(), ["逐个考核的对象", "Entities that are judged one by one"]);
    for name in &lacking.entities {
        page.table("entity", name, &nearest(name, known.entities.names()));
        page.line(&format!("key = {}", quoted(name)), ["记录和台账里的列", "the column of records and register"]);
        let hint = ["没有台账,则只知道记录里出现过的", "with none, only those that records name are known"];
        page.line("# register = \"…台账\"", hint);
    }
    let phrases = [
        "短语:能从记录判断的,改写成规范形式;只是说明的,写 \"说明\"",
        "Phrases: what records decide, in canonical form; what only explains, as \"说明\"",
    ];
    page.section(lacking.phrases.len(), phrases);
    for words in &lacking.phrases {
        page.table("phrase", words, &nearest(words, known.phrases.names()));
        let means = quoted(&format!("人工 「{}」", words.replace(['「', '」'], "")));
        page.line(&format!("means = {means}"), ["由人评定", "judged by a person"]);
    }
    page.text
}

struct Page<'a> {
    text: String,
    lang: Lang,
    compilation: &'a Compilation,
    mentioned: BTreeMap<&'a str, &'a Clause>,
}

impl Page<'_> {
    fn pick<'t>(&self, words: [&'t str; 2]) -> &'t str {
        let [zh, en] = words;
        if self.lang == Lang::Zh { zh } else { en }
    }

    fn line(&mut self, line: &str, comment: [&str; 2]) {
        let comment = self.pick(comment);
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{line}  # {comment}");
    }

    fn head(&mut self, sources: &[Source]) {
        let name = sources.first().map_or("", |source| source.name());
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name).trim_end_matches(".gj");
        let what = self.pick(["标准里的词语在数据里指什么", "What the words of the standards mean in the data"]);
        let _ =
            write!(self.text, "# {what}\n\n[package]\nname = {}\nversion = \"0.1.0\"\n\n[vocabulary]\n", quoted(name));
        self.line("open = false", ["表里没有的名字是错误", "a name in no table is an error"]);
    }

    fn section(&mut self, names: usize, title: [&str; 2]) {
        if names > 0 {
            let title = self.pick(title);
            let _ = write!(self.text, "\n# {title}\n");
        }
    }

    /// The head of a table, with where its name is used and what it may be another name of.
    fn table(&mut self, kind: &str, name: &str, near: &[String]) {
        self.text.push('\n');
        if let Some(place) = self.place(name) {
            let _ = writeln!(self.text, "# {place}");
        }
        if !near.is_empty() {
            let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
            let hint = self.pick(["相近的已有名字", "near names that are known"]);
            let _ = writeln!(self.text, "# {hint}: {}", near.join(" "));
        }
        let _ = writeln!(self.text, "[{kind}.{}]", quoted(name));
    }

    /// Names of the draft that may say the same.
    fn alike(&mut self, name: &str, groups: &[Vec<&str>]) {
        let Some(group) = groups.iter().find(|group| group.contains(&name)) else { return };
        let others: Vec<String> = group.iter().filter(|other| **other != name).map(|other| quoted(other)).collect();
        let hint = self.pick([
            "是同一件事的,合成一节,别的写进 also:",
            "if they are one thing, keep one table and name the other in `also`:",
        ]);
        let _ = writeln!(self.text, "# {hint} {}", others.join("、"));
    }

    /// The first clause that uses the name, and its words.
    fn place(&self, name: &str) -> Option<String> {
        let says = |clause: &&Clause| {
            let mut parts = clause.excepts.iter().map(canonical::condition);
            let requirement = clause.requirement.as_deref().map(canonical::requirement);
            parts.any(|part| part.contains(name)) || requirement.is_some_and(|form| form.contains(name))
        };
        let mut clauses = self.compilation.standards.iter().flat_map(|standard| &standard.clauses);
        let first = self.mentioned.get(name).copied().or_else(|| clauses.find(says));
        first.map(|clause| format!("{} {}", clause.id, clause.text.replace(['\n', '\r'], "")))
    }
}

/// The first clause that mentions each name.
fn mentioned(compilation: &Compilation) -> BTreeMap<&str, &Clause> {
    let mut first = BTreeMap::new();
    for clause in compilation.standards.iter().flat_map(|standard| &standard.clauses) {
        let requirement = clause.requirement.as_deref().into_iter().flat_map(mentions::of_requirement);
        let excepts = clause.excepts.iter().flat_map(mentions::of_condition);
        for mention in requirement.chain(excepts) {
            first.entry(mention.name).or_insert(clause);
        }
    }
    first
}

/// The steps of a level: a well-known order that has them all, else the steps that the standards name.
fn order<'a>(name: &str, steps: &'a IndexSet<String>) -> Vec<&'a str> {
    let known = ORDERS.iter().find(|(names, order)| {
        names.iter().any(|known| name.ends_with(known)) && steps.iter().all(|step| order.contains(&step.as_str()))
    });
    match known {
        Some((_, order)) => order.to_vec(),
        None => steps.iter().map(String::as_str).collect(),
    }
}

fn list(items: &[&str]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
    format!("[{}]", items.join(", "))
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
