//! Columns of a table: who leaves, and uplift.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wafa_fuzz::{Bytes, laws};

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let seed = bytes.word();
    let numbers = bytes.list(40, |bytes| bytes.bit().then(|| bytes.weird()));
    let words = bytes.list(40, |bytes| ["", "a", "b", "c"][bytes.whole(3) as usize].to_owned());
    if !numbers.is_empty() && !words.is_empty() {
        laws::tables(numbers, words, seed);
    }
});
