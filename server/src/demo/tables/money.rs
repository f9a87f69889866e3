//! Claims, what was paid and booked on them, and what was sent about them.

use super::super::people::CREDITORS;
use super::super::words;
use super::super::world::World;
use super::{CLAIM, CUSTOMER, LINE, NOTICE, PART, PAYMENT, POSTING, Tables};
use crate::new_id;
use effen::kinds::Channel;
use jiff::Timestamp;

impl Tables {
    pub(super) fn claims(&mut self, world: &World, id: &str, creditors: &[String]) {
        let mut customers: Vec<usize> = world.claims.iter().map(|claim| claim.creditor).collect();
        customers.sort_unstable();
        customers.dedup();
        for at in customers {
            let number = format!("K{}", &id[id.len() - 10..]);
            self.all[CUSTOMER].push(vec![creditors[at].clone().into(), number.into(), id.into()]);
        }
        for claim in &world.claims {
            let about = &CREDITORS[claim.creditor];
            self.all[CLAIM].push(vec![
                claim.id.0.clone().into(),
                id.into(),
                creditors[claim.creditor].clone().into(),
                claim.number.clone().into(),
                "invoice".into(),
                claim.issued_on.to_string().into(),
                claim.due_on.to_string().into(),
                "EUR".into(),
                claim.cents.into(),
                claim.goods.into(),
                about.iban.into(),
                payment_reference(&claim.number).into(),
                "active".into(),
                0.into(),
                0.into(),
            ]);
            let vat = claim.cents - claim.cents * 100 / 121;
            for (position, text, cents) in [(1, claim.goods, claim.cents - vat), (2, "btw 21%", vat)] {
                self.all[LINE].push(vec![
                    claim.id.0.clone().into(),
                    position.into(),
                    text.into(),
                    "1".into(),
                    cents.into(),
                ]);
            }
        }
    }

    pub(super) fn money(&mut self, world: &World, id: &str, plans: &[String]) {
        for payment in &world.payments {
            let at = payment.at.as_millisecond();
            let total: i64 = payment.parts.iter().map(|(_, cents)| cents.0).sum();
            self.all[PAYMENT].push(vec![
                payment.id.0.clone().into(),
                id.into(),
                new_id::token().into(),
                total.into(),
                "EUR".into(),
                "ideal".into(),
                "paid".into(),
                None::<String>.into(),
                "".into(),
                "".into(),
                "".into(),
                world.person.language.as_str().into(),
                at.into(),
                payment.plan.map(|place| plans[place].clone()).into(),
                payment.id.0.clone().into(),
                at.into(),
                at.into(),
                Some(at).into(),
            ]);
            for (claim, cents) in &payment.parts {
                self.all[PART].push(vec![payment.id.0.clone().into(), claim.0.clone().into(), cents.0.into()]);
            }
        }
        for (at, moment) in world.moments.iter().enumerate() {
            for (line, posting) in moment.postings.iter().enumerate() {
                self.all[POSTING].push(vec![
                    id.into(),
                    (at as i64 + 1).into(),
                    (line as i64 + 1).into(),
                    posting.claim_id.as_ref().map(|claim| claim.0.clone()).into(),
                    posting.payment_id.as_ref().map(|payment| payment.0.clone()).into(),
                    posting.debit.as_str().into(),
                    posting.credit.as_str().into(),
                    posting.amount.cents.into(),
                    posting.amount.currency.code().into(),
                    posting.value_on.to_string().into(),
                    posting.cause.as_str().into(),
                    posting.cause_key.clone().into(),
                    moment.at.as_millisecond().into(),
                ]);
            }
        }
    }

    pub(super) fn notices(&mut self, world: &World, id: &str) {
        for notice in &world.notices {
            let Some(claim) = world.claims.iter().find(|claim| claim.id == notice.claim) else { continue };
            let (subject, body) = words::message(notice.kind, claim, &world.person);
            let recipient = match notice.channel {
                Channel::Email => world.person.email.clone(),
                Channel::Sms => world.person.phone.clone(),
                _ => String::new(),
            };
            let class = if notice.kind == "formal_letter" { "mandatory" } else { "approach" };
            let at = notice.at.as_millisecond();
            self.all[NOTICE].push(vec![
                new_id::uuid().into(),
                id.into(),
                Some(notice.claim.0.clone()).into(),
                class.into(),
                notice.kind.into(),
                notice.channel.as_str().into(),
                world.person.language.as_str().into(),
                "informative".into(),
                recipient.into(),
                subject.into(),
                body.clone().into(),
                "".into(),
                format!("demo:{}:{at}", notice.claim).into(),
                if notice.bounced { "bounced" } else { "sent" }.into(),
                1.into(),
                at.into(),
                if notice.bounced { "550 5.1.1 no such address" } else { "" }.into(),
                at.into(),
                Some(at).into(),
                notice.clicked_at.map(Timestamp::as_millisecond).into(),
                // An agent has looked at what came back long ago.
                notice.bounced.then_some(at).into(),
            ]);
        }
    }
}

/// The betalingskenmerk that an invoice is paid under: made of the digits of its number.
fn payment_reference(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    effen::reference::make_betalingskenmerk(&digits).unwrap_or_else(|_| number.to_owned())
}
