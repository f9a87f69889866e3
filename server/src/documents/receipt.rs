//! The receipt of a payment that was booked.

use super::Books;
use crate::clock::{from_ms, local};
use crate::db::payment::{self, By};
use crate::db::posting;
use crate::error::{Error, Result};
use crate::pay::Method;
use effen::ids::PaymentId;
use effen::kinds::Lang;
use effen::ledger::{Balance, Cause};
use effen::money::Cents;
use effen_app::texts::pay::texts;
use effen_documents::Paper;
use effen_documents::receipt::{PaidPart, Receipt};

impl Books<'_> {
    /// The receipt of a payment of this debtor's.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is another's, or was not booked.
    pub async fn receipt(&self, id: &PaymentId) -> Result<Paper> {
        let mut conn = self.app.db.read().acquire().await?;
        let found = payment::find(&mut conn, By::Id(&self.debtor, id)).await?;
        let (paid, booked_at) = found
            .and_then(|payment| payment.booked_at.map(|booked_at| (payment, booked_at)))
            .ok_or(Error::NotFound("payment"))?;
        let mut returned = Cents::ZERO;
        for cause in [Cause::Refund, Cause::Chargeback] {
            returned += posting::find_returned(&mut conn, &self.debtor, id, cause).await?.0;
        }
        drop(conn);
        let rows: Vec<_> = self
            .entries
            .iter()
            .filter(|entry| entry.payment_id.as_ref() == Some(id) && entry.cause == Cause::Payment)
            .collect();
        let mut parts = Vec::with_capacity(rows.len());
        for row in &rows {
            let claim = self.claim(&row.claim_id)?;
            let up_to = self.entries(&row.claim_id).filter(|entry| entry.version <= row.version);
            parts.push(PaidPart {
                creditor: claim.creditor_name.clone(),
                number: claim.number.clone(),
                // A payment lessens a balance; here it counts as what was paid.
                paid: Balance::default() - row.change,
                left: up_to.map(|entry| entry.change.total()).sum(),
            });
        }
        let booked_on = local(from_ms(booked_at)).date();
        let receipt = Receipt {
            head: self.head(booked_on, rows.iter().map(|row| &row.claim_id)),
            id: paid.id.0,
            amount: paid.amount,
            paid_on: rows.first().map_or(booked_on, |row| row.on),
            method: method(paid.method, self.lang).to_owned(),
            parts,
            returned,
        };
        Ok(receipt.paper())
    }
}

fn method(method: Method, lang: Lang) -> &'static str {
    let t = texts(lang);
    match method {
        Method::Ideal => t.method_ideal,
        Method::Bancontact => t.method_bancontact,
        Method::Card => t.method_card,
        Method::Transfer => t.method_transfer,
        Method::DirectDebit => t.method_direct_debit,
    }
}
