//! What the tables of companies call the columns that every record has: 姓名, 事项, 日期.

use guiju_engine::schema::RecordColumns;

#[rustfmt::skip]
const PERSON: [&str; 21] = [
    "人员", "姓名", "员工", "员工姓名", "人员姓名", "名字", "人名", "责任人", "经办人", "执行人", "操作人", "工号", "员工编号", "员工号",
    "业务员", "负责人", "被考核人", "person", "name", "employee", "staff",
];
#[rustfmt::skip]
const ACTIVITY: [&str; 17] = [
    "活动", "事项", "事件", "工作内容", "工作事项", "内容", "行为", "任务", "动作", "项目", "类型", "活动名称", "事项名称", "activity", "event",
    "action", "task",
];
#[rustfmt::skip]
const TIME: [&str; 15] = [
    "时间", "日期", "发生时间", "发生日期", "完成时间", "完成日期", "记录时间", "登记时间", "登记日期", "办理时间", "时刻", "time", "date",
    "timestamp", "datetime",
];

/// The column that such a heading may be meant as: 姓名 as 人员, or whatever the package calls it.
pub(crate) fn meant<'a>(columns: &'a RecordColumns, heading: &str) -> Option<&'a str> {
    let all: [(&[&str], &str); 3] =
        [(&PERSON, &columns.person), (&ACTIVITY, &columns.activity), (&TIME, &columns.time)];
    let heading = heading.trim().to_lowercase();
    all.into_iter().find(|(words, _)| words.contains(&heading.as_str())).map(|(_, column)| column)
}

/// Whether no record can be read without this column. A day in a column of its own will do for a time.
pub(crate) fn is_needed(columns: &RecordColumns, name: &str) -> bool {
    [&columns.person, &columns.activity, &columns.time].into_iter().any(|column| column == name)
}
