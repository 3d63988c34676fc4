//! What every page stands in: who reads, how, where they are, what they may do.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::value::{Object, Value};
use minijinja::{State, context};
use serde::Serialize;
use wafa_kernel::{CalendarKind, Day, DigitStyle, Language, Money, Role};
use wafa_text::reader::Reader;

/// Colours of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the person's system is set.
    #[default]
    Auto,
    /// Dark ink on paper.
    Light,
    /// Light ink on dark.
    Dark,
}

impl Theme {
    /// The theme of the cookie `theme`, which the page's own script sets.
    #[must_use]
    pub fn from_cookie(value: Option<&str>) -> Self {
        match value {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::Auto,
        }
    }
    /// As written into `data-theme`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What a message or a state means, shown by colour and sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Info,
    /// It went well.
    Good,
    /// Look at it.
    Warn,
    /// It failed, or harms.
    Bad,
    /// Ours: stands out without meaning good or bad.
    Accent,
}

impl Tone {
    /// As in class names.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Accent => "accent",
        }
    }
}

/// A short message shown once, at the foot of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What it means.
    pub tone: Tone,
    /// The message, in the reader's language.
    pub text: String,
    /// Where a POST takes the change back, when it can be.
    pub undo: Option<String>,
}

/// The signed-in member of the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameUser {
    /// What they are called.
    pub name: String,
    /// What they are.
    pub role: Role,
}

/// Everything the layout and the filters need about one request.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Language, digits, calendar, place and money of who reads.
    pub reader: Reader,
    /// Colours.
    pub theme: Theme,
    /// Who is signed in; without, the page has no navigation.
    pub user: Option<FrameUser>,
    /// Name of the business; empty before it is known.
    pub business_name: String,
    /// Token every form sends back.
    pub csrf: String,
    /// Path and query of this request.
    pub path: String,
    /// Key of the active entry of the navigation; empty for none.
    pub nav: &'static str,
    /// Names of the actions permitted.
    pub can: BTreeSet<&'static str>,
    /// Today, where the business is.
    pub today: Day,
    /// A message to show once.
    pub toast: Option<Toast>,
    /// The disk takes no writes at present: what is shown is right, what is entered will be refused.
    pub read_only: bool,
}

impl Frame {
    /// May who reads do this action?
    #[must_use]
    pub fn can(&self, action: &str) -> bool {
        self.can.contains(action)
    }
}

/// The frame as templates see it.
#[derive(Debug)]
pub(super) struct FrameObject(pub(super) Frame);

impl FrameObject {
    /// The frame of the page being rendered.
    pub(super) fn of(state: &State<'_, '_>) -> Result<Arc<Self>, minijinja::Error> {
        state
            .lookup("frame")
            .and_then(|value| value.downcast_object::<Self>())
            .ok_or_else(|| minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, "the page has no frame"))
    }
}

impl Object for FrameObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let frame = &self.0;
        let value = match key.as_str()? {
            "lang" => Value::from(frame.reader.language.tag()),
            "dir" => Value::from(frame.reader.language.dir()),
            "theme" => Value::from(frame.theme.as_str()),
            "calendar" => Value::from(frame.reader.calendar.as_str()),
            "digits" => Value::from(if frame.reader.digits == DigitStyle::Native { "native" } else { "latin" }),
            "read_only" => Value::from(frame.read_only),
            "week_start" => Value::from(week_start(frame.reader.calendar)),
            "today" => Value::from(frame.today.number()),
            "business_name" => Value::from(frame.business_name.as_str()),
            "csrf" => Value::from(frame.csrf.as_str()),
            "path" => Value::from(frame.path.as_str()),
            "nav" => Value::from(frame.nav),
            "money_unit" => Value::from(frame.reader.amount_parts(Money::new(0, frame.reader.currency)).1),
            "languages" => languages(),
            "user" => frame.user.as_ref().map_or(Value::from(()), |user| {
                context! { name => user.name.as_str(), role => user.role.as_str() }
            }),
            "toast" => frame.toast.as_ref().map_or(Value::from(()), |toast| {
                context! { tone => toast.tone.as_str(), text => toast.text.as_str(), undo => toast.undo.clone().unwrap_or_default() }
            }),
            _ => return None,
        };
        Some(value)
    }
}

/// The languages of the product, each by its own name and in short.
fn languages() -> Value {
    Language::ALL
        .into_iter()
        .map(|language| {
            let (name, short) = match language {
                Language::Fa => ("فارسی", "فا"),
                Language::Ar => ("العربية", "ع"),
                Language::En => ("English", "En"),
            };
            context! { tag => language.tag(), name, short }
        })
        .collect()
}

/// The first column of a month grid, 0 = Saturday.
const fn week_start(calendar: CalendarKind) -> u8 {
    match calendar {
        CalendarKind::Jalali | CalendarKind::Hijri => 0,
        CalendarKind::Gregorian => 2,
    }
}
