# Words of time, money and numbers.

## Calendars

month-jalali-1 = Farvardin
month-jalali-2 = Ordibehesht
month-jalali-3 = Khordad
month-jalali-4 = Tir
month-jalali-5 = Mordad
month-jalali-6 = Shahrivar
month-jalali-7 = Mehr
month-jalali-8 = Aban
month-jalali-9 = Azar
month-jalali-10 = Dey
month-jalali-11 = Bahman
month-jalali-12 = Esfand

month-hijri-1 = Muharram
month-hijri-2 = Safar
month-hijri-3 = Rabi al-Awwal
month-hijri-4 = Rabi al-Thani
month-hijri-5 = Jumada al-Ula
month-hijri-6 = Jumada al-Akhira
month-hijri-7 = Rajab
month-hijri-8 = Shaaban
month-hijri-9 = Ramadan
month-hijri-10 = Shawwal
month-hijri-11 = Dhu al-Qadah
month-hijri-12 = Dhu al-Hijjah

month-gregorian-1 = January
month-gregorian-2 = February
month-gregorian-3 = March
month-gregorian-4 = April
month-gregorian-5 = May
month-gregorian-6 = June
month-gregorian-7 = July
month-gregorian-8 = August
month-gregorian-9 = September
month-gregorian-10 = October
month-gregorian-11 = November
month-gregorian-12 = December

# Saturday first
weekday-1 = Saturday
weekday-2 = Sunday
weekday-3 = Monday
weekday-4 = Tuesday
weekday-5 = Wednesday
weekday-6 = Thursday
weekday-7 = Friday

# Quarters are followed by the year; Jalali quarters are the seasons
quarter-1 = Q1
quarter-2 = Q2
quarter-3 = Q3
quarter-4 = Q4
quarter-jalali-1 = Q1
quarter-jalali-2 = Q2
quarter-jalali-3 = Q3
quarter-jalali-4 = Q4

# Written after a Hijri year
era-hijri = AH
calendar-jalali = Jalali
calendar-hijri = Hijri
calendar-gregorian = Gregorian

## How long ago, how long until

ago-today = today
ago-yesterday = yesterday
ahead-tomorrow = tomorrow
ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
ahead-days = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
ago-months = { $count ->
    [one] { $count } month ago
   *[other] { $count } months ago
}
ahead-months = { $count ->
    [one] in { $count } month
   *[other] in { $count } months
}
ago-years = { $count ->
    [one] { $count } year ago
   *[other] { $count } years ago
}
ahead-years = { $count ->
    [one] in { $count } year
   *[other] in { $count } years
}
duration-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

## Amounts

amount-thousand = K
amount-million = M
amount-billion = B
amount-trillion = T

currency-irr = IRR
currency-toman = toman
currency-afn = AFN
currency-sar = SAR
currency-aed = AED
currency-qar = QAR
currency-kwd = KWD
currency-bhd = BHD
currency-omr = OMR
currency-jod = JOD
currency-iqd = IQD
currency-egp = EGP
currency-dzd = DZD
currency-mad = MAD
currency-tnd = TND
currency-lyd = LYD
currency-lbp = LBP
currency-syp = SYP
currency-yer = YER
currency-sdg = SDG
currency-usd = $
currency-eur = €
currency-gbp = £
currency-try = ₺

digits-native = Digits of the language
digits-latin = Latin digits (123)

## People

# $honorific is an honorific, $name a given or family name
greeting-name = { $honorific } { $name }

## Places

text-unknown-zone = There is no such time zone. Write a name such as “Asia/Tehran”.

## Public holidays

holiday-nowruz = Nowruz
holiday-islamic-republic = Islamic Republic Day
holiday-sizdah-bedar = Nature Day (Sizdah Bedar)
holiday-khomeini = Anniversary of Khomeini’s death
holiday-khordad-15 = 15 Khordad uprising
holiday-revolution = Revolution Day
holiday-oil = Oil Nationalisation Day
holiday-tasua = Tasua
holiday-ashura = Ashura
holiday-arbaeen = Arbaeen
holiday-prophet-demise = Demise of the Prophet
holiday-prophet-birth = Birth of the Prophet
holiday-fatima = Martyrdom of Fatima
holiday-ali-birth = Birth of Imam Ali (Father’s Day)
holiday-mabath = Mab’ath
holiday-mid-shaban = Mid-Shaaban
holiday-ali-martyrdom = Martyrdom of Imam Ali
holiday-fitr = Eid al-Fitr
holiday-sadiq = Martyrdom of Imam Sadiq
holiday-adha = Eid al-Adha
holiday-ghadir = Eid al-Ghadir
holiday-arafa = Day of Arafah
holiday-hijri-new-year = Hijri New Year
holiday-new-year = New Year’s Day
holiday-labour = Labour Day
holiday-national = National Day
holiday-founding = Founding Day
holiday-liberation = Liberation Day
holiday-independence = Independence Day
holiday-coptic-christmas = Coptic Christmas
holiday-christmas = Christmas
holiday-january-25 = 25 January Revolution
holiday-sinai = Sinai Liberation Day
holiday-july-23 = 23 July Revolution
holiday-october-6 = Armed Forces Day
