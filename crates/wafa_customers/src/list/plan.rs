//! From a question to statements, put together from fixed pieces and bound values.

use wafa_db::Value;
use wafa_kernel::{Cursor, CustomerId, Day, Rung};

use crate::error::Error;
use crate::list::query::{ListQuery, Sort, SortKey};
use crate::register::store::NEVER;
use crate::search::{self, SearchPlan, Span};

/// A filter that leaves at most so many customers is asked first and its answer sorted.
pub(super) const FEW: i64 = 8_000;
/// Where counting stops.
pub(super) const COUNTED: i64 = 10_000;

const COLUMNS: &str = "s.customer_id, s.rung, s.orders, s.first_on, s.last_on, s.net_minor, s.since_on, s.owner_id";

/// A statement in the making.
#[derive(Debug, Default)]
pub(super) struct Statement {
    pub text: String,
    pub values: Vec<Value>,
}

impl Statement {
    fn push(&mut self, text: &str) -> &mut Self {
        self.text.push_str(text);
        self
    }
    fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        let place = self.values.len().to_string();
        self.push("$").push(&place)
    }
    fn bind_all(&mut self, values: impl IntoIterator<Item = Value>) -> &mut Self {
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                self.push(", ");
            }
            self.bind(value);
        }
        self
    }
}

/// One filter.
#[derive(Debug, Clone)]
enum Filter {
    Search(SearchPlan),
    Rungs(Vec<Rung>),
    Tag(String),
    City(String),
    Source(String),
    Owner(i64),
    LastBy(Day),
    Since(Day),
    MinOrders(i64),
    /// The import, and the statement that lists its customers but for the import itself.
    Batch(i64, &'static str),
    Ids(Vec<CustomerId>),
}

/// The filters of a question, ready to be asked.
#[derive(Debug)]
pub(super) struct Plan {
    filters: Vec<Filter>,
    sort: Sort,
}

impl Plan {
    pub(super) fn new(query: &ListQuery, today: Day, of_batch: &'static str) -> Self {
        let mut filters = Vec::new();
        if !query.ids.is_empty() {
            filters.push(Filter::Ids(query.ids.clone()));
        }
        filters.extend(query.search.as_deref().and_then(search::plan).map(Filter::Search));
        filters.extend(query.batch.map(|batch| Filter::Batch(batch.raw(), of_batch)));
        if !query.rungs.is_empty() {
            filters.push(Filter::Rungs(query.rungs.clone()));
        }
        filters.extend(query.tag.clone().map(Filter::Tag));
        filters.extend(query.city.as_deref().map(|city| Filter::City(wafa_text::search::key(city))));
        filters.extend(query.source.as_deref().map(|source| Filter::Source(wafa_text::search::key(source))));
        filters.extend(query.owner.map(|owner| Filter::Owner(owner.raw())));
        let days = query.sleeping_days.map(|days| i32::try_from(days).unwrap_or(i32::MAX).min(1_000_000));
        filters.extend(days.map(|days| Filter::LastBy(today.plus_days(-days))));
        filters.extend(query.new_since.map(Filter::Since));
        filters.extend(query.min_orders.map(|orders| Filter::MinOrders(i64::from(orders))));
        Self { filters, sort: query.sort }
    }

    /// Asks how many customers each filter leaves, counting no further than [`FEW`] + 1; none without filters.
    pub(super) fn probe(&self) -> Option<Statement> {
        let mut probe = Statement::default();
        for (place, filter) in self.filters.iter().enumerate() {
            probe.push(if place == 0 { "select " } else { ", " });
            probe.push("(select count(*) from (");
            filter.source(&mut probe);
            probe.push(" limit ").bind(FEW + 1).push(&format!(") p{place})"));
        }
        (!self.filters.is_empty()).then_some(probe)
    }

    /// The filter that leaves fewest, if it leaves few: `counts` are the answers to [`Self::probe`].
    pub(super) fn driver(&self, counts: &[i64]) -> Option<usize> {
        let fewest = counts.iter().copied().enumerate().min_by_key(|(_, count)| *count)?;
        let ids = self.filters.iter().position(|filter| matches!(filter, Filter::Ids(_)));
        ids.or((fewest.1 <= FEW).then_some(fewest.0))
    }

    /// The page after `after`, with one row more to know whether there is another. Where few are left, they are sorted
    /// by id and order alone, and only the rows of the page are read in full.
    pub(super) fn page(&self, driver: Option<usize>, after: Option<&Cursor>, rows: usize) -> Result<Statement, Error> {
        let column = column(self.sort.key);
        let direction = if self.sort.desc { "desc" } else { "asc" };
        let order = format!(" order by s.{column} {direction}, s.customer_id {direction}");
        let full = format!("select {COLUMNS}, s.{column}");
        let mut page = Statement::default();
        page.push(if driver.is_some() { "select s.customer_id as id" } else { &full });
        self.body(&mut page, driver, driver.is_some());
        if let Some(after) = after {
            let (value, id) = read_cursor(after, self.sort)?;
            let compare = if self.sort.desc { "<" } else { ">" };
            page.push(&format!(" and (s.{column}, s.customer_id) {compare} ("));
            page.bind(value).push(", ").bind(id).push(")");
        }
        page.push(&order).push(" limit ").bind(rows + 1);
        if driver.is_some() {
            let few = std::mem::take(&mut page.text);
            page.push(&format!(
                "{full} from ({few}) p cross join customer_standing s where s.customer_id = p.id{order}"
            ));
        }
        Ok(page)
    }

    /// Nothing is filtered.
    pub(super) fn is_of_everybody(&self) -> bool {
        self.filters.is_empty()
    }

    /// Counts what the filters leave, no further than [`COUNTED`] + 1.
    pub(super) fn count(&self, driver: Option<usize>) -> Statement {
        let mut count = Statement::default();
        count.push("select count(*) from (select 1 as one");
        self.body(&mut count, driver.or_else(|| self.narrow()), true);
        count.push(" limit ").bind(COUNTED + 1).push(") n");
        count
    }

    /// A filter to count by when none leaves few: one whose customers an index lists.
    fn narrow(&self) -> Option<usize> {
        let place = |wanted: fn(&Filter) -> bool| self.filters.iter().position(wanted);
        place(|filter| matches!(filter, Filter::Search(_)))
            .or_else(|| place(|filter| matches!(filter, Filter::Tag(_) | Filter::Owner(_) | Filter::Batch(..))))
            .or_else(|| place(|filter| matches!(filter, Filter::City(_) | Filter::Source(_))))
    }

    /// `from … where …`; `plain` unless the index of the order is to be walked.
    fn body(&self, statement: &mut Statement, driver: Option<usize>, plain: bool) {
        match driver.and_then(|place| self.filters.get(place)) {
            Some(filter) => {
                statement.push(" from (select distinct customer_id from (");
                filter.source(statement);
                // A cross join keeps SQLite from walking the other way round.
                statement.push(
                    ") u) d cross join customer_standing s where s.customer_id = d.customer_id and s.live = true",
                );
            }
            None => {
                statement.push(" from customer_standing s where s.live = true");
            }
        }
        // The one that drives holds already.
        for (_, filter) in self.filters.iter().enumerate().filter(|(place, _)| Some(*place) != driver) {
            statement.push(" and ");
            filter.holds(statement, self.sort.key, plain);
        }
    }
}

/// The column a sort key stands for.
const fn column(key: SortKey) -> &'static str {
    match key {
        SortKey::LastOrder => "recency_on",
        SortKey::Value => "net_minor",
        SortKey::Orders => "orders",
        SortKey::Name => "name_order",
        SortKey::Newest => "since_on",
    }
}

impl Filter {
    /// `select customer_id from …`: the customers this filter leaves.
    fn source(&self, s: &mut Statement) {
        match self {
            Self::Search(plan) => search_source(plan, s),
            Self::Tag(tag) => {
                s.push("select customer_id from customer_tag where tag = ").bind(tag.as_str());
            }
            Self::Ids(ids) => {
                s.push("select id as customer_id from customer where id in (");
                s.bind_all(ids.iter().map(|id| Value::from(*id))).push(")");
            }
            Self::Batch(batch, of_batch) => {
                s.push(of_batch).bind(*batch);
            }
            plain => {
                s.push("select customer_id from customer_standing s where s.live = true and ");
                plain.holds(s, SortKey::Name, true);
            }
        }
    }

    /// The condition on a row `s`. Unless the filter drives, columns other than that of the order are wrapped, so that
    /// SQLite walks the index of the order and not that of the filter, whose rows it would have to sort.
    fn holds(&self, s: &mut Statement, sort: SortKey, plain: bool) {
        let number = |column: &str, own: SortKey| {
            if plain || sort == own { format!("s.{column}") } else { format!("+s.{column}") }
        };
        let text = |column: &str| if plain { format!("s.{column}") } else { format!("s.{column} || ''") };
        match self {
            Self::Search(plan) => search_holds(plan, s),
            Self::Rungs(rungs) => rungs_hold(rungs, s, sort, plain),
            Self::Tag(tag) => {
                s.push("exists (select 1 from customer_tag t where t.customer_id = s.customer_id and t.tag = ");
                s.bind(tag.as_str()).push(")");
            }
            Self::City(key) => {
                // The index of cities is in the order of the last order within a city.
                let column = if sort == SortKey::LastOrder { "s.city_key".to_owned() } else { text("city_key") };
                s.push(&column).push(" = ").bind(key.as_str()).push(" and s.city_key <> ''");
            }
            Self::Source(key) => {
                s.push(&text("source_key")).push(" = ").bind(key.as_str()).push(" and s.source_key <> ''");
            }
            Self::Owner(owner) => {
                let column = if plain { "s.owner_id" } else { "+s.owner_id" };
                s.push(column).push(" = ").bind(*owner).push(" and s.owner_id is not null");
            }
            Self::LastBy(day) => {
                let column = number("recency_on", SortKey::LastOrder);
                // One range, not two bounds: with two, SQLite takes the index of all customers where a rung is asked
                // for as well (measured at a million customers: 1.3 s against 0.1 ms).
                s.push(&column).push(" between ").bind(NEVER + 1).push(" and ").bind(*day);
            }
            Self::Since(day) => {
                s.push(&number("since_on", SortKey::Newest)).push(" >= ").bind(*day);
            }
            Self::MinOrders(orders) => {
                s.push(&number("orders", SortKey::Orders)).push(" >= ").bind(*orders);
            }
            Self::Batch(batch, of_batch) => {
                s.push("s.customer_id in (").push(of_batch).bind(*batch).push(")");
            }
            Self::Ids(ids) => {
                s.push("s.customer_id in (").bind_all(ids.iter().map(|id| Value::from(*id))).push(")");
            }
        }
    }
}

/// A rung says something about orders, which leads the walk past everybody who cannot be on it.
fn rungs_hold(rungs: &[Rung], s: &mut Statement, sort: SortKey, plain: bool) {
    let numbers = || rungs.iter().map(|rung| Value::from(i32::from(rung.number())));
    if let ([one], true) = (rungs, plain || sort == SortKey::LastOrder) {
        // The index of rungs is in order of the last order within a rung. A range on `recency_on` that is already
        // implied would only make SQLite prefer the index of all customers.
        s.push("s.rung = ").bind(i32::from(one.number()));
        return;
    }
    s.push(if plain { "s.rung in (" } else { "+s.rung in (" }).bind_all(numbers()).push(")");
    if plain {
        return;
    }
    let lowest = rungs.iter().min().copied().unwrap_or(Rung::Suspect);
    let without_orders = rungs.iter().all(|rung| *rung <= Rung::Prospect);
    let at_least = match lowest {
        Rung::Suspect | Rung::Prospect => 0,
        Rung::Customer => 1,
        Rung::Repeat | Rung::Loyal | Rung::Advocate => 2,
    };
    match sort {
        SortKey::Orders if without_orders => s.push(" and s.orders = 0"),
        SortKey::Orders => s.push(" and s.orders >= ").bind(at_least),
        SortKey::LastOrder if without_orders => s.push(" and s.recency_on = ").bind(NEVER),
        SortKey::LastOrder if at_least > 0 => s.push(" and s.recency_on > ").bind(NEVER),
        SortKey::Value if without_orders => s.push(" and s.net_minor <= 0"),
        _ => s,
    };
}

fn search_source(plan: &SearchPlan, s: &mut Statement) {
    for (place, all) in plan.any_of.iter().enumerate() {
        s.push(if place == 0 { "" } else { " union all " });
        for (place, span) in all.iter().enumerate() {
            if place == 0 {
                s.push("select s.customer_id from customer_token s where ");
                span_holds("s.token", *span, s);
            } else {
                s.push(" and ");
                has_token(*span, s);
            }
        }
    }
    if let Some(id) = plan.id {
        s.push(" union all select customer_id from customer_standing where customer_id = ").bind(id);
    }
}

/// The customer of the row `s` has a token in the range.
fn has_token(span: Span, s: &mut Statement) {
    s.push("exists (select 1 from customer_token k where k.customer_id = s.customer_id and ");
    span_holds("k.token", span, s);
    s.push(")");
}

fn search_holds(plan: &SearchPlan, s: &mut Statement) {
    s.push("(");
    for (place, all) in plan.any_of.iter().enumerate() {
        s.push(if place == 0 { "(" } else { " or (" });
        for (place, span) in all.iter().enumerate() {
            s.push(if place == 0 { "" } else { " and " });
            has_token(*span, s);
        }
        s.push(")");
    }
    if let Some(id) = plan.id {
        s.push(" or s.customer_id = ").bind(id);
    }
    s.push(")");
}

fn span_holds(column: &str, span: Span, s: &mut Statement) {
    s.push(column).push(" >= ").bind(span.from).push(" and ").push(column).push(" < ").bind(span.to);
}

/// Where the page after a row begins.
pub(super) fn cursor(sort: Sort, value: &Value, id: CustomerId) -> Cursor {
    let value = match value {
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    Cursor(format!("{sort}~{value}~{id}"))
}

fn read_cursor(cursor: &Cursor, sort: Sort) -> Result<(Value, CustomerId), Error> {
    let refusal = || Error::QueryInvalid { parameter: "after" };
    let mut parts = cursor.0.split('~');
    let (order, value, id) = (parts.next(), parts.next(), parts.next());
    if order != Some(sort.to_string().as_str()) || parts.next().is_some() {
        return Err(refusal());
    }
    let value = value.ok_or_else(refusal)?;
    let value = match sort.key {
        SortKey::Name => Value::from(value),
        _ => Value::Int(value.parse().map_err(|_| refusal())?),
    };
    Ok((value, id.and_then(|id| id.parse().ok()).ok_or_else(refusal)?))
}
