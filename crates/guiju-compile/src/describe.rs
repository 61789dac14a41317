//! What a clause of the program will count, in a sentence: read off the program itself, not off its wording.

use guiju_engine::program::{
    Aggregate, Check, Clause, Duty, DutyItem, Expr, Grid, Interval, LengthUnit, Measure, Period, Point, PointDay,
    Predicate, Program, Since, Unit,
};
use guiju_engine::schema::{ActivityId, Field, FieldId};
use guiju_syntax::diagnostic::Lang;

/// The sentence for one clause.
pub fn describe(program: &Program, clause: &Clause, lang: Lang) -> String {
    Words { program, lang }.check(&clause.check)
}

struct Words<'p> {
    program: &'p Program,
    lang: Lang,
}

impl Words<'_> {
    fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn check(&self, check: &Check) -> String {
        match check {
            Check::Measure(check) if check.never => {
                let per = self.per(check.grid.index(), check.entity.is_some());
                format!("{per}{}{}", self.expr(&check.value), self.say(",一条也不能有", ", of which there may be none"))
            }
            Check::Measure(check) => {
                let per = self.per(check.grid.index(), check.entity.is_some());
                let first = check.versions.first().map_or(&[][..], |version| &version.bounds);
                let bounds: Vec<String> = first
                    .iter()
                    .map(|bound| format!("{} {}", bound.comparison.sign(), self.expr(&bound.value)))
                    .collect();
                let also = match check.versions.len() {
                    0 | 1 => "",
                    _ => self.say("(此后另有调整)", " (changed later)"),
                };
                format!("{per}{} {}{also}", self.expr(&check.value), bounds.join(self.say(" 且 ", " and ")))
            }
            Check::Record(check) => {
                let per = self.per(check.grid.index(), check.entity.is_some());
                format!("{per}{}{}", self.expr(&check.value), self.say(",只用于加减分", ", for points only"))
            }
            Check::Every(check) => {
                let (joined, items) = match &check.duty {
                    Duty::All(items) => (self.say("、", " and "), items),
                    Duty::Any(items) => (self.say(" 或 ", " or "), items),
                };
                let duties: Vec<String> = items.iter().map(|item| self.duty(item)).collect();
                let key = check.key.map(|key| match self.lang {
                    Lang::Zh => format!(",按 `{}` 对应", self.field(key)),
                    Lang::En => format!(", correlated by `{}`", self.field(key)),
                });
                let filter = check.filter.map(|id| self.filter(id.index())).unwrap_or_default();
                format!(
                    "{}`{}`{filter}: {}{}",
                    self.say("每条 ", "each "),
                    self.activity(check.trigger),
                    duties.join(joined),
                    key.unwrap_or_default()
                )
            }
            Check::Manual(check) => {
                let per = self.per(check.grid.index(), check.entity.is_some());
                let bound =
                    check.bound.map(|(comparison, value)| format!(" {} {}", comparison.sign(), value.normalize()));
                let up_to = check.up_to.map(|most| format!("{}<= {}", self.say(" 且 ", " and "), most.normalize()));
                format!(
                    "{per}{}`{}`{}{}{}",
                    self.say("有人评定的 ", "a person's judgement of "),
                    self.activity(check.activity),
                    self.say(" 记录", " as a record"),
                    bound.unwrap_or_default(),
                    up_to.unwrap_or_default()
                )
            }
            Check::Person(predicate) => {
                format!("{}{}", self.say("人员表里 ", "in the people table, "), self.predicate(predicate, true))
            }
        }
    }

    fn per(&self, grid: usize, entity: bool) -> String {
        let Some(Grid { period, window, .. }) = self.program.grids.get(grid) else { return String::new() };
        let period = match period {
            Period::Range => self.say("整个考核期", "over the range").to_owned(),
            Period::Every { every: 1, unit } => self.unit(*unit).to_owned(),
            Period::Every { every, unit } => match self.lang {
                Lang::Zh => format!("每 {every} {}", self.unit(*unit).trim_start_matches('每')),
                Lang::En => format!("every {every} {}s", self.unit(*unit).trim_start_matches("each ")),
            },
            Period::Rolling { length, unit } => match self.lang {
                Lang::Zh => format!("任意连续 {length} {}", self.unit(*unit).trim_start_matches('每')),
                Lang::En => format!("any {length} {}s in a row", self.unit(*unit).trim_start_matches("each ")),
            },
            Period::Last { length, unit } => match self.lang {
                Lang::Zh => format!("近 {length} {}", self.unit(*unit).trim_start_matches('每')),
                Lang::En => format!("the last {length} {}s", self.unit(*unit).trim_start_matches("each ")),
            },
            Period::Named(name) => name.clone(),
        };
        let window = if window.is_some() { self.say("、时限之内", " within its deadline") } else { "" };
        let entity = if entity { self.say("、逐个对象", " and entity") } else { "" };
        format!("{period}{entity}{window}{}", self.say(":", ": "))
    }

    fn unit(&self, unit: Unit) -> &'static str {
        match (self.lang, unit) {
            (Lang::Zh, Unit::Minute) => "每分钟",
            (Lang::Zh, Unit::Hour) => "每小时",
            (Lang::Zh, Unit::Day) => "每日",
            (Lang::Zh, Unit::Workday) => "每工作日",
            (Lang::Zh, Unit::Week) => "每周",
            (Lang::Zh, Unit::TenDays) => "每旬",
            (Lang::Zh, Unit::HalfMonth) => "每半月",
            (Lang::Zh, Unit::Month) => "每月",
            (Lang::Zh, Unit::Quarter) => "每季度",
            (Lang::Zh, Unit::HalfYear) => "每半年",
            (Lang::Zh, Unit::Year) => "每年",
            (Lang::En, Unit::Minute) => "each minute",
            (Lang::En, Unit::Hour) => "each hour",
            (Lang::En, Unit::Day) => "each day",
            (Lang::En, Unit::Workday) => "each working day",
            (Lang::En, Unit::Week) => "each week",
            (Lang::En, Unit::TenDays) => "each third of a month",
            (Lang::En, Unit::HalfMonth) => "each half month",
            (Lang::En, Unit::Month) => "each month",
            (Lang::En, Unit::Quarter) => "each quarter",
            (Lang::En, Unit::HalfYear) => "each half year",
            (Lang::En, Unit::Year) => "each year",
        }
    }

    fn expr(&self, expr: &Expr) -> String {
        match expr {
            Expr::Measure(id) => {
                self.program.measures.get(id.index()).map(|measure| self.measure(measure)).unwrap_or_default()
            }
            Expr::Number(number) => number.normalize().to_string(),
            Expr::Target(field) => format!("`{}`", self.attribute(*field)),
            Expr::Binary { op, left, right } => {
                let op = match op {
                    guiju_engine::program::BinaryOp::Add => "+",
                    guiju_engine::program::BinaryOp::Sub => "-",
                    guiju_engine::program::BinaryOp::Mul => "×",
                    guiju_engine::program::BinaryOp::Div => "÷",
                };
                format!("({} {op} {})", self.expr(left), self.expr(right))
            }
            Expr::Change { of, .. } => {
                format!("{}{}", self.expr(of), self.say(" 与前期相比的变化", " against the time before"))
            }
        }
    }

    fn measure(&self, measure: &Measure) -> String {
        let names: Vec<String> =
            measure.sources.iter().map(|source| format!("`{}`", self.activity(source.activity))).collect();
        let filter = measure.sources.first().and_then(|source| source.filter);
        let names = names.join(self.say("、", " or ")) + &filter.map(|id| self.filter(id.index())).unwrap_or_default();
        let of = |zh: &str, en: &str, field: FieldId| match self.lang {
            Lang::Zh => format!("{names} 的 `{}` {zh}", self.field(field)),
            Lang::En => format!("{en} `{}` of {names}", self.field(field)),
        };
        match measure.aggregate {
            Aggregate::Count => match self.lang {
                Lang::Zh => format!("{names} 的记录条数"),
                Lang::En => format!("the number of {names} records"),
            },
            Aggregate::Distinct(field) => of("去重个数", "the number of different", field),
            Aggregate::Sum(field) => of("合计", "the sum of", field),
            Aggregate::Average(field) => of("平均", "the mean of", field),
            Aggregate::Max(field) => of("最大值", "the largest", field),
            Aggregate::Min(field) => of("最小值", "the smallest", field),
            Aggregate::Streak { working_days } => match (self.lang, working_days) {
                (Lang::Zh, true) => format!("{names} 最长连续工作日数"),
                (Lang::Zh, false) => format!("{names} 最长连续天数"),
                (Lang::En, true) => format!("the longest run of working days with {names}"),
                (Lang::En, false) => format!("the longest run of days with {names}"),
            },
        }
    }

    fn filter(&self, predicate: usize) -> String {
        let predicate = self.program.predicates.get(predicate);
        predicate.map(|predicate| format!(" ({})", self.predicate(predicate, false))).unwrap_or_default()
    }

    fn duty(&self, duty: &DutyItem) -> String {
        match duty {
            DutyItem::Field(predicate) => {
                let predicate = self.program.predicates.get(predicate.index());
                predicate.map(|predicate| self.predicate(predicate, false)).unwrap_or_default()
            }
            DutyItem::Response { activity, interval, own, .. } => {
                let by = match (own, self.lang) {
                    (true, Lang::Zh) => "由本人",
                    (true, Lang::En) => " by the same person",
                    (false, _) => "",
                };
                match self.lang {
                    Lang::Zh => format!("{}{by}有 `{}`", self.interval(interval), self.activity(*activity)),
                    Lang::En => format!("a `{}`{by} {}", self.activity(*activity), self.interval(interval)),
                }
            }
            DutyItem::Anchored { event, after, interval } => match (self.lang, after) {
                (Lang::Zh, true) => {
                    let interval = self.interval(interval);
                    format!("在 `{}` 后 {}", self.activity(*event), interval.trim_start_matches("其后 "))
                }
                (Lang::Zh, false) => format!("在 `{}` 前,{}", self.activity(*event), self.interval(interval)),
                (Lang::En, true) => format!("after `{}`, {}", self.activity(*event), self.interval(interval)),
                (Lang::En, false) => format!("before `{}`, {}", self.activity(*event), self.interval(interval)),
            },
            DutyItem::Sequence(activities) => {
                let names: Vec<String> = activities.iter().map(|id| format!("`{}`", self.activity(*id))).collect();
                format!("{}{}", self.say("依次有 ", "in this order "), names.join(" → "))
            }
            DutyItem::Manual(activity) => {
                format!("{}`{}`", self.say("有人评定 ", "a person's judgement of "), self.activity(*activity))
            }
        }
    }

    fn interval(&self, interval: &Interval) -> String {
        let length = |length: &guiju_engine::program::Length| {
            let unit = match (self.lang, length.unit) {
                (Lang::Zh, LengthUnit::Second) => "秒",
                (Lang::Zh, LengthUnit::Minute) => "分钟",
                (Lang::Zh, LengthUnit::Hour) => "小时",
                (Lang::Zh, LengthUnit::WorkHour) => "个工作小时",
                (Lang::Zh, LengthUnit::Day) => "天",
                (Lang::Zh, LengthUnit::Workday) => "个工作日",
                (Lang::Zh, LengthUnit::Week) => "周",
                (Lang::Zh, LengthUnit::Month) => "个月",
                (Lang::Zh, LengthUnit::Year) => "年",
                (Lang::En, LengthUnit::Second) => "seconds",
                (Lang::En, LengthUnit::Minute) => "minutes",
                (Lang::En, LengthUnit::Hour) => "hours",
                (Lang::En, LengthUnit::WorkHour) => "working hours",
                (Lang::En, LengthUnit::Day) => "days",
                (Lang::En, LengthUnit::Workday) => "working days",
                (Lang::En, LengthUnit::Week) => "weeks",
                (Lang::En, LengthUnit::Month) => "months",
                (Lang::En, LengthUnit::Year) => "years",
            };
            format!("{} {unit}", length.amount.normalize())
        };
        match interval {
            Interval::Any => self.say("", "at any time").to_owned(),
            Interval::SameDay => self.say("当天", "on the same day").to_owned(),
            Interval::NextDay(None) => self.say("次日", "on the next day").to_owned(),
            Interval::NextDay(Some(second)) => match (self.lang, clock(*second)) {
                (Lang::Zh, clock) => format!("次日 {clock} 前"),
                (Lang::En, clock) => format!("on the next day before {clock}"),
            },
            Interval::Within(within) => match self.lang {
                Lang::Zh => format!("其后 {}内", length(within)),
                Lang::En => format!("within {}", length(within)),
            },
            Interval::By(unit, point) => self.by(*unit, point),
            Interval::Ahead(ahead) => match self.lang {
                Lang::Zh => format!("至少提前 {}", length(ahead)),
                Lang::En => format!("at least {} before", length(ahead)),
            },
            Interval::Before => self.say("事先", "at any time before").to_owned(),
        }
    }

    /// 不迟于次季度第 1 个月 10 日
    fn by(&self, unit: Unit, point: &Point) -> String {
        let (zh, en) = match unit {
            Unit::Week => ("次周", "week"),
            Unit::Quarter => ("次季度", "quarter"),
            Unit::HalfYear => ("次半年", "half-year"),
            Unit::Year => ("次年", "year"),
            _ => ("次月", "month"),
        };
        let months = !matches!(unit, Unit::Week | Unit::Month);
        let day = match (self.lang, point.day) {
            (Lang::Zh, PointDay::Of(day)) if months => format!("第 1 个月 {day} 日"),
            (Lang::Zh, PointDay::Of(day)) => format!(" {day} 日"),
            (Lang::Zh, PointDay::OfNth(nth, day)) => format!("第 {nth} 个月 {day} 日"),
            (Lang::Zh, PointDay::OfLast(day)) => format!("最后一个月 {day} 日"),
            (Lang::Zh, PointDay::OfMonth(month, day)) => format!(" {month} 月 {day} 日"),
            (Lang::Zh, PointDay::Weekday(day)) => {
                format!("周{}", "一二三四五六日".chars().nth(day.saturating_sub(1) as usize).unwrap_or('日'))
            }
            (Lang::Zh, PointDay::Same | PointDay::Last) => "最后一天".to_owned(),
            (Lang::En, PointDay::Of(day)) if months => format!("day {day} of the first month of"),
            (Lang::En, PointDay::Of(day)) => format!("day {day} of"),
            (Lang::En, PointDay::OfNth(nth, day)) => format!("day {day} of month {nth} of"),
            (Lang::En, PointDay::OfLast(day)) => format!("day {day} of the last month of"),
            (Lang::En, PointDay::OfMonth(month, day)) => format!("day {day} of month {month} of"),
            (Lang::En, PointDay::Weekday(day)) => {
                const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
                format!("{} of", NAMES.get(day.saturating_sub(1) as usize).unwrap_or(&"Sunday"))
            }
            (Lang::En, PointDay::Same | PointDay::Last) => "the last day of".to_owned(),
        };
        let before =
            self.say(if point.inclusive { "不迟于" } else { "早于" }, if point.inclusive { "by" } else { "before" });
        match self.lang {
            Lang::Zh => format!("{before}{zh}{day}"),
            Lang::En => format!("{before} {day} the next {en}"),
        }
    }

    fn predicate(&self, predicate: &Predicate, people: bool) -> String {
        let name = |field: FieldId| if people { self.attribute(field) } else { self.field(field) };
        let join = |all: &[Predicate], word: &str| {
            let parts: Vec<String> = all.iter().map(|one| self.predicate(one, people)).collect();
            parts.join(word)
        };
        match predicate {
            Predicate::Number { field, comparison, value } => {
                format!("`{}` {} {}", name(*field), comparison.sign(), value.normalize())
            }
            Predicate::Text { field, values } => format!("`{}` = {}", name(*field), values.join(self.say("、", " / "))),
            Predicate::Level { field, level, comparison, step } => {
                let step =
                    self.program.schema.levels.get(level.index()).and_then(|level| level.steps.get(*step as usize));
                format!("`{}` {} {}", name(*field), comparison.sign(), step.map_or("", String::as_str))
            }
            Predicate::Date { field, comparison, value } => format!("`{}` {} {value}", name(*field), comparison.sign()),
            Predicate::Flag { field } => format!("`{}`{}", name(*field), self.say(" 为是", " is yes")),
            Predicate::Empty { field } => format!("`{}`{}", name(*field), self.say(" 为空", " is empty")),
            Predicate::Contains { field, text } => {
                format!("`{}` {} 「{text}」", name(*field), self.say("包含", "contains"))
            }
            Predicate::Tenure { since, comparison, months } => {
                let what = match since {
                    Since::Joining => self.say("入职月数", "months since joining"),
                    Since::Post => self.say("到岗月数", "months in the post"),
                };
                format!("{what} {} {}", comparison.sign(), months.normalize())
            }
            Predicate::And(all) => join(all, self.say(" 且 ", " and ")),
            Predicate::Or(all) => format!("({})", join(all, self.say(" 或 ", " or "))),
            Predicate::Not(inner) => match inner.as_ref() {
                Predicate::Empty { field } => format!("`{}`{}", name(*field), self.say(" 非空", " is filled in")),
                inner => format!("{} ({})", self.say("非", "not"), self.predicate(inner, people)),
            },
            Predicate::Except(inner) => {
                format!("{} ({})", self.say("除外", "except"), self.predicate(inner, people))
            }
        }
    }

    fn activity(&self, id: ActivityId) -> &str {
        self.program.schema.activities.get(id.index()).map_or("", |activity| &activity.name)
    }

    fn field(&self, id: FieldId) -> &str {
        name_of(&self.program.schema.fields, id)
    }

    fn attribute(&self, id: FieldId) -> &str {
        name_of(&self.program.schema.attributes, id)
    }
}

fn name_of(fields: &[Field], id: FieldId) -> &str {
    fields.get(id.index()).map_or("", |field| &field.name)
}

/// 12:00
fn clock(second: u32) -> String {
    format!("{:02}:{:02}", second / 3600, second / 60 % 60)
}
