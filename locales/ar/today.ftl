# اليوم: أول صفحة في النهار

today-greeting-morning = صباح الخير
today-greeting-morning-name = صباح الخير يا { $name }
today-greeting-noon = نهارك سعيد
today-greeting-noon-name = نهارك سعيد يا { $name }
today-greeting-evening = مساء الخير
today-greeting-evening-name = مساء الخير يا { $name }
today-greeting-night = أهلًا بك
today-greeting-night-name = أهلًا بك يا { $name }

today-yesterday =
    { $n ->
        [zero] لم تصل أمس **أي طلبات**،
        [one] وصل أمس **طلب واحد**،
        [two] وصل أمس **طلبان**،
        [few] وصلت أمس **{ $n } طلبات**،
        [many] وصل أمس **{ $n } طلبًا**،
       *[other] وصل أمس **{ $n } طلب**،
    }
today-returning =
    { $n ->
        [zero] كلها من عملاء جدد.
        [one] ومن بين المشترين عميل سابق واحد.
        [two] ومن بين المشترين عميلان سابقان.
        [few] ومن بين المشترين { $n } عملاء سابقين.
        [many] ومن بين المشترين { $n } عميلًا سابقًا.
       *[other] ومن بين المشترين { $n } عميل سابق.
    }
today-yesterday-none = لم تصل أي طلبات أمس.
today-slipping =
    { $n ->
        [zero] **لا أحد** على وشك الرحيل.
        [one] **عميل واحد** على وشك الرحيل.
        [two] **عميلان** على وشك الرحيل.
        [few] **{ $n } عملاء** على وشك الرحيل.
        [many] **{ $n } عميلًا** على وشك الرحيل.
       *[other] **{ $n } عميل** على وشك الرحيل.
    }
today-slipping-none = لا أحد على وشك الرحيل.
today-lead-empty = بضع دقائق، وتخبرك هذه الصفحة من يعود ومن يوشك أن يرحل.
today-lead-plain = ما ينتظرك اليوم.

today-empty-title = كل شيء يبدأ بملف
today-empty-text = أحضر الطلبات التي لديك بصيغة إكسل أو CSV. لا يتغير شيء في متجرك، ويمكن التراجع عن أي استيراد بأكمله.
today-empty-action = استيراد الطلبات
today-empty-demo = تريد إلقاء نظرة فقط؟ هذا الأمر يشغّل متجرًا بعملاء وهميين:

today-kpi-repeat = معدل العملاء المتكررين
today-kpi-churn = معدل فقدان العملاء هذا الشهر
today-kpi-value = قيمة الأشهر الـ١٢ القادمة
today-kpi-value-none = لا توجد بيانات كافية بعد
today-kpi-at-risk = منها { $amount } معرّضة للخطر
today-kpi-revenue = إيراد { $month }
today-trend = { $change } مقارنةً بالأيام نفسها من { $month }
today-value-formula = لكل عميل: الطلبات المتوقعة خلال ١٢ شهرًا × القيمة المتوقعة للطلب × هامش الربح، بعد الخصم الزمني؛ ثم تُجمع.
today-value-window = الأشهر الـ١٢ التالية لآخر ملاءمة للنماذج.
today-value-exclusions = العملاء الذين لم يأتوا بعد، ومن لم يطلب قط.

today-tasks = مهام اليوم
today-tasks-none = لا شيء ينتظر
today-tasks-none-text = لم يتأخر أحد، ولا سجلات مكررة، واكتمل استيراد كل البيانات.
today-task-import-runs = يجري استيراد «{ $file }»
today-task-import-runs-detail = يستمر في الخلفية؛ يمكنك المغادرة والعودة.
today-task-import-runs-action = متابعة
today-task-import-undoes = يجري التراجع عن «{ $file }»
today-task-import-undoes-action = متابعة
today-task-import-failed = توقف استيراد «{ $file }»
today-task-import-failed-detail = ما كُتب محفوظ. اطلع على السبب وأعد المحاولة أو تراجع عنه.
today-task-import-failed-action = عرض السبب
today-task-import-problems =
    { $n ->
        [zero] استُوردت كل الصفوف
        [one] تعذّر استيراد صف واحد
        [two] تعذّر استيراد صفين
        [few] تعذّر استيراد { $n } صفوف
        [many] تعذّر استيراد { $n } صفًّا
       *[other] تعذّر استيراد { $n } صف
    }
today-task-import-problems-detail = من «{ $file }». صحّحها في الملف واستورده من جديد؛ لا يُحسب شيء مرتين.
today-task-import-problems-action = عرض الصفوف
today-task-late-any =
    { $n ->
        [zero] لم يتأخر أحد
        [one] عميل واحد تأخر
        [two] عميلان تأخرا
        [few] { $n } عملاء تأخروا
        [many] { $n } عميلًا تأخروا
       *[other] { $n } عميل تأخروا
    }
today-task-late-any-action = عرض القائمة
today-task-late-one = { $name }، من عملائك الأوفياء، تأخر عن موعده
today-task-late-one-action = عرض القائمة
today-task-late-loyal =
    { $n ->
        [zero] لم يتأخر أي عميل وفيّ
        [one] عميل وفيّ واحد تأخر
        [two] عميلان وفيّان تأخرا
        [few] { $n } عملاء أوفياء تأخروا
        [many] { $n } عميلًا وفيًّا تأخروا
       *[other] { $n } عميل وفيّ تأخروا
    }
today-task-late-loyal-action = عرض القائمة
today-task-late-many =
    { $n ->
        [zero] { $name } تأخر عن موعده
        [one] { $name } وعميل وفيّ آخر تأخرا
        [two] { $name } وعميلان وفيّان آخران تأخروا
        [few] { $name } و{ $n } عملاء أوفياء آخرين تأخروا
        [many] { $name } و{ $n } عميلًا وفيًّا آخر تأخروا
       *[other] { $name } و{ $n } عميل وفيّ آخر تأخروا
    }
today-task-late-many-action = عرض القائمة
today-task-late-detail = غابوا أكثر من المدة المعتادة لكل منهم؛ القيمة المعرّضة للخطر { $amount }
today-task-duplicates =
    { $n ->
        [zero] لا سجلات مكررة
        [one] سجلان قد يكونان لشخص واحد
        [two] زوجان من السجلات قد يكون كل منهما لشخص واحد
        [few] { $n } أزواج من السجلات قد يكون كل منها لشخص واحد
        [many] { $n } زوجًا من السجلات قد يكون كل منها لشخص واحد
       *[other] { $n } زوج من السجلات قد يكون كل منها لشخص واحد
    }
today-task-duplicates-many =
    { $n ->
        [zero] أزواج كثيرة من السجلات قد تكون لأشخاص بعينهم
        [one] أكثر من زوج من السجلات قد يكون لشخص واحد
        [two] أكثر من زوجين من السجلات قد يكون كل منهما لشخص واحد
        [few] أكثر من { $n } أزواج من السجلات قد يكون كل منها لشخص واحد
        [many] أكثر من { $n } زوجًا من السجلات قد يكون كل منها لشخص واحد
       *[other] أكثر من { $n } زوج من السجلات قد يكون كل منها لشخص واحد
    }
today-task-duplicates-detail = الهاتف نفسه أو البريد نفسه أو اسم متقارب. القرار لك؛ لا يُدمج شيء تلقائيًا.
today-task-duplicates-action = مراجعة
today-task-duplicates-many-action = مراجعة
today-task-models-none = لا توجد توقعات بعد
today-task-models-none-detail = تُلاءم النماذج بعد كل استيراد؛ ويمكنك بدء ذلك بنفسك.
today-task-models-none-action = النماذج
today-task-models-thin = البيانات لا تكفي بعدُ للتوقعات
today-task-models-thin-detail = حتى تكتمل، تحلّ حداثة الشراء وتكراره ومبلغه محلها. انظر ما الذي ينقص.
today-task-models-thin-action = ما الذي ينقص؟
today-task-models-old = التوقعات بدأت تتقادم
today-task-models-old-detail = تعتمد على الطلبات حتى { $date }.
today-task-models-old-action = ملاءمة جديدة
today-task-new =
    { $n ->
        [zero] لا عملاء جدد هذا الأسبوع
        [one] عميل جديد واحد هذا الأسبوع
        [two] عميلان جديدان هذا الأسبوع
        [few] { $n } عملاء جدد هذا الأسبوع
        [many] { $n } عميلًا جديدًا هذا الأسبوع
       *[other] { $n } عميل جديد هذا الأسبوع
    }
today-task-new-detail = كلمة لطيفة بعد الطلب الأول هي ما يأتي بالثاني.
today-task-new-action = من هم؟
today-task-occasion =
    { $days ->
        [zero] { $name } اليوم
        [one] { $name } غدًا
        [two] { $name } بعد يومين
        [few] { $name } بعد { $days } أيام
        [many] { $name } بعد { $days } يومًا
       *[other] { $name } بعد { $days } يوم
    }
today-task-occasion-today = اليوم { $name }
today-task-occasion-detail = { $date }. تهنئة عملائك الأوفياء في وقتها تبقى في الذاكرة.
today-task-occasion-action = العملاء الأوفياء
today-task-occasion-today-action = العملاء الأوفياء

today-ladder-more = تنقّلات الشهر
today-cohorts = من عاد من كل شهر

today-checklist-title = الإعداد
today-checklist-text = خطوتان تمّتا قبل وصولك. والباقي نحو ربع ساعة.
today-checklist-close = لا تعرض هذا بعد الآن
today-step-account = حسابك جاهز
today-step-language = اللغة والتقويم مضبوطان
today-step-import = استورد طلباتك
today-step-import-detail = من إكسل أو CSV أو تصدير Shopify.
today-step-import-action = استيراد
today-step-duplicates = راجع السجلات المكررة
today-step-duplicates-detail = حتى لا يُحسب أحد مرتين.
today-step-duplicates-action = مراجعة
today-step-cohorts = شاهد أول رسم للمجموعات
today-step-cohorts-detail = من عاد، شهرًا بعد شهر.
today-step-cohorts-action = عرض
today-step-ladder = اضبط سلم الولاء
today-step-ladder-detail = من هو العميل الوفيّ في متجرك؟
today-step-ladder-action = فتح
today-step-team = ادعُ زميلًا
today-step-team-detail = يرى كل واحد ما يحتاجه دوره.
today-step-team-action = دعوة
today-step-keys = اربط متجرك
today-step-keys-detail = بمفتاح API تصل الطلبات الجديدة من تلقاء نفسها.
today-step-keys-action = إنشاء مفتاح

today-latest = آخر من طلب
today-latest-name = العميل
today-latest-rung = الدرجة
today-latest-order = آخر طلب
today-quiet-title = كل شيء هادئ
today-quiet-text = لا شيء ينتظرك. والعملاء على بعد نقرة.
today-quiet-action = العملاء
