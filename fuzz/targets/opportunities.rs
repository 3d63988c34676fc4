//! BG/BB.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wafa_fuzz::{Bytes, laws};
use wafa_models::Opportunities;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let (n, rate) = (bytes.whole(2_000), bytes.between(0.01, 2.0));
    let rows = bytes.list(6, |bytes| Opportunities {
        x: bytes.whole(300),
        t_x: bytes.whole(300),
        n: bytes.whole(300),
        weight: bytes.weird(),
    });
    laws::opportunities(&laws::tidy(&rows), n, rate);
    laws::opportunities(&rows, n, rate);
});
