# پیش‌بینی‌ها: چه کسی دارد می‌رود، چه کسی ارزشمندتر است؛ و سنجهٔ آمادگی داده

predictions-lead = از هر مشتری در ۱۲ ماه آینده چه انتظاری می‌رود و چرا.
predictions-models = چگونه پیش‌بینی می‌شود
predictions-tabs = فهرست‌ها
predictions-tab-slipping = در آستانهٔ رفتن
predictions-tab-worth = ارزشمندترین‌ها
predictions-about-slipping-model = مشتریانی که بیش از همیشه دیر کرده‌اند، به ترتیب ارزشی که ممکن است با رفتنشان از دست برود. تماس امروز با بالای فهرست بیشترین فایده را دارد.
predictions-about-worth-model = مشتریان به ترتیب ارزشی که در ۱۲ ماه آینده از آن‌ها انتظار می‌رود.
predictions-about-slipping-rfm = مشتریانی که می‌آمدند و دارند کم‌رنگ می‌شوند، به ترتیب خرید خالصشان تا امروز.
predictions-about-worth-rfm = مشتریان به ترتیب خرید خالصشان تا امروز.
predictions-as-of = تا روز { $date }.
predictions-empty-title = پیش‌بینی با سفارش‌ها شروع می‌شود
predictions-empty-text = سفارش‌هایتان را وارد کنید تا وفا آهنگ خرید مشتریان را یاد بگیرد: چه کسی برمی‌گردد، کِی، و چقدر ارزش دارد.
predictions-empty-import = ورود سفارش‌ها
predictions-rfm-title = داده برای مدل کافی نیست؛ این فهرست‌ها بر پایهٔ RFM است
predictions-rfm-text = ترتیب از روی تازگی، دفعات و مبلغ خرید است. احتمالی نشان داده نمی‌شود، چون حدسی بیش نخواهد بود.
predictions-stale = از آخرین برازش { $n } روز گذشته است. با خریدهای تازه، برازش دوباره خودبه‌خود انجام می‌شود؛ صفحهٔ «مدل‌ها» را ببینید.
predictions-total-value = ارزش ۱۲ ماههٔ همهٔ مشتریان
predictions-total-purchases = خریدهای مورد انتظار در ۱۲ ماه
predictions-total-customers = مشتریان دارای سفارش
predictions-with-order = همهٔ کسانی که تا امروز سفارش داده‌اند
predictions-col-customer = مشتری
predictions-col-last = آخرین سفارش
predictions-col-interval = فاصلهٔ معمول خودش
predictions-col-chance = احتمال خرید دوباره
predictions-col-next = خرید بعدی
predictions-col-value = ارزش ۱۲ ماهه
predictions-col-risk = ارزش در خطر
predictions-col-so-far = خرید خالص تا امروز
predictions-overdue = از موعد گذشته
predictions-nameless = بی‌نام
predictions-none-slipping = کسی در آستانهٔ رفتن نیست
predictions-none-slipping-text = همهٔ کسانی که می‌آمدند هنوز از فاصلهٔ معمول خودشان نگذشته‌اند.
predictions-none-worth = فهرست خالی است
predictions-none-worth-text = تا روز آخرین برازش کسی سفارش نداده است.
predictions-export-note = فایل خروجی { $n } مشتری نخست فهرست را دارد.

readiness-title = آیا داده کافی است؟
readiness-text = پیش‌بینی چهار شرط می‌خواهد. تا وقتی هر چهار شرط برقرار نشده، وفا با تازگی، دفعات و مبلغ خرید رتبه می‌دهد و همین را می‌گوید.
readiness-ready = هر چهار شرط برقرار است و پیش‌بینی‌ها بر پایهٔ مدل‌اند.
readiness-customers = { $have } مشتری دارای سفارش
readiness-customers-need = دست‌کم { $need }
readiness-history = { $have } روز سابقه
readiness-history-need = دست‌کم { $need } روز
readiness-last-order =
    { $have ->
        [0] آخرین سفارش امروز
       *[other] آخرین سفارش { $have } روز پیش
    }
readiness-last-order-need = حداکثر { $need } روز پیش
readiness-no-order = هنوز سفارشی نیست
readiness-three = { $have } مشتری با خرید در سه روز یا بیشتر
readiness-three-need = دست‌کم { $need }

how-predictions-value-model = خریدهای مورد انتظار ماه‌های آینده × ارزش مورد انتظار هر خرید × حاشیهٔ سود؛ ارزش ماه‌های دورتر با نرخ تنزیل کاهش می‌یابد.
how-predictions-value-rfm = سفارش‌ها منهای مرجوعی‌ها تا امروز. چیزی پیش‌بینی نشده است.
how-predictions-risk-model = ارزش × (۱ − احتمال خرید دوباره)، برای مشتریانی که غیبتشان از ۱٫۵ برابر فاصلهٔ معمول خودشان گذشته است (برای کسانی که یک بار خریده‌اند: فاصلهٔ معمول در فروشگاه). برای بقیه ارزشی در خطر نیست.
how-predictions-risk-rfm = سفارش‌ها منهای مرجوعی‌ها تا امروز، در بخش‌های «نباید از دست بروند»، «در خطر ریزش»، «نیازمند توجه» و «در آستانهٔ خواب».
how-predictions-chance-model = احتمال دست‌کم یک خرید در ۱۲ ماه آینده، با مدلی که در صفحهٔ مدل‌هاست. فاصلهٔ معمول خودش: میانهٔ روزهای میان خریدها، یا میانگینشان اگر تعدادشان کم باشد.
how-predictions-chance-rfm = نشان داده نمی‌شود: داده کافی نیست.
how-predictions-window-model = ۱۲ ماه پس از روز برازش؛ همهٔ سفارش‌ها تا آن روز به حساب آمده‌اند.
how-predictions-window-rfm = همهٔ سفارش‌ها تا روز برازش.
how-predictions-exclusions = سفارش‌های لغوشده، سفارش‌های به ارز دیگر و سفارش‌های بدون مشتری. خریدهای یک روز یک بار شمرده می‌شوند.

predictions-tab-likely = محتمل‌ترین خریداران
predictions-about-likely-model = مشتریان به ترتیب احتمال خرید دوباره در ۱۲ ماه آینده.
predictions-none-likely = فهرست خالی است
predictions-none-likely-text = تا روز آخرین برازش کسی سفارش نداده است.
predictions-none-chance = کسی در این گروه نیست
predictions-none-chance-text = احتمال دیگری را برگزینید یا همه را ببینید.
predictions-chance-of = با احتمال خرید دوبارهٔ
predictions-chance-any = هر اندازه
predictions-chance-likely = زیاد (۶۰٪ و بیشتر)
predictions-chance-possible = متوسط (۳۰٪ تا ۶۰٪)
predictions-chance-unlikely = کم (زیر ۳۰٪)
predictions-bought-since = پس از برازش خرید کرده است؛ ارقامش با برازش بعدی به‌روز می‌شود.
