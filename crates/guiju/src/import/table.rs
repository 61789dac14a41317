//! The rows of a table as items: the headings of the columns say which cell is the requirement, its number, its worth,
//! its scoring, its owner; what else stands in the row is explanation.

use super::marks::mark;
use super::outline::Part;
use super::reading::reading;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Number,
    /// 考核指标: what the row is about.
    Name,
    /// 工作标准: the sentence itself.
    Requirement,
    /// 目标值: its threshold.
    Target,
    /// 评分办法: how it is scored.
    Scoring,
    /// 权重
    Weight,
    /// 分值
    Worth,
    Owner,
    Source,
    Post,
    Period,
    /// Anything else.
    Label,
}

/// The words of headings, the more telling first.
const ROLES: [(Role, &[&str]); 11] = [
    (Role::Scoring, &["评分", "计分", "扣分", "加分", "得分标准", "奖罚", "奖惩", "考核办法", "评价办法"]),
    (Role::Weight, &["权重", "比重"]),
    (Role::Worth, &["分值", "满分", "标准分", "配分", "分数"]),
    (Role::Source, &["数据来源", "信息来源", "资料来源", "来源", "依据"]),
    (Role::Owner, &["责任", "负责人", "负责部门", "主管"]),
    (Role::Post, &["岗位", "职位", "适用"]),
    (Role::Period, &["周期", "频次", "频率"]),
    (Role::Number, &["序号", "编号", "节点", "步骤", "序", "条款"]),
    (Role::Target, &["目标值", "标准值", "指标值", "目标"]),
    (Role::Requirement, &["工作标准", "标准", "要求", "内容", "规定", "职责", "定义", "说明", "条件"]),
    (Role::Name, &["指标", "项目", "名称", "事项"]),
];

/// Headings of columns have no more characters.
const LONGEST_HEADING: usize = 12;

/// The items of a table.
pub(super) fn items(rows: &[Vec<String>]) -> Vec<Part> {
    let Some((first, rest)) = rows.split_first() else { return Vec::new() };
    if !is_header(first) || rest.is_empty() {
        return rows.iter().flat_map(|row| without_header(row)).collect();
    }
    let roles = roles(first, rest);
    let mut parts = vec![Part::Remark(first.join(" | "))];
    for row in rest.iter().filter(|row| *row != first) {
        let row = Row { cells: row, roles: &roles, header: first };
        parts.extend(row.items());
    }
    parts
}

fn is_header(row: &[String]) -> bool {
    let named: Vec<&String> = row.iter().filter(|cell| !cell.is_empty()).collect();
    let heading = |cell: &&String| {
        let length = cell.chars().count();
        length <= LONGEST_HEADING
            && !cell.contains(['。', '，', '；', '≥', '%'])
            && !cell.contains(|c: char| c.is_ascii_digit())
    };
    named.len() >= 2 && named.iter().all(heading) && named.iter().any(|cell| role(cell) != Role::Label)
}

fn role(heading: &str) -> Role {
    let found = ROLES.iter().find(|(_, words)| words.iter().any(|word| heading.contains(word)));
    found.map_or(Role::Label, |(role, _)| *role)
}

/// The roles of the columns; of several that may hold the requirement it is the longest.
fn roles(header: &[String], rows: &[Vec<String>]) -> Vec<Role> {
    let mut roles: Vec<Role> = header.iter().map(|heading| role(heading)).collect();
    let size =
        |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).sum::<usize>();
    let columns = |wanted: Role, roles: &[Role]| {
        (0..roles.len()).filter(|at| roles.get(*at) == Some(&wanted)).collect::<Vec<_>>()
    };
    let requirements = columns(Role::Requirement, &roles);
    let longest = requirements.iter().copied().max_by_key(|at| size(*at));
    for at in requirements {
        if let Some(role) = roles.get_mut(at).filter(|_| Some(at) != longest) {
            *role = Role::Label;
        }
    }
    if longest.is_none() && columns(Role::Name, &roles).is_empty() {
        let labels = columns(Role::Label, &roles);
        if let Some(role) = labels.into_iter().max_by_key(|at| size(*at)).and_then(|at| roles.get_mut(at)) {
            *role = Role::Requirement;
        }
    }
    roles
}

/// `学历 | 大专及以上`: what it is about and what is asked; a cell alone is a sentence.
fn without_header(row: &[String]) -> Option<Part> {
    let cells: Vec<&str> = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let number = cells.first().filter(|cell| cells.len() > 1 && cell.chars().all(|c| c.is_ascii_digit()));
    let (longest, text) = cells.iter().enumerate().max_by_key(|(_, cell)| cell.chars().count())?;
    let labels: Vec<&str> = cells
        .iter()
        .enumerate()
        .filter(|(at, cell)| *at != longest && Some(*cell) != number)
        .map(|(_, cell)| *cell)
        .collect();
    let label = labels.join("、");
    let alone = reading(text);
    let properties = if label.is_empty() { Vec::new() } else { vec![format!("说明 {label}")] };
    let text = match alone.certain.is_empty() && !label.is_empty() && text.chars().count() <= LONGEST_HEADING {
        true => return Some(Part::Note(format!("{label}：{text}"))),
        false => folded(text),
    };
    Some(Part::Item { number: number.map(|number| format!("{number}.")), text, properties })
}

struct Row<'t> {
    cells: &'t [String],
    roles: &'t [Role],
    header: &'t [String],
}

impl Row<'_> {
    fn cell(&self, wanted: Role) -> Option<&str> {
        let mut cells =
            self.cells.iter().zip(self.roles).filter(|(_, role)| **role == wanted).map(|(cell, _)| cell.trim());
        cells.find(|cell| !cell.is_empty())
    }

    fn items(&self) -> Vec<Part> {
        let is_sum = self.cells.iter().any(|cell| matches!(cell.trim(), "合计" | "总计" | "小计"));
        let remark = || {
            let filled: Vec<&str> = self.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
            vec![Part::Remark(filled.join(" | "))]
        };
        if is_sum {
            return remark();
        }
        let number = self.cell(Role::Number).filter(|cell| cell.chars().all(|c| c.is_ascii_digit() || c == '.'));
        let Some(text) = self.text() else {
            return remark();
        };
        // Items within the cell have numbers of their own below that of the row.
        let within: Vec<&str> = text.lines().map(str::trim).collect();
        let numbered = within.iter().filter(|line| mark(line).is_some()).count();
        let properties = self.properties();
        if numbered < 2 {
            return vec![Part::Item { number: number.map(|it| format!("{it}.")), text: folded(&text), properties }];
        }
        let mut items: Vec<Part> = Vec::new();
        for line in within {
            let found = mark(line);
            match (found, items.last_mut()) {
                (None, Some(Part::Item { text, .. })) => text.push_str(line),
                (found, _) => {
                    let at = found.as_ref().map_or(0, |mark| mark.len);
                    let own =
                        found.as_ref().map(|mark| mark.path.iter().map(u32::to_string).collect::<Vec<_>>().join("."));
                    let number = match (number, own) {
                        (Some(number), Some(own)) => Some(format!("{number}.{own}")),
                        (number, own) => own.map(|own| format!("{own}.")).or_else(|| number.map(|it| format!("{it}."))),
                    };
                    let text = line.get(at..).unwrap_or(line).to_owned();
                    items.push(Part::Item { number, text, properties: properties.clone() });
                }
            }
        }
        items
    }

    /// The sentence of the row, with its period, its threshold and its scoring.
    fn text(&self) -> Option<String> {
        let name = self.cell(Role::Name);
        let period = self.cell(Role::Period).filter(|period| period.starts_with('每')).unwrap_or("");
        let target = self.cell(Role::Target);
        let measured = name.zip(target).filter(|(_, target)| compares(target));
        let base = match (self.cell(Role::Requirement), measured) {
            (Some(requirement), None) => requirement.to_owned(),
            (Some(requirement), Some((name, target))) if reading(requirement).certain.is_empty() => {
                format!("{period}{name}{target}").replace(['\n', ' '], "")
            }
            (Some(requirement), Some(_)) => requirement.to_owned(),
            (None, Some((name, target))) => format!("{period}{name}{target}").replace(['\n', ' '], ""),
            (None, None) => name?.to_owned(),
        };
        let base = if period.is_empty() || base.contains('每') { base } else { format!("{period}{base}") };
        Some(match self.cell(Role::Scoring) {
            Some(scoring) => format!("{}，{}", base.trim_end_matches(['。', '；', '，']), folded(scoring)),
            None => base,
        })
    }

    fn properties(&self) -> Vec<String> {
        let mut properties = Vec::new();
        if let Some(post) = self.cell(Role::Post).filter(|post| !post.contains(|c: char| "，、/；（( \n".contains(c)))
        {
            properties.push(format!("适用 岗位 = {post}"));
        }
        let number = |cell: &str| cell.trim_end_matches(['%', '％', '分']).trim().to_owned();
        let counts = |cell: &str| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || c == '.');
        if let Some(weight) = self.cell(Role::Weight).map(number).filter(|cell| counts(cell)) {
            properties.push(format!("权重 {weight}%"));
        } else if let Some(worth) = self.cell(Role::Worth).map(number).filter(|cell| counts(cell)) {
            properties.push(format!("分值 {worth}"));
        }
        for (role, keyword) in [(Role::Owner, "责任"), (Role::Source, "来源")] {
            properties.extend(self.cell(role).map(|cell| format!("{keyword} {}", folded(cell))));
        }
        let used = self.text().unwrap_or_default();
        let label = |((cell, role), heading): ((&String, &Role), &String)| {
            let told = matches!(role, Role::Label | Role::Name | Role::Target | Role::Period | Role::Requirement);
            let cell = folded(cell.trim());
            (told && !cell.is_empty() && !folded(&used).contains(&cell)).then(|| format!("{heading}：{cell}"))
        };
        let labels: Vec<String> = self.cells.iter().zip(self.roles).zip(self.header).filter_map(label).collect();
        if !labels.is_empty() {
            properties.push(format!("说明 {}", labels.join("；")));
        }
        properties
    }
}

/// Whether a target says itself whether more or less is wanted.
fn compares(target: &str) -> bool {
    const WORDS: [&str; 14] =
        ["≥", "≤", ">", "<", "＞", "＜", "以上", "以下", "以内", "不低于", "不超过", "不少于", "不高于", "至少"];
    WORDS.iter().any(|word| target.contains(word))
}

/// On one line.
fn folded(text: &str) -> String {
    text.lines().map(str::trim).collect()
}
