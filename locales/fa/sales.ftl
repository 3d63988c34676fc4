# سفارش‌ها و مرجوعی‌ها
sales-not-found = چنین سفارشی وجود ندارد.
sales-amount-not-positive = مبلغ مرجوعی باید بیشتر از صفر باشد.
sales-amount-negative = مبلغ سفارش نمی‌تواند منفی باشد. آنچه را پس داده شده به‌صورت مرجوعی ثبت کنید.
sales-too-many-lines = هر سفارش حداکثر ۵۰۰ قلم دارد.
sales-other-currency = ارز مرجوعی با ارز سفارش یکی نیست.
sales-bad-cursor = این صفحه از فهرست وجود ندارد. از صفحهٔ اول شروع کنید.
sales-order-differs = سفارشی با شمارهٔ { $number } از پیش ثبت شده است و با این سفارش فرق دارد.
sales-differs-customer = مشتری آن کس دیگری است.
sales-differs-amount = مبلغ آن فرق دارد.
sales-differs-currency = ارز آن فرق دارد.
sales-differs-lines = اقلام آن فرق دارد.
sales-status-placed = ثبت‌شده
sales-status-paid = پرداخت‌شده
sales-status-completed = تکمیل‌شده
sales-status-unpaid = پرداخت‌نشده
sales-status-cancelled = لغوشده
sales-status-refunded = مرجوع‌شده
