//! Tables of cases: a row fills the `{placeholders}` of the files, the other columns are what comes out.

use guiju_tests::command;
use guiju_tests::markdown::cells;
use serde_json::Value;

use crate::case::{Files, folder};

/// Runs every row and gives the table as it should read.
pub fn run(body: &str, files: &Files, command: Option<&str>) -> Result<String, String> {
    let mut rows = body.lines();
    let (Some(head), Some(rule)) = (rows.next(), rows.next()) else { return Err("a table without rows".to_owned()) };
    let columns: Vec<String> = cells(head).iter().map(|column| in_chinese(column).to_owned()).collect();
    let sentence = columns.iter().any(|column| column == "句子");
    let mut files = files.clone();
    if sentence && !files.iter().any(|(_, contents)| String::from_utf8_lossy(contents).contains("{句子}")) {
        files.push(("句子.gj".to_owned(), "{句子}\n".as_bytes().to_vec()));
    }
    let command = match command {
        Some(command) => command.to_owned(),
        None if sentence => "guiju explain 句子.gj".to_owned(),
        None => return Err("the table has neither a column 句子 nor a `run` block".to_owned()),
    };
    let templates =
        || files.iter().map(|(_, contents)| String::from_utf8_lossy(contents)).chain([command.as_str().into()]);
    // 说明 is for readers: how the row was worked out.
    let is_input = |column: &str| column == "说明" || templates().any(|text| text.contains(&format!("{{{column}}}")));
    if columns.iter().all(|column| is_input(column)) {
        return Err("every column is an input: nothing is expected".to_owned());
    }
    let mut shown = format!("{head}\n{rule}\n");
    for row in rows {
        let row = cells(row);
        if row.len() != columns.len() {
            return Err(format!("{} cells in a table of {} columns: {row:?}", row.len(), columns.len()));
        }
        let fill = |text: &str| {
            columns.iter().zip(&row).fold(text.to_owned(), |text, (column, cell)| {
                text.replace(&format!("{{{column}}}"), &cell.trim_matches('`').replace("<br>", "\n"))
            })
        };
        let filled: Files = files
            .iter()
            .map(|(name, contents)| (name.clone(), fill(&String::from_utf8_lossy(contents)).into_bytes()))
            .collect();
        let answer = Answer::of(&format!("{} --format json", fill(&command)), &filled)?;
        if let Some(error) = answer.error().filter(|_| !columns.iter().any(|column| column == "诊断")) {
            return Err(format!("{row:?}: {error}"));
        }
        let cells: Result<Vec<String>, String> = columns
            .iter()
            .zip(&row)
            .map(|(column, cell)| if is_input(column) { Ok(cell.clone()) } else { answer.column(column) })
            .collect();
        shown.push_str(&format!("| {} |\n", cells?.join(" | ")));
    }
    Ok(shown)
}

/// A column's name where the table is in English.
fn in_chinese(column: &str) -> &str {
    match column {
        "sentence" => "句子",
        "canonical form" => "规范形式",
        "kind" => "种类",
        "scoring" => "计分方式",
        "applies" => "适用",
        "diagnostics" => "诊断",
        other => other,
    }
}

/// The JSON that `explain` or `score` answered with.
struct Answer(Value);

impl Answer {
    fn of(command: &str, files: &Files) -> Result<Answer, String> {
        let ran = command::run(command, folder(files).path())?;
        serde_json::from_str(&ran.out).map(Answer).map_err(|error| format!("`{command}`: {error}\n{}", ran.shown()))
    }

    /// The first error among the diagnostics.
    fn error(&self) -> Option<String> {
        let diagnostics = each(&self.0, &["files", "diagnostics"]);
        let error = diagnostics.into_iter().find(|diagnostic| diagnostic["severity"] == "error")?;
        Some(format!("{} {}", word(&error["code"]), word(&error["message"])))
    }

    /// What stands in a column.
    fn column(&self, name: &str) -> Result<String, String> {
        const REQUIREMENT: [&str; 2] = ["files", "requirements"];
        const CLAUSE: [&str; 3] = ["standards", "people", "clauses"];
        const OUTCOME: [&str; 4] = ["standards", "people", "clauses", "outcomes"];
        let (path, key): (&[&str], &str) = match name {
            "编号" => (&REQUIREMENT, "id"),
            "规范形式" => (&REQUIREMENT, "canonical"),
            "种类" => (&REQUIREMENT, "kind"),
            "计分方式" => (&REQUIREMENT, "scoring"),
            "适用" => (&REQUIREMENT, "applies"),
            // `check` lists them alone, `explain` by file
            "诊断" if self.0.get("check").is_some() => (&["diagnostics"], "code"),
            "诊断" => (&["files", "diagnostics"], "code"),
            "总分" => (&["standards", "people"], "score"),
            "等级" => (&["standards", "people"], "grade"),
            "条款" => (&CLAUSE, "status"),
            "得分" => (&CLAUSE, "points"),
            "状态" => (&OUTCOME, "status"),
            "起" => (&OUTCOME, "from"),
            "止" => (&OUTCOME, "to"),
            "对象" => (&OUTCOME, "entity"),
            "实际" => (&OUTCOME, "actual"),
            "要求" => (&OUTCOME, "required"),
            "原因" => (&OUTCOME, "reason"),
            "还差" => (&OUTCOME, "missing"),
            "截止" => (&OUTCOME, "until"),
            "剩余" => (&OUTCOME, "workdays_left"),
            "部分" => (&["standards", "people", "parts"], "post"),
            "天数" => (&["standards", "people", "parts"], "workdays"),
            "各得" => (&["standards", "people", "parts"], "score"),
            "问题" => (&["problems"], "kind"),
            "明细" => return Ok(joined(each(&self.0, &["standards", "people", "clauses", "items"]), item)),
            "后果" => (&["standards", "people", "clauses", "consequences"], "what"),
            "台账" => return Ok(joined(each(&self.0, &["standards", "people", "ledgers"]), item)),
            "调整" => return Ok(joined(each(&self.0, &["standards", "people", "adjustments"]), item)),
            "未计分" => (&CLAUSE, "unscored"),
            "迟" => (&OUTCOME, "late"),
            "迟工作日" => (&OUTCOME, "late_workdays"),
            "至多" => (&OUTCOME, "up_to"),
            _ => return Err(format!("`{name}` is no placeholder of a file and no column of results")),
        };
        Ok(joined(each(&self.0, path), |value| word(&value[key])))
    }
}

fn joined(values: Vec<&Value>, word: impl Fn(&Value) -> String) -> String {
    let words: Vec<String> = values.into_iter().map(word).collect();
    if words.is_empty() { "无".to_owned() } else { words.join(" · ") }
}

/// An item, a ledger or an adjustment: `below 2: -4`, `times 3: -90元`, `-90元`, `veto: -70`.
fn item(value: &Value) -> String {
    let text = |key: &str| value[key].as_str().unwrap_or_default();
    let what = [text("kind"), text("gap")].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let colon = if what.is_empty() { "" } else { ": " };
    format!("{what}{colon}{}{}", text("amount"), text("unit"))
}

/// All values at the end of a path of lists.
fn each<'a>(value: &'a Value, path: &[&str]) -> Vec<&'a Value> {
    let Some((key, rest)) = path.split_first() else { return vec![value] };
    value[key].as_array().into_iter().flatten().flat_map(|inner| each(inner, rest)).collect()
}

/// A value in one word.
fn word(value: &Value) -> String {
    match value {
        Value::String(text) => match text.as_str() {
            "met" => "达标".to_owned(),
            "missed" => "未达标".to_owned(),
            "pending" => "待定".to_owned(),
            "not_applicable" => "不适用".to_owned(),
            "undetermined" => "无法判定".to_owned(),
            _ => text.clone(),
        },
        Value::Array(values) => values.iter().map(word).collect::<Vec<_>>().join("、"),
        Value::Null => "-".to_owned(),
        other => other.to_string(),
    }
}
