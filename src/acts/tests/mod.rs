//! Tests of the acts, on facts made by hand.
