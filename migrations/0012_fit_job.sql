-- Which job asked for a fit: however often the job comes and whoever does it, one fit of it counts.
alter table analytics_fit add column job_id bigint;
create unique index analytics_fit_of_job on analytics_fit (job_id) where published = true;
