//! The command palette: `GET /palette?q=` answers what Ctrl/⌘-K shows, in the reader's language and within what they
//! may do: customers by name, phone or code, pages, things to make, language and colours.

use axum::response::Response;
use serde::Serialize;
use wafa_customers::ListQuery;
use wafa_kernel::Language;
use wafa_kernel::policy::action::{Import, ReadCustomers, UseAccount, WriteCustomers};

use crate::ask::{Pairs, encode_component};
use crate::fault::Fault;
use crate::route::{GET, Gate, Site};
use crate::view::{Frame, places};
use crate::who::Who;

/// Customers shown at most.
const CUSTOMERS: u32 = 8;

/// Declares the palette.
pub fn routes(site: Site) -> Site {
    site.fragment(GET, "/palette", Gate::of::<UseAccount>(), answer)
}

#[derive(Debug, Serialize)]
struct Answer {
    groups: Vec<Group>,
    /// Where language buttons come back to.
    back: String,
}

#[derive(Debug, Serialize)]
struct Group {
    label: String,
    items: Vec<Item>,
}

/// One line of the palette.
#[derive(Debug, Serialize)]
struct Item {
    icon: &'static str,
    title: String,
    detail: String,
    #[serde(flatten)]
    act: Act,
}

/// What choosing a line does.
#[derive(Debug, Serialize)]
#[serde(tag = "act", content = "to", rename_all = "snake_case")]
enum Act {
    /// Opens a page.
    Open(String),
    /// Switches to a language.
    Speak(&'static str),
    /// Switches colours.
    Paint(&'static str),
}

async fn answer(who: Who<UseAccount>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let asked = pairs.iter().find(|(name, _)| name == "q").map_or("", |(_, q)| q.trim());
    let frame = who.frame("");
    let fits = Fits::new(asked);
    let found = [
        ("palette-customers", customers(&who, asked).await?),
        ("palette-go", pages(&who, &frame, &fits)),
        ("palette-make", makings(&who, &fits, asked)),
        ("palette-look", looks(&who, &fits)),
    ];
    let groups = found.into_iter().filter(|(_, items)| !items.is_empty());
    let groups = groups.map(|(key, items)| Group { label: who.say(key, &[]), items }).collect();
    who.fragment("palette/results.html", &Answer { groups, back: "/".to_owned() })
}

/// Whether a line answers what was typed: every word begins one of its words, in any spelling.
struct Fits(Vec<String>);

impl Fits {
    fn new(asked: &str) -> Self {
        Self(wafa_text::search::key(asked).split_whitespace().map(str::to_owned).collect())
    }
    fn all(&self) -> bool {
        self.0.is_empty()
    }
    fn takes(&self, line: &str) -> bool {
        let words = wafa_text::search::key(line);
        self.0.iter().all(|asked| words.split_whitespace().any(|word| word.starts_with(asked)))
    }
}

async fn customers(who: &Who<UseAccount>, asked: &str) -> Result<Vec<Item>, Fault> {
    let Ok(permit) = who.permit_for::<ReadCustomers>() else { return Ok(Vec::new()) };
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let query = ListQuery { search: Some(asked.to_owned()), limit: CUSTOMERS, ..ListQuery::default() };
    let found = who.app.customers.list(&permit, &query).await?;
    let item = |row: wafa_customers::ListRow| {
        let phone = row.phone.as_deref().map(wafa_text::phone::display).unwrap_or_default();
        let known = [&row.name, &phone, row.code.as_ref().unwrap_or(&row.city)];
        let title = known.into_iter().find(|text| !text.is_empty()).cloned();
        let title = title.unwrap_or_else(|| who.say("customers-nameless", &[]));
        let detail = if title == phone { row.city } else { phone };
        Item { icon: "user", title, detail, act: Act::Open(format!("/customers/{}", row.id)) }
    };
    Ok(found.items.into_iter().map(item).collect())
}

fn pages(who: &Who<UseAccount>, frame: &Frame, fits: &Fits) -> Vec<Item> {
    let places = places(frame).into_iter().map(|place| Item {
        icon: place.icon,
        title: who.say(&place.label, &[]),
        detail: String::new(),
        act: Act::Open(place.href.to_owned()),
    });
    places.filter(|item| fits.takes(&item.title)).collect()
}

fn makings(who: &Who<UseAccount>, fits: &Fits, asked: &str) -> Vec<Item> {
    let mut items = Vec::new();
    if who.may::<WriteCustomers>() {
        let title = who.say("palette-new-customer", &[]);
        if fits.takes(&title) {
            items.push(Item {
                icon: "plus",
                title,
                detail: String::new(),
                act: Act::Open("/customers/new".to_owned()),
            });
        } else if asked.chars().count() > 1 {
            let title = who.say("palette-new-customer-named", &[("name", asked.into())]);
            let digits = wafa_text::phone::parse(asked, &who.business.country).is_some();
            let to = format!("/customers/new?{}={}", if digits { "phone" } else { "name" }, encode_component(asked));
            items.push(Item { icon: "plus", title, detail: String::new(), act: Act::Open(to) });
        }
    }
    if who.may::<Import>() {
        let title = who.say("palette-import", &[]);
        if fits.takes(&title) {
            items.push(Item { icon: "import", title, detail: String::new(), act: Act::Open("/import".to_owned()) });
        }
    }
    items
}

/// Language and colours, offered once something is typed: they are rare.
fn looks(who: &Who<UseAccount>, fits: &Fits) -> Vec<Item> {
    if fits.all() {
        return Vec::new();
    }
    let language = who.say("word-language", &[]);
    let languages = Language::ALL.into_iter().filter(|language| *language != who.reader.language).map(|other| {
        let name = match other {
            Language::Fa => "فارسی",
            Language::Ar => "العربية",
            Language::En => "English",
        };
        Item { icon: "globe", title: name.to_owned(), detail: language.clone(), act: Act::Speak(other.tag()) }
    });
    let colours = who.say("theme-label", &[]);
    let themes = [("light", "sun"), ("dark", "moon"), ("auto", "system")].map(|(theme, icon)| Item {
        icon,
        title: who.say(&format!("theme-{theme}"), &[]),
        detail: colours.clone(),
        act: Act::Paint(theme),
    });
    languages.chain(themes).filter(|item| fits.takes(&item.title) || fits.takes(&item.detail)).collect()
}
