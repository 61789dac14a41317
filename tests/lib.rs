//! Support for the targets of this package.
