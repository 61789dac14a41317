//! Which values make conditions hold: by trying every value at which one could change.

use guiju_engine::program::Predicate;
use guiju_engine::schema::{Field, FieldId, Schema};
use indexmap::IndexMap;
use rust_decimal::Decimal;

use crate::reads::compares;

/// Fields and their values; a field that is not there is blank.
pub type Values = IndexMap<String, String>;

/// A condition, the schema its fields belong to, and whether it is to hold.
#[derive(Clone, Copy)]
pub struct Wish<'p> {
    pub schema: &'p Schema,
    pub people: bool,
    pub predicate: Option<&'p Predicate>,
    pub holds: bool,
}

/// Values that fulfil wishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Such values.
    Values(Values),
    /// There are none.
    None,
    /// None were found among those tried, which are not all that matter.
    Unknown,
}

/// How many combinations are tried.
const MOST: usize = 50_000;

/// Values for which every wish is fulfilled.
pub fn find(wishes: &[Wish]) -> Found {
    let mut candidates: IndexMap<String, Vec<Option<String>>> = IndexMap::new();
    let mut complete = true;
    for wish in wishes {
        if let Some(predicate) = wish.predicate {
            collect(wish, predicate, &mut candidates, &mut complete);
        }
    }
    for values in candidates.values_mut() {
        let mut numbers: Vec<Decimal> =
            values.iter().flatten().filter_map(|value| Decimal::from_str_exact(value).ok()).collect();
        numbers.sort();
        // Between and around the numbers that are named.
        let between = numbers.windows(2).filter_map(|pair| match pair {
            [low, high] => low.checked_add(*high)?.checked_div(Decimal::TWO),
            _ => None,
        });
        let around = numbers.first().and_then(|it| it.checked_sub(Decimal::ONE)).into_iter();
        let around = around.chain(numbers.last().and_then(|it| it.checked_add(Decimal::ONE)));
        let more: Vec<Option<String>> = between.chain(around).map(|it| Some(it.normalize().to_string())).collect();
        values.extend(more);
        let mut seen = Vec::with_capacity(values.len());
        values.retain(|value| {
            let new = !seen.contains(value);
            seen.push(value.clone());
            new
        });
    }
    let combinations = candidates.values().try_fold(1usize, |all, values| all.checked_mul(values.len().max(1)));
    let Some(combinations) = combinations.filter(|all| *all <= MOST) else { return Found::Unknown };
    for mut index in 0..combinations {
        let mut chosen = Values::new();
        for (field, values) in &candidates {
            if let Some(Some(value)) = values.get(index % values.len().max(1)) {
                chosen.insert(field.clone(), value.clone());
            }
            index /= values.len().max(1);
        }
        let fulfilled = |wish: &Wish| match wish.predicate {
            None => wish.holds,
            Some(predicate) => holds(wish, predicate, &chosen) == Some(wish.holds),
        };
        if wishes.iter().all(fulfilled) {
            return Found::Values(chosen);
        }
    }
    if complete { Found::None } else { Found::Unknown }
}

fn field<'p>(wish: &Wish<'p>, id: FieldId) -> Option<&'p Field> {
    let fields = if wish.people { &wish.schema.attributes } else { &wish.schema.fields };
    fields.get(id.index())
}

/// The values at which a condition can change, per field.
fn collect(wish: &Wish, predicate: &Predicate, found: &mut IndexMap<String, Vec<Option<String>>>, complete: &mut bool) {
    let mut add = |id: FieldId, values: Vec<String>| {
        if let Some(field) = field(wish, id) {
            let known = found.entry(field.name.clone()).or_default();
            known.extend(values.into_iter().map(Some));
            known.push(None);
        }
    };
    match predicate {
        Predicate::Number { field, value, .. } => add(*field, vec![value.normalize().to_string()]),
        Predicate::Text { field, values } => {
            let other = (0..).map(|n| format!("其他{n}")).find(|other| !values.contains(other));
            add(*field, values.iter().cloned().chain(other).collect());
        }
        Predicate::Level { field, level, .. } => {
            let steps = wish.schema.levels.get(level.index()).map(|level| level.steps.clone());
            add(*field, steps.unwrap_or_default());
        }
        Predicate::Date { field, value, .. } => {
            let days = [value.pred_opt(), Some(*value), value.succ_opt()];
            add(*field, days.into_iter().flatten().map(|day| day.to_string()).collect());
        }
        Predicate::Flag { field } => add(*field, vec!["是".to_owned(), "否".to_owned()]),
        Predicate::Empty { field } => add(*field, vec!["其他0".to_owned()]),
        Predicate::Contains { field, text } => {
            add(*field, vec![text.clone(), "其他0".to_owned()]);
            *complete = false;
        }
        Predicate::Tenure { .. } => *complete = false,
        Predicate::And(parts) | Predicate::Or(parts) => {
            parts.iter().for_each(|part| collect(wish, part, found, complete));
        }
        Predicate::Not(inner) | Predicate::Except(inner) => collect(wish, inner, found, complete),
    }
}

/// Whether a condition holds of values, as the engine says it; what it says is confirmed by running it.
fn holds(wish: &Wish, predicate: &Predicate, values: &Values) -> Option<bool> {
    let text = |id: FieldId| {
        let field = field(wish, id)?;
        values.get(&field.name).or(field.empty.as_ref())
    };
    match predicate {
        Predicate::Number { field, comparison, value } => {
            Some(compares(Decimal::from_str_exact(text(*field)?).ok()?, *comparison, *value))
        }
        Predicate::Text { field, values } => Some(values.contains(text(*field)?)),
        Predicate::Level { field, level, comparison, step } => {
            let steps = &wish.schema.levels.get(level.index())?.steps;
            let place = steps.iter().position(|known| Some(known) == text(*field))?;
            Some(compares(u32::try_from(place).ok()?, *comparison, *step))
        }
        Predicate::Date { field, comparison, value } => {
            Some(compares(text(*field)?.parse().ok()?, *comparison, *value))
        }
        Predicate::Flag { field } => guiju_engine::records::flag(text(*field)?),
        Predicate::Empty { field } => Some(text(*field).is_none()),
        Predicate::Contains { field, text: part } => Some(text(*field)?.contains(part.as_str())),
        Predicate::Tenure { .. } => None,
        Predicate::And(parts) => every(parts.iter().map(|part| holds(wish, part, values))),
        Predicate::Or(parts) => every(parts.iter().map(|part| holds(wish, part, values).map(|it| !it))).map(|it| !it),
        Predicate::Not(inner) => holds(wish, inner, values).map(|it| !it),
        // What is unknown of these values is an empty field, which 除外 does not match.
        Predicate::Except(inner) => Some(holds(wish, inner, values) != Some(true)),
    }
}

fn every(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            None => all = None,
            Some(true) => {}
        }
    }
    all
}
