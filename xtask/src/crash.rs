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
    /// Rows of files imported across kills and found once.
    pub imported: u64,
}

/// Half of the kills hit imports, half live orders.
pub fn run(kills: u32, seed: u64) -> anyhow::Result<Tally> {
    let program = program::build()?;
    let folder = Folder::new()?;
    let started = Instant::now();
    let mut dice = Dice(seed.max(1));
    let (import_kills, imported) = imports(&program, &folder.0, kills / 2, &mut dice)?;
    let (order_kills, acknowledged) = live_orders(&program, &folder.0, kills - kills / 2, &mut dice)?;
    let tally = Tally { kills: import_kills + order_kills, acknowledged, imported };
    println!(
        "crash loop: {} kills ({import_kills} during imports, {order_kills} during live orders) in {:.0} s; \
         {} imported rows and {} acknowledged orders, each there exactly once",
        tally.kills,
        started.elapsed().as_secs_f64(),
        tally.imported,
        tally.acknowledged
    );
    Ok(tally)
}

/// A folder that is removed when the loop ends well or badly.
struct Folder(PathBuf);

impl Folder {
    fn new() -> anyhow::Result<Self> {
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
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
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

fn live_orders(program: &Path, folder: &Path, kills: u32, dice: &mut Dice) -> anyhow::Result<(u32, usize)> {
    let url = format!("sqlite:{}", folder.join("live.sqlite").display());
    let data = folder.join("live-data").display().to_string();
    let key = json(
        program,
        &["key", "create", "--db", &url, "--name", "crash", "--scopes", "orders:write,orders:read", "--json"],
    )?;
    let token = key.get("token").and_then(Value::as_str).context("no token in the answer")?.to_owned();
    let words = ["serve", "--db", &url, "--data", &data, "--listen", "127.0.0.1:0"];
    let mut acknowledged = 0usize;
    for _ in 0..kills {
        let mut server = Server::start(program, &words)?;
        let until = Instant::now() + Duration::from_millis(40 + dice.below(250));
        let (sender, receiver) = std::sync::mpsc::channel();
        let (address, token, first) = (server.address.clone(), token.clone(), acknowledged);
        let client = std::thread::spawn(move || {
            let mut next = first;
            while let Ok(answer) = place(&address, &token, next) {
                if answer.status != 201 && answer.status != 200 {
                    let _ = sender.send(Err(format!("order {next}: {} {}", answer.status, answer.body)));
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
    let server = Server::start(program, &words)?;
    let answer = place(&server.address, &token, acknowledged)?;
    if answer.status != 201 && answer.status != 200 {
        bail!("the order in flight cannot be repeated: {} {}", answer.status, answer.body);
    }
    each_once(&server.address, &token, acknowledged + 1)?;
    drop(server);
    verify(program, &url)?;
    Ok((kills, acknowledged))
}

/// Places order `number`; the same number always carries the same idempotency key.
fn place(address: &str, token: &str, number: usize) -> anyhow::Result<Answer> {
    let body = format!(
        r#"{{"number":"L{number}","customer":{{"external_id":"c{}"}},"placed_at":"2026-01-05T10:00:00Z","amount_minor":1200,"currency":"IRR"}}"#,
        number % 50
    );
    let headers = [
        ("Authorization", format!("Bearer {token}")),
        ("Content-Type", "application/json".to_owned()),
        ("Idempotency-Key", format!("crash-{number}")),
    ];
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    http::send(address, "POST", "/api/v1/orders", &headers, &body)
}

/// Reads every order back and checks that L0 … L(count-1) are there, each once, and nothing else.
fn each_once(address: &str, token: &str, count: usize) -> anyhow::Result<()> {
    let bearer = format!("Bearer {token}");
    let mut seen = vec![0u32; count];
    let mut path = "/api/v1/orders?limit=100".to_owned();
    loop {
        let answer = http::send(address, "GET", &path, &[("Authorization", &bearer)], "")?;
        let page: Value =
            serde_json::from_str(&answer.body).with_context(|| format!("{}: {}", answer.status, answer.body))?;
        for order in page.get("items").and_then(Value::as_array).context("a page without items")? {
            let number = order.get("number").and_then(Value::as_str).and_then(|text| text.strip_prefix('L'));
            let place = number.and_then(|text| text.parse::<usize>().ok()).and_then(|number| seen.get_mut(number));
            *place.with_context(|| format!("an order nobody placed: {order}"))? += 1;
        }
        match page.get("next").and_then(Value::as_str) {
            Some(next) => path = format!("/api/v1/orders?limit=100&after={next}"),
            None => break,
        }
    }
    match seen.iter().position(|times| *times != 1) {
        None => Ok(()),
        Some(number) => bail!("order L{number} is there {} times", seen.get(number).copied().unwrap_or_default()),
    }
}

fn verify(program: &Path, url: &str) -> anyhow::Result<()> {
    machine::read(Command::new(program).args(["verify", "--deep", "--db", url])).map(|_| ())
}

fn json(program: &Path, words: &[&str]) -> anyhow::Result<Value> {
    let text = machine::read(Command::new(program).args(words))?;
    serde_json::from_str(&text).with_context(|| format!("{}: not JSON: {text}", words.join(" ")))
}

fn number(value: &Value, key: &str) -> anyhow::Result<u64> {
    value.get(key).and_then(Value::as_u64).with_context(|| format!("no {key} in {value}"))
}
