//! A change of some fields: what is named is set, null and empty clear, what is not named stays.

use serde_json::Value;
use wafa_customers::Field;

use crate::fault::Fault;

/// The fields of a body that was checked before.
pub fn changes(body: &Value) -> Result<Vec<(Field, String)>, Fault> {
    let mut changes = Vec::new();
    for (name, value) in body.as_object().into_iter().flatten() {
        if let ("custom", Value::Object(custom)) = (name.as_str(), value) {
            let texts = custom
                .iter()
                .map(|(key, value)| (Field::Custom(key.clone()), value.as_str().unwrap_or_default().to_owned()));
            changes.extend(texts);
            continue;
        }
        let field: Field = name
            .parse()
            .map_err(|_| Fault::invalid("api.body_wrong").field(format!("/{name}"), "api.field_unknown"))?;
        changes.push((field, value.as_str().unwrap_or_default().to_owned()));
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn null_clears_and_custom_fields_are_named_one_by_one() {
        let changes = changes(&json!({ "city": "شیراز", "birth_on": null, "custom": { "Size": "L" } })).unwrap();
        assert!(changes.contains(&(Field::City, "شیراز".into())));
        assert!(changes.contains(&(Field::BirthOn, String::new())));
        assert!(changes.contains(&(Field::Custom("Size".into()), "L".into())));
    }
}
