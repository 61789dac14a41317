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
    pub holds: Wanted,
}

/// How a condition is to come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// It does not, or nothing is known of it.
    NotYes,
}

impl Wanted {
    /// Yes or no.
    pub fn is(holds: bool) -> Wanted {
        if holds { Wanted::Yes } else { Wanted::No }
    }

    fn suits(self, holds: Option<bool>) -> bool {
        match self {
            Wanted::Yes => holds == Some(true),
            Wanted::No => holds == Some(false),
            Wanted::NotYes => holds != Some(true),
        }
    }
}

/// The fields that a wish looks at.
pub fn fields(wish: &Wish) -> Vec<String> {
    let mut tried = Tried::default();
    if let Some(predicate) = wish.predicate {
        tried.collect(wish, predicate);
    }
    tried.values.into_keys().collect()
}

/// The values to try.
#[derive(Default)]
struct Tried {
    /// Per field; `None` is a blank.
    values: IndexMap<String, Vec<Option<String>>>,
    /// Words that the texts of a field may hold.
    words: IndexMap<String, Vec<String>>,
    /// Fields that are more than texts.
    typed: Vec<String>,
    /// Whether other values than these may matter too.
    more: bool,
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
    let mut tried = Tried::default();
    for wish in wishes {
        if let Some(predicate) = wish.predicate {
            tried.collect(wish, predicate);
        }
    }
    tried.hold_words();
    let Tried { values: mut candidates, more, .. } = tried;
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
            None => wish.holds.suits(Some(true)),
            Some(predicate) => wish.holds.suits(holds(wish, predicate, &chosen)),
        };
        if wishes.iter().all(fulfilled) {
            return Found::Values(chosen);
        }
    }
    if more { Found::Unknown } else { Found::None }
}

fn field<'p>(wish: &Wish<'p>, id: FieldId) -> Option<&'p Field> {
    let fields = if wish.people { &wish.schema.attributes } else { &wish.schema.fields };
    fields.get(id.index())
}

/// What stands between words in a text that holds several; no word that is looked for has it.
const BETWEEN: &str = "·";

/// How many words of one field are put together in every way.
const MOST_WORDS: usize = 5;

impl Tried {
    fn add(&mut self, name: &str, values: impl IntoIterator<Item = String>) {
        let known = self.values.entry(name.to_owned()).or_default();
        known.extend(values.into_iter().map(Some));
        known.push(None);
    }

    /// The values at which a condition can change, per field.
    fn collect(&mut self, wish: &Wish, predicate: &Predicate) {
        let name = |id: &FieldId| field(wish, *id).map_or("", |field| field.name.as_str());
        match predicate {
            Predicate::Text { field, values } => {
                let other = (0..).map(|n| format!("其他{n}")).find(|other| !values.contains(other));
                self.add(name(field), values.iter().cloned().chain(other));
            }
            Predicate::Empty { field } => self.add(name(field), ["其他0".to_owned()]),
            Predicate::Contains { field, text } => {
                self.add(name(field), [text.clone(), "其他0".to_owned()]);
                self.words.entry(name(field).to_owned()).or_default().push(text.clone());
            }
            Predicate::Number { field, value, .. } => {
                self.add(name(field), [value.normalize().to_string()]);
                self.typed.push(name(field).to_owned());
            }
            Predicate::Level { field, level, .. } => {
                let steps = wish.schema.levels.get(level.index()).map(|level| level.steps.clone());
                self.add(name(field), steps.unwrap_or_default());
                self.typed.push(name(field).to_owned());
            }
            Predicate::Date { field, value, .. } => {
                let days = [value.pred_opt(), Some(*value), value.succ_opt()];
                self.add(name(field), days.into_iter().flatten().map(|day| day.to_string()));
                self.typed.push(name(field).to_owned());
            }
            Predicate::Flag { field } => {
                self.add(name(field), ["是".to_owned(), "否".to_owned()]);
                self.typed.push(name(field).to_owned());
            }
            // Somebody who has been there for long is tried; who has just come is not.
            Predicate::Tenure { .. } => {
                self.more = true;
                let joined = wish.schema.people.joined.clone();
                self.values.entry(joined).or_default().push(Some(LONG_AGO.to_owned()));
            }
            Predicate::And(parts) | Predicate::Or(parts) => parts.iter().for_each(|part| self.collect(wish, part)),
            Predicate::Not(inner) | Predicate::Except(inner) => self.collect(wish, inner),
        }
    }

    /// Texts that hold the words looked for, in every way they can.
    fn hold_words(&mut self) {
        for (name, words) in std::mem::take(&mut self.words) {
            let hard = words.len() > MOST_WORDS || words.iter().any(|word| word.contains(BETWEEN));
            if hard || self.typed.contains(&name) {
                self.more = true;
                continue;
            }
            let texts = (0..1usize << words.len()).flat_map(|choice| {
                let held =
                    words.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1).map(|(_, word)| word.as_str());
                let held: Vec<&str> = held.collect();
                [held.join(BETWEEN), format!("{BETWEEN}{}", held.join(BETWEEN))]
            });
            let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
            self.add(&name, texts);
        }
    }
}

/// The day on which somebody joined who has been there for long.
const LONG_AGO: &str = "1990-01-01";

/// For how long at least: less than until the first day looked at. The evaluator has the last word.
const LONG_IN_MONTHS: u32 = 120;

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
        Predicate::Tenure { comparison, months, .. } => {
            let joined = values.get(&wish.schema.people.joined).map(String::as_str);
            (joined == Some(LONG_AGO)).then(|| compares(Decimal::from(LONG_IN_MONTHS), *comparison, *months))
        }
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
