//! What a list is asked for, as it stands in the address of the page.

use wafa_kernel::{BatchId, Cursor, CustomerId, Day, Rung, UserId};

use crate::error::Error;

/// Rows of a page unless asked otherwise.
const LIMIT: u32 = 50;
/// Most rows of a page.
const LIMIT_MOST: u32 = 500;

/// By what the list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// Day of the last order; customers without one come last when the latest come first.
    LastOrder,
    /// Orders less returns.
    Value,
    /// Number of orders.
    Orders,
    /// The name, by the alphabet.
    Name,
    /// The day a customer became known.
    Newest,
}

impl SortKey {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::LastOrder, Self::Value, Self::Orders, Self::Name, Self::Newest];
    /// The name used in URLs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LastOrder => "last_order",
            Self::Value => "value",
            Self::Orders => "orders",
            Self::Name => "name",
            Self::Newest => "newest",
        }
    }
}

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Largest, latest, last letter first.
    pub desc: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { key: SortKey::LastOrder, desc: true }
    }
}

/// As in URLs: `-last_order` is descending.
impl std::fmt::Display for Sort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", if self.desc { "-" } else { "" }, self.key.as_str())
    }
}

impl std::str::FromStr for Sort {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        let (desc, name) = text.strip_prefix('-').map_or((false, text), |name| (true, name));
        let key = SortKey::ALL.into_iter().find(|key| key.as_str() == name);
        Ok(Self { key: key.ok_or(Error::QueryInvalid { parameter: "sort" })?, desc })
    }
}

/// Which customers, in which order, from where. All filters must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// Name, phone, address or code, in any digits and spelling.
    pub search: Option<String>,
    /// On one of these rungs; empty = on any.
    pub rungs: Vec<Rung>,
    /// With this tag.
    pub tag: Option<String>,
    /// From this city, in any spelling.
    pub city: Option<String>,
    /// Won there, in any spelling.
    pub source: Option<String>,
    /// Looked after by this member of the team.
    pub owner: Option<UserId>,
    /// Ordered before, but not for so many days.
    pub sleeping_days: Option<u32>,
    /// Known since this day or later.
    pub new_since: Option<Day>,
    /// With at least so many orders.
    pub min_orders: Option<u32>,
    /// Brought by this import, or by one of its orders.
    pub batch: Option<BatchId>,
    /// Only these; empty = all.
    pub ids: Vec<CustomerId>,
    /// The order.
    pub sort: Sort,
    /// Where the page begins.
    pub after: Option<Cursor>,
    /// Rows of the page, at most 500.
    pub limit: u32,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            search: None,
            rungs: Vec::new(),
            tag: None,
            city: None,
            source: None,
            owner: None,
            sleeping_days: None,
            new_since: None,
            min_orders: None,
            batch: None,
            ids: Vec::new(),
            sort: Sort::default(),
            after: None,
            limit: LIMIT,
        }
    }
}

impl ListQuery {
    /// The question as pairs of a URL; what is not asked is left out.
    #[must_use]
    pub fn to_query(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |name: &'static str, value: Option<String>| pairs.extend(value.map(|value| (name, value)));
        add("q", self.search.clone());
        for rung in &self.rungs {
            add("rung", Some(rung.as_str().to_owned()));
        }
        add("tag", self.tag.clone());
        add("city", self.city.clone());
        add("source", self.source.clone());
        add("owner", self.owner.map(|owner| owner.to_string()));
        add("sleeping", self.sleeping_days.map(|days| days.to_string()));
        add("new_since", self.new_since.map(|day| day.to_string()));
        add("min_orders", self.min_orders.map(|orders| orders.to_string()));
        add("batch", self.batch.map(|batch| batch.to_string()));
        for id in &self.ids {
            add("id", Some(id.to_string()));
        }
        add("sort", (self.sort != Sort::default()).then(|| self.sort.to_string()));
        add("after", self.after.as_ref().map(|cursor| cursor.0.clone()));
        add("limit", (self.limit != LIMIT).then(|| self.limit.to_string()));
        pairs
    }

    /// Reads the pairs of a URL. Blank values and names the list does not know are passed over.
    ///
    /// # Errors
    /// [`Error::QueryInvalid`] for a value that cannot be read.
    pub fn from_query(pairs: impl IntoIterator<Item = (String, String)>) -> Result<Self, Error> {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let text = || Some(value.to_owned());
            match name.as_str() {
                "q" => query.search = text(),
                "rung" => query.rungs.push(parsed(value, "rung")?),
                "tag" => query.tag = text(),
                "city" => query.city = text(),
                "source" => query.source = text(),
                "owner" => query.owner = Some(parsed(value, "owner")?),
                "sleeping" => query.sleeping_days = Some(parsed(value, "sleeping")?),
                "new_since" => query.new_since = Some(parsed(value, "new_since")?),
                "min_orders" => query.min_orders = Some(parsed(value, "min_orders")?),
                "batch" => query.batch = Some(parsed(value, "batch")?),
                "id" => query.ids.push(parsed(value, "id")?),
                "sort" => query.sort = value.parse()?,
                "after" => query.after = Some(Cursor(value.to_owned())),
                "limit" => query.limit = parsed::<u32>(value, "limit")?.clamp(1, LIMIT_MOST),
                _ => {}
            }
        }
        query.rungs.sort_unstable();
        query.rungs.dedup();
        Ok(query)
    }

    /// Whether any filter is set.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        let Self { search, rungs, tag, city, source, owner, sleeping_days, new_since, min_orders, batch, ids, .. } =
            self;
        let texts = [search, tag, city, source];
        texts.iter().any(|text| text.is_some())
            || !rungs.is_empty()
            || owner.is_some()
            || sleeping_days.is_some()
            || new_since.is_some()
            || min_orders.is_some()
            || batch.is_some()
            || !ids.is_empty()
    }

    /// Rows of the page, within bounds.
    pub(crate) fn rows(&self) -> usize {
        usize::try_from(self.limit.clamp(1, LIMIT_MOST)).unwrap_or(1)
    }
}

fn parsed<T: std::str::FromStr>(text: &str, parameter: &'static str) -> Result<T, Error> {
    wafa_text::fold::digits(text).parse().map_err(|_| Error::QueryInvalid { parameter })
}
