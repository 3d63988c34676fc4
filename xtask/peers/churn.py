"""Others' models of churn on the same table and the same five parts.

usage: churn.py TABLE.csv PARTS.json  (a column of ids first, the outcome last; for every row its part)
"""

import json
import os
import sys
import warnings

# Threads that wait for each other on a busy machine count as processor time: one thread, as on the other side.
os.environ["OMP_NUM_THREADS"] = "1"

import lightgbm
import pandas
import sklearn
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from timing import best_of, say

warnings.simplefilter("ignore")
SMALL_TREES = {"n_estimators": 300, "learning_rate": 0.02, "num_leaves": 8, "min_child_samples": 30,
               "colsample_bytree": 0.3, "subsample": 0.5, "subsample_freq": 1, "verbose": -1, "random_state": 1, "n_jobs": 1}


def main(path, parts):
    table = pandas.read_csv(path)
    known = table.iloc[:, 1:-1].copy()
    left = (table.iloc[:, -1] == "Yes").to_numpy()
    folds = pandas.Series(json.load(open(parts))).to_numpy()
    for name in known:
        number = pandas.to_numeric(known[name].astype(str).str.strip(), errors="coerce")
        known[name] = number if number.notna().mean() > 0.9 else known[name].astype(str)
    words = [name for name in known if not pandas.api.types.is_numeric_dtype(known[name])]
    numbers = [name for name in known if name not in words]
    encoded = lambda scale: make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore"), words),
        (make_pipeline(SimpleImputer(), *([StandardScaler()] if scale else [])), numbers),
        sparse_threshold=0,
    )
    models = {
        f"scikit-learn {sklearn.__version__} logistic": lambda: make_pipeline(
            encoded(True), LogisticRegression(max_iter=2000)
        ),
        f"scikit-learn {sklearn.__version__} HistGradientBoosting": lambda: make_pipeline(
            encoded(False), HistGradientBoostingClassifier(random_state=1)
        ),
        f"LightGBM {lightgbm.__version__}, as it comes": lambda: make_pipeline(
            encoded(False), lightgbm.LGBMClassifier(verbose=-1, random_state=1, n_jobs=1)
        ),
        f"LightGBM {lightgbm.__version__}, small trees": lambda: make_pipeline(
            encoded(False), lightgbm.LGBMClassifier(**SMALL_TREES)
        ),
    }
    say({"models": {name: cross_validated(make, known, left, folds) for name, make in models.items()}})


def cross_validated(make, known, left, folds):
    def work():
        guessed = pandas.Series(0.0, index=known.index)
        for fold in sorted(set(folds)):
            model = make().fit(known[folds != fold], left[folds != fold])
            guessed[folds == fold] = model.predict_proba(known[folds == fold])[:, 1]
        return guessed.to_numpy()

    guessed, cost = best_of(1, work)
    aucs = [roc_auc_score(left[folds == fold], guessed[folds == fold]) for fold in sorted(set(folds))]
    return cost | {"auc": sum(aucs) / len(aucs), "brier": float(brier_score_loss(left, guessed))}


if __name__ == "__main__":
    main(*sys.argv[1:])
