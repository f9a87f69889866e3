//! The agreement of the running plan.

use super::Books;
use crate::clock::{from_ms, local};
use crate::db::{instalment, plan_version};
use crate::error::{Error, Result};
use effen_app::texts::plan::{every, usual_terms};
use effen_documents::Paper;
use effen_documents::plan::PlanAgreement;

impl Books<'_> {
    /// The agreement of the running plan in the version that holds, with the terms as they were shown before agreeing.
    /// `skips_a_year`: how often an instalment may be skipped.
    ///
    /// # Errors
    /// [`Error::NotFound`] when no plan runs.
    pub async fn plan_agreement(&self, skips_a_year: u32) -> Result<Paper> {
        let plan = self.file.plan.as_ref().ok_or(Error::NotFound("plan"))?;
        let mut conn = self.app.db.read().acquire().await?;
        let shares = instalment::list_shares(&mut conn, &self.debtor, &plan.id).await?;
        let versions = plan_version::list(&mut conn, &self.debtor, &plan.id).await?;
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
            id: format!("{}:{}", plan.id, plan.version),
            claims,
            schedule: plan.schedule.clone(),
            terms,
        };
        Ok(agreement.paper())
    }
}
