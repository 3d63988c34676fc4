# النظرة العامة، الاحتفاظ والمجموعات، خريطة RFM

insights-title = نظرة عامة
insights-lead = من اشترى، ومن عاد، وكم كانت قيمة ذلك.
insights-period = أرقام **{ $period }**
insights-partial = (لم تنتهِ بعد)
insights-compared = مقارنةً بالعدد نفسه من أيام **{ $period }**.
insights-empty-title = تبدأ الأرقام مع الطلبات
insights-empty-text = استورد طلباتك لترى خلال دقيقة من يعود، وكم مرة، وما قيمة ذلك.
insights-empty-action = استيراد الطلبات
insights-filtered-title = لا أحد يطابق عوامل التصفية هذه
insights-filtered-text = أزل أحد عوامل التصفية لتظهر الأرقام من جديد.
insights-top-title = من أين يأتي الإيراد
insights-top8 = أفضل ٨٪ من العملاء يجلبون **{ $share }** من الإيراد.
insights-top20 = أفضل ٢٠٪ يجلبون **{ $share }** منه.
insights-ladder-more = التنقّلات على السلم
insights-overall-repeat = من بين كل من اشترى يومًا، عاد **{ $share }** مرة أخرى على الأقل.
insights-without-customer =
    { $n ->
        [zero] لا توجد طلبات بلا عميل.
        [one] طلب واحد لا يذكر عميلًا، ولا يدخل في أي رقم هنا.
        [two] طلبان لا يذكران عميلًا، ولا يدخلان في أي رقم هنا.
        [few] { $n } طلبات لا تذكر عميلًا، ولا تدخل في أي رقم هنا.
        [many] { $n } طلبًا لا تذكر عميلًا، ولا تدخل في أي رقم هنا.
       *[other] { $n } طلب لا تذكر عميلًا، ولا تدخل في أي رقم هنا.
    }
insights-excluded =
    { $n ->
        [zero] لم يُستبعد أي طلب.
        [one] طلب واحد ملغى أو غير مدفوع أو بعملة أخرى، ولم يُحسب.
        [two] طلبان ملغيان أو غير مدفوعين أو بعملة أخرى، ولم يُحسبا.
        [few] { $n } طلبات ملغاة أو غير مدفوعة أو بعملة أخرى، ولم تُحسب.
        [many] { $n } طلبًا ملغى أو غير مدفوع أو بعملة أخرى، ولم تُحسب.
       *[other] { $n } طلب ملغى أو غير مدفوع أو بعملة أخرى، ولم تُحسب.
    }

filter-show = حسب
filter-period = طول الفترة
filter-calendar = التقويم
filter-against = مقابل
filter-compare = المقارنة مع
filter-measure = وفق
filter-of = ضمن
filter-rung = الدرجة
filter-city = المدينة
filter-source = المصدر
filter-tag = الوسم
filter-all-rungs = كل الدرجات
filter-all-cities = كل المدن
filter-all-sources = كل المصادر
filter-all-tags = كل الوسوم
filter-segment = الشريحة
filter-channel = قناة الطلب
filter-product = المنتج
filter-all-segments = كل الشرائح
filter-all-channels = كل القنوات
filter-all-products = كل المنتجات
filter-remove = إزالة تصفية { $name }
filter-product-note = الطلبات التي تضم هذا المنتج، بقيمة بنوده وحدها. المرتجعات لا تذكر ما الذي أُعيد، فلم تُطرح.
period-week = الأسبوع
period-month = الشهر
period-quarter = ربع السنة
period-year = السنة
compare-previous = الفترة السابقة
compare-last-year = الوقت نفسه من العام الماضي
compare-nothing = بلا مقارنة
measure-percent = نسبة العملاء
measure-customers = عدد العملاء
measure-money = الإيراد

metric-revenue = الإيراد
metric-orders = الطلبات
metric-customers = العملاء المشترون
metric-new = عملاء جدد
metric-aov = متوسط قيمة الطلب
metric-frequency = تكرار الشراء
metric-repeat = معدل العملاء المتكررين
metric-retention = الاحتفاظ بالعملاء
metric-churn = معدل فقدان العملاء
trend-points = { $points } نقطة مئوية

order-number-title = من طلب إلى الذي يليه
order-number-about = كم من أصحاب كل طلب قدّموا الطلب التالي أيضًا.
order-number-axis = الطلب
order-nth = الطلب { $n }
order-next-rate = قدّموا الطلب التالي

retention-title = الاحتفاظ بالعملاء والمجموعات
retention-lead = كل صف هو العملاء الذين اشتروا أول مرة في فترة واحدة، وكل عمود يبيّن كم منهم عاد لاحقًا.
retention-chart-title = الاحتفاظ بالعملاء والعملاء المتكررون عبر الزمن
retention-window =
    { $days ->
        [zero] مفقود: دون مهلة
        [one] مفقود: بعد يوم واحد بلا طلب
        [two] مفقود: بعد يومين بلا طلب
        [few] مفقود: بعد { $days } أيام بلا طلب
        [many] مفقود: بعد { $days } يومًا بلا طلب
       *[other] مفقود: بعد { $days } يوم بلا طلب
    }
retention-last-complete = آخر فترة مكتملة
cohort-title-week = المجموعات حسب أسبوع أول شراء
cohort-title-month = المجموعات حسب شهر أول شراء
cohort-title-quarter = المجموعات حسب ربع سنة أول شراء
cohort-title-year = المجموعات حسب سنة أول شراء
cohort-caption-week = عملاء كل أسبوع الذين اشتروا ثانية في الأسابيع التالية
cohort-caption-month = عملاء كل شهر الذين اشتروا ثانية في الأشهر التالية
cohort-caption-quarter = عملاء كل ربع سنة الذين اشتروا ثانية في الأرباع التالية
cohort-caption-year = عملاء كل سنة الذين اشتروا ثانية في السنوات التالية
cohort-earlier =
    { $count ->
        [zero] لم يأتِ أي عميل قبل أقدم مجموعة.
        [one] عميل واحد أتى قبل أقدم مجموعة، فليس في أيٍّ منها.
        [two] عميلان أتيا قبل أقدم مجموعة، فليسا في أيٍّ منها.
        [few] { $count } عملاء أتوا قبل أقدم مجموعة، فليسوا في أيٍّ منها.
        [many] { $count } عميلًا أتوا قبل أقدم مجموعة، فليسوا في أيٍّ منها.
       *[other] { $count } عميل أتوا قبل أقدم مجموعة، فليسوا في أيٍّ منها.
    }

rfm-title = خريطة RFM
rfm-lead = متى اشترى كل عميل آخر مرة، وكم مرة، وبكم، مقارنةً بغيره.
rfm-map-title = العملاء حسب الحداثة والتكرار
rfm-segments-title = الشرائح
rfm-segment = الشريحة
rfm-customers = العملاء
rfm-revenue-share = حصة الإيراد
segment-champions = الأبطال
segment-loyal = الأوفياء
segment-potential_loyalist = في الطريق إلى الوفاء
segment-new_customers = الجدد
segment-promising = الواعدون
segment-need_attention = بحاجة إلى اهتمام
segment-about_to_sleep = على وشك الخمول
segment-at_risk = معرّضون للفقدان
segment-cannot_lose = لا يجوز فقدانهم
segment-hibernating = الخاملون
segment-advice-champions = اشكرهم واطلب منهم أن يوصوا بك.
segment-advice-loyal = قدّم لهم ما لا يناله غيرهم.
segment-advice-potential_loyalist = تجربة شراء جيدة أخرى ويبقون.
segment-advice-new_customers = ساعدهم على الاستفادة من أول مشترياتهم.
segment-advice-promising = أرهم ما يكمّل ما اشتروه.
segment-advice-need_attention = ذكّرهم بما أعجبهم لديك.
segment-advice-about_to_sleep = ألقِ التحية قبل أن ينسوك.
segment-advice-at_risk = اسأل عمّا حدث، فقد كانوا يأتون كثيرًا.
segment-advice-cannot_lose = اتصل بهم بنفسك.
segment-advice-hibernating = حاول مرة بسبب وجيه ثم دعهم.

how-all-exclusions = الطلبات الملغاة وغير المدفوعة، والطلبات بعملة أخرى، والطلبات التي لا تذكر عميلًا.
how-revenue-formula = مجموع الطلبات ناقص مجموع المرتجعات، ومجموع الفترات يساوي الكل.
how-revenue-window = الفترة نفسها، ويُحسب المرتجع يوم إرجاعه، حتى إن كان طلبه أقدم من بياناتك.
how-orders-formula = عدد الطلبات.
how-orders-window = الفترة نفسها.
how-customers-formula = عدد العملاء المختلفين الذين قدّموا طلبًا واحدًا على الأقل.
how-customers-window = الفترة نفسها.
how-new-formula = العملاء الذين يقع أول طلب لهم في الفترة.
how-new-window = الفترة نفسها.
how-aov-formula = الإيراد ÷ عدد الطلبات.
how-aov-window = الفترة نفسها.
how-frequency-formula = عدد الطلبات ÷ عدد العملاء المختلفين الذين قدّموا طلبًا واحدًا على الأقل.
how-frequency-window = الفترة نفسها.
how-repeat-formula = العملاء الذين لهم طلبان أو أكثر حتى الآن وطلب واحد على الأقل في الفترة ÷ العملاء الذين لهم طلب واحد على الأقل في الفترة.
how-repeat-window = الفترة نفسها، وتُعدّ الطلبات السابقة من السجل.
how-churn-formula = العملاء المفقودون في الفترة ÷ العملاء النشطون في بدايتها. والباقي هو معدل الاحتفاظ بالعملاء.
how-churn-window =
    { $days ->
        [zero] نشط: طلب في اليوم نفسه.
        [one] نشط: طلب خلال آخر يوم.
        [two] نشط: طلب خلال آخر يومين.
        [few] نشط: طلب خلال آخر { $days } أيام.
        [many] نشط: طلب خلال آخر { $days } يومًا.
       *[other] نشط: طلب خلال آخر { $days } يوم.
    }
how-retention-formula = العملاء النشطون في بداية الفترة الذين بقوا نشطين في نهايتها ÷ العملاء النشطون في بدايتها. والباقي هو معدل فقدان العملاء.
how-retention-window =
    { $days ->
        [zero] نشط: طلب في اليوم نفسه.
        [one] نشط: طلب خلال آخر يوم.
        [two] نشط: طلب خلال آخر يومين.
        [few] نشط: طلب خلال آخر { $days } أيام.
        [many] نشط: طلب خلال آخر { $days } يومًا.
       *[other] نشط: طلب خلال آخر { $days } يوم.
    }
how-cohort-formula = عملاء المجموعة الذين قدّموا طلبًا في تلك الفترة ÷ كل عملاء المجموعة.
how-cohort-window = الأسابيع أو الأشهر أو أرباع السنة منذ أول شراء، في التقويم المختار.
how-rfm-formula = يُرتَّب العملاء حسب آخر شراء وعدد الطلبات والإيراد، ويُقسم كل ترتيب إلى خمسة أجزاء متساوية، و٥ هي الأفضل.
how-rfm-window = كل الطلبات حتى اليوم.
how-top-formula = إيراد أفضل العملاء ÷ إيراد المتجر كله، لنسبتي ٨٪ و٢٠٪ من عددهم بعد التقريب.
how-top-window = كل الطلبات والمرتجعات حتى اليوم.
how-next-formula = العملاء الذين قدّموا الطلب التالي أيضًا ÷ العملاء الذين بلغوا هذا الطلب.
how-next-window = كل الطلبات حتى اليوم.
