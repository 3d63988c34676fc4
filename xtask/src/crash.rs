//! Kills the program at random moments, during imports and during live orders, and checks that everything it had
//! acknowledged is there exactly once.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde_json::Value;

use crate::http::{self, Answer};
use crate::machine;
use crate::program::{self, Server};

/// What a run of the loop did.
pub struct Tally {
    /// Kills that hit a running process.
    pub kills: u32,
    /// Orders acknowledged by the API and found once.
    pub acknowledged: usize,
    /// Customers acknowledged by the API, known by nothing but their idempotency key, and found once.
    pub people: usize,
    /// Rows of files imported across kills and found once.
    pub imported: u64,
}

/// Half of the kills hit imports, a quarter live orders, a quarter customers being added.
pub fn run(kills: u32, seed: u64) -> anyhow::Result<Tally> {
    let program = program::build()?;
    let folder = Folder::new()?;
    let started = Instant::now();
    let mut dice = Dice(seed.max(1));
    let (import_kills, imported) = imports(&program, &folder.0, kills / 2, &mut dice)?;
    let (order_kills, acknowledged) = live_orders(&program, &folder.0, kills / 4, &mut dice)?;
    let (people_kills, people) = live_customers(&program, &folder.0, kills - kills / 2 - kills / 4, &mut dice)?;
    let tally = Tally { kills: import_kills + order_kills + people_kills, acknowledged, people, imported };
    println!(
        "crash loop: {} kills ({import_kills} during imports, {order_kills} during live orders, {people_kills} while \
         customers were added) in {:.0} s; {} imported rows, {} acknowledged orders and {} acknowledged customers, each \
         there exactly once",
        tally.kills,
        started.elapsed().as_secs_f64(),
        tally.imported,
        tally.acknowledged,
        tally.people
    );
    Ok(tally)
}

/// A folder that is removed when the loop ends well or badly.
pub struct Folder(pub PathBuf);

impl Folder {
    /// A new one.
    pub fn new() -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("wafa-crash-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// xorshift64*: the same seed kills at the same moments of the same machine, as near as a machine allows.
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 to below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % bound.max(1)
    }
}

fn imports(program: &Path, folder: &Path, kills: u32, dice: &mut Dice) -> anyhow::Result<(u32, u64)> {
    let url = format!("sqlite:{}", folder.join("import.sqlite").display());
    let mut done = 0;
    let mut rows = 0;
    let mut file_no = 0;
    let mut wait_max_ms = 400;
    while done < kills {
        file_no += 1;
        let file = folder.join(format!("orders-{file_no}.csv"));
        let in_file = 6_000;
        std::fs::write(&file, orders_csv(file_no, in_file))?;
        loop {
            let mut child = Command::new(program)
                .args(["import", "orders"])
                .arg(&file)
                .args(["--db", &url, "--currency", "USD", "--json"])
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()?;
            if done >= kills || !kill_within(&mut child, 20 + dice.below(wait_max_ms))? {
                let status = child.wait()?;
                if !status.success() {
                    bail!("the import of {} did not finish: {status}", file.display());
                }
                wait_max_ms = (wait_max_ms * 9 / 10).max(60);
                break;
            }
            done += 1;
            wait_max_ms = (wait_max_ms + 25).min(1_500);
        }
        rows += in_file;
        let report = json(
            program,
            &["import", "orders", &file.display().to_string(), "--db", &url, "--currency", "USD", "--json"],
        )?;
        let changed = number(&report, "imported")? + number(&report, "updated")?;
        if changed != 0 || number(&report, "duplicates")? != in_file {
            bail!("importing {} again was not idle: {report}", file.display());
        }
    }
    let figures = json(program, &["insights", "--db", &url, "--as-of", "2026-01-31", "--json"])?;
    if number(&figures, "orders")? != rows {
        bail!("{rows} rows were imported, {} orders are there", number(&figures, "orders")?);
    }
    verify(program, &url)?;
    Ok((done, rows))
}

/// True when the process was still running after the wait and was killed.
fn kill_within(child: &mut std::process::Child, wait_ms: u64) -> anyhow::Result<bool> {
    let until = Instant::now() + Duration::from_millis(wait_ms);
    while Instant::now() < until {
        if child.try_wait()?.is_some() {
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill()?;
    Ok(!child.wait()?.success())
}

fn orders_csv(file_no: u64, rows: u64) -> String {
    let mut text = String::from("customer_id,date,amount,order_id\n");
    for row in 0..rows {
        let _ = writeln!(
            text,
            "c{},2025-{:02}-{:02},{}.{:02},{file_no}-{row}",
            row % 700,
            row % 12 + 1,
            row % 28 + 1,
            row % 90 + 1,
            row % 100
        );
    }
    text
}

/// One request of a client that counts: what it sends for a number is always the same.
type Send = fn(&str, &str, usize) -> anyhow::Result<Answer>;

/// A server that is killed while a client sends to it.
struct Live<'a> {
    program: &'a Path,
    url: String,
    data: String,
    token: String,
}

impl<'a> Live<'a> {
    fn new(program: &'a Path, folder: &Path, name: &str, scopes: &str) -> anyhow::Result<Self> {
        let url = format!("sqlite:{}", folder.join(format!("{name}.sqlite")).display());
        let data = folder.join(format!("{name}-data")).display().to_string();
        let key = json(program, &["key", "create", "--db", &url, "--name", "crash", "--scopes", scopes, "--json"])?;
        let token = key.get("token").and_then(Value::as_str).context("no token in the answer")?.to_owned();
        Ok(Self { program, url, data, token })
    }

    fn serve(&self) -> anyhow::Result<Server> {
        let rate = ["--api-rate", "1000000"];
        let words = ["serve", "--db", &self.url, "--data", &self.data, "--listen", "127.0.0.1:0"];
        Server::start(self.program, &[&words[..], &rate].concat())
    }

    /// Kills the server so often; whatever was in flight is sent again to the next one. Gives back how many were
    /// acknowledged, each of them once.
    fn kill_while(&self, send: Send, kills: u32, dice: &mut Dice) -> anyhow::Result<usize> {
        let mut acknowledged = 0usize;
        for _ in 0..kills {
            let mut server = self.serve()?;
            let until = Instant::now() + Duration::from_millis(40 + dice.below(250));
            let (sender, receiver) = std::sync::mpsc::channel();
            let (address, token, first) = (server.address.clone(), self.token.clone(), acknowledged);
            let client = std::thread::spawn(move || {
                let mut next = first;
                while let Ok(answer) = send(&address, &token, next) {
                    if answer.status != 201 && answer.status != 200 {
                        let _ = sender.send(Err(format!("request {next}: {} {}", answer.status, answer.body)));
                        return;
                    }
                    next += 1;
                    let _ = sender.send(Ok(next));
                }
            });
            while Instant::now() < until {
                std::thread::sleep(Duration::from_millis(2));
            }
            server.kill()?;
            client.join().map_err(|_| anyhow::anyhow!("the client of the crash loop failed"))?;
            for word in receiver {
                acknowledged = word.map_err(anyhow::Error::msg)?;
            }
        }
        Ok(acknowledged)
    }

    /// Repeats the request that was in flight, and reads back that everything is there once.
    fn settle(&self, send: Send, acknowledged: usize, list: &str, field: &str, mark: char) -> anyhow::Result<Server> {
        let server = self.serve()?;
        let answer = send(&server.address, &self.token, acknowledged)?;
        if answer.status != 201 && answer.status != 200 {
            bail!("the request in flight cannot be repeated: {} {}", answer.status, answer.body);
        }
        each_once(&server.address, &self.token, acknowledged + 1, list, field, mark)?;
        Ok(server)
    }
}

fn live_orders(program: &Path, folder: &Path, kills: u32, dice: &mut Dice) -> anyhow::Result<(u32, usize)> {
    let live = Live::new(program, folder, "live", "orders:write,orders:read")?;
    let acknowledged = live.kill_while(place, kills, dice)?;
    drop(live.settle(place, acknowledged, "/api/v1/orders", "number", 'L')?);
    verify(program, &live.url)?;
    Ok((kills, acknowledged))
}

/// Customers without any id of the shop's: nothing but the idempotency key says that two requests are one.
fn live_customers(program: &Path, folder: &Path, kills: u32, dice: &mut Dice) -> anyhow::Result<(u32, usize)> {
    let live = Live::new(program, folder, "people", "customers:write,customers:read")?;
    let acknowledged = live.kill_while(add, kills, dice)?;
    let server = live.settle(add, acknowledged, "/api/v1/customers", "name", 'P')?;
    for number in (0..acknowledged).step_by(7) {
        let (again, once_more) =
            (add(&server.address, &live.token, number)?, add(&server.address, &live.token, number)?);
        if again.status != 201 || again.body != once_more.body || !again.body.contains(&format!("\"P{number}\"")) {
            bail!("customer {number} sent again was not answered alike: {} {}", again.status, again.body);
        }
    }
    each_once(&server.address, &live.token, acknowledged + 1, "/api/v1/customers", "name", 'P')?;
    drop(server);
    verify(program, &live.url)?;
    Ok((kills, acknowledged))
}

/// Adds customer `number`; the same number always carries the same idempotency key.
fn add(address: &str, token: &str, number: usize) -> anyhow::Result<Answer> {
    keyed(address, token, "/api/v1/customers", number, &format!(r#"{{"name":"P{number}","city":"Yazd"}}"#))
}

/// Places order `number`; the same number always carries the same idempotency key.
pub fn place(address: &str, token: &str, number: usize) -> anyhow::Result<Answer> {
    let body = format!(
        r#"{{"number":"L{number}","customer":{{"external_id":"c{}"}},"placed_at":"2026-01-05T10:00:00Z","amount_minor":1200,"currency":"IRR"}}"#,
        number % 50
    );
    keyed(address, token, "/api/v1/orders", number, &body)
}

fn keyed(address: &str, token: &str, path: &str, number: usize, body: &str) -> anyhow::Result<Answer> {
    let (bearer, key) = (format!("Bearer {token}"), format!("crash-{number}"));
    let headers = [("Authorization", &*bearer), ("Content-Type", "application/json"), ("Idempotency-Key", &key)];
    http::send(address, "POST", path, &headers, body)
}

/// Reads a whole list back and checks that `{mark}0` … `{mark}{count-1}` are there, each once, and nothing else.
pub fn each_once(address: &str, token: &str, count: usize, list: &str, field: &str, mark: char) -> anyhow::Result<()> {
    let bearer = format!("Bearer {token}");
    let mut seen = vec![0u32; count];
    let mut path = format!("{list}?limit=100");
    loop {
        let answer = http::send(address, "GET", &path, &[("Authorization", &bearer)], "")?;
        let page: Value =
            serde_json::from_str(&answer.body).with_context(|| format!("{}: {}", answer.status, answer.body))?;
        for item in page.get("items").and_then(Value::as_array).context("a page without items")? {
            let number = item.get(field).and_then(Value::as_str).and_then(|text| text.strip_prefix(mark));
            let place = number.and_then(|text| text.parse::<usize>().ok()).and_then(|number| seen.get_mut(number));
            *place.with_context(|| format!("something nobody sent: {item}"))? += 1;
        }
        match page.get("next").and_then(Value::as_str) {
            Some(next) => path = format!("{list}?limit=100&after={next}"),
            None => break,
        }
    }
    match seen.iter().position(|times| *times != 1) {
        None => Ok(()),
        Some(number) => bail!("{mark}{number} is there {} times", seen.get(number).copied().unwrap_or_default()),
    }
}

/// `wafa verify --deep` finds nothing.
pub fn verify(program: &Path, url: &str) -> anyhow::Result<()> {
    machine::read(Command::new(program).args(["verify", "--deep", "--db", url])).map(|_| ())
}

/// What the program prints as JSON.
pub fn json(program: &Path, words: &[&str]) -> anyhow::Result<Value> {
    let text = machine::read(Command::new(program).args(words))?;
    serde_json::from_str(&text).with_context(|| format!("{}: not JSON: {text}", words.join(" ")))
}

fn number(value: &Value, key: &str) -> anyhow::Result<u64> {
    value.get(key).and_then(Value::as_u64).with_context(|| format!("no {key} in {value}"))
}
