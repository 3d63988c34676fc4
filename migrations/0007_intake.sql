-- What an import counted beside its rows: those that changed an order which was there already, and words for the
-- state of an order nobody knows.
create table intake_remark (
    batch_id bigint not null,
    code text not null,
    value text not null,
    seen bigint not null,
    primary key (batch_id, code, value)
);
-- Statuses of orders and amounts of returns an import changed, with what stood there before, so that the import can be
-- taken back.
create table sales_change (
    batch_id bigint not null,
    kind text not null,
    subject_id bigint not null,
    old_value text not null,
    new_value text not null,
    primary key (batch_id, kind, subject_id)
);
create index sales_change_by_subject on sales_change (kind, subject_id);
create index if not exists intake_touched_by_customer on intake_touched (customer_id, batch_id);
