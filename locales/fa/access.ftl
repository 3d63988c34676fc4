# ورود، حساب کاربری و درهای برنامه.

access-sign-in = ورود
access-enter = ادامه
access-email = ایمیل
access-password = گذرواژه
access-password-new = گذرواژهٔ تازه
access-password-current = گذرواژهٔ کنونی
access-password-change = تغییر گذرواژه
access-password-hint =
    { $n ->
        [one] دست‌کم { $n } نویسه؛ یک جمله هم راحت به یاد می‌ماند و هم سخت حدس زده می‌شود.
       *[other] دست‌کم { $n } نویسه؛ یک جمله هم راحت به یاد می‌ماند و هم سخت حدس زده می‌شود.
    }
access-password-ends-sessions = با تغییر گذرواژه، همهٔ دستگاه‌های دیگر از حساب بیرون می‌آیند.
access-password-changed = گذرواژه عوض شد و دستگاه‌های دیگر از حساب بیرون آمدند.
access-forgotten = گذرواژه را فراموش کرده‌اید؟ مالک کسب‌وکار می‌تواند پیوند تازه‌ای به شما بدهد.
access-nobody-yet = هنوز کسی اینجا حساب ندارد. پیوندی را باز کنید که «وفا» هنگام راه‌اندازی نشان داد.
access-name = نام شما
access-business = نام کسب‌وکار
access-role = نقش شما در تیم:
access-begin = راه‌اندازی
access-first-run = به «وفا» خوش آمدید
access-first-run-lead = یک دقیقه بیشتر طول نمی‌کشد. همهٔ این‌ها را بعداً هم می‌توانید تغییر دهید.
access-language-hint = واحد پول، تقویم و رقم‌ها با زبان انتخاب می‌شوند؛ در تنظیمات می‌توانید عوضشان کنید.
access-code = کد شش‌رقمی
access-code-title = یک گام دیگر
access-code-lead = کدی را که برنامهٔ رمزساز همین حالا نشان می‌دهد وارد کنید.
access-code-lost = دستگاهتان در دسترس نیست؟ مالک کسب‌وکار می‌تواند پیوند تازه‌ای به شما بدهد.
access-link-invite = پیوستن به تیم
access-link-invite-lead = با ایمیل { $email } دعوت شده‌اید. نام و گذرواژهٔ خود را بنویسید.
access-link-reset = انتخاب گذرواژهٔ تازه
access-link-reset-lead = برای { $email }. ورود دومرحله‌ای تا زمانی که دوباره آن را تنظیم کنید خاموش می‌ماند.
access-link-sign_in = ورود
access-link-sign_in-lead = این پیوند یک بار شما را با ایمیل { $email } وارد می‌کند.
access-look = نام و نمایش
access-digits = رقم‌ها
access-digits-native = رقم‌های همان زبان
access-digits-latin = 0 1 2 3
access-saved = ذخیره شد.
access-second-factor = ورود دومرحله‌ای
access-second-factor-lead = در کنار گذرواژه، کدی هم از گوشی شما خواسته می‌شود تا گذرواژهٔ لورفته به‌تنهایی کافی نباشد.
access-second-factor-is-on = ورود دومرحله‌ای روشن است.
access-second-factor-is-off = ورود دومرحله‌ای خاموش است. بهتر است آن را روشن کنید، به‌ویژه اگر مالک هستید.
access-second-factor-settings = تنظیم ورود دومرحله‌ای
access-second-factor-scan = این تصویر را با یک برنامهٔ رمزساز اسکن کنید و کدی را که نشان می‌دهد بنویسید.
access-second-factor-image = کد QR برای برنامهٔ رمزساز
access-second-factor-type = یا این کلید را بنویسید:
access-second-factor-set = روشن کردن
access-second-factor-remove = خاموش کردن
access-second-factor-on-done = ورود دومرحله‌ای روشن شد.
access-second-factor-off-done = ورود دومرحله‌ای خاموش شد.
access-sessions = دستگاه‌های واردشده
access-session-current = همین دستگاه
access-sessions-end = خروج از همهٔ دستگاه‌های دیگر
access-sessions-ended =
    { $n ->
        [0] دستگاه دیگری وارد نشده بود.
        [one] { $n } دستگاه دیگر از حساب بیرون آمد.
       *[other] { $n } دستگاه دیگر از حساب بیرون آمدند.
    }
access-agent-unknown = مرورگر ناشناس
access-seen = آخرین استفاده: { $when }

## پاسخ‌های رد

access-wrong_password = ایمیل و گذرواژه با هم نمی‌خوانند.
access-wrong_current_password = گذرواژهٔ کنونی درست نیست.
access-wrong_code = این کد نادرست است یا پیش‌تر از آن استفاده شده. منتظر کد بعدی بمانید.
access-link_expired = از این پیوند پیش‌تر استفاده شده یا مهلتش گذشته است. پیوند تازه‌ای بخواهید.
access-password_short = گذرواژه باید دست‌کم ده نویسه داشته باشد.
access-password_long = گذرواژه بیش از اندازه بلند است.
access-password_common = این گذرواژه به‌آسانی حدس زده می‌شود. سه‌چهار واژه کنار هم بهتر است.
access-email_unreadable = این نشانی ایمیل درست نیست.
access-email_taken = کسی با این ایمیل از پیش در تیم هست.
access-name_missing = لطفاً نام را بنویسید.
access-user_not_found = چنین کسی در تیم نیست.
access-last_owner = کسب‌وکار باید دست‌کم یک مالک داشته باشد.
access-first_run_over = این کسب‌وکار از پیش مالک دارد.
access-key_not_found = چنین کلیدی وجود ندارد.
access-scope_unknown = دست‌کم یک اجازه برای کلید انتخاب کنید.
access-secret_lost = فایل کلیدی که از رمزهای یک‌بارمصرف محافظت می‌کند پیدا نمی‌شود یا عوض شده است. از کسی که سرور را می‌گرداند بخواهید آن را برگرداند.
