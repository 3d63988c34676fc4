//! Writes the component page in three languages, light and dark, with its assets into a folder, to look at it
//! without a server: `cargo run -p wafa_web --example render_ui -- FOLDER`, then serve the folder over HTTP.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use wafa_kernel::{Business, CalendarKind, Currency, Day, DisplayUnit, Language, Role};
use wafa_text::reader::Reader;
use wafa_web::view::{Frame, FrameUser, Theme, View, samples};

fn business(language: Language) -> Business {
    match language {
        Language::Fa => Business { name: "قهوهٔ دارچین".to_owned(), ..Business::default() },
        Language::Ar => Business {
            name: "قهوة القرفة".to_owned(),
            currency: "SAR".parse().unwrap_or(Currency::USD),
            display_unit: DisplayUnit::Currency,
            calendar: CalendarKind::Hijri,
            ..Business::default()
        },
        Language::En => Business {
            name: "Cinnamon Coffee".to_owned(),
            currency: Currency::USD,
            display_unit: DisplayUnit::Currency,
            calendar: CalendarKind::Gregorian,
            ..Business::default()
        },
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/ui".to_owned()));
    let assets = folder.join("assets").join(wafa_web::assets::version());
    fs::create_dir_all(&assets)?;
    for (name, bytes) in wafa_web::assets::all() {
        fs::write(assets.join(name), bytes)?;
    }
    let view = View::new()?;
    for language in Language::ALL {
        for (theme, ending) in [(Theme::Light, ""), (Theme::Dark, "-dark")] {
            let business = business(language);
            let frame = Frame {
                reader: Reader::of(&business, language),
                theme,
                user: Some(FrameUser { name: "Maryam".to_owned(), role: Role::Owner }),
                business_name: business.name,
                csrf: "sample".to_owned(),
                path: "/ui".to_owned(),
                nav: "customers",
                can: wafa_kernel::policy::action::ALL.iter().map(|(name, ..)| *name).collect(),
                today: Day::from_ymd(2026, 10, 24).unwrap_or_default(),
                toast: None,
                read_only: false,
            };
            let html = view.page(&frame, "ui.html", &samples::components(&frame))?;
            fs::write(folder.join(format!("{}{ending}.html", language.tag())), html)?;
            if theme == Theme::Light {
                let bare = Frame { user: None, ..frame };
                let context = serde_json::json!({ "status": 404, "title": bare.business_name, "sentence": "404", "details": [], "request_id": "4c1f", "home": "/" });
                fs::write(
                    folder.join(format!("{}-bare.html", language.tag())),
                    view.page(&bare, "error.html", &context)?,
                )?;
            }
        }
    }
    Ok(())
}
