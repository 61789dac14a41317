//! Pieces worked on by several threads: this one gets them, puts them, and works on what the others are too busy for.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};

use super::{Desk, Spent, When};
use crate::read::ReadError;

/// For each thread, so many pieces wait to be worked on.
const WAITING: usize = 2;
/// For each thread, so many pieces are on their way at most.
const UNDER_WAY: usize = 4;

/// A piece that was worked on: at which desk, and whether it is done.
struct Worked<P> {
    piece: P,
    desk: usize,
    done: bool,
}

/// What comes back for the piece of a number; else the work panicked.
type Answer<P> = (usize, Result<Worked<P>, Box<dyn Any + Send>>);

/// As [`super::Intake::pump`], with a thread for each desk but the last, the first of them this one. `put` is told at
/// which desk a piece was worked on.
pub(super) fn together<P: Default + Send, S: Send>(
    mut next: impl FnMut(&mut P) -> Result<bool, ReadError>,
    work: impl Fn(&mut P, &mut Desk<S>, When) -> bool + Sync,
    mut put: impl FnMut(&mut P, usize) -> Result<(), ReadError>,
    mut desks: Vec<Desk<S>>,
    spent: &mut Spent,
) -> Result<(), ReadError> {
    // What a desk does is put in the order in which it did it, so that work in its turn is done at one of its own.
    let Some(mut last) = desks.pop() else { return Ok(()) };
    let threads = desks.len();
    let mut desks = desks.into_iter().enumerate();
    let Some((_, mut own)) = desks.next() else { return Ok(()) };
    let (jobs, queue) = sync_channel::<(usize, P)>(WAITING * threads);
    let (answers, worked) = channel::<Answer<P>>();
    let (queue, work) = (&Mutex::new(queue), &work);
    std::thread::scope(|scope| {
        // Whatever becomes of this thread, the helpers are let go.
        let (jobs, answers) = (jobs, answers);
        let mut helpers = Vec::new();
        let mut help = || {
            // One for each piece but the first, as far as there are threads.
            let Some((number, mut desk)) = desks.next() else { return };
            let answers = answers.clone();
            helpers.push(scope.spawn(move || {
                while let Some((piece_number, mut piece)) = take(queue) {
                    let done = catch_unwind(AssertUnwindSafe(|| work(&mut piece, &mut desk, When::Anytime)));
                    let worked = done.map(|done| Worked { piece, desk: number, done });
                    if answers.send((piece_number, worked)).is_err() {
                        break;
                    }
                }
                desk.spent
            }));
        };
        let result = (|| {
            let mut waiting: BTreeMap<usize, Worked<P>> = BTreeMap::new();
            let mut spare: Vec<P> = Vec::new();
            let (mut turn, mut number, mut more) = (0, 0, true);
            loop {
                waiting.extend(worked.try_iter().map(answered));
                while let Some(mut next) = waiting.remove(&turn) {
                    if !next.done {
                        work(&mut next.piece, &mut last, When::InTurn);
                        next.desk = threads;
                    }
                    put(&mut next.piece, next.desk)?;
                    spare.push(next.piece);
                    turn += 1;
                }
                if turn == number && !more {
                    return Ok(());
                }
                if !more || number - turn >= UNDER_WAY * threads {
                    // Some helper has it, or its answer is on the way.
                    match worked.recv() {
                        Ok(answer) => waiting.extend([answered(answer)]),
                        Err(_) => return Ok(()),
                    }
                    continue;
                }
                let mut piece = spare.pop().unwrap_or_default();
                more = next(&mut piece)?;
                if !more {
                    continue;
                }
                let handed = if number == 0 { Err((number, piece)) } else { hand(&jobs, (number, piece), &mut help) };
                if let Err((_, mut piece)) = handed {
                    let done = work(&mut piece, &mut own, When::Anytime);
                    waiting.insert(number, Worked { piece, desk: 0, done });
                }
                number += 1;
            }
        })();
        drop(jobs);
        spent.add(own.spent);
        spent.add(last.spent);
        for helper in helpers {
            match helper.join() {
                Ok(other) => spent.add(other),
                Err(panic) => resume_unwind(panic),
            }
        }
        result
    })
}

/// Gives a job to the helpers, of which `help` gets one more; gives it back where they have enough to do.
fn hand<J>(jobs: &SyncSender<J>, job: J, help: &mut impl FnMut()) -> Result<(), J> {
    help();
    match jobs.try_send(job) {
        Ok(()) => Ok(()),
        Err(TrySendError::Full(job) | TrySendError::Disconnected(job)) => Err(job),
    }
}

/// The next piece to work on.
fn take<P>(queue: &Mutex<Receiver<(usize, P)>>) -> Option<(usize, P)> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn answered<P>((number, worked): Answer<P>) -> (usize, Worked<P>) {
    match worked {
        Ok(worked) => (number, worked),
        Err(panic) => resume_unwind(panic),
    }
}
