# الطلبات والمرتجعات
sales-not-found = لا يوجد طلب كهذا.
sales-amount-not-positive = يجب أن يكون مبلغ المرتجع أكبر من صفر.
sales-amount-negative = لا يمكن أن يكون مبلغ الطلب سالبًا. سجّل ما أُعيد مرتجعًا.
sales-too-many-lines = لا تزيد بنود الطلب على ٥٠٠ بند.
sales-other-currency = عملة المرتجع تختلف عن عملة الطلب.
sales-bad-cursor = هذه الصفحة من القائمة غير موجودة. ابدأ من الصفحة الأولى.
sales-order-differs = الطلب { $number } مسجّل من قبل، وهذا يختلف عنه.
sales-differs-customer = صاحبه عميل آخر.
sales-differs-amount = مبلغه مختلف.
sales-differs-currency = عملته مختلفة.
sales-differs-lines = بنوده مختلفة.
sales-status-placed = مسجَّل
sales-status-paid = مدفوع
sales-status-completed = مكتمل
sales-status-unpaid = غير مدفوع
sales-status-cancelled = ملغى
sales-status-refunded = مُرتجَع
