//! What the clauses of standards have to do with each other, and with the calendar.
//!
//! [`analyze`] looks at each clause that asks for a number of records, of different values, or a sum, per period, and at
//! each pair of them on the same activity that can bind the same person and count the same record. It proves by exact
//! reasoning over the real calendar what one leaves to the other in each of its periods, and it shows, with records that
//! the evaluator itself judges, that what is not proved does not hold. What is neither proved nor shown is
//! [`Relation::NotDecided`], with the reason.
//!
//! ```
//! # fn main() -> Result<(), guiju::Error> {
//! use guiju::analysis::{Relation, Years, analyze};
//! let standards = guiju::Standards::parse("1. 每周上门访问客户 >= 8\n2. 每月上门访问客户 <= 20\n")?;
//! let analysis = analyze(&standards, Years::default());
//! let pair = &analysis.pairs[0];
//! assert_eq!(pair.decision.relation, Relation::Contradictory);
//! // 8 a week make at least 24 a month, and the evaluator says so of the records in the example
//! assert_eq!(pair.decision.examples[0].first.status, guiju::Status::Met);
//! assert_eq!(pair.decision.examples[0].second.status, guiju::Status::Missed);
//! # Ok(())
//! # }
//! ```

mod between;
mod confirm;
mod demand;
mod joint;
mod pair;
mod values;

use chrono::{Datelike, NaiveDate};
use guiju_engine::exact::Exact;
use guiju_engine::program::{Clause, Program};
use guiju_engine::report::Status;
use serde::Serialize;

pub use confirm::Said;
pub use demand::Undecided;
pub use pair::{Decision, Example, Reason, Relation};

use crate::Standards;
use between::Pair;
use confirm::History;
use demand::Demand;
use values::{Found, Wish};

/// The years that are looked at, `[from, to)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Years {
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
}

/// 2001 to 2028, in which weeks lie in months and years in every way they can. Where working days matter, only the
/// years that the calendar knows are looked at.
impl Default for Years {
    fn default() -> Self {
        let (from, to) = demand::horizon();
        Years { from, to }
    }
}

/// Everything that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Analysis {
    /// What was looked at.
    pub years: Years,
    /// Single clauses that are remarkable, in order.
    pub clauses: Vec<Single>,
    /// Pairs on the same activity, in order.
    pub pairs: Vec<Related>,
    /// Clauses that were not looked at, and why.
    pub left_out: Vec<LeftOut>,
}

/// A clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Name {
    /// The file of its standard.
    pub file: String,
    /// Its id.
    pub id: String,
    /// Its line.
    pub line: u32,
    /// Its words.
    pub text: String,
    /// Its canonical form.
    pub canonical: String,
}

/// Something about one clause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Single {
    /// Which.
    pub clause: Name,
    /// What.
    pub finding: Finding,
    /// Where it concerns some periods: how many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub periods: Option<usize>,
    /// The first of them, recent ones first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Alone>,
}

/// What one clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// It can never be met.
    Unsatisfiable,
    /// It can never be missed.
    AlwaysMet,
    /// In some period, every day on which it could be fulfilled is a rest day.
    NoWorkingDay,
}

/// Records that show something about one clause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Alone {
    /// The first day of a period on which something could count.
    pub from: NaiveDate,
    /// The day after the last.
    pub to: NaiveDate,
    /// The records.
    pub records: Vec<String>,
    /// What the evaluator says of them in that period.
    pub said: Said,
}

/// Two clauses on the same activity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Related {
    /// The first, in the order of the files.
    pub first: Name,
    /// The second.
    pub second: Name,
    /// How they stand to each other.
    #[serde(flatten)]
    pub decision: Decision,
}

/// A clause that was not looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Which.
    pub clause: Name,
    /// Why.
    pub why: Undecided,
}

/// Looks at every clause and every pair on the same activity.
pub fn analyze(standards: &Standards, years: Years) -> Analysis {
    let program = &standards.program;
    let mut analysis = Analysis { years, clauses: Vec::new(), pairs: Vec::new(), left_out: Vec::new() };
    let mut demands = Vec::new();
    for standard in &program.standards {
        for clause in &standard.clauses {
            let name = name(&standard.file, clause);
            match Demand::of(program, clause) {
                Err(why) => analysis.left_out.push(LeftOut { clause: name, why }),
                Ok(demand) => {
                    let found = alone(&demand, years);
                    // What can never be met has no part in pairs.
                    let usable = found.as_ref().is_none_or(|single| single.0 == Finding::NoWorkingDay);
                    if let Some((finding, periods, example)) = found {
                        analysis.clauses.push(Single { clause: name.clone(), finding, periods, example });
                    }
                    demands.extend(usable.then_some((name, demand)));
                }
            }
        }
    }
    for (index, (first, one)) in demands.iter().enumerate() {
        for (second, two) in demands.iter().skip(index + 1).filter(|(_, two)| two.activity == one.activity) {
            let decision = match Pair::new(one, two) {
                Ok(None) => continue,
                Ok(Some(pair)) => {
                    let years = known(program, &[one, two], years);
                    pair::decide(&pair, years.from, years.to)
                }
                Err(why) => Decision::not(why),
            };
            analysis.pairs.push(Related { first: first.clone(), second: second.clone(), decision });
        }
    }
    analysis
}

/// How two clauses of two programs stand to each other: an old and a new version.
pub(crate) fn compare(old: (&Program, &Clause), new: (&Program, &Clause), years: Years) -> Decision {
    let (old, new) = match (Demand::of(old.0, old.1), Demand::of(new.0, new.1)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(why), _) | (_, Err(why)) => return Decision::not(why),
    };
    if old.activity != new.activity {
        return Decision::not(Undecided::Kind);
    }
    match Pair::new(&old, &new) {
        Ok(Some(pair)) => {
            let years = known(old.program, &[&old, &new], years);
            pair::decide(&pair, years.from, years.to)
        }
        Ok(None) => Decision::not(Undecided::Filter),
        Err(why) => Decision::not(why),
    }
}

/// A person whom only the new version binds (or only the old one), as case files write them; confirmed by the evaluator.
pub(crate) fn bound_by_one(old: (&Program, &Clause), new: (&Program, &Clause), by_new: bool) -> Option<String> {
    fn wish<'p>((program, clause): (&'p Program, &'p Clause), holds: bool) -> Wish<'p> {
        Wish { schema: &program.schema, people: true, predicate: clause.applies.as_ref(), holds }
    }
    // A clause without a condition binds everyone, so there is nobody whom it does not bind.
    fn judges(history: &History, (program, clause): (&Program, &Clause)) -> bool {
        history.judged(program, clause).is_some()
    }
    let Found::Values(person) = values::find(&[wish(old, !by_new), wish(new, by_new)]) else { return None };
    let from = NaiveDate::from_ymd_opt(2024, 1, 1)?;
    let history = History { person, from, to: from.checked_add_months(chrono::Months::new(12))?, rows: Vec::new() };
    let one_only = judges(&history, old) != by_new && judges(&history, new) == by_new;
    one_only.then(|| history.person_line())
}

pub(crate) fn name(file: &str, clause: &Clause) -> Name {
    Name {
        file: file.to_owned(),
        id: clause.id.clone(),
        line: clause.origin.line,
        text: clause.origin.text.clone(),
        canonical: clause.origin.canonical.clone(),
    }
}

/// The years that can be looked at: where working days matter, those that the calendar knows, but the outermost.
fn known(program: &Program, demands: &[&Demand], years: Years) -> Years {
    if !demands.iter().any(|demand| demand.by_workday()) {
        return years;
    }
    let calendar = &program.calendar;
    let start = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(years.from);
    Years { from: years.from.max(start(calendar.first_year + 2)), to: years.to.min(start(calendar.last_year)) }
}

/// What is remarkable about one clause, with how many periods it concerns.
fn alone(demand: &Demand, years: Years) -> Option<(Finding, Option<usize>, Option<Alone>)> {
    let program = demand.program;
    let wish = |people, predicate, holds| Wish { schema: &program.schema, people, predicate, holds };
    let person = match values::find(&[wish(true, demand.clause.applies.as_ref(), true)]) {
        Found::Values(person) => person,
        _ => return None,
    };
    let countable = values::find(&[wish(false, demand.filter, true)]);
    let asks = demand.low.is_some_and(|low| low > Exact::ZERO);
    let empty = demand.low.zip(demand.high).is_some_and(|(low, high)| low > high)
        || demand.counts() && demand.high.is_some_and(Exact::is_negative);
    let never = empty || asks && countable == Found::None;
    let years = known(program, &[demand], years);
    let slots = demand.slots(years.from, years.to).ok()?;
    let preferred = || slots.iter().find(|slot| demand::recent(slot.start)).or(slots.first());
    let said = |slot: &demand::Slot| {
        let to = slot.last.succ_opt()?;
        let (from, to) = if demand.over_the_range() { (slot.start, slot.end) } else { (slot.last, to) };
        let history = History { person: person.clone(), from, to, rows: Vec::new() };
        let said = history.judged(program, demand.clause)?;
        Some(Alone { from: slot.start, to: slot.end, records: history.lines(), said })
    };
    if never {
        return Some((Finding::Unsatisfiable, None, said(preferred()?)));
    }
    let all = demand.high.is_none() && demand.counts() && !asks || demand.low.is_none() && demand.high.is_none();
    if all || countable == Found::None {
        return Some((Finding::AlwaysMet, None, said(preferred()?)));
    }
    if !asks || demand.over_the_range() {
        return None;
    }
    // Days on which it could be fulfilled, all of them rest days. Daily periods are meant to have them.
    let calendar = &program.calendar;
    let rest = |day: NaiveDate| {
        (calendar.first_year..=calendar.last_year).contains(&day.year()) && calendar.is_workday(day) == Ok(false)
    };
    let closed = |slot: &&demand::Slot| slot.start.iter_days().take_while(|day| *day < slot.end).all(rest);
    if demand.is_daily() {
        return None;
    }
    let mut idle: Vec<&demand::Slot> = slots.iter().filter(closed).collect();
    idle.sort_by_key(|slot| (!demand::recent(slot.start), slot.start));
    let first = idle.first()?;
    let example = said(first).filter(|example| example.said.status == Status::Missed)?;
    Some((Finding::NoWorkingDay, Some(idle.len()), Some(example)))
}
