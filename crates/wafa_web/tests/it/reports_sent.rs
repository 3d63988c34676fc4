//! Reports that are sent by themselves: once per due moment, whoever works and whoever dies.

use std::sync::Arc;

use tempfile::TempDir;
use wafa_analytics::report::{
    Breakdown, ChartKind, Delivery, Every, Filters, Measure, NewReport, ReportId, ReportSpec, Reports, Schedule, Time,
};
use wafa_db::testkit::{self, TestDb};
use wafa_db::{Alarm as _, Job, Work as _};
use wafa_kernel::policy::action::{ReadInsights, WriteReports};
use wafa_kernel::{Actor, CalendarKind, JobId, Language, Moment, Policy, Role, UserId};
use wafa_web::access::users::{self, NewUser};
use wafa_web::reports::{ReportAlarm, SendReport, due};
use wafa_web::{App, WebConfig};

use crate::place::NOW;
use crate::reports::{ORDERS, fill};

/// Two programs on one database, without servers: nobody works unless told.
struct Pair {
    kit: TestDb,
    one: Arc<App>,
    other: Arc<App>,
    _folders: [TempDir; 2],
}

async fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    for kit in testkit::engines_with(App::subscriptions()).await {
        kit.clock.set(NOW);
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let config = |folder: &TempDir| WebConfig::local(([127, 0, 0, 1], 0).into(), folder.path());
        let one = App::new(kit.db.clone(), config(&folders[0])).unwrap();
        let other = App::new(kit.again(App::subscriptions()).await, config(&folders[1])).unwrap();
        fill(&one, &ORDERS).await;
        pairs.push(Pair { kit, one, other, _folders: folders });
    }
    pairs
}

fn daily() -> NewReport {
    NewReport {
        name: "Every morning".to_owned(),
        spec: ReportSpec {
            measures: vec![Measure::Orders, Measure::Net],
            by: vec![Breakdown::Channel],
            filters: Filters::default(),
            time: Time::All,
            calendar: CalendarKind::Jalali,
            order: None,
            limit: 20,
            chart: ChartKind::Table,
        },
        shared: true,
        schedule: Some(Schedule { every: Every::Day, hour: 7 }),
        recipients: vec!["owner@example.com".to_owned()],
    }
}

impl Pair {
    async fn member(&self, role: Role) -> UserId {
        let mut tx = self.one.db.begin().await.unwrap();
        let new = NewUser {
            email: format!("{}@example.com", role.as_str()),
            name: "سارا".to_owned(),
            role,
            language: Language::Fa,
            password_hash: "x".to_owned(),
        };
        let id = users::add(&mut tx, &new, &Actor::System("test")).await.unwrap();
        tx.commit().await.unwrap();
        id
    }
    async fn save(&self, owner: UserId, role: Role) -> (ReportId, Moment) {
        let permit = Policy::check::<WriteReports>(&Actor::User { id: owner, role }).unwrap();
        let business = self.one.business().await.unwrap();
        let due_at = due(&business, self.kit.db.now(), &daily());
        let mut tx = self.one.db.begin().await.unwrap();
        let id = Reports::create(&mut tx, &permit, &daily(), due_at).await.unwrap();
        tx.commit().await.unwrap();
        (id, due_at.unwrap())
    }
    async fn sent(&self, id: ReportId) -> Vec<Delivery> {
        let permit = Policy::system::<ReadInsights>("test");
        let listed = self.one.reporter.reports.deliveries(&permit, id).await.unwrap();
        let mut sent = Vec::new();
        for delivery in listed {
            sent.push(self.one.reporter.reports.delivery(&permit, delivery.id).await.unwrap());
        }
        sent
    }
    async fn due_at(&self, id: ReportId) -> Option<Moment> {
        self.one.reporter.reports.get(&Policy::system("test"), id).await.unwrap().due_at
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_send_a_report_once_for_each_moment() {
    for pair in pairs().await {
        let owner = pair.member(Role::Owner).await;
        let (id, first) = pair.save(owner, Role::Owner).await;
        assert!(pair.sent(id).await.is_empty());
        for round in 0..4 {
            let due_at = pair.due_at(id).await.unwrap();
            assert_eq!(due_at, first.plus_ms(round * 86_400_000));
            pair.kit.clock.set(due_at);
            let workers = [pair.one.worker(), pair.other.worker(), pair.one.worker(), pair.other.worker()];
            let [a, b, c, d] = &workers;
            let all = tokio::join!(a.settle(), b.settle(), c.settle(), d.settle());
            all.0.and(all.1).and(all.2).and(all.3).unwrap();
        }
        let sent = pair.sent(id).await;
        assert_eq!(sent.len(), 4);
        for (round, delivery) in sent.iter().rev().enumerate() {
            assert_eq!(delivery.due_at, first.plus_ms(round as i64 * 86_400_000));
            assert!(delivery.done_at.is_some() && delivery.problem.is_empty(), "{delivery:?}");
            assert_eq!(delivery.answer.as_ref().unwrap().rows.len(), 2);
        }
    }
}

/// A program that dies between ringing and its commit leaves the timer; one that dies after the figures were written
/// and before its job is done does the job again, to no effect.
#[tokio::test(flavor = "multi_thread")]
async fn a_death_at_any_moment_neither_loses_nor_doubles_a_report() {
    for pair in pairs().await {
        let owner = pair.member(Role::Owner).await;
        let (id, due_at) = pair.save(owner, Role::Owner).await;
        pair.kit.clock.set(due_at);
        let mut tx = pair.one.db.begin().await.unwrap();
        ReportAlarm.ring(id.raw(), due_at, &mut tx).await.unwrap();
        drop(tx);
        assert!(pair.sent(id).await.is_empty());
        assert_eq!(pair.due_at(id).await, Some(due_at), "nothing of the dead one is left");
        pair.other.worker().settle().await.unwrap();
        let sent = pair.sent(id).await;
        assert_eq!(sent.len(), 1);
        // Facts change; the job comes again, as after a crash before it was written down as done.
        fill(&pair.one, &[(1, 0, "web", "", 9_000_000)]).await;
        let body = serde_json::to_string(&sent[0].id).unwrap();
        let job = Job { id: JobId::from_raw(1), kind: "report.send".to_owned(), body, attempt: 2 };
        SendReport(pair.one.reporter.clone()).run(&job).await.unwrap();
        assert_eq!(pair.sent(id).await, sent, "what was sent stays what it was");
        // An alarm that rings a second time for the same moment.
        let mut tx = pair.one.db.begin().await.unwrap();
        ReportAlarm.ring(id.raw(), due_at, &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        pair.one.worker().settle().await.unwrap();
        assert_eq!(pair.sent(id).await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn moments_slept_through_are_made_up_for_by_one() {
    for pair in pairs().await {
        let owner = pair.member(Role::Owner).await;
        let (id, due_at) = pair.save(owner, Role::Owner).await;
        let late = due_at.plus_ms(10 * 86_400_000 + 60_000);
        pair.kit.clock.set(late);
        pair.one.worker().settle().await.unwrap();
        assert_eq!(pair.sent(id).await.len(), 1);
        assert_eq!(pair.due_at(id).await, Some(due_at.plus_ms(11 * 86_400_000)));
    }
}

/// A report runs with the rights its owner has when it is sent, not with those of the day it was made.
#[tokio::test(flavor = "multi_thread")]
async fn a_report_of_somebody_who_may_no_longer_see_figures_is_not_sent() {
    for pair in pairs().await {
        pair.member(Role::Owner).await;
        let analyst = pair.member(Role::Analyst).await;
        let (id, due_at) = pair.save(analyst, Role::Analyst).await;
        users::change_role(&pair.one.db, &Policy::system("test"), analyst, Role::Cashier).await.unwrap();
        pair.kit.clock.set(due_at);
        pair.one.worker().settle().await.unwrap();
        let sent = pair.sent(id).await;
        assert_eq!((sent.len(), sent[0].problem.as_str(), &sent[0].answer), (1, "reports.owner_gone", &None));
    }
}
