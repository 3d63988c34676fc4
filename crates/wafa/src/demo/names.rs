//! Invented people and goods of the demo shop, in three languages. Any likeness to real people is chance.

/// Given names of women and men with family names, a phone prefix with its digits to fill, and cities.
pub struct People {
    /// Women's given names.
    pub women: &'static [&'static str],
    /// Men's given names.
    pub men: &'static [&'static str],
    /// Family names.
    pub families: &'static [&'static str],
    /// Start of a mobile number and how many digits follow.
    pub phones: &'static [(&'static str, usize)],
    /// Cities.
    pub cities: &'static [&'static str],
}

/// People with Persian names.
pub const PERSIAN: People = People {
    women: &[
        "سارا",
        "مریم",
        "نگار",
        "الهام",
        "شیرین",
        "مهسا",
        "پریسا",
        "نازنین",
        "لیلا",
        "فاطمه",
        "زهرا",
        "هانیه",
        "آیدا",
        "ترانه",
        "مینا",
        "رؤیا",
        "سمیرا",
        "غزل",
        "کیمیا",
        "یاسمن",
        "بهاره",
        "نسترن",
        "آرزو",
        "شبنم",
    ],
    men: &[
        "علی",
        "رضا",
        "امیرحسین",
        "نیما",
        "کاوه",
        "آرش",
        "بهرام",
        "مهدی",
        "حسین",
        "پویا",
        "سینا",
        "کیان",
        "فرهاد",
        "مسعود",
        "سعید",
        "داریوش",
        "پیمان",
        "شهاب",
        "ایمان",
        "بابک",
        "رامین",
        "یاشار",
    ],
    families: &[
        "کریمی",
        "رضایی",
        "محمدی",
        "احمدی",
        "حسینی",
        "موسوی",
        "جعفری",
        "صادقی",
        "نوری",
        "قاسمی",
        "رحیمی",
        "اکبری",
        "ابراهیمی",
        "یزدانی",
        "شریفی",
        "فرهادی",
        "نجفی",
        "کاظمی",
        "سلطانی",
        "بهرامی",
        "میرزایی",
        "ملکی",
        "زارعی",
        "امینی",
        "حیدری",
        "رستمی",
        "طاهری",
        "باقری",
        "پارسا",
        "تهرانی",
    ],
    phones: &[("0912", 7), ("0919", 7), ("0935", 7), ("0936", 7), ("0901", 7), ("0921", 7)],
    cities: &["تهران", "تهران", "تهران", "اصفهان", "شیراز", "مشهد", "تبریز", "رشت", "کرج", "اهواز", "یزد", "قم"],
};

/// People with Arabic names.
pub const ARABIC: People = People {
    women: &[
        "فاطمة",
        "نورة",
        "ليان",
        "سارة",
        "مريم",
        "هند",
        "ريم",
        "لطيفة",
        "أمل",
        "جواهر",
        "شهد",
        "رنا",
        "دانة",
        "ياسمين",
    ],
    men: &[
        "محمد",
        "أحمد",
        "خالد",
        "عبدالله",
        "فهد",
        "سلطان",
        "عمر",
        "يوسف",
        "ماجد",
        "تركي",
        "حسن",
        "طارق",
        "سامي",
        "زياد",
    ],
    families: &[
        "العتيبي",
        "القحطاني",
        "الحربي",
        "الشمري",
        "الزهراني",
        "المطيري",
        "الخالدي",
        "حداد",
        "النجار",
        "السيد",
        "منصور",
        "العلي",
        "المهيري",
        "الكندي",
    ],
    phones: &[("+96650", 7), ("+96655", 7), ("+97150", 7), ("+96477", 8)],
    cities: &["الرياض", "جدة", "الدمام", "دبي", "الكويت", "بغداد", "الدوحة"],
};

/// People with English names.
pub const ENGLISH: People = People {
    women: &["Emma", "Olivia", "Sophie", "Hannah", "Clara", "Nadia", "Grace"],
    men: &["James", "Daniel", "Thomas", "Adam", "Lucas", "Omar", "Peter"],
    families: &["Smith", "Brown", "Taylor", "Wilson", "Clark", "Walker", "Young", "Meyer", "Rossi", "Novak"],
    phones: &[("+4479", 8), ("+97152", 7)],
    cities: &["London", "Dubai", "Istanbul", "Muscat"],
};

/// Goods of a coffee roaster, with a share of the price level they stand for.
pub const PRODUCTS: &[(&str, &str)] = &[
    ("C-101", "دانهٔ قهوهٔ یرگاچف ۲۵۰ گرم"),
    ("C-102", "دانهٔ قهوهٔ کلمبیا ۲۵۰ گرم"),
    ("C-103", "ترکیب اسپرسوی دارچین ۱ کیلوگرم"),
    ("C-104", "قهوهٔ ترک آسیاب‌شده ۱۰۰ گرم"),
    ("C-105", "قهوهٔ بدون کافئین ۲۵۰ گرم"),
    ("C-106", "قهوة عربية بالهيل ٢٥٠ غ"),
    ("C-107", "Cold brew, 6 bottles"),
    ("T-201", "آسیاب دستی"),
    ("T-202", "فیلتر وی۶۰، ۱۰۰ عدد"),
    ("T-203", "کتری گردن‌غازی"),
    ("T-204", "فرنچ‌پرس ۶۰۰ میلی‌لیتر"),
    ("T-205", "دلة قهوة نحاسية"),
    ("T-206", "Digital scale with timer"),
    ("M-301", "ماگ سرامیکی دست‌ساز"),
    ("M-302", "جعبهٔ هدیهٔ یلدا"),
    ("M-303", "طقم فناجين عربية"),
];

/// Where orders come from.
pub const SOURCES: &[&str] = &["فروشگاه", "سایت", "اینستاگرام", "سایت", "معرفی دوستان"];

/// Campaigns first orders are credited to.
pub const CAMPAIGNS: &[&str] = &["", "", "یلدا", "نوروز", "", "جشنوارهٔ پاییزه"];
