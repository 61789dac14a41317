//! The keywords of the language: the rule of the grammar each comes from, what it does, and an example that reads.

/// A word that the grammar gives a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keyword {
    /// How it is written.
    pub text: &'static str,
    /// Other spellings of the same.
    pub also: &'static [&'static str],
    /// The rule of the grammar that spells it.
    pub rule: &'static str,
    /// What part it plays.
    pub role: Role,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
    /// A line that uses it.
    pub example: &'static str,
}

impl Keyword {
    /// The keyword and its other spellings.
    pub fn spellings(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.text).chain(self.also.iter().copied())
    }
}

macro_rules! roles {
    ($($role:ident $zh:literal $en:literal;)*) => {
        /// The parts that keywords play.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Role {
            $(#[doc = $zh] $role,)*
        }

        impl Role {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Role] = &[$(Role::$role),*];

            /// Its name in Chinese and in English.
            pub fn words(self) -> (&'static str, &'static str) {
                match self {
                    $(Role::$role => ($zh, $en),)*
                }
            }
        }
    };
}

roles! {
    Requirement "要求" "requirement";
    Duty "义务" "duty";
    Interval "时距" "interval";
    Condition "条件" "condition";
    Measure "度量" "measure";
    Number "数" "number";
    Period "周期" "period";
    Deadline "时限" "deadline";
    Property "属性" "property";
    Scoring "计分" "scoring";
    Heading "标题" "heading";
}

macro_rules! keywords {
    ($($text:literal [$($also:literal),*] $rule:ident $role:ident $zh:literal $en:literal $example:literal;)*) => {
        /// Every keyword, by the part it plays.
        pub const KEYWORDS: &[Keyword] = &[$(Keyword {
            text: $text,
            also: &[$($also),*],
            rule: stringify!($rule),
            role: Role::$role,
            zh: $zh,
            en: $en,
            example: $example,
        },)*];
    };
}

keywords! {
    "凡" [] every Requirement "其后的活动每发生一次,都带上 须 后的义务" "every occurrence of the activity carries the duty after 须" "凡 收发文件 须 签收";
    "不得" [] never Requirement "一次也不能发生" "it must not happen at all" "不得 客人投诉";
    "任职" [] qualification Requirement "对人员表里的人的要求" "asked of the person, not of records" "任职 学历 >= 大专";
    "记" [] record Requirement "没有要求,只按次加减分" "asks nothing; its 计分 counts occurrences" "记 荣誉称号";
    "人工" [] manual Requirement "由人评定,评定也是一条记录" "judged by a person; the judgement is a record" "人工 「美观大方」";
    "若" [] when Requirement "只在条件成立的周期里考核" "judged only in periods where the condition holds" "若 气温 < 0 ℃ 每周 检查机械呼吸阀 >= 1 次";
    "每" [] entity Requirement "对每个对象各判一次;周期、计分的档次也用它" "one judgement per thing; periods and steps of 计分 begin with it too" "每家客户 每月 更新客户档案 >= 1 次";
    "须" [] every Duty "凡 的义务" "the duty of 凡" "凡 新协议 须 当天 输入电脑";
    "且" [] and_duty Duty "两边都要" "both" "凡 新协议 须 当天 发送有关部门 且 当天 输入电脑";
    "或" [] condition Condition "有一边即可" "either" "任职 学历 >= 大专 或 职称 >= 初级";
    "按" [] key Duty "触发与响应按哪个字段对应" "the field that correlates trigger and response" "凡 新协议 须 当天 输入电脑 按 协议号";
    "由本人" [] own Duty "只算本人的响应" "only the person's own response counts" "凡 投诉 须 由本人 3天内 回复";
    "注明" [] filled Duty "这些字段都要填写" "these fields must be filled in" "凡 年度经营计划 须 注明 {产值、利润}";
    "依次" [] sequence Duty "按这个次序发生" "in this order" "凡 采购计划 须 依次 {下达申请单、到货接收、检验入库}";
    "在" [] anchored Duty "时距从另一件事算起" "the interval hangs on another event" "凡 申诉 须 在 公示 后 3个工作日内";
    "当天" ["当日", "同日"] same_day Interval "同一日期" "the same date" "凡 新会员资料 须 当天 输入电脑";
    "次日" ["第二天"] next_day Interval "第二天" "the day after" "凡 来函 须 次日 回复";
    "上午" [] noon Interval "到中午为止" "until noon" "凡 来函 须 次日上午 回复";
    "内" [] within Interval "从次日起算,到这段时间结束为止" "from the day after to the end of that time" "凡 促销活动结束 须 1天内 收回广告牌";
    "秒" ["秒钟"] duration_unit Interval "许多秒" "so many seconds" "凡 来电 须 20秒内 接听";
    "工作小时" [] duration_unit Interval "日历的上班时间里的一小时" "an hour of the working hours of the calendar" "凡 报修 须 4个工作小时内 上门";
    "提前" [] ahead Interval "至少早这么久" "at least so long before" "凡 会议开始 须 提前3天 发送会议预订单";
    "事先" [] beforehand Interval "在此之前的任何时候" "at any time before" "凡 加班 须 事先 审批";
    "立即" ["及时"] vague Interval "没有数;要有同名的参数" "has no number; a 参数 of that name gives it" "凡 火警 须 立即 上报";
    "其中" [] filter Condition "只算符合条件的记录" "only records that match count" "凡 会议 其中 人数 > 50 须 提前3天 报备";
    "非" [] negated Condition "不成立" "not" "凡 收发文件 其中 非 内部 须 签收";
    "属于" [] in Condition "是所列之一" "is one of those listed" "凡 建立客户档案 须 客户类别 属于 {忠诚客户、潜在客户}";
    "不属于" [] not_in Condition "不是所列的任何一个" "is none of those listed" "不得 投诉 其中 类别 不属于 {误报、重复}";
    "为空" [] is_empty Condition "没有填写" "is not filled in" "不得 外出 其中 事由 为空";
    "非空" [] not_empty Condition "已填写" "is filled in" "凡 建档 须 电话 非空";
    "包含" [] contains Condition "文字里有" "the text holds" "不得 发货 其中 备注 包含 「加急」";
    "合计" [] function Measure "一个字段的总和" "the sum of a field" "每月 合计(签订合同.金额) >= 5万 元";
    "平均" [] function Measure "一个字段的平均" "the average of a field" "每月 平均(回访.评分) >= 4";
    "最大" [] function Measure "一个字段的最大值" "the largest value of a field" "每月 最大(处理投诉.用时) <= 24";
    "最小" [] function Measure "一个字段的最小值" "the smallest value of a field" "每月 最小(检查.得分) >= 60";
    "去重" [] function Measure "一个字段有多少个不同的值" "how many distinct values a field has" "每月 去重(拜访.客户) >= 8";
    "次数" [] function Measure "记录条数" "the number of records" "每月 次数(投诉) <= 2";
    "占比" [] function Measure "符合条件的记录所占的比例" "the share of records that match" "每月 占比(处理投诉, 用时 <= 24小时) >= 95%";
    "连续" [] function Measure "最长一连多少天(或周期)都有" "the longest run of days or periods with one" "每月 连续(旷工) < 3天";
    "环比增长" [] function Measure "比上一期增长的比率" "growth on the period before, a ratio" "每月 环比增长(合计(销售.金额)) >= 5%";
    "同比增长" [] function Measure "比去年同期增长的比率" "growth on the same period a year before, a ratio" "每月 同比增长(合计(销售.金额)) >= 5%";
    "环比增加" [] function Measure "比上一期增加的数量" "the difference to the period before" "每月 环比增加(合计(销售.金额)) >= 1万";
    "同比增加" [] function Measure "比去年同期增加的数量" "the difference to the same period a year before" "每月 同比增加(合计(销售.金额)) >= 1万";
    "介于" [] between Measure "两端都包括" "between, both ends in" "每月 上报表格 介于 2 至 4 份";
    "个百分点" [] scale Number "比率之间的差" "the difference of ratios" "完成率 >= 2 个百分点";
    "万" [] scale Number "一万倍" "ten thousand times" "每月 合计(销售.金额) >= 1.5万 元";
    "亿" [] scale Number "一亿倍" "a hundred million times" "每年 合计(销售.金额) >= 2亿 元";
    "百分之" [] percent_words Number "百分比" "per cent" "损耗率 <= 百分之五";
    "千分之" [] percent_words Number "千分比" "per mille" "错字率 <= 千分之三";
    "分之" [] fraction Number "分数" "a fraction" "合格率 >= 三分之二";
    "每日" ["每天"] period_unit Period "每一天" "every day" "每日 打扫 >= 1 次";
    "每工作日" [] period_unit Period "日历的每个工作日" "every working day of the calendar" "每工作日 打卡 >= 1 次";
    "每周" ["每星期"] period_unit Period "每个自然周;从哪天起由日历定" "every week; the calendar says on which day it starts" "每周 上门访问客户 >= 8 家";
    "每旬" [] period_unit Period "每月三旬:1日、11日、21日起" "the three parts of a month, from the 1st, 11th and 21st" "每旬 盘点 >= 1 次";
    "每半月" [] period_unit Period "1日至15日,16日至月底" "from the 1st to the 15th, from the 16th to the end of the month" "每半月 盘点 >= 1 次";
    "每月" [] period_unit Period "每个自然月" "every month" "每月 开发新客户 >= 1 家";
    "每季度" ["每季"] period_unit Period "每个自然季度" "every quarter" "每季度 培训 >= 2 次";
    "每半年" [] period_unit Period "1月至6月,7月至12月" "from January to June, from July to December" "每半年 演练 >= 1 次";
    "每年" ["每年度"] period_unit Period "每个自然年" "every year" "每年 演练 >= 1 次";
    "小时" [] period_unit Period "每若干小时,在上班时间之内" "every so many hours, within working hours" "每2小时 巡视 >= 1 次";
    "分钟" [] period_unit Period "每若干分钟,在上班时间之内" "every so many minutes, within working hours" "每30分钟 巡视 >= 1 次";
    "每期" ["每学期", "每学年", "每结算月"] named_word Period "日历里起了名的周期" "a period that the calendar names" "每结算月 对账 >= 1 次";
    "考核期" [] range_period Period "整个考核期,没写周期时就是它" "the whole appraisal range, the default period" "考核期 培训 >= 1 次";
    "任意连续" [] rolling Period "任何一段这么长的时间" "any stretch of that length" "任意连续7天 休息 >= 1 次";
    "近" [] last Period "到判定那一刻为止的一段时间" "a stretch of time up to the instant of judgement" "近30天 学习 >= 2 次";
    "前" [] before_deadline Deadline "从周期开始到那一刻" "from the start of the period to that moment" "每月 5日前 整理文件夹 >= 1 次";
    "后" [] after_deadline Deadline "从那一刻到周期结束" "from that moment to the end of the period" "每月 20日后 报账 <= 0 次";
    "至" [] span_deadline Deadline "两端都包括" "both ends in" "每月 3日至5日 盘点 >= 1 次";
    "(含)" [] inclusion Deadline "那一天算在内,不写也是" "that day is in, as it is by default" "每月 5日前(含) 整理文件夹 >= 1 次";
    "(不含)" [] inclusion Deadline "那一天不算" "that day is out" "每月 5日前(不含) 整理文件夹 >= 1 次";
    "日" ["号"] of_day Deadline "每月的第几天" "the day of the month" "每月 10日 发放工资 >= 1 次";
    "周一" ["周二", "周三", "周四", "周五", "周六", "周日", "周天", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "星期天"] weekday Deadline "一周里的哪一天" "the day of the week" "每周 周一 开例会 >= 1 次";
    "月底" ["月末", "年底", "年末", "季末", "季度末", "周末", "期末"] last_day Deadline "周期的最后一天" "the last day of the period" "每月 月底前 对账 >= 1 次";
    "次月" ["下月", "下个月", "次周", "下周", "次季", "次季度", "下季度", "下个季度", "次半年", "次年", "次年度", "下年度", "次期"] next Deadline "下一个周期;算在前一个周期头上" "the next period; judged with the one before it" "每月 次月5日前 报送报表 >= 1 次";
    "首月" ["首个月"] first_month Deadline "季度、半年、一年的第一个月" "the first month of a quarter, half a year or a year" "每季度 首月10日前 报送报表 >= 1 次";
    "末月" ["最后一个月"] last_month Deadline "季度、半年、一年的最后一个月" "the last month of a quarter, half a year or a year" "每季度 末月25日前 报送报表 >= 1 次";
    "个月" [] nth_month Deadline "第几个月" "the month of that number" "每季度 第2个月15日前 报送报表 >= 1 次";
    "次" ["下"] next_weekday Deadline "下周的哪一天" "a day of the next week" "每周 次周一前 上报周报 >= 1 次";
    "下班" ["上班", "中午"] named_moment Deadline "日历里起了名的时刻" "a moment that the calendar names" "每日 下班前 关闭电源 >= 1 次";
    "标准" [] title Property "文件的名称" "the name of the file" "标准 市场营销部工作标准";
    "编号" [] free_text Property "文件的编号" "the number of the file" "编号 YX-2024-01";
    "施行" [] effective Property "从何时到何时有效" "from when to when it is in force" "施行 2024-01-01 起";
    "起" [] since_date Property "从那一天起" "from that day on" "施行 2024-01-01 起 至 2024-12-31";
    "止" [] until_date Property "到那一天为止,可以不写" "up to that day; it may be left out" "施行 至 2024-12-31 止";
    "适用" [] applies Property "约束哪些人" "whom it binds" "适用 岗位 = 文员";
    "等级" [] grades Property "分数对应的等级" "what a score is called" "等级 优秀 >= 90、合格 >= 60、其余 不合格";
    "其余" [] other_grade Property "以上都不是的" "what none of those before is" "等级 合格 >= 60、其余 不合格";
    "定义" [] define Property "给一个式子起名" "names an expression" "定义 错字率 = 合计(打印.错字数) / 合计(打印.字数)";
    "参数" [] parameter Property "给一个数起名" "names a number" "参数 拜访目标 = 8";
    "分值" [] worth Property "这一条值多少分" "what the clause is worth" "分值 20";
    "权重" [] weight Property "占一百分中的多少" "its share of a hundred" "权重 20%";
    "除外" [] except Property "不算的记录" "records that do not count" "除外 事由 = 客户原因";
    "法定节假日" [] except_holidays Property "法定节假日不考核" "nothing is judged on statutory holidays" "除外 法定节假日";
    "自" [] since Property "从某日起的新要求" "the threshold from a day on" "自 2025-07-01 起 >= 10";
    "遇节假日" [] roll Property "到期日逢休息日时顺延或提前" "moves a due day that falls on a day of rest" "遇节假日顺延";
    "顺延" [] roll_forward Property "移到下一个工作日" "moves to the next working day" "遇节假日顺延";
    "视同" [] counts_instead Property "这样的记录改算作另一种活动" "such records count as another activity instead" "视同 迟到 其中 时长 > 30分钟 为 旷工 0.5天";
    "并计" [] counts_too Property "这样的记录也算作另一种活动" "such records count as another activity as well" "并计 早退 为 迟到";
    "为" [] counted_as Property "算作什么" "as what it counts" "视同 早退 为 迟到";
    "样本" [] sample Property "比率或平均数至少要有这么多条记录才考核" "the fewest records that a ratio or an average is judged on" "样本 至少 30";
    "至少" [] sample Property "样本的下限" "the least number" "样本 至少 30";
    "一票否决" [] veto Property "未达标则整份标准 0 分" "a miss makes the whole standard 0" "一票否决";
    "不高于" [] veto Property "未达标时等级最高到这里" "the best grade after a miss" "一票否决 不高于 合格";
    "后果" [] consequence Property "未达标的后果" "what a miss leads to" "后果 「书面警告」";
    "加分" [] bonus_cap Property "几条加分合起来的上限" "the cap of what clauses add" "加分 最多 10 分";
    "最多" [] bonus_cap Property "上限" "the limit" "加分 最多 10 分";
    "标识" [] free_text Property "条款的固定名字" "a stable name for the clause" "标识 拜访量";
    "来源" [] free_text Property "出自哪里" "where it comes from" "来源 员工手册";
    "责任" [] free_text Property "谁负责" "who answers for it" "责任 人事部";
    "说明" [] free_text Property "给人看的话" "words for readers" "说明 以书面为准";
    "计分" [] scoring Scoring "结果怎样变成分数" "how outcomes become points" "计分 每少 1 次 扣 2 分";
    "达标率" [] met_rate Scoring "分值乘以达标的比例,不写计分时就是它" "the worth times the share that is met, the default" "计分 达标率";
    "全部达标" [] all_met Scoring "全部达标得分值,否则 0" "all met gives the worth, anything else 0" "计分 全部达标";
    "按比例" [] proportional Scoring "按实际与要求之比得分" "points by actual over required" "计分 按比例";
    "封顶" [] cap Scoring "比例最高算到多少" "the ratio counts up to this" "计分 按比例 封顶 120%";
    "保底" [] at_least Scoring "比例最低算多少" "the ratio counts at least this" "计分 按比例 保底 60%";
    "未达标" [] if_missed Scoring "未达标时" "when missed" "计分 未达标 扣 5 分";
    "达标" [] if_met Scoring "达标时" "when met" "计分 达标 加 15 分";
    "每少" [] basis Scoring "比要求少一档" "for each step below a count" "计分 每少 1 次 扣 2 分";
    "每低" ["每降低", "每下降"] basis Scoring "比要求低一档" "for each step below a ratio" "计分 每低 1 个百分点 扣 2 分";
    "每超" ["每超过", "每超出", "每多", "每高", "每高出", "每增加", "每上升"] basis Scoring "比要求多一档" "for each step above" "计分 每超 1‰ 扣 5 分";
    "每迟" ["每晚", "每逾期", "每延迟"] late_step Scoring "每晚一天" "for each day late" "计分 每迟 1 天 扣 1 分";
    "每次" [] times_step Scoring "每发生一次" "for each occurrence" "计分 每次 扣 3 分";
    "扣" ["减"] takes Scoring "减多少" "takes" "计分 每次 扣 30 元";
    "加" [] adds Scoring "加多少,在分值之外" "adds, outside the worth" "计分 每 2 次 加 1 分";
    "不足一档按一档" [] round_up Scoring "不满一档也算一档" "part of a step counts as one" "计分 每超 1‰ 扣 5 分,不足一档按一档";
    "按比例扣" [] in_proportion Scoring "不满一档按比例算" "part of a step counts in proportion" "计分 每超 1‰ 扣 5 分,按比例扣";
    "扣完为止" [] until_gone Scoring "扣到 0 为止,不写也是" "down to 0, as by default" "计分 每次 扣 3 分,扣完为止";
    "可为负" [] may_be_negative Scoring "可以扣到 0 以下" "may go below 0" "计分 每次 扣 3 分,可为负";
    "最多扣" [] most_lost Scoring "扣分的上限" "the most that is taken" "计分 每次 扣 3 分,最多扣 10 分";
    "最多加" [] most_won Scoring "加分的上限" "the most that is added" "计分 每次 加 1 分,最多加 5 分";
    "分档" [] tiers Scoring "第一个符合的档次定分;扣分的档次取最后一个" "the first line that holds gives the points; of those that take, the last" "计分 分档 >= 95% 得 100%、其余 得 0";
    "得" [] gain Scoring "得分值的多少,或多少分" "a share of the worth, or points" "计分 分档 >= 95% 得 8 分、其余 得 0";
    "线性" [] linear Scoring "几个点之间按直线,之外取端点" "linear between the points, flat outside" "计分 线性 0 得 100%、0.5 得 0%";
    "章" ["编", "部分", "节"] chapter_word Heading "标题,第几章;编、部分、节也是" "a heading; so are 编, 部分 and 节" "第一章 总则";
    "第" [] chapter Heading "标题的序号" "the number of a heading" "第二章 考勤";
    "条" [] article Heading "标题,第几条" "a heading, the number of an article" "第三条 考勤";
}

#[cfg(test)]
mod tests;
