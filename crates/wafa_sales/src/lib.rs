//! Orders, order lines, returns and products.
