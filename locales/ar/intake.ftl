# Refusals
intake-not-a-table = هذا الملف ليس جدولًا بل { $what ->
    [pdf] مستند PDF
    [image] صورة
    [html] صفحة ويب
    [json] ملف JSON
    [archive] ملف مضغوط
    [text] نص عادي
   *[other] ملف خاص ببرنامج آخر
 }. احفظ طلباتك بصيغة CSV أو إكسل (‎.xlsx) ثم أعد المحاولة.
intake-empty-file = الملف فارغ.
intake-no-header = الصف الأول في الملف لا يسمّي الأعمدة. أضف في أعلاه صفًّا مثل «العميل، التاريخ، المبلغ».
intake-zip-bomb = محتوى هذا المصنّف بعد فكّه أكبر بكثير من حجمه، ولذلك لم يُفتح حفاظًا على السلامة.
intake-workbook-too-large = يحوي هذا المصنّف نصًّا أكثر مما يمكن قراءته دفعة واحدة. احفظه بصيغة CSV ثم أعد المحاولة.
intake-old-excel = هذا ملف إكسل قديم أو محميّ بكلمة مرور. احفظه بصيغة ‎.xlsx بلا كلمة مرور، أو بصيغة CSV.
intake-broken-workbook = المصنّف تالف ولا يمكن قراءته. افتحه في إكسل واحفظه من جديد ثم أعد المحاولة.
intake-line-too-long = السطر { $line } أطول من أن يكون صفًّا في جدول.
intake-too-many-columns = عدد أعمدة الملف يزيد على { $limit }. أبقِ الأعمدة التي تحتاجها ثم أعد المحاولة.
intake-missing-meaning = حدّد العمود الذي يحوي { $meaning ->
    [date] التاريخ
    [amount] المبلغ
   *[other] معرّف العميل أو هاتفه أو بريده
 }.
intake-column-unknown = لا يوجد في الملف عمود باسم «{ $column }».
intake-mapping-invalid = تعذّرت قراءة مطابقة الأعمدة: { $detail }
intake-currency-unknown = «{ $currency }» ليست عملة. اكتب رمز العملة بثلاثة أحرف، مثل IRR أو USD أو SAR.
intake-dates-ambiguous = يمكن قراءة تواريخ مثل { $sample } بأكثر من طريقة. اختر التقويم وترتيب اليوم والشهر والسنة ثم حاول مجددًا.
intake-mapping-syntax = ملف ربط الأعمدة ليس بصيغة JSON صحيحة (السطر { $line }، الموضع { $column }).
intake-mapping-shape = يجب أن يكون ربط الأعمدة على هذا الشكل: { $example }
intake-mapping-meaning = العمود «{ $column }»: لا يوجد معنى باسم «{ $meaning }».
intake-mapping-rule = العمود «{ $column }»: اكتب بدل «{ $rule }» إحدى القيم skip أو fill_blank أو overwrite أو never.
intake-unit-without-rial = لا يُختار التومان إلا مع الريال الإيراني، لا مع { $currency }.
intake-not-found = لا توجد عملية استيراد كهذه.
intake-not-undoable = لا يمكن التراجع عن هذا الاستيراد الآن: إمّا أنه ما زال جاريًا أو سبق التراجع عنه.
intake-taken-over = هذا الاستيراد قيد التنفيذ في مكان آخر.
intake-file-missing = نسخة وفا من الملف مفقودة، ولا يمكن متابعة الاستيراد. استورد الملف من جديد.
intake-does-not-reconcile = عدد الصفوف المقروءة لا يساوي عدد الصفوف المحسوبة، ولم يُحفظ شيء من هذا الجزء. نرجو الإبلاغ عن ذلك.
intake-io = تعذّرت قراءة الملف أو نسخه. تحقّق من القرص ثم أعد المحاولة.

# Problems of rows
intake-problem-too-long = الصف أطول من المسموح.
intake-problem-too-wide = في الصف خلايا أكثر من المسموح.
intake-problem-quote-open = في هذا الصف علامة تنصيص لم تُغلق. استؤنفت القراءة من السطر { $line }.
intake-problem-formula = الخلية صيغة حسابية. ضع قيمتها مكانها.
intake-problem-broken-text = النص تالف: في الملف ترميزان مختلطان.
intake-problem-too-many-cells = في الصف خلايا أكثر من الأعمدة المسمّاة ({ $columns }).
intake-problem-nobody = لا يعرّف الصف أي عميل: لا معرّف ولا هاتف ولا بريد.
intake-problem-phone-unreadable = هذا ليس رقم هاتف.
intake-problem-email-unreadable = هذا ليس عنوان بريد إلكتروني.
intake-problem-quantity-unreadable = هذه ليست كمية صحيحة.
intake-problem-amount-unreadable = هذا ليس مبلغًا ماليًا.
intake-problem-amount-missing = المبلغ غير مذكور.
intake-problem-date-unreadable = هذا ليس تاريخًا في تقويم الملف.
intake-problem-date-missing = التاريخ غير مذكور.
intake-problem-currency-unknown = هذه ليست عملة معروفة.
intake-problem-currency-differs = عملة هذا الصف تختلف عن عملة طلبه.
intake-problem-order-customer-differs = هذا الطلب محفوظ للعميل { $stored }، لكن الملف يذكر { $file }. إذا كان متجرك يعيد ترقيم الطلبات من البداية فاجعل الأرقام فريدة، مثلًا بوضع السنة قبلها.
intake-problem-order-customers = هذا الطلب للعميل { $stored }، لكن هذا الصف يذكر { $file }.
intake-problem-order-date-differs = هذا الطلب محفوظ بتاريخ { $stored_on }، لكن التاريخ في الملف { $file_on }.
intake-problem-order-dates = تاريخ هذا الطلب { $stored_on }، لكن تاريخ هذا الصف { $file_on }.
intake-problem-order-amount-differs = هذا الطلب محفوظ بمبلغ { $stored_money }، لكن المبلغ في الملف { $file_money }. لم يتغيّر شيء.
intake-problem-order-currency-differs = هذا الطلب محفوظ بعملة { $stored }، لكن العملة في الملف { $file }.
intake-problem-nul = في هذا الصف رموز لا مكان لها في النصوص؛ الملف تالف هنا.
intake-problem-left-out = تُرك هذا الصف باختيارك.
intake-problem-unknown = تعذّرت قراءة الصف.

# Columns of the file of problems
intake-column-line = السطر
intake-column-column = العمود
intake-column-reason = المشكلة

# What a column means
intake-meaning-ignore = تجاهُل
intake-meaning-custom = حقل خاص بي
intake-meaning-customer-id = معرّف العميل
intake-meaning-name = الاسم الكامل
intake-meaning-given-name = الاسم الأول
intake-meaning-family-name = اسم العائلة
intake-meaning-honorific = اللقب (السيد، السيدة، الأستاذ…)
intake-meaning-gender = الجنس
intake-meaning-email = البريد الإلكتروني
intake-meaning-phone = الهاتف
intake-meaning-company = الشركة
intake-meaning-city = المدينة
intake-meaning-birth-date = تاريخ الميلاد
intake-meaning-tags = الوسوم
intake-meaning-note = ملاحظة
intake-meaning-order-id = رقم الطلب
intake-meaning-date = تاريخ الطلب
intake-meaning-time = الوقت
intake-meaning-amount = المبلغ
intake-meaning-order-total = إجمالي الطلب
intake-meaning-unit-price = سعر الوحدة
intake-meaning-quantity = الكمية
intake-meaning-currency = العملة
intake-meaning-status = الحالة
intake-meaning-discount-code = رمز الخصم
intake-meaning-product-id = رمز المنتج
intake-meaning-product-name = المنتج
intake-meaning-source = المصدر
intake-meaning-campaign = الحملة
intake-meaning-refunded-amount = المبلغ المسترد
intake-meaning-cancelled-at = تاريخ الإلغاء

# Choices and states
intake-overwrite-skip = أبقِ ما هو معروف
intake-overwrite-fill-blank = املأ الفراغات
intake-overwrite-overwrite = اعتمد ما في الملف
intake-overwrite-never = لا تكتب
intake-unit-rial = ريال
intake-unit-toman = تومان
intake-order-year-first = سنة، شهر، يوم
intake-order-day-first = يوم، شهر، سنة
intake-order-month-first = شهر، يوم، سنة
intake-state-running = قيد الاستيراد
intake-state-settling = وضع العملاء على السلم
intake-state-done = اكتمل
intake-state-undoing = قيد التراجع
intake-state-undone = تم التراجع
intake-state-failed = توقّف
