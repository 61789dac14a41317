//! The one catalogue of messages: every code with its severity and its words in both languages.
//!
//! Style: lowercase in English, no final full stop, the user's words in backticks, the way out apart in the
//! help. Codes: `GJ00` files, `GJ01` structure and syntax, `GJ02` sentences, `GJ03` names, `GJ04` types and
//! values, `GJ05` scoring, `GJ06` vocabulary files, `GJ07` lint, `GJ08` case files and analysis.

mod entry;
mod general;

pub use self::entry::Entry;
use self::entry::catalogue;
pub use self::general::general;
use crate::diagnostic::Severity;

catalogue! {
    // Files
    NotUtf8 "GJ0001" Error
        "文件不是 UTF-8 编码(第 {byte} 字节处)"
        "the file is not UTF-8 (at byte {byte})"
        "在编辑器中另存为 UTF-8;GBK 文件先转换编码;Word、Excel 文档先用 `guiju import` 变成草稿"
        "save it as UTF-8; convert a GBK file first; make a draft of a Word or Excel document with `guiju import`";
    EmptyFile "GJ0002" Warning
        "文件里没有任何条款"
        "the file holds no clause"
        "写一条要求试试,例如 `每周上门访问客户 >= 8`"
        "write a requirement, for instance `每周上门访问客户 >= 8`";
    TooLong "GJ0003" Error
        "这一句太长({length} 字节,上限 {limit})"
        "this sentence is too long ({length} bytes, at most {limit})"
        "把它分成几条"
        "split it into several clauses";
    TooDeep "GJ0004" Error
        "括号嵌套太深({depth} 层,上限 {limit})"
        "brackets are nested too deeply ({depth} levels, at most {limit})"
        "用 `定义` 给里层的式子起个名字"
        "give the inner expression a name with `定义`";

    HiddenCharacter "GJ0005" Error
        "这里有一个看不见的控制字符({character})"
        "there is an invisible control character here ({character})"
        "删去它;多半是从别的程序里复制带来的"
        "delete it; it mostly comes along when text is copied from another program";

    // Structure and syntax
    Unreadable "GJ0101" Error
        "读不懂 `{words}`"
        "`{words}` cannot be read"
        "规范形式是 [每家客户] [每周] [5日前] 活动 [其中 条件] >= 数 量词;含有 其中、须、且、或 的名称要写在 「」 里"
        "the canonical form is [每家客户] [每周] [5日前] activity [其中 condition] >= number unit; names that hold 其中, 须, 且 or 或 go into 「」";
    BadProperty "GJ0102" Error
        "这一行属性读不懂:`{words}`"
        "this property cannot be read: `{words}`"
        "例如 `{example}`"
        "for instance `{example}`";
    Unclosed "GJ0103" Error
        "「 与 」 没有成对"
        "「 and 」 do not pair"
        "补上缺的那一个"
        "add the one that is missing";

    ImpossibleTime "GJ0120" Error
        "没有 `{time}` 这个时刻"
        "there is no time of day `{time}`"
        "钟点从 0:00 到 23:59;一天的末了写 `当天`"
        "times of day run from 0:00 to 23:59; for the end of a day write `当天`";

    // Sentences
    TwoPeriods "GJ0201" Error
        "一条要求里有两个周期"
        "the requirement has two periods"
        "分成两条,各写一个周期"
        "split it into two, each with its own period";
    ImpossibleDate "GJ0202" Error
        "没有 `{date}` 这一天"
        "there is no day `{date}`"
        "改正日期"
        "correct the date";

    VagueWord "GJ0203" Warning
        "`{word}` 没有说多久、多少或怎样才算"
        "`{word}` does not say how often, how much or what counts"
        "写出周期、次数或期限,例如 `每月 … >= 1 次`;检查时不看这个词"
        "state a period, a number or an interval, for instance `每月 … >= 1 次`; the word itself is not checked";
    PointsRange "GJ0204" Error
        "`{words}` 给的是一个幅度,没有说什么情况多少分"
        "`{words}` gives a range and does not say when how much"
        "写成一个数,或按情形分档,例如 `计分 分档 < 80% 扣 1 分、< 70% 扣 3 分`"
        "write one number, or tiers: `计分 分档 < 80% 扣 1 分、< 70% 扣 3 分`";
    NumberUnread "GJ0205" Warning
        "`{words}` 没有参与判断"
        "`{words}` is judged by nothing"
        "这句话里有读不进要求的数字或时间;把它单独写成一条,或写成规范形式(条件写 `其中 …`)"
        "the sentence holds a number or a time that its reading leaves out; make it a clause of its own, or write the canonical form (a condition as `其中 …`)";
    ConditionUnread "GJ0206" Warning
        "例外或条件 `{words}` 没有参与判断"
        "the exception or condition `{words}` is judged by nothing"
        "在条款下面写 `除外 …`,或在要求里写 `其中 …`、`若 …`"
        "write `除外 …` below the clause, or `其中 …` or `若 …` in the requirement";
    WordUnplaced "GJ0207" Warning
        "`{name}` 不像一个名称:`{word}` 没有读懂"
        "`{name}` is no name: `{word}` is left over of the sentence"
        "写清楚是什么事、要求多少,例如 `每月 盘点 >= 1 次`、`不得 迟到`;名称确是这样的,加上「」"
        "say what it is and how much is asked, e.g. `每月 盘点 >= 1 次` or `不得 迟到`; if the name is really that, put it in 「」";
    StepUnfit "GJ0208" Warning
        "`{words}` 是一个比例,后面按次数、户数扣的分没有读进去"
        "`{words}` is a ratio; the points by number of times or things that follow are left out"
        "按百分点扣分(`计分 每低 1 个百分点 扣 1 分`),或另写一条 `不得 …` 再写 `计分 每次 扣 1 分`"
        "take points by percentage points (`计分 每低 1 个百分点 扣 1 分`), or ban what is wanting (`不得 …`) with `计分 每次 扣 1 分`";
    DeadlineUndated "GJ0209" Error
        "这个期限没有说是 `{event}` 之后哪一期的"
        "this deadline does not say which one after `{event}` is meant"
        "写 次月、次季度、次年,例如 `凡 {event} 须 次年1月31日前 归档`;或写多久之内,例如 `3个工作日内`"
        "write 次月, 次季度 or 次年, e.g. `凡 {event} 须 次年1月31日前 归档`; or an interval, e.g. `3个工作日内`";
    WholeUnnamed "GJ0210" Warning
        "没有说 `{name}` 是占多少里面的"
        "nothing says of how many `{name}` is a share"
        "写成一个比,例如 `{name} / 应有人数 >= 2/3`,或写出率的名称,例如 `出席率 >= 80%`"
        "write a ratio, for instance `{name} / 应有人数 >= 2/3`, or the name of the rate: `出席率 >= 80%`";
    WindowBefore "GJ0211" Error
        "`{words}` 说的是事前的一段时间,不是至少提前多久"
        "`{words}` is a stretch of time before the event, not how long ahead at least"
        "至少提前多久写 `提前30天`,之前任何时候都可以写 `事先`"
        "for how long ahead at least write `提前30天`, for any time before `事先`";
    WordsUnread "GJ0212" Warning
        "`{words}` 没有读进任何要求"
        "`{words}` is in no requirement that was read"
        "这几个字若限定了什么事,把它写进名称或 `其中 …`;若另有所指,单独写成一条;只是说明的,删去或写 `说明 …`"
        "if the words narrow what is meant, put them in its name or in `其中 …`; if they ask for something else, make it a clause of its own; if they only explain, remove them or write `说明 …`";
    CountsAs "GJ0213" Error
        "`{words}` 是把一件事折算成另一件事"
        "`{words}` counts one thing as another"
        "另写一行,例如 `视同 {event} 其中 … 为 {activity}{amount}`(两样都算的写 `并计`)"
        "give it a line of its own, for instance `视同 {event} 其中 … 为 {activity}{amount}` (`并计` where both count)";
    PointsByGrade "GJ0214" Error
        "`{words}` 按等级给分,等级不是数"
        "`{words}` gives points by a grade, and a grade is no number"
        "由人按分数评定:`人工 「…」 >= 60` 加 `计分 分档 >= 90 得 10 分、>= 80 得 8 分、其余 得 0`;或每个等级一条 `记 …`"
        "have a person judge it by a number: `人工 「…」 >= 60` with `计分 分档 >= 90 得 10 分、>= 80 得 8 分、其余 得 0`; or write a `记 …` for each grade";
    NameHolds "GJ0215" Warning
        "`{name}` 里的 `{word}` 只当作名称的一部分,没有参与判断"
        "`{word}` was taken for a part of the name `{name}` and judges nothing"
        "周期、期限、次数和每个对象写在名称之外,例如 `凡 检查 须 次日 公示`、`每趟次 消毒 >= 1 次`;确是名称的一部分,给名称加上「」"
        "write periods, times, numbers and entities outside the name, for instance `凡 检查 须 次日 公示` or `每趟次 消毒 >= 1 次`; if the word really is a part of the name, put the name in 「」";
    SaidTwice "GJ0216" Warning
        "`{name}` 读成了与 `{other}` 不同的另一件事,分只记在它上面"
        "`{name}` was read as something else than `{other}`, and only it has the points"
        "是同一件事的,写成一条:`不得 {other}`,下一行写 `计分 …`;是两件事的,分两行写"
        "if both are one thing, write it once: `不得 {other}` with `计分 …` on the next line; if they are two, give each a line of its own";
    PointsSpread "GJ0217" Warning
        "后面的分也记在了 `{name}` 上,它本身不像是不该有的事"
        "the points that follow were given to `{name}` too, which does not look like a failing"
        "要求做到的单独写成一条,例如 `保存时间 >= 48小时`;确是要扣分的,写 `不得 {name}`,下一行写 `计分 …`"
        "give what is to be done a clause of its own, for instance `保存时间 >= 48小时`; if it is a failing, write `不得 {name}` with `计分 …` on the next line";
    NameBare "GJ0218" Warning
        "`{name}` 没有说是什么的"
        "`{name}` does not say of what"
        "把它的名称写全,例如 `会议时间 <= 10分钟`;每一次都要做到的,写 `凡 会议 须 时长 <= 10分钟`"
        "write its whole name, for instance `会议时间 <= 10分钟`; what is asked of each one is `凡 会议 须 时长 <= 10分钟`";

    PeriodLength "GJ0219" Error
        "`{words}` 的长度要在 1 到 {most} 之间"
        "the length of `{words}` has to be between 1 and {most}"
        "改正数字,或换一个较大的单位"
        "correct the number, or use a larger unit";
    TwoDeadlines "GJ0220" Error
        "一条要求里有两个时限"
        "the requirement has two deadlines"
        "分成两条,各写一个时限;一段时间写成 `20日至25日`;属于名称的写在 「」 里"
        "split it into two, each with its own deadline; write a stretch of time as `20日至25日`; put what belongs to a name in 「」";
    PointsByPayer "GJ0221" Error
        "`{words}` 和前面的人受罚不同,没有说记录里怎样区分"
        "`{words}` takes another amount than is taken from those before, and nothing says how the records tell them apart"
        "每种人写一条,用 `其中` 指明记录里的字段,例如 `不得 未戴安全帽 其中 岗位 = 「工人」,计分 每次 扣 20 元`"
        "write one line for each of them and name the field of the records with `其中`, for instance `不得 未戴安全帽 其中 岗位 = 「工人」,计分 每次 扣 20 元`";
    HeldToBoth "GJ0222" Warning
        "`{name}` 对 `{one}` 和 `{other}` 要求不同,但责任人不限定考核谁,两条对每个人都算"
        "`{name}` is asked of `{one}` and of `{other}` differently, but who answers for it does not say who is judged: both hold for everyone"
        "每个岗位写一条,下一行写 `适用 岗位 = {one}`、`适用 岗位 = {other}`"
        "give each post a line of its own, with `适用 岗位 = {one}` and `适用 岗位 = {other}` on the next";
    EventUnnamed "GJ0229" Error
        "`{words}` 没有说从什么时候算起"
        "nothing says what `{words}` runs from"
        "写出事情和时距,例如 `凡 收到投诉 须 7天内 答复`;每个周期都要做的,写 `每月 5日前 …`"
        "name the event and the interval, for instance `凡 收到投诉 须 7天内 答复`; what is due in every period is `每月 5日前 …`";
    DayOfEvent "GJ0230" Error
        "`{words}` 可以是每天的,也可以是事情那一天的"
        "`{words}` may be of every day, or of the day of an event"
        "每天的写 `每日 18:00前 …`;事情那一天的写 `凡 … 须 当天 …`,几点之前用记录里的字段判断"
        "of every day, write `每日 18:00前 …`; of the day of an event `凡 … 须 当天 …`, with a field of the records for the time of day";
    RightTimed "GJ0231" Error
        "`{words}` 是可以不做的事,又没有说从什么时候算起"
        "nobody has to do `{words}`, and nothing says what its time runs from"
        "写成 `凡 申诉 须 在 公示 后 5天内`;只是告知权利的,写 `说明 …`"
        "write `凡 申诉 须 在 公示 后 5天内`; if it only tells of a right, write `说明 …`";
    CountedBack "GJ0232" Error
        "`{words}` 是从一期的头尾数的几天,没有这样的时限"
        "`{words}` counts days from an end of the period, which no deadline does"
        "写到哪一天为止,例如 `每月 27日前 …`、`每月 月底前 …`;某件事之前多久写 `凡 … 须 提前3天 …`"
        "write the day, for instance `每月 27日前 …` or `每月 月底前 …`; so long before something happens is `凡 … 须 提前3天 …`";
    DelayBands "GJ0233" Error
        "`{words}` 按逾期多久分档,而一条要求只有一个期限,没有这样的分档"
        "`{words}` is a band of how late it is, and a requirement has one deadline, with no bands beyond it"
        "一档写一条,各有期限和再扣的分,例如 `每月 5日前 上报报表,计分 未达标 扣 2 分` 和 `每月 8日前 上报报表,计分 未达标 扣 3 分`;按天扣的写 `每逾期1天扣1分`"
        "write one line for each band, with its own deadline and what it takes besides, for instance `每月 5日前 上报报表,计分 未达标 扣 2 分` and `每月 8日前 上报报表,计分 未达标 扣 3 分`; so much a day is `每逾期1天扣1分`";
    DayOfYear "GJ0234" Error
        "`{words}` 是某一年的一天,而要求是每一期都要做的"
        "`{words}` is a day of one year, and what is asked is due in every period"
        "写 `每年 {day}前 …`;只管那一年的,再在文件开头写 `施行 2024-01-01 起 至 2024-12-31`"
        "write `每年 {day}前 …`; where it is for that year only, begin the file with `施行 2024-01-01 起 至 2024-12-31` as well";
    GradeAsked "GJ0225" Error
        "`{name}` 是等级,不是要检查的事"
        "`{name}` is a grade, nothing to be checked"
        "写成整份标准的等级,例如 `等级 优秀 >= 90、良好 >= 80、合格 >= 60、其余 不合格`;确是名称,给它加上「」"
        "write the grades of the standard, for instance `等级 优秀 >= 90、良好 >= 80、合格 >= 60、其余 不合格`; if it really is a name, put it in 「」";

    // Names
    UnknownName "GJ0301" Error
        "词汇表里没有 `{name}`"
        "`{name}` is in no table of the vocabulary"
        "在 guiju.toml 里登记它(活动、指标、字段或短语),或写 `人工 「{name}」` 由人评定"
        "add it to guiju.toml (activity, metric, field or phrase), or write `人工 「{name}」` to have a person judge it";
    UnknownField "GJ0302" Error
        "词汇表里没有字段 `{name}`"
        "the vocabulary has no field `{name}`"
        "在 guiju.toml 里加一张表 `[field.\"{name}\"]`"
        "add a table `[field.\"{name}\"]` to guiju.toml";
    UnknownPeriod "GJ0303" Error
        "日历里没有叫 `{name}` 的周期"
        "the calendar has no period called `{name}`"
        "在 guiju.toml 的 [calendar.period] 里定义它,例如 `\"结算月\" = \"每月25日至次月24日\"`,或改用自然周期(每周、每月…);若是逐个对象考核,写成 `每<量词><对象>`"
        "define it under [calendar.period] in guiju.toml, for instance `\"结算月\" = \"每月25日至次月24日\"`, or use a natural period (每周, 每月 …)";
    UnknownMoment "GJ0304" Error
        "日历里没有叫 `{name}` 的时刻"
        "the calendar has no moment called `{name}`"
        "在 guiju.toml 的 [calendar] moments 里写明,例如 `{name} = \"18:00\"`,或直接写钟点"
        "state it in [calendar] moments of guiju.toml, for instance `{name} = \"18:00\"`, or write the time of day";
    MissingParameter "GJ0305" Error
        "阈值 `{name}` 没有数值"
        "the threshold `{name}` has no value"
        "加一行 `参数 {name} = …`,或直接写数字"
        "add a line `参数 {name} = …`, or write the number";
    NameTwice "GJ0306" Error
        "`{name}` 定义了两次"
        "`{name}` is defined twice"
        "删去一个,或换个名字"
        "remove one of them, or give it another name";
    IdTwice "GJ0307" Error
        "两条条款的编号都是 `{id}`"
        "two clauses have the id `{id}`"
        "改正序号,或用 `标识 …` 给其中一条起个名字"
        "correct the number, or name one of them with `标识 …`";
    DefinedByItself "GJ0308" Error
        "`{name}` 的定义绕回了它自己"
        "`{name}` is defined by itself"
        "从记录的字段定义它,例如 `合计(活动.字段)`"
        "define it from fields of the records, for instance `合计(活动.字段)`";
    UnboundMeasureWord "GJ0309" Warning
        "量词 `{word}` 没有约定怎么数,按记录条数计"
        "the measure word `{word}` is not bound, so records are counted"
        "在 guiju.toml 里约定 `[measure-word.\"{word}\"]`,例如 `count = \"{count}\"`(可以是 distinct、sum、records)及 `field = \"{field}\"`;每一次都要做到的写 `凡 … 须 <字段> …`"
        "bind it in guiju.toml: `[measure-word.\"{word}\"]`, for instance with `count = \"{count}\"` (distinct, sum or records) and `field = \"{field}\"`; what is asked of each record is written `凡 … 须 <field> …`";
    NothingCorrelates "GJ0310" Warning
        "`{trigger}` 与 `{response}` 之间没有对应的键,期限内任何一条 `{response}` 都算"
        "nothing correlates `{trigger}` with `{response}`: any `{response}` in time will do"
        "在条款末尾写 `按 <字段>`,或在 guiju.toml 的 `[activity.\"{trigger}\"]` 里写 `key = \"…\"`"
        "end the clause with `按 <field>`, or give `[activity.\"{trigger}\"]` a `key = \"…\"` in guiju.toml";
    NothingCheckable "GJ0311" Error
        "`{words}` 没有说出可以检查的内容"
        "`{words}` says nothing that can be checked"
        "补上次数、比例或期限;或在 guiju.toml 的 [phrase] 里说明它的意思;由人评定的写 `人工 「{words}」`;只是说明的在下一行写 `说明`"
        "state a number, a ratio or a time limit; or give it a meaning under [phrase] in guiju.toml; write `人工 「{words}」` if a person judges it, or `说明` on the next line if it is only explanation";
    NothingToNarrow "GJ0312" Error
        "前面没有可以附加 `其中` 条件的要求"
        "there is no requirement before it that `其中` could narrow"
        "把这个短语放在它所限定的要求后面"
        "put the phrase behind the requirement it belongs to";
    NearAttribute "GJ0314" Warning
        "`{name}` 不像人员的属性:人员表里没有这一列,条款就不约束任何人"
        "`{name}` hardly is an attribute of people: where the people table has no such column, the clause binds nobody"
        "确是这一列的,在 guiju.toml 里登记 `[field.\"{name}\"]`"
        "if the column is really called that, add `[field.\"{name}\"]` to guiju.toml";
    IdleFrame "GJ0315" Warning
        "`{words}` 在这里不起作用:{form} 不分时段,也不分对象"
        "`{words}` does nothing here: {form} knows no periods, deadlines or entities"
        "只看某些记录的,用 `其中` 说明;按时段或对象计次的,写成 `每周 … >= 1 次`;没有这个意思的,删去"
        "narrow the records with `其中`; to count by period or entity, write `每周 … >= 1 次`; else remove it";
    IdleProperty "GJ0316" Warning
        "`{words}` 在这里不起作用:这一条是 `{form}`"
        "`{words}` does nothing here: the clause is `{form}`"
        "任职 排除谁用 `适用`;`自 … 起` 改的是阈值;没有期限的无从顺延;`每少` `每低` 扣的是 `>=` 的差,`每超` 扣的是 `<=` 的差,没有数可比的按 `每次` 或 `未达标` 扣"
        "whom 任职 leaves out is said by `适用`; `自 … 起` changes a threshold; with no deadline nothing moves; `每少` and `每低` take for what `>=` lacks, `每超` for what is past `<=`, and where no number is compared `每次` or `未达标` takes";
    PropertyOfClause "GJ0313" Error
        "这个属性只能写在条款下面"
        "this property belongs below a clause"
        "把它移到某一条的下一行"
        "move it to the line after a clause";

    // Types and values
    FieldDeclaredOtherwise "GJ0401" Error
        "字段 `{field}` 声明为 {known},这里却当作 {used} 用"
        "the field `{field}` is declared as {known} but used as {used}"
        "改正条件,或改正 guiju.toml 里 `[field.\"{field}\"]` 的 type"
        "correct the condition, or the type of `[field.\"{field}\"]` in guiju.toml";
    FieldUsedOtherwise "GJ0402" Error
        "字段 `{field}` 在别处当作 {known} 用,这里却当作 {used} 用"
        "the field `{field}` is used as {known} elsewhere and as {used} here"
        "统一用法,或在 guiju.toml 里用 `[field.\"{field}\"]` 声明它的 type"
        "use it in one way, or declare its type under `[field.\"{field}\"]` in guiju.toml";
    UnknownStep "GJ0403" Error
        "`{step}` 不在 `{level}` 的次序里(有:{steps})"
        "`{step}` is no step of `{level}` (which has {steps})"
        "改正写法,或在 guiju.toml 的 `[level.\"{level}\"]` order 里加上它"
        "correct it, or add it to the order of `[level.\"{level}\"]` in guiju.toml";
    NoOrder "GJ0404" Error
        "`{field}` 没有次序,不能与 `{value}` 比大小"
        "`{field}` has no order, so it cannot be above or below `{value}`"
        "用 `=` 或 `属于`,或在 guiju.toml 里用 `[level.\"{field}\"]` 规定次序"
        "use `=` or `属于`, or give it an order under `[level.\"{field}\"]` in guiju.toml";
    NumberTooLarge "GJ0405" Error
        "数字 `{number}` 位数太多,不能精确计算"
        "the number `{number}` has too many digits to reckon with exactly"
        "改正数字,或换一个单位:大数用万、亿,小数用 ‰ 或更小的单位"
        "correct the number, or use another unit: 万, 亿 for large numbers, ‰ or a smaller unit for small ones";
    UnitMismatch "GJ0406" Error
        "`{field}` 以 {unit} 计,这里的单位不能精确换算成 {unit}"
        "`{field}` is in `{unit}`, and this unit does not convert to it exactly"
        "用 `{unit}` 写阈值"
        "state the threshold in `{unit}`";
    TenureUnit "GJ0407" Error
        "`{field}` 要以年或月计"
        "`{field}` is counted in years or months"
        "例如 `{field} >= 3月`"
        "for instance `{field} >= 3月`";
    BareField "GJ0408" Error
        "`{activity}.{field}` 有许多个值,没有说怎么合成一个"
        "`{activity}.{field}` has many values, and nothing says how to make one of them"
        "写成 `合计({activity}.{field})`,或用 平均、最大、最小、去重"
        "write `合计({activity}.{field})`, or 平均, 最大, 最小, 去重";
    WrongArgument "GJ0409" Error
        "`{words}` 的括号里写得不对"
        "`{words}` takes another argument"
        "次数、占比、连续 的括号里写活动;合计、平均、最大、最小、去重 写 `活动.字段`"
        "次数, 占比 and 连续 take an activity; 合计, 平均, 最大, 最小 and 去重 take `activity.field`";
    NotAConstant "GJ0410" Error
        "这里只能写一个确定的数,不能写 `{words}`"
        "a plain number is needed here, not `{words}`"
        "写出数字,或用 `参数` 给出"
        "write the number, or give it as a `参数`";
    EmptyRange "GJ0411" Error
        "`介于 {from} 至 {to}` 是空的"
        "`介于 {from} 至 {to}` is empty"
        "小的写在前面"
        "put the smaller number first";
    DeadlineOutsidePeriod "GJ0412" Error
        "时限 `{words}` 不在它的周期里"
        "the deadline `{words}` is no part of its period"
        "周几要配每周,几日、月底要配每月,季末要配每季度,几月几日、年底要配每年,首月、末月几日要配每季度、每半年;次月、次季度、次年也要与周期一致"
        "a weekday needs 每周, a day of the month and 月底 每月, 季末 每季度, a day of the year and 年底 每年, 首月 and 末月 每季度 or 每半年; 次月, 次季度 and 次年 have to be of that period too";
    VagueInterval "GJ0413" Error
        "`{word}` 没有说多久"
        "`{word}` does not say how long"
        "加一行 `参数 {word} = 30分钟`(或别的时长)"
        "add a line `参数 {word} = 30分钟` (or another length)";
    NotADuration "GJ0414" Error
        "参数 `{word}` 不是时长"
        "the parameter `{word}` is no length of time"
        "写成例如 `参数 {word} = 30分钟`"
        "write for instance `参数 {word} = 30分钟`";
    WindowUnit "GJ0450" Error
        "`{words}` 的长度要以天、工作日、周、月、季度或年计"
        "the length of `{words}` is in days, working days, weeks, months, quarters or years"
        "换成天数,例如 任意连续7天;一天之内的用 `每2小时`"
        "write it in days, for instance 任意连续7天; within a day use `每2小时`";
    SampleOfCount "GJ0451" Warning
        "`样本` 只用于比率和平均数,这一条数的是 {words}"
        "`样本` is for ratios and averages, but this clause counts {words}"
        "删去 `样本`,或改用比率"
        "remove `样本`, or use a ratio";
    DeadlineBackwards "GJ0417" Error
        "时限 `{words}` 的结束在开始之前"
        "the deadline `{words}` ends before it begins"
        "早的写在前面;跨到下一期的写出来,例如 `25日至次月5日`、`22:00至次日 6:00`"
        "put the earlier end first; where it runs into the next period, say so: `25日至次月5日`, `22:00至次日 6:00`";
    LengthUncounted "GJ0418" Error
        "算不出 `{words}` 到哪一天为止"
        "there is no telling on which day `{words}` ends"
        "时长不超过 100 年;几个月零几天的写成天数,例如 45天"
        "a length is no more than 100 years; write months and a part of one as days, for instance 45天";
    NeverInForce "GJ0416" Error
        "施行日期从 {from} 到 {to},没有一天有效"
        "it is in force from {from} to {to}, which is no day"
        "改正起止日期"
        "correct the dates";

    // Scoring
    WorthUsedUp "GJ0501" Error
        "写明的分值共 {stated},没有给未写分值的条款留下分(本节共 {whole})"
        "the stated worths come to {stated} and leave nothing for the clauses without one (of {whole})"
        "给每一条都写上 `分值`,或减少已写的分值"
        "state a `分值` for every clause, or lower those stated";
    StepNotPositive "GJ0502" Error
        "计分的一档是 {step},应当大于 0"
        "a scoring step of {step} is not above 0"
        "写出每一档的大小,例如 `每少 1 次 扣 2 分`"
        "state the size of a step, for instance `每少 1 次 扣 2 分`";
    ScaleGap "GJ0503" Error
        "这个标度没有说 {value} 怎么算"
        "the scale does not say what {value} gives"
        "补上缺的一档:写 `>= 90` 而不写 `90-99`,末尾写 `其余 …`"
        "add what is missing: write `>= 90` rather than `90-99`, and end with `其余 …`";
    UnreachableLine "GJ0504" Warning
        "没有哪个值轮得到 `{line}`,别的已经包括了它"
        "no value reaches `{line}`: other lines take them all"
        "从严到宽排列,例如先写 >= 90,再写 >= 80;扣分的档从轻到重,先写 < 90,再写 < 80"
        "order the lines from strict to lenient, >= 90 before >= 80; those that take points from little to much, < 90 before < 80";
    WorthSum "GJ0505" Warning
        "本节各条的分值共 {stated},不是 {whole}"
        "the worths of this section come to {stated}, not {whole}"
        "得分按比例折算;若不是本意,请调整分值"
        "scores are relative to the sum; adjust the worths if that is not meant";
    PropertyTwice "GJ0506" Error
        "`{property}` 写了两次"
        "`{property}` is stated twice"
        "只留一个"
        "keep one of them";
    ManualAndNote "GJ0507" Error
        "同一条不能既是 `说明` 又是 `人工`"
        "a clause cannot be both `说明` and `人工`"
        "只留一个"
        "keep one of them";
    UnknownGrade "GJ0508" Error
        "等级里没有 `{grade}`"
        "there is no grade `{grade}`"
        "写成 `等级` 一行里有的名字"
        "use a name of the line `等级`";
    LateStepUnit "GJ0550" Error
        "迟多久不能按 `{unit}` 数"
        "lateness cannot be counted in `{unit}`"
        "写成天、工作日、周、小时或分钟,例如 `每迟 1 天 扣 1 分`"
        "write days (天), working days (工作日), weeks (周), hours (小时) or minutes (分钟), for instance `每迟 1 天 扣 1 分`";

    ScaleOverlap "GJ0510" Warning
        "{value} 同时落在两档里,算前一档"
        "{value} lies in two lines, and the first counts"
        "两档之间留一个不包含的界,例如先写 >= 90,再写 >= 80"
        "give the border to one of them: >= 90 before >= 80";
    ScaleDisorder "GJ0511" Error
        "这些档没有从高到低(或从低到高)排列"
        "the lines of this scale go neither down nor up"
        "按次序排列各档,或写成 >= 90、>= 80 …"
        "put them in order, or write >= 90, >= 80 …";
    ScoringConflict "GJ0512" Error
        "`{one}` 与 `{other}` 各自决定这一条的得分,不能并用"
        "`{one}` and `{other}` both decide what the clause gets"
        "只留一个;`每少 …`、`每次 …`、`未达标 …` 可以与其中一个并用"
        "keep one of them; 每少 …, 每次 … and 未达标 … may stand beside it";
    LimitPeriod "GJ0514" Error
        "上限按 `{period}` 算,这一条却不是每一期都判"
        "the limit is of `{period}`, but the clause is judged over a longer time"
        "在要求前面也写上 `{period}`,或删去上限前面的 `{period}`"
        "write `{period}` before the requirement as well, or remove it before the limit";
    SinceTwice "GJ0513" Error
        "从 {day} 起的要求写了两次"
        "what holds from {day} is stated twice"
        "只留一个,或改正日期"
        "keep one of them, or correct the day";

    // Vocabulary files
    BadManifest "GJ0601" Error
        "guiju.toml 读不懂:{cause}"
        "the vocabulary file cannot be read: {cause}"
        "对照参考手册检查这一处的写法"
        "check this place against the reference";
    MeasureWordField "GJ0602" Error
        "量词 `{name}` 没有写 field"
        "the measure word `{name}` has no field"
        "`count = \"distinct\"` 与 `\"sum\"` 都要写明数的是哪个字段"
        "`count = \"distinct\"` and `\"sum\"` need to say which field";
    BadCalendar "GJ0603" Error
        "日历设置不对:{cause}"
        "the calendar cannot be used: {cause}"
        "检查 [calendar] 一节"
        "check the table [calendar]";
    UnknownFeed "GJ0610" Error
        "没有声明过来源 `{name}`"
        "the source `{name}` is not declared"
        "写成 [feed.\"…\"] 里有的名字,或加一节 `[feed.\"{name}\"]`"
        "use a name that has a table [feed.\"…\"], or add `[feed.\"{name}\"]`";

    // Lint: allowances and levels
    UnknownRule "GJ0701" Warning
        "没有叫 `{rule}` 的规则"
        "there is no rule `{rule}`"
        "guiju lint --rules 列出所有规则"
        "guiju lint --rules lists all rules";
    AllowedWithoutReason "GJ0702" Warning
        "允许了却没有说为什么,所以不算数"
        "it is allowed without a reason, so it is not"
        "写成 `// 规矩:允许 <规则> 因为 <理由>`"
        "write `// 规矩:允许 <rule> 因为 <reason>`";
    AllowedForNothing "GJ0703" Warning
        "这里没有 `{rule}` 可以允许"
        "there is no `{rule}` here to allow"
        "删去这一句,或移到所说的条款上一行"
        "remove it, or move it to the line above the clause that it is about";
    LevelFixed "GJ0704" Error
        "`{rule}` 总是错误,不能调低"
        "`{rule}` is always an error and cannot be lowered"
        "删去这一行"
        "remove this line";

    // Lint: rules; the pages are in guiju-compile/src/lint/rules
    MissingPeriod "GJ0710" Warning
        "`{words}` 没有写周期,按整个考核期算"
        "`{words}` has no period, so the whole appraisal range is meant"
        "写明周期,例如 `每月 {words}`;就是整个考核期的写 `考核期`"
        "state the period, for instance `每月 {words}`; write `考核期` for the whole range";
    ImpliedThreshold "GJ0711" Note
        "`{words}` 没有写多少,按至少 1 次算"
        "`{words}` states no number, so at least 1 is meant"
        "写明次数,例如 `至少1次`"
        "state the number, for instance `至少1次`";
    Contradictory "GJ0712" Warning
        "与 {other} 矛盾:`{one}` 和 `{two}` 不能同时做到"
        "it contradicts {other}: `{one}` and `{two}` cannot both be met"
        "改其中一条,或用 `适用`、`施行` 把它们分开"
        "change one of them, or keep them apart with `适用` or `施行`";
    Redundant "GJ0713" Warning
        "{other} 已经包括了它:做到 `{one}` 就做到了 `{two}`"
        "{other} says it already: `{one}` implies `{two}`"
        "删去宽的一条,或说明它为什么单独计分"
        "remove the weaker one, or say why it scores on its own";
    ImpossibleTarget "GJ0714" Warning
        "`{words}` 做不到:{cause}"
        "`{words}` cannot be met: {cause}"
        "改正目标或周期"
        "correct the target or the period";
    BoundaryUnstated "GJ0715" Note
        "`{words}` 没有写含不含当天,按含当天算"
        "`{words}` does not say whether the day itself is in; it is taken to be"
        "写 `{words}(含)` 或 `{words}(不含)`"
        "write `{words}(含)` or `{words}(不含)`";
    CountsOtherwise "GJ0716" Warning
        "这里 `{activity}` 按记录条数计,{other} 却按不同的 `{field}` 计"
        "`{activity}` is counted by records here, and by different `{field}` in {other}"
        "写上量词:`{word}` 或 `次`"
        "write the measure word: `{word}` or `次`";
    NeverRecorded "GJ0717" Warning
        "数据里没有一条 `{activity}`"
        "the data hold no record of `{activity}`"
        "改正名称,在 guiju.toml 里用 also 写上数据里的叫法,或安排记录"
        "correct the name, add the name that the data use to `also` in guiju.toml, or have it recorded";
    ChargedTwice "GJ0718" Warning
        "一次 `{activity}` 在这里和 {other} 扣两回"
        "one `{activity}` costs points here and in {other}"
        "只在一处扣,或用 `除外` 分开"
        "take the points in one place, or separate them with `除外`";
    NoOwner "GJ0719" Note
        "从这里起 {count} 条没有写由谁负责,对所有人生效"
        "{count} clause(s) from here on name nobody, so they bind everyone"
        "在文件、小节或条款下写 `适用 岗位 = …`,或写 `责任 …`"
        "write `适用 岗位 = …` or `责任 …` below the file, the section or the clause";
    VersionGap "GJ0720" Warning
        "`{name}` 从 {from} 到 {to} 没有一版有效"
        "no version of `{name}` is in force from {from} to {to}"
        "把前一版的 `至` 或后一版的 `起` 改到相接"
        "move the end of the one or the start of the other";
    VersionOverlap "GJ0721" Warning
        "`{name}` 从 {from} 起有两版同时有效"
        "two versions of `{name}` are in force from {from} on"
        "给前一版写上 `至`,到后一版生效的前一天"
        "end the earlier one the day before the later one begins";
    ConfusableName "GJ0722" Warning
        "`{name}` 与 `{other}` 很像,却是两个名称"
        "`{name}` and `{other}` look alike and are two names"
        "是同一件事就统一写法,或在 guiju.toml 里用 also 合并"
        "write one of them if they are the same, or join them with `also` in guiju.toml";
    PercentOrPoints "GJ0723" Warning
        "`{words}` 可以是百分点,也可以是 {threshold} 的百分之几;按百分点算"
        "`{words}` may be percentage points or a part of {threshold}; points are meant"
        "写 `{points}`"
        "write `{points}`";
    NumberGap "GJ0724" Warning
        "序号从 {before} 跳到 {after}"
        "the numbers go from {before} to {after}"
        "补上缺的条款,或改正序号;要保留旧序号的用 `标识` 起名"
        "add what is missing or correct the number; `标识` gives a clause a stable name";
    UnusedDefinition "GJ0725" Warning
        "`{name}` 定义了,没有一条用到"
        "`{name}` is defined and used by no clause"
        "删去它,或改正条款里的写法"
        "remove it, or correct the clause that was meant to use it";
    WorthPartlyStated "GJ0726" Note
        "{stated} 条写了分值,这一条起 {unstated} 条没有,平分余下的"
        "{stated} clause(s) state a worth and {unstated} from here on share what is left"
        "给每一条都写上 `分值`"
        "state a `分值` for every clause";
    TakesMoreThanWorth "GJ0727" Warning
        "一次扣 {amount} 分,而这一条只值 {worth} 分"
        "one miss takes {amount}, and the clause is worth {worth}"
        "提高 `分值`,减少扣分,或写 `可为负`"
        "raise the `分值`, lower the amount, or write `可为负`";
    BonusWithoutCap "GJ0728" Warning
        "加分没有上限"
        "the bonus has no limit"
        "在计分后写 `最多加 5 分`,或在文件里写 `加分 最多 10 分`"
        "end the line with `最多加 5 分`, or write `加分 最多 10 分` for the file";
    VetoNeverFires "GJ0729" Warning
        "这一条不会未达标,`一票否决` 永远用不上"
        "this clause is never missed, so its `一票否决` never applies"
        "把要求写出来,例如 `不得 …`,再写一票否决"
        "state what is asked, for instance `不得 …`, and veto that";
    EmptySection "GJ0730" Warning
        "`{title}` 下面没有条款"
        "there is no clause below `{title}`"
        "写上条款,或删去标题"
        "write its clauses, or remove the heading";
    UnknownPost "GJ0731" Warning
        "人员表里没有人的 `{field}` 是 `{value}`"
        "nobody in the people table has `{field}` = `{value}`"
        "改正写法,或更新人员表"
        "correct it, or bring the people table up to date";
    DayBeyondMonth "GJ0732" Note
        "不是每个月都有 {day} 日;没有的月份按最后一天算"
        "not every month has a day {day}; the last day is taken where it is missing"
        "月底的写 `月底`"
        "write `月底` for the end of the month";
    PeriodBeyondAppraisal "GJ0733" Note
        "`{words}` 比考核期({appraisal})长,只在它结束的那一期考核"
        "`{words}` is longer than the appraisal ({appraisal}), so it is judged only in the one in which it ends"
        "分解到考核期,或知道如此即可"
        "break it down to the appraisal, or leave it knowingly";
    NoRegister "GJ0734" Note
        "`{entity}` 没有台账:一次也没有记录的 `{entity}` 不会算进来"
        "`{entity}` has no register, so one without any record is not judged"
        "在 guiju.toml 里写 `[entity.\"{entity}\"]` 和 `register = \"…\"`"
        "give `[entity.\"{entity}\"]` a `register = \"…\"` in guiju.toml";
    StepNeverReached "GJ0735" Warning
        "最多只差 {most},不够一档 {step},永远扣不到"
        "the gap is at most {most}, less than one step of {step}, so nothing is ever taken"
        "把一档改小,或写 `不足一档按一档`"
        "make the step smaller, or write `不足一档按一档`";
    LateWithoutDeadline "GJ0736" Warning
        "`每迟` 计分,却没有期限可以迟"
        "it scores lateness, and there is no deadline to be late for"
        "写上期限,例如 `每月 5日前 …`"
        "state the deadline, for instance `每月 5日前 …`";
    TrivialThreshold "GJ0737" Warning
        "`{words}` 总是达标"
        "`{words}` is always met"
        "改正阈值,或删去这一条"
        "correct the threshold, or remove the clause";
    NoteStatesNumber "GJ0738" Note
        "标为说明的话里有 `{words}`,却不考核"
        "what is marked as explanation says `{words}`, and is not judged"
        "把它写成要求,或确认只是说明"
        "write it as a requirement, or leave it knowingly";
    NoEffectiveDate "GJ0739" Note
        "`{name}` 没有写从哪天起施行"
        "`{name}` does not say from when it is in force"
        "写一行 `施行 2024-01-01 起`"
        "add a line `施行 2024-01-01 起`";
    LongClause "GJ0740" Note
        "一条里有 {count} 项要求,共用一份分值"
        "the clause holds {count} requirements that share one worth"
        "分成几条,各有序号和分值"
        "split it into several, each with its number and worth";
    UnusedName "GJ0741" Note
        "`{name}`({table})没有一条用到"
        "`{name}` ({table}) is used by no clause"
        "若条款里写成了别的名称,改正条款或加进 also;不再用的可以删去"
        "correct the clause that was meant to use it, or add its wording to `also`; what nothing needs can go";
    WordDisagrees "GJ0742" Warning
        "量词 `{word}` 在词汇表里是 `{bound}`,这里写明的却是 `{measure}`"
        "the measure word `{word}` is `{bound}` in the vocabulary, and `{measure}` is written here"
        "只写活动和量词,或去掉量词,或改用合适的量词"
        "write the activity with its word alone, leave the word out, or use one that fits";

    // Case files
    BadCases "GJ0801" Error
        "用例文件读不懂:{cause}"
        "the case file cannot be read: {cause}"
        "每个用例是一节 `[[case]]`,写 name、from、to、people、records 和 expect"
        "each case is a table `[[case]]` with name, from, to, people, records and expect";
    NoSuchStandard "GJ0802" Error
        "没有标准文件 `{name}`"
        "there is no standards file `{name}`"
        "`standard` 写用例文件旁边的 .gj 文件;不写时是同名的那个"
        "`standard` names a .gj file beside the case file; without it, the one of the same name is meant";
    BadCaseDate "GJ0803" Error
        "`{text}` 不能作 {key}"
        "`{text}` cannot be the {key}"
        "写成 2024-03-04;to 是最后一天的次日,应在 from 之后"
        "write 2024-03-04; `to` is the day after the last, so it comes after `from`";
    BadCaseLine "GJ0804" Error
        "这一处读不懂:`{words}`"
        "this cannot be read: `{words}`"
        "记录写成 `张三 2024-03-05..2024-03-08 09:30 上门访问客户 客户=甲,乙,丙,丁`,日子也可以是 `周五`、`每工作日`,`×3` 是三条;人员写成 `张三 岗位=文员`;含空格或逗号的值写在 「」 里"
        "a record is `张三 2024-03-05..2024-03-08 09:30 上门访问客户 客户=甲,乙,丙,丁`, days may be `周五` or `每工作日`, `×3` makes three; a person is `张三 岗位=文员`; values with blanks or commas go into 「」";
    UnevenList "GJ0805" Error
        "`{field}` 写了 {values} 个值,这一行却是 {records} 条记录"
        "`{field}` has {values} values, but the line makes {records} records"
        "值的个数应是 1、记录的条数或日子的个数"
        "there is one value for all, one per record, or one per day";
    UnknownActivityInCase "GJ0806" Error
        "标准和词汇表里都没有活动 `{name}`"
        "neither the standard nor the vocabulary has an activity `{name}`"
        "改正活动的名称"
        "correct the name of the activity";
    UnknownPersonInCase "GJ0807" Error
        "这个用例里没有 `{name}` 这个人"
        "the case has no person `{name}`"
        "在 people 里加上他,例如 `\"{name} 岗位=…\"`"
        "add the person to `people`, for instance `\"{name} 岗位=…\"`";
    UnknownClauseInCase "GJ0808" Error
        "标准里没有条款 `{id}`"
        "the standard has no clause `{id}`"
        "条款的编号见 `guiju explain`;也可以写 `总分`、`等级`"
        "`guiju explain` lists the ids; `总分` and `等级` stand for the score and the grade";
    UnknownRegisterInCase "GJ0809" Error
        "词汇表里没有台账 `{name}`"
        "the vocabulary has no register `{name}`"
        "台账在 guiju.toml 的 [entity] 里登记"
        "registers are named under [entity] in guiju.toml";
    UnknownFeedInCase "GJ0816" Error
        "没有活动来自来源 `{name}`"
        "no activity is recorded by the source `{name}`"
        "来源写在 guiju.toml 里活动的 feed"
        "sources are the `feed` of activities in guiju.toml";
    UnusedFieldInCase "GJ0810" Warning
        "没有条款用到字段 `{name}`"
        "no clause uses the field `{name}`"
        "若应当用到,改正字段名;否则删去"
        "correct the name if one should; otherwise leave it out";
    BadExpectation "GJ0811" Error
        "期望读不懂:`{words}`"
        "this expectation cannot be read: `{words}`"
        "写 达标、未达标、待定、不适用、无法判定、不约束,或连同数值 `达标 实际=7 要求=8 得分=20`;多个周期依次写成列表"
        "write 达标, 未达标, 待定, 不适用, 无法判定 or 不约束, with numbers if wanted (`达标 实际=7 要求=8 得分=20`); a list gives several periods in order";
    ExpectsNothing "GJ0812" Error
        "用例 `{name}` 没有写期望"
        "the case `{name}` expects nothing"
        "加一行 `expect.\"2.1a\" = \"达标\"`"
        "add a line `expect.\"2.1a\" = \"达标\"`";
    CaseTwice "GJ0813" Error
        "两个用例都叫 `{name}`"
        "two cases are called `{name}`"
        "给其中一个换个名字"
        "give one of them another name";
    UnusableInCase "GJ0814" Warning
        "`{name}` 的值不是它应有的类型"
        "the value of `{name}` is not of the type it should have"
        "日期写成 2024-03-04,数字写成 12.5,是否写 是 或 否;若本来就要试读不了的值,不必理会"
        "write days as 2024-03-04, numbers as 12.5, flags as 是 or 否; unless an unreadable value is what the case is about";
    UnknownYearInCase "GJ0815" Error
        "日历不知道 {year} 年的工作日"
        "the calendar does not know the working days of {year}"
        "改用日历已有的年份,或在日历文件里补上这一年"
        "use a year the calendar knows, or add it to the calendar file";
}
