//! Replies hold our messages, are written once, and can be taken back.

use super::*;

const RUNNING: &str = "SELECT COUNT(*) FROM contact_hold WHERE debtor_id = $1 AND released_at IS NULL";

#[tokio::test]
async fn each_reply_holds_our_messages_until_it_is_taken_back() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let browser = browser.speaking("en");
        let path = format!("/invoice/{}", anna.late);
        for (at, kind) in ["already_paid", "not_me", "moved", "deceased", "administrator", "dispute"].iter().enumerate()
        {
            let fields = [("key", format!("key-{at}")), ("kind", (*kind).to_owned()), ("body", "Too much".to_owned())];
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = browser.post(&format!("{path}/reply"), &fields).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{kind}");
            let done = browser.get(&answer.location).await;
            assert!(done.status == StatusCode::OK && done.body.contains("We have your message"), "{kind}");
            assert_eq!(count(&app, RUNNING, &anna.debtor).await, 1, "{kind} holds");
            let page = browser.get(&path).await.body;
            assert!(page.contains("status-held"), "{kind} is visible");
            assert!(!page.contains("/pay?claim="), "{kind}: nothing is asked meanwhile");
            let id = answer.location.rsplit('/').next().unwrap();
            let undo = browser.post(&format!("/reply/{id}/undo"), &[("key", id)]).await;
            assert_eq!(undo.location, path);
            assert_eq!(count(&app, RUNNING, &anna.debtor).await, 0, "{kind} is taken back");
            assert!(browser.get(&path).await.body.contains("/pay?claim="));
        }
        let signals = count(
            &app,
            "SELECT COUNT(*) FROM signal WHERE debtor_id = $1 AND (kind LIKE 'reply%' OR kind = 'dispute_opened')",
            &anna.debtor,
        )
        .await;
        assert_eq!(signals, 6);
    }
}

#[tokio::test]
async fn a_repeated_submit_shows_the_first_result_and_other_content_is_refused() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let path = format!("/invoice/{}/reply", anna.late);
        let first = browser.post(&path, &[("key", "one"), ("kind", "dispute"), ("body", "Wrong")]).await;
        let again = browser.post(&path, &[("key", "one"), ("kind", "dispute"), ("body", "Wrong")]).await;
        assert_eq!(first.location, again.location);
        let other = browser.post(&path, &[("key", "one"), ("kind", "dispute"), ("body", "Something else")]).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        let all = "SELECT COUNT(*) FROM reply WHERE debtor_id = $1";
        assert_eq!(count(&app, all, &anna.debtor).await, 1);
        assert_eq!(count(&app, RUNNING, &anna.debtor).await, 1);
    }
}

#[tokio::test]
async fn a_dispute_without_words_comes_back_with_what_is_wrong() {
    let test = &crate::testing::databases().await[0];
    let (app, browser, anna, _) = two(test).await;
    let path = format!("/invoice/{}/reply", anna.late);
    let empty = browser.post(&path, &[("key", "k"), ("kind", "dispute"), ("body", "  ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("error-summary") && empty.body.contains("href=\"#body\""));
    let long = format!("</textarea><script>x</script>{}", "a".repeat(2_100));
    let answer = browser.post(&path, &[("key", "k"), ("kind", "dispute"), ("body", &long)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("&lt;/textarea&gt;&lt;script&gt;"), "what was typed stays, as text");
    assert!(!answer.body.contains("<script>x"));
    assert_eq!(count(&app, "SELECT COUNT(*) FROM reply WHERE debtor_id = $1", &anna.debtor).await, 0);
}

#[tokio::test]
async fn a_pause_is_asked_once_rests_our_messages_for_thirty_days_and_brings_help_first() {
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
        assert_eq!(count(&app, asked, &anna.debtor).await, 1, "once by oneself");
        let overview = browser.get("/overview").await.body;
        assert!(overview.contains("overview-calm"), "who asks for help gets help first");
        assert!(overview.contains("need not do anything now"));
        let complaint = browser.post("/help/complaint", &[("key", "c"), ("body", "")]).await;
        assert_eq!(complaint.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post("/help/nonsense", &[("key", "c")]).await.status, StatusCode::NOT_FOUND);
    }
}
