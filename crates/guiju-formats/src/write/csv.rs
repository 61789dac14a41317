//! The report as CSV: one line per outcome, for spreadsheets and for further counting.

use std::io::{self, Write};

use guiju_engine::exact::Exact;
use guiju_engine::report::Report;

use super::Options;
use super::words::moment;

/// Names of the columns in Chinese and English.
const COLUMNS: &[(&str, &str)] = &[
    ("标准", "standard"),
    ("文件", "file"),
    ("人员", "person"),
    ("岗位", "post"),
    ("总分", "score"),
    ("等级", "grade"),
    ("条款", "clause"),
    ("要求", "text"),
    ("分值", "worth"),
    ("得分", "points"),
    ("起", "from"),
    ("止（不含）", "to"),
    ("对象", "entity"),
    ("触发", "trigger"),
    ("结果", "status"),
    ("实际", "actual"),
    ("应达", "required"),
    ("原因", "reason"),
];

/// Writes the outcomes of a report as CSV; a requirement without outcomes has one line too.
///
/// # Errors
/// Where `out` fails.
pub fn csv(report: &Report, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.mark {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let lang = options.lang;
    let mut rows = csv::Writer::from_writer(out);
    rows.write_record(COLUMNS.iter().map(|&names| lang.pick(names)))?;
    for standard in &report.standards {
        for person in &standard.people {
            for clause in &person.clauses {
                let head = [
                    standard.name.clone(),
                    standard.file.clone(),
                    person.person.clone(),
                    person.post.clone().unwrap_or_default(),
                    number(person.score),
                    person.grade.clone().unwrap_or_default(),
                    clause.id.clone(),
                    clause.text.clone(),
                    number(clause.worth),
                    number(clause.points),
                ];
                for outcome in &clause.outcomes {
                    let tail = [
                        outcome.from.map(moment).unwrap_or_default(),
                        outcome.to.map(moment).unwrap_or_default(),
                        outcome.entity.clone().unwrap_or_default(),
                        outcome.trigger.clone().unwrap_or_default(),
                        lang.status(outcome.status).to_owned(),
                        number(outcome.actual),
                        number(outcome.required),
                        outcome.reason.map(|reason| lang.reason(reason).to_owned()).unwrap_or_default(),
                    ];
                    rows.write_record(head.iter().chain(&tail))?;
                }
                if clause.outcomes.is_empty() {
                    let mut tail = [const { String::new() }; 8];
                    if let Some(status) = tail.get_mut(4) {
                        *status = lang.status(clause.status).to_owned();
                    }
                    rows.write_record(head.iter().chain(&tail))?;
                }
            }
        }
    }
    rows.flush()
}

fn number(value: Option<Exact>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
