# Pages of customers: list, one customer, form, duplicates, export, command palette.

## List

customers-add = Add customer
customers-import = Import
customers-tabs = Views of the list
customers-tab-all = All
customers-tab-sleeping = Sleeping
customers-tab-new = New this week
customers-tab-loyal = Loyal and advocates
customers-none-title = No customers yet
customers-none-text = Import your shop’s orders and customers appear here with everything they bought, or add them one by one.
customers-zero-title = Nobody matches these filters
customers-zero-text = Take one of the filters away, or search for part of a name or a few digits of a phone.
customers-count = { $n ->
    [one] { $shown } customer
   *[other] { $shown } customers
}
customers-say-on = on
customers-say-tag = with
customers-say-city = from
customers-say-source = won through
customers-say-owner = looked after by
customers-say-sleeping = no order for
customers-say-days = days
customers-say-orders = at least
customers-say-orders-end = orders
customers-any-rung = any rung
customers-any-tag = any tag
customers-any-city = any city
customers-any-source = any source
customers-any-owner = anybody
customers-any-number = any
customers-sleeping-days = Days since the last order
customers-min-orders = Least number of orders
customers-column-rung = Rung
customers-column-last_order = Last order
customers-column-first_order = First order
customers-column-orders = Orders
customers-column-value = Net purchases
customers-column-value-in = Net purchases ({ $unit })
customers-column-custom = Other fields
customers-column-outlook = Chance to buy
customers-column-since = Customer since
customers-never = Never ordered
customers-nameless = Customer without a name
customers-with-code = Customer { $code }
customers-band-likely = likely
customers-band-possible = uncertain
customers-band-unlikely = unlikely
customers-band-steady = steady
customers-band-fading = fading
customers-view-save = Save this view
customers-view-hint = The filters, the order and the columns stay above the list under a name.
customers-view-name = Name of the view
customers-view-shared = For the whole team
customers-view-saved = View “{ $name }” saved.
customers-view-delete = Delete view “{ $name }”
customers-view-deleted = View deleted.
customers-export-csv = CSV file
customers-export-xlsx = Excel file
customers-export_too_large = An Excel file takes up to { $n } rows here. Set a filter, or take CSV.
customers-tag-which = Tag
customers-tag-add = Tag
customers-tag-take = Remove tag
customers-all-chosen = { $n ->
    [one] The { $shown } customer of this list is selected.
   *[other] All { $shown } customers of this list are selected.
}
customers-none-chosen = Select customers first.
customers-tagged = { $n ->
    [one] { $n } customer tagged “{ $tag }”.
   *[other] { $n } customers tagged “{ $tag }”.
}
customers-untagged = { $n ->
    [one] Tag “{ $tag }” taken off { $n } customer.
   *[other] Tag “{ $tag }” taken off { $n } customers.
}

## Facts

customers-field-name = Name
customers-field-honorific = Title
customers-field-given_name = Given name
customers-field-family_name = Family name
customers-field-greeting = Form of address
customers-field-gender = Gender
customers-field-company = Company
customers-field-industry = Industry
customers-field-city = City
customers-field-birth_on = Birthday
customers-field-preferred_channel = Preferred channel
customers-field-language = Language
customers-field-interests = Interests
customers-field-notes = Notes of the team
customers-field-owner = Owner
customers-field-source = Won through
customers-field-campaign = Campaign
customers-field-phone = Phone
customers-field-email = E-mail
customers-field-external = Customer code
customers-field-tags = Tags
customers-gender-female = Female
customers-gender-male = Male
customers-channel-phone = Phone call
customers-channel-sms = SMS
customers-channel-email = E-mail
customers-channel-whatsapp = WhatsApp
customers-channel-telegram = Telegram
customers-channel-bale = Bale
customers-channel-rubika = Rubika
customers-language-fa = Persian
customers-language-ar = Arabic
customers-language-en = English
customers-role-mobile = mobile
customers-role-home = home
customers-role-work = work
customers-contact-role = { $kind } ({ $role })
customers-date-wedding = Wedding anniversary
customers-date-membership = Member since
customers-date-child_birthday = Child’s birthday
customers-date-founding = Founding day
customers-unknown = Not known
customers-nobody = Nobody

## Head of a customer

customers-late = Late
customers-since = customer since { $month }
customers-from-campaign = from the campaign “{ $name }”
customers-from-source = from { $name }
customers-slides = Without an order this customer slides down a rung on { $date }.
customers-next-interest = To “{ $rung }”: any sign of interest, such as a visit, a form or a reply
customers-next-order = { $n ->
    [one] To “{ $rung }”: one more order
   *[other] To “{ $rung }”: { $n } more orders
}
customers-next-pace-by = To “{ $rung }”: the next order by { $date }, keeping the usual pace
customers-next-pace = To “{ $rung }”: regular orders, without too long a gap
customers-next-recommend = { $n ->
    [one] To “{ $rung }”: one successful referral, published review or score of 9 or 10
   *[other] To “{ $rung }”: { $n } successful referrals, published reviews or scores of 9 or 10
}
customers-next-top = The top rung: loyal, and recommends you to others.
customers-merge-with = Merge with another customer…

## Figures of a customer

customers-kpi-orders = Orders
customers-kpi-every = { $n ->
    [one] one every day
   *[other] one every { $n } days
}
customers-kpi-average = Average order
customers-kpi-net = { $amount } in all
customers-kpi-last = Last order
customers-kpi-past = { $n ->
    [one] { $n } day past the usual gap
   *[other] { $n } days past the usual gap
}
customers-kpi-active = Chance to buy in 12 months
customers-kpi-value = Value of the next 12 months
customers-kpi-expected = about { $n } purchases
customers-kpi-next = Next order
customers-kpi-next-note = half of such customers are back by then
customers-kpi-next-passed = that day has passed
customers-kpi-outlook = How it stands
customers-kpi-rfm = recency { $r }, frequency { $f }, money { $m } of 5
customers-how-so-far = From the first order until today
customers-how-counted = Cancelled and unpaid orders
customers-how-orders = Number of orders that count
customers-how-average = (sum of orders − returns) ÷ number of orders
customers-how-last = Day of the last order; the usual gap is the median of this customer’s own gaps
customers-how-active = Probability of at least one purchase, from this customer’s own frequency, gaps and recency
customers-how-value = Expected purchases × value of a purchase × margin, discounted
customers-how-next = The day by which half of such customers who come back have done so
customers-how-horizon = { $n ->
    [one] The next { $n } day
   *[other] The next { $n } days
}
customers-how-foretold = Purchases after { $date }; model: { $model }
customers-how-rfm = Scores from 1 to 5 for recency, frequency and money, compared with the other customers

## Why

customers-why-title = Why this forecast?
customers-why-none = This customer behaves like most others; nothing in particular moves the forecast.
customers-why-late = { $days ->
    [one] No purchase for { $days } day; usually one every { $usual } days.
   *[other] No purchase for { $days } days; usually one every { $usual } days.
}
customers-why-in-rhythm = { $days ->
    [one] { $days } day since the last purchase, within the usual gap of { $usual } days.
   *[other] { $days } days since the last purchase, within the usual gap of { $usual } days.
}
customers-why-recent = { $days ->
    [one] Bought { $days } day ago; your customers usually buy every { $usual } days.
   *[other] Bought { $days } days ago; your customers usually buy every { $usual } days.
}
customers-why-one-time = { $days ->
    [one] Bought only once, { $days } day ago; { $share } of your customers buy a second time.
   *[other] Bought only once, { $days } days ago; { $share } of your customers buy a second time.
}
customers-why-new = { $days ->
    [one] New: { $days } day since the first purchase.
   *[other] New: { $days } days since the first purchase.
}
customers-why-more-often = Buys { $mine } times a year; the middle repeat customer { $usual } times.
customers-why-more-often-once = Used to buy { $mine } times a year, the middle repeat customer { $usual } times: silence means more with such a customer.
customers-why-returns = { $times ->
    [one] Gave back { $returned } of { $bought } bought, in { $times } return.
   *[other] Gave back { $returned } of { $bought } bought, in { $times } returns.
}
customers-worth-up = adds { $share } to what a purchase is worth
customers-worth-down = takes { $share } off what a purchase is worth
customers-why-less-often = Buys { $mine } times a year, less than the middle repeat customer ({ $usual } times).
customers-why-value-rising = Recent purchases are larger: { $recent } on average, { $earlier } before.
customers-why-value-falling = Recent purchases are smaller: { $recent } on average, { $earlier } before.
customers-effect-up = adds { $share } to the chance
customers-effect-down = takes { $share } off the chance
customers-foretold-on = From purchases until { $date }.
customers-foretold-none = The forecast is made after the first import.
customers-rfm-title = Too little data for a model yet
customers-rfm-text = Until then only recency, frequency and money are compared, and no probability is shown.

## Parts of the customer page

customers-facts = Facts
customers-facts-none = Apart from orders nothing is known about this customer yet.
customers-imported = This customer came with an import.
customers-parts = Parts of this page
customers-timeline = Timeline
customers-orders = Orders
customers-rungs = History of rungs
customers-kinds = What to show
customers-kind-all = All
customers-kind-orders = Orders
customers-kind-ladder = Ladder
customers-kind-notes = Notes
customers-kind-signals = Signals
customers-kind-record = Record
customers-more = Show more
customers-timeline-none = Nothing has happened yet. Start with a note.
customers-orders-none = No orders yet.
customers-rungs-none = No move on the ladder yet.
customers-rungs-about = The ladder and its rules
customers-rung-first = First rung
customers-rung-from = { $n ->
    [one] from “{ $rung }”, after { $n } day
   *[other] from “{ $rung }”, after { $n } days
}
customers-merged-records = Merged records
customers-unmerge = Separate
customers-order = Order { $number }
customers-order-unnumbered = Order without a number
customers-order-pieces = { $n ->
    [one] { $n } item
   *[other] { $n } items
}
customers-order-discount = discount code { $text }
customers-order-source = from { $text }
customers-order-campaign = campaign “{ $text }”
customers-order-city = to { $text }
customers-order-not-counted = Does not count in figures and on the ladder
customers-order-lines = Lines of { $order }
customers-line-product = Product
customers-line-quantity = Quantity
customers-line-amount = Amount
customers-returned = { $amount } returned on { $date }
customers-line-order = { $order } — { $amount }
customers-line-return = Returned { $amount }
customers-line-climbed = Climbed from “{ $from }” to “{ $to }”
customers-line-slid = Slid from “{ $from }” to “{ $to }”
customers-line-signal-interest = Showed interest
customers-line-signal-referral = Referred somebody who ordered
customers-line-signal-review = A review was published
customers-line-signal-promoter = Gave a score of 9 or 10
customers-line-added = Added to the customers
customers-line-merged = Merged with another record
customers-line-unmerged = The merge was undone
customers-line-cancelled = An order was cancelled
customers-line-changed = Facts changed: { $fields }
customers-by-program = by a program
customers-comma = {", "}

## Acts

customers-note-add = Note
customers-note-text = Note
customers-note-hint = Stays on the timeline, for the whole team.
customers-note-added = Note added.
customers-signal-add = Record a signal
customers-signal-text = A sign of interest makes a prospect; a referral, a review or a high score makes a loyal customer an advocate.
customers-signal-kind = What happened?
customers-signal-interest = Showed interest
customers-signal-referral = Successful referral
customers-signal-review = Published review
customers-signal-promoter = Score of 9 or 10
customers-signal-on = Day
customers-signal-source = Where from
customers-signal-source-hint = For example “Instagram” or “October survey”
customers-signal-recorded = Signal recorded.
customers-date_unreadable = This date cannot be read, or is still to come. Write it like 2026-10-24.
customers-tag-new = New tag
customers-tag-added = Tagged “{ $tag }”.
customers-tag-remove = Remove the tag { $tag }
customers-tag-removed = Tag “{ $tag }” removed.

## Form

customers-new-title = New customer
customers-edit-title = Edit { $name }
customers-added = Customer added.
customers-added-twin = Customer added. Another one has the same phone or e-mail: see “Duplicates”.
customers-saved = Changes saved.
customers-form-lead = Every field is optional; a name, a phone, an e-mail or a code is enough.
customers-form-who = Who it is
customers-form-contact = How to reach
customers-form-life = Days and interests
customers-form-business = Your business
customers-form-rows-hint = A row left blank is removed.
customers-form-dates = Other days
customers-form-date = Date
customers-form-date-kind = Occasion
customers-form-tags-hint = Separate them with commas.
customers-form-custom = Other fields
customers-form-custom-name = Name of the field
customers-form-custom-text = Value
customers-form-nobody = Write at least a name, a phone, an e-mail or a code.
customers-form-wrong = A few things need correcting; each says what.
customers-field-refused = This value is not accepted.
customers-role = kind
customers-role-of = Kind of { $what }

## Duplicates and merging

customers-duplicates-lead = These records may be one person. Nothing is merged unless you say so, and every merge can be undone.
customers-duplicates-none-title = No duplicates found
customers-duplicates-none-text = Records that share a phone, an e-mail or a name come up here.
customers-duplicates-more = As you deal with these, the next ones come up.
customers-twin-phone = Same phone
customers-twin-email = Same e-mail
customers-twin-name = Similar name
customers-pair = { $a } and { $b }
customers-merge-keep = Merge, keep this one
customers-not-same = Not the same person
customers-kept-apart = Noted: these are two people.
customers-merged-done = The two records are one.
customers-unmerged-done = The records stand apart again.
customers-merge-title = Merge { $name }
customers-merge-lead = Find the other record of the same person. Orders, phones and notes go to the record that stays.
customers-merge-into = Merge into { $name }

## Command palette

palette-customers = Customers
palette-go = Go to
palette-make = Create
palette-look = Language and colours
palette-new-customer = New customer
palette-new-customer-named = New customer: { $name }
palette-import = Import orders

# Views, imports, undo, older.
customers-view-update = Save changes to “{ $name }”
customers-view-updated = The view is saved.
customers-view-menu = View
customers-view-rename = Rename or share
customers-of-import = From import
customers-filter-remove = Remove this filter
customers-add-row = Add another
customers-older = Show older
customers-latest = Back to the latest
customers-not-kept-apart = The two records may be one person again.
customers-act-undone =
    { $n ->
        [0] Nothing was left to undo.
        [one] Undone for one customer.
       *[other] Undone for { $n } customers.
    }
