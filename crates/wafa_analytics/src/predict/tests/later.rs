//! What is said of a fit, and of a customer, some time after the fit.

use super::*;

fn noon(on: &str) -> Moment {
    Moment::from_ms(day(on).utc_midnight().ms() + 12 * 3_600_000)
}

#[tokio::test]
async fn a_fit_is_looked_at_later_and_the_look_is_kept() {
    for test in testkit::engines().await {
        let folder = tempfile::tempdir().unwrap();
        let predictor = predictor(&test, &cdnow(), &folder).await;
        let system = Policy::system("test");
        test.clock.set(noon("1997-09-30"));
        let first = predictor.check(&Policy::system("test"), request("1997-09-30")).await.unwrap();
        assert_eq!((first.fit, first.verdict), (0, Verdict::Due(FitCause::First)));
        let report = predictor.fit(&Policy::system("test"), request("1997-09-30")).await.unwrap();
        assert_eq!(report.cause, Some(FitCause::Person));
        let purchases: usize = report.purchases.try_into().unwrap();
        assert!(purchases > 2_357 && report.kept_share == 1.0 && report.fitted.is_some(), "{purchases}");
        // The same day nothing can be said yet.
        let fresh = predictor.check(&Policy::system("test"), request("1997-09-30")).await.unwrap();
        assert_eq!((fresh.verdict, fresh.drift, fresh.purchases_now), (Verdict::Holds, None, report.purchases));
        test.clock.set(noon("1997-10-29"));
        let later = predictor.check(&Policy::system("test"), request("1997-10-29")).await.unwrap();
        let drift = later.drift.unwrap();
        let came = later.purchases_now - later.purchases_then;
        // Of the 29 days 28 are whole; customers of the sample all came before the fit.
        assert!(drift.customers == 2_357 && drift.observed <= came as f64 && drift.observed > 0.8 * came as f64);
        assert!(drift.lower < drift.ratio() && drift.ratio() < drift.upper, "{drift:?}");
        assert_eq!((later.until, later.checked_at), (day("1997-10-28"), noon("1997-10-29")));
        assert!(later.recency.unwrap().now > later.recency.unwrap().then);
        let Verdict::Due(cause) = later.verdict else { panic!("after four weeks: {later:?}") };
        assert!(later.key().starts_with("fit:after:") && later.fit > 0);
        for _ in 0..2 {
            let mut tx = test.db.begin().await.unwrap();
            Predictor::keep_check(&mut tx, &later).await.unwrap();
            tx.commit().await.unwrap();
        }
        let kept = predictor.latest_check(&system).await.unwrap().unwrap();
        assert_eq!((kept.fit, kept.verdict, kept.until), (later.fit, Verdict::Due(cause), later.until));
        predictor.fit(&Policy::system("test"), request("1997-10-29")).await.unwrap();
        let past = predictor.history(&system, 5).await.unwrap();
        assert_eq!(past.len(), 2);
        assert!(past[0].check.is_none() && past[1].check.as_ref().unwrap().drift.is_some());
        assert!(predictor.latest_check(&system).await.unwrap().is_none(), "the new fit has not been looked at");
        let rested = predictor.check(&Policy::system("test"), request("1997-10-29")).await.unwrap();
        assert_eq!(rested.verdict, Verdict::Holds, "a fit never follows on itself");
    }
}

#[tokio::test]
async fn a_third_of_the_purchases_missing_is_drift() {
    let (test, folder) = (testkit::sqlite(Vec::new()).await, tempfile::tempdir().unwrap());
    let mut shop = cdnow();
    let cut = day("1997-09-30").number();
    let mut at = 0;
    shop.orders.retain(|order| {
        at += 1;
        order.on <= cut || at % 3 != 0
    });
    let predictor = predictor(&test, &shop, &folder).await;
    test.clock.set(noon("1997-09-30"));
    predictor.fit(&Policy::system("test"), request("1997-09-30")).await.unwrap();
    test.clock.set(noon("1997-12-30"));
    let told = predictor.check(&Policy::system("test"), request("1997-12-30")).await.unwrap();
    let drift = told.drift.unwrap();
    assert!(drift.has_drifted() && drift.ratio() < 0.85, "{drift:?}");
    assert_eq!(told.verdict, Verdict::Due(FitCause::Drifted));
}

#[tokio::test]
async fn a_customer_is_judged_by_what_she_bought_since_the_fit() {
    let (test, folder) = (testkit::sqlite(Vec::new()).await, tempfile::tempdir().unwrap());
    let shop = cdnow();
    let predictor = predictor(&test, &shop, &folder).await;
    let reader = Policy::system("test");
    predictor.fit(&Policy::system("test"), request("1997-09-30")).await.unwrap();
    let (fitted, later) = (day("1997-09-30"), day("1997-11-15"));
    let came = |order: &&crate::lake::FactRow| order.on > fitted.number() && order.on <= later.number();
    let back = CustomerId::from_raw(shop.orders.iter().find(came).unwrap().customer);
    let then = predictor.prediction_now(&reader, back, fitted).await.unwrap().unwrap();
    assert_eq!(Some(&then), predictor.prediction_of(&reader, back).await.unwrap().as_ref());
    let now = predictor.prediction_now(&reader, back, later).await.unwrap().unwrap();
    assert!(now.x > then.x && now.t > then.t && now.as_of == later && now.p_active > then.p_active, "{now:?}");
    assert_eq!((now.r, now.f, now.m, now.segment), (then.r, then.f, then.m, then.segment));
    let silent = (1..2_357).find(|id| !shop.orders.iter().filter(came).any(|order| order.customer == *id)).unwrap();
    let silent = CustomerId::from_raw(silent);
    let before = predictor.prediction_of(&reader, silent).await.unwrap().unwrap();
    let after = predictor.prediction_now(&reader, silent, later).await.unwrap().unwrap();
    assert!(after.x == before.x && after.p_active < before.p_active, "{before:?} {after:?}");
    assert!(predictor.prediction_now(&reader, CustomerId::from_raw(99_999), later).await.unwrap().is_none());
}

/// Two who buy alike; one gives two of three purchases back.
#[tokio::test]
async fn returns_lower_the_value_and_are_named_as_the_reason() {
    let (test, folder) = (testkit::sqlite(Vec::new()).await, tempfile::tempdir().unwrap());
    let mut shop = cdnow();
    let usd = crate::lake::Word::Currency(Currency::USD);
    for customer in [50_001, 50_002] {
        for on in ["1998-01-10", "1998-03-10", "1998-05-10"] {
            shop.order(customer, on, 4_000).word = usd;
        }
    }
    for on in ["1998-01-15", "1998-03-15"] {
        shop.refund(50_002, on, 4_000).word = usd;
    }
    let predictor = predictor(&test, &shop, &folder).await;
    let report = predictor.fit(&Policy::system("test"), request("1998-06-30")).await.unwrap();
    assert!(report.kept_share < 1.0 && report.kept_share > 0.999, "{}", report.kept_share);
    let reader = Policy::system("test");
    let of = async |id| predictor.prediction_of(&reader, CustomerId::from_raw(id)).await.unwrap().unwrap();
    let (keeps, returns) = (of(50_001).await, of(50_002).await);
    assert_eq!((keeps.p_active, keeps.x), (returns.p_active, returns.x));
    assert!(returns.value_minor < keeps.value_minor * 9 / 10, "{} {}", returns.value_minor, keeps.value_minor);
    let named = |one: &Prediction| {
        one.reasons.iter().find_map(|weighted| match weighted.reason {
            wafa_models::Reason::OftenReturns { times, returned, bought } => {
                Some((times, returned, bought, weighted.worth))
            }
            _ => None,
        })
    };
    let (times, returned, bought, worth) = named(&returns).unwrap();
    assert_eq!((times, returned, bought), (2, 80.0, 120.0));
    // One of three kept, with the shop's share for ten more: 11/13 against 13/13, and the mean of one purchase of 40
    // against that of three.
    assert!((-0.25..-0.1).contains(&worth), "{worth}");
    assert!(named(&keeps).is_none());
}

#[tokio::test]
async fn lists_are_in_order_of_the_chance_and_narrowed_to_it() {
    for test in testkit::engines().await {
        let folder = tempfile::tempdir().unwrap();
        let predictor = predictor(&test, &cdnow(), &folder).await;
        let reader = Policy::system("test");
        predictor.fit(&Policy::system("test"), request("1998-06-30")).await.unwrap();
        let mut seen: Vec<Prediction> = Vec::new();
        let mut after = None;
        loop {
            let page = predictor.likeliest(&reader, Chance::ANY, after.as_ref(), 700).await.unwrap();
            seen.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 2_357);
        assert!(seen.windows(2).all(|two| two[0].p_active >= two[1].p_active && two[0].customer != two[1].customer));
        let middle = Chance { from: 0.3, below: 0.6 };
        let wanted = seen.iter().filter(|one| (0.3..0.6).contains(&one.p_active)).count();
        let worth = predictor.worth_most(&reader, middle, None, 10_000).await.unwrap().items;
        assert_eq!(worth.len(), wanted);
        assert!(worth.windows(2).all(|two| two[0].value_minor >= two[1].value_minor) && wanted > 10);
        let slipping = predictor.slipping_away(&reader, middle, None, 10_000).await.unwrap().items;
        assert!(!slipping.is_empty() && slipping.iter().all(|one| (0.3..0.6).contains(&one.p_active)));
    }
}
