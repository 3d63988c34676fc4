//! `wafa demo`: a shop with the behaviour of real people, in three languages, ready to look at.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use wafa_kernel::policy::Policy;
use wafa_kernel::{Business, Language, SignalKind};
use wafa_text::calendar;
use wafa_web::{App, access};

use super::{say, serve};
use crate::cli;
use crate::config::Config;
use crate::demo::{people, shop as demo_shop};
use crate::shop;

/// Who owns the demo shop.
const OWNER: &str = "demo@wafa.example";

/// Creates the shop unless it is there, then serves it.
pub async fn run(mut config: Config, options: &cli::Demo) -> anyhow::Result<()> {
    std::fs::create_dir_all(&options.data).with_context(|| format!("cannot create {}", options.data.display()))?;
    let path = options.data.join("wafa.sqlite");
    config.db = format!("sqlite:{}", path.display());
    config.data = options.data.join("wafa-files");
    config.listen.clone_from(&options.listen);
    let listener = serve::listen(&config.listen).await?;
    let app = shop::open_at(&config, listener.local_addr()?).await?;
    let link = access::demo_link(&app, OWNER, "مریم", Language::Fa).await?;
    if app.business().await.map(|business| business.name.is_empty()).unwrap_or(true) {
        create(&app, &options.data).await?;
    }
    if options.no_serve {
        return Ok(());
    }
    say(&format!("Sign in once with: {link}"))?;
    serve::until_stopped(app, listener).await
}

async fn create(app: &Arc<App>, data: &Path) -> anyhow::Result<()> {
    say("Creating the demo shop …")?;
    let business =
        Business {
            name: "قهوهٔ دارچین".to_owned(), holidays: calendar::holidays("IR"), ..Business::default()
        };
    let file = data.join("demo-orders.csv");
    std::fs::write(&file, demo_shop::orders_csv(app.today(&business)))?;
    let permit = Policy::system("demo");
    let inspection = app.intake.inspect(&permit, &file, wafa_intake::Preset::Generic).await?;
    let options = wafa_intake::ImportOptions {
        file_name: "demo-orders.csv".to_owned(),
        unit: Some(wafa_intake::Unit::Rial),
        ..wafa_intake::ImportOptions::default()
    };
    let started = app.intake.start(&permit, &file, &inspection.mapping(), &options).await?;
    let report = app.intake.run(started.batch, &mut |_| {}).await?;
    people::enliven(app, &business).await?;
    app.worker().settle().await?;
    app.save_business(&Policy::system("demo"), &business).await.map_err(|fault| anyhow::anyhow!("{}", fault.code()))?;
    say(&format!(
        "{} orders of {} customers, {} problems",
        report.orders_added, report.customers_added, report.rows_problem
    ))
}

/// How many signals of each kind the demo shop has, for [`people::enliven`].
pub const SIGNALS: &[(SignalKind, &str, u64)] = &[
    (SignalKind::Review, "اسنپ‌فود", 23),
    (SignalKind::Promoter, "نظرسنجی پس از خرید", 31),
    (SignalKind::Referral, "کد معرفی", 11),
];
