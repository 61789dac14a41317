//! Rows of an appraisal say the same however they are put: how long it was, which of the duties, how many in a month, and
//! values that have a name of their own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "all of this is test code: a panic is a failing test"
)]

use guiju_tests::reading::compiled;

/// What is late, and whether by minutes or by days; how the three lengths are bounded, and their canonical conditions.
#[rustfmt::skip]
const LATE: [&str; 8] = ["迟到", "上班迟到", "早退", "送货超时", "逾期", "报表逾期", "工程延期", "延误"];
/// Three lengths of it, in words and as conditions; U the unit.
#[rustfmt::skip]
const LENGTHS: [([&str; 3], [&str; 3]); 5] = [
    (["5U内", "5-15U", "15U以上"], ["时长 <= 5U", "时长 > 5U 且 时长 <= 15U", "时长 > 15U"]),
    (["5U以内", "5至15U", "超过15U"], ["时长 <= 5U", "时长 > 5U 且 时长 <= 15U", "时长 > 15U"]),
    (["5U以内（含）", "5～15U（含）", "15U以上"], ["时长 <= 5U", "时长 > 5U 且 时长 <= 15U", "时长 > 15U"]),
    (["1-3U", "4-7U", "7U以上"], ["时长 >= 1U 且 时长 <= 3U", "时长 >= 4U 且 时长 <= 7U", "时长 > 7U"]),
    (["1-3U", "4-7U", "8U以上"], ["时长 >= 1U 且 时长 <= 3U", "时长 >= 4U 且 时长 <= 7U", "时长 >= 8U"]),
];
/// How they are put; W what is late, A, B and C the lengths.
#[rustfmt::skip]
const BANDS: [&str; 10] = [
    "WA扣1分，B扣2分，C扣5分", "WA扣1分；B扣2分；C扣5分", "WA扣1分、B扣2分、C扣5分", "WA的扣1分，B的扣2分，C的扣5分", "WA的，扣1分；B的，扣2分；C的，扣5分",
    "WA的扣1分，WB的扣2分，WC的扣5分", "WA扣1分/次，B扣2分/次，C扣5分/次", "W：A扣1分，B扣2分，C扣5分", "W：A扣1分；B扣2分；C扣5分", "WA每次扣1分，B每次扣2分，C每次扣5分",
];

/// What has its deadline, before bands of how late it is: no requirement has such.
const DUE: [&str; 4] =
    ["每月5日前上报报表", "每周周五前提交周报", "报告应在检查结束后3天内提交", "收到投诉后24小时内回复"];
const DELAYS: [&str; 6] = [
    "逾期1-3天扣2分，4-7天扣5分，7天以上扣10分",
    "逾期1-3天的，扣2分；4-7天的，扣5分；7天以上的，扣10分",
    "逾期3天以内扣2分，超过3天扣5分",
    "逾期1天扣1分，逾期3天扣5分",
    "每逾期1天扣1分，逾期5天以上不得分",
    "延迟3天以上的通报批评",
];

/// Duties, and what each of them is.
#[rustfmt::skip]
const DUTIES: [(&str, &[&str]); 12] = [
    ("上班须佩戴工牌、穿工作服、保持仪容整洁", &["凡 上班 须 佩戴工牌", "凡 上班 须 穿工作服", "凡 上班 须 保持仪容整洁"]),
    ("交接班须填写记录、清点物品、打扫卫生", &["凡 交接班 须 填写记录", "凡 交接班 须 清点物品", "凡 交接班 须 打扫卫生"]),
    ("收发文件均要签收，新协议须当天发送有关部门", &["凡 收发文件 须 签收", "凡 新协议 须 当天 发送有关部门"]),
    ("按时上报报表、及时归档资料、保持办公区整洁", &["不得 未按时上报报表", "不得 未及时归档资料", "不得 未保持办公区整洁"]),
    ("应按时上报报表，应及时归档资料", &["不得 未按时上报报表", "不得 未及时归档资料"]),
    ("地面干净、桌面整洁、物品摆放整齐", &["不得 地面不干净", "不得 桌面不整洁", "不得 物品摆放不整齐"]),
    ("要求台账齐全、记录真实、归档及时", &["不得 台账不齐全", "不得 记录不真实", "不得 归档不及时"]),
    ("每天打扫卫生，每周消毒一次", &["每日 打扫卫生 >= 1 次", "每周 消毒 >= 1 次"]),
    ("每月25日前完成盘点，次月5日前上报盘点表", &["每月 25日前 完成盘点 >= 1 次", "每月 次月5日前 上报盘点表 >= 1 次"]),
    ("不迟到、不早退、不旷工", &["不得 迟到", "不得 早退", "不得 旷工"]),
    ("不得迟到、早退，上班须佩戴工牌", &["不得 迟到", "不得 早退", "凡 上班 须 佩戴工牌"]),
    ("上班必须佩戴工牌，必须穿工作服", &["凡 上班 须 佩戴工牌", "不得 未穿工作服"]),
];
/// That one of them is not kept.
#[rustfmt::skip]
const ONE: [&str; 14] = [
    "违反一项扣1分", "每违反一项扣1分", "违反其中一项的扣1分", "一项不达标扣1分", "每有一项不达标扣1分", "一项不符合要求扣1分", "一项未做到扣1分", "一项未完成扣1分", "有一项不符合的，扣1分",
    "每发现一处不合格扣1分", "发现一处不符合要求扣1分", "一处不合格扣1分", "任一项未达到要求扣1分", "每一项不符合要求扣1分",
];

/// What happens, how it is counted, and what so many are.
const EVENTS: [(&str, &str); 6] = [
    ("虚假签收", "票"),
    ("迟到", "次"),
    ("丢失快件", "件"),
    ("客户有效投诉", "起"),
    ("发错货", "单"),
    ("违章操作", "次"),
];
/// So many: N the number with its unit; and how many are too many.
#[rustfmt::skip]
const MANY: [(&str, &str); 20] = [
    ("一年内发生3N的", "每年 E < 3 N"), ("一年内出现3N以上的", "每年 E < 3 N"), ("一个月内发生3N及以上的", "每月 E < 3 N"), ("当月发生3N的", "每月 E < 3 N"), ("年内发生3N的", "每年 E < 3 N"), ("一年内超过3N的", "每年 E <= 3 N"),
    ("年度内发生3N以上的", "每年 E < 3 N"), ("每月出现3N的", "每月 E < 3 N"),
    ("月累计3N以上的", "每月 E < 3 N"), ("月累计3N（含）以上的", "每月 E < 3 N"), ("当月累计达3N的", "每月 E < 3 N"), ("每月累计达到3N", "每月 E < 3 N"), ("一个月内累计3N的", "每月 E < 3 N"),
    ("月度累计超过3N的", "每月 E <= 3 N"), ("季度累计3N以上", "每季度 E < 3 N"), ("年度累计3N以上的", "每年 E < 3 N"), ("全年累计达3N的", "每年 E < 3 N"), ("年内累计3N以上的", "每年 E < 3 N"),
    ("一年内累计3N及以上的", "每年 E < 3 N"), ("当年累计满3N的", "每年 E < 3 N"),
];
/// What then follows.
#[rustfmt::skip]
const THEN: [(&str, &str); 5] = [
    ("予以辞退", "后果 「予以辞退」"), ("通报批评", "后果 「通报批评」"), ("取消评优资格", "后果 「取消评优资格」"), ("一票否决", "一票否决"), ("不得分", "计分 全部达标"),
];

/// What is beyond what was asked.
#[rustfmt::skip]
const BEYOND: [(&str, &str); 10] = [
    ("超额部分每间奖励3元", "每超 1 间 加 3 元"), ("超出部分每间奖励3元", "每超 1 间 加 3 元"), ("超额的部分每间加3元", "每超 1 间 加 3 元"), ("超产部分，每间奖励3元", "每超 1 间 加 3 元"), ("超额完成部分每间奖励3元", "每超 1 间 加 3 元"),
    ("每超1间奖励3元", "每超 1 间 加 3 元"), ("每超额1间奖励3元", "每超 1 间 加 3 元"), ("每超一间加1分，最高加5分", "每超 1 间 加 1 分,最多加 5 分"), ("每超1间加1分最高加5分", "每超 1 间 加 1 分,最多加 5 分"),
    ("超额部分每10间加1分，封顶5分", "每超 10 间 加 1 分,最多加 5 分"),
];

/// What is counted or measured, and the ends of three bands of it, from what takes least: as ranges, and as each line has
/// one end; the sign of what is worse, and what is asked.
#[rustfmt::skip]
const WORSE: [(&str, [&str; 3], [&str; 3], &str); 8] = [
    ("投诉", ["1-2次", "3-5次", "5次以上"], [">= 1 次", ">= 3 次", "> 5 次"], "投诉 < 1 次"), ("客户投诉次数", ["1-2次", "3-5次", "6次以上"], [">= 1 次", ">= 3 次", ">= 6 次"], "客户投诉次数 < 1 次"),
    ("差错率", ["1%-2%", "2%-3%", "3%以上"], [">= 1%", "> 2%", "> 3%"], "差错率 < 1%"), ("返工", ["1～3件", "4～6件", "超过6件"], [">= 1 件", ">= 4 件", "> 6 件"], "返工 < 1 件"),
    ("缺勤", ["1-3天", "4-7天", "7天以上"], [">= 1天", ">= 4天", "> 7天"], "缺勤 < 1天"), ("合格率", ["90%-95%", "80%-90%", "80%以下"], ["<= 95%", "< 90%", "< 80%"], "合格率 > 95%"),
    ("客户满意度", ["85-90分", "80-84分", "低于80分"], ["<= 90 分", "<= 84 分", "< 80 分"], "客户满意度 > 90 分"), ("及时率", ["95%至98%", "90%至95%", "低于90%"], ["<= 98%", "< 95%", "< 90%"], "及时率 > 98%"),
];
#[rustfmt::skip]
const TAKEN: [&str; 7] = [
    "WA扣1分，B扣2分，C扣5分", "WA扣1分；B扣2分；C扣5分", "WA扣1分、B扣2分、C扣5分", "WA的扣1分，B的扣2分，C的扣5分", "WA的，扣1分；B的，扣2分；C的，扣5分", "W：A扣1分，B扣2分，C扣5分",
    "W（A扣1分，B扣2分，C扣5分）",
];

/// Rewards by how much it is: two bands, from what is given most, and what is asked and with what lines.
#[rustfmt::skip]
const WON: [(&str, [&str; 2], &str); 5] = [
    ("绩效", ["90分以上", "80-90分"], "绩效 >= 80 分 {计分 分档 >= 80 分 加 2 元、>= 90 分 加 5 元}"), ("合格率", ["98%以上", "95%-98%"], "合格率 >= 95% {计分 分档 >= 95% 加 2 元、>= 98% 加 5 元}"),
    ("销售额", ["100万元以上", "50万元以上"], "销售额 >= 50万 元 {计分 分档 >= 50万 元 加 2 元、>= 100万 元 加 5 元}"), ("废品率", ["1%以下", "1%-2%"], "废品率 <= 2% {计分 分档 <= 2% 加 2 元、<= 1% 加 5 元}"),
    ("客户满意度", ["95分以上", "90-94分"], "客户满意度 >= 90 分 {计分 分档 >= 90 分 加 2 元、>= 95 分 加 5 元}"),
];
#[rustfmt::skip]
const REWARDS: [&str; 5] = [
    "WA奖励5元，B奖励2元", "WA奖励5元；B奖励2元", "WA的奖励5元，B的奖励2元", "WB奖励2元，A奖励5元", "WA奖励5元、B奖励2元",
];

/// Values that are named, and what is said without their names.
#[rustfmt::skip]
const NAMED: [(&str, &str); 9] = [
    ("合格率目标值95%得10分，底线值90%，低于底线值不得分", "合格率目标值95%得10分，低于90%不得分"), ("合格率目标值95%，每低1%扣1分，底线值90%，低于底线值得0分", "合格率目标值95%，每低1%扣1分，低于90%得0分"),
    ("合格率目标值95%，每低1%扣1分，低于底线值90%不得分", "合格率目标值95%，每低1%扣1分，低于90%不得分"), ("合格率目标值95%，每低1%扣1分，底线：90%，低于底线的不得分", "合格率目标值95%，每低1%扣1分，低于90%的不得分"),
    ("合格率达到挑战值98%得12分，达到目标值95%得10分，其余不得分", "合格率达到98%得12分，达到95%得10分，其余不得分"), ("合格率达到目标值95%得10分，达到挑战值98%得12分，其余不得分", "合格率达到98%得12分，达到95%得10分，其余不得分"),
    ("合格率目标值95%，挑战值98%，达到挑战值得12分，达到目标值得10分，其余不得分", "合格率达到98%得12分，达到95%得10分，其余不得分"), ("合格率≥95%得10分，门槛值90%，低于门槛值不得分", "合格率≥95%得10分，低于90%不得分"),
    ("客户满意度达到90分，每低1分扣1分，低于底线值80分不得分", "客户满意度达到90分，每低1分扣1分，低于80分不得分"),
];

/// What is told, and nothing else is made of it.
#[rustfmt::skip]
const TOLD: [&str; 20] = [
    "合格率目标值95%，挑战值98%，底线值90%", "合格率 目标值：95% 挑战值：98% 底线值：90%", "合格率（目标值95%，挑战值98%，底线值90%）", "合格率目标值95%，低于底线值不得分", "合格率≥95%，低于90%不得分",
    "合格率达到目标值得10分，达到挑战值得12分，低于底线值不得分", "低于底线值得0分", "得分=完成率×10", "得分＝实际完成/目标×权重", "销售完成率≥100%，得分=实际完成率×20分", "按完成比例计分", "按完成率折算得分",
    "合格率95%-98%得8分，98%以上得10分", "销售完成率100%，按完成比例计分，低于60%不得分", "每月销售额不低于100万元，按完成比例得分，完成率低于60%不得分", "须提供身份证、学历证、体检证明，缺一项扣1分", "每月完成任务100间，超额部分每间奖励3元",
    "损失500元以下的扣1分", "差错3处以下扣1分", "合格率目标值95%，低于目标值5个百分点以内扣2分",
];

/// Grades with what they give, and with what they are: neither asks anything.
#[rustfmt::skip]
const GRADES: [(&str, &str); 22] = [
    ("优=10分，良=8分，中=6分，差=0分", "GJ0214"), ("评分说明：优=10分，良=8分，中=6分，差=0分", "GJ0214"), ("评分说明：优得10分，良得8分，中得6分，差得0分", "GJ0214"), ("优10分、良8分、中6分、差0分", "GJ0214"),
    ("优（10分）、良（8分）、中（6分）、差（0分）", "GJ0214"), ("优秀：10分；良好：8分；一般：6分；较差：0分", "GJ0214"), ("工作态度：优10分，良8分，中6分，差0分", "GJ0214"), ("工作态度优得10分，良得8分，差得0分", "GJ0214"),
    ("A级得10分，B级得8分，C级得0分", "GJ0214"), ("5S检查评为A级得10分，B级得8分，C级得0分", "GJ0214"), ("甲等得10分，乙等得8分，丙等得0分", "GJ0214"), ("评价为优秀的得10分，良好的得8分", "GJ0214"), ("优秀10分，良好8分，一般6分，差0分", "GJ0214"),
    ("A等：90分以上；B等：80-89分；C等：60-79分；D等：60分以下", "GJ0225"), ("90分以上为A等，80-89分为B等，60分以下为D等", "GJ0225"), ("考核得分90分以上为优秀，80-89分为良好，60分以下为不合格", "GJ0225"),
    ("90分以上优秀，80-89分良好，60分以下不合格", "GJ0225"), ("优秀：90分以上，良好：80分以上，合格：60分以上", "GJ0225"), ("优秀90分（含）以上，良好80-90分，不合格60分以下", "GJ0225"), ("得分90分以上的为优秀；80-89分的为良好", "GJ0225"),
    ("总分90分及以上评为优秀，80分及以上评为良好", "GJ0225"), ("甲级≥90分，乙级≥80分", "GJ0225"),
];

/// What a row is worth, wherever it is said.
#[rustfmt::skip]
const WORTH: [&str; 13] = [
    "R（15分）", "R（权重15%）", "（15分）R", "R，15分", "R，分值：15", "R，分值15分", "R，占15分", "R，权重：15%", "R，权重15%", "R，权重占15%", "R，权重占比15%", "R（分值15分）", "R，满分15分",
];

/// Rows whose target, whose nought, or whose units are said in a way of their own.
#[rustfmt::skip]
const ROWS: [(&str, &[&str]); 37] = [
    ("新客户开发数量：目标5家/月，每少1家扣2分，每多1家加1分，加分不超过5分", &["每月 新客户开发 >= 5 家 {计分 每少 1 家 扣 2 分、每超 1 家 加 1 分,最多加 5 分}"]), ("新客户开发数量目标5家/月，每少1家扣2分", &["每月 新客户开发 >= 5 家 {计分 每少 1 家 扣 2 分}"]),
    ("新客户开发数量：目标值5家，每少1家扣2分", &["新客户开发 >= 5 家 {计分 每少 1 家 扣 2 分}"]), ("拜访客户数量：目标20次/周，每少1次扣1分", &["每周 拜访客户 >= 20 次 {计分 每少 1 次 扣 1 分}"]),
    ("合格率：目标98%，每低1%扣1分", &["合格率 >= 98% {计分 每低 1 个百分点 扣 1 分}"]), ("合格率：目标98%/月，每低1%扣1分", &["每月 合格率 >= 98% {计分 每低 1 个百分点 扣 1 分}"]),
    ("重大安全责任事故0起，发生1起该项不得分", &["重大安全责任事故 = 0 起 {计分 全部达标}"]), ("重大安全责任事故：0起，发生1起该项不得分", &["重大安全责任事故 = 0 起 {计分 全部达标}"]), ("重大安全责任事故0起，每发生1起扣10分", &["重大安全责任事故 = 0 起 {计分 每次 扣 10 分}"]),
    ("客户投诉0次，发生一次扣5分", &["客户投诉 = 0 次 {计分 每次 扣 5 分}"]), ("死亡事故0人，发生1人一票否决", &["死亡事故 = 0 人 {一票否决}"]), ("全年重大安全事故0起，发生1起该项不得分", &["每年 重大安全事故 = 0 起 {计分 全部达标}"]),
    ("质量事故0次（10分），发生1次不得分", &["质量事故 = 0 次 {分值 10、计分 全部达标}"]), ("违章0次", &["违章 = 0 次"]), ("重大安全责任事故零发生，发生1起该项不得分", &["不得 重大安全责任事故 {计分 全部达标}"]),
    ("每月听课不少于20节，撰写教学案例不少于1篇，每缺一节（篇）扣1分", &["每月 听课 >= 20 节 {计分 每少 1 节 扣 1 分}", "每月 撰写教学案例 >= 1 篇 {计分 每少 1 篇 扣 1 分}"]),
    ("每月听课不少于4节，写教案2篇，每少1节（篇）扣1分", &["每月 听课 >= 4 节 {计分 每少 1 节 扣 1 分}", "每月 写教案 >= 2 篇 {计分 每少 1 篇 扣 1 分}"]),
    ("每月培训2次，走访8户，每少一次（户）扣1分", &["每月 培训 >= 2 次 {计分 每少 1 次 扣 1 分}", "每月 走访 >= 8 户 {计分 每少 1 户 扣 1 分}"]),
    ("每月培训2次，走访8户，每少一次或一户扣1分", &["每月 培训 >= 2 次 {计分 每少 1 次 扣 1 分}", "每月 走访 >= 8 户 {计分 每少 1 户 扣 1 分}"]),
    ("每月培训2次，走访8户，每少1次/户扣1分", &["每月 培训 >= 2 次 {计分 每少 1 次 扣 1 分}", "每月 走访 >= 8 户 {计分 每少 1 户 扣 1 分}"]),
    ("每月听课4节，写教案2篇，写总结1份，每缺1节（篇、份）扣1分", &["每月 听课 >= 4 节 {计分 每少 1 节 扣 1 分}", "每月 写教案 >= 2 篇 {计分 每少 1 篇 扣 1 分}", "每月 写总结 >= 1 份 {计分 每少 1 份 扣 1 分}"]),
    ("费用预算执行率（15分）：≤100%，每超1%扣2分，每节约1%加1分，最多加5分", &["费用预算执行率 <= 100% {分值 15、计分 每超 1 个百分点 扣 2 分、每低 1 个百分点 加 1 分,最多加 5 分}"]),
    ("合格率（10分）：≥95%得满分，90%～95%得80%，90%以下不得分", &["合格率 >= 95% {分值 10、计分 分档 >= 95% 得 100%、>= 90% 得 80%、其余 得 0}"]),
    ("每月允许补卡2次，从第三次起每次扣20元", &["每月 补卡 <= 2 次 {计分 每超 1 次 扣 20 元}"]), ("合格率98%以上不奖不罚，每低1%扣1分，每高1%加1分", &["合格率 >= 98% {计分 每低 1 个百分点 扣 1 分、每超 1 个百分点 加 1 分}"]),
    ("每个航班登机广播不少于3遍，每少一遍扣1分", &["每个航班 登机广播 >= 3 遍 {计分 每少 1 遍 扣 1 分}"]), ("每个项目例会不少于2次", &["每个项目 例会 >= 2 次"]), ("每个订单电话确认不少于1次", &["每个订单 电话确认 >= 1 次"]), ("每个工地安全检查每月不少于2次", &["每个工地 每月 安全检查 >= 2 次"]),
    ("车厢每趟清扫一次，每日回场后消毒一次", &["每趟 车厢清扫 >= 1 次", "每日 回场后消毒 >= 1 次"]), ("车辆每趟检查一次，每月保养一次", &["每趟 车辆检查 >= 1 次", "每月 保养 >= 1 次"]), ("每餐留样一次，每日消毒一次", &["每餐 留样 >= 1 次", "每日 消毒 >= 1 次"]),
    ("每趟清扫一次，消毒一次", &["每趟 清扫 >= 1 次", "每趟 消毒 >= 1 次"]), ("每家客户每月拜访一次，每季度回访一次", &["每家客户 每月 拜访 >= 1 次", "每家客户 每季度 回访 >= 1 次"]),
    ("资料齐全的新装用户，5个工作日内完成验表通水，每逾期一天赔付用户10元", &["凡 资料齐全的新装用户 须 5个工作日内 完成验表通水 {计分 每迟 1 天 扣 10 元}"]), ("接到投诉后2天内处理，每逾期一天赔偿客户50元", &["凡 接到投诉 须 2天内 处理 {计分 每迟 1 天 扣 50 元}"]),
    ("送餐30分钟内送达，超时赔付顾客10元", &["凡 送餐 须 30分钟内 送达 {计分 未达标 扣 10 元}"]),
];

/// What is asked and with what points; and the codes of what is wrong.
fn read(sentence: &str) -> (Vec<String>, Vec<String>) {
    let read = compiled(&format!("{sentence}。"));
    let shown = read.shown().into_iter().map(|it| it.strip_suffix(" {}").map(str::to_owned).unwrap_or(it));
    let wrong = read.named.iter().filter(|(_, error)| *error).map(|(code, _)| code.clone());
    (shown.collect(), wrong.collect())
}

/// Sentences that come out otherwise.
fn all(cases: impl Iterator<Item = (String, Vec<String>)>) {
    let otherwise = |(sentence, expected): (String, Vec<String>)| {
        let (found, wrong) = read(&sentence);
        let silent = if wrong.is_empty() { "SILENT" } else { "told" };
        let same = found == expected && wrong.is_empty();
        (!same).then(|| format!("{silent} {sentence}\n  expected {expected:?}\n  found    {found:?} {wrong:?}"))
    };
    let wrong: Vec<String> = cases.filter_map(otherwise).collect();
    let silent = wrong.iter().filter(|it| it.starts_with("SILENT")).count();
    assert!(wrong.is_empty(), "{} otherwise, {silent} in silence:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn lengths_are_the_same_however_their_bands_are_put() {
    let cases = LATE.iter().flat_map(|what| {
        let unit = if what.contains(['逾', '延']) { "天" } else { "分钟" };
        let lengths = LENGTHS.iter().flat_map(move |(said, held)| {
            BANDS.iter().map(move |way| {
                let sentence = way.replace('W', what);
                let each = ["A", "B", "C"].iter().zip(said);
                let sentence = each.fold(sentence, |sentence, (letter, said)| sentence.replace(letter, said));
                let taken = ["1", "2", "5"];
                let bands = held.iter().zip(taken);
                let bands = bands.map(|(held, points)| format!("不得 {what} 其中 {held} {{计分 每次 扣 {points} 分}}"));
                (sentence.replace('U', unit), bands.map(|band| band.replace('U', unit)).collect::<Vec<_>>())
            })
        });
        lengths.collect::<Vec<_>>()
    });
    all(cases);
}

#[test]
fn the_lengths_that_are_punished_begin_where_what_is_spared_ends() {
    let ways = [
        "W5U以内S，5-15U扣1分，15U以上扣2分",
        "W5U以内S；5-15U扣1分；15U以上扣2分",
        "W5U以内S，5-15U的扣1分，15U以上的扣2分",
    ];
    let cases = LATE.iter().flat_map(|what| {
        let unit = if what.contains(['逾', '延']) { "天" } else { "分钟" };
        let each = ways.iter().flat_map(move |way| {
            ["不扣分", "不罚款", "不处罚", "的不扣分"].into_iter().map(move |spared| {
                let sentence = way.replace('W', what).replace('S', spared).replace('U', unit);
                let first = format!("不得 {what} 其中 时长 > 5{unit} 且 时长 <= 15{unit} {{计分 每次 扣 1 分}}");
                (sentence, vec![first, format!("不得 {what} 其中 时长 > 15{unit} {{计分 每次 扣 2 分}}")])
            })
        });
        each.collect::<Vec<_>>()
    });
    all(cases);
}

#[test]
fn each_line_of_what_is_taken_has_one_end() {
    let cases = WORSE.iter().flat_map(|(what, said, ends, asked)| {
        TAKEN.iter().map(move |way| {
            let each = ["A", "B", "C"].iter().zip(said);
            let sentence = each.fold(way.replace('W', what), |it, (letter, said)| it.replace(letter, said));
            let lines: Vec<String> =
                ends.iter().zip(["1", "2", "5"]).map(|(end, points)| format!("{end} 扣 {points} 分")).collect();
            (sentence, vec![format!("{asked} {{计分 分档 {}}}", lines.join("、"))])
        })
    });
    all(cases);
}

#[test]
fn of_rewards_the_greatest_that_is_reached_is_won() {
    let cases = WON.iter().flat_map(|(what, said, expected)| {
        REWARDS.iter().map(move |way| {
            let sentence = way.replace('W', what).replace('A', said[0]).replace('B', said[1]);
            (sentence, vec![(*expected).to_owned()])
        })
    });
    all(cases);
}

#[test]
fn bands_of_how_late_it_is_are_told_of_what_has_a_deadline() {
    for due in DUE {
        for delay in DELAYS {
            let (found, wrong) = read(&format!("{due}，{delay}"));
            assert!(wrong.contains(&"GJ0233".to_owned()), "{due} {delay} {found:?} {wrong:?}");
            assert_eq!(found.len(), 1, "{due} {delay} {found:?}");
        }
    }
}

#[test]
fn points_for_one_of_several_duties_are_of_each() {
    let cases = DUTIES.iter().flat_map(|(duties, each)| {
        ONE.iter().map(move |one| {
            let each = each.iter().map(|it| format!("{it} {{计分 每次 扣 1 分}}"));
            (format!("{duties}，{one}"), each.collect())
        })
    });
    all(cases);
}

#[test]
fn so_many_in_a_month_have_their_own_consequence() {
    let cases = EVENTS.iter().flat_map(|(event, unit)| {
        let many = MANY.iter().flat_map(move |(many, bound)| {
            let bound = bound.replace('E', event).replace('N', unit);
            THEN.iter().flat_map(move |(then, follows)| {
                let expected = vec![format!("不得 {event} {{计分 每次 扣 1 分}}"), format!("{bound} {{{follows}}}")];
                let many = many.replace('N', unit);
                let joint = if many.ends_with('的') { "，" } else { "" };
                [
                    (format!("{event}一{unit}扣1分，{many}{then}"), expected.clone()),
                    (format!("{event}每{unit}扣1分，{many}{joint}{then}"), expected.clone()),
                    (format!("{event}一{unit}扣1分；{many}{joint}{then}"), expected),
                ]
            })
        });
        many.collect::<Vec<_>>()
    });
    all(cases);
}

#[test]
fn what_is_beyond_has_its_steps() {
    let bases = [("每月打扫客房不少于300间", "每月 打扫客房 >= 300 间"), ("每月查房100间", "每月 查房 >= 100 间")];
    let cases = bases.iter().flat_map(|(said, form)| {
        BEYOND
            .iter()
            .map(move |(beyond, steps)| (format!("{said}，{beyond}"), vec![format!("{form} {{计分 {steps}}}")]))
    });
    all(cases);
}

#[test]
fn the_name_of_a_value_stands_for_its_number() {
    for (named, plain) in NAMED {
        assert_eq!(read(named).0, read(plain).0, "{named}");
        assert_eq!(read(named).1, read(plain).1, "{named}");
    }
}

#[test]
fn a_grade_asks_nothing() {
    for (grades, code) in GRADES {
        let (found, wrong) = read(grades);
        assert!(
            found.is_empty() && wrong.iter().all(|it| it == code) && !wrong.is_empty(),
            "{grades} {found:?} {wrong:?}"
        );
    }
}

#[test]
fn a_row_is_worth_the_same_wherever_that_is_said() {
    let row = "客户投诉处理及时率100%";
    let mut cases: Vec<(String, Vec<String>)> = Vec::new();
    for way in WORTH {
        cases.push((way.replace('R', row), vec!["客户投诉处理及时率 >= 100% {分值 15}".to_owned()]));
    }
    all(cases.into_iter());
}

#[test]
fn rows_are_read_as_they_are_said() {
    all(ROWS.iter().map(|(row, forms)| ((*row).to_owned(), forms.iter().map(|form| (*form).to_owned()).collect())));
}

#[test]
fn what_no_row_says_is_named() {
    for sentence in TOLD {
        let (found, wrong) = read(sentence);
        assert!(!wrong.is_empty() && found.len() <= 1, "{sentence} {found:?}");
    }
}
