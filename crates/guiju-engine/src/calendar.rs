//! Which days are working days.
use serde::{Deserialize, Serialize};
/// A calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calendar {}
