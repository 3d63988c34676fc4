//! The customer register, identity and merge, tags, saved views and the loyalty ladder.
