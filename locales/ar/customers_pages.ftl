# صفحات العملاء: القائمة، صفحة العميل، النموذج، المكررون، التصدير، لوحة الأوامر.

## القائمة

customers-add = إضافة عميل
customers-import = استيراد
customers-tabs = عروض القائمة
customers-tab-all = الكل
customers-tab-sleeping = الخاملون
customers-tab-new = الجدد هذا الأسبوع
customers-tab-loyal = الأوفياء والمناصرون
customers-none-title = لا عملاء بعد
customers-none-text = استورد طلبات متجرك ليظهر عملاؤك هنا مع كل مشترياتهم، أو أضفهم واحدًا واحدًا.
customers-zero-title = لا أحد يطابق عوامل التصفية هذه
customers-zero-text = أزل أحد عوامل التصفية، أو ابحث بجزء من الاسم أو ببضعة أرقام من الهاتف.
customers-count = { $n ->
    [zero] لا عملاء
    [one] عميل واحد
    [two] عميلان
    [few] { $shown } عملاء
    [many] { $shown } عميلًا
   *[other] { $shown } عميل
}
customers-say-on = على
customers-say-tag = مع
customers-say-city = من
customers-say-source = جاؤوا عبر
customers-say-owner = يتابعهم
customers-say-sleeping = بلا شراء منذ
customers-say-days = يوم
customers-say-orders = لهم على الأقل
customers-say-orders-end = طلب
customers-any-rung = أي درجة
customers-any-tag = أي وسم
customers-any-city = أي مدينة
customers-any-source = أي مصدر
customers-any-owner = أي زميل
customers-any-number = أي عدد
customers-sleeping-days = الأيام منذ آخر طلب
customers-min-orders = أقل عدد من الطلبات
customers-column-rung = الدرجة
customers-column-last_order = آخر طلب
customers-column-first_order = أول طلب
customers-column-orders = الطلبات
customers-column-value = صافي المشتريات
customers-column-value-in = صافي المشتريات ({ $unit })
customers-column-custom = حقول أخرى
customers-column-outlook = احتمال الشراء
customers-column-since = عميل منذ
customers-never = لم يشترِ بعد
customers-nameless = عميل بلا اسم
customers-with-code = العميل { $code }
customers-band-likely = مرجّح
customers-band-possible = غير مؤكد
customers-band-unlikely = مستبعد
customers-band-steady = مستقر
customers-band-fading = يتلاشى
customers-view-save = حفظ هذا العرض
customers-view-hint = تبقى عوامل التصفية والترتيب والأعمدة فوق القائمة باسم تختاره.
customers-view-name = اسم العرض
customers-view-shared = لكل الفريق
customers-view-saved = حُفظ العرض «{ $name }».
customers-view-delete = حذف العرض «{ $name }»
customers-view-deleted = حُذف العرض.
customers-export-csv = ملف CSV
customers-export-xlsx = ملف إكسل
customers-export_too_large = ملف إكسل هنا لا يتسع لصفوف أكثر من { $n }. أضف عامل تصفية أو خذ ملف CSV.
customers-tag-which = الوسم
customers-tag-add = وضع الوسم
customers-tag-take = إزالة الوسم
customers-all-chosen = { $n ->
    [zero] لم يُحدَّد أحد.
    [one] حُدّد العميل الوحيد في هذه القائمة.
    [two] حُدّد العميلان في هذه القائمة.
    [few] حُدّد { $shown } عملاء، وهم كل هذه القائمة.
    [many] حُدّد { $shown } عميلًا، وهم كل هذه القائمة.
   *[other] حُدّد { $shown } عميل، وهم كل هذه القائمة.
}
customers-none-chosen = حدّد العملاء أولًا.
customers-tagged = { $n ->
    [zero] لم يُوسَم أي عميل بـ«{ $tag }».
    [one] وُسم عميل واحد بـ«{ $tag }».
    [two] وُسم عميلان بـ«{ $tag }».
    [few] وُسم { $n } عملاء بـ«{ $tag }».
    [many] وُسم { $n } عميلًا بـ«{ $tag }».
   *[other] وُسم { $n } عميل بـ«{ $tag }».
}
customers-untagged = { $n ->
    [zero] لم يكن أحد موسومًا بـ«{ $tag }».
    [one] أُزيل الوسم «{ $tag }» عن عميل واحد.
    [two] أُزيل الوسم «{ $tag }» عن عميلين.
    [few] أُزيل الوسم «{ $tag }» عن { $n } عملاء.
    [many] أُزيل الوسم «{ $tag }» عن { $n } عميلًا.
   *[other] أُزيل الوسم «{ $tag }» عن { $n } عميل.
}

## البيانات

customers-field-name = الاسم
customers-field-honorific = اللقب
customers-field-given_name = الاسم الأول
customers-field-family_name = اسم العائلة
customers-field-greeting = صيغة المخاطبة
customers-field-gender = الجنس
customers-field-company = الشركة
customers-field-industry = القطاع
customers-field-city = المدينة
customers-field-birth_on = تاريخ الميلاد
customers-field-preferred_channel = القناة المفضلة
customers-field-language = اللغة
customers-field-interests = الاهتمامات
customers-field-notes = ملاحظات الفريق
customers-field-owner = المسؤول
customers-field-source = مصدر الاكتساب
customers-field-campaign = الحملة
customers-field-phone = الهاتف
customers-field-email = البريد الإلكتروني
customers-field-external = رمز العميل
customers-field-tags = الوسوم
customers-gender-female = أنثى
customers-gender-male = ذكر
customers-channel-phone = مكالمة هاتفية
customers-channel-sms = رسالة نصية
customers-channel-email = البريد الإلكتروني
customers-channel-whatsapp = واتساب
customers-channel-telegram = تيليغرام
customers-channel-bale = بله
customers-channel-rubika = روبيكا
customers-language-fa = الفارسية
customers-language-ar = العربية
customers-language-en = الإنجليزية
customers-role-mobile = جوال
customers-role-home = المنزل
customers-role-work = العمل
customers-contact-role = { $kind } ({ $role })
customers-date-wedding = ذكرى الزواج
customers-date-membership = بداية العضوية
customers-date-child_birthday = عيد ميلاد الابن أو الابنة
customers-date-founding = ذكرى التأسيس
customers-unknown = غير معروف
customers-nobody = لا أحد

## رأس صفحة العميل

customers-late = متأخر
customers-since = عميل منذ { $month }
customers-from-campaign = من حملة «{ $name }»
customers-from-source = من { $name }
customers-slides = إن لم يشترِ ينزل درجة في { $date }.
customers-next-interest = إلى «{ $rung }»: أي علامة اهتمام، كزيارة أو تعبئة نموذج أو رد على رسالة
customers-next-order = { $n ->
    [zero] إلى «{ $rung }»: لا حاجة إلى طلب آخر
    [one] إلى «{ $rung }»: طلب واحد آخر
    [two] إلى «{ $rung }»: طلبان آخران
    [few] إلى «{ $rung }»: { $n } طلبات أخرى
    [many] إلى «{ $rung }»: { $n } طلبًا آخر
   *[other] إلى «{ $rung }»: { $n } طلب آخر
}
customers-next-pace-by = إلى «{ $rung }»: الطلب القادم قبل { $date } بوتيرته المعتادة
customers-next-pace = إلى «{ $rung }»: طلبات منتظمة بلا انقطاع طويل
customers-next-recommend = { $n ->
    [zero] إلى «{ $rung }»: لا حاجة إلى توصية أخرى
    [one] إلى «{ $rung }»: إحالة ناجحة واحدة أو رأي منشور أو تقييم ٩ أو ١٠
    [two] إلى «{ $rung }»: توصيتان من إحالة ناجحة أو رأي منشور أو تقييم ٩ أو ١٠
    [few] إلى «{ $rung }»: { $n } توصيات من إحالة ناجحة أو رأي منشور أو تقييم ٩ أو ١٠
    [many] إلى «{ $rung }»: { $n } توصية من إحالة ناجحة أو رأي منشور أو تقييم ٩ أو ١٠
   *[other] إلى «{ $rung }»: { $n } توصية من إحالة ناجحة أو رأي منشور أو تقييم ٩ أو ١٠
}
customers-next-top = أعلى درجة: عميل وفيّ يوصي الآخرين بك.
customers-merge-with = دمج مع عميل آخر…

## أرقام العميل

customers-kpi-orders = الطلبات
customers-kpi-every = { $n ->
    [zero] أكثر من مرة في اليوم
    [one] مرة كل يوم
    [two] مرة كل يومين
    [few] مرة كل { $n } أيام
    [many] مرة كل { $n } يومًا
   *[other] مرة كل { $n } يوم
}
customers-kpi-average = متوسط الطلب
customers-kpi-net = المجموع { $amount }
customers-kpi-last = آخر طلب
customers-kpi-past = { $n ->
    [zero] حان موعده المعتاد
    [one] تجاوز فاصله المعتاد بيوم
    [two] تجاوز فاصله المعتاد بيومين
    [few] تجاوز فاصله المعتاد بـ{ $n } أيام
    [many] تجاوز فاصله المعتاد بـ{ $n } يومًا
   *[other] تجاوز فاصله المعتاد بـ{ $n } يوم
}
customers-kpi-active = احتمال الشراء خلال ١٢ شهرًا
customers-kpi-value = قيمة الأشهر الـ١٢ القادمة
customers-kpi-expected = نحو { $n } عملية شراء
customers-kpi-next = الطلب القادم
customers-kpi-next-note = نصف العملاء المشابهين يعودون بحلول هذا اليوم
customers-kpi-next-passed = مضى هذا اليوم
customers-kpi-outlook = وضع العميل
customers-kpi-rfm = الحداثة { $r }، التكرار { $f }، المبلغ { $m } من ٥
customers-how-so-far = من أول طلب حتى اليوم
customers-how-counted = الطلبات الملغاة وغير المدفوعة
customers-how-orders = عدد الطلبات المحتسبة
customers-how-average = (مجموع الطلبات − المرتجعات) ÷ عدد الطلبات
customers-how-last = يوم آخر طلب؛ والفاصل المعتاد هو وسيط الفواصل بين طلبات هذا العميل نفسه
customers-how-active = احتمال عملية شراء واحدة على الأقل، من تكرار هذا العميل وفواصله وحداثة شرائه
customers-how-value = المشتريات المتوقعة × قيمة الشراء × هامش الربح، بعد الخصم الزمني
customers-how-next = اليوم الذي يكون قد عاد بحلوله نصف العائدين من العملاء المشابهين
customers-how-horizon = { $n ->
    [zero] اليوم
    [one] اليوم القادم
    [two] اليومان القادمان
    [few] الأيام الـ{ $n } القادمة
    [many] الـ{ $n } يومًا القادمة
   *[other] الـ{ $n } يوم القادمة
}
customers-how-foretold = المشتريات بعد { $date }؛ النموذج: { $model }
customers-how-rfm = نقاط من ١ إلى ٥ لحداثة الشراء وتكراره ومبلغه مقارنةً بسائر العملاء

## لماذا

customers-why-title = لماذا هذا التوقع؟
customers-why-none = سلوك هذا العميل كسلوك معظم العملاء؛ لا شيء خاصًا يغيّر التوقع.
customers-why-late = { $days ->
    [zero] اشترى اليوم؛ وفاصله المعتاد بالأيام { $usual }.
    [one] لم يشترِ منذ يوم؛ وفاصله المعتاد بالأيام { $usual }.
    [two] لم يشترِ منذ يومين؛ وفاصله المعتاد بالأيام { $usual }.
    [few] لم يشترِ منذ { $days } أيام؛ وفاصله المعتاد بالأيام { $usual }.
    [many] لم يشترِ منذ { $days } يومًا؛ وفاصله المعتاد بالأيام { $usual }.
   *[other] لم يشترِ منذ { $days } يوم؛ وفاصله المعتاد بالأيام { $usual }.
}
customers-why-in-rhythm = { $days ->
    [zero] اشترى اليوم، ضمن فاصله المعتاد (بالأيام: { $usual }).
    [one] مضى يوم على آخر شراء، ضمن فاصله المعتاد (بالأيام: { $usual }).
    [two] مضى يومان على آخر شراء، ضمن فاصله المعتاد (بالأيام: { $usual }).
    [few] مضت { $days } أيام على آخر شراء، ضمن فاصله المعتاد (بالأيام: { $usual }).
    [many] مضى { $days } يومًا على آخر شراء، ضمن فاصله المعتاد (بالأيام: { $usual }).
   *[other] مضى { $days } يوم على آخر شراء، ضمن فاصله المعتاد (بالأيام: { $usual }).
}
customers-why-recent = { $days ->
    [zero] اشترى اليوم؛ وفاصل عملائك المعتاد بالأيام { $usual }.
    [one] اشترى قبل يوم؛ وفاصل عملائك المعتاد بالأيام { $usual }.
    [two] اشترى قبل يومين؛ وفاصل عملائك المعتاد بالأيام { $usual }.
    [few] اشترى قبل { $days } أيام؛ وفاصل عملائك المعتاد بالأيام { $usual }.
    [many] اشترى قبل { $days } يومًا؛ وفاصل عملائك المعتاد بالأيام { $usual }.
   *[other] اشترى قبل { $days } يوم؛ وفاصل عملائك المعتاد بالأيام { $usual }.
}
customers-why-one-time = { $days ->
    [zero] اشترى مرة واحدة فقط، اليوم؛ و{ $share } من عملائك يشترون مرة ثانية.
    [one] اشترى مرة واحدة فقط، قبل يوم؛ و{ $share } من عملائك يشترون مرة ثانية.
    [two] اشترى مرة واحدة فقط، قبل يومين؛ و{ $share } من عملائك يشترون مرة ثانية.
    [few] اشترى مرة واحدة فقط، قبل { $days } أيام؛ و{ $share } من عملائك يشترون مرة ثانية.
    [many] اشترى مرة واحدة فقط، قبل { $days } يومًا؛ و{ $share } من عملائك يشترون مرة ثانية.
   *[other] اشترى مرة واحدة فقط، قبل { $days } يوم؛ و{ $share } من عملائك يشترون مرة ثانية.
}
customers-why-new = { $days ->
    [zero] عميل جديد: أول شراء له اليوم.
    [one] عميل جديد: مضى يوم على أول شراء.
    [two] عميل جديد: مضى يومان على أول شراء.
    [few] عميل جديد: مضت { $days } أيام على أول شراء.
    [many] عميل جديد: مضى { $days } يومًا على أول شراء.
   *[other] عميل جديد: مضى { $days } يوم على أول شراء.
}
customers-why-more-often = يشتري { $mine } مرة في السنة؛ ووسيط العملاء المتكررين { $usual } مرة.
customers-why-more-often-once = كان يشتري { $mine } مرات في السنة بينما الوسيط بين العملاء المتكررين { $usual }، وصمت عميل كهذا أبلغ دلالة.
customers-why-returns = { $times ->
    [zero] أعاد { $returned } من أصل { $bought }.
    [one] أعاد { $returned } من أصل { $bought } في مرتجع واحد.
    [two] أعاد { $returned } من أصل { $bought } في مرتجعين.
    [few] أعاد { $returned } من أصل { $bought } في { $times } مرتجعات.
    [many] أعاد { $returned } من أصل { $bought } في { $times } مرتجعًا.
   *[other] أعاد { $returned } من أصل { $bought } في { $times } مرتجع.
}
customers-worth-up = يضيف { $share } إلى قيمة الشراء
customers-worth-down = يُنقص { $share } من قيمة الشراء
customers-why-less-often = يشتري { $mine } مرة في السنة، أقل من وسيط العملاء المتكررين ({ $usual } مرة).
customers-why-value-rising = مشترياته الأخيرة أكبر: { $recent } في المتوسط، وكانت { $earlier }.
customers-why-value-falling = مشترياته الأخيرة أصغر: { $recent } في المتوسط، وكانت { $earlier }.
customers-effect-up = يزيد الاحتمال { $share }
customers-effect-down = يُنقص الاحتمال { $share }
customers-foretold-on = استنادًا إلى المشتريات حتى { $date }.
customers-foretold-none = يُحسب التوقع بعد أول استيراد.
customers-rfm-title = البيانات لا تكفي بعدُ لنموذج
customers-rfm-text = حتى ذلك الحين نقارن حداثة الشراء وتكراره ومبلغه فقط، ولا نعرض احتمالًا.

## أقسام صفحة العميل

customers-facts = البيانات
customers-facts-none = لا نعرف عن هذا العميل بعدُ سوى مشترياته.
customers-imported = جاء هذا العميل مع عملية استيراد.
customers-parts = أقسام هذه الصفحة
customers-timeline = الخط الزمني
customers-orders = الطلبات
customers-rungs = تاريخ الدرجات
customers-kinds = ما الذي يُعرض
customers-kind-all = الكل
customers-kind-orders = الطلبات
customers-kind-ladder = السلم
customers-kind-notes = الملاحظات
customers-kind-signals = الإشارات
customers-kind-record = السجل
customers-more = عرض المزيد
customers-timeline-none = لم يحدث شيء بعد. ابدأ بملاحظة.
customers-orders-none = لا طلبات بعد.
customers-rungs-none = لم يتحرك على السلم بعد.
customers-rungs-about = السلم وقواعده
customers-rung-first = أول درجة
customers-rung-from = { $n ->
    [zero] من «{ $rung }» في اليوم نفسه
    [one] من «{ $rung }» بعد يوم
    [two] من «{ $rung }» بعد يومين
    [few] من «{ $rung }» بعد { $n } أيام
    [many] من «{ $rung }» بعد { $n } يومًا
   *[other] من «{ $rung }» بعد { $n } يوم
}
customers-merged-records = السجلات المدمجة
customers-unmerge = فصل
customers-order = الطلب { $number }
customers-order-unnumbered = طلب بلا رقم
customers-order-pieces = { $n ->
    [zero] بلا قطع
    [one] قطعة واحدة
    [two] قطعتان
    [few] { $n } قطع
    [many] { $n } قطعة
   *[other] { $n } قطعة
}
customers-order-discount = رمز الخصم { $text }
customers-order-source = من { $text }
customers-order-campaign = حملة «{ $text }»
customers-order-city = إلى { $text }
customers-order-not-counted = لا يُحتسب في الأرقام ولا على السلم
customers-order-lines = بنود { $order }
customers-line-product = المنتج
customers-line-quantity = الكمية
customers-line-amount = المبلغ
customers-returned = أُرجع { $amount } في { $date }
customers-line-order = { $order } — { $amount }
customers-line-return = أرجع { $amount }
customers-line-climbed = صعد من «{ $from }» إلى «{ $to }»
customers-line-slid = نزل من «{ $from }» إلى «{ $to }»
customers-line-signal-interest = أبدى اهتمامًا
customers-line-signal-referral = أحال شخصًا اشترى
customers-line-signal-review = نُشر رأيه
customers-line-signal-promoter = أعطى تقييمًا ٩ أو ١٠
customers-line-added = أُضيف إلى العملاء
customers-line-merged = دُمج مع سجل آخر
customers-line-unmerged = تم التراجع عن الدمج
customers-line-cancelled = أُلغي طلب
customers-line-changed = تغيّرت البيانات: { $fields }
customers-by-program = عبر برنامج
customers-comma = {"، "}

## الأعمال

customers-note-add = ملاحظة
customers-note-text = الملاحظة
customers-note-hint = تبقى في الخط الزمني ويراها الفريق.
customers-note-added = أُضيفت الملاحظة.
customers-signal-add = تسجيل إشارة
customers-signal-text = علامة الاهتمام تجعل الشخص عميلًا محتملًا؛ والإحالة أو الرأي أو التقييم العالي يجعل الوفيّ مناصرًا.
customers-signal-kind = ماذا حدث؟
customers-signal-interest = أبدى اهتمامًا
customers-signal-referral = إحالة ناجحة
customers-signal-review = رأي منشور
customers-signal-promoter = تقييم ٩ أو ١٠
customers-signal-on = اليوم
customers-signal-source = من أين
customers-signal-source-hint = مثل «إنستغرام» أو «استطلاع أكتوبر»
customers-signal-recorded = سُجّلت الإشارة.
customers-date_unreadable = لا يمكن قراءة هذا التاريخ أو لم يأتِ بعد. اكتبه هكذا: ٢٠٢٦/١٠/٢٤.
customers-tag-new = وسم جديد
customers-tag-added = وُضع الوسم «{ $tag }».
customers-tag-remove = إزالة الوسم { $tag }
customers-tag-removed = أُزيل الوسم «{ $tag }».

## النموذج

customers-new-title = عميل جديد
customers-edit-title = تعديل { $name }
customers-added = أُضيف العميل.
customers-added-twin = أُضيف العميل. لعميل آخر الهاتف أو البريد نفسه؛ انظر «السجلات المكررة».
customers-saved = حُفظت التغييرات.
customers-form-lead = كل الحقول اختيارية؛ يكفي اسم أو هاتف أو بريد أو رمز.
customers-form-who = من هو
customers-form-contact = وسائل التواصل
customers-form-life = الأيام والاهتمامات
customers-form-business = نشاطك التجاري
customers-form-rows-hint = الصف الذي يُترك فارغًا يُحذف.
customers-form-dates = أيام أخرى
customers-form-date = التاريخ
customers-form-date-kind = المناسبة
customers-form-tags-hint = افصل بينها بفواصل.
customers-form-custom = حقول أخرى
customers-form-custom-name = اسم الحقل
customers-form-custom-text = القيمة
customers-form-nobody = اكتب اسمًا أو هاتفًا أو بريدًا أو رمزًا على الأقل.
customers-form-wrong = بعض الحقول تحتاج إلى تصحيح؛ كُتب بجانب كل منها ما يلزم.
customers-field-refused = هذه القيمة غير مقبولة.
customers-role = النوع
customers-role-of = نوع { $what }

## المكررون والدمج

customers-duplicates-lead = قد تكون هذه السجلات لشخص واحد. لا يُدمج شيء إلا بأمرك، وكل دمج يمكن التراجع عنه.
customers-duplicates-none-title = لا سجلات مكررة
customers-duplicates-none-text = متى اشترك سجلان في هاتف أو بريد أو اسم ظهرا هنا.
customers-duplicates-more = كلما انتهيت من هذه ظهرت التالية.
customers-twin-phone = الهاتف نفسه
customers-twin-email = البريد نفسه
customers-twin-name = اسم متشابه
customers-pair = { $a } و{ $b }
customers-merge-keep = ادمج وأبقِ هذا
customers-not-same = ليسا شخصًا واحدًا
customers-kept-apart = سُجّل ذلك: هما شخصان مختلفان.
customers-merged-done = صار السجلان سجلًا واحدًا.
customers-unmerged-done = انفصل السجلان من جديد.
customers-merge-title = دمج { $name }
customers-merge-lead = ابحث عن السجل الآخر للشخص نفسه. تنتقل الطلبات والهواتف والملاحظات إلى السجل الباقي.
customers-merge-into = دمج في سجل { $name }

## لوحة الأوامر

palette-customers = العملاء
palette-go = انتقال إلى
palette-make = إنشاء
palette-look = اللغة والألوان
palette-new-customer = عميل جديد
palette-new-customer-named = عميل جديد: { $name }
palette-import = استيراد الطلبات

# طرق العرض والاستيراد والتراجع والأقدم
customers-view-update = حفظ التغييرات في «{ $name }»
customers-view-updated = حُفظ العرض.
customers-view-menu = العرض
customers-view-rename = تغيير الاسم أو المشاركة
customers-of-import = من استيراد
customers-filter-remove = إزالة هذا المرشِّح
customers-add-row = إضافة آخر
customers-older = عرض الأقدم
customers-latest = العودة إلى الأحدث
customers-not-kept-apart = قد يكون السجلان لشخص واحد من جديد.
customers-act-undone =
    { $n ->
        [zero] لم يبق ما يُتراجع عنه.
        [one] جرى التراجع لعميل واحد.
        [two] جرى التراجع لعميلين.
        [few] جرى التراجع لـ{ $n } عملاء.
        [many] جرى التراجع لـ{ $n } عميلًا.
       *[other] جرى التراجع لـ{ $n } عميل.
    }
