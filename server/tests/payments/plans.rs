//! A plan from the budget check to its end, through the real pages, the real bank and the daily run.

use crate::site::Site;
use effen::bank::EntryState;
use effen::dates::{add_days, add_months};
use effen::money::Cents;
use effen_server::bank::book::book_on_claim;
use effen_server::daily;
use effen_server::db::bank_entry;
use effen_server::db::overview;
use effen_server::db::running_plan::PlanRow;
use effen_server::import::creditor_file::RecordKind;
use effen_server::import::creditor_run::{self, RecordOptions};
use effen_server::testing::databases;
use effen_server::testing::sample::Sample;
use jiff::civil::{Date, date};

/// A debtor's browser on a site.
pub struct Debtor<'a> {
    site: &'a Site,
    pub cookie: String,
}

impl<'a> Debtor<'a> {
    pub async fn of(site: &'a Site) -> Self {
        Self { site, cookie: format!("{}; effen_lang=nl", site.session("email_link", None).await) }
    }

    pub async fn get(&self, path: &str) -> String {
        let (status, _, body) = self.site.get(path, &self.cookie).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let fields: Vec<(String, String)> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let (status, location, body) = self.site.post(path, &self.cookie, &fields).await;
        assert_eq!(status, 303, "{path}: {body}");
        location
    }

    /// The value of the first hidden field of this name.
    pub fn hidden(body: &str, name: &str) -> String {
        let marker = format!("name=\"{name}\" value=\"");
        let rest = body.split(&marker).nth(1).unwrap_or_else(|| panic!("no field {name} in {body}"));
        rest.split('"').next().unwrap().to_owned()
    }

    /// The first address on a page that begins so.
    pub fn link(body: &str, start: &str) -> String {
        let marker = format!("href=\"{start}");
        let rest = body.split(&marker).nth(1).unwrap_or_else(|| panic!("no link to {start} in {body}"));
        format!("{start}{}", rest.split('"').next().unwrap().replace("&amp;", "&"))
    }

    pub async fn agree(&self, quote: &str) -> String {
        self.post("/plan/agree", &[("key", quote), ("quote", quote)]).await
    }

    /// Pays what a pay page shows, at the bank.
    pub async fn pay(&self, path: &str) {
        let page = self.get(path).await;
        // The form that pays, not the one that promises another day.
        let form = page.split("method=\"post\" action=\"/pay\"").nth(1).expect("something can be paid");
        let page = form.split("</form>").next().unwrap().to_owned();
        let mut fields = vec![("method", "ideal".to_owned())];
        for name in ["key", "plan", "extra"] {
            if page.contains(&format!("name=\"{name}\"")) {
                fields.push((name, Self::hidden(&page, name)));
            }
        }
        let parts: Vec<(String, String)> = page
            .split("name=\"part.")
            .skip(1)
            .map(|rest| {
                let (id, rest) = rest.split_once('"').unwrap();
                let value = rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
                (format!("part.{id}"), value.to_owned())
            })
            .collect();
        let mut all: Vec<(String, String)> = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        all.extend(parts);
        let (status, location, body) = self.site.post("/pay", &self.cookie, &all).await;
        assert_eq!(status, 303, "{body}");
        let bank = Self::link(&self.get(&location).await, &format!("{}/sandbox/bank/", self.site.base));
        self.site.choose(&bank, "paid").await;
        self.site.app.pay.sandbox.clone().unwrap().tick().await.unwrap();
    }

    pub async fn plan(&self) -> PlanRow {
        let app = &self.site.app;
        overview::find(&app.db, &self.site.sample.debtor, app.now_ms()).await.unwrap().plan.expect("a plan runs")
    }

    async fn last_day(&self) -> Date {
        self.plan().await.schedule.iter().map(|item| item.due_on).max().unwrap()
    }
}

pub fn total(plan: &PlanRow) -> i64 {
    plan.schedule.iter().map(|item| item.amount.0).sum()
}

/// Lets so many days pass, with the daily run on the last of them.
pub async fn days(site: &Site, days: i64) -> daily::Summary {
    site.pass(days * 86_400);
    daily::run(&site.app).await.unwrap()
}

/// Agrees to pay € 50 a week from 19 May on.
pub async fn weekly(debtor: &Debtor<'_>) -> PlanRow {
    let options = debtor.get("/plan?rhythm=weekly&first_on=2026-05-19&amount=50").await;
    let wished = options.split("Dit vroeg u").nth(1).expect("the wish is met");
    let terms = Debtor::link(wished, "/plan/terms/");
    let page = debtor.get(&terms).await;
    assert!(page.contains("50,00") && page.contains("per week"));
    assert_eq!(debtor.agree(&Debtor::hidden(&page, "quote")).await, "/plan?agreed=1");
    debtor.plan().await
}

#[tokio::test]
async fn budget_proposal_own_weekly_amount_calendar_skip_extra_missed_and_repaired() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let debtor = Debtor::of(&site).await;
        let budget = [
            ("key", "b"),
            ("income", "2000"),
            ("fixed", "1000"),
            ("living", "600"),
            ("adults", "1"),
            ("children", "0"),
        ];
        assert_eq!(debtor.post("/plan/budget", &budget).await, "/plan/budget");
        assert!(debtor.get("/plan").await.contains("Past bij uw budgetcheck"), "at most € 200 a month is proposed");

        let plan = weekly(&debtor).await;
        assert_eq!((total(&plan), plan.total), (Sample::OPEN_CENTS, Cents(Sample::OPEN_CENTS)));
        assert_eq!(plan.schedule[1].due_on, date(2026, 5, 26));
        let end = debtor.last_day().await;
        let (_, headers, ics) = site.get("/plan/calendar.ics", &debtor.cookie).await;
        assert_eq!(headers["content-type"], "text/calendar; charset=utf-8");
        assert_eq!(ics.matches("BEGIN:VEVENT").count(), plan.schedule.len());
        assert!(ics.contains("DTSTART;VALUE=DATE:20260519\r\n"));

        let skip = debtor.get("/plan/skip").await;
        assert_eq!(debtor.agree(&Debtor::hidden(&skip, "quote")).await, "/plan?changed=1");
        let skipped = debtor.plan().await;
        assert_eq!((skipped.version, total(&skipped)), (2, Sample::OPEN_CENTS));
        assert_eq!((skipped.schedule[0].due_on, debtor.last_day().await), (date(2026, 5, 26), add_days(end, 7)));
        assert!(debtor.get("/plan/skip").await.contains("al overgeslagen"), "once a year");

        days(&site, 14).await;
        let debtor = Debtor::of(&site).await;
        debtor.pay(&format!("/pay?plan={}", plan.id)).await;
        assert_eq!(debtor.plan().await.paid, Cents(5_000));

        let shown = debtor.get("/plan/extra?amount=100").await;
        let lower = shown.split("Lager bedrag").nth(1).unwrap();
        let before = debtor.plan().await;
        debtor.pay(&Debtor::link(lower, "/pay?plan=")).await;
        let after = debtor.plan().await;
        assert_eq!((after.version, after.paid, total(&after)), (3, Cents(15_000), Sample::OPEN_CENTS));
        let coming = |plan: &PlanRow| {
            plan.schedule.iter().filter(|item| item.due_on > date(2026, 5, 26)).map(|item| item.amount).max()
        };
        assert!(coming(&after) < coming(&before), "each is lower");
        assert_eq!(debtor.last_day().await, add_days(end, 7), "the end stays");

        let missed = days(&site, 8).await;
        assert_eq!((missed.missed, missed.to_agent), (1, 0));
        let debtor = Debtor::of(&site).await;
        let page = debtor.get("/plan").await;
        assert!(page.contains("id=\"repair\""));
        assert_eq!(debtor.agree(&Debtor::hidden(&page, "quote")).await, "/plan?changed=1");
        let repaired = debtor.plan().await;
        assert_eq!((repaired.version, total(&repaired)), (4, Sample::OPEN_CENTS));
        assert_eq!(debtor.last_day().await, add_days(end, 14));
        let page = debtor.get("/plan").await;
        assert!(!page.contains("id=\"repair\""));
        let agreement = debtor.get("/plan/agreement").await;
        assert!(agreement.contains("versie 4") && agreement.contains("één keer overgeslagen"), "the history is kept");
        let kinds = site.signals().await;
        for kind in
            ["plan_agreed", "instalment_skipped", "instalment_kept", "extra_paid", "instalment_missed", "plan_repaired"]
        {
            assert_eq!(kinds.iter().filter(|found| *found == kind).count(), 1, "{kind} in {kinds:?}");
        }
    }
}

pub async fn agent(site: &Site) -> String {
    let mut tx = site.app.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO agent (id, email, name, password_hash, role, created_at)
         VALUES ('a1', 'noor@effen.example', 'Noor', '', 'agent', 0) ON CONFLICT DO NOTHING",
    )
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let token = effen_server::new_id::token();
    let new = effen_server::db::session::NewSession {
        token_hash: &effen_server::new_id::token_hash(&token),
        debtor_id: None,
        agent_id: Some("a1"),
        assurance: "password",
        claim_id: None,
        notice_id: None,
        device: "desktop",
        browser: "",
        now: site.app.now_ms(),
        ends_at: site.app.now_ms() + 3_600_000,
    };
    effen_server::db::session::create(&site.app.db, &new).await.unwrap();
    format!("effen-agent={token}; effen_lang=nl")
}

async fn decide(site: &Site, cookie: &str, decision: &str) -> String {
    let (_, _, page) = site.get("/console/plans", cookie).await;
    let plan = Debtor::link(&page.replace("action=\"/console/plans/", "href=\"/console/plans/"), "/console/plans/");
    let fields: Vec<(String, String)> = [
        ("decision", decision.to_owned()),
        ("version", Debtor::hidden(&page, "version")),
        ("paid", Debtor::hidden(&page, "paid")),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    let (status, location, body) = site.post(&plan, cookie, &fields).await;
    assert_eq!(status, 303, "{body}");
    let (_, again, _) = site.post(&plan, cookie, &fields).await;
    assert_eq!(again, "/console/plans?done=stale", "a second tap decides nothing");
    location
}

#[tokio::test]
async fn two_missed_in_a_row_come_to_an_agent_who_decides_and_break_nothing_by_themselves() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let debtor = Debtor::of(&site).await;
        let plan = weekly(&debtor).await;
        assert_eq!(days(&site, 8).await.to_agent, 0);
        let done = days(&site, 7).await;
        assert_eq!((done.missed, done.to_agent), (1, 1));
        let debtor = Debtor::of(&site).await;
        let page = debtor.get("/plan").await;
        assert!(
            page.contains("Een medewerker kijkt ernaar") && page.contains("/pay?plan="),
            "told, and how to repair it"
        );
        assert!(!page.contains("name=\"quote\""), "moving it is the agent's now");
        let told = site.count("SELECT COUNT(*) FROM notice WHERE debtor_id = $1 AND kind = 'plan_missed'").await;
        assert_eq!(told, 1);

        let cookie = agent(&site).await;
        let (_, _, list) = site.get("/console/plans", &cookie).await;
        assert!(list.contains("Anna de Vries") && list.contains("100,00"), "{list}");
        assert_eq!(decide(&site, &cookie, "continue").await, "/console/plans?done=continued");
        let goes_on = debtor.plan().await;
        assert_eq!((goes_on.id.clone(), goes_on.version, total(&goes_on)), (plan.id.clone(), 2, Sample::OPEN_CENTS));
        assert!(goes_on.review_at.is_none());
        assert!(debtor.get("/plan/agreement").await.contains("door een medewerker"));

        assert_eq!(days(&site, 20).await.to_agent, 1, "again two");
        let cookie = agent(&site).await;
        assert_eq!(decide(&site, &cookie, "stop").await, "/console/plans?done=stopped");
        let debtor = Debtor::of(&site).await;
        let page = debtor.get("/plan").await;
        assert!(
            page.contains("door een medewerker gestopt") && page.contains("/plan/terms/"),
            "the reason and a way on"
        );
        let stopped = site.count("SELECT COUNT(*) FROM notice WHERE debtor_id = $1 AND kind = 'plan_stopped'").await;
        assert_eq!(stopped, 1);
        assert_eq!(site.signals().await.iter().filter(|kind| *kind == "plan_broken").count(), 1);
    }
}

#[tokio::test]
async fn a_debtor_repairs_two_missed_by_paying_and_the_plan_leaves_the_agents_list() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let debtor = Debtor::of(&site).await;
        let plan = weekly(&debtor).await;
        days(&site, 15).await;
        let debtor = Debtor::of(&site).await;
        assert!(debtor.plan().await.review_at.is_some());
        debtor.pay(&format!("/pay?plan={}", plan.id)).await;
        let repaired = debtor.plan().await;
        assert_eq!((repaired.paid, repaired.review_at), (Cents(10_000), None));
        let (_, _, list) = site.get("/console/plans", &agent(&site).await).await;
        assert!(list.contains("Er wacht geen regeling"));
        assert!(site.signals().await.contains(&"plan_repaired".to_owned()));
    }
}

#[tokio::test]
async fn what_was_paid_stays_when_days_and_amount_change_and_an_old_quote_no_longer_holds() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let debtor = Debtor::of(&site).await;
        let plan = weekly(&debtor).await;
        let early = debtor.get("/plan/skip").await;
        debtor.pay(&format!("/pay?plan={}", plan.id)).await;
        let stale = Debtor::hidden(&early, "quote");
        let fields = [("key".to_owned(), "s".to_owned()), ("quote".to_owned(), stale)];
        let (status, _, _) = site.post("/plan/agree", &debtor.cookie, &fields).await;
        assert_eq!(status, 409, "a payment came in between");
        let options = debtor.get("/plan/change?rhythm=monthly&payday=31&amount=75").await;
        let wished = options.split("Dit vroeg u").nth(1).expect("the wish is met");
        let terms = debtor.get(&Debtor::link(wished, "/plan/terms/")).await;
        assert_eq!(debtor.agree(&Debtor::hidden(&terms, "quote")).await, "/plan?changed=1");
        let changed = debtor.plan().await;
        assert_eq!((changed.paid, total(&changed)), (Cents(5_000), Sample::OPEN_CENTS));
        assert_eq!((changed.schedule[0].due_on, changed.schedule[0].amount), (date(2026, 5, 19), Cents(5_000)));
        assert_eq!(changed.schedule[1].due_on, date(2026, 6, 1), "a day above 28 becomes the 1st");
        assert!(
            debtor.last_day().await < add_months(changed.begun_on, 12),
            "within the longest term, from its beginning"
        );
    }
}

#[tokio::test]
async fn the_first_instalment_may_be_paid_at_once_and_all_that_is_left_as_well() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let debtor = Debtor::of(&site).await;
        let options = debtor.get("/plan?start=now&amount=100").await;
        let terms = debtor.get(&Debtor::link(options.split("Dit vroeg u").nth(1).unwrap(), "/plan/terms/")).await;
        let pay = debtor.agree(&Debtor::hidden(&terms, "quote")).await;
        assert!(pay.starts_with("/pay?plan="), "who pays the first one now goes on to pay it: {pay}");
        debtor.pay(&pay).await;
        assert_eq!(debtor.plan().await.paid, Cents(10_000));
        let rest = (Sample::OPEN_CENTS - 10_000) as f64 / 100.0;
        let shown = debtor.get(&format!("/plan/extra?amount={rest:.2}").replace('.', ",")).await;
        debtor.pay(&Debtor::link(&shown, "/pay?plan=")).await;
        assert!(debtor.get("/plan").await.contains("staat niets open"));
        assert!(site.signals().await.contains(&"plan_completed".to_owned()));
    }
}

#[tokio::test]
async fn an_extra_payment_that_the_bank_takes_back_stands_at_the_end_again_and_makes_nobody_late() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let debtor = Debtor::of(&site).await;
        weekly(&debtor).await;
        let end = debtor.last_day().await;
        let shown = debtor.get("/plan/extra?amount=100").await;
        let shorter = shown.split("Eerder klaar").nth(1).unwrap();
        debtor.pay(&Debtor::link(shorter, "/pay?plan=")).await;
        assert_eq!(debtor.last_day().await, add_days(end, -14), "two instalments of € 50 fell away");
        let id: String = sqlx::query_scalar("SELECT provider_id FROM payment WHERE debtor_id = $1")
            .bind(site.sample.debtor.as_str())
            .fetch_one(site.app.db.read())
            .await
            .unwrap();
        let sandbox = site.app.pay.sandbox.clone().unwrap();
        assert!(sandbox.charge_back(&id).await.unwrap());
        for _ in 0..2 {
            assert_eq!(site.hook(&id).await, 200, "however often it is told");
        }
        let plan = debtor.plan().await;
        assert_eq!((plan.version, plan.paid, total(&plan)), (3, Cents::ZERO, Sample::OPEN_CENTS));
        assert!(debtor.last_day().await >= end);
        let today = effen::plan::progress(&plan.schedule, plan.paid, add_days(site.app.today(), 1));
        assert_eq!(today.missed, Cents::ZERO);
        assert!(debtor.get("/plan/agreement").await.contains("ging terug naar uw bank"));
    }
}

/// What somebody paid straight to a creditor, as its list of payments says.
async fn received(site: &Site, reference: &str, number: &str, amount: &str) {
    let file = tempfile::NamedTempFile::new().unwrap();
    let text = format!("payment_number,number,received_on,amount\n{reference},{number},2026-05-12,{amount}\n");
    std::fs::write(file.path(), text).unwrap();
    let options = RecordOptions {
        path: file.path().to_owned(),
        kind: RecordKind::Received,
        creditor: Some("waterland-energie-anna".to_owned()),
        rejects: None,
        dry_run: false,
        history: false,
    };
    let bar = indicatif::ProgressBar::hidden();
    let (summary, rejects) = creditor_run::run(&site.app.db, site.app.now(), &options, &bar).await.unwrap();
    assert_eq!((summary.booked, rejects), (1, None));
}

#[tokio::test]
async fn what_came_in_on_our_bank_account_or_at_the_creditor_keeps_the_instalments_of_a_plan() {
    for test in databases().await {
        let site = Site::new(&test).await;
        let debtor = Debtor::of(&site).await;
        let plan = weekly(&debtor).await;
        // € 50 at the creditor, after it was agreed: the first instalment.
        site.pass(60);
        received(&site, "R1", "2026-ANNA-003", "50.00").await;
        assert_eq!(debtor.plan().await.paid, Cents(5_000));
        let kept = |signals: Vec<String>| signals.iter().filter(|kind| *kind == "instalment_kept").count();
        assert_eq!(kept(site.signals().await), 1);
        // € 50 on our own account: the second.
        let file = tempfile::NamedTempFile::new().unwrap();
        let statement = ":20:S\n:25:NL91ABNA0417164300\n:28C:1\n:60F:C260511EUR0,00\n:61:260512C50,00NTRFNONREF//B1\n\
                         :86:transfer\n:62F:C260512EUR50,00\n-\n";
        std::fs::write(file.path(), statement).unwrap();
        let (db, now) = (&site.app.db, site.app.now());
        effen_server::bank::import::import(db, now, &[file.path().to_owned()], false).await.unwrap();
        let entry = bank_entry::list_in(db, &[EntryState::Unmatched], 1).await.unwrap().remove(0);
        book_on_claim(db, now, &entry.id, &site.sample.with_costs, "agent:a").await.unwrap();
        assert_eq!(debtor.plan().await.paid, Cents(10_000));
        assert_eq!(kept(site.signals().await), 2);
        let late = days(&site, 8).await;
        assert_eq!(debtor.plan().await.paid, Cents(10_000), "{late:?}");
        assert!(!site.signals().await.contains(&"instalment_missed".to_owned()), "nothing is missed: it was paid");
        assert_eq!(debtor.plan().await.schedule, plan.schedule);
    }
}
