# The loyalty ladder: flow and rules.

ladder-lead = Who stands where, who moved up, who slid back, and what helps on each rung.
ladder-empty-title = The ladder begins with customers
ladder-empty-text = Import your customers and orders: within a minute everybody stands on a rung, with the history of how they got there.
ladder-empty-action = Import orders
ladder-span = Period
ladder-span-this-month = This month
ladder-span-last-month = Last month
ladder-span-ninety-days = Last 90 days
ladder-span-this-year = This year
ladder-span-own = Other dates
ladder-from = From
ladder-to = To
ladder-period = From **{ $from }** to **{ $to }**
ladder-figure-people = People on the ladder
ladder-figure-entered = New in the register
ladder-figure-climbed = Moves up
ladder-figure-slid = Slides back
ladder-flow-title = Between the rungs
ladder-flow-now = People on each rung on the last day of the period
ladder-flow-up =
    { $n ->
        [0] Nobody moved up
        [one] **One** move up
       *[other] **{ $n }** moves up
    }
ladder-flow-down =
    { $n ->
        [0] Nobody slid back
        [one] **One** slide back
       *[other] **{ $n }** slides back
    }
ladder-flow-about = Arcs above are moves up, arcs below are slides back; the thicker, the more people. Choose a rung to see its customers.
ladder-change-none = unchanged
ladder-change-more = +{ $n }
ladder-change-less = −{ $n }
ladder-table-title = Rung by rung
ladder-col-rung = Rung
ladder-col-start = At the start
ladder-col-entered = New
ladder-col-arrived = Came from other rungs
ladder-col-climbed = Moved up
ladder-col-slid = Slid back
ladder-col-end = At the end
ladder-col-conversion = Moved up, share
ladder-col-median = Median time on the rung
ladder-col-from = From
ladder-col-to = To
ladder-col-moves = Moves
ladder-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
ladder-moves-title = Every move
ladder-move-up = Up:
ladder-move-down = Down:
ladder-no-moves = Nobody changed rungs in this period.
ladder-tactics-title = What helps on each rung
ladder-tactic-suspect = They belong to your market and do not know you yet. Give them one reason to notice you: a useful sample, an answer to a question they have, a friend’s word.
ladder-tactic-prospect = They know you and have not bought. Make the first order small, safe and easy: a trial, a guarantee, an answer within the hour.
ladder-tactic-customer = They bought once. Ask how it went, help them get the most from it, and show what goes with it before their usual time comes round.
ladder-tactic-repeat = They come back. Learn their rhythm and be there in time; thank them with something that grows with every order.
ladder-tactic-loyal = They choose you each time. Give them what others do not get, put mistakes right at once, and make recommending you easy.
ladder-tactic-advocate = They bring others. Thank them in person, tell them what their word has done, and do not forget them: even advocates forget a shop that forgets them.
ladder-see =
    { $n ->
        [0] Nobody at the moment
        [one] See the one customer
       *[other] See all { $n } customers
    }

how-ladder-people = Everybody in the register on the last day of the period; merged records count once.
how-ladder-entered = People who became known in the period: by their first order, their first sign of interest, or by being added.
how-ladder-climbed = Changes to a higher rung. Who climbs twice counts twice.
how-ladder-slid = Changes to a lower rung: an order that did not come in time.
how-ladder-flow = The rung of each person is derived from orders and signals, day by day, with the rules that were in force on that day. A move is a change of rung.
how-ladder-conversion = Moved up, share = moves up ÷ people who stood on the rung at the start, new ones and arrivals included. Median time: half of those who left the rung in the period had been on it for less.
how-ladder-window = The chosen period, both days included. “At the start” is the evening before.
how-ladder-exclusions = Cancelled orders, and orders that name no customer.

rules-title = Rules of the ladder
rules-edit = Change the rules
rules-lead = The rungs follow from facts. Here you say which facts count; nobody is placed by hand.
rules-form-title = Change the rules
rules-now = In force now
rules-versions = Versions
rules-version = Version { $n }
rules-version-first = The rules Wafa comes with
rules-from = from { $date }
rules-current = in force
rules-repeat = Orders that make a repeat customer
rules-repeat-hint = 2 or more. Usually the second order.
rules-loyal = Orders before somebody can be loyal
rules-loyal-hint = At least as many as for a repeat customer.
rules-factor = Longest gap
rules-factor-hint = How many times their own usual interval somebody may stay away and still be loyal. Between 1 and 100; 2 suits most shops.
rules-gaps = Gaps that are judged
rules-gaps-hint = Only the latest so many gaps count. 0 judges all of them, so one long absence rules out loyalty for good.
rules-signals = Recommendations that make an advocate
rules-signals-hint = A successful referral, a published review or a promoter score of 9 or 10.
rules-unit-orders = orders
rules-unit-times = times
rules-unit-gaps = gaps
rules-unit-signals = signals
rules-consequence = New rules hold from today. Everybody is judged anew in the background; the history before today stays as it was.
rules-refused = The rules were not saved. Please look at the fields marked below.
rules-saved = The new rules hold from today. Everybody is being judged anew.
rules-error-range = Please enter a number between { $least } and { $most }.
rules-error-order = Loyalty needs at least { $orders } orders, as many as a repeat customer.
rules-say-suspect = In your market, without a sign of interest so far.
rules-say-prospect = Showed interest, has not ordered yet.
rules-say-customer =
    { $orders ->
        [one] Ordered once.
       *[other] Ordered 1 to { $orders } times.
    }
rules-say-repeat = Ordered { $orders } times or more.
rules-say-loyal = Ordered { $orders } times or more, and never stayed away longer than { $factor } × their own usual interval.
rules-say-loyal-recent =
    { $gaps ->
        [one] Ordered { $orders } times or more, and did not stay away longer than { $factor } × their own usual interval the last time.
       *[other] Ordered { $orders } times or more, and did not stay away longer than { $factor } × their own usual interval in the last { $gaps } gaps.
    }
rules-say-advocate =
    { $signals ->
        [one] Loyal, and recommended you at least once.
       *[other] Loyal, and recommended you at least { $signals } times.
    }
rules-say-example =
    { $days ->
        [one] Example: a loyal customer who usually comes every { $usual } days slides back after one day without an order.
       *[other] Example: a loyal customer who usually comes every { $usual } days slides back after { $days } days without an order.
    }
