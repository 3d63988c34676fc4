//! Writing what was read: chunk by chunk, each in one transaction with the count of the rows it accounts for.

pub(crate) mod assemble;
pub(crate) mod chunk;
pub(crate) mod contradiction;
pub(crate) mod group;
pub(crate) mod overlay;
pub(crate) mod produce;
pub(crate) mod store;
