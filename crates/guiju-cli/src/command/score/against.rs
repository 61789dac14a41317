//! `guiju score --against`: what became of an earlier report.

use std::io::{self, Write};
use std::path::Path;

use guiju::against::{
    About, Against, Cause, Caused, ClauseChange, Earlier, Found, Held, OutcomeChange, PersonChange, Standing,
};
use guiju::write::{Paint, decimal, short};
use guiju::{Lang, Moment, Outcome, Status};

use crate::Io;
use crate::failure::Failure;
use crate::lang::{of_reports, pick};

/// Reads the earlier report, where what changed can be written in the form asked for.
pub fn read(path: &Path, format: &str, lang: Lang, io: &Io<'_>) -> Result<Earlier, Failure> {
    if !matches!(format, "table" | "json") {
        let what = pick(lang, "--against 的结果写不成", "what --against finds cannot be written as");
        let way_out = pick(lang, "用 --format table 或 --format json", "use --format table or --format json");
        return Err(Failure::Usage(format!("{what} {format}"), way_out.to_owned()));
    }
    let full = io.resolve(path);
    let bytes = std::fs::read(&full).map_err(|cause| guiju::Error::Io { path: full, cause })?;
    Ok(Earlier::parse(&String::from_utf8_lossy(&bytes), &path.display().to_string())?)
}

/// Everything, for machines.
pub fn json(against: &Against, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, against)?;
    writeln!(out)
}

/// What changed, for people.
pub fn text(against: &Against, lang: Lang, colour: bool, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { lang, paint: Paint::new(colour) };
    let instant = |at: chrono::DateTime<chrono::FixedOffset>| at.format("%Y-%m-%d %H:%M").to_string();
    let (before, after) = (instant(against.as_of_before), instant(against.as_of_after));
    let (from, last) = (against.from, against.to.pred_opt().unwrap_or(against.to));
    let head = page.pick(
        format!("{from} – {last}，截至 {before} → {after}"),
        format!("{from} – {last}, as of {before} → {after}"),
    );
    writeln!(out, "{head}")?;
    for problem in &against.problems {
        let (words, _) = of_reports(lang).problem(problem.kind);
        let name = problem.name.as_deref().map(|name| format!(" {name}")).unwrap_or_default();
        writeln!(out, "{words}{name}  {} → {}", problem.before, problem.after)?;
    }
    if against.people.is_empty() && against.problems.is_empty() {
        return writeln!(out, "{}", page.pick("没有变化", "nothing changed"));
    }
    for person in &against.people {
        writeln!(out)?;
        page.person(person, out)?;
    }
    Ok(())
}

struct Page {
    lang: Lang,
    paint: Paint,
}

impl Page {
    fn pick(&self, zh: impl Into<String>, en: impl Into<String>) -> String {
        pick(self.lang, zh.into(), en.into())
    }

    /// `before → after`, or what did not change, once.
    fn arrow(&self, before: Option<String>, after: Option<String>) -> String {
        let nothing = || self.pick("（没有）", "(none)");
        let (before, after) = (before.unwrap_or_else(nothing), after.unwrap_or_else(nothing));
        if before == after { after } else { format!("{before} → {after}") }
    }

    fn person(&self, change: &PersonChange, out: &mut dyn Write) -> io::Result<()> {
        let standing = |standing: &Standing| {
            let score = standing.score.as_deref().map_or_else(|| "-".to_owned(), decimal);
            let ledgers = standing.ledgers.iter();
            let ledgers: Vec<String> = ledgers.map(|it| format!("{} {}", decimal(&it.amount), it.unit)).collect();
            let ledgers = (!ledgers.is_empty()).then(|| ledgers.join(" "));
            let words = [standing.post.clone(), Some(score), standing.grade.clone(), ledgers];
            words.into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        let name = self.paint.bold(&change.person);
        let arrow = self.arrow(change.before.as_ref().map(standing), change.after.as_ref().map(standing));
        writeln!(out, "{name}  {}  {arrow}", change.standard)?;
        change.clauses.iter().try_for_each(|clause| self.clause(clause, out))
    }

    fn clause(&self, change: &ClauseChange, out: &mut dyn Write) -> io::Result<()> {
        let held = |held: &Held| {
            let points = held.points.as_deref().map_or_else(|| "-".to_owned(), decimal);
            let worth = held.worth.as_deref().map(|worth| format!("/{}", decimal(worth))).unwrap_or_default();
            format!("{} {points}{worth}", of_reports(self.lang).status(held.status))
        };
        let arrow = self.arrow(change.before.as_ref().map(held), change.after.as_ref().map(held));
        writeln!(out, "  {}  {arrow}  {}", self.paint.bold(&change.id), self.paint.dim(&change.text))?;
        for outcome in &change.outcomes {
            writeln!(out, "      {}", self.outcome(outcome))?;
        }
        let follows = |held: &Option<Held>| held.as_ref().map(|held| held.consequences.clone()).unwrap_or_default();
        let (before, after) = (follows(&change.before), follows(&change.after));
        let new = after.iter().filter(|it| !before.contains(it)).map(|it| ("+", it));
        let gone = before.iter().filter(|it| !after.contains(it)).map(|it| ("-", it));
        for (sign, it) in new.chain(gone) {
            let about = self.about(&it.about, Some(Status::Missed));
            writeln!(out, "      {sign} {}{}{}  {about}", self.pick("后果", "consequence"), self.colon(), it.what)?;
        }
        for record in &change.records {
            writeln!(out, "        {}", self.record(record))?;
        }
        let (none, colon) = (change.records.is_empty(), self.colon());
        let rest = match (change.replayed, none) {
            (true, false) => return Ok(()),
            (true, true) => self.pick("没有记录变动，只是时间过去了", "no record changed, only time has passed"),
            (false, _) => self.pick(
                format!(
                    "今天的数据按以前那一刻重算，和旧结果不同{colon}\
                     没有写后来录入时间的记录、人员、台账或标准变了"
                ),
                format!(
                    "today's data, judged as of then, differ from the earlier report{colon}\
                     records with no later time of recording, people, registers or the standards changed"
                ),
            ),
        };
        writeln!(out, "        {rest}")
    }

    fn colon(&self) -> &'static str {
        pick(self.lang, "：", ": ")
    }

    /// What a judgement is about, in a few words.
    fn about(&self, about: &About, status: Option<Status>) -> String {
        let (from, to) = (about.from, about.to);
        let interval = status
            .and_then(|status| of_reports(self.lang).interval(&Outcome { from, to, ..Outcome::new(status, None) }));
        let about = [interval, about.entity.clone(), about.trigger.clone()];
        about.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn outcome(&self, change: &OutcomeChange) -> String {
        let status = change.after.as_ref().or(change.before.as_ref()).map(|found| found.status);
        let about = self.about(&change.about, status);
        let arrow =
            self.arrow(change.before.as_ref().map(|it| self.found(it)), change.after.as_ref().map(|it| self.found(it)));
        if about.is_empty() { arrow } else { format!("{about}  {arrow}") }
    }

    fn found(&self, found: &Found) -> String {
        let reports = of_reports(self.lang);
        let required = found.required.as_deref().map(|required| {
            let up_to = found.up_to.as_deref().map(|up_to| format!(" – {}", decimal(up_to))).unwrap_or_default();
            self.pick(format!("要求 {}{up_to}", decimal(required)), format!("required {}{up_to}", decimal(required)))
        });
        let actual = found.actual.as_deref().map(decimal);
        let late = found.late.as_deref().map(decimal);
        let words = [
            Some(reports.status(found.status).to_owned()),
            actual.map(|actual| self.pick(format!("实际 {actual}"), format!("found {actual}"))),
            required,
            late.map(|late| self.pick(format!("迟 {late} 天"), format!("{late} days late"))),
            found
                .late_workdays
                .as_deref()
                .map(decimal)
                .map(|late| self.pick(format!("迟 {late} 个工作日"), format!("{late} working days late"))),
            found.reason.map(|reason| reports.reason(reason).to_owned()),
        ];
        words.into_iter().flatten().collect::<Vec<_>>().join(pick(self.lang, "，", ", "))
    }

    fn record(&self, record: &Caused) -> String {
        let (zh, en) = match record.cause {
            Cause::Recorded => ("后来录入", "recorded since"),
            Cause::Happened => ("后来发生", "happened since"),
            Cause::Corrected => ("已被更正，见", "corrected by"),
            Cause::Withdrawn => ("已撤销，见", "withdrawn by"),
            Cause::CountsNow => ("如今计入", "counts now"),
            Cause::CountsNoMore => ("不再计入", "counts no more"),
        };
        let sign = match record.cause {
            Cause::Recorded | Cause::Happened | Cause::CountsNow => "+",
            Cause::Corrected | Cause::Withdrawn | Cause::CountsNoMore => "-",
        };
        let amount = record.amount.as_deref().filter(|amount| *amount != "1").map(decimal);
        let time: Moment = record.time;
        let words = [
            Some(record.place.clone()),
            Some(short(time)),
            Some(record.person.clone()),
            Some(record.activity.clone()),
            amount,
        ];
        let words = words.into_iter().flatten().collect::<Vec<_>>().join("  ");
        let by = record.by.as_deref().map(|by| format!(" {by}")).unwrap_or_default();
        format!("{sign} {words}{}{}{by}", pick(self.lang, "：", ": "), pick(self.lang, zh, en))
    }
}
