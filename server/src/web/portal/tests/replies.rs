//! What a debtor tells us: written once, followed on its own page, taken back; files that are refused cost nothing typed.

use super::*;
use crate::testing::form::photo;
use crate::upload::UPLOAD_BYTES_MAX;

const RUNNING: &str = "SELECT COUNT(*) FROM contact_hold WHERE debtor_id = $1 AND released_at IS NULL";
const ALL: &str = "SELECT COUNT(*) FROM reply WHERE debtor_id = $1";
const FILES: &str = "SELECT COUNT(*) FROM upload WHERE debtor_id = $1";

/// Every field of every form, filled in.
fn filled<'a>(key: &'a str, claim: &'a str, reason: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("key", key),
        ("claim", claim),
        ("reason", reason),
        ("words", "Ik heb dit teruggestuurd"),
        ("paid_on", "2026-05-02"),
        ("paid_amount", "120,00"),
        ("street", "Dorpsweg 3"),
        ("postal_code", "9712 CP"),
        ("city", "Groningen"),
        ("reporter", "Els de Vries"),
        ("arrangement", "restructuring"),
        ("administrator", "Bewindkantoor De Brug"),
        ("administrator_contact", "050 123 45 67"),
    ]
}

#[tokio::test]
async fn each_report_holds_our_messages_is_followed_on_its_page_and_can_be_taken_back() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let browser = browser.speaking("en");
        let invoice = format!("/invoice/{}", anna.late);
        let kinds =
            ["already_paid", "not_me", "dispute", "moved", "deceased", "administrator", "longer_pause", "complaint"];
        for kind in kinds {
            let form = browser.get(&format!("/tell/{kind}?claim={}", anna.late)).await;
            assert_eq!(form.status, StatusCode::OK, "{kind}");
            let reason = if kind == "not_me" { "same_name" } else { "cancelled" };
            let sent = browser.post(&format!("/tell/{kind}"), &filled(kind, anna.late.as_str(), reason)).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{kind}");
            assert!(sent.location.starts_with("/cases/"), "{kind}: {}", sent.location);
            assert_eq!(count(&app, RUNNING, &anna.debtor).await, 1, "{kind} holds");
            let page = browser.get(&sent.location).await;
            assert!(page.status == StatusCode::OK && page.body.contains("What happens now?"), "{kind}");
            assert!(browser.get("/cases").await.body.contains(&sent.location), "{kind} is listed");
            let silent = matches!(kind, "already_paid" | "not_me" | "dispute" | "deceased" | "administrator");
            let body = browser.get(&invoice).await.body;
            assert_eq!(body.contains("status-held"), silent, "{kind} is visible on the invoice");
            assert_eq!(body.contains("/pay?claim="), !silent, "{kind}");
            let undo = browser.post(&format!("{}/withdraw", sent.location), &[("key", kind)]).await;
            assert_eq!(undo.location, sent.location);
            assert_eq!(count(&app, RUNNING, &anna.debtor).await, 0, "{kind} is taken back");
            assert!(browser.get(&sent.location).await.body.contains("Taken back"), "{kind}");
            assert!(browser.get(&invoice).await.body.contains("/pay?claim="));
        }
        assert_eq!(browser.get("/tell/nonsense").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get("/tell/dispute").await.status, StatusCode::NOT_FOUND, "a dispute is about a claim");
    }
}

#[tokio::test]
async fn a_repeated_submit_shows_the_first_result_and_other_content_is_refused() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let fields = filled("one", anna.late.as_str(), "other");
        let first = browser.post("/tell/dispute", &fields).await;
        let again = browser.post("/tell/dispute", &fields).await;
        assert_eq!(first.location, again.location);
        let other = browser.post("/tell/dispute", &filled("one", anna.late.as_str(), "twice")).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        let second = browser.post("/tell/dispute", &filled("two", anna.late.as_str(), "twice")).await;
        assert_eq!(second.location, first.location, "a second one leads to the one that is open");
        assert_eq!((count(&app, ALL, &anna.debtor).await, count(&app, RUNNING, &anna.debtor).await), (1, 1));
    }
}

#[tokio::test]
async fn what_is_missing_comes_back_named_with_what_was_typed_as_text() {
    let test = &crate::testing::databases().await[0];
    let (app, browser, anna, _) = two(test).await;
    let claim = anna.late.as_str();
    let empty = browser.post("/tell/dispute", &[("key", "k"), ("claim", claim), ("words", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("href=\"#reason\"") && empty.body.contains("href=\"#words\""));
    let long = format!("</textarea><script>x</script>{}", "a".repeat(4_100));
    let answer =
        browser.post("/tell/dispute", &[("key", "k"), ("claim", claim), ("reason", "twice"), ("words", &long)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("&lt;/textarea&gt;&lt;script&gt;"), "what was typed stays, as text");
    assert!(!answer.body.contains("<script>x"));
    assert_eq!(count(&app, ALL, &anna.debtor).await, 0);
}

#[tokio::test]
async fn files_that_are_refused_are_named_and_everything_typed_is_kept() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, bas) = two(&test).await;
        let browser = browser.speaking("en");
        let claim = anna.late.as_str();
        let fields = filled("f", claim, "not_received");
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec();
        let large = vec![0_u8; UPLOAD_BYTES_MAX + 1];
        let six: Vec<(&str, Vec<u8>)> = (0..6).map(|_| ("a.jpg", photo())).collect();
        let refused = [
            (vec![("plaatje.svg", svg)], "plaatje.svg is not a photo or PDF"),
            (vec![("virus.jpg", b"MZ\x90\0\x03".to_vec())], "virus.jpg is not a photo or PDF"),
            (vec![("groot.jpg", large)], "groot.jpg is larger than 10 MB"),
            (six, "too many files"),
        ];
        for (files, says) in refused {
            let answer = browser.post_files("/tell/dispute", &fields, &files).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            assert!(answer.body.contains(says), "{says}");
            assert!(answer.body.contains("Ik heb dit teruggestuurd"), "{says}: the words stay");
            assert!(answer.body.contains("value=\"not_received\" checked"), "{says}: the choice stays");
            assert_eq!(count(&app, ALL, &anna.debtor).await, 0, "{says}");
        }
        let good = [("bon.jpg", photo()), ("brief.pdf", b"%PDF-1.7\n%%EOF".to_vec())];
        let sent = browser.post_files("/tell/dispute", &fields, &good).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&app, FILES, &anna.debtor).await, 2);
        let page = browser.get(&sent.location).await.body;
        let links: Vec<String> =
            attributes(&page, "href").into_iter().filter(|href| href.starts_with("/upload/")).collect();
        assert_eq!(links.len(), 2);
        let headers = browser.headers(&links[1]).await;
        assert!(headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        assert_eq!(headers["content-type"], "application/pdf");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert!(headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
        assert_eq!(browser.headers(&links[0]).await["content-type"], "image/jpeg");
        let theirs = Browser::of(&app, &bas.debtor).await;
        for path in [&links[0], &sent.location] {
            assert_eq!(theirs.get(path).await.status, StatusCode::NOT_FOUND, "{path}: only the debtor's own session");
        }
        let answer = theirs.post(&format!("{}/withdraw", sent.location), &[("key", "k")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_pause_is_asked_once_a_year_rests_our_messages_for_thirty_days_and_brings_help_first() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let browser = browser.speaking("en");
        assert!(!browser.get("/help").await.body.contains("not the only one"), "no warm words unasked");
        browser.post("/help/pause", &[("key", "p")]).await;
        let until: i64 = count(&app, "SELECT MAX(ends_at) FROM contact_hold WHERE debtor_id = $1", &anna.debtor).await;
        assert_eq!(until - app.now_ms(), 30 * 24 * 60 * 60 * 1000);
        let help = browser.get("/help").await.body;
        assert!(help.contains("not the only one") && help.contains("11 June"), "until 11 June");
        browser.post("/help/pause", &[("key", "q")]).await;
        let asked = "SELECT COUNT(*) FROM reply WHERE debtor_id = $1 AND kind = 'pause'";
        assert_eq!(count(&app, asked, &anna.debtor).await, 1, "once a year by oneself");
        let overview = browser.get("/overview").await.body;
        assert!(overview.contains("overview-calm"), "who asks for help gets help first");
        assert!(overview.contains("need not do anything now"));
        let case = attributes(&help, "href").into_iter().find(|href| href.starts_with("/cases/")).unwrap();
        let page = browser.get(&case).await.body;
        assert!(page.contains("Stop the pause") && page.contains("11 June"));
        browser.post(&format!("{case}/withdraw"), &[("key", "s")]).await;
        assert_eq!(count(&app, RUNNING, &anna.debtor).await, 0, "it can be stopped");
        browser.post("/help/pause", &[("key", "r")]).await;
        assert_eq!(count(&app, RUNNING, &anna.debtor).await, 0, "a stopped pause was one");
        let mut tx = app.db.begin().await.unwrap();
        sqlx::query("UPDATE reply SET created_at = created_at - 31536000001").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        browser.post("/help/pause", &[("key", "t")]).await;
        assert_eq!(count(&app, asked, &anna.debtor).await, 2, "a year later there is another");
        assert_eq!(browser.post("/help/nonsense", &[("key", "c")]).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_was_typed_with_files_is_given_back_after_a_new_sign_in() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        browser.post("/sign-out", &[]).await;
        let fields = filled("d", anna.late.as_str(), "other");
        let late = browser.post_files("/tell/dispute", &fields, &[("bon.jpg", photo())]).await;
        assert!(late.location.starts_with("/sign-in"), "{}", late.location);
        let again = Browser::of(&app, &anna.debtor).await;
        let draft = again.get("/resume?to=/overview").await;
        assert!(draft.body.contains("Ik heb dit teruggestuurd"), "{}", draft.status);
    }
}
