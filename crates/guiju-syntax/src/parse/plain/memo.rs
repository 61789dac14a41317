//! What was read of a segment already: its readers ask for the same constituents again and again.

use std::cell::OnceCell;
use std::rc::Rc;

use super::effects::Effects;
use super::scan::Part;
use crate::diagnostic::Diagnostic;
use crate::letters::Sketch;

/// What was read of one text, by whichever of its copies was asked first.
#[derive(Debug, Default)]
pub struct Memo {
    pub(super) constituents: OnceCell<(Rc<Vec<Part>>, Vec<Diagnostic>)>,
    pub(super) effects: OnceCell<Option<Box<(usize, Effects)>>>,
    pub(crate) letters: OnceCell<Sketch>,
}
