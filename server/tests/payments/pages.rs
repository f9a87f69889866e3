//! Paying in the browser, on plain pages.

use crate::site::Site;
use effen_server::app::App;
use effen_server::config::Config;
use effen_server::pay::start::start_payment;
use effen_server::testing::databases;
use effen_server::testing::sample::{Sample, sample_debtor};

/// The hidden fields of a page's form for paying, with a way to pay.
fn fields(page: &str, method: &str) -> Vec<(String, String)> {
    let form = page.split("<form").find(|part| part.contains("method=\"post\" action=\"/pay\"")).expect("a form");
    let form = form.split("</form>").next().unwrap();
    let value = |tag: &str, name: &str| {
        let rest = tag.split_once(&format!("{name}=\""))?.1;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let hidden = form.split("<input").filter(|tag| tag.contains("type=\"hidden\""));
    let mut fields: Vec<_> = hidden.map(|tag| (value(tag, "name").unwrap(), value(tag, "value").unwrap())).collect();
    fields.push(("method".to_owned(), method.to_owned()));
    fields
}

#[tokio::test]
async fn a_debtor_pays_on_plain_pages_and_the_status_shows_nothing_else_to_others() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let me = site.session("letter_code", None).await;
        let (status, _, page) = site.get("/pay", &me).await;
        assert_eq!(status, 200);
        // Everything that asks for payment: € 84.20 + 120.00 + 310.55 + 45.00.
        assert!(page.contains("Betaal €\u{a0}559,75"), "{page}");
        assert!(page.contains("Waterland Energie") && page.contains("Boekhandel De Linde"));
        let form = fields(&page, "ideal");
        let (status, to, _) = site.post("/pay", &me, &form).await;
        assert_eq!(status, 303);
        assert_eq!(site.post("/pay", &me, &form).await.1, to, "pressed twice, paid once");
        let (status, headers, page) = site.get(&to, &me).await;
        let bank = headers["refresh"].to_str().unwrap().strip_prefix("0;url=").unwrap().to_owned();
        assert_eq!(status, 200);
        assert!(page.contains(&format!("href=\"{bank}\"")), "the link stands there as well");

        let back = site.choose(&bank, "paid").await;
        let path = back.strip_prefix(&site.base).unwrap();
        site.pass(2);
        for cookie in [me.as_str(), ""] {
            let (status, _, page) = site.get(path, cookie).await;
            assert_eq!(status, 200);
            assert!(page.contains("Uw betaling is gelukt") && page.contains("559,75"), "{page}");
            for secret in ["Waterland", "Boekhandel", "Anna", "EF-ANNA", "2026-ANNA"] {
                assert!(!page.contains(secret) || !cookie.is_empty(), "{secret} in {page}");
            }
            // What was paid is told to the cent, to the payer alone.
            let told = "Hiervan gaat naar: kosten €\u{a0}48,40, rente €\u{a0}2,15, de rekening zelf €\u{a0}260,00.";
            assert_eq!(page.contains(told), !cookie.is_empty(), "{page}");
        }
        let (_, headers, _) = site.get(&to, "").await;
        assert_eq!(headers["location"], path, "nobody else is sent on to the bank");
        assert_eq!(site.standing("bank").await, Sample::OPEN_CENTS);
        assert!(site.signals().await.contains(&"paid_everything".to_owned()));
        let (_, _, page) = site.get("/pay", &me).await;
        assert!(page.contains("Er is nu niets dat u kunt betalen."));
    }
}

#[tokio::test]
async fn another_choice_shows_its_split_first_and_a_wrong_amount_is_said_beside_what_was_typed() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let me = site.session("email_link", None).await;
        let (late, costs) = (&site.sample.late, &site.sample.with_costs);
        let path = format!("/pay?chosen=1&claim={late}&claim={costs}&amount.{late}=12,50&amount.{costs}=");
        let (status, _, page) = site.get(&path, &me).await;
        assert_eq!(status, 200);
        assert!(page.contains("€\u{a0}12,50") && page.contains("van €\u{a0}120,00"), "{page}");
        assert!(page.contains("Betaal €\u{a0}323,05"), "a part of one, the whole of the other");
        let mut form = fields(&page, "ideal");

        for (typed, said) in
            [("500", "nog €\u{a0}120,00 open"), ("tien", "Vul een bedrag in"), ("0", "Vul een bedrag in")]
        {
            let (status, _, page) = site.get(&format!("/pay?chosen=1&claim={late}&amount.{late}={typed}"), &me).await;
            assert_eq!(status, 422);
            assert!(page.contains(said) && page.contains(&format!("value=\"{typed}\"")), "{page}");
            assert!(
                !page.contains("action=\"/pay\" method=\"post\"") && !page.contains("method=\"post\" action=\"/pay\"")
            );
        }
        let (status, _, page) = site.get("/pay?chosen=1", &me).await;
        assert!(status == 422 && page.contains("Kies ten minste één rekening."));

        form.retain(|(name, _)| name != "method");
        let (status, _, page) = site.post("/pay", &me, &form).await;
        assert!(status == 422 && page.contains("Kies hoe u wilt betalen.") && page.contains("323,05"), "{page}");
        let stranger = sample_debtor(&test.db, "Bas").await.unwrap();
        let foreign = [("key", "k"), ("method", "ideal"), (&format!("part.{}", stranger.late), "100")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(site.post("/pay", &me, &foreign).await.0, 422);
        assert_eq!(site.count("SELECT COUNT(*) FROM payment WHERE debtor_id = $1").await, 0);
    }
}

#[tokio::test]
async fn a_pay_link_opens_its_own_claim_on_one_screen_and_nothing_else() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let link = site.session("pay_link", Some(&site.sample.late)).await;
        let (status, _, page) = site.get("/pay", &link).await;
        assert_eq!(status, 200);
        assert!(page.contains("Boekhandel De Linde") && page.contains("Betaal €\u{a0}120,00"), "{page}");
        for secret in ["Waterland", "Anna", "EF-ANNA", "2026-ANNA", "310,55", "Bestelling"] {
            assert!(!page.contains(secret), "{secret} in {page}");
        }
        let mut form = fields(&page, "ideal");
        let own = form.clone();
        form.retain(|(name, _)| !name.starts_with("part."));
        form.push((format!("part.{}", site.sample.upcoming), "8420".to_owned()));
        let (status, _, _) = site.post("/pay", &link, &form).await;
        assert_eq!(status, 422, "another claim of the same debtor");
        let (status, to, _) = site.post("/pay", &link, &own).await;
        assert_eq!(status, 303);
        assert!(site.get(&to, &link).await.1.contains_key("refresh"), "two taps to the bank");
    }
}

#[tokio::test]
async fn the_page_of_a_transfer_shows_where_to_send_it_to_its_payer_only() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let me = site.session("letter_code", None).await;
        let (_, _, page) = site.get("/pay?method=transfer", &me).await;
        let (status, to, _) = site.post("/pay", &me, &fields(&page, "transfer")).await;
        assert_eq!(status, 303);
        let (_, _, page) = site.get(&to, &me).await;
        for shown in ["Stichting Testbank Effen", "NL13 TEST 0123 4567 89", "data:image/svg+xml;base64,", "RF"] {
            assert!(page.contains(shown), "{shown} not in {page}");
        }
        let (_, _, page) = site.get(&to, "").await;
        assert!(!page.contains("TEST 0123") && !page.contains("data:image/svg") && page.contains("559,75"));
    }
}

#[tokio::test]
async fn when_the_bank_is_out_of_reach_the_page_says_what_is_kept_and_tries_again() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let config = Config { listen: "127.0.0.1:1".parse().unwrap(), ..site.app.config.clone() };
        let down = App::new(config, test.db.clone(), site.clock.clone()).await.unwrap();
        let order = site.order("k1", &[(&site.sample.late, 12_000)]);
        let started = start_payment(&down, order).await.unwrap().unwrap();
        let path = format!("/payment/{}", started.status_token);
        let (status, _, page) = site.get(&path, "").await;
        assert_eq!(status, 200);
        assert!(page.contains("Wat u koos is bewaard") && page.contains("Probeer opnieuw"), "{page}");
        let (status, to, _) = site.post(&format!("{path}/retry"), "", &[]).await;
        assert_eq!((status, to), (303, format!("{path}/go")));
        let (_, _, page) = site.get(&path, "").await;
        assert!(page.contains("Uw betaling is nog niet klaar"));
    }
}

#[tokio::test]
async fn one_amount_is_divided_by_the_debtors_own_order_and_shown_to_the_cent_before_anything_is_paid() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let me = site.session("email_link", None).await;
        let (late, costs) = (&site.sample.late, &site.sample.with_costs);
        let ask = async |sum: &str, first: &str| {
            let path = format!("/pay?chosen=1&claim={late}&claim={costs}&sum={sum}&first={first}");
            let (status, _, page) = site.get(&path, &me).await;
            (status, page)
        };
        let (status, page) = ask("150", late.as_str()).await;
        assert!(status == 200 && page.contains("Betaal €\u{a0}150,00"), "{page}");
        assert!(
            page.contains("Hiervan gaat naar: kosten €\u{a0}30,00. Daarna staat nog €\u{a0}280,55 open."),
            "{page}"
        );
        assert!(page.contains("artikel 6:44 BW"), "the rule is named");
        let (_, page) = ask("60", "").await;
        let oldest = "kosten €\u{a0}48,40, rente €\u{a0}2,15, de rekening zelf €\u{a0}9,45. Daarna staat nog €\u{a0}250,55 open.";
        assert!(page.contains(oldest), "the oldest first: {page}");
        let form = fields(&page, "ideal");
        let (_, to, _) = site.post("/pay", &me, &form).await;
        let (_, headers, _) = site.get(&to, &me).await;
        let bank = headers["refresh"].to_str().unwrap().strip_prefix("0;url=").unwrap().to_owned();
        let back = site.choose(&bank, "paid").await;
        site.pass(1);
        let (_, _, page) = site.get(back.strip_prefix(&site.base).unwrap(), &me).await;
        let told = "kosten €\u{a0}48,40, rente €\u{a0}2,15, de rekening zelf €\u{a0}9,45. Op deze rekening staat nog €\u{a0}250,55 open.";
        assert!(page.contains(told), "what was shown is what was booked: {page}");
        for (sum, said) in
            [("1000", "open. Meer hoeft u niet te betalen"), ("nul", "Vul een bedrag in"), ("0", "Vul een bedrag in")]
        {
            let (status, page) = ask(sum, "").await;
            assert!(status == 422 && page.contains(said) && page.contains(&format!("value=\"{sum}\"")), "{page}");
        }
    }
}
