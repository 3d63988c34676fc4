# صفحه‌های مشتریان: فهرست، صفحهٔ هر مشتری، فرم، تکراری‌ها، خروجی، جعبهٔ فرمان.

## فهرست

customers-add = افزودن مشتری
customers-import = ورود داده
customers-tabs = نماهای فهرست
customers-tab-all = همه
customers-tab-sleeping = خفته‌ها
customers-tab-new = تازه‌های این هفته
customers-tab-loyal = وفاداران و طرفداران
customers-none-title = هنوز مشتری‌ای ثبت نشده
customers-none-text = فایل سفارش‌های فروشگاه را وارد کنید تا مشتریان با سابقهٔ خریدشان همین‌جا بیایند؛ یا آن‌ها را یکی‌یکی بیفزایید.
customers-zero-title = کسی با این فیلترها پیدا نشد
customers-zero-text = یکی از فیلترها را بردارید، یا با بخشی از نام یا چند رقم تلفن جست‌وجو کنید.
customers-count = { $n ->
    [one] { $shown } مشتری
   *[other] { $shown } مشتری
}
customers-say-on = روی پلهٔ
customers-say-tag = با
customers-say-city = از
customers-say-source = جذب‌شده از
customers-say-owner = زیر نظر
customers-say-sleeping = بی‌خرید در
customers-say-days = روز گذشته
customers-say-orders = دست‌کم
customers-say-orders-end = سفارش
customers-any-rung = هر پله
customers-any-tag = هر برچسب
customers-any-city = هر شهر
customers-any-source = هر منبع
customers-any-owner = هر همکار
customers-any-number = هر چند
customers-sleeping-days = چند روز از آخرین خرید گذشته
customers-min-orders = کمترین تعداد سفارش
customers-column-rung = پله
customers-column-last_order = آخرین سفارش
customers-column-first_order = نخستین سفارش
customers-column-orders = سفارش‌ها
customers-column-value = خرید خالص
customers-column-value-in = خرید خالص ({ $unit })
customers-column-custom = فیلدهای دیگر
customers-column-outlook = احتمال خرید
customers-column-since = مشتری از
customers-never = هنوز خرید نکرده
customers-nameless = مشتری بی‌نام
customers-with-code = مشتری { $code }
customers-band-likely = محتمل
customers-band-possible = نامطمئن
customers-band-unlikely = کم‌احتمال
customers-band-steady = پابرجا
customers-band-fading = رو به خاموشی
customers-view-save = ذخیرهٔ این نما
customers-view-hint = فیلترها، ترتیب و ستون‌های کنونی با یک نام بالای فهرست می‌مانند.
customers-view-name = نام نما
customers-view-shared = برای همهٔ تیم
customers-view-saved = نمای «{ $name }» ذخیره شد.
customers-view-delete = حذف نمای «{ $name }»
customers-view-deleted = نما حذف شد.
customers-export-csv = فایل CSV
customers-export-xlsx = فایل اکسل
customers-export_too_large = فایل اکسل اینجا تا { $n } ردیف جا دارد. فیلتر بگذارید یا CSV بگیرید.
customers-tag-which = نام برچسب
customers-tag-add = زدن برچسب
customers-tag-take = برداشتن برچسب
customers-all-chosen = { $n ->
    [one] همان { $shown } مشتری انتخاب شده است.
   *[other] هر { $shown } مشتری این فهرست انتخاب شده‌اند.
}
customers-none-chosen = اول مشتریان را انتخاب کنید.
customers-tagged = { $n ->
    [one] { $n } مشتری برچسب «{ $tag }» گرفت.
   *[other] { $n } مشتری برچسب «{ $tag }» گرفتند.
}
customers-untagged = { $n ->
    [one] برچسب «{ $tag }» از { $n } مشتری برداشته شد.
   *[other] برچسب «{ $tag }» از { $n } مشتری برداشته شد.
}

## مشخصات

customers-field-name = نام
customers-field-honorific = عنوان
customers-field-given_name = نام کوچک
customers-field-family_name = نام خانوادگی
customers-field-greeting = شیوهٔ خطاب
customers-field-gender = جنسیت
customers-field-company = شرکت
customers-field-industry = صنعت
customers-field-city = شهر
customers-field-birth_on = تولد
customers-field-preferred_channel = راه ارتباط دلخواه
customers-field-language = زبان
customers-field-interests = علاقه‌ها
customers-field-notes = یادداشت همکاران
customers-field-owner = مسئول
customers-field-source = منبع جذب
customers-field-campaign = کمپین جذب
customers-field-phone = تلفن
customers-field-email = ایمیل
customers-field-external = کد مشتری
customers-field-tags = برچسب‌ها
customers-gender-female = زن
customers-gender-male = مرد
customers-channel-phone = تماس تلفنی
customers-channel-sms = پیامک
customers-channel-email = ایمیل
customers-channel-whatsapp = واتساپ
customers-channel-telegram = تلگرام
customers-channel-bale = بله
customers-channel-rubika = روبیکا
customers-language-fa = فارسی
customers-language-ar = عربی
customers-language-en = انگلیسی
customers-role-mobile = همراه
customers-role-home = خانه
customers-role-work = محل کار
customers-contact-role = { $kind } ({ $role })
customers-date-wedding = سالگرد ازدواج
customers-date-membership = آغاز عضویت
customers-date-child_birthday = تولد فرزند
customers-date-founding = سالگرد تأسیس
customers-unknown = نامعلوم
customers-nobody = هیچ‌کس

## سرصفحهٔ مشتری

customers-late = دیر کرده
customers-since = مشتری از { $month }
customers-from-campaign = از کمپین «{ $name }»
customers-from-source = از { $name }
customers-slides = اگر خریدی نکند، { $date } یک پله پایین می‌آید.
customers-next-interest = تا «{ $rung }»: هر نشانه‌ای از علاقه، مثل بازدید، پر کردن فرم یا پاسخ به پیام
customers-next-order = { $n ->
    [one] تا «{ $rung }»: یک سفارش دیگر
   *[other] تا «{ $rung }»: { $n } سفارش دیگر
}
customers-next-pace-by = تا «{ $rung }»: خرید بعدی پیش از { $date }، با همان نظم خودش
customers-next-pace = تا «{ $rung }»: خریدهای منظم، بدون فاصلهٔ بیش از اندازه
customers-next-recommend = { $n ->
    [one] تا «{ $rung }»: یک معرفی موفق، یک نظر منتشرشده یا یک امتیاز ۹ یا ۱۰
   *[other] تا «{ $rung }»: { $n } معرفی موفق، نظر منتشرشده یا امتیاز ۹ یا ۱۰
}
customers-next-top = بالاترین پله: وفادار است و شما را به دیگران پیشنهاد می‌دهد.
customers-merge-with = ادغام با مشتری دیگر…

## شاخص‌های مشتری

customers-kpi-orders = سفارش‌ها
customers-kpi-every = { $n ->
    [one] هر { $n } روز یک بار
   *[other] هر { $n } روز یک بار
}
customers-kpi-average = میانگین سفارش
customers-kpi-net = روی هم { $amount }
customers-kpi-last = آخرین سفارش
customers-kpi-past = { $n ->
    [one] { $n } روز از فاصلهٔ معمول خودش گذشته
   *[other] { $n } روز از فاصلهٔ معمول خودش گذشته
}
customers-kpi-active = احتمال خرید تا ۱۲ ماه
customers-kpi-value = ارزش ۱۲ ماه آینده
customers-kpi-expected = حدود { $n } خرید
customers-kpi-next = خرید بعدی
customers-kpi-next-note = نیمی از مشتریان مشابه تا این روز برمی‌گردند
customers-kpi-next-passed = این روز گذشته است
customers-kpi-outlook = وضعیت مشتری
customers-kpi-rfm = تازگی { $r }، دفعات { $f }، مبلغ { $m } از ۵
customers-how-so-far = از نخستین سفارش تا امروز
customers-how-counted = سفارش‌های لغوشده و پرداخت‌نشده
customers-how-orders = تعداد سفارش‌هایی که به حساب می‌آیند
customers-how-average = (جمع سفارش‌ها − مرجوعی‌ها) ÷ تعداد سفارش‌ها
customers-how-last = روز آخرین سفارش؛ «فاصلهٔ معمول خودش» میانهٔ فاصلهٔ سفارش‌های همین مشتری است
customers-how-active = احتمال دست‌کم یک خرید، از دفعات خرید، فاصله‌ها و تازگی خریدهای همین مشتری
customers-how-value = خریدهای مورد انتظار × ارزش هر خرید × حاشیهٔ سود، به ارزش امروز
customers-how-next = روزی که تا آن، نیمی از مشتریان مشابهی که برمی‌گردند برگشته‌اند
customers-how-horizon = { $n ->
    [one] { $n } روز آینده
   *[other] { $n } روز آینده
}
customers-how-foretold = خریدهای پس از { $date }؛ مدل: { $model }
customers-how-rfm = امتیاز ۱ تا ۵ برای تازگی، دفعات و مبلغ خرید، در مقایسه با دیگر مشتریان

## چرا

customers-why-title = چرا این پیش‌بینی؟
customers-why-none = رفتار این مشتری مثل بیشتر مشتریان است؛ چیز خاصی پیش‌بینی را جابه‌جا نکرده است.
customers-why-late = { $days ->
    [one] { $days } روز است خرید نکرده؛ معمولاً هر { $usual } روز می‌خرد.
   *[other] { $days } روز است خرید نکرده؛ معمولاً هر { $usual } روز می‌خرد.
}
customers-why-in-rhythm = { $days ->
    [one] { $days } روز از آخرین خریدش گذشته و هنوز در فاصلهٔ معمول خودش ({ $usual } روز) است.
   *[other] { $days } روز از آخرین خریدش گذشته و هنوز در فاصلهٔ معمول خودش ({ $usual } روز) است.
}
customers-why-recent = { $days ->
    [one] { $days } روز پیش خرید کرده؛ مشتریان شما معمولاً هر { $usual } روز می‌خرند.
   *[other] { $days } روز پیش خرید کرده؛ مشتریان شما معمولاً هر { $usual } روز می‌خرند.
}
customers-why-one-time = { $days ->
    [one] فقط یک بار خریده، { $days } روز پیش؛ { $share } از مشتریان شما بار دوم هم می‌خرند.
   *[other] فقط یک بار خریده، { $days } روز پیش؛ { $share } از مشتریان شما بار دوم هم می‌خرند.
}
customers-why-new = { $days ->
    [one] تازه‌وارد است: { $days } روز از نخستین خریدش گذشته.
   *[other] تازه‌وارد است: { $days } روز از نخستین خریدش گذشته.
}
customers-why-more-often = سالی { $mine } بار می‌خرد؛ میانهٔ مشتریان پرتکرار { $usual } بار است.
customers-why-more-often-once = پیش‌تر سالی { $mine } بار می‌خرید و میانهٔ مشتریان پرتکرار { $usual } بار است؛ سکوت چنین مشتری‌ای معنای بیشتری دارد.
customers-why-returns = { $times ->
    [one] از { $bought } خرید، { $returned } را در { $times } مرجوعی پس داده است.
   *[other] از { $bought } خرید، { $returned } را در { $times } مرجوعی پس داده است.
}
customers-worth-up = { $share } به ارزش هر خرید افزوده است
customers-worth-down = { $share } از ارزش هر خرید کاسته است
customers-why-less-often = سالی { $mine } بار می‌خرد، کمتر از میانهٔ مشتریان پرتکرار ({ $usual } بار).
customers-why-value-rising = خریدهای اخیرش بزرگ‌تر شده: به‌طور میانگین { $recent }، پیش‌تر { $earlier }.
customers-why-value-falling = خریدهای اخیرش کوچک‌تر شده: به‌طور میانگین { $recent }، پیش‌تر { $earlier }.
customers-effect-up = { $share } به احتمال افزوده است
customers-effect-down = { $share } از احتمال کاسته است
customers-foretold-on = بر پایهٔ خریدها تا { $date }.
customers-foretold-none = پیش‌بینی پس از نخستین ورود داده ساخته می‌شود.
customers-rfm-title = داده هنوز برای مدل کافی نیست
customers-rfm-text = تا آن زمان فقط تازگی، دفعات و مبلغ خرید را می‌سنجیم و احتمالی نشان نمی‌دهیم.

## بخش‌های صفحهٔ مشتری

customers-facts = مشخصات
customers-facts-none = جز خریدها هنوز چیزی از این مشتری نمی‌دانیم.
customers-imported = این مشتری با ورود داده آمده است.
customers-parts = بخش‌های این صفحه
customers-timeline = خط زمانی
customers-orders = سفارش‌ها
customers-rungs = سابقهٔ پله‌ها
customers-kinds = چه چیزی نشان داده شود
customers-kind-all = همه
customers-kind-orders = سفارش
customers-kind-ladder = نردبان
customers-kind-notes = یادداشت
customers-kind-signals = نشانه
customers-kind-record = پرونده
customers-more = نمایش بیشتر
customers-timeline-none = هنوز رویدادی نیست. با یک یادداشت شروع کنید.
customers-orders-none = هنوز سفارشی ندارد.
customers-rungs-none = هنوز روی نردبان جابه‌جا نشده است.
customers-rungs-about = نردبان و قاعده‌هایش
customers-rung-first = نخستین پله
customers-rung-from = { $n ->
    [one] از «{ $rung }»، پس از { $n } روز
   *[other] از «{ $rung }»، پس از { $n } روز
}
customers-merged-records = پرونده‌های ادغام‌شده
customers-unmerge = جدا کردن
customers-order = سفارش { $number }
customers-order-unnumbered = سفارش بی‌شماره
customers-order-pieces = { $n ->
    [one] { $n } قلم
   *[other] { $n } قلم
}
customers-order-discount = کد تخفیف { $text }
customers-order-source = از { $text }
customers-order-campaign = کمپین «{ $text }»
customers-order-city = به { $text }
customers-order-not-counted = در آمار و نردبان شمرده نمی‌شود
customers-order-lines = قلم‌های { $order }
customers-line-product = محصول
customers-line-quantity = تعداد
customers-line-amount = مبلغ
customers-returned = مرجوعی { $amount } در { $date }
customers-line-order = { $order } — { $amount }
customers-line-return = { $amount } پس داد
customers-line-climbed = از «{ $from }» به «{ $to }» رسید
customers-line-slid = از «{ $from }» به «{ $to }» پایین آمد
customers-line-signal-interest = علاقه نشان داد
customers-line-signal-referral = کسی را معرفی کرد که خرید کرد
customers-line-signal-review = نظرش منتشر شد
customers-line-signal-promoter = امتیاز ۹ یا ۱۰ داد
customers-line-added = به فهرست مشتریان افزوده شد
customers-line-merged = با پروندهٔ دیگری ادغام شد
customers-line-unmerged = ادغام برگردانده شد
customers-line-cancelled = سفارشی لغو شد
customers-line-changed = مشخصات تغییر کرد: { $fields }
customers-by-program = از سوی یک برنامه
customers-comma = {"، "}

## کارها

customers-note-add = یادداشت
customers-note-text = یادداشت
customers-note-hint = در خط زمانی می‌ماند و همهٔ همکاران آن را می‌بینند.
customers-note-added = یادداشت افزوده شد.
customers-signal-add = ثبت نشانه
customers-signal-text = نشانهٔ علاقه کسی را مشتری احتمالی می‌کند؛ معرفی، نظر یا امتیاز بالا مشتری وفادار را طرفدار می‌کند.
customers-signal-kind = چه اتفاقی افتاد؟
customers-signal-interest = علاقه نشان داد
customers-signal-referral = معرفی موفق
customers-signal-review = نظر منتشرشده
customers-signal-promoter = امتیاز ۹ یا ۱۰
customers-signal-on = روز
customers-signal-source = از کجا
customers-signal-source-hint = مثلاً «اینستاگرام» یا «نظرسنجی مهر»
customers-signal-recorded = نشانه ثبت شد.
customers-date_unreadable = این تاریخ خوانا نیست یا هنوز نرسیده است. آن را مانند ۱۴۰۵/۸/۲ بنویسید.
customers-tag-new = برچسب تازه
customers-tag-added = برچسب «{ $tag }» زده شد.
customers-tag-remove = برداشتن برچسب { $tag }
customers-tag-removed = برچسب «{ $tag }» برداشته شد.

## فرم

customers-new-title = مشتری تازه
customers-edit-title = ویرایش { $name }
customers-added = مشتری افزوده شد.
customers-added-twin = مشتری افزوده شد. مشتری دیگری با همین تلفن یا ایمیل هست؛ «پرونده‌های تکراری» را ببینید.
customers-saved = تغییرها ذخیره شد.
customers-form-lead = همهٔ فیلدها اختیاری‌اند؛ یک نام، تلفن، ایمیل یا کد کافی است.
customers-form-who = کیست
customers-form-contact = راه‌های ارتباط
customers-form-life = روزها و علاقه‌ها
customers-form-business = کسب‌وکار شما
customers-form-rows-hint = ردیفی که خالی بماند حذف می‌شود.
customers-form-dates = روزهای دیگر
customers-form-date = تاریخ
customers-form-date-kind = مناسبت
customers-form-tags-hint = با ویرگول از هم جدا کنید.
customers-form-custom = فیلدهای دیگر
customers-form-custom-name = نام فیلد
customers-form-custom-text = مقدار
customers-form-nobody = دست‌کم یک نام، تلفن، ایمیل یا کد بنویسید.
customers-form-wrong = چند مورد باید درست شود؛ کنار هر کدام نوشته‌ایم.
customers-field-refused = این مقدار پذیرفتنی نیست.
customers-role = نوع
customers-role-of = نوع { $what }

## تکراری‌ها و ادغام

customers-duplicates-lead = این پرونده‌ها شاید از آنِ یک نفر باشند. هیچ‌کدام بدون تأیید شما ادغام نمی‌شود و هر ادغام را می‌شود برگرداند.
customers-duplicates-none-title = پروندهٔ تکراری پیدا نشد
customers-duplicates-none-text = هر وقت دو پرونده تلفن، ایمیل یا نام یکسان داشته باشند، اینجا می‌آیند.
customers-duplicates-more = به این‌ها که رسیدگی کنید، بعدی‌ها می‌آیند.
customers-twin-phone = تلفن یکسان
customers-twin-email = ایمیل یکسان
customers-twin-name = نام مشابه
customers-pair = { $a } و { $b }
customers-merge-keep = ادغام؛ همین بماند
customers-not-same = یک نفر نیستند
customers-kept-apart = ثبت شد: دو نفر جدا هستند.
customers-merged-done = دو پرونده در هم ادغام شدند.
customers-unmerged-done = پرونده‌ها دوباره جدا شدند.
customers-merge-title = ادغام { $name }
customers-merge-lead = پروندهٔ دیگرِ همین شخص را پیدا کنید. سفارش‌ها، تلفن‌ها و یادداشت‌ها به پرونده‌ای می‌روند که می‌ماند.
customers-merge-into = ادغام در پروندهٔ { $name }

## جعبهٔ فرمان

palette-customers = مشتریان
palette-go = رفتن به
palette-make = ساختن
palette-look = زبان و رنگ
palette-new-customer = مشتری تازه
palette-new-customer-named = مشتری تازه: { $name }
palette-import = ورود فایل سفارش‌ها

# نماها، ورودها، واگرد، قدیمی‌ترها
customers-view-update = ذخیرهٔ تغییرها در «{ $name }»
customers-view-updated = نما ذخیره شد.
customers-view-menu = نما
customers-view-rename = تغییر نام یا اشتراک‌گذاری
customers-of-import = از ورودِ
customers-filter-remove = برداشتن این فیلتر
customers-add-row = افزودن یکی دیگر
customers-older = نمایش قدیمی‌ترها
customers-latest = بازگشت به تازه‌ترین‌ها
customers-not-kept-apart = این دو پرونده باز ممکن است یک نفر باشند.
customers-act-undone =
    { $n ->
        [0] چیزی برای برگرداندن نمانده بود.
       *[other] برای { $n } مشتری برگردانده شد.
    }
