# What programs are told, in the language they ask for.

api-field_wrong = This value does not have the expected form.
api-field_missing = This field is required.
api-field_unknown = This field is not known.
api-parameter_wrong = A parameter of the address is unknown or does not have the expected form.
api-body_wrong = The body does not have the expected form.
api-idempotency_key_unreadable = The Idempotency-Key must have 1 to 255 visible ASCII characters.
api-idempotency_in_flight = A request with this Idempotency-Key is being worked on.
api-idempotency_key_reused = This Idempotency-Key was used for another request.
api-cursor_unknown = There is no such page.
api-customer_ambiguous = Several customers fit this phone or e-mail. Name one by id or external id.
api-outside_time = The moment is before the year 1970 or in the future.
api-no_prediction = There is no prediction for this customer yet.
