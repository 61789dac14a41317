//! The range, as people write dates.

use chrono::NaiveDate;
use guiju::{Lang, Range};

use crate::failure::Failure;
use crate::lang::pick;

/// The range from `from` up to, but without, `to`.
pub fn range(from: &str, to: &str, lang: Lang) -> Result<Range, Failure> {
    let (first, end) = (date("--from", from, lang)?, date("--to", to, lang)?);
    if end <= first {
        let what = pick(
            lang,
            format!("考核期从 {first} 到 {end}（不含），一天也没有"),
            format!("the range from {first} to {end} (exclusive) holds no day"),
        );
        let way_out = pick(
            lang,
            format!("--to 写最后一天的次日，例如 --from {first} --to {}", after(first)),
            format!("--to is the day after the last, for instance --from {first} --to {}", after(first)),
        );
        return Err(Failure::Usage(what, way_out));
    }
    Ok(Range::parse(&first.to_string(), &end.to_string()).map_err(guiju::Error::from)?)
}

fn after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// A date: `2024-03-01`, `2024/3/1`, `2024.3.1`, `20240301` or `2024年3月1日`.
fn date(option: &str, text: &str, lang: Lang) -> Result<NaiveDate, Failure> {
    let forms = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"];
    let found = forms.iter().find_map(|form| NaiveDate::parse_from_str(text.trim(), form).ok());
    found.filter(|day| (1900..10_000).contains(&chrono::Datelike::year(day))).ok_or_else(|| {
        Failure::Usage(
            pick(lang, format!("{option} 的 `{text}` 不是日期"), format!("`{text}` of {option} is no date")),
            pick(lang, "写成 2024-03-01", "write it as 2024-03-01").to_owned(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        for text in ["2024-03-01", "2024-3-1", "2024/3/1", "2024.03.01", "20240301", "2024年3月1日", " 2024-03-01 "]
        {
            assert_eq!(date("--from", text, Lang::Zh).unwrap().to_string(), "2024-03-01", "{text}");
        }
        for text in ["", "2024-02-30", "2024-13-01", "24-03-01", "03/01/2024", "明天", "2024-03", "99999-01-01"] {
            assert!(date("--from", text, Lang::Zh).is_err(), "{text}");
        }
    }

    #[test]
    fn a_range_has_a_day() {
        assert!(range("2024-03-01", "2024-03-02", Lang::Zh).is_ok());
        assert!(range("2024-03-01", "2024-03-01", Lang::Zh).is_err());
        assert!(range("2024-03-02", "2024-03-01", Lang::Zh).is_err());
    }
}
