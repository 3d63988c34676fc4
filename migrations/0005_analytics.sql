-- Fits of models and what they expect of each customer. The predictions that count are those of the newest published
-- fit; a fit is published when all its predictions are there.
create table analytics_fit (
    id bigint not null primary key,
    fitted_at bigint not null,
    as_of integer not null,
    fact_version bigint not null,
    model text not null,
    basis text not null,
    parameters text not null,
    report text not null,
    published boolean not null
);
create table analytics_prediction (
    fit_id bigint not null,
    customer_id bigint not null,
    x bigint not null,
    t_x double precision not null,
    t double precision not null,
    expected_purchases double precision not null,
    p_active double precision not null,
    p_alive double precision not null,
    value_minor bigint not null,
    at_risk_minor bigint not null,
    next_on integer,
    rfm integer not null,
    reasons text not null,
    primary key (fit_id, customer_id)
);
create index analytics_prediction_by_customer on analytics_prediction (customer_id);
create index analytics_prediction_by_value on analytics_prediction (fit_id, value_minor, customer_id);
create index analytics_prediction_by_risk on analytics_prediction (fit_id, at_risk_minor, customer_id);
