//! A killed process loses nothing that was acknowledged, and leaves no half of anything.
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::count;
use crate::{Db, DbUrl, Options, values};

const PLACE: &str = "WAFA_DB_CRASH_TEST_FILE";
const ACK: &str = "acknowledged ";

/// Not a test but the process that is killed: pairs of rows, each pair reported once it is acknowledged.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "started and killed by the test below"]
async fn victim() {
    let Ok(path) = std::env::var(PLACE) else { return };
    let db = Db::open(&DbUrl::Sqlite(path.into()), Options { ballast_bytes: 0, ..Options::default() }).await.unwrap();
    let writers: Vec<_> = (0..4)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move {
                loop {
                    let pair = db.new_id::<()>().raw();
                    let mut tx = db.begin().await.unwrap();
                    for half in ["a", "b"] {
                        let row = values![db.new_id::<()>(), format!("{pair}{half}"), "", ""];
                        tx.execute(
                            "insert into sales_product (id, code, name, search_key) values ($1, $2, $3, $4)",
                            row,
                        )
                        .await
                        .unwrap();
                    }
                    tx.commit().await.unwrap();
                    eprintln!("{ACK}{pair}");
                }
            })
        })
        .collect();
    futures::future::join_all(writers).await;
}

#[tokio::test]
async fn a_killed_process_loses_nothing_that_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wafa.db");
    let mut acknowledged = Vec::new();
    for cycle in 1..=5 {
        let mut victim = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "tests::crash::victim", "--ignored", "--nocapture"])
            .env(PLACE, &path)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(victim.stderr.take().unwrap()).lines();
        for line in lines.by_ref().take(40 * cycle) {
            acknowledged.extend(line.unwrap().strip_prefix(ACK).map(str::to_owned));
        }
        victim.kill().unwrap();
        victim.wait().unwrap();
        // What it managed to say before it died counts too; a line cut short does not.
        let rest = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix(ACK).map(str::to_owned));
        acknowledged.extend(rest.filter(|pair| pair.len() == 19));
    }
    assert!(acknowledged.len() > 500, "{}", acknowledged.len());
    let db = Db::open(&DbUrl::Sqlite(path), Options { ballast_bytes: 0, ..Options::default() }).await.unwrap();
    assert_eq!(db.integrity().await.unwrap(), Vec::<String>::new());
    for pair in &acknowledged {
        let found = db
            .read("select 1 from sales_product where code in ($1, $2)", values![format!("{pair}a"), format!("{pair}b")])
            .await
            .unwrap();
        assert_eq!(found.len(), 2, "{pair}");
    }
    assert_eq!(count(&db, "select count(*) from sales_product").await % 2, 0, "no half of a pair");
}
