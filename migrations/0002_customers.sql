-- The register. A merged record stays, pointing at the one that lives on, so that a merge can be taken back.
create table customer (
    id bigint not null primary key,
    name text not null,
    honorific text not null,
    given_name text not null,
    family_name text not null,
    greeting text not null,
    gender text not null,
    company text not null,
    industry text not null,
    city text not null,
    birth_on integer,
    preferred_channel text not null,
    language text not null,
    interests text not null,
    notes text not null,
    owner_id bigint,
    source text not null,
    campaign text not null,
    custom text not null,
    batch_id bigint,
    merged_into bigint,
    created_at bigint not null,
    changed_at bigint not null
);
create index customer_by_batch on customer (batch_id);
create index customer_by_merge on customer (merged_into);
-- Phones, e-mails and the ids other systems use. `key` is the canonical form: E.164, lower case, the id itself.
create table customer_contact (
    id bigint not null primary key,
    customer_id bigint not null references customer (id),
    kind text not null,
    role text not null,
    shown text not null,
    key text not null,
    batch_id bigint
);
create index customer_contact_by_customer on customer_contact (customer_id);
create index customer_contact_by_key on customer_contact (kind, key, customer_id);
create index customer_contact_by_batch on customer_contact (batch_id);
-- External ids name one customer each.
create unique index customer_contact_external on customer_contact (key) where kind = 'external';
-- What a customer is found by: the first letters of a word of the name, the digits of a phone, a code, packed into
-- a number so that a prefix is a range, whatever the collation of the engine.
create table customer_token (
    token bigint not null,
    customer_id bigint not null,
    primary key (token, customer_id)
);
create index customer_token_by_customer on customer_token (customer_id, token);
-- Other dates worth knowing: wedding, membership.
create table customer_date (
    customer_id bigint not null references customer (id),
    kind text not null,
    on_day integer not null,
    primary key (customer_id, kind)
);
create table customer_tag (
    customer_id bigint not null references customer (id),
    tag text not null,
    primary key (tag, customer_id)
);
create index customer_tag_by_customer on customer_tag (customer_id);
create table customer_signal (
    id bigint not null primary key,
    customer_id bigint not null references customer (id),
    kind text not null,
    on_day integer not null,
    source text not null,
    batch_id bigint
);
create index customer_signal_by_customer on customer_signal (customer_id, on_day);
create index customer_signal_by_batch on customer_signal (batch_id);
-- The one row the list reads: where a customer stands today (projection of orders, signals and rules) and what the
-- register is filtered and sorted by. Rebuilt at any time. `recency_on` is `last_on`, or long ago without an order;
-- `since_on` is the day of the first fact or the day added, whichever came first; `name_order` sorts by alphabet on
-- every collation; `name_print` is equal for names that are likely the same, 0 for names that say too little.
create table customer_standing (
    customer_id bigint not null primary key references customer (id),
    live boolean not null,
    rung integer not null,
    rung_on integer,
    slides_on integer,
    usual_gap_days double precision,
    orders integer not null,
    first_on integer,
    last_on integer,
    net_minor bigint not null,
    recency_on integer not null,
    since_on integer not null,
    added_on integer not null,
    name_order text not null,
    name_print bigint not null,
    city_key text not null,
    source_key text not null,
    owner_id bigint
);
create index customer_standing_by_recency on customer_standing (live, recency_on, customer_id);
create index customer_standing_by_value on customer_standing (live, net_minor, customer_id);
create index customer_standing_by_orders on customer_standing (live, orders, customer_id);
create index customer_standing_by_since on customer_standing (live, since_on, customer_id);
create index customer_standing_by_name on customer_standing (live, name_order, customer_id);
create index customer_standing_by_rung on customer_standing (live, rung, recency_on, customer_id);
create index customer_standing_by_city on customer_standing (city_key, customer_id) where city_key <> '';
create index customer_standing_by_source on customer_standing (source_key, customer_id) where source_key <> '';
create index customer_standing_by_owner on customer_standing (owner_id, customer_id) where owner_id is not null;
create index customer_standing_by_print on customer_standing (name_print, customer_id) where name_print <> 0;
-- History of the ladder, as-of: a report never rewrites the past. Every customer has at least the row of the day it
-- became known; `from_rung` is 0 there. `stayed_days` is how long the rung left behind had been held.
create table customer_rung (
    customer_id bigint not null references customer (id),
    on_day integer not null,
    rung integer not null,
    from_rung integer not null,
    stayed_days integer not null,
    rules_version bigint not null,
    primary key (customer_id, on_day)
);
create index customer_rung_by_day on customer_rung (on_day, from_rung, rung, stayed_days);
create table customer_merge (
    id bigint not null primary key,
    kept_id bigint not null references customer (id),
    merged_id bigint not null references customer (id),
    merged_at bigint not null,
    merged_by text not null,
    undone_at bigint,
    moved text not null
);
create index customer_merge_by_kept on customer_merge (kept_id);
create index customer_merge_by_merged on customer_merge (merged_id);
-- Pairs a person has looked at and called different.
create table customer_distinct (
    low_id bigint not null,
    high_id bigint not null,
    decided_at bigint not null,
    decided_by text not null,
    primary key (low_id, high_id)
);
create table customer_view (
    id bigint not null primary key,
    owner_id bigint,
    name text not null,
    query text not null,
    shown_columns text not null,
    created_at bigint not null
);
