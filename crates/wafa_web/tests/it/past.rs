//! The past is told as it was: rules of today do not rewrite it.

use wafa_analytics::Question;
use wafa_db::testkit;
use wafa_kernel::{Business, CalendarKind, Day, LadderRules, PeriodKind, Policy, Rung};
use wafa_text::calendar;
use wafa_web::App;

use crate::know;
use crate::place::{NOW, Place};

/// Heads per rung as the overview tells them.
async fn told(app: &App, as_of: Day) -> [u64; 6] {
    let (rules, _) = app.customers.rules(&Policy::system("test")).await.unwrap();
    let periods = calendar::periods(CalendarKind::Jalali, PeriodKind::Month, as_of.plus_days(-400), as_of);
    let question = Question::new(as_of, periods.clone(), periods, &Business::default(), rules);
    let figures = app.insights.figures(&Policy::system("test"), question).await.unwrap();
    Rung::ALL.map(|rung| figures.ladder.of(rung))
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_of_today_do_not_rewrite_the_ladder_of_the_past() {
    for place in Place::everywhere().await {
        know::grow(&place, 160).await;
        let app = &place.app;
        let today = NOW.utc_day();
        let days = [30, 90, 200].map(|ago| today.plus_days(-ago));
        let mut before = Vec::new();
        for day in days {
            before.push(told(app, day).await);
            assert_eq!(before.last(), Some(&app.customers.ladder_counts(&Policy::system("test"), day).await.unwrap()));
        }
        let now = told(app, today).await;
        assert!(now[4] > 0, "somebody is loyal: {now:?}");
        let strict = LadderRules { repeat_orders: 40, loyal_orders: 50, ..LadderRules::default() };
        app.customers.save_rules(&Policy::system("test"), strict).await.unwrap();
        testkit::rest(&app.worker()).await;
        assert_eq!(told(app, today).await[4], 0, "nobody is, by the new rules");
        for (day, before) in days.into_iter().zip(before) {
            assert_eq!(told(app, day).await, before, "{day}");
            assert_eq!(app.customers.ladder_counts(&Policy::system("test"), day).await.unwrap(), before, "{day}");
        }
        assert_eq!(app.lake.mismatches(&app.db).await.unwrap(), []);
    }
}
