//! Records on their way in: pieces of a source are decoded and coded wherever there is a thread, and put to the records in
//! their order.

use std::fs::File;
use std::io::{self, Read};
use std::time::{Duration, Instant};

use guiju_engine::records::{Coder, RecordsBuilder, Translation};

use super::ReadError;

mod threads;

/// Where the bytes come from.
pub enum Input<'a> {
    /// A file that can be read anywhere in it.
    File(&'a File),
    /// Whatever gives its bytes once.
    Stream(&'a mut dyn Read),
}

impl Read for Input<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Input::File(file) => file.read(buffer),
            Input::Stream(stream) => stream.read(buffer),
        }
    }
}

/// How long the stages of reading took. With several threads they overlap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spent {
    /// Waiting for bytes.
    pub reading: Duration,
    /// Making cells of them.
    pub decoding: Duration,
    /// Putting the cells into columns.
    pub coding: Duration,
}

impl Spent {
    fn add(&mut self, other: Spent) {
        self.reading += other.reading;
        self.decoding += other.decoding;
        self.coding += other.coding;
    }
}

/// Takes records in.
#[derive(Debug)]
pub struct Intake<'a> {
    /// What places are called by (`records.csv:17`).
    pub name: &'a str,
    /// Where the records go.
    pub builder: &'a mut RecordsBuilder,
    /// How many threads there are to read with.
    pub threads: usize,
    /// What it took so far.
    pub spent: Spent,
}

/// Where a thread works.
#[derive(Debug)]
pub struct Desk<S> {
    /// What makes codes of cells.
    pub coder: Coder,
    /// Whatever else it keeps from piece to piece.
    pub own: S,
    spent: Spent,
}

impl<S: Default> Desk<S> {
    fn new(coder: Coder) -> Self {
        Desk { coder, own: S::default(), spent: Spent::default() }
    }

    /// Does what is decoding.
    pub fn decode<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let start = Instant::now();
        let done = work(self);
        self.spent.decoding += start.elapsed();
        done
    }

    /// Does what is coding.
    pub fn code<T>(&mut self, work: impl FnOnce(&mut Coder) -> T) -> T {
        let start = Instant::now();
        let done = work(&mut self.coder);
        self.spent.coding += start.elapsed();
        done
    }
}

impl<'a> Intake<'a> {
    /// On this thread alone.
    pub fn new(name: &'a str, builder: &'a mut RecordsBuilder) -> Self {
        Intake { name, builder, threads: 1, spent: Spent::default() }
    }

    /// Gets piece after piece with `next` (false where there are no more), does the `work` on each at the desk of some
    /// thread, and `put`s it to the records in the order of the pieces.
    ///
    /// Work that cannot be done before the pieces before it are put says so (false), and is done again in its turn.
    ///
    /// # Errors
    /// The first of `next` and `put`; the pieces before it are in.
    pub fn pump<P: Default + Send, S: Default + Send>(
        &mut self,
        mut next: impl FnMut(&mut P) -> Result<bool, ReadError>,
        work: impl Fn(&mut P, &mut Desk<S>, When) -> bool + Sync,
        mut put: impl FnMut(&mut P, &mut Put<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let (mut decoding, mut coding) = (Duration::ZERO, Duration::ZERO);
        let next = |piece: &mut P| {
            let start = Instant::now();
            let more = next(piece);
            decoding += start.elapsed();
            more
        };
        let mut put = |piece: &mut P, put_to: &mut Put<'_>| {
            let start = Instant::now();
            let done = put(piece, put_to);
            coding += start.elapsed();
            done
        };
        let mut spent = Spent::default();
        let builder = &mut *self.builder;
        let done = if self.threads < 2 {
            let mut desk = Desk::new(builder.lend());
            let mut translation = Translation::default();
            let put = |piece: &mut P| put(piece, &mut Put { builder, translation: &mut translation });
            let done = alone(next, work, put, &mut desk);
            spent.add(desk.spent);
            self.builder.reclaim(desk.coder);
            done
        } else {
            let desks = (0..=self.threads).map(|_| Desk::new(builder.coder())).collect();
            let mut translations = vec![Translation::default(); self.threads + 1];
            let put = |piece: &mut P, desk: usize| match translations.get_mut(desk) {
                Some(translation) => put(piece, &mut Put { builder, translation }),
                None => Ok(()),
            };
            threads::together(next, work, put, desks, &mut spent)
        };
        self.spent.add(spent);
        self.spent.decoding += decoding;
        self.spent.coding += coding;
        done
    }

    /// Counts as reading what was counted as decoding.
    pub(super) fn waited(&mut self, waited: Duration) {
        self.spent.reading += waited;
        self.spent.decoding = self.spent.decoding.saturating_sub(waited);
    }
}

/// Where what is done goes.
#[derive(Debug)]
pub struct Put<'a> {
    /// The records.
    pub builder: &'a mut RecordsBuilder,
    /// The codes of the records for those of the desk where it was done.
    pub translation: &'a mut Translation,
}

/// When work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Any time; the pieces before may not be put yet.
    Anytime,
    /// When all pieces before are put.
    InTurn,
}

fn alone<P: Default, S>(
    mut next: impl FnMut(&mut P) -> Result<bool, ReadError>,
    work: impl Fn(&mut P, &mut Desk<S>, When) -> bool,
    mut put: impl FnMut(&mut P) -> Result<(), ReadError>,
    desk: &mut Desk<S>,
) -> Result<(), ReadError> {
    let mut piece = P::default();
    while next(&mut piece)? {
        work(&mut piece, desk, When::InTurn);
        put(&mut piece)?;
    }
    Ok(())
}

/// A reader that knows how long it was waited for.
pub(super) struct Timed<R> {
    input: R,
    /// How long.
    pub waited: Duration,
}

impl<R> Timed<R> {
    pub fn new(input: R) -> Self {
        Timed { input, waited: Duration::ZERO }
    }
}

impl<R: Read> Read for Timed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let start = Instant::now();
        let read = self.input.read(buffer);
        self.waited += start.elapsed();
        read
    }
}
