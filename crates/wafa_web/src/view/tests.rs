#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeSet;

use minijinja::context;
use minijinja::value::Value;
use serde_json::json;
use wafa_kernel::{Business, Currency, Day, DisplayUnit, Language, Role};
use wafa_text::reader::Reader;

use super::{Frame, FrameUser, Theme, Toast, Tone, View, functions, icons, nav, samples};

fn frame(language: Language) -> Frame {
    let business = Business { currency: Currency::IRR, display_unit: DisplayUnit::Toman, ..Business::default() };
    Frame {
        reader: Reader::of(&business, language),
        theme: Theme::Auto,
        user: Some(FrameUser { name: "مریم <b>".to_owned(), role: Role::Owner }),
        business_name: "قهوهٔ دارچین".to_owned(),
        csrf: "token".to_owned(),
        path: "/ui?rung=loyal&after=abc".to_owned(),
        nav: "customers",
        can: wafa_kernel::policy::action::ALL.iter().map(|(name, ..)| *name).collect(),
        today: Day::from_ymd(2026, 10, 24).unwrap(),
        toast: Some(Toast { tone: Tone::Good, text: "✓".to_owned(), undo: Some("/undo".to_owned()) }),
        read_only: false,
    }
}

/// Renders one line of template as a page would.
fn line(frame: &Frame, source: &str, page: Value) -> String {
    let view = View::new().unwrap();
    let frame = Value::from_object(super::FrameObject(frame.clone()));
    view.environment
        .render_str(source, context! { frame, layout => "fragment.html", ..page })
        .unwrap_or_else(|error| panic!("{error:#}"))
}

#[test]
fn every_component_renders_in_every_language_without_a_missing_word() {
    let view = View::new().unwrap();
    for language in Language::ALL {
        let frame = frame(language);
        let html =
            view.page(&frame, "ui.html", &samples::components(&frame)).unwrap_or_else(|error| panic!("{error:#?}"));
        assert!(
            !html.contains('⟦'),
            "{language:?} misses {:?}",
            html.split('⟦').nth(1).map(|rest| rest.split('⟧').next())
        );
        assert!(html.starts_with("<!doctype html>"));
        assert!(html.contains(&format!("lang=\"{}\" dir=\"{}\"", language.tag(), language.dir())));
        assert!(html.contains("aria-current=\"page\""));
    }
}

#[test]
fn no_page_has_inline_styles_or_scripts() {
    let view = View::new().unwrap();
    let frame = frame(Language::Fa);
    let html = view.page(&frame, "ui.html", &samples::components(&frame)).unwrap();
    assert!(!html.contains(" style="));
    assert!(!html.contains("<style"));
    assert!(!html.contains(" onclick=") && !html.contains("hx-on"));
    for script in html.split("<script").skip(1) {
        assert!(script.starts_with(" src=\"/assets/"), "{}", &script[..40]);
    }
}

#[test]
fn what_people_wrote_is_escaped() {
    let view = View::new().unwrap();
    let frame = frame(Language::En);
    let html = view.page(&frame, "ui.html", &samples::components(&frame)).unwrap();
    assert!(html.contains("مریم &lt;b&gt;"));
    assert!(!html.contains("مریم <b>"));
    assert_eq!(line(&frame, "{{ name|bdi }}", context! { name => "<i>x</i>" }), "<bdi>&lt;i&gt;x&lt;/i&gt;</bdi>");
    assert_eq!(functions::escape("<a href='x'>\"&"), "&lt;a href=&#39;x&#39;&gt;&quot;&amp;");
}

#[test]
fn a_page_alone_has_its_main_block_and_no_layout() {
    let view = View::new().unwrap();
    let frame = frame(Language::En);
    let html = view.fragment(&frame, "ui.html", &samples::components(&frame)).unwrap();
    assert!(!html.contains("<html"));
    assert!(html.contains("page-head"));
}

#[test]
fn without_a_signed_in_user_there_is_no_navigation() {
    let view = View::new().unwrap();
    let bare = Frame { user: None, nav: "", ..frame(Language::Ar) };
    let html = view.page(&bare, "ui.html", &samples::components(&bare)).unwrap();
    assert!(html.contains("<body class=\"bare\">"));
    assert!(!html.contains("class=\"side\""));
}

#[test]
fn an_error_page_says_what_happened() {
    let view = View::new().unwrap();
    for language in Language::ALL {
        let context = json!({ "status": 404, "title": "T", "sentence": "S", "details": ["D"], "request_id": "4c1f", "home": "/" });
        let html = view.page(&frame(language), "error.html", &context).unwrap_or_else(|error| panic!("{error:#}"));
        assert!(html.contains("4c1f") && html.contains("<li>D</li>") && !html.contains('⟦'));
    }
}

#[test]
fn what_a_template_does_not_know_is_an_error() {
    let view = View::new().unwrap();
    let error = view.page(&frame(Language::En), "ui.html", &json!({})).unwrap_err();
    assert_eq!(error.code(), "view.template");
    assert!(view.page(&frame(Language::En), "no-such-page.html", &json!({})).is_err());
}

#[test]
fn numbers_and_dates_are_written_for_the_reader() {
    let fa = frame(Language::Fa);
    assert_eq!(line(&fa, "{{ 1234|number }} {{ 1405|plain_number }} {{ none|number }}", context! {}), "۱٬۲۳۴ ۱۴۰۵ –");
    assert_eq!(line(&fa, "{{ 0.427|percent(1) }}", context! {}), "۴۲٫۷٪");
    assert_eq!(line(&fa, "{{ d|day_month }}", context! { d => fa.today.number() }), "۲ آبان");
    assert!(line(&fa, "{{ 8600000|money }}", context! {}).contains("۸۶۰٬۰۰۰"));
    assert!(line(&fa, "{{ m|money }}", context! { m => json_value() }).contains("۸۶۰٬۰۰۰"));
    assert_eq!(
        line(&fa, "{{ 0.001|width }} {{ 0|width }} {{ 2.0|height }} {{ 1.0|heat }} {{ 0.0|heat }}", context! {}),
        "w-1 w-0 h-100 heat-10 heat-0"
    );
}

fn json_value() -> Value {
    context! { minor => 8_600_000, currency => "IRR" }
}

#[test]
fn bold_words_of_a_text_are_marked_and_nothing_else_is_markup() {
    let html = line(&frame(Language::En), "{{ rich('ui-lead', orders=2, late=1) }}", context! {});
    assert_eq!(html.matches("<b>").count(), 2);
    assert_eq!(html.matches("</b>").count(), 2);
}

#[test]
fn addresses_keep_filters_and_forget_the_place_in_the_list() {
    let fa = frame(Language::Fa);
    assert_eq!(line(&fa, "{{ url_with() }}", context! {}), "/ui?rung=loyal");
    assert_eq!(line(&fa, "{{ url_with(rung=none, after='x y')|safe }}", context! {}), "/ui?after=x%20y");
    assert_eq!(functions::encode("سارا"), "%D8%B3%D8%A7%D8%B1%D8%A7");
}

#[test]
fn the_navigation_shows_only_what_may_be_opened() {
    let view = View::new().unwrap();
    let limited = Frame { can: BTreeSet::from(["account.use", "customers.read"]), ..frame(Language::En) };
    let html = view.page(&limited, "ui.html", &samples::components(&limited)).unwrap();
    assert!(html.contains("href=\"/customers\""));
    assert!(!html.contains("href=\"/settings/team\""));
    assert!(nav::addresses().contains(&"/insights/rfm"));
}

#[test]
fn icons_are_drawn_inline() {
    assert!(icons::icon("search").unwrap().starts_with("<svg class=\"icon\""));
    assert!(icons::icon("next").unwrap().contains("icon-flip"));
    assert!(icons::icon("no-such-icon").is_none());
}
