//! Records on their way in: decoding on one side, coding into columns on the other, at once where there are threads.

use std::fs::File;
use std::io::{self, Read};
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use guiju_engine::records::RecordsBuilder;

use super::ReadError;

/// So many decoded blocks wait at most.
const WAITING: usize = 2;

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

impl<'a> Intake<'a> {
    /// On this thread alone.
    pub fn new(name: &'a str, builder: &'a mut RecordsBuilder) -> Self {
        Intake { name, builder, threads: 1, spent: Spent::default() }
    }

    /// Decodes block after block with `next`, and puts each into the columns with `put`, in their order: on two threads
    /// where the intake has them.
    ///
    /// # Errors
    /// The first of `next`; the blocks before it are in.
    pub fn pump<T: Send>(
        &mut self,
        mut next: impl FnMut() -> Result<Option<T>, ReadError>,
        mut put: impl FnMut(T, &mut RecordsBuilder) + Send,
    ) -> Result<(), ReadError> {
        let Intake { builder, spent, threads, .. } = self;
        let mut decoding = Duration::ZERO;
        let mut next = || {
            let start = Instant::now();
            let block = next();
            decoding += start.elapsed();
            block
        };
        let mut coding = Duration::ZERO;
        let mut put = |block: T| {
            let start = Instant::now();
            put(block, builder);
            coding += start.elapsed();
        };
        let done = if *threads < 2 {
            loop {
                match next() {
                    Ok(Some(block)) => put(block),
                    Ok(None) => break Ok(()),
                    Err(error) => break Err(error),
                }
            }
        } else {
            std::thread::scope(|scope| {
                let (sender, receiver) = sync_channel(WAITING);
                scope.spawn(move || receiver.into_iter().for_each(put));
                while let Some(block) = next()? {
                    // The other side ends only where it failed, which the scope then says.
                    if sender.send(block).is_err() {
                        break;
                    }
                }
                Ok(())
            })
        };
        spent.decoding += decoding;
        spent.coding += coding;
        done
    }

    /// Counts as reading what was counted as decoding.
    pub(super) fn waited(&mut self, waited: Duration) {
        self.spent.reading += waited;
        self.spent.decoding = self.spent.decoding.saturating_sub(waited);
    }
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
