# Orders and returns.
sales-not-found = There is no such order.
sales-amount-not-positive = The amount of a return must be more than nothing.
sales-amount-negative = The amount of an order must not be negative. Record what was given back as a return.
sales-too-many-lines = An order has at most 500 lines.
sales-other-currency = The return is in another currency than the order.
sales-bad-cursor = This page of the list does not exist. Start again from the first page.
sales-order-differs = Order { $number } is there already and is not the same.
sales-differs-customer = It belongs to another customer.
sales-differs-amount = Its amount is different.
sales-differs-currency = Its currency is different.
sales-differs-lines = Its lines are different.
sales-status-placed = Placed
sales-status-paid = Paid
sales-status-completed = Completed
sales-status-unpaid = Not paid
sales-status-cancelled = Cancelled
sales-status-refunded = Refunded
