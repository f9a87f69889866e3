//! One browser, two files: a page that was opened for one of them does nothing to the other.

use super::*;

/// The fields of a form besides its key.
type Fields = &'static [(&'static str, &'static str)];

/// Where forms stand, what they are sent to, and with what.
const FORMS: &[(&str, &str, Fields)] = &[
    ("/help", "/help/help", &[]),
    ("/profile", "/profile/contact", &[("email", "somebody@example.com"), ("phone", "")]),
    ("/overview", "/overview/view", &[("view", "back")]),
    ("/plan/budget", "/plan/budget", &[("income", "1900"), ("fixed", "900"), ("adults", "1"), ("children", "0")]),
    ("/tell/moved", "/tell/moved", &[("street", "Dorpsweg 3"), ("postal_code", "9712 CP"), ("city", "Groningen")]),
];
const CHANGED: &str = "SELECT version FROM debtor WHERE id = $1";

#[tokio::test]
async fn a_form_from_a_page_of_another_file_changes_nothing() {
    for test in crate::testing::databases().await {
        let (app, _, own, other) = two(&test).await;
        let mine = Browser::with(&app, &own.debtor, "letter_code").await;
        let theirs = Browser::with(&app, &other.debtor, "letter_code").await;
        for (page, action, fields) in FORMS {
            let shown = mine.get(page).await.body;
            let (_, rest) = shown.split_once("name=\"key\" value=\"").unwrap_or_else(|| panic!("{page} has a key"));
            let key = rest.split_once('"').unwrap().0;
            let mut form = vec![("key", key)];
            form.extend_from_slice(fields);
            let before = count(&app, CHANGED, &other.debtor).await;
            let refused = theirs.speaking("en").post(action, &form).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{action}");
            assert!(refused.body.contains("belonged to another file"), "{action}");
            assert_eq!(count(&app, CHANGED, &other.debtor).await, before, "{action}");
            assert_ne!(mine.post(action, &form).await.status, StatusCode::CONFLICT, "{action} from its own page");
        }
    }
}
