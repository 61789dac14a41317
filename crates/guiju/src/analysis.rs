//! What the clauses of standards have to do with each other, and with the calendar.
//!
//! [`analyze`] looks at each clause and at each pair of them about the same thing. Of numbers of records, of different
//! values, and sums, it proves by exact reasoning over the real calendar what one leaves to the other in each of its
//! periods; of any other value that both compare, the thresholds tell; of 凡, what is asked of each occurrence and how long
//! there is for it; of 任职, the conditions. And it shows, with records that the evaluator itself judges, that what is not
//! proved does not hold. What is neither proved nor shown is [`Relation::NotDecided`], with the reason.
//!
//! All of this is about somebody who is there throughout. Of clauses about one thing the first [`MOST_ALIKE`] are held
//! against each other; those behind them are [left out](Analysis::left_out) as [`Undecided::Many`].
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

mod alike;
mod alone;
mod between;
mod confirm;
mod demand;
mod every;
mod hours;
mod joint;
mod key;
mod pair;
mod reach;
mod shown;
mod standing;
mod stretch;
mod topics;
mod values;

use chrono::{Datelike, NaiveDate};
use guiju_compile::lint::{Claim, Proof};
use guiju_engine::exact::Exact;
use guiju_engine::program::{Check, Clause, Program};
use guiju_engine::report::Status;
use serde::Serialize;

pub use confirm::Said;
pub use demand::Undecided;
pub use pair::{Because, Decision, Example, Reason, Relation};
pub use topics::MOST as MOST_ALIKE;

use crate::Standards;
use alike::Value;
use between::Pair;
use confirm::History;
use demand::Demand;
use every::Rule;
use standing::Standing;
use stretch::Periods;
use topics::{Topic, Topics};
use values::{Found, Values, Wanted, Wish};

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
    /// Pairs about the same thing, in order.
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

/// Two clauses about the same thing.
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

/// What a clause asks, in a form that can be reasoned about.
#[derive(Debug, Clone)]
pub(crate) enum Subject<'p> {
    /// A number between two limits per period.
    Number(Demand<'p>),
    /// Another value, or a number in periods that are not reasoned about.
    Value(Value<'p>),
    /// Something of every occurrence.
    Every(Rule<'p>),
    /// Something of the person.
    Standing(Standing<'p>),
}

impl<'p> Subject<'p> {
    fn of(program: &'p Program, clause: &'p Clause) -> Option<Subject<'p>> {
        Some(match &clause.check {
            Check::Measure(check) => match Demand::of(program, clause) {
                Ok(demand) => Subject::Number(demand),
                Err(_) => Subject::Value(Value::of(program, clause, check)?),
            },
            Check::Every(check) => Subject::Every(Rule::of(program, clause, check)?),
            Check::Person(asks) => Subject::Standing(Standing::of(program, clause, asks)),
            Check::Manual(_) | Check::Record(_) => return None,
        })
    }

    fn program(&self) -> &'p Program {
        match self {
            Subject::Number(it) => it.program,
            Subject::Value(it) => it.program,
            Subject::Every(it) => it.program,
            Subject::Standing(it) => it.program,
        }
    }

    fn clause(&self) -> &'p Clause {
        match self {
            Subject::Number(it) => it.clause,
            Subject::Value(it) => it.clause,
            Subject::Every(it) => it.clause,
            Subject::Standing(it) => it.clause,
        }
    }

    /// The value alone, where it is one.
    fn value(&self) -> Option<Value<'p>> {
        match (self, &self.clause().check) {
            (Subject::Value(value), _) => Some(value.clone()),
            (Subject::Number(_), Check::Measure(check)) => Value::of(self.program(), self.clause(), check),
            _ => None,
        }
    }

    /// What it is about: two that share nothing of it never [meet](Subject::meets).
    fn topics(&self) -> Vec<Topic> {
        match self {
            Subject::Number(demand) => {
                let measured = self.value().map(|value| value.activities).unwrap_or_default();
                measured.into_iter().chain([demand.activity.as_str()]).map(Topic::activity).collect()
            }
            Subject::Value(value) => value.activities.iter().copied().map(Topic::activity).collect(),
            Subject::Every(rule) => vec![Topic::Trigger(rule.trigger.clone())],
            Subject::Standing(standing) => standing.names().into_iter().map(Topic::Person).collect(),
        }
    }

    /// Whether both are about the same thing, so that their pair is looked at.
    fn meets(&self, other: &Subject) -> bool {
        match (self, other) {
            (Subject::Number(one), Subject::Number(two)) => one.activity == two.activity,
            (Subject::Every(one), Subject::Every(two)) => one.trigger == two.trigger,
            (Subject::Standing(one), Subject::Standing(two)) => one.shares(two),
            (Subject::Value(_), Subject::Value(_) | Subject::Number(_)) | (Subject::Number(_), Subject::Value(_)) => {
                let (one, two) = (self.value(), other.value());
                one.zip(two).is_some_and(|(one, two)| one.activities.iter().any(|name| two.activities.contains(name)))
            }
            _ => false,
        }
    }
}

/// Looks at every clause and every pair about the same thing.
pub fn analyze(standards: &Standards, years: Years) -> Analysis {
    of_program(&standards.program, years, true)
}

/// What lint is told of pairs: those in which both cannot be met, and those in which one follows from the other.
pub(crate) fn proofs(program: &Program) -> Vec<Proof> {
    let mut proofs = Vec::new();
    for Related { first, second, decision } in of_program(program, Years::default(), false).pairs {
        let place = |name: Name| (name.file, name.id);
        let (first, second) = (place(first), place(second));
        let mut add = |one: &(String, String), two: &(String, String), claim| {
            proofs.push(Proof { one: one.clone(), two: two.clone(), claim });
        };
        if decision.relation == Relation::Contradictory {
            add(&first, &second, Claim::Contradictory);
        }
        if matches!(decision.relation, Relation::Implies | Relation::Equivalent) {
            add(&first, &second, Claim::Implies);
        }
        if matches!(decision.relation, Relation::ImpliedBy | Relation::Equivalent) {
            add(&second, &first, Claim::Implies);
        }
    }
    proofs
}

/// `idle` says whether clauses are looked for that can only be fulfilled on rest days.
fn of_program(program: &Program, years: Years, idle: bool) -> Analysis {
    let mut analysis = Analysis { years, clauses: Vec::new(), pairs: Vec::new(), left_out: Vec::new() };
    let periods = Periods::default();
    let mut subjects = Vec::new();
    for standard in &program.standards {
        for clause in &standard.clauses {
            let name = name(&standard.file, clause);
            let Some(subject) = Subject::of(program, clause) else {
                analysis.left_out.push(LeftOut { clause: name, why: Undecided::Kind });
                continue;
            };
            let found = match &subject {
                Subject::Number(demand) => alone(demand, &periods, years, idle),
                _ => None,
            };
            // What can never be met has no part in pairs.
            let usable = found.as_ref().is_none_or(|single| single.0 == Finding::NoWorkingDay);
            if let Some((finding, periods, example)) = found {
                analysis.clauses.push(Single { clause: name.clone(), finding, periods, example });
            }
            subjects.extend(usable.then_some((name, subject)));
        }
    }
    let topics = Topics::of(subjects.iter().map(|(_, subject)| subject.topics()));
    for (index, (first, one)) in subjects.iter().enumerate() {
        if topics.passes_over(index) {
            analysis.left_out.push(LeftOut { clause: first.clone(), why: Undecided::Many });
        }
        let later = topics.later(index).into_iter().filter_map(|at| subjects.get(at));
        for (second, two) in later.filter(|(_, two)| one.meets(two)) {
            let decision = decide(one, two, &periods, years);
            analysis.pairs.push(Related { first: first.clone(), second: second.clone(), decision });
        }
    }
    analysis
}

/// How two clauses about the same thing stand to each other.
fn decide<'p>(one: &Subject<'p>, two: &Subject<'p>, periods: &Periods<'p>, years: Years) -> Decision {
    fn bound<'p>(subject: &Subject<'p>) -> Wish<'p> {
        let (schema, predicate) = (&subject.program().schema, subject.clause().applies.as_ref());
        Wish { schema, people: true, predicate, holds: Wanted::Yes }
    }
    let person = match values::find(&[bound(one), bound(two)]) {
        Found::Values(person) => person,
        Found::None => return Decision::apart(Because::OtherPeople),
        Found::Unknown => return Decision::not(Undecided::People),
    };
    match (one, two) {
        (Subject::Number(first), Subject::Number(second)) => {
            let years = known(first.program, &[first, second], years);
            let paired = Pair::new(first, second, &person);
            let decision = paired.map_or_else(Decision::not, |pair| pair::decide(&pair, periods, years.from, years.to));
            // The very same value in the same periods may be decided by its thresholds where periods do not tell.
            match decision.undecided {
                Some(why) => alike(one, two, &person, years).unwrap_or_else(|| Decision::not(why)),
                None => decision,
            }
        }
        (Subject::Every(first), Subject::Every(second)) => every::decide(first, second, &person),
        (Subject::Standing(first), Subject::Standing(second)) => standing::decide(first, second),
        _ => alike(one, two, &person, years)
            .or_else(|| hours::decide((one, &one.value()?), (two, &two.value()?), &person))
            .unwrap_or_else(|| Decision::not(differing(one, two))),
    }
}

/// The decision by thresholds alone, where both are about the very same value.
fn alike(one: &Subject, two: &Subject, person: &Values, years: Years) -> Option<Decision> {
    let (first, second) = (one.value()?, two.value()?);
    let decision = first.is_alike(&second).then(|| alike::decide(&first, &second, person, years))?;
    Some(decision)
}

/// Why two clauses that are not about the very same value are not decided: what keeps one of them from being a plain
/// number, else that they are two values.
fn differing(one: &Subject, two: &Subject) -> Undecided {
    let same_value = one.value().zip(two.value()).is_some_and(|(one, two)| one.has_value_of(&two));
    let mut whys = [one, two].into_iter().filter_map(|subject| Demand::of(subject.program(), subject.clause()).err());
    if same_value && whys.clone().all(|why| why == Undecided::Value) {
        return Undecided::OtherPeriods;
    }
    whys.find(|why| !matches!(why, Undecided::Value)).unwrap_or(Undecided::Value)
}

/// Whether the first is in force whenever the second is.
fn in_force_throughout(one: &Clause, two: &Clause) -> bool {
    one.effective_from.is_none_or(|from| two.effective_from.is_some_and(|other| from <= other))
        && one.effective_to.is_none_or(|to| two.effective_to.is_some_and(|other| other <= to))
}

/// How two clauses of two programs stand to each other: an old and a new version.
pub(crate) fn compare(old: (&Program, &Clause), new: (&Program, &Clause), years: Years) -> Decision {
    let (Some(one), Some(two)) = (Subject::of(old.0, old.1), Subject::of(new.0, new.1)) else {
        return Decision::not(Undecided::Kind);
    };
    if !one.meets(&two) {
        return Decision::not(Undecided::Value);
    }
    decide(&one, &two, &Periods::default(), years)
}

/// A person whom only the new version binds (or only the old one), as case files write them; confirmed by the evaluator.
pub(crate) fn bound_by_one(old: (&Program, &Clause), new: (&Program, &Clause), by_new: bool) -> Option<String> {
    fn wish<'p>((program, clause): (&'p Program, &'p Clause), holds: bool) -> Wish<'p> {
        Wish { schema: &program.schema, people: true, predicate: clause.applies.as_ref(), holds: Wanted::is(holds) }
    }
    // A clause without a condition binds everyone, so there is nobody whom it does not bind.
    fn judges(history: &History, (program, clause): (&Program, &Clause)) -> bool {
        history.judged(program, clause).is_some()
    }
    let Found::Values(person) = values::find(&[wish(old, !by_new), wish(new, by_new)]) else { return None };
    let from = NaiveDate::from_ymd_opt(2024, 1, 1)?;
    let history = History {
        person,
        from,
        to: from.checked_add_months(chrono::Months::new(12))?,
        rows: Vec::new(),
        entities: Vec::new(),
    };
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

/// What is remarkable about one clause, with how many periods it concerns; of rest days only where `idle` asks for it.
fn alone<'p>(
    demand: &Demand<'p>,
    periods: &Periods<'p>,
    years: Years,
    idle: bool,
) -> Option<(Finding, Option<usize>, Option<Alone>)> {
    let program = demand.program;
    let wish = |people, predicate| Wish { schema: &program.schema, people, predicate, holds: Wanted::Yes };
    let person = match values::find(&[wish(true, demand.clause.applies.as_ref())]) {
        Found::Values(person) => person,
        _ => return None,
    };
    let countable = values::find(&[wish(false, demand.filter)]);
    // One that is not judged everywhere, or of each entity, has no example without records.
    if demand.entity.is_some() || demand.condition.is_some() {
        return None;
    }
    let asks = demand.all(|it| it.low.is_some_and(|low| low > Exact::ZERO));
    let empty = demand.all(|it| {
        it.low.zip(it.high).is_some_and(|(low, high)| low > high)
            || demand.counts() && it.high.is_some_and(Exact::is_negative)
    });
    let never = empty || asks && countable == Found::None;
    let years = known(program, &[demand], years);
    let slots = || demand.slots(periods, years.from, years.to).ok();
    let preferred = || {
        let slots = slots()?;
        slots.iter().find(|slot| demand::recent(slot.start)).or(slots.first()).cloned()
    };
    let said = |slot: &demand::Slot| {
        let to = slot.last.succ_opt()?;
        let (from, to) = if demand.over_the_range() { (slot.start, slot.end) } else { (slot.last, to) };
        let history = History { person: person.clone(), from, to, rows: Vec::new(), entities: Vec::new() };
        let said = history.judged(program, demand.clause)?;
        Some(Alone { from: slot.start, to: slot.end, records: history.lines(), said })
    };
    if never {
        return Some((Finding::Unsatisfiable, None, said(&preferred()?)));
    }
    let all = demand.all(|it| {
        let least = it.low.is_some_and(|low| low > Exact::ZERO);
        it.high.is_none() && (demand.counts() && !least || it.low.is_none())
    });
    if all || countable == Found::None {
        return Some((Finding::AlwaysMet, None, said(&preferred()?)));
    }
    if !idle || !asks || demand.over_the_range() || demand.is_daily() {
        return None;
    }
    // Days on which it could be fulfilled, all of them rest days. Daily periods are meant to have them.
    let slots = slots()?;
    let calendar = &program.calendar;
    let rest = |day: NaiveDate| {
        (calendar.first_year..=calendar.last_year).contains(&day.year()) && calendar.is_workday(day) == Ok(false)
    };
    let closed = |slot: &&demand::Slot| slot.start.iter_days().take_while(|day| *day < slot.end).all(rest);
    let mut idle: Vec<&demand::Slot> = slots.iter().filter(closed).collect();
    idle.sort_by_key(|slot| (!demand::recent(slot.start), slot.start));
    let first = idle.first()?;
    let example = said(first).filter(|example| example.said.status == Status::Missed)?;
    Some((Finding::NoWorkingDay, Some(idle.len()), Some(example)))
}
