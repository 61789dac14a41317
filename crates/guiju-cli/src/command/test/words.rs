//! Results of cases in words.

use std::fmt::Write as _;
use std::io::{self, Write};

use guiju::testing::{CaseResult, Checked, Coverage, FileResult, Gap, GapKind};
use guiju::write::{self, Options, Paint};
use guiju::{Evidence, Lang};

use crate::Io;
use crate::lang::{of_reports, pick};

/// How many outcomes and records of one expectation are shown.
const MOST: usize = 12;

/// Says results in a language.
pub struct Words {
    lang: Lang,
    colour: bool,
    paint: Paint,
}

impl Words {
    /// For whoever reads `io`.
    pub fn new(lang: Lang, io: &Io<'_>) -> Self {
        Words { lang, colour: io.terminal, paint: Paint::new(io.terminal) }
    }

    /// Without colours.
    pub fn plain(lang: Lang) -> Self {
        Words { lang, colour: false, paint: Paint::new(false) }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// One line on a file.
    pub fn head(&self, file: &FileResult, path: &str, out: &mut dyn Write) -> io::Result<()> {
        let failed = file.cases.iter().filter(|case| !case.passed()).count();
        let mark = if file.passed() { "✓".to_owned() } else { self.paint.error("✗") };
        let cases = file.cases.len();
        let counts = match failed {
            0 => pick(self.lang, format!("{cases} 个用例"), plural(cases, "case")),
            _ => pick(
                self.lang,
                format!("{cases} 个用例，{failed} 个不通过"),
                format!("{}, {failed} failed", plural(cases, "case")),
            ),
        };
        writeln!(out, "{mark} {path}  {counts}")
    }

    /// How all files came out.
    pub fn summary(&self, files: &[FileResult], out: &mut dyn Write) -> io::Result<()> {
        let cases: Vec<&CaseResult> = files.iter().flat_map(|file| &file.cases).collect();
        let failed = cases.iter().filter(|case| !case.passed()).count();
        let broken = files.iter().filter(|file| file.is_broken()).count();
        let passed = cases.len() - failed;
        let mut text = pick(
            self.lang,
            format!("{} 个用例：{passed} 个通过，{failed} 个不通过", cases.len()),
            format!("{}: {passed} passed, {failed} failed", plural(cases.len(), "case")),
        );
        if broken > 0 {
            text += &pick(
                self.lang,
                format!("；{broken} 个文件不能完整运行"),
                format!("; {} could not be run in full", plural(broken, "file")),
            );
        }
        writeln!(out, "{}", self.paint.bold(&text))
    }

    /// A case that fails: what is expected, what there is, and what it rests on.
    pub fn case(&self, case: &CaseResult) -> String {
        let line = pick(self.lang, format!("第 {} 行", case.line), format!("line {}", case.line));
        let mut text = format!("  {} {}  {line}\n", self.paint.error("✗"), self.paint.bold(&case.name));
        for checked in case.checked.iter().filter(|checked| !checked.passed) {
            text += &self.checked(checked);
        }
        text
    }

    /// Why a file cannot be run.
    pub fn broken_text(&self, file: &FileResult) -> String {
        let mut text = String::new();
        let standard = file.broken_standard.iter().flat_map(|standard| &standard.files);
        let standard = standard.flat_map(|file| file.diagnostics.iter().map(|problem| (&file.source, problem)));
        for (source, problem) in file.diagnostics.iter().map(|problem| (&file.source, problem)).chain(standard) {
            let (line, column) = source.position(problem.span.start);
            let code = problem.code.entry().code;
            let _ = writeln!(text, "{}:{line}:{column}: {code} {}", source.name(), problem.message(self.lang));
        }
        text
    }

    fn checked(&self, checked: &Checked) -> String {
        let person = checked.person.as_deref().map(|name| format!(" {name}")).unwrap_or_default();
        let words =
            if checked.text.is_empty() { String::new() } else { format!("  {}", self.paint.dim(&checked.text)) };
        let mut text = format!("    {}{person}{words}\n", checked.what);
        let (expected, actual) = pick(self.lang, ("期望 ", "实际 "), ("expected ", "actual   "));
        text += &format!("      {expected}{}\n", checked.expected);
        text += &format!("      {actual}{}\n", self.paint.error(&checked.actual));
        for evidence in &checked.evidence {
            text += &self.evidence(evidence);
        }
        let told = |evidence: &Evidence| {
            let parts = evidence.evidence.iter().flat_map(|grounds| &grounds.parts);
            !evidence.elsewhere.is_empty()
                || parts.into_iter().any(|part| !part.counted.is_empty() || !part.not_counted.is_empty())
        };
        let told = checked.evidence.iter().any(told);
        if !checked.records.is_empty() {
            text += match told {
                true => pick(self.lang, "      这一条用到的其他记录\n", "      other records that this clause reads\n"),
                false => pick(self.lang, "      这一条用到的记录\n", "      records that this clause reads\n"),
            };
        } else if !told && !checked.text.is_empty() {
            text += pick(self.lang, "      没有这一条用到的记录\n", "      no record that this clause reads\n");
        }
        for record in checked.records.iter().take(MOST) {
            let line = pick(self.lang, format!("第 {} 行", record.line), format!("line {}", record.line));
            text += &format!("        {}  {}\n", self.paint.dim(&line), record.text);
        }
        text + &self.more(checked.records.len())
    }

    fn more(&self, count: usize) -> String {
        match count.saturating_sub(MOST) {
            0 => String::new(),
            more => pick(self.lang, format!("        … 还有 {more} 个\n"), format!("        … {more} more\n")),
        }
    }

    /// The outcomes of a clause with their records, as `guiju explain --person` tells them.
    fn evidence(&self, evidence: &Evidence) -> String {
        let count = evidence.clause.outcomes.len();
        let mut first = evidence.clone();
        first.clause.outcomes.truncate(MOST);
        let options = Options { lang: of_reports(self.lang), colour: self.colour, ..Options::default() };
        let mut out = Vec::new();
        // Writing to memory cannot fail.
        let _ = write::evidence(&first, &options, &mut out);
        let lines = String::from_utf8_lossy(&out);
        lines.lines().map(|line| format!("      {line}\n")).collect::<String>() + &self.more(count)
    }

    /// What no case reaches.
    pub fn coverage(&self, coverage: &Coverage, path: &str, out: &mut dyn Write) -> io::Result<()> {
        let (clauses, reached) = (coverage.clauses, coverage.reached);
        let (parts, open) = (coverage.parts, coverage.gaps.len());
        let done = parts - open.min(parts);
        let head = pick(
            self.lang,
            format!("覆盖：{reached}/{clauses} 条，{done}/{parts} 处"),
            format!("coverage: {reached}/{clauses} clauses, {done}/{parts} points"),
        );
        writeln!(out, "\n{}  {head}", self.paint.bold(path))?;
        let mut gaps = coverage.gaps.iter().peekable();
        while let Some(gap) = gaps.next() {
            let mut kinds = vec![self.gap(gap)];
            let mut whole = gap.kind == GapKind::Clause;
            while let Some(next) = gaps.next_if(|next| next.id == gap.id) {
                whole |= next.kind == GapKind::Clause;
                kinds.push(self.gap(next));
            }
            if whole {
                kinds = vec![pick(self.lang, "没有用例", "no case").to_owned()];
            }
            let text = pick(self.lang, kinds.join("、"), kinds.join(", "));
            writeln!(out, "  {:<6} {text}  {}", gap.id, self.paint.dim(&gap.text))?;
        }
        writeln!(out)
    }

    fn gap(&self, gap: &Gap) -> String {
        let (zh, en) = match &gap.kind {
            GapKind::Clause => ("没有用例".to_owned(), "no case".to_owned()),
            GapKind::Met => ("没有达标的".to_owned(), "never met".to_owned()),
            GapKind::Missed => ("没有未达标的".to_owned(), "never missed".to_owned()),
            GapKind::ConditionFalse => ("没有条件不成立的".to_owned(), "its condition always holds".to_owned()),
            GapKind::Tier(tier) => (format!("没有到 `{tier}` 这一档的"), format!("tier `{tier}` never reached")),
            GapKind::Version(day) => (format!("没有 {day} 以后的"), format!("nothing from {day} on")),
            GapKind::Exception(words) => (format!("没有因 `{words}` 而不同的"), format!("`{words}` never matters")),
            GapKind::Holidays => ("没有因法定节假日而不同的".to_owned(), "holidays never matter".to_owned()),
        };
        pick(self.lang, zh, en)
    }
}

fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
