# واژه‌هایی که همهٔ صفحه‌ها به کار می‌برند. Words that every page uses.

brand = وفا
skip-to-content = رفتن به متن صفحه
word-language = زبان
word-of = { $part } از { $whole }
word-of-whole = از { $whole }
word-done = انجام شده
word-crumbs = جای این صفحه
form-optional = (اختیاری)

## Navigation

nav-label = فهرست اصلی
nav-short = فهرست کوتاه
nav-open = باز کردن فهرست
nav-more = بیشتر
nav-group-know = شناخت
nav-group-insights = بینش
nav-group-settings = تنظیمات
nav-today = امروز
nav-customers = مشتریان
nav-duplicates = پرونده‌های تکراری
nav-ladder = نردبان وفاداری
nav-import = ورود داده
nav-insights = نمای کلی
nav-retention = حفظ مشتری
nav-survival = ماندگاری
nav-rfm = نقشهٔ RFM
nav-value = ارزش مشتریان
nav-reports = گزارش‌ها
nav-predictions = پیش‌بینی‌ها
nav-models = مدل‌ها
nav-settings = کسب‌وکار
nav-team = همکاران
nav-keys = کلیدهای API

## Account and theme

account-menu = حساب من
account-mine = حساب کاربری
account-sign-out = خروج
theme-label = رنگ صفحه
theme-switch = روشن یا تاریک
theme-light = روشن
theme-dark = تاریک
theme-auto = خودکار
role-owner = مالک
role-marketer = بازاریاب
role-agent = کارشناس پشتیبانی
role-analyst = تحلیل‌گر
role-cashier = صندوق‌دار
role-read_only = فقط خواندن

## Actions

action-add = افزودن
action-apply = اعمال
action-back = بازگشت
action-cancel = انصراف
action-clear = برداشتن انتخاب
action-close = بستن
action-continue = ادامه
action-delete = حذف
action-edit = ویرایش
action-export = خروجی گرفتن
action-open = باز کردن
action-reset = پاک کردن فیلترها
action-retry = تلاش دوباره
action-save = ذخیره
action-see-all = دیدن همه
action-undo = برگرداندن

## Rungs of the ladder

ladder-title = نردبان وفاداری
rung-suspect = مخاطب هدف
rung-prospect = مشتری احتمالی
rung-customer = مشتری
rung-repeat = تکرار خرید
rung-loyal = وفادار
rung-advocate = طرفدار
rung-stands-on = پلهٔ کنونی: { $rung }

## Figures

how-title = چگونه حساب شده؟
how-of = «{ $name }» چگونه حساب شده؟
how-formula = فرمول
how-window = بازهٔ زمانی
how-exclusions = چه چیزهایی شمرده نشده
trend-up = بیشتر شده:
trend-down = کمتر شده:
trend-flat = بی‌تغییر:
chart-table = دیدن جدول
chart-nothing = هنوز داده‌ای برای این نمودار نیست.
cohort-group = گروه
cohort-size = تعداد
cohort-average = میانگین
cohort-incomplete = این دوره هنوز تمام نشده
cohort-less = کمتر
cohort-more = بیشتر
rfm-frequency-axis = دفعات خرید ↑
rfm-recency-axis = تازگی آخرین خرید

## Lists

table-columns = ستون‌ها
table-pick-all = انتخاب همهٔ ردیف‌های این صفحه
table-pick = انتخاب { $name }
table-picked = انتخاب‌شده:
table-pick-matching = انتخاب هر { $n } مورد
table-pages = صفحه‌های فهرست
table-shown = { $shown } از { $total }
table-first = از ابتدا
table-next = بعدی
state-loading = در حال بار شدن…
state-error-title = این بخش بار نشد
error-home = رفتن به «امروز»
error-request = شناسهٔ درخواست:
state-error-text = داده‌های شما سر جایشان هستند. چند لحظهٔ دیگر دوباره تلاش کنید.

## Dates, steps

date-pick = انتخاب تاریخ از تقویم
date-previous-month = ماه پیش
date-next-month = ماه بعد
steps-label = گام { $at } از { $of }

## Search and keyboard

search-placeholder = نام، تلفن یا کد مشتری…
palette-title = جست‌وجو و فرمان‌ها
palette-placeholder = دنبال چه می‌گردید؟
palette-move = جابه‌جایی
palette-open = باز کردن
palette-nothing = چیزی پیدا نشد. با بخشی از نام یا چند رقم تلفن هم می‌شود جست‌وجو کرد.
keys-title = میان‌برهای صفحه‌کلید
keys-palette = جست‌وجو و فرمان‌ها
keys-search = جست‌وجو در فهرست همین صفحه
keys-help = همین راهنما
keys-close = بستن پنجرهٔ باز
keys-tab = رفتن به دکمهٔ بعدی
