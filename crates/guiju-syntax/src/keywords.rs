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
    fn every_keyword_is_in_the_grammar() {
        for keyword in KEYWORDS.iter().filter(|keyword| keyword.text != "标准") {
            let quoted = format!("\"{}", keyword.text);
            assert!(crate::grammar::TEXT.contains(&quoted), "{}", keyword.text);
        }
    }
}
