//! The import wizard over HTTP: from a file to a result, back again, and files that are none.

use std::time::Duration;

use wafa_kernel::Policy;
use wafa_kernel::Role;
use wafa_kernel::policy::action::{Import, ReadCustomers, ReadOrders};

use crate::client::Answer;
use crate::place::Place;

const SHOP: &str = "شناسه مشتری,نام,تلفن,شماره سفارش,تاریخ,مبلغ\n\
    ۱۰۱,سارا کریمی,۰۹۱۲۳۴۵۶۷۸۹,الف-۱,۱۴۰۴/۰۷/۱۵,۱٬۲۵۰٬۰۰۰\n\
    ۱۰۱,سارا کریمی,۰۹۱۲۳۴۵۶۷۸۹,الف-۲,۱۴۰۴/۰۸/۲۰,۹۸۰٬۰۰۰\n\
    ۱۰۲,رضا موسوی,۰۹۳۵۱۲۳۴۵۶۷,الف-۳,۱۴۰۴/۰۹/۰۱,۴۵۰٬۰۰۰\n\
    ۱۰۳,مینا احمدی,۰۹۱۹۸۷۶۵۴۳۲,الف-۴,دیروز,۳۰۰٬۰۰۰\n";

struct Shop {
    place: Place,
    session: String,
    csrf: String,
}

impl Shop {
    async fn open() -> Self {
        let place = Place::open().await;
        let (owner, _) = place.member(Role::Owner).await;
        let session = place.session(owner).await;
        let csrf = place.csrf(&session).await;
        Self { place, session, csrf }
    }
    async fn get(&self, path: &str) -> Answer {
        self.place.get(path).cookie(&self.session).send().await
    }
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = vec![("csrf", self.csrf.as_str())];
        form.extend_from_slice(fields);
        self.place.post(path).cookie(&self.session).form(&form).send().await
    }
    async fn upload(&self, name: &str, content: &str) -> Answer {
        let body = format!(
            "--cut\r\ncontent-disposition: form-data; name=\"preset\"\r\n\r\ngeneric\r\n\
             --cut\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/csv\r\n\r\n{content}\r\n--cut--\r\n"
        );
        let path = format!("/import?csrf={}", self.csrf);
        self.place.post(&path).cookie(&self.session).raw(&body, "multipart/form-data; boundary=cut").send().await
    }
    /// Asks for the page until the work behind it has ended.
    async fn finished(&self, path: &str, state: &str) -> Answer {
        let permit = Policy::system::<Import>("test");
        let id = path.rsplit('/').next().unwrap().parse().unwrap();
        tokio::time::timeout(Duration::from_secs(30), async {
            while self.place.app.intake.result(&permit, id).await.unwrap().state.as_str() != state {
                tokio::task::yield_now().await;
            }
        })
        .await
        .unwrap_or_else(|_| panic!("the import never became {state}"));
        self.get(path).await
    }
    async fn counts(&self) -> (u64, usize) {
        let customers = Policy::system::<ReadCustomers>("test");
        let orders = Policy::system::<ReadOrders>("test");
        let query = wafa_sales::OrderQuery { limit: 100, ..wafa_sales::OrderQuery::default() };
        let known = self.place.app.customers.count(&customers, &wafa_customers::ListQuery::default()).await.unwrap().n;
        (known, self.place.app.sales.list(&orders, &query).await.unwrap().items.len())
    }
}

fn to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{answer:?}");
    answer.header("location").unwrap().to_owned()
}

const COLUMNS: [(&str, &str); 6] = [
    ("meaning.0", "customer_id"),
    ("meaning.1", "name"),
    ("meaning.2", "phone"),
    ("meaning.3", "order_id"),
    ("meaning.4", "date"),
    ("meaning.5", "amount"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_persian_file_goes_through_the_wizard_and_back() {
    let shop = Shop::open().await;
    let map = to(&shop.upload("سفارش‌ها.csv", SHOP).await);
    let page = shop.get(&map).await;
    assert_eq!(page.status, 200, "{}", page.body);
    for shown in [
        "سفارش‌ها.csv",
        "value=\"customer_id\" selected",
        "value=\"phone\" selected",
        "value=\"date\" selected",
        "value=\"amount\" selected",
        "name=\"unit\"",
    ] {
        assert!(page.body.contains(shown), "{shown} is missing in {}", page.body);
    }

    let mut form = COLUMNS.to_vec();
    form.extend([("currency", "IRR"), ("calendar", ""), ("date_order", ""), ("save_as", "صندوق")]);
    let unsaid = shop.post(&map, &form).await;
    assert_eq!(unsaid.status, 422, "rial or Toman has to be said");
    assert!(unsaid.body.contains("value=\"صندوق\""), "what was typed is kept");
    form.push(("unit", "toman"));
    let check = to(&shop.post(&map, &form).await);
    let trial = shop.get(&check).await;
    assert!(trial.body.contains("دیروز"), "the problem is shown: {}", trial.body);
    assert_eq!(shop.counts().await, (0, 0), "a trial writes nothing");
    let problems = shop.get(&check.replace("/check", "/problems/csv")).await;
    assert!(problems.status == 200 && problems.body.contains("دیروز"), "{problems:?}");

    let batch = to(&shop.post(&check.replace("/check", "/start"), &[]).await);
    let result = shop.finished(&batch, "done").await;
    assert_eq!(result.status, 200);
    assert_eq!(shop.counts().await, (2, 3));
    let file = shop.get(&format!("{batch}/problems.csv")).await;
    assert!(file.body.starts_with('\u{feff}') && file.body.contains("دیروز"), "{}", file.body);
    assert!(shop.get("/import").await.body.contains(&batch));

    let again = to(&shop.upload("سفارش‌ها.csv", SHOP).await);
    assert!(shop.get(&again).await.body.contains("صندوق"), "the saved columns are recognised");

    assert_eq!(to(&shop.post(&format!("{batch}/undo"), &[]).await), batch);
    let undone = shop.finished(&batch, "undone").await;
    assert!(!undone.body.contains(&format!("{batch}/undo")), "it cannot be undone twice");
    assert_eq!(shop.counts().await, (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_table_leaves_the_person_on_the_page() {
    let shop = Shop::open().await;
    for (name, content) in [
        ("bill.pdf", "%PDF-1.7\n1 0 obj <<>> endobj"),
        ("page.csv", "<!doctype html><html><body>hi</body></html>"),
        ("empty.csv", ""),
    ] {
        let answer = shop.upload(name, content).await;
        assert_eq!(answer.status, 422, "{name}");
        assert!(answer.body.contains("role=\"alert\"") && answer.body.contains("type=\"file\""), "{name}");
        assert!(!answer.body.contains('⟦'), "{name} is refused with words");
    }
    let left = std::fs::read_dir(shop.place.app.config.data.join("uploads")).unwrap().count();
    assert_eq!(left, 0, "nothing of refused files is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_of_uploads_cannot_lead_elsewhere() {
    let shop = Shop::open().await;
    for id in ["..%2F..%2Fwafa", "%2e%2e", "0123456789012345678901234567890123456789012"] {
        assert_eq!(shop.get(&format!("/import/{id}/map")).await.status, 404, "{id}");
    }
}
