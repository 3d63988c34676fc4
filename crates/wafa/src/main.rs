//! The program. Wiring only.
fn main() {}
