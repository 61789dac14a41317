//! Scores one person's week: the smallest complete program.

use guiju::{Range, Records, Standards};

fn main() -> Result<(), guiju::Error> {
    let standards = Standards::parse("每周上门访问客户 >= 3")?;
    let csv = "\
人员,活动,时间
张三,上门访问客户,2024-03-04 09:30
张三,上门访问客户,2024-03-05 14:00
张三,上门访问客户,2024-03-08 10:15
";
    let records = Records::builder(&standards).csv(csv.as_bytes(), "records.csv")?.build();
    let report = standards.score(&records, Range::parse("2024-03-04", "2024-03-11")?, None)?;
    for person in report.standards.iter().flat_map(|standard| &standard.people) {
        let score = person.score.map_or("-".to_owned(), |score| score.to_string());
        println!("{}: {score}", person.person);
        assert_eq!(score, "100");
    }
    Ok(())
}
