//! Looking for a file leaves nothing of what was typed in an address.

use super::tests::{call, lasting, text};
use crate::testing::databases;
use crate::testing::sample::sample_debtor;
use crate::testing::site::Site;

#[tokio::test]
async fn what_is_looked_for_stands_in_no_address_is_the_agents_own_and_gone_after_a_day() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let one = sample_debtor(&test.db, "jansen").await.unwrap();
        let cookie = lasting(&site.app).await;
        let link = format!("/console/debtor/{}", one.debtor);
        let asked = call(&site.app, &cookie, "/console/debtors", Some("q=06+12345678")).await;
        let to = asked.headers()["location"].to_str().unwrap().to_owned();
        assert!(asked.status().as_u16() == 303 && !to.contains("123"), "{to}");
        for _ in 0..2 {
            let page = text(call(&site.app, &cookie, &to, None).await).await;
            assert!(page.contains(&link) && page.contains("value=\"06 12345678\""), "also after going back");
        }
        let page = text(call(&site.app, &cookie, "/console/debtors?q=jansen", None).await).await;
        assert!(!page.contains(&link), "an address finds nothing");
        let bar = text(call(&site.app, &cookie, "/console/debtors.json", Some("q=jansen")).await).await;
        assert!(bar.contains(&link) && bar.contains("EF-JANSEN"));

        crate::db::sweep::delete_ended(&test.db, site.app.now()).await.unwrap();
        let id = to.split("?s=").nth(1).unwrap();
        let find = async |agent: &str| crate::db::search_asked::find(&test.db, agent, id).await.unwrap();
        assert_eq!((find("a1").await.as_deref(), find("a2").await), (Some("06 12345678"), None));
        site.wait(24 * 60 + 1);
        crate::db::sweep::delete_ended(&test.db, site.app.now()).await.unwrap();
        assert_eq!(find("a1").await, None);
        let page = text(call(&site.app, &cookie, &to, None).await).await;
        assert!(page.contains("Zoek een dossier") && !page.contains(&link));
    }
}
