//! The desk: figures and queries, on the machines that are alive, within a deadline.

use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, Instant};

use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::runtime::SpawnedTask;
use datafusion::error::DataFusionError;
use datafusion::execution::context::SessionContext;
use datafusion_distributed::DistributedExec;
use futures::StreamExt;
use tokio::runtime::{Builder, Handle, Runtime};
use url::Url;
use wafa_analytics::desk::{Answering, Desk, SqlAnswer, SqlLimits, SqlRefusal, SqlView};
use wafa_analytics::predict::SummaryDays;
use wafa_analytics::{Error, Figures, Lake, Manifest, Question, Survival};

use crate::error::{StartError, failed};
use crate::figures::{self, MOST_NAMED};
use crate::workers::{Alive, Channels, addresses, secret_header};
use crate::{guard, rows, session, views};

/// Bytes of text an answer may hold.
const MOST_BYTES: usize = 32 << 20;

/// How the engine is set up.
#[derive(Debug, Clone)]
pub struct ClusterConfig {
    /// Addresses of workers; none = everything on this machine.
    pub workers: Vec<String>,
    /// The secret they know, too.
    pub secret: Option<String>,
    /// How long the workers have for the figures of a question, both attempts together; then the pass answers.
    pub figures_within: Duration,
    /// Bytes of a lake from which its figures are asked of the workers; below, the pass is faster.
    pub figures_from_bytes: u64,
    /// Bytes of memory for one question, on this machine.
    pub memory: usize,
    /// Bytes a part of a file should have, for it to be worth sending to another machine.
    pub share_from_bytes: usize,
}

/// What is worth sending to another machine: less is read here sooner than elsewhere.
pub const SHARE_FROM_BYTES: usize = 1 << 20;

/// Whose work an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Machines {
    /// This machine's alone.
    This,
    /// That of the workers that are alive, as far as the work can be shared.
    Workers,
}

/// What is said when there is nobody to ask.
const NOBODY: &str = "none of them is alive";

/// The engine. It runs on threads of its own, so that a long query does not slow the web app down.
pub struct Cluster {
    urls: Vec<Url>,
    channels: Channels,
    figures_within: Duration,
    figures_from_bytes: u64,
    memory: usize,
    threads: Option<Runtime>,
    handle: Handle,
}

impl fmt::Debug for Cluster {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Cluster").field("workers", &self.urls.len()).finish_non_exhaustive()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // Waiting for threads is not allowed where the program is asynchronous.
        if let Some(threads) = self.threads.take() {
            threads.shutdown_background();
        }
    }
}

impl Cluster {
    /// Sets the engine up. Workers need not be there yet.
    ///
    /// # Errors
    /// [`StartError`].
    pub fn start(config: &ClusterConfig) -> Result<Self, StartError> {
        let urls = addresses(&config.workers)?;
        let channels = Channels::new(secret_header(config.secret.as_deref())?, config.share_from_bytes);
        // Last: threads must not be dropped where the program is asynchronous.
        let threads = std::thread::available_parallelism().map_or(2, usize::from).max(2);
        let threads = Builder::new_multi_thread()
            .worker_threads(threads)
            .thread_name("wafa-cluster")
            .thread_stack_size(8 << 20)
            .enable_all()
            .build()?;
        Ok(Self {
            urls,
            channels,
            figures_within: config.figures_within,
            figures_from_bytes: config.figures_from_bytes,
            memory: config.memory,
            handle: threads.handle().clone(),
            threads: Some(threads),
        })
    }

    /// How many workers are alive.
    pub async fn alive(&self) -> usize {
        let (urls, channels) = (self.urls.clone(), self.channels.clone());
        self.on_own_threads(async move { Alive::among(&urls, &channels).await.len() }).await.unwrap_or_default()
    }

    /// Whether the workers would take part in a query.
    ///
    /// # Errors
    /// [`Error::Workers`] with what the engine said.
    pub async fn would_share(&self, lake: &Lake, sql: &str) -> Result<bool, Error> {
        let (lake, sql, memory) = (lake.clone(), sql.to_owned(), self.memory);
        let (urls, channels) = (self.urls.clone(), self.channels.clone());
        let work = async move {
            let alive = Alive::among(&urls, &channels).await;
            let context = session::over(&lake, memory, Some((&alive, &channels))).await?;
            let plan = context.sql(&sql).await?.create_physical_plan().await?;
            Ok::<bool, DataFusionError>(plan.is::<DistributedExec>())
        };
        self.on_own_threads(work).await?.map_err(|error| Error::Workers(crate::error::words(&error)))
    }

    /// Work in progress on the threads of the engine.
    #[must_use]
    pub fn at_work(&self) -> usize {
        self.handle.metrics().num_alive_tasks()
    }

    /// Figures computed by the engine, once and by these machines, however long it takes: for comparing. What people
    /// see comes from [`Desk::figures`].
    ///
    /// # Errors
    /// [`Error::Workers`] with what the engine said, or that no worker is alive.
    pub async fn figures_by(&self, by: Machines, lake: &Lake, question: &Question) -> Result<Figures, Error> {
        let asked = question.clone();
        self.by(by, lake, move |context| async move { figures::figures(&context, &asked).await }).await
    }

    /// How long customers stay, computed as [`Self::figures_by`].
    ///
    /// # Errors
    /// As there.
    pub async fn survival_by(&self, by: Machines, lake: &Lake, question: &Question) -> Result<Survival, Error> {
        let asked = question.clone();
        self.by(by, lake, move |context| async move { figures::survival(&context, &asked).await }).await
    }

    /// What models see of the customers, computed as [`Self::figures_by`].
    ///
    /// # Errors
    /// As there.
    pub async fn summaries_by(
        &self,
        by: Machines,
        lake: &Lake,
        question: &Question,
    ) -> Result<BTreeMap<SummaryDays, u64>, Error> {
        let asked = question.clone();
        self.by(by, lake, move |context| async move { figures::summaries(&context, &asked).await }).await
    }

    async fn by<T, F>(
        &self,
        by: Machines,
        lake: &Lake,
        ask: impl FnOnce(SessionContext) -> F + Send + 'static,
    ) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, DataFusionError>> + Send,
    {
        let (lake, memory) = (lake.clone(), self.memory);
        let (urls, channels) = (self.urls.clone(), self.channels.clone());
        let work = async move {
            let alive = match by {
                Machines::This => None,
                Machines::Workers => Some(Alive::among(&urls, &channels).await),
            };
            if alive.as_ref().is_some_and(Alive::is_empty) {
                return Err(DataFusionError::Execution(NOBODY.to_owned()));
            }
            let machines = alive.as_ref().map(|alive| (alive, &channels));
            ask(session::over(&lake, memory, machines).await?).await
        };
        self.on_own_threads(work).await?.map_err(|error| Error::Workers(crate::error::words(&error)))
    }

    /// Runs work on the threads of the engine; dropped, it is stopped.
    async fn on_own_threads<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<T, Error> {
        let inside = self.handle.enter();
        let task = SpawnedTask::spawn(work);
        drop(inside);
        task.join().await.map_err(|_| Error::Interrupted)
    }

    /// Asks the workers that are alive; once more when some were lost meanwhile.
    async fn of_workers(&self, lake: &Lake, question: &Question) -> Result<Figures, Error> {
        let mut last = NOBODY.to_owned();
        for _ in 0..2 {
            let (lake, question, memory) = (lake.clone(), question.clone(), self.memory);
            let (urls, channels) = (self.urls.clone(), self.channels.clone());
            let work = async move {
                let alive = Alive::among(&urls, &channels).await;
                if alive.is_empty() {
                    return None;
                }
                let asked = async {
                    let context = session::over(&lake, memory, Some((&alive, &channels))).await?;
                    figures::figures(&context, &question).await
                };
                Some(asked.await)
            };
            match self.on_own_threads(work).await? {
                None => break,
                Some(Ok(figures)) => return Ok(figures),
                Some(Err(error)) => last = crate::error::words(&error),
            }
        }
        Err(Error::Workers(last))
    }

    async fn read(&self, lake: &Lake, sql: &str, limits: SqlLimits) -> Result<SqlAnswer, Error> {
        let statement = guard::read(&session::empty(), sql)?;
        let began = Instant::now();
        let (mut tries, mut alone) = (0, false);
        loop {
            tries += 1;
            let (lake, statement, channels) = (lake.clone(), statement.clone(), self.channels.clone());
            let urls = if alone { Vec::new() } else { self.urls.clone() };
            let work = async move {
                let alive = Alive::among(&urls, &channels).await;
                let machines = (!alive.is_empty()).then_some((&alive, &channels));
                let asked = one_query(&lake, statement, limits, machines).await;
                // Whether those who were asked are still there says what an error means.
                let lost = asked.is_err() && Alive::among(&urls, &channels).await != alive;
                (asked, alive.len(), lost)
            };
            let (asked, workers, lost) = self.on_own_threads(work).await?;
            match asked {
                Ok(answer) => return Ok(SqlAnswer { workers, ..answer }),
                Err(Asked::Refused(refusal)) => return Err(refusal.into()),
                Err(Asked::Outside(error)) => return Err(error),
                Err(Asked::Failed(error)) if workers > 0 && tries < 2 && began.elapsed() < limits.time => {
                    // All there, and yet: one may lack files, or be back so soon that nobody saw it gone.
                    alone = !lost;
                    tracing::warn!(%error, alone, "a query of the workers failed and is asked once more");
                }
                Err(Asked::Failed(error)) if lost => {
                    return Err(SqlRefusal::MachinesLost(crate::error::words(&error)).into());
                }
                Err(Asked::Failed(error)) => return Err(failed(&error).into()),
            }
        }
    }
}

/// Why one attempt has no answer.
enum Asked {
    Refused(SqlRefusal),
    Outside(Error),
    Failed(DataFusionError),
}

impl From<SqlRefusal> for Asked {
    fn from(refusal: SqlRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<DataFusionError> for Asked {
    fn from(error: DataFusionError) -> Self {
        match error {
            DataFusionError::External(inner) => match inner.downcast::<Error>() {
                Ok(outside) => Self::Outside(*outside),
                Err(inner) => Self::Failed(DataFusionError::External(inner)),
            },
            other => Self::Failed(other),
        }
    }
}

async fn one_query(
    lake: &Lake,
    statement: datafusion::sql::parser::Statement,
    limits: SqlLimits,
    machines: Option<(&Alive, &Channels)>,
) -> Result<SqlAnswer, Asked> {
    let context: SessionContext = session::over(lake, limits.memory, machines).await?;
    let plan = guard::plan(&context, statement).await?;
    let query = context.execute_logical_plan(plan).await?;
    // One row more than allowed says that there are more.
    let query = query.limit(0, Some(limits.rows.saturating_add(1)))?;
    let columns = rows::columns(query.schema().as_arrow());
    let mut stream = query.execute_stream().await?;
    let mut answer = SqlAnswer { columns, rows: Vec::new(), cut_off: false, workers: 0 };
    let mut bytes = 0usize;
    while let Some(batch) = stream.next().await {
        let batch: RecordBatch = batch?;
        bytes = bytes.saturating_add(batch.get_array_memory_size());
        if bytes > MOST_BYTES {
            return Err(SqlRefusal::TooLarge.into());
        }
        answer.rows.extend(rows::cells(&batch)?);
    }
    answer.cut_off = answer.rows.len() > limits.rows;
    answer.rows.truncate(limits.rows);
    Ok(answer)
}

impl Desk for Cluster {
    fn computes(&self, manifest: &Manifest) -> bool {
        let bytes: u64 = manifest.runs.iter().map(|run| run.bytes).sum();
        !self.urls.is_empty() && bytes >= self.figures_from_bytes
    }

    fn figures<'a>(&'a self, lake: &'a Lake, question: &'a Question) -> Answering<'a, Figures> {
        Box::pin(async move {
            if question.only.as_ref().is_some_and(|only| only.len() > MOST_NAMED) {
                return Err(Error::Workers(format!("more than {MOST_NAMED} customers are named one by one")));
            }
            let asking = tokio::time::timeout(self.figures_within, self.of_workers(lake, question));
            asking.await.unwrap_or_else(|_| Err(Error::Workers("they took too long".to_owned())))
        })
    }

    fn query<'a>(&'a self, lake: &'a Lake, sql: &'a str, limits: SqlLimits) -> Answering<'a, SqlAnswer> {
        Box::pin(async move {
            let asking = tokio::time::timeout(limits.time, self.read(lake, sql, limits));
            asking.await.unwrap_or_else(|_| Err(SqlRefusal::TookTooLong(limits.time.as_secs()).into()))
        })
    }

    fn views(&self) -> Vec<SqlView> {
        views::described()
    }
}
