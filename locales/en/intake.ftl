# Refusals
intake-not-a-table = This file is not a table but { $what ->
    [pdf] a PDF document
    [image] a picture
    [html] a web page
    [json] a JSON file
    [archive] an archive
    [text] plain text
   *[other] a program’s own file
 }. Save your orders as CSV or Excel (.xlsx) and try again.
intake-empty-file = The file is empty.
intake-no-header = The first row of the file does not name the columns. Add a row such as “customer, date, amount” at the top.
intake-zip-bomb = This workbook would unpack to far more than it is. It was not opened.
intake-workbook-too-large = This workbook holds more text than can be read at once. Save it as CSV and try again.
intake-old-excel = This is an old Excel file, or one with a password. Save it as .xlsx without a password, or as CSV.
intake-broken-workbook = The workbook is damaged and cannot be read. Open it in Excel, save it again and try once more.
intake-line-too-long = Line { $line } is too long to be a row of a table.
intake-too-many-columns = The file has more than { $limit } columns. Keep the columns you need and try again.
intake-missing-meaning = Tell which column holds the { $meaning ->
    [date] date
    [amount] amount
   *[other] customer’s id, phone or e-mail
 }.
intake-column-unknown = The file has no column called “{ $column }”.
intake-mapping-invalid = The column mapping cannot be read: { $detail }
intake-currency-unknown = { $currency } is not a currency. Write the three letters of ISO 4217, such as IRR, USD or SAR.
intake-dates-ambiguous = Dates such as { $sample } can be read in several ways. Choose the calendar and the order of day, month and year, and try again.
intake-mapping-syntax = The file with the column mapping is not valid JSON (line { $line }, column { $column }).
intake-mapping-shape = The column mapping must look like { $example }.
intake-mapping-meaning = Column “{ $column }”: there is no meaning “{ $meaning }”.
intake-mapping-rule = Column “{ $column }”: “{ $rule }” is not one of skip, fill_blank, overwrite and never.
intake-unit-without-rial = Toman can be chosen for Iranian rial only, not for { $currency }.
intake-not-found = There is no such import.
intake-not-undoable = This import cannot be undone now: it is still running, or it has been undone.
intake-taken-over = This import is already being carried on elsewhere.
intake-file-missing = Wafa’s copy of the file is gone, so the import cannot go on. Import the file again.
intake-does-not-reconcile = The rows read and the rows accounted for differ. Nothing of this part was kept. Please report this.
intake-io = The file could not be read or copied. Check the disk and try again.

# Problems of rows
intake-problem-too-long = The row is too long.
intake-problem-too-wide = The row has too many cells.
intake-problem-quote-open = A quotation mark in this row is not closed. Reading went on at line { $line }.
intake-problem-formula = The cell is a formula. Replace it with its value.
intake-problem-broken-text = The text is damaged: the file mixes two encodings.
intake-problem-too-many-cells = The row has more cells than the header names ({ $columns }).
intake-problem-nobody = The row names no customer: id, phone and e-mail are missing.
intake-problem-phone-unreadable = This is not a phone number.
intake-problem-email-unreadable = This is not an e-mail address.
intake-problem-quantity-unreadable = This is not a number of pieces.
intake-problem-amount-unreadable = This is not an amount of money.
intake-problem-amount-missing = The amount is missing.
intake-problem-date-unreadable = This is not a date in the calendar of the file.
intake-problem-date-missing = The date is missing.
intake-problem-currency-unknown = This is not a currency.
intake-problem-currency-differs = The line is in another currency than its order.
intake-problem-order-customer-differs = This order is stored for customer { $stored }; the file says { $file }. If your shop starts its numbers again, make them unique, for example with the year in front.
intake-problem-order-customers = This order belongs to customer { $stored }; this row says { $file }.
intake-problem-order-date-differs = This order is stored with the date { $stored_on }; the file says { $file_on }.
intake-problem-order-dates = This order was placed on { $stored_on }; this row says { $file_on }.
intake-problem-order-amount-differs = This order is stored with { $stored_money }; the file says { $file_money }. Nothing was changed.
intake-problem-order-currency-differs = This order is stored in { $stored }; the file says { $file }.
intake-problem-nul = The row holds characters no text can hold; the file is damaged here.
intake-problem-left-out = Left out by hand.
intake-problem-unknown = The row could not be read.

# Columns of the file of problems
intake-column-line = Line
intake-column-column = Column
intake-column-reason = What is wrong

# What a column means
intake-meaning-ignore = Leave out
intake-meaning-custom = A field of my own
intake-meaning-customer-id = Customer’s id
intake-meaning-name = Full name
intake-meaning-given-name = First name
intake-meaning-family-name = Family name
intake-meaning-honorific = Form of address
intake-meaning-gender = Gender
intake-meaning-email = E-mail
intake-meaning-phone = Phone
intake-meaning-company = Company
intake-meaning-city = City
intake-meaning-birth-date = Birthday
intake-meaning-tags = Tags
intake-meaning-note = Note
intake-meaning-order-id = Order number
intake-meaning-date = Order date
intake-meaning-time = Time of day
intake-meaning-amount = Amount
intake-meaning-order-total = Total of the order
intake-meaning-unit-price = Price of one
intake-meaning-quantity = Quantity
intake-meaning-currency = Currency
intake-meaning-status = Status
intake-meaning-discount-code = Discount code
intake-meaning-product-id = Product code
intake-meaning-product-name = Product
intake-meaning-source = Source
intake-meaning-campaign = Campaign
intake-meaning-refunded-amount = Amount refunded
intake-meaning-cancelled-at = Cancelled on

# Choices and states
intake-overwrite-skip = Keep what is known
intake-overwrite-fill-blank = Fill what is blank
intake-overwrite-overwrite = The file wins
intake-overwrite-never = Do not write
intake-unit-rial = Rial
intake-unit-toman = Toman
intake-order-year-first = Year, month, day
intake-order-day-first = Day, month, year
intake-order-month-first = Month, day, year
intake-state-running = Importing
intake-state-settling = Placing customers on the ladder
intake-state-done = Done
intake-state-undoing = Being undone
intake-state-undone = Undone
intake-state-failed = Stopped
