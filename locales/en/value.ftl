# Value of customers

value-title = Value of customers
value-lead = What your customers bring, who holds that value, and what losing them costs.
value-no-fit = No prediction has been made yet; until then you see figures of the past only.
value-rfm-title = Too little data to foretell value
value-rfm-text = What you have sold so far is right and shown below. The value of the coming 12 months and money at risk would be guesses and are left out.
value-top20 = The best 20% of the customers bring **{ $share }** of the value of the coming 12 months.
value-total = Value of all customers, 12 months
value-mean = Mean value of a customer, 12 months
value-median = half of them at most { $amount }
value-quarter = At risk by the end of the quarter
value-spread-title = 12-month value of customers
value-spread-about = Each bar counts customers whose value begins at the amount below it and stays under that of the next bar. Most are worth little, a few very much.
value-spread-axis = Value from
value-customers = Customers
value-rungs-title = Shares of the rungs of the ladder
value-rungs-about = How much of the customers, of revenue so far and of value to come stands on each rung.
value-rung = Rung
value-share-customers = Share of customers
value-share-revenue = Share of revenue so far
value-share-value = Share of 12-month value
value-segments-title = Shares of the RFM segments
value-lost-title = What do you lose when a customer does not come back?
value-lost-answer = A customer who does not come back takes **{ $amount }** of revenue along.
value-lost-profit = That is lifetime revenue, not profit; with a margin of { $margin } it is { $amount } of gross profit.
value-lost-yearly = What a customer buys in a year
value-lost-years = How many years they stay
value-lost-years-hint = { $churn } of the active customers leave within a year; the years are one divided by that share, at most 10.
value-lost-years-unknown = The history is too short to tell how long customers stay; one year is assumed.
value-lost-extra = Income beside the orders
value-lost-extra-hint = Service, maintenance and whatever else is not in the orders; Sewell adds a third when selling cars.
value-lost-count = Calculate
value-lost-own = Back to your own figures
value-order-title = Mean value of first, second, third … orders
value-order-about = Customers who stay usually spend more each time; here you see whether yours do.
value-bucket-title = The leaky bucket: money that comes in and money that leaves
value-bucket-about = Above the line what new customers bought; below it what lost customers used to bring in their last year. New customers cannot keep a bucket full whose hole stays open.
value-poured = With new customers
value-leaked = With lost customers
value-quarter-note =
    { $n ->
        [one] { $n } customer will be lost by { $date } without an order; value { $amount }
       *[other] { $n } customers will be lost by { $date } without an order; value { $amount }
    }
value-lost-yearly-hint =
    { $n ->
        [one] Mean over { $n } customer who bought in the past 365 days, less returns.
       *[other] Mean over { $n } customers who bought in the past 365 days, less returns.
    }
how-value-spread-formula = Purchases the model expects within 12 months × value of a purchase × margin, discounted. Bars are equally wide; the last one takes the top 5%.
how-value-spread-window = 12 months from the latest fit; all customers who had ordered by then.
how-value-shares-formula = Revenue: orders less returns of the customers of a part ÷ those of all customers who ordered. Value: sum of their 12-month value ÷ that of all.
how-value-shares-window = Revenue to date; value of the 12 months from the latest fit. Rung and segment as they are today. With a filter of orders, value still comes from all purchases of the customer.
how-value-quarter-formula = Sum of 12-month value × (1 − chance to buy) over active customers who will count as lost by the end of the quarter unless they order.
how-value-lost-formula = Yearly purchases × years × (1 + other income). Sewell's example: 25,000 × 10 = 250,000, with 33% for maintenance 332,500. It is revenue, not profit, and not discounted.
how-value-lost-window = Yearly purchases from the past 365 days; years = 1 ÷ share of the customers active a year ago who are not active today, at most 10.
how-value-bucket-formula = In: orders less returns of customers whose first order lies in the period. Out: what each customer who fell silent in the period had brought in their last year, never below zero.
how-value-order-formula = Sum of all n-th orders ÷ customers who got that far; before returns.
how-value-order-window = All orders to date.
how-value-quarter-window =
    { $days ->
        [one] Silent: { $days } day without an order.
       *[other] Silent: { $days } days without an order.
    }
how-value-bucket-window =
    { $days ->
        [one] Silent: { $days } day without an order.
       *[other] Silent: { $days } days without an order.
    }

survival-title = How long customers stay
survival-lead = Of those who came, how many are still customers after so many months: the Kaplan–Meier estimate with its band.
survival-too-early-title = Nobody could have left yet
survival-median = Median stay
survival-months = months
survival-median-note = half of the customers had left by then
survival-median-none = more than half are still here
survival-year = A year after the first purchase
survival-year-note = are still customers
survival-left = Have left
survival-curve-title = Share of customers still here
survival-curve-about = Months count from the first purchase. The dashed lines are the 95% band.
survival-axis = Months since the first purchase
survival-share = Still here
survival-lower = 95% band, lower end
survival-upper = 95% band, upper end
survival-coming-title = By the time of the first purchase
survival-compare = comparing
survival-with = with
survival-one = First group
survival-other = Second group
survival-nobody = choose a group
survival-compared-title = How long the two groups stay
survival-no-difference = “{ $one }” and “{ $other }” do not differ significantly
survival-longer = Customers of “{ $one }” stay longer than those of “{ $other }”
survival-p = If both groups were alike, the chance of such a difference would be { $p }
survival-p-small = If both groups were alike, the chance of such a difference would be less than { $p }
survival-test = { $p } (log-rank test, χ² = { $chi }). Below 0.05 counts as significant. A difference does not tell its cause.
how-survival-formula = Kaplan–Meier: the product over days of (1 − customers who left ÷ customers who could have). A customer leaves on the day the time without an order runs out; coming back later does not undo it. Who has not left is censored today. The 95% band is Greenwood's on the scale of log(−log).
how-survival-coming-formula = The same estimate for the customers of each period of first purchase. A line ends where nobody of the group has been watched longer.
how-survival-test-formula = Log-rank test: departures of the first group against those expected if both were alike. A customer belongs to the channel of the first order; whoever belongs to both groups is in neither.
survival-shared =
    { $n ->
        [one] { $n } customer belongs to both groups and is in neither.
       *[other] { $n } customers belong to both groups and are in neither.
    }
survival-too-early =
    { $days ->
        [one] A customer counts as lost after { $days } day without an order, and nobody has got there yet.
       *[other] A customer counts as lost after { $days } days without an order, and nobody has got there yet.
    }
survival-of-customers =
    { $n ->
        [one] of { $n } customer who ordered
       *[other] of { $n } customers who ordered
    }
survival-coming-about =
    { $n ->
        [one] Groups of at least { $n } customer that began longer ago than the time without an order; the latest four.
       *[other] Groups of at least { $n } customers that began longer ago than the time without an order; the latest four.
    }
survival-too-few =
    { $n ->
        [one] Each group needs at least { $n } customer before anything can be said
       *[other] Each group needs at least { $n } customers before anything can be said
    }
survival-of =
    { $n ->
        [one] { $name } ({ $n } customer)
       *[other] { $name } ({ $n } customers)
    }
how-survival-window =
    { $days ->
        [one] Silent: { $days } day without an order.
       *[other] Silent: { $days } days without an order.
    }
how-survival-coming-window =
    { $days ->
        [one] Silent: { $days } day without an order.
       *[other] Silent: { $days } days without an order.
    }
how-survival-test-window =
    { $days ->
        [one] Silent: { $days } day without an order.
       *[other] Silent: { $days } days without an order.
    }
value-lost-years-unit = years
value-lost-percent = %
