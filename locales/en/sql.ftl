# Reading the facts by SQL.

nav-sql = SQL
sql-title = Read by SQL
sql-lead = Ask the facts directly. Only reading is possible, and no names or phone numbers are here.
sql-not-there-title = This program was built without the engine for SQL
sql-not-there-text = Whoever looks after the server can build it in with the command below. All other figures work without it.
sql-query = Query
sql-hint = One query that begins with SELECT or WITH. It may take { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    } and shows { $rows ->
        [one] one row
       *[other] the first { $rows } rows
    }.
sql-run = Run
sql-stop = Stop
sql-running = The query is running …
sql-refused-about = The query was not answered. Nothing has been changed.
sql-answer = Answer
sql-rows = { $n ->
        [one] One row
       *[other] { $n } rows
    }
sql-workers = { $n ->
        [one] One other machine took part
       *[other] { $n } other machines took part
    }
sql-cut-off = There are more rows than these { $n }. Sum them up, filter them, or take them as a file.
sql-file-note = The file holds up to { $n } rows.
sql-no-rows = No row answers this query.
sql-examples = Questions people ask
sql-views = What can be read
sql-views-about = Amounts are in the smallest unit of the currency. Days are days of the business, moments are UTC.
sql-view-orders = orders of known customers
sql-view-lines = what was in them
sql-view-returns = money given back to known customers
sql-view-orders-without-customer = orders that name nobody
sql-view-lines-without-customer = what was in those
sql-view-returns-without-customer = returns that name nobody
sql-view-customers = customers, without names
sql-view-signals = interest and recommendations
sql-view-rungs = history of the ladder: each rung and from which day
sql-view-events = what was recorded of a customer, and when
sql-kind-number = number
sql-kind-day = day
sql-kind-moment = moment
sql-kind-text = text
sql-kind-flag = yes or no
sql-column-customer-id = Number of the customer; 0 when the fact names nobody
sql-column-on-day = The day
sql-column-at-ms = The moment, in UTC
sql-column-order-id = Number of the order; 0 when a return names none
sql-column-line-id = Number of the line
sql-column-return-id = Number of the return
sql-column-amount-minor = Amount in the smallest unit of the currency
sql-column-quantity = Pieces
sql-column-currency = Currency of the amount
sql-column-counts = No for cancelled and unpaid orders
sql-column-source = The way the order came
sql-column-campaign = The campaign the order names
sql-column-city = The city the order names
sql-column-product-code = Code of the product; empty for lines without one
sql-column-product-name = What the line calls the product
sql-column-created-on = The day the customer became known
sql-column-kind = In signals interest, referral, review or promoter; in events order_placed, rung_changed and so on
sql-column-rung = The rung, from 1 (suspect) to 6 (advocate)
sql-column-from-rung = The rung left; 0 where the history begins
sql-column-rules-version = Version of the rules of that day
sql-column-event-id = Number of the event
sql-example-months = What came in each month?
sql-example-often = How many customers bought once, twice, three times …?
sql-example-sources = Which first channel brings customers who come back?
sql-example-together = Which products do the same customers buy?
sql-example-returned = Of which channel does most come back?
sql-only-reading = Only one query that reads is allowed: SELECT or WITH
sql-not-understood = The query cannot be understood
sql-not-allowed = This is not allowed here
sql-too-long = The query is too long
sql-took-too-long = The query took longer than allowed and was stopped
sql-too-large = The query needs more memory than allowed. Filter sooner or sum up more
sql-stopped = You stopped the query
sql-too-many = Several queries are running already. Please try again in a moment
sql-machines-lost = Machines were lost while the query ran. Please try again
sql-failed = The query failed while it ran
