//! What columns are called in the exports of shops, in English, Persian and Arabic.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::meaning::Meaning;

/// Names by meaning. Spelling is folded: case, spaces, hyphens, half-spaces and variants of letters do not matter.
const ALIASES: &[(Meaning, &[&str])] = &[
    (Meaning::CustomerId, &[
        "customer id", "customer", "customer no", "customer number", "customer code", "client id", "client", "client code", "user id",
        "buyer id", "member id", "cust id", "customer ref", "visitor id", "account id", "patron id",
        "شناسه مشتری", "کد مشتری", "شماره مشتری", "آیدی مشتری", "شناسه خریدار", "کد اشتراک", "شماره اشتراک", "کد عضویت",
        "معرف العميل", "رقم العميل", "كود العميل", "رمز العميل", "رقم العضوية", "معرّف العميل",
    ]),
    (Meaning::Name, &[
        "name", "full name", "customer name", "client name", "buyer name", "billing name", "shipping name", "recipient",
        "نام و نام خانوادگی", "نام مشتری", "نام کامل", "نام خریدار", "خریدار", "مشتری", "نام گیرنده", "طرف حساب",
        "الاسم", "اسم العميل", "الاسم الكامل", "اسم المشتري", "العميل", "الاسم بالكامل",
    ]),
    (Meaning::GivenName, &["first name", "given name", "firstname", "forename", "نام", "نام کوچک", "الاسم الأول", "الاسم الاول"]),
    (Meaning::FamilyName, &[
        "last name", "family name", "surname", "lastname", "نام خانوادگی", "فامیلی", "فامیل", "اسم العائلة", "الاسم الأخير", "اللقب",
        "اسم العائله",
    ]),
    (Meaning::Honorific, &["title", "salutation", "prefix", "honorific", "عنوان", "لقب", "پیشوند"]),
    (Meaning::Gender, &["gender", "sex", "جنسیت", "الجنس", "النوع"]),
    (Meaning::Email, &[
        "email", "e-mail", "email address", "mail", "customer email", "billing email", "contact email",
        "ایمیل", "پست الکترونیک", "پست الکترونیکی", "رایانامه", "نشانی ایمیل", "آدرس ایمیل",
        "البريد الإلكتروني", "البريد الالكتروني", "الإيميل", "ايميل", "بريد العميل",
    ]),
    (Meaning::Phone, &[
        "phone", "mobile", "phone number", "mobile number", "cell", "cell phone", "telephone", "tel", "customer phone", "billing phone",
        "shipping phone", "whatsapp", "contact number", "mobile phone",
        "تلفن", "موبایل", "شماره موبایل", "شماره تلفن", "تلفن همراه", "شماره همراه", "همراه", "شماره تماس", "تلفن مشتری", "موبایل مشتری",
        "الجوال", "رقم الجوال", "الهاتف", "رقم الهاتف", "الموبايل", "جوال العميل", "هاتف العميل", "رقم الموبايل", "المحمول",
    ]),
    (Meaning::Company, &["company", "billing company", "organisation", "organization", "شرکت", "نام شرکت", "الشركة", "اسم الشركة"]),
    (Meaning::City, &[
        "city", "town", "billing city", "shipping city", "customer city", "شهر", "شهر مشتری", "نام شهر", "المدينة", "مدينة العميل", "المدينه",
    ]),
    (Meaning::BirthDate, &[
        "birthday", "birth date", "date of birth", "dob", "birthdate", "تاریخ تولد", "تولد", "تاريخ الميلاد", "تاريخ الولادة",
    ]),
    (Meaning::Tags, &["tags", "labels", "customer tags", "برچسب", "برچسب‌ها", "تگ", "الوسوم", "وسوم"]),
    (Meaning::Note, &["customer note", "customer notes", "یادداشت", "یادداشت مشتری", "ملاحظات العميل", "ملاحظة"]),
    (Meaning::OrderId, &[
        "order id", "order", "order no", "order number", "order #", "order code", "invoice", "invoice no", "invoice id", "invoice number",
        "transaction id", "receipt", "receipt no", "receipt number", "order ref", "order reference", "sale id", "bill no", "reference id",
        "شماره سفارش", "کد سفارش", "شناسه سفارش", "سفارش", "شماره فاکتور", "فاکتور", "کد فاکتور", "شماره صورتحساب", "کد پیگیری سفارش",
        "رقم الطلب", "معرف الطلب", "الطلب", "رقم الفاتورة", "الفاتورة", "رقم الطلبية", "كود الطلب",
    ]),
    (Meaning::Date, &[
        "date", "order date", "created at", "created", "purchase date", "purchased at", "placed at", "placed on", "invoice date",
        "transaction date", "date created", "order created at", "datetime", "date time", "timestamp", "ordered at", "sale date", "day",
        "purchase point date", "order time",
        "تاریخ", "تاریخ سفارش", "تاریخ خرید", "تاریخ ثبت", "تاریخ ثبت سفارش", "تاریخ فاکتور", "تاریخ و زمان", "تاریخ ایجاد", "زمان سفارش",
        "زمان ثبت", "تاریخ فروش", "تاریخ پرداخت",
        "التاريخ", "تاريخ الطلب", "تاريخ الشراء", "تاريخ الفاتورة", "تاريخ الإنشاء", "تاريخ", "وقت الطلب", "تاريخ البيع",
    ]),
    (Meaning::Time, &["time", "time of day", "ساعت", "زمان", "الوقت", "الساعة"]),
    (Meaning::OrderTotal, &[
        "order total", "grand total", "order amount", "order value", "total paid", "invoice total", "invoice amount", "grand total base",
        "grand total purchased", "net sales", "n revenue", "net revenue", "order revenue",
        "مبلغ کل سفارش", "مبلغ سفارش", "جمع سفارش", "جمع کل سفارش", "مبلغ فاکتور", "جمع فاکتور", "مبلغ کل فاکتور", "مبلغ پرداختی",
        "مبلغ قابل پرداخت", "مبلغ پرداخت شده", "قابل پرداخت",
        "إجمالي الطلب", "اجمالي الطلب", "قيمة الطلب", "مبلغ الطلب", "إجمالي الفاتورة", "مجموع الطلب", "المبلغ المدفوع",
    ]),
    (Meaning::Amount, &[
        "amount", "total", "sum", "revenue", "sales", "value", "price total", "line total", "total price", "total amount", "subtotal",
        "spend", "monetary", "paid", "amount paid", "turnover", "sale amount", "purchase amount", "item total", "net amount",
        "مبلغ", "مبلغ کل", "جمع", "جمع کل", "قیمت کل", "مبلغ خرید", "مبلغ نهایی", "فروش", "مبلغ خالص", "جمع مبلغ", "مبلغ کل ردیف", "درآمد",
        "المبلغ", "الإجمالي", "الاجمالي", "القيمة", "المجموع", "إجمالي السعر", "المبلغ الإجمالي", "مبلغ الشراء", "إجمالي المبلغ", "المبيعات",
    ]),
    (Meaning::UnitPrice, &[
        "unit price", "price", "item price", "price per unit", "lineitem price", "product price", "rate",
        "قیمت واحد", "فی", "قیمت", "بهای واحد", "مبلغ واحد", "قیمت محصول",
        "سعر الوحدة", "السعر", "سعر القطعة", "سعر المنتج", "سعر",
    ]),
    (Meaning::Quantity, &[
        "quantity", "qty", "count", "units", "items", "items sold", "pieces", "lineitem quantity", "number of items", "volume",
        "تعداد", "مقدار", "تعداد کالا", "تعداد اقلام", "الكمية", "العدد", "عدد القطع", "كمية",
    ]),
    (Meaning::Currency, &["currency", "currency code", "ارز", "واحد پول", "واحد ارز", "نوع ارز", "العملة", "عملة"]),
    (Meaning::Status, &[
        "status", "order status", "financial status", "payment status", "state", "order state",
        "وضعیت", "وضعیت سفارش", "وضعیت پرداخت", "الحالة", "حالة الطلب", "حالة الدفع", "حاله الطلب",
    ]),
    (Meaning::DiscountCode, &[
        "discount code", "coupon", "coupon code", "coupons", "promo code", "voucher", "promotion code",
        "کد تخفیف", "کوپن", "کوپن تخفیف", "کد کوپن", "كود الخصم", "رمز الخصم", "كوبون", "القسيمة", "كوبون الخصم",
    ]),
    (Meaning::ProductId, &[
        "product id", "sku", "product code", "item code", "item id", "stock code", "stockcode", "article", "lineitem sku", "product sku",
        "barcode", "item no",
        "کد محصول", "شناسه محصول", "کد کالا", "شناسه کالا", "بارکد", "معرف المنتج", "رمز المنتج", "كود المنتج", "رقم المنتج", "الباركود",
    ]),
    (Meaning::ProductName, &[
        "product", "product name", "item", "item name", "description", "lineitem name", "article name", "products", "product title",
        "محصول", "نام محصول", "کالا", "نام کالا", "شرح کالا", "شرح", "عنوان محصول", "المنتج", "اسم المنتج", "الصنف", "اسم الصنف", "المنتجات",
    ]),
    (Meaning::Source, &[
        "source", "channel", "sales channel", "utm source", "traffic source", "attribution", "referrer", "order source",
        "منبع", "کانال", "کانال فروش", "مبدأ", "روش آشنایی", "نحوه آشنایی", "المصدر", "القناة", "قناة البيع", "مصدر الطلب",
    ]),
    (Meaning::Campaign, &["campaign", "utm campaign", "campaign name", "کمپین", "نام کمپین", "الحملة", "اسم الحملة", "حملة"]),
    (Meaning::RefundedAmount, &[
        "refunded amount", "refund amount", "refunded", "refund", "amount refunded", "returned amount",
        "مبلغ مرجوعی", "مبلغ برگشتی", "مبلغ استرداد", "المبلغ المسترد", "مبلغ الاسترجاع", "المبلغ المرتجع",
    ]),
    (Meaning::CancelledAt, &[
        "cancelled at", "canceled at", "cancelled", "cancellation date", "cancelled on", "تاریخ لغو", "تاريخ الإلغاء",
    ]),
];

/// Columns of Shopify's exports whose names mean something else elsewhere, or nothing.
const SHOPIFY: &[(&str, Meaning)] = &[
    ("name", Meaning::OrderId),
    ("email", Meaning::Email),
    ("financial status", Meaning::Status),
    ("currency", Meaning::Currency),
    ("total", Meaning::OrderTotal),
    ("discount code", Meaning::DiscountCode),
    ("created at", Meaning::Date),
    ("lineitem quantity", Meaning::Quantity),
    ("lineitem name", Meaning::ProductName),
    ("lineitem price", Meaning::UnitPrice),
    ("lineitem sku", Meaning::ProductId),
    ("billing name", Meaning::Name),
    ("billing company", Meaning::Company),
    ("billing city", Meaning::City),
    ("billing phone", Meaning::Phone),
    ("shipping phone", Meaning::Phone),
    ("phone", Meaning::Phone),
    ("cancelled at", Meaning::CancelledAt),
    ("refunded amount", Meaning::RefundedAmount),
    ("source", Meaning::Source),
    // Its export of customers.
    ("customer id", Meaning::CustomerId),
    ("first name", Meaning::GivenName),
    ("last name", Meaning::FamilyName),
    ("company", Meaning::Company),
    ("city", Meaning::City),
    ("default address city", Meaning::City),
    ("default address company", Meaning::Company),
    ("default address phone", Meaning::Phone),
    ("note", Meaning::Note),
];

/// Columns only Shopify's export of orders has.
pub(crate) const SHOPIFY_SIGNS: &[&str] = &["financial status", "lineitem quantity", "lineitem name", "lineitem price"];

static BY_KEY: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for (meaning, names) in ALIASES {
        for name in *names {
            map.entry(key(name)).or_insert(*meaning);
        }
    }
    map
});

static SHOPIFY_BY_KEY: LazyLock<HashMap<String, Meaning>> =
    LazyLock::new(|| SHOPIFY.iter().map(|(name, meaning)| (key(name), *meaning)).collect());

/// The folded form of a column's name: letters and digits only.
pub(crate) fn key(name: &str) -> String {
    let folded = wafa_text::search::key(name);
    folded.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What a column of this name means in most shops.
pub(crate) fn meaning(name: &str) -> Option<Meaning> {
    BY_KEY.get(&key(name)).copied()
}

/// What a column of this name means in Shopify's exports.
pub(crate) fn shopify(name: &str) -> Option<Meaning> {
    SHOPIFY_BY_KEY.get(&key(name)).copied()
}

/// Whether the name is known at all.
pub(crate) fn knows(name: &str) -> bool {
    !name.is_empty() && (meaning(name).is_some() || shopify(name).is_some())
}

/// What a name that is not known says in passing, less certain.
pub(crate) fn hint(name: &str) -> Option<Meaning> {
    const HINTS: &[(&str, Meaning)] = &[
        ("orderid", Meaning::OrderId),
        ("customerid", Meaning::CustomerId),
        ("email", Meaning::Email),
        ("ایمیل", Meaning::Email),
        ("phone", Meaning::Phone),
        ("mobile", Meaning::Phone),
        ("موبایل", Meaning::Phone),
        ("جوال", Meaning::Phone),
        ("birth", Meaning::BirthDate),
        ("تولد", Meaning::BirthDate),
        ("refund", Meaning::RefundedAmount),
        ("مرجوع", Meaning::RefundedAmount),
        ("unitprice", Meaning::UnitPrice),
        ("amount", Meaning::Amount),
        ("total", Meaning::Amount),
        ("مبلغ", Meaning::Amount),
        ("date", Meaning::Date),
        ("تاریخ", Meaning::Date),
        ("quantity", Meaning::Quantity),
        ("تعداد", Meaning::Quantity),
    ];
    let name = key(name);
    HINTS.iter().find(|(part, _)| name.contains(&key(part))).map(|(_, meaning)| *meaning)
}
