//! The lines at the head of a document, as Word files have them: `岗位：客服专员`, `生效日期：2024年1月1日`, `版本：V1.0`.
//! None of them states a requirement; some say what a property says.

use super::mended::dates;
use super::plain::actors::is_actor;

/// What a line of the head of a document says.
#[derive(Clone, Copy)]
enum Says {
    /// To whom the standard applies, by this attribute of people.
    Applies(&'static str),
    /// To whom the standard applies, or what it is about.
    Whom,
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
    (
        Says::Whom,
        &["适用范围", "适用对象", "适用人员", "适用于", "本标准适用于", "本制度适用于", "本办法适用于", "本规定适用于"],
    ),
    (Says::Applies("部门"), &["部门", "所属部门", "所在部门", "适用部门"]),
    (Says::Code, &["文件编号", "制度编号", "标准编号", "编码", "文号"]),
    (
        Says::Effective,
        &["施行日期", "实施日期", "生效日期", "执行日期", "生效时间", "实施时间", "施行时间", "执行时间"],
    ),
    (
        Says::Nothing,
        &[
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

/// What a line of the head of a document is written as here: `岗位:客服专员`, and `岗位 客服专员`, is `适用 岗位 = 客服专员`.
pub fn head(line: &str) -> Option<String> {
    let (label, value) = parted(line)?;
    let says = LABELS.iter().find(|(_, labels)| labels.contains(&label)).map(|(says, _)| *says)?;
    if value.is_empty() || value.contains(['。', ';']) {
        return None;
    }
    Some(match says {
        Says::Applies(attribute) => applies(attribute, value),
        Says::Whom if is_actor(value) && !everybody(value) => applies("岗位", value),
        Says::Code => format!("编号 {value}"),
        Says::Effective => format!("{} 起", dates(&format!("施行 {}", value.trim_end_matches('起')))),
        Says::Whom | Says::Nothing => format!("说明 {label}:{value}"),
    })
}

/// The label of such a line, and what it says. Behind a label of whom it is for a space will do, or nothing: 适用于文员.
fn parted(line: &str) -> Option<(&str, &str)> {
    if let Some((label, value)) = line.split_once(':') {
        return Some((label.trim(), value.trim()));
    }
    // 部门 每月召开例会 asks something
    let asks = |c: char| "每各须应需要不前后内均必".contains(c);
    let plain = |value: &str| value.chars().count() <= LONGEST && value.chars().all(|c| c.is_alphabetic() && !asks(c));
    let labels = LABELS.iter().filter(|(says, _)| matches!(says, Says::Applies(_) | Says::Whom));
    let found = labels.flat_map(|(_, labels)| *labels).filter_map(|label| Some((*label, line.strip_prefix(label)?)));
    let said = |(label, value): &(&str, &str)| value.starts_with(' ') || label.ends_with("适用于");
    let parted = found.filter(said).map(|(label, value)| (label, value.trim())).find(|(_, value)| plain(value));
    parted.filter(|(label, value)| !label.ends_with("适用于") || is_actor(value))
}

/// The most letters that the name of a post has.
const LONGEST: usize = 16;

fn applies(attribute: &str, value: &str) -> String {
    if value.contains('、') {
        format!("适用 {attribute} 属于 {{{value}}}")
    } else {
        format!("适用 {attribute} = {value}")
    }
}

/// 全体员工, 公司所有人员: nobody in particular.
fn everybody(value: &str) -> bool {
    ["全体", "所有", "各", "全部", "本", "公司", "员工", "职工"].iter().any(|word| value.starts_with(word))
}
