//! A row of an appraisal table whose cells run together, as it is pasted from Word: `客户满意度 ≥95% 20分 每低1%扣2分`.
//!
//! The cells are parted, what the row is worth stands behind the bound, whichever came first, and the row is read as the
//! sentence that it says: `客户满意度>=95%,20分,每低1%扣2分`.

use super::plain;
use super::sentence::{canonical, segment_ranges, segments};
use crate::normal::Normal;
use crate::numbers;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Words,
    /// ≥95%, 98%以上, 0起
    Bound,
    /// 20分, 权重15%
    Worth,
    /// 15, 20%: a bound or a worth, as the cell beside it tells.
    Number,
}

/// A cell, and where it stands.
#[derive(Debug, Clone, Copy)]
struct Cell {
    kind: Kind,
    from: usize,
    to: usize,
}

/// What a number is held against, at the beginning of a cell or alone in it.
const SIGNS: [&str; 5] = [">=", "<=", ">", "<", "="];
/// What says that a cell is a bound.
const TARGETS: [&str; 5] = ["目标值", "指标值", "标准值", "考核目标", "目标"];
/// The most cells that a row is looked for in.
const MOST: usize = 24;

/// The sentence that a row says; `None` where the text is none.
pub(super) fn row(normal: &Normal) -> Option<Normal> {
    // what is canonical says nothing of points here, and need not be parted
    if super::points(&normal.text) == 0 && !normal.text.contains('|') {
        return None;
    }
    let mut first = segment_ranges(normal).into_iter().next()?.0;
    let text = normal.text.get(first.clone())?;
    let stroked = normal.text.trim_end_matches([' ', '|']).len();
    if !text.contains(|c: char| c.is_ascii_digit()) || !text.contains([' ', '|', '分']) || text.contains(['「', '{'])
    {
        return None;
    }
    first.end = first.end.min(stroked);
    let mut cells = cells(normal, first.start, first.end)?;
    // … 每低1%扣1分 客服部: who looks at it stands apart
    let looks = |cell: &Cell| cell.kind == Kind::Words && normal.text.get(cell.from..cell.to).is_some_and(is_office);
    let ends = normal.text.get(first.end..).is_some_and(|rest| rest.trim_matches(['。', ';', ' ', '|']).is_empty());
    let office = cells.pop_if(|last| ends && looks(last)).filter(|_| !cells.is_empty());
    first.end = office.and(cells.last()).map_or(first.end, |last| last.to);
    // 1 客户满意度 ≥95% 20分: the first is the number of the row
    if let [Cell { kind: Kind::Number, .. }, Cell { kind: Kind::Words, .. }, _, _, ..] = cells.as_slice() {
        cells.remove(0);
    }
    let named = cells.iter().take_while(|cell| cell.kind == Kind::Words).count();
    let numbers = cells.iter().skip(named).take_while(|cell| cell.kind != Kind::Words).count();
    let (name, rest) = cells.split_at_checked(named)?;
    let (given, rest) = rest.split_at_checked(numbers)?;
    let (head, tail) = (name.first()?, name.last()?);
    let end = office.map_or(stroked, |_| first.end);
    let mut row = written(&normal.part(0, end), (head.from, tail.to), given, rest, first.end)?;
    if let Some(office) = office {
        row.insert(",", normal, office.from);
        row.copy(normal, office.from, office.to);
    }
    Some(row)
}

/// 客服部, 质检科: an office, at the end of a row.
fn is_office(cell: &str) -> bool {
    const ENDS: [&str; 10] = ["部", "部门", "科", "室", "处", "中心", "办公室", "车间", "经理", "主管"];
    let letters = cell.chars().all(|c| c.is_alphabetic() || c == '、') && cell.chars().count() <= 12;
    letters && ENDS.iter().any(|end| cell.ends_with(end))
}

/// The row as a sentence.
fn written(normal: &Normal, name: (usize, usize), given: &[Cell], rest: &[Cell], end: usize) -> Option<Normal> {
    let held = normal.text.get(name.0..name.1)?;
    if held.contains(|c: char| c.is_ascii_digit()) || held.chars().count() > 24 {
        return None;
    }
    let rest = rest.first().map(|cell| cell.from);
    // 98%以上加1分 goes on with its number
    let goes_on = |from| normal.text.get(from..).is_some_and(|it| it.starts_with(['以', '的', '及', '之', '者', '起']));
    let says = |from| segments(&normal.part(from, normal.text.len())).iter().any(|(it, _)| plain::scores(&it.tight()));
    let scored = rest.is_some_and(|from| !goes_on(from) && says(from));
    let (bound, worth) = bound_and_worth(normal, given)?;
    if !scored && (bound.is_none() || rest.is_some()) {
        return None;
    }
    if canonical(&normal.part(name.0, end)).is_some_and(|read| read.is_ok()) {
        return None;
    }
    let mut row = normal.part(0, 0);
    row.copy(normal, name.0, name.1);
    let open = if bound.is_some() { "," } else { "(" };
    if let Some(bound) = bound {
        let words = normal.text.get(bound.from..bound.to)?;
        // 安全事故 0起: none of them
        if words.starts_with('0') && !words.starts_with("0.") && !words.ends_with(['%', '‰']) {
            row = normal.part(0, 0);
            row.insert("无", normal, name.0);
            row.copy(normal, name.0, name.1);
        } else {
            row.copy(normal, bound.from, bound.to);
        }
    }
    row.insert(open, normal, worth.from);
    let points = normal.text.get(worth.from..worth.to)?;
    if worth.kind == Kind::Number && points.ends_with('%') {
        row.insert("权重", normal, worth.from);
    }
    row.copy(normal, worth.from, worth.to);
    if worth.kind == Kind::Number && !points.ends_with('%') {
        row.insert("分", normal, worth.from);
    }
    if bound.is_none() {
        row.insert("):", normal, worth.from);
    }
    if let Some(from) = rest {
        if bound.is_some() {
            row.insert(",", normal, from);
        }
        row.copy(normal, from, end);
    }
    row.copy(normal, end, normal.text.len());
    Some(row)
}

/// Which of the numbers of a row is what is asked, and which is what that is worth; `None` where nothing tells.
fn bound_and_worth(normal: &Normal, given: &[Cell]) -> Option<(Option<Cell>, Cell)> {
    let whole = |cell: &Cell| normal.text.get(cell.from..cell.to) == Some("100%");
    let percent = |cell: &Cell| normal.text.get(cell.from..cell.to).is_some_and(|it| it.ends_with('%'));
    let [one, other] = match given {
        [only] if only.kind == Kind::Worth => return Some((None, *only)),
        [one, other] => [one, other],
        _ => return None,
    };
    match (one.kind, other.kind) {
        (Kind::Bound, Kind::Worth | Kind::Number) => Some((Some(*one), *other)),
        (Kind::Worth | Kind::Number, Kind::Bound) => Some((Some(*other), *one)),
        (Kind::Number, Kind::Worth) if percent(one) => Some((Some(*one), *other)),
        (Kind::Worth, Kind::Number) if percent(other) => Some((Some(*other), *one)),
        // 报表及时率 100% 10%: no row is worth all of it; of 95% and 15% nothing tells which
        (Kind::Number, Kind::Number) if whole(one) && !whole(other) => Some((Some(*one), *other)),
        (Kind::Number, Kind::Number) if whole(other) && !whole(one) => Some((Some(*other), *one)),
        _ => None,
    }
}

/// The cells of what stands from `start` to `end`.
fn cells(normal: &Normal, start: usize, end: usize) -> Option<Vec<Cell>> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut sign = None;
    for (from, to) in pieces(normal.text.get(start..end)?) {
        let (from, to) = (start + from, start + to);
        let words = normal.text.get(from..to)?;
        if SIGNS.contains(&words) {
            sign = sign.or(Some(from));
            continue;
        }
        // 95 %, 20 分: the unit of the number before it
        let unit = (["%", "‰", "分"].contains(&words) || plain::is_unit(words)) && sign.is_none();
        if let (Some(last), true) = (cells.last_mut().filter(|last| last.kind != Kind::Words), unit) {
            last.to = to;
            last.kind = kind(normal.part(last.from, to).tight().text.as_str());
            continue;
        }
        let mut from = sign.take().unwrap_or(from);
        // 合格率≥95%: what it is and what that is held against
        if let Some(at) = bounded_name(words).filter(|_| cells.is_empty()) {
            cells.push(Cell { kind: Kind::Words, from, to: from + at });
            from += at;
        }
        cells.push(Cell { kind: kind(normal.part(from, to).tight().text.as_str()), from, to });
        if cells.len() > MOST {
            return None;
        }
    }
    (sign.is_none() && cells.len() > 1).then_some(cells)
}

/// Where the bound begins in 合格率≥95%.
fn bounded_name(cell: &str) -> Option<usize> {
    let at = cell.find(['>', '<', '='])?;
    (at > 0 && plain::is_bound(cell.get(at..)?)).then_some(at)
}

/// The pieces between blanks and strokes, and those that a number of points parts: ≥95%20分每低1%扣2分.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut cuts = vec![0];
    for (at, c) in text.char_indices() {
        if c == ' ' || c == '|' {
            cuts.extend([at, at + c.len_utf8()]);
        }
        if c == '分' {
            cuts.extend(glued(text, at).into_iter().flatten());
        }
    }
    cuts.push(text.len());
    cuts.sort_unstable();
    cuts.dedup();
    let ends = cuts.iter().skip(1);
    let pieces = cuts.iter().zip(ends).map(|(from, to)| (*from, *to));
    let holds = |(from, to): &(usize, usize)| {
        let piece = text.get(*from..*to).unwrap_or("").trim();
        !piece.is_empty() && !["|", "/"].contains(&piece)
    };
    pieces.filter(holds).collect()
}

/// Where a number of points begins that follows a bound at once, where the bound begins, and where what follows does.
fn glued(text: &str, points: usize) -> Option<[usize; 3]> {
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let head = text.get(..points)?;
    let before = head.trim_end_matches(number);
    let after = text.get(points + "分".len()..)?;
    let follows = after.starts_with(['每', '发', '出', '扣', '低', '超', '迟', '未', '缺', ' ', '|']);
    let bounded = before.ends_with(['%', '‰']) || ["以上", "以内", "以下"].iter().any(|end| before.ends_with(end));
    let begins = before.find(['>', '<', '=']).or_else(|| before.find(|c: char| c.is_ascii_digit()))?;
    (before.len() < points && bounded && follows).then_some([begins, before.len(), points + "分".len()])
}

fn kind(cell: &str) -> Kind {
    let cell = cell.strip_prefix('(').and_then(|cell| cell.strip_suffix(')')).unwrap_or(cell);
    let targeted = TARGETS.iter().find_map(|label| cell.strip_prefix(label));
    let bound = targeted.map_or(cell, |rest| rest.trim_start_matches([':', '为']));
    let only = numbers::arabic(bound).and_then(|number| bound.get(number.len()..));
    match only {
        Some("" | "%") if targeted.is_none() => Kind::Number,
        _ if plain::is_worth(cell) => Kind::Worth,
        _ if plain::is_bound(bound) => Kind::Bound,
        _ => Kind::Words,
    }
}
