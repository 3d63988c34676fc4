//! Several web and worker processes on PostgreSQL with a follower: processes are killed at random moments while clients
//! place orders, at half time the first database server dies too and the follower takes over. Every acknowledged order
//! has to be there once, and what follows from it.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde_json::Value;

use crate::crash::{Dice, Folder, each_once, json, place, verify};
use crate::postgres::Cluster;
use crate::program::{self, Server};

/// Clients that place orders at once.
const CLIENTS: usize = 3;
/// How long a client tries to have one order acknowledged.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long the workers may take for what is left.
const SETTLE: Duration = Duration::from_secs(120);

/// Kills processes so often, the database server once in between.
pub fn run(kills: u32, seed: u64) -> anyhow::Result<()> {
    let program = program::build()?;
    let folder = Folder::new()?;
    let cluster = Cluster::start()?;
    let follower = cluster.follower()?;
    cluster.ask(cluster.port, "create database several")?;
    let (first, second) = (cluster.port, follower.port);
    let url = format!("postgres://wafa@127.0.0.1:{first},127.0.0.1:{second}/several?target_session_attrs=read-write");
    let shop = Shop { program: &program, folder: &folder.0, url };
    let token = shop.prepare()?;
    let mut dice = Dice(seed.max(1));
    let mut houses = [shop.serve(0)?, shop.serve(1)?];
    let mut workers = [shop.work(0)?, shop.work(1)?];
    let desk = Arc::new(Desk::new(&houses, &token));
    let clients: Vec<_> = (0..CLIENTS).map(|_| std::thread::spawn(client(&desk))).collect();
    let mut failover = Duration::ZERO;
    for kill in 0..kills {
        std::thread::sleep(Duration::from_millis(100 + dice.below(500)));
        if kill == kills / 2 {
            failover = take_over(&cluster, || follower.promote(), &desk)?;
        }
        let which = dice.below(2) as usize;
        if dice.below(2) == 0 {
            let house = houses.get_mut(which).context("no such server")?;
            house.kill()?;
            *house = shop.serve(which)?;
            desk.moved(which, &house.address);
        } else {
            *workers.get_mut(which).context("no such worker")? = shop.work(which)?;
        }
    }
    desk.closed.store(true, Ordering::SeqCst);
    for client in clients {
        client.join().map_err(|_| anyhow::anyhow!("a client failed"))??;
    }
    let acknowledged = desk.next.load(Ordering::SeqCst);
    each_once(&desk.address(0), &token, acknowledged, "/api/v1/orders", "number", 'L')?;
    settled(&cluster, second)?;
    drop((houses, workers));
    verify(&program, &shop.url)?;
    println!(
        "several: {kills} kills of two web and two worker processes, and of the database server; the follower took over \
         and orders went on {:.1} s after the kill; {acknowledged} acknowledged orders, each there exactly once",
        failover.as_secs_f64()
    );
    Ok(())
}

/// Kills the first database server and makes the follower the one that takes writes. How long until the next order was
/// acknowledged.
fn take_over(cluster: &Cluster, promote: impl Fn() -> anyhow::Result<()>, desk: &Desk) -> anyhow::Result<Duration> {
    let started = Instant::now();
    cluster.kill()?;
    let before = desk.answered.load(Ordering::SeqCst);
    promote()?;
    // Each client may hold one answer of before the kill that it has not counted yet.
    while desk.answered.load(Ordering::SeqCst) <= before + CLIENTS {
        if started.elapsed() > PATIENCE {
            bail!("no order was acknowledged within a minute after the follower took over");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(started.elapsed())
}

/// One business on two hosts: one database, one key, a data folder per host.
struct Shop<'a> {
    program: &'a Path,
    folder: &'a Path,
    url: String,
}

impl Shop<'_> {
    /// Makes the tables and an API key; gives back its token.
    fn prepare(&self) -> anyhow::Result<String> {
        let key = self.folder.join("shared.key").display().to_string();
        std::fs::write(self.folder.join("wafa.toml"), format!("key_file = \"{key}\"\napi_rate = 1000000\n"))?;
        let words = ["key", "create", "--db", &self.url, "--name", "several", "--json"];
        let scopes = ["--scopes", "orders:write,orders:read"];
        let made = json(self.program, &[&words[..], &scopes, &["--data", &self.data(0)]].concat())?;
        Ok(made.get("token").and_then(Value::as_str).context("no token in the answer")?.to_owned())
    }

    fn data(&self, host: usize) -> String {
        self.folder.join(format!("host-{host}")).display().to_string()
    }

    fn config(&self) -> String {
        self.folder.join("wafa.toml").display().to_string()
    }

    fn serve(&self, host: usize) -> anyhow::Result<Server> {
        let (config, data) = (self.config(), self.data(host));
        let place = ["--db", &self.url, "--data", &data];
        let words = [&["--config", &config, "serve", "--web-only", "--listen", "127.0.0.1:0"], &place[..]].concat();
        let until = Instant::now() + PATIENCE;
        loop {
            // While no database server takes writes, a server does not start.
            match Server::start(self.program, &words) {
                Ok(server) => return Ok(server),
                Err(error) if Instant::now() > until => return Err(error),
                Err(_) => std::thread::sleep(Duration::from_millis(200)),
            }
        }
    }

    fn work(&self, host: usize) -> anyhow::Result<Working> {
        let child = Command::new(self.program)
            .args(["--config", &self.config(), "worker", "--db", &self.url, "--data", &self.data(host)])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Working(child))
    }
}

/// A running `wafa worker`, killed when dropped.
struct Working(Child);

impl Drop for Working {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What the clients share.
struct Desk {
    token: String,
    addresses: Mutex<Vec<String>>,
    /// The number of the next order.
    next: AtomicUsize,
    /// Orders acknowledged so far.
    answered: AtomicUsize,
    closed: AtomicBool,
}

impl Desk {
    fn new(houses: &[Server], token: &str) -> Self {
        Self {
            token: token.to_owned(),
            addresses: Mutex::new(houses.iter().map(|house| house.address.clone()).collect()),
            next: AtomicUsize::new(0),
            answered: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
        }
    }

    fn address(&self, which: usize) -> String {
        let addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        addresses.get(which % addresses.len()).cloned().unwrap_or_default()
    }

    fn moved(&self, which: usize, address: &str) {
        let mut addresses = self.addresses.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = addresses.get_mut(which) {
            address.clone_into(place);
        }
    }

    /// Sends one order until it is acknowledged, to the other server each time it is not.
    fn place(&self, number: usize) -> anyhow::Result<()> {
        let started = Instant::now();
        let mut last = String::new();
        for attempt in number.. {
            match place(&self.address(attempt), &self.token, number) {
                Ok(answer) if matches!(answer.status, 200 | 201) => {
                    self.answered.fetch_add(1, Ordering::SeqCst);
                    return Ok(());
                }
                // Still at work for the first try, or without a database for the moment.
                Ok(answer) if answer.status == 409 || answer.status >= 500 => {
                    last = format!("{} {}", answer.status, answer.body);
                }
                Ok(answer) => bail!("order {number}: {} {}", answer.status, answer.body),
                Err(error) => last = format!("{error:#}"),
            }
            if started.elapsed() > PATIENCE {
                break;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!("order {number} was not acknowledged within a minute: {last}")
    }
}

fn client(desk: &Arc<Desk>) -> impl FnOnce() -> anyhow::Result<()> + Send + use<> {
    let desk = Arc::clone(desk);
    move || {
        while !desk.closed.load(Ordering::SeqCst) {
            desk.place(desk.next.fetch_add(1, Ordering::SeqCst))?;
        }
        Ok(())
    }
}

/// Waits until the workers have carried every event to whoever listens.
fn settled(cluster: &Cluster, port: u16) -> anyhow::Result<()> {
    let until = Instant::now() + SETTLE;
    loop {
        let left = cluster.ask_in("several", port, "select count(*) from outbox")?;
        if left.trim() == "0" {
            return Ok(());
        }
        if Instant::now() > until {
            bail!("{} events were not carried to their reactions", left.trim());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}
