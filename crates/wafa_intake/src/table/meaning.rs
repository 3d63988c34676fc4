//! What a column can mean.

use serde::{Deserialize, Serialize};

macro_rules! meanings {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// What a column means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Meaning {
            $($(#[$doc])* $name,)*
        }
        impl Meaning {
            /// All of them, in the order they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
            /// The name used in mappings, URLs and texts.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

meanings! {
    /// Nothing Wafa needs.
    Ignore = "ignore";
    /// A field of the shop's own, kept under the name of the column.
    Custom = "custom";
    /// The shop's own id of the customer.
    CustomerId = "customer_id";
    /// Full name of the customer.
    Name = "name";
    /// Given name.
    GivenName = "given_name";
    /// Family name.
    FamilyName = "family_name";
    /// What stands before the name in honour.
    Honorific = "honorific";
    /// Woman or man, for grammar.
    Gender = "gender";
    /// E-mail address.
    Email = "email";
    /// Phone number.
    Phone = "phone";
    /// Company.
    Company = "company";
    /// City.
    City = "city";
    /// Birthday.
    BirthDate = "birth_date";
    /// Tags, separated by commas.
    Tags = "tags";
    /// A note about the customer.
    Note = "note";
    /// Number of the order; lines of one order share it.
    OrderId = "order_id";
    /// When the order was placed.
    Date = "date";
    /// The time of day, when it has a column of its own.
    Time = "time";
    /// What the line, or an order of one line, costs; negative is given back.
    Amount = "amount";
    /// What the whole order costs, on every line or on its first.
    OrderTotal = "order_total";
    /// What one piece costs.
    UnitPrice = "unit_price";
    /// How many pieces.
    Quantity = "quantity";
    /// Currency of the amounts.
    Currency = "currency";
    /// How far the order has come.
    Status = "status";
    /// Code of a discount.
    DiscountCode = "discount_code";
    /// The shop's code of the product.
    ProductId = "product_id";
    /// Name of the product.
    ProductName = "product_name";
    /// Where the order came from.
    Source = "source";
    /// The campaign that brought it.
    Campaign = "campaign";
    /// How much of the order was given back.
    RefundedAmount = "refunded_amount";
    /// When the order was cancelled, if it was.
    CancelledAt = "cancelled_at";
}

impl std::str::FromStr for Meaning {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .iter()
            .copied()
            .find(|meaning| meaning.as_str() == text)
            .ok_or_else(|| format!("{text}: not a meaning of a column"))
    }
}
