"""implicit's neighbours on the same baskets, with the same items hidden.

usage: offers.py SPLIT.json  (known: baskets to learn from; hidden: [what is left of a basket, the hidden item])
"""

import json
import sys

import implicit
import numpy
import scipy.sparse
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender

from timing import best_of, say


def table(baskets, items):
    rows = numpy.repeat(numpy.arange(len(baskets)), [len(basket) for basket in baskets])
    columns = numpy.concatenate([numpy.asarray(basket, dtype=int) for basket in baskets])
    shape = (len(baskets), items)
    return scipy.sparse.csr_matrix((numpy.ones(len(rows), dtype=numpy.float64), (rows, columns)), shape=shape)


def main(path):
    split = json.load(open(path))
    rest, wanted = [own for own, _ in split["hidden"]], numpy.array([item for _, item in split["hidden"]])
    items = 1 + max(max(max(basket) for basket in split["known"]), int(wanted.max()), max(map(max, rest)))
    known, asked = table(split["known"], items), table(rest, items)
    buyers = numpy.asarray(known.sum(axis=0)).ravel()
    popular = numpy.where(asked.toarray() > 0, -1.0, buyers)
    best = numpy.argsort(-popular, axis=1, kind="stable")[:, :10]
    hits = {"popularity": {"hit_at_10": float((best == wanted[:, None]).any(axis=1).mean()), "cpu_s": 0.0}}
    models = {
        "bm25": lambda: BM25Recommender(K=200, K1=1.2, B=0.75, num_threads=1),
        "cosine": lambda: CosineRecommender(K=200, num_threads=1),
    }
    for name, make in models.items():

        def work():
            model = make()
            model.fit(known, show_progress=False)
            found, _ = model.recommend(numpy.arange(len(rest)), asked, N=10, filter_already_liked_items=True)
            return found

        found, cost = best_of(1, work)
        hits[name] = cost | {"hit_at_10": float((found == wanted[:, None]).any(axis=1).mean())}
    say({"models": hits, "version": implicit.__version__})


if __name__ == "__main__":
    main(sys.argv[1])
