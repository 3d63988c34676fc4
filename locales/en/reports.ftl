# Reports people put together.

reports-title = Reports
reports-lead = Pick figures, what to tell them apart by and a time; save it, share it, have it sent.
reports-new = New report
reports-mine = My reports
reports-shared = Shared with the team
reports-ready = Ready to open
reports-empty-title = No saved report yet
reports-empty-text = Open one of the reports below, change what you like and save it under a name of your own.
reports-empty-look = Nobody has shared a report yet. You can open the ones below.
reports-col-name = Report
reports-col-owner = By
reports-col-schedule = Sent
reports-col-changed = Changed
reports-owner-team = The team
reports-next-due = Next on { $date }
reports-comma = {", "}

reports-ready-sales = Sales by month
reports-ready-sales-text = Revenue, orders and the average order of the last year.
reports-ready-people = New and returning customers
reports-ready-people-text = How many came for the first time each month, and how many came back.
reports-ready-channels = Channels
reports-ready-channels-text = What each channel brought in the last 90 days, and how much of it came back.
reports-ready-products = Best-selling products
reports-ready-products-text = Pieces, revenue and buyers of each product in the last 90 days.
reports-ready-campaigns = Customers won by campaigns
reports-ready-campaigns-text = How many new customers each campaign brought in a year, and what they spent.

reports-show = Show
reports-measures = Figures
reports-by-first = by
reports-by-first-label = First break-down
reports-by-second = and
reports-by-second-label = Second break-down
reports-in = for
reports-time-label = Time
reports-from = From
reports-until = to
reports-to = To
reports-calendar = by the calendar
reports-as = as
reports-chart-label = Picture
reports-of = of
reports-limit = at most
reports-limit-label = Rows at most
reports-all-rung = all rungs
reports-all-city = all cities
reports-all-source = all sources
reports-all-tag = all tags
reports-all-segment = all segments
reports-all-view = all customers
reports-all-channel = all channels
reports-all-product = all products
reports-filter-rung = Rung
reports-filter-city = City
reports-filter-source = Source
reports-filter-tag = Tag
reports-filter-segment = Segment
reports-filter-view = Saved view
reports-filter-channel = Channel of the order
reports-filter-product = Product

reports-measure-customers = Customers who bought
reports-measure-new = New customers
reports-measure-returning = Returning customers
reports-measure-repeat_share = Repeat-customer rate
reports-measure-orders = Orders
reports-measure-gross_minor = Sales before returns
reports-measure-returns = Returns
reports-measure-returned_minor = Amount returned
reports-measure-return_share = Share returned
reports-measure-net_minor = Revenue
reports-measure-units = Pieces
reports-measure-aov_minor = Average order value
reports-measure-purchase_frequency = Orders per customer
reports-measure-days_between = Days between orders
reports-measure-first_order_minor = Revenue of first orders

reports-how-customers = Customers with at least one order in the row, each counted once.
reports-how-new = Customers whose first order ever is in the row.
reports-how-returning = Customers of the row who had ordered before.
reports-how-repeat_share = Customers of the row whose latest order in it was at least their second ÷ customers of the row.
reports-how-orders = Orders that count.
reports-how-gross_minor = Sum of the orders, before returns.
reports-how-returns = Returns, on the day they came back.
reports-how-returned_minor = Sum of the returns, on the day they came back.
reports-how-return_share = Amount returned ÷ sales before returns.
reports-how-net_minor = Sum of orders minus sum of returns.
reports-how-units = Pieces in the orders.
reports-how-aov_minor = Revenue ÷ orders.
reports-how-purchase_frequency = Orders ÷ customers of the row.
reports-how-days_between = Mean number of days since the order before, of orders that had one.
reports-how-first_order_minor = Sum of the orders in the row that were the first ever of their customer.
reports-how-window = The time of the report. What was before it is known, what comes after it is not.

reports-by-nothing = nothing
reports-by-day = day
reports-by-week = week
reports-by-month = month
reports-by-quarter = quarter
reports-by-year = year
reports-by-weekday = day of the week
reports-by-channel = channel of the order
reports-by-campaign = campaign
reports-by-product = product
reports-by-source = source of the customer
reports-by-city = city
reports-by-tag = tag
reports-by-rung = rung
reports-by-segment = RFM segment
reports-by-order_number = order number
reports-by-cohort = month of the first order

reports-chart-line = lines
reports-chart-bar = bars
reports-chart-stacked = stacked bars
reports-chart-table = a table only

reports-time-all = all the time
reports-time-days = from a day to a day
reports-time-last-day =
    { $n ->
        [1] today
        [one] the last { $n } day
       *[other] the last { $n } days
    }
reports-time-last-week =
    { $n ->
        [1] this week
        [one] the last { $n } week
       *[other] the last { $n } weeks
    }
reports-time-last-month =
    { $n ->
        [1] this month
        [one] the last { $n } month
       *[other] the last { $n } months
    }
reports-time-last-quarter =
    { $n ->
        [1] this quarter
        [one] the last { $n } quarter
       *[other] the last { $n } quarters
    }
reports-time-last-year =
    { $n ->
        [1] this year
        [one] the last { $n } year
       *[other] the last { $n } years
    }
reports-time-complete-day =
    { $n ->
        [1] yesterday
        [one] the last { $n } whole day
       *[other] the last { $n } whole days
    }
reports-time-complete-week =
    { $n ->
        [1] last week
        [one] the last { $n } whole week
       *[other] the last { $n } whole weeks
    }
reports-time-complete-month =
    { $n ->
        [1] last month
        [one] the last { $n } whole month
       *[other] the last { $n } whole months
    }
reports-time-complete-quarter =
    { $n ->
        [1] last quarter
        [one] the last { $n } whole quarter
       *[other] the last { $n } whole quarters
    }
reports-time-complete-year =
    { $n ->
        [1] last year
        [one] the last { $n } whole year
       *[other] the last { $n } whole years
    }

reports-from-to = From { $from } to { $to }
reports-week-of = Week of { $date }
reports-unknown = not known
reports-others = others
reports-later-orders = later orders
reports-first-day = First day
reports-table = Figures of the report
reports-total = Total
reports-hidden-rows =
    { $n ->
        [one] One more row is in the files.
       *[other] { $n } more rows are in the files.
    }
reports-nothing-title = Nothing in this time
reports-nothing-text = No order fits what you asked. Choose a longer time or take a filter away.
reports-note-others =
    { $n ->
        [one] { $by }: one more value stands under “others”.
       *[other] { $by }: { $n } more values stand together under “others”.
    }
reports-note-products = An order with several products stands in several rows, so orders and customers do not add up.
reports-note-tags = A customer with several tags stands in several rows, so rows do not add up to the total.
reports-note-lines = A product is worth what its lines cost. Returns do not say which product came back and are left out.

reports-save-title = Save this report
reports-save-changes = Name, sharing and schedule
reports-not-saved = What you see is changed and not saved yet.
reports-copy-hint = This report belongs to somebody else. Saving makes a copy of your own.
reports-name = Name
reports-share = Share with the team
reports-share-hint = Everybody who may see figures can open it; only you and the owner of the business change it.
reports-every = Send by itself
reports-every-never = never
reports-every-day = every day
reports-every-week = at the beginning of every week
reports-every-month = on the first of every month
reports-hour = Hour of the day (0–23)
reports-recipients = Send to
reports-recipients-hint = E-mail addresses, one per line. Until a mail channel is connected, what was sent is kept here.
reports-saved = “{ $name }” is saved.
reports-changed = The report is saved.
reports-deleted = The report is deleted.
reports-restored = The report is back.
reports-delete-title = Delete this report?
reports-delete-text = It is no longer sent, and the team no longer sees it. You can take that back right away.
reports-sent-title = Sent
reports-sent-hint = The figures stay as they were when they were sent.
reports-sent-waiting = on its way
reports-sent-failed = not sent
reports-sent-done = sent

reports-rung-unknown = There is no such rung. Choose another one.
reports-segment-unknown = There is no such segment. Choose another one.
reports-view-gone = The saved view this report filters by no longer exists, or is not shared with you. Choose another one.
reports-owner-gone = Whoever owns this report may no longer see figures.
reports-not-sent = This report was not sent, so there is no file.
