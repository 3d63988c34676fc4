//! Survival curves and the log-rank test.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wafa_fuzz::{Bytes, laws};
use wafa_models::Stay;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let cut = bytes.whole(40) as usize;
    let rows = bytes.list(40, |bytes| Stay {
        duration: if bytes.bit() { f64::from(bytes.whole(60)) } else { bytes.weird().abs() },
        left: bytes.bit(),
        weight: bytes.weight(),
    });
    laws::stays(&rows, cut);
});
