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
    async fn paste(&self, content: &str) -> Answer {
        let body = format!(
            "--cut\r\ncontent-disposition: form-data; name=\"preset\"\r\n\r\ngeneric\r\n\
             --cut\r\ncontent-disposition: form-data; name=\"pasted\"\r\n\r\n{content}\r\n--cut--\r\n"
        );
        let path = format!("/import?csrf={}", self.csrf);
        self.place.post(&path).cookie(&self.session).raw(&body, "multipart/form-data; boundary=cut").send().await
    }
    /// Through the columns to the address of the check.
    async fn mapped(&self, uploaded: &Answer) -> String {
        let mut form = COLUMNS.to_vec();
        form.extend([("currency", "IRR"), ("calendar", ""), ("date_order", ""), ("unit", "toman")]);
        to(&self.post(&to(uploaded), &form).await)
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

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_put_right_or_left_out_before_the_import() {
    let shop = Shop::open().await;
    let file = format!("{SHOP}۱۰۴,نادر نیک,۰۹۱۹۸۷۶۵۴۳۳,الف-۵,پریروز,۳۰۰٬۰۰۰\n");
    let check = shop.mapped(&shop.upload("orders.csv", &file).await).await;
    let page = shop.get(&check).await;
    assert!(page.body.contains("name=\"cell.4.4\" value=\"دیروز\""), "{}", page.body);
    let rows = check.replace("/check", "/rows");
    let back = to(&shop.post(&rows, &[("cell.4.4", "۱۴۰۴/۰۹/۰۲"), ("cell.5.4", "پریروز"), ("leave_out", "5")]).await);
    assert!(back.starts_with(&check), "{back}");
    let checked = shop.get(&check).await;
    assert!(!checked.body.contains("cell.4.4") && checked.body.contains("name=\"put_back\" value=\"5\""));
    assert_eq!(shop.counts().await, (0, 0), "a trial writes nothing");
    let back_in = shop.post(&rows, &[("put_back", "5")]).await;
    assert!(shop.get(&to(&back_in)).await.body.contains("name=\"cell.5.4\" value=\"پریروز\""));

    // What stands in the fields when the import is started counts, checked or not.
    let start = check.replace("/check", "/start");
    let batch = to(&shop.post(&start, &[("cell.5.4", "۱۴۰۴/۰۹/۰۳")]).await);
    shop.finished(&batch, "done").await;
    assert_eq!(shop.counts().await, (4, 5), "corrected rows come with the rest");
    let list = shop.get(&format!("/customers?batch={}", batch.rsplit('/').next().unwrap())).await;
    assert!(list.body.contains("مینا احمدی") && list.body.contains("نادر نیک"), "{}", list.body);
    to(&shop.post(&format!("{batch}/undo"), &[]).await);
    shop.finished(&batch, "undone").await;
    assert_eq!(shop.counts().await, (0, 0), "and go with them");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_table_is_a_file_like_any_other() {
    let shop = Shop::open().await;
    let table = SHOP.replace("۱٬۲۵۰٬۰۰۰", "1250000").replace(',', "\t").replace('\n', "\r\n");
    let check = shop.mapped(&shop.paste(&table).await).await;
    let batch = to(&shop.post(&check.replace("/check", "/start"), &[]).await);
    let result = shop.finished(&batch, "done").await;
    assert_eq!(shop.counts().await, (2, 3));
    assert!(result.body.contains("Pasted table"), "{}", result.body);
    let nothing = shop.paste("").await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.body.contains("Nothing was pasted"), "{}", nothing.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_maker_of_a_file_can_be_corrected_at_its_columns() {
    let shop = Shop::open().await;
    let map = to(&shop.upload("orders.csv", SHOP).await);
    assert!(shop.get(&map).await.body.contains("value=\"shopify\">"));
    assert_eq!(to(&shop.post(&map.replace("/map", "/preset"), &[("preset", "shopify")]).await), map);
    assert!(shop.get(&map).await.body.contains("value=\"shopify\" selected"));
    assert_eq!(shop.post(&map.replace("/map", "/preset"), &[("preset", "telepathy")]).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_of_problems_has_all_of_them() {
    let shop = Shop::open().await;
    let mut file = SHOP.to_owned();
    for row in 0..450 {
        file.push_str(&format!("9{row},نام,09123456780,X-{row},هرگز,100\n"));
    }
    let check = shop.mapped(&shop.upload("orders.csv", &file).await).await;
    let page = shop.get(&check).await;
    assert!(page.body.contains("/check?after="), "the page shows some, and leads to the others");
    let problems = shop.get(&check.replace("/check", "/problems/csv")).await;
    assert_eq!(problems.body.matches("هرگز").count(), 450);
}
