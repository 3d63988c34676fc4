//! Value and survival as pages: figures of small shops worked out by hand, in three languages, with their files.

use wafa_customers::{Collisions, Fields, Incoming, ListQuery, NewView};
use wafa_kernel::policy::action::ReadCustomers;
use wafa_kernel::{BatchId, Currency, CustomerId, Language, Moment, OrderId, Policy, Role};
use wafa_sales::OrderStatus;
use wafa_sales::bulk::{BulkLine, BulkOrder, insert_orders};

use crate::know::{fit, grow, person};
use crate::place::{NOW, Place};

const DAY_MS: i64 = 86_400_000;

/// Others who may look, in the other languages.
const READERS: [(Role, Language); 2] = [(Role::Marketer, Language::Fa), (Role::Analyst, Language::Ar)];

/// A customer: city, and orders as (days ago, channel, amount).
type Buyer = (&'static str, Vec<(i64, &'static str, i64)>);

async fn fill(place: &Place, buyers: &[Buyer]) -> Vec<CustomerId> {
    let app = &place.app;
    let batch: BatchId = app.db.new_id();
    let mut tx = app.db.begin().await.unwrap();
    let rows = buyers.iter().enumerate().map(|(at, (city, _))| Incoming {
        external: Some(format!("B{at}")),
        fields: Fields { name: format!("Buyer {at}"), city: (*city).to_owned(), ..Default::default() },
        ..Incoming::default()
    });
    let rows = rows.collect();
    let known = Collisions::default();
    let resolved = app.customers.resolve_many(&mut tx, batch, rows, &known, NOW.utc_day()).await.unwrap();
    let ids: Vec<CustomerId> = resolved.iter().map(|one| one.customer).collect();
    let mut orders = Vec::new();
    for ((_, bought), customer) in buyers.iter().zip(&ids) {
        for (days_ago, source, amount_minor) in bought {
            orders.push(order(tx.new_id(), *customer, *days_ago, source, *amount_minor));
        }
    }
    insert_orders(&mut tx, orders).await.unwrap();
    app.customers.refresh_standings(&mut tx, &ids, NOW.utc_day(), None).await.unwrap();
    wafa_db::facts::bump(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    ids
}

fn order(id: OrderId, customer: CustomerId, days_ago: i64, source: &str, amount_minor: i64) -> BulkOrder {
    let placed_at = Moment::from_ms(NOW.ms() - days_ago * DAY_MS);
    BulkOrder {
        id,
        key: format!("k{id}"),
        number: String::new(),
        customer: Some(customer),
        placed_at,
        placed_on: placed_at.utc_day(),
        status: OrderStatus::Completed,
        currency: Currency::IRR,
        amount_minor,
        quantity: 1,
        discount_code: String::new(),
        source: source.to_owned(),
        campaign: String::new(),
        city: String::new(),
        custom: String::new(),
        batch: None,
        lines: Vec::new(),
    }
}

/// The rows of a CSV file below its head.
fn rows(csv: &str) -> Vec<Vec<String>> {
    csv.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn sum(rows: &[Vec<String>], column: usize) -> i64 {
    rows.iter().map(|row| row[column].parse::<i64>().unwrap_or(0)).sum()
}

/// One orders each 30 days, one came once and is gone since day 180, one came once lately.
#[tokio::test(flavor = "multi_thread")]
async fn value_of_a_small_shop_is_what_a_hand_works_out() {
    let place = Place::open().await;
    let steady = (0..5).map(|month| (month * 30, "web", 1_000_000)).collect();
    let shop = [("Tehran", steady), ("Shiraz", vec![(300, "web", 400_000)]), ("Shiraz", vec![(10, "shop", 600_000)])];
    fill(&place, &shop).await;
    let owner = person(&place, Role::Owner, Language::En).await;
    let file = async |path: &str| rows(&owner.get(&place, path).await.body);
    let rungs = file("/insights/value/rungs/csv").await;
    let of = |name: &str| rungs.iter().find(|row| row[0] == name).unwrap().clone();
    assert_eq!(of("customer"), ["customer", "2", "1000000", ""]);
    assert_eq!(of("loyal"), ["loyal", "1", "5000000", ""]);
    assert_eq!(sum(&file("/insights/value/segments/csv").await, 2), 6_000_000);
    let bucket = file("/insights/value/bucket/csv?period=year&calendar=gregorian").await;
    assert_eq!((sum(&bucket, 3), sum(&bucket, 5), sum(&bucket, 6)), (3, 1, 400_000));
    assert!(file("/insights/value/spread/csv").await.is_empty());
    assert_eq!(owner.get(&place, "/insights/value/nothing/csv").await.status, 404);
    // A year: (5,000,000 + 400,000 + 600,000) ÷ 3 rials = 200,000 tomans, and one year while nothing is known.
    let page = owner.page(&place, "/insights/value").await;
    assert!(page.contains("value=\"200,000\"") && page.contains("No prediction has been made yet"), "{page}");
    let sewell = owner.page(&place, "/insights/value?yearly=25,000&years=10&extra=33&period=year").await;
    assert!(sewell.contains("332,500") && sewell.contains("type=\"hidden\" name=\"period\" value=\"year\""));
    for typed in ["yearly=-5&years=x&extra=1e999", "yearly=9999999999999999999&years=1e9&extra=9e9"] {
        owner.page(&place, &format!("/insights/value?{typed}")).await;
    }
    for (role, language) in READERS {
        let reader = person(&place, role, language).await;
        reader.page(&place, "/insights/value").await;
        reader.page(&place, "/insights/value?city=Shiraz").await;
        reader.page(&place, "/insights/value?city=Nowhere").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn value_of_a_grown_shop_rests_on_the_model() {
    let place = Place::open().await;
    let owner = person(&place, Role::Owner, Language::En).await;
    assert!(owner.page(&place, "/insights/value").await.contains("/import"));
    grow(&place, 560).await;
    fit(&place, &owner).await;
    let page = owner.page(&place, "/insights/value").await;
    assert!(page.contains("At risk by the end of the quarter") && page.contains("id=\"spread\""), "{page}");
    let spread = rows(&owner.get(&place, "/insights/value/spread/csv").await.body);
    let segments = rows(&owner.get(&place, "/insights/value/segments/csv").await.body);
    assert_eq!((sum(&spread, 2), sum(&segments, 1)), (560, 560));
    assert_eq!(sum(&spread, 3), sum(&segments, 3));
    let worth = rows(&owner.get(&place, "/predictions/export/csv?list=worth").await.body);
    assert_eq!(worth.len(), 560);
    for (role, language) in READERS {
        let reader = person(&place, role, language).await;
        reader.page(&place, "/insights/value").await;
        reader.page(&place, "/insights/survival").await;
    }
}

/// All first ordered 400 days ago. Of forty in Tehran thirty come every 100 days; the others, and all forty in Shiraz,
/// never came again and left on day 180. Channels are dealt out evenly.
fn two_cities() -> Vec<Buyer> {
    let channel = |at: usize| if at.is_multiple_of(2) { "web" } else { "shop" };
    let stays = |at: usize| (0..5).map(|visit| (400 - visit * 100, channel(at), 100_000)).collect();
    let leaves = |at: usize| vec![(400, channel(at), 100_000)];
    let tehran = (0..40).map(|at| ("Tehran", if at < 30 { stays(at) } else { leaves(at) }));
    tehran.chain((0..40).map(|at| ("Shiraz", leaves(at)))).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn survival_compares_groups_and_says_what_the_test_says() {
    let place = Place::open().await;
    fill(&place, &two_cities()).await;
    let owner = person(&place, Role::Owner, Language::En).await;
    let steps = rows(&owner.get(&place, "/insights/survival/csv").await.body);
    let all: Vec<&Vec<String>> = steps.iter().filter(|row| row[0] == "all").collect();
    assert_eq!(all.len(), 1, "{steps:?}");
    assert_eq!(all[0][1..6], ["80", "180", "80", "50", "0.375"]);
    let cities = "one=city:Tehran&other=city:Shiraz";
    let told = owner.page(&place, &format!("/insights/survival?{cities}")).await;
    assert!(told.contains("Customers of “Tehran” stay longer than those of “Shiraz”"), "{told}");
    assert!(told.contains("less than 0.001"), "{told}");
    let channels = owner.page(&place, "/insights/survival?one=channel:web&other=channel:shop").await;
    assert!(channels.contains("do not differ significantly"), "{channels}");
    // A filter of the page gives way to the groups' own trait.
    for (filter, asked, says) in [
        ("city=Tehran", cities, "Customers of “Tehran” stay longer than those of “Shiraz”"),
        ("channel=web", "one=channel:web&other=channel:shop", "do not differ significantly"),
    ] {
        let told = owner.page(&place, &format!("/insights/survival?{filter}&{asked}")).await;
        assert!(told.contains(says), "{filter}: {told}");
    }
    // Twenty of Tehran came by the web only, and are not cut to the orders of the shop.
    let mixed = "channel=shop&one=city:Tehran&other=channel:shop";
    let mixed = rows(&owner.get(&place, &format!("/insights/survival/csv?{mixed}")).await.body);
    assert!(mixed.iter().any(|row| row[0] == "one=city:Tehran" && row[1] == "20"), "{mixed:?}");
    // One of Tehran's, taken into a tag with all of Shiraz, is in neither group.
    let read = Policy::system::<ReadCustomers>("test");
    let of = async |city: &str| {
        let query = ListQuery::from_query([("city".to_owned(), city.to_owned())]).unwrap();
        place.app.customers.ids(&read, &query, 1_000).await.unwrap()
    };
    let mut tagged = of("Shiraz").await;
    tagged.push(of("Tehran").await[0]);
    place.app.customers.tag_many(&Policy::system("test"), &tagged, "fair").await.unwrap();
    let view = NewView {
        name: "Fair".to_owned(),
        query: vec![("tag".to_owned(), "fair".to_owned()), ("sort".to_owned(), "name".to_owned())],
        columns: Vec::new(),
        shared: true,
    };
    let view = place.app.customers.save_view(&read, view).await.unwrap();
    let asked = format!("/insights/survival?one=city:Tehran&other=view:{view}");
    let told = owner.page(&place, &asked).await;
    assert!(told.contains("1 customer belongs to both groups and is in neither"), "{told}");
    assert!(told.contains("Customers of “Tehran” stay longer than those of “Fair”"), "{told}");
    let both = rows(&owner.get(&place, &format!("/insights/survival/csv?{cities}")).await.body);
    assert!(both.iter().any(|row| row[0] == "one=city:Tehran" && row[4] == "10"), "{both:?}");
    for (role, language) in READERS {
        let reader = person(&place, role, language).await;
        reader.page(&place, &format!("/insights/survival?{cities}")).await;
        reader.page(&place, "/insights/survival?city=Tehran&one=city:Nowhere&other=channel:web").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn survival_of_a_young_shop_says_that_it_is_too_early() {
    let place = Place::open().await;
    fill(&place, &[("Tehran", vec![(20, "web", 100_000)])]).await;
    let owner = person(&place, Role::Owner, Language::En).await;
    assert!(owner.page(&place, "/insights/survival").await.contains("Nobody could have left yet"));
}

/// Bread goes with butter, tea with cups; every customer bought one pair, or half of it.
#[tokio::test(flavor = "multi_thread")]
async fn the_next_offer_has_its_reason_and_popular_is_called_popular() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let owner = person(&place, Role::Owner, Language::En).await;
    let one = place.customer(&key, "Sara", "+989120000001").await;
    let path = format!("/customers/{}", one["id"].as_str().unwrap());
    assert!(!owner.page(&place, &path).await.contains("Next best offer"));
    let pairs: Vec<Vec<usize>> = (0..600).map(|at| vec![at % 30 * 2, at % 30 * 2 + 1]).collect();
    let first = lines(&place, one["id"].as_str().unwrap().parse().unwrap(), &[4]).await;
    place.app.insights.learn_offers().await.unwrap();
    let popular = owner.page(&place, &path).await;
    assert!(first == 1 && !popular.contains("Next best offer"), "{popular}");
    let shop: Vec<Buyer> = pairs.iter().map(|_| ("Tehran", Vec::new())).collect();
    let buyers = fill(&place, &shop).await;
    for (buyer, items) in buyers.iter().zip(&pairs) {
        lines(&place, *buyer, items).await;
    }
    // A fit learns it, and the page of the models says how well it foretells.
    fit(&place, &owner).await;
    let models = owner.page(&place, "/models").await;
    assert!(models.contains("finds more than bestsellers do") && models.contains("Bestsellers"), "{models}");
    let told = owner.page(&place, &path).await;
    assert!(told.contains("Next best offer") && told.contains("bought together with “Product 4”"), "{told}");
    assert!(told.contains("<bdi>Product 5</bdi>"), "{told}");
    for (role, language) in READERS {
        person(&place, role, language).await.page(&place, &path).await;
    }
    // A server that has just started knows nothing yet: its pages say so and do not wait.
    let fresh = place.beside().await;
    assert!(owner.page(&fresh, &path).await.contains("being learnt at the moment"));
    fresh.app.insights.learn_offers().await.unwrap();
    assert!(owner.page(&fresh, &path).await.contains("bought together with “Product 4”"));
}

/// One order of these products; says how many there were.
async fn lines(place: &Place, customer: CustomerId, items: &[usize]) -> usize {
    let mut tx = place.app.db.begin().await.unwrap();
    let named = items.iter().map(|item| (format!("p{item}"), format!("Product {item}"))).collect();
    let products = wafa_sales::product_ids(&mut tx, None, &named).await.unwrap();
    let line = |(position, item): (usize, &usize)| BulkLine {
        position: position as i32 + 1,
        product: Some(products[&format!("p{item}")]),
        name: format!("Product {item}"),
        quantity: 1,
        amount_minor: 1_000,
    };
    let mut order = order(tx.new_id(), customer, 30, "web", 1_000);
    order.lines = items.iter().enumerate().map(line).collect();
    insert_orders(&mut tx, vec![order]).await.unwrap();
    tx.commit().await.unwrap();
    items.len()
}
