//! The page where people read by SQL, on the running server.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::machines::Machine;
use super::server::{Answer, Server};

/// A shop with the sample of CDNOW, and its owner at the page.
struct Desk {
    _folder: tempfile::TempDir,
    server: Server,
    session: String,
    csrf: String,
}

fn sample() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/cdnow_sample.csv").display().to_string()
}

fn wafa(folder: &Path, words: &[&str]) -> Command {
    let db = format!("sqlite:{}", folder.join("shop.sqlite").display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_wafa"));
    command
        .arg("--config")
        .arg(folder.join("wafa.toml"))
        .args(words)
        .args(["--db", &db])
        .env_remove("WAFA_CLUSTER_SECRET");
    command
}

fn text_of(mut command: Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A folder with the sample imported and these settings of the engine.
fn shop(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("wafa.toml"), format!("[analytics]\n{settings}\n")).unwrap();
    text_of(wafa(folder.path(), &["import", "orders", &sample(), "--currency", "USD", "--tz", "UTC", "--json"]));
    folder
}

impl Desk {
    fn open(settings: &str) -> Self {
        let folder = shop(settings);
        let server = Server::start(&mut wafa(folder.path(), &["serve", "--listen", "127.0.0.1:0"]));
        let owner =
            "business=Shop&name=Sara&email=sara%40example.com&language=en&password=rain+on+the+seventh+tea+garden";
        let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")];
        let made = server.send("POST", server.first_run.as_ref().unwrap(), &headers, owner);
        assert_eq!(made.status, 303, "{made:?}");
        let session = made.session();
        let mut desk = Self { _folder: folder, server, session, csrf: String::new() };
        let page = desk.get("/insights/sql");
        let csrf = page.body.split_once("name=\"csrf\" value=\"").unwrap().1;
        csrf.split('"').next().unwrap().clone_into(&mut desk.csrf);
        desk
    }

    fn get(&self, path: &str) -> Answer {
        plain(self.server.send("GET", path, &[("Cookie", &self.session)], ""))
    }

    fn post(&self, path: &str, run: &str, sql: &str) -> Answer {
        let encoded: String = sql.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let headers = [
            ("Cookie", self.session.as_str()),
            ("Content-Type", "application/x-www-form-urlencoded"),
            ("Sec-Fetch-Site", "same-origin"),
        ];
        plain(self.server.send("POST", path, &headers, &format!("csrf={}&run={run}&sql={encoded}", self.csrf)))
    }

    fn run(&self, sql: &str) -> Answer {
        self.post("/insights/sql", "r", sql)
    }
}

/// Without the marks that keep numbers apart from the text around them.
fn plain(answer: Answer) -> Answer {
    Answer { body: answer.body.replace(['\u{2068}', '\u{2069}'], ""), ..answer }
}

/// What an example fills the editor with.
fn example(page: &str) -> String {
    let sql = page.split_once("<textarea").unwrap().1.split_once('>').unwrap().1.split_once("</textarea>").unwrap().0;
    sql.replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

const ENDLESS: &str = "select count(*) from customers a, customers b, customers c, customers d where \
    a.customer_id + b.customer_id + c.customer_id + d.customer_id < 0";

#[test]
fn the_page_answers_queries_and_says_why_it_refuses_others() {
    let desk = Desk::open("query_rows = 5\nquery_seconds = 120");
    let page = desk.get("/insights/sql");
    assert!(page.body.contains("href=\"/insights/sql\"") && page.body.contains("amount_minor"), "views and navigation");
    let answer = desk.run("select count(*) as n, 'سلام <b>' as t from orders where counts");
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(answer.body.contains("6919") && answer.body.contains("سلام &lt;b&gt;"), "{}", answer.body);
    let cut = desk.run("select order_id from orders");
    assert!(
        cut.body.contains("There are more rows than these 5") && cut.body.matches("<tr>").count() == 6,
        "{}",
        cut.body
    );
    for (sql, sentence) in [
        ("drop view orders", "Only one query that reads is allowed"),
        ("select 1; select 2", "Only one query that reads is allowed"),
        ("selec 1", "The query cannot be understood"),
        ("select nothing from orders", "nothing"),
        ("select * from '/etc/passwd'", "The query cannot be understood"),
        ("select repeat('x', 2000000000)", "This is not allowed here"),
        ("select 1 / (amount_minor - amount_minor) from orders", "The query failed while it ran"),
        ("", "The query cannot be understood"),
    ] {
        let refused = desk.run(sql);
        assert_eq!(refused.status, 422, "{sql}");
        assert!(refused.body.contains(sentence), "{sql}: {}", refused.body);
        assert!(refused.body.contains("<textarea") && !refused.body.contains("DataFusion"), "{sql}");
    }
    for name in ["months", "often", "sources", "together", "returned"] {
        let sql = example(&desk.get(&format!("/insights/sql?example={name}")).body);
        assert!(sql.starts_with("select") || sql.starts_with("with"), "{name}: {sql}");
        let answered = desk.run(&sql);
        assert_eq!(answered.status, 200, "{name}: {}", answered.body);
    }
    let file =
        desk.post("/insights/sql/csv", "r", "select '=1+1' as formula, date '2026-01-02' as d, null as n, 7 as s");
    assert!(file.head.contains("attachment; filename=\"query.csv\""), "{}", file.head);
    assert_eq!(file.body.trim_start_matches('\u{feff}'), "formula,d,n,s\r\n'=1+1,2026-01-02,,7\r\n");
    let all = desk.post("/insights/sql/csv", "r", "select order_id from orders");
    assert_eq!(all.body.lines().count(), 6_920, "a file holds more rows than the page");
    assert_eq!(desk.post("/insights/sql/csv", "r", "drop view orders").status, 422);
    assert_eq!(desk.post("/insights/sql/exe", "r", "select 1").status, 404);
}

#[test]
fn a_query_is_stopped_by_time_and_by_whoever_asked_it() {
    let hasty = Desk::open("query_seconds = 1");
    let late = hasty.run(ENDLESS);
    assert_eq!(late.status, 422);
    assert!(late.body.contains("took longer than allowed"), "{}", late.body);
    drop(hasty);
    let desk = Desk::open("query_seconds = 3600");
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| desk.post("/insights/sql", "mine", ENDLESS));
        while !asking.is_finished() {
            assert_eq!(desk.post("/insights/sql/stop", "another", "").status, 303);
            assert_eq!(desk.post("/insights/sql/stop", "mine", "").status, 303);
        }
        let stopped = asking.join().unwrap();
        assert_eq!(stopped.status, 422);
        assert!(stopped.body.contains("You stopped the query"), "{}", stopped.body);
    });
    assert_eq!(desk.run("select 1").status, 200);
}

#[test]
fn the_program_gives_the_same_figures_with_workers_without_them_and_when_they_are_dead() {
    let folder = shop("workers = []");
    let ask = ["insights", "--as-of", "1998-06-30", "--calendar", "gregorian", "--json"];
    let alone = text_of(wafa(folder.path(), &ask));
    let configure = |workers: &[String]| {
        let settings = format!("[analytics]\nworkers = {workers:?}\nfigures_seconds = 600\nfigures_from_mb = 0\n");
        std::fs::write(folder.path().join("wafa.toml"), settings).unwrap();
    };
    let data: PathBuf = folder.path().join("wafa-files");
    let mut machines = [Machine::start(&data, ""), Machine::start(&data, "")];
    configure(&machines.each_ref().map(|machine| machine.url.clone()));
    let shared = wafa(folder.path(), &ask).env("WAFA_LOG", "warn").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&shared.stdout), alone);
    assert!(!String::from_utf8_lossy(&shared.stderr).contains("did not answer"), "{shared:?}");
    machines.iter_mut().for_each(Machine::kill);
    let dead = wafa(folder.path(), &ask).env("WAFA_LOG", "warn").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&dead.stdout), alone);
    assert!(String::from_utf8_lossy(&dead.stderr).contains("did not answer"), "{dead:?}");
    configure(&["ftp://nowhere".to_owned()]);
    let wrong = wafa(folder.path(), &ask).output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("is not an address"), "{wrong:?}");
}
