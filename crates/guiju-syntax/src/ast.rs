//! The tree of a standards file, as written: no name is resolved and nothing is inherited yet.
//!
//! Plain and canonical sentences give the same tree (language.md §3). [`crate::canonical`] prints a
//! requirement in its one canonical form.

use chrono::{NaiveDate, NaiveTime};
use rust_decimal::Decimal;

use crate::span::Span;

/// A word or phrase of the source, normalised (half-width, no blanks), with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The normalised words, without the quotes 「」.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// Whether they were written in 「」, which keeps them from being read any further.
    pub quoted: bool,
}

/// One file (language.md §2).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// `标准 …`
    pub title: Option<Text>,
    /// Properties of the whole file, in order: `编号` `施行` `等级` `定义` `参数` `适用` …
    pub properties: Vec<Property>,
    /// Sections and clauses in order.
    pub body: Vec<Node>,
}

/// What a file or a section holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A heading and what stands below it.
    Section(Section),
    /// A numbered item or a line.
    Clause(Clause),
}

/// A heading with its properties and contents.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The number the author wrote, in Arabic digits (`一、` is `1`); `None` for `# 标题`.
    pub number: Option<u32>,
    /// The words of the heading.
    pub title: Text,
    /// The whole heading line.
    pub span: Span,
    /// Properties that follow the heading.
    pub properties: Vec<Property>,
    /// Sections and clauses below it.
    pub body: Vec<Node>,
}

/// 条款: one numbered item, or one line.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// The number the author wrote, in Arabic digits (`3.2.1`); `None` for a line without one.
    pub number: Option<String>,
    /// The sentence, without its number, with its continuation lines.
    pub span: Span,
    /// What it asks, in order.
    pub requirements: Vec<Requirement>,
    /// Properties that follow it.
    pub properties: Vec<Property>,
}

/// A property line, or the part of a sentence that says the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// The whole line.
    pub span: Span,
    /// What it says.
    pub kind: PropertyKind,
}

/// The properties of language.md §2, §4 and §8.
#[derive(Debug, Clone, PartialEq)]
pub enum PropertyKind {
    /// `编号 YX-2024-01`
    Code(Text),
    /// `施行 2024-01-01 起 至 2024-12-31` (both days in)
    Effective { from: Option<NaiveDate>, to: Option<NaiveDate> },
    /// `等级 优秀 >= 90、…、其余 不合格`
    Grades(Vec<Grade>),
    /// `定义 打印文件错字率 = …`
    Define { name: Text, value: Expr },
    /// `参数 拜访目标 = 8`
    Parameter { name: Text, value: Quantity },
    /// `适用 岗位 = 文员`
    Applies(Condition),
    /// `分值 20` or `权重 20%`: points out of 100
    Worth(Decimal),
    /// `计分 …`
    Scoring(Scoring),
    /// `加分 最多 10 分` on a section or the file
    BonusCap(Decimal),
    /// `除外 事由 = 客户原因`
    Except(Condition),
    /// `除外 法定节假日`
    ExceptHolidays,
    /// `自 2025-07-01 起 >= 10`
    Since { from: NaiveDate, comparison: Comparison, threshold: Threshold },
    /// `来源 …`
    Source(Text),
    /// `说明 …`; with no words it marks the clause as saying nothing checkable
    Note(Option<Text>),
    /// `责任 …`
    Owner(Text),
    /// `标识 拜访量`
    Label(Text),
    /// `一票否决`, or `一票否决 不高于 合格`
    Veto(Option<Text>),
    /// `人工` or `人工 「名称」` below a clause: a person judges it
    Manual(Option<Text>),
    /// `后果 「取消当月绩效奖金」`
    Consequence(Text),
    /// `视同 迟到 其中 时长 > 30分钟 为 旷工 0.5 天` (or `并计`, which counts both)
    CountedAs { activity: Text, filter: Option<Condition>, as_activity: Text, amount: Option<Quantity>, also: bool },
    /// `遇节假日顺延` / `遇节假日提前`
    Roll(Roll),
    /// `样本 至少 30`: the fewest records that a ratio or an average is judged on
    Sample(u32),
}

/// Where a due day goes that falls on a rest day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roll {
    /// 顺延: the next working day.
    Forward,
    /// 提前: the working day before.
    Back,
}

/// `优秀 >= 90`, or `其余 不合格` with no bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Grade {
    /// The name of the grade.
    pub name: Text,
    /// The bound; `None` for 其余.
    pub bound: Option<(Comparison, Decimal)>,
    /// The upper end, where the bound is the lower end of 介于.
    pub upto: Option<Decimal>,
}

/// 要求: one thing that is asked (language.md §4).
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// Where its words stand.
    pub span: Span,
    /// Its words, normalised: what a phrase of the vocabulary is looked up by.
    pub words: String,
    /// `若 …`
    pub condition: Option<Condition>,
    /// `每家客户`
    pub entity: Option<Entity>,
    /// `每周`
    pub period: Option<Period>,
    /// `5日前`
    pub deadline: Option<Deadline>,
    /// The rest.
    pub core: Core,
    /// Scoring that the sentence itself states (每少一次扣2分).
    pub scoring: Vec<Scoring>,
    /// Consequences, worths, exceptions and the like that the sentence itself states.
    pub properties: Vec<PropertyKind>,
    /// The topic (客户档案 in 客户档案需详实), which a later elided requirement may be about.
    pub topic: Option<Text>,
}

/// 核心
#[derive(Debug, Clone, PartialEq)]
pub enum Core {
    /// 度量 [其中 条件] 比较 阈值
    Measure { measure: Expr, filter: Option<Condition>, comparison: Comparison, threshold: Threshold },
    /// 凡 活动 [其中 条件] 须 义务 [按 键]
    Every { trigger: Text, filter: Option<Condition>, duty: Duty, key: Option<Text> },
    /// 不得 活动 [其中 条件]
    Never { activity: Text, filter: Option<Condition> },
    /// 任职 条件
    Qualification(Condition),
    /// 记 活动 [其中 条件]
    Record { activity: Text, filter: Option<Condition> },
    /// 人工 「名称」 [比较 阈值]
    Manual { name: Text, bound: Option<(Comparison, Threshold)> },
    /// Words that say nothing checkable by themselves; a phrase of the vocabulary may say what they mean.
    Phrase(Text),
    /// `其中 汇报形式 = 书面`: the meaning of a trailing phrase, which narrows the requirement before it.
    Narrow(Condition),
}

/// `每家客户`: one judgement per customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// 家; empty where none is written (每客户).
    pub measure_word: String,
    /// 客户
    pub object: Text,
    /// Where it stands.
    pub span: Span,
}

/// 周期 or window.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// Where it stands.
    pub span: Span,
    /// Which.
    pub kind: PeriodKind,
}

/// The periods and windows of language.md §4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeriodKind {
    /// `每2周`: every `n` units, anchored; `每周` has 1.
    Every(u32, PeriodUnit),
    /// `每结算月` `每学期` `每班`: named in the calendar or the vocabulary.
    Named(String),
    /// 考核期, written out.
    Range,
    /// `任意连续7天` `任意连续5个工作日`
    Rolling(u32, PeriodUnit),
    /// `近30天`: up to the instant of judgement.
    Last(u32, PeriodUnit),
}

/// Units that periods and windows are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodUnit {
    /// 分钟
    Minute,
    /// 小时
    Hour,
    /// 日
    Day,
    /// 工作日
    Workday,
    /// 周
    Week,
    /// 旬
    TenDays,
    /// 半月
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

/// 时限: a part of the period. `5日前` has an end, `20日后` a start, `3日至5日` and `10日` both.
#[derive(Debug, Clone, PartialEq)]
pub struct Deadline {
    /// Where it stands.
    pub span: Span,
    /// From this point on.
    pub from: Option<Point>,
    /// Up to this point.
    pub to: Option<Point>,
}

/// An end of a deadline. A point with no time of day is the whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Whether it lies in the period after (次月5日), and in which.
    pub next: Option<NextPeriod>,
    /// The day.
    pub day: PointDay,
    /// The time of day, or a named moment (下班).
    pub time: Option<PointTime>,
    /// Whether the point itself is in: (含) and the default; (不含) leaves it out.
    pub inclusive: bool,
}

/// The period after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextPeriod {
    /// 次期: of the kind that the requirement has.
    Same,
    /// 次月 次季度 次年 …
    Of(PeriodUnit),
}

/// Which day of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointDay {
    /// The day itself, in a daily period (`9:00前`).
    Same,
    /// `5日`: day of the month, 1 to 31; in a longer period of its first month.
    Of(u32),
    /// `第2个月10日`: of that month of a longer period, from 2 on.
    OfNth(u32, u32),
    /// `末月25日`: of the last month of a longer period.
    OfLast(u32),
    /// `1月5日`
    OfMonth(u32, u32),
    /// `周五`: 1 is 周一, 7 is 周日.
    Weekday(u32),
    /// `月底` `年底` `季末`: the last day of such a period; `期末`, of the period that there is.
    Last(Option<PeriodUnit>),
}

/// A time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PointTime {
    /// `9:00`
    Clock(NaiveTime),
    /// `下班`: the calendar says when.
    Moment(String),
}

/// 义务
#[derive(Debug, Clone, PartialEq)]
pub enum Duty {
    /// Joined by 且; also the single one.
    All(Vec<DutyItem>),
    /// Joined by 或.
    Any(Vec<DutyItem>),
}

/// 义务项
#[derive(Debug, Clone, PartialEq)]
pub struct DutyItem {
    /// Where it stands.
    pub span: Span,
    /// What is to be done.
    pub kind: DutyKind,
    /// `由本人`: only the person's own record counts.
    pub own: bool,
}

/// The kinds of 义务项.
#[derive(Debug, Clone, PartialEq)]
pub enum DutyKind {
    /// `[时距] 活动 [其中 条件]`; with no interval and no filter the name may turn out to be a flag field (签收).
    Act { interval: Option<Interval>, activity: Text, filter: Option<Condition> },
    /// `在 活动 后 时距`
    After { event: Text, interval: Interval },
    /// `在 活动 前 时距`
    Before { event: Text, interval: Interval },
    /// A condition on a field of the trigger's own record.
    Field(Condition),
    /// `注明 {…}`: fields that must not be empty.
    Filled(Vec<Text>),
    /// `依次 {…}`: these activities in this order.
    Sequence(Vec<Text>),
    /// `人工 「名称」`
    Manual(Text),
}

/// 时距: how far a response may lie from its trigger.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    /// Where it stands.
    pub span: Span,
    /// Which.
    pub kind: IntervalKind,
}

/// The intervals of language.md §4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntervalKind {
    /// 当天
    SameDay,
    /// `次日`, `次日上午` (up to that time)
    NextDay(Option<PointTime>),
    /// `3天内` `24小时内` `3个工作日内` `1个月内`
    Within(Duration),
    /// `次月5日前`
    By(Point),
    /// `提前3天` `提前24小时`
    Ahead(Duration),
    /// 事先
    Before,
    /// 立即 及时: a 参数 of this name must give the number.
    Vague(String),
}

/// A length of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duration {
    /// How many (半天 is 0.5).
    pub amount: Decimal,
    /// Of what.
    pub unit: DurationUnit,
}

/// Units of lengths of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DurationUnit {
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

/// 度量: what is measured.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// An activity (counted), a metric, a parameter: the vocabulary says which.
    Name(Text),
    /// `签订合同.金额`, `目标.销售额`
    Field(Text, Text),
    /// `合计(签订合同.金额)` `占比(处理投诉, 用时 <= 24小时)`
    Call { function: Function, argument: Box<Expr>, filter: Option<Condition>, span: Span },
    /// A number.
    Number(Quantity),
    /// `a / b`
    Binary { op: BinaryOp, left: Box<Expr>, right: Box<Expr> },
}

/// The functions of language.md §4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// 合计
    Sum,
    /// 平均
    Average,
    /// 最大
    Max,
    /// 最小
    Min,
    /// 去重
    Distinct,
    /// 次数
    Count,
    /// 占比
    Share,
    /// 连续
    Streak,
    /// 环比增长
    GrowthOnPeriod,
    /// 同比增长
    GrowthOnYear,
    /// 环比增加
    ChangeOnPeriod,
    /// 同比增加
    ChangeOnYear,
}

/// Arithmetic over measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// 比较
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// `介于 a 至 b`, both ends in; the threshold is a [`Threshold::Range`].
    Between,
}

/// 阈值, with the measure word that follows it.
#[derive(Debug, Clone, PartialEq)]
pub enum Threshold {
    /// One value: a number, a parameter, or an expression.
    Value(Expr),
    /// Both ends of 介于.
    Range(Quantity, Quantity),
}

/// A number as written, with what follows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where it stands.
    pub span: Span,
    /// The number before its scale: 3 in 3‰.
    pub number: Decimal,
    /// 万, %, ‰ …
    pub scale: Scale,
    /// The measure word or unit: 家, 元, 天; `None` where none is written.
    pub unit: Option<Text>,
}

/// What a number is multiplied by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// As it is.
    One,
    /// 万
    TenThousand,
    /// 亿
    HundredMillion,
    /// %
    Percent,
    /// ‰
    Permille,
    /// 个百分点
    Points,
}

/// A condition on the fields of a record, or on the attributes of a person.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// `用时 <= 24小时`
    Compare { field: Text, comparison: Comparison, value: Value },
    /// `客户类别 属于 {甲、乙}`
    In { field: Text, negated: bool, values: Vec<Text> },
    /// `备注 为空` / `非空`
    Empty { field: Text, negated: bool },
    /// `备注 包含 「…」`
    Contains { field: Text, text: Text },
    /// A flag standing alone: `签收`.
    Flag(Text),
    /// 且
    And(Vec<Condition>),
    /// 或
    Or(Vec<Condition>),
    /// 非
    Not(Box<Condition>),
}

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number, with its unit (24小时).
    Number(Quantity),
    /// Words: 书面; for a level, one of its steps.
    Text(Text),
    /// A day.
    Date(NaiveDate, Span),
    /// Another field: `目标.销售额`.
    Field(Text, Text),
}

/// 计分: one line (language.md §8).
#[derive(Debug, Clone, PartialEq)]
pub struct Scoring {
    /// Where it stands.
    pub span: Span,
    /// The parts, in order (`未达标 扣 5 分、每低 5 个百分点 扣 2 分`).
    pub rules: Vec<ScoringRule>,
    /// `最多扣 10 分`
    pub most_lost: Option<Decimal>,
    /// `最多加 5 分`
    pub most_won: Option<Decimal>,
    /// `每月最多扣 10 分`
    pub most_each: Vec<Limit>,
    /// `可为负`
    pub may_be_negative: bool,
    /// `扣完为止`, written out: what holds anyway, and cannot stand beside `可为负`.
    pub until_gone: bool,
    /// `不足一档按一档` / `按比例扣`
    pub rounding: StepRounding,
}

impl Scoring {
    /// These parts with nothing said of limits.
    pub fn of(span: Span, rules: Vec<ScoringRule>) -> Scoring {
        Scoring {
            span,
            rules,
            most_lost: None,
            most_won: None,
            most_each: Vec::new(),
            may_be_negative: false,
            until_gone: false,
            rounding: StepRounding::Down,
        }
    }
}

/// The most that is taken or added in one period: `每月最多扣 10 分`.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// In each of these.
    pub period: Period,
    /// 加 rather than 扣.
    pub adds: bool,
    /// How much.
    pub most: Decimal,
}

/// How the part of a step counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StepRounding {
    /// Only whole steps count.
    #[default]
    Down,
    /// 不足一档按一档
    Up,
    /// 按比例扣
    Exact,
}

/// One part of a scoring line.
#[derive(Debug, Clone, PartialEq)]
pub enum ScoringRule {
    /// 达标率
    MetRate,
    /// 全部达标
    AllMet,
    /// `按比例 [封顶 120%] [保底 60%]`
    Proportional { cap: Option<Quantity>, floor: Option<Quantity> },
    /// `每少 1 次 扣 2 分`
    Step { basis: Basis, step: Quantity, effect: Effect },
    /// `未达标 扣 5 分` · `达标 加 15 分`
    Fixed { when_met: bool, effect: Effect },
    /// `分档 >= 95% 得 100%、…、其余 得 0`
    Tiers(Vec<Tier>),
    /// `线性 0 得 100%、0.5 得 0%`
    Linear(Vec<(Quantity, Quantity)>),
}

/// What the steps are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// 每少: below a count
    Fewer,
    /// 每超: above
    Over,
    /// 每低: below a ratio
    Lower,
    /// 每迟: days late
    Late,
    /// 每次, 每 2 次: occurrences
    Times,
}

/// 扣 or 加, and how much.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// 加 rather than 扣.
    pub adds: bool,
    /// How much.
    pub amount: Decimal,
    /// In what: 分, or a unit with a ledger of its own (元), or words (合同总价的1‰).
    pub unit: String,
}

/// One line of 分档.
#[derive(Debug, Clone, PartialEq)]
pub struct Tier {
    /// `>= 95%`; `None` for 其余.
    pub bound: Option<(Comparison, Quantity)>,
    /// The upper end, where the bound is the lower end of 介于.
    pub upto: Option<Quantity>,
    /// `得 …` (a share of the worth, or 分), `扣 … 分` or `加 … 分`.
    pub gives: TierGives,
}

/// What a tier gives.
#[derive(Debug, Clone, PartialEq)]
pub enum TierGives {
    /// `得 100%`
    Share(Quantity),
    /// `得 8 分`
    Points(Decimal),
    /// `扣 1 分` / `加 1 分`
    Effect(Effect),
}
