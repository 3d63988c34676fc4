# صفحة المكوّنات. The page of components, with sample data.

ui-title = مكوّنات الصفحة
ui-lead = كل مكوّن مرة واحدة وفي كل حالاته. **{ $orders ->
        [zero] لا طلبات
        [one] طلب واحد
        [two] طلبان
        [few] { $orders } طلبات
        [many] { $orders } طلبًا
       *[other] { $orders } طلب
    }** للتجربة، و**{ $late ->
        [zero] لا عملاء
        [one] عميل واحد
        [two] عميلان
        [few] { $late } عملاء
        [many] { $late } عميلًا
       *[other] { $late } عميل
    }** على وشك الرحيل.
ui-figures = الأرقام
ui-ladder = السلم
ui-charts = الرسوم البيانية
ui-lists = القوائم
ui-record = ملف العميل
ui-forms = النماذج
ui-start = البداية
ui-feedback = الرسائل والحالات
ui-more-action = المساعدة

ui-kpi-repeat = معدل العملاء المتكررين
ui-kpi-churn = معدل فقدان العملاء هذا الشهر
ui-kpi-value = قيمة الأشهر الـ١٢ القادمة
ui-kpi-goal = العملاء المحتملون اليوم
ui-versus = { $change } مقارنةً بـ{ $period }
ui-unchanged = كما في { $period }
ui-goal-unit = من { $goal }
ui-formula = العملاء الذين لهم طلبان فأكثر ÷ العملاء الذين لهم طلب فأكثر
ui-window = من البداية حتى اليوم
ui-exclusions = الطلبات الملغاة والمرتجعة بالكامل
ui-next-rung = ليصبح «مناصرًا»: إحالة ناجحة واحدة أو رأي منشور
ui-ladder-moves = تنقّلات الشهر
ui-ring-label = إلى المستوى التالي
ui-late = متأخر
ui-consent = الموافقة على الرسائل
ui-today = مهام اليوم
ui-todo-1 =
    { $n ->
        [zero] تأخر { $name }
        [one] تأخر { $name } وعميل وفيّ آخر
        [two] تأخر { $name } وعميلان وفيّان
        [few] تأخر { $name } و{ $n } عملاء أوفياء
        [many] تأخر { $name } و{ $n } عميلًا وفيًّا
       *[other] تأخر { $name } و{ $n } عميل وفيّ
    }
ui-todo-1-detail = أكثر من ضعف الفاصل المعتاد لديهم؛ القيمة المعرّضة للخطر { $amount }
ui-todo-2 =
    { $n ->
        [zero] لا سجلات متشابهة
        [one] عُثر على سجل متشابه واحد
        [two] عُثر على سجلين متشابهين
        [few] عُثر على { $n } سجلات متشابهة
        [many] عُثر على { $n } سجلًا متشابهًا
       *[other] عُثر على { $n } سجل متشابه
    }
ui-todo-2-detail = الهاتف نفسه أو الاسم نفسه؛ لا يُدمج شيء دون تأكيدك
ui-todo-3 =
    { $n ->
        [zero] اليوم أول رمضان
        [one] بقي يوم واحد على رمضان
        [two] بقي يومان على رمضان
        [few] بقيت { $n } أيام على رمضان
        [many] بقي { $n } يومًا على رمضان
       *[other] بقي { $n } يوم على رمضان
    }
ui-todo-3-detail = في هذا الأسبوع من العام الماضي تضاعفت المشتريات
ui-see-list = عرض القائمة
ui-review = مراجعة

ui-chart-repeat = معدل العودة الشهري
ui-chart-repeat-about = نسبة العملاء الذين اشتروا ثانية في كل شهر؛ الشهر الجاري لم ينتهِ بعد.
ui-chart-revenue = الإيراد من العملاء الجدد والقدامى
ui-chart-revenue-about = صافي الإيراد بعد طرح المرتجعات.
ui-chart-points = المتوقع مقابل الفعلي
ui-chart-empty = رسم بلا بيانات
ui-series-this = هذا العام
ui-series-last = العام الماضي
ui-series-new = جدد
ui-series-returning = قدامى
ui-points-x = المشتريات المتوقعة
ui-points-y = المشتريات الفعلية
ui-month = الشهر
ui-cohorts = عودة المجموعات الشهرية
ui-rfm = خريطة RFM
ui-rfm-best = الأفضل
ui-rfm-new = الجدد
ui-rfm-slipping = على وشك الرحيل
ui-rfm-middle = الوسط

ui-sentence-1 = العملاء الذين
ui-sentence-2 = خلال آخر
ui-sentence-3 = الماضية
ui-sentence-4 = على الأقل
ui-sentence-5 = مرة
ui-did = اشتروا
ui-did-not = لم يشتروا
ui-days =
    { $n ->
        [zero] أقل من يوم
        [one] يوم واحد
        [two] يومين
        [few] { $n } أيام
        [many] { $n } يومًا
       *[other] { $n } يوم
    }
ui-caption = العملاء
ui-column-name = الاسم
ui-column-rung = الدرجة
ui-column-phone = الهاتف
ui-column-last = آخر طلب
ui-column-orders = الطلبات
ui-column-value = القيمة
ui-tag = إضافة وسم
ui-name-1 = سارة الحربي
ui-name-2 = يوسف العتيبي
ui-name-3 = Layla Haddad
ui-name-4 = فاطمة الزهراء بنعلي
ui-place-1 = الرياض
ui-place-2 = جدة
ui-place-3 = Dubai
ui-place-4 = الدار البيضاء
ui-tab-all = الكل
ui-tab-sleeping = الخاملون
ui-tab-new = جدد هذا الأسبوع
ui-loading = قيد التحميل
ui-failed = تعذّر التحميل
ui-nothing = فارغة

ui-event-rung = انتقل من «عميل متكرر» إلى «عميل وفيّ»
ui-event-rung-detail = الشراء السادس، وكل مرة قبل مرور ٤٠ يومًا
ui-event-order = الطلب { $number } — { $amount }
ui-event-order-detail = بن يرغاتشيف ٢٥٠ غ، فلتر V60
ui-event-note = ملاحظة: الاتصال بعد الخامسة مساءً
ui-event-return = إرجاع الطلب { $number }
ui-facts = البيانات
ui-birthday = تاريخ الميلاد
ui-interest = الاهتمامات
ui-interest-value = إسبريسو، سفر
ui-channel = القناة
ui-channel-value = رسائل SMS، مساءً
ui-why = لماذا «متأخر»؟
ui-why-1 = فاصله المعتاد ٣٨ يومًا
ui-why-2 = مضى على آخر شراء ٨١ يومًا
ui-why-3 = أمثاله يعودون خلال ٩٠ يومًا باحتمال ٨٤٪
ui-timeline = الخط الزمني

ui-field-name = الاسم الكامل
ui-field-phone = الهاتف
ui-field-phone-hint = بأي أرقام: ٠٥٠… أو 050…
ui-field-amount = قيمة الطلب
ui-field-date = تاريخ الميلاد
ui-field-days = بعد كم يوم بلا شراء يُعدّ مفقودًا؟
ui-field-days-suffix = يوم
ui-field-email = البريد الإلكتروني
ui-field-email-error = هذا العنوان غير مكتمل؛ اكتب شيئًا مثل «sara@example.com».
ui-field-note = ملاحظة
ui-field-city = المدينة
ui-field-consent = إرسال رسائل نصية
ui-field-consent-hint = الرسائل التي طلبها فقط
ui-unit = وحدة المبالغ في الملف
ui-unit-rial = ريال إيراني
ui-unit-rial-detail = ٨٬٦٠٠٬٠٠٠ تعني ٨٦٠ ألف تومان
ui-unit-toman = تومان
ui-unit-toman-detail = ٨٦٠٬٠٠٠ تعني ٨٦٠ ألف تومان
ui-drop = أفلت ملف الطلبات هنا
ui-drop-hint = أو انقر للاختيار. CSV أو XLSX حتى ٢٠٠ ميغابايت

ui-step-1 = المصدر
ui-step-2 = الملف
ui-step-3 = الأعمدة
ui-step-4 = المعاينة
ui-step-5 = النتيجة
ui-check-title = الإعداد
ui-check-text = أنجزت خطوتين بالفعل.
ui-check-1 = إنشاء الحساب
ui-check-2 = اللغة والتقويم
ui-check-3 = استيراد الطلبات
ui-check-3-detail = يكفي ملف إكسل أو CSV واحد
ui-check-4 = مراجعة السجلات المكررة
ui-check-4-detail = شخص واحد بهاتفين؟
ui-empty-title = لا عملاء بعد
ui-empty-text = أعطنا ملف طلباتك، فيُبنى سجل العملاء والسلم ومعدلات العودة تلقائيًا.
ui-empty-action = استيراد الطلبات
ui-empty-second = إضافة يدوية
ui-progress = قراءة الطلبات

ui-toast = أُضيف وسم «العيد» إلى ١٢ عميلًا.
ui-dialog = نافذة حوار
ui-dialog-open = فتح النافذة
ui-dialog-title = التراجع عن هذا الاستيراد؟
ui-dialog-text = ستُزال طلبات هذا الملف وعددها ١٬٢٤٠. وما عدّلته بعده يبقى.
ui-dialog-confirm = تراجع
ui-alert-info = هذه الصفحة محسوبة حتى أمس.
ui-alert-good = تم استيراد ١٬٢٤٠ طلبًا.
ui-alert-warn = لم يُقرأ ١٢ صفًّا؛ راجع قائمتها.
ui-alert-bad = تعذّر فتح الملف: ليس جدولًا.
