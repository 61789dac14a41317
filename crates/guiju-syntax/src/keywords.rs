//! The keywords of the language: what each does, and an example that reads.

/// A word that the grammar gives a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keyword {
    /// How it is written.
    pub text: &'static str,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
    /// A requirement or a property line that uses it.
    pub example: &'static str,
}

macro_rules! keywords {
    ($($text:literal $zh:literal $en:literal $example:literal;)*) => {
        /// Every keyword, requirements first, then properties.
        pub const KEYWORDS: &[Keyword] = &[$(Keyword { text: $text, zh: $zh, en: $en, example: $example },)*];
    };
}

keywords! {
    "凡" "其后的活动每发生一次,都带上 须 后的义务" "every occurrence of the activity carries the duty after 须" "凡 收发文件 须 签收";
    "须" "凡 的义务" "the duty of 凡" "凡 新协议 须 当天 输入电脑";
    "其中" "只算符合条件的记录" "only records that match count" "每周 收集竞争对手信息 其中 汇报形式 = 书面 >= 2 次";
    "不得" "一次也不能发生" "it must not happen at all" "不得 客人投诉";
    "任职" "对人员表里的人的要求" "asked of the person, not of records" "任职 学历 >= 大专";
    "记" "没有要求,只按次加减分" "asks nothing; its 计分 counts occurrences" "记 荣誉称号";
    "人工" "由人评定,评定也是一条记录" "judged by a person; the judgement is a record" "人工 「美观大方」";
    "若" "只在条件成立的周期里考核" "judged only in periods where the condition holds" "若 气温 < 0 ℃ 每周 检查机械呼吸阀 >= 1 次";
    "且" "两边都要" "both" "凡 新协议 须 当天 发送有关部门 且 当天 输入电脑";
    "或" "有一边即可" "either" "任职 学历 >= 大专 或 职称 >= 初级";
    "非" "不成立" "not" "凡 收发文件 其中 非 内部 须 签收";
    "按" "触发与响应按哪个字段对应" "the field that correlates trigger and response" "凡 新协议 须 当天 输入电脑 按 协议号";
    "由本人" "只算本人的响应" "only the person's own response counts" "凡 投诉 须 由本人 3天内 回复";
    "注明" "这些字段都要填写" "these fields must be filled in" "凡 年度经营计划 须 注明 {产值、利润}";
    "依次" "按这个次序发生" "in this order" "凡 采购计划 须 依次 {下达申请单、到货接收、检验入库}";
    "属于" "是所列之一" "is one of those listed" "凡 建立客户档案 须 客户类别 属于 {忠诚客户、潜在客户}";
    "介于" "两端都包括" "between, both ends in" "每月 上报表格 介于 2 至 4 份";
    "当天" "同一日期" "the same date" "凡 新会员资料 须 当天 输入电脑";
    "提前" "至少早这么久" "at least so long before" "凡 会议开始 须 提前3天 发送会议预订单";
    "事先" "在此之前的任何时候" "at any time before" "凡 加班 须 事先 审批";
    "合计" "一个字段的总和" "the sum of a field" "每月 合计(签订合同.金额) >= 5万 元";
    "平均" "一个字段的平均" "the average of a field" "每月 平均(回访.评分) >= 4";
    "最大" "一个字段的最大值" "the largest value of a field" "每月 最大(处理投诉.用时) <= 24";
    "最小" "一个字段的最小值" "the smallest value of a field" "每月 最小(检查.得分) >= 60";
    "去重" "一个字段有多少个不同的值" "how many distinct values a field has" "每月 去重(拜访.客户) >= 8";
    "次数" "记录条数" "the number of records" "每月 次数(投诉) <= 2";
    "占比" "符合条件的记录所占的比例" "the share of records that match" "每月 占比(处理投诉, 用时 <= 24小时) >= 95%";
    "连续" "最长一连多少天(或周期)都有" "the longest run of days or periods with one" "每月 连续(旷工) < 3天";
    "环比增长" "比上一期增长的比率" "growth on the period before, a ratio" "每月 环比增长(合计(销售.金额)) >= 5%";
    "同比增长" "比去年同期增长的比率" "growth on the same period a year before, a ratio" "每月 同比增长(合计(销售.金额)) >= 5%";
    "环比增加" "比上一期增加的数量" "the difference to the period before" "每月 环比增加(合计(销售.金额)) >= 1万";
    "同比增加" "比去年同期增加的数量" "the difference to the same period a year before" "每月 同比增加(合计(销售.金额)) >= 1万";
    "考核期" "整个考核期,没写周期时就是它" "the whole appraisal range, the default period" "考核期 培训 >= 1 次";
    "任意连续" "任何一段这么长的时间" "any stretch of that length" "任意连续7天 休息 >= 1 次";
    "为空" "没有填写" "is not filled in" "不得 外出 其中 事由 为空";
    "非空" "已填写" "is filled in" "凡 建档 须 电话 非空";
    "包含" "文字里有" "the text holds" "不得 发货 其中 备注 包含 「加急」";
    "编号" "文件的编号" "the number of the file" "编号 YX-2024-01";
    "来源" "出自哪里" "where it comes from" "来源 员工手册";
    "责任" "谁负责" "who answers for it" "责任 人事部";
    "视同" "这样的记录改算作另一种活动" "such records count as another activity instead" "视同 迟到 其中 时长 > 30分钟 为 旷工 0.5天";
    "并计" "这样的记录也算作另一种活动" "such records count as another activity as well" "并计 早退 为 迟到";
    "遇节假日" "到期日逢休息日时顺延或提前" "moves a due day that falls on a day of rest" "遇节假日顺延";
    "加分" "几条加分合起来的上限" "the cap of what clauses add" "加分 最多 10 分";
    "标准" "文件的名称" "the name of the file" "标准 市场营销部工作标准";
    "适用" "约束哪些人" "whom it binds" "适用 岗位 = 文员";
    "分值" "这一条值多少分" "what the clause is worth" "分值 20";
    "权重" "占一百分中的多少" "its share of a hundred" "权重 20%";
    "计分" "结果怎样变成分数" "how outcomes become points" "计分 每少 1 次 扣 2 分";
    "除外" "不算的记录" "records that do not count" "除外 事由 = 客户原因";
    "样本" "比率或平均数至少要有这么多条记录才考核" "the fewest records that a ratio or an average is judged on" "样本 至少 30";
    "自" "从某日起的新要求" "the threshold from a day on" "自 2025-07-01 起 >= 10";
    "施行" "从何时到何时有效" "from when to when it is in force" "施行 2024-01-01 起";
    "等级" "分数对应的等级" "what a score is called" "等级 优秀 >= 90、合格 >= 60、其余 不合格";
    "定义" "给一个式子起名" "names an expression" "定义 错字率 = 合计(打印.错字数) / 合计(打印.字数)";
    "参数" "给一个数起名" "names a number" "参数 拜访目标 = 8";
    "标识" "条款的固定名字" "a stable name for the clause" "标识 拜访量";
    "说明" "给人看的话" "words for readers" "说明 以书面为准";
    "一票否决" "未达标则整份标准 0 分" "a miss makes the whole standard 0" "一票否决";
    "后果" "未达标的后果" "what a miss leads to" "后果 「书面警告」";
}

#[cfg(test)]
mod tests {
    use super::KEYWORDS;
    use crate::span::Source;
    use crate::{Names, parse};

    #[test]
    fn every_example_reads() {
        for keyword in KEYWORDS {
            let text = format!("甲 >= 1\n  {0}\n{0}\n", keyword.example);
            let above =
                if text.contains("计分") || text.contains("起 >=") { text } else { keyword.example.to_owned() };
            let parse = parse(&Source::new("example.gj", above), &Names::default());
            assert!(parse.diagnostics.is_empty(), "{}: {:?}", keyword.text, parse.diagnostics);
            assert!(keyword.example.contains(keyword.text), "{}", keyword.text);
        }
    }

    #[test]
    fn every_property_and_function_of_the_grammar_is_a_keyword() {
        let listed = |word: &str| KEYWORDS.iter().any(|keyword| word.starts_with(keyword.text));
        for (word, _) in crate::parse::property::KEYWORDS {
            assert!(listed(word), "{word}");
        }
        let functions = crate::grammar::TEXT.lines().find(|line| line.starts_with("function = ")).unwrap_or("");
        let words: Vec<&str> = functions.split('"').skip(1).step_by(2).collect();
        assert!(!words.is_empty() && words.iter().all(|word| listed(word)), "{words:?}");
    }

    #[test]
    fn every_example_is_laid_out() {
        for keyword in KEYWORDS {
            let source = Source::new("example.gj", keyword.example);
            assert_eq!(crate::format::format(&source, &Names::default()), format!("{}\n", keyword.example));
        }
    }

    #[test]
    fn every_keyword_is_in_the_grammar() {
        for keyword in KEYWORDS.iter().filter(|keyword| keyword.text != "标准") {
            let quoted = format!("\"{}", keyword.text);
            assert!(crate::grammar::TEXT.contains(&quoted), "{}", keyword.text);
        }
    }
}
