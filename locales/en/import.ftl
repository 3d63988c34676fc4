# Import: the wizard and the list of imports.

import-lead = Bring the orders and customers you already have. The same file twice adds nothing, and every import can be undone.
import-step-source = File
import-step-map = Columns
import-step-check = Check
import-step-run = Import
import-step-result = Result

import-source = Where is the file from?
import-source-generic = Excel or CSV
import-source-generic-detail = From any shop, till or list of your own
import-source-shopify = Shopify
import-source-shopify-detail = The export of orders or customers, as it is
import-drop = Drop a file here or choose one
import-drop-hint = .xlsx, .csv, .tsv or .txt, up to 2 GB; any encoding, digits and calendar
import-promise = The file stays on this machine. Nothing is written before you have seen what would be.
import-upload = Continue
import-refused = This file cannot be imported
import-too-large = The file is larger than 2 GB. Split it into several files and import them one after the other.
import-broken-off = The file did not arrive in full. Please send it again.
import-file-missing = There is no file yet. Choose one first.
import-upload_gone = This file is not waiting any more. Please send it again.
import-no_room = There is no room for the file on the disk. Make some and try again.
import-not_mapped = Say first what the columns of this file mean.
import-past = Earlier imports
import-file = File
import-state = State
import-rows = Rows
import-imported = Imported
import-problems = Problems
import-when = When
import-all = All imports

import-map-title = What the columns mean
import-map-lead = We had a look at the file. Correct what we got wrong.
import-other-file = Another file
import-map-gap = One answer is still missing below.
import-found-rows =
    { $n ->
        [one] one row
       *[other] { $n } rows
    }
import-found-about = about { $n } rows
import-found-separator = separated by { $separator }
import-found-sheet = sheet “{ $sheet }”
import-found-saved = The columns are filled in from “{ $name }”, which you saved for files like this.
import-separator-tab = tab
import-digits-latin = Latin digits
import-digits-persian = Persian digits
import-digits-arabic = Arabic digits
import-digits-mixed = mixed digits
import-calendar-jalali = Jalali dates
import-calendar-hijri = Hijri dates
import-calendar-gregorian = Gregorian dates
import-ask-title = Money and dates
import-unit-question = Are the amounts in rial or Toman?
import-unit-hint = Look at an amount you know from the file.
import-unit-ask = Choose rial or Toman; the difference is tenfold.
import-unit-rial-means = { $amount } rial in the file = { $other } Toman
import-unit-toman-means = { $amount } Toman in the file = { $other } rial
import-currency = Currency
import-currency-hint = For amounts that name none; three letters such as IRR or USD
import-currency-unknown = Write the three letters of the currency, such as IRR, USD or SAR.
import-calendar = Calendar of the dates
import-date-order = Order of the dates
import-order-hint = Day and month could be the other way round in this file.
import-order-ask = Say how the dates are written; day and month cannot be told apart here.
import-auto = found out by itself
import-choose = Please choose
import-columns = Columns of the file
import-column-empty = empty
import-meaning = Means
import-rule = If the customer is known
import-rule-hint = The last choice only matters for facts about customers: name, phone, city and the like.
import-guess = our guess, { $share } sure
import-guess-unknown = we do not know this one
import-custom-fields = Keep columns nobody uses as fields of your own
import-custom-fields-hint = They are shown on the page of the customer or the order.
import-save-as = Remember these columns under a name
import-save-as-hint = Next time a file with the same columns is filled in by itself.
import-to-check = Check the file

import-check-title = What would happen
import-check-lead = Nothing of **{ $file }** is written yet.
import-back-to-map = Back to the columns
import-checking = The file is being read from beginning to end…
import-will-create = New customers
import-will-update = Customers changed
import-will-orders = New orders
import-returns =
    { $n ->
        [one] and one return
       *[other] and { $n } returns
    }
import-equation = **{ $read }** rows read = **{ $imported }** imported + **{ $updated }** updated + **{ $duplicates }** already there + **{ $problems }** with problems
import-odd-statuses = These words for the status are not known; orders with them count as placed: { $words }
import-odd-status = “{ $word }” ({ $rows })
import-odd-between = ,
import-without-customer =
    { $n ->
        [one] One order names no customer. It is kept, but belongs to nobody.
       *[other] { $n } orders name no customer. They are kept, but belong to nobody.
    }
import-nothing-new = Everything in this file is here already. Importing it again changes nothing.
import-all-wrong = No row of this file can be imported as it is. Go back to the columns, or correct the file.
import-problems-title =
    { $n ->
        [one] One row with a problem
       *[other] { $n } rows with problems
    }
import-problems-download = Download as CSV
import-problem-line = Line
import-problem-column = Column
import-problem-value = Value
import-problem-reason = What is wrong
import-start-hint = Rows with problems are left out and stay listed. You can undo the whole import at any time.
import-start =
    { $n ->
        [one] Import one row
       *[other] Import { $n } rows
    }

import-leave = You can leave this page; the work goes on and Today tells you how it went.
import-share = { $share } done
import-done-title = Done
import-done-text =
    { $n ->
        [one] One row was imported.
       *[other] { $n } rows were imported.
    }
import-undone-text = Everything this import brought is gone again. What later imports or people changed was kept.
import-stopped-why = The file could not be read to its end. What was written before is kept; you can undo it or import the corrected file.
import-started-at = Started
import-finished-at = Finished
import-orders-added = Orders added
import-returns-added = Returns added
import-customers-added = Customers added
import-customers-changed =
    { $n ->
        [one] and one changed
       *[other] and { $n } changed
    }
import-nameless = Orders without a customer
import-nameless-note = in no figure about customers
import-next = What next?
import-next-figures = See the figures
import-next-duplicates = Review duplicates
import-next-another = Import another file
import-undo = Undo this import
import-undo-title = Undo this import
import-undo-text = Removes the orders and customers it added and puts changed fields back. What later imports or people changed stays.
import-undo-sure =
    { $n ->
        [one] One order of this import will be removed. Continue?
       *[other] { $n } orders of this import will be removed. Continue?
    }

# Paste, other makers, putting rows right.
import-source-woocommerce = WooCommerce
import-source-woocommerce-detail = The export of orders or customers, as it is
import-source-salla = Salla
import-source-salla-detail = The export of orders or customers, as it is
import-paste = Or paste from a spreadsheet
import-paste-label = Cells from Excel, Google Sheets or the like
import-paste-hint = Copy the rows together with the row of column names and paste them here.
import-paste-missing = Nothing was pasted. Copy the cells in the spreadsheet first.
import-pasted-name = Pasted table
import-checking-hint = You can leave this page open or come back later; nothing is written meanwhile.
import-check_broken = The check broke off. Open the page again to repeat it.
import-fix-hint = Correct the marked cell, or leave the row out. Rows you do not touch are left out of the import and stay listed.
import-fix-line = Line { $line }
import-fix-leave-out = Leave out
import-fix-whole = The whole row
import-fix-beyond = Beside the columns, cut off once you change the row:
import-fix-again = Check again
import-fix-discard = Undo my corrections
import-fix-put-back = Take line { $line } back in
import-fix-out =
    { $n ->
        [one] One row left out by you
       *[other] { $n } rows left out by you
    }
import-left-out =
    { $n ->
        [one] and one left out by you
       *[other] and { $n } left out by you
    }
import-mended =
    { $n ->
        [one] One row was corrected by you.
       *[other] { $n } rows were corrected by you.
    }
import-next-batch = Customers of this import
import-news-done = “{ $file }” is imported.
import-news-problems =
    { $n ->
        [one] “{ $file }” is imported; one row has a problem.
       *[other] “{ $file }” is imported; { $n } rows have a problem.
    }
import-news-failed = The import of “{ $file }” stopped.
import-news-undone = The import of “{ $file }” is undone.
import-news-open = See the result
