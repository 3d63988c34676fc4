# The page of components, with sample data.

ui-title = Components
ui-lead = Each component once, in every state. **{ $orders ->
        [one] { $orders } sample order
       *[other] { $orders } sample orders
    }**, **{ $late ->
        [one] { $late } customer
       *[other] { $late } customers
    }** about to leave.
ui-figures = Figures
ui-ladder = Ladder
ui-charts = Charts
ui-lists = Lists
ui-record = Customer record
ui-forms = Forms
ui-start = Getting started
ui-feedback = Messages and states
ui-more-action = Help

ui-kpi-repeat = Repeat-customer rate
ui-kpi-churn = Churn this month
ui-kpi-value = Value of the next 12 months
ui-kpi-goal = Prospects today
ui-versus = { $change } against { $period }
ui-unchanged = Same as { $period }
ui-goal-unit = of { $goal }
ui-formula = Customers with two or more orders ÷ customers with one or more
ui-window = From the beginning until today
ui-exclusions = Cancelled and fully returned orders
ui-next-rung = To become an advocate: one successful referral or one published review
ui-ladder-moves = Moves this month
ui-ring-label = to the next tier
ui-late = Late
ui-consent = SMS consent
ui-today = To do today
ui-todo-1 =
    { $n ->
        [one] { $name } and one other loyal customer are late
       *[other] { $name } and { $n } loyal customers are late
    }
ui-todo-1-detail = More than twice their own usual interval; value at risk { $amount }
ui-todo-2 =
    { $n ->
        [one] { $n } similar record was found
       *[other] { $n } similar records were found
    }
ui-todo-2-detail = Same phone or same name; nothing is merged without your word
ui-todo-3 =
    { $n ->
        [one] Christmas is { $n } day away
       *[other] Christmas is { $n } days away
    }
ui-todo-3-detail = Last year people bought twice as much in this week
ui-see-list = See the list
ui-review = Review

ui-chart-repeat = Monthly return rate
ui-chart-repeat-about = Share of customers who bought again in each month; this month is not over yet.
ui-chart-revenue = Revenue from new and returning customers
ui-chart-revenue-about = Net of returns.
ui-chart-points = Predicted against observed
ui-chart-empty = A chart without data
ui-series-this = This year
ui-series-last = Last year
ui-series-new = New
ui-series-returning = Returning
ui-points-x = Predicted purchases
ui-points-y = Observed purchases
ui-month = Month
ui-cohorts = Return of monthly groups
ui-rfm = RFM map
ui-rfm-best = Best
ui-rfm-new = Newcomers
ui-rfm-slipping = Slipping
ui-rfm-middle = Middle

ui-sentence-1 = Customers who
ui-sentence-2 = in the last
ui-sentence-3 = until today
ui-sentence-4 = at least
ui-sentence-5 = times
ui-did = ordered
ui-did-not = did not order
ui-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
ui-caption = Customers
ui-column-name = Name
ui-column-rung = Rung
ui-column-phone = Phone
ui-column-last = Last order
ui-column-orders = Orders
ui-column-value = Value
ui-tag = Tag
ui-name-1 = Sara Karimi
ui-name-2 = James O’Neill
ui-name-3 = ليلى حداد
ui-name-4 = Anastasia Konstantinopoulou
ui-place-1 = London
ui-place-2 = Dublin
ui-place-3 = دبي
ui-place-4 = Athens
ui-tab-all = All
ui-tab-sleeping = Sleeping
ui-tab-new = New this week
ui-loading = Loading
ui-failed = Failed
ui-nothing = Empty

ui-event-rung = Climbed from “Repeat” to “Loyal”
ui-event-rung-detail = Sixth purchase, each within 40 days
ui-event-order = Order { $number } — { $amount }
ui-event-order-detail = Yirgacheffe beans 250 g, V60 filters
ui-event-note = Note: call after 5 pm
ui-event-return = Return of order { $number }
ui-facts = Details
ui-birthday = Birthday
ui-interest = Interests
ui-interest-value = espresso, travel
ui-channel = Channel
ui-channel-value = SMS, evenings
ui-why = Why “late”?
ui-why-1 = Their own usual interval is 38 days
ui-why-2 = It is now 81 days since the last purchase
ui-why-3 = People like them return within 90 days in 84% of cases
ui-timeline = Timeline

ui-field-name = Full name
ui-field-phone = Phone
ui-field-phone-hint = Any digits will do: 0912… or ۰۹۱۲…
ui-field-amount = Order amount
ui-field-date = Date of birth
ui-field-days = Lost after how many days without an order?
ui-field-days-suffix = days
ui-field-email = E-mail
ui-field-email-error = This address is not complete; write something like “sara@example.com”.
ui-field-note = Note
ui-field-city = City
ui-field-consent = Send text messages
ui-field-consent-hint = Only those they asked for
ui-unit = Unit of money in the file
ui-unit-rial = Rial
ui-unit-rial-detail = 8,600,000 means 860 thousand toman
ui-unit-toman = Toman
ui-unit-toman-detail = 860,000 means 860 thousand toman
ui-drop = Drop the file of orders here
ui-drop-hint = or click to choose. CSV or XLSX, up to 200 MB

ui-step-1 = Source
ui-step-2 = File
ui-step-3 = Columns
ui-step-4 = Preview
ui-step-5 = Result
ui-check-title = Set-up
ui-check-text = Two steps are already behind you.
ui-check-1 = Create the account
ui-check-2 = Language and calendar
ui-check-3 = Import orders
ui-check-3-detail = One Excel or CSV file is enough
ui-check-4 = Review duplicates
ui-check-4-detail = One person with two phones?
ui-empty-title = No customers yet
ui-empty-text = Give us your file of orders; customers, the ladder and the return rates build themselves.
ui-empty-action = Import orders
ui-empty-second = Add by hand
ui-progress = Reading orders

ui-toast = 12 customers were tagged “Holidays”.
ui-dialog = Dialog
ui-dialog-open = Open the dialog
ui-dialog-title = Undo this import?
ui-dialog-text = The 1,240 orders of this file are taken out. What you changed after it stays.
ui-dialog-confirm = Undo the import
ui-alert-info = This page is computed up to yesterday.
ui-alert-good = 1,240 orders were imported.
ui-alert-warn = 12 rows could not be read; see their list.
ui-alert-bad = The file could not be opened: it is not a table.
