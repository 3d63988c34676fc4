//! Finds out who asks and how they read.

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::request::Parts;
use wafa_kernel::{Business, Language};
use wafa_text::reader::Reader;

use super::{RequestId, caller_ip, is_reading, session_cookie};
use crate::access::{keys, sessions};
use crate::app::App;
use crate::ask::{cookie, header_text};
use crate::fault::Fault;
use crate::view::Theme;
use crate::who::{Desk, TOAST_COOKIE, Waiting};

/// Cookie of a visitor's language.
pub(crate) const LANGUAGE_COOKIE: &str = "lang";

/// What can be known without the database.
pub(super) fn bare(app: &Arc<App>, parts: &Parts) -> Desk {
    with_business(app, parts, Arc::new(Business::default()))
}

fn with_business(app: &Arc<App>, parts: &Parts, business: Arc<Business>) -> Desk {
    let headers = &parts.headers;
    let is_api = parts.uri.path().starts_with("/api/");
    let fallback = if is_api { Language::En } else { business.language };
    let language = visitor_language(headers, fallback);
    Desk {
        reader: Reader::of(&business, language),
        today: app.today(&business),
        user: None,
        actor: None,
        path: parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        htmx: header_text(headers, "hx-request") == Some("true"),
        reading: is_reading(&parts.method),
        request_id: parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
        theme: Theme::from_cookie(cookie(headers, "theme")),
        toast: cookie(headers, TOAST_COOKIE).and_then(Waiting::read),
        ip: caller_ip(app, parts),
        agent: header_text(headers, "user-agent").unwrap_or_default().to_owned(),
        app: Arc::clone(app),
        business,
    }
}

fn visitor_language(headers: &HeaderMap, fallback: Language) -> Language {
    let chosen = cookie(headers, LANGUAGE_COOKIE).and_then(|tag| tag.parse().ok());
    chosen.or_else(|| accepted_language(header_text(headers, "accept-language")?)).unwrap_or(fallback)
}

/// The first language of `Accept-Language` that we speak, in the order of preference.
fn accepted_language(header: &str) -> Option<Language> {
    let mut wishes: Vec<(f64, Language)> = header
        .split(',')
        .filter_map(|wish| {
            let mut parts = wish.trim().split(';');
            let tag = parts.next()?.trim().split('-').next()?.to_ascii_lowercase();
            let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
            Some((weight, tag.parse().ok()?))
        })
        .collect();
    wishes.sort_by(|left, right| right.0.total_cmp(&left.0));
    wishes.first().map(|(_, language)| *language)
}

/// For pages: the session behind the cookie.
pub(super) async fn for_page(app: &Arc<App>, parts: &Parts) -> Result<Desk, Fault> {
    let business = app.business().await?;
    let mut desk = with_business(app, parts, business);
    if let Some(token) = cookie(&parts.headers, session_cookie(app.config.secure_cookies))
        && let Some(user) = sessions::find(&app.db, token).await?
    {
        desk.reader = Reader::of(&desk.business, user.language);
        desk.reader.digits = user.digits;
        desk.actor = user.actor();
        desk.user = Some(user);
    }
    Ok(desk)
}

/// For the API: the key behind the bearer token. Cookies are not looked at.
pub(super) async fn for_api(app: &Arc<App>, parts: &Parts) -> Result<Desk, Fault> {
    let business = app.business().await?;
    let mut desk = with_business(app, parts, business);
    if let Some(header) = header_text(&parts.headers, "authorization")
        && let Some((scheme, token)) = header.split_once(' ')
        && scheme.eq_ignore_ascii_case("bearer")
    {
        desk.actor = keys::find(&app.db, token.trim()).await?;
    }
    Ok(desk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_s_first_choice_we_speak_wins() {
        assert_eq!(accepted_language("de-DE,de;q=0.9,fa-IR;q=0.8,en;q=0.7"), Some(Language::Fa));
        assert_eq!(accepted_language("ar-EG"), Some(Language::Ar));
        assert_eq!(accepted_language("de"), None);
    }
}
