//! Which column of a source holds what.

use crate::schema::Schema;

/// Where the columns of a source are.
#[derive(Debug, Default, Clone)]
pub(super) struct Layout {
    pub width: usize,
    pub person: Option<usize>,
    pub activity: Option<usize>,
    pub time: Option<usize>,
    pub date: Option<usize>,
    pub id: Option<usize>,
    pub recorded: Option<usize>,
    pub judgement: Option<usize>,
    pub value: Option<usize>,
    pub withdrawn: Option<usize>,
    pub fields: Vec<Option<usize>>,
}

impl Layout {
    /// Where each thing is, and which columns hold any.
    pub fn of(schema: &Schema, header: &[&str]) -> (Layout, Vec<bool>) {
        let mut used = vec![false; header.len()];
        let mut find = |names: &[&str]| {
            let found = header.iter().position(|column| names.contains(&column.trim()));
            if let Some(used) = found.and_then(|found| used.get_mut(found)) {
                *used = true;
            }
            found
        };
        let columns = &schema.records;
        let optional = |name: &Option<String>| name.clone().unwrap_or_default();
        let (id, recorded) = (optional(&columns.id), optional(&columns.recorded));
        let layout = Layout {
            width: header.len(),
            person: find(&[&columns.person]),
            activity: find(&[&columns.activity]),
            time: find(&[&columns.time]),
            date: columns.date.as_ref().and_then(|date| find(&[date])),
            id: find(&[&id]).filter(|_| !id.is_empty()),
            recorded: find(&[&recorded]).filter(|_| !recorded.is_empty()),
            judgement: find(&[&columns.judgement]),
            value: find(&[&columns.value]),
            withdrawn: columns.withdrawn.as_ref().and_then(|withdrawn| find(&[&withdrawn.column])),
            fields: schema
                .fields
                .iter()
                .map(|field| {
                    let mut names = vec![field.name.as_str()];
                    names.extend(field.also.iter().map(String::as_str));
                    find(&names)
                })
                .collect(),
        };
        (layout, used)
    }

    /// Which of the columns hold anything that is read.
    pub fn used(&self) -> Vec<bool> {
        let Layout { width, person, activity, time, date, id, recorded, judgement, value, withdrawn, fields } = self;
        let places =
            [person, activity, time, date, id, recorded, judgement, value, withdrawn].into_iter().chain(fields);
        let mut used = vec![false; *width];
        for place in places.flatten() {
            if let Some(used) = used.get_mut(*place) {
                *used = true;
            }
        }
        used
    }
}
