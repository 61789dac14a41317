//! What was proved and shown about clauses, in words.

use std::io::{self, Write};

use chrono::NaiveDate;
use guiju::analysis::{Alone, Because, Decision, Example, Finding, Reason, Relation, Said, Single, Undecided};
use guiju::{Lang, Outcome, Status, write};

use crate::lang::{of_reports, pick};

/// How many lines of records an example shows.
const MOST: usize = 12;

/// What a relation is called.
pub fn relation(decision: &Decision, lang: Lang) -> &'static str {
    let in_some = decision.reasons.iter().any(|reason| reason.periods < reason.of);
    match decision.relation {
        Relation::Equivalent => pick(lang, "等价：甲、乙总是同时达标", "equivalent: A and B are always met together"),
        Relation::Implies => pick(lang, "包含：甲达标，乙就达标", "implied: whenever A is met, so is B"),
        Relation::ImpliedBy => pick(lang, "包含：乙达标，甲就达标", "implied: whenever B is met, so is A"),
        Relation::Contradictory if in_some => pick(
            lang,
            "矛盾：在有的周期里，甲、乙不能都达标",
            "contradictory: in some periods A and B cannot both be met",
        ),
        Relation::Contradictory => pick(lang, "矛盾：甲、乙不能都达标", "contradictory: A and B cannot both be met"),
        Relation::Independent => pick(lang, "互不蕴含", "independent: neither follows from the other"),
        Relation::NotDecided => pick(lang, "没有判定", "not decided"),
    }
}

/// What one clause is.
pub fn finding(single: &Single, lang: Lang) -> String {
    match (single.finding, single.periods) {
        (Finding::Unsatisfiable, _) => pick(lang, "永远达不到", "can never be met").to_owned(),
        (Finding::AlwaysMet, _) => pick(lang, "永远达标，等于没有要求", "always met: it asks for nothing").to_owned(),
        (Finding::NoWorkingDay, periods) => {
            let periods = periods.unwrap_or(0);
            pick(
                lang,
                format!("有 {periods} 个周期，能完成的日子都是休息日"),
                format!("in {periods} period(s) every day on which it could be fulfilled is a rest day"),
            )
        }
    }
}

/// Why nothing was decided.
pub fn undecided(why: Undecided, lang: Lang) -> &'static str {
    let (zh, en) = match why {
        Undecided::Kind => ("由人评定，或只记录不考核", "judged by a person, or only recorded"),
        Undecided::Value => (
            "两条比的不是同一个数（次数、比率、平均等各不相同），不能由一个推出另一个",
            "they do not compare the same value (a number, a ratio, an average …), and none says anything of the other",
        ),
        Undecided::OtherPeriods => (
            "同一个比率、平均数，周期长短不同：各期的权数不同，不作推算",
            "the same ratio or average over periods of two lengths: the short ones weigh differently, and nothing was worked out",
        ),
        Undecided::CountAndSum => (
            "一条数次数，一条求合计；每条记录的数额不定，推不出来",
            "one counts records, the other adds up amounts, and an amount may be anything",
        ),
        Undecided::Sign => (
            "合计的数额可能有负数（退款、冲账），没有说不会，所以不能下结论",
            "the amounts that are added up may be negative (refunds, reversals), so that nothing follows",
        ),
        Undecided::Conditions => {
            ("“若”的条件不同或不能同时成立", "their conditions (若) differ or cannot be made to hold")
        }
        Undecided::Entities => (
            "逐个对象考核的方式不同，没有证明，也没有找到例子",
            "judged per entity in different ways; nothing was proved, and no example was found",
        ),
        Undecided::Threshold => (
            "阈值因人而异（目标），或不是一段区间（!=）",
            "a threshold depends on the person (目标), or is no interval (!=)",
        ),
        Undecided::Periods => (
            "时限有钟点而周期长短不同，或周期不是整天、截至评分那一刻",
            "times of day in periods of two lengths, or periods that are not whole days or run up to the instant of judgement",
        ),
        Undecided::InForce => ("两条施行的时间不同", "they are not in force at the same time"),
        Undecided::Duties => (
            "每次要做的事或时限不同，没有证明，也没有找到例子",
            "what is asked of each occurrence or the time for it differs; nothing was proved, and no example was found",
        ),
        Undecided::NoRecords => {
            ("没有找到能把两个阈值分开的记录", "no records were found that tell the two thresholds apart")
        }
        Undecided::Filter => ("筛选条件分不清哪些记录两边都算", "which records count for both cannot be told"),
        Undecided::People => ("适用条件分不清约束哪些人", "whom both bind cannot be told"),
        Undecided::Calendar => ("日历不知道这些年的工作日", "the calendar does not know the working days"),
        Undecided::Many => ("前面说同一件事的条款太多", "too many clauses before it are about the same thing"),
        Undecided::NoExample => ("没有证明，也没有找到例子", "nothing was proved, and no example was found"),
    };
    pick(lang, zh, en)
}

/// From what a relation follows.
fn because(because: Because, lang: Lang) -> &'static str {
    let (zh, en) = match because {
        Because::OtherPeople => ("没有人同时受两条约束", "nobody is bound by both"),
        Because::OtherRecords => ("没有一条记录两边都算", "no record counts for both"),
        Because::SameValue => (
            "推算：两条比的是同一个数，只看阈值；没有可比的（分母为零）时两条都不适用",
            "worked out: both compare the same value, so that the thresholds tell; with nothing to compare (a denominator of 0) neither applies",
        ),
        Because::HoursWithin => (
            "推算：同样的记录，一条的时段在另一条的时段之内，比较时段和阈值",
            "worked out: the same records; the hours of one lie within those of the other, and thresholds tell",
        ),
        Because::SameOccurrences => (
            "推算：同样的事，比较每次要做什么、时限多长",
            "worked out: the same occurrences; what is asked of each, and the time for it, tells",
        ),
        Because::SamePerson => ("推算：比较两条对人的要求", "worked out: what both ask of the person tells"),
        Because::Negative => (
            "合计的数额可能有负数（退款、冲账），例子里就有",
            "the amounts that are added up may be negative (refunds, reversals), as in the example",
        ),
        Because::NoValueForBoth => ("推算：没有一个值两条都认可", "worked out: no value is right for both"),
    };
    pick(lang, zh, en)
}

/// The reasons and examples of a decision.
pub fn decision(decision: &Decision, indent: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    if let Some(why) = decision.undecided {
        writeln!(out, "{indent}{}", undecided(why, lang))?;
    }
    for because in &decision.because {
        writeln!(out, "{indent}{}", self::because(*because, lang))?;
    }
    for reason in &decision.reasons {
        writeln!(out, "{indent}{}", self::reason(reason, lang))?;
    }
    for example in &decision.examples {
        self::example(example, pick(lang, ("甲", "乙"), ("A ", "B ")), indent, lang, out)?;
    }
    Ok(())
}

/// What two clauses are called: the first and the second.
type Names = (&'static str, &'static str);

/// The same of an old and a new version of one clause; what is proved says itself in the kind of change.
pub fn change(decision: &Decision, indent: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    if let Some(why) = decision.undecided {
        let open = pick(lang, "没有判定更严还是更宽：", "whether stricter or looser is not decided: ");
        writeln!(out, "{indent}{open}{}", undecided(why, lang))?;
    }
    let apart = |example: &&Example| example.first.status != example.second.status;
    for example in decision.examples.iter().filter(apart) {
        self::example(example, pick(lang, ("旧版", "新版"), ("old ", "new ")), indent, lang, out)?;
    }
    Ok(())
}

fn reason(reason: &Reason, lang: Lang) -> String {
    let (given, other) = match reason.given_first {
        true => pick(lang, ("甲", "乙"), ("A", "B")),
        false => pick(lang, ("乙", "甲"), ("B", "A")),
    };
    let days = days(reason.from, reason.to);
    let ends = match (reason.least, reason.most) {
        (Some(least), Some(most)) if least == most => pick(lang, format!("正好 {least}"), format!("exactly {least}")),
        (Some(least), Some(most)) => {
            pick(lang, format!("至少 {least}、至多 {most}"), format!("at least {least} and at most {most}"))
        }
        (Some(least), None) => pick(lang, format!("至少 {least}"), format!("at least {least}")),
        (None, Some(most)) => pick(lang, format!("至多 {most}"), format!("at most {most}")),
        (None, None) => pick(lang, "没有限制".to_owned(), "anything".to_owned()),
    };
    let (periods, of) = (reason.periods, reason.of);
    pick(
        lang,
        format!("推算：{given}达标时，{other}在 {days} {ends}（看了 {of} 个周期，{periods} 个得出这个结论）"),
        format!(
            "worked out: where {given} is met, {other} has {ends} in {days} (decided so in {periods} of {of} periods)"
        ),
    )
}

fn example(example: &Example, (first, second): Names, indent: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let status = |said: &Said| of_reports(lang).status(said.status);
    let days = days(example.from, example.to);
    let head = pick(lang, "例子", "example");
    writeln!(
        out,
        "{indent}{head} {days}  {}  {first}{}{}  {second}{}{}",
        example.person,
        status(&example.first),
        numbers(&example.first, lang),
        status(&example.second),
        numbers(&example.second, lang)
    )?;
    lines(&example.records, indent, lang, out)
}

/// An example about one clause, in one line.
pub fn alone(example: &Alone, lang: Lang) -> String {
    let said = &example.said;
    let interval = days(example.from, example.to);
    let status = of_reports(lang).status(said.status);
    let none = pick(lang, "没有记录时", "without a record:");
    match example.records.is_empty() {
        true => format!("{} {interval}  {none} {status}", pick(lang, "例子", "example")),
        false => format!("{} {interval}  {}  {status}", pick(lang, "例子", "example"), example.records.join("; ")),
    }
}

fn lines(records: &[String], indent: &str, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    if records.is_empty() {
        writeln!(out, "{indent}  {}", pick(lang, "（没有记录）", "(no records)"))?;
    }
    for line in records.iter().take(MOST) {
        writeln!(out, "{indent}  {line}")?;
    }
    match records.len().saturating_sub(MOST) {
        0 => Ok(()),
        more => writeln!(out, "{indent}  {}", pick(lang, format!("… 还有 {more} 行"), format!("… {more} more lines"))),
    }
}

/// The number that decides: that of the worst period.
fn numbers(said: &Said, lang: Lang) -> String {
    let worst: Option<&Outcome> = said.outcomes.iter().find(|outcome| outcome.status == said.status);
    let decisive = said.status == Status::Missed || said.outcomes.len() == 1;
    let number = worst.filter(|_| decisive).and_then(|it| Some((it.actual?, it.required?)));
    number.map_or_else(String::new, |(actual, required)| {
        let (actual, required) = (write::number(actual), write::number(required));
        pick(lang, format!("（实际 {actual}，要求 {required}）"), format!(" (actual {actual}, required {required})"))
    })
}

fn days(from: NaiveDate, to: NaiveDate) -> String {
    let last = to.pred_opt().unwrap_or(to);
    if last <= from { from.to_string() } else { format!("{from} – {last}") }
}
