//! 八五折, 9折, 8.5折: shares of a price, as percentages.

use rust_decimal::Decimal;

use crate::normal::Normal;
use crate::numbers;
use crate::parse::plain::first;
use crate::parse::plain::lists::replaced;

/// 不得低于门市价的八五折 is 不得低于门市价的85%.
pub(super) fn discount(normal: &Normal) -> Option<Normal> {
    // 折叠, 折旧, 骨折, and 打八折, which gives and asks nothing
    const WORDS: [char; 10] = ['叠', '旧', '返', '损', '算', '抵', '扣', '页', '腾', '断'];
    const GIVES: [char; 4] = ['打', '享', '受', '按'];
    let text = normal.text.as_str();
    let at = normal.find("折")?;
    let end = at + "折".len();
    let before = text.get(..at)?;
    let stem = before.trim_end_matches(|c: char| first::number(c) || c == '.');
    let share = share(before.get(stem.len()..)?)?;
    let free = text.get(end..)?.starts_with(WORDS) || stem.ends_with(GIVES);
    (!free && !stem.is_empty()).then(|| replaced(normal, stem.len(), end, &format!("{share}%")))
}

/// 八 and 8 are 80, 八五, 8.5 and 85 are 85.
fn share(number: &str) -> Option<Decimal> {
    const DIGITS: &str = "一二三四五六七八九";
    let digit = |c: char| DIGITS.chars().position(|digit| digit == c).map(|at| Decimal::from(at + 1));
    let ten = Decimal::TEN;
    let mut letters = number.chars();
    let share = match (letters.next().and_then(digit), letters.next(), letters.next()) {
        (Some(tens), None, _) => tens.checked_mul(ten)?,
        (Some(tens), Some(ones), None) => tens.checked_mul(ten)?.checked_add(digit(ones)?)?,
        _ => {
            let number = numbers::number(numbers::arabic(number).filter(|all| all.len() == number.len())?)?;
            if number < ten { number.checked_mul(ten)? } else { number }
        }
    };
    (share < Decimal::ONE_HUNDRED && share > Decimal::ZERO).then(|| share.normalize())
}

#[cfg(test)]
mod tests {
    use super::discount;
    use crate::normal::Normal;

    #[test]
    fn a_discount_is_a_share_of_the_price() {
        for (said, plain) in [
            ("售价不得低于八折", Some("售价不得低于80%")),
            ("售价不得低于门市价的八五折", Some("售价不得低于门市价的85%")),
            ("售价不低于9.5折", Some("售价不低于95%")),
            ("售价不低于85折", Some("售价不低于85%")),
            ("会员打八折", None),
            ("售价不低于折旧后的价格", None),
            ("售价不低于九十折", None),
            ("八折", None),
        ] {
            let found = discount(&Normal::new(said, 0)).map(|it| it.text);
            assert_eq!(found.as_deref(), plain, "{said}");
        }
    }
}
