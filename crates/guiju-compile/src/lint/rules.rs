//! The rules, one file each.

use guiju_syntax::catalogue::Code;

use super::{Rule, Run};

macro_rules! rules {
    ($($module:ident $name:literal $code:ident $run:expr;)*) => {
        $(mod $module;)*

        /// Every rule, in the order of its code.
        pub const RULES: &[Rule] = &[$(Rule {
            name: $name,
            code: Code::$code,
            source: include_str!(concat!("rules/", stringify!($module), ".rs")),
            run: $run,
        },)*];
    };
}

rules! {
    empty_file "empty-file" EmptyFile Run::Check;
    vague_word "vague-word" VagueWord Run::Check;
    unbound_measure_word "unbound-measure-word" UnboundMeasureWord Run::Check;
    response_without_key "response-without-key" NothingCorrelates Run::Check;
    scale_gap "scale-gap" ScaleGap Run::Check;
    unreachable_tier "unreachable-tier" UnreachableLine Run::Check;
    worth_not_100 "worth-not-100" WorthSum Run::Check;
    missing_period "missing-period" MissingPeriod Run::Lint(missing_period::look);
    missing_threshold "missing-threshold" ImpliedThreshold Run::Lint(missing_threshold::look);
    contradictory "contradictory" Contradictory Run::Lint(contradictory::look);
    redundant "redundant" Redundant Run::Lint(redundant::look);
    impossible_target "impossible-target" ImpossibleTarget Run::Lint(impossible_target::look);
    boundary "boundary" BoundaryUnstated Run::Lint(boundary::look);
    counts_otherwise "counts-otherwise" CountsOtherwise Run::Lint(counts_otherwise::look);
    never_recorded "never-recorded" NeverRecorded Run::Lint(never_recorded::look);
    charged_twice "charged-twice" ChargedTwice Run::Lint(charged_twice::look);
    no_owner "no-owner" NoOwner Run::Lint(no_owner::look);
    version_gap "version-gap" VersionGap Run::Lint(version_gap::look);
    version_overlap "version-overlap" VersionOverlap Run::Lint(version_overlap::look);
    confusable_name "confusable-name" ConfusableName Run::Lint(confusable_name::look);
    percent_or_points "percent-or-points" PercentOrPoints Run::Lint(percent_or_points::look);
    number_gap "number-gap" NumberGap Run::Lint(number_gap::look);
    unused_definition "unused-definition" UnusedDefinition Run::Lint(unused_definition::look);
    worth_partly_stated "worth-partly-stated" WorthPartlyStated Run::Lint(worth_partly_stated::look);
    takes_more_than_worth "takes-more-than-worth" TakesMoreThanWorth Run::Lint(takes_more_than_worth::look);
    bonus_without_cap "bonus-without-cap" BonusWithoutCap Run::Lint(bonus_without_cap::look);
    veto_never_fires "veto-never-fires" VetoNeverFires Run::Lint(veto_never_fires::look);
    empty_section "empty-section" EmptySection Run::Lint(empty_section::look);
    unknown_post "unknown-post" UnknownPost Run::Lint(unknown_post::look);
    day_beyond_month "day-beyond-month" DayBeyondMonth Run::Lint(day_beyond_month::look);
    period_beyond_appraisal "period-beyond-appraisal" PeriodBeyondAppraisal Run::Lint(period_beyond_appraisal::look);
    no_register "no-register" NoRegister Run::Lint(no_register::look);
    step_never_reached "step-never-reached" StepNeverReached Run::Lint(step_never_reached::look);
    late_without_deadline "late-without-deadline" LateWithoutDeadline Run::Lint(late_without_deadline::look);
    trivial_threshold "trivial-threshold" TrivialThreshold Run::Lint(trivial_threshold::look);
    note_states_number "note-states-number" NoteStatesNumber Run::Lint(note_states_number::look);
    no_effective_date "no-effective-date" NoEffectiveDate Run::Lint(no_effective_date::look);
    long_clause "long-clause" LongClause Run::Lint(long_clause::look);
    unused_name "unused-name" UnusedName Run::Lint(unused_name::look);
    word_disagrees "word-disagrees" WordDisagrees Run::Lint(word_disagrees::look);
}
