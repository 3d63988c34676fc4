//! Gamma-Gamma.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wafa_fuzz::{Bytes, laws};
use wafa_models::ValueSummary;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let rows = bytes.list(30, |bytes| ValueSummary {
        x: 1 + bytes.whole(2_000),
        mean: if bytes.bit() { 20.0 } else { bytes.between(-5.0, 21.0).exp() },
        weight: 1.0,
    });
    if !rows.is_empty() {
        laws::values(&rows);
    }
});
