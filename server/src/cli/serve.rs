//! `effen serve`

use super::Failure;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;

/// Serves until told to stop. Refuses a database with the demo mark.
pub async fn run(config: Config) -> Result<(), Failure> {
    let db = Db::connect(&config.database_url).await?;
    db.migrate().await?;
    let app = App::new(config, db, Clock::System).await?;
    if app.demo {
        return Err(Failure {
            message: "EFFEN_DATABASE_URL: this database holds a demonstration (use `effen demo`)".into(),
            status: 2,
        });
    }
    if app.config.mollie_key.is_none() {
        return Err(Failure {
            message: "EFFEN_MOLLIE_KEY: the key of the payment provider is missing; without it nothing can be paid"
                .into(),
            status: 2,
        });
    }
    listen(app).await
}

/// Listens and serves `app`; returns when a stop signal came and open requests are done.
pub async fn listen(app: App) -> Result<(), Failure> {
    let address = app.config.listen;
    let listener = tokio::net::TcpListener::bind(address).await.map_err(|error| Failure {
        message: format!("EFFEN_LISTEN: cannot listen on {address}: {error}"),
        status: 1,
    })?;
    tracing::info!("listening on {address}");
    crate::jobs::spawn(&app);
    let router = crate::web::router(app);
    axum::serve(listener, router.into_make_service_with_connect_info::<std::net::SocketAddr>())
        .with_graceful_shutdown(stop())
        .await?;
    Ok(())
}

async fn stop() {
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(error) => return tracing::error!("no stop signal: {error}"),
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
