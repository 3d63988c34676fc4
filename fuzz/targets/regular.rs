//! MBG/CNBD-k with odd horizons and rates.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wafa_fuzz::{Bytes, laws};

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let (k, t, rate) = (bytes.whole(20), bytes.weird(), bytes.weird());
    let rows = bytes.list(3, |bytes| bytes.customer(10_000));
    if !rows.is_empty() {
        laws::regular_buyers(&rows, k, t, rate);
    }
});
