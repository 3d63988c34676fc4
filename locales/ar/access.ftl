# الدخول والحساب وأبواب البرنامج.

access-sign-in = تسجيل الدخول
access-enter = متابعة
access-email = البريد الإلكتروني
access-password = كلمة المرور
access-password-new = كلمة مرور جديدة
access-password-current = كلمة المرور الحالية
access-password-change = تغيير كلمة المرور
access-password-hint =
    { $n ->
        [zero] أي عدد من الأحرف؛ الجملة سهلة التذكر صعبة التخمين.
        [one] حرف واحد على الأقل؛ الجملة سهلة التذكر صعبة التخمين.
        [two] حرفان على الأقل؛ الجملة سهلة التذكر صعبة التخمين.
        [few] { $n } أحرف على الأقل؛ الجملة سهلة التذكر صعبة التخمين.
        [many] { $n } حرفًا على الأقل؛ الجملة سهلة التذكر صعبة التخمين.
       *[other] { $n } حرف على الأقل؛ الجملة سهلة التذكر صعبة التخمين.
    }
access-password-ends-sessions = عند تغيير كلمة المرور يُسجَّل خروج جميع الأجهزة الأخرى.
access-password-changed = تغيّرت كلمة المرور، وسُجّل خروج جميع الأجهزة الأخرى.
access-forgotten = نسيت كلمة المرور؟ يستطيع مالك النشاط التجاري أن يعطيك رابطًا جديدًا.
access-nobody-yet = لا يملك أحد حسابًا هنا بعد. افتح الرابط الذي أظهره «وفا» عند التشغيل.
access-name = اسمك
access-business = اسم النشاط التجاري
access-role = دورك في الفريق:
access-begin = ابدأ
access-first-run = مرحبًا بك في «وفا»
access-first-run-lead = دقيقة واحدة ويصبح كل شيء جاهزًا. يمكن تغيير هذا كله لاحقًا.
access-language-hint = تتبع العملة والتقويم والأرقام اللغةَ المختارة، ويمكن تغييرها من الإعدادات.
access-code = الرمز المكوّن من ستة أرقام
access-code-title = خطوة واحدة أخرى
access-code-lead = أدخل الرمز الذي يعرضه تطبيق المصادقة الآن.
access-code-lost = فقدت الجهاز؟ يستطيع مالك النشاط التجاري أن يعطيك رابطًا جديدًا.
access-link-invite = انضم إلى الفريق
access-link-invite-lead = وصلتك دعوة باسم { $email }. اختر اسمًا وكلمة مرور.
access-link-reset = اختر كلمة مرور جديدة
access-link-reset-lead = للحساب { $email }. يبقى الدخول بخطوتين متوقفًا حتى تعيد إعداده.
access-link-sign_in = تسجيل الدخول
access-link-sign_in-lead = يسجّل هذا الرابط دخولك مرة واحدة باسم { $email }.
access-look = الاسم والعرض
access-digits = الأرقام
access-digits-native = أرقام اللغة نفسها
access-digits-latin = 0 1 2 3
access-saved = تم الحفظ.
access-second-factor = الدخول بخطوتين
access-second-factor-lead = رمز من هاتفك إلى جانب كلمة المرور، حتى لا تكفي كلمة مرور مسروقة وحدها.
access-second-factor-is-on = الدخول بخطوتين مفعّل.
access-second-factor-is-off = الدخول بخطوتين متوقف. ننصح بتفعيله، وبخاصة للمالك.
access-second-factor-settings = إعداد الدخول بخطوتين
access-second-factor-scan = امسح هذه الصورة بتطبيق المصادقة ثم أدخل الرمز الذي يعرضه.
access-second-factor-image = رمز QR لتطبيق المصادقة
access-second-factor-type = أو اكتب هذا المفتاح:
access-second-factor-set = تفعيل
access-second-factor-remove = إيقاف
access-second-factor-on-done = تم تفعيل الدخول بخطوتين.
access-second-factor-off-done = تم إيقاف الدخول بخطوتين.
access-sessions = الأجهزة المسجّلة الدخول
access-session-current = هذا الجهاز
access-sessions-end = تسجيل خروج جميع الأجهزة الأخرى
access-sessions-ended =
    { $n ->
        [zero] لم يكن أي جهاز آخر مسجّل الدخول.
        [one] سُجّل خروج جهاز واحد آخر.
        [two] سُجّل خروج جهازين آخرين.
        [few] سُجّل خروج { $n } أجهزة أخرى.
        [many] سُجّل خروج { $n } جهازًا آخر.
       *[other] سُجّل خروج { $n } جهاز آخر.
    }
access-agent-unknown = متصفح غير معروف
access-seen = آخر استخدام: { $when }

## أجوبة الرفض

access-wrong_password = البريد الإلكتروني وكلمة المرور لا يتطابقان.
access-wrong_current_password = كلمة المرور الحالية غير صحيحة.
access-wrong_code = هذا الرمز خاطئ أو سبق استخدامه. انتظر الرمز التالي.
access-link_expired = سبق استخدام هذا الرابط أو انتهت مدته. اطلب رابطًا جديدًا.
access-password_short = يجب ألا تقل كلمة المرور عن عشرة أحرف.
access-password_long = كلمة المرور طويلة جدًا.
access-password_common = كلمة المرور هذه سهلة التخمين. ثلاث كلمات أو أربع معًا أفضل.
access-email_unreadable = هذا ليس عنوان بريد إلكتروني صحيحًا.
access-email_taken = في الفريق من يستخدم هذا البريد بالفعل.
access-name_missing = يرجى كتابة الاسم.
access-user_not_found = لا يوجد شخص كهذا في الفريق.
access-last_owner = يحتاج النشاط إلى مالك واحد على الأقل.
access-first_run_over = لهذا النشاط مالكٌ بالفعل.
access-key_not_found = لا يوجد مفتاح كهذا.
access-scope_unknown = اختر صلاحية واحدة على الأقل للمفتاح.
access-secret_lost = ملف المفتاح الذي يحمي رموز المرة الواحدة مفقود أو غير الأصلي. اطلب من مشغّل الخادم أن يعيده.
