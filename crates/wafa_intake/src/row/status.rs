//! What shops call the states of an order.

use std::collections::HashMap;
use std::sync::LazyLock;

use wafa_sales::OrderStatus;

use crate::table::aliases::key;

const WORDS: &[(OrderStatus, &[&str])] = &[
    (
        OrderStatus::Cancelled,
        &[
            "cancelled",
            "canceled",
            "voided",
            "void",
            "wc-cancelled",
            "rejected",
            "declined",
            "trash",
            "deleted",
            "لغو شده",
            "لغو",
            "کنسل",
            "کنسل شده",
            "رد شده",
            "باطل شده",
            "ابطال",
            "ملغي",
            "ملغى",
            "ملغاة",
            "تم الإلغاء",
            "مرفوض",
        ],
    ),
    (
        OrderStatus::Unpaid,
        &[
            "failed",
            "expired",
            "draft",
            "checkout-draft",
            "pending payment",
            "wc-pending",
            "wc-failed",
            "unpaid",
            "abandoned",
            "not paid",
            "ناموفق",
            "پرداخت نشده",
            "در انتظار پرداخت",
            "منقضی شده",
            "پیش نویس",
            "پیش‌نویس",
            "پرداخت ناموفق",
            "فشل",
            "غير مدفوع",
            "بانتظار الدفع",
            "في انتظار الدفع",
            "مسودة",
            "منتهي",
        ],
    ),
    (
        OrderStatus::Refunded,
        &[
            "refunded",
            "returned",
            "refund",
            "return",
            "wc-refunded",
            "charged back",
            "chargeback",
            "مرجوع",
            "مرجوعی",
            "مرجوع شده",
            "برگشتی",
            "برگشت خورده",
            "بازگشت وجه",
            "مسترد شده",
            "استرداد",
            "مسترد",
            "مسترجع",
            "مرتجع",
            "تم الاسترجاع",
            "تم الاسترداد",
            "مرتجعة",
        ],
    ),
    (
        OrderStatus::Completed,
        &[
            "completed",
            "complete",
            "delivered",
            "fulfilled",
            "closed",
            "done",
            "wc-completed",
            "تکمیل شده",
            "تکمیل‌شده",
            "تحویل شده",
            "تحویل داده شده",
            "انجام شده",
            "ارسال شده",
            "مكتمل",
            "تم التوصيل",
            "تم التسليم",
            "منجز",
            "مكتملة",
        ],
    ),
    (
        OrderStatus::Paid,
        &[
            "paid",
            "processing",
            "wc-processing",
            "authorized",
            "partially paid",
            "partially_paid",
            "partially refunded",
            "partially_refunded",
            "confirmed",
            "success",
            "successful",
            "پرداخت شده",
            "پرداخت‌شده",
            "در حال انجام",
            "در حال پردازش",
            "موفق",
            "تایید شده",
            "تسویه شده",
            "مدفوع",
            "مدفوعة",
            "قيد التنفيذ",
            "قيد المعالجة",
            "تم الدفع",
            "مؤكد",
        ],
    ),
];

static BY_KEY: LazyLock<HashMap<String, OrderStatus>> = LazyLock::new(|| {
    let words = WORDS.iter().flat_map(|(status, words)| words.iter().map(|word| (key(word), *status)));
    words.collect()
});

/// The status a word means. A word nobody knows says only that there is an order.
pub(crate) fn read(word: &str) -> OrderStatus {
    BY_KEY.get(&key(word)).copied().unwrap_or(OrderStatus::Placed)
}
