//! The words of reports, in Chinese and English.

use chrono::{Days, NaiveTime};
use guiju_engine::exact::Exact;
use guiju_engine::report::{Item, ItemKind, Moment, Outcome, ProblemKind, Reason, Status};
use rust_decimal::Decimal;

/// The languages of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// One of two words: the first is Chinese.
    pub fn pick<T>(self, (zh, en): (T, T)) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// The word for a status.
    pub fn status(self, status: Status) -> &'static str {
        self.pick(match status {
            Status::Met => ("达标", "met"),
            Status::Missed => ("未达标", "missed"),
            Status::Pending => ("待定", "pending"),
            Status::NotApplicable => ("不适用", "n/a"),
            Status::Undetermined => ("无法判定", "unclear"),
        })
    }

    /// Why an outcome is undetermined or not applicable.
    pub fn reason(self, reason: Reason) -> &'static str {
        self.pick(match reason {
            Reason::MissingValue => {
                ("起决定作用的数据为空或类型不对", "a value that decides is empty or of the wrong type")
            }
            Reason::NotJudged => ("还没有人评定", "nobody has judged it yet"),
            Reason::Overflow => ("数字太大，无法精确计算", "a number is too large to be exact"),
            Reason::EmptyDenominator => ("分母为 0", "the denominator is 0"),
            Reason::Absent => ("本人不在岗，或条款未施行", "the person was not there, or the clause not in force"),
            Reason::ConditionFalse => ("“若”的条件不成立", "its condition does not hold"),
            Reason::PartialPeriod => ("在岗不满整个周期", "the person was there for a part of the period only"),
            Reason::MissingTarget => ("人员表里没有本人的目标值", "the person's target is missing"),
            Reason::NothingToCompare => ("没有可比的前期", "there is no earlier period to compare with"),
            Reason::SmallSample => ("记录条数不够 样本 的要求", "there are fewer records than its sample asks for"),
            Reason::NotCovered => ("不能确认这段时间有记录", "nothing shows that this time was being recorded"),
        })
    }

    /// By which rule points are lost or won.
    pub(super) fn item_kind(self, kind: ItemKind) -> &'static str {
        self.pick(match kind {
            ItemKind::Unmet => ("未达标", "not met"),
            ItemKind::Share => ("按所得比例", "its share"),
            ItemKind::Fixed => ("一次扣加", "a fixed amount"),
            ItemKind::Below => ("不足", "below what is asked"),
            ItemKind::Above => ("超出", "above what is asked"),
            ItemKind::Late => ("迟", "late"),
            ItemKind::Times => ("次数", "each time"),
            ItemKind::Tier => ("分档", "its tier"),
            ItemKind::Most => ("超过最多扣加的部分", "past the most that is taken or added"),
            ItemKind::Floor => ("扣到 0 分为止，多扣的退回", "points stop at 0, the rest is given back"),
        })
    }

    /// What a problem is, and what to do about it.
    pub fn problem(self, kind: ProblemKind) -> (&'static str, &'static str) {
        let (what, remedy) = match kind {
            ProblemKind::MissingColumn => (
                ("缺少需要的列", "a needed column is missing"),
                ("改正表头，或在 guiju.toml 里写明列名", "correct the header, or name the column in guiju.toml"),
            ),
            ProblemKind::UnusedColumn => (
                ("没有条款用到的列", "a column that no clause uses"),
                ("若应当用到，检查列名与 guiju.toml 是否一致", "if one should, compare its name with guiju.toml"),
            ),
            ProblemKind::BrokenLine => (
                ("读不成一行的数据", "a line that makes no row"),
                ("检查引号、列数和编码", "check its quotes, its number of cells and its encoding"),
            ),
            ProblemKind::MissingPerson => {
                (("没有写人员", "a record without a person"), ("补上人员", "fill in the person"))
            }
            ProblemKind::UnknownPerson => (
                ("人员表里没有的人", "a person who is not in the people table"),
                ("补进人员表，或改正姓名", "add the person, or correct the name"),
            ),
            ProblemKind::MissingActivity => {
                (("没有写活动", "a record without an activity"), ("补上活动", "fill in the activity"))
            }
            ProblemKind::UnknownActivity => (
                ("词汇表里没有的活动", "an activity that no table and no clause names"),
                (
                    "若应当计入，登记到 guiju.toml，或写进某个活动的 also",
                    "if it should count, add it to guiju.toml, or to the `also` of an activity",
                ),
            ),
            ProblemKind::MissingTime => (("没有写时间", "a record without a time"), ("补上时间", "fill in the time")),
            ProblemKind::UnreadableTime => (
                ("认不出的时间", "a time that cannot be read"),
                ("写成 2024-03-05 或 2024-03-05 09:30", "write 2024-03-05 or 2024-03-05 09:30"),
            ),
            ProblemKind::TimeConflict => (
                ("日期和时间两列对不上的记录", "a record whose day and time are in two columns and do not agree"),
                (
                    "时间列只写几点几分，或与日期列写同一天",
                    "write only the time of day in the column of the time, or the same day in both",
                ),
            ),
            ProblemKind::WrongType => (
                ("类型不对的值", "a value of the wrong type"),
                (
                    "改正这个值（数字不带单位），或改正 guiju.toml 里该字段的 type",
                    "correct it (a number has no unit), or the type of its field in guiju.toml",
                ),
            ),
            ProblemKind::DuplicateId => (
                ("编号重复的记录，只算一条", "a record whose id another has; one of them counts"),
                ("若不是同一条，改正编号", "if they are different records, correct the id"),
            ),
            ProblemKind::Corrected => (
                ("被同一编号的后来记录更正的记录", "a record that a later one of its id corrected"),
                ("更正之前的判定用 --as-of 重现", "--as-of gives the judgement before the correction"),
            ),
            ProblemKind::Withdrawn => (
                ("已撤销的记录", "a record that was withdrawn"),
                ("撤销之前的判定用 --as-of 重现", "--as-of gives the judgement before the withdrawal"),
            ),
            ProblemKind::Settled => (
                (
                    "所属期间已结清之后才到的记录，未计入",
                    "a record that came after its period was settled, and does not count",
                ),
                ("用全部记录重新考核该期间", "judge that period anew, from all records"),
            ),
            ProblemKind::Released => (
                (
                    "所更正或撤销的记录已结清放行，未计入",
                    "a record that corrects or withdraws one that was settled and let go of, and does not count",
                ),
                ("用全部记录重新考核该期间", "judge that period anew, from all records"),
            ),
            ProblemKind::Behind => (
                (
                    "所属期间结清之后才到的记录，只计入未结清的期间",
                    "a record that came after its day was judged, and counts for what is still open alone",
                ),
                ("用全部记录重新考核已结清的期间", "judge the period that was settled anew, from all records"),
            ),
            ProblemKind::DuplicatePerson => (
                ("人员表里出现两次的人", "a person whom two rows of the people table name"),
                ("删去一行，或加以区分", "remove a row, or tell them apart"),
            ),
            ProblemKind::DuplicateEntity => (
                ("台账里同时出现两次的对象", "an entity that two rows of a register name for the same time"),
                ("删去一行，或用 起、止 两列分清先后", "remove a row, or tell them apart by the columns 起 and 止"),
            ),
            ProblemKind::UnknownFeed => (
                ("没有哪个活动由它记录的来源", "a source that no activity is recorded by"),
                ("改正名称，或写进活动的 feed", "correct the name, or write it as the `feed` of an activity"),
            ),
            ProblemKind::NoPeopleTable => (
                ("没有人员表，记录里出现的人都考核", "there is no people table, so everyone in the records is judged"),
                ("用 --people 给出人员表", "give one with --people"),
            ),
            ProblemKind::NoRegister => (
                ("没有给出台账", "a register was not given"),
                ("用 --register 名称=文件 给出", "give it with --register NAME=FILE"),
            ),
        };
        (self.pick(what), self.pick(remedy))
    }

    /// An interval as people say it: with its last day, and without what both ends share.
    pub fn interval(self, outcome: &Outcome) -> Option<String> {
        Some(match (outcome.from?, outcome.to?) {
            (Moment::Day(from), Moment::Day(to)) => self.days(from, to),
            (from, to) => format!("{} – {}", short(from), short(to)),
        })
    }

    /// The days from `from` up to, but without, `to`.
    pub(super) fn days(self, from: chrono::NaiveDate, to: chrono::NaiveDate) -> String {
        let last = to.checked_sub_days(Days::new(1)).unwrap_or(to);
        if last <= from { from.to_string() } else { format!("{from} – {last}") }
    }
}

/// A moment as it stands in machine formats.
pub(super) fn moment(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => day.to_string(),
        Moment::Time(time) => time.format("%Y-%m-%dT%H:%M:%S").to_string(),
    }
}

/// A moment for people: no seconds where there are none.
pub fn short(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => day.to_string(),
        Moment::Time(time) if time.time() == NaiveTime::MIN => time.date().to_string(),
        Moment::Time(time) => time.format("%Y-%m-%d %H:%M").to_string(),
    }
}

/// A number for people: two decimals, but more where two would make a whole number of what is none.
pub fn number(value: Exact) -> String {
    let whole = |value: Exact| value.floor() == value;
    let rounded = (2..10).map(|places| value.round(places));
    rounded.into_iter().find(|&short| short == value || !whole(short)).unwrap_or(value).to_string()
}

/// [`number`] of a decimal that stands in a report: `66.6666666667` is `66.67`.
pub fn decimal(text: &str) -> String {
    Decimal::from_str_exact(text).map_or_else(|_| text.to_owned(), |value| number(Exact::from(value)))
}

/// An amount that is lost or won: `扣 5 分`, `加 30 元`.
pub(super) fn item_amount(lang: Lang, item: &Item) -> String {
    let lost = item.amount.is_negative();
    let size = if lost { Exact::ZERO.minus(item.amount).unwrap_or(item.amount) } else { item.amount };
    let (unit_zh, unit_en) = (item.unit.as_deref().unwrap_or("分"), item.unit.as_deref().unwrap_or("points"));
    let (verb_zh, verb_en) = if lost { ("扣", "loses") } else { ("加", "adds") };
    lang.pick((format!("{verb_zh} {} {unit_zh}", number(size)), format!("{verb_en} {} {unit_en}", number(size))))
}

/// Whether an item is about an outcome.
pub(super) fn same_place(item: &Item, outcome: &Outcome) -> bool {
    item.from == outcome.from
        && item.to == outcome.to
        && item.entity == outcome.entity
        && item.trigger == outcome.trigger
}
