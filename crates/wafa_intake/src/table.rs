//! What the columns of a table mean: guessed from their names, told by a mapping, resolved into a plan.

pub(crate) mod aliases;
pub(crate) mod columns;
pub(crate) mod guess;
pub(crate) mod inspect;
pub(crate) mod mapping;
pub(crate) mod meaning;
pub(crate) mod options;
pub(crate) mod plan;
pub(crate) mod presets;
