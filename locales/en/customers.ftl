# The register: refusals (the key is the code of the error).

customers-not_found = There is no such customer. The record may have been removed with an import that was undone.
customers-merged = This record was merged into another one. Open that one and make the change there.
customers-invalid_field = This field does not take that value. Please check it.
customers-phone_unreadable = This is not a phone number that can exist. Check the digits and the country code.
customers-email_unreadable = This is not an e-mail address. One looks like name@example.com.
customers-contact_empty = Nothing was entered. Write a phone number, an address or an ID of at most 200 characters.
customers-contact_not_found = The customer no longer has this contact.
customers-external_taken = This ID already belongs to another customer. If both are the same person, merge the two records.
customers-same_record = Choose two different records to merge.
customers-not_the_last_merge = A later merge has to be undone first. Merges are undone from the latest backwards.
customers-merge_not_found = This merge has already been undone.
customers-view_not_found = This view no longer exists.
customers-not_yours = This view belongs to someone else. Views of the whole team can be deleted by the owner of the business.
customers-tag_invalid = A tag needs between 1 and 60 characters.
customers-note_empty = Write something before saving the note.
customers-rules_invalid = These rules contradict each other. Every rung has to ask for at least as many orders as the rung below it, repeat customers need two or more, and the gap factor lies between 1 and 100.
customers-query_invalid = This list cannot be opened with these filters. Clear the filters and choose again.
customers-stored = Something stored about this customer cannot be read. The details are in the log of the program.

customers-act_gone = This can no longer be undone: it is more than a day ago.
