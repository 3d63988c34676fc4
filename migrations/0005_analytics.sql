-- Fits of models and what they expect of each customer.
create table analytics_fit (
    id bigint not null primary key,
    fitted_at bigint not null,
    as_of integer not null,
    fact_version bigint not null,
    model text not null,
    parameters text not null,
    report text not null
);
create table analytics_prediction (
    customer_id bigint not null primary key,
    fit_id bigint not null,
    x integer not null,
    t_x double precision not null,
    t double precision not null,
    expected_purchases double precision not null,
    p_active double precision not null,
    p_alive double precision not null,
    value_minor bigint not null,
    next_on integer,
    at_risk double precision not null,
    reasons text not null
);
create index analytics_prediction_by_value on analytics_prediction (value_minor, customer_id);
create index analytics_prediction_by_risk on analytics_prediction (at_risk, customer_id);
