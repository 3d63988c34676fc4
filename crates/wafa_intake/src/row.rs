//! What one row of a file says: an order or a line of one, a return, a customer; or what is wrong with it.

pub(crate) mod amount;
pub(crate) mod calendar;
pub(crate) mod currency;
pub(crate) mod interpret;
pub(crate) mod occurrence;
pub(crate) mod person;
pub(crate) mod problem;
pub(crate) mod recent;
pub(crate) mod status;
