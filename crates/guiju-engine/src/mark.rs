//! Judgements in 16 bytes, and the outcomes that they stand for.

use crate::exact::Exact;
use crate::report::{Reason, Status};

/// One judgement. What it is about, and in what unit, its clause knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
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

impl Mark {
    /// A judgement of a period.
    #[inline]
    pub fn new(code: Code, period: usize, about: u32, value: i64) -> Mark {
        // Grids have less than 2^24 periods.
        let period = (period as u64 & 0xff_ffff) as u32;
        Mark { value, about, place: period << 8 | u32::from(code.0) }
    }

    /// A judgement that does not fit, kept apart at a place.
    pub fn apart(place: usize) -> Mark {
        Mark { value: i64::try_from(place).unwrap_or(UNKNOWN), about: 0, place: APART }
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

impl Unit {
    /// The number that a judgement says was found.
    pub fn value(self, mark: Mark) -> Option<Exact> {
        if mark.value == UNKNOWN {
            return None;
        }
        let power = |scale: u32| 10i128.checked_pow(scale);
        let value = i128::from(mark.value);
        match self {
            Unit::Whole(0) => Some(Exact::from(value)),
            Unit::Whole(scale) => Exact::ratio(value, power(scale)?),
            Unit::Share([above, below]) => {
                let (value, by) = (value.checked_mul(power(below)?)?, i128::from(mark.about));
                Exact::ratio(value, by.checked_mul(power(above)?)?)
            }
            Unit::None => None,
        }
    }
}
