"""RFM and the monthly cohort table of one file of orders, by an engine of others.

usage: lake.py duckdb|polars|pandas ORDERS.parquet
       lake.py counts FOLDER  (the rows of every table of a lake, read by DuckDB and polars)
"""

import json
import pathlib
import re
import sys

from timing import best_of, say

COLUMNS = ["customer_id", "on_day", "amount_minor", "counts", "currency"]
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


def in_duckdb(file):
    import duckdb

    rfm = lambda: [row[3] for row in duckdb.sql(RFM.format(file=file)).fetchall()]
    cohorts = lambda: [(str(row[0]), row[2]) for row in duckdb.sql(COHORTS.format(file=file)).fetchall()]
    return duckdb.__version__, rfm, cohorts


def in_polars(file):
    import polars as pl

    orders = pl.scan_parquet(file).filter(pl.col("counts") & (pl.col("currency") == "IRR"))

    def rfm():
        of = orders.group_by("customer_id").agg(
            pl.max("on_day").alias("r"), pl.len().alias("f"), pl.sum("amount_minor").alias("m")
        )
        fifth = lambda name: 1 + 5 * (pl.col(name).rank("min").cast(pl.Int64) - 1) // pl.len()
        scores = [fifth(name).alias(name) for name in "rfm"]
        return of.select(scores).group_by("r", "f", "m").agg(pl.len().alias("n")).collect(engine="streaming")["n"].to_list()

    def cohorts():
        month = pl.col("on_day").dt.year() * 12 + pl.col("on_day").dt.month()
        own = orders.with_columns(month.cast(pl.Int32).alias("month"))
        firsts = own.group_by("customer_id").agg(pl.min("month").alias("cohort"))
        since = (pl.col("month") - pl.col("cohort")).alias("since")
        cells = own.join(firsts, on="customer_id").group_by("cohort", since)
        found = cells.agg(pl.n_unique("customer_id").alias("customers"), pl.len().alias("n"), pl.sum("amount_minor"))
        return found.select("cohort", "customers").collect(engine="streaming").rows()

    return pl.__version__, rfm, cohorts


def in_pandas(file):
    import pandas as pd

    def orders():
        table = pd.read_parquet(file, columns=COLUMNS)
        return table[table["counts"] & (table["currency"] == "IRR")]

    def rfm():
        by = orders().groupby("customer_id", sort=False)
        of = pd.DataFrame({"r": by["on_day"].max(), "f": by.size(), "m": by["amount_minor"].sum()})
        scores = of.apply(lambda own: 1 + 5 * (own.rank(method="min").astype("int64") - 1) // len(of))
        return scores.groupby(["r", "f", "m"]).size().tolist()

    def cohorts():
        own = orders()
        on = pd.to_datetime(own["on_day"])
        own = own.assign(month=on.dt.year * 12 + on.dt.month)
        own["cohort"] = own.groupby("customer_id")["month"].transform("min")
        own["since"] = own["month"] - own["cohort"]
        by = own.groupby(["cohort", "since"])
        found = by.agg(customers=("customer_id", "nunique"), orders=("on_day", "size"), net=("amount_minor", "sum"))
        return [(cell[0], row) for cell, row in zip(found.index, found["customers"])]

    return pd.__version__, rfm, cohorts


def measure(engine, file):
    version, rfm, cohorts = {"duckdb": in_duckdb, "polars": in_polars, "pandas": in_pandas}[engine](file)
    cells, rfm_cost = best_of(1, rfm)
    table, cohorts_cost = best_of(1, cohorts)
    say({
        "version": version,
        "customers": int(sum(cells)),
        "rfm_cells": len(cells),
        "cohorts": len({cohort for cohort, _ in table}),
        "active_customer_months": int(sum(customers for _, customers in table)),
        "rfm_cpu_s": rfm_cost["cpu_s"],
        "cohorts_cpu_s": cohorts_cost["cpu_s"],
        "cpu_s": rfm_cost["cpu_s"] + cohorts_cost["cpu_s"],
        "wall_s": rfm_cost["wall_s"] + cohorts_cost["wall_s"],
    })


def documented():
    """Columns of each table as the document says."""
    text = (pathlib.Path(__file__).parents[2] / "docs/lake.md").read_text()
    tables = dict(re.findall(r"^\| `(\w+)` \| `([a-z_, ]+)`", text, re.MULTILINE))
    for table in ("orders", "lines", "returns"):
        tables[table + "_without_customer"] = tables[table]
    return {table: columns.split(", ") for table, columns in tables.items()}


def type_of(column):
    """What DuckDB and polars call the type of a column."""
    import polars

    types = {"on_day": ("DATE", polars.Date), "created_on": ("DATE", polars.Date), "counts": ("BOOLEAN", polars.Boolean)}
    types |= {"at_ms": ("TIMESTAMP", polars.Datetime)}
    types |= {name: ("INTEGER", polars.Int32) for name in ("rung", "from_rung")}
    whole = column.endswith(("_id", "_minor")) or column in ("quantity", "rules_version")
    return types.get(column, ("BIGINT", polars.Int64) if whole else ("VARCHAR", polars.String))


def as_documented(file, columns):
    import duckdb
    import polars

    described = duckdb.sql(f"describe select * from read_parquet('{file}')").fetchall()
    schema = polars.scan_parquet(file).collect_schema()
    return (
        [(name, kind) for name, kind, *_ in described] == [(name, type_of(name)[0]) for name in columns]
        and [(name, kind.base_type()) for name, kind in schema.items()] == [(name, type_of(name)[1]) for name in columns]
    )


def counts(folder):
    """Every run and table of the lake that the manifest names: its rows, and whether its columns are as documented."""
    import duckdb
    import polars

    columns, otherwise = documented(), []
    folder, told, same = pathlib.Path(folder), {}, True
    for run in json.loads((folder / "manifest.json").read_text())["runs"]:
        for table, rows in run["rows"].items():
            file = folder / f"{table}-{run['generation']}.parquet"
            if not file.is_file():
                continue
            in_duckdb = duckdb.sql(f"select count(*) from read_parquet('{file}')").fetchall()[0][0]
            in_polars = polars.scan_parquet(file).select(polars.len()).collect().item()
            told[f"{table}-{run['generation']}"] = [rows, in_duckdb, in_polars]
            same = same and rows == in_duckdb == in_polars
            if table != "owned" and not as_documented(file, columns[table]):
                otherwise.append(f"{table}-{run['generation']}")
    say({"counts": told, "same": same and not otherwise, "not_as_documented": otherwise, "duckdb": duckdb.__version__, "polars": polars.__version__})


if __name__ == "__main__":
    counts(sys.argv[2]) if sys.argv[1] == "counts" else measure(*sys.argv[1:])
