# امروز: نخستین صفحهٔ روز

today-greeting-morning = صبح به‌خیر
today-greeting-morning-name = صبح به‌خیر، { $name }
today-greeting-noon = ظهر به‌خیر
today-greeting-noon-name = ظهر به‌خیر، { $name }
today-greeting-evening = عصر به‌خیر
today-greeting-evening-name = عصر به‌خیر، { $name }
today-greeting-night = شب به‌خیر
today-greeting-night-name = شب به‌خیر، { $name }

today-yesterday = دیروز **{ $n } سفارش** داشتید،
today-returning =
    { $n ->
        [0] همه از مشتریان تازه.
        [one] { $n } نفر از خریداران مشتری قدیمی بود.
       *[other] { $n } نفر از خریداران مشتری قدیمی بودند.
    }
today-yesterday-none = دیروز سفارشی نداشتید.
today-slipping =
    { $n ->
        [one] **{ $n } مشتری** در آستانهٔ رفتن است.
       *[other] **{ $n } مشتری** در آستانهٔ رفتن‌اند.
    }
today-slipping-none = کسی در آستانهٔ رفتن نیست.
today-lead-empty = چند دقیقهٔ دیگر همین صفحه می‌گوید چه کسی برمی‌گردد و چه کسی دارد می‌رود.
today-lead-plain = کارهایی که امروز منتظر شماست.

today-empty-title = همه‌چیز با یک فایل شروع می‌شود
today-empty-text = سفارش‌هایی را که دارید با اکسل یا CSV بیاورید. در فروشگاهتان چیزی عوض نمی‌شود و هر ورود داده را می‌شود یک‌جا برگرداند.
today-empty-action = ورود سفارش‌ها
today-empty-demo = فقط می‌خواهید نگاهی بیندازید؟ این فرمان فروشگاهی با مشتریان ساختگی راه می‌اندازد:

today-kpi-repeat = نرخ مشتریان تکراری
today-kpi-churn = نرخ ریزش این ماه
today-kpi-value = ارزش ۱۲ ماه آینده
today-kpi-value-none = هنوز دادهٔ کافی برای آن نیست
today-kpi-at-risk = { $amount } از آن در خطر است
today-kpi-revenue = درآمد { $month }
today-trend = { $change } نسبت به همین روزهای { $month }
today-value-formula = برای هر مشتری: سفارش‌های مورد انتظار در ۱۲ ماه آینده × ارزش مورد انتظار هر سفارش × حاشیهٔ سود، به ارزش امروز؛ سپس جمع همه.
today-value-window = ۱۲ ماه پس از آخرین برازش مدل‌ها.
today-value-exclusions = مشتریانی که هنوز نیامده‌اند و کسانی که هرگز سفارش نداده‌اند.

today-tasks = کارهای امروز
today-tasks-none = کاری نمانده
today-tasks-none-text = کسی دیر نکرده، پروندهٔ تکراری نیست و همهٔ داده‌ها درست وارد شده‌اند.
today-task-import-runs = «{ $file }» در حال ورود است
today-task-import-runs-detail = در پس‌زمینه پیش می‌رود؛ می‌توانید بروید و برگردید.
today-task-import-runs-action = دیدن پیشرفت
today-task-import-undoes = «{ $file }» در حال برگرداندن است
today-task-import-undoes-action = دیدن پیشرفت
today-task-import-failed = ورود «{ $file }» متوقف شد
today-task-import-failed-detail = آنچه نوشته شده سر جایش است. علت را ببینید و دوباره تلاش کنید یا آن را برگردانید.
today-task-import-failed-action = دیدن علت
today-task-import-problems = { $n } ردیف وارد نشد
today-task-import-problems-detail = از «{ $file }». ردیف‌ها را در فایل درست کنید و دوباره واردش کنید؛ چیزی دو بار شمرده نمی‌شود.
today-task-import-problems-action = دیدن ردیف‌ها
today-task-late-any =
    { $n ->
        [one] { $n } مشتری دیر کرده است
       *[other] { $n } مشتری دیر کرده‌اند
    }
today-task-late-any-action = دیدن فهرست
today-task-late-one = { $name }، مشتری وفادارتان، دیر کرده است
today-task-late-one-action = دیدن فهرست
today-task-late-loyal =
    { $n ->
        [one] { $n } مشتری وفادار دیر کرده است
       *[other] { $n } مشتری وفادار دیر کرده‌اند
    }
today-task-late-loyal-action = دیدن فهرست
today-task-late-many = { $name } و { $n } مشتری وفادار دیگر دیر کرده‌اند
today-task-late-many-action = دیدن فهرست
today-task-late-detail = بیش از فاصلهٔ معمول خودشان نیامده‌اند؛ ارزش در خطر: { $amount }
today-task-duplicates = { $n } جفت پرونده شاید از آنِ یک نفر باشند
today-task-duplicates-many = بیش از { $n } جفت پرونده شاید از آنِ یک نفر باشند
today-task-duplicates-detail = تلفن یا ایمیل یکسان، یا نام مشابه. تصمیم با شماست؛ چیزی خودبه‌خود ادغام نمی‌شود.
today-task-duplicates-action = بررسی
today-task-duplicates-many-action = بررسی
today-task-models-none = هنوز پیش‌بینی‌ای نیست
today-task-models-none-detail = مدل‌ها پس از هر ورود داده برازش می‌شوند؛ خودتان هم می‌توانید شروعش کنید.
today-task-models-none-action = مدل‌ها
today-task-models-thin = داده هنوز برای پیش‌بینی کافی نیست
today-task-models-thin-detail = تا آن زمان تازگی، دفعات و مبلغ خرید جای پیش‌بینی را می‌گیرند. ببینید چه چیزی کم است.
today-task-models-thin-action = چه چیزی کم است؟
today-task-models-old = پیش‌بینی‌ها دارند کهنه می‌شوند
today-task-models-old-detail = از سفارش‌ها تا { $date } خبر دارند.
today-task-models-old-action = برازش دوباره
today-task-new = این هفته { $n } مشتری تازه آمده
today-task-new-detail = یک حرف گرم پس از نخستین خرید است که خرید دوم را می‌آورد.
today-task-new-action = دیدن نام‌ها
today-task-occasion =
    { $days ->
        [one] فردا { $name } است
       *[other] { $days } روز دیگر { $name } است
    }
today-task-occasion-today = امروز { $name } است
today-task-occasion-detail = { $date }. تبریک به‌موقع به مشتریان وفادار در یادشان می‌ماند.
today-task-occasion-action = مشتریان وفادار
today-task-occasion-today-action = مشتریان وفادار

today-ladder-more = جابه‌جایی‌های ماه
today-cohorts = بازگشت گروه‌های ماهانه

today-checklist-title = راه‌اندازی
today-checklist-text = دو گام پیش از آمدن شما برداشته شده. بقیه‌اش حدود یک ربع کار است.
today-checklist-close = دیگر نشان نده
today-step-account = حسابتان آماده است
today-step-language = زبان و تقویم تنظیم است
today-step-import = سفارش‌هایتان را وارد کنید
today-step-import-detail = از اکسل، CSV یا خروجی شاپیفای.
today-step-import-action = ورود داده
today-step-duplicates = پرونده‌های تکراری را بررسی کنید
today-step-duplicates-detail = تا کسی دو بار شمرده نشود.
today-step-duplicates-action = بررسی
today-step-cohorts = نخستین نمودار گروه‌هایتان را ببینید
today-step-cohorts-detail = چه کسانی برگشته‌اند، ماه به ماه.
today-step-cohorts-action = دیدن
today-step-ladder = نردبان را با کارتان هماهنگ کنید
today-step-ladder-detail = در فروشگاه شما چه کسی وفادار است؟
today-step-ladder-action = باز کردن
today-step-team = یک همکار دعوت کنید
today-step-team-detail = هر کس همان چیزی را می‌بیند که نقشش لازم دارد.
today-step-team-action = دعوت
today-step-keys = فروشگاهتان را وصل کنید
today-step-keys-detail = با کلید API سفارش‌های تازه خودشان می‌رسند.
today-step-keys-action = ساختن کلید

today-latest = آخرین خریداران
today-latest-name = مشتری
today-latest-rung = پله
today-latest-order = آخرین سفارش
today-quiet-title = همه‌چیز آرام است
today-quiet-text = کاری منتظرتان نیست. مشتریان یک کلیک آن‌طرف‌ترند.
today-quiet-action = مشتریان
