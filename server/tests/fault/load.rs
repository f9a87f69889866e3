//! People who pay, press twice, give up, come back; and a provider that tells of it in heaps.

use crate::world::{ProviderSide, World};
use effen::ids::ClaimId;
use rand::Rng as _;
use rand::seq::SliceRandom as _;
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Payers at once.
const PAYERS: u64 = 12;
/// How often one webhook is replayed in parallel.
const REPLAYS: usize = 50;
/// How often a payer tries the same form again before giving up.
const TRIES: usize = 40;

/// A form that was sent, and what the payer saw of it.
#[derive(Debug, Clone)]
pub struct Order {
    /// Whose: an index of the world's people.
    pub person: usize,
    /// The form's key.
    pub key: String,
    /// How much.
    pub cents: i64,
    /// The token of its page, once the server had acknowledged it.
    pub token: Option<String>,
    /// The bank had said that it is paid.
    pub paid_at_bank: bool,
    /// Our own page had said that it is paid.
    pub told_paid: bool,
}

/// Pays until the time is over.
pub async fn run(world: &World, until: Instant) -> Vec<Order> {
    let payers = (0..PAYERS).map(|worker| pay_on(world, worker, until));
    let (orders, ()) = tokio::join!(futures::future::join_all(payers), tell(world, until));
    orders.into_iter().flatten().collect()
}

async fn pay_on(world: &World, worker: u64, until: Instant) -> Vec<Order> {
    let mut chance = world.chance(worker);
    let mut orders = Vec::new();
    while Instant::now() < until {
        let number = orders.len();
        orders.push(pay(world, &mut chance, format!("w{worker}-{number}"), until).await);
    }
    orders
}

/// One payment: the form (again and again with the same key until it is answered), the way to the bank, the bank, and a
/// look at our page.
async fn pay(world: &World, chance: &mut ChaCha8Rng, key: String, until: Instant) -> Order {
    let person = chance.random_range(0..world.people.len());
    let sample = &world.people[person].sample;
    let claims: [&ClaimId; 4] = [&sample.upcoming, &sample.late, &sample.with_costs, &sample.part_paid];
    let first = chance.random_range(0..claims.len());
    let count = chance.random_range(1..=2);
    let parts: BTreeMap<&ClaimId, i64> =
        (0..count).map(|step| (claims[(first + step) % claims.len()], chance.random_range(1..=90))).collect();
    let cents = parts.values().sum();
    let mut order = Order { person, key, cents, token: None, paid_at_bank: false, told_paid: false };
    let Some(token) = send_form(world, &order, &parts, until).await else { return order };
    order.token = Some(token.clone());
    // Some press the button once more, or give up here.
    if chance.random_bool(0.2) {
        send_form(world, &order, &parts, until).await;
    }
    if chance.random_bool(0.1) {
        return order;
    }
    let Some(bank) = find_bank(world, person, &token).await else { return order };
    let choice = if chance.random_bool(0.8) { "paid" } else { "canceled" };
    let done = world.client.post(bank).form(&[("choice", choice)]).send().await;
    order.paid_at_bank = choice == "paid" && done.is_ok_and(|answer| answer.status() == 303);
    if chance.random_bool(0.5) {
        order.told_paid = told_paid(world, &token).await;
    }
    order
}

async fn send_form(world: &World, order: &Order, parts: &BTreeMap<&ClaimId, i64>, until: Instant) -> Option<String> {
    let mut fields = vec![("key".to_owned(), order.key.clone()), ("method".to_owned(), "ideal".to_owned())];
    fields.extend(parts.iter().map(|(claim, cents)| (format!("part.{claim}"), cents.to_string())));
    let url = format!("{}/pay", world.server.base);
    for _ in 0..TRIES {
        let request = world.client.post(&url).header("cookie", &world.people[order.person].cookie);
        let sent = request.header("origin", &world.server.base).form(&fields).send().await;
        match sent {
            Ok(answer) if answer.status() == 303 => {
                let to = answer.headers()["location"].to_str().unwrap().to_owned();
                assert!(to.starts_with("/payment/"), "{to}");
                return to.split('/').nth(2).map(str::to_owned);
            }
            // The choice is no longer possible: somebody else has paid the claim meanwhile.
            Ok(answer) if answer.status() == 422 => return None,
            _ if Instant::now() > until => return None,
            _ => sleep(Duration::from_millis(60)).await,
        }
    }
    None
}

/// Where the bank's page is; asks the provider anew where it was not reached.
async fn find_bank(world: &World, person: usize, token: &str) -> Option<String> {
    let go = format!("{}/payment/{token}/go", world.server.base);
    for _ in 0..TRIES {
        let asked = world.client.get(&go).header("cookie", &world.people[person].cookie).send().await;
        if let Ok(answer) = asked {
            let refresh = answer.headers().get("refresh").and_then(|value| value.to_str().ok());
            if let Some(url) = refresh.and_then(|text| text.strip_prefix("0;url=")) {
                return Some(url.to_owned());
            }
            let retry = format!("{}/payment/{token}/retry", world.server.base);
            let _ = world.client.post(retry).header("origin", &world.server.base).send().await;
        }
        sleep(Duration::from_millis(60)).await;
    }
    None
}

async fn told_paid(world: &World, token: &str) -> bool {
    // The page asks the provider itself when nobody did for a moment.
    sleep(Duration::from_millis(350)).await;
    let Ok(answer) = world.client.get(format!("{}/payment/{token}", world.server.base)).send().await else {
        return false;
    };
    answer.text().await.is_ok_and(|page| page.contains("status-paid"))
}

/// The provider's webhooks: any payment, old or new, in no order, each in a heap; and forged ones among them.
async fn tell(world: &World, until: Instant) {
    let mut chance = world.chance(1_000);
    while Instant::now() < until {
        if let Some(mut payments) = world.provider_payments().await {
            payments.shuffle(&mut chance);
            for payment in payments.iter().take(4) {
                let heap = (0..REPLAYS).map(|_| world.webhook(&payment.id));
                futures::future::join_all(heap).await;
            }
        }
        let forged = format!("tr_{}", chance.random_range(0..u64::MAX));
        world.forged.fetch_add(1, Ordering::Relaxed);
        world.webhook(&forged).await;
        sleep(Duration::from_millis(150)).await;
    }
}

/// After the chaos: the provider tells of everything once more, backwards, until nothing is left to tell.
pub async fn settle(world: &World) {
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let all: Vec<ProviderSide> = world.provider_payments().await.expect("there is peace");
        let mut unanswered = 0;
        for payment in all.iter().rev() {
            unanswered += usize::from(world.webhook(&payment.id).await != Some(200));
        }
        if unanswered == 0 {
            return;
        }
        assert!(Instant::now() < until, "{unanswered} webhooks are not answered:\n{}", world.server.log());
        sleep(Duration::from_millis(200)).await;
    }
}
