-- Reports people put together: what is asked (JSON), whose it is, for whom, and when it is sent by itself. A report
-- that was deleted stays for a while, so that it can be taken back.
create table analytics_report (
    id bigint not null primary key,
    owner_id bigint,
    name text not null,
    spec text not null,
    shared boolean not null,
    schedule text not null,
    recipients text not null,
    due_at bigint,
    version bigint not null,
    created_at bigint not null,
    changed_at bigint not null,
    changed_by text not null,
    deleted_at bigint
);
create index analytics_report_by_owner on analytics_report (owner_id, id);
-- What was sent, once per report and due moment. The figures stay what they were (JSON).
create table analytics_delivery (
    id bigint not null primary key,
    report_id bigint not null,
    due_at bigint not null,
    name text not null,
    recipients text not null,
    asked_by bigint,
    done_at bigint,
    problem text not null,
    answer text not null
);
create unique index analytics_delivery_once on analytics_delivery (report_id, due_at);
