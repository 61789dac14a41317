//! Judgements that are remembered, clause by clause, for as long as nothing changes that they hang on: to ask for someone again
//! costs a look at each of them, and a record makes only those anew that read it.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use super::past::Counted;
use crate::evaluate::World;
use crate::exact::Exact;
use crate::noted::{Notes, Ties};
use crate::people::Person;
use crate::program::{Clause, Standard};
use crate::records::Lookup;
use crate::report::ClauseReport;
use crate::score::{Judged, Outcomes, Scored};

/// How many bytes the judgements that are remembered may take, about; those that were made before are forgotten.
pub(super) const MOST: usize = 64 << 20;

/// What is remembered of everyone who was asked for.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// By name, without outcomes and with them.
    people: [Lookup<String, Vec<Vec<Option<One>>>>; 2], // looked up only
    bytes: usize,
}

/// How one clause came out for one person.
#[derive(Debug)]
pub(super) struct One {
    pub counted: Counted,
    pub judged: Judged,
    ties: Ties,
    /// The same in words, once asked for, with what made points of its worth points of the score.
    told: Mutex<Option<(Option<Exact>, Arc<ClauseReport>)>>,
    bytes: usize,
}

impl Held {
    /// What is remembered of a person, by standard and clause.
    pub fn of(&self, person: &Person, kept: bool) -> &[Vec<Option<One>>] {
        let [counted, each] = &self.people;
        let people = if kept { each } else { counted };
        people.get(&person.name).map_or(&[], Vec::as_slice)
    }

    /// Judges what each clause that binds a person says, where that is not remembered; `kept` says whether outcomes are asked
    /// for.
    pub fn judge(&mut self, world: &mut World<'_>, person: &Person, kept: bool) -> Result<(), i32> {
        if self.bytes > MOST {
            self.clear();
        }
        world.notes = Some(Notes::default());
        world.tells_waiting = kept;
        let [counted, each] = &mut self.people;
        let people = if kept { each } else { counted };
        if !people.contains_key(&person.name) {
            people.insert(person.name.clone(), Vec::new());
        }
        let Some(standards) = people.get_mut(&person.name) else { return Ok(()) };
        standards.resize_with(world.program.standards.len(), Vec::new);
        for (standard, held) in world.program.standards.iter().zip(&mut *standards) {
            held.resize_with(standard.clauses.len(), || None);
            let binding = standard.clauses.iter().zip(world.binding(standard, person));
            for ((clause, binds), held) in binding.zip(held) {
                if !binds || held.as_ref().is_some_and(|one| one.ties.hold(world, person)) {
                    continue;
                }
                self.bytes = self.bytes.saturating_sub(held.as_ref().map_or(0, |one| one.bytes));
                *held = None;
                self.bytes += held.insert(One::of(world, clause, person, kept)?).bytes;
            }
        }
        Ok(())
    }

    /// A row was corrected or withdrawn, or another range is followed.
    pub fn clear(&mut self) {
        if self.bytes > 0 {
            *self = Held::default();
        }
    }
}

impl One {
    fn of(world: &World<'_>, clause: &Clause, person: &Person, kept: bool) -> Result<One, i32> {
        let (mut outcomes, mut counted) = (Outcomes::of(clause, kept), Counted::default());
        world.clause(clause, person, kept, &mut |outcome| {
            counted.add(outcome.status);
            outcomes.add(outcome);
        })?;
        let ties = world.notes.as_ref().map(Notes::take).unwrap_or_default();
        let judged = Judged::of(world.program, clause, outcomes);
        let texts = clause.origin.text.len() + clause.origin.canonical.len();
        let told = if kept { size_of::<ClauseReport>() + texts + judged.bytes() } else { 0 };
        let bytes = size_of::<Option<One>>() + judged.bytes() + ties.bytes() + told;
        Ok(One { counted, judged, ties, told: Mutex::default(), bytes })
    }

    /// In words; those of the last time where they would be the same.
    pub fn told(&self, clause: &Clause, scale: Option<Exact>) -> Arc<ClauseReport> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        match &*told {
            Some((same, report)) if *same == scale => report.clone(),
            _ => told.insert((scale, Arc::new(self.scored(clause).report(scale)))).1.clone(),
        }
    }

    pub fn scored<'a>(&'a self, clause: &'a Clause) -> Scored<'a> {
        Scored { clause, judged: Cow::Borrowed(&self.judged) }
    }
}

/// The clauses of a standard that bind a person, with their places and what is remembered of them.
pub(super) fn binding<'a, 'h>(
    world: &World<'_>,
    standard: &'a Standard,
    person: &Person,
    held: &'h [Option<One>],
) -> impl Iterator<Item = (usize, &'a Clause, &'h One)> {
    let binding = standard.clauses.iter().zip(world.binding(standard, person)).zip(held).enumerate();
    binding.filter_map(|(place, ((clause, binds), one))| Some((place, clause, one.as_ref().filter(|_| binds)?)))
}
