//! Agents see who helps, register an administrator, end an access, and make a plan of a proposal with the debtor's word.

use super::tests::{call, count, lasting, text};
use crate::db::access;
use crate::web::helping::tests::world::{self, field, helper, link_to, worlds};
use axum::http::StatusCode;

const REGISTERED: &str = "kind=administrator&name=Els+Brug&organisation=De+Brug&email=els%40help.example&scope=see\
                          &scope=talk&ends_on=2027-05-12";

#[tokio::test]
async fn an_administrator_is_registered_with_a_note_and_the_debtor_is_told() {
    for world in worlds().await {
        let (app, cookie) = (&world.anna.app, lasting(&world.anna.app).await);
        let page = format!("/console/debtor/{}/helpers", world.sample.debtor);
        let without = call(app, &cookie, &page, Some(&format!("key=1&{REGISTERED}&note="))).await;
        assert_eq!(without.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let body = text(without).await;
        assert!(body.contains("href=\"#note\"") && body.contains("els@help.example"), "typed stays");
        let trusted = format!("key=1&{}&note=x", REGISTERED.replace("administrator", "trusted"));
        assert_eq!(call(app, &cookie, &page, Some(&trusted)).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let good = format!("key=2&{REGISTERED}&note=Beschikking+gezien");
        for _ in 0..2 {
            assert_eq!(call(app, &cookie, &page, Some(&good)).await.status(), StatusCode::SEE_OTHER);
        }
        let rows = access::list_of_debtor(&app.db, &world.sample.debtor).await.unwrap();
        assert_eq!(rows.len(), 1, "sent twice, registered once");
        assert_eq!((rows[0].given_by.as_str(), rows[0].note.as_str()), ("agent:a1", "Beschikking gezien"));
        assert_eq!(count(&app.db, "access_given").await, 1, "an audit row");
        let listed = text(call(app, &cookie, &page, None).await).await;
        assert!(listed.contains("Els Brug (De Brug)") && listed.contains("Beschikking gezien"));
        let file = text(call(app, &cookie, &format!("/console/debtor/{}", world.sample.debtor), None).await).await;
        assert!(file.contains("Els Brug (De Brug)") && file.contains(&page), "beside the file");
        assert!(world.anna.get("/helpers").await.body.contains("Door ons vastgelegd"), "the debtor sees who did");
        let told = "SELECT COUNT(*) FROM notice WHERE kind = 'access_changed' AND recipient = 'anna@example.com'";
        assert_eq!(world::count(&world.anna, told).await, 1);

        let els = world.anna.other_browser();
        els.post(&link_to(&world.anna, "els@help.example", 1).await, &[]).await;
        let theirs = format!("/helping/{}", rows[0].id);
        assert_eq!(els.get(&theirs).await.status, StatusCode::OK);
        let end = format!("{page}/{}", rows[0].id);
        assert_eq!(call(app, &cookie, &end, Some("key=e")).await.status(), StatusCode::SEE_OTHER);
        assert!(els.get(&theirs).await.location.starts_with("/sign-in"), "ended at once");
        assert_eq!(count(&app.db, "access_ended").await, 1);
    }
}

#[tokio::test]
async fn an_agent_makes_a_plan_of_a_proposal_when_the_debtor_agrees_and_sees_who_wrote_and_asked() {
    for world in worlds().await {
        let (app, cookie) = (&world.anna.app, lasting(&world.anna.app).await);
        let (els, id) = helper(&world, "els@help.example", &["talk", "plan", "pause"]).await;
        let path = format!("/helping/{id}/plan");
        let quote = field(&els.get(&path).await.body, "quote");
        els.post(&path, &[("key", "p"), ("quote", &quote)]).await;
        els.post(&format!("/helping/{id}/talk"), &[("id", "0190abcd-0001"), ("body", "Namens mevrouw")]).await;
        els.post(&format!("/helping/{id}/pause"), &[("key", "l"), ("kind", "longer_pause"), ("words", "Langer")]).await;

        let page = format!("/console/debtor/{}/helpers", world.sample.debtor);
        let body = text(call(app, &cookie, &page, None).await).await;
        let action = format!("action=\"{page}/proposal/");
        let proposal = body.split(&action).nth(1).unwrap().split('"').next().unwrap().to_owned();
        let decide = format!("{page}/proposal/{proposal}");
        let unsure = call(app, &cookie, &decide, Some("key=1&decision=accept")).await;
        assert_eq!(unsure.status(), StatusCode::UNPROCESSABLE_ENTITY, "only with the debtor's word");
        assert_eq!(world::count(&els, "SELECT COUNT(*) FROM plan").await, 0);
        let row: String = sqlx::query_scalar("SELECT id FROM conversation").fetch_one(app.db.read()).await.unwrap();
        let talk = text(call(app, &cookie, &format!("/console/conversation/{row}"), None).await).await;
        assert!(talk.contains("Namens mevrouw") && talk.contains("Els Brug (De Brug)"), "who writes is shown");
        let case: String = sqlx::query_scalar("SELECT id FROM reply WHERE kind = 'longer_pause'")
            .fetch_one(app.db.read())
            .await
            .unwrap();
        let case = text(call(app, &cookie, &format!("/console/case/{case}"), None).await).await;
        assert!(case.contains("Els Brug (De Brug)"), "who asked is shown");

        // The longer pause holds the claims' messages, not the amounts: the proposal still fits.
        for _ in 0..2 {
            let sure = call(app, &cookie, &decide, Some("key=2&decision=accept&sure=1")).await;
            assert_eq!(sure.status(), StatusCode::SEE_OTHER);
        }
        assert_eq!(world::count(&els, "SELECT COUNT(*) FROM plan").await, 1);
        assert_eq!(count(&app.db, "plan_agreed").await, 1);
    }
}
