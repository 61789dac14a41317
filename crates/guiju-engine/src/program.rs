//! The program: what the compiler makes of standards, and all that the evaluator runs.
//!
//! It is plain data, self-contained and serialisable. It is relational in kind: measures (filter, key,
//! grid, aggregate), checks over measures, scores over checks. What it means never depends on who runs it.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::schema::{ActivityId, FieldId, LevelId, RegisterId, Schema};

/// The version of the program's form; a serialised program of another version is refused.
pub const VERSION: u32 = 6;

/// A compiled package.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// [`VERSION`].
    pub version: u32,
    /// What records look like.
    pub schema: Schema,
    /// Which days are working days, and where the day begins.
    pub calendar: Calendar,
    /// What becomes of a period in which a person is present only in part.
    pub partial: Partial,
    /// Conditions on records, each distinct one once.
    pub predicates: Vec<Predicate>,
    /// Ways to cut time, each distinct one once.
    pub grids: Vec<Grid>,
    /// Measures, each distinct one once.
    pub measures: Vec<Measure>,
    /// The standards, in the order of their files.
    pub standards: Vec<Standard>,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The place in its list.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}
pub(crate) use ids;

ids! {
    /// A predicate of [`Program::predicates`].
    PredicateId,
    /// A grid of [`Program::grids`].
    GridId,
    /// A measure of [`Program::measures`].
    MeasureId,
}

/// `[appraisal] partial`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Partial {
    /// The threshold of a count or a sum is scaled by working days present.
    #[default]
    Prorate,
    /// The period is not applicable.
    Skip,
    /// The whole threshold is asked for.
    Full,
}

/// A condition on the fields of a record (or, where a person is tested, on the person's attributes).
///
/// Truth is three-valued: a comparison with a missing value is unknown, and stays so through
/// `And`, `Or` and `Not` unless the other side decides. `Empty` is always known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Predicate {
    /// A number against a number.
    Number { field: FieldId, comparison: Comparison, value: Decimal },
    /// A text that is one of these.
    Text { field: FieldId, values: Vec<String> },
    /// A level against a step of its order.
    Level { field: FieldId, level: LevelId, comparison: Comparison, step: u32 },
    /// A day against a day.
    Date { field: FieldId, comparison: Comparison, value: NaiveDate },
    /// A flag that is on.
    Flag { field: FieldId },
    /// Nothing is written there.
    Empty { field: FieldId },
    /// The text holds these words.
    Contains { field: FieldId, text: String },
    /// Whole months up to the day of judgement, or the last in a post (people only: 岗龄 >= 3月).
    Tenure { since: Since, comparison: Comparison, months: Decimal },
    /// All hold.
    And(Vec<Predicate>),
    /// One holds.
    Or(Vec<Predicate>),
    /// It does not hold.
    Not(Box<Predicate>),
    /// 除外: it does not match, and nothing but 为空 matches an empty field.
    Except(Box<Predicate>),
}

impl Predicate {
    /// All fields that it looks at, in order of first mention, each as often as it is mentioned.
    pub fn fields(&self) -> Vec<FieldId> {
        match self {
            Predicate::And(parts) | Predicate::Or(parts) => parts.iter().flat_map(Predicate::fields).collect(),
            Predicate::Not(inner) | Predicate::Except(inner) => inner.fields(),
            single => single.field().into_iter().collect(),
        }
    }

    /// The field that a single test looks at.
    pub(crate) fn field(&self) -> Option<FieldId> {
        match self {
            Predicate::Number { field, .. }
            | Predicate::Text { field, .. }
            | Predicate::Level { field, .. }
            | Predicate::Date { field, .. }
            | Predicate::Flag { field }
            | Predicate::Empty { field }
            | Predicate::Contains { field, .. } => Some(*field),
            Predicate::Tenure { .. }
            | Predicate::And(_)
            | Predicate::Or(_)
            | Predicate::Not(_)
            | Predicate::Except(_) => None,
        }
    }
}

/// The day from which tenure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Since {
    /// 工龄, 司龄: the day of joining.
    Joining,
    /// 岗龄: the first day in the post; where the people table gives none, the day of joining.
    Post,
}

/// How two values compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Comparison {
    /// `>=`
    AtLeast,
    /// `>`
    MoreThan,
    /// `<=`
    AtMost,
    /// `<`
    LessThan,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
}

impl Comparison {
    /// Its sign, as standards write it: `>=`.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::AtLeast => ">=",
            Comparison::MoreThan => ">",
            Comparison::AtMost => "<=",
            Comparison::LessThan => "<",
            Comparison::Equal => "=",
            Comparison::NotEqual => "!=",
        }
    }
}

/// How time is cut into periods, and which part of each counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grid {
    /// The periods.
    pub period: Period,
    /// The part of each period that counts (时限); `None` for the whole.
    pub window: Option<Window>,
    /// Days that do not count at all (除外 法定节假日).
    pub except_holidays: bool,
}

/// Periods and windows (language.md §4, §6). Each belongs to the range that contains its last day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    /// 考核期: the whole range.
    Range,
    /// `every` natural units: months, ISO weeks (or the calendar's week start), working days …
    /// N-fold periods are anchored at the unit that contains 2000-01-01 (weeks: at the week of 2000-01-03; quarters,
    /// half years and years: at the calendar's first month of 2000; working days: at the first one of the calendar's
    /// first year). Minutes and hours are of working time, from the beginning of each working day on; they run on over
    /// a break, and what is left at the end of the day is no period.
    Every { every: u32, unit: Unit },
    /// Each run of so many consecutive days or working days (任意连续7天), one ending on each day of the range.
    Rolling { length: u32, unit: Unit },
    /// The so many units up to the instant of judgement (近30天).
    Last { length: u32, unit: Unit },
    /// Periods the calendar names (结算月, 学期), by name.
    Named(String),
}

/// Natural units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// 分钟, within working hours
    Minute,
    /// 小时, within working hours
    Hour,
    /// 日
    Day,
    /// 工作日
    Workday,
    /// 周
    Week,
    /// 旬: 1-10, 11-20, 21-end
    TenDays,
    /// 半月: 1-15, 16-end
    HalfMonth,
    /// 月
    Month,
    /// 季度
    Quarter,
    /// 半年
    HalfYear,
    /// 年
    Year,
}

/// A part of a period.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Window {
    /// From here on; `None`: from the start of the period.
    pub from: Option<Point>,
    /// Up to here; `None`: to the end of the period.
    pub to: Option<Point>,
    /// Where that day goes if it falls on a rest day; with none, as the calendar says.
    pub roll: Option<Roll>,
}

/// An end of a window.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Point {
    /// It lies in the period after (次月5日).
    pub next: bool,
    /// Its day; a day that a month lacks is the month's last.
    pub day: PointDay,
    /// Seconds after midnight; `None` for the whole day.
    pub second: Option<u32>,
    /// Whether the day (or instant) itself is in.
    pub inclusive: bool,
}

/// A day of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PointDay {
    /// Each day itself (daily periods); in a longer period, every day of it.
    Same,
    /// Day of the month, 1 to 31; in a period longer than a month, of its first month.
    Of(u32),
    /// Day of that month of a longer period, the first of which is 1.
    OfNth(u32, u32),
    /// Day of the last month of a longer period.
    OfLast(u32),
    /// Month and day of the year.
    OfMonth(u32, u32),
    /// 1 is Monday, 7 is Sunday.
    Weekday(u32),
    /// The last day of the period.
    Last,
}

/// What is aggregated, over whose records, when.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Measure {
    /// Records of these activities count; more than one where 视同 adds some, each with its own amount.
    pub sources: Vec<MeasureSource>,
    /// How.
    pub aggregate: Aggregate,
    /// Per value of this field as well as per person (每家客户).
    pub by: Option<FieldId>,
    /// When.
    pub grid: GridId,
}

/// One activity that a measure reads.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MeasureSource {
    /// Its records.
    pub activity: ActivityId,
    /// Only those that match.
    pub filter: Option<PredicateId>,
    /// What one record counts, instead of 1 or of the field's value (视同 … 为 旷工 0.5 天).
    pub amount: Option<Decimal>,
}

/// Aggregates.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Aggregate {
    /// How many records.
    Count,
    /// How many different values.
    Distinct(FieldId),
    /// 合计
    Sum(FieldId),
    /// 平均
    Average(FieldId),
    /// 最大
    Max(FieldId),
    /// 最小
    Min(FieldId),
    /// 连续: the longest run of consecutive days (or working days) with one.
    Streak { working_days: bool },
}

/// Arithmetic over measures, exact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Expr {
    /// The value of a measure in the period judged.
    Measure(MeasureId),
    /// A number.
    Number(Decimal),
    /// The person's own target: a number among the attributes of the people table.
    Target(FieldId),
    /// `a + b` …; a quotient whose denominator is 0 makes the outcome not applicable.
    Binary { op: BinaryOp, left: Box<Expr>, right: Box<Expr> },
    /// 环比/同比: against the period before, or the same period a year before.
    Change { of: Box<Expr>, against: Against, ratio: bool },
}

/// What a change is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Against {
    /// 环比
    PeriodBefore,
    /// 同比
    YearBefore,
}

/// Arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
}

/// One standard: a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Standard {
    /// `标准 …`, else the file's name without its ending.
    pub name: String,
    /// The file, as named when it was compiled.
    pub file: String,
    /// From best to worst, as written; the first that holds is the grade.
    pub grades: Vec<Grade>,
    /// `加分 最多 …`, inner ones first.
    pub bonus_caps: Vec<BonusCap>,
    /// Its clauses, in order; one per requirement.
    pub clauses: Vec<Clause>,
}

/// `加分 最多 10 分`: the most that the bonuses of these clauses add together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BonusCap {
    /// Points.
    pub most: Decimal,
    /// Ids of the clauses.
    pub clauses: Vec<String>,
}

/// `优秀 >= 90`; `None` for 其余.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grade {
    /// Its name.
    pub name: String,
    /// When a score has it.
    pub bound: Option<(Comparison, Decimal)>,
}

/// One requirement with all that it is judged and scored by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clause {
    /// `2.1a`
    pub id: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Whom it binds: a predicate over people; `None` binds everyone.
    pub applies: Option<Predicate>,
    /// In force from this day on.
    pub effective_from: Option<NaiveDate>,
    /// In force up to and with this day.
    pub effective_to: Option<NaiveDate>,
    /// 若: judged only where this holds, in the same period.
    pub condition: Option<When>,
    /// What is judged.
    pub check: Check,
    /// What it is worth; `None` for 记, which is worth nothing.
    pub worth: Option<Worth>,
    /// How outcomes become points.
    pub scoring: Scoring,
    /// 一票否决
    pub veto: Option<Veto>,
    /// 除外: they are in the filters already, and tell why a record does not count.
    pub excepts: Vec<PredicateId>,
    /// 后果
    pub consequences: Vec<String>,
}

/// Where a clause comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The words of the requirement, from the source.
    pub text: String,
    /// Its canonical form.
    pub canonical: String,
    /// Line of the file, from 1.
    pub line: u32,
    /// First byte in the file.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// When a clause is judged: conditions joined by 且 and 或.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum When {
    /// This one holds.
    Holds(Condition),
    /// All of them.
    All(Vec<When>),
    /// At least one of them.
    Any(Vec<When>),
}

impl When {
    /// Conditions that together make it hold: of those joined by 或 the first.
    pub fn suffices(&self) -> Vec<&Condition> {
        match self {
            When::Holds(condition) => vec![condition],
            When::All(all) => all.iter().flat_map(When::suffices).collect(),
            When::Any(any) => any.first().map(When::suffices).unwrap_or_default(),
        }
    }

    /// What its conditions compare, in order.
    pub fn values(&self) -> Vec<&Expr> {
        match self {
            When::Holds(condition) => vec![&condition.value],
            When::All(all) | When::Any(all) => all.iter().flat_map(When::values).collect(),
        }
    }
}

/// A condition on measures (若 气温 < 0).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// What is compared; its measures use the clause's own grid.
    pub value: Expr,
    /// How.
    pub comparison: Comparison,
    /// With what.
    pub bound: Decimal,
}

/// `points / parts`: a clause's points shared by its requirements, kept exact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Worth {
    /// Points of the whole.
    pub points: Decimal,
    /// How many share them; at least 1.
    pub parts: u32,
}

/// What is judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Check {
    /// A value against a threshold, per period (and entity).
    Measure(MeasureCheck),
    /// Every trigger carries a duty.
    Every(EveryCheck),
    /// A person's judgement, itself a record.
    Manual(ManualCheck),
    /// 任职: a condition on the person.
    Person(Predicate),
    /// 记: counts for its scoring alone.
    Record(MeasureCheck),
}

/// A value against a threshold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeasureCheck {
    /// The value; all its measures share `grid`.
    pub value: Expr,
    /// The periods.
    pub grid: GridId,
    /// One judgement per entity.
    pub entity: Option<EntityScope>,
    /// Thresholds by the day from which they hold, in order; the first has no day. A period is judged by
    /// the version in force on its first day.
    pub versions: Vec<Version>,
    /// Whether the threshold is scaled by working days present (counts and sums).
    pub prorate: bool,
    /// 不得: nothing recorded is good news only where recording is known to have happened.
    pub never: bool,
    /// The fewest records that a ratio or an average may be judged on (样本).
    pub sample: Option<u32>,
}

/// A threshold and the day from which it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// `None`: from the beginning.
    pub from: Option<NaiveDate>,
    /// All must hold (介于 is two).
    pub bounds: Vec<Bound>,
}

/// One side of a threshold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bound {
    /// How the value compares with it.
    pub comparison: Comparison,
    /// The threshold.
    pub value: Expr,
}

/// Which entities are judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityScope {
    /// The field of the records that names the entity.
    pub field: FieldId,
    /// The register that lists them; with none, those of the person's own records, from the first on.
    pub register: Option<RegisterId>,
}

/// 凡 … 须 …
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EveryCheck {
    /// The triggers are the person's own records of this activity …
    pub trigger: ActivityId,
    /// … that match.
    pub filter: Option<PredicateId>,
    /// What each carries.
    pub duty: Duty,
    /// The field that trigger and response share; with none, any response in time will do.
    pub key: Option<FieldId>,
    /// 遇节假日顺延 / 提前
    pub roll: Option<Roll>,
    /// Triggers on such days do not count (除外 法定节假日).
    pub except_holidays: bool,
}

/// Where a due day goes that falls on a rest day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Roll {
    /// The next working day.
    Forward,
    /// The working day before.
    Back,
}

/// Duties joined by 且 or 或.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Duty {
    /// All of them.
    All(Vec<DutyItem>),
    /// One of them.
    Any(Vec<DutyItem>),
}

/// One duty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum DutyItem {
    /// A condition on the trigger's own record.
    Field(PredicateId),
    /// A record of another activity, within an interval of the trigger.
    Response { activity: ActivityId, filter: Option<PredicateId>, interval: Interval, own: bool },
    /// The trigger lies within an interval after (or before) a record of another activity.
    Anchored { event: ActivityId, after: bool, interval: Interval },
    /// Records of these activities, each no earlier than the one before, none before the trigger.
    Sequence(Vec<ActivityId>),
    /// A judgement about this very trigger, correlated by the key.
    Manual(ActivityId),
}

/// How far a response may lie from its trigger (language.md §6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Interval {
    /// At any time, before or after.
    Any,
    /// 当天
    SameDay,
    /// 次日, up to this second of the day.
    NextDay(Option<u32>),
    /// 3天内
    Within(Length),
    /// 次月5日前, 次季度末前: by that day of the period of this unit after that of the trigger.
    By(Unit, Point),
    /// 提前3天
    Ahead(Length),
    /// 事先
    Before,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    /// How many; not negative.
    pub amount: Decimal,
    /// Of what.
    pub unit: LengthUnit,
}

/// Units of lengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LengthUnit {
    /// 秒
    Second,
    /// 分钟
    Minute,
    /// 小时
    Hour,
    /// 工作小时
    WorkHour,
    /// 天
    Day,
    /// 工作日
    Workday,
    /// 周
    Week,
    /// 月
    Month,
    /// 年
    Year,
}

/// 人工
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ManualCheck {
    /// Judgements are records of this activity.
    pub activity: ActivityId,
    /// Only these.
    pub filter: Option<PredicateId>,
    /// The periods, one judgement at least in each.
    pub grid: GridId,
    /// One judgement per entity.
    pub entity: Option<EntityScope>,
    /// The bound its value is held against; with none the record's judgement column says met or missed.
    pub bound: Option<(Comparison, Decimal)>,
    /// 介于: the upper end, where the bound is the lower.
    pub up_to: Option<Decimal>,
}

/// 一票否决
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Veto {
    /// A miss makes the standard 0.
    Zero,
    /// A miss caps the grade.
    Cap(String),
}

/// 计分 (language.md §8).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scoring {
    /// In order.
    pub rules: Vec<ScoringRule>,
    /// 最多扣
    pub most_lost: Option<Decimal>,
    /// 最多加
    pub most_won: Option<Decimal>,
    /// 每月最多扣, 每月最多加; those of shorter periods first.
    pub most_each: Vec<Limit>,
    /// 可为负
    pub may_be_negative: bool,
    /// How the part of a step counts.
    pub rounding: StepRounding,
}

/// The most that is taken or added in one period. What an outcome costs belongs to the period that its last day lies in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// Natural, or named by the calendar.
    pub period: Period,
    /// 加 rather than 扣.
    pub adds: bool,
    /// How much.
    pub most: Decimal,
}

/// How the part of a step counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum StepRounding {
    /// Only whole steps.
    #[default]
    Down,
    /// 不足一档按一档
    Up,
    /// 按比例扣
    Exact,
}

/// One rule of a scoring line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ScoringRule {
    /// worth × met / (met + missed); the default.
    MetRate,
    /// worth when all are met, else 0.
    AllMet,
    /// Mean over periods of actual / required (inverted for `<=`), between floor and cap.
    Proportional { cap: Decimal, floor: Decimal },
    /// ⌊gap / step⌋ × amount.
    Step { basis: Basis, step: Decimal, effect: Effect },
    /// A fixed amount when met, or when missed.
    Fixed { when_met: bool, effect: Effect },
    /// The first that holds on the actual value.
    Tiers(Vec<Tier>),
    /// Linear between (value, share of the worth), flat outside.
    Linear(Vec<(Decimal, Decimal)>),
}

/// What steps are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Basis {
    /// Below the threshold (每少, 每低).
    Below,
    /// Above the threshold (每超).
    Above,
    /// Time late (每迟); the step is in minutes.
    Late,
    /// Working days late (每迟1个工作日).
    LateWorkdays,
    /// 每次: occurrences of 记 and 不得, those past a count's most, else misses; what adds counts occurrences, else
    /// what is met.
    Times,
}

/// 扣 or 加.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// 加
    pub adds: bool,
    /// How much.
    pub amount: Decimal,
    /// `None` for 分; else the unit of a ledger of its own (元).
    pub unit: Option<String>,
}

/// One tier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tier {
    /// `None` for 其余.
    pub bound: Option<(Comparison, Decimal)>,
    /// What it gives.
    pub gives: TierGives,
}

/// What a tier gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum TierGives {
    /// A share of the worth.
    Share(Decimal),
    /// Points.
    Points(Decimal),
    /// Takes or adds points.
    Effect(Effect),
}
