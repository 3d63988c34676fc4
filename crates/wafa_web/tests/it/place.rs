//! A server for one test: its own database, clock and port; gone with the test.

use std::net::SocketAddr;
use std::sync::Arc;

use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use wafa_db::Db;
use wafa_db::testkit::{self, TestDb};
use wafa_kernel::policy::action::ManageKeys;
use wafa_kernel::{Actor, FakeClock, Language, Moment, Policy, Role, UserId};
use wafa_web::access::users::{self, NewUser};
use wafa_web::access::{keys, password, sessions};
use wafa_web::{App, WebConfig};

use crate::client::{Answer, Ask};

/// 2026-03-21 08:00 UTC.
pub const NOW: Moment = Moment::from_ms(1_774_080_000_000);
/// A password nobody guesses.
pub const PASSWORD: &str = "چای شیرین بعد از باران";

pub struct Place {
    pub app: Arc<App>,
    pub at: SocketAddr,
    pub clock: FakeClock,
    _stop: oneshot::Sender<()>,
    _folder: TempDir,
    /// Last: the server goes before its database.
    kit: Arc<TestDb>,
}

impl Place {
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }
    /// With another configuration. The engine is the one `WAFA_TEST_ENGINE` names: `cargo ci` runs all of this twice.
    pub async fn with(change: impl FnOnce(&mut WebConfig)) -> Self {
        Self::on(testkit::chosen(App::subscriptions()).await, change).await
    }
    /// On every engine there is, whichever was chosen.
    pub async fn everywhere() -> Vec<Self> {
        let mut places = Vec::new();
        for kit in testkit::engines_with(App::subscriptions()).await {
            places.push(Self::on(kit, |_| {}).await);
        }
        places
    }
    async fn on(kit: TestDb, change: impl FnOnce(&mut WebConfig)) -> Self {
        kit.clock.set(NOW);
        let db = kit.db.clone();
        Self::serve(db, Arc::new(kit), change).await
    }
    /// A second server on the same database, with connections of its own.
    pub async fn beside(&self) -> Self {
        let db = self.kit.again(App::subscriptions()).await;
        Self::serve(db, Arc::clone(&self.kit), |_| {}).await
    }
    async fn serve(db: Db, kit: Arc<TestDb>, change: impl FnOnce(&mut WebConfig)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let mut config = WebConfig::local(at, folder.path());
        change(&mut config);
        let app = App::new(db, config).unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(wafa_web::serve(Arc::clone(&app), listener, async {
            let _ = stopped.await;
        }));
        Self { app, at, clock: kit.clock.clone(), _stop: stop, _folder: folder, kit }
    }

    pub fn ask(&self, method: &str, path: &str) -> Ask {
        Ask::new(self.at, method, path)
    }
    pub fn get(&self, path: &str) -> Ask {
        self.ask("GET", path)
    }
    /// A form of a page of ours.
    pub fn post(&self, path: &str) -> Ask {
        self.ask("POST", path).sent_from_here()
    }

    /// A member of the team with [`PASSWORD`].
    pub async fn member(&self, role: Role) -> (UserId, String) {
        let email = format!("{}@example.com", role.as_str().replace('_', "-"));
        let hash = password::hash(PASSWORD.to_owned()).await.unwrap();
        let mut tx = self.app.db.begin().await.unwrap();
        let new = NewUser {
            email: email.clone(),
            name: "سارا".to_owned(),
            role,
            language: Language::En,
            password_hash: hash,
        };
        let id = users::add(&mut tx, &new, &Actor::System("test")).await.unwrap();
        tx.commit().await.unwrap();
        (id, email)
    }
    /// The token of a new session.
    pub async fn session(&self, id: UserId) -> String {
        let user = users::get(&self.app.db, id).await.unwrap();
        let mut tx = self.app.db.begin().await.unwrap();
        let token = sessions::start(&mut tx, &user, "test", true).await.unwrap();
        tx.commit().await.unwrap();
        token
    }
    /// The secret that goes into the forms of a session.
    pub async fn csrf(&self, session: &str) -> String {
        sessions::find(&self.app.db, session).await.unwrap().unwrap().csrf
    }
    /// Signs in through the page.
    pub async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.post("/sign-in").form(&[("email", email), ("password", password), ("next", "/account")]).send().await
    }
    /// A key with scopes.
    pub async fn key(&self, scopes: &[&str]) -> String {
        let wanted: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        keys::make(&self.app.db, &Policy::system::<ManageKeys>("test"), "till", &wanted).await.unwrap().secret
    }
    /// A key that may everything a key can.
    pub async fn full_key(&self) -> String {
        self.key(&keys::scopes()).await
    }
    /// A customer through the API.
    pub async fn customer(&self, key: &str, name: &str, phone: &str) -> Value {
        let made = self
            .ask("POST", "/api/v1/customers")
            .key(key)
            .json(&json!({ "name": name, "phones": [phone] }))
            .send()
            .await;
        assert_eq!(made.status, 201, "{made:?}");
        made.json()
    }
}
