"""DuckDB and polars on a lake of Wafa: the same counts, and what the same figures cost them.

usage: lake.py FOLDER  (a lake made by `wafa bench lake --keep FOLDER`, or any other whose runs are put together)
Prints one JSON object. Exits with 1 when a count differs, or a table has other columns than `docs/lake.md` says.
"""

import json
import pathlib
import re
import resource
import sys
import time

import duckdb
import polars

RFM = """
with customers as (
    select customer_id, max(on_day) as last_on, count(*) as orders, sum(amount_minor) as net
    from read_parquet('{file}') where counts and currency = 'IRR' group by customer_id
), scores as (
    select 1 + 5 * (rank() over (order by last_on) - 1) // count(*) over () as r,
           1 + 5 * (rank() over (order by orders) - 1) // count(*) over () as f,
           1 + 5 * (rank() over (order by net) - 1) // count(*) over () as m
    from customers
)
select r, f, m, count(*) from scores group by all order by all desc
"""
COHORTS = """
with orders as (
    select customer_id, on_day, amount_minor from read_parquet('{file}') where counts and currency = 'IRR'
), firsts as (
    select customer_id, date_trunc('month', min(on_day)) as cohort from orders group by customer_id
)
select cohort, datediff('month', cohort, date_trunc('month', on_day)) as since,
       count(distinct customer_id), count(*), sum(amount_minor)
from orders join firsts using (customer_id) group by all order by all
"""


TYPES = {"on_day": ("DATE", polars.Date), "created_on": ("DATE", polars.Date), "counts": ("BOOLEAN", polars.Boolean)}
TYPES |= {"at_ms": ("TIMESTAMP", polars.Datetime), "rung": ("INTEGER", polars.Int32), "from_rung": ("INTEGER", polars.Int32)}
TYPES |= {"quantity": ("BIGINT", polars.Int64), "rules_version": ("BIGINT", polars.Int64)}


def documented():
    """Columns of each table as the document says."""
    text = (pathlib.Path(__file__).parents[2] / "docs/lake.md").read_text()
    tables = dict(re.findall(r"^\| `(\w+)` \| `([a-z_, ]+)`", text, re.MULTILINE))
    for table in ("orders", "lines", "returns"):
        tables[table + "_without_customer"] = tables[table]
    return {table: columns.split(", ") for table, columns in tables.items()}


def type_of(column):
    whole = column.endswith(("_id", "_minor"))
    return TYPES.get(column, ("BIGINT", polars.Int64) if whole else ("VARCHAR", polars.String))


def as_documented(file, columns):
    described = duckdb.sql(f"describe select * from read_parquet('{file}')").fetchall()
    schema = polars.scan_parquet(file).collect_schema()
    return (
        [(name, kind) for name, kind, *_ in described] == [(name, type_of(name)[0]) for name in columns]
        and [(name, kind.base_type()) for name, kind in schema.items()] == [(name, type_of(name)[1]) for name in columns]
    )


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def timed(work):
    begun, before = time.perf_counter(), cpu()
    answer = work()
    return answer, round(time.perf_counter() - begun, 3), round(cpu() - before, 3)


def main(folder):
    folder = pathlib.Path(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    (run,) = manifest["runs"]
    told = {"duckdb": duckdb.__version__, "polars": polars.__version__, "counts": {}, "same_counts": True, "as_documented": True}
    columns = documented()
    for table, rows in run["rows"].items():
        if table == "owned":
            continue
        file = folder / f"{table}-{run['generation']}.parquet"
        in_duckdb = duckdb.sql(f"select count(*) from read_parquet('{file}')").fetchall()[0][0]
        in_polars = polars.scan_parquet(file).select(polars.len()).collect().item()
        told["counts"][table] = [rows, in_duckdb, in_polars]
        told["same_counts"] &= rows == in_duckdb == in_polars
        told["as_documented"] &= as_documented(file, columns[table])
    orders = folder / f"orders-{run['generation']}.parquet"
    rfm, rfm_wall, rfm_cpu = timed(lambda: duckdb.sql(RFM.format(file=orders)).fetchall())
    cohorts, cohorts_wall, cohorts_cpu = timed(lambda: duckdb.sql(COHORTS.format(file=orders)).fetchall())
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told |= {
        "rfm_cells": len(rfm),
        "cohorts": len({row[0] for row in cohorts}),
        "customers": sum(row[3] for row in rfm),
        "duckdb_rfm_wall_s": rfm_wall,
        "duckdb_rfm_cpu_s": rfm_cpu,
        "duckdb_cohorts_wall_s": cohorts_wall,
        "duckdb_cohorts_cpu_s": cohorts_cpu,
        "duckdb_cpu_s": round(rfm_cpu + cohorts_cpu, 3),
        "duckdb_rss_mb": peak_mb,
    }
    print(json.dumps(told, indent=2))
    return 0 if told["same_counts"] and told["as_documented"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
