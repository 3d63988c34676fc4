-- Orders as facts. `key` makes the same order arrive once, whatever file or call brings it.
create table sales_order (
    id bigint not null primary key,
    key text not null unique,
    number text not null,
    customer_id bigint,
    placed_at bigint not null,
    placed_on integer not null,
    status text not null,
    currency text not null,
    amount_minor bigint not null,
    quantity bigint not null,
    discount_code text not null,
    source text not null,
    campaign text not null,
    city text not null,
    counts boolean not null,
    custom text not null,
    batch_id bigint,
    recorded_at bigint not null
);
create index sales_order_by_customer on sales_order (customer_id, placed_on, id);
create index sales_order_by_day on sales_order (placed_on, id);
create index sales_order_by_batch on sales_order (batch_id, id);
create index sales_order_by_number on sales_order (number) where number <> '';
create table sales_line (
    id bigint not null primary key,
    order_id bigint not null references sales_order (id),
    position integer not null,
    product_id bigint,
    name text not null,
    quantity bigint not null,
    amount_minor bigint not null
);
create index sales_line_by_order on sales_line (order_id, position);
create index sales_line_by_product on sales_line (product_id);
-- Money or goods given back; counted in the period of the return.
create table sales_return (
    id bigint not null primary key,
    key text not null unique,
    order_id bigint,
    customer_id bigint,
    returned_at bigint not null,
    returned_on integer not null,
    currency text not null,
    amount_minor bigint not null,
    reason text not null,
    batch_id bigint,
    recorded_at bigint not null
);
create index sales_return_by_customer on sales_return (customer_id, returned_on, id);
create index sales_return_by_order on sales_return (order_id);
create index sales_return_by_batch on sales_return (batch_id, id);
create table sales_product (
    id bigint not null primary key,
    code text not null unique,
    name text not null,
    search_key text not null,
    batch_id bigint
);
create index sales_product_by_batch on sales_product (batch_id);
-- Orders and returns put under another record by a merge, so that the merge can be taken back.
create table sales_reassignment (
    kind text not null,
    subject_id bigint not null,
    from_customer_id bigint not null,
    to_customer_id bigint not null,
    moved_at bigint not null,
    primary key (kind, subject_id, to_customer_id)
);
create index sales_reassignment_by_pair on sales_reassignment (from_customer_id, to_customer_id);
