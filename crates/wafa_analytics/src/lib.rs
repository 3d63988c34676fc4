//! The lake of sorted facts and the folds over it: every figure of retention in one pass.
