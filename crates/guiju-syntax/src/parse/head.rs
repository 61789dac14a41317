//! The lines at the head of a document, as Word files have them: `岗位：客服专员`, `生效日期：2024年1月1日`, `版本：V1.0`.
//! None of them states a requirement; some say what a property says.

use super::mended::dates;

/// What a line of the head of a document says.
#[derive(Clone, Copy)]
enum Says {
    /// To whom the standard applies, by this attribute of people.
    Applies(&'static str),
    /// The code of the document.
    Code,
    /// From when on it is in force.
    Effective,
    /// What nothing is judged by.
    Nothing,
}

/// The labels of such lines.
const LABELS: &[(Says, &[&str])] = &[
    (Says::Applies("岗位"), &["岗位", "岗位名称", "适用岗位", "职位", "职务"]),
    (Says::Applies("部门"), &["部门", "所属部门", "所在部门", "适用部门"]),
    (Says::Code, &["文件编号", "制度编号", "标准编号", "编码", "文号"]),
    (
        Says::Effective,
        &["施行日期", "实施日期", "生效日期", "执行日期", "生效时间", "实施时间", "施行时间", "执行时间"],
    ),
    (
        Says::Nothing,
        &[
            "适用范围",
            "适用对象",
            "版本",
            "版本号",
            "版次",
            "修订次数",
            "修订日期",
            "发布日期",
            "编制日期",
            "制定日期",
            "日期",
            "编制",
            "编制人",
            "制定",
            "制定人",
            "制订",
            "起草",
            "起草人",
            "审核",
            "审核人",
            "批准",
            "批准人",
            "签发",
            "签发人",
            "发布",
            "发布单位",
            "制定部门",
            "编制部门",
            "归口部门",
            "密级",
            "页码",
            "页次",
            "目的",
        ],
    ),
];

/// What a line of the head of a document is written as here: `岗位:客服专员` is `适用 岗位 = 客服专员`.
pub fn head(line: &str) -> Option<String> {
    let (label, value) = line.split_once(':')?;
    let (label, value) = (label.trim(), value.trim());
    let says = LABELS.iter().find(|(_, labels)| labels.contains(&label)).map(|(says, _)| *says)?;
    if value.is_empty() || value.contains(['。', ';']) {
        return None;
    }
    Some(match says {
        Says::Applies(attribute) if value.contains('、') => format!("适用 {attribute} 属于 {{{value}}}"),
        Says::Applies(attribute) => format!("适用 {attribute} = {value}"),
        Says::Code => format!("编号 {value}"),
        Says::Effective => format!("{} 起", dates(&format!("施行 {}", value.trim_end_matches('起')))),
        Says::Nothing => format!("说明 {label}:{value}"),
    })
}
