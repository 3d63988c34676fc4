-- Who is from a city, in the order of the list: a search within a city walks its customers only.
drop index customer_standing_by_city;
create index customer_standing_by_city on customer_standing (live, city_key, recency_on, customer_id)
    where city_key <> '';
-- Acts on many customers that can be taken back for a day: a tag given or taken, and whom that changed.
create table customer_act (
    id bigint not null primary key,
    tag text not null,
    added boolean not null,
    made_at bigint not null,
    made_by text not null
);
create table customer_act_row (
    act_id bigint not null,
    customer_id bigint not null,
    primary key (act_id, customer_id)
);
