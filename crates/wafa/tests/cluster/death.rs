//! Workers that die while they work.

use std::time::{Duration, Instant};

use wafa_analytics::desk::{Desk, SqlCell, SqlLimits, SqlRefusal};
use wafa_analytics::{Error, Figures, Insights, Lake, Question, SqlAnswer, figures};
use wafa_cluster::Cluster;
use wafa_kernel::policy::Policy;

use super::machines::{Machine, PATIENT, engine};
use super::shop::{Dice, Shop, questions};

const KILLS: usize = 20;
/// Nobody may wait longer, whatever happens to the workers.
const LONGEST: Duration = Duration::from_secs(10);
const WITHIN: Duration = Duration::from_secs(6);
const SQL: &str = "select source, currency, count(*) as n, sum(amount_minor) as s, count(distinct customer_id) as c \
    from orders where counts group by source, currency order by source, currency";

/// What was asked and came back.
enum Answer {
    Figures(Result<Figures, Error>),
    Rows(Result<SqlAnswer, Error>),
}

async fn ask(engine: &Cluster, lake: &Lake, question: Option<&Question>) -> Answer {
    let limits = SqlLimits { time: WITHIN, ..SqlLimits::default() };
    match question {
        Some(question) => Answer::Figures(engine.figures(lake, question).await),
        None => Answer::Rows(engine.query(lake, SQL, limits).await),
    }
}

/// Asks, and kills one of the workers at a moment in between; false when the answer was there first.
async fn ask_and_kill(
    engine: &Cluster,
    lake: &Lake,
    question: Option<&Question>,
    victim: &mut Machine,
    after: Duration,
) -> (Answer, bool) {
    let asking = ask(engine, lake, question);
    tokio::pin!(asking);
    tokio::select! {
        biased;
        answer = &mut asking => (answer, false),
        () = tokio::time::sleep(after) => {
            victim.kill();
            (asking.await, true)
        }
    }
}

/// What is right, and what came of the kills.
struct Trial {
    lake: Lake,
    questions: Vec<Question>,
    truth: Vec<Figures>,
    rows: Vec<Vec<SqlCell>>,
    by_workers: usize,
    by_pass: usize,
    refused: usize,
}

impl Trial {
    /// The answer is right, or there is none and the pass is asked.
    fn judge(&mut self, answer: Answer, at: Option<usize>, killed: bool, when: &str) {
        match (answer, at) {
            (Answer::Figures(Ok(theirs)), Some(at)) => {
                assert_eq!(theirs, self.truth[at], "{when}");
                self.by_workers += usize::from(killed);
            }
            (Answer::Figures(Err(Error::Workers(_))), Some(at)) => {
                assert_eq!(figures(&self.lake, &self.questions[at]).unwrap(), self.truth[at], "{when}");
                self.by_pass += 1;
            }
            (Answer::Rows(Ok(answer)), None) => {
                assert_eq!(answer.rows, self.rows, "{when}");
                self.by_workers += usize::from(killed);
            }
            (Answer::Rows(Err(Error::Sql(refusal))), None) => {
                let said = [SqlRefusal::MachinesLost("".into()).code(), "sql.failed", "sql.took_too_long"];
                assert!(said.contains(&refusal.code()), "{when}: {refusal:?}");
                self.refused += 1;
            }
            (Answer::Figures(other), _) => panic!("{when}: {other:?}"),
            (Answer::Rows(other), _) => panic!("{when}: {other:?}"),
        }
    }
}

fn seed() -> u64 {
    let named = std::env::var("WAFA_CLUSTER_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = named.unwrap_or_else(|| std::time::UNIX_EPOCH.elapsed().unwrap().as_nanos() as u64);
    println!("WAFA_CLUSTER_SEED={seed}");
    seed
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_killed_never_makes_a_figure_wrong_or_anybody_wait() {
    let shop = Shop::with_runs(4).await;
    let mut machines = [Machine::start(shop.folder.path(), ""), Machine::start(shop.folder.path(), "")];
    let (engine, patient) = (engine(&machines, "", WITHIN), SqlLimits { time: PATIENT, ..SqlLimits::default() });
    let questions = questions();
    let truth = questions.iter().map(|question| figures(&shop.lake, question).unwrap()).collect();
    let rows = engine.query(&shop.lake, SQL, patient).await.unwrap().rows;
    let (lake, mut dice) = (shop.lake.clone(), Dice(seed()));
    let mut trial = Trial { lake, questions, truth, rows, by_workers: 0, by_pass: 0, refused: 0 };
    let (mut kills, mut longest, mut usual_ms) = (0, Duration::ZERO, 1_500);
    while kills < KILLS {
        // Every third time a query of a person, else all figures of some question.
        let at = (dice.up_to(3) != 0).then(|| dice.up_to(trial.questions.len() as u64) as usize);
        let victim = dice.up_to(2) as usize;
        let after = Duration::from_millis(dice.up_to(if at.is_some() { usual_ms } else { usual_ms / 8 }) as u64);
        let question = at.map(|at| trial.questions[at].clone());
        let began = Instant::now();
        let asked = ask_and_kill(&engine, &shop.lake, question.as_ref(), &mut machines[victim], after);
        let (answer, killed) = asked.await;
        trial.judge(answer, at, killed, &format!("kill {kills}, question {at:?}, after {after:?}"));
        let took = began.elapsed();
        assert!(took < LONGEST, "kill {kills}: {took:?}");
        longest = longest.max(took);
        if killed {
            kills += 1;
            machines[victim].restart();
        } else if at.is_some() {
            usual_ms = (took.as_millis() as u64).max(50);
        }
    }
    let Trial { by_workers, by_pass, refused, .. } = trial;
    println!(
        "{kills} kills: {by_workers} answered by workers, {by_pass} by the pass, {refused} refused; longest {longest:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_right_when_every_worker_is_dead_or_frozen() {
    let shop = Shop::with_runs(2).await;
    let mut machines = [Machine::start(shop.folder.path(), ""), Machine::start(shop.folder.path(), "")];
    let question = questions().remove(0);
    let truth = figures(&shop.lake, &question).unwrap();
    let permit = || Policy::system("test");
    let insights = |engine: Cluster| {
        Insights::new(shop.test.db.clone(), shop.lake.clone()).with_desk(Some(std::sync::Arc::new(engine)))
    };
    let alive = insights(engine(&machines, "", PATIENT));
    assert_eq!(*alive.figures(&permit(), question.clone()).await.unwrap(), truth);
    machines[0].freeze();
    let (half, began) = (engine(&machines, "", WITHIN), Instant::now());
    assert_eq!(half.alive().await, 1, "a frozen worker is left out");
    assert_eq!(*insights(half).figures(&permit(), question.clone()).await.unwrap(), truth);
    assert!(began.elapsed() < LONGEST);
    machines[1].kill();
    let began = Instant::now();
    assert_eq!(*insights(engine(&machines, "", WITHIN)).figures(&permit(), question).await.unwrap(), truth);
    assert!(began.elapsed() < LONGEST);
    let alone = engine(&machines, "", WITHIN);
    let answer = alone.query(&shop.lake, SQL, SqlLimits { time: PATIENT, ..SqlLimits::default() }).await.unwrap();
    assert_eq!(answer.workers, 0, "this machine answers alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_freezes_while_it_works_holds_nobody_up() {
    let shop = Shop::with_runs(2).await;
    for trial in 0..3u64 {
        let machines = [Machine::start(shop.folder.path(), ""), Machine::start(shop.folder.path(), "")];
        let engine = engine(&machines, "", WITHIN);
        let question = questions().remove(0);
        let began = Instant::now();
        let asking = engine.figures(&shop.lake, &question);
        tokio::pin!(asking);
        let answer = tokio::select! {
            biased;
            answer = &mut asking => answer,
            () = tokio::time::sleep(Duration::from_millis(100 + trial * 150)) => {
                machines[(trial % 2) as usize].freeze();
                asking.await
            }
        };
        let answer = answer.or_else(|_| figures(&shop.lake, &question)).unwrap();
        assert_eq!(answer, figures(&shop.lake, &question).unwrap());
        assert!(began.elapsed() < LONGEST, "{:?}", began.elapsed());
    }
}
