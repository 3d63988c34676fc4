"""PyMC-Marketing's BG/NBD on a summary (frequency, recency, T in weeks): the maximum of the posterior.

usage: pymc_map.py SUMMARY
"""

import logging
import sys
import warnings

import pandas
import pymc_marketing
from pymc_marketing.clv import BetaGeoModel

from timing import best_of, say

warnings.simplefilter("ignore")
logging.disable(logging.WARNING)


def main(path):
    table = pandas.read_csv(path, usecols=["frequency", "recency", "T"])
    table.insert(0, "customer_id", range(len(table)))

    def work():
        try:
            model = BetaGeoModel()
            model.fit(data=table, method="map")
        except TypeError:
            model = BetaGeoModel(data=table)
            model.fit(method="map", progressbar=False)
        return model

    model, cost = best_of(1, work)
    posterior = model.idata.posterior
    params = {name: float(posterior[name].mean()) for name in ("r", "alpha", "a", "b")}
    say(cost | {"params": params, "customers": len(table), "version": pymc_marketing.__version__})


if __name__ == "__main__":
    main(sys.argv[1])
