//! The report for people: who stands where, then clause by clause what was found against what was required.

use std::io::{self, Write};

use guiju_engine::exact::Exact;
use guiju_engine::report::{
    ClauseReport, Item, Outcome, PartReport, PersonReport, ProblemKind, Report, StandardReport, Status,
};

use super::Options;
use super::words::{Lang, item_amount, number, same_place};
use layout::{fit, pad, pad_left, width};
pub use paint::Paint;

mod layout;
mod paint;

/// Columns of the bar that shows a score.
const BAR: usize = 20;
/// The text of a clause is not squeezed below this.
const NARROWEST: usize = 16;
/// So many outcomes are shown as a row of marks; more are only counted.
const MOST_MARKS: usize = 31;
/// So many outcomes that are not met are told one by one.
const MOST_TOLD: usize = 3;

/// Writes a report as a table for people, with CJK characters taking two columns.
///
/// # Errors
/// Where `out` fails.
pub fn text(report: &Report, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { lang: options.lang, width: options.width.max(48), paint: Paint::new(options.colour) };
    let range = page.lang.days(report.from, report.to);
    let as_of = report.as_of.format("%Y-%m-%d %H:%M");
    let head = page.lang.pick((format!("{range}，截至 {as_of}"), format!("{range}, as of {as_of}")));
    for (i, standard) in report.standards.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}\n{}\n", page.paint.bold(&fit(&standard.name, page.width)), page.paint.dim(&head))?;
        if standard.people.is_empty() {
            writeln!(out, "  {}", page.nobody(report))?;
        }
        page.overview(standard, out)?;
        for person in &standard.people {
            writeln!(out)?;
            page.person(person, out)?;
        }
    }
    Ok(())
}

struct Page {
    lang: Lang,
    width: usize,
    paint: Paint,
}

impl Page {
    /// Why a standard may bind nobody, and what to look at.
    fn nobody(&self, report: &Report) -> &'static str {
        let nameless = report.problems.iter().any(|problem| problem.kind == ProblemKind::NoPeopleTable);
        self.lang.pick(if nameless {
            (
                "没有人受这份标准约束：没有人员表，各人的岗位无从知道，或没有一条记录对得上标准（见注意）；用 --people 给出人员表",
                "it binds nobody: without a people table no post is known, or no record has to do with it (see the notes); give one with --people",
            )
        } else {
            (
                "没有人受这份标准约束：核对「适用」与人员表，并看考核期内是否有人在岗",
                "it binds nobody: hold 适用 against the people table, and look who is there in the range",
            )
        })
    }

    /// One line per person: score, grade, and the score as a bar.
    fn overview(&self, standard: &StandardReport, out: &mut dyn Write) -> io::Result<()> {
        let people = &standard.people;
        let widest = |text: &dyn Fn(&PersonReport) -> usize| people.iter().map(text).max().unwrap_or(0);
        let name = widest(&|person| width(&person.person)).min(self.width / 4);
        let post = widest(&|person| width(&posts(person))).min(self.width / 4);
        let points = widest(&|person| width(&score(person)));
        let grade = widest(&|person| width(grade_of(person)));
        for person in people {
            let line = format!(
                "  {}  {}  {}  {}  {}",
                pad(&person.person, name),
                pad(&posts(person), post),
                pad_left(&score(person), points),
                pad(grade_of(person), grade),
                person.score.map(bar).unwrap_or_default(),
            );
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// A person's clauses.
    fn person(&self, person: &PersonReport, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{}", self.paint.bold(&person.person))?;
        let words = [posts(person), score(person), grade_of(person).to_owned()];
        writeln!(
            out,
            "{}",
            words.iter().filter(|word| !word.is_empty()).map(|word| format!("  {word}")).collect::<String>()
        )?;
        let id = person.clauses.iter().map(|clause| width(&clause.id)).max().unwrap_or(0);
        let points = person.clauses.iter().map(|clause| width(&points(clause))).max().unwrap_or(0);
        let mut of = None;
        for clause in &person.clauses {
            let part = clause.part.and_then(|part| person.parts.get(part.checked_sub(1)?));
            if let Some(part) = part.filter(|_| of != clause.part) {
                writeln!(out, "  {}", self.paint.dim(&fit(&self.part(part), self.width - 2)))?;
            }
            of = clause.part;
            self.clause(clause, id, points, out)?;
        }
        Ok(())
    }

    /// One of several posts: its days, how many of them were worked, and its score.
    fn part(&self, part: &PartReport) -> String {
        let (days, workdays) = (self.lang.days(part.from, part.to), number(part.workdays));
        let score = part.score.map_or("-".to_owned(), number);
        let post = part.post.as_deref().unwrap_or("-");
        self.lang.pick((
            format!("{post}  {days}  {workdays} 个工作日  {score}"),
            format!("{post}  {days}  {workdays} working days  {score}"),
        ))
    }

    fn clause(&self, clause: &ClauseReport, id: usize, points_width: usize, out: &mut dyn Write) -> io::Result<()> {
        let indent = 2 + 2 + 8 + 1 + id + 2 + points_width + 2;
        let rest = self.width.saturating_sub(indent);
        let found = self.found(clause);
        let beside = rest.checked_sub(width(&found) + 2).filter(|&room| room >= NARROWEST && !found.is_empty());
        let text = match beside {
            Some(room) => format!("{}  {found}", pad(&clause.text, room)),
            None => fit(&clause.text, rest),
        };
        let line = format!(
            "  {} {} {}  {}  {text}",
            mark(clause.status),
            pad(self.lang.status(clause.status), 8),
            pad(&clause.id, id),
            pad_left(&points(clause), points_width),
        );
        writeln!(out, "{}", self.paint.status(clause.status, &line))?;
        let below = (beside.is_none() && !found.is_empty()).then_some(found);
        for line in below.into_iter().chain(self.told(clause)) {
            writeln!(out, "{}{}", " ".repeat(indent), self.paint.dim(&fit(&line, rest)))?;
        }
        Ok(())
    }

    /// What was found, in a few words.
    fn found(&self, clause: &ClauseReport) -> String {
        match clause.outcomes.as_slice() {
            [] => String::new(),
            [only] if only.trigger.is_none() => self.values(clause, only),
            outcomes => {
                let met = outcomes.iter().filter(|outcome| outcome.status == Status::Met).count();
                let judged = outcomes.iter().filter(|outcome| outcome.status != Status::NotApplicable).count();
                self.lang.pick((format!("达标 {met}/{judged}"), format!("met {met}/{judged}")))
            }
        }
    }

    /// The lines below a clause that is not simply met, or that has won something.
    fn told(&self, clause: &ClauseReport) -> Vec<String> {
        let mut lines = Vec::new();
        let outcomes = &clause.outcomes;
        let met = clause.status == Status::Met;
        let mixed = !met && outcomes.iter().any(|outcome| outcome.status != clause.status);
        if mixed && (2..=MOST_MARKS).contains(&outcomes.len()) {
            lines.push(outcomes.iter().map(|outcome| mark(outcome.status)).collect());
        }
        let wins = |outcome: &Outcome| clause.items.iter().any(|item| same_place(item, outcome));
        let said = |outcome: &&Outcome| if met { wins(outcome) } else { outcome.status == clause.status };
        let told: Vec<&Outcome> = outcomes.iter().filter(said).collect();
        lines.extend(told.iter().take(MOST_TOLD).map(|outcome| self.outcome(clause, outcome)));
        if let Some(more) = told.len().checked_sub(MOST_TOLD).filter(|&more| more > 0) {
            lines.push(self.lang.pick((format!("… 还有 {more} 处"), format!("… and {more} more"))));
        }
        // What is about the clause as a whole: a fixed amount, a cap.
        let of_none = |item: &&Item| !outcomes.iter().any(|outcome| same_place(item, outcome));
        let colon = self.lang.pick(("\u{FF1A}", ": "));
        let whole = clause.items.iter().filter(of_none);
        lines.extend(
            whole.map(|item| format!("{}{colon}{}", self.lang.item_kind(item.kind), item_amount(self.lang, item))),
        );
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// One outcome: when, about what, and what was found.
    fn outcome(&self, clause: &ClauseReport, outcome: &Outcome) -> String {
        let alone = clause.outcomes.len() == 1 && outcome.trigger.is_none();
        let values = if alone { String::new() } else { self.values(clause, outcome) };
        let reason =
            outcome.reason.map(|reason| self.lang.reason(reason).to_owned()).or_else(|| self.waits(clause, outcome));
        let about = [self.lang.interval(outcome), outcome.entity.clone(), outcome.trigger.clone()];
        let items = clause.items.iter().filter(|item| same_place(item, outcome));
        let items = items.map(|item| item_amount(self.lang, item));
        let parts =
            about.into_iter().flatten().chain([values]).chain(reason).chain(items).filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("  ")
    }

    /// What a pending judgement still lacks, and how long there is.
    fn waits(&self, clause: &ClauseReport, outcome: &Outcome) -> Option<String> {
        let unit = unit(&clause.canonical);
        let comma = self.lang.pick(("\u{FF0C}", ", "));
        let lacks = outcome.missing.map(|missing| match outcome.trigger {
            None => self
                .lang
                .pick((format!("还差 {} {unit}", number(missing)), format!("{} {unit} to go", number(missing)))),
            Some(_) => self.lang.pick((format!("还差 {} 项", number(missing)), format!("{} to do", number(missing)))),
        });
        let left = outcome
            .workdays_left
            .map(|days| self.lang.pick((format!("剩 {days} 个工作日"), format!("{days} working days left"))));
        let parts: Vec<String> = [lacks, left].into_iter().flatten().map(|part| part.replace("  ", " ")).collect();
        (!parts.is_empty()).then(|| parts.join(comma).trim_end().to_owned())
    }

    /// The value found and the value required, in the unit of the canonical form.
    fn values(&self, clause: &ClauseReport, outcome: &Outcome) -> String {
        let scale = |value: Exact| in_unit(value, &clause.canonical);
        let (is, must) = self.lang.pick((("实际", "要求"), ("found", "required")));
        let comma = self.lang.pick(("\u{FF0C}", ", "));
        let actual = outcome.actual.map(|value| format!("{is} {}", scale(value)));
        let comparison = if outcome.trigger.is_none() { comparison(&clause.canonical) } else { "" };
        let required = outcome.required.map(|value| format!("{must} {comparison}{}", scale(value)));
        [actual, required].into_iter().flatten().collect::<Vec<_>>().join(comma)
    }
}

/// A canonical form as far as it may end in a threshold: what a ban ends in is what its records are, not how many.
fn threshold(canonical: &str) -> &str {
    let bans = canonical.split(' ').any(|word| word == "不得");
    if bans { "" } else { canonical }
}

/// The comparison with which the canonical form states its threshold, and a blank; empty where it has none.
pub(super) fn comparison(canonical: &str) -> &'static str {
    let canonical = threshold(canonical);
    let all = [">= ", "> ", "<= ", "< ", "= ", "!= "];
    let last = |word: &'static str| Some((canonical.rfind(&format!(" {word}"))?, word));
    all.into_iter().filter_map(last).max_by_key(|&(place, _)| place).map_or("", |(_, word)| word)
}

/// The measure word with which the canonical form ends; empty where it has none.
fn unit(canonical: &str) -> &str {
    let last = threshold(canonical).rsplit(' ').next().unwrap_or("");
    let word = !last.is_empty() && last.chars().count() <= 3 && last.chars().all(|c| !c.is_ascii());
    if word && !comparison(canonical).is_empty() { last } else { "" }
}

/// A number in the unit in which the canonical form states its threshold.
pub(super) fn in_unit(value: Exact, canonical: &str) -> String {
    let canonical = threshold(canonical);
    let unit = [("‰", 1000), ("%", 100)].into_iter().find(|(sign, _)| canonical.trim_end().ends_with(sign));
    match unit.and_then(|(sign, scale)| Some((sign, value.times(Exact::from(scale))?))) {
        Some((sign, scaled)) => number(scaled) + sign,
        None => number(value),
    }
}

pub(super) fn mark(status: Status) -> &'static str {
    match status {
        Status::Met => "✓",
        Status::Missed => "✗",
        Status::Pending => "~",
        Status::NotApplicable => "-",
        Status::Undetermined => "?",
    }
}

/// The post, or several one after the other.
fn posts(person: &PersonReport) -> String {
    let mut posts: Vec<&str> = person.parts.iter().filter_map(|part| part.post.as_deref()).collect();
    if posts.is_empty() {
        posts.extend(person.post.as_deref());
    }
    posts.dedup();
    posts.join("→")
}

fn grade_of(person: &PersonReport) -> &str {
    person.grade.as_deref().unwrap_or("")
}

fn score(person: &PersonReport) -> String {
    person.score.map_or("-".to_owned(), number)
}

fn points(clause: &ClauseReport) -> String {
    match (clause.points, clause.worth) {
        (Some(points), Some(worth)) => format!("{}/{}", number(points), number(worth)),
        (Some(points), None) => number(points),
        (None, Some(worth)) => format!("-/{}", number(worth)),
        (None, None) => String::new(),
    }
}

/// A score of 0 to 100 as a bar.
fn bar(score: Exact) -> String {
    let filled =
        Exact::ratio(BAR as i128, 100).and_then(|scale| score.times(scale)).map(|cells| cells.floor().to_string());
    let filled = filled.and_then(|cells| cells.parse::<usize>().ok()).unwrap_or(0).min(BAR);
    "█".repeat(filled) + &"░".repeat(BAR - filled)
}
