#![allow(clippy::unwrap_used)]
use super::*;

/// Stored events must be read for ever: this is how they were written.
#[test]
fn stored_forms_are_still_read() {
    let id = "01K6M5Z8R0000";
    let customer: CustomerId = id.parse().unwrap();
    let cases = [
        (format!(r#"{{"kind":"customer_added","customer":"{id}"}}"#), Event::CustomerAdded { customer }),
        (
            format!(r#"{{"kind":"customer_changed","customer":"{id}","fields":["city"]}}"#),
            Event::CustomerChanged { customer, fields: vec!["city".into()] },
        ),
        (
            format!(r#"{{"kind":"customers_merged","customer":"{id}","merged":"{id}"}}"#),
            Event::CustomersMerged { customer, merged: customer },
        ),
        (
            format!(r#"{{"kind":"customers_unmerged","customer":"{id}","restored":"{id}"}}"#),
            Event::CustomersUnmerged { customer, restored: customer },
        ),
        (
            format!(r#"{{"kind":"note_added","customer":"{id}","author":null,"text":"x"}}"#),
            Event::NoteAdded { customer, author: None, text: "x".into() },
        ),
        (
            format!(r#"{{"kind":"order_placed","customer":null,"order":"{id}","on":20000,"amount_minor":5}}"#),
            Event::OrderPlaced {
                customer: None,
                order: OrderId::from_raw(customer.raw()),
                on: Day::from_number(20_000),
                amount_minor: 5,
            },
        ),
        (
            format!(r#"{{"kind":"order_cancelled","customer":"{id}","order":"{id}"}}"#),
            Event::OrderCancelled { customer: Some(customer), order: OrderId::from_raw(customer.raw()) },
        ),
        (
            format!(
                r#"{{"kind":"order_returned","customer":"{id}","order":null,"returned":"{id}","on":1,"amount_minor":5}}"#
            ),
            Event::OrderReturned {
                customer: Some(customer),
                order: None,
                returned: ReturnId::from_raw(customer.raw()),
                on: Day::from_number(1),
                amount_minor: 5,
            },
        ),
        (
            format!(r#"{{"kind":"orders_reassigned","customer":"{id}","from":"{id}"}}"#),
            Event::OrdersReassigned { customer, from: customer },
        ),
        (
            format!(r#"{{"kind":"signal_recorded","customer":"{id}","signal":"review","on":1,"source":"web"}}"#),
            Event::SignalRecorded {
                customer,
                signal: SignalKind::Review,
                on: Day::from_number(1),
                source: "web".into(),
            },
        ),
        (
            format!(r#"{{"kind":"rung_changed","customer":"{id}","from":"repeat","to":"loyal","on":1}}"#),
            Event::RungChanged { customer, from: Rung::Repeat, to: Rung::Loyal, on: Day::from_number(1) },
        ),
        (r#"{"kind":"ladder_rules_changed","version":2}"#.into(), Event::LadderRulesChanged { version: 2 }),
        (
            format!(r#"{{"kind":"import_finished","batch":"{id}","orders":3,"customers":2}}"#),
            Event::ImportFinished { batch: BatchId::from_raw(customer.raw()), orders: 3, customers: 2 },
        ),
        (
            format!(r#"{{"kind":"import_undone","batch":"{id}"}}"#),
            Event::ImportUndone { batch: BatchId::from_raw(customer.raw()) },
        ),
        (r#"{"kind":"business_changed","version":2}"#.into(), Event::BusinessChanged { version: 2 }),
    ];
    for (stored, event) in cases {
        assert_eq!(serde_json::from_str::<Event>(&stored).unwrap(), event, "{stored}");
        let written = serde_json::to_value(&event).unwrap();
        assert_eq!(written.get("kind").and_then(|kind| kind.as_str()), Some(event.kind()));
        assert_eq!(serde_json::from_value::<Event>(written).unwrap(), event);
    }
}
