//! The lake in a bucket from the command line, against a real S3 server, also when the program is killed.

use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

use super::Shop;
use super::s3::Server;

/// One machine: the shop's database, a data folder of its own and the bucket.
struct Machine<'a> {
    shop: &'a Shop,
    server: &'a Server,
    data: tempfile::TempDir,
    secret: &'static str,
}

impl<'a> Machine<'a> {
    fn new(shop: &'a Shop, server: &'a Server) -> Self {
        Self { shop, server, data: tempfile::tempdir().unwrap(), secret: "secret" }
    }
    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wafa"));
        command
            .args(words)
            .args(["--db", &self.shop.db(), "--data", &self.data.path().display().to_string()])
            .env("WAFA_LAKE", "s3://shop/lakes")
            .env("AWS_ENDPOINT_URL", &self.server.endpoint)
            .env("AWS_ACCESS_KEY_ID", "key")
            .env("AWS_SECRET_ACCESS_KEY", self.secret);
        command
    }
    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }
    fn text(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.text(words)).unwrap()
    }
    fn start(&self, words: &[&str]) -> Child {
        self.command(words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }
}

/// Imports one more order.
fn order(shop: &Shop, number: u32) {
    let file = shop.path(&format!("{number}.csv"));
    std::fs::write(&file, format!("order_id,customer_id,date,amount\nA{number},C{},2026-01-02,10\n", number % 7))
        .unwrap();
    shop.text(&["import", "orders", &file.display().to_string(), "--currency", "USD"]);
}

fn orders(machine: &Machine<'_>) -> u32 {
    let told = machine.json(&["insights", "--as-of", "2026-02-01", "--json"]);
    u32::try_from(told["orders"].as_u64().unwrap()).unwrap()
}

#[test]
fn a_lake_is_shared_told_of_and_put_together_in_a_bucket() {
    let (shop, server) = (Shop::new(), Server::start());
    for number in 1..=3 {
        order(&shop, number);
    }
    let one = Machine::new(&shop, &server);
    let built = one.json(&["lake", "rebuild", "--json"]);
    assert_eq!((built["bucket"]["in_step"].as_bool(), built["bucket"]["trouble"].is_null()), (Some(true), true));
    let two = Machine::new(&shop, &server);
    order(&shop, 4);
    assert_eq!(orders(&two), 4);
    two.text(&["lake", "compact"]);
    assert!(two.text(&["lake", "status"]).contains("in step"));
    assert!(two.text(&["verify", "--deep"]).starts_with("ok"));
    let wrong = Machine { secret: "guessed", ..Machine::new(&shop, &server) };
    assert_eq!(orders(&wrong), 4, "from the database");
    let refused = wrong.run(&["lake", "rebuild"]);
    let told = format!("{}{}", String::from_utf8_lossy(&refused.stdout), String::from_utf8_lossy(&refused.stderr));
    assert!(!refused.status.success() && told.contains("refuses the key") && !told.contains("guessed"), "{told}");
    // A damaged object is named, and written anew.
    let lake = server.folder.path().join("shop/lakes/shop");
    let manifest: Value = serde_json::from_slice(&std::fs::read(lake.join("manifest.json")).unwrap()).unwrap();
    let name = format!("orders-{}.parquet", manifest["runs"][0]["generation"].as_str().unwrap());
    std::fs::write(lake.join(&name), b"not what was written").unwrap();
    assert!(two.text(&["lake", "status"]).contains(&name));
    let deep = two.run(&["verify", "--deep"]);
    assert!(!deep.status.success() && String::from_utf8_lossy(&deep.stdout).contains(&name));
    two.text(&["lake", "rebuild"]);
    assert!(two.text(&["verify", "--deep"]).starts_with("ok"));
}

/// Killed while one of its requests in turn is under way, as `kill -9` does it.
#[test]
fn a_killed_program_leaves_a_lake_in_the_bucket_that_can_be_read() {
    let (shop, server) = (Shop::new(), Server::start());
    order(&shop, 1);
    Machine::new(&shop, &server).text(&["lake", "rebuild"]);
    let (mut number, mut kills) = (1, 0);
    for step in (0..).step_by(3) {
        number += 1;
        order(&shop, number);
        let writer = Machine::new(&shop, &server);
        server.answer_only(step);
        let mut child = writer.start(&["lake", "compact"]);
        let ended = loop {
            if server.silent.recv_timeout(std::time::Duration::from_millis(20)).is_ok() {
                child.kill().unwrap();
                child.wait().unwrap();
                break false;
            }
            if child.try_wait().unwrap().is_some() {
                break true;
            }
        };
        server.answer_only(-1);
        while server.silent.try_recv().is_ok() {}
        let reader = Machine::new(&shop, &server);
        assert_eq!(orders(&reader), number, "step {step}");
        let status = reader.json(&["lake", "status", "--json"]);
        assert!(status["bucket"]["trouble"].is_null(), "step {step}: {status}");
        if ended {
            assert!(reader.text(&["verify", "--deep"]).starts_with("ok"));
            break;
        }
        // The next one finds one run again.
        reader.text(&["lake", "compact"]);
        kills += 1;
    }
    assert!(kills > 8, "fetching, files, manifest: {kills}");
}
