# ما يُقال للبرامج.

api-field_wrong = ليست هذه القيمة على الشكل المتوقع.
api-field_missing = هذا الحقل مطلوب.
api-field_unknown = هذا الحقل غير معروف.
api-parameter_wrong = أحد معاملات العنوان غير معروف أو ليس على الشكل المتوقع.
api-body_wrong = ليس متن الطلب على الشكل المتوقع.
api-idempotency_key_unreadable = يجب أن يتكوّن Idempotency-Key من حرف واحد إلى ٢٥٥ حرفًا مرئيًا من ASCII.
api-idempotency_in_flight = يجري الآن تنفيذ طلب له مفتاح Idempotency-Key نفسه.
api-idempotency_key_reused = سبق استخدام Idempotency-Key هذا لطلب آخر.
api-cursor_unknown = لا توجد صفحة كهذه.
api-customer_ambiguous = ينطبق هذا الهاتف أو البريد على عدة عملاء. حدّد واحدًا بمعرّفه.
api-outside_time = هذا الوقت قبل عام ١٩٧٠ أو في المستقبل.
api-no_prediction = لا يوجد توقع لهذا العميل بعد.
