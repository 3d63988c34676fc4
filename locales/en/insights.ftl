# Overview, retention and cohorts, RFM.

insights-title = Overview
insights-lead = Who bought, who came again and what it was worth.
insights-period = Figures of **{ $period }**
insights-partial = (not over yet)
insights-compared = beside as many days of **{ $period }**.
insights-empty-title = Figures begin with orders
insights-empty-text = Import your orders and see within a minute who comes back, how often and what it is worth.
insights-empty-action = Import orders
insights-filtered-title = Nobody fits these filters
insights-filtered-text = Take one of them away to see figures again.
insights-top-title = Where revenue comes from
insights-top8 = The best 8% of customers bring **{ $share }** of revenue.
insights-top20 = The best 20% bring **{ $share }** of it.
insights-ladder-more = Moves on the ladder
insights-overall-repeat = Of everybody who ever bought, **{ $share }** came at least twice.
insights-without-customer =
    { $n ->
        [one] One order names no customer. It is in no figure of this page.
       *[other] { $n } orders name no customer. They are in no figure of this page.
    }
insights-excluded =
    { $n ->
        [one] One order is cancelled, unpaid or in another currency and is not counted.
       *[other] { $n } orders are cancelled, unpaid or in another currency and are not counted.
    }

filter-show = By
filter-period = Length of the periods
filter-calendar = Calendar
filter-against = against
filter-compare = What to compare with
filter-measure = showing
filter-of = for
filter-rung = Rung
filter-city = City
filter-source = Source
filter-tag = Tag
filter-all-rungs = every rung
filter-all-cities = every city
filter-all-sources = every source
filter-all-tags = every tag
filter-segment = Segment
filter-channel = Channel of the orders
filter-product = Product
filter-all-segments = every segment
filter-all-channels = every channel
filter-all-products = every product
filter-remove = Remove the filter { $name }
filter-product-note = Orders with this product, worth what its lines cost. Returns do not say what came back and are left out.
period-week = Week
period-month = Month
period-quarter = Quarter
period-year = Year
compare-previous = the period before
compare-last-year = the same time last year
compare-nothing = nothing
measure-percent = share of customers
measure-customers = number of customers
measure-money = revenue

metric-revenue = Revenue
metric-orders = Orders
metric-customers = Customers who bought
metric-new = New customers
metric-aov = Average order value
metric-frequency = Purchase frequency
metric-repeat = Repeat-customer rate
metric-retention = Retention
metric-churn = Churn
trend-points = { $points } points

order-number-title = From order to order
order-number-about = How many of those who placed an order placed the next one.
order-number-axis = Order
order-nth = Order { $n }
order-next-rate = Placed the next one

retention-title = Retention & cohorts
retention-lead = Each row is the customers who first bought in one period; each column shows how many came back later.
retention-chart-title = Retention and repeat customers over time
retention-window =
    { $days ->
        [one] lost after one day without an order
       *[other] lost after { $days } days without an order
    }
retention-last-complete = last period that is over
cohort-title-week = Groups by week of the first purchase
cohort-title-month = Groups by month of the first purchase
cohort-title-quarter = Groups by quarter of the first purchase
cohort-title-year = Groups by year of the first purchase
cohort-caption-week = Customers of each week who bought again in later weeks
cohort-caption-month = Customers of each month who bought again in later months
cohort-caption-quarter = Customers of each quarter who bought again in later quarters
cohort-caption-year = Customers of each year who bought again in later years
cohort-earlier =
    { $count ->
        [one] One customer first came before the earliest group and is in none of them.
       *[other] { $count } customers first came before the earliest group and are in none of them.
    }

rfm-title = RFM map
rfm-lead = How recently, how often and for how much each customer bought, compared with the others.
rfm-map-title = Customers by recency and frequency
rfm-segments-title = Segments
rfm-segment = Segment
rfm-customers = Customers
rfm-revenue-share = Share of revenue
segment-champions = Champions
segment-loyal = Loyal
segment-potential_loyalist = On the way to loyal
segment-new_customers = New
segment-promising = Promising
segment-need_attention = Need attention
segment-about_to_sleep = About to fall asleep
segment-at_risk = At risk
segment-cannot_lose = Must not be lost
segment-hibernating = Asleep
segment-advice-champions = Thank them and ask them to recommend you.
segment-advice-loyal = Give them something others do not get.
segment-advice-potential_loyalist = One more good purchase and they stay.
segment-advice-new_customers = Help them get the most from the first purchase.
segment-advice-promising = Show them what goes with what they bought.
segment-advice-need_attention = Remind them why they liked you.
segment-advice-about_to_sleep = Say hello before they forget you.
segment-advice-at_risk = Ask what went wrong; they used to come often.
segment-advice-cannot_lose = Call them yourself.
segment-advice-hibernating = Try once with a good reason, then let them be.

how-all-exclusions = Cancelled and unpaid orders, orders in another currency and orders without a customer.
how-revenue-formula = Sum of orders minus sum of returns; the periods add up to the whole.
how-revenue-window = The period. A return counts on the day it came back, also when its order is older than your data.
how-orders-formula = Number of orders.
how-orders-window = The period.
how-customers-formula = Number of different customers with at least one order.
how-customers-window = The period.
how-new-formula = Customers whose first order lies in the period.
how-new-window = The period.
how-aov-formula = Revenue ÷ orders.
how-aov-window = The period.
how-frequency-formula = Orders ÷ different customers with at least one order.
how-frequency-window = The period.
how-repeat-formula = Customers with two or more orders so far and at least one in the period ÷ customers with at least one in the period.
how-repeat-window = The period; earlier orders count as history.
how-churn-formula = Customers lost in the period ÷ customers active when it began. Retention is the rest of them.
how-churn-window =
    { $days ->
        [one] Active: an order within the last day.
       *[other] Active: an order within the last { $days } days.
    }
how-retention-formula = Customers active when the period began and still active when it ended ÷ customers active when it began. Churn is the rest.
how-retention-window =
    { $days ->
        [one] Active: an order within the last day.
       *[other] Active: an order within the last { $days } days.
    }
how-cohort-formula = Customers of the group with an order in that period ÷ customers of the group.
how-cohort-window = Weeks, months or quarters since the first purchase, in the chosen calendar.
how-rfm-formula = Customers are ranked by last purchase, number of orders and revenue, and each rank is cut into five equal parts; 5 is best.
how-rfm-window = All orders up to today.
how-top-formula = Revenue of the best customers ÷ revenue of the whole shop; 8% and 20% of their number, rounded.
how-top-window = All orders and returns up to today.
how-next-formula = Customers with at least n + 1 orders ÷ customers with at least n orders.
how-next-window = All orders up to today.
