-- One run of an import, and what became of each part of the file.
create table intake_batch (
    id bigint not null primary key,
    file_name text not null,
    file_hash text not null,
    preset text not null,
    mapping text not null,
    state text not null,
    rows_read bigint not null,
    rows_imported bigint not null,
    rows_duplicate bigint not null,
    rows_problem bigint not null,
    rows_done bigint not null,
    rows_total bigint not null,
    orders_added bigint not null,
    returns_added bigint not null,
    customers_added bigint not null,
    customers_changed bigint not null,
    without_customer bigint not null,
    -- How far the customers it touched have been placed on the ladder again: the last id.
    settled_to bigint not null,
    settled bigint not null,
    created_at bigint not null,
    finished_at bigint,
    created_by text not null,
    note text not null
);
create index intake_batch_by_file on intake_batch (file_hash, state);
create table intake_problem (
    batch_id bigint not null,
    row_no bigint not null,
    line_no bigint not null,
    column_name text not null,
    value text not null,
    reason text not null,
    primary key (batch_id, row_no)
);
-- Fields of customers a batch changed, with what stood there before, so that the batch can be taken back.
create table intake_change (
    batch_id bigint not null,
    customer_id bigint not null,
    field text not null,
    old_value text not null,
    new_value text not null,
    primary key (batch_id, customer_id, field)
);
-- Customers a batch brought or brought something of: they are placed on the ladder again when it ends or is taken back.
create table intake_touched (
    batch_id bigint not null,
    customer_id bigint not null,
    primary key (batch_id, customer_id)
);
create table intake_mapping (
    id bigint not null primary key,
    name text not null,
    header_hash text not null,
    mapping text not null,
    created_at bigint not null
);
create unique index intake_mapping_by_header on intake_mapping (header_hash);
