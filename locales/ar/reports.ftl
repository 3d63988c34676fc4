# تقارير يركّبها الناس بأنفسهم. Reports people put together.

reports-title = التقارير
reports-lead = اختر المؤشرات وطريقة التقسيم والمدة، ثم احفظ التقرير أو شاركه أو اطلب إرساله في موعده.
reports-new = تقرير جديد
reports-mine = تقاريري
reports-shared = مشتركة مع الفريق
reports-ready = جاهزة للفتح
reports-empty-title = لا تقارير محفوظة بعد
reports-empty-text = افتح أحد التقارير أدناه وغيّر فيه ما تشاء واحفظه باسم من عندك.
reports-empty-look = لم يشارك أحد تقريرًا بعد. يمكنك فتح التقارير أدناه.
reports-col-name = التقرير
reports-col-owner = صاحبه
reports-col-schedule = الإرسال
reports-col-changed = آخر تعديل
reports-owner-team = الفريق
reports-next-due = الإرسال القادم: { $date }
reports-comma = {"، "}

reports-ready-sales = المبيعات شهرًا بشهر
reports-ready-sales-text = الإيراد والطلبات ومتوسط قيمة الطلب خلال آخر ١٢ شهرًا.
reports-ready-people = العملاء الجدد والعائدون
reports-ready-people-text = كم عميلًا اشترى أول مرة في كل شهر، وكم عميلًا عاد.
reports-ready-channels = قنوات البيع
reports-ready-channels-text = ما جلبته كل قناة في آخر ٩٠ يومًا، وكم أُرجع منه.
reports-ready-products = المنتجات الأكثر مبيعًا
reports-ready-products-text = القطع والمبيعات والمشترون لكل منتج في آخر ٩٠ يومًا.
reports-ready-campaigns = عملاء كل حملة
reports-ready-campaigns-text = كم عميلًا جديدًا جلبت كل حملة خلال عام، وكم أنفقوا.

reports-show = اعرض
reports-measures = المؤشرات
reports-by-first = حسب
reports-by-first-label = التقسيم الأول
reports-by-second = ثم
reports-by-second-label = التقسيم الثاني
reports-in = في
reports-time-label = المدة
reports-from = من يوم
reports-until = إلى
reports-to = إلى يوم
reports-calendar = بالتقويم
reports-as = على شكل
reports-chart-label = الرسم
reports-of = من
reports-limit = بحد أقصى
reports-limit-label = أقصى عدد للصفوف
reports-all-rung = كل الدرجات
reports-all-city = كل المدن
reports-all-source = كل المصادر
reports-all-tag = كل الوسوم
reports-all-segment = كل الشرائح
reports-all-view = كل العملاء
reports-all-channel = كل القنوات
reports-all-product = كل المنتجات
reports-filter-rung = الدرجة
reports-filter-city = المدينة
reports-filter-source = المصدر
reports-filter-tag = الوسم
reports-filter-segment = الشريحة
reports-filter-view = العرض المحفوظ
reports-filter-channel = قناة الطلب
reports-filter-product = المنتج

reports-measure-customers = العملاء المشترون
reports-measure-new = عملاء جدد
reports-measure-returning = عملاء عائدون
reports-measure-repeat_share = معدل العملاء المتكررين
reports-measure-orders = الطلبات
reports-measure-gross_minor = المبيعات قبل المرتجعات
reports-measure-returns = عدد المرتجعات
reports-measure-returned_minor = مبلغ المرتجعات
reports-measure-return_share = نسبة المرتجعات
reports-measure-net_minor = الإيراد
reports-measure-units = القطع
reports-measure-aov_minor = متوسط قيمة الطلب
reports-measure-purchase_frequency = الطلبات لكل عميل
reports-measure-days_between = الأيام بين الطلبات
reports-measure-first_order_minor = إيراد الطلبات الأولى

reports-how-customers = العملاء الذين لهم طلب واحد على الأقل في الصف، ويُحسب كل منهم مرة واحدة.
reports-how-new = العملاء الذين كان أول طلب لهم على الإطلاق في هذا الصف.
reports-how-returning = عملاء الصف الذين سبق أن طلبوا.
reports-how-repeat_share = عملاء الصف الذين كان آخر طلب لهم فيه هو الثاني على الأقل ÷ عملاء الصف.
reports-how-orders = الطلبات المحتسبة.
reports-how-gross_minor = مجموع الطلبات قبل طرح المرتجعات.
reports-how-returns = المرتجعات يوم إرجاعها.
reports-how-returned_minor = مجموع مبالغ المرتجعات يوم إرجاعها.
reports-how-return_share = مبلغ المرتجعات ÷ المبيعات قبل المرتجعات.
reports-how-net_minor = مجموع الطلبات ناقص مجموع المرتجعات.
reports-how-units = عدد القطع في الطلبات.
reports-how-aov_minor = الإيراد ÷ عدد الطلبات.
reports-how-purchase_frequency = الطلبات ÷ عملاء الصف.
reports-how-days_between = متوسط الأيام منذ الطلب السابق، للطلبات التي سبقها طلب.
reports-how-first_order_minor = مجموع طلبات الصف التي كانت أول طلب لعملائها على الإطلاق.
reports-how-window = مدة التقرير. يؤخذ ما سبقها في الحسبان، أما ما بعدها فلا يُحسب.

reports-by-nothing = لا شيء
reports-by-day = اليوم
reports-by-week = الأسبوع
reports-by-month = الشهر
reports-by-quarter = ربع السنة
reports-by-year = السنة
reports-by-weekday = يوم الأسبوع
reports-by-channel = قناة الطلب
reports-by-campaign = الحملة
reports-by-product = المنتج
reports-by-source = مصدر العميل
reports-by-city = المدينة
reports-by-tag = الوسم
reports-by-rung = الدرجة
reports-by-segment = شريحة RFM
reports-by-order_number = رقم الطلب عند العميل
reports-by-cohort = شهر أول طلب

reports-chart-line = خطوط
reports-chart-bar = أعمدة
reports-chart-stacked = أعمدة متراكمة
reports-chart-table = جدول فقط

reports-time-all = كل الوقت
reports-time-days = من يوم إلى يوم
reports-time-last-day =
    { $n ->
        [1] اليوم
        [zero] لا أيام
        [one] آخر يوم
        [two] آخر يومين
        [few] آخر { $n } أيام
        [many] آخر { $n } يومًا
       *[other] آخر { $n } يوم
    }
reports-time-last-week =
    { $n ->
        [1] هذا الأسبوع
        [zero] لا أسابيع
        [one] آخر أسبوع
        [two] آخر أسبوعين
        [few] آخر { $n } أسابيع
        [many] آخر { $n } أسبوعًا
       *[other] آخر { $n } أسبوع
    }
reports-time-last-month =
    { $n ->
        [1] هذا الشهر
        [zero] لا أشهر
        [one] آخر شهر
        [two] آخر شهرين
        [few] آخر { $n } أشهر
        [many] آخر { $n } شهرًا
       *[other] آخر { $n } شهر
    }
reports-time-last-quarter =
    { $n ->
        [1] هذا الربع
        [zero] لا أرباع
        [one] آخر ربع سنة
        [two] آخر ربعَي سنة
        [few] آخر { $n } أرباع
        [many] آخر { $n } ربعًا
       *[other] آخر { $n } ربع
    }
reports-time-last-year =
    { $n ->
        [1] هذه السنة
        [zero] لا سنوات
        [one] آخر سنة
        [two] آخر سنتين
        [few] آخر { $n } سنوات
        [many] آخر { $n } سنةً
       *[other] آخر { $n } سنة
    }
reports-time-complete-day =
    { $n ->
        [1] أمس
        [zero] لا أيام
        [one] آخر يوم كامل
        [two] آخر يومين كاملين
        [few] آخر { $n } أيام كاملة
        [many] آخر { $n } يومًا كاملًا
       *[other] آخر { $n } يوم كامل
    }
reports-time-complete-week =
    { $n ->
        [1] الأسبوع الماضي
        [zero] لا أسابيع
        [one] آخر أسبوع كامل
        [two] آخر أسبوعين كاملين
        [few] آخر { $n } أسابيع كاملة
        [many] آخر { $n } أسبوعًا كاملًا
       *[other] آخر { $n } أسبوع كامل
    }
reports-time-complete-month =
    { $n ->
        [1] الشهر الماضي
        [zero] لا أشهر
        [one] آخر شهر كامل
        [two] آخر شهرين كاملين
        [few] آخر { $n } أشهر كاملة
        [many] آخر { $n } شهرًا كاملًا
       *[other] آخر { $n } شهر كامل
    }
reports-time-complete-quarter =
    { $n ->
        [1] الربع الماضي
        [zero] لا أرباع
        [one] آخر ربع سنة كامل
        [two] آخر ربعين كاملين
        [few] آخر { $n } أرباع كاملة
        [many] آخر { $n } ربعًا كاملًا
       *[other] آخر { $n } ربع كامل
    }
reports-time-complete-year =
    { $n ->
        [1] السنة الماضية
        [zero] لا سنوات
        [one] آخر سنة كاملة
        [two] آخر سنتين كاملتين
        [few] آخر { $n } سنوات كاملة
        [many] آخر { $n } سنةً كاملة
       *[other] آخر { $n } سنة كاملة
    }

reports-from-to = من { $from } إلى { $to }
reports-week-of = أسبوع { $date }
reports-unknown = غير معروف
reports-others = البقية
reports-later-orders = الطلبات التالية
reports-first-day = أول يوم
reports-table = أرقام التقرير
reports-total = المجموع
reports-hidden-rows =
    { $n ->
        [zero] لا صفوف أخرى في الملفات.
        [one] صف واحد آخر موجود في الملفات.
        [two] صفّان آخران موجودان في الملفات.
        [few] { $n } صفوف أخرى موجودة في الملفات.
        [many] { $n } صفًا آخر في الملفات.
       *[other] { $n } صف آخر في الملفات.
    }
reports-nothing-title = لا شيء في هذه المدة
reports-nothing-text = لا طلب يوافق ما سألت عنه. اختر مدة أطول أو أزل أحد عوامل التصفية.
reports-note-others =
    { $n ->
        [zero] { $by }: لا قيم أخرى.
        [one] { $by }: قيمة واحدة أخرى ضمن صف «البقية».
        [two] { $by }: قيمتان أخريان مجموعتان في صف «البقية».
        [few] { $by }: { $n } قيم أخرى مجموعة في صف «البقية».
        [many] { $by }: { $n } قيمةً أخرى مجموعة في صف «البقية».
       *[other] { $by }: { $n } قيمة أخرى مجموعة في صف «البقية».
    }
reports-note-products = الطلب الذي فيه عدة منتجات يظهر في عدة صفوف، فلا يساوي مجموع الطلبات والعملاء في الصفوف المجموعَ الكلي.
reports-note-tags = العميل الذي له عدة وسوم يظهر في عدة صفوف، فلا يساوي مجموع الصفوف المجموعَ الكلي.
reports-note-lines = قيمة المنتج هي ثمن بنوده في الطلبات. المرتجعات لا تذكر المنتج الذي أُرجع، فلم تُطرح.

reports-save-title = احفظ هذا التقرير
reports-save-changes = الاسم والمشاركة والموعد
reports-not-saved = ما تراه معدَّل ولم يُحفظ بعد.
reports-copy-hint = هذا التقرير لشخص آخر. الحفظ ينشئ نسخة خاصة بك.
reports-name = الاسم
reports-share = شاركه مع الفريق
reports-share-hint = يستطيع فتحه كل من يحق له رؤية الأرقام، ولا يعدّله إلا أنت ومالك النشاط التجاري.
reports-every = الإرسال التلقائي
reports-every-never = لا يُرسل
reports-every-day = كل يوم
reports-every-week = في أول كل أسبوع
reports-every-month = في أول كل شهر
reports-hour = الساعة (٠–٢٣)
reports-recipients = أرسله إلى
reports-recipients-hint = عناوين بريد إلكتروني، كل عنوان في سطر. إلى أن تُربط قناة البريد يبقى ما أُرسل محفوظًا هنا.
reports-saved = حُفظ «{ $name }».
reports-changed = حُفظ التقرير.
reports-deleted = حُذف التقرير.
reports-restored = عاد التقرير.
reports-delete-title = هل تحذف هذا التقرير؟
reports-delete-text = لن يُرسل بعد ذلك ولن يراه الفريق. يمكنك التراجع فورًا.
reports-sent-title = ما أُرسل
reports-sent-hint = تبقى الأرقام كما كانت وقت الإرسال.
reports-sent-waiting = في الطريق
reports-sent-failed = لم يُرسل
reports-sent-done = أُرسل

reports-rung-unknown = لا توجد درجة كهذه. اختر درجة أخرى.
reports-segment-unknown = لا توجد شريحة كهذه. اختر شريحة أخرى.
reports-view-gone = العرض المحفوظ الذي يُصفّى به هذا التقرير لم يعد موجودًا أو ليس مشتركًا معك. اختر عرضًا آخر.
reports-owner-gone = لم يعد يحق لصاحب هذا التقرير رؤية الأرقام.
reports-not-sent = لم يُرسل هذا التقرير، فلا ملف له.
