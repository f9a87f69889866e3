//! Every layout offers the same, says nothing of a persona, and a change of layout is told and can be put back.

use super::*;
use effen::kinds::Persona;
use effen::people::layout::LayoutVariant;
use effen::people::treatment::Treatments;
use std::collections::BTreeSet;

/// The personas' codes, and nobody.
fn everybody() -> Vec<&'static str> {
    Persona::ALL.iter().map(|persona| persona.as_str()).chain([""]).collect()
}

/// What a page offers: links and form targets, without ids that differ from one rendering to the next.
fn offers(body: &str) -> BTreeSet<String> {
    let main = body.split("<main").nth(1).unwrap_or(body);
    let main = main.split("</main>").next().unwrap_or(main);
    let mut found: BTreeSet<String> = attributes(main, "href").into_iter().collect();
    found.extend(attributes(main, "action").into_iter().map(|action| format!("form {action}")));
    found
        .into_iter()
        .map(|text| text.split('#').next().unwrap_or_default().to_owned())
        .filter(|text| text.starts_with('/') || text.starts_with("form /"))
        .map(|text| if text.starts_with("/plan/terms/") { "/plan/terms/…".to_owned() } else { text })
        .map(|text| match text.as_str() {
            // A form that only chooses leads to the page it is sent to.
            "form /pay" => "/pay".to_owned(),
            "form /plan/terms" => "/plan/terms/…".to_owned(),
            _ => text,
        })
        .filter(|text| text != "form /overview/view")
        .collect()
}

/// What can be reached with at most one tap more. Pages of other rooms (paying, chat) are ends of the way.
async fn within_one_tap(browser: &Browser, direct: &BTreeSet<String>) -> BTreeSet<String> {
    let mut all = direct.clone();
    for path in direct {
        let ours = ["/plan", "/help", "/costs", "/documents", "/profile", "/invoice/"];
        if path != "/plan/terms/…" && ours.iter().any(|start| path.starts_with(start)) && !path.ends_with(".csv") {
            all.extend(offers(&browser.get(path).await.body));
        }
    }
    all
}

#[tokio::test]
async fn every_layout_offers_the_same_at_most_one_tap_further() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let mut reached = Vec::new();
        let mut orders = BTreeSet::new();
        for persona in everybody() {
            set_persona(&app, &anna.debtor, persona).await;
            let page = browser.get("/overview").await;
            assert_eq!(page.status, StatusCode::OK);
            let variant =
                LayoutVariant::of(Treatments::shipped().of(persona.parse().ok()).focus).as_str().replace('_', "-");
            assert!(page.body.contains(&format!("overview-{variant}")), "{persona} sees {variant}");
            let headings: Vec<&str> =
                page.body.split("<h2>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
            orders.insert(headings.join("|"));
            let direct = offers(&page.body);
            for claim in [&anna.upcoming, &anna.late, &anna.with_costs, &anna.part_paid] {
                assert!(page.body.contains(&format!("/invoice/{claim}")), "{persona}: every open claim is there");
            }
            reached.push((persona, within_one_tap(&browser, &direct).await));
        }
        assert_eq!(orders.len(), 7, "no two layouts are the same");
        let (first, rest) = reached.split_first().unwrap();
        for (persona, actions) in rest {
            let differ: Vec<_> = actions.symmetric_difference(&first.1).collect();
            assert!(differ.is_empty(), "{persona} against {}: {differ:?}", first.0);
        }
        assert!(first.1.len() > 25, "the pages do offer something: {:?}", first.1);
    }
}

/// Is `word` in `text` as a word of its own?
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The page without what islands get to fill in themselves.
fn without_props(body: &str) -> String {
    let mut parts = body.split("data-props=");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let quote = part.chars().next().unwrap_or('"');
        kept.push_str(part[1..].split_once(quote).map_or("", |(_, rest)| rest));
    }
    kept
}

#[tokio::test]
async fn no_persona_reaches_the_browser_and_every_language_is_whole() {
    let test = &crate::testing::databases().await[0];
    let (app, browser, anna, _) = two(test).await;
    let words = ["tamara", "bryan", "job", "saida", "saïda", "hendrik", "hendrik_jan", "hendrik-jan", "dennis"];
    let invoice = format!("/invoice/{}", anna.with_costs);
    let costs = format!("{invoice}/costs");
    let told = [
        ("key", "k"),
        ("arrangement", "administrator"),
        ("administrator", "De Brug"),
        ("administrator_contact", "050"),
    ];
    let case = browser.post("/tell/administrator", &told).await.location;
    let dispute = format!("/tell/dispute?claim={}", anna.upcoming);
    assert!(case.starts_with("/cases/"));
    let pages = [
        "/overview",
        &invoice,
        &costs,
        "/costs",
        "/plan",
        "/plan/budget",
        "/help",
        "/inbox",
        "/profile",
        "/documents",
        "/cases",
        &case,
        "/tell/complaint",
        &dispute,
    ];
    for persona in everybody() {
        for lang in ["nl", "en", "fr"] {
            set_persona(&app, &anna.debtor, persona).await;
            let browser = browser.speaking(lang);
            // All pages in all languages once; the others for the overview and the reasons.
            let some = if persona == "dennis" { &pages[..] } else { &["/overview", "/profile"][..] };
            for path in some {
                let page = browser.get(path).await;
                assert_eq!(page.status, StatusCode::OK, "{path} in {lang}");
                let text = page.body.to_lowercase();
                for word in words {
                    assert!(!has_word(&text, word), "{path} in {lang} for '{persona}' says '{word}'");
                }
                assert!(page.body.contains(&format!("<html lang=\"{lang}\"")), "{path} in {lang}");
                let unfilled = without_props(&page.body).split('{').skip(1).any(|rest| {
                    rest.split_once('}').is_some_and(|(name, _)| {
                        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
                    })
                });
                assert!(!unfilled, "{path} in {lang} has a place without its value");
            }
        }
    }
}

#[tokio::test]
async fn a_changed_layout_starts_at_the_next_overview_says_so_and_can_be_put_back() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        let first = browser.get("/overview").await.body;
        assert!(first.contains("overview-plain") && !first.contains("/overview/view"), "nothing changed yet");
        set_persona(&app, &anna.debtor, "dennis").await;
        let changed = browser.get("/overview").await.body;
        assert!(changed.contains("overview-timeline") && changed.contains("/overview/view"), "the change is told");
        assert!(browser.get("/overview").await.body.contains("/overview/view"), "and still there on a reload");
        let back = browser.post("/overview/view", &[("key", "a"), ("view", "back")]).await;
        assert_eq!((back.status, back.location.as_str()), (StatusCode::SEE_OTHER, "/overview"));
        let body = browser.get("/overview").await.body;
        assert!(body.contains("overview-plain") && !body.contains("/overview/view"), "put back, and quiet");
        set_persona(&app, &anna.debtor, "job").await;
        let body = browser.get("/overview").await.body;
        assert!(body.contains("overview-table") && body.contains("/overview/view"), "a further change is a new one");
        browser.post("/overview/view", &[("key", "b"), ("view", "keep")]).await;
        let body = browser.get("/overview").await.body;
        assert!(body.contains("overview-table") && !body.contains("/overview/view"));
        browser.post("/profile/view", &[("key", "c"), ("view", "neutral")]).await;
        let body = browser.get("/overview").await.body;
        assert!(body.contains("overview-plain"), "the debtor's own choice wins");
    }
}

#[tokio::test]
async fn the_overview_says_what_is_open_and_counts_what_was_paid_as_paid() {
    for test in crate::testing::databases().await {
        let (_, browser, anna, _) = two(&test).await;
        let body = browser.speaking("nl").get("/overview").await.body;
        let total = effen::money::Cents(Sample::OPEN_CENTS).format(effen::kinds::Lang::Nl);
        assert!(body.contains(&total), "the total {total} is there");
        assert!(body.contains("2 bedrijven"));
        let invoice = browser.get(&format!("/invoice/{}", anna.settled)).await.body;
        assert!(!invoice.contains("/pay?claim="), "a paid invoice asks for nothing");
    }
}

#[tokio::test]
async fn who_says_they_cannot_pay_gets_help_first_at_the_next_overview() {
    for test in crate::testing::databases().await {
        let (app, browser, anna, _) = two(&test).await;
        browser.get("/overview").await;
        let told = browser.post("/profile/answer", &[("key", "k"), ("answer", "answer_cannot_pay")]).await;
        assert_eq!(told.location, "/overview");
        assert!(browser.get("/overview").await.body.contains("overview-calm"));
        let noted = "SELECT COUNT(*) FROM signal WHERE debtor_id = $1 AND kind = 'answer_cannot_pay'";
        assert_eq!(count(&app, noted, &anna.debtor).await, 1);
        let forged = browser.post("/profile/answer", &[("key", "k"), ("answer", "paid_everything")]).await;
        assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY, "only answers can be told");
    }
}
