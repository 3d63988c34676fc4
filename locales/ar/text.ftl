# كلمات الوقت والمال والأرقام. Words of time, money and numbers.

## Calendars

month-jalali-1 = فروردين
month-jalali-2 = أرديبهشت
month-jalali-3 = خرداد
month-jalali-4 = تير
month-jalali-5 = مرداد
month-jalali-6 = شهريور
month-jalali-7 = مهر
month-jalali-8 = آبان
month-jalali-9 = آذر
month-jalali-10 = دي
month-jalali-11 = بهمن
month-jalali-12 = إسفند

month-hijri-1 = محرم
month-hijri-2 = صفر
month-hijri-3 = ربيع الأول
month-hijri-4 = ربيع الآخر
month-hijri-5 = جمادى الأولى
month-hijri-6 = جمادى الآخرة
month-hijri-7 = رجب
month-hijri-8 = شعبان
month-hijri-9 = رمضان
month-hijri-10 = شوال
month-hijri-11 = ذو القعدة
month-hijri-12 = ذو الحجة

month-gregorian-1 = يناير
month-gregorian-2 = فبراير
month-gregorian-3 = مارس
month-gregorian-4 = أبريل
month-gregorian-5 = مايو
month-gregorian-6 = يونيو
month-gregorian-7 = يوليو
month-gregorian-8 = أغسطس
month-gregorian-9 = سبتمبر
month-gregorian-10 = أكتوبر
month-gregorian-11 = نوفمبر
month-gregorian-12 = ديسمبر

# Saturday first
weekday-1 = السبت
weekday-2 = الأحد
weekday-3 = الاثنين
weekday-4 = الثلاثاء
weekday-5 = الأربعاء
weekday-6 = الخميس
weekday-7 = الجمعة

# Quarters are followed by the year; Jalali quarters are the seasons
quarter-1 = الربع الأول
quarter-2 = الربع الثاني
quarter-3 = الربع الثالث
quarter-4 = الربع الرابع
quarter-jalali-1 = الربع الأول
quarter-jalali-2 = الربع الثاني
quarter-jalali-3 = الربع الثالث
quarter-jalali-4 = الربع الرابع

# Written after a Hijri year
era-hijri = هـ
calendar-jalali = هجري شمسي
calendar-hijri = هجري
calendar-gregorian = ميلادي

## How long ago, how long until

ago-today = اليوم
ago-yesterday = أمس
ahead-tomorrow = غدًا
ago-days = { $count ->
    [zero] قبل أقل من يوم
    [one] قبل يوم
    [two] قبل يومين
    [few] قبل { $count } أيام
    [many] قبل { $count } يومًا
   *[other] قبل { $count } يوم
}
ahead-days = { $count ->
    [zero] بعد أقل من يوم
    [one] بعد يوم
    [two] بعد يومين
    [few] بعد { $count } أيام
    [many] بعد { $count } يومًا
   *[other] بعد { $count } يوم
}
ago-months = { $count ->
    [zero] قبل أقل من شهر
    [one] قبل شهر
    [two] قبل شهرين
    [few] قبل { $count } أشهر
    [many] قبل { $count } شهرًا
   *[other] قبل { $count } شهر
}
ahead-months = { $count ->
    [zero] بعد أقل من شهر
    [one] بعد شهر
    [two] بعد شهرين
    [few] بعد { $count } أشهر
    [many] بعد { $count } شهرًا
   *[other] بعد { $count } شهر
}
ago-years = { $count ->
    [zero] قبل أقل من سنة
    [one] قبل سنة
    [two] قبل سنتين
    [few] قبل { $count } سنوات
    [many] قبل { $count } سنة
   *[other] قبل { $count } سنة
}
ahead-years = { $count ->
    [zero] بعد أقل من سنة
    [one] بعد سنة
    [two] بعد سنتين
    [few] بعد { $count } سنوات
    [many] بعد { $count } سنة
   *[other] بعد { $count } سنة
}
duration-days = { $count ->
    [zero] أقل من يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}

## Amounts

amount-thousand = ألف
amount-million = مليون
amount-billion = مليار
amount-trillion = تريليون

currency-irr = ريال إيراني
currency-toman = تومان
currency-afn = أفغاني
currency-sar = ر.س.‏
currency-aed = د.إ.‏
currency-qar = ر.ق.‏
currency-kwd = د.ك.‏
currency-bhd = د.ب.‏
currency-omr = ر.ع.‏
currency-jod = د.أ.‏
currency-iqd = د.ع.‏
currency-egp = ج.م.‏
currency-dzd = د.ج.‏
currency-mad = د.م.‏
currency-tnd = د.ت.‏
currency-lyd = د.ل.‏
currency-lbp = ل.ل.‏
currency-syp = ل.س.‏
currency-yer = ر.ي.‏
currency-sdg = ج.س.‏
currency-usd = دولار
currency-eur = يورو
currency-gbp = جنيه إسترليني
currency-try = ليرة تركية

digits-native = الأرقام العربية المشرقية (١٢٣)
digits-latin = الأرقام اللاتينية (123)

## People

# $honorific is an honorific, $name a given or family name
greeting-name = { $honorific } { $name }

## Places

text-unknown-zone = لا توجد منطقة زمنية بهذا الاسم. اكتب اسمًا مثل «Asia/Riyadh».

## Public holidays

holiday-nowruz = النوروز
holiday-islamic-republic = يوم الجمهورية الإسلامية
holiday-sizdah-bedar = يوم الطبيعة
holiday-khomeini = ذكرى رحيل الإمام الخميني
holiday-khordad-15 = ذكرى انتفاضة ١٥ خرداد
holiday-revolution = ذكرى انتصار الثورة
holiday-oil = تأميم صناعة النفط
holiday-tasua = تاسوعاء
holiday-ashura = عاشوراء
holiday-arbaeen = الأربعين
holiday-prophet-demise = ذكرى وفاة النبي
holiday-prophet-birth = المولد النبوي
holiday-fatima = ذكرى وفاة السيدة فاطمة
holiday-ali-birth = ميلاد الإمام علي
holiday-mabath = المبعث النبوي
holiday-mid-shaban = ليلة النصف من شعبان
holiday-ali-martyrdom = ذكرى استشهاد الإمام علي
holiday-fitr = عيد الفطر
holiday-sadiq = ذكرى وفاة الإمام الصادق
holiday-adha = عيد الأضحى
holiday-ghadir = عيد الغدير
holiday-arafa = يوم عرفة
holiday-hijri-new-year = رأس السنة الهجرية
holiday-new-year = رأس السنة الميلادية
holiday-labour = عيد العمال
holiday-national = اليوم الوطني
holiday-founding = يوم التأسيس
holiday-liberation = يوم التحرير
holiday-independence = عيد الاستقلال
holiday-coptic-christmas = عيد الميلاد المجيد (القبطي)
holiday-christmas = عيد الميلاد المجيد
holiday-january-25 = ثورة ٢٥ يناير
holiday-sinai = عيد تحرير سيناء
holiday-july-23 = ثورة ٢٣ يوليو
holiday-october-6 = عيد القوات المسلحة
