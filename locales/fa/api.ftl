# آنچه به برنامه‌ها گفته می‌شود.

api-field_wrong = این مقدار به شکلی که باید باشد نیست.
api-field_missing = این فیلد لازم است.
api-field_unknown = این فیلد شناخته‌شده نیست.
api-parameter_wrong = یکی از پارامترهای نشانی ناشناخته است یا شکل درستی ندارد.
api-body_wrong = بدنهٔ درخواست شکل درستی ندارد.
api-idempotency_key_unreadable = مقدار Idempotency-Key باید ۱ تا ۲۵۵ نویسهٔ دیدنی ASCII باشد.
api-idempotency_in_flight = درخواستی با همین Idempotency-Key در دست انجام است.
api-idempotency_key_reused = از این Idempotency-Key برای درخواست دیگری استفاده شده است.
api-cursor_unknown = چنین صفحه‌ای وجود ندارد.
api-customer_ambiguous = این تلفن یا ایمیل برای چند مشتری ثبت شده است. یکی را با شناسه مشخص کنید.
api-outside_time = این زمان پیش از سال ۱۹۷۰ میلادی یا در آینده است.
api-no_prediction = هنوز پیش‌بینی‌ای برای این مشتری نیست.
