//! BG/NBD, MBG/NBD, Pareto/NBD, NBD, CNBD-k, the pooled rate and the baselines.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wafa_fuzz::{Bytes, laws};

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let horizon = bytes.between(1.0, 400.0);
    let customers = bytes.list(4, |bytes| bytes.customer(10_000));
    if !customers.is_empty() {
        laws::shop(&customers, horizon);
    }
});
