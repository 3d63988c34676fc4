# كلمات تستعملها كل الصفحات. Words that every page uses.

brand = وفا
skip-to-content = الانتقال إلى محتوى الصفحة
word-language = اللغة
word-of = { $part } من { $whole }
word-of-whole = من { $whole }
word-done = تمّ
word-crumbs = موضع هذه الصفحة
form-optional = (اختياري)

## Navigation

nav-label = القائمة الرئيسية
nav-short = القائمة المختصرة
nav-open = فتح القائمة
nav-more = المزيد
nav-group-know = المعرفة
nav-group-insights = التحليلات
nav-group-settings = الإعدادات
nav-today = اليوم
nav-customers = العملاء
nav-duplicates = السجلات المكررة
nav-ladder = سلم الولاء
nav-import = استيراد البيانات
nav-insights = نظرة عامة
nav-retention = الاحتفاظ بالعملاء
nav-survival = مدة البقاء
nav-rfm = خريطة RFM
nav-value = قيمة العملاء
nav-reports = التقارير
nav-predictions = التوقعات
nav-models = النماذج
nav-settings = النشاط التجاري
nav-team = الفريق
nav-keys = مفاتيح API

## Account and theme

account-menu = حسابي
account-mine = الحساب
account-sign-out = تسجيل الخروج
theme-label = ألوان الصفحة
theme-switch = فاتح أو داكن
theme-light = فاتح
theme-dark = داكن
theme-auto = تلقائي
role-owner = المالك
role-marketer = مسؤول التسويق
role-agent = موظف خدمة العملاء
role-analyst = محلّل
role-cashier = أمين الصندوق
role-read_only = للاطلاع فقط

## Actions

action-add = إضافة
action-apply = تطبيق
action-back = رجوع
action-cancel = إلغاء
action-clear = إلغاء التحديد
action-close = إغلاق
action-continue = متابعة
action-delete = حذف
action-edit = تعديل
action-export = تصدير
action-open = فتح
action-reset = مسح عوامل التصفية
action-retry = إعادة المحاولة
action-save = حفظ
action-see-all = عرض الكل
action-undo = تراجع

## Rungs of the ladder

ladder-title = سلم الولاء
rung-suspect = الجمهور المستهدف
rung-prospect = عميل محتمل
rung-customer = عميل
rung-repeat = عميل متكرر
rung-loyal = عميل وفيّ
rung-advocate = مناصر
rung-stands-on = الدرجة الحالية: { $rung }

## Figures

how-title = كيف حُسب هذا؟
how-of = كيف حُسب «{ $name }»؟
how-formula = المعادلة
how-window = الفترة الزمنية
how-exclusions = ما لم يُحتسب
trend-up = ارتفع:
trend-down = انخفض:
trend-flat = بلا تغيير:
chart-table = عرض الجدول
chart-nothing = لا توجد بيانات لهذا الرسم بعد.
cohort-group = المجموعة
cohort-size = العدد
cohort-average = المتوسط
cohort-incomplete = هذه الفترة لم تنتهِ بعد
cohort-less = أقل
cohort-more = أكثر
rfm-frequency-axis = تكرار الشراء ↑
rfm-recency-axis = حداثة آخر شراء

## Lists

table-columns = الأعمدة
table-pick-all = تحديد كل صفوف هذه الصفحة
table-pick = تحديد { $name }
table-picked = المحدد:
table-pick-matching =
    { $n ->
        [zero] لا توجد نتائج للتحديد
        [one] تحديد النتيجة الوحيدة
        [two] تحديد النتيجتين
        [few] تحديد { $n } نتائج كلها
        [many] تحديد { $n } نتيجة كلها
       *[other] تحديد { $n } نتيجة كلها
    }
table-pages = صفحات القائمة
table-shown = { $shown } من { $total }
table-first = من البداية
table-next = التالي
state-loading = جارٍ التحميل…
state-error-title = تعذّر تحميل هذا الجزء
error-home = الذهاب إلى «اليوم»
error-request = معرّف الطلب:
state-error-text = بياناتك محفوظة في مكانها. أعد المحاولة بعد لحظات.

## Dates, steps

date-pick = اختيار التاريخ من التقويم
date-previous-month = الشهر السابق
date-next-month = الشهر التالي
steps-label = الخطوة { $at } من { $of }

## Search and keyboard

search-placeholder = اسم العميل أو هاتفه أو رمزه…
palette-title = البحث والأوامر
palette-placeholder = عمّ تبحث؟
palette-move = تنقّل
palette-open = فتح
palette-nothing = لا نتائج. يمكنك البحث بجزء من الاسم أو ببضعة أرقام من الهاتف.
keys-title = اختصارات لوحة المفاتيح
keys-palette = البحث والأوامر
keys-search = البحث في قائمة هذه الصفحة
keys-help = هذه المساعدة
keys-close = إغلاق النافذة المفتوحة
keys-tab = الانتقال إلى الزر التالي
