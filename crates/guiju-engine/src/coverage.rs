//! Coverage: when the systems that records come from are known to have been recording.

use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::moment;
use crate::problems::Problems;
use crate::report::{Problem, ProblemKind};
use crate::schema::Schema;
use crate::table::{Table, cell};

/// Some days on which a source was recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The source: a `feed` of the vocabulary.
    pub feed: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Cover {
    /// Reads a table with the columns 来源, 起 and 止 (both days in). A source that the vocabulary does not name is a
    /// problem.
    pub fn from_table(schema: &Schema, table: &Table) -> (Vec<Cover>, Vec<Problem>) {
        let (mut covers, mut problems) = (Vec::new(), Problems::default());
        for line in &table.broken {
            problems.add(ProblemKind::BrokenLine, None, || table.line(*line));
        }
        let [feed, from, to] = ["来源", "起", "止"].map(|name| (name, table.column(name)));
        for (name, column) in [feed, from, to] {
            if column.is_none() {
                problems.add_named(ProblemKind::MissingColumn, name, table.header());
            }
        }
        for (line, row) in &table.rows {
            let Some(name) = cell(row, feed.1) else {
                problems.add_cell(feed.0, None, table.place(*line, feed.1));
                continue;
            };
            if !schema.has_feed(name) {
                problems.add(ProblemKind::UnknownFeed, Some(name), || table.place(*line, feed.1));
                continue;
            }
            let mut day = |(name, column): (&str, Option<usize>)| {
                let text = cell(row, column);
                let day = text.and_then(|text| moment::parse(text, Tz::UTC)).map(|moment| moment.day);
                if day.is_none() {
                    problems.add_cell(name, text, table.place(*line, column));
                }
                day
            };
            if let (Some(from), Some(to)) = (day(from), day(to)) {
                covers.push(Cover { feed: name.to_owned(), from, to });
            }
        }
        (covers, problems.list())
    }
}

impl Schema {
    /// Whether some activity is recorded by that source.
    pub fn has_feed(&self, name: &str) -> bool {
        self.feeds().any(|feed| feed == name)
    }

    /// The sources that activities are recorded by, as often as they are named.
    pub fn feeds(&self) -> impl Iterator<Item = &str> {
        self.activities.iter().filter_map(|activity| activity.feed.as_deref())
    }
}
