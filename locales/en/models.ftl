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
models-why-no-holdout = There was too little history to test on, so the usual model was taken.
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

how-models-holdout-formula = MAE: mean absolute error, purchases per customer. RMSE: root of the mean squared error. Bias: (foretold − came) ÷ came, over all. AUC: how well buyers and non-buyers are told apart; 0.5 is chance, 1 is perfect. The model with the smallest √(MAE × RMSE) is chosen and fitted to all data.
how-models-holdout-window = The later half of your history, at most a year, is held out.
how-models-holdout-exclusions = Customers who first bought during the test.
how-models-calibration-formula = Customers are sorted by foretold purchases and cut into ten equal groups; each dot shows the means of a group.
how-models-calibration-window = The same test period as in the table.
how-models-calibration-exclusions = Customers who first bought during the test.
