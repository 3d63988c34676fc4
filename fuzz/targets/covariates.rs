//! Models with covariates.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wafa_fuzz::{Bytes, laws};
use wafa_models::features::Features;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let z = bytes.weird();
    let rows = bytes.list(8, |bytes| (bytes.customer(300), bytes.between(-3.0, 3.0), f64::from(bytes.whole(1))));
    if rows.is_empty() {
        return;
    }
    let mut covariates = Features::new(2);
    for (_, number, bit) in &rows {
        covariates.push(&[*number, *bit]);
    }
    let customers: Vec<_> = rows.iter().map(|row| row.0).collect();
    laws::customers_with_covariates(&customers, &covariates, z);
});
