# Predictions: who is slipping away, who is worth most; and the readiness meter.

predictions-lead = What to expect of each customer in the coming 12 months, and why.
predictions-models = How it is predicted
predictions-tabs = Lists
predictions-tab-slipping = Slipping away
predictions-tab-worth = Worth most
predictions-about-slipping-model = Customers who stay away longer than usual, ordered by the money that may be lost with them. A call today is worth most at the top.
predictions-about-worth-model = Customers by what they are expected to bring within 12 months.
predictions-about-slipping-rfm = Customers who used to come and are fading, ordered by what they have brought so far.
predictions-about-worth-rfm = Customers by what they have brought so far.
predictions-as-of = As of { $date }.
predictions-empty-title = Predictions begin with orders
predictions-empty-text = Import your orders and Wafa learns the rhythm of your customers: who will come back, when, and what it is worth.
predictions-empty-import = Import orders
predictions-rfm-title = Too little data for a model: these lists rest on RFM
predictions-rfm-text = The order follows from how recently, how often and for how much somebody bought. No probability is shown, because it would be a guess.
predictions-stale =
    { $n ->
        [one] The latest fit is { $n } day old. One is made by itself when something was bought; see the Models page.
       *[other] The latest fit is { $n } days old. One is made by itself when something was bought; see the Models page.
    }
predictions-total-value = Value of all customers, 12 months
predictions-total-purchases = Expected purchases, 12 months
predictions-total-customers = Customers with an order
predictions-with-order = everybody who has ordered so far
predictions-col-customer = Customer
predictions-col-last = Last order
predictions-col-interval = Own rhythm
predictions-col-chance = Chance to buy again
predictions-col-next = Next purchase
predictions-col-value = Value, 12 months
predictions-col-risk = Money at risk
predictions-col-so-far = Brought so far
predictions-overdue = overdue
predictions-nameless = No name
predictions-none-slipping = Nobody is slipping away
predictions-none-slipping-text = Everybody who used to come is within their own rhythm.
predictions-none-worth = The list is empty
predictions-none-worth-text = Nobody has ordered by the day of the latest fit.
predictions-export-note = The file holds the first { $n } customers of the list.

readiness-title = Is there enough data?
readiness-text = Predictions need four facts. Until all of them hold, Wafa ranks by recency, frequency and money and says so.
readiness-ready = All four facts hold: predictions rest on the model.
readiness-customers =
    { $have ->
        [one] { $have } customer with an order
       *[other] { $have } customers with an order
    }
readiness-customers-need = at least { $need }
readiness-history =
    { $have ->
        [one] { $have } day of history
       *[other] { $have } days of history
    }
readiness-history-need = at least { $need } days
readiness-last-order =
    { $have ->
        [0] Last order today
        [one] Last order { $have } day ago
       *[other] Last order { $have } days ago
    }
readiness-last-order-need = at most { $need } days ago
readiness-no-order = No order yet
readiness-three =
    { $have ->
        [one] { $have } customer who bought on three days or more
       *[other] { $have } customers who bought on three days or more
    }
readiness-three-need = at least { $need }

how-predictions-value-model = Expected purchases of the coming months × expected value of a purchase × margin, later months discounted.
how-predictions-value-rfm = Orders less returns so far. Nothing is predicted.
how-predictions-risk-model = Value × (1 − chance to buy again), for customers silent longer than 1.5 × their own rhythm (one-time buyers: the rhythm usual in the shop). Others have no money at risk.
how-predictions-risk-rfm = Orders less returns so far of the segments “Must not be lost”, “At risk”, “Need attention” and “About to fall asleep”.
how-predictions-chance-model = Probability of at least one purchase within 12 months by the model on the Models page. Own rhythm: median days between purchase days, or their mean where too few are known.
how-predictions-chance-rfm = Not shown: there is too little data.
how-predictions-window-model = The 12 months after the day of the fit; all orders up to that day are known.
how-predictions-window-rfm = All orders up to the day of the fit.
how-predictions-exclusions = Cancelled orders, orders in another currency, orders without a customer. Purchases of one day count once.

predictions-tab-likely = Likely to buy
predictions-about-likely-model = Customers by their chance of buying again within 12 months.
predictions-none-likely = The list is empty
predictions-none-likely-text = Nobody has ordered by the day of the latest fit.
predictions-none-chance = Nobody in this band
predictions-none-chance-text = Choose another chance, or all of them.
predictions-chance-of = whose chance to buy again is
predictions-chance-any = any
predictions-chance-likely = high (60% and more)
predictions-chance-possible = middling (30% to 60%)
predictions-chance-unlikely = low (below 30%)
predictions-bought-since = Has bought since the fit; figures follow with the next one.
