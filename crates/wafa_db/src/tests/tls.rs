//! Encrypted connections to a real server. Runs when `WAFA_TEST_PG` names one that has TLS switched on with a
//! certificate made for 127.0.0.1 only, and `WAFA_TEST_PG_CA` the file that signed it; `cargo ci` makes both.
use crate::{Db, DbError, DbUrl, Options, values};

async fn open(server: &str, host: &str, options: &str) -> Result<Db, DbError> {
    let joint = if server.contains('?') { '&' } else { '?' };
    let address = format!("{}{joint}{options}&options=-csearch_path%3Dpg_temp", server.replace("127.0.0.1", host));
    let url: DbUrl = address.parse().unwrap();
    Db::open(&url, Options { readers: 1, ..Options::default() }).await
}

async fn is_encrypted(db: &Db) -> bool {
    let sql = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
    db.read(sql, values![]).await.unwrap()[0].get(0).unwrap()
}

#[tokio::test]
async fn the_server_is_checked_as_far_as_the_address_says() {
    let (Ok(server), Ok(ca)) = (std::env::var("WAFA_TEST_PG"), std::env::var("WAFA_TEST_PG_CA")) else { return };
    let stranger = format!("{ca}.stranger");
    let trusting = [
        ("127.0.0.1", "sslmode=disable".to_owned(), false),
        ("127.0.0.1", "sslmode=prefer".to_owned(), true),
        ("127.0.0.1", "sslmode=require".to_owned(), true),
        ("127.0.0.1", format!("sslmode=verify-ca&sslrootcert={ca}"), true),
        ("127.0.0.1", format!("sslmode=verify-full&sslrootcert={ca}"), true),
        ("localhost", format!("sslmode=verify-ca&sslrootcert={ca}"), true),
        ("localhost", format!("sslmode=require&sslrootcert={ca}"), true),
    ];
    for (host, options, encrypted) in trusting {
        let db = open(&server, host, &options).await.unwrap_or_else(|error| panic!("{host} {options}: {error:?}"));
        assert_eq!(is_encrypted(&db).await, encrypted, "{host} {options}");
    }
    let distrusting = [
        // Made for another host.
        ("localhost", format!("sslmode=verify-full&sslrootcert={ca}")),
        // Signed by nobody we trust.
        ("127.0.0.1", format!("sslmode=verify-ca&sslrootcert={stranger}")),
        ("127.0.0.1", format!("sslmode=verify-full&sslrootcert={stranger}")),
        ("127.0.0.1", format!("sslmode=require&sslrootcert={stranger}")),
        ("127.0.0.1", "sslmode=verify-full&sslrootcert=system".to_owned()),
    ];
    for (host, options) in distrusting {
        let refused = open(&server, host, &options).await.map(|_| ());
        assert!(refused.is_err(), "{host} {options}");
    }
}
