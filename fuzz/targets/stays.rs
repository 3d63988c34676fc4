//! Survival curves and the log-rank test.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wafa_fuzz::{Bytes, laws};
use wafa_models::Stay;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let cut = bytes.whole(40) as usize;
    let rows = bytes.list(40, |bytes| Stay { duration: bytes.weird(), left: bytes.bit(), weight: bytes.weird() });
    laws::stays(&rows, cut);
});
