//! Questions people ask, each with the query that answers it. Their words are in the locales: `sql-example-NAME`.

/// Name and query.
pub(super) const ALL: &[(&str, &str)] = &[
    (
        "months",
        "select date_trunc('month', on_day) as month, count(*) as orders, sum(amount_minor) as revenue_minor\n\
         from orders\nwhere counts\ngroup by month\norder by month",
    ),
    (
        "often",
        "with bought as (\n  select customer_id, count(*) as orders\n  from orders\n  where counts\n  \
         group by customer_id\n)\nselect orders, count(*) as customers\nfrom bought\ngroup by orders\norder by orders",
    ),
    (
        "sources",
        "with first as (\n  select customer_id, source, count(*) over (partition by customer_id) as orders,\n    \
         row_number() over (partition by customer_id order by at_ms, order_id) as n\n  from orders\n  where counts\n)\n\
         select source, count(*) as customers, round(avg(case when orders > 1 then 1.0 else 0.0 end), 3) as came_back\n\
         from first\nwhere n = 1\ngroup by source\norder by customers desc",
    ),
    (
        "together",
        "with bought as (\n  select distinct customer_id, product_code\n  from lines\n  \
         where counts and product_code <> ''\n)\n\
         select a.product_code as one, b.product_code as other, count(*) as customers\n\
         from bought a\njoin bought b on a.customer_id = b.customer_id and a.product_code < b.product_code\n\
         group by a.product_code, b.product_code\norder by customers desc\nlimit 20",
    ),
    (
        "returned",
        "select o.source, count(distinct o.order_id) as orders, count(distinct r.order_id) as returned,\n  \
         sum(r.amount_minor) as returned_minor\nfrom orders o\nleft join returns r on r.order_id = o.order_id\n\
         where o.counts\ngroup by o.source\norder by orders desc",
    ),
];

/// The query of an example.
pub(super) fn query(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, sql)| *sql)
}
