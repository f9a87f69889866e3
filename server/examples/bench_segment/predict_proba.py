# Rows a second that scikit-learn's multinomial predict_proba scores: COLUMNS characteristics, 6 classes, ROWS at once,
# on as many threads as it takes by itself. Prints one JSON object; exits with 3 where scikit-learn is missing.
import json
import sys
import time

try:
    import numpy
    import sklearn
    from sklearn.linear_model import LogisticRegression
except ImportError:
    sys.exit(3)

columns, rows = int(sys.argv[1]), int(sys.argv[2])
random = numpy.random.default_rng(1)
model = LogisticRegression()
model.classes_ = numpy.arange(6)
model.coef_ = random.normal(size=(6, columns))
model.intercept_ = random.normal(size=6)
model.n_features_in_ = columns
matrix = random.normal(size=(rows, columns))
model.predict_proba(matrix[:1000])
best = float("inf")
for _ in range(5):
    start = time.perf_counter()
    model.predict_proba(matrix)
    best = min(best, time.perf_counter() - start)
print(json.dumps({"rows_per_second": rows / best, "version": sklearn.__version__}))
