//! What nobody can know while a vocabulary file cannot be read.

use guiju_syntax::catalogue::Code;

/// What a vocabulary may answer: names, measure words, keys, orders, phrases, periods and moments of the calendar.
const MAY_FOLLOW: &[Code] = &[
    // sentences of which a phrase may give the meaning
    Code::NumberUnread,
    Code::ConditionUnread,
    Code::WordUnplaced,
    Code::WholeUnnamed,
    Code::NothingCheckable,
    Code::NothingToNarrow,
    Code::MissingPeriod,
    Code::ImpliedThreshold,
    // names and what they are
    Code::UnknownName,
    Code::UnknownField,
    Code::NearAttribute,
    Code::FieldUsedOtherwise,
    Code::UnknownStep,
    Code::NoOrder,
    Code::UnitMismatch,
    Code::BareField,
    Code::ConfusableName,
    Code::NeverRecorded,
    Code::UnknownPost,
    // how things are counted and found again
    Code::UnboundMeasureWord,
    Code::CountsOtherwise,
    Code::WordDisagrees,
    Code::NothingCorrelates,
    Code::NoRegister,
    // the calendar
    Code::UnknownPeriod,
    Code::UnknownMoment,
    Code::ImpossibleTarget,
    Code::PeriodBeyondAppraisal,
];

/// Whether a problem of the standards may be gone once the vocabulary can be read.
pub fn may_follow(code: Code) -> bool {
    MAY_FOLLOW.contains(&code)
}
