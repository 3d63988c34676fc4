//! Columns of the exports of certain makers whose names mean something else elsewhere, or nothing. What is not here is
//! guessed as for any shop.
//!
//! WooCommerce: the export of Analytics › Orders (woocommerce, `client/analytics/report/orders/table.js`) and the order
//! exports of its usual extensions; the headers follow the language of the shop. Salla publishes no list of the columns
//! of its export; these are the names its panel uses for the same facts.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::aliases::key;
use super::mapping::Preset;
use super::meaning::Meaning;

const WOOCOMMERCE: &[(&str, Meaning)] = &[
    // Analytics › Orders.
    ("date", Meaning::Date),
    ("order #", Meaning::OrderId),
    ("n. revenue (formatted)", Meaning::OrderTotal),
    ("n. revenue", Meaning::OrderTotal),
    ("net revenue (formatted)", Meaning::Ignore),
    ("net sales", Meaning::Ignore),
    ("status", Meaning::Status),
    ("customer", Meaning::Name),
    ("customer type", Meaning::Ignore),
    ("product(s)", Meaning::ProductName),
    ("items sold", Meaning::Quantity),
    ("coupon(s)", Meaning::DiscountCode),
    ("attribution", Meaning::Source),
    // Exports of orders by extensions.
    ("order number", Meaning::OrderId),
    ("order id", Meaning::Ignore),
    ("order status", Meaning::Status),
    ("order date", Meaning::Date),
    ("order total amount", Meaning::OrderTotal),
    ("order total", Meaning::OrderTotal),
    ("order refund amount", Meaning::RefundedAmount),
    ("order currency", Meaning::Currency),
    ("customer user id", Meaning::CustomerId),
    ("customer id", Meaning::CustomerId),
    ("first name (billing)", Meaning::GivenName),
    ("last name (billing)", Meaning::FamilyName),
    ("billing first name", Meaning::GivenName),
    ("billing last name", Meaning::FamilyName),
    ("company (billing)", Meaning::Company),
    ("city (billing)", Meaning::City),
    ("email (billing)", Meaning::Email),
    ("billing email address", Meaning::Email),
    ("phone (billing)", Meaning::Phone),
    ("item name", Meaning::ProductName),
    ("product name", Meaning::ProductName),
    ("item sku", Meaning::ProductId),
    ("sku", Meaning::ProductId),
    ("quantity", Meaning::Quantity),
    ("quantity (- refund)", Meaning::Ignore),
    ("item cost", Meaning::UnitPrice),
    ("item total", Meaning::Amount),
    ("coupon code", Meaning::DiscountCode),
    ("customer note", Meaning::Ignore),
    ("payment method title", Meaning::Ignore),
    ("cart discount amount", Meaning::Ignore),
    ("discount amount", Meaning::Ignore),
    ("discount amount tax", Meaning::Ignore),
    ("order subtotal amount", Meaning::Ignore),
    ("order shipping amount", Meaning::Ignore),
    ("order total tax amount", Meaning::Ignore),
];

/// Columns only WooCommerce's exports have.
pub(crate) const WOOCOMMERCE_SIGNS: &[&str] = &[
    "n. revenue (formatted)",
    "customer type",
    "product(s)",
    "coupon(s)",
    "first name (billing)",
    "email (billing)",
    "phone (billing)",
    "order total amount",
    "cart discount amount",
];

const SALLA: &[(&str, Meaning)] = &[
    ("رقم الطلب", Meaning::OrderId),
    ("الرقم المرجعي", Meaning::Ignore),
    ("تاريخ الطلب", Meaning::Date),
    ("حالة الطلب", Meaning::Status),
    ("اسم العميل", Meaning::Name),
    ("جوال العميل", Meaning::Phone),
    ("رقم الجوال", Meaning::Phone),
    ("رقم جوال العميل", Meaning::Phone),
    ("بريد العميل", Meaning::Email),
    ("بريد العميل الإلكتروني", Meaning::Email),
    ("البريد الإلكتروني", Meaning::Email),
    ("جنس العميل", Meaning::Gender),
    ("المدينة", Meaning::City),
    ("مدينة العميل", Meaning::City),
    ("إجمالي الطلب", Meaning::OrderTotal),
    ("مجموع الطلب", Meaning::OrderTotal),
    ("إجمالي المبلغ", Meaning::OrderTotal),
    ("مجموع السلة", Meaning::Ignore),
    ("تكلفة الشحن", Meaning::Ignore),
    ("الضريبة", Meaning::Ignore),
    ("الخصم", Meaning::Ignore),
    ("عمولة الدفع عند الاستلام", Meaning::Ignore),
    ("طريقة الدفع", Meaning::Ignore),
    ("شركة الشحن", Meaning::Ignore),
    ("رقم البوليصة", Meaning::Ignore),
    ("العنوان", Meaning::Ignore),
    ("الدولة", Meaning::Ignore),
    ("العملة", Meaning::Currency),
    ("كوبون الخصم", Meaning::DiscountCode),
    ("الكوبون", Meaning::DiscountCode),
    ("رمز المنتج", Meaning::ProductId),
    ("اسم المنتج", Meaning::ProductName),
    ("المنتجات", Meaning::ProductName),
    ("أسماء المنتجات", Meaning::ProductName),
    ("أسماء المنتجات مع SKU", Meaning::ProductName),
    ("عدد المنتجات", Meaning::Quantity),
    ("الكمية", Meaning::Quantity),
    ("مصدر الطلب", Meaning::Source),
    ("المبلغ المسترجع", Meaning::RefundedAmount),
    ("المبلغ المسترد", Meaning::RefundedAmount),
];

/// Columns that together only Salla's export has.
pub(crate) const SALLA_SIGNS: &[&str] = &[
    "أسماء المنتجات مع SKU",
    "عمولة الدفع عند الاستلام",
    "مجموع السلة",
    "شركة الشحن",
    "رقم البوليصة",
    "حالة الطلب",
    "جوال العميل",
];

fn by_key(columns: &[(&str, Meaning)]) -> HashMap<String, Meaning> {
    columns.iter().map(|(name, meaning)| (key(name), *meaning)).collect()
}

static WOOCOMMERCE_BY_KEY: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| by_key(WOOCOMMERCE));
static SALLA_BY_KEY: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| by_key(SALLA));

/// What a column of this name means in the export of a maker.
pub(crate) fn meaning(preset: Preset, name: &str) -> Option<Meaning> {
    let columns = match preset {
        Preset::Woocommerce => &*WOOCOMMERCE_BY_KEY,
        Preset::Salla => &*SALLA_BY_KEY,
        Preset::Generic | Preset::Shopify => return None,
    };
    columns.get(&key(name)).copied()
}
