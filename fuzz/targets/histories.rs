//! From purchases to the choice, predictions, reasons, and money on a hold-out.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wafa_fuzz::{Bytes, laws};

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let cut = bytes.whole(320) as i32 - 10;
    let histories = bytes.histories(300);
    laws::histories(&histories, cut);
    laws::money_and_steps(&histories, cut.min(210));
});
