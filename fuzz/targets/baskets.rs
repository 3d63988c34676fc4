//! Offers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wafa_fuzz::{Bytes, laws};

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let own = bytes.list(5, |bytes| if bytes.bit() { bytes.whole(30) } else { bytes.word() as u32 });
    let baskets = bytes.list(40, |bytes| bytes.list(8, |bytes| bytes.whole(30)));
    laws::baskets(&baskets, &own);
});
