//! What changes while somebody looks: `GET /live?topic=customer:<id>` and `?topic=import:<id>` as server-sent events.
//!
//! One task follows the log of events and passes each on to whoever listens: at once what this process wrote, within
//! 1.5 seconds what others did. A page hears `changed` and asks for its parts again. A stream ends after ten minutes and the browser opens it anew, so that a session that ended, ends here too.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event as Message, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream::{self, Stream};
use serde::Deserialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast, watch};
use tokio::time::{Instant, interval, timeout_at};
use wafa_db::DbError;
use wafa_intake::{BatchReport, BatchState};
use wafa_kernel::policy::action::{Import, ReadCustomers};
use wafa_kernel::{BatchId, CustomerId, EventId, Moment, Permit, Recorded};
use wafa_text::reader::Reader;
use wafa_text::words::Words;

use crate::app::App;
use crate::ask::Query;
use crate::fault::Fault;
use crate::route::{GET, Gate, Site};
use crate::who::Who;

/// Streams open at once, at most.
const MAX_STREAMS: usize = 512;
/// A stream ends after.
const STREAM_LIFE: Duration = Duration::from_secs(600);
/// How often the log is looked at for what other processes wrote, while somebody listens.
const ELSEWHERE_EVERY: Duration = Duration::from_millis(1_500);
/// How often a running import is looked at.
const IMPORT_EVERY: Duration = Duration::from_millis(500);
/// Events read from the log at once.
const PAGE: u32 = 200;
/// How far back the log is read again, in milliseconds.
const OVERLAP_MS: i64 = 2_000;

/// Passes events on to open pages.
#[derive(Debug)]
pub struct Live {
    events: broadcast::Sender<Arc<Recorded>>,
    seats: Arc<Semaphore>,
    closing: watch::Sender<bool>,
}

impl Live {
    pub(crate) fn new() -> Self {
        Self {
            events: broadcast::channel(1024).0,
            seats: Arc::new(Semaphore::new(MAX_STREAMS)),
            closing: watch::channel(false).0,
        }
    }
    /// Ends every stream.
    pub(crate) fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Follows the log from now on until `stopped`. Without listeners nothing is read.
    pub(crate) async fn follow(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
        let mut commits = app.db.commits();
        let mut tail = Tail::at(app.now());
        loop {
            if app.live.events.receiver_count() == 0 {
                tail = Tail::at(app.now());
            } else if let Err(error) = tail.pass_on(&app).await {
                tracing::warn!(error = %error, "the log could not be followed");
            }
            tokio::select! {
                changed = commits.changed() => if changed.is_err() { return; },
                () = tokio::time::sleep(ELSEWHERE_EVERY) => {}
                _ = stopped.changed() => return app.live.close(),
            }
        }
    }
}

/// How far the log was read. Transactions that work at the same time may commit out of the order of their ids, so the
/// last seconds are read again and what was passed on is remembered.
struct Tail {
    last: Moment,
    seen: BTreeSet<EventId>,
}

impl Tail {
    fn at(now: Moment) -> Self {
        Self { last: now, seen: BTreeSet::new() }
    }

    async fn pass_on(&mut self, app: &App) -> Result<(), DbError> {
        let floor = EventId::from_raw(self.last.plus_ms(-OVERLAP_MS).ms() << 22);
        let mut cursor = floor;
        loop {
            let events = app.db.events_after(Some(cursor), PAGE).await?;
            let full = events.len() >= PAGE as usize;
            for event in events {
                cursor = cursor.max(event.id);
                self.last = self.last.max(event.id.made_at());
                if self.seen.insert(event.id) {
                    let _ = app.live.events.send(Arc::new(event));
                }
            }
            if !full {
                break;
            }
        }
        self.seen = self.seen.split_off(&floor);
        Ok(())
    }
}

pub(crate) fn routes(site: Site) -> Site {
    site.download(GET, "/live", Gate::of::<ReadCustomers>(), listen)
}

#[derive(Deserialize)]
struct Wanted {
    topic: String,
}

enum Topic {
    Customer(CustomerId),
    Import(BatchId, Permit<Import>),
}

async fn listen(who: Who<ReadCustomers>, Query(wanted): Query<Wanted>) -> Result<Response, Fault> {
    let topic = match wanted.topic.split_once(':') {
        Some(("customer", id)) => Topic::Customer(id.parse().map_err(|_| Fault::malformed())?),
        Some(("import", id)) => Topic::Import(id.parse().map_err(|_| Fault::malformed())?, who.permit_for::<Import>()?),
        _ => return Err(Fault::malformed()),
    };
    let app = Arc::clone(&who.app);
    let seat = Arc::clone(&app.live.seats).try_acquire_owned().map_err(|_| Fault::too_many(30))?;
    let keep_alive = KeepAlive::new().interval(Duration::from_secs(20));
    Ok(match topic {
        Topic::Customer(id) => Sse::new(customer_stream(&app, id, seat)).keep_alive(keep_alive).into_response(),
        Topic::Import(batch, permit) => {
            let asking = (permit, who.reader.clone());
            Sse::new(import_stream(&app, batch, asking, seat)).keep_alive(keep_alive).into_response()
        }
    })
}

struct Listening {
    events: broadcast::Receiver<Arc<Recorded>>,
    closing: watch::Receiver<bool>,
    ends: Instant,
    _seat: OwnedSemaphorePermit,
}

impl Listening {
    fn start(app: &App, seat: OwnedSemaphorePermit) -> Self {
        Self {
            events: app.live.events.subscribe(),
            closing: app.live.closing.subscribe(),
            ends: Instant::now() + STREAM_LIFE,
            _seat: seat,
        }
    }
}

fn changed(id: &str) -> Result<Message, Infallible> {
    Ok(Message::default().event("changed").data(id))
}

fn customer_stream(
    app: &App,
    customer: CustomerId,
    seat: OwnedSemaphorePermit,
) -> impl Stream<Item = Result<Message, Infallible>> + use<> {
    stream::unfold(Listening::start(app, seat), move |mut listening| async move {
        loop {
            let next = tokio::select! {
                next = timeout_at(listening.ends, listening.events.recv()) => next.ok()?,
                _ = listening.closing.changed() => return None,
            };
            match next {
                Ok(event) if event.event.customer() == Some(customer) => {
                    return Some((changed(&event.id.to_string()), listening));
                }
                Ok(_) => {}
                // Events were missed: something may have changed.
                Err(broadcast::error::RecvError::Lagged(_)) => return Some((changed("missed"), listening)),
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    })
}

fn import_stream(
    app: &Arc<App>,
    batch: BatchId,
    asking: (Permit<Import>, Reader),
    seat: OwnedSemaphorePermit,
) -> impl Stream<Item = Result<Message, Infallible>> + use<> {
    let app = Arc::clone(app);
    let start = (Listening::start(&app, seat), interval(IMPORT_EVERY), String::new(), false);
    stream::unfold(start, move |(mut listening, mut ticks, mut seen, mut told)| {
        let (app, (permit, reader)) = (Arc::clone(&app), asking.clone());
        async move {
            loop {
                tokio::select! {
                    _ = ticks.tick() => {}
                    _ = listening.closing.changed() => return None,
                }
                if Instant::now() >= listening.ends {
                    return None;
                }
                let progress = app.intake.progress(&permit, batch).await.ok()?;
                let now = format!("{} {} {}", progress.state.as_str(), progress.rows_done, progress.settled);
                if now != seen {
                    seen.clone_from(&now);
                    return Some((changed(&now), (listening, ticks, seen, told)));
                }
                if progress.state.is_final() && !told {
                    told = true;
                    let report = app.intake.result(&permit, batch).await.ok()?;
                    return Some((Ok(finished(&reader, &report)), (listening, ticks, seen, told)));
                }
            }
        }
    })
}

/// How an import ended, as a short message in the language of whoever listens.
fn finished(reader: &Reader, report: &BatchReport) -> Message {
    let words = Words::global();
    let (key, tone) = match report.state {
        BatchState::Undone => ("import-news-undone", "info"),
        BatchState::Failed => ("import-news-failed", "bad"),
        _ if report.rows_problem > 0 => ("import-news-problems", "warn"),
        _ => ("import-news-done", "good"),
    };
    // The name runs in its own direction within the sentence.
    let file = format!("\u{2068}{}\u{2069}", report.file_name);
    let args = [("file", file.into()), ("n", report.rows_problem.into())];
    let news = serde_json::json!({
        "text": words.say_plain(reader, key, &args),
        "tone": tone,
        "href": format!("/import/batches/{}", report.batch),
        "label": words.say_plain(reader, "import-news-open", &[]),
    });
    Message::default().event("finished").data(news.to_string())
}
