# الاستيراد: الخطوات والقائمة

import-lead = أحضر الطلبات والعملاء الذين لديك. الملف نفسه مرتين لا يضيف شيئًا، ويمكن التراجع عن كل استيراد.
import-step-source = الملف
import-step-map = الأعمدة
import-step-check = الفحص
import-step-run = الاستيراد
import-step-result = النتيجة

import-source = من أين الملف؟
import-source-generic = إكسل أو CSV
import-source-generic-detail = من أي متجر أو صندوق أو قائمة خاصة بك
import-source-shopify = Shopify
import-source-shopify-detail = تصدير الطلبات أو العملاء كما هو
import-drop = أفلت الملف هنا أو اختره
import-drop-hint = ‎.xlsx أو ‎.csv أو ‎.tsv أو ‎.txt حتى ٢ غيغابايت؛ بأي ترميز وأرقام وتقويم
import-promise = يبقى الملف على هذا الجهاز، ولا يُكتب شيء قبل أن ترى ما سيحدث.
import-upload = متابعة
import-refused = لا يمكن استيراد هذا الملف
import-too-large = الملف أكبر من ٢ غيغابايت. قسّمه إلى ملفات واستوردها واحدًا بعد الآخر.
import-broken-off = لم يصل الملف كاملًا. أرسله من جديد من فضلك.
import-file-missing = لا يوجد ملف بعد. اختر ملفًا أولًا.
import-upload_gone = هذا الملف لم يعد في الانتظار. أرسله من جديد من فضلك.
import-no_room = لا متسع للملف على القرص. أفرغ بعض المساحة ثم أعد المحاولة.
import-not_mapped = حدّد أولًا معاني أعمدة هذا الملف.
import-past = عمليات الاستيراد السابقة
import-file = الملف
import-state = الحالة
import-rows = الصفوف
import-imported = المستوردة
import-problems = بها مشكلات
import-when = الوقت
import-all = كل عمليات الاستيراد

import-map-title = معاني الأعمدة
import-map-lead = ألقينا نظرة على الملف. صحّح ما أخطأنا في فهمه.
import-other-file = ملف آخر
import-map-gap = ما زالت هناك إجابة ناقصة في الأسفل.
import-found-rows =
    { $n ->
        [zero] لا صفوف
        [one] صف واحد
        [two] صفّان
        [few] { $n } صفوف
        [many] { $n } صفًّا
       *[other] { $n } صف
    }
import-found-about =
    { $n ->
        [zero] لا صفوف تقريبًا
        [one] نحو صف واحد
        [two] نحو صفّين
        [few] نحو { $n } صفوف
        [many] نحو { $n } صفًّا
       *[other] نحو { $n } صف
    }
import-found-separator = الفاصل: { $separator }
import-found-sheet = الورقة «{ $sheet }»
import-found-saved = مُلئت الأعمدة من «{ $name }» الذي حفظته لملفات كهذا.
import-separator-tab = علامة جدولة
import-digits-latin = أرقام لاتينية
import-digits-persian = أرقام فارسية
import-digits-arabic = أرقام عربية
import-digits-mixed = أرقام مختلطة
import-calendar-jalali = تواريخ شمسية
import-calendar-hijri = تواريخ هجرية
import-calendar-gregorian = تواريخ ميلادية
import-ask-title = المال والتواريخ
import-unit-question = المبالغ بالريال أم بالتومان؟
import-unit-hint = انظر إلى مبلغ تعرفه من الملف.
import-unit-ask = اختر الريال أو التومان؛ فالفرق عشرة أضعاف.
import-unit-rial-means = { $amount } ريال في الملف = { $other } تومان
import-unit-toman-means = { $amount } تومان في الملف = { $other } ريال
import-currency = العملة
import-currency-hint = للمبالغ التي لا تذكر عملة؛ ثلاثة أحرف مثل SAR أو USD
import-currency-unknown = اكتب أحرف العملة الثلاثة، مثل SAR أو USD أو IRR.
import-calendar = تقويم التواريخ
import-date-order = ترتيب التواريخ
import-order-hint = قد يكون اليوم والشهر معكوسين في هذا الملف.
import-order-ask = حدّد كيف كُتبت التواريخ؛ لا يمكن هنا تمييز اليوم من الشهر.
import-auto = تلقائيًا
import-choose = اختر من فضلك
import-columns = أعمدة الملف
import-column-empty = فارغ
import-meaning = المعنى
import-rule = إن كان العميل معروفًا
import-rule-hint = الاختيار الأخير يخص بيانات العميل وحدها: الاسم والهاتف والمدينة ونحوها.
import-guess = تخمين منا، بثقة { $share }
import-guess-unknown = لم نتعرف على هذا العمود
import-custom-fields = احتفظ بالأعمدة غير المستخدمة حقولًا خاصة بك
import-custom-fields-hint = تظهر في صفحة العميل أو الطلب.
import-save-as = احفظ هذه الأعمدة باسم
import-save-as-hint = في المرة القادمة يُملأ تلقائيًا أي ملف بالأعمدة نفسها.
import-to-check = فحص الملف

import-check-title = ما الذي سيحدث
import-check-lead = لم يُكتب شيء من **{ $file }** بعد.
import-back-to-map = العودة إلى الأعمدة
import-checking = يُقرأ الملف من أوله إلى آخره…
import-will-create = عملاء جدد
import-will-update = عملاء تتغير بياناتهم
import-will-orders = طلبات جديدة
import-returns =
    { $n ->
        [zero] بلا مرتجعات
        [one] ومرتجع واحد
        [two] ومرتجعان
        [few] و{ $n } مرتجعات
        [many] و{ $n } مرتجعًا
       *[other] و{ $n } مرتجع
    }
import-equation = المقروء من الصفوف **{ $read }** = المستورد **{ $imported }** + المحدَّث **{ $updated }** + الموجود من قبل **{ $duplicates }** + ما به مشكلة **{ $problems }**
import-odd-statuses = هذه الحالات غير معروفة، وتُحسب طلباتها على أنها «مسجّلة»: { $words }
import-odd-status = «{ $word }» ({ $rows })
import-odd-between = ،
import-without-customer =
    { $n ->
        [zero] كل الطلبات تذكر عميلًا.
        [one] طلب واحد لا يذكر عميلًا؛ يُحفظ لكنه لا يُنسب إلى أحد.
        [two] طلبان لا يذكران عميلًا؛ يُحفظان لكنهما لا يُنسبان إلى أحد.
        [few] { $n } طلبات لا تذكر عميلًا؛ تُحفظ لكنها لا تُنسب إلى أحد.
        [many] { $n } طلبًا لا تذكر عميلًا؛ تُحفظ لكنها لا تُنسب إلى أحد.
       *[other] { $n } طلب لا تذكر عميلًا؛ تُحفظ لكنها لا تُنسب إلى أحد.
    }
import-nothing-new = كل ما في هذا الملف موجود هنا من قبل. استيراده مرة أخرى لا يغيّر شيئًا.
import-all-wrong = لا يمكن استيراد أي صف من هذا الملف كما هو. عد إلى الأعمدة أو صحّح الملف.
import-problems-title =
    { $n ->
        [zero] لا صفوف بها مشكلات
        [one] صف واحد به مشكلة
        [two] صفّان بهما مشكلات
        [few] { $n } صفوف بها مشكلات
        [many] { $n } صفًّا بها مشكلات
       *[other] { $n } صف بها مشكلات
    }
import-problems-download = تنزيل CSV
import-problem-line = السطر
import-problem-column = العمود
import-problem-value = القيمة
import-problem-reason = المشكلة
import-start-hint = الصفوف التي بها مشكلات تُترك وتبقى في القائمة. ويمكنك التراجع عن الاستيراد كله متى شئت.
import-start =
    { $n ->
        [zero] لا شيء للاستيراد
        [one] استيراد صف واحد
        [two] استيراد صفّين
        [few] استيراد { $n } صفوف
        [many] استيراد { $n } صفًّا
       *[other] استيراد { $n } صف
    }

import-leave = يمكنك مغادرة هذه الصفحة؛ يستمر العمل وتخبرك صفحة «اليوم» بالنتيجة.
import-share = أُنجز { $share }
import-done-title = تمّ
import-done-text =
    { $n ->
        [zero] لم يُستورد أي صف.
        [one] استُورد صف واحد.
        [two] استُورد صفّان.
        [few] استُوردت { $n } صفوف.
        [many] استُورد { $n } صفًّا.
       *[other] استُورد { $n } صف.
    }
import-undone-text = أُزيل كل ما جاء به هذا الاستيراد. وبقي ما غيّرته عمليات لاحقة أو زملاؤك.
import-stopped-why = لم يُقرأ الملف حتى نهايته. ما كُتب قبل ذلك محفوظ؛ يمكنك التراجع عنه أو استيراد الملف بعد تصحيحه.
import-started-at = البدء
import-finished-at = الانتهاء
import-orders-added = طلبات أُضيفت
import-returns-added = مرتجعات أُضيفت
import-customers-added = عملاء أُضيفوا
import-customers-changed =
    { $n ->
        [zero] ولم يتغير أحد
        [one] وتغير عميل واحد
        [two] وتغير عميلان
        [few] وتغير { $n } عملاء
        [many] وتغير { $n } عميلًا
       *[other] وتغير { $n } عميل
    }
import-nameless = طلبات بلا عميل
import-nameless-note = لا تدخل في أرقام العملاء
import-next = وماذا بعد؟
import-next-figures = عرض الأرقام
import-next-duplicates = مراجعة السجلات المكررة
import-next-another = استيراد ملف آخر
import-undo = التراجع عن هذا الاستيراد
import-undo-title = التراجع عن هذا الاستيراد
import-undo-text = يزيل الطلبات والعملاء الذين أضافهم ويعيد الحقول التي غيّرها. ويبقى ما غيّرته عمليات لاحقة أو زملاؤك.
import-undo-sure =
    { $n ->
        [zero] لن يُزال أي طلب. هل تتابع؟
        [one] سيُزال طلب واحد من هذا الاستيراد. هل تتابع؟
        [two] سيُزال طلبان من هذا الاستيراد. هل تتابع؟
        [few] ستُزال { $n } طلبات من هذا الاستيراد. هل تتابع؟
        [many] سيُزال { $n } طلبًا من هذا الاستيراد. هل تتابع؟
       *[other] سيُزال { $n } طلب من هذا الاستيراد. هل تتابع؟
    }

# اللصق والمصادر الأخرى وتصحيح الصفوف
import-source-woocommerce = ووكومرس
import-source-woocommerce-detail = تصدير الطلبات أو العملاء كما هو
import-source-salla = سلة
import-source-salla-detail = تصدير الطلبات أو العملاء كما هو
import-paste = أو الصق من جدول بيانات
import-paste-label = خلايا من إكسل أو جداول غوغل ونحوها
import-paste-hint = انسخ الصفوف مع صف أسماء الأعمدة والصقها هنا.
import-paste-missing = لم يُلصق شيء. انسخ الخلايا من جدول البيانات أولًا.
import-pasted-name = جدول ملصوق
import-checking-hint = يمكنك إبقاء هذه الصفحة مفتوحة أو العودة لاحقًا؛ لا يُكتب شيء في هذه الأثناء.
import-check_broken = انقطع الفحص. افتح الصفحة من جديد لإعادته.
import-fix-hint = صحّح الخلية المعلَّمة أو اترك الصف. الصفوف التي لا تغيّرها لا تُستورد وتبقى في القائمة.
import-fix-line = السطر { $line }
import-fix-leave-out = ترك الصف
import-fix-whole = الصف كله
import-fix-beyond = خارج الأعمدة، ويُحذف إن غيّرت الصف:
import-fix-again = فحص من جديد
import-fix-discard = التراجع عن تصحيحاتي
import-fix-put-back = إعادة السطر { $line }
import-fix-out =
    { $n ->
        [zero] لم تترك أي صف
        [one] صف واحد تركته
        [two] صفّان تركتهما
        [few] { $n } صفوف تركتها
        [many] { $n } صفًّا تركتها
       *[other] { $n } صف تركتها
    }
import-left-out =
    { $n ->
        [zero] ولم تترك أي صف
        [one] وصف واحد تركته
        [two] وصفّان تركتهما
        [few] و{ $n } صفوف تركتها
        [many] و{ $n } صفًّا تركتها
       *[other] و{ $n } صف تركتها
    }
import-mended =
    { $n ->
        [zero] لم تصحّح أي صف.
        [one] صحّحت صفًّا واحدًا.
        [two] صحّحت صفّين.
        [few] صحّحت { $n } صفوف.
        [many] صحّحت { $n } صفًّا.
       *[other] صحّحت { $n } صف.
    }
import-next-batch = عملاء هذا الاستيراد
import-news-done = استُورد «{ $file }».
import-news-problems =
    { $n ->
        [zero] استُورد «{ $file }» بلا مشكلات.
        [one] استُورد «{ $file }»؛ وفي صف واحد مشكلة.
        [two] استُورد «{ $file }»؛ وفي صفّين مشكلة.
        [few] استُورد «{ $file }»؛ وفي { $n } صفوف مشكلة.
        [many] استُورد «{ $file }»؛ وفي { $n } صفًّا مشكلة.
       *[other] استُورد «{ $file }»؛ وفي { $n } صف مشكلة.
    }
import-news-failed = توقّف استيراد «{ $file }».
import-news-undone = جرى التراجع عن استيراد «{ $file }».
import-news-open = عرض النتيجة
