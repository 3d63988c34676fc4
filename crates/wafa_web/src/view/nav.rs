//! The navigation: only what exists in this release, and only what who reads may open.

use minijinja::context;
use minijinja::value::Value;

use super::Frame;

/// One entry: (key, address, icon, action needed).
type Entry = (&'static str, &'static str, &'static str, &'static str);

/// Groups by the key of their heading (empty = none).
const GROUPS: &[(&str, &[Entry])] = &[
    ("", &[("today", "/", "today", "account.use")]),
    (
        "nav-group-know",
        &[
            ("customers", "/customers", "customers", "customers.read"),
            ("duplicates", "/customers/duplicates", "duplicates", "customers.merge"),
            ("ladder", "/ladder", "ladder", "customers.read"),
            ("import", "/import", "import", "import.run"),
        ],
    ),
    (
        "nav-group-insights",
        &[
            ("insights", "/insights", "insights", "insights.read"),
            ("retention", "/insights/retention", "retention", "insights.read"),
            ("survival", "/insights/survival", "fall", "insights.read"),
            ("rfm", "/insights/rfm", "rfm", "insights.read"),
            ("value", "/insights/value", "star", "insights.read"),
            ("reports", "/reports", "columns", "insights.read"),
            ("predictions", "/predictions", "predictions", "insights.read"),
            ("models", "/models", "models", "insights.read"),
            ("sql", "/insights/sql", "columns", "facts.query"),
        ],
    ),
    (
        "nav-group-settings",
        &[
            ("settings", "/settings", "business", "business.manage"),
            ("team", "/settings/team", "team", "team.manage"),
            ("keys", "/settings/keys", "keys", "keys.manage"),
        ],
    ),
];

/// Entries of the bar at the foot of a phone; the rest is in the drawer.
const FOOT: &[&str] = &["today", "customers", "ladder", "insights"];

/// Every address of the navigation, for tests of routes.
#[must_use]
pub fn addresses() -> Vec<&'static str> {
    GROUPS.iter().flat_map(|(_, entries)| entries.iter().map(|entry| entry.1)).collect()
}

/// A place of the navigation.
#[derive(Debug, Clone)]
pub struct Place {
    /// Key of its name.
    pub label: String,
    /// Its address.
    pub href: &'static str,
    /// Its icon.
    pub icon: &'static str,
}

/// The places who reads may open, in the order of the navigation.
#[must_use]
pub fn places(frame: &Frame) -> Vec<Place> {
    let permitted = GROUPS.iter().flat_map(|(_, entries)| entries.iter()).filter(|entry| frame.can(entry.3));
    permitted.map(|&(key, href, icon, _)| Place { label: format!("nav-{key}"), href, icon }).collect()
}

fn entry(frame: &Frame, &(key, href, icon, action): &Entry) -> Option<Value> {
    frame.can(action).then(|| context! { key, href, icon, label => format!("nav-{key}"), current => frame.nav == key })
}

/// The groups of the side bar; groups without an entry are left out.
pub(super) fn groups(frame: &Frame) -> Value {
    GROUPS
        .iter()
        .filter_map(|(label, entries)| {
            let entries: Vec<Value> = entries.iter().filter_map(|one| entry(frame, one)).collect();
            (!entries.is_empty()).then(|| context! { label => *label, entries })
        })
        .collect()
}

/// The entries at the foot of a phone.
pub(super) fn foot(frame: &Frame) -> Value {
    GROUPS
        .iter()
        .flat_map(|(_, entries)| entries.iter())
        .filter(|entry| FOOT.contains(&entry.0))
        .filter_map(|one| entry(frame, one))
        .collect()
}
