//! Why a person has these points, for people: each outcome with the records that counted, those that did not and why, and
//! what is still missing. Every number comes from the evaluation.

use std::io::{self, Write};

use guiju_engine::evidence::{Account, Evidence, Grounds, Part, PartKind, Piece, Why};
use guiju_engine::report::{Outcome, Status};

use super::Options;
use super::text::{Paint, comparison, in_unit, mark};
use super::words::{Lang, item_amount, number, same_place, short};

/// So many records of a list are told one by one; more are only counted.
const MOST_TOLD: usize = 50;

/// Writes why, clause by clause; `all` tells the records of what is met, too.
///
/// # Errors
/// Where `out` fails.
pub fn account(accounts: &[Account], all: bool, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { lang: options.lang, paint: Paint::new(options.colour), all };
    for (place, account) in accounts.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        page.head(account, out)?;
        for clause in &account.clauses {
            writeln!(out)?;
            page.clause(clause, out)?;
        }
    }
    Ok(())
}

/// Writes what stands behind the outcomes of one clause, without its head: every outcome with its records.
///
/// # Errors
/// Where `out` fails.
pub fn evidence(evidence: &Evidence, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    Page { lang: options.lang, paint: Paint::new(options.colour), all: true }.outcomes(evidence, out)
}

struct Page {
    lang: Lang,
    paint: Paint,
    all: bool,
}

impl Page {
    fn pick(&self, zh: impl Into<String>, en: impl Into<String>) -> String {
        self.lang.pick((zh.into(), en.into()))
    }

    fn head(&self, account: &Account, out: &mut dyn Write) -> io::Result<()> {
        let score =
            account.score.map(|score| self.pick(format!("{} 分", number(score)), format!("score {}", number(score))));
        let words = [
            Some(account.person.clone()),
            account.post.clone(),
            Some(account.standard.clone()),
            score,
            account.grade.clone(),
        ];
        writeln!(out, "{}", self.paint.bold(&words.into_iter().flatten().collect::<Vec<_>>().join("  ")))
    }

    fn clause(&self, evidence: &Evidence, out: &mut dyn Write) -> io::Result<()> {
        let clause = &evidence.clause;
        let points = match (clause.points, clause.worth) {
            (Some(points), Some(worth)) => self.pick(
                format!("得 {} 分，满分 {} 分", number(points), number(worth)),
                format!("{} of {} points", number(points), number(worth)),
            ),
            (Some(points), None) => self.pick(format!("{} 分", number(points)), format!("{} points", number(points))),
            (None, _) => self.pick("不计分", "not scored"),
        };
        writeln!(out, "{}  {}", self.paint.bold(&clause.id), clause.text)?;
        writeln!(out, "    {}", clause.canonical)?;
        writeln!(out, "    {}{}{points}", self.lang.status(clause.status), self.comma())?;
        if let Some(reason) = clause.unscored {
            let because = self.lang.reason(reason);
            writeln!(
                out,
                "    {}",
                self.pick(format!("不能计分：{because}"), format!("it cannot be scored: {because}"))
            )?;
        }
        for item in clause.items.iter().filter(|item| !clause.outcomes.iter().any(|outcome| same_place(item, outcome)))
        {
            writeln!(out, "    {}{}{}", self.lang.item_kind(item.kind), self.colon(), item_amount(self.lang, item))?;
        }
        self.outcomes(evidence, out)
    }

    fn outcomes(&self, evidence: &Evidence, out: &mut dyn Write) -> io::Result<()> {
        let clause = &evidence.clause;
        for (outcome, grounds) in clause.outcomes.iter().zip(&evidence.evidence) {
            self.outcome(evidence, outcome, grounds, out)?;
        }
        if !evidence.elsewhere.is_empty() && (self.all || clause.status != Status::Met) {
            let count = evidence.elsewhere.len();
            let head = self.pick(
                format!("另有 {count} 条不属于以上任何一次判定："),
                format!("{count} more belong to none of these judgements:"),
            );
            writeln!(out, "  {head}")?;
            self.pieces(&evidence.elsewhere, "      ", out)?;
        }
        Ok(())
    }

    fn outcome(
        &self,
        evidence: &Evidence,
        outcome: &Outcome,
        grounds: &Grounds,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let clause = &evidence.clause;
        let scale = |value| in_unit(value, &clause.canonical);
        let trigger =
            outcome.trigger.as_ref().map(|trigger| self.pick(format!("（{trigger}）"), format!("({trigger})")));
        let about = [self.lang.interval(outcome), outcome.entity.clone(), trigger];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let mut words = vec![self.lang.status(outcome.status).to_owned()];
        if outcome.trigger.is_some() {
            if let Some((done, asked)) = outcome.actual.zip(outcome.required) {
                let (done, asked) = (number(done), number(asked));
                words
                    .push(self.pick(format!("{asked} 项义务完成 {done} 项"), format!("{done} of {asked} duties done")));
            }
        } else {
            let sign = comparison(&clause.canonical);
            words.extend(
                outcome
                    .actual
                    .map(|value| self.pick(format!("实际 {}", scale(value)), format!("found {}", scale(value)))),
            );
            words.extend(outcome.required.map(|value| {
                let value = match outcome.up_to {
                    Some(up_to) => format!("{} – {}", scale(value), scale(up_to)),
                    None => format!("{sign}{}", scale(value)),
                };
                self.pick(format!("要求 {value}"), format!("required {value}"))
            }));
        }
        words.extend(
            outcome
                .late
                .map(|late| self.pick(format!("迟 {} 天", number(late)), format!("{} days late", number(late)))),
        );
        words.extend(outcome.late_workdays.map(|late| {
            self.pick(format!("迟 {} 个工作日", number(late)), format!("{} working days late", number(late)))
        }));
        words.extend(outcome.reason.map(|reason| self.lang.reason(reason).to_owned()));
        words.extend(
            outcome.missing.map(|missing| {
                self.pick(format!("还差 {}", scale(missing)), format!("{} still missing", scale(missing)))
            }),
        );
        words.extend(
            outcome
                .workdays_left
                .map(|left| self.pick(format!("剩 {left} 个工作日"), format!("{left} working days left"))),
        );
        let items = clause.items.iter().filter(|item| same_place(item, outcome));
        words.extend(items.map(|item| item_amount(self.lang, item)));
        let line = format!("  {} {about}{}{}", mark(outcome.status), self.colon(), words.join(self.comma()));
        writeln!(out, "{}", self.paint.status(outcome.status, &line))?;
        if self.all || outcome.status != Status::Met {
            for part in &grounds.parts {
                self.part(part, grounds.parts.len() > 1, out)?;
            }
        }
        Ok(())
    }

    /// What the people table says of an attribute, and whether that is what a condition asks for.
    fn attribute(&self, part: &Part) -> String {
        let nothing = || self.pick("没有填", "nothing");
        let found: String = part.found.clone().unwrap_or_else(nothing);
        let holds = match part.status {
            Some(Status::Met) => self.pick("符合", "as asked"),
            Some(Status::Missed) => self.pick("不符合", "not as asked"),
            _ => self.pick("无法判定", "undetermined"),
        };
        format!("{}{}{found}{}{holds}", part.field.as_deref().unwrap_or_default(), self.colon(), self.comma())
    }

    fn part(&self, part: &Part, named: bool, out: &mut dyn Write) -> io::Result<()> {
        let value = part.value.map(number).unwrap_or_else(|| "-".to_owned());
        let field = part.field.as_deref().unwrap_or_default();
        let counted = part.counted.len();
        let mut head = match part.kind {
            PartKind::Count => self.pick(format!("计入 {counted} 条"), format!("{counted} counted")),
            PartKind::Distinct => self.pick(
                format!("计入 {counted} 条，不同的{field}有 {value} 个"),
                format!("{counted} counted, with {value} different {field}"),
            ),
            PartKind::Sum => self.pick(
                format!("计入 {counted} 条，{field}合计 {value}"),
                format!("{counted} counted, sum of {field} {value}"),
            ),
            PartKind::Average => self.pick(
                format!("计入 {counted} 条，{field}平均 {value}"),
                format!("{counted} counted, mean of {field} {value}"),
            ),
            PartKind::Max => self.pick(
                format!("计入 {counted} 条，{field}最大 {value}"),
                format!("{counted} counted, greatest {field} {value}"),
            ),
            PartKind::Min => self.pick(
                format!("计入 {counted} 条，{field}最小 {value}"),
                format!("{counted} counted, least {field} {value}"),
            ),
            PartKind::Streak => self.pick(
                format!("计入 {counted} 条，最长连续 {value}"),
                format!("{counted} counted, longest run {value}"),
            ),
            PartKind::Attribute => self.attribute(part),
            PartKind::Judgement => self.pick(format!("有 {counted} 次评定"), format!("{counted} judgements")),
            PartKind::Duty => match part.status {
                Some(Status::Met) => self.pick("已完成", "done"),
                Some(status) => self.lang.status(status).to_owned(),
                None => String::new(),
            },
        };
        if (named || part.kind == PartKind::Duty) && part.kind != PartKind::Attribute {
            head = format!("{}{}{head}", part.activities.join(self.lang.pick(("、", ", "))), self.colon());
        }
        if part.before {
            head = self.pick(format!("前期 {head}"), format!("earlier period, {head}"));
        }
        writeln!(out, "      {head}")?;
        self.pieces(&part.counted, "        + ", out)?;
        if !part.not_counted.is_empty() {
            let count = part.not_counted.len();
            writeln!(out, "      {}", self.pick(format!("未计入 {count} 条"), format!("{count} not counted")))?;
            self.pieces(&part.not_counted, "        - ", out)?;
        }
        Ok(())
    }

    fn pieces(&self, pieces: &[Piece], indent: &str, out: &mut dyn Write) -> io::Result<()> {
        for piece in pieces.iter().take(MOST_TOLD) {
            let amount = piece.amount.filter(|amount| *amount != guiju_engine::exact::Exact::ONE).map(number);
            let words = [
                Some(piece.place.clone()),
                Some(short(piece.time)),
                Some(piece.person.clone()),
                Some(piece.activity.clone()),
                piece.name.clone(),
                amount,
            ];
            let words = words.into_iter().flatten().collect::<Vec<_>>().join("  ");
            match piece.why {
                Some(why) => writeln!(out, "{indent}{words}{}{}", self.colon(), self.why(why, piece.by.as_deref()))?,
                None => writeln!(out, "{indent}{words}")?,
            }
        }
        if let Some(more) = pieces.len().checked_sub(MOST_TOLD).filter(|&more| more > 0) {
            writeln!(out, "{indent}{}", self.pick(format!("… 还有 {more} 条"), format!("… and {more} more")))?;
        }
        Ok(())
    }

    fn why(&self, why: Why, by: Option<&str>) -> String {
        let (zh, en) = match why {
            Why::Duplicate => ("编号重复，已计", "its id is that of"),
            Why::Replaced => ("已被更正，见", "corrected by"),
            Why::Withdrawn => ("已撤销，见", "withdrawn by"),
            Why::RecordedLater => ("判定时尚未录入", "not yet recorded at the time of judgement"),
            Why::NotYet => ("判定时尚未发生", "not yet happened at the time of judgement"),
            Why::OtherPeriod => ("不在所判的周期内", "in no period that is judged"),
            Why::OtherPost => ("当时在别的岗位", "done in another post"),
            Why::OtherEntity => ("对象不在所判之列", "about something that is not judged"),
            Why::Early => ("太早", "too early"),
            Why::Late => ("晚于期限", "after the deadline"),
            Why::NotOwn => ("不是本人的", "somebody else's"),
            Why::Excepted => ("属于除外", "excepted"),
            Why::Filtered => ("不符合条件", "does not fulfil the condition"),
            Why::Unreadable => ("起决定作用的数据为空或读不了", "a value that decides is empty or unreadable"),
        };
        match by {
            Some(by) => self.pick(format!("{zh} {by}"), format!("{en} {by}")),
            None => self.pick(zh, en),
        }
    }

    fn colon(&self) -> &'static str {
        self.lang.pick(("\u{FF1A}", ": "))
    }

    fn comma(&self) -> &'static str {
        self.lang.pick(("\u{FF0C}", ", "))
    }
}
