# النماذج وراء التوقعات

models-lead = أي نموذج يتوقّع، ولماذا هذا بالذات، وكم صدقت توقعاته.
models-empty-title = لا يوجد نموذج بعد
models-empty-text = بعد كل استيراد للطلبات يُلاءم نموذج مع البيانات، فيتعلّم كم مرة يعود العملاء ومتى يتوقفون.
models-refit = ملاءمة من جديد
models-fit-started = تجري ملاءمة النماذج مع أحدث البيانات.
models-fit-done = تمت ملاءمة النماذج من جديد.
models-fit-failed = لم تنجح الملاءمة
models-fit-failed-text = أُوقفت بعد عدة محاولات، وتبقى توقعات الملاءمة السابقة كما هي.
models-fit-details = ما الخطأ الذي حدث
models-fit-waiting = بانتظار البدء
models-fit-fitting = مقارنة النماذج وملاءمتها
models-fit-writing = كتابة توقع كل عميل
models-fit-leave = يمكنك مغادرة هذه الصفحة، فالعمل مستمر.
models-fit-repeated = فشلت المحاولة الأخيرة وستُعاد.
models-used = المستخدم الآن: { $model }
models-why-title = لماذا هذا النموذج
models-notes-title = تجدر معرفته
models-fitted = تمت الملاءمة في { $at } مع كل الطلبات حتى { $as_of }.
models-plain-title = ماذا يقول النموذج عن متجرك
models-holdout-title = اختبار على ماضيك أنت
models-holdout-about =
    { $n ->
        [zero] تعلّم كل نموذج مما قبل { $from } وتوقّع حتى { $to }.
        [one] تعلّم كل نموذج مما قبل { $from } وتوقّع سلوك العميل الوحيد المعروف حتى { $to }.
        [two] تعلّم كل نموذج مما قبل { $from } وتوقّع سلوك العميلين المعروفين حتى { $to }.
        [few] تعلّم كل نموذج مما قبل { $from } وتوقّع سلوك { $n } عملاء معروفين حتى { $to }.
        [many] تعلّم كل نموذج مما قبل { $from } وتوقّع سلوك { $n } عميلًا معروفًا حتى { $to }.
       *[other] تعلّم كل نموذج مما قبل { $from } وتوقّع سلوك { $n } عميل معروف حتى { $to }.
    }
models-no-holdout = السجل أقصر من أن يُحجز جزء منه للاختبار.
models-chosen = المختار
models-baseline = قاعدة تقريبية
models-fallback = RFM بدلًا منه
models-col-model = النموذج
models-col-mae = MAE
models-col-rmse = RMSE
models-col-bias = الانحياز
models-col-auc = AUC
models-col-parameter = الرمز
models-col-meaning = المعنى
models-col-value = القيمة
models-col-error = الخطأ المعياري
models-col-fitted = وقت الملاءمة
models-col-as-of = البيانات حتى
models-col-customers = العملاء
models-col-likelihood = لوغاريتم الأرجحية
models-parameters-title = معلمات { $model }
models-likelihood =
    { $n ->
        [zero] لوغاريتم الأرجحية { $value }، والزمن بالأسابيع.
        [one] لوغاريتم الأرجحية { $value } لعميل واحد، والزمن بالأسابيع.
        [two] لوغاريتم الأرجحية { $value } لعميلين، والزمن بالأسابيع.
        [few] لوغاريتم الأرجحية { $value } لـ{ $n } عملاء، والزمن بالأسابيع.
        [many] لوغاريتم الأرجحية { $value } لـ{ $n } عميلًا، والزمن بالأسابيع.
       *[other] لوغاريتم الأرجحية { $value } لـ{ $n } عميل، والزمن بالأسابيع.
    }
models-value-title = قيمة الشراء: Gamma-Gamma
models-value-about = حُسبت القيم بهامش ربح { $margin } ومعدل خصم سنوي { $discount }، وكلاهما يُحدَّد في إعدادات النشاط التجاري.
models-value-likelihood = لوغاريتم الأرجحية { $value }، والمبالغ بالوحدة الأساسية للعملة.
models-correlation-title = التكرار والمبلغ
models-correlation-fine = الارتباط بينهما { $value }: عدد مرات الشراء لا يكاد يتعلق بالمبلغ، كما يفترض النموذج.
models-correlation-bad = الارتباط بينهما { $value }: من يشتري كثيرًا ينفق على نحو مختلف، والنموذج يفترض غير ذلك. اقرأ القيم المتوقعة بحذر.
models-history-title = الملاءمات السابقة
models-calibration-title = المتوقع وما حدث
models-calibration-about = كل نقطة عُشر العملاء. على الخط يتفق التوقع والواقع.
models-calibration-x = المشتريات المتوقعة
models-calibration-y = المشتريات الفعلية

models-name-mbg-nbd = MBG/NBD
models-name-mbg-cnbd = MBG/CNBD-k
models-name-bg-nbd = BG/NBD
models-name-pareto-nbd = Pareto/NBD
models-name-nbd = NBD
models-name-pooled-rate = معدل واحد للجميع
models-name-zero = لا أحد يشتري ثانية
models-name-mean = الجميع يشترون بالقدر نفسه
models-name-own-rate = كلٌّ يستمر كما كان
models-about-mbg-nbd = لكل عميل إيقاعه في الشراء، وبعد كل شراء، حتى الأول، يرحل بعضهم نهائيًا.
models-about-mbg-cnbd = لكل عميل إيقاعه في الشراء وبفترات متقاربة الطول، وبعد كل شراء، حتى الأول، يرحل بعضهم نهائيًا.
models-about-bg-nbd = لكل عميل إيقاعه في الشراء، وبعد كل شراء متكرر يرحل بعضهم نهائيًا.
models-about-pareto-nbd = لكل عميل إيقاعه في الشراء، وقد يرحل نهائيًا في أي لحظة، كلٌّ بعد مدة تخصه.
models-about-nbd = لكل عميل إيقاعه في الشراء، ولا أحد يرحل نهائيًا.
models-about-pooled-rate = يشتري الجميع بالمعدل نفسه. هذا هو الحل الأخير حين لا يمكن ملاءمة أي نموذج آخر.

models-why-smallest = كان خطؤه الأصغر على ماضيك: { $error }. وخطأ التالي له، { $other }، هو { $its }.
models-why-only = كان خطؤه الأصغر على ماضيك: { $error }. ولم يمكن قياس نموذج آخر.
models-why-tie = تساوى { $model } و{ $other }، وعندئذ يُفضَّل { $model }.
models-why-beats = كان أفضل من كل قاعدة تقريبية. وأفضل تلك القواعد، «{ $best }»، خطؤها { $error }.
models-why-no-better = كانت القاعدة التقريبية «{ $best }» مساوية له أو أفضل منه (الخطأ { $error }). لا تعتمد كثيرًا على التوقعات.
models-why-no-holdout = السجل أقصر من أن يُختار النموذج على أساسه، فأُخذ النموذج المعتاد.
models-why-failed = تعذّرت ملاءمة { $model }: { $reason }
models-why-last-resort = تعذّرت ملاءمة أي نموذج، فأُعطي الجميع المعدل نفسه.
models-error-no-rows = لا شراء لأي عميل.
models-error-no-time = لم يمضِ وقت على أول المشتريات.
models-error-one-outcome = النتيجة واحدة لدى جميع العملاء.
models-error-too-many-columns = عدد الأعمدة أكبر مما يقبله النموذج.
models-error-impossible = في البيانات سجل مستحيل.
models-note-nobody-drops-out = وفق هذه البيانات لا أحد يرحل نهائيًا، فصار النموذج NBD البسيط. وهذا معتاد في متجر جديد.
models-note-equal-rates = وفق هذه البيانات يشتري كل العملاء بالمعدل نفسه.
models-note-equal-dropout = وفق هذه البيانات احتمال رحيل كل العملاء واحد.
models-note-all-or-nothing = وفق هذه البيانات يرحل بعض العملاء فورًا ولا يرحل الآخرون أبدًا.
models-note-no-repeats = لم يشترِ أحد مرتين بعد، وكل ما تقوله البيانات أن العودة نادرة.
models-note-equal-values = كل المشتريات متقاربة القيمة، فيُتوقَّع من الجميع المتوسط نفسه.
models-note-no-mean = ليس للنموذج متوسط خاص به، فحلّ المتوسط المشاهَد محله لمن لا شراء له ذو قيمة.
models-note-not-converged = توقف البحث عن أفضل المعلمات قبل بلوغ شرطه، وهذه أفضل ما وجده.
models-note-rows-left-out =
    { $n ->
        [zero] لم يُستبعد أحد من نموذج القيم.
        [one] استُبعد من نموذج القيم عميل واحد بلا قيمة موجبة.
        [two] استُبعد من نموذج القيم عميلان بلا قيمة موجبة.
        [few] استُبعد من نموذج القيم { $n } عملاء بلا قيمة موجبة.
        [many] استُبعد من نموذج القيم { $n } عميلًا بلا قيمة موجبة.
       *[other] استُبعد من نموذج القيم { $n } عميل بلا قيمة موجبة.
    }
models-note-value-depends = التكرار والمبلغ مرتبطان ({ $correlation })، ونموذج القيم يفترض أنهما ليسا كذلك.

models-parameter-r = مدى تشابه معدلات شراء العملاء؛ الصغير يعني اختلافًا كبيرًا
models-parameter-alpha = مقياس معدلات الشراء، بالأسابيع
models-parameter-a = وزن الرحيل بعد الشراء
models-parameter-b = وزن البقاء بعد الشراء
models-parameter-k = انتظام الفترات بين المشتريات؛ ١ يعني بلا انتظام، وكلما زاد زاد الانتظام
models-parameter-s = مدى تشابه معدلات رحيل العملاء؛ الصغير يعني اختلافًا كبيرًا
models-parameter-beta = مقياس معدلات الرحيل، بالأسابيع
models-parameter-rate = مشتريات كل عميل في الأسبوع
models-parameter-p = مدى ثبات مشتريات العميل الواحد
models-parameter-q = مدى تشابه متوسطات شراء العملاء
models-parameter-gamma = مقياس متوسطات الشراء، بالعملة
models-plain-usual =
    { $days ->
        [zero] نصف عملائك العائدين يشترون كل يوم.
        [one] نصف عملائك العائدين يشترون مرة واحدة على الأقل كل يوم.
        [two] نصف عملائك العائدين يشترون مرة واحدة على الأقل كل يومين.
        [few] نصف عملائك العائدين يشترون مرة واحدة على الأقل كل { $days } أيام.
        [many] نصف عملائك العائدين يشترون مرة واحدة على الأقل كل { $days } يومًا.
       *[other] نصف عملائك العائدين يشترون مرة واحدة على الأقل كل { $days } يوم.
    }
models-plain-returned = عاد { $share } من عملائك مرة واحدة على الأقل.
models-plain-rate = العميل المتوسط يشتري { $rate } مرة في السنة ما دام نشطًا.
models-plain-dropout = بعد كل شراء لا يعود في المتوسط { $share } من العملاء.
models-plain-value = تبلغ قيمة الشراء الواحد للعميل المتوسط { $amount }.

how-models-holdout-formula = MAE: متوسط الخطأ المطلق، مشتريات لكل عميل. RMSE: جذر متوسط مربع الخطأ. الانحياز: (المتوقع − الفعلي) ÷ الفعلي، على الجميع. AUC: مدى التمييز بين من يشتري ومن لا يشتري؛ ٠٫٥ صدفة و١ تام. لا يُختار النموذج بهذه الأيام بل بأجزاء أسبق من السجل نفسه: أصغر ‎√(MAE × RMSE) ÷ AUC‎، ثم يُلاءم مع كل البيانات.
how-models-holdout-window = يُحجز للاختبار النصف الأخير من سجلك، سنة على الأكثر.
how-models-holdout-exclusions = العملاء الذين اشتروا أول مرة أثناء الاختبار.
how-models-calibration-formula = يُرتَّب العملاء حسب المشتريات المتوقعة ويُقسمون إلى عشر مجموعات متساوية، وتبيّن كل نقطة متوسطي مجموعة واحدة.
how-models-calibration-window = فترة الاختبار نفسها كما في الجدول.
how-models-calibration-exclusions = العملاء الذين اشتروا أول مرة أثناء الاختبار.

models-fit-nothing = لا توجد طلبات بعد، فلا شيء يُلاءم معه النموذج. استورد الطلبات أولًا.
models-foreign-title = لا طلب بعملة النشاط التجاري
models-foreign-text = عملة النشاط التجاري { $currency } وليس بين الطلبات طلب بها، فلا بيانات للملاءمة. صحّح العملة في إعدادات النشاط التجاري أو استورد الطلبات بعملتها.
models-health-title = أما زال النموذج صادقًا؟
models-health-holds = ما زال النموذج صادقًا
models-health-drifted = لم يعد النموذج يطابق الواقع
models-health-unknown = لا يمكن قول شيء بعد
models-drift-fewer = منذ ملاءمة { $date } جاءت المشتريات أقل من المتوقع بنسبة { $share }: { $came } بدل { $expected }. وبثقة ٩٥٪ يقع الفرق بين { $low } و{ $high }.
models-drift-more = منذ ملاءمة { $date } جاءت المشتريات أكثر من المتوقع بنسبة { $share }: { $came } بدل { $expected }. وبثقة ٩٥٪ يقع الفرق بين { $low } و{ $high }.
models-drift-chance = عدد المشتريات منذ ملاءمة { $date }: { $came }، والمتوقع: { $expected }. قد يكون الفرق مصادفة، فهو بثقة ٩٥٪ بين { $low } و{ $high }.
models-drift-small = عدد المشتريات منذ ملاءمة { $date }: { $came }، والمتوقع: { $expected }. ليس الفرق مصادفة (بين { $low } و{ $high })، لكنه دون { $least } فيبقى النموذج.
models-drift-not-yet = الملاءمة حديثة جدًا، ولا بد أن يمضي يوم كامل حتى تُقاس عليها المشتريات.
models-drift-no-model = تقوم التوقعات على الحداثة والتكرار والمبلغ، فلا توقع تُقاس عليه المشتريات.
models-drift-old-fit = أُجريت هذه الملاءمة بإصدار سابق لم يكن يحفظ النموذج. ستُتابع الملاءمة التالية.
models-drift-few = المشتريات المتوقعة منذ الملاءمة أقل من { $n }، وبهذا العدد يكاد كل فرق يكون مصادفة.
models-shift-recency = وسيط عدد الأيام منذ آخر شراء بين العملاء: الآن { $now }، وعند الملاءمة { $then }. { $word } (مؤشر الثبات { $index }).
models-shift-frequency = وسيط عدد أيام الشراء بين العملاء: الآن { $now }، وعند الملاءمة { $then }. { $word } (مؤشر الثبات { $index }).
models-shift-same = العملاء هم أنفسهم
models-shift-some = تغيّر العملاء قليلًا
models-shift-other = لم يعد العملاء كما كانوا
models-grown = مجموع المشتريات: الآن { $now }، وعند الملاءمة { $then } ({ $share }).
models-next-none = لا حاجة إلى ملاءمة جديدة.
models-next-waits = حان وقت ملاءمة جديدة: { $cause }. تبدأ بعد الملاءمة السابقة بـ{ $hours } ساعة.
models-next-due = طُلبت ملاءمة جديدة: { $cause }.
models-health-checked = آخر فحص: { $at }.
models-health-hourly = يُفحص النموذج كل ساعة.
models-cause-person = بطلب من أحدهم
models-cause-import = غيّر الاستيراد البيانات
models-cause-settings = تغيّرت إعدادات حساب القيمة (مثل هامش الربح)
models-cause-first = هي الملاءمة الأولى
models-cause-grown = تغيّر عدد المشتريات بمقدار العُشر أو أكثر
models-cause-drifted = ابتعدت المشتريات عن المتوقع
models-cause-shifted = لم يعد العملاء كما كانوا
models-cause-old = كانت الملاءمة السابقة قديمة
models-col-cause = السبب
models-col-parameters = المعلمات
models-col-since = المشتريات قياسًا بالمتوقع
models-plain-nobody-leaves = بحسب هذه البيانات لا يرحل أحد نهائيًا.
models-plain-leaves-year = من العملاء الجدد يرحل { $share } نهائيًا خلال سنة.
models-offers-title = اختبار أفضل عرض تالٍ
models-offers-method = الطريقة
models-offers-hits = وُجد بين العروض العشرة الأولى
models-offers-bm25 = ما يُشترى معًا (BM25)
models-offers-cosine = ما يُشترى معًا (جيب التمام)
models-offers-popularity = الأكثر مبيعًا
models-offers-used = طريقة «{ $method }» تصيب أكثر من قائمة الأكثر مبيعًا، فتُقدَّم العروض توصيةً
models-offers-popular = لا طريقة تصيب أكثر من قائمة الأكثر مبيعًا، فتُسمّى المنتجات رائجة فقط
models-offers-about = أُخفي منتج واحد من مشتريات كل عميل في الاختبار لنرى هل تعثر عليه كل طريقة. عملاء التدريب: { $n }، عملاء الاختبار: { $tried }، المنتجات: { $products }.

how-models-health-formula = مشتريات عملاء الملاءمة منذ ذلك الحين ÷ ما توقعه النموذج منهم، مع فترة ثقة ٩٥٪ من التباين بين العملاء. تُجرى ملاءمة جديدة تلقائيًا إذا لم يكن الفرق مصادفة وبلغ { $notable } على الأقل، أو تغيّر عدد المشتريات بنسبة { $grown }، أو بلغ مؤشر الثبات { $index }، أو مضى على الملاءمة { $days } يومًا حدث فيها شراء.
how-models-health-window = من اليوم التالي للملاءمة حتى أمس. ولا تُجرى ملاءمة أخرى تلقائيًا قبل مضي { $hours } ساعة على السابقة.
how-models-health-exclusions = العملاء الذين جاؤوا بعد الملاءمة. وقد يغيّر موسم أو حملة سلوك جميع العملاء دفعة واحدة، فيُعدّ ذلك انحرافًا عن المتوقع.
models-holdout-few =
    { $n ->
        [zero] لم يشترِ أحد مرة أخرى في تلك الأيام؛ فهذه الأرقام لا تقول الكثير، ولم يُبنَ عليها قرار.
        [one] لم تكن في تلك الأيام إلا عملية شراء واحدة؛ فهذه الأرقام لا تقول الكثير، ولم يُبنَ عليها قرار.
        [two] لم تكن في تلك الأيام إلا عمليتا شراء؛ فهذه الأرقام لا تقول الكثير، ولم يُبنَ عليها قرار.
        [few] لم تكن في تلك الأيام إلا { $n } عمليات شراء؛ فهذه الأرقام لا تقول الكثير، ولم يُبنَ عليها قرار.
        [many] لم تكن في تلك الأيام إلا { $n } عملية شراء؛ فهذه الأرقام لا تقول الكثير، ولم يُبنَ عليها قرار.
       *[other] لم تكن في تلك الأيام إلا { $n } عملية شراء؛ فهذه الأرقام لا تقول الكثير، ولم يُبنَ عليها قرار.
    }
