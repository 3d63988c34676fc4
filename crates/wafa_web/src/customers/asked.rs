//! The list as its address asks for it.
//!
//! Parameters are those of [`ListQuery`], and of ours: `new` (added within so many days), `dir` (asc, desc), `id`
//! (just these customers) and `all` (every customer that matches is selected). Any digits are read.

use std::collections::BTreeMap;

use wafa_customers::{ListQuery, View};
use wafa_kernel::{CustomerId, Day};

use crate::ask::encode_component;
use crate::fault::Fault;

/// Filters: what a saved view keeps, besides the order.
const FILTERS: [&str; 10] = ["q", "rung", "tag", "city", "source", "owner", "sleeping", "new", "min_orders", "batch"];
/// Columns of the list, and whether they are hidden at first.
const COLUMNS: [(&str, bool); 13] = [
    ("name", false),
    ("rung", false),
    ("last_order", false),
    ("orders", false),
    ("value", false),
    ("outlook", false),
    ("city", false),
    ("phone", true),
    ("email", true),
    ("code", true),
    ("tags", true),
    ("owner", true),
    ("newest", true),
];
/// Filters that are numbers.
const NUMBERS: [&str; 3] = ["sleeping", "new", "min_orders"];

/// What the address of the list says.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// Filters, cleaned: no blanks, ASCII digits, one pair for each rung.
    pub filters: Vec<(String, String)>,
    /// The key of the order.
    pub sort: String,
    /// Largest first.
    pub descending: bool,
    /// Every customer that matches is selected.
    pub all: bool,
    /// Columns shown, in any order; none said = as the reader's browser remembers.
    pub columns: Vec<String>,
    /// The saved view that was opened, whatever was changed since.
    pub view: String,
    /// For the register.
    pub query: ListQuery,
}

impl Asked {
    /// Reads the parameters of the list.
    ///
    /// # Errors
    /// The register's, for a filter that cannot be read.
    pub fn read(pairs: &[(String, String)], today: Day) -> Result<Self, Fault> {
        let filters = clean(pairs);
        let sort = super::value(pairs, "sort");
        let sort = if sort.is_empty() { "last_order" } else { sort }.to_owned();
        let descending = super::value(pairs, "dir") != "asc";
        let mut wanted = of_register(&filters, today);
        wanted.push(("sort".to_owned(), format!("{}{sort}", if descending { "-" } else { "" })));
        let after = super::value(pairs, "after");
        if !after.is_empty() {
            wanted.push(("after".to_owned(), after.to_owned()));
        }
        let mut query = ListQuery::from_query(wanted)?;
        query.ids = ids(pairs);
        let columns = super::value(pairs, "columns").split(',').map(str::trim);
        let columns =
            columns.filter(|name| COLUMNS.iter().any(|(known, _)| known == name)).map(str::to_owned).collect();
        let (all, view) = (super::value(pairs, "all") == "1", super::value(pairs, "view").to_owned());
        Ok(Self { filters, sort, descending, all, columns, view, query })
    }

    /// Whether anything narrows the list.
    pub fn filtered(&self) -> bool {
        !self.filters.is_empty()
    }
    /// The value of a filter; several rungs are joined by commas.
    pub fn filter(&self, name: &str) -> String {
        let values: Vec<&str> =
            self.filters.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect();
        values.join(",")
    }
    /// Filters and order, as a saved view keeps them and forms send them.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = self.filters.clone();
        if self.sort != "last_order" || !self.descending {
            pairs.push(("sort".to_owned(), self.sort.clone()));
            pairs.push(("dir".to_owned(), if self.descending { "desc" } else { "asc" }.to_owned()));
        }
        pairs
    }
    /// Everything the address of the list says but for the page of it.
    pub fn state(&self) -> Vec<(String, String)> {
        let mut pairs = self.pairs();
        if !self.columns.is_empty() {
            pairs.push(("columns".to_owned(), self.columns.join(",")));
        }
        if !self.view.is_empty() {
            pairs.push(("view".to_owned(), self.view.clone()));
        }
        pairs
    }
    /// Which columns are hidden.
    pub fn hidden(&self, foretold: bool) -> BTreeMap<&'static str, bool> {
        let hidden = |(name, hidden): &(&'static str, bool)| match name {
            _ if !self.columns.is_empty() => *name != "name" && !self.columns.iter().any(|shown| shown == name),
            &"outlook" => !foretold,
            _ => *hidden,
        };
        COLUMNS.iter().map(|column| (column.0, hidden(column))).collect()
    }
    /// Whether a saved view shows something else than is asked for.
    pub fn differs(&self, view: &View) -> bool {
        let sorted = |mut texts: Vec<String>| {
            texts.sort();
            texts
        };
        let order = |pairs: &[(String, String)], name| super::value(pairs, name).to_owned();
        let mine = self.pairs();
        !self.same_filters(&view.query)
            || ["sort", "dir"].into_iter().any(|name| order(&mine, name) != order(&view.query, name))
            || sorted(self.columns.clone()) != sorted(view.columns.clone())
    }
    /// Whether these parameters ask for the same customers.
    pub fn same_filters(&self, pairs: &[(String, String)]) -> bool {
        let mut others = clean(pairs);
        let mut mine = self.filters.clone();
        others.sort();
        mine.sort();
        mine == others
    }
}

/// An address with parameters.
pub(super) fn address(path: &str, pairs: &[(String, String)]) -> String {
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encode_component(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// The customers picked one by one.
pub(super) fn ids(pairs: &[(String, String)]) -> Vec<CustomerId> {
    pairs.iter().filter(|(name, _)| name == "id").filter_map(|(_, id)| id.parse().ok()).take(500).collect()
}

fn clean(pairs: &[(String, String)]) -> Vec<(String, String)> {
    let mut cleaned: Vec<(String, String)> = Vec::new();
    for (name, value) in pairs {
        if !FILTERS.contains(&name.as_str()) {
            continue;
        }
        for part in value.split(',').filter(|_| name == "rung").chain((name != "rung").then_some(value.as_str())) {
            let part = part.trim();
            let part = if NUMBERS.contains(&name.as_str()) { number(part) } else { part.to_owned() };
            let pair = (name.clone(), part);
            if !pair.1.is_empty() && !cleaned.contains(&pair) {
                cleaned.push(pair);
            }
        }
    }
    cleaned
}

/// A number as typed, in ASCII digits without separators; what is no number stays, to be refused by who reads it.
fn number(text: &str) -> String {
    wafa_text::fold::decimal(text).unwrap_or_else(|| text.to_owned())
}

fn of_register(filters: &[(String, String)], today: Day) -> Vec<(String, String)> {
    let translate = |(name, value): &(String, String)| match name.as_str() {
        "new" => {
            let days: i32 = value.parse().unwrap_or(7).clamp(1, 36_500);
            ("new_since".to_owned(), today.plus_days(1 - days).to_string())
        }
        _ => (name.clone(), value.clone()),
    };
    filters.iter().map(translate).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn pairs(query: &[(&str, &str)]) -> Vec<(String, String)> {
        query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn blanks_go_and_digits_fold() {
        let given =
            pairs(&[("q", " "), ("sleeping", "۹۰"), ("rung", "loyal,advocate"), ("csrf", "x"), ("city", "شیراز")]);
        let cleaned = clean(&given);
        assert_eq!(cleaned, pairs(&[("sleeping", "90"), ("rung", "loyal"), ("rung", "advocate"), ("city", "شیراز")]));
    }

    #[test]
    fn a_view_is_the_same_in_any_order() {
        let today = Day::from_ymd(2026, 3, 21).unwrap();
        let asked =
            Asked::read(&pairs(&[("rung", "loyal"), ("rung", "advocate"), ("sort", "name"), ("dir", "asc")]), today);
        let asked = asked.unwrap();
        assert!(asked.same_filters(&pairs(&[("rung", "advocate,loyal")])));
        assert!(!asked.same_filters(&[]));
        assert_eq!(asked.filter("rung"), "loyal,advocate");
        assert_eq!(address("/customers", &asked.pairs()), "/customers?rung=loyal&rung=advocate&sort=name&dir=asc");
    }

    #[test]
    fn new_within_a_week_counts_today() {
        let today = Day::from_ymd(2026, 3, 21).unwrap();
        let asked = Asked::read(&pairs(&[("new", "۷")]), today).unwrap();
        assert_eq!(asked.query.new_since, Day::from_ymd(2026, 3, 15));
    }
}
