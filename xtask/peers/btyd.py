"""lifetimes on a summary (frequency, recency, T, monetary_value; in weeks).

usage: btyd.py fit bg-nbd|mbg-nbd|pareto-nbd SUMMARY TIMES
       btyd.py gamma-gamma SUMMARY TIMES
       btyd.py clv SUMMARY
       btyd.py holdout PURCHASES CALIBRATION_END HOLDOUT_END
"""

import sys
import warnings

import lifetimes
import numpy
import pandas
import scipy.stats

from timing import best_of, say

warnings.simplefilter("ignore")
FITTERS = {
    "bg-nbd": lifetimes.BetaGeoFitter,
    "mbg-nbd": lifetimes.ModifiedBetaGeoFitter,
    "pareto-nbd": lifetimes.ParetoNBDFitter,
}


def told(model, cost, rows):
    return cost | {
        "params": {name: float(value) for name, value in model.params_.items()},
        "customers": rows,
        "version": lifetimes.__version__,
    }


def fitted(name, table):
    return FITTERS[name]().fit(table["frequency"], table["recency"], table["T"])


def fit(name, path, times):
    table = pandas.read_csv(path)
    model, cost = best_of(int(times), lambda: fitted(name, table))
    say(told(model, cost, len(table)))


def spent(table):
    back = table[(table["frequency"] > 0) & (table["monetary_value"] > 0)]
    return lifetimes.GammaGammaFitter().fit(back["frequency"], back["monetary_value"]), len(back)


def gamma_gamma(path, times):
    table = pandas.read_csv(path)
    (model, rows), cost = best_of(int(times), lambda: spent(table))
    say(told(model, cost, rows))


def clv(path):
    table = pandas.read_csv(path)
    purchases, (value, _) = fitted("bg-nbd", table), spent(table)
    columns = [table[name] for name in ("frequency", "recency", "T", "monetary_value")]
    values, cost = best_of(
        1, lambda: value.customer_lifetime_value(purchases, *columns, time=12, discount_rate=0.01, freq="W")
    )
    say(cost | {"sum": float(values.sum()), "customers": len(table), "version": lifetimes.__version__})


def holdout(path, calibration_end, holdout_end):
    rows = pandas.read_csv(path, usecols=["customer_id", "date"], parse_dates=["date"]).drop_duplicates()
    ends = pandas.Timestamp(calibration_end), pandas.Timestamp(holdout_end)
    known = rows[rows["date"] <= ends[0]].groupby("customer_id")["date"].agg(["min", "max", "count"])
    later = rows[(rows["date"] > ends[0]) & (rows["date"] <= ends[1])].groupby("customer_id").size()
    later = later.reindex(known.index, fill_value=0).to_numpy()
    weeks = lambda span: span.dt.days / 7
    table = pandas.DataFrame({"frequency": known["count"] - 1, "recency": weeks(known["max"] - known["min"])})
    table["T"] = weeks(ends[0] - known["min"])
    ahead, answer = (ends[1] - ends[0]).days / 7, {}
    for name in FITTERS:
        try:
            model = fitted(name, table)
            guessed = model.conditional_expected_number_of_purchases_up_to_time(
                ahead, *(table[column].to_numpy() for column in ("frequency", "recency", "T"))
            )
            answer[name] = scores(numpy.asarray(guessed), later)
        except Exception as error:
            answer[name] = {"error": f"{type(error).__name__}: {error}"[:200]}
    say({"customers": len(table), "models": answer, "version": lifetimes.__version__})


def scores(guessed, actual):
    ranks, bought = scipy.stats.rankdata(guessed), actual > 0
    ones, zeros = bought.sum(), (~bought).sum()
    return {
        "mae": float(numpy.abs(guessed - actual).mean()),
        "rmse": float(numpy.sqrt(((guessed - actual) ** 2).mean())),
        "bias": float(guessed.sum() / actual.sum() - 1),
        "auc_active": float((ranks[bought].sum() - ones * (ones + 1) / 2) / (ones * zeros)),
    }


if __name__ == "__main__":
    {"fit": fit, "gamma-gamma": gamma_gamma, "clv": clv, "holdout": holdout}[sys.argv[1]](*sys.argv[2:])
