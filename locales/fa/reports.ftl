# گزارش‌هایی که آدم‌ها خودشان می‌سازند. Reports people put together.

reports-title = گزارش‌ها
reports-lead = شاخص‌ها، تفکیک و بازه را انتخاب کنید؛ گزارش را ذخیره کنید، با تیم به اشتراک بگذارید یا بخواهید سر وقت فرستاده شود.
reports-new = گزارش تازه
reports-mine = گزارش‌های من
reports-shared = مشترک با تیم
reports-ready = آمادهٔ باز کردن
reports-empty-title = هنوز گزارشی ذخیره نشده
reports-empty-text = یکی از گزارش‌های زیر را باز کنید، هر چه می‌خواهید تغییر دهید و با نام خودتان ذخیره کنید.
reports-empty-look = هنوز کسی گزارشی به اشتراک نگذاشته است. گزارش‌های زیر را می‌توانید باز کنید.
reports-col-name = گزارش
reports-col-owner = صاحب گزارش
reports-col-schedule = ارسال
reports-col-changed = آخرین تغییر
reports-owner-team = تیم
reports-next-due = ارسال بعدی: { $date }
reports-comma = {"، "}

reports-ready-sales = فروش ماه به ماه
reports-ready-sales-text = درآمد، سفارش‌ها و میانگین ارزش سفارش در یک سال گذشته.
reports-ready-people = مشتریان تازه و بازگشته
reports-ready-people-text = هر ماه چند نفر اولین بار خریدند و چند نفر دوباره آمدند.
reports-ready-channels = کانال‌های فروش
reports-ready-channels-text = هر کانال در ۹۰ روز گذشته چه آورده و چه سهمی از آن مرجوع شده است.
reports-ready-products = پرفروش‌ترین کالاها
reports-ready-products-text = تعداد، فروش و خریداران هر کالا در ۹۰ روز گذشته.
reports-ready-campaigns = مشتریان هر کمپین
reports-ready-campaigns-text = هر کمپین در یک سال چند مشتری تازه آورده و آن‌ها چقدر خریده‌اند.

reports-show = نمایش
reports-measures = شاخص‌ها
reports-by-first = به تفکیک
reports-by-first-label = تفکیک اول
reports-by-second = و
reports-by-second-label = تفکیک دوم
reports-in = در
reports-time-label = بازهٔ زمانی
reports-from = از روز
reports-until = تا
reports-to = تا روز
reports-calendar = با تقویم
reports-as = به شکل
reports-chart-label = نمودار
reports-of = برای
reports-limit = حداکثر ردیف
reports-limit-label = حداکثر تعداد ردیف
reports-all-rung = همهٔ پله‌ها
reports-all-city = همهٔ شهرها
reports-all-source = همهٔ منبع‌ها
reports-all-tag = همهٔ برچسب‌ها
reports-all-segment = همهٔ بخش‌ها
reports-all-view = همهٔ مشتریان
reports-all-channel = همهٔ کانال‌ها
reports-all-product = همهٔ کالاها
reports-filter-rung = پله
reports-filter-city = شهر
reports-filter-source = منبع
reports-filter-tag = برچسب
reports-filter-segment = بخش
reports-filter-view = نمای ذخیره‌شده
reports-filter-channel = کانال سفارش
reports-filter-product = کالا

reports-measure-customers = مشتریان خریدار
reports-measure-new = مشتریان تازه
reports-measure-returning = مشتریان بازگشته
reports-measure-repeat_share = نرخ مشتریان تکراری
reports-measure-orders = سفارش‌ها
reports-measure-gross_minor = فروش پیش از مرجوعی
reports-measure-returns = تعداد مرجوعی
reports-measure-returned_minor = مبلغ مرجوعی
reports-measure-return_share = سهم مرجوعی
reports-measure-net_minor = درآمد
reports-measure-units = تعداد کالا
reports-measure-aov_minor = میانگین ارزش سفارش
reports-measure-purchase_frequency = سفارش هر مشتری
reports-measure-days_between = فاصلهٔ سفارش‌ها (روز)
reports-measure-first_order_minor = درآمد سفارش‌های اول

reports-how-customers = مشتریانی که در این ردیف دست‌کم یک سفارش دارند؛ هر کس یک بار شمرده می‌شود.
reports-how-new = مشتریانی که اولین سفارش عمرشان در این ردیف است.
reports-how-returning = مشتریان ردیف که پیش‌تر هم سفارش داده بودند.
reports-how-repeat_share = مشتریانی که آخرین سفارششان در ردیف دست‌کم سفارش دومشان بوده، تقسیم بر مشتریان ردیف.
reports-how-orders = سفارش‌هایی که به حساب می‌آیند.
reports-how-gross_minor = جمع سفارش‌ها، پیش از کم کردن مرجوعی.
reports-how-returns = مرجوعی‌ها در روزی که برگشته‌اند.
reports-how-returned_minor = جمع مبلغ مرجوعی‌ها در روزی که برگشته‌اند.
reports-how-return_share = مبلغ مرجوعی تقسیم بر فروش پیش از مرجوعی.
reports-how-net_minor = جمع سفارش‌ها منهای جمع مرجوعی‌ها.
reports-how-units = تعداد کالاهای سفارش‌ها.
reports-how-aov_minor = درآمد تقسیم بر تعداد سفارش‌ها.
reports-how-purchase_frequency = سفارش‌ها تقسیم بر مشتریان ردیف.
reports-how-days_between = میانگین روزهایی که از سفارش قبلی گذشته، برای سفارش‌هایی که سفارش قبلی دارند.
reports-how-first_order_minor = جمع سفارش‌های ردیف که اولین سفارش عمر مشتری بوده‌اند.
reports-how-window = بازهٔ گزارش. سابقهٔ پیش از آن در نظر گرفته می‌شود، ولی آنچه پس از آن رخ داده نه.

reports-by-nothing = هیچ
reports-by-day = روز
reports-by-week = هفته
reports-by-month = ماه
reports-by-quarter = فصل
reports-by-year = سال
reports-by-weekday = روز هفته
reports-by-channel = کانال سفارش
reports-by-campaign = کمپین
reports-by-product = کالا
reports-by-source = منبع مشتری
reports-by-city = شهر
reports-by-tag = برچسب
reports-by-rung = پله
reports-by-segment = بخش RFM
reports-by-order_number = شمارهٔ سفارش مشتری
reports-by-cohort = ماه اولین سفارش

reports-chart-line = خط
reports-chart-bar = ستون
reports-chart-stacked = ستون انباشته
reports-chart-table = فقط جدول

reports-time-all = همهٔ زمان‌ها
reports-time-days = از روزی تا روزی
reports-time-last-day =
    { $n ->
        [1] امروز
        [one] { $n } روز گذشته
       *[other] { $n } روز گذشته
    }
reports-time-last-week =
    { $n ->
        [1] این هفته
        [one] { $n } هفتهٔ گذشته
       *[other] { $n } هفتهٔ گذشته
    }
reports-time-last-month =
    { $n ->
        [1] این ماه
        [one] { $n } ماه گذشته
       *[other] { $n } ماه گذشته
    }
reports-time-last-quarter =
    { $n ->
        [1] این فصل
        [one] { $n } فصل گذشته
       *[other] { $n } فصل گذشته
    }
reports-time-last-year =
    { $n ->
        [1] امسال
        [one] { $n } سال گذشته
       *[other] { $n } سال گذشته
    }
reports-time-complete-day =
    { $n ->
        [1] دیروز
        [one] { $n } روز کامل گذشته
       *[other] { $n } روز کامل گذشته
    }
reports-time-complete-week =
    { $n ->
        [1] هفتهٔ پیش
        [one] { $n } هفتهٔ کامل گذشته
       *[other] { $n } هفتهٔ کامل گذشته
    }
reports-time-complete-month =
    { $n ->
        [1] ماه پیش
        [one] { $n } ماه کامل گذشته
       *[other] { $n } ماه کامل گذشته
    }
reports-time-complete-quarter =
    { $n ->
        [1] فصل پیش
        [one] { $n } فصل کامل گذشته
       *[other] { $n } فصل کامل گذشته
    }
reports-time-complete-year =
    { $n ->
        [1] پارسال
        [one] { $n } سال کامل گذشته
       *[other] { $n } سال کامل گذشته
    }

reports-from-to = از { $from } تا { $to }
reports-week-of = هفتهٔ { $date }
reports-unknown = نامعلوم
reports-others = بقیه
reports-later-orders = سفارش‌های بعدی
reports-first-day = روز اول
reports-table = ارقام گزارش
reports-total = جمع کل
reports-hidden-rows =
    { $n ->
        [one] { $n } ردیف دیگر در فایل‌ها هست.
       *[other] { $n } ردیف دیگر در فایل‌ها هست.
    }
reports-nothing-title = در این بازه چیزی نیست
reports-nothing-text = هیچ سفارشی با این خواسته جور نیست. بازهٔ بلندتری انتخاب کنید یا یکی از فیلترها را بردارید.
reports-note-others =
    { $n ->
        [one] { $by }: یک مورد دیگر در ردیف «بقیه» آمده است.
       *[other] { $by }: { $n } مورد دیگر با هم در ردیف «بقیه» آمده‌اند.
    }
reports-note-products = سفارشی که چند کالا دارد در چند ردیف می‌آید؛ برای همین جمع سفارش‌ها و مشتریانِ ردیف‌ها با جمع کل یکی نیست.
reports-note-tags = مشتری چندبرچسبی در چند ردیف می‌آید؛ برای همین جمع ردیف‌ها با جمع کل یکی نیست.
reports-note-lines = ارزش هر کالا همان مبلغ قلم‌های آن در سفارش‌هاست. مرجوعی‌ها نمی‌گویند چه کالایی برگشته است و کم نشده‌اند.

reports-save-title = ذخیرهٔ این گزارش
reports-save-changes = نام، اشتراک و زمان‌بندی
reports-not-saved = آنچه می‌بینید تغییر کرده و هنوز ذخیره نشده است.
reports-copy-hint = این گزارش از آنِ کس دیگری است. با ذخیره کردن، رونوشتی برای خودتان ساخته می‌شود.
reports-name = نام
reports-share = اشتراک با تیم
reports-share-hint = هر کس که اجازهٔ دیدن آمار دارد می‌تواند بازش کند؛ فقط شما و مالک کسب‌وکار می‌توانید آن را تغییر دهید.
reports-every = ارسال خودکار
reports-every-never = هیچ‌وقت
reports-every-day = هر روز
reports-every-week = اول هر هفته
reports-every-month = اول هر ماه
reports-hour = ساعت (۰ تا ۲۳)
reports-recipients = گیرندگان
reports-recipients-hint = نشانی‌های ایمیل، هر کدام در یک سطر. تا وقتی کانال ایمیل وصل نشده، آنچه فرستاده می‌شود همین‌جا می‌ماند.
reports-saved = «{ $name }» ذخیره شد.
reports-changed = گزارش ذخیره شد.
reports-deleted = گزارش حذف شد.
reports-restored = گزارش برگشت.
reports-delete-title = این گزارش حذف شود؟
reports-delete-text = دیگر فرستاده نمی‌شود و تیم هم آن را نمی‌بیند. بلافاصله می‌توانید حذف را برگردانید.
reports-sent-title = ارسال‌ها
reports-sent-hint = ارقام همان می‌مانند که هنگام ارسال بوده‌اند.
reports-sent-waiting = در راه
reports-sent-failed = ارسال نشد
reports-sent-done = ارسال شد

reports-rung-unknown = چنین پله‌ای وجود ندارد. پلهٔ دیگری انتخاب کنید.
reports-segment-unknown = چنین بخشی وجود ندارد. بخش دیگری انتخاب کنید.
reports-view-gone = نمایی که این گزارش با آن فیلتر می‌شود دیگر وجود ندارد یا با شما مشترک نیست. نمای دیگری انتخاب کنید.
reports-owner-gone = صاحب این گزارش دیگر اجازهٔ دیدن آمار را ندارد.
reports-not-sent = این گزارش فرستاده نشده و فایلی ندارد.
