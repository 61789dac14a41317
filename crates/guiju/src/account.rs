//! Giving account: which records a person's points rest on.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use guiju_engine::evaluate::Range;
use guiju_engine::evidence::{Account, account};

use crate::{Error, Records, Standards};

impl Standards {
    /// Why a person has these points: for each clause that binds the person (or the one of that id) every outcome, with
    /// the records that counted and those that did not, each with its place and the reason (language.md §7).
    ///
    /// The records that counted, added up as [`crate::Part::kind`] says, give [`crate::Part::value`].
    ///
    /// ```
    /// # fn main() -> Result<(), guiju::Error> {
    /// use guiju::{Range, Records, Standards, Why};
    /// let standards = Standards::parse("每周 上门访问客户 >= 2\n除外 事由 = 私事")?;
    /// let csv = "编号,人员,活动,时间,事由\n\
    ///     1,张三,上门访问客户,2024-03-05,公事\n\
    ///     1,张三,上门访问客户,2024-03-05,公事\n\
    ///     2,张三,上门访问客户,2024-03-06,私事\n";
    /// let records = Records::builder(&standards).csv(csv.as_bytes(), "records.csv")?.build();
    /// let range = Range::parse("2024-03-04", "2024-03-11")?;
    /// let accounts = standards.account(&records, range, None, "张三", Some("1"))?;
    /// let part = &accounts[0].clauses[0].evidence[0].parts[0];
    /// assert_eq!(part.counted[0].place, "records.csv:2");
    /// let why: Vec<_> = part.not_counted.iter().map(|piece| piece.why).collect();
    /// assert_eq!(why, [Some(Why::Duplicate), Some(Why::Excepted)]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::UnknownPerson`] or [`Error::UnknownClause`] where the standards bind nobody of that name, or no such
    /// clause binds the person; else as [`Standards::score`].
    pub fn account(
        &self,
        records: &Records,
        range: Range,
        as_of: impl Into<Option<DateTime<Tz>>>,
        person: &str,
        clause: Option<&str>,
    ) -> Result<Vec<Account>, Error> {
        let as_of = as_of.into().unwrap_or_else(|| self.end_of(range));
        let accounts = account(&self.program, &records.data, range, as_of, person, clause)?;
        if !accounts.is_empty() {
            return Ok(accounts);
        }
        if let Some(id) = clause
            && !account(&self.program, &records.data, range, as_of, person, None)?.is_empty()
        {
            let ids = self.program.standards.iter().flat_map(|standard| &standard.clauses);
            let near = guiju_compile::near::nearest(id, ids.map(|clause| clause.id.as_str()));
            return Err(Error::UnknownClause { id: id.to_owned(), near });
        }
        let people = records.data.people.iter().flat_map(|people| people.people.keys().map(String::as_str));
        let near = guiju_compile::near::nearest(person, people.chain(records.data.records.people()));
        Err(Error::UnknownPerson { name: person.to_owned(), near })
    }

    /// The instant at which a range is judged where none is given.
    pub fn end_of(&self, range: Range) -> DateTime<Tz> {
        self.start_of(range.to())
    }
}

impl Records {
    /// The day of the last record.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.data.records.last_day()
    }
}
