//! sBG.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wafa_fuzz::{Bytes, laws};
use wafa_models::Contract;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let (renewals, rate) = (bytes.word() as u32, bytes.between(0.01, 2.0));
    let rows =
        bytes.list(20, |bytes| Contract { periods: bytes.whole(60), cancelled: bytes.bit(), weight: bytes.weight() });
    laws::contracts(&rows, renewals, rate);
});
