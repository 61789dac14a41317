//! What a sentence says well and a clause cannot: it is told with the line that says it.

use super::effects::Effects;
use super::grades::is_grade;
use super::scan::{Part, scan, unit};
use crate::catalogue::Code;
use crate::diagnostic::Diagnostic;
use crate::normal::Normal;
use crate::numbers;

/// Words that count one thing as another without any further one.
const COUNTS: [&str; 3] = ["视同", "视为", "视作"];
/// What the like of it is counted as.
pub(super) const ABSENCES: [&str; 10] =
    ["旷工", "旷课", "迟到", "早退", "缺勤", "缺席", "事假", "病假", "缺卡", "脱岗"];

/// Whether one of these words stands there.
fn whole(text: &str, at: usize, words: &[&str]) -> bool {
    words.iter().any(|word| text.get(at..).is_some_and(|rest| rest.starts_with(word)))
}

/// 迟到超过2小时按旷工半天处理: one thing counts as another, which is a line of its own (视同).
pub fn counted_as(normal: &Normal) -> Option<Diagnostic> {
    let text = normal.text.as_str();
    // 3个工作日内完成处理: it is done in time
    if text.ends_with("完成处理") {
        return None;
    }
    let ended = ["处理", "论处", "计算", "论", "计", "对待"].iter().find_map(|end| text.strip_suffix(end));
    // 未打卡视同缺勤 needs no more words
    let stem = ended.or(Some(text).filter(|text| COUNTS.iter().any(|it| text.contains(it))))?;
    // 3个工作日内处理 counts as nothing
    let joins = |(at, word): (usize, &'static str)| {
        let work =
            word == "作" && stem.get(..at).is_some_and(|head| head.ends_with(['工', '操', '动', '合', '制', '运']));
        (!work).then_some((at, word.len()))
    };
    let words = ["视同为", "视同", "视为", "视作", "按照", "按", "以", "作", "算"].into_iter();
    let at = words.filter_map(|word| joins((stem.rfind(word)?, word))).max()?;
    let (case, other) = (stem.get(..at.0)?, stem.get(at.0 + at.1..)?);
    let case = case.trim_end_matches(['的', '者', ',', '一', '律', '均']);
    // 旷工半天, 旷工1次, 旷工
    let begins = other.char_indices().map(|(at, _)| at).find(|at| {
        let rest = other.get(*at..).unwrap_or("");
        let number = numbers::arabic(rest).or_else(|| numbers::numeral(rest)).unwrap_or("");
        !number.is_empty() && rest.get(number.len()..).is_some_and(|word| unit(word) == Some(word))
    });
    let (activity, amount) = other.split_at(begins.unwrap_or(other.len()));
    let named = |text: &str| (2..=12).contains(&text.chars().count());
    // 视为合格, 视为放弃 says what it is, not what it counts as
    if whole(stem, at.0, &["视为", "视作"]) && !ABSENCES.contains(&activity) {
        return None;
    }
    if !named(case) || !named(activity) || activity.contains(['规', '标', '要', '比', '准', '额', '价']) {
        return None;
    }
    let (parts, _) = scan(&Normal::new(case, 0));
    let event = parts.iter().find_map(|part| match part {
        Part::Words(words) => Some(words.text.clone()),
        _ => None,
    })?;
    let problem = Diagnostic::new(Code::CountsAs, normal.span(0, text.len())).with("words", text);
    Some(problem.with("event", event).with("activity", activity).with("amount", spaced(amount)))
}

/// 视同旷工, whose case is said before: told as well.
pub fn only_counts_as(normal: &Normal) -> Option<Diagnostic> {
    let activity = COUNTS.iter().find_map(|word| normal.text.strip_prefix(word))?;
    let activity = ["处理", "论处"].iter().find_map(|end| activity.strip_suffix(end)).unwrap_or(activity);
    if !normal.text.starts_with("视同") && !ABSENCES.iter().any(|it| activity.starts_with(it)) {
        return None;
    }
    let problem = Diagnostic::new(Code::CountsAs, normal.span(0, normal.text.len()));
    let problem = problem.with("words", normal.text.as_str()).with("event", "…");
    Some(problem.with("activity", activity).with("amount", ""))
}

fn spaced(amount: &str) -> String {
    if amount.is_empty() { String::new() } else { format!(" {}", amount.replace('半', "0.5 ")) }
}

/// 等级为A得10分: points by a grade, which no number tells.
pub fn by_grade(own: &str, effects: &Effects) -> bool {
    if effects.gain.is_none() {
        return false;
    }
    let own = own.trim_matches([',', '的', '者', '、']);
    // 检查评为A级得10分; 检查合格得10分 is a finding
    let judged = |grade: &str| is_grade(grade) && !grade.contains(['合', '及', '达']);
    let behind = ["评定为", "评为", "定为", ":", "评价为", "为"].iter().find_map(|word| own.rsplit_once(word));
    let ends = ["优", "优秀", "良好", "优良"].iter().find_map(|grade| own.strip_suffix(grade));
    let ends = ends.is_some_and(|whose| whose.chars().count() > 1);
    if judged(own) || ends || behind.is_some_and(|(_, grade)| judged(grade)) {
        return true;
    }
    let graded = ["等级", "等次", "级别", "评级", "档次", "评价", "结果", "评定"];
    let grade = ["评为", "为", "是", "达到", ""].iter().find_map(|word| {
        graded.iter().find_map(|noun| own.rsplit_once(&format!("{noun}{word}")).map(|(_, grade)| grade))
    });
    grade.is_some_and(|grade| {
        let bare = grade.trim_end_matches(['级', '等', '档']);
        (1..=2).contains(&bare.chars().count())
            && bare.chars().all(|c| c.is_ascii_alphabetic() || "甲乙丙丁优良中差好一二三四".contains(c))
    })
}
