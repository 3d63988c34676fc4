//! The worker: exactly once, in order, again after a failure, never twice at a time.
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use wafa_kernel::{Actor, CustomerId, Event, Moment, Recorded};

use super::{add_product, count, soon};
use crate::testkit::{TestDb, engines_with};
use crate::{
    Alarm, BoxError, BoxFuture, Db, DbError, Job, JobState, NewJob, React, Subscription, Tx, Work, Worker, values,
};

const NOTES: Subscription = Subscription { name: "notes", wants: |kind| kind == "note_added" };

fn note(customer: i64, text: &str) -> Event {
    Event::NoteAdded { customer: CustomerId::from_raw(customer), author: None, text: text.to_owned() }
}

fn text_of(event: &Recorded) -> &str {
    match &event.event {
        Event::NoteAdded { text, .. } => text,
        other => panic!("{other:?} was not asked for"),
    }
}

async fn record(db: &Db, notes: impl IntoIterator<Item = (i64, String)>) {
    let mut tx = db.begin().await.unwrap();
    for (customer, text) in notes {
        tx.record(&Actor::System("test"), note(customer, &text)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Writes one product per note, so that a second effect of one event would clash; fails as told.
#[derive(Default)]
struct Notes {
    seen: Mutex<Vec<(i64, String)>>,
    failures: AtomicU32,
}

impl React for Notes {
    fn name(&self) -> &'static str {
        "notes"
    }
    fn handle<'a>(&'a self, event: &'a Recorded, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            add_product(tx, &event.id.to_string()).await?;
            self.seen.lock().unwrap().push((event.event.customer().unwrap().raw(), text_of(event).to_owned()));
            match text_of(event) {
                "panic" => panic!("on purpose"),
                text if text.starts_with("fail")
                    && self.failures.fetch_add(1, Ordering::SeqCst) < text[4..].parse()? =>
                {
                    Err("refused by the other side".into())
                }
                _ => Ok(()),
            }
        })
    }
}

fn worker(test: &TestDb, notes: &Arc<Notes>) -> Worker {
    Worker {
        db: test.db.clone(),
        reactions: vec![Arc::clone(notes) as Arc<dyn React>],
        works: Vec::new(),
        alarms: Vec::new(),
    }
}

const EFFECTS: &str = "select count(*) from sales_product";
const OUTBOX: &str = "select count(*) from outbox";

#[tokio::test]
async fn a_reaction_happens_once_per_event_and_in_order() {
    for test in engines_with(vec![NOTES]).await {
        let notes = Arc::new(Notes::default());
        let worker = worker(&test, &notes);
        record(&test.db, (0..90).map(|n| (n % 7 + 1, n.to_string()))).await;
        soon(worker.settle()).await.unwrap();
        soon(worker.settle()).await.unwrap();
        assert_eq!((count(&test.db, EFFECTS).await, count(&test.db, OUTBOX).await), (90, 0));
        let mut by_customer = BTreeMap::<i64, Vec<i64>>::new();
        for (customer, text) in notes.seen.lock().unwrap().iter() {
            by_customer.entry(*customer).or_default().push(text.parse().unwrap());
        }
        assert_eq!(by_customer.len(), 7);
        assert!(by_customer.values().all(|texts| texts.is_sorted()), "{by_customer:?}");
    }
}

#[tokio::test]
async fn what_fails_leaves_nothing_and_is_tried_again() {
    for test in engines_with(vec![NOTES]).await {
        let notes = Arc::new(Notes::default());
        let worker = worker(&test, &notes);
        record(&test.db, [(1, "fail2".to_owned()), (1, "after".to_owned()), (2, "other".to_owned())]).await;
        soon(worker.settle()).await.unwrap();
        // Another customer is not held up; the same customer's next event waits its turn.
        assert_eq!((count(&test.db, EFFECTS).await, count(&test.db, OUTBOX).await), (1, 2));
        let row = &test
            .db
            .read("select attempts, run_at, last_error, lease_until from outbox order by event_id limit 1", values![])
            .await
            .unwrap()[0];
        assert_eq!((row.get::<i64>(0).unwrap(), row.get::<Moment>(1).unwrap()), (1, test.db.now().plus_ms(2 * 60_000)));
        assert_eq!(
            (row.get::<String>(2).unwrap().as_str(), row.get::<i64>(3).unwrap()),
            ("refused by the other side", 0)
        );
        // Not before its time.
        test.clock.set(test.db.now().plus_ms(60_000));
        soon(worker.settle()).await.unwrap();
        assert_eq!(notes.failures.load(Ordering::SeqCst), 1);
        test.clock.set(test.db.now().plus_ms(60_000));
        soon(worker.settle()).await.unwrap();
        assert_eq!((notes.failures.load(Ordering::SeqCst), count(&test.db, EFFECTS).await), (2, 1));
        test.clock.advance_days(1);
        soon(worker.settle()).await.unwrap();
        assert_eq!((count(&test.db, EFFECTS).await, count(&test.db, OUTBOX).await), (3, 0));
        let seen: Vec<String> =
            notes.seen.lock().unwrap().iter().filter(|seen| seen.0 == 1).map(|seen| seen.1.clone()).collect();
        assert_eq!(seen, ["fail2", "fail2", "fail2", "after"]);
    }
}

#[tokio::test]
async fn what_fails_for_ever_is_set_aside_and_can_be_started_again() {
    for test in engines_with(vec![NOTES]).await {
        let notes = Arc::new(Notes::default());
        let worker = worker(&test, &notes);
        record(&test.db, [(1, "fail10".to_owned()), (2, "panic".to_owned()), (1, "after".to_owned())]).await;
        for _ in 0..9 {
            soon(worker.settle()).await.unwrap();
            assert!(test.db.dead_reactions(10).await.unwrap().is_empty());
            test.clock.advance_days(2);
        }
        soon(worker.settle()).await.unwrap();
        let dead = test.db.dead_reactions(10).await.unwrap();
        assert_eq!(
            dead.iter().map(|one| one.error.as_str()).collect::<Vec<_>>(),
            ["refused by the other side", "panicked: on purpose"]
        );
        assert_eq!(
            (count(&test.db, EFFECTS).await, count(&test.db, OUTBOX).await),
            (1, 2),
            "a dead one holds nobody up"
        );
        test.clock.advance_days(400);
        soon(worker.settle()).await.unwrap();
        assert_eq!(count(&test.db, OUTBOX).await, 2, "a dead one stays");
        assert!(test.db.retry_reaction(dead[0].event, "notes").await.unwrap());
        assert!(!test.db.retry_reaction(dead[0].event, "notes").await.unwrap());
        soon(worker.settle()).await.unwrap();
        assert_eq!((count(&test.db, EFFECTS).await, count(&test.db, OUTBOX).await), (2, 1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_workers_never_do_it_twice() {
    for test in engines_with(vec![NOTES]).await {
        record(&test.db, (0..400).map(|n| (n % 101 + 1, n.to_string()))).await;
        let jobs = Arc::new(Mail::default());
        let mut tx = test.db.begin().await.unwrap();
        for _ in 0..200 {
            enqueue(&mut tx, "ok").await;
        }
        tx.commit().await.unwrap();
        let mut workers = Vec::new();
        let mut all_notes = Vec::new();
        for _ in 0..8 {
            let notes = Arc::new(Notes::default());
            let mut worker = worker(&test, &notes);
            worker.works.push(Arc::clone(&jobs) as Arc<dyn Work>);
            all_notes.push(notes);
            workers.push(tokio::spawn(async move { worker.settle().await }));
        }
        for worker in workers {
            soon(worker).await.unwrap().unwrap();
        }
        // Whoever found nothing left may have stopped while another still worked.
        let last = Arc::new(Notes::default());
        soon(worker(&test, &last).settle()).await.unwrap();
        all_notes.push(last);
        let seen: usize = all_notes.iter().map(|notes| notes.seen.lock().unwrap().len()).sum();
        assert_eq!(seen, 400, "{:?}", test.engine());
        assert_eq!((count(&test.db, EFFECTS).await, count(&test.db, OUTBOX).await), (400, 0));
        let mut done = jobs.done.lock().unwrap().clone();
        assert_eq!(done.len(), 200);
        done.sort();
        done.dedup();
        assert_eq!(done.len(), 200);
    }
}

/// A kind of job that notes what it did, and fails as its body says.
#[derive(Default)]
struct Mail {
    done: Mutex<Vec<String>>,
}

impl Work for Mail {
    fn kind(&self) -> &'static str {
        "mail"
    }
    fn run<'a>(&'a self, job: &'a Job) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            if job.body == "never" || job.body == "fail" && job.attempt < 3 {
                return Err(DbError::Endless.into());
            }
            self.done.lock().unwrap().push(format!("{} {}", job.id, job.body));
            Ok(())
        })
    }
}

async fn enqueue(tx: &mut Tx, body: &str) {
    let job = NewJob { kind: "mail", body: body.to_owned(), run_at: tx.now(), priority: 0, dedupe_key: None };
    tx.enqueue(job).await.unwrap().unwrap();
}

#[tokio::test]
async fn jobs_are_done_when_due_and_again_when_they_fail() {
    for test in engines_with(Vec::new()).await {
        let mail = Arc::new(Mail::default());
        let worker = Worker {
            db: test.db.clone(),
            reactions: Vec::new(),
            works: vec![Arc::clone(&mail) as Arc<dyn Work>],
            alarms: Vec::new(),
        };
        let mut tx = test.db.begin().await.unwrap();
        enqueue(&mut tx, "fail").await;
        enqueue(&mut tx, "ok").await;
        let later = NewJob {
            kind: "mail",
            body: "later".to_owned(),
            run_at: tx.now().plus_ms(1),
            priority: 9,
            dedupe_key: None,
        };
        tx.enqueue(later).await.unwrap();
        let stranger = NewJob { kind: "fax", body: String::new(), run_at: tx.now(), priority: 0, dedupe_key: None };
        tx.enqueue(stranger).await.unwrap();
        tx.commit().await.unwrap();
        soon(worker.settle()).await.unwrap();
        let bodies =
            |mail: &Mail| mail.done.lock().unwrap().iter().map(|done| done[14..].to_owned()).collect::<Vec<_>>();
        assert_eq!(bodies(&mail), ["ok"]);
        test.clock.set(test.db.now().plus_ms(2 * 60_000));
        soon(worker.settle()).await.unwrap();
        assert_eq!(bodies(&mail), ["ok", "later"]);
        test.clock.set(test.db.now().plus_ms(4 * 60_000));
        soon(worker.settle()).await.unwrap();
        assert_eq!(bodies(&mail), ["ok", "later", "fail"]);
        assert_eq!(count(&test.db, "select count(*) from job where done_at is not null").await, 3);
        assert_eq!(count(&test.db, "select count(*) from job where done_at is null").await, 1, "nobody here can fax");
        // Done jobs are forgotten after 35 days, others never.
        test.clock.advance_days(36);
        soon(worker.settle()).await.unwrap();
        assert_eq!(count(&test.db, "select count(*) from job").await, 1);
    }
}

#[tokio::test]
async fn a_job_says_how_far_it_has_come() {
    for test in engines_with(Vec::new()).await {
        let worker = Worker {
            db: test.db.clone(),
            reactions: Vec::new(),
            works: vec![Arc::new(Mail::default())],
            alarms: Vec::new(),
        };
        let mut tx = test.db.begin().await.unwrap();
        let job = |body: &str| NewJob {
            kind: "mail",
            body: body.to_owned(),
            run_at: test.db.now(),
            priority: 0,
            dedupe_key: None,
        };
        let good = tx.enqueue(job("ok")).await.unwrap().unwrap();
        let bad = tx.enqueue(job("never")).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        assert_eq!(test.db.job_state(good).await.unwrap(), JobState::Waiting { error: None });
        assert_eq!(test.db.unfinished_job("mail").await.unwrap(), Some(good));
        soon(worker.settle()).await.unwrap();
        assert_eq!(test.db.job_state(good).await.unwrap(), JobState::Done);
        assert_eq!(test.db.unfinished_job("mail").await.unwrap(), Some(bad));
        assert!(matches!(test.db.job_state(bad).await.unwrap(), JobState::Waiting { error: Some(_) }));
        for _ in 0..10 {
            test.clock.advance_days(2);
            soon(worker.settle()).await.unwrap();
        }
        let JobState::Dead { error } = test.db.job_state(bad).await.unwrap() else { panic!("it was given up") };
        assert!(!error.is_empty());
        assert_eq!(test.db.unfinished_job("mail").await.unwrap(), None);
        assert_eq!(test.db.given_up_last("mail").await.unwrap(), Some(bad));
        assert_eq!(test.db.given_up_last("fax").await.unwrap(), None);
        assert_eq!(test.db.unfinished_job("fax").await.unwrap(), None);
    }
}

/// Rings once by writing a product; fails on its first ring when told so.
struct Slide {
    fail_first: bool,
    rung: AtomicU32,
    dues: Mutex<Vec<(i64, Moment)>>,
}

impl Alarm for Slide {
    fn kind(&self) -> &'static str {
        "slide"
    }
    fn ring<'a>(&'a self, subject: i64, due_at: Moment, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            add_product(tx, &subject.to_string()).await?;
            self.dues.lock().unwrap().push((subject, due_at));
            if self.rung.fetch_add(1, Ordering::SeqCst) == 0 && self.fail_first {
                Err("not today".into())
            } else {
                Ok(())
            }
        })
    }
}

#[tokio::test]
async fn alarms_ring_when_due_and_not_before() {
    for test in engines_with(Vec::new()).await {
        let slide = Arc::new(Slide { fail_first: false, rung: AtomicU32::new(0), dues: Mutex::default() });
        let worker = Worker {
            db: test.db.clone(),
            reactions: Vec::new(),
            works: Vec::new(),
            alarms: vec![Arc::clone(&slide) as Arc<dyn Alarm>],
        };
        let start = test.db.now();
        let due = |days: i64| start.plus_ms(days * 86_400_000);
        let mut tx = test.db.begin().await.unwrap();
        tx.set_timers_many("slide", (1..=120).map(|subject| (subject, Some(due(subject)))).collect()).await.unwrap();
        tx.commit().await.unwrap();
        soon(worker.settle()).await.unwrap();
        assert_eq!(slide.rung.load(Ordering::SeqCst), 0);
        test.clock.advance_days(60);
        soon(worker.settle()).await.unwrap();
        assert_eq!((slide.rung.load(Ordering::SeqCst), count(&test.db, EFFECTS).await), (60, 60));
        test.clock.advance_days(1_000);
        soon(worker.settle()).await.unwrap();
        soon(worker.settle()).await.unwrap();
        assert_eq!((slide.rung.load(Ordering::SeqCst), count(&test.db, EFFECTS).await), (120, 120));
        // However late it rings, it is told the moment that was set.
        let mut dues = slide.dues.lock().unwrap().clone();
        dues.sort();
        assert_eq!(dues, (1..=120).map(|subject| (subject, due(subject))).collect::<Vec<_>>());
        assert_eq!(count(&test.db, "select count(*) from timer").await, 0);
    }
}

#[tokio::test]
async fn an_alarm_that_fails_rings_again_later() {
    for test in engines_with(Vec::new()).await {
        let slide = Arc::new(Slide { fail_first: true, rung: AtomicU32::new(0), dues: Mutex::default() });
        let worker = Worker {
            db: test.db.clone(),
            reactions: Vec::new(),
            works: Vec::new(),
            alarms: vec![Arc::clone(&slide) as Arc<dyn Alarm>],
        };
        let start = test.db.now();
        let mut tx = test.db.begin().await.unwrap();
        tx.set_timer("slide", 5, start).await.unwrap();
        tx.commit().await.unwrap();
        soon(worker.settle()).await.unwrap();
        assert_eq!((count(&test.db, EFFECTS).await, count(&test.db, "select count(*) from timer").await), (0, 0));
        test.clock.set(start.plus_ms(2 * 60_000));
        soon(worker.settle()).await.unwrap();
        assert_eq!(*slide.dues.lock().unwrap(), [(5, start), (5, start)]);
        assert_eq!(count(&test.db, EFFECTS).await, 1);
        assert_eq!(count(&test.db, "select count(*) from job where done_at is null").await, 0);
    }
}

#[tokio::test]
async fn the_worker_wakes_by_itself_and_stops_when_told() {
    for test in engines_with(vec![NOTES]).await {
        let notes = Arc::new(Notes::default());
        let worker = Arc::new(worker(&test, &notes));
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let running = tokio::spawn(worker.run(stopped));
        for round in 1..=3 {
            record(&test.db, [(1, round.to_string())]).await;
            soon(async {
                while count(&test.db, OUTBOX).await > 0 {
                    tokio::task::yield_now().await;
                }
            })
            .await;
            assert_eq!(count(&test.db, EFFECTS).await, round);
        }
        stop.send(true).unwrap();
        soon(running).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_dead_worker_held_is_done_when_the_next_one_starts() {
    for TestDb { db, .. } in engines_with(vec![NOTES]).await {
        record(&db, [(1, "held".to_owned())]).await;
        let mut tx = db.begin().await.unwrap();
        let until = tx.now().plus_ms(300_000);
        tx.execute("update outbox set lease_until = $1, attempts = 1", values![until]).await.unwrap();
        tx.commit().await.unwrap();
        let notes = Arc::new(Notes::default());
        let worker = Worker { db: db.clone(), reactions: vec![notes.clone()], works: Vec::new(), alarms: Vec::new() };
        worker.settle().await.unwrap();
        assert!(notes.seen.lock().unwrap().is_empty(), "the lease still runs");
        db.release_abandoned().await.unwrap();
        worker.settle().await.unwrap();
        assert_eq!(*notes.seen.lock().unwrap(), vec![(1, "held".to_owned())]);
    }
}
