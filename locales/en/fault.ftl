# What people read when something is refused or fails.

fault-not-found-title = Not here
fault-not-found = There is nothing at this address. It may have been moved or removed.
fault-forbidden-title = Not for you
fault-forbidden = Your role does not allow this. The owner of the business can change that.
fault-conflict-title = That does not fit
fault-conflict = This clashes with what is already there.
fault-unavailable-title = Not right now
fault-unavailable = This is not possible at the moment. Try again shortly.
fault-internal-title = Something went wrong
fault-internal = The fault is ours. It has been written down; nothing of yours was lost.
fault-invalid-title = Please check
fault-invalid = Something in the input is not right.

web-not_found = There is nothing at this address. It may have been moved or removed.
web-malformed = The request cannot be read.
web-sign_in_needed = Please sign in first.
web-too_many =
    { $seconds ->
        [one] Too many tries. Wait { $seconds } second.
       *[other] Too many tries. Wait { $seconds } seconds.
    }
web-internal = The fault is ours. It has been written down; nothing of yours was lost.
web-forbidden = Your role does not allow this. The owner of the business can change that.
web-fragment_only = This address is only a part of a page.
web-body_too_large = That is too large to send at once.
web-media_type = This kind of content is not accepted here.
web-method = This address does not understand that kind of request.
web-timeout = This took too long. Try again shortly.
web-forged = For your safety this form was not accepted. Load the page again and send it once more.

## The database

db-unique = This is already there.
db-foreign_key = This refers to something that is not there.
db-check = A value is not allowed.
db-zero_byte = The text contains a character that cannot be stored.
db-full = The disk is full. Reading still works; nothing new is accepted until there is room.
db-read_only = The disk is full or protected: reading works, writing does not.
db-busy = The database is busy. Try again shortly.
db-disconnected = The database cannot be reached. Try again shortly.
db-ended = The change was not completed. Try again.
db-internal = The fault is ours. It has been written down; nothing of yours was lost.

read-only-title = The disk takes no more writes
read-only-text = You can read everything. What you save now is refused, nothing is lost. As soon as there is room on the disk, saving works again by itself.
