//! Why a call of the library did not give what was asked for.

use std::path::PathBuf;

use guiju_engine::evaluate::EvaluateError;
use guiju_engine::state::StateError;
use guiju_formats::read::ReadError;
use guiju_formats::read::earlier::EarlierError;

/// What can go wrong outside the standards and the records themselves.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read `{}`: {cause}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// There is no standards file there.
    #[error("`{}` holds no standards file (*.gj)", .0.display())]
    NoStandards(PathBuf),
    /// The standards have errors; [`crate::compile`] gives them one by one.
    #[error("the standards have {errors} error(s), the first: {first}")]
    Invalid {
        /// How many.
        errors: usize,
        /// The first, with its place: `marketing.gj:12:3: …`.
        first: String,
    },
    /// A table could not be read at all.
    #[error("cannot read `{name}`: {cause}")]
    Read {
        /// The name of the table.
        name: String,
        /// Why.
        cause: ReadError,
    },
    /// An earlier report that nothing can be compared with.
    #[error("cannot compare with `{name}`: {cause}")]
    Earlier {
        /// The name of the file.
        name: String,
        /// Why.
        cause: EarlierError,
    },
    /// A register that no entity of the vocabulary names.
    #[error("the vocabulary has no register `{name}`{}", suggestion(.near))]
    UnknownRegister {
        /// The name given.
        name: String,
        /// Names near it.
        near: Vec<String>,
    },
    /// A source of records that no activity of the vocabulary names.
    #[error("the vocabulary has no feed `{name}`{}", suggestion(.near))]
    UnknownFeed {
        /// The name given.
        name: String,
        /// Names near it.
        near: Vec<String>,
    },
    /// Nobody is called so.
    #[error("nobody is called `{name}`{}", suggestion(.near))]
    UnknownPerson {
        /// The name given.
        name: String,
        /// Names near it.
        near: Vec<String>,
    },
    /// No clause has that id.
    #[error("no clause is called `{id}`{}", suggestion(.near))]
    UnknownClause {
        /// The id given.
        id: String,
        /// Ids near it.
        near: Vec<String>,
    },
    /// A date or an instant that cannot be read.
    #[error("`{0}` is no date (write 2024-03-01) or instant (write 2024-03-01T18:00)")]
    BadTime(String),
    /// The records could not be judged.
    #[error(transparent)]
    Evaluate(#[from] EvaluateError),
    /// A state could not be made, or not be used.
    #[error(transparent)]
    State(#[from] StateError),
}

fn suggestion(near: &[String]) -> String {
    if near.is_empty() { String::new() } else { format!("; did you mean `{}`?", near.join("` or `")) }
}
