-- How a fit stands against what came after it: one row per day it was looked at, the last of a fit its final verdict.
-- The fit 0 stands for none.
create table analytics_check (
    fit_id bigint not null,
    until_on integer not null,
    checked_at bigint not null,
    report text not null,
    primary key (fit_id, until_on)
);
create index if not exists analytics_prediction_by_chance on analytics_prediction (fit_id, p_active, customer_id);
