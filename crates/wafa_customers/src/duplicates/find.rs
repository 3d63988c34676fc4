//! Finding records that may be one person. Bounded: groups come from indexes in order, a page at a time.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use wafa_db::Value;
use wafa_kernel::policy::action::ReadCustomers;
use wafa_kernel::{CustomerId, Permit};

use crate::Customers;
use crate::ask::{Ask, ids};
use crate::error::Error;
use crate::register::store::{Head, load_heads};

/// Most pages of groups looked at in one call, per reason.
const PAGES: usize = 20;
/// Groups in a page.
const PAGE: i64 = 200;
/// Records of one group that are paired up; more say that the phone or the name is nobody's own.
const GROUP: usize = 6;

const SHARED: &str = "select kind, key from customer_contact where (kind, key) > ($1, $2) and kind <> 'external' \
    group by kind, key having count(*) > 1 order by kind, key limit $3";
const HOLDERS: &str = "select key, customer_id from customer_contact where kind = 'phone' and key";
const ADDRESSEES: &str = "select key, customer_id from customer_contact where kind = 'email' and key";
const PRINTS: &str = "select name_print from customer_standing where name_print <> 0 and name_print > $1 \
    group by name_print having count(*) between 2 and 6 order by name_print limit $2";
const NAMESAKES: &str = "select name_print, customer_id from customer_standing where name_print <> 0 and name_print";
const APART: &str = "select low_id, high_id from customer_distinct where low_id";

/// Why two records may be one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TwinReason {
    /// They share a phone.
    SamePhone,
    /// They share an e-mail address.
    SameEmail,
    /// Their names are the same but for spelling.
    SimilarName,
}

/// Two records that may be one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DuplicatePair {
    /// The older record.
    pub a: CustomerId,
    /// The younger record.
    pub b: CustomerId,
    /// Name of the older.
    pub a_name: String,
    /// Name of the younger.
    pub b_name: String,
    /// Why.
    pub reason: TwinReason,
    /// The phone or address they share; blank for names.
    pub shared: String,
    /// How likely, 0–1.
    pub score: f64,
}

impl Customers {
    /// Records that may be one person, likeliest first. Pairs a person called different are left out.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn duplicates(&self, _permit: &Permit<ReadCustomers>, limit: u32) -> Result<Vec<DuplicatePair>, Error> {
        let limit = usize::try_from(limit.min(500)).unwrap_or(500);
        let mut found = Found { pairs: Vec::new(), seen: HashSet::new(), limit };
        let mut ask = Ask::Db(&self.db);
        shared_contacts(&mut ask, &mut found).await?;
        similar_names(&mut ask, &mut found).await?;
        found.pairs.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
        Ok(found.pairs)
    }
}

struct Found {
    pairs: Vec<DuplicatePair>,
    seen: HashSet<(CustomerId, CustomerId)>,
    limit: usize,
}

impl Found {
    fn is_full(&self) -> bool {
        self.pairs.len() >= self.limit
    }

    /// Adds the pairs of groups of records that nobody has called different.
    async fn add(
        &mut self,
        ask: &mut Ask<'_>,
        reason: TwinReason,
        groups: Vec<(String, Vec<CustomerId>)>,
    ) -> Result<(), Error> {
        let customers: HashSet<CustomerId> = groups.iter().flat_map(|(_, group)| group.iter().copied()).collect();
        let customers: Vec<CustomerId> = customers.into_iter().collect();
        let heads = load_heads(ask, &customers).await?;
        let mut apart = HashSet::new();
        for row in ask.rows_in(APART, ids(&customers), "").await? {
            apart.insert((row.get::<CustomerId>(0)?, row.get::<CustomerId>(1)?));
        }
        for (shared, mut group) in groups {
            group.sort_unstable();
            group.dedup();
            group.truncate(GROUP);
            for (place, a) in group.iter().enumerate() {
                for b in group.iter().skip(place + 1) {
                    let (Some(x), Some(y)) = (heads.get(a), heads.get(b)) else { continue };
                    if self.is_full() || apart.contains(&(*a, *b)) || !self.seen.insert((*a, *b)) {
                        continue;
                    }
                    let score = score(reason, x, y);
                    let (a_name, b_name) = (x.fields.shown_name(), y.fields.shown_name());
                    self.pairs.push(DuplicatePair {
                        a: *a,
                        b: *b,
                        a_name,
                        b_name,
                        reason,
                        shared: shared.clone(),
                        score,
                    });
                }
            }
        }
        Ok(())
    }
}

async fn shared_contacts(ask: &mut Ask<'_>, found: &mut Found) -> Result<(), Error> {
    let (mut kind, mut key) = (String::new(), String::new());
    for _ in 0..PAGES {
        let rows = ask.rows(SHARED.to_owned(), wafa_db::values![&kind, &key, PAGE]).await?;
        let mut by_kind: HashMap<String, Vec<Value>> = HashMap::new();
        for row in &rows {
            (kind, key) = (row.get(0)?, row.get(1)?);
            by_kind.entry(kind.clone()).or_default().push(key.as_str().into());
        }
        for (reason, sql, kind) in
            [(TwinReason::SamePhone, HOLDERS, "phone"), (TwinReason::SameEmail, ADDRESSEES, "email")]
        {
            let keys = by_kind.remove(kind).unwrap_or_default();
            let groups = groups(ask, sql, keys).await?;
            found.add(ask, reason, groups).await?;
        }
        if found.is_full() || rows.len() < usize::try_from(PAGE).unwrap_or(0) {
            break;
        }
    }
    Ok(())
}

async fn similar_names(ask: &mut Ask<'_>, found: &mut Found) -> Result<(), Error> {
    let mut after = 0i64;
    for _ in 0..PAGES {
        if found.is_full() {
            break;
        }
        let rows = ask.rows(PRINTS.to_owned(), wafa_db::values![after, PAGE]).await?;
        let prints: Vec<i64> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
        let Some(last) = prints.last() else { break };
        after = *last;
        let mut by_print: HashMap<i64, Vec<CustomerId>> = HashMap::new();
        for row in ask.rows_in(NAMESAKES, prints.into_iter().map(Value::Int).collect(), "").await? {
            by_print.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        let mut groups: Vec<(String, Vec<CustomerId>)> =
            by_print.into_values().map(|group| (String::new(), group)).collect();
        groups.sort();
        found.add(ask, TwinReason::SimilarName, groups).await?;
    }
    Ok(())
}

async fn groups(ask: &mut Ask<'_>, sql: &str, keys: Vec<Value>) -> Result<Vec<(String, Vec<CustomerId>)>, Error> {
    let mut by_key: HashMap<String, Vec<CustomerId>> = HashMap::new();
    for row in ask.rows_in(sql, keys, "").await? {
        by_key.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    let mut groups: Vec<_> = by_key.into_iter().collect();
    groups.sort();
    Ok(groups)
}

/// A shared phone says more than a shared name, an address more than a phone (families share phones); a name that
/// agrees adds to either, a city that disagrees takes away.
fn score(reason: TwinReason, a: &Head, b: &Head) -> f64 {
    let names = likeness(&a.fields.shown_name(), &b.fields.shown_name());
    let city = |head: &Head| wafa_text::search::key(&head.fields.city);
    let (a_city, b_city) = (city(a), city(b));
    let cities = match (a_city.is_empty() || b_city.is_empty(), a_city == b_city) {
        (true, _) => 0.0,
        (false, true) => 0.1,
        (false, false) => -0.1,
    };
    let base = match reason {
        TwinReason::SamePhone => 0.4 + 0.5 * names,
        TwinReason::SameEmail => 0.55 + 0.35 * names,
        TwinReason::SimilarName => 0.2 + 0.5 * names,
    };
    (base + cities).clamp(0.0, 1.0)
}

/// Share of pairs of neighbouring letters two names have in common (Dice's coefficient), 0–1; 0.5 when one is unknown.
#[allow(clippy::cast_precision_loss)]
fn likeness(a: &str, b: &str) -> f64 {
    let pairs = |name: &str| -> Vec<(char, char)> {
        let mut words: Vec<String> = wafa_text::search::key(name).split(' ').map(str::to_owned).collect();
        words.sort();
        let letters: Vec<char> = words.concat().chars().collect();
        letters.iter().copied().zip(letters.iter().copied().skip(1)).collect()
    };
    let (a, mut b) = (pairs(a), pairs(b));
    if a.is_empty() || b.is_empty() {
        return 0.5;
    }
    let total = a.len() + b.len();
    let mut common = 0;
    for pair in a {
        if let Some(place) = b.iter().position(|other| *other == pair) {
            b.swap_remove(place);
            common += 2;
        }
    }
    f64::from(common) / total as f64
}
