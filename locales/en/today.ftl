# Today: the first page of the day.

today-greeting-morning = Good morning
today-greeting-morning-name = Good morning, { $name }
today-greeting-noon = Good afternoon
today-greeting-noon-name = Good afternoon, { $name }
today-greeting-evening = Good evening
today-greeting-evening-name = Good evening, { $name }
today-greeting-night = Hello
today-greeting-night-name = Hello, { $name }

today-yesterday =
    { $n ->
        [one] Yesterday brought **one order**
       *[other] Yesterday brought **{ $n } orders**
    }
today-returning =
    { $n ->
        [0] from new customers only.
        [one] with one customer who had been here before.
       *[other] with { $n } customers who had been here before.
    }
today-yesterday-none = There were no orders yesterday.
today-slipping =
    { $n ->
        [one] **One customer** is slipping away.
       *[other] **{ $n } customers** are slipping away.
    }
today-slipping-none = Nobody is slipping away.
today-lead-empty = A few minutes, and this page tells you who comes back and who is slipping away.
today-lead-plain = What waits for you today.

today-empty-title = Your shop begins with a file
today-empty-text = Bring the orders you already have, as Excel or CSV. Nothing is changed in your shop, and every import can be undone.
today-empty-action = Import orders
today-empty-demo = Only looking around? This command starts a shop with invented customers:

today-kpi-repeat = Repeat-customer rate
today-kpi-churn = Churn this month
today-kpi-value = Value of the next 12 months
today-kpi-value-none = There is too little data for it yet
today-kpi-at-risk = { $amount } of it at risk
today-kpi-revenue = Revenue of { $month }
today-trend = { $change } against the same days of { $month }
today-value-formula = For every customer: expected orders of the coming 12 months × expected value of an order × margin, discounted; then added up.
today-value-window = The 12 months after the latest fit of the models.
today-value-exclusions = Customers yet to come, and those who have never ordered.

today-tasks = Do next
today-tasks-none = Nothing is waiting
today-tasks-none-text = Nobody is late, nothing is double, every import went through.
today-task-import-runs = “{ $file }” is being imported
today-task-import-runs-detail = It goes on in the background; you can leave and come back.
today-task-import-runs-action = Watch
today-task-import-undoes = “{ $file }” is being taken back
today-task-import-undoes-action = Watch
today-task-import-failed = The import of “{ $file }” stopped
today-task-import-failed-detail = What was written is kept. Look at the reason and try again, or undo it.
today-task-import-failed-action = See why
today-task-import-problems =
    { $n ->
        [one] One row could not be imported
       *[other] { $n } rows could not be imported
    }
today-task-import-problems-detail = From “{ $file }”. Correct them in the file and import it again; nothing is counted twice.
today-task-import-problems-action = See rows
today-task-late-any =
    { $n ->
        [one] One customer is late
       *[other] { $n } customers are late
    }
today-task-late-any-action = See list
today-task-late-one = { $name }, a loyal customer, is late
today-task-late-one-action = See list
today-task-late-loyal =
    { $n ->
        [one] One loyal customer is late
       *[other] { $n } loyal customers are late
    }
today-task-late-loyal-action = See list
today-task-late-many =
    { $n ->
        [one] { $name } and another loyal customer are late
       *[other] { $name } and { $n } other loyal customers are late
    }
today-task-late-many-action = See list
today-task-late-detail = Silent for longer than their own usual interval; value at risk { $amount }
today-task-duplicates =
    { $n ->
        [one] One pair of customers may be the same person
       *[other] { $n } pairs of customers may be the same person
    }
today-task-duplicates-many = More than { $n } pairs of customers may be the same person
today-task-duplicates-detail = Same phone, same e-mail or a similar name. You decide; nothing is merged by itself.
today-task-duplicates-action = Review
today-task-duplicates-many-action = Review
today-task-models-none = There are no predictions yet
today-task-models-none-detail = Models are fitted after each import; you can also start it yourself.
today-task-models-none-action = Open models
today-task-models-thin = There is too little data for predictions
today-task-models-thin-detail = Until there is more, recency, frequency and money speak instead. See what is missing.
today-task-models-thin-action = What is missing
today-task-models-old = Predictions are getting old
today-task-models-old-detail = They know orders up to { $date }.
today-task-models-old-action = Fit again
today-task-new =
    { $n ->
        [one] One new customer this week
       *[other] { $n } new customers this week
    }
today-task-new-detail = A kind word after the first order is what brings the second.
today-task-new-action = See who
today-task-occasion =
    { $days ->
        [one] { $name } is tomorrow
       *[other] { $name } is in { $days } days
    }
today-task-occasion-today = Today is { $name }
today-task-occasion-detail = { $date }. A greeting to your loyal customers in good time is remembered.
today-task-occasion-action = Loyal customers
today-task-occasion-today-action = Loyal customers

today-ladder-more = Moves of the month
today-cohorts = Who of each month came back

today-checklist-title = Setting up
today-checklist-text = Two steps were done when you arrived. The rest takes about a quarter of an hour.
today-checklist-close = Don’t show this any more
today-step-account = Your account is ready
today-step-language = Language and calendar are set
today-step-import = Import your orders
today-step-import-detail = From Excel, CSV or a Shopify export.
today-step-import-action = Import
today-step-duplicates = Review possible duplicates
today-step-duplicates-detail = So that nobody is counted twice.
today-step-duplicates-action = Review
today-step-cohorts = See your first cohort chart
today-step-cohorts-detail = Who came back, month by month.
today-step-cohorts-action = Look
today-step-ladder = Adjust the ladder
today-step-ladder-detail = What counts as loyal in your shop?
today-step-ladder-action = Open
today-step-team = Invite a colleague
today-step-team-detail = Everybody sees what their role needs.
today-step-team-action = Invite
today-step-keys = Connect your shop
today-step-keys-detail = With an API key new orders arrive by themselves.
today-step-keys-action = Make a key

today-latest = Who ordered last
today-latest-name = Customer
today-latest-rung = Rung
today-latest-order = Last order
today-quiet-title = All quiet
today-quiet-text = Nothing waits for you. The customers are one click away.
today-quiet-action = Customers
