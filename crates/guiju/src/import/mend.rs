//! Typography that Word and converters leave behind, set right: half-width punctuation and blanks between Chinese
//! characters, and `.` that stands for `、` or `。`.

/// Up to so many characters around a `.` are an item of a list, more a sentence.
const ITEM: usize = 10;

/// The text with Chinese punctuation.
pub(super) fn mended(text: &str) -> String {
    let letters: Vec<char> = text.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')).collect();
    let at = |place: usize| letters.get(place).copied().unwrap_or(' ');
    let chinese = letters.iter().any(|letter| is_han(*letter));
    let mut mended = String::with_capacity(text.len());
    for (place, letter) in letters.iter().enumerate() {
        let (before, after) = (if place == 0 { ' ' } else { at(place - 1) }, at(place + 1));
        let beside = is_han(before) || is_han(after);
        match letter {
            ',' if beside => mended.push('，'),
            // no number has one
            ';' if chinese => mended.push('；'),
            ':' if is_han(before) => mended.push('：'),
            '?' if is_han(before) => mended.push('？'),
            '!' if is_han(before) => mended.push('！'),
            '.' | '．' | '｡' if is_han(before) && is_han(after) => {
                let left = run(letters.get(..place).unwrap_or_default().iter().rev());
                let right = run(letters.get(place + 1..).unwrap_or_default().iter());
                mended.push(if left.min(right) <= ITEM { '、' } else { '。' });
            }
            '.' | '．' if is_han(before) && place + 1 == letters.len() => mended.push('。'),
            ' ' | '\t' | '\u{3000}' | '\u{a0}' if is_han(before) && is_han(after) => {}
            '\t' | '\u{a0}' | '\u{3000}' => mended.push(' '),
            letter => mended.push(*letter),
        }
    }
    mended
}

/// How many characters there are up to the next punctuation.
fn run<'c>(letters: impl Iterator<Item = &'c char>) -> usize {
    letters.take_while(|letter| !"，。；：、！？,.;:!?．".contains(**letter)).count()
}

pub(super) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn punctuation_between_chinese_characters_is_chinese() {
        for (written, meant) in [
            ("每周上门访问客户8家,电话访问客户30家。", "每周上门访问客户8家，电话访问客户30家。"),
            ("负责市场营销部行政.统计.档案.文件的管理.", "负责市场营销部行政、统计、档案、文件的管理。"),
            ("工 作 标\u{3000}准", "工作标准"),
            ("错字率不超过1,000字的3.5‰;9:00前到岗", "错字率不超过1,000字的3.5‰；9:00前到岗"),
            ("责任人:A.B两人", "责任人：A.B两人"),
        ] {
            assert_eq!(mended(written), meant);
        }
    }
}
