# Words that every page uses.

brand = Wafa
skip-to-content = Skip to content
word-language = Language
word-of = { $part } of { $whole }
word-of-whole = of { $whole }
word-done = done
word-crumbs = Where this page is
form-optional = (optional)

## Navigation

nav-label = Main navigation
nav-short = Short navigation
nav-open = Open navigation
nav-more = More
nav-group-know = Know
nav-group-insights = Insights
nav-group-settings = Settings
nav-today = Today
nav-customers = Customers
nav-duplicates = Duplicates
nav-ladder = Ladder
nav-import = Import
nav-insights = Overview
nav-retention = Retention
nav-survival = Survival
nav-rfm = RFM map
nav-value = Value
nav-reports = Reports
nav-predictions = Predictions
nav-models = Models
nav-settings = Business
nav-team = Team
nav-keys = API keys

## Account and theme

account-menu = My account
account-mine = Account
account-sign-out = Sign out
theme-label = Page colours
theme-switch = Light or dark
theme-light = Light
theme-dark = Dark
theme-auto = Auto
role-owner = Owner
role-marketer = Marketer
role-agent = Support agent
role-analyst = Analyst
role-cashier = Cashier
role-read_only = Read only

## Actions

action-add = Add
action-apply = Apply
action-back = Back
action-cancel = Cancel
action-clear = Clear selection
action-close = Close
action-continue = Continue
action-delete = Delete
action-edit = Edit
action-export = Export
action-open = Open
action-reset = Clear filters
action-retry = Try again
action-save = Save
action-see-all = See all
action-undo = Undo

## Rungs of the ladder

ladder-title = Loyalty ladder
rung-suspect = Suspect
rung-prospect = Prospect
rung-customer = Customer
rung-repeat = Repeat
rung-loyal = Loyal
rung-advocate = Advocate
rung-stands-on = Current rung: { $rung }

## Figures

how-title = How is this computed?
how-of = How is “{ $name }” computed?
how-formula = Formula
how-window = Time window
how-exclusions = Not counted
trend-up = Up:
trend-down = Down:
trend-flat = Unchanged:
chart-table = See the table
chart-nothing = There is no data for this chart yet.
cohort-group = Group
cohort-size = Size
cohort-average = Average
cohort-incomplete = This period is not over yet
cohort-less = Less
cohort-more = More
rfm-frequency-axis = Purchase frequency ↑
rfm-recency-axis = Recency of the last purchase

## Lists

table-columns = Columns
table-pick-all = Select every row of this page
table-pick = Select { $name }
table-picked = Selected:
table-pick-matching =
    { $n ->
        [one] Select the one match
       *[other] Select all { $n } matches
    }
table-pages = Pages of the list
table-shown = { $shown } of { $total }
table-first = From the start
table-next = Next
state-loading = Loading…
state-error-title = This part did not load
error-home = Go to Today
error-request = Request id:
state-error-text = Your data is safe where it was. Try again in a moment.

## Dates, steps

date-pick = Pick a date from the calendar
date-previous-month = Previous month
date-next-month = Next month
steps-label = Step { $at } of { $of }

## Search and keyboard

search-placeholder = Customer name, phone or code…
palette-title = Search and commands
palette-placeholder = What are you looking for?
palette-move = Move
palette-open = Open
palette-nothing = Nothing found. Part of a name or a few digits of a phone are enough.
keys-title = Keyboard shortcuts
keys-palette = Search and commands
keys-search = Search the list on this page
keys-help = This help
keys-close = Close what is open
keys-tab = Go to the next button
