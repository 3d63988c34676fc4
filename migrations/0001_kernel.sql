-- What every capability stands on: settings, the event log, its outbox, jobs, timers.
create table setting (
    key text not null primary key,
    version bigint not null,
    body text not null,
    changed_at bigint not null,
    changed_by text not null
);
create table setting_version (
    key text not null,
    version bigint not null,
    body text not null,
    changed_at bigint not null,
    changed_by text not null,
    primary key (key, version)
);
create table timeline_event (
    id bigint not null primary key,
    customer_id bigint,
    kind text not null,
    version integer not null,
    occurred_at bigint not null,
    recorded_at bigint not null,
    actor text not null,
    cause_id bigint,
    depth integer not null,
    dedupe_key text unique,
    body text not null
);
create index timeline_event_by_customer on timeline_event (customer_id, id);
create table outbox (
    event_id bigint not null,
    subscriber text not null,
    customer_id bigint,
    run_at bigint not null,
    lease_until bigint not null,
    attempts integer not null,
    last_error text,
    dead boolean not null,
    primary key (event_id, subscriber)
);
create index outbox_due on outbox (dead, run_at, event_id);
create index outbox_order on outbox (subscriber, customer_id, event_id);
create table job (
    id bigint not null primary key,
    kind text not null,
    body text not null,
    priority integer not null,
    run_at bigint not null,
    lease_until bigint not null,
    attempts integer not null,
    dedupe_key text unique,
    last_error text,
    dead boolean not null,
    done_at bigint
);
create index job_due on job (run_at, id) where done_at is null and dead = false;
create index job_done on job (done_at) where done_at is not null;
create table timer (
    kind text not null,
    subject_id bigint not null,
    due_at bigint not null,
    primary key (kind, subject_id)
);
create index timer_due on timer (due_at);
-- Counts changes of facts the figures are made of; the lake is stamped with it.
create table fact_version (
    id integer not null primary key,
    version bigint not null
);
insert into fact_version (id, version) values (1, 0);
