# ورود داده: گام‌ها و فهرست

import-lead = سفارش‌ها و مشتریانی را که دارید بیاورید. اگر یک فایل دو بار بیاید چیزی اضافه نمی‌شود و هر ورود داده را می‌شود برگرداند.
import-step-source = فایل
import-step-map = ستون‌ها
import-step-check = بررسی
import-step-run = ورود
import-step-result = نتیجه

import-source = فایل از کجاست؟
import-source-generic = اکسل یا CSV
import-source-generic-detail = از هر فروشگاه، صندوق یا فهرست خودتان
import-source-shopify = شاپیفای
import-source-shopify-detail = خروجی سفارش‌ها یا مشتریان، همان‌طور که هست
import-drop = فایل را اینجا رها کنید یا انتخابش کنید
import-drop-hint = ‎.xlsx، ‎.csv، ‎.tsv یا ‎.txt تا ۲ گیگابایت؛ با هر کدگذاری، رقم و تقویم
import-promise = فایل روی همین دستگاه می‌ماند. تا ندیده‌اید چه خواهد شد، چیزی نوشته نمی‌شود.
import-upload = ادامه
import-refused = این فایل را نمی‌شود وارد کرد
import-too-large = فایل بزرگ‌تر از ۲ گیگابایت است. آن را چند تکه کنید و یکی‌یکی وارد کنید.
import-broken-off = فایل کامل نرسید. لطفاً دوباره بفرستید.
import-file-missing = هنوز فایلی نیست. اول یکی انتخاب کنید.
import-upload_gone = این فایل دیگر در انتظار نیست. لطفاً دوباره بفرستید.
import-no_room = روی دیسک برای این فایل جا نیست. کمی جا باز کنید و دوباره تلاش کنید.
import-not_mapped = اول بگویید ستون‌های این فایل چه معنایی دارند.
import-past = ورودهای پیشین
import-file = فایل
import-state = وضعیت
import-rows = ردیف‌ها
import-imported = واردشده
import-problems = مشکل‌دار
import-when = زمان
import-all = همهٔ ورودها

import-map-title = معنای ستون‌ها
import-map-lead = نگاهی به فایل انداختیم. هر جا اشتباه فهمیده‌ایم درستش کنید.
import-other-file = فایلی دیگر
import-map-gap = پایین‌تر هنوز یک پاسخ مانده است.
import-found-rows = { $n } ردیف
import-found-about = حدود { $n } ردیف
import-found-separator = جداکننده: { $separator }
import-found-sheet = برگهٔ «{ $sheet }»
import-found-saved = ستون‌ها از «{ $name }» پر شده‌اند که برای چنین فایلی ذخیره کرده بودید.
import-separator-tab = تب
import-digits-latin = رقم‌های لاتین
import-digits-persian = رقم‌های فارسی
import-digits-arabic = رقم‌های عربی
import-digits-mixed = رقم‌های آمیخته
import-calendar-jalali = تاریخ‌های شمسی
import-calendar-hijri = تاریخ‌های قمری
import-calendar-gregorian = تاریخ‌های میلادی
import-ask-title = پول و تاریخ
import-unit-question = مبلغ‌ها به ریال است یا تومان؟
import-unit-hint = به مبلغی از فایل که می‌شناسید نگاه کنید.
import-unit-ask = ریال یا تومان را انتخاب کنید؛ تفاوتش ده برابر است.
import-unit-rial-means = { $amount } ریال در فایل = { $other } تومان
import-unit-toman-means = { $amount } تومان در فایل = { $other } ریال
import-currency = ارز
import-currency-hint = برای مبلغ‌هایی که ارزشان نوشته نشده؛ سه حرف مانند IRR یا USD
import-currency-unknown = سه حرف ارز را بنویسید، مانند IRR، USD یا SAR.
import-calendar = تقویم تاریخ‌ها
import-date-order = ترتیب تاریخ‌ها
import-order-hint = در این فایل شاید جای روز و ماه برعکس باشد.
import-order-ask = بگویید تاریخ‌ها چطور نوشته شده‌اند؛ روز و ماه اینجا از هم شناخته نمی‌شوند.
import-auto = خودکار
import-choose = انتخاب کنید
import-columns = ستون‌های فایل
import-column-empty = خالی
import-meaning = معنا
import-rule = اگر مشتری از پیش ثبت شده باشد
import-rule-hint = انتخاب آخر فقط برای مشخصات مشتری است: نام، تلفن، شهر و مانند آن.
import-guess = حدس ما، با { $share } اطمینان
import-guess-unknown = این یکی را نشناختیم
import-custom-fields = ستون‌های بی‌استفاده را به‌عنوان فیلد دلخواه نگه دار
import-custom-fields-hint = در صفحهٔ مشتری یا سفارش دیده می‌شوند.
import-save-as = این ستون‌ها را با یک نام به خاطر بسپار
import-save-as-hint = دفعهٔ بعد فایلی با همین ستون‌ها خودش پر می‌شود.
import-to-check = بررسی فایل

import-check-title = چه خواهد شد
import-check-lead = هنوز چیزی از **{ $file }** نوشته نشده است.
import-back-to-map = بازگشت به ستون‌ها
import-checking = فایل از اول تا آخر خوانده می‌شود…
import-will-create = مشتری تازه
import-will-update = مشتری تغییرکرده
import-will-orders = سفارش تازه
import-returns = و { $n } مرجوعی
import-equation = **{ $read }** ردیف خوانده‌شده = **{ $imported }** واردشده + **{ $updated }** به‌روزشده + **{ $duplicates }** از پیش موجود + **{ $problems }** مشکل‌دار
import-odd-statuses = این وضعیت‌ها شناخته نشدند و سفارشِ آن‌ها «ثبت‌شده» به شمار می‌آید: { $words }
import-odd-status = «{ $word }» ({ $rows })
import-odd-between = ،
import-without-customer =
    { $n ->
        [one] { $n } سفارش مشتری ندارد؛ نگه داشته می‌شود ولی از آنِ کسی نیست.
       *[other] { $n } سفارش مشتری ندارند؛ نگه داشته می‌شوند ولی از آنِ کسی نیستند.
    }
import-nothing-new = هر چه در این فایل هست از پیش اینجاست. ورود دوباره‌اش چیزی را عوض نمی‌کند.
import-all-wrong = هیچ ردیفی از این فایل با این وضع وارد نمی‌شود. به ستون‌ها برگردید یا فایل را درست کنید.
import-problems-title = { $n } ردیف مشکل‌دار
import-problems-download = دریافت CSV
import-problem-line = خط
import-problem-column = ستون
import-problem-value = مقدار
import-problem-reason = ایراد
import-start-hint = ردیف‌های مشکل‌دار کنار گذاشته می‌شوند و در فهرست می‌مانند. هر وقت بخواهید می‌توانید کل این ورود را برگردانید.
import-start = ورود { $n } ردیف

import-leave = می‌توانید از این صفحه بروید؛ کار ادامه دارد و صفحهٔ «امروز» نتیجه را می‌گوید.
import-share = { $share } انجام شده
import-done-title = انجام شد
import-done-text =
    { $n ->
        [one] { $n } ردیف وارد شد.
       *[other] { $n } ردیف وارد شدند.
    }
import-undone-text = هر چه این ورود آورده بود برداشته شد. آنچه ورودهای بعدی یا همکاران تغییر داده بودند سر جایش ماند.
import-stopped-why = فایل تا پایان خوانده نشد. آنچه پیش از آن نوشته شده سر جایش است؛ می‌توانید آن را برگردانید یا فایل درست‌شده را وارد کنید.
import-started-at = آغاز
import-finished-at = پایان
import-orders-added = سفارش افزوده‌شده
import-returns-added = مرجوعی افزوده‌شده
import-customers-added = مشتری افزوده‌شده
import-customers-changed = و { $n } مشتری تغییرکرده
import-nameless = سفارش بدون مشتری
import-nameless-note = در آمار مشتریان شمرده نمی‌شود
import-next = حالا چه کنیم؟
import-next-figures = دیدن آمار
import-next-duplicates = بررسی پرونده‌های تکراری
import-next-another = ورود فایلی دیگر
import-undo = برگرداندن این ورود
import-undo-title = برگرداندن این ورود
import-undo-text = سفارش‌ها و مشتریانی را که آورده برمی‌دارد و فیلدهای تغییرکرده را به حالت پیشین برمی‌گرداند. آنچه ورودهای بعدی یا همکاران تغییر داده‌اند می‌ماند.
import-undo-sure = { $n } سفارش این ورود برداشته می‌شود. ادامه می‌دهید؟

# چسباندن، سازنده‌های دیگر، درست‌کردن ردیف‌ها
import-source-woocommerce = ووکامرس
import-source-woocommerce-detail = خروجی سفارش‌ها یا مشتریان، همان‌طور که هست
import-source-salla = سلّه
import-source-salla-detail = خروجی سفارش‌ها یا مشتریان، همان‌طور که هست
import-paste = یا از صفحه‌گسترده بچسبانید
import-paste-label = خانه‌هایی از اکسل، گوگل‌شیت و مانند آن
import-paste-hint = ردیف‌ها را همراه با ردیف نام ستون‌ها کپی کنید و اینجا بچسبانید.
import-paste-missing = چیزی چسبانده نشده است. اول خانه‌ها را در صفحه‌گسترده کپی کنید.
import-pasted-name = جدول چسبانده‌شده
import-checking-hint = می‌توانید صفحه را باز بگذارید یا بعداً برگردید؛ در این فاصله چیزی نوشته نمی‌شود.
import-check_broken = بررسی نیمه‌کاره ماند. برای تکرار، صفحه را دوباره باز کنید.
import-fix-hint = خانهٔ نشان‌شده را درست کنید یا ردیف را کنار بگذارید. ردیف‌هایی که دست نزنید وارد نمی‌شوند و در فهرست می‌مانند.
import-fix-line = خط { $line }
import-fix-leave-out = کنار بگذار
import-fix-whole = همهٔ ردیف
import-fix-beyond = بیرون از ستون‌ها؛ اگر ردیف را تغییر دهید حذف می‌شود:
import-fix-again = بررسی دوباره
import-fix-discard = اصلاح‌هایم را برگردان
import-fix-put-back = برگرداندن خط { $line }
import-fix-out = { $n } ردیف را کنار گذاشته‌اید
import-left-out = و { $n } ردیف که کنار گذاشته‌اید
import-mended = { $n } ردیف را درست کرده‌اید.
import-next-batch = مشتریان این ورود
import-news-done = «{ $file }» وارد شد.
import-news-problems = «{ $file }» وارد شد؛ { $n } ردیف مشکل دارد.
import-news-failed = ورود «{ $file }» متوقف شد.
import-news-undone = ورود «{ $file }» برگردانده شد.
import-news-open = دیدن نتیجه
