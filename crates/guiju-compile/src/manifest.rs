//! `guiju.toml`: what the words of a package mean in its data (language.md §5), as written.

use indexmap::IndexMap;
use serde::Deserialize;
use toml::Spanned;

/// The whole file. Every table may be absent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manifest {
    /// `[package]`
    pub package: PackageTable,
    /// `[calendar]`
    pub calendar: CalendarTable,
    /// `[appraisal]`
    pub appraisal: AppraisalTable,
    /// `[records]`: columns of the records.
    pub records: RecordsTable,
    /// `[people]`: columns of the people table.
    pub people: PeopleTable,
    /// `[leave]`: columns of the leave table.
    pub leave: LeaveTable,
    /// `[coverage]`: when sources were recording.
    pub coverage: CoverageTable,
    /// `[vocabulary]`
    pub vocabulary: VocabularyTable,
    /// `[activity."上门访问客户"]`
    pub activity: IndexMap<Spanned<String>, ActivityTable>,
    /// `[field."签收"]`
    pub field: IndexMap<Spanned<String>, FieldTable>,
    /// `[measure-word."家"]`
    pub measure_word: IndexMap<Spanned<String>, MeasureWordTable>,
    /// `[metric."打印文件错字率"]`
    pub metric: IndexMap<Spanned<String>, MetricTable>,
    /// `[level."学历"]`
    pub level: IndexMap<Spanned<String>, LevelTable>,
    /// `[feed."投诉系统"]`
    pub feed: IndexMap<Spanned<String>, FeedTable>,
    /// `[phrase."以书面形式汇报"]`
    pub phrase: IndexMap<Spanned<String>, PhraseTable>,
    /// `[entity."客户"]`
    pub entity: IndexMap<Spanned<String>, EntityTable>,
    /// `[lint]`: levels of rules.
    pub lint: IndexMap<Spanned<String>, Level>,
}

/// How seriously the package takes a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It must not be broken.
    Error,
    /// It should not be broken.
    Warn,
    /// Worth knowing.
    Note,
    /// It is not looked at.
    Off,
}

/// `[package]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PackageTable {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// `[calendar]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CalendarTable {
    /// A bundled calendar (`中国`), or a path to a calendar file; default `中国`.
    pub name: Option<Spanned<String>>,
    /// `Asia/Shanghai`
    pub timezone: Option<Spanned<String>>,
    /// `周一`
    pub week_starts: Option<Spanned<String>>,
    /// `["09:00-12:00", "13:00-18:00"]`
    pub working_hours: Option<Vec<Spanned<String>>>,
    /// `{ "下班" = "18:00" }`
    pub moments: IndexMap<String, Spanned<String>>,
    /// 遇节假日顺延 for every clause.
    pub roll_forward: bool,
    /// `4月`: the month in which years, half years and quarters begin.
    pub year_starts: Option<Spanned<String>>,
    /// The company's own days of rest: `["2024-03-08", "2024-10-08..2024-10-09"]`.
    pub holidays: Vec<Spanned<String>>,
    /// The company's own working days.
    pub workdays: Vec<Spanned<String>>,
    /// Working days of which only the morning is worked.
    pub half_days: Vec<Spanned<String>>,
    /// Periods beside the natural ones: `"结算月" = "每月25日至次月24日"`.
    pub period: IndexMap<String, Spanned<PeriodItems>>,
}

/// What a named period is: one sentence, or a list of spans.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum PeriodItems {
    /// `每月25日至次月24日`
    One(String),
    /// `["2024-02-19..2024-07-05", "2024-09-02..2025-01-17"]`
    Many(Vec<String>),
}

/// `[appraisal]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AppraisalTable {
    /// Default length of the appraisal range.
    pub period: Option<String>,
    /// `prorate`, `skip` or `full`.
    pub partial: Option<guiju_engine::program::Partial>,
}

/// `[records]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RecordsTable {
    /// Column of the person.
    pub person: Option<String>,
    /// Column of the activity.
    pub activity: Option<String>,
    /// Column of the time.
    pub time: Option<String>,
    /// Column of the day, where the time of day stands in a column of its own.
    pub date: Option<String>,
    /// Column of the id.
    pub id: Option<String>,
    /// Column of the time of recording.
    pub recorded: Option<String>,
    /// How a row says that the record of its id is withdrawn.
    pub withdrawn: Option<WithdrawnTable>,
    /// Column of a person's judgement (人工).
    pub judgement: Option<String>,
    /// Column of a metric's value.
    pub value: Option<String>,
}

/// `withdrawn = { column = "状态", values = ["撤销", "作废"] }`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawnTable {
    /// The column.
    pub column: String,
    /// What it holds where the record is withdrawn.
    #[serde(default = "withdrawn_values")]
    pub values: Vec<String>,
}

fn withdrawn_values() -> Vec<String> {
    ["撤销", "作废", "撤回", "已撤销", "已作废", "已撤回"].map(str::to_owned).to_vec()
}

/// `[people]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PeopleTable {
    /// The file that is read where none is given, relative to the package.
    pub file: Option<String>,
    /// Column of the person.
    pub person: Option<String>,
    /// Column of the post.
    pub post: Option<String>,
    /// Column of the department.
    pub department: Option<String>,
    /// Column of the first day.
    pub joined: Option<String>,
    /// Column of the last day.
    pub left: Option<String>,
    /// Column of the first day of a row, where a person has several posts.
    pub from: Option<String>,
    /// Column of the last day of a row.
    pub to: Option<String>,
}

/// `[coverage]`: when sources were recording.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CoverageTable {
    /// The file that is read where nothing is given, relative to the package: 来源, 起, 止.
    pub file: Option<String>,
}

/// `[leave]`: columns of the leave table.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LeaveTable {
    /// The file that is read where none is given, relative to the package.
    pub file: Option<String>,
    /// Column of the person.
    pub person: Option<String>,
    /// Column of the first day.
    pub from: Option<String>,
    /// Column of the last day.
    pub to: Option<String>,
}

/// `[feed."…"]`: a source of records.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeedTable {
    /// What it is, for readers.
    pub about: Option<String>,
}

/// `[vocabulary]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VocabularyTable {
    /// Names that are in no table name themselves.
    pub open: bool,
    /// Further files with vocabulary tables, relative to the package.
    pub files: Vec<String>,
}

/// `[activity."…"]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActivityTable {
    /// Other names.
    pub also: Vec<String>,
    /// The field that correlates it with others.
    pub key: Option<String>,
    /// The system it is recorded by.
    pub feed: Option<Spanned<String>>,
}

/// `[field."…"]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldTable {
    /// Other names of the column.
    pub also: Vec<String>,
    /// `text`, `number`, `flag` or `date`; with none, its use decides.
    #[serde(rename = "type")]
    pub kind: Option<FieldType>,
    /// What an empty cell stands for.
    pub empty: Option<String>,
    /// The unit its numbers are in: 小时. Cells such as `1小时30分` are then converted to it.
    pub unit: Option<String>,
    /// How many hours a day in such cells is (`半天`, `0.5天`); with none, days and hours are not converted.
    pub hours_per_day: Option<u32>,
}

/// Types a field may declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// Words.
    Text,
    /// Decimals.
    Number,
    /// 是 / 否
    Flag,
    /// Days.
    Date,
}

/// `[measure-word."…"]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureWordTable {
    /// What it counts.
    pub count: Counting,
    /// The field that is told apart or added up.
    pub field: Option<String>,
}

/// What a measure word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counting {
    /// Records.
    Records,
    /// Different values of the field.
    Distinct,
    /// The sum of the field.
    Sum,
}

/// `[metric."…"]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MetricTable {
    /// Other names.
    pub also: Vec<String>,
    /// Its definition; with none its values are records, and their mean is taken.
    pub is: Option<Spanned<String>>,
}

/// `[level."…"]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelTable {
    /// Steps from the lowest.
    pub order: Vec<String>,
    /// Other names of the field.
    #[serde(default)]
    pub also: Vec<String>,
}

/// `[phrase."…"]`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseTable {
    /// Requirements in canonical form, or `其中 …` for a phrase that narrows the requirement before it.
    pub means: Spanned<String>,
    /// Other wordings.
    #[serde(default)]
    pub also: Vec<String>,
}

/// `[entity."…"]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EntityTable {
    /// Other names.
    pub also: Vec<String>,
    /// The name of its register.
    pub register: Option<String>,
    /// The register's file where none is given, relative to the package.
    pub file: Option<String>,
    /// The column, of register and records, that names the entity; default: the entity's own name.
    pub key: Option<String>,
    /// Column of the person answerable.
    pub owner: Option<String>,
    /// Column of the first day.
    pub opened: Option<String>,
    /// Column of the last day.
    pub closed: Option<String>,
    /// Column of the first day of a row, where the person answerable changes.
    pub from: Option<String>,
    /// Column of the last day of a row.
    pub to: Option<String>,
}
