//! What the server does by itself, each job at its own pace. A job that fails says so and comes round again; it never
//! stops the others. Several servers on one database may run the same jobs: each piece of work is taken under a lock.

use crate::app::App;
use crate::daily;
use crate::error::Result;
use crate::outreach::{answers, deliver, formal, plan, plan_notices};
use crate::web::helping::mail;
use std::future::Future;
use std::time::Duration;

/// After the start, so that the first pages come before the first jobs.
const FIRST_PAUSE: Duration = Duration::from_secs(3);
/// How often queued messages are handed over.
const MESSAGES_EVERY: Duration = Duration::from_secs(15);
/// How often payments and plans are looked at for a confirmation.
const ANSWERS_EVERY: Duration = Duration::from_secs(20);
/// How often files that changed are made findable.
const SEARCH_EVERY: Duration = Duration::from_secs(5);
/// How often the server looks whom to remind, if it is told to.
const OUTREACH_EVERY: Duration = Duration::from_secs(600);
/// How often the server looks whether the daily run is due.
const DAILY_EVERY: Duration = Duration::from_secs(300);
/// How often SQLite's log is carried into its file.
const CHECKPOINT_EVERY: Duration = Duration::from_millis(250);
/// How often ended sessions, expired links and the like are removed.
const SWEEP_EVERY: Duration = Duration::from_secs(6 * 3600);

/// Starts all jobs; they run until the program ends.
pub fn spawn(app: &App) {
    crate::pay::spawn_jobs(app);
    every(app, "messages", MESSAGES_EVERY, |app| async move {
        let done = deliver::run(&app, |_| {}).await?;
        if done != deliver::Delivered::default() {
            tracing::info!(?done, "messages handed over");
        }
        Ok(())
    });
    every(app, "search index", SEARCH_EVERY, |app| async move {
        crate::search::index::run(&app.db, |done| {
            if done.is_multiple_of(100_000) {
                tracing::info!(done, "files indexed for the search");
            }
        })
        .await?;
        Ok(())
    });
    every(app, "answers", ANSWERS_EVERY, |app| async move {
        answers::run(&app).await?;
        mail::tell_replies(&app).await?;
        Ok(())
    });
    every(app, "daily run", DAILY_EVERY, |app| async move {
        if let Some(done) = daily::run_if_due(&app).await? {
            tracing::info!(?done, "the daily run is done");
        }
        Ok(())
    });
    every(app, "checkpoint", CHECKPOINT_EVERY, |app| async move { app.db.checkpoint().await });
    every(app, "sweep", SWEEP_EVERY, |app| async move { crate::db::sweep::delete_ended(&app.db, app.now()).await });
    if app.config.outreach {
        every(app, "outreach", OUTREACH_EVERY, |app| async move {
            let coming = plan_notices::tell_coming(&app).await?;
            let letters = formal::run(&app, false).await?;
            if letters.queued > 0 {
                tracing::info!(queued = letters.queued, "formal letters queued");
            }
            let done = plan::run(&app, false, |_| {}).await?;
            tracing::info!(queued = done.queued, coming, "reminders queued");
            Ok(())
        });
    }
}

fn every<F, Work>(app: &App, name: &'static str, pause: Duration, work: F)
where
    F: Fn(App) -> Work + Send + 'static,
    Work: Future<Output = Result<()>> + Send,
{
    let app = app.clone();
    tokio::spawn(async move {
        tokio::time::sleep(FIRST_PAUSE).await;
        loop {
            if let Err(error) = work(app.clone()).await {
                tracing::error!(%error, job = name, "a job failed; it comes round again");
            }
            tokio::time::sleep(pause).await;
        }
    });
}
