//! Which records tell two instants apart: those that were there at one of them only, and counted there.

use std::collections::{BTreeMap, BTreeSet};

use guiju_engine::evidence::{Account, Piece, Why};
use guiju_engine::report::Moment;
use serde::Serialize;

/// What happened to a record between the two instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It was recorded.
    Recorded,
    /// It happened.
    Happened,
    /// A later record of its id corrected it.
    Corrected,
    /// It was withdrawn.
    Withdrawn,
    /// It was there before, and counts only now.
    CountsNow,
    /// It is there still, and counts no more.
    CountsNoMore,
}

/// A record that caused a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Caused {
    /// What happened to it.
    pub cause: Cause,
    /// Its id, else its place.
    pub record: String,
    /// Where it stands: `records.csv:17`.
    pub place: String,
    /// Whose it is.
    pub person: String,
    /// What was done.
    pub activity: String,
    /// When.
    pub time: Moment,
    /// What it adds, or added.
    pub amount: Option<String>,
    /// The place of the record that corrected or withdrew it.
    pub by: Option<String>,
}

/// The evidence of one clause at one instant.
#[derive(Debug, Default)]
pub struct Seen {
    /// All records in order of first mention, by place; `true` where it counted somewhere.
    pieces: Vec<(Piece, bool)>,
    triggers: BTreeSet<String>,
}

/// Standard, person and clause.
type At = (String, String, String);

/// The evidence by clause; that of several posts together.
pub fn by_clause(accounts: Vec<Account>) -> BTreeMap<At, Seen> {
    let mut all: BTreeMap<At, Seen> = BTreeMap::new();
    for account in accounts {
        for evidence in account.clauses {
            let at = (account.standard.clone(), account.person.clone(), evidence.clause.id.clone());
            let seen = all.entry(at).or_default();
            seen.triggers.extend(evidence.clause.outcomes.into_iter().filter_map(|outcome| outcome.trigger));
            for part in evidence.evidence.into_iter().flat_map(|grounds| grounds.parts) {
                seen.pieces.extend(part.counted.into_iter().map(|piece| (piece, true)));
                seen.pieces.extend(part.not_counted.into_iter().map(|piece| (piece, false)));
            }
            seen.pieces.extend(evidence.elsewhere.into_iter().map(|piece| (piece, false)));
        }
    }
    all
}

/// How a record stands at an instant.
#[derive(Clone, Copy)]
struct State<'a> {
    piece: &'a Piece,
    counted: bool,
}

impl Seen {
    fn states(&self) -> BTreeMap<&str, State<'_>> {
        let mut states: BTreeMap<&str, State<'_>> = BTreeMap::new();
        for (piece, counted) in &self.pieces {
            let state = states.entry(&piece.place).or_insert(State { piece, counted: *counted });
            if *counted && !state.counted {
                *state = State { piece, counted: true };
            }
        }
        states
    }
}

/// Why a record is not there at an instant, if it is not.
fn absent(state: Option<State<'_>>) -> Option<Why> {
    let why = state.filter(|state| !state.counted)?.piece.why?;
    let there = !matches!(why, Why::RecordedLater | Why::NotYet | Why::Replaced | Why::Withdrawn | Why::Duplicate);
    (!there).then_some(why)
}

/// The records that count at one of the instants only, in order of the later evidence.
pub fn causes(before: Option<&Seen>, after: Option<&Seen>) -> Vec<Caused> {
    let nothing = Seen::default();
    let (before, after) = (before.unwrap_or(&nothing), after.unwrap_or(&nothing));
    let (then, now) = (before.states(), after.states());
    let (mut told, mut found) = (BTreeSet::new(), Vec::new());
    for (piece, _) in after.pieces.iter().chain(&before.pieces) {
        if !told.insert(piece.place.as_str()) {
            continue;
        }
        let (was, is) = (then.get(piece.place.as_str()).copied(), now.get(piece.place.as_str()).copied());
        let counts = |state: Option<State<'_>>, seen: &Seen| {
            let triggers = absent(state).is_none() && seen.triggers.contains(&piece.record);
            triggers || state.is_some_and(|state| state.counted)
        };
        let (counted, count) = (counts(was, before), counts(is, after));
        if counted == count {
            continue;
        }
        let cause = match (absent(was), absent(is)) {
            (_, Some(Why::Withdrawn)) => Cause::Withdrawn,
            (_, Some(_)) => Cause::Corrected,
            (Some(Why::NotYet), None) => Cause::Happened,
            (Some(_), None) => Cause::Recorded,
            // Its trigger is what came or went, and is told itself.
            (None, None) if before.triggers != after.triggers => continue,
            (None, None) if count => Cause::CountsNow,
            (None, None) => Cause::CountsNoMore,
        };
        let amount = [is, was].into_iter().flatten().find_map(|state| state.piece.amount);
        found.push(Caused {
            cause,
            record: piece.record.clone(),
            place: piece.place.clone(),
            person: piece.person.clone(),
            activity: piece.activity.clone(),
            time: piece.time,
            amount: amount.map(|amount| amount.to_string()),
            by: is.and_then(|state| state.piece.by.clone()),
        });
    }
    found
}
