//! The disk fills up under the running server: what is refused is refused clearly, what was acknowledged is there,
//! pages stay readable and say why, and when there is room again nobody has to restart anything.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::server::{Answer, Server};

const PROGRAM: &str = env!("CARGO_BIN_EXE_wafa");
const SENTENCES: [(&str, &str); 3] =
    [("en", "The disk takes no more writes"), ("fa", "دیسک دیگر چیزی نمی‌پذیرد"), ("ar", "القرص لا يقبل المزيد")];

/// Where the data lies, and how room is taken and given.
enum Room {
    /// A file system of 64 MiB of its own, in memory; gone with the process that holds it.
    Small { holder: Child, own_user: bool, folder: tempfile::TempDir },
    /// An ordinary folder; the system lets no file of the server's grow beyond a limit (`RLIMIT_FSIZE`).
    Limited { folder: tempfile::TempDir },
}

impl Room {
    /// A small file system where this system lets us mount one, otherwise a limit; says which.
    fn small() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mount = "mount -t tmpfs -o size=64m,mode=700 none \"$0\" && echo mounted && exec cat";
        for (how, own_user) in [("-m", false), ("-rm", true)] {
            let mut holder = Command::new("unshare")
                .args([how, "sh", "-c", mount])
                .arg(folder.path())
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let mut said = String::new();
            BufReader::new(holder.stdout.take().unwrap()).read_line(&mut said).unwrap();
            if said.trim() == "mounted" {
                eprintln!("disk full: on a file system of 64 MiB (tmpfs, unshare {how})");
                return Self::Small { holder, own_user, folder };
            }
            let _ = holder.kill();
            let _ = holder.wait();
        }
        eprintln!("disk full: mounting is not permitted here, so a limit on the size of files is used (RLIMIT_FSIZE)");
        Self::Limited { folder }
    }
    fn limited() -> Self {
        Self::Limited { folder: tempfile::tempdir().unwrap() }
    }
    /// A file as this process reaches it.
    fn path(&self, name: &str) -> PathBuf {
        match self {
            Self::Small { holder, folder, .. } => {
                PathBuf::from(format!("/proc/{}/root{}", holder.id(), folder.path().join(name).display()))
            }
            Self::Limited { folder } => folder.path().join(name),
        }
    }
    /// The database as the program reaches it.
    fn db(&self) -> String {
        let (Self::Small { folder, .. } | Self::Limited { folder }) = self;
        format!("sqlite:{}", folder.path().join("shop.sqlite").display())
    }
    /// A program that sees the room.
    fn command(&self, program: &str) -> Command {
        let Self::Small { holder, own_user, .. } = self else { return Command::new(program) };
        let mut command = Command::new("nsenter");
        command.args(["--target", &holder.id().to_string(), "--mount"]);
        if *own_user {
            command.args(["--user", "--preserve-credentials"]);
        }
        command.arg("--").arg(program);
        command
    }
    /// Leaves next to nothing.
    fn fill(&self, server: &Server) {
        match self {
            Self::Small { .. } => {
                let mut filler = std::fs::File::create(self.path("filler")).unwrap();
                let chunk = vec![7u8; 64 << 10];
                while filler.write_all(&chunk).is_ok() {}
                let kept = filler.metadata().unwrap().len().saturating_sub(1 << 20);
                filler.set_len(kept).unwrap();
                assert!(kept > 24 << 20, "only {kept} bytes can be given back later");
            }
            Self::Limited { folder } => {
                let log = std::fs::metadata(folder.path().join("shop.sqlite-wal")).unwrap().len();
                limit(server, &format!("{}:unlimited", log + (1 << 18)));
            }
        }
    }
    fn make_room(&self, server: &Server) {
        match self {
            Self::Small { .. } => std::fs::remove_file(self.path("filler")).unwrap(),
            Self::Limited { .. } => limit(server, "unlimited:unlimited"),
        }
    }
    fn wafa(&self, words: &[&str]) -> String {
        let output = self.command(PROGRAM).args(words).args(["--db", &self.db()]).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
    fn serve(&self) -> Server {
        let (db, listen) = (self.db(), "127.0.0.1:0");
        // What exceeds the limit is to fail, not to end the process.
        let script = "trap '' XFSZ; exec \"$0\" \"$@\"";
        let words = ["-c", script, PROGRAM, "serve", "--db", &db, "--listen", listen, "--api-rate", "1000000"];
        Server::start(self.command("sh").args(words))
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if let Self::Small { holder, .. } = self {
            let _ = holder.kill();
            let _ = holder.wait();
        }
    }
}

fn limit(server: &Server, bytes: &str) {
    let id = server.id().to_string();
    let status = Command::new("prlimit").args(["--pid", &id, &format!("--fsize={bytes}")]).status().unwrap();
    assert!(status.success(), "prlimit: {status}");
}

struct Till {
    server: Server,
    bearer: String,
}

impl Till {
    fn order(&self, number: usize) -> Answer {
        let body = json!({
            "number": format!("N{number}"), "amount_minor": 100 + number,
            "customer": { "external_id": format!("c{}", number % 20) },
            "custom": { "note": "x".repeat(400), "more": "y".repeat(400) },
        });
        let headers = [("Authorization", self.bearer.as_str()), ("Content-Type", "application/json")];
        self.server.send("POST", "/api/v1/orders", &headers, &body.to_string())
    }
    fn get(&self, path: &str) -> Answer {
        self.server.send("GET", path, &[("Authorization", &self.bearer)], "")
    }
    /// How often each order is there.
    fn numbers(&self) -> std::collections::BTreeMap<String, u32> {
        let mut found = std::collections::BTreeMap::new();
        let mut path = "/api/v1/orders?limit=100".to_owned();
        loop {
            let page = self.get(&path).json();
            for order in page["items"].as_array().unwrap() {
                *found.entry(order["number"].as_str().unwrap().to_owned()).or_default() += 1;
            }
            match page["next"].as_str() {
                Some(next) => path = format!("/api/v1/orders?limit=100&after={next}"),
                None => return found,
            }
        }
    }
}

/// Makes the owner; their session.
fn owner(server: &Server) -> String {
    let owner = "business=Shop&name=Sara&email=sara%40example.com&language=en&password=rain+on+the+seventh+tea+garden";
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")];
    let made = server.send("POST", server.first_run.as_ref().unwrap(), &headers, owner);
    assert_eq!(made.status, 303, "{made:?}");
    made.session()
}

/// A shop whose disk is about to fill: its till, and its owner at the desk.
struct Desk {
    till: Till,
    session: String,
}

impl Desk {
    fn open(room: &Room) -> Self {
        let scopes = "orders:write,orders:read,customers:read";
        let key = room.wafa(&["key", "create", "--name", "till", "--scopes", scopes, "--json"]);
        let key: Value = serde_json::from_str(&key).unwrap();
        let server = room.serve();
        let session = owner(&server);
        Self { till: Till { server, bearer: format!("Bearer {}", key["token"].as_str().unwrap()) }, session }
    }

    fn page(&self, path: &str) -> Answer {
        self.till.server.send("GET", path, &[("Cookie", &self.session)], "")
    }

    /// Sends orders until five are refused, and says which were; the others are acknowledged.
    fn sell_until_full(&self, acknowledged: &mut Vec<String>) -> Vec<usize> {
        let mut refused = Vec::new();
        for number in 20..20_000 {
            let answer = self.till.order(number);
            if answer.status == 201 {
                acknowledged.push(format!("N{number}"));
                continue;
            }
            assert_eq!(answer.status, 503, "{answer:?}");
            assert!(matches!(answer.code().as_str(), "db.full" | "db.read_only"), "{answer:?}");
            assert!(answer.head.to_ascii_lowercase().contains("retry-after:"), "{answer:?}");
            refused.push(number);
            if refused.len() == 5 {
                break;
            }
        }
        assert_eq!(refused.len(), 5, "it never filled up: {} orders", acknowledged.len());
        refused
    }

    /// Reading goes on, and says why nothing can be entered.
    fn reads_on(&self) {
        assert_eq!(self.till.get("/readyz").status, 503);
        assert_eq!(self.till.get("/healthz").status, 200);
        for path in ["/", "/customers", "/ladder", "/insights"] {
            let answer = self.page(path);
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
            assert!(answer.body.contains(SENTENCES[0].1), "{path}");
        }
        for (language, sentence) in SENTENCES {
            let cookie = format!("lang={language}");
            let answer = self.till.server.send("GET", "/sign-in", &[("Cookie", &cookie)], "");
            assert_eq!(answer.status, 200);
            assert!(answer.body.contains(sentence), "{language}");
        }
    }
}

fn story(room: &Room) {
    let desk = Desk::open(room);
    let mut acknowledged: Vec<String> = Vec::new();
    for number in 0..20 {
        assert_eq!(desk.till.order(number).status, 201);
        acknowledged.push(format!("N{number}"));
    }
    assert!(!desk.page("/customers").body.contains(SENTENCES[0].1));
    assert_eq!(desk.page("/").status, 200);

    room.fill(&desk.till.server);
    let refused = desk.sell_until_full(&mut acknowledged);
    desk.reads_on();
    let there = desk.till.numbers();
    for number in &acknowledged {
        assert_eq!(there.get(number), Some(&1), "{number} was acknowledged");
    }

    // Room is made, and it goes on by itself.
    room.make_room(&desk.till.server);
    let until = Instant::now() + Duration::from_secs(60);
    while desk.till.get("/readyz").status != 200 {
        assert!(Instant::now() < until, "it did not recover");
    }
    for number in refused {
        // One that was refused may be there all the same: the disk had it, the answer did not say so.
        assert!(matches!(desk.till.order(number).status, 200 | 201));
        acknowledged.push(format!("N{number}"));
    }
    assert!(!desk.page("/customers").body.contains(SENTENCES[0].1));
    let there = desk.till.numbers();
    assert_eq!(there.len(), acknowledged.len());
    for number in &acknowledged {
        assert_eq!(there.get(number), Some(&1), "{number} was acknowledged");
    }
    drop(desk);
    assert!(room.wafa(&["verify", "--deep"]).starts_with("ok"));
}

#[test]
fn a_disk_that_fills_up_under_the_server_loses_nothing_and_it_recovers_by_itself() {
    story(&Room::small());
}

#[test]
fn a_write_the_system_refuses_is_never_acknowledged_and_it_recovers_by_itself() {
    story(&Room::limited());
}
