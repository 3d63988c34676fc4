# The models behind predictions.

models-lead = Which model predicts, why this one, and how well it foretold what then happened.
models-empty-title = There is no model yet
models-empty-text = A model is fitted after every import of orders. It learns how often customers come back and when they stop.
models-refit = Fit anew
models-fit-started = The models are being fitted to the latest data.
models-fit-done = The models have been fitted anew.
models-fit-failed = The fit did not succeed
models-fit-failed-text = After several attempts it was given up. Predictions of the fit before stay in place.
models-fit-details = What went wrong
models-fit-waiting = Waiting to begin
models-fit-fitting = Comparing and fitting the models
models-fit-writing = Writing the prediction of each customer
models-fit-leave = You can leave this page; the fit goes on.
models-fit-repeated = The last attempt failed and will be repeated.
models-used = In use: { $model }
models-why-title = Why this model
models-notes-title = Worth knowing
models-fitted = Fitted { $at }, to all orders up to { $as_of }.
models-plain-title = What the model says about your shop
models-holdout-title = Test on your own past
models-holdout-about =
    { $n ->
        [one] Each model learned from the time up to { $from } and foretold the time up to { $to } for the one customer known by then.
       *[other] Each model learned from the time up to { $from } and foretold the time up to { $to } for the { $n } customers known by then.
    }
models-no-holdout = There is too little history to hold any of it out for a test.
models-chosen = chosen
models-baseline = rule of thumb
models-fallback = RFM instead
models-col-model = Model
models-col-mae = MAE
models-col-rmse = RMSE
models-col-bias = Bias
models-col-auc = AUC
models-col-parameter = Symbol
models-col-meaning = Meaning
models-col-value = Value
models-col-error = Standard error
models-col-fitted = Fitted
models-col-as-of = Data up to
models-col-customers = Customers
models-col-likelihood = Log-likelihood
models-parameters-title = Parameters of { $model }
models-likelihood =
    { $n ->
        [one] Log-likelihood { $value }, { $n } customer; time in weeks.
       *[other] Log-likelihood { $value }, { $n } customers; time in weeks.
    }
models-value-title = What a purchase is worth: Gamma-Gamma
models-value-about = Values count with a margin of { $margin } and a yearly discount of { $discount }; both are set in the settings of the business.
models-value-likelihood = Log-likelihood { $value }; amounts in whole units of the currency.
models-correlation-title = Frequency and value
models-correlation-fine = Their correlation is { $value }: how often somebody buys hardly depends on how much, as the model assumes.
models-correlation-bad = Their correlation is { $value }: who buys often spends differently, which the model assumes away. Read predicted values with care.
models-history-title = Earlier fits
models-calibration-title = Foretold and what came
models-calibration-about = Each dot is a tenth of the customers. On the line, prediction and reality agree.
models-calibration-x = Foretold purchases
models-calibration-y = Purchases that came

models-name-mbg-nbd = MBG/NBD
models-name-mbg-cnbd = MBG/CNBD-k
models-name-bg-nbd = BG/NBD
models-name-pareto-nbd = Pareto/NBD
models-name-nbd = NBD
models-name-pooled-rate = Common rate
models-name-zero = Nobody buys again
models-name-mean = Everybody buys alike
models-name-own-rate = Everybody goes on as before
models-about-mbg-nbd = Customers buy at their own rates, and after every purchase, the first included, some leave for good.
models-about-mbg-cnbd = Customers buy at their own rates and at fairly even intervals, and after every purchase, the first included, some leave for good.
models-about-bg-nbd = Customers buy at their own rates, and after every repeat purchase some leave for good.
models-about-pareto-nbd = Customers buy at their own rates and may leave for good at any moment, each after a time of their own.
models-about-nbd = Customers buy at their own rates, and nobody leaves for good.
models-about-pooled-rate = Everybody buys at the same rate. This is the last resort when no other model can be fitted.

models-why-smallest = It had the smallest error on your own past: { $error }. The next best, { $other }, had { $its }.
models-why-only = It had the smallest error on your own past: { $error }. No other model could be scored.
models-why-tie = { $model } and { $other } were equally good; { $model } is preferred then.
models-why-beats = It was better than every rule of thumb. The best of those, “{ $best }”, had an error of { $error }.
models-why-no-better = The rule of thumb “{ $best }” was as good or better (error { $error }). Trust the predictions only a little.
models-why-no-holdout = There was too little history to choose by, so the usual model was taken.
models-why-failed = { $model } could not be fitted: { $reason }
models-why-last-resort = No model could be fitted; everybody gets the common rate.
models-error-no-rows = no customer has a purchase.
models-error-no-time = no time has passed since the first purchases.
models-error-one-outcome = all customers have the same outcome.
models-error-too-many-columns = there are more columns than the model takes.
models-error-impossible = a history is impossible.
models-note-nobody-drops-out = By these data nobody leaves for good: the model has become the plain NBD. With a young shop this is usual.
models-note-equal-rates = By these data all customers buy at the same rate.
models-note-equal-dropout = By these data all customers have the same chance of leaving.
models-note-all-or-nothing = By these data some customers leave at once and the others never.
models-note-no-repeats = Nobody has bought twice yet; all the data say is that coming back is rare.
models-note-equal-values = All purchases are worth nearly the same, so everybody is expected to spend the mean.
models-note-no-mean = The model has no mean value of its own; the observed mean stands in for customers without a purchase of value.
models-note-not-converged = The search for the best parameters was stopped before its own rule was satisfied; these are the best it saw.
models-note-rows-left-out =
    { $n ->
        [one] { $n } customer without a positive value was left out of the model of values.
       *[other] { $n } customers without a positive value were left out of the model of values.
    }
models-note-value-depends = How often and how much are correlated ({ $correlation }); the model of values assumes they are not.

models-parameter-r = How alike the purchase rates of customers are; small means very different
models-parameter-alpha = Scale of the purchase rates, in weeks
models-parameter-a = Weight of leaving after a purchase
models-parameter-b = Weight of staying after a purchase
models-parameter-k = How regular the intervals between purchases are; 1 is not regular at all, more is more regular
models-parameter-s = How alike the leaving rates of customers are; small means very different
models-parameter-beta = Scale of the leaving rates, in weeks
models-parameter-rate = Purchases a week of every customer
models-parameter-p = How steady the purchases of one customer are
models-parameter-q = How alike the mean purchases of customers are
models-parameter-gamma = Scale of the mean purchases, in the currency
models-plain-usual =
    { $days ->
        [one] Half of your returning customers buy at least every day.
       *[other] Half of your returning customers buy at least every { $days } days.
    }
models-plain-returned = { $share } of your customers have come back at least once.
models-plain-rate = While active, the average customer buys { $rate } times a year.
models-plain-dropout = After a purchase, { $share } of customers do not come again, on average.
models-plain-value = A purchase of the average customer is worth { $amount }.

how-models-holdout-formula = MAE: mean absolute error, purchases per customer. RMSE: root of the mean squared error. Bias: (foretold − came) ÷ came, over all. AUC: how well buyers and non-buyers are told apart; 0.5 is chance, 1 is perfect. The model is not chosen by these days but by earlier parts of the history, by the smallest √(MAE × RMSE) ÷ AUC, and then fitted to all data.
how-models-holdout-window = The later half of your history, at most a year, is held out.
how-models-holdout-exclusions = Customers who first bought during the test.
how-models-calibration-formula = Customers are sorted by foretold purchases and cut into ten equal groups; each dot shows the means of a group.
how-models-calibration-window = The same test period as in the table.
how-models-calibration-exclusions = Customers who first bought during the test.

models-fit-nothing = There are no orders yet, so there is nothing to fit to. Import orders first.
models-foreign-title = No order is in the currency of the business
models-foreign-text = The business counts in { $currency }, and none of the orders does, so there is nothing to fit to. Correct the currency in the settings of the business, or import the orders with theirs.
models-health-title = Does the model still hold?
models-health-holds = The model still holds
models-health-drifted = The model no longer says what happens
models-health-unknown = Nothing can be said yet
models-drift-fewer = Since the fit on { $date }, { $share } fewer purchases than expected: { $came } instead of { $expected }. With 95% confidence the difference lies between { $low } and { $high }.
models-drift-more = Since the fit on { $date }, { $share } more purchases than expected: { $came } instead of { $expected }. With 95% confidence the difference lies between { $low } and { $high }.
models-drift-chance = Since the fit on { $date }, { $came } purchases came and { $expected } were expected. Chance explains the difference: with 95% confidence it lies between { $low } and { $high }.
models-drift-small = Since the fit on { $date }, { $came } purchases came and { $expected } were expected. That is beyond chance (between { $low } and { $high }), but below { $least }: the model stays.
models-drift-not-yet = The fit is too fresh: a whole day has to pass before purchases can be held against it.
models-drift-no-model = Predictions rest on recency, frequency and money, so there is no expectation to hold purchases against.
models-drift-old-fit = This fit was made by an earlier version, which did not keep its model. The next one will be followed.
models-drift-few = Fewer than { $n } purchases are expected since the fit. With so few, chance explains almost everything.
models-shift-recency = Days since the last purchase of the middle customer: { $now } now, { $then } at the fit. { $word } (stability index { $index }).
models-shift-frequency = Days with a purchase of the middle customer: { $now } now, { $then } at the fit. { $word } (stability index { $index }).
models-shift-same = The customers are the same
models-shift-some = The customers have shifted a little
models-shift-other = The customers are others
models-grown = Purchases in all: { $now } now, { $then } at the fit ({ $share }).
models-next-none = No new fit is needed.
models-next-waits = A new fit is due, because { $cause }. It begins { $hours } hours after the last one.
models-next-due = A new fit has been asked for, because { $cause }.
models-health-checked = Last looked at { $at }.
models-health-hourly = The model is looked at every hour.
models-cause-person = somebody asked for it
models-cause-import = an import changed the data
models-cause-settings = money is valued otherwise
models-cause-first = it is the first one
models-cause-grown = the number of purchases has changed by a tenth or more
models-cause-drifted = purchases have drifted from what was expected
models-cause-shifted = the customers are others than before
models-cause-old = the one before was old
models-col-cause = Why
models-col-parameters = Parameters
models-col-since = Purchases against expectation
models-plain-nobody-leaves = As far as these data show, nobody leaves for good.
models-plain-leaves-year = Of new customers, { $share } leave for good within a year.
models-offers-title = Next best offer, put to the test
models-offers-method = Method
models-offers-hits = Found among the first ten
models-offers-bm25 = Bought together (BM25)
models-offers-cosine = Bought together (cosine)
models-offers-popularity = Bestsellers
models-offers-used = “{ $method }” finds more than bestsellers do, so offers are recommended
models-offers-popular = Nothing finds more than bestsellers do, so offers are only called popular
models-offers-about = Of each customer of the test one product was hidden and looked for. Customers learnt from: { $n }, tried on: { $tried }, products: { $products }.

how-models-health-formula = Purchases of the customers of the fit since then ÷ what the model expected of them, with the 95% interval from the spread between customers. A new fit is made by itself when the difference is beyond chance and at least { $notable }, when the number of purchases has changed by { $grown }, when a stability index reaches { $index }, or after { $days } days in which something was bought.
how-models-health-window = From the day after the fit to yesterday. No fit follows another one by itself within { $hours } hours.
how-models-health-exclusions = Customers who came after the fit. A season or a campaign moves all customers at once and counts as drift.
models-holdout-few =
    { $n ->
        [0] Nobody bought again in those days: the figures say little, and nothing was decided by them.
        [one] There was only { $n } purchase in those days: the figures say little, and nothing was decided by them.
       *[other] There were only { $n } purchases in those days: the figures say little, and nothing was decided by them.
    }
