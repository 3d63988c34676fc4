"""scikit-uplift's two models on the same experiment, cross-fitted in five parts.

usage: uplift.py EXPERIMENT.csv  (recency, orders, basket, channel, treatment, outcome)
"""

import sys
import warnings

import numpy
import pandas
import sklearn
import sklift
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklift.metrics import qini_auc_score, uplift_at_k
from sklift.models import TwoModels

from timing import best_of, say

warnings.simplefilter("ignore")


def main(path):
    table = pandas.read_csv(path)
    treated, outcome = table.pop("treatment"), table.pop("outcome")
    known = pandas.get_dummies(table, columns=["channel"], drop_first=True).astype(float)

    def work():
        guessed = numpy.zeros(len(known))
        for learned, held in StratifiedKFold(5, shuffle=True, random_state=1).split(known, treated):
            sides = (make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)) for _ in range(2))
            model = TwoModels(*sides, method="vanilla")
            model.fit(known.iloc[learned], outcome.iloc[learned], treated.iloc[learned])
            guessed[held] = model.predict(known.iloc[held])
        return guessed

    guessed, cost = best_of(1, work)
    by = {"y_true": outcome, "uplift": guessed, "treatment": treated}
    say(cost | {
        "qini": float(qini_auc_score(**by)),
        "uplift_at_30": float(uplift_at_k(**by, strategy="overall", k=0.3)),
        "version": sklift.__version__,
        "sklearn": sklearn.__version__,
    })


if __name__ == "__main__":
    main(sys.argv[1])
