//! Canned answers: put into the composer, never sent by themselves; edited with their history.

use super::tests::{call, count, lasting, text};
use crate::app::App;
use crate::testing::databases;
use crate::testing::sample::sample_debtor;
use crate::testing::site::Site;

async fn set(app: &App, sql: &'static str) {
    let mut tx = app.db.begin().await.unwrap();
    sqlx::query(sql).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_answer_comes_into_the_composer_in_language_and_tone_with_the_files_figures_and_is_not_sent() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let cookie = lasting(&site.app).await;
        let debtor = sample_debtor(&test.db, "anna").await.unwrap().debtor;
        let message = crate::chat::Incoming { id: "0190abcd-0001", body: "Dag" };
        let sent = crate::chat::send_from_debtor(&site.app, &debtor, false, message, None).await.unwrap();
        let at = |act: &str| format!("/console/conversation/{}/{act}", sent.conversation_id);
        let put = async |form: &str| {
            let answer = call(&site.app, &cookie, &at("insert"), Some(form)).await;
            (answer.status().as_u16(), text(answer).await)
        };
        let (status, page) = put("canned=open&body=Dag+Anna%2C").await;
        assert_eq!(status, 200);
        assert!(page.contains("Dag Anna,\nIn uw dossier EF-ANNA staat nu €\u{a0}559,75 open."), "{page}");
        let (status, page) = put("canned=instalment&body=Let+op").await;
        assert_eq!(status, 422);
        assert!(page.contains("next_instalment") && page.contains(">Let op</textarea>"), "said, and nothing lost");
        assert_eq!(put("canned=nothing&body=x").await.0, 422);

        // The shortcut alone in the composer, sent by the plain form.
        let typed = text(call(&site.app, &cookie, &at("send"), Some("id=0190abcd-a001&body=%2Fpause")).await).await;
        assert!(typed.contains(">Ik kan onze berichten voor u stilzetten."));
        set(&site.app, "UPDATE debtor SET persona = 'tamara' WHERE reference = 'EF-ANNA'").await;
        assert!(put("canned=pause&body=").await.1.contains(">U hoeft nu niets te beslissen."), "in the persona's tone");
        set(&site.app, "UPDATE debtor SET language = 'fr' WHERE reference = 'EF-ANNA'").await;
        assert!(put("canned=pause&body=").await.1.contains(">Vous n’avez rien à décider maintenant."));
        let row = crate::db::conversation::find(&test.db, &sent.conversation_id).await.unwrap().unwrap();
        assert_eq!(row.last_seq, 1, "nothing was sent");
    }
}

#[tokio::test]
async fn an_answer_is_edited_by_version_unknown_fields_are_refused_and_a_late_save_overwrites_nothing() {
    for test in databases().await {
        let site = Site::new(&test.db).await;
        let cookie = lasting(&site.app).await;
        let save = async |form: &str| {
            let answer = call(&site.app, &cookie, "/console/canned/edit", Some(form)).await;
            (answer.status().as_u16(), text(answer).await)
        };
        let form = "shortcut=pause&language=nl&tone=&title=Pauze&base=0&act=save&body=";
        assert_eq!(save(&format!("{form}Even+rust")).await.0, 403, "not an agent");
        set(&site.app, "UPDATE agent SET role = 'supervisor'").await;
        let (status, page) = save(&format!("{form}Dag+%7Bnaam%7D")).await;
        assert_eq!(status, 422);
        assert!(page.contains("Het veld ‘naam’ bestaat niet") && page.contains(">Dag {naam}</textarea>"), "{page}");
        assert_eq!(save(&format!("{form}Dag+%7Bname%7D")).await.0, 303);
        let (status, page) = save(&format!("{form}Iets+anders")).await;
        assert!(status == 422 && page.contains("Iemand anders") && page.contains(">Iets anders</textarea>"));
        assert_eq!(count(&test.db, "canned_answer_changed").await, 1);

        let edit = "/console/canned/edit?shortcut=pause&language=nl&tone=";
        let page = text(call(&site.app, &cookie, edit, None).await).await;
        assert!(page.contains("Geschiedenis") && page.contains("Anouk de Vries") && page.contains("Zoals meegeleverd"));
        assert!(page.contains(">Dag {name}</textarea>") && page.contains("name=\"base\" value=\"1\""), "{page}");
        let retire = "shortcut=pause&language=nl&tone=&title=&base=1&act=retire&body=";
        assert_eq!(save(retire).await.0, 303);
        let known = crate::chat::canned::list(&site.app).await.unwrap();
        let dutch: Vec<bool> = known
            .iter()
            .filter(|one| one.shortcut == "pause" && one.language == effen::kinds::Lang::Nl)
            .map(|one| one.tone.is_none())
            .collect();
        assert_eq!(dutch, [false, false], "only the one for every tone is gone");
        let mut tx = test.db.begin().await.unwrap();
        assert!(sqlx::query("DELETE FROM canned_answer").execute(&mut *tx).await.is_err(), "history stays");
    }
}
