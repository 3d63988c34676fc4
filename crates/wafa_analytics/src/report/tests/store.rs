//! Saved reports on both engines: whose, for whom, changed by two at once, deleted and back, due once.

use wafa_db::testkit::{self, TestDb};
use wafa_kernel::policy::action::{ReadInsights, WriteReports};
use wafa_kernel::{Actor, ApiKeyId, Moment, Permit, Policy, Role, UserId};

use super::*;

fn user(id: i64, role: Role) -> Actor {
    Actor::User { id: UserId::from_raw(id), role }
}
fn reads(actor: &Actor) -> Permit<ReadInsights> {
    Policy::check(actor).unwrap()
}
fn writes(actor: &Actor) -> Permit<WriteReports> {
    Policy::check(actor).unwrap()
}

fn new(name: &str, shared: bool) -> NewReport {
    NewReport {
        name: name.to_owned(),
        spec: asked(&[Measure::Orders], &[Breakdown::Month], "2026-01-01", "2026-01-31").spec,
        shared,
        schedule: Some(Schedule { every: Every::Day, hour: 7 }),
        recipients: vec!["owner@example.com".to_owned()],
    }
}

async fn create(test: &TestDb, actor: &Actor, new: &NewReport, due_at: Option<Moment>) -> ReportId {
    let mut tx = test.db.begin().await.unwrap();
    let id = Reports::create(&mut tx, &writes(actor), new, due_at).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn change(test: &TestDb, actor: &Actor, id: ReportId, version: i64, new: &NewReport) -> Result<(), Error> {
    let mut tx = test.db.begin().await.unwrap();
    Reports::change(&mut tx, &writes(actor), id, version, new, None).await?;
    tx.commit().await.unwrap();
    Ok(())
}

async fn names(reports: &Reports, actor: &Actor) -> Vec<String> {
    reports.list(&reads(actor)).await.unwrap().into_iter().map(|report| report.report.name).collect()
}

#[tokio::test]
async fn a_report_is_its_owners_until_it_is_shared() {
    for test in testkit::engines().await {
        let reports = Reports::new(test.db.clone());
        let (ali, mina) = (user(1, Role::Analyst), user(2, Role::Marketer));
        let (owner, key) = (
            user(3, Role::Owner),
            Actor::Key {
                id: ApiKeyId::from_raw(9),
                scopes: vec!["insights:read".to_owned(), "reports:write".to_owned()],
            },
        );
        let own = create(&test, &ali, &new("own", false), None).await;
        let shared = create(&test, &ali, &new("shared", true), None).await;
        let team = create(&test, &key, &new("team", false), None).await;
        assert_eq!(names(&reports, &ali).await, ["own", "shared", "team"]);
        assert_eq!(names(&reports, &mina).await, ["shared", "team"]);
        assert_eq!(names(&reports, &key).await, ["shared", "team"]);
        assert!(matches!(reports.get(&reads(&owner), own).await, Err(Error::ReportNotFound)));
        assert_eq!(reports.get(&reads(&mina), shared).await.unwrap().owner, Some(UserId::from_raw(1)));
        assert!(matches!(change(&test, &mina, shared, 1, &new("x", true)).await, Err(Error::ReportNotYours)));
        assert!(matches!(change(&test, &mina, own, 1, &new("x", true)).await, Err(Error::ReportNotFound)));
        assert!(matches!(change(&test, &key, shared, 1, &new("x", true)).await, Err(Error::ReportNotYours)));
        change(&test, &owner, shared, 1, &new("renamed", true)).await.unwrap();
        change(&test, &key, team, 1, &new("team 2", false)).await.unwrap();
        assert_eq!(names(&reports, &mina).await, ["renamed", "team 2"]);
        assert!(Policy::check::<WriteReports>(&user(4, Role::ReadOnly)).is_err());
        assert!(Policy::check::<ReadInsights>(&user(5, Role::Cashier)).is_err());
    }
}

#[tokio::test]
async fn the_second_of_two_changes_is_told() {
    for test in testkit::engines().await {
        let reports = Reports::new(test.db.clone());
        let ali = user(1, Role::Analyst);
        let id = create(&test, &ali, &new("one", false), None).await;
        change(&test, &ali, id, 1, &new("two", false)).await.unwrap();
        assert!(matches!(change(&test, &ali, id, 1, &new("three", false)).await, Err(Error::ReportChanged)));
        let saved = reports.get(&reads(&ali), id).await.unwrap();
        assert_eq!((saved.report.name.as_str(), saved.version), ("two", 2));
        for (wrong, code) in [(" ", "analytics.report_name"), ("a\nb", "analytics.report_name")] {
            assert_eq!(change(&test, &ali, id, 2, &new(wrong, false)).await.unwrap_err().code(), code);
        }
        let to = NewReport { recipients: vec!["nobody".to_owned()], ..new("two", false) };
        assert_eq!(change(&test, &ali, id, 2, &to).await.unwrap_err().code(), "analytics.report_recipients");
    }
}

#[tokio::test]
async fn a_deleted_report_is_back_when_the_deletion_is_taken_back() {
    for test in testkit::engines().await {
        let reports = Reports::new(test.db.clone());
        let ali = user(1, Role::Analyst);
        let due_at = test.db.now().plus_ms(60_000);
        let due = Some(due_at);
        let id = create(&test, &ali, &new("one", false), due).await;
        let mut tx = test.db.begin().await.unwrap();
        Reports::delete(&mut tx, &writes(&ali), id).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(reports.get(&reads(&ali), id).await, Err(Error::ReportNotFound)));
        let mut tx = test.db.begin().await.unwrap();
        assert!(Reports::claim(&mut tx, id, due_at).await.unwrap().is_none(), "what is deleted is not sent");
        drop(tx);
        let mut tx = test.db.begin().await.unwrap();
        Reports::restore(&mut tx, &writes(&ali), id, |_| due).await.unwrap();
        tx.commit().await.unwrap();
        let back = reports.get(&reads(&ali), id).await.unwrap();
        assert_eq!((back.report, back.due_at), (new("one", false), due));
        let mut tx = test.db.begin().await.unwrap();
        let again = Reports::restore(&mut tx, &writes(&ali), id, |_| due).await;
        assert!(matches!(again, Err(Error::ReportNotFound)));
    }
}

#[tokio::test]
async fn a_due_moment_is_claimed_and_delivered_once() {
    for test in testkit::engines().await {
        let reports = Reports::new(test.db.clone());
        let ali = user(1, Role::Analyst);
        let due = test.db.now();
        let id = create(&test, &ali, &new("one", false), Some(due)).await;
        let mut tx = test.db.begin().await.unwrap();
        let waiting = Reports::claim(&mut tx, id, due).await.unwrap().unwrap();
        assert!(Reports::claim(&mut tx, id, due).await.unwrap().is_none());
        assert!(Reports::claim(&mut tx, id, due.plus_ms(1)).await.unwrap().is_none(), "it was set anew");
        tx.commit().await.unwrap();
        let (_folder, lake) = Shop::default().lake();
        let answer = report(&lake, &asked(&[Measure::Orders], &[], "2026-01-01", "2026-01-31")).unwrap();
        assert_eq!(reports.waiting(waiting.id).await.unwrap(), Some(waiting.clone()));
        for first in [true, false] {
            let mut tx = test.db.begin().await.unwrap();
            assert_eq!(Reports::deliver(&mut tx, waiting.id, id, Ok(&answer)).await.unwrap(), first);
            tx.commit().await.unwrap();
        }
        assert_eq!(reports.waiting(waiting.id).await.unwrap(), None);
        let sent = reports.delivery(&reads(&ali), waiting.id).await.unwrap();
        assert_eq!((sent.answer, sent.due_at, sent.problem.as_str()), (Some(answer), due, ""));
        assert_eq!(reports.deliveries(&reads(&ali), id).await.unwrap().len(), 1);
        assert!(reports.delivery(&reads(&user(2, Role::Owner)), waiting.id).await.is_err());
    }
}

#[tokio::test]
async fn the_latest_deliveries_are_kept() {
    for test in testkit::engines().await {
        let reports = Reports::new(test.db.clone());
        let ali = user(1, Role::Analyst);
        let start = test.db.now();
        let id = create(&test, &ali, &new("one", false), Some(start)).await;
        for round in 0..35 {
            let due = start.plus_ms(round);
            let mut tx = test.db.begin().await.unwrap();
            let waiting = Reports::claim(&mut tx, id, due).await.unwrap().unwrap();
            Reports::deliver(&mut tx, waiting.id, id, Err("reports.denied")).await.unwrap();
            Reports::set_due(&mut tx, id, Some(due.plus_ms(1))).await.unwrap();
            tx.commit().await.unwrap();
        }
        let kept = reports.deliveries(&reads(&ali), id).await.unwrap();
        assert_eq!((kept.len(), kept[0].due_at, kept[0].problem.as_str()), (30, start.plus_ms(34), "reports.denied"));
        let all = test.db.read("select count(*) from analytics_delivery", vec![]).await.unwrap();
        assert_eq!(all[0].get::<i64>(0).unwrap(), 30);
    }
}
