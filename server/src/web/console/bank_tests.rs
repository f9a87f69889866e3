//! The pages about payments without a file, through the real router, on both engines.

use super::tests::{agent, call, count, text};
use crate::bank::import::import;
use crate::db::bank_entry;
use crate::testing::{databases, sample};
use axum::http::StatusCode;
use effen::bank::EntryState;

const STATEMENT: &str = ":20:S\n:25:NL91ABNA0417164300\n:28C:1\n:60F:C260511EUR10,00\n\
    :61:260512C120,00NTRFNONREF//B1\n:86:/IBAN/NL02ABNA0123456789/NAME/Anna de <Vries>/REMI/boeken 2026-ANNA-002\n\
    :61:260512C3,00NTRFNONREF//B2\n:86:onbekend\n:62F:C260512EUR133,00\n-\n";

#[tokio::test]
async fn an_agent_confirms_a_proposal_once_and_sets_the_other_aside_with_a_note() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let one = sample::sample_debtor(&test.db, "Anna").await.unwrap();
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), STATEMENT).unwrap();
        import(&test.db, sample::now(), &[file.path().to_owned()], false).await.unwrap();
        let cookie = agent(&app).await;

        let list = text(call(&app, &cookie, "/console/payments", None).await).await;
        assert!(list.contains("onbekend") && list.contains("123,00"), "both are there, with their sum");
        assert!(list.contains("Anna de &lt;Vries&gt;"), "what a payer writes is no markup");
        let proposed = bank_entry::list_in(&app.db, &[EntryState::Proposed], 9).await.unwrap().remove(0);
        let page = format!("/console/payments/{}", proposed.id);
        let shown = text(call(&app, &cookie, &page, None).await).await;
        assert!(
            shown.contains("het factuurnummer staat erin") && shown.contains("het bedrag klopt precies"),
            "and why"
        );
        assert!(!shown.contains("checked"), "nothing is chosen beforehand");

        let none = call(&app, &cookie, &format!("{page}/book"), Some("key=k0")).await;
        assert_eq!(none.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let form = format!("key=k1&claim={}", one.late);
        for _ in 0..2 {
            let done = call(&app, &cookie, &format!("{page}/book"), Some(&form)).await;
            assert_eq!(done.status(), StatusCode::SEE_OTHER);
        }
        let other_key = format!("key=k2&claim={}", one.late);
        let late = call(&app, &cookie, &format!("{page}/book"), Some(&other_key)).await;
        assert_eq!(late.status(), StatusCode::UNPROCESSABLE_ENTITY, "somebody was quicker: the page says so");
        assert!(text(late).await.contains(&one.reference), "and shows where it is booked");
        assert_eq!(count(&app.db, "bank_entry_booked").await, 1);
        let file = text(call(&app, &cookie, &format!("/console/debtor/{}", one.debtor), None).await).await;
        assert!(file.contains("Betaling ontvangen"), "the file shows it");

        assert!(text(call(&app, &cookie, &page, None).await).await.contains("Maak de boeking ongedaan"));
        for _ in 0..2 {
            let undone = call(&app, &cookie, &format!("{page}/undo"), Some("key=u1")).await;
            assert_eq!(undone.status(), StatusCode::SEE_OTHER);
        }
        let again = call(&app, &cookie, &format!("{page}/undo"), Some("key=u2")).await;
        assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY, "it is booked nowhere now");
        assert_eq!(count(&app.db, "bank_entry_undone").await, 1);
        let invoice = format!("/invoice/{}", one.late);
        let debtor = sample::sign_in(&app, &one.debtor, "letter_code", None).await.unwrap();
        let told = text(call(&app, &debtor, &invoice, None).await).await;
        assert!(told.contains("hebben dat hersteld"), "the debtor reads what happened");
        let paid = text(call(&app, &debtor, "/payments", None).await).await;
        assert!(!paid.contains("120,00"), "and somebody else's payment is not among theirs");

        let unmatched = bank_entry::list_in(&app.db, &[EntryState::Unmatched], 9).await.unwrap();
        let unmatched = unmatched.into_iter().find(|entry| entry.id != proposed.id).unwrap();
        let page = format!("/console/payments/{}", unmatched.id);
        let empty = call(&app, &cookie, &format!("{page}/aside"), Some("key=k3&note=+")).await;
        assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let aside = call(&app, &cookie, &format!("{page}/aside"), Some("key=k3&note=Navraag+bij+de+bank")).await;
        assert_eq!(aside.status(), StatusCode::SEE_OTHER);
        assert!(text(call(&app, &cookie, &page, None).await).await.contains("Navraag bij de bank"));
        assert_eq!(
            call(&app, &cookie, &format!("{page}/reopen"), Some("key=k4")).await.status(),
            StatusCode::SEE_OTHER
        );
        let search = text(call(&app, &cookie, &format!("{page}?q=Anna"), None).await).await;
        assert!(search.contains("2026-ANNA-001"), "any other file can be picked");
        assert_eq!((count(&app.db, "bank_entry_set_aside").await, count(&app.db, "bank_entry_reopened").await), (1, 1));
    }
}

#[tokio::test]
async fn the_pages_are_for_agents_only() {
    for test in databases().await {
        let app = sample::app(&test.db).await;
        let one = sample::sample_debtor(&test.db, "Anna").await.unwrap();
        let debtor = sample::sign_in(&app, &one.debtor, "letter_code", None).await.unwrap();
        for (path, form) in [
            ("/console/payments", None),
            ("/console/payments/x", None),
            ("/console/payments/x/book", Some("key=k&claim=c")),
        ] {
            assert_eq!(call(&app, &debtor, path, form).await.status(), StatusCode::SEE_OTHER, "{path}");
        }
        let cookie = agent(&app).await;
        assert_eq!(call(&app, &cookie, "/console/payments/x", None).await.status(), StatusCode::NOT_FOUND);
    }
}
