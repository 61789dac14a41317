//! The numbers that headings and items begin with: `一、` `（一）` `第三条` `3.2.1` `1)` `①`.

/// What kind of number it is, from the outermost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// 第一章
    Chapter,
    /// 第一条
    Article,
    /// 一、
    Numeral,
    /// （一）
    BracketedNumeral,
    /// 1. 1.2 1、
    Dotted,
    /// (1) 1)
    Bracketed,
    /// ①
    Circled,
}

/// A number at the beginning of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub kind: Kind,
    /// `3.2.1` has three.
    pub path: Vec<u32>,
    /// How many bytes it takes, with the blanks after it.
    pub len: usize,
}

impl Mark {
    /// Whether `next` may follow: the next of its own, or the first below it.
    pub fn leads_to(&self, next: &Mark) -> bool {
        let below = next.path.strip_prefix(self.path.as_slice());
        match (self.kind == next.kind, below) {
            (true, Some([1])) => true,
            (true, _) => self.is_followed_by(next),
            (false, _) => self.kind < next.kind && next.path == [1],
        }
    }

    /// Whether `next` is the next of the same list.
    pub fn is_followed_by(&self, next: &Mark) -> bool {
        let mut path = self.path.clone();
        if let Some(last) = path.last_mut() {
            *last = last.saturating_add(1);
        }
        self.kind == next.kind && path == next.path
    }

    /// Whether it numbers sections.
    pub fn is_of_sections(&self) -> bool {
        matches!(self.kind, Kind::Chapter | Kind::Numeral | Kind::BracketedNumeral)
    }
}

/// The number that a text begins with.
pub(super) fn mark(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    let (kind, path, rest) = match first {
        '第' => chapter(text)?,
        '(' | '（' => bracketed(text)?,
        '①'..='⑳' => {
            let count = u32::from(first).checked_sub(u32::from('①'))? + 1;
            (Kind::Circled, vec![count], text.strip_prefix(first)?)
        }
        _ if digit(first).is_some() => dotted(text)?,
        _ => {
            let (count, rest) = numeral(text)?;
            (Kind::Numeral, vec![count], rest.strip_prefix(['、', '．', '.'])?)
        }
    };
    let rest = rest.trim_start();
    Some(Mark { kind, path, len: text.len() - rest.len() })
}

type Found<'t> = (Kind, Vec<u32>, &'t str);

/// 第一章、第二节、第三条
fn chapter(text: &str) -> Option<Found<'_>> {
    let rest = text.strip_prefix('第')?;
    let (count, rest) = numeral(rest).or_else(|| number(rest))?;
    let unit = rest.chars().next()?;
    let kind = match unit {
        '编' | '章' | '节' => Kind::Chapter,
        '条' => Kind::Article,
        _ => return None,
    };
    Some((kind, vec![count], rest.strip_prefix(unit)?))
}

/// （一）、(1)
fn bracketed(text: &str) -> Option<Found<'_>> {
    let rest = text.strip_prefix(['(', '（'])?;
    let (kind, (count, rest)) = match numeral(rest) {
        Some(found) => (Kind::BracketedNumeral, found),
        None => (Kind::Bracketed, number(rest)?),
    };
    let rest = rest.strip_prefix([')', '）'])?;
    Some((kind, vec![count], rest.strip_prefix('、').unwrap_or(rest)))
}

/// 1.、1)、3.2.1; no quantity such as 1.5万.
fn dotted(text: &str) -> Option<Found<'_>> {
    let (first, mut rest) = number(text)?;
    let mut path = vec![first];
    while let Some((next, after)) = rest.strip_prefix(['.', '．']).and_then(number) {
        path.push(next);
        rest = after;
    }
    let small = path.iter().all(|count| *count < 100) && path.len() <= 5;
    match rest.chars().next() {
        Some(')' | '）') if path.len() == 1 => Some((Kind::Bracketed, path, rest.strip_prefix([')', '）'])?)),
        Some(end @ ('.' | '．' | '、')) if small => Some((Kind::Dotted, path, rest.strip_prefix(end)?)),
        Some(next) if path.len() > 1 && small && !"万亿%％‰元倍个小分天家次以至-~".contains(next) => {
            Some((Kind::Dotted, path, rest))
        }
        _ => None,
    }
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => u32::from(c).checked_sub(u32::from('０')),
        _ => c.to_digit(10),
    }
}

fn number(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| digit(c).is_none()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    if digits.is_empty() || digits.chars().count() > 4 {
        return None;
    }
    let count =
        digits.chars().filter_map(digit).fold(0, |count: u32, digit| count.saturating_mul(10).saturating_add(digit));
    Some((count, rest))
}

/// 1 to 99 in Chinese.
fn numeral(text: &str) -> Option<(u32, &str)> {
    let value =
        |c: char| "一二三四五六七八九".chars().position(|known| known == c).and_then(|at| u32::try_from(at + 1).ok());
    let end = text.find(|c: char| c != '十' && value(c).is_none()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    let letters: Vec<char> = digits.chars().collect();
    let count = match letters.as_slice() {
        ['十'] => 10,
        ['十', ones] => 10 + value(*ones)?,
        [tens, '十'] => 10 * value(*tens)?,
        [tens, '十', ones] => 10 * value(*tens)? + value(*ones)?,
        [ones] => value(*ones)?,
        _ => return None,
    };
    Some((count, rest))
}

#[cfg(test)]
mod tests {
    use super::{Kind, mark};

    #[test]
    fn what_begins_with_a_number_and_what_only_seems_to() {
        let found = |text: &str| mark(text).map(|mark| (mark.kind, mark.path));
        for (text, kind, path) in [
            ("一、总则", Kind::Numeral, vec![1]),
            ("十二、附则", Kind::Numeral, vec![12]),
            ("（三）考勤", Kind::BracketedNumeral, vec![3]),
            ("第二章 考核", Kind::Chapter, vec![2]),
            ("第十条 迟到", Kind::Article, vec![10]),
            ("3.2.1具有大专", Kind::Dotted, vec![3, 2, 1]),
            ("１．每周", Kind::Dotted, vec![1]),
            ("2、每月", Kind::Dotted, vec![2]),
            ("(4) 每年", Kind::Bracketed, vec![4]),
            ("5) 每年", Kind::Bracketed, vec![5]),
            ("③ 每年", Kind::Circled, vec![3]),
        ] {
            assert_eq!(found(text), Some((kind, path)), "{text}");
        }
        for text in ["一次性", "1.5万元", "3‰。", "2024年", "第三方", "（试行）", "10:00前"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
