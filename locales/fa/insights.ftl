# نمای کلی، حفظ مشتری و گروه‌ها، نقشهٔ RFM

insights-title = نمای کلی
insights-lead = چه کسانی خریدند، چه کسانی برگشتند و چقدر ارزش داشت.
insights-period = آمار **{ $period }**
insights-partial = (هنوز تمام نشده)
insights-compared = در کنار همین تعداد روز از **{ $period }**.
insights-empty-title = آمار با سفارش‌ها شروع می‌شود
insights-empty-text = سفارش‌هایتان را وارد کنید تا در یک دقیقه ببینید چه کسی برمی‌گردد، هر چند وقت یک بار و به چه ارزشی.
insights-empty-action = ورود سفارش‌ها
insights-filtered-title = کسی با این فیلترها پیدا نشد
insights-filtered-text = یکی از فیلترها را بردارید تا آمار دوباره دیده شود.
insights-top-title = درآمد از کجا می‌آید
insights-top8 = ۸٪ برتر مشتریان **{ $share }** از درآمد را می‌آورند.
insights-top20 = ۲۰٪ برتر **{ $share }** از درآمد را می‌آورند.
insights-ladder-more = جابه‌جایی‌های نردبان
insights-overall-repeat = از همهٔ کسانی که تا امروز خریده‌اند، **{ $share }** دست‌کم دو بار آمده‌اند.
insights-without-customer =
    { $n ->
        [one] { $n } سفارش بدون مشتری است و در هیچ آماری از این صفحه نیست.
       *[other] { $n } سفارش بدون مشتری‌اند و در هیچ آماری از این صفحه نیستند.
    }
insights-excluded =
    { $n ->
        [one] { $n } سفارش لغوشده، پرداخت‌نشده یا به ارز دیگری است و شمرده نشده.
       *[other] { $n } سفارش لغوشده، پرداخت‌نشده یا به ارز دیگری‌اند و شمرده نشده‌اند.
    }

filter-show = به تفکیک
filter-period = طول دوره
filter-calendar = تقویم
filter-against = در برابر
filter-compare = مقایسه با
filter-measure = بر پایهٔ
filter-of = برای
filter-rung = پله
filter-city = شهر
filter-source = منبع
filter-tag = برچسب
filter-all-rungs = همهٔ پله‌ها
filter-all-cities = همهٔ شهرها
filter-all-sources = همهٔ منبع‌ها
filter-all-tags = همهٔ برچسب‌ها
filter-segment = بخش
filter-channel = کانال سفارش
filter-product = کالا
filter-all-segments = همهٔ بخش‌ها
filter-all-channels = همهٔ کانال‌ها
filter-all-products = همهٔ کالاها
filter-remove = برداشتن فیلتر { $name }
filter-product-note = سفارش‌هایی که این کالا در آن‌هاست، به ارزش قلم‌های همین کالا. مرجوعی‌ها نمی‌گویند چه چیزی برگشته است و کم نشده‌اند.
period-week = هفته
period-month = ماه
period-quarter = فصل
period-year = سال
compare-previous = دورهٔ پیش
compare-last-year = همین زمان پارسال
compare-nothing = هیچ
measure-percent = سهم مشتریان
measure-customers = تعداد مشتریان
measure-money = درآمد

metric-revenue = درآمد
metric-orders = سفارش‌ها
metric-customers = مشتریان خریدار
metric-new = مشتریان تازه
metric-aov = میانگین ارزش سفارش
metric-frequency = دفعات خرید
metric-repeat = نرخ مشتریان تکراری
metric-retention = حفظ مشتری
metric-churn = نرخ ریزش مشتری
trend-points = { $points } واحد درصد

order-number-title = از سفارشی به سفارش بعد
order-number-about = از کسانی که هر سفارش را داده‌اند، چه سهمی سفارش بعدی را هم داده است.
order-number-axis = سفارش
order-nth = سفارش { $n }
order-next-rate = سفارش بعدی را داده‌اند

retention-title = حفظ مشتری و گروه‌ها
retention-lead = هر ردیف، مشتریانی است که نخستین بار در یک دوره خریده‌اند؛ هر ستون نشان می‌دهد چند نفرشان در دوره‌های بعد برگشته‌اند.
retention-chart-title = حفظ مشتری و مشتریان تکراری در گذر زمان
retention-window =
    { $days ->
        [one] ازدست‌رفته: پس از { $days } روز بی‌سفارش
       *[other] ازدست‌رفته: پس از { $days } روز بی‌سفارش
    }
retention-last-complete = آخرین دورهٔ کامل
cohort-title-week = گروه‌ها بر پایهٔ هفتهٔ نخستین خرید
cohort-title-month = گروه‌ها بر پایهٔ ماه نخستین خرید
cohort-title-quarter = گروه‌ها بر پایهٔ فصل نخستین خرید
cohort-title-year = گروه‌ها بر پایهٔ سال نخستین خرید
cohort-caption-week = مشتریان هر هفته که در هفته‌های بعد دوباره خریده‌اند
cohort-caption-month = مشتریان هر ماه که در ماه‌های بعد دوباره خریده‌اند
cohort-caption-quarter = مشتریان هر فصل که در فصل‌های بعد دوباره خریده‌اند
cohort-caption-year = مشتریان هر سال که در سال‌های بعد دوباره خریده‌اند
cohort-earlier =
    { $count ->
        [one] { $count } مشتری پیش از نخستین گروه آمده است و در هیچ گروهی نیست.
       *[other] { $count } مشتری پیش از نخستین گروه آمده‌اند و در هیچ گروهی نیستند.
    }

rfm-title = نقشهٔ RFM
rfm-lead = هر مشتری در مقایسه با دیگران چقدر تازه، چند بار و چه مبلغی خرید کرده است.
rfm-map-title = مشتریان بر پایهٔ تازگی و دفعات خرید
rfm-segments-title = بخش‌ها
rfm-segment = بخش
rfm-customers = مشتریان
rfm-revenue-share = سهم درآمد
segment-champions = قهرمانان
segment-loyal = وفاداران
segment-potential_loyalist = در راه وفاداری
segment-new_customers = تازه‌واردان
segment-promising = امیدبخش‌ها
segment-need_attention = نیازمند توجه
segment-about_to_sleep = در آستانهٔ خواب
segment-at_risk = در خطر ریزش
segment-cannot_lose = نباید از دست بروند
segment-hibernating = خفته‌ها
segment-advice-champions = قدردانی کنید و بخواهید شما را معرفی کنند.
segment-advice-loyal = چیزی به آن‌ها بدهید که دیگران ندارند.
segment-advice-potential_loyalist = یک خرید خوب دیگر کافی است تا بمانند.
segment-advice-new_customers = کمک کنید از نخستین خریدشان بیشترین بهره را ببرند.
segment-advice-promising = مکمل خریدشان را نشانشان بدهید.
segment-advice-need_attention = یادشان بیاورید چرا شما را پسندیدند.
segment-advice-about_to_sleep = پیش از آنکه فراموشتان کنند حالشان را بپرسید.
segment-advice-at_risk = بپرسید چه شد؛ پیش‌تر زیاد می‌آمدند.
segment-advice-cannot_lose = خودتان به آن‌ها زنگ بزنید.
segment-advice-hibernating = یک بار با دلیلی خوب سراغشان بروید، سپس راحتشان بگذارید.

how-all-exclusions = سفارش‌های لغوشده و پرداخت‌نشده، سفارش‌های به ارز دیگر و سفارش‌های بدون مشتری.
how-revenue-formula = جمع سفارش‌ها منهای جمع مرجوعی‌ها؛ جمع دوره‌ها برابر با کل است.
how-revenue-window = همین دوره؛ مرجوعی در روز برگشت شمرده می‌شود، حتی اگر سفارش آن قدیمی‌تر از داده‌های شما باشد.
how-orders-formula = تعداد سفارش‌ها.
how-orders-window = همین دوره.
how-customers-formula = تعداد مشتریان متفاوتی که دست‌کم یک سفارش داده‌اند.
how-customers-window = همین دوره.
how-new-formula = مشتریانی که نخستین سفارششان در این دوره است.
how-new-window = همین دوره.
how-aov-formula = درآمد ÷ تعداد سفارش‌ها.
how-aov-window = همین دوره.
how-frequency-formula = تعداد سفارش‌ها ÷ تعداد مشتریان متفاوتی که دست‌کم یک سفارش داده‌اند.
how-frequency-window = همین دوره.
how-repeat-formula = مشتریانی که تا کنون دو سفارش یا بیشتر و در این دوره دست‌کم یک سفارش داشته‌اند ÷ مشتریانی که در این دوره دست‌کم یک سفارش داشته‌اند.
how-repeat-window = همین دوره؛ سفارش‌های پیشین سابقه به شمار می‌آیند.
how-churn-formula = مشتریان ازدست‌رفته در دوره ÷ مشتریان فعال در آغاز دوره. بقیه همان نرخ حفظ مشتری است.
how-churn-window =
    { $days ->
        [one] فعال: سفارشی در { $days } روز گذشته.
       *[other] فعال: سفارشی در { $days } روز گذشته.
    }
how-retention-formula = مشتریانی که در آغاز دوره فعال بوده‌اند و در پایان هم فعال مانده‌اند ÷ مشتریان فعال در آغاز دوره. بقیه نرخ ریزش مشتری است.
how-retention-window =
    { $days ->
        [one] فعال: سفارشی در { $days } روز گذشته.
       *[other] فعال: سفارشی در { $days } روز گذشته.
    }
how-cohort-formula = مشتریانی از گروه که در آن دوره سفارش داده‌اند ÷ همهٔ مشتریان گروه.
how-cohort-window = هفته‌ها، ماه‌ها یا فصل‌های پس از نخستین خرید، در تقویم انتخاب‌شده.
how-rfm-formula = مشتریان بر پایهٔ آخرین خرید، تعداد سفارش و درآمد رتبه می‌گیرند و هر رتبه‌بندی به پنج بخش برابر تقسیم می‌شود؛ ۵ بهترین است.
how-rfm-window = همهٔ سفارش‌ها تا امروز.
how-top-formula = درآمد مشتریان برتر ÷ درآمد کل فروشگاه؛ ۸٪ و ۲۰٪ از تعداد مشتریان، گردشده.
how-top-window = همهٔ سفارش‌ها و مرجوعی‌ها تا امروز.
how-next-formula = مشتریانی که سفارش بعدی را هم داده‌اند ÷ مشتریانی که به این سفارش رسیده‌اند.
how-next-window = همهٔ سفارش‌ها تا امروز.
