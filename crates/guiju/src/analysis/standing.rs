//! 任职: two conditions on the person.

use chrono::NaiveDate;
use guiju_engine::program::{Clause, Predicate, Program};

use super::Subject;
use super::confirm::History;
use super::pair::{Because, Decision};
use super::shown::{Proved, Shown};
use super::values::{self, Found, Wanted, Wish};

/// What somebody in a post must be.
#[derive(Debug, Clone)]
pub struct Standing<'p> {
    pub program: &'p Program,
    pub clause: &'p Clause,
    asks: &'p Predicate,
}

impl<'p> Standing<'p> {
    pub fn of(program: &'p Program, clause: &'p Clause, asks: &'p Predicate) -> Standing<'p> {
        Standing { program, clause, asks }
    }

    fn wish(&self, holds: Wanted) -> Wish<'p> {
        Wish { schema: &self.program.schema, people: true, predicate: Some(self.asks), holds }
    }

    fn bound(&self) -> Wish<'p> {
        let predicate = self.clause.applies.as_ref();
        Wish { schema: &self.program.schema, people: true, predicate, holds: Wanted::Yes }
    }

    /// What of the person it looks at.
    pub fn names(&self) -> Vec<String> {
        values::fields(&self.wish(Wanted::Yes))
    }

    /// Whether both look at something of the person that is the same.
    pub fn shares(&self, other: &Standing) -> bool {
        let others = other.names();
        self.names().iter().any(|name| others.contains(name))
    }
}

/// How two such clauses stand to each other.
pub fn decide(one: &Standing, two: &Standing) -> Decision {
    let find = |first, second| values::find(&[one.bound(), two.bound(), one.wish(first), two.wish(second)]);
    let none = |first, second| find(first, second) == Found::None;
    let force = |a: &Standing, b: &Standing| super::in_force_throughout(a.clause, b.clause);
    let proved = Proved {
        forwards: none(Wanted::Yes, Wanted::No) && force(one, two),
        backwards: none(Wanted::No, Wanted::Yes) && force(two, one),
        apart: none(Wanted::Yes, Wanted::Yes),
    };
    let mut shown = Shown::default();
    let day = |month| NaiveDate::from_ymd_opt(2024, month, 1).unwrap_or_default();
    for (first, second) in [(Wanted::Yes, Wanted::No), (Wanted::No, Wanted::Yes), (Wanted::Yes, Wanted::Yes)] {
        if let Found::Values(person) = find(first, second) {
            let history = History { person, from: day(1), to: day(2), rows: Vec::new(), entities: Vec::new() };
            shown.look((&Subject::Standing(one.clone()), &Subject::Standing(two.clone())), &history);
        }
    }
    let because = if proved.apart { Because::NoValueForBoth } else { Because::SamePerson };
    shown.conclude(proved, vec![because])
}
