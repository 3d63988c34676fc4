# التوقعات: من يبتعد، ومن الأعلى قيمة، ومقياس كفاية البيانات

predictions-lead = ما المتوقع من كل عميل خلال الأشهر الـ١٢ القادمة، ولماذا.
predictions-models = كيف يُحسب التوقع
predictions-tabs = القوائم
predictions-tab-slipping = على وشك الرحيل
predictions-tab-worth = الأعلى قيمة
predictions-about-slipping-model = عملاء تأخروا أكثر من عادتهم، مرتبون حسب القيمة التي قد تضيع برحيلهم. اتصالك اليوم بمن في أعلى القائمة هو الأنفع.
predictions-about-worth-model = العملاء حسب القيمة المتوقعة منهم خلال ١٢ شهرًا.
predictions-about-slipping-rfm = عملاء كانوا يأتون ثم قلّ مجيئهم، مرتبون حسب صافي مشترياتهم حتى الآن.
predictions-about-worth-rfm = العملاء حسب صافي مشترياتهم حتى الآن.
predictions-as-of = حتى { $date }.
predictions-empty-title = تبدأ التوقعات مع الطلبات
predictions-empty-text = استورد طلباتك ليتعلّم وفا إيقاع عملائك: من سيعود، ومتى، وما قيمة ذلك.
predictions-empty-import = استيراد الطلبات
predictions-rfm-title = البيانات لا تكفي لنموذج، وهذه القوائم مبنية على RFM
predictions-rfm-text = الترتيب حسب حداثة الشراء وتكراره ومبلغه. لا يظهر أي احتمال، لأنه سيكون مجرد تخمين.
predictions-stale =
    { $n ->
        [zero] آخر ملاءمة للنموذج كانت اليوم.
        [one] مضى يوم واحد على آخر ملاءمة للنموذج. تُعاد تلقائيًا متى حدث شراء؛ راجع صفحة النماذج.
        [two] مضى يومان على آخر ملاءمة للنموذج. تُعاد تلقائيًا متى حدث شراء؛ راجع صفحة النماذج.
        [few] مضت { $n } أيام على آخر ملاءمة للنموذج. تُعاد تلقائيًا متى حدث شراء؛ راجع صفحة النماذج.
        [many] مضى { $n } يومًا على آخر ملاءمة للنموذج. تُعاد تلقائيًا متى حدث شراء؛ راجع صفحة النماذج.
       *[other] مضى { $n } يوم على آخر ملاءمة للنموذج. تُعاد تلقائيًا متى حدث شراء؛ راجع صفحة النماذج.
    }
predictions-total-value = قيمة كل العملاء خلال ١٢ شهرًا
predictions-total-purchases = المشتريات المتوقعة خلال ١٢ شهرًا
predictions-total-customers = العملاء الذين لهم طلب
predictions-with-order = كل من طلب حتى الآن
predictions-col-customer = العميل
predictions-col-last = آخر طلب
predictions-col-interval = فاصله المعتاد
predictions-col-chance = احتمال الشراء من جديد
predictions-col-next = الشراء التالي
predictions-col-value = القيمة خلال ١٢ شهرًا
predictions-col-risk = القيمة المعرّضة للخطر
predictions-col-so-far = صافي مشترياته حتى الآن
predictions-overdue = متأخر
predictions-nameless = بلا اسم
predictions-none-slipping = لا أحد على وشك الرحيل
predictions-none-slipping-text = كل من اعتاد المجيء ما زال ضمن فاصله المعتاد.
predictions-none-worth = القائمة فارغة
predictions-none-worth-text = لم يطلب أحد حتى يوم آخر ملاءمة للنموذج.
predictions-export-note = عدد العملاء في الملف، من أول القائمة: { $n }.

readiness-title = هل البيانات كافية؟
readiness-text = تحتاج التوقعات إلى أربعة شروط. وإلى أن تتحقق كلها يرتّب وفا العملاء حسب الحداثة والتكرار والمبلغ، ويقول ذلك صراحة.
readiness-ready = تحققت الشروط الأربعة، والتوقعات مبنية على النموذج.
readiness-customers =
    { $have ->
        [zero] لا عملاء لهم طلب
        [one] عميل واحد له طلب
        [two] عميلان لهما طلب
        [few] { $have } عملاء لهم طلب
        [many] { $have } عميلًا لهم طلب
       *[other] { $have } عميل لهم طلب
    }
readiness-customers-need = { $need } على الأقل
readiness-history =
    { $have ->
        [zero] لا سجل بعد
        [one] سجل يوم واحد
        [two] سجل يومين
        [few] سجل { $have } أيام
        [many] سجل { $have } يومًا
       *[other] سجل { $have } يوم
    }
readiness-history-need =
    { $need ->
        [zero] بلا حد أدنى
        [one] يوم واحد على الأقل
        [two] يومان على الأقل
        [few] { $need } أيام على الأقل
        [many] { $need } يومًا على الأقل
       *[other] { $need } يوم على الأقل
    }
readiness-last-order =
    { $have ->
        [zero] آخر طلب اليوم
        [one] آخر طلب قبل يوم واحد
        [two] آخر طلب قبل يومين
        [few] آخر طلب قبل { $have } أيام
        [many] آخر طلب قبل { $have } يومًا
       *[other] آخر طلب قبل { $have } يوم
    }
readiness-last-order-need =
    { $need ->
        [zero] اليوم نفسه
        [one] قبل يوم واحد على الأكثر
        [two] قبل يومين على الأكثر
        [few] قبل { $need } أيام على الأكثر
        [many] قبل { $need } يومًا على الأكثر
       *[other] قبل { $need } يوم على الأكثر
    }
readiness-no-order = لا طلبات بعد
readiness-three =
    { $have ->
        [zero] لا أحد اشترى في ثلاثة أيام أو أكثر
        [one] عميل واحد اشترى في ثلاثة أيام أو أكثر
        [two] عميلان اشتريا في ثلاثة أيام أو أكثر
        [few] { $have } عملاء اشتروا في ثلاثة أيام أو أكثر
        [many] { $have } عميلًا اشتروا في ثلاثة أيام أو أكثر
       *[other] { $have } عميل اشتروا في ثلاثة أيام أو أكثر
    }
readiness-three-need = { $need } على الأقل

how-predictions-value-model = المشتريات المتوقعة في الأشهر القادمة × القيمة المتوقعة لكل شراء × هامش الربح، مع خصم زمني للأشهر الأبعد.
how-predictions-value-rfm = الطلبات ناقص المرتجعات حتى الآن. لا شيء متوقع هنا.
how-predictions-risk-model = القيمة × (١ − احتمال الشراء من جديد)، لمن انقطع أكثر من ١٫٥ ضعف فاصله المعتاد (ولمن اشترى مرة واحدة: الفاصل المعتاد في المتجر). أما غيرهم فلا قيمة معرّضة للخطر لديهم.
how-predictions-risk-rfm = الطلبات ناقص المرتجعات حتى الآن لشرائح «لا يجوز فقدانهم» و«معرّضون للفقدان» و«بحاجة إلى اهتمام» و«على وشك الخمول».
how-predictions-chance-model = احتمال شراء واحد على الأقل خلال ١٢ شهرًا وفق النموذج المبيّن في صفحة النماذج. وفاصله المعتاد: وسيط الأيام بين مرات الشراء، أو متوسطها إن كانت قليلة.
how-predictions-chance-rfm = لا يظهر، لأن البيانات غير كافية.
how-predictions-window-model = الأشهر الاثنا عشر بعد يوم الملاءمة، وكل الطلبات حتى ذلك اليوم معروفة.
how-predictions-window-rfm = كل الطلبات حتى يوم الملاءمة.
how-predictions-exclusions = الطلبات الملغاة، والطلبات بعملة أخرى، والطلبات التي لا تذكر عميلًا. ومشتريات اليوم الواحد تُعدّ واحدة.

predictions-tab-likely = الأقرب إلى الشراء
predictions-about-likely-model = العملاء حسب احتمال شرائهم من جديد خلال ١٢ شهرًا.
predictions-none-likely = القائمة فارغة
predictions-none-likely-text = لم يطلب أحد حتى يوم آخر ملاءمة للنموذج.
predictions-none-chance = لا أحد في هذه الفئة
predictions-none-chance-text = اختر احتمالًا آخر أو اعرض الجميع.
predictions-chance-of = ممن احتمال شرائهم من جديد
predictions-chance-any = أيًّا كان
predictions-chance-likely = مرتفع (٦٠٪ فأكثر)
predictions-chance-possible = متوسط (٣٠٪ إلى ٦٠٪)
predictions-chance-unlikely = منخفض (أقل من ٣٠٪)
predictions-bought-since = اشترى بعد الملاءمة، وتُحدَّث أرقامه مع الملاءمة التالية.
