//! Judgements in 16 bytes, and the outcomes that they stand for.

use crate::exact::Exact;
use crate::report::{Outcome, Reason, Status};

/// One judgement. What it is about, and in what unit, its clause knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// What was found: [`UNKNOWN`], or a number; of one that is kept apart, its place.
    pub value: i64,
    /// The entity by its code, the trigger by its row, or what the value is to be divided by.
    pub about: u32,
    /// The number of the period above 8 bits that say how it came out.
    place: u32,
}

/// Nothing is known of the value.
pub const UNKNOWN: i64 = i64::MIN;
/// It is kept apart.
const APART: u32 = 0xff;

/// The reasons, by their number from 1.
const REASONS: [Reason; 11] = [
    Reason::MissingValue,
    Reason::NotJudged,
    Reason::Overflow,
    Reason::EmptyDenominator,
    Reason::Absent,
    Reason::ConditionFalse,
    Reason::PartialPeriod,
    Reason::MissingTarget,
    Reason::NothingToCompare,
    Reason::NotCovered,
    Reason::SmallSample,
];
const STATUSES: [Status; 5] =
    [Status::Missed, Status::Undetermined, Status::Pending, Status::Met, Status::NotApplicable];

/// How something came out, in 8 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(u8);

impl Code {
    /// A status with its reason.
    pub const fn new(status: Status, reason: Option<Reason>) -> Code {
        let reason = match reason {
            None => 0,
            Some(reason) => reason as u8 + 1,
        };
        Code(status as u8 + reason * 5)
    }

    /// The status.
    pub fn status(self) -> Status {
        STATUSES.get(usize::from(self.0 % 5)).copied().unwrap_or(Status::NotApplicable)
    }

    /// The reason.
    pub fn reason(self) -> Option<Reason> {
        usize::from(self.0 / 5).checked_sub(1).and_then(|number| REASONS.get(number)).copied()
    }
}

impl Verdict {
    /// A judgement of a period.
    #[inline]
    pub fn new(code: Code, period: usize, about: u32, value: i64) -> Verdict {
        // Grids have less than 2^24 periods.
        let period = (period as u64 & 0xff_ffff) as u32;
        Verdict { value, about, place: period << 8 | u32::from(code.0) }
    }

    /// A judgement that does not fit, kept apart at a place.
    pub fn apart(place: usize) -> Verdict {
        Verdict { value: i64::try_from(place).unwrap_or(UNKNOWN), about: 0, place: APART }
    }

    /// How it came out; of one that is kept apart, the outcome says it.
    pub fn code(self) -> Option<Code> {
        let code = self.place & 0xff;
        (code != APART).then_some(Code((code & 0xff) as u8))
    }

    /// The number of the period.
    pub fn period(self) -> usize {
        (self.place >> 8) as usize
    }
}

/// What a clause says of a block of people.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// Person by person.
    pub all: Vec<Verdict>,
    /// Where those of each person end.
    pub ends: Vec<u32>,
    /// Those that do not fit.
    pub apart: Vec<Outcome>,
    /// In what units the values are.
    pub unit: Unit,
}

/// What the number of a verdict means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unit {
    /// So many of `10^-scale`.
    Whole(u32),
    /// So many of `10^-scale` over so many of another.
    Share([u32; 2]),
    /// Nothing.
    #[default]
    None,
}

impl Verdicts {
    /// Adds a judgement that does not fit.
    pub fn push_apart(&mut self, outcome: Outcome) {
        self.all.push(Verdict::apart(self.apart.len()));
        self.apart.push(outcome);
    }

    /// Ends a person.
    pub fn end(&mut self) {
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    /// Those of a person of the block.
    pub fn of(&self, person: usize) -> &[Verdict] {
        let from = person.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let (Some(from), Some(to)) = (from, self.ends.get(person)) else { return &[] };
        self.all.get(from as usize..*to as usize).unwrap_or_default()
    }

    /// One that does not fit.
    pub fn kept(&self, verdict: Verdict) -> Option<&Outcome> {
        if verdict.code().is_some() {
            return None;
        }
        self.apart.get(usize::try_from(verdict.value).ok()?)
    }

    /// What was found.
    pub fn value(&self, verdict: Verdict) -> Option<Exact> {
        if verdict.value == UNKNOWN {
            return None;
        }
        let power = |scale: u32| 10i128.checked_pow(scale);
        let value = i128::from(verdict.value);
        match self.unit {
            Unit::Whole(0) => Some(Exact::from(value)),
            Unit::Whole(scale) => Exact::ratio(value, power(scale)?),
            Unit::Share([above, below]) => {
                let (value, by) = (value.checked_mul(power(below)?)?, i128::from(verdict.about));
                Exact::ratio(value, by.checked_mul(power(above)?)?)
            }
            Unit::None => None,
        }
    }
}
