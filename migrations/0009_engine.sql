-- Whose facts changed, and at which version of the facts last: a lake reads from here what it must read anew. Facts
-- that name nobody are told apart by their day (customer 0); a customer's row has day 0. Customer -1 stands for
-- everybody: changes that nobody listed.
create table fact_change (
    customer_id bigint not null,
    on_day integer not null,
    version bigint not null,
    primary key (customer_id, on_day)
);
create index fact_change_by_version on fact_change (version, customer_id, on_day);
