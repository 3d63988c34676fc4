//! Probability models of customers who come and go. Pure mathematics, no dependencies of ours.
