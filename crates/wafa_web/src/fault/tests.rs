#![allow(clippy::unwrap_used)]
use super::*;

#[derive(Debug, thiserror::Error)]
#[error("outer")]
struct Outer(#[source] std::fmt::Error);

#[test]
fn the_kind_decides_the_status_and_unavailable_says_when_to_come_back() {
    let cases = [
        (ErrorKind::Invalid, 422, None),
        (ErrorKind::NotFound, 404, None),
        (ErrorKind::Conflict, 409, None),
        (ErrorKind::Forbidden, 403, None),
        (ErrorKind::Unavailable, 503, Some(5)),
        (ErrorKind::Internal, 500, None),
    ];
    for (kind, status, retry) in cases {
        let fault = Fault::from_parts(kind, "x.y", std::fmt::Error);
        assert_eq!((fault.status().as_u16(), fault.retry_after_s()), (status, retry), "{kind:?}");
    }
}

#[test]
fn the_log_names_every_cause_and_the_place() {
    let fault = Fault::internal(Outer(std::fmt::Error));
    assert_eq!(chain(fault.0.source.as_ref().unwrap().as_ref()), format!("outer: {}", std::fmt::Error));
    assert!(fault.0.at.file().ends_with("tests.rs"));
}

#[test]
fn the_response_carries_the_fault_to_the_guard() {
    let response = Fault::invalid("customers.name_missing").field("name", "customers.name_missing").into_response();
    let fault = response.extensions().get::<Fault>().unwrap();
    assert_eq!((fault.code(), fault.fields().len()), ("customers.name_missing", 1));
}
