//! The operations of the API, described once.

use std::sync::LazyLock;

use axum::http::Method;
use wafa_kernel::policy::Action;
use wafa_kernel::policy::action::{
    ReadCustomers, ReadEvents, ReadInsights, ReadOrders, WriteCustomers, WriteOrders, WriteReports,
};

use super::schema::{Format, Schema};
use super::shapes;

/// A parameter of the query.
#[derive(Debug, Clone)]
pub struct Param {
    /// Name.
    pub name: &'static str,
    /// Shape.
    pub schema: Schema,
    /// What it does.
    pub about: &'static str,
}

/// One operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Name for generated clients.
    pub id: &'static str,
    /// Method.
    pub method: Method,
    /// Path with `{parameters}`; each is an id.
    pub path: &'static str,
    /// Scope a key needs.
    pub scope: &'static str,
    /// What it does, in a line.
    pub summary: &'static str,
    /// Parameters of the query.
    pub query: Vec<Param>,
    /// Shape of the body, if there is one.
    pub body: Option<Schema>,
    /// Name of the body's shape in the document.
    pub body_name: &'static str,
    /// Statuses of success.
    pub success: Vec<u16>,
    /// Shape of the answer.
    pub answer: &'static str,
}

fn reading<A: Action>(
    id: &'static str,
    path: &'static str,
    summary: &'static str,
    query: Vec<Param>,
    answer: &'static str,
) -> Operation {
    Operation {
        id,
        method: Method::GET,
        path,
        scope: A::SCOPE,
        summary,
        query,
        body: None,
        body_name: "",
        success: vec![200],
        answer,
    }
}

fn writing<A: Action>(
    id: &'static str,
    method: Method,
    path: &'static str,
    summary: &'static str,
    body: Option<(&'static str, Schema)>,
    success: Vec<u16>,
    answer: &'static str,
) -> Operation {
    let (body_name, body) = body.map_or(("", None), |(name, schema)| (name, Some(schema)));
    Operation { id, method, path, scope: A::SCOPE, summary, query: Vec::new(), body, body_name, success, answer }
}

fn param(name: &'static str, schema: Schema, about: &'static str) -> Param {
    Param { name, schema, about }
}

fn paging(about: &'static str) -> Vec<Param> {
    vec![
        param("after", Schema::Text { min: 1, max: 300 }, about),
        param("limit", Schema::Whole { min: 1, max: 200 }, "How many, 50 unless told."),
    ]
}

fn with_paging(mut query: Vec<Param>) -> Vec<Param> {
    query.extend(paging("The `next` of the page before."));
    query
}

const TEXT: Schema = Schema::Text { min: 1, max: 100 };

fn customer_operations() -> Vec<Operation> {
    let filters = vec![
        param("q", TEXT, "Words of the name, a phone or a code, in any digits and spelling."),
        param("external_id", TEXT, "The id another system uses."),
        param("phone", Schema::Form(Format::Phone, 16), "A phone in E.164."),
        param("email", Schema::Form(Format::Email, 254), "An e-mail address."),
        param("rung", Schema::Word(shapes::rungs()), "A rung of the loyalty ladder."),
        param("tag", TEXT, "A tag."),
        param("city", TEXT, "A city."),
    ];
    vec![
        reading::<ReadCustomers>(
            "listCustomers",
            "/api/v1/customers",
            "List customers, newest first",
            with_paging(filters),
            "CustomerPage",
        ),
        writing::<WriteCustomers>(
            "createCustomer",
            Method::POST,
            "/api/v1/customers",
            "Add a customer",
            Some(("NewCustomer", shapes::new_customer())),
            vec![201],
            "Customer",
        ),
        reading::<ReadCustomers>("getCustomer", "/api/v1/customers/{id}", "Get a customer", Vec::new(), "Customer"),
        writing::<WriteCustomers>(
            "changeCustomer",
            Method::PATCH,
            "/api/v1/customers/{id}",
            "Change fields of a customer",
            Some(("CustomerChange", shapes::customer_change())),
            vec![200],
            "Customer",
        ),
        reading::<ReadInsights>(
            "getPrediction",
            "/api/v1/customers/{id}/prediction",
            "What to expect of a customer, and why",
            Vec::new(),
            "Prediction",
        ),
    ]
}

fn order_operations() -> Vec<Operation> {
    let filters = vec![
        param("customer", Schema::Form(Format::Id, 13), "Orders of one customer."),
        param("number", TEXT, "The shop's number of the order."),
        param("status", Schema::Word(shapes::statuses()), "A status."),
        param("from", Schema::Form(Format::Date, 10), "First day."),
        param("to", Schema::Form(Format::Date, 10), "Last day."),
    ];
    let order = Some(("NewOrder", shapes::new_order()));
    let back = Some(("NewReturn", shapes::new_return()));
    vec![
        reading::<ReadOrders>(
            "listOrders",
            "/api/v1/orders",
            "List orders, newest first",
            with_paging(filters),
            "OrderPage",
        ),
        writing::<WriteOrders>(
            "createOrder",
            Method::POST,
            "/api/v1/orders",
            "Record an order; the same order again is recorded once (200), another one under its number refused (409 `sales.order_differs`)",
            order,
            vec![200, 201],
            "Order",
        ),
        reading::<ReadOrders>(
            "getOrder",
            "/api/v1/orders/{id}",
            "Get an order with its lines and returns",
            Vec::new(),
            "Order",
        ),
        writing::<WriteOrders>(
            "returnOrder",
            Method::POST,
            "/api/v1/orders/{id}/returns",
            "Record goods or money given back",
            back,
            vec![201],
            "Return",
        ),
        writing::<WriteOrders>(
            "cancelOrder",
            Method::POST,
            "/api/v1/orders/{id}/cancel",
            "Cancel an order: it no longer counts",
            None,
            vec![200],
            "Order",
        ),
    ]
}

fn other_operations() -> Vec<Operation> {
    let figures = vec![
        param("as_of", Schema::Form(Format::Date, 10), "Facts up to and including this day; today unless told."),
        param("period", Schema::Word(vec!["month", "quarter", "year"]), "Length of a period; month unless told."),
        param(
            "calendar",
            Schema::Word(vec!["jalali", "hijri", "gregorian"]),
            "Calendar of the periods; the business's unless told.",
        ),
    ];
    let log = vec![
        param("after", Schema::Form(Format::Id, 13), "The id of the last event seen."),
        param("limit", Schema::Whole { min: 1, max: 200 }, "How many, 50 unless told."),
    ];
    vec![
        reading::<ReadEvents>("listEvents", "/api/v1/events", "List what happened, oldest first", log, "EventPage"),
        reading::<ReadInsights>("getInsights", "/api/v1/insights", "Figures, cohorts and RFM", figures, "Insights"),
    ]
}

fn report_operations() -> Vec<Operation> {
    let format = param("format", Schema::Word(vec!["json", "csv"]), "JSON unless told or `Accept` says `text/csv`.");
    let run = writing::<ReadInsights>(
        "runReport",
        Method::POST,
        "/api/v1/reports/{id}/run",
        "Compute a report as of now; changes nothing, so a repeated key is computed anew",
        None,
        vec![200],
        "ReportAnswer",
    );
    vec![
        reading::<ReadInsights>(
            "listReports",
            "/api/v1/reports",
            "List shared reports, by name",
            Vec::new(),
            "ReportPage",
        ),
        writing::<WriteReports>(
            "createReport",
            Method::POST,
            "/api/v1/reports",
            "Save a report for the team",
            Some(("NewReport", shapes::reports::new_report())),
            vec![201],
            "Report",
        ),
        reading::<ReadInsights>("getReport", "/api/v1/reports/{id}", "Get a report", Vec::new(), "Report"),
        writing::<WriteReports>(
            "changeReport",
            Method::PUT,
            "/api/v1/reports/{id}",
            "Replace a report of the team; `version` is the one that was seen (409 `analytics.report_changed`)",
            Some(("ReportChange", shapes::reports::report_change())),
            vec![200],
            "Report",
        ),
        writing::<WriteReports>(
            "deleteReport",
            Method::DELETE,
            "/api/v1/reports/{id}",
            "Delete a report of the team",
            None,
            vec![200],
            "Report",
        ),
        Operation { query: vec![format], ..run },
    ]
}

static ALL: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let mut all = customer_operations();
    all.extend(order_operations());
    all.extend(other_operations());
    all.extend(report_operations());
    all
});

/// All operations.
#[must_use]
pub fn operations() -> &'static [Operation] {
    &ALL
}

/// The operation of a method and a path.
#[must_use]
pub fn operation(method: &Method, path: &str) -> Option<&'static Operation> {
    ALL.iter().find(|operation| operation.method == *method && operation.path == path)
}
