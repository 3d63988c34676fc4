# واژه‌های زمان، پول و عدد. Words of time, money and numbers.

## Calendars

month-jalali-1 = فروردین
month-jalali-2 = اردیبهشت
month-jalali-3 = خرداد
month-jalali-4 = تیر
month-jalali-5 = مرداد
month-jalali-6 = شهریور
month-jalali-7 = مهر
month-jalali-8 = آبان
month-jalali-9 = آذر
month-jalali-10 = دی
month-jalali-11 = بهمن
month-jalali-12 = اسفند

month-hijri-1 = محرم
month-hijri-2 = صفر
month-hijri-3 = ربیع‌الاول
month-hijri-4 = ربیع‌الثانی
month-hijri-5 = جمادی‌الاول
month-hijri-6 = جمادی‌الثانی
month-hijri-7 = رجب
month-hijri-8 = شعبان
month-hijri-9 = رمضان
month-hijri-10 = شوال
month-hijri-11 = ذی‌قعده
month-hijri-12 = ذی‌حجه

month-gregorian-1 = ژانویه
month-gregorian-2 = فوریه
month-gregorian-3 = مارس
month-gregorian-4 = آوریل
month-gregorian-5 = مه
month-gregorian-6 = ژوئن
month-gregorian-7 = ژوئیه
month-gregorian-8 = اوت
month-gregorian-9 = سپتامبر
month-gregorian-10 = اکتبر
month-gregorian-11 = نوامبر
month-gregorian-12 = دسامبر

# Saturday first
weekday-1 = شنبه
weekday-2 = یکشنبه
weekday-3 = دوشنبه
weekday-4 = سه‌شنبه
weekday-5 = چهارشنبه
weekday-6 = پنجشنبه
weekday-7 = جمعه

# Quarters are followed by the year; Jalali quarters are the seasons
quarter-1 = سه‌ماههٔ اول
quarter-2 = سه‌ماههٔ دوم
quarter-3 = سه‌ماههٔ سوم
quarter-4 = سه‌ماههٔ چهارم
quarter-jalali-1 = بهار
quarter-jalali-2 = تابستان
quarter-jalali-3 = پاییز
quarter-jalali-4 = زمستان

# Written after a Hijri year
era-hijri = { "" }
calendar-jalali = شمسی
calendar-hijri = قمری
calendar-gregorian = میلادی

## How long ago, how long until

ago-today = امروز
ago-yesterday = دیروز
ahead-tomorrow = فردا
ago-days = { $count } روز پیش
ahead-days = { $count } روز دیگر
ago-months = { $count } ماه پیش
ahead-months = { $count } ماه دیگر
ago-years = { $count } سال پیش
ahead-years = { $count } سال دیگر
duration-days = { $count } روز

## Amounts

amount-thousand = هزار
amount-million = میلیون
amount-billion = میلیارد
amount-trillion = هزار میلیارد

currency-irr = ریال
currency-toman = تومان
currency-afn = افغانی
currency-sar = ریال سعودی
currency-aed = درهم امارات
currency-qar = ریال قطر
currency-kwd = دینار کویت
currency-bhd = دینار بحرین
currency-omr = ریال عمان
currency-jod = دینار اردن
currency-iqd = دینار عراق
currency-egp = پوند مصر
currency-dzd = دینار الجزایر
currency-mad = درهم مراکش
currency-tnd = دینار تونس
currency-lyd = دینار لیبی
currency-lbp = لیرهٔ لبنان
currency-syp = لیرهٔ سوریه
currency-yer = ریال یمن
currency-sdg = پوند سودان
currency-usd = دلار
currency-eur = یورو
currency-gbp = پوند
currency-try = لیرهٔ ترکیه

digits-native = رقم‌های فارسی (۱۲۳)
digits-latin = رقم‌های لاتین (123)

## People

# $honorific is an honorific, $name a given or family name
greeting-name = { $honorific } { $name }

## Places

text-unknown-zone = چنین منطقهٔ زمانی‌ای وجود ندارد. نامی مانند «Asia/Tehran» بنویسید.

## Public holidays

holiday-nowruz = نوروز
holiday-islamic-republic = روز جمهوری اسلامی
holiday-sizdah-bedar = روز طبیعت (سیزده‌به‌در)
holiday-khomeini = رحلت امام خمینی
holiday-khordad-15 = قیام ۱۵ خرداد
holiday-revolution = پیروزی انقلاب اسلامی
holiday-oil = ملی شدن صنعت نفت
holiday-tasua = تاسوعا
holiday-ashura = عاشورا
holiday-arbaeen = اربعین
holiday-prophet-demise = رحلت پیامبر
holiday-prophet-birth = میلاد پیامبر
holiday-fatima = شهادت حضرت فاطمه
holiday-ali-birth = ولادت امام علی (روز پدر)
holiday-mabath = مبعث
holiday-mid-shaban = نیمهٔ شعبان
holiday-ali-martyrdom = شهادت امام علی
holiday-fitr = عید فطر
holiday-sadiq = شهادت امام صادق
holiday-adha = عید قربان
holiday-ghadir = عید غدیر
holiday-arafa = روز عرفه
holiday-hijri-new-year = آغاز سال هجری قمری
holiday-new-year = آغاز سال میلادی
holiday-labour = روز کارگر
holiday-national = روز ملی
holiday-founding = روز تأسیس
holiday-liberation = روز آزادسازی
holiday-independence = روز استقلال
holiday-coptic-christmas = کریسمس قبطی
holiday-christmas = کریسمس
holiday-january-25 = انقلاب ۲۵ ژانویه
holiday-sinai = آزادسازی سینا
holiday-july-23 = انقلاب ۲۳ ژوئیه
holiday-october-6 = روز نیروهای مسلح
