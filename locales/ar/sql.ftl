# قراءة الوقائع بلغة SQL. Reading the facts by SQL.

nav-sql = SQL
sql-title = القراءة بلغة SQL
sql-lead = اسأل البيانات مباشرة. القراءة وحدها ممكنة هنا، ولا توجد أسماء ولا أرقام هواتف.
sql-not-there-title = بُني هذا البرنامج دون محرك SQL
sql-not-there-text = يستطيع من يتولى الخادم إضافته بالأمر أدناه. كل الأرقام الأخرى تعمل من دونه.
sql-query = الاستعلام
sql-hint = استعلام واحد يبدأ بكلمة SELECT أو WITH. أقصى مدة له بالثواني: { $seconds }، وأقصى ما يعرضه من الصفوف: { $rows }.
sql-run = تشغيل
sql-stop = إيقاف
sql-running = الاستعلام قيد التنفيذ …
sql-refused-about = لم يُجَب عن الاستعلام، ولم يتغير شيء.
sql-answer = الإجابة
sql-rows = { $n ->
        [zero] لا صفوف
        [one] صف واحد
        [two] صفان
        [few] { $n } صفوف
        [many] { $n } صفًا
       *[other] { $n } صف
    }
sql-workers = { $n ->
        [zero] لم يشارك حاسوب آخر
        [one] شارك حاسوب آخر
        [two] شارك حاسوبان آخران
        [few] شاركت { $n } حواسيب أخرى
        [many] شارك { $n } حاسوبًا آخر
       *[other] شارك { $n } حاسوب آخر
    }
sql-cut-off = { $n ->
        [zero] هناك صفوف لا تظهر هنا. لخّصها أو قلّلها بالتصفية أو نزّلها كلها في ملف.
        [one] هناك صفوف أكثر من هذا الصف. لخّصها أو قلّلها بالتصفية أو نزّلها كلها في ملف.
        [two] هناك صفوف أكثر من هذين الصفين. لخّصها أو قلّلها بالتصفية أو نزّلها كلها في ملف.
        [few] هناك أكثر من هذه الصفوف وعددها { $n }. لخّصها أو قلّلها بالتصفية أو نزّلها كلها في ملف.
        [many] هناك أكثر من هذه الصفوف وعددها { $n }. لخّصها أو قلّلها بالتصفية أو نزّلها كلها في ملف.
       *[other] هناك أكثر من هذه الصفوف وعددها { $n }. لخّصها أو قلّلها بالتصفية أو نزّلها كلها في ملف.
    }
sql-file-note = أقصى عدد لصفوف الملف: { $n }.
sql-no-rows = لا صف يطابق هذا الاستعلام.
sql-examples = أسئلة شائعة
sql-views = ما يمكن قراءته
sql-views-about = المبالغ بأصغر وحدة من العملة. الأيام بالتوقيت المحلي للنشاط التجاري، واللحظات بالتوقيت العالمي (UTC).
sql-view-orders = طلبات العملاء المعروفين
sql-view-lines = بنود تلك الطلبات
sql-view-returns = أموال أُعيدت إلى عملاء معروفين
sql-view-orders-without-customer = طلبات بلا عميل
sql-view-lines-without-customer = بنود الطلبات التي بلا عميل
sql-view-returns-without-customer = مرتجعات بلا عميل
sql-view-customers = العملاء دون أسمائهم
sql-view-signals = علامات الاهتمام والتوصية
sql-view-rungs = تاريخ سلم الولاء: كل درجة ومن أي يوم
sql-view-events = ما سُجّل عن العميل ومتى
sql-kind-number = عدد
sql-kind-day = يوم
sql-kind-moment = لحظة
sql-kind-text = نص
sql-kind-flag = نعم أو لا
sql-column-customer-id = رقم العميل؛ ٠ حين لا يُعرف صاحبه
sql-column-on-day = اليوم
sql-column-at-ms = اللحظة بالتوقيت العالمي
sql-column-order-id = رقم الطلب؛ ٠ حين لا يذكر المرتجع طلبًا
sql-column-line-id = رقم البند
sql-column-return-id = رقم المرتجع
sql-column-amount-minor = المبلغ بأصغر وحدة من العملة
sql-column-quantity = عدد القطع
sql-column-currency = عملة المبلغ
sql-column-counts = «لا» للطلبات الملغاة وغير المدفوعة
sql-column-source = القناة التي جاء منها الطلب
sql-column-campaign = الحملة المذكورة في الطلب
sql-column-city = المدينة المذكورة في الطلب
sql-column-product-code = رمز المنتج؛ فارغ للبنود التي بلا منتج
sql-column-product-name = اسم المنتج كما في البند
sql-column-created-on = اليوم الذي عُرف فيه العميل
sql-column-kind = النوع: في signals ‏interest أو referral أو review أو promoter، وفي events ‏order_placed و rung_changed وما شابه
sql-column-rung = الدرجة، من ١ (الجمهور المستهدف) إلى ٦ (مناصر)
sql-column-from-rung = الدرجة السابقة؛ ٠ حيث يبدأ التاريخ
sql-column-rules-version = إصدار القواعد في ذلك اليوم
sql-column-event-id = رقم الحدث
sql-example-months = كم دخل في كل شهر؟
sql-example-often = كم عميلًا اشترى مرة، ومرتين، وثلاث مرات …؟
sql-example-sources = أي قناة أولى تجلب عملاء يعودون؟
sql-example-together = أي المنتجات تجتمع في مشتريات العميل الواحد؟
sql-example-returned = من أي قناة تكثر المرتجعات؟
sql-only-reading = المسموح استعلام واحد للقراءة: SELECT أو WITH
sql-not-understood = تعذّر فهم الاستعلام
sql-not-allowed = هذا غير مسموح هنا
sql-too-long = الاستعلام طويل أكثر مما يجب
sql-took-too-long = تجاوز الاستعلام المدة المسموحة فأُوقف
sql-too-large = يحتاج الاستعلام إلى ذاكرة أكثر من المسموح. ضيّق التصفية أو لخّص أكثر
sql-stopped = أوقفتَ الاستعلام
sql-too-many = تعمل الآن عدة استعلامات. أعد المحاولة بعد قليل
sql-machines-lost = انقطع الاتصال بحواسيب أثناء تنفيذ الاستعلام. أعد المحاولة
sql-failed = فشل الاستعلام أثناء تنفيذه
