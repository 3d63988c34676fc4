//! Where the tables of the lake come from: one statement for everything, page by page, and one for some subjects.
//! Columns are those of the table, in its order.

use wafa_db::{DbError, Row, Value};

use super::table::TableKind;

/// How one table is read.
pub(super) struct Source {
    pub table: TableKind,
    /// Everything after a key, in order, so many rows.
    pub all: &'static str,
    /// The same rows up to the list of subjects, and after it.
    some: (&'static str, &'static str),
    /// Columns of the key.
    key: &'static [usize],
}

impl Source {
    /// The key before every row.
    pub fn first(&self) -> Vec<Value> {
        // Days are narrower than ids, and none is earlier than this.
        self.key.iter().map(|column| Value::Int(if *column == 1 { i64::from(i32::MIN) } else { i64::MIN })).collect()
    }
    /// The key of a row.
    pub fn key(&self, row: &Row) -> Result<Vec<Value>, DbError> {
        self.key.iter().map(|column| row.get::<i64>(*column).map(Value::Int)).collect()
    }
    /// The statement for so many subjects.
    pub fn of(&self, subjects: usize) -> String {
        let places: Vec<String> = (1..=subjects).map(|place| format!("${place}")).collect();
        let (before, after) = self.some;
        format!("{before} ({}) {after}", places.join(", "))
    }
}

macro_rules! source {
    ($table:ident: $select:literal, all $all:literal, some $some:literal, order $order:literal, key $key:expr) => {
        Source {
            table: TableKind::$table,
            all: concat!($select, " where ", $all),
            some: (concat!($select, " where ", $some, " in"), concat!("order by ", $order)),
            key: &$key,
        }
    };
}

/// Every table with facts.
pub(super) const SOURCES: [Source; 10] = [
    source!(
        Orders: "select customer_id, placed_on, placed_at, id, amount_minor, quantity, currency, counts, source, \
            campaign, city from sales_order",
        all "(customer_id, placed_on, id) > ($1, $2, $3) order by customer_id, placed_on, id limit $4",
        some "customer_id",
        order "customer_id, placed_on, id",
        key [0, 1, 3]
    ),
    source!(
        OrdersWithoutCustomer: "select 0, placed_on, placed_at, id, amount_minor, quantity, currency, counts, source, campaign, city \
            from sales_order",
        all "customer_id is null and (placed_on, id) > ($1, $2) order by placed_on, id limit $3",
        some "customer_id is null and placed_on",
        order "placed_on, id",
        key [1, 3]
    ),
    source!(
        Lines: "select o.customer_id, o.placed_on, o.placed_at, o.id, l.id, p.code, l.name, l.quantity, \
            l.amount_minor, o.currency, o.counts, o.source from sales_order o join sales_line l on l.order_id = \
            o.id left join sales_product p on p.id = l.product_id",
        all "(o.customer_id, o.placed_on, o.id) >= ($1, $2, $3) and (o.customer_id, o.placed_on, o.id, l.id) > \
            ($1, $2, $3, $4) order by o.customer_id, o.placed_on, o.id, l.id limit $5",
        some "o.customer_id",
        order "o.customer_id, o.placed_on, o.id, l.id",
        key [0, 1, 3, 4]
    ),
    source!(
        LinesWithoutCustomer: "select 0, o.placed_on, o.placed_at, o.id, l.id, p.code, l.name, l.quantity, l.amount_minor, \
            o.currency, o.counts, o.source from sales_order o join sales_line l on l.order_id = o.id left join \
            sales_product p on p.id = l.product_id",
        all "o.customer_id is null and (o.placed_on, o.id) >= ($1, $2) and (o.placed_on, o.id, l.id) > ($1, $2, \
            $3) order by o.placed_on, o.id, l.id limit $4",
        some "o.customer_id is null and o.placed_on",
        order "o.placed_on, o.id, l.id",
        key [1, 3, 4]
    ),
    source!(
        Returns: "select r.customer_id, r.returned_on, r.returned_at, r.id, r.order_id, r.amount_minor, r.currency, \
            o.source from sales_return r left join sales_order o on o.id = r.order_id",
        all "(r.customer_id, r.returned_on, r.id) > ($1, $2, $3) order by r.customer_id, r.returned_on, r.id \
            limit $4",
        some "r.customer_id",
        order "r.customer_id, r.returned_on, r.id",
        key [0, 1, 3]
    ),
    source!(
        ReturnsWithoutCustomer: "select 0, r.returned_on, r.returned_at, r.id, r.order_id, r.amount_minor, r.currency, o.source from \
            sales_return r left join sales_order o on o.id = r.order_id",
        all "r.customer_id is null and (r.returned_on, r.id) > ($1, $2) order by r.returned_on, r.id limit $3",
        some "r.customer_id is null and r.returned_on",
        order "r.returned_on, r.id",
        key [1, 3]
    ),
    source!(
        Customers: "select id, created_at from customer",
        all "merged_into is null and id > $1 order by id limit $2",
        some "merged_into is null and id",
        order "id",
        key [0]
    ),
    source!(
        Signals: "select customer_id, on_day, kind, id from customer_signal",
        all "(customer_id, on_day, id) > ($1, $2, $3) order by customer_id, on_day, id limit $4",
        some "customer_id",
        order "customer_id, on_day, id",
        key [0, 1, 3]
    ),
    source!(
        Rungs: "select customer_id, on_day, rung, from_rung, rules_version from customer_rung",
        all "(customer_id, on_day) > ($1, $2) order by customer_id, on_day limit $3",
        some "customer_id",
        order "customer_id, on_day",
        key [0, 1]
    ),
    // In the order in which they were written; the writer puts them in order of time.
    source!(
        Events: "select customer_id, occurred_at, occurred_at, id, kind from timeline_event",
        all "customer_id is not null and (customer_id, id) > ($1, $2) order by customer_id, id limit $3",
        some "customer_id",
        order "customer_id, id",
        key [0, 3]
    ),
];
