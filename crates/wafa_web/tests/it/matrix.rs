//! Every route, requested as everybody, against `docs/access-matrix.csv`.
//!
//! `WAFA_WRITE_MATRIX=1` adds rows for routes that have none, from the policy; whoever adds a route reads the new row.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use wafa_kernel::Role;
use wafa_kernel::policy::action;
use wafa_web::RouteInfo;
use wafa_web::route::{Kind, routes};

use crate::place::Place;

const HEAD: &str = "method,path,kind,action,anonymous,owner,marketer,agent,analyst,cashier,read_only,key";

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/access-matrix.csv")
}

type Rows = BTreeMap<(String, String), (String, String, Vec<bool>)>;

fn read() -> Rows {
    let text = fs::read_to_string(file()).unwrap_or_default();
    let mut rows = Rows::new();
    for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells.len(), 12, "{line}");
        let expected = cells[4..].iter().map(|cell| match *cell {
            "allow" => true,
            "deny" => false,
            other => panic!("{other} in {line}"),
        });
        let key = (cells[1].to_owned(), cells[0].to_owned());
        assert!(
            rows.insert(key, (cells[2].to_owned(), cells[3].to_owned(), expected.collect())).is_none(),
            "twice: {line}"
        );
    }
    rows
}

fn kind_name(kind: Kind) -> String {
    serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned()
}

/// What the policy says: anonymous, the roles, a key with every scope.
fn by_policy(route: &RouteInfo) -> Vec<bool> {
    if route.kind == Kind::Public {
        return vec![true; 8];
    }
    let (_, roles, scope) = action::ALL.iter().find(|(name, ..)| *name == route.action).unwrap();
    let is_api = route.kind == Kind::Api;
    let mut allowed = vec![false];
    allowed.extend(Role::ALL.iter().map(|role| !is_api && roles.contains(role)));
    allowed.push(is_api && !scope.is_empty());
    allowed
}

fn write(rows: &Rows) {
    let mut text = format!("{HEAD}\n");
    for ((path, method), (kind, action, allowed)) in rows {
        let cells: Vec<&str> = allowed.iter().map(|allowed| if *allowed { "allow" } else { "deny" }).collect();
        writeln!(text, "{method},{path},{kind},{action},{}", cells.join(",")).unwrap();
    }
    fs::write(file(), text).unwrap();
}

#[test]
fn matrix_has_a_row_for_every_route_and_no_other() {
    let mut rows = read();
    if std::env::var_os("WAFA_WRITE_MATRIX").is_some() {
        let known: BTreeSet<(String, String)> =
            routes().iter().map(|route| (route.path.to_owned(), route.method.clone())).collect();
        rows.retain(|key, _| known.contains(key));
        for route in routes() {
            let row = (kind_name(route.kind), route.action.to_owned(), by_policy(&route));
            rows.entry((route.path.to_owned(), route.method.clone())).or_insert(row);
        }
        write(&rows);
    }
    for route in routes() {
        let key = (route.path.to_owned(), route.method.clone());
        let row = rows
            .remove(&key)
            .unwrap_or_else(|| panic!("no row in docs/access-matrix.csv: {} {}", route.method, route.path));
        assert_eq!((row.0, row.1), (kind_name(route.kind), route.action.to_owned()), "{} {}", route.method, route.path);
    }
    assert!(rows.is_empty(), "rows without a route: {:?}", rows.keys());
}

fn filled(path: &str) -> String {
    let parts: Vec<&str> =
        path.split('/').map(|part| if part.starts_with('{') { "01K6M5Z8R0000" } else { part }).collect();
    parts.join("/")
}

struct Asker {
    name: &'static str,
    session: Option<(String, String)>,
    key: Option<String>,
}

async fn askers(place: &Place) -> Vec<Asker> {
    let mut all = vec![Asker { name: "anonymous", session: None, key: None }];
    for role in Role::ALL {
        let (id, _) = place.member(role).await;
        let session = place.session(id).await;
        let csrf = place.csrf(&session).await;
        all.push(Asker { name: role.as_str(), session: Some((session, csrf)), key: None });
    }
    all.push(Asker { name: "key", session: None, key: Some(place.full_key().await) });
    all
}

async fn is_let_in(place: &Place, route: &RouteInfo, asker: &Asker) -> bool {
    let mut ask = place.ask(&route.method, &filled(route.path));
    if let Some((session, csrf)) = &asker.session {
        ask = ask.cookie(session).header("x-csrf-token", csrf);
    }
    if let Some(key) = &asker.key {
        ask = ask.key(key);
    }
    if route.kind == Kind::Fragment {
        ask = ask.header("hx-request", "true");
    }
    if route.method != "GET" {
        ask = ask.sent_from_here();
    }
    let answer = ask.send().await;
    let to_sign_in = answer.status == 303 && answer.header("location").is_some_and(|to| to.starts_with("/sign-in"));
    let own_business = matches!(route.path, "/sign-out" | "/sign-in/code") || route.kind == Kind::Public;
    !(matches!(answer.status, 401 | 403) || (to_sign_in && !own_business))
}

#[tokio::test(flavor = "multi_thread")]
async fn matrix_holds_for_everybody_on_the_running_server() {
    let place = Place::open().await;
    let rows = read();
    let askers = askers(&place).await;
    let mut wrong = Vec::new();
    // Signing out ends the session, so it comes last.
    let (last, first): (Vec<RouteInfo>, Vec<RouteInfo>) =
        routes().into_iter().partition(|route| route.path == "/sign-out");
    for route in first.iter().chain(&last) {
        let Some((.., expected)) = rows.get(&(route.path.to_owned(), route.method.clone())) else { continue };
        for (asker, expected) in askers.iter().zip(expected) {
            // Nobody signed in is sent to the same place as somebody who signed out.
            let found = if route.path == "/sign-out" && asker.session.is_none() {
                false
            } else {
                is_let_in(&place, route, asker).await
            };
            if found != *expected {
                wrong.push(format!("{} {} as {}: expected {expected}", route.method, route.path, asker.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn fragments_refuse_requests_htmx_did_not_make() {
    let place = Place::open().await;
    let (owner, _) = place.member(Role::Owner).await;
    let session = place.session(owner).await;
    for route in routes().into_iter().filter(|route| route.kind == Kind::Fragment && route.method == "GET") {
        let answer = place.get(&filled(route.path)).cookie(&session).send().await;
        assert_eq!(answer.status, 400, "{}", route.path);
    }
}
