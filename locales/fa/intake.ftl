# Refusals
intake-not-a-table = این فایل جدول نیست، بلکه { $what ->
    [pdf] یک سند PDF
    [image] یک تصویر
    [html] یک صفحهٔ وب
    [json] یک فایل JSON
    [archive] یک فایل فشرده
    [text] متن ساده
   *[other] فایل ویژهٔ یک برنامهٔ دیگر
 } است. سفارش‌ها را به‌صورت CSV یا اکسل (‎.xlsx) ذخیره کنید و دوباره بفرستید.
intake-empty-file = فایل خالی است.
intake-no-header = ردیف اول فایل نام ستون‌ها نیست. ردیفی مانند «مشتری، تاریخ، مبلغ» در بالای آن بگذارید.
intake-zip-bomb = محتوای این کارپوشه پس از باز شدن بسیار بزرگ‌تر از اندازهٔ فایل می‌شود؛ برای حفظ امنیت باز نشد.
intake-workbook-too-large = متن این کارپوشه بیش از آن است که یک‌جا خوانده شود. آن را به‌صورت CSV ذخیره کنید و دوباره بفرستید.
intake-old-excel = این فایل از نسخهٔ قدیمی اکسل است یا رمز دارد. آن را بدون رمز به‌صورت ‎.xlsx یا CSV ذخیره کنید.
intake-broken-workbook = کارپوشه آسیب دیده و خوانده نمی‌شود. آن را در اکسل باز و دوباره ذخیره کنید، سپس بفرستید.
intake-line-too-long = خط { $line } بلندتر از آن است که ردیف یک جدول باشد.
intake-too-many-columns = فایل بیش از { $limit } ستون دارد. فقط ستون‌های لازم را نگه دارید و دوباره بفرستید.
intake-missing-meaning = مشخص کنید کدام ستون { $meaning ->
    [date] تاریخ
    [amount] مبلغ
   *[other] شناسه، تلفن یا ایمیل مشتری
 } است.
intake-column-unknown = در فایل ستونی به نام «{ $column }» نیست.
intake-mapping-invalid = نگاشت ستون‌ها خوانده نشد: { $detail }
intake-currency-unknown = «{ $currency }» ارز نیست. کد سه‌حرفی استاندارد را بنویسید، مانند IRR، USD یا SAR.
intake-dates-ambiguous = تاریخی مانند { $sample } را می‌توان به چند شکل خواند. تقویم و ترتیب روز، ماه و سال را مشخص کنید و دوباره بفرستید.
intake-mapping-syntax = فایل نگاشت ستون‌ها JSON درستی نیست (خط { $line }، نویسهٔ { $column }).
intake-mapping-shape = نگاشت ستون‌ها باید به این شکل باشد: { $example }
intake-mapping-meaning = ستون «{ $column }»: معنایی به نام «{ $meaning }» وجود ندارد.
intake-mapping-rule = ستون «{ $column }»: به‌جای «{ $rule }» یکی از skip، fill_blank، overwrite یا never را بنویسید.
intake-unit-without-rial = تومان فقط با ریال ایران معنا دارد، نه با { $currency }.
intake-not-found = چنین ورود داده‌ای وجود ندارد.
intake-not-undoable = این ورود داده را اکنون نمی‌توان برگرداند: یا هنوز در حال اجراست یا پیش‌تر برگردانده شده است.
intake-taken-over = این ورود داده هم‌اکنون در جای دیگری در حال انجام است.
intake-file-missing = نسخهٔ وفا از فایل از بین رفته است و ورود داده ادامه نمی‌یابد. فایل را دوباره وارد کنید.
intake-does-not-reconcile = تعداد ردیف‌های خوانده‌شده با ردیف‌های تعیین‌تکلیف‌شده یکی نیست. چیزی از این بخش ذخیره نشد. لطفاً این مورد را گزارش کنید.
intake-io = فایل خوانده یا کپی نشد. فضای دیسک را بررسی کنید و دوباره تلاش کنید.

# Problems of rows
intake-problem-too-long = ردیف بیش از اندازه بلند است.
intake-problem-too-wide = تعداد خانه‌های این ردیف بیش از اندازه است.
intake-problem-quote-open = گیومه‌ای که در این ردیف باز شده بسته نشده است. خواندن از خط { $line } ادامه یافت.
intake-problem-formula = این خانه فرمول است. مقدار آن را به‌جایش بگذارید.
intake-problem-broken-text = متن آسیب دیده است: در فایل دو کدگذاری به هم آمیخته است.
intake-problem-too-many-cells = تعداد خانه‌های این ردیف از ستون‌های نام‌دار فایل ({ $columns } ستون) بیشتر است.
intake-problem-nobody = ردیف هیچ مشتری‌ای را معرفی نمی‌کند: شناسه، تلفن و ایمیل ندارد.
intake-problem-phone-unreadable = این شمارهٔ تلفن نیست.
intake-problem-email-unreadable = این نشانی ایمیل نیست.
intake-problem-quantity-unreadable = این تعداد، عدد نیست.
intake-problem-amount-unreadable = این مبلغ نیست.
intake-problem-amount-missing = مبلغ نوشته نشده است.
intake-problem-date-unreadable = این در تقویم فایل، تاریخ درستی نیست.
intake-problem-date-missing = تاریخ نوشته نشده است.
intake-problem-currency-unknown = این ارز شناخته‌شده نیست.
intake-problem-currency-differs = ارز این ردیف با ارز سفارشش یکی نیست.
intake-problem-order-customer-differs = این سفارش برای مشتری { $stored } ثبت شده است، اما در فایل { $file } آمده است. اگر شمارهٔ سفارش‌ها در فروشگاه شما از نو شروع می‌شود، آن‌ها را یکتا کنید؛ مثلاً سال را جلوی شماره بگذارید.
intake-problem-order-customers = این سفارش از مشتری { $stored } است، اما در این ردیف { $file } آمده است.
intake-problem-order-date-differs = تاریخ این سفارش { $stored_on } ثبت شده است، اما در فایل { $file_on } است.
intake-problem-order-dates = این سفارش در تاریخ { $stored_on } ثبت شده، اما تاریخ این ردیف { $file_on } است.
intake-problem-order-amount-differs = مبلغ این سفارش { $stored_money } ثبت شده است، اما در فایل { $file_money } است. چیزی تغییر نکرد.
intake-problem-order-currency-differs = ارز این سفارش { $stored } ثبت شده است، اما در فایل { $file } است.
intake-problem-nul = در این ردیف نویسه‌هایی هست که در متن جایی ندارند؛ فایل در اینجا آسیب دیده است.
intake-problem-left-out = این ردیف را خودتان کنار گذاشته‌اید.
intake-problem-unknown = ردیف خوانده نشد.

# Columns of the file of problems
intake-column-line = خط
intake-column-column = ستون
intake-column-reason = ایراد

# What a column means
intake-meaning-ignore = نادیده بگیر
intake-meaning-custom = فیلد دلخواه من
intake-meaning-customer-id = شناسهٔ مشتری
intake-meaning-name = نام کامل
intake-meaning-given-name = نام
intake-meaning-family-name = نام خانوادگی
intake-meaning-honorific = عنوان (آقا، خانم، مهندس…)
intake-meaning-gender = جنسیت
intake-meaning-email = ایمیل
intake-meaning-phone = تلفن
intake-meaning-company = شرکت
intake-meaning-city = شهر
intake-meaning-birth-date = تاریخ تولد
intake-meaning-tags = برچسب‌ها
intake-meaning-note = یادداشت
intake-meaning-order-id = شمارهٔ سفارش
intake-meaning-date = تاریخ سفارش
intake-meaning-time = ساعت
intake-meaning-amount = مبلغ
intake-meaning-order-total = مبلغ کل سفارش
intake-meaning-unit-price = قیمت واحد
intake-meaning-quantity = تعداد
intake-meaning-currency = ارز
intake-meaning-status = وضعیت
intake-meaning-discount-code = کد تخفیف
intake-meaning-product-id = کد محصول
intake-meaning-product-name = محصول
intake-meaning-source = منبع
intake-meaning-campaign = کمپین
intake-meaning-refunded-amount = مبلغ مرجوعی
intake-meaning-cancelled-at = تاریخ لغو

# Choices and states
intake-overwrite-skip = اطلاعات موجود بماند
intake-overwrite-fill-blank = جاهای خالی پر شود
intake-overwrite-overwrite = مقدار فایل جایگزین شود
intake-overwrite-never = نوشته نشود
intake-unit-rial = ریال
intake-unit-toman = تومان
intake-order-year-first = سال، ماه، روز
intake-order-day-first = روز، ماه، سال
intake-order-month-first = ماه، روز، سال
intake-state-running = در حال ورود داده
intake-state-settling = جای‌گذاری مشتریان روی نردبان
intake-state-done = انجام شد
intake-state-undoing = در حال برگرداندن
intake-state-undone = برگردانده شد
intake-state-failed = متوقف شد
