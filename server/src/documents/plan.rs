//! The agreement of the running plan.

use super::Books;
use crate::clock::{from_ms, local};
use crate::db::{instalment, mandate, plan_version};
use crate::error::{Error, Result};
use effen_app::texts::plan::{every, usual_terms};
use effen_documents::Paper;
use effen_documents::plan::{Mandate, PlanAgreement};

impl Books<'_> {
    /// The agreement of the running plan in the version that holds, with the terms as they were shown before agreeing and
    /// the mandate that pays it.
    /// `skips_a_year`: how often an instalment may be skipped.
    ///
    /// # Errors
    /// [`Error::NotFound`] when no plan runs.
    pub async fn plan_agreement(&self, skips_a_year: u32) -> Result<Paper> {
        let plan = self.file.plan.as_ref().ok_or(Error::NotFound("plan"))?;
        let mut conn = self.app.db.read().acquire().await?;
        let shares = instalment::list_shares(&mut conn, &self.debtor, &plan.id).await?;
        let versions = plan_version::list(&mut conn, &self.debtor, &plan.id).await?;
        let given = mandate::find_of_plan(&mut conn, &self.debtor, &plan.id).await?;
        let given = given.filter(|given| given.status.is_live());
        drop(conn);
        let mut claims = Vec::with_capacity(shares.len());
        for (id, share) in &shares {
            let claim = self.claim(id)?;
            claims.push((claim.creditor_name.clone(), claim.number.clone(), *share));
        }
        // A changed agreement is of the day it was changed.
        let made_at = versions.last().map_or(plan.agreed_at, |version| version.made_at);
        let mut terms = vec![every(plan.rhythm, self.lang).to_owned()];
        terms.extend(usual_terms(self.lang, skips_a_year));
        let agreement = PlanAgreement {
            head: self.head(local(from_ms(made_at)).date(), shares.iter().map(|(id, _)| id)),
            // With a mandate it is another document.
            id: match &given {
                Some(given) => format!("{}:{}:{}", plan.id, plan.version, given.reference),
                None => format!("{}:{}", plan.id, plan.version),
            },
            claims,
            schedule: plan.schedule.clone(),
            terms,
            mandate: given.map(|given| Mandate {
                reference: given.reference,
                account: given.iban.masked(),
                holder: given.holder,
                given_on: local(from_ms(given.signed_at)).date(),
                creditor_id: self.app.pay.creditor_id.clone().unwrap_or_default(),
            }),
        };
        Ok(agreement.paper())
    }
}
