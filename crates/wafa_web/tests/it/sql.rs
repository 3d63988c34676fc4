//! Reading by SQL in a program built without the engine. With it, the page is tested on the running program.

use wafa_kernel::{Language, Role};

use crate::know::person;
use crate::place::Place;

#[tokio::test(flavor = "multi_thread")]
async fn without_the_engine_the_page_says_how_to_get_it() {
    for (language, sentence) in [
        (Language::Fa, "بدون موتور SQL ساخته شده است"),
        (Language::Ar, "دون محرك SQL"),
        (Language::En, "built without the engine for SQL"),
    ] {
        let place = Place::open().await;
        let analyst = person(&place, Role::Analyst, language).await;
        let page = analyst.page(&place, "/insights/sql").await;
        assert!(page.contains(sentence) && page.contains("--features cluster"), "{page}");
        assert!(!page.contains("<textarea") && !page.contains("href=\"/insights/sql\""), "no editor, no entry: {page}");
        let today = analyst.page(&place, "/").await;
        assert!(!today.contains("/insights/sql"), "{today}");
        for path in ["/insights/sql", "/insights/sql/csv"] {
            let answer = analyst.post(&place, path, &[("sql", "select 1")]).await;
            assert_eq!(answer.status, 503, "{path}: {answer:?}");
            assert!(answer.body.contains(sentence), "{path}: {}", answer.body);
        }
        let marketer = person(&place, Role::Marketer, language).await;
        assert_eq!(marketer.get(&place, "/insights/sql").await.status, 403);
    }
}
